//! `.xlsb`: values from calamine, number formats and formulas from the records.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsb, XlsbError};

use super::archive::Archive;
use super::biff::built_in;
use super::cells::{Cells, Texts};
use super::compound::{u16_at, u32_at};
use super::grid::{Area, Book, CellValue, Grid, Style};
use super::limits::{Limits, MOST_COLS, MOST_ROWS};
use super::refused::Refused;
use super::{value, xlsx_layout, xml};
use crate::base::cell::CellPos;

type Workbook<'a> = Xlsb<Cursor<&'a [u8]>>;

/// The book in these bytes.
pub(super) fn read(
    file: &Arc<str>,
    bytes: &[u8],
    mut archive: Archive<'_>,
    limits: Limits,
) -> Result<Book, Refused> {
    lists_are_true(&mut archive)?;
    let mut workbook: Workbook<'_> =
        calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(refused)?;
    let is_1904 = workbook.has_1904_epoch();
    let styles = styles(&mut archive);
    let paths = sheet_paths(&mut archive)?;
    let mut texts = Texts::default();
    let mut sheets = Vec::new();
    for meta in workbook.sheets_metadata().to_vec() {
        if !matches!(meta.typ, SheetType::WorkSheet | SheetType::DialogSheet) {
            continue;
        }
        let path =
            paths.iter().find(|(name, _)| *name == meta.name).map(|(_, path)| path);
        let found = match path {
            Some(path) => Found::read(&mut archive, path, &meta.name, limits)?,
            None => Found::default(),
        };
        let mut cells = Cells::new(&meta.name, limits);
        let mut reader = workbook.worksheet_cells_reader(&meta.name).map_err(refused)?;
        while let Some(cell) = reader.next_cell().map_err(refused)? {
            let (row, col) = cell.get_position();
            let pos = CellPos::new(row, col);
            let value = match cell.get_value() {
                DataRef::SharedString("") => continue,
                DataRef::SharedString(text) => CellValue::Text(texts.shared(text)),
                other => match value::of_ref(other, is_1904) {
                    Some(value) => value,
                    None => continue,
                },
            };
            let (style, is_formula) = found.look(pos);
            cells.add(pos, value, style, is_formula)?;
        }
        let mut grid = Grid {
            file: file.clone(),
            name: Arc::from(meta.name.as_str()),
            is_hidden: meta.visible != SheetVisible::Visible,
            cells: cells.finish(),
            styles: styles.clone(),
            merges: found.merges,
            has_filter: found.has_filter,
            ..Grid::default()
        };
        if let Some(extent) = grid.extent() {
            grid.hidden_rows =
                found.hidden_rows.into_iter().filter(|row| *row <= extent.row).collect();
        }
        sheets.push(grid);
    }
    let modified =
        archive.part("docProps/core.xml").and_then(|part| xml::element(part, "modified"));
    Ok(Book { file: file.clone(), kind: "xlsb", modified, sheets, ..Book::default() })
}

fn refused(why: XlsbError) -> Refused {
    match why {
        XlsbError::Password => Refused::Encrypted,
        why => Refused::broken(why),
    }
}

/// Calls back for each record: its number and its bytes, at most `most` of them.
fn each(mut part: impl Read, most: usize, mut visit: impl FnMut(u16, &[u8]) -> bool) {
    let mut bytes = Vec::new();
    while let Some((id, length)) = head(&mut part) {
        bytes.clear();
        let kept = (length as usize).min(most) as u64;
        let got = part.by_ref().take(kept).read_to_end(&mut bytes).unwrap_or(0) as u64;
        let left = u64::from(length) - kept;
        let skipped = std::io::copy(&mut part.by_ref().take(left), &mut std::io::sink());
        if !visit(id, &bytes) || got < kept || skipped.is_err() {
            return;
        }
    }
}

fn head(part: &mut impl Read) -> Option<(u16, u32)> {
    let first = byte(part)?;
    let id = if first & 0x80 == 0 {
        u16::from(first)
    } else {
        u16::from(first & 0x7F) | u16::from(byte(part)? & 0x7F) << 7
    };
    let mut length = 0u32;
    for turn in 0..4 {
        let next = byte(part)?;
        length |= u32::from(next & 0x7F) << (7 * turn);
        if next & 0x80 == 0 {
            break;
        }
    }
    Some((id, length))
}

fn byte(part: &mut impl Read) -> Option<u8> {
    let mut one = [0u8];
    part.read_exact(&mut one).ok()?;
    let [one] = one;
    Some(one)
}

/// calamine 0.38 sets aside as much memory as a record says it is long, up to
/// 256 MB, whether the part is that long or not; here a record that is longer
/// than its part refuses the file.
fn lists_are_true(archive: &mut Archive<'_>) -> Result<(), Refused> {
    const LISTS: [&str; 3] = ["xl/workbook.bin", "xl/sharedstrings.bin", "xl/styles.bin"];
    let parts: Vec<String> = archive
        .names()
        .filter(|name| {
            LISTS.contains(name)
                || name.contains("worksheets/sheet")
                    && name.strip_suffix(".bin").is_some()
        })
        .map(str::to_owned)
        .collect();
    for name in parts {
        let bytes = archive.bytes_of(&name);
        let Some(mut part) = archive.part(&name) else { continue };
        while let Some((_, length)) = head(&mut part) {
            if u64::from(length) > bytes {
                return Err(Refused::Broken(
                    "one of its records says it is longer than the file".to_owned(),
                ));
            }
            let mut record = part.by_ref().take(u64::from(length));
            if std::io::copy(&mut record, &mut std::io::sink()).is_err() {
                break;
            }
        }
    }
    Ok(())
}

fn wide(bytes: &[u8]) -> Option<String> {
    let length = usize::try_from(u32_at(bytes, 0)?).ok()?;
    let letters = bytes.get(4..4usize.checked_add(length.checked_mul(2)?)?)?;
    let letters: Vec<u16> = letters
        .chunks_exact(2)
        .map_while(|pair| <[u8; 2]>::try_from(pair).ok())
        .map(u16::from_le_bytes)
        .collect();
    Some(String::from_utf16_lossy(&letters))
}

fn styles(archive: &mut Archive<'_>) -> Vec<Style> {
    let mut formats: BTreeMap<u16, Arc<str>> = BTreeMap::new();
    let mut styles = Vec::new();
    let mut in_cells = false;
    if let Some(part) = archive.part("xl/styles.bin") {
        each(part, 1024, |id, bytes| {
            match id {
                0x002C => {
                    if let (Some(id), Some(text)) =
                        (u16_at(bytes, 0), bytes.get(2..).and_then(wide))
                    {
                        formats.insert(id, Arc::from(text));
                    }
                }
                0x0269 => in_cells = true,
                0x026A => return false,
                0x002F if in_cells => {
                    let format = u16_at(bytes, 2).unwrap_or(0);
                    let number_format = formats
                        .get(&format)
                        .cloned()
                        .unwrap_or_else(|| Arc::from(built_in(format)));
                    styles.push(Style { number_format, ..Style::default() });
                }
                _ => {}
            }
            true
        });
    }
    if styles.is_empty() {
        styles.push(Style::default());
    }
    styles
}

fn sheet_paths(archive: &mut Archive<'_>) -> Result<Vec<(String, String)>, Refused> {
    let relations = xlsx_layout::relations(archive, "xl/workbook.bin")?;
    let mut found = Vec::new();
    let Some(part) = archive.part("xl/workbook.bin") else { return Ok(found) };
    each(part, 4096, |id, bytes| {
        if id == 0x009C
            && let Some(relation) = bytes.get(8..).and_then(wide)
            && let Some(name) =
                bytes.get(12 + relation.encode_utf16().count() * 2..).and_then(wide)
            && let Some(relation) = relations.iter().find(|r| r.id == relation)
        {
            found.push((name, relation.target.clone()));
        }
        true
    });
    Ok(found)
}

/// What the records of a sheet say beside its values.
#[derive(Default)]
struct Found {
    looks: Vec<(CellPos, u32, bool)>,
    merges: Vec<Area>,
    hidden_rows: Vec<u32>,
    has_filter: bool,
}

impl Found {
    fn read(
        archive: &mut Archive<'_>,
        path: &str,
        sheet: &str,
        limits: Limits,
    ) -> Result<Self, Refused> {
        let mut found = Self::default();
        let Some(part) = archive.part(path) else { return Ok(found) };
        let (mut row, mut trouble) = (0u32, None);
        each(part, 64, |id, bytes| {
            match id {
                0x0000 => {
                    row = u32_at(bytes, 0).unwrap_or(0);
                    let flags = u16_at(bytes, 11).unwrap_or(0);
                    if flags & 0x0010 != 0 && row < MOST_ROWS {
                        found.hidden_rows.push(row);
                    }
                }
                0x0001..=0x000B => {
                    let col = u32_at(bytes, 0).unwrap_or(0);
                    let style = u32_at(bytes, 4).unwrap_or(0) & 0x00FF_FFFF;
                    found.looks.push((CellPos::new(row, col), style, id >= 0x0008));
                    trouble = limits.cells_of(sheet, found.looks.len() as u64).err();
                }
                0x00B0 => {
                    if let [Some(top), Some(bottom), Some(left), Some(right)] =
                        [0, 4, 8, 12].map(|at| u32_at(bytes, at))
                        && top <= bottom
                        && left <= right
                        && bottom < MOST_ROWS
                        && right < MOST_COLS
                    {
                        found.merges.push(Area {
                            first: CellPos::new(top, left),
                            last: CellPos::new(bottom, right),
                        });
                        trouble =
                            limits.merges_of(sheet, found.merges.len() as u64).err();
                    }
                }
                // A filter column.
                0x00A3 => found.has_filter = true,
                _ => {}
            }
            trouble.is_none()
        });
        if let Some(trouble) = trouble {
            return Err(trouble);
        }
        found.looks.sort_by_key(|(pos, ..)| *pos);
        found.merges.sort();
        found.hidden_rows.sort_unstable();
        found.hidden_rows.dedup();
        Ok(found)
    }

    fn look(&self, pos: CellPos) -> (u32, bool) {
        self.looks
            .binary_search_by_key(&pos, |(pos, ..)| *pos)
            .ok()
            .and_then(|at| self.looks.get(at))
            .map_or((0, false), |(_, style, is_formula)| (*style, *is_formula))
    }
}
