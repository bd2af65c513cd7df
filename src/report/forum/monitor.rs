//! Appendix D: how the programme runs on the as-at date.

mod pictures;

use std::collections::BTreeMap;

use super::Named;
use super::months;
use super::tables::{nothing, table};
use crate::base::date::long;
use crate::base::figure::{Figure, Group};
use crate::base::quantity::{NOT_APPLICABLE, decimal};
use crate::base::release::Public;
use crate::base::text::count as named;
use crate::model::programme::Deployment;
use crate::report::Sources;
use crate::report::block::{Align, Block, Tile, plain as plain_text};
use crate::report::chart::Series;
use crate::report::sentences::capital;
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
        ("P01", "", ["active LLE", "active LLEs"]),
        ("P04", "", ["deployment at work", "deployments at work"]),
        (
            "P04",
            "clients",
            ["client school supported now", "client schools supported now"],
        ),
        ("P05", "", ["of the days agreed delivered"; 2]),
        ("P04", "utilisation", ["of {} active LLEs deployed"; 2]),
        ("P07", "", ["of {} priority schools supported"; 2]),
        ("P09", "", ["of {} records of visit on time"; 2]),
        ("P15", "", ["of {} agreements signed before the first visit"; 2]),
    ]
    .into_iter()
    .filter_map(|(code, item, [one, many])| {
        let figure = plain(sources, code, item)?;
        let label = if figure.value == 1.0 { one } else { many };
        let base = figure.schools.map(|n| decimal(n as f64, 0)).unwrap_or_default();
        Some(Tile {
            figure: figure.shown_to(Public),
            label: label.replace("{} ", &if base.is_empty() { base } else { base + " " }),
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

/// What stands for the groups that are too small to stand alone.
const TOGETHER: &str = "Others";

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
        found.push((format!("{TOGETHER} ({} together)", small.len()), sum(&small)));
    }
    found
}

fn sum(groups: &[(String, usize)]) -> usize {
    groups.iter().map(|(_, n)| n).sum()
}

fn least(sources: &Sources<'_>) -> usize {
    sources.programme.settings.number("public_group_schools").max(1.0) as usize
}

/// What a measure counts or rests on, one and many.
type Base = (&'static str, &'static str);

const LLES: Base = ("active LLE", "active LLEs");
const YEAR_AGO: Base = ("LLE a year before", "LLEs a year before");
const DEPLOYMENTS: Base = ("deployment", "deployments");
const WAITING: Base = ("school that waits", "schools that wait");
const VISITS: Base = ("visit", "visits");
const CHECKS: Base = ("check due", "checks due");
const OUTCOMES: Base = ("outcome", "outcomes");
const VISITED: Base = ("deployment visited", "deployments visited");

/// Measures of the monitor, in the order of the table, with what each rests on.
pub(super) const MEASURES: [(&str, &str, &str, Base); 33] = [
    ("P01", "", "Active LLEs", ("LLE registered", "LLEs registered")),
    ("P02", "", "Change in active LLEs in a year", YEAR_AGO),
    ("P02", "percent", "The same in per cent", YEAR_AGO),
    ("P04", "", "Deployments at work", DEPLOYMENTS),
    ("P04", "clients", "Client schools supported now", DEPLOYMENTS),
    ("P04", "lles", "LLEs deployed now", DEPLOYMENTS),
    ("P04", "utilisation", "Active LLEs who are deployed", LLES),
    ("P05", "delivered", "Days delivered", DEPLOYMENTS),
    ("P05", "contracted", "Days agreed", DEPLOYMENTS),
    ("P05", "", "Delivered of agreed", DEPLOYMENTS),
    ("P06", "days", "Days that LLEs offer in a year", LLES),
    ("P06", "booked", "Days booked", LLES),
    ("P06", "free", "Days free", LLES),
    ("P06", "", "Booked of offered", LLES),
    (
        "P07",
        "",
        "Priority schools that have been supported",
        ("priority school", "priority schools"),
    ),
    (
        "P07",
        "targeting",
        "Supported schools that are priority schools",
        ("supported school", "supported schools"),
    ),
    ("P08", "", "Median time from identified to agreed", DEPLOYMENTS),
    ("P08", "within_20", "Agreed within 20 days", DEPLOYMENTS),
    ("P08", "waiting", "Schools that wait", WAITING),
    ("P08", "longest", "Longest wait", WAITING),
    ("P09", "", "Records of visit on time", VISITS),
    ("P09", "received", "Records of visit received", VISITS),
    ("P10", "done", "Quality checks done of those due", CHECKS),
    ("P10", "", "Quality checks green of those due", CHECKS),
    ("P11", "", "Objectives met", OUTCOMES),
    ("P11", "met", "Deployments that met them", OUTCOMES),
    ("P11", "partly", "Deployments that met them in part", OUTCOMES),
    ("P11", "not", "Deployments that did not meet them", OUTCOMES),
    ("P12", "", "Attendance at network meetings", ("invitation", "invitations")),
    ("P13", "", "Training needs met within two terms", ("need raised", "needs raised")),
    ("P14", "", "LLEs kept over twelve months", YEAR_AGO),
    ("P15", "", "Agreements signed before the first visit", VISITED),
    ("P15", "signed", "Agreements with every signature", VISITED),
];

fn activity(sources: &Sources<'_>) -> Block {
    // Without an earlier pack its column would say nothing in every row.
    let has_last = sources.previous.is_some();
    let rows = MEASURES
        .into_iter()
        .filter_map(|(code, item, words, (one, many))| {
            let figure = plain(sources, code, item)?;
            let base = figure.schools.map_or_else(
                || NOT_APPLICABLE.to_owned(),
                |n| named(n as usize, one, many),
            );
            let mut row = vec![words.to_owned(), figure.shown_to(Public), base];
            if has_last {
                let before = before(sources, figure);
                row.push(if before.is_empty() { "not known".to_owned() } else { before });
            }
            row.push(code.to_owned());
            Some(row)
        })
        .collect();
    let mut columns = vec![
        ("Measure", Align::Left),
        ("Value", Align::Decimal),
        ("Rests on", Align::Left),
    ];
    if has_last {
        columns.push(("Last pack", Align::Left));
    }
    columns.push(("Code", Align::Left));
    table(
        "t-programme",
        &format!("The programme on {}", long(sources.programme.as_at)),
        &columns,
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
            pooled(found, least(sources)).into_iter().map(move |(name, n)| {
                vec![kind.to_owned(), capital(&name), n.to_string()]
            })
        })
        .collect();
    let caption = "Active LLEs by cohort, phase and district";
    let has_active = programme.lles.iter().any(|lle| lle.is_active_on(programme.as_at));
    let rows: Vec<Vec<String>> = rows;
    if rows.is_empty() && has_active {
        return Block::Caption(plain_text(format!(
            "{caption}: withheld, for every group is of fewer than {}.",
            least(sources)
        )));
    }
    let note = format!("Groups of fewer than {} stand together.", least(sources));
    table(
        "t-cohorts",
        caption,
        &[("By", Align::Left), ("Group", Align::Left), ("Active LLEs", Align::Decimal)],
        rows,
        &[&note],
    )
}
