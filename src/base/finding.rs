//! What the adviser is told about a cell: a rule, a place, a sentence.

use std::borrow::Cow;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::cell::{Place, RowPlace};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Severity {
    /// Information, a repair.
    Note,
    /// Used; to be mended or explained once.
    Query,
    /// Left out of every figure; the pack says DRAFT.
    Error,
    /// No truthful or safe pack can be made.
    Stop,
}

impl Severity {
    /// The word of `findings.csv`.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Query => "query",
            Self::Error => "error",
            Self::Stop => "stop",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Something that a register may get wrong, and how to put it right.
#[derive(Debug)]
pub(crate) struct Rule {
    /// Three letters, a dash, three figures: `RES-014`.
    pub(crate) code: &'static str,
    /// The fault, in a few words with hyphens: `more-pupils-than-cohort`.
    pub(crate) name: &'static str,
    /// How much it matters; a finding may say otherwise for its own case.
    pub(crate) severity: Severity,
    /// What is looked at, and against what.
    pub(crate) what: &'static str,
    /// Why it matters to the pack.
    pub(crate) why: &'static str,
    /// What to do in the register.
    pub(crate) fix: &'static str,
    /// When it may be left as it is.
    pub(crate) ignore: &'static str,
    /// Names of the settings that hold its thresholds.
    pub(crate) settings: &'static [&'static str],
}

/// Whether a finding was there last time, or has been answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum State {
    /// Not in the last pack.
    #[default]
    New,
    /// In the last pack too.
    Persisting,
    /// In the last pack, no longer here.
    Fixed,
    /// Explained by the adviser, and the explanation is in force.
    Answered,
}

impl State {
    /// The word of `findings.csv`.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Persisting => "persisting",
            Self::Fixed => "fixed",
            Self::Answered => "answered",
        }
    }
}

/// One rule met at one place.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    /// The rule's code.
    pub(crate) code: Cow<'static, str>,
    /// How much it matters here.
    pub(crate) severity: Severity,
    /// Against the last pack and the answers.
    pub(crate) state: State,
    /// Where a person can look.
    pub(crate) place: Place,
    /// The register's name in the manifest, or empty.
    pub(crate) register: Cow<'static, str>,
    /// The record in the adviser's own terms: `DEP-04`, a URN, a name.
    pub(crate) record: String,
    /// The heading as the adviser wrote it.
    pub(crate) column: String,
    /// What stands in the cell.
    pub(crate) value: String,
    /// What stands there, then what was expected.
    pub(crate) message: String,
    /// What to do, for this case.
    pub(crate) fix: String,
    /// The rows that this finding leaves out of every figure.
    pub(crate) leaves_out: Vec<RowPlace>,
    /// The rest of a group of one cause: cells beside the first, in A1.
    pub(crate) more: Vec<Place>,
}

impl Finding {
    /// A finding of this rule at this place, with the rule's severity and fix.
    pub(crate) fn new(
        rule: &'static Rule,
        place: Place,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code: Cow::Borrowed(rule.code),
            severity: rule.severity,
            state: State::New,
            place,
            register: Cow::Borrowed(""),
            record: String::new(),
            column: String::new(),
            value: String::new(),
            message: message.into(),
            fix: rule.fix.to_owned(),
            leaves_out: Vec::new(),
            more: Vec::new(),
        }
    }

    /// With another severity than the rule's.
    pub(crate) fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// In this register.
    pub(crate) fn register(mut self, register: &'static str) -> Self {
        self.register = Cow::Borrowed(register);
        self
    }

    /// About this record, in the adviser's own terms.
    pub(crate) fn record(mut self, record: impl Into<String>) -> Self {
        self.record = record.into();
        self
    }

    /// Under this heading.
    pub(crate) fn column(mut self, column: impl Into<String>) -> Self {
        self.column = column.into();
        self
    }

    /// With what stands in the cell.
    pub(crate) fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// With a fix for this case instead of the rule's.
    pub(crate) fn fix(mut self, fix: impl Into<String>) -> Self {
        self.fix = fix.into();
        self
    }

    /// Takes another of the same cause into this one: its cells and its rows.
    fn join(&mut self, other: Self) {
        self.more.push(other.place);
        self.more.extend(other.more);
        self.leaves_out.extend(other.leaves_out);
    }

    /// Leaves this row out of every figure.
    pub(crate) fn leaving_out(mut self, row: RowPlace) -> Self {
        self.leaves_out.push(row);
        self
    }
}

/// Everything found in one run, in the order of finding until sorted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Findings {
    all: Vec<Finding>,
}

impl Findings {
    /// Adds one.
    pub(crate) fn add(&mut self, finding: Finding) {
        self.all.push(finding);
    }

    /// Adds all of another list.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.all.append(&mut other.all);
    }

    /// All, in order.
    pub(crate) fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.all.iter()
    }

    /// All, to change: states and severities by the answers.
    pub(crate) fn iter_mut(&mut self) -> std::slice::IterMut<'_, Finding> {
        self.all.iter_mut()
    }

    /// Keeps those for which the test holds.
    pub(crate) fn retain(&mut self, keep: impl FnMut(&Finding) -> bool) {
        self.all.retain(keep);
    }

    /// Adds those of one cause as one for each sheet: the first, with the cells
    /// and the rows of the others.
    pub(crate) fn add_once_a_sheet(&mut self, of_one_cause: Vec<Finding>) {
        let mut firsts: BTreeMap<Place, Finding> = BTreeMap::new();
        for finding in of_one_cause {
            match firsts.entry(Place { cell: None, ..finding.place.clone() }) {
                Entry::Vacant(first) => {
                    first.insert(finding);
                }
                Entry::Occupied(mut first) => first.get_mut().join(finding),
            }
        }
        self.all.extend(firsts.into_values());
    }

    /// Makes one of those of a rule that say the same of a register: the first, with
    /// the cells of the others.
    pub(crate) fn join_alike(&mut self, rule: &Rule) {
        let mut firsts: BTreeMap<(Cow<'static, str>, String), usize> = BTreeMap::new();
        let mut joined: Vec<Finding> = Vec::with_capacity(self.all.len());
        for finding in std::mem::take(&mut self.all) {
            let key = (finding.register.clone(), finding.message.clone());
            let first = firsts.get(&key).and_then(|at| joined.get_mut(*at));
            match first.filter(|_| finding.code == rule.code) {
                Some(first) => first.join(finding),
                None => {
                    if finding.code == rule.code {
                        firsts.insert(key, joined.len());
                    }
                    joined.push(finding);
                }
            }
        }
        self.all = joined;
    }

    /// Worst first, then by file, sheet, cell and code.
    pub(crate) fn sort(&mut self) {
        self.all.sort_by(|a, b| {
            b.severity
                .cmp(&a.severity)
                .then_with(|| a.place.cmp(&b.place))
                .then_with(|| a.code.cmp(&b.code))
                .then_with(|| a.message.cmp(&b.message))
        });
    }

    /// How many of this severity wait for the adviser: neither fixed nor answered.
    pub(crate) fn open(&self, severity: Severity) -> usize {
        self.all
            .iter()
            .filter(|f| f.severity == severity)
            .filter(|f| !matches!(f.state, State::Fixed | State::Answered))
            .count()
    }

    /// The rows that findings leave out of every figure.
    pub(crate) fn rows_left_out(&self) -> BTreeSet<RowPlace> {
        self.all
            .iter()
            .filter(|f| f.state != State::Fixed)
            .flat_map(|f| f.leaves_out.iter().cloned())
            .collect()
    }
}
