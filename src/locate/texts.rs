//! The texts of a row that may hold headings, with what stands over each.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::headings::DEPTH;
use super::{heading_at, text_of, wording};
use crate::base::cell::CellPos;
use crate::base::text::fold;
use crate::read::grid::{CellValue, Grid};

/// Headings of one row: column, the heading over it, the heading.
pub(super) type RowText = Vec<(u32, Arc<str>, Arc<str>)>;

pub(super) fn texts(grid: &Grid, row: u32) -> RowText {
    let own: BTreeMap<u32, Arc<str>> = grid
        .row(row)
        .iter()
        .filter(|cell| {
            !matches!(cell.value, CellValue::NotCalculated | CellValue::Error(_))
        })
        .map(|cell| (cell.pos.col, heading_at(grid, cell.pos)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let mut found: RowText = Vec::new();
    let over = over_row(grid, row);
    for (col, text) in &own {
        let upper = over.get(col).cloned().unwrap_or_else(|| Arc::from(""));
        found.push((*col, upper, text.clone()));
    }
    // A heading merged down from the row above stands over a blank cell here.
    for (col, upper) in &over {
        if !own.contains_key(col) {
            let is_down = grid.merges.iter().any(|area| {
                area.has(CellPos::new(row, *col))
                    && area.first.row < row
                    && area.last.row >= row
            });
            // One text below a row of headings is a band over the records: `Autumn 2010`.
            let is_alone = own.len() > 1 && is_written_above(grid, row, *col);
            if is_down || is_alone {
                found.push((*col, Arc::from(""), upper.clone()));
            }
        }
    }
    found.sort_by_key(|(col, _, _)| *col);
    unlettered(found)
}

/// Fewest headings of a row that must be numbered for the numbers to say nothing.
const NUMBERED: usize = 3;

/// Headings without the numbers of their columns, where most of a row bear one and are
/// different without: `T1 days` and `T2 days` are not.
fn unlettered(found: RowText) -> RowText {
    let bare: Vec<Option<Arc<str>>> = found
        .iter()
        .map(|(_, _, text)| wording::unlettered(text).map(Arc::from))
        .collect();
    let numbered: Vec<&Arc<str>> = bare.iter().flatten().collect();
    let different: BTreeSet<&Arc<str>> = numbered.iter().copied().collect();
    let is_numbering = numbered.len() >= NUMBERED
        && numbered.len() * 2 >= found.len()
        && different.len() == numbered.len();
    if !is_numbering {
        return found;
    }
    let rows = found.into_iter().zip(bare);
    rows.map(|((col, over, text), bare)| (col, over, bare.unwrap_or(text))).collect()
}

/// Whether a heading stands in the row above, as wide as its column, in a row of
/// several: the upper of two heading rows.
fn is_written_above(grid: &Grid, row: u32, col: u32) -> bool {
    let Some(above) = row.checked_sub(1) else { return false };
    let pos = CellPos::new(above, col);
    grid.row(above).len() > 1
        && grid.cell(pos).is_some_and(|cell| matches!(cell.value, CellValue::Text(_)))
        && !grid
            .merges
            .iter()
            .any(|area| area.first == pos && area.last.col > area.first.col)
}

/// The row above, filled across merges, and across blanks where it has fewer
/// headings than the row below: `2010` over `no.`, `eligible`, `%`.
fn over_row(grid: &Grid, row: u32) -> BTreeMap<u32, Arc<str>> {
    let mut over = BTreeMap::new();
    let Some(above) = row.checked_sub(1) else { return over };
    let cells = grid.row(above);
    if cells.is_empty() {
        return over;
    }
    let own = grid.row(row);
    let last = own.last().map_or(0, |cell| cell.pos.col);
    // One text over everything is a title, not a heading.
    let is_title = cells.len() == 1
        && (cells
            .first()
            .is_some_and(|cell| cell.pos.col <= own.first().map_or(0, |c| c.pos.col))
            && own.len() > 2);
    if is_title {
        return over;
    }
    let mut areas: Vec<_> =
        grid.merges.iter().filter(|area| area.first.row == above).collect();
    areas.sort();
    for cell in cells {
        let text = heading_at(grid, cell.pos);
        let merged = areas.iter().find(|area| area.first == cell.pos);
        let to = merged.map_or_else(
            || {
                let next =
                    cells.iter().map(|c| c.pos.col).find(|col| *col > cell.pos.col);
                if areas.is_empty() {
                    next.unwrap_or(last + 1).saturating_sub(1)
                } else {
                    cell.pos.col
                }
            },
            |area| area.last.col,
        );
        for col in cell.pos.col..=to.min(last.max(cell.pos.col)) {
            over.insert(col, text.clone());
        }
    }
    over
}

/// Whether a text has letters.
pub(super) fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// The first rows, in which headings may stand.
pub(super) fn top_rows(grid: &Grid) -> impl Iterator<Item = u32> {
    grid.rows().map(|(row, _)| row).take_while(|row| *row < DEPTH)
}

/// Texts that stand alone in one of the first rows, folded, by row: the sheet's titles.
pub(super) fn titles(grid: &Grid) -> Vec<(u32, String)> {
    grid.rows()
        .take_while(|(row, _)| *row < DEPTH)
        .filter(|(_, cells)| cells.len() == 1)
        .flat_map(|(row, cells)| cells.iter().map(move |cell| (row, cell)))
        .map(|(row, cell)| (row, fold(&text_of(grid, cell))))
        .collect()
}

/// Cells in the fullest of the next rows: a band such as `Cohort 1` may stand
/// between the headings and the first record.
pub(super) fn texts_below(grid: &Grid, rows: &BTreeSet<u32>, row: u32) -> usize {
    rows.range(row + 1..).take(3).map(|next| grid.row(*next).len()).max().unwrap_or(0)
}

pub(super) fn joined(over: &str, text: &str) -> Arc<str> {
    if over.is_empty() || over == text {
        Arc::from(text)
    } else {
        Arc::from(format!("{over} {text}").as_str())
    }
}
