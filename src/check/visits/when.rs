//! When visits were: within the deployment, on a school day, and recently.

use std::collections::BTreeMap;

use jiff::ToSpan;

use crate::base::calendar::{is_bank_holiday, is_weekend};
use crate::base::date::{Date, long, short};
use crate::base::finding::{Findings, Rule, Severity};
use crate::base::quantity::plain;
use crate::base::text::fold;
use crate::register::{deployments, lles, visits};

use super::super::deployments::state::{is_live, last_day, one_lle};
use super::super::subject::at;
use super::super::{Ctx, rule};
use super::links;

pub(super) static WINDOW: Rule = Rule {
    settings: &["visit_slack_days"],
    ..rule(
        "VIS-002",
        "visit-outside-its-deployment",
        Severity::Query,
        "A visit lies within its deployment, or close to it, and not in the future.",
        "Days before the tests are counted from these dates.",
        "Check the year and the deployment's dates.",
    )
};

pub(super) static HOLIDAY: Rule = rule(
    "VIS-003",
    "visit-on-a-day-without-school",
    Severity::Query,
    "A visit falls on a weekday, and on no bank holiday or school holiday.",
    "The date may have been mistyped.",
    "Check the date; if it was no visit to the school, write `remote` under `Mode`.",
);

pub(super) static QUIET: Rule = Rule {
    settings: &["quiet_weeks", "fresh_visits_days"],
    ..rule(
        "VIS-009",
        "live-deployment-without-visits",
        Severity::Query,
        "A deployment that is live is visited every half-term.",
        "Support may have ended, or its records are missing.",
        "Add the missing visits, or end the deployment.",
    )
};

pub(super) fn window(ctx: &Ctx<'_>, findings: &mut Findings) {
    let slack = (ctx.number("visit_slack_days") as i64).clamp(0, 3650);
    for record in ctx.rows(&visits::SCHEMA) {
        let Some(day) = record.date(&visits::DATE) else { continue };
        if day > ctx.as_at() {
            let says = format!(
                "The visit is dated {}, after {}; a day that has come was expected.",
                short(day),
                long(ctx.as_at())
            );
            findings.add(at(&WINDOW, record, &visits::DATE, says));
            continue;
        }
        let deployment = match record.text(&visits::DEPLOYMENT) {
            Some(reference) => ctx.deployment(reference),
            None => links::only_one(ctx, record),
        };
        let Some(deployment) = deployment else { continue };
        let reference = match deployment.raw(&deployments::REF) {
            "" => "the deployment",
            reference => reference,
        };
        let start = deployment.date(&deployments::START);
        let end =
            last_day(deployment).filter(|end| start.is_none_or(|start| *end >= start));
        let early = start.filter(|start| day < start.saturating_sub(slack.days()));
        let late = end.filter(|end| day > end.saturating_add(slack.days()));
        let hint = turned(day, start, end.unwrap_or(ctx.as_at()));
        if let Some(start) = early {
            let says = format!(
                "The visit is dated {}, before {reference} began on {}.{hint}",
                short(day),
                short(start)
            );
            findings.add(at(&WINDOW, record, &visits::DATE, says));
        } else if let Some(end) = late {
            let says = format!(
                "The visit is dated {}, after {reference} ended on {}.{hint}",
                short(day),
                short(end)
            );
            findings.add(at(&WINDOW, record, &visits::DATE, says));
        } else if let Some(accredited) = one_lle(ctx, deployment)
            .and_then(|lle| lle.date(&lles::ACCREDITED))
            .filter(|accredited| day < *accredited)
            .filter(|accredited| start.is_none_or(|start| start >= *accredited))
        {
            let says = format!(
                "The visit is dated {}, before the LLE was accredited on {}.",
                short(day),
                short(accredited)
            );
            findings.add(at(&WINDOW, record, &visits::DATE, says));
        }
    }
}

/// Where the day and the month the other way round fit the deployment, the words
/// that say so; they begin with a space.
fn turned(day: Date, start: Option<Date>, end: Date) -> String {
    let other = Date::new(day.year(), day.day(), day.month()).ok();
    let fits = |other: &Date| {
        *other != day && start.is_some_and(|start| (start..=end).contains(other))
    };
    other.filter(fits).map_or_else(String::new, |other| {
        format!(" Day and month may have been turned round: was it {}?", long(other))
    })
}

pub(super) fn holiday(ctx: &Ctx<'_>, findings: &mut Findings) {
    let calendar = ctx.calendar();
    for record in ctx.rows(&visits::SCHEMA) {
        let Some(day) = record.date(&visits::DATE) else { continue };
        let mode = fold(record.raw(&visits::MODE));
        if ["remote", "phone", "telephone", "online", "email"]
            .iter()
            .any(|word| mode.contains(word))
        {
            continue;
        }
        // A week that is named by its first day is no day.
        let raw = fold(record.raw(&visits::DATE));
        if raw.starts_with("w c") || raw.starts_with("wc") || raw.starts_with("week") {
            continue;
        }
        let what = if is_weekend(day) {
            day.strftime("%A").to_string()
        } else if is_bank_holiday(day) {
            "bank holiday".to_owned()
        } else if calendar.is_holiday(day) {
            "day of the school holidays".to_owned()
        } else {
            continue;
        };
        let says = format!("{} was a {what}; a school day was expected.", long(day));
        findings.add(at(&HOLIDAY, record, &visits::DATE, says));
    }
}

pub(super) fn quiet(ctx: &Ctx<'_>, findings: &mut Findings) {
    let weeks = ctx.number("quiet_weeks");
    let calendar = ctx.calendar();
    let mut last: BTreeMap<String, Date> = BTreeMap::new();
    for record in ctx.rows(&visits::SCHEMA) {
        let (Some(reference), Some(day)) =
            (record.text(&visits::DEPLOYMENT), record.date(&visits::DATE))
        else {
            continue;
        };
        if day <= ctx.as_at() {
            let entry = last.entry(fold(reference)).or_insert(day);
            *entry = (*entry).max(day);
        }
    }
    // Where visits carry no references, silence says nothing; where all of them are
    // old, the register stands still, which is asked once (FIL-005).
    let fresh = (ctx.number("fresh_visits_days") as i64).clamp(0, 3650);
    let since = ctx.as_at().saturating_sub(fresh.days());
    if last.values().max().is_none_or(|latest| *latest < since) {
        return;
    }
    for record in ctx.rows(&deployments::SCHEMA) {
        if !is_live(record, ctx.as_at()) {
            continue;
        }
        let (Some(reference), Some(start)) =
            (record.text(&deployments::REF), record.date(&deployments::START))
        else {
            continue;
        };
        let visit = last.get(&fold(reference)).copied();
        let since = visit.unwrap_or(start).max(start);
        let passed = calendar.school_weeks(since, ctx.as_at());
        if passed as f64 > weeks {
            let what = match visit {
                Some(day) => format!("No visit since {}", long(day)),
                None => format!("No visit since it began on {}", long(start)),
            };
            let says = format!(
                "{what}: {passed} school weeks; a visit in {} was expected.",
                plain(weeks)
            );
            findings.add(at(&QUIET, record, &deployments::REF, says));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, says, scene};

    const DEPLOYMENT: &str = "
        LLEs | LLE ref | Accredited
             | LLE01 | 2010-01-22
        Deployments | Deployment ref | LLE ref | Start | End | Status
                    | DEP-07 | LLE01 | 2010-10-12 | 2011-07-15 | closed
    ";

    fn with(rows: &str) -> String {
        format!(
            "{DEPLOYMENT}
            Records of visit | Visit ref | Deployment ref | Date of visit | Mode
            {rows}
        "
        )
    }

    #[test]
    fn a_visit_without_a_reference_lies_within_the_only_deployment_of_its_lle_and_school()
    {
        finds(
            "VIS-002",
            "
            Schools | URN | School
                    | 180124 | Dravby Primary School
            LLEs | LLE ref | Headteacher
                 | LLE01 | Ruth Gathercole
            Deployments | LLE ref | Client URN | Start | End
                        | LLE01 | 180124 | 2010-10-12 | 2011-07-15
            Records of visit | LLE | School | Date of visit
                             | R Gathercole | Dravby Primary | 2010-03-10
                             | R Gathercole | Dravby Primary | 2010-12-10
        ",
            &["Records of visit!C2 query"],
        );
    }

    #[test]
    fn a_visit_lies_within_a_fortnight_of_its_deployment() {
        let tables = with(
            "
            | V1 | DEP-07 | 2010-03-10 |
            | V2 | DEP-07 | 2010-09-28 |
            | V3 | DEP-07 | 2010-09-27 |
            | V4 | DEP-07 | 2011-07-29 |
            | V5 | DEP-07 | 2011-08-01 |
            | V6 | DEP-07 | 2012-05-16 |
        ",
        );
        finds(
            "VIS-002",
            &tables,
            &[
                "Records of visit!C2 query",
                "Records of visit!C4 query",
                "Records of visit!C6 query",
                "Records of visit!C7 query",
            ],
        );
        assert_eq!(
            scene(&tables).set("visit_slack_days", "17").places("VIS-002").len(),
            2
        );
    }

    #[test]
    fn a_date_that_fits_with_day_and_month_turned_round_is_suggested() {
        let said = says("VIS-002", &with("| V1 | DEP-07 | 2011-11-01 |"));
        let hint = "turned round: was it 11\u{a0}January 2011?";
        assert!(said.ends_with(hint), "{said}");
        let said = says("VIS-002", &with("| V1 | DEP-07 | 2010-03-10 |"));
        assert!(!said.contains("turned round"), "{said}");
    }

    #[test]
    fn schools_are_visited_on_school_days() {
        finds(
            "VIS-003",
            &with(
                "
                | V1 | DEP-07 | 2011-09-18 |
                | V2 | DEP-07 | 2011-09-19 |
                | V3 | DEP-07 | 2011-05-30 |
                | V4 | DEP-07 | 2010-12-28 |
                | V5 | DEP-07 | 2011-08-24 | remote
                | V6 | DEP-07 | 2011-08-24 |
            ",
            ),
            &[
                "Records of visit!C2 query",
                "Records of visit!C4 query",
                "Records of visit!C5 query",
                "Records of visit!C7 query",
            ],
        );
    }

    #[test]
    fn a_live_deployment_is_not_left_alone_for_more_than_six_school_weeks() {
        let tables = |day: &str| {
            format!(
                "
            Deployments | Deployment ref | Start | Status
                        | DEP-07 | 2011-01-12 | active
                        | DEP-08 | 2011-01-12 | closed
            Records of visit | Deployment ref | Date of visit
                             | DEP-07 | {day}
        "
            )
        };
        // Whole school weeks to 30 November 2011: from 10, 17 and 31 October, 7, 14 and 21 November.
        finds("VIS-009", &tables("2011-10-07"), &[]);
        // And the week from 3 October.
        finds("VIS-009", &tables("2011-09-30"), &["Deployments!A2 query"]);
    }
}
