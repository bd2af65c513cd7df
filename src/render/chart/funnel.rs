//! Cohort against percentage, with the limits that chance alone would keep to.

use super::canvas::{ASCENT, Area, CLEAR, Canvas, DESCENT, HAIRLINE, Look};
use super::mark::HALF;
use super::picture::{Anchor, Picture, Weight};
use super::rows::{across, below};
use super::scale::{Scale, sound};
use super::side::Side;
use crate::render::colour;
use crate::report::chart::Series;

/// Height of the plot.
const HIGH: f32 = 190.0;
/// 95% of a normal distribution lie within so many standard deviations.
const WITHIN_95: f64 = 1.96;

/// A school: pupils, per cent, label, whose.
type Dot = (f64, f64, String, Series);

/// Limits at `pupils` round a centre in per cent, kept to 0 and 100:
/// p ± 1.96 √(p (1 − p) / n).
pub(super) fn limits(centre: f64, pupils: f64) -> (f64, f64) {
    let share = (centre / 100.0).clamp(0.0, 1.0);
    let room = WITHIN_95 * (share * (1.0 - share) / pupils.max(1.0)).sqrt() * 100.0;
    ((centre - room).max(0.0), (centre + room).min(100.0))
}

pub(super) fn draw(
    mut canvas: Canvas<'_>,
    centre: (f64, &str),
    dots: &[Dot],
    axes: (&str, &str),
) -> Picture {
    let middle = sound(centre.0).unwrap_or(0.0).clamp(0.0, 100.0);
    let dots: Vec<&Dot> = dots
        .iter()
        .filter(|(pupils, share, ..)| {
            sound(*pupils).is_some_and(|n| n >= 0.0) && sound(*share).is_some()
        })
        .collect();
    let pupils: Vec<f64> = dots.iter().map(|(pupils, ..)| *pupils).collect();
    let shares = dots.iter().map(|(_, share, ..)| *share).chain([0.0, 100.0]);
    let high = Scale::over(shares, true, 6).within(0.0, 100.0);
    let words = canvas.cut(Weight::Regular, centre.1, canvas.width * 0.25);
    let right = canvas.width - canvas.wide(Weight::Regular, &words) - CLEAR;
    let side = Side::draw(&mut canvas, high, axes.1, 0.0, HIGH, right);
    let wide = across(&canvas, &pupils, true, side.left, right);
    limits_of(&mut canvas, middle, &wide, &side.scale);
    let y = side.scale.at(middle);
    canvas.line((side.left, y), (right, y), (0.8, colour::GREY));
    let baseline = y + (ASCENT - DESCENT) / 2.0 + 0.5;
    canvas.text(right + CLEAR, baseline, Look::SMALL, &words);
    canvas.line((side.left, side.foot), (right, side.foot), (0.8, colour::INK));
    for (value, _) in wide.ticks() {
        let x = wide.at(value);
        canvas.line((x, side.foot), (x, side.foot + 3.0), (HAIRLINE, colour::GREY));
    }
    let spots: Vec<(f32, f32)> = dots
        .iter()
        .map(|(pupils, share, ..)| (wide.at(*pupils), side.scale.at(*share)))
        .collect();
    let half = if dots.len() > 120 { HALF * 0.6 } else { HALF };
    for ((.., series), spot) in dots.iter().zip(&spots) {
        canvas.sized_mark(*series, *spot, half);
    }
    labels(&mut canvas, middle, &dots, &spots, &side);
    let foot = below(&mut canvas, &wide, side.foot, axes.0);
    canvas.finish(foot)
}

/// Both curves, dashed, from the smallest cohort on.
fn limits_of(canvas: &mut Canvas<'_>, middle: f64, wide: &Scale, high: &Scale) {
    let (low, top) = wide.values();
    let (least, steps) = (low.max(1.0), 180);
    let mut before: Option<[(f32, f32); 2]> = None;
    for step in 0..=steps {
        let pupils = least + (top - least).max(1.0) * f64::from(step) / f64::from(steps);
        let (lower, upper) = limits(middle, pupils);
        let x = wide.at(pupils);
        let here = [(x, high.at(lower)), (x, high.at(upper))];
        // Every third piece is left out: a line of so many pieces has no dashes.
        if let Some(before) = before.filter(|_| step % 3 != 0) {
            for (from, to) in before.into_iter().zip(here) {
                canvas.line(from, to, (0.8, colour::GREY));
            }
        }
        before = Some(here);
    }
}

/// Labels beside their dots where there is room, those beyond the limits first.
fn labels(
    canvas: &mut Canvas<'_>,
    middle: f64,
    dots: &[&Dot],
    spots: &[(f32, f32)],
    side: &Side,
) {
    let level = side.scale.at(middle);
    let centre = Area {
        left: side.left,
        top: level - 0.4,
        right: canvas.width,
        bottom: level + 0.4,
    };
    let marks: Vec<Area> = spots
        .iter()
        .map(|(x, y)| Area {
            left: x - 2.5,
            top: y - 2.5,
            right: x + 2.5,
            bottom: y + 2.5,
        })
        .chain([centre])
        .collect();
    let is_beyond = |dot: &Dot| {
        let (lower, upper) = limits(middle, dot.0);
        dot.1 < lower || dot.1 > upper
    };
    let (beyond, within): (Vec<_>, Vec<_>) =
        dots.iter().zip(spots).partition(|(dot, _)| is_beyond(dot));
    for (dot, (x, y)) in beyond.into_iter().chain(within) {
        let words = canvas.cut(Weight::Regular, &dot.2, canvas.width * 0.3);
        if words.is_empty() {
            continue;
        }
        let level = y + (ASCENT - DESCENT) / 2.0 + 0.5;
        let gap = HALF + 2.0;
        let mut places = vec![
            (x + gap, level, Anchor::Start),
            (x - gap, level, Anchor::End),
            (*x, y - gap - DESCENT, Anchor::Middle),
            (*x, y + gap + ASCENT, Anchor::Middle),
        ];
        // Further off, with a line that leads there.
        for (off, rise) in [(1.6, 0.9), (2.5, 2.0), (3.2, 4.0)] {
            let (off, rise) = (gap * off, gap * rise);
            places.extend([
                (x + off, y - rise, Anchor::Start),
                (x + off, y + rise + ASCENT, Anchor::Start),
                (x - off, y - rise, Anchor::End),
                (x - off, y + rise + ASCENT, Anchor::End),
            ]);
        }
        for (at, (left, baseline, anchor)) in places.into_iter().enumerate() {
            if baseline - ASCENT < side.top || baseline + DESCENT > side.foot {
                continue;
            }
            let middle = baseline - (ASCENT - DESCENT) / 2.0;
            let away = if anchor == Anchor::Start { -1.0 } else { 1.0 };
            let (from, to) = ((*x, *y), (left + away, middle));
            let is_led = at > 3;
            if is_led && canvas.is_in_the_way(from, to) {
                continue;
            }
            let look = Look::LABEL.at(anchor);
            if canvas.text_if_free(left, baseline, look, &words, &marks) {
                if is_led {
                    canvas.leader(from, to);
                }
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::limits;

    #[test]
    fn limits_are_wide_for_small_cohorts_and_end_at_100() {
        let (lower, upper) = limits(68.1, 8.0);
        assert!((lower - 35.8).abs() < 0.05 && upper == 100.0);
        let (lower, upper) = limits(68.1, 30.0);
        assert!((lower - 51.4).abs() < 0.05 && (upper - 84.8).abs() < 0.05);
    }
}
