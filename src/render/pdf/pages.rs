//! Strips to pages: gathered into what stays together, placed where `plan` says,
//! with the headings of tables again at the head of each page.

use std::collections::BTreeMap;

use super::item::{Click, Mark, Run, Sheet, Strip};
use super::plan::{Group, Head, LARGE_HOLE, Paper, Part, Plan, SMALL_HOLE, Spot};
use super::style::Style;
use super::tree::Tree;

/// With this share of a page left a part may begin on it, where parts may.
const LEFT_FOR_A_PART: f32 = 0.4;

/// The end of an entry goes with what stands above it, if it has no more lines.
const SHORT_TAIL: usize = 3;

/// Columns do not begin in less than this share of a page.
const LEFT_FOR_COLUMNS: f32 = 0.2;

/// What opens columns takes up no more than this share of a page.
const MOST_OPENING: f32 = 0.3;

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
    waiting: Vec<Group>,
    /// Blocks so far, and what the last is to those around it.
    blocks: usize,
    part: Part,
    /// Whether what waits is a part that may begin on the page of the last.
    may_run_on: bool,
    paper: Paper,
    /// What stands above the columns.
    opening: Vec<Strip>,
    /// From the left edge of a column to that of the next.
    step: f32,
    /// Nothing is gained by turning this page while it is filled no further.
    least: f32,
    /// How far down any column of this page reaches.
    deepest: f32,
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
            blocks: 0,
            part: Part::Fixed,
            may_run_on: false,
            paper: Paper {
                top: style.page.top,
                bottom: style.page.bottom,
                grid: style.page.baseline,
                columns: 1,
            },
            opening: Vec::new(),
            step: 0.0,
            least: style.page.top,
            deepest: 0.0,
        }
    }

    /// How much of a page of this kind can be filled.
    pub(super) fn room(&self, sheet: Sheet) -> f32 {
        self.paper.room(sheet)
    }

    /// Begins a block.
    pub(super) const fn begin(&mut self, part: Part) {
        self.blocks += 1;
        self.part = part;
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

    /// Begins or ends what is set as one entry: it is parted between its
    /// paragraphs alone, and only where a page would else be left empty.
    pub(super) fn together(&mut self, is_together: bool) {
        if self.is_together {
            self.is_together = false;
            // What ends it and opens something else goes with that.
            let whole = self.held.iter().rposition(|strip| !strip.keep);
            let rest = self.held.split_off(whole.map_or(0, |last| last + 1));
            let last = self.held.len().saturating_sub(1);
            // A line or two at its end, a quote, are not left behind.
            let before = self.held.iter().take(last).rposition(|strip| !strip.keep);
            let tail = before.filter(|at| last - at <= SHORT_TAIL);
            for (at, strip) in self.held.iter_mut().take(last).enumerate() {
                strip.softer = strip.soft;
                strip.soft = !strip.keep && tail != Some(at);
                strip.keep = true;
            }
            self.gather(Part::Fixed, SMALL_HOLE);
            self.held = rest;
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
        self.gather(self.part, LARGE_HOLE);
    }

    fn gather(&mut self, part: Part, hole: f32) {
        let strips = std::mem::take(&mut self.held);
        if strips.is_empty() {
            return;
        }
        // A heading stands where it was written, with all that it holds.
        let heads = strips.iter().any(|strip| strip.mark.is_some());
        let part = if heads { Part::Fixed } else { part };
        self.waiting.push(Group { strips, block: self.blocks, part, hole });
    }

    /// Places all that waits.
    pub(super) fn finish(&mut self, tree: &mut Tree) {
        self.together(false);
        self.settle();
        let groups = std::mem::take(&mut self.waiting);
        let mut plan = self.paper.plan(&groups, self.head());
        let may_run_on = std::mem::take(&mut self.may_run_on);
        if may_run_on && !self.paper.is_fresh(self.y) && !self.runs_on(&plan) {
            self.turn(Sheet::Portrait);
            plan = self.paper.plan(&groups, self.head());
        }
        self.put(groups, plan, tree);
    }

    fn put(&mut self, groups: Vec<Group>, plan: Plan, tree: &mut Tree) {
        let mut strips: Vec<Vec<Strip>> =
            groups.into_iter().map(|group| group.strips).collect();
        let mut spots = plan.spots.into_iter();
        for at in plan.order {
            for strip in strips.get_mut(at).map(std::mem::take).unwrap_or_default() {
                let Some(spot) = spots.next() else { return };
                self.place(strip, &spot, tree);
            }
        }
        self.y = self.y.max(self.deepest);
    }

    /// Whether what is to open columns leaves them most of a page.
    pub(super) fn has_short_opening(&self) -> bool {
        let last = self.held.iter().rev().take_while(|strip| strip.keep);
        let high: f32 = last.map(|strip| strip.gap + strip.height).sum();
        high <= self.room(Sheet::Portrait) * MOST_OPENING
    }

    /// Begins columns so far apart from left edge to left edge, on a grid of their
    /// own, below what stands already.
    pub(super) fn begin_columns(&mut self, step: f32, grid: f32, tree: &mut Tree) {
        self.together(false);
        // What opens them waits until it is known where they begin.
        self.opening = std::mem::take(&mut self.held);
        self.finish(tree);
        (self.step, self.paper.columns, self.paper.grid) = (step, 2, grid);
    }

    /// Ends them: what follows stands below, on the grid of the page.
    pub(super) fn end_columns(&mut self, grid: f32, tree: &mut Tree) {
        self.together(false);
        self.settle();
        let opening = std::mem::take(&mut self.opening);
        let wide = Paper { columns: 1, grid, ..self.paper };
        if !self.begins_here(&opening, wide) {
            self.turn(Sheet::Portrait);
        }
        let is_fresh = wide.is_fresh(self.y);
        if !opening.is_empty() {
            let groups = vec![Group { strips: opening, ..Group::default() }];
            let head = Head { top: self.paper.top, ..self.head() };
            let plan = wide.plan(&groups, head);
            self.put(groups, plan, tree);
        }
        if !wide.is_fresh(self.y) {
            self.start_at(self.y + grid);
        }
        // Below what opens them on a page of its own they begin, come what may.
        self.least = if is_fresh { self.y } else { self.paper.top };
        self.finish(tree);
        self.least = self.paper.top;
        (self.step, self.paper.columns, self.paper.grid) = (0.0, 1, grid);
    }

    /// Whether columns, with what opens them, begin on the present page: there is
    /// room for more than a line or two, and for the start of the first entry.
    fn begins_here(&self, opening: &[Strip], wide: Paper) -> bool {
        let Head { y, sheet, .. } = self.head();
        let high: f32 = opening.iter().map(|strip| strip.gap + strip.height).sum();
        let y = y + high + 2.0 * wide.grid;
        let least = self.paper.top;
        let head = Head { y, sheet, top: y, least, column: 0, page: 0 };
        let spots = self.paper.plan(&self.waiting, head).spots;
        let least = self.room(Sheet::Portrait) * LEFT_FOR_COLUMNS;
        wide.is_fresh(self.y)
            || sheet == Sheet::Portrait
                && wide.foot(sheet) - y >= least
                && spots.first().is_none_or(|spot| !spot.turns)
    }

    /// Whether a part begins below the one before: it fits there whole, or much
    /// of the page is left.
    fn runs_on(&self, plan: &Plan) -> bool {
        let Head { y, sheet, .. } = self.head();
        let left = (self.paper.foot(sheet) - y) / self.paper.room(sheet);
        sheet == Sheet::Portrait
            && (plan.turns == 0
                || left >= LEFT_FOR_A_PART
                    && plan.spots.first().is_some_and(|spot| !spot.turns))
    }

    fn head(&self) -> Head {
        let sheet = self.pages.last().map_or(Sheet::Portrait, |page| page.sheet);
        let top = if self.paper.columns > 1 { self.y } else { self.paper.top };
        Head { y: self.y, sheet, top, least: self.least, column: 0, page: 0 }
    }

    /// Starts a new page, unless the present one is empty.
    pub(super) fn new_page(&mut self, tree: &mut Tree) {
        self.finish(tree);
        if !self.paper.is_fresh(self.y) {
            self.turn(Sheet::Portrait);
        }
    }

    /// Starts a part: on a new page, unless it fits on the present one.
    pub(super) fn new_part(&mut self, tree: &mut Tree) {
        self.finish(tree);
        self.may_run_on = true;
    }

    /// Starts the text of this page further down.
    pub(super) fn start_at(&mut self, y: f32) {
        let Paper { top, grid, .. } = self.paper;
        let lines = ((y - top) / grid).ceil().max(0.0);
        self.y = top + lines * grid;
    }

    /// A run as furniture or over what is placed.
    pub(super) fn add(&mut self, page: usize, run: Run) {
        if let Some(page) = self.pages.get_mut(page) {
            page.runs.push(run);
        }
    }

    /// The sheet that the last strip stands on.
    pub(super) fn sheet(&self) -> Sheet {
        let waiting = self.waiting.last().and_then(|group| group.strips.last());
        let placed = self.pages.last().map_or(Sheet::Portrait, |page| page.sheet);
        waiting.map_or(placed, |strip| strip.sheet)
    }

    fn turn(&mut self, sheet: Sheet) {
        self.pages.push(Page { sheet, runs: Vec::new() });
        (self.y, self.deepest) = (self.paper.top, self.paper.top);
    }

    fn place(&mut self, mut strip: Strip, spot: &Spot, tree: &mut Tree) {
        if let Some(form) = spot.slim.checked_sub(1)
            && form < strip.slim.len()
        {
            let slim = strip.slim.swap_remove(form);
            (strip.height, strip.runs) = (slim.height, slim.runs);
        }
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
        let aside = self.step * spot.column as f32;
        for mut run in strip.runs {
            if let (Some((node, _)), Some([left, head, right, foot])) =
                (run.tag, run.area)
                && let Some(node) = tree.get_mut(node)
            {
                let area = [left + aside, head + top, right + aside, foot + top];
                node.area = Some((page, area));
            }
            run.items =
                run.items.into_iter().map(|item| item.moved((aside, top))).collect();
            self.draw(run);
        }
        for mut click in strip.clicks {
            let [left, head, right, foot] = click.area;
            click.area = [left + aside, head + top, right + aside, foot + top];
            self.clicks.push((page, click));
        }
        for anchor in strip.anchors {
            self.anchors.entry(anchor).or_insert((page, top));
        }
        if let Some(mark) = strip.mark {
            self.marks.push((mark, page, top));
        }
        self.y = top + strip.height;
        self.deepest = self.deepest.max(self.y);
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
