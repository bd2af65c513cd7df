//! Deployments: which LLE supports which client school, from when, for how many days.

mod words;

use super::shared;
use crate::locate::schema::{Choice, Column, Kind, Schema};

/// Words for where a deployment stands.
pub(crate) const DEP_STATUS_WORDS: &[Choice] = &[
    Choice { value: "identified", words: &["proposed"] },
    Choice { value: "referred", words: &["requested", "enquiry"] },
    Choice { value: "matched", words: &["allocated"] },
    Choice { value: "agreed", words: &["confirmed"] },
    Choice { value: "contracted", words: &["signed"] },
    Choice {
        value: "active",
        words: &[
            "live",
            "current",
            "in progress",
            "ongoing",
            "started",
            "underway",
            "under way",
            "going on",
            "open",
            "running",
        ],
    },
    Choice { value: "mid-point", words: &["midpoint", "mid point", "mid point review"] },
    Choice {
        value: "closed",
        words: &[
            "complete",
            "comp",
            "all done",
            "finished and signed off",
            "completed",
            "finished",
            "ended",
            "done",
            "close",
            "concluded",
            "discharged",
        ],
    },
    Choice { value: "evaluated", words: &["evaluation done"] },
    Choice {
        value: "withdrawn",
        words: &["cancelled", "canceled", "stopped", "abandoned"],
    },
    Choice { value: "declined", words: &["refused", "not taken up", "rejected"] },
];

/// Words for how an LLE is commissioned.
pub(crate) const ROUTE_WORDS: &[Choice] = &[
    Choice {
        value: "direct",
        words: &[
            "la",
            "direct",
            "la direct",
            "dir",
            "direct with the la",
            "direct with la",
            "directly",
            "local authority",
            "county",
            "county council",
            "authority",
            "council",
            "norfolk county council",
            "ncc",
        ],
    },
    Choice {
        value: "ts",
        words: &[
            "tchg sch",
            "tch sch",
            "t sch",
            "t school",
            "teach school",
            "teaching school",
            "teaching sch",
            "via ts",
            "through teaching school",
            "via teaching school",
            "through the teaching school",
            "through ts",
            "via the teaching school",
            "by way of the teaching school",
            "by way of teaching school",
            "tsa",
            "teaching school alliance",
            "alliance",
        ],
    },
];

/// Words for whether objectives were met.
pub(crate) const OUTCOME_WORDS: &[Choice] = &[
    Choice { value: "met", words: &["fully met", "achieved", "yes"] },
    Choice {
        value: "partly",
        words: &["partly met", "partially", "partially met", "some"],
    },
    Choice { value: "not", words: &["not met", "no", "unmet"] },
];

pub(crate) static REF: Column =
    Column::new("ref", "Deployment ref", Kind::Reference, words::REF)
        .also(&[shared::DEPLOYMENT]);
pub(crate) static LLE_REF: Column = Column::new(
    "lle_ref",
    "LLE ref",
    Kind::Reference,
    &["lle ref", "lle id", "lle no", "lle number", "lle contact id"],
);
pub(crate) static LLE: Column =
    Column::new("lle", "LLE", Kind::Person, words::LLE).required().or(&["lle_ref"]);
pub(crate) static LLE_SCHOOL: Column =
    Column::new("lle_school", "LLE's school", Kind::School, words::LLE_SCHOOL);
pub(crate) static CLIENT: Column =
    Column::new("client", "Client school", Kind::School, words::CLIENT)
        .required()
        .or(&["client_urn", "client_dfe"]);
pub(crate) static CLIENT_URN: Column = Column::new(
    "client_urn",
    "Client URN",
    Kind::Urn,
    &["urn", "client urn", "school urn", "client school urn", "supported school urn"],
);
pub(crate) static CLIENT_DFE: Column =
    Column::new("client_dfe", "Client DfE number", Kind::DfeNumber, words::CLIENT_DFE);
pub(crate) static CLIENT_HEAD: Column =
    Column::new("client_head", "Client head", Kind::Person, words::CLIENT_HEAD);
pub(crate) static SOURCE: Column = Column::new(
    "source",
    "Referred by",
    Kind::Text,
    &["referral source", "referred by", "source", "source of referral", "referral route"],
);
pub(crate) static CATEGORY: Column =
    Column::new("category", "Need", Kind::Text, words::CATEGORY);
pub(crate) static IDENTIFIED: Column =
    Column::new("identified", "Identified", Kind::Date, words::IDENTIFIED);
pub(crate) static PANEL: Column = Column::new(
    "panel",
    "Panel date",
    Kind::Date,
    &["panel date", "panel", "date of panel"],
);
pub(crate) static MATCHED: Column = Column::new(
    "matched",
    "Matched",
    Kind::Date,
    &["matched", "date matched", "match date"],
);
pub(crate) static AGREED: Column =
    Column::new("agreed", "Agreed", Kind::Date, words::AGREED);
pub(crate) static START: Column =
    Column::new("start", "Start", Kind::Date, words::START).required();
pub(crate) static PLANNED_END: Column =
    Column::new("planned_end", "Planned end", Kind::Date, words::PLANNED_END);
pub(crate) static END: Column = Column::new("end", "End", Kind::Date, words::END);
pub(crate) static STATUS: Column =
    Column::new("status", "Status", Kind::Choice(DEP_STATUS_WORDS), words::STATUS);
pub(crate) static ROUTE: Column =
    Column::new("route", "Route", Kind::Choice(ROUTE_WORDS), words::ROUTE);
pub(crate) static DAYS: Column =
    Column::new("days", "Days agreed", Kind::Days, words::DAYS)
        .also(&[shared::DAYS_AGREED]);
pub(crate) static RATE: Column =
    Column::new("rate", "Day rate £", Kind::Money, words::RATE).also(&[shared::DAY_RATE]);
pub(crate) static FOCUS: Column = Column::new("focus", "Focus", Kind::Tags, words::FOCUS);
pub(crate) static STAGE_FOCUS: Column = Column::new(
    "stage_focus",
    "Key stage",
    Kind::Text,
    &["key stage", "key stage focus", "ks"],
);
pub(crate) static SUCCESS: Column = Column::new(
    "success",
    "Success measures",
    Kind::Prose,
    &["success measures", "success measure", "success criteria", "targets"],
);
pub(crate) static MIDPOINT: Column = Column::new(
    "midpoint",
    "Midpoint review",
    Kind::Date,
    &["midpoint review", "mid point review", "midpoint", "midpoint date"],
);
pub(crate) static EVALUATED: Column = Column::new(
    "evaluated",
    "End evaluation",
    Kind::Date,
    &["end evaluation", "evaluation", "evaluation date", "evaluated"],
);
pub(crate) static OUTCOME: Column = Column::new(
    "outcome",
    "Outcome",
    Kind::Choice(OUTCOME_WORDS),
    &["outcome", "objectives met", "result"],
);
pub(crate) static SUSTAINED: Column = Column::new(
    "sustained",
    "Sustained",
    Kind::YesNo,
    &["sustained", "sustained?", "6 month check"],
);
pub(crate) static WITHDRAWN_REASON: Column = Column::new(
    "withdrawn_reason",
    "Reason withdrawn",
    Kind::Text,
    &["withdrawn reason", "reason withdrawn", "reason for withdrawal"],
);
pub(crate) static CONFLICTS: Column = Column::new(
    "conflicts",
    "Conflicts checked",
    Kind::YesNo,
    &["conflicts checked", "conflicts", "conflict check", "interests checked"],
);
pub(crate) static CONFLICTS_BY: Column = Column::new(
    "conflicts_by",
    "Checked by",
    Kind::Person,
    &["checked by", "conflicts checked by"],
);
pub(crate) static COHORT: Column =
    Column::new("cohort", "Cohort", Kind::Text, &["cohort", "tranche"]);
pub(crate) static OTHER_SUPPORT: Column = Column::new(
    "other_support",
    "Other support",
    Kind::Text,
    &["other support", "other programmes", "other intensive support"],
);
pub(crate) static KIND: Column = Column::new(
    "kind",
    "Kind",
    Kind::Text,
    &["type", "kind", "type of support", "support mode", "mode"],
);
pub(crate) static NOTES: Column = Column::new(
    "notes",
    "Notes",
    Kind::Prose,
    &["notes", "comments", "adviser notes", "remarks"],
);

/// The register.
pub(crate) static SCHEMA: Schema = Schema {
    name: "deployments",
    title: "Deployments",
    what: "Which LLE supports which client school, from when, for how many days.",
    columns: &[
        &REF,
        &LLE_REF,
        &LLE,
        &LLE_SCHOOL,
        &CLIENT,
        &CLIENT_URN,
        &CLIENT_DFE,
        &CLIENT_HEAD,
        &SOURCE,
        &CATEGORY,
        &IDENTIFIED,
        &PANEL,
        &MATCHED,
        &AGREED,
        &START,
        &PLANNED_END,
        &END,
        &STATUS,
        &ROUTE,
        &DAYS,
        &RATE,
        &FOCUS,
        &STAGE_FOCUS,
        &SUCCESS,
        &MIDPOINT,
        &EVALUATED,
        &OUTCOME,
        &SUSTAINED,
        &WITHDRAWN_REASON,
        &CONFLICTS,
        &CONFLICTS_BY,
        &COHORT,
        &OTHER_SUPPORT,
        &KIND,
        &NOTES,
    ],
    needs: &[
        &["client", "client_urn"],
        &["start", "agreed", "end", "status", "planned_end"],
        &["lle", "lle_ref", "days", "status"],
    ],
    tells: &["client", "client_urn", "planned_end", "route", "identified"],
    names: &[
        "partnership",
        "pairing",
        "placement",
        "support given",
        "match",
        "deploy",
        "brokerage",
        "support package",
        "commission",
        "who is where",
        "we support",
        "school support",
        "being helped",
        "who is helping",
    ],
};
