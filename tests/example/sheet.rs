//! Sheets as an adviser keeps them, and the files they are saved in.

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum V {
    /// Nothing.
    E,
    /// Words.
    T(String),
    /// A number.
    N(f64),
    /// A day.
    D(Date),
}

/// Words.
pub fn t(text: impl Into<String>) -> V {
    let text = text.into();
    if text.is_empty() { V::E } else { V::T(text) }
}

/// A number.
pub fn n(number: impl Into<f64>) -> V {
    V::N(number.into())
}

/// A day, or nothing.
pub fn d(date: Option<Date>) -> V {
    date.map_or(V::E, V::D)
}

/// One sheet: title rows, one or two heading rows, records, notes below.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub name: String,
    pub titles: Vec<String>,
    /// Upper headings, merged over so many columns: (first column, columns, words).
    pub over: Vec<(u16, u16, String)>,
    pub headings: Vec<String>,
    pub rows: Vec<Vec<V>>,
    pub notes: Vec<String>,
}

impl Sheet {
    pub fn new(name: &str, titles: &[&str], headings: &[&str]) -> Self {
        Self {
            name: name.to_owned(),
            titles: titles.iter().map(|x| (*x).to_owned()).collect(),
            headings: headings.iter().map(|x| (*x).to_owned()).collect(),
            ..Self::default()
        }
    }

    /// Every row of the sheet, titles and blanks included.
    pub fn all_rows(&self) -> Vec<Vec<V>> {
        let mut rows: Vec<Vec<V>> =
            self.titles.iter().map(|x| vec![t(x.clone())]).collect();
        if !rows.is_empty() {
            rows.push(Vec::new());
        }
        if !self.over.is_empty() {
            let mut upper = vec![V::E; self.headings.len()];
            for (col, _, words) in &self.over {
                upper[usize::from(*col)] = match words.parse::<f64>() {
                    Ok(year) => V::N(year),
                    Err(_) => t(words.clone()),
                };
            }
            rows.push(upper);
        }
        rows.push(self.headings.iter().map(|x| t(x.clone())).collect());
        rows.extend(self.rows.iter().cloned());
        if !self.notes.is_empty() {
            rows.push(Vec::new());
            rows.extend(self.notes.iter().map(|x| vec![t(x.clone())]));
        }
        rows
    }
}

/// A workbook's bytes, always the same.
pub fn workbook(sheets: &[Sheet]) -> Vec<u8> {
    let mut book = Workbook::new();
    let saved = ExcelDateTime::from_ymd(2011, 11, 28).unwrap();
    book.set_properties(&DocProperties::new().set_creation_datetime(&saved));
    let bold = Format::new().set_bold();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(&sheet.name).unwrap();
        let head = sheet.titles.len() + usize::from(!sheet.titles.is_empty());
        let head = head + usize::from(!sheet.over.is_empty());
        for (row, cells) in (0u32..).zip(sheet.all_rows()) {
            for (col, cell) in (0u16..).zip(cells) {
                let is_heading =
                    row as usize == head || (row == 0 && !sheet.titles.is_empty());
                match cell {
                    V::E => {}
                    V::T(text) if is_heading => {
                        page.write_string_with_format(row, col, text, &bold).unwrap();
                    }
                    V::T(text) => {
                        page.write_string(row, col, text).unwrap();
                    }
                    V::N(number) => {
                        page.write_number(row, col, number).unwrap();
                    }
                    V::D(date) => {
                        let date = ExcelDateTime::from_ymd(
                            date.year() as u16,
                            date.month() as u8,
                            date.day() as u8,
                        )
                        .unwrap();
                        page.write_datetime_with_format(row, col, &date, &day).unwrap();
                    }
                }
            }
        }
        for (col, columns, words) in &sheet.over {
            if *columns > 1 {
                let centre = Format::new()
                    .set_bold()
                    .set_align(rust_xlsxwriter::FormatAlign::Center);
                let row = (head - 1) as u32;
                page.merge_range(row, *col, row, col + columns - 1, words, &centre)
                    .unwrap();
                if let Ok(year) = words.parse::<f64>() {
                    page.write_number_with_format(row, *col, year, &centre).unwrap();
                }
            }
        }
        for (col, heading) in (0u16..).zip(&sheet.headings) {
            let width = (heading.chars().count() as f64 + 3.0).clamp(9.0, 34.0);
            page.set_column_width(col, width).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// The same as csv: one sheet, UTF-8.
pub fn csv(sheet: &Sheet) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in sheet.all_rows() {
        let cells: Vec<String> = row.iter().map(as_text).collect();
        writer.write_record(&cells).unwrap();
    }
    writer.into_inner().unwrap()
}

/// A cell as csv writes it.
pub fn as_text(cell: &V) -> String {
    match cell {
        V::E => String::new(),
        V::T(text) => text.clone(),
        V::N(number) => number.to_string(),
        V::D(date) => format!("{:02}-{:02}-{:04}", date.day(), date.month(), date.year()),
    }
}
