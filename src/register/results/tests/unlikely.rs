//! Results that cannot be, contradict each other, or say too little.

use super::*;

#[test]
fn counts_and_percentages_that_cannot_be_are_refused_alone() {
    let (registers, findings) = read(vec![sheet(
        "Results.xlsx",
        "KS2",
        "URN | School | Year | L4+ E&M (no.) | Eligible | % L4+ E&M
         120901 | Norby Primary  | 2010/11 | 36     | 32     | 63
         120902 | Harlby Primary | 2010/11 | 14     | 19     | 93
         120903 | Dravby Primary | 2010/11 | 14     | 19     | 74
         120904 | Osmby Primary  | 2010/11 | 14     | twenty | 70
         120905 | Wexby Primary  | 2010/11 | 0      |        | 0%
         120906 | Yarlby Primary | 2024/26 | 14     | 19     | 74
         120903 | Dravby Primary | 2010/11 | 15     | 19     | 79
         120907 | Bantby Primary | 2010/11 | 13     | 19     | 68
         120907 | Bantby Primary | 2010/11 | 13     | 19     | 68",
    )]);
    assert_eq!(
        shown(&registers),
        lines(
            "120901 ks2_l4_em 2011 Unreadable
             120902 ks2_l4_em 2011 Unreadable
             120903 ks2_l4_em 2011 73.68 14/19
             120904 ks2_l4_em 2011 Unreadable
             120905 ks2_l4_em 2011 NoResult
             120903 ks2_l4_em 2011 78.95 15/19
             120907 ks2_l4_em 2011 68.42 13/19"
        )
    );
    assert_eq!(
        found(&findings),
        lines(
            "error RES-014 D2
             error RES-007 F3
             error RES-015 E5
             error RES-002 C7
             error RES-001 A8
             query FIL-021 D6"
        )
    );
}

#[test]
fn final_and_provisional_rows_of_one_school_are_both_kept_and_asked_about() {
    let (registers, findings) = read(vec![sheet(
        "Results.xlsx",
        "KS2",
        "URN | School | Year | % L4+ E&M | Status
         120901 | Norby Primary  | 2010/11 | 70 | Provisional
         120901 | Norby Primary  | 2010/11 | 71 | Final
         120902 | Harlby Primary | 2010/11 | 62 | Final",
    )]);
    assert_eq!(registers.results.len(), 3);
    assert_eq!(found(&findings), "query RES-001 A3");
}

#[test]
fn measures_and_years_that_do_not_go_together_are_asked_about_once() {
    let (_, findings) = read(vec![sheet(
        "Results.xlsx",
        "KS2",
        "URN | School | Year | L4+ E&M % | RWM expected %
         120901 | Norby Primary  | 2018/19 | 70 | 65
         120902 | Harlby Primary | 2018/19 | 71 | 66
         120901 | Norby Primary  | 2019/20 |    | 66
         120902 | Harlby Primary | 2019/20 |    | 67",
    )]);
    assert_eq!(found(&findings), "query RES-004 D2\nquery RES-003 E4");
}

#[test]
fn results_without_a_measure_or_a_year_are_told_and_not_guessed() {
    let (registers, findings) = read(vec![sheet(
        "results.xlsx",
        "Sheet1",
        "| | 2010 | | | 2011
         URN    | School         | No. | Eligible | % | No. | Eligible | %
         120901 | Norby Primary  | 16 | 30 | 53 | 21 | 30 | 70
         120902 | Harlby Primary | 12 | 20 | 60 | 14 | 20 | 70",
    )]);
    assert_eq!(registers.results.len(), 0);
    assert_eq!(found(&findings), "query RES-019 E3");
    let (registers, findings) = read(vec![sheet(
        "results.xlsx",
        "Sheet1",
        "URN    | School         | % L4+ E&M | Cohort
         120901 | Norby Primary  | 53 | 30
         120902 | Harlby Primary | 60 | 20",
    )]);
    assert_eq!(registers.results.len(), 0);
    assert_eq!(found(&findings), "error RES-002 A2");
}

#[test]
fn a_correction_of_the_adviser_stands_in_for_the_cell() {
    let grid = sheet(
        "Results.xlsx",
        "KS2",
        "URN | School | % L4+ E&M 2011
         120901 | Norby Primary | 76
         120902 | Harlby Primary | 0.8
         120903 | Dravby Primary | 81",
    );
    let correction = Correction {
        file: "Results.xlsx".to_owned(),
        sheet: "KS2".to_owned(),
        cell: "C3".to_owned(),
        was: "0.8".to_owned(),
        instead: "80".to_owned(),
        reason: "typed as a share".to_owned(),
        who: "adviser".to_owned(),
        until: None,
        lapsed: None,
        place: crate::base::cell::Place::default(),
    };
    let answers = Answers { corrections: vec![correction], ..Answers::default() };
    let (registers, findings) = registers(vec![grid], answers);
    assert_eq!(found(&findings), "");
    assert!(shown(&registers).contains("120902 ks2_l4_em 2011 80.00"));
}

#[test]
fn a_result_of_a_school_that_is_not_in_the_list_is_an_error_of_its_row() {
    let schools = sheet(
        "schools.xlsx",
        "Schools",
        "URN | School | Phase | LA code | Status
         120901 | Norby Primary School | Primary | 926 | Open
         120902 | Harlby Primary School | Primary | 926 | Open
         120903 | Dravby Primary School | Primary | 926 | Open",
    );
    let results = sheet(
        "Results.xlsx",
        "KS2",
        "URN | School | % L4+ E&M 2010 | % L4+ E&M 2011
         120901 | Norby Primary    | 70 | 71
         999901 | Upper Nowhere    | 70 | 71
         120999 | Harlby Pri       | 60 | 61",
    );
    let (registers, findings) = read(vec![schools, results]);
    assert_eq!(found(&findings), "error RES-018 A3\nquery RES-018 A4");
    assert_eq!(
        shown(&registers),
        lines(
            "120901 ks2_l4_em 2010 70.00
             120901 ks2_l4_em 2011 71.00
             999901 ks2_l4_em 2010 Unreadable
             999901 ks2_l4_em 2011 Unreadable
             120999 ks2_l4_em 2010 60.00
             120999 ks2_l4_em 2011 61.00"
        )
    );
}

#[test]
fn boys_and_girls_add_up_to_the_cohort_or_are_asked_about() {
    let rows = "
        URN|School|Results year|Measure|Value|Boys|Girls|Eligible pupils
        180001|Ash Primary|2011|KS2 L4+ E&M (%)|60|8|7|15
        180002|Elm Primary|2011|KS2 L4+ E&M (%)|60|14|12|25
        180003|Oak Primary|2011|KS2 L4+ E&M (%)|60|10|10|20
    ";
    let (_, findings) = read(vec![sheet("KS2.xlsx", "KS2", rows)]);
    assert_eq!(found(&findings), "query RES-009 H3");
}

#[test]
fn percentages_of_boys_and_girls_are_no_parts_of_a_cohort() {
    let rows = "
        URN|School|Results year|Measure|Value|Boys|Girls|Eligible pupils
        180001|Ash Primary|2011|KS2 L4+ E&M (%)|60|55|66|15
        180002|Elm Primary|2011|KS2 L4+ E&M (%)|60|61|63|25
    ";
    let (_, findings) = read(vec![sheet("KS2.xlsx", "KS2", rows)]);
    assert_eq!(found(&findings), "");
}

#[test]
fn nought_per_cent_of_nobody_is_no_result() {
    let (registers, findings) = read(vec![sheet(
        "Results.xlsx",
        "KS2",
        "URN | School | Year | Eligible pupils | % L4+ E&M
         120901 | Norby Primary  | 2010/11 | 0 | 0
         120902 | Harlby Primary | 2010/11 |  | 0
         120903 | Dravby Primary | 2010/11 | 20 | 0
         120904 | Eskby Primary  | 2010/11 | 20 | 70",
    )]);
    assert_eq!(
        shown(&registers),
        lines(
            "120901 ks2_l4_em 2011 NoResult
             120902 ks2_l4_em 2011 NoResult
             120903 ks2_l4_em 2011 0.00 0/20
             120904 ks2_l4_em 2011 70.00 14/20"
        )
    );
    assert_eq!(found(&findings), lines("query FIL-021 E2\nquery FIL-021 E3"));
}

#[test]
fn pupils_of_pupils_under_the_word_pupils_are_both_numbers() {
    let (registers, _) = read(vec![sheet(
        "Results.xlsx",
        "KS2",
        "Pupils reaching Level 4 or above in both English and mathematics, summer 2011
         URN | School | Pupils 2011 | Per cent 2011
         120901 | Norby Primary  | 23 of 29 | 79
         120902 | Harlby Primary | 27 of 35 | 77
         120903 | Dravby Primary | 25 of 33 | 76",
    )]);
    assert_eq!(
        shown(&registers),
        lines(
            "120901 ks2_l4_em 2011 79.31 23/29
             120902 ks2_l4_em 2011 77.14 27/35
             120903 ks2_l4_em 2011 75.76 25/33"
        )
    );
}

#[test]
fn a_first_school_with_few_pupils_is_a_school_and_no_row_of_levels() {
    let (registers, _) = read(vec![sheet(
        "Results.xlsx",
        "KS2 2008",
        "School name | L4+ E&M (no.) | L4+ English (no.) | L4+ maths (no.) | Eligible
         Norby Primary  | 3 | 3 | 3 | 13
         Harlby Primary | 8 | 8 | 5 | 17",
    )]);
    let first = registers.results.iter().filter(|one| one.name == "Norby Primary");
    assert_eq!(first.count(), 3);
}

#[test]
fn nought_pupils_and_nought_per_cent_without_a_cohort_are_no_result() {
    let (registers, findings) = read(vec![sheet(
        "Results.xlsx",
        "KS2",
        "URN | School | L4+ E&M (pupils/cohort) 2011 | % L4+ E&M 2011
         120901 | Norby Primary  | 0 | 0%
         120902 | Harlby Primary | 23/30 | 77%
         120903 | Dravby Primary | 0/20 | 0%",
    )]);
    assert_eq!(
        shown(&registers),
        lines(
            "120901 ks2_l4_em 2011 NoResult
             120902 ks2_l4_em 2011 76.67 23/30
             120903 ks2_l4_em 2011 0.00 0/20"
        )
    );
    assert_eq!(found(&findings), "query FIL-021 C2");
}

#[test]
fn nought_per_cent_among_counts_of_pupils_is_no_result() {
    let (registers, findings) = read(vec![sheet(
        "Results.xlsx",
        "KS2",
        "URN | School | L4+ E&M 2011
         120901 | Norby Primary  | 0%
         120902 | Harlby Primary | 23 of 30
         120903 | Dravby Primary | 0 of 20",
    )]);
    assert_eq!(
        shown(&registers),
        lines(
            "120901 ks2_l4_em 2011 NoResult
             120902 ks2_l4_em 2011 76.67 23/30
             120903 ks2_l4_em 2011 0.00 0/20"
        )
    );
    assert_eq!(found(&findings), "query FIL-021 C2");
}

#[test]
fn a_name_alone_in_its_row_that_is_no_school_heads_the_rows_below() {
    let schools = sheet(
        "Schools.xlsx",
        "Schools",
        "URN | School | Phase
         120901 | Norby Primary School | Primary
         120902 | Harlby Primary School | Primary",
    );
    let results = sheet(
        "Results.xlsx",
        "Results",
        "URN | School | % L4+ E&M 2010 | % L4+ E&M 2011
          | Breckland | |
         120901 | Norby Primary School | 70 | 75
          | Harlby Primary School | |
          | Nowhere Primary School | 70 | 71",
    );
    let (registers, findings) = read(vec![schools, results]);
    assert_eq!(found(&findings), "error RES-018 B5");
    let band = findings.iter().find(|finding| finding.value == "Breckland");
    assert_eq!(band.map(|finding| finding.place.a1()), Some("B2".to_owned()));
    let names: Vec<&str> = registers.results.iter().map(|one| &*one.name).collect();
    assert!(names.contains(&"Harlby Primary School") && !names.contains(&"Breckland"));
}

#[test]
fn counts_that_excel_made_a_date_are_refused_with_the_way_to_mend_them() {
    let mut grid = sheet(
        "Results.xlsx",
        "Results",
        "URN | School | L4+ E&M 2010 | L4+ E&M 2011
         120901 | Norby Primary | 5/11 | 7/12
         120902 | Harlby Primary | 8/11 | 9/12",
    );
    // 5 November 2011.
    for cell in grid.cells.iter_mut().filter(|cell| cell.pos == CellPos::new(1, 2)) {
        cell.value = CellValue::Date(40852.0);
    }
    let (registers, findings) = read(vec![grid]);
    assert_eq!(found(&findings), "error RES-015 C2");
    let fix = findings.iter().find(|one| one.code == "RES-015").map(|one| &*one.fix);
    assert!(fix.unwrap().contains("format the column as text"), "{fix:?}");
    let counts: Vec<Option<f64>> = registers
        .results
        .iter()
        .map(|one| one.score.as_ref().ok().and_then(|score| score.numerator))
        .collect();
    assert_eq!(counts, [None, Some(7.0), Some(8.0), Some(9.0)]);
}

#[test]
fn years_that_excel_made_dates_are_told_once_for_their_column() {
    let mut own = sheet(
        "KS2.xlsx",
        "KS2",
        "URN | School | Year | % L4+ E&M
         120901 | Norby Primary  | 45606 | 70
         120902 | Harlby Primary | 45606 | 62
         120903 | Dravby Primary | 2010/11 | 64
         120904 | Elmby Primary  | 45574 | 51",
    );
    for cell in &mut own.cells {
        if let CellValue::Number(serial) = cell.value
            && serial > 40_000.0
            && cell.pos.col == 2
        {
            cell.value = CellValue::Date(serial);
        }
    }
    let (registers, findings) = read(vec![own]);
    let years: Vec<i16> =
        registers.results.iter().map(|result| result.year.summer()).collect();
    assert_eq!(years, [2011, 2011, 2011, 2010]);
    let said: Vec<(String, Vec<String>)> = findings
        .iter()
        .filter(|finding| finding.code == "RES-002")
        .map(|finding| {
            let more = finding.more.iter().map(|place| place.a1()).collect();
            (format!("{} {}", finding.place.a1(), finding.message), more)
        })
        .collect();
    assert_eq!(
        said,
        [(
            "C2 3 dates stand where results years belong, 10/11/2024 first; they were read as 2009/10, 2010/11.".to_owned(),
            vec!["C3".to_owned(), "C5".to_owned()]
        )]
    );
}
