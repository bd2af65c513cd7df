//! Columns that are known by what stands in one of another register: the lines of the
//! budget on a sheet of payments, the number of an LLE on one of deployments.

use std::collections::BTreeSet;

use super::below::Below;
use super::linked::{FEWEST, cells, pass_on, take, take_guessed};
use super::schema::Kind;
use super::table::{Because, Extra, Heading, Table};
use super::texts::joined;
use super::{KnownHeading, is_put_aside, only};
use crate::base::cell::CellPos;
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

/// Gives deployments their own references, where those of the LLEs were guessed to be
/// them: in a term each LLE may stand once.
pub(super) fn own_references(folder: &Folder, tables: &mut [&mut Table]) {
    let of_lles = |table: &&&mut Table| table.schema.name == "lles";
    let lles: BTreeSet<String> = tables
        .iter()
        .filter(of_lles)
        .filter_map(|table| {
            let own = table.headings.iter().find(|one| one.column.key == "ref")?;
            Some(cells(&table.grid(table.sheet(folder)?), table, own.col))
        })
        .flatten()
        .collect();
    if lles.len() < FEWEST {
        return;
    }
    for table in tables.iter_mut().filter(|table| table.schema.name == "deployments") {
        let Some(grid) = table.sheet(folder) else { continue };
        let grid = table.grid(grid);
        let guessed =
            |one: &&Heading| one.column.key == "ref" && one.because == Because::Inferred;
        let Some(own) = table.headings.iter().find(guessed) else { continue };
        let (column, wrong) = (own.column, own.col);
        let held = cells(&grid, table, wrong);
        let theirs = held.iter().filter(|text| lles.contains(*text)).count();
        let is_key = |extra: &&Extra| {
            let below = Below::of(&grid, CellPos::new(table.heading_row, extra.col));
            let profile = below.profile();
            profile.is_key() && profile.is_full() && profile.fits(Kind::Reference)
        };
        // What the adviser put aside is taken for nothing.
        let is_open = |extra: &&Extra| !table.put_aside.contains(&extra.col);
        let keys = table.unused.iter().filter(is_open).filter(is_key);
        let Some(col) = only(keys.map(|extra| extra.col)) else { continue };
        if theirs < FEWEST.min(held.len()) || theirs * 10 < held.len() * 8 {
            continue;
        }
        pass_on(table, wrong, table.schema.column("lle_ref"));
        take_guessed(&grid, table, column, col);
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
            match found {
                Some(col) if self.is_whose => take_guessed(&grid, table, column, col),
                Some(col) => take(&grid, table, column, col),
                None => {}
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
    use super::super::KnownHeading;
    use super::super::tests::{read, read_with, shown};

    #[test]
    fn references_of_the_lles_are_not_those_of_their_deployments() {
        let lles = "
LLE ref | Headteacher | School | Accredited | Status
RES 01 | Ms A Hill | Norby Primary | 22/1/2010 | Active
RES 02 | Mr B Dale | Harlby Primary | 22/1/2010 | Active
RES 03 | Mr C Fell | Dravby Primary | 22/1/2010 | Active";
        let awards = "
Award no. | Resident no. | Resident | Host school | Start | Due to finish | Days agreed
Award 01 | RES 01 | Ms A Hill | Wexby Primary | 6/9/2010 | 15/7/2011 | 6
Award 01 | RES 02 | Mr B Dale | Tilby Primary | 7/9/2010 | 15/7/2011 | 5
Award 03 | RES 03 | Mr C Fell | Eskby Primary | 8/9/2010 | 15/7/2011 | 5
Award 04 | RES 04 | Mr D Gant | Ashby Primary | 8/9/2010 | 15/7/2011 | 5
Award 05 | RES 05 | Ms E Hurn | Oakby Primary | 8/9/2010 | 15/7/2011 | 5
Award 06 | RES 06 | Ms F Ives | Elmby Primary | 8/9/2010 | 15/7/2011 | 5
Award 07 | RES 07 | Ms G Jary | Firby Primary | 8/9/2010 | 15/7/2011 | 5
Award 08 | RES 08 | Ms H Kett | Holby Primary | 8/9/2010 | 15/7/2011 | 5
Award 09 | RES 09 | Ms I Lake | Ivyby Primary | 8/9/2010 | 15/7/2011 | 5";
        let more: String = (4..10)
            .map(|at| {
                format!("\nRES 0{at} | Ms X{at} | Old{at} Primary | 22/1/2010 | Active")
            })
            .collect();
        let lles = format!("{lles}{more}");
        let tables = read(&[&lles, awards]);
        assert_eq!(
            shown(&tables)[1],
            "deployments 1: ref lle_ref lle client start planned_end days; 9 rows"
        );
        // What the adviser put aside is not taken for them.
        let aside = KnownHeading {
            file: String::new(),
            sheet: String::new(),
            heading: "award no".to_owned(),
            register: String::new(),
            column: "not used".to_owned(),
        };
        let tables = read_with(&[&lles, awards], &[aside]);
        let own = tables[1].headings.iter().find(|one| one.column.key == "ref");
        assert!(own.is_none_or(|one| &*one.text != "Award no."));
    }

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
