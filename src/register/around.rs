//! What a sheet shows besides its records: hidden parts, merged cells, rows of
//! totals, headings that stand twice, stray spaces, days with the month first.

use std::collections::BTreeMap;

use super::build::instead;
use super::rules;
use crate::base::cell::{CellPos, Place, column_letters};
use crate::base::finding::{Finding, Findings, Rule};
use crate::base::text::{count, fold, tidy};
use crate::locate::schema::Kind;
use crate::locate::shown;
use crate::locate::table::{Heading, NotARecord, Table};
use crate::read::grid::{Area, CellValue, Grid};

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
        let says = are_hidden(
            &count(columns.len(), "column", "columns"),
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
    merged(grid, table, findings);
    for heading in &table.headings {
        spaces(grid, table, heading, findings);
        month_first(grid, table, heading, findings);
    }
}

fn made(rule: &'static Rule, table: &Table, pos: CellPos, says: String) -> Finding {
    Finding::new(rule, Place::cell(&table.file, &table.sheet, pos), says)
        .register(table.schema.name)
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
            let (letter, text) = (column_letters(first.col), &unused.text);
            let says = format!(
                "{text} stands over column {letter} too; that one is used, this one is not."
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
    let has = |key: &str| table.headings.iter().any(|one| one.column.key == key);
    for column in table.schema.columns.iter().filter(|column| column.is_required) {
        let name = table.schema.name;
        if has(column.key) || instead(name, column.key).is_some_and(has) {
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
    let says = match rows.len() {
        1 => format!("The row `{what}` is no record; it is not counted."),
        many => format!(
            "{many} rows of totals or averages, this one (`{what}`) first, are no records; they are not counted."
        ),
    };
    findings.add(made(&rules::SUBTOTAL, table, first.pos, says).value(what));
}

/// Blocks of rows merged among the records: one note for a sheet, at the first.
fn merged(grid: &Grid, table: &Table, findings: &mut Findings) {
    let mut blocks: BTreeMap<(u32, u32), &Area> = BTreeMap::new();
    for area in &grid.merges {
        let is_below = area.first.row > table.heading_row;
        let is_used = table.headings.iter().any(|one| one.col == area.first.col);
        if is_below && is_used && area.last.row > area.first.row {
            let known = blocks.entry((area.first.row, area.last.row)).or_insert(area);
            if area.first.col < known.first.col {
                *known = area;
            }
        }
    }
    let Some(((top, bottom), area)) = blocks.first_key_value() else { return };
    let heading = table.headings.iter().find(|one| one.col == area.first.col);
    let heading = heading.map_or_else(String::new, |one| one.text.to_string());
    let value = grid
        .cell(area.first)
        .map_or_else(String::new, |cell| shown(grid, &cell.value, cell.style));
    let more = match blocks.len() - 1 {
        0 => String::new(),
        more => format!(", and {} below", count(more, "block", "blocks")),
    };
    let says = format!(
        "{} rows are merged under {heading}{more}; `{value}` was read for each of them.",
        bottom - top + 1
    );
    findings
        .add(made(&rules::MERGED, table, area.first, says).column(heading).value(value));
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

/// Two numbers up to 31 of a day in figures, as they stand; what comes after is a year.
fn in_figures(text: &str) -> Option<(u8, u8)> {
    let mut parts = text.trim().split(['/', '.', '-']);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_year = matches!(year.len(), 2 | 4) && year.parse::<u16>().is_ok();
    let two = first.parse().ok().zip(second.parse().ok())?;
    (is_year && parts.next().is_none() && first.len() <= 2).then_some(two)
}

/// Days in figures are read day first. Where the column holds one that can only be
/// month first, those that could be either may have been typed that way too.
fn month_first(grid: &Grid, table: &Table, heading: &Heading, findings: &mut Findings) {
    if heading.column.kind != Kind::Date {
        return;
    }
    let typed: Vec<(CellPos, &str, (u8, u8))> = texts(grid, table, heading.col)
        .filter_map(|(pos, text)| Some((pos, text, in_figures(text)?)))
        .collect();
    let clear = typed.iter().find(|(_, _, (a, b))| *a <= 12 && (13..=31).contains(b));
    let Some((_, american, _)) = clear else { return };
    let either: Vec<_> =
        typed.iter().filter(|(_, _, (a, b))| *a <= 12 && *b <= 12 && a != b).collect();
    if let Some((first, text, _)) = either.first() {
        let more = match either.len() {
            1 => String::new(),
            2 => " So was one more below.".to_owned(),
            many => format!(" So were {} more below.", many - 1),
        };
        let says = format!(
            "{text} was read with the day first, but {american} in the same column has the month first.{more}"
        );
        findings.add(
            made(&rules::EITHER_DAY, table, *first, says)
                .column(heading.text.to_string())
                .value(*text),
        );
    }
}

#[cfg(test)]
mod tests;
