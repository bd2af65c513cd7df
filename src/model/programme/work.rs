//! What LLEs do: deployments, visits, contracts, quality assurance, meetings.

use super::{DeploymentId, LleId, SchoolId};
use crate::base::cell::Place;
use crate::base::date::Date;
use std::collections::BTreeSet;

/// One LLE's support of one client school.
#[derive(Clone, Debug)]
pub(crate) struct Deployment {
    /// The adviser's reference, or one made.
    pub(crate) reference: String,
    /// The LLEs: usually one, two where two work together.
    pub(crate) lles: Vec<LleId>,
    /// The client school.
    pub(crate) client: SchoolId,
    /// Dates of the state machine.
    pub(crate) identified: Option<Date>,
    /// Panel.
    pub(crate) panel: Option<Date>,
    /// Matched.
    pub(crate) matched: Option<Date>,
    /// Agreed.
    pub(crate) agreed: Option<Date>,
    /// Start of support.
    pub(crate) start: Option<Date>,
    /// Planned end.
    pub(crate) planned_end: Option<Date>,
    /// Actual end.
    pub(crate) end: Option<Date>,
    /// Midpoint review.
    pub(crate) midpoint: Option<Date>,
    /// End evaluation.
    pub(crate) evaluated: Option<Date>,
    /// Status as in `deployments::DEP_STATUS_WORDS`; empty if none is written.
    pub(crate) status: &'static str,
    /// `direct`, `ts` or empty.
    pub(crate) route: &'static str,
    /// Days agreed.
    pub(crate) days: Option<f64>,
    /// Pounds a day.
    pub(crate) rate: Option<f64>,
    /// Focus tags.
    pub(crate) focus: Vec<String>,
    /// `met`, `partly`, `not` or empty.
    pub(crate) outcome: &'static str,
    /// Conflicts were checked.
    pub(crate) conflicts_checked: Option<bool>,
    /// Row.
    pub(crate) at: Place,
}

/// One visit.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    /// The adviser's reference.
    pub(crate) reference: String,
    /// Deployment, where it is known.
    pub(crate) deployment: Option<DeploymentId>,
    /// Client school.
    pub(crate) school: Option<SchoolId>,
    /// LLE.
    pub(crate) lle: Option<LleId>,
    /// Day.
    pub(crate) date: Date,
    /// Days; hours ÷ 5 where only hours are given.
    pub(crate) days: f64,
    /// Focus.
    pub(crate) focus: String,
    /// When its record came in.
    pub(crate) received: Option<Date>,
    /// Signed off by the client head.
    pub(crate) signed: Option<Date>,
    /// Row.
    pub(crate) at: Place,
}

/// A contract or agreement.
#[derive(Clone, Debug)]
pub(crate) struct Contract {
    /// Number.
    pub(crate) number: String,
    /// Deployment.
    pub(crate) deployment: Option<DeploymentId>,
    /// Signed: LLE's governors, client's governors, authority.
    pub(crate) signed: [Option<Date>; 3],
    /// Window.
    pub(crate) start: Option<Date>,
    /// Window.
    pub(crate) end: Option<Date>,
    /// Days.
    pub(crate) days: Option<f64>,
    /// Rate.
    pub(crate) rate: Option<f64>,
    /// Value.
    pub(crate) value: Option<f64>,
    /// Route.
    pub(crate) route: &'static str,
    /// Brokerage in pounds.
    pub(crate) brokerage: Option<f64>,
    /// Row.
    pub(crate) at: Place,
}

/// A quality check.
#[derive(Clone, Debug)]
pub(crate) struct Quality {
    /// Number.
    pub(crate) number: String,
    /// Deployment.
    pub(crate) deployment: Option<DeploymentId>,
    /// LLE.
    pub(crate) lle: Option<LleId>,
    /// Type.
    pub(crate) kind: String,
    /// Due.
    pub(crate) due: Option<Date>,
    /// Done.
    pub(crate) done: Option<Date>,
    /// `green`, `amber`, `red` or empty.
    pub(crate) rating: &'static str,
    /// Action due, closed.
    pub(crate) action_due: Option<Date>,
    /// Closed.
    pub(crate) closed: Option<Date>,
    /// Row.
    pub(crate) at: Place,
}

/// One network meeting.
#[derive(Clone, Debug)]
pub(crate) struct Meeting {
    /// Day.
    pub(crate) date: Date,
    /// Venue, theme.
    pub(crate) venue: String,
    /// Theme.
    pub(crate) theme: String,
    /// Who was invited: those with any mark, or a number alone.
    pub(crate) invited: usize,
    /// Who came.
    pub(crate) attended: usize,
    /// Who came, where names are known.
    pub(crate) who: BTreeSet<LleId>,
}
