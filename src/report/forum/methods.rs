//! Appendix E: how figures are made, from what, and what was found in the input.

use std::collections::BTreeMap;

use super::Named;
use super::tables::table;
use crate::base::finding::Severity;
use crate::report::Sources;
use crate::report::block::{Align, Block};

/// The blocks of this appendix.
pub(super) fn blocks(sources: &Sources<'_>) -> Vec<Named> {
    vec![
        ("table:definitions", vec![definitions(sources)]),
        ("table:sources", vec![files(sources)]),
        ("table:findings", vec![findings(sources)]),
    ]
}

fn definitions(sources: &Sources<'_>) -> Block {
    let used: std::collections::BTreeSet<&str> =
        sources.figures.all.iter().map(|f| f.code).collect();
    let rows = sources
        .definitions
        .iter()
        .filter(|d| used.contains(d.code))
        .map(|d| {
            vec![
                d.code.to_owned(),
                d.name.to_owned(),
                d.words.to_owned(),
                d.formula.to_owned(),
            ]
        })
        .collect();
    table(
        "t-definitions",
        "What each measure is",
        &[
            ("Code", Align::Left),
            ("Measure", Align::Left),
            ("What it says", Align::Left),
            ("Formula", Align::Left),
        ],
        rows,
        &[],
    )
}

fn files(sources: &Sources<'_>) -> Block {
    let mut used: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for sheet in &sources.registers.sheets {
        if let Some(register) = sheet.register.filter(|r| *r != "answers") {
            let entry = used.entry(register).or_default();
            entry.0 += 1;
            entry.1 += sheet.rows_used;
            entry.2 += sheet.rows_left_out;
        }
    }
    let rows = used
        .into_iter()
        .map(|(name, (sheets, rows, left))| {
            vec![
                name.replace('_', " "),
                sheets.to_string(),
                rows.to_string(),
                left.to_string(),
            ]
        })
        .collect();
    table(
        "t-sources",
        "Registers that were read",
        &[
            ("Register", Align::Left),
            ("Sheets", Align::Decimal),
            ("Rows used", Align::Decimal),
            ("Rows left out", Align::Decimal),
        ],
        rows,
        &[],
    )
}

fn findings(sources: &Sources<'_>) -> Block {
    let rows = [
        (Severity::Error, "Errors: the row is in no figure"),
        (Severity::Query, "Queries: used, waiting for an answer"),
        (Severity::Note, "Notes: repairs and information"),
    ]
    .into_iter()
    .map(|(severity, words)| {
        vec![words.to_owned(), sources.findings.open(severity).to_string()]
    })
    .collect();
    table(
        "t-findings",
        "Data quality",
        &[("Kind", Align::Left), ("How many", Align::Decimal)],
        rows,
        &[],
    )
}
