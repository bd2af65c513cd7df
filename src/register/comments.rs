//! Comments: what heads said, with permission to quote.

use crate::locate::schema::{Choice, Column, Kind, Schema};
use crate::register::surveys::RESPONDENT_WORDS;

/// Words for permission to quote.
pub(crate) const CONSENT_WORDS: &[Choice] = &[
    Choice {
        value: "no",
        words: &["n", "false", "not given", "not agreed", "refused", "do not quote"],
    },
    Choice {
        value: "anonymous",
        words: &[
            "yes anonymous",
            "y anonymous",
            "anon",
            "yes anon",
            "anonymously",
            "yes but anonymous",
            "not by name",
            "yes but not by name",
            "yes not by name",
            "not named",
            "yes but not named",
            "no name",
            "yes but no name",
            "yes no name",
            "anonymised",
            "anonymised only",
            "unattributed",
            "yes unattributed",
            "not attributed",
            "without attribution",
            "name withheld",
            "without name",
            "yes without name",
            "without my name",
            "yes but without my name",
        ],
    },
    Choice {
        value: "named",
        words: &[
            "yes named",
            "name",
            "by name",
            "yes by name",
            "with name",
            "yes with name",
            "with my name",
            "yes with my name",
        ],
    },
    Choice { value: "yes", words: &["y", "true", "ok", "agreed", "given"] },
];

pub(crate) static REF: Column = Column::new(
    "ref",
    "Comment ref",
    Kind::Reference,
    &[
        "ref",
        "comment ref",
        "comment no",
        "respondent id",
        "respondent",
        "respondent ref",
        "reply no",
    ],
);
pub(crate) static TEXT: Column = Column::new(
    "text",
    "Comment",
    Kind::Prose,
    &[
        "comment",
        "text",
        "verbatim",
        "quote",
        "what was said",
        "feedback",
        "comments",
        "comment text",
    ],
)
.required();
pub(crate) static ROLE: Column = Column::new(
    "role",
    "Speaker's role",
    Kind::Text,
    &[
        "role",
        "speaker role",
        "speaker",
        "who",
        "said by",
        "source",
        "author role",
        "from",
    ],
);
pub(crate) static GROUP: Column = Column::new(
    "group",
    "Group",
    Kind::Choice(RESPONDENT_WORDS),
    &[
        "group",
        "respondent type",
        "type",
        "respondent group",
        "group of respondent",
        "role of respondent",
    ],
);
pub(crate) static SCHOOL: Column = Column::new(
    "school",
    "School",
    Kind::School,
    &["school", "school name", "client school"],
);
pub(crate) static CONSENT: Column = Column::new(
    "consent",
    "Consent to quote",
    Kind::Choice(CONSENT_WORDS),
    &[
        "consent",
        "consent to quote",
        "may be quoted",
        "permission",
        "permission to quote",
        "can be quoted",
        "ok to quote",
        "happy to be quoted",
        "quote consent",
    ],
);
pub(crate) static THEME: Column =
    Column::new("theme", "Theme", Kind::Tags, &["theme", "themes", "category"]);
pub(crate) static SENTIMENT: Column = Column::new(
    "sentiment",
    "Sentiment",
    Kind::Text,
    &["sentiment", "tone", "positive or negative", "positive/negative"],
);
pub(crate) static DATE: Column =
    Column::new("date", "Date", Kind::Date, &["date", "date given", "said on"]);

/// The register.
pub(crate) static SCHEMA: Schema = Schema {
    name: "comments",
    title: "Comments",
    what: "What heads said, with permission to quote.",
    columns: &[&REF, &TEXT, &ROLE, &GROUP, &SCHOOL, &CONSENT, &THEME, &SENTIMENT, &DATE],
    needs: &[&["text"], &["role", "group", "consent", "theme", "sentiment"]],
    tells: &["consent", "theme", "sentiment"],
    names: &["comment", "quote", "voice", "feedback"],
};
