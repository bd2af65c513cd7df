//! Where strips will stand, before any is placed: pages are filled as a
//! typesetter fills them. What stays together stays together; a chart that does
//! not fit is made a little smaller, or goes to the head of the next page while
//! the text after it moves up; what would like to stay together is parted rather
//! than leave a page empty in large part.

use std::collections::BTreeSet;

use super::item::{Sheet, Strip};

/// Nearer than this to the grid is on it, points.
const ON_GRID: f32 = 0.6;
/// A last page that is filled no further than this is to be saved, share.
const NEXT_TO_NOTHING: f32 = 0.3;
/// Rather than leave this share of a page empty, what would like to stay
/// together is parted.
pub(super) const LARGE_HOLE: f32 = 0.25;
/// Rather than leave this share of a page empty, a chart is made smaller or lets
/// text pass, and what is set as one entry goes on over the page.
pub(super) const SMALL_HOLE: f32 = 0.12;

/// How much air stands between blocks: all that they want, half a line less, or
/// no more than one line.
#[derive(Clone, Copy)]
enum Air {
    Full,
    Less,
    Least,
}

/// What a block is to the blocks around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    /// It stands where it was written.
    #[default]
    Fixed,
    /// A chart of the section before it may come after it.
    Passing,
    /// A chart: what follows in its section may come before it.
    Chart,
}

/// Strips that stay together.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) strips: Vec<Strip>,
    /// Number of the block that it belongs to.
    pub(super) block: usize,
    pub(super) part: Part,
    /// The share of a page that is rather left empty than it is parted.
    pub(super) hole: f32,
}

/// Where a strip will stand.
pub(super) struct Spot {
    /// On a new page.
    pub(super) turns: bool,
    /// How many pages were turned before it.
    page: usize,
    /// In which column.
    pub(super) column: usize,
    pub(super) sheet: Sheet,
    pub(super) y: f32,
    /// Below what is repeated at the head of a page.
    pub(super) repeats: bool,
    /// Which of the strip's smaller forms is drawn; 0 is the strip itself.
    pub(super) slim: usize,
}

/// Where all strips will stand.
#[derive(Default)]
pub(super) struct Plan {
    /// Groups as they follow each other on the pages.
    pub(super) order: Vec<usize>,
    /// A spot for each strip, in that order.
    pub(super) spots: Vec<Spot>,
    pub(super) turns: usize,
    /// How much is parted that would like to stay together.
    parted: usize,
    /// Pages that are left empty in large part.
    holes: usize,
    /// How far the last page is filled, share.
    filled: f32,
}

impl Plan {
    /// What a typesetter would not let pass.
    fn faults(&self) -> usize {
        let is_thin = self.turns > 0 && self.filled < NEXT_TO_NOTHING;
        self.parted + self.holes + usize::from(is_thin)
    }
}

/// How far a plan has come.
#[derive(Clone, Copy)]
pub(super) struct Head {
    pub(super) y: f32,
    pub(super) sheet: Sheet,
    /// Where columns begin on this page.
    pub(super) top: f32,
    /// Nothing is gained by turning a page that is filled no further than this.
    pub(super) least: f32,
    pub(super) column: usize,
    /// Pages turned so far.
    pub(super) page: usize,
}

impl Head {
    fn is_fresh(&self) -> bool {
        self.y <= self.least + ON_GRID
    }
}

/// What of a page can be filled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paper {
    pub(super) top: f32,
    pub(super) bottom: f32,
    pub(super) grid: f32,
    /// In how many columns it is set.
    pub(super) columns: usize,
}

/// How closely a plan is set.
#[derive(Clone, Copy)]
struct Setting {
    air: Air,
    /// How small every chart is drawn at the least.
    slim: usize,
    /// The share of a page that is rather left empty than an entry's labels and
    /// values are parted.
    hole: f32,
    /// A page whose columns end higher than its foot.
    short: Option<(usize, f32)>,
}

impl Setting {
    const WIDE: Self = Self { air: Air::Full, slim: 0, hole: LARGE_HOLE, short: None };
}

impl Paper {
    /// How much of a page of this kind can be filled.
    pub(super) fn room(&self, sheet: Sheet) -> f32 {
        sheet.size().1 - self.top - self.bottom
    }

    pub(super) fn foot(&self, sheet: Sheet) -> f32 {
        sheet.size().1 - self.bottom
    }

    /// Whether nothing stands above on the page.
    pub(super) fn is_fresh(&self, y: f32) -> bool {
        y <= self.top + ON_GRID
    }

    /// Where each strip will stand: as loosely as they can without a last page
    /// that holds next to nothing, without large holes and without parting what
    /// would stay together.
    pub(super) fn plan(&self, groups: &[Group], head: Head) -> Plan {
        if self.columns > 1 {
            return self.balanced(groups, head);
        }
        let smallest = groups
            .iter()
            .flat_map(|group| &group.strips)
            .map(|strip| strip.slim.len())
            .max()
            .unwrap_or(0);
        let mut best = self.set(groups, head, Setting::WIDE);
        let most = best.turns;
        for slim in 0..=smallest {
            for air in [Air::Full, Air::Less, Air::Least] {
                if best.faults() == 0 {
                    return best;
                }
                let plan = self.set(groups, head, Setting { air, slim, ..Setting::WIDE });
                if plan.turns <= most && plan.faults() < best.faults() {
                    best = plan;
                }
            }
        }
        best
    }

    /// Columns that end level on the last page.
    fn balanced(&self, groups: &[Group], head: Head) -> Plan {
        let wide = Setting::WIDE;
        let mut setting = wide;
        let mut best = self.set(groups, head, wide);
        let most = best.turns;
        if best.filled < NEXT_TO_NOTHING && most > 0 {
            let less = Setting { air: Air::Less, ..wide };
            let least = Setting { air: Air::Least, ..wide };
            let parted = Setting { hole: SMALL_HOLE, ..least };
            for closer in [less, least, parted] {
                let plan = self.set(groups, head, closer);
                if plan.turns < most {
                    (best, setting) = (plan, closer);
                    break;
                }
            }
        }
        let last = best.turns;
        let top = if last == 0 { head.top } else { self.top };
        let (mut low, mut high) = (top, self.foot(Sheet::Portrait));
        while high - low > self.grid {
            let foot = (low + high) / 2.0;
            let short = Some((last, foot));
            let plan = self.set(groups, head, Setting { short, ..setting });
            let strips = groups.iter().flat_map(|group| &group.strips);
            let ends = plan.spots.iter().zip(strips).all(|(spot, strip)| {
                spot.page < last || spot.y + strip.height <= foot + 0.01
            });
            if plan.turns == last && ends {
                (best, high) = (plan, foot);
            } else {
                low = foot;
            }
        }
        best
    }

    fn set(&self, groups: &[Group], head: Head, setting: Setting) -> Plan {
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
