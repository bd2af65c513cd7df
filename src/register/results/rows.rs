//! Rows of a results sheet to results in long form.

mod filtered;
mod made;
mod told;
mod year;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::cell::{CellPos, RowPlace};
use crate::base::date::AcademicYear;
use crate::base::finding::{Finding, Findings, Rule};
use crate::base::indicator::{Basis, Indicator, Stage};
use crate::base::reason::Missing;
use crate::base::text::{fold, tidy};
use crate::locate::table::{NotARecord, Table};
use crate::read::grid::Grid;

use super::area::{Row, Whose};
use super::cell::{Read, Seen, read, stronger};
use super::heading::text_of;
use super::level_rows::Tallies;
use super::plan::{self, Plan, Series};
use super::scale::Scales;
use super::{Area, Cohort, Cols, Comparator, Result, Score, Status};
use super::{levels, rules};
use crate::locate::measures;

/// Most cells of results that are read of one sheet.
const MOST_CELLS: usize = 40_000_000;
/// First year of explore education statistics, whose symbols are the government's.
const X_IS_NOT_AVAILABLE: AcademicYear = AcademicYear(2019);
/// More columns than this hold no blank results worth keeping.
const MANY_SERIES: usize = 200;

/// What the schools above a total come to in a column.
#[derive(Default)]
struct Sum {
    of_schools: f64,
    /// The last row that was added.
    last: Option<u32>,
}

/// Reads every row of a table.
pub(super) struct Reader<'a> {
    pub(super) grid: &'a Grid,
    pub(super) plan: &'a Plan,
    pub(super) rows: Vec<u32>,
    pub(super) scales: Scales,
    pub(super) results: Vec<Result>,
    pub(super) comparators: Vec<Comparator>,
    pub(super) cohorts: Vec<Cohort>,
    /// How many of the plan's series are read.
    series: usize,
    /// Rows that gave a result or a comparator.
    pub(super) used: usize,
    /// Sums of the counts of schools by column, for totals.
    sums: BTreeMap<u32, Sum>,
    /// Measure in words, where a blank repeats the one above.
    item: String,
    /// Measures in words that mean no indicator: first row and column, how often.
    unknown: BTreeMap<String, (u32, u32, usize)>,
    /// Rows of a published file that are of nobody the pack speaks of.
    nobody: Vec<u32>,
    /// Rows in whose column of years a date stands, by that column.
    dated: BTreeMap<u32, BTreeMap<u32, AcademicYear>>,
    /// Rows whose year nothing says.
    undated: BTreeSet<u32>,
    /// Pupils at each level so far, where each level has its own row.
    pub(super) tallies: Tallies,
    /// Years and measures already reported as unlikely together.
    unlikely: BTreeMap<(&'static str, i16), usize>,
    /// First columns of subjects of which it was said that a level is missing.
    gaps: BTreeSet<u32>,
    /// Whether it was said that no column is of pupils below level 1.
    is_lowest_missed: bool,
}

/// One result before it belongs to a school or an area.
pub(super) struct Made {
    pub(super) indicator: &'static Indicator,
    pub(super) year: AcademicYear,
    pub(super) score: std::result::Result<Score, Missing>,
    pub(super) cols: Cols,
    pub(super) raw: String,
}

impl<'a> Reader<'a> {
    pub(super) fn new(grid: &'a Grid, table: &Table, plan: &'a Plan) -> Self {
        let passed: Vec<u32> = table
            .others
            .iter()
            .filter(|(_, why)| !matches!(why, NotARecord::Subtotal))
            .map(|(row, _)| *row)
            .collect();
        // What stands below the table is another's: lists pasted below each other.
        let others = table.others.iter().map(|(row, _)| *row);
        let last = table.rows.iter().copied().chain(others).max();
        let is_own =
            |row: &u32| *row > plan.headings.row && last.is_none_or(|last| *row <= last);
        let rows = grid
            .rows()
            .map(|(row, _)| row)
            .filter(|row| is_own(row) && passed.binary_search(row).is_err())
            .collect();
        Self {
            grid,
            plan,
            rows,
            scales: Scales::default(),
            results: Vec::new(),
            comparators: Vec::new(),
            cohorts: Vec::new(),
            series: plan.series.len(),
            used: 0,
            sums: BTreeMap::new(),
            item: String::new(),
            unknown: BTreeMap::new(),
            nobody: Vec::new(),
            dated: BTreeMap::new(),
            undated: BTreeSet::new(),
            tallies: Tallies::new(),
            unlikely: BTreeMap::new(),
            is_lowest_missed: false,
            gaps: BTreeSet::new(),
        }
    }

    /// Whether this is the first time that pupils below level 1 are missed here.
    pub(super) fn is_first_without_lowest(&mut self) -> bool {
        !std::mem::replace(&mut self.is_lowest_missed, true)
    }

    /// Whether this is the first row of the subject whose levels begin in a column.
    pub(super) fn is_first_with_gap(&mut self, col: u32) -> bool {
        self.gaps.insert(col)
    }

    /// Reads them all.
    pub(super) fn read(&mut self, findings: &mut Findings) {
        self.series = self.affordable(findings);
        for row in self.rows.clone() {
            let whose = super::area::whose(self, row);
            match whose {
                Whose::Nobody => self.nobody.extend(self.plan.layout.map(|_| row)),
                Whose::Total => self.total(row, findings),
                Whose::School(who) if self.plan.cohort.is_some() => {
                    self.cohort(row, &who, findings);
                }
                Whose::School(who) if self.plan.level_rows.is_some() => {
                    self.level_row(row, who, findings);
                }
                Whose::School(who) => {
                    let made = self.made(row, &who.record, true, findings);
                    self.used += usize::from(!made.is_empty());
                    self.add(row, &who, made);
                }
                Whose::Area(area, name) => {
                    let made = self.made(row, &name, false, findings);
                    self.used += usize::from(!made.is_empty());
                    self.compare(row, area, &name, made);
                }
            }
        }
        self.tallied();
        self.results.extend(levels::combined_of_rows(&self.results));
        self.without_unlike(findings);
        self.tell_unknown(findings);
        self.tell_dated(findings);
        self.tell_nobody(findings);
    }

    /// The eligible pupils of a school, in a table that has nothing else of results.
    fn cohort(&mut self, row: u32, who: &Row, findings: &mut Findings) {
        let Some(col) = self.plan.cohort else { return };
        let Some(urn) = who.urn.clone() else { return };
        let pos = CellPos::new(row, col);
        let pupils = read(self.grid, pos).seen.number().filter(|number| *number > 0.0);
        let year = self.year_of(row, &who.record, findings);
        if let Some((pupils, year)) = pupils.zip(year) {
            let place = self.place(row, "").at(col);
            self.cohorts.push(Cohort { urn, year, pupils, place });
            self.used += 1;
        }
    }

    /// How many series are read: all but in a sheet that no adviser has made.
    fn affordable(&self, findings: &mut Findings) -> usize {
        let series = self.plan.series.len();
        let most = MOST_CELLS / self.rows.len().max(1);
        if series > most {
            let says = format!(
                "{series} columns of results over {} rows are more than can be read; the first {most} were.",
                self.rows.len()
            );
            let cell = (self.plan.headings.row, 0);
            findings.add(self.finding(&rules::RES_019, cell, "", "", says));
        }
        most
    }

    /// Whether a series has anything in this row.
    fn has_any(&self, row: u32, series: &Series) -> Option<u32> {
        [series.value, series.numerator]
            .into_iter()
            .flatten()
            .chain(series.levels.iter().map(|(col, _)| *col))
            .find(|col| {
                let seen = read(self.grid, CellPos::new(row, *col)).seen;
                seen != Seen::Missing(Missing::Blank)
            })
    }

    pub(super) fn text(&self, row: u32, col: Option<u32>) -> String {
        col.map_or_else(String::new, |col| text_of(self.grid, CellPos::new(row, col)))
    }

    pub(super) fn place(&self, row: u32, part: &str) -> RowPlace {
        RowPlace {
            file: self.grid.file.clone(),
            sheet: self.grid.name.clone(),
            row,
            is_turned: false,
            part: Arc::from(part),
        }
    }

    /// A finding of this sheet at a cell.
    pub(super) fn finding(
        &self,
        rule: &'static Rule,
        (row, col): (u32, u32),
        record: &str,
        raw: &str,
        message: String,
    ) -> Finding {
        let register = if self.plan.is_comparators { "comparators" } else { "results" };
        Finding::new(rule, self.place(row, "").at(col), message)
            .register(register)
            .record(record)
            .column(self.plan.headings.joined(col))
            .value(raw)
    }

    /// A cell of results of a year. A bare `x` hid a figure of the key stage statistics
    /// up to 2018/19; it has meant since that there is none.
    pub(super) fn cell(&self, pos: CellPos, year: AcademicYear) -> Read {
        let mut cell = read(self.grid, pos);
        if let Seen::Missing(_) = cell.seen {
            let word = fold(&cell.raw);
            let marks = self.plan.layout.map_or(&[][..], |layout| layout.marks);
            let own = marks.iter().find(|(mark, _)| *mark == word);
            if let Some((_, why)) = own {
                cell.seen = Seen::Missing(*why);
            } else if word == "x" && year >= X_IS_NOT_AVAILABLE {
                cell.seen = Seen::Missing(Missing::NoResult);
            }
        }
        cell
    }

    fn add_up(&mut self, row: u32, series: &Series) {
        let cols = [series.numerator, series.denominator];
        for col in cols.into_iter().flatten() {
            if let Some(number) = read(self.grid, CellPos::new(row, col)).seen.number() {
                let sum = self.sums.entry(col).or_default();
                // Several measures of a row may be of the same pupils.
                if sum.last != Some(row) {
                    sum.last = Some(row);
                    sum.of_schools += number;
                }
            }
        }
    }

    fn status_of(&self, row: u32) -> Status {
        let keys = &self.plan.keys;
        let own = self.text(row, keys.status);
        let year = self.text(row, keys.year);
        plan::status_in(&own)
            .or_else(|| fold(&year).contains("prov").then_some(Status::Provisional))
            .unwrap_or(self.plan.context.status)
    }

    pub(super) fn add(&mut self, row: u32, who: &Row, made: Vec<Made>) {
        let status = self.status_of(row);
        let basis = self.text(row, self.plan.keys.basis);
        let is_ta = if basis.is_empty() {
            self.plan.context.is_teacher_assessment
        } else {
            measures::is_teacher_assessment(&basis)
        };
        for one in made {
            let part = format!("{} {}", one.indicator.code, one.year);
            let mut cols = one.cols;
            cols.key = who.key;
            self.results.push(Result {
                place: self.place(row, &part),
                urn: who.urn.clone(),
                dfe: who.dfe.clone(),
                name: who.name.clone(),
                indicator: one.indicator,
                year: one.year,
                score: one.score,
                status,
                is_published: self.plan.is_published(),
                is_teacher_assessment: is_ta && one.indicator.is_test,
                cols,
                raw: one.raw,
                cohort_at: None,
            });
        }
    }

    fn compare(&mut self, row: u32, area: Area, name: &str, made: Vec<Made>) {
        let keys = &self.plan.keys;
        let said = self.text(row, keys.source);
        let coverage = fold(&format!(
            "{} {said} {} {name}",
            self.text(row, keys.basis),
            self.text(row, keys.measure)
        ));
        let source =
            if said.is_empty() { self.plan.context.source.clone() } else { said };
        let folded = fold(&source);
        let is_published = self.plan.is_published()
            || [
                "publish",
                "dfe",
                "dcsf",
                "first release",
                "sfr",
                "performance table",
                "statistic",
            ]
            .iter()
            .any(|word| folded.contains(word));
        let is_same_schools =
            coverage.contains("same school") || coverage.contains("both years");
        let status = self.status_of(row);
        let source: Arc<str> =
            if source.is_empty() { self.grid.file.clone() } else { Arc::from(source) };
        for one in made {
            if self.plan.layout.is_some() && one.score == Err(Missing::Blank) {
                continue;
            }
            let (area, name) = self
                .plan
                .areas
                .get(&one.cols.main())
                .map_or((area, name), |(area, name)| (*area, name.as_str()));
            self.comparators.push(Comparator {
                place: self.place(row, "").at(one.cols.main()),
                area,
                area_name: Arc::from(name),
                indicator: one.indicator,
                year: one.year,
                score: one.score,
                status,
                is_published,
                source: source.clone(),
                is_same_schools,
            });
        }
    }
}

/// A key stage column's word: `KS2`, `2`, `Key Stage 1`.
fn stage_of(text: &str) -> Option<Stage> {
    match tidy(text).as_str() {
        "1" => Some(Stage::Ks1),
        "2" => Some(Stage::Ks2),
        other => measures::stage(other),
    }
}

/// Whether an indicator is a percentage.
pub(super) const fn is_share(indicator: &Indicator) -> bool {
    matches!(indicator.basis, Basis::Share)
}

/// The stronger of the reasons that the cells of one result give.
pub(super) fn reason(cells: &[Option<&Read>]) -> Missing {
    cells.iter().flatten().fold(Missing::Blank, |reason, cell| match cell.seen {
        Seen::Missing(missing) => stronger(reason, missing),
        Seen::Plain { .. } | Seen::Percent { .. } | Seen::Counts { .. } | Seen::Word => {
            reason
        }
    })
}
