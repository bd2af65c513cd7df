//! Parts, headings and paragraphs, with their numbers and side notes.

use super::face::Face;
use super::flow::Flow;
use super::item::{Item, Mark, Run, Sheet, Strip};
use super::lines::{Look, Span, lines};
use super::words::Words;
use crate::report::block::Inline;

impl Flow<'_> {
    pub(super) fn part(&mut self, id: &str, title: &str, purpose: &str) {
        if self.runs_on && self.has_part {
            self.pages.new_part(&mut self.tree);
        } else {
            self.new_page();
        }
        self.has_part = true;
        self.is_numbered = false;
        // A document without a cover has opened its first section already.
        if self.tree.has_kids(self.root) {
            self.root = self.tree.node("Sect", 0);
        }
        if self.is_apart {
            self.tables = 0;
        }
        self.level = 1;
        let look = Look {
            colour: self.style.colours.accent,
            ..self.look(Face::Bold, self.style.text.part)
        };
        let node = self.tree.node("H1", self.root);
        let mut words = Words::new(node, vec![Span::new(title, look)]);
        let full = self.full(Sheet::Portrait);
        let left = self.style.page.left;
        let mut strips = self.strips(&mut words, left, full, look);
        if let Some(first) = strips.first_mut() {
            first.anchors.push(id.to_owned());
            first.mark = Some(Mark { title: title.to_owned(), level: 1 });
        }
        strips.iter_mut().for_each(|strip| strip.opens = true);
        if !purpose.is_empty() {
            let look = self.small();
            let node = self.tree.node("P", self.root);
            let mut words = Words::new(node, vec![Span::new(purpose, look)]);
            strips.extend(self.strips(&mut words, left, full, look));
        }
        strips.iter_mut().for_each(|strip| strip.keep = true);
        // Only below another part, on the same page.
        let before = self.style.spacing.section + 1;
        let gap = self.gap(before, self.style.spacing.section.min(1));
        self.hand_over(strips, gap);
    }

    /// A heading; a level that would skip one is raised to the next.
    pub(super) fn heading(&mut self, id: &str, level: u8, number: &str, text: &str) {
        self.is_numbered = !number.is_empty();
        let level = level.clamp(1, 3).min(self.level + 1);
        self.level = level;
        let grid = self.style.page.baseline;
        let (role, size, before) = match level {
            1 => ("H1", self.style.text.part, self.style.spacing.section),
            2 => ("H2", self.style.text.section, self.style.spacing.section),
            _ => ("H3", self.style.text.group, self.style.spacing.group),
        };
        let look = self.look(Face::Bold, size);
        let node = self.tree.node(role, self.root);
        let page = &self.style.page;
        let left = page.left;
        let indent = self.indent(number, look);
        let room = self.full(Sheet::Portrait) - indent;
        let mut first = Strip::default();
        if !number.is_empty() {
            let mut words = Words::new(node, vec![Span::new(number, look)]);
            let line = lines(self.faces, &words.spans, indent).into_iter().next();
            if let Some(line) = line {
                self.set(&mut first, &mut words, &line, (left, 0.0), look, false);
            }
        }
        let mut words = Words::new(node, vec![Span::new(text, look)]);
        let mut strips = self.strips(&mut words, left + indent, room, look);
        // The heading stands low in a whole number of lines: near what it heads.
        let high: f32 = strips.iter().map(|strip| strip.height).sum();
        let low = (((high / grid).ceil() * grid - high) - 2.5).max(0.0);
        if let Some(strip) = strips.first_mut() {
            first.runs.append(&mut strip.runs);
            for run in &mut first.runs {
                run.items = run.items.drain(..).map(|item| item.lowered(low)).collect();
            }
            strip.runs = first.runs;
            strip.height += low;
            strip.anchors.push(id.to_owned());
            let title = if number.is_empty() {
                text.to_owned()
            } else {
                format!("{number} {text}")
            };
            strip.mark = Some(Mark { title, level });
        }
        for strip in &mut strips {
            (strip.keep, strip.opens) = (true, true);
        }
        let gap = self.gap(before, 0);
        self.hand_over(strips, gap);
        self.set_headed();
    }

    pub(super) fn paragraph(&mut self, number: &str, text: &[Inline], side: &str) {
        let look = self.body();
        let page = &self.style.page;
        let (left, measure) = (page.left, page.measure);
        let node = self.tree.node("P", self.root);
        self.is_numbered = !number.is_empty();
        let indent = self.indent(number, look);
        let label = self.label(number, left, node, look);
        let spans = self.spans(text, look);
        let mut words = Words::new(node, spans);
        let mut strips = self.strips(&mut words, left + indent, measure - indent, look);
        if let Some(first) = strips.first_mut() {
            first.runs.splice(0..0, label);
        }
        self.beside(&mut strips, side, self.root);
        let space = self.style.spacing.paragraph;
        let gap = self.gap(0, space);
        self.hand_over(strips, gap);
    }

    /// Width of the column of a number: wider where the number is.
    fn indent(&self, number: &str, look: Look) -> f32 {
        if number.is_empty() {
            return 0.0;
        }
        let wide = self.faces.width(look.face, look.size, number) + 5.0;
        wide.max(self.style.page.hang)
    }

    /// A number or letter in its column, in grey.
    pub(super) fn label(
        &mut self,
        label: &str,
        x: f32,
        node: usize,
        look: Look,
    ) -> Vec<Run> {
        if label.is_empty() {
            return Vec::new();
        }
        let tag = Some(self.tree.content(node));
        let item = Item::Text {
            x,
            y: look.baseline(),
            face: look.face,
            size: look.size,
            text: format!("{label} "),
            colour: self.style.colours.grey,
        };
        vec![Run { tag, items: vec![item], area: None }]
    }

    /// A note in the side column, beside strips that are made longer to hold it.
    pub(super) fn beside(&mut self, strips: &mut Vec<Strip>, side: &str, parent: usize) {
        if side.is_empty() {
            return;
        }
        let look = self.small();
        let page = &self.style.page;
        let x = page.left + page.measure + page.gutter;
        let right = Sheet::Portrait.size().0 - page.right;
        let room = right - x;
        let node = self.tree.node("P", parent);
        let mut words = Words::new(node, vec![Span::new(side, look)]);
        let broken = lines(self.faces, &words.spans, room.max(1.0));
        let high = broken.len() as f32 * look.leading;
        // Without a side column, or too long for it, the note stands below.
        if room < 60.0 || high > self.pages.room(Sheet::Portrait) * 0.6 {
            let (left, measure) = (page.left, page.measure);
            strips.extend(self.strips(&mut words, left, measure, look));
            return;
        }
        let rest: f32 = strips.iter().map(|strip| strip.height).sum();
        let body = self.body();
        // First baselines of text and note are level.
        let drop = body.baseline() - look.baseline();
        let Some(first) = strips.first_mut() else { return };
        let mut noted = std::mem::take(first);
        for (at, line) in broken.iter().enumerate() {
            let y = drop + at as f32 * look.leading;
            let ends = at + 1 == broken.len();
            self.set(&mut noted, &mut words, line, (x, y), look, ends);
        }
        noted.reach = high + drop;
        if let Some(first) = strips.first_mut() {
            *first = noted;
        }
        // The lines that the note stands beside stay on its page.
        let mut covered = 0.0;
        let count = strips.len();
        for (at, strip) in strips.iter_mut().enumerate() {
            covered += strip.height;
            strip.keep |= covered < high + drop && at + 1 < count;
        }
        if let Some(last) = strips.last_mut()
            && high + drop > rest
        {
            last.height += high + drop - rest;
        }
    }
}
