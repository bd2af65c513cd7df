//! Published layouts of results, as data: which headings tell each from other
//! sheets, and what stands under its columns.

use super::scores::{Part, Score};
use crate::base::indicator::Indicator;
use crate::base::text::fold;
use crate::read::grid::{CellValue, Grid};

/// What stands under a heading of a published layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// URN.
    Urn,
    /// DfE number in one cell.
    Dfe,
    /// Authority's code.
    LaCode,
    /// Establishment number within the authority.
    Estab,
    /// School's name.
    Name,
    /// Authority's name.
    LaName,
    /// Results year.
    Year,
    /// 1 and 2 schools, 3 authority, 4 England (all), 5 England (state-funded).
    RecordType,
    /// `School`, `Local authority`, `National`.
    Level,
    /// A breakdown: only its total is read.
    Breakdown,
    /// Code of the measure.
    Short,
    /// Measure in words; blank repeats the one above.
    Item,
    /// Per cent, mean or score.
    Value,
    /// Pupils at the standard.
    Numerator,
    /// Eligible pupils.
    Denominator,
    /// Lower limit.
    Lower,
    /// Upper limit.
    Upper,
}

impl Role {
    /// What of a result stands there; nothing for a key.
    pub(crate) const fn part(self) -> Option<Part> {
        Some(match self {
            Self::Value => Part::Value,
            Self::Numerator => Part::Numerator,
            Self::Denominator => Part::Denominator,
            Self::Lower => Part::Lower,
            Self::Upper => Part::Upper,
            Self::Urn
            | Self::Dfe
            | Self::LaCode
            | Self::Estab
            | Self::Name
            | Self::LaName
            | Self::Year
            | Self::RecordType
            | Self::Level
            | Self::Breakdown
            | Self::Short
            | Self::Item => return None,
        })
    }
}

/// One column of a layout.
#[derive(Debug)]
pub(crate) struct LayoutColumn {
    /// The heading, folded.
    pub(crate) heading: &'static str,
    /// Code of the indicator; empty for keys and for what all indicators share.
    pub(crate) indicator: &'static str,
    /// What stands there.
    pub(crate) role: Role,
}

impl LayoutColumn {
    /// The result that stands there; nothing for a key.
    pub(crate) fn score(&self) -> Option<Score> {
        let indicator = Indicator::of(self.indicator);
        Some(Score { indicator, year: None, part: self.role.part()? })
    }
}

/// One published layout.
#[derive(Debug)]
pub(crate) struct Layout {
    /// In words, for the adviser.
    pub(crate) title: &'static str,
    /// The register that it fills: `results` or `comparators`.
    pub(crate) register: &'static str,
    /// Folded headings that all stand in its heading row.
    pub(crate) tells: &'static [&'static str],
    /// Its columns.
    pub(crate) columns: &'static [LayoutColumn],
}

impl Layout {
    /// The column of this heading (folded).
    pub(crate) fn column(&self, heading: &str) -> Option<&'static LayoutColumn> {
        self.columns.iter().find(|column| column.heading == heading)
    }
}

const fn key(heading: &'static str, role: Role) -> LayoutColumn {
    LayoutColumn { heading, indicator: "", role }
}

const fn of(heading: &'static str, indicator: &'static str, role: Role) -> LayoutColumn {
    LayoutColumn { heading, indicator, role }
}

const fn value(heading: &'static str, indicator: &'static str) -> LayoutColumn {
    of(heading, indicator, Role::Value)
}

/// Every layout; the first whose tells are all present is taken.
pub(crate) static LAYOUTS: &[Layout] = &[
    Layout {
        title: "DfE performance tables, key stage 2, from 2016",
        register: "results",
        tells: &["rectype", "urn", "ptrwm exp"],
        columns: DFE_KS2,
    },
    Layout {
        title: "DfE performance tables, key stage 2, to 2012",
        register: "results",
        tells: &["rectype", "urn", "ptengmatx"],
        columns: DFE_KS2,
    },
    Layout {
        title: "Columns of the DfE performance tables, key stage 2",
        register: "results",
        tells: &["urn", "ptrwm exp"],
        columns: DFE_KS2,
    },
    Layout {
        title: "Columns of the DfE performance tables, key stage 2, to 2012",
        register: "results",
        tells: &["urn", "ptengmatx"],
        columns: DFE_KS2,
    },
    Layout {
        title: "Key stage 2 performance by URN, one row for each school and year",
        register: "results",
        tells: &["urn", "overall meet std", "academic year"],
        columns: RESHAPED,
    },
    Layout {
        title: "Key stage 2 in 2011 with school characteristics",
        register: "results",
        tells: &["urn", "level 4 in math and english"],
        columns: LONDON,
    },
    Layout {
        title: "Explore education statistics, by school",
        register: "results",
        tells: &["time period", "geographic level", "school name"],
        columns: EES,
    },
    Layout {
        title: "Explore education statistics, by area",
        register: "comparators",
        tells: &["time period", "geographic level", "la name"],
        columns: EES,
    },
    Layout {
        title: "Local authority interactive tool",
        register: "comparators",
        tells: &["short", "item", "year", "la", "val"],
        columns: LAIT,
    },
];

/// Source: `ks2_meta.csv` of each year's download.
const DFE_KS2: &[LayoutColumn] = &[
    key("rectype", Role::RecordType),
    key("lea", Role::LaCode),
    key("la", Role::LaCode),
    key("estab", Role::Estab),
    key("urn", Role::Urn),
    key("schname", Role::Name),
    key("telig", Role::Denominator),
    value("ptrwm exp", "ks2_rwm_exp"),
    value("ptrwm high", "ks2_rwm_high"),
    value("read average", "ks2_read_score"),
    value("mat average", "ks2_maths_score"),
    value("gps average", "ks2_gps_score"),
    value("readprog", "ks2_read_prog"),
    of("readprog lower", "ks2_read_prog", Role::Lower),
    of("readprog upper", "ks2_read_prog", Role::Upper),
    value("writprog", "ks2_writ_prog"),
    of("writprog lower", "ks2_writ_prog", Role::Lower),
    of("writprog upper", "ks2_writ_prog", Role::Upper),
    value("matprog", "ks2_maths_prog"),
    of("matprog lower", "ks2_maths_prog", Role::Lower),
    of("matprog upper", "ks2_maths_prog", Role::Upper),
    value("ptengmatx", "ks2_l4_em"),
    value("ptengmatax", "ks2_l5_em"),
    value("ptengx", "ks2_english_l4"),
    value("ptmatx", "ks2_maths_l4"),
    value("pteng12", "ks2_english_2lp"),
    value("ptmat12", "ks2_maths_2lp"),
];

const RESHAPED: &[LayoutColumn] = &[
    key("urn", Role::Urn),
    key("academic year", Role::Year),
    key("ks2 pupils", Role::Denominator),
    value("overall meet std", "ks2_rwm_exp"),
    value("overall exceed std", "ks2_rwm_high"),
    value("reading score", "ks2_read_score"),
    value("maths score", "ks2_maths_score"),
    value("reading progress", "ks2_read_prog"),
    value("writing progress", "ks2_writ_prog"),
    value("maths progress", "ks2_maths_prog"),
];

/// Its pupils are those on roll, not those of the cohort: not read.
const LONDON: &[LayoutColumn] = &[
    key("urn", Role::Urn),
    key("school", Role::Name),
    value("level 4 in math and english", "ks2_l4_em"),
];

const EES: &[LayoutColumn] = &[
    key("time period", Role::Year),
    key("geographic level", Role::Level),
    key("old la code", Role::LaCode),
    key("la name", Role::LaName),
    key("school urn", Role::Urn),
    key("urn", Role::Urn),
    key("school laestab", Role::Dfe),
    key("laestab", Role::Dfe),
    key("school name", Role::Name),
    key("breakdown topic", Role::Breakdown),
    key("breakdown", Role::Breakdown),
    key("characteristic group", Role::Breakdown),
    key("characteristic", Role::Breakdown),
    key("gender", Role::Breakdown),
    key("sex", Role::Breakdown),
    key("school type", Role::Breakdown),
    of("t rwm eligible pupils", "ks2_rwm_exp", Role::Denominator),
    of("t rwm met expected standard", "ks2_rwm_exp", Role::Numerator),
    value("pt rwm met expected standard", "ks2_rwm_exp"),
    of("t rwm met higher standard", "ks2_rwm_high", Role::Numerator),
    value("pt rwm met higher standard", "ks2_rwm_high"),
    value("avg read scaled score", "ks2_read_score"),
    value("read average score", "ks2_read_score"),
    value("avg mat scaled score", "ks2_maths_score"),
    value("mat average score", "ks2_maths_score"),
    value("avg gps scaled score", "ks2_gps_score"),
    value("gps average score", "ks2_gps_score"),
    key("eligible pupil count", Role::Denominator),
    value("expected standard pupil percent", "ks2_rwm_exp"),
    value("higher standard pupil percent", "ks2_rwm_high"),
    key("telig", Role::Denominator),
    value("ptrwm exp", "ks2_rwm_exp"),
    value("ptrwm high", "ks2_rwm_high"),
];

const LAIT: &[LayoutColumn] = &[
    key("short", Role::Short),
    key("item", Role::Item),
    key("year", Role::Year),
    key("la", Role::LaName),
    key("lanum", Role::LaCode),
    key("val", Role::Value),
];

/// What stands under a heading (folded) that some published layout has, where it
/// is a result: a column pasted into the adviser's own sheet keeps its meaning.
pub(crate) fn score(heading: &str) -> Option<Score> {
    LAYOUTS.iter().find_map(|layout| layout.column(heading))?.score()
}

/// Codes of the local authority interactive tool for all pupils, folded;
/// its other measures are of groups of pupils and are not read.
pub(crate) const LAIT_MEASURES: &[(&str, &str)] = &[
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
];

/// Headings of published school lists (folded) that are like a register's word and
/// mean something else: no likeness takes them.
pub(crate) const LIKE_ANOTHER: &[&str] = &[
    "previousla name",
    "previousla code",
    "previous full inspection overall effectiveness",
    "inspection end date",
];

/// The first headings (folded) of the lists of fields that come with downloads.
const FIELDS: &[&[&str]] = &[
    &["column", "fieldname", "label description"],
    &["column", "field name", "label description"],
    &["field number", "field name", "label"],
];

/// Whether a sheet tells what the columns of another file are.
pub(crate) fn is_list_of_fields(grid: &Grid) -> bool {
    let Some((_, cells)) = grid.rows().next() else { return false };
    let headings: Vec<String> = cells
        .iter()
        .filter_map(|cell| match &cell.value {
            CellValue::Text(text) => Some(fold(text)),
            _ => None,
        })
        .collect();
    FIELDS.iter().any(|list| list.iter().all(|one| headings.iter().any(|h| h == one)))
}

/// How many rows are searched for a heading row.
const ROWS_SEARCHED: usize = 30;

/// A published layout on this sheet, with its heading row, from nought.
pub(crate) fn recognise(grid: &Grid) -> Option<(&'static Layout, u32)> {
    for (row, cells) in grid.rows().take(ROWS_SEARCHED) {
        if cells.len() < 3 {
            continue;
        }
        let headings: Vec<String> = cells
            .iter()
            .map(|cell| match &cell.value {
                CellValue::Text(text) => fold(text),
                CellValue::Number(_)
                | CellValue::Date(_)
                | CellValue::Bool(_)
                | CellValue::Error(_)
                | CellValue::NotCalculated => String::new(),
            })
            .collect();
        let has = |wanted: &&str| headings.iter().any(|heading| heading == wanted);
        if let Some(layout) = LAYOUTS.iter().find(|layout| layout.tells.iter().all(has)) {
            return Some((layout, row));
        }
    }
    None
}
