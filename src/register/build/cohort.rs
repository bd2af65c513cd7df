//! The cohort that a list of LLEs says once for all below it: by the name of the sheet,
//! `Cohort 2`, or by a line across the list.

use std::sync::Arc;

use crate::base::cell::CellPos;
use crate::base::text::{fold, tidy};
use crate::locate::shown;
use crate::locate::table::{NotARecord, Table};
use crate::read::grid::{Cell, Grid};
use crate::register::lles;
use crate::register::record::{Field, Record, Value};

/// Words before the number of a cohort.
const COHORTS: [&str; 4] = ["cohort", "tranche", "intake", "wave"];

/// Gives a record the cohort that its own row leaves out.
pub(super) fn fill(grid: &Grid, table: &Table, row: u32, record: &mut Record) {
    let is_list = table.schema.name == lles::SCHEMA.name;
    if !is_list || table.headings.iter().any(|own| *own.column == lles::COHORT) {
        return;
    }
    let (says, at) = match line_above(grid, table, row) {
        Some((says, pos)) => (Some(says), Some(pos)),
        None => (named(&table.sheet), None),
    };
    let Some(says) = says else { return };
    record.fields.push(Field {
        column: &lles::COHORT,
        value: Value::Text(says.clone()),
        raw: says,
        col: at.map_or(table.span.0, |pos| pos.col),
        row: at.map(|pos| pos.row),
        heading: Arc::from(lles::COHORT.title),
    });
}

/// The last line across the list above a row that names a cohort.
fn line_above(grid: &Grid, table: &Table, row: u32) -> Option<(String, CellPos)> {
    let lines = table.others.iter().rev().filter(|(at, kind)| {
        *at < row && matches!(kind, NotARecord::SubHeading | NotARecord::Note)
    });
    lines.filter_map(|(at, _)| grid.row(*at).first()).find_map(|cell: &Cell| {
        let text = tidy(&shown(grid, &cell.value, cell.style));
        Some((named(&text)?, cell.pos))
    })
}

/// `Cohort 2` of `LLEs, cohort 2 (autumn)`; nothing where no number stands behind it.
fn named(text: &str) -> Option<String> {
    const NUMBERS: [&str; 6] = ["one", "two", "three", "four", "five", "six"];
    let folded = fold(text);
    let mut words = folded.split(' ');
    let word = words.find(|word| COHORTS.contains(word))?;
    let number = words.next()?;
    let number = NUMBERS
        .iter()
        .zip(1..)
        .find(|(name, _)| **name == number)
        .map_or_else(|| number.to_owned(), |(_, number)| number.to_string());
    let is_number = number.chars().all(|c| c.is_ascii_digit());
    let (first, rest) = word.split_at_checked(1)?;
    is_number.then(|| format!("{}{rest} {number}", first.to_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cohort_is_named_by_its_word_and_a_number() {
        for (text, cohort) in [
            ("Cohort 2", Some("Cohort 2")),
            ("LLEs - cohort one (Jan 10)", Some("Cohort 1")),
            ("LLE cohorts", None),
            ("Cohort size", None),
        ] {
            assert_eq!(named(text).as_deref(), cohort, "{text}");
        }
    }
}
