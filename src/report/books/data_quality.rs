//! `internal/data-quality.xlsx`: what to mend, where, and the form in which the
//! adviser answers.

mod answers;
mod faults;
mod read;
mod start;

use jiff::civil::Date;

use crate::base::cell::Place;
use crate::base::finding::{Finding, Findings, State};
use crate::register::Registers;
use crate::report::book::{Book, Cell, Column, Show};
use answers::{colours, corrections, headings, names, settings};
use faults::{findings, queries};
use read::{harvest, headings_read, not_run, sheets_read};
use start::start_here;

/// What the workbook is made from.
#[derive(Debug)]
pub(crate) struct Sources<'a> {
    /// Findings, sorted.
    pub(crate) findings: &'a Findings,
    /// Their names in `findings.csv`, in the same order.
    pub(crate) ids: &'a [String],
    /// What was read.
    pub(crate) registers: &'a Registers,
    /// Rules that could not run, and why.
    pub(crate) not_run: &'a [(String, String)],
    /// How a link reaches the input folder from this workbook: `../../../input/`.
    pub(crate) input_link: &'a str,
    /// As-at date.
    pub(crate) as_at: Date,
    /// `2011-11`.
    pub(crate) period: String,
    /// Status of the pack in a sentence.
    pub(crate) status: String,
}

/// The workbook.
pub(crate) fn book(sources: &Sources<'_>) -> Book {
    Book::internal(
        "internal/data-quality.xlsx",
        format!("Data quality {}", sources.period),
        "Findings, queries and answers; internal",
        sources.as_at,
        vec![
            start_here(sources),
            findings(sources),
            queries(sources),
            headings(sources),
            names(sources),
            corrections(sources),
            colours(sources),
            settings(sources),
            sheets_read(sources),
            headings_read(sources),
            harvest(sources),
            not_run(sources),
        ],
    )
}

fn is_open(finding: &Finding) -> bool {
    !matches!(finding.state, State::Fixed | State::Answered)
}

fn until() -> Column {
    Column { show: Show::Date, ..Column::answer("Until", 12.0, &[]) }
}

/// A link to the adviser's own file at the cell.
fn link(base: &str, place: &Place) -> Cell {
    let cell = place.a1();
    if place.file.is_empty() {
        return Cell::Empty;
    }
    let text = if cell.is_empty() { "open".to_owned() } else { cell.clone() };
    let anchor = match (place.sheet.is_empty(), cell.is_empty()) {
        (true, _) => String::new(),
        (false, true) => format!("#'{}'!A1", place.sheet.replace('\'', "''")),
        (false, false) => format!("#'{}'!{cell}", place.sheet.replace('\'', "''")),
    };
    Cell::Link { text, to: format!("file:///{base}{}{anchor}", place.file) }
}
