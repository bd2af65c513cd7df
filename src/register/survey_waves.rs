//! Survey waves: how many were invited to each wave of a survey.

use crate::locate::schema::{Column, Kind, Schema};
use crate::register::surveys::RESPONDENT_WORDS;

pub(crate) static WAVE: Column =
    Column::new("wave", "Survey wave", Kind::Text, &["wave", "survey wave", "survey"]);
pub(crate) static GROUP: Column = Column::new(
    "group",
    "Group",
    Kind::Choice(RESPONDENT_WORDS),
    &["group", "respondent type", "respondents", "respondent group"],
)
.required();
pub(crate) static INVITED: Column = Column::new(
    "invited_count",
    "Number invited",
    Kind::Count,
    &[
        "invited",
        "number invited",
        "no invited",
        "sent to",
        "surveys sent",
        "how many were invited",
        "invited n",
        "how many invited",
    ],
)
.required();
pub(crate) static OPENED: Column = Column::new(
    "opened",
    "Opened",
    Kind::Date,
    &["opened", "opened on", "sent on", "start", "date sent", "sent", "sent out"],
);
pub(crate) static CLOSED: Column =
    Column::new("closed", "Closed", Kind::Date, &["closed", "closed on", "end"]);

/// The register.
pub(crate) static SCHEMA: Schema = Schema {
    name: "survey_waves",
    title: "Survey waves",
    what: "How many were invited to each wave of a survey.",
    columns: &[&WAVE, &GROUP, &INVITED, &OPENED, &CLOSED],
    needs: &[&["wave", "group"], &["invited_count"]],
    tells: &["invited_count"],
    names: &["waves", "survey waves", "invited"],
};
