//! Every pound has a decision of the forum behind it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::finding::{Findings, Rule, Severity};
use crate::base::text::{fold, nearest};
use crate::locate::schema::Column;
use crate::register::record::Record;
use crate::register::{budget, decisions, spend};

use super::super::subject::at;
use super::super::{Ctx, rule};
use super::lines::budget_lines;

pub(super) static RULE: Rule = rule(
    "MON-006",
    "money-without-decision",
    Severity::Error,
    "A budget line has a decision of the forum, and spend has its own or its budget line's.",
    "The forum's money may not be shown as agreed where it was not.",
    "Enter the reference of the decision as it stands in the register of decisions.",
);

pub(super) fn run(ctx: &Ctx<'_>, findings: &mut Findings) {
    let known: BTreeSet<String> = ctx
        .rows(&decisions::SCHEMA)
        .iter()
        .filter_map(|record| record.text(&decisions::REF))
        .map(fold)
        .collect();
    let has = |record: &Record, column: &Column| {
        record.text(column).is_some_and(|reference| known.contains(&fold(reference)))
    };
    for record in ctx.rows(&budget::SCHEMA) {
        if !has(record, &budget::DECISION) {
            findings.add(at(
                &RULE,
                record,
                &budget::DECISION,
                says(ctx, record, &budget::DECISION),
            ));
        }
    }
    let silent = silent_sheets(ctx);
    let mut whole_sheets = Vec::new();
    for record in ctx.rows(&spend::SCHEMA) {
        if has(record, &spend::DECISION) {
            continue;
        }
        if record.text(&spend::DECISION).is_some() {
            let says = says(ctx, record, &spend::DECISION);
            findings.add(at(&RULE, record, &spend::DECISION, says));
            continue;
        }
        let lines = budget_lines(ctx, record);
        if lines.iter().any(|line| has(line, &budget::DECISION)) {
            continue;
        }
        let sheet = sheet_of(record);
        let (message, is_whole) = why(ctx, record, &lines, silent.contains(&sheet));
        let finding = at(&RULE, record, &spend::LINE, message);
        if is_whole {
            whole_sheets.push(finding);
        } else {
            findings.add(finding);
        }
    }
    findings.add_once_a_sheet(whole_sheets);
}

type Sheet = (Arc<str>, Arc<str>);

fn sheet_of(record: &Record) -> Sheet {
    (record.place.file.clone(), record.place.sheet.clone())
}

/// Sheets of payments on which no row says what the money was for.
fn silent_sheets(ctx: &Ctx<'_>) -> BTreeSet<Sheet> {
    let says = |record: &&Record| {
        !record.raw(&spend::LINE).is_empty() || record.text(&spend::DECISION).is_some()
    };
    let (told, silent): (Vec<&Record>, Vec<&Record>) =
        ctx.rows(&spend::SCHEMA).iter().partition(says);
    let told: BTreeSet<Sheet> = told.into_iter().map(sheet_of).collect();
    silent.into_iter().map(sheet_of).filter(|sheet| !told.contains(sheet)).collect()
}

/// Why no decision stands behind a payment, and whether it is so for every
/// such payment of the sheet, which is then told once.
fn why(
    ctx: &Ctx<'_>,
    record: &Record,
    lines: &[&Record],
    is_silent: bool,
) -> (String, bool) {
    let written = record.raw(&spend::LINE);
    if is_silent {
        let says = "No budget line and no decision of the forum is given in any row of this sheet.";
        return (says.to_owned(), true);
    }
    if ctx.rows(&budget::SCHEMA).is_empty() {
        let says = "No budget was read, so no decision of the forum stands behind a payment that names none.";
        return (says.to_owned(), true);
    }
    let says = match (written.is_empty(), lines.is_empty()) {
        (true, _) => "No budget line and no decision of the forum is given.".to_owned(),
        (false, true) => {
            let near = super::lines::near_line(ctx, written);
            format!(
                "{written} is no line of that year's budget, so no decision of the forum stands behind it.{near}"
            )
        }
        (false, false) => format!(
            "The budget line {written} has no decision of the forum, and the row names none."
        ),
    };
    (says, false)
}

fn says(ctx: &Ctx<'_>, record: &Record, column: &Column) -> String {
    let Some(written) = record.text(column) else {
        return "No decision of the forum is given.".to_owned();
    };
    let refs =
        ctx.rows(&decisions::SCHEMA).iter().filter_map(|row| row.text(&decisions::REF));
    let near = nearest(written, refs)
        .filter(|(_, like)| *like > 0.8)
        .map(|(near, _)| format!(" Did you mean {near}?"))
        .unwrap_or_default();
    format!("{written} is not in the register of decisions.{near}")
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, scene};

    const TABLES: &str = "
        Forum decisions | Decision ref | Meeting date | Decision
                        | SF/11/04 | 2011-03-25 | Agreed
        Budget | Financial year | Budget line | Approved £ | Decision ref
               | 2011-12 | Direct | 36000 | SF/11/04
               | 2011-12 | Teaching School | 20000 |
               | 2011-12 | Evaluation | 3000 | SF/11/40
        Spend | Date | Financial year | Budget line | Net £ | Decision ref
              | 2011-06-04 | 2011-12 | Direct | 525 |
              | 2011-06-04 | 2011-12 | Teaching School | 805 |
              | 2011-06-04 | 2011-12 | Teaching School | 805 | SF/11/04
              | 2011-06-04 | 2011-12 | | 805 |
    ";

    #[test]
    fn a_line_or_payment_without_a_decision_is_left_out() {
        finds(
            "MON-006",
            TABLES,
            &["Budget!D3 error", "Budget!D4 error", "Spend!C3 error", "Spend!C5 error"],
        );
        let found = scene(TABLES).findings("MON-006");
        assert!(
            found[1].message.ends_with("Did you mean SF/11/04?"),
            "{}",
            found[1].message
        );
    }

    #[test]
    fn without_a_budget_payments_that_name_no_decision_are_told_of_once_and_left_out() {
        let tables = "
            Forum decisions | Decision ref | Meeting date | Decision
                            | SF/11/04 | 2011-03-25 | Agreed
            Spend | Date | Financial year | Budget line | Net £ | Decision ref
                  | 2011-06-04 | 2011-12 | Direct | 525 |
                  | 2011-06-04 | 2011-12 | Direct | 805 |
                  | 2011-06-04 | 2011-12 | Direct | 525 | SF/11/40
                  | 2011-06-04 | 2011-12 | Direct | 525 | SF/11/04
        ";
        finds("MON-006", tables, &["Spend!C2 error", "Spend!E4 error"]);
        let found = scene(tables).findings("MON-006");
        assert!(found[0].message.starts_with("No budget was read"));
        assert_eq!(found[0].leaves_out.len(), 2);
    }

    #[test]
    fn a_sheet_that_never_says_what_the_money_was_for_is_told_once() {
        let tables = "
        Forum decisions | Decision ref | Meeting date | Decision
                        | SF/11/04 | 2011-03-25 | Agreed
        Budget | Financial year | Budget line | Approved £ | Decision ref
               | 2011-12 | Direct | 36000 | SF/11/04
        Spend | Date | Financial year | Net £ | Gross £
              | 2011-06-04 | 2011-12 | 525 | 525
              | 2011-06-04 | 2011-12 | 805 | 805
              | 2011-06-05 | 2011-12 | 805 | 805
        ";
        let found = scene(tables).findings("MON-006");
        assert_eq!(found.len(), 1);
        assert!(found[0].message.contains("in any row of this sheet"));
        assert_eq!(found[0].leaves_out.len(), 3, "none of them is in a figure");
        assert_eq!(found[0].more.len(), 2);
    }

    #[test]
    fn without_a_register_of_decisions_the_rule_is_not_run() {
        let tables = "
            Budget | Budget line | Approved £ | Decision ref
                   | Direct | 36000 |
        ";
        assert_eq!(
            scene(tables).not_run("MON-006").unwrap(),
            "There is no register of forum decisions."
        );
    }
}
