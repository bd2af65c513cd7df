//! Contracts: agreements and commissions: who signed when, days, rate and value.

use super::shared;
use crate::locate::schema::{Column, Kind, Schema};
use crate::register::deployments::ROUTE_WORDS;

pub(crate) static NUMBER: Column = Column::new(
    "number",
    "Contract no.",
    Kind::Reference,
    &[
        "contract no",
        "agreement no",
        "contract id",
        "contract number",
        "contract ref",
        "agreement number",
        "agreement ref",
        "ref",
        "agreement",
        "sla",
        "sla no",
        "sla ref",
        "sla number",
    ],
);
pub(crate) static DEPLOYMENT: Column = Column::new(
    "deployment",
    "Deployment ref",
    Kind::Reference,
    &["deployment no", "deployment id"],
)
.also(&[shared::DEPLOYMENT]);
pub(crate) static LLE: Column =
    Column::new("lle", "LLE", Kind::Person, &["lle", "lle name", "lle ref"]);
pub(crate) static CLIENT: Column = Column::new(
    "client",
    "Client school",
    Kind::School,
    &["client school", "client", "school", "supported school"],
);
pub(crate) static SIGNED_LLE: Column = Column::new(
    "signed_lle",
    "Signed (LLE's governors)",
    Kind::Date,
    &[
        "signed (lle's governors)",
        "signed lle",
        "lle governors signed",
        "signed by lle's governing body",
        "signed by lle governors",
        "signed lle gb",
        "home governors signed",
        "supplying governors signed",
        "signed for lle's school",
        "lle school governors signed",
        "provider school signed off",
        "provider signed off",
        "provider signed",
        "provider school signed",
        "lle school signed",
        "home school signed",
    ],
);
pub(crate) static SIGNED_CLIENT: Column = Column::new(
    "signed_client",
    "Signed (client governors)",
    Kind::Date,
    &[
        "signed (client governors)",
        "signed client",
        "client governors signed",
        "signed by client governing body",
        "signed client gb",
        "client school governors signed",
        "client school signed",
        "signed by client school",
        "host governors signed",
        "school governors signed",
        "signed school governors",
        "other school's governors signed",
        "receiving governors signed",
        "their governors",
        "their governors signed",
        "signed by their governors",
        "signed for supported school",
        "customer school signed off",
        "customer signed off",
        "customer signed",
        "customer school signed",
        "host school signed",
        "recipient signed",
    ],
);
pub(crate) static SIGNED_LA: Column = Column::new(
    "signed_la",
    "Signed (LA)",
    Kind::Date,
    &[
        "signed (la)",
        "signed la",
        "la signed",
        "signed by la",
        "signed by authority",
        "signed ts",
        "signed (la/ts)",
        "county signed",
        "signed by county",
        "authority signed",
        "la officer signed",
        "signed for authority",
        "signed by the county",
        "county",
        "la signed off",
        "signed off by la",
        "council signed",
        "council signed off",
    ],
);
pub(crate) static START: Column = Column::new(
    "start",
    "Start",
    Kind::Date,
    &[
        "start",
        "start date",
        "from",
        "valid from",
        "order from",
        "runs from",
        "effective",
        "effective from",
        "effective date",
        "commences",
        "in force from",
        "begins",
    ],
);
pub(crate) static END: Column = Column::new(
    "end",
    "End",
    Kind::Date,
    &[
        "end",
        "end date",
        "to",
        "expected end date",
        "order to",
        "planned end",
        "valid to",
        "runs to",
        "until",
        "finish date",
        "expires",
        "expiry",
        "expiry date",
        "expires on",
        "ends",
        "terminates",
        "in force to",
    ],
);
pub(crate) static DAYS: Column =
    Column::new("days", "Days", Kind::Days, &[]).also(&[shared::DAYS_AGREED]);
pub(crate) static RATE: Column =
    Column::new("rate", "Day rate £", Kind::Money, &["contract rate"])
        .also(&[shared::DAY_RATE]);
pub(crate) static VALUE: Column = Column::new(
    "value",
    "Value £",
    Kind::Money,
    &[
        "value",
        "contract value",
        "contract value (£)",
        "order sum",
        "order value",
        "value £",
        "amount",
        "total",
        "total value",
        "contract total",
        "total cost",
        "contract cost",
        "agreement total",
        "order value",
        "comes to",
        "all told",
        "money all told",
        "sum",
        "worth",
        "total worth",
        "total price",
        "total fee",
        "sum payable",
        "amount payable",
        "fee total",
        "total charge",
    ],
);
pub(crate) static ROUTE: Column = Column::new(
    "route",
    "Route",
    Kind::Choice(ROUTE_WORDS),
    &["route", "commissioned via", "commissioning route"],
);
pub(crate) static BROKERAGE: Column = Column::new(
    "brokerage",
    "Brokerage £",
    Kind::Money,
    &["brokerage", "brokerage fee", "brokerage £"],
);
pub(crate) static PO: Column = Column::new(
    "po",
    "PO number",
    Kind::Reference,
    &["po", "po number", "purchase order", "order no"],
);
pub(crate) static COST_CENTRE: Column =
    Column::new("cost_centre", "Cost centre", Kind::Text, &["cost centre", "cost code"]);
pub(crate) static PURPOSE: Column =
    Column::new("purpose", "Purpose", Kind::Prose, &["purpose", "objectives"]);
pub(crate) static SUCCESS: Column = Column::new(
    "success",
    "Success measures",
    Kind::Prose,
    &["success measures", "success criteria"],
);
pub(crate) static CONFIDENTIALITY: Column = Column::new(
    "confidentiality",
    "Confidentiality clause",
    Kind::YesNo,
    &[
        "confidentiality",
        "confidentiality clause",
        "data protection clause",
        "confidentiality/dp clause",
    ],
);
pub(crate) static INSURANCE: Column = Column::new(
    "insurance",
    "Insurance confirmed",
    Kind::YesNo,
    &["insurance", "insurance confirmed"],
);
pub(crate) static NOTES: Column =
    Column::new("notes", "Notes", Kind::Prose, &["notes", "comments"]);

/// The register.
pub(crate) static SCHEMA: Schema = Schema {
    name: "contracts",
    title: "Contracts",
    what: "Agreements and commissions: who signed when, days, rate and value.",
    columns: &[
        &NUMBER,
        &DEPLOYMENT,
        &LLE,
        &CLIENT,
        &SIGNED_LLE,
        &SIGNED_CLIENT,
        &SIGNED_LA,
        &START,
        &END,
        &DAYS,
        &RATE,
        &VALUE,
        &ROUTE,
        &BROKERAGE,
        &PO,
        &COST_CENTRE,
        &PURPOSE,
        &SUCCESS,
        &CONFIDENTIALITY,
        &INSURANCE,
        &NOTES,
    ],
    needs: &[
        &["deployment", "client", "lle"],
        &["signed_lle", "signed_client", "signed_la", "value", "number", "rate"],
    ],
    tells: &["signed_lle", "signed_client", "signed_la", "value", "number"],
    names: &["contract", "agreement", "commission", "sla", "service level"],
};
