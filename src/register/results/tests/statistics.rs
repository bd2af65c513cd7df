//! Long files of statistics: explore education statistics, the interactive tool.

use super::tables::of_csv;
use super::*;
use crate::register::results::Status;

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

#[test]
fn files_of_one_row_a_subject_give_each_measure_from_its_own_rows() {
    let schools = "
        time_period|time_identifier|geographic_level|country_code|country_name|version|school_urn|school_laestab|school_name|breakdown_topic|breakdown|subject|expected_standard_pupil_percent|higher_standard_pupil_percent|average_scaled_score|progress_measure_score|progress_measure_lower_conf_interval|progress_measure_upper_conf_interval|progress_measure_description
        202223|Academic year|School|E92000001|England|Final|120001|9262001|Alder School|All pupils|Total|Reading, writing and maths|62|9|z|z|z|z|z
        202223|Academic year|School|E92000001|England|Final|120001|9262001|Alder School|All pupils|Total|Reading|78|25|105|1.2|-0.9|3.3|Average
        202223|Academic year|School|E92000001|England|Final|120001|9262001|Alder School|All pupils|Total|Writing|70|12|z|-1.1|-3.2|1|Average
        202223|Academic year|School|E92000001|England|Final|120001|9262001|Alder School|All pupils|Total|Maths|74|20|104|0.4|-1.6|2.4|Average
        202223|Academic year|School|E92000001|England|Final|120001|9262001|Alder School|All pupils|Total|Grammar, punctuation and spelling|72|30|106|z|z|z|z
        202223|Academic year|School|E92000001|England|Final|120001|9262001|Alder School|Sex|Girls|Reading, writing and maths|70|11|z|z|z|z|z
        202425|Academic year|School|E92000001|England|Revised|120001|9262001|Alder School|All pupils|3 year average|Reading, writing and maths|60|8|z|z|z|z|z
        202425|Academic year|School|E92000001|England|Revised|120001|9262001|Alder School|All pupils|Total|Reading, writing and maths|x|x|z|z|z|z|z
        202425|Academic year|School|E92000001|England|Revised|120002|9262002|Birch School|All pupils|Total|Reading, writing and maths|c|c|z|z|z|z|z
        202425|Academic year|School|E92000001|England|Revised|120003|9262003|Cedar School|All pupils|Total|Reading, writing and maths|low|k|z|z|z|z|z
        202425|Academic year|School|E92000001|England|Revised|120004|9262004|Elm School|All pupils|Total|Reading, writing and maths|u|z|z|z|z|z|z";
    assert_eq!(
        of_csv("ks2_school_attainment_data.csv", schools),
        lines(
            "
            120001 ks2_gps_score 2023 106.00
            120001 ks2_maths_prog 2023 0.40
            120001 ks2_maths_score 2023 104.00
            120001 ks2_read_prog 2023 1.20
            120001 ks2_read_score 2023 105.00
            120001 ks2_rwm_exp 2023 62.00
            120001 ks2_rwm_exp 2025 NoResult
            120001 ks2_rwm_high 2023 9.00
            120001 ks2_rwm_high 2025 NoResult
            120001 ks2_writ_prog 2023 −1.10
            120002 ks2_rwm_exp 2025 Suppressed
            120002 ks2_rwm_high 2025 Suppressed
            120003 ks2_rwm_exp 2025 NoResult
            120003 ks2_rwm_high 2025 NoResult
            120004 ks2_rwm_exp 2025 NoResult
            120004 ks2_rwm_high 2025 NoResult
            "
        )
    );
    let (registers, findings) =
        read(vec![sheet("ks2_school_attainment_data.csv", "", schools)]);
    let of = |code: &str, summer: i16| {
        let mut results = registers.results.iter();
        results
            .find(|one| one.indicator.code == code && one.year.summer() == summer)
            .unwrap()
    };
    let progress = of("ks2_read_prog", 2023).score.unwrap();
    assert_eq!(progress.limits, Some((-0.9, 3.3)));
    assert_eq!(of("ks2_rwm_exp", 2023).status, Status::Final);
    assert_eq!(of("ks2_rwm_exp", 2025).status, Status::Revised);
    let said: Vec<&str> = findings
        .iter()
        .filter(|finding| finding.code == "RES-019")
        .map(|finding| finding.message.as_str())
        .collect();
    assert_eq!(
        said,
        [
            "2\u{a0}rows of groups of pupils, regions or others not read: the pack takes all pupils of a school, the authority and the nation."
        ]
    );
}

#[test]
fn areas_are_taken_with_all_state_funded_schools() {
    let areas = "
        time_period|time_identifier|geographic_level|country_code|country_name|old_la_code|new_la_code|la_name|version|establishment_type_group|breakdown_topic|breakdown|subject|expected_standard_pupil_percent|average_scaled_score|progress_measure_score
        202425|Academic year|National|E92000001|England|z|z|z|Revised|All schools|All pupils|Total|Reading, writing and maths|61|z|z
        202425|Academic year|National|E92000001|England|z|z|z|Revised|All state funded|All pupils|Total|Reading, writing and maths|62|z|z
        202425|Academic year|National|E92000001|England|z|z|z|Revised|Academies and free schools|All pupils|Total|Reading, writing and maths|63|z|z
        202425|Academic year|Local authority|E92000001|England|926|E10000020|Norfolk|Revised|All schools|All pupils|Total|Reading, writing and maths|56|z|z
        202425|Academic year|Local authority|E92000001|England|926|E10000020|Norfolk|Revised|All state funded|All pupils|Total|Reading, writing and maths|57|z|z
        202425|Academic year|Local authority|E92000001|England|926|E10000020|Norfolk|Revised|All state funded|All pupils|Total|Reading|70|104|z
        202425|Academic year|Local authority|E92000001|England|926|E10000020|Norfolk|Revised|All state funded|Disadvantage status|Disadvantaged|Reading, writing and maths|41|z|z";
    assert_eq!(
        of_csv("ks2_regional_local_authority_2025.csv", areas),
        lines(
            "
            La ks2_read_prog 2025 NoResult
            La ks2_read_score 2025 104.0
            La ks2_rwm_exp 2025 57.0
            NationalAll ks2_rwm_exp 2025 61.0
            NationalState ks2_rwm_exp 2025 62.0
            "
        )
    );
}

#[test]
fn a_filter_that_no_layout_names_is_taken_at_its_total() {
    let areas = "
        time_period|time_identifier|geographic_level|country_name|old_la_code|la_name|social_care_group|sen_provision|gender|t_rwm_eligible_pupils|t_rwm_met_expected_standard|pt_rwm_met_expected_standard|pt_rwm_met_higher_standard
        201819|Academic year|National|England|||All pupils|Total|Total|600000|390000|65|11
        201819|Academic year|National|England|||CLA at 31 March|Total|Total|3000|1110|37|x
        201819|Academic year|Local authority|England|926|Norfolk|All pupils|Total|Total|9000|5490|61|9
        201819|Academic year|Local authority|England|926|Norfolk|All pupils|SEN support|Total|1500|300|20|c
        201819|Academic year|Local authority|England|926|Norfolk|All pupils|Total|Girls|4500|2925|65|10
        201819|Academic year|Local authority|England|926|Norfolk|CLA at 31 March|Total|Total|c|c|c|c";
    assert_eq!(
        of_csv("ks2_la.csv", areas),
        lines(
            "
            La ks2_rwm_exp 2019 61.0
            La ks2_rwm_high 2019 9.0
            NationalState ks2_rwm_exp 2019 65.0
            NationalState ks2_rwm_high 2019 11.0
            "
        )
    );
}

#[test]
fn a_download_in_which_no_measure_stands_says_so() {
    let information = sheet(
        "absence_by_school.csv",
        "",
        "
        time_period|time_identifier|geographic_level|country_name|school_urn|school_name|sess_overall_percent
        202425|Academic year|School|England|120001|Alder School|5.1
        202425|Academic year|School|England|120002|Birch School|6.2",
    );
    let (registers, findings) = read(vec![information]);
    assert!(registers.results.is_empty());
    let notes: Vec<String> = findings
        .iter()
        .filter(|finding| finding.code == "FIL-008")
        .map(|finding| finding.message.clone())
        .collect();
    assert_eq!(
        notes,
        [
            "Explore education statistics, by school: pupil absence. No measure of the pack stands in it; nothing of it is used."
        ]
    );
    assert_eq!(found(&findings), "");
}

#[test]
fn a_cross_hid_figures_to_2019_and_has_meant_since_that_there_are_none() {
    let told = |year: &str| {
        let text = format!(
            "URN | School | % RWM expected {year}
             120001 | Norby Primary  | 60%
             120002 | Harlby Primary | x
             120003 | Dravby Primary | [x]
             120004 | Elm Primary    | [c]"
        );
        let (registers, _) = read(vec![sheet("KS2.xlsx", "KS2", &text)]);
        let why = registers.results.iter().filter_map(|result| result.score.err());
        why.map(|why| format!("{why:?}")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(told("2019"), "Suppressed NoResult Suppressed");
    assert_eq!(told("2022"), "NoResult NoResult Suppressed");
}

#[test]
fn a_code_or_an_item_of_the_interactive_tool_holds_until_the_next() {
    let text = "
        short|item|year|la|val
        KS2RWM_Expected_Std|KS2 attainment in RWM, expected standard|2022|Norfolk|53
        ||2022|England|59
        KS1P_all|Phonics|2023|Norfolk|77
        ||2023|England|x
        ||2024|England|c
        FSP_NEW_GOODDEV|Good level of development|2023|Norfolk|67
        Multiplication_Total|Full marks in the multiplication tables check|2023|Norfolk|26
        Multiplication_Total_APS|Average score in it|2023|Norfolk|20";
    assert_eq!(
        of_csv("lait.csv", text),
        lines(
            "
            La eyfs_gld 2023 67.0
            La ks2_rwm_exp 2022 53.0
            La mtc 2023 26.0
            La phonics_y1 2023 77.0
            NationalState ks2_rwm_exp 2022 59.0
            NationalState phonics_y1 2023 NoResult
            NationalState phonics_y1 2024 Suppressed
            "
        )
    );
}

#[test]
fn eligible_pupils_come_from_the_file_of_school_information() {
    let results = sheet(
        "ks2_school_performance.csv",
        "",
        "
        time_period|geographic_level|school_urn|school_name|breakdown_topic|breakdown|subject|expected_standard_pupil_percent|average_scaled_score
        202425|School|120001|Alder School|All pupils|Total|Reading, writing and maths|62|z
        202425|School|120001|Alder School|All pupils|Total|Reading|78|105
        202324|School|120001|Alder School|All pupils|Total|Reading, writing and maths|50|z
        202425|School|120002|Birch School|All pupils|Total|Reading, writing and maths|c|z",
    );
    let information = sheet(
        "ks2_school_information.csv",
        "",
        "
        time_period|geographic_level|school_urn|school_name|gender|telig|belig|telig_24|ptfsm6cla1a
        202425|School|120001|Alder School|Mixed|42|20|40|12
        202425|School|120002|Birch School|Girls|4|0|5|c",
    );
    let (registers, findings) = read(vec![results, information]);
    assert_eq!(found(&findings), "");
    assert_eq!(
        shown(&registers),
        lines(
            "120001 ks2_rwm_exp 2025 62.00 26/42
             120001 ks2_read_score 2025 105.00
             120001 ks2_rwm_exp 2024 50.00
             120002 ks2_rwm_exp 2025 Suppressed"
        )
    );
    let of = |at: usize| &registers.results[at];
    assert_eq!(of(1).score.unwrap().cohort, Some(42.0));
    let cell = of(0).cohort_at.as_ref().map(|place| format!("{place}"));
    assert_eq!(cell.as_deref(), Some("ks2_school_information.csv > F2"));
    assert_eq!(of(2).cohort_at, None);
    let sheets: Vec<(usize, usize)> =
        registers.sheets.iter().map(|sheet| (sheet.rows_read, sheet.rows_used)).collect();
    assert_eq!(sheets, [(2, 2), (4, 4)]);
}

#[test]
fn phonics_and_the_early_years_profile_are_read_by_their_own_columns() {
    let phonics = "
        time_period|time_identifier|geographic_level|country_name|region_name|new_la_code|la_name|breakdown_topic|characteristic|gender|t_phonics_y1_eligible_pupils|t_phonics_y1_met_expected_standard|pt_phonics_y1_met_expected_standard|t_phonics_y2_eligible_pupils|pt_phonics_y2_met_expected_standard
        202223|Academic year|National|England||||Total|Total|Total|600000|474000|79|620000|89
        202223|Academic year|Local authority|England|East of England|E10000020|Norfolk|Total|Total|Total|8500|6545|77|8700|88
        202223|Academic year|Local authority|England|East of England|E10000020|Norfolk|SEN provision|SEN support|Total|900|400|44|950|60";
    assert_eq!(
        of_csv("phonics_la.csv", phonics),
        "La phonics_y1 2023 77.0\nNationalState phonics_y1 2023 79.0"
    );
    let early = "
        time_period|geographic_level|country_name|region_name|new_la_code|la_name|gender|characteristic|characteristic_type|children_number|gld_number|gld_percentage
        202122|National|England||||Total|Total|Total|600000|391200|65.2
        202122|Local authority|England|East of England|E10000020|Norfolk|Total|Total|Total|8400|5284|62.9
        202122|Local authority|England|East of England|E10000020|Norfolk|Girls|Total|Total|4100|2870|70
        202122|Local authority|England|East of England|E10000020|Norfolk|Total|SEN provision|EHC plan|200|10|5";
    assert_eq!(
        of_csv("1_eyfsp_headline_measures_2022.csv", early),
        "La eyfs_gld 2022 62.9\nNationalState eyfs_gld 2022 65.2"
    );
}

#[test]
fn tables_of_the_interactive_tool_have_a_column_for_each_year() {
    let told = |file: &str, text: &str| {
        let (registers, findings) = read(vec![sheet(file, "", text)]);
        assert_eq!(found(&findings), "");
        let told: Vec<String> = registers
            .comparators
            .iter()
            .map(|one| {
                let value = one.score.as_ref().map_or(-1.0, |score| score.value);
                let (code, year) = (one.indicator.code, one.year.summer());
                format!("{} {code} {year} {value}", one.area_name)
            })
            .collect();
        told.join("\n")
    };
    let of_one = told(
        "KS2 attainment RWM expected standard-LA-level.csv",
        "
        LA Number|LA and Regions|2023|2024|2025|Change from previous year
        926|Norfolk|55|56|56|0
        -|East of England|58|59|60|1
        -|Statistical Neighbours|56|57|58|1
        -|England|60|61|63|2",
    );
    let expected = "
        Norfolk ks2_rwm_exp 2023 55
        Norfolk ks2_rwm_exp 2024 56
        Norfolk ks2_rwm_exp 2025 56
        England ks2_rwm_exp 2023 60
        England ks2_rwm_exp 2024 61
        England ks2_rwm_exp 2025 63";
    assert_eq!(of_one, lines(expected));
    let of_several = told(
        "lait.csv",
        "
        LA Number|LA and Regions|Topic|Measure|2023|2024|2025|Trend|Change from previous year
        926|Norfolk|Key Stage 2|KS2 attainment in RWM, expected standard|55|56|56|No change|0
        -|England|Key Stage 2|KS2 attainment in RWM, expected standard|60|61|63|Increase|2",
    );
    assert_eq!(of_several, lines(expected));
}
