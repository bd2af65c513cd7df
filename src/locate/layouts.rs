//! Published layouts of results, as data: which headings tell each from other
//! sheets, what stands under its columns, whose rows its words mean, what its symbols
//! say. A new layout is an entry in [`tables`] or [`statistics`].

mod fields;
mod statistics;
mod tables;

pub(crate) use fields::{Fields, is_list};

use super::{scores, years};
use crate::base::date::AcademicYear;
use crate::base::indicator::{Indicator, NO_TESTS, Stage};
use crate::base::reason::Missing;
use crate::base::text::fold;
use crate::read::grid::{CellValue, Grid};
use scores::{Part, Score, Sheet};

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
            | Self::Item => return None,
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

impl Layout {
    fn column(&self, heading: &str) -> Option<&'static LayoutColumn> {
        self.columns.iter().find(|column| column.is(heading))
    }

    /// Whether all its tells stand in a row.
    fn is_in(&self, row: &[Heading<'_>]) -> bool {
        let has = |column: &LayoutColumn| {
            row.iter().any(|heading| heading.names().any(|name| column.is(name)))
        };
        let has_words =
            self.columns.iter().any(|column| column.role == Role::Row && has(column));
        self.tells.iter().filter_map(|tell| self.column(tell)).all(|column| {
            has(column)
                || has_words
                    && !column.indicator.is_empty()
                    && row.iter().any(|heading| {
                        let meant = heading.in_words().map(|score| (None, score));
                        meant.is_some_and(|meant| column.scores() == [meant])
                    })
        })
    }

    /// What stands under each heading of a row.
    fn meanings(&self, row: &[Heading<'_>]) -> Vec<(u32, Meaning)> {
        let mut found: Vec<(u32, Meaning)> = Vec::new();
        for heading in row {
            let column = heading.names().find_map(|name| self.column(name));
            let meaning = match column {
                Some(column) if column.role.part().is_none() => {
                    Some(Meaning::Key(column.role))
                }
                Some(column) => Some(Meaning::Scores(column.scores())),
                None => heading
                    .in_words()
                    .filter(|_| !self.rows.is_empty())
                    .map(|score| Meaning::Scores(vec![(None, score)])),
            };
            // Of two columns with one meaning the first is this year's.
            let is_taken = |meaning: &Meaning| {
                !matches!(meaning, Meaning::Key(Role::Breakdown))
                    && found.iter().any(|(_, other)| other == meaning)
            };
            if let Some(meaning) = meaning.filter(|meaning| !is_taken(meaning)) {
                found.push((heading.col, meaning));
            }
        }
        found
    }
}

/// What stands under a heading.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meaning {
    /// Whose result, when, of what.
    Key(Role),
    /// Results.
    Scores(Vec<OfSubject>),
}

impl Meaning {
    /// What stands there, in a word for the adviser.
    pub(crate) fn says(&self) -> &'static str {
        match self {
            Self::Key(Role::Urn) => "urn",
            Self::Key(Role::Dfe) => "dfe",
            Self::Key(Role::LaCode) => "authority's code",
            Self::Key(Role::Estab) => "school's number",
            Self::Key(Role::Name) => "school",
            Self::Key(Role::LaName) => "area",
            Self::Key(Role::Year) => "year",
            Self::Key(Role::Row) => "whose row it is",
            Self::Key(Role::Breakdown) => "group of pupils or schools",
            Self::Key(Role::Subject | Role::Short | Role::Item) => "measure",
            Self::Key(Role::Status) => "status",
            Self::Key(
                Role::Value
                | Role::Numerator
                | Role::Denominator
                | Role::Lower
                | Role::Upper,
            ) => "its own",
            Self::Scores(scores) => match scores.as_slice() {
                [(_, Score { indicator: Some(one), .. })] => one.code,
                [(_, Score { part: Part::Denominator, .. })] => "eligible pupils",
                [_] => "value",
                _ => "measure by subject",
            },
        }
    }
}

/// A heading as it stands, and as the metadata beside its file label it.
struct Heading<'a> {
    col: u32,
    folded: String,
    /// Written in words, not as a code with strokes.
    is_words: bool,
    label: Option<&'a str>,
}

impl Heading<'_> {
    fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.folded.as_str()).chain(self.label)
    }

    /// The result of all pupils that its words mean, or those of its label: of another
    /// year's it is not this file's.
    fn in_words(&self) -> Option<Score> {
        let own = self.is_words.then_some(self.folded.as_str());
        own.into_iter().chain(self.label).find_map(|name| {
            if years::said(name) != years::Said::Nothing {
                return None;
            }
            let sheet = Sheet { stage: Some(Stage::Ks2), ..Sheet::default() };
            let score = scores::score("", name, sheet)?;
            score.indicator.filter(|indicator| indicator.stage == Stage::Ks2)?;
            let part = match score.part {
                Part::Either => Part::Value,
                part => part,
            };
            Some(Score { part, ..score })
        })
    }
}

/// A published layout as found on a sheet.
#[derive(Clone, Debug)]
pub(crate) struct Published {
    /// Which.
    pub(crate) layout: &'static Layout,
    /// What stands under its headings, by sheet column.
    pub(crate) columns: Vec<(u32, Meaning)>,
    /// The results year that its metadata or its columns of the year before name.
    pub(crate) year: Option<AcademicYear>,
}

impl Published {
    /// What stands in a column.
    pub(crate) fn meaning(&self, col: u32) -> Option<&Meaning> {
        self.columns.iter().find(|(at, _)| *at == col).map(|(_, meaning)| meaning)
    }

    /// Whether results stand in it that the pack uses.
    pub(crate) fn has_results(&self) -> bool {
        self.columns.iter().any(|(_, meaning)| match meaning {
            Meaning::Scores(scores) => {
                scores.iter().any(|(_, score)| score.part != Part::Denominator)
            }
            Meaning::Key(_) => false,
        })
    }

    /// Whether a row has the headings again, in the words of the other heading row.
    pub(crate) fn is_headed_by(&self, row: &[(u32, String)]) -> bool {
        let same = row
            .iter()
            .filter(|(col, text)| {
                let Some(meaning) = self.meaning(*col) else { return false };
                let column = self.layout.column(text);
                column.is_some_and(|column| match meaning {
                    Meaning::Key(role) => *role == column.role,
                    Meaning::Scores(scores) => *scores == column.scores(),
                })
            })
            .count();
        same >= 3
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

/// The year of a table that repeats the results of years before: `PTRWM_EXP_17` and
/// `PTRWM_EXP_16` stand in the one of the next tests, 2018.
fn after<'a>(headings: impl Iterator<Item = &'a str>) -> Option<AcademicYear> {
    let before = headings.filter_map(|heading| {
        let (code, year) = heading.rsplit_once(' ')?;
        let is_year = year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit());
        let summer = year.parse::<i16>().ok().filter(|_| is_year)?;
        score(code).map(|_| AcademicYear::of_summer(2000 + summer))
    });
    let mut year = AcademicYear(before.max()?.0 + 1);
    while NO_TESTS.contains(&year) {
        year = AcademicYear(year.0 + 1);
    }
    Some(year)
}

/// Headings of published school lists and of exports of surveys (folded) that are like
/// a register's word and mean something else: no likeness takes them.
pub(crate) const LIKE_ANOTHER: &[&str] = &[
    "collector id",
    "email",
    "email address",
    "e mail",
    "e mail address",
    "previousla name",
    "previousla code",
    "previous full inspection overall effectiveness",
    "inspection end date",
];

/// Headings of published school lists (folded) that mean another inspection than the
/// graded one where this other heading stands beside them.
pub(crate) const GIVES_WAY: &[(&str, &str)] = &[
    ("inspection start date", "inspection start date of latest oeif graded inspection"),
    ("overall effectiveness", "latest oeif overall effectiveness"),
];

/// How many rows are searched for a heading row.
const ROWS_SEARCHED: usize = 30;

/// A published layout on this sheet, with its heading row, from nought.
pub(crate) fn recognise(grid: &Grid, fields: &Fields) -> Option<(Published, u32)> {
    for (row, cells) in grid.rows().take(ROWS_SEARCHED) {
        if cells.len() < 3 {
            continue;
        }
        let headings: Vec<Heading<'_>> = cells
            .iter()
            .filter_map(|cell| match &cell.value {
                CellValue::Text(text) => Some((cell.pos.col, text)),
                _ => None,
            })
            .map(|(col, text)| {
                let folded = fold(text);
                let label = fields.label(&grid.file, &folded);
                let is_words = text.contains(' ') && !text.contains('_');
                Heading { col, folded, is_words, label }
            })
            .collect();
        let Some(layout) = all().find(|layout| layout.is_in(&headings)) else { continue };
        let columns = layout.meanings(&headings);
        let year = fields
            .year(&grid.file)
            .or_else(|| after(headings.iter().map(|heading| heading.folded.as_str())));
        return Some((Published { layout, columns, year }, row));
    }
    None
}

#[cfg(test)]
mod tests;
