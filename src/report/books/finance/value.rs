//! What the money bought.

use super::*;

/// What is divided by what, for each figure of value.
pub(super) fn sheet(programme: &Programme, figures: &Figures) -> Sheet {
    let plain_of = |code: &str, item: &str| figures.plain(code, &Group::None, item);
    let day = programme.as_at;
    let paid: f64 = programme
        .spend
        .iter()
        .filter(|s| s.paid == Paid::Paid && s.date <= day)
        .map(|s| s.net)
        .sum();
    let left = plain_of("F05", "total/variance").map(|figure| -figure.value);
    let each = plain_of("F01", "school").map(|figure| figure.value);
    let day_cost = plain_of("F01", "day").map(|figure| figure.value);
    type Row = (&'static str, &'static str, &'static str, Option<f64>, &'static str);
    let wanted: [Row; 6] = [
        ("F01", "school", "Cost of a school", Some(paid), "paid ÷ client schools"),
        ("F01", "day", "Cost of a day", Some(paid), "paid ÷ days given"),
        (
            "F02",
            "before_after",
            "Cost of a point, against the year before",
            each,
            "cost of a school ÷ points of rise",
        ),
        (
            "F02",
            "did",
            "Cost of a point, beyond similar schools",
            each,
            "cost of a school ÷ points beyond",
        ),
        (
            "F03",
            "",
            "Cost of an additional pupil",
            None,
            "cost of the analysed schools ÷ additional pupils",
        ),
        ("F07", "", "Days still affordable", left, "left of the budget ÷ cost of a day"),
    ];
    let rows = wanted
        .into_iter()
        .filter_map(|(code, item, name, over, says)| {
            let figure = plain_of(code, item)?;
            Some(value_row(figure, (code, name, says), over, day_cost))
        })
        .collect();
    Sheet {
        name: "VfM".to_owned(),
        title: "What the support costs".to_owned(),
        lines: vec![
            "A cost of a point or a pupil is never read without its range: dearest where least was gained.".to_owned(),
            "Money divided by gain shows no cause: the gain may have other reasons.".to_owned(),
        ],
        columns: vec![
            Column::text("Figure", 8.0),
            Column::text("What", 40.0),
            Column::number("Divided", 14.0, Show::Two),
            Column::number("By", 12.0, Show::Two),
            Column::number("Result", 14.0, Show::Two),
            Column::number("Lower 95%", 12.0, Show::Two),
            Column::number("Upper 95%", 12.0, Show::Two),
            Column::text("Unit", 14.0),
            Column::text("How", 50.0),
        ],
        rows,
        ..Sheet::default()
    }
}

fn value_row(
    figure: &Figure,
    (code, name, says): (&str, &str, &str),
    over: Option<f64>,
    day_cost: Option<f64>,
) -> Vec<Cell> {
    // What it was divided by follows from the figure, so that both agree.
    let by = match (code, over) {
        ("F07", _) => day_cost,
        (_, Some(over)) if figure.value != 0.0 => Some(over / figure.value),
        _ => None,
    };
    let result = match over.zip(by) {
        Some(_) => {
            Cell::Formula { formula: "=C{row}/D{row}".to_owned(), result: figure.value }
        }
        None => Cell::Number(figure.value),
    };
    vec![
        Cell::text(code),
        Cell::text(name),
        Cell::number(over),
        Cell::number(by),
        result,
        Cell::number(figure.lower),
        Cell::number(figure.upper),
        Cell::text(figure.unit.word()),
        Cell::text(says),
    ]
}
