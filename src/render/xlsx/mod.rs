//! Workbooks. Alone names `rust_xlsxwriter`.

mod chart;
mod copy;
mod language;
mod sheet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

pub(crate) use copy::write_copy;

use crate::report::book::Book;

/// A workbook's bytes; the same for the same book.
pub(crate) fn write(book: &Book) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(
        &book.title,
        &book.subject,
        &book.author,
        book.date,
    )?);
    for (at, page) in book.sheets.iter().enumerate() {
        let worksheet = workbook.add_worksheet();
        sheet::fill(worksheet, page, book.profile, at)?;
    }
    if book.sheets.is_empty() {
        workbook.add_worksheet();
    }
    Ok(language::english(workbook.save_to_buffer()?))
}

/// Properties with a date of the pack, so that the same pack has the same bytes.
fn properties(
    title: &str,
    subject: &str,
    author: &str,
    date: jiff::civil::Date,
) -> Result<DocProperties, XlsxError> {
    let year = u16::try_from(date.year()).unwrap_or(1900);
    let created = ExcelDateTime::from_ymd(
        year,
        u8::try_from(date.month()).unwrap_or(1),
        u8::try_from(date.day()).unwrap_or(1),
    )?;
    Ok(DocProperties::new()
        .set_title(title)
        .set_subject(subject)
        .set_author(author)
        .set_company(author)
        .set_creation_datetime(&created))
}

/// A serial day of the 1900 system.
fn excel_date(date: jiff::civil::Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(
        u16::try_from(date.year()).unwrap_or(1900),
        u8::try_from(date.month()).unwrap_or(1),
        u8::try_from(date.day()).unwrap_or(1),
    )
}
