//! Colours and lines through a text, read only by a key that the adviser gives:
//! the sheet `Colours` of a data quality workbook, a line of a Settings sheet,
//! or a block headed Key or Legend on the sheet itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::answers::ColourAnswer;
use super::cells;
use super::mark::Mark;
use super::record::{Field, Record, Value};
use super::{ColourMet, Registers};
use crate::base::cell::{CellPos, Place};
use crate::base::finding::{Finding, Findings, Rule, Severity};
use crate::base::text::{count, fold};
use crate::locate::forms::{is_settings, text};
use crate::locate::schema::{Column, Kind, Schema};
use crate::locate::table::{NotARecord, Table};
use crate::read::grid::{Cell, CellValue, Folder, Grid};

static USED: Rule = Rule {
    code: "FIL-036",
    name: "colour-read-by-key",
    severity: Severity::Note,
    what: "A colour, or a line through a text, is used only where a key of yours says what it means.",
    why: "What was read from a colour stands in no cell.",
    fix: "Nothing to do. Better: write the word into the status column.",
    ignore: "When the key is right.",
    settings: &[],
};

static STRUCK: Rule = Rule {
    code: "FIL-037",
    name: "row-struck-through",
    severity: Severity::Note,
    what: "A row that is struck through counts like the others.",
    why: "A line through a name often means that it counts no longer.",
    fix: "Say in the status column what became of it, or say in the sheet Colours of the data quality workbook what a line through a row means.",
    ignore: "When the row still counts.",
    settings: &[],
};

/// Rules of this file.
pub(crate) static RULES: &[&Rule] = &[&USED, &STRUCK];

/// The marks that stand on a cell; black letters and white fills are none.
fn marks(grid: &Grid, cell: &Cell) -> Vec<Mark> {
    let Some(style) = grid.style(cell) else { return Vec::new() };
    let plain = |colour: &&Arc<str>, usual: &str| !colour.eq_ignore_ascii_case(usual);
    let fill = style.fill.as_ref().filter(|colour| plain(colour, "FFFFFF"));
    let font = style.font_colour.as_ref().filter(|colour| plain(colour, "000000"));
    let mut found: Vec<Mark> = Vec::new();
    found.extend(fill.map(|colour| Mark::Fill(colour.to_string())));
    found.extend(font.map(|colour| Mark::Font(colour.to_string())));
    if style.is_struck {
        found.push(Mark::Struck);
    }
    found
}

/// What one mark means, and where.
#[derive(Debug)]
struct Entry {
    mark: Mark,
    means: String,
    /// File and sheet to which it applies; empty for any.
    file: String,
    sheet: String,
    /// Where it says so.
    place: Place,
}

/// Every key of the input.
#[derive(Debug, Default)]
pub(crate) struct Legend {
    entries: Vec<Entry>,
    /// Cells of keys that stand on a sheet: they are no records.
    cells: BTreeMap<(Arc<str>, Arc<str>), BTreeSet<CellPos>>,
}

impl Legend {
    /// Collects the keys: answers first, then settings, then those on sheets.
    pub(crate) fn of(folder: &Folder, answers: &[ColourAnswer]) -> Self {
        let mut legend = Self::default();
        for answer in answers {
            legend.entries.extend(Mark::parse(&answer.mark).map(|mark| Entry {
                mark,
                means: answer.means.clone(),
                file: answer.file.clone(),
                sheet: answer.sheet.clone(),
                place: answer.place.clone(),
            }));
        }
        for grid in folder.books.iter().flat_map(|book| &book.sheets) {
            if is_settings(grid) {
                legend.settings(grid);
            } else {
                legend.block(grid);
            }
        }
        legend
    }

    /// `colour FFFF00` beside `withdrawn`, or both in one cell.
    fn settings(&mut self, grid: &Grid) {
        for (_, cells) in grid.rows() {
            let [first, rest @ ..] = cells else { continue };
            let own = text(grid, first);
            let beside = rest.first().map(|cell| text(grid, cell)).unwrap_or_default();
            let said = match Mark::parse(&own) {
                Some(mark) if !beside.is_empty() => Some((mark, beside)),
                _ => sentence(&own),
            };
            self.entries.extend(said.map(|(mark, means)| Entry {
                mark,
                means,
                file: String::new(),
                sheet: String::new(),
                place: Place::cell(&grid.file, &grid.name, first.pos),
            }));
        }
    }

    /// A block headed `Key`: coloured words below it and beside it; a sheet of
    /// that name speaks for its whole workbook.
    fn block(&mut self, grid: &Grid) {
        const HEADS: [&str; 7] = [
            "key",
            "legend",
            "colour key",
            "colour code",
            "colours",
            "key to colours",
            "colour coding",
        ];
        let is_sheet = HEADS.contains(&fold(&grid.name).as_str());
        let heads = grid.cells.iter().filter(|cell| {
            matches!(&cell.value, CellValue::Text(text) if HEADS.contains(&fold(text).as_str()))
        });
        let mut found: Vec<&Cell> = Vec::new();
        for head in heads {
            found.push(head);
            found.extend(grid.row(head.pos.row).iter().filter(|cell| {
                cell.pos.col > head.pos.col && cell.pos.col <= head.pos.col + 8
            }));
            for row in head.pos.row + 1..=head.pos.row + 12 {
                let near: Vec<&Cell> = grid
                    .row(row)
                    .iter()
                    .filter(|cell| {
                        (head.pos.col..=head.pos.col + 1).contains(&cell.pos.col)
                    })
                    .collect();
                if near.is_empty() {
                    break;
                }
                found.extend(near);
            }
        }
        if is_sheet {
            found = grid.cells.iter().collect();
        }
        for cell in found {
            let own = text(grid, cell);
            let beside = || {
                let pos = CellPos::new(cell.pos.row, cell.pos.col + 1);
                grid.cell(pos)
                    .map(|cell| text(grid, cell))
                    .filter(|text| !text.is_empty())
            };
            let said: Vec<(Mark, String)> = match (sentence(&own), Mark::parse(&own)) {
                (Some(said), _) => vec![said],
                (None, Some(mark)) => {
                    beside().map(|means| (mark, means)).into_iter().collect()
                }
                (None, None) => marks(grid, cell)
                    .into_iter()
                    .map(|mark| (mark, own.clone()))
                    .collect(),
            };
            let key = (grid.file.clone(), grid.name.clone());
            self.cells.entry(key).or_default().insert(cell.pos);
            for (mark, means) in said.into_iter().filter(|(_, means)| !means.is_empty()) {
                self.entries.push(Entry {
                    mark,
                    means,
                    file: grid.file.to_string(),
                    sheet: if is_sheet { String::new() } else { grid.name.to_string() },
                    place: Place::cell(&grid.file, &grid.name, cell.pos),
                });
            }
        }
    }

    /// The entry for a mark on a sheet.
    fn entry(&self, mark: &Mark, table: &Table) -> Option<&Entry> {
        self.entries.iter().find(|entry| {
            (entry.file.is_empty() || *entry.file == *table.file)
                && (entry.sheet.is_empty() || *entry.sheet == *table.sheet)
                && entry.mark.is_of(mark)
        })
    }

    fn is_key(&self, table: &Table, cells: &[&Cell]) -> bool {
        let key = (table.file.clone(), table.sheet.clone());
        self.cells.get(&key).is_some_and(|own| {
            cells.iter().all(|cell| own.contains(&table.on_sheet(cell.pos)))
        })
    }
}

/// `red = withdrawn`, `colour #FFFF00 means finished`.
fn sentence(text: &str) -> Option<(Mark, String)> {
    [" means ", "=", ":"].iter().find_map(|between| {
        let (mark, means) = text.split_once(between)?;
        let means = means.trim();
        Mark::parse(mark)
            .filter(|_| !means.is_empty())
            .map(|mark| (mark, means.to_owned()))
    })
}

/// Words of a key that leave a row out.
fn leaves_out(means: &str) -> bool {
    matches!(
        fold(means).as_str(),
        "left out"
            | "leave out"
            | "ignore"
            | "ignored"
            | "not used"
            | "not counted"
            | "do not count"
            | "delete"
            | "deleted"
            | "to delete"
            | "remove"
    )
}

/// The list of a register that has the word: its status before any other.
fn column_of(schema: &Schema, means: &str) -> Option<(&'static Column, Value)> {
    let mut lists: Vec<&'static Column> = schema
        .columns
        .iter()
        .copied()
        .filter(|column| matches!(column.kind, Kind::Choice(_)))
        .collect();
    lists.sort_by_key(|column| column.key != "status");
    let word = CellValue::Text(Arc::from(means));
    lists.into_iter().find_map(|column| {
        let parsed = cells::parse(column.kind, &word, None);
        let is_word =
            parsed.trouble.is_none() && matches!(parsed.value, Value::Choice(_));
        is_word.then_some((column, parsed.value))
    })
}

/// One table's rows by their marks, and what the keys make of them.
#[derive(Debug, Default)]
pub(super) struct Marked {
    /// By row: the column of the mark's first cell, its list and its word there.
    says: BTreeMap<u32, Vec<(u32, &'static Column, Value)>>,
    /// By mark: its meaning, the key's cell, rows so marked.
    used: Vec<(Mark, String, Place, Vec<u32>)>,
}

/// Looks at the marks of a table's rows. Rows that a key leaves out, and the
/// key itself, are records no longer.
pub(super) fn look(
    grid: &Grid,
    table: &mut Table,
    legend: &Legend,
    registers: &mut Registers,
    findings: &mut Findings,
) -> Marked {
    let mut marked = Marked::default();
    let mut met: BTreeMap<Mark, Vec<CellPos>> = BTreeMap::new();
    let mut put_aside: BTreeMap<u32, NotARecord> = BTreeMap::new();
    for row in &table.rows {
        let own: Vec<&Cell> = grid
            .row(*row)
            .iter()
            .filter(|cell| (table.span.0..=table.span.1).contains(&cell.pos.col))
            .collect();
        if legend.is_key(table, &own) {
            put_aside.insert(*row, NotARecord::Note);
            continue;
        }
        for (mark, first) in of_row(grid, &own) {
            met.entry(mark.clone()).or_default().push(first);
            let Some(entry) = legend.entry(&mark, table) else { continue };
            if leaves_out(&entry.means) {
                put_aside.insert(*row, NotARecord::PutAside);
            } else if let Some((column, value)) = column_of(table.schema, &entry.means) {
                marked.says.entry(*row).or_default().push((first.col, column, value));
            }
        }
    }
    for (mark, cells) in met {
        let Some(first) = cells.first().copied() else { continue };
        let place = table.place(first);
        let rows: Vec<u32> = cells.iter().map(|cell| cell.row).collect();
        match legend.entry(&mark, table) {
            Some(entry) => marked.used.push((
                mark.clone(),
                entry.means.clone(),
                entry.place.clone(),
                rows,
            )),
            None if mark == Mark::Struck => {
                let says = format!(
                    "{} struck through; read like the others.",
                    count(cells.len(), "row is", "rows are")
                );
                let finding = Finding::new(&STRUCK, place.clone(), says);
                findings.add(finding.register(table.schema.name));
            }
            None => {}
        }
        registers.colours.push(ColourMet {
            mark: mark.words(),
            place,
            rows: cells.len(),
        });
    }
    table.rows.retain(|row| !put_aside.contains_key(row));
    table.others.extend(put_aside);
    table.others.sort_by_key(|(row, _)| *row);
    marked
}

/// The marks of a row: on its first cell, or on half of its cells or more.
fn of_row(grid: &Grid, cells: &[&Cell]) -> Vec<(Mark, CellPos)> {
    let mut counts: BTreeMap<Mark, (usize, CellPos)> = BTreeMap::new();
    for cell in cells {
        for mark in marks(grid, cell) {
            counts.entry(mark).or_insert((0, cell.pos)).0 += 1;
        }
    }
    let first = cells.first().map(|cell| cell.pos);
    counts
        .into_iter()
        .filter(|(_, (count, pos))| count * 2 >= cells.len() || Some(*pos) == first)
        .map(|(mark, (_, pos))| (mark, pos))
        .collect()
}

impl Marked {
    /// Puts the key's word in place of the cell's: a row is coloured after it
    /// was written, and instead of writing.
    pub(super) fn fill(&self, record: &mut Record) {
        for (col, column, value) in self.says.get(&record.place.row).into_iter().flatten()
        {
            let own = record.fields.iter_mut().find(|field| field.column == *column);
            match own {
                Some(field) => field.value = value.clone(),
                None => record.fields.push(Field {
                    column,
                    value: value.clone(),
                    raw: String::new(),
                    col: *col,
                    row: None,
                    heading: Arc::from(column.title),
                }),
            }
        }
    }

    /// Says what was made of each mark.
    pub(super) fn say(&self, table: &Table, findings: &mut Findings) {
        for (mark, means, key, rows) in &self.used {
            let Some(first) = rows.first() else { continue };
            let taken = if leaves_out(means) {
                "left out".to_owned()
            } else if let Some((column, _)) = column_of(table.schema, means) {
                format!(
                    "read as {means} ({}), whatever stands in that cell",
                    column.title
                )
            } else {
                format!("not used: {means} is no word of {}", table.schema.title)
            };
            let says = format!(
                "{} ({}): {taken}, by the key at {key}.",
                count(rows.len(), "row", "rows"),
                mark.words()
            );
            let place = table.row_place(*first).at(table.span.0);
            findings.add(Finding::new(&USED, place, says).register(table.schema.name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_in_a_sentence_is_read() {
        let said = |text| sentence(text).map(|(mark, means)| (mark.words(), means));
        let red = Some(("RED".to_owned(), "at risk".to_owned()));
        assert_eq!(said("red = at risk"), red);
        assert_eq!(said("Red: at risk"), red);
        assert_eq!(
            said("colour #FFFF00 means withdrawn"),
            Some(("FFFF00".to_owned(), "withdrawn".to_owned()))
        );
        assert_eq!(said("NB: figures are unvalidated"), None);
    }
}
