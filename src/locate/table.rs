//! A table found on a sheet: which register, which columns, which rows.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::layouts::Published;
use super::schema::{Column, Schema};
use super::scores::Part;
use super::turned::Turned;
use crate::base::cell::{CellPos, Place, RowPlace, column_letters};
use crate::read::grid::{Cell, Folder, Grid};

/// Why a heading was taken for a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Because {
    /// The column's own title.
    Exact,
    /// One of its other words.
    Synonym,
    /// Like one of its words; the likeness.
    Near(f64),
    /// The adviser said so.
    Answered,
    /// What stands below it: dates, URNs, levels.
    Content,
    /// What stands below and beside it; its words are like no other's.
    Inferred,
    /// The only dates without a heading, and the only date that lacks one.
    Headless,
}

/// A heading that became a column.
#[derive(Clone, Debug)]
pub(crate) struct Heading {
    /// The column of the register.
    pub(crate) column: &'static Column,
    /// Sheet column, from nought.
    pub(crate) col: u32,
    /// As the adviser wrote it, two-row headings joined.
    pub(crate) text: Arc<str>,
    /// Why.
    pub(crate) because: Because,
}

/// Whether a heading stands for the column of this key.
pub(super) fn has_key(headings: &[Heading], key: &str) -> bool {
    headings.iter().any(|heading| heading.column.key == key)
}

/// Whether a heading stands for this column.
pub(super) fn is_taken(headings: &[Heading], column: &Column) -> bool {
    headings.iter().any(|heading| heading.column == column)
}

/// A heading that belongs to no column of the register but is used by it: a
/// survey question, a meeting's date, a year's results.
#[derive(Clone, Debug)]
pub(crate) struct Extra {
    /// Sheet column.
    pub(crate) col: u32,
    /// The upper heading of two, or empty.
    pub(crate) over: Arc<str>,
    /// The heading.
    pub(crate) text: Arc<str>,
}

impl Extra {
    /// The same column as one whose heading says nothing sure.
    pub(super) fn of(heading: &Heading) -> Self {
        Self { col: heading.col, over: Arc::from(""), text: heading.text.clone() }
    }
}

/// What the cells of a column of results tell that its heading does not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Told {
    /// Which part of a result it is.
    Part(Part),
    /// Pupils at a level of these points, of the subject of another column.
    Level {
        /// Points of the level.
        points: f64,
        /// A column whose heading says the subject.
        beside: u32,
    },
    /// Why there is no result.
    Reason,
}

impl Told {
    /// What stands there, in words.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Part(part) => part.words(),
            Self::Level { points, .. } => super::levels::called(points),
            Self::Reason => "why there is no result",
        }
    }
}

/// A line over a table that says of all its records what no column of theirs does:
/// `LLE number: LLE001`.
#[derive(Clone, Debug)]
pub(crate) struct Above {
    /// The column of the register.
    pub(crate) column: &'static Column,
    /// Where the label stands.
    pub(crate) label_at: CellPos,
    /// The label, as the adviser wrote it.
    pub(crate) label: Arc<str>,
    /// The cell that says it, or the part of the label's cell behind its colon.
    pub(crate) cell: Cell,
    /// Why the label was taken for the column.
    pub(crate) because: Because,
}

/// Why a row below the heading is not a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotARecord {
    /// `Total`, `Average`.
    Subtotal,
    /// `NB …`: one text and no key.
    Note,
    /// The heading row again.
    RepeatedHeading,
    /// Another record of the same workbook, word for word.
    RepeatedRecord,
    /// A record that a colour, or a line through it, leaves out by the adviser's key.
    PutAside,
    /// The code names of a survey export, a units row and their like.
    SubHeading,
}

/// How a sheet was understood.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    /// The register.
    pub(crate) schema: &'static Schema,
    /// Index of the book and of the sheet in the folder.
    pub(crate) at: (usize, usize),
    /// File and sheet.
    pub(crate) file: Arc<str>,
    /// Sheet name, empty for csv.
    pub(crate) sheet: Arc<str>,
    /// Row of the (last) heading row, from nought.
    pub(crate) heading_row: u32,
    /// Headings that became columns, by sheet column.
    pub(crate) headings: Vec<Heading>,
    /// Headings that the register uses in its own way.
    pub(crate) extras: Vec<Extra>,
    /// Headings that were not used.
    pub(crate) unused: Vec<Extra>,
    /// Columns of which the adviser said that they are not to be used.
    pub(crate) put_aside: Vec<u32>,
    /// Columns of results that no heading tells and their cells do.
    pub(crate) told: Vec<(u32, Told)>,
    /// The published layout that it has, if it has one.
    pub(crate) published: Option<Published>,
    /// Lines over the table, or over a part of it, that say what its records leave
    /// out; by row.
    pub(crate) above: Vec<Above>,
    /// Rows that hold records, ascending, from nought.
    pub(crate) rows: Vec<u32>,
    /// Rows below the heading that hold none, and why.
    pub(crate) others: Vec<(u32, NotARecord)>,
    /// First and last column of the table, where two stand side by side.
    pub(crate) span: (u32, u32),
    /// Which of several records of one row this table holds: `visit 3`; mostly none.
    pub(crate) part: Arc<str>,
    /// How it lies, where the sheet has a column for each record: rows are columns then,
    /// in everything that is said here, and columns are rows.
    pub(crate) turned: Option<Turned>,
    /// What the sheet's name says: term, year, group; as text.
    pub(crate) sheet_says: String,
}

impl Table {
    /// Takes an unused column of results into use for what its cells tell; whether there
    /// was one.
    pub(super) fn tell(&mut self, col: u32, told: Told) -> bool {
        let Some(at) = self.unused.iter().position(|extra| extra.col == col) else {
            return false;
        };
        self.extras.push(self.unused.remove(at));
        self.extras.sort_by_key(|extra| extra.col);
        self.told.push((col, told));
        true
    }

    /// The sheet that it stands on.
    pub(crate) fn sheet<'a>(&self, folder: &'a Folder) -> Option<&'a Grid> {
        folder.books.get(self.at.0)?.sheets.get(self.at.1)
    }

    /// The lines that hold for the record of a row: of each column the last before it.
    pub(crate) fn said_above(&self, row: u32, columns: usize) -> Vec<&Above> {
        let over = self.above.partition_point(|line| line.label_at.row < row);
        let mut said: Vec<&Above> = Vec::new();
        for line in self.above.iter().take(over).rev() {
            if !said.iter().any(|other| other.column == line.column) {
                said.push(line);
            }
            if said.len() == columns {
                break;
            }
        }
        said.reverse();
        said
    }

    /// How many columns the lines over the records fill.
    pub(crate) fn columns_above(&self) -> usize {
        let keys: BTreeSet<&str> =
            self.above.iter().map(|line| line.column.key).collect();
        keys.len()
    }

    /// The row as a record's place.
    pub(crate) fn row_place(&self, row: u32) -> RowPlace {
        RowPlace {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            row,
            is_turned: self.turned.is_some(),
            part: self.part.clone(),
        }
    }

    /// The sheet as the table lies on it.
    pub(crate) fn grid<'a>(&self, sheet: &'a Grid) -> Cow<'a, Grid> {
        match &self.turned {
            Some(turned) => Cow::Owned(turned.whole(sheet)),
            None => Cow::Borrowed(sheet),
        }
    }

    /// Where a cell of the table stands on the sheet; the other way round as well.
    pub(crate) const fn on_sheet(&self, pos: CellPos) -> CellPos {
        if self.turned.is_some() { pos.turned() } else { pos }
    }

    /// A cell of the table, as its place on the sheet.
    pub(crate) fn place(&self, pos: CellPos) -> Place {
        Place::cell(&self.file, &self.sheet, self.on_sheet(pos))
    }

    /// The row of the sheet in which its headings stand, or begin.
    pub(crate) fn first_heading_row(&self) -> u32 {
        let headings = self.headings.iter().map(|heading| heading.col);
        let rows = headings.chain(self.extras.iter().map(|extra| extra.col));
        match &self.turned {
            Some(turned) => rows.min().unwrap_or(turned.first.row),
            None => self.heading_row,
        }
    }

    /// What a column of the table is on the sheet: `column C`, `row 3`.
    pub(crate) fn line(&self, col: u32) -> String {
        if self.turned.is_some() {
            format!("row {}", u64::from(col) + 1)
        } else {
            format!("column {}", column_letters(col))
        }
    }
}

/// What became of every sheet: the manifest's and the adviser's list.
#[derive(Clone, Debug)]
pub(crate) struct SheetOutcome {
    /// File.
    pub(crate) file: Arc<str>,
    /// Sheet name, empty for csv.
    pub(crate) sheet: Arc<str>,
    /// The register, or none.
    pub(crate) register: Option<&'static str>,
    /// The register of which it is a form with no rows filled in yet.
    pub(crate) form: Option<&'static str>,
    /// Heading row from 1.
    pub(crate) heading_row: Option<u32>,
    /// Rows that hold records (or other data of the table).
    pub(crate) rows_read: usize,
    /// Rows used.
    pub(crate) rows_used: usize,
    /// Rows left out by an error, as sub-totals, notes or repeats.
    pub(crate) rows_left_out: usize,
    /// In one sentence, how it was understood or why it was passed over.
    pub(crate) says: String,
}
