//! Results of schools, joined over their predecessors, and of what they are compared with.

use std::collections::BTreeMap;

use super::Linker;
use crate::base::date::AcademicYear;
use crate::base::indicator::Indicator;
use crate::model::joining;
use crate::model::programme::{Compared, Outcome, SchoolId};
use crate::register::authority::Authority;
use crate::register::identity::Resolved;
use crate::register::results::{Area, Given, Status};
use crate::register::schools;

impl Linker<'_> {
    pub(super) fn results(&mut self) {
        type Key = (SchoolId, &'static str, AcademicYear);
        let registers = self.registers;
        let mut by_key: BTreeMap<Key, BTreeMap<String, Outcome>> = BTreeMap::new();
        for result in &registers.results {
            let (urn, dfe) = (
                result.urn.as_deref().unwrap_or(""),
                result.dfe.as_deref().unwrap_or(""),
            );
            let found = self.school_named(urn, dfe, &result.name);
            let Some(school) =
                found.or_else(|| self.unlisted(urn, dfe, &result.name, &result.cell()))
            else {
                continue;
            };
            let key: Key = (school, result.indicator.code, result.year);
            if self.out.contains(&result.place) {
                self.programme.results_in_error.insert(key, result.cell());
                continue;
            }
            // Teachers' judgements stand beside the tests, never in their place.
            if result.is_teacher_assessment {
                if let Ok(score) = result.score {
                    let held = self
                        .programme
                        .assessed
                        .entry(key)
                        .or_insert((result.status, score));
                    if result.status < held.0 {
                        *held = (result.status, score);
                    }
                }
                continue;
            }
            let present = self.programme.school(school).map_or("", |s| s.urn.as_str());
            let own = self.urn_of(urn, dfe, &result.name, present);
            // A stage that an earlier school did not teach is not its result.
            let joins = self
                .followed
                .predecessors(present)
                .iter()
                .filter(|one| one.urn == own && own != present)
                .all(|one| one.stages.contains(&result.indicator.stage));
            if !joins {
                continue;
            }
            let outcome = Outcome {
                score: result.score,
                status: result.status,
                cells: std::iter::once(result.cell())
                    .chain(result.cohort_at.clone())
                    .collect(),
            };
            let held = by_key.entry(key).or_default();
            let rank = |one: &Outcome| {
                (one.score.is_err(), one.status, one.score.ok().map(|score| score.given))
            };
            let is_better = held.get(&own).is_none_or(|held| rank(&outcome) < rank(held));
            if is_better {
                held.insert(own, outcome);
            }
        }
        for (key, by_urn) in by_key {
            let (school, code, _) = key;
            let present = self.programme.school(school).map_or("", |s| s.urn.as_str());
            let Some(indicator) = Indicator::of(code) else { continue };
            let earlier = self.followed.predecessors(present);
            if let Some(outcome) = joining::joined(by_urn, present, earlier, indicator) {
                self.programme.outcomes.insert(key, outcome);
            }
        }
        let years: Vec<(&'static str, AcademicYear)> = self
            .programme
            .outcomes
            .iter()
            .filter(|(_, outcome)| outcome.score.is_ok())
            .map(|((_, code, year), _)| (*code, *year))
            .collect();
        for (code, year) in years {
            self.programme.years.entry(code).or_default().insert(year);
        }
    }

    /// The URN under which a row stands: its own, or that of the school it names.
    pub(super) fn urn_of(
        &self,
        urn: &str,
        dfe: &str,
        name: &str,
        present: &str,
    ) -> String {
        let is_earlier =
            self.followed.predecessors(present).iter().any(|one| one.urn == urn);
        if is_earlier {
            return urn.to_owned();
        }
        match self.identity.resolve(urn, dfe, name) {
            Resolved::Found(at) => self
                .registers
                .of(&schools::SCHEMA)
                .get(at)
                .and_then(|record| record.text(&schools::URN))
                .map_or_else(|| present.to_owned(), ToOwned::to_owned),
            Resolved::Unknown(_) | Resolved::Ambiguous(_) => present.to_owned(),
        }
    }

    pub(super) fn comparators(&mut self) {
        let (code, name) = self.programme.authority.clone();
        let own = Authority { code, name };
        let mut best: BTreeMap<
            (Area, &'static str, AcademicYear),
            ((bool, Given, Status, bool), Compared),
        > = BTreeMap::new();
        for row in &self.registers.comparators {
            if row.is_same_schools
                || (row.area == Area::La && !own.is_called(&row.area_name))
            {
                continue;
            }
            let given = row.score.map_or(Given::Whole, |score| score.given);
            let rank = (row.score.is_err(), given, row.status, !row.is_published);
            let compared = Compared {
                score: row.score,
                source: row.source.clone(),
                status: row.status,
            };
            let key = (row.area, row.indicator.code, row.year);
            if best.get(&key).is_none_or(|(held, _)| rank < *held) {
                best.insert(key, (rank, compared));
            }
        }
        self.programme.compared =
            best.into_iter().map(|(key, (_, compared))| (key, compared)).collect();
    }
}
