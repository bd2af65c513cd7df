//! A sheet as found: values at their true addresses, with what the format carries.

use std::sync::Arc;

use crate::base::cell::CellPos;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum CellValue {
    /// Text, exactly as stored.
    Text(Arc<str>),
    /// A number that is not a date by its format.
    Number(f64),
    /// A date or time by its number format, as the serial of the 1900 system
    /// (1904 workbooks are already converted).
    Date(f64),
    /// TRUE or FALSE.
    Bool(bool),
    /// `#REF!`, `#DIV/0!` and their kind.
    Error(Arc<str>),
    /// A formula that has no stored result.
    NotCalculated,
}

/// One cell that holds something.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cell {
    /// Where.
    pub(crate) pos: CellPos,
    /// What.
    pub(crate) value: CellValue,
    /// Index into [`Grid::styles`].
    pub(crate) style: u32,
    /// The value is a formula's stored result.
    pub(crate) is_formula: bool,
}

/// What a cell looks like, as far as its format carries it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Style {
    /// Excel number format; empty for General.
    pub(crate) number_format: Arc<str>,
    /// Fill colour, `RRGGBB`.
    pub(crate) fill: Option<Arc<str>>,
    /// Font colour, `RRGGBB`, where it is not the default.
    pub(crate) font_colour: Option<Arc<str>>,
    /// Struck through.
    pub(crate) is_struck: bool,
    /// Bold.
    pub(crate) is_bold: bool,
}

impl Style {
    /// Whether the number format shows a fraction as a percentage: a sign in
    /// quotes, as in `0"%"`, only follows the number.
    pub(crate) fn is_percent(&self) -> bool {
        let mut is_quoted = false;
        let mut letters = self.number_format.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '"' => is_quoted = !is_quoted,
                '\\' if !is_quoted => drop(letters.next()),
                '%' if !is_quoted => return true,
                _ => {}
            }
        }
        false
    }
}

/// A rectangle of cells, ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Area {
    /// Top left.
    pub(crate) first: CellPos,
    /// Bottom right.
    pub(crate) last: CellPos,
}

impl Area {
    /// Whether the cell lies in it.
    pub(crate) fn has(&self, pos: CellPos) -> bool {
        (self.first.row..=self.last.row).contains(&pos.row)
            && (self.first.col..=self.last.col).contains(&pos.col)
    }
}

/// One sheet of one file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    /// Path relative to the input folder, forward slashes.
    pub(crate) file: Arc<str>,
    /// Sheet name; empty for csv.
    pub(crate) name: Arc<str>,
    /// The sheet is hidden.
    pub(crate) is_hidden: bool,
    /// Cells that hold something, by row, then column.
    pub(crate) cells: Vec<Cell>,
    /// Styles that cells refer to; the first is the default.
    pub(crate) styles: Vec<Style>,
    /// Merged ranges.
    pub(crate) merges: Vec<Area>,
    /// Hidden rows, ascending.
    pub(crate) hidden_rows: Vec<u32>,
    /// Hidden columns, ascending.
    pub(crate) hidden_cols: Vec<u32>,
    /// A filter is set on the sheet.
    pub(crate) has_filter: bool,
    /// Cell notes (comments): internal.
    pub(crate) notes: Vec<(CellPos, Arc<str>)>,
    /// Column widths in characters, where set.
    pub(crate) widths: Vec<(u32, f64)>,
}

impl Grid {
    /// The cells of one row, by column.
    pub(crate) fn row(&self, row: u32) -> &[Cell] {
        let start = self.cells.partition_point(|cell| cell.pos.row < row);
        let end = self.cells.partition_point(|cell| cell.pos.row <= row);
        self.cells.get(start..end).unwrap_or(&[])
    }

    /// The cell at a place, if it holds something.
    pub(crate) fn cell(&self, pos: CellPos) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&pos, |cell| cell.pos).ok()?;
        self.cells.get(at)
    }

    /// A cell's style.
    pub(crate) fn style(&self, cell: &Cell) -> Option<&Style> {
        self.styles.get(cell.style as usize)
    }

    /// Rows that hold something, ascending, each with its cells.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (u32, &[Cell])> {
        self.cells
            .chunk_by(|a, b| a.pos.row == b.pos.row)
            .filter_map(|row| row.first().map(|first| (first.pos.row, row)))
    }

    /// The last row and column that hold something.
    pub(crate) fn extent(&self) -> Option<CellPos> {
        let row = self.cells.last()?.pos.row;
        let col = self.cells.iter().map(|cell| cell.pos.col).max()?;
        Some(CellPos::new(row, col))
    }
}

/// One file that was opened.
#[derive(Clone, Debug, Default)]
pub(crate) struct Book {
    /// Path relative to the input folder, forward slashes.
    pub(crate) file: Arc<str>,
    /// SHA-256 of its bytes, in hexadecimal.
    pub(crate) sha256: String,
    /// What it is by its content: `xlsx`, `xlsm`, `xlsb`, `xls`, `ods`, `csv`.
    pub(crate) kind: &'static str,
    /// `modified` of the document's own properties, ISO form.
    pub(crate) modified: Option<String>,
    /// Its sheets, in the workbook's order. Chart sheets are not here.
    pub(crate) sheets: Vec<Grid>,
}

/// What reading a folder gives.
#[derive(Debug, Default)]
pub(crate) struct Folder {
    /// Files that were opened, by path.
    pub(crate) books: Vec<Book>,
    /// Files that were seen but not opened as a workbook (lock files, other
    /// kinds, corrupt ones), with their hash where it could be taken. Each has
    /// its finding.
    pub(crate) passed_over: Vec<PassedOver>,
    /// The folder holds nothing of its own: the example was read instead.
    pub(crate) is_example: bool,
}

/// A file that was not read.
#[derive(Clone, Debug)]
pub(crate) struct PassedOver {
    /// Path relative to the input folder.
    pub(crate) file: Arc<str>,
    /// SHA-256, where it could be read.
    pub(crate) sha256: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percent_sign_in_quotes_does_not_make_a_percentage() {
        let is_percent = |format: &str| {
            Style { number_format: Arc::from(format), ..Style::default() }.is_percent()
        };
        assert!(is_percent("0%"));
        assert!(is_percent("\"c. \"0.0%"));
        assert!(!is_percent("0\"%\""));
        assert!(!is_percent("0\\%"));
        assert!(!is_percent("0.00"));
    }
}
