//! Performance tables by the words of their metadata, and the year of those whose names
//! say none.

use super::tables::{FROM_2016, of_year, table, told};
use super::*;

/// The labels of the metadata in place of the codes, as far as the table above uses them.
const LABELS: [(&str, &str); 25] = [
    ("RECTYPE", "Record type"),
    ("ALPHAIND", "Alphabetic index"),
    ("LEA", "Local authority number"),
    ("ESTAB", "Establishment number"),
    ("URN", "School unique reference number"),
    ("SCHNAME", "School/Local authority name"),
    ("TELIG", "Published eligible pupil number"),
    ("BELIG", "Eligible boys on school roll at time of tests"),
    (
        "PTRWM_EXP",
        "Percentage of pupils reaching the expected standard in reading, writing and maths",
    ),
    (
        "PTRWM_HIGH",
        "Percentage of pupils achieving a high score in reading and maths and working at greater depth in writing",
    ),
    ("READPROG", "Reading progress measure"),
    ("READPROG_LOWER", "Reading progress measure - lower confidence limit"),
    ("READPROG_UPPER", "Reading progress measure - upper confidence limit"),
    ("READCOV", "Reading progress measure - coverage"),
    ("READ_AVERAGE", "Average scaled score in reading"),
    ("PTREAD_EXP", "Percentage of pupils reaching the expected standard in reading"),
    ("PTREAD_HIGH", "Percentage of pupils achieving a high score in reading"),
    (
        "PTRWM_EXP_B",
        "Percentage of boys reaching the expected standard in reading, writing and maths",
    ),
    (
        "PTRWM_EXP_G",
        "Percentage of girls reaching the expected standard in reading, writing and maths",
    ),
    (
        "PTRWM_EXP_L",
        "Percentage of pupils with low prior attainment reaching the expected standard in reading, writing and maths",
    ),
    (
        "PTRWM_EXP_FSM6CLA1A",
        "Percentage of disadvantaged pupils reaching the expected standard in reading, writing and maths",
    ),
    ("READPROG_B", "Reading progress measure for boys"),
    ("READ_AVERAGE_B", "Average scaled score in reading for boys"),
    (
        "PTRWM_EXP_16",
        "Percentage of pupils reaching the expected standard in reading, writing and maths in 2016",
    ),
    (
        "PTRWM_EXP_3YR",
        "Percentage of pupils reaching the expected standard in reading, writing and maths - 3 year total",
    ),
];

fn codes() -> String {
    LABELS.map(|(code, _)| code).join("|")
}

/// A table of 2018 below these heading rows.
fn headed(rows: &[String]) -> String {
    let body = table(&codes());
    let below = body.lines().skip(1).map(ToOwned::to_owned);
    rows.iter().cloned().chain(below).collect::<Vec<_>>().join("\n")
}

fn in_words(words: &[(&str, &str)]) -> String {
    let label = |(code, label): &(&str, &'static str)| {
        let other = words.iter().find(|(of, _)| of == code).map(|(_, other)| *other);
        other.unwrap_or(label).to_owned()
    };
    LABELS.iter().map(label).collect::<Vec<_>>().join("|")
}

#[test]
fn labels_of_the_metadata_stand_for_their_codes() {
    let of_2018 = of_year(2018);
    let file = "2017-2018_926_ks2final.csv";
    let labels = in_words(&[]);
    assert_eq!(
        told(file, &headed(std::slice::from_ref(&labels))),
        of_2018,
        "labels alone"
    );
    assert_eq!(told(file, &headed(&[codes(), labels.clone()])), of_2018, "below codes");
    assert_eq!(told(file, &headed(&[labels, codes()])), of_2018, "above codes");
}

#[test]
fn labels_of_other_years_are_read_by_their_words() {
    let labels = in_words(&[
        (
            "PTRWM_EXP",
            "% of pupils who met the expected standard in reading, writing & mathematics",
        ),
        ("READ_AVERAGE", "Reading: average scaled score"),
        ("READPROG", "Progress score in reading"),
        ("READPROG_LOWER", "Progress score in reading (lower confidence limit)"),
        ("READPROG_UPPER", "Progress score in reading (upper confidence limit)"),
    ]);
    let told = told("2017-2018_926_ks2final.csv", &headed(&[labels]));
    assert_eq!(told, of_year(2018));
}

#[test]
fn codes_that_are_new_are_known_by_the_metadata_beside_them() {
    let renamed = |text: &str| {
        text.replace("PTRWM_EXP|", "RWMEXPPC|").replace("READ_AVERAGE|", "RDSS|")
    };
    let text = renamed(&table(&codes()));
    let meta = "Column|Field Name|Label/Description
        1|RECTYPE|Record type
        9|RWMEXPPC|Percentage of pupils reaching the expected standard in reading, writing and maths
        15|RDSS|Average scaled score in reading";
    let meta = sheet("2030-2031/ks2_meta.csv", "", meta);
    let (registers, _) =
        read(vec![sheet("2030-2031/england_ks2final.csv", "", &text), meta]);
    let told = shown(&registers);
    assert!(told.contains("120001 ks2_rwm_exp 2031 75.00 30/40"), "{told}");
    assert!(told.contains("120001 ks2_read_score 2031 105.00"), "{told}");
    assert_eq!(told.lines().filter(|line| line.starts_with("120001")).count(), 4);
}

#[test]
fn an_advisers_own_sheet_may_have_the_words_of_the_metadata() {
    let (registers, findings) = read(vec![sheet(
        "KS2 2019.xlsx",
        "KS2",
        "URN | School | Number at the expected standard in RWM | Eligible pupils | Percentage of pupils reaching the expected standard in reading, writing and maths
         120001 | Alder School | 18 | 30 | 60
         120002 | Birch School | 10 | 20 | 50",
    )]);
    assert_eq!(
        shown(&registers),
        lines(
            "120001 ks2_rwm_exp 2019 60.00 18/30
             120002 ks2_rwm_exp 2019 50.00 10/20"
        )
    );
    assert!(registers.results.iter().all(|result| !result.is_published));
    assert_eq!(found(&findings), "");
}

#[test]
fn the_metadata_of_a_data_set_explain_its_columns() {
    let data = sheet(
        "data/ks2_la_2031.csv",
        "",
        "time_period|geographic_level|country_name|old_la_code|la_name|rwm_exp_perc
         203031|National|England|||64
         203031|Local authority|England|926|Norfolk|60",
    );
    let meta = sheet(
        "data/ks2_la_2031.meta.csv",
        "",
        "col_name|col_type|label|indicator_grouping|indicator_unit|indicator_dp|filter_hint|filter_grouping_column
         rwm_exp_perc|Indicator|Percentage of pupils meeting the expected standard in reading, writing and maths|RWM|%|0||",
    );
    let (registers, findings) = read(vec![data, meta]);
    let values: Vec<String> = registers
        .comparators
        .iter()
        .map(|one| format!("{:?} {} {}", one.area, one.indicator.code, one.year.summer()))
        .collect();
    assert_eq!(values, ["NationalState ks2_rwm_exp 2031", "La ks2_rwm_exp 2031"]);
    assert_eq!(found(&findings), "");
}

#[test]
fn a_label_that_is_like_a_measure_gives_way_to_its_code() {
    let data = sheet(
        "data/ks2_la.csv",
        "",
        "time_period|geographic_level|country_name|old_la_code|la_name|t_mat_progress_score|avg_mat_progress_score
         202223|National|England|||9000|0.1
         202223|Local authority|England|926|Norfolk|-3456|-0.4",
    );
    let meta = sheet(
        "data/ks2_la.meta.csv",
        "",
        "col_name|col_type|label|indicator_unit
         t_mat_progress_score|Indicator|Total progress score for maths|
         avg_mat_progress_score|Indicator|Average progress score for maths|",
    );
    let (registers, _) = read(vec![data, meta]);
    let values: Vec<f64> = registers
        .comparators
        .iter()
        .filter_map(|one| one.score.as_ref().ok().map(|score| score.value))
        .collect();
    assert_eq!(values, [0.1, -0.4]);
}

/// The years of the results of a file, whose headings are those of 2016 and these.
fn years(file: &str, more: &str, beside: &[Grid], set: &str) -> (Vec<i16>, String) {
    let text = table(&format!("{FROM_2016}{more}"));
    let mut sheets = vec![sheet(file, "", &text)];
    sheets.extend(beside.iter().cloned());
    let mut settings = Settings::default();
    settings.set("results_year", set);
    let (registers, findings) = with_settings(sheets, Answers::default(), settings);
    let mut years: Vec<i16> =
        registers.results.iter().map(|result| result.year.summer()).collect();
    years.sort_unstable();
    years.dedup();
    (years, found(&findings))
}

#[test]
fn the_year_comes_from_the_folder_the_metadata_or_the_years_before() {
    let none = String::new();
    let meta = |file: &str| {
        sheet(
            file,
            "",
            "Column|Field Name|Label/Description
             1|RECTYPE|Record type
             2|LEA|Local authority number",
        )
    };
    let folder = years("Performancetables_1/2018-2019/ks2final.csv", "", &[], "");
    assert_eq!(folder, (vec![2019], none.clone()));
    let beside = [meta("tables/2017-2018_ks2_meta.csv")];
    assert_eq!(years("tables/ks2final.csv", "", &beside, ""), (vec![2018], none.clone()));
    // Another folder's metadata say nothing of it; its own columns do.
    let elsewhere = [meta("old/2015-2016_ks2_meta.csv")];
    let before = "|PTRWM_EXP_18|READ_AVERAGE_17";
    let by_column = years("tables/ks2final.csv", before, &elsewhere, "");
    assert_eq!(by_column, (vec![2019], none.clone()));
    let title = sheet(
        "Results/table.xlsx",
        "Sheet1",
        &format!("Performance tables for summer 2019\n{}", table(FROM_2016)),
    );
    let (registers, _) = read(vec![title]);
    assert!(registers.results.iter().all(|result| result.year.summer() == 2019));
    assert!(!registers.results.is_empty());
    // No tests were taken in 2020 and 2021.
    let after = years("ks2revised.csv", "|PTRWM_EXP_19|READ_AVERAGE_19", &[], "");
    assert_eq!(after, (vec![2022], none));
}

#[test]
fn a_year_that_nothing_names_is_asked_for_once_and_set_in_the_settings() {
    let (none, asked) = years("ks2final.csv", "", &[], "");
    assert_eq!((none, asked.as_str()), (Vec::new(), "error RES-002 A2"));
    let set = |set: &str| years("ks2final.csv", "", &[], set);
    assert_eq!(set("2018/19"), (vec![2019], String::new()));
    let of_files = "ks2revised.csv: 2016/17; ks2final.csv: 2017/18";
    assert_eq!(set(of_files), (vec![2018], String::new()));
}

#[test]
fn a_download_that_somebody_worked_on_is_checked_as_an_advisers_own() {
    let (registers, findings) = read(vec![sheet(
        "DfE download with my notes.xlsx",
        "KS2 2011",
        "RECTYPE | LEA | ESTAB | URN | SCHNAME | TELIG | No. L4+ in English and maths | % L4+ in English and maths | My notes
         1 | 926 | 2030 | 120901 | Norby Primary  | 30 | 23 | 77 | ask head
         1 | 926 | 2031 | 120902 | Harlby Primary | 20 | 14 | 93 |
         5 |  |  |  | National | 1000 | 700 | 70 |",
    )]);
    assert_eq!(
        shown(&registers),
        lines(
            "120901 ks2_l4_em 2011 76.67 23/30
             120902 ks2_l4_em 2011 Unreadable"
        )
    );
    assert_eq!(found(&findings), "error RES-007 H3");
}
