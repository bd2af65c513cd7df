//! Sheets as advisers lay them out, and what is made of them.

mod headings;

use std::sync::Arc;

use super::KnownHeading;
use super::table::{Because, NotARecord, Table};
use crate::base::cell::CellPos;
use crate::base::finding::Findings;
use crate::read::grid::{Area, Book, Cell, CellValue, Folder, Grid, Style};
use crate::register::SCHEMAS;

/// A sheet from text: cells parted by `|`, numbers as numbers.
pub(super) fn grid(text: &str) -> Grid {
    let mut grid = Grid {
        file: Arc::from("book.xlsx"),
        name: Arc::from("Sheet1"),
        styles: vec![Style::default()],
        ..Grid::default()
    };
    for (row, line) in (0u32..).zip(text.trim_matches('\n').lines()) {
        for (col, word) in (0u32..).zip(line.split('|')) {
            let word = word.trim();
            if word.is_empty() {
                continue;
            }
            let value = word
                .parse::<f64>()
                .map_or_else(|_| CellValue::Text(Arc::from(word)), CellValue::Number);
            let pos = CellPos::new(row, col);
            grid.cells.push(Cell { pos, value, style: 0, is_formula: false });
        }
    }
    grid
}

pub(super) fn located(grid: Grid) -> Vec<Table> {
    located_with(grid, &[])
}

fn located_with(grid: Grid, known: &[KnownHeading]) -> Vec<Table> {
    let book = Book { sheets: vec![grid], ..Book::default() };
    let folder = Folder { books: vec![book], ..Folder::default() };
    super::tables(&folder, SCHEMAS, known, &mut Findings::default()).tables
}

/// Register, heading row from 1, columns by key, rows of records.
pub(super) fn shown(tables: &[Table]) -> Vec<String> {
    tables
        .iter()
        .map(|table| {
            let keys: Vec<&str> = table.headings.iter().map(|h| h.column.key).collect();
            format!(
                "{} {}: {}; {} rows",
                table.schema.name,
                table.heading_row + 1,
                keys.join(" "),
                table.rows.len()
            )
        })
        .collect()
}

#[test]
fn tables_side_by_side_are_two_registers() {
    let tables = located(grid(
        "
Agreement no | Dep ref | Signed LA | Days | | QA ref | Deployment | Due | RAG
C1 | DEP-01 | 6/9/2010 | 5 | | QA1 | DEP-01 | 12/12/2010 | Green
C2 | DEP-02 | 9/9/2010 | 6 | | QA2 | DEP-02 | 15/12/2010 | Amber",
    ));
    assert_eq!(
        shown(&tables),
        [
            "contracts 1: number deployment signed_la days; 2 rows",
            "quality 1: number deployment due rating; 2 rows"
        ]
    );
}

#[test]
fn tables_one_above_the_other_are_two_registers_and_a_blank_row_is_no_border() {
    let tables = located(grid(
        "
Budget 2011-12
Financial year | Budget line | Route | Approved £
2011-12 | LLE days | Direct | 36000

2011-12 | Training | Direct | 6000
 | Total | | 42000

Forum decisions
Decision ref | Date | Decision | Amount £
SF/11/04 | 25/3/2011 | Agreed to fund the programme | 65000",
    ));
    assert_eq!(
        shown(&tables),
        [
            "budget 2: year line route approved; 2 rows",
            "decisions 9: ref date text amount; 1 rows"
        ]
    );
}

#[test]
fn bands_and_sums_among_the_records_are_no_records() {
    let tables = located(grid(
        "
LLE ref | Headteacher | School | Accredited | Cohort
Cohort 1
LLE001 | Ms R Gathercole | Croscombe Primary | 22/1/2010 | 1
Total Cohort 1 | 1
LLE ref | Headteacher | School | Accredited | Cohort
Cohort 2
LLE002 | Mr P Bunting | Brackestone Primary | 18/3/2011 | 2
NB days offered are for the academic year",
    ));
    assert_eq!(shown(&tables), ["lles 1: ref name school accredited cohort; 2 rows"]);
    let others: Vec<NotARecord> = tables[0].others.iter().map(|(_, why)| *why).collect();
    assert_eq!(
        others,
        [
            NotARecord::SubHeading,
            NotARecord::Subtotal,
            NotARecord::RepeatedHeading,
            NotARecord::SubHeading,
            NotARecord::Note
        ]
    );
}

#[test]
fn a_question_is_known_by_its_answers_however_short_its_heading() {
    let tables = located(grid(
        "
ID | Returned | Satisfaction | Ease | Comments
C01 | 17/6/2011 | Strongly agree | Agree | Thank you
C02 | 25/6/2011 | Agree | Agree |
C03 | 11/6/2011 | Agree | Disagree |",
    ));
    assert_eq!(shown(&tables), ["surveys 1: respondent responded comment; 3 rows"]);
    let questions: Vec<&str> = tables[0].extras.iter().map(|e| &*e.text).collect();
    assert_eq!(questions, ["Satisfaction", "Ease"]);
}

#[test]
fn keys_merged_down_two_heading_rows_are_columns() {
    let mut sheet = grid(
        "
URN | School | L4+ English and maths (number) | | Eligible pupils |
 | | 2010 | 2011 | 2010 | 2011
120983 | Bantby Primary | 27 | 25 | 35 | 33
120984 | Bantham Primary | 10 | 10 | 13 | 15",
    );
    let area =
        |r1, c1, r2, c2| Area { first: CellPos::new(r1, c1), last: CellPos::new(r2, c2) };
    sheet.merges =
        vec![area(0, 0, 1, 0), area(0, 1, 1, 1), area(0, 2, 0, 3), area(0, 4, 0, 5)];
    assert_eq!(shown(&located(sheet)), ["results 2: urn school; 2 rows"]);
}

#[test]
fn empty_columns_within_one_table_do_not_part_it() {
    let tables = located(grid(
        "
Reply no | Role of respondent | | Date sent | Date returned | | The support was collaborative | May we quote you?
L1 | LLE | | 6/6/2011 | 9/6/2011 | | Agree | Yes
L2 | LLE | | 6/6/2011 | 8/6/2011 | | Agree | No
L3 | LLE | | 6/6/2011 | 7/6/2011 | | Strongly agree | Yes",
    ));
    assert_eq!(
        shown(&tables),
        ["surveys 1: respondent group invited responded consent; 3 rows"]
    );
}

#[test]
fn a_heading_under_another_is_read_with_it() {
    let tables = located(grid(
        "
Leader | | School | | Accreditation | Status |
Ref | Name | Name | URN | Date | Now | Changed on
LLE001 | Ms A Hill | Norby Primary | 120901 | 22/1/2010 | Active |
LLE002 | Mr B Dale | Harlby Primary | 120902 | 22/1/2010 | Retired | 31/8/2011",
    ));
    assert_eq!(
        shown(&tables),
        ["lles 2: ref name school urn accredited status status_date; 2 rows"]
    );
}

#[test]
fn numbered_headings_of_a_questionnaire_that_are_no_questions_are_known() {
    let tables = located(grid(
        "
Response ID | I am a | 1. The support was collaborative | 2. Further comments | 3. Permission to quote
C1 | Client head | Agree | Thank you for the help | Yes
C2 | Client head | Agree | Too short | No",
    ));
    assert_eq!(shown(&tables), ["surveys 1: respondent group comment consent; 2 rows"]);
}

#[test]
fn the_only_dates_without_a_heading_are_the_date_that_lacks_one_unless_answered() {
    let sheet = |more: &str| {
        let mut sheet = grid(&format!(
            "
Visit ref | Deployment ref | LLE name | Supported school | | Duration (days) | Progress RAG | Record received{more}
V1 | DEP-01 | Ms A Hill | Norby Primary | 6/9/2010 | 1 | Amber | 7/9/2010 | 1/2/2011
V2 | DEP-01 | Ms A Hill | Norby Primary | 9/9/2010 | 1 | Green | 10/9/2010 | 1/3/2011
V3 | DEP-02 | Mr B Dale | Harlby Primary | 9 Sept 2010 | 1 | Green | 10/9/2010 | 1/3/2011"
        ));
        sheet.file = Arc::from("Records of visit.xlsx");
        sheet
    };
    let date = |sheet: Grid, known: &[KnownHeading]| {
        let tables = located_with(sheet, known);
        let [table] = tables.as_slice() else { panic!("{tables:?}") };
        let heading = table.headings.iter().find(|h| h.column.key == "date");
        heading.map(|h| (h.text.to_string(), h.because))
    };
    let here = "Dates after Supported school".to_owned();
    assert_eq!(date(sheet(" | Seen"), &[]), None, "two columns of dates");
    let mut only = sheet("");
    only.cells.retain(|cell| cell.pos.col < 8);
    assert_eq!(date(only.clone(), &[]), Some((here.clone(), Because::Headless)));
    let answer = |column: &str| KnownHeading {
        file: String::new(),
        sheet: String::new(),
        heading: "dates after supported school".to_owned(),
        register: String::new(),
        column: column.to_owned(),
    };
    assert_eq!(date(only.clone(), &[answer("not used")]), None);
    let answered = Some((here, Because::Answered));
    assert_eq!(date(only.clone(), &[answer("date")]), answered);
    // The answer stays with the column when it moves.
    let mut moved = only.clone();
    for cell in &mut moved.cells {
        cell.pos.col += 3;
    }
    assert_eq!(date(moved, &[answer("date")]), answered);
    // A date that is only half filled in is no register's key.
    only.cells.retain(|cell| cell.pos != CellPos::new(2, 4));
    assert_eq!(date(only, &[]), None);
}

#[test]
fn the_average_of_some_is_no_record() {
    let tables = located(grid(
        "
Deployment ref | LLE | Client school | Start | Days
DEP-01 | Ms A Hill | Norby Primary | 6/9/2010 | 5
 | | King's Lynn and West Norfolk average | | 5
DEP-02 | Mr B Dale | Harlby Primary | 7/9/2010 | 6",
    ));
    assert_eq!(shown(&tables), ["deployments 1: ref lle client start days; 2 rows"]);
    assert_eq!(tables[0].others, [(2, NotARecord::Subtotal)]);
}

#[test]
fn the_row_that_names_the_measures_under_the_years_is_the_heading_row() {
    let mut sheet = grid(
        "
School | 2009 | 2010
 | KS1 APS | KS1 APS
Norby Primary | 15.1 | 15.4
Harlby Primary | 14.2 | 14.9",
    );
    sheet.merges = vec![Area { first: CellPos::new(0, 0), last: CellPos::new(1, 0) }];
    assert_eq!(shown(&located(sheet)), ["results 2: school; 2 rows"]);
}

#[test]
fn the_row_of_responses_under_the_questions_is_the_heading_row() {
    let tables = located(grid(
        "
Date returned | The support was collaborative | Success | Comments | Consent to quote
 | Response | Response | Open-Ended Response | Response
1/6/2011 | | | It helped | Yes
2/6/2011 | | | It helped | No",
    ));
    assert_eq!(shown(&tables), ["surveys 2: responded comment consent; 2 rows"]);
}

#[test]
fn an_authority_beside_the_nation_heads_values_and_no_areas() {
    let mut sheet = grid(
        "
Measure | Year | Local authority | England | Source
KS2 L4+ E&M | 2010 | 70.1 | 73.5 | Performance tables
KS2 L4+ E&M | 2011 | 71.6 | 74.1 | Performance tables",
    );
    sheet.file = Arc::from("Comparators.xlsx");
    assert_eq!(shown(&located(sheet)), ["comparators 1: measure year source; 2 rows"]);
}

#[test]
fn what_the_cells_told_is_as_the_adviser_says_once_answered() {
    let sheet = || {
        let mut sheet = grid(
            "
Visit ref | Deployment ref | Sat down | Days | Record received
V1 | DEP-01 | 6/9/2010 | 1 | 7/9/2010
V2 | DEP-01 | 9/9/2010 | 1 | 10/9/2010",
        );
        sheet.file = Arc::from("Records of visit.xlsx");
        sheet
    };
    let answer = |column: &str| KnownHeading {
        file: String::new(),
        sheet: String::new(),
        heading: "sat down".to_owned(),
        register: String::new(),
        column: column.to_owned(),
    };
    let told = |known: &[KnownHeading]| {
        let tables = located_with(sheet(), known);
        let headings = tables.iter().flat_map(|table| &table.headings);
        let own = headings.into_iter().find(|one| &*one.text == "Sat down");
        own.map(|one| (one.column.key, one.because))
    };
    assert_eq!(told(&[]), Some(("date", Because::Inferred)));
    assert_eq!(told(&[answer("date")]), Some(("date", Because::Answered)));
    assert_eq!(told(&[answer("signed")]), Some(("signed", Because::Answered)));
    assert_eq!(told(&[answer("not used")]), None);
}

/// The tables of one workbook, a sheet for each text.
pub(in crate::locate) fn read(sheets: &[&str]) -> Vec<Table> {
    read_with(sheets, &[])
}

/// The same with what the adviser answered.
pub(in crate::locate) fn read_with(
    sheets: &[&str],
    known: &[KnownHeading],
) -> Vec<Table> {
    let mut sheets: Vec<_> = sheets.iter().map(|text| grid(text)).collect();
    for (at, sheet) in sheets.iter_mut().enumerate() {
        sheet.name = Arc::from(format!("Part {at}"));
    }
    let book = Book { sheets, ..Book::default() };
    let folder = Folder { books: vec![book], ..Folder::default() };
    super::tables(&folder, SCHEMAS, known, &mut Findings::default()).tables
}
