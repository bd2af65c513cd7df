//! Fills in cells of a workbook as a person would: its own parts are kept, the
//! cells that are named get values.

use std::io::{Cursor, Read, Write};

use crate::held;

/// A cell to fill: address and what to type; `2010-09-13` is typed as a day.
pub type Typed<'a> = (String, &'a str);

fn xml(value: &str, address: &str, style: &str) -> String {
    let style = if style.is_empty() { String::new() } else { format!(" s=\"{style}\"") };
    let serial = value.parse::<jiff::civil::Date>().ok().map(|day| {
        f64::from(jiff::civil::date(1899, 12, 30).until(day).unwrap().get_days())
    });
    match serial.or_else(|| value.parse::<f64>().ok()) {
        Some(number) => format!("<c r=\"{address}\"{style}><v>{number}</v></c>"),
        None => {
            let text = value.replace('&', "&amp;").replace('<', "&lt;");
            format!(
                "<c r=\"{address}\"{style} t=\"inlineStr\"><is><t>{text}</t></is></c>"
            )
        }
    }
}

/// The workbook with these cells of one of its sheets filled in.
pub fn fill(bytes: &[u8], sheet: &str, cells: &[Typed<'_>]) -> Vec<u8> {
    let sheets = held::values("book.xlsx", bytes.to_vec());
    let place = sheets.iter().position(|(name, _)| name == sheet).unwrap();
    let wanted = format!("xl/worksheets/sheet{}.xml", place + 1);
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let name = part.name().unwrap().to_string();
        let mut held = Vec::new();
        part.read_to_end(&mut held).unwrap();
        if name == wanted {
            let mut text = String::from_utf8(held).unwrap();
            for (address, value) in cells {
                let start = text
                    .find(&format!("<c r=\"{address}\""))
                    .unwrap_or_else(|| panic!("{sheet} has no cell {address}"));
                let rest = &text[start..];
                let tag = rest.find('>').unwrap();
                let end = if rest[..tag].ends_with('/') {
                    tag + 1
                } else {
                    rest.find("</c>").unwrap() + 4
                };
                let style = rest[..tag]
                    .split("s=\"")
                    .nth(1)
                    .and_then(|after| after.split('"').next())
                    .unwrap_or("")
                    .to_owned();
                text.replace_range(start..start + end, &xml(value, address, &style));
            }
            held = text.into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(&held).unwrap();
    }
    to.finish().unwrap().into_inner()
}

fn address(row: u32, col: u32) -> String {
    let mut letters = String::new();
    let mut left = col + 1;
    while left > 0 {
        letters.insert(0, char::from(b'A' + ((left - 1) % 26) as u8));
        left = (left - 1) / 26;
    }
    format!("{letters}{}", row + 1)
}

/// The workbook with rows typed in below the headings of a blank register:
/// the first of them names the headings.
pub fn rows(bytes: &[u8], sheet: &str, rows: &[&[&str]]) -> Vec<u8> {
    let sheets = held::values("book.xlsx", bytes.to_vec());
    let (_, cells) = sheets.iter().find(|(name, _)| name == sheet).unwrap();
    let (head, records) = rows.split_first().unwrap();
    let places: Vec<(u32, u32)> = head
        .iter()
        .map(|heading| {
            *cells
                .iter()
                .rev()
                .find(|(_, text)| text == heading)
                .unwrap_or_else(|| panic!("{sheet} has no heading {heading}"))
                .0
        })
        .collect();
    let mut typed = Vec::new();
    for (down, record) in (1..).zip(records) {
        for ((row, col), value) in places.iter().zip(*record) {
            if !value.is_empty() {
                typed.push((address(row + down, *col), *value));
            }
        }
    }
    fill(bytes, sheet, &typed)
}

/// Address of the cell under `heading`, in the row whose cells hold `words`.
pub fn at(bytes: &[u8], sheet: &str, heading: &str, words: &[&str]) -> String {
    let sheets = held::values("book.xlsx", bytes.to_vec());
    let (_, cells) = sheets.iter().find(|(name, _)| name == sheet).unwrap();
    let ((head, col), _) = cells.iter().find(|(_, text)| *text == heading).unwrap();
    let row = cells
        .keys()
        .map(|(row, _)| *row)
        .filter(|row| row > head)
        .find(|row| {
            words.iter().all(|word| {
                cells.range((*row, 0)..(row + 1, 0)).any(|(_, text)| text == word)
            })
        })
        .unwrap_or_else(|| panic!("{sheet} has no row with {words:?}"));
    address(row, *col)
}
