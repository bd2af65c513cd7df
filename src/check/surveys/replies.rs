//! Replies: one for each respondent, no more than invited, enough to show.

use std::collections::BTreeMap;

use crate::base::finding::{Findings, Rule, Severity};
use crate::base::quantity::{decimal, plain};
use crate::base::text::{count, fold};
use crate::register::record::{Record, Value};
use crate::register::{survey_waves, surveys};

use super::super::subject::{at, row_of, sheet};
use super::super::{Ctx, rule};

pub(super) static TWICE: Rule = rule(
    "SUR-001",
    "two-replies-of-one-respondent",
    Severity::Error,
    "A respondent replies once to a wave, and says of which group.",
    "One voice would count twice.",
    "Keep the later reply.",
);

pub(super) static RATE: Rule = Rule {
    settings: &["survey_rate_percent"],
    ..rule(
        "SUR-003",
        "few-replied",
        Severity::Query,
        "No more reply than were invited, and enough of them for the figures to speak for all.",
        "A low rate of response is printed beside every figure of the survey.",
        "Correct the number invited; a low rate that is right needs a reason once.",
    )
};

pub(super) static FEW: Rule = Rule {
    settings: &["survey_min"],
    ..rule(
        "SUR-005",
        "too-few-replies-to-show",
        Severity::Note,
        "A group has enough replies for its answers to be shown.",
        "Single heads could be told from the figures, which are shown as [c].",
        "Nothing to do; combine waves if that makes sense.",
    )
};

/// A reply: at least one answer.
pub(super) fn has_answered(record: &Record) -> bool {
    record.extras.iter().any(|extra| matches!(extra.value, Value::Number(_)))
}

/// The wave of a reply: its own cell, or what its sheet says, or its file.
pub(super) fn wave(record: &Record) -> String {
    let own = fold(record.raw(&surveys::WAVE));
    if !own.is_empty() {
        return own;
    }
    let sheet = fold(&record.sheet_says);
    if sheet.is_empty() { fold(&record.place.file) } else { sheet }
}

/// The group of a reply.
pub(super) fn group(record: &Record) -> &'static str {
    record.choice(&surveys::GROUP).unwrap_or_else(|| {
        let name = fold(&format!("{} {}", record.place.sheet, record.sheet_says));
        let is_lle = name.contains("lle") || name.contains("leader");
        if is_lle { "lle" } else { "clients" }
    })
}

/// A group as it is spoken of.
fn spoken(group: &str) -> &'static str {
    if group == "lle" { "LLEs" } else { "client heads" }
}

pub(super) fn twice(ctx: &Ctx<'_>, findings: &mut Findings) {
    let mut seen: BTreeMap<(String, &str, String), &Record> = BTreeMap::new();
    for record in ctx.rows(&surveys::SCHEMA) {
        let Some(who) = record.text(&surveys::RESPONDENT) else { continue };
        match seen.get(&(wave(record), group(record), fold(who))) {
            Some(first) => {
                let says = format!(
                    "{who} replied in {} too; one reply to a wave was expected.",
                    row_of(first, record)
                );
                findings.add(at(&TWICE, record, &surveys::RESPONDENT, says));
            }
            None => {
                seen.insert((wave(record), group(record), fold(who)), record);
            }
        }
    }
}

type Waves<'a> = BTreeMap<(String, &'static str), Vec<&'a Record>>;

fn waves<'a>(ctx: &Ctx<'a>) -> Waves<'a> {
    let mut waves = Waves::new();
    for record in ctx.rows(&surveys::SCHEMA) {
        waves.entry((wave(record), group(record))).or_default().push(record);
    }
    waves
}

/// How many were invited: by the list of waves, else by the rows themselves.
fn invited<'a>(
    ctx: &Ctx<'a>,
    wave: &str,
    group: &str,
    rows: &[&Record],
) -> Option<(f64, Option<&'a Record>)> {
    let listed = ctx.rows(&survey_waves::SCHEMA).iter().find(|record| {
        record.choice(&survey_waves::GROUP) == Some(group)
            && (fold(record.raw(&survey_waves::WAVE)) == wave
                || record.raw(&survey_waves::WAVE).is_empty())
    });
    if let Some(record) = listed {
        return record
            .number(&survey_waves::INVITED)
            .map(|number| (number, Some(record)));
    }
    let has_column = rows.iter().any(|record| record.date(&surveys::INVITED).is_some());
    has_column.then_some((rows.len() as f64, None))
}

pub(super) fn rate(ctx: &Ctx<'_>, findings: &mut Findings) {
    let least = ctx.number("survey_rate_percent");
    for ((wave, group), rows) in waves(ctx) {
        let replies = rows.iter().filter(|record| has_answered(record)).count();
        let Some((invited, listed)) = invited(ctx, &wave, group, &rows) else { continue };
        let says = if replies as f64 > invited {
            format!(
                "{replies} {} replied, but {} were invited.",
                spoken(group),
                plain(invited)
            )
        } else {
            let rate = 100.0 * replies as f64 / invited.max(1.0);
            if rate >= least {
                continue;
            }
            format!(
                "{replies} of {} {} replied ({}%); {}% were expected.",
                plain(invited),
                spoken(group),
                decimal(rate, 0),
                plain(least)
            )
        };
        match (listed, rows.first()) {
            (Some(record), _) => {
                findings.add(at(&RATE, record, &survey_waves::INVITED, says));
            }
            (None, Some(record)) => findings.add(sheet(&RATE, record, says)),
            (None, None) => {}
        }
    }
}

pub(super) fn few(ctx: &Ctx<'_>, findings: &mut Findings) {
    let least = ctx.number("survey_min");
    for ((_, group), rows) in waves(ctx) {
        let replies = rows.iter().filter(|record| has_answered(record)).count();
        if let Some(first) = rows.first()
            && replies > 0
            && (replies as f64) < least
        {
            let says = format!(
                "{} of {}: fewer than {}, so the answers are shown as [c].",
                count(replies, "reply", "replies"),
                spoken(group),
                plain(least)
            );
            findings.add(sheet(&FEW, first, says));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, says, scene};

    #[test]
    fn a_respondent_replies_once_to_a_wave() {
        finds(
            "SUR-001",
            "
            Survey responses | Respondent ref | Respondent type | Survey wave | SAT
                             | C03 | Client head | June 2011 | SA
                             | C03 | LLE | June 2011 | SA
                             | C03 | Client head | June 2010 | SA
                             | C03 | Client head | June 2011 | D
            ",
            &["Survey responses!A5 error"],
        );
    }

    fn of(replies: usize, invited: &str) -> String {
        let mut tables = format!(
            "
            Survey waves | Survey wave | Group | Number invited
                         | June 2011 | clients | {invited}
            Survey responses | Respondent ref | Respondent type | Survey wave | SAT
        "
        );
        let rows = (0..replies)
            .map(|number| format!("  | C{number} | Client head | June 2011 | SA\n"));
        tables.extend(rows);
        tables
    }

    #[test]
    fn a_low_rate_of_response_is_asked_about() {
        assert_eq!(
            says("SUR-003", &of(9, "41")),
            "9 of 41 client heads replied (22%); 30% were expected."
        );
        finds("SUR-003", &of(9, "30"), &[]);
        finds("SUR-003", &of(9, "8"), &["Survey waves!C2 query"]);
        assert!(
            scene(&of(9, "41"))
                .set("survey_rate_percent", "20")
                .places("SUR-003")
                .is_empty()
        );
    }

    #[test]
    fn fewer_than_five_replies_are_not_shown() {
        finds("SUR-005", &of(4, "8"), &["Survey responses note"]);
        finds("SUR-005", &of(5, "8"), &[]);
    }
}
