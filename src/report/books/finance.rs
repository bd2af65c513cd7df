//! `internal/finance.xlsx`: the money, with formulas that can be followed from
//! a figure to the payments that it is made of.

mod agreed;
mod budget;
mod ledger;
mod payments;
mod routes;
#[cfg(test)]
mod tests;
mod value;
mod years;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::base::date::FinancialYear;
use crate::base::figure::{Figure, Figures, Group};
use crate::base::quantity::pounds;
use crate::measure::money::budget;
use crate::measure::value::given;
use crate::model::programme::{Paid, Programme};
use crate::report::book::{Book, Cell, Column, Sheet, Show};
use budget::{forecast, lines};
use payments::payments;
use routes::route_compare;

/// The workbook; none where there is neither a budget nor spend.
pub(crate) fn book(
    programme: &Programme,
    figures: &Figures,
    date: Date,
    period: &str,
) -> Option<Book> {
    if programme.budget.is_empty() && programme.spend.is_empty() {
        return None;
    }
    let budget = budget(programme);
    let paid = payments(programme, Paid::Paid);
    let committed = payments(programme, Paid::Committed);
    let mut sheets = vec![readme(programme)];
    if let Some(budget) = &budget {
        sheets.push(lines(programme, budget, &paid, &committed));
    }
    sheets.push(committed.clone());
    sheets.push(paid.clone());
    if let Some(budget) = &budget {
        sheets.push(forecast(programme, budget, &paid));
    }
    sheets.push(route_compare(programme, &paid));
    let split = years::split(programme);
    sheets.push(years::totals(programme, &split));
    sheets.push(split);
    sheets.push(value::sheet(programme, figures));
    sheets.extend(agreed::contracts(programme, &paid));
    sheets.extend(agreed::staff(programme));
    sheets.push(ledger::reconciliation(programme, &paid, &committed));
    Some(Book::internal(
        "internal/finance.xlsx",
        format!("Finance {period}"),
        "Budget, commitments, spend and value, with their formulas; internal",
        date,
        sheets,
    ))
}

fn readme(programme: &Programme) -> Sheet {
    let line = |sheet: &str, says: &str| vec![Cell::text(sheet), Cell::text(says)];
    Sheet {
        name: "README".to_owned(),
        title: "The money of the programme: internal, payees are named".to_owned(),
        lines: vec![
            format!(
                "As at {}. Totals are live formulas: click one and follow it to the payments.",
                crate::base::date::long(programme.as_at)
            ),
            "The sheets are rebuilt with every run: mend the registers, not this workbook.".to_owned(),
        ],
        columns: vec![Column::text("Sheet", 18.0), Column::text("What it holds", 100.0)],
        rows: vec![
            line("Budget", "Each line of the financial year: approved, paid, committed, forecast, variance, run rate (F05)."),
            line("Commitments", "What is ordered, received or invoiced and not yet paid, with the decision behind it."),
            line("Spend", "Every payment and accrual, with the decision behind it and the cell that it was read from."),
            line("Forecast", "Paid month by month against a budget spread evenly and against the run rate."),
            line("Route_compare", "A day directly and through the Teaching School, at the rates agreed (F04)."),
            line("FY_totals", "Days given, at their rates, by financial year (F06)."),
            line("FY_split", "The same by deployment: an academic year falls into two financial years."),
            line("VfM", "Cost of a school, a day, a point, a pupil, and the days that can still be bought (F01 to F03, F07)."),
            line("Contracts", "What each agreement is worth, where the register of contracts says so, and what has been paid for its deployment."),
            line("Staff", "The posts on the programme and what they cost, where there is a register of staff."),
            line("Reconciliation", "What was read from each sheet of spend against the total row that the sheet itself has."),
        ],
        ..Sheet::default()
    }
}

/// Number in Excel of the first row of a sheet's table.
fn first_row(sheet: &Sheet) -> usize {
    // Title, lines, a blank row, the headings.
    sheet.lines.len() + 4
}

/// A column of another sheet's table, as a formula names it.
fn range(sheet: &Sheet, letter: char) -> String {
    let first = first_row(sheet);
    let last = first + sheet.rows.len().max(1) - 1;
    format!("'{}'!${letter}${first}:${letter}${last}", sheet.name)
}

/// A day as a formula writes it.
fn excel_day(day: Date) -> String {
    format!("DATE({},{},{})", day.year(), day.month(), day.day())
}

// Columns of the sheets Spend and Commitments.
const ON: char = 'A';

const YEAR: char = 'B';

const DEPLOYMENT: char = 'D';

const LINE: char = 'E';

const ROUTE: char = 'F';

const NET: char = 'H';

const FILE: char = 'N';

const TAB: char = 'O';

fn route_words(route: &str) -> &'static str {
    match route {
        "direct" => "Direct",
        "ts" => "Teaching School",
        _ => "not stated",
    }
}
