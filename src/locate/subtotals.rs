//! Rows that add up the rows above them, whatever they call it: `Days booked, autumn
//! term` beside the sum of the column.

use std::collections::{BTreeMap, BTreeSet};

use super::kinds::is_reference;
use super::table::Table;
use super::text_of;
use crate::base::text::{fold, tidy};
use crate::read::grid::{Cell, CellValue, Grid};

/// Fewest headings of a table in which a row of a label and a sum stands out.
const WIDE: usize = 5;

/// Words of a label that say so, one of them.
const SUMS: [&str; 22] = [
    "day",
    "days",
    "visit",
    "visits",
    "hours",
    "total",
    "totals",
    "sum",
    "subtotal",
    "booked",
    "agreed",
    "spent",
    "paid",
    "ordered",
    "committed",
    "cost",
    "amount",
    "altogether",
    "all",
    "overall",
    "quarter",
    "carried",
];

/// Most of a sum by which rounding may leave it off.
const ROUNDING: f64 = 0.005;

/// Running sums of the columns: all rows, and those since the last sum.
#[derive(Clone, Copy, Default)]
struct Running {
    all: f64,
    group: f64,
    rows: usize,
}

/// The rows below the headings that hold nothing but a label and the sums of the
/// columns above, or look as such a row does.
pub(super) fn rows(grid: &Grid, table: &Table) -> BTreeSet<u32> {
    let mut sums = BTreeSet::new();
    if table.headings.len() + table.extras.len() < WIDE
        || !matches!(
            table.schema.name,
            "deployments" | "visits" | "contracts" | "spend" | "quality"
        )
    {
        return sums;
    }
    let mut running: BTreeMap<u32, Running> = BTreeMap::new();
    let mut alike: Vec<(u32, Shape)> = Vec::new();
    let mut shapes: BTreeSet<Shape> = BTreeSet::new();
    for (row, cells) in grid.rows().filter(|(row, _)| *row > table.heading_row) {
        let cells: Vec<&Cell> =
            cells.iter().filter(|cell| !is_blank(grid, cell)).collect();
        if let Some((shape, numbers)) = labelled(grid, table, &cells) {
            let is_sum = numbers.iter().all(|(col, number)| {
                running.get(col).is_some_and(|sum| {
                    sum.rows >= 2
                        && [sum.all, sum.group]
                            .iter()
                            .any(|of| (of - number).abs() < ROUNDING)
                })
            });
            if is_sum {
                shapes.insert(shape);
                sums.insert(row);
                running.values_mut().for_each(|sum| sum.group = 0.0);
                continue;
            }
            alike.push((row, shape));
        }
        for cell in cells {
            if let CellValue::Number(number) = cell.value {
                let sum = running.entry(cell.pos.col).or_default();
                sum.all += number;
                sum.group += number;
                sum.rows += 1;
            }
        }
    }
    // The sum of one record is as good a row of sums as its neighbours.
    sums.extend(
        alike.iter().filter(|(_, shape)| shapes.contains(shape)).map(|(row, _)| row),
    );
    sums
}

/// Where the cells of a row of sums stand, and the first word of its label.
type Shape = (Vec<u32>, String);

/// A row of one label and numbers, few beside the headings of the table.
fn labelled(
    grid: &Grid,
    table: &Table,
    cells: &[&Cell],
) -> Option<(Shape, Vec<(u32, f64)>)> {
    if cells.len() < 2 || cells.len() * 2 > table.headings.len() + table.extras.len() {
        return None;
    }
    let mut label = None;
    let mut numbers = Vec::new();
    for cell in cells {
        match cell.value {
            CellValue::Number(number) => numbers.push((cell.pos.col, number)),
            CellValue::Text(_) if label.is_none() => {
                label = Some(tidy(&text_of(grid, cell)));
            }
            _ => return None,
        }
    }
    let label = label.filter(|label| label.contains(' ') && !is_reference(label))?;
    let folded = fold(&label);
    // A school or a line of the budget may cost what those above it do.
    if !folded.split(' ').any(|word| SUMS.contains(&word)) {
        return None;
    }
    let is_own = |word: &&str| !word.chars().any(|c| c.is_ascii_digit());
    let first = folded.split(' ').find(is_own).unwrap_or_default().to_owned();
    let columns = cells.iter().map(|cell| cell.pos.col).collect();
    (!numbers.is_empty()).then_some(((columns, first), numbers))
}

fn is_blank(grid: &Grid, cell: &Cell) -> bool {
    text_of(grid, cell).trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};

    #[test]
    fn a_label_beside_the_sum_of_a_column_is_no_record() {
        let tables = located(grid(
            "
Deployment ref | Client school | LLE | Start | Route | Days agreed | Focus
Autumn 2010
DEP-01 | Norby Primary | Ms A Hill | 6/9/2010 | Direct | 6.5 | Data
DEP-02 | Harlby Primary | Ms A Hill | 7/9/2010 | Direct | 5 | Data
 | Days booked, autumn term | | | | 11.5 |
Spring 2011
DEP-03 | Dravby Primary | Mr B Dale | 6/1/2011 | Direct | 4 | Data
 | Days booked, spring term | | | | 4 |",
        ));
        assert_eq!(
            shown(&tables),
            ["deployments 1: ref client lle start route days focus; 3 rows"]
        );
    }

    #[test]
    fn a_school_whose_days_are_the_sum_of_those_above_stays_a_record() {
        let tables = located(grid(
            "
Deployment ref | Client school | LLE | Start | Route | Days agreed | Focus
DEP-01 | Norby Primary | Ms A Hill | 6/9/2010 | Direct | 6 | Data
DEP-02 | Harlby Primary | Ms A Hill | 7/9/2010 | Direct | 4 | Data
 | St Mary's Primary | | | | 10 |
 | St John's Primary | | | | 3 |",
        ));
        assert_eq!(tables[0].rows.len(), 4);
    }

    #[test]
    fn a_record_with_little_written_of_it_stays_one() {
        let tables = located(grid(
            "
Deployment ref | Client school | LLE | Start | Route | Days agreed | Focus
DEP-01 | Norby Primary | Ms A Hill | 6/9/2010 | Direct | 6.5 | Data
DEP-02 | Harlby Primary | Ms A Hill | 7/9/2010 | Direct | 5 | Data
 | Dravby Primary | | | | 5 |",
        ));
        assert_eq!(
            shown(&tables),
            ["deployments 1: ref client lle start route days focus; 3 rows"]
        );
    }
}
