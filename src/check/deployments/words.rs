//! What a deployment is for: how anybody would know that it has worked.

use crate::base::finding::{Findings, Rule, Severity};
use crate::register::deployments::{SCHEMA, START, SUCCESS};

use super::super::context::is_blank;
use super::super::subject::at;
use super::super::{Ctx, rule};
use super::state::{is_off, last_day};

pub(super) static SUCCESS_RULE: Rule = Rule {
    settings: &["long_deployment_days"],
    ..rule(
        "DEP-011",
        "no-success-measure",
        Severity::Query,
        "A deployment of more than a term says how its success will be known.",
        "Whether objectives were met cannot be said otherwise.",
        "Add one line: what will be different, and by when.",
    )
};

pub(super) fn success(ctx: &Ctx<'_>, findings: &mut Findings) {
    let term = ctx.number("long_deployment_days");
    for record in ctx.rows(&SCHEMA) {
        // Where the register has no such column, the adviser keeps it elsewhere.
        if record.field(&SUCCESS).is_none()
            || !is_blank(record, &SUCCESS)
            || is_off(record)
        {
            continue;
        }
        let Some(start) = record.date(&START) else { continue };
        let end = last_day(record).unwrap_or(ctx.as_at());
        let days = start.until(end).map_or(0, |span| span.get_days());
        if f64::from(days) > term {
            let says = "The deployment runs for more than a term and names no measure of success.";
            findings.add(at(&SUCCESS_RULE, record, &SUCCESS, says));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::finds;

    #[test]
    fn a_long_deployment_says_how_success_will_be_known() {
        finds(
            "DEP-011",
            "
            Deployments | Deployment ref | Start | End | Success measures
                        | DEP-01 | 2011-01-10 | 2011-07-15 |
                        | DEP-02 | 2011-01-10 | 2011-07-15 | Level 4+ rises to 70%
                        | DEP-03 | 2011-01-10 | 2011-04-08 |
            ",
            &["Deployments!D2 query"],
        );
    }

    #[test]
    fn a_register_without_the_column_is_left_alone() {
        finds(
            "DEP-011",
            "
            Deployments | Deployment ref | Start | End
                        | DEP-01 | 2011-01-10 | 2011-07-15
            ",
            &[],
        );
    }
}
