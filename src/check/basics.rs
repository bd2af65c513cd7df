//! The checks that protect the figures: keys, links, dates, sums.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Weekday;

use super::Context;
use crate::base::cell::Place;
use crate::base::date::{Date, short};
use crate::base::finding::{Finding, Findings, Rule, Severity};
use crate::base::text::fold;
use crate::locate::schema::{Column, Schema};
use crate::register::identity::{Resolved, Schools};
use crate::register::record::{Record, Value};
use crate::register::{
    Registers, budget, comments, contracts, decisions, deployments, lles, name_of,
    quality, schools, spend, surveys, visits,
};

const fn rule(
    code: &'static str,
    name: &'static str,
    severity: Severity,
    what: &'static str,
    why: &'static str,
    fix: &'static str,
) -> Rule {
    Rule { code, name, severity, what, why, fix, ignore: "", settings: &[] }
}

static MISSING: Rule = rule(
    "FIL-001",
    "register-missing",
    Severity::Stop,
    "The registers that a pack cannot do without are in the input.",
    "No truthful pack can be made.",
    "Put the register into the input folder; forumpack explain REGISTER tells its headings.",
);
static URN_TWICE: Rule = rule(
    "SCH-002",
    "urn-twice",
    Severity::Error,
    "A URN stands on one row of the school list.",
    "Results would be counted twice.",
    "Keep one row for each school.",
);
static CLOSED_FIRST: Rule = rule(
    "SCH-006",
    "closed-before-it-opened",
    Severity::Error,
    "A school closes after it opened.",
    "Who counts in which year depends on it.",
    "Correct whichever of the two dates is wrong.",
);
static NOT_LISTED: Rule = rule(
    "SCH-005",
    "school-not-in-list",
    Severity::Error,
    "Every school of the results stands in the school list.",
    "Its results cannot be placed.",
    "Correct the URN, or add the school to the list.",
);
static LLE_TWICE: Rule = rule(
    "LLE-001",
    "reference-twice",
    Severity::Error,
    "A reference stands for one LLE.",
    "Deployments could not be told apart.",
    "Give the second person the next free reference.",
);
static LLE_SCHOOL: Rule = rule(
    "LLE-002",
    "home-school-unknown",
    Severity::Error,
    "An LLE's school stands in the school list.",
    "The school cannot be counted as an LLE school.",
    "Correct the name, or add the school to the list.",
);
static NO_DATE: Rule = rule(
    "LLE-004",
    "active-without-accreditation",
    Severity::Error,
    "An active LLE has an accreditation date.",
    "Counts at a date depend on it.",
    "Add the date of the accreditation letter, or change the status.",
);
static DEP_TWICE: Rule = rule(
    "DEP-001",
    "reference-twice",
    Severity::Error,
    "A reference stands for one deployment.",
    "Visits and contracts could not be told apart.",
    "Give the second deployment a reference of its own.",
);
static LLE_UNKNOWN: Rule = rule(
    "DEP-002",
    "lle-unknown-or-not-accredited",
    Severity::Error,
    "The LLE stands in the register and was accredited when the deployment began.",
    "The deployment cannot be counted.",
    "Correct the reference, the name, or the date.",
);
static CLIENT_UNKNOWN: Rule = rule(
    "DEP-003",
    "client-unknown",
    Severity::Error,
    "The client school stands in the school list.",
    "The deployment cannot be counted.",
    "Correct the name, or give the URN.",
);
static END_FIRST: Rule = rule(
    "DEP-005",
    "ends-before-it-begins",
    Severity::Error,
    "A deployment ends after it began.",
    "Before and after depend on it.",
    "Correct whichever of the two dates is wrong.",
);
static STATUS_DATES: Rule = rule(
    "DEP-006",
    "status-against-dates",
    Severity::Error,
    "Status and dates agree.",
    "What is active depends on it.",
    "Fill in the end date, or change the status.",
);
static MANY_DAYS: Rule = rule(
    "DEP-009",
    "days-far-above-others",
    Severity::Query,
    "Days agreed are of the usual size.",
    "A slip of the decimal point would move cost and capacity.",
    "Correct the days, or explain them.",
);
static VISIT_OF: Rule = rule(
    "VIS-001",
    "visit-of-no-deployment",
    Severity::Error,
    "A visit belongs to a deployment of the register.",
    "Its days cannot be counted.",
    "Correct the deployment's reference.",
);
static VISIT_DATE: Rule = rule(
    "VIS-002",
    "visit-outside-deployment",
    Severity::Query,
    "A visit lies within its deployment, and not in the future.",
    "Days before the tests depend on it.",
    "Correct the date, or explain it.",
);
static VISIT_DAY: Rule = rule(
    "VIS-003",
    "visit-on-a-weekend",
    Severity::Query,
    "Visits are on weekdays.",
    "The date may be mistyped.",
    "Correct the date, or explain it.",
);
static VISIT_LONG: Rule = rule(
    "VIS-004",
    "visit-too-long",
    Severity::Query,
    "A visit lasts between a quarter of a day and a day and a half.",
    "Days delivered depend on it.",
    "Correct the days, or explain them.",
);
static VISIT_TWICE: Rule = rule(
    "VIS-006",
    "visit-twice",
    Severity::Query,
    "A visit stands once.",
    "Its days would be counted twice.",
    "Delete one of the two rows, or explain them.",
);
static CONTRACT_OF: Rule = rule(
    "CON-002",
    "contract-of-no-deployment",
    Severity::Error,
    "A contract belongs to a deployment of the register.",
    "It cannot be linked.",
    "Correct the deployment's reference.",
);
static CONTRACT_VALUE: Rule = rule(
    "CON-005",
    "value-against-days-and-rate",
    Severity::Error,
    "Value is days times rate, to the penny.",
    "Commitments depend on it.",
    "Change the days, the rate or the value.",
);
static CONTRACT_TWICE: Rule = rule(
    "CON-007",
    "contract-number-twice",
    Severity::Error,
    "A contract number stands once.",
    "Payments could not be told apart.",
    "Give the second contract a number of its own.",
);
static QUALITY_OF: Rule = rule(
    "QUA-001",
    "review-of-no-deployment-or-own",
    Severity::Error,
    "A quality check is of a deployment of the register, by somebody else.",
    "It cannot be counted.",
    "Correct the deployment's reference or the reviewer.",
);
static REPLY_TWICE: Rule = rule(
    "SUR-001",
    "two-replies-of-one",
    Severity::Error,
    "A respondent replies once to a wave.",
    "One voice would count twice.",
    "Keep the later reply.",
);
static NO_CONSENT: Rule = rule(
    "COM-001",
    "no-permission-recorded",
    Severity::Query,
    "A comment says whether it may be quoted.",
    "It is not quoted.",
    "Write yes or no in the consent column.",
);
static INVOICE_TWICE: Rule = rule(
    "MON-003",
    "invoice-twice",
    Severity::Query,
    "An invoice number stands once.",
    "It may be paid twice.",
    "Delete one of the two rows, or explain them.",
);
static NO_DECISION: Rule = rule(
    "MON-006",
    "no-forum-decision",
    Severity::Error,
    "Every budget line and all spend go back to a decision of the forum.",
    "Money without a decision may not be shown as the forum's.",
    "Add the decision's reference.",
);

/// Rules of this file.
pub(super) static RULES: &[&Rule] = &[
    &MISSING,
    &URN_TWICE,
    &CLOSED_FIRST,
    &NOT_LISTED,
    &LLE_TWICE,
    &LLE_SCHOOL,
    &NO_DATE,
    &DEP_TWICE,
    &LLE_UNKNOWN,
    &CLIENT_UNKNOWN,
    &END_FIRST,
    &STATUS_DATES,
    &MANY_DAYS,
    &VISIT_OF,
    &VISIT_DATE,
    &VISIT_DAY,
    &VISIT_LONG,
    &VISIT_TWICE,
    &CONTRACT_OF,
    &CONTRACT_VALUE,
    &CONTRACT_TWICE,
    &QUALITY_OF,
    &REPLY_TWICE,
    &NO_CONSENT,
    &INVOICE_TWICE,
    &NO_DECISION,
];

struct Run<'a> {
    registers: &'a Registers,
    context: &'a Context<'a>,
    findings: &'a mut Findings,
    not_run: Vec<(String, String)>,
    list: Schools,
}

pub(super) fn run(
    registers: &Registers,
    context: &Context<'_>,
    findings: &mut Findings,
) -> Vec<(String, String)> {
    let mut run = Run {
        registers,
        context,
        findings,
        not_run: Vec::new(),
        list: Schools::of(registers),
    };
    run.missing();
    run.schools();
    run.lles();
    run.deployments();
    run.visits();
    run.contracts();
    run.survey();
    run.money();
    run.not_run
}

impl<'a> Run<'a> {
    fn rows(&self, schema: &Schema) -> &'a [Record] {
        self.registers.of(schema)
    }

    fn tell(
        &mut self,
        rule: &'static Rule,
        record: &Record,
        column: &Column,
        says: String,
        is_out: bool,
    ) {
        let finding = Finding::new(rule, record.cell(column), says)
            .register(record.schema.name)
            .record(name_of(record))
            .column(record.heading(column))
            .value(record.raw(column));
        let finding =
            if is_out { finding.leaving_out(record.place.clone()) } else { finding };
        self.findings.add(finding);
    }

    fn missing(&mut self) {
        let has = |name| self.registers.has(name);
        let mut lacks = Vec::new();
        if !has("lles") {
            lacks.push("the LLE register");
        }
        if !has("deployments") {
            lacks.push("the deployments");
        }
        if !has("schools") && !has("results") {
            lacks.push("a school list or results");
        }
        for what in lacks {
            self.findings.add(Finding::new(
                &MISSING,
                Place::default(),
                format!("No sheet of the input was recognised as {what}."),
            ));
        }
        for schema in crate::register::SCHEMAS {
            if !self.registers.has(schema.name) {
                self.not_run.push((
                    schema.letters.to_owned(),
                    format!("There is no register of {}.", schema.title.to_lowercase()),
                ));
            }
        }
    }

    /// The second and later rows of one key.
    fn twice(&mut self, rule: &'static Rule, schema: &Schema, column: &Column) {
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        for record in self.rows(schema) {
            let key = fold(record.text(column).unwrap_or(""));
            if key.is_empty() {
                continue;
            }
            match seen.get(&key) {
                Some(row) => {
                    let says =
                        format!("{} stands in row {} too.", record.raw(column), row + 1);
                    self.tell(
                        rule,
                        record,
                        column,
                        says,
                        rule.severity == Severity::Error,
                    );
                }
                None => {
                    seen.insert(key, record.place.row);
                }
            }
        }
    }

    fn schools(&mut self) {
        self.twice(&URN_TWICE, &schools::SCHEMA, &schools::URN);
        for record in self.rows(&schools::SCHEMA) {
            if let (Some(open), Some(close)) =
                (record.date(&schools::OPEN), record.date(&schools::CLOSE))
                && close < open
            {
                let says =
                    format!("Closed on {}, opened on {}.", short(close), short(open));
                self.tell(&CLOSED_FIRST, record, &schools::CLOSE, says, true);
            }
        }
        if self.rows(&schools::SCHEMA).is_empty() {
            return;
        }
        let mut told = BTreeSet::new();
        for result in &self.registers.results {
            let (urn, dfe) = (
                result.urn.as_deref().unwrap_or(""),
                result.dfe.as_deref().unwrap_or(""),
            );
            if result.is_published {
                continue;
            }
            if let Resolved::Unknown(near) = self.list.resolve(urn, dfe, &result.name)
                && told.insert((
                    result.place.file.clone(),
                    result.place.sheet.clone(),
                    result.place.row,
                ))
            {
                let hint = self.hint(near);
                let name =
                    if urn.is_empty() { result.name.clone() } else { urn.to_owned() };
                let finding = Finding::new(
                    &NOT_LISTED,
                    result.place.at(result.cols.key),
                    format!("{name} is not in the school list.{hint}"),
                )
                .register("results")
                .record(name.clone())
                .value(name)
                .leaving_out(result.place.clone());
                self.findings.add(finding);
            }
        }
    }

    fn hint(&self, near: Option<String>) -> String {
        near.map(|near| format!(" Did you mean {near}?")).unwrap_or_default()
    }

    fn lles(&mut self) {
        self.twice(&LLE_TWICE, &lles::SCHEMA, &lles::REF);
        for record in self.rows(&lles::SCHEMA) {
            let text = |column| record.text(column).unwrap_or("");
            if !self.rows(&schools::SCHEMA).is_empty()
                && let Resolved::Unknown(near) = self.list.resolve(
                    text(&lles::URN),
                    text(&lles::DFE),
                    text(&lles::SCHOOL),
                )
            {
                let says = format!(
                    "{} is not in the school list.{}",
                    record.raw(&lles::SCHOOL),
                    self.hint(near)
                );
                self.tell(&LLE_SCHOOL, record, &lles::SCHOOL, says, true);
            }
            let lacks = matches!(
                record.field(&lles::ACCREDITED).map(|f| &f.value),
                Some(Value::Missing(crate::base::reason::Missing::Blank))
            );
            if record.choice(&lles::STATUS) == Some("active") && lacks {
                self.tell(
                    &NO_DATE,
                    record,
                    &lles::ACCREDITED,
                    "Marked active, with no accreditation date.".to_owned(),
                    true,
                );
            }
        }
    }

    fn deployments(&mut self) {
        self.twice(&DEP_TWICE, &deployments::SCHEMA, &deployments::REF);
        let usual: Vec<f64> = self
            .rows(&deployments::SCHEMA)
            .iter()
            .filter_map(|r| r.number(&deployments::DAYS))
            .collect();
        let most = self.context.settings.number("max_days");
        let leaders = self.rows(&lles::SCHEMA);
        for record in self.rows(&deployments::SCHEMA) {
            let text = |column| record.text(column).unwrap_or("");
            if !self.rows(&schools::SCHEMA).is_empty() {
                match self.list.resolve(
                    text(&deployments::CLIENT_URN),
                    text(&deployments::CLIENT_DFE),
                    text(&deployments::CLIENT),
                ) {
                    Resolved::Found(_) => {}
                    Resolved::Unknown(near) => {
                        let says = format!(
                            "{} is not in the school list.{}",
                            record.raw(&deployments::CLIENT),
                            self.hint(near)
                        );
                        self.tell(
                            &CLIENT_UNKNOWN,
                            record,
                            &deployments::CLIENT,
                            says,
                            true,
                        );
                    }
                    Resolved::Ambiguous(several) => {
                        let says = format!(
                            "{} is the name of {} schools; the URN is needed to tell which.",
                            record.raw(&deployments::CLIENT),
                            several.len()
                        );
                        self.tell(
                            &CLIENT_UNKNOWN,
                            record,
                            &deployments::CLIENT,
                            says,
                            true,
                        );
                    }
                }
            }
            let start = record.date(&deployments::START);
            let end = record.date(&deployments::END);
            if let (Some(start), Some(end)) = (start, end)
                && end < start
            {
                let says = format!(
                    "Ends on {}, before it begins on {}.",
                    short(end),
                    short(start)
                );
                self.tell(&END_FIRST, record, &deployments::END, says, true);
            }
            let is_closed = matches!(
                record.choice(&deployments::STATUS),
                Some("closed" | "evaluated")
            );
            if is_closed
                && end.is_none()
                && record.field(&deployments::END).is_some_and(|f| f.raw.is_empty())
            {
                self.tell(
                    &STATUS_DATES,
                    record,
                    &deployments::END,
                    "Complete, with no end date.".to_owned(),
                    true,
                );
            }
            if let Some(days) = record.number(&deployments::DAYS)
                && days > most
            {
                let next =
                    usual.iter().copied().filter(|d| *d < days).fold(0.0, f64::max);
                let says = format!(
                    "{days} days is far more than any other deployment ({next})."
                );
                self.tell(&MANY_DAYS, record, &deployments::DAYS, says, false);
            }
            self.leader(record, start, leaders);
        }
    }

    fn leader(&mut self, record: &Record, start: Option<Date>, leaders: &[Record]) {
        let wanted = fold(record.text(&deployments::LLE_REF).unwrap_or(""));
        let found = leaders.iter().find(|l| {
            !wanted.is_empty() && fold(l.text(&lles::REF).unwrap_or("")) == wanted
        });
        let column =
            if wanted.is_empty() { &deployments::LLE } else { &deployments::LLE_REF };
        match found {
            None if !wanted.is_empty() => {
                let says = format!("{} is not in the LLE register.", record.raw(column));
                self.tell(&LLE_UNKNOWN, record, column, says, true);
            }
            None => {}
            Some(leader) => {
                if let (Some(accredited), Some(start)) =
                    (leader.date(&lles::ACCREDITED), start)
                    && accredited > start
                {
                    let says = format!(
                        "{} was accredited on {}, after this deployment began on {}.",
                        record.raw(column),
                        short(accredited),
                        short(start)
                    );
                    self.tell(&LLE_UNKNOWN, record, column, says, true);
                }
            }
        }
    }

    fn known(&self) -> BTreeMap<String, &'a Record> {
        self.rows(&deployments::SCHEMA)
            .iter()
            .filter_map(|r| Some((fold(r.text(&deployments::REF)?), r)))
            .collect()
    }

    fn visits(&mut self) {
        let known = self.known();
        let most = self.context.settings.number("max_visit_days");
        let slack = (self.context.settings.number("visit_slack_days") as i64).days();
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for record in self.rows(&visits::SCHEMA) {
            let reference = fold(record.text(&visits::DEPLOYMENT).unwrap_or(""));
            let deployment = known.get(&reference);
            if deployment.is_none() && !reference.is_empty() && !known.is_empty() {
                let says = format!(
                    "{} is no deployment of the register.",
                    record.raw(&visits::DEPLOYMENT)
                );
                self.tell(&VISIT_OF, record, &visits::DEPLOYMENT, says, true);
            }
            if let Some(day) = record.date(&visits::DATE) {
                let start = deployment.and_then(|d| d.date(&deployments::START));
                if day > self.context.as_at {
                    self.tell(
                        &VISIT_DATE,
                        record,
                        &visits::DATE,
                        format!("{} lies after the as-at date.", short(day)),
                        false,
                    );
                } else if let Some(start) =
                    start.filter(|start| day < start.saturating_sub(slack))
                {
                    let says = format!(
                        "{} lies long before the deployment began on {}.",
                        short(day),
                        short(start)
                    );
                    self.tell(&VISIT_DATE, record, &visits::DATE, says, false);
                }
                if matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
                    let name = if day.weekday() == Weekday::Sunday {
                        "Sunday"
                    } else {
                        "Saturday"
                    };
                    self.tell(
                        &VISIT_DAY,
                        record,
                        &visits::DATE,
                        format!("{} was a {name}.", short(day)),
                        false,
                    );
                }
                let who = fold(record.text(&visits::LLE).unwrap_or(""));
                let key = format!(
                    "{reference}|{}|{who}|{day}",
                    fold(record.text(&visits::SCHOOL).unwrap_or(""))
                );
                if !seen.insert(key) {
                    self.tell(
                        &VISIT_TWICE,
                        record,
                        &visits::DEPLOYMENT,
                        "The same visit stands further up: same day, LLE and school."
                            .to_owned(),
                        false,
                    );
                }
            }
            if let Some(days) = record.number(&visits::DAYS)
                && (days > most || days <= 0.0)
            {
                self.tell(
                    &VISIT_LONG,
                    record,
                    &visits::DAYS,
                    format!("{days} days for one visit; at most {most} are usual."),
                    false,
                );
            }
        }
    }

    fn contracts(&mut self) {
        self.twice(&CONTRACT_TWICE, &contracts::SCHEMA, &contracts::NUMBER);
        let known = self.known();
        for record in self.rows(&contracts::SCHEMA) {
            let reference = fold(record.text(&contracts::DEPLOYMENT).unwrap_or(""));
            if !reference.is_empty()
                && !known.is_empty()
                && !known.contains_key(&reference)
            {
                let says = format!(
                    "{} is no deployment of the register.",
                    record.raw(&contracts::DEPLOYMENT)
                );
                self.tell(&CONTRACT_OF, record, &contracts::DEPLOYMENT, says, true);
            }
            let number = |column| record.number(column);
            if let (Some(days), Some(rate), Some(value)) = (
                number(&contracts::DAYS),
                number(&contracts::RATE),
                number(&contracts::VALUE),
            ) && (days * rate - value).abs() > 0.011
            {
                let says =
                    format!("{days} days at {rate} are {}, not {value}.", days * rate);
                self.tell(&CONTRACT_VALUE, record, &contracts::VALUE, says, true);
            }
        }
        for record in self.rows(&quality::SCHEMA) {
            let reference = fold(record.text(&quality::DEPLOYMENT).unwrap_or(""));
            let deployment = known.get(&reference);
            if !reference.is_empty() && !known.is_empty() && deployment.is_none() {
                let says = format!(
                    "{} is no deployment of the register.",
                    record.raw(&quality::DEPLOYMENT)
                );
                self.tell(&QUALITY_OF, record, &quality::DEPLOYMENT, says, true);
            }
            if let (Some(deployment), Some(by)) = (deployment, record.text(&quality::BY))
            {
                let own = crate::register::names::people(
                    deployment.text(&deployments::LLE).unwrap_or(""),
                );
                let reviewers = crate::register::names::people(by);
                let leader = self.rows(&lles::SCHEMA).iter().find(|l| {
                    l.text(&lles::REF).is_some()
                        && l.text(&lles::REF) == deployment.text(&deployments::LLE_REF)
                });
                let registered = crate::register::names::people(
                    leader.and_then(|l| l.text(&lles::NAME)).unwrap_or(""),
                );
                let is_own = own
                    .iter()
                    .chain(&registered)
                    .any(|a| reviewers.iter().any(|b| !a.last.is_empty() && a.may_be(b)));
                if is_own {
                    self.tell(
                        &QUALITY_OF,
                        record,
                        &quality::BY,
                        format!("{by} is shown as reviewing their own work."),
                        true,
                    );
                }
            }
        }
    }

    fn survey(&mut self) {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for record in self.rows(&surveys::SCHEMA) {
            let reference = fold(record.text(&surveys::RESPONDENT).unwrap_or(""));
            if reference.is_empty() {
                continue;
            }
            let key = format!(
                "{reference}|{}|{}",
                fold(record.text(&surveys::WAVE).unwrap_or("")),
                record.place.sheet
            );
            if !seen.insert(key) {
                let says = format!(
                    "{} has replied twice to this wave.",
                    record.raw(&surveys::RESPONDENT)
                );
                self.tell(&REPLY_TWICE, record, &surveys::RESPONDENT, says, true);
            }
        }
        for record in self.rows(&comments::SCHEMA) {
            let Some(field) = record.field(&comments::CONSENT) else { continue };
            if field.raw.is_empty() {
                self.tell(
                    &NO_CONSENT,
                    record,
                    &comments::CONSENT,
                    "No permission is recorded, so the comment is not quoted.".to_owned(),
                    false,
                );
            }
        }
    }

    fn money(&mut self) {
        self.twice(&INVOICE_TWICE, &spend::SCHEMA, &spend::INVOICE);
        let known: BTreeSet<String> = self
            .rows(&decisions::SCHEMA)
            .iter()
            .filter_map(|r| r.text(&decisions::REF))
            .map(fold)
            .collect();
        if known.is_empty() {
            self.not_run.push((
                "MON-006".to_owned(),
                "There is no register of forum decisions.".to_owned(),
            ));
            return;
        }
        let mut lines: BTreeMap<String, bool> = BTreeMap::new();
        for record in self.rows(&budget::SCHEMA) {
            let reference = fold(record.text(&budget::DECISION).unwrap_or(""));
            let has = known.contains(&reference);
            let line =
                lines.entry(fold(record.text(&budget::LINE).unwrap_or(""))).or_default();
            *line |= has;
            if !has && record.field(&budget::DECISION).is_some() {
                let says = format!(
                    "{} has no decision of the forum.",
                    record.raw(&budget::LINE)
                );
                self.tell(&NO_DECISION, record, &budget::DECISION, says, true);
            }
        }
        for record in self.rows(&spend::SCHEMA) {
            let own = record
                .text(&spend::DECISION)
                .is_some_and(|reference| known.contains(&fold(reference)));
            let line = lines
                .get(&fold(record.text(&spend::LINE).unwrap_or("")))
                .copied()
                .unwrap_or(false);
            if !own && !line {
                let says = format!(
                    "{} goes back to no decision of the forum.",
                    record.raw(&spend::LINE)
                );
                self.tell(&NO_DECISION, record, &spend::LINE, says, true);
            }
        }
    }
}
