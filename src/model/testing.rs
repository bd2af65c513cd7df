//! A programme from text tables, for the tests of measures and reports.

use crate::base::date::{Date, Month};
use crate::base::finding::Findings;
use crate::check::found::Scene;

use super::programme::{Edition, Programme};
use super::{When, build};

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
