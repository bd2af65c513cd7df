//! Which row is the heading row, and which heading is which column.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use super::layouts::{Layout, Role};
use super::schema::{Choice, Column, Kind, Schema};
use super::scores::{self, Score, Sheet};
use super::table::{Because, Extra, Heading};
use super::{KnownHeading, heading_at};
use super::{across, areas, below, wording};
use crate::base::cell::CellPos;
use crate::base::text::{fold, likeness};
use crate::read::grid::{CellValue, Grid};

/// Rows from the top among which the heading row is looked for.
const DEPTH: u32 = 30;
/// Likeness from which a heading is taken for a word.
const NEAR: f64 = 0.93;

/// The words of one register, folded.
pub(super) struct Words {
    pub(super) schema: &'static Schema,
    words: BTreeMap<String, (&'static Column, bool)>,
    /// The same by meaning; `None` where two columns share one.
    meanings: BTreeMap<String, Option<&'static Column>>,
    /// Words long enough to be known by likeness, with their letters counted.
    long: Vec<(String, Letters, &'static Column)>,
    /// Columns whose answers are a list: each word of it, folded, with the answer
    /// that it means.
    lists: Vec<(&'static Column, Vec<(String, &'static str)>)>,
}

/// How often each letter stands in a text: two texts cannot be more alike than
/// the letters that they share allow.
struct Letters {
    counts: [u8; 27],
    all: f64,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut counts = [0u8; 27];
        let mut all = 0.0;
        for letter in text.chars() {
            let place = match letter {
                'a'..='z' => letter as usize - 'a' as usize,
                _ => 26,
            };
            if let Some(count) = counts.get_mut(place) {
                *count = count.saturating_add(1);
            }
            all += 1.0;
        }
        Self { counts, all }
    }

    /// Whether the Jaro-Winkler likeness of two such texts can reach [`NEAR`]:
    /// with the fullest prefix bonus it is J + 0.4 (1 − J), and J is at most a
    /// third of (shared ÷ a + shared ÷ b + 1).
    fn may_be_near(&self, other: &Self) -> bool {
        let reach = |shared: f64| {
            let most = (shared / self.all + shared / other.all + 1.0) / 3.0;
            most + 0.4 * (1.0 - most) >= NEAR
        };
        if !reach(self.all.min(other.all)) {
            return false;
        }
        let shared: f64 = self
            .counts
            .iter()
            .zip(&other.counts)
            .map(|(a, b)| f64::from(*a.min(b)))
            .sum();
        reach(shared)
    }
}

/// A heading as it is looked up: folded, by its meaning, and the registers that
/// know it word for word, by their place in the list.
struct Said {
    folded: String,
    meaning: String,
    known_to: BTreeSet<usize>,
}

/// What is understood of a sheet's texts: each once, though every register is
/// asked, and the sheet is read in parts and as a whole.
pub(super) struct Understood<'a> {
    words: &'a [Words],
    said: BTreeMap<String, Rc<Said>>,
    scores: BTreeMap<(Arc<str>, Arc<str>), Option<Score>>,
}

impl<'a> Understood<'a> {
    /// For one sheet.
    pub(super) fn by(words: &'a [Words]) -> Self {
        Self { words, said: BTreeMap::new(), scores: BTreeMap::new() }
    }

    fn said(&mut self, text: &str) -> Rc<Said> {
        if let Some(said) = self.said.get(text) {
            return said.clone();
        }
        let folded = fold(text);
        let meaning = wording::meaning(&folded);
        let known_to = (0..)
            .zip(self.words)
            .filter(|(_, words)| words.knows(&folded, &meaning))
            .map(|(at, _)| at)
            .collect();
        let said = Rc::new(Said { folded, meaning, known_to });
        self.said.insert(text.to_owned(), said.clone());
        said
    }

    /// Whether some register has this heading, word for word or by meaning.
    pub(super) fn knows(&mut self, text: &str) -> bool {
        !self.said(text).known_to.is_empty()
    }

    /// The result that stands under a heading, if any does.
    fn score(&mut self, over: &Arc<str>, text: &Arc<str>) -> Option<Score> {
        *self
            .scores
            .entry((over.clone(), text.clone()))
            .or_insert_with(|| scores::score(over, text, Sheet::default()))
    }
}

impl Words {
    pub(super) fn of(schema: &'static Schema) -> Self {
        let mut words = BTreeMap::new();
        for column in schema.columns {
            words.entry(fold(column.title)).or_insert((*column, true));
        }
        for column in schema.columns {
            for word in column.words {
                words.entry(fold(word)).or_insert((*column, false));
            }
        }
        let long = words
            .iter()
            .filter(|(word, _)| word.chars().count() >= 5)
            .map(|(word, (column, _))| (word.clone(), Letters::of(word), *column))
            .collect();
        let mut meanings = BTreeMap::new();
        for (word, (column, _)) in &words {
            let meaning = wording::meaning(word);
            share(&mut meanings, &meaning, column);
        }
        // A date may be named with the word or without; a meaning that is taken
        // already stays as it is.
        let mut undated = BTreeMap::new();
        for (word, (column, _)) in &words {
            if column.kind == Kind::Date {
                share(&mut undated, &wording::undated(&wording::meaning(word)), column);
            }
        }
        for (meaning, column) in undated {
            meanings.entry(meaning).or_insert(column);
        }
        let lists = schema
            .columns
            .iter()
            .filter_map(|column| match column.kind {
                Kind::Choice(choices) => Some((*column, folded(choices))),
                _ => None,
            })
            .collect();
        Self { schema, words, meanings, long, lists }
    }

    /// The column that means the same in other words.
    fn by_meaning(&self, meaning: &str) -> Option<&'static Column> {
        let found = |meaning: &str| self.meanings.get(meaning).copied().flatten();
        let by = |meaning: &str| {
            found(meaning).or_else(|| {
                found(&wording::undated(meaning))
                    .filter(|column| column.kind == Kind::Date)
            })
        };
        // A register's own noun may stand in any of its headings: `Visit RAG`.
        by(meaning).or_else(|| {
            let own = wording::without_noun(meaning, self.schema.name);
            (own != meaning).then(|| by(&own)).flatten()
        })
    }

    /// The column whose answers the heading lists: `Active / paused / left`,
    /// `Client or LLE`.
    fn by_choices(&self, heading: &str) -> Option<&'static Column> {
        if !heading.contains(' ') {
            return None;
        }
        let (column, _) = self.lists.iter().find(|(_, words)| lists(heading, words))?;
        Some(*column)
    }

    /// The column of a heading, folded, by any way but its likeness.
    pub(super) fn column(&self, folded: &str) -> Option<&'static Column> {
        let known = self.words.get(folded).map(|(column, _)| *column);
        known.or_else(|| self.by_meaning(&wording::meaning(folded)))
    }

    /// Whether this, folded, is one of its headings, word for word or by meaning.
    fn knows(&self, folded: &str, meaning: &str) -> bool {
        self.words.contains_key(folded)
            || self.by_meaning(meaning).is_some()
            || self.by_choices(folded).is_some()
    }

    fn find(&self, said: &Said) -> Option<(&'static Column, Because)> {
        let heading = said.folded.as_str();
        if let Some((column, is_title)) = self.words.get(heading) {
            return Some((
                *column,
                if *is_title { Because::Exact } else { Because::Synonym },
            ));
        }
        if let Some(column) = self.by_meaning(&said.meaning) {
            return Some((column, Because::Synonym));
        }
        // The headings of a questionnaire are numbered, questions or not.
        if self.schema.name == "surveys"
            && let Some(bare) = without_number(heading)
        {
            let meaning = wording::meaning(bare);
            let known = self.words.get(bare).map(|(column, _)| *column);
            if let Some(column) = known.or_else(|| self.by_meaning(&meaning)) {
                return Some((column, Because::Synonym));
            }
        }
        if let Some(column) = self.by_choices(heading) {
            return Some((column, Because::Synonym));
        }
        if heading.chars().count() < 5 {
            return None;
        }
        let letters = Letters::of(heading);
        self.long
            .iter()
            .filter(|(_, of_word, _)| letters.may_be_near(of_word))
            .map(|(word, _, column)| (likeness(heading, word), *column))
            .filter(|(like, _)| *like >= NEAR)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(like, column)| (column, Because::Near(like)))
    }
}

/// The words of a list, folded, with the answers that they mean.
fn folded(choices: &'static [Choice]) -> Vec<(String, &'static str)> {
    choices
        .iter()
        .flat_map(|choice| {
            let words = choice.words.iter().copied().chain([choice.value]);
            words.map(|word| (fold(word), choice.value))
        })
        .collect()
}

/// Whether a heading is nothing but answers, of two kinds or more.
fn lists(heading: &str, words: &[(String, &'static str)]) -> bool {
    let mut rest = heading;
    let mut values = BTreeSet::new();
    while !rest.is_empty() {
        let after = |word: &str| {
            let after = rest.strip_prefix(word)?;
            (after.is_empty() || after.starts_with(' ')).then(|| after.trim_start())
        };
        if let Some(after) = after("or") {
            rest = after;
            continue;
        }
        let longest = words
            .iter()
            .filter_map(|(word, value)| Some((*value, after(word)?)))
            .min_by_key(|(_, after)| after.len());
        let Some((value, after)) = longest else { return false };
        values.insert(value);
        rest = after;
    }
    values.len() >= 2
}

/// A heading without the number of its question: `5 Further comments`, `Q5 …`.
fn without_number(folded: &str) -> Option<&str> {
    let (first, rest) = folded.split_once(' ')?;
    let digits = first.strip_prefix('q').unwrap_or(first);
    let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    is_number.then_some(rest)
}

/// Notes a meaning as this column's, or as nobody's where another has it.
fn share(
    meanings: &mut BTreeMap<String, Option<&'static Column>>,
    meaning: &str,
    column: &'static Column,
) {
    if meaning.is_empty() {
        return;
    }
    meanings
        .entry(meaning.to_owned())
        .and_modify(|held| {
            if held.is_some_and(|held| held.key != column.key) {
                *held = None;
            }
        })
        .or_insert(Some(column));
}

/// A row that may be the heading row of a register.
pub(super) struct Candidate {
    pub(super) schema: &'static Schema,
    pub(super) row: u32,
    pub(super) headings: Vec<Heading>,
    pub(super) extras: Vec<Extra>,
    pub(super) unused: Vec<Extra>,
    pub(super) span: (u32, u32),
    score: f64,
}

/// A published layout as a table: its keys as columns, its results as extras.
pub(super) fn published(
    grid: &Grid,
    layout: &Layout,
    row: u32,
    words: &[Words],
) -> Option<Candidate> {
    let schema = words.iter().map(|w| w.schema).find(|s| s.name == layout.register)?;
    let (mut headings, mut extras) = (Vec::<Heading>::new(), Vec::new());
    let mut unused = Vec::new();
    let texts = texts(grid, row);
    for (col, _, text) in &texts {
        let role = layout.column(&fold(text)).map(|column| column.role);
        let key = match role {
            Some(Role::Urn) => "urn",
            Some(Role::Dfe) => "dfe",
            Some(Role::Name) => "school",
            Some(Role::Year) => "year",
            Some(Role::Item) => "measure",
            Some(Role::LaName) => "area",
            _ => "",
        };
        let extra = Extra { col: *col, over: Arc::from(""), text: text.clone() };
        match (role, schema.column(key)) {
            (Some(_), Some(column)) => headings.push(Heading {
                column,
                col: *col,
                text: text.clone(),
                because: Because::Exact,
            }),
            (Some(_), None) => extras.push(extra),
            (None, _) => unused.push(extra),
        }
    }
    let span = texts
        .iter()
        .fold((u32::MAX, 0), |(a, b), (col, _, _)| (a.min(*col), b.max(*col)));
    let score = f64::INFINITY;
    Some(Candidate { schema, row, headings, extras, unused, span, score })
}

/// A sheet of comparators with a column for each year, or for each area.
pub(super) fn comparators(grid: &Grid, words: &[Words]) -> Option<Candidate> {
    let schema = words.iter().map(|w| w.schema).find(|s| s.name == "comparators")?;
    let rows: Vec<u32> =
        grid.rows().map(|(row, _)| row).take_while(|row| *row < DEPTH).collect();
    rows.iter().find_map(|row| {
        let texts = texts(grid, *row);
        let is_year = |text: &str| super::years::named(text).is_some();
        let years = texts.iter().filter(|(_, _, text)| is_year(text)).count();
        let nations = texts.iter().filter(|(_, _, t)| areas::is_nation(t)).count();
        let own = texts.iter().filter(|(_, _, t)| areas::is_authority(t)).count();
        let is_across = nations > 0 && own > 0 && texts.len() <= 8;
        let below = |says: fn(&str) -> bool| {
            grid.cells.iter().any(|cell| {
                cell.pos.row > *row && says(&super::shown(grid, &cell.value, cell.style))
            })
        };
        let is_down = years >= 2
            && texts.len() <= years + 3
            && below(areas::is_nation)
            && below(areas::is_authority);
        if !is_across && !is_down {
            return None;
        }
        let (mut headings, mut extras) = (Vec::<Heading>::new(), Vec::new());
        for (col, over, text) in &texts {
            let folded = fold(text);
            let is_area_column = is_down
                && grid.cells.iter().any(|cell| {
                    cell.pos.col == *col
                        && cell.pos.row > *row
                        && areas::is_nation(&super::shown(grid, &cell.value, cell.style))
                });
            let key = match () {
                () if is_area_column => "area",
                () if is_year(text) || areas::is_nation(text) => "",
                () if areas::is_authority(text) && is_across => "",
                () if folded.contains("year") => "year",
                () if folded.contains("source") => "source",
                () => "measure",
            };
            let is_free = !headings.iter().any(|heading| heading.column.key == key);
            match schema.column(key).filter(|_| is_free) {
                Some(column) => headings.push(Heading {
                    column,
                    col: *col,
                    text: joined(over, text),
                    because: Because::Content,
                }),
                None => extras.push(Extra {
                    col: *col,
                    over: over.clone(),
                    text: text.clone(),
                }),
            }
        }
        let span = texts
            .iter()
            .fold((u32::MAX, 0), |(a, b), (col, _, _)| (a.min(*col), b.max(*col)));
        let unused = Vec::new();
        Some(Candidate { schema, row: *row, headings, extras, unused, span, score: 1.0 })
    })
}

/// The best reading of a sheet, if any is good enough.
pub(super) fn best(
    grid: &Grid,
    understood: &mut Understood<'_>,
    known: &[KnownHeading],
) -> Option<Candidate> {
    let name = format!(" {} {} ", fold(&grid.file), fold(&grid.name));
    let mut best: Option<Candidate> = None;
    let rows: BTreeSet<u32> =
        grid.rows().map(|(row, _)| row).take_while(|row| *row < DEPTH).collect();
    for row in &rows {
        let texts = texts(grid, *row);
        if texts.len() < 2 {
            continue;
        }
        let next = texts_below(grid, &rows, *row);
        let said: Vec<(Rc<Said>, Rc<Said>)> = texts
            .iter()
            .map(|(_, over, text)| {
                let own = understood.said(text);
                let whole = match &**over {
                    "" => own.clone(),
                    over => understood.said(&format!("{over} {text}")),
                };
                (own, whole)
            })
            .collect();
        // A row none of whose texts is a heading word for word is not searched
        // for near ones: rows of records would be, cell by cell.
        let known_to: BTreeSet<usize> = said
            .iter()
            .flat_map(|(own, whole)| own.known_to.iter().chain(&whole.known_to))
            .copied()
            .collect();
        let is_asked = known.iter().any(|known| {
            said.iter().any(|(own, whole)| {
                own.folded == known.heading || whole.folded == known.heading
            })
        });
        let of_row = Row { row: *row, texts: &texts, said: &said, below: next };
        for (at, words) in understood.words.iter().enumerate() {
            let has_own_way =
                matches!(words.schema.name, "results" | "surveys" | "meetings");
            let is_known = is_asked || known_to.contains(&at);
            if !has_own_way && !is_known {
                continue;
            }
            let Some(candidate) =
                candidate(grid, &of_row, (words, is_known), understood, known, &name)
            else {
                continue;
            };
            if best.as_ref().is_none_or(|best| candidate.score > best.score) {
                best = Some(candidate);
            }
        }
    }
    best
}

/// Headings of one row: column, the heading over it, the heading.
pub(super) type RowText = Vec<(u32, Arc<str>, Arc<str>)>;

pub(super) fn texts(grid: &Grid, row: u32) -> RowText {
    let own: BTreeMap<u32, Arc<str>> = grid
        .row(row)
        .iter()
        .filter(|cell| {
            !matches!(cell.value, CellValue::NotCalculated | CellValue::Error(_))
        })
        .map(|cell| (cell.pos.col, heading_at(grid, cell.pos)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let mut found: RowText = Vec::new();
    let over = over_row(grid, row);
    for (col, text) in &own {
        let upper = over.get(col).cloned().unwrap_or_else(|| Arc::from(""));
        found.push((*col, upper, text.clone()));
    }
    // A heading merged down from the row above stands over a blank cell here.
    for (col, upper) in &over {
        if !own.contains_key(col) {
            let is_down = grid.merges.iter().any(|area| {
                area.has(CellPos::new(row, *col))
                    && area.first.row < row
                    && area.last.row >= row
            });
            let is_alone = is_written_above(grid, row, *col);
            if is_down || is_alone {
                found.push((*col, Arc::from(""), upper.clone()));
            }
        }
    }
    found.sort_by_key(|(col, _, _)| *col);
    found
}

/// Whether a heading stands in the row above, as wide as its column, in a row of
/// several: the upper of two heading rows.
fn is_written_above(grid: &Grid, row: u32, col: u32) -> bool {
    let Some(above) = row.checked_sub(1) else { return false };
    let pos = CellPos::new(above, col);
    grid.row(above).len() > 1
        && grid.cell(pos).is_some_and(|cell| matches!(cell.value, CellValue::Text(_)))
        && !grid
            .merges
            .iter()
            .any(|area| area.first == pos && area.last.col > area.first.col)
}

/// The row above, filled across merges, and across blanks where it has fewer
/// headings than the row below: `2010` over `no.`, `eligible`, `%`.
fn over_row(grid: &Grid, row: u32) -> BTreeMap<u32, Arc<str>> {
    let mut over = BTreeMap::new();
    let Some(above) = row.checked_sub(1) else { return over };
    let cells = grid.row(above);
    if cells.is_empty() {
        return over;
    }
    let own = grid.row(row);
    let last = own.last().map_or(0, |cell| cell.pos.col);
    // One text over everything is a title, not a heading.
    let is_title = cells.len() == 1
        && (cells
            .first()
            .is_some_and(|cell| cell.pos.col <= own.first().map_or(0, |c| c.pos.col))
            && own.len() > 2);
    if is_title {
        return over;
    }
    let mut areas: Vec<_> =
        grid.merges.iter().filter(|area| area.first.row == above).collect();
    areas.sort();
    for cell in cells {
        let text = heading_at(grid, cell.pos);
        let merged = areas.iter().find(|area| area.first == cell.pos);
        let to = merged.map_or_else(
            || {
                let next =
                    cells.iter().map(|c| c.pos.col).find(|col| *col > cell.pos.col);
                if areas.is_empty() {
                    next.unwrap_or(last + 1).saturating_sub(1)
                } else {
                    cell.pos.col
                }
            },
            |area| area.last.col,
        );
        for col in cell.pos.col..=to.min(last.max(cell.pos.col)) {
            over.insert(col, text.clone());
        }
    }
    over
}

/// Cells in the fullest of the next rows: a band such as `Cohort 1` may stand
/// between the headings and the first record.
fn texts_below(grid: &Grid, rows: &BTreeSet<u32>, row: u32) -> usize {
    rows.range(row + 1..).take(3).map(|next| grid.row(*next).len()).max().unwrap_or(0)
}

/// A row that may hold headings.
struct Row<'a> {
    row: u32,
    texts: &'a RowText,
    /// Each text as understood, alone and with what stands over it.
    said: &'a [(Rc<Said>, Rc<Said>)],
    /// Cells in the fullest of the next rows.
    below: usize,
}

fn candidate(
    grid: &Grid,
    of_row: &Row<'_>,
    (words, is_known): (&Words, bool),
    understood: &mut Understood<'_>,
    known: &[KnownHeading],
    name: &str,
) -> Option<Candidate> {
    let Row { row, texts, said, below } = *of_row;
    let schema = words.schema;
    let mut headings: Vec<Heading> = Vec::new();
    let (mut extras, mut unused) = (Vec::new(), Vec::new());
    let mut used = 0.0;
    let answered = |own: &Said, whole: &Said| {
        known.iter().find(|known| {
            (known.heading == own.folded || known.heading == whole.folded)
                && known.is_about(grid, schema)
        })
    };
    // What the adviser says of one heading, no other may take.
    let claimed: Vec<&str> = said
        .iter()
        .filter_map(|(own, whole)| answered(own, whole)?.column_of(schema))
        .map(|column| column.key)
        .collect();
    let has_levels = schema.name == "results" && has_level_counts(said);
    let meant: Vec<_> = texts
        .iter()
        .zip(said)
        .map(|((col, over, _), (own, whole))| {
            // Rows of records are not searched for near words, cell by cell.
            let found = is_known.then(|| meant(words, over, own, whole))?;
            let noun = wording::without_noun(&own.meaning, schema.name);
            let at = CellPos::new(row, *col);
            below::settled(grid, at, schema, noun.is_empty(), found)
        })
        .collect();
    // What is only like a word leaves its column to the heading that has the word.
    let sure: Vec<&str> = meant
        .iter()
        .flatten()
        .filter(|(_, because)| !matches!(because, Because::Near(_)))
        .map(|(column, _)| column.key)
        .collect();
    for (((col, over, text), (own, whole)), meant) in texts.iter().zip(said).zip(meant) {
        let answer = answered(own, whole);
        let extra = Extra { col: *col, over: over.clone(), text: text.clone() };
        let found = match answer {
            Some(answer) => {
                answer.column_of(schema).map(|column| (column, Because::Answered))
            }
            None => meant.filter(|(column, because)| {
                !claimed.contains(&column.key)
                    && !(matches!(because, Because::Near(_))
                        && sure.contains(&column.key))
            }),
        };
        let score =
            (schema.name == "results").then(|| understood.score(over, text)).flatten();
        let is_result =
            score.is_some() || has_levels && scores::level(&own.folded).is_some();
        let is_question = schema.name == "surveys"
            && (is_question(over, text)
                || found.is_none() && has_agreement_below(grid, row, *col));
        let is_meeting = schema.name == "meetings" && is_date(grid, row, *col, text);
        let is_visit =
            schema.name == "deployments" && across::numbered(over, text).is_some();
        let is_answered = answer.is_some();
        match found {
            Some((column, because))
                if (!(is_question || is_visit) || is_answered)
                    && !headings.iter().any(|heading| heading.column == column)
                    && (is_answered
                        || !(is_result
                            && !matches!(
                                column.key,
                                "urn" | "dfe" | "school" | "year" | "measure"
                            )
                            && has_layout(score))) =>
            {
                // A bare `Ref` is every register's.
                let tells = schema.tells.contains(&column.key) && own.folded != "ref";
                used += if tells { 2.0 } else { 1.0 };
                if matches!(because, Because::Near(_)) {
                    used -= 0.3;
                }
                headings.push(Heading {
                    column,
                    col: *col,
                    text: joined(over, text),
                    because,
                });
            }
            _ if !is_answered && (is_result || is_question || is_meeting || is_visit) => {
                used += 1.0;
                extras.push(extra);
            }
            _ => unused.push(extra),
        }
    }
    let has = |key: &str| headings.iter().any(|heading| heading.column.key == key);
    let named = schema.names.iter().any(|word| name.contains(&fold(word)));
    let lacking =
        schema.needs.iter().filter(|set| !set.iter().any(|key| has(key))).count();
    let special = match schema.name {
        "results" => {
            !extras.is_empty()
                && extras
                    .iter()
                    .any(|extra| has_layout(understood.score(&extra.over, &extra.text)))
                || has_levels
                || (has("year") && has("measure") && (has("value") || has("numerator")))
        }
        "surveys" => !extras.is_empty(),
        "meetings" => has("date") || !extras.is_empty(),
        // Any register may have a term, a start and an end: with another column
        // beside them it is not the list of terms unless it is called so.
        "term_dates" => unused.is_empty() || named,
        _ => true,
    };
    let matched = headings.len() + extras.len();
    let share = matched as f64 / texts.len() as f64;
    let is_wide = texts.len() > 25;
    // Records of visit without a heading over their dates are no deployments: where
    // the sheet's name or a heading says what it is, and its own columns stand there,
    // one may lack.
    let says_so = |heading: &Heading| {
        let title = heading.column.title;
        let is_nobody_elses = understood.words.iter().all(|words| {
            std::ptr::eq(words.schema, schema)
                || words.schema.columns.iter().all(|column| column.title != title)
        });
        let meaning = wording::meaning(&fold(&heading.text));
        heading.column.kind == Kind::Reference
            && is_nobody_elses
            && wording::without_noun(&meaning, schema.name) != meaning
    };
    let is_its_own = (named || headings.iter().any(says_so))
        && headings.len() >= 4
        && share >= 0.6
        && schema.tells.iter().any(|key| has(key));
    if lacking > usize::from(is_its_own)
        || !special
        || matched < 2
        || (share < 0.45 && !(is_wide && matched >= 5))
        || below < 2
    {
        return None;
    }
    let required = schema.columns.iter().filter(|column| column.is_required);
    let missing = required.filter(|column| !has(column.key)).count() as f64;
    let score =
        used * (0.5 + share / 2.0) + if named { 1.5 } else { 0.0 } - missing * 0.75;
    let span = texts
        .iter()
        .fold((u32::MAX, 0), |(a, b), (col, _, _)| (a.min(*col), b.max(*col)));
    Some(Candidate { schema, row, headings, extras, unused, span, score })
}

/// The column that a heading means: with what stands over it where that is known
/// word for word (`School` over `Name`), else by itself.
fn meant(
    words: &Words,
    over: &str,
    own: &Said,
    whole: &Said,
) -> Option<(&'static Column, Because)> {
    let both = (!over.is_empty()).then(|| words.find(whole)).flatten();
    let is_near =
        |found: &Option<(_, Because)>| matches!(found, Some((_, Because::Near(_))));
    if both.is_some() && !is_near(&both) {
        return both;
    }
    words.find(own).or(both)
}

/// Fewest levels of key stage 1 among the headings beside a column of subjects.
const FEWEST_LEVELS: usize = 4;

/// Numbers of pupils at each level, a row for each subject: `Subject`, `W`, `1`,
/// `2C`, `2B`, `2A`, `3`.
fn has_level_counts(said: &[(Rc<Said>, Rc<Said>)]) -> bool {
    said.iter().any(|(own, _)| own.folded == "subject")
        && said.iter().filter(|(own, _)| scores::level(&own.folded).is_some()).count()
            >= FEWEST_LEVELS
}

/// A heading that only a results layout has: a year over it, or a layout's code.
fn has_layout(score: Option<Score>) -> bool {
    score.is_some_and(|score| score.year.is_some() || score.indicator.is_some())
}

fn joined(over: &str, text: &str) -> Arc<str> {
    if over.is_empty() || over == text {
        Arc::from(text)
    } else {
        Arc::from(format!("{over} {text}").as_str())
    }
}

/// A survey question: it is a sentence, or a question number stands before it.
fn is_question(over: &str, text: &str) -> bool {
    let lower = fold(text);
    let is_response =
        matches!(lower.as_str(), "response" | "responses" | "answer" | "rating");
    let words = if is_response { fold(over) } else { fold(&format!("{over} {text}")) };
    if ["comment", "open ended", "consent", "quote"]
        .iter()
        .any(|word| words.contains(word))
    {
        return false;
    }
    let numbered = words
        .strip_prefix('q')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let says = [
        "satisf",
        "collab",
        "expectation",
        "impact",
        "success",
        "agree",
        "support was",
        "would recommend",
    ];
    numbered
        || is_response
        || (words.split(' ').count() >= 4 && says.iter().any(|word| words.contains(word)))
}

/// Answers on a scale of five, in words.
const AGREEMENT: [&str; 16] = [
    "strongly agree",
    "agree",
    "neither agree nor disagree",
    "neither",
    "neutral",
    "disagree",
    "strongly disagree",
    "sa",
    "a",
    "n",
    "d",
    "sd",
    "tend to agree",
    "tend to disagree",
    "very satisfied",
    "satisfied",
];

/// Whether the cells below are answers on the scale: a question by its answers,
/// however short its heading.
fn has_agreement_below(grid: &Grid, row: u32, col: u32) -> bool {
    let texts: Vec<String> = grid
        .cells
        .iter()
        .filter(|cell| cell.pos.col == col && cell.pos.row > row)
        .take(20)
        .filter_map(|cell| match &cell.value {
            CellValue::Text(text) => Some(fold(text)),
            _ => None,
        })
        .collect();
    let answers = texts.iter().filter(|text| AGREEMENT.contains(&text.as_str())).count();
    answers >= 3 && answers * 10 >= texts.len() * 8
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A heading that is a day: a meeting of a matrix.
fn is_date(grid: &Grid, row: u32, col: u32, text: &str) -> bool {
    match grid.cell(CellPos::new(row, col)).map(|cell| &cell.value) {
        Some(CellValue::Date(_)) => true,
        Some(CellValue::Number(number)) => (36_526.0..60_000.0).contains(number),
        _ => {
            let digits = text.chars().filter(char::is_ascii_digit).count();
            let has_month = fold(text).split(' ').any(|word| {
                MONTHS.iter().any(|month| word.len() >= 3 && word.starts_with(month))
            });
            digits >= 3 && has_month
                || digits >= 4 && text.chars().any(|c| matches!(c, '/' | '.' | '-'))
        }
    }
}

/// Whether a kind of column holds a key by which rows are told from notes.
pub(super) fn is_key(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Urn
            | Kind::Reference
            | Kind::Person
            | Kind::School
            | Kind::DfeNumber
            | Kind::Date
    )
}
