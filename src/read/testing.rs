//! Sheets written in every format that is read, for tests of other stages.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use rust_xlsxwriter::{Format, Workbook};

use super::grid::Book;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Written {
    Text(String),
    Number(f64),
    /// A day, as year, month and day.
    Day(i16, i8, i8),
}

impl Written {
    /// As a text file has it.
    fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Day(year, month, day) => format!("{day:02}/{month:02}/{year}"),
        }
    }
}

impl From<&str> for Written {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Written {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// A sheet to be written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    pub(crate) name: String,
    /// By row and column.
    pub(crate) cells: BTreeMap<(u32, u16), Written>,
    /// First row and column, last row and column.
    pub(crate) merges: Vec<((u32, u16), (u32, u16))>,
}

impl Page {
    /// Called so, and empty.
    pub(crate) fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Writes a cell.
    pub(crate) fn put(&mut self, row: u32, col: u16, what: impl Into<Written>) {
        self.cells.insert((row, col), what.into());
    }

    fn merged(&self, at: (u32, u16)) -> Option<(u32, u16)> {
        self.merges.iter().find(|(first, _)| *first == at).map(|(_, last)| *last)
    }

    fn size(&self) -> (u32, u16) {
        let corners = self.cells.keys().chain(self.merges.iter().map(|(_, last)| last));
        corners.fold((0, 0), |(rows, cols), (row, col)| {
            (rows.max(row + 1), cols.max(col + 1))
        })
    }
}

/// How a sheet is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    Workbook,
    OpenDocument,
    /// Text with this separator, in UTF-8.
    Text(char),
    /// Text with commas in the letters of Windows.
    Windows,
    /// Text with tabs in UTF-16, which Excel calls Unicode text.
    Wide,
}

impl Kept {
    pub(crate) const ALL: [Self; 7] = [
        Self::Workbook,
        Self::OpenDocument,
        Self::Text(','),
        Self::Text(';'),
        Self::Text('\t'),
        Self::Windows,
        Self::Wide,
    ];
}

/// These sheets, written and read: one book, or one text file for each sheet.
pub(crate) fn kept(stem: &str, pages: &[Page], how: Kept) -> Vec<Book> {
    match how {
        Kept::Workbook => vec![super::bytes(&format!("{stem}.xlsx"), &workbook(pages))],
        Kept::OpenDocument => {
            vec![super::bytes(&format!("{stem}.ods"), &open_document(pages))]
        }
        Kept::Text(_) | Kept::Windows | Kept::Wide => pages
            .iter()
            .map(|page| {
                let name = match pages {
                    [_] => format!("{stem}.csv"),
                    _ => format!("{stem} {}.csv", page.name),
                };
                super::bytes(&name, &text(page, how))
            })
            .collect(),
    }
}

fn workbook(pages: &[Page]) -> Vec<u8> {
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let mut workbook = Workbook::new();
    for page in pages {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&page.name).unwrap();
        for ((row, col), (to_row, to_col)) in &page.merges {
            sheet.merge_range(*row, *col, *to_row, *to_col, "", &Format::new()).unwrap();
        }
        for ((row, col), what) in &page.cells {
            match what {
                Written::Text(text) => sheet.write_string(*row, *col, text),
                Written::Number(number) => sheet.write_number(*row, *col, *number),
                Written::Day(year, month, day) => {
                    let first = jiff::civil::date(1899, 12, 30);
                    let days = jiff::civil::date(*year, *month, *day) - first;
                    let serial = f64::from(days.get_days());
                    sheet.write_number_with_format(*row, *col, serial, &date)
                }
            }
            .unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn open_document(pages: &[Page]) -> Vec<u8> {
    let mut tables = String::new();
    for page in pages {
        let (rows, cols) = page.size();
        tables.push_str(&format!("<table:table table:name=\"{}\">", plain(&page.name)));
        for row in 0..rows {
            tables.push_str("<table:table-row>");
            for col in 0..cols {
                tables.push_str(&open_cell(page, (row, col)));
            }
            tables.push_str("</table:table-row>");
        }
        tables.push_str("</table:table>");
    }
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_str()),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn open_cell(page: &Page, at: (u32, u16)) -> String {
    let is_covered = page.merges.iter().any(|(first, last)| {
        *first != at
            && (first.0..=last.0).contains(&at.0)
            && (first.1..=last.1).contains(&at.1)
    });
    if is_covered {
        return "<table:covered-table-cell/>".to_owned();
    }
    let span = page.merged(at).map_or_else(String::new, |last| {
        format!(
            " table:number-rows-spanned=\"{}\" table:number-columns-spanned=\"{}\"",
            last.0 - at.0 + 1,
            last.1 - at.1 + 1
        )
    });
    let Some(what) = page.cells.get(&at) else {
        return format!("<table:table-cell{span}/>");
    };
    let kind = match what {
        Written::Text(_) => "office:value-type=\"string\"".to_owned(),
        Written::Number(number) => {
            format!("office:value-type=\"float\" office:value=\"{number}\"")
        }
        Written::Day(year, month, day) => format!(
            "office:value-type=\"date\" office:date-value=\"{year}-{month:02}-{day:02}\""
        ),
    };
    let words = plain(&what.text());
    format!("<table:table-cell{span} {kind}><text:p>{words}</text:p></table:table-cell>")
}

fn plain(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn text(page: &Page, how: Kept) -> Vec<u8> {
    let separator = match how {
        Kept::Text(separator) => separator,
        Kept::Wide => '\t',
        Kept::Workbook | Kept::OpenDocument | Kept::Windows => ',',
    };
    let (rows, cols) = page.size();
    let mut text = String::new();
    for row in 0..rows {
        for col in 0..cols {
            if col > 0 {
                text.push(separator);
            }
            let words =
                page.cells.get(&(row, col)).map_or_else(String::new, Written::text);
            if words.contains([separator, '"', '\n']) {
                text.push_str(&format!("\"{}\"", words.replace('"', "\"\"")));
            } else {
                text.push_str(&words);
            }
        }
        text.push_str("\r\n");
    }
    match how {
        Kept::Windows => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
        Kept::Wide => std::iter::once(0xFEFF)
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect(),
        Kept::Workbook | Kept::OpenDocument | Kept::Text(_) => text.into_bytes(),
    }
}

#[test]
fn a_sheet_has_the_same_words_however_it_is_kept() {
    let mut page = Page::named("Visits & calls");
    page.put(1, 0, "Caf\u{e9}; \u{a3}, <b> \"said\"");
    page.put(1, 2, Written::Number(4.5));
    page.put(3, 1, Written::Day(2011, 3, 4));
    let serial = 40_606.0;
    for how in Kept::ALL {
        let books = kept("a", std::slice::from_ref(&page), how);
        let grid = &books[0].sheets[0];
        let cells: Vec<String> = grid
            .cells
            .iter()
            .map(|cell| {
                let words = match &cell.value {
                    super::grid::CellValue::Text(text) => text.to_string(),
                    super::grid::CellValue::Number(number) => number.to_string(),
                    super::grid::CellValue::Date(day) if (day - serial).abs() < 0.1 => {
                        "04/03/2011".to_owned()
                    }
                    other => format!("{other:?}"),
                };
                format!("{} {words}", cell.pos)
            })
            .collect();
        assert_eq!(
            cells,
            ["A2 Caf\u{e9}; \u{a3}, <b> \"said\"", "C2 4.5", "B4 04/03/2011"],
            "{how:?}"
        );
    }
}
