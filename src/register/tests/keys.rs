//! What an adviser says once for many cells: lists of codes, ledger codes, a question
//! for each row, ages in one cell.

use super::*;
use crate::register::{schools, spend, surveys};

#[test]
fn letters_are_read_by_the_advisers_list_of_codes() {
    let leaders = "
LLE no | Headteacher | School | Accredited | status_code
LLE001 | Ms A Hill | Norby Primary | 22/01/2010 | A
LLE002 | Mr B Dale | Harlby Primary | 22/01/2010 | P
LLE003 | Mr C Fell | Dravby Primary | 22/01/2010 | Q";
    let codes = "
table | column | code | meaning
dim_lle | status_code | A | Active
dim_lle | status_code | P | Paused
fact_visit | rag | A | Amber";
    let (registers, _) = read(&[("LLEs", leaders, plain), ("codes", codes, plain)]);
    let status: Vec<Option<&str>> = registers
        .of(&lles::SCHEMA)
        .iter()
        .map(|record| record.choice(&lles::STATUS))
        .collect();
    assert_eq!(status, [Some("active"), Some("paused"), None]);
}

#[test]
fn a_list_of_codes_may_call_its_column_by_the_register_it_is_of() {
    let leaders = "
LleId | LleName | HomeSchoolName | AccreditationDate | StatusCode
LLE001 | Ms A Hill | Norby Primary | 22/01/2010 | A
LLE002 | Mr B Dale | Harlby Primary | 22/01/2010 | X";
    let codes = "
field | code | meaning
lle_status | A | Active
lle_status | X | Retired
rag | A | Amber";
    let (registers, _) = read(&[("lle", leaders, plain), ("code_key", codes, plain)]);
    let status: Vec<Option<&str>> = registers
        .of(&lles::SCHEMA)
        .iter()
        .map(|record| record.choice(&lles::STATUS))
        .collect();
    assert_eq!(status, [Some("active"), Some("retired")]);
}

#[test]
fn spending_under_a_cost_centre_is_of_the_budget_line_that_has_it() {
    let budget = "
Cost centre | Budget line | Approved | Decision ref
LL101 | LLE days | 36000 | SF/11/04
LL210 | Training | 6000 | SF/11/04";
    let ledger = "
Cost centre | Date | Net amount | Gross amount | Status
LL210 | 14/07/2011 | 640 | 640 | Paid
LL999 | 14/07/2011 | 10 | 10 | Paid";
    let (registers, _) = read(&[("Budget", budget, plain), ("Spend", ledger, plain)]);
    let lines: Vec<Option<&str>> =
        registers.of(&spend::SCHEMA).iter().map(|row| row.text(&spend::LINE)).collect();
    assert_eq!(lines, [Some("Training"), Some("LL999")]);
}

#[test]
fn answers_in_rows_of_their_own_are_one_reply() {
    let table = "
respondent_id | respondent_group | wave | question_no | question_text | response
C01 | client | 2011-06 | 1 | Overall I am satisfied with the service | Strongly agree
C01 | client | 2011-06 | 2 | The support was collaborative | Disagree
C02 | client | 2011-06 | 1 | Overall I am satisfied with the service | Agree
C02 | client | 2011-06 | 2 | The support was collaborative | Agree
C02 | client | 2011-06 | 2 | The support was collaborative | Disagree";
    let (registers, _) = read(&[("answers", table, plain)]);
    let replies: Vec<String> = registers
        .of(&surveys::SCHEMA)
        .iter()
        .map(|record| {
            let answers = record.extras.iter().map(|extra| match extra.value {
                Value::Number(score) => format!("{} {score}", extra.key),
                _ => extra.key.clone(),
            });
            format!(
                "{}: {}",
                record.raw(&surveys::RESPONDENT),
                answers.collect::<Vec<_>>().join(", ")
            )
        })
        .collect();
    assert_eq!(
        replies,
        ["C01: SAT 5, COLLAB 2", "C02: SAT 4, COLLAB 4", "C02: COLLAB 2"]
    );
}

#[test]
fn ages_in_one_cell_are_the_lowest_and_the_highest() {
    let table = "
URN | School name | Phase | Age range
120901 | Norby Infants | Primary | 4-7
120902 | Harlby Primary | Primary | 4 to 11
120903 | Dravby Primary | Primary | all";
    let (registers, _) = read(&[("School list", table, plain)]);
    let ages: Vec<(Option<f64>, Option<f64>)> = registers
        .of(&schools::SCHEMA)
        .iter()
        .map(|row| (row.number(&schools::LOW_AGE), row.number(&schools::HIGH_AGE)))
        .collect();
    assert_eq!(ages, [(Some(4.0), Some(7.0)), (Some(4.0), Some(11.0)), (None, None)]);
}

#[test]
fn numbered_statements_have_the_words_that_stand_above() {
    let table = "
5 = strongly agree, 1 = strongly disagree
Statement 1: I am satisfied with the service overall
Statement 2: The support was collaborative

Form | Came back | Statement 1 | Statement 2 | Remarks
C01 | 17.6.11 | 5 | 2 | Good
C02 | 18.6.11 | 4 | 4 |";
    let (registers, _) = read(&[("Heads say", table, plain)]);
    let first = &registers.of(&surveys::SCHEMA)[0];
    let answers: Vec<(&str, &Value)> =
        first.extras.iter().map(|extra| (extra.key.as_str(), &extra.value)).collect();
    assert_eq!(answers, [("SAT", &Value::Number(5.0)), ("COLLAB", &Value::Number(2.0))]);
}

#[test]
fn numbered_questions_have_the_words_of_the_list_in_the_same_workbook() {
    let table = "
Form No | Group | Returned | Q1 | Q2 | Free text
C01 | Client | 17/06/2011 | SA | D | Good
C02 | Client | 18/06/2011 | A | A |
C03 | Client | 18/06/2011 | A | A |";
    let list = "
No | Wording
Q1 | I am satisfied with the service overall
Q2 | It has made a difference in my own school";
    let (registers, _) = read(&[("Replies", table, plain), ("Questions", list, plain)]);
    let first = &registers.of(&surveys::SCHEMA)[0];
    let keys: Vec<&str> = first.extras.iter().map(|extra| extra.key.as_str()).collect();
    assert_eq!(keys, ["SAT", "IMPACT"]);
}

#[test]
fn marks_among_the_days_of_meetings_that_say_no_day_are_asked_about() {
    let who = "
LLE no | Headteacher | 18/11/2010 | Blibber | 16/06/2011 | Car
LLE001 | Ms A Hill | Attended | Attended | Apologies | Red
LLE002 | Mr B Dale | Apologies | Attended | Attended | Blue
LLE003 | Mr C Fell | Attended | Apologies | Attended | Red";
    let (_, findings) = read(&[("Network meetings", who, plain)]);
    let asked: Vec<String> = findings
        .iter()
        .filter(|one| one.severity == crate::base::finding::Severity::Query)
        .filter(|one| *one.code == *"FIL-011")
        .map(|one| format!("{} {}", one.place.a1(), one.message))
        .collect();
    assert_eq!(
        asked,
        ["D1 Blibber stands over marks among the days of meetings and says no day."]
    );
}
