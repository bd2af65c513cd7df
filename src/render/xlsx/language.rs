//! The language of a workbook, which `rust_xlsxwriter` has no property for.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const CORE: &str = "docProps/core.xml";
const END: &str = "</cp:coreProperties>";

/// The workbook with `en-GB` in its properties; as it came where it has none.
pub(super) fn english(book: Vec<u8>) -> Vec<u8> {
    marked(&book).unwrap_or(book)
}

fn marked(book: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(book)).ok()?;
    let mut made = ZipWriter::new(Cursor::new(Vec::with_capacity(book.len() + 64)));
    let mut is_marked = false;
    for at in 0..archive.len() {
        let is_core = archive.by_index(at).ok()?.name().is_ok_and(|name| name == CORE);
        if !is_core {
            let part = archive.by_index_raw(at).ok()?;
            made.raw_copy_file(part).ok()?;
            continue;
        }
        let mut part = archive.by_index(at).ok()?;
        let mut text = String::new();
        part.read_to_string(&mut text).ok()?;
        let when = part.last_modified().unwrap_or_default();
        let (before, _) = text.rsplit_once(END)?;
        let options = SimpleFileOptions::default().last_modified_time(when);
        made.start_file(CORE, options).ok()?;
        let text = format!("{before}<dc:language>en-GB</dc:language>{END}");
        made.write_all(text.as_bytes()).ok()?;
        is_marked = true;
    }
    let bytes = made.finish().ok()?.into_inner();
    is_marked.then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_says_that_it_is_in_british_english() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        workbook.add_worksheet().write_string(0, 0, "Drake").unwrap();
        let book = workbook.save_to_buffer().unwrap();
        let marked = english(book);
        let mut archive = ZipArchive::new(Cursor::new(&marked)).unwrap();
        let mut text = String::new();
        archive.by_name(CORE).unwrap().read_to_string(&mut text).unwrap();
        assert!(text.contains("<dc:language>en-GB</dc:language></cp:coreProperties>"));
        assert!(text.contains("xmlns:dc="));
        let mut sheet = String::new();
        archive
            .by_name("xl/worksheets/sheet1.xml")
            .unwrap()
            .read_to_string(&mut sheet)
            .unwrap();
        assert!(sheet.contains("<c r=\"A1\""));
    }

    #[test]
    fn what_is_no_workbook_stays_as_it_came() {
        assert_eq!(english(b"words".to_vec()), b"words");
    }
}
