//! Budget lines: spend within them, and on lines that exist.

use std::collections::BTreeMap;

use crate::base::date::FinancialYear;
use crate::base::finding::{Findings, Rule, Severity};
use crate::base::quantity::pounds;
use crate::base::text::{fold, nearest};
use crate::register::record::Record;
use crate::register::{budget, spend};

use super::super::subject::{at, with};
use super::super::{Ctx, rule};

pub(super) static OVER: Rule = rule(
    "MON-002",
    "over-the-budget-line",
    Severity::Query,
    "Paid and committed spend of a budget line stays within what was approved.",
    "The forum approved the line, not more.",
    "Correct the amounts, enter the virement, or tell the forum.",
);

pub(super) static UNKNOWN: Rule = rule(
    "MON-007",
    "budget-line-unknown",
    Severity::Query,
    "Spend is booked to a line of the budget.",
    "It is in the total, but held against no line.",
    "Write the line as the budget has it.",
);

/// The financial year of a payment: its own, else that of its date.
pub(super) fn year_of(record: &Record) -> Option<FinancialYear> {
    record
        .financial_year(&spend::YEAR)
        .or_else(|| record.date(&spend::DATE).map(FinancialYear::of))
}

/// The budget lines that a payment is booked to, of its year where years are given.
pub(super) fn budget_lines<'a>(ctx: &Ctx<'a>, record: &Record) -> Vec<&'a Record> {
    let wanted = fold(record.raw(&spend::LINE));
    let year = year_of(record);
    if wanted.is_empty() {
        return Vec::new();
    }
    ctx.rows(&budget::SCHEMA)
        .iter()
        .filter(|line| fold(line.raw(&budget::LINE)) == wanted)
        .filter(|line| {
            let of = line.financial_year(&budget::YEAR);
            of.is_none() || year.is_none() || of == year
        })
        .collect()
}

type Line = (Option<FinancialYear>, String);

fn line_of(record: &Record) -> Line {
    (record.financial_year(&budget::YEAR), fold(record.raw(&budget::LINE)))
}

pub(super) fn over(ctx: &Ctx<'_>, findings: &mut Findings) {
    let mut spent: BTreeMap<Line, (f64, f64)> = BTreeMap::new();
    for record in ctx.rows(&spend::SCHEMA) {
        let amount = record.number(&spend::NET).or_else(|| record.number(&spend::GROSS));
        let (Some(amount), Some(line)) =
            (amount, budget_lines(ctx, record).first().copied())
        else {
            continue;
        };
        let entry = spent.entry(line_of(line)).or_default();
        match record.choice(&spend::STATUS) {
            Some("committed") => entry.1 += amount,
            _ => entry.0 += amount,
        }
    }
    let mut approved: BTreeMap<Line, (f64, &Record)> = BTreeMap::new();
    for record in ctx.rows(&budget::SCHEMA) {
        let amount = record.number(&budget::APPROVED).unwrap_or(0.0)
            + record.number(&budget::VIREMENT).unwrap_or(0.0);
        approved.entry(line_of(record)).or_insert((0.0, record)).0 += amount;
    }
    for (line, (approved, record)) in approved {
        let (paid, committed) = spent.get(&line).copied().unwrap_or_default();
        if paid + committed > approved + 0.005 {
            let says = format!(
                "{} is paid and {} committed, {} together; {} was approved.",
                pounds(paid),
                pounds(committed),
                pounds(paid + committed),
                pounds(approved)
            );
            findings.add(at(&OVER, record, &budget::APPROVED, says));
        }
    }
}

/// The budget line that may have been meant, as a sentence with a space before it.
pub(super) fn near_line(ctx: &Ctx<'_>, written: &str) -> String {
    let lines = ctx.rows(&budget::SCHEMA).iter().map(|line| line.raw(&budget::LINE));
    nearest(written, lines)
        .filter(|(_, like)| *like > 0.8)
        .map(|(near, _)| format!(" Did you mean {near}?"))
        .unwrap_or_default()
}

pub(super) fn unknown(ctx: &Ctx<'_>, findings: &mut Findings) {
    for record in ctx.rows(&spend::SCHEMA) {
        let written = record.raw(&spend::LINE);
        if written.is_empty() || !budget_lines(ctx, record).is_empty() {
            continue;
        }
        // Where decisions are held, money on no line has none: an error at this cell.
        if ctx.has("decisions") && record.text(&spend::DECISION).is_none() {
            continue;
        }
        let lines =
            || ctx.rows(&budget::SCHEMA).iter().map(|line| line.raw(&budget::LINE));
        let is_of_other_year = lines().any(|line| fold(line) == fold(written));
        if is_of_other_year {
            // A year without a budget of its own is no fault of the payment.
            let years: Vec<_> = ctx
                .rows(&budget::SCHEMA)
                .iter()
                .filter_map(|line| line.financial_year(&budget::YEAR))
                .collect();
            let year = year_of(record);
            if year.is_some_and(|year| years.contains(&year)) {
                let says = format!(
                    "The budget of {} has no line {written}.",
                    year.map(|year| year.to_string()).unwrap_or_default()
                );
                findings.add(with(&UNKNOWN, Severity::Query, record, &spend::LINE, says));
            }
            continue;
        }
        let near = near_line(ctx, written);
        let says = format!("{written} is no line of the budget.{near}");
        findings.add(at(&UNKNOWN, record, &spend::LINE, says));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, says};

    fn tables(second: &str, line: &str) -> String {
        format!(
            "
            Budget | Financial year | Budget line | Approved £ | Virement £
                   | 2011-12 | Direct | 1000 | 50
                   | 2010-11 | Direct | 10 |
            Spend | Date | Financial year | Budget line | Net £ | Payment status
                  | 2011-06-04 | 2011-12 | Direct | 525 | paid
                  | 2011-06-04 | | {line} | {second} | committed
        "
        )
    }

    #[test]
    fn paid_and_committed_stay_within_the_line() {
        finds("MON-002", &tables("525", "Direct"), &[]);
        finds("MON-002", &tables("525.01", "Direct"), &["Budget!C2 query"]);
        assert_eq!(
            says("MON-002", &tables("600", "Direct")),
            "£525 is paid and £600 committed, £1,125 together; £1,050 was approved."
        );
    }

    #[test]
    fn spend_is_booked_to_a_line_of_the_budget() {
        finds("MON-007", &tables("1", "direct"), &[]);
        assert_eq!(
            says("MON-007", &tables("1", "Directt")),
            "Directt is no line of the budget. Did you mean Direct?"
        );
    }
}
