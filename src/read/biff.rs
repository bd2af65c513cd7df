//! The records of an `.xls`, walked once before calamine reads them: to measure
//! what it would unpack, and for what it does not give (number formats, fonts,
//! hidden rows and columns, filters).
//!
//! calamine 0.38 keeps each sheet as a full rectangle from its first cell to its
//! last, so two cells far apart cost as much as all between them. The rectangles
//! are measured here and held to the limit of cells.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::compound::{u16_at, u32_at};
use super::grid::Style;
use super::limits::Limits;
use super::refused::Refused;
use crate::base::cell::CellPos;

/// Continuations of one record beyond which a file is damaged: calamine 0.38
/// takes time with the square of their number.
const MOST_CONTINUED: u32 = 50_000;

/// What the records say.
#[derive(Debug, Default)]
pub(super) struct Records {
    /// Styles, one for each cell format.
    pub(super) styles: Vec<Style>,
    /// Sheets, in the order of the workbook.
    pub(super) sheets: Vec<SheetRecords>,
    /// Where in the stream sheets claim how large they are.
    pub(super) claims: Vec<Range<usize>>,
}

/// What the records of one sheet say.
#[derive(Debug, Default)]
pub(super) struct SheetRecords {
    /// Hidden rows, ascending.
    pub(super) hidden_rows: Vec<u32>,
    /// Hidden columns, ascending.
    pub(super) hidden_cols: Vec<u32>,
    /// Rows are hidden by a filter.
    pub(super) has_filter: bool,
    /// Formulas without a result.
    pub(super) not_calculated: Vec<CellPos>,
    looks: Vec<(CellPos, u32, bool)>,
}

impl SheetRecords {
    /// A cell's style, and whether it is a formula.
    pub(super) fn look(&self, pos: CellPos) -> (u32, bool) {
        self.looks
            .binary_search_by_key(&pos, |(pos, ..)| *pos)
            .ok()
            .and_then(|at| self.looks.get(at))
            .map_or((0, false), |(_, style, is_formula)| (*style, *is_formula))
    }
}

struct Record<'a> {
    id: u16,
    at: usize,
    data: &'a [u8],
}

/// Records from a place on; `None` at the end of the stream.
fn record(stream: &[u8], at: usize) -> Option<Record<'_>> {
    let id = u16_at(stream, at)?;
    let length = usize::from(u16_at(stream, at + 2)?);
    let at = at + 4;
    Some(Record { id, at, data: stream.get(at..at + length)? })
}

/// Walks the records of a workbook stream.
pub(super) fn read(stream: &[u8], limits: Limits) -> Result<Records, Refused> {
    let globals = globals(stream)?;
    let mut records = Records { styles: globals.styles(), ..Records::default() };
    let mut walked = 0usize;
    let mut rectangles = 0u64;
    for start in globals.sheets {
        let mut walk = Walk::new(limits);
        let end = walk.sheet(stream, start, &mut records.claims)?;
        walked += end.saturating_sub(start);
        if walked > stream.len().saturating_mul(2) {
            return Err(Refused::Broken("its sheets lie upon each other".to_owned()));
        }
        rectangles = rectangles
            .saturating_add(walk.values.area())
            .saturating_add(walk.formulas.area());
        if rectangles > limits.cells {
            let says = format!(
                "its cells lie so far apart that its sheets span more than {} cells, the most that is read",
                limits.cells
            );
            return Err(Refused::Limit { setting: "limit_cells", says });
        }
        records.sheets.push(walk.done());
    }
    Ok(records)
}

#[derive(Default)]
struct Globals {
    sheets: Vec<usize>,
    formats: BTreeMap<u16, Arc<str>>,
    fonts: Vec<(bool, bool, Option<Arc<str>>)>,
    looks: Vec<(u16, u16)>,
}

fn globals(stream: &[u8]) -> Result<Globals, Refused> {
    let mut found = Globals::default();
    let mut at = 0;
    let mut continued = 0u32;
    let mut is_biff8 = true;
    while let Some(record) = record(stream, at) {
        at = record.at + record.data.len();
        continued = if record.id == 0x003C { continued + 1 } else { 0 };
        if continued > MOST_CONTINUED {
            return Err(Refused::Broken("one of its records never ends".to_owned()));
        }
        match record.id {
            0x0809 => is_biff8 = u16_at(record.data, 0) != Some(0x0500),
            // Also where only a method that calamine 0.38 does not know is used.
            0x002F => return Err(Refused::Encrypted),
            0x0085 => {
                if let Some(start) = u32_at(record.data, 0) {
                    found.sheets.push(start as usize);
                }
            }
            0x041E => {
                if let Some((id, format)) = format(record.data, is_biff8) {
                    found.formats.insert(id, format);
                }
            }
            0x0031 => found.fonts.push(font(record.data)),
            0x00E0 => {
                let font = u16_at(record.data, 0).unwrap_or(0);
                found.looks.push((font, u16_at(record.data, 2).unwrap_or(0)));
            }
            0x000A => break,
            _ => {}
        }
    }
    Ok(found)
}

impl Globals {
    fn styles(&self) -> Vec<Style> {
        let mut styles: Vec<Style> = self
            .looks
            .iter()
            .map(|(font, format)| {
                // There is no font 4 in the file; those after it count one less.
                let font = usize::from(if *font > 4 { font - 1 } else { *font });
                let (is_bold, is_struck, font_colour) =
                    self.fonts.get(font).cloned().unwrap_or_default();
                Style {
                    number_format: self
                        .formats
                        .get(format)
                        .cloned()
                        .unwrap_or_else(|| Arc::from(built_in(*format))),
                    fill: None,
                    font_colour,
                    is_struck,
                    is_bold,
                }
            })
            .collect();
        for style in &mut styles {
            if &*style.number_format == "General" {
                style.number_format = Arc::from("");
            }
        }
        if styles.is_empty() {
            styles.push(Style::default());
        }
        styles
    }
}

fn font(data: &[u8]) -> (bool, bool, Option<Arc<str>>) {
    let is_struck = u16_at(data, 2).is_some_and(|flags| flags & 0x0008 != 0);
    let is_bold = u16_at(data, 6).is_some_and(|weight| weight >= 600);
    let colour = match u16_at(data, 4) {
        Some(0x02 | 0x0A) => Some("FF0000"),
        Some(0x03 | 0x0B) => Some("00FF00"),
        Some(0x04 | 0x0C) => Some("0000FF"),
        Some(0x17 | 0x37) => Some("808080"),
        _ => None,
    };
    (is_bold, is_struck, colour.map(Arc::from))
}

fn format(data: &[u8], is_biff8: bool) -> Option<(u16, Arc<str>)> {
    let id = u16_at(data, 0)?;
    let text: String = if is_biff8 {
        let length = usize::from(u16_at(data, 2)?);
        let letters = data.get(5..)?;
        if data.get(4)? & 1 == 1 {
            let wide: Vec<u16> = letters
                .chunks_exact(2)
                .map_while(|pair| <[u8; 2]>::try_from(pair).ok())
                .map(u16::from_le_bytes)
                .take(length)
                .collect();
            String::from_utf16_lossy(&wide)
        } else {
            letters.iter().take(length).map(|byte| char::from(*byte)).collect()
        }
    } else {
        let length = usize::from(*data.get(2)?);
        data.get(3..)?.iter().take(length).map(|byte| char::from(*byte)).collect()
    };
    Some((id, Arc::from(text)))
}

/// Excel's own number formats, by number; those of the money of a country are
/// given in pounds.
pub(super) fn built_in(format: u16) -> &'static str {
    match format {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 | 41 => "#,##0",
        4 | 39 | 40 | 43 => "#,##0.00",
        5 | 6 | 42 => "\u{a3}#,##0",
        7 | 8 | 44 => "\u{a3}#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "dd/mm/yyyy",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "dd/mm/yyyy h:mm",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => "",
    }
}

fn flags_at(data: &[u8], at: usize, flag: u16) -> bool {
    u16_at(data, at).is_some_and(|flags| flags & flag != 0)
}

/// The rectangle around cells.
#[derive(Debug, Default)]
struct Rectangle {
    rows: Option<(u16, u16)>,
    cols: Option<(u16, u16)>,
}

impl Rectangle {
    fn add(&mut self, row: u16, col: u16) {
        let wider = |span: Option<(u16, u16)>, at: u16| {
            Some(span.map_or((at, at), |(first, last)| (first.min(at), last.max(at))))
        };
        self.rows = wider(self.rows, row);
        self.cols = wider(self.cols, col);
    }

    fn area(&self) -> u64 {
        let length = |span: Option<(u16, u16)>| {
            span.map_or(0, |(first, last)| u64::from(last - first) + 1)
        };
        length(self.rows) * length(self.cols)
    }
}

struct Walk {
    limits: Limits,
    values: Rectangle,
    formulas: Rectangle,
    sheet: SheetRecords,
    /// A formula whose result is a text that the next record must give.
    awaited: Option<CellPos>,
}

impl Walk {
    fn new(limits: Limits) -> Self {
        Self {
            limits,
            values: Rectangle::default(),
            formulas: Rectangle::default(),
            sheet: SheetRecords::default(),
            awaited: None,
        }
    }

    /// Walks one sheet from its first record; gives where it ends.
    fn sheet(
        &mut self,
        stream: &[u8],
        start: usize,
        claims: &mut Vec<Range<usize>>,
    ) -> Result<usize, Refused> {
        let mut at = start;
        let mut depth = 0u32;
        let mut continued = 0u32;
        while let Some(record) = record(stream, at) {
            at = record.at + record.data.len();
            continued = if record.id == 0x003C { continued + 1 } else { 0 };
            if continued > MOST_CONTINUED {
                return Err(Refused::Broken("one of its records never ends".to_owned()));
            }
            match record.id {
                0x0207 => self.awaited = None,
                // Parts of the formula itself may stand between.
                0x0221 | 0x0236 | 0x04BC | 0x003C => {}
                _ => self.sheet.not_calculated.extend(self.awaited.take()),
            }
            match record.id {
                0x0809 => depth += 1,
                0x009B | 0x009E | 0x087E => self.sheet.has_filter = true,
                0x000A => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        break;
                    }
                }
                0x0200 => claims.push(record.at..at),
                // Charts on the sheet have records of their own, deeper down.
                _ if depth <= 1 => {
                    self.cell(&record);
                    self.limits.cells_of("", self.sheet.looks.len() as u64)?;
                }
                _ => {}
            }
        }
        Ok(at)
    }

    fn cell(&mut self, record: &Record<'_>) {
        let data = record.data;
        let (Some(row), Some(col)) = (u16_at(data, 0), u16_at(data, 2)) else {
            return;
        };
        match record.id {
            // Number, label, rich label, Boolean or error, RK, label of the list.
            0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E | 0x00FD => {
                self.values.add(row, col);
                self.look(row, col, u16_at(data, 4), false);
            }
            0x00BD => {
                let count = data.len().saturating_sub(6) / 6;
                for (col, cell) in (col..).zip(0..count) {
                    self.values.add(row, col);
                    self.look(row, col, u16_at(data, 4 + cell * 6), false);
                }
            }
            0x0006 => {
                self.values.add(row, col);
                self.formulas.add(row, col);
                self.look(row, col, u16_at(data, 4), true);
                let is_text = data.get(6) == Some(&0) && u16_at(data, 12) == Some(0xFFFF);
                if is_text {
                    self.awaited = Some(CellPos::new(u32::from(row), u32::from(col)));
                }
            }
            // Row: its own hidden flag.
            0x0208 if flags_at(data, 12, 0x0020) => {
                self.sheet.hidden_rows.push(u32::from(row));
            }
            // Columns from `row` to `col`.
            0x007D if flags_at(data, 8, 1) && self.sheet.hidden_cols.len() < 4096 => {
                let columns = u32::from(row)..=u32::from(col.min(255));
                self.sheet.hidden_cols.extend(columns);
            }
            _ => {}
        }
    }

    fn look(&mut self, row: u16, col: u16, style: Option<u16>, is_formula: bool) {
        let pos = CellPos::new(u32::from(row), u32::from(col));
        self.sheet.looks.push((pos, u32::from(style.unwrap_or(0)), is_formula));
    }

    fn done(mut self) -> SheetRecords {
        self.sheet.looks.sort_by_key(|(pos, ..)| *pos);
        self.sheet.looks.dedup_by_key(|(pos, ..)| *pos);
        self.sheet.hidden_rows.sort_unstable();
        self.sheet.hidden_rows.dedup();
        self.sheet.hidden_cols.sort_unstable();
        self.sheet.hidden_cols.dedup();
        self.sheet
    }
}
