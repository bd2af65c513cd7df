//! The newest pack of an earlier period, as plain data: what states, shrinkage
//! and retrospective edits are measured against.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::date::Month;
use super::finding::{Severity, State};

/// What is known of the last pack.
#[derive(Clone, Debug, Default)]
pub(crate) struct Previous {
    /// Its period.
    pub(crate) period: Option<Month>,
    /// Rows of its `evidence/findings.csv`.
    pub(crate) findings: Vec<PastFinding>,
    /// Its public figures of groups, of its `evidence/figures.csv`.
    pub(crate) figures: Vec<PastFigure>,
    /// Client and LLE schools whose own change its averages may count; without
    /// those that it left out.
    pub(crate) counted: BTreeMap<PastChange, PastSchool>,
    /// Its registers by name, as far as they were kept.
    pub(crate) registers: BTreeMap<String, PastRegister>,
    /// SHA-256 of its input files, by path.
    pub(crate) inputs: BTreeMap<String, String>,
}

/// One school's change between two years of an indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PastChange {
    /// Code of the indicator.
    pub(crate) indicator: String,
    /// First and second year as in the file.
    pub(crate) years: (String, String),
    /// The school.
    pub(crate) urn: String,
}

/// Per cent and eligible pupils of a school, in its first and second year; the
/// per cent is not known where that year is not told by itself.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PastSchool {
    /// Earlier year.
    pub(crate) from: (Option<f64>, f64),
    /// Later year.
    pub(crate) to: (Option<f64>, f64),
}

/// One row of an earlier `figures.csv`: what it is about, and what was shown.
#[derive(Clone, Debug, Default)]
pub(crate) struct PastFigure {
    /// Code of the measure.
    pub(crate) code: String,
    /// Indicator, or empty.
    pub(crate) indicator: String,
    /// Group as in the file, or empty.
    pub(crate) group: String,
    /// First and second year as in the file, or empty.
    pub(crate) years: (String, String),
    /// Part, or empty.
    pub(crate) item: String,
    /// Schools or records that it rests on.
    pub(crate) schools: Option<u64>,
    /// As printed, sign and unit included.
    pub(crate) shown: String,
}

/// One row of an earlier `findings.csv`.
#[derive(Clone, Debug)]
pub(crate) struct PastFinding {
    /// The rule's code.
    pub(crate) code: String,
    /// How much it mattered.
    pub(crate) severity: Severity,
    /// Its state then.
    pub(crate) state: State,
    /// File.
    pub(crate) file: String,
    /// Sheet.
    pub(crate) sheet: String,
    /// Cell, A1.
    pub(crate) cell: String,
    /// Register.
    pub(crate) register: String,
    /// Record.
    pub(crate) record: String,
    /// Heading.
    pub(crate) column: String,
    /// What stood in the cell.
    pub(crate) value: String,
    /// What was said.
    pub(crate) message: String,
    /// What was to be done.
    pub(crate) fix: String,
}

/// One register as the last pack had it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PastRegister {
    /// Rows read.
    pub(crate) rows: usize,
    /// Records by key (`DEP-04`, a URN); each with the cells that were kept, by
    /// column key. Empty where only the number of rows is known.
    #[serde(default)]
    pub(crate) records: BTreeMap<String, BTreeMap<String, String>>,
}
