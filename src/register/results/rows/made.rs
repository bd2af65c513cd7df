//! All results that a row makes, and why it lacks one.

use super::{MANY_SERIES, Made, Reader};
use crate::base::date::AcademicYear;
use crate::base::finding::Findings;
use crate::base::indicator::Indicator;
use crate::base::reason::Missing;
use crate::base::text::fold;
use crate::register::results::{levels, score};

impl Reader<'_> {
    /// All results of a row.
    pub(super) fn made(
        &mut self,
        row: u32,
        record: &str,
        is_school: bool,
        findings: &mut Findings,
    ) -> Vec<Made> {
        let plan = self.plan;
        let measure = self.measure_of(row);
        let needs_year = plan.series.iter().any(|one| one.year.is_none());
        let row_year =
            if needs_year { self.year_of(row, record, findings) } else { None };
        let subject = fold(&self.text(row, plan.keys.subject));
        let boycott = self.boycott_note(row);
        let mut made: Vec<Made> = Vec::new();
        let is_vast = plan.series.len() > MANY_SERIES;
        let is_one_column = plan.layout.is_none()
            && plan.keys.measure.is_some()
            && plan.series.len() == 1;
        for series in plan.series.iter().take(self.series) {
            if is_vast && self.has_any(row, series).is_none() {
                continue;
            }
            if series.subject.is_some_and(|of| of != subject) {
                continue;
            }
            let by_subject = || {
                let said = fold(&self.text(row, plan.keys.measure));
                crate::locate::scores::subject(&said).and_then(Indicator::of)
            };
            let said = if series.levels.is_empty() { measure } else { by_subject() };
            // One column for every measure, `% or APS`: each row says which it is.
            let indicator = if is_one_column {
                said.or(series.indicator)
            } else {
                series.indicator.or(said)
            };
            let indicator =
                indicator.filter(|_| !plan.is_comparators || !self.is_a_count(row));
            let Some(indicator) = indicator else {
                if let Some(col) = self
                    .has_any(row, series)
                    .filter(|_| plan.layout.is_none() || plan.keys.short.is_some())
                {
                    let said = match plan.keys.short.or(plan.keys.measure) {
                        Some(_) => self.item.clone(),
                        None => String::new(),
                    };
                    let at = plan.keys.short.or(plan.keys.measure).unwrap_or(col);
                    self.unknown.entry(said).or_insert((row, at, 0)).2 += 1;
                }
                continue;
            };
            let Some(year) = series.year.or(row_year) else {
                let is_blank = self.text(row, plan.keys.year).is_empty();
                if is_blank && self.has_any(row, series).is_some() {
                    self.undated.insert(row);
                }
                continue;
            };
            let mut one = if series.levels.is_empty() {
                score::share_or_mean(
                    self,
                    row,
                    series,
                    (indicator, year),
                    record,
                    findings,
                )
            } else {
                levels::levels(self, row, series, (indicator, year), record, findings)
            };
            if boycott
                && year == AcademicYear(2009)
                && matches!(one.score, Err(Missing::Blank | Missing::NoResult))
            {
                one.score = Err(Missing::Boycott);
            }
            if matches!(one.score, Err(Missing::Blank | Missing::NoResult))
                && let Some(why) = self.reason_given(row, year, series.year.is_none())
            {
                one.score = Err(why);
            }
            if is_school && !plan.is_comparators {
                self.add_up(row, series);
            }
            self.is_likely(row, &one, record, findings);
            made.push(one);
        }
        levels::combined(&mut made);
        made
    }

    /// Whether a row of comparators is a number of pupils by its words: no percentage.
    fn is_a_count(&self, row: u32) -> bool {
        let said = format!(" {} ", fold(&self.text(row, self.plan.keys.measure)));
        let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
        has(&[" number ", " no of ", " numbers ", " count "])
            && !has(&["%", " per cent ", " percent ", " percentage "])
    }

    /// Why there is no result, in a column of reasons; where the row or the column is
    /// one year's, in its status or its note too: `Boycott - tests not taken`.
    fn reason_given(
        &self,
        row: u32,
        year: AcademicYear,
        is_of_one_year: bool,
    ) -> Option<Missing> {
        let keys = &self.plan.keys;
        let given = |col: u32| Missing::said(&self.text(row, Some(col)));
        // `New head` says nothing of the school.
        let is_told = |col: u32| {
            let text = fold(&self.text(row, Some(col)));
            text.chars().count() > 3 && (!text.contains("new") || text.contains("school"))
        };
        let reasons =
            keys.reasons.iter().filter(|(_, of)| of.is_none_or(|of| of == year));
        let notes = keys
            .notes
            .iter()
            .filter(|(_, of)| of.map_or(is_of_one_year, |of| of == year))
            .map(|(col, _)| *col);
        let status = keys.status.filter(|_| is_of_one_year);
        reasons.map(|(col, _)| *col).find_map(given).or_else(|| {
            status.into_iter().chain(notes).filter(|col| is_told(*col)).find_map(given)
        })
    }

    fn boycott_note(&self, row: u32) -> bool {
        self.plan.keys.notes.iter().any(|(col, _)| {
            let text = fold(&self.text(row, Some(*col)));
            text.contains("boyc") || text.contains("did not sit")
        })
    }
}
