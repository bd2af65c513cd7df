//! Two bars side by side for each month.

use super::canvas::{Area, Canvas};
use super::columns::columns;
use super::key::Swatch;
use super::picture::Picture;
use super::scale::{Scale, sound};
use super::side::Side;
use crate::render::colour;

/// Height of the plot.
const HIGH: f32 = 140.0;

/// Label, first, second.
type Given = (String, f64, f64);

pub(super) fn draw(
    mut canvas: Canvas<'_>,
    names: (&str, &str),
    bars: &[Given],
    axis: &str,
) -> Picture {
    let looks =
        [Swatch::Hatch(colour::WHITE, colour::GREY), Swatch::Fill(colour::ACCENT)];
    let entries: Vec<(Swatch, String)> =
        looks.into_iter().zip([names.0.to_owned(), names.1.to_owned()]).collect();
    let top = canvas.key(&entries, 1.0);
    let values = bars.iter().flat_map(|(_, a, b)| [*a, *b]);
    let scale = Scale::over(values, true, 6);
    let right = canvas.width;
    let side = Side::below(&mut canvas, scale, axis, (top, 0.0), HIGH, right);
    let step = (side.right - side.left) / bars.len().max(1) as f32;
    let wide = (step * 0.38).min(22.0);
    let nought = side.scale.at(0.0);
    let centres: Vec<f32> =
        (0..bars.len()).map(|at| side.left + (at as f32 + 0.5) * step).collect();
    for ((_, first, second), x) in bars.iter().zip(&centres) {
        for (value, look, left) in
            [(first, looks.first(), x - wide), (second, looks.last(), *x)]
        {
            let (Some(value), Some(look)) = (sound(*value), look) else { continue };
            let end = side.scale.at(value);
            let area = Area {
                left,
                right: left + wide,
                top: nought.min(end),
                bottom: nought.max(end),
            };
            if area.bottom > area.top {
                canvas.swatch(*look, area);
                if wide > 3.0 {
                    canvas.rectangle(area, None, Some((0.5, colour::GREY)));
                }
            }
        }
    }
    side.nought(&mut canvas);
    let labels: Vec<String> = bars.iter().map(|(label, ..)| label.clone()).collect();
    let foot = columns(&mut canvas, &labels, &centres, side.foot, f32::INFINITY);
    canvas.finish(foot + 1.0)
}
