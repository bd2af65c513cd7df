//! Survey responses: one row for each respondent; questions on a five-point scale.

use crate::locate::schema::{Choice, Column, Kind, Schema};
use crate::register::comments::CONSENT_WORDS;

/// Words for who answered.
pub(crate) const RESPONDENT_WORDS: &[Choice] = &[
    Choice {
        value: "clients",
        words: &[
            "client",
            "client head",
            "client headteacher",
            "client school",
            "supported",
            "supported school",
            "supported head",
            "headteacher of client school",
            "client heads",
        ],
    },
    Choice {
        value: "lle",
        words: &[
            "lles",
            "local leader",
            "local leader of education",
            "lle head",
            "leaders",
        ],
    },
];

pub(crate) static RESPONDENT: Column = Column::new(
    "respondent",
    "Respondent ref",
    Kind::Reference,
    &[
        "respondent ref",
        "respondent",
        "respondent id",
        "response id",
        "id",
        "respondent no",
        "respondentid",
    ],
);
pub(crate) static GROUP: Column = Column::new(
    "group",
    "Respondent type",
    Kind::Choice(RESPONDENT_WORDS),
    &[
        "respondent type",
        "group",
        "type",
        "respondent group",
        "role",
        "i am a",
        "are you",
        "who are you",
        "role of respondent",
    ],
);
pub(crate) static WAVE: Column = Column::new(
    "wave",
    "Survey wave",
    Kind::Text,
    &["wave", "survey wave", "survey", "survey round", "round", "which survey"],
);
pub(crate) static INVITED: Column = Column::new(
    "invited",
    "Invited",
    Kind::Date,
    &[
        "invited",
        "date invited",
        "sent",
        "invited on",
        "invitation date",
        "sent out",
        "e mailed",
        "e mailed on",
        "emailed",
        "emailed on",
        "date emailed",
    ],
);
pub(crate) static RESPONDED: Column = Column::new(
    "responded",
    "Responded",
    Kind::Date,
    &[
        "responded",
        "date responded",
        "end date",
        "submitted",
        "completed",
        "response date",
        "date of response",
        "date submitted",
        "returned",
        "date returned",
        "reply received",
        "completed on",
        "completion time",
        "timestamp",
        "end time",
        "came back",
        "came back on",
        "date received",
    ],
);
pub(crate) static SCHOOL: Column = Column::new(
    "school",
    "School",
    Kind::School,
    &["school", "school ref", "school name"],
);
pub(crate) static CHANNEL: Column =
    Column::new("channel", "Channel", Kind::Text, &["channel", "collector"]);
pub(crate) static COMMENT: Column = Column::new(
    "comment",
    "Comment",
    Kind::Prose,
    &[
        "anything else you would like to say",
        "anything else you would like to add",
        "is there anything else",
        "comment",
        "comments",
        "any other comments",
        "other comments",
        "open ended response",
        "please comment",
        "further comments",
        "anything else",
        "please add any comments",
        "any comments",
        "other remarks",
        "anything else you would like to tell us",
        "is there anything else you would like to tell us",
        "free text",
        "in your own words",
        "remarks",
        "your comments",
        "what they said",
        "verbatim",
        "anything to add",
    ],
);
pub(crate) static CONSENT: Column = Column::new(
    "consent",
    "Consent to quote",
    Kind::Choice(CONSENT_WORDS),
    &[
        "consent",
        "ok to quote",
        "happy to be quoted",
        "consent to quote",
        "may we quote",
        "may be quoted",
        "quote permission",
        "permission to quote",
        "can we quote you",
        "may we quote you",
        "quote",
        "permission to quote you",
        "happy to be quoted",
        "quote you",
        "can quote",
        "can we quote",
        "can be quoted",
    ],
);

/// The register.
pub(crate) static SCHEMA: Schema = Schema {
    name: "surveys",
    title: "Survey responses",
    what: "One row for each respondent; questions on a five-point scale.",
    columns: &[
        &RESPONDENT,
        &GROUP,
        &WAVE,
        &INVITED,
        &RESPONDED,
        &SCHOOL,
        &CHANNEL,
        &COMMENT,
        &CONSENT,
    ],
    needs: &[&["respondent", "group", "responded", "school"]],
    tells: &["respondent", "responded"],
    names: &["views", "feedback", "survey", "response", "questionnaire"],
};
