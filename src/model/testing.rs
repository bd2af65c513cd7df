//! A programme from text tables, for the tests of measures and reports.

use crate::base::date::{Date, Month};
use crate::base::finding::Findings;
use crate::check::found::Scene;

use super::programme::{Edition, Programme};
use super::{When, build};

/// A leader who helped one school twice: DEP-01 to July 2010, DEP-02 from January 2011.
pub(crate) const HELPED_TWICE: &str = "
Schools  | URN    | School name           | Phase
         | 121001 | Ashby Primary School  | Primary
         | 121002 | Barton Primary School | Primary
LLEs     | LLE ref | Name | School | URN | Accredited | Status
         | LLE-01 | Mrs Helen Birdsall | Ashby Primary School | 121001 | 01/03/2009 | Active
Deployments | Deployment ref | LLE ref | LLE | Client school | URN | Start | Planned end | End | Status
         | DEP-01 | LLE-01 | Mrs Helen Birdsall | Barton Primary School | 121002 | 07/09/2009 | 20/07/2010 | 15/07/2010 | Completed
         | DEP-02 | LLE-01 | Mrs Helen Birdsall | Barton Primary School | 121002 | 10/01/2011 | 20/07/2011 | | Active
";

/// The programme of these tables on 30 November 2011.
pub(crate) fn programme(tables: &str) -> Programme {
    of(&crate::check::found::scene(tables))
}

/// The programme of a scene, with its day and its settings.
pub(crate) fn of(scene: &Scene) -> Programme {
    let as_at: Date = scene.as_at;
    let when = When { as_at, period: Month::of(as_at), edition: Edition::Monthly };
    build(&scene.registers, &scene.settings, &Findings::default(), &when)
}
