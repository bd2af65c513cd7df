//! A deployment's dates against each other, its status and its neighbours.

use std::collections::BTreeMap;

use crate::base::date::{Date, long, short};
use crate::base::finding::{Findings, Rule, Severity};
use crate::locate::schema::Column;
use crate::register::deployments as dep;
use crate::register::record::{Record, Value};

use super::super::subject::{at, name, row_of, with};
use super::super::{Ctx, rule};
use super::state::{is_finished, is_off, last_day};

pub(super) static ORDER: Rule = rule(
    "DEP-005",
    "deployment-ends-before-it-starts",
    Severity::Error,
    "A deployment starts before it ends.",
    "Its days of support before the tests are worked out from these dates.",
    "Correct whichever of the two dates is wrong; they may have been swapped.",
);

pub(super) static STATUS: Rule = rule(
    "DEP-006",
    "status-against-dates",
    Severity::Query,
    "A deployment's status agrees with its dates: what is complete has ended, what is active has not.",
    "The status decides which deployments count as active.",
    "Add the date of the last visit as its end, extend it, or mark it complete.",
);

pub(super) static OVERLAP: Rule = rule(
    "DEP-007",
    "deployments-overlap",
    Severity::Query,
    "An LLE has one deployment at a time to one school.",
    "Its days may have been entered twice.",
    "Merge the two, or end the first before the second starts.",
);

pub(super) static PATH: Rule = Rule {
    settings: &["match_days"],
    ..rule(
        "DEP-010",
        "steps-out-of-order",
        Severity::Query,
        "A school is identified, then matched, then supported, and is matched within the standard.",
        "Time to match is one of the programme's own measures.",
        "Correct whichever date is wrong; where matching took long, add the reason if it is known.",
    )
};

pub(super) fn order(ctx: &Ctx<'_>, findings: &mut Findings) {
    for record in ctx.rows(&dep::SCHEMA) {
        let Some(start) = record.date(&dep::START) else { continue };
        for (column, severity) in
            [(&dep::END, Severity::Error), (&dep::PLANNED_END, Severity::Query)]
        {
            if let Some(end) = record.date(column).filter(|end| *end < start) {
                let says = format!(
                    "It ends on {}, before it starts on {}.",
                    short(end),
                    short(start)
                );
                findings.add(with(&ORDER, severity, record, column, says));
            }
        }
    }
}

pub(super) fn status(ctx: &Ctx<'_>, findings: &mut Findings) {
    for record in ctx.rows(&dep::SCHEMA) {
        let says = record.raw(&dep::STATUS).trim();
        let end = record.date(&dep::END);
        let has_end_cell = record.field(&dep::END).is_some_and(|field| {
            matches!(
                field.value,
                Value::Missing(crate::base::reason::Missing::Unreadable)
            )
        });
        if is_finished(record) {
            match end {
                None if !has_end_cell => findings.add(with(
                    &STATUS,
                    Severity::Error,
                    record,
                    &dep::END,
                    format!("The status is {says}, but no end date is given."),
                )),
                Some(end) if end > ctx.as_at() => findings.add(at(
                    &STATUS,
                    record,
                    &dep::END,
                    format!(
                        "The status is {says}, but it ends on {}, after {}.",
                        short(end),
                        long(ctx.as_at())
                    ),
                )),
                _ => {}
            }
            continue;
        }
        if !matches!(record.choice(&dep::STATUS), Some("active" | "mid-point")) {
            continue;
        }
        let due = end.map(|day| (&dep::END, day)).or_else(|| {
            record.date(&dep::PLANNED_END).map(|day| (&dep::PLANNED_END, day))
        });
        if let Some((column, day)) = due.filter(|(_, day)| *day < ctx.as_at()) {
            let passed = day.until(ctx.as_at()).map_or(0, |span| span.get_days());
            findings.add(at(
                &STATUS,
                record,
                column,
                format!(
                    "The status is {says}, but {} passed {passed} days ago.",
                    short(day)
                ),
            ));
        } else if let Some(start) =
            record.date(&dep::START).filter(|day| *day > ctx.as_at())
        {
            findings.add(at(
                &STATUS,
                record,
                &dep::START,
                format!(
                    "The status is {says}, but it starts on {}, after {}.",
                    short(start),
                    long(ctx.as_at())
                ),
            ));
        }
    }
}

pub(super) fn overlap(ctx: &Ctx<'_>, findings: &mut Findings) {
    type Spans<'a> = Vec<(Date, Option<Date>, &'a Record)>;
    let mut pairs: BTreeMap<(String, String), Spans<'_>> = BTreeMap::new();
    for record in ctx.rows(&dep::SCHEMA) {
        let Some(start) = record.date(&dep::START).filter(|_| !is_off(record)) else {
            continue;
        };
        let who = super::state::one_lle(ctx, record).map(name);
        let which = super::state::client(ctx, record).map(name);
        if let (Some(who), Some(which)) = (who, which) {
            pairs.entry((who, which)).or_default().push((
                start,
                last_day(record),
                record,
            ));
        }
    }
    for spans in pairs.values_mut() {
        spans.sort_by(|a, b| (a.0, &a.2.place).cmp(&(b.0, &b.2.place)));
        for pair in spans.windows(2) {
            let [(_, end, first), (start, _, second)] = pair else { continue };
            // The same row typed twice is another rule's.
            let is_twice = first.raw(&dep::REF) == second.raw(&dep::REF)
                && !first.raw(&dep::REF).is_empty();
            if end.is_none_or(|end| end >= *start) && !is_twice {
                let says = format!(
                    "It starts on {} while {} ({}) of the same LLE and school still runs.",
                    short(*start),
                    name(first),
                    row_of(first, second)
                );
                findings.add(at(&OVERLAP, second, &dep::START, says));
            }
        }
    }
}

pub(super) fn path(ctx: &Ctx<'_>, findings: &mut Findings) {
    const STEPS: [(&Column, &str); 4] = [
        (&dep::IDENTIFIED, "identified"),
        (&dep::MATCHED, "matched"),
        (&dep::AGREED, "agreed"),
        (&dep::START, "started"),
    ];
    for record in ctx.rows(&dep::SCHEMA) {
        let dated: Vec<(&Column, &str, Date)> = STEPS
            .iter()
            .filter_map(|(column, word)| Some((*column, *word, record.date(column)?)))
            .collect();
        for pair in dated.windows(2) {
            let [(_, before, earlier), (column, after, later)] = pair else { continue };
            if later < earlier {
                let says = format!(
                    "It was {after} on {}, before it was {before} on {}.",
                    short(*later),
                    short(*earlier)
                );
                findings.add(at(&PATH, record, column, says));
            }
        }
        slow(ctx, record, findings);
    }
}

fn slow(ctx: &Ctx<'_>, record: &Record, findings: &mut Findings) {
    let (Some(identified), Some(matched)) =
        (record.date(&dep::IDENTIFIED), record.date(&dep::MATCHED))
    else {
        return;
    };
    let days = identified.until(matched).map_or(0, |span| span.get_days());
    let standard = ctx.number("match_days");
    if f64::from(days) > standard {
        let says = format!(
            "{days} days passed from identification to matching; the standard is {}.",
            crate::base::quantity::plain(standard)
        );
        findings.add(with(&PATH, Severity::Note, record, &dep::MATCHED, says));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, says};

    #[test]
    fn an_end_before_the_start_is_found_at_the_end() {
        finds(
            "DEP-005",
            "
            Deployments | Deployment ref | Start | Planned end | End
                        | DEP-05 | 2010-09-23 | 2011-07-15 | 2010-07-15
                        | DEP-06 | 2010-09-23 | 2011-07-15 | 2010-09-23
                        | DEP-07 | 2010-09-23 | 2010-07-15 |
            ",
            &["Deployments!D2 error", "Deployments!C4 query"],
        );
    }

    #[test]
    fn complete_means_ended_and_active_means_not() {
        finds(
            "DEP-006",
            "
            Deployments | Deployment ref | Start | End | Status
                        | DEP-01 | 2010-09-23 | | closed
                        | DEP-02 | 2010-09-23 | 2011-07-15 | closed
                        | DEP-03 | 2010-09-23 | 2011-07-15 | active
                        | DEP-04 | 2010-09-23 | | active
                        | DEP-05 | 2010-09-23 | 2012-01-15 | closed
                        | DEP-06 | 2012-01-10 | | active
            ",
            &[
                "Deployments!C2 error",
                "Deployments!C4 query",
                "Deployments!C6 query",
                "Deployments!B7 query",
            ],
        );
    }

    #[test]
    fn the_same_pair_at_the_same_time_is_asked_about() {
        let tables = |second: &str| {
            format!(
                "
            Schools | URN | School
                    | 180124 | Dravby Primary School
            LLEs | LLE ref | Headteacher
                 | LLE01 | Ruth Gathercole
            Deployments | Deployment ref | LLE ref | Client URN | Start | End
                        | DEP-01 | LLE01 | 180124 | 2011-01-10 | 2011-03-31
                        | DEP-02 | LLE01 | 180124 | {second} | 2011-07-15
        "
            )
        };
        finds("DEP-007", &tables("2011-03-31"), &["Deployments!D3 query"]);
        finds("DEP-007", &tables("2011-04-01"), &[]);
    }

    #[test]
    fn steps_come_in_their_order() {
        let tables = "
            Deployments | Deployment ref | Identified | Matched | Start
                        | DEP-01 | 2010-07-05 | 2010-07-01 | 2010-09-13
                        | DEP-02 | 2010-07-05 | 2010-07-05 | 2010-07-05
        ";
        finds("DEP-010", tables, &["Deployments!C2 query"]);
        assert_eq!(
            says("DEP-010", tables),
            "It was matched on 01/07/2010, before it was identified on 05/07/2010."
        );
    }

    #[test]
    fn slow_matching_is_noted_from_the_day_after_the_standard() {
        finds(
            "DEP-010",
            "
            Deployments | Deployment ref | Identified | Matched
                        | DEP-01 | 2010-07-01 | 2010-07-21
                        | DEP-02 | 2010-07-01 | 2010-07-22
            ",
            &["Deployments!C3 note"],
        );
    }
}
