//! Charts to shapes: what `report::chart` holds, drawn in points for any format.
//!
//! Title, subtitle and source are set by the caller. Text is measured by the
//! caller's own face, so that labels stand clear of each other in that face.

mod apart;
mod bars;
mod bullet;
mod canvas;
mod columns;
mod cumulative;
mod diverging;
mod dots;
mod dumbbell;
mod flow;
mod funnel;
mod key;
mod lines;
mod mark;
mod pairs;
pub(crate) mod picture;
mod ranked;
mod rows;
mod scale;
mod side;
mod slope;
mod spark;

use crate::report::chart::{Chart, Drawn};

pub(crate) use spark::spark;

use canvas::Canvas;
use picture::{Picture, Weight};

/// Draws a chart, `width` points wide; `text_width` measures text of a weight
/// and size in points. The height follows from what is shown.
pub(crate) fn draw(
    chart: &Chart,
    width: f32,
    text_width: &dyn Fn(Weight, f32, &str) -> f32,
) -> Picture {
    let canvas = Canvas::new(width, text_width);
    match &chart.drawn {
        Drawn::DotInterval { points, axis, zero } => {
            dots::draw(canvas, points, axis, *zero, None)
        }
        Drawn::OrderedDots { points, axis, reference } => {
            dots::draw(canvas, points, axis, false, reference.as_ref())
        }
        Drawn::Bars { bars, axis } => bars::draw(canvas, bars, axis),
        Drawn::Slope { ends, lines, axis } => {
            slope::draw(canvas, (&ends.0, &ends.1), lines, axis)
        }
        Drawn::Funnel { centre, dots, axes } => {
            funnel::draw(canvas, (centre.0, &centre.1), dots, (&axes.0, &axes.1))
        }
        Drawn::Lines { years, lines, breaks, doubtful, axis, zero, is_step } => {
            let given = lines::Lines {
                years,
                lines,
                breaks,
                doubtful,
                axis,
                has_nought: *zero,
                is_step: *is_step,
            };
            lines::draw(canvas, &given)
        }
        Drawn::Diverging { bars } => diverging::draw(canvas, bars),
        Drawn::Dumbbell { rows, axis } => dumbbell::draw(canvas, rows, axis),
        Drawn::Bullet { rows, axis } => bullet::draw(canvas, rows, axis),
        Drawn::Cumulative { months, actual, budget, band, axis } => {
            let given = cumulative::Given { months, actual, budget, band, axis };
            cumulative::draw(canvas, &given)
        }
        Drawn::Pairs { names, bars, axis } => {
            pairs::draw(canvas, (&names.0, &names.1), bars, axis)
        }
        Drawn::Flow { start, steps, end } => {
            flow::draw(canvas, (&start.0, start.1), steps, (&end.0, end.1))
        }
    }
}

#[cfg(test)]
mod tests;
