//! Lists, the header block of a paper, quotes and notes: a label or a mark in
//! its own column, the words beside it.

use super::face::Face;
use super::flow::Flow;
use super::item::{Item, Run, Sheet, Strip, Target};
use super::lines::{Look, Span, lines};
use super::words::{Words, note_anchor, reference_anchor};
use crate::report::block::{Inline, Text, plain};

/// A label with its value of no more lines is never parted.
const SHORT_FACT: usize = 6;

impl Flow<'_> {
    /// Bullets, or letters for recommendations; side notes in the side column.
    pub(super) fn list(&mut self, is_lettered: bool, items: &[(Text, String)]) {
        let look = self.body();
        let page = &self.style.page;
        let (hang, measure) = (page.hang, page.measure);
        let indent = if self.is_numbered() { hang } else { 0.0 };
        let left = page.left + indent;
        let column = if is_lettered { hang * 0.6 } else { hang * 0.4 };
        let list = self.tree.node("L", self.root);
        if let Some(list) = self.tree.get_mut(list) {
            list.numbering = if is_lettered { "LowerAlpha" } else { "Disc" };
        }
        let space = self.style.spacing.paragraph;
        for (at, (text, side)) in items.iter().enumerate() {
            let label = if is_lettered { letter(at) } else { "•".to_owned() };
            let item = self.tree.node("LI", list);
            let tag = self.tree.node("Lbl", item);
            let label = self.label(&label, left, tag, look);
            let body = self.tree.node("LBody", item);
            let node = self.tree.node("P", body);
            let spans = self.spans(text, look);
            let mut words = Words::new(node, spans);
            let room = measure - indent - column;
            let mut strips = self.strips(&mut words, left + column, room, look);
            if let Some(first) = strips.first_mut() {
                first.runs.splice(0..0, label);
            }
            self.beside(&mut strips, side, body);
            let is_last = at + 1 == items.len();
            let after = if is_last { space } else { 0 };
            let gap = self.gap(0, after);
            self.hand_over(strips, gap);
        }
    }

    /// Labels in a column with their values beside them, hairlines between.
    pub(super) fn facts(&mut self, rows: &[(String, Text)]) {
        let look = self.body();
        let page = &self.style.page;
        let (left, measure) = (page.left, page.measure);
        let bold = Look { face: Face::Bold, ..look };
        let widest = rows
            .iter()
            .map(|(label, _)| self.faces.width(bold.face, bold.size, label))
            .fold(0.0, f32::max);
        let share = if self.has_columns() { 0.42 } else { 0.3 };
        let column = (widest + page.gutter).clamp(page.hang, measure * share);
        let list = self.tree.node("L", self.root);
        let (width, colour) = self.hair();
        for (at, (label, text)) in rows.iter().enumerate() {
            let item = self.tree.node("LI", list);
            let tag = self.tree.node("Lbl", item);
            let mut words = Words::new(tag, vec![Span::new(label.as_str(), bold)]);
            let mut strips =
                self.strips(&mut words, left, column - page.gutter / 2.0, bold);
            let body = self.tree.node("LBody", item);
            let spans = self.spans(text, look);
            let mut words = Words::new(body, spans);
            let values = self.strips(&mut words, left + column, measure - column, look);
            for (at, value) in values.into_iter().enumerate() {
                match strips.get_mut(at) {
                    Some(strip) => {
                        strip.runs.extend(value.runs);
                        strip.clicks.extend(value.clicks);
                        strip.anchors.extend(value.anchors);
                    }
                    None => strips.push(value),
                }
            }
            if at > 0
                && let Some(first) = strips.first_mut()
            {
                let rule = Item::level(left, 0.0, measure, width, colour);
                first.runs.insert(0, Run::artifact(vec![rule]));
            }
            if strips.len() <= SHORT_FACT {
                strips.iter_mut().for_each(|strip| strip.keep = true);
            }
            // The rows stay together, or else part in the middle.
            let rest = rows.len() - at - 1;
            if let Some(last) = strips.last_mut() {
                last.keep = rest > 0;
                last.soft = at > 0 && rest > 1;
            }
            let after = if rest == 0 { self.style.spacing.paragraph } else { 0 };
            let gap = self.gap(0, after);
            self.hand_over(strips, gap);
        }
    }

    /// A quote with its opening mark outside the text, and who said it.
    pub(super) fn quote(&mut self, text: &str, by: &str) {
        let look = self.look(Face::Regular, self.style.text.quote);
        let page = &self.style.page;
        let indent = page.hang;
        let (x, room) = (page.left + indent, page.measure - indent);
        let quote = self.tree.node("BlockQuote", self.root);
        let node = self.tree.node("P", quote);
        let said = text.trim().trim_matches(['"', '\u{201c}', '\u{201d}']);
        // The opening mark is drawn first and stands left of the first line.
        let mark = Span::new("\u{201c}", look);
        let hung = self.faces.width(look.face, look.size, "\u{201c}");
        let tag = Some(self.tree.content(node));
        let opening = Run {
            tag,
            items: vec![Item::Text {
                x: x - hung,
                y: look.baseline(),
                face: look.face,
                size: look.size,
                text: mark.text,
                colour: mark.colour,
            }],
            area: None,
        };
        let mut words =
            Words::new(node, vec![Span::new(format!("{said}\u{201d}"), look)]);
        let mut strips = self.strips(&mut words, x, room, look);
        if let Some(first) = strips.first_mut() {
            first.runs.insert(0, opening);
        }
        if !by.is_empty() {
            if let Some(last) = strips.last_mut() {
                last.keep = true;
            }
            let small = self.small();
            let node = self.tree.node("P", quote);
            let mut words = Words::new(node, vec![Span::new(by, small)]);
            strips.extend(self.strips(&mut words, x, room, small));
        }
        let space = self.style.spacing.quote;
        let gap = self.gap(space, space);
        self.hand_over(strips, gap);
    }

    /// A note: its number leads back to the text.
    pub(super) fn note(&mut self, number: u32, text: &[Inline]) {
        let look = self.small();
        let page = &self.style.page;
        let (left, hang, measure) = (page.left, page.hang * 0.6, page.measure);
        let note = self.tree.node("Note", self.root);
        if let Some(note) = self.tree.get_mut(note) {
            note.id = note_anchor(number);
        }
        let tag = self.tree.node("Lbl", note);
        let mut label = Span::new(format!("[{number}]"), look);
        if self.is_noted(number) {
            label.colour = self.style.colours.accent;
            let target = Target::Anchor(reference_anchor(number));
            label.link = Some((target, format!("Back to the text of note {number}")));
        }
        let mut words = Words::new(tag, vec![label]);
        let mut first = Strip::default();
        if let Some(line) = lines(self.faces, &words.spans, hang * 2.0).first() {
            self.set(&mut first, &mut words, line, (left, 0.0), look, false);
        }
        let node = self.tree.node("P", note);
        let spans = self.spans(text, look);
        let mut words = Words::new(node, spans);
        let mut strips = self.strips(&mut words, left + hang, measure - hang, look);
        if let Some(strip) = strips.first_mut() {
            first.runs.append(&mut strip.runs);
            first.clicks.append(&mut strip.clicks);
            first.anchors.append(&mut strip.anchors);
            first.anchors.push(note_anchor(number));
            strip.runs = first.runs;
            strip.clicks = first.clicks;
            strip.anchors = first.anchors;
        }
        let gap = self.gap(0, 0);
        self.hand_over(strips, gap);
    }

    /// The tinted box: the finding first, then what it rests on.
    pub(super) fn summary(&mut self, headline: &str, rest: &[Text]) {
        let head = self.look(Face::Bold, self.style.text.lead);
        let body = self.body();
        let page = &self.style.page;
        let (left, pad) = (page.left, page.gutter);
        let full = self.full(Sheet::Portrait);
        let room = full - 2.0 * pad;
        let node = self.tree.node("P", self.root);
        let mut words = Words::new(node, vec![Span::new(headline, head)]);
        let mut strips = self.strips(&mut words, left + pad, room, head);
        for (at, text) in rest.iter().enumerate() {
            let node = self.tree.node("P", self.root);
            let spans = self.spans(text, body);
            let mut words = Words::new(node, spans);
            // Prose keeps its measure: long lines are hard to follow.
            let mut more =
                self.strips(&mut words, left + pad, room.min(page.measure + pad), body);
            if let Some(first) = more.first_mut() {
                lower(first, body.leading * 0.2);
            }
            if let Some(last) = more.last_mut() {
                last.height += body.leading * 0.2;
            }
            if let Some(above) = strips.last_mut() {
                above.soft = at > 0;
            }
            strips.extend(more);
        }
        if let Some(first) = strips.first_mut() {
            lower(first, pad * 0.7);
        }
        if let Some(last) = strips.last_mut() {
            last.height += pad * 0.8;
        }
        let count = strips.len();
        for (at, strip) in strips.iter_mut().enumerate() {
            // Each lies a little over the next, so that no seam shows.
            let over = if at + 1 < count { 0.6 } else { 0.0 };
            let tint = self.style.colours.tint;
            let fill = Item::fill(left, 0.0, full, strip.height + over, tint);
            strip.runs.insert(0, Run::artifact(vec![fill]));
            strip.keep = at + 1 < count;
        }
        let space = self.style.spacing.summary;
        let gap = self.gap(space, space);
        self.hand_over(strips, gap);
    }

    /// An opening paragraph in words alone.
    pub(super) fn sentence(&mut self, text: &str, look: Look) {
        self.plain("P", &plain(text), self.style.page.measure, look);
    }

    /// The last words, on the sheet that the document ends on.
    pub(super) fn end(&mut self, text: &str) {
        self.end_columns();
        let look = self.small();
        let node = self.tree.node("P", self.root);
        let mut words = Words::new(node, vec![Span::new(text, look)]);
        let room = self.style.page.measure;
        let mut strips = self.strips(&mut words, self.style.page.left, room, look);
        let sheet = self.pages.sheet();
        strips.iter_mut().for_each(|strip| strip.sheet = sheet);
        let gap = self.gap(1, 0);
        self.hand_over(strips, gap);
    }
}

/// Moves what a strip holds down and makes the strip longer by as much.
pub(super) fn lower(strip: &mut Strip, by: f32) {
    for run in &mut strip.runs {
        run.items = run.items.drain(..).map(|item| item.lowered(by)).collect();
        if let Some(area) = &mut run.area {
            area[1] += by;
            area[3] += by;
        }
    }
    for click in &mut strip.clicks {
        click.area[1] += by;
        click.area[3] += by;
    }
    strip.height += by;
}

/// `a)`, `b)` … `z)`, `aa)`, `ab)`.
fn letter(at: usize) -> String {
    let mut at = at;
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'a' + u8::try_from(at % 26).unwrap_or(0)));
        match (at / 26).checked_sub(1) {
            Some(rest) => at = rest,
            None => break,
        }
    }
    letters.iter().rev().chain([&')']).collect()
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!(
            [letter(0), letter(25), letter(26), letter(27)],
            ["a)", "z)", "aa)", "ab)"]
        );
    }
}
