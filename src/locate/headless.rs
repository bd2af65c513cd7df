//! Dates under no heading, where the register lacks just the heading of one date.

use std::sync::Arc;

use super::KnownHeading;
use super::headings::Candidate;
use super::questions::is_month;
use super::schema::{Column, Kind};
use super::table::{Because, Extra, Heading};
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
    let mut dated = (first..=last).filter(|col| {
        !found.headings.iter().any(|heading| heading.col == *col)
            && !found.extras.iter().any(|extra| extra.col == *col)
            && holds_days(grid, found, *col)
    });
    let (Some(col), None) = (dated.next(), dated.next()) else { return };
    if found.unused.iter().chain(&found.settled).any(|unused| unused.col == col) {
        return;
    }
    let text = called(found, col);
    let answer = known
        .iter()
        .find(|known| known.heading == fold(&text) && known.is_about(grid, found.schema));
    let meant = answer.map_or(Some(column), |answer| answer.column_of(found.schema));
    found.span = (found.span.0.min(col), found.span.1.max(col));
    match meant.filter(|meant| !has(found, meant.key)) {
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

fn has(found: &Candidate, key: &str) -> bool {
    found.headings.iter().any(|heading| heading.column.key == key)
}

/// The only date that no record can do without and no heading stands for.
fn lacking(found: &Candidate) -> Option<&'static Column> {
    let schema = found.schema;
    let is_needed = |column: &Column| {
        column.is_required || schema.is_known_with(column, |key| has(found, key))
    };
    let mut lacking = schema.columns.iter().copied().filter(|column| {
        column.kind == Kind::Date && !has(found, column.key) && is_needed(column)
    });
    match (lacking.next(), lacking.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
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

/// `6/9/2010`, `06.09.10`, `2010-09-06`, `6 Sept 2010`: a day, and no DfE number or
/// year.
pub(super) fn is_day(text: &str) -> bool {
    let folded = fold(text);
    let mut parts: Vec<&str> = folded.split(' ').collect();
    if parts.len() == 4 && parts.first().is_some_and(|word| is_weekday(word)) {
        parts.remove(0);
    }
    let [first, middle, last] = parts.as_slice() else { return false };
    let digits = |part: &str, lengths: &[usize]| {
        lengths.contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit())
    };
    let is_middle = digits(middle, &[1, 2]) || is_month(middle);
    let ordinal = first.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_ours = digits(ordinal, &[1, 2]) && digits(last, &[2, 4]);
    is_middle && (is_ours || digits(first, &[4]) && digits(last, &[1, 2]))
}

fn is_weekday(word: &str) -> bool {
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        .iter()
        .any(|day| word.starts_with(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_from_numbers_and_years() {
        for day in [
            "6/9/2010",
            "06.09.10",
            "2010-09-06",
            "6 Sept 2010",
            "3rd March 2011",
            "Tues 21 Sept 2010",
        ] {
            assert!(is_day(day), "{day}");
        }
        for other in ["926/2056", "2010/11", "DEP-01", "1.5", "No 4 11", "Aut 1 2010", ""]
        {
            assert!(!is_day(other), "{other}");
        }
    }
}
