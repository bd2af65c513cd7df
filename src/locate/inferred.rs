//! Headings that no word of a register tells, told by what stands below them and
//! beside them: part of their words, the order of a record's days, sums that come out,
//! the only school in a row. Each is a likeness; the adviser is asked about it.

use std::collections::BTreeSet;

use super::headings::Sorted;
use super::profile::{Profile, is_one, number_at};
use super::schema::{Column, Kind, Schema};
use super::table::{Because, Extra, Heading};
use super::texts::joined;
use super::understood::{Said, Understood};
use super::vocabulary::Words;
use super::{areas, besides, looks};
use crate::base::cell::CellPos;
use crate::base::text::{fold, fold_spelled};
use crate::read::grid::Grid;

/// Part of the words of a column from which a heading with the right cells is it.
const ALIKE: f64 = 0.5;

/// Days of a record's life, in the order in which they come and are written.
const LIVES: &[(&str, &[&str])] = &[
    ("visits", &["date", "received"]),
    ("deployments", &["identified", "agreed", "start", "planned_end", "end"]),
    ("quality", &["due", "done"]),
    ("contracts", &["signed_lle", "signed_client", "signed_la", "start", "end"]),
    ("surveys", &["invited", "responded"]),
    ("lles", &["accredited"]),
    ("meetings", &["date"]),
    ("spend", &["date"]),
    ("decisions", &["date"]),
];

/// Days among them that a record does well without.
const OPTIONAL: [&str; 2] = ["identified", "agreed"];

/// What a record is about: of each kind there is mostly one in a row.
const SUBJECTS: &[(&str, &[&str])] = &[
    ("visits", &["ref", "deployment", "lle", "school", "urn", "days"]),
    (
        "deployments",
        &["ref", "lle", "client", "client_urn", "client_dfe", "days", "rate"],
    ),
    ("quality", &["number", "deployment"]),
    ("contracts", &["number", "deployment", "days"]),
    ("lles", &["ref", "name", "school", "urn", "dfe", "days_offered"]),
    ("meetings", &["name"]),
    ("schools", &["urn", "dfe", "name"]),
    ("decisions", &["text"]),
];

/// Three amounts of a row of which the first two make the third.
const SUMS: &[Sum] = &[
    ("contracts", ["days", "rate", "value"], 0.011, |days, rate| days * rate),
    ("spend", ["net", "vat", "gross"], 0.011, |net, vat| net + vat),
    // Of two numbers of pupils only one is the part of the other that is printed.
    ("comparators", ["numerator", "denominator", "value"], 0.51, |some, all| {
        100.0 * some / all
    }),
];

/// A register, its three columns, how far apart rounding leaves them, and what the
/// first two make.
type Sum = (&'static str, [&'static str; 3], f64, fn(f64, f64) -> f64);

/// A sheet with more unknown headings than this is a download, whose columns have codes
/// of their own, and none that an adviser has written.
const MOST_UNKNOWN: usize = 30;

/// Takes headings into use that the register's own words do not tell.
pub(super) fn adopt(
    grid: &Grid,
    row: u32,
    words: &Words,
    sorted: &mut Sorted,
    understood: &mut Understood<'_>,
) {
    if sorted.unused.len() > MOST_UNKNOWN {
        return;
    }
    let mut open = Open::of(grid, row, words.schema, sorted);
    if open.columns.is_empty() {
        return;
    }
    open.by_sums();
    open.by_words(words, understood);
    open.by_days(understood);
    open.by_subject();
    let taken: Vec<(u32, &'static Column)> = open.taken;
    for (col, column) in taken {
        let Some(at) = sorted.unused.iter().position(|extra| extra.col == col) else {
            continue;
        };
        let Extra { over, text, .. } = sorted.unused.remove(at);
        let text = joined(&over, &text);
        sorted.weight += 0.5;
        sorted.headings.push(Heading { column, col, text, because: Because::Inferred });
    }
    sorted.headings.sort_by_key(|heading| heading.col);
}

/// A heading that nobody knows yet, and the cells below it.
struct Unknown {
    col: u32,
    over: String,
    text: String,
    profile: Profile,
}

/// What is still open in a row of headings.
struct Open<'a> {
    grid: &'a Grid,
    row: u32,
    schema: &'static Schema,
    columns: Vec<Unknown>,
    /// Columns that are known, with where they stand.
    known: Vec<(u32, &'static Column)>,
    /// Columns that were found here.
    taken: Vec<(u32, &'static Column)>,
}

impl<'a> Open<'a> {
    fn of(grid: &'a Grid, row: u32, schema: &'static Schema, sorted: &Sorted) -> Self {
        let columns = sorted
            .unused
            .iter()
            .filter(|extra| extra.text.chars().any(char::is_alphabetic))
            .filter(|extra| !looks::is_bare(&extra.text))
            .filter(|extra| !besides::is(&extra.text, schema))
            .map(|extra| Unknown {
                col: extra.col,
                over: extra.over.to_string(),
                text: extra.text.to_string(),
                profile: Profile::of(grid, CellPos::new(row, extra.col)),
            })
            .collect();
        let known =
            sorted.headings.iter().map(|heading| (heading.col, heading.column)).collect();
        Self { grid, row, schema, columns, known, taken: Vec::new() }
    }

    fn is_free(&self, column: &Column) -> bool {
        !self.known.iter().any(|(_, known)| *known == column)
    }

    fn take(&mut self, col: u32, column: &'static Column) {
        self.columns.retain(|unknown| unknown.col != col);
        self.known.push((col, column));
        self.taken.push((col, column));
    }

    /// Those that share most of their words with one free column, and have its cells.
    fn by_words(&mut self, words: &Words, understood: &mut Understood<'_>) {
        let mut alike: Vec<(f64, u32, &'static Column)> = Vec::new();
        for unknown in &self.columns {
            // `2B or above %` beside the levels is a sum of some of them, and
            // `National average` is whose value it is.
            if names_a_level(&unknown.text) || areas::is_nation(&unknown.text) {
                continue;
            }
            let is_lles = is_the_lles(&unknown.text, self.schema);
            let own = understood.said(&unknown.text);
            let whole = match unknown.over.as_str() {
                "" => own.clone(),
                over => understood.said(&format!("{over} {}", unknown.text)),
            };
            let share = |column, said: &Said| words.share(column, &said.meaning);
            let mut found: Vec<(f64, &'static Column)> = self
                .schema
                .columns
                .iter()
                .copied()
                .filter(|column| self.is_free(column) && is_telling(column.kind))
                .filter(|column| !column.is_consent())
                .filter(|column| !(is_lles && is_of_a_school(column.kind)))
                .map(|column| (share(column, &own).max(share(column, &whole)), column))
                .filter(|(share, column)| {
                    *share >= ALIKE
                        && unknown.profile.fits(column.kind)
                        && !is_one(&unknown.text, column.kind)
                })
                .collect();
            found.sort_by(|a, b| b.0.total_cmp(&a.0));
            match found.as_slice() {
                [(first, _), (second, _), ..] if first <= second => {}
                [(share, column), ..] => alike.push((*share, unknown.col, column)),
                [] => {}
            }
        }
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (share, col, column) in &alike {
            // Two that are as like leave it to what stands below.
            let rivals = alike.iter().filter(|(other, _, rival)| {
                rival == column && (other - share).abs() < f64::EPSILON
            });
            if rivals.count() == 1 && self.is_free(column) {
                self.take(*col, column);
            }
        }
    }

    /// Amounts that make one another up.
    fn by_sums(&mut self) {
        let Some((_, keys, rounding, makes)) =
            SUMS.iter().find(|(name, ..)| *name == self.schema.name)
        else {
            return;
        };
        let [Some(first), Some(second), Some(third)] =
            keys.map(|key| self.schema.column(key))
        else {
            return;
        };
        let places = |column: &'static Column| -> Vec<u32> {
            let known = self.known.iter().find(|(_, known)| *known == column);
            match known {
                Some((col, _)) => vec![*col],
                None => self
                    .columns
                    .iter()
                    .filter(|unknown| unknown.profile.fits(column.kind))
                    .map(|unknown| unknown.col)
                    .collect(),
            }
        };
        let (a, b, c) = (places(first), places(second), places(third));
        let all = a.iter().flat_map(|a| b.iter().map(move |b| (*a, *b)));
        let found =
            all.flat_map(|(a, b)| c.iter().map(move |c| (a, b, *c))).find(|(a, b, c)| {
                a != b
                    && b != c
                    && a != c
                    && self.adds_up((*a, *b, *c), *rounding, *makes)
            });
        let Some((a, b, c)) = found else { return };
        for (col, column) in [(a, first), (b, second), (c, third)] {
            if self.is_free(column) {
                self.take(col, column);
            }
        }
    }

    /// Whether the third amount is made of the other two in nearly every row.
    fn adds_up(
        &self,
        (a, b, c): (u32, u32, u32),
        rounding: f64,
        makes: fn(f64, f64) -> f64,
    ) -> bool {
        let (mut rows, mut right) = (0, 0);
        for (row, _) in self.grid.rows().filter(|(row, _)| *row > self.row).take(60) {
            let at = |col| number_at(self.grid, CellPos::new(row, col));
            let (Some(a), Some(b), Some(c)) = (at(a), at(b), at(c)) else { continue };
            rows += 1;
            right += usize::from((makes(a, b) - c).abs() < rounding);
        }
        rows >= 3 && right * 10 >= rows * 9
    }

    /// Days in the order of a record's life, where as many are open between two known
    /// ones as are free; else the only days that every record has, for those needed.
    fn by_days(&mut self, understood: &mut Understood<'_>) {
        let Some((_, life)) = LIVES.iter().find(|(name, _)| *name == self.schema.name)
        else {
            return;
        };
        let mut days: Vec<u32> = self
            .columns
            .iter()
            .filter(|unknown| unknown.profile.fits(Kind::Date))
            .filter(|unknown| !is_anothers(&unknown.text, self.schema, understood))
            .filter(|unknown| !besides::names_one(&unknown.text))
            .map(|unknown| unknown.col)
            .collect();
        days.sort_unstable();
        let life: Vec<&'static Column> =
            life.iter().filter_map(|key| self.schema.column(key)).collect();
        let mut found: Vec<(u32, &'static Column)> = Vec::new();
        let (mut from, mut free) = (0, Vec::new());
        for column in life.iter().copied().map(Some).chain([None]) {
            let place = column.and_then(|column| {
                self.known.iter().find(|(_, known)| *known == column).map(|(col, _)| *col)
            });
            match (column, place) {
                (Some(column), None) => free.push(column),
                (_, place) => {
                    let to = place.unwrap_or(u32::MAX);
                    let between: Vec<u32> = days
                        .iter()
                        .copied()
                        .filter(|col| (from..to).contains(col))
                        .collect();
                    // Days that no figure rests on are not guessed for their own sake.
                    let is_wanted = |one: &&'static Column| !OPTIONAL.contains(&one.key);
                    if between.len() == free.len() && free.iter().any(is_wanted) {
                        found.extend(between.into_iter().zip(free.drain(..)));
                    }
                    free.clear();
                    from = to.saturating_add(1);
                }
            }
        }
        if found.is_empty() {
            let is_needed =
                |column: &'static Column| column.is_required && self.is_free(column);
            let needed = (0usize..).zip(&life).find(|(_, column)| is_needed(column));
            // What comes later in a record's life is written after it.
            let later = |at: usize| {
                let rest = life.get(at + 1..).unwrap_or_default();
                let known = self.known.iter().filter(|(_, column)| rest.contains(column));
                known.map(|(col, _)| *col).min().unwrap_or(u32::MAX)
            };
            let mut full = self.columns.iter().filter(|unknown| {
                days.contains(&unknown.col) && unknown.profile.is_full()
            });
            if let (Some(only), None) = (full.next(), full.next())
                && let Some((at, column)) = needed
                && only.col < later(at)
            {
                found.push((only.col, column));
            }
        }
        for (col, column) in found {
            self.take(col, column);
        }
    }

    /// The only school, person, number or reference of a row, for the only such column
    /// that is free.
    fn by_subject(&mut self) {
        let Some((_, keys)) = SUBJECTS.iter().find(|(name, _)| *name == self.schema.name)
        else {
            return;
        };
        for kind in [
            Kind::Urn,
            Kind::DfeNumber,
            Kind::School,
            Kind::Person,
            Kind::Days,
            Kind::Prose,
            Kind::Reference,
        ] {
            let free: Vec<&'static Column> = keys
                .iter()
                .filter_map(|key| self.schema.column(key))
                .filter(|column| column.kind == kind && self.is_free(column))
                .collect();
            let fits: Vec<(u32, bool)> = self
                .columns
                .iter()
                .filter(|unknown| unknown.profile.fits(kind))
                .filter(|unknown| kind == Kind::Prose || !is_one(&unknown.text, kind))
                .filter(|unknown| {
                    !(is_of_a_school(kind) && is_the_lles(&unknown.text, self.schema))
                })
                // Small numbers may count anything.
                .filter(|unknown| kind != Kind::Days || says_length(&unknown.text))
                .map(|unknown| (unknown.col, unknown.profile.is_key()))
                .collect();
            match (fits.as_slice(), free.as_slice()) {
                ([(col, is_key)], [column]) => {
                    // A record's own reference stands once.
                    let is_own = self.schema.columns.first() == Some(column);
                    if kind != Kind::Reference || !is_own || *is_key {
                        self.take(*col, column);
                    }
                }
                // What differs in every row is its own reference.
                ([(col, is_key)], [own, other]) if kind == Kind::Reference => {
                    self.take(*col, if *is_key { own } else { other });
                }
                // Its own reference stands before that of what it belongs to.
                ([(first, true), (second, _)], [own, other])
                    if kind == Kind::Reference =>
                {
                    let (first, second) = (*first, *second);
                    self.take(first, own);
                    self.take(second, other);
                }
                _ => {}
            }
        }
    }
}

/// Whether a heading names a level of key stage 1, whatever else it says.
fn names_a_level(text: &str) -> bool {
    const LEVELS: [&str; 12] = [
        "2c", "2b", "2a", "2b+", "2a+", "l2", "l2b", "l2b+", "l2+", "l3", "l3+", "level",
    ];
    fold(text).split(' ').any(|word| LEVELS.contains(&word))
}

/// Kinds that say which school.
fn is_of_a_school(kind: Kind) -> bool {
    matches!(kind, Kind::School | Kind::Urn | Kind::DfeNumber)
}

/// Whether a heading is of the LLE's own school, in a register about another one.
fn is_the_lles(text: &str, schema: &Schema) -> bool {
    const OWN: [&str; 10] = [
        "home", "own", "base", "lle", "lles", "lle's", "leader", "leaders", "coach",
        "mentor",
    ];
    let folded = fold_spelled(text);
    matches!(schema.name, "deployments" | "visits")
        && folded.split(' ').any(|word| OWN.contains(&word))
}

/// Whether a heading says how long or how much: `How many`, `Time spent`.
fn says_length(text: &str) -> bool {
    const WORDS: [&str; 10] = [
        "day", "days", "long", "length", "duration", "time", "much", "many", "bought",
        "spent",
    ];
    fold(text).split(' ').any(|word| WORDS.contains(&word))
}

/// Whether a heading is a day of another register, in that one's own words:
/// `Accredited` over days is no start of a deployment.
fn is_anothers(text: &str, schema: &Schema, understood: &mut Understood<'_>) -> bool {
    let said = understood.said(text);
    let own = |key: &str| schema.column(key).is_some_and(|own| own.kind == Kind::Date);
    said.known_to.iter().filter_map(|at| understood.words.get(*at)).any(|words| {
        words
            .find(&said)
            .is_some_and(|(column, _)| column.kind == Kind::Date && !own(column.key))
    })
}

/// Kinds that cells tell: words alone make no text a text, and a list is told by its
/// answers alone.
fn is_telling(kind: Kind) -> bool {
    !matches!(kind, Kind::Text | Kind::Prose | Kind::Tags | Kind::Choice(_))
}

/// Whether the lines above the headings, or the sheet's name, name the register.
pub(super) fn is_named(grid: &Grid, row: u32, schema: &Schema) -> bool {
    let names: BTreeSet<String> = schema.names.iter().map(|word| fold(word)).collect();
    grid.rows()
        .take_while(|(above, _)| *above < row)
        .filter(|(_, cells)| cells.len() == 1)
        .flat_map(|(_, cells)| cells)
        .any(|cell| {
            let title = fold(&super::shown(grid, &cell.value, cell.style));
            names.iter().any(|name| title.contains(name.as_str()))
        })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};
    use super::Because;

    fn guessed(text: &str) -> Vec<String> {
        let tables = located(grid(text));
        let headings = tables.iter().flat_map(|table| &table.headings);
        headings
            .filter(|heading| heading.because == Because::Inferred)
            .map(|heading| format!("{} is {}", heading.text, heading.column.key))
            .collect()
    }

    #[test]
    fn days_stand_in_the_order_of_a_record() {
        let text = "
Visits in September 2010
Note | LLE | School | Occurred | Length in days | Theme | Zipped
V001 | Ms A Hill | Norby Primary | 21/9/2010 | 1 | Data review | 23/9/2010
V002 | Ms A Hill | Harlby Primary | 27/9/2010 | 0.5 | Coaching |
V003 | Mr B Dale | Dravby Primary | 4/10/2010 | 1 | Coaching | 9/10/2010";
        assert_eq!(
            shown(&located(grid(text))),
            ["visits 2: ref lle school date days focus received; 3 rows"]
        );
        assert!(guessed(text).contains(&"Occurred is date".to_owned()));
        assert!(guessed(text).contains(&"Zipped is received".to_owned()));
    }

    #[test]
    fn the_day_of_a_check_leaves_the_only_other_day_to_be_the_accreditation() {
        let text = "
Accredited heads
LLE no | Surname, forename | School | Became head | Badged on | CRB renewed | Status
LLE001 | Hill, Ann | Norby Primary | 1/9/2000 | 22/1/2010 | 5/3/2009 | Active
LLE002 | Dale, Brian | Harlby Primary | 1/9/1997 | 22/1/2010 | 5/4/2011 | Paused";
        assert!(guessed(text).contains(&"Badged on is accredited".to_owned()));
    }

    #[test]
    fn two_days_for_one_column_are_left_to_the_adviser() {
        let text = "
Visit ref | LLE | School | Days | Focus | Alpha | Beta | Gamma
V001 | Ms A Hill | Norby Primary | 1 | Data review | 21/9/2010 | 23/9/2010 | 24/9/2010
V002 | Ms A Hill | Harlby Primary | 0.5 | Coaching | 27/9/2010 | 28/9/2010 | 29/9/2010";
        assert_eq!(guessed(text), Vec::<String>::new());
    }

    #[test]
    fn amounts_that_make_one_another_up_are_told_by_their_sum() {
        let text = "
Contract no | Deployment ref | Signed LA | Bought | Per unit | In all
C001 | DEP-01 | 6/9/2010 | 6.5 | 350 | 2275
C002 | DEP-02 | 9/9/2010 | 8 | 402.5 | 3220
C003 | DEP-03 | 13/9/2010 | 5 | 402.5 | 2012.5";
        assert_eq!(
            guessed(text),
            ["Bought is days", "Per unit is rate", "In all is value"]
        );
    }

    #[test]
    fn of_two_numbers_of_pupils_the_one_that_gives_the_percentage_is_the_numerator() {
        let text = "
Measure | Summer | Whose | Per cent | Pupils who did | Pupils who could
KS2 L4+ English and maths | 2009 | Norfolk | 69.4 | 2038 | 2938
KS2 L4+ English and maths | 2010 | Norfolk | 68.5 | 1597 | 2331
KS2 L4+ English and maths | 2011 | Norfolk | 74.8 | 2197 | 2938";
        assert_eq!(
            guessed(text),
            ["Pupils who did is numerator", "Pupils who could is denominator"]
        );
    }

    #[test]
    fn the_only_school_and_the_only_person_of_a_row_are_whom_it_is_about() {
        let text = "
WHO IS HELPING WHOM: support given
Began | Who | Where | Planned end | Days agreed
6/9/2010 | Ms A Hill | Norby Primary | 15/7/2011 | 6½
7/9/2010 | Dale, Brian | St Mary's CofE VA Prim | 15/7/2011 | 5";
        assert_eq!(guessed(text), ["Who is lle", "Where is client"]);
    }

    #[test]
    fn sentences_among_decisions_are_what_was_decided() {
        let text = "
Minute | Forum date | What the Forum agreed | Sum | Year
SF/11/04 | 25/3/2011 | Agreed to fund the programme from April | 65000 | 2011/12
SF/11/09 | 1/7/2011 | Asked for a report each term on the impact | | 2011/12";
        let tables = located(grid(text));
        assert_eq!(tables[0].schema.name, "decisions");
        let text = tables[0].headings.iter().find(|one| one.column.key == "text");
        assert_eq!(text.map(|one| &*one.text), Some("What the Forum agreed"));
    }

    #[test]
    fn a_sheet_that_is_no_register_stays_none() {
        for text in [
            "
Name | From | To | Cover
Xanthe Moss | 1/8/2011 | 12/8/2011 | Jo Bale
Jo Bale | 15/8/2011 | 19/8/2011 | Xanthe Moss",
            "
Employee | Miles | Rate
V Walker | 120 | 0.45
J Bale | 90 | 0.45",
            "
Title | Room | Booked by
Training room 2 | 2 | J Bale
Training room 3 | 3 | V Walker",
            "
Id | Name | Category | Value | Size | Date
1 | Item 1 | A | 12 | 3 | 2/1/2021
2 | Item 2 | B | 14 | 5 | 3/1/2021",
            "
First Name | Last Name | Gender | Country | Age | Date | Id
Dulce | Abril | Female | United States | 32 | 15/10/2017 | 1562
Mara | Hashimoto | Female | Great Britain | 25 | 16/8/2016 | 1582",
        ] {
            assert!(located(grid(text)).is_empty(), "{text}");
        }
    }
}
