//! Days by financial year.

use super::*;

pub(super) fn split(programme: &Programme) -> Sheet {
    let rows: Vec<Vec<Cell>> = given(programme)
        .into_iter()
        .map(|given| {
            let deployment = programme.deployment(given.deployment);
            vec![
                Cell::text(given.year.to_string()),
                Cell::text(deployment.map_or("", |d| d.reference.as_str())),
                Cell::text(route_words(deployment.map_or("", |d| d.route))),
                Cell::Number(given.days),
                Cell::Number(given.rate),
                Cell::Formula {
                    formula: "=D{row}*E{row}".to_owned(),
                    result: given.days * given.rate,
                },
            ]
        })
        .collect();
    Sheet {
        name: "FY_split".to_owned(),
        title: "Days given, at their rates, by financial year and deployment".to_owned(),
        lines: vec!["By the date of the visit; visits of deployments without a rate are not here.".to_owned()],
        columns: vec![
            Column::text("Financial year", 12.0),
            Column::text("Deployment", 14.0),
            Column::text("Route", 18.0),
            Column::number("Days given", 10.0, Show::One),
            Column::number("Rate £", 12.0, Show::Money),
            Column::number("Cost £", 14.0, Show::Money),
        ],
        totals: if rows.is_empty() { Vec::new() } else { vec![(3, "SUM"), (5, "SUM")] },
        rows,
        ..Sheet::default()
    }
}

pub(super) fn totals(programme: &Programme, split: &Sheet) -> Sheet {
    let mut years: BTreeMap<FinancialYear, (f64, f64)> = BTreeMap::new();
    for given in given(programme) {
        let entry = years.entry(given.year).or_default();
        entry.0 += given.days;
        entry.1 += given.days * given.rate;
    }
    let rows: Vec<Vec<Cell>> = years
        .into_iter()
        .map(|(year, (days, cost))| {
            let sum = |letter: char| {
                format!(
                    "=SUMIFS({},{},$A{{row}})",
                    range(split, letter),
                    range(split, 'A')
                )
            };
            vec![
                Cell::text(year.to_string()),
                Cell::Formula { formula: sum('D'), result: days },
                Cell::Formula { formula: sum('F'), result: cost },
            ]
        })
        .collect();
    Sheet {
        name: "FY_totals".to_owned(),
        title: "Days given, at their rates, by financial year".to_owned(),
        columns: vec![
            Column::text("Financial year", 14.0),
            Column::number("Days given", 12.0, Show::One),
            Column::number("Cost £", 14.0, Show::Money),
        ],
        totals: if rows.is_empty() { Vec::new() } else { vec![(1, "SUM"), (2, "SUM")] },
        rows,
        ..Sheet::default()
    }
}
