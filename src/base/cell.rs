//! Where something stands: file, sheet, cell.

use std::fmt;
use std::sync::Arc;

/// A cell's place on its sheet, both counted from nought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct CellPos {
    /// Row, from nought; Excel's row 1 is 0.
    pub(crate) row: u32,
    /// Column, from nought; Excel's column A is 0.
    pub(crate) col: u32,
}

impl CellPos {
    /// The cell at this row and column, both counted from nought.
    pub(crate) const fn new(row: u32, col: u32) -> Self {
        Self { row, col }
    }

    /// The cell at this column and row: where it stands once rows are columns.
    pub(crate) const fn turned(self) -> Self {
        Self { row: self.col, col: self.row }
    }

    /// `B12` as a place on a sheet.
    pub(crate) fn parse(a1: &str) -> Option<Self> {
        let letters: String = a1.chars().take_while(char::is_ascii_alphabetic).collect();
        let digits: String = a1.chars().skip(letters.len()).collect();
        if letters.is_empty() || letters.len() > 3 {
            return None;
        }
        let col = letters
            .bytes()
            .try_fold(0u32, |sum, letter| {
                let digit = u32::from(letter.to_ascii_uppercase().checked_sub(b'A')?) + 1;
                sum.checked_mul(26)?.checked_add(digit)
            })?
            .checked_sub(1)?;
        let row = digits.parse::<u32>().ok()?.checked_sub(1)?;
        Some(Self::new(row, col))
    }
}

impl fmt::Display for CellPos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.col), u64::from(self.row) + 1)
    }
}

/// Excel's letters for a column counted from nought: 0 is `A`, 26 is `AA`.
pub(crate) fn column_letters(col: u32) -> String {
    let mut left = u64::from(col) + 1;
    let mut letters = Vec::new();
    while left > 0 {
        let digit = ((left - 1) % 26) as u8;
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// A place that a person can open: a file, perhaps a sheet, perhaps a cell of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Place {
    /// Path relative to the input folder, with forward slashes.
    pub(crate) file: Arc<str>,
    /// Sheet name; empty for csv and for findings about a whole file.
    pub(crate) sheet: Arc<str>,
    /// The cell, where the place is as small as that.
    pub(crate) cell: Option<CellPos>,
}

impl Place {
    /// A whole file.
    pub(crate) fn file(file: &Arc<str>) -> Self {
        Self { file: file.clone(), sheet: Arc::from(""), cell: None }
    }

    /// A whole sheet.
    pub(crate) fn sheet(file: &Arc<str>, sheet: &Arc<str>) -> Self {
        Self { file: file.clone(), sheet: sheet.clone(), cell: None }
    }

    /// One cell.
    pub(crate) fn cell(file: &Arc<str>, sheet: &Arc<str>, cell: CellPos) -> Self {
        Self { file: file.clone(), sheet: sheet.clone(), cell: Some(cell) }
    }

    /// The cell in A1 form, or nothing.
    pub(crate) fn a1(&self) -> String {
        self.cell.map(|cell| cell.to_string()).unwrap_or_default()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if !self.sheet.is_empty() {
            write!(f, " > {}", self.sheet)?;
        }
        if let Some(cell) = self.cell {
            write!(f, " > {cell}")?;
        }
        Ok(())
    }
}

/// One record's row: what an error leaves out of the figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RowPlace {
    /// Path relative to the input folder.
    pub(crate) file: Arc<str>,
    /// Sheet name, empty for csv.
    pub(crate) sheet: Arc<str>,
    /// Row, from nought; of a turned sheet the column.
    pub(crate) row: u32,
    /// The sheet has a column for each record, and a row for each heading.
    pub(crate) is_turned: bool,
    /// Which of several records of one row: the results year and indicator of
    /// a wide row; empty where a row is one record.
    pub(crate) part: Arc<str>,
}

impl RowPlace {
    /// The place of the cell in this row and the given column; of a turned sheet, in
    /// this column and the given row.
    pub(crate) fn at(&self, col: u32) -> Place {
        let pos = CellPos::new(self.row, col);
        let pos = if self.is_turned { pos.turned() } else { pos };
        Place::cell(&self.file, &self.sheet, pos)
    }

    /// As a reader finds it: `row 13`, or `column C` of a turned sheet.
    pub(crate) fn line(&self) -> String {
        if self.is_turned {
            format!("column {}", column_letters(self.row))
        } else {
            format!("row {}", u64::from(self.row) + 1)
        }
    }
}

/// Cells of one sheet in A1 form, runs down a column as ranges, at most six of them.
pub(crate) fn ranges<'a>(places: impl Iterator<Item = &'a Place>) -> String {
    let mut all: Vec<CellPos> = places.filter_map(|place| place.cell).collect();
    all.sort_by_key(|cell| (cell.col, cell.row));
    all.dedup();
    let mut runs: Vec<(CellPos, CellPos)> = Vec::new();
    for cell in all {
        match runs.last_mut() {
            Some((_, last)) if last.col == cell.col && last.row + 1 == cell.row => {
                *last = cell;
            }
            _ => runs.push((cell, cell)),
        }
    }
    let shown: Vec<String> =
        runs.iter()
            .take(6)
            .map(|(first, last)| {
                if first == last { first.to_string() } else { format!("{first}:{last}") }
            })
            .collect();
    let more = runs.len().saturating_sub(shown.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_cells_are_ranges() {
        let place = |row, col| Place {
            file: Arc::from("a.xlsx"),
            sheet: Arc::from("S"),
            cell: Some(CellPos::new(row, col)),
        };
        let places = [place(4, 5), place(5, 5), place(6, 5), place(9, 5), place(0, 0)];
        assert_eq!(ranges(places.iter()), "A1, F5:F7, F10");
    }

    #[test]
    fn a_record_of_a_turned_sheet_is_found_in_its_column() {
        let mut place = RowPlace { row: 23, ..RowPlace::default() };
        assert_eq!((place.at(2).a1(), place.line()), ("C24".into(), "row 24".into()));
        place.is_turned = true;
        assert_eq!((place.at(2).a1(), place.line()), ("X3".into(), "column X".into()));
    }

    #[test]
    fn columns_past_z_take_two_letters() {
        assert_eq!(column_letters(25), "Z");
        assert_eq!(column_letters(26), "AA");
        assert_eq!(column_letters(16383), "XFD");
        assert_eq!(CellPos::new(121, 0).to_string(), "A122");
    }

    #[test]
    fn cells_are_read_back() {
        assert_eq!(CellPos::parse("B12"), Some(CellPos::new(11, 1)));
        assert_eq!(CellPos::parse("AA1"), Some(CellPos::new(0, 26)));
        assert_eq!(CellPos::parse(""), None);
        assert_eq!(CellPos::parse("A0"), None);
    }
}
