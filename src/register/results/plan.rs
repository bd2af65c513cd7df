//! How a results sheet is read: which columns are keys, which belong together
//! as one indicator and year, and what the sheet itself says.

use super::heading::{self, Headings};
use super::series::series;
use super::{Area, SCHEMA, Status, published};
use crate::base::date::AcademicYear;
use crate::base::indicator::{Indicator, Stage};
use crate::base::setting::Settings;
use crate::base::text::fold;
use crate::locate::layouts::Layout;
use crate::locate::scores::{self, Part, Score, Sheet};
use crate::locate::table::{Table, Told};
use crate::locate::{keys as locate_keys, measures, own as own_way, years};
use crate::read::grid::Grid;
use std::collections::BTreeMap;

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
    pub(super) subject: Option<u32>,
    /// Words of the layout that say whose row it is.
    pub(super) row: Option<u32>,
    pub(super) breakdowns: Vec<Breakdown>,
    /// Columns of remarks, with the year that their heading names.
    pub(super) notes: Vec<(u32, Option<AcademicYear>)>,
    /// Columns that say why a result is missing, likewise.
    pub(super) reasons: Vec<(u32, Option<AcademicYear>)>,
}

/// A column that breaks figures down.
#[derive(Clone, Copy, Debug)]
pub(super) struct Breakdown {
    pub(super) col: u32,
    /// Whether state-funded schools stand in it beside all schools.
    pub(super) has_state_funded: bool,
}

/// Columns of one indicator and year.
#[derive(Clone, Debug, Default)]
pub(super) struct Series {
    /// None: the measure column or the sheet says.
    pub(super) indicator: Option<&'static Indicator>,
    /// None: the year column or the sheet says.
    pub(super) year: Option<AcademicYear>,
    /// None: rows of every subject.
    pub(super) subject: Option<&'static str>,
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
    /// The columns of the level and of the pupils, where each level has its own row.
    pub(super) level_rows: Option<(u32, u32)>,
    /// Somebody has worked on the published layout.
    pub(super) is_edited: bool,
    /// Eligible pupils, where nothing else of results stands in the table.
    pub(super) cohort: Option<u32>,
    /// The column whose heading names English and maths and no level.
    pub(super) usual: Option<u32>,
}

impl Plan {
    /// From a published layout, as it was downloaded.
    pub(super) const fn is_published(&self) -> bool {
        self.layout.is_some() && !self.is_edited
    }
}

/// Works out how to read a table.
pub(super) fn of(grid: &Grid, table: &Table, settings: &Settings) -> Plan {
    let is_comparators = table.schema.name == "comparators";
    if let Some(found) = &table.published {
        let mut plan = published::plan(grid, table, found);
        plan.context.year = plan
            .context
            .year
            .or(found.year)
            .or_else(|| set_year(settings.text("results_year"), &grid.file));
        return plan;
    }
    let headings = heading::read(grid, table.heading_row, table.span);
    let mut context = context(grid, &headings);
    context.year =
        context.year.or_else(|| set_year(settings.text("results_year"), &grid.file));
    let has_subjects = table.headings.iter().any(|heading| {
        heading.column.key == "measure" && fold(&heading.text) == "subject"
    });
    let subject = scores::subject(&fold(&grid.name))
        .or_else(|| headings.titles.iter().find_map(|text| scores::subject(&fold(text))));
    let usual = headings.by_col.iter().find(|(_, (over, text))| {
        let stage = context.stage;
        let said = |sheet| scores::score(over, text, sheet).and_then(|s| s.indicator);
        said(Sheet { stage, ..Sheet::default() }).is_some_and(|i| i.code == "ks2_l4_em")
            && said(Sheet { stage, is_without_both: true, ..Sheet::default() }).is_none()
    });
    let usual = usual.map(|(col, _)| *col).filter(|_| context.standard.is_none());
    let sheet = Sheet {
        stage: context.stage,
        standard: context.standard,
        has_subjects,
        subject,
        is_without_both: usual.is_none(),
    };
    let key = locate_keys::said(grid);
    let (keys, scores) = own(table, &key, &headings, sheet, is_comparators);
    let areas = areas(&headings, is_comparators && keys.la_name.is_none());
    let said: Vec<(u32, String)> =
        headings.by_col.iter().map(|(col, (_, text))| (*col, fold(text))).collect();
    let level_rows = own_way::level_rows(
        grid,
        table.heading_row,
        said.iter().map(|(col, folded)| (*col, folded.as_str())),
    );
    let mut series = match level_rows {
        Some(_) => Vec::new(),
        None => series(grid, &headings, &scores),
    };
    series.extend(
        areas.keys().map(|col| Series { value: Some(*col), ..Series::default() }),
    );
    Plan {
        layout: None,
        is_comparators,
        headings,
        keys,
        series,
        areas,
        context,
        level_rows,
        is_edited: false,
        cohort: None,
        usual,
    }
}

/// The year that the adviser set for a file: one for all, or `ks2final.csv: 2018/19`
/// for each, parted by semicolons.
fn set_year(set: &str, file: &str) -> Option<AcademicYear> {
    let name = file.rsplit('/').next().unwrap_or(file);
    let mut parts = set.split(';').map(str::trim).filter(|part| !part.is_empty());
    parts.find_map(|part| match part.rsplit_once(':') {
        Some((of, year)) if fold(of) == fold(file) || fold(of) == fold(name) => {
            years::named(year)
        }
        Some(_) => None,
        None => years::named(part),
    })
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

pub(super) fn context(grid: &Grid, headings: &Headings) -> Context {
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
            .or_else(|| years::of_file(&grid.file)),
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
    } else if holds(&["reported", "keypas", "epas"])
        // `Results by school` says nothing of the kind.
        || matches!(folded.as_str(), "school" | "schools" | "from schools")
    {
        Some(Status::Reported)
    } else {
        None
    }
}

fn own(
    table: &Table,
    key: &BTreeMap<String, String>,
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
            .find(|column| column.words().any(|word| fold(word) == folded))
            .map_or("", |column| column.key);
        // In a sheet of comparators the area stands where a school would.
        let exact = match (exact, located) {
            ("school" | "dfe" | "urn", _) if is_comparators => "area",
            ("" | "source", found @ ("area" | "coverage")) => found,
            (exact, _) => exact,
        };
        let score = scores::score(over, text, sheet)
            .or_else(|| scores::score(over, key.get(&folded)?, sheet));
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
                let year = || years::named(over).or_else(|| years::named(text));
                let fallback = match located {
                    "numerator" => Some(Part::Numerator),
                    "denominator" => Some(Part::Denominator),
                    "value" => Some(Part::Value),
                    _ => None,
                }
                .map(|part| Score {
                    indicator: None,
                    year: year(),
                    part,
                });
                let told = table.told.iter().find(|(told, _)| told == col);
                let told_part = || match told {
                    Some((_, Told::Part(part))) => {
                        Some(Score { indicator: None, year: year(), part: *part })
                    }
                    _ => None,
                };
                let told_level = || match told {
                    Some((_, Told::Level { points, beside })) => {
                        let (over, text) = headings.by_col.get(beside)?;
                        let part = Part::Level(Some(*points));
                        Some(Score { part, ..scores::score(over, text, sheet)? })
                    }
                    _ => None,
                };
                let is_told_reason = matches!(told, Some((_, Told::Reason)));
                // What a row of comparators counts, its columns say together.
                let found = if is_comparators && !is_strong {
                    fallback.or(score)
                } else {
                    score.or(fallback).or_else(told_part).or_else(told_level)
                };
                let says = |words: &[&str]| words.iter().any(|w| folded.contains(w));
                let says_why = says(&["reason", "missing", "why"]);
                if is_told_reason || !is_strong && says_why {
                    keys.reasons.push((*col, year()));
                } else if !is_strong && says(&["note", "comment", "remark", "rmks"]) {
                    keys.notes.push((*col, year()));
                } else if let Some(score) = found {
                    scores.push((*col, score));
                }
                continue;
            }
        };
        slot.get_or_insert(*col);
    }
    // A column under a blank corner is known by what stands in it, and areas may stand
    // in the words of their measures.
    let has_area = keys.la_name.is_some();
    let blank = |heading: &&crate::locate::table::Heading| {
        !headings.by_col.contains_key(&heading.col)
            || is_comparators && !has_area && heading.column.key == "area"
    };
    for heading in table.headings.iter().filter(blank) {
        match heading.column.key {
            "area" => keys.la_name.get_or_insert(heading.col),
            "year" => keys.year.get_or_insert(heading.col),
            _ => continue,
        };
    }
    (keys, scores)
}
