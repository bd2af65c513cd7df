//! Total rows of the sheets of spend: what the ledger itself adds up to.

use crate::base::cell::{CellPos, Place};
use crate::locate::schema::Kind;
use crate::locate::table::{NotARecord, Table};
use crate::read::grid::Grid;

use super::build::cell_at;
use super::cells;
use super::record::{Field, Record, Value};
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
    let amounts = [spend::NET.key, spend::GROSS.key, spend::DEBIT.key];
    let Some(heading) = amounts.iter().find_map(|key| column(key)) else {
        return Vec::new();
    };
    let amount = |row: u32, col: u32| {
        let (value, style) = cell_at(grid, CellPos::new(row, col));
        let style = grid.styles.get(style as usize);
        match cells::parse(Kind::Money, &value, style).value {
            Value::Number(amount) => Some(amount),
            _ => None,
        }
    };
    let credit =
        column(spend::CREDIT.key).filter(|_| heading.column.key == spend::DEBIT.key);
    table
        .others
        .iter()
        .filter(|(_, why)| *why == NotARecord::Subtotal)
        .filter_map(|(row, _)| {
            let credited = credit.and_then(|credit| amount(*row, credit.col));
            Some(LedgerTotal {
                place: table.row_place(*row).at(heading.col),
                amount: amount(*row, heading.col)? - credited.unwrap_or(0.0),
            })
        })
        .collect()
}

/// The net amount of a ledger that keeps two columns: debit less credit.
pub(super) fn net_of_sides(record: &Record) -> Option<Field> {
    if record.field(&spend::NET).is_some() {
        return None;
    }
    let sides = [(&spend::DEBIT, 1.0), (&spend::CREDIT, -1.0)];
    let mut found: Option<Field> = None;
    for (column, sign) in sides {
        let Some(field) = record.field(column) else { continue };
        let Value::Number(amount) = field.value else { continue };
        let so_far = match found.as_ref().map(|net| &net.value) {
            Some(Value::Number(so_far)) => *so_far,
            _ => 0.0,
        };
        let value = Value::Number(so_far + sign * amount);
        let net = found.unwrap_or_else(|| Field { column: &spend::NET, ..field.clone() });
        found = Some(Field { value, ..net });
    }
    found.or_else(|| {
        let debit = record.field(&spend::DEBIT)?;
        Some(Field { column: &spend::NET, ..debit.clone() })
    })
}
