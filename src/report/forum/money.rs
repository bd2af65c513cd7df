//! Appendix C: what was approved, paid and ordered, and what it bought.

use std::collections::{BTreeMap, BTreeSet};

use super::Named;
use super::tables::{table, told};
use crate::base::date::{Date, FinancialYear, month_name};
use crate::base::figure::{Figure, Group};
use crate::base::quantity::{NOT_APPLICABLE, NOT_AVAILABLE, decimal, pounds};
use crate::base::release::Public;
use crate::base::text::count;
use crate::model::programme::Paid;
use crate::report::Sources;
use crate::report::block::{Align, Block, RowKind, Tile};
use crate::report::chart::{Chart, Drawn, Series};

/// The blocks of this appendix.
pub(super) fn blocks(sources: &Sources<'_>) -> Vec<Named> {
    let has_any = sources.figures.all.iter().any(|f| f.code.starts_with('F'));
    if !has_any {
        // The sentence on money says that there is no budget.
        let names = [
            "tiles:money",
            "chart:budget",
            "table:budget",
            "chart:spend",
            "table:routes",
            "table:value",
            "table:split",
        ];
        return names.map(|name| (name, Vec::new())).to_vec();
    }
    vec![
        ("tiles:money", tiles(sources)),
        ("chart:budget", bullets(sources)),
        ("table:budget", vec![budget(sources)]),
        ("chart:spend", cumulative(sources)),
        ("table:routes", vec![routes(sources)]),
        ("table:value", vec![value(sources)]),
        ("table:split", vec![split(sources)]),
    ]
}

fn plain<'a>(sources: &'a Sources<'_>, code: &str, item: &str) -> Option<&'a Figure> {
    sources.figures.plain(code, &Group::None, item)
}

fn tiles(sources: &Sources<'_>) -> Vec<Block> {
    let of = |code: &str, item: &str| plain(sources, code, item).map(Figure::shown);
    let mut tiles = Vec::new();
    let mut tile = |figure: Option<String>, label: &str, compare: String| {
        if let Some(figure) = figure {
            let label = label.to_owned();
            tiles.push(Tile { figure, label, compare, series: Series::Other });
        }
    };
    tile(
        of("F05", "total/approved"),
        "approved for the financial year",
        FinancialYear::of(sources.programme.as_at).to_string(),
    );
    tile(
        of("F05", "total/forecast"),
        "paid or ordered so far",
        of("F05", "total/variance")
            .map(|v| format!("{v} against the budget"))
            .unwrap_or_default(),
    );
    let base = |item: &str, one: &str, many: &str| {
        let n = plain(sources, "F01", item).and_then(|f| f.schools);
        n.map_or_else(
            || "paid since the start".to_owned(),
            |n| format!("paid since the start, {}", count(n as usize, one, many)),
        )
    };
    let schools = base("school", "school", "schools");
    tile(of("F01", "school"), "for each client school", schools);
    let visits = base("day", "visit", "visits");
    tile(of("F01", "day"), "for each day of support", visits);
    if tiles.is_empty() { Vec::new() } else { vec![Block::Tiles(tiles)] }
}

/// F05 by line, the total apart.
struct Lines<'a> {
    lines: BTreeMap<&'a str, BTreeMap<&'a str, &'a Figure>>,
    total: Option<BTreeMap<&'a str, &'a Figure>>,
}

fn lines<'a>(sources: &'a Sources<'_>) -> Lines<'a> {
    let mut lines: BTreeMap<&str, BTreeMap<&str, &Figure>> = BTreeMap::new();
    for figure in sources.figures.all.iter().filter(|f| f.code == "F05") {
        if let Some((line, part)) = figure.item.rsplit_once('/') {
            lines.entry(line).or_default().insert(part, figure);
        }
    }
    let total = lines.remove("total");
    Lines { lines, total }
}

fn amount(parts: &BTreeMap<&str, &Figure>, part: &str) -> f64 {
    parts.get(part).map_or(0.0, |figure| figure.value)
}

fn bullets(sources: &Sources<'_>) -> Vec<Block> {
    let found = lines(sources);
    if found.lines.is_empty() {
        return Vec::new();
    }
    let rows: Vec<(String, f64, f64, f64, f64)> = found
        .lines
        .iter()
        .map(|(name, parts)| {
            (
                (*name).to_owned(),
                amount(parts, "approved"),
                amount(parts, "paid"),
                amount(parts, "committed"),
                amount(parts, "forecast"),
            )
        })
        .collect();
    let over = rows.iter().filter(|row| row.4 > row.1).count();
    let alt = told(
        "Budget lines.",
        rows.iter().map(|(name, approved, paid, ordered, forecast)| {
            format!(
                "{name}: approved {}, paid {}, ordered {}, forecast {}",
                pounds(*approved),
                pounds(*paid),
                pounds(*ordered),
                pounds(*forecast)
            )
        }),
    );
    vec![Block::Chart(Box::new(Chart {
        id: "c-budget".to_owned(),
        title: match (over, rows.len()) {
            (0, 1) => "The one budget line is within what was approved".to_owned(),
            (0, all) => format!("All {all} budget lines are within what was approved"),
            (_, 1) => "The one budget line is beyond what was approved".to_owned(),
            (1, all) => format!("1 of {all} budget lines is beyond what was approved"),
            (n, all) => format!("{n} of {all} budget lines are beyond what was approved"),
        },
        subtitle: format!(
            "Financial year {}, pounds: approved, paid, ordered and forecast",
            FinancialYear::of(sources.programme.as_at)
        ),
        source: "Source: budget and spend registers.".to_owned(),
        alt,
        drawn: Drawn::Bullet { rows, axis: "pounds".to_owned() },
    }))]
}

fn budget(sources: &Sources<'_>) -> Block {
    let flagged = sources.programme.settings.number("flag_forecast_percent");
    let found = lines(sources);
    let row = |name: &str, parts: &BTreeMap<&str, &Figure>| {
        let of = |part: &str| {
            parts.get(part).map_or_else(
                || NOT_AVAILABLE.to_owned(),
                |figure| figure.shown_to(Public),
            )
        };
        let approved = amount(parts, "approved");
        let apart = (amount(parts, "forecast") - amount(parts, "run_rate")).abs();
        let flag = if approved <= 0.0 {
            "not in the budget".to_owned()
        } else if amount(parts, "forecast") > approved {
            "over budget".to_owned()
        } else if apart > approved * flagged / 100.0 {
            format!("{} apart", pounds(apart))
        } else {
            "no flag".to_owned()
        };
        vec![
            name.to_owned(),
            of("approved"),
            of("paid"),
            of("committed"),
            of("forecast"),
            of("variance"),
            of("run_rate"),
            flag,
        ]
    };
    let mut rows: Vec<Vec<String>> =
        found.lines.iter().map(|(name, parts)| row(name, parts)).collect();
    rows.extend(found.total.iter().map(|parts| row("Total", parts)));
    let flag_note = format!(
        "Flag: the line is over its budget, or forecast and run rate are more than {}% of its budget apart.",
        decimal(flagged, 0)
    );
    let decided: BTreeSet<String> = crate::measure::money::budget(sources.programme)
        .into_iter()
        .flat_map(|budget| budget.lines)
        .map(|line| line.decision)
        .filter(|decision| !decision.is_empty())
        .collect();
    let decided = match decided.len() {
        0 => "No decision of the forum is written beside the budget lines.".to_owned(),
        _ => format!(
            "Approved by the forum\u{2019}s decisions: {}.",
            decided.into_iter().collect::<Vec<_>>().join(", ")
        ),
    };
    let mut block = table(
        "t-budget",
        &format!(
            "Budget of the financial year {}, pounds",
            FinancialYear::of(sources.programme.as_at)
        ),
        &[
            ("Line", Align::Left),
            ("Approved", Align::Decimal),
            ("Paid", Align::Decimal),
            ("Ordered", Align::Decimal),
            ("Forecast", Align::Decimal),
            ("Variance", Align::Decimal),
            ("Run rate for the year", Align::Decimal),
            ("Flag", Align::Left),
        ],
        rows,
        &[
            "Forecast is paid and ordered together; variance is forecast less approved; run rate is what was paid, spread over twelve months.",
            &flag_note,
            &decided,
        ],
    );
    if found.total.is_some()
        && let Block::Table(table) = &mut block
        && let Some((kind, _)) = table.rows.last_mut()
    {
        *kind = RowKind::Total;
    }
    block
}

fn cumulative(sources: &Sources<'_>) -> Vec<Block> {
    let programme = sources.programme;
    let year = FinancialYear::of(programme.as_at);
    let found = lines(sources);
    let Some(total) = &found.total else { return Vec::new() };
    let (approved, forecast) = (amount(total, "approved"), amount(total, "forecast"));
    let run_rate = amount(total, "run_rate");
    // April is month nought of a financial year.
    let place = |month: i8| (i32::from(month) - 4).rem_euclid(12);
    // What is booked to this year and dated before it is there from its first month.
    let month_of = |date: Date| {
        if FinancialYear::of(date) == year { place(date.month()) } else { 0 }
    };
    let now = place(programme.as_at.month());
    let paid_in = |at: i32| {
        programme
            .spend
            .iter()
            .filter(|s| {
                s.year == year
                    && s.paid == Paid::Paid
                    && s.date <= programme.as_at
                    && month_of(s.date) == at
            })
            .map(|s| s.net)
            .sum::<f64>()
    };
    let (low, high) = (forecast.min(run_rate), forecast.max(run_rate));
    let (mut months, mut actual, mut budget, mut band) = (vec![], vec![], vec![], vec![]);
    let mut sum = 0.0;
    for at in 0..12 {
        let month = i8::try_from((at + 3) % 12 + 1).unwrap_or(1);
        months.push(month_name(month).chars().take(3).collect::<String>());
        budget.push(approved * f64::from(at + 1) / 12.0);
        if at <= now {
            sum += paid_in(at);
            actual.push(Some(sum));
            band.push((at == now).then_some((sum, sum)));
        } else {
            let share = f64::from(at - now) / f64::from(11 - now);
            let to = |end: f64| sum + (end.max(sum) - sum) * share;
            actual.push(None);
            band.push(Some((to(low), to(high))));
        }
    }
    vec![Block::Chart(Box::new(Chart {
        id: "c-spend".to_owned(),
        title: format!(
            "{} of {} is paid; the year would end {}",
            pounds(sum),
            pounds(approved),
            match (pounds(low.max(sum)), pounds(high.max(sum))) {
                (low, high) if low == high => format!("at {low}"),
                (low, high) => format!("between {low} and {high}"),
            }
        ),
        subtitle: format!(
            "Financial year {year}, pounds paid to the end of each month; the budget is spread evenly; the band runs from what is ordered to the run rate"
        ),
        source: "Source: budget and spend registers.".to_owned(),
        alt: told(
            &format!(
                "Budget of the year {}; forecast of the year's end {} to {}. Paid to the end of each month:",
                pounds(approved),
                pounds(low.max(sum)),
                pounds(high.max(sum))
            ),
            months.iter().zip(&actual).filter_map(|(month, value)| {
                Some(format!("{month} {}", pounds((*value)?)))
            }),
        ),
        drawn: Drawn::Cumulative {
            months,
            actual,
            budget,
            band,
            axis: "pounds".to_owned(),
        },
    }))]
}

fn routes(sources: &Sources<'_>) -> Block {
    let rows = [
        ("direct", "Commissioned directly, for a day"),
        ("ts", "Through the Teaching School, for a day"),
        ("brokerage", "Extra cost of the Teaching School, all its days"),
        ("premium_percent", "Extra cost of the Teaching School, per cent"),
    ]
    .into_iter()
    .filter_map(|(item, words)| {
        let figure = plain(sources, "F04", item)?;
        Some(vec![words.to_owned(), figure.shown_to(Public)])
    })
    .collect();
    table(
        "t-routes",
        "The two routes of commissioning",
        &[("Measure", Align::Left), ("Value", Align::Decimal)],
        rows,
        &["Rates are those agreed in the deployment register, weighted by days."],
    )
}

fn value(sources: &Sources<'_>) -> Block {
    let rows = [
        ("F01", "school", "For each client school"),
        ("F01", "day", "For each day delivered"),
        ("F02", "before_after", "For one point of rise in one school, before and after"),
        ("F02", "did", "For one point of rise in one school, beyond similar schools"),
        ("F03", "", "For each additional pupil at the standard, beyond similar schools"),
        ("F07", "whole", "Days that what is left of the budget would pay for"),
    ]
    .into_iter()
    .filter_map(|(code, item, words)| {
        let figure = plain(sources, code, item)?;
        let range = match (figure.lower, figure.upper) {
            (Some(lower), Some(upper)) => {
                format!("{} to {}", pounds(lower), pounds(upper))
            }
            // A cost of a point without its range is not to be printed.
            _ if code == "F02" => return None,
            _ => NOT_APPLICABLE.to_owned(),
        };
        Some(vec![words.to_owned(), figure.shown_to(Public), range])
    })
    .collect();
    let mut rows: Vec<Vec<String>> = rows;
    let mut columns = vec![("Measure", Align::Left), ("Value", Align::Decimal)];
    let mut foot = vec!["Costs are of all money paid since the programme began."];
    if rows.iter().flatten().any(|cell| cell.contains(" to ")) {
        columns.push(("95% range", Align::Left));
        foot.push("A range follows the interval of the rise: where less was gained, a point costs more.");
    } else {
        rows.iter_mut().for_each(|row| row.truncate(2));
    }
    table("t-value", "What the support costs", &columns, rows, &foot)
}

fn split(sources: &Sources<'_>) -> Block {
    let rows = sources
        .figures
        .all
        .iter()
        .filter(|f| f.code == "F06")
        .map(|f| vec![f.item.clone(), f.shown_to(Public)])
        .collect();
    table(
        "t-split",
        "Days of support at their rate, by financial year of the visit",
        &[("Financial year", Align::Left), ("Pounds", Align::Decimal)],
        rows,
        &[
            "A financial year runs from April to March and holds parts of two school years.",
        ],
    )
}
