//! Lists of schools as they are downloaded, read from the files themselves.

use super::*;
use crate::base::reason::Missing;
use crate::register::record::{Record, Value};
use crate::register::{school_links, schools};

/// The registers of one folder of downloads.
fn downloaded(folder: &str) -> (Registers, Findings) {
    fixture(&format!("downloads/{folder}"))
}

fn shown(records: &[Record], keys: &[&str]) -> Vec<String> {
    let cell = |record: &Record, key: &str| match record.field_of(key).map(|f| &f.value) {
        None => "none".to_owned(),
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Choice(word)) => (*word).to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Date(day)) => day.to_string(),
        Some(Value::Missing(_)) => "-".to_owned(),
        Some(value) => format!("{value:?}"),
    };
    let line =
        |record| keys.iter().map(|key| cell(record, key)).collect::<Vec<_>>().join(" | ");
    records.iter().map(line).collect()
}

fn asked(findings: &Findings) -> Vec<String> {
    findings
        .iter()
        .filter(|finding| finding.severity >= crate::base::finding::Severity::Query)
        .map(|finding| format!("{} {}", finding.code, finding.place))
        .collect()
}

/// Headings that were taken for what they are only like.
fn guessed(registers: &Registers) -> Vec<String> {
    registers
        .recognised
        .iter()
        .filter(|one| one.because.starts_with("near"))
        .map(|one| format!("{} {:?}", one.heading, one.column))
        .collect()
}

const LIST: [&str; 12] = [
    "urn",
    "la_code",
    "estab",
    "name",
    "kind",
    "status",
    "phase",
    "open",
    "close",
    "town",
    "ofsted",
    "ofsted_date",
];

#[test]
fn the_list_and_the_links_of_schools_are_read_as_downloaded() {
    let (registers, findings) = downloaded("gias");
    assert_eq!(
        shown(registers.of(&schools::SCHEMA), &LIST),
        [
            "180001 | 926 | 2001 | Alder Primary School | Community school | Open | primary | - | - | Norby | Good | 2019-01-23",
            "180002 | 926 | 2002 | Birch CofE Primary - Café School | Voluntary controlled school | Open | primary | - | - | Norby | Good | 2019-01-23",
            "180003 | 926 | 2003 | Cedar School | Community school | Closed | primary | - | 2016-08-31 | Norby | - | 2019-01-23",
            "186003 | 926 | 2003 | Cedar Academy | Academy converter | Open | primary | 2016-09-01 | - | Norby | Good | 2019-01-23",
            "180004 | 926 | 7003 | Elm School | Community special school | Open | 16 plus | - | - | Norby | Outstanding | 2019-01-23",
        ]
    );
    let links = ["urn", "link_urn", "link_name", "link_kind", "since"];
    assert_eq!(
        shown(registers.of(&school_links::SCHEMA), &links),
        [
            "180003 | 186003 | Cedar Academy | Successor | 2016-09-01",
            "186003 | 180003 | Cedar School | Predecessor | 2016-09-01",
            "180001 | 180050 | Alder Sixth | Sixth Form Centre Link | -",
        ]
    );
    assert_eq!(asked(&findings), Vec::<String>::new());
}

#[test]
fn the_list_of_schools_of_earlier_years_is_read_in_any_order_of_columns() {
    let (registers, findings) = downloaded("edubase_2015");
    assert_eq!(
        shown(registers.of(&schools::SCHEMA), &LIST),
        [
            "180001 | 926 | 2001 | Alder Primary School | Community School | Open | primary | - | - | Norby | none | 2013-01-23",
            "180002 | 926 | 2002 | Birch CofE Primary - Café School | Voluntary Controlled School | Open | primary | - | - | Norby | none | 2013-01-23",
            "180003 | 926 | 2003 | Cedar School | Community School | Closed | primary | - | 2011-08-31 | Norby | none | 2013-01-23",
            "186003 | 926 | 2003 | Cedar Academy | Academy Converter | Open | primary | 2011-09-01 | - | Norby | none | 2013-01-23",
        ]
    );
    assert_eq!(guessed(&registers), Vec::<String>::new());
    // Who heads a school is not taken from a public list.
    let heads = registers.of(&schools::SCHEMA).iter();
    assert!(heads.filter_map(|record| record.field_of("head")).next().is_none());
    assert_eq!(asked(&findings), Vec::<String>::new());
}

/// Acorn Free School, with three pupils, in the list of April 2015.
#[test]
fn a_few_pupils_are_hidden_in_a_published_list_and_a_question_in_ones_own() {
    let told = |heading: &str| {
        let text = format!(
            "URN | EstablishmentNumber | EstablishmentName | LA (code) | {heading}
             139774 | 4000 | Acorn Free School | 881 | x
             139775 | 4001 | Norby School | 881 | 120"
        );
        let (registers, findings) = super::read(&[("Schools", &text, plain)]);
        let list = registers.of(&schools::SCHEMA);
        let roll = list[0].field(&schools::ROLL).map(|field| field.value.clone());
        (roll, asked(&findings).len())
    };
    let hidden = Some(Value::Missing(Missing::Suppressed));
    assert_eq!(told("NumberOfPupils"), (hidden, 0));
    let unknown = Some(Value::Missing(Missing::NoResult));
    assert_eq!(told("Number on roll"), (unknown, 1));
}

#[test]
fn results_of_a_search_for_schools_are_a_list_of_schools() {
    let (registers, findings) = downloaded("gias_search");
    assert!(registers.results.is_empty());
    assert_eq!(guessed(&registers), Vec::<String>::new());
    let (list, _) = downloaded("gias");
    assert_eq!(guessed(&list), Vec::<String>::new());
    let expected = shown(list.of(&schools::SCHEMA), &LIST);
    assert_eq!(shown(registers.of(&schools::SCHEMA), &LIST), expected);
    assert_eq!(asked(&findings), Vec::<String>::new());
}

#[test]
fn inspection_lists_of_every_framework_give_the_graded_inspection() {
    let keys =
        ["urn", "dfe", "name", "la_name", "phase", "roll", "ofsted", "ofsted_date"];
    let of = |folder: &str| {
        let (registers, findings) = downloaded(folder);
        assert_eq!(asked(&findings), Vec::<String>::new(), "{folder}");
        assert_eq!(guessed(&registers), Vec::<String>::new(), "{folder}");
        shown(registers.of(&schools::SCHEMA), &keys)
    };
    let school = |rest: [&str; 3]| {
        let [first, second, third] = rest;
        [
            format!(
                "180001 | 926/2001 | Alder Primary School | Norfolk | primary | {first}"
            ),
            format!(
                "180002 | 926/2002 | Birch CofE Primary School | Norfolk | primary | {second}"
            ),
            format!("186003 | 926/2003 | Cedar Academy | Norfolk | primary | {third}"),
        ]
    };
    assert_eq!(
        of("ofsted_2014"),
        school(["none | 2 | 2013-03-15", "none | - | -", "none | 3 | 2011-10-02"])
    );
    assert_eq!(
        of("ofsted_2016"),
        school(["210 | 2 | 2016-03-15", "210 | - | -", "210 | 3 | 2015-10-02"])
    );
    // From September 2024 schools have no overall grade.
    assert_eq!(
        of("ofsted_2024"),
        school(["210 | 2 | 2022-03-15", "210 | - | -", "210 | Not judged | 2024-11-12"])
    );
    // The second school has a report card, which gives no grade.
    assert_eq!(
        of("ofsted_2026"),
        school(["210 | 2 | 2022-03-15", "210 | - | -", "210 | Not judged | 2024-11-12"])
    );
}
