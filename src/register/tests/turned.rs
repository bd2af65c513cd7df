//! Surveys with a column for each reply: every place is the cell on the sheet.

use super::super::answers::{Answers, Correction};
use super::super::record::Value;
use super::super::{comments, surveys};
use super::{plain, raws, read, read_with, said};
use crate::base::cell::Place;
use rust_xlsxwriter::Format;

const TURNED: &str = "
Survey of heads, June 2011: a column for each reply
 |
Reply no. | C01 | C02 | C03 | C04 | C02
Sent out | 6/6/2011 | 6/6/2011 | 6/6/2011 | 6/6/2011 | 6/6/2011
Came back | 17/6/2011 | 18.6.11 | | soon | 21 June 2011
1. Satisfied with the service | Agree | Strongly agree | | Neither | Agree
2. It was collaborative | Agree | Agree | | Mostly | Agree
Comments | It went well for us. | | | The start was late. |
Happy to be quoted? | Yes | | | No |";

#[test]
fn the_cells_of_a_turned_survey_are_told_as_they_stand() {
    let (registers, findings) = read(&[("Survey heads", TURNED, plain)]);
    let rows = registers.of(&surveys::SCHEMA);
    assert_eq!(raws(rows, &surveys::RESPONDENT), ["C01", "C02", "C03", "C04", "C02"]);
    let second = rows.last().unwrap();
    assert_eq!(second.cell(&surveys::RESPONDENT).a1(), "F3");
    assert_eq!(second.place.line(), "column F");
    let answers: Vec<usize> = rows
        .iter()
        .map(|row| {
            row.extras.iter().filter(|one| matches!(one.value, Value::Number(_))).count()
        })
        .collect();
    assert_eq!(answers, [2, 2, 0, 1, 2]);
    assert_eq!(
        said(&findings, "SUR-002"),
        ["E7 Mostly is no answer on the scale; it is not counted."]
    );
    let odd: Vec<String> = said(&findings, "FIL-020");
    assert_eq!(odd.len(), 1, "{odd:?}");
    assert!(odd[0].starts_with("E5 "), "{odd:?}");
    let remarks = registers.of(&comments::SCHEMA);
    let said: Vec<(String, Option<&str>)> = remarks
        .iter()
        .map(|one| (one.cell(&comments::TEXT).a1(), one.choice(&comments::CONSENT)))
        .collect();
    assert_eq!(said.len(), 2);
    assert_eq!(said[0].0, "B8");
    assert_eq!(said[1], ("E8".to_owned(), Some("no")));
    let sheet = &registers.sheets[0];
    assert_eq!((sheet.heading_row, sheet.rows_read), (Some(3), 5));
    let headings: Vec<String> =
        registers.recognised.iter().map(|one| one.place.a1()).collect();
    assert_eq!(headings, ["A3", "A4", "A5", "A8", "A9", "A6", "A7"]);
}

#[test]
fn a_day_merged_over_all_replies_is_read_for_each() {
    let text =
        TURNED.replace(" | 6/6/2011 | 6/6/2011 | 6/6/2011 | 6/6/2011 |", " | | | | |");
    let (registers, findings) = read(&[("Survey heads", &text, |sheet| {
        sheet.merge_range(3, 1, 3, 5, "6/6/2011", &Format::new()).map(drop)
    })]);
    assert_eq!(raws(registers.of(&surveys::SCHEMA), &surveys::INVITED), ["6/6/2011"; 5]);
    assert_eq!(
        said(&findings, "FIL-012"),
        ["B4 Columns B to F of row 4 are merged; 6/6/2011 was read for each of them."]
    );
}

#[test]
fn a_cell_of_a_turned_survey_is_corrected_where_it_stands() {
    let answers = Answers {
        corrections: vec![Correction {
            file: "book.xlsx".to_owned(),
            sheet: "Survey heads".to_owned(),
            cell: "E7".to_owned(),
            was: "Mostly".to_owned(),
            instead: "Agree".to_owned(),
            reason: String::new(),
            who: String::new(),
            until: None,
            lapsed: None,
            place: Place::default(),
        }],
        ..Answers::default()
    };
    let (registers, findings) = read_with(answers, &[("Survey heads", TURNED, plain)]);
    assert_eq!(registers.answers.corrections[0].lapsed, None);
    assert!(said(&findings, "SUR-002").is_empty());
}
