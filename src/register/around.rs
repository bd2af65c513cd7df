//! What a sheet shows besides its records: hidden parts, rows of totals, headings
//! that stand twice, stray spaces.

use std::collections::BTreeMap;

use super::rules;
use crate::base::cell::{CellPos, Place, column_letters};
use crate::base::finding::{Finding, Findings, Rule};
use crate::base::text::{count, fold, tidy};
use crate::locate::schema::Kind;
use crate::locate::shown;
use crate::locate::table::{Heading, NotARecord, Table};
use crate::read::grid::{CellValue, Grid};

/// Rows and columns that are hidden: what, where, and the words of it.
pub(super) fn hidden(grid: &Grid) -> Vec<(&'static str, Place, String)> {
    let mut hidden = Vec::new();
    let at = |row, col| Place::cell(&grid.file, &grid.name, CellPos::new(row, col));
    let rows: Vec<u32> = grid
        .hidden_rows
        .iter()
        .copied()
        .filter(|row| !grid.row(*row).is_empty())
        .collect();
    if let Some(first) = rows.first() {
        let why = if grid.has_filter { "by a filter" } else { "by hand" };
        let says = are_hidden(&count(rows.len(), "row", "rows"), rows.len(), why);
        hidden.push(("hidden row", at(*first, 0), says));
    }
    let mut tops: BTreeMap<u32, u32> = BTreeMap::new();
    for cell in grid.cells.iter().filter(|_| !grid.hidden_cols.is_empty()) {
        tops.entry(cell.pos.col).or_insert(cell.pos.row);
    }
    let columns: Vec<(u32, u32)> =
        grid.hidden_cols.iter().filter_map(|col| Some((*tops.get(col)?, *col))).collect();
    if let Some((row, first)) = columns.first() {
        let letters: Vec<String> =
            columns.iter().take(12).map(|(_, col)| column_letters(*col)).collect();
        let number = count(columns.len(), "column", "columns");
        let says = are_hidden(
            &format!("{number} ({})", letters.join(", ")),
            columns.len(),
            "by hand",
        );
        hidden.push(("hidden column", at(*row, *first), says));
    }
    hidden
}

fn are_hidden(what: &str, number: usize, why: &str) -> String {
    if number == 1 {
        format!("{what} is hidden ({why}); it is read like the others.")
    } else {
        format!("{what} are hidden ({why}); they are read like the others.")
    }
}

/// What the table shows besides its records.
pub(super) fn table(grid: &Grid, table: &Table, findings: &mut Findings) {
    if grid.is_hidden {
        let place = Place::sheet(&grid.file, &grid.name);
        let says = "The sheet is hidden; it is read like the others.";
        findings
            .add(Finding::new(&rules::HIDDEN, place, says).register(table.schema.name));
    }
    twice(table, findings);
    totals(grid, table, findings);
    for heading in &table.headings {
        spaces(grid, table, heading, findings);
    }
}

fn made(rule: &'static Rule, table: &Table, pos: CellPos, says: String) -> Finding {
    Finding::new(rule, table.place(pos), says).register(table.schema.name)
}

/// The heading that this unused one repeats.
pub(super) fn repeated<'a>(table: &'a Table, text: &str) -> Option<&'a Heading> {
    let wanted = fold(text);
    let same = |heading: &&Heading| fold(&heading.text) == wanted;
    Some(wanted.as_str()).filter(|wanted| !wanted.is_empty())?;
    table.headings.iter().find(same)
}

fn twice(table: &Table, findings: &mut Findings) {
    for unused in &table.unused {
        if let Some(first) = repeated(table, &unused.text) {
            let (there, text) = (table.line(first.col), &unused.text);
            let over = if table.turned.is_some() { "beside" } else { "over" };
            let says = format!(
                "{text} stands {over} {there} too; that one is used, this one is not."
            );
            let pos = CellPos::new(table.heading_row, unused.col);
            findings.add(
                made(&rules::DUPLICATE_HEADING, table, pos, says)
                    .column(text.to_string())
                    .value(text.to_string()),
            );
        }
    }
}

/// Needed columns that no heading stands for: one error for the sheet, which leaves
/// all of its rows out.
pub(super) fn lacking(grid: &Grid, table: &Table, findings: &mut Findings) {
    let has = |key: &str| {
        table.headings.iter().any(|one| one.column.key == key)
            || table.above.iter().any(|line| line.column.key == key)
    };
    for column in table.schema.columns.iter().filter(|column| column.is_required) {
        if column.is_there(has) {
            continue;
        }
        let unused: Vec<&str> = table.unused.iter().map(|extra| &*extra.text).collect();
        let maybe = match unused.as_slice() {
            [] => String::new(),
            [only] => format!(" Is it {only}?"),
            many => format!(" Is it one of {}?", many.join(", ")),
        };
        let says = format!(
            "The sheet was read as {}, and no heading stands for {}; without it no row can be used.{maybe}",
            table.schema.title, column.title
        );
        let col = table.unused.first().map_or(table.span.0, |extra| extra.col);
        let first = grid.row(table.heading_row).first().map_or(col, |cell| cell.pos.col);
        let col = col.max(first);
        let pos = CellPos::new(table.heading_row, col);
        let finding = made(&rules::LACKING, table, pos, says).column(column.title);
        findings.add(
            table
                .rows
                .iter()
                .fold(finding, |finding, row| finding.leaving_out(table.row_place(*row))),
        );
    }
}

/// Totals of results are held against their rows instead (`RES-016`).
fn totals(grid: &Grid, table: &Table, findings: &mut Findings) {
    if matches!(table.schema.name, "results" | "comparators") {
        return;
    }
    let rows: Vec<u32> = table
        .others
        .iter()
        .filter(|(_, why)| *why == NotARecord::Subtotal)
        .map(|(row, _)| *row)
        .collect();
    let Some(first) = rows.first().and_then(|row| grid.row(*row).first()) else { return };
    let what = shown(grid, &first.value, first.style);
    let lines = if table.turned.is_some() { "column" } else { "row" };
    let says = match rows.len() {
        1 => format!("The {lines} `{what}` is no record; it is not counted."),
        many => format!(
            "{many} {lines}s of totals or averages, this one (`{what}`) first, are no records; they are not counted."
        ),
    };
    findings.add(made(&rules::SUBTOTAL, table, first.pos, says).value(what));
}

/// Cells of a column with their words as they stand.
fn texts<'a>(
    grid: &'a Grid,
    table: &'a Table,
    col: u32,
) -> impl Iterator<Item = (CellPos, &'a str)> {
    table.rows.iter().filter_map(move |row| {
        let cell = grid.cell(CellPos::new(*row, col))?;
        match &cell.value {
            CellValue::Text(text) => Some((cell.pos, &**text)),
            _ => None,
        }
    })
}

fn spaces(grid: &Grid, table: &Table, heading: &Heading, findings: &mut Findings) {
    let is_name = matches!(
        heading.column.kind,
        Kind::School | Kind::Person | Kind::Reference | Kind::Urn | Kind::DfeNumber
    );
    if !is_name {
        return;
    }
    let is_stray = |text: &str| {
        let tidied = tidy(text);
        text.chars().filter(|c| *c != '\n').count() != tidied.chars().count()
            || text.chars().any(|c| matches!(c, '\u{a0}' | '\u{2010}'..='\u{2015}'))
    };
    let stray: Vec<(CellPos, &str)> = texts(grid, table, heading.col)
        .filter(|(_, text)| !tidy(text).is_empty() && is_stray(text))
        .collect();
    if let Some((first, text)) = stray.first() {
        let cells = count(stray.len(), "cell", "cells");
        let says = format!(
            "{cells} under {} with stray spaces or odd dashes, from here down; read without them.",
            heading.text
        );
        findings.add(
            made(&rules::STRAY_SPACES, table, *first, says)
                .column(heading.text.to_string())
                .value(*text),
        );
    }
}

#[cfg(test)]
mod tests;
