//! The programme itself: LLEs, deployments, days, records, budget.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Weekday, date};

use super::definitions as of;
use crate::base::calendar::{is_school_holiday, is_working_day};
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
            .filter_map(|deployment| expected(deployment, day))
            .collect();
        if !expected.is_empty() {
            let days: f64 = expected.iter().sum();
            add(figures, &of::P05, "expected", days, Unit::Days, Some(expected.len()));
        }
    }
}

/// Easter Sunday by the Gregorian computus of Meeus, Jones and Butcher.
fn easter(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    date(year, month as i8, day as i8)
}

/// Bank holidays of England that follow no yearly rule: added and moved.
const SPECIAL: &[(i16, i8, i8)] = &[
    (2011, 4, 29),
    (2012, 6, 4),
    (2012, 6, 5),
    (2020, 5, 8),
    (2022, 6, 2),
    (2022, 6, 3),
    (2022, 9, 19),
    (2023, 5, 8),
];
/// Holidays of the yearly rule that were moved away.
const MOVED: &[(i16, i8, i8)] = &[(2012, 5, 28), (2020, 5, 4), (2022, 5, 30)];

/// Whether a day is a bank holiday in England.
fn is_bank_holiday(day: Date) -> bool {
    let year = day.year();
    let is = |list: &[(i16, i8, i8)]| list.contains(&(year, day.month(), day.day()));
    if is(SPECIAL) {
        return true;
    }
    if is(MOVED) {
        return false;
    }
    let sunday = easter(year);
    if day == sunday.saturating_sub(2.days()) || day == sunday.saturating_add(1.days()) {
        return true;
    }
    let is_monday = day.weekday() == Weekday::Monday;
    match (day.month(), day.day()) {
        (1, 1) | (12, 25 | 26) => true,
        (1, 2 | 3) => is_monday,
        (12, 27 | 28) => {
            is_monday
                || day.weekday() == Weekday::Tuesday
                    && matches!(
                        date(year, 12, 25).weekday(),
                        Weekday::Saturday | Weekday::Sunday
                    )
        }
        (5, d) => is_monday && (d <= 7 || d >= 25),
        (8, d) => is_monday && d >= 25,
        _ => false,
    }
}

/// The day so many working days after another.
fn working_days_after(day: Date, count: u32) -> Date {
    let (mut day, mut left) = (day, count);
    while left > 0 {
        day = day.saturating_add(1.days());
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
            && !is_bank_holiday(day)
        {
            left -= 1;
        }
    }
    day
}

/// Days that were to be delivered by a day, were they spread over the school
/// days from start to end; none where either is not known.
fn expected(deployment: &Deployment, day: Date) -> Option<f64> {
    let (start, days) = deployment.start.zip(deployment.days)?;
    let end = deployment.end.or(deployment.planned_end).filter(|end| *end >= start)?;
    if end <= day {
        return Some(days);
    }
    let school_days = |until: Date| {
        start
            .series(1.days())
            .take_while(|day| *day <= until)
            .filter(|day| is_working_day(*day) && !is_school_holiday(*day))
            .count()
    };
    let all = school_days(end);
    (all > 0).then(|| days * school_days(day) as f64 / all as f64)
}

fn records(programme: &Programme, figures: &mut Figures) {
    let standard = programme.settings.number("record_days") as u32;
    let due: Vec<_> = programme
        .visits
        .iter()
        .map(|visit| (visit, working_days_after(visit.date, standard)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn working_days_leave_out_weekends_and_bank_holidays() {
        assert!(
            is_bank_holiday(date(2011, 4, 22))
                && is_bank_holiday(date(2011, 4, 25))
                && is_bank_holiday(date(2011, 4, 29))
        );
        assert!(
            is_bank_holiday(date(2010, 12, 28)) && !is_bank_holiday(date(2011, 5, 3))
        );
        assert_eq!(working_days_after(date(2011, 4, 21), 1), date(2011, 4, 26));
        assert_eq!(working_days_after(date(2011, 11, 1), 10), date(2011, 11, 15));
    }
}
