//! `internal/finance.xlsx`: the money, with formulas that can be followed from
//! a figure to the payments that it is made of.

mod agreed;
mod ledger;
#[cfg(test)]
mod tests;
mod value;
mod years;

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::base::cell::Place;
use crate::base::date::{AcademicYear, FinancialYear, month_name};
use crate::base::figure::{Figure, Figures, Group};
use crate::base::quantity::{plain, pounds};
use crate::base::release::Internal;
use crate::base::text::fold;
use crate::measure::money::{Budget, budget, line_of};
use crate::measure::value::{given, routes};
use crate::model::programme::{Paid, Programme, Spend};
use crate::report::book::{Book, Cell, Column, NativeChart, NativeKind, Sheet, Show};

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

/// The columns, and after them the file, sheet and cell that a row was read from.
fn with_origin(mut columns: Vec<Column>) -> Vec<Column> {
    columns.extend([
        Column::text("File", 30.0),
        Column::text("Sheet", 16.0),
        Column::text("Cell", 8.0),
    ]);
    columns
}

fn origin(at: &Place) -> [Cell; 3] {
    [Cell::text(at.file.as_ref()), Cell::text(at.sheet.as_ref()), Cell::text(at.a1())]
}

fn payments(programme: &Programme, paid: Paid) -> Sheet {
    let decisions: BTreeMap<String, (&str, Option<Date>)> = programme
        .decisions
        .iter()
        .map(|d| (fold(&d.reference), (d.text.as_str(), d.date)))
        .collect();
    let of: Vec<&Spend> = programme.spend.iter().filter(|s| s.paid == paid).collect();
    let rows: Vec<Vec<Cell>> = of
        .iter()
        .map(|spend| {
            let deployment = spend.deployment.and_then(|id| programme.deployment(id));
            let decided = decisions.get(&fold(&spend.decision));
            let mut row = vec![
                Cell::Date(spend.date),
                Cell::text(spend.year.to_string()),
                Cell::text(AcademicYear::of(spend.date).to_string()),
                Cell::text(deployment.map_or("", |d| d.reference.as_str())),
                Cell::text(line_of(programme, spend)),
                Cell::text(route_words(spend.route)),
                Cell::text(spend.kind.clone()),
                Cell::Number(spend.net),
                Cell::number(spend.days),
                Cell::text(if spend.decision.is_empty() {
                    "none written"
                } else {
                    spend.decision.as_str()
                }),
                Cell::text(decided.map_or("", |(text, _)| *text)),
                Cell::text(spend.invoice.clone()),
                Cell::text(spend.payee.shown_to(Internal).clone()),
            ];
            row.extend(origin(&spend.at));
            row
        })
        .collect();
    let (name, title) = match paid {
        Paid::Paid => ("Spend", "Every payment, accruals included"),
        Paid::Committed => ("Commitments", "Ordered, received or invoiced, not yet paid"),
    };
    Sheet {
        name: name.to_owned(),
        title: title.to_owned(),
        lines: vec![
            "Net of VAT, as the register of spend has it; the decision is the payment's own or its budget line's.".to_owned(),
        ],
        columns: with_origin(vec![
            Column::number("Date", 12.0, Show::Date),
            Column::text("Financial year", 10.0),
            Column::text("Academic year", 10.0),
            Column::text("Deployment", 12.0),
            Column::text("Budget line", 24.0),
            Column::text("Route", 16.0),
            Column::text("Type", 20.0),
            Column::number("Net £", 13.0, Show::Money),
            Column::number("Days", 8.0, Show::One),
            Column::text("Decision", 14.0),
            Column::text("What was decided", 44.0),
            Column::text("Invoice", 14.0),
            Column::text("Payee", 28.0),
        ]),
        totals: [(7, !rows.is_empty()), (8, of.iter().any(|s| s.days.is_some()))]
            .into_iter()
            .filter(|(_, is_wanted)| *is_wanted)
            .map(|(column, _)| (column, "SUM"))
            .collect(),
        rows,
        ..Sheet::default()
    }
}

fn route_words(route: &str) -> &'static str {
    match route {
        "direct" => "Direct",
        "ts" => "Teaching School",
        _ => "not stated",
    }
}

/// Sum of a sheet's amounts of one budget line and year, up to the as-at date.
fn sum_of_line(sheet: &Sheet, budget: &Budget, as_at: Date) -> String {
    format!(
        "SUMIFS({},{},$A{{row}},{},\"{}\",{},\"<=\"&{})",
        range(sheet, NET),
        range(sheet, LINE),
        range(sheet, YEAR),
        budget.year,
        range(sheet, ON),
        excel_day(as_at)
    )
}

fn lines(
    programme: &Programme,
    budget: &Budget,
    paid: &Sheet,
    committed: &Sheet,
) -> Sheet {
    let months = budget.months;
    let rows: Vec<Vec<Cell>> = budget
        .lines
        .iter()
        .map(|line| {
            let formula = |formula: String, result: f64| Cell::Formula {
                formula: format!("={formula}"),
                result,
            };
            vec![
                Cell::text(line.name.clone()),
                Cell::text(route_words(line.route)),
                Cell::text(line.decision.clone()),
                Cell::Number(line.approved),
                formula(sum_of_line(paid, budget, programme.as_at), line.paid),
                formula(sum_of_line(committed, budget, programme.as_at), line.committed),
                formula("E{row}+F{row}".to_owned(), line.forecast()),
                formula("G{row}-D{row}".to_owned(), line.variance()),
                match line.of_approved(line.variance()) {
                    Some(percent) => formula("100*H{row}/D{row}".to_owned(), percent),
                    None => Cell::Empty,
                },
                formula(format!("E{{row}}/{months}*12"), line.run_rate(months)),
                match line.apart(months) {
                    Some(apart) => {
                        formula("100*ABS(G{row}-J{row})/D{row}".to_owned(), apart)
                    }
                    None => Cell::Empty,
                },
                Cell::text(if budget.is_flagged(line) { "look at it" } else { "" }),
            ]
        })
        .collect();
    let count = rows.len();
    let total = &budget.total;
    let share = total.of_approved(total.forecast());
    let mut says = vec![format!(
        "Financial year {}, {} of 12 months. Forecast = paid + committed; variance = forecast − approved; run rate = paid ÷ {} × 12.",
        budget.year, months, months
    )];
    if let Some(share) = share {
        says.push(format!(
            "Of {} approved, {} is forecast: {}%; {} {}.",
            pounds(total.approved),
            pounds(total.forecast()),
            crate::base::quantity::decimal(share, 1),
            pounds(total.variance().abs()),
            if total.variance() > 0.0 { "over" } else { "under" }
        ));
    }
    says.push(format!(
        "Flagged where forecast and run rate are more than {}% of the budget apart.",
        plain(budget.flag_above)
    ));
    Sheet {
        name: "Budget".to_owned(),
        title: "The budget of the financial year, line by line".to_owned(),
        lines: says,
        columns: vec![
            Column::text("Budget line", 26.0),
            Column::text("Route", 16.0),
            Column::text("Decision", 14.0),
            Column::number("Approved £", 14.0, Show::Money),
            Column::number("Paid £", 14.0, Show::Money),
            Column::number("Committed £", 14.0, Show::Money),
            Column::number("Forecast £", 14.0, Show::Money),
            Column::number("Variance £", 14.0, Show::Money),
            Column::number("Variance %", 10.0, Show::Signed),
            Column::number("Run rate, year £", 14.0, Show::Money),
            Column::number("Apart, % of budget", 11.0, Show::One),
            Column::text("Flag", 12.0),
        ],
        totals: [3, 4, 5, 6, 7, 9].map(|column| (column, "SUM")).to_vec(),
        rows,
        charts: vec![NativeChart {
            kind: NativeKind::Bar,
            title: "Approved, paid and forecast".to_owned(),
            labels: 0,
            values: vec![3, 4, 6],
            rows: (0, count),
            axis: "pounds".to_owned(),
            alt: "Approved, paid and forecast of each budget line, as in the table beside it.".to_owned(),
        }],
        ..Sheet::default()
    }
}

fn forecast(programme: &Programme, budget: &Budget, paid: &Sheet) -> Sheet {
    let first = budget.year.first_day();
    let rate = budget.total.run_rate(budget.months) / 12.0;
    let mut so_far = 0.0;
    let rows: Vec<Vec<Cell>> = (0..12i64)
        .map(|at| {
            let start = first.saturating_add(at.months());
            let end = start.last_of_month().min(programme.as_at);
            let has_begun = start <= programme.as_at;
            let of_month = |s: &&Spend| {
                s.paid == Paid::Paid
                    && s.year == budget.year
                    && s.date >= start
                    && s.date <= end
            };
            let month: f64 = programme.spend.iter().filter(of_month).map(|s| s.net).sum();
            so_far += month;
            let months = (at + 1) as f64;
            let (spent, sum) = if has_begun {
                let formula = format!(
                    "=SUMIFS({},{},\"{}\",{},\">=\"&{},{},\"<=\"&{})",
                    range(paid, NET),
                    range(paid, YEAR),
                    budget.year,
                    range(paid, ON),
                    excel_day(start),
                    range(paid, ON),
                    excel_day(end)
                );
                let sum = if at == 0 {
                    "=B{row}".to_owned()
                } else {
                    // The month above: the table begins below one line of text.
                    format!("=C{}+B{{row}}", 4 + at)
                };
                (
                    Cell::Formula { formula, result: month },
                    Cell::Formula { formula: sum, result: so_far },
                )
            } else {
                (Cell::Empty, Cell::Empty)
            };
            vec![
                Cell::text(format!("{} {}", month_name(start.month()), start.year())),
                spent,
                sum,
                Cell::Number(budget.total.approved / 12.0 * months),
                Cell::Number(rate * months),
                if at == 11 {
                    Cell::Number(budget.total.forecast())
                } else {
                    Cell::Empty
                },
            ]
        })
        .collect();
    Sheet {
        name: "Forecast".to_owned(),
        title: "Paid so far, month by month".to_owned(),
        lines: vec![format!(
            "Forecast of the year, paid and committed: {}; at the run rate: {}; approved: {}. A payment dated outside its own financial year is in no month.",
            pounds(budget.total.forecast()),
            pounds(budget.total.run_rate(budget.months)),
            pounds(budget.total.approved)
        )],
        columns: vec![
            Column::text("Month", 18.0),
            Column::number("Paid in the month £", 14.0, Show::Money),
            Column::number("Paid so far £", 14.0, Show::Money),
            Column::number("Budget spread evenly £", 14.0, Show::Money),
            Column::number("At the run rate £", 14.0, Show::Money),
            Column::number("Forecast of the year £", 14.0, Show::Money),
        ],
        rows,
        charts: vec![NativeChart {
            kind: NativeKind::Line,
            title: "Paid so far against the budget".to_owned(),
            labels: 0,
            values: vec![2, 3, 4],
            rows: (0, 12),
            axis: "pounds".to_owned(),
            alt: "Paid so far, the budget spread evenly and the run rate, by month, as in the table beside it.".to_owned(),
        }],
        ..Sheet::default()
    }
}

fn route_compare(programme: &Programme, paid: &Sheet) -> Sheet {
    let routes = routes(programme);
    let direct = routes.iter().find(|route| route.word == "direct");
    let direct_day = direct.and_then(|route| route.day());
    let place = routes.iter().position(|route| route.word == "direct").unwrap_or(0);
    let lines = vec![
        "Days agreed at the rates agreed, deployments that have begun. Brokerage: what a day costs more than directly, for the days agreed.".to_owned(),
    ];
    let own = lines.len() + 4 + place;
    let rows: Vec<Vec<Cell>> = routes
        .iter()
        .map(|route| {
            let formula = |formula: String, result: Option<f64>| match result {
                Some(result) => Cell::Formula { formula, result },
                None => Cell::Empty,
            };
            let beside = |of: fn(f64, f64, f64) -> f64| {
                let day = route.day().filter(|_| route.word != "direct")?;
                Some(of(day, direct_day?, route.days))
            };
            vec![
                Cell::text(route_words(route.word)),
                Cell::count(route.deployments),
                Cell::Number(route.days),
                Cell::Number(route.cost),
                formula("=D{row}/C{row}".to_owned(), route.day()),
                Cell::Number(route.given),
                Cell::Formula {
                    formula: format!(
                        "=SUMIFS({},{},$A{{row}},{},\"<=\"&{})",
                        range(paid, NET),
                        range(paid, ROUTE),
                        range(paid, ON),
                        excel_day(programme.as_at)
                    ),
                    result: route.paid,
                },
                formula(
                    format!("=(E{{row}}-E${own})*C{{row}}"),
                    beside(|day, direct, days| (day - direct) * days),
                ),
                formula(
                    format!("=100*(E{{row}}-E${own})/E${own}"),
                    beside(|day, direct, _| 100.0 * (day - direct) / direct),
                ),
            ]
        })
        .collect();
    let count = rows.len();
    Sheet {
        name: "Route_compare".to_owned(),
        title: "A day directly and through the Teaching School".to_owned(),
        lines,
        columns: vec![
            Column::text("Route", 18.0),
            Column::number("Deployments", 12.0, Show::Whole),
            Column::number("Days agreed", 10.0, Show::One),
            Column::number("Cost at rates £", 14.0, Show::Money),
            Column::number("Cost of a day £", 14.0, Show::Money),
            Column::number("Days given", 10.0, Show::One),
            Column::number("Paid £", 14.0, Show::Money),
            Column::number("Brokerage £", 14.0, Show::Money),
            Column::number("Dearer than direct, %", 12.0, Show::Signed),
        ],
        totals: if rows.is_empty() {
            Vec::new()
        } else {
            [1, 2, 3, 5, 6, 7].map(|column| (column, "SUM")).to_vec()
        },
        rows,
        charts: if count > 0 {
            vec![NativeChart {
                kind: NativeKind::Column,
                title: "Cost of a day by route".to_owned(),
                labels: 0,
                values: vec![4],
                rows: (0, count),
                axis: "pounds a day".to_owned(),
                alt: "Cost of a day by each route, as in the table beside it.".to_owned(),
            }]
        } else {
            Vec::new()
        },
        ..Sheet::default()
    }
}
