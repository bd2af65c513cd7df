//! Hundreds of values side by side in their order; the first and last are named below.

use super::canvas::{ASCENT, CLEAR, Canvas, DESCENT, LEADING, Look};
use super::dots::{limits_of, values_of};
use super::mark::HALF;
use super::picture::{Anchor, Dash, Picture, Weight};
use super::rows::widest;
use super::scale::{Scale, sound};
use super::side::Side;
use crate::render::colour;
use crate::report::chart::Point;

/// How many are named at either end.
const NAMED: usize = 4;
/// Height of the plot.
const HIGH: f32 = 150.0;

pub(super) fn draw(
    mut canvas: Canvas<'_>,
    points: &[Point],
    axis: &str,
    has_nought: bool,
    reference: Option<&(f64, String)>,
) -> Picture {
    let reference = reference.filter(|(value, _)| sound(*value).is_some());
    let scale = Scale::over(values_of(points, reference), has_nought, 6);
    let words = reference.map_or("", |(_, words)| words);
    let lines = canvas.wrapped(Weight::Regular, words, canvas.width * 0.25, 3);
    let wide = widest(&canvas, Weight::Regular, &lines);
    let right = canvas.width - if lines.is_empty() { 0.0 } else { wide + CLEAR };
    let side = Side::draw(&mut canvas, scale, axis, 0.0, HIGH, right);
    if let Some((value, _)) = reference {
        let y = side.scale.at(*value);
        let (from, to) = ((side.left, y), (side.right, y));
        canvas.dashed(from, to, (0.8, colour::GREY), Dash::Dashed);
        let high = lines.len() as f32 * LEADING;
        let top = (y - high / 2.0).min(side.foot - high).max(side.top);
        for (down, line) in lines.iter().enumerate() {
            let baseline = top + ASCENT + 2.0 + down as f32 * LEADING;
            canvas.text(right + CLEAR, baseline, Look::SMALL, line);
        }
    }
    side.nought(&mut canvas);
    let step = (side.right - side.left) / points.len().max(1) as f32;
    let half = (step * 0.42).clamp(0.7, HALF);
    let x = |at: usize| side.left + (at as f32 + 0.5) * step;
    for (at, point) in points.iter().enumerate() {
        if let Some((lower, upper)) = limits_of(point) {
            let stroke = ((step * 0.3).clamp(0.2, 0.8), colour::tint(point.series));
            let (from, to) = (side.scale.at(lower), side.scale.at(upper));
            canvas.line((x(at), from), (x(at), to), stroke);
        }
    }
    for (at, point) in points.iter().enumerate() {
        if let Some(value) = sound(point.value) {
            canvas.sized_mark(point.series, (x(at), side.scale.at(value)), half);
        }
    }
    let foot = named(&mut canvas, points, side.foot + 8.0);
    canvas.finish(foot)
}

/// The first few below the left half, the last few below the right.
fn named(canvas: &mut Canvas<'_>, points: &[Point], top: f32) -> f32 {
    let count = NAMED.min(points.len() / 2);
    let half = canvas.width / 2.0 - CLEAR;
    let first = points.iter().take(count);
    let last = points.iter().skip(points.len() - count);
    let mut baseline = top + ASCENT;
    let (left, right) = (
        format!("First of {}, from the left", points.len()),
        format!("Last of {}, to the right", points.len()),
    );
    let heads = [(0.0, Anchor::Start, left), (canvas.width, Anchor::End, right)];
    for (x, anchor, words) in heads {
        let words = canvas.cut(Weight::Regular, &words, half);
        canvas.text(x, baseline, Look::SMALL.at(anchor), &words);
    }
    for (one, other) in first.zip(last) {
        baseline += LEADING;
        for (x, anchor, point) in
            [(0.0, Anchor::Start, one), (canvas.width, Anchor::End, other)]
        {
            let value = canvas.wide(Weight::Regular, &point.shown).min(half * 0.4);
            let name = canvas.cut(Weight::Regular, &point.label, half - value - 4.0);
            let words = format!("{name} {}", point.shown);
            let words = canvas.cut(Weight::Regular, &words, half);
            canvas.text(x, baseline, Look::LABEL.at(anchor), &words);
        }
    }
    baseline + DESCENT + 2.0
}
