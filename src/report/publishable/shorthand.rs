//! Marks in brackets that a table uses and nobody explains.

use std::collections::BTreeSet;

use super::{Draft, Fault, UNEXPLAINED, tables};
use crate::report::block::words;
use crate::report::book::{Book, Cell};
use crate::report::words::Statement;

/// The harmonised shorthand of official statistics.
const MARKS: [&str; 18] = [
    "[a]", "[b]", "[c]", "[e]", "[f]", "[k]", "[low]", "[ns]", "[p]", "[r]", "[s]",
    "[ss]", "[sss]", "[t]", "[u]", "[w]", "[x]", "[z]",
];

/// The marks that stand in a text.
fn marks_in(text: &str) -> BTreeSet<&'static str> {
    if !text.contains('[') {
        return BTreeSet::new();
    }
    MARKS.into_iter().filter(|mark| text.contains(mark)).collect()
}

pub(super) fn faults(draft: &Draft<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for document in draft.documents {
        for (number, table) in tables(document) {
            let cells = table.rows.iter().flat_map(|(_, cells)| cells);
            let used: BTreeSet<_> =
                cells.flat_map(|cell| marks_in(&cell.said())).collect();
            let told: BTreeSet<_> =
                table.foot.iter().flat_map(|line| marks_in(&words(line))).collect();
            let file = format!("{}.pdf", document.path);
            for mark in used.difference(&told) {
                let says = format!(
                    "Table {number}, {}, uses {mark} and does not say what it means; a line below the table was expected.",
                    table.caption
                );
                faults.push(Fault::new(&UNEXPLAINED, &file, &table.caption, says));
            }
        }
    }
    of_book(draft.book, &mut faults);
    of_words(draft.statements, &mut faults);
    faults
}

fn of_book(book: &Book, faults: &mut Vec<Fault>) {
    // Notes and contents quote other sheets; they hold no values.
    for sheet in book.sheets.iter().filter(|sheet| sheet.name.starts_with("Table ")) {
        let used: BTreeSet<_> = sheet
            .rows
            .iter()
            .flatten()
            .flat_map(|cell| match cell {
                Cell::Text(text) => marks_in(text),
                _ => BTreeSet::new(),
            })
            .collect();
        let told: BTreeSet<_> =
            sheet.lines.iter().flat_map(|line| marks_in(line)).collect();
        for mark in used.difference(&told) {
            let says = format!(
                "Worksheet {} uses {mark} and does not say what it means; a line above its table was expected.",
                sheet.name
            );
            faults.push(Fault::new(&UNEXPLAINED, &book.path, &sheet.title, says));
        }
    }
}

/// Tables that are typed in templates, as lines with upright strokes.
pub(super) fn typed_tables(
    statements: &[Statement],
) -> impl Iterator<Item = (&Statement, String)> {
    statements.iter().filter_map(|statement| {
        let text: String = statement.pieces.iter().map(|p| p.text.as_str()).collect();
        let text = text.trim().to_owned();
        is_typed_table(&text).then_some((statement, text))
    })
}

/// A paragraph that opens with a stroke and has a row of cells behind it; a
/// paragraph with one stroke within has a side note.
fn is_typed_table(text: &str) -> bool {
    text.starts_with('|') && text.matches('|').count() > 2
}

/// A typed table has no line below it: its template must have the words.
fn of_words(statements: &[Statement], faults: &mut Vec<Fault>) {
    for (table, text) in typed_tables(statements) {
        let Some(first) = table.pieces.first() else { continue };
        let is_told = |mark: &str| {
            statements
                .iter()
                .filter(|other| {
                    other.pieces.first().is_some_and(|piece| piece.file == first.file)
                })
                .map(|other| -> String {
                    other.pieces.iter().map(|piece| piece.text.as_str()).collect()
                })
                .any(|words| !is_typed_table(words.trim()) && words.contains(mark))
        };
        for mark in marks_in(&text).into_iter().filter(|mark| !is_told(mark)) {
            faults.push(Fault::typed(
                &UNEXPLAINED,
                (&first.file, first.line),
                &text,
                &format!("a table uses {mark}, and no sentence of the template says what it means."),
            ));
        }
    }
}
