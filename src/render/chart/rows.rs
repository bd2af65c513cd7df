//! Charts of rows: labels on the left, a plot, columns of values on the right,
//! and the axis below.

use super::canvas::{ASCENT, CLEAR, Canvas, DESCENT, HAIRLINE, LEADING, Look};
use super::picture::{Anchor, Weight};
use super::scale::Scale;
use crate::render::colour::{GREY, GRID, INK};

/// Rows end here; what does not fit is counted in words, and stands in the table.
/// Less than a page, because a chart is never split.
const MOST_HEIGHT: f32 = 560.0;

/// A column of values with its heading, which may be empty.
pub(super) struct Column {
    pub(super) heading: String,
    pub(super) values: Vec<String>,
    pub(super) weight: Weight,
}

/// Where rows stand.
pub(super) struct Rows {
    /// Middle of each row that is drawn, with its height.
    pub(super) middles: Vec<(f32, f32)>,
    /// Left and right of the plot.
    pub(super) plot: (f32, f32),
    /// Top of the first row.
    pub(super) top: f32,
    /// Foot of the last row.
    pub(super) foot: f32,
}

impl Rows {
    /// Lays labels and columns out below `top`, and draws them.
    pub(super) fn lay(
        canvas: &mut Canvas<'_>,
        labels: &[String],
        columns: &[Column],
        top: f32,
    ) -> Self {
        let air = match labels.len() {
            0..=8 => 10.0,
            9..=20 => 5.0,
            _ => 1.5,
        };
        let share = canvas.width * 0.38;
        let labels_wide = widest(canvas, Weight::Regular, labels).min(share);
        let lines_at_most = |most| -> Vec<Vec<String>> {
            labels
                .iter()
                .map(|label| {
                    canvas.wrapped(Weight::Regular, label, labels_wide + 0.1, most)
                })
                .collect()
        };
        let height = |lines: &Vec<String>| lines.len().max(1) as f32 * LEADING + air;
        let mut lines = lines_at_most(3);
        if lines.iter().map(height).sum::<f32>() > MOST_HEIGHT {
            lines = lines_at_most(1);
        }
        let mut right = canvas.width;
        let mut places = Vec::new();
        let has_headings = columns.iter().any(|column| !column.heading.is_empty());
        for column in columns.iter().rev() {
            let most = canvas.width * 0.2;
            let wide = widest(canvas, column.weight, &column.values)
                .max(canvas.wide(Weight::Regular, &column.heading))
                .min(most);
            places.push((column, right, wide));
            right -= wide + CLEAR * 2.0;
        }
        let left = if labels_wide > 0.0 { labels_wide + CLEAR * 2.0 } else { 0.0 };
        let mut y = top;
        if has_headings {
            for (column, right, wide) in &places {
                let words = canvas.cut(Weight::Regular, &column.heading, *wide + 0.1);
                canvas.text(*right, y + ASCENT, Look::SMALL.at(Anchor::End), &words);
            }
            y += LEADING + 3.0;
        }
        let top = y;
        let mut middles = Vec::new();
        for (at, lines) in lines.iter().enumerate() {
            let high = height(lines);
            if y + high > top + MOST_HEIGHT {
                break;
            }
            let middle = y + high / 2.0;
            let first = middle - lines.len() as f32 * LEADING / 2.0 + LEADING * 0.72;
            for (down, line) in lines.iter().enumerate() {
                canvas.text(0.0, first + down as f32 * LEADING, Look::LABEL, line);
            }
            for (column, right, wide) in &places {
                let Some(value) = column.values.get(at) else { continue };
                let value = canvas.cut(column.weight, value, *wide + 0.1);
                let look = Look { weight: column.weight, ..Look::LABEL };
                let baseline = middle + (ASCENT - DESCENT) / 2.0 + 0.5;
                canvas.text(*right, baseline, look.at(Anchor::End), &value);
            }
            middles.push((middle, high));
            y += high;
        }
        let more = labels.len() - middles.len();
        if more > 0 {
            let words = format!("and {more} more, in the table");
            canvas.text(0.0, y + ASCENT + 2.0, Look::SMALL, &words);
            y += LEADING + 3.0;
        }
        Self { middles, plot: (left, right.max(left + 20.0)), top, foot: y }
    }

    /// A scale over the plot whose tick labels stand clear of each other.
    pub(super) fn scale(
        &self,
        canvas: &Canvas<'_>,
        values: &[f64],
        has_nought: bool,
        inset: (f32, f32),
    ) -> Scale {
        let (from, to) = (self.plot.0 + inset.0, self.plot.1 - inset.1);
        across(canvas, values, has_nought, from, to.max(from + 10.0))
    }

    /// Line at nought, ticks and words of the axis; the foot of all.
    pub(super) fn axis(
        &self,
        canvas: &mut Canvas<'_>,
        scale: &Scale,
        words: &str,
        has_grid: bool,
    ) -> f32 {
        let y = self.foot + 2.0;
        for (value, _) in scale.ticks() {
            let x = scale.at(value);
            if has_grid && value != 0.0 {
                canvas.line((x, self.top), (x, y), (HAIRLINE, GRID));
            }
            canvas.line((x, y), (x, y + 3.0), (HAIRLINE, GREY));
        }
        below(canvas, scale, y, words)
    }

    /// The line at nought, over the height of the rows.
    pub(super) fn nought(&self, canvas: &mut Canvas<'_>, scale: &Scale) {
        if scale.has_nought() {
            let x = scale.at(0.0);
            canvas.line((x, self.top), (x, self.foot + 2.0), (0.8, INK));
        }
    }
}

/// A scale from left to right with as many ticks as stand clear of each other.
pub(super) fn across(
    canvas: &Canvas<'_>,
    values: &[f64],
    has_nought: bool,
    from: f32,
    to: f32,
) -> Scale {
    let made =
        |most| Scale::over(values.iter().copied(), has_nought, most).along(from, to);
    (3..=6)
        .rev()
        .map(made)
        .find(|scale| {
            let ticks = scale.ticks();
            ticks.iter().zip(ticks.iter().skip(1)).all(|((a, one), (b, two))| {
                let halves = (canvas.wide(Weight::Regular, one)
                    + canvas.wide(Weight::Regular, two))
                    / 2.0;
                scale.at(*b) - scale.at(*a) > halves + 6.0
            })
        })
        .unwrap_or_else(|| made(2))
}

/// Tick labels and the axis' words below `y`; the foot of all.
pub(super) fn below(canvas: &mut Canvas<'_>, scale: &Scale, y: f32, words: &str) -> f32 {
    let baseline = y + 4.0 + ASCENT;
    for (value, words) in scale.ticks() {
        let look = Look::SMALL.at(Anchor::Middle);
        canvas.text_if_free(scale.at(value), baseline, look, &words, &[]);
    }
    let mut foot = baseline + DESCENT + 1.0;
    let (from, to) = scale.ends();
    let room = canvas.width - 1.0;
    for line in canvas.wrapped(Weight::Regular, words, room, 2) {
        let is_wider = canvas.wide(Weight::Regular, &line) > to - from;
        let (x, anchor) = if is_wider {
            (to, Anchor::End)
        } else {
            ((from + to) / 2.0, Anchor::Middle)
        };
        canvas.text(x, foot + 2.0 + ASCENT, Look::SMALL.at(anchor), &line);
        foot += LEADING;
    }
    foot + 2.0
}

/// Width of the widest text.
pub(super) fn widest(canvas: &Canvas<'_>, weight: Weight, texts: &[String]) -> f32 {
    texts.iter().map(|text| canvas.wide(weight, text)).fold(0.0, f32::max)
}
