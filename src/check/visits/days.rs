//! How long visits were: one by one, in sum, on one day, and typed twice.

use std::collections::BTreeMap;

use crate::base::date::{Date, long};
use crate::base::finding::{Findings, Rule, Severity};
use crate::base::quantity::plain;
use crate::base::text::fold;
use crate::register::record::Record;
use crate::register::{deployments, visits};

use super::super::person::Who;
use super::super::school::{Which, called};
use super::super::subject::{at, name, row_of};
use super::super::{Ctx, rule};
use super::links;

pub(super) static LENGTH: Rule = Rule {
    settings: &["min_visit_days", "max_visit_days"],
    ..rule(
        "VIS-004",
        "visit-length-unlikely",
        Severity::Query,
        "A visit lasts between a quarter of a day and a day and a half, and all visits together no longer than was agreed.",
        "Days delivered are held against days contracted, and paid.",
        "Correct the length, or agree more days.",
    )
};

pub(super) static TWO_PLACES: Rule = Rule {
    settings: &["max_days_a_day"],
    ..rule(
        "VIS-005",
        "two-places-on-one-day",
        Severity::Query,
        "An LLE's visits to several schools on one day add up to one day at most.",
        "One of them is probably half a day, or dated wrongly.",
        "Correct the length or the date of one of them.",
    )
};

pub(super) static TWICE: Rule = rule(
    "VIS-006",
    "visit-typed-twice",
    Severity::Query,
    "A visit stands once in the register.",
    "Its days would be counted twice.",
    "Delete one of the two; if there were two visits, say in `Part of day` which was which.",
);

pub(super) fn length(ctx: &Ctx<'_>, findings: &mut Findings) {
    let (least, most) = (ctx.number("min_visit_days"), ctx.number("max_visit_days"));
    let mut in_order: Vec<&Record> = ctx.rows(&visits::SCHEMA).iter().collect();
    in_order.sort_by_key(|record| (record.date(&visits::DATE), &record.place));
    let mut sums: BTreeMap<String, f64> = BTreeMap::new();
    let mut told = std::collections::BTreeSet::new();
    for record in in_order {
        let Some(days) = record.number(&visits::DAYS) else { continue };
        if days < least || days > most {
            let says = format!(
                "{} days for one visit; between {} and {} were expected.",
                plain(days),
                plain(least),
                plain(most)
            );
            findings.add(at(&LENGTH, record, &visits::DAYS, says));
            continue;
        }
        let Some(reference) = record.text(&visits::DEPLOYMENT) else { continue };
        let agreed = ctx
            .deployment(reference)
            .and_then(|record| record.number(&deployments::DAYS));
        let sum = sums.entry(fold(reference)).or_default();
        *sum += days;
        if let Some(agreed) = agreed.filter(|agreed| *sum > agreed + 1e-9)
            && told.insert(fold(reference))
        {
            let says = format!(
                "With this visit {} days are logged for {reference}; {} were agreed.",
                plain(*sum),
                plain(agreed)
            );
            findings.add(at(&LENGTH, record, &visits::DAYS, says));
        }
    }
}

/// Who visited, as one text for one person.
fn visitor(ctx: &Ctx<'_>, record: &Record) -> Option<String> {
    match links::lle(ctx, record) {
        Who::Found(rows) => rows.first().map(|lle| name(lle)),
        Who::Unknown => Some(fold(record.raw(&visits::LLE))),
        Who::Blank => record
            .text(&visits::DEPLOYMENT)
            .and_then(|reference| ctx.deployment(reference))
            .and_then(|deployment| {
                super::super::deployments::state::one_lle(ctx, deployment)
            })
            .map(name),
    }
    .filter(|name| !name.is_empty())
}

/// Where the visit was, as one text for one school.
fn visited(ctx: &Ctx<'_>, record: &Record) -> String {
    if let Some(reference) = record.text(&visits::DEPLOYMENT) {
        return fold(reference);
    }
    // One school may be written in two ways.
    match links::SCHOOL.find(&ctx.schools, record) {
        Which::Found(school) => called(school),
        _ => fold(record.raw(links::SCHOOL.shown(record))),
    }
}

type ByDay<'a> = BTreeMap<(String, Date), Vec<&'a Record>>;

fn by_day<'a>(ctx: &Ctx<'a>) -> ByDay<'a> {
    let mut days = ByDay::new();
    for record in ctx.rows(&visits::SCHEMA) {
        if let (Some(who), Some(day)) = (visitor(ctx, record), record.date(&visits::DATE))
        {
            days.entry((who, day)).or_default().push(record);
        }
    }
    days.retain(|_, records| records.len() > 1);
    days
}

pub(super) fn two_places(ctx: &Ctx<'_>, findings: &mut Findings) {
    let most = ctx.number("max_days_a_day");
    for ((who, day), records) in by_day(ctx) {
        let first = records.first().map(|record| visited(ctx, record));
        let elsewhere = records.iter().find(|record| Some(visited(ctx, record)) != first);
        let sum: f64 =
            records.iter().filter_map(|record| record.number(&visits::DAYS)).sum();
        if let Some(record) = elsewhere.filter(|_| sum > most + 1e-9) {
            let says = format!(
                "{} visits of {who} on {} add up to {} days; {} at most was expected.",
                records.len(),
                long(day),
                plain(sum),
                plain(most)
            );
            findings.add(at(&TWO_PLACES, record, &visits::DAYS, says));
        }
    }
}

pub(super) fn twice(ctx: &Ctx<'_>, findings: &mut Findings) {
    for records in by_day(ctx).values() {
        let mut seen: Vec<&Record> = Vec::new();
        for record in records {
            let twin = seen.iter().find(|other| is_twin(ctx, other, record));
            if let Some(twin) = twin {
                // Visits may stand across, several in the row of their deployment.
                let is_across = twin.place.row == record.place.row
                    && twin.place.part != record.place.part;
                let column = if is_across {
                    &visits::DATE
                } else if record.raw(&visits::DEPLOYMENT).is_empty() {
                    links::SCHOOL.shown(record)
                } else {
                    &visits::DEPLOYMENT
                };
                let other = if is_across {
                    twin.cell(&visits::DATE).a1()
                } else {
                    row_of(twin, record)
                };
                let says = format!(
                    "The same visit stands in {other}: one date, LLE and school."
                );
                findings.add(at(&TWICE, record, column, says));
            }
            seen.push(record);
        }
    }
}

fn is_twin(ctx: &Ctx<'_>, a: &Record, b: &Record) -> bool {
    visited(ctx, a) == visited(ctx, b)
        && fold(a.raw(&visits::PART_OF_DAY)) == fold(b.raw(&visits::PART_OF_DAY))
        && fold(a.raw(&visits::WHO)) == fold(b.raw(&visits::WHO))
        && a.number(&visits::DAYS) == b.number(&visits::DAYS)
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, scene};

    fn with(rows: &str) -> String {
        format!(
            "
            LLEs | LLE ref | Headteacher
                 | LLE01 | Ruth Gathercole
            Deployments | Deployment ref | LLE ref | Days agreed
                        | DEP-01 | LLE01 | 2
                        | DEP-02 | LLE01 | 6
            Records of visit | Visit ref | Deployment ref | LLE | Date of visit | Duration (days) | Part of day
            {rows}
        "
        )
    }

    #[test]
    fn a_visit_lasts_no_longer_than_a_day_and_a_half() {
        let tables = with(
            "
            | V1 | DEP-02 | R Gathercole | 2011-01-26 | 8.5 |
            | V2 | DEP-02 | R Gathercole | 2011-01-27 | 1.5 |
            | V3 | DEP-02 | R Gathercole | 2011-01-28 | 0.2 |
        ",
        );
        finds(
            "VIS-004",
            &tables,
            &["Records of visit!E2 query", "Records of visit!E4 query"],
        );
        assert_eq!(scene(&tables).set("max_visit_days", "9").places("VIS-004").len(), 2);
    }

    #[test]
    fn the_visit_that_goes_beyond_what_was_agreed_is_asked_about() {
        let tables = with(
            "
            | V1 | DEP-01 | R Gathercole | 2011-01-26 | 1 |
            | V2 | DEP-01 | R Gathercole | 2011-03-26 | 0.5 |
            | V3 | DEP-01 | R Gathercole | 2011-02-26 | 1 |
        ",
        );
        let found = scene(&tables).findings("VIS-004");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].place.a1(), "E3");
        assert_eq!(
            found[0].message,
            "With this visit 2.5 days are logged for DEP-01; 2 were agreed."
        );
    }

    #[test]
    fn nobody_is_at_two_places_for_more_than_a_day() {
        let tables = |second: &str| {
            with(&format!(
                "
            | V1 | DEP-01 | R Gathercole | 2011-01-26 | 0.5 |
            | V2 | DEP-02 | R Gathercole | 2011-01-26 | {second} |
        "
            ))
        };
        finds("VIS-005", &tables("0.5"), &[]);
        finds("VIS-005", &tables("1"), &["Records of visit!E3 query"]);
    }

    #[test]
    fn a_visit_typed_twice_is_found_at_the_second() {
        finds(
            "VIS-006",
            &with(
                "
            | V1 | DEP-02 | R Gathercole | 2011-01-26 | 0.5 |
            | V9 | DEP-02 | R Gathercole | 2011-01-26 | 0.5 |
            | V3 | DEP-02 | R Gathercole | 2011-01-27 | 0.5 | am
            | V4 | DEP-02 | R Gathercole | 2011-01-27 | 0.5 | pm
        ",
            ),
            &["Records of visit!B3 query"],
        );
    }

    #[test]
    fn one_school_written_in_two_ways_is_one_place() {
        finds(
            "VIS-006",
            "
            Schools | URN | School
                    | 180124 | Dravby Primary School
            LLEs | LLE ref | Headteacher
                 | LLE01 | Ruth Gathercole
            Records of visit | LLE | School | Date | Days
                             | R Gathercole | Dravby Primary | 2011-01-26 | 0.5
                             | R Gathercole | Dravby Primary School | 2011-01-26 | 0.5
        ",
            &["Records of visit!B3 query"],
        );
    }
}
