//! Bars that start at nought, one a row, with their values at their ends.

use super::canvas::{ASCENT, Area, CLEAR, Canvas, DESCENT, Look};
use super::picture::{Anchor, Picture, Weight};
use super::ranked;
use super::rows::Rows;
use super::scale::sound;
use crate::render::colour;
use crate::report::chart::{Point, Series};

/// Above so many bars their labels go and their ends stand side by side.
const MOST_ROWS: usize = 40;

pub(super) fn draw(
    mut canvas: Canvas<'_>,
    bars: &[(String, f64, String, Series)],
    axis: &str,
) -> Picture {
    if bars.len() > MOST_ROWS {
        let points: Vec<Point> = bars
            .iter()
            .map(|(label, value, shown, series)| Point {
                label: label.clone(),
                value: *value,
                limits: Some((0.0, *value)),
                shown: shown.clone(),
                series: *series,
            })
            .collect();
        return ranked::draw(canvas, &points, axis, true, None);
    }
    let labels: Vec<String> = bars.iter().map(|(label, ..)| label.clone()).collect();
    let rows = Rows::lay(&mut canvas, &labels, &[], 2.0);
    let room = (rows.plot.1 - rows.plot.0) * 0.35;
    let shown: Vec<String> = bars
        .iter()
        .map(|(_, _, shown, _)| canvas.cut(Weight::Bold, shown, room))
        .collect();
    let wide = |is_left: bool| {
        bars.iter()
            .zip(&shown)
            .filter(|((_, value, ..), _)| (*value < 0.0) == is_left)
            .map(|(_, shown)| canvas.wide(Weight::Bold, shown) + CLEAR)
            .fold(CLEAR, f32::max)
    };
    let inset = (wide(true), wide(false));
    let values: Vec<f64> = bars.iter().map(|(_, value, ..)| *value).collect();
    let scale = rows.scale(&canvas, &values, true, inset);
    let nought = scale.at(0.0);
    for (((_, value, _, series), shown), (y, high)) in
        bars.iter().zip(&shown).zip(&rows.middles)
    {
        let value = sound(*value).unwrap_or(0.0);
        let (end, half) = (scale.at(value), (high * 0.32).min(6.5));
        let area = Area {
            left: nought.min(end),
            right: nought.max(end),
            top: y - half,
            bottom: y + half,
        };
        if area.right > area.left {
            canvas.rectangle(area, Some(colour::of(*series)), None);
        }
        let (x, anchor) = if value < 0.0 {
            (end - CLEAR * 0.7, Anchor::End)
        } else {
            (end + CLEAR * 0.7, Anchor::Start)
        };
        let baseline = y + (ASCENT - DESCENT) / 2.0 + 0.5;
        canvas.text(x, baseline, Look::VALUE.at(anchor), shown);
    }
    rows.nought(&mut canvas, &scale);
    let foot = rows.axis(&mut canvas, &scale, axis, false);
    canvas.finish(foot)
}
