//! Days agreed: above nought, below the most, in quarters.

use crate::base::finding::{Findings, Rule, Severity};
use crate::base::quantity::{plain, rounded};
use crate::register::deployments::{DAYS, SCHEMA};

use super::super::subject::at;
use super::super::{Ctx, rule};

pub(super) static RULE: Rule = Rule {
    settings: &["max_days", "day_step"],
    ..rule(
        "DEP-009",
        "days-agreed-unlikely",
        Severity::Query,
        "Days agreed are above nought, no more than the most that is usual, and in the usual steps.",
        "They decide days contracted, cost and what LLEs have left.",
        "Correct the number; a decimal point may be missing.",
    )
};

fn is_whole(steps: f64) -> bool {
    (steps - rounded(steps, 0)).abs() < 1e-9
}

pub(super) fn days(ctx: &Ctx<'_>, findings: &mut Findings) {
    let (most, step) = (ctx.number("max_days"), ctx.number("day_step"));
    let rows = ctx.rows(&SCHEMA);
    for record in rows {
        let Some(days) = record.number(&DAYS) else { continue };
        let says = if days <= 0.0 {
            format!("{} days agreed; more than none was expected.", plain(days))
        } else if days > most {
            let others = rows
                .iter()
                .filter_map(|record| record.number(&DAYS))
                .filter(|other| *other <= most)
                .fold(0.0, f64::max);
            let hint = if days >= 10.0 && days / 10.0 <= most {
                format!(" Was {} meant?", plain(days / 10.0))
            } else {
                String::new()
            };
            format!(
                "{} days agreed; {} at most were expected, and the most of any other deployment is {}.{hint}",
                plain(days),
                plain(most),
                plain(others)
            )
        } else if step > 0.0 && !is_whole(days / step) {
            format!(
                "{} days agreed; steps of {} were expected.",
                record.raw(&DAYS),
                plain(step)
            )
        } else {
            continue;
        };
        findings.add(at(&RULE, record, &DAYS, says));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, scene};

    const TABLES: &str = "
        Deployments | Deployment ref | Days agreed
                    | DEP-01 | 47
                    | DEP-02 | 30
                    | DEP-03 | 0
                    | DEP-04 | 6.75
                    | DEP-05 | 6.3
    ";

    #[test]
    fn days_are_in_quarters_and_within_the_usual() {
        finds(
            "DEP-009",
            TABLES,
            &["Deployments!B2 query", "Deployments!B4 query", "Deployments!B6 query"],
        );
        let found = scene(TABLES).findings("DEP-009");
        assert!(
            found[0].message.ends_with("is 30. Was 4.7 meant?"),
            "{}",
            found[0].message
        );
    }

    #[test]
    fn the_most_is_a_setting() {
        let patient = scene(TABLES).set("max_days", "47");
        assert_eq!(patient.places("DEP-009").len(), 2);
    }
}
