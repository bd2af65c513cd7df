//! Total rows of the sheets of spend: what the ledger itself adds up to.

use crate::base::cell::{CellPos, Place};
use crate::locate::schema::Kind;
use crate::locate::table::{NotARecord, Table};
use crate::read::grid::Grid;

use super::build::cell_at;
use super::cells;
use super::record::Value;
use super::spend;

/// One total as the sheet has it.
#[derive(Clone, Debug)]
pub(crate) struct LedgerTotal {
    /// Its cell.
    pub(crate) place: Place,
    /// Net pounds; gross where the sheet has no net column.
    pub(crate) amount: f64,
}

/// The totals of a sheet of spend, top to bottom; none of other sheets.
pub(super) fn totals(grid: &Grid, table: &Table) -> Vec<LedgerTotal> {
    if table.schema.name != spend::SCHEMA.name {
        return Vec::new();
    }
    let column = |key: &str| table.headings.iter().find(|h| h.column.key == key);
    let Some(heading) = column(spend::NET.key).or_else(|| column(spend::GROSS.key))
    else {
        return Vec::new();
    };
    table
        .others
        .iter()
        .filter(|(_, why)| *why == NotARecord::Subtotal)
        .filter_map(|(row, _)| {
            let pos = CellPos::new(*row, heading.col);
            let (value, style) = cell_at(grid, pos);
            let style = grid.styles.get(style as usize);
            match cells::parse(Kind::Money, &value, style).value {
                Value::Number(amount) => Some(LedgerTotal {
                    place: Place::cell(&table.file, &table.sheet, pos),
                    amount,
                }),
                _ => None,
            }
        })
        .collect()
}
