//! Surveys as the makers of questionnaires export them.

use super::*;
use crate::register::{comments, surveys};

/// Each reply in words: who, their answers by item, whether they may be quoted.
fn replies(registers: &Registers) -> Vec<String> {
    let line = |record: &Record| {
        let group = record.choice(&surveys::GROUP).unwrap_or("none");
        let items = record.extras.iter().map(|extra| match &extra.value {
            Value::Number(points) => format!("{} {points}", extra.key),
            Value::Missing(_) => format!("{} -", extra.key),
            value => format!("{} {value:?}", extra.key),
        });
        let items: Vec<String> = items.collect();
        let consent = record.choice(&surveys::CONSENT).unwrap_or("none");
        format!("{group}: {}; quote {consent}", items.join(", "))
    };
    registers.of(&surveys::SCHEMA).iter().map(line).collect()
}

fn export(name: &str, table: &str) -> (Registers, Vec<String>) {
    let (registers, findings) = read(&[(name, table, plain)]);
    let asked = findings
        .iter()
        .filter(|finding| finding.severity >= Severity::Query)
        .map(|finding| format!("{} {}", finding.code, finding.message))
        .collect();
    (registers, asked)
}

#[test]
fn who_answered_stands_over_response_as_the_questions_do() {
    let (registers, asked) = export(
        "LLE survey June 2011",
        "Respondent ID | Collector ID | Start Date | End Date | IP Address | Email Address | First Name | Last Name | Custom Data 1 | Are you a client headteacher or an LLE? | To what extent do you agree? | | | Please add any comments | May we quote your comments anonymously?
         | | | | | | | | | Response | I am satisfied with the LLE service | The support was collaborative | The support met my expectations | Open-Ended Response | Response
         1001 | 500 | 06/06/2011 09:12 | 06/06/2011 09:20 | | | | | | Client headteacher | Strongly agree | Agree | Agree | Very helpful indeed it was. | Yes
         1002 | 500 | 07/06/2011 09:12 | 07/06/2011 09:20 | | | | | | LLE | Agree | Agree | Disagree | | No
         1003 | 500 | 08/06/2011 09:12 | 08/06/2011 09:20 | | | | | | Client headteacher | Disagree | | Agree | Time was rather short. | Yes",
    );
    assert_eq!(
        replies(&registers),
        [
            "clients: SAT 5, COLLAB 4, EXPECT 4; quote yes",
            "lle: SAT 4, COLLAB 4, EXPECT 2; quote no",
            "clients: SAT 2, COLLAB -, EXPECT 4; quote yes",
        ]
    );
    assert_eq!(
        raws(registers.of(&comments::SCHEMA), &comments::TEXT),
        ["Very helpful indeed it was.", "Time was rather short."]
    );
    assert_eq!(asked, Vec::<String>::new());
}

#[test]
fn a_column_for_each_answer_is_one_question() {
    let (registers, asked) = export(
        "Survey export",
        "Respondent ID | End Date | Your role | I am satisfied with the LLE service | | | | | The support was collaborative | | | |
         | | Response | Strongly disagree | Disagree | Neither agree nor disagree | Agree | Strongly agree | Strongly disagree | Disagree | Neither agree nor disagree | Agree | Strongly agree
         1001 | 06/06/2011 | Client headteacher | | | | | Strongly agree | | | | Agree |
         1002 | 07/06/2011 | LLE | | | | Agree | | x | | | |
         1003 | 08/06/2011 | Client headteacher | | Disagree | | | | | | | |",
    );
    assert_eq!(
        replies(&registers),
        [
            "clients: SAT 5, COLLAB 4; quote none",
            "lle: SAT 4, COLLAB 1; quote none",
            "clients: SAT 2, COLLAB -; quote none",
        ]
    );
    assert_eq!(asked, Vec::<String>::new());
}

#[test]
fn one_heading_row_of_other_makers_is_read_with_its_times_and_grids() {
    let (registers, asked) = export(
        "Sheet1",
        "ID | Start time | Completion time | Email | Name | Your role | I am satisfied with the LLE service. | The support was collaborative. | Is there anything else you would like to tell us? | May we quote you anonymously?
         1 | 06/06/2011 09:12 | 06/06/2011 09:20 | anonymous | | Client headteacher | Strongly agree | Agree | Very helpful indeed it was. | Yes
         2 | 07/06/2011 09:12 | 07/06/2011 09:20 | anonymous | | LLE | Agree | Agree | | No
         3 | 08/06/2011 09:12 | 08/06/2011 09:20 | anonymous | | Client headteacher | Disagree | Agree | Time was rather short. | Yes",
    );
    let expected = [
        "clients: SAT 5, COLLAB 4; quote yes",
        "lle: SAT 4, COLLAB 4; quote no",
        "clients: SAT 2, COLLAB 4; quote yes",
    ];
    assert_eq!(replies(&registers), expected);
    assert_eq!(asked, Vec::<String>::new());
    let (registers, asked) = export(
        "Form responses 1",
        "Timestamp | Email address | I am a: | How far do you agree? [I am satisfied with the LLE service] | How far do you agree? [The support was collaborative] | Any other comments? | Can we quote you?
         2011/06/06 9:12:00 AM GMT+1 | | Client headteacher | Strongly agree | Agree | Very helpful indeed it was. | Yes
         2011/06/07 9:12:00 AM GMT+1 | | LLE | Agree | Agree | | No
         2011/06/08 9:12:00 AM GMT+1 | | Client headteacher | Disagree | Agree | Time was rather short. | Yes",
    );
    assert_eq!(replies(&registers), expected);
    assert_eq!(asked, Vec::<String>::new());
    let days = registers
        .of(&surveys::SCHEMA)
        .iter()
        .filter_map(|record| record.date(&surveys::RESPONDED))
        .map(|day| day.to_string());
    assert_eq!(days.collect::<Vec<_>>(), ["2011-06-06", "2011-06-07", "2011-06-08"]);
}
