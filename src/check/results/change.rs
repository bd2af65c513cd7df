//! A school's result against its own of the year before.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::date::AcademicYear;
use crate::base::finding::{Finding, Findings, Rule, Severity};
use crate::base::indicator::{Basis, Indicator};
use crate::base::quantity::{decimal, plain};
use crate::register::results::Result as SchoolResult;
use crate::register::schools;

use super::super::deployments::state::programme_schools;
use super::super::school::Which;
use super::super::{Ctx, rule};

pub(super) static JUMP: Rule = Rule {
    settings: &["jump_points", "jump_pupils"],
    ..rule(
        "RES-010",
        "large-change-in-a-year",
        Severity::Query,
        "A programme school's result changes in a year by no more than the points and the pupils' worth that are set, or the change is known to be right.",
        "A slip in one small school can make the whole difference.",
        "Confirm the figure, or correct it.",
    )
};

pub(super) fn jump(ctx: &Ctx<'_>, findings: &mut Findings) {
    let (threshold, pupils) = (ctx.number("jump_points"), ctx.number("jump_pupils"));
    let programme: BTreeSet<&str> = programme_schools(ctx)
        .into_iter()
        .filter_map(|school| school.text(&schools::URN))
        .collect();
    type Key<'a> = (String, &'a Indicator, AcademicYear);
    let mut by_year: BTreeMap<Key<'_>, &SchoolResult> = BTreeMap::new();
    for result in &ctx.registers.results {
        if result.indicator.basis != Basis::Share
            || result.is_published
            || result.score.is_err()
        {
            continue;
        }
        let Which::Found(school) = ctx.schools.find(
            result.urn.as_deref(),
            result.dfe.as_deref(),
            Some(&result.name),
        ) else {
            continue;
        };
        if let Some(urn) =
            school.text(&schools::URN).filter(|urn| programme.contains(urn))
        {
            by_year
                .entry((urn.to_owned(), result.indicator, result.year))
                .or_insert(result);
        }
    }
    // Earlier years have been before the forum already.
    let latest = by_year.keys().map(|(_, _, year)| *year).max();
    for ((urn, indicator, year), result) in &by_year {
        if Some(*year) != latest {
            continue;
        }
        let Some(before) = by_year.get(&(urn.clone(), *indicator, year.before())) else {
            continue;
        };
        let (Ok(now), Ok(then)) = (&result.score, &before.score) else { continue };
        let change = now.value - then.value;
        let cohort = now.denominator.or(now.cohort);
        let pupil = cohort.filter(|n| *n > 0.0).map(|n| 100.0 / n);
        if change.abs() <= threshold
            || pupil.is_some_and(|pupil| change.abs() <= pupils * pupil)
        {
            continue;
        }
        let worth = match (cohort, pupil) {
            (Some(n), Some(pupil)) => {
                format!(
                    " with {} pupils (1 pupil = {} points)",
                    plain(n),
                    decimal(pupil, 1)
                )
            }
            _ => String::new(),
        };
        let word = if change > 0.0 { "up" } else { "down" };
        let says = format!(
            "{} is {word} {} points on {}{worth}.",
            indicator.short,
            decimal(change.abs(), 1),
            year.before()
        );
        findings.add(
            Finding::new(&JUMP, result.cell(), says)
                .register("results")
                .record(format!("{urn} {}", result.name).trim())
                .value(&result.raw),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, scene};

    const LISTS: &str = "
        Schools | URN | School
                | 180001 | Dravby Primary School
                | 180002 | Norby Primary School
        Deployments | Deployment ref | Client URN
                    | DEP-01 | 180001
    ";

    fn with(number: &str, cohort: &str, urn: &str) -> String {
        format!(
            "{LISTS}
            Results | URN | Year | Number | Cohort | Value
                    | {urn} | 2009/10 | 10 | 20 | 50
                    | {urn} | 2010/11 | {number} | {cohort} |
        "
        )
    }

    #[test]
    fn a_large_change_of_a_client_school_is_asked_about() {
        finds("RES-010", &with("15", "20", "180001"), &["Results!E3 query"]);
        finds("RES-010", &with("14", "20", "180001"), &[]);
        finds("RES-010", &with("15", "20", "180002"), &[]);
        // 77.8% of nine pupils: two and a half pupils' worth above a half.
        finds("RES-010", &with("7", "9", "180001"), &[]);
        assert!(
            scene(&with("15", "20", "180001"))
                .set("jump_points", "25")
                .places("RES-010")
                .is_empty()
        );
    }
}
