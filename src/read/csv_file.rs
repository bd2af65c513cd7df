//! Text files of cells: UTF-8, UTF-16 or Windows, comma, semicolon or tab.

use std::sync::Arc;

use super::grid::{Book, Cell, CellValue, Grid, Style};
use super::{Limits, Refused};
use crate::base::cell::CellPos;

pub(super) fn read(
    file: &Arc<str>,
    bytes: &[u8],
    limits: Limits,
) -> Result<Book, Refused> {
    let text = decoded(bytes);
    if text.chars().take(4096).any(|c| c == '\0') {
        return Err(Refused::NotASpreadsheet);
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut cells = Vec::new();
    let mut row = 0;
    for record in reader.records() {
        let record = record.map_err(|why| Refused::Broken(why.to_string()))?;
        // Blank lines are dropped by the reader; its line numbers keep the true row
        // as long as no cell holds a line break, and rows follow one another then.
        for (col, value) in (0u32..).zip(record.iter()) {
            if value.trim().is_empty() {
                continue;
            }
            if value.chars().count() > limits.chars {
                let says = format!("a cell holds more than {} characters", limits.chars);
                return Err(Refused::Limit("limit_cell_chars", says));
            }
            cells.push(Cell {
                pos: CellPos::new(row, col),
                value: CellValue::Text(Arc::from(value)),
                style: 0,
                is_formula: false,
            });
        }
        if cells.len() > limits.cells {
            let says = format!("it holds more than {} cells", limits.cells);
            return Err(Refused::Limit("limit_cells", says));
        }
        row += 1;
    }
    let grid = Grid {
        file: file.clone(),
        name: Arc::from(""),
        cells,
        styles: vec![Style::default()],
        ..Grid::default()
    };
    Ok(Book { file: file.clone(), kind: "csv", sheets: vec![grid], ..Book::default() })
}

fn decoded(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    std::str::from_utf8(bytes).map_or_else(
        |_| encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
        ToOwned::to_owned,
    )
}

/// The separator that stands most often in the first lines.
fn delimiter(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().take(10).collect();
    let count =
        |mark: char| lines.iter().map(|line| line.matches(mark).count()).sum::<usize>();
    let (comma, semicolon, tab) = (count(','), count(';'), count('\t'));
    if tab > comma && tab >= semicolon {
        b'\t'
    } else if semicolon > comma {
        b';'
    } else {
        b','
    }
}
