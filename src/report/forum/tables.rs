//! A table of the pack from rows of words, with the shorthand that it uses explained.

use crate::base::quantity::{NOT_AVAILABLE, SUPPRESSED};
use crate::report::block::{Align, Block, RowKind, Table, TableCell, plain};

/// A table whose first column names the row; one line of words where it has no rows.
pub(super) fn table(
    id: &str,
    caption: &str,
    columns: &[(&str, Align)],
    rows: Vec<Vec<String>>,
    foot: &[&str],
) -> Block {
    if rows.is_empty() {
        return Block::Caption(plain(format!("{caption}: nothing in the input.")));
    }
    let uses = |mark: &str| rows.iter().flatten().any(|cell| cell.contains(mark));
    let mut notes: Vec<_> = foot.iter().map(|line| plain(*line)).collect();
    if uses(SUPPRESSED) {
        notes.push(plain("[c] withheld: too few pupils, schools or replies."));
    }
    if uses(NOT_AVAILABLE) {
        notes.push(plain("[x] not available."));
    }
    Block::Table(Box::new(Table {
        id: id.to_owned(),
        caption: caption.to_owned(),
        columns: columns
            .iter()
            .map(|(heading, align)| ((*heading).to_owned(), *align))
            .collect(),
        has_row_heads: true,
        rows: rows
            .into_iter()
            .map(|row| (RowKind::Body, row.into_iter().map(TableCell::Text).collect()))
            .collect(),
        foot: notes,
    }))
}

/// The words, or the mark of what is not available.
pub(super) fn or_none(text: String) -> String {
    if text.is_empty() { NOT_AVAILABLE.to_owned() } else { text }
}
