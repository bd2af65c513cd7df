//! Against the last pack and the answers: new, persisting, fixed, answered.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::cell::{CellPos, Place};
use crate::base::finding::{Finding, Findings, Rule, Severity, State};
use crate::base::previous::PastFinding;
use crate::base::text::fold;
use crate::register::Registers;
use crate::register::answers::Answers;
use crate::register::house_words::is_about_a_word;
use crate::register::mark::Mark;

use super::answered::{answered, choices};
use super::{Context, rule};

/// An answer that no longer holds.
pub(crate) static LAPSED: Rule = rule(
    "FIL-033",
    "answer-has-lapsed",
    Severity::Note,
    "An answer holds while its cell stands as it was, and until its date.",
    "The query that it answered is open again.",
    "Answer the query again, or delete the old answer.",
);

/// Sets the state of every finding, lists what was fixed, and notes lapsed answers.
pub(crate) fn set(registers: &Registers, context: &Context<'_>, findings: &mut Findings) {
    if let Some(previous) = context.previous {
        persisting(&previous.findings, findings);
    }
    answered(registers, findings);
    for lapsed in choices(registers) {
        findings.add(lapsed);
    }
    other_lapses(&registers.answers, findings);
}

/// What two packs' findings have in common: rule, register, record and heading;
/// rows move, so that cells alone tell nothing where a record is known. A word of a
/// column is the same wherever it stands.
fn key(
    code: &str,
    place: [&str; 3],
    (record, column, value): (&str, &str, &str),
) -> [String; 6] {
    let is_word = is_about_a_word(code) && !value.is_empty();
    let record = if record.starts_with("row ") || is_word { "" } else { record };
    let is_row = record.is_empty() && !is_word;
    let [file, sheet, cell] = if is_row { place } else { [""; 3] };
    [
        code.to_owned(),
        fold(file),
        fold(sheet),
        cell.to_owned(),
        format!("{}\u{1f}{}", fold(record), fold(column)),
        if is_word { fold(value) } else { String::new() },
    ]
}

fn key_of(finding: &Finding) -> [String; 6] {
    key_at(finding, &finding.place)
}

fn key_at(finding: &Finding, place: &Place) -> [String; 6] {
    let told = (&*finding.record, &*finding.column, &*finding.value);
    key(&finding.code, [&place.file, &place.sheet, &place.a1()], told)
}

fn key_of_past(past: &PastFinding) -> [String; 6] {
    let told = (&*past.record, &*past.column, &*past.value);
    key(&past.code, [&past.file, &past.sheet, &past.cell], told)
}

fn persisting(past: &[PastFinding], findings: &mut Findings) {
    let mut before: BTreeMap<[String; 6], &PastFinding> = BTreeMap::new();
    for past in past.iter().filter(|past| past.state != State::Fixed) {
        before.entry(key_of_past(past)).or_insert(past);
    }
    let mut present = BTreeSet::new();
    for finding in findings.iter_mut() {
        let of = key_of(finding);
        finding.state =
            if before.contains_key(&of) { State::Persisting } else { State::New };
        present.insert(of);
        present.extend(finding.more.iter().map(|place| key_at(finding, place)));
    }
    for (of, past) in before {
        // A note that is gone was a note: nobody waits to hear of it.
        if !present.contains(&of) && past.severity > Severity::Note {
            findings.add(fixed(past));
        }
    }
}

/// Adds findings of a later stage, with their states: what the last pack had
/// too is not fixed but persists, and what is answered is answered.
pub(crate) fn late(
    registers: &Registers,
    context: &Context<'_>,
    mut added: Findings,
    findings: &mut Findings,
) {
    let past = context.previous.map_or(&[][..], |previous| &previous.findings);
    let before: BTreeSet<[String; 6]> =
        past.iter().filter(|past| past.state != State::Fixed).map(key_of_past).collect();
    let mut here = BTreeSet::new();
    for finding in added.iter_mut() {
        let of = key_of(finding);
        if before.contains(&of) {
            finding.state = State::Persisting;
        }
        here.insert(of);
    }
    findings.retain(|old| old.state != State::Fixed || !here.contains(&key_of(old)));
    answered(registers, &mut added);
    findings.append(added);
    findings.sort();
}

/// A finding of the last pack that is here no longer.
fn fixed(past: &PastFinding) -> Finding {
    let place = Place {
        file: Arc::from(past.file.as_str()),
        sheet: Arc::from(past.sheet.as_str()),
        cell: CellPos::parse(&past.cell),
    };
    Finding {
        code: past.code.clone().into(),
        severity: past.severity,
        state: State::Fixed,
        place,
        register: past.register.clone().into(),
        record: past.record.clone(),
        column: past.column.clone(),
        value: past.value.clone(),
        message: past.message.clone(),
        fix: past.fix.clone(),
        leaves_out: Vec::new(),
        more: Vec::new(),
    }
}

/// Notes the answers of the other sheets that do not hold.
fn other_lapses(answers: &Answers, findings: &mut Findings) {
    let place = |file: &str, sheet: &str, cell: &str| {
        let parts = [file, sheet, cell];
        let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        said.join(" > ")
    };
    let headings = answers.headings.iter().map(|one| {
        let what = format!("The answer that {} means {}", one.heading, one.column);
        (what, &one.place, &one.lapsed)
    });
    let names = answers.names.iter().map(|one| {
        let what = format!("The answer that {} means {}", one.name, one.means);
        (what, &one.place, &one.lapsed)
    });
    let corrections = answers.corrections.iter().map(|one| {
        let at = place(&one.file, &one.sheet, &one.cell);
        let at = if one.is_of_a_word() { format!("{} ({at})", one.was) } else { at };
        (format!("The correction of {at} to {}", one.instead), &one.place, &one.lapsed)
    });
    for one in answers.colours.iter().filter(|one| Mark::parse(&one.mark).is_none()) {
        let says = format!(
            "The answer that {} means {} does not hold: no colour is written so; write fill FFFF00, text FF0000 or struck through.",
            one.mark, one.means
        );
        findings.add(Finding::new(&LAPSED, one.place.clone(), says).register("answers"));
    }
    for (what, place, lapse) in headings.chain(names).chain(corrections) {
        if let Some(lapse) = lapse {
            let says = format!("{what} does not hold: {}.", lapse.words());
            findings.add(Finding::new(&LAPSED, place.clone(), says).register("answers"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::date::{Date, Month};
    use crate::base::previous::Previous;
    use crate::check::found::{Scene, scene};
    use crate::register::answers::{Explanation, Lapse};

    const NOW: &str = "
        Deployments | Deployment ref | Days agreed
                    | DEP-01 | 47
                    | DEP-02 | 6
    ";

    fn past(code: &str, record: &str, column: &str, cell: &str) -> PastFinding {
        PastFinding {
            code: code.to_owned(),
            severity: Severity::Query,
            state: State::New,
            file: "Deployments".to_owned(),
            sheet: String::new(),
            cell: cell.to_owned(),
            register: "deployments".to_owned(),
            record: record.to_owned(),
            column: column.to_owned(),
            value: "47".to_owned(),
            message: "47 days agreed.".to_owned(),
            fix: String::new(),
        }
    }

    fn states(scene: &Scene, code: &str) -> Vec<(String, &'static str)> {
        let mut findings = Findings::default();
        super::super::run(&scene.registers, &scene.context(), &mut findings);
        findings
            .iter()
            .filter(|finding| finding.code == code)
            .map(|finding| (finding.place.a1(), finding.state.word()))
            .collect()
    }

    fn after(findings: Vec<PastFinding>) -> Scene {
        let period = Some(Month { year: 2011, month: 10 });
        scene(NOW).after(Previous { period, findings, ..Previous::default() })
    }

    #[test]
    fn a_finding_persists_although_its_row_moved() {
        let scene = after(vec![past("DEP-009", "DEP-01", "Days agreed", "B9")]);
        assert_eq!(states(&scene, "DEP-009"), [("B2".to_owned(), "persisting")]);
    }

    #[test]
    fn what_is_gone_is_listed_as_fixed() {
        let scene = after(vec![past("DEP-009", "DEP-02", "Days agreed", "B3")]);
        assert_eq!(
            states(&scene, "DEP-009"),
            [("B2".to_owned(), "new"), ("B3".to_owned(), "fixed")]
        );
    }

    fn explained(value: &str, until: Option<Date>, decision: &str) -> Scene {
        let mut scene = scene(NOW);
        scene.registers.answers.explanations.push(Explanation {
            code: "DEP-009".to_owned(),
            file: "Deployments".to_owned(),
            sheet: String::new(),
            cell: "B2".to_owned(),
            register: String::new(),
            record: "DEP-01".to_owned(),
            column: "Days agreed".to_owned(),
            value: value.to_owned(),
            found: String::new(),
            decision: decision.to_owned(),
            reason: "two years of support".to_owned(),
            who: "lead adviser".to_owned(),
            until,
            lapsed: until.filter(|day| *day < scene.as_at).map(Lapse::Over),
            place: Place::default(),
        });
        scene
    }

    #[test]
    fn an_explanation_answers_a_query_until_its_date_and_while_the_value_stands() {
        let day = |month| Some(jiff::civil::date(2011, month, 30));
        let state = |scene: &Scene| states(scene, "DEP-009")[0].1;
        assert_eq!(state(&explained("47", None, "explained")), "answered");
        assert_eq!(state(&explained("47", day(11), "explained")), "answered");
        assert_eq!(state(&explained("47", day(10), "explained")), "new");
        assert_eq!(state(&explained("46", None, "explained")), "new");
        assert_eq!(state(&explained("47", None, "will mend")), "new");
    }

    #[test]
    fn a_lapsed_answer_is_noted() {
        assert_eq!(states(&explained("46", None, "explained"), "FIL-033").len(), 1);
        assert!(states(&explained("47", None, "explained"), "FIL-033").is_empty());
    }

    #[test]
    fn an_error_is_not_lifted_by_an_explanation() {
        let tables = "
            Deployments | Deployment ref | Start | End
                        | DEP-01 | 2011-01-10 | 2010-01-10
        ";
        let mut scene = scene(tables);
        let mut answers =
            explained("2010-01-10", None, "explained").registers.answers.explanations;
        answers[0].code = "DEP-005".to_owned();
        answers[0].cell = "C2".to_owned();
        scene.registers.answers.explanations = answers;
        assert_eq!(states(&scene, "DEP-005")[0].1, "new");
    }
}
