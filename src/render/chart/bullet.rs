//! A budget as a frame, what is paid and ordered inside it, the forecast as a stroke.

use super::canvas::{Area, CLEAR, Canvas};
use super::key::Swatch;
use super::picture::Picture;
use super::rows::Rows;
use super::scale::sound;
use crate::render::colour;

/// Label, budget, paid, committed, forecast.
type Given = (String, f64, f64, f64, f64);

pub(super) fn draw(mut canvas: Canvas<'_>, rows: &[Given], axis: &str) -> Picture {
    let paid = Swatch::Fill(colour::ACCENT);
    let committed = Swatch::Hatch(colour::WHITE, colour::ACCENT);
    let entries = [
        (Swatch::Frame, "budget".to_owned()),
        (paid, "paid".to_owned()),
        (committed, "ordered, not yet paid".to_owned()),
        (Swatch::Stroke, "forecast for the year".to_owned()),
    ];
    let top = canvas.key(&entries, 1.0);
    let labels: Vec<String> = rows.iter().map(|(label, ..)| label.clone()).collect();
    let laid = Rows::lay(&mut canvas, &labels, &[], top);
    let values: Vec<f64> = rows
        .iter()
        .flat_map(|(_, budget, paid, committed, forecast)| {
            [*budget, *paid, paid + committed, *forecast]
        })
        .collect();
    let scale = laid.scale(&canvas, &values, true, (CLEAR, CLEAR));
    let foot = laid.axis(&mut canvas, &scale, axis, true);
    let nought = scale.at(0.0);
    for ((_, budget, paid_so_far, ordered, forecast), (y, high)) in
        rows.iter().zip(&laid.middles)
    {
        let half = (high * 0.36).min(7.5);
        let bar = |from: f32, to: f32, half: f32| Area {
            left: from.min(to),
            right: from.max(to),
            top: y - half,
            bottom: y + half,
        };
        if let Some(budget) = sound(*budget) {
            canvas.swatch(Swatch::Frame, bar(nought, scale.at(budget), half));
        }
        let inner = half * 0.58;
        let so_far = sound(*paid_so_far).unwrap_or(0.0);
        let both = so_far + sound(*ordered).unwrap_or(0.0);
        for (look, from, to) in [(paid, 0.0, so_far), (committed, so_far, both)] {
            let area = bar(scale.at(from), scale.at(to), inner);
            if area.right > area.left {
                canvas.swatch(look, area);
                canvas.rectangle(area, None, Some((0.5, colour::ACCENT)));
            }
        }
        if let Some(forecast) = sound(*forecast) {
            let x = scale.at(forecast);
            let reach = (half + 2.0).min(high / 2.0);
            canvas.line((x, y - reach), (x, y + reach), (1.8, colour::INK));
        }
    }
    laid.nought(&mut canvas, &scale);
    canvas.finish(foot)
}
