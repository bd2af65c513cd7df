//! Columns of results whose codes tell why there is none, whatever heads them:
//! `CoverageFlag` over `BOYC` and `SUPP`.

use std::collections::BTreeSet;

use super::table::{Table, Told};
use super::texts::joined;
use super::{KnownHeading, is_put_aside, text_of};
use crate::base::cell::CellPos;
use crate::base::reason::Missing;
use crate::base::text::fold;
use crate::read::grid::Grid;

/// Fewest cells that must hold a code.
const FEWEST: usize = 2;

/// Fewest codes beside one word for all results.
const MANY: usize = 4;

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
        table.tell(col, Told::Reason);
    }
}

/// Whether what stands in a column of the records is codes for no result, but for one
/// in ten; or where there is a result the same word for all of them, `Filed`. A dash or a
/// star alone tells nothing of its column.
fn are_codes(grid: &Grid, table: &Table, col: u32) -> bool {
    let cells = table.rows.iter().filter_map(|row| grid.cell(CellPos::new(*row, col)));
    let mut filled = 0;
    let mut codes = 0;
    let (mut reasons, mut others) = (BTreeSet::new(), BTreeSet::new());
    for text in cells.map(|cell| text_of(grid, cell)) {
        if text.trim().is_empty() {
            continue;
        }
        filled += 1;
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        match Missing::said(&text).filter(|_| letters >= 2) {
            Some(why) => {
                codes += 1;
                reasons.insert(why);
            }
            None => _ = others.insert(fold(&text)),
        }
    }
    let are_nearly_all = codes >= FEWEST && codes * 10 >= filled * 9;
    are_nearly_all || reasons.len() >= FEWEST && others.len() == 1 && codes >= MANY
}

#[cfg(test)]
mod tests {
    use super::super::table::Told;
    use super::super::tests::{grid, located};

    #[test]
    fn one_word_for_all_results_leaves_the_others_reasons() {
        let tables = located(grid(
            "
URN | Year | Pupils in year 6 | KS2 L4+ English and maths % | Return
180265 | 2010 | 35 | 77 | Filed
181437 | 2010 | 20 | | Boycott
180575 | 2010 | 30 | 77 | Filed
181759 | 2010 | 12 | | Suppressed
181760 | 2010 | 33 | | Boycott
181761 | 2010 | 33 | | Boycott
181762 | 2010 | 30 | 72 | Filed",
        ));
        assert_eq!(tables[0].told, [(4, Told::Reason)]);
    }

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
