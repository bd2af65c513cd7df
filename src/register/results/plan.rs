//! How a results sheet is read: which columns are keys, which belong together
//! as one indicator and year, and what the sheet itself says.

use std::collections::BTreeMap;

use crate::base::cell::CellPos;
use crate::base::date::AcademicYear;
use crate::base::indicator::{Indicator, Stage};
use crate::base::text::fold;
use crate::locate::layouts::{self, Layout, Role};
use crate::locate::table::Table;
use crate::read::grid::Grid;

use super::cell::{Seen, read};
use super::heading::{self, Headings};
use super::{Area, SCHEMA, Status};
use crate::locate::scores::{self, Part, Score, Sheet};
use crate::locate::{measures, years};

/// Columns that say whose result it is, and when.
#[derive(Debug, Default)]
pub(super) struct Keys {
    pub(super) urn: Option<u32>,
    pub(super) dfe: Option<u32>,
    pub(super) la_code: Option<u32>,
    pub(super) estab: Option<u32>,
    pub(super) name: Option<u32>,
    pub(super) la_name: Option<u32>,
    pub(super) year: Option<u32>,
    pub(super) stage: Option<u32>,
    pub(super) measure: Option<u32>,
    pub(super) short: Option<u32>,
    pub(super) status: Option<u32>,
    pub(super) basis: Option<u32>,
    pub(super) source: Option<u32>,
    pub(super) record_type: Option<u32>,
    pub(super) level: Option<u32>,
    pub(super) breakdowns: Vec<u32>,
    pub(super) notes: Vec<u32>,
}

/// Columns of one indicator and year.
#[derive(Clone, Debug, Default)]
pub(super) struct Series {
    /// None: the measure column or the sheet says.
    pub(super) indicator: Option<&'static Indicator>,
    /// None: the year column or the sheet says.
    pub(super) year: Option<AcademicYear>,
    pub(super) value: Option<u32>,
    pub(super) numerator: Option<u32>,
    pub(super) denominator: Option<u32>,
    pub(super) lower: Option<u32>,
    pub(super) upper: Option<u32>,
    /// Columns of level counts with their points.
    pub(super) levels: Vec<(u32, Option<f64>)>,
}

/// What the sheet's titles, its name and its file's name say.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    pub(super) indicator: Option<&'static Indicator>,
    pub(super) year: Option<AcademicYear>,
    pub(super) stage: Option<Stage>,
    /// `level 4+`, `expected standard`.
    pub(super) standard: Option<&'static str>,
    pub(super) status: Status,
    pub(super) is_teacher_assessment: bool,
    pub(super) source: String,
}

/// The whole of it.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) layout: Option<&'static Layout>,
    pub(super) is_comparators: bool,
    pub(super) headings: Headings,
    pub(super) keys: Keys,
    pub(super) series: Vec<Series>,
    /// Areas that headings name, by column.
    pub(super) areas: BTreeMap<u32, (Area, String)>,
    pub(super) context: Context,
}

impl Plan {
    /// From a published layout.
    pub(super) const fn is_published(&self) -> bool {
        self.layout.is_some()
    }
}

/// Works out how to read a table.
pub(super) fn of(grid: &Grid, table: &Table) -> Plan {
    let is_comparators = table.schema.name == "comparators";
    let seen = layouts::recognise(grid).filter(|(_, row)| {
        (table.heading_row.saturating_sub(2)..=table.heading_row + 1).contains(row)
    });
    if let Some((layout, row)) = seen {
        return published(grid, layout, row);
    }
    let headings = heading::read(grid, table.heading_row, table.span);
    let context = context(grid, &headings);
    let has_subjects = table.headings.iter().any(|heading| {
        heading.column.key == "measure" && fold(&heading.text) == "subject"
    });
    let sheet = Sheet { stage: context.stage, standard: context.standard, has_subjects };
    let (keys, scores) = own(table, &headings, sheet, is_comparators);
    let areas = areas(&headings, is_comparators && keys.la_name.is_none());
    let mut series = series(grid, &headings, &scores);
    series.extend(
        areas.keys().map(|col| Series { value: Some(*col), ..Series::default() }),
    );
    Plan { layout: None, is_comparators, headings, keys, series, areas, context }
}

fn published(grid: &Grid, layout: &'static Layout, row: u32) -> Plan {
    let mut keys = Keys::default();
    let mut scores: Vec<(u32, Score)> = Vec::new();
    let span = (0, grid.row(row).last().map_or(0, |cell| cell.pos.col));
    let headings = heading::read(grid, row, span);
    for cell in grid.row(row) {
        let col = cell.pos.col;
        let Some(column) = layout.column(&fold(&heading::text_of(grid, cell.pos))) else {
            continue;
        };
        let slot = match column.role {
            Role::Urn => &mut keys.urn,
            Role::Dfe => &mut keys.dfe,
            Role::LaCode => &mut keys.la_code,
            Role::Estab => &mut keys.estab,
            Role::Name => &mut keys.name,
            Role::LaName => &mut keys.la_name,
            Role::Year => &mut keys.year,
            Role::RecordType => &mut keys.record_type,
            Role::Level => &mut keys.level,
            Role::Short => &mut keys.short,
            Role::Item => &mut keys.measure,
            Role::Breakdown => {
                keys.breakdowns.push(col);
                continue;
            }
            Role::Value
            | Role::Numerator
            | Role::Denominator
            | Role::Lower
            | Role::Upper => {
                scores.extend(column.score().map(|score| (col, score)));
                continue;
            }
        };
        slot.get_or_insert(col);
    }
    let mut context = context(grid, &headings);
    context.stage = Some(Stage::Ks2);
    context.is_teacher_assessment = false;
    if context.source.is_empty() {
        layout.title.clone_into(&mut context.source);
    }
    let series = grouped(&scores);
    Plan {
        layout: Some(layout),
        is_comparators: layout.register == "comparators",
        headings,
        keys,
        series,
        areas: BTreeMap::new(),
        context,
    }
}

/// Areas in the headings: `Measure | Year | Norfolk | National`.
fn areas(headings: &Headings, is_wanted: bool) -> BTreeMap<u32, (Area, String)> {
    headings
        .by_col
        .iter()
        .filter(|_| is_wanted)
        .filter_map(|(col, (_, text))| Some((*col, super::area::area(text)?)))
        .collect()
}

fn context(grid: &Grid, headings: &Headings) -> Context {
    let file = grid.file.rsplit('/').next().unwrap_or(&grid.file);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).replace('_', " ");
    let titles = headings.titles.join(". ");
    let says = [titles.as_str(), &grid.name, &stem];
    let all = fold(&says.join(". "));
    let stage = says.iter().find_map(|text| measures::stage(text));
    let source = headings
        .titles
        .iter()
        .find(|text| fold(text).starts_with("source"))
        .map(|text| text.split_once(':').map_or(text.as_str(), |(_, rest)| rest.trim()))
        .unwrap_or_default()
        .to_owned();
    Context {
        indicator: says.iter().find_map(|text| {
            text.split(". ").find_map(|part| measures::indicator(part, stage))
        }),
        year: years::named(&grid.name)
            .or_else(|| headings.titles.iter().find_map(|text| years::named(text)))
            .or_else(|| years::named(&stem)),
        stage,
        standard: says.iter().find_map(|text| measures::standard(text)),
        status: status_in(&all).unwrap_or_default(),
        is_teacher_assessment: measures::is_teacher_assessment(&all),
        source,
    }
}

/// How final, in words.
pub(super) fn status_in(text: &str) -> Option<Status> {
    let folded = fold(text);
    let holds = |list: &[&str]| {
        folded.split(' ').any(|word| list.iter().any(|stem| word.starts_with(stem)))
    };
    if holds(&["prov", "unvalid", "early"]) {
        Some(Status::Provisional)
    } else if holds(&["revis", "amend", "ks2revis"]) || folded.contains("ks2revised") {
        Some(Status::Revised)
    } else if folded.contains("ks2prov") {
        Some(Status::Provisional)
    } else if holds(&["final", "valid", "publish"]) || folded.contains("ks2final") {
        Some(Status::Final)
    } else if holds(&["report", "keypas", "epas", "school"]) {
        Some(Status::Reported)
    } else {
        None
    }
}

fn own(
    table: &Table,
    headings: &Headings,
    sheet: Sheet,
    is_comparators: bool,
) -> (Keys, Vec<(u32, Score)>) {
    let mut keys = Keys::default();
    let mut scores = Vec::new();
    for (col, (over, text)) in &headings.by_col {
        let folded = fold(text);
        let known = table.headings.iter().find(|heading| heading.col == *col);
        let located = known.map_or("", |heading| heading.column.key);
        let exact = SCHEMA
            .columns
            .iter()
            .filter(|column| !matches!(column.key, "numerator" | "denominator" | "value"))
            .find(|column| column.words.iter().any(|word| fold(word) == folded))
            .map_or("", |column| column.key);
        // In a sheet of comparators the area stands where a school would.
        let exact = match (exact, located) {
            ("school" | "dfe" | "urn", _) if is_comparators => "area",
            ("" | "source", found @ ("area" | "coverage")) => found,
            (exact, _) => exact,
        };
        let score = scores::score(over, text, sheet);
        let is_strong = score.is_some_and(|score| {
            score.indicator.is_some() || matches!(score.part, Part::Level(_))
        });
        let key = if !exact.is_empty() {
            exact
        } else if is_strong {
            ""
        } else {
            located
        };
        let slot = match key {
            "urn" => &mut keys.urn,
            "dfe" => &mut keys.dfe,
            "school" => &mut keys.name,
            "area" => &mut keys.la_name,
            "year" => &mut keys.year,
            "stage" => &mut keys.stage,
            "measure" => &mut keys.measure,
            "source" => &mut keys.source,
            "status" => &mut keys.status,
            "basis" | "coverage" => &mut keys.basis,
            _ => {
                let fallback = match located {
                    "numerator" => Some(Part::Numerator),
                    "denominator" => Some(Part::Denominator),
                    "value" => Some(Part::Value),
                    _ => None,
                }
                .map(|part| Score { indicator: None, year: None, part });
                if let Some(score) = score.or(fallback) {
                    scores.push((*col, score));
                } else if ["note", "comment", "remark"].iter().any(|w| folded.contains(w))
                {
                    keys.notes.push(*col);
                }
                continue;
            }
        };
        slot.get_or_insert(*col);
    }
    (keys, scores)
}

/// Settles which columns are percentages and which counts, then groups them.
fn series(grid: &Grid, headings: &Headings, scores: &[(u32, Score)]) -> Vec<Series> {
    let mut settled: Vec<(u32, Score)> = scores.to_vec();
    for (col, score) in &mut settled {
        if score.part == Part::Either {
            score.part = settle(grid, headings.row, *col, score, scores);
        } else if is_of_the_standard(headings, *col, score, scores) {
            score.part = Part::Numerator;
        }
    }
    grouped(&settled)
}

/// Headings of a number of pupils that do not say which.
const PUPILS: [&str; 8] = [
    "pupils",
    "no of pupils",
    "number of pupils",
    "no pupils",
    "children",
    "no of children",
    "number of children",
    "n",
];

/// `Pupils` under what the standard is, beside `Eligible pupils`: those who reached it.
fn is_of_the_standard(
    headings: &Headings,
    col: u32,
    score: &Score,
    scores: &[(u32, Score)],
) -> bool {
    let is_plain = |col: &u32| {
        headings
            .by_col
            .get(col)
            .is_some_and(|(_, text)| PUPILS.contains(&fold(text).as_str()))
    };
    let is_base = |other: &Score| {
        other.part == Part::Denominator
            && other.year == score.year
            && (other.indicator.is_none() || other.indicator == score.indicator)
    };
    score.part == Part::Denominator
        && score.indicator.is_some()
        && is_plain(&col)
        && scores.iter().any(|(at, other)| {
            *at != col
                && !is_plain(at)
                && is_base(other)
                && !scores.iter().any(|(_, one)| {
                    one.part == Part::Numerator
                        && one.indicator == score.indicator
                        && one.year == score.year
                })
        })
}

/// How many rows are looked at to tell counts from percentages.
const ROWS_TO_SETTLE: usize = 2000;

/// A heading such as `L4+ E&M 2011` may stand over percentages or counts.
fn settle(
    grid: &Grid,
    heading_row: u32,
    col: u32,
    score: &Score,
    scores: &[(u32, Score)],
) -> Part {
    let same = |other: &Score| {
        other.year == score.year
            && (other.indicator == score.indicator || other.indicator.is_none())
    };
    if scores
        .iter()
        .any(|(at, other)| *at != col && other.part == Part::Value && same(other))
    {
        return Part::Numerator;
    }
    let base = scores
        .iter()
        .filter(|(_, other)| other.part == Part::Denominator && same(other))
        .min_by_key(|(at, _)| at.abs_diff(col))
        .map(|(at, _)| *at);
    let Some(base) = base else { return Part::Value };
    let (mut within, mut above, mut whole) = (0_usize, 0_usize, 0_usize);
    let below = grid.rows().filter(|(row, _)| *row > heading_row);
    for (row, _) in below.take(ROWS_TO_SETTLE) {
        match read(grid, CellPos::new(row, col)).seen {
            Seen::Percent { .. } | Seen::Counts { .. } => return Part::Value,
            Seen::Plain { value, places } => {
                let of = read(grid, CellPos::new(row, base)).seen.number();
                whole += usize::from(of.is_some_and(|of| is_whole(value, places, of)));
                if value.fract() != 0.0 || of.is_some_and(|of| value > of) {
                    above += 1;
                } else if of.is_some() {
                    within += 1;
                }
            }
            Seen::Missing(_) | Seen::Word => {}
        }
    }
    // Some counts may be wrong, but a column of percentages gives whole pupils
    // in nearly every row.
    let rows = within + above;
    let are_counts = above * 20 <= within || (above * 4 <= within && whole * 2 < rows);
    if within > 0 && are_counts { Part::Numerator } else { Part::Value }
}

/// Whether a percentage, as rounded as it is written, can be of so many pupils.
fn is_whole(per_cent: f64, places: u32, of: f64) -> bool {
    let pupils = per_cent * of / 100.0;
    let slack = 0.5 * 10f64.powi(-(places as i32)) * of / 100.0;
    let over = pupils.fract();
    over.min(1.0 - over) <= slack + 1e-9
}

fn grouped(scores: &[(u32, Score)]) -> Vec<Series> {
    let mut series: Vec<Series> = Vec::new();
    let shared =
        |score: &Score| score.indicator.is_none() && score.part == Part::Denominator;
    for (col, score) in scores.iter().filter(|(_, score)| !shared(score)) {
        let same = series.iter().position(|one| {
            one.indicator == score.indicator
                && one.year == score.year
                && has_room(one, score.part)
        });
        // A count headed `No.` beside `% L4+ E&M` is of that indicator.
        let beside = || {
            series.iter().position(|one| {
                !matches!(score.part, Part::Level(_))
                    && one.year == score.year
                    && (one.indicator.is_none() || score.indicator.is_none())
                    && one.levels.is_empty()
                    && has_room(one, score.part)
            })
        };
        let at = same.or_else(beside).unwrap_or_else(|| {
            series.push(Series {
                indicator: score.indicator,
                year: score.year,
                ..Series::default()
            });
            series.len() - 1
        });
        let Some(one) = series.get_mut(at) else { continue };
        one.indicator = one.indicator.or(score.indicator);
        match score.part {
            Part::Value | Part::Either => one.value = Some(*col),
            Part::Numerator => one.numerator = Some(*col),
            Part::Denominator => one.denominator = Some(*col),
            Part::Lower => one.lower = Some(*col),
            Part::Upper => one.upper = Some(*col),
            Part::Level(points) => one.levels.push((*col, points)),
        }
    }
    let years: std::collections::BTreeSet<_> =
        series.iter().map(|one| one.year).collect();
    for one in &mut series {
        if one.denominator.is_some() {
            continue;
        }
        let near = one
            .value
            .or(one.numerator)
            .or_else(|| one.levels.first().map(|(col, _)| *col))
            .unwrap_or(0);
        one.denominator = scores
            .iter()
            .filter(|(_, score)| shared(score))
            .filter(|(_, score)| {
                score.year == one.year || (score.year.is_none() && years.len() == 1)
            })
            .min_by_key(|(col, _)| col.abs_diff(near))
            .map(|(col, _)| *col);
    }
    // Eligible pupils alone are no result.
    series.retain(|one| {
        one.value.is_some() || one.numerator.is_some() || !one.levels.is_empty()
    });
    series
}

const fn has_room(one: &Series, part: Part) -> bool {
    match part {
        Part::Value | Part::Either => one.value.is_none(),
        Part::Numerator => one.numerator.is_none(),
        Part::Denominator => one.denominator.is_none(),
        Part::Lower => one.lower.is_none(),
        Part::Upper => one.upper.is_none(),
        Part::Level(_) => true,
    }
}
