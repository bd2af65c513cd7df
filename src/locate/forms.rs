//! Sheets that the adviser answers in: told by their name and their headings.

use crate::base::text::{fold, tidy};
use crate::read::grid::{Book, Cell, Grid};

/// The sheets of `data-quality.xlsx` that are read back, each with headings
/// that must stand on it: an adviser's own sheet `Findings` is none of them.
const SHEETS: [(&str, &[&str]); 6] = [
    ("findings", &["code", "decision"]),
    ("queries", &["code", "decision"]),
    ("headings", &["heading", "means"]),
    ("names", &["name", "means"]),
    ("corrections", &["cell", "instead"]),
    ("colours", &["mark", "means"]),
];

/// Rows from the top among which the headings stand.
const DEPTH: usize = 30;

/// The heading row of a sheet of answers, with its headings folded, by column.
pub(crate) struct Form {
    /// The sheet's name, folded: `headings`.
    pub(crate) name: &'static str,
    /// Row of the headings.
    pub(crate) row: u32,
    /// Column and folded heading.
    pub(crate) headings: Vec<(u32, String)>,
}

/// Reads a sheet as one of answers, if it is one.
pub(crate) fn form(grid: &Grid) -> Option<Form> {
    let folded = fold(&grid.name);
    let (name, needed) = SHEETS.iter().find(|(name, _)| *name == folded)?;
    grid.rows().take(DEPTH).find_map(|(row, cells)| {
        let headings: Vec<(u32, String)> =
            cells.iter().map(|cell| (cell.pos.col, fold(&text(grid, cell)))).collect();
        let has = |wanted: &str| headings.iter().any(|(_, heading)| heading == wanted);
        needed.iter().all(|wanted| has(wanted)).then_some(Form { name, row, headings })
    })
}

/// Whether a workbook is one of answers: none of its sheets is a register.
pub(crate) fn is_form_book(book: &Book) -> bool {
    book.sheets.iter().filter(|grid| form(grid).is_some()).count() >= 3
}

/// A cell's text, tidied.
pub(crate) fn text(grid: &Grid, cell: &Cell) -> String {
    tidy(&super::shown(grid, &cell.value, cell.style))
}

/// A sheet of settings: name and value.
pub(crate) fn is_settings(grid: &Grid) -> bool {
    matches!(fold(&grid.name).as_str(), "settings" | "setup")
}
