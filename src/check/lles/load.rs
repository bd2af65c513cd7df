//! What an LLE carries: deployments after leaving, more than was offered.

use crate::base::date::short;
use crate::base::finding::{Findings, Rule, Severity};
use crate::base::quantity::plain;
use crate::register::record::Record;
use crate::register::{deployments, lles};

use super::super::deployments::state::{is_live, one_lle};
use super::super::person::has_left;
use super::super::subject::{at, name};
use super::super::{Ctx, rule};

pub(super) static LEFT: Rule = rule(
    "LLE-008",
    "deployment-after-the-lle-left",
    Severity::Error,
    "An LLE who has left has no open deployment.",
    "Support would be counted that nobody gives.",
    "End the deployment on the day the LLE left, or correct the LLE's status or its date.",
);

pub(super) static CAPACITY: Rule = Rule {
    settings: &["max_days"],
    ..rule(
        "LLE-009",
        "lle-over-capacity",
        Severity::Query,
        "An LLE's live deployments are no more, in number and days, than was offered.",
        "The own school may be losing its head for longer than its governors agreed.",
        "End what is over, correct the days, or enter the new agreement with the governors.",
    )
};

fn live_of<'a>(ctx: &Ctx<'a>, lle: &Record) -> Vec<&'a Record> {
    let own = ctx.deployments_of(lle).iter().copied();
    own.filter(|record| is_live(record, ctx.as_at())).collect()
}

pub(super) fn left(ctx: &Ctx<'_>, findings: &mut Findings) {
    for deployment in ctx.rows(&deployments::SCHEMA) {
        if !is_live(deployment, ctx.as_at()) {
            continue;
        }
        let Some(lle) = one_lle(ctx, deployment).filter(|lle| has_left(lle)) else {
            continue;
        };
        let left = lle.date(&lles::STATUS_DATE);
        if left.is_some_and(|day| day >= ctx.as_at()) {
            continue;
        }
        let when = left.map(|day| format!(" on {}", short(day))).unwrap_or_default();
        let says = format!(
            "{} left{when} ({}), but the deployment is still open.",
            name(lle),
            lle.raw(&lles::STATUS).trim()
        );
        findings.add(at(&LEFT, deployment, &deployments::END, says));
    }
}

pub(super) fn capacity(ctx: &Ctx<'_>, findings: &mut Findings) {
    for lle in ctx.rows(&lles::SCHEMA) {
        let most = lle.number(&lles::MAX_ACTIVE);
        let offered = lle.number(&lles::DAYS_OFFERED);
        if most.is_none() && offered.is_none() {
            continue;
        }
        let live = live_of(ctx, lle);
        if let Some(most) = most.filter(|most| live.len() as f64 > *most) {
            let says = format!(
                "{} deployments are live; {} at most were agreed.",
                live.len(),
                plain(most)
            );
            findings.add(at(&CAPACITY, lle, &lles::MAX_ACTIVE, says));
        }
        let Some(offered) = offered else { continue };
        let a_year: f64 = live.iter().map(|record| days_a_year(ctx, record)).sum();
        if a_year > offered + 1e-9 {
            let says = format!(
                "{} days a year are agreed in live deployments; {} were offered.",
                plain(a_year),
                plain(offered)
            );
            findings.add(at(&CAPACITY, lle, &lles::DAYS_OFFERED, says));
        }
    }
}

/// Days agreed, spread over the whole years that a deployment runs.
fn days_a_year(ctx: &Ctx<'_>, record: &Record) -> f64 {
    let days = record.number(&deployments::DAYS).unwrap_or(0.0);
    let most = ctx.number("max_days");
    // A slip of the pen is asked about at its own cell.
    if days > most {
        return 0.0;
    }
    let start = record.date(&deployments::START);
    let end = record.date(&deployments::PLANNED_END).or(record.date(&deployments::END));
    let span = start.zip(end).and_then(|(start, end)| start.until(end).ok());
    let years = span.map_or(1.0, |span| (f64::from(span.get_days()) / 365.25).max(1.0));
    days / years
}

#[cfg(test)]
mod tests {
    use crate::check::found::finds;

    #[test]
    fn nobody_supports_after_leaving() {
        let tables = |status: &str, day: &str| {
            format!(
                "
            LLEs | LLE ref | Headteacher | Status | Status date
                 | LLE01 | Ruth Gathercole | {status} | {day}
            Deployments | Deployment ref | LLE ref | Start | End | Status
                        | DEP-01 | LLE01 | 2011-01-10 | | active
                        | DEP-02 | LLE01 | 2010-01-10 | 2010-07-15 | closed
        "
            )
        };
        finds("LLE-008", &tables("retired", "2011-07-31"), &["Deployments!D2 error"]);
        finds("LLE-008", &tables("retired", "2011-12-31"), &[]);
        finds("LLE-008", &tables("active", "2011-07-31"), &[]);
    }

    #[test]
    fn deployments_and_days_stay_within_what_was_offered() {
        let tables = |most: &str, offered: &str| {
            format!(
                "
            LLEs | LLE ref | Most deployments at once | Days offered per year
                 | LLE01 | {most} | {offered}
            Deployments | Deployment ref | LLE ref | Start | Status | Days agreed
                        | DEP-01 | LLE01 | 2011-01-10 | active | 6
                        | DEP-02 | LLE01 | 2011-01-10 | active | 6
                        | DEP-03 | LLE01 | 2010-01-10 | closed | 6
        "
            )
        };
        finds("LLE-009", &tables("2", "12"), &[]);
        finds("LLE-009", &tables("1", "12"), &["LLEs!B2 query"]);
        finds("LLE-009", &tables("", "11.5"), &["LLEs!C2 query"]);
    }
}
