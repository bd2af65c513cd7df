//! Strips to pages: what must stay together stays together, what begins on the
//! grid begins there, and headings of tables come again.

use std::collections::BTreeMap;

use super::item::{Click, Mark, Run, Sheet, Strip};
use super::style::Style;
use super::tree::Tree;

/// Nearer than this to the grid is on it, points.
const ON_GRID: f32 = 0.6;
/// A last page that is filled no further than this is to be saved, share.
const NEXT_TO_NOTHING: f32 = 0.3;
/// Rather than leave this share of a page empty, what would like to stay
/// together is parted.
const LARGE_HOLE: f32 = 0.25;

/// How much air stands between blocks: all that they want, half a line less, or
/// no more than one line.
#[derive(Clone, Copy)]
enum Air {
    Full,
    Less,
    Least,
}

/// Where a strip will stand.
struct Spot {
    /// On a new page.
    turns: bool,
    sheet: Sheet,
    y: f32,
    /// Below what is repeated at the head of a page.
    repeats: bool,
}

/// Where all strips will stand.
#[derive(Default)]
struct Plan {
    spots: Vec<Spot>,
    turns: usize,
    /// How much is parted that would like to stay together.
    parted: usize,
    /// How far the last page is filled, share.
    filled: f32,
}

/// How far a plan has come.
struct Head {
    y: f32,
    sheet: Sheet,
}

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
    /// Strips that stay together.
    held: Vec<Strip>,
    /// Whether what comes stays together whatever it is.
    is_together: bool,
    /// All that has no page yet, in groups that stay together.
    waiting: Vec<Vec<Strip>>,
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
            is_together: false,
            waiting: Vec::new(),
            top: style.page.top,
            bottom: style.page.bottom,
            grid: style.page.baseline,
        }
    }

    /// How much of a page of this kind can be filled.
    pub(super) fn room(&self, sheet: Sheet) -> f32 {
        sheet.size().1 - self.top - self.bottom
    }

    /// Adds a strip; it stands with the strips that stay with it.
    pub(super) fn push(&mut self, strip: Strip) {
        // What turns the page cannot stand on it.
        if self.is_together && self.held.last().is_some_and(|s| s.sheet != strip.sheet) {
            self.together(false);
        }
        let keeps = strip.keep;
        self.held.push(strip);
        if !keeps {
            self.settle();
        }
    }

    /// Begins or ends what stays on one page where it fits there.
    pub(super) fn together(&mut self, is_together: bool) {
        if self.is_together {
            self.is_together = false;
            let held = std::mem::take(&mut self.held);
            let high: f32 = held.iter().map(|strip| strip.gap + strip.height).sum();
            let sheet = held.last().map(|strip| strip.sheet).unwrap_or_default();
            let fits = high <= self.room(sheet);
            let last = held.len().saturating_sub(1);
            for (at, mut strip) in held.into_iter().enumerate() {
                strip.soft &= !fits;
                strip.keep |= fits && at < last;
                self.push(strip);
            }
        }
        self.is_together = is_together;
    }

    /// Ends what stays together.
    pub(super) fn settle(&mut self) {
        if self.is_together {
            if let Some(last) = self.held.last_mut() {
                last.keep = false;
            }
            return;
        }
        let held = std::mem::take(&mut self.held);
        if !held.is_empty() {
            self.waiting.push(held);
        }
    }

    /// Places all that waits, as loosely as it can without a last page that
    /// holds next to nothing and without parting what would stay together.
    pub(super) fn finish(&mut self, tree: &mut Tree) {
        self.together(false);
        self.settle();
        let mut plan = self.plan(Air::Full);
        let is_thin = plan.turns > 0 && plan.filled < NEXT_TO_NOTHING;
        if is_thin || plan.parted > 0 {
            let closer = [Air::Less, Air::Least].map(|air| self.plan(air));
            let is_better = |p: &Plan| {
                is_thin && p.turns < plan.turns
                    || p.parted < plan.parted && p.turns <= plan.turns
            };
            if let Some(better) = closer.into_iter().find(is_better) {
                plan = better;
            }
        }
        let strips = std::mem::take(&mut self.waiting).into_iter().flatten();
        for (strip, spot) in strips.zip(plan.spots) {
            self.place(strip, &spot, tree);
        }
    }

    /// Where each strip that waits will stand.
    fn plan(&self, air: Air) -> Plan {
        let mut plan = Plan::default();
        let sheet = self.pages.last().map_or(Sheet::Portrait, |page| page.sheet);
        let mut at = Head { y: self.y, sheet };
        for group in &self.waiting {
            let Some(last) = group.last() else { continue };
            let fits = !self.is_past(&at, self.end(group, &at, air));
            let is_turned = at.sheet != last.sheet && !self.is_head(at.y);
            let hole = self.foot(at.sheet) - at.y;
            let may_part = !is_turned
                && group.iter().any(|strip| strip.soft)
                && hole > self.room(at.sheet) * LARGE_HOLE;
            if fits || !may_part {
                self.plan_group(group, &mut at, air, &mut plan);
                continue;
            }
            plan.parted += 1;
            for part in group.split_inclusive(|strip| strip.soft) {
                self.plan_group(part, &mut at, air, &mut plan);
            }
        }
        let top = self.top;
        plan.filled = (at.y - top) / self.room(at.sheet).max(1.0);
        plan
    }

    fn plan_group(&self, group: &[Strip], at: &mut Head, air: Air, plan: &mut Plan) {
        let Some(last) = group.last() else { return };
        let mut turns = at.sheet != last.sheet && !self.is_head(at.y);
        at.sheet = last.sheet;
        turns |= !self.is_head(at.y) && self.is_past(at, self.end(group, at, air));
        let before = plan.spots.len();
        let mut head = 0;
        let mut next = 0;
        while let Some(strip) = group.get(next) {
            let start = self.start(strip, at.y, air);
            if !self.is_head(at.y)
                && self.is_past(at, start + strip.height.max(strip.reach))
            {
                turns = true;
                // More than a page holds: what opens the rest goes with it, as far
                // as anything else is left on the page.
                let opening = group.get(head..next).unwrap_or_default();
                let opening = opening.iter().rev().take_while(|strip| strip.opens);
                let first = next - opening.count();
                if first > head {
                    next = first;
                    plan.spots.truncate(before + next);
                }
            }
            let Some(strip) = group.get(next) else { break };
            if turns {
                at.y = self.top;
                plan.turns += 1;
                head = next;
            }
            let again = strip.again.as_ref().filter(|_| self.is_head(at.y));
            let y = match again {
                Some(again) => at.y + again.height,
                None => self.start(strip, at.y, air),
            };
            plan.spots.push(Spot { turns, sheet: at.sheet, y, repeats: again.is_some() });
            at.y = y + strip.height;
            turns = false;
            next += 1;
        }
    }

    /// Where strips would end from here on.
    fn end(&self, group: &[Strip], at: &Head, air: Air) -> f32 {
        group.iter().fold(at.y, |y, strip| self.start(strip, y, air) + strip.height)
    }

    fn is_past(&self, at: &Head, y: f32) -> bool {
        y > self.foot(at.sheet) + 0.01
    }

    /// Starts a new page, unless the present one is empty.
    pub(super) fn new_page(&mut self, tree: &mut Tree) {
        self.finish(tree);
        if !self.is_head(self.y) {
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

    /// The sheet that the last strip stands on.
    pub(super) fn sheet(&self) -> Sheet {
        let waiting = self.waiting.last().and_then(|group| group.last());
        let placed = self.pages.last().map_or(Sheet::Portrait, |page| page.sheet);
        waiting.map_or(placed, |strip| strip.sheet)
    }

    fn foot(&self, sheet: Sheet) -> f32 {
        sheet.size().1 - self.bottom
    }

    fn is_head(&self, y: f32) -> bool {
        y <= self.top + ON_GRID
    }

    fn turn(&mut self, sheet: Sheet) {
        self.pages.push(Page { sheet, runs: Vec::new() });
        self.y = self.top;
    }

    /// Where a strip begins, were the one above to end at `y`.
    fn start(&self, strip: &Strip, y: f32, air: Air) -> f32 {
        if self.is_head(y) {
            return y;
        }
        if !strip.snaps {
            return y + strip.gap;
        }
        let gap = match air {
            Air::Full => strip.gap,
            Air::Less => (strip.gap - self.grid * 0.5).max(0.0),
            Air::Least if strip.gap > self.grid * 1.5 => strip.gap - self.grid * 1.5,
            Air::Least => (strip.gap - self.grid * 0.5).max(0.0),
        };
        let lines = (y + gap - self.top - ON_GRID) / self.grid;
        self.top + lines.ceil() * self.grid
    }

    fn place(&mut self, strip: Strip, spot: &Spot, tree: &mut Tree) {
        if spot.turns {
            self.turn(spot.sheet);
        } else if let Some(page) = self.pages.last_mut() {
            page.sheet = spot.sheet;
        }
        let page = self.pages.len().saturating_sub(1);
        if let Some(again) = strip.again.as_ref().filter(|_| spot.repeats) {
            let head = spot.y - again.height;
            for run in &again.runs {
                let items =
                    run.items.iter().map(|item| item.clone().lowered(head)).collect();
                self.draw(Run::artifact(items));
            }
        }
        self.y = spot.y;
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
