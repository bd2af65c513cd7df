//! Schools: every school of the authority: the spine that other registers are matched to.

mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::record::{Field, Record, Value};
use super::results;
use crate::base::finding::{Finding, Findings, Severity};
use crate::base::quantity::rounded;
use crate::base::text::{count, fold};
use crate::locate::schema::{Choice, Column, Kind, Schema};

/// Words for phases.
pub(crate) const PHASE_WORDS: &[Choice] = &[
    Choice { value: "nursery", words: &[] },
    Choice {
        value: "infant",
        words: &["first", "infants", "inf", "infant and nursery", "i"],
    },
    Choice { value: "junior", words: &["juniors", "jun", "jnr", "j"] },
    Choice {
        value: "primary",
        words: &[
            "p",
            "prim",
            "pri",
            "all primary",
            "infant and junior",
            "middle deemed primary",
        ],
    },
    Choice { value: "middle", words: &["middle deemed secondary"] },
    Choice { value: "secondary", words: &["high", "sec", "upper"] },
    Choice { value: "all-through", words: &["all through", "through"] },
    Choice { value: "special", words: &["complex needs", "special school"] },
    Choice {
        value: "pru",
        words: &["pupil referral unit", "alternative provision", "short stay school"],
    },
    Choice { value: "16 plus", words: &["post 16", "sixth form", "not applicable"] },
];

pub(crate) static URN: Column = Column::new(
    "urn",
    "URN",
    Kind::Urn,
    &["urn", "unique reference number", "establishment urn"],
)
.public();
pub(crate) static DFE: Column =
    Column::new("dfe", "DfE number", Kind::DfeNumber, words::DFE).public();
pub(crate) static LA_CODE: Column =
    Column::new("la_code", "LA code", Kind::Text, words::LA_CODE).public();
pub(crate) static LA_NAME: Column =
    Column::new("la_name", "LA name", Kind::Text, words::LA_NAME).public();
pub(crate) static ESTAB: Column = Column::new(
    "estab",
    "Establishment number",
    Kind::Text,
    &["establishmentnumber", "establishment number", "estab", "estab no"],
)
.public();
pub(crate) static UKPRN: Column =
    Column::new("ukprn", "UKPRN", Kind::Text, &["ukprn"]).public();
pub(crate) static NAME: Column =
    Column::new("name", "School", Kind::School, words::NAME).required().public();
pub(crate) static KNOWN_AS: Column =
    Column::new("known_as", "Also known as", Kind::Tags, words::KNOWN_AS);
pub(crate) static KIND: Column =
    Column::new("kind", "Type", Kind::Text, words::KIND).public();
pub(crate) static STATUS: Column = Column::new(
    "status",
    "Status",
    Kind::Text,
    &[
        "establishmentstatus (name)",
        "establishment status",
        "open or closed",
        "open closed",
        "open status",
        "is open",
        "still open",
        "school status",
    ],
)
.public();
pub(crate) static PHASE: Column =
    Column::new("phase", "Phase", Kind::Choice(PHASE_WORDS), words::PHASE).public();
pub(crate) static LOW_AGE: Column =
    Column::new("low_age", "Lowest age", Kind::Count, words::LOW_AGE).public();
pub(crate) static HIGH_AGE: Column =
    Column::new("high_age", "Highest age", Kind::Count, words::HIGH_AGE).public();
pub(crate) static AGES: Column =
    Column::new("ages", "Age range", Kind::Text, words::AGES).public();
pub(crate) static OPEN: Column =
    Column::new("open", "Open date", Kind::Date, words::OPEN).rough().public();
pub(crate) static OPEN_REASON: Column = Column::new(
    "open_reason",
    "Reason opened",
    Kind::Text,
    &["reasonestablishmentopened (name)", "reason opened"],
);
pub(crate) static CLOSE: Column =
    Column::new("close", "Close date", Kind::Date, words::CLOSE).public();
pub(crate) static CLOSE_REASON: Column = Column::new(
    "close_reason",
    "Reason closed",
    Kind::Text,
    &["reasonestablishmentclosed (name)", "reason closed", "closure reason"],
);
pub(crate) static REPLACED_BY: Column = Column::new(
    "replaced_by",
    "Replaced by (URN)",
    Kind::Text,
    &["replaced by", "successor", "successor urn", "new urn", "became"],
);
pub(crate) static FEDERATION: Column = Column::new(
    "federation",
    "Federation",
    Kind::Text,
    &["federations (name)", "federation", "federation name", "federation id"],
)
.public();
pub(crate) static TRUST: Column =
    Column::new("trust", "Trust", Kind::Text, words::TRUST).public();
pub(crate) static CLUSTER: Column = Column::new(
    "cluster",
    "Cluster",
    Kind::Text,
    &["cluster", "cluster name", "norfolk cluster"],
)
.public();
pub(crate) static DISTRICT: Column =
    Column::new("district", "District", Kind::Text, words::DISTRICT).public();
pub(crate) static DIOCESE: Column = Column::new(
    "diocese",
    "Diocese",
    Kind::Text,
    &["diocese (name)", "diocese", "church link", "diocese if a church school"],
)
.public();
pub(crate) static TOWN: Column =
    Column::new("town", "Town", Kind::Text, words::TOWN).public();
pub(crate) static EASTING: Column = Column::new(
    "easting",
    "Easting",
    Kind::Number,
    &["easting", "eastings", "grid e", "grid east"],
)
.public();
pub(crate) static NORTHING: Column = Column::new(
    "northing",
    "Northing",
    Kind::Number,
    &["northing", "northings", "grid n", "grid north"],
)
.public();
pub(crate) static ROLL: Column =
    Column::new("roll", "Number on roll", Kind::Count, words::ROLL).public();
pub(crate) static FSM: Column =
    Column::new("fsm", "FSM %", Kind::Percent, words::FSM).public();
pub(crate) static EAL: Column =
    Column::new("eal", "EAL %", Kind::Percent, &["eal", "% eal", "eal %"]).public();
pub(crate) static SEN: Column =
    Column::new("sen", "SEN %", Kind::Percent, &["sen", "% sen", "sen %"]).public();
pub(crate) static RELIGION: Column = Column::new(
    "religion",
    "Religious character",
    Kind::Text,
    &["religiouscharacter (name)", "religious character", "denomination"],
)
.public();
pub(crate) static HEAD: Column = Column::new(
    "head",
    "Headteacher",
    Kind::Person,
    &["head", "headteacher", "head teacher", "name of head", "principal"],
);
pub(crate) static HEAD_START: Column = Column::new(
    "head_start",
    "Head since",
    Kind::Date,
    &["head since", "head start date", "headteacher since", "head from"],
)
.rough();
pub(crate) static OFSTED: Column =
    Column::new("ofsted", "Ofsted overall", Kind::Text, words::OFSTED).public();
pub(crate) static OFSTED_DATE: Column =
    Column::new("ofsted_date", "Ofsted date", Kind::Date, words::OFSTED_DATE).public();
pub(crate) static CONCERN: Column = Column::new(
    "concern",
    "Category of concern",
    Kind::Text,
    &["la category", "category of concern", "ofsted category"],
);
pub(crate) static PRIORITY: Column = Column::new(
    "priority",
    "Priority school",
    Kind::YesNo,
    &["priority", "priority school", "support priority", "la priority"],
);
pub(crate) static PRIORITY_REASON: Column = Column::new(
    "priority_reason",
    "Priority reason",
    Kind::Text,
    &["priority reason", "reason for priority"],
);
pub(crate) static OTHER_SUPPORT: Column = Column::new(
    "other_support",
    "Other intensive support",
    Kind::YesNo,
    words::OTHER_SUPPORT,
);

/// A grade as a number, 1 to 4.
pub(crate) fn grade(text: &str) -> Option<u8> {
    let folded = fold(text);
    let folded = folded.strip_prefix("grade ").unwrap_or(&folded);
    let first = folded.split(' ').next().unwrap_or("");
    Some(match first {
        "1" | "outstanding" => 1,
        "2" | "good" => 2,
        "3" | "satisfactory" | "requires" | "ri" => 3,
        "4" | "inadequate" | "special" | "serious" | "notice" => 4,
        _ => return None,
    })
}

/// The register.
pub(crate) static SCHEMA: Schema = Schema {
    name: "schools",
    title: "Schools",
    what: "Every school of the authority: the spine that other registers are matched to.",
    columns: &[
        &URN,
        &DFE,
        &LA_CODE,
        &LA_NAME,
        &ESTAB,
        &UKPRN,
        &NAME,
        &KNOWN_AS,
        &KIND,
        &STATUS,
        &PHASE,
        &LOW_AGE,
        &HIGH_AGE,
        &AGES,
        &OPEN,
        &OPEN_REASON,
        &CLOSE,
        &CLOSE_REASON,
        &REPLACED_BY,
        &FEDERATION,
        &TRUST,
        &CLUSTER,
        &DISTRICT,
        &DIOCESE,
        &TOWN,
        &EASTING,
        &NORTHING,
        &ROLL,
        &FSM,
        &EAL,
        &SEN,
        &RELIGION,
        &HEAD,
        &HEAD_START,
        &OFSTED,
        &OFSTED_DATE,
        &CONCERN,
        &PRIORITY,
        &PRIORITY_REASON,
        &OTHER_SUPPORT,
    ],
    needs: &[
        &["urn", "dfe", "name"],
        &[
            "phase", "kind", "status", "open", "close", "la_code", "town", "estab",
            "district", "roll", "low_age",
        ],
    ],
    tells: &["estab", "low_age", "high_age", "la_code", "open", "close", "easting"],
    names: &[
        "school list",
        "gias",
        "edubase",
        "spine",
        "establishment",
        "state funded schools",
    ],
};

/// `4-11` and `4 to 7` as the lowest and the highest age, where no column of their
/// own holds them.
pub(super) fn ages(record: &mut Record) {
    let Some(field) = record.field(&AGES) else { return };
    if record.field(&LOW_AGE).is_some() || record.field(&HIGH_AGE).is_some() {
        return;
    }
    // A spreadsheet makes a day of `4-11`: its first two numbers are the ages still.
    let numbers: Vec<f64> = field
        .raw
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|part| part.parse().ok())
        .collect();
    let [low, high, ..] = numbers.as_slice() else { return };
    let (low, high) = (*low, *high);
    if !(low < high && high <= 19.0) {
        return;
    }
    let of = |column, age| Field { column, value: Value::Number(age), ..field.clone() };
    let both = [of(&LOW_AGE, low), of(&HIGH_AGE, high)];
    record.fields.extend(both);
}

/// Fewest schools of a sheet whose percentages tell on which scale they stand.
const FEWEST_SHARES: usize = 5;

/// Reads as per cent what stands as fractions of one in every row of a sheet: 0.303 is
/// 30.3 per cent of the pupils.
pub(super) fn shares(rows: &mut [Record], findings: &mut Findings) {
    let mut sheets: BTreeMap<(Arc<str>, Arc<str>), Vec<&mut Record>> = BTreeMap::new();
    for record in rows.iter_mut().filter(|record| record.number(&FSM).is_some()) {
        let sheet = (record.place.file.clone(), record.place.sheet.clone());
        sheets.entry(sheet).or_default().push(record);
    }
    for mut records in sheets.into_values() {
        let shares: Vec<f64> =
            records.iter().filter_map(|one| one.number(&FSM)).collect();
        // `0.3%` says itself what it is.
        let is_signed = records.iter().any(|one| one.raw(&FSM).contains('%'));
        let has_fraction = shares.iter().any(|share| *share > 0.0 && *share < 1.0);
        let are_shares = shares.iter().all(|share| (0.0..=1.0).contains(share));
        if is_signed || shares.len() < FEWEST_SHARES || !has_fraction || !are_shares {
            continue;
        }
        if let Some(first) = records.first() {
            let says = format!(
                "{} of {} stand as fractions of one, such as {}; each was read as per cent.",
                count(shares.len(), "value", "values"),
                first.heading(&FSM),
                first.raw(&FSM),
            );
            findings.add(
                Finding::new(&results::rules::RES_005, first.cell(&FSM), says)
                    .severity(Severity::Note)
                    .register(SCHEMA.name)
                    .column(first.heading(&FSM))
                    .value(first.raw(&FSM))
                    .fix("Nothing to do."),
            );
        }
        let fields = records.iter_mut().flat_map(|record| record.fields.iter_mut());
        for field in fields.filter(|field| *field.column == FSM) {
            if let Value::Number(share) = &mut field.value {
                *share = rounded(*share * 100.0, 6);
            }
        }
    }
}
