//! Appendix D: how the programme runs on the as-at date.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;

use super::Named;
use super::months::{self, month_of};
use super::tables::{count, nothing, table, told};
use crate::base::date::{Date, long, month_name};
use crate::base::figure::{Figure, Group};
use crate::base::quantity::{decimal, plain as digits};
use crate::base::release::Public;
use crate::model::programme::{Deployment, SchoolId};
use crate::report::Sources;
use crate::report::block::{Align, Block, Tile};
use crate::report::chart::{Chart, Drawn, Series};

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

/// Points on the step chart at most: a longer programme takes longer steps.
const STEPS: usize = 36;

fn leaders(sources: &Sources<'_>) -> Vec<Block> {
    let programme = sources.programme;
    let as_at = programme.as_at;
    let first = programme.lles.iter().filter_map(|lle| lle.accredited).min();
    let Some(first) = first.filter(|first| *first <= as_at) else { return Vec::new() };
    let months = usize::try_from(
        (i32::from(as_at.year()) - i32::from(first.year())) * 12
            + i32::from(as_at.month())
            - i32::from(first.month()),
    )
    .unwrap_or(0);
    let step = i32::try_from(months / STEPS + 1).unwrap_or(1);
    let mut ends: Vec<Date> = Vec::new();
    let mut day = as_at;
    while day >= first && ends.len() <= STEPS {
        ends.push(day);
        day = day.saturating_sub(step.months()).last_of_month();
    }
    ends.reverse();
    let active =
        |day: Date| programme.lles.iter().filter(|l| l.is_active_on(day)).count();
    let counts: Vec<usize> = ends.iter().map(|day| active(*day)).collect();
    let (Some((start, at_start)), Some(now)) =
        (ends.first().zip(counts.first()), counts.last())
    else {
        return Vec::new();
    };
    if ends.len() < 2 {
        return Vec::new();
    }
    let label = |day: &Date| {
        let name: String = month_name(day.month()).chars().take(3).collect();
        format!("{name} {}", day.year())
    };
    // A reader who cannot see the steps is told where they are.
    let mut parts = Vec::new();
    let mut last = None;
    for (day, n) in ends.iter().zip(&counts) {
        if last != Some(*n) {
            parts.push(format!("{} {n}", label(day)));
            last = Some(*n);
        }
    }
    vec![Block::Chart(Box::new(Chart {
        id: "c-lles".to_owned(),
        title: format!(
            "{at_start} LLEs were active in {} and {now} on {}",
            label(start),
            long(as_at)
        ),
        subtitle: "Active LLEs at the end of each month, number".to_owned(),
        source: "Source: LLE register.".to_owned(),
        alt: told("Active LLEs where the number changes:", parts),
        drawn: Drawn::Lines {
            years: ends.iter().map(label).collect(),
            lines: vec![(
                "Active LLEs".to_owned(),
                counts.iter().map(|n| Some(*n as f64)).collect(),
                Series::Lle,
            )],
            breaks: Vec::new(),
            doubtful: Vec::new(),
            axis: "LLEs".to_owned(),
            zero: true,
            is_step: true,
        },
    }))]
}

/// Whether it counts: not declined, nor withdrawn before it began.
fn counts(deployment: &Deployment) -> bool {
    let before = deployment
        .start
        .is_none_or(|start| deployment.end.is_some_and(|end| end < start));
    deployment.status != "declined" && !(deployment.status == "withdrawn" && before)
}

fn days(sources: &Sources<'_>) -> Vec<Block> {
    let programme = sources.programme;
    if !programme.has_visits {
        return Vec::new();
    }
    let last = month_of(programme.as_at);
    let months: Vec<i32> = (last - 11..=last).collect();
    let mut agreed: BTreeMap<i32, f64> = BTreeMap::new();
    for deployment in programme.deployments.iter().filter(|d| counts(d)) {
        let (Some(start), Some(days)) = (deployment.start, deployment.days) else {
            continue;
        };
        let end = deployment.end.or(deployment.planned_end);
        let (from, to) = (month_of(start), month_of(end.unwrap_or(start)));
        let to = to.max(from);
        for month in months.iter().filter(|m| (from..=to).contains(*m)) {
            *agreed.entry(*month).or_default() += days / f64::from(to - from + 1);
        }
    }
    let mut delivered: BTreeMap<i32, f64> = BTreeMap::new();
    for visit in programme.visits.iter().filter(|v| v.date <= programme.as_at) {
        *delivered.entry(month_of(visit.date)).or_default() += visit.days;
    }
    let label = |month: &i32| {
        let name = month_name(i8::try_from(month.rem_euclid(12) + 1).unwrap_or(1));
        format!("{} {}", name.chars().take(3).collect::<String>(), month.div_euclid(12))
    };
    let of =
        |map: &BTreeMap<i32, f64>, month: &i32| map.get(month).copied().unwrap_or(0.0);
    let bars: Vec<(String, f64, f64)> = months
        .iter()
        .map(|month| (label(month), of(&agreed, month), of(&delivered, month)))
        .collect();
    let (planned, done) = bars.iter().fold((0.0, 0.0), |a, b| (a.0 + b.1, a.1 + b.2));
    if planned <= 0.0 && done <= 0.0 {
        return Vec::new();
    }
    vec![Block::Chart(Box::new(Chart {
        id: "c-days".to_owned(),
        title: format!(
            "{} days were delivered in twelve months, against {} agreed for them",
            digits(done),
            decimal(planned, 0)
        ),
        subtitle: "Days of support by month; days agreed are spread evenly over the months of each deployment".to_owned(),
        source: "Source: deployment and visit registers.".to_owned(),
        alt: told(
            "Days agreed and delivered by month:",
            bars.iter().map(|(month, agreed, delivered)| {
                format!("{month} {} and {}", decimal(*agreed, 1), digits(*delivered))
            }),
        ),
        drawn: Drawn::Pairs {
            names: ("Agreed".to_owned(), "Delivered".to_owned()),
            bars,
            axis: "days".to_owned(),
        },
    }))]
}

fn states(sources: &Sources<'_>) -> Vec<Block> {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for deployment in &sources.programme.deployments {
        *found.entry(deployment.status).or_default() += 1;
    }
    let all = sources.programme.deployments.len();
    let mut found: Vec<(&str, usize)> = found
        .into_iter()
        .map(|(status, n)| {
            (if status.is_empty() { "no status written" } else { status }, n)
        })
        .collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let Some((state, most)) = found.first() else { return Vec::new() };
    vec![Block::Chart(Box::new(Chart {
        id: "c-states".to_owned(),
        title: format!("{most} of {all} deployments are {state}"),
        subtitle: "Deployments by status in the register, number".to_owned(),
        source: "Source: deployment register.".to_owned(),
        alt: told(
            "Deployments by status:",
            found.iter().map(|(state, n)| format!("{state} {n}")),
        ),
        drawn: Drawn::Bars {
            bars: found
                .iter()
                .map(|(state, n)| {
                    ((*state).to_owned(), *n as f64, n.to_string(), Series::Other)
                })
                .collect(),
            axis: "deployments".to_owned(),
        },
    }))]
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

fn districts(sources: &Sources<'_>) -> Vec<Block> {
    let programme = sources.programme;
    let clients: BTreeSet<SchoolId> = programme
        .deployments
        .iter()
        .filter(|d| counts(d) && d.start.is_some_and(|start| start <= programme.as_at))
        .map(|d| d.client)
        .collect();
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for school in clients.iter().filter_map(|id| programme.school(*id)) {
        if !school.district.is_empty() {
            *found.entry(school.district.clone()).or_default() += 1;
        }
    }
    let found = pooled(found, least(sources));
    let Some((name, most)) = found.first() else { return Vec::new() };
    let bars = found
        .iter()
        .map(|(name, n)| (name.clone(), *n as f64, n.to_string(), Series::Clients))
        .collect();
    vec![Block::Chart(Box::new(Chart {
        id: "c-districts".to_owned(),
        title: format!("{name} has had most of the support: {most} client schools"),
        subtitle: format!(
            "Client schools supported up to {}, by district, number; districts of fewer than {} schools stand together",
            long(programme.as_at),
            least(sources)
        ),
        source: "Source: deployment and school registers.".to_owned(),
        alt: told(
            "Client schools by district:",
            found.iter().map(|(name, n)| format!("{name} {n}")),
        ),
        drawn: Drawn::Bars { bars, axis: "client schools".to_owned() },
    }))]
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
