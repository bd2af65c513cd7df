//! A day directly and through the Teaching School.

use super::{NET, ON, ROUTE, excel_day, range, route_words};
use crate::measure::value::routes;
use crate::model::programme::Programme;
use crate::report::book::{Cell, Column, NativeChart, NativeKind, Sheet, Show};

pub(super) fn route_compare(programme: &Programme, paid: &Sheet) -> Sheet {
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
