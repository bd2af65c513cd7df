//! Why a value is missing, or a school is not in a figure.

use std::fmt;

use super::text::{fold, tidy};

/// Why a cell that should hold a result holds none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Missing {
    /// Nothing stands there.
    Blank,
    /// `SUPP`, `c`, to 2018/19 also `x` of the key stage statistics: hidden, a small
    /// cohort.
    Suppressed,
    /// `boycott`, `BOYC`, "did not sit", "TA only".
    Boycott,
    /// `NE`, `NA`, `NP`, `-`: no result.
    NoResult,
    /// `NEW`: a new school.
    New,
    /// `LOWCOV`: under half of the cohort is covered.
    LowCoverage,
    /// `MALADMIN`: annulled.
    Maladministration,
    /// What stood there cannot be read; a finding says so.
    Unreadable,
}

impl Missing {
    /// Why a cell holds no result, in the words of the tables and of registers.
    pub(crate) fn said(text: &str) -> Option<Self> {
        // In square brackets it is the government's: not available.
        if tidy(text).eq_ignore_ascii_case("[x]") {
            return Some(Self::NoResult);
        }
        let trimmed = text.trim().trim_matches(['[', ']', '(', ')', '.']).to_lowercase();
        match trimmed.as_str() {
            "*" | "**" | "c" | "x" | "supp" => return Some(Self::Suppressed),
            "-" | "--" | ":" | "~" | "" | "z" | "low" | "u" | "k" => {
                return Some(Self::NoResult);
            }
            _ => {}
        }
        let folded = fold(text);
        let padded = format!(" {folded} ");
        let holds = |words: &[&str]| words.iter().any(|word| padded.contains(word));
        if holds(&[
            " boyc",
            " did not sit",
            " didnt sit",
            " not sat",
            " b c ",
            " no tests",
            " no test ",
            " tests not taken",
            " ta only",
            " teacher assessment",
            " ta ",
        ]) {
            return Some(Self::Boycott);
        }
        if holds(&[" maladmin", " annulled"]) {
            return Some(Self::Maladministration);
        }
        if holds(&[" supp ", " suppress", " hidden ", " withheld", " confidential"]) {
            return Some(Self::Suppressed);
        }
        if holds(&[" lowcov", " low coverage"]) {
            return Some(Self::LowCoverage);
        }
        if holds(&[" not yet open", " not open ", " opened ", " opens "]) {
            return Some(Self::New);
        }
        if holds(&[" new school "]) || holds(&[" new "]) && folded.split(' ').count() <= 3
        {
            return Some(Self::New);
        }
        let is_none = [
            "ne",
            "na",
            "np",
            "n a",
            "n e",
            "n p",
            "nr",
            "sp",
            "no entries",
            "not published",
            "no results",
            "no result",
            "no pupils",
            "no cohort",
            "no y6",
            "no year 6",
            "no ks2",
            "no ks1",
            "none",
            "null",
            "nil",
            "not available",
            "not applicable",
            "no data",
            "tbc",
            "closed",
            "nd",
            "n k",
            "not known",
            "no y2",
            "no year 2",
            "awaited",
            "re",
        ]
        .contains(&folded.as_str());
        is_none.then_some(Self::NoResult)
    }
}

/// Why a school, or a record, is not in a figure. One for each.
///
/// In the order in which the first that applies is taken (`DECISIONS`, M25).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum LeftOut {
    /// No pupils at this key stage.
    NoKs,
    /// Closed before the outcome tests, with no successor whose results join.
    Closed,
    /// Opened after the baseline tests, or coded so.
    New,
    /// A merger in which a predecessor's baseline is missing.
    Amalg,
    /// Support began after the outcome tests.
    StartAfterTests,
    /// Too few days of support before the tests.
    LtMinDays,
    /// Took part in the boycott of 2010.
    Boyc,
    /// Results suppressed.
    Supp,
    /// Results annulled for maladministration.
    Maladmin,
    /// The row that would count is in error.
    ErrorRow,
    /// No result, for no stated reason.
    NoResult,
    /// Its own baseline and outcome are another pair of years.
    OtherPair,
    /// An LLE school that is also a client: counted as a client only.
    DualRole,
    /// Fewer pupils than may be shown singly.
    SmallN,
    /// No partner within the caliper.
    Unmatched,
}

impl LeftOut {
    /// The code of `left-out.csv`.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::NoKs => "NO_KS",
            Self::Closed => "CLOSED",
            Self::New => "NEW",
            Self::Amalg => "AMALG",
            Self::StartAfterTests => "START_AFTER_TESTS",
            Self::LtMinDays => "LT_MIN_DAYS",
            Self::Boyc => "BOYC",
            Self::Supp => "SUPP",
            Self::Maladmin => "MALADMIN",
            Self::ErrorRow => "ERROR_ROW",
            Self::NoResult => "NO_RESULT",
            Self::OtherPair => "OTHER_PAIR",
            Self::DualRole => "DUAL_ROLE",
            Self::SmallN => "SMALL_N",
            Self::Unmatched => "UNMATCHED",
        }
    }

    /// What a reader of the exclusion table sees.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::NoKs => "No pupils at this key stage (infant or other phase)",
            Self::Closed => "Closed before the later tests, no successor to join",
            Self::New => "Opened after the earlier tests",
            Self::Amalg => "Amalgamated, no earlier result to join",
            Self::StartAfterTests => "Support began after the later tests",
            Self::LtMinDays => "Too few days of support before the later tests",
            Self::Boyc => "Took part in the boycott of the 2010 tests",
            Self::Supp => "Result suppressed in the published tables",
            Self::Maladmin => "Result annulled",
            Self::ErrorRow => "The register row is in error",
            Self::NoResult => "No result for one of the two years",
            Self::OtherPair => "Its own before and after are other years",
            Self::DualRole => "Both an LLE school and a client school",
            Self::SmallN => "Too few pupils to show",
            Self::Unmatched => "No similar school within the limits",
        }
    }
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
