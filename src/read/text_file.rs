//! Text files of cells: UTF-8, UTF-16 or Windows; comma, semicolon or tab.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::cells::{Cells, Texts};
use super::grid::{Book, CellValue, Grid, Style};
use super::limits::Limits;
use super::refused::Refused;
use crate::base::cell::CellPos;

/// The book in this text: one sheet without a name, all of it text as written.
/// Rows are counted as records: a line break within quotes starts no new row, and
/// an empty line is a row, as in Excel.
pub(super) fn read(file: &Arc<str>, text: &str, limits: Limits) -> Result<Book, Refused> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (text, delimiter) = stated(text).unwrap_or_else(|| (text, delimiter(text)));
    let mut cells = Cells::new("", limits);
    let mut reader = reader(text, delimiter);
    let mut record = csv::StringRecord::new();
    let mut texts = Texts::default();
    let mut row = 0u32;
    loop {
        row = row.saturating_add(blank_lines(text, reader.position().byte()));
        if !reader.read_record(&mut record).map_err(Refused::broken)? {
            break;
        }
        for (col, value) in (0u32..).zip(&record) {
            if !value.is_empty() {
                cells.add(
                    CellPos::new(row, col),
                    CellValue::Text(texts.short(value)),
                    0,
                    false,
                )?;
            }
        }
        row = row.saturating_add(1);
    }
    let grid = Grid {
        file: file.clone(),
        name: Arc::from(""),
        cells: cells.finish(),
        styles: vec![Style::default()],
        ..Grid::default()
    };
    Ok(Book { file: file.clone(), kind: "csv", sheets: vec![grid], ..Book::default() })
}

/// The text in these bytes, if they are text.
pub(super) fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return Some(encoding.decode(bytes).0);
    }
    if let Some(wide) = wide(bytes) {
        return Some(wide.decode(bytes).0);
    }
    if bytes.iter().take(65_536).any(|byte| matches!(byte, 0..=8 | 14..=25 | 28..=31)) {
        return None;
    }
    Some(
        std::str::from_utf8(bytes)
            .map_or_else(|_| encoding_rs::WINDOWS_1252.decode(bytes).0, Cow::Borrowed),
    )
}

/// UTF-16 without its mark: every second byte of plain letters is nought.
fn wide(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let (mut even, mut odd, mut pairs) = (0u32, 0u32, 0u32);
    for pair in bytes.chunks_exact(2).take(512) {
        if let [a, b] = pair {
            pairs += 1;
            even += u32::from(*a == 0 && *b != 0);
            odd += u32::from(*b == 0 && *a != 0);
        }
    }
    if pairs == 0 {
        None
    } else if odd * 10 > pairs * 7 {
        Some(encoding_rs::UTF_16LE)
    } else if even * 10 > pairs * 7 {
        Some(encoding_rs::UTF_16BE)
    } else {
        None
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
}

/// Empty lines between the end of one record, here, and the next: csv 1 passes
/// over them, and they are rows of the sheet all the same.
fn blank_lines(text: &str, end: u64) -> u32 {
    let Some((before, after)) =
        usize::try_from(end).ok().and_then(|end| text.split_at_checked(end))
    else {
        return 0;
    };
    let after = match after.strip_prefix('\n') {
        Some(rest) if before.ends_with('\r') => rest,
        _ => after,
    };
    let mut lines = 0u32;
    let mut last = ' ';
    for letter in after.chars().take_while(|letter| matches!(letter, '\r' | '\n')) {
        if !(letter == '\n' && last == '\r') {
            lines = lines.saturating_add(1);
        }
        last = letter;
    }
    lines
}

/// The separator that a first line `sep=;` states, with the text after that line.
fn stated(text: &str) -> Option<(&str, u8)> {
    let (first, rest) = text.split_once('\n')?;
    let mark = first.trim_end_matches('\r').strip_prefix("sep=")?;
    match mark.as_bytes() {
        [mark @ (b',' | b';' | b'\t' | b'|')] => Some((rest, *mark)),
        _ => None,
    }
}

/// The separator by which most of the first records have equally many cells.
fn delimiter(text: &str) -> u8 {
    [b',', b';', b'\t']
        .into_iter()
        .rev()
        .max_by_key(|delimiter| columns(text, *delimiter))
        .unwrap_or(b',')
}

/// How many of the first records have the commonest number of cells, and that
/// number; noughts where it is one.
pub(super) fn columns(text: &str, delimiter: u8) -> (usize, usize) {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for record in reader(text, delimiter).records().take(30).flatten() {
        *counts.entry(record.len()).or_default() += 1;
    }
    counts
        .into_iter()
        .filter(|(cells, _)| *cells > 1)
        .map(|(cells, records)| (records, cells))
        .max()
        .unwrap_or_default()
}

/// Whether this text is a table though its name does not say so.
pub(super) fn is_table(text: &str) -> bool {
    let records = reader(text, b',').records().take(30).count();
    [b',', b';', b'\t'].into_iter().any(|delimiter| {
        let (alike, _) = columns(text, delimiter);
        alike > 1 && alike * 10 >= records * 8
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::setting::Settings;

    fn shown(bytes: &[u8]) -> String {
        let text = decoded(bytes).unwrap();
        let book =
            read(&Arc::from("a.csv"), &text, Limits::of(&Settings::default())).unwrap();
        book.sheets[0]
            .cells
            .iter()
            .map(|cell| match &cell.value {
                CellValue::Text(text) => format!("{}={text}", cell.pos),
                other => format!("{}={other:?}", cell.pos),
            })
            .collect::<Vec<_>>()
            .join(" | ")
    }

    #[test]
    fn each_way_of_writing_letters_gives_the_same_cells() {
        let expected = "A1=School | B1=Cost \u{a3} | A2=Caf\u{e9} | B2=1";
        let text = "School,Cost \u{a3}\r\nCaf\u{e9},1\r\n";
        assert_eq!(shown(text.as_bytes()), expected);
        assert_eq!(shown(format!("\u{feff}{text}").as_bytes()), expected);
        assert_eq!(shown(b"School,Cost \xA3\r\nCaf\xE9,1\r\n"), expected);
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(shown(&wide), expected);
        assert_eq!(shown(&[b"\xFF\xFE".as_slice(), &wide].concat()), expected);
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(shown(&[b"\xFE\xFF".as_slice(), &big].concat()), expected);
    }

    #[test]
    fn the_separator_is_the_one_that_makes_a_table() {
        assert_eq!(shown(b"a;b\n1,5;2\n"), "A1=a | B1=b | A2=1,5 | B2=2");
        assert_eq!(shown(b"a\tb, c\n1\t2\n"), "A1=a | B1=b, c | A2=1 | B2=2");
        assert_eq!(shown(b"sep=;\na;b\n"), "A1=a | B1=b");
        assert_eq!(shown(b"one\ntwo\n"), "A1=one | A2=two");
    }

    #[test]
    fn rows_are_counted_as_excel_counts_them() {
        assert_eq!(shown(b"a,b\n\n1,2\n"), "A1=a | B1=b | A3=1 | B3=2");
        assert_eq!(shown(b"\r\n\r\na,b\r\n\r\n1,2"), "A3=a | B3=b | A5=1 | B5=2");
        assert_eq!(shown(b"\"a\n\nb\",c\n1,2\n"), "A1=a\n\nb | B1=c | A2=1 | B2=2");
        assert_eq!(shown(b"a,b\r1,2\r"), "A1=a | B1=b | A2=1 | B2=2");
    }

    #[test]
    fn ragged_rows_and_texts_stay_as_written() {
        assert_eq!(
            shown(b"a,b,c\n007,66%\n, x ,\n\"say \"\"hi\"\"\",4-11\n"),
            "A1=a | B1=b | C1=c | A2=007 | B2=66% | B3= x  | A4=say \"hi\" | B4=4-11"
        );
    }

    #[test]
    fn bytes_that_are_no_text_are_told_apart() {
        assert!(decoded(b"\x89PNG\r\n\x1a\n\0\0\0").is_none());
        assert!(is_table("URN,Name\n1,a\n2,b\n"));
        assert!(!is_table("Dear all,\nplease find attached.\nYours, S\n"));
    }
}
