//! What stands on every page and is not read aloud: the foot, and the bar at
//! the top edge that says DRAFT or EXAMPLE.

use super::face::Face;
use super::flow::Flow;
use super::item::{Item, Run};
use super::lines::{Look, Span, lines, shortened};
use super::style::MM;
use crate::base::release::Audience;
use crate::report::block::Document;

/// Height of a bar of one line.
const BAR: f32 = 6.0 * MM;
/// Between the texts of the foot.
const APART: f32 = 14.0;

impl Flow<'_> {
    /// Furnishes all pages; a cover has no foot.
    pub(super) fn furnish<A: Audience>(&mut self, document: &Document<A>) {
        let count = self.pages.pages.len();
        let bar_of = self.bar_lines(&document.marks.join(" · "));
        for at in 0..count {
            let Some(page) = self.pages.pages.get(at) else { continue };
            let size = page.sheet.size();
            let top =
                if at == 0 && document.has_cover { self.style.cover.band } else { 0.0 };
            let mut items = self.bar(&bar_of, size.0, top);
            if at > 0 || !document.has_cover {
                let centre = format!(
                    "{}, as at {}",
                    crate::report::sentences::capital(&document.edition),
                    document.as_at
                );
                let centre =
                    if document.edition.is_empty() { String::new() } else { centre };
                let page = format!("Page {} of {count}", at + 1);
                items.extend(self.foot(size, &document.title, &centre, &page));
            }
            if !items.is_empty() {
                self.pages.add(at, Run::artifact(items));
            }
        }
    }

    fn mark_look(&self) -> Look {
        let small = self.small();
        Look { face: Face::Bold, colour: self.style.colours.paper, ..small }
    }

    fn bar_lines(&self, mark: &str) -> Vec<String> {
        if mark.is_empty() {
            return Vec::new();
        }
        let look = self.mark_look();
        let room = self.full(super::item::Sheet::Portrait);
        let broken = lines(self.faces, &[Span::new(mark, look)], room);
        broken
            .iter()
            .map(|line| line.pieces.iter().map(|piece| piece.text.as_str()).collect())
            .collect()
    }

    fn bar(&self, words: &[String], width: f32, top: f32) -> Vec<Item> {
        if words.is_empty() {
            return Vec::new();
        }
        let look = self.mark_look();
        // The bar stays clear of the text, whatever it says.
        let most = ((self.style.page.top - top - 8.0) / look.leading).max(1.0) as usize;
        let shown = words.get(..most.min(words.len())).unwrap_or(words);
        let high = BAR + (shown.len() as f32 - 1.0) * look.leading;
        let mut items = vec![Item::fill(0.0, top, width, high, self.style.colours.ink)];
        for (at, line) in shown.iter().enumerate() {
            let y = top + (BAR - look.leading) / 2.0 + at as f32 * look.leading;
            items.push(Item::Text {
                x: self.style.page.left,
                y: y + look.baseline(),
                face: look.face,
                size: look.size,
                text: line.clone(),
                colour: look.colour,
            });
        }
        items
    }

    fn foot(&self, size: (f32, f32), title: &str, centre: &str, page: &str) -> Vec<Item> {
        let look = self.small();
        let left = self.style.page.left;
        let right = size.0 - self.style.page.right;
        let line = size.1 - self.style.page.bottom + 2.0 * self.style.page.baseline;
        let wide = |text: &str| self.faces.width(look.face, look.size, text);
        let page_x = right - wide(page);
        let (width, colour) = self.hair();
        let mut items = vec![Item::level(left, line, right - left, width, colour)];
        let y = line + look.leading + 1.5;
        let mut text = |x: f32, text: &str| {
            items.push(Item::Text {
                x,
                y,
                face: look.face,
                size: look.size,
                text: text.to_owned(),
                colour: look.colour,
            });
        };
        text(page_x, page);
        let room = page_x - left - APART;
        let middle = wide(centre);
        let title_room = if centre.is_empty() { room } else { room - middle - APART };
        let shown = if title_room > 40.0 {
            shortened(self.faces, look, title, title_room)
        } else {
            shortened(self.faces, look, title, room)
        };
        let end = left + wide(&shown);
        text(left, &shown);
        if !centre.is_empty() && title_room > 40.0 {
            // In the middle of the page, unless the title reaches that far.
            let wish = (left + right - middle) / 2.0;
            let x = wish.max(end + APART).min(page_x - APART - middle);
            text(x, centre);
        }
        items
    }
}
