//! The programme month by month: active LLEs and days delivered, as small lines.

use jiff::ToSpan;

use super::tables;
use crate::base::date::{Date, long, month_name};
use crate::base::quantity::plain as digits;
use crate::report::block::{Align, Block, Spark};
use crate::report::{Sources, trend};

/// Months that the small lines go back.
const MONTHS: i32 = 12;

/// Active LLEs and days delivered, month by month.
pub(super) fn table(sources: &Sources<'_>) -> Block {
    let programme = sources.programme;
    let mut ends = vec![programme.as_at];
    let mut day = programme.as_at;
    for _ in 1..MONTHS {
        day = day.saturating_sub(1.month()).last_of_month();
        ends.push(day);
    }
    ends.reverse();
    let first = programme.lles.iter().filter_map(|lle| lle.accredited).min();
    let active = |day: Date| {
        first.filter(|first| *first <= day)?;
        Some(programme.lles.iter().filter(|lle| lle.is_active_on(day)).count() as f64)
    };
    let known = programme.visits.iter().map(|visit| month_of(visit.date)).min();
    let delivered = |day: Date| {
        known.filter(|first| *first <= month_of(day))?;
        let visits = programme
            .visits
            .iter()
            .filter(|visit| visit.date <= day && month_of(visit.date) == month_of(day));
        Some(visits.map(|visit| visit.days).sum())
    };
    let lines: [(&str, Vec<Option<f64>>); 2] = [
        (
            "Active LLEs at the end of the month",
            ends.iter().map(|d| active(*d)).collect(),
        ),
        ("Days delivered in the month", ends.iter().map(|d| delivered(*d)).collect()),
    ];
    let lines: Vec<_> = lines
        .into_iter()
        .filter(|(_, values)| values.iter().flatten().count() >= trend::FEWEST)
        .collect();
    let rows = lines
        .iter()
        .map(|(name, values)| {
            let (low, high) = trend::scale(values.iter().flatten().copied());
            let end = |value: Option<&Option<f64>>| {
                value.copied().flatten().map(digits).unwrap_or_default()
            };
            vec![
                (*name).to_owned(),
                tables::or_none(end(values.first())),
                tables::or_none(end(values.last())),
                digits(low),
                digits(high),
            ]
        })
        .collect();
    let month = |day: Option<&Date>| {
        day.map(|day| format!("{} {}", month_name(day.month()), day.year()))
            .unwrap_or_default()
    };
    let (from, to) = (month(ends.first()), month(ends.last()));
    let mut made = tables::table(
        "t-months",
        &format!("Month by month, {from} to {to}"),
        &[
            ("Measure", Align::Left),
            (&from, Align::Decimal),
            (&to, Align::Decimal),
            ("Lowest month", Align::Decimal),
            ("Highest month", Align::Decimal),
        ],
        rows,
        &[],
    );
    let trends = lines
        .into_iter()
        .map(|(name, values)| {
            let said = ends.iter().zip(&values).map(|(day, value)| {
                let value = value.map_or_else(|| "not known".to_owned(), digits);
                format!("{} {value}", month(Some(day)))
            });
            let words = tables::told(&format!("{name}:"), said);
            let (_, high) = trend::scale(values.iter().flatten().copied());
            Some(Spark { values, scale: (0.0, high), words })
        })
        .collect();
    trend::beside(
        &mut made,
        trends,
        &format!(
            "Trend: each line is on its own scale, from nought at the foot to its highest month; the last month runs to {}. Open where a month is before the first record.",
            long(programme.as_at)
        ),
    );
    made
}

/// The number of a month, counted from one to the next.
pub(super) fn month_of(day: Date) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month()) - 1
}
