//! A summary beside the records, `Status` and `How many` behind an empty column: its
//! headings are the table's own words, its rows are not the table's rows.

use std::collections::BTreeSet;

use super::parts::{self, Beside};
use super::schema::Column;
use super::table::{Extra, Table, has_key, is_taken};
use super::texts::{joined, texts};
use super::understood::Understood;
use crate::read::grid::Grid;

/// A sheet without the summaries beside its table, with their headings.
pub(super) struct Alone {
    pub(super) grid: Grid,
    pub(super) headings: Vec<Extra>,
}

/// The sheet without what stands beside its table and is none, if anything does.
pub(super) fn without(
    grid: &Grid,
    beside: &Beside,
    understood: &mut Understood<'_>,
) -> Option<Alone> {
    let Beside { blocks, tables: found, whole } = beside;
    if blocks.len() < 2 {
        return None;
    }
    // Half a table may look like another register.
    let whole = whole.as_ref()?;
    let (at, main) = found
        .iter()
        .enumerate()
        .rev()
        .filter_map(|(at, table)| Some((at, table.as_ref()?)))
        .filter(|(_, table)| std::ptr::eq(table.schema, whole.schema))
        .max_by_key(|(_, table)| parts::headings_of(table))?;
    let records = blocks.get(at)?;
    let mut headings = Vec::new();
    let mut columns: BTreeSet<u32> = BTreeSet::new();
    for ((block, own), here) in blocks.iter().zip(found).zip(0usize..) {
        let is_table = own.as_ref().is_some_and(|own| is_another(own, main));
        if here == at || is_table || !is_aside(block, records, main, understood) {
            continue;
        }
        columns.extend(block.cells.iter().map(|cell| cell.pos.col));
        let own = texts(block, main.heading_row).into_iter();
        headings.extend(own.map(|(col, over, text)| Extra { col, over, text }));
    }
    // The sheet's title may stand over it, the upper of two heading rows may not.
    let is_title = |row: u32| {
        row + 1 < main.heading_row || row < main.heading_row && grid.row(row).len() == 1
    };
    let is_kept = |row: u32, col: u32| is_title(row) || !columns.contains(&col);
    (!columns.is_empty()).then(|| Alone {
        grid: parts::part(grid, |cell| is_kept(cell.pos.row, cell.pos.col)),
        headings,
    })
}

/// Whether a block beside the table is a register of its own.
fn is_another(own: &Table, main: &Table) -> bool {
    let has = |column: &Column| own.headings.iter().any(|own| *own.column == *column);
    let is_whole = own.schema.columns.iter().all(|one| !one.is_required || has(one));
    let fewest = if std::ptr::eq(own.schema, main.schema) { 4 } else { 3 };
    is_whole && parts::headings_of(own) >= fewest
}

/// Whether a block has headings that the table has too, and either rows of its own or
/// no column that the table lacks.
fn is_aside(
    block: &Grid,
    records: &Grid,
    main: &Table,
    understood: &mut Understood<'_>,
) -> bool {
    let has = |key: &str| has_key(&main.headings, key);
    let (mut again, mut new) = (false, false);
    for (_, over, text) in texts(block, main.heading_row) {
        let said = understood.said(&text);
        let whole = understood.said(&joined(&over, &text));
        let words = understood.words.iter();
        let column = words
            .filter(|words| std::ptr::eq(words.schema, main.schema))
            .find_map(|words| words.find(&whole).or_else(|| words.find(&said)));
        match column {
            Some((column, _)) if is_taken(&main.headings, column) => {
                again = true;
            }
            // What the records cannot do without is theirs.
            Some((column, _)) if main.schema.lacks(column, has) => return false,
            Some(_) => new = true,
            None => {
                let score = understood.score(&over, &text);
                new |= score.is_some_and(|s| s.year.is_some() || s.indicator.is_some());
            }
        }
    }
    // The questions of a survey are nobody's words.
    new |= main.schema.name == "surveys";
    again && (!new || has_own_rows(block, records, main.heading_row))
}

/// Whether the rows of a block follow each other from its heading and end elsewhere
/// than the records do.
fn has_own_rows(block: &Grid, records: &Grid, heading: u32) -> bool {
    let below = |grid: &Grid| -> Vec<u32> {
        // A remark below everything is no row of either.
        let rows = grid.rows().filter(|(row, cells)| *row > heading && cells.len() > 1);
        rows.map(|(row, _)| row).collect()
    };
    let (own, theirs) = (below(block), below(records));
    let (Some(first), Some(last)) = (own.first(), own.last()) else { return false };
    let is_run = (last - first) as usize + 1 == own.len() && *first <= heading + 2;
    let goes_on = theirs.last().is_none_or(|theirs| last > theirs);
    is_run && (goes_on || own.len() * 2 <= theirs.len())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};

    const VISITS: &str = "
Visit ref | Deployment ref | LLE name | Date of visit | Duration (days) | | LLE ref | Days
V001 | DEP-01 | Ms A Hill | 6/9/2010 | 1 | | LLE001 | 4
V002 | DEP-01 | Ms A Hill | 9/9/2010 | 0.5 | | LLE002 | 5
V003 | DEP-02 | Mr B Dale | 13/9/2010 | 1
V004 | DEP-02 | Mr B Dale | 14/9/2010 | 1
V005 | DEP-02 | Mr B Dale | 15/9/2010 | 1";

    #[test]
    fn a_summary_beside_the_records_lends_them_no_column() {
        let tables = located(grid(VISITS));
        assert_eq!(shown(&tables), ["visits 1: ref deployment lle date days; 5 rows"]);
        let days = tables[0].headings.iter().find(|own| own.column.key == "days");
        assert_eq!(days.map(|own| own.col), Some(4));
        let unused: Vec<&str> = tables[0].unused.iter().map(|own| &*own.text).collect();
        assert_eq!(unused, ["LLE ref", "Days"]);
    }

    #[test]
    fn a_summary_before_the_records_or_longer_than_they_is_none_of_theirs() {
        let tables = located(grid(
            "
LLE | School | Days | | Deployment ref | LLE name | Supported school | Start | No. of days
Cohort 1 | 12 schools | 60 | | DEP-01 | Ms A Hill | Norby Primary | 6/9/2010 | 6
Cohort 2 | 11 schools | 70 | | DEP-02 | Mr B Dale | Harlby Primary | 9/9/2010 | 5
All | 23 schools | 130",
        ));
        assert_eq!(shown(&tables), ["deployments 1: ref lle client start days; 2 rows"]);
        let client = tables[0].headings.iter().find(|own| own.column.key == "client");
        assert_eq!(client.map(|own| own.col), Some(6));
    }

    #[test]
    fn a_table_in_two_halves_is_one() {
        let tables = located(grid(
            "
Job no. | LLE ref | LLE | School | | Referred | Agreed | Began | Expected to end | Days | Status
DEP-01 | LLE001 | Ms A Hill | Norby Primary | | 6/7/2010 | 29/8/2010 | 6/9/2010 | 15/7/2011 | 6 | Active
DEP-02 | LLE002 | Mr B Dale | Harlby Primary | | 7/7/2010 | 28/8/2010 | 9/9/2010 | 15/7/2011 | 5 | Active

2 pieces of work begun this term",
        ));
        assert_eq!(
            shown(&tables),
            [
                "deployments 1: ref lle_ref lle client identified agreed start planned_end days status; 2 rows"
            ]
        );
    }

    #[test]
    fn columns_behind_an_empty_one_are_the_records_own() {
        let tables = located(grid(
            "
Deployment ref | LLE | Client school | Start | Days | | Date ended | Outcome
DEP-01 | Ms A Hill | Norby Primary | 6/9/2010 | 6 | | 15/7/2011 | met
DEP-02 | Mr B Dale | Harlby Primary | 9/9/2010 | 5 | | 15/7/2011 | partly
DEP-03 | Mr B Dale | Dravby Primary | 9/1/2011 | 5
DEP-04 | Mr B Dale | Eskby Primary | 9/1/2011 | 5",
        ));
        assert_eq!(
            shown(&tables),
            ["deployments 1: ref lle client start days end outcome; 4 rows"]
        );
    }
}
