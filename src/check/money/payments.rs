//! Payments one by one: once, for a real deployment, at a usual price, in their year.

use std::collections::BTreeMap;

use crate::base::date::{AcademicYear, FinancialYear, short};
use crate::base::finding::{Findings, Rule, Severity};
use crate::base::quantity::{plain, pounds};
use crate::base::text::fold;
use crate::register::record::Record;
use crate::register::{deployments, spend};

use super::super::subject::{at, row_of};
use super::super::suggest::sentence;
use super::super::{Ctx, rivals, rule};

pub(super) static INVOICE: Rule = rule(
    "MON-003",
    "payment-twice-or-for-nothing",
    Severity::Query,
    "A payment is for a deployment of the register that has begun, and an invoice is entered once.",
    "Money would be counted twice, or for support that was not given.",
    "Correct the reference or the invoice number, or delete the row that was typed twice.",
);

pub(super) static DEAR: Rule = Rule {
    settings: &["cost_factor"],
    ..rule(
        "MON-004",
        "cost-of-a-day-unusual",
        Severity::Query,
        "A day costs about what days usually cost.",
        "A slip in an amount or in days is hard to see in a total.",
        "Check the amount and the days.",
    )
};

pub(super) static YEAR: Rule = rule(
    "MON-005",
    "year-against-date",
    Severity::Query,
    "The financial and academic years of a payment are those of its date.",
    "Spend would be shown in the wrong year.",
    "Correct the year, or the date.",
);

pub(super) static NEGATIVE: Rule = rule(
    "MON-008",
    "amount-below-nought",
    Severity::Query,
    "An amount is above nought, unless the row says that money came back.",
    "A stray minus sign lowers what was spent twice over.",
    "Take the minus sign away, or write `refund` or `credit` under `Type` or `Notes`.",
);

/// Words that say that money came back or was moved.
const BACK: &[&str] = &[
    "refund", "credit", "revers", "recharge", "journal", "income", "return", "virement",
];

fn amount(record: &Record) -> Option<f64> {
    record.number(&spend::NET).or_else(|| record.number(&spend::GROSS))
}

pub(super) fn invoice(ctx: &Ctx<'_>, findings: &mut Findings) {
    let mut seen: BTreeMap<String, &Record> = BTreeMap::new();
    let aside = rivals::set_aside(findings);
    for record in ctx.rows(&spend::SCHEMA) {
        if aside.contains(&record.place) {
            continue;
        }
        if let Some(number) = record.text(&spend::INVOICE) {
            match seen.get(&fold(number)) {
                // An order and its payment carry one number and one amount.
                Some(first) if is_order_and_payment(first, record) => {}
                Some(first) => {
                    let says = format!(
                        "{number} stands in {} too ({}).",
                        row_of(first, record),
                        amount(first).map_or_else(|| "no amount".to_owned(), pounds)
                    );
                    findings.add(at(&INVOICE, record, &spend::INVOICE, says));
                }
                None => {
                    seen.insert(fold(number), record);
                }
            }
        }
        let Some(reference) = record.text(&spend::DEPLOYMENT) else { continue };
        if !ctx.has("deployments") {
            continue;
        }
        let Some(deployment) = ctx.deployment(reference) else {
            let says = format!(
                "{reference} is not in the deployment register.{}",
                sentence(ctx, reference, ctx.deployment_refs())
            );
            findings.add(at(&INVOICE, record, &spend::DEPLOYMENT, says));
            continue;
        };
        let paid = record
            .date(&spend::DATE)
            .filter(|_| record.choice(&spend::STATUS) == Some("paid"));
        if let (Some(paid), Some(start)) = (paid, deployment.date(&deployments::START))
            && paid < start
        {
            let says = format!(
                "Paid on {}, before {reference} began on {}.",
                short(paid),
                short(start)
            );
            findings.add(at(&INVOICE, record, &spend::DATE, says));
        }
    }
}

fn is_order_and_payment(a: &Record, b: &Record) -> bool {
    let status = |record: &Record| record.choice(&spend::STATUS);
    let is_order = |record: &Record| status(record) == Some("committed");
    is_order(a) != is_order(b)
        && amount(a) == amount(b)
        && a.text(&spend::DEPLOYMENT) == b.text(&spend::DEPLOYMENT)
}

pub(super) fn negative(ctx: &Ctx<'_>, findings: &mut Findings) {
    for record in ctx.rows(&spend::SCHEMA) {
        let words =
            fold(&format!("{} {}", record.raw(&spend::KIND), record.raw(&spend::NOTES)));
        // A ledger that writes `CR` behind the amount says why itself.
        let is_credit = [&spend::NET, &spend::GROSS]
            .iter()
            .any(|column| record.raw(column).to_uppercase().contains("CR"))
            || record.number(&spend::CREDIT).is_some();
        if let Some(amount) = amount(record).filter(|amount| *amount < 0.0)
            && !is_credit
            && !BACK.iter().any(|word| words.contains(word))
        {
            let says =
                format!("{} is below nought, and nothing says why.", pounds(amount));
            findings.add(at(&NEGATIVE, record, &spend::NET, says));
        }
    }
}

pub(super) fn dear(ctx: &Ctx<'_>, findings: &mut Findings) {
    let factor = ctx.number("cost_factor").max(1.0);
    let a_day = |record: &Record| {
        let days = record.number(&spend::DAYS).filter(|days| *days > 0.0)?;
        amount(record).map(|amount| amount / days)
    };
    let mut costs: Vec<f64> = ctx.rows(&spend::SCHEMA).iter().filter_map(a_day).collect();
    costs.sort_by(f64::total_cmp);
    // Of a handful nobody can say what is usual.
    let Some(median) = costs.get(costs.len() / 2).copied().filter(|_| costs.len() >= 5)
    else {
        return;
    };
    for record in ctx.rows(&spend::SCHEMA) {
        let Some(cost) = a_day(record) else { continue };
        if median > 0.0 && (cost > median * factor || cost < median / factor) {
            let says = format!(
                "{} a day; the usual is {} (more or less than {} times that is asked about).",
                pounds(cost),
                pounds(median),
                plain(factor)
            );
            findings.add(at(&DEAR, record, &spend::NET, says));
        }
    }
}

pub(super) fn year(ctx: &Ctx<'_>, findings: &mut Findings) {
    for record in ctx.rows(&spend::SCHEMA) {
        let Some(day) = record.date(&spend::DATE) else { continue };
        if let Some(given) = record
            .financial_year(&spend::YEAR)
            .filter(|given| *given != FinancialYear::of(day))
        {
            let says =
                format!("{} is in {}, not {given}.", short(day), FinancialYear::of(day));
            findings.add(at(&YEAR, record, &spend::YEAR, says));
        }
        if let Some(given) =
            record.year(&spend::ACADEMIC).filter(|given| *given != AcademicYear::of(day))
        {
            let says =
                format!("{} is in {}, not {given}.", short(day), AcademicYear::of(day));
            findings.add(at(&YEAR, record, &spend::ACADEMIC, says));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::finds;

    #[test]
    fn an_invoice_is_entered_once() {
        finds(
            "MON-003",
            "
            Spend | Date | Net £ | Payment status | Invoice no.
                  | 2011-10-17 | 700 | paid | INV4419
                  | 2011-10-24 | 1050 | paid | INV4419
                  | 2011-10-24 | 300 | committed | INV4420
                  | 2011-10-28 | 300 | paid | INV4420
            ",
            &["Spend!D3 query"],
        );
    }

    #[test]
    fn a_payment_is_for_a_deployment_that_has_begun() {
        finds(
            "MON-003",
            "
            Deployments | Deployment ref | Start
                        | DEP-01 | 2011-09-12
            Spend | Date | Deployment ref | Net £ | Payment status
                  | 2011-09-11 | DEP-01 | 350 | paid
                  | 2011-09-12 | DEP-01 | 350 | paid
                  | 2011-09-11 | DEP-01 | 350 | committed
                  | 2011-09-12 | DEP-91 | 350 | paid
            ",
            &["Spend!A2 query", "Spend!B5 query"],
        );
    }

    #[test]
    fn a_day_costs_about_what_days_cost() {
        finds(
            "MON-004",
            "
            Spend | Date | Net £ | Days
                  | 2011-09-11 | 350 | 1
                  | 2011-09-11 | 700 | 2
                  | 2011-09-11 | 350 | 1
                  | 2011-09-11 | 1400 | 1
                  | 2011-09-11 | 1050 | 1
                  | 2011-09-11 | 350 | 1
            ",
            &["Spend!B5 query"],
        );
    }

    #[test]
    fn money_that_came_back_says_so() {
        finds(
            "MON-008",
            "
            Spend | Date | Net £ | Type | Notes
                  | 2011-09-11 | -350 | LLE days |
                  | 2011-09-11 | -350 | Credit note |
                  | 2011-09-11 | -350 | LLE days | refunded, visit cancelled
                  | 2011-09-11 | 0 | LLE days |
            ",
            &["Spend!B2 query"],
        );
    }

    #[test]
    fn the_year_is_that_of_the_date() {
        finds(
            "MON-005",
            "
            Spend | Date | Financial year | Academic year | Net £
                  | 2011-03-31 | 2011-12 | 2010/11 | 350
                  | 2011-04-01 | 2011-12 | 2010/11 | 350
                  | 2011-09-01 | 2011-12 | 2010/11 | 350
            ",
            &["Spend!B2 query", "Spend!C4 query"],
        );
    }
}
