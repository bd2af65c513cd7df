//! The headings of a results sheet, in one, two or three rows.

use std::collections::BTreeMap;

use crate::base::cell::CellPos;
use crate::base::text::{fold, tidy};
use crate::read::grid::{Area, CellValue, Grid};

use crate::locate::scores::{Part, level, part, subject};
use crate::locate::{measures, years};

/// A cell's text for a heading; numbers too, for years.
pub(super) fn text_of(grid: &Grid, pos: CellPos) -> String {
    match grid.cell(pos).map(|cell| &cell.value) {
        Some(CellValue::Text(text)) => tidy(text),
        Some(CellValue::Number(number)) => number.to_string(),
        Some(CellValue::Date(serial)) => {
            years::from_date(*serial).map(|year| year.to_string()).unwrap_or_default()
        }
        Some(CellValue::Bool(_) | CellValue::Error(_) | CellValue::NotCalculated)
        | None => String::new(),
    }
}

/// Headings by column: the rows above the heading row that belong to it, joined
/// from the top, and the heading row's own text.
#[derive(Debug)]
pub(super) struct Headings {
    /// Row of the last heading row.
    pub(super) row: u32,
    /// By column: the upper rows' words, and the heading's.
    pub(super) by_col: BTreeMap<u32, (String, String)>,
    /// Words of the rows above them: titles.
    pub(super) titles: Vec<String>,
}

impl Headings {
    /// Both rows of a heading in one text.
    pub(super) fn joined(&self, col: u32) -> String {
        self.by_col
            .get(&col)
            .map_or_else(String::new, |(over, text)| tidy(&format!("{over} {text}")))
    }
}

/// Most rows above the heading row that may belong to it.
const ROWS_OVER: u32 = 2;

/// Reads the headings of a table.
pub(super) fn read(grid: &Grid, heading_row: u32, span: (u32, u32)) -> Headings {
    of_row(grid, true_row(grid, heading_row, span), span)
}

/// Reads the headings of which this row is the last.
pub(super) fn of_row(grid: &Grid, row: u32, span: (u32, u32)) -> Headings {
    let mut by_col: BTreeMap<u32, (String, String)> = BTreeMap::new();
    for cell in grid.row(row).iter().filter(|c| (span.0..=span.1).contains(&c.pos.col)) {
        by_col.insert(cell.pos.col, (String::new(), text_of(grid, cell.pos)));
    }
    for (col, text) in standing_over(grid, row, span) {
        by_col.entry(col).or_insert_with(|| (String::new(), text));
    }
    let mut first_over = row;
    for above in 1..=ROWS_OVER {
        let Some(at) = row.checked_sub(above) else { break };
        let Some(over) = over(grid, at, span) else { break };
        for (col, words) in over {
            let entry = by_col.entry(col).or_default();
            entry.0 = tidy(&format!("{words} {}", entry.0));
        }
        first_over = at;
    }
    let titles = grid
        .rows()
        .take_while(|(at, _)| *at < first_over)
        .flat_map(|(_, cells)| cells)
        .map(|cell| text_of(grid, cell.pos))
        .filter(|text| !text.is_empty())
        .collect();
    Headings { row, by_col, titles }
}

/// Headings of the row above that stand over nothing: merged down to this row, or
/// simply written in the upper row of two. `School` beside years over parts.
fn standing_over(grid: &Grid, row: u32, span: (u32, u32)) -> Vec<(u32, String)> {
    let Some(above) = row.checked_sub(1) else { return Vec::new() };
    let cells = grid.row(above);
    let wide = |pos: CellPos| {
        grid.merges.iter().any(|area| area.first == pos && area.last.col > area.first.col)
    };
    cells
        .iter()
        .filter(|cell| cells.len() > 1 && (span.0..=span.1).contains(&cell.pos.col))
        .filter(|cell| !wide(cell.pos))
        .filter(|cell| text_of(grid, CellPos::new(row, cell.pos.col)).is_empty())
        .map(|cell| (cell.pos.col, text_of(grid, cell.pos)))
        .filter(|(_, text)| !text.is_empty() && years::named(text).is_none())
        .collect()
}

/// The row below, where it is the lower row of a heading of two: levels or
/// parts in words under every group, and no number.
fn true_row(grid: &Grid, heading_row: u32, span: (u32, u32)) -> u32 {
    let below = heading_row + 1;
    let cells: Vec<String> = grid
        .row(below)
        .iter()
        .filter(|cell| (span.0..=span.1).contains(&cell.pos.col))
        .map(|cell| match &cell.value {
            CellValue::Text(text) => tidy(text),
            CellValue::Number(number) => number.to_string(),
            CellValue::Date(_)
            | CellValue::Bool(_)
            | CellValue::Error(_)
            | CellValue::NotCalculated => String::new(),
        })
        .collect();
    let parts = cells
        .iter()
        .filter(|text| {
            let folded = fold(text);
            level(&folded).is_some()
                || matches!(
                    part(&format!(" {folded} ")),
                    Part::Denominator | Part::Numerator
                )
                || text.contains('%')
                    && text.parse::<f64>().is_err()
                    && super::cell::text_seen(text).number().is_none()
        })
        .count();
    let is_lower = cells.len() >= 2
        && parts * 2 > cells.len()
        && !cells.iter().any(|text| text.len() == 6 && text.parse::<u32>().is_ok());
    // Small numbers below headings of their own are a small school's pupils, and no levels.
    let are_numbers = || {
        grid.row(below)
            .iter()
            .filter(|cell| (span.0..=span.1).contains(&cell.pos.col))
            .filter(|cell| text_of(grid, cell.pos).parse::<f64>().is_ok())
            .all(|cell| {
                !text_of(grid, CellPos::new(heading_row, cell.pos.col)).is_empty()
            })
    };
    let has_words = cells
        .iter()
        .any(|text| text.parse::<f64>().is_err() && level(&fold(text)).is_some());
    let is_lower = is_lower && (has_words || !are_numbers());
    // `(pupils)` and `(%)` below headings that say so themselves are their units.
    let are_units = cells.iter().all(|text| text.starts_with('(') && text.ends_with(')'));
    let says_parts = || {
        grid.row(heading_row).iter().any(|cell| {
            let folded = tidy(&text_of(grid, cell.pos)).to_lowercase();
            part(&format!(" {folded} ")) != Part::Either
        })
    };
    if is_lower && !(are_units && says_parts()) { below } else { heading_row }
}

/// The words over each column, where this row is an upper row of the headings.
fn over(grid: &Grid, row: u32, span: (u32, u32)) -> Option<BTreeMap<u32, String>> {
    let cells: Vec<(u32, String)> = grid
        .row(row)
        .iter()
        .filter(|cell| (span.0..=span.1).contains(&cell.pos.col))
        .map(|cell| (cell.pos.col, text_of(grid, cell.pos)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let width = span.1.saturating_sub(span.0) + 1;
    let speaks = |text: &str| {
        years::named(text).is_some()
            || subject(&fold(text)).is_some()
            || measures::indicator(text, None).is_some()
            || !matches!(part(&format!(" {} ", fold(text))), Part::Either)
    };
    let is_over = cells.iter().any(|(col, text)| *col > span.0 && speaks(text));
    if !is_over {
        return None;
    }
    let mut found = BTreeMap::new();
    let merges: BTreeMap<u32, Area> = grid
        .merges
        .iter()
        .filter(|area| area.first.row == row)
        .map(|area| (area.first.col, *area))
        .collect();
    for (at, (col, text)) in cells.iter().enumerate() {
        let merge = merges.get(col);
        let next = cells.get(at + 1).map_or(span.1 + 1, |(next, _)| *next);
        let last = match merge {
            Some(area) if area.last.col > area.first.col => area.last.col,
            // Without a merge the words hold until the next ones.
            Some(_) | None => next.saturating_sub(1),
        };
        let is_title = last.saturating_sub(*col) + 1 >= width && width > 3;
        if is_title || !speaks(text) {
            continue;
        }
        for under in *col..=last.min(span.1) {
            found.insert(under, text.clone());
        }
    }
    Some(found)
}
