//! Marks of a series: shape and colour that stay the same through a pack.

use super::canvas::{Area, Canvas};
use super::picture::Spot;
use crate::render::colour;
use crate::report::chart::Series;

/// Half a mark: 2.2 mm across.
pub(super) const HALF: f32 = 1.1 * 72.0 / 25.4;

impl Canvas<'_> {
    /// The mark of a series, with a white edge that parts it from its neighbours.
    pub(super) fn mark(&mut self, series: Series, spot: Spot) {
        self.sized_mark(series, spot, HALF);
    }

    /// As [`Canvas::mark`], `half` from its middle to its edge: for charts of many marks.
    pub(super) fn sized_mark(&mut self, series: Series, (x, y): Spot, half: f32) {
        let fill = Some(colour::of(series));
        // A white edge would swallow the smallest marks.
        let edge = (half > 1.6).then_some((0.5, colour::WHITE));
        match series {
            Series::Clients => self.circle((x, y), half, fill, edge),
            Series::Lle => {
                let half = half * 1.2;
                let corners =
                    vec![(x, y - half), (x + half, y), (x, y + half), (x - half, y)];
                self.polygon(corners, fill, edge);
            }
            Series::Matched => {
                let half = half * 0.9;
                let area = Area {
                    left: x - half,
                    top: y - half,
                    right: x + half,
                    bottom: y + half,
                };
                self.rectangle(area, fill, edge);
            }
            Series::La => {
                let half = half * 1.1;
                let foot = y + half * 0.8;
                let corners = vec![(x, y - half), (x + half, foot), (x - half, foot)];
                self.polygon(corners, fill, edge);
            }
            Series::National => {
                let (inside, line) =
                    (Some(colour::WHITE), Some((1.0, colour::of(Series::National))));
                self.circle((x, y), (half - 0.5).max(0.5), inside, line);
            }
            Series::Other => {
                let half = half * 0.9;
                let area = Area {
                    left: x - half * 0.55,
                    top: y - half,
                    right: x + half * 0.55,
                    bottom: y + half,
                };
                self.rectangle(area, fill, edge);
            }
            Series::Fourth => {
                let half = half * 1.1;
                let head = y - half * 0.8;
                let corners = vec![(x, y + half), (x + half, head), (x - half, head)];
                self.polygon(corners, fill, edge);
            }
        }
    }
}
