//! Workbooks of every format, through calamine 0.38, behind limits.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calamine::{
    Data, DataRef, Ods, Range, Reader, SheetType, SheetVisible, Sheets, Xls, Xlsb, Xlsx,
    open_workbook_from_rs,
};
use quick_xml::events::Event;

use super::grid::{Area, Book, Cell, CellValue, Grid, Style};
use super::{Limits, Refused};
use crate::base::cell::CellPos;

type Bytes<'a> = Cursor<&'a [u8]>;

/// Runs a reader of ours or calamine's; a panic inside it is a damaged file.
///
/// calamine 0.38 can panic on files whose records lie about their lengths; when
/// its readers return errors for all of them this guard can go.
fn guarded<T>(work: impl FnOnce() -> Result<T, Refused>) -> Result<T, Refused> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(Refused::Broken("its parts contradict each other".to_owned()))
    })
}

/// A zip container: `.xlsx`, `.xlsm`, `.xlsb`, `.ods`.
pub(super) fn zipped(
    file: &Arc<str>,
    bytes: &[u8],
    limits: Limits,
) -> Result<Book, Refused> {
    let parts = measured(bytes, limits)?;
    let has = |name: &str| parts.contains(name);
    if has("xl/workbook.bin") {
        return guarded(|| {
            let book: Xlsb<Bytes<'_>> = opened(bytes)?;
            plain(file, "xlsb", Sheets::Xlsb(book), limits)
        });
    }
    if has("content.xml") {
        return guarded(|| {
            let book: Ods<Bytes<'_>> = opened(bytes)?;
            let mut book = plain(file, "ods", Sheets::Ods(book), limits)?;
            book.modified =
                part(bytes, "meta.xml").as_deref().and_then(|xml| element(xml, "date"));
            Ok(book)
        });
    }
    if parts.iter().any(|part| part.starts_with("xl/") || part.starts_with("XL/"))
        || has("[Content_Types].xml")
    {
        if parts.iter().any(|part| part.starts_with("word/") || part.starts_with("ppt/"))
        {
            return Err(Refused::NotASpreadsheet);
        }
        return guarded(|| xlsx(file, bytes, limits, has("xl/vbaProject.bin")));
    }
    Err(Refused::NotASpreadsheet)
}

/// A compound file: `.xls`, or an encrypted `.xlsx`.
pub(super) fn binary(
    file: &Arc<str>,
    bytes: &[u8],
    limits: Limits,
) -> Result<Book, Refused> {
    let wide = |word: &str| -> Vec<u8> {
        word.encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    let has =
        |word: &str| bytes.windows(word.len() * 2).any(|window| window == wide(word));
    if has("EncryptedPackage") {
        return Err(Refused::Encrypted);
    }
    if bytes.len() > 8_000
        && !has("Workbook")
        && !has("Book")
        && !has("WORKBOOK")
        && has("WordDocument")
    {
        return Err(Refused::NotASpreadsheet);
    }
    guarded(|| {
        let book: Xls<Bytes<'_>> = opened(bytes)?;
        plain(file, "xls", Sheets::Xls(book), limits)
    })
}

fn opened<'a, R>(bytes: &'a [u8]) -> Result<R, Refused>
where
    R: Reader<Bytes<'a>>,
    R::Error: std::fmt::Display,
{
    open_workbook_from_rs(Cursor::new(bytes))
        .map_err(|why: R::Error| refused(&why.to_string()))
}

fn refused(why: &str) -> Refused {
    let lower = why.to_lowercase();
    if lower.contains("password") || lower.contains("encrypt") {
        Refused::Encrypted
    } else {
        Refused::Broken(why.chars().take(120).collect())
    }
}

/// The names of the parts; refused where they would unpack to more than allowed.
/// Sizes are counted while unpacking: what the directory says may be a lie.
fn measured(bytes: &[u8], limits: Limits) -> Result<BTreeSet<String>, Refused> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))
        .map_err(|why| refused(&why.to_string()))?;
    let most = limits
        .inflated
        .min((bytes.len() as u64).saturating_mul(limits.ratio).max(4 << 20));
    let mut total = 0u64;
    let mut names = BTreeSet::new();
    let mut sink = vec![0u8; 1 << 16];
    for at in 0..archive.len() {
        let mut part = match archive.by_index(at) {
            Ok(part) => part,
            Err(why) => return Err(refused(&why.to_string())),
        };
        names.insert(part.name().map(std::borrow::Cow::into_owned).unwrap_or_default());
        loop {
            let got = part.read(&mut sink).map_err(|why| refused(&why.to_string()))?;
            if got == 0 {
                break;
            }
            total += got as u64;
            if total > most {
                let setting = if total > limits.inflated {
                    "limit_inflated_bytes"
                } else {
                    "limit_ratio"
                };
                let says = format!(
                    "unpacked it would be more than {most} bytes, against {} packed",
                    bytes.len()
                );
                return Err(Refused::Limit(setting, says));
            }
        }
    }
    Ok(names)
}

/// One part of a zip container as text.
fn part(bytes: &[u8], name: &str) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut text = String::new();
    archive.by_name(name).ok()?.read_to_string(&mut text).ok()?;
    Some(text)
}

/// The text of the first element with this local name.
fn element(xml: &str, name: &str) -> Option<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut inside = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => inside = tag.local_name().as_ref() == name,
            Event::Text(text) if inside => return Some(text.to_string()),
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn too_many_cells(limits: Limits) -> Refused {
    Refused::Limit(
        "limit_cells",
        format!("a sheet holds more than {} cells", limits.cells),
    )
}

/// Formats whose reader gives values only.
fn plain(
    file: &Arc<str>,
    kind: &'static str,
    mut book: Sheets<Bytes<'_>>,
    limits: Limits,
) -> Result<Book, Refused> {
    let mut sheets = Vec::new();
    for meta in book.sheets_metadata().to_vec() {
        if matches!(
            meta.typ,
            SheetType::ChartSheet | SheetType::Vba | SheetType::MacroSheet
        ) {
            continue;
        }
        let values =
            book.worksheet_range(&meta.name).map_err(|why| refused(&why.to_string()))?;
        let formulas = book.worksheet_formula(&meta.name).unwrap_or_default();
        if values.used_cells().count() > limits.cells {
            return Err(too_many_cells(limits));
        }
        let merges = match &book {
            Sheets::Xls(xls) => xls.worksheet_merge_cells(&meta.name).unwrap_or_default(),
            _ => Vec::new(),
        };
        let mut grid = Grid {
            file: file.clone(),
            name: Arc::from(meta.name.as_str()),
            is_hidden: meta.visible != SheetVisible::Visible,
            cells: cells(&values, &formulas),
            styles: vec![Style::default()],
            merges: merges.iter().take(limits.merges).map(area).collect(),
            ..Grid::default()
        };
        grid.merges.sort();
        sheets.push(grid);
    }
    Ok(Book { file: file.clone(), kind, sheets, ..Book::default() })
}

fn area(dimensions: &calamine::Dimensions) -> Area {
    Area {
        first: CellPos::new(dimensions.start.0, dimensions.start.1),
        last: CellPos::new(dimensions.end.0, dimensions.end.1),
    }
}

fn cells(values: &Range<Data>, formulas: &Range<String>) -> Vec<Cell> {
    let start = values.start().unwrap_or((0, 0));
    let mut cells: Vec<Cell> = values
        .used_cells()
        .filter_map(|(row, col, value)| {
            let pos = CellPos::new(start.0 + row as u32, start.1 + col as u32);
            Some(Cell { pos, value: value_of(value)?, style: 0, is_formula: false })
        })
        .collect();
    with_formulas(&mut cells, formulas);
    cells
}

/// Marks stored results of formulas, and formulas without one.
fn with_formulas(cells: &mut Vec<Cell>, formulas: &Range<String>) {
    let start = formulas.start().unwrap_or((0, 0));
    let mut missing = Vec::new();
    for (row, col, formula) in formulas.used_cells() {
        if formula.is_empty() {
            continue;
        }
        let pos = CellPos::new(start.0 + row as u32, start.1 + col as u32);
        match cells.binary_search_by_key(&pos, |cell| cell.pos) {
            Ok(at) => {
                if let Some(cell) = cells.get_mut(at) {
                    cell.is_formula = true;
                }
            }
            Err(_) => missing.push(Cell {
                pos,
                value: CellValue::NotCalculated,
                style: 0,
                is_formula: true,
            }),
        }
    }
    if !missing.is_empty() {
        cells.append(&mut missing);
        cells.sort_by_key(|cell| cell.pos);
    }
}

fn value_of(value: &Data) -> Option<CellValue> {
    Some(match value {
        Data::Empty => return None,
        Data::Int(number) => CellValue::Number(*number as f64),
        Data::Float(number) => CellValue::Number(*number),
        Data::String(text) if text.is_empty() => return None,
        Data::String(text) => CellValue::Text(Arc::from(text.as_str())),
        Data::Bool(flag) => CellValue::Bool(*flag),
        Data::DateTime(date) => serial(date),
        Data::DateTimeIso(text) | Data::DurationIso(text) => iso_serial(text)
            .map_or_else(|| CellValue::Text(Arc::from(text.as_str())), CellValue::Date),
        Data::Error(error) => CellValue::Error(Arc::from(error.to_string().as_str())),
    })
}

/// A serial of the 1900 system; durations stay numbers.
fn serial(date: &calamine::ExcelDateTime) -> CellValue {
    if date.is_duration() {
        return CellValue::Number(date.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let whole = i16::try_from(year)
        .ok()
        .and_then(|year| jiff::civil::Date::new(year, month as i8, day as i8).ok())
        .map(days_since_1900);
    let time = (f64::from(hour) * 3600.0 + f64::from(minute) * 60.0 + f64::from(second))
        / 86_400.0;
    whole.map_or(CellValue::Number(date.as_f64()), |days| CellValue::Date(days + time))
}

/// Days since 30 December 1899, which Excel's serials count after February 1900.
fn days_since_1900(date: jiff::civil::Date) -> f64 {
    let epoch = jiff::civil::date(1899, 12, 30);
    (date.duration_since(epoch).as_hours() / 24) as f64
}

/// A date in ISO form, as `.ods` stores it.
fn iso_serial(text: &str) -> Option<f64> {
    let (date, _) = text.split_once('T').unwrap_or((text, ""));
    date.parse::<jiff::civil::Date>().ok().map(days_since_1900)
}

fn xlsx(
    file: &Arc<str>,
    bytes: &[u8],
    limits: Limits,
    has_macros: bool,
) -> Result<Book, Refused> {
    let mut book: Xlsx<Bytes<'_>> = opened(bytes)?;
    let mut sheets = Vec::new();
    for meta in book.sheets_metadata().to_vec() {
        if matches!(
            meta.typ,
            SheetType::ChartSheet | SheetType::Vba | SheetType::MacroSheet
        ) {
            continue;
        }
        let (cells, styles) = match styled(&mut book, &meta.name, limits) {
            Ok(both) => both,
            Err(refused @ Refused::Limit(..)) => return Err(refused),
            // A chart sheet may be listed as a worksheet; the rest is still read.
            Err(_) => continue,
        };
        let mut cells = cells;
        if let Ok(formulas) = book.worksheet_formula(&meta.name) {
            with_formulas(&mut cells, &formulas);
        }
        let merges = book
            .worksheet_merge_cells(&meta.name)
            .and_then(Result::ok)
            .unwrap_or_default();
        if merges.len() > limits.merges {
            let says = format!(
                "{} has {} merged ranges; at most {} are read",
                meta.name,
                merges.len(),
                limits.merges
            );
            return Err(Refused::Limit("limit_merges", says));
        }
        let mut grid = Grid {
            file: file.clone(),
            name: Arc::from(meta.name.as_str()),
            is_hidden: meta.visible != SheetVisible::Visible,
            cells,
            styles,
            merges: merges.iter().map(area).collect(),
            ..Grid::default()
        };
        grid.merges.sort();
        sheets.push(grid);
    }
    layout(bytes, &mut sheets);
    let modified = part(bytes, "docProps/core.xml")
        .as_deref()
        .and_then(|xml| element(xml, "modified"));
    let kind = if has_macros { "xlsm" } else { "xlsx" };
    Ok(Book { file: file.clone(), kind, modified, sheets, ..Book::default() })
}

type Styled = (Vec<Cell>, Vec<Style>);

fn styled(
    book: &mut Xlsx<Bytes<'_>>,
    name: &str,
    limits: Limits,
) -> Result<Styled, Refused> {
    let failed = |why: calamine::XlsxError| refused(&why.to_string());
    let mut reader = book.worksheet_cells_reader(name).map_err(failed)?;
    let mut cells = Vec::new();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(failed)? {
        let (row, col) = cell.get_position();
        let value = match cell.get_value() {
            DataRef::SharedString(text) => Data::String((*text).to_owned()),
            other => Data::from(other.clone()),
        };
        if let Some(value) = value_of(&value) {
            let style = u32::try_from(style).unwrap_or(0);
            cells.push(Cell {
                pos: CellPos::new(row, col),
                value,
                style,
                is_formula: false,
            });
        }
        if cells.len() > limits.cells {
            return Err(too_many_cells(limits));
        }
    }
    let styles = reader.styles().iter().map(style_of).collect();
    // Files may give rows and cells out of order, or one cell twice: the last stands.
    cells.sort_by_key(|cell| cell.pos);
    cells.reverse();
    cells.dedup_by_key(|cell| cell.pos);
    cells.reverse();
    Ok((cells, styles))
}

fn style_of(style: &calamine::Style) -> Style {
    let hex = |colour: calamine::Color| -> Arc<str> {
        Arc::from(format!("{:06X}", colour.to_argb() & 0x00FF_FFFF).as_str())
    };
    let format =
        style.number_format.as_ref().map_or("", |format| format.format_code.as_str());
    let font = style.font.as_ref();
    Style {
        number_format: Arc::from(if format == "General" { "" } else { format }),
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

/// Hidden rows and columns, filters, widths and notes, from the parts
/// themselves: calamine 0.38 does not give them.
fn layout(bytes: &[u8], sheets: &mut [Grid]) {
    let Some(workbook) = part(bytes, "xl/workbook.xml") else { return };
    let relations = part(bytes, "xl/_rels/workbook.xml.rels").unwrap_or_default();
    let targets = relation_targets(&relations);
    for (name, id) in sheet_ids(&workbook) {
        let Some(grid) = sheets.iter_mut().find(|grid| *grid.name == *name) else {
            continue;
        };
        let Some(target) = targets.iter().find(|(key, _)| *key == id).map(|(_, to)| to)
        else {
            continue;
        };
        let path = match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("xl/{target}"),
        };
        if let Some(xml) = part(bytes, &path) {
            sheet_layout(&xml, grid);
        }
        let own = path
            .rsplit_once('/')
            .map(|(folder, file)| format!("{folder}/_rels/{file}.rels"));
        let own = own.and_then(|own| part(bytes, &own)).unwrap_or_default();
        for (_, to) in
            relation_targets(&own).iter().filter(|(_, to)| to.contains("comments"))
        {
            let to = to.trim_start_matches("../").trim_start_matches("/xl/");
            if let Some(xml) = part(bytes, &format!("xl/{to}")) {
                grid.notes.extend(notes(&xml));
            }
        }
        grid.notes.sort();
    }
}

fn attribute(tag: &quick_xml::events::BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| {
            quick_xml::escape::unescape(&attribute.value).map_or_else(
                |_| attribute.value.to_string(),
                std::borrow::Cow::into_owned,
            )
        })
}

fn tags(xml: &str, mut each: impl FnMut(&quick_xml::events::BytesStart<'_>)) {
    let mut reader = quick_xml::Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => each(&tag),
            Event::Eof => return,
            _ => {}
        }
    }
}

fn sheet_ids(workbook: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    tags(workbook, |tag| {
        if tag.local_name().as_ref() == "sheet" {
            let id = tag
                .attributes()
                .flatten()
                .find(|a| {
                    a.key.local_name().as_ref() == "id" && a.key.as_ref().contains(':')
                })
                .map(|a| a.value.to_string());
            if let (Some(name), Some(id)) = (attribute(tag, "name"), id) {
                found.push((name, id));
            }
        }
    });
    found
}

fn relation_targets(xml: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    tags(xml, |tag| {
        if tag.local_name().as_ref() == "Relationship"
            && let (Some(id), Some(to)) = (attribute(tag, "Id"), attribute(tag, "Target"))
        {
            found.push((id, to));
        }
    });
    found
}

fn sheet_layout(xml: &str, grid: &mut Grid) {
    let is_true = |value: Option<String>| {
        value.is_some_and(|value| value == "1" || value == "true")
    };
    let mut row = 0u32;
    tags(xml, |tag| match tag.local_name().as_ref() {
        "row" => {
            row = attribute(tag, "r").and_then(|r| r.parse().ok()).unwrap_or(row + 1);
            if is_true(attribute(tag, "hidden")) && row > 0 {
                grid.hidden_rows.push(row - 1);
            }
        }
        "col" => {
            let number = |name| attribute(tag, name).and_then(|x| x.parse::<u32>().ok());
            if let (Some(min), Some(max)) = (number("min"), number("max")) {
                let width = attribute(tag, "width").and_then(|x| x.parse::<f64>().ok());
                let hidden = is_true(attribute(tag, "hidden"));
                for col in (min..=max.min(min.saturating_add(200))).filter(|col| *col > 0)
                {
                    if hidden {
                        grid.hidden_cols.push(col - 1);
                    } else if let Some(width) =
                        width.filter(|w| (0.0..=255.0).contains(w))
                    {
                        grid.widths.push((col - 1, width));
                    }
                }
            }
        }
        "autoFilter" => grid.has_filter = true,
        _ => {}
    });
}

fn notes(xml: &str) -> Vec<(CellPos, Arc<str>)> {
    let mut found = Vec::new();
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut place, mut words) = (None, String::new());
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag)
                if matches!(tag.local_name().as_ref(), "comment" | "threadedComment") =>
            {
                place = attribute(&tag, "ref").as_deref().and_then(a1);
                words.clear();
            }
            Event::Text(text) if place.is_some() => {
                words.push_str(&quick_xml::escape::unescape(&text).unwrap_or_default());
            }
            Event::End(tag)
                if matches!(tag.local_name().as_ref(), "comment" | "threadedComment") =>
            {
                if let Some(pos) = place.take() {
                    found
                        .push((pos, Arc::from(crate::base::text::tidy(&words).as_str())));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

/// `B7` as a place.
fn a1(text: &str) -> Option<CellPos> {
    let letters: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
    let row: u32 = text.chars().skip(letters.len()).collect::<String>().parse().ok()?;
    let col = letters.chars().try_fold(0u32, |col, c| {
        col.checked_mul(26)?.checked_add(u32::from(c.to_ascii_uppercase()) - 64)
    })?;
    Some(CellPos::new(row.checked_sub(1)?, col.checked_sub(1)?))
}
