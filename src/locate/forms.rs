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
    headed(grid, name, needed)
}

fn headed(grid: &Grid, name: &'static str, needed: &[&str]) -> Option<Form> {
    grid.rows().take(DEPTH).find_map(|(row, cells)| {
        let headings: Vec<(u32, String)> =
            cells.iter().map(|cell| (cell.pos.col, fold(&text(grid, cell)))).collect();
        let has = |wanted: &str| headings.iter().any(|(_, heading)| heading == wanted);
        needed.iter().all(|wanted| has(wanted)).then_some(Form { name, row, headings })
    })
}

/// Whether a workbook is one of answers: none of its sheets is a register.
pub(crate) fn is_form_book(book: &Book) -> bool {
    is_matching(book)
        || book.sheets.iter().filter(|grid| form(grid).is_some()).count() >= 3
}

/// Sheets by which the matching workbook of a pack is known.
const MATCHING: [&str; 4] = ["shortlist", "exclusions", "assignment", "fairness"];

fn is_matching(book: &Book) -> bool {
    MATCHING
        .iter()
        .all(|wanted| book.sheets.iter().any(|grid| fold(&grid.name) == *wanted))
}

/// The sheet Needs of a matching workbook, in which the adviser chooses. A sheet
/// of that name in any other workbook is the register of needs.
pub(crate) fn choices(book: &Book, grid: &Grid) -> Option<Form> {
    (fold(&grid.name) == "needs" && is_matching(book))
        .then(|| headed(grid, "needs", &["urn", "lle chosen"]))
        .flatten()
}

/// A cell's text, tidied.
pub(crate) fn text(grid: &Grid, cell: &Cell) -> String {
    tidy(&super::text_of(grid, cell))
}

/// A sheet of settings: name and value.
pub(crate) fn is_settings(grid: &Grid) -> bool {
    matches!(fold(&grid.name).as_str(), "settings" | "setup")
}
