//! Results sheets of every layout, from cells to results in long form.

mod layouts;
mod levels;
mod metadata;
mod passed_over;
mod published;
mod statistics;
mod tables;
mod unlikely;

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
    with_settings(sheets, answers, Settings::default())
}

fn with_settings(
    sheets: Vec<Grid>,
    answers: Answers,
    settings: Settings,
) -> (Registers, Findings) {
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
    let registers =
        crate::register::build(&folder, located, answers, settings, &mut findings);
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
    assert_eq!(values(["0", "0", "0"]), ("0.0 0.0 0.0".to_owned(), none.clone()));
    let (only_noughts_and_ones, asked) = values(["0", "1", "1"]);
    assert_eq!(only_noughts_and_ones, "NoResult NoResult NoResult");
    assert_eq!(asked, "query RES-005 C2\nquery RES-005 C3\nquery RES-005 C4");
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
    // The corner is blank, the title says what is measured, and numbers of pupils are
    // no percentages.
    assert_eq!(
        shown(
            "KS1 average points score, all subjects
                     | 2010 | 2011
             Norfolk | 15.2 | 15.31
             England | 15.3 | 15.42"
        ),
        lines(
            "La ks1_aps 2010 15.2
             La ks1_aps 2011 15.31
             NationalState ks1_aps 2010 15.3
             NationalState ks1_aps 2011 15.42"
        )
    );
    assert_eq!(
        shown(
            "KS1 average points (reading, writing and maths)
                  | Norfolk | England
             2010 | 15.2    | 15.3
             2011 | 15.31   | 15.42"
        ),
        lines(
            "La ks1_aps 2010 15.2
             NationalState ks1_aps 2010 15.3
             La ks1_aps 2011 15.31
             NationalState ks1_aps 2011 15.42"
        )
    );
    assert_eq!(
        shown(
            "What                        | Where   | 2010 | 2011
             KS2 L4+ E&M, per cent       | Norfolk | 67   | 68.1
             KS2 number reaching L4+ E&M | Norfolk | 4522 | 5652
             KS2 L4+ E&M, per cent       | England | 73   | 74"
        ),
        lines(
            "La ks2_l4_em 2010 67
             La ks2_l4_em 2011 68.1
             NationalState ks2_l4_em 2010 73
             NationalState ks2_l4_em 2011 74"
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

#[test]
fn a_reason_stands_in_the_status_of_a_year_or_in_a_column_of_its_own() {
    let grid = sheet(
        "ks2.csv",
        "",
        "URN | School | Year | Measure | Eligible pupils | Pupils at L4+ | Percent at L4+ | Data status | Note
         120901 | Norby | 2009/10 | KS2 Level 4+ in both English and mathematics | | | | Boycott - tests not taken |
         120902 | Harlby | 2009/10 | KS2 Level 4+ in both English and mathematics | | | | | suppressed, small cohort
         120903 | Dravby | 2009/10 | KS2 Level 4+ in both English and mathematics | | | | | new head since May
         120904 | Ormby | 2009/10 | KS2 Level 4+ in both English and mathematics | 30 | 16 | 53.3 | Validated | boycott of 2009",
    );
    let (registers, _) = read(vec![grid]);
    assert_eq!(
        shown(&registers),
        lines(
            "120901 ks2_l4_em 2010 Boycott
             120902 ks2_l4_em 2010 Suppressed
             120903 ks2_l4_em 2010 Blank
             120904 ks2_l4_em 2010 53.33 16/30"
        )
    );
    let grid = sheet(
        "ks2 level 4+ English and maths.csv",
        "",
        "URN | School | 2010 eligible | 2010 L4+ EM | 2010 if no result, why | 2011 eligible | 2011 L4+ EM | 2011 if no result, why
         120901 | Norby | | | boycott | 20 | 15 |
         120902 | Harlby | 20 | 10 | | | | suppressed",
    );
    let (registers, _) = read(vec![grid]);
    assert_eq!(
        shown(&registers),
        lines(
            "120901 ks2_l4_em 2010 Boycott
             120901 ks2_l4_em 2011 75.00 15/20
             120902 ks2_l4_em 2010 50.00 10/20
             120902 ks2_l4_em 2011 Suppressed"
        )
    );
}

#[test]
fn codes_for_no_result_tell_their_column_whatever_heads_it() {
    let grid = sheet(
        "ks2.csv",
        "",
        "URN | SchoolName | ResultsYear | PupilsEligible | PupilsL4plusEM | PctL4plusEM | CoverageFlag | Folder
         120901 | Norby | 2010 | | | | BOYC | NE
         120902 | Harlby | 2010 | | | | SUPP | SW
         120903 | Dravby | 2010 | 30 | 16 | 53 | | SE",
    );
    let (registers, _) = read(vec![grid]);
    assert_eq!(
        shown(&registers),
        lines(
            "120901 ks2_l4_em 2010 Boycott
             120902 ks2_l4_em 2010 Suppressed
             120903 ks2_l4_em 2010 53.33 16/30"
        )
    );
}

#[test]
fn a_column_of_reasons_says_why_a_result_is_missing() {
    let grid = sheet(
        "ks2.csv",
        "",
        "urn | school name | academic year | indicator | numerator | denominator | pct | reason missing
         120901 | Norby | 2009/10 | KS2 L4+ English and maths | NULL | NULL | NULL | boycott
         120902 | Harlby | 2009/10 | KS2 L4+ English and maths | NULL | NULL | NULL | suppressed
         120903 | Dravby | 2009/10 | KS2 L4+ English and maths | 16 | 30 | 53.3 |",
    );
    let (registers, _) = read(vec![grid]);
    assert_eq!(
        shown(&registers),
        lines(
            "120901 ks2_l4_em 2010 Boycott
             120902 ks2_l4_em 2010 Suppressed
             120903 ks2_l4_em 2010 53.33 16/30"
        )
    );
}

/// What is only like a word for the eligible pupils is of the year that stands over it.
#[test]
fn a_likely_word_for_the_eligible_pupils_is_of_the_year_over_it() {
    let mut grid = sheet(
        "KS2.xlsx",
        "KS2",
        "Key stage 2: level 4 or above in both English and mathematics
         Source: performance tables
         | | | Summer 2009 | | | Summer 2010 | |
         URN | DfE No | School | Gained both | Paraded (eligible) | % both | Gained both | Paraded (eligible) | % both
         120901 | 926/2001 | Norby Primary School  | 23 | 29 | 79 | 27 | 35 | 77
         120902 | 926/2002 | Harlby Primary School | 32 | 41 | 78 | 29 | 41 | 71
         120903 | 926/2003 | Dravby Primary School | 8  | 14 | 57 | 10 | 13 | 77
         120904 | 926/2004 | Wexby Primary School  | 32 | 39 | 82 | 27 | 35 | 77
         120905 | 926/2005 | Tilby Primary School  | 11 | 17 | 65 | 17 | 21 | 81",
    );
    grid.merges = [(3, 5), (6, 8)]
        .map(|(from, to)| Merge {
            first: CellPos::new(2, from),
            last: CellPos::new(2, to),
        })
        .to_vec();
    let (registers, _) = read(vec![grid]);
    let shown = shown(&registers);
    for told in ["120901 ks2_l4_em 2009 79.31 23/29", "120901 ks2_l4_em 2010 77.14 27/35"]
    {
        assert!(shown.contains(told), "{told}: {shown}");
    }
}
