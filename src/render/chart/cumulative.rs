//! Spending so far against the budget, with the forecast as a band to the year's end.

use super::apart::apart;
use super::canvas::{CLEAR, Canvas, DESCENT, LEADING, Look};
use super::columns::columns;
use super::mark::HALF;
use super::picture::{Dash, Picture, Weight};
use super::scale::{Scale, sound};
use super::side::Side;
use crate::render::colour;
use crate::report::chart::Series;

/// Height of the plot.
const HIGH: f32 = 150.0;

/// What the report asks for.
pub(super) struct Given<'c> {
    pub(super) months: &'c [String],
    pub(super) actual: &'c [Option<f64>],
    pub(super) budget: &'c [f64],
    pub(super) band: &'c [Option<(f64, f64)>],
    pub(super) axis: &'c str,
}

pub(super) fn draw(mut canvas: Canvas<'_>, given: &Given<'_>) -> Picture {
    let count =
        [given.months.len(), given.actual.len(), given.budget.len(), given.band.len()]
            .into_iter()
            .fold(0, usize::max);
    let band: Vec<(usize, f64, f64)> = given
        .band
        .iter()
        .enumerate()
        .filter_map(|(at, limits)| {
            let (a, b) = (*limits)?;
            let (a, b) = (sound(a)?, sound(b)?);
            Some((at, a.min(b), a.max(b)))
        })
        .collect();
    let actual: Vec<(usize, f64)> = given
        .actual
        .iter()
        .enumerate()
        .filter_map(|(at, value)| Some((at, sound((*value)?)?)))
        .collect();
    let budget: Vec<(usize, f64)> = given
        .budget
        .iter()
        .enumerate()
        .filter_map(|(at, value)| Some((at, sound(*value)?)))
        .collect();
    let values = actual
        .iter()
        .chain(&budget)
        .map(|(_, value)| *value)
        .chain(band.iter().flat_map(|(_, a, b)| [*a, *b]));
    let scale = Scale::over(values, true, 6);
    let so_far = "spent so far";
    let names = ["budget", "forecast", so_far];
    let wide =
        names.iter().map(|name| canvas.wide(Weight::Regular, name)).fold(0.0, f32::max);
    let right = canvas.width - wide - CLEAR * 2.5;
    let side = Side::draw(&mut canvas, scale, given.axis, 0.0, HIGH, right);
    let step = (side.right - side.left) / count.max(1) as f32;
    let x = |at: usize| side.left + (at as f32 + 0.5) * step;
    let spot = |(at, value): &(usize, f64)| (x(*at), side.scale.at(*value));
    let mut lower: Vec<(f32, f32)> =
        band.iter().map(|(at, low, _)| (x(*at), side.scale.at(*low))).collect();
    let mut upper: Vec<(f32, f32)> =
        band.iter().map(|(at, _, high)| (x(*at), side.scale.at(*high))).collect();
    // The band opens at the last month that is known.
    let first = band.first().map_or(0, |(at, ..)| *at);
    if let Some(last) = actual.iter().rev().find(|(at, _)| *at < first) {
        lower.insert(0, spot(last));
        upper.insert(0, spot(last));
    }
    let end = lower.last().zip(upper.last()).map(|(a, b)| (a.0, (a.1 + b.1) / 2.0));
    if lower.len() > 1 {
        let corners: Vec<(f32, f32)> =
            lower.iter().copied().chain(upper.iter().rev().copied()).collect();
        canvas.polygon(corners, Some(colour::tint(Series::Clients)), None);
        for edge in [&lower, &upper] {
            path(&mut canvas, edge, (0.5, colour::ACCENT), Dash::Solid);
        }
    } else if let Some((_, low, high)) = band.first() {
        let (from, to) = (side.scale.at(*low), side.scale.at(*high));
        canvas.line(
            (x(first), from),
            (x(first), to),
            (2.0, colour::tint(Series::Clients)),
        );
    }
    let budget_spots: Vec<(f32, f32)> = budget.iter().map(spot).collect();
    path(&mut canvas, &budget_spots, (1.2, colour::GREY), Dash::Dashed);
    let actual_spots: Vec<(f32, f32)> = actual.iter().map(spot).collect();
    path(&mut canvas, &actual_spots, (1.6, colour::ACCENT), Dash::Solid);
    if actual_spots.len() <= 14 {
        actual_spots.iter().for_each(|spot| canvas.mark(Series::Clients, *spot));
    }
    side.nought(&mut canvas);
    // What is spent so far is named at its last mark, below the band.
    let mut spent = actual_spots.last().copied();
    if let Some((x, y)) = spent {
        let (left, baseline) = (x + CLEAR, y + LEADING + 3.0);
        let fits = baseline < side.foot - DESCENT
            && left + canvas.wide(Weight::Regular, so_far) < side.right;
        if fits && canvas.text_if_free(left, baseline, Look::LABEL, so_far, &[]) {
            spent = None;
        }
    }
    let ends = [budget_spots.last().copied(), end, spent];
    let labelled: Vec<((f32, f32), &str)> = ends
        .into_iter()
        .zip(names)
        .filter_map(|(end, name)| Some((end?, name)))
        .collect();
    let wanted: Vec<(f32, f32)> =
        labelled.iter().map(|((_, y), _)| (*y, LEADING)).collect();
    let places = apart(&wanted, side.top - 4.0, side.foot + 4.0);
    for (((end, y), name), middle) in labelled.into_iter().zip(places) {
        let left = canvas.width - wide;
        canvas.leader((end + HALF + 1.0, y), (left - 2.0, middle));
        canvas.text(left, middle + LEADING * 0.22, Look::LABEL, name);
    }
    let centres: Vec<f32> = (0..count).map(x).collect();
    let foot = columns(&mut canvas, given.months, &centres, side.foot, f32::INFINITY);
    canvas.finish(foot + 1.0)
}

fn path(
    canvas: &mut Canvas<'_>,
    spots: &[(f32, f32)],
    stroke: (f32, &'static str),
    dash: Dash,
) {
    for (from, to) in spots.iter().zip(spots.iter().skip(1)) {
        canvas.dashed(*from, *to, stroke, dash);
    }
}
