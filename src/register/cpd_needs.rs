//! CPD needs: what LLEs asked for, and when it was met.

use crate::locate::schema::{Column, Kind, Schema};
use crate::register::needs::PRIO_WORDS;

pub(crate) static RAISED: Column =
    Column::new("raised", "Raised", Kind::Date, &["raised", "date raised", "raised on"]);
pub(crate) static BY: Column =
    Column::new("by", "Raised by", Kind::Person, &["raised by", "by", "lle"]);
pub(crate) static CATEGORY: Column =
    Column::new("category", "Category", Kind::Text, &["category", "area", "theme"]);
pub(crate) static NEED: Column = Column::new(
    "need",
    "Need",
    Kind::Prose,
    &["need", "cpd need", "detail", "training need", "development need"],
)
.required();
pub(crate) static PRIORITY: Column = Column::new(
    "priority",
    "Priority",
    Kind::Choice(PRIO_WORDS),
    &["priority", "urgency"],
);
pub(crate) static RESPONSE: Column = Column::new(
    "response",
    "Response",
    Kind::Prose,
    &["response", "action", "provision", "what was arranged"],
);
pub(crate) static PROVIDER: Column =
    Column::new("provider", "Provider", Kind::Text, &["provider", "delivered by"]);
pub(crate) static MET: Column =
    Column::new("met", "Met on", Kind::Date, &["met", "date met", "met on", "completed"]);
pub(crate) static SCORE: Column = Column::new(
    "score",
    "Evaluation",
    Kind::Number,
    &["evaluation", "score", "evaluation score"],
);

/// The register.
pub(crate) static SCHEMA: Schema = Schema {
    name: "cpd_needs",
    title: "CPD needs",
    what: "What LLEs asked for, and when it was met.",
    columns: &[
        &RAISED, &BY, &CATEGORY, &NEED, &PRIORITY, &RESPONSE, &PROVIDER, &MET, &SCORE,
    ],
    needs: &[&["raised", "need"], &["met", "response", "priority", "category"]],
    tells: &["response", "met", "category"],
    names: &["cpd"],
};
