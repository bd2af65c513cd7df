//! The budget line by line, and the year month by month.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{LINE, NET, ON, YEAR, excel_day, range, route_words};
use crate::base::date::month_name;
use crate::base::quantity::{plain, pounds};
use crate::measure::money::Budget;
use crate::model::programme::{Paid, Programme, Spend};
use crate::report::book::{Cell, Column, NativeChart, NativeKind, Sheet, Show};

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

pub(super) fn lines(
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

pub(super) fn forecast(programme: &Programme, budget: &Budget, paid: &Sheet) -> Sheet {
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
