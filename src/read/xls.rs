//! `.xls`: values from calamine, number formats and hidden rows from the records.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Reader, SheetType, SheetVisible, Xls, XlsError};

use super::biff::{self, SheetRecords};
use super::cells::Cells;
use super::compound::Compound;
use super::grid::{Area, Book, CellValue, Grid};
use super::limits::Limits;
use super::refused::Refused;
use super::value;
use crate::base::cell::CellPos;

type Workbook<'a> = Xls<Cursor<&'a [u8]>>;

/// The book in these bytes, or what else the container holds.
pub(super) fn read(
    file: &Arc<str>,
    bytes: Vec<u8>,
    limits: Limits,
) -> Result<Book, Refused> {
    let (records, bytes) = {
        let container = Compound::open(&bytes)?;
        if container.has("EncryptedPackage") || container.has("EncryptionInfo") {
            return Err(Refused::Encrypted);
        }
        let stream = container.stream("Workbook").or_else(|| container.stream("Book"));
        let Some(stream) = stream else {
            return Err(Refused::Other(if container.has("WordDocument") {
                "a Word document"
            } else if container.has("PowerPoint Document") {
                "a PowerPoint presentation"
            } else if container.has("Catalog") {
                "a store of picture previews"
            } else {
                "no spreadsheet"
            }));
        };
        let records = biff::read(&stream.bytes, limits)?;
        let spans: Vec<usize> = records
            .claims
            .iter()
            .flat_map(Clone::clone)
            .filter_map(|at| stream.in_file(at))
            .collect();
        drop(container);
        let mut bytes = bytes;
        // calamine 0.38 sets aside memory for as many cells as a sheet claims to
        // have. The claim is of no use, so it is set to nought before.
        for at in spans {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = 0;
            }
        }
        (records, bytes)
    };
    let mut workbook: Workbook<'_> =
        calamine::open_workbook_from_rs(Cursor::new(&*bytes)).map_err(refused)?;
    let is_1904 = workbook.has_1904_epoch();
    let mut sheets = Vec::new();
    for (at, meta) in workbook.sheets_metadata().to_vec().into_iter().enumerate() {
        if meta.typ != SheetType::WorkSheet {
            continue;
        }
        let none = SheetRecords::default();
        let found = records.sheets.get(at).unwrap_or(&none);
        let values = workbook.worksheet_range(&meta.name).map_err(refused)?;
        let mut cells = Cells::new(&meta.name, limits);
        let start = values.start().unwrap_or((0, 0));
        for (row, col, data) in values.used_cells() {
            let pos = CellPos::new(start.0 + row as u32, start.1 + col as u32);
            if let Some(value) = value::of(data, is_1904).map(narrowed) {
                let (style, is_formula) = found.look(pos);
                cells.add(pos, value, style, is_formula)?;
            }
        }
        drop(values);
        for pos in &found.not_calculated {
            cells.add(*pos, CellValue::NotCalculated, found.look(*pos).0, true)?;
        }
        let merges = workbook.merge_cells_by_sheet_name(&meta.name).map_err(refused)?;
        limits.merges_of(&meta.name, merges.len() as u64)?;
        let mut grid = Grid {
            file: file.clone(),
            name: Arc::from(meta.name.as_str()),
            is_hidden: meta.visible != SheetVisible::Visible,
            cells: cells.finish(),
            styles: records.styles.clone(),
            merges: merges.iter().map(area).collect(),
            has_filter: found.has_filter,
            ..Grid::default()
        };
        grid.merges.sort();
        if let Some(extent) = grid.extent() {
            grid.hidden_rows = found
                .hidden_rows
                .iter()
                .copied()
                .filter(|row| *row <= extent.row)
                .collect();
            grid.hidden_cols = found
                .hidden_cols
                .iter()
                .copied()
                .filter(|col| *col <= extent.col)
                .collect();
        }
        sheets.push(grid);
    }
    let modified = workbook.workbook_properties().ok().and_then(|about| about.modified);
    Ok(Book { file: file.clone(), kind: "xls", modified, sheets, ..Book::default() })
}

/// calamine 0.38 reads the texts of some workbooks a byte a letter although they
/// take two: `c`, nought, `y`, nought for `cy`. No cell of Excel holds a nought.
/// To be dropped once calamine heeds the width that a LABEL record states.
fn narrowed(value: CellValue) -> CellValue {
    match &value {
        CellValue::Text(text) if text.contains('\0') => {
            let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
            let (wide, is_broken) =
                encoding_rs::UTF_16LE.decode_without_bom_handling(&bytes);
            let is_even = bytes.len() % 2 == 0;
            if is_even && !is_broken && !wide.contains('\0') {
                CellValue::Text(Arc::from(&*wide))
            } else {
                CellValue::Text(Arc::from(text.replace('\0', "").as_str()))
            }
        }
        _ => value,
    }
}

fn refused(why: XlsError) -> Refused {
    match why {
        XlsError::Password => Refused::Encrypted,
        why => Refused::broken(why),
    }
}

fn area(found: &calamine::Dimensions) -> Area {
    Area {
        first: CellPos::new(
            found.start.0.min(found.end.0),
            found.start.1.min(found.end.1),
        ),
        last: CellPos::new(
            found.start.0.max(found.end.0),
            found.start.1.max(found.end.1),
        ),
    }
}
