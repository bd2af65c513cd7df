//! Labels of years or months below a plot.

use super::canvas::{ASCENT, Canvas, DESCENT, LEADING, Look};
use super::picture::{Anchor, Weight};

/// Labels at their places below `y`: every one where they stand clear of each
/// other, else every second, third …; their foot. `room` is the most that one
/// label may take.
pub(super) fn columns(
    canvas: &mut Canvas<'_>,
    labels: &[String],
    places: &[f32],
    y: f32,
    room: f32,
) -> f32 {
    let step = places
        .iter()
        .zip(places.iter().skip(1))
        .map(|(a, b)| b - a)
        .fold(canvas.width, f32::min)
        .max(0.1);
    let widest = labels
        .iter()
        .map(|label| canvas.wide(Weight::Regular, label))
        .fold(0.0, f32::max)
        .min(room)
        .min(90.0);
    // Labels of several words take two lines before any is left out.
    let word = labels
        .iter()
        .flat_map(|label| label.split(' '))
        .map(|word| canvas.wide(Weight::Regular, word))
        .fold(0.0, f32::max);
    let each =
        if widest + 6.0 > step && word + 6.0 <= step { step - 6.0 } else { widest };
    let every = ((each + 6.0) / step).ceil().max(1.0) as usize;
    let mut foot = y + DESCENT;
    for (label, x) in labels.iter().zip(places).step_by(every) {
        let lines = canvas.wrapped(Weight::Regular, label, each + 0.1, 2);
        for (down, line) in lines.iter().enumerate() {
            let baseline = y + 4.0 + ASCENT + down as f32 * LEADING;
            let look = Look::SMALL.at(Anchor::Middle);
            canvas.text_if_free(*x, baseline, look, line, &[]);
            foot = foot.max(baseline + DESCENT);
        }
    }
    foot + 1.0
}
