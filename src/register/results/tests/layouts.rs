//! Downloads of the sector, columns in whatever order they stand.

use super::*;
use crate::base::finding::Severity;
use crate::register::record::Value;
use crate::register::results::Status;

/// The same sheet with its columns the other way round.
fn turned(text: &str) -> String {
    let row = |line: &str| line.split('|').rev().collect::<Vec<_>>().join("|");
    text.trim().lines().map(row).collect::<Vec<_>>().join("\n")
}

/// Results and comparators of a csv, which must not depend on the order of columns.
fn of_csv(file: &str, text: &str) -> String {
    let tell = |text: &str| {
        let (registers, findings) = read(vec![sheet(file, "", text)]);
        let errors: Vec<String> = findings
            .iter()
            .filter(|finding| finding.severity >= Severity::Query)
            .filter(|finding| finding.register == "results")
            .map(|finding| format!("{} {}", finding.code, finding.message))
            .collect();
        let mut all: Vec<String> =
            shown(&registers).lines().map(ToOwned::to_owned).collect();
        all.extend(registers.comparators.iter().map(|one| {
            let value = one.score.as_ref().map_or_else(
                |why| format!("{why:?}"),
                |score| crate::base::quantity::decimal(score.value, 1),
            );
            format!("{:?} {} {} {value}", one.area, one.indicator.code, one.year.summer())
        }));
        all.extend(errors);
        all.sort();
        all.join("\n")
    };
    let straight = tell(text);
    assert_eq!(tell(&turned(text)), straight, "{file} with its columns turned");
    straight
}

#[test]
fn performance_tables_of_2011_are_read_with_their_codes_and_national_row() {
    let told = of_csv(
        "2010-2011_926_ks2.csv",
        "
        RECTYPE|LEA|ESTAB|URN|SCHNAME|TELIG|PTENGMATX|PTENGMATAX|PTENGX|PTMATX|PTENG12|PTMAT12
        1|926|2001|120001|Alder School|40|75%|10%|80%|85%|88%|90%
        1|926|2002|120002|Birch School|8|SUPP|SUPP|SUPP|SUPP|SUPP|SUPP
        1|926|2003|120003|Cedar School|30|NE|NE|NE|NE|NE|NE
        3|926||||8000|69%|18%|77%|75%|80%|79%
        5|||||550000|74%|21%|82%|80%|84%|83%",
    );
    assert_eq!(
        told,
        lines(
            "
            120001 ks2_english_2lp 2011 88.00 35/40
            120001 ks2_english_l4 2011 80.00 32/40
            120001 ks2_l4_em 2011 75.00 30/40
            120001 ks2_l5_em 2011 10.00 4/40
            120001 ks2_maths_2lp 2011 90.00 36/40
            120001 ks2_maths_l4 2011 85.00 34/40
            120002 ks2_english_2lp 2011 Suppressed
            120002 ks2_english_l4 2011 Suppressed
            120002 ks2_l4_em 2011 Suppressed
            120002 ks2_l5_em 2011 Suppressed
            120002 ks2_maths_2lp 2011 Suppressed
            120002 ks2_maths_l4 2011 Suppressed
            120003 ks2_english_2lp 2011 NoResult
            120003 ks2_english_l4 2011 NoResult
            120003 ks2_l4_em 2011 NoResult
            120003 ks2_l5_em 2011 NoResult
            120003 ks2_maths_2lp 2011 NoResult
            120003 ks2_maths_l4 2011 NoResult
            La ks2_english_2lp 2011 80.0
            La ks2_english_l4 2011 77.0
            La ks2_l4_em 2011 69.0
            La ks2_l5_em 2011 18.0
            La ks2_maths_2lp 2011 79.0
            La ks2_maths_l4 2011 75.0
            NationalState ks2_english_2lp 2011 84.0
            NationalState ks2_english_l4 2011 82.0
            NationalState ks2_l4_em 2011 74.0
            NationalState ks2_l5_em 2011 21.0
            NationalState ks2_maths_2lp 2011 83.0
            NationalState ks2_maths_l4 2011 80.0
            "
        )
    );
}

#[test]
fn performance_tables_from_2016_give_the_same_columns_each_year() {
    for (file, year) in [
        ("2015-2016_926_ks2final.csv", 2016),
        ("2016-2017_926_ks2final.csv", 2017),
        ("2017-2018_926_ks2final.csv", 2018),
        ("2018-2019_926_ks2revised.csv", 2019),
        ("2021-2022_926_ks2revised.csv", 2022),
        ("2022-2023_926_ks2provisional.csv", 2023),
        ("2023-2024_926_ks2final.csv", 2024),
    ] {
        let told = of_csv(
            file,
            "
            RECTYPE|LEA|ESTAB|URN|SCHNAME|TELIG|PTRWM_EXP|PTRWM_HIGH|READ_AVERAGE|PTRWM_EXP_B|PTRWM_EXP_FSM6CLA1A
            1|926|2001|120001|Alder School|40|75%|10%|105|70%|50%
            1|926|2002|120002|Birch School|4|SUPP|SUPP|SUPP|SUPP|SUPP
            1|926|2003|120003|Cedar School|30|c|z|x|c|c
            2|926|7003|120004|Elm School|3|low|LOWCOV|NE|NP|NA
            3|926||||9000|58%|7%|104|53%|40%
            4|||||600000|61%|8%|104|57%|45%
            5|||||590000|62%|9%|105|58%|46%",
        );
        let expected = format!(
            "
            120001 ks2_read_score {year} 105.00
            120001 ks2_rwm_exp {year} 75.00 30/40
            120001 ks2_rwm_high {year} 10.00 4/40
            120002 ks2_read_score {year} Suppressed
            120002 ks2_rwm_exp {year} Suppressed
            120002 ks2_rwm_high {year} Suppressed
            120003 ks2_read_score {year} Suppressed
            120003 ks2_rwm_exp {year} Suppressed
            120003 ks2_rwm_high {year} NoResult
            120004 ks2_read_score {year} NoResult
            120004 ks2_rwm_exp {year} NoResult
            120004 ks2_rwm_high {year} LowCoverage
            La ks2_read_score {year} 104.0
            La ks2_rwm_exp {year} 58.0
            La ks2_rwm_high {year} 7.0
            NationalAll ks2_read_score {year} 104.0
            NationalAll ks2_rwm_exp {year} 61.0
            NationalAll ks2_rwm_high {year} 8.0
            NationalState ks2_read_score {year} 105.0
            NationalState ks2_rwm_exp {year} 62.0
            NationalState ks2_rwm_high {year} 9.0"
        );
        assert_eq!(told, lines(&expected), "{file}");
    }
}

#[test]
fn long_files_of_explore_education_statistics_give_all_pupils_alone() {
    let file = "ks2_regional_local_authority_2023.csv";
    let text = "
        time_period|time_identifier|geographic_level|country_name|region_name|old_la_code|la_name|breakdown_topic|breakdown|t_rwm_eligible_pupils|pt_rwm_met_expected_standard
        202223|Academic year|National|England||||All pupils|Total|600000|60
        202223|Academic year|National|England||||Sex|Girls|300000|63
        202223|Academic year|Regional|England|East of England|||All pupils|Total|70000|58
        202223|Academic year|Local authority|England|East of England|926|Norfolk|All pupils|Total|9000|55
        202223|Academic year|Local authority|England|East of England|926|Norfolk|FSM status|FSM eligible|2000|c";
    assert_eq!(
        of_csv(file, text),
        "La ks2_rwm_exp 2023 55.0\nNationalState ks2_rwm_exp 2023 60.0"
    );
    let (registers, findings) = read(vec![sheet(file, "", text)]);
    let said: Vec<String> = findings
        .iter()
        .filter(|finding| finding.code == "RES-019")
        .map(|finding| format!("{} {}", finding.place.a1(), finding.message))
        .collect();
    assert_eq!(
        said,
        [
            "C3 3\u{a0}rows of groups of pupils, regions or others not read: the pack takes all pupils of a school, the authority and the nation."
        ]
    );
    let sheets = &registers.sheets;
    assert_eq!((sheets[0].rows_read, sheets[0].rows_used), (5, 2));
}

/// How final the results of a file are said to be.
fn status(file: &str) -> Vec<Status> {
    let text = "
        RECTYPE|LEA|ESTAB|URN|SCHNAME|TELIG|PTRWM_EXP
        1|926|2001|120001|Alder School|40|75%";
    let (registers, _) = read(vec![sheet(file, "", text)]);
    registers.results.iter().map(|result| result.status).collect()
}

#[test]
fn a_files_name_says_whether_its_results_are_provisional_revised_or_final() {
    assert_eq!(status("2018-2019_926_ks2provisional.csv"), [Status::Provisional]);
    assert_eq!(status("2018-2019_926_ks2revised.csv"), [Status::Revised]);
    assert_eq!(status("2018-2019_926_ks2final.csv"), [Status::Final]);
}

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

#[test]
fn the_item_of_the_interactive_tool_stands_on_the_first_row_of_its_group() {
    let text = "
        short|item|year|la|val
        KS2RWM_Expected_Std|KS2 attainment in RWM, expected standard|2022|Norfolk|53
        KS2RWM_Expected_Std||2022|England|59
        KS2RWM_Expected_Std||2023|Norfolk|55
        KS2_NEW_White_RWM|KS2 attainment in RWM for White pupils|2023|Norfolk|49
        KS2_NEW_White_RWM||2023|England|58";
    assert_eq!(
        of_csv("lait.csv", text),
        lines(
            "
            La ks2_rwm_exp 2022 53.0
            La ks2_rwm_exp 2023 55.0
            NationalState ks2_rwm_exp 2022 59.0
            "
        )
    );
    let (_, findings) = read(vec![sheet("lait.csv", "", text)]);
    let said: Vec<&str> =
        findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(
        said,
        [
            "2\u{a0}results of 1\u{a0}other measure, 'KS2_NEW_White_RWM' first, not read: no measures of the pack."
        ]
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
