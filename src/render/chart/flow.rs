//! Boxes from top to bottom: what is left after each exclusion.

use super::canvas::{ASCENT, Area, CLEAR, Canvas, LEADING, Look};
use super::picture::{Anchor, Picture, Weight};
use crate::base::quantity::{NBSP, decimal};
use crate::render::colour;

/// Clear space within a box.
const PAD: f32 = 5.0;
/// From one box to the next.
const GAP: f32 = 9.0;
/// Above this height the reasons that are left are summed up in one box.
const MOST_HEIGHT: f32 = 440.0;

pub(super) fn draw(
    mut canvas: Canvas<'_>,
    start: (&str, u64),
    steps: &[(String, u64)],
    end: (&str, u64),
) -> Picture {
    let trunk = canvas.width * 0.3;
    let middle = trunk / 2.0;
    let branch = trunk + CLEAR * 4.0;
    let frame = (0.8, colour::INK);
    let mut y = boxed(&mut canvas, (0.0, trunk, 0.5), start, frame, Weight::Bold);
    let mut left = start.1;
    for (at, step) in steps.iter().enumerate() {
        let from = y;
        let rest = steps.get(at..).unwrap_or_default();
        let is_last_room = y > MOST_HEIGHT && rest.len() > 1;
        let words = format!("{} further reasons, in the table", rest.len());
        let shown = if is_last_room {
            (
                words.as_str(),
                rest.iter().map(|(_, count)| *count).fold(0, u64::saturating_add),
            )
        } else {
            (step.0.as_str(), step.1)
        };
        left = left.saturating_sub(shown.1);
        let top = y + GAP;
        let width = canvas.width - 0.5;
        let hair = (0.5, colour::GREY);
        let foot = boxed(&mut canvas, (branch, width, top), shown, hair, Weight::Regular);
        let level = (top + foot) / 2.0;
        canvas.line((middle, from), (middle, foot), frame);
        arrow(&mut canvas, (middle, level), (branch, level));
        let remaining = format!("{} left", decimal(left as f64, 0));
        let remaining = canvas.cut(Weight::Regular, &remaining, middle - CLEAR);
        let baseline = foot - 1.0;
        let look = Look::SMALL.at(Anchor::End);
        canvas.text(middle - CLEAR, baseline, look, &remaining);
        y = foot;
        if is_last_room {
            break;
        }
    }
    let top = y + GAP * 1.4;
    canvas.line((middle, y), (middle, top), frame);
    arrow(&mut canvas, (middle, y), (middle, top));
    let foot = boxed(&mut canvas, (0.0, trunk, top), end, frame, Weight::Bold);
    canvas.finish(foot + 1.0)
}

/// A box with its count and words; its foot.
fn boxed(
    canvas: &mut Canvas<'_>,
    (left, right, top): (f32, f32, f32),
    (words, count): (&str, u64),
    frame: (f32, &'static str),
    weight: Weight,
) -> f32 {
    let count = decimal(count as f64, 0);
    // The count stands in front in any case: words that begin with it do not repeat it.
    let words = words
        .strip_prefix(&count)
        .filter(|rest| rest.starts_with([' ', NBSP]))
        .map_or(words, str::trim_start);
    let count = canvas.cut(Weight::Bold, &count, (right - left) * 0.5);
    let hang = canvas.wide(Weight::Bold, &count) + CLEAR;
    let room = right - left - PAD * 2.0 - hang;
    let lines = canvas.wrapped(weight, words, room, 4);
    let foot = top + PAD * 2.0 + lines.len().max(1) as f32 * LEADING - 2.5;
    let area = Area { left: left + 0.5, right, top, bottom: foot };
    canvas.rectangle(area, Some(colour::WHITE), Some(frame));
    let first = top + PAD + ASCENT;
    canvas.text(left + PAD, first, Look::VALUE, &count);
    for (down, line) in lines.iter().enumerate() {
        let look = Look { weight, ..Look::LABEL };
        canvas.text(left + PAD + hang, first + down as f32 * LEADING, look, line);
    }
    foot
}

/// A line with its head, across or down.
fn arrow(canvas: &mut Canvas<'_>, from: (f32, f32), to: (f32, f32)) {
    canvas.line(from, to, (0.8, colour::INK));
    let (x, y) = to;
    let corners = if from.0 == to.0 {
        vec![(x, y), (x - 2.5, y - 5.0), (x + 2.5, y - 5.0)]
    } else {
        vec![(x, y), (x - 5.0, y - 2.5), (x - 5.0, y + 2.5)]
    };
    canvas.polygon(corners, Some(colour::INK), None);
}
