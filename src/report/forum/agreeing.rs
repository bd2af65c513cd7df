//! One figure, one value: what tables, tiles, charts and the published workbook
//! print, read back and held against the figures and against each other.

use std::collections::BTreeMap;

use super::impact::GROUPS;
use super::monitor::MEASURES;
use super::pair::Pair;
use super::tables::bare;
use crate::base::figure::{Figure, Figures, Group};
use crate::base::quantity::{decimal, plain, pounds, whole};
use crate::base::release::Public;
use crate::report::block::{Block, RowKind, Table, TableCell};
use crate::report::book::{Book, Cell};
use crate::report::books::published::amount;
use crate::report::chart::{Chart, Drawn};

/// What differs, in a few words, and a sentence about it.
pub(in crate::report) type Told = (String, String);

/// One printed value.
#[derive(Clone, Debug)]
struct Printed {
    /// What it is a value of: `F05 total/paid`.
    of: String,
    shown: String,
    place: String,
}

/// Figures that the measures give twice with two values.
pub(in crate::report) fn twice(figures: &Figures) -> Vec<Told> {
    let mut known = BTreeMap::new();
    let mut told = Vec::new();
    for figure in &figures.all {
        let key = (
            figure.code,
            figure.indicator.map_or("", |indicator| indicator.code),
            &figure.group,
            (figure.from, figure.to),
            figure.item.as_str(),
        );
        let first: &mut &Figure = known.entry(key).or_insert(figure);
        if first.value.to_bits() != figure.value.to_bits()
            && first.shown() != figure.shown()
        {
            let of = [figure.code, &figure.group.to_string(), &figure.item].join(" ");
            let says = format!(
                "{} is {} in one place of the evidence and {} in another.",
                of.trim(),
                first.shown(),
                figure.shown()
            );
            told.push((of, says));
        }
    }
    told
}

/// Values of one figure that differ between places, and parts that do not add up.
pub(in crate::report) fn differing(blocks: &[&Block], figures: &Figures) -> Vec<Told> {
    let mut told = Vec::new();
    let mut first: BTreeMap<String, Printed> = of_figures(figures)
        .into_iter()
        .map(|printed| (printed.of.clone(), printed))
        .collect();
    for block in blocks {
        let mut here: BTreeMap<String, Vec<Printed>> = BTreeMap::new();
        let mut found = Vec::new();
        match block {
            Block::Table(table) => {
                of_table(table, &mut found);
                told.extend(sums_of_table(table));
            }
            Block::Chart(chart) => {
                of_chart(chart, &mut found);
                told.extend(sums_of_chart(chart));
            }
            Block::Tiles(tiles) => {
                for tile in tiles {
                    let known = TILES.iter().find(|(label, _)| *label == tile.label);
                    if let Some((label, of)) = known {
                        let place = format!("the key figure {label}");
                        found.push(printed(of, &tile.figure, &place));
                    }
                }
            }
            _ => {}
        }
        for printed in found {
            here.entry(printed.of.clone()).or_default().push(printed);
        }
        for printed in here.into_values() {
            // Two rows of one name are two things.
            let [printed] = printed.as_slice() else { continue };
            let known =
                first.entry(printed.of.clone()).or_insert_with(|| printed.clone());
            if known.shown != printed.shown {
                let says = format!(
                    "{} is {} in {} and {} in {}; one value was expected.",
                    printed.of, known.shown, known.place, printed.shown, printed.place
                );
                told.push((printed.of.clone(), says));
            }
        }
    }
    told
}

fn printed(of: &str, shown: &str, place: &str) -> Printed {
    Printed { of: of.to_owned(), shown: shown.to_owned(), place: place.to_owned() }
}

/// Key figures by their labels.
const TILES: [(&str, &str); 12] = [
    ("approved for the financial year", "F05 total/approved"),
    ("paid or ordered so far", "F05 total/forecast"),
    ("for each client school", "F01 school"),
    ("for each day of support", "F01 day"),
    ("active LLEs", "P01"),
    ("deployments at work", "P04"),
    ("client schools supported now", "P04 clients"),
    ("of the days agreed delivered", "P05"),
    ("of active LLEs deployed", "P04 utilisation"),
    ("of priority schools supported", "P07"),
    ("of visit records on time", "P09"),
    ("of agreements signed before the first visit", "P15"),
];

/// What the figures themselves say.
fn of_figures(figures: &Figures) -> Vec<Printed> {
    let place = "the evidence";
    let mut found: Vec<Printed> = figures
        .all
        .iter()
        .filter(|f| f.group == Group::None && f.indicator.is_none())
        .filter(|f| f.code.starts_with(['P', 'F']))
        .map(|f| {
            let of = format!("{} {}", f.code, f.item);
            printed(of.trim(), &f.shown_to(Public), place)
        })
        .collect();
    let Some(pair) = Pair::headline(figures) else { return found };
    found.extend(GROUPS.iter().filter_map(|(code, group, name, _)| {
        let figure = pair.of(code, group, "")?;
        Some(printed(&format!("Change of {name}"), &bare(figure), place))
    }));
    if let Some(counted) = pair.of("M25", &Group::Clients, "") {
        found.push(printed("Schools counted", &decimal(counted.value, 0), place));
        found.extend(
            counted.schools.map(|all| printed("Client schools", &whole(all), place)),
        );
    }
    found
}

fn of_table(table: &Table, found: &mut Vec<Printed>) {
    let place = format!("the table {}", table.caption);
    for (kind, cells) in &table.rows {
        let cells: Vec<String> = cells.iter().map(TableCell::said).collect();
        let cell = |at: usize| cells.get(at).map_or("", String::as_str);
        let mut add = |of: String, at: usize| {
            found.extend(cells.get(at).map(|shown| printed(&of, shown, &place)));
        };
        match table.id.as_str() {
            "t-changes" => add(format!("Change of {}", cell(0)), 1),
            "t-excluded" if cell(0) == "Client schools" => {
                add("Client schools".into(), 1)
            }
            "t-excluded" if cell(0) == "Counted" => add("Schools counted".into(), 1),
            "t-programme" => {
                let known = MEASURES.iter().find(|(code, _, words, _)| {
                    *words == cell(0) && cells.last().is_some_and(|last| last == code)
                });
                if let Some((code, item, _, _)) = known {
                    add(format!("{code} {item}").trim().to_owned(), 1);
                }
            }
            "t-budget" => {
                let line = if *kind == RowKind::Total { "total" } else { cell(0) };
                for (at, part) in (1..).zip(PARTS) {
                    add(format!("F05 {line}/{part}"), at);
                }
            }
            "t-split" => add(format!("F06 {}", cell(0)), 1),
            "t-survey" => add(format!("Answers of {} to {}", cell(1), cell(0)), 2),
            _ => {}
        }
    }
}

/// Columns of the budget.
const PARTS: [&str; 6] =
    ["approved", "paid", "committed", "forecast", "variance", "run_rate"];

fn of_chart(chart: &Chart, found: &mut Vec<Printed>) {
    let place = format!("the chart {}", chart.title);
    let mut add = |of: String, shown: String| found.push(printed(&of, &shown, &place));
    match &chart.drawn {
        Drawn::DotInterval { points, .. } if chart.id == "c-changes" => {
            for point in points {
                let name = point.label.split(" (").next().unwrap_or("");
                add(format!("Change of {name}"), point.shown.clone());
            }
        }
        Drawn::Flow { start, end, .. } if chart.id == "c-excluded" => {
            add("Client schools".to_owned(), whole(start.1));
            add("Schools counted".to_owned(), whole(end.1));
        }
        Drawn::Bullet { rows, .. } if chart.id == "c-budget" => {
            for (line, approved, paid, ordered, forecast) in rows {
                let values = [approved, paid, ordered, forecast];
                for (part, value) in PARTS.iter().zip(values) {
                    add(format!("F05 {line}/{part}"), pounds(*value));
                }
            }
        }
        Drawn::Cumulative { actual, .. } if chart.id == "c-spend" => {
            if let Some(paid) = actual.iter().rev().flatten().next() {
                add("F05 total/paid".to_owned(), pounds(*paid));
            }
        }
        Drawn::Diverging { bars } if chart.id == "c-survey" => {
            for (label, counts, _) in bars {
                // `The support was collaborative, LLEs (17)`
                let name = label.rsplit_once(" (").map_or("", |(name, _)| name);
                if let Some((item, group)) = name.rsplit_once(", ") {
                    let n: u32 = counts.iter().sum();
                    let of = format!("Answers of {group} to {item}");
                    add(of, whole(u64::from(n)));
                }
            }
        }
        _ => {}
    }
}

/// What does not add up: a total row, or all client schools less the reasons.
fn sums_of_table(table: &Table) -> Vec<Told> {
    let place = format!("the table {}", table.caption);
    let rows: Vec<(RowKind, Vec<String>)> = table
        .rows
        .iter()
        .map(|(kind, cells)| (*kind, cells.iter().map(TableCell::said).collect()))
        .collect();
    if table.id == "t-excluded" {
        let numbers: Vec<f64> = rows
            .iter()
            .filter_map(|(_, cells)| amount(cells.get(1).map_or("", String::as_str)))
            .collect();
        let Some((counted, parts)) = numbers.split_last() else { return Vec::new() };
        let sum: f64 = parts.iter().sum();
        return differs("Schools counted", sum, *counted, 0.0, &place)
            .into_iter()
            .collect();
    }
    let mut totals = rows.iter().filter(|(kind, _)| *kind == RowKind::Total);
    let Some((_, total)) = totals.next_back() else { return Vec::new() };
    let column = |at: usize| -> Option<Vec<f64>> {
        rows.iter()
            .filter(|(kind, _)| *kind == RowKind::Body)
            .map(|(_, cells)| cells.get(at).and_then(|text| sum_part(text)))
            .collect()
    };
    (1..table.columns.len())
        .filter_map(|at| {
            let text = total.get(at)?;
            let (parts, total) = (column(at)?, sum_part(text)?);
            // Each is rounded for itself.
            let step =
                if text.contains('.') || text.contains('£') { 0.005 } else { 0.5 };
            let within = step * (parts.len() + 1) as f64;
            let (heading, _) = table.columns.get(at)?;
            differs(heading, parts.iter().sum(), total, within, &place)
        })
        .collect()
}

/// Shares and averages are no parts of a sum.
fn sum_part(text: &str) -> Option<f64> {
    if text.contains(['%', 'p']) { None } else { amount(text) }
}

fn sums_of_chart(chart: &Chart) -> Vec<Told> {
    let place = format!("the chart {}", chart.title);
    match &chart.drawn {
        Drawn::Flow { start, steps, end } => {
            let parts: u64 = end.1 + steps.iter().map(|(_, n)| n).sum::<u64>();
            differs(&start.0, parts as f64, start.1 as f64, 0.0, &place)
                .into_iter()
                .collect()
        }
        Drawn::Diverging { bars } => bars
            .iter()
            .filter_map(|(label, counts, _)| {
                let (name, n) = label.trim_end_matches(')').rsplit_once(" (")?;
                let sum: u32 = counts.iter().sum();
                differs(name, f64::from(sum), n.parse().ok()?, 0.0, &place)
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn differs(of: &str, sum: f64, total: f64, within: f64, place: &str) -> Option<Told> {
    ((sum - total).abs() > within + 1e-6).then(|| {
        let says = format!(
            "{of} is {} in {place}, and its parts add up to {}; one value was expected.",
            plain(total),
            plain(sum)
        );
        (of.to_owned(), says)
    })
}

/// Numbers of the workbook that are not those of the page's table.
pub(in crate::report) fn rewritten(blocks: &[&Block], book: &Book) -> Vec<Told> {
    let mut told = Vec::new();
    for block in blocks {
        let Block::Table(table) = block else { continue };
        let of = format!(": {}", table.caption);
        let same: Vec<_> =
            book.sheets.iter().filter(|sheet| sheet.title.ends_with(&of)).collect();
        let [sheet] = same.as_slice() else { continue };
        let rows = table.rows.iter().filter(|(kind, _)| *kind != RowKind::Group);
        for ((_, cells), made) in rows.zip(&sheet.rows) {
            let shown: Vec<f64> = cells
                .iter()
                .flat_map(|cell| {
                    let text = cell.said();
                    let ends = text.split(" to ").map(amount).collect::<Vec<_>>();
                    ends.into_iter().flatten()
                })
                .collect();
            let stray = made.iter().find_map(|cell| match cell {
                Cell::Number(value) if !shown.contains(value) => Some(*value),
                _ => None,
            });
            if let Some(value) = stray {
                let name = cells.first().map(TableCell::said).unwrap_or_default();
                let says = format!(
                    "{name} is {} on the worksheet {}, which the page does not show in the table {}; one value was expected.",
                    plain(value),
                    sheet.name,
                    table.caption
                );
                told.push((name, says));
            }
        }
    }
    told
}

#[cfg(test)]
mod tests;
