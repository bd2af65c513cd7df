//! Lists of codes: sheets that say what the codes of other sheets mean.

use super::text_of;
use crate::base::text::fold;
use crate::read::grid::Grid;

/// Headings over the codes, over what they mean, and over the column they stand in.
pub(crate) const CODE: [&str; 4] = ["code", "abbreviation", "key", "short"];
pub(crate) const MEANS: [&str; 7] =
    ["meaning", "means", "description", "label", "stands for", "in full", "value"];
pub(crate) const COLUMN: [&str; 6] =
    ["column", "field", "heading", "variable", "list", "where used"];

/// Rows from the top among which the headings of a list of codes are looked for.
const DEPTH: usize = 6;

/// Whether a sheet has the headings of a list of codes and no others.
pub(super) fn is_list_of_codes(grid: &Grid) -> bool {
    grid.rows().take(DEPTH).any(|(_, cells)| {
        let texts: Vec<String> =
            cells.iter().map(|cell| fold(&text_of(grid, cell))).collect();
        let has = |words: &[&str]| texts.iter().any(|text| words.contains(&&**text));
        let is_one = |text: &String| {
            [&CODE[..], &MEANS, &COLUMN].iter().any(|words| words.contains(&&**text))
        };
        has(&CODE) && has(&MEANS) && texts.iter().all(is_one)
    })
}
