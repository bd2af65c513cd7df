//! Quality assurance: every quality check: due, done, by whom, rating.

use crate::locate::schema::{Choice, Column, Kind, Schema};

/// Words for a rating.
pub(crate) const RAG_WORDS: &[Choice] = &[
    Choice { value: "green", words: &["g", "1", "good", "secure", "strong"] },
    Choice { value: "amber", words: &["a", "2", "yellow", "some concerns"] },
    Choice { value: "red", words: &["r", "3", "4", "concern", "weak"] },
];

pub(crate) static NUMBER: Column = Column::new(
    "number",
    "QA no.",
    Kind::Reference,
    &[
        "qa no",
        "qa id",
        "qa ref",
        "qa number",
        "ref",
        "check no",
        "check ref",
        "review no",
        "review ref",
    ],
);
pub(crate) static DEPLOYMENT: Column = Column::new(
    "deployment",
    "Deployment ref",
    Kind::Reference,
    &[
        "deployment ref",
        "deployment",
        "dep ref",
        "dep no",
        "deployment no",
        "deployment id",
        "request id",
        "request no",
        "request ref",
    ],
);
pub(crate) static LLE: Column =
    Column::new("lle", "LLE", Kind::Person, &["lle", "lle name"]);
pub(crate) static CLIENT: Column = Column::new(
    "client",
    "Client school",
    Kind::School,
    &["client", "client school", "school"],
);
pub(crate) static KIND: Column = Column::new(
    "kind",
    "QA type",
    Kind::Text,
    &[
        "qa type",
        "type",
        "type of qa",
        "kind",
        "activity",
        "type of check",
        "check type",
        "kind of check",
        "method",
        "type of activity",
        "type of qa activity",
        "how checked",
        "how it was checked",
        "form of qa",
        "sort of check",
        "review type",
        "kind of review",
        "what kind of check was it",
    ],
);
pub(crate) static DUE: Column = Column::new(
    "due",
    "Due",
    Kind::Date,
    &[
        "due",
        "qa due",
        "due date",
        "date due",
        "check due",
        "date check due",
        "by when",
        "due by",
        "should be done by",
        "was due",
        "to be done by",
    ],
);
pub(crate) static DONE: Column = Column::new(
    "done",
    "Done",
    Kind::Date,
    &[
        "done",
        "qa done",
        "date done",
        "completed",
        "date completed",
        "carried out",
        "date carried out",
        "undertaken",
        "date undertaken",
        "checked",
        "checked on",
        "date checked",
        "date of check",
        "qa date",
        "was done",
        "took place",
        "completed date",
        "carried out on",
    ],
);
pub(crate) static BY: Column = Column::new(
    "by",
    "Done by",
    Kind::Person,
    &[
        "by",
        "done by",
        "carried out by",
        "reviewer",
        "reviewed by",
        "qa by",
        "assessor",
        "checked by",
        "who checked",
        "officer",
        "who did it",
        "by whom",
    ],
);
pub(crate) static RATING: Column = Column::new(
    "rating",
    "Rating",
    Kind::Choice(RAG_WORDS),
    &[
        "rating",
        "rag",
        "qa rating",
        "judgement",
        "grade",
        "outcome",
        "rag rating",
        "judgement rag",
        "qa judgement rag",
        "verdict",
        "result",
        "outcome (rag)",
        "overall rating",
    ],
);
pub(crate) static ISSUES: Column = Column::new(
    "issues",
    "Issues",
    Kind::Prose,
    &[
        "issues",
        "comments",
        "findings",
        "notes",
        "evidence",
        "points raised",
        "matters arising",
        "points arising",
        "points to note",
        "issues arising",
        "what was found",
        "points to follow up",
        "what came up",
        "observations",
        "what needs attention",
        "needs attention",
    ],
);
pub(crate) static ACTION: Column = Column::new(
    "action",
    "Action",
    Kind::Prose,
    &["action", "actions", "action required", "action needed", "actions needed"],
);
pub(crate) static ACTION_DUE: Column = Column::new(
    "action_due",
    "Action due",
    Kind::Date,
    &["action due", "action by", "action due date"],
);
pub(crate) static CLOSED: Column = Column::new(
    "closed",
    "Closed",
    Kind::Date,
    &["closed", "date closed", "action closed"],
);

/// The register.
pub(crate) static SCHEMA: Schema = Schema {
    name: "quality",
    title: "Quality assurance",
    what: "Every quality check: due, done, by whom, rating.",
    columns: &[
        &NUMBER,
        &DEPLOYMENT,
        &LLE,
        &CLIENT,
        &KIND,
        &DUE,
        &DONE,
        &BY,
        &RATING,
        &ISSUES,
        &ACTION,
        &ACTION_DUE,
        &CLOSED,
    ],
    needs: &[
        &["deployment", "lle", "client"],
        &["due", "done", "rating"],
        &["kind", "rating", "number", "done"],
    ],
    tells: &["due", "rating", "kind"],
    names: &["qa", "quality"],
};
