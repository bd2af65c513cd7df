//! Appendix D: how the programme runs on the as-at date.

mod pictures;

use std::collections::BTreeMap;

use super::Named;
use super::months;
use super::tables::{count, nothing, table};
use crate::base::date::long;
use crate::base::figure::{Figure, Group};
use crate::base::release::Public;
use crate::model::programme::Deployment;
use crate::report::Sources;
use crate::report::block::{Align, Block, Tile};
use crate::report::chart::Series;
use pictures::{days, districts, leaders, states};

/// The blocks of this appendix.
pub(super) fn blocks(sources: &Sources<'_>) -> Vec<Named> {
    let programme = sources.programme;
    if programme.lles.is_empty() && programme.deployments.is_empty() {
        let mut named = vec![("tiles:programme", vec![nothing("LLEs and deployments")])];
        let names = [
            "chart:lles",
            "chart:days",
            "chart:states",
            "chart:districts",
            "table:programme",
            "table:cohorts",
        ];
        named.extend(names.map(|name| (name, Vec::new())));
        return named;
    }
    vec![
        ("tiles:programme", tiles(sources)),
        ("chart:lles", leaders(sources)),
        ("chart:days", days(sources)),
        ("chart:states", states(sources)),
        ("chart:districts", districts(sources)),
        ("table:programme", vec![activity(sources), months::table(sources)]),
        ("table:cohorts", vec![cohorts(sources)]),
    ]
}

fn plain<'a>(sources: &'a Sources<'_>, code: &str, item: &str) -> Option<&'a Figure> {
    sources.figures.plain(code, &Group::None, item)
}

/// The value in the last pack, in words, where there is one.
fn before(sources: &Sources<'_>, figure: &Figure) -> String {
    let past = sources.previous.and_then(|previous| {
        previous.figures.iter().find(|past| {
            past.code == figure.code && past.group.is_empty() && past.item == figure.item
        })
    });
    past.map_or_else(String::new, |past| {
        if past.shown == figure.shown() {
            "as in the last pack".to_owned()
        } else {
            format!("last pack {}", past.shown)
        }
    })
}

fn tiles(sources: &Sources<'_>) -> Vec<Block> {
    let tiles: Vec<Tile> = [
        ("P01", "", "active LLEs"),
        ("P04", "", "deployments at work"),
        ("P04", "clients", "client schools supported now"),
        ("P05", "", "of the days agreed delivered"),
        ("P04", "utilisation", "of active LLEs deployed"),
        ("P07", "", "of priority schools supported"),
        ("P09", "", "of visit records on time"),
        ("P15", "", "of agreements signed before the first visit"),
    ]
    .into_iter()
    .filter_map(|(code, item, label)| {
        let figure = plain(sources, code, item)?;
        Some(Tile {
            figure: figure.shown_to(Public),
            label: label.to_owned(),
            compare: before(sources, figure),
            series: Series::Other,
        })
    })
    .collect();
    if tiles.is_empty() { Vec::new() } else { vec![Block::Tiles(tiles)] }
}

/// Whether it counts: not declined, nor withdrawn before it began.
fn counts(deployment: &Deployment) -> bool {
    let before = deployment
        .start
        .is_none_or(|start| deployment.end.is_some_and(|end| end < start));
    deployment.status != "declined" && !(deployment.status == "withdrawn" && before)
}

/// Groups of at least so many, largest first; the others as one line, which
/// takes in the smallest group beside them where it would be too small alone.
pub(super) fn pooled(
    found: BTreeMap<String, usize>,
    least: usize,
) -> Vec<(String, usize)> {
    let mut found: Vec<(String, usize)> = found.into_iter().collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let split = found.iter().position(|(_, n)| *n < least).unwrap_or(found.len());
    let mut small = found.split_off(split);
    let too_few = |small: &[(String, usize)]| small.len() == 1 || sum(small) < least;
    while !small.is_empty() && too_few(&small) {
        let Some(next) = found.pop() else { break };
        small.push(next);
    }
    // Nothing beside them to hide among: the number alone would tell.
    if !small.is_empty() && !too_few(&small) {
        found.push((format!("Other ({} together)", small.len()), sum(&small)));
    }
    found
}

fn sum(groups: &[(String, usize)]) -> usize {
    groups.iter().map(|(_, n)| n).sum()
}

fn least(sources: &Sources<'_>) -> usize {
    sources.programme.settings.number("public_group_schools").max(1.0) as usize
}

/// Measures of the monitor, in the order of the table.
pub(super) const MEASURES: [(&str, &str, &str); 33] = [
    ("P01", "", "Active LLEs"),
    ("P02", "", "Change in a year"),
    ("P02", "percent", "Change in a year, per cent"),
    ("P04", "", "Deployments at work"),
    ("P04", "clients", "Client schools supported"),
    ("P04", "lles", "LLEs deployed"),
    ("P04", "utilisation", "Active LLEs who are deployed"),
    ("P05", "delivered", "Days delivered"),
    ("P05", "contracted", "Days agreed"),
    ("P05", "", "Delivered of agreed"),
    ("P06", "days", "Days that LLEs offer in a year"),
    ("P06", "booked", "Days booked"),
    ("P06", "free", "Days free"),
    ("P06", "", "Booked of offered"),
    ("P07", "", "Priority schools that are supported"),
    ("P07", "targeting", "Supported schools that are priority schools"),
    ("P08", "", "Median time from identified to agreed"),
    ("P08", "within_20", "Agreed within 20 days"),
    ("P08", "waiting", "Schools that wait"),
    ("P08", "longest", "Longest wait"),
    ("P09", "", "Records of visit on time"),
    ("P09", "received", "Records of visit received"),
    ("P10", "done", "Quality checks done of those due"),
    ("P10", "", "Quality checks green of those due"),
    ("P11", "", "Objectives met"),
    ("P11", "met", "Deployments that met them"),
    ("P11", "partly", "Deployments that met them in part"),
    ("P11", "not", "Deployments that did not meet them"),
    ("P12", "", "Attendance at network meetings"),
    ("P13", "", "Training needs met within two terms"),
    ("P14", "", "LLEs kept over twelve months"),
    ("P15", "", "Agreements signed before the first visit"),
    ("P15", "signed", "Agreements with every signature"),
];

fn activity(sources: &Sources<'_>) -> Block {
    let rows = MEASURES
        .into_iter()
        .filter_map(|(code, item, words)| {
            let figure = plain(sources, code, item)?;
            let before = before(sources, figure);
            Some(vec![
                words.to_owned(),
                figure.shown_to(Public),
                count(figure.schools),
                if before.is_empty() { "not known".to_owned() } else { before },
                code.to_owned(),
            ])
        })
        .collect();
    table(
        "t-programme",
        &format!("The programme on {}", long(sources.programme.as_at)),
        &[
            ("Measure", Align::Left),
            ("Value", Align::Decimal),
            ("Out of", Align::Decimal),
            ("Last pack", Align::Left),
            ("Code", Align::Left),
        ],
        rows,
        &[],
    )
}

fn cohorts(sources: &Sources<'_>) -> Block {
    let programme = sources.programme;
    let mut kinds: [(&str, BTreeMap<String, usize>); 3] = [
        ("Cohort", BTreeMap::new()),
        ("Phase", BTreeMap::new()),
        ("District", BTreeMap::new()),
    ];
    for lle in programme.lles.iter().filter(|lle| lle.is_active_on(programme.as_at)) {
        let school = lle.school.and_then(|id| programme.school(id));
        let phase =
            if lle.phase.is_empty() { school.map_or("", |s| s.phase) } else { lle.phase };
        let district = school.map_or("", |s| s.district.as_str());
        for ((_, found), name) in kinds.iter_mut().zip([&lle.cohort, phase, district]) {
            if !name.is_empty() {
                *found.entry(name.to_owned()).or_default() += 1;
            }
        }
    }
    let rows = kinds
        .into_iter()
        .flat_map(|(kind, found)| {
            pooled(found, least(sources))
                .into_iter()
                .map(move |(name, n)| vec![kind.to_owned(), name, n.to_string()])
        })
        .collect();
    table(
        "t-cohorts",
        "Active LLEs by cohort, phase and district",
        &[("By", Align::Left), ("Group", Align::Left), ("Active LLEs", Align::Decimal)],
        rows,
        &["Groups of fewer than three stand together."],
    )
}
