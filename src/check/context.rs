//! What every check may look at: the registers, linked, and the day.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::calendar::Calendar;
use crate::base::cell::{Place, RowPlace};
use crate::base::date::Date;
use crate::base::finding::{Findings, Severity};
use crate::base::previous::Previous;
use crate::base::setting::Settings;
use crate::base::text::reference as key_of;
use crate::locate::schema::Schema;
use crate::register::record::{Record, Value};
use crate::register::{Registers, deployments, lles, term_dates};

use super::Check;
use super::deployments::state;
use super::person::{Roll, Who};
use super::school::{Spine, Which};

/// What a run of the checks depends on besides the registers.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    /// The day at which everything is counted.
    pub(crate) as_at: Date,
    /// The issue that goes to a meeting: open errors and queries stop it.
    pub(crate) is_meeting: bool,
    /// Thresholds.
    pub(crate) settings: &'a Settings,
    /// The last pack, where there is one.
    pub(crate) previous: Option<&'a Previous>,
    /// The files of the input.
    pub(crate) files: &'a [InputFile],
}

/// A file of the input, as far as the checks care.
#[derive(Clone, Debug, Default)]
pub(crate) struct InputFile {
    /// Path relative to the input folder.
    pub(crate) path: String,
    /// SHA-256 of its bytes.
    pub(crate) sha256: String,
    /// `modified` of the document's own properties.
    pub(crate) modified: Option<String>,
}

/// Most near names that one run looks for: a folder of strangers is not
/// compared name by name.
const MOST_SUGGESTIONS: usize = 300;

/// Whom and which school a deployment means, where that is one.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Link<'a> {
    /// Its LLE.
    pub(crate) lle: Option<&'a Record>,
    /// Its client school.
    pub(crate) client: Option<&'a Record>,
}

/// The registers as the checks see them.
#[derive(Debug)]
pub(crate) struct Ctx<'a> {
    /// The registers.
    pub(crate) registers: &'a Registers,
    /// The run.
    pub(crate) of: &'a Context<'a>,
    /// Schools, found by number or name.
    pub(crate) schools: Spine<'a>,
    /// LLEs, found by reference or name.
    pub(crate) lles: Roll<'a>,
    by_ref: BTreeMap<String, &'a Record>,
    links: BTreeMap<&'a RowPlace, Link<'a>>,
    by_lle: BTreeMap<&'a RowPlace, Vec<&'a Record>>,
    by_client: BTreeMap<&'a RowPlace, Vec<&'a Record>>,
    told: BTreeSet<Place>,
    suggestions: Cell<usize>,
}

impl<'a> Ctx<'a> {
    /// Links the registers.
    pub(crate) fn new(
        registers: &'a Registers,
        of: &'a Context<'a>,
        findings: &Findings,
    ) -> Self {
        let mut by_ref = BTreeMap::new();
        for record in registers.of(&deployments::SCHEMA) {
            if let Some(key) = record.text(&deployments::REF) {
                by_ref.entry(key_of(key)).or_insert(record);
            }
        }
        let told = findings
            .iter()
            .filter(|finding| finding.severity >= Severity::Query)
            .map(|finding| finding.place.clone())
            .collect();
        let mut ctx = Self {
            registers,
            of,
            schools: Spine::new(registers),
            lles: Roll::new(registers.of(&lles::SCHEMA), &registers.answers),
            by_ref,
            links: BTreeMap::new(),
            by_lle: BTreeMap::new(),
            by_client: BTreeMap::new(),
            told,
            suggestions: Cell::new(0),
        };
        ctx.link();
        ctx
    }

    fn link(&mut self) {
        for record in self.rows(&deployments::SCHEMA) {
            let lle = match state::lle(self, record) {
                Who::Found(rows) => match rows.as_slice() {
                    [one] => Some(*one),
                    _ => None,
                },
                Who::Unknown | Who::Blank => None,
            };
            let client = match state::CLIENT.find(&self.schools, record) {
                Which::Found(school) => Some(school),
                Which::Unknown | Which::Ambiguous(_) | Which::Blank => None,
            };
            self.links.insert(&record.place, Link { lle, client });
            if let Some(lle) = lle {
                self.by_lle.entry(&lle.place).or_default().push(record);
            }
            if let Some(client) = client {
                self.by_client.entry(&client.place).or_default().push(record);
            }
        }
    }

    /// The LLE and the client school of a deployment.
    pub(crate) fn link_of(&self, deployment: &Record) -> Link<'a> {
        self.links.get(&deployment.place).copied().unwrap_or_default()
    }

    /// The deployments of an LLE.
    pub(crate) fn deployments_of(&self, lle: &Record) -> &[&'a Record] {
        self.by_lle.get(&lle.place).map_or(&[], Vec::as_slice)
    }

    /// The deployments to a school.
    pub(crate) fn deployments_to(&self, school: &Record) -> &[&'a Record] {
        self.by_client.get(&school.place).map_or(&[], Vec::as_slice)
    }

    /// The rows of a register.
    pub(crate) fn rows(&self, schema: &Schema) -> &'a [Record] {
        self.registers.of(schema)
    }

    /// The as-at date.
    pub(crate) fn as_at(&self) -> Date {
        self.of.as_at
    }

    /// A threshold.
    pub(crate) fn number(&self, setting: &str) -> f64 {
        self.of.settings.number(setting)
    }

    /// The days on which the authority's schools work.
    pub(crate) fn calendar(&self) -> Calendar {
        term_dates::calendar(self.registers, self.of.settings)
    }

    /// The first deployment of this reference.
    pub(crate) fn deployment(&self, reference: &str) -> Option<&'a Record> {
        self.by_ref.get(&key_of(reference)).copied()
    }

    /// Every deployment reference as written.
    pub(crate) fn deployment_refs(&self) -> impl Iterator<Item = &'a str> {
        self.by_ref.values().filter_map(|record| record.text(&deployments::REF))
    }

    /// Whether an earlier stage has already asked about this cell.
    pub(crate) fn is_told(&self, place: &Place) -> bool {
        self.told.contains(place)
    }

    /// Whether another near name may be looked for.
    pub(crate) fn may_suggest(&self) -> bool {
        let used = self.suggestions.get();
        self.suggestions.set(used + 1);
        used < MOST_SUGGESTIONS
    }

    /// Whether a register was found, with or without rows.
    pub(crate) fn has(&self, register: &str) -> bool {
        match register {
            "results" => {
                !self.registers.results.is_empty() || self.registers.has(register)
            }
            "comparators" => {
                !self.registers.comparators.is_empty() || self.registers.has(register)
            }
            other => {
                self.registers.rows.get(other).is_some_and(|rows| !rows.is_empty())
                    || self.registers.has(other)
            }
        }
    }

    /// Why a check cannot run, if it cannot.
    pub(crate) fn cannot_run(&self, check: &Check) -> Option<String> {
        let missing: Vec<&str> = check
            .needs
            .iter()
            .filter(|need| match **need {
                "last pack" => self.of.previous.is_none(),
                need => !self.has(need),
            })
            .copied()
            .collect();
        if missing.is_empty() {
            return None;
        }
        let words: Vec<String> = missing.iter().map(|need| spoken(need)).collect();
        Some(format!("There is no {}.", words.join(" and no ")))
    }
}

/// A register as it is spoken of.
pub(crate) fn spoken(register: &str) -> String {
    match register {
        "schools" => "school list".to_owned(),
        "lles" => "LLE register".to_owned(),
        "deployments" => "deployment register".to_owned(),
        "results" => "sheet of results".to_owned(),
        "comparators" => "sheet of comparators".to_owned(),
        "visits" => "record of visits".to_owned(),
        "term_dates" => "list of term dates".to_owned(),
        "contracts" => "contract register".to_owned(),
        "quality" => "quality assurance register".to_owned(),
        "meetings" => "network meeting register".to_owned(),
        "surveys" => "survey".to_owned(),
        "survey_waves" => "list of survey waves".to_owned(),
        "comments" => "register of comments".to_owned(),
        "needs" => "register of schools in need".to_owned(),
        "profiles" => "register of profiles".to_owned(),
        "cpd_needs" => "register of CPD needs".to_owned(),
        "budget" => "budget".to_owned(),
        "spend" => "spend register".to_owned(),
        "decisions" => "register of forum decisions".to_owned(),
        "last pack" => "pack of an earlier month".to_owned(),
        other => other.replace('_', " "),
    }
}

/// Whether a record's cell of this column is blank, or the column is missing.
pub(crate) fn is_blank(record: &Record, column: &crate::locate::schema::Column) -> bool {
    record.field(column).is_none_or(|field| {
        matches!(
            field.value,
            Value::Missing(
                crate::base::reason::Missing::Blank
                    | crate::base::reason::Missing::NoResult
            )
        )
    })
}
