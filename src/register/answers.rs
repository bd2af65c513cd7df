//! What the adviser answered before, read back from `input/`.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::house_words;
use crate::base::cell::{CellPos, Place};
use crate::base::finding::Finding;
use crate::base::text::fold;
use crate::locate::KnownHeading;
use crate::locate::forms::{Form, choices, form, text};
use crate::read::grid::{Book, Cell, Folder, Grid};

/// A finding or query that the adviser explained, or decided about.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Explanation {
    /// The rule's code.
    pub(crate) code: String,
    /// File that it was about.
    pub(crate) file: String,
    /// Sheet.
    pub(crate) sheet: String,
    /// Cell, A1.
    pub(crate) cell: String,
    /// The register; empty in workbooks of before it was written.
    pub(crate) register: String,
    /// The record, in the adviser's terms: the cell may have moved.
    pub(crate) record: String,
    /// The heading as the adviser wrote it.
    pub(crate) column: String,
    /// What stood in the cell when it was explained; the explanation lapses
    /// when it changes.
    pub(crate) value: String,
    /// What had been found, in its words of then.
    pub(crate) found: String,
    /// What was decided: `explained`, `correct`, `will mend`.
    pub(crate) decision: String,
    /// Why.
    pub(crate) reason: String,
    /// Who.
    pub(crate) who: String,
    /// Until when.
    pub(crate) until: Option<Date>,
    /// Why it no longer holds, its finding aside.
    pub(crate) lapsed: Option<Lapse>,
    /// Where the answer stands.
    pub(crate) place: Place,
}

impl Explanation {
    /// Whether it is about this finding, its value aside.
    pub(crate) fn is_about(&self, finding: &Finding) -> bool {
        let is_same_record = !self.record.is_empty()
            && !self.record.starts_with("row ")
            && fold(&self.record) == fold(&finding.record);
        // A word is one question, whichever of its cells stands first this month.
        let is_same_word = house_words::is_about_a_word(&finding.code)
            && !finding.value.is_empty()
            && self.is_in(&finding.register)
            && fold(&self.column) == fold(&finding.column)
            && self.is_of(&finding.value);
        self.code.eq_ignore_ascii_case(&finding.code)
            && (is_same_record || is_same_word || self.is_at(&finding.place))
    }

    fn is_in(&self, register: &str) -> bool {
        self.register.is_empty() || fold(&self.register) == fold(register)
    }

    /// Whether it stands for this cell.
    pub(crate) fn is_at(&self, place: &Place) -> bool {
        self.file == *place.file
            && self.sheet == *place.sheet
            && self.cell.eq_ignore_ascii_case(&place.a1())
    }

    /// Whether what it was about stood there with this value.
    pub(crate) fn is_of(&self, value: &str) -> bool {
        fold(&self.value) == fold(value)
    }
}

/// A heading that means a column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct HeadingAnswer {
    /// File, or empty for any.
    pub(crate) file: String,
    /// Sheet, or empty for any.
    pub(crate) sheet: String,
    /// The heading as written.
    pub(crate) heading: String,
    /// Register, or empty for any.
    pub(crate) register: String,
    /// Column key or title; `not used` to leave it alone.
    pub(crate) column: String,
    /// Until when.
    pub(crate) until: Option<Date>,
    /// Why it no longer holds.
    pub(crate) lapsed: Option<Lapse>,
    /// Where the answer stands.
    pub(crate) place: Place,
}

/// A name that means a school or an LLE.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NameAnswer {
    /// The name as written.
    pub(crate) name: String,
    /// `school` or `lle`.
    pub(crate) kind: String,
    /// URN, LLE ref, or the register's own name for it.
    pub(crate) means: String,
    /// Until when.
    pub(crate) until: Option<Date>,
    /// Why it no longer holds.
    pub(crate) lapsed: Option<Lapse>,
    /// Where the answer stands.
    pub(crate) place: Place,
}

/// A value to use instead of a cell's, or instead of a word wherever a column has it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Correction {
    /// File; of a word empty for any.
    pub(crate) file: String,
    /// Sheet, or empty for any.
    pub(crate) sheet: String,
    /// Cell, A1; of a word its column: `deployments > Status`.
    pub(crate) cell: String,
    /// What stood there; the correction lapses when it changes.
    pub(crate) was: String,
    /// What to use.
    pub(crate) instead: String,
    /// Why.
    pub(crate) reason: String,
    /// Who.
    pub(crate) who: String,
    /// Until when.
    pub(crate) until: Option<Date>,
    /// Why it no longer holds.
    pub(crate) lapsed: Option<Lapse>,
    /// Where the answer stands.
    pub(crate) place: Place,
}

impl Correction {
    /// Whether it is about a word of a column instead of one cell.
    pub(crate) fn is_of_a_word(&self) -> bool {
        !self.cell.is_empty() && CellPos::parse(&self.cell).is_none()
    }

    /// Whether it is about this file, by its path or its name.
    pub(crate) fn is_of_file(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or_default();
        path.eq_ignore_ascii_case(&self.file) || name.eq_ignore_ascii_case(&self.file)
    }

    /// Whether it is about this sheet.
    pub(crate) fn is_of_sheet(&self, sheet: &str) -> bool {
        self.sheet.is_empty() || sheet.eq_ignore_ascii_case(&self.sheet)
    }
}

/// Why an answer does not hold.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Lapse {
    /// Its date has passed: it is not carried on.
    Over(Date),
    /// What it was about is another thing now: it is not carried on.
    Changed(String),
    /// It finds nothing in this month's files; it is kept for the next.
    Idle(String),
}

impl Lapse {
    /// Why, in words that follow a colon.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Over(until) => {
                format!("it held until {}", crate::base::date::long(*until))
            }
            Self::Changed(why) | Self::Idle(why) => why.clone(),
        }
    }

    /// Whether the next data quality workbook still carries the answer.
    pub(crate) const fn is_kept(&self) -> bool {
        matches!(self, Self::Idle(_))
    }
}

/// An LLE whom the adviser chose for a school, in the sheet Needs of the
/// matching workbook.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Chosen {
    /// Reference of the need; empty where it has none.
    pub(crate) need: String,
    /// URN of the school.
    pub(crate) urn: String,
    /// Whom, by reference or name.
    pub(crate) lle: String,
    /// Why.
    pub(crate) reason: String,
    /// Where it is written.
    pub(crate) place: Place,
}

impl Chosen {
    /// Whether the choice is for this need of the register.
    pub(crate) fn is_for(&self, need: &str, urn: &str) -> bool {
        let fold = crate::base::text::fold;
        if self.need.is_empty() || need.is_empty() {
            return !self.urn.is_empty() && self.urn == urn.trim();
        }
        fold(&self.need) == fold(need)
    }
}

/// All answers in the input.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Answers {
    /// Of the sheets Findings and Queries.
    pub(crate) explanations: Vec<Explanation>,
    /// Of the sheet Headings.
    pub(crate) headings: Vec<HeadingAnswer>,
    /// Of the sheet Names.
    pub(crate) names: Vec<NameAnswer>,
    /// Of the sheet Corrections.
    pub(crate) corrections: Vec<Correction>,
    /// Of the sheet Needs of the matching workbook; of two for one need the later
    /// file's stands last.
    pub(crate) choices: Vec<Chosen>,
    /// Of the sheet Colours.
    pub(crate) colours: Vec<ColourAnswer>,
}

/// A colour, or the line through a text, and what it means.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ColourAnswer {
    /// `fill FFFF00`, `text FF0000`, `struck through`; as written.
    pub(crate) mark: String,
    /// File, or empty for any.
    pub(crate) file: String,
    /// Sheet, or empty for any.
    pub(crate) sheet: String,
    /// What it means: a word of the register's list, or `left out`.
    pub(crate) means: String,
    /// Where the answer stands.
    pub(crate) place: Place,
}

impl Answers {
    /// Whom each name means that the adviser has said, by folded name; what was said
    /// of a school is of no person.
    pub(crate) fn people(&self) -> BTreeMap<String, String> {
        self.names
            .iter()
            .filter(|answer| answer.lapsed.is_none())
            .filter(|answer| !answer.kind.eq_ignore_ascii_case("school"))
            .map(|answer| (fold(&answer.name), answer.means.clone()))
            .collect()
    }

    /// The headings that the adviser explained, for finding the registers.
    pub(crate) fn known_headings(&self) -> Vec<KnownHeading> {
        let in_force = self.headings.iter().filter(|answer| answer.lapsed.is_none());
        in_force
            .map(|answer| KnownHeading {
                file: answer.file.clone(),
                sheet: answer.sheet.clone(),
                heading: fold(&answer.heading),
                register: fold(&answer.register),
                column: fold(&answer.column),
            })
            .collect()
    }
}

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
        match super::cells::day_in(&said) {
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
                    column: of("means"),
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

fn replace<T, K: PartialEq>(all: &mut Vec<T>, one: T, key: impl Fn(&T) -> K) {
    let of = key(&one);
    all.retain(|other| key(other) != of);
    all.push(one);
}
