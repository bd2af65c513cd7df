//! What is filled in by hand: lines to write on and boxes to tick.

use super::face::Face;
use super::flow::Flow;
use super::item::{Item, Run, Sheet, Strip};
use super::lines::{Look, Span, lines};
use super::list::lower;
use super::words::Words;

/// Room for a hand above each line, in lines of the grid.
const AIR: f32 = 0.8;

/// A label longer than this share of a page stands above its lines.
const LONG_LABEL: f32 = 0.6;

impl Flow<'_> {
    /// A label with what is known already, and lines to write on.
    pub(super) fn write_on(&mut self, label: &str, value: &str, count: u8) {
        let look = self.body();
        let bold = Look { face: Face::Bold, size: self.style.text.table.0, ..look };
        let page = &self.style.page;
        let (left, grid) = (page.left, page.baseline);
        let full = self.full(Sheet::Portrait);
        let column = full * 0.28;
        let (width, colour) = (self.style.rules.hairline, self.style.colours.grey);
        let node = self.tree.node("P", self.root);
        let text = if label.is_empty() { String::new() } else { format!("{label}:") };
        let mut said = Words::new(node, vec![Span::new(text, bold)]);
        let label = lines(self.faces, &said.spans, column - page.gutter);
        let high = label.len() as f32 * bold.leading;
        let mut strips = Vec::new();
        // Too long to stand beside the lines, a label stands above them.
        let is_above = high > self.pages.room(Sheet::Portrait) * LONG_LABEL;
        if is_above {
            strips = self.strips(&mut said, left, full, bold);
            strips.iter_mut().for_each(|strip| strip.keep = true);
        }
        let mut words = Words::new(node, vec![Span::new(value, look)]);
        let known = lines(self.faces, &words.spans, full - column);
        let wanted = usize::from(count).max(known.len()).max(1);
        let air = if count > 0 { grid * AIR } else { 0.0 };
        let deep = if is_above { 0.0 } else { high + air };
        let mut covered = 0.0;
        for at in 0..wanted {
            let mut strip = Strip { height: grid, ..Strip::default() };
            // The label is read whole before what is filled in.
            if at == 0 && !is_above {
                for (nth, line) in label.iter().enumerate() {
                    let place = (left, nth as f32 * bold.leading);
                    let ends = nth + 1 == label.len() && value.is_empty();
                    self.set(&mut strip, &mut said, line, place, bold, ends);
                }
            }
            if let Some(line) = known.get(at).filter(|line| line.width > 0.0) {
                let place = (left + column, 0.0);
                let ends = at + 1 == known.len();
                self.set(&mut strip, &mut words, line, place, look, ends);
            }
            let rule =
                Item::level(left + column, grid - 1.0, full - column, width, colour);
            strip.runs.push(Run::artifact(vec![rule]));
            if at == 0 {
                strip.reach = deep;
            }
            lower(&mut strip, if at > 0 { grid * AIR } else { air });
            covered += strip.height;
            strip.keep = at + 1 < wanted && (wanted < 12 || covered < deep);
            strips.push(strip);
        }
        if let Some(last) = strips.last_mut() {
            last.height += (deep - covered).max(0.0);
        }
        self.hand_over_form(strips, 0.0);
    }

    /// A box with its label; boxes that follow each other are one list.
    pub(super) fn tick(&mut self, label: &str) {
        let look = self.body();
        let page = &self.style.page;
        let (left, hang) = (page.left, page.hang * 0.6);
        let root = self.root;
        let (list, air) = match *self.ticks() {
            Some(list) => (list, 0.0),
            None => (self.tree.node("L", root), page.baseline * AIR),
        };
        *self.ticks() = Some(list);
        let item = self.tree.node("LI", list);
        let tag = self.tree.node("Lbl", item);
        let ink = Look { size: look.size * 1.25, ..look };
        let drawn = Item::Text {
            x: left,
            y: look.baseline() + 0.8,
            face: ink.face,
            size: ink.size,
            text: "☐ ".to_owned(),
            colour: ink.colour,
        };
        let tag = Some(self.tree.content(tag));
        let square = Run { tag, items: vec![drawn], area: None };
        let body = self.tree.node("LBody", item);
        let mut words = Words::new(body, vec![Span::new(label, look)]);
        let room = self.full(Sheet::Portrait) - hang;
        let mut strips = self.strips(&mut words, left + hang, room, look);
        if let Some(first) = strips.first_mut() {
            first.runs.insert(0, square);
        }
        self.hand_over_form(strips, air);
    }
}
