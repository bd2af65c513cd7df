//! The sheets of answers, row by row.

use jiff::civil::Date;

use super::{
    Answers, Chosen, ColourAnswer, Correction, Explanation, HeadingAnswer, Lapse,
    NameAnswer,
};
use crate::base::cell::Place;
use crate::base::text::fold;
use crate::locate::forms::{Form, choices, form, text};
use crate::read::grid::{Book, Cell, Folder, Grid};
use crate::register::cells;

/// Reads the adviser's answers back from any workbook of the input that has
/// the sheets of `data-quality.xlsx`. Where several workbooks answer one thing,
/// the one that was saved last stands.
pub(crate) fn read(folder: &Folder, as_at: Date) -> Answers {
    let mut books: Vec<&Book> = folder.books.iter().collect();
    books.sort_by(|a, b| a.modified.cmp(&b.modified));
    let mut answers = Answers::default();
    let sheets = books
        .into_iter()
        .flat_map(|book| book.sheets.iter().map(move |grid| (book, grid)));
    for (book, grid) in sheets {
        let Some(form) = form(grid).or_else(|| choices(book, grid)) else { continue };
        for (_, cells) in grid.rows().filter(|(row, _)| *row > form.row) {
            if let Some(line) = Line::of(grid, &form, cells) {
                answers.take(form.name, &line, as_at);
            }
        }
    }
    answers
}

/// One row of a sheet of answers.
struct Line {
    cells: Vec<(String, String)>,
    place: Place,
}

impl Line {
    fn of(grid: &Grid, form: &Form, cells: &[Cell]) -> Option<Self> {
        // The decision is what the adviser comes back to.
        let under = |heading: &str| {
            let (col, _) = form.headings.iter().find(|(_, text)| text == heading)?;
            cells.iter().find(|cell| cell.pos.col == *col)
        };
        let at = under("decision")
            .or_else(|| under("lle chosen"))
            .or_else(|| cells.first())?;
        let texts = cells.iter().filter_map(|cell| {
            let (_, heading) =
                form.headings.iter().find(|(col, _)| *col == cell.pos.col)?;
            Some((heading.clone(), text(grid, cell)))
        });
        Some(Self {
            cells: texts.collect(),
            place: Place::cell(&grid.file, &grid.name, at.pos),
        })
    }

    fn get(&self, heading: &str) -> String {
        let found = self.cells.iter().find(|(of, _)| of == heading);
        found.map(|(_, text)| text.clone()).unwrap_or_default()
    }

    fn has(&self, heading: &str) -> bool {
        !self.get(heading).is_empty()
    }

    /// Until when, and the lapse where that is past or cannot be read.
    fn until(&self, as_at: Date) -> (Option<Date>, Option<Lapse>) {
        let said = self.get("until");
        if said.is_empty() {
            return (None, None);
        }
        match cells::day_in(&said) {
            Ok(day) if day < as_at => (Some(day), Some(Lapse::Over(day))),
            Ok(day) => (Some(day), None),
            Err(why) => {
                let why = format!("{said} stands under Until, and {why}");
                (None, Some(Lapse::Idle(why)))
            }
        }
    }
}

impl Answers {
    /// Takes one row; it stands in place of an earlier one about the same thing.
    fn take(&mut self, form: &str, line: &Line, as_at: Date) {
        let of = |heading: &str| line.get(heading);
        let (until, lapsed) = line.until(as_at);
        let place = line.place.clone();
        match form {
            "findings" | "queries" if line.has("decision") || line.has("reason") => {
                let one = Explanation {
                    code: of("code"),
                    file: of("file"),
                    sheet: of("sheet"),
                    cell: of("cell"),
                    register: of("register"),
                    record: of("record"),
                    column: of("column"),
                    value: of("value"),
                    found: of("what was found"),
                    decision: of("decision"),
                    reason: of("reason"),
                    who: of("who"),
                    until,
                    lapsed,
                    place,
                };
                let key = |one: &Explanation| {
                    [&one.code, &one.file, &one.sheet, &one.cell, &one.record, &one.value]
                        .map(|part| fold(part))
                };
                replace(&mut self.explanations, one, key);
            }
            "headings" if line.has("means") => {
                let one = HeadingAnswer {
                    file: of("file"),
                    sheet: of("sheet"),
                    heading: of("heading"),
                    register: of("register"),
                    column: confirmed(&of("means"), &of("taken for")),
                    until,
                    lapsed,
                    place,
                };
                let key = |one: &HeadingAnswer| {
                    [&one.file, &one.sheet, &one.heading].map(|part| fold(part))
                };
                replace(&mut self.headings, one, key);
            }
            "names" if line.has("means") => {
                let (name, kind, means) = (of("name"), of("kind"), of("means"));
                let one = NameAnswer { name, kind, means, until, lapsed, place };
                let key =
                    |one: &NameAnswer| [&one.name, &one.kind].map(|part| fold(part));
                replace(&mut self.names, one, key);
            }
            "corrections" if line.has("instead") => {
                let one = Correction {
                    file: of("file"),
                    sheet: of("sheet"),
                    cell: of("cell"),
                    was: of("was"),
                    instead: of("instead"),
                    reason: of("reason"),
                    who: of("who"),
                    until,
                    lapsed,
                    place,
                };
                let key = |one: &Correction| {
                    let nothing = String::new();
                    let word = if one.is_of_a_word() { &one.was } else { &nothing };
                    [&one.file, &one.sheet, &one.cell, word].map(|part| fold(part))
                };
                replace(&mut self.corrections, one, key);
            }
            "needs" if line.has("lle chosen") => {
                let one = Chosen {
                    need: of("need"),
                    urn: of("urn"),
                    lle: of("lle chosen"),
                    reason: of("reason for the choice"),
                    place,
                };
                let key = |one: &Chosen| [&one.need, &one.urn].map(|part| fold(part));
                replace(&mut self.choices, one, key);
            }
            "colours" if line.has("means") => {
                let one = ColourAnswer {
                    mark: of("mark"),
                    file: of("file"),
                    sheet: of("sheet"),
                    means: of("means"),
                    place,
                };
                let key = |one: &ColourAnswer| {
                    [&one.mark, &one.file, &one.sheet].map(|part| fold(part))
                };
                replace(&mut self.colours, one, key);
            }
            _ => {}
        }
    }
}

/// What a heading means: `yes` confirms what it was taken for.
fn confirmed(means: &str, taken: &str) -> String {
    const YES: [&str; 5] = ["yes", "y", "correct", "right", "it is"];
    let is_yes = YES.contains(&fold(means).as_str()) && !taken.is_empty();
    if is_yes { taken } else { means }.to_owned()
}

fn replace<T, K: PartialEq>(all: &mut Vec<T>, one: T, key: impl Fn(&T) -> K) {
    let of = key(&one);
    all.retain(|other| key(other) != of);
    all.push(one);
}
