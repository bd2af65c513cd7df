//! The values of a file, whatever format it is saved in.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, open_workbook_auto_from_rs};

/// Cells of a sheet as (row, column) and words; blanks are left out.
type Cells = BTreeMap<(u32, u32), String>;

/// Every sheet in its order with its cells.
pub fn values(name: &str, bytes: Vec<u8>) -> Vec<(String, Cells)> {
    if name.ends_with(".csv") {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes.as_slice());
        let mut cells = Cells::new();
        for (row, record) in (0..).zip(reader.records()) {
            for (col, text) in (0..).zip(record.unwrap().iter()) {
                if !text.is_empty() {
                    cells.insert((row, col), text.to_owned());
                }
            }
        }
        return vec![(String::new(), cells)];
    }
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names().clone();
    names
        .into_iter()
        .map(|sheet| {
            let range = book.worksheet_range(&sheet).unwrap();
            let (top, left) = range.start().unwrap_or_default();
            let cells = range
                .used_cells()
                .map(|(row, col, value)| {
                    ((top + row as u32, left + col as u32), written(value))
                })
                .filter(|(_, text)| !text.is_empty())
                .collect();
            (sheet, cells)
        })
        .collect()
}

/// A value in one spelling for all formats: days as Excel counts them.
fn written(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::DateTimeIso(day) => {
            let day = day.get(..10).unwrap().parse::<jiff::civil::Date>().unwrap();
            let first = jiff::civil::date(1899, 12, 30);
            first.until(day).unwrap().get_days().to_string()
        }
        Data::DateTime(day) => day.as_f64().to_string(),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        other => other.to_string(),
    }
}
