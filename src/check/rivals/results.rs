//! Results that stand in two files or sheets and differ.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Ctx;
use super::super::school::{Which, called};
use super::{Ages, RIVALS};
use crate::base::finding::{Finding, Findings, Severity};
use crate::base::quantity::decimal;
use crate::base::text::count;
use crate::register::identity::normal;
use crate::register::results::{Given, Result, Score, Status};
use crate::register::schools;

/// Whose result, of what, when, how final; tests and teacher assessment apart.
type Key = (String, &'static str, i16, Status, bool);

/// A row of the older file with what of it differs.
#[derive(Default)]
struct Row {
    finding: Option<Finding>,
    others: usize,
}

pub(super) fn run(ctx: &Ctx<'_>, findings: &mut Findings) {
    let results = &ctx.registers.results;
    let sheet = |one: &Result| (one.place.file.clone(), one.place.sheet.clone());
    if results.iter().map(sheet).collect::<BTreeSet<_>>().len() < 2 {
        return;
    }
    let out = findings.rows_left_out();
    let mut by_key: BTreeMap<Key, Vec<(&Result, Score)>> = BTreeMap::new();
    for result in results.iter().filter(|result| !out.contains(&result.place)) {
        let Ok(score) = result.score else { continue };
        let versions = by_key.entry(key(ctx, result)).or_default();
        // Two rows of one sheet are the sheet's own matter.
        if versions.iter().all(|(known, _)| sheet(known) != sheet(result)) {
            versions.push((result, score));
        }
    }
    let files = results.iter().map(|result| (&result.place.file, None));
    let age = Ages::of_files(ctx, files);
    let mut rows: BTreeMap<_, Row> = BTreeMap::new();
    for mut versions in by_key.into_values().filter(|versions| versions.len() > 1) {
        // Of sheets of one file the first is used.
        versions.reverse();
        versions.sort_by_key(|(result, _)| age.of_file(&result.place.file));
        let Some(((newest, used), older)) = versions.split_last() else { continue };
        for (result, score) in older.iter().filter(|(_, one)| differ(*one, *used)) {
            let place = &result.place;
            let row = rows.entry((&place.file, &place.sheet, place.row)).or_default();
            let finding = match row.finding.take() {
                Some(finding) => {
                    row.others += 1;
                    finding
                }
                None => told(ctx, (result, score), (newest, used)),
            };
            row.finding = Some(finding.leaving_out(place.clone()));
        }
    }
    for Row { finding, others } in rows.into_values() {
        let Some(mut finding) = finding else { continue };
        if others > 0 {
            let more = count(others, "other result", "other results");
            finding.message =
                format!("{} So it is with {more} of the row.", finding.message);
        }
        findings.add(finding);
    }
}

fn key(ctx: &Ctx<'_>, result: &Result) -> Key {
    let (urn, dfe) = (result.urn.as_deref(), result.dfe.as_deref());
    let who = match ctx.schools.find(urn, dfe, Some(&result.name)) {
        Which::Found(school) => {
            school.text(&schools::URN).map_or_else(|| called(school), ToOwned::to_owned)
        }
        Which::Unknown | Which::Ambiguous(_) | Which::Blank => {
            urn.or(dfe).map_or_else(|| normal(&result.name), ToOwned::to_owned)
        }
    };
    let is_assessed = result.is_teacher_assessment;
    (who, result.indicator.code, result.year.0, result.status, is_assessed)
}

/// Whether two values differ by more than their rounding.
fn differ(a: Score, b: Score) -> bool {
    let slack = |score: Score| match score.given {
        Given::Counts => 0.0,
        Given::Decimal => 0.05,
        Given::Whole => 0.5,
    };
    (a.value - b.value).abs() > slack(a) + slack(b) + 1e-6
}

fn told(
    ctx: &Ctx<'_>,
    (older, score): (&Result, &Score),
    (newest, used): (&Result, &Score),
) -> Finding {
    let place = &newest.place;
    let is_of_one_file = place.file == older.place.file;
    let sheet = match (&*place.sheet, is_of_one_file) {
        ("", _) => String::new(),
        (sheet, true) => format!(" of the sheet {sheet}"),
        (sheet, false) => format!(" of {} > {sheet}", place.file),
    };
    let sheet = if sheet.is_empty() { format!(" of {}", place.file) } else { sheet };
    let why = if is_of_one_file { "stands before it" } else { "is newer" };
    let says = format!(
        "{} in {} is {} here and {} in row {}{sheet}, which {why} and is used.",
        older.indicator.short,
        older.year,
        decimal(score.value, 1),
        decimal(used.value, 1),
        place.row + 1,
    );
    let is_stop = ctx.of.is_meeting && !is_of_one_file;
    let fix = if is_of_one_file {
        "Correct whichever of the two figures is wrong, or take the sheet out that is out of date."
    } else {
        RIVALS.fix
    };
    Finding::new(&RIVALS, older.cell(), says)
        .severity(if is_stop { Severity::Stop } else { Severity::Query })
        .fix(fix)
        .register("results")
        .record(older.urn.clone().unwrap_or_else(|| older.name.clone()))
        .value(&*older.raw)
}

#[cfg(test)]
mod tests {
    use crate::check::found::scene;

    #[test]
    fn results_of_two_files_that_differ_are_settled_by_the_newer_and_said() {
        let two = |first: &str, second: &str| {
            let tables = format!(
                "
                Schools | URN | School
                        | 180124 | Dravby Primary School
                Results (a.xlsx) | School | Year | Indicator | Number | Cohort | Value
                                 | Dravby Pri | 2009/10 | ks2_l4_em | 15 | 30 | 50
                                 | Dravby Pri | 2010/11 | {first}
                Results (b.xlsx) | URN | Year | Indicator | Value
                                 | 180124 | 2009/10 | ks2_l4_em | 50
                                 | 180124 | 2010/11 | {second}
                "
            );
            scene(&tables).file("a.xlsx", "1", "2011-10-03T10:00:00Z").file(
                "b.xlsx",
                "2",
                "2011-11-03T10:00:00Z",
            )
        };
        let differing = || two("ks2_l4_em | 16 | 30 | 53.3", "ks2_l4_em | 60");
        assert_eq!(differing().places("FIL-004"), ["a.xlsx!F3 query"]);
        assert_eq!(differing().meeting().places("FIL-004"), ["a.xlsx!F3 stop"]);
        assert_eq!(
            differing().findings("FIL-004")[0].message,
            "L4+ English and maths in 2010/11 is 53.3 here and 60.0 in row 3 of b.xlsx, which is newer and is used."
        );
        // Rounded it is the same; another measure is another result.
        let rounded = two("ks2_l4_em | 16 | 30 | 53.3", "ks2_l4_em | 53");
        assert!(rounded.places("FIL-004").is_empty());
        let other = two("ks2_l4_em | 16 | 30 | 53.3", "ks2_maths_l4 | 60");
        assert!(other.places("FIL-004").is_empty());
    }
}
