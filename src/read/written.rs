//! What is written to a workbook is what is read from it.

use proptest::prelude::*;
use rust_xlsxwriter::{Color, Format, Note, Workbook};

use super::grid::{CellValue, Grid};
use crate::base::cell::CellPos;

#[derive(Clone, Debug)]
enum Written {
    Text(String),
    Number(f64),
    Share(f64),
    Date(u32),
    Bool(bool),
    Formula(String),
}

fn written() -> impl Strategy<Value = Written> {
    prop_oneof![
        "[ -~\u{a0}-\u{17f}\u{2013}\u{201c}\n\t]{1,40}".prop_map(Written::Text),
        (-1e9..1e9f64).prop_map(Written::Number),
        any::<i32>().prop_map(|whole| Written::Number(f64::from(whole))),
        (0.0..1.0f64).prop_map(Written::Share),
        (1u32..60_000).prop_map(Written::Date),
        any::<bool>().prop_map(Written::Bool),
        // The writer stores `nan` and `inf` as numbers: a test of their own.
        "[a-z]{1,8}"
            .prop_filter("a number", |word| word.parse::<f64>().is_err())
            .prop_map(Written::Formula),
    ]
}

fn read(workbook: &mut Workbook) -> Grid {
    let bytes = workbook.save_to_buffer().unwrap();
    super::bytes("a.xlsx", &bytes).sheets.remove(0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_workbook_is_read_back_cell_for_cell(
        cells in proptest::collection::btree_map((0u32..2000, 0u16..300), written(), 0..60),
    ) {
        let (share, date) =
            (Format::new().set_num_format("0.0%"), Format::new().set_num_format("dd/mm/yyyy"));
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for ((row, col), value) in &cells {
            match value {
                Written::Text(text) => sheet.write_string(*row, *col, text),
                Written::Number(number) => sheet.write_number(*row, *col, *number),
                Written::Share(number) => sheet.write_number_with_format(*row, *col, *number, &share),
                Written::Date(serial) => sheet.write_number_with_format(*row, *col, f64::from(*serial), &date),
                Written::Bool(flag) => sheet.write_boolean(*row, *col, *flag),
                Written::Formula(word) => sheet.write_formula(*row, *col, rust_xlsxwriter::Formula::new(format!("=\"{word}\"")).set_result(word)),
            }.unwrap();
        }
        let grid = read(&mut workbook);
        prop_assert_eq!(grid.cells.len(), cells.len());
        for (cell, ((row, col), value)) in grid.cells.iter().zip(&cells) {
            prop_assert_eq!(cell.pos, CellPos::new(*row, u32::from(*col)));
            let style = grid.style(cell).unwrap();
            let expected = match value {
                Written::Text(text) | Written::Formula(text) => CellValue::Text(text.as_str().into()),
                Written::Number(number) | Written::Share(number) => CellValue::Number(*number),
                Written::Date(serial) => CellValue::Date(f64::from(*serial)),
                Written::Bool(flag) => CellValue::Bool(*flag),
            };
            prop_assert_eq!(&cell.value, &expected);
            prop_assert_eq!(cell.is_formula, matches!(value, Written::Formula(_)));
            prop_assert_eq!(style.is_percent(), matches!(value, Written::Share(_)));
        }
    }
}

#[test]
fn a_stored_number_that_is_none_is_an_error_cell() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, word) in ["nan", "inf", "-inf", "infinity"].iter().enumerate() {
        let formula = rust_xlsxwriter::Formula::new("=A9").set_result(*word);
        sheet.write_formula(row as u32, 0, formula).unwrap();
    }
    let grid = read(&mut workbook);
    assert_eq!(grid.cells.len(), 4);
    for cell in &grid.cells {
        assert_eq!(cell.value, CellValue::Error("#NUM!".into()), "{}", cell.pos);
    }
}

#[test]
fn looks_notes_widths_and_what_is_hidden_are_read_back() {
    let mut workbook = Workbook::new();
    let struck = Format::new()
        .set_font_strikethrough()
        .set_bold()
        .set_background_color(Color::RGB(0x00FF_EE00))
        .set_font_color(Color::RGB(0x00C0_0000));
    let sheet = workbook.add_worksheet();
    sheet.set_name("Visits").unwrap();
    sheet.write_with_format(3, 1, "cancelled", &struck).unwrap();
    sheet.write(9, 5, 1).unwrap();
    sheet.set_row_hidden(4).unwrap();
    sheet.set_column_hidden(2).unwrap();
    sheet.set_column_width(1, 30).unwrap();
    sheet.merge_range(0, 0, 0, 3, "A title", &Format::new()).unwrap();
    sheet
        .insert_note(
            3,
            1,
            &Note::new("Ask again\nin May").set_author("x").add_author_prefix(false),
        )
        .unwrap();
    let grid = read(&mut workbook);
    assert_eq!(&*grid.name, "Visits");
    let cell = grid.cell(CellPos::new(3, 1)).unwrap();
    let style = grid.style(cell).unwrap();
    assert!(style.is_struck && style.is_bold);
    assert_eq!(style.fill.as_deref(), Some("FFEE00"));
    assert_eq!(style.font_colour.as_deref(), Some("C00000"));
    assert_eq!((&*grid.hidden_rows, &*grid.hidden_cols), (&[4][..], &[2][..]));
    let (col, width) = grid.widths[0];
    assert!(col == 1 && (width - 30.0).abs() < 1.0, "{width}");
    assert_eq!(grid.merges.len(), 1);
    assert_eq!(grid.notes.len(), 1);
    assert_eq!(
        (grid.notes[0].0.to_string(), &*grid.notes[0].1),
        ("B4".to_owned(), "Ask again\nin May")
    );
    assert!(!grid.has_filter);
}

#[test]
fn a_filter_counts_only_where_a_condition_is_set() {
    let filtered = |condition: bool| {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for (row, word) in ["School", "A", "B"].iter().enumerate() {
            sheet.write(row as u32, 0, *word).unwrap();
        }
        sheet.autofilter(0, 0, 2, 0).unwrap();
        if condition {
            let list = rust_xlsxwriter::FilterCondition::new().add_list_filter("A");
            sheet.filter_column(0, &list).unwrap();
        }
        read(&mut workbook)
    };
    assert!(!filtered(false).has_filter);
    let grid = filtered(true);
    assert!(grid.has_filter);
    assert_eq!(grid.hidden_rows, [2]);
}
