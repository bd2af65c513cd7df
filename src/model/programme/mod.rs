//! The programme as linked, usable things: what every measure is computed from.
//!
//! Rows in error are not here. Names of people and of schools carry their
//! release class in their type (`Held`).

mod money;
mod people;
mod schools;
mod voice;
mod work;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::calendar::Calendar;
use crate::base::cell::Place;
use crate::base::date::{AcademicYear, Date, Month};
use crate::base::indicator::Indicator;
use crate::base::setting::Settings;
use crate::register::ledger::LedgerTotal;
use crate::register::results::{Area, Score, Status};

pub(crate) use money::{BudgetLine, Decision, Document, Paid, Publication, Spend, Staff};
pub(crate) use people::{Bar, CpdNeed, Lle, Need, Profile};
pub(crate) use schools::{Compared, Joined, Outcome, School};
pub(crate) use voice::{Comment, Consent, Item, Respondent, Side};
pub(crate) use work::{Contract, Deployment, Meeting, Quality, Visit};

/// Index into [`Programme::schools`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SchoolId(pub(crate) usize);

/// Index into [`Programme::lles`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct LleId(pub(crate) usize);

/// Index into [`Programme::deployments`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct DeploymentId(pub(crate) usize);

/// Which issue of the pack.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Edition {
    /// The shorter one of every month.
    #[default]
    Monthly,
    /// The one that goes to a meeting of the forum.
    Meeting,
}

/// Everything that is known and usable on the as-at date.
#[derive(Debug, Default)]
pub(crate) struct Programme {
    /// As-at date.
    pub(crate) as_at: Date,
    /// Month of the pack.
    pub(crate) period: Option<Month>,
    /// Edition.
    pub(crate) edition: Edition,
    /// Settings in force.
    pub(crate) settings: Settings,
    /// The days on which its schools work.
    pub(crate) calendar: Calendar,
    /// Built from the example programme.
    pub(crate) is_example: bool,
    /// Authority's code and name.
    pub(crate) authority: (String, String),
    /// Schools, by URN.
    pub(crate) schools: Vec<School>,
    /// By any URN that a school has or had.
    pub(crate) by_urn: BTreeMap<String, SchoolId>,
    /// LLEs in register order.
    pub(crate) lles: Vec<Lle>,
    /// Deployments in register order.
    pub(crate) deployments: Vec<Deployment>,
    /// Schools all of whose deployment rows are in error: (school, place).
    pub(crate) clients_in_error: Vec<(SchoolId, Place)>,
    /// Results rows in error: (school, indicator, year) and place.
    pub(crate) results_in_error: BTreeMap<(SchoolId, &'static str, AcademicYear), Place>,
    /// Visits by date.
    pub(crate) visits: Vec<Visit>,
    /// Places in `visits` of those to a school, by date.
    pub(crate) of_school: BTreeMap<SchoolId, Vec<usize>>,
    /// A visit register was read.
    pub(crate) has_visits: bool,
    /// Contracts.
    pub(crate) contracts: Vec<Contract>,
    /// Quality checks.
    pub(crate) quality: Vec<Quality>,
    /// Meetings by date.
    pub(crate) meetings: Vec<Meeting>,
    /// CPD needs.
    pub(crate) cpd: Vec<CpdNeed>,
    /// Respondents.
    pub(crate) respondents: Vec<Respondent>,
    /// Items, in the order of the sheets.
    pub(crate) items: Vec<Item>,
    /// Number invited by wave and group, from `survey_waves`.
    pub(crate) invited: BTreeMap<(String, Side), usize>,
    /// Comments.
    pub(crate) comments: Vec<Comment>,
    /// Needs.
    pub(crate) needs: Vec<Need>,
    /// Profiles.
    pub(crate) profiles: Vec<Profile>,
    /// Documents.
    pub(crate) documents: Vec<Document>,
    /// Publications.
    pub(crate) publications: Vec<Publication>,
    /// Decisions.
    pub(crate) decisions: Vec<Decision>,
    /// Budget.
    pub(crate) budget: Vec<BudgetLine>,
    /// Spend by date.
    pub(crate) spend: Vec<Spend>,
    /// Total rows of the sheets of spend.
    pub(crate) ledger: Vec<LedgerTotal>,
    /// Staff.
    pub(crate) staff: Vec<Staff>,
    /// Results by school, indicator and year, joined.
    pub(crate) outcomes: BTreeMap<(SchoolId, &'static str, AcademicYear), Outcome>,
    /// Teacher assessment of what is also tested, where the input has it, with how
    /// final it is: beside the tests, never instead of them.
    pub(crate) assessed:
        BTreeMap<(SchoolId, &'static str, AcademicYear), (Status, Score)>,
    /// Comparators by area, indicator and year: for the authority only its own.
    pub(crate) compared: BTreeMap<(Area, &'static str, AcademicYear), Compared>,
    /// Registers that were read.
    pub(crate) registers: BTreeSet<&'static str>,
    /// Results that count for the authority only (recoupment, other authorities'
    /// schools) are not here.
    pub(crate) years: BTreeMap<&'static str, BTreeSet<AcademicYear>>,
}

impl Programme {
    /// Visits to a school, by date.
    pub(crate) fn visits_to(&self, school: SchoolId) -> impl Iterator<Item = &Visit> {
        let places = self.of_school.get(&school).into_iter().flatten();
        places.filter_map(|at| self.visits.get(*at))
    }

    /// A school by its index.
    pub(crate) fn school(&self, id: SchoolId) -> Option<&School> {
        self.schools.get(id.0)
    }

    /// An LLE by its index.
    pub(crate) fn lle(&self, id: LleId) -> Option<&Lle> {
        self.lles.get(id.0)
    }

    /// A deployment by its index.
    pub(crate) fn deployment(&self, id: DeploymentId) -> Option<&Deployment> {
        self.deployments.get(id.0)
    }

    /// A school's outcome.
    pub(crate) fn outcome(
        &self,
        school: SchoolId,
        indicator: &'static Indicator,
        year: AcademicYear,
    ) -> Option<&Outcome> {
        self.outcomes.get(&(school, indicator.code, year))
    }
}
