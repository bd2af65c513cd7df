//! Documents and protocols: protocols in force: version, approval, review.

use crate::locate::schema::{Column, Kind, Schema};

pub(crate) static TITLE: Column =
    Column::new("title", "Title", Kind::Text, &["title", "document", "protocol", "name"])
        .required()
        .public();
pub(crate) static VERSION: Column =
    Column::new("version", "Version", Kind::Text, &["version", "v"]).public();
pub(crate) static CLAUSE: Column = Column::new(
    "clause",
    "National source",
    Kind::Text,
    &["national source", "source clause", "national framework clause"],
)
.public();
pub(crate) static APPROVED_BY: Column =
    Column::new("approved_by", "Approved by", Kind::Text, &["approved by"]).public();
pub(crate) static APPROVED: Column = Column::new(
    "approved",
    "Approved",
    Kind::Date,
    &["approved", "date approved", "approval date"],
)
.public();
pub(crate) static REVIEW: Column = Column::new(
    "review",
    "Review due",
    Kind::Date,
    &["review", "review due", "review date"],
)
.public();
pub(crate) static STATUS: Column =
    Column::new("status", "Status", Kind::Text, &["status"]).public();

/// The register.
pub(crate) static SCHEMA: Schema = Schema {
    name: "documents",
    title: "Documents and protocols",
    what: "Protocols in force: version, approval, review.",
    columns: &[&TITLE, &VERSION, &CLAUSE, &APPROVED_BY, &APPROVED, &REVIEW, &STATUS],
    needs: &[&["title"], &["version", "approved", "review"]],
    tells: &["version"],
    names: &["protocol", "document"],
};
