//! Network meetings: termly meetings: who was invited and who came; also as a matrix of names by dates.

use crate::locate::schema::{Choice, Column, Kind, Schema};

/// Words for terms.
pub(crate) const TERM_WORDS: &[Choice] = &[
    Choice { value: "autumn", words: &["aut", "autumn term"] },
    Choice { value: "spring", words: &["spr", "spring term"] },
    Choice { value: "summer", words: &["sum", "summer term"] },
];

pub(crate) static DATE: Column =
    Column::new("date", "Date", Kind::Date, &["date", "meeting date", "date of meeting"]);
pub(crate) static TERM: Column =
    Column::new("term", "Term", Kind::Choice(TERM_WORDS), &["term"]);
pub(crate) static VENUE: Column =
    Column::new("venue", "Venue", Kind::Text, &["venue", "place", "location"]);
pub(crate) static THEME: Column = Column::new(
    "theme",
    "Theme",
    Kind::Text,
    &["theme", "agenda", "themes", "agenda themes", "topic"],
);
pub(crate) static LLE_REF: Column = Column::new(
    "lle_ref",
    "LLE ref",
    Kind::Reference,
    &["lle ref", "lle id", "lle no", "ref"],
);
pub(crate) static NAME: Column = Column::new(
    "name",
    "LLE",
    Kind::Person,
    &[
        "name",
        "lle",
        "headteacher",
        "lle name",
        "attendee",
        "name of lle",
        "attendee name",
        "name of head",
        "head name",
        "person",
        "your name",
    ],
);
pub(crate) static ATTENDED: Column = Column::new(
    "attended",
    "Attended",
    Kind::YesNo,
    &["attended", "present", "attendance", "came", "did they come", "attended?"],
);
pub(crate) static PRESENT: Column = Column::new(
    "present",
    "Who came",
    Kind::Text,
    &[
        "who came",
        "those present",
        "people present",
        "lles present",
        "attended by",
        "in attendance",
        "attendees",
        "names of those present",
    ],
)
.help("Only where a row is a whole meeting: the names of those who came, with semicolons or commas between them.")
.not_asked();
pub(crate) static APOLOGIES: Column = Column::new(
    "apologies",
    "Apologies",
    Kind::Text,
    &[
        "apologies",
        "apologies from",
        "apologies received",
        "apologies sent",
        "apols",
        "absent",
        "those absent",
        "did not come",
    ],
)
.help("Only where a row is a whole meeting: the names of those who were invited and did not come.")
.not_asked();
pub(crate) static INVITED: Column =
    Column::new("invited", "Invited", Kind::YesNo, &["invited"]);
pub(crate) static INVITED_COUNT: Column = Column::new(
    "invited_count",
    "Number invited",
    Kind::Count,
    &["number invited", "no invited", "invited number"],
);
pub(crate) static ATTENDED_COUNT: Column = Column::new(
    "attended_count",
    "Number attended",
    Kind::Count,
    &["number attended", "no attended", "attended number"],
);

/// The register.
pub(crate) static SCHEMA: Schema = Schema {
    name: "meetings",
    title: "Network meetings",
    what: "Termly meetings: who was invited and who came; also as a matrix of names by dates.",
    columns: &[
        &DATE,
        &TERM,
        &VENUE,
        &THEME,
        &LLE_REF,
        &NAME,
        &ATTENDED,
        &PRESENT,
        &APOLOGIES,
        &INVITED,
        &INVITED_COUNT,
        &ATTENDED_COUNT,
    ],
    needs: &[&["date", "name", "lle_ref"]],
    tells: &["venue", "theme", "attended", "present", "apologies"],
    names: &[
        "network",
        "meeting",
        "attendance",
        "mtgs",
        "who came",
        "gathering",
        "get together",
        "get togethers",
        "briefing",
    ],
};
