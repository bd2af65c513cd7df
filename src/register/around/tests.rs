//! What a sheet shows besides its records, cell by cell.

use std::sync::Arc;

use super::*;
use crate::base::setting::Settings;
use crate::read::grid::{Area, Book, Cell, Folder, Style};
use crate::register::answers::Answers;
use crate::register::{SCHEMAS, build};

const HEAD: &str = "LLE No|Headteacher|School|Accreditation date|Status";

/// A register of LLEs; cells parted by `|` as they are typed.
fn sheet(rows: &str) -> Grid {
    let mut grid = Grid {
        file: Arc::from("LLEs.xlsx"),
        name: Arc::from("LLEs"),
        styles: vec![Style::default()],
        ..Grid::default()
    };
    for (row, line) in (0u32..).zip(rows.lines()) {
        for (col, word) in (0u32..).zip(line.split('|')) {
            if !word.is_empty() {
                let value = word
                    .parse::<f64>()
                    .map_or_else(|_| CellValue::Text(Arc::from(word)), CellValue::Number);
                let pos = CellPos::new(row, col);
                grid.cells.push(Cell { pos, value, style: 0, is_formula: false });
            }
        }
    }
    grid
}

/// Cell and message of what one rule finds.
fn found(grid: Grid, code: &str) -> Vec<String> {
    let mut findings = Findings::default();
    let book = Book { file: grid.file.clone(), sheets: vec![grid], ..Book::default() };
    let folder = Folder { books: vec![book], ..Folder::default() };
    let located = crate::locate::tables(&folder, SCHEMAS, &[], &mut findings);
    let (answers, settings) = (Answers::default(), Settings::default());
    build(&folder, located, answers, settings, &mut findings);
    findings
        .iter()
        .filter(|finding| finding.code == code)
        .map(|finding| {
            format!("{} {}", finding.place.a1(), finding.message.replace('\u{a0}', " "))
                .trim()
                .to_owned()
        })
        .collect()
}

fn three(second: &str) -> String {
    format!(
        "{HEAD}\nLLE01|Ruth Gathercole|Ash Primary|1/9/2010|Active\n{second}\nLLE03|Tom Marsh|Elm Primary|3/9/2010|Active"
    )
}

const SECOND: &str = "LLE02|Ann Peel|Oak Primary|2/9/2010|Active";

#[test]
fn a_heading_that_stands_twice_is_told_at_the_second() {
    let twice = three(SECOND).replace("Status", "Status|Headteacher|Shoe size");
    assert_eq!(
        found(sheet(&twice), "FIL-010"),
        ["F1 Headteacher stands over column B too; that one is used, this one is not."]
    );
    assert_eq!(found(sheet(&twice), "FIL-011"), ["G1 1 column was not used: Shoe size."]);
}

#[test]
fn rows_merged_among_the_records_are_told_and_a_title_is_not() {
    let merged = |from: (u32, u32), to: (u32, u32)| {
        let mut grid = sheet(&three("LLE02|Ann Peel||2/9/2010|Active"));
        let area = |(row, col)| CellPos::new(row, col);
        grid.merges = vec![Area { first: area(from), last: area(to) }];
        found(grid, "FIL-012")
    };
    assert_eq!(
        merged((1, 2), (2, 2)),
        ["C2 Rows 2 to 3 of column C are merged; Ash Primary was read for each of them."]
    );
    assert!(merged((0, 2), (0, 3)).is_empty());
    assert!(merged((2, 2), (2, 3)).is_empty());
}

#[test]
fn hidden_columns_and_sheets_are_told_where_they_hold_something() {
    let mut grid = sheet(&three(SECOND));
    grid.hidden_cols = vec![3, 9];
    grid.is_hidden = true;
    assert_eq!(
        found(grid, "FIL-013"),
        [
            "D1 1 column (D) is hidden (by hand); it is read like the others.",
            "The sheet is hidden; it is read like the others."
        ]
    );
    assert!(found(sheet(&three(SECOND)), "FIL-013").is_empty());
}

#[test]
fn a_row_of_totals_is_told_as_no_record() {
    assert_eq!(
        found(sheet(&three("|Total|||3")), "FIL-014"),
        ["B3 The row `Total` is no record; it is not counted."]
    );
    assert!(found(sheet(&three(SECOND)), "FIL-014").is_empty());
}

#[test]
fn stray_spaces_in_names_are_told_once_for_a_column() {
    let stray = three("LLE02|Ann Peel | Oak\u{a0}Primary|2/9/2010|Active");
    assert_eq!(
        found(sheet(&stray), "FIL-018"),
        [
            "B3 1 cell under Headteacher with stray spaces or odd dashes, from here down; read without them.",
            "C3 1 cell under School with stray spaces or odd dashes, from here down; read without them."
        ]
    );
    let plain = three("LLE02|Ann Peel|St Mary\u{2019}s Primary|2/9/2010|Active");
    assert!(found(sheet(&plain), "FIL-018").is_empty());
}

#[test]
fn numbers_of_a_csv_are_no_text_by_fault() {
    let rows = format!(
        "{HEAD}|Days offered\nLLE01|Ruth Gathercole|Ash Primary|1/9/2010|Active|12"
    );
    let typed = |sheet_name: &str| {
        let mut grid = Grid { name: Arc::from(sheet_name), ..sheet(&rows) };
        for cell in &mut grid.cells {
            if let CellValue::Number(number) = cell.value {
                cell.value = CellValue::Text(Arc::from(number.to_string()));
            }
        }
        found(grid, "FIL-017").len()
    };
    assert_eq!((typed("LLEs"), typed("")), (1, 0));
}

#[test]
fn a_needed_column_without_a_heading_leaves_the_whole_sheet_out() {
    let head = "Deployment ref|LLE No|LLE name|Client school|Start date|Expected end date|Commissioned via|No. of days agreed|£ per day|Need category";
    let row =
        "DEP-01|LLE01|Ruth Gathercole|Ash Primary|soon|6/9/2011|Direct|6|350|New head";
    let of = |head: &str| found(sheet(&format!("{head}\n{row}")), "FIL-009");
    assert!(of(head).is_empty());
    assert!(of(&head.replace("Need category", "Zebra")).is_empty(), "it is not needed");
    assert_eq!(
        of(&head.replace("Start date", "Zebra")),
        [
            "E1 The sheet was read as Deployments, and no heading stands for Start; without it no row can be used. Is it Zebra?"
        ]
    );
}
