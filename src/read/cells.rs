//! Gathers the cells of one sheet, held to the limits, in order and once each.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::grid::{Cell, CellValue};
use super::limits::{Limits, MOST_COLS, MOST_ROWS};
use super::refused::Refused;
use crate::base::cell::CellPos;

/// The cells of one sheet while they are read.
#[derive(Debug)]
pub(super) struct Cells<'a> {
    sheet: &'a str,
    limits: Limits,
    found: Vec<Cell>,
}

impl<'a> Cells<'a> {
    /// None yet.
    pub(super) fn new(sheet: &'a str, limits: Limits) -> Self {
        Self { sheet, limits, found: Vec::new() }
    }

    /// Adds one.
    pub(super) fn add(
        &mut self,
        pos: CellPos,
        value: CellValue,
        style: u32,
        is_formula: bool,
    ) -> Result<(), Refused> {
        if pos.row >= MOST_ROWS || pos.col >= MOST_COLS {
            return Err(Refused::Broken(format!(
                "it gives a cell beyond the last row or column of a sheet, {pos}"
            )));
        }
        if let CellValue::Text(text) = &value {
            self.limits.text_of(self.sheet, text)?;
        }
        self.limits.cells_of(self.sheet, self.found.len() as u64 + 1)?;
        self.found.push(Cell { pos, value, style, is_formula });
        Ok(())
    }

    /// By row, then column. Where a damaged file gives a cell twice, the last
    /// stands, as in Excel.
    pub(super) fn finish(self) -> Vec<Cell> {
        let mut cells = self.found;
        if cells.is_sorted_by(|a, b| a.pos < b.pos) {
            return cells;
        }
        cells.reverse();
        cells.sort_by_key(|cell| cell.pos);
        cells.dedup_by_key(|cell| cell.pos);
        cells
    }
}

/// Shared texts of a workbook, each held once however many cells show it.
#[derive(Debug, Default)]
pub(super) struct Texts {
    by_address: BTreeMap<(usize, usize), Arc<str>>,
    #[expect(
        clippy::disallowed_types,
        reason = "looked up for each of millions of cells, never gone through"
    )]
    by_words: std::collections::HashSet<Arc<str>>,
}

/// Bytes of a text up to which the same one is likely to stand in many cells:
/// codes, numbers, answers.
const SHORT: usize = 24;

impl Texts {
    /// The text, held once where it is short.
    pub(super) fn short(&mut self, text: &str) -> Arc<str> {
        if text.len() > SHORT {
            return Arc::from(text);
        }
        if let Some(held) = self.by_words.get(text) {
            return held.clone();
        }
        let text: Arc<str> = Arc::from(text);
        self.by_words.insert(text.clone());
        text
    }

    /// The text; `shared` must outlive this.
    pub(super) fn shared(&mut self, shared: &str) -> Arc<str> {
        self.by_address
            .entry((shared.as_ptr().addr(), shared.len()))
            .or_insert_with(|| Arc::from(shared))
            .clone()
    }
}
