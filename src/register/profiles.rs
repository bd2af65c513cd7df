//! Publicity profiles: what an LLE agrees to have printed in the directory.

use crate::locate::schema::{Column, Kind, Schema};

pub(crate) static LLE_REF: Column =
    Column::new("lle_ref", "LLE ref", Kind::Reference, &["lle ref", "lle id", "lle no"]);
pub(crate) static LLE: Column =
    Column::new("lle", "LLE", Kind::Person, &["lle", "name", "lle name"]);
pub(crate) static HEADLINE: Column =
    Column::new("headline", "Headline", Kind::Text, &["headline"]).public();
pub(crate) static BIOGRAPHY: Column =
    Column::new("biography", "Biography", Kind::Prose, &["biography", "bio", "about"])
        .public();
pub(crate) static CONTEXT: Column = Column::new(
    "context",
    "School in a line",
    Kind::Prose,
    &["context", "school context", "context line"],
)
.public();
pub(crate) static EXPERTISE: Column = Column::new(
    "expertise",
    "Can help with",
    Kind::Tags,
    &["expertise", "can help with", "expertise tags"],
)
.public();
pub(crate) static WORK: Column = Column::new(
    "work",
    "Successful work",
    Kind::Prose,
    &["successful work", "example", "anonymised example"],
)
.public();
pub(crate) static QUOTE: Column =
    Column::new("quote", "Quote", Kind::Prose, &["quote", "what heads say"]).public();
pub(crate) static AVAILABILITY: Column = Column::new(
    "availability",
    "Availability",
    Kind::Text,
    &["availability", "available", "availability band"],
)
.public();
pub(crate) static DISTRICTS: Column = Column::new(
    "districts",
    "Districts",
    Kind::Tags,
    &["districts", "willing to travel", "districts willing to travel"],
)
.public();
pub(crate) static PHOTO: Column = Column::new("photo", "Photo", Kind::YesNo, &["photo"]);
pub(crate) static CONTACT: Column =
    Column::new("contact", "Contact", Kind::Text, &["contact", "contact route"]).public();
pub(crate) static CONSENT_DATE: Column = Column::new(
    "consent_date",
    "Consent date",
    Kind::Date,
    &["consent date", "date of consent"],
);
pub(crate) static CONSENT: Column =
    Column::new("consent", "Consent", Kind::YesNo, &["consent", "consent given"]);
pub(crate) static APPROVED: Column =
    Column::new("approved", "Approved by", Kind::Text, &["approved by", "approved"]);
pub(crate) static REVIEW: Column = Column::new(
    "review",
    "Review date",
    Kind::Date,
    &["review date", "review", "review by"],
);

/// The register.
pub(crate) static SCHEMA: Schema = Schema {
    name: "profiles",
    title: "Publicity profiles",
    what: "What an LLE agrees to have printed in the directory.",
    columns: &[
        &LLE_REF,
        &LLE,
        &HEADLINE,
        &BIOGRAPHY,
        &CONTEXT,
        &EXPERTISE,
        &WORK,
        &QUOTE,
        &AVAILABILITY,
        &DISTRICTS,
        &PHOTO,
        &CONTACT,
        &CONSENT_DATE,
        &CONSENT,
        &APPROVED,
        &REVIEW,
    ],
    needs: &[&["lle", "lle_ref"], &["headline", "biography"]],
    tells: &["headline", "biography", "availability"],
    names: &["profile", "directory", "publicity"],
};
