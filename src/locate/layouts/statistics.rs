//! Long files: explore education statistics and the local authority interactive tool.

use super::{Layout, LayoutColumn, Role, Rows, by_subject, key, of, plain, value};
use crate::base::reason::Missing;

/// One row for each area or school, year and group of pupils.
pub(super) const LAYOUTS: &[Layout] = &[
    Layout {
        title: "Explore education statistics, by school",
        tells: &["time period", "geographic level", "school urn"],
        ..EES
    },
    Layout {
        title: "Explore education statistics, by school",
        tells: &["time period", "geographic level", "school name"],
        ..EES
    },
    Layout {
        title: "Explore education statistics, by area",
        register: "comparators",
        ..EES
    },
    Layout {
        register: "comparators",
        measures: LAIT_MEASURES,
        ..plain(
            "Local authority interactive tool",
            &["short", "item", "year", "la", "val"],
            LAIT,
        )
    },
];

const EES: Layout = Layout {
    rows: &[
        ("school", Rows::School),
        ("local authority", Rows::La),
        ("national", Rows::NationalState),
    ],
    totals: &[
        "",
        "total",
        "all pupils",
        "all",
        "all schools",
        "all state funded",
        "all state funded schools",
        "state funded schools",
        "state funded",
        "z",
        "x",
    ],
    has_filters: true,
    // Symbols of its own guidance: `c` is hidden, `x` not available, `z` not applicable.
    marks: &[("x", Missing::NoResult)],
    ..plain("", &["time period", "geographic level"], EES_COLUMNS)
};

const RWM: &str = "reading writing and maths";
const GPS: &str = "grammar punctuation and spelling";

/// At the expected standard: key stage 2, and the phonics check of either year group.
const EXPECTED: &[(&str, &str)] = &[(RWM, "ks2_rwm_exp"), ("year 1", "phonics_y1")];
/// Measures that a column `subject` names in each row, in files from 2025.
const SCORES: &[(&str, &str)] = &[
    ("reading", "ks2_read_score"),
    ("maths", "ks2_maths_score"),
    (GPS, "ks2_gps_score"),
];
const PROGRESS: &[(&str, &str)] = &[
    ("reading", "ks2_read_prog"),
    ("writing", "ks2_writ_prog"),
    ("maths", "ks2_maths_prog"),
];

const EES_COLUMNS: &[LayoutColumn] = &[
    key(&["time period"], Role::Year),
    key(&["geographic level"], Role::Row),
    key(&["old la code"], Role::LaCode),
    key(&["la name"], Role::LaName),
    key(&["school urn", "urn"], Role::Urn),
    key(&["school laestab", "laestab"], Role::Dfe),
    key(&["school name"], Role::Name),
    key(&["subject", "year group"], Role::Subject),
    key(&["version"], Role::Status),
    key(&["breakdown topic"], Role::Breakdown),
    key(&["breakdown"], Role::Breakdown),
    key(&["characteristic group"], Role::Breakdown),
    key(&["characteristic"], Role::Breakdown),
    key(&["characteristic type"], Role::Breakdown),
    key(&["gender"], Role::Breakdown),
    key(&["sex"], Role::Breakdown),
    key(&["school type"], Role::Breakdown),
    key(&["establishment type group"], Role::Breakdown),
    key(&["social care group"], Role::Breakdown),
    key(&["disadvantage status"], Role::Breakdown),
    key(&["fsm status"], Role::Breakdown),
    key(&["ethnicity major"], Role::Breakdown),
    key(&["ethnicity minor"], Role::Breakdown),
    key(&["first language"], Role::Breakdown),
    key(&["month of birth"], Role::Breakdown),
    key(&["sen provision"], Role::Breakdown),
    key(&["sen primary need"], Role::Breakdown),
    // Rows of one mark each.
    key(&["phonics mark", "mtc score"], Role::Breakdown),
    of(&["t rwm eligible pupils"], "ks2_rwm_exp", Role::Denominator),
    of(&["t rwm met expected standard"], "ks2_rwm_exp", Role::Numerator),
    value(&["pt rwm met expected standard"], "ks2_rwm_exp"),
    of(
        &["t rwm met higher standard", "t rwm high standard"],
        "ks2_rwm_high",
        Role::Numerator,
    ),
    value(&["pt rwm met higher standard", "pt rwm high standard"], "ks2_rwm_high"),
    value(
        &["avg read scaled score", "read average score", "read average"],
        "ks2_read_score",
    ),
    value(
        &["avg mat scaled score", "mat average score", "mat average"],
        "ks2_maths_score",
    ),
    value(&["avg gps scaled score", "gps average score", "gps average"], "ks2_gps_score"),
    value(&["avg read progress score", "readprog"], "ks2_read_prog"),
    of(&["avg read progress score lower ci"], "ks2_read_prog", Role::Lower),
    of(&["avg read progress score upper ci"], "ks2_read_prog", Role::Upper),
    value(&["avg writta progress score", "writprog"], "ks2_writ_prog"),
    of(&["avg writta progress score lower ci"], "ks2_writ_prog", Role::Lower),
    of(&["avg writta progress score upper ci"], "ks2_writ_prog", Role::Upper),
    value(&["avg mat progress score", "matprog"], "ks2_maths_prog"),
    of(&["avg mat progress score lower ci"], "ks2_maths_prog", Role::Lower),
    of(&["avg mat progress score upper ci"], "ks2_maths_prog", Role::Upper),
    key(&["eligible pupil count"], Role::Denominator),
    by_subject(&["expected standard pupil count"], Role::Numerator, EXPECTED),
    by_subject(&["expected standard pupil percent"], Role::Value, EXPECTED),
    by_subject(
        &["higher standard pupil count"],
        Role::Numerator,
        &[(RWM, "ks2_rwm_high")],
    ),
    by_subject(&["higher standard pupil percent"], Role::Value, &[(RWM, "ks2_rwm_high")]),
    by_subject(&["average scaled score"], Role::Value, SCORES),
    by_subject(&["progress measure score"], Role::Value, PROGRESS),
    by_subject(&["progress measure lower conf interval"], Role::Lower, PROGRESS),
    by_subject(&["progress measure upper conf interval"], Role::Upper, PROGRESS),
    // The phonics check and the early years foundation stage profile.
    of(&["t phonics y1 eligible pupils"], "phonics_y1", Role::Denominator),
    of(&["t phonics y1 met expected standard"], "phonics_y1", Role::Numerator),
    value(&["pt phonics y1 met expected standard"], "phonics_y1"),
    key(&["children number", "number of children"], Role::Denominator),
    of(&["gld number"], "eyfs_gld", Role::Numerator),
    value(&["gld percentage", "gld percent"], "eyfs_gld"),
    // Key stage 1 to 2023, teacher assessment, and the multiplication tables check: full
    // marks, of all who were to take it.
    of(&["t readta eligible pupils"], "ks1_read_exp", Role::Denominator),
    of(&["t readta met expected standard"], "ks1_read_exp", Role::Numerator),
    value(&["pt readta met expected standard"], "ks1_read_exp"),
    of(&["t writta eligible pupils"], "ks1_writ_exp", Role::Denominator),
    of(&["t writta met expected standard"], "ks1_writ_exp", Role::Numerator),
    value(&["pt writta met expected standard"], "ks1_writ_exp"),
    of(&["t matta eligible pupils"], "ks1_maths_exp", Role::Denominator),
    of(&["t matta met expected standard"], "ks1_maths_exp", Role::Numerator),
    value(&["pt matta met expected standard"], "ks1_maths_exp"),
    of(&["t mtc eligible pupils"], "mtc", Role::Denominator),
    of(&["t mtc scored 25", "mtc score 25 pupil count"], "mtc", Role::Numerator),
    value(&["pt mtc scored 25", "mtc score 25 pupil percent"], "mtc"),
    key(&["telig"], Role::Denominator),
    value(&["ptrwm exp"], "ks2_rwm_exp"),
    value(&["ptrwm high"], "ks2_rwm_high"),
];

const LAIT: &[LayoutColumn] = &[
    key(&["short"], Role::Short),
    key(&["item"], Role::Item),
    key(&["year"], Role::Year),
    key(&["la"], Role::LaName),
    key(&["lanum"], Role::LaCode),
    key(&["val"], Role::Value),
];

/// Codes of the local authority interactive tool for all pupils, folded;
/// its other measures are of groups of pupils and are not read.
const LAIT_MEASURES: &[(&str, &str)] = &[
    ("ks2rwm expected std", "ks2_rwm_exp"),
    ("ks2rwm higher std", "ks2_rwm_high"),
    ("ks2r avg scaled score", "ks2_read_score"),
    ("ks2m avg scaled score", "ks2_maths_score"),
    ("ks2gps avg scaled score", "ks2_gps_score"),
    ("ks2r prog va", "ks2_read_prog"),
    ("ks2w prog va", "ks2_writ_prog"),
    ("ks2m prog va", "ks2_maths_prog"),
    ("ks1r expected std", "ks1_read_exp"),
    ("ks1w expected std", "ks1_writ_exp"),
    ("ks1m expected std", "ks1_maths_exp"),
    ("ks1p all", "phonics_y1"),
    ("fsp new gooddev", "eyfs_gld"),
    ("multiplication total", "mtc"),
];
