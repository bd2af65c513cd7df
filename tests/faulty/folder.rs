//! A folder of spreadsheets in memory: the example's own, to be spoilt cell by cell.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use jiff::civil::Date;
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, Formula, Workbook};

use crate::registers;
use crate::sheet::{Sheet, V};

/// What stands in a cell.
#[derive(Clone, Debug)]
enum Cell {
    Plain(V),
    /// `#REF!` and the like.
    Error(String),
    /// A formula; Excel has not worked it out where there is no result.
    Formula(String),
}

/// A sheet as cells by row and column, both from nought.
#[derive(Clone, Debug, Default)]
pub struct Page {
    name: String,
    cells: BTreeMap<(u32, u16), Cell>,
    merges: Vec<[(u32, u16); 2]>,
    hidden_rows: Vec<u32>,
    struck_rows: Vec<u32>,
    yellow_rows: Vec<u32>,
    hidden_columns: Vec<u16>,
    is_hidden: bool,
}

/// Files by name: sheets, or bytes that are no spreadsheet of ours.
#[derive(Clone, Debug)]
pub struct Folder {
    sheets: BTreeMap<String, Vec<Page>>,
    bytes: BTreeMap<String, Vec<u8>>,
}

impl From<&Sheet> for Page {
    fn from(sheet: &Sheet) -> Self {
        let mut page = Self { name: sheet.name.clone(), ..Self::default() };
        for (row, cells) in (0..).zip(sheet.all_rows()) {
            for (col, cell) in (0..).zip(cells) {
                if cell != V::E {
                    page.cells.insert((row, col), Cell::Plain(cell));
                }
            }
        }
        let titles = sheet.titles.len() as u32;
        let upper = titles + u32::from(titles > 0);
        for (col, columns, _) in sheet.over.iter().filter(|over| over.1 > 1) {
            page.merges.push([(upper, *col), (upper, col + columns - 1)]);
        }
        page
    }
}

impl Folder {
    /// The example's files.
    pub fn example() -> Self {
        let sheets = registers::books()
            .into_iter()
            .map(|(name, sheets)| {
                (name.to_owned(), sheets.iter().map(Page::from).collect())
            })
            .collect();
        Self { sheets, bytes: BTreeMap::new() }
    }

    fn page(&mut self, file: &str, sheet: &str) -> &mut Page {
        let pages = self.sheets.entry(file.to_owned()).or_default();
        let at = pages.iter().position(|page| page.name == sheet);
        let at = at.unwrap_or_else(|| {
            pages.push(Page { name: sheet.to_owned(), ..Page::default() });
            pages.len() - 1
        });
        &mut pages[at]
    }

    /// What stands in a cell, as a list writes it.
    pub fn shown(&mut self, file: &str, sheet: &str, cell: (u32, u16)) -> String {
        match self.page(file, sheet).cells.get(&cell) {
            None => String::new(),
            Some(Cell::Plain(V::D(day))) => day.strftime("%d/%m/%Y").to_string(),
            Some(Cell::Plain(plain)) => crate::sheet::as_text(plain),
            Some(Cell::Error(text) | Cell::Formula(text)) => text.clone(),
        }
    }

    /// Types into a cell, as a person would: a day, a number, `'47` for a number
    /// kept as text, `#REF!` for what Excel shows, `=A1` for a formula without
    /// its result, nothing to empty the cell.
    pub fn type_in(&mut self, file: &str, sheet: &str, cell: (u32, u16), words: &str) {
        let is_csv = file.ends_with(".csv");
        let page = self.page(file, sheet);
        let day = || Date::strptime("%d/%m/%Y", words).ok().filter(|_| words.len() == 10);
        let typed = if words.is_empty() {
            page.cells.remove(&cell);
            return;
        } else if is_csv {
            Cell::Plain(V::T(words.to_owned()))
        } else if let Some(text) = words.strip_prefix('\'') {
            Cell::Plain(V::T(text.to_owned()))
        } else if words.starts_with('=') {
            Cell::Formula(words.to_owned())
        } else if words.starts_with('#') {
            Cell::Error(words.to_owned())
        } else if let Some(day) = day() {
            Cell::Plain(V::D(day))
        } else if let Ok(number) = words.parse() {
            Cell::Plain(V::N(number))
        } else {
            Cell::Plain(V::T(words.to_owned()))
        };
        page.cells.insert(cell, typed);
    }

    /// Merges a range.
    pub fn merge(&mut self, file: &str, sheet: &str, range: [(u32, u16); 2]) {
        self.page(file, sheet).merges.push(range);
    }

    /// Hides a row.
    pub fn hide_row(&mut self, file: &str, sheet: &str, row: u32) {
        self.page(file, sheet).hidden_rows.push(row);
    }

    /// Draws a line through a row.
    pub fn strike_row(&mut self, file: &str, sheet: &str, row: u32) {
        self.page(file, sheet).struck_rows.push(row);
    }

    /// Fills a row with yellow.
    pub fn colour_row(&mut self, file: &str, sheet: &str, row: u32) {
        self.page(file, sheet).yellow_rows.push(row);
    }

    /// Hides a column.
    pub fn hide_column(&mut self, file: &str, sheet: &str, column: u16) {
        self.page(file, sheet).hidden_columns.push(column);
    }

    /// Hides a sheet.
    pub fn hide_sheet(&mut self, file: &str, sheet: &str) {
        self.page(file, sheet).is_hidden = true;
    }

    /// Takes a file out.
    pub fn remove(&mut self, file: &str) {
        assert!(self.sheets.remove(file).is_some(), "no file {file}");
    }

    /// Takes a sheet out.
    pub fn remove_sheet(&mut self, file: &str, sheet: &str) {
        let pages = self.sheets.get_mut(file).unwrap();
        pages.retain(|page| page.name != sheet);
    }

    /// Takes a row out; those below it move up.
    pub fn remove_row(&mut self, file: &str, sheet: &str, gone: u32) {
        let page = self.page(file, sheet);
        let cells = std::mem::take(&mut page.cells);
        page.cells = cells
            .into_iter()
            .filter(|((row, _), _)| *row != gone)
            .map(|((row, col), cell)| ((row - u32::from(row > gone), col), cell))
            .collect();
    }

    /// A second file with the sheets of the first.
    pub fn copy(&mut self, file: &str, name: &str) {
        let pages = self.sheets[file].clone();
        self.sheets.insert(name.to_owned(), pages);
    }

    /// A file that is none of ours.
    pub fn put(&mut self, name: &str, bytes: Vec<u8>) {
        self.bytes.insert(name.to_owned(), bytes);
    }

    /// Writes every file.
    pub fn write(&self, home: &Path) {
        std::fs::create_dir_all(home).unwrap();
        for (name, pages) in &self.sheets {
            let bytes = if name.ends_with(".csv") { csv(pages) } else { book(pages) };
            std::fs::write(home.join(name), bytes).unwrap();
        }
        for (name, bytes) in &self.bytes {
            std::fs::write(home.join(name), bytes).unwrap();
        }
    }
}

fn csv(pages: &[Page]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let cells = &pages[0].cells;
    let last = cells.keys().last().map_or(0, |(row, _)| *row);
    for row in 0..=last {
        let mut record = Vec::new();
        for ((_, col), cell) in cells.range((row, 0)..(row + 1, 0)) {
            record.resize(usize::from(*col), String::new());
            record.push(match cell {
                Cell::Plain(plain) => crate::sheet::as_text(plain),
                Cell::Error(text) | Cell::Formula(text) => text.clone(),
            });
        }
        writer.write_record(&record).unwrap();
    }
    writer.into_inner().unwrap()
}

fn book(pages: &[Page]) -> Vec<u8> {
    let mut book = Workbook::new();
    let saved = ExcelDateTime::from_ymd(2011, 11, 28).unwrap();
    book.set_properties(&DocProperties::new().set_creation_datetime(&saved));
    let plain = Format::new();
    for page in pages {
        let sheet = book.add_worksheet();
        sheet.set_name(&page.name).unwrap();
        sheet.set_hidden(page.is_hidden);
        for [(top, left), (bottom, right)] in &page.merges {
            sheet.merge_range(*top, *left, *bottom, *right, "", &plain).unwrap();
        }
        for ((row, col), cell) in &page.cells {
            let (row, col) = (*row, *col);
            let look = match (
                page.struck_rows.contains(&row),
                page.yellow_rows.contains(&row),
            ) {
                (true, _) => Format::new().set_font_strikethrough(),
                (_, true) => Format::new().set_background_color(Color::Yellow),
                _ => Format::new(),
            };
            match cell {
                Cell::Plain(V::E) => {}
                Cell::Plain(V::T(text)) => {
                    sheet.write_string_with_format(row, col, text, &look).unwrap();
                }
                Cell::Plain(V::N(number)) => {
                    sheet.write_number_with_format(row, col, *number, &look).unwrap();
                }
                Cell::Plain(V::D(date)) => {
                    let date = ExcelDateTime::from_ymd(
                        date.year() as u16,
                        date.month() as u8,
                        date.day() as u8,
                    );
                    let day = look.set_num_format("dd/mm/yyyy");
                    sheet
                        .write_datetime_with_format(row, col, date.unwrap(), &day)
                        .unwrap();
                }
                Cell::Error(text) => {
                    let formula = Formula::new("=A1").set_result(text);
                    sheet.write_formula(row, col, formula).unwrap();
                }
                Cell::Formula(text) => {
                    let formula = Formula::new(text).set_result("never");
                    sheet.write_formula(row, col, formula).unwrap();
                }
            }
        }
        for row in &page.hidden_rows {
            sheet.set_row_hidden(*row).unwrap();
        }
        for column in &page.hidden_columns {
            sheet.set_column_hidden(*column).unwrap();
        }
    }
    unfinished(&book.save_to_buffer().unwrap())
}

/// Excel leaves the result out where it has not worked a formula out.
fn unfinished(bytes: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let name = part.name().unwrap().to_string();
        let mut held = Vec::new();
        part.read_to_end(&mut held).unwrap();
        if name.starts_with("xl/worksheets/") {
            let text = String::from_utf8(held).unwrap();
            held = text.replace("<v>never</v>", "").into();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(&held).unwrap();
    }
    to.finish().unwrap().into_inner()
}
