//! Questions from wave to wave.

use std::collections::BTreeMap;

use crate::base::finding::{Finding, Findings, Rule, Severity};
use crate::base::text::fold;
use crate::register::record::{ExtraField, Record};
use crate::register::surveys;

use super::super::{Ctx, rule};
use super::replies::{group, wave};

pub(super) static WORDING: Rule = rule(
    "SUR-004",
    "question-worded-anew",
    Severity::Query,
    "A question that is compared between waves is worded alike in both.",
    "An answer to other words is an answer to another question.",
    "Confirm that it is the same question, or give it a heading of its own.",
);

/// A question without its number.
fn bare(heading: &str) -> String {
    let folded = fold(heading);
    let rest =
        folded.trim_start_matches('q').trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.trim_start_matches("response").trim_end_matches("response");
    rest.trim().to_owned()
}

pub(super) fn wording(ctx: &Ctx<'_>, findings: &mut Findings) {
    type Waves<'a> = Vec<(String, &'a Record, &'a ExtraField)>;
    let mut asked: BTreeMap<(&str, String), Waves<'_>> = BTreeMap::new();
    for record in ctx.rows(&surveys::SCHEMA) {
        let wave = wave(record);
        for extra in &record.extras {
            let same = asked.entry((group(record), extra.key.clone())).or_default();
            if !same.iter().any(|(known, _, _)| *known == wave) {
                same.push((wave.clone(), record, extra));
            }
        }
    }
    for waves in asked.values() {
        let Some((_, first_record, first)) = waves.first() else { continue };
        for (_, record, extra) in waves.iter().skip(1) {
            if bare(&extra.heading) == bare(&first.heading) {
                continue;
            }
            let says = format!(
                "The question is `{}` here and `{}` in {}.",
                extra.heading.trim(),
                first.heading.trim(),
                wave_words(first_record)
            );
            let place = record.place.at(extra.col);
            findings.add(
                Finding::new(&WORDING, place, says)
                    .register("surveys")
                    .column(extra.heading.to_string())
                    .value(extra.heading.to_string()),
            );
        }
    }
}

fn wave_words(record: &Record) -> String {
    let own = record.raw(&surveys::WAVE);
    if own.is_empty() { record.place.file.to_string() } else { own.to_owned() }
}

#[cfg(test)]
mod tests {
    use crate::check::found::finds;

    #[test]
    fn other_words_in_another_wave_are_asked_about() {
        finds(
            "SUR-004",
            "
            Survey responses (2010.xlsx) | Respondent ref | Survey wave | SAT I am satisfied | COLLAB It was collaborative
                                         | C01 | June 2010 | SA | A
            Survey responses (2011.xlsx) | Respondent ref | Survey wave | SAT I was happy | COLLAB It was collaborative
                                         | C01 | June 2011 | SA | A
                                         | C02 | June 2011 | SA | A
            ",
            &["2011.xlsx!C2 query"],
        );
    }
}
