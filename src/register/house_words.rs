//! The adviser's own words in columns of a list. Each is asked about once, wherever it
//! stands in its register, and answered once: in the sheet Corrections, beside the
//! column instead of a cell.

use std::collections::BTreeMap;

use super::answers::{Correction, Lapse};
use super::cells::{self, Parsed};
use super::record::{Record, Value};
use super::{Recognised, SCHEMAS, rules, surveys};
use crate::base::cell::{Place, ranges};
use crate::base::finding::{Finding, Findings, Rule};
use crate::base::reason::Missing;
use crate::base::text::{count, fold};
use crate::locate::schema::{Column, Kind, Schema};
use crate::read::grid::CellValue;

/// Sheets of which a query lists the cells.
const SHEETS_NAMED: usize = 3;

/// Whether a rule's findings are about a word: the same wherever it stands.
pub(crate) fn is_about_a_word(code: &str) -> bool {
    [rules::NOT_IN_LIST.code, rules::STATUS.code, rules::OFF_SCALE.code].contains(&code)
}

/// The word that a finding asks about; empty where it asks about something else.
pub(crate) fn word_of(finding: &Finding) -> &str {
    if is_about_a_word(&finding.code) { &finding.value } else { "" }
}

/// Words that no list has, and what the adviser said that they mean.
#[derive(Debug, Default)]
pub(crate) struct HouseWords {
    meanings: Vec<Meaning>,
    asked: BTreeMap<(&'static str, &'static str, String), Asked>,
}

/// What the adviser said of one word.
#[derive(Debug)]
struct Meaning {
    /// Which of the corrections it is.
    at: usize,
    said: Correction,
    about: Named,
    word: String,
    is_met: bool,
    /// Why what it is said to mean cannot be used.
    refused: Option<String>,
}

/// A column as an answer names it: `deployments > Status`, or `Status` of any register.
#[derive(Debug)]
struct Named {
    register: Option<String>,
    column: String,
}

impl Named {
    fn of(text: &str) -> Self {
        let parted = ['>', ':'].iter().find_map(|between| {
            let (register, column) = text.split_once(*between)?;
            let register = fold(register);
            SCHEMAS
                .iter()
                .any(|schema| schema.is_called(&register))
                .then(|| Self { register: Some(register), column: fold(column) })
        });
        parted.unwrap_or_else(|| Self { register: None, column: fold(text) })
    }

    fn is(&self, schema: &Schema, column: &Column, heading: &str) -> bool {
        self.register.as_ref().is_none_or(|name| schema.is_called(name))
            && [column.key, column.title, heading]
                .iter()
                .any(|own| fold(own) == self.column)
    }

    /// Whether any register has a list under this name, or under a heading that was met.
    fn is_known(&self, recognised: &[Recognised]) -> bool {
        SCHEMAS.iter().any(|schema| {
            lists_of(schema).any(|column| {
                let mut headings = recognised.iter().filter(|one| {
                    one.register == schema.name && one.column == Some(column.key)
                });
                self.is(schema, column, column.title)
                    || headings.any(|one| self.is(schema, column, &one.heading))
            })
        })
    }
}

const fn has_list(column: &Column) -> bool {
    matches!(column.kind, Kind::Choice(_) | Kind::YesNo)
}

/// Columns of a register whose words are of a list; the questions of a survey have one
/// together.
fn lists_of(schema: &Schema) -> impl Iterator<Item = &'static Column> {
    let answers = (schema.name == surveys::SCHEMA.name).then_some(&surveys::ANSWER);
    let own = schema.columns.iter().copied().filter(|column| has_list(column));
    own.chain(answers)
}

/// The words of a column's list, parted by commas.
fn list_of(column: &Column) -> String {
    match column.kind {
        Kind::Choice(list) => {
            list.iter().map(|one| one.value).collect::<Vec<_>>().join(", ")
        }
        _ => "yes, no".to_owned(),
    }
}

/// What a word of the list says in its column, or why it says nothing.
fn read(column: &Column, instead: &str) -> Result<Parsed, String> {
    if matches!(fold(instead).as_str(), "blank" | "empty" | "nothing" | "left blank") {
        return Ok(Parsed { value: Value::Missing(Missing::Blank), trouble: None });
    }
    let said = CellValue::Text(instead.into());
    let parsed = if *column == surveys::ANSWER {
        cells::agreement(&said, false)
    } else {
        cells::parse(column.kind, &said, None)
    };
    if parsed.trouble.is_some() {
        let (title, list) = (column.title, list_of(column));
        return Err(format!("{instead} is no word of the list for {title}: {list}"));
    }
    Ok(parsed)
}

impl HouseWords {
    /// What the adviser said of words, whatever has lapsed aside.
    pub(super) fn of(corrections: &[Correction]) -> Self {
        let mut meanings: Vec<Meaning> = corrections
            .iter()
            .enumerate()
            .filter(|(_, said)| said.is_of_a_word() && said.lapsed.is_none())
            .map(|(at, said)| Meaning {
                at,
                about: Named::of(&said.cell),
                word: fold(&said.was),
                said: said.clone(),
                is_met: false,
                refused: None,
            })
            .collect();
        // What is said of one file or sheet goes before what is said of all.
        meanings
            .sort_by_key(|one| (!one.said.file.is_empty(), !one.said.sheet.is_empty()));
        Self { meanings, asked: BTreeMap::new() }
    }

    /// What a cell means by what the adviser said of its word.
    pub(super) fn meaning(
        &mut self,
        record: &Record,
        (column, heading): (&Column, &str),
        raw: &str,
    ) -> Option<Parsed> {
        if self.meanings.is_empty() || !has_list(column) {
            return None;
        }
        let word = fold(raw);
        if word.is_empty() {
            return None;
        }
        let place = &record.place;
        let mut meant = None;
        for one in self.meanings.iter_mut().filter(|one| one.word == word) {
            let is_here = (one.said.file.is_empty() || one.said.is_of_file(&place.file))
                && one.said.is_of_sheet(&place.sheet);
            if is_here && one.about.is(record.schema, column, heading) {
                one.is_met = true;
                // Leave to name or to quote is asked of each file.
                if column.is_consent() && one.said.file.is_empty() {
                    one.refused = Some(
                        "consent is answered for a file, which is to stand beside it"
                            .to_owned(),
                    );
                    continue;
                }
                match read(column, &one.said.instead) {
                    Ok(parsed) => meant = Some(parsed),
                    Err(why) => one.refused = Some(why),
                }
            }
        }
        meant
    }

    /// Asks about a cell's word, together with every other cell of the column that
    /// holds it.
    pub(super) fn ask(
        &mut self,
        record: &Record,
        name: &str,
        (column, raw, heading): (&'static Column, &str, &str),
        place: Place,
        near: Option<&'static str>,
    ) {
        let key = (record.schema.name, column.key, fold(raw));
        let asked = self.asked.entry(key).or_insert_with(|| Asked {
            schema: record.schema,
            column,
            word: raw.to_owned(),
            record: name.to_owned(),
            heading: heading.to_owned(),
            near,
            places: Vec::new(),
        });
        // A line over a table is one cell for all of its records.
        if asked.places.last() != Some(&place) {
            asked.places.push(place);
        }
    }

    /// The words that are asked about.
    pub(crate) fn asked(&self) -> impl Iterator<Item = &Asked> {
        self.asked.values()
    }

    /// Puts the queries, one a word.
    pub(super) fn say(&self, findings: &mut Findings) {
        for finding in self.asked().filter_map(Asked::finding) {
            findings.add(finding);
        }
    }

    /// Says of each answer about a word why it does not hold, where it does not.
    pub(super) fn settle(&self, answers: &mut [Correction], recognised: &[Recognised]) {
        for one in &self.meanings {
            let column = one.said.cell.as_str();
            let why = if !one.about.is_known(recognised) {
                format!(
                    "{column} is neither a cell, as B12, nor a column with a list, as deployments > Status"
                )
            } else if one.word.is_empty() {
                "no word stands under Was".to_owned()
            } else if !one.is_met {
                format!("{} stands in no cell of {column}", one.said.was)
            } else if let Some(why) = &one.refused {
                why.clone()
            } else {
                continue;
            };
            if let Some(answer) = answers.get_mut(one.at) {
                answer.lapsed = Some(Lapse::Idle(why));
            }
        }
    }
}

/// A word that a column's list does not have, with every cell that holds it.
#[derive(Debug)]
pub(crate) struct Asked {
    schema: &'static Schema,
    column: &'static Column,
    /// As the first of its cells has it.
    pub(crate) word: String,
    record: String,
    heading: String,
    near: Option<&'static str>,
    places: Vec<Place>,
}

impl Asked {
    /// The column as an answer names it.
    pub(crate) fn column_name(&self) -> String {
        format!("{} > {}", self.schema.name, self.column.title)
    }

    /// The file that an answer must name: consent is answered for each.
    pub(crate) fn file_of_consent(&self) -> Option<&str> {
        let first = self.places.first().filter(|_| self.column.is_consent())?;
        Some(&first.file)
    }

    /// Whether an answer is about it.
    pub(crate) fn is_met_by(&self, answer: &Correction) -> bool {
        answer.is_of_a_word()
            && fold(&answer.was) == fold(&self.word)
            && Named::of(&answer.cell).is(self.schema, self.column, &self.heading)
    }

    /// The cell and the word of the finding that asks about it.
    pub(crate) fn question(&self) -> Option<(&Place, &str)> {
        Some((self.places.first()?, &self.word))
    }

    fn finding(&self) -> Option<Finding> {
        let (first, more) = self.places.split_first()?;
        let (word, title, list) = (&self.word, self.column.title, list_of(self.column));
        let is_list = matches!(self.column.kind, Kind::Choice(_));
        let is_answer = *self.column == surveys::ANSWER;
        let rule: &'static Rule = if is_answer {
            &rules::OFF_SCALE
        } else if is_list && self.schema.name == "deployments" {
            &rules::STATUS
        } else {
            &rules::NOT_IN_LIST
        };
        let mut says = if is_answer {
            format!("{word} is no answer on the scale; it is not counted.")
        } else if is_list {
            format!("{word} is no word of the list for {title}.")
        } else {
            format!("{word} is neither yes nor no.")
        };
        if let Some(near) = self.near {
            says.push_str(&format!(" Did you mean {near}?"));
        }
        if !more.is_empty() {
            says.push_str(&format!(" It stands in {}.", self.cells()));
        }
        let fix = format!(
            "Choose one of: {list}. Or say once which of them it means: in the sheet Corrections of this workbook, beside {} and {word}, under Instead.",
            self.column_name()
        );
        let mut finding = Finding::new(rule, first.clone(), says)
            .register(self.schema.name)
            .column(self.heading.clone())
            .value(word.clone())
            .fix(fix);
        // Of many records none is the one to name.
        if more.is_empty() {
            finding = finding.record(self.record.clone());
        }
        finding.more = more.to_vec();
        Some(finding)
    }

    /// How many cells, and which; those of the first sheet without its name.
    fn cells(&self) -> String {
        let mut sheets: Vec<Vec<&Place>> = Vec::new();
        for place in &self.places {
            let same = sheets.iter_mut().find(|one| {
                one.first()
                    .is_some_and(|of| of.file == place.file && of.sheet == place.sheet)
            });
            match same {
                Some(one) => one.push(place),
                None => sheets.push(vec![place]),
            }
        }
        let said = sheets.iter().take(SHEETS_NAMED).enumerate().map(|(at, places)| {
            let cells = ranges(places.iter().copied());
            match places.first() {
                Some(of) if at > 0 => {
                    format!("{} > {cells}", Place::sheet(&of.file, &of.sheet))
                }
                _ => cells,
            }
        });
        let mut said: Vec<String> = said.collect();
        if sheets.len() > SHEETS_NAMED {
            said.push(count(sheets.len() - SHEETS_NAMED, "more sheet", "more sheets"));
        }
        let cells = count(self.places.len(), "cell", "cells");
        format!("{cells}: {}", said.join("; "))
    }
}
