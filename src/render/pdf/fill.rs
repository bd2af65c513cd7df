//! Filling pages by one setting: group by group, each where the last one ended.

use std::collections::BTreeSet;

use super::item::Strip;
use super::plan::{
    Air, Group, Head, LARGE_HOLE, ON_GRID, Paper, Part, Plan, SMALL_HOLE, Setting, Spot,
};

impl Paper {
    /// Where each strip will stand.
    pub(super) fn set(&self, groups: &[Group], head: Head, setting: Setting) -> Plan {
        let mut plan = Plan::default();
        let mut at = head;
        let mut moved = BTreeSet::new();
        for (number, group) in groups.iter().enumerate() {
            if moved.contains(&number) {
                continue;
            }
            let Some(last) = group.strips.last() else { continue };
            let here = at;
            let is_turned = at.sheet != last.sheet && !at.is_fresh();
            let hole = (self.foot(at.sheet) - at.y) / self.room(at.sheet);
            let fits = |slim| {
                let own = Setting { slim, ..setting };
                !self.is_past(&here, self.end(&group.strips, &here, own), own)
            };
            let small = group.strips.iter().map(|s| s.slim.len()).max().unwrap_or(0);
            let first = setting.slim.min(small);
            let mut own = Setting { slim: first, ..setting };
            if !is_turned && hole > SMALL_HOLE && !fits(first) {
                if let Some(slim) = (first..=small).find(|slim| fits(*slim)) {
                    own.slim = slim;
                } else if group.part == Part::Chart {
                    for other in self.passing(groups, number, &moved, here, setting) {
                        let Some(group) = groups.get(other) else { continue };
                        plan.order.push(other);
                        self.set_group(&group.strips, &mut at, setting, &mut plan);
                        moved.insert(other);
                    }
                }
            }
            plan.order.push(number);
            let may_part = !is_turned
                && group.strips.iter().any(|strip| strip.soft)
                && hole > group.hole
                && !fits(own.slim);
            if !may_part {
                self.set_group(&group.strips, &mut at, own, &mut plan);
                continue;
            }
            plan.parted += usize::from(group.hole >= LARGE_HOLE);
            for part in group.strips.split_inclusive(|strip| strip.soft) {
                let hole = (self.foot(at.sheet) - at.y) / self.room(at.sheet);
                let fits = !self.is_past(&at, self.end(part, &at, own), own);
                let is_softer = |strip: &Strip| {
                    strip.softer && !fits && hole > setting.hole && !here.is_fresh()
                };
                for part in part.split_inclusive(is_softer) {
                    self.set_group(part, &mut at, own, &mut plan);
                }
            }
        }
        plan.turns = at.page - head.page;
        let own = (at.y - self.top) / self.room(at.sheet).max(1.0);
        plan.filled = (at.column as f32 + own) / self.columns as f32;
        plan
    }

    /// The groups that move up past a chart: whole blocks of its section, in
    /// their order, as far as the page holds them. Charts keep theirs.
    fn passing(
        &self,
        groups: &[Group],
        chart: usize,
        moved: &BTreeSet<usize>,
        mut here: Head,
        setting: Setting,
    ) -> Vec<usize> {
        let mut found = Vec::new();
        let mut next = chart + 1;
        while let Some(block) = groups.get(next).map(|group| group.block) {
            let of_block = |group: &&Group| group.block == block;
            let rest = groups.get(next..).unwrap_or_default();
            let count = rest.iter().take_while(of_block).count();
            let (start, whole) = (next, rest.get(..count).unwrap_or_default());
            next += count;
            if whole.iter().all(|group| group.part == Part::Chart)
                || moved.contains(&start)
            {
                continue;
            }
            if whole.iter().any(|group| group.part != Part::Passing) {
                break;
            }
            for group in whole {
                here.y = self.end(&group.strips, &here, setting);
            }
            let is_turned = |strip: &Strip| strip.sheet != here.sheet;
            if self.is_past(&here, here.y, setting)
                || whole.iter().flat_map(|group| &group.strips).any(is_turned)
            {
                break;
            }
            found.extend(start..next);
        }
        found
    }

    fn set_group(&self, group: &[Strip], at: &mut Head, own: Setting, plan: &mut Plan) {
        let Some(last) = group.last() else { return };
        let is_forced = at.sheet != last.sheet && !at.is_fresh();
        let left = (self.foot(at.sheet) - at.y) / self.room(at.sheet);
        let mut turns = is_forced && self.turn(at);
        at.sheet = last.sheet;
        while !at.is_fresh() && self.is_past(at, self.end(group, at, own), own) {
            turns |= self.turn(at);
        }
        plan.holes += usize::from(turns && !is_forced && left > LARGE_HOLE);
        let before = plan.spots.len();
        let mut head = 0;
        let mut next = 0;
        while let Some(strip) = group.get(next) {
            let high = height(strip, own.slim).max(strip.reach);
            let start = self.start(strip, at, at.y, own.air);
            if !at.is_fresh() && self.is_past(at, start + high, own) {
                turns |= self.turn(at);
                // More than a page holds: what opens the rest goes with it, as far
                // as anything else is left on the page.
                let opening = group.get(head..next).unwrap_or_default();
                let opening = opening.iter().rev().take_while(|strip| strip.opens);
                let first = next - opening.count();
                if first > head {
                    next = first;
                    plan.spots.truncate(before + next);
                }
                head = next;
                continue;
            }
            let again = strip.again.as_ref().filter(|_| at.is_fresh());
            let y = again.map_or(start, |again| at.y + again.height);
            let repeats = again.is_some();
            let slim = own.slim.min(strip.slim.len());
            let Head { sheet, column, page, .. } = *at;
            plan.spots.push(Spot { turns, page, column, sheet, y, repeats, slim });
            at.y = y + height(strip, slim);
            turns = false;
            next += 1;
        }
    }

    /// Goes on to the next column; whether that is on the next page.
    fn turn(&self, at: &mut Head) -> bool {
        at.column += 1;
        let turns = at.column >= self.columns;
        if turns {
            (at.column, at.top, at.least) = (0, self.top, self.top);
            at.page += 1;
        }
        at.y = at.top;
        turns
    }

    /// Where strips would end from here on.
    fn end(&self, group: &[Strip], at: &Head, own: Setting) -> f32 {
        group.iter().fold(at.y, |y, strip| {
            self.start(strip, at, y, own.air) + height(strip, own.slim)
        })
    }

    fn is_past(&self, at: &Head, y: f32, own: Setting) -> bool {
        let foot = match own.short {
            Some((page, foot)) if page == at.page => foot,
            _ => self.foot(at.sheet),
        };
        y > foot + 0.01
    }

    /// Where a strip begins, were the one above to end at `y`.
    fn start(&self, strip: &Strip, at: &Head, y: f32, air: Air) -> f32 {
        if y <= at.top + ON_GRID {
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
        let lines = (y + gap - at.top - ON_GRID) / self.grid;
        at.top + lines.ceil() * self.grid
    }
}

/// How high a strip is in one of its forms, or in its smallest.
fn height(strip: &Strip, slim: usize) -> f32 {
    slim.min(strip.slim.len())
        .checked_sub(1)
        .and_then(|at| strip.slim.get(at))
        .map_or(strip.height, |slim| slim.height)
}
