//! Statistics of other publications, and rows of them that are nobody's.

use super::tables::of_csv;
use super::*;

/// What is said of a file of which nothing is used.
fn said(file: &str, text: &str) -> String {
    let (registers, findings) = read(vec![sheet(file, "", text)]);
    assert!(registers.results.is_empty() && registers.comparators.is_empty(), "{file}");
    assert_eq!(found(&findings), "", "{file}");
    let notes = findings.iter().filter(|finding| finding.code == "FIL-008");
    notes.map(|finding| finding.message.clone()).collect::<Vec<_>>().join("\n")
}

fn area_file(columns: &str, figures: &str) -> String {
    format!(
        "time_period|time_identifier|geographic_level|country_code|country_name|region_code|region_name|old_la_code|new_la_code|la_name|{columns}
         202324|Academic year|National|E92000001|England||||||{figures}
         202324|Academic year|Local authority|E92000001|England|E12000006|East of England|926|E10000020|Norfolk|{figures}"
    )
}

#[test]
fn statistics_of_what_the_pack_does_not_measure_are_named_and_passed_over() {
    for (columns, figures, topic) in [
        (
            "education_phase|enrolments|sess_possible|sess_overall|sess_overall_percent|enrolments_pa_10_exact_percent",
            "Total|7100|99000|4600|4.7|10.9",
            "pupil absence",
        ),
        (
            "version|establishment_type_group|breakdown_topic|breakdown|school_count|pupil_count|attainment8_sum|attainment8_average|engmath_94_percent|progress8_average",
            "Final|All state-funded|Total|Total|4100|625000|28000000|45.9|64.5|-0.03",
            "key stage 4",
        ),
        (
            "version|school_type|gender|t_schools|t_pupils|t_att8|avg_att8|pt_l2basics_94|avg_p8score",
            "Final|All|Total|400|62000|280000|46.2|65|-0.1",
            "key stage 4",
        ),
        (
            "school_type|grade|sex|age_group|full_time_equivalent|headcount|fte_percent_within_ethnicity",
            "Total state-funded schools|Total|Total|Total|468257.9|513435|100",
            "the school workforce",
        ),
        (
            "school_type|headcount|perm_excl|perm_excl_rate|suspension|susp_rate",
            "Total|8255050|5060|0.06|310730|3.76",
            "suspensions and permanent exclusions",
        ),
        (
            "version|breakdown_topic|breakdown|school_type|gender|no_schools|t_phonics_by_end_y2_eligible_pupils|t_phonics_by_end_y2_met_expected_standard|pt_phonics_by_end_y2_met_expected_standard",
            "Final|All pupils|Total|State-funded schools|Total|878|29520|27250|92",
            "the phonics check by the end of year 2",
        ),
        (
            "version|establishment_type_group|sex|phonics_mark|expected_standard_pupil_count|cumulative_percentage",
            "Final|All state funded|Total|25|13660|2",
            "marks in the phonics check",
        ),
        (
            "school_type|sex|mtc_score|t_mtc_eligible_pupils|t_mtc_cumulative_freq|pt_mtc_cumulative",
            "State-funded schools|Total|25|219395|219395|34",
            "the spread of scores in the multiplication tables check",
        ),
        (
            "establishment_type_group|sex|establishment_count|eligible_pupil_count|completed_check_pupil_count|mtc_score_total|mtc_score_average|completed_check_pupil_percent",
            "All state funded|Total|16370|652259|625688|12385953|19.8|96",
            "average scores in the multiplication tables check",
        ),
        (
            "no_schools|cost_line|gross_spend|net_spend|spend_per_head",
            "120|Total|1000|900|11",
            "cost_line, gross_spend, net_spend and 1 more",
        ),
    ] {
        assert_eq!(
            said("statistics.csv", &area_file(columns, figures)),
            format!(
                "Explore education statistics, by area: {topic}. No measure of the pack stands in it; nothing of it is used."
            )
        );
    }
}

#[test]
fn tables_of_secondary_schools_are_no_list_of_schools_and_no_results() {
    for measures in
        ["ATT8SCR|P8MEA|P8MEAMAT|PTL2BASICS_94", "PTAC5EM_PTQ|PT24MATH|PT24ENG|TTAPS"]
    {
        let text = format!(
            "RECTYPE|LEA|ESTAB|URN|SCHNAME|TOWN|NFTYPE|AGERANGE|TOTPUPS|TPUP|{measures}
             1|926|4001|121160|Alder High School|Norby|CY|11-16|700|140|46|0|-0.2|65%
             3|926||||||||9000|45|0|-0.1|63%
             5|||||||||550000|46|0|0|65%"
        );
        let told = said("2018-2019_926_ks4final.csv", &text);
        assert_eq!(
            told,
            "DfE performance tables of secondary schools: key stage 4. No measure of the pack stands in it; nothing of it is used."
        );
    }
}

#[test]
fn progress_8_in_maths_is_no_progress_of_key_stage_2() {
    let data =
        area_file("version|progress8mat_average|attainment8_average", "Final|-0.2|45.1");
    let labels = sheet(
        "ks4.meta.csv",
        "",
        "col_name|col_type|label|indicator_unit
         progress8mat_average|Indicator|Average Progress 8 score for the maths element|
         attainment8_average|Indicator|Average Attainment 8 score|",
    );
    let (registers, _) = read(vec![sheet("ks4.csv", "", &data), labels]);
    assert!(registers.comparators.is_empty());
    let (registers, _) = read(vec![sheet(
        "High schools.xlsx",
        "2019",
        "URN | School | Progress 8 maths | KS4 progress maths | Attainment 8 score in maths
         120001 | Alder High | 0.2 | 0.2 | 47
         120002 | Birch High | -0.4 | 0.1 | 44",
    )]);
    assert!(registers.results.is_empty());
}

#[test]
fn key_stage_1_gives_the_expected_standard_in_each_subject_as_teachers_assessed_it() {
    let columns = "version|breakdown_topic|breakdown|school_type|gender|no_schools|t_readta_eligible_pupils|t_readta_met_expected_standard|t_readta_met_higher_standard|t_writta_eligible_pupils|t_writta_met_expected_standard|t_matta_eligible_pupils|t_matta_met_expected_standard|t_scita_eligible_pupils|t_scita_met_expected_standard|pt_readta_met_expected_standard|pt_readta_met_higher_standard|pt_writta_met_expected_standard|pt_matta_met_expected_standard|pt_scita_met_expected_standard";
    let heads = "time_period|time_identifier|geographic_level|country_code|country_name|region_code|region_name|old_la_code|new_la_code|la_name";
    let norfolk = "Academic year|Local authority|E92000001|England|E12000006|East of England|926|E10000020|Norfolk|Final";
    let text = format!(
        "{heads}|{columns}
         201819|Academic year|National|E92000001|England||||||Final|All pupils|Total|State-funded schools|Total|16000|600000|450000|150000|600000|414000|600000|456000|600000|492000|75|25|69|76|82
         201819|{norfolk}|All pupils|Total|State-funded schools|Total|350|9000|6570|2000|9000|5940|9000|6570|9000|7200|73|22|66|73|80
         201819|{norfolk}|All pupils|Total|State-funded schools|Girls|350|4400|3400|1100|4400|3200|4400|3200|4400|3600|77|25|73|73|82
         201819|{norfolk}|Disadvantage|Disadvantaged|State-funded schools|Total|350|2000|1200|200|2000|1000|2000|1200|2000|1300|60|10|50|60|65
         202223|{norfolk}|All pupils|Total|State-funded schools|Total|350|8800|5808|1500|8800|5016|8800|6072|8800|6600|66|17|57|69|75"
    );
    assert_eq!(
        of_csv("ks1_regional_and_local_authority_2016_to_2023_provisional.csv", &text),
        lines(
            "
            La ks1_maths_exp 2019 73.0
            La ks1_maths_exp 2023 69.0
            La ks1_read_exp 2019 73.0
            La ks1_read_exp 2023 66.0
            La ks1_writ_exp 2019 66.0
            La ks1_writ_exp 2023 57.0
            NationalState ks1_maths_exp 2019 76.0
            NationalState ks1_read_exp 2019 75.0
            NationalState ks1_writ_exp 2019 69.0
            "
        )
    );
}

/// The figures are those of England in 2022: 170,276 of 635,292 is 27%, as published; of
/// those who took the check it would be 28%.
#[test]
fn the_tables_check_gives_full_marks_of_all_who_were_to_take_it() {
    let text = "
        time_period|time_identifier|geographic_level|country_code|country_name|region_code|region_name|old_la_code|new_la_code|la_name|characteristic_group|characteristic|school_type|gender|no_schools|t_mtc_eligible_pupils|t_mtc_pupils_completed_check|t_mtc_eligible_pupils_not_completed_check|t_mtc_scored_25|t_mtc_scored_24|t_mtc_sum_scores|mtc_average_score|pt_mtc_eligible_pupils_completed_check|pt_mtc_scored_25|pt_mtc_scored_24
        202122|Academic year|National|E92000001|England||||||All pupils|Total|State-funded schools|Total|15509|635292|616837|18455|170276|75420|12200000|19.8|97|27|12
        202122|Academic year|Local authority|E92000001|England|E12000006|East of England|926|E10000020|Norfolk|All pupils|Total|State-funded schools|Total|300|9000|8700|300|2070|1000|165000|19|97|23|11
        202122|Academic year|Local authority|E92000001|England|E12000006|East of England|926|E10000020|Norfolk|FSM status|FSM eligible|State-funded schools|Total|300|2000|1900|100|300|150|32000|17|95|15|8";
    assert_eq!(
        of_csv("mtc_regional_and_local_authority_2022.csv", text),
        "La mtc 2022 23.0\nNationalState mtc 2022 26.8"
    );
    let spread = "
        time_period|time_identifier|geographic_level|country_code|country_name|establishment_type_group|sex|disadvantage_status|fsm_status|establishment_count|eligible_pupil_count|completed_check_pupil_count|mtc_score_25_pupil_count|mtc_score_24_pupil_count|mtc_score_total|mtc_score_average|mtc_score_25_pupil_percent|mtc_score_24_pupil_percent
        202425|Academic year|National|E92000001|England|All state funded|Total|Total|Total|16370|600000|580000|222000|80000|12385953|21|37|13
        202425|Academic year|National|E92000001|England|All state funded|Total|Disadvantaged|Total|16370|150000|140000|36000|20000|2385953|19|24|13
        202425|Academic year|National|E92000001|England|Academies and free schools|Total|Total|Total|9000|300000|290000|120000|40000|6385953|21|40|13";
    assert_eq!(
        of_csv("mtc_national_score_distribution_2022_to_2025.csv", spread),
        "NationalState mtc 2025 37.0"
    );
}

#[test]
fn the_phonics_check_is_read_of_year_1_where_both_year_groups_stand_in_rows() {
    let columns = "version|establishment_type_group|sex|disadvantage_status|fsm_status|year_group|establishment_count|eligible_pupil_count|expected_standard_pupil_count|expected_standard_pupil_percent|working_towards_pupil_percent";
    let heads = "time_period|time_identifier|geographic_level|country_code|country_name|old_la_code|new_la_code|la_name";
    let norfolk = "Academic year|Local authority|E92000001|England|926|E10000020|Norfolk|Final|All state funded";
    let text = format!(
        "{heads}|{columns}
         202425|Academic year|National|E92000001|England||||Final|All state funded|Total|Total|Total|Year 1|16000|600000|480000|80|18
         202425|Academic year|National|E92000001|England||||Final|All state funded|Total|Total|Total|By the end of year 2|16000|600000|534000|89|9
         202425|{norfolk}|Total|Total|Total|Year 1|350|8500|6630|78|20
         202425|{norfolk}|Boys|Total|Total|Year 1|350|4300|3182|74|24
         202425|{norfolk}|Total|Disadvantaged|Total|Year 1|350|2000|1200|60|38
         202425|{norfolk}|Total|Total|Total|By the end of year 2|350|8600|7568|88|10"
    );
    assert_eq!(
        of_csv("phonics_regional_la_2012_to_2025.csv", &text),
        "La phonics_y1 2025 78.0\nNationalState phonics_y1 2025 80.0"
    );
}

#[test]
fn a_group_of_pupils_is_never_the_authority_for_want_of_a_total() {
    let heads =
        "time_period|time_identifier|geographic_level|country_name|old_la_code|la_name";
    let tail =
        "t_rwm_eligible_pupils|t_rwm_met_expected_standard|pt_rwm_met_expected_standard";
    let in_need = format!(
        "{heads}|social_care_group|{tail}
         202223|Academic year|Local authority|England|926|Norfolk|CIN at any point|300|96|32
         202223|Academic year|Local authority|England|926|Norfolk|CLA at 31 March|60|24|40"
    );
    assert_eq!(of_csv("cin_ks2_la.csv", &in_need), "");
    // Nothing names this filter, and none of its words is a total.
    let unknown = format!(
        "{heads}|kind_of_care|{tail}
         202223|Academic year|Local authority|England|926|Norfolk|Foster care|300|96|32
         202223|Academic year|Local authority|England|926|Norfolk|Residential|60|24|40
         202122|Academic year|Local authority|England|926|Norfolk||9000|4950|55"
    );
    let (registers, findings) = read(vec![sheet("care_ks2_la.csv", "", &unknown)]);
    let years: Vec<i16> =
        registers.comparators.iter().map(|one| one.year.summer()).collect();
    assert_eq!(years, [2022]);
    assert_eq!(found(&findings), "query RES-019 J2");
    assert_eq!(registers.sheets[0].rows_used, 1);
    // A school's row in a file of areas is not its authority's.
    let school = format!(
        "{heads}|estab|{tail}
         202223|Academic year|School|England|926|Norfolk|2001|30|18|60
         202223|Academic year|Local authority|England|926|Norfolk||9000|4950|55"
    );
    assert_eq!(of_csv("ks2.csv", &school), "La ks2_rwm_exp 2023 55.0");
}

#[test]
fn regions_and_neighbours_of_the_interactive_tool_are_counted_and_named() {
    let text = "
        short|item|year|la|val
        KS2RWM_Expected_Std|KS2 attainment in RWM, expected standard|2022|Norfolk|53
        KS2RWM_Expected_Std||2022|East of England|57
        KS2RWM_Expected_Std||2022|Statistical Neighbours|56
        KS2RWM_Expected_Std||2022|England|59
        KS2RWM_Expected_Std||2023|Norfolk|55
        KS2RWM_Expected_Std||2023|East of England|58";
    let (registers, findings) = read(vec![sheet("lait.csv", "", text)]);
    assert_eq!(registers.comparators.len(), 3);
    let said: Vec<String> = findings
        .iter()
        .map(|finding| format!("{} {}", finding.place.a1(), finding.message))
        .collect();
    assert_eq!(
        said,
        [
            "D3 3\u{a0}rows not read: 2 of East of England, 1 of Statistical Neighbours. The pack compares with authorities and the nation, not with regions or groups of authorities."
        ]
    );
}
