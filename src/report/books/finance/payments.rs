//! Every payment and commitment, with the cell that it was read from.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::route_words;
use crate::base::cell::Place;
use crate::base::date::AcademicYear;
use crate::base::release::Internal;
use crate::base::text::fold;
use crate::measure::money::line_of;
use crate::model::programme::{Paid, Programme, Spend};
use crate::report::book::{Cell, Column, Sheet, Show};

/// The columns, and after them the file, sheet and cell that a row was read from.
pub(super) fn with_origin(mut columns: Vec<Column>) -> Vec<Column> {
    columns.extend([
        Column::text("File", 30.0),
        Column::text("Sheet", 16.0),
        Column::text("Cell", 8.0),
    ]);
    columns
}

pub(super) fn origin(at: &Place) -> [Cell; 3] {
    [Cell::text(at.file.as_ref()), Cell::text(at.sheet.as_ref()), Cell::text(at.a1())]
}

pub(super) fn payments(programme: &Programme, paid: Paid) -> Sheet {
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
