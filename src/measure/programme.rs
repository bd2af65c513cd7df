//! The programme itself: LLEs, deployments, days, records, budget.

use std::collections::BTreeSet;

use jiff::ToSpan;

use super::definitions as of;
use crate::base::calendar::Calendar;
use crate::base::date::Date;
use crate::base::figure::{Definition, Figure, Figures};
use crate::base::quantity::Unit;
use crate::model::programme::{Deployment, LleId, Programme, SchoolId};

fn add(
    figures: &mut Figures,
    definition: &'static Definition,
    item: &str,
    value: f64,
    unit: Unit,
    base: Option<usize>,
) {
    figures.all.push(Figure {
        item: item.to_owned(),
        schools: base.map(|n| n as u64),
        trace: format!("{}/{item}", definition.code),
        ..Figure::new(definition, value, unit)
    });
}

pub(super) fn figures(programme: &Programme, figures: &mut Figures) {
    leaders(programme, figures);
    deployments(programme, figures);
    records(programme, figures);
    super::money::figures(programme, figures);
}

/// LLEs active on a day.
fn active(programme: &Programme, day: Date) -> BTreeSet<LleId> {
    (0..programme.lles.len())
        .map(LleId)
        .filter(|id| programme.lle(*id).is_some_and(|lle| lle.is_active_on(day)))
        .collect()
}

fn leaders(programme: &Programme, figures: &mut Figures) {
    if programme.lles.is_empty() {
        return;
    }
    let now = active(programme, programme.as_at).len();
    add(figures, &of::P01, "", now as f64, Unit::Count, Some(programme.lles.len()));
    let before = active(programme, programme.as_at.saturating_sub(1.years())).len();
    if before > 0 {
        add(figures, &of::P02, "", now as f64 - before as f64, Unit::Count, Some(before));
        add(
            figures,
            &of::P02,
            "percent",
            100.0 * (now as f64 - before as f64) / before as f64,
            Unit::Percent,
            Some(before),
        );
        for figure in figures.all.iter_mut().rev().take(2) {
            figure.is_change = true;
        }
    }
}

/// Whether a deployment is at work on a day: a written status wins over dates.
pub(super) fn is_active(deployment: &Deployment, day: Date) -> bool {
    match deployment.status {
        "active" | "mid-point" => deployment.start.is_none_or(|start| start <= day),
        "" | "contracted" | "agreed" => {
            deployment.start.is_some_and(|start| start <= day)
                && deployment.end.is_none_or(|end| end >= day)
        }
        _ => false,
    }
}

fn deployments(programme: &Programme, figures: &mut Figures) {
    let day = programme.as_at;
    let at_work: Vec<&Deployment> =
        programme.deployments.iter().filter(|d| is_active(d, day)).collect();
    if programme.deployments.is_empty() {
        return;
    }
    let clients: BTreeSet<SchoolId> = at_work.iter().map(|d| d.client).collect();
    let lles: BTreeSet<LleId> =
        at_work.iter().flat_map(|d| d.lles.iter().copied()).collect();
    let active = active(programme, day);
    add(
        figures,
        &of::P04,
        "",
        at_work.len() as f64,
        Unit::Count,
        Some(programme.deployments.len()),
    );
    add(figures, &of::P04, "deployments", at_work.len() as f64, Unit::Count, None);
    add(figures, &of::P04, "clients", clients.len() as f64, Unit::Count, None);
    add(figures, &of::P04, "lles", lles.len() as f64, Unit::Count, None);
    if !active.is_empty() {
        let deployed = lles.intersection(&active).count() as f64;
        add(
            figures,
            &of::P04,
            "utilisation",
            100.0 * deployed / active.len() as f64,
            Unit::Percent,
            Some(active.len()),
        );
    }
    let counted: BTreeSet<usize> = programme
        .deployments
        .iter()
        .enumerate()
        .filter(|(_, d)| {
            d.status != "declined" && d.start.is_some_and(|start| start <= day)
        })
        .filter(|(_, d)| {
            !(d.status == "withdrawn"
                && d.end.zip(d.start).is_some_and(|(end, start)| end < start))
        })
        .map(|(at, _)| at)
        .collect();
    let agreed: f64 = counted
        .iter()
        .filter_map(|at| programme.deployments.get(*at))
        .filter_map(|d| d.days)
        .sum();
    let delivered: f64 = programme
        .visits
        .iter()
        .filter(|visit| {
            visit.date <= day
                && visit.deployment.is_some_and(|id| counted.contains(&id.0))
        })
        .map(|visit| visit.days)
        .sum();
    if agreed > 0.0 && programme.has_visits {
        add(
            figures,
            &of::P05,
            "",
            100.0 * delivered / agreed,
            Unit::Percent,
            Some(counted.len()),
        );
        add(figures, &of::P05, "delivered", delivered, Unit::Days, Some(counted.len()));
        add(figures, &of::P05, "contracted", agreed, Unit::Days, Some(counted.len()));
        let expected: Vec<f64> = counted
            .iter()
            .filter_map(|at| programme.deployments.get(*at))
            .filter_map(|deployment| expected(&programme.calendar, deployment, day))
            .collect();
        if !expected.is_empty() {
            let days: f64 = expected.iter().sum();
            add(figures, &of::P05, "expected", days, Unit::Days, Some(expected.len()));
        }
    }
}

/// Days that were to be delivered by a day, were they spread over the school
/// days from start to end; none where either is not known.
fn expected(calendar: &Calendar, deployment: &Deployment, day: Date) -> Option<f64> {
    let (start, days) = deployment.start.zip(deployment.days)?;
    let end = deployment.end.or(deployment.planned_end).filter(|end| *end >= start)?;
    if end <= day {
        return Some(days);
    }
    let school_days = |until: Date| {
        start
            .series(1.days())
            .take_while(|day| *day <= until)
            .filter(|day| calendar.is_school_day(*day))
            .count()
    };
    let all = school_days(end);
    (all > 0).then(|| days * school_days(day) as f64 / all as f64)
}

fn records(programme: &Programme, figures: &mut Figures) {
    let calendar = &programme.calendar;
    let standard = programme.settings.number("record_days") as i64;
    let due: Vec<_> = programme
        .visits
        .iter()
        .map(|visit| (visit, calendar.after(visit.date, standard)))
        .filter(|(visit, due)| *due < programme.as_at && visit.date <= programme.as_at)
        .collect();
    if due.is_empty() || !programme.visits.iter().any(|visit| visit.received.is_some()) {
        return;
    }
    let base = due.len();
    let in_time = due
        .iter()
        .filter(|(visit, due)| visit.received.is_some_and(|day| day <= *due))
        .count();
    let came = due
        .iter()
        .filter(|(visit, _)| visit.received.is_some_and(|day| day <= programme.as_at))
        .count();
    add(
        figures,
        &of::P09,
        "",
        100.0 * in_time as f64 / base as f64,
        Unit::Percent,
        Some(base),
    );
    add(
        figures,
        &of::P09,
        "received",
        100.0 * came as f64 / base as f64,
        Unit::Percent,
        Some(base),
    );
}
