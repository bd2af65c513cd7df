//! Forum decisions: what the Schools Forum decided, when and for how much.

use crate::locate::schema::{Column, Kind, Schema};

pub(crate) static REF: Column = Column::new(
    "ref",
    "Decision ref",
    Kind::Reference,
    &[
        "decision ref",
        "ref",
        "minute ref",
        "minute",
        "reference",
        "decision no",
        "forum minute",
        "forum ref",
        "minute number",
        "forum paper ref",
        "forum paper",
        "paper ref",
        "agreed at",
        "resolution no",
        "resolution ref",
        "forum resolution no",
        "approval",
        "approval ref",
        "approval no",
    ],
);
pub(crate) static DATE: Column = Column::new(
    "date",
    "Meeting date",
    Kind::Date,
    &[
        "meeting date",
        "date",
        "date of meeting",
        "forum date",
        "forum meeting",
        "forum held on",
        "held on",
        "forum held",
        "date of forum",
        "meeting on",
        "meeting",
        "forum meeting date",
        "meeting of",
        "forum of",
        "sat on",
        "forum met",
        "forum met on",
        "met on",
        "date forum met",
        "date of sitting",
        "decided on",
        "date decided",
        "agreed on",
        "date agreed",
        "date sat",
    ],
)
.required();
pub(crate) static TEXT: Column = Column::new(
    "text",
    "Decision",
    Kind::Prose,
    &[
        "decision",
        "decision of the forum",
        "decision text",
        "resolution",
        "text",
        "agreed",
        "what was decided",
        "what was settled",
        "forum resolution",
        "outcome",
        "minute text",
        "agreed that",
        "what was agreed",
        "what the forum agreed",
        "they said",
        "they agreed",
        "what they agreed",
        "what forum said",
        "what they said",
        "forum agreed",
        "what the forum has decided",
        "resolved",
        "resolved that",
        "resolution text",
        "it was agreed",
        "decided",
        "decision taken",
        "approved that",
        "what was approved",
        "what forum approved",
    ],
)
.required()
.public();
pub(crate) static AMOUNT: Column = Column::new(
    "amount",
    "Amount £",
    Kind::Money,
    &[
        "amount resolved",
        "sum resolved",
        "amount",
        "amount £",
        "sum",
        "£",
        "sum agreed",
        "sum settled",
        "settled £",
        "£ settled",
        "amount agreed",
        "funding agreed",
        "amount approved",
        "value",
        "how much",
        "up to",
        "ceiling",
        "sum voted",
        "limit",
    ],
)
.public();
pub(crate) static YEARS: Column = Column::new(
    "years",
    "Financial year(s)",
    Kind::Text,
    &[
        "financial year(s)",
        "financial year",
        "years",
        "year",
        "for year",
        "for financial year",
        "period",
        "fy",
        "which year",
        "for the year",
        "for",
    ],
)
.public();
pub(crate) static CONDITIONS: Column =
    Column::new("conditions", "Conditions", Kind::Prose, &["conditions"]).public();
pub(crate) static VOTERS: Column = Column::new(
    "voters",
    "Who voted",
    Kind::Text,
    &["voting group", "voters", "who voted"],
)
.public();

/// The register.
pub(crate) static SCHEMA: Schema = Schema {
    name: "decisions",
    title: "Forum decisions",
    what: "What the Schools Forum decided, when and for how much.",
    columns: &[&REF, &DATE, &TEXT, &AMOUNT, &YEARS, &CONDITIONS, &VOTERS],
    needs: &[&["text", "ref"], &["date", "ref"], &["amount", "text"]],
    tells: &["text"],
    names: &["decision", "forum"],
};
