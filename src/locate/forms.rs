//! Workbooks of an earlier pack that were saved into the input with answers in
//! them: their sheets are no registers.

use crate::base::text::fold;
use crate::read::grid::Grid;

/// One of our own workbooks.
struct Form {
    /// The sheets by which it is known, folded.
    known_by: &'static [&'static str],
    /// All its sheets.
    sheets: &'static [&'static str],
}

const DATA_QUALITY: Form = Form {
    known_by: &["findings", "queries"],
    sheets: &["start here", "sheets read", "colours notes hidden", "not run"],
};

const MATCHING: Form = Form {
    known_by: &["shortlist", "exclusions", "assignment", "fairness"],
    sheets: &[
        "readme",
        "needs",
        "shortlist",
        "exclusions",
        "assignment",
        "fairness",
        "capacity",
        "log",
    ],
};

impl Form {
    fn is(&self, book: &[Grid]) -> bool {
        self.known_by
            .iter()
            .all(|wanted| book.iter().any(|grid| fold(&grid.name) == *wanted))
    }
}

/// Whether a workbook is one of ours.
pub(crate) fn is_form(book: &[Grid]) -> bool {
    DATA_QUALITY.is(book) || MATCHING.is(book)
}

/// Whether a workbook is the matching workbook of a pack.
pub(crate) fn is_matching(book: &[Grid]) -> bool {
    MATCHING.is(book)
}

/// Whether a sheet of this workbook belongs to the form that the workbook is.
pub(super) fn is_of_form(book: &[Grid], sheet: &Grid) -> bool {
    [DATA_QUALITY, MATCHING]
        .iter()
        .any(|form| form.is(book) && form.sheets.contains(&fold(&sheet.name).as_str()))
}
