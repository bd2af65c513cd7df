//! What records may be bound to: references of deployments and LLEs, decisions on which a
//! budget rests.

use std::collections::BTreeSet;

use super::super::below::Below;
use super::super::linked::cells;
use super::super::one::NoTable;
use super::super::table::Table;
use super::super::texts::has_letters;
use super::FEWEST_NAMED;
use crate::base::text::fold;
use crate::read::grid::{CellValue, Grid};

/// A sheet and where it stands.
type Sheet<'a> = ((usize, usize), &'a Grid);

/// What became of it.
type Found = Result<Vec<Table>, NoTable>;

/// What records of other sheets may be bound to.
pub(super) struct Bonds {
    deployments: BTreeSet<String>,
    lles: BTreeSet<String>,
    /// For each column of a budget, what may be the decisions on which it rests.
    decisions: Vec<BTreeSet<String>>,
}

/// To which of them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bond {
    Deployment,
    Lle,
    Decision,
}

impl Bond {
    /// The column that holds the reference.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Deployment => "deployment",
            Self::Lle => "lle_ref",
            Self::Decision => "ref",
        }
    }
}

impl Bonds {
    /// By what the sheets that are known hold.
    pub(super) fn of(sheets: &[Sheet<'_>], found: &[Found]) -> Self {
        Self {
            deployments: references(sheets, found, "deployments"),
            lles: references(sheets, found, "lles"),
            decisions: of_budgets(sheets, found),
        }
    }

    /// Whether anything that is known stands on a sheet at all.
    pub(super) fn may_bind(&self, grid: &Grid) -> bool {
        let is_known = |text: &str| {
            self.deployments.contains(text)
                || self.lles.contains(text)
                || self.decisions.iter().any(|own| own.contains(text))
        };
        grid.cells.iter().any(|cell| match &cell.value {
            CellValue::Text(text) => is_known(&fold(text)),
            _ => false,
        })
    }

    /// What the cells below a heading name, in nearly every row.
    pub(super) fn named_by(&self, below: &Below<'_>) -> Option<Bond> {
        let cells: Vec<String> = below.texts().iter().map(|text| fold(text)).collect();
        let name = |known: &BTreeSet<String>, fewest: usize| {
            let named = cells.iter().filter(|text| known.contains(*text));
            let different: BTreeSet<&String> = named.clone().collect();
            different.len() >= fewest && named.count() * 10 >= cells.len() * 8
        };
        if name(&self.deployments, FEWEST_NAMED) {
            Some(Bond::Deployment)
        } else if name(&self.lles, FEWEST_NAMED) {
            Some(Bond::Lle)
        } else if self.decisions.iter().any(|own| name(own, 1)) {
            Some(Bond::Decision)
        } else {
            None
        }
    }
}

/// What a column of each table of a register holds, folded.
fn held<'a>(
    sheets: &'a [Sheet<'_>],
    found: &'a [Found],
    register: &'a str,
    cols: impl Fn(&Table) -> Vec<u32> + 'a,
) -> impl Iterator<Item = BTreeSet<String>> + 'a {
    sheets.iter().zip(found).flat_map(move |((_, grid), found)| {
        let tables = found.iter().flatten();
        let tables = tables.filter(|table| table.schema.name == register);
        let held: Vec<BTreeSet<String>> = tables
            .flat_map(|table| cols(table).into_iter().map(move |col| (table, col)))
            .map(|(table, col)| cells(grid, table, col).into_iter().collect())
            .collect();
        held
    })
}

/// The columns of a table that stand for a key.
fn of_key(table: &Table, key: &str) -> Vec<u32> {
    let headings = table.headings.iter().filter(|one| one.column.key == key);
    headings.map(|one| one.col).collect()
}

/// The references of records that are known; those that are no plain numbers, which count
/// the records of any sheet.
fn references(sheets: &[Sheet<'_>], found: &[Found], register: &str) -> BTreeSet<String> {
    let held = held(sheets, found, register, |table| of_key(table, "ref"));
    held.flatten().filter(|text| has_letters(text)).collect()
}

/// What stands in the columns of a budget under headings that nobody knows, and is a
/// number with letters.
fn of_budgets(sheets: &[Sheet<'_>], found: &[Found]) -> Vec<BTreeSet<String>> {
    let cols = |table: &Table| {
        let unused = table.unused.iter().map(|extra| extra.col);
        of_key(table, "decision").into_iter().chain(unused).collect()
    };
    let is_reference =
        |text: &String| has_letters(text) && text.chars().any(|c| c.is_ascii_digit());
    held(sheets, found, "budget", cols)
        .map(|own| own.into_iter().filter(is_reference).collect::<BTreeSet<String>>())
        .filter(|own| !own.is_empty())
        .collect()
}
