//! Stage 3. Tables to typed rows: one file a register.
//!
//! Takes the tables of `locate`, makes [`Registers`]: every row typed by its
//! column's kind with the address of each cell, results in long form, and
//! schools told apart and found by number or name.

pub(crate) mod authority;
mod build;
pub(crate) mod cells;
mod coded;
mod codes;
mod corrections;
mod day_order;
#[cfg(test)]
mod dressed;
pub(crate) mod house_words;
pub(crate) mod identity;
pub(crate) mod legend;
pub(crate) mod mark;
mod merged;
pub(crate) mod names;
pub(crate) mod record;
pub(crate) mod results;
pub(crate) mod rules;
pub(crate) mod settings;
pub(crate) mod standing;
#[cfg(test)]
mod tests;

pub(crate) mod answers;
mod around;
pub(crate) mod budget;
pub(crate) mod comments;
pub(crate) mod comparators;
pub(crate) mod contracts;
pub(crate) mod cpd_needs;
pub(crate) mod decisions;
pub(crate) mod deployments;
pub(crate) mod documents;
pub(crate) mod ledger;
pub(crate) mod lles;
pub(crate) mod meetings;
pub(crate) mod needs;
pub(crate) mod profiles;
pub(crate) mod publications;
pub(crate) mod quality;
mod scale_end;
pub(crate) mod school_links;
pub(crate) mod schools;
mod shared;
pub(crate) mod spend;
pub(crate) mod staff;
pub(crate) mod succession;
pub(crate) mod survey_waves;
pub(crate) mod surveys;
pub(crate) mod term_dates;
pub(crate) mod visits;

use std::collections::BTreeMap;

use crate::base::setting::Settings;
use crate::locate::schema::Schema;
use crate::locate::table::SheetOutcome;
use crate::locate::whole::WholeSheet;

use record::Record;
use results::{Comparator, Result as SchoolResult};

/// Every register, in the order of the catalogue.
pub(crate) const SCHEMAS: &[&Schema] = &[
    &schools::SCHEMA,
    &school_links::SCHEMA,
    &lles::SCHEMA,
    &deployments::SCHEMA,
    &results::SCHEMA,
    &comparators::SCHEMA,
    &visits::SCHEMA,
    &contracts::SCHEMA,
    &quality::SCHEMA,
    &meetings::SCHEMA,
    &cpd_needs::SCHEMA,
    &surveys::SCHEMA,
    &survey_waves::SCHEMA,
    &comments::SCHEMA,
    &needs::SCHEMA,
    &profiles::SCHEMA,
    &documents::SCHEMA,
    &publications::SCHEMA,
    &decisions::SCHEMA,
    &budget::SCHEMA,
    &spend::SCHEMA,
    &staff::SCHEMA,
    &term_dates::SCHEMA,
];

/// Everything that the input holds, typed, with addresses.
#[derive(Debug, Default)]
pub(crate) struct Registers {
    /// Rows by register name, in file, sheet and row order. Results and
    /// comparators are in their own lists.
    pub(crate) rows: BTreeMap<&'static str, Vec<Record>>,
    /// School results in long form, whatever layout they came in.
    pub(crate) results: Vec<SchoolResult>,
    /// Authority and national values, from comparator sheets and from rows
    /// among the schools.
    pub(crate) comparators: Vec<Comparator>,
    /// Answers of the adviser, read back.
    pub(crate) answers: answers::Answers,
    /// What the adviser's lists of codes say.
    pub(crate) codes: codes::Codes,
    /// Total rows of the sheets of spend.
    pub(crate) ledger: Vec<ledger::LedgerTotal>,
    /// Settings sheets; the command line is laid over them by the pipeline.
    pub(crate) settings: Settings,
    /// What became of every sheet.
    pub(crate) sheets: Vec<SheetOutcome>,
    /// Notes, colours, hidden content: harvested for the adviser, internal.
    pub(crate) harvest: Vec<Harvest>,
    /// Colours and lines through rows, for the adviser to say what they mean.
    pub(crate) colours: Vec<ColourMet>,
    /// Words that no list has, and what the adviser said that they mean.
    pub(crate) words: house_words::HouseWords,
    /// Which headings became which columns, for the adviser.
    pub(crate) recognised: Vec<Recognised>,
    /// Sheets of which the adviser may say what they are, or did.
    pub(crate) wholes: Vec<WholeSheet>,
    /// Whether the registers are those of the example programme.
    pub(crate) is_example: bool,
}

impl Registers {
    /// The rows of one register.
    pub(crate) fn of(&self, schema: &Schema) -> &[Record] {
        self.rows.get(schema.name).map_or(&[], Vec::as_slice)
    }

    /// Whether any sheet was read as this register.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.sheets.iter().any(|sheet| sheet.register == Some(name))
    }
}

/// Something that a sheet carries besides values.
#[derive(Clone, Debug)]
pub(crate) struct Harvest {
    /// Where.
    pub(crate) place: crate::base::cell::Place,
    /// `note`, `colour`, `struck`, `hidden row`, `hidden column`, `hidden sheet`.
    pub(crate) what: &'static str,
    /// The note's text, the colour, a count.
    pub(crate) says: String,
}

/// A colour of records, or a line through them.
#[derive(Clone, Debug)]
pub(crate) struct ColourMet {
    /// `fill FFFF00`, `text FF0000`, `struck through`.
    pub(crate) mark: String,
    /// The first cell that has it.
    pub(crate) place: crate::base::cell::Place,
    /// How many rows have it.
    pub(crate) rows: usize,
}

/// One heading, as understood.
#[derive(Clone, Debug)]
pub(crate) struct Recognised {
    /// Where the heading stands.
    pub(crate) place: crate::base::cell::Place,
    /// The register.
    pub(crate) register: &'static str,
    /// The heading as written.
    pub(crate) heading: String,
    /// The column's key, or none where it was not used.
    pub(crate) column: Option<&'static str>,
    /// `exact`, `synonym`, `near 0.94`, `answered`, `content`, `not used`.
    pub(crate) because: String,
}

impl Recognised {
    /// The heading, or that there is none.
    pub(crate) fn shown(&self) -> &str {
        if self.heading.is_empty() { "(no heading)" } else { &self.heading }
    }
}

pub(crate) use build::build;
