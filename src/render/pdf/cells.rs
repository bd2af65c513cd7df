//! Cells of a table: their words set in their columns, and rows cut into strips.

use super::columns::{Column, SPARK, parts};
use super::flow::Flow;
use super::item::{Run, Strip};
use super::lines::{Line, Look, Span, lines};
use super::words::Words;
use crate::render::chart::spark;
use crate::report::block::{Align, Spark, TableCell};

/// Above the words of a row, points.
const ABOVE: f32 = 1.6;
/// Above and below the words of a row together, points.
const AIR: f32 = 4.0;

/// What is said of a small line of values that comes without words.
const SPARK_ALT: &str = "A small line of values";

/// A cell that is set: its node's words, broken, or a small line of values.
pub(super) struct Set {
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) words: Words,
    pub(super) lines: Vec<Line>,
    /// How far right of `x` each line begins.
    pub(super) shift: Shift,
    pub(super) spark: Option<(Spark, usize)>,
}

#[derive(Clone, Copy)]
pub(super) enum Shift {
    Left,
    Right,
    Centre,
    By(f32),
}

/// A row before it is cut into strips.
pub(super) struct Row<'a> {
    pub(super) node: usize,
    pub(super) look: Look,
    pub(super) cells: Vec<(&'a TableCell, Cell)>,
}

/// Where a cell stands and what it is.
#[derive(Clone, Copy)]
pub(super) struct Cell {
    pub(super) x: f32,
    pub(super) column: Column,
    pub(super) align: Align,
    pub(super) role: &'static str,
    pub(super) scope: &'static str,
    pub(super) span: usize,
}

impl Flow<'_> {
    pub(super) fn set_cells(&mut self, row: Row<'_>, is_head: bool) -> Vec<Set> {
        let mut sets = Vec::with_capacity(row.cells.len());
        for (cell, place) in row.cells {
            let node = self.tree.node(place.role, row.node);
            if let Some(made) = self.tree.get_mut(node) {
                made.scope = place.scope;
                made.span = place.span;
            }
            let width = place.column.width;
            let mut look = row.look;
            let mut shift = match place.align {
                Align::Left => Shift::Left,
                Align::Centre => Shift::Centre,
                Align::Decimal => Shift::Right,
            };
            let mut spark = None;
            let spans = match cell {
                TableCell::Text(text) => {
                    if place.align == Align::Decimal && !is_head {
                        match parts(text) {
                            Some((left, _)) => {
                                let wide = self.faces.width(look.face, look.size, left);
                                let by = width - place.column.right - wide;
                                let whole = self.faces.width(look.face, look.size, text);
                                if by >= -0.5 && by + whole <= width + 0.5 {
                                    shift = Shift::By(by.max(0.0));
                                }
                            }
                            None if text.starts_with('[') => {
                                look.colour = self.style.colours.grey;
                            }
                            // A lone letter, a grade, stands as a whole number does.
                            None if text.chars().nth(1).is_none() => {
                                let wide = self.faces.width(look.face, look.size, text);
                                let by = width - place.column.right - wide;
                                shift = Shift::By(by.max(0.0));
                            }
                            None => {}
                        }
                    }
                    vec![Span::new(text.as_str(), look)]
                }
                TableCell::Rich(text) => self.spans(text, look),
                TableCell::Spark(line) => {
                    let figure = self.tree.node("Figure", node);
                    if let Some(figure) = self.tree.get_mut(figure) {
                        // A figure says something, whatever the report says.
                        let words = line.words.as_str();
                        let says = if words.is_empty() { SPARK_ALT } else { words };
                        figure.alt = says.to_owned();
                    }
                    spark = Some((Spark::clone(line), figure));
                    Vec::new()
                }
            };
            let words = Words::new(node, spans);
            let lines = match &spark {
                Some(_) => vec![Line::default()],
                // A number stands on one line whatever the sum of its parts.
                None => lines(self.faces, &words.spans, width + 0.6),
            };
            sets.push(Set { x: place.x, width, words, lines, shift, spark });
        }
        sets
    }

    /// A strip of a row with lines `from` on, and the runs of each cell.
    pub(super) fn cut_row(
        &mut self,
        sets: &mut [Set],
        from: usize,
        most: usize,
        look: Look,
    ) -> (Strip, Vec<Vec<Run>>) {
        let mut strip = Strip::default();
        let mut all = Vec::new();
        let mut deepest = 0;
        for set in sets {
            let mut own = Strip::default();
            let count = set.lines.len();
            for (at, line) in set.lines.iter().enumerate().skip(from).take(most) {
                deepest = deepest.max(at - from + 1);
                let shift = match set.shift {
                    Shift::Left => 0.0,
                    Shift::Right => set.width - line.width,
                    Shift::Centre => (set.width - line.width) / 2.0,
                    Shift::By(by) => by,
                };
                let y = ABOVE + (at - from) as f32 * look.leading;
                let place = (set.x + shift.max(0.0), y);
                self.set(&mut own, &mut set.words, line, place, look, at + 1 == count);
            }
            if let Some((line, figure)) = set.spark.as_ref().filter(|_| from == 0) {
                let top = ABOVE + (look.leading - SPARK.1) / 2.0;
                own.runs.push(self.spark(line, *figure, (set.x, top)));
            }
            strip.clicks.extend(own.clicks);
            strip.anchors.extend(own.anchors);
            all.push(own.runs);
        }
        let high = deepest.max(1) as f32 * look.leading + AIR;
        strip.height = high.max(self.style.page.baseline);
        (strip, all)
    }

    /// A small line of values as one figure.
    fn spark(&mut self, line: &Spark, figure: usize, (x, y): (f32, f32)) -> Run {
        let (wide, high) = SPARK;
        let items = self.drawn(&spark(line, wide, high), 1.0, (x, y));
        let tag = Some(self.tree.content(figure));
        Run { tag, items, area: Some([x, y, x + wide, y + high]) }
    }
}
