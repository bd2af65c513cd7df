//! Lists of codes: sheets that say what the codes of other sheets mean, and lines that
//! say it of their own sheet.

use std::collections::BTreeMap;

use super::text_of;
use crate::base::text::fold;
use crate::read::grid::{CellValue, Grid};

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

/// Most cells of a row that may be a line about the sheet.
const MOST_CELLS: usize = 3;

/// Longest abbreviation, in letters.
const LONGEST: usize = 15;

/// Words before the first abbreviation of a line.
const BEFORE: [&str; 6] = ["key", "codes", "abbreviations", "legend", "note", "notes"];

/// What the lines of a sheet say of its abbreviations, folded:
/// `Key: Elig. = eligible pupils; Act = active, Psd = paused`.
pub(crate) fn said(grid: &Grid) -> BTreeMap<String, String> {
    let mut said = BTreeMap::new();
    for (_, cells) in grid.rows().filter(|(_, cells)| cells.len() <= MOST_CELLS) {
        for cell in cells {
            let CellValue::Text(text) = &cell.value else { continue };
            if text.contains('=') {
                let pairs = pairs(text);
                said.extend(
                    pairs.into_iter().map(|(short, whole)| (fold(&short), whole)),
                );
            }
        }
    }
    said
}

/// The abbreviations of a line with what each means; none where it is only one that no
/// word calls a key.
fn pairs(text: &str) -> Vec<(String, String)> {
    let named = text.split_once(':').filter(|(before, _)| {
        let folded = fold(before);
        BEFORE.iter().any(|word| folded.starts_with(word))
    });
    let is_key = named.is_some();
    let text = named.map_or(text, |(_, rest)| rest);
    let mut pairs: Vec<(String, String)> = Vec::new();
    for piece in text.split([';', ',', '\n']) {
        match (piece.split_once('='), pairs.last_mut()) {
            (Some((short, whole)), _) => {
                pairs.push((short.trim().to_owned(), whole.trim().to_owned()));
            }
            // `(reading, writing, maths)` is no abbreviation.
            (None, Some((_, whole))) => {
                whole.push(',');
                whole.push_str(piece);
            }
            (None, None) => {}
        }
    }
    let has_letters = |text: &str| text.chars().any(char::is_alphabetic);
    pairs.retain(|(short, whole)| {
        (1..=LONGEST).contains(&short.chars().count()) && has_letters(whole)
    });
    if is_key || pairs.len() >= 2 { pairs } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};
    use super::*;

    #[test]
    fn a_line_of_a_sheet_says_what_its_abbreviations_mean() {
        let said = said(&grid(
            "
Key: Elig. = eligible pupils; Act = active, Psd = paused; APS = points (reading, writing)
Total = £36,000
A | B = b | C = c | D = d",
        ));
        let told: Vec<(&str, &str)> =
            said.iter().map(|(short, whole)| (short.as_str(), whole.as_str())).collect();
        assert_eq!(
            told,
            [
                ("act", "active"),
                ("aps", "points (reading, writing)"),
                ("elig", "eligible pupils"),
                ("psd", "paused"),
            ]
        );
    }

    #[test]
    fn a_heading_is_what_the_key_says_where_no_register_knows_it() {
        let tables = located(grid(
            "
Key: Sit. = status; Org. = home school
LLE no. | Name | Org. | Accredited | Sit.
LLE001 | Ms A Hill | Norby Primary | 22/1/2010 | Act
LLE002 | Mr B Dale | Harlby Primary | 22/1/2010 | Psd
LLE003 | Mr C Fell | Dravby Primary | 22/1/2010 | Act",
        ));
        assert_eq!(shown(&tables), ["lles 2: ref name school accredited status; 3 rows"]);
    }
}
