//! Results sheets of every layout, from cells to results in long form.

use std::sync::Arc;

use crate::base::cell::CellPos;
use crate::base::finding::Findings;
use crate::base::setting::Settings;
use crate::read::grid::{Area as Merge, Book, Cell, CellValue, Folder, Grid, Style};
use crate::register::answers::{Answers, Correction};
use crate::register::{Registers, SCHEMAS};

/// A sheet from rows of cells parted by `|`. A number is a number; `0.79%%` is
/// 0.79 in a cell formatted as a percentage; `'79` is text.
fn sheet(file: &str, name: &str, text: &str) -> Grid {
    let mut cells = Vec::new();
    for (row, line) in text.trim().lines().enumerate() {
        for (col, word) in line.trim().split('|').enumerate() {
            let word = word.trim();
            let (style, word) = match word.strip_suffix("%%") {
                Some(bare) => (1, bare),
                None => (0, word),
            };
            let value = match word.parse::<f64>() {
                _ if word.is_empty() => continue,
                Ok(number) => CellValue::Number(number),
                Err(_) => CellValue::Text(Arc::from(word.trim_start_matches('\''))),
            };
            let pos = CellPos::new(row as u32, col as u32);
            cells.push(Cell { pos, value, style, is_formula: false });
        }
    }
    Grid {
        file: Arc::from(file),
        name: Arc::from(name),
        cells,
        styles: vec![
            Style::default(),
            Style { number_format: Arc::from("0%"), ..Style::default() },
        ],
        ..Grid::default()
    }
}

fn registers(sheets: Vec<Grid>, answers: Answers) -> (Registers, Findings) {
    let books = sheets
        .into_iter()
        .map(|grid| Book {
            file: grid.file.clone(),
            kind: "xlsx",
            sheets: vec![grid],
            ..Book::default()
        })
        .collect();
    let folder = Folder { books, ..Folder::default() };
    let mut findings = Findings::default();
    let located = crate::locate::tables(&folder, SCHEMAS, &[], &mut findings);
    let registers = crate::register::build(
        &folder,
        located,
        answers,
        Settings::default(),
        &mut findings,
    );
    findings.sort();
    (registers, findings)
}

fn read(sheets: Vec<Grid>) -> (Registers, Findings) {
    registers(sheets, Answers::default())
}

/// Results in words: school, indicator, summer, value, counts.
fn shown(registers: &Registers) -> String {
    let lines: Vec<String> = registers
        .results
        .iter()
        .map(|result| {
            let who = result.urn.clone().unwrap_or_else(|| result.name.clone());
            let what =
                format!("{who} {} {}", result.indicator.code, result.year.summer());
            match &result.score {
                Ok(score) => {
                    let value = crate::base::quantity::decimal(score.value, 2);
                    let counts = score
                        .numerator
                        .zip(score.denominator)
                        .map(|(of, all)| format!(" {of}/{all}"))
                        .unwrap_or_default();
                    format!("{what} {value}{counts}")
                }
                Err(why) => format!("{what} {why:?}"),
            }
        })
        .collect();
    lines.join("\n")
}

/// Errors and queries in words: code, cell, what.
fn found(findings: &Findings) -> String {
    use crate::base::finding::Severity;
    let lines: Vec<String> = findings
        .iter()
        .filter(|finding| finding.severity >= Severity::Query)
        .map(|finding| {
            format!("{} {} {}", finding.severity, finding.code, finding.place.a1())
        })
        .collect();
    lines.join("\n")
}

fn lines(text: &str) -> String {
    text.lines().map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_year_merged_over_count_eligible_and_percentage_is_read() {
    let mut grid = sheet(
        "KS2 results.xlsx",
        "KS2 E&M",
        "KS2: Level 4 or above in both English and mathematics
         Source: performance tables
         |                  | 2010 |          |     | 2011 |          |
         URN    | School           | No.  | Eligible | %   | No.  | Eligible | %
         120901 | Norby Primary    | 16   | 30       | 53% | 21   | 30       | 70
         120902 | Harlby Primary   | Boycott |       | -   | 5    | 8        | 63
         120903 | Dravby Primary   | SUPP | SUPP     | SUPP | 12  | 20       | 60
                | Norfolk          | 4522 | 6749     | 67% | 5652 | 8300     | 68
                | National         |      |          | 73% |      |          | 74",
    );
    let merge = |from: u32, to: u32| Merge {
        first: CellPos::new(2, from),
        last: CellPos::new(2, to),
    };
    grid.merges = vec![merge(2, 4), merge(5, 7)];
    // The first cell of the year row is blank: its line begins with a bar.
    let shift = grid.cells.iter().filter(|c| c.pos.row == 2).map(|c| c.pos.col).min();
    assert_eq!(shift, Some(2));
    let (registers, findings) = read(vec![grid]);
    assert_eq!(
        shown(&registers),
        lines(
            "120901 ks2_l4_em 2010 53.33 16/30
             120901 ks2_l4_em 2011 70.00 21/30
             120902 ks2_l4_em 2010 Boycott
             120902 ks2_l4_em 2011 62.50 5/8
             120903 ks2_l4_em 2010 Suppressed
             120903 ks2_l4_em 2011 60.00 12/20"
        )
    );
    assert_eq!(found(&findings), "");
    let areas: Vec<String> = registers
        .comparators
        .iter()
        .map(|one| {
            let value = one.score.as_ref().map(|score| score.value).unwrap_or_default();
            let value = crate::base::quantity::decimal(value, 1);
            format!("{} {} {value}", one.area_name, one.year.summer())
        })
        .collect();
    assert_eq!(
        areas,
        [
            "Norfolk 2010 67.0",
            "Norfolk 2011 68.1",
            "National 2010 73.0",
            "National 2011 74.0"
        ]
    );
}

#[test]
fn percentages_a_column_a_year_are_read_with_and_without_cohorts() {
    let (registers, findings) = read(vec![sheet(
        "Results.xlsx",
        "Sheet1",
        "School         | L4+ EM 2009 | L4+ EM 2010 | L4+ EM 2011 | Cohort 2011
         Norby Primary  | 76%         | did not sit | 70          | 30
         Harlby Primary | 76pc        | TA only     | 62          | 8
         Dravby Primary | 76          | 60          |             | 20",
    )]);
    assert_eq!(
        shown(&registers),
        lines(
            "Norby Primary ks2_l4_em 2009 76.00
             Norby Primary ks2_l4_em 2010 Boycott
             Norby Primary ks2_l4_em 2011 70.00 21/30
             Harlby Primary ks2_l4_em 2009 76.00
             Harlby Primary ks2_l4_em 2010 Boycott
             Harlby Primary ks2_l4_em 2011 62.00 5/8
             Dravby Primary ks2_l4_em 2009 76.00
             Dravby Primary ks2_l4_em 2010 60.00
             Dravby Primary ks2_l4_em 2011 Blank"
        )
    );
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
fn a_long_sheet_names_its_measure_and_year_in_each_row() {
    let (registers, findings) = read(vec![sheet(
        "Results.xlsx",
        "Long",
        "School         | Year    | Measure          | Numerator | Denominator | Value
         Norby Primary  | 2010/11 | KS2 L4+ E&M      | 21        | 30          | 70
         Norby Primary  | 2011    | KS1 APS          |           |             | 15.1
         Harlby Primary | Summer 2011 | KS2 L4+ E&M  | 23/30     |             |
         Dravby Primary | 10/11   | KS2 English L4+  |           |             | 77",
    )]);
    assert_eq!(
        shown(&registers),
        lines(
            "Norby Primary ks2_l4_em 2011 70.00 21/30
             Norby Primary ks1_aps 2011 15.10
             Harlby Primary ks2_l4_em 2011 76.67 23/30
             Dravby Primary ks2_english_l4 2011 77.00"
        )
    );
    assert_eq!(found(&findings), "");
}

/// The worked example of the measure: reading 470/30, writing 420/30, maths
/// 470/30, together 1360/90.
#[test]
fn key_stage_1_points_come_from_the_levels() {
    let mut grid = sheet(
        "KS1.ods",
        "KS1 2011",
        "Key Stage 1 teacher assessment, summer 2011
         |     |         | Reading |||||| Writing |||||| Maths |||||
         URN    | School | Cohort | W|L1|L2C|L2B|L2A|L3 | W|L1|L2C|L2B|L2A|L3 | W|L1|L2C|L2B|L2A|L3
         120901 | Norby  | 30     | 1|3|5|7|6|8 | 1|5|8|8|5|3 | 0|3|6|8|7|6
         120902 | Harlby | 1      | 0|0|0|1|0|0 | 0|1|0|0|0|0 | 0|0|0|0|0|1
         120903 | Dravby | 30     | 1|3|5|7.5|6|8 | 1|5|8|8|5|3 | 0|3|6|8|7|-6",
    );
    let merge = |from: u32, to: u32| Merge {
        first: CellPos::new(1, from),
        last: CellPos::new(1, to),
    };
    for cell in grid.cells.iter_mut().filter(|cell| cell.pos.row == 1) {
        if let CellValue::Text(text) = &cell.value {
            cell.pos.col = match &**text {
                "Reading" => 3,
                "Writing" => 9,
                _ => 15,
            };
        }
    }
    grid.merges = vec![merge(3, 8), merge(9, 14), merge(15, 20)];
    let (registers, findings) = read(vec![grid]);
    assert_eq!(
        shown(&registers),
        lines(
            "120901 ks1_reading_aps 2011 15.67 470/30
             120901 ks1_writing_aps 2011 14.00 420/30
             120901 ks1_maths_aps 2011 15.67 470/30
             120901 ks1_aps 2011 15.11 1360/90
             120902 ks1_reading_aps 2011 15.00 15/1
             120902 ks1_writing_aps 2011 9.00 9/1
             120902 ks1_maths_aps 2011 21.00 21/1
             120902 ks1_aps 2011 15.00 45/3
             120903 ks1_reading_aps 2011 Unreadable
             120903 ks1_writing_aps 2011 14.00 420/30
             120903 ks1_maths_aps 2011 Unreadable
             120903 ks1_aps 2011 Unreadable"
        )
    );
    assert_eq!(found(&findings), "error RES-014 G6\nerror RES-014 U6");
}

#[test]
fn the_column_settles_the_scale_before_the_cell() {
    let values = |cells: [&str; 3]| {
        let [a, b, c] = cells;
        let (registers, findings) = read(vec![sheet(
            "Results.xlsx",
            "KS2",
            &format!(
                "URN | School | % L4+ E&M 2011
                 120901 | Norby Primary | {a}
                 120902 | Harlby Primary | {b}
                 120903 | Dravby Primary | {c}"
            ),
        )]);
        let values: Vec<String> = registers
            .results
            .iter()
            .map(|result| match &result.score {
                Ok(score) => crate::base::quantity::decimal(score.value, 1),
                Err(why) => format!("{why:?}"),
            })
            .collect();
        (values.join(" "), found(&findings))
    };
    let none = String::new();
    assert_eq!(
        values(["0.76", "0.8", "1"]),
        ("76.0 80.0 100.0".to_owned(), none.clone())
    );
    assert_eq!(
        values(["76", "0.8", "81"]),
        ("76.0 Unreadable 81.0".to_owned(), "error RES-005 C3".to_owned())
    );
    assert_eq!(
        values(["0.76%%", "76%", "76pc"]),
        ("76.0 76.0 76.0".to_owned(), none.clone())
    );
    assert_eq!(
        values(["76", "SUPP", "120"]),
        ("76.0 Suppressed Unreadable".to_owned(), "error RES-006 C4".to_owned())
    );
    let (only_noughts_and_ones, asked) = values(["0", "1", "1"]);
    assert_eq!(only_noughts_and_ones, "NoResult NoResult NoResult");
    assert_eq!(asked, "query RES-005 C2\nquery RES-005 C3\nquery RES-005 C4");
}

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
fn comparators_stand_in_rows_or_columns_of_areas_and_years() {
    let shown = |text: &str| {
        let (registers, findings) = read(vec![sheet("LA.xlsx", "Comparators", text)]);
        assert_eq!(found(&findings), "");
        let lines: Vec<String> = registers
            .comparators
            .iter()
            .map(|one| {
                let value = one.score.as_ref().map_or(-1.0, |score| score.value);
                let code = one.indicator.code;
                format!("{:?} {code} {} {value}", one.area, one.year.summer())
            })
            .collect();
        lines.join("\n")
    };
    assert_eq!(
        shown(
            "Indicator   | Area    | 2010 | 2011
             KS2 L4+ E&M | Norfolk | 67   | 68.1
             KS2 L4+ E&M | England | 73   | 74
             KS1 APS     | Norfolk | 15.2 | 15.31"
        ),
        lines(
            "La ks2_l4_em 2010 67
             La ks2_l4_em 2011 68.1
             NationalState ks2_l4_em 2010 73
             NationalState ks2_l4_em 2011 74
             La ks1_aps 2010 15.2
             La ks1_aps 2011 15.31"
        )
    );
    assert_eq!(
        shown(
            "Measure     | Year    | Norfolk | National
             KS2 L4+ E&M | 2009/10 | 67      | 73
             KS2 L4+ E&M | 2010/11 | 68.1    | 74"
        ),
        lines(
            "La ks2_l4_em 2010 67
             NationalState ks2_l4_em 2010 73
             La ks2_l4_em 2011 68.1
             NationalState ks2_l4_em 2011 74"
        )
    );
}

/// The same worked example, a row for each subject.
#[test]
fn key_stage_1_levels_in_rows_of_subjects_give_the_same_points() {
    let grid = sheet(
        "KS1.xlsx",
        "KS1 2011",
        "Key Stage 1 teacher assessment, summer 2011
         URN    | School | Subject     | Cohort | W | 1 | 2C | 2B | 2A | 3
         120901 | Norby  | Reading     | 30     | 1 | 3 | 5  | 7  | 6  | 8
         120901 | Norby  | Writing     | 30     | 1 | 5 | 8  | 8  | 5  | 3
         120901 | Norby  | Mathematics | 30     | 0 | 3 | 6  | 8  | 7  | 6
         120902 | Harlby | Reading     | 1      | 0 | 0 | 0  | 1  | 0  | 0
         120902 | Harlby | Maths       | 1      | 0 | 0 | 0  | 0  | 0  | 1
         120902 | Harlby | Science     | 1      | 0 | 0 | 0  | 0  | 0  | 1",
    );
    let (registers, findings) = read(vec![grid]);
    assert_eq!(
        shown(&registers),
        lines(
            "120901 ks1_reading_aps 2011 15.67 470/30
             120901 ks1_writing_aps 2011 14.00 420/30
             120901 ks1_maths_aps 2011 15.67 470/30
             120902 ks1_reading_aps 2011 15.00 15/1
             120902 ks1_maths_aps 2011 21.00 21/1
             120901 ks1_aps 2011 15.11 1360/90"
        )
    );
    let note = findings.iter().find(|finding| finding.code == "RES-019").unwrap();
    assert_eq!(
        note.message,
        "1\u{a0}result of 'Science' was not read: it is no measure of the pack."
    );
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
fn published_schools_of_elsewhere_are_put_aside_in_one_note() {
    let schools = sheet(
        "schools.xlsx",
        "Schools",
        "URN | School | Phase | LA code | Estab | Status
         120901 | Norby Primary School  | Primary | 926 | 2001 | Open
         120902 | Harlby Primary School | Primary | 926 | 2002 | Open
         120903 | Dravby Primary School | Primary | 926 | 2003 | Open",
    );
    let results = sheet(
        "2016-2017_england_ks2final.csv",
        "",
        "RECTYPE | LEA | ESTAB | URN | SCHNAME | TELIG | PTRWM_EXP
         1 | 926 | 2001 | 120901 | Norby Primary School  | 30 | 60%
         1 | 926 | 2002 | 136902 | Harlby Academy        | 30 | 61%
         1 | 935 | 2001 | 124001 | Dravby Primary School | 30 | 62%
         1 | 935 | 2002 | 124002 | Elsewhere School      | 30 | 63%",
    );
    let (registers, findings) = read(vec![schools, results]);
    assert_eq!(found(&findings), "");
    assert_eq!(
        shown(&registers),
        lines(
            "120901 ks2_rwm_exp 2017 60.00 18/30
             136902 ks2_rwm_exp 2017 61.00 18/30"
        )
    );
    let notes: Vec<&str> = findings
        .iter()
        .filter(|finding| finding.code == "RES-018")
        .map(|finding| finding.message.as_str())
        .collect();
    assert_eq!(
        notes,
        [
            "1\u{a0}school: in the school list under another URN, found by number or name.",
            "2\u{a0}schools: not in the school list, results not used.",
        ]
    );
}

fn published() -> (Registers, Findings) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = folder.join("tests").join("fixtures").join("results");
    let mut findings = Findings::default();
    let settings = Settings::default();
    let folder = crate::read::folder(&folder, &settings, &mut findings).unwrap();
    let located = crate::locate::tables(&folder, SCHEMAS, &[], &mut findings);
    let answers = Answers::default();
    let registers =
        crate::register::build(&folder, located, answers, settings, &mut findings);
    (registers, findings)
}

/// Counted from the two files with other tools: 211 schools, mean +4.73.
#[test]
fn norfolk_2016_and_2017_have_211_schools_in_common() {
    let (registers, findings) = published();
    assert_eq!(found(&findings), "");
    let of = |summer: i16| {
        registers
            .results
            .iter()
            .filter(|result| result.place.file.contains("_926_"))
            .filter(|result| result.indicator.code == "ks2_rwm_exp")
            .filter(|result| result.year.summer() == summer)
            .filter_map(|result| {
                Some((result.urn.clone()?, result.score.as_ref().ok()?.value))
            })
            .collect::<std::collections::BTreeMap<String, f64>>()
    };
    let (first, second) = (of(2016), of(2017));
    let changes: Vec<f64> = first
        .iter()
        .filter_map(|(urn, before)| Some(second.get(urn)? - before))
        .collect();
    assert_eq!(changes.len(), 211);
    let mean = changes.iter().sum::<f64>() / 211.0;
    assert_eq!(crate::base::quantity::signed(mean, 2), "+4.73");
}

#[test]
fn performance_tables_are_read_by_column_name_with_their_ragged_rows() {
    let (registers, _) = published();
    let of = |urn: &str, code: &str| {
        registers
            .results
            .iter()
            .find(|r| r.urn.as_deref() == Some(urn) && r.indicator.code == code)
            .map(|result| result.score)
            .unwrap()
    };
    let junior = of("115976", "ks2_rwm_exp").unwrap();
    assert_eq!(
        (junior.value, junior.numerator, junior.denominator),
        (72.0, Some(78.0), Some(109.0))
    );
    assert_eq!(of("115976", "ks2_read_score").unwrap().value, 107.0);
    assert_eq!(of("115976", "ks2_read_score").unwrap().cohort, Some(109.0));
    assert_eq!(
        of("116268", "ks2_rwm_exp"),
        Err(crate::base::reason::Missing::Suppressed)
    );
    assert_eq!(of("116407", "ks2_rwm_exp"), Err(crate::base::reason::Missing::Blank));
    let special = of("116614", "ks2_read_prog").unwrap();
    assert_eq!(special.value, -2.8);
    assert_eq!(special.limits.map(|(low, _)| low), Some(-7.8));
    assert!(registers.results.iter().all(|result| result.is_published));
}

#[test]
fn authority_and_nation_come_from_performance_tables_and_the_interactive_tool() {
    let (registers, _) = published();
    let of = |file: &str, code: &str| {
        let lines: Vec<String> = registers
            .comparators
            .iter()
            .filter(|one| one.place.file.contains(file) && one.indicator.code == code)
            .map(|one| {
                let value = match &one.score {
                    Ok(score) => crate::base::quantity::decimal(score.value, 0),
                    Err(why) => format!("{why:?}"),
                };
                let status = match one.status {
                    super::Status::Provisional => " provisional",
                    _ => "",
                };
                format!("{:?} {} {} {value}{status}", one.area, one.area_name, one.year)
            })
            .collect();
        lines.join("\n")
    };
    assert_eq!(
        of("850", "ks2_rwm_exp"),
        lines(
            "La Hampshire 2016/17 66
             NationalState England 2016/17 61
             NationalAll England 2016/17 61"
        )
    );
    assert_eq!(
        of("lait", "ks2_rwm_exp"),
        lines(
            "La Norfolk 2015/16 50
             La Suffolk 2015/16 49
             NationalState England 2015/16 54
             La Norfolk 2016/17 57
             La Suffolk 2016/17 57
             NationalState England 2016/17 62
             La Norfolk 2019/20 NoResult
             La Suffolk 2019/20 NoResult
             NationalState England 2019/20 NoResult
             La Norfolk 2024/25 56
             La Suffolk 2024/25 59
             NationalState England 2024/25 63"
        )
    );
    assert!(
        of("lait", "phonics_y1")
            .ends_with("NationalState England 2024/25 80 provisional")
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
fn rows_of_the_authority_and_of_part_sums_among_schools_are_no_schools() {
    let schools = sheet(
        "schools.xlsx",
        "Schools",
        "URN | School | Phase | LA code | Status
         120901 | Norby Primary School | Primary | 926 | Open",
    );
    let results = sheet(
        "Results.xlsx",
        "KS2",
        "URN | School | % L4+ E&M 2010 | % L4+ E&M 2011
          | LA (Norfolk) | 68 | 75
         120901 | Norby Primary    | 70 | 71
          | Sub-total (West) | 70 | 71
          | Mean of Broadland schools | 70 | 71",
    );
    let (_, findings) = read(vec![schools, results]);
    assert_eq!(found(&findings), "");
}

#[test]
fn pupils_beside_eligible_pupils_are_those_who_reached_the_standard() {
    let (registers, findings) = read(vec![sheet(
        "Results.xlsx",
        "KS2 2010-11",
        "School | | Level 4 or above in both English and maths | |
         URN    | Name             | Pupils | Eligible pupils | %
         120901 | Norby Primary    | 21 | 30 | 70
         120902 | Harlby Primary   | 5  | 8  | 63
                | Breckland average | 26 | 38 | 68
         120903 | Dravby Primary   | 12 | 20 | 60
                | Norfolk average  | 5652 | 8300 | 68",
    )]);
    assert_eq!(
        shown(&registers),
        lines(
            "120901 ks2_l4_em 2011 70.00 21/30
             120902 ks2_l4_em 2011 62.50 5/8
             120903 ks2_l4_em 2011 60.00 12/20"
        )
    );
    // The average of a district is nobody's result; the authority's is compared with.
    assert_eq!(registers.comparators.len(), 1);
    assert_eq!(found(&findings), "");
}

#[test]
fn percentages_typed_as_text_under_the_headings_are_no_second_heading_row() {
    let (registers, _) = read(vec![sheet(
        "Comparators.xlsx",
        "Comparators",
        "
        Indicator | Year | Area | Value
        KS2 L4+ English and maths (%) | 2010 | LA | '70.1%
        KS2 L4+ English and maths (%) | 2011 | LA | '71.6%",
    )]);
    let values: Vec<String> = registers
        .comparators
        .iter()
        .map(|one| format!("{} {:.1}", one.year.summer(), one.score.unwrap().value))
        .collect();
    assert_eq!(values, ["2010 70.1", "2011 71.6"]);
}
