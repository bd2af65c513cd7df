//! `public/published-tables.xlsx`: the tables of the pack, one tidy table a sheet.
//!
//! Made from the finished blocks of the public document, so that a number in the
//! workbook is the number on the page: what the page withholds is not here either.

use jiff::civil::Date;

use crate::base::date::long;
use crate::base::quantity::{NOT_APPLICABLE, NOT_AVAILABLE, SUPPRESSED};
use crate::base::release::{Public, Release};
use crate::report::block::{Align, Block, Document, RowKind, Table, TableCell, words};
use crate::report::book::{Book, Cell, Column, Profile, Sheet, Show};
use crate::report::trend;

/// The workbook; `more` are tables that the document leaves to it.
pub(crate) fn book(
    document: &Document<Public>,
    more: &[Block],
    contact: &str,
    date: Date,
) -> Book {
    let mut tables: Vec<&Table> = Vec::new();
    for block in document.blocks.iter().chain(more) {
        if let Block::Table(table) = block
            && !tables.iter().any(|known| known.id == table.id)
        {
            tables.push(table);
        }
    }
    let mut notes = Notes::default();
    let made: Vec<Sheet> = tables
        .iter()
        .enumerate()
        .map(|(at, table)| sheet(at + 1, table, &mut notes, date))
        .collect();
    let mut sheets =
        vec![cover(document, contact, made.len(), date), contents(&made), notes.sheet()];
    sheets.extend(made);
    Book {
        path: "public/published-tables.xlsx".to_owned(),
        title: format!("{}: tables, {}", document.title, document.period),
        subject: document.subject.clone(),
        author: document.authority.clone(),
        date,
        release: Release::P,
        profile: Profile::Published,
        sheets,
    }
}

fn cover(document: &Document<Public>, contact: &str, tables: usize, date: Date) -> Sheet {
    let mut lines = vec![
        format!("Publisher: {}.", document.authority),
        format!("Period: {}; {}.", document.period, document.edition),
        format!("Everything is counted as at {}.", long(date)),
        "Next publication: with the pack of the next month.".to_owned(),
    ];
    lines.extend(document.marks.iter().map(|mark| format!("Status: {mark}.")));
    if !contact.is_empty() {
        lines.push(format!("Contact: {contact}."));
    }
    lines.extend([
        format!("This workbook holds {tables} tables, one on each worksheet, with a title in its first cell. The worksheet Contents lists them."),
        "Coverage: the programme's LLEs, its client schools and the schools of the authority. Client schools are not named.".to_owned(),
        "A note is called by its number in brackets, such as [note 1]; the worksheet Notes gives its words.".to_owned(),
    ]);
    lines.extend(MARKS.iter().map(|(mark, words)| format!("{mark} means {words}")));
    lines.push("Numbers are rounded once, from unrounded values, so they may not sum. A cell is never empty.".to_owned());
    Sheet {
        name: "Cover".to_owned(),
        title: document.title.clone(),
        lines,
        ..Sheet::default()
    }
}

const MARKS: [(&str, &str); 3] = [
    (SUPPRESSED, "that a value is withheld: too few pupils, schools or replies."),
    (NOT_AVAILABLE, "that a value is not available."),
    (NOT_APPLICABLE, "that a value does not apply."),
];

fn contents(sheets: &[Sheet]) -> Sheet {
    let to = |name: &str| format!("internal:'{name}'!A1");
    let mut rows = vec![vec![
        Cell::text("Notes"),
        Cell::Link { text: "Notes that the tables refer to".to_owned(), to: to("Notes") },
    ]];
    rows.extend(sheets.iter().map(|sheet| {
        vec![
            Cell::text(sheet.name.clone()),
            Cell::Link { text: sheet.title.clone(), to: to(&sheet.name) },
        ]
    }));
    Sheet {
        name: "Contents".to_owned(),
        title: "Contents".to_owned(),
        lines: vec![
            "This worksheet contains one table: the worksheets, each with a link."
                .to_owned(),
        ],
        columns: vec![
            Column::text("Worksheet", 14.0),
            Column::text("Title, with a link", 90.0),
        ],
        rows,
        ..Sheet::default()
    }
}

/// Notes by number, in the order in which tables first need them.
#[derive(Default)]
struct Notes {
    words: Vec<String>,
}

impl Notes {
    fn number(&mut self, words: &str) -> usize {
        if let Some(at) = self.words.iter().position(|known| known == words) {
            return at + 1;
        }
        self.words.push(words.to_owned());
        self.words.len()
    }

    fn sheet(self) -> Sheet {
        let rows = self
            .words
            .into_iter()
            .enumerate()
            .map(|(at, words)| {
                vec![Cell::text(format!("note {}", at + 1)), Cell::text(words)]
            })
            .collect();
        Sheet {
            name: "Notes".to_owned(),
            title: "Notes".to_owned(),
            lines: vec![
                "This worksheet contains one table: the notes that the tables refer to."
                    .to_owned(),
            ],
            columns: vec![Column::text("Note", 10.0), Column::text("Words", 110.0)],
            rows,
            ..Sheet::default()
        }
    }
}

fn sheet(number: usize, table: &Table, notes: &mut Notes, date: Date) -> Sheet {
    let (columns, rows) = tidy(table);
    let mut lines = vec!["This worksheet contains one table.".to_owned()];
    let called: Vec<String> = table
        .foot
        .iter()
        .map(words)
        .filter(|line| !line.starts_with('[') && !line.starts_with(trend::HEADING))
        .map(|line| format!("[note {}]", notes.number(&line)))
        .collect();
    if !called.is_empty() {
        lines.push(format!("Notes to this table: {}.", called.join(", ")));
    }
    for (mark, meaning) in MARKS {
        let is_used = rows
            .iter()
            .flatten()
            .any(|cell| matches!(cell, Cell::Text(text) if text.contains(mark)));
        if is_used {
            lines.push(format!("{mark} means {meaning}"));
        }
    }
    lines.push(format!(
        "Source: registers of the programme and published comparators, as at {}. Units stand in the headings.",
        long(date)
    ));
    Sheet {
        name: format!("Table {number}"),
        title: format!("Table {number}: {}", table.caption),
        lines,
        columns,
        rows,
        ..Sheet::default()
    }
}

/// A number as the page shows it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Number {
    value: f64,
    places: usize,
    is_signed: bool,
    unit: &'static str,
}

/// Units as they stand after a number, with the words for a heading.
const UNITS: [(&str, &str); 4] = [
    ("\u{a0}pp a day", "percentage points a day"),
    ("\u{a0}pp", "percentage points"),
    ("\u{a0}days", "days"),
    ("%", "per cent"),
];

/// The number that a text shows, if it shows one alone.
pub(in crate::report) fn amount(text: &str) -> Option<f64> {
    number(text).map(|number| number.value)
}

fn number(text: &str) -> Option<Number> {
    let (text, unit) = UNITS
        .iter()
        .find_map(|(mark, words)| text.strip_suffix(mark).map(|rest| (rest, *words)))
        .unwrap_or((text, ""));
    let is_signed = text.starts_with('+');
    let is_minus = text.starts_with('\u{2212}');
    let bare = text.trim_start_matches(['+', '\u{2212}']);
    let (bare, unit) = match bare.strip_prefix('£') {
        Some(rest) => (rest, "pounds"),
        None => (bare, unit),
    };
    if bare.is_empty() || !bare.chars().all(|c| c.is_ascii_digit() || ".,".contains(c)) {
        return None;
    }
    let value: f64 = bare.replace(',', "").parse().ok()?;
    let places = bare.split_once('.').map_or(0, |(_, rest)| rest.chars().count());
    Some(Number { value: if is_minus { -value } else { value }, places, is_signed, unit })
}

fn is_mark(text: &str) -> bool {
    MARKS.iter().any(|(mark, _)| text == *mark)
}

/// The two ends of `3.6 to 8.1`.
fn ends(text: &str) -> Option<(&str, &str)> {
    let (low, high) = text.split_once(" to ")?;
    (number(low).is_some() && number(high).is_some()).then_some((low, high))
}

/// Columns with one kind of value each: intervals in two columns, a unit that
/// differs from row to row in a column of its own.
fn tidy(table: &Table) -> (Vec<Column>, Vec<Vec<Cell>>) {
    let texts = texts(table);
    let mut columns = Vec::new();
    let mut rows: Vec<Vec<Cell>> = texts.iter().map(|_| Vec::new()).collect();
    let mut add = |column: Column, cells: Vec<Cell>| {
        columns.push(column);
        for (row, cell) in rows.iter_mut().zip(cells) {
            row.push(cell);
        }
    };
    for (at, (heading, align)) in table.columns.iter().enumerate() {
        // A line is a picture of numbers that stand in the table.
        let mut cells = table.rows.iter().filter_map(|(_, cells)| cells.get(at));
        if cells.any(|cell| matches!(cell, TableCell::Spark(_))) {
            continue;
        }
        let cells: Vec<&str> =
            texts.iter().map(|row| row.get(at).map_or("", String::as_str)).collect();
        let says_interval = ["interval", "range"].iter().any(|w| heading.contains(w));
        let is_interval = says_interval
            && cells.iter().any(|text| ends(text).is_some())
            && cells.iter().all(|text| ends(text).is_some() || is_mark(text));
        if is_interval {
            for (word, pick) in [("lower", 0), ("upper", 1)] {
                let part: Vec<&str> = cells
                    .iter()
                    .map(|text| match (ends(text), pick) {
                        (Some((low, _)), 0) => low,
                        (Some((_, high)), _) => high,
                        (None, _) => text,
                    })
                    .collect();
                for (column, cells) in values(&format!("{heading}, {word}"), &part) {
                    add(column, cells);
                }
            }
            continue;
        }
        let is_number = *align == Align::Decimal
            && cells.iter().any(|text| number(text).is_some())
            && cells.iter().all(|text| number(text).is_some() || is_mark(text));
        if is_number {
            for (column, cells) in values(heading, &cells) {
                add(column, cells);
            }
        } else {
            let longest =
                cells.iter().map(|text| text.chars().count()).max().unwrap_or(0);
            let width = longest.max(heading.chars().count()).clamp(10, 60) as f64 + 2.0;
            let cells = cells.into_iter().map(Cell::text).collect();
            add(Column::text(heading.clone(), width), cells);
        }
    }
    (columns, rows)
}

/// One column of numbers, with one of units behind it where they differ.
fn values(heading: &str, cells: &[&str]) -> Vec<(Column, Vec<Cell>)> {
    let found: Vec<Option<Number>> = cells.iter().map(|text| number(text)).collect();
    let mut units: Vec<&str> = found.iter().flatten().map(|n| n.unit).collect();
    units.sort_unstable();
    units.dedup();
    let most = found.iter().flatten().map(|n| n.places).max().unwrap_or(0);
    let is_even = found.iter().flatten().all(|n| n.places == most);
    let is_signed = found.iter().flatten().any(|n| n.is_signed);
    let is_mixed = units.len() > 1;
    let show = match (most, is_signed) {
        _ if is_mixed => Show::Full,
        _ if units == ["pounds"] => Show::Money,
        _ if !is_even => Show::Full,
        (0, false) => Show::Whole,
        (1, false) => Show::One,
        (1, true) => Show::Signed,
        (2, false) => Show::Two,
        _ => Show::Full,
    };
    let says_so = |unit: &str| heading.to_lowercase().contains(unit);
    let heading = match units.as_slice() {
        [unit] if !unit.is_empty() && !says_so(unit) => format!("{heading}, {unit}"),
        _ => heading.to_owned(),
    };
    let numbers = cells
        .iter()
        .zip(&found)
        .map(|(text, number)| match number {
            Some(number) => Cell::Number(number.value),
            None => Cell::text(*text),
        })
        .collect();
    let width = heading.chars().count().clamp(12, 20) as f64;
    let mut made = vec![(Column::number(heading.clone(), width, show), numbers)];
    if is_mixed {
        let words = found
            .iter()
            .map(|found| match found {
                Some(Number { unit: "", .. }) => Cell::text("number"),
                Some(number) => Cell::text(number.unit),
                None => Cell::text(NOT_APPLICABLE),
            })
            .collect();
        made.push((Column::text(format!("{heading}, unit"), 24.0), words));
    }
    made
}

/// Every row as words, no cell empty, a group's name in front of its rows.
fn texts(table: &Table) -> Vec<Vec<String>> {
    let mut group = String::new();
    let mut found = Vec::new();
    for (kind, cells) in &table.rows {
        let mut row: Vec<String> = cells
            .iter()
            .map(TableCell::said)
            .map(|text| if text.is_empty() { NOT_APPLICABLE.to_owned() } else { text })
            .collect();
        match kind {
            RowKind::Group => {
                group = row.into_iter().next().unwrap_or_default();
                continue;
            }
            RowKind::Body | RowKind::Total => {}
        }
        if !group.is_empty()
            && let Some(first) = row.first_mut()
        {
            *first = format!("{group}: {first}");
        }
        row.resize(table.columns.len(), NOT_APPLICABLE.to_owned());
        found.push(row);
    }
    found
}
