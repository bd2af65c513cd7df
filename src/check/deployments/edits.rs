//! Records of closed months that were changed since the last pack.

use std::collections::BTreeMap;

use crate::base::date::{Date, long};
use crate::base::finding::{Findings, Rule, Severity};
use crate::base::text::fold;
use crate::register::record::{Record, Value};

use super::super::snapshot::{KEPT, kept};
use super::super::subject::{key, name, with};
use super::super::{Ctx, rule};

pub(super) static RULE: Rule = rule(
    "DEP-013",
    "changed-after-the-pack",
    Severity::Query,
    "Dates, days and amounts of months that a pack has reported stay as they were.",
    "A figure that the forum has seen changes without a word.",
    "Put the old value back; if the new one is right, say so once: the pack then reports a correction.",
);

pub(super) fn run(ctx: &Ctx<'_>, findings: &mut Findings) {
    let Some(previous) = ctx.of.previous else { return };
    let Some(closed) = previous.period.map(crate::base::date::Month::last_day) else {
        return;
    };
    for (schema, columns) in KEPT {
        let Some(past) = previous.registers.get(schema.name) else { continue };
        let by_key: BTreeMap<String, &BTreeMap<String, String>> =
            past.records.iter().map(|(key, cells)| (fold(key), cells)).collect();
        for record in ctx.rows(schema) {
            let before = key(record).and_then(|key| by_key.get(&key).copied());
            let Some(before) = before.filter(|_| is_of_closed_month(record, closed))
            else {
                continue;
            };
            for column in *columns {
                let now = kept(record, column);
                let Some(was) =
                    before.get(column.key).filter(|was| !was.is_empty() && **was != now)
                else {
                    continue;
                };
                // A day to come is a plan, and plans change.
                let is_plan = was.parse::<Date>().is_ok_and(|day| day > closed);
                if is_plan {
                    continue;
                }
                let shown =
                    if now.is_empty() { "blank".to_owned() } else { spoken(&now) };
                let says = format!(
                    "{} was {} in the pack to {} and is {shown} now.",
                    record.heading(column),
                    spoken(was),
                    long(closed)
                );
                // What the last pack asked for is no surprise.
                let was_asked = previous.findings.iter().any(|past| {
                    past.severity > Severity::Note
                        && fold(&past.record) == fold(&name(record))
                        && fold(&past.column) == fold(&record.heading(column))
                });
                let severity = if was_asked { Severity::Note } else { Severity::Query };
                findings.add(with(&RULE, severity, record, column, says));
            }
        }
    }
}

fn spoken(kept: &str) -> String {
    kept.parse::<Date>().map_or_else(|_| kept.to_owned(), crate::base::date::short)
}

/// The record's first day lies in a month that the last pack reported.
fn is_of_closed_month(record: &Record, closed: Date) -> bool {
    record.fields.iter().any(|field| match field.value {
        Value::Date(day) => matches!(field.column.key, "start" | "date") && day <= closed,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use crate::base::date::Month;
    use crate::check::found::scene;
    use crate::check::snapshot;

    fn table(end: &str, days: &str, start: &str) -> String {
        format!(
            "
            Deployments | Deployment ref | Start | End | Days agreed
                        | DEP-98 | {start} | {end} | {days}
        "
        )
    }

    fn after(earlier: &str, now: &str) -> Vec<String> {
        let before = scene(earlier);
        let previous = crate::base::previous::Previous {
            period: Some(Month { year: 2011, month: 10 }),
            registers: snapshot::of(&before.registers),
            ..Default::default()
        };
        scene(now).after(previous).places("DEP-013")
    }

    #[test]
    fn an_end_that_was_reported_and_moved_is_asked_about() {
        let was = table("2011-03-31", "6", "2011-01-10");
        assert!(after(&was, &was).is_empty());
        let moved = table("2011-04-30", "6", "2011-01-10");
        assert_eq!(after(&was, &moved), ["Deployments!C2 query"]);
        let fewer = table("2011-03-31", "5.5", "2011-01-10");
        assert_eq!(after(&was, &fewer), ["Deployments!D2 query"]);
    }

    #[test]
    fn a_plan_may_change_and_a_blank_may_be_filled() {
        let planned = table("2012-03-31", "6", "2011-01-10");
        assert!(after(&planned, &table("2012-07-15", "6", "2011-01-10")).is_empty());
        let open = table("", "6", "2011-01-10");
        assert!(after(&open, &table("2011-11-15", "6", "2011-01-10")).is_empty());
    }
}
