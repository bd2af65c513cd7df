//! LLEs: accredited heads: one row for each Local Leader of Education.

use crate::locate::schema::{Choice, Column, Kind, Schema};
use crate::register::schools::PHASE_WORDS;

/// Words for where an LLE stands.
pub(crate) const LLE_STATUS_WORDS: &[Choice] = &[
    Choice { value: "applicant", words: &["applied", "application"] },
    Choice {
        value: "in training",
        words: &["training", "trainee", "in assessment", "assessed"],
    },
    Choice {
        value: "active",
        words: &[
            "accredited",
            "designated",
            "current",
            "live",
            "available",
            "yes",
            "y",
            "still active",
        ],
    },
    Choice {
        value: "paused",
        words: &["on hold", "suspended", "maternity leave", "break", "pause"],
    },
    Choice { value: "resigned", words: &["stood down", "withdrew", "withdrawn", "left"] },
    Choice { value: "retired", words: &["retirement"] },
    Choice {
        value: "moved la",
        words: &["moved", "moved away", "left la", "moved authority", "left county"],
    },
    Choice {
        value: "de-designated",
        words: &["dedesignated", "removed", "de designated"],
    },
];

pub(crate) static REF: Column = Column::new(
    "ref",
    "LLE ref",
    Kind::Reference,
    &[
        "lle ref",
        "lle no",
        "lle id",
        "lle number",
        "ref",
        "lle ref no",
        "reference",
        "lle",
    ],
);
pub(crate) static TITLE: Column =
    Column::new("title", "Title", Kind::Text, &["title"]).not_asked();
pub(crate) static FIRST: Column = Column::new(
    "first",
    "First name",
    Kind::Person,
    &["first name", "forename", "christian name", "given name"],
)
.not_asked();
pub(crate) static SURNAME: Column = Column::new(
    "surname",
    "Surname",
    Kind::Person,
    &["surname", "last name", "family name"],
)
.not_asked();
pub(crate) static NAME: Column = Column::new(
    "name",
    "Headteacher",
    Kind::Person,
    &[
        "headteacher coach",
        "coaching head",
        "mentor head",
        "lead head",
        "supporting head",
        "coach",
        "mentor",
        "helper",
        "leader",
        "name",
        "headteacher",
        "head",
        "lle name",
        "name of lle",
        "head teacher",
        "local leader",
        "local leader of education",
        "name of head",
        "person",
        "full name",
        "your name",
        "your full name",
        "lle and school",
        "name and school",
    ],
)
.required()
.or(&["surname"]);
pub(crate) static SCHOOL: Column = Column::new(
    "school",
    "School",
    Kind::School,
    &[
        "school they lead",
        "school led",
        "headteacher of",
        "leads",
        "own school",
        "substantive school",
        "school",
        "home school",
        "lle's school",
        "lle school",
        "base school",
        "own school",
        "school name",
        "employing establishment",
        "school you lead",
        "name of the school you lead",
        "school lead",
        "works at",
    ],
)
.required()
.or(&["urn", "dfe"]);
pub(crate) static URN: Column =
    Column::new("urn", "URN", Kind::Urn, &["urn", "school urn"]);
pub(crate) static DFE: Column = Column::new(
    "dfe",
    "DfE number",
    Kind::DfeNumber,
    &[
        "laestab",
        "dfe no",
        "dfe number",
        "dcsf no",
        "dfe",
        "estab no",
        "la estab",
        "estab",
        "establishment no",
        "home estab",
    ],
);
pub(crate) static PHASE: Column = Column::new(
    "phase",
    "Phase",
    Kind::Choice(PHASE_WORDS),
    &[
        "phase",
        "school phase",
        "phase of school",
        "phase type",
        "type of school",
        "school type",
        "sector",
    ],
);
pub(crate) static HEAD_START: Column = Column::new(
    "head_start",
    "Headship start",
    Kind::Date,
    &[
        "headship start",
        "head since",
        "headship since",
        "start of headship",
        "head from",
        "in post since",
        "date appointed head",
        "appointed head",
        "became head",
        "appointed to headship",
        "become headteacher",
        "became a headteacher",
        "headteacher since",
    ],
)
.rough();
pub(crate) static COHORT: Column = Column::new(
    "cohort",
    "Cohort",
    Kind::Text,
    &[
        "cohort",
        "tranche",
        "round",
        "wave",
        "group",
        "intake",
        "cohort number",
        "training cohort",
        "lle cohort",
        "batch",
    ],
);
pub(crate) static APPLIED: Column = Column::new(
    "applied",
    "Applied",
    Kind::Date,
    &["applied", "application date", "date applied", "timestamp"],
);
pub(crate) static ASSESSED: Column = Column::new(
    "assessed",
    "Assessed",
    Kind::Date,
    &["assessed", "assessment date", "date assessed"],
);
pub(crate) static TRAINED: Column = Column::new(
    "trained",
    "Trained",
    Kind::Date,
    &["trained", "training date", "date trained", "training completed"],
);
pub(crate) static ACCREDITED: Column = Column::new(
    "accredited",
    "Accredited",
    Kind::Date,
    &[
        "appointed",
        "date appointed",
        "appointed on",
        "date appointed lle",
        "lle since",
        "approved",
        "approved on",
        "date approved",
        "accredited",
        "accreditation date",
        "date accredited",
        "designated",
        "designation date",
        "date of accreditation",
        "date designated",
        "accredited on",
        "became lle",
        "made an lle",
    ],
);
pub(crate) static BODY: Column = Column::new(
    "body",
    "Accrediting body",
    Kind::Text,
    &[
        "accrediting body",
        "accredited by",
        "designated by",
        "designating body",
        "accred body",
        "accrediting organisation",
        "approved by",
        "approving body",
        "awarding body",
        "accredited through",
        "by",
    ],
);
pub(crate) static STATUS: Column = Column::new(
    "status",
    "Status",
    Kind::Choice(LLE_STATUS_WORDS),
    &[
        "where are they now",
        "in out",
        "still active",
        "active",
        "active status",
        "status",
        "current status",
        "lle status",
        "position",
        "standing",
        "current standing",
        "still with us",
        "still an lle",
        "position at present",
    ],
);
pub(crate) static STATUS_DATE: Column = Column::new(
    "status_date",
    "Status date",
    Kind::Date,
    &[
        "status date",
        "date of change",
        "date left",
        "left",
        "end date",
        "date of status",
        "ended",
        "left on",
        "date ended",
        "change date",
        "date of status change",
        "left / paused on",
        "left or paused",
        "status changed",
        "changed on",
        "date of leaving",
        "leaving date",
        "stood down on",
        "standing since",
        "since when",
        "if not since when",
        "status since",
        "status from",
        "state effective from",
        "effective from",
    ],
);
pub(crate) static STATUS_REASON: Column = Column::new(
    "status_reason",
    "Reason",
    Kind::Text,
    &["reason", "reason for leaving", "status reason", "reason for change"],
);
pub(crate) static OFSTED: Column = Column::new(
    "ofsted",
    "Ofsted overall",
    Kind::Text,
    &["ofsted", "ofsted grade", "ofsted overall", "school ofsted"],
);
pub(crate) static LEADERSHIP: Column = Column::new(
    "leadership",
    "Leadership and management",
    Kind::Text,
    &["leadership", "l&m", "leadership and management", "leadership & management"],
);
pub(crate) static OFSTED_DATE: Column = Column::new(
    "ofsted_date",
    "Ofsted date",
    Kind::Date,
    &["ofsted date", "inspection date", "date of inspection", "last inspection"],
);
pub(crate) static ABOVE_FLOOR: Column = Column::new(
    "above_floor",
    "Above floor",
    Kind::YesNo,
    &["above floor", "above floor standard"],
);
pub(crate) static TREND: Column = Column::new(
    "trend",
    "Three-year trend",
    Kind::Text,
    &["trend", "3 yr trend", "three year trend", "3 year trend"],
);
pub(crate) static PARTNER: Column = Column::new(
    "partner",
    "Professional partner",
    Kind::YesNo,
    &["professional partner", "partner for new heads"],
);
pub(crate) static DAYS_OFFERED: Column = Column::new(
    "days_offered",
    "Days offered per year",
    Kind::Days,
    &[
        "days offered",
        "days offered per year",
        "days per year",
        "days available",
        "capacity",
        "annual days",
        "days offered a year",
        "days p.a.",
        "number of days per annum",
        "days per annum",
        "annual days offered",
        "days available per year",
        "days released",
        "release days",
        "availability",
        "max days per year",
        "maximum days per year",
        "most days per year",
        "annual entitlement",
        "annual entitlement (days)",
        "days promised",
        "days promised per year",
        "days can offer",
    ],
);
pub(crate) static MAX_ACTIVE: Column = Column::new(
    "max_active",
    "Most deployments at once",
    Kind::Count,
    &["maximum deployments", "max deployments", "most deployments"],
);
pub(crate) static EXPERTISE: Column = Column::new(
    "expertise",
    "Expertise",
    Kind::Tags,
    &[
        "expertise",
        "expertise tags",
        "strengths",
        "specialism",
        "specialisms",
        "areas of expertise",
        "can help with",
    ],
);
pub(crate) static GOVERNORS_AGREED: Column = Column::new(
    "governors_agreed",
    "Governors' agreement",
    Kind::Date,
    &["governors agreement", "governors agreed", "governors agreement date"],
);
pub(crate) static DBS: Column = Column::new(
    "dbs",
    "DBS seen",
    Kind::YesNo,
    &["dbs", "crb", "dbs seen", "crb seen", "crb check"],
);
pub(crate) static CONSENT: Column = Column::new(
    "profile_consent",
    "Consent to directory",
    Kind::YesNo,
    &[
        "profile consent",
        "consent to directory",
        "directory consent",
        "consent to profile",
        "consent for publicity",
        "publicity consent",
        "consent",
        "ok to publish",
        "happy to appear in directory",
        "happy to be in directory",
        "directory",
        "in directory",
        "include in directory",
        "appear in directory",
        "permission for directory",
        "publicity",
        "happy to be listed",
        "ok to publish in directory",
        "may we publish in directory",
        "publish in directory",
        "happy for details to go in directory",
        "details in directory",
        "details may go in directory",
        "ok to publicise",
        "happy to be in booklet",
        "in booklet",
        "profile ok",
        "happy to publish details in directory",
    ],
);
pub(crate) static CONSENT_DATE: Column = Column::new(
    "profile_consent_date",
    "Consent date",
    Kind::Date,
    &["consent date", "date of consent"],
);
pub(crate) static REVIEW_DUE: Column = Column::new(
    "review_due",
    "Review of designation due",
    Kind::Date,
    &[
        "review due",
        "review of designation",
        "review of designation due",
        "redesignation due",
    ],
);
pub(crate) static PREVIOUS: Column = Column::new(
    "previous",
    "Earlier schools",
    Kind::Tags,
    &["previous employment", "previous schools", "earlier schools", "worked at"],
);
pub(crate) static INTERESTS: Column = Column::new(
    "interests",
    "Declared interests",
    Kind::Tags,
    &["interests", "declared interests", "conflicts", "family interests"],
);
pub(crate) static NOTES: Column =
    Column::new("notes", "Notes", Kind::Prose, &["notes", "comments", "remarks"]);

/// The register.
pub(crate) static SCHEMA: Schema = Schema {
    name: "lles",
    title: "LLEs",
    what: "Accredited heads: one row for each Local Leader of Education.",
    columns: &[
        &REF,
        &TITLE,
        &FIRST,
        &SURNAME,
        &NAME,
        &SCHOOL,
        &URN,
        &DFE,
        &PHASE,
        &HEAD_START,
        &COHORT,
        &APPLIED,
        &ASSESSED,
        &TRAINED,
        &ACCREDITED,
        &BODY,
        &STATUS,
        &STATUS_DATE,
        &STATUS_REASON,
        &OFSTED,
        &LEADERSHIP,
        &OFSTED_DATE,
        &ABOVE_FLOOR,
        &TREND,
        &PARTNER,
        &DAYS_OFFERED,
        &MAX_ACTIVE,
        &EXPERTISE,
        &GOVERNORS_AGREED,
        &DBS,
        &CONSENT,
        &CONSENT_DATE,
        &REVIEW_DUE,
        &PREVIOUS,
        &INTERESTS,
        &NOTES,
    ],
    needs: &[
        &["name", "surname"],
        &["school", "urn"],
        &["accredited", "cohort", "status", "days_offered", "body"],
    ],
    tells: &[
        "accredited",
        "days_offered",
        "body",
        "cohort",
        "trained",
        "review_due",
        "profile_consent",
    ],
    names: &["coach", "mentor", "helper", "heads who help", "lle", "leader", "accredit"],
};
