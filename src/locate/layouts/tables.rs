//! Results of schools as they are downloaded from the performance tables.

use super::{Layout, LayoutColumn, Role, Rows, Unread, key, of, plain, value};
use crate::locate::measures;

/// The performance tables in each of their years.
pub(super) const LAYOUTS: &[Layout] = &[
    Layout {
        rows: RECORD_TYPES,
        ..plain(
            "DfE performance tables, key stage 2, from 2016",
            &["rectype", "urn", "ptrwm exp"],
            DFE_KS2,
        )
    },
    Layout {
        rows: RECORD_TYPES,
        ..plain(
            "DfE performance tables, key stage 2, to 2012",
            &["rectype", "urn", "ptengmatx"],
            DFE_KS2,
        )
    },
    Layout {
        rows: RECORD_TYPES,
        unread: Some(Unread {
            codes: &["ptreadwrittamatx", "ptreadwrittamat4b", "ptreadwrittamatax"],
            is_words: measures::is_rwm_at_a_level,
            says: "levels in reading, writing and maths together are another measure than level 4 in English and maths, which ended with 2012, and no measure of the pack",
        }),
        ..plain(
            "DfE performance tables, key stage 2, 2013 to 2015",
            &["rectype", "urn", "ptmatx"],
            DFE_KS2,
        )
    },
    Layout {
        rows: RECORD_TYPES,
        ..plain(
            "DfE performance tables of secondary schools",
            &["rectype", "urn", "att8scr"],
            DFE_KS4,
        )
    },
    plain(
        "Columns of the DfE performance tables, key stage 2",
        &["urn", "ptrwm exp"],
        DFE_KS2,
    ),
    plain(
        "Columns of the DfE performance tables, key stage 2, to 2012",
        &["urn", "ptengmatx"],
        DFE_KS2,
    ),
    plain(
        "Key stage 2 performance by URN, one row for each school and year",
        &["urn", "overall meet std", "academic year"],
        RESHAPED,
    ),
    plain(
        "Key stage 2 in 2011 with school characteristics",
        &["urn", "level 4 in math and english"],
        LONDON,
    ),
];

/// 1 mainstream and 2 special schools, 3 authorities, 4 England, 5 its state-funded
/// schools.
const RECORD_TYPES: &[(&str, Rows)] = &[
    ("1", Rows::School),
    ("2", Rows::School),
    ("3", Rows::La),
    ("4", Rows::NationalAll),
    ("5", Rows::NationalState),
];

/// Codes and labels of `ks2_meta.csv` in each year's download.
const DFE_KS2: &[LayoutColumn] = &[
    key(&["rectype", "record type"], Role::Row),
    key(&["lea", "la", "local authority number", "local authority code"], Role::LaCode),
    key(&["estab", "establishment number"], Role::Estab),
    key(&["laestab"], Role::Dfe),
    // Not in the tables themselves: added where several years are put into one.
    key(&["year", "results year", "academic year", "time period"], Role::Year),
    key(&["urn", "school unique reference number", "unique reference number"], Role::Urn),
    key(
        &["schname", "school local authority name", "school name", "name of school"],
        Role::Name,
    ),
    key(
        &["telig", "published eligible pupil number", "number of eligible pupils"],
        Role::Denominator,
    ),
    value(
        &[
            "ptrwm exp",
            "percentage of pupils reaching the expected standard in reading writing and maths",
            "percentage of pupils meeting the expected standard in reading writing and maths",
        ],
        "ks2_rwm_exp",
    ),
    value(
        &[
            "ptrwm high",
            "percentage of pupils achieving a high score in reading and maths and working at greater depth in writing",
        ],
        "ks2_rwm_high",
    ),
    value(&["read average", "average scaled score in reading"], "ks2_read_score"),
    value(&["mat average", "average scaled score in maths"], "ks2_maths_score"),
    value(
        &[
            "gps average",
            "average scaled score in grammar punctuation and spelling",
            "average scaled score in gps",
        ],
        "ks2_gps_score",
    ),
    value(&["readprog", "reading progress measure"], "ks2_read_prog"),
    of(
        &["readprog lower", "reading progress measure lower confidence limit"],
        "ks2_read_prog",
        Role::Lower,
    ),
    of(
        &["readprog upper", "reading progress measure upper confidence limit"],
        "ks2_read_prog",
        Role::Upper,
    ),
    value(&["writprog", "writing progress measure"], "ks2_writ_prog"),
    of(
        &["writprog lower", "writing progress measure lower confidence limit"],
        "ks2_writ_prog",
        Role::Lower,
    ),
    of(
        &["writprog upper", "writing progress measure upper confidence limit"],
        "ks2_writ_prog",
        Role::Upper,
    ),
    value(&["matprog", "maths progress measure"], "ks2_maths_prog"),
    of(
        &["matprog lower", "maths progress measure lower confidence limit"],
        "ks2_maths_prog",
        Role::Lower,
    ),
    of(
        &["matprog upper", "maths progress measure upper confidence limit"],
        "ks2_maths_prog",
        Role::Upper,
    ),
    value(&["ptengmatx"], "ks2_l4_em"),
    value(&["ptengmatax"], "ks2_l5_em"),
    value(&["ptengx"], "ks2_english_l4"),
    value(&["ptmatx"], "ks2_maths_l4"),
    value(&["pt2eng12", "pteng12"], "ks2_english_2lp"),
    value(&["pt2math12", "ptmath12", "pt2math", "ptmat12"], "ks2_maths_2lp"),
];

/// Attainment 8, and five good grades with English and maths before it.
const DFE_KS4: &[LayoutColumn] = &[
    key(&["rectype"], Role::Row),
    key(&["urn"], Role::Urn),
    key(&["att8scr", "ptac5em", "ptac5em ptq"], Role::Unmeasured),
];

const RESHAPED: &[LayoutColumn] = &[
    key(&["urn"], Role::Urn),
    key(&["academic year"], Role::Year),
    key(&["ks2 pupils"], Role::Denominator),
    value(&["overall meet std"], "ks2_rwm_exp"),
    value(&["overall exceed std"], "ks2_rwm_high"),
    value(&["reading score"], "ks2_read_score"),
    value(&["maths score"], "ks2_maths_score"),
    value(&["reading progress"], "ks2_read_prog"),
    value(&["writing progress"], "ks2_writ_prog"),
    value(&["maths progress"], "ks2_maths_prog"),
];

/// Its pupils are those on roll, not those of the cohort: not read.
const LONDON: &[LayoutColumn] = &[
    key(&["urn"], Role::Urn),
    key(&["school"], Role::Name),
    value(&["level 4 in math and english"], "ks2_l4_em"),
];
