//! Which findings the adviser has explained, and which explanations hold no more.

use std::collections::BTreeMap;

use super::states::LAPSED;
use super::subject;
use crate::base::finding::{Finding, Findings, Severity, State};
use crate::base::text::fold;
use crate::register::answers::{Explanation, Lapse};
use crate::register::record::Record;
use crate::register::{Registers, needs};

/// A decision to mend is no answer.
fn is_explained(answer: &Explanation) -> bool {
    let decision = fold(&answer.decision);
    !matches!(decision.as_str(), "will mend" | "to mend" | "mend")
        && !answer.reason.trim().is_empty()
}

/// Marks what is explained, and notes the explanations that no longer hold.
pub(super) fn answered(registers: &Registers, findings: &mut Findings) {
    if registers.answers.explanations.is_empty() {
        return;
    }
    let records = ByName::of(registers);
    let mut lapsed = Vec::new();
    for answer in
        registers.answers.explanations.iter().filter(|answer| is_explained(answer))
    {
        let holds = answer.lapsed.is_none();
        let mut changed = None;
        let (mut stands, mut is_used) = (false, false);
        // A stop or an error is not lifted by an explanation: only a correction mends it.
        let about = findings.iter_mut().filter(|finding| {
            finding.severity <= Severity::Query
                && finding.state != State::Fixed
                && answer.is_about(finding)
        });
        for finding in about {
            stands = true;
            if answer.is_of(&finding.value) && holds {
                finding.state = State::Answered;
                is_used = true;
            } else if finding.state != State::Answered {
                changed = Some(finding.value.clone());
            }
        }
        if is_used {
            changed = None;
        } else if !stands && holds {
            changed = records.now(answer);
        }
        if let Some(now) = changed {
            lapsed.push(lapse(answer, &now));
        }
    }
    for finding in lapsed {
        findings.add(finding);
    }
}

/// Ends the answers whose cells were changed, although nothing is found there now:
/// they are not carried on.
pub(crate) fn settle(registers: &mut Registers, findings: &Findings) {
    let mut answers = std::mem::take(&mut registers.answers.explanations);
    if answers.is_empty() {
        return;
    }
    let records = ByName::of(registers);
    for answer in answers.iter_mut().filter(|answer| answer.lapsed.is_none()) {
        let stands = findings
            .iter()
            .any(|finding| finding.state != State::Fixed && answer.is_about(finding));
        if !stands && let Some(now) = records.now(answer) {
            answer.lapsed = Some(Lapse::Changed(words(answer, &now)));
        }
    }
    registers.answers.explanations = answers;
}

/// Records by their names, folded.
struct ByName<'a>(BTreeMap<String, Vec<&'a Record>>);

impl<'a> ByName<'a> {
    fn of(registers: &'a Registers) -> Self {
        let mut by_name: BTreeMap<String, Vec<&Record>> = BTreeMap::new();
        for record in registers.rows.values().flatten() {
            by_name.entry(fold(&subject::name(record))).or_default().push(record);
        }
        Self(by_name)
    }

    /// What stands now in the cell of an answer's record, where that is known and is
    /// another value than the answer was about.
    fn now(&self, answer: &Explanation) -> Option<String> {
        let (name, heading) = (fold(&answer.record), fold(&answer.column));
        if name.is_empty() || name.starts_with("row ") || heading.is_empty() {
            return None;
        }
        let raw = |record: &&Record| {
            let mut fields = record.fields.iter();
            Some(fields.find(|field| fold(&field.heading) == heading)?.raw.clone())
        };
        let cells: Vec<String> = self.0.get(&name)?.iter().filter_map(raw).collect();
        if cells.iter().any(|cell| answer.is_of(cell)) {
            return None;
        }
        cells.into_iter().next()
    }
}

/// Choices for needs that the register no longer has.
pub(super) fn choices(registers: &Registers) -> Vec<Finding> {
    let mut lapsed = Vec::new();
    for choice in &registers.answers.choices {
        let is_known = registers.of(&needs::SCHEMA).iter().any(|record| {
            choice.is_for(
                record.text(&needs::REF).unwrap_or(""),
                record.text(&needs::URN).unwrap_or(""),
            )
        });
        if !is_known {
            let about = if choice.need.is_empty() { &choice.urn } else { &choice.need };
            let says = format!(
                "{} is chosen for {about}, which the register of needs no longer has.",
                choice.lle
            );
            lapsed.push(
                Finding::new(&LAPSED, choice.place.clone(), says)
                    .register("answers")
                    .record(about.clone())
                    .value(choice.lle.clone()),
            );
        }
    }
    lapsed
}

fn lapse(answer: &Explanation, now: &str) -> Finding {
    let about = if answer.record.is_empty() { &answer.cell } else { &answer.record };
    let why = answer.lapsed.as_ref().map_or_else(|| words(answer, now), Lapse::words);
    Finding::new(
        &LAPSED,
        answer.place.clone(),
        format!("The answer to {} about {about} no longer holds: {why}.", answer.code),
    )
    .register("answers")
    .record(answer.record.clone())
    .value(answer.reason.clone())
}

fn words(answer: &Explanation, now: &str) -> String {
    format!(
        "{} stood in the cell, and {} stands there now",
        shown(&answer.value),
        shown(now)
    )
}

fn shown(value: &str) -> &str {
    if value.is_empty() { "nothing" } else { value }
}
