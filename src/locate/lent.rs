//! Columns that are known by what stands in one of another register: the lines of the
//! budget on a sheet of payments, the number of an LLE on one of deployments.

use std::collections::BTreeSet;

use super::linked::{FEWEST, cells, take};
use super::schema::Kind;
use super::table::{Because, Table};
use super::texts::joined;
use super::{KnownHeading, is_put_aside};
use crate::read::grid::Folder;

/// Fewest lines of the budget that a column must name.
const FEWEST_LINES: usize = 2;

/// A column that is known by what stands in one of another register.
struct Lent {
    /// Register and column.
    to: (&'static str, &'static str),
    /// Register and column that have the same; any column of words where none is named.
    from: (&'static str, Option<&'static str>),
    /// Fewest of them that must stand in it.
    fewest: usize,
    /// Whether each stands once.
    is_once: bool,
    /// Whether one must stand in nearly every row; then it is asked about too.
    is_whose: bool,
}

const LENT: [Lent; 8] = [
    Lent {
        to: ("spend", "line"),
        from: ("budget", Some("line")),
        fewest: FEWEST_LINES,
        is_once: false,
        is_whose: false,
    },
    Lent {
        to: ("budget", "line"),
        from: ("spend", None),
        fewest: FEWEST_LINES,
        is_once: true,
        is_whose: false,
    },
    Lent {
        to: ("decisions", "ref"),
        from: ("budget", None),
        fewest: 1,
        is_once: true,
        is_whose: false,
    },
    Lent {
        to: ("budget", "decision"),
        from: ("decisions", Some("ref")),
        fewest: 1,
        is_once: false,
        is_whose: false,
    },
    Lent {
        to: ("deployments", "lle_ref"),
        from: ("lles", Some("ref")),
        fewest: FEWEST,
        is_once: false,
        is_whose: true,
    },
    Lent {
        to: ("meetings", "lle_ref"),
        from: ("lles", Some("ref")),
        fewest: FEWEST,
        is_once: false,
        is_whose: true,
    },
    Lent {
        to: ("profiles", "lle_ref"),
        from: ("lles", Some("ref")),
        fewest: FEWEST,
        is_once: false,
        is_whose: true,
    },
    Lent {
        to: ("spend", "decision"),
        from: ("decisions", Some("ref")),
        fewest: 1,
        is_once: false,
        is_whose: false,
    },
];

/// Takes a column for the line of the budget, for the decision or for the LLE's number,
/// where no heading says so and what stands in it is on the sheet of payments, of the
/// budget, of decisions, of LLEs.
pub(super) fn lend(folder: &Folder, tables: &mut [Table], known: &[KnownHeading]) {
    for lent in &LENT {
        lent.lend(folder, tables, known);
    }
}

impl Lent {
    fn lend(&self, folder: &Folder, tables: &mut [Table], answers: &[KnownHeading]) {
        let mut known: Vec<BTreeSet<String>> = Vec::new();
        for table in tables.iter().filter(|table| table.schema.name == self.from.0) {
            let Some(grid) = table.sheet(folder) else { continue };
            let grid = table.grid(grid);
            let cols: Vec<u32> = match self.from.1 {
                Some(key) => {
                    let own = table.headings.iter().filter(|one| one.column.key == key);
                    own.map(|one| one.col).collect()
                }
                None => worded(table),
            };
            known.extend(cols.into_iter().map(|col| {
                let cells = cells(&grid, table, col);
                let has_letters = |text: &String| text.chars().any(char::is_alphabetic);
                cells.into_iter().filter(has_letters).collect()
            }));
        }
        known.retain(|own| own.len() >= self.fewest);
        for table in tables.iter_mut().filter(|table| table.schema.name == self.to.0) {
            let (Some(grid), Some(column)) =
                (table.sheet(folder), table.schema.column(self.to.1))
            else {
                continue;
            };
            if table.headings.iter().any(|heading| heading.column == column) {
                continue;
            }
            let grid = table.grid(grid);
            let is_aside = |col: u32| {
                let unused = table.unused.iter().filter(|extra| extra.col == col);
                let mut texts = unused.map(|extra| joined(&extra.over, &extra.text));
                texts.any(|text| is_put_aside(answers, &grid, table.schema, &text))
            };
            let found = worded(table).into_iter().find(|col| {
                if is_aside(*col) {
                    return false;
                }
                let cells = cells(&grid, table, *col);
                // Whose number it is stands in every row.
                if self.is_whose && cells.len() * 10 < table.rows.len() * 9 {
                    return false;
                }
                known.iter().any(|known| self.are(&cells, known))
            });
            if let Some(col) = found {
                take(&grid, table, column, col);
                let own = table.headings.iter_mut().find(|heading| heading.col == col);
                if let Some(own) = own.filter(|_| self.is_whose) {
                    own.because = Because::Inferred;
                }
            }
        }
    }

    /// Whether the cells are what is known.
    fn are(&self, cells: &[String], known: &BTreeSet<String>) -> bool {
        let those = cells.iter().filter(|text| known.contains(*text));
        let named: BTreeSet<&String> = those.clone().collect();
        named.len() >= self.fewest
            && those.count() * 10 >= cells.len() * 9
            && (!self.is_once || named.len() * 10 >= cells.len() * 9)
    }
}

/// Columns of words of a table: those it does not know, and what its money is for.
pub(super) fn worded(table: &Table) -> Vec<u32> {
    let texts = table
        .headings
        .iter()
        .filter(|one| ["kind", "line", "route"].contains(&one.column.key))
        .filter(|one| one.column.kind == Kind::Text);
    texts.map(|one| one.col).chain(table.unused.iter().map(|extra| extra.col)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{read, shown};

    #[test]
    fn the_lines_of_the_budget_are_known_among_payments() {
        let budget = "
Year | For | Council or TS | Budget £ | Forum ref
2011-12 | LLE days (council) | Council | 36000 | SF/11/04
2011-12 | Training | Council | 6000 | SF/11/04";
        let spent = "
Date | Year | For | What on | £ before VAT | Paid or on order | Invoice no.
4/6/2011 | 2011-12 | LLE days (council) | LLE days | 525 | Paid | INV1
4/7/2011 | 2011-12 | Training | Venue | 640 | Paid | INV2
4/8/2011 | 2011-12 | LLE days (council) | LLE days | 525 | On order | INV3";
        let tables = read(&[budget, spent]);
        assert_eq!(
            shown(&tables)[1],
            "spend 1: date year line net status invoice; 3 rows"
        );
        // Without a budget nothing says that they are lines.
        let alone = read(&[spent]);
        assert!(alone[0].headings.iter().all(|one| one.column.key != "line"));
    }
}
