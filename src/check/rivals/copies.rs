//! Rows without a reference that stand word for word in two files: copies.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::Ctx;
use super::super::subject::key_column;
use super::{Ages, RIVALS, is_of_other_times};
use crate::base::cell::RowPlace;
use crate::base::finding::{Finding, Findings, Severity};
use crate::base::text::{count, fold};
use crate::locate::schema::Schema;
use crate::register::record::Record;
use crate::register::{
    SCHEMAS, budget, comments, comparators, results, school_links, schools, survey_waves,
    surveys, term_dates,
};

/// Registers in which a row that stands twice counts once anyhow, or is told of
/// elsewhere.
const LEFT_ALONE: &[&Schema] = &[
    &schools::SCHEMA,
    &school_links::SCHEMA,
    &results::SCHEMA,
    &comparators::SCHEMA,
    &comments::SCHEMA,
    &survey_waves::SCHEMA,
    &term_dates::SCHEMA,
    // By its lines.
    &budget::SCHEMA,
];

/// Fewest filled cells of a row that is known again.
const FEWEST_CELLS: usize = 3;
/// Fewest replies of a survey that is known again: two heads may agree in all.
const FEWEST_REPLIES: usize = 3;

pub(super) fn run(ctx: &Ctx<'_>, findings: &mut Findings) {
    for schema in SCHEMAS {
        if LEFT_ALONE.iter().any(|other| other.name == schema.name) {
            continue;
        }
        let rows = ctx.rows(schema);
        let mut files: Vec<Arc<str>> = Vec::new();
        for record in rows {
            if !files.contains(&record.place.file) {
                files.push(record.place.file.clone());
            }
        }
        if files.len() < 2 {
            continue;
        }
        let age = Ages::of(ctx, schema);
        files.sort_by_key(|file| std::cmp::Reverse(age.of_file(file)));
        if schema.name == surveys::SCHEMA.name {
            replies(rows, &files, findings);
        } else {
            by_row(schema, rows, &files, findings);
        }
    }
}

/// Rows of older files that a newer one has too.
fn by_row(schema: &Schema, rows: &[Record], files: &[Arc<str>], findings: &mut Findings) {
    let is_without_key = |record: &&Record| {
        key_column(schema.name).is_none_or(|key| record.raw(key).is_empty())
    };
    let mut known: BTreeMap<String, Vec<&Record>> = BTreeMap::new();
    for file in files {
        let own: Vec<&Record> = rows
            .iter()
            .filter(|record| record.place.file == *file)
            .filter(is_without_key)
            .filter(|record| filled(record) >= FEWEST_CELLS)
            .collect();
        let mut used: BTreeSet<(String, usize)> = BTreeSet::new();
        let mut again: Vec<(&Record, &Record)> = Vec::new();
        for record in &own {
            let said = words(record);
            // A row that stands twice in each file stands twice.
            let of_newer = known.get(&said).into_iter().flatten().enumerate();
            let other = of_newer
                .filter(|(_, other)| !is_of_other_times(other, record))
                .find(|(at, _)| used.insert((said.clone(), *at)));
            again.extend(other.map(|(_, other)| (*record, *other)));
        }
        tell(schema, &again, findings);
        let copied: BTreeSet<&RowPlace> =
            again.iter().map(|(one, _)| &one.place).collect();
        for record in own {
            if !copied.contains(&record.place) {
                known.entry(words(record)).or_default().push(record);
            }
        }
    }
}

/// A survey whose replies begin a newer one's, all of them and in their order.
fn replies(rows: &[Record], files: &[Arc<str>], findings: &mut Findings) {
    let of = |file: &Arc<str>| -> Vec<&Record> {
        rows.iter().filter(|record| record.place.file == *file).collect()
    };
    for (at, newer) in files.iter().enumerate() {
        let held = of(newer);
        for older in files.iter().skip(at + 1) {
            let own = of(older);
            let is_copy = own.len() >= FEWEST_REPLIES
                && own.len() <= held.len()
                && own.iter().zip(&held).all(|(one, other)| {
                    one.place.sheet == other.place.sheet
                        && one.sheet_says == other.sheet_says
                        && words(one) == words(other)
                });
            if is_copy {
                let pairs: Vec<_> = own.into_iter().zip(held.iter().copied()).collect();
                tell(&surveys::SCHEMA, &pairs, findings);
            }
        }
    }
}

fn tell(schema: &Schema, again: &[(&Record, &Record)], findings: &mut Findings) {
    let Some((first, other)) = again.first() else { return };
    let stand = if again.len() == 1 { "stands" } else { "stand" };
    let says = format!(
        "{} from here down {stand} word for word in {} too; counted once.",
        count(again.len(), "row", "rows"),
        other.place.file
    );
    let col = first.fields.first().map_or(0, |field| field.col);
    let mut finding = Finding::new(&RIVALS, first.place.at(col), says)
        .severity(Severity::Note)
        .register(schema.name);
    for (record, _) in again {
        finding = finding.leaving_out(record.place.clone());
    }
    findings.add(finding);
}

fn filled(record: &Record) -> usize {
    record.fields.iter().filter(|field| !field.raw.is_empty()).count()
}

/// What stands in the row, column by column.
fn words(record: &Record) -> String {
    let fields = record.fields.iter().map(|field| (field.column.key, &field.raw));
    let mut words: Vec<String> = fields
        .filter(|(_, raw)| !raw.is_empty())
        .map(|(key, raw)| format!("{key}\u{1f}{}", fold(raw)))
        .collect();
    words.sort_unstable();
    let extras = record.extras.iter();
    words.extend(extras.map(|extra| format!("{}\u{1f}{:?}", extra.heading, extra.value)));
    words.join("\u{1e}")
}

#[cfg(test)]
mod tests {
    use crate::base::finding::Findings;
    use crate::check::found::{Scene, scene};

    fn two_files(tables: &str) -> Scene {
        scene(tables).file("a.xlsx", "1", "2011-11-03T10:00:00Z").file(
            "b.xlsx",
            "2",
            "2011-10-03T10:00:00Z",
        )
    }

    #[test]
    fn spend_that_stands_in_two_files_is_counted_once() {
        let scene = two_files(
            "
            Spend (a.xlsx) | Date | Budget line | Net £
                           | 2011-01-04 | LLE days | 350
                           | 2011-01-04 | LLE days | 350
                           | 2011-02-04 | LLE days | 700
                           | 2011-03-04 | Travel | 20
            Spend (b.xlsx) | Date | Budget line | Net £
                           | 2011-01-04 | LLE days | 350
                           | 2011-01-04 | LLE days | 350
                           | 2011-01-04 | LLE days | 350
                           | 2011-02-04 | LLE days | 700
                           | 2011-02-05 | LLE days | 700
            ",
        );
        assert_eq!(scene.places("FIL-004"), ["b.xlsx!A2 note"]);
        let findings = scene.findings("FIL-004");
        assert_eq!(
            findings[0].message,
            "3\u{a0}rows from here down stand word for word in a.xlsx too; counted once."
        );
        let rows: Vec<u32> =
            findings[0].leaves_out.iter().map(|row| row.row + 1).collect();
        assert_eq!(rows, [2, 3, 5]);
    }

    #[test]
    fn attendance_that_stands_in_two_files_is_counted_once_and_contradicts_nothing() {
        let scene = two_files(
            "
            LLEs | LLE ref | Name
                 | L1 | Ms A Hill
            Network meetings (a.xlsx) | Date | LLE ref | Name | Attended
                                      | 2011-06-16 | L1 | Ms A Hill | yes
            Network meetings (b.xlsx) | Date | LLE ref | Name | Attended
                                      | 2011-06-16 | L1 | Ms A Hill | yes
            ",
        );
        assert_eq!(scene.places("FIL-004"), ["b.xlsx!A2 note"]);
        assert!(scene.findings("NET-001").is_empty());
        let scene = two_files(
            "
            LLEs | LLE ref | Name
                 | L1 | Ms A Hill
            Network meetings (a.xlsx) | Date | LLE ref | Name | Attended
                                      | 2011-06-16 | L1 | Ms A Hill | yes
            Network meetings (b.xlsx) | Date | LLE ref | Name | Attended
                                      | 2011-06-16 | L1 | Ms A Hill | no
            ",
        );
        assert_eq!(scene.findings("NET-001").len(), 1, "two words for one meeting");
    }

    #[test]
    fn an_invoice_of_a_copied_row_is_no_second_payment() {
        let scene = two_files(
            "
            Spend (a.xlsx) | Date | Budget line | Net £ | Invoice no.
                           | 2011-01-04 | LLE days | 350 | INV1
                           | 2011-02-04 | LLE days | 700 | INV2
                           | 2011-03-04 | Travel | 20 | INV2
            Spend (b.xlsx) | Date | Budget line | Net £ | Invoice no.
                           | 2011-01-04 | LLE days | 350 | INV1
                           | 2011-02-04 | LLE days | 700 | INV2
            ",
        );
        let mut findings = Findings::default();
        crate::check::run(&scene.registers, &scene.context(), &mut findings);
        let twice: Vec<String> = findings
            .iter()
            .filter(|finding| finding.code == "MON-003")
            .map(|finding| format!("{}!{}", finding.place.file, finding.place.a1()))
            .collect();
        assert_eq!(twice, ["a.xlsx!D4"]);
    }

    #[test]
    fn a_line_of_two_budgets_is_the_newer_ones() {
        let scene = two_files(
            "
            Budget (a.xlsx) | Budget line | Financial year | Approved £
                            | LLE days | 2010-11 | 12000
                            | Travel | 2010-11 | 2000
            Budget (b.xlsx) | Budget line | Financial year | Approved £
                            | LLE days | 2010-11 | 10000
                            | Travel | 2010-11 | 2000
                            | LLE days | 2011-12 | 9000
            ",
        );
        assert_eq!(scene.places("FIL-004"), ["b.xlsx!C2 query", "b.xlsx!A3 note"]);
    }

    #[test]
    fn a_copy_of_a_survey_adds_no_replies_and_another_survey_does() {
        let survey = |third: &str| {
            format!(
                "
                Survey responses (a.xlsx) | Group | Respondent
                                          | Client | R1
                                          | Client | R2
                                          | LLE | R3
                                          | LLE | R4
                Survey responses (b.xlsx) | Group | Respondent
                                          | Client | R1
                                          | Client | R2
                                          | LLE | {third}
                "
            )
        };
        let copy = two_files(&survey("R3"));
        assert_eq!(copy.places("FIL-004"), ["b.xlsx!A2 note"]);
        assert_eq!(copy.findings("FIL-004")[0].leaves_out.len(), 3);
        assert!(two_files(&survey("R9")).places("FIL-004").is_empty());
    }
}
