//! School links: which school followed which: conversions, mergers, splits.

use crate::locate::schema::{Column, Kind, Schema};

pub(crate) static URN: Column = Column::new("urn", "URN", Kind::Urn, &["urn"]).public();
pub(crate) static LINK_URN: Column = Column::new(
    "link_urn",
    "Linked URN",
    Kind::Urn,
    &["linkurn", "link urn", "linked urn"],
)
.required()
.public();
pub(crate) static LINK_NAME: Column =
    Column::new("link_name", "Linked school", Kind::School, &["linkname", "link name"])
        .public();
pub(crate) static LINK_KIND: Column = Column::new(
    "link_kind",
    "Link type",
    Kind::Text,
    &["linktype", "link type", "type of link"],
)
.required()
.public();
pub(crate) static SINCE: Column = Column::new(
    "since",
    "Since",
    Kind::Date,
    &["linkestablisheddate", "link established date", "link date"],
)
.public();

/// The register.
pub(crate) static SCHEMA: Schema = Schema {
    name: "school_links",
    title: "School links",
    what: "Which school followed which: conversions, mergers, splits.",
    columns: &[&URN, &LINK_URN, &LINK_NAME, &LINK_KIND, &SINCE],
    needs: &[&["urn"], &["link_urn"]],
    tells: &["link_urn", "link_kind"],
    names: &["links"],
};
