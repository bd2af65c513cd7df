//! Total rows of the sheets of spend: what the ledger itself adds up to.

use crate::base::cell::{CellPos, Place};
use crate::base::finding::Finding;
use crate::base::reason::Missing;
use crate::base::text::fold;
use crate::locate::schema::{Column, Kind};
use crate::locate::table::{Heading, NotARecord, Table};
use crate::read::grid::{CellValue, Grid};

use super::build::cell_at;
use super::cells;
use super::record::{Field, Record, Value};
use super::{rules, spend};

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
    let amounts =
        [&spend::NET, &spend::PAID, &spend::GROSS, &spend::DEBIT].map(|c| c.key);
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
    // What the other column of two adds to the total.
    let other = match heading.column.key {
        "debit" => column(spend::CREDIT.key).map(|credit| (credit.col, -1.0)),
        "paid" => column(spend::ORDERED.key).map(|ordered| (ordered.col, 1.0)),
        _ => None,
    };
    table
        .others
        .iter()
        .filter(|(_, why)| *why == NotARecord::Subtotal)
        .filter_map(|(row, _)| {
            let beside = other.and_then(|(col, sign)| Some(sign * amount(*row, col)?));
            Some(LedgerTotal {
                place: table.row_place(*row).at(heading.col),
                amount: amount(*row, heading.col)? + beside.unwrap_or(0.0),
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

/// `Paid?` over yes and no: what is not paid is ordered.
pub(super) fn paid_or_not(
    parsed: cells::Parsed,
    heading: &Heading,
    raw: &str,
) -> cells::Parsed {
    let is_asked =
        *heading.column == spend::STATUS && fold(&heading.text).contains("paid");
    if !is_asked || matches!(parsed.value, Value::Choice(_)) {
        return parsed;
    }
    match cells::parse(Kind::YesNo, &CellValue::Text(raw.into()), None).value {
        Value::Flag(is_paid) => {
            let status = if is_paid { "paid" } else { "committed" };
            cells::Parsed { value: Value::Choice(status), trouble: None }
        }
        _ => parsed,
    }
}

/// A row that says of its money both that it is paid and that it is ordered.
pub(super) fn paid_and_ordered(record: &Record, name: &str) -> Option<Finding> {
    let is_filled = |column| record.number(column).is_some_and(|amount| amount != 0.0);
    if record.number(&spend::NET).is_some()
        || !is_filled(&spend::PAID)
        || !is_filled(&spend::ORDERED)
    {
        return None;
    }
    let says = format!(
        "{} stands under {} and {} under {}: nobody can tell which of them the row is.",
        record.raw(&spend::PAID),
        record.heading(&spend::PAID),
        record.raw(&spend::ORDERED),
        record.heading(&spend::ORDERED),
    );
    Some(
        Finding::new(&rules::BLANK, record.cell(&spend::ORDERED), says)
            .register(record.schema.name)
            .record(name)
            .column(record.heading(&spend::ORDERED))
            .value(record.raw(&spend::ORDERED))
            .fix("Give what is paid and what is ordered a row each.")
            .leaving_out(record.place.clone()),
    )
}

/// The net amount and the payment status of a ledger with a column for what is paid
/// and another for what is ordered.
pub(super) fn net_of_states(record: &Record) -> Vec<Field> {
    let filled = |column: &'static Column, status: &'static str| {
        let field = record.field(column)?;
        let is_amount = matches!(field.value, Value::Number(amount) if amount != 0.0);
        is_amount.then_some((field, status))
    };
    if record.field(&spend::NET).is_some() {
        return Vec::new();
    }
    let paid = filled(&spend::PAID, "paid");
    let ordered = filled(&spend::ORDERED, "committed");
    let found = match (paid, ordered) {
        // Of a row with both, nobody knows which it is: the amount is left blank.
        (Some(_), Some(_)) => None,
        (paid, ordered) => paid.or(ordered),
    };
    let Some((field, status)) = found else {
        // What cannot be read was said already; a blank is still to be said.
        let unreadable = Value::Missing(Missing::Unreadable);
        let mut sides = [&spend::PAID, &spend::ORDERED]
            .into_iter()
            .filter_map(|column| record.field(column));
        let told = sides.clone().find(|field| field.value == unreadable);
        let blank = sides.next().map(|field| (field, Value::Missing(Missing::Blank)));
        let left = told.map(|field| (field, unreadable)).or(blank);
        return left
            .map(|(field, value)| Field { column: &spend::NET, value, ..field.clone() })
            .into_iter()
            .collect();
    };
    let mut made = vec![Field { column: &spend::NET, ..field.clone() }];
    if record.choice(&spend::STATUS).is_none() {
        let value = Value::Choice(status);
        made.push(Field { column: &spend::STATUS, value, ..field.clone() });
    }
    made
}
