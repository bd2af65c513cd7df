//! Columns of a table that hold something and have no heading: nobody can say what
//! they mean, and nothing of them is dropped in silence.

use std::collections::BTreeSet;

use crate::base::cell::{CellPos, column_letters};
use crate::base::finding::{Finding, Findings};
use crate::base::text::count;
use crate::locate::table::Table;
use crate::read::grid::Grid;
use crate::register::{Recognised, rules};

/// Fewest records that must hold something there: one is a jotting.
const FEWEST: usize = 2;

/// Columns named in the finding.
const NAMED: usize = 8;

/// Says which columns between the headings of a table, or right behind the last, hold
/// something in its records under no heading.
pub(super) fn say(
    grid: &Grid,
    table: &Table,
    recognised: &mut Vec<Recognised>,
    findings: &mut Findings,
) {
    if table.turned.is_some() || table.published.is_some() || !table.part.is_empty() {
        return;
    }
    let headings = table.headings.iter().map(|heading| heading.col);
    let extras = table.extras.iter().chain(&table.unused).map(|extra| extra.col);
    let known: BTreeSet<u32> = headings.chain(extras).collect();
    let (from, to) = table.span;
    let is_headed = |col: u32| grid.cell(CellPos::new(table.heading_row, col)).is_some();
    let is_filled = |col: u32| {
        let filled = |row: &&u32| grid.cell(CellPos::new(**row, col)).is_some();
        table.rows.iter().filter(filled).take(FEWEST).count() == FEWEST
    };
    let unnamed: Vec<u32> = (from..=to.saturating_add(1))
        .filter(|col| !known.contains(col) && !is_headed(*col) && is_filled(*col))
        .collect();
    let Some(first) = unnamed.first() else { return };
    let place = |col: u32| table.place(CellPos::new(table.heading_row, col));
    recognised.extend(unnamed.iter().map(|col| Recognised {
        place: place(*col),
        register: table.schema.name,
        heading: String::new(),
        column: None,
        because: "not used".to_owned(),
    }));
    let letters: Vec<String> =
        unnamed.iter().take(NAMED).map(|col| column_letters(*col)).collect();
    let more = match unnamed.len() - letters.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let says = format!(
        "{} no heading and {} not used: {}{more}.",
        count(unnamed.len(), "column has", "columns have"),
        if unnamed.len() == 1 { "was" } else { "were" },
        letters.join(", ")
    );
    let mut finding = Finding::new(&rules::UNNAMED, place(*first), says);
    finding.more.extend(unnamed.iter().skip(1).map(|col| place(*col)));
    findings.add(finding.register(table.schema.name));
}
