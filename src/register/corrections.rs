//! The adviser's corrections: values to use instead of what stands in a cell.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::answers::{Correction, Lapse};
use super::cells;
use crate::base::cell::CellPos;
use crate::base::text::tidy;
use crate::locate::shown;
use crate::locate::table::Table;
use crate::read::grid::{Cell, CellValue, Folder, Grid};

/// Sheets with their corrections, by book and sheet; sheets without any are not
/// here. Each correction learns why it does not hold, where it does not.
pub(super) fn corrected(
    folder: &Folder,
    tables: &[Table],
    corrections: &mut [Correction],
) -> BTreeMap<(usize, usize), Grid> {
    let mut made = BTreeMap::new();
    // What is said of a word holds for a column: `house_words`.
    let of_cells = corrections.iter_mut().filter(|answer| !answer.is_of_a_word());
    for answer in of_cells.filter(|answer| answer.lapsed.is_none()) {
        answer.lapsed = correct(folder, tables, answer, &mut made).err();
    }
    made
}

fn correct(
    folder: &Folder,
    tables: &[Table],
    answer: &Correction,
    made: &mut BTreeMap<(usize, usize), Grid>,
) -> Result<(), Lapse> {
    let idle = |why: &str| Err(Lapse::Idle(why.to_owned()));
    let Some(pos) = CellPos::parse(&answer.cell) else {
        return idle("its cell is written otherwise than B12");
    };
    let is_file = |table: &Table| answer.is_of_file(&table.file);
    let is_sheet = |table: &Table| answer.is_of_sheet(&table.sheet);
    let is_cell = |table: &Table| {
        let pos = table.on_sheet(pos);
        let mut cols = table.headings.iter().map(|heading| heading.col);
        let is_used = cols.any(|col| col == pos.col)
            || table.extras.iter().any(|extra| extra.col == pos.col);
        is_used && pos.row > table.heading_row
    };
    if !tables.iter().any(|table| is_file(table) && is_sheet(table)) {
        return idle("no register was read from that file and sheet");
    }
    let found =
        tables.iter().find(|table| is_file(table) && is_sheet(table) && is_cell(table));
    let Some(table) = found else { return idle("the cell is in no column that is used") };
    let own = table.sheet(folder);
    let Some(own) = own else { return idle("no register was read from that sheet") };
    let stands = own
        .cell(pos)
        .map_or_else(String::new, |cell| tidy(&shown(own, &cell.value, cell.style)));
    if !is_same(&answer.was, &stands) {
        let or_nothing =
            |text: &str| if text.is_empty() { "nothing" } else { text }.to_owned();
        return Err(Lapse::Changed(format!(
            "{} stood in the cell, and {} stands there now",
            or_nothing(&answer.was),
            or_nothing(&stands)
        )));
    }
    let grid = made.entry(table.at).or_insert_with(|| own.clone());
    let cell = Cell { pos, value: value(&answer.instead), style: 0, is_formula: false };
    match grid.cells.binary_search_by_key(&pos, |cell| cell.pos) {
        Ok(at) => {
            if let Some(old) = grid.cells.get_mut(at) {
                *old = cell;
            }
        }
        Err(at) => grid.cells.insert(at, cell),
    }
    Ok(())
}

/// A number is used as one, so that nobody is told that it was typed as text; a
/// number with a nought in front is a reference.
fn value(instead: &str) -> CellValue {
    match instead.parse::<f64>() {
        Ok(number) if number.is_finite() && !is_padded(instead) => {
            CellValue::Number(number)
        }
        _ => CellValue::Text(Arc::from(instead)),
    }
}

fn is_padded(text: &str) -> bool {
    text.len() > 1 && text.starts_with('0') && !text.starts_with("0.")
}

/// Whether what stood in a cell stands there still, however it is written.
fn is_same(was: &str, stands: &str) -> bool {
    let number = |text: &str| text.replace([',', '£'], "").parse::<f64>().ok();
    let day = |text: &str| cells::day_in(text).ok();
    tidy(was).eq_ignore_ascii_case(stands)
        || number(was).zip(number(stands)).is_some_and(|(a, b)| a.total_cmp(&b).is_eq())
        || day(was).zip(day(stands)).is_some_and(|(a, b)| a == b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stood_in_a_cell_is_known_however_it_is_written() {
        assert!(is_same("2100", "2,100"));
        assert!(is_same("3 September 2010", "03.09.10"));
        assert!(is_same("", ""));
        assert!(!is_same("-5", "5"));
        assert!(!is_same("", "5"));
        assert!(!is_same("47", "4.7"));
    }

    #[test]
    fn a_number_is_corrected_to_a_number_and_a_reference_stays_text() {
        assert_eq!(value("4.7"), CellValue::Number(4.7));
        assert_eq!(value("0123"), CellValue::Text(Arc::from("0123")));
        assert_eq!(value("76%"), CellValue::Text(Arc::from("76%")));
    }
}
