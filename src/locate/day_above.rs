//! A day that stands above a table or in its sheet's name and is meant for every row:
//! a sign-in sheet's.

use super::kinds::is_day;
use super::shown;
use crate::base::cell::CellPos;
use crate::base::text::{fold, tidy};
use crate::read::grid::{CellValue, Grid};

/// The cell above the headings, or the sheet's name, that holds the only day there.
pub(crate) fn day(grid: &Grid, heading_row: u32) -> Option<(CellPos, CellValue)> {
    let mut found: Vec<(CellPos, CellValue)> = grid
        .rows()
        .take_while(|(row, _)| *row < heading_row)
        .flat_map(|(_, cells)| cells)
        .filter_map(|cell| {
            let value = match &cell.value {
                CellValue::Date(_) => Some(cell.value.clone()),
                CellValue::Text(text) => in_words(text).map(|day| text_of(&day)),
                _ => None,
            };
            Some((cell.pos, value?))
        })
        .collect();
    found.dedup_by(|a, b| shown(grid, &a.1, 0) == shown(grid, &b.1, 0));
    match found.as_slice() {
        [only] => Some(only.clone()),
        [] => Some((CellPos::new(0, 0), text_of(&in_words(&grid.name)?))),
        _ => None,
    }
}

fn text_of(text: &str) -> CellValue {
    CellValue::Text(text.into())
}

/// The day that a text names among its words: `Network meeting 18 Nov 2010`.
pub(crate) fn in_words(text: &str) -> Option<String> {
    let tidied = tidy(text);
    let words: Vec<&str> =
        tidied.split([' ', ':', '(', ')', ',']).filter(|word| !word.is_empty()).collect();
    [3, 1].iter().find_map(|length| {
        words.windows(*length).map(|run| run.join(" ")).find(|run| is_day(&fold(run)))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown as tables_shown};
    use super::*;

    #[test]
    fn a_day_is_found_among_the_words_of_a_title() {
        for (text, day) in [
            ("Network meeting 18 Nov 2010", Some("18 Nov 2010")),
            ("Sign-in sheet (10/02/2011)", Some("10/02/2011")),
            ("Meetings 2010/11", None),
            ("Network 3", None),
        ] {
            assert_eq!(in_words(text).as_deref(), day, "{text}");
        }
    }

    #[test]
    fn a_sign_in_sheet_has_its_day_above() {
        let sheet = grid(
            "
Sign-in sheet
Date of meeting | 18 Nov 2010

LLE ID | LLE name | Attended?
LLE001 | Ms A Hill | Y
LLE002 | Mr B Dale | Apologies",
        );
        assert_eq!(
            tables_shown(&located(sheet)),
            ["meetings 4: lle_ref name attended; 2 rows"]
        );
    }
}
