//! Several tables on one sheet: side by side with an empty column between them,
//! or one above the other with an empty row between.

use std::sync::Arc;

use super::headings;
use super::table::{Because, Heading, Table, has_key};
use super::understood::Understood;
use super::{KnownHeading, made};
use crate::read::grid::{Cell, Grid};

/// Sheets above this many cells are one table: nobody puts a second one below
/// an extract of the whole country.
const MOST_CELLS: usize = 60_000;

/// Sheets with more runs of rows than this are one table: blank rows part its
/// groups. Each run is read anew, so there must be a bound.
const MOST_RUNS: usize = 24;

/// The tables of a sheet, where it holds several; fewer than two otherwise.
pub(super) fn tables(
    grid: &Grid,
    at: (usize, usize),
    beside: Option<Beside>,
    understood: &mut Understood<'_>,
    known: &[KnownHeading],
) -> Vec<Table> {
    if grid.cells.len() > MOST_CELLS {
        return Vec::new();
    }
    if let Some(Beside { tables, whole, .. }) = beside {
        let tables: Vec<Table> = tables.into_iter().flatten().collect();
        if tables.len() > 1 {
            // Where one table takes as many headings as the parts do, the empty
            // columns stand within it.
            let apart: usize = tables.iter().map(headings_of).sum();
            // And where a part lacks what it cannot do without, its records stand
            // beside it: a blank column for the look of it.
            let is_half = |part: &Table, whole: &Table| {
                let has = |key: &str| has_key(&part.headings, key);
                std::ptr::eq(part.schema, whole.schema)
                    && part.heading_row == whole.heading_row
                    && part.schema.columns.iter().any(|column| {
                        column.is_required
                            && !column.is_there(has)
                            && column.is_there(|key| has_key(&whole.headings, key))
                    })
            };
            let is_one = whole.is_some_and(|whole| {
                headings_of(&whole) >= apart
                    || tables.iter().all(|part| is_half(part, &whole))
            });
            return if is_one { Vec::new() } else { tables };
        }
    }
    let mut found = |part: &Grid| found(part, at, understood, known);
    // A blank row within one table is no border: each part needs headings.
    let mut tables: Vec<Table> = Vec::new();
    let mut parts: Vec<Grid> = Vec::new();
    for part in rows(grid) {
        let own = found(&part).filter(|table| {
            let above = tables.last().zip(parts.last());
            is_its_own(table, tables.last())
                && above.is_none_or(|above| !is_repeated((table, &part), above))
        });
        match own {
            Some(table) => {
                tables.push(table);
                parts.push(part);
            }
            None => {
                if let (Some(table), Some(above)) = (tables.last_mut(), parts.last_mut())
                {
                    above.cells.extend(part.cells);
                    if let Some(whole) = found(above) {
                        *table = whole;
                    }
                }
            }
        }
    }
    tables
}

/// The blocks of a sheet that stand beside each other, each read as if it were alone,
/// and the sheet read as one table.
pub(super) struct Beside {
    pub(super) blocks: Vec<Grid>,
    pub(super) tables: Vec<Option<Table>>,
    pub(super) whole: Option<Table>,
}

impl Beside {
    /// None where the sheet is one block.
    pub(super) fn of(
        grid: &Grid,
        at: (usize, usize),
        understood: &mut Understood<'_>,
        known: &[KnownHeading],
    ) -> Option<Self> {
        if grid.cells.len() > MOST_CELLS {
            return None;
        }
        let blocks = columns(grid);
        if blocks.is_empty() {
            return None;
        }
        let mut found = |part: &Grid| found(part, at, understood, known);
        let tables = blocks.iter().map(&mut found).collect();
        let whole = found(grid);
        Some(Self { blocks, tables, whole })
    }
}

fn found(
    part: &Grid,
    at: (usize, usize),
    understood: &mut Understood<'_>,
    known: &[KnownHeading],
) -> Option<Table> {
    headings::best(part, understood, known).map(|found| made(part, at, found, None))
}

/// Headings that a table takes for its own.
pub(super) fn headings_of(table: &Table) -> usize {
    table.headings.len() + table.extras.len()
}

/// Whether a table further down is another one: of another register, or under
/// other headings.
fn is_its_own(table: &Table, above: Option<&Table>) -> bool {
    above.is_none_or(|above| {
        headings_of(table) >= 3
            && table.rows.len() + table.others.len() > 0
            && (!std::ptr::eq(table.schema, above.schema) || is_told_anew(table))
    })
}

/// Whether a table of the register that stands above it too has headings enough of its
/// own, in other words or another order: lists that were pasted below each other.
fn is_told_anew(table: &Table) -> bool {
    let likely = |heading: &&Heading| {
        !matches!(heading.because, Because::Near(_) | Because::Inferred)
    };
    let sure = table.headings.iter().filter(likely).count() + table.extras.len();
    // A key below a survey has words enough to be one.
    table.schema.name != "surveys" && sure >= 4 && table.unused.len() * 2 <= sure
}

/// Whether the headings of the table above stand here again, word for word: what
/// its records lack may only stand in those below.
fn is_repeated(here: (&Table, &Grid), above: (&Table, &Grid)) -> bool {
    let headings = |(table, grid): (&Table, &Grid)| -> Vec<(u32, Arc<str>)> {
        let cells = grid.row(table.heading_row).iter();
        cells.map(|cell| (cell.pos.col, super::heading_at(grid, cell.pos))).collect()
    };
    headings(here) == headings(above)
}

pub(super) fn part(grid: &Grid, keep: impl Fn(&Cell) -> bool) -> Grid {
    Grid {
        file: grid.file.clone(),
        name: grid.name.clone(),
        is_hidden: grid.is_hidden,
        cells: grid.cells.iter().filter(|cell| keep(cell)).cloned().collect(),
        styles: grid.styles.clone(),
        merges: grid.merges.clone(),
        hidden_rows: grid.hidden_rows.clone(),
        hidden_cols: grid.hidden_cols.clone(),
        has_filter: grid.has_filter,
        notes: grid.notes.clone(),
        widths: grid.widths.clone(),
    }
}

/// Runs of columns between columns without any cell, each at least two wide. A
/// title over everything does not join them.
fn columns(grid: &Grid) -> Vec<Grid> {
    let bodies: Vec<u32> = grid
        .rows()
        .filter(|(_, cells)| cells.len() > 2)
        .flat_map(|(_, cells)| cells.iter().map(|cell| cell.pos.col))
        .collect();
    let spans = runs(bodies);
    if spans.len() < 2 || spans.len() > MOST_RUNS {
        return Vec::new();
    }
    spans
        .into_iter()
        .filter(|(first, last)| last > first)
        .map(|(first, last)| part(grid, |cell| (first..=last).contains(&cell.pos.col)))
        .collect()
}

/// Runs of rows between blank rows; none where fewer than two of them could be a
/// table, as with a title above the headings and a note below the records.
fn rows(grid: &Grid) -> Vec<Grid> {
    let spans = runs(grid.rows().map(|(row, _)| row).collect());
    let has_width =
        |(first, last): &&(u32, u32)| (*first..=*last).any(|row| grid.row(row).len() > 1);
    if spans.len() > MOST_RUNS || spans.iter().filter(has_width).count() < 2 {
        return Vec::new();
    }
    spans
        .into_iter()
        .map(|(first, last)| part(grid, |cell| (first..=last).contains(&cell.pos.row)))
        .collect()
}

/// Runs of numbers that follow each other.
fn runs(mut numbers: Vec<u32>) -> Vec<(u32, u32)> {
    numbers.sort_unstable();
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if number <= *last + 1 => *last = number,
            _ => runs.push((number, number)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located};

    #[test]
    fn lists_pasted_below_each_other_are_each_read_under_their_own_headings() {
        let mut text = String::from(
            "
Contracts
2010-11 academic year
Contract no | Deployment | LLE governors signed | LA signed | Days | Rate per day £",
        );
        for at in 1..=30 {
            text.push_str(&format!(
                "\nC{at:03} | Dep {at:02} | 6/9/2010 | 7/9/2010 | 6 | 350"
            ));
        }
        text.push_str(
            "

Summer term 2011 onwards
Contract | Dep no | No of days | £ per day | Date signed - LA | Date signed - LLE school
C031 | Dep 31 | 3 | 350 | 6/6/2011 | 7/6/2011
C032 | Dep 32 | 4 | 350 | 6/6/2011 | 7/6/2011",
        );
        let tables = located(grid(&text));
        let rows: Vec<usize> = tables.iter().map(|table| table.rows.len()).collect();
        assert_eq!(rows, [30, 2]);
        let days = tables[1].headings.iter().find(|one| one.column.key == "days");
        assert_eq!(days.map(|one| one.col), Some(2));
    }
}
