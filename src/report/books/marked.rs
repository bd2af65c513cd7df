//! `internal/marked/`: a copy of each of the adviser's workbooks, rebuilt from what
//! was read, with every finding on its cell.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::base::cell::{CellPos, Place};
use crate::base::finding::{Finding, Findings, Rule, Severity, State};
use crate::base::text::count;
use crate::locate::forms::is_form_book;
use crate::read::grid::{Book, Cell as Read, CellValue, Folder, Grid};
use crate::report::book::{
    Cell, Column, Copy, CopyCell, CopySheet, CopyValue, Mark, Sheet,
};

/// Most cells of a sheet that is copied.
const MOST_CELLS: usize = 200_000;
/// Most cells of merged ranges in one sheet; later ranges stay unmerged.
const MOST_MERGED: u64 = 200_000;
/// Rows and columns of a sheet of Excel's.
const ROWS: u32 = 1_048_576;
const COLS: u32 = 16_384;

/// What a marked copy leaves out.
static KEEPS_LESS: Rule = Rule {
    code: "FIL-034",
    name: "marked-copy-keeps-less",
    severity: Severity::Note,
    what: "A marked copy is a new .xlsx workbook with values for formulas and without macros, and without sheets of more than 200,000 cells.",
    why: "So that nobody takes the copy for the register.",
    fix: "Work in your own file; the copy only shows where to look.",
    ignore: "Always: your own file is as it was.",
    settings: &[],
};

/// Rules of this file.
pub(crate) static RULES: &[&Rule] = &[&KEEPS_LESS];

/// Tells where a copy is not what its original is.
pub(crate) fn notes(folder: &Folder, findings: &mut Findings) {
    for book in folder.books.iter().filter(|book| !is_form_book(book)) {
        let lost = match book.kind {
            "xlsm" | "xlsb" => "formulas as values, without macros",
            "xls" | "ods" => "formulas as values",
            _ => "",
        };
        if !lost.is_empty() {
            let says =
                format!("The marked copy of {} is saved as .xlsx, {lost}.", book.file);
            findings.add(Finding::new(&KEEPS_LESS, Place::file(&book.file), says));
        }
        for grid in book.sheets.iter().filter(|grid| is_vast(grid)) {
            let says = format!(
                "The sheet has {} cells and is not in the marked copy; at most {MOST_CELLS} are copied.",
                grid.cells.len()
            );
            let place = Place::sheet(&grid.file, &grid.name);
            findings.add(Finding::new(&KEEPS_LESS, place, says));
        }
    }
}

fn is_vast(grid: &Grid) -> bool {
    grid.cells.len() > MOST_CELLS
}

/// A copy of each workbook, one at a time.
pub(crate) fn copies<'a>(
    folder: &'a Folder,
    findings: &'a Findings,
    date: Date,
) -> impl Iterator<Item = Copy> + 'a {
    let mut marks: BTreeMap<&str, Vec<(&Place, &Finding)>> = BTreeMap::new();
    for finding in findings.iter().filter(|f| f.state != State::Fixed) {
        for place in std::iter::once(&finding.place).chain(&finding.more) {
            marks.entry(&place.file).or_default().push((place, finding));
        }
    }
    let mut taken = BTreeSet::new();
    folder.books.iter().filter(|book| !is_form_book(book)).map(move |book| {
        let found = marks.remove(&*book.file).unwrap_or_default();
        copy(book, &found, path(book, &mut taken), date)
    })
}

/// The original's own name where it is an `.xlsx` already, else with `.xlsx` added.
fn path(book: &Book, taken: &mut BTreeSet<String>) -> String {
    let name = if book.file.to_lowercase().ends_with(".xlsx") {
        book.file.to_string()
    } else {
        format!("{}.xlsx", book.file)
    };
    let mut path = format!("internal/marked/{name}");
    while !taken.insert(path.to_lowercase()) {
        path = format!("{}_.xlsx", path.trim_end_matches(".xlsx"));
    }
    path
}

fn copy(book: &Book, found: &[(&Place, &Finding)], path: String, date: Date) -> Copy {
    let mut names = BTreeSet::new();
    let sheets: Vec<(&Grid, String)> = book
        .sheets
        .iter()
        .map(|grid| (grid, tab(&grid.name, &book.file, &mut names)))
        .collect();
    let front = front(book, &sheets, found, tab("Findings", "", &mut names));
    let sheets = sheets
        .into_iter()
        .filter(|(grid, _)| !is_vast(grid))
        .map(|(grid, name)| sheet(grid, name, found))
        .collect();
    Copy { path, date, front, sheets }
}

/// A tab's name as Excel takes it: the same wherever it can be.
fn tab(name: &str, file: &str, taken: &mut BTreeSet<String>) -> String {
    let name = if name.is_empty() {
        let last = file.rsplit('/').next().unwrap_or(file);
        last.rsplit_once('.').map_or(last, |(stem, _)| stem)
    } else {
        name
    };
    let plain: String =
        name.chars()
            .map(|c| {
                if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') {
                    '_'
                } else {
                    c
                }
            })
            .take(31)
            .collect();
    let plain = plain.trim_matches('\'');
    let is_taken = plain.eq_ignore_ascii_case("history");
    let plain = if plain.is_empty() || is_taken { "Sheet" } else { plain };
    let mut made = plain.to_owned();
    let mut number = 2;
    while !taken.insert(made.to_lowercase()) {
        let short: String = plain.chars().take(26).collect();
        made = format!("{short} {number}");
        number += 1;
    }
    made
}

fn front(
    book: &Book,
    sheets: &[(&Grid, String)],
    found: &[(&Place, &Finding)],
    name: String,
) -> Sheet {
    let mut rows: Vec<(&Place, &Finding)> = found.to_vec();
    rows.sort_by(|(a, one), (b, other)| {
        other.severity.cmp(&one.severity).then_with(|| a.cmp(b))
    });
    let rows = rows
        .into_iter()
        .map(|(place, finding)| {
            let here = sheets
                .iter()
                .find(|(grid, _)| *grid.name == *place.sheet && !is_vast(grid));
            let cell = match (here, place.cell) {
                (Some((_, tab)), Some(pos)) => Cell::Link {
                    text: pos.to_string(),
                    to: format!("internal:'{}'!{pos}", tab.replace('\'', "''")),
                },
                _ => Cell::text(place.a1()),
            };
            vec![
                Cell::text(finding.severity.word()),
                Cell::text(finding.code.as_ref()),
                Cell::text(finding.state.word()),
                Cell::text(place.sheet.as_ref()),
                cell,
                Cell::text(finding.record.clone()),
                Cell::text(finding.message.clone()),
                Cell::text(finding.fix.clone()),
            ]
        })
        .collect();
    let mut lines = vec![
        "This is a copy. Mend your own file; this one is made anew with each pack.".to_owned(),
        "Kept: sheets, cells and addresses, values, dates, number formats, column widths, merged and hidden parts, your own notes. Not kept: formulas (their values are), macros, charts, drop-downs.".to_owned(),
        format!(
            "{}. Each is marked on its cell by a fill, a border and a note.",
            count(found.len(), "finding", "findings")
        ),
    ];
    for (grid, _) in sheets.iter().filter(|(grid, _)| is_vast(grid)) {
        lines.push(format!(
            "The sheet {} has {} cells and is left out.",
            grid.name,
            grid.cells.len()
        ));
    }
    Sheet {
        name,
        title: format!("Findings in {}", book.file),
        lines,
        columns: vec![
            Column::text("Severity", 9.0),
            Column::text("Code", 10.0),
            Column::text("State", 11.0),
            Column::text("Sheet", 20.0),
            Column::text("Cell", 9.0),
            Column::text("Record", 18.0),
            Column::text("What was found", 64.0),
            Column::text("How to put it right", 52.0),
        ],
        rows,
        ..Sheet::default()
    }
}

fn sheet(grid: &Grid, name: String, found: &[(&Place, &Finding)]) -> CopySheet {
    let mut marks: BTreeMap<CellPos, Vec<&Finding>> = BTreeMap::new();
    for (place, finding) in found.iter().filter(|(p, _)| *p.sheet == *grid.name) {
        if let Some(pos) = place.cell.filter(|pos| is_inside(*pos)) {
            marks.entry(pos).or_default().push(finding);
        }
    }
    let mut notes: BTreeMap<CellPos, &str> =
        grid.notes.iter().map(|(pos, words)| (*pos, &**words)).collect();
    let mut cells: Vec<CopyCell> = grid
        .cells
        .iter()
        .filter(|cell| is_inside(cell.pos))
        .map(|cell| {
            let marks = marks.remove(&cell.pos).unwrap_or_default();
            held(grid, cell, &marks, notes.remove(&cell.pos))
        })
        .collect();
    // A finding, or a note, may stand on a cell that holds nothing.
    let blank: BTreeSet<CellPos> =
        marks.keys().chain(notes.keys()).copied().filter(|pos| is_inside(*pos)).collect();
    cells.extend(blank.into_iter().map(|pos| CopyCell {
        row: pos.row,
        col: pos.col,
        mark: mark(marks.get(&pos).map_or(&[], Vec::as_slice)),
        own_note: notes.get(&pos).map(|words| (*words).to_owned()),
        ..CopyCell::default()
    }));
    cells.sort_by_key(|cell| (cell.row, cell.col));
    let mut merged = 0;
    let merges = grid.merges.iter().filter(|area| {
        let (rows, cols) = (
            u64::from(area.last.row.saturating_sub(area.first.row)) + 1,
            u64::from(area.last.col.saturating_sub(area.first.col)) + 1,
        );
        merged += rows * cols;
        merged <= MOST_MERGED && is_inside(area.last)
    });
    CopySheet {
        name,
        is_hidden: grid.is_hidden,
        cells,
        merges: merges
            .map(|a| (a.first.row, a.first.col, a.last.row, a.last.col))
            .collect(),
        widths: grid.widths.clone(),
        hidden_rows: grid.hidden_rows.iter().take(MOST_CELLS).copied().collect(),
        hidden_cols: grid.hidden_cols.clone(),
    }
}

fn is_inside(pos: CellPos) -> bool {
    pos.row < ROWS && pos.col < COLS
}

fn held(
    grid: &Grid,
    cell: &Read,
    marks: &[&Finding],
    own_note: Option<&str>,
) -> CopyCell {
    let style = grid.style(cell);
    let format = style.map_or("", |style| &style.number_format);
    let is_day = matches!(cell.value, CellValue::Date(_));
    // A pupil's number is masked wherever it is shown.
    let masked = marks.iter().find(|f| f.code == "FIL-023").map(|f| f.value.clone());
    let value = match (&cell.value, masked) {
        (_, Some(masked)) => Some(CopyValue::Text(masked)),
        (CellValue::Text(text), None) => Some(CopyValue::Text(text.to_string())),
        (CellValue::Number(number) | CellValue::Date(number), None) => {
            number.is_finite().then_some(CopyValue::Number(*number))
        }
        (CellValue::Bool(flag), None) => Some(CopyValue::Bool(*flag)),
        (CellValue::Error(error), None) => Some(CopyValue::Text(error.to_string())),
        (CellValue::NotCalculated, None) => None,
    };
    CopyCell {
        row: cell.pos.row,
        col: cell.pos.col,
        value,
        number_format: if format.is_empty() && is_day {
            "dd/mm/yyyy".to_owned()
        } else {
            format.to_owned()
        },
        is_bold: style.is_some_and(|style| style.is_bold),
        is_struck: style.is_some_and(|style| style.is_struck),
        fill: style.and_then(|style| style.fill.as_ref()).map(ToString::to_string),
        mark: mark(marks),
        own_note: own_note.map(ToOwned::to_owned),
    }
}

/// What is found on one cell: the worst severity, and all of it in words.
fn mark(found: &[&Finding]) -> Option<Mark> {
    let worst = found.iter().map(|finding| finding.severity).max()?;
    let words: Vec<String> = found
        .iter()
        .map(|finding| {
            let answered = match finding.state {
                State::Answered => ", answered",
                State::New | State::Persisting | State::Fixed => "",
            };
            format!(
                "{} ({}{answered}): {}\n{}",
                finding.code, finding.severity, finding.message, finding.fix
            )
        })
        .collect();
    Some(Mark { severity: worst, words: words.join("\n\n") })
}
