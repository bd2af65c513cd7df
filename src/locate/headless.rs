//! Dates under no heading, where the register lacks just the heading of one date.

use std::sync::Arc;

use super::headings::Candidate;
use super::kinds::is_day;
use super::schema::{Column, Kind};
use super::table::{Because, Extra, Heading, has_key};
use super::{KnownHeading, only};
use crate::base::text::fold;
use crate::read::grid::{CellValue, Grid};

/// Rows with dates from which a column is one of dates.
const FEWEST: usize = 2;

/// Takes the only column of dates without a heading for the only date that the
/// register lacks. It is a likeness: the adviser is asked about it, by the heading
/// beside it, and may answer that it is not used.
pub(super) fn adopt(grid: &Grid, found: &mut Candidate, known: &[KnownHeading]) {
    let Some(column) = lacking(found) else { return };
    let (first, last) = (found.span.0.saturating_sub(1), found.span.1.saturating_add(1));
    let dated = (first..=last).filter(|col| {
        !found.headings.iter().any(|heading| heading.col == *col)
            && !found.extras.iter().any(|extra| extra.col == *col)
            && holds_days(grid, found, *col)
    });
    let Some(col) = only(dated) else { return };
    if found.unused.iter().chain(&found.settled).any(|unused| unused.col == col) {
        return;
    }
    let text = called(found, col);
    let answer = known
        .iter()
        .find(|known| known.heading == fold(&text) && known.is_about(grid, found.schema));
    let meant = answer.map_or(Some(column), |answer| answer.column_of(found.schema));
    found.span = (found.span.0.min(col), found.span.1.max(col));
    match meant.filter(|meant| !has_key(&found.headings, meant.key)) {
        Some(column) => {
            let because = match answer {
                Some(_) => Because::Answered,
                None => Because::Headless,
            };
            found.headings.push(Heading { column, col, text, because });
            found.headings.sort_by_key(|heading| heading.col);
        }
        None => found.unused.push(Extra { col, over: Arc::from(""), text }),
    }
}

/// What the column is called in place of a heading: its neighbour stays with it where
/// a column is put in or taken out before them.
fn called(found: &Candidate, col: u32) -> Arc<str> {
    let headings = found.headings.iter().map(|heading| (heading.col, &heading.text));
    let others = found.extras.iter().chain(&found.unused);
    let mut beside: Vec<(u32, &Arc<str>)> =
        headings.chain(others.map(|extra| (extra.col, &extra.text))).collect();
    beside.sort();
    let before = beside.iter().rfind(|(at, _)| *at < col);
    let after = beside.iter().find(|(at, _)| *at > col);
    Arc::from(match (before, after) {
        (Some((_, text)), _) => format!("Dates after {text}"),
        (None, Some((_, text))) => format!("Dates before {text}"),
        (None, None) => "Dates".to_owned(),
    })
}

/// The only date that no record can do without and no heading stands for.
fn lacking(found: &Candidate) -> Option<&'static Column> {
    let schema = found.schema;
    let is_needed = |column: &Column| {
        column.is_required
            || schema.is_known_with(column, |key| has_key(&found.headings, key))
    };
    let lacking = schema.columns.iter().copied().filter(|column| {
        column.kind == Kind::Date
            && !has_key(&found.headings, column.key)
            && is_needed(column)
    });
    only(lacking)
}

/// Whether days stand in this column in nearly every row of the table.
fn holds_days(grid: &Grid, found: &Candidate, col: u32) -> bool {
    let (mut rows, mut days) = (0usize, 0usize);
    for (_, cells) in grid.rows().filter(|(row, _)| *row > found.row) {
        let span = found.span.0..=found.span.1;
        if cells.iter().filter(|cell| span.contains(&cell.pos.col)).count() < 2 {
            continue;
        }
        rows += 1;
        let cell = cells.iter().find(|cell| cell.pos.col == col);
        days += usize::from(cell.is_some_and(|cell| match &cell.value {
            CellValue::Date(_) => true,
            CellValue::Text(text) => is_day(text),
            _ => false,
        }));
    }
    days >= FEWEST && days * 10 >= rows * 9
}
