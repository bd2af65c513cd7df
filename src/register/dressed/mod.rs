//! Registers whose headings are made from the year, the measure, the question or
//! the day, dressed at random and kept in every format: the same records are read
//! back. The others are dressed in `locate`, where their words stand.

mod comparators;
mod meetings;
mod results;
mod surveys;

use proptest::prelude::*;

use super::{Registers, SCHEMAS, answers::Answers, build};
use crate::base::finding::Findings;
use crate::base::setting::Settings;
use crate::read::grid::Folder;
use crate::read::testing::{Kept, Page, Written, kept};

/// A row of cells; nothing where one is blank.
type Row = Vec<Option<Written>>;

/// What stands round a table and in it that is no record.
#[derive(Clone, Debug)]
struct Mess {
    offset: (u32, u16),
    has_title: bool,
    is_shouted: bool,
    has_gap: bool,
    repeats: bool,
    has_note: bool,
    kept: Kept,
}

fn mess() -> impl Strategy<Value = Mess> {
    (any::<[bool; 5]>(), (0u32..6, 0u16..4), proptest::sample::select(&Kept::ALL[..]))
        .prop_map(|(on, offset, kept)| Mess {
            offset,
            has_title: on[0],
            is_shouted: on[1],
            has_gap: on[2],
            repeats: on[3],
            has_note: on[4],
            kept,
        })
}

/// A table as it is to be dressed.
#[derive(Clone, Debug, Default)]
struct Bare {
    /// What the sheet is called.
    name: String,
    title: String,
    /// One heading row or two.
    headings: Vec<Row>,
    /// Merges of the heading rows, from their first cell.
    merges: Vec<((u32, u16), (u32, u16))>,
    records: Vec<Row>,
    /// A row of totals, or of the authority.
    last: Option<Row>,
}

impl Mess {
    fn page(&self, bare: &Bare) -> Page {
        let mut page = Page::named(bare.name.clone());
        let (top, left) = self.offset;
        let mut next = top;
        let put = |page: &mut Page, at: u32, row: &Row| {
            for (col, cell) in (left..).zip(row) {
                if let Some(what) = cell {
                    page.put(at, col, what.clone());
                }
            }
        };
        if self.has_title {
            let width = bare.records.iter().map(Vec::len).max().unwrap_or(1) as u16;
            page.put(next, left, bare.title.clone());
            if width > 1 {
                page.merges.push(((next, left), (next, left + width - 1)));
            }
            page.put(next + 1, left, "Kept by the lead adviser");
            next += 3;
        }
        let headings: Vec<Row> =
            bare.headings.iter().map(|row| self.worded(row)).collect();
        for (first, last) in &bare.merges {
            page.merges
                .push(((next + first.0, left + first.1), (next + last.0, left + last.1)));
        }
        for row in &headings {
            put(&mut page, next, row);
            next += 1;
        }
        for (number, record) in bare.records.iter().enumerate() {
            if number > 0 && number == bare.records.len() / 2 {
                next += u32::from(self.has_gap);
                // Two heading rows are repeated by nobody.
                if let ([headings], true) = (headings.as_slice(), self.repeats) {
                    put(&mut page, next, headings);
                    next += 1;
                }
            }
            put(&mut page, next, record);
            next += 1;
        }
        if let Some(last) = &bare.last {
            put(&mut page, next, last);
            next += 1;
        }
        if self.has_note {
            page.put(next + 1, left, "NB some of these figures were typed from paper");
        }
        page
    }

    /// A row of headings in this table's letters.
    fn worded(&self, row: &Row) -> Row {
        row.iter()
            .map(|cell| match cell {
                Some(Written::Text(text)) if self.is_shouted => {
                    Some(format!("{}\u{a0}", text.to_uppercase()).into())
                }
                other => other.clone(),
            })
            .collect()
    }

    /// The registers in these tables of one file.
    fn registers(&self, stem: &str, tables: &[Bare]) -> (Registers, Findings) {
        let pages: Vec<Page> = tables.iter().map(|bare| self.page(bare)).collect();
        let folder = Folder { books: kept(stem, &pages, self.kept), ..Folder::default() };
        let mut findings = Findings::default();
        let located = crate::locate::tables(&folder, SCHEMAS, &[], &mut findings);
        let (answers, settings) = (Answers::default(), Settings::default());
        let registers = build(&folder, located, answers, settings, &mut findings);
        findings.sort();
        (registers, findings)
    }
}

/// A cell of text.
fn text(words: impl Into<String>) -> Option<Written> {
    Some(Written::Text(words.into()))
}

/// A cell with a number.
fn number(number: impl Into<f64>) -> Option<Written> {
    Some(Written::Number(number.into()))
}

/// One of these.
fn one_of(words: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    proptest::sample::select(words)
}
