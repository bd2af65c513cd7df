//! Tables of the pack from rows of words, with the shorthand that they use explained.

use crate::base::figure::Figure;
use crate::base::quantity::{NOT_APPLICABLE, NOT_AVAILABLE, SUPPRESSED, decimal};
use crate::base::release::{Audience, Public};
use crate::report::block::{Align, Block, Table, TableCell, Text, plain};
use crate::report::sentences::interval;

/// A table whose first column names the row; one line of words where it has no rows.
pub(super) fn table(
    id: &str,
    caption: &str,
    columns: &[(&str, Align)],
    rows: Vec<Vec<String>>,
    foot: &[&str],
) -> Block {
    if rows.is_empty() {
        return nothing(caption);
    }
    let uses = |mark: &str| rows.iter().flatten().any(|cell| cell.contains(mark));
    let mut notes: Vec<_> = foot.iter().map(|line| plain(*line)).collect();
    for (mark, words) in SHORTHAND {
        if uses(mark) {
            notes.push(shorthand(mark, words));
        }
    }
    let rows = rows
        .into_iter()
        .map(|row| row.into_iter().map(TableCell::Text).collect())
        .collect();
    Block::Table(Box::new(Table::of_records(id, caption, columns, rows, notes)))
}

/// The marks of values that are not shown, with what they mean.
pub(in crate::report) const SHORTHAND: [(&str, &str); 3] = [
    (SUPPRESSED, "withheld: too few pupils, schools or replies."),
    (NOT_AVAILABLE, "not available."),
    (NOT_APPLICABLE, "does not apply."),
];

fn shorthand(mark: &str, words: &str) -> Text {
    plain(format!("{mark} {words}"))
}

/// The one line of a part that has nothing to show.
pub(super) fn nothing(caption: &str) -> Block {
    Block::Caption(plain(format!(
        "{caption}: nothing in the registers that can be shown."
    )))
}

/// The table, or one line of words where each value of a column is withheld, or
/// each but one of a longer table.
pub(super) fn unless_withheld(block: Block, column: usize) -> Block {
    let Block::Table(table) = &block else { return block };
    let is_withheld = |cells: &Vec<TableCell>| {
        cells.get(column).is_some_and(|cell| cell.said() == SUPPRESSED)
    };
    let left = table.rows.iter().filter(|(_, cells)| !is_withheld(cells)).count();
    if left > usize::from(table.rows.len() > 3) {
        return block;
    }
    Block::Caption(plain(format!(
        "{}: withheld, for there are too few to be shown.",
        table.caption.trim_end_matches('?')
    )))
}

/// The words, or the mark of what is not available.
pub(super) fn or_none(text: String) -> String {
    if text.is_empty() { NOT_AVAILABLE.to_owned() } else { text }
}

/// A value for a column whose heading gives the unit.
pub(super) fn bare(figure: &Figure) -> String {
    let shown = figure.shown_to(Public);
    ["\u{a0}pp a day", "\u{a0}pp", "\u{a0}days", "\u{a0}day", "%"]
        .into_iter()
        .find_map(|unit| shown.strip_suffix(unit).map(ToOwned::to_owned))
        .unwrap_or(shown)
}

/// The 95% interval of a figure, or the mark of what is not available.
pub(super) fn limits(figure: &Figure) -> String {
    if is_public(figure) { or_none(interval(figure)) } else { SUPPRESSED.to_owned() }
}

/// A count, or the mark of what is not available.
pub(super) fn count(number: Option<u64>) -> String {
    number.map_or_else(|| NOT_AVAILABLE.to_owned(), |n| decimal(n as f64, 0))
}

/// Whether anybody may read the value.
pub(in crate::report) fn is_public(figure: &Figure) -> bool {
    figure.release <= Public::RELEASE
}

/// Words for alternative text: each part with its value, then a full stop.
/// Of very many the first and the last: nobody listens to four hundred.
pub(super) fn told(start: &str, parts: impl IntoIterator<Item = String>) -> String {
    let mut parts: Vec<String> = parts.into_iter().collect();
    if parts.len() > MOST_TOLD {
        let left_out = parts.len() - MOST_TOLD;
        let last = parts.split_off(parts.len() - MOST_TOLD / 2);
        parts.truncate(MOST_TOLD - MOST_TOLD / 2);
        parts.push(format!("and {left_out} more between, as in the table"));
        parts.extend(last);
    }
    format!("{start} {}.", parts.join("; "))
}

/// Parts that alternative text names one by one, at most.
const MOST_TOLD: usize = 40;
