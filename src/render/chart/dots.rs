//! Dots with their intervals, one a row: groups, or the schools of a list.

use super::canvas::{ASCENT, CLEAR, Canvas, Look};
use super::picture::{Anchor, Dash, Picture, Weight};
use super::ranked;
use super::rows::{Column, Rows};
use super::scale::sound;
use crate::render::colour;
use crate::report::chart::Point;

/// Above so many dots the labels go and the dots stand side by side.
const MOST_ROWS: usize = 36;

/// Groups with a zero line; or schools in order, with a line to compare with.
pub(super) fn draw(
    mut canvas: Canvas<'_>,
    points: &[Point],
    axis: &str,
    has_nought: bool,
    reference: Option<&(f64, String)>,
) -> Picture {
    if points.len() > MOST_ROWS {
        return ranked::draw(canvas, points, axis, has_nought, reference);
    }
    let reference = reference.filter(|(value, _)| sound(*value).is_some());
    let top = if reference.is_some() { ASCENT + CLEAR + 3.0 } else { 2.0 };
    let labels: Vec<String> = points.iter().map(|point| point.label.clone()).collect();
    let values = points.iter().map(|point| point.shown.clone()).collect();
    let column = Column { heading: String::new(), values, weight: Weight::Bold };
    let rows = Rows::lay(&mut canvas, &labels, &[column], top);
    let all = values_of(points, reference);
    let scale = rows.scale(&canvas, &all, has_nought, (CLEAR, CLEAR));
    rows.nought(&mut canvas, &scale);
    if let Some((value, words)) = reference {
        let x = scale.at(*value);
        let look = Look::SMALL.at(Anchor::Middle);
        let words = canvas.cut(Weight::Regular, words, canvas.width);
        canvas.text(x, ASCENT, look, &words);
        let (from, to) = ((x, ASCENT + CLEAR), (x, rows.foot + 2.0));
        canvas.dashed(from, to, (0.8, colour::GREY), Dash::Dashed);
    }
    for (point, (y, _)) in points.iter().zip(&rows.middles) {
        if let Some((lower, upper)) = limits_of(point) {
            let stroke = (0.8, colour::of(point.series));
            canvas.line((scale.at(lower), *y), (scale.at(upper), *y), stroke);
        }
        if let Some(value) = sound(point.value) {
            canvas.mark(point.series, (scale.at(value), *y));
        }
    }
    let foot = rows.axis(&mut canvas, &scale, axis, false);
    canvas.finish(foot)
}

/// The limits of a point, where both can be drawn, the lower one first.
pub(super) fn limits_of(point: &Point) -> Option<(f64, f64)> {
    let (a, b) = point.limits?;
    let (a, b) = (sound(a)?, sound(b)?);
    Some((a.min(b), a.max(b)))
}

/// All that the axis must cover.
pub(super) fn values_of(points: &[Point], reference: Option<&(f64, String)>) -> Vec<f64> {
    let mut all: Vec<f64> = reference.iter().map(|(value, _)| *value).collect();
    for point in points {
        all.push(point.value);
        all.extend(limits_of(point).into_iter().flat_map(|(a, b)| [a, b]));
    }
    all
}
