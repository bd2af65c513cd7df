//! A small line of values for a cell of a table.

use super::picture::{Dash, Picture, Shape};
use super::scale::sound;
use crate::render::colour::ACCENT;
use crate::report::block::Spark;

/// Radius of the dot at the end of the line.
const DOT: f32 = 1.4;

/// Half the height of the dot of a value that no line leads to.
const LONE: f32 = 0.9;

/// Values from left to right in a box of this size, on their table's scale; a
/// gap is left open, the last value has a dot and one between gaps a smaller one.
pub(crate) fn spark(line: &Spark, width: f32, height: f32) -> Picture {
    let (low, high) = line.scale;
    let step = (width - DOT * 2.0) / line.values.len().saturating_sub(1).max(1) as f32;
    let spots: Vec<Option<(f32, f32)>> = line
        .values
        .iter()
        .enumerate()
        .map(|(at, value)| {
            let value = value.and_then(sound)?;
            // Values that are all equal run along the middle.
            let share = if high > low { (value - low) / (high - low) } else { 0.5 };
            let room = height - DOT * 2.0;
            let share = share.clamp(0.0, 1.0) as f32;
            Some((DOT + at as f32 * step, height - DOT - share * room))
        })
        .collect();
    let dot = |centre: (f32, f32), radius: f32| Shape::Circle {
        centre,
        radius,
        fill: Some(ACCENT),
        stroke: None,
    };
    let mut shapes = Vec::new();
    let last = spots.iter().rposition(Option::is_some);
    let mut before = None;
    for (at, spot) in spots.iter().enumerate() {
        let next = spots.get(at + 1).copied().flatten();
        match (before, *spot) {
            (Some(from), Some(to)) => shapes.push(Shape::Line {
                from,
                to,
                width: 1.0,
                colour: ACCENT,
                dash: Dash::Solid,
            }),
            (None, Some(alone)) if next.is_none() && last != Some(at) => {
                shapes.push(dot(alone, LONE));
            }
            (_, Some(_) | None) => {}
        }
        before = *spot;
    }
    if let Some(end) = last.and_then(|at| spots.get(at).copied().flatten()) {
        shapes.push(dot(end, DOT));
    }
    Picture { width, height, shapes }
}
