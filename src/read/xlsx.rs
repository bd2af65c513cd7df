//! `.xlsx` and `.xlsm`: values and styles from calamine, the rest from the parts.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::archive::Archive;
use super::cells::{Cells, Texts};
use super::grid::{Book, CellValue, Grid, Style};
use super::limits::Limits;
use super::refused::Refused;
use super::value;
use super::xlsx_layout::{self, Layout, Result as Stored};
use super::{xlsx_notes, xml};
use crate::base::cell::CellPos;

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// The book in these bytes.
pub(super) fn read(
    file: &Arc<str>,
    bytes: &[u8],
    mut archive: Archive<'_>,
    limits: Limits,
) -> Result<Book, Refused> {
    shared_strings_are_true(&mut archive)?;
    let mut workbook: Workbook<'_> =
        calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(refused)?;
    let map = xlsx_layout::map(&mut archive)?;
    let is_1904 = workbook.has_1904_epoch();
    let mut texts = Texts::default();
    let mut sheets = Vec::new();
    for meta in workbook.sheets_metadata().to_vec() {
        if !matches!(meta.typ, SheetType::WorkSheet | SheetType::DialogSheet) {
            continue;
        }
        let path = map.iter().find(|(name, _)| *name == meta.name).map(|(_, path)| path);
        let layout = match path {
            Some(path) => xlsx_layout::read(&mut archive, path, &meta.name, limits)?,
            None => Layout::default(),
        };
        let cells = match cells(
            &mut workbook,
            &meta.name,
            &layout,
            is_1904,
            &mut texts,
            limits,
        ) {
            Ok(cells) => cells,
            Err(Trouble::NoWorksheet) => continue,
            Err(Trouble::Refused(refused)) => return Err(refused),
        };
        let (cells, styles) = cells;
        let mut grid = Grid {
            file: file.clone(),
            name: Arc::from(meta.name.as_str()),
            is_hidden: meta.visible != SheetVisible::Visible,
            cells,
            styles,
            has_filter: layout.has_filter,
            ..Grid::default()
        };
        if let Some(path) = path {
            grid.notes = xlsx_notes::read(&mut archive, path)?;
            grid.has_filter |= xlsx_notes::has_table_filter(&mut archive, path)?;
        }
        layout.put_on(&mut grid);
        sheets.push(grid);
    }
    let modified =
        archive.part("docProps/core.xml").and_then(|part| xml::element(part, "modified"));
    let kind = if archive.names().any(|name| name.ends_with("vbaproject.bin")) {
        "xlsm"
    } else {
        "xlsx"
    };
    Ok(Book { file: file.clone(), kind, modified, sheets, ..Book::default() })
}

enum Trouble {
    /// Listed as a worksheet, and is a chart or a dialogue.
    NoWorksheet,
    Refused(Refused),
}

impl From<Refused> for Trouble {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

type Styled = (Vec<super::grid::Cell>, Vec<Style>);

fn cells(
    workbook: &mut Workbook<'_>,
    name: &str,
    layout: &Layout,
    is_1904: bool,
    texts: &mut Texts,
    limits: Limits,
) -> Result<Styled, Trouble> {
    let mut reader = match workbook.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(XlsxError::NotAWorksheet(_)) => return Err(Trouble::NoWorksheet),
        Err(why) => return Err(refused(why).into()),
    };
    let mut cells = Cells::new(name, limits);
    loop {
        let (cell, style) = match reader.next_cell_with_style_id() {
            Ok(Some(cell)) => cell,
            Ok(None) => break,
            // calamine 0.38 knows seven kinds of error and stops at others, such
            // as #SPILL!; the layout has them all. To go when it reads them.
            Err(XlsxError::CellError(_)) => continue,
            Err(why) => return Err(refused(why).into()),
        };
        let (row, col) = cell.get_position();
        let pos = CellPos::new(row, col);
        let value = match cell.get_value() {
            // Errors come from the layout, all of one spelling.
            DataRef::SharedString("") | DataRef::Error(_) => continue,
            DataRef::SharedString(text) => CellValue::Text(texts.shared(text)),
            other => match value::of_ref(other, is_1904) {
                Some(value) => value,
                None => continue,
            },
        };
        let is_formula = layout.result_at(pos).is_some();
        cells.add(pos, value, u32::try_from(style).unwrap_or(0), is_formula)?;
    }
    for (pos, error, style) in &layout.errors {
        let is_formula = layout.result_at(*pos).is_some();
        cells.add(*pos, CellValue::Error(error.clone()), *style, is_formula)?;
    }
    for (pos, result, style) in &layout.formulas {
        if *result == Stored::Missing {
            cells.add(*pos, CellValue::NotCalculated, *style, true)?;
        }
    }
    let mut styles: Vec<Style> = reader.styles().iter().map(style_of).collect();
    if styles.is_empty() {
        styles.push(Style::default());
    }
    Ok((cells.finish(), styles))
}

/// calamine 0.38 sets aside as much memory as the list of shared strings says it
/// has entries, and a false number ends the program. To go when it does not.
fn shared_strings_are_true(archive: &mut Archive<'_>) -> Result<(), Refused> {
    let lists: Vec<String> = archive
        .names()
        .filter(|name| name.ends_with("sharedstrings.xml"))
        .map(str::to_owned)
        .collect();
    for list in lists {
        let bytes = archive.bytes_of(&list);
        let Some(part) = archive.part(&list) else { continue };
        let mut claimed = None;
        // Stops at the first element: the callback's refusal is no refusal here.
        let _ = xml::each(part, |event| match event {
            quick_xml::events::Event::Start(tag) => {
                claimed = xml::number::<u64>(tag, "uniqueCount");
                Err(Refused::Empty)
            }
            _ => Ok(()),
        });
        if claimed.is_some_and(|claimed| claimed > bytes) {
            return Err(Refused::Broken(
                "its list of texts says it is longer than the file".to_owned(),
            ));
        }
    }
    Ok(())
}

fn refused(why: XlsxError) -> Refused {
    match why {
        XlsxError::Password => Refused::Encrypted,
        why => Refused::broken(why),
    }
}

fn style_of(style: &calamine::Style) -> Style {
    let hex = |colour: calamine::Color| -> Arc<str> {
        Arc::from(format!("{:06X}", colour.to_argb() & 0x00FF_FFFF).as_str())
    };
    let format =
        style.number_format.as_ref().map_or("", |format| format.format_code.as_str());
    let font = style.font.as_ref();
    Style {
        // Excel's own date formats follow the country of the computer.
        number_format: Arc::from(match format {
            "General" => "",
            "mm-dd-yy" => "dd/mm/yyyy",
            "m/d/yy h:mm" => "dd/mm/yyyy h:mm",
            format => format,
        }),
        fill: style
            .fill
            .as_ref()
            .filter(|fill| fill.is_visible())
            .and_then(calamine::Fill::get_color)
            .map(hex),
        font_colour: font.and_then(|font| font.color).filter(|c| !c.is_black()).map(hex),
        is_struck: font.is_some_and(calamine::Font::has_strikethrough),
        is_bold: font.is_some_and(calamine::Font::is_bold),
    }
}
