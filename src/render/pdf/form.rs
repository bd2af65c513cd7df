//! What is filled in by hand: lines to write on and boxes to tick.

use super::face::Face;
use super::flow::{Flow, Words};
use super::item::{Item, Run, Sheet, Strip};
use super::lines::{Look, Span, lines};
use super::list::lower;

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
        let mut words = Words::new(node, vec![Span::new(text, bold)]);
        let mut strips = self.strips(&mut words, left, column - page.gutter, bold);
        let mut words = Words::new(node, vec![Span::new(value, look)]);
        let known = lines(self.faces, &words.spans, full - column);
        let wanted = usize::from(count).max(known.len()).max(1);
        for at in 0..wanted {
            if strips.len() <= at {
                strips.push(Strip { height: grid, ..Strip::default() });
            }
            let Some(strip) = strips.get_mut(at) else { continue };
            let mut strip_now = std::mem::take(strip);
            if let Some(line) = known.get(at).filter(|line| line.width > 0.0) {
                let place = (left + column, 0.0);
                self.set(&mut strip_now, &mut words, line, place, look, true);
            }
            let rule =
                Item::level(left + column, grid - 1.0, full - column, width, colour);
            strip_now.runs.push(Run::artifact(vec![rule]));
            if at > 0 || count > 0 {
                // Room for a hand above each line.
                lower(&mut strip_now, grid * 0.6);
            }
            strip_now.keep = at + 1 < wanted && wanted < 12;
            if let Some(strip) = strips.get_mut(at) {
                *strip = strip_now;
            }
        }
        let gap = self.gap(0, 0);
        self.hand_over(strips, gap);
    }

    /// A box with its label; boxes that follow each other are one list.
    pub(super) fn tick(&mut self, label: &str) {
        let look = self.body();
        let page = &self.style.page;
        let (left, hang) = (page.left, page.hang * 0.6);
        let root = self.root;
        let list = match *self.ticks() {
            Some(list) => list,
            None => self.tree.node("L", root),
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
        let gap = self.gap(0, 0);
        self.hand_over(strips, gap);
    }
}
