//! Deployments: which LLE supports which client school, from when, for how many days.

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
        words: &["complete", "completed", "finished", "ended", "done", "close"],
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
            "directly",
            "local authority",
            "county",
            "county council",
            "authority",
            "d",
        ],
    },
    Choice {
        value: "ts",
        words: &[
            "teaching school",
            "via ts",
            "through teaching school",
            "tsa",
            "teaching school alliance",
            "t",
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

pub(crate) static REF: Column = Column::new(
    "ref",
    "Deployment ref",
    Kind::Reference,
    &[
        "match no",
        "match ref",
        "partnership ref",
        "case no",
        "support no",
        "deployment ref",
        "dep ref",
        "deployment no",
        "deployment id",
        "dep id",
        "deployment number",
        "dep no",
        "ref",
        "deployment",
        "request id",
        "request no",
        "request ref",
        "package ref",
    ],
);
pub(crate) static LLE_REF: Column = Column::new(
    "lle_ref",
    "LLE ref",
    Kind::Reference,
    &["lle ref", "lle id", "lle no", "lle number"],
);
pub(crate) static LLE: Column = Column::new(
    "lle",
    "LLE",
    Kind::Person,
    &[
        "lle",
        "lle name",
        "local leader",
        "supporting head",
        "lead head",
        "name of lle",
        "leader",
        "coach",
        "who is supporting",
        "supported by",
        "matched lle",
        "lle matched",
    ],
)
.required()
.or(&["lle_ref"]);
pub(crate) static LLE_SCHOOL: Column = Column::new(
    "lle_school",
    "LLE's school",
    Kind::School,
    &[
        "lle school",
        "headteacher of",
        "lle's school",
        "supporting school",
        "lle base school",
        "home school",
    ],
);
pub(crate) static CLIENT: Column = Column::new(
    "client",
    "Client school",
    Kind::School,
    &[
        "client school",
        "client",
        "supported school",
        "school supported",
        "school",
        "school name",
        "receiving school",
        "recipient school",
        "name of school",
        "school in need of support",
        "school in need",
        "helping",
        "school helped",
        "school that needs support",
        "school needs support",
        "school needing support",
        "school needing help",
    ],
)
.required()
.or(&["client_urn", "client_dfe"]);
pub(crate) static CLIENT_URN: Column = Column::new(
    "client_urn",
    "Client URN",
    Kind::Urn,
    &["urn", "client urn", "school urn", "client school urn", "supported school urn"],
);
pub(crate) static CLIENT_DFE: Column = Column::new(
    "client_dfe",
    "Client DfE number",
    Kind::DfeNumber,
    &[
        "laestab",
        "dfe no",
        "dfe number",
        "client dfe no",
        "dfe",
        "estab",
        "estab no",
        "establishment no",
        "client estab",
    ],
);
pub(crate) static CLIENT_HEAD: Column = Column::new(
    "client_head",
    "Client head",
    Kind::Person,
    &[
        "client head",
        "client headteacher",
        "head of client school",
        "headteacher",
        "client head name",
    ],
);
pub(crate) static SOURCE: Column = Column::new(
    "source",
    "Referred by",
    Kind::Text,
    &["referral source", "referred by", "source", "source of referral", "referral route"],
);
pub(crate) static CATEGORY: Column = Column::new(
    "category",
    "Need",
    Kind::Text,
    &[
        "need category",
        "category",
        "need",
        "reason for support",
        "reason",
        "support needed",
        "reason for referral",
        "need identified",
        "type of need",
        "priority",
    ],
);
pub(crate) static IDENTIFIED: Column = Column::new(
    "identified",
    "Identified",
    Kind::Date,
    &[
        "identified",
        "date identified",
        "identified date",
        "referred on",
        "referred",
        "referral date",
        "date referred",
        "requested",
        "date requested",
        "request received",
        "date of request",
        "date of referral",
        "asked for",
        "asked for on",
        "asked on",
        "timestamp",
    ],
);
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
pub(crate) static AGREED: Column = Column::new(
    "agreed",
    "Agreed",
    Kind::Date,
    &[
        "agreed",
        "date agreed",
        "agreement date",
        "agreed on",
        "date of agreement",
        "terms agreed",
        "terms agreed on",
    ],
);
pub(crate) static START: Column = Column::new(
    "start",
    "Start",
    Kind::Date,
    &[
        "start",
        "start date",
        "began",
        "date started",
        "from",
        "start of support",
        "support began",
        "date of start",
        "commenced",
        "support started",
        "first day",
        "first day of support",
    ],
)
.required();
pub(crate) static PLANNED_END: Column = Column::new(
    "planned_end",
    "Planned end",
    Kind::Date,
    &[
        "planned end",
        "planned end date",
        "expected end date",
        "expected end",
        "due to end",
        "end date planned",
        "target end date",
        "expected last day",
        "should finish",
        "should finish by",
        "should end by",
        "to finish by",
        "until",
        "till",
        "due to finish",
        "due to end by",
    ],
);
pub(crate) static END: Column = Column::new(
    "end",
    "End",
    Kind::Date,
    &[
        "end",
        "end date",
        "actual end",
        "date ended",
        "ended",
        "finished",
        "actual end date",
        "to",
        "completed on",
        "last day",
        "last day of support",
        "actually ended",
        "did finish",
        "actually finished",
    ],
);
pub(crate) static STATUS: Column = Column::new(
    "status",
    "Status",
    Kind::Choice(DEP_STATUS_WORDS),
    &[
        "live",
        "where we are",
        "where are we",
        "how far",
        "where things are",
        "status",
        "current status",
        "state",
        "progress",
        "deployment status",
        "stage",
        "position",
        "where are we now",
        "state of play",
        "how is it now",
        "how it is now",
        "progress of request",
    ],
);
pub(crate) static ROUTE: Column = Column::new(
    "route",
    "Route",
    Kind::Choice(ROUTE_WORDS),
    &[
        "route",
        "commissioned via",
        "commissioning route",
        "commissioned through",
        "commission",
        "via",
        "commissioner",
        "commissioned by",
        "paid through",
        "funded through",
        "procured through",
        "arranged through",
        "brokered by",
        "funding route",
        "through",
        "bought through",
        "paid for through",
        "procured via",
        "how commissioned",
        "funded via",
        "paid for by",
    ],
);
pub(crate) static DAYS: Column = Column::new(
    "days",
    "Days agreed",
    Kind::Days,
    &[
        "days",
        "days agreed",
        "no of days agreed",
        "days contracted",
        "contracted days",
        "number of days",
        "no of days",
        "agreed days",
        "days allocated",
        "allocation",
        "days commissioned",
        "days bought",
        "days purchased",
        "days allotted",
        "days planned",
        "days offered",
        "length (days)",
        "contract days",
        "total days",
        "days ordered",
        "how many days",
        "quantity (days)",
    ],
);
pub(crate) static RATE: Column = Column::new(
    "rate",
    "Day rate £",
    Kind::Money,
    &[
        "rate",
        "day rate",
        "rate £",
        "£ per day",
        "daily rate",
        "cost per day",
        "rate per day",
        "daily charge",
        "pounds a day",
        "unit price",
        "charge per day",
        "price per day",
        "daily fee",
        "fee per day",
    ],
);
pub(crate) static FOCUS: Column = Column::new(
    "focus",
    "Focus",
    Kind::Tags,
    &[
        "what for",
        "support for",
        "work on",
        "focus",
        "focus of support",
        "areas of focus",
        "aims",
        "purpose",
        "objectives",
        "area of focus",
        "main focus",
        "working on",
        "what they are working on",
        "area of work",
        "support should focus on",
        "what should the support focus on",
    ],
);
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
    names: &["partnership", "pairing", "placement", "support given", "match", "deploy"],
};
