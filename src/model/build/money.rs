//! What the forum decided, what is budgeted, what is spent.

use super::{Linker, text};
use crate::base::date::FinancialYear;
use crate::base::release::Held;
use crate::base::text::fold;
use crate::model::programme::{BudgetLine, Decision, DeploymentId, Paid, Spend};
use crate::register::record::Record;
use crate::register::{budget, decisions, spend};

impl Linker<'_> {
    /// The only deployment whose reference stands among the words of a payment, as in
    /// a ledger's narrative.
    fn named_in(&self, record: &Record) -> Option<DeploymentId> {
        let words = format!("{} {}", record.raw(&spend::KIND), record.raw(&spend::NOTES));
        let mut named: Vec<DeploymentId> = words
            .split([' ', ',', ';', ':', '(', ')'])
            .filter(|word| word.chars().any(|c| c.is_ascii_digit()))
            .filter(|word| word.chars().any(char::is_alphabetic))
            .filter_map(|word| self.deployment_of(word))
            .collect();
        named.dedup();
        match named.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    pub(super) fn money(&mut self) {
        let registers = self.registers;
        let decisions =
            self.used(registers.of(&decisions::SCHEMA)).map(|(_, record)| Decision {
                reference: text(record, &decisions::REF),
                date: record.date(&decisions::DATE),
                text: text(record, &decisions::TEXT),
                amount: record.number(&decisions::AMOUNT),
                years: text(record, &decisions::YEARS),
                conditions: text(record, &decisions::CONDITIONS),
            });
        let decisions: Vec<Decision> = decisions.collect();
        let budget =
            self.used(registers.of(&budget::SCHEMA)).map(|(_, record)| BudgetLine {
                year: record.financial_year(&budget::YEAR),
                line: text(record, &budget::LINE),
                route: record.choice(&budget::ROUTE).unwrap_or(""),
                decision: text(record, &budget::DECISION),
                approved: record.number(&budget::APPROVED).unwrap_or(0.0)
                    + record.number(&budget::VIREMENT).unwrap_or(0.0),
            });
        let budget: Vec<BudgetLine> = budget.collect();
        let mut spend: Vec<Spend> = self
            .used(registers.of(&spend::SCHEMA))
            .filter_map(|(_, record)| {
                let date = record.date(&spend::DATE)?;
                let deployment = match record.text(&spend::DEPLOYMENT) {
                    Some(reference) => self.deployment_of(reference),
                    None => self.named_in(record),
                };
                let line = text(record, &spend::LINE);
                let own = record.choice(&spend::ROUTE);
                let year = record
                    .financial_year(&spend::YEAR)
                    .unwrap_or_else(|| FinancialYear::of(date));
                // The line of the payment's own year, before that of another.
                let budgeted = || {
                    let same = || budget.iter().filter(|b| fold(&b.line) == fold(&line));
                    let of_year = same().filter(move |b| b.year == Some(year));
                    of_year.chain(same().filter(move |b| b.year != Some(year)))
                };
                let of_line = budgeted().map(|b| b.route).find(|r| !r.is_empty());
                let decision = record.text(&spend::DECISION).map_or_else(
                    || {
                        budgeted()
                            .map(|b| b.decision.clone())
                            .find(|decision| !decision.is_empty())
                            .unwrap_or_default()
                    },
                    ToOwned::to_owned,
                );
                let of_deployment = deployment
                    .and_then(|id| self.programme.deployment(id))
                    .map(|d| d.route);
                Some(Spend {
                    date,
                    year,
                    deployment,
                    line,
                    decision,
                    route: own.or(of_line).or(of_deployment).unwrap_or(""),
                    kind: text(record, &spend::KIND),
                    net: record
                        .number(&spend::NET)
                        .or_else(|| record.number(&spend::GROSS))?,
                    paid: match record.choice(&spend::STATUS) {
                        Some("committed" | "received" | "invoiced") => Paid::Committed,
                        // What a word means that no list has, is still to be said.
                        None if !record.raw(&spend::STATUS).trim().is_empty() => {
                            Paid::Committed
                        }
                        _ => Paid::Paid,
                    },
                    invoice: text(record, &spend::INVOICE),
                    days: record.number(&spend::DAYS),
                    payee: Held::new(text(record, &spend::PAYEE)),
                    at: record.cell(&spend::NET),
                })
            })
            .collect();
        spend.sort_by(|a, b| a.date.cmp(&b.date).then_with(|| a.at.cmp(&b.at)));
        self.programme.decisions = decisions;
        self.programme.budget = budget;
        self.programme.spend = spend;
        self.programme.ledger.clone_from(&registers.ledger);
    }
}

#[cfg(test)]
mod tests {
    use crate::model::programme::Paid;
    use crate::model::testing::{HELPED_TWICE, programme};

    #[test]
    fn a_payment_belongs_to_the_only_deployment_that_its_words_name() {
        let programme = programme(&format!(
            "{HELPED_TWICE}Spend    | Date | Budget line | Net | Payment status | Invoice no. | Narrative
         | 01/06/2011 | LLE days | 525 | Paid | INV1 | Days to May, DEP-01
         | 02/06/2011 | LLE days | 525 | Paid | INV2 | DEP-01 and DEP-02
         | 03/06/2011 | LLE days | 525 | Paid | INV3 | Room hire
",
        ));
        let deployments: Vec<Option<&str>> = programme
            .spend
            .iter()
            .map(|spend| {
                Some(programme.deployment(spend.deployment?)?.reference.as_str())
            })
            .collect();
        assert_eq!(deployments, [Some("DEP-01"), None, None]);
    }

    #[test]
    fn what_a_word_does_not_call_paid_is_not_counted_as_paid() {
        let programme = programme(&format!(
            "{HELPED_TWICE}Spend    | Date | Budget line | Net | Payment status
         | 01/06/2011 | LLE days | 525 | Paid
         | 02/06/2011 | LLE days | 525 | Promised
         | 03/06/2011 | LLE days | 525 | In the post
         | 04/06/2011 | LLE days | 525 |
",
        ));
        let paid: Vec<Paid> = programme.spend.iter().map(|spend| spend.paid).collect();
        assert_eq!(paid, [Paid::Paid, Paid::Committed, Paid::Committed, Paid::Paid]);
    }
}
