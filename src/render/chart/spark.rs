//! A small line of values for a cell of a table.

use super::picture::{Dash, Picture, Shape};
use super::scale::sound;
use crate::render::colour::ACCENT;

/// Radius of the dot at the end of the line.
const DOT: f32 = 1.4;

/// Values from left to right in a box of this size; a gap is left open, the last
/// value has a dot.
pub(crate) fn spark(values: &[Option<f64>], width: f32, height: f32) -> Picture {
    let known = || values.iter().flatten().copied().filter_map(sound);
    let low = known().fold(f64::INFINITY, f64::min);
    let high = known().fold(f64::NEG_INFINITY, f64::max);
    let step = (width - DOT * 2.0) / values.len().saturating_sub(1).max(1) as f32;
    let mut shapes = Vec::new();
    let mut before: Option<(f32, f32)> = None;
    let mut last = None;
    for (at, value) in values.iter().enumerate() {
        let spot = value.and_then(sound).map(|value| {
            // Values that are all equal run along the middle.
            let share = if high > low { (value - low) / (high - low) } else { 0.5 };
            let room = height - DOT * 2.0;
            (DOT + at as f32 * step, height - DOT - share as f32 * room)
        });
        if let Some((from, to)) = before.zip(spot) {
            let line =
                Shape::Line { from, to, width: 1.0, colour: ACCENT, dash: Dash::Solid };
            shapes.push(line);
        }
        before = spot;
        last = spot.or(last);
    }
    if let Some(centre) = last {
        shapes.push(Shape::Circle {
            centre,
            radius: DOT,
            fill: Some(ACCENT),
            stroke: None,
        });
    }
    Picture { width, height, shapes }
}
