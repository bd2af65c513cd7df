//! A copy of the adviser's own workbook with each finding marked on its cell.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    Color, Format, FormatBorder, Note, Workbook, Worksheet, XlsxError,
};

use crate::base::finding::Severity;
use crate::report::book::{Copy, CopyCell, CopySheet, CopyValue, Profile};

/// Most letters of a note; Excel takes 32,767 bytes.
const MOST_WORDS: usize = 8_000;

/// Fill for each severity; the note and a border say it without colour.
const fn fill(severity: Severity) -> u32 {
    match severity {
        Severity::Stop | Severity::Error => 0x00F8_C9C0,
        Severity::Query => 0x00FF_E8A3,
        Severity::Note => 0x00DC_E6F2,
    }
}

/// The copy's bytes.
pub(crate) fn write_copy(copy: &Copy) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = super::properties(
        "Marked copy",
        "A copy of a register with findings on their cells",
        "forumpack",
        copy.date,
    )?;
    workbook.set_properties(&properties);
    let mut formats = Formats::default();
    super::sheet::fill(workbook.add_worksheet(), &copy.front, Profile::Working, 0)?;
    for sheet in &copy.sheets {
        let worksheet = workbook.add_worksheet();
        page(worksheet, sheet, &mut formats)?;
    }
    workbook.save_to_buffer()
}

/// Formats that were made already: a workbook has few, its cells are many.
#[derive(Default)]
struct Formats {
    made: BTreeMap<(String, bool, bool, Option<String>, Option<Severity>), Format>,
}

impl Formats {
    fn of(&mut self, cell: &CopyCell) -> Format {
        let severity = cell.mark.as_ref().map(|mark| mark.severity);
        let key = (
            cell.number_format.clone(),
            cell.is_bold,
            cell.is_struck,
            cell.fill.clone(),
            severity,
        );
        self.made.entry(key).or_insert_with(|| made(cell, severity)).clone()
    }
}

fn made(cell: &CopyCell, severity: Option<Severity>) -> Format {
    let mut format = Format::new();
    if !cell.number_format.is_empty() {
        format = format.set_num_format(&cell.number_format);
    }
    if cell.is_bold {
        format = format.set_bold();
    }
    if cell.is_struck {
        format = format.set_font_strikethrough();
    }
    if let Some(severity) = severity {
        return format
            .set_background_color(Color::RGB(fill(severity)))
            .set_border(FormatBorder::Medium);
    }
    let own = cell.fill.as_ref().and_then(|rgb| u32::from_str_radix(rgb, 16).ok());
    own.map_or(format.clone(), |rgb| {
        format.set_background_color(Color::RGB(rgb & 0x00FF_FFFF))
    })
}

/// The words of a cell's note: what is found, then the adviser's own note.
fn note(cell: &CopyCell) -> Option<String> {
    let own = cell.own_note.as_ref().map(|words| match cell.mark {
        Some(_) => format!("Your own note: {words}"),
        None => words.clone(),
    });
    let words = match (&cell.mark, own) {
        (Some(mark), Some(own)) => format!("{}\n\n{own}", mark.words),
        (Some(mark), None) => mark.words.clone(),
        (None, own) => own?,
    };
    Some(words.chars().take(MOST_WORDS).collect())
}

/// Height of a note of so many lines, in pixels, up to half a screen.
fn tall(lines: usize) -> u32 {
    u32::try_from(lines).unwrap_or(u32::MAX).saturating_mul(18).clamp(60, 420)
}

fn page(
    worksheet: &mut Worksheet,
    sheet: &CopySheet,
    formats: &mut Formats,
) -> Result<(), XlsxError> {
    worksheet.set_name(&sheet.name)?;
    worksheet.set_hidden(sheet.is_hidden);
    for (col, width) in &sheet.widths {
        if let Ok(col) = u16::try_from(*col) {
            worksheet.set_column_width(col, *width)?;
        }
    }
    let plain = Format::new();
    for (row, col, last_row, last_col) in &sheet.merges {
        let (Ok(col), Ok(last_col)) = (u16::try_from(*col), u16::try_from(*last_col))
        else {
            continue;
        };
        if (*row, col) != (*last_row, last_col) {
            // A range that overlaps another is left unmerged; its cells stay.
            let _ = worksheet.merge_range(*row, col, *last_row, last_col, "", &plain);
        }
    }
    for cell in &sheet.cells {
        let Ok(col) = u16::try_from(cell.col) else { continue };
        let format = formats.of(cell);
        match &cell.value {
            None => worksheet.write_blank(cell.row, col, &format)?,
            Some(CopyValue::Text(text)) => {
                let text: String = text.chars().take(32_767).collect();
                worksheet.write_string_with_format(cell.row, col, text, &format)?
            }
            Some(CopyValue::Number(number)) => {
                worksheet.write_number_with_format(cell.row, col, *number, &format)?
            }
            Some(CopyValue::Bool(flag)) => {
                worksheet.write_boolean_with_format(cell.row, col, *flag, &format)?
            }
        };
        if let Some(words) = note(cell) {
            let lines = words.lines().map(|line| line.chars().count() / 40 + 1).sum();
            let note = Note::new(words)
                .set_author("forumpack")
                .add_author_prefix(false)
                .set_width(280)
                .set_height(tall(lines));
            worksheet.insert_note(cell.row, col, &note)?;
        }
    }
    for row in &sheet.hidden_rows {
        worksheet.set_row_hidden(*row)?;
    }
    for col in &sheet.hidden_cols {
        if let Ok(col) = u16::try_from(*col) {
            worksheet.set_column_hidden(col)?;
        }
    }
    Ok(())
}
