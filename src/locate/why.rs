//! Columns of results whose codes tell why there is none, whatever heads them:
//! `CoverageFlag` over `BOYC` and `SUPP`.

use super::table::{Table, Told};
use super::texts::joined;
use super::{KnownHeading, is_put_aside, text_of};
use crate::base::cell::CellPos;
use crate::base::reason::Missing;
use crate::read::grid::Grid;

/// Fewest cells that must hold a code.
const FEWEST: usize = 2;

/// Takes columns of codes into use, but for those that the adviser put aside.
pub(super) fn tell(grid: &Grid, table: &mut Table, known: &[KnownHeading]) {
    if table.schema.name != "results" || table.published.is_some() {
        return;
    }
    let codes: Vec<u32> = table
        .unused
        .iter()
        .filter(|extra| {
            let heading = joined(&extra.over, &extra.text);
            are_codes(grid, table, extra.col)
                && !is_put_aside(known, grid, table.schema, &heading)
        })
        .map(|extra| extra.col)
        .collect();
    for col in codes {
        let Some(at) = table.unused.iter().position(|extra| extra.col == col) else {
            continue;
        };
        table.extras.push(table.unused.remove(at));
        table.told.push((col, Told::Reason));
    }
    table.extras.sort_by_key(|extra| extra.col);
}

/// Whether what stands in a column of the records is codes for no result, but for one
/// in ten. A dash or a star alone tells nothing of its column.
fn are_codes(grid: &Grid, table: &Table, col: u32) -> bool {
    let cells = table.rows.iter().filter_map(|row| grid.cell(CellPos::new(*row, col)));
    let mut filled = 0;
    let mut codes = 0;
    for text in cells.map(|cell| text_of(grid, cell)) {
        if text.trim().is_empty() {
            continue;
        }
        filled += 1;
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        codes += usize::from(letters >= 2 && Missing::said(&text).is_some());
    }
    codes >= FEWEST && codes * 10 >= filled * 9
}

#[cfg(test)]
mod tests {
    use super::super::table::Told;
    use super::super::tests::{grid, located};

    #[test]
    fn a_column_of_codes_is_one_of_reasons_whatever_heads_it() {
        let tables = located(grid(
            "
Year 6: level 4 and above in English and maths

School | URN | 2010 % | 2011 % | CoverageFlag | Sent
Bantby Primary | 180265 | 77 | 71 | | yes
Bantestone Primary | 181437 | | 71 | BOYC | no
Bantham Primary | 180575 | 77 | | SUPP | no
Bantlow Primary | 181759 | 77 | 72 | | yes",
        ));
        assert_eq!(tables[0].told, [(4, Told::Reason)]);
        assert!(tables[0].unused.iter().all(|extra| extra.col != 4));
    }
}
