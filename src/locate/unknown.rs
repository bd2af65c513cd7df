//! A sheet that is no register as it stands, but might be one in other words:
//! its headings, for the adviser to say what they mean.

use std::sync::Arc;

use super::texts::{RowText, texts, top_rows};
use super::understood::Understood;
use crate::base::cell::{CellPos, Place};
use crate::read::grid::{CellValue, Grid};

/// A heading of a sheet that was not recognised.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// Where it stands.
    pub(crate) place: Place,
    /// The heading.
    pub(crate) text: Arc<str>,
}

/// Records below the headings from which a sheet looks like a register.
const FEWEST_ROWS: usize = 2;
/// Headings of a table of records; a wider one is a published table.
const HEADINGS: std::ops::RangeInclusive<usize> = 3..=40;

/// The headings of the row that looks most like a heading row, where some
/// register knows one of them and records stand below.
pub(super) fn asked(grid: &Grid, understood: &mut Understood<'_>) -> Vec<Asked> {
    let mut knows =
        |texts: &RowText| texts.iter().any(|(_, _, text)| understood.knows(text));
    let found = headings(grid).find(|(_, texts)| knows(texts));
    let Some((row, texts)) = found else { return Vec::new() };
    texts
        .into_iter()
        .map(|(col, _, text)| Asked {
            place: Place::cell(&grid.file, &grid.name, CellPos::new(row, col)),
            text,
        })
        .collect()
}

/// Rows among the first that may be headings: words over records.
pub(super) fn headings(grid: &Grid) -> impl Iterator<Item = (u32, RowText)> {
    let found = top_rows(grid).map(|row| (row, texts(grid, row)));
    found.filter(|(row, texts)| {
        let are_words = texts.iter().all(|(col, _, _)| {
            let cell = grid.cell(CellPos::new(*row, *col));
            cell.is_none_or(|cell| matches!(cell.value, CellValue::Text(_)))
        });
        let below = grid.rows().filter(|(next, cells)| {
            next > row && cells.len() >= 2 && cells.len() * 2 >= texts.len()
        });
        are_words
            && HEADINGS.contains(&texts.len())
            && below.take(FEWEST_ROWS).count() == FEWEST_ROWS
    })
}
