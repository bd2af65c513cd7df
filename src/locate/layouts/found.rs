//! A published layout as it is found on a sheet: by its codes, by the labels that the
//! metadata give them, or by the words of its headings.

use super::{Fields, Layout, LayoutColumn, OfSubject, Role, all, score, topics};
use crate::base::date::AcademicYear;
use crate::base::indicator::{NO_TESTS, Stage};
use crate::base::text::fold;
use crate::locate::scores::{self, Part, Score, Sheet};
use crate::locate::years;
use crate::read::grid::{CellValue, Grid};

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
                | Role::Upper
                | Role::Unmeasured,
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
pub(super) struct Heading<'a> {
    pub(super) col: u32,
    pub(super) folded: String,
    /// As it stands.
    pub(super) text: &'a str,
    /// Written in words, not as a code with strokes.
    pub(super) is_words: bool,
    pub(super) label: Option<&'a str>,
}

impl Heading<'_> {
    fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.folded.as_str()).chain(self.label)
    }

    /// The result of all pupils that its words mean, or those of its label: of another
    /// year's it is not this file's.
    pub(super) fn in_words(&self) -> Option<Score> {
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
    /// Its keys stand under the layout's codes and its results under somebody's words:
    /// it was worked on, and is checked as an adviser's own.
    pub(crate) is_edited: bool,
    /// The column of a measure that is like one of the pack's and is not read, and why.
    pub(crate) unread: Option<(u32, &'static str)>,
    /// What it holds, in words, where no measure of the pack stands in it.
    pub(crate) holds: String,
}

impl Published {
    /// What stands in a column.
    pub(crate) fn meaning(&self, col: u32) -> Option<&Meaning> {
        self.columns.iter().find(|(at, _)| *at == col).map(|(_, meaning)| meaning)
    }

    /// Whether results stand in it that the pack uses, or the eligible pupils of
    /// schools.
    pub(crate) fn has_results(&self) -> bool {
        let is_of_schools =
            self.columns.iter().any(|(_, meaning)| *meaning == Meaning::Key(Role::Urn));
        self.columns.iter().any(|(_, meaning)| match meaning {
            Meaning::Scores(scores) => scores
                .iter()
                .any(|(_, score)| is_of_schools || score.part != Part::Denominator),
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

impl Layout {
    /// Whether all its tells stand in a row.
    fn is_in(&self, row: &[Heading<'_>]) -> bool {
        // Without a column that says whose its rows are, only its codes are its own: an
        // adviser's sheet may have the words of the metadata too.
        let is_it = |column: &LayoutColumn, name: &str| {
            if self.rows.is_empty() {
                column.headings.first() == Some(&name)
            } else {
                column.is(name)
            }
        };
        let has = |column: &LayoutColumn| {
            row.iter().any(|heading| heading.names().any(|name| is_it(column, name)))
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

    /// Whether codes stand over what its rows are about, and words over every result.
    fn is_edited(&self, row: &[Heading<'_>], columns: &[(u32, Meaning)]) -> bool {
        let is_coded = |col: u32| {
            let heading = row.iter().find(|heading| heading.col == col);
            heading.is_some_and(|heading| !heading.is_words || heading.label.is_some())
        };
        let keys =
            columns.iter().filter(|(_, meaning)| matches!(meaning, Meaning::Key(_)));
        let mut results = columns.iter().filter(|(_, meaning)| match meaning {
            Meaning::Scores(scores) => {
                scores.iter().any(|(_, score)| score.indicator.is_some())
            }
            Meaning::Key(_) => false,
        });
        keys.filter(|(col, _)| is_coded(*col)).count() >= 3
            && results.clone().next().is_some()
            && results.all(|(col, _)| !is_coded(*col))
    }

    /// What stands under each heading of a row.
    fn meanings(
        &self,
        row: &[Heading<'_>],
        topic: Option<&'static str>,
    ) -> Vec<(u32, Meaning)> {
        let mut found: Vec<(u32, Meaning)> = Vec::new();
        let column =
            |heading: &Heading<'_>| heading.names().find_map(|name| self.column(name));
        // Words give way to a code: the sum of all progress is like the progress.
        let has_code = |score: &Score| {
            let mut columns = row.iter().filter_map(column);
            columns.any(|column| column.scores().iter().any(|(_, own)| own == score))
        };
        for heading in row {
            let meaning = match column(heading) {
                Some(column) if column.role.part().is_none() => {
                    Some(Meaning::Key(column.role))
                }
                Some(column) => Some(Meaning::Scores(column.scores())),
                None => heading
                    .in_words()
                    .filter(|_| !self.rows.is_empty() && topic.is_none())
                    .filter(|score| !has_code(score))
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
        // What several subjects share means nothing where no column names them.
        let is_subject = |meaning: &Meaning| *meaning == Meaning::Key(Role::Subject);
        if !found.iter().any(|(_, meaning)| is_subject(meaning)) {
            found.retain(|(_, meaning)| match meaning {
                Meaning::Scores(scores) => scores.iter().all(|(of, _)| of.is_none()),
                Meaning::Key(_) => true,
            });
        }
        found
    }

    /// The first column of a measure that is like one of the pack's and is not read.
    fn unread(&self, row: &[Heading<'_>]) -> Option<(u32, &'static str)> {
        let unread = self.unread.as_ref()?;
        let is_it = |heading: &&Heading<'_>| {
            let is_words = |name: &str| (unread.is_words)(name);
            unread.codes.contains(&heading.folded.as_str())
                || heading.is_words && is_words(&heading.folded)
                || heading.label.is_some_and(is_words)
        };
        row.iter().find(is_it).map(|heading| (heading.col, unread.says))
    }
}

/// What a file holds in which no measure of the pack stands.
fn holds(
    row: &[Heading<'_>],
    columns: &[(u32, Meaning)],
    topic: Option<&'static str>,
) -> String {
    let is_known = |col: u32| columns.iter().any(|(at, _)| *at == col);
    let unknown = row.iter().filter(|heading| !is_known(heading.col));
    topic.map_or_else(
        || topics::columns(unknown.map(|heading| (&*heading.folded, heading.text))),
        ToOwned::to_owned,
    )
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
                Heading { col, folded, text, is_words, label }
            })
            .collect();
        let Some(layout) = all().find(|layout| layout.is_in(&headings)) else { continue };
        let topic = topics::topic(headings.iter().map(|heading| &*heading.folded));
        let columns = layout.meanings(&headings, topic);
        let is_edited = layout.is_edited(&headings, &columns);
        let year = fields
            .year(&grid.file)
            .or_else(|| after(headings.iter().map(|heading| heading.folded.as_str())));
        let unread = layout.unread(&headings);
        let holds = holds(&headings, &columns, topic);
        let published = Published { layout, columns, year, is_edited, unread, holds };
        return Some((published, row));
    }
    None
}
