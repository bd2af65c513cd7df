//! Values of cells as calamine gives them.

use std::sync::Arc;

use calamine::{Data, DataRef};

use super::grid::CellValue;
use super::serial;

/// A value that is borrowed from the workbook; `None` where the cell is blank.
pub(super) fn of_ref(value: &DataRef<'_>, is_1904: bool) -> Option<CellValue> {
    match value {
        DataRef::Empty => None,
        DataRef::Int(number) => Some(CellValue::Number(*number as f64)),
        DataRef::Float(number) => Some(finite(*number)),
        DataRef::String(words) => text(words),
        DataRef::SharedString(words) => text(words),
        DataRef::Bool(flag) => Some(CellValue::Bool(*flag)),
        DataRef::DateTime(date) => Some(CellValue::Date(serial::of(date, is_1904))),
        DataRef::DateTimeIso(words) | DataRef::DurationIso(words) => {
            serial::of_iso(words).map(CellValue::Date).or_else(|| text(words))
        }
        DataRef::Error(error) => Some(CellValue::Error(Arc::from(error.to_string()))),
    }
}

/// A value of its own; `None` where the cell is blank.
pub(super) fn of(value: &Data, is_1904: bool) -> Option<CellValue> {
    match value {
        Data::Empty => None,
        Data::Int(number) => Some(CellValue::Number(*number as f64)),
        Data::Float(number) => Some(finite(*number)),
        Data::String(words) => text(words),
        Data::Bool(flag) => Some(CellValue::Bool(*flag)),
        Data::DateTime(date) => Some(CellValue::Date(serial::of(date, is_1904))),
        Data::DateTimeIso(words) | Data::DurationIso(words) => {
            serial::of_iso(words).map(CellValue::Date).or_else(|| text(words))
        }
        Data::Error(error) => Some(CellValue::Error(Arc::from(error.to_string()))),
    }
}

/// A stored `nan` or `inf` is no number: programs that write workbooks store the
/// words so where a formula's result happens to be spelt like one.
fn finite(number: f64) -> CellValue {
    if number.is_finite() {
        CellValue::Number(number)
    } else {
        CellValue::Error(Arc::from("#NUM!"))
    }
}

fn text(words: &str) -> Option<CellValue> {
    (!words.is_empty()).then(|| CellValue::Text(Arc::from(words)))
}
