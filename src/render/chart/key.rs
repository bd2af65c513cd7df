//! A key above a plot, where labels cannot stand beside what they name.

use super::canvas::{ASCENT, Area, CLEAR, Canvas, DESCENT, LEADING, Look};
use super::picture::Weight;
use crate::render::colour;
use crate::report::chart::Series;

/// How what is named looks.
#[derive(Clone, Copy, Debug)]
pub(super) enum Swatch {
    /// The mark of a series.
    Mark(Series),
    /// An area of one colour.
    Fill(&'static str),
    /// An area of one colour, hatched with another.
    Hatch(&'static str, &'static str),
    /// The outline of a bar.
    Frame,
    /// An upright stroke.
    Stroke,
}

impl Canvas<'_> {
    /// An area in the look of a swatch.
    pub(super) fn swatch(&mut self, swatch: Swatch, area: Area) {
        let Area { left, top, right, bottom } = area;
        let middle = ((left + right) / 2.0, (top + bottom) / 2.0);
        match swatch {
            Swatch::Mark(series) => self.mark(series, middle),
            Swatch::Fill(fill) => self.rectangle(area, Some(fill), None),
            Swatch::Hatch(fill, lines) => {
                self.rectangle(area, Some(fill), None);
                self.hatch(area, lines);
            }
            Swatch::Frame => {
                self.rectangle(area, Some(colour::WHITE), Some((0.8, colour::INK)));
            }
            Swatch::Stroke => {
                let (from, to) = ((middle.0, top), (middle.0, bottom));
                self.line(from, to, (1.8, colour::INK));
            }
        }
    }

    /// Entries from left to right below `top`, on as many lines as they need; their foot.
    pub(super) fn key(&mut self, entries: &[(Swatch, String)], top: f32) -> f32 {
        let (mut x, mut y) = (0.0, top);
        let side = 9.0;
        for (swatch, words) in entries {
            let room = self.width - side - CLEAR;
            let words = self.cut(Weight::Regular, words, room);
            if words.is_empty() {
                continue;
            }
            let wide = side + CLEAR + self.wide(Weight::Regular, &words);
            if x > 0.0 && x + wide > self.width {
                (x, y) = (0.0, y + LEADING + 1.0);
            }
            let baseline = y + ASCENT + 1.0;
            let middle = baseline - (ASCENT - DESCENT) / 2.0 - 0.5;
            let area = Area {
                left: x,
                right: x + side,
                top: middle - 3.5,
                bottom: middle + 3.5,
            };
            self.swatch(*swatch, area);
            self.text(x + side + CLEAR - 1.0, baseline, Look::LABEL, &words);
            x += wide + CLEAR * 3.0;
        }
        if entries.is_empty() { top } else { y + LEADING + 6.0 }
    }
}
