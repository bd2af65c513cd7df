//! Staff: who runs the programme, from when, for how much of their time.

use crate::locate::schema::{Column, Kind, Schema};

pub(crate) static ROLE: Column =
    Column::new("role", "Role", Kind::Text, &["role", "post", "job title"])
        .required()
        .public();
pub(crate) static NAME: Column = Column::new("name", "Name", Kind::Person, &["name"]);
pub(crate) static FROM: Column =
    Column::new("from", "From", Kind::Date, &["from", "start"]);
pub(crate) static TO: Column = Column::new("to", "To", Kind::Date, &["to", "end"]);
pub(crate) static FTE: Column = Column::new(
    "fte",
    "FTE on the programme",
    Kind::Number,
    &["fte", "fte on programme", "share of time"],
)
.public();
pub(crate) static DAYS: Column =
    Column::new("days", "Days", Kind::Days, &["days"]).public();
pub(crate) static COST: Column =
    Column::new("cost", "Cost £", Kind::Money, &["cost", "cost £"]);

/// The register.
pub(crate) static SCHEMA: Schema = Schema {
    name: "staff",
    title: "Staff",
    what: "Who runs the programme, from when, for how much of their time.",
    columns: &[&ROLE, &NAME, &FROM, &TO, &FTE, &DAYS, &COST],
    needs: &[&["role"], &["fte", "cost", "from"]],
    tells: &["fte"],
    names: &["staff", "team"],
};
