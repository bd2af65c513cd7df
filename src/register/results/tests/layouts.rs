//! Lists of schools as they are downloaded, and sheets of results in odd dress.

use super::tables::turned;
use super::*;
use crate::register::record::Value;

#[test]
fn a_hidden_percentage_of_a_school_list_is_no_fault_and_no_number() {
    let text = "
        URN|EstablishmentName|PhaseOfEducation (name)|NumberOfPupils|PercentageFSM
        120001|Alder School|Primary|200|12.5
        120002|Birch School|Primary|40|x
        120003|Cedar School|Primary|35|SUPP";
    let keys = ["urn", "fsm"];
    assert_eq!(
        records("schools", "edubasealldata20180901.csv", text, &keys),
        lines(
            "
            120001 | Number(12.5)
            120002 | Missing(Suppressed)
            120003 | Missing(Suppressed)
            "
        )
    );
    let (_, findings) = read(vec![sheet("edubasealldata20180901.csv", "", text)]);
    assert_eq!(found(&findings), "");
}

#[test]
fn links_of_schools_are_read_as_they_are_downloaded() {
    let text = "
        URN|LinkURN|LinkName|LinkType|LinkEstablishedDate
        120001|140001|Alder Academy|Successor|31/08/2014
        140001|120001|Alder School|Predecessor|31/08/2014";
    let keys = ["urn", "link_urn", "link_name", "link_kind", "since"];
    assert_eq!(
        records("school_links", "links_edubasealldata20180901.csv", text, &keys),
        lines(
            "
            120001 | 140001 | Alder Academy | Successor | Date(2014-08-31)
            140001 | 120001 | Alder School | Predecessor | Date(2014-08-31)
            "
        )
    );
}

/// Records of a register in words: the values of these columns.
fn records(register: &'static str, file: &str, text: &str, keys: &[&str]) -> String {
    let tell = |text: &str| {
        let (registers, _) = read(vec![sheet(file, "", text)]);
        let rows = registers.rows.get(register).map_or(&[][..], Vec::as_slice);
        rows.iter()
            .map(|row| {
                keys.iter()
                    .map(|key| match row.field_of(key).map(|field| &field.value) {
                        None => "none".to_owned(),
                        Some(Value::Text(text)) => text.clone(),
                        Some(Value::Choice(word)) => (*word).to_owned(),
                        Some(value) => format!("{value:?}"),
                    })
                    .collect::<Vec<_>>()
                    .join(" | ")
            })
            .collect::<Vec<_>>()
            .join("\n")
    };
    let straight = tell(text);
    assert_eq!(tell(&turned(text)), straight, "{file} with its columns turned");
    straight
}

#[test]
fn an_inspection_list_gives_schools_their_grade_and_day() {
    let told = records(
        "schools",
        "Management_information_-_state-funded_schools_-_as_at_31_August_2018.csv",
        "
        Web link|URN|LAESTAB|School name|Ofsted phase|Type of education|Local authority|Total number of pupils|Inspection start date|Overall effectiveness|Previous full inspection overall effectiveness
        http://a|120001|9262001|Alder School|Primary|Community School|Norfolk|200|15/03/2017|2|3
        http://b|120002|9262002|Birch School|Primary|Academy Converter|Norfolk|100|NULL|NULL|NULL",
        &["urn", "dfe", "name", "phase", "ofsted", "ofsted_date"],
    );
    assert_eq!(
        told,
        lines(
            "
            120001 | 926/2001 | Alder School | primary | 2 | Date(2017-03-15)
            120002 | 926/2002 | Birch School | primary | Missing(Blank) | Missing(Blank)
            "
        )
    );
}

#[test]
fn an_inspection_list_without_overall_grades_gives_the_day_alone() {
    let text = "
        Web link|URN|LAESTAB|School name|Ofsted phase|Type of education|Local authority|Total number of pupils|Inspection start date|Quality of education|Behaviour and attitudes|Personal development|Effectiveness of leadership and management|Category of concern
        http://a|120001|9262001|Alder School|Primary|Community School|Norfolk|200|15/10/2024|2|2|1|2|NULL
        http://b|120002|9262002|Birch School|Primary|Academy Converter|Norfolk|100|NULL|NULL|NULL|NULL|NULL|NULL";
    let file = "Management_information_-_state-funded_schools_-_as_at_31_Dec_2024.csv";
    let told = records(
        "schools",
        file,
        text,
        &["urn", "name", "phase", "roll", "ofsted", "ofsted_date"],
    );
    assert_eq!(
        told,
        lines(
            "
            120001 | Alder School | primary | Number(200.0) | none | Date(2024-10-15)
            120002 | Birch School | primary | Number(100.0) | none | Missing(Blank)
            "
        )
    );
    let (_, findings) = read(vec![sheet(file, "", text)]);
    assert_eq!(found(&findings), "");
}

#[test]
fn previous_authorities_and_metadata_are_neither_names_nor_schools() {
    let told = records(
        "schools",
        "edubasealldata.csv",
        "
        URN|LA (code)|LA (name)|EstablishmentNumber|EstablishmentName|EstablishmentStatus (name)|OpenDate|CloseDate|PhaseOfEducation (name)|PreviousLA (name)|PreviousLA (code)|PreviousEstablishmentNumber
        120001|926|Norfolk|2001|Alder School|Open|01-09-1980||Primary|Suffolk|935|2999
        120002|926|Norfolk|2002|Birch School|Closed|01-09-1980|31-08-2010|Primary|||",
        &["urn", "la_code", "estab", "known_as", "status", "la_name"],
    );
    assert_eq!(
        told,
        lines(
            "
            120001 | 926 | 2001 | none | Open | Norfolk
            120002 | 926 | 2002 | none | Closed | Norfolk
            "
        )
    );
    let (registers, findings) = read(vec![sheet(
        "2016-2017_ks2_meta.csv",
        "",
        "
        Column|Field Name|Label/Description
        1|RECTYPE|Record type
        2|AlphaIND|Alphabetic index
        3|LEA|Local authority number
        4|ESTAB|Establishment number
        5|URN|School unique reference number
        6|SCHNAME|School name
        7|TELIG|Published eligible pupil number",
    )]);
    assert!(registers.rows.is_empty());
    assert_eq!(found(&findings), "");
}

#[test]
fn a_column_of_years_may_say_the_summer_in_two_figures() {
    let (registers, findings) = read(vec![sheet(
        "KS2.xlsx",
        "All",
        "School        | Year       | Eligible | L4+ E&M (no.)
         Norby Primary | Sum 10     | 30       | 24
         Norby Primary | Summer '11 | 20       | 15",
    )]);
    assert_eq!(
        shown(&registers),
        lines(
            "Norby Primary ks2_l4_em 2010 80.00 24/30
             Norby Primary ks2_l4_em 2011 75.00 15/20"
        )
    );
    assert_eq!(found(&findings), "");
}

#[test]
fn units_below_headings_that_say_their_parts_are_no_headings() {
    let (registers, findings) = read(vec![sheet(
        "KS2.xlsx",
        "KS2",
        "URN    | School         | KS2 2010 L4+ Eng & maths | KS2 2010 cohort | KS2 2010 L4+ Eng & maths %
                |                | (pupils) | (pupils) | (%)
         180265 | Norby Primary  | 27 | 35 | '77%
         181437 | Harlby Primary | 29 | 41 | '71%",
    )]);
    assert_eq!(
        shown(&registers),
        lines(
            "180265 ks2_l4_em 2010 77.14 27/35
             181437 ks2_l4_em 2010 70.73 29/41"
        )
    );
    assert_eq!(found(&findings), "");
}
