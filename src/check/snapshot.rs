//! What a pack keeps of its registers, so that the next can tell what changed.

use std::collections::BTreeMap;

use crate::base::previous::PastRegister;
use crate::locate::schema::{Column, Schema};
use crate::register::record::{Record, Value};
use crate::register::{Registers, SCHEMAS, contracts, deployments, visits};

use super::subject::key_as_written;

/// Columns of closed months that are kept, by register.
pub(crate) const KEPT: &[(&Schema, &[&Column])] = &[
    (&deployments::SCHEMA, &[&deployments::START, &deployments::END, &deployments::DAYS]),
    (&visits::SCHEMA, &[&visits::DATE, &visits::DAYS]),
    (&contracts::SCHEMA, &[&contracts::DAYS, &contracts::VALUE]),
];

/// The registers as the next pack will want to see them.
pub(crate) fn of(registers: &Registers) -> BTreeMap<String, PastRegister> {
    SCHEMAS
        .iter()
        .map(|schema| {
            let rows = registers.of(schema);
            let columns = KEPT
                .iter()
                .find(|(kept, _)| kept.name == schema.name)
                .map_or(&[] as &[&Column], |(_, columns)| *columns);
            let records = rows
                .iter()
                .filter_map(|record| {
                    let cells = columns
                        .iter()
                        .map(|column| (column.key.to_owned(), kept(record, column)))
                        .collect();
                    Some((key_as_written(record)?, cells))
                })
                .collect();
            (schema.name.to_owned(), PastRegister { rows: rows.len(), records })
        })
        .filter(|(_, past)| past.rows > 0)
        .collect()
}

/// A cell as it is kept: days in ISO form, numbers plain.
pub(crate) fn kept(record: &Record, column: &Column) -> String {
    match record.field(column).map(|field| &field.value) {
        Some(Value::Date(day)) => day.to_string(),
        Some(Value::Number(number)) => format!("{number}"),
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}
