//! Real files of each format, read as their makers meant them.

use std::path::Path;

use super::grid::{CellValue, Grid};
use super::*;

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/readers").join(name)
}

fn book(name: &str) -> Book {
    bytes(name, &std::fs::read(path(name)).unwrap())
}

fn refused(name: &str) -> String {
    let entry = Entry { path: path(name), file: Arc::from(name), passed_over: None };
    let (book, findings) = one(&entry, Limits::of(&Settings::default()));
    assert!(book.is_err(), "{name}");
    let told: Vec<String> =
        findings.iter().map(|f| format!("{} {}", f.code, f.message)).collect();
    told.join("\n")
}

fn shown(value: &CellValue) -> String {
    match value {
        CellValue::Text(text) => format!("{text:?}"),
        CellValue::Number(number) => format!("{number}"),
        // To the second, as far as a serial carries it.
        CellValue::Date(serial) => format!("date {serial:.6}"),
        CellValue::Bool(flag) => format!("{flag}"),
        CellValue::Error(error) => error.to_string(),
        CellValue::NotCalculated => "not calculated".to_owned(),
    }
}

fn cells(grid: &Grid) -> Vec<String> {
    grid.cells
        .iter()
        .map(|cell| {
            let formula = if cell.is_formula { "=" } else { "" };
            format!("{} {formula}{}", cell.pos, shown(&cell.value))
        })
        .collect()
}

fn sheets(book: &Book) -> Vec<(String, bool, Vec<String>)> {
    book.sheets
        .iter()
        .map(|grid| (grid.name.to_string(), grid.is_hidden, cells(grid)))
        .collect()
}

fn sorted(
    mut sheets: Vec<(String, bool, Vec<String>)>,
) -> Vec<(String, bool, Vec<String>)> {
    sheets.sort();
    sheets
}

#[test]
fn one_workbook_saved_in_several_formats_has_the_same_values() {
    for names in [
        ["issues.xlsx", "issues.xlsb"].as_slice(),
        &["issues.xlsx", "issues.ods"],
        &["any_sheets.xlsx", "any_sheets.xls", "any_sheets.xlsb"],
        &["date.xlsx", "date.xls"],
        &["date_1904.xlsx", "date_1904.xls", "date_1904.xlsb"],
        &["merged_range.xlsx", "merged_range.xls"],
        &["missing-first-column.xlsx", "missing-first-column.xls"],
        &["texty-dates-xlsx.xlsx", "texty-dates-xls.xls"],
    ] {
        let [first, others @ ..] = names else { continue };
        let expected = sorted(sheets(&book(first)));
        for other in others {
            assert_eq!(sorted(sheets(&book(other))), expected, "{first} and {other}");
        }
    }
}

#[test]
fn the_old_format_of_the_same_workbook_has_the_same_values_but_for_a_sheet_added_later() {
    let mut new = sheets(&book("issues.xlsx"));
    new.retain(|(name, ..)| name != "spc_chrs");
    assert_eq!(sorted(sheets(&book("issues.xls"))), sorted(new));
}

#[test]
fn texts_of_two_bytes_a_letter_are_read_as_letters() {
    let book = book("mtcars.xls");
    let texts: Vec<String> = book.sheets[0]
        .row(0)
        .iter()
        .filter_map(|cell| match &cell.value {
            CellValue::Text(text) => Some(text.to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(texts[..4], ["mpg", "cyl", "disp", "hp"]);
}

#[test]
fn kinds_are_told_by_content() {
    for (name, kind) in [
        ("issues.xlsx", "xlsx"),
        ("issue281.xlsm", "xlsm"),
        ("issues.xlsb", "xlsb"),
        ("issues.xls", "xls"),
        ("issues.ods", "ods"),
    ] {
        let stored = std::fs::read(path(name)).unwrap();
        assert_eq!(bytes("REGISTER.XLS", &stored).kind, kind);
    }
}

#[test]
fn values_keep_their_kind() {
    assert_eq!(
        cells(&book("issues.xls").sheets[0]),
        [
            "A1 1",
            "A2 1.5",
            "A3 =\"ab\"",
            "A4 =false",
            "A5 \"test\"",
            "A6 date 42663.000000"
        ]
    );
    assert_eq!(
        cells(&book("errors.xlsx").sheets[0]),
        [
            "A1 =#DIV/0!",
            "A2 =#NAME?",
            "A3 =#VALUE!",
            "A4 =#NULL!",
            "A5 =#REF!",
            "A6 =#NUM!",
            "A7 =#N/A"
        ]
    );
}

#[test]
fn a_formula_that_was_never_calculated_says_so() {
    let book = book("missing-v-node-xlsx.xlsx");
    assert!(cells(&book.sheets[0]).contains(&"C2 =not calculated".to_owned()));
}

#[test]
fn dates_of_the_1904_system_are_the_dates_that_a_person_sees() {
    // 1 January 2021; a duration of ten days and some hours belongs to no system.
    let grid = &book("date_1904.xlsx").sheets[0];
    assert_eq!(cells(grid)[0], "A1 date 44197.000000");
    assert_eq!(cells(grid)[4], "A3 date 10.632060");
    assert_eq!(cells(grid), cells(&book("date.xlsx").sheets[0]));
}

#[test]
fn cells_stand_at_their_true_addresses() {
    for name in ["missing-first-column.xlsx", "missing-first-column.xls"] {
        assert_eq!(cells(&book(name).sheets[0]), ["B1 1", "B2 2", "B3 3"]);
    }
}

#[test]
fn rows_that_an_ods_repeats_stand_each_in_its_place() {
    let book = book("number_rows_repeated.ods");
    let places = |at: usize| -> Vec<String> {
        book.sheets[at]
            .cells
            .iter()
            .filter(|cell| cell.pos.col == 0)
            .map(|cell| format!("{} {}", cell.pos, shown(&cell.value)))
            .collect()
    };
    assert_eq!(places(0), ["A1 \"A\"", "A2 \"C\"", "A3 \"C\"", "A6 \"C\"", "A8 \"C\""]);
    assert_eq!(places(1)[0], "A2 \"A\"");
}

#[test]
fn spaces_and_line_breaks_of_an_ods_are_kept() {
    assert_eq!(
        cells(&book("special_cells.ods").sheets[0]),
        [
            "A1 \"Split\\nLine\"",
            "A2 \"Value  With spaces\"",
            "A3 \"Value   With 3 spaces\"",
            "A4 \" Value   With spaces before and after \"",
            "A5 \"  Value   With 2 spaces before and after  \"",
        ]
    );
}

#[test]
fn a_note_of_an_ods_is_a_note_and_no_part_of_the_cell() {
    let grid = &book("with-annotation.ods").sheets[0];
    assert_eq!(cells(grid), ["A1 \"cell a.1\""]);
    assert_eq!(&*grid.notes[0].1, "This is annotation of a.1");
}

#[test]
fn hidden_sheets_are_marked_and_chart_sheets_are_left_out() {
    for name in ["any_sheets.xlsx", "any_sheets.xls", "any_sheets.xlsb"] {
        let hidden: Vec<(String, bool)> = sheets(&book(name))
            .into_iter()
            .map(|(name, hidden, _)| (name, hidden))
            .collect();
        assert_eq!(
            hidden,
            [
                ("Visible".to_owned(), false),
                ("Hidden".to_owned(), true),
                ("VeryHidden".to_owned(), true)
            ],
            "{name}"
        );
    }
    let book = book("issue438.xlsx");
    assert_eq!(book.sheets.len(), 1);
}

#[test]
fn merged_ranges_are_the_same_in_both_formats() {
    let (new, old) = (book("merged_range.xlsx"), book("merged_range.xls"));
    for (new, old) in new.sheets.iter().zip(&old.sheets) {
        assert!(!new.merges.is_empty());
        assert_eq!(new.merges, old.merges);
    }
}

#[test]
fn a_text_as_old_as_excel_5_is_read() {
    let book = book("biff5_write.xls");
    assert!(cells(&book.sheets[0]).contains(&"A3 \"foo\"".to_owned()));
    assert!(book_is_empty("capitalized_wbook_stream.xls"));
}

fn book_is_empty(name: &str) -> bool {
    book(name).sheets.iter().all(|grid| grid.cells.is_empty())
}

#[test]
fn a_file_with_a_password_is_named_in_words() {
    for name in ["pass_protected.xlsx", "pass_protected.xlsb", "pass_protected.ods"] {
        assert_eq!(
            refused(name),
            format!("FIL-003 {name} is protected by a password, so it cannot be read.")
        );
    }
}

#[test]
fn a_damaged_container_is_named() {
    assert!(
        refused("issue252.xlsx").starts_with("FIL-002 issue252.xlsx cannot be opened")
    );
}

#[test]
fn an_ods_that_repeats_its_cells_beyond_measure_is_refused_at_once() {
    assert!(refused("issue_594_dos.ods").contains("holds more than 20000000 cells"));
}

#[test]
fn a_record_that_lies_about_its_length_ends_nothing() {
    assert!(book_is_empty("issue_666_panic.xlsb"));
}

#[test]
fn an_xls_says_once_what_it_does_not_give() {
    let name = "date.xls";
    let entry = Entry { path: path(name), file: Arc::from(name), passed_over: None };
    let (_, findings) = one(&entry, Limits::of(&Settings::default()));
    let codes: Vec<&str> = findings.iter().map(|f| &*f.code).collect();
    assert_eq!(codes, ["FIL-026"]);
}

/// One workbook in three formats: what each carries of its looks is read alike.
#[test]
fn looks_notes_and_what_is_hidden_are_the_same_in_each_format_that_carries_them() {
    for name in ["looks.xlsx", "looks.ods", "looks.xls"] {
        let book = book(name);
        let [grid, last_year] = book.sheets.as_slice() else { panic!("{name}") };
        assert!(last_year.is_hidden && !grid.is_hidden, "{name}");
        assert_eq!(
            (&*grid.hidden_rows, &*grid.hidden_cols),
            (&[5][..], &[2][..]),
            "{name}"
        );
        let merges: Vec<String> = grid
            .merges
            .iter()
            .map(|area| format!("{}:{}", area.first, area.last))
            .collect();
        assert_eq!(merges, ["B7:B8"], "{name}");
        let style = |row: u32| {
            let cell = grid.row(row).first().unwrap();
            grid.style(cell).cloned().unwrap()
        };
        let struck: Vec<u32> = (1..6).filter(|row| style(*row).is_struck).collect();
        assert_eq!(struck, [2], "{name}");
        assert_eq!(style(4).font_colour.as_deref(), Some("FF0000"), "{name}");
        if name == "looks.xls" {
            continue;
        }
        assert_eq!(style(3).fill.as_deref(), Some("00B050"), "{name}");
        let notes: Vec<String> =
            grid.notes.iter().map(|(pos, words)| format!("{pos} {words}")).collect();
        let mut expected = vec!["B2 spoke to head 3/2"];
        if name == "looks.xlsx" {
            // A conversation, a line for each remark.
            expected.push("A3 Has she signed?\nYes, 3/2.");
        }
        assert_eq!(notes, expected, "{name}");
    }
}
