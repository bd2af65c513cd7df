//! Two dots a row, joined: two groups, or before and after.

use super::canvas::{ASCENT, CLEAR, Canvas, DESCENT, Look};
use super::key::Swatch;
use super::mark::HALF;
use super::picture::{Anchor, Picture, Weight};
use super::rows::Rows;
use super::scale::sound;
use crate::render::colour;
use crate::report::chart::Point;

/// Label, first, second.
type Given = (String, Point, Point);

pub(super) fn draw(mut canvas: Canvas<'_>, rows: &[Given], axis: &str) -> Picture {
    let mut entries: Vec<(Swatch, String)> = Vec::new();
    for (_, first, second) in rows {
        for point in [first, second] {
            let is_known = entries.iter().any(|(_, label)| *label == point.label);
            if !is_known && !point.label.trim().is_empty() && entries.len() < 4 {
                entries.push((Swatch::Mark(point.series), point.label.clone()));
            }
        }
    }
    let top = canvas.key(&entries, 1.0);
    let labels: Vec<String> = rows.iter().map(|(label, ..)| label.clone()).collect();
    let laid = Rows::lay(&mut canvas, &labels, &[], top);
    let room = (laid.plot.1 - laid.plot.0) * 0.25;
    let values: Vec<f64> = rows.iter().flat_map(|(_, a, b)| [a.value, b.value]).collect();
    let words: Vec<(String, String)> = rows
        .iter()
        .map(|(_, a, b)| {
            let cut = |point: &Point| match sound(point.value) {
                Some(_) => canvas.cut(Weight::Regular, &point.shown, room),
                None => String::new(),
            };
            (cut(a), cut(b))
        })
        .collect();
    let widest = words
        .iter()
        .flat_map(|(a, b)| [a, b])
        .map(|words| canvas.wide(Weight::Regular, words))
        .fold(0.0, f32::max)
        + HALF
        + CLEAR;
    let scale = laid.scale(&canvas, &values, false, (widest, widest));
    for (((_, first, second), (a_words, b_words)), (y, _)) in
        rows.iter().zip(&words).zip(&laid.middles)
    {
        let ends = [(first, a_words), (second, b_words)];
        let mut known: Vec<(f32, &Point, &String)> = ends
            .into_iter()
            .filter_map(|(point, words)| {
                Some((scale.at(sound(point.value)?), point, words))
            })
            .collect();
        if let [(a, ..), (b, ..)] = known.as_slice() {
            canvas.line((*a, *y), (*b, *y), (1.6, colour::HAIR));
        }
        for (x, point, _) in &known {
            canvas.mark(point.series, (*x, *y));
        }
        known.sort_by(|a, b| a.0.total_cmp(&b.0));
        let baseline = y + (ASCENT - DESCENT) / 2.0 + 0.5;
        let gap = HALF + CLEAR * 0.6;
        if let [(a, _, a_words), (b, _, b_words)] = known.as_slice() {
            let left = Look::SMALL.at(Anchor::End);
            canvas.text(a - gap, baseline, left, a_words);
            canvas.text(b + gap, baseline, Look::SMALL, b_words);
        } else if let [(x, _, words)] = known.as_slice() {
            canvas.text(x + gap, baseline, Look::SMALL, words);
        }
    }
    let foot = laid.axis(&mut canvas, &scale, axis, false);
    canvas.finish(foot)
}
