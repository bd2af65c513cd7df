//! Publication log: what was published, when, where, for whom.

use crate::locate::schema::{Column, Kind, Schema};

pub(crate) static DOCUMENT: Column =
    Column::new("document", "Document", Kind::Text, &["document", "title", "what"])
        .required()
        .public();
pub(crate) static DATE: Column =
    Column::new("date", "Date", Kind::Date, &["date", "published", "date published"])
        .required()
        .public();
pub(crate) static CHANNEL: Column =
    Column::new("channel", "Channel", Kind::Text, &["channel", "where"]).public();
pub(crate) static AUDIENCE: Column =
    Column::new("audience", "Audience", Kind::Text, &["audience", "for"]).public();
pub(crate) static CLASS: Column =
    Column::new("class", "Release class", Kind::Text, &["class", "release class"])
        .public();
pub(crate) static APPROVER: Column =
    Column::new("approver", "Approved by", Kind::Text, &["approver", "approved by"])
        .public();

/// The register.
pub(crate) static SCHEMA: Schema = Schema {
    name: "publications",
    title: "Publication log",
    what: "What was published, when, where, for whom.",
    columns: &[&DOCUMENT, &DATE, &CHANNEL, &AUDIENCE, &CLASS, &APPROVER],
    needs: &[&["document"], &["channel", "audience", "date"]],
    tells: &["channel", "audience"],
    names: &["publication"],
};
