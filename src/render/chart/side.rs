//! An axis that runs upwards at the left of a plot, its words above it.

use super::canvas::{ASCENT, CLEAR, Canvas, DESCENT, HAIRLINE, LEADING, Look};
use super::picture::{Anchor, Weight};
use super::scale::Scale;
use crate::render::colour::{GRID, INK};

/// A plot with its scale from foot to top.
pub(super) struct Side {
    /// Values to `y`.
    pub(super) scale: Scale,
    /// Left of the plot.
    pub(super) left: f32,
    /// Right of the plot.
    pub(super) right: f32,
    /// Top of the plot.
    pub(super) top: f32,
    /// Foot of the plot.
    pub(super) foot: f32,
}

impl Side {
    /// As [`Side::below`], at the top of the picture.
    pub(super) fn draw(
        canvas: &mut Canvas<'_>,
        scale: Scale,
        words: &str,
        spare: f32,
        high: f32,
        right: f32,
    ) -> Self {
        Self::below(canvas, scale, words, (0.0, spare), high, right)
    }

    /// Draws words, ticks and grid for a plot of this height that ends at
    /// `right`; `spare` is left free between the words and the grid for notes.
    pub(super) fn below(
        canvas: &mut Canvas<'_>,
        scale: Scale,
        words: &str,
        (mut top, spare): (f32, f32),
        high: f32,
        right: f32,
    ) -> Self {
        for line in canvas.wrapped(Weight::Regular, words, canvas.width, 2) {
            canvas.text(0.0, top + ASCENT, Look::SMALL, &line);
            top += LEADING;
        }
        top += spare + 6.0;
        let foot = top + high;
        let scale = scale.along(foot, top);
        let ticks = scale.ticks();
        let wide = ticks
            .iter()
            .map(|(_, words)| canvas.wide(Weight::Regular, words))
            .fold(0.0, f32::max);
        let left = wide + CLEAR;
        for (value, words) in ticks {
            let y = scale.at(value);
            let baseline = y + (ASCENT - DESCENT) / 2.0 + 0.3;
            canvas.text_if_free(wide, baseline, Look::SMALL.at(Anchor::End), &words, &[]);
            canvas.line((left, y), (right, y), (HAIRLINE, GRID));
        }
        Self { scale, left: left + CLEAR, right, top, foot }
    }

    /// The line at nought.
    pub(super) fn nought(&self, canvas: &mut Canvas<'_>) {
        if self.scale.has_nought() {
            let y = self.scale.at(0.0);
            canvas.line((self.left - CLEAR, y), (self.right, y), (0.8, INK));
        }
    }
}
