//! Records of visit: every visit: when, how long, what for, and when its record came in.

use crate::locate::schema::{Column, Kind, Schema};
use crate::register::quality::RAG_WORDS;

pub(crate) static REF: Column = Column::new(
    "ref",
    "Visit ref",
    Kind::Reference,
    &["visit ref", "visit no", "visit id", "visit number", "ref", "vis id"],
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
        "dep id",
        "request id",
        "request no",
        "request ref",
    ],
);
pub(crate) static LLE_REF: Column =
    Column::new("lle_ref", "LLE ref", Kind::Reference, &["lle ref", "lle id", "lle no"]);
pub(crate) static LLE: Column = Column::new(
    "lle",
    "LLE",
    Kind::Person,
    &[
        "lle",
        "lle name",
        "visited by",
        "name of lle",
        "local leader",
        "leader",
        "by",
        "undertaken by",
        "carried out by",
        "lle visiting",
        "supporting head",
        "your name",
    ],
);
pub(crate) static SCHOOL: Column = Column::new(
    "school",
    "School",
    Kind::School,
    &[
        "school",
        "supported school",
        "client school",
        "school visited",
        "client",
        "where",
        "place",
        "location",
        "school name",
        "host school",
        "went to",
        "school you visited",
        "school went to",
    ],
);
pub(crate) static URN: Column =
    Column::new("urn", "URN", Kind::Urn, &["urn", "school urn"]);
pub(crate) static DATE: Column = Column::new(
    "date",
    "Date of visit",
    Kind::Date,
    &[
        "date",
        "date of visit",
        "visit date",
        "w/c",
        "week commencing",
        "when",
        "took place",
        "took place on",
        "date worked",
        "day of visit",
    ],
)
.required();
pub(crate) static PART_OF_DAY: Column = Column::new(
    "part_of_day",
    "Part of day",
    Kind::Text,
    &["am/pm", "am pm", "session", "part of day"],
)
.not_asked();
pub(crate) static HOURS: Column =
    Column::new("hours", "Hours", Kind::Number, &["hours", "hrs", "no of hours"])
        .not_asked();
pub(crate) static DAYS: Column = Column::new(
    "days",
    "Days",
    Kind::Days,
    &[
        "how long",
        "days",
        "duration (days)",
        "duration",
        "days used",
        "length",
        "no of days",
        "days claimed",
        "length of visit (days)",
        "length of visit",
        "visit length",
        "length (days)",
        "time (days)",
        "time spent (days)",
        "days spent",
        "amount of time",
        "units (days)",
        "units",
        "morning afternoon or whole day",
        "morning, afternoon or full day",
        "half or whole day",
        "half or full day",
        "how many days",
    ],
);
pub(crate) static WHO: Column = Column::new(
    "who",
    "Who visited",
    Kind::Text,
    &["who", "staff member", "visitor role", "role"],
);
pub(crate) static MODE: Column =
    Column::new("mode", "Mode", Kind::Text, &["mode", "type of visit", "visit type"]);
pub(crate) static FOCUS: Column = Column::new(
    "focus",
    "Focus",
    Kind::Text,
    &[
        "what we did",
        "what was done",
        "work done",
        "activity",
        "focus",
        "focus of support",
        "focus of visit",
        "purpose",
        "purpose of visit",
        "activity type",
        "main focus",
        "focus area",
        "reason for visit",
        "theme",
        "what the visit was about",
        "what was it about",
        "visit was about",
        "area of focus",
        "topic",
        "what they did",
        "what did you focus on",
        "focused on",
    ],
);
pub(crate) static ACTIVITY: Column = Column::new(
    "activity",
    "Activity",
    Kind::Prose,
    &["activity", "what was done", "activities", "summary"],
);
pub(crate) static ACTIONS: Column = Column::new(
    "actions",
    "Agreed actions",
    Kind::Prose,
    &["actions", "agreed actions", "next steps", "actions agreed"],
);
pub(crate) static IMPACT: Column = Column::new(
    "impact",
    "Evidence of impact",
    Kind::Prose,
    &["impact", "evidence of impact", "impact so far", "evidence"],
);
pub(crate) static RAG: Column = Column::new(
    "rag",
    "Progress",
    Kind::Choice(RAG_WORDS),
    &[
        "rag",
        "progress rag",
        "progress",
        "rating",
        "rag rating",
        "progress rating",
        "overall rating",
        "r a g",
        "how is it going",
        "how is it going rag",
        "how it is going",
        "red amber or green",
        "red, amber, green",
        "rate progress",
        "how would you rate progress",
    ],
);
pub(crate) static NEXT: Column = Column::new(
    "next",
    "Next visit",
    Kind::Date,
    &["next visit", "next visit date", "date of next visit"],
);
pub(crate) static RECEIVED: Column = Column::new(
    "received",
    "Record received",
    Kind::Date,
    &[
        "received",
        "record received",
        "record received date",
        "nov received",
        "note received",
        "date record received",
        "report received",
        "form received",
        "record in",
        "note uploaded",
        "note came in",
        "note came in on",
        "note in",
        "note received on",
        "write up came",
        "timestamp",
        "timesheet received",
    ],
);
pub(crate) static SIGNED: Column = Column::new(
    "signed",
    "Signed off",
    Kind::Date,
    &["signed off", "signed by head", "head signed", "signed off by client head date"],
);
pub(crate) static CONFIDENTIAL: Column = Column::new(
    "confidential",
    "Confidential note",
    Kind::Prose,
    &["confidential", "confidential note", "private note"],
);
pub(crate) static NOTES: Column = Column::new(
    "notes",
    "Notes",
    Kind::Prose,
    &[
        "notes",
        "adviser notes",
        "comments",
        "remarks",
        "observations",
        "other comments",
        "other notes",
        "anything else",
        "notes for the adviser",
        "any notes for the adviser",
    ],
);

/// The register.
pub(crate) static SCHEMA: Schema = Schema {
    name: "visits",
    title: "Records of visit",
    what: "Every visit: when, how long, what for, and when its record came in.",
    columns: &[
        &REF,
        &DEPLOYMENT,
        &LLE_REF,
        &LLE,
        &SCHOOL,
        &URN,
        &DATE,
        &PART_OF_DAY,
        &HOURS,
        &DAYS,
        &WHO,
        &MODE,
        &FOCUS,
        &ACTIVITY,
        &ACTIONS,
        &IMPACT,
        &RAG,
        &NEXT,
        &RECEIVED,
        &SIGNED,
        &CONFIDENTIAL,
        &NOTES,
    ],
    needs: &[
        &["date"],
        &["deployment", "lle", "lle_ref", "school"],
        &["days", "hours", "received", "focus", "part_of_day", "rag"],
    ],
    tells: &["received", "rag", "days", "part_of_day"],
    names: &["visit", "novs"],
};
