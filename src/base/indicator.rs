//! What is measured of pupils: every indicator with its years, unit and breaks.

use super::date::AcademicYear;
use super::quantity::Unit;

/// Key stage or phase of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// Early years foundation stage, reception.
    Eyfs,
    /// Year 1 phonics.
    Year1,
    /// Key stage 1, year 2.
    Ks1,
    /// Year 4 multiplication tables check.
    Year4,
    /// Key stage 2, year 6.
    Ks2,
}

impl Stage {
    /// Its name in a document.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Eyfs => "Early years",
            Self::Year1 => "Year 1",
            Self::Ks1 => "Key stage 1",
            Self::Year4 => "Year 4",
            Self::Ks2 => "Key stage 2",
        }
    }
}

/// How an indicator is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Basis {
    /// Pupils at the standard out of eligible pupils: a percentage.
    Share,
    /// A mean of points or scores.
    Mean,
    /// A progress score with its own interval.
    Progress,
}

/// One thing that is measured of pupils.
#[derive(Debug)]
pub(crate) struct Indicator {
    /// The word of `figures.csv`: `ks2_l4_em`.
    pub(crate) code: &'static str,
    /// For a heading: `Level 4+ in both English and mathematics`.
    pub(crate) name: &'static str,
    /// For a label: `L4+ English and maths`.
    pub(crate) short: &'static str,
    /// Key stage.
    pub(crate) stage: Stage,
    /// Percentage, mean or progress.
    pub(crate) basis: Basis,
    /// First academic year in which it exists.
    pub(crate) first: AcademicYear,
    /// Last academic year in which it exists, where it has ended.
    pub(crate) last: Option<AcademicYear>,
    /// Tests, or teacher assessment.
    pub(crate) is_test: bool,
    /// Lowest possible value.
    pub(crate) lowest: f64,
    /// Highest possible value.
    pub(crate) highest: f64,
}

impl PartialEq for Indicator {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}
impl Eq for Indicator {}
impl PartialOrd for Indicator {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Indicator {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.code.cmp(other.code)
    }
}

impl Indicator {
    /// Unit of a single year's value.
    pub(crate) const fn unit(&self) -> Unit {
        match self.basis {
            Basis::Share => Unit::Percent,
            Basis::Mean | Basis::Progress => Unit::Points,
        }
    }

    /// Unit of a change between two years.
    pub(crate) const fn change_unit(&self) -> Unit {
        match self.basis {
            Basis::Share => Unit::Pp,
            Basis::Mean | Basis::Progress => Unit::Points,
        }
    }

    /// Decimals that its values are printed with: of points at key stage 1 a
    /// tenth is much.
    pub(crate) fn places(&self) -> u32 {
        if self.stage == Stage::Ks1 && self.basis == Basis::Mean { 2 } else { 1 }
    }

    /// Finds one by its code.
    pub(crate) fn of(code: &str) -> Option<&'static Self> {
        INDICATORS.iter().find(|indicator| indicator.code == code)
    }

    /// Whether the indicator exists, and was assessed, in this year.
    pub(crate) fn exists_in(&self, year: AcademicYear) -> bool {
        year >= self.first
            && self.last.is_none_or(|last| year <= last)
            && !NO_TESTS.contains(&year)
            && !(self.basis == Basis::Progress && NO_PROGRESS.contains(&year))
    }
}

/// Years in which no national assessments were held.
pub(crate) const NO_TESTS: [AcademicYear; 2] = [AcademicYear(2019), AcademicYear(2020)];

/// Years for which no progress scores were produced: no key stage 1 baseline.
pub(crate) const NO_PROGRESS: [AcademicYear; 2] =
    [AcademicYear(2023), AcademicYear(2024)];

/// A year from which results cannot be compared with those before.
#[derive(Debug)]
pub(crate) struct SeriesBreak {
    /// Stage concerned.
    pub(crate) stage: Stage,
    /// First year after the break.
    pub(crate) year: AcademicYear,
    /// Whether a comparison across it is refused, or only marked.
    pub(crate) refuses: bool,
    /// What happened, for the note at the gap.
    pub(crate) what: &'static str,
}

/// Breaks of the national series. 2010 is a doubtful year, not a refusal.
pub(crate) const SERIES_BREAKS: &[SeriesBreak] = &[
    SeriesBreak {
        stage: Stage::Ks2,
        year: AcademicYear(2009),
        refuses: false,
        what: "2010: a quarter of schools boycotted the tests",
    },
    SeriesBreak {
        stage: Stage::Ks2,
        year: AcademicYear(2011),
        refuses: true,
        what: "2012: writing became teacher assessment within English",
    },
    SeriesBreak {
        stage: Stage::Ks2,
        year: AcademicYear(2012),
        refuses: true,
        what: "2013: reading, writing and maths replaced English and maths",
    },
    SeriesBreak {
        stage: Stage::Ks2,
        year: AcademicYear(2015),
        refuses: true,
        what: "2016: new tests and scaled scores",
    },
    SeriesBreak {
        stage: Stage::Ks2,
        year: AcademicYear(2017),
        refuses: false,
        what: "2018: the writing framework changed",
    },
    SeriesBreak {
        stage: Stage::Ks1,
        year: AcademicYear(2015),
        refuses: true,
        what: "2016: levels and points ended",
    },
    SeriesBreak {
        stage: Stage::Eyfs,
        year: AcademicYear(2021),
        refuses: true,
        what: "2022: the early years profile has other goals",
    },
];

const fn share(
    code: &'static str,
    name: &'static str,
    short: &'static str,
    stage: Stage,
    first: i16,
    last: Option<AcademicYear>,
    is_test: bool,
) -> Indicator {
    Indicator {
        code,
        name,
        short,
        stage,
        basis: Basis::Share,
        first: AcademicYear(first),
        last,
        is_test,
        lowest: 0.0,
        highest: 100.0,
    }
}

const fn mean(
    code: &'static str,
    name: &'static str,
    short: &'static str,
    stage: Stage,
    years: (i16, Option<AcademicYear>),
    is_test: bool,
    range: (f64, f64),
) -> Indicator {
    Indicator {
        code,
        name,
        short,
        stage,
        basis: Basis::Mean,
        first: AcademicYear(years.0),
        last: years.1,
        is_test,
        lowest: range.0,
        highest: range.1,
    }
}

const fn progress(
    code: &'static str,
    name: &'static str,
    short: &'static str,
) -> Indicator {
    Indicator {
        code,
        name,
        short,
        stage: Stage::Ks2,
        basis: Basis::Progress,
        first: AcademicYear(2015),
        last: None,
        is_test: true,
        lowest: -40.0,
        highest: 40.0,
    }
}

const LEVELS_END: Option<AcademicYear> = Some(AcademicYear(2014));
/// Since 2013 there have been reading and writing, and no English.
const ENGLISH_END: Option<AcademicYear> = Some(AcademicYear(2011));
const KS1_END: Option<AcademicYear> = Some(AcademicYear(2022));

/// Every indicator that the product knows, in the order of its tables.
pub(crate) const INDICATORS: &[Indicator] = &[
    share(
        "ks2_l4_em",
        "Level 4 or above in both English and mathematics",
        "L4+ English and maths",
        Stage::Ks2,
        1995,
        ENGLISH_END,
        true,
    ),
    share(
        "ks2_l5_em",
        "Level 5 or above in both English and mathematics",
        "L5+ English and maths",
        Stage::Ks2,
        1995,
        ENGLISH_END,
        true,
    ),
    share(
        "ks2_english_l4",
        "Level 4 or above in English",
        "L4+ English",
        Stage::Ks2,
        1994,
        ENGLISH_END,
        true,
    ),
    share(
        "ks2_maths_l4",
        "Level 4 or above in mathematics",
        "L4+ maths",
        Stage::Ks2,
        1994,
        LEVELS_END,
        true,
    ),
    share(
        "ks2_english_2lp",
        "Two levels of progress in English",
        "2 levels English",
        Stage::Ks2,
        2006,
        ENGLISH_END,
        true,
    ),
    share(
        "ks2_maths_2lp",
        "Two levels of progress in mathematics",
        "2 levels maths",
        Stage::Ks2,
        2006,
        LEVELS_END,
        true,
    ),
    share(
        "ks2_rwm_exp",
        "Expected standard in reading, writing and mathematics",
        "Expected RWM",
        Stage::Ks2,
        2015,
        None,
        true,
    ),
    share(
        "ks2_rwm_high",
        "Higher standard in reading, writing and mathematics",
        "Higher RWM",
        Stage::Ks2,
        2015,
        None,
        true,
    ),
    mean(
        "ks2_read_score",
        "Average scaled score in reading",
        "Reading score",
        Stage::Ks2,
        (2015, None),
        true,
        (80.0, 120.0),
    ),
    mean(
        "ks2_maths_score",
        "Average scaled score in mathematics",
        "Maths score",
        Stage::Ks2,
        (2015, None),
        true,
        (80.0, 120.0),
    ),
    mean(
        "ks2_gps_score",
        "Average scaled score in grammar, punctuation and spelling",
        "GPS score",
        Stage::Ks2,
        (2015, None),
        true,
        (80.0, 120.0),
    ),
    progress("ks2_read_prog", "Progress in reading", "Reading progress"),
    progress("ks2_writ_prog", "Progress in writing", "Writing progress"),
    progress("ks2_maths_prog", "Progress in mathematics", "Maths progress"),
    mean(
        "ks1_aps",
        "Key stage 1 average point score",
        "KS1 APS",
        Stage::Ks1,
        (1997, LEVELS_END),
        false,
        (3.0, 27.0),
    ),
    mean(
        "ks1_reading_aps",
        "Key stage 1 average points in reading",
        "KS1 reading APS",
        Stage::Ks1,
        (1997, LEVELS_END),
        false,
        (3.0, 27.0),
    ),
    mean(
        "ks1_writing_aps",
        "Key stage 1 average points in writing",
        "KS1 writing APS",
        Stage::Ks1,
        (1997, LEVELS_END),
        false,
        (3.0, 27.0),
    ),
    mean(
        "ks1_maths_aps",
        "Key stage 1 average points in mathematics",
        "KS1 maths APS",
        Stage::Ks1,
        (1997, LEVELS_END),
        false,
        (3.0, 27.0),
    ),
    share(
        "ks1_read_exp",
        "Key stage 1 expected standard in reading",
        "KS1 reading",
        Stage::Ks1,
        2015,
        KS1_END,
        false,
    ),
    share(
        "ks1_writ_exp",
        "Key stage 1 expected standard in writing",
        "KS1 writing",
        Stage::Ks1,
        2015,
        KS1_END,
        false,
    ),
    share(
        "ks1_maths_exp",
        "Key stage 1 expected standard in mathematics",
        "KS1 maths",
        Stage::Ks1,
        2015,
        KS1_END,
        false,
    ),
    share("eyfs_gld", "Good level of development", "GLD", Stage::Eyfs, 2012, None, false),
    share(
        "phonics_y1",
        "Phonics standard in year 1",
        "Phonics",
        Stage::Year1,
        2011,
        None,
        true,
    ),
    share(
        "mtc",
        "Full marks in the multiplication tables check",
        "Tables check",
        Stage::Year4,
        2021,
        None,
        true,
    ),
];
