//! Long files of statistics: explore education statistics, the interactive tool.

use super::tables::of_csv;
use super::*;

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
