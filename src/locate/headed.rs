//! Headings that stand again among the records, in other words: a list that was pasted
//! below one of the same columns.

use super::schema::{Kind, Schema};
use super::table::{Heading, NotARecord, Table};
use super::text_at;
use super::vocabulary::Words;
use crate::base::cell::CellPos;
use crate::base::text::fold;
use crate::read::grid::{CellValue, Grid};

/// Fewest cells of a row that are headings of the columns they stand under.
const FEWEST: usize = 3;

/// Takes the rows out of the records in which most of the cells under a heading are
/// another heading of that column.
pub(super) fn again(grid: &Grid, table: &mut Table, words: &[Words]) {
    let is_own = |words: &&Words| std::ptr::eq::<Schema>(words.schema, table.schema);
    let Some(words) = words.iter().find(is_own) else { return };
    let text = |row: u32, heading: &Heading| {
        text_at(grid, CellPos::new(row, heading.col)).map(|text| fold(&text))
    };
    // Where a record has a figure, headings have none.
    let figures: Vec<u32> = table
        .headings
        .iter()
        .filter(|heading| {
            !matches!(
                heading.column.kind,
                Kind::Text | Kind::Prose | Kind::Person | Kind::School | Kind::Choice(_)
            )
        })
        .map(|heading| heading.col)
        .take(FEWEST)
        .collect();
    let has_figure = |row: u32| {
        figures.iter().any(|col| {
            let cell = grid.cell(CellPos::new(row, *col));
            cell.is_some_and(|cell| match &cell.value {
                CellValue::Text(text) => text.bytes().any(|c| c.is_ascii_digit()),
                _ => true,
            })
        })
    };
    let is_headed = |row: &u32| {
        if has_figure(*row) {
            return false;
        }
        let texts = table.headings.iter().filter_map(|one| Some((one, text(*row, one)?)));
        let (mut filled, mut headed) = (0, 0);
        for (heading, text) in texts {
            filled += 1;
            headed += usize::from(words.column(&text) == Some(heading.column));
        }
        headed >= FEWEST && headed * 10 >= filled * 6
    };
    let headed: Vec<u32> = table.rows.iter().copied().filter(is_headed).collect();
    if headed.is_empty() {
        return;
    }
    table.rows.retain(|row| headed.binary_search(row).is_err());
    table.others.extend(headed.into_iter().map(|row| (row, NotARecord::RepeatedHeading)));
    table.others.sort_by_key(|(row, _)| *row);
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};

    #[test]
    fn headings_in_other_words_between_the_records_are_no_record() {
        let survey = located(grid(
            "
Respondent | Respondent type | Invited | Responded | Overall I am satisfied | It was a collaboration | Consent to quote
R1 | Client | 1/6/2011 | 6/6/2011 | Agree | Strongly agree | No
R2 | Client | 1/6/2011 | 7/6/2011 | Agree | Agree | No
Reply no | Respondent group | Date invited | Date returned | I am satisfied overall | The work was collaborative | May we quote you?
R3 | LLE | 1/6/2011 | 9/6/2011 | Neither | Agree | Yes
R4 | LLE | 1/6/2011 | 10/6/2011 | Agree | Agree | Yes",
        ));
        assert_eq!(
            shown(&survey),
            ["surveys 1: respondent group invited responded consent; 4 rows"]
        );
    }

    #[test]
    fn a_record_that_has_a_word_of_a_heading_stays_one() {
        let lles = located(grid(
            "
LLE ref | Headteacher | School | Phase | Status | Start
LLE001 | Ms R Gathercole | Croscombe Primary | Primary | Active | 22/1/2010
LLE002 | Headteacher | School | Primary | Active | 18/3/2011",
        ));
        assert!(shown(&lles)[0].ends_with("2 rows"), "{:?}", shown(&lles));
    }
}
