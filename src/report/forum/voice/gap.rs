//! Client heads beside LLEs.

use super::{item_name, of_wave};
use crate::base::figure::{Figure, Group};
use crate::base::quantity::{NOT_AVAILABLE, SUPPRESSED, decimal, signed};
use crate::base::release::Public;
use crate::report::Sources;
use crate::report::block::{Align, Block};
use crate::report::chart::{Chart, Drawn, Point, Series};
use crate::report::forum::tables::{bare, count, is_public, limits, table, told};

pub(super) fn dumbbell(sources: &Sources<'_>) -> Vec<Block> {
    let point = |group: &Group, name: &str, item: &str, series: Series| {
        let figure = sources.figures.plain("S02", group, item)?;
        is_public(figure).then(|| Point {
            label: name.to_owned(),
            value: figure.value,
            limits: figure.lower.zip(figure.upper),
            shown: figure.shown_to(Public),
            series,
        })
    };
    let rows: Vec<(String, Point, Point)> = sources
        .programme
        .items
        .iter()
        .filter_map(|item| {
            let clients =
                point(&Group::Clients, "Client heads", &item.code, Series::Clients)?;
            let lle = point(&Group::Lle, "LLEs", &item.code, Series::Lle)?;
            let n = |group| {
                let figure = sources.figures.plain("S02", group, &item.code);
                count(figure.and_then(|f| f.schools))
            };
            let bases = format!("{} and {}", n(&Group::Clients), n(&Group::Lle));
            Some((format!("{} ({bases})", item_name(item)), clients, lle))
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let apart = rows
        .iter()
        .zip(&sources.programme.items)
        .filter(|(_, item)| {
            sources.figures.plain("S05", &Group::None, &item.code).is_some_and(is_apart)
        })
        .count();
    let one = |point: &Point| {
        let between = point
            .limits
            .map(|(l, u)| format!(" ({} to {})", decimal(l, 1), decimal(u, 1)))
            .unwrap_or_default();
        format!("{} {}{between}", point.label, point.shown)
    };
    let alt = told(
        "Per cent that agree, with 95% intervals; in brackets the answers of client heads and of LLEs.",
        rows.iter().map(|(name, clients, lle)| {
            format!("{name}: {}, {}", one(clients), one(lle))
        }),
    );
    vec![Block::Chart(Box::new(Chart {
        id: "c-gap".to_owned(),
        title: match apart {
            0 => "On no statement can client heads and LLEs be told apart".to_owned(),
            n => format!(
                "Client heads and LLEs differ by more than chance on {n} of {} statements",
                rows.len()
            ),
        },
        subtitle: format!(
            "{}: per cent that agree or strongly agree; in brackets the answers of client heads and of LLEs",
            of_wave(sources)
        ),
        source: "Source: survey of the programme.".to_owned(),
        alt,
        drawn: Drawn::Dumbbell { rows, axis: "per cent that agree".to_owned() },
    }))]
}

/// Whether the interval of a difference leaves out nought.
fn is_apart(figure: &Figure) -> bool {
    figure.lower.is_some_and(|lower| lower > 0.0)
        || figure.upper.is_some_and(|upper| upper < 0.0)
}

pub(super) fn gap(sources: &Sources<'_>) -> Block {
    let rows = sources
        .programme
        .items
        .iter()
        .filter_map(|item| {
            let figure = sources.figures.plain("S05", &Group::None, &item.code)?;
            let strong = format!("{}/strongly_agree", item.code);
            let strong = sources.figures.plain("S05", &Group::None, &strong);
            let sure = if !is_public(figure) {
                SUPPRESSED
            } else if is_apart(figure) {
                "distinguishable"
            } else {
                "not distinguishable"
            };
            let of = |figure: Option<&Figure>| {
                figure.map_or_else(|| NOT_AVAILABLE.to_owned(), bare)
            };
            Some(vec![
                item_name(item),
                bare(figure),
                limits(figure),
                sure.to_owned(),
                of(strong),
                strong.map_or_else(|| NOT_AVAILABLE.to_owned(), limits),
            ])
        })
        .collect();
    table(
        "t-gap",
        "Client heads against LLEs, percentage points",
        &[
            ("Statement", Align::Left),
            ("Gap in agreement", Align::Decimal),
            ("95% interval", Align::Left),
            ("The two groups are", Align::Left),
            ("Gap in strong agreement", Align::Decimal),
            ("Its 95% interval", Align::Left),
        ],
        rows,
        &["A gap is per cent of client heads less per cent of LLEs."],
    )
}

pub(super) fn pairs(sources: &Sources<'_>) -> Block {
    let rows = sources
        .programme
        .items
        .iter()
        .filter_map(|item| {
            let figure = sources.figures.plain("S07", &Group::None, &item.code)?;
            let between = match (figure.lower, figure.upper) {
                (Some(lower), Some(upper)) if is_public(figure) => {
                    format!("{} to {}", signed(lower, 1), signed(upper, 1))
                }
                (Some(_), Some(_)) => SUPPRESSED.to_owned(),
                _ => NOT_AVAILABLE.to_owned(),
            };
            Some(vec![
                item_name(item),
                if is_public(figure) {
                    count(figure.schools)
                } else {
                    SUPPRESSED.to_owned()
                },
                figure.shown_to(Public),
                between,
            ])
        })
        .collect();
    table(
        "t-pairs",
        "Answer of a client head less that of the school\u{2019}s own LLE, steps of the five-point scale",
        &[
            ("Statement", Align::Left),
            ("Pairs", Align::Decimal),
            ("Mean difference", Align::Decimal),
            ("95% interval", Align::Left),
        ],
        rows,
        &[],
    )
}
