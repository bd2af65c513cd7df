//! The programme as linked, usable things: what every measure is computed from.
//!
//! Rows in error are not here. Names of people and of schools carry their
//! release class in their type ([`Held`]).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::calendar::Calendar;
use crate::base::cell::Place;
use crate::base::date::{AcademicYear, Date, FinancialYear, Month};
use crate::base::indicator::Indicator;
use crate::base::reason::Missing;
use crate::base::release::{Forum, Held, Internal, Public};
use crate::base::setting::Settings;
use crate::register::ledger::LedgerTotal;
use crate::register::results::{Area, Score, Status};

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

/// One school as it is on the as-at date: a conversion or a merger that joins
/// results is one school here, named by its last URN.
#[derive(Clone, Debug)]
pub(crate) struct School {
    /// URN on the as-at date; the name's own where a register gives no URN.
    pub(crate) urn: String,
    /// Earlier URNs whose results join, oldest first.
    pub(crate) earlier: Vec<String>,
    /// How they join, for each of `earlier`.
    pub(crate) joined: Option<Joined>,
    /// DfE number, `926/2056`.
    pub(crate) dfe: String,
    /// Whole official name.
    pub(crate) name: Held<String, Internal>,
    /// Authority's code, if known.
    pub(crate) la_code: String,
    /// Phase: `primary`, `infant`, … as in `schools::PHASE_WORDS`; empty if unknown.
    pub(crate) phase: &'static str,
    /// Type as written.
    pub(crate) kind: String,
    /// Statutory ages.
    pub(crate) ages: Option<(u8, u8)>,
    /// Open date of the continuing school.
    pub(crate) opened: Option<Date>,
    /// Close date of the last URN, if closed with no successor that joins.
    pub(crate) closed: Option<Date>,
    /// A sponsored academy that replaced another school after the baseline: no join.
    pub(crate) is_sponsored_start: bool,
    /// Merged from several: some predecessors may lack a result.
    pub(crate) predecessors: Vec<SchoolId>,
    /// Federation, trust, cluster, district, diocese, town; empty if unknown.
    pub(crate) federation: String,
    /// Trust.
    pub(crate) trust: String,
    /// Cluster.
    pub(crate) cluster: String,
    /// District.
    pub(crate) district: String,
    /// Diocese.
    pub(crate) diocese: String,
    /// Town.
    pub(crate) town: String,
    /// National grid, metres.
    pub(crate) place: Option<(f64, f64)>,
    /// Pupils on roll.
    pub(crate) roll: Option<f64>,
    /// Per cent FSM.
    pub(crate) fsm: Option<f64>,
    /// Priority for support.
    pub(crate) is_priority: bool,
    /// Marked as having other intensive support.
    pub(crate) has_other_support: bool,
    /// Head's name.
    pub(crate) head: Held<String, Internal>,
    /// Since when the head is head there.
    pub(crate) head_since: Option<Date>,
    /// Overall grade of the last inspection, 1 to 4.
    pub(crate) inspected: Option<u8>,
    /// Day of the last inspection.
    pub(crate) inspected_on: Option<Date>,
    /// Where its row stands.
    pub(crate) at: Place,
}

impl School {
    /// The name as members of the forum may see it: in the exempt annex, which
    /// names the schools that give and receive support.
    pub(crate) fn name_for_forum(&self) -> Held<String, Forum> {
        Held::new(self.name.within().clone())
    }

    /// Whether its ages or phase include year 6 (`None`: unknown).
    pub(crate) fn has_ks2(&self) -> Option<bool> {
        if let Some((low, high)) = self.ages {
            return Some(low < 11 && high >= 11);
        }
        match self.phase {
            "primary" | "junior" | "middle" | "all-through" => Some(true),
            "infant" | "nursery" | "secondary" | "16 plus" => Some(false),
            _ => None,
        }
    }

    /// Whether its ages or phase include year 2 (`None`: unknown).
    pub(crate) fn has_ks1(&self) -> Option<bool> {
        if let Some((low, high)) = self.ages {
            return Some(low < 7 && high >= 7);
        }
        match self.phase {
            "primary" | "infant" | "all-through" => Some(true),
            "junior" | "nursery" | "secondary" | "middle" | "16 plus" => Some(false),
            _ => None,
        }
    }
}

/// How results of an earlier URN come to stand under a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joined {
    /// One school became one school on the same site.
    Conversion,
    /// Several became one; counts are pooled.
    Merger,
}

/// A school's result in one indicator and year, after joining.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    /// The value, or why there is none.
    pub(crate) score: Result<Score, Missing>,
    /// How final.
    pub(crate) status: Status,
    /// Cells it came from.
    pub(crate) cells: Vec<Place>,
}

/// A head who is, was or may become a Local Leader of Education.
#[derive(Clone, Debug)]
pub(crate) struct Lle {
    /// The adviser's reference, or one made from name and school.
    pub(crate) reference: String,
    /// Title and whole name as printed: `Mrs Helen Birdsall`.
    pub(crate) name: Held<String, Internal>,
    /// Title, first name, surname, as far as known.
    pub(crate) parts: Held<(String, String, String), Internal>,
    /// The name, where the LLE consents to the directory and is active.
    pub(crate) public_name: Option<Held<String, Public>>,
    /// Home school.
    pub(crate) school: Option<SchoolId>,
    /// Phase, as of schools.
    pub(crate) phase: &'static str,
    /// `Cohort 1`.
    pub(crate) cohort: String,
    /// Accreditation date.
    pub(crate) accredited: Option<Date>,
    /// Applied, assessed, trained.
    pub(crate) steps: [Option<Date>; 3],
    /// Status as in `lles::LLE_STATUS_WORDS`; empty if none.
    pub(crate) status: &'static str,
    /// Since when the status holds.
    pub(crate) status_date: Option<Date>,
    /// Days offered a year.
    pub(crate) days_offered: Option<f64>,
    /// Most deployments at once.
    pub(crate) max_active: Option<u32>,
    /// Tags.
    pub(crate) expertise: Vec<String>,
    /// Consent to the directory.
    pub(crate) consents: bool,
    /// Says no to the directory.
    pub(crate) refuses: bool,
    /// Review of designation due.
    pub(crate) review_due: Option<Date>,
    /// Schools worked at before, declared interests: as written.
    pub(crate) previous: Held<Vec<String>, Internal>,
    /// Declared interests.
    pub(crate) interests: Held<Vec<String>, Internal>,
    /// Schools of `previous` that are known, with the last year written beside.
    pub(crate) worked_at: Vec<(SchoolId, Option<i16>)>,
    /// Schools that `interests` name.
    pub(crate) interest_in: Vec<SchoolId>,
    /// Overall grade of the own school as the LLE register has it, 1 to 4.
    pub(crate) inspected: Option<u8>,
    /// Its grade of leadership and management, 1 to 4.
    pub(crate) leadership: Option<u8>,
    /// Day of that inspection.
    pub(crate) inspected_on: Option<Date>,
    /// Row.
    pub(crate) at: Place,
}

impl Lle {
    /// The day on which active status ended, where it has: resigned, retired,
    /// moved, de-designated.
    pub(crate) fn ended(&self) -> Option<Option<Date>> {
        matches!(self.status, "resigned" | "retired" | "moved la" | "de-designated")
            .then_some(self.status_date)
    }

    /// Accredited on or before the date, not ended by it, not paused on it (P01).
    pub(crate) fn is_active_on(&self, date: Date) -> bool {
        let Some(accredited) = self.accredited else { return false };
        if accredited > date || matches!(self.status, "applicant" | "in training") {
            return false;
        }
        match self.ended() {
            Some(Some(end)) => end > date,
            Some(None) => false,
            None if self.status == "paused" => {
                self.status_date.is_some_and(|since| since > date)
            }
            None => true,
        }
    }
}

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

/// A development need of the LLEs.
#[derive(Clone, Debug)]
pub(crate) struct CpdNeed {
    /// Raised.
    pub(crate) raised: Option<Date>,
    /// Category.
    pub(crate) category: String,
    /// Need.
    pub(crate) need: Held<String, Internal>,
    /// Met.
    pub(crate) met: Option<Date>,
    /// Row.
    pub(crate) at: Place,
}

/// Whose answers: the client schools' heads or the LLEs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    /// Client heads.
    Clients,
    /// LLEs.
    Lle,
}

/// One respondent of one wave.
#[derive(Clone, Debug)]
pub(crate) struct Respondent {
    /// Wave: `June 2011`, as written; empty if none.
    pub(crate) wave: String,
    /// Group.
    pub(crate) side: Side,
    /// Reference.
    pub(crate) reference: String,
    /// Invited (a row of the survey sheet is an invitation where the sheet has
    /// an invited or responded column).
    pub(crate) is_invited: bool,
    /// Answered at least one item.
    pub(crate) has_replied: bool,
    /// School, held apart: only for pairing.
    pub(crate) school: Option<SchoolId>,
    /// Answers, 1 (strongly disagree) to 5 (strongly agree), by item code;
    /// reversed items already turned.
    pub(crate) answers: BTreeMap<String, u8>,
}

/// A question of the survey.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// `SAT`, `COLLAB`, `EXPECT`, `IMPACT`, `SUCCESS`, `q5`.
    pub(crate) code: String,
    /// The question as asked.
    pub(crate) question: String,
    /// Wave and group that were asked.
    pub(crate) asked: BTreeSet<(String, Side)>,
}

/// What permission a speaker gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Consent {
    /// None, or not recorded.
    No,
    /// By role.
    Anonymous,
    /// By name.
    Named,
}

/// A comment.
#[derive(Clone, Debug)]
pub(crate) struct Comment {
    /// Words.
    pub(crate) text: Held<String, Internal>,
    /// The words, where permission is recorded and no name or contact stands in them.
    pub(crate) quotable: Option<Held<String, Public>>,
    /// Role that may be printed: `Headteacher, client school`.
    pub(crate) role: Held<String, Public>,
    /// Group.
    pub(crate) side: Option<Side>,
    /// Themes; worked out from words where the sheet gives none.
    pub(crate) themes: Vec<String>,
    /// Critical of the programme.
    pub(crate) is_critical: bool,
    /// Permission.
    pub(crate) consent: Consent,
    /// Row.
    pub(crate) at: Place,
}

/// Who must not, or who alone may, support a school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Bar {
    /// Not this LLE.
    Lle(LleId),
    /// Not from this school.
    School(SchoolId),
    /// Not from this cluster, folded.
    Cluster(String),
    /// Not from this federation or trust, folded.
    Group(String),
    /// Not from this district, folded.
    District(String),
    /// Only from this diocese, folded.
    Diocese(String),
    /// Fits nothing that is known: a person has to look.
    Unread,
}

/// A school that waits for support.
#[derive(Clone, Debug)]
pub(crate) struct Need {
    /// Reference.
    pub(crate) reference: String,
    /// School.
    pub(crate) school: SchoolId,
    /// Identified.
    pub(crate) identified: Option<Date>,
    /// Category.
    pub(crate) category: String,
    /// Tags with weight 1 to 3.
    pub(crate) tags: Vec<(String, f64)>,
    /// `high`, `medium`, `low` or empty.
    pub(crate) urgency: &'static str,
    /// Days estimated.
    pub(crate) days: Option<f64>,
    /// Preferred phase.
    pub(crate) phase: &'static str,
    /// Pupils on roll that the LLE's school should have about.
    pub(crate) size: Option<f64>,
    /// Exclusions as written, and what they mean.
    pub(crate) bars: Vec<(Held<String, Internal>, Bar)>,
    /// `waiting`, `matched`, `supported`, `closed`.
    pub(crate) status: &'static str,
    /// The adviser's choice (LLE ref or name) and the reason.
    pub(crate) chosen: Held<String, Internal>,
    /// The LLE that was chosen, where the choice names one.
    pub(crate) chosen_lle: Option<LleId>,
    /// Reason typed.
    pub(crate) choice_reason: Held<String, Internal>,
    /// LLEs whom a declared interest of the school or the panel names.
    pub(crate) interest_of: Vec<LleId>,
    /// Interests that name no LLE of the register, as written.
    pub(crate) other_interests: Held<Vec<String>, Internal>,
    /// The cell of the choice.
    pub(crate) chosen_at: Place,
    /// Row.
    pub(crate) at: Place,
}

/// A directory profile.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    /// LLE.
    pub(crate) lle: LleId,
    /// Texts agreed for publication.
    pub(crate) headline: String,
    /// Biography.
    pub(crate) biography: String,
    /// School in a line.
    pub(crate) context: String,
    /// Tags.
    pub(crate) expertise: Vec<String>,
    /// Anonymised work.
    pub(crate) work: String,
    /// Quote.
    pub(crate) quote: String,
    /// Availability.
    pub(crate) availability: String,
    /// Districts.
    pub(crate) districts: Vec<String>,
    /// Consent as the profile's own column has it.
    pub(crate) consents: Option<bool>,
    /// Consent given and its date.
    pub(crate) consent_date: Option<Date>,
    /// Review date.
    pub(crate) review: Option<Date>,
    /// Row.
    pub(crate) at: Place,
}

/// A protocol or document.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// Title.
    pub(crate) title: String,
    /// Version.
    pub(crate) version: String,
    /// Approved by, when.
    pub(crate) approved_by: String,
    /// Approved.
    pub(crate) approved: Option<Date>,
    /// Review due.
    pub(crate) review: Option<Date>,
    /// Status.
    pub(crate) status: String,
    /// Row.
    pub(crate) at: Place,
}

/// Something published.
#[derive(Clone, Debug)]
pub(crate) struct Publication {
    /// What.
    pub(crate) document: String,
    /// When.
    pub(crate) date: Option<Date>,
    /// Where.
    pub(crate) channel: String,
    /// For whom.
    pub(crate) audience: String,
    /// For everybody: no other class is written beside it.
    pub(crate) is_public: bool,
}

/// A decision of the forum.
#[derive(Clone, Debug)]
pub(crate) struct Decision {
    /// Reference.
    pub(crate) reference: String,
    /// Meeting.
    pub(crate) date: Option<Date>,
    /// Text.
    pub(crate) text: String,
    /// Pounds.
    pub(crate) amount: Option<f64>,
    /// Years as written.
    pub(crate) years: String,
    /// Conditions.
    pub(crate) conditions: String,
}

/// A budget line.
#[derive(Clone, Debug)]
pub(crate) struct BudgetLine {
    /// Financial year.
    pub(crate) year: Option<FinancialYear>,
    /// Line.
    pub(crate) line: String,
    /// Route.
    pub(crate) route: &'static str,
    /// Decision ref.
    pub(crate) decision: String,
    /// Approved plus virements, pounds.
    pub(crate) approved: f64,
}

/// Where a payment stands, for the budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Paid {
    /// Ordered, not yet paid (also received, invoiced).
    Committed,
    /// Paid or accrued.
    Paid,
}

/// One line of spend.
#[derive(Clone, Debug)]
pub(crate) struct Spend {
    /// Date.
    pub(crate) date: Date,
    /// Financial year as written, else from the date.
    pub(crate) year: FinancialYear,
    /// Deployment.
    pub(crate) deployment: Option<DeploymentId>,
    /// Budget line as written.
    pub(crate) line: String,
    /// Decision ref: its own, else its budget line's; empty if neither has one.
    pub(crate) decision: String,
    /// Route: its own, the budget line's or the deployment's.
    pub(crate) route: &'static str,
    /// Type of spend.
    pub(crate) kind: String,
    /// Net pounds.
    pub(crate) net: f64,
    /// Paid or committed.
    pub(crate) paid: Paid,
    /// Invoice.
    pub(crate) invoice: String,
    /// Days.
    pub(crate) days: Option<f64>,
    /// Payee.
    pub(crate) payee: Held<String, Internal>,
    /// Row.
    pub(crate) at: Place,
}

/// A post on the programme.
#[derive(Clone, Debug)]
pub(crate) struct Staff {
    /// Role.
    pub(crate) role: String,
    /// From, to.
    pub(crate) from: Option<Date>,
    /// To.
    pub(crate) to: Option<Date>,
    /// Share of full time.
    pub(crate) fte: Option<f64>,
    /// Days.
    pub(crate) days: Option<f64>,
    /// Pounds.
    pub(crate) cost: Option<f64>,
    /// Row.
    pub(crate) at: Place,
}

/// An authority's or the nation's value that was chosen among its sources.
#[derive(Clone, Debug)]
pub(crate) struct Compared {
    /// The value, or why there is none.
    pub(crate) score: Result<Score, Missing>,
    /// Source in words.
    pub(crate) source: Arc<str>,
    /// How final.
    pub(crate) status: Status,
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
