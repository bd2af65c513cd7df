//! What heads say: surveys and comments.

use super::SchoolId;
use crate::base::cell::Place;
use crate::base::release::{Held, Internal, Public};
use std::collections::{BTreeMap, BTreeSet};

/// Whose answers: the client schools' heads or the LLEs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    /// Client heads.
    Clients,
    /// LLEs.
    Lle,
}

/// One respondent of one wave.
#[derive(Clone, Debug)]
pub(crate) struct Respondent {
    /// Wave: `June 2011`, as written; empty if none.
    pub(crate) wave: String,
    /// Group.
    pub(crate) side: Side,
    /// Reference.
    pub(crate) reference: String,
    /// Invited (a row of the survey sheet is an invitation where the sheet has
    /// an invited or responded column).
    pub(crate) is_invited: bool,
    /// Answered at least one item.
    pub(crate) has_replied: bool,
    /// School, held apart: only for pairing.
    pub(crate) school: Option<SchoolId>,
    /// Answers, 1 (strongly disagree) to 5 (strongly agree), by item code;
    /// reversed items already turned.
    pub(crate) answers: BTreeMap<String, u8>,
}

/// A question of the survey.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// `SAT`, `COLLAB`, `EXPECT`, `IMPACT`, `SUCCESS`, `q5`.
    pub(crate) code: String,
    /// The question as asked.
    pub(crate) question: String,
    /// Wave and group that were asked.
    pub(crate) asked: BTreeSet<(String, Side)>,
}

/// What permission a speaker gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Consent {
    /// None, or not recorded.
    No,
    /// By role.
    Anonymous,
    /// By name.
    Named,
}

/// A comment.
#[derive(Clone, Debug)]
pub(crate) struct Comment {
    /// Words.
    pub(crate) text: Held<String, Internal>,
    /// The words, where permission is recorded and no name or contact stands in them.
    pub(crate) quotable: Option<Held<String, Public>>,
    /// Role that may be printed: `Headteacher, client school`.
    pub(crate) role: Held<String, Public>,
    /// Group.
    pub(crate) side: Option<Side>,
    /// Themes; worked out from words where the sheet gives none.
    pub(crate) themes: Vec<String>,
    /// Critical of the programme.
    pub(crate) is_critical: bool,
    /// Permission.
    pub(crate) consent: Consent,
    /// Row.
    pub(crate) at: Place,
}
