//! Strips to pages: what must stay together stays together, what begins on the
//! grid begins there, and headings of tables come again.

use std::collections::BTreeMap;

use super::item::{Click, Mark, Run, Sheet, Strip};
use super::style::Style;
use super::tree::Tree;

/// Nearer than this to the grid is on it, points.
const ON_GRID: f32 = 0.6;

/// A page.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub(super) sheet: Sheet,
    pub(super) runs: Vec<Run>,
}

/// Pages as they fill.
#[derive(Debug)]
pub(super) struct Pages {
    pub(super) pages: Vec<Page>,
    /// Lines of the outline with their page and height.
    pub(super) marks: Vec<(Mark, usize, f32)>,
    /// Names of places.
    pub(super) anchors: BTreeMap<String, (usize, f32)>,
    /// Links with their page.
    pub(super) clicks: Vec<(usize, Click)>,
    /// The page that is being filled; none before the first strip.
    y: f32,
    held: Vec<Strip>,
    top: f32,
    bottom: f32,
    grid: f32,
}

impl Pages {
    pub(super) fn new(style: &Style) -> Self {
        Self {
            pages: vec![Page::default()],
            marks: Vec::new(),
            anchors: BTreeMap::new(),
            clicks: Vec::new(),
            y: style.page.top,
            held: Vec::new(),
            top: style.page.top,
            bottom: style.page.bottom,
            grid: style.page.baseline,
        }
    }

    /// How much of a page of this kind can be filled.
    pub(super) fn room(&self, sheet: Sheet) -> f32 {
        sheet.size().1 - self.top - self.bottom
    }

    /// Adds a strip; it lands with the strips that stay with it.
    pub(super) fn push(&mut self, strip: Strip, tree: &mut Tree) {
        let keeps = strip.keep;
        self.held.push(strip);
        if !keeps {
            self.settle(tree);
        }
    }

    /// Places what is held back.
    pub(super) fn settle(&mut self, tree: &mut Tree) {
        let held = std::mem::take(&mut self.held);
        let Some(last) = held.last() else { return };
        let sheet = last.sheet;
        if self.sheet() != sheet {
            if self.is_fresh() {
                if let Some(page) = self.pages.last_mut() {
                    page.sheet = sheet;
                }
            } else {
                self.turn(sheet);
            }
        }
        let mut end = self.y;
        for strip in &held {
            end = self.start(strip, end) + strip.height;
        }
        if end > self.foot() + 0.01 && !self.is_fresh() {
            self.turn(sheet);
        }
        for strip in held {
            let start = self.start(&strip, self.y);
            if start + strip.height > self.foot() + 0.01 && !self.is_fresh() {
                self.turn(sheet);
            }
            self.place(strip, tree);
        }
    }

    /// Starts a new page, unless the present one is empty.
    pub(super) fn new_page(&mut self, tree: &mut Tree) {
        self.settle(tree);
        if !self.is_fresh() {
            self.turn(Sheet::Portrait);
        }
    }

    /// Starts the text of this page further down.
    pub(super) fn start_at(&mut self, y: f32) {
        let lines = ((y - self.top) / self.grid).ceil().max(0.0);
        self.y = self.top + lines * self.grid;
    }

    /// A run as furniture or over what is placed.
    pub(super) fn add(&mut self, page: usize, run: Run) {
        if let Some(page) = self.pages.get_mut(page) {
            page.runs.push(run);
        }
    }

    fn sheet(&self) -> Sheet {
        self.pages.last().map_or(Sheet::Portrait, |page| page.sheet)
    }

    fn foot(&self) -> f32 {
        self.sheet().size().1 - self.bottom
    }

    fn is_fresh(&self) -> bool {
        self.y <= self.top + ON_GRID
    }

    fn turn(&mut self, sheet: Sheet) {
        self.pages.push(Page { sheet, runs: Vec::new() });
        self.y = self.top;
    }

    /// Where a strip begins, were the one above to end at `y`.
    fn start(&self, strip: &Strip, y: f32) -> f32 {
        if y <= self.top + ON_GRID {
            return y;
        }
        let y = if strip.snaps {
            self.top + ((y - self.top - ON_GRID) / self.grid).ceil() * self.grid
        } else {
            y
        };
        y + strip.gap
    }

    fn place(&mut self, strip: Strip, tree: &mut Tree) {
        let page = self.pages.len().saturating_sub(1);
        if self.is_fresh()
            && let Some(again) = &strip.again
        {
            for run in &again.runs {
                let items =
                    run.items.iter().map(|item| item.clone().lowered(self.y)).collect();
                self.draw(Run::artifact(items));
            }
            self.y += again.height;
        } else {
            self.y = self.start(&strip, self.y);
        }
        let top = self.y;
        for mut run in strip.runs {
            if let (Some((node, _)), Some([left, head, right, foot])) =
                (run.tag, run.area)
                && let Some(node) = tree.get_mut(node)
            {
                node.area = Some((page, [left, head + top, right, foot + top]));
            }
            run.items = run.items.into_iter().map(|item| item.lowered(top)).collect();
            self.draw(run);
        }
        for mut click in strip.clicks {
            let [left, head, right, foot] = click.area;
            click.area = [left, head + top, right, foot + top];
            self.clicks.push((page, click));
        }
        for anchor in strip.anchors {
            self.anchors.entry(anchor).or_insert((page, top));
        }
        if let Some(mark) = strip.mark {
            self.marks.push((mark, page, top));
        }
        self.y = top + strip.height;
    }

    /// Puts a run on the page, together with the run above where both are of
    /// one node: the lines of a paragraph are one piece of content.
    fn draw(&mut self, run: Run) {
        let Some(page) = self.pages.last_mut() else { return };
        let node = run.tag.map(|(node, _)| node);
        match page.runs.last_mut() {
            Some(last)
                if last.tag.map(|(node, _)| node) == node && run.area.is_none() =>
            {
                last.items.extend(run.items);
            }
            _ => page.runs.push(run),
        }
    }
}
