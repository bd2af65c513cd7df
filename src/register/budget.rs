//! Budget: approved amounts by line, route and financial year.

use super::shared;
use crate::locate::schema::{Column, Kind, Schema};
use crate::register::deployments::ROUTE_WORDS;

pub(crate) static YEAR: Column = Column::new(
    "year",
    "Financial year",
    Kind::FinancialYear,
    &[
        "financial year",
        "fy",
        "year",
        "for year",
        "for the year",
        "for financial year",
        "which year",
    ],
)
.public();
pub(crate) static LINE: Column = Column::new(
    "line",
    "Budget line",
    Kind::Text,
    &[
        "item",
        "description",
        "for",
        "activity",
        "spent on",
        "to be spent on",
        "to spend on",
        "spend on",
    ],
)
.also(&[shared::BUDGET_LINE])
.required()
.public();
pub(crate) static CODE: Column =
    Column::new("code", "Code", Kind::Text, &["code"]).also(&[shared::COST_CODE]);
pub(crate) static ROUTE: Column = Column::new(
    "route",
    "Route",
    Kind::Choice(ROUTE_WORDS),
    &[
        "route",
        "commissioned via",
        "commissioned through",
        "how engaged",
        "how arranged",
        "arranged",
        "arranged through",
        "how commissioned",
        "procurement route",
        "goes through",
        "rte",
        "commissioning route",
        "via",
        "through",
        "delivered via",
        "delivered through",
        "delivered by",
        "channel",
        "pathway",
        "mechanism",
        "how delivered",
        "by way of",
        "by which route",
    ],
)
.public();
pub(crate) static DECISION: Column = Column::new(
    "decision",
    "Decision ref",
    Kind::Reference,
    &[
        "forum decision",
        "minute",
        "agreed at",
        "forum paper ref",
        "forum paper",
        "paper ref",
        "resolution",
        "forum resolution",
        "resolution no",
        "forum resolution no",
        "resolution ref",
        "agreed by forum ref",
    ],
)
.also(&[shared::DECISION]);
pub(crate) static APPROVED: Column = Column::new(
    "approved",
    "Approved £",
    Kind::Money,
    &[
        "approved",
        "approved £",
        "budget",
        "amount",
        "budget £",
        "approved budget",
        "allocation",
        "amount £",
        "allocated",
        "agreed budget",
        "budget allocation",
        "amount approved",
        "sum approved",
        "forum allocation",
        "total",
        "amount approved by forum",
        "approved by forum",
        "agreed by forum",
        "amount agreed",
        "amount agreed by forum",
        "agreed sum",
        "sum allocated",
        "original budget",
        "agreed amount",
        "sum given",
        "amount given",
        "allowed",
        "amount allowed",
        "money given",
        "given",
        "£",
        "given",
        "forum gave",
        "sum granted",
        "ceiling",
        "limit",
        "envelope",
        "available",
        "amount available",
        "up to",
        "sum available",
        "sum voted",
        "voted",
        "in the pot",
        "agreed",
        "agreed £",
        "voted £",
        "money agreed",
    ],
)
.required()
.public();
pub(crate) static VIREMENT: Column = Column::new(
    "virement",
    "Virement £",
    Kind::Money,
    &["virement", "virement £", "moved", "transfer", "transferred"],
)
.public();
pub(crate) static DATE: Column = Column::new("date", "Date", Kind::Date, &["date"]);

/// The register.
pub(crate) static SCHEMA: Schema = Schema {
    name: "budget",
    title: "Budget",
    what: "Approved amounts by line, route and financial year.",
    columns: &[&YEAR, &LINE, &CODE, &ROUTE, &DECISION, &APPROVED, &VIREMENT, &DATE],
    needs: &[&["line", "route"], &["approved"]],
    tells: &["approved", "virement"],
    names: &["budget", "allocation", "funding"],
};
