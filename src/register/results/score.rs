//! One result from its cells: counts first, then the percentage, then a reason.

use crate::base::cell::CellPos;
use crate::base::date::AcademicYear;
use crate::base::finding::{Finding, Findings, Severity};
use crate::base::indicator::Indicator;
use crate::base::quantity::rounded;
use crate::base::reason::Missing;
use crate::read::grid::CellValue;

use super::cell::{Read, Seen, read};
use super::plan::Series;
use super::rows::{Made, Reader, is_share, reason};
use super::scale::{Scale, Share, share};
use super::{Cols, Given, Score, rules};

/// The cells of one result.
struct Cells {
    value: Option<Read>,
    numerator: Option<Read>,
    denominator: Option<Read>,
}

/// Adds a finding that leaves this result out, and says so.
fn refuse(
    findings: &mut Findings,
    finding: Finding,
    place: crate::base::cell::RowPlace,
) -> Result<Score, Missing> {
    findings.add(finding.leaving_out(place));
    Err(Missing::Unreadable)
}

/// A percentage, a mean or a progress score.
pub(super) fn share_or_mean(
    reader: &mut Reader<'_>,
    row: u32,
    series: &Series,
    (indicator, year): (&'static Indicator, AcademicYear),
    record: &str,
    findings: &mut Findings,
) -> Made {
    let at = |col: Option<u32>| col.map(|col| reader.cell(CellPos::new(row, col), year));
    let cells = Cells {
        value: at(series.value),
        numerator: at(series.numerator),
        denominator: at(series.denominator),
    };
    let cols = Cols {
        key: 0,
        value: series.value,
        numerator: series.numerator,
        denominator: series.denominator,
    };
    let raw = [&cells.value, &cells.numerator, &cells.denominator]
        .into_iter()
        .flatten()
        .map(|cell| cell.raw.clone())
        .find(|raw| !raw.is_empty())
        .unwrap_or_default();
    let score = Judge { row, series, indicator, year, record, cells: &cells }
        .score(reader, findings);
    Made { indicator, year, score, cols, raw }
}

struct Judge<'a> {
    row: u32,
    series: &'a Series,
    indicator: &'static Indicator,
    year: AcademicYear,
    record: &'a str,
    cells: &'a Cells,
}

/// A count as it may stand in a cell.
#[derive(Clone, Copy)]
struct Count {
    number: f64,
    col: u32,
}

impl Judge<'_> {
    fn part(&self) -> String {
        format!("{} {}", self.indicator.code, self.year)
    }

    fn say(
        &self,
        reader: &Reader<'_>,
        rule: &'static crate::base::finding::Rule,
        col: u32,
        raw: &str,
        message: String,
    ) -> Finding {
        reader.finding(rule, (self.row, col), self.record, raw, message)
    }

    fn score(
        &self,
        reader: &mut Reader<'_>,
        findings: &mut Findings,
    ) -> Result<Score, Missing> {
        let place = reader.place(self.row, &self.part());
        let with_cols = [
            (self.series.numerator, &self.cells.numerator),
            (self.series.denominator, &self.cells.denominator),
            (self.series.value, &self.cells.value),
        ];
        for (col, cell) in with_cols {
            if let (Some(col), Some(Read { seen: Seen::Word, raw })) = (col, cell) {
                let message = format!(
                    "'{raw}' stands here; a number, a percentage or a code such as SUPP was expected."
                );
                let mut finding = self.say(reader, &rules::RES_015, col, raw, message);
                let cell = reader.grid.cell(CellPos::new(self.row, col));
                if matches!(cell.map(|cell| &cell.value), Some(CellValue::Date(_))) {
                    finding = finding.fix("Excel made a date of what was typed, as of 5/11: format the column as text and type it again.");
                }
                return refuse(findings, finding, place);
            }
        }
        // A code in one of the cells speaks for the result, whatever the others hold.
        let why = reason(&[
            self.cells.value.as_ref(),
            self.cells.numerator.as_ref(),
            self.cells.denominator.as_ref(),
        ]);
        let has_number = |cell: &Option<Read>| {
            cell.as_ref().is_some_and(|cell| !matches!(cell.seen, Seen::Missing(_)))
        };
        let is_coded = matches!(
            why,
            Missing::Boycott | Missing::Suppressed | Missing::Maladministration
        );
        if is_coded
            || !has_number(&self.cells.value) && !has_number(&self.cells.numerator)
        {
            return Err(why);
        }
        if !is_share(self.indicator) {
            return self.mean(reader, findings, place);
        }
        self.share(reader, findings, place)
    }

    fn mean(
        &self,
        reader: &Reader<'_>,
        findings: &mut Findings,
        place: crate::base::cell::RowPlace,
    ) -> Result<Score, Missing> {
        let cells = self.cells;
        let number = |cell: &Option<Read>| cell.as_ref().and_then(|c| c.seen.number());
        let (sum, base) = (number(&cells.numerator), number(&cells.denominator));
        let from_counts = match (sum, base) {
            (Some(sum), Some(base)) if base > 0.0 => Some(sum / base),
            _ => None,
        };
        let Some(value) = from_counts.or_else(|| number(&cells.value)) else {
            return Err(Missing::NoResult);
        };
        let (lowest, highest) = (self.indicator.lowest, self.indicator.highest);
        if !(lowest..=highest).contains(&value) {
            let col = self.series.value.or(self.series.numerator).unwrap_or(0);
            let raw = cells.value.as_ref().map_or("", |cell| cell.raw.as_str());
            let message = format!(
                "{raw} stands here; {} lies between {lowest} and {highest}.",
                self.indicator.short
            );
            let finding = self.say(reader, &rules::RES_006, col, raw, message);
            return refuse(findings, finding, place);
        }
        let limit = |col: Option<u32>| {
            col.and_then(|col| {
                read(reader.grid, CellPos::new(self.row, col)).seen.number()
            })
        };
        let limits = limit(self.series.lower).zip(limit(self.series.upper));
        let is_whole = value.fract() == 0.0;
        Ok(Score {
            value,
            numerator: from_counts.and(sum),
            denominator: from_counts.and(base),
            cohort: if from_counts.is_some() { None } else { base },
            given: match from_counts {
                Some(_) => Given::Counts,
                None if is_whole => Given::Whole,
                None => Given::Decimal,
            },
            limits,
            stated: None,
        })
    }

    fn share(
        &self,
        reader: &mut Reader<'_>,
        findings: &mut Findings,
        place: crate::base::cell::RowPlace,
    ) -> Result<Score, Missing> {
        let (reached, all) = self.counts();
        for count in [reached, all].into_iter().flatten() {
            if count.number < 0.0 || count.number.fract() != 0.0 {
                let raw = read(reader.grid, CellPos::new(self.row, count.col)).raw;
                let message = format!(
                    "{raw} pupils stand here; a whole number, not below nought, was expected."
                );
                let finding = self.say(reader, &rules::RES_014, count.col, &raw, message);
                return refuse(findings, finding, place);
            }
        }
        if let (Some(reached), Some(all)) = (reached, all)
            && reached.number > all.number
        {
            let message = format!(
                "{} pupils reached the standard; {} were eligible.",
                reached.number, all.number
            );
            let raw = reached.number.to_string();
            let finding = self.say(reader, &rules::RES_014, reached.col, &raw, message);
            return refuse(findings, finding, place);
        }
        let stated = match self.stated(reader, findings) {
            Ok(stated) => stated,
            Err(finding) => return refuse(findings, *finding, place),
        };
        if let Some((per_cent, _)) = stated
            && !(0.0..=100.0).contains(&per_cent)
        {
            let col = self.series.value.unwrap_or(0);
            let raw = self.cells.value.as_ref().map_or("", |cell| cell.raw.as_str());
            let message =
                format!("{raw} stands here; a percentage lies between 0 and 100.");
            let finding = self.say(reader, &rules::RES_006, col, raw, message);
            return refuse(findings, finding, place);
        }
        self.joined(reader, findings, place, (reached, all), stated)
    }

    /// The counts, from their own cells or from `23/30` in one.
    fn counts(&self) -> (Option<Count>, Option<Count>) {
        let one = |cell: &Option<Read>, col: Option<u32>| {
            let number = cell.as_ref()?.seen.number()?;
            Some(Count { number, col: col? })
        };
        let mut reached = one(&self.cells.numerator, self.series.numerator);
        let mut all = one(&self.cells.denominator, self.series.denominator);
        for (cell, col) in [
            (&self.cells.numerator, self.series.numerator),
            (&self.cells.value, self.series.value),
        ] {
            if let (
                Some(Read { seen: Seen::Counts { of, all: base, .. }, .. }),
                Some(col),
            ) = (cell, col)
            {
                reached = Some(Count { number: *of, col });
                all = Some(Count { number: *base, col });
            }
        }
        (reached, all)
    }

    /// The percentage as printed, with the decimals that it shows.
    fn stated(
        &self,
        reader: &mut Reader<'_>,
        findings: &mut Findings,
    ) -> Result<Option<(f64, u32)>, Box<Finding>> {
        let (Some(cell), Some(col)) = (&self.cells.value, self.series.value) else {
            return Ok(None);
        };
        if let Seen::Counts { stated, .. } = cell.seen {
            return Ok(stated.map(|stated| (stated, 0)));
        }
        let scale = if reader.plan.is_published() || reader.plan.keys.measure.is_some() {
            // Several measures may share the column; it is taken as it stands.
            long_scale(reader, col)
        } else {
            let rows = std::mem::take(&mut reader.rows);
            let scale = reader.scales.of(reader.grid, col, &rows);
            reader.rows = rows;
            scale
        };
        match share(cell.seen, scale) {
            None => Ok(None),
            Some(Share::PerCent(value, places)) => Ok(Some((value, places))),
            Some(Share::Fraction(value)) => {
                if reader.plan.is_published() {
                    return Ok(Some((value, 1)));
                }
                let likely = rounded(value * 100.0, 6);
                let message = format!(
                    "{} stands among percentages such as 76; {likely} was expected if {likely}% is meant.",
                    cell.raw
                );
                Err(Box::new(self.say(reader, &rules::RES_005, col, &cell.raw, message)))
            }
            Some(Share::One) => {
                if !reader.plan.is_published() && self.cells.numerator.is_none() {
                    let message =
                        "1 stands among whole percentages; it was read as 1%.".to_owned();
                    let finding = self
                        .say(reader, &rules::RES_005, col, &cell.raw, message)
                        .severity(Severity::Query);
                    findings.add(finding);
                }
                Ok(Some((1.0, 0)))
            }
            Some(Share::Unknown) => {
                let has_counts = self.cells.numerator.is_some();
                if !has_counts {
                    let message = format!(
                        "{} stands in a column of noughts and ones only; it may be per cent or a share.",
                        cell.raw
                    );
                    findings.add(
                        self.say(reader, &rules::RES_005, col, &cell.raw, message)
                            .severity(Severity::Query),
                    );
                }
                Ok(None)
            }
        }
    }

    fn joined(
        &self,
        reader: &mut Reader<'_>,
        findings: &mut Findings,
        place: crate::base::cell::RowPlace,
        (reached, all): (Option<Count>, Option<Count>),
        stated: Option<(f64, u32)>,
    ) -> Result<Score, Missing> {
        let base = all.map(|all| all.number).filter(|all| *all > 0.0);
        let has_base_column =
            self.series.denominator.is_some() && self.cells.denominator.is_some();
        let is_nought = reached.is_none_or(|count| count.number == 0.0)
            && stated.is_none_or(|(per_cent, _)| per_cent == 0.0);
        // Nought pupils and nought per cent, with no cohort anywhere, are no result
        // either; nor is nought among `23 of 30`.
        let is_bare = base.is_none()
            && is_nought
            && (reached.is_some() && stated.is_some()
                || self.series.value.is_some_and(|col| in_counts(reader, col)));
        if base.is_none() && (has_base_column || is_bare) && is_nought {
            let col = reached.map(|count| count.col).or(self.series.value).unwrap_or(0);
            if all.is_none() || stated.is_some() {
                let raw = read(reader.grid, CellPos::new(self.row, col)).raw;
                let message = format!(
                    "{raw} stands here with no eligible pupils; it was taken for a missing result, not for nought."
                );
                findings.add(self.say(reader, &rules::FIL_021, col, &raw, message));
            }
            return Err(Missing::NoResult);
        }
        match (reached, base, stated) {
            (Some(reached), Some(base), stated) => {
                let value = 100.0 * reached.number / base;
                if let Some((per_cent, places)) = stated
                    && !agrees(per_cent, places, value)
                {
                    let col = self.series.value.unwrap_or(reached.col);
                    let raw = self.cells.value.as_ref().map_or("", |c| c.raw.as_str());
                    let message = format!(
                        "{raw} stands here; {} of {base} pupils are {}%.",
                        reached.number,
                        rounded(value, 1)
                    );
                    let finding = self.say(reader, &rules::RES_007, col, raw, message);
                    if !reader.plan.is_published() && !reader.plan.is_comparators {
                        return refuse(findings, finding, place);
                    }
                    findings.add(finding.severity(Severity::Query));
                }
                Ok(Score {
                    value,
                    numerator: Some(reached.number),
                    denominator: Some(base),
                    cohort: None,
                    given: Given::Counts,
                    limits: None,
                    stated: stated.map(|(per_cent, _)| per_cent),
                })
            }
            (_, base, Some((per_cent, places))) => {
                if let Some(base) = base
                    && !reader.plan.is_published()
                    && !is_possible(per_cent, places, base)
                {
                    let col = self.series.value.unwrap_or(0);
                    let raw = self.cells.value.as_ref().map_or("", |c| c.raw.as_str());
                    let message = format!(
                        "{raw} stands here; of {base} pupils that would be {} pupils.",
                        rounded(per_cent / 100.0 * base, 1)
                    );
                    findings.add(
                        self.say(reader, &rules::RES_007, col, raw, message)
                            .severity(Severity::Query),
                    );
                }
                Ok(Score {
                    value: per_cent,
                    numerator: base.map(|base| rounded(per_cent / 100.0 * base, 0)),
                    denominator: base,
                    cohort: None,
                    given: if places == 0 { Given::Whole } else { Given::Decimal },
                    limits: None,
                    stated: Some(per_cent),
                })
            }
            (Some(reached), None, None) => {
                let raw = reached.number.to_string();
                let message = format!(
                    "{raw} pupils stand here, but neither the eligible pupils nor a percentage."
                );
                findings.add(self.say(
                    reader,
                    &rules::RES_017,
                    reached.col,
                    &raw,
                    message,
                ));
                Err(Missing::NoResult)
            }
            (None, _, None) => Err(Missing::NoResult),
        }
    }
}

/// The scale of a column that several measures share.
fn long_scale(reader: &mut Reader<'_>, col: u32) -> Scale {
    let rows = std::mem::take(&mut reader.rows);
    let scale = reader.scales.of(reader.grid, col, &rows);
    reader.rows = rows;
    // Noughts and ones alone are percentages where the layout is known.
    match scale {
        Scale::Unknown if reader.plan.is_published() => Scale::Hundred,
        other => other,
    }
}

/// Whether most results of a column carry their counts.
fn in_counts(reader: &mut Reader<'_>, col: u32) -> bool {
    let rows = std::mem::take(&mut reader.rows);
    let in_counts = reader.scales.in_counts(reader.grid, col, &rows);
    reader.rows = rows;
    in_counts
}

/// Whether a printed percentage is what the counts give, rounded or cut off.
fn agrees(stated: f64, places: u32, value: f64) -> bool {
    let places = places.min(6);
    let step = 10f64.powi(-i32::try_from(places).unwrap_or(0));
    let difference = stated - value;
    difference.abs() <= step / 2.0 + 1e-6 || (-step..=0.0).contains(&difference)
}

/// Whether some whole number of pupils gives this percentage.
fn is_possible(stated: f64, places: u32, base: f64) -> bool {
    let near = (stated / 100.0 * base).floor();
    [near, near + 1.0]
        .into_iter()
        .any(|count| agrees(stated, places, 100.0 * count / base))
}
