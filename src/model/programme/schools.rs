//! Schools, what their pupils reached, and what that is compared with.

use super::SchoolId;
use crate::base::cell::Place;
use crate::base::date::Date;
use crate::base::reason::Missing;
use crate::base::release::{Forum, Held, Internal};
use crate::register::results::{Score, Status};
use std::sync::Arc;

/// One school as it is on the as-at date: a conversion or a merger that joins
/// results is one school here, named by its last URN.
#[derive(Clone, Debug)]
pub(crate) struct School {
    /// URN on the as-at date; the name's own where a register gives no URN.
    pub(crate) urn: String,
    /// Earlier URNs whose results join, oldest first.
    pub(crate) earlier: Vec<String>,
    /// How they join, for each of `earlier`.
    pub(crate) joined: Option<Joined>,
    /// DfE number, `926/2056`.
    pub(crate) dfe: String,
    /// Whole official name.
    pub(crate) name: Held<String, Internal>,
    /// Authority's code, if known.
    pub(crate) la_code: String,
    /// Phase: `primary`, `infant`, … as in `schools::PHASE_WORDS`; empty if unknown.
    pub(crate) phase: &'static str,
    /// Type as written.
    pub(crate) kind: String,
    /// Statutory ages.
    pub(crate) ages: Option<(u8, u8)>,
    /// Open date of the continuing school.
    pub(crate) opened: Option<Date>,
    /// Close date of the last URN, if closed with no successor that joins.
    pub(crate) closed: Option<Date>,
    /// A sponsored academy that replaced another school after the baseline: no join.
    pub(crate) is_sponsored_start: bool,
    /// Merged from several: some predecessors may lack a result.
    pub(crate) predecessors: Vec<SchoolId>,
    /// Federation, trust, cluster, district, diocese, town; empty if unknown.
    pub(crate) federation: String,
    /// Trust.
    pub(crate) trust: String,
    /// Cluster.
    pub(crate) cluster: String,
    /// District.
    pub(crate) district: String,
    /// Diocese.
    pub(crate) diocese: String,
    /// Town.
    pub(crate) town: String,
    /// National grid, metres.
    pub(crate) place: Option<(f64, f64)>,
    /// Pupils on roll.
    pub(crate) roll: Option<f64>,
    /// Per cent FSM.
    pub(crate) fsm: Option<f64>,
    /// Priority for support.
    pub(crate) is_priority: bool,
    /// Marked as having other intensive support.
    pub(crate) has_other_support: bool,
    /// Head's name.
    pub(crate) head: Held<String, Internal>,
    /// How the head, or each who shares the post, may be called.
    pub(crate) heads: Held<Vec<String>, Internal>,
    /// Since when the head is head there.
    pub(crate) head_since: Option<Date>,
    /// Overall grade of the last inspection, 1 to 4.
    pub(crate) inspected: Option<u8>,
    /// Day of the last inspection.
    pub(crate) inspected_on: Option<Date>,
    /// Where its row stands.
    pub(crate) at: Place,
}

impl School {
    /// The name as members of the forum may see it: in the exempt annex, which
    /// names the schools that give and receive support.
    pub(crate) fn name_for_forum(&self) -> Held<String, Forum> {
        Held::new(self.name.within().clone())
    }

    /// Whether its ages or phase include year 6 (`None`: unknown).
    pub(crate) fn has_ks2(&self) -> Option<bool> {
        if let Some((low, high)) = self.ages {
            return Some(low < 11 && high >= 11);
        }
        match self.phase {
            "primary" | "junior" | "middle" | "all-through" => Some(true),
            "infant" | "nursery" | "secondary" | "16 plus" => Some(false),
            _ => None,
        }
    }

    /// Whether its ages or phase include year 2 (`None`: unknown).
    pub(crate) fn has_ks1(&self) -> Option<bool> {
        if let Some((low, high)) = self.ages {
            return Some(low < 7 && high >= 7);
        }
        match self.phase {
            "primary" | "infant" | "all-through" => Some(true),
            "junior" | "nursery" | "secondary" | "middle" | "16 plus" => Some(false),
            _ => None,
        }
    }
}

/// How results of an earlier URN come to stand under a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joined {
    /// One school became one school on the same site.
    Conversion,
    /// Several became one; counts are pooled.
    Merger,
}

/// A school's result in one indicator and year, after joining.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    /// The value, or why there is none.
    pub(crate) score: Result<Score, Missing>,
    /// How final.
    pub(crate) status: Status,
    /// Cells it came from.
    pub(crate) cells: Vec<Place>,
}

/// An authority's or the nation's value that was chosen among its sources.
#[derive(Clone, Debug)]
pub(crate) struct Compared {
    /// The value, or why there is none.
    pub(crate) score: Result<Score, Missing>,
    /// Source in words.
    pub(crate) source: Arc<str>,
    /// How final.
    pub(crate) status: Status,
}
