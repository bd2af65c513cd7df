//! Which LLEs could support a school that waits: who is excluded and why, who
//! ranks where and why, and who best takes which where several wait.
//!
//! Decision support: nothing here allocates anybody. The adviser and the panel
//! choose; what they chose, and why, is read back from the register of needs.

mod assignment;
mod behind;
mod choice;
mod exclusion;
mod fairness;
mod score;

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;

use crate::base::date::AcademicYear;
use crate::base::quantity::rounded;
use crate::base::release::{Held, Internal};
use crate::model::programme::{Deployment, LleId, Need, Programme, SchoolId};

use super::capacity::{CapacityRow, PipelineRow, capacity, pipeline};
use assignment::assignment;
pub(crate) use assignment::{Assignment, Pair};
pub(crate) use behind::behind;
pub(crate) use choice::{Choice, unexplained};
pub(crate) use exclusion::Reason;
pub(crate) use fairness::FairRow;
use fairness::fairness;
pub(crate) use score::{Factor, Part};

/// One LLE who may be asked, with everything that the rank rests on.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// Who.
    pub(crate) lle: LleId,
    /// Sum of the parts, unrounded.
    pub(crate) total: f64,
    /// The six parts, in the order of [`Factor::ALL`].
    pub(crate) parts: Vec<Part>,
    /// Days that are still free this academic year.
    pub(crate) free: f64,
    /// Straight line between the schools, kilometres; none where unknown.
    pub(crate) km: Option<f64>,
    /// Deployments at work on the as-at date.
    pub(crate) active: usize,
    /// Deployments so far, those at work included: for fairness.
    pub(crate) so_far: usize,
}

/// One LLE who may not be asked.
#[derive(Clone, Debug)]
pub(crate) struct Excluded {
    /// Who.
    pub(crate) lle: LleId,
    /// Every reason that applies.
    pub(crate) reasons: Vec<Reason>,
}

/// One school and the LLEs for it, best first.
#[derive(Clone, Debug)]
pub(crate) struct Shortlist {
    /// Its row among the programme's needs; none where the school has no need.
    pub(crate) need: Option<usize>,
    /// The school.
    pub(crate) school: SchoolId,
    /// Best first.
    pub(crate) candidates: Vec<Candidate>,
    /// In the order of the register.
    pub(crate) excluded: Vec<Excluded>,
    /// What was not known, or could not be read: a person has to look.
    pub(crate) notes: Vec<Held<String, Internal>>,
    /// The adviser's choice, against the ranks.
    pub(crate) choice: Choice,
}

/// Everything that a choice rests on, for the workbook and the command.
#[derive(Debug, Default)]
pub(crate) struct Matching {
    /// One for each open need, or for the school that was asked about.
    pub(crate) lists: Vec<Shortlist>,
    /// Who would best take which.
    pub(crate) assignment: Assignment,
    /// Shares of deployments.
    pub(crate) fairness: Vec<FairRow>,
    /// Days offered, agreed, given, free.
    pub(crate) capacity: Vec<CapacityRow>,
    /// Who is on the way.
    pub(crate) pipeline: Vec<PipelineRow>,
}

/// The shortlists of all that wait, or of one school, with all beside them.
pub(crate) fn matching(programme: &Programme, school: Option<SchoolId>) -> Matching {
    let lists = match school {
        Some(school) => vec![for_school(programme, school)],
        None => shortlists(programme),
    };
    Matching {
        assignment: assignment(programme, &lists),
        lists,
        fairness: fairness(programme),
        capacity: capacity(programme),
        pipeline: pipeline(programme),
    }
}

/// A school that may be supported, what is known of its need, and of everybody.
#[derive(Clone, Copy, Debug)]
struct Subject<'a> {
    id: SchoolId,
    need: Option<&'a Need>,
    known: &'a Known,
}

/// What every shortlist of a run looks up: counted once.
#[derive(Debug)]
struct Known {
    /// By LLE.
    loads: Vec<Load>,
    /// The nearest open school of its own phase, for clients and LLEs' schools.
    nearest: BTreeMap<SchoolId, Option<(f64, SchoolId)>>,
}

/// What an LLE carries.
#[derive(Clone, Copy, Debug, Default)]
struct Load {
    /// Days offered a year, and whether the register says so.
    offered: (f64, bool),
    /// Days agreed in this academic year.
    booked: f64,
    /// Deployments at work.
    active: usize,
    /// Deployments so far.
    so_far: usize,
}

impl Known {
    fn of(programme: &Programme, clients: impl Iterator<Item = SchoolId>) -> Self {
        let begun = super::running::begun(programme, programme.as_at);
        let loads = (0..programme.lles.len()).map(LleId).map(|id| Load {
            offered: offered(programme, id),
            booked: booked(programme, id),
            active: programme
                .deployments
                .iter()
                .filter(|d| d.lles.contains(&id))
                .filter(|d| super::programme::is_active(d, programme.as_at))
                .count(),
            so_far: begun.iter().filter(|(_, d)| d.lles.contains(&id)).count(),
        });
        let homes = programme.lles.iter().filter_map(|lle| lle.school);
        let schools: BTreeSet<SchoolId> = clients.chain(homes).collect();
        let nearest =
            schools.into_iter().map(|id| (id, exclusion::nearest(programme, id)));
        Self { loads: loads.collect(), nearest: nearest.collect() }
    }

    fn load(&self, lle: LleId) -> Load {
        self.loads.get(lle.0).copied().unwrap_or_default()
    }
}

/// Whether a need is open: it waits, or its match is not yet at work.
pub(crate) fn is_open(programme: &Programme, need: &Need) -> bool {
    let is_supported = programme.deployments.iter().any(|deployment| {
        deployment.client == need.school
            && super::running::counts(deployment)
            && deployment.start.is_some()
            && need
                .identified
                .zip(deployment.start)
                .is_none_or(|(identified, start)| start >= identified)
    });
    match need.status {
        "waiting" => true,
        "matched" => !is_supported,
        _ => false,
    }
}

/// Whether a need waits for a choice: no LLE is matched to it.
pub(crate) fn waits(need: &Need) -> bool {
    need.status == "waiting"
}

/// The shortlist of every open need, in the order of the register.
pub(crate) fn shortlists(programme: &Programme) -> Vec<Shortlist> {
    let open: Vec<(usize, &Need)> = programme
        .needs
        .iter()
        .enumerate()
        .filter(|(_, need)| is_open(programme, need))
        .collect();
    if open.is_empty() {
        return Vec::new();
    }
    let known = Known::of(programme, open.iter().map(|(_, need)| need.school));
    open.iter()
        .map(|(at, need)| {
            let subject = Subject { id: need.school, need: Some(need), known: &known };
            shortlist(programme, &subject, Some(*at))
        })
        .collect()
}

/// The shortlist of one school: of its open need, else of its last need, else
/// of the school alone.
pub(crate) fn for_school(programme: &Programme, school: SchoolId) -> Shortlist {
    let own = programme.needs.iter().enumerate().filter(|(_, n)| n.school == school);
    let need = own
        .clone()
        .find(|(_, need)| is_open(programme, need))
        .or_else(|| own.clone().next_back());
    let known = Known::of(programme, std::iter::once(school));
    let subject = Subject { id: school, need: need.map(|(_, need)| need), known: &known };
    shortlist(programme, &subject, need.map(|(at, _)| at))
}

fn shortlist(
    programme: &Programme,
    subject: &Subject<'_>,
    need_at: Option<usize>,
) -> Shortlist {
    let (mut candidates, mut excluded) = (Vec::new(), Vec::new());
    for at in 0..programme.lles.len() {
        let lle = LleId(at);
        let reasons = exclusion::reasons(programme, subject, lle);
        if reasons.is_empty() {
            candidates.extend(score::candidate(programme, subject, lle));
        } else {
            excluded.push(Excluded { lle, reasons });
        }
    }
    candidates.sort_by(|a, b| by_rank(programme, a, b));
    let choice = choice::of(subject.need, &candidates, &excluded);
    let notes = notes(programme, subject);
    Shortlist { need: need_at, school: subject.id, candidates, excluded, notes, choice }
}

/// Higher total; then nearer, an unknown distance last; then fewer deployments
/// at work; then the reference.
fn by_rank(programme: &Programme, a: &Candidate, b: &Candidate) -> std::cmp::Ordering {
    // Totals that print alike to nine places are alike: binary dust is no rank.
    let whole = |total: f64| rounded(total, 9);
    let far = |km: Option<f64>| km.unwrap_or(f64::INFINITY);
    let reference = |id: LleId| programme.lle(id).map(|lle| lle.reference.as_str());
    whole(b.total)
        .total_cmp(&whole(a.total))
        .then_with(|| far(a.km).total_cmp(&far(b.km)))
        .then_with(|| a.active.cmp(&b.active))
        .then_with(|| reference(a.lle).cmp(&reference(b.lle)))
        .then_with(|| a.lle.cmp(&b.lle))
}

fn notes(programme: &Programme, subject: &Subject<'_>) -> Vec<Held<String, Internal>> {
    let mut notes = Vec::new();
    let Some(school) = programme.school(subject.id) else { return notes };
    for (is_unknown, what) in [
        (school.phase.is_empty(), "phase"),
        (school.place.is_none(), "place on the map"),
        (school.roll.is_none(), "number on roll"),
        (school.fsm.is_none(), "share of free school meals"),
    ] {
        if is_unknown {
            notes.push(Held::new(format!("The school list does not give its {what}.")));
        }
    }
    match subject.need {
        None => notes.push(Held::new(
            "It has no row in the register of needs: expertise cannot be compared."
                .to_owned(),
        )),
        Some(need) => {
            if need.tags.is_empty() {
                notes.push(Held::new(
                    "Its needs are not written down: expertise cannot be compared."
                        .to_owned(),
                ));
            }
            for (written, bar) in &need.bars {
                if *bar == crate::model::programme::Bar::Unread {
                    notes.push(Held::new(format!(
                        "The exclusion “{}” fits no LLE, school, cluster or diocese: look at it yourself.",
                        written.within()
                    )));
                }
            }
            for written in need.other_interests.within() {
                notes.push(Held::new(format!(
                    "The interest “{written}” names no LLE of the register: look at it yourself."
                )));
            }
        }
    }
    notes
}

/// Days that an LLE offers in a year, and whether the register says so.
pub(crate) fn offered(programme: &Programme, lle: LleId) -> (f64, bool) {
    match programme.lle(lle).and_then(|lle| lle.days_offered) {
        Some(days) => (days, true),
        None => (programme.settings.number("capacity_days"), false),
    }
}

/// Whether a deployment takes days of an academic year.
pub(crate) fn is_of_year(deployment: &Deployment, year: AcademicYear) -> bool {
    let ended = deployment.end.or(deployment.planned_end);
    super::running::counts(deployment)
        && deployment.start.is_some_and(|start| AcademicYear::of(start) <= year)
        && ended.is_none_or(|end| AcademicYear::of(end) >= year)
}

/// Days of this academic year that are agreed; two LLEs share a deployment.
pub(crate) fn booked(programme: &Programme, lle: LleId) -> f64 {
    let year = AcademicYear::of(programme.as_at);
    programme
        .deployments
        .iter()
        .filter(|d| d.lles.contains(&lle) && is_of_year(d, year))
        .map(|d| d.days.unwrap_or(0.0) / d.lles.len().max(1) as f64)
        .sum()
}

/// LLEs who are active on the as-at date.
fn active_lles(programme: &Programme) -> BTreeSet<LleId> {
    (0..programme.lles.len())
        .map(LleId)
        .filter(|id| {
            programme.lle(*id).is_some_and(|lle| lle.is_active_on(programme.as_at))
        })
        .collect()
}

/// Years back from the as-at date, whole and half.
fn years_before(programme: &Programme, years: f64) -> crate::base::date::Date {
    let months = (years * 12.0).clamp(0.0, 1_200.0) as i64;
    programme.as_at.saturating_sub(months.months())
}

/// Straight line between two places of the national grid, kilometres.
fn km(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1) / 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::programme;

    const LISTS: &str = "
        Schools | URN | School | Phase | Number on roll | FSM % | Easting | Northing
                | 180101 | Client Primary School | primary | 240 | 28 | 611200 | 294300
                | 180102 | Far Primary School | primary | 240 | 28 | 641200 | 294300
                | 180103 | Near Primary School | primary | 240 | 28 | 612200 | 294300
                | 180104 | Other Primary School | primary | 240 | 28 | 612200 | 294400
        Needs of identified schools | Need ref | School | Needs (weight) | Days estimated
                | N1 | Client Primary School | maths | 10
    ";

    fn ranked(lles: &str, settings: &[(&str, &str)]) -> Vec<String> {
        let mut scene = crate::check::found::scene(&format!("{LISTS}{lles}"));
        for (name, value) in settings {
            scene = scene.set(name, value);
        }
        let made = crate::model::testing::of(&scene);
        let lists = shortlists(&made);
        let refs = lists[0].candidates.iter();
        refs.map(|c| made.lles[c.lle.0].reference.clone()).collect()
    }

    #[test]
    fn of_equal_totals_the_nearer_stands_first_then_the_less_busy_then_the_reference() {
        let far = ranked(
            "
            LLEs | LLE ref | Headteacher | School | Accredited | Expertise
                 | LLE01 | Ann Far | Far Primary School | 2010-01-22 | maths
                 | LLE02 | Bob Near | Near Primary School | 2010-01-22 | maths
        ",
            // Without weight of distance both have the same total.
            &[("weight_distance", "0"), ("match_nearest", "no")],
        );
        assert_eq!(far, ["LLE02", "LLE01"]);
        let busy = ranked(
            "
            LLEs | LLE ref | Headteacher | School | Accredited | Expertise | Days offered per year
                 | LLE01 | Ann Busy | Near Primary School | 2010-01-22 | maths | 40
                 | LLE03 | Cat Last | Near Primary School | 2010-01-22 | maths | 40
                 | LLE02 | Bob Free | Near Primary School | 2010-01-22 | maths | 40
            Deployments | Deployment ref | LLE ref | LLE | Client school | Start | Status | Days agreed
                 | D1 | LLE01 | Ann Busy | Other Primary School | 2011-09-12 | active | 5
        ",
            &[("match_nearest", "no")],
        );
        assert_eq!(busy, ["LLE02", "LLE03", "LLE01"]);
    }

    #[test]
    fn a_school_that_nobody_may_support_has_an_empty_list_and_every_reason() {
        let made = programme(&format!(
            "{LISTS}
            LLEs | LLE ref | Headteacher | School | Accredited | Status
                 | LLE01 | Ann Own | Client Primary School | 2010-01-22 | active
                 | LLE02 | Bob New | Near Primary School |  | in training
        "
        ));
        let list = &shortlists(&made)[0];
        assert!(list.candidates.is_empty());
        assert_eq!(list.excluded.len(), 2);
    }

    #[test]
    fn what_the_lists_do_not_say_is_said() {
        let made = programme(
            "
            Schools | URN | School | Phase
                    | 180101 | Client Primary School | primary
            Needs of identified schools | Need ref | School
                    | N1 | Client Primary School
            LLEs | LLE ref | Headteacher
        ",
        );
        let lists = shortlists(&made);
        let notes: Vec<&str> =
            lists[0].notes.iter().map(|n| n.within().as_str()).collect();
        assert_eq!(
            notes,
            [
                "The school list does not give its place on the map.",
                "The school list does not give its number on roll.",
                "The school list does not give its share of free school meals.",
                "Its needs are not written down: expertise cannot be compared.",
            ]
        );
    }
}
