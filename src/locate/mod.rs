//! Stage 2. Grids to tables: which register, where the headings are, which rows count.
//!
//! Takes the grids of `read`, makes [`Table`]s. Headings are known by their
//! words, by likeness, or because the adviser said so; never by their place.

mod above;
mod across;
pub(crate) mod areas;
mod asides;
mod bands;
pub(crate) mod below;
mod besides;
mod bound;
mod budgets;
pub(crate) mod choice;
mod compared;
mod content;
pub(crate) mod day_above;
#[cfg(test)]
mod dressed;
mod fellows;
pub(crate) mod forms;
pub(crate) mod fractions;
mod guidance;
pub(crate) mod halves;
mod headed;
mod headings;
mod headless;
mod inferred;
pub(crate) mod keys;
mod kinds;
pub(crate) mod layouts;
mod leave;
mod lent;
pub(crate) mod levels;
mod linked;
mod lists;
mod looks;
pub(crate) mod measures;
mod one;
pub(crate) mod own;
mod parts;
pub(crate) mod questions;
mod rows;
pub(crate) mod schema;
mod school_lists;
pub(crate) mod scores;
mod settled;
mod shapes;
mod shares;
mod siblings;
mod sorted;
mod subtotals;
pub(crate) mod table;
#[cfg(test)]
mod tests;
mod texts;
mod told;
mod turned;
mod understood;
pub(crate) mod unknown;
mod vocabulary;
pub(crate) mod whole;
mod why;
mod wording;
pub(crate) mod years;

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::cell::{CellPos, Place};
use crate::base::finding::{Finding, Findings, Rule, Severity};
use crate::base::text::fold;
use crate::read::grid::{Cell, CellValue, Folder, Grid};

use headings::Candidate;
use layouts::{Fields, Published};
use one::{ANSWERS, Ground, NoTable, PUT_ASIDE, sheet};
use schema::Schema;
use table::{SheetOutcome, Table};
use unknown::Asked;
use vocabulary::Words;
use whole::{Whole, WholeSheet};

/// What the adviser answered about a heading.
#[derive(Clone, Debug)]
pub(crate) struct KnownHeading {
    /// File, or empty for any.
    pub(crate) file: String,
    /// Sheet, or empty for any.
    pub(crate) sheet: String,
    /// The heading, folded.
    pub(crate) heading: String,
    /// Name or title of the register, folded; empty for any.
    pub(crate) register: String,
    /// Column key, title, or `not used`; of a whole sheet the register; folded.
    pub(crate) column: String,
}

impl KnownHeading {
    /// Whether the answer is about this sheet, read as this register.
    fn is_about(&self, grid: &Grid, schema: &Schema) -> bool {
        (self.file.is_empty() || *self.file == *grid.file)
            && (self.sheet.is_empty() || *self.sheet == *grid.name)
            && (self.register.is_empty() || schema.is_called(&self.register))
    }

    /// Whether the heading is not to be used.
    fn puts_aside(&self) -> bool {
        self.column == "not used"
    }

    /// The column that is meant; none where the heading is not to be used.
    fn column_of(&self, schema: &Schema) -> Option<&'static schema::Column> {
        schema.columns.iter().copied().find(|column| {
            fold(column.key) == self.column || fold(column.title) == self.column
        })
    }
}

/// Whether the adviser said of a heading that it is not to be used here.
fn is_put_aside(
    known: &[KnownHeading],
    grid: &Grid,
    schema: &Schema,
    text: &str,
) -> bool {
    let folded = fold(text);
    known.iter().any(|one| {
        one.heading == folded
            && one.is_about(grid, schema)
            && one.column_of(schema).is_none()
    })
}

/// Tables, and what became of every sheet.
#[derive(Debug, Default)]
pub(crate) struct Located {
    /// Tables in the order of files and sheets.
    pub(crate) tables: Vec<Table>,
    /// Sheets that hold no register, with the reason in words.
    pub(crate) others: Vec<SheetOutcome>,
    /// Headings of sheets that may be registers in other words.
    pub(crate) asked: Vec<Asked>,
    /// Sheets of which the adviser may say what they are, or did.
    pub(crate) wholes: Vec<WholeSheet>,
}

static NOT_A_REGISTER: Rule = Rule {
    code: "FIL-008",
    name: "sheet-not-recognised",
    severity: Severity::Note,
    what: "Every sheet is told by its headings.",
    why: "A sheet that is not recognised is not in the pack.",
    fix: "Nothing to do if it is no register. If it is one, name its headings as in `forumpack explain REGISTER`, or say in the sheet Headings of the data quality workbook what they mean.",
    ignore: "When the sheet is no register: rotas, drop-down lists, drafts.",
    settings: &[],
};

static OLD_COPY: Rule = Rule {
    code: "FIL-027",
    name: "old-copy-passed-over",
    severity: Severity::Note,
    what: "A sheet whose name says old, copy or archive, beside a current one, is passed over.",
    why: "Records of an old copy would contradict the current ones.",
    fix: "Nothing to do; delete the old sheet, or rename it if it is current.",
    ignore: "Always, if the sheet is old.",
    settings: &[],
};

/// Rules of this stage.
pub(crate) static RULES: &[&Rule] = &[&NOT_A_REGISTER, &OLD_COPY];

/// Finds the registers in a folder.
pub(crate) fn tables(
    folder: &Folder,
    schemas: &[&'static Schema],
    known: &[KnownHeading],
    findings: &mut Findings,
) -> Located {
    let words: Vec<Words> = schemas.iter().map(|schema| Words::of(schema)).collect();
    let mut located = Located::default();
    let sheets: Vec<((usize, usize), &Grid)> = folder
        .books
        .iter()
        .enumerate()
        .flat_map(|(at, book)| {
            book.sheets.iter().enumerate().map(move |(sheet, grid)| ((at, sheet), grid))
        })
        .collect();
    let fields = Fields::of(folder);
    let names: Vec<BTreeSet<String>> = folder
        .books
        .iter()
        .map(|book| book.sheets.iter().map(|grid| fold(&grid.name)).collect())
        .collect();
    let none = BTreeSet::new();
    let is_form: Vec<bool> = folder.books.iter().map(forms::is_form_book).collect();
    let said: Vec<Option<Whole<'_>>> =
        sheets.iter().map(|(_, grid)| whole::said(grid, &words, known)).collect();
    let mut found: Vec<Result<Vec<Table>, NoTable>> = sheets
        .par_iter()
        .zip(&said)
        .map(|((at, grid), said)| {
            if is_form.get(at.0).copied().unwrap_or(false) {
                return Err(NoTable::Answers);
            }
            let names = names.get(at.0).unwrap_or(&none);
            let ground =
                Ground { words: &words, fields: &fields, known, is_of: None, names };
            let ground = match said {
                None => ground,
                Some(Whole::Nothing) => return Err(NoTable::PutAside),
                Some(Whole::Of(own)) => {
                    let words = std::slice::from_ref(*own);
                    Ground { words, is_of: Some(own.schema), ..ground }
                }
            };
            let mut tables = sheet(grid, *at, ground)?;
            for table in &mut tables {
                headed::again(grid, table, &words);
                shares::tell(grid, table, known);
                levels::tell(grid, table, known);
                why::tell(grid, table, known);
            }
            Ok(tables)
        })
        .collect();
    fellows::find(&sheets, &mut found);
    let mut tables: Vec<&mut Table> = found.iter_mut().flatten().flatten().collect();
    lent::own_references(folder, &mut tables);
    budgets::find(&sheets, &mut found, schemas, known);
    // Decisions are bound to a budget.
    bound::find(&sheets, &mut found, &words, known);
    fellows::find(&sheets, &mut found);
    for (((_, grid), found), said) in sheets.iter().zip(found).zip(&said) {
        located.wholes.extend(whole::asked(grid, &found, said.is_some()));
        match found {
            Ok(tables) => located.tables.extend(tables),
            Err(why) => {
                let place = Place::sheet(&grid.file, &grid.name);
                let (register, form, says) = match why {
                    NoTable::Answers => (Some("answers"), None, ANSWERS.to_owned()),
                    NoTable::Blank(schema) => (
                        None,
                        Some(schema.name),
                        format!("{}: a form with no rows filled in yet.", schema.title),
                    ),
                    NoTable::PutAside => (None, None, PUT_ASIDE.to_owned()),
                    NoTable::Other(says, asked) => {
                        located.asked.extend(asked);
                        findings.add(Finding::new(&NOT_A_REGISTER, place, says.clone()));
                        (None, None, says)
                    }
                    NoTable::Download(says) => {
                        let finding = Finding::new(&NOT_A_REGISTER, place, says.clone());
                        findings.add(finding.fix("Nothing to do; the file may stay."));
                        (None, None, says)
                    }
                };
                located.others.push(SheetOutcome {
                    file: grid.file.clone(),
                    sheet: grid.name.clone(),
                    register,
                    form,
                    heading_row: None,
                    rows_read: 0,
                    rows_used: 0,
                    rows_left_out: 0,
                    says,
                });
            }
        }
    }
    siblings::lend(folder, &mut located.tables);
    linked::lend(folder, &mut located.tables, known);
    lent::lend(folder, &mut located.tables, known);
    siblings::lend(folder, &mut located.tables);
    pass_over_old(&mut located, findings);
    located
}

fn made(
    grid: &Grid,
    at: (usize, usize),
    mut best: Candidate,
    published: Option<Published>,
) -> Table {
    looks::coded(grid, best.schema, best.row, &mut best.headings);
    content::numbered(grid, &mut best);
    school_lists::settled(grid, &mut best);
    content::listed(grid, &mut best);
    told::tell(grid, &mut best);
    content::remarks(grid, &mut best);
    content::out_of(&mut best);
    content::reasons(&mut best);
    best.unused.append(&mut best.settled);
    best.unused.sort_by_key(|extra| extra.col);
    let span = best.span;
    let mut table = Table {
        schema: best.schema,
        at,
        file: grid.file.clone(),
        sheet: grid.name.clone(),
        heading_row: best.row,
        headings: best.headings,
        extras: best.extras,
        unused: best.unused,
        put_aside: best.put_aside,
        told: Vec::new(),
        published,
        above: best.above,
        rows: Vec::new(),
        others: Vec::new(),
        span,
        turned: None,
        part: Arc::from(""),
        sheet_says: grid.name.to_string(),
    };
    rows::sort(grid, &mut table);
    table
}

/// A sheet named old, copy or archive gives way to another of its register.
fn pass_over_old(located: &mut Located, findings: &mut Findings) {
    let is_old = |table: &Table| {
        let name = format!(" {} ", fold(&table.sheet));
        [" old ", " copy ", " archive ", " archived ", " superseded "]
            .iter()
            .any(|w| name.contains(w))
    };
    let current: Vec<&'static str> =
        located.tables.iter().filter(|t| !is_old(t)).map(|t| t.schema.name).collect();
    let (keep, pass): (Vec<Table>, Vec<Table>) = std::mem::take(&mut located.tables)
        .into_iter()
        .partition(|table| !is_old(table) || !current.contains(&table.schema.name));
    located.tables = keep;
    for table in pass {
        let says =
            format!("Its name says that it is an old copy of {}.", table.schema.title);
        findings.add(Finding::new(
            &OLD_COPY,
            Place::sheet(&table.file, &table.sheet),
            says.clone(),
        ));
        located.others.push(SheetOutcome {
            file: table.file,
            sheet: table.sheet,
            register: None,
            form: None,
            heading_row: None,
            rows_read: 0,
            rows_used: 0,
            rows_left_out: 0,
            says,
        });
    }
}

/// A cell's text as a person sees it.
pub(crate) fn shown(grid: &Grid, value: &CellValue, style: u32) -> String {
    match value {
        CellValue::Text(text) => text.to_string(),
        CellValue::Number(number) => {
            let is_percent = grid
                .styles
                .get(style as usize)
                .is_some_and(crate::read::grid::Style::is_percent);
            if is_percent {
                let per_cent = crate::base::quantity::rounded(number * 100.0, 6);
                format!("{per_cent}%")
            } else {
                format!("{number}")
            }
        }
        CellValue::Date(serial) => {
            day(*serial).map_or_else(|| serial.to_string(), crate::base::date::short)
        }
        CellValue::Bool(true) => "TRUE".to_owned(),
        CellValue::Bool(false) => "FALSE".to_owned(),
        CellValue::Error(error) => error.to_string(),
        CellValue::NotCalculated => String::new(),
    }
}

/// The same of a cell.
fn text_of(grid: &Grid, cell: &Cell) -> String {
    shown(grid, &cell.value, cell.style)
}

/// What stands in a cell, where anything does.
fn text_at(grid: &Grid, pos: CellPos) -> Option<String> {
    grid.cell(pos).map(|cell| text_of(grid, cell))
}

/// The one of which there is no other.
fn only<T>(mut those: impl Iterator<Item = T>) -> Option<T> {
    those.next().filter(|_| those.next().is_none())
}

/// The day of a serial of the 1900 system.
pub(crate) fn day(serial: f64) -> Option<crate::base::date::Date> {
    if !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let days = serial.floor() as i64;
    jiff::civil::date(1899, 12, 30).checked_add(jiff::Span::new().days(days)).ok()
}

/// The text at a place, through merges upwards and leftwards for headings.
fn heading_at(grid: &Grid, pos: CellPos) -> Arc<str> {
    let origin =
        grid.merges.iter().find(|area| area.has(pos)).map_or(pos, |area| area.first);
    grid.cell(origin).map_or_else(
        || Arc::from(""),
        |cell| Arc::from(crate::base::text::tidy(&text_of(grid, cell)).as_str()),
    )
}
