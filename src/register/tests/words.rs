//! Words that no list has.

use super::*;
use crate::register::answers::Correction;
use crate::register::meetings;

/// The registers of sheets with one answer about a word, and how it lapsed.
fn with(cell: &str, was: &str, instead: &str, table: &str) -> (Registers, Findings) {
    let correction = Correction {
        file: String::new(),
        sheet: String::new(),
        cell: cell.to_owned(),
        was: was.to_owned(),
        instead: instead.to_owned(),
        reason: String::new(),
        who: String::new(),
        until: None,
        lapsed: None,
        place: crate::base::cell::Place::default(),
    };
    let answers = Answers { corrections: vec![correction], ..Answers::default() };
    read_with(answers, &[("Sheet1", table, plain)])
}

fn lapse(registers: &Registers) -> Option<String> {
    let answer = registers.answers.corrections.first().unwrap();
    answer.lapsed.as_ref().map(|lapse| lapse.words())
}

const STATUSES: &str = "
Deployment ref | LLE | Client school | Start date | Status | Outcome
DEP-01 | A Hill | Dravby Primary | 06/09/2010 | Ticking over | Splendid
DEP-02 | A Hill | Norby Primary | 06/09/2010 | On ice | Splendid
DEP-03 | B Carr | Harlby Primary | 06/09/2010 | Ticking over | Splendid";

#[test]
fn each_word_of_each_column_is_one_query() {
    let (_, findings) = read(&[("Sheet1", STATUSES, plain)]);
    assert_eq!(
        said(&findings, "DEP-008"),
        [
            "E2 Ticking over is no word of the list for Status. It stands in 2 cells: E2, E4.",
            "F2 Splendid is no word of the list for Outcome. It stands in 3 cells: F2:F4.",
            "E3 On ice is no word of the list for Status.",
        ]
    );
    let of = |cell: &str| {
        findings.iter().find(|finding| finding.place.a1() == cell).unwrap().clone()
    };
    assert_eq!(of("E3").record, "DEP-02");
    assert_eq!(of("E2").more.len(), 1);
}

#[test]
fn a_word_of_more_than_three_sheets_names_three_and_counts_the_rest() {
    let sheets: Vec<(String, String)> = (1..=5)
        .map(|at| (format!("Term {at}"), STATUSES.replace("DEP-0", &format!("DEP-{at}"))))
        .collect();
    let sheets: Vec<(&str, &str, Write)> =
        sheets.iter().map(|(name, table)| (&**name, &**table, plain as Write)).collect();
    let (_, findings) = read(&sheets);
    let says = said(&findings, "DEP-008");
    assert_eq!(says.len(), 3);
    assert_eq!(
        says[2],
        "E3 On ice is no word of the list for Status. It stands in 5 cells: E3; book.xlsx > Term 2 > E3; book.xlsx > Term 3 > E3; 2 more sheets."
    );
}

#[test]
fn an_answer_holds_for_its_own_column_alone() {
    let table = STATUSES.replace("Splendid", "Ticking over");
    let (registers, findings) =
        with("Deployments > status", "ticking over", "active", &table);
    let rows = registers.of(&deployments::SCHEMA);
    let status: Vec<Option<&str>> =
        rows.iter().map(|row| row.choice(&deployments::STATUS)).collect();
    assert_eq!(status, [Some("active"), None, Some("active")]);
    assert_eq!(raws(rows, &deployments::STATUS)[0], "Ticking over");
    let asked = said(&findings, "DEP-008");
    assert!(asked.len() == 2 && asked[0].starts_with("F2 Ticking over"), "{asked:?}");
    assert_eq!(lapse(&registers), None);
}

#[test]
fn a_word_may_mean_nothing() {
    let (registers, findings) = with("Status", "On ice", "blank", STATUSES);
    let asked = said(&findings, "DEP-008");
    assert!(asked.iter().all(|said| !said.contains("On ice")), "{asked:?}");
    assert_eq!(lapse(&registers), None);
}

#[test]
fn an_answer_for_no_column_and_one_for_no_word_say_so() {
    let (registers, _) = with("B-12", "On ice", "active", STATUSES);
    assert!(
        lapse(&registers).unwrap().starts_with("B-12 is neither a cell, as B12, nor")
    );
    let (registers, _) = with("deployments > Start", "On ice", "active", STATUSES);
    assert!(lapse(&registers).unwrap().contains("is neither a cell"));
    let (registers, _) = with("deployments > Status", "", "active", STATUSES);
    assert!(lapse(&registers).unwrap().contains("no word stands under Was"));
}

#[test]
fn a_mark_of_a_register_of_meetings_is_asked_about_once() {
    let table = "
LLE name | 18 Nov 2010 | 3 Feb 2011
Ms Anne Hill | Y | Dialled in
Mr Ben Dale | Dialled in | Y";
    let (_, findings) = read(&[("Network meetings", table, plain)]);
    let asked = said(&findings, "FIL-028");
    assert_eq!(
        asked,
        ["C2 Dialled in is neither yes nor no. It stands in 2 cells: B3, C2."]
    );
    let (registers, findings) = with("meetings > Attended", "dialled in", "yes", table);
    assert!(said(&findings, "FIL-028").is_empty());
    let came = registers.of(&meetings::SCHEMA).iter();
    assert_eq!(came.filter(|row| row.flag(&meetings::ATTENDED) == Some(true)).count(), 4);
}
