//! Headings that a register takes in its own way, besides its columns: results under
//! their years, a survey's questions, the days of meetings, visits beside their
//! deployment. And by what else a register is told from others.

use std::collections::{BTreeMap, BTreeSet};

use super::below::Columns;
use super::headings::Row;
use super::questions::{self, is_date};
use super::schema::{Column, Kind, Schema};
use super::scores::{self, Part, Score};
use super::sorted::Sorted;
use super::table::{Because, Extra};
use super::understood::Understood;
use super::vocabulary::Meant;
use super::{across, areas, besides, day_above, text_of};
use crate::base::text::{fold, fold_spelled};
use crate::read::grid::Grid;

/// Whether a register may be told by its shape, though no heading is one of its words.
pub(super) fn has_shape(schema: &Schema) -> bool {
    matches!(schema.name, "results" | "surveys" | "meetings")
}

/// The headings of a row that one register takes in its own way, by their columns.
#[derive(Default)]
pub(super) struct Owned {
    /// All of them.
    cols: BTreeSet<u32>,
    /// Those that are no columns of the register, whatever their words mean.
    firm: BTreeSet<u32>,
    /// Columns that a heading may be all the same.
    but: &'static [&'static str],
    /// Whether numbers of pupils stand at levels of key stage 1.
    pub(super) has_levels: bool,
}

impl Owned {
    fn firm(cols: BTreeSet<u32>) -> Self {
        Self { firm: cols.clone(), cols, ..Self::default() }
    }

    /// Whether the register takes the heading in its own way.
    pub(super) fn has(&self, col: u32) -> bool {
        self.cols.contains(&col)
    }

    /// Whether the heading is not this column, though its words mean it.
    pub(super) fn keeps(&self, col: u32, column: &Column) -> bool {
        self.firm.contains(&col) && !self.but.contains(&column.key)
    }
}

/// The headings of a row that a register takes in its own way.
pub(super) fn owned(
    grid: &Grid,
    of_row: &Row<'_>,
    schema: &Schema,
    meant: &[Meant],
    understood: &mut Understood<'_>,
) -> Owned {
    let texts = of_row.texts;
    let of = |is_one: &mut dyn FnMut(u32, &str, &str) -> bool| -> BTreeSet<u32> {
        texts
            .iter()
            .filter(|(col, over, text)| is_one(*col, over, text))
            .map(|(col, _, _)| *col)
            .collect()
    };
    match schema.name {
        "results" => results(grid, of_row, understood),
        "surveys" => {
            let known: BTreeMap<u32, Because> = texts
                .iter()
                .zip(meant)
                .filter_map(|((col, _, _), meant)| Some((*col, meant.as_ref()?.1)))
                .collect();
            let mut asked = questions::columns(grid, of_row.row, texts, |col| {
                known.contains_key(&col)
            });
            // `Response` stands under every heading of an export, questions or not.
            for (col, over, text) in texts {
                let is_near = matches!(known.get(col), None | Some(Because::Near(_)));
                if questions::is_response(&fold(text))
                    && !over.is_empty()
                    && (!is_near || of_row.columns.below(*col).is_listed(schema))
                {
                    asked.remove(col);
                }
            }
            Owned::firm(asked)
        }
        "meetings" => Owned {
            cols: of(&mut |col, _, text| is_date(grid, of_row.row, col, text)),
            ..Owned::default()
        },
        "deployments" => {
            Owned::firm(of(&mut |_, over, text| across::numbered(over, text).is_some()))
        }
        _ => Owned::default(),
    }
}

/// Results under their years, or at their levels.
fn results(grid: &Grid, of_row: &Row<'_>, understood: &mut Understood<'_>) -> Owned {
    let has_levels = has_levels(grid, of_row);
    let texts = of_row.texts.iter().zip(of_row.said);
    let headings = texts.map(|((col, _, _), (own, _))| (*col, own.folded.as_str()));
    let level_rows = level_columns(&of_row.columns, headings);
    let mut owned = Owned {
        but: &["urn", "dfe", "school", "year", "measure"],
        has_levels: has_levels || level_rows.is_some(),
        ..Owned::default()
    };
    if let Some((level, pupils)) = level_rows {
        owned.cols.extend([level, pupils]);
        owned.firm.extend([level, pupils]);
    }
    for ((col, over, text), (own, _)) in of_row.texts.iter().zip(of_row.said) {
        let score = understood.score(over, text);
        if score.is_some() || has_levels && scores::level(&own.folded).is_some() {
            owned.cols.insert(*col);
        }
        if has_layout(score) {
            owned.firm.insert(*col);
        }
    }
    owned
}

/// Whether the sorted headings are those of this register and not only like them.
pub(super) fn is_told(
    grid: &Grid,
    of_row: &Row<'_>,
    schema: &Schema,
    sorted: &Sorted,
    has: &dyn Fn(&str) -> bool,
    named: bool,
    understood: &mut Understood<'_>,
) -> bool {
    // What somebody drove, borrowed or complained of is no register of the programme.
    let is_foreign = |text: &str| {
        let folded = fold_spelled(text);
        folded.split(' ').any(|word| FOREIGN.contains(&word))
    };
    let is_of_support = matches!(schema.name, "deployments" | "visits" | "quality");
    // Miles may stand among a register's own words.
    let own = sorted.headings.iter().filter(|one| {
        matches!(one.because, Because::Exact | Because::Synonym | Because::Answered)
    });
    let is_weak = is_of_support && !named && own.count() < SURE;
    if is_weak && of_row.texts.iter().any(|(_, _, text)| is_foreign(text)) {
        return false;
    }
    match schema.name {
        "results" => {
            sorted
                .extras
                .iter()
                .any(|extra| has_layout(understood.score(&extra.over, &extra.text)))
                || sorted.has_levels
                || (has("year") && has("measure") && (has("value") || has("numerator")))
                // `Percent at L4+` is what the row's own measure is about.
                || (has("year") && has("measure") && has_scores(sorted, understood))
        }
        "surveys" => !sorted.extras.is_empty(),
        // A day beside the word for it, `Date` and `2/11/2011`, is a label's: days
        // over people's marks need the people.
        "meetings" => {
            let has_matrix = !sorted.extras.is_empty();
            let has_who = has("name") || has("lle_ref");
            if has_matrix && has("date") && !has_who {
                return false;
            }
            has("date") || has_matrix || day_above::day(grid, of_row.row).is_some()
        }
        // `Local authority` beside `England` is a column of values, not of areas.
        "comparators" => {
            has("value")
                || has("numerator")
                || !sorted.unused.iter().any(|extra| areas::is_nation(&extra.text))
        }
        // Schools that are open and closed, and nobody who helps them, are a list of schools.
        "deployments" => {
            named || ["lle", "lle_ref", "lle_school", "ref"].iter().any(|key| has(key))
        }
        // A sheet with a deployment's days, under no word of visits, is of deployments.
        "quality" | "visits" if strange_days(of_row, sorted) >= STRANGE_DAYS => false,
        // Schools are audited for much else.
        "quality" => {
            let mut headings = sorted.headings.iter();
            let is_audit = headings.any(|one| fold(&one.text).contains("audit"));
            !is_audit || has("deployment") || has("lle")
        }
        // Any register may have a term, a start and an end: with another column
        // beside them it is not the list of terms unless it is called so.
        "term_dates" => sorted.unused.is_empty() || named,
        _ => true,
    }
}

/// Headings in a register's own words that a word of another thing does not outweigh.
const SURE: usize = 5;

/// Words of sheets about something else.
const FOREIGN: [&str; 12] = [
    "miles",
    "mileage",
    "journey",
    "petrol",
    "loan",
    "loaned",
    "borrowed",
    "complaint",
    "complainant",
    "risk",
    "likelihood",
    "asset",
];

/// Days under headings that no word tells from which a sheet is of another register.
const STRANGE_DAYS: usize = 3;

/// How many columns of days stand under headings that the register does not know.
fn strange_days(of_row: &Row<'_>, sorted: &Sorted) -> usize {
    let are_days =
        |extra: &&Extra| of_row.columns.below(extra.col).profile().fits(Kind::Date);
    sorted.unused.iter().filter(are_days).count()
}

/// Headings (folded) that the makers of questionnaires add to every export.
const OF_EXPORTS: [&str; 17] = [
    "collector id",
    "start date",
    "start time",
    "last modified time",
    "ip address",
    "email",
    "email address",
    "e mail address",
    "first name",
    "last name",
    "name",
    "language",
    "custom data",
    "custom data 1",
    "custom value",
    "source",
    "total points",
];

/// How many of the headings that a register does not know speak against it: not those
/// that stand in every export.
pub(super) fn strangers(schema: &Schema, sorted: &Sorted) -> usize {
    let is_strange = |extra: &&Extra| {
        let is_of_export =
            schema.name == "surveys" && OF_EXPORTS.contains(&fold(&extra.text).as_str());
        !is_of_export && !besides::is(&extra.text, schema)
    };
    sorted.unused.iter().filter(is_strange).count()
}

/// Fewest levels of key stage 1 among the headings beside a column of subjects.
const FEWEST_LEVELS: usize = 4;

/// Numbers of pupils at each level of key stage 1: a row for each subject (`Subject`,
/// `W`, `1`, `2C` …), or of the subject that the sheet's name or a title above names,
/// or of several that stand over the years over the levels.
fn has_levels(grid: &Grid, of_row: &Row<'_>) -> bool {
    let own = || of_row.said.iter().map(|(own, _)| own.folded.as_str());
    let levels = own().filter(|folded| scores::level(folded).is_some()).count();
    let names = |text: &str| scores::subject(&fold(text)).is_some();
    levels >= FEWEST_LEVELS
        && (own().any(|folded| folded == "subject")
            || names(&grid.name)
            || grid
                .rows()
                .take_while(|(above, _)| *above < of_row.row)
                .flat_map(|(_, cells)| cells)
                .any(|cell| names(&text_of(grid, cell))))
}

/// The columns of the level and of the pupils where each level of a subject has a row
/// of its own: `Subject`, `Level`, `Pupils`.
fn level_columns<'a>(
    columns: &Columns<'_>,
    headings: impl Iterator<Item = (u32, &'a str)> + Clone,
) -> Option<(u32, u32)> {
    const PUPILS: [&str; 7] = [
        "pupils",
        "number of pupils",
        "no of pupils",
        "number",
        "count",
        "children",
        "no of children",
    ];
    let at = |is: &dyn Fn(&str) -> bool| {
        headings.clone().find(|(_, folded)| is(folded)).map(|(col, _)| col)
    };
    at(&|folded| folded == "subject")?;
    let level = at(&|folded| matches!(folded, "level" | "levels" | "ta level"))?;
    let pupils = at(&|folded| PUPILS.contains(&folded))?;
    let below = columns.below(level);
    let cells = below.texts();
    let is_level = |text: &String| scores::level(&fold(text)).is_some();
    (cells.len() >= FEWEST_LEVELS && cells.iter().all(is_level))
        .then_some((level, pupils))
}

/// The same in a row that is known for the headings of a table.
pub(crate) fn level_rows<'a>(
    grid: &Grid,
    row: u32,
    headings: impl Iterator<Item = (u32, &'a str)> + Clone,
) -> Option<(u32, u32)> {
    level_columns(&Columns::of(grid, row), headings)
}

/// A heading that only a results layout has: a year over it, or a layout's code.
fn has_scores(sorted: &Sorted, understood: &mut Understood<'_>) -> bool {
    sorted.extras.iter().any(|extra| {
        understood.score(&extra.over, &extra.text).is_some_and(|score| {
            matches!(score.part, Part::Value | Part::Numerator | Part::Either)
        })
    })
}

fn has_layout(score: Option<Score>) -> bool {
    score.is_some_and(|score| score.year.is_some() || score.indicator.is_some())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};

    #[test]
    fn a_day_beside_the_word_for_it_is_no_register_of_attendance() {
        let about = "
Prepared by | Data team
Asked for by | SM
Date | 2/11/2011
Files used | performance tables
Sent to | county";
        assert!(located(grid(about)).is_empty());
        let matrix = "
Name | 18/11/2010 | 10/2/2011
Ms A Hill | Y | Y
Mr B Dale | N | Y";
        assert_eq!(shown(&located(grid(matrix))), ["meetings 1: name; 2 rows"]);
    }
}
