//! Published layouts of results, as data: which headings tell each from other
//! sheets, what stands under its columns, whose rows its words mean, what its symbols
//! say. A new layout is an entry in [`tables`] or [`statistics`]; a publication of which
//! nothing is read, a line in [`topics`].

mod fields;
mod found;
mod statistics;
mod tables;
mod topics;

pub(crate) use fields::{Fields, is_list};
pub(crate) use found::{Meaning, Published, recognise};

use super::scores::{Part, Score};
use crate::base::indicator::Indicator;
use crate::base::reason::Missing;

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
    /// Whose row it is, in one of the words of [`Layout::rows`].
    Row,
    /// A breakdown: only its total is read.
    Breakdown,
    /// What the columns are of that several subjects share.
    Subject,
    /// Provisional, revised, final.
    Status,
    /// Code of the measure, in one of the words of [`Layout::measures`].
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
    /// What the pack does not measure.
    Unmeasured,
}

impl Role {
    /// What of a result stands there; nothing for a key.
    const fn part(self) -> Option<Part> {
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
            | Self::Row
            | Self::Breakdown
            | Self::Subject
            | Self::Status
            | Self::Short
            | Self::Item
            | Self::Unmeasured => return None,
        })
    }
}

/// Whose row a word of a layout means; a row of no such word is of nobody whom the
/// pack speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rows {
    /// A school's.
    School,
    /// A local authority's.
    La,
    /// England, state-funded schools.
    NationalState,
    /// England, all schools.
    NationalAll,
}

/// One column of a layout.
#[derive(Debug)]
pub(crate) struct LayoutColumn {
    /// The heading, folded: its code, then other names and the labels that the
    /// metadata give it.
    headings: &'static [&'static str],
    /// Code of the indicator; empty for keys and for what all indicators share.
    indicator: &'static str,
    /// Where a row's subject tells the indicator: subject (folded) and indicator.
    by_subject: &'static [(&'static str, &'static str)],
    /// What stands there.
    role: Role,
}

/// A result under a heading, for rows of one subject or for all.
pub(crate) type OfSubject = (Option<&'static str>, Score);

impl LayoutColumn {
    fn is(&self, heading: &str) -> bool {
        self.headings.contains(&heading)
    }

    /// Whether it tells a layout of which nothing is read.
    fn is_unmeasured(&self) -> bool {
        self.role == Role::Unmeasured
    }

    /// The results that stand there; none for a key.
    fn scores(&self) -> Vec<OfSubject> {
        let Some(part) = self.role.part() else { return Vec::new() };
        let score =
            |code: &str| Score { indicator: Indicator::of(code), year: None, part };
        match self.by_subject {
            [] => vec![(None, score(self.indicator))],
            several => several
                .iter()
                .map(|(subject, code)| (Some(*subject), score(code)))
                .collect(),
        }
    }
}

/// One published layout.
#[derive(Debug)]
pub(crate) struct Layout {
    /// In words, for the adviser.
    pub(crate) title: &'static str,
    /// The register that it fills: `results` or `comparators`.
    pub(crate) register: &'static str,
    /// Folded headings whose columns all stand in its heading row.
    tells: &'static [&'static str],
    columns: &'static [LayoutColumn],
    /// Words of its column of [`Role::Row`], folded.
    pub(crate) rows: &'static [(&'static str, Rows)],
    /// Words of a breakdown that mean the whole, folded.
    pub(crate) totals: &'static [&'static str],
    /// Codes of measures in its column of [`Role::Short`], folded, and indicators.
    pub(crate) measures: &'static [(&'static str, &'static str)],
    /// Whether columns that it does not name may break its figures down.
    pub(crate) has_filters: bool,
    /// Symbols that mean here what they do not mean elsewhere, folded.
    pub(crate) marks: &'static [(&'static str, Missing)],
    /// A measure of its own that is like one of the pack's.
    unread: Option<Unread>,
}

/// A measure that is like one of the pack's and is not read.
#[derive(Debug)]
struct Unread {
    /// Folded codes.
    codes: &'static [&'static str],
    /// Whether a label (folded) means it.
    is_words: fn(&str) -> bool,
    /// Why it is not read.
    says: &'static str,
}

const fn plain(
    title: &'static str,
    tells: &'static [&'static str],
    columns: &'static [LayoutColumn],
) -> Layout {
    Layout {
        title,
        register: "results",
        tells,
        columns,
        rows: &[],
        totals: &[],
        measures: &[],
        has_filters: false,
        marks: &[],
        unread: None,
    }
}

const fn of(
    headings: &'static [&'static str],
    indicator: &'static str,
    role: Role,
) -> LayoutColumn {
    LayoutColumn { headings, indicator, by_subject: &[], role }
}

const fn key(headings: &'static [&'static str], role: Role) -> LayoutColumn {
    of(headings, "", role)
}

const fn value(
    headings: &'static [&'static str],
    indicator: &'static str,
) -> LayoutColumn {
    of(headings, indicator, Role::Value)
}

const fn by_subject(
    headings: &'static [&'static str],
    role: Role,
    by_subject: &'static [(&'static str, &'static str)],
) -> LayoutColumn {
    LayoutColumn { headings, indicator: "", by_subject, role }
}

/// Every layout; the first whose tells are all present is taken.
fn all() -> impl Iterator<Item = &'static Layout> {
    tables::LAYOUTS.iter().chain(statistics::LAYOUTS)
}

/// The layouts of a register that are read, in words.
pub(crate) fn titles(register: &str) -> Vec<&'static str> {
    let mut titles: Vec<&str> = all()
        .filter(|layout| layout.register == register)
        .filter(|layout| !layout.columns.iter().any(LayoutColumn::is_unmeasured))
        .map(|layout| layout.title)
        .collect();
    titles.dedup();
    titles
}

impl Layout {
    fn column(&self, heading: &str) -> Option<&'static LayoutColumn> {
        self.columns.iter().find(|column| column.is(heading))
    }
}

/// What stands under a heading (folded) that some published layout has, where it
/// is a result: a column pasted into the adviser's own sheet keeps its meaning.
pub(crate) fn score(heading: &str) -> Option<Score> {
    let column = all().find_map(|layout| layout.column(heading))?;
    match column.scores().as_slice() {
        [(None, score)] => Some(*score),
        _ => None,
    }
}

/// Headings of published school lists and of exports of surveys (folded) that are like
/// a register's word and mean something else: no likeness takes them.
pub(crate) const LIKE_ANOTHER: &[&str] = &[
    "age",
    "collector id",
    "email",
    "email address",
    "e mail",
    "e mail address",
    "county name",
    "previousla name",
    "previousla code",
    "previous full inspection overall effectiveness",
    "inspection end date",
];

/// Numbers (headings folded) of published school lists in which an `x` stands for a few
/// pupils: their publisher hides them.
pub(crate) const HIDES_FEW: &[&str] =
    &["numberofpupils", "numberofboys", "numberofgirls"];

/// Headings of published school lists (folded) that mean another inspection than the
/// graded one where this other heading stands beside them.
pub(crate) const GIVES_WAY: &[(&str, &str)] = &[
    ("inspection start date", "inspection start date of latest oeif graded inspection"),
    ("overall effectiveness", "latest oeif overall effectiveness"),
];

#[cfg(test)]
mod tests;
