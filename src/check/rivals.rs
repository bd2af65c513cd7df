//! Keys that stand in two files: two versions of one register.

mod copies;
mod results;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::cell::RowPlace;
use crate::base::date::Date;
use crate::base::finding::{Findings, Rule, Severity};
use crate::base::text::fold;
use crate::locate::schema::{Column, Schema};
use crate::register::record::{Record, Value};
use crate::register::{budget, contracts, deployments, lles, quality, schools, visits};

use super::repeats::by_key;
use super::subject::{key_column, row_of, with};
use super::{Check, Ctx, rule};

static RIVALS: Rule = rule(
    "FIL-004",
    "two-files-contradict-each-other",
    Severity::Query,
    "Two files of one register say the same of a record.",
    "One of them is out of date; the newer file is used, and it may be the wrong one.",
    "Keep the newer file in the input folder and take the older one out.",
);

/// Checks of this file.
pub(super) const CHECKS: &[Check] = &[Check { rule: &RIVALS, needs: &[], run: rivals }];

const KEYED: &[&Schema] = &[
    &schools::SCHEMA,
    &lles::SCHEMA,
    &deployments::SCHEMA,
    &contracts::SCHEMA,
    &visits::SCHEMA,
    &quality::SCHEMA,
    &budget::SCHEMA,
];

fn rivals(ctx: &Ctx<'_>, findings: &mut Findings) {
    for schema in KEYED {
        let age = Ages::of(ctx, schema);
        let groups = match schema.name {
            "budget" => by_line(ctx),
            _ => by_key(ctx, schema),
        };
        for records in groups.values() {
            let mut versions: Vec<&Record> = Vec::new();
            for record in records {
                let is_rival = |known: &&Record| {
                    known.place.file != record.place.file
                        && !is_of_other_times(known, record)
                };
                if versions.iter().all(is_rival) {
                    versions.push(record);
                }
            }
            versions.sort_by_key(|record| age.of_file(&record.place.file));
            let Some((newest, older)) = versions.split_last() else { continue };
            for record in older {
                settle(ctx, schema, record, newest, findings);
            }
        }
    }
    results::run(ctx, findings);
    copies::run(ctx, findings);
}

/// Lines of the budget by year and route, where each file has the line once: a
/// virement is a second row of its own.
fn by_line<'a>(ctx: &Ctx<'a>) -> BTreeMap<String, Vec<&'a Record>> {
    let mut lines: BTreeMap<String, Vec<&Record>> = BTreeMap::new();
    for record in ctx.rows(&budget::SCHEMA) {
        let of = |column| fold(record.raw(column));
        let year = record.field(&budget::YEAR).map(|field| format!("{:?}", field.value));
        let key = [of(&budget::LINE), of(&budget::ROUTE), year.unwrap_or_default()];
        lines.entry(key.join("\u{1f}")).or_default().push(record);
    }
    lines.retain(|_, records| {
        let files: BTreeSet<_> = records.iter().map(|one| &one.place.file).collect();
        files.len() == records.len() && records.len() > 1
    });
    lines
}

fn settle(
    ctx: &Ctx<'_>,
    schema: &Schema,
    older: &Record,
    newest: &Record,
    findings: &mut Findings,
) {
    let key = match schema.name {
        "budget" => Some(&budget::LINE),
        name => key_column(name),
    };
    let Some(key) = key else { return };
    match contradiction(schema, older, newest) {
        Some(column) => {
            let severity =
                if ctx.of.is_meeting { Severity::Stop } else { Severity::Query };
            let says = format!(
                "{} is {} here and {} in {}, which is newer and is used.",
                older.heading(column),
                shown(older.raw(column)),
                shown(newest.raw(column)),
                row_of(newest, older)
            );
            findings.add(
                with(&RIVALS, severity, older, column, says)
                    .leaving_out(older.place.clone()),
            );
        }
        // Two school lists stand side by side: each may say what the other does not.
        None if schema.name != "schools" => {
            let says = format!(
                "{} stands in {} too, and nothing in the two speaks against the other; it is counted once.",
                older.raw(key),
                row_of(newest, older)
            );
            findings.add(
                with(&RIVALS, Severity::Note, older, key, says)
                    .leaving_out(older.place.clone()),
            );
        }
        None => {}
    }
}

fn shown(raw: &str) -> &str {
    if raw.is_empty() { "blank" } else { raw }
}

/// The first column that both fill, and fill differently.
fn contradiction(
    schema: &Schema,
    older: &Record,
    newest: &Record,
) -> Option<&'static Column> {
    older.fields.iter().map(|field| field.column).find(|column| {
        let matters =
            schema.name != "schools" || matches!(column.key, "open" | "close" | "dfe");
        matters && is_different(older, newest, column)
    })
}

fn is_different(a: &Record, b: &Record, column: &Column) -> bool {
    let (Some(a), Some(b)) = (a.field(column), b.field(column)) else { return false };
    match (&a.value, &b.value) {
        (Value::Missing(_), _) | (_, Value::Missing(_)) => false,
        (Value::Text(a), Value::Text(b)) => fold(a) != fold(b),
        (Value::Number(a), Value::Number(b)) => (a - b).abs() > 1e-9,
        (a, b) => a != b,
    }
}

/// How old the files of a register are: by their own property, else by the
/// latest date in their rows, else by their name.
struct Ages {
    of: BTreeMap<Arc<str>, (String, Option<Date>, String)>,
}

impl Ages {
    fn of(ctx: &Ctx<'_>, schema: &Schema) -> Self {
        let latest = |record: &Record| {
            let days = record.fields.iter().filter_map(|field| match field.value {
                Value::Date(day) if day <= ctx.as_at() => Some(day),
                _ => None,
            });
            days.max()
        };
        let rows = ctx.rows(schema).iter();
        Self::of_files(ctx, rows.map(|record| (&record.place.file, latest(record))))
    }

    /// The files of these rows, each with its latest date.
    fn of_files<'a>(
        ctx: &Ctx<'_>,
        rows: impl Iterator<Item = (&'a Arc<str>, Option<Date>)>,
    ) -> Self {
        let mut of: BTreeMap<Arc<str>, (String, Option<Date>, String)> = BTreeMap::new();
        for (file, latest) in rows {
            let entry = of.entry(file.clone()).or_insert_with(|| {
                let modified = ctx
                    .of
                    .files
                    .iter()
                    .find(|known| *known.path == **file)
                    .and_then(|file| file.modified.clone())
                    .unwrap_or_default();
                (modified, None, version(file))
            });
            entry.1 = entry.1.max(latest);
        }
        // A property that only some files carry compares with nothing.
        if of.values().any(|(modified, ..)| modified.is_empty()) {
            for entry in of.values_mut() {
                entry.0.clear();
            }
        }
        Self { of }
    }

    fn of_file(&self, file: &Arc<str>) -> (String, Option<Date>, String, Arc<str>) {
        let (modified, latest, version) = self.of.get(file).cloned().unwrap_or_default();
        (modified, latest, version, file.clone())
    }
}

/// Whether two records stand in files or sheets of different years or terms:
/// such numberings begin anew and are never rivals.
fn is_of_other_times(a: &Record, b: &Record) -> bool {
    let (a, b) = (times(a), times(b));
    !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
}

/// Years and terms that the names of a record's file and sheet say.
fn times(record: &Record) -> BTreeSet<String> {
    let names = fold(&format!("{} {}", record.place.file, record.place.sheet));
    names
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| {
            let year = word.get(..4).unwrap_or(word);
            let is_year = word.chars().all(|c| c.is_ascii_digit())
                && (word.len() == 4 || word.len() == 8)
                && (year.starts_with("19") || year.starts_with("20"));
            if is_year {
                Some(year.to_owned())
            } else if matches!(
                word,
                "autumn" | "spring" | "summer" | "aut" | "spr" | "sum"
            ) {
                word.get(..3).map(str::to_owned)
            } else {
                None
            }
        })
        .collect()
}

/// Digits of a file's name, padded so that v10 comes after v9.
fn version(file: &str) -> String {
    file.split(|c: char| !c.is_ascii_digit())
        .filter(|run| !run.is_empty())
        .map(|run| format!("{run:0>12}"))
        .collect::<Vec<_>>()
        .join("-")
}

/// Rows that are set aside: others of the same record, or copies of them, are used.
pub(super) fn set_aside(findings: &Findings) -> BTreeSet<RowPlace> {
    let told = findings.iter().filter(|finding| finding.code == RIVALS.code);
    told.flat_map(|finding| finding.leaves_out.iter().cloned()).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, scene};

    const TWO_FILES: &str = "
        Deployments (a.xlsx) | Deployment ref | Days agreed
                             | DEP-01 | 6
                             | DEP-02 | 6
                             | DEP-03 | 6
        Deployments (b.xlsx) | Deployment ref | Days agreed
                             | DEP-01 | 8
                             | DEP-02 | 6
    ";

    #[test]
    fn of_two_files_the_newer_wins_where_they_contradict_each_other() {
        let two = || {
            scene(TWO_FILES).file("a.xlsx", "1", "2011-11-03T10:00:00Z").file(
                "b.xlsx",
                "2",
                "2011-10-03T10:00:00Z",
            )
        };
        assert_eq!(two().places("FIL-004"), ["b.xlsx!B2 query", "b.xlsx!A3 note"]);
        assert_eq!(
            two().meeting().places("FIL-004"),
            ["b.xlsx!B2 stop", "b.xlsx!A3 note"]
        );
        assert!(two().places("DEP-001").is_empty());
    }

    #[test]
    fn a_version_in_the_name_decides_where_nothing_else_does() {
        let tables =
            TWO_FILES.replace("a.xlsx", "list v9.csv").replace("b.xlsx", "list v10.csv");
        assert_eq!(
            scene(&tables).places("FIL-004"),
            ["list v9.csv!B2 query", "list v9.csv!A3 note"]
        );
    }

    #[test]
    fn files_of_different_years_number_anew() {
        let tables =
            TWO_FILES.replace("a.xlsx", "2010.xlsx").replace("b.xlsx", "2011.xlsx");
        assert!(scene(&tables).places("FIL-004").is_empty());
    }

    #[test]
    fn two_school_lists_may_stand_side_by_side() {
        finds(
            "FIL-004",
            "
            Schools (a.csv) | URN | School | Number on roll
                            | 180124 | Dravby Primary School | 99
            Schools (b.csv) | URN | School | Number on roll
                            | 180124 | Dravby Primary | 104
            ",
            &[],
        );
    }
}
