//! Contracts against deployments, visits, rates and themselves.

mod terms;
mod value;

use crate::base::finding::{Findings, Rule, Severity};
use crate::base::quantity::plain;
use crate::base::text::fold;
use crate::register::{contracts, deployments};

use super::deployments::state::is_off;
use super::subject::at;
use super::suggest::sentence;
use super::{Check, Ctx, rule};

static NONE: Rule = Rule {
    settings: &["contract_days"],
    ..rule(
        "CON-001",
        "deployment-without-contract",
        Severity::Query,
        "A deployment of more than a few days has a contract.",
        "Without one nobody has agreed to release the head, or to pay.",
        "Add the contract, or write `letter of agreement` in the deployment's notes.",
    )
};

static UNKNOWN: Rule = rule(
    "CON-002",
    "contract-of-no-deployment",
    Severity::Error,
    "A contract is for a deployment of the register.",
    "Its days and value belong to nothing.",
    "Correct the deployment's reference, or add the deployment.",
);

/// Checks of this family.
pub(super) const CHECKS: &[Check] = &[
    Check { rule: &NONE, needs: &["contracts", "deployments"], run: none },
    Check { rule: &UNKNOWN, needs: &["contracts", "deployments"], run: unknown },
    Check { rule: &terms::SIGNED, needs: &["contracts"], run: terms::signed },
    Check { rule: &terms::SPAN, needs: &["contracts", "deployments"], run: terms::span },
    Check { rule: &value::VALUE, needs: &["contracts"], run: value::value },
    Check { rule: &value::RATE, needs: &["contracts"], run: value::rate },
    Check { rule: &terms::DAYS, needs: &["contracts", "deployments"], run: terms::days },
];

fn none(ctx: &Ctx<'_>, findings: &mut Findings) {
    let least = ctx.number("contract_days");
    let contracted: std::collections::BTreeSet<String> = ctx
        .rows(&contracts::SCHEMA)
        .iter()
        .filter_map(|record| record.text(&contracts::DEPLOYMENT))
        .map(fold)
        .collect();
    // Contracts told by LLE and school alone cannot be held against references.
    if contracted.is_empty() {
        return;
    }
    for record in ctx.rows(&deployments::SCHEMA) {
        let Some(reference) = record.text(&deployments::REF) else { continue };
        let days = record.number(&deployments::DAYS).unwrap_or(0.0);
        let has_begun =
            record.date(&deployments::START).is_some_and(|start| start <= ctx.as_at());
        let has_letter =
            fold(record.raw(&deployments::NOTES)).contains("letter of agreement");
        if days >= least
            && has_begun
            && !is_off(record)
            && !has_letter
            && !contracted.contains(&fold(reference))
        {
            let says = format!(
                "{} days were agreed for {reference}, and it has no contract.",
                plain(days)
            );
            findings.add(at(&NONE, record, &deployments::REF, says));
        }
    }
}

fn unknown(ctx: &Ctx<'_>, findings: &mut Findings) {
    for record in ctx.rows(&contracts::SCHEMA) {
        let Some(reference) = record.text(&contracts::DEPLOYMENT) else { continue };
        if ctx.deployment(reference).is_none() {
            let says = format!(
                "{reference} is not in the deployment register.{}",
                sentence(ctx, reference, ctx.deployment_refs())
            );
            findings.add(at(&UNKNOWN, record, &contracts::DEPLOYMENT, says));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, says, scene};

    const TABLES: &str = "
        Deployments | Deployment ref | Start | Days agreed | Notes
                    | DEP-01 | 2010-09-13 | 6 |
                    | DEP-12 | 2010-09-13 | 3 |
                    | DEP-03 | 2010-09-13 | 2.5 |
                    | DEP-04 | 2010-09-13 | 6 | Letter of agreement, 1 Sept
                    | DEP-05 | 2012-09-13 | 6 |
        Contracts | Contract no. | Deployment ref
                  | C01 | DEP-01
                  | C02 | DEP-21
    ";

    #[test]
    fn a_deployment_of_some_days_has_a_contract() {
        finds("CON-001", TABLES, &["Deployments!A3 query"]);
        assert!(scene(TABLES).set("contract_days", "4").places("CON-001").is_empty());
    }

    #[test]
    fn a_contract_for_no_deployment_is_left_out_with_the_nearest_named() {
        finds("CON-002", TABLES, &["Contracts!B3 error"]);
        assert!(
            says("CON-002", TABLES).starts_with(
                "DEP-21 is not in the deployment register. Did you mean DEP-"
            )
        );
    }
}
