//! Key figures in a row: a rule in the group's colour, the figure, what it is,
//! and what to compare it with. No boxes.

use super::face::Face;
use super::flow::Flow;
use super::item::{Item, Run, Sheet, Strip};
use super::lines::{Look, Span, lines};
use super::words::Words;
use crate::render::colour;
use crate::report::block::Tile;

/// Most tiles in a row.
const MOST: usize = 4;
/// A figure is not set smaller than this.
const LEAST_SIZE: f32 = 12.0;

impl Flow<'_> {
    pub(super) fn tiles(&mut self, tiles: &[Tile]) {
        if tiles.is_empty() {
            return;
        }
        let list = self.tree.node("L", self.root);
        let rows = tiles.len().div_ceil(MOST);
        let across = tiles.len().div_ceil(rows).max(3);
        let space = self.style.spacing.tiles;
        for row in tiles.chunks(across) {
            let strip = self.tile_row(row, across, list);
            let gap = self.gap(space, space.max(1));
            self.hand_over(vec![strip], gap);
        }
    }

    fn tile_row(&mut self, tiles: &[Tile], across: usize, list: usize) -> Strip {
        let page = &self.style.page;
        let (left, gutter) = (page.left, page.gutter);
        let count = across as f32;
        let width = (self.full(Sheet::Portrait) - (count - 1.0) * gutter) / count;
        let mut strip = Strip::default();
        let label = self.look(Face::Regular, self.style.text.table);
        let compare = Look { colour: self.style.colours.grey, ..label };
        for (at, tile) in tiles.iter().enumerate() {
            let x = left + at as f32 * (width + gutter);
            let ink = self.style.shade(colour::of(tile.series));
            let thick = self.style.rules.tile;
            let rule = Item::level(x, thick / 2.0, width, thick, ink);
            strip.runs.push(Run::artifact(vec![rule]));
            let item = self.tree.node("LI", list);
            let body = self.tree.node("LBody", item);
            let figure = self.figure_look(&tile.figure, width);
            let mut y = thick + 3.0;
            for (text, look) in
                [(&tile.figure, figure), (&tile.label, label), (&tile.compare, compare)]
            {
                if text.is_empty() {
                    continue;
                }
                let node = self.tree.node("P", body);
                let mut words = Words::new(node, vec![Span::new(text.as_str(), look)]);
                let broken = lines(self.faces, &words.spans, width);
                for line in &broken {
                    self.set(&mut strip, &mut words, line, (x, y), look, false);
                    y += look.leading;
                }
            }
            strip.height = strip.height.max(y);
        }
        strip
    }

    /// The look of a figure that fits its column.
    fn figure_look(&self, figure: &str, width: f32) -> Look {
        let mut look = self.look(Face::Bold, self.style.text.figure);
        let wide = self.faces.width(look.face, look.size, figure);
        if wide > width {
            look.size = (look.size * width / wide * 0.99).max(LEAST_SIZE);
        }
        look
    }
}
