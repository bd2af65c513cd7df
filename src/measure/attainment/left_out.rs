//! Who is not counted, and why: the first reason that applies.

use std::collections::BTreeSet;

use super::clients::{Client, days_before};
use super::{Both, Pair, baseline_of, outcome_after, score};
use crate::base::cell::Place;
use crate::base::date::{AcademicYear, test_week};
use crate::base::figure::{Figures, Group, LeftOutRow};
use crate::base::indicator::Stage;
use crate::base::reason::{LeftOut, Missing};
use crate::model::programme::{Joined, Outcome, Programme, School, SchoolId};

/// A reason and where it stands.
pub(super) type Reason = (LeftOut, Place);

/// A school that a figure does not count, with its reason and where that stands.
type Left = (SchoolId, LeftOut, Place);

/// Why a client school is not in a pair: the first reason that applies.
pub(super) fn reason(
    programme: &Programme,
    client: &Client,
    pair: Pair,
) -> Option<Reason> {
    let school = programme.school(client.school)?;
    let case = Case { programme, client, school, pair };
    case.has_no_such_stage()
        .or_else(|| case.closed())
        .or_else(|| case.new_school())
        .or_else(|| case.amalgamated())
        .or_else(|| case.started_after_tests())
        .or_else(|| case.few_days())
        .or_else(|| case.marked())
        .or_else(|| case.in_error())
        .or_else(|| case.no_result())
        .or_else(|| case.of_other_pair())
}

/// A client school and two years of one indicator.
struct Case<'a> {
    programme: &'a Programme,
    client: &'a Client,
    school: &'a School,
    pair: Pair,
}

impl Case<'_> {
    fn years(&self) -> [AcademicYear; 2] {
        [self.pair.from, self.pair.to]
    }

    fn outcome(&self, year: AcademicYear) -> Option<&Outcome> {
        self.programme.outcome(self.client.school, self.pair.indicator, year)
    }

    fn missing(&self, year: AcademicYear) -> Option<Missing> {
        self.outcome(year).and_then(|outcome| outcome.score.err())
    }

    fn has_score(&self, year: AcademicYear) -> bool {
        score(self.programme, self.client.school, self.pair.indicator, year).is_some()
    }

    /// The cell of a year's result; without one, the deployment.
    fn cell(&self, year: AcademicYear) -> Place {
        self.outcome(year)
            .and_then(|outcome| outcome.cells.first().cloned())
            .unwrap_or_else(|| self.client.at.clone())
    }

    fn has_no_such_stage(&self) -> Option<Reason> {
        let has_stage = match self.pair.indicator.stage {
            Stage::Ks2 => self.school.has_ks2(),
            Stage::Ks1 => self.school.has_ks1(),
            Stage::Eyfs | Stage::Year1 | Stage::Year4 => None,
        };
        let years = self.programme.years.get(self.pair.indicator.code);
        let has_any =
            || years.is_some_and(|years| years.iter().any(|year| self.has_score(*year)));
        (has_stage == Some(false) && !has_any())
            .then(|| (LeftOut::NoKs, self.school.at.clone()))
    }

    fn closed(&self) -> Option<Reason> {
        let tests = test_week(self.pair.to).0;
        self.school
            .closed
            .is_some_and(|closed| closed < tests)
            .then(|| (LeftOut::Closed, self.school.at.clone()))
    }

    fn new_school(&self) -> Option<Reason> {
        let marked = self
            .years()
            .into_iter()
            .find(|year| self.missing(*year) == Some(Missing::New));
        if let Some(year) = marked {
            return Some((LeftOut::New, self.cell(year)));
        }
        let tests = test_week(self.pair.from).0;
        let opened_after = self.school.opened.is_some_and(|opened| opened > tests)
            && self.school.predecessors.is_empty();
        opened_after.then(|| (LeftOut::New, self.school.at.clone()))
    }

    fn amalgamated(&self) -> Option<Reason> {
        (self.school.joined == Some(Joined::Merger) && !self.has_score(self.pair.from))
            .then(|| (LeftOut::Amalg, self.school.at.clone()))
    }

    fn started_after_tests(&self) -> Option<Reason> {
        let tests = test_week(self.pair.to).0;
        self.client
            .start
            .is_some_and(|start| start > tests)
            .then(|| (LeftOut::StartAfterTests, self.client.at.clone()))
    }

    fn few_days(&self) -> Option<Reason> {
        self.client.start?;
        let tests = test_week(self.pair.to).0;
        let least = self.programme.settings.number("lt_min_days");
        days_before(self.programme, self.client.school, tests)
            .is_some_and(|days| days < least)
            .then(|| (LeftOut::LtMinDays, self.client.at.clone()))
    }

    fn marked(&self) -> Option<Reason> {
        self.years().into_iter().find_map(|year| {
            let why = match self.missing(year)? {
                Missing::Boycott => LeftOut::Boyc,
                Missing::Suppressed | Missing::LowCoverage => LeftOut::Supp,
                Missing::Maladministration => LeftOut::Maladmin,
                _ => return None,
            };
            Some((why, self.cell(year)))
        })
    }

    fn in_error(&self) -> Option<Reason> {
        let (school, code) = (self.client.school, self.pair.indicator.code);
        let result = self
            .years()
            .into_iter()
            .find_map(|year| self.programme.results_in_error.get(&(school, code, year)));
        let deployment = || {
            let mut all = self.programme.clients_in_error.iter();
            all.find(|(id, _)| *id == school).map(|(_, at)| at)
        };
        let at = result.or_else(deployment)?;
        Some((LeftOut::ErrorRow, at.clone()))
    }

    fn no_result(&self) -> Option<Reason> {
        let year = self.years().into_iter().find(|year| !self.has_score(*year))?;
        Some((LeftOut::NoResult, self.cell(year)))
    }

    /// The longer baseline is read beside the school's own pair, of the same schools.
    fn of_other_pair(&self) -> Option<Reason> {
        let start = self.client.start?;
        let own = (baseline_of(start), outcome_after(start));
        let [from, to] = self.years();
        if to == own.1 && from < own.0 {
            let own = Pair { from: own.0, to: own.1, ..self.pair };
            return reason(self.programme, self.client, own);
        }
        (own.0 != from).then(|| (LeftOut::OtherPair, self.client.at.clone()))
    }
}

/// Why a school that is not looked at as a client is not in a pair.
pub(super) fn own_reason(
    programme: &Programme,
    id: SchoolId,
    pair: Pair,
) -> Option<Left> {
    let at = programme.school(id)?.at.clone();
    let school = Client { school: id, start: None, at };
    reason(programme, &school, pair).map(|(why, place)| (id, why, place))
}

/// Puts a school into the trace of some measures of a pair.
pub(in crate::measure) fn leave_out(
    programme: &Programme,
    pair: Pair,
    codes: &[&'static str],
    group: &Group,
    (school, reason, place): Left,
    figures: &mut Figures,
) {
    let record = programme.school(school).map(|s| s.urn.clone()).unwrap_or_default();
    for code in codes {
        figures.left_out.push(LeftOutRow {
            trace: pair.trace(code, group),
            code,
            indicator: Some(pair.indicator),
            group: group.clone(),
            from: Some(pair.from),
            to: Some(pair.to),
            record: record.clone(),
            reason,
            place: place.clone(),
        });
    }
}

/// LLE schools that are not counted: clients themselves, or without both years.
pub(super) fn lle_left_out(
    programme: &Programme,
    clients: &[Client],
    lle: &[SchoolId],
    counted: &[Both],
    pair: Pair,
    figures: &mut Figures,
) -> u64 {
    let counted: BTreeSet<SchoolId> = counted.iter().map(|(id, _, _)| *id).collect();
    let tests = test_week(pair.to).0;
    let dual: BTreeSet<SchoolId> = programme
        .lles
        .iter()
        .filter(|lle| lle.is_active_on(tests))
        .filter_map(|lle| lle.school)
        .filter(|id| clients.iter().any(|client| client.school == *id))
        .collect();
    let dual = dual
        .into_iter()
        .filter_map(|id| Some((id, LeftOut::DualRole, programme.school(id)?.at.clone())));
    let others = lle
        .iter()
        .filter(|id| !counted.contains(id))
        .filter_map(|id| own_reason(programme, *id, pair));
    let mut all: Vec<Left> = dual.chain(others).collect();
    all.sort_by_key(|(id, _, _)| *id);
    let count = all.len() as u64;
    for left in all {
        leave_out(programme, pair, &["M03"], &Group::Lle, left, figures);
    }
    count
}
