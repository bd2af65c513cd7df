//! What a sheet shows besides its records: hidden parts, merged cells, rows of
//! totals, headings that stand twice, stray spaces, days with the month first.

use std::collections::BTreeMap;

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
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::base::setting::Settings;
    use crate::read::grid::{Book, Cell, Folder, Style};
    use crate::register::answers::Answers;
    use crate::register::{SCHEMAS, build};

    const HEAD: &str = "LLE No|Headteacher|School|Accreditation date|Status";

    /// A register of LLEs; cells parted by `|` as they are typed.
    fn sheet(rows: &str) -> Grid {
        let mut grid = Grid {
            file: Arc::from("LLEs.xlsx"),
            name: Arc::from("LLEs"),
            styles: vec![Style::default()],
            ..Grid::default()
        };
        for (row, line) in (0u32..).zip(rows.lines()) {
            for (col, word) in (0u32..).zip(line.split('|')) {
                if !word.is_empty() {
                    let value = word.parse::<f64>().map_or_else(
                        |_| CellValue::Text(Arc::from(word)),
                        CellValue::Number,
                    );
                    let pos = CellPos::new(row, col);
                    grid.cells.push(Cell { pos, value, style: 0, is_formula: false });
                }
            }
        }
        grid
    }

    /// Cell and message of what one rule finds.
    fn found(grid: Grid, code: &str) -> Vec<String> {
        let mut findings = Findings::default();
        let book =
            Book { file: grid.file.clone(), sheets: vec![grid], ..Book::default() };
        let folder = Folder { books: vec![book], ..Folder::default() };
        let located = crate::locate::tables(&folder, SCHEMAS, &[], &mut findings);
        let (answers, settings) = (Answers::default(), Settings::default());
        build(&folder, located, answers, settings, &mut findings);
        findings
            .iter()
            .filter(|finding| finding.code == code)
            .map(|finding| {
                format!(
                    "{} {}",
                    finding.place.a1(),
                    finding.message.replace('\u{a0}', " ")
                )
                .trim()
                .to_owned()
            })
            .collect()
    }

    fn three(second: &str) -> String {
        format!(
            "{HEAD}\nLLE01|Ruth Gathercole|Ash Primary|1/9/2010|Active\n{second}\nLLE03|Tom Marsh|Elm Primary|3/9/2010|Active"
        )
    }

    const SECOND: &str = "LLE02|Ann Peel|Oak Primary|2/9/2010|Active";

    #[test]
    fn a_heading_that_stands_twice_is_told_at_the_second() {
        let twice = three(SECOND).replace("Status", "Status|Headteacher|Shoe size");
        assert_eq!(
            found(sheet(&twice), "FIL-010"),
            [
                "F1 Headteacher stands over column B too; that one is used, this one is not."
            ]
        );
        assert_eq!(
            found(sheet(&twice), "FIL-011"),
            ["G1 1 column was not used: Shoe size."]
        );
    }

    #[test]
    fn rows_merged_among_the_records_are_told_and_a_title_is_not() {
        let merged = |from: (u32, u32), to: (u32, u32)| {
            let mut grid = sheet(&three("LLE02|Ann Peel||2/9/2010|Active"));
            let area = |(row, col)| CellPos::new(row, col);
            grid.merges = vec![Area { first: area(from), last: area(to) }];
            found(grid, "FIL-012")
        };
        assert_eq!(
            merged((1, 2), (2, 2)),
            [
                "C2 2 rows are merged under School; `Ash Primary` was read for each of them."
            ]
        );
        assert!(merged((0, 2), (0, 3)).is_empty());
        assert!(merged((2, 2), (2, 3)).is_empty());
    }

    #[test]
    fn hidden_columns_and_sheets_are_told_where_they_hold_something() {
        let mut grid = sheet(&three(SECOND));
        grid.hidden_cols = vec![3, 9];
        grid.is_hidden = true;
        assert_eq!(
            found(grid, "FIL-013"),
            [
                "D1 1 column is hidden (by hand); it is read like the others.",
                "The sheet is hidden; it is read like the others."
            ]
        );
        assert!(found(sheet(&three(SECOND)), "FIL-013").is_empty());
    }

    #[test]
    fn a_row_of_totals_is_told_as_no_record() {
        assert_eq!(
            found(sheet(&three("|Total|||3")), "FIL-014"),
            ["B3 The row `Total` is no record; it is not counted."]
        );
        assert!(found(sheet(&three(SECOND)), "FIL-014").is_empty());
    }

    #[test]
    fn stray_spaces_in_names_are_told_once_for_a_column() {
        let stray = three("LLE02|Ann Peel | Oak\u{a0}Primary|2/9/2010|Active");
        assert_eq!(
            found(sheet(&stray), "FIL-018"),
            [
                "B3 1 cell under Headteacher with stray spaces or odd dashes, from here down; read without them.",
                "C3 1 cell under School with stray spaces or odd dashes, from here down; read without them."
            ]
        );
        let plain = three("LLE02|Ann Peel|St Mary\u{2019}s Primary|2/9/2010|Active");
        assert!(found(sheet(&plain), "FIL-018").is_empty());
    }

    #[test]
    fn days_that_could_be_either_are_asked_about_beside_one_with_the_month_first() {
        let american = three("LLE02|Ann Peel|Oak Primary|9/23/2010|Active");
        assert_eq!(
            found(sheet(&american), "FIL-019"),
            [
                "D2 1/9/2010 was read with the day first, but 9/23/2010 in the same column has the month first. So was one more below."
            ]
        );
        assert!(found(sheet(&three(SECOND)), "FIL-019").is_empty());
    }

    #[test]
    fn numbers_of_a_csv_are_no_text_by_fault() {
        let rows = format!(
            "{HEAD}|Days offered\nLLE01|Ruth Gathercole|Ash Primary|1/9/2010|Active|12"
        );
        let typed = |sheet_name: &str| {
            let mut grid = Grid { name: Arc::from(sheet_name), ..sheet(&rows) };
            for cell in &mut grid.cells {
                if let CellValue::Number(number) = cell.value {
                    cell.value = CellValue::Text(Arc::from(number.to_string()));
                }
            }
            found(grid, "FIL-017").len()
        };
        assert_eq!((typed("LLEs"), typed("")), (1, 0));
    }
}
