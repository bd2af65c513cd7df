//! Needs of identified schools: schools that wait for support, what they need and what must be avoided.

use crate::locate::schema::{Choice, Column, Kind, Schema};
use crate::register::schools::PHASE_WORDS;

/// Words for urgency.
pub(crate) const PRIO_WORDS: &[Choice] = &[
    Choice { value: "high", words: &["urgent", "1", "h"] },
    Choice { value: "medium", words: &["med", "2", "m", "normal"] },
    Choice { value: "low", words: &["3", "l"] },
];

/// Words for where a need stands.
pub(crate) const NEED_STATUS_WORDS: &[Choice] = &[
    Choice {
        value: "waiting",
        words: &["open", "identified", "unmatched", "not matched", "new"],
    },
    Choice { value: "matched", words: &["allocated", "placed"] },
    Choice { value: "supported", words: &["in support", "deployed", "active"] },
    Choice {
        value: "closed",
        words: &["complete", "withdrawn", "no longer needed", "done"],
    },
];

pub(crate) static REF: Column =
    Column::new("ref", "Need ref", Kind::Reference, &["ref", "need ref", "referral no"]);
pub(crate) static SCHOOL: Column = Column::new(
    "school",
    "School",
    Kind::School,
    &["school", "school name", "identified school", "name"],
)
.required()
.or(&["urn"]);
pub(crate) static URN: Column =
    Column::new("urn", "URN", Kind::Urn, &["urn", "school urn"]);
pub(crate) static IDENTIFIED: Column = Column::new(
    "identified",
    "Identified",
    Kind::Date,
    &["identified", "date identified", "referred", "referral date"],
);
pub(crate) static BY: Column = Column::new(
    "by",
    "Identified by",
    Kind::Text,
    &["identified by", "by", "referred by"],
);
pub(crate) static CATEGORY: Column = Column::new(
    "category",
    "Category",
    Kind::Text,
    &["category", "need category", "reason"],
);
pub(crate) static EVIDENCE: Column =
    Column::new("evidence", "Evidence", Kind::Prose, &["evidence", "why"]);
pub(crate) static NEEDS: Column = Column::new(
    "needs",
    "Needs (weight)",
    Kind::Tags,
    &["needs", "need tags", "tags", "expertise needed", "help needed", "needs (weight)"],
);
pub(crate) static URGENCY: Column =
    Column::new("urgency", "Urgency", Kind::Choice(PRIO_WORDS), &["urgency", "priority"]);
pub(crate) static DAYS: Column = Column::new(
    "days",
    "Days estimated",
    Kind::Days,
    &["days", "days estimated", "days needed", "estimated days"],
);
pub(crate) static PHASE: Column = Column::new(
    "phase",
    "Preferred phase",
    Kind::Choice(PHASE_WORDS),
    &["preferred phase", "phase"],
);
pub(crate) static SIZE: Column =
    Column::new("size", "Preferred size", Kind::Text, &["preferred size", "size"]);
pub(crate) static EXCLUSIONS: Column = Column::new(
    "exclusions",
    "Exclusions",
    Kind::Tags,
    &["exclusions", "exclude", "not", "vetoes", "veto"],
);
pub(crate) static STATUS: Column =
    Column::new("status", "Status", Kind::Choice(NEED_STATUS_WORDS), &["status"]);
pub(crate) static CHOSEN: Column = Column::new(
    "chosen",
    "LLE chosen",
    Kind::Text,
    &["chosen", "lle chosen", "choice", "adviser's choice"],
);
pub(crate) static CHOICE_REASON: Column = Column::new(
    "choice_reason",
    "Reason for the choice",
    Kind::Prose,
    &["choice reason", "reason for choice", "reason for the choice", "override reason"],
);
pub(crate) static PANEL: Column =
    Column::new("panel", "Panel members", Kind::Tags, &["panel", "panel members"]);
pub(crate) static INTERESTS: Column = Column::new(
    "interests",
    "Interests declared",
    Kind::Tags,
    &["interests declared", "declared interests", "interests"],
);

/// The register.
pub(crate) static SCHEMA: Schema = Schema {
    name: "needs",
    title: "Needs of identified schools",
    what: "Schools that wait for support, what they need and what must be avoided.",
    columns: &[
        &REF,
        &SCHOOL,
        &URN,
        &IDENTIFIED,
        &BY,
        &CATEGORY,
        &EVIDENCE,
        &NEEDS,
        &URGENCY,
        &DAYS,
        &PHASE,
        &SIZE,
        &EXCLUSIONS,
        &STATUS,
        &CHOSEN,
        &CHOICE_REASON,
        &PANEL,
        &INTERESTS,
    ],
    needs: &[
        &["school", "urn"],
        &["needs", "category", "urgency", "days"],
        &["identified", "needs", "status"],
    ],
    tells: &["needs", "urgency", "exclusions"],
    names: &["need", "identified", "priority", "referral"],
};
