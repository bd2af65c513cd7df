//! What is said of rows of results that are not read, or not likely.

use std::collections::{BTreeMap, BTreeSet};

use super::{Made, Reader};
use crate::base::cell::CellPos;
use crate::base::date::AcademicYear;
use crate::base::finding::{Finding, Findings, Rule, Severity};
use crate::base::indicator::{NO_TESTS, Stage};
use crate::base::text::{count, fold};
use crate::register::results::cell::{Read, read};
use crate::register::results::rules;

/// Areas that are named of those whose rows are not read.
const MOST_AREAS: usize = 6;

/// What to do about parts of a published file that are not read.
const NOTHING_TO_DO: &str = "Nothing: a download holds more than the pack uses.";

/// Each year once, in words.
fn years_of(years: impl Iterator<Item = AcademicYear>) -> String {
    let years: BTreeSet<AcademicYear> = years.collect();
    let said: Vec<String> = years.iter().map(ToString::to_string).collect();
    said.join(", ")
}

impl Reader<'_> {
    /// Says which results were not read because nothing names their measure or year.
    pub(super) fn tell_unknown(&mut self, findings: &mut Findings) {
        let unknown = std::mem::take(&mut self.unknown);
        let is_published = self.plan.layout.is_some();
        if is_published {
            self.tell_others(&unknown, findings);
        }
        for (measure, (row, col, count)) in unknown.into_iter().filter(|_| !is_published)
        {
            let cells = crate::base::text::count(count, "result", "results");
            let were = if count == 1 { "was" } else { "were" };
            let (message, severity) = if measure.is_empty() {
                let says = format!(
                    "{cells} under {} {were} not read: nothing names the measure.",
                    self.plan.headings.joined(col)
                );
                (says, Severity::Query)
            } else {
                let says = format!(
                    "{cells} of '{measure}' {were} not read: it is no measure of the pack."
                );
                (says, Severity::Note)
            };
            let finding =
                self.finding(&rules::RES_019, (row, col), "", &measure, message);
            findings.add(finding.severity(severity));
        }
        if let Some(row) = self.undated.first().copied() {
            let says = format!(
                "{} have no results year, and neither a heading nor the sheet, the file or its folder names one.",
                count(self.undated.len(), "row", "rows")
            );
            let col = self.plan.keys.year.unwrap_or(0);
            let file = self.grid.file.rsplit('/').next().unwrap_or(&self.grid.file);
            let fix = format!(
                "Set results_year on the sheet Settings: the year alone, such as 2018/19, or {file}: 2018/19 where files differ; or write the year into a column, a title or the file's name."
            );
            findings.add(
                self.finding(&rules::RES_002, (row, col), "", "", says)
                    .fix(fix)
                    .leaving_out(self.place(row, "")),
            );
        }
    }

    /// Says which rows of a published file are of nobody whom the pack speaks of; where
    /// the file names areas alone, of which areas.
    pub(super) fn tell_nobody(&self, findings: &mut Findings) {
        let Some(row) = self.nobody.first() else { return };
        let keys = &self.plan.keys;
        let col = keys.row.or(keys.la_name).or(keys.urn).unwrap_or(0);
        let rows = count(self.nobody.len(), "row", "rows");
        let says = match keys.la_name.filter(|_| keys.row.is_none()) {
            Some(areas) => format!(
                "{rows} not read: {}. The pack compares with authorities and the nation, not with regions or groups of authorities.",
                self.areas_of(&self.nobody, areas),
            ),
            None => format!(
                "{rows} of groups of pupils, regions or others not read: the pack takes all pupils of a school, the authority and the nation."
            ),
        };
        let raw = self.text(*row, Some(col));
        let finding = self.finding(&rules::RES_019, (*row, col), "", &raw, says);
        findings.add(finding.severity(Severity::Note).fix(NOTHING_TO_DO));
    }

    /// How many of the rows are of which area, most first: `685 of East of England`.
    fn areas_of(&self, rows: &[u32], col: u32) -> String {
        let mut areas: BTreeMap<String, usize> = BTreeMap::new();
        for row in rows {
            let said = self.text(*row, Some(col));
            let area = if said.is_empty() { "no area".to_owned() } else { said };
            *areas.entry(area).or_insert(0) += 1;
        }
        let mut areas: Vec<(String, usize)> = areas.into_iter().collect();
        areas.sort_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.cmp(b)));
        let rest: usize = areas.iter().skip(MOST_AREAS).map(|(_, rows)| *rows).sum();
        let mut said: Vec<String> = areas
            .iter()
            .take(MOST_AREAS)
            .map(|(area, rows)| format!("{rows} of {area}"))
            .collect();
        if rest > 0 {
            let others = count(areas.len() - MOST_AREAS, "other area", "other areas");
            said.push(format!("{rest} of {others}"));
        }
        said.join(", ")
    }

    /// Says once for each column of years where Excel made dates of them.
    pub(super) fn tell_dated(&mut self, findings: &mut Findings) {
        for (col, rows) in std::mem::take(&mut self.dated) {
            let mut cells = rows.iter();
            let Some((row, year)) = cells.next() else { continue };
            let raw = read(self.grid, CellPos::new(*row, col)).raw;
            let message = match rows.len() {
                1 => format!(
                    "The date {raw} stands where a results year belongs; it was read as {year}."
                ),
                several => format!(
                    "{several} dates stand where results years belong, {raw} first; they were read as {}.",
                    years_of(rows.values().copied()),
                ),
            };
            let record = self.text(*row, Some(self.key_col()));
            let mut finding =
                self.finding(&rules::RES_002, (*row, col), &record, &raw, message);
            finding.more = cells.map(|(row, _)| self.place(*row, "").at(col)).collect();
            findings.add(
                finding
                    .severity(Severity::Note)
                    .fix("Format the column as text and type the year as 2010/11."),
            );
        }
    }

    /// The column that says whose rows they are.
    fn key_col(&self) -> u32 {
        let keys = &self.plan.keys;
        keys.urn.or(keys.dfe).or(keys.name).or(keys.la_name).unwrap_or(0)
    }

    /// Says how many measures of a published file are not read.
    fn tell_others(
        &self,
        unknown: &BTreeMap<String, (u32, u32, usize)>,
        findings: &mut Findings,
    ) {
        let first = unknown.iter().min_by_key(|(_, (row, _, _))| *row);
        let Some((measure, (row, col, _))) = first else { return };
        let all: usize = unknown.values().map(|(_, _, count)| count).sum();
        let says = format!(
            "{} of {}, '{measure}' first, not read: no measures of the pack.",
            count(all, "result", "results"),
            count(unknown.len(), "other measure", "other measures"),
        );
        let finding = self.finding(&rules::RES_019, (*row, *col), "", measure, says);
        findings.add(finding.severity(Severity::Note).fix(NOTHING_TO_DO));
    }

    /// A row of totals: compared with the sum of the schools, then put aside.
    pub(super) fn total(&mut self, row: u32, findings: &mut Findings) {
        let name = fold(&self.text(row, self.plan.keys.name));
        if !name.contains("total") || self.plan.layout.is_some() {
            return;
        }
        let mut differ: Option<Finding> = None;
        for (col, sum) in std::mem::take(&mut self.sums) {
            let Read { seen, raw } = read(self.grid, CellPos::new(row, col));
            let Some(number) = seen.number() else { continue };
            let sum = sum.of_schools;
            if (number - sum).abs() <= 0.5 {
                continue;
            }
            if let Some(finding) = &mut differ {
                finding.more.push(self.place(row, "").at(col));
            } else {
                let message =
                    format!("The total is {raw}; the schools above add up to {sum}.");
                let cell = (row, col);
                differ =
                    Some(self.finding(&rules::RES_016, cell, "Total", &raw, message));
            }
        }
        if let Some(finding) = differ {
            findings.add(finding);
        }
    }

    /// Years without tests and measures that did not exist, once for each.
    pub(super) fn is_likely(
        &mut self,
        row: u32,
        one: &Made,
        record: &str,
        findings: &mut Findings,
    ) {
        if one.score.is_err() || one.indicator.exists_in(one.year) {
            return;
        }
        let key = (one.indicator.code, one.year.0);
        let count = self.unlikely.entry(key).or_insert(0);
        *count += 1;
        if *count > 1 {
            return;
        }
        let (indicator, year) = (one.indicator, one.year);
        let is_ended_ks1 =
            indicator.stage == Stage::Ks1 && year.0 > 2022 && indicator.first.0 >= 2015;
        let (rule, message): (&'static Rule, String) = if NO_TESTS.contains(&year)
            || is_ended_ks1
        {
            (
                &rules::RES_003,
                format!(
                    "{} stands here for {year}, a year without this national assessment.",
                    indicator.short
                ),
            )
        } else {
            (
                &rules::RES_004,
                format!(
                    "{} stands here for {year}; the measure has been used {}.",
                    indicator.short,
                    match indicator.last {
                        Some(last) => format!("from {} to {last}", indicator.first),
                        None => format!("from {}, with gaps", indicator.first),
                    }
                ),
            )
        };
        let cell = (row, one.cols.main());
        findings.add(self.finding(rule, cell, record, &one.raw, message));
    }
}
