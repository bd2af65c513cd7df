//! The year and the measure that a row's own words name.

use super::{Reader, stage_of};
use crate::base::cell::CellPos;
use crate::base::date::AcademicYear;
use crate::base::finding::Findings;
use crate::base::indicator::Indicator;
use crate::base::text::fold;
use crate::locate::{measures, years};
use crate::read::grid::CellValue;
use crate::register::results::cell::read;
use crate::register::results::rules;

impl Reader<'_> {
    /// The year of a row whose columns name none.
    pub(in crate::register::results) fn year_of(
        &mut self,
        row: u32,
        record: &str,
        findings: &mut Findings,
    ) -> Option<AcademicYear> {
        let Some(col) = self.plan.keys.year else { return self.plan.context.year };
        let cell = self.grid.cell(CellPos::new(row, col));
        let found = match cell.map(|cell| &cell.value) {
            Some(CellValue::Number(number)) => years::from_number(*number),
            Some(CellValue::Date(serial)) => years::from_date(*serial),
            Some(CellValue::Text(text)) => match years::said(text) {
                years::Said::Year(year) => Some(year),
                years::Said::Nothing if fold(text).is_empty() => {
                    return self.plan.context.year;
                }
                years::Said::Nothing => {
                    let number = text.trim().parse::<f64>().ok();
                    // `Sum 10`, in a column of years.
                    number
                        .and_then(years::from_number)
                        .or_else(|| crate::register::cells::year_text(text))
                }
                years::Said::Broken | years::Said::Several => None,
            },
            Some(CellValue::Bool(_) | CellValue::Error(_) | CellValue::NotCalculated) => {
                None
            }
            None => return self.plan.context.year,
        };
        if let (Some(year), Some(CellValue::Date(_))) = (found, cell.map(|c| &c.value)) {
            self.dated.entry(col).or_default().insert(row, year);
        }
        if found.is_none() {
            let raw = read(self.grid, CellPos::new(row, col)).raw;
            let raw = if raw.is_empty() { self.text(row, Some(col)) } else { raw };
            let message = format!(
                "'{raw}' is no results year; a year such as 2010/11 or 2011 was expected."
            );
            findings.add(
                self.finding(&rules::RES_002, (row, col), record, &raw, message)
                    .leaving_out(self.place(row, "")),
            );
        }
        found
    }

    /// The indicator that a row's own words name.
    pub(super) fn measure_of(&mut self, row: u32) -> Option<&'static Indicator> {
        let keys = &self.plan.keys;
        if let Some(col) = keys.short {
            let own = self.text(row, Some(col));
            if !own.is_empty() {
                self.item = own;
            }
            let short = fold(&self.item);
            let mut known = self.plan.layout?.measures.iter();
            return Indicator::of(known.find(|(word, _)| *word == short)?.1);
        }
        let stage = keys
            .stage
            .and_then(|col| stage_of(&self.text(row, Some(col))))
            .or(self.plan.context.stage);
        let Some(col) = keys.measure else {
            return match self.plan.context.indicator {
                Some(indicator) => Some(indicator),
                None => None,
            };
        };
        let own = self.text(row, Some(col));
        if !own.is_empty() {
            self.item = own;
        } else if self.plan.layout.is_none() {
            return self.plan.context.indicator;
        }
        measures::indicator(&self.item, stage)
    }
}
