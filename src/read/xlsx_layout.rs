//! What calamine 0.38 does not give of a sheet of an `.xlsx`: where formulas
//! stand and whether they have a result, all error values, hidden rows and
//! columns, widths, merged ranges, filters.

use std::io::BufRead;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::archive::Archive;
use super::grid::{Area, Grid};
use super::limits::{Limits, MOST_COLS, MOST_ROWS};
use super::refused::Refused;
use super::xml;
use crate::base::cell::CellPos;

/// Whether a formula has a stored result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Result {
    /// It has one, an empty text perhaps.
    Stored,
    /// It was never calculated.
    Missing,
}

/// What stands in a formula whose cell was deleted.
const LOST: &str = "#REF!";

/// What a sheet's part says beside its values.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// Formulas by place, with the style id of their cells.
    pub(super) formulas: Vec<(CellPos, Result, u32)>,
    /// Error values by place, with the style id.
    pub(super) errors: Vec<(CellPos, Arc<str>, u32)>,
    /// A filter has a condition set.
    pub(super) has_filter: bool,
    hidden_rows: Vec<u32>,
    columns: Vec<Columns>,
    merges: Vec<Area>,
}

#[derive(Clone, Copy, Debug)]
struct Columns {
    first: u32,
    last: u32,
    is_hidden: bool,
    width: Option<f64>,
}

impl Layout {
    /// Whether a formula stands here, and has a result.
    pub(super) fn result_at(&self, pos: CellPos) -> Option<Result> {
        let at = self.formulas.binary_search_by_key(&pos, |(pos, ..)| *pos).ok()?;
        self.formulas.get(at).map(|(_, result, _)| *result)
    }

    /// Puts rows, columns and merges on the grid: those up to its last cell, for
    /// people hide all that lies beyond.
    pub(super) fn put_on(self, grid: &mut Grid) {
        grid.merges = self.merges;
        let Some(extent) = grid.extent() else { return };
        grid.hidden_rows = self.hidden_rows;
        grid.hidden_rows.retain(|row| *row <= extent.row);
        let mut next = 0;
        for columns in self.columns {
            for col in columns.first.max(next)..=columns.last.min(extent.col) {
                if columns.is_hidden {
                    grid.hidden_cols.push(col);
                } else if let Some(width) = columns.width {
                    grid.widths.push((col, width));
                }
                next = col + 1;
            }
        }
    }
}

/// Sheets by name, each with the path of its part.
pub(super) fn map(
    archive: &mut Archive<'_>,
) -> std::result::Result<Vec<(String, String)>, Refused> {
    let workbook = relations(archive, "")?
        .into_iter()
        .find(|relation| relation.kind == "officeDocument")
        .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
    let targets = relations(archive, &workbook)?;
    let mut sheets = Vec::new();
    if let Some(part) = archive.part(&workbook) {
        xml::each(part, |event| {
            if let Event::Start(tag) = event
                && tag.local_name().as_ref() == "sheet"
                && let (Some(name), Some(id)) =
                    (xml::attribute(tag, "name"), xml::prefixed(tag, "id"))
                && let Some(relation) = targets.iter().find(|r| *r.id == *id)
            {
                sheets.push((name.into_owned(), relation.target.clone()));
            }
            Ok(())
        })?;
    }
    Ok(sheets)
}

/// One relation of a part.
#[derive(Debug)]
pub(super) struct Relation {
    /// What other parts call it by.
    pub(super) id: String,
    /// The last word of its type: `comments`, `table`.
    pub(super) kind: String,
    /// The part it leads to, from the root of the container.
    pub(super) target: String,
}

/// The relations of a part; of the container itself where the path is empty.
pub(super) fn relations(
    archive: &mut Archive<'_>,
    path: &str,
) -> std::result::Result<Vec<Relation>, Refused> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let mut found = Vec::new();
    let Some(part) = archive.part(&format!("{folder}_rels/{name}.rels")) else {
        return Ok(found);
    };
    xml::each(part, |event| {
        if let Event::Start(tag) = event
            && tag.local_name().as_ref() == "Relationship"
            && let (Some(id), Some(kind), Some(target)) = (
                xml::attribute(tag, "Id"),
                xml::attribute(tag, "Type"),
                xml::attribute(tag, "Target"),
            )
        {
            found.push(Relation {
                id: id.into_owned(),
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                target: joined(&folder, &target),
            });
        }
        Ok(())
    })?;
    Ok(found)
}

fn joined(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    for name in target.split('/') {
        match name {
            "" | "." => {}
            ".." => drop(path.pop()),
            name => path.push(name),
        }
    }
    path.join("/")
}

/// The layout of the sheet in this part.
pub(super) fn read(
    archive: &mut Archive<'_>,
    path: &str,
    sheet: &str,
    limits: Limits,
) -> std::result::Result<Layout, Refused> {
    let Some(part) = archive.part(path) else { return Ok(Layout::default()) };
    let mut reader = Reader::new(sheet, limits);
    reader.read(part)?;
    let mut layout = reader.layout;
    layout.formulas.sort_by_key(|(pos, ..)| *pos);
    layout.hidden_rows.sort_unstable();
    layout.hidden_rows.dedup();
    layout.columns.sort_by_key(|columns| columns.first);
    layout.merges.sort();
    Ok(layout)
}

struct Reader<'a> {
    sheet: &'a str,
    limits: Limits,
    layout: Layout,
    row: u32,
    col: u32,
    cells: u64,
    cell: OpenCell,
}

#[derive(Default)]
struct OpenCell {
    pos: Option<CellPos>,
    style: u32,
    is_error: bool,
    is_text: bool,
    is_formula: bool,
    in_formula: bool,
    /// Its formula names a cell that is gone.
    is_lost: bool,
    has_value: bool,
    in_value: bool,
    words: String,
}

impl<'a> Reader<'a> {
    fn new(sheet: &'a str, limits: Limits) -> Self {
        Self {
            sheet,
            limits,
            layout: Layout::default(),
            row: 0,
            col: 0,
            cells: 0,
            cell: OpenCell::default(),
        }
    }

    fn read<R: BufRead>(&mut self, part: R) -> std::result::Result<(), Refused> {
        xml::each(part, |event| {
            match event {
                Event::Start(tag) => self.start(tag)?,
                Event::End(tag) => match tag.local_name().as_ref() {
                    "row" => {
                        self.row = self.row.saturating_add(1);
                        self.col = 0;
                    }
                    "c" => self.end_cell(),
                    "v" | "is" => self.cell.in_value = false,
                    "f" => self.cell.in_formula = false,
                    _ => {}
                },
                event if self.cell.in_formula => {
                    let mut formula = String::new();
                    xml::add_text(event, &mut formula);
                    self.cell.is_lost |= formula.contains(LOST);
                }
                event if self.cell.in_value => {
                    self.cell.has_value = true;
                    if self.cell.is_error {
                        xml::add_text(event, &mut self.cell.words);
                    }
                }
                _ => {}
            }
            Ok(())
        })
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> std::result::Result<(), Refused> {
        match tag.local_name().as_ref() {
            "row" => {
                if let Some(row) = xml::number::<u32>(tag, "r") {
                    self.row = row.saturating_sub(1);
                }
                if xml::is_true(tag, "hidden") && self.row < MOST_ROWS {
                    self.layout.hidden_rows.push(self.row);
                }
            }
            "c" => {
                self.cells += 1;
                self.limits.cells_of(self.sheet, self.cells)?;
                self.start_cell(tag);
            }
            "f" => {
                self.cell.is_formula = true;
                self.cell.in_formula = true;
            }
            "v" | "is" => {
                self.cell.in_formula = false;
                self.cell.in_value = true;
                // An empty value of a text is a result; of a number it is none.
                self.cell.has_value |= self.cell.is_text;
            }
            "col" => self.columns(tag),
            "mergeCell" => {
                if let Some(area) = xml::attribute(tag, "ref").as_deref().and_then(area) {
                    self.layout.merges.push(area);
                    self.limits.merges_of(self.sheet, self.layout.merges.len() as u64)?;
                }
            }
            "filterColumn" => self.layout.has_filter = true,
            _ => {}
        }
        Ok(())
    }

    fn start_cell(&mut self, tag: &BytesStart<'_>) {
        self.cell = OpenCell {
            words: std::mem::take(&mut self.cell.words),
            ..OpenCell::default()
        };
        self.cell.words.clear();
        let mut pos = CellPos::new(self.row, self.col);
        for attribute in tag.attributes().with_checks(false).flatten() {
            match attribute.key.as_ref() {
                "r" => {
                    if let Some(at) = place(&attribute.value) {
                        pos = at;
                    }
                }
                "s" => self.cell.style = attribute.value.parse().unwrap_or(0),
                "t" => {
                    self.cell.is_error = *attribute.value == *"e";
                    self.cell.is_text = *attribute.value == *"str";
                }
                _ => {}
            }
        }
        self.col = pos.col.saturating_add(1);
        self.cell.pos = Some(pos);
    }

    fn end_cell(&mut self) {
        let Some(pos) = self.cell.pos.take() else { return };
        // Never calculated, and it could not be: the cell it names is gone.
        if self.cell.is_lost && !self.cell.has_value {
            self.layout.errors.push((pos, Arc::from(LOST), self.cell.style));
            self.layout.formulas.push((pos, Result::Stored, self.cell.style));
            return;
        }
        if self.cell.is_formula {
            let result =
                if self.cell.has_value { Result::Stored } else { Result::Missing };
            self.layout.formulas.push((pos, result, self.cell.style));
        }
        if self.cell.is_error && !self.cell.words.trim().is_empty() {
            let words = Arc::from(self.cell.words.trim());
            self.layout.errors.push((pos, words, self.cell.style));
        }
    }

    fn columns(&mut self, tag: &BytesStart<'_>) {
        let (Some(min), Some(max)) =
            (xml::number::<u32>(tag, "min"), xml::number::<u32>(tag, "max"))
        else {
            return;
        };
        let Some(first) = min.checked_sub(1) else { return };
        let width = xml::number::<f64>(tag, "width");
        self.layout.columns.push(Columns {
            first,
            last: max.saturating_sub(1).min(MOST_COLS - 1),
            is_hidden: xml::is_true(tag, "hidden") || width == Some(0.0),
            width: width.filter(|width| (0.0..=255.0).contains(width)),
        });
    }
}

/// `B7` as a place.
pub(super) fn place(text: &str) -> Option<CellPos> {
    let (mut row, mut col) = (0u32, 0u32);
    for letter in text.chars() {
        match letter {
            '$' => {}
            'a'..='z' | 'A'..='Z' if row == 0 => {
                let digit = u32::from(letter.to_ascii_uppercase()) - u32::from('A') + 1;
                col = col.checked_mul(26)?.checked_add(digit)?;
            }
            '0'..='9' => row = row.checked_mul(10)?.checked_add(letter.to_digit(10)?)?,
            _ => return None,
        }
    }
    Some(CellPos::new(row.checked_sub(1)?, col.checked_sub(1)?))
}

/// `A1:C3` as an area.
fn area(text: &str) -> Option<Area> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let (a, b) = (place(first)?, place(last)?);
    Some(Area {
        first: CellPos::new(a.row.min(b.row), a.col.min(b.col)),
        last: CellPos::new(a.row.max(b.row), a.col.max(b.col)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_and_nonsense_is_not() {
        assert_eq!(place("A1"), Some(CellPos::new(0, 0)));
        assert_eq!(place("$XFD$1048576"), Some(CellPos::new(1_048_575, 16_383)));
        assert_eq!(place("A0"), None);
        assert_eq!(place("7"), None);
        assert_eq!(place("A99999999999"), None);
        assert_eq!(joined("xl/worksheets/", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(joined("xl/", "/xl/tables/a.xml"), "xl/tables/a.xml");
    }
}
