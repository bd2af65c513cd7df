//! What pupils reached: single years, changes, comparisons, who is counted.

mod against;
mod authority;
mod change;
mod clients;
mod left_out;
mod level;
mod made;

use std::collections::BTreeSet;

use crate::base::date::{AcademicYear, Date, test_week};
use crate::base::figure::{Figures, Group};
use crate::base::indicator::{INDICATORS, Indicator, NO_TESTS, SERIES_BREAKS};
use crate::model::programme::{Programme, SchoolId};
use crate::register::results::Score;

pub(super) use authority::{comparator, la_schools};
pub(super) use clients::{Client, days_before};
pub(super) use left_out::leave_out;
pub(crate) use level::level_of;
pub(super) use made::{Made, pooled, pupils_of, school_release};

/// Two years of one indicator.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) indicator: &'static Indicator,
    pub(super) from: AcademicYear,
    pub(super) to: AcademicYear,
}

impl Pair {
    pub(super) fn trace(&self, code: &str, group: &Group) -> String {
        format!("{code}/{}/{group}/{}/{}", self.indicator.code, self.from, self.to)
    }
}

/// Both years of one school.
pub(super) type Both = (SchoolId, Score, Score);

/// M01 to M27 but the programme's own: every indicator that has results.
pub(super) fn figures(programme: &Programme, figures: &mut Figures) {
    let clients = clients::clients(programme);
    super::floor::figures(programme, &clients, figures);
    for indicator in INDICATORS {
        let mut years: BTreeSet<AcademicYear> =
            programme.years.get(indicator.code).cloned().unwrap_or_default();
        years.retain(|year| indicator.exists_in(*year));
        if years.is_empty() {
            continue;
        }
        for year in &years {
            level::figures(programme, &clients, indicator, *year, figures);
        }
        for pair in pairs(&clients, indicator, &years) {
            change::figures(programme, &clients, pair, figures);
        }
    }
}

/// The pairs that are reported: the headline, each client's own, and the two
/// years before the latest against it.
fn pairs(
    clients: &[Client],
    indicator: &'static Indicator,
    years: &BTreeSet<AcademicYear>,
) -> Vec<Pair> {
    let mut wanted = BTreeSet::new();
    if let Some(latest) = years.last() {
        wanted.insert((test_year_before(*latest), *latest));
        for from in years.iter().filter(|year| *year < latest) {
            wanted.insert((*from, *latest));
        }
    }
    for client in clients {
        if let Some(start) = client.start {
            wanted.insert((baseline_of(start), outcome_after(start)));
        }
    }
    for year in years {
        wanted.insert((test_year_before(*year), *year));
    }
    wanted
        .into_iter()
        .filter(|(from, to)| years.contains(from) && years.contains(to) && from < to)
        .filter(|(from, to)| !is_refused(indicator, *from, *to))
        .map(|(from, to)| Pair { indicator, from, to })
        .collect()
}

fn is_refused(indicator: &Indicator, from: AcademicYear, to: AcademicYear) -> bool {
    !indicator.exists_in(from)
        || !indicator.exists_in(to)
        || SERIES_BREAKS.iter().any(|b| {
            b.refuses && b.stage == indicator.stage && from < b.year && b.year <= to
        })
}

/// The last year before this one in which tests were taken.
pub(super) fn test_year_before(year: AcademicYear) -> AcademicYear {
    let mut before = year.before();
    while NO_TESTS.contains(&before) {
        before = before.before();
    }
    before
}

/// The last test year before a start. A start within the test week is before
/// the tests if not after their first day.
fn baseline_of(start: Date) -> AcademicYear {
    let mut year = AcademicYear::of(start);
    if start <= test_week(year).0 || NO_TESTS.contains(&year) {
        year = test_year_before(year);
    }
    year
}

/// The first test year whose tests follow the start.
fn outcome_after(start: Date) -> AcademicYear {
    let mut year = AcademicYear::of(start);
    if start > test_week(year).0 {
        year = year.after();
    }
    while NO_TESTS.contains(&year) {
        year = year.after();
    }
    year
}

/// What a school reached in a year, where that is known and may be counted.
pub(super) fn score(
    programme: &Programme,
    school: SchoolId,
    indicator: &'static Indicator,
    year: AcademicYear,
) -> Option<Score> {
    programme.outcome(school, indicator, year).and_then(|outcome| outcome.score.ok())
}

/// The schools that have both years.
fn both(
    programme: &Programme,
    pair: Pair,
    schools: impl Iterator<Item = SchoolId>,
) -> Vec<Both> {
    schools
        .filter_map(|school| {
            let first = score(programme, school, pair.indicator, pair.from)?;
            let second = score(programme, school, pair.indicator, pair.to)?;
            Some((school, first, second))
        })
        .collect()
}

/// How each school changed, in the unit of the indicator.
pub(super) fn changes(of: &[Both]) -> Vec<f64> {
    of.iter().map(|(_, first, second)| second.value - first.value).collect()
}
