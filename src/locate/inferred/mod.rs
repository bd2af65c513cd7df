//! Headings that no word of a register tells, told by what stands below them and
//! beside them: part of their words, the order of a record's days, sums that come out,
//! the only school in a row. Each is a likeness; the adviser is asked about it.

mod days;
mod headship;
mod measures;
mod schools;
mod subjects;
mod sums;
mod words;

use std::rc::Rc;
use std::sync::Arc;

use super::below::Below;
use super::headings::Row;
use super::schema::{Column, Schema};
use super::sorted::Sorted;
use super::table::{Because, Extra, Heading};
use super::texts::joined;
use super::understood::Understood;
use super::vocabulary::Words;
use super::{besides, looks, text_at};
use crate::base::cell::CellPos;
use crate::read::grid::Grid;

/// A sheet with more unknown headings than this is a download, whose columns have codes
/// of their own, and none that an adviser has written.
const MOST_UNKNOWN: usize = 30;

/// Takes headings into use that the register's own words do not tell.
pub(super) fn adopt(
    of_row: &Row<'_>,
    words: &Words,
    sorted: &mut Sorted,
    understood: &mut Understood<'_>,
) {
    if sorted.unused.len() > MOST_UNKNOWN {
        return;
    }
    let mut open = Open::of(of_row, words.schema, sorted);
    if open.columns.is_empty() {
        return;
    }
    open.by_measures();
    open.by_sums();
    open.by_run_of_days();
    open.by_words(words, understood);
    open.by_days(understood);
    open.by_headship();
    open.by_schools();
    open.by_subject();
    let taken: Vec<(u32, &'static Column)> = open.taken;
    for (col, column) in taken {
        let Some(at) = sorted.unused.iter().position(|extra| extra.col == col) else {
            continue;
        };
        let Extra { over, text, .. } = sorted.unused.remove(at);
        // What its word told and its cells do not gives way.
        if let Some(at) = sorted.headings.iter().position(|one| one.column == column) {
            let wrong = sorted.headings.remove(at);
            sorted.unused.push(Extra::of(&wrong));
        }
        let text = joined(&over, &text);
        sorted.weight += 0.5;
        sorted.headings.push(Heading { column, col, text, because: Because::Inferred });
    }
    sorted.headings.sort_by_key(|heading| heading.col);
}

/// A heading that nobody knows yet, and the cells below it.
struct Unknown<'a> {
    col: u32,
    over: Arc<str>,
    text: Arc<str>,
    below: Rc<Below<'a>>,
}

/// What is still open in a row of headings.
struct Open<'a> {
    grid: &'a Grid,
    row: u32,
    schema: &'static Schema,
    columns: Vec<Unknown<'a>>,
    /// Columns that are known, with where they stand.
    known: Vec<(u32, &'static Column)>,
    /// Columns that were found here.
    taken: Vec<(u32, &'static Column)>,
}

impl<'a> Open<'a> {
    fn of(of_row: &Row<'a>, schema: &'static Schema, sorted: &Sorted) -> Self {
        let columns = sorted
            .unused
            .iter()
            .filter(|extra| extra.text.chars().any(char::is_alphabetic))
            .filter(|extra| !looks::is_bare(&extra.text))
            .filter(|extra| !besides::is(&extra.text, schema))
            .map(|extra| Unknown {
                col: extra.col,
                over: extra.over.clone(),
                text: extra.text.clone(),
                below: of_row.columns.below(extra.col),
            })
            .collect();
        let known =
            sorted.headings.iter().map(|heading| (heading.col, heading.column)).collect();
        let (grid, row) = (of_row.columns.grid, of_row.row);
        Self { grid, row, schema, columns, known, taken: Vec::new() }
    }

    /// Opens a column again whose cells are not what its word says.
    fn open_again(&mut self, column: &Column) {
        let (grid, row) = (self.grid, self.row);
        let wrong = self.known.iter().filter(|(_, known)| *known == column);
        let again = wrong.map(|(col, _)| {
            let at = CellPos::new(row, *col);
            let text = text_at(grid, at).unwrap_or_default();
            let below = Rc::new(Below::of(grid, at));
            Unknown { col: *col, over: Arc::from(""), text: text.into(), below }
        });
        self.columns.extend(again);
        self.known.retain(|(_, known)| *known != column);
    }

    fn is_free(&self, column: &Column) -> bool {
        !self.known.iter().any(|(_, known)| *known == column)
    }

    fn take(&mut self, col: u32, column: &'static Column) {
        self.columns.retain(|unknown| unknown.col != col);
        self.known.push((col, column));
        self.taken.push((col, column));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located};
    use super::Because;

    pub(super) fn guessed(text: &str) -> Vec<String> {
        let tables = located(grid(text));
        let headings = tables.iter().flat_map(|table| &table.headings);
        headings
            .filter(|heading| heading.because == Because::Inferred)
            .map(|heading| format!("{} is {}", heading.text, heading.column.key))
            .collect()
    }

    #[test]
    fn a_sheet_that_is_no_register_stays_none() {
        for text in [
            "
Name | From | To | Cover
Xanthe Moss | 1/8/2011 | 12/8/2011 | Jo Bale
Jo Bale | 15/8/2011 | 19/8/2011 | Xanthe Moss",
            "
Employee | Miles | Rate
V Walker | 120 | 0.45
J Bale | 90 | 0.45",
            "
Title | Room | Booked by
Training room 2 | 2 | J Bale
Training room 3 | 3 | V Walker",
            "
Id | Name | Category | Value | Size | Date
1 | Item 1 | A | 12 | 3 | 2/1/2021
2 | Item 2 | B | 14 | 5 | 3/1/2021",
            "
First Name | Last Name | Gender | Country | Age | Date | Id
Dulce | Abril | Female | United States | 32 | 15/10/2017 | 1562
Mara | Hashimoto | Female | Great Britain | 25 | 16/8/2016 | 1582",
        ] {
            assert!(located(grid(text)).is_empty(), "{text}");
        }
    }
}
