//! Points of key stage 1 from its levels.

use super::*;
use crate::register::results::Status;

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
fn a_year_merged_over_e_m_and_both_is_read_as_the_usual_level_and_said() {
    let mut grid = sheet(
        "Results.xlsx",
        "KS2",
        "KS2 results by school
         | | | | | |
         School | 2010 | | | 2011 | |
         | E | M | E&M | E | M | E&M
         Norby Primary | 80 | 78 | 70 | 82 | 80 | 75
         Harlby Primary | 60 | 58 | 50 | 70 | 68 | 61
         Average | 70 | 68 | 60 | 76 | 74 | 68
         Norfolk | 78 | 77 | 70 | 80 | 78 | 72",
    );
    grid.merges = [(2, 0, 3, 0), (2, 1, 2, 3), (2, 4, 2, 6)]
        .map(|(top, left, bottom, right)| Merge {
            first: CellPos::new(top, left),
            last: CellPos::new(bottom, right),
        })
        .to_vec();
    let (registers, findings) = read(vec![grid]);
    let of = |code: &str| -> Vec<(i16, f64)> {
        let of_code = registers.results.iter().filter(|one| one.indicator.code == code);
        of_code
            .map(|one| (one.year.summer(), one.score.as_ref().unwrap().value))
            .collect()
    };
    assert_eq!(of("ks2_l4_em"), [(2010, 70.0), (2011, 75.0), (2010, 50.0), (2011, 61.0)]);
    assert_eq!(
        of("ks2_english_l4"),
        [(2010, 80.0), (2011, 82.0), (2010, 60.0), (2011, 70.0)]
    );
    assert_eq!(of("ks2_maths_l4").len(), 4);
    assert_eq!(registers.comparators.len(), 6);
    // Nothing in `by school` says that schools reported them.
    assert!(registers.results.iter().all(|one| one.status == Status::Final));
    let noted: Vec<String> = findings
        .iter()
        .filter(|finding| finding.code == "RES-019")
        .map(|finding| format!("{} {}", finding.severity, finding.place.a1()))
        .collect();
    assert_eq!((noted, found(&findings)), (vec!["note D4".to_owned()], String::new()));
}

/// The same worked example, a sheet for each subject.
#[test]
fn key_stage_1_levels_on_a_sheet_for_each_subject_give_the_same_points() {
    let subject = |name: &str, levels: &str| {
        let table = format!(
            "Key stage 1 {name}: pupils by level
             Est URN | Establishment | Academic year | W | 1 | 2C | 2B | 2A | 3
             120901  | Norby         | 2010/11       | {levels}
             120902  | Harlby        | 2010/11       | 0 | 0 | 0 | 1 | 0 | 0"
        );
        let mut grid = sheet("KS1.xlsx", name, &table);
        grid.file = Arc::from(format!("{name}.xlsx"));
        grid
    };
    let (registers, findings) = read(vec![
        subject("Reading", "1 | 3 | 5 | 7 | 6 | 8"),
        subject("Writing", "1 | 5 | 8 | 8 | 5 | 3"),
        subject("Maths", "0 | 3 | 6 | 8 | 7 | 6"),
    ]);
    let shown = shown(&registers);
    let all: Vec<&str> = shown.lines().filter(|line| line.contains("ks1_aps")).collect();
    assert_eq!(
        all.join("\n"),
        lines(
            "120901 ks1_aps 2011 15.11 1360/90
             120902 ks1_aps 2011 15.00 45/3"
        )
    );
    assert_eq!(found(&findings), "");
}

#[test]
fn levels_without_those_below_level_1_are_asked_about_once() {
    let grid = sheet(
        "KS1.xlsx",
        "KS1 2011",
        "Key Stage 1 teacher assessment, summer 2011
         URN    | School | Subject | Cohort | Boys | Level 1 | Level 2C | Level 2B | Level 2A | Level 3
         120901 | Norby  | Reading | 30     | 14     | 3 | 5 | 7 | 6 | 8
         120902 | Harlby | Reading | 30     | 12     | 2 | 5 | 7 | 6 | 8
         120903 | Dravby | Reading | 29     | 15     | 3 | 5 | 7 | 6 | 8",
    );
    let (_, findings) = read(vec![grid]);
    assert_eq!(found(&findings), "query RES-020 F3");
}

/// 13 + 3 * 15 + 17 + 21 = 96 points of six pupils are 16.00, whatever the missing
/// column would say, where the six are all the pupils there are.
#[test]
fn a_subject_without_a_level_has_points_only_where_the_others_are_the_whole_cohort() {
    let grid = sheet(
        "KS1.xlsx",
        "KS1 2011",
        "Key Stage 1 teacher assessment, summer 2011
         URN    | School | Subject | Cohort | W | Level 2C | Level 2B | Level 2A | Level 3
         120901 | Norby  | Reading | 30     | 1 | 5 | 7 | 6 | 8
         120902 | Harlby | Reading | 6      | 0 | 1 | 3 | 1 | 1
         120903 | Dravby | Reading | 29     | 0 | 5 | 7 | 6 | 8",
    );
    let (registers, findings) = read(vec![grid]);
    assert_eq!(found(&findings), "error RES-021 E2");
    let told: Vec<&str> = findings.iter().map(|one| one.message.as_str()).collect();
    assert!(
        told.iter().any(|says| says.contains("counts pupils at level 1;")),
        "{told:?}"
    );
    let shown = shown(&registers);
    assert_eq!(
        shown.lines().filter(|line| line.contains("reading")).collect::<Vec<_>>(),
        [
            "120901 ks1_reading_aps 2011 Unreadable",
            "120902 ks1_reading_aps 2011 16.00 96/6",
            "120903 ks1_reading_aps 2011 Unreadable",
        ]
    );
}

/// Pupils working towards level 1 have three points, whatever they are called.
#[test]
fn working_towards_counts_among_the_levels() {
    let grid = sheet(
        "KS1.xlsx",
        "KS1 2011",
        "Key Stage 1 teacher assessment, summer 2011
         URN    | School | Subject | Working towards | Level 1 | Level 2C | Level 2B | Level 2A | Level 3
         120901 | Norby  | Reading | 1 | 3 | 5 | 7 | 6 | 8",
    );
    let (registers, _) = read(vec![grid]);
    assert_eq!(shown(&registers), lines("120901 ks1_reading_aps 2011 15.67 470/30"));
}

/// The same worked example, a row for each level.
#[test]
fn key_stage_1_levels_in_rows_of_their_own_give_the_same_points() {
    let mut table = "urn | academic_year | subject | level | pupils".to_owned();
    for (subject, counts) in [
        ("reading", [1, 3, 5, 7, 6, 8]),
        ("writing", [1, 5, 8, 8, 5, 3]),
        ("maths", [0, 3, 6, 8, 7, 6]),
    ] {
        for (level, count) in ["W", "1", "2C", "2B", "2A", "3"].iter().zip(counts) {
            table
                .push_str(&format!("\n120901 | 2010/11 | {subject} | {level} | {count}"));
        }
    }
    for (level, count) in ["W", "1", "2C", "2B"].iter().zip(["0", "1.5", "-2", "two"]) {
        table.push_str(&format!("\n120902 | 2010/11 | maths | {level} | {count}"));
    }
    let (registers, findings) = read(vec![sheet("ks1_levels.csv", "", &table)]);
    let mut all: Vec<String> = shown(&registers)
        .lines()
        .filter(|line| line.contains("ks1_aps") || line.contains("120902"))
        .map(ToOwned::to_owned)
        .collect();
    all.sort();
    assert_eq!(
        all.join("\n"),
        lines("120901 ks1_aps 2011 15.11 1360/90\n120902 ks1_maths_aps 2011 Unreadable")
    );
    assert_eq!(
        found(&findings),
        lines("error RES-014 E21\nerror RES-014 E22\nerror RES-015 E23")
    );
}

/// The pupils of a row are those of its three subjects: a total counts them once.
#[test]
fn a_total_of_the_pupils_of_three_subjects_counts_them_once() {
    let text = "Key Stage 1 teacher assessment, summer 2011
         | | | R | R | R | R | R | R | W | W | W | W | W | W | M | M | M | M | M | M
         URN | School | Cohort | Reading W|Reading 1|Reading 2C|Reading 2B|Reading 2A|Reading 3|Writing W|Writing 1|Writing 2C|Writing 2B|Writing 2A|Writing 3|Maths W|Maths 1|Maths 2C|Maths 2B|Maths 2A|Maths 3
         120901 | Norby  | 30     | 1|3|5|7|6|8 | 1|5|8|8|5|3 | 0|3|6|8|7|6
         120902 | Harlby | 20     | 1|3|5|4|3|4 | 1|5|5|4|3|2 | 0|3|5|5|4|3
                | Total  | TOTAL  | 2|6|10|11|9|12 | 2|10|13|12|8|5 | 0|6|11|13|11|9";
    let told = |total: &str| {
        let grid = sheet("KS1.xlsx", "KS1 2011", &text.replace("TOTAL", total));
        let (_, findings) = read(vec![grid]);
        let of = |one: &&crate::base::finding::Finding| *one.code == *"RES-016";
        findings.iter().filter(of).map(|one| one.message.clone()).collect::<Vec<_>>()
    };
    assert_eq!(told("50"), Vec::<String>::new());
    assert_eq!(told("60"), ["The total is 60; the schools above add up to 50."]);
}
