//! What was agreed: contracts, and the posts that run the programme.

use super::payments::{origin, with_origin};
use super::{DEPLOYMENT, NET, ON, excel_day, range, route_words};
use crate::model::programme::{Contract, DeploymentId, Paid, Programme, Staff};
use crate::report::book::{Cell, Column, Sheet, Show};

/// Contracts with their worth and what has been paid for their deployments; none
/// where there are no contracts.
pub(super) fn contracts(programme: &Programme, paid: &Sheet) -> Option<Sheet> {
    if programme.contracts.is_empty() {
        return None;
    }
    let rows = programme.contracts.iter().map(|one| contract(programme, one, paid));
    Some(Sheet {
        name: "Contracts".to_owned(),
        title: "What was agreed, and what has been paid for it".to_owned(),
        lines: vec![
            "Paid: payments that name the deployment, up to the as-at date; two contracts of one deployment show the same payments.".to_owned(),
        ],
        columns: with_origin(vec![
            Column::text("Contract", 14.0),
            Column::text("Deployment", 14.0),
            Column::number("From", 12.0, Show::Date),
            Column::number("To", 12.0, Show::Date),
            Column::text("Route", 18.0),
            Column::number("Days", 8.0, Show::One),
            Column::number("Rate £", 10.0, Show::Money),
            Column::number("Value £", 12.0, Show::Money),
            Column::number("Of it brokerage £", 12.0, Show::Money),
            Column::number("Paid £", 12.0, Show::Money),
        ]),
        totals: [5, 7, 8].map(|column| (column, "SUM")).to_vec(),
        rows: rows.collect(),
        ..Sheet::default()
    })
}

fn contract(programme: &Programme, one: &Contract, paid: &Sheet) -> Vec<Cell> {
    let deployment = one.deployment.and_then(|id| programme.deployment(id));
    let paid_for = |id: DeploymentId| -> f64 {
        let of = |spend: &&crate::model::programme::Spend| {
            spend.deployment == Some(id)
                && spend.paid == Paid::Paid
                && spend.date <= programme.as_at
        };
        programme.spend.iter().filter(of).map(|spend| spend.net).sum()
    };
    let mut row = vec![
        Cell::text(one.number.clone()),
        Cell::text(deployment.map_or("", |d| d.reference.as_str())),
        Cell::date(one.start),
        Cell::date(one.end),
        Cell::text(route_words(match one.route {
            "" => deployment.map_or("", |d| d.route),
            route => route,
        })),
        Cell::number(one.days),
        Cell::number(one.rate),
        Cell::number(one.value),
        Cell::number(one.brokerage),
        match one.deployment {
            Some(id) => Cell::Formula {
                formula: format!(
                    "=SUMIFS({},{},$B{{row}},{},\"<=\"&{})",
                    range(paid, NET),
                    range(paid, DEPLOYMENT),
                    range(paid, ON),
                    excel_day(programme.as_at)
                ),
                result: paid_for(id),
            },
            None => Cell::Empty,
        },
    ];
    row.extend(origin(&one.at));
    row
}

/// The posts on the programme; none where there is no register of staff.
pub(super) fn staff(programme: &Programme) -> Option<Sheet> {
    if programme.staff.is_empty() {
        return None;
    }
    Some(Sheet {
        name: "Staff".to_owned(),
        title: "Who runs the programme, and what it costs".to_owned(),
        lines: vec![
            "Salaries are in the cost of a school (F01) only where the register of spend has them.".to_owned(),
        ],
        columns: with_origin(vec![
            Column::text("Role", 34.0),
            Column::number("From", 12.0, Show::Date),
            Column::number("To", 12.0, Show::Date),
            Column::number("Share of full time", 10.0, Show::Two),
            Column::number("Days", 8.0, Show::One),
            Column::number("Cost £", 12.0, Show::Money),
            Column::text("At work on the as-at date", 14.0),
        ]),
        totals: [4, 5].map(|column| (column, "SUM")).to_vec(),
        rows: programme.staff.iter().map(|post| self::post(programme, post)).collect(),
        ..Sheet::default()
    })
}

fn post(programme: &Programme, post: &Staff) -> Vec<Cell> {
    let day = programme.as_at;
    let is_now =
        post.from.is_none_or(|from| from <= day) && post.to.is_none_or(|to| to >= day);
    let mut row = vec![
        Cell::text(post.role.clone()),
        Cell::date(post.from),
        Cell::date(post.to),
        Cell::number(post.fte),
        Cell::number(post.days),
        Cell::number(post.cost),
        Cell::text(if is_now { "yes" } else { "no" }),
    ];
    row.extend(origin(&post.at));
    row
}
