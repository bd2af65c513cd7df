//! Where strips will stand, before any is placed: pages are filled as a
//! typesetter fills them. What stays together stays together; a chart that does
//! not fit is made a little smaller, or goes to the head of the next page while
//! the text after it moves up; what would like to stay together is parted rather
//! than leave a page empty in large part.

use super::item::{Sheet, Strip};

/// Nearer than this to the grid is on it, points.
pub(super) const ON_GRID: f32 = 0.6;
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
pub(super) enum Air {
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
    pub(super) page: usize,
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
    pub(super) parted: usize,
    /// Pages that are left empty in large part.
    pub(super) holes: usize,
    /// How far the last page is filled, share.
    pub(super) filled: f32,
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
    pub(super) fn is_fresh(&self) -> bool {
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
pub(super) struct Setting {
    pub(super) air: Air,
    /// How small every chart is drawn at the least.
    pub(super) slim: usize,
    /// The share of a page that is rather left empty than an entry's labels and
    /// values are parted.
    pub(super) hole: f32,
    /// A page whose columns end higher than its foot.
    pub(super) short: Option<(usize, f32)>,
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
}
