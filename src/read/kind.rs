//! What a file is, by its content; its name only says whether plain text is
//! meant as a table.

use std::sync::Arc;

use super::archive::Archive;
use super::compound::SIGNATURE;
use super::grid::Book;
use super::limits::Limits;
use super::refused::Refused;
use super::{ods, text_file, xls, xlsb, xlsx};

/// Endings of spreadsheets.
const SPREADSHEETS: [&str; 11] =
    ["xlsx", "xlsm", "xlsb", "xls", "xltx", "xltm", "xlt", "ods", "ots", "csv", "tsv"];

/// The ending of a name, in lower case.
fn ending(file: &str) -> String {
    file.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_lowercase())
}

/// Whether the name says that the file is a spreadsheet.
pub(super) fn is_named_spreadsheet(file: &str) -> bool {
    SPREADSHEETS.contains(&ending(file).as_str())
}

/// The book in the bytes of a file.
pub(super) fn open(
    file: &Arc<str>,
    bytes: Vec<u8>,
    limits: Limits,
) -> Result<Book, Refused> {
    match open_any(file, bytes, limits) {
        // Named as a spreadsheet it may be a register, so that it matters.
        Err(Refused::Other(what)) if is_named_spreadsheet(file) => Err(Refused::Broken(
            format!("by its name it is a spreadsheet, by what it holds it is {what}"),
        )),
        other => other,
    }
}

fn open_any(file: &Arc<str>, bytes: Vec<u8>, limits: Limits) -> Result<Book, Refused> {
    if bytes.is_empty() {
        return Err(if is_named_spreadsheet(file) {
            Refused::Empty
        } else {
            Refused::Other("an empty file")
        });
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zipped(file, &bytes, limits);
    }
    if bytes.starts_with(SIGNATURE) {
        return xls::read(file, bytes, limits);
    }
    if let [0x09, 0x00 | 0x02 | 0x04 | 0x08, 0x04..=0x10, 0x00, ..] = bytes.as_slice() {
        return Err(Refused::VeryOld);
    }
    for (start, what) in [
        (b"%PDF".as_slice(), "a PDF document"),
        (b"{\\rtf", "a text document"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
    ] {
        if bytes.starts_with(start) {
            return Err(Refused::Other(what));
        }
    }
    let Some(text) = text_file::decoded(&bytes) else {
        return Err(Refused::Other("no spreadsheet"));
    };
    text_of(file, &text, limits)
}

fn text_of(file: &Arc<str>, text: &str, limits: Limits) -> Result<Book, Refused> {
    let start: String = text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .chars()
        .take(2048)
        .collect::<String>()
        .to_lowercase();
    let is_spreadsheet = is_named_spreadsheet(file);
    // Excel's own web archive, which it opens under the name of a workbook too.
    if is_spreadsheet && start.starts_with("mime-version:") {
        return Err(Refused::WebPage);
    }
    if start.starts_with('<') {
        let is_page = start.contains("<html")
            || start.contains("<table")
            || start.contains("<!doctype html");
        let is_xml = start.contains("office:spreadsheet")
            || start.contains("excel.sheet")
            || start.contains("opendocument.spreadsheet");
        if is_xml {
            return Err(Refused::XmlSpreadsheet);
        }
        if is_page && (is_spreadsheet || !matches!(ending(file).as_str(), "html" | "htm"))
        {
            return Err(Refused::WebPage);
        }
        return Err(Refused::Other("a web page or XML document"));
    }
    let is_wanted = match ending(file).as_str() {
        "csv" | "tsv" => true,
        "txt" | "tab" | "dat" => text_file::is_table(text),
        // Exports of web systems: a table in plain text with a workbook's name.
        _ => is_spreadsheet && text_file::is_table(text),
    };
    if !is_wanted {
        return Err(Refused::Other("a text"));
    }
    text_file::read(file, text, limits)
}

fn zipped(file: &Arc<str>, bytes: &[u8], limits: Limits) -> Result<Book, Refused> {
    let mut archive = Archive::open(bytes, limits)?;
    if archive.has("xl/workbook.bin") {
        return xlsb::read(file, bytes, archive, limits);
    }
    if archive.has("content.xml") {
        let kind = archive.whole("mimetype").unwrap_or_default();
        let kind = String::from_utf8_lossy(&kind);
        if !kind.trim().is_empty() && !kind.contains("spreadsheet") {
            return Err(Refused::Other("an OpenDocument text or presentation"));
        }
        return ods::read(file, archive, limits);
    }
    if archive.has("encrypted-package") {
        return Err(Refused::Encrypted);
    }
    let holds = |folder: &str| archive.names().any(|name| name.starts_with(folder));
    if holds("xl/") {
        return xlsx::read(file, bytes, archive, limits);
    }
    if holds("word/") {
        return Err(Refused::Other("a Word document"));
    }
    if holds("ppt/") {
        return Err(Refused::Other("a PowerPoint presentation"));
    }
    if archive.has("[content_types].xml") {
        return xlsx::read(file, bytes, archive, limits);
    }
    Err(Refused::Other("a zip folder; unpack it if it holds registers"))
}
