//! `.ods`, from its content part.
//!
//! Read here and not by calamine 0.38, which repeats rows and cells as often as
//! the file says before anything can be counted, and gives no styles, notes or
//! hidden rows.

use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::archive::Archive;
use super::cells::Cells;
use super::grid::{Area, Book, CellValue, Grid};
use super::limits::{Limits, MOST_COLS, MOST_ROWS};
use super::ods_cell::{OpenCell, Words, repeats};
use super::ods_style::{StyleReader, Styles};
use super::refused::Refused;
use super::xml;
use crate::base::cell::CellPos;

/// The book in this container.
pub(super) fn read(
    file: &Arc<str>,
    mut archive: Archive<'_>,
    limits: Limits,
) -> Result<Book, Refused> {
    if is_encrypted(&mut archive)? {
        return Err(Refused::Encrypted);
    }
    let mut styles = StyleReader::default();
    if let Some(part) = archive.part("styles.xml") {
        xml::each(part, |event| {
            styles.event(event);
            Ok(())
        })?;
    }
    let mut reader = Reader::new(file, limits);
    let Some(part) = archive.part("content.xml") else {
        return Err(Refused::Broken("its content is missing".to_owned()));
    };
    let mut is_body = false;
    xml::each(part, |event| {
        if let Event::Start(tag) = event
            && tag.name().as_ref() == "office:body"
        {
            is_body = true;
            reader.styles = std::mem::take(&mut styles).done();
        }
        if is_body {
            return reader.event(event);
        }
        styles.event(event);
        Ok(())
    })?;
    if !is_body {
        return Err(Refused::Broken("its content is missing".to_owned()));
    }
    let mut sheets = reader.sheets;
    for name in reader.filtered {
        if let Some(grid) = sheets.iter_mut().find(|grid| *grid.name == *name) {
            grid.has_filter = true;
        }
    }
    let modified = archive.part("meta.xml").and_then(|part| xml::element(part, "date"));
    Ok(Book { file: file.clone(), kind: "ods", modified, sheets, ..Book::default() })
}

fn is_encrypted(archive: &mut Archive<'_>) -> Result<bool, Refused> {
    let mut found = archive.has("encrypted-package");
    if let Some(part) = archive.part("META-INF/manifest.xml") {
        xml::each(part, |event| {
            found |= matches!(event, Event::Start(tag) if tag.local_name().as_ref() == "encryption-data");
            Ok(())
        })?;
    }
    Ok(found)
}

/// The table that is open.
#[derive(Default)]
struct Table {
    grid: Grid,
    /// Cells of the rows done, before they are put on the grid.
    cells: Vec<(CellPos, CellValue, u32, bool)>,
    row: u32,
    col: u32,
    /// Columns done, in the list of columns before the rows.
    column: u32,
    row_repeats: u32,
    row_start: usize,
    /// Default style of each span of columns, by its first column.
    defaults: Vec<(u32, u32, String)>,
    row_style: Option<String>,
}

struct Reader {
    file: Arc<str>,
    limits: Limits,
    styles: Styles,
    sheets: Vec<Grid>,
    filtered: Vec<String>,
    table: Option<Table>,
    /// How many tables are open: those inside another are drawings' own.
    tables: u32,
    cell: Option<OpenCell>,
    /// How deep inside a drawing: its words are not the cell's.
    drawing: u32,
    database_sheet: Option<String>,
}

impl Reader {
    fn new(file: &Arc<str>, limits: Limits) -> Self {
        Self {
            file: file.clone(),
            limits,
            styles: Styles::default(),
            sheets: Vec::new(),
            filtered: Vec::new(),
            table: None,
            tables: 0,
            cell: None,
            drawing: 0,
            database_sheet: None,
        }
    }

    fn event(&mut self, event: &Event<'_>) -> Result<(), Refused> {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => {
                let name = tag.name();
                self.end(name.as_ref())
            }
            event => {
                if self.drawing == 0
                    && let Some(words) = self.words()
                {
                    words.add(event);
                }
                Ok(())
            }
        }
    }

    fn words(&mut self) -> Option<&mut Words> {
        let cell = self.cell.as_mut()?;
        Some(cell.note.as_mut().unwrap_or(&mut cell.words))
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Refused> {
        let name = tag.name();
        let name = name.as_ref();
        if self.drawing > 0 || name.starts_with("draw:") {
            self.drawing += 1;
            return Ok(());
        }
        match name {
            "table:table" => {
                self.tables += 1;
                if self.tables == 1 {
                    self.table = Some(self.opened(tag));
                }
            }
            "table:database-range" => {
                self.database_sheet = xml::attribute(tag, "table:target-range-address")
                    .map(|address| sheet_of(&address));
            }
            "table:filter-condition" => self.filtered.extend(self.database_sheet.take()),
            _ if self.tables != 1 => {}
            "table:table-column" => self.column(tag),
            "table:table-row" => self.row(tag),
            "table:table-cell" | "table:covered-table-cell" => self.open_cell(tag),
            "office:annotation" => {
                if let Some(cell) = &mut self.cell {
                    cell.note = Some(Words::default());
                }
            }
            "text:p" | "text:h" => {
                if let Some(words) = self.words() {
                    words.start();
                }
            }
            "text:s" | "text:tab" | "text:line-break" => {
                let times = xml::number(tag, "text:c").unwrap_or(1u32);
                let times = times.min(self.limits.chars.min(1 << 20) as u32);
                let limits = self.limits;
                if let Some(words) = self.words() {
                    let letter = match name {
                        "text:s" => ' ',
                        "text:tab" => '\t',
                        _ => '\n',
                    };
                    words.add_letters(letter, times);
                    limits.text_of("", &words.text)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Refused> {
        if self.drawing > 0 {
            self.drawing -= 1;
            return Ok(());
        }
        match name {
            "table:table" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0
                    && let Some(table) = self.table.take()
                {
                    let grid = self.finished(table)?;
                    self.sheets.push(grid);
                }
            }
            _ if self.tables != 1 => {}
            "table:table-row" => self.end_row()?,
            "table:table-cell" | "table:covered-table-cell" => self.end_cell()?,
            "office:annotation" => {
                if let (Some(cell), Some(table)) = (&mut self.cell, &mut self.table)
                    && let Some(note) = cell.note.take()
                    && !note.text.trim().is_empty()
                {
                    let pos = CellPos::new(table.row, table.col);
                    table.grid.notes.push((pos, Arc::from(note.text.trim())));
                }
            }
            "text:p" | "text:h" => {
                if let Some(words) = self.words() {
                    words.end();
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn opened(&self, tag: &BytesStart<'_>) -> Table {
        let style = xml::attribute(tag, "table:style-name").unwrap_or_default();
        let grid = Grid {
            file: self.file.clone(),
            name: Arc::from(&*xml::attribute(tag, "table:name").unwrap_or_default()),
            is_hidden: self.styles.hides_table(&style),
            styles: self.styles.all(),
            ..Grid::default()
        };
        Table { grid, ..Table::default() }
    }

    fn column(&mut self, tag: &BytesStart<'_>) {
        let Some(table) = &mut self.table else { return };
        let repeats = repeats(tag, "table:number-columns-repeated", MOST_COLS);
        let first = table.column;
        let next = first.saturating_add(repeats).min(MOST_COLS);
        if is_hidden(tag) {
            table.grid.hidden_cols.extend(first..next);
        } else if let Some(width) = xml::attribute(tag, "table:style-name")
            .and_then(|style| self.styles.width(&style))
        {
            table.grid.widths.extend((first..next).map(|col| (col, width)));
        }
        if let Some(style) = xml::attribute(tag, "table:default-cell-style-name") {
            table.defaults.push((first, next, style.into_owned()));
        }
        table.column = next;
    }

    fn row(&mut self, tag: &BytesStart<'_>) {
        let Some(table) = &mut self.table else { return };
        table.row_repeats = repeats(tag, "table:number-rows-repeated", MOST_ROWS);
        table.row_start = table.cells.len();
        table.col = 0;
        table.row_style = xml::attribute(tag, "table:default-cell-style-name")
            .map(std::borrow::Cow::into_owned);
        if is_hidden(tag) {
            table.grid.has_filter |=
                xml::attribute(tag, "table:visibility").as_deref() == Some("filter");
            let end = table.row.saturating_add(table.row_repeats).min(MOST_ROWS);
            table.grid.hidden_rows.extend(table.row..end);
        }
    }

    fn end_row(&mut self) -> Result<(), Refused> {
        let Some(table) = &mut self.table else { return Ok(()) };
        let copies = u64::from(table.row_repeats.saturating_sub(1));
        if copies > 0 && table.cells.len() > table.row_start {
            let row: Vec<_> =
                table.cells.get(table.row_start..).unwrap_or_default().to_vec();
            let more = (row.len() as u64).saturating_mul(copies);
            self.limits.cells_of(&table.grid.name, table.cells.len() as u64 + more)?;
            for copy in 1..=copies as u32 {
                let at = table.row.saturating_add(copy);
                table.cells.extend(row.iter().map(|(pos, value, style, is_formula)| {
                    (CellPos::new(at, pos.col), value.clone(), *style, *is_formula)
                }));
            }
        }
        table.row = table.row.saturating_add(table.row_repeats);
        Ok(())
    }

    fn open_cell(&mut self, tag: &BytesStart<'_>) {
        self.cell = Some(OpenCell::of(tag));
    }

    fn end_cell(&mut self) -> Result<(), Refused> {
        let (Some(cell), Some(table)) = (self.cell.take(), &mut self.table) else {
            return Ok(());
        };
        let pos = CellPos::new(table.row, table.col);
        if cell.span.0.max(cell.span.1) > 1 {
            let last = |from: u32, span: u32, most: u32| {
                from.saturating_add(span.max(1) - 1).min(most - 1).max(from)
            };
            table.grid.merges.push(Area {
                first: pos,
                last: CellPos::new(
                    last(pos.row, cell.span.0, MOST_ROWS),
                    last(pos.col, cell.span.1, MOST_COLS),
                ),
            });
            self.limits.merges_of(&table.grid.name, table.grid.merges.len() as u64)?;
        }
        if let Some(value) = cell.value() {
            if let CellValue::Text(text) = &value {
                self.limits.text_of(&table.grid.name, text)?;
            }
            let end = pos.col.saturating_add(cell.repeats).min(MOST_COLS);
            let more = u64::from(end.saturating_sub(pos.col));
            self.limits.cells_of(&table.grid.name, table.cells.len() as u64 + more)?;
            for col in pos.col..end {
                let style = cell
                    .style
                    .as_deref()
                    .or(table.row_style.as_deref())
                    .or_else(|| default_style(&table.defaults, col));
                let style = self.styles.id(style.unwrap_or("Default"), &cell.kind);
                table.cells.push((
                    CellPos::new(table.row, col),
                    value.clone(),
                    style,
                    cell.is_formula,
                ));
            }
        }
        table.col = table.col.saturating_add(cell.repeats);
        Ok(())
    }

    fn finished(&self, table: Table) -> Result<Grid, Refused> {
        let mut grid = table.grid;
        let name = grid.name.clone();
        let mut cells = Cells::new(&name, self.limits);
        for (pos, value, style, is_formula) in table.cells {
            cells.add(pos, value, style, is_formula)?;
        }
        grid.cells = cells.finish();
        grid.merges.sort();
        grid.notes.sort();
        let extent = grid.extent();
        let within =
            |at: u32, of: fn(CellPos) -> u32| extent.is_some_and(|e| at <= of(e));
        grid.hidden_rows.retain(|row| within(*row, |extent| extent.row));
        grid.hidden_cols.retain(|col| within(*col, |extent| extent.col));
        grid.widths.retain(|(col, _)| within(*col, |extent| extent.col));
        grid.styles = self.styles.all();
        Ok(grid)
    }
}

fn default_style(defaults: &[(u32, u32, String)], col: u32) -> Option<&str> {
    let at = defaults.partition_point(|(first, ..)| *first <= col).checked_sub(1)?;
    let (first, next, style) = defaults.get(at)?;
    (*first..*next).contains(&col).then_some(style.as_str())
}

fn is_hidden(tag: &BytesStart<'_>) -> bool {
    matches!(
        xml::attribute(tag, "table:visibility").as_deref(),
        Some("collapse" | "filter")
    )
}

/// `'Sheet 1'.A1:.B9` or `$Sheet1.$A$1`: the sheet.
fn sheet_of(address: &str) -> String {
    let address = address.trim_start_matches('$');
    match address.strip_prefix('\'') {
        Some(rest) => rest.split("'.").next().unwrap_or(rest).replace("''", "'"),
        None => address.split('.').next().unwrap_or(address).to_owned(),
    }
}
