//! LLEs: accredited heads: one row for each Local Leader of Education.

pub(crate) mod active;
mod words;

use crate::locate::day_above;
use crate::locate::schema::{Choice, Column, Kind, Schema};
use crate::read::grid::CellValue;
use crate::register::cells;
use crate::register::record::{Field, Record, Value};
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
            "working with us",
            "still with us",
            "working",
            "serving",
            "practising",
            "in practice",
        ],
    },
    Choice {
        value: "paused",
        words: &[
            "on hold",
            "suspended",
            "maternity leave",
            "break",
            "pause",
            "on leave",
            "leave",
            "sick leave",
            "sabbatical",
            "secondment",
            "on secondment",
            "having a break",
            "resting",
            "on a break",
        ],
    },
    Choice {
        value: "resigned",
        words: &[
            "stood down",
            "stepped down",
            "stood aside",
            "withdrew",
            "withdrawn",
            "left",
            "left the programme",
            "gave up the role",
            "given up",
            "no longer an lle",
            "no longer lle",
        ],
    },
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

pub(crate) static REF: Column =
    Column::new("ref", "LLE ref", Kind::Reference, words::REF);
pub(crate) static TITLE: Column =
    Column::new("title", "Title", Kind::Text, &["title"]).not_asked();
pub(crate) static FIRST: Column = Column::new(
    "first",
    "First name",
    Kind::Person,
    &[
        "first name",
        "forename",
        "christian name",
        "given name",
        "forename or initial",
        "initials",
        "initial",
        "first name or initial",
        "forenames",
        "first names",
    ],
)
.not_asked();
pub(crate) static SURNAME: Column = Column::new(
    "surname",
    "Surname",
    Kind::Person,
    &["surname", "last name", "family name"],
)
.not_asked();
pub(crate) static NAME: Column =
    Column::new("name", "Headteacher", Kind::Person, words::NAME)
        .required()
        .or(&["surname"]);
pub(crate) static SCHOOL: Column =
    Column::new("school", "School", Kind::School, words::SCHOOL)
        .required()
        .or(&["urn", "dfe"]);
pub(crate) static URN: Column =
    Column::new("urn", "URN", Kind::Urn, &["urn", "school urn"]);
pub(crate) static DFE: Column =
    Column::new("dfe", "DfE number", Kind::DfeNumber, words::DFE);
pub(crate) static PHASE: Column =
    Column::new("phase", "Phase", Kind::Choice(PHASE_WORDS), words::PHASE);
pub(crate) static HEAD_START: Column =
    Column::new("head_start", "Headship start", Kind::Date, words::HEAD_START).rough();
pub(crate) static COHORT: Column =
    Column::new("cohort", "Cohort", Kind::Text, words::COHORT);
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
pub(crate) static ACCREDITED: Column =
    Column::new("accredited", "Accredited", Kind::Date, words::ACCREDITED);
pub(crate) static BODY: Column =
    Column::new("body", "Accrediting body", Kind::Text, words::BODY);
pub(crate) static STATUS: Column =
    Column::new("status", "Status", Kind::Choice(LLE_STATUS_WORDS), words::STATUS);
pub(crate) static STATUS_DATE: Column =
    Column::new("status_date", "Status date", Kind::Date, words::STATUS_DATE);
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
pub(crate) static DAYS_OFFERED: Column =
    Column::new("days_offered", "Days offered per year", Kind::Days, words::DAYS_OFFERED);
pub(crate) static MAX_ACTIVE: Column = Column::new(
    "max_active",
    "Most deployments at once",
    Kind::Count,
    &["maximum deployments", "max deployments", "most deployments"],
);
pub(crate) static EXPERTISE: Column =
    Column::new("expertise", "Expertise", Kind::Tags, words::EXPERTISE);
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
pub(crate) static CONSENT: Column =
    Column::new("profile_consent", "Consent to directory", Kind::YesNo, words::CONSENT);
pub(crate) static CONSENT_DATE: Column = Column::new(
    "profile_consent_date",
    "Consent date",
    Kind::Date,
    &["consent date", "date of consent"],
);
pub(crate) static REVIEW_DUE: Column =
    Column::new("review_due", "Review of designation due", Kind::Date, words::REVIEW_DUE);
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
    names: &[
        "coach",
        "mentor",
        "helper",
        "heads who help",
        "lle",
        "leader",
        "accredit",
        "system leader",
    ],
};

/// `Resigned 31/8/11` gives the day of the status, where no column of its own does.
pub(super) fn status_day(record: &mut Record) {
    let is_dated = record.raw(&STATUS_DATE).chars().any(|c| c.is_ascii_digit());
    let has_left = matches!(
        record.choice(&STATUS),
        Some("paused" | "resigned" | "retired" | "moved la" | "de-designated")
    );
    let Some(status) = record.field(&STATUS).filter(|_| !is_dated && has_left) else {
        return;
    };
    let Some(day) = day_above::in_words(&status.raw) else { return };
    let day = cells::parse(Kind::Date, &CellValue::Text(day.as_str().into()), None);
    if let Value::Date(_) = day.value {
        let field = Field { column: &STATUS_DATE, value: day.value, ..status.clone() };
        record.fields.retain(|own| *own.column != STATUS_DATE);
        record.fields.push(field);
    }
}
