//! Stage 4. What no single cell shows: records against each other, against the
//! calendar, and against the last pack.
//!
//! Takes [`Registers`] and a [`Context`], adds to the findings, and says which
//! rules could not run. One small file a family of rules.

mod context;
mod person;
mod school;
mod subject;
mod suggest;

pub(crate) mod answered;
pub(crate) mod choice;
mod comments;
mod contracts;
mod deployments;
mod files;
mod freshness;
mod gate;
mod lles;
mod meetings;
mod money;
mod quality;
mod repeats;
mod results;
mod rivals;
mod schools;
mod surveys;
mod visits;

pub(crate) mod grouped;
pub(crate) mod snapshot;
pub(crate) mod states;
pub(crate) mod summary;

#[cfg(test)]
pub(crate) mod found;
#[cfg(test)]
mod tidy_programme;

use crate::base::finding::{Finding, Findings, Rule, Severity};
use crate::register::Registers;

pub(crate) use context::{Context, Ctx, InputFile};
pub(crate) use gate::{leak, substituted};

/// A rule with the function that keeps it.
#[derive(Debug)]
pub(crate) struct Check {
    /// The rule.
    pub(crate) rule: &'static Rule,
    /// Registers without which it cannot run.
    pub(crate) needs: &'static [&'static str],
    /// Looks at the registers.
    pub(crate) run: fn(&Ctx<'_>, &mut Findings),
}

/// A rule that could not run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NotRun {
    /// Its code.
    pub(crate) code: &'static str,
    /// Its name.
    pub(crate) name: &'static str,
    /// Why, in words.
    pub(crate) because: String,
}

/// What a run of the checks leaves besides findings.
#[derive(Clone, Debug, Default)]
pub(crate) struct Checked {
    /// Rules that could not run.
    pub(crate) not_run: Vec<NotRun>,
    /// How many ran.
    pub(crate) ran: usize,
}

impl Checked {
    /// Codes of the rules that could not run, with the reason.
    pub(crate) fn pairs(&self) -> Vec<(String, String)> {
        self.not_run
            .iter()
            .map(|rule| (rule.code.to_owned(), rule.because.clone()))
            .collect()
    }
}

/// Every check of this stage, family by family.
const FAMILIES: &[&[Check]] = &[
    files::CHECKS,
    rivals::CHECKS,
    repeats::CHECKS,
    freshness::CHECKS,
    schools::CHECKS,
    lles::CHECKS,
    deployments::CHECKS,
    contracts::CHECKS,
    visits::CHECKS,
    quality::CHECKS,
    meetings::CHECKS,
    surveys::CHECKS,
    comments::CHECKS,
    money::CHECKS,
    results::CHECKS,
];

/// Every check of this stage.
pub(crate) fn checks() -> impl Iterator<Item = &'static Check> {
    FAMILIES.iter().flat_map(|family| family.iter())
}

/// The rules of this stage, those of the gate included.
pub(crate) fn rules() -> Vec<&'static Rule> {
    let own = checks().map(|check| check.rule);
    own.chain([&states::LAPSED, &choice::RULE])
        .chain(gate::RULES.iter().copied())
        .collect()
}

/// Runs every check that can run, then sets states by the last pack and the answers.
#[cfg(test)]
pub(crate) fn run(
    registers: &Registers,
    context: &Context<'_>,
    findings: &mut Findings,
) -> Checked {
    run_with(registers, context, findings, &|_| Vec::new())
}

/// As `run`, with findings that only linked registers show: `linked` is asked
/// for them once every check of this stage has run, before states are set.
pub(crate) fn run_with(
    registers: &Registers,
    context: &Context<'_>,
    findings: &mut Findings,
    linked: &dyn Fn(&Findings) -> Vec<Finding>,
) -> Checked {
    let mut checked = Checked::default();
    {
        let ctx = Ctx::new(registers, context, findings);
        for check in checks() {
            if let Some(because) = ctx.cannot_run(check) {
                let (code, name) = (check.rule.code, check.rule.name);
                checked.not_run.push(NotRun { code, name, because });
            } else {
                (check.run)(&ctx, findings);
                checked.ran += 1;
            }
        }
    }
    for finding in linked(findings) {
        findings.add(finding);
    }
    without_consequences(findings);
    states::set(registers, context, findings);
    gate::meeting(context, findings);
    findings.sort();
    checked
}

/// Takes away what is said of the records of a sheet that lacks a needed heading: it
/// follows from that, or cannot be told before.
fn without_consequences(findings: &mut Findings) {
    let sheet =
        |finding: &Finding| (finding.place.file.clone(), finding.place.sheet.clone());
    let lacking: std::collections::BTreeSet<_> =
        findings.iter().filter(|finding| finding.code == "FIL-009").map(sheet).collect();
    let is_of_the_file =
        |finding: &Finding| finding.code.starts_with("FIL-") && finding.code != "FIL-004";
    findings
        .retain(|finding| is_of_the_file(finding) || !lacking.contains(&sheet(finding)));
}

/// A rule; what it has besides is laid over it.
const fn rule(
    code: &'static str,
    name: &'static str,
    severity: Severity,
    what: &'static str,
    why: &'static str,
    fix: &'static str,
) -> Rule {
    Rule {
        code,
        name,
        severity,
        what,
        why,
        fix,
        ignore: match severity {
            Severity::Stop | Severity::Error => {
                "Never; a correction in the data quality workbook serves as well as one in the register."
            }
            Severity::Query => {
                "Where it is right as it stands: say so once in the sheet Queries, with a reason."
            }
            Severity::Note => "Whenever it is known and harmless.",
        },
        settings: &[],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn every_rule_has_one_code_and_a_page_to_read() {
        let mut codes = BTreeSet::new();
        for rule in super::rules() {
            assert!(codes.insert(rule.code), "{} stands twice", rule.code);
            assert!(rule.what.ends_with('.'), "{}: what", rule.code);
            assert!(rule.why.ends_with('.'), "{}: why", rule.code);
            assert!(rule.fix.ends_with('.'), "{}: fix", rule.code);
            let (letters, number) = rule.code.split_once('-').unwrap();
            assert!(letters.len() == 3 && number.len() == 3, "{}", rule.code);
        }
    }

    #[test]
    fn every_threshold_that_a_rule_names_is_a_setting() {
        for rule in super::rules() {
            for name in rule.settings {
                let is_known = crate::base::setting::SETTINGS
                    .iter()
                    .any(|setting| setting.name == *name);
                assert!(is_known, "{} names {name}", rule.code);
            }
        }
    }
}
