//! Stage 4. What no single cell shows: registers against themselves and each other.

mod basics;

use crate::base::date::Date;
use crate::base::finding::{Finding, Findings, Rule, Severity};
use crate::base::setting::Settings;
use crate::register::Registers;

/// What the checks need besides the registers.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    /// As-at date.
    pub(crate) as_at: Date,
    /// The issue that goes to a meeting: open errors and queries stop it.
    pub(crate) is_meeting: bool,
    /// Settings in force.
    pub(crate) settings: &'a Settings,
}

static LEAK: Rule = Rule {
    code: "PUB-004",
    name: "restricted-name-in-public-file",
    severity: Severity::Stop,
    what: "No finished public file holds the name of a client school, its head, or an LLE who has not consented.",
    why: "What is published cannot be taken back.",
    fix: "Take the name out of the wording in templates, or out of the comment or profile that carries it.",
    ignore: "Never.",
    settings: &[],
};

static OPEN: Rule = Rule {
    code: "PUB-005",
    name: "open-findings-in-meeting-edition",
    severity: Severity::Stop,
    what: "A meeting edition has no open errors and no unanswered queries.",
    why: "The forum decides on it.",
    fix: "Mend the errors and answer the queries, or build a monthly edition.",
    ignore: "Never.",
    settings: &[],
};

/// Runs every check; gives the rules that could not run, and why.
pub(crate) fn run(
    registers: &Registers,
    context: &Context<'_>,
    findings: &mut Findings,
) -> Vec<(String, String)> {
    let not_run = basics::run(registers, context, findings);
    answered(registers, context, findings);
    let open = findings.open(Severity::Error) + findings.open(Severity::Query);
    if context.is_meeting && open > 0 {
        let says = format!(
            "{} stand open; a meeting edition refuses them.",
            crate::base::text::count(open, "error or query", "errors and queries")
        );
        findings.add(Finding::new(&OPEN, crate::base::cell::Place::default(), says));
    }
    not_run
}

/// Queries that the adviser explained, while the value stands and the date has not passed.
fn answered(registers: &Registers, context: &Context<'_>, findings: &mut Findings) {
    use crate::base::finding::State;
    for finding in findings.iter_mut().filter(|f| f.severity == Severity::Query) {
        let is_answered = registers.answers.explanations.iter().any(|answer| {
            answer.code == finding.code
                && (answer.record == finding.record
                    || (answer.file == *finding.place.file
                        && answer.cell == finding.place.a1()))
                && crate::base::text::fold(&answer.value)
                    == crate::base::text::fold(&finding.value)
                && !answer.reason.is_empty()
                && answer.until.is_none_or(|until| until >= context.as_at)
        });
        if is_answered {
            finding.state = State::Answered;
        }
    }
}

/// A restricted name in a finished public file; the name itself is not repeated.
pub(crate) fn leak(path: &str, name: &str) -> Finding {
    let place = crate::base::cell::Place::file(&std::sync::Arc::from(path));
    Finding::new(
        &LEAK,
        place,
        format!("A restricted name ({name}) stands in {path}; it was not published."),
    )
}

/// Every rule of every stage.
pub(crate) fn catalogue() -> Vec<&'static Rule> {
    let mut rules: Vec<&'static Rule> = Vec::new();
    rules.extend(crate::read::rules::RULES);
    rules.extend(crate::locate::RULES);
    rules.extend(crate::register::rules::RULES);
    rules.extend(crate::register::settings::RULES);
    rules.extend(crate::register::results::rules::RULES);
    rules.extend(basics::RULES);
    rules.extend([&LEAK, &OPEN]);
    rules.sort_by_key(|rule| rule.code);
    rules.dedup_by_key(|rule| rule.code);
    rules
}
