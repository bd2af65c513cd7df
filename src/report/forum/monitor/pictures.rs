//! Charts of the monitor: LLEs, days, states, districts.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;

use super::{TOGETHER, counts, least, pooled};
use crate::base::date::{Date, long, month_name};
use crate::base::quantity::{decimal, plain as digits};
use crate::model::programme::SchoolId;
use crate::report::Sources;
use crate::report::block::Block;
use crate::report::chart::{Chart, Drawn, Series};
use crate::report::forum::months::month_of;
use crate::report::forum::tables::told;
use crate::report::sentences::capital;

/// Points on the step chart at most: a longer programme takes longer steps.
const STEPS: usize = 36;

pub(super) fn leaders(sources: &Sources<'_>) -> Vec<Block> {
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
    // A number that never changes needs no picture.
    if ends.len() < 2 || counts.iter().all(|count| count == now) {
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
            "{} active in {} {} and {now} on {}",
            if *at_start == 1 {
                "1 LLE was".to_owned()
            } else {
                format!("{at_start} LLEs were")
            },
            month_name(start.month()),
            start.year(),
            long(as_at)
        ),
        subtitle: match step {
            1 => "Active LLEs at the end of each month, number".to_owned(),
            n => format!("Active LLEs at the end of every {n} months, number"),
        },
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

pub(super) fn days(sources: &Sources<'_>) -> Vec<Block> {
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
    // The year once, and again where it turns: twelve of them crowd the axis.
    let marked = months.iter().enumerate().zip(&bars).map(|((at, month), bar)| {
        let name = if at == 0 || month.rem_euclid(12) == 0 {
            bar.0.clone()
        } else {
            bar.0.chars().take(3).collect()
        };
        (name, bar.1, bar.2)
    });
    let marked = marked.collect();
    vec![Block::Chart(Box::new(Chart {
        id: "c-days".to_owned(),
        title: format!(
            "{} delivered in the twelve months to {} {}, against {} agreed for them",
            if done == 1.0 { "1 day was".to_owned() } else { format!("{} days were", digits(done)) },
            month_name(programme.as_at.month()),
            programme.as_at.year(),
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
            names: ("agreed".to_owned(), "delivered".to_owned()),
            bars: marked,
            axis: "days".to_owned(),
        },
    }))]
}

/// A deployment whose status cell is blank.
const NO_STATUS: &str = "no status written";

pub(super) fn states(sources: &Sources<'_>) -> Vec<Block> {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for deployment in &sources.programme.deployments {
        *found.entry(deployment.status).or_default() += 1;
    }
    let all = sources.programme.deployments.len();
    let mut found: Vec<(&str, usize)> = found
        .into_iter()
        .map(|(status, n)| (if status.is_empty() { NO_STATUS } else { status }, n))
        .collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    // One bar would say no more than the table does.
    let Some((state, most)) = found.first().filter(|_| found.len() > 1) else {
        return Vec::new();
    };
    vec![Block::Chart(Box::new(Chart {
        id: "c-states".to_owned(),
        title: match *state {
            NO_STATUS => "Deployments by status".to_owned(),
            state => format!("{most} of {all} deployments are {state}"),
        },
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
                    (capital(state), *n as f64, n.to_string(), Series::Other)
                })
                .collect(),
            axis: "deployments".to_owned(),
        },
    }))]
}

/// Which district has most client schools, or which few share that place; those
/// that stand together are no district.
fn districts_title(found: &[(String, usize)]) -> String {
    let own: Vec<&(String, usize)> =
        found.iter().filter(|(name, _)| !name.starts_with(TOGETHER)).collect();
    let most = own.iter().map(|(_, n)| *n).max().unwrap_or(0);
    let first: Vec<&str> =
        own.iter().filter(|(_, n)| *n == most).map(|(name, _)| name.as_str()).collect();
    match (first.as_slice(), own.len()) {
        (_, 0) => "Client schools are spread thinly over the districts".to_owned(),
        ([one], 1) if found.len() == 1 => {
            format!("Every client school whose district is known is in {one}: {most}")
        }
        ([one], _) => format!("{one} has most client schools: {most}"),
        ([one, two], _) => {
            format!("{one} and {two} have most client schools: {most} each")
        }
        _ => format!("No district stands out: {most} client schools at most"),
    }
}

pub(super) fn districts(sources: &Sources<'_>) -> Vec<Block> {
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
    if found.len() < 2 {
        return Vec::new();
    }
    let bars = found
        .iter()
        .map(|(name, n)| (name.clone(), *n as f64, n.to_string(), Series::Clients))
        .collect();
    vec![Block::Chart(Box::new(Chart {
        id: "c-districts".to_owned(),
        title: districts_title(&found),
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
