//! Signatures, and the days and dates that a contract shares with its deployment.

use std::collections::BTreeMap;

use crate::base::date::{Date, short};
use crate::base::finding::{Findings, Rule, Severity};
use crate::base::quantity::plain;
use crate::base::text::fold;
use crate::locate::schema::Column;
use crate::register::record::Record;
use crate::register::{contracts as con, deployments, visits};

use super::super::context::is_blank;
use super::super::subject::at;
use super::super::{Ctx, rule};

pub(super) static SIGNED: Rule = rule(
    "CON-003",
    "contract-not-signed-in-time",
    Severity::Query,
    "All parties have signed before the first visit.",
    "Support without a signature is not agreed, nor insured.",
    "Add the missing date, or correct it; if it was signed late, say so once.",
);

pub(super) static SPAN: Rule = rule(
    "CON-004",
    "contract-shorter-than-deployment",
    Severity::Query,
    "A contract begins no later and ends no earlier than its deployment.",
    "Days outside the contract are not paid for.",
    "Correct the date, or extend the contract.",
);

pub(super) static DAYS: Rule = rule(
    "CON-008",
    "contract-days-differ",
    Severity::Query,
    "A contract is for as many days as its deployment.",
    "Days delivered are held against days contracted.",
    "Correct whichever of the two numbers is wrong.",
);

const PARTIES: [(&Column, &str); 3] = [
    (&con::SIGNED_LLE, "the LLE's governors"),
    (&con::SIGNED_CLIENT, "the client school's governors"),
    (&con::SIGNED_LA, "the authority"),
];

pub(super) fn signed(ctx: &Ctx<'_>, findings: &mut Findings) {
    let first_visits = first_visits(ctx);
    for record in ctx.rows(&con::SCHEMA) {
        let reference = record.text(&con::DEPLOYMENT).map(fold).unwrap_or_default();
        let visit = first_visits.get(&reference).copied();
        let start = visit.or_else(|| record.date(&con::START));
        let Some(start) = start.filter(|day| *day <= ctx.as_at()) else { continue };
        let what = if visit.is_some() { "the first visit" } else { "it began" };
        for (column, who) in PARTIES {
            if record.field(column).is_none() {
                continue;
            }
            if is_blank(record, column) {
                let says = format!(
                    "No signature of {who} is recorded; {what} was on {}.",
                    short(start)
                );
                findings.add(at(&SIGNED, record, column, says));
            } else if let Some(day) = record.date(column).filter(|day| *day > start) {
                let says = format!(
                    "Signed by {who} on {}, after {what} on {}.",
                    short(day),
                    short(start)
                );
                findings.add(at(&SIGNED, record, column, says));
            }
        }
    }
}

fn first_visits(ctx: &Ctx<'_>) -> BTreeMap<String, Date> {
    let mut first: BTreeMap<String, Date> = BTreeMap::new();
    for record in ctx.rows(&visits::SCHEMA) {
        let (Some(reference), Some(day)) =
            (record.text(&visits::DEPLOYMENT), record.date(&visits::DATE))
        else {
            continue;
        };
        // A visit far from its deployment is asked about as a visit.
        let start =
            ctx.deployment(reference).and_then(|record| record.date(&deployments::START));
        if start.is_some_and(|start| day < start) {
            continue;
        }
        let entry = first.entry(fold(reference)).or_insert(day);
        *entry = (*entry).min(day);
    }
    first
}

fn of_deployment<'a>(ctx: &Ctx<'a>, record: &Record) -> Option<&'a Record> {
    record.text(&con::DEPLOYMENT).and_then(|reference| ctx.deployment(reference))
}

pub(super) fn span(ctx: &Ctx<'_>, findings: &mut Findings) {
    for record in ctx.rows(&con::SCHEMA) {
        let Some(deployment) = of_deployment(ctx, record) else { continue };
        let start = record.date(&con::START).zip(deployment.date(&deployments::START));
        if let Some((from, start)) = start.filter(|(from, start)| from > start) {
            let says = format!(
                "The contract begins on {}, the deployment on {}.",
                short(from),
                short(start)
            );
            findings.add(at(&SPAN, record, &con::START, says));
        }
        let until = deployment
            .date(&deployments::END)
            .or_else(|| deployment.date(&deployments::PLANNED_END));
        let end = record.date(&con::END).zip(until);
        if let Some((to, end)) = end.filter(|(to, end)| to < end) {
            let says = format!(
                "The contract ends on {}, the deployment on {}.",
                short(to),
                short(end)
            );
            findings.add(at(&SPAN, record, &con::END, says));
        }
    }
}

pub(super) fn days(ctx: &Ctx<'_>, findings: &mut Findings) {
    // Several contracts of one deployment add up.
    let mut sums: BTreeMap<String, f64> = BTreeMap::new();
    for record in ctx.rows(&con::SCHEMA) {
        if let (Some(reference), Some(days)) =
            (record.text(&con::DEPLOYMENT), record.number(&con::DAYS))
        {
            *sums.entry(fold(reference)).or_default() += days;
        }
    }
    let mut told = std::collections::BTreeSet::new();
    for record in ctx.rows(&con::SCHEMA) {
        let Some(deployment) = of_deployment(ctx, record) else { continue };
        let reference = fold(record.raw(&con::DEPLOYMENT));
        let (Some(sum), Some(agreed)) =
            (sums.get(&reference), deployment.number(&deployments::DAYS))
        else {
            continue;
        };
        let is_off =
            (sum - agreed).abs() > 1e-9 && record.number(&con::DAYS) != Some(agreed);
        if is_off && told.insert(reference) {
            let says = format!(
                "{} days are contracted; {} are agreed for {}.",
                plain(*sum),
                plain(agreed),
                deployment.raw(&deployments::REF)
            );
            findings.add(at(&DAYS, record, &con::DAYS, says));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, says};

    #[test]
    fn all_sign_before_the_first_visit() {
        let tables = "
            Deployments | Deployment ref | Start
                        | DEP-01 | 2010-09-13
            Records of visit | Deployment ref | Date of visit
                             | DEP-01 | 2010-10-12
                             | DEP-01 | 2010-10-03
                             | DEP-01 | 2010-03-03
            Contracts | Contract no. | Deployment ref | Signed (LLE's governors) | Signed (client governors) | Signed (LA) | Start
                      | C01 | DEP-01 | 2010-10-03 | 2010-10-20 | | 2010-09-13
                      | C02 | DEP-02 | | | | 2012-09-13
        ";
        finds("CON-003", tables, &["Contracts!D2 query", "Contracts!E2 query"]);
    }

    #[test]
    fn a_contract_encloses_its_deployment() {
        let tables = "
            Deployments | Deployment ref | Start | End | Days agreed
                        | DEP-01 | 2010-09-13 | 2011-07-31 | 6
                        | DEP-02 | 2010-09-13 | 2011-07-31 | 6
            Contracts | Contract no. | Deployment ref | Start | End | Days
                      | C01 | DEP-01 | 2010-09-13 | 2011-03-31 | 6
                      | C02 | DEP-02 | 2010-09-13 | 2011-07-31 | 7
        ";
        finds("CON-004", tables, &["Contracts!D2 query"]);
        finds("CON-008", tables, &["Contracts!E3 query"]);
        assert_eq!(
            says("CON-008", tables),
            "7 days are contracted; 6 are agreed for DEP-02."
        );
    }

    #[test]
    fn two_contracts_of_one_deployment_add_up() {
        finds(
            "CON-008",
            "
            Deployments | Deployment ref | Days agreed
                        | DEP-01 | 6
            Contracts | Contract no. | Deployment ref | Days
                      | C01 | DEP-01 | 4
                      | C02 | DEP-01 | 2
            ",
            &[],
        );
    }
}
