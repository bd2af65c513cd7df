//! Which row is the heading row, and of which register.

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use super::below::Columns;
use super::kinds::is_one;
use super::questions::is_response;
use super::schema::{Column, Kind, Schema};
use super::sorted::{Sorted, sorted};
use super::table::{Above, Because, Extra, Heading, has_key, is_taken};
use super::texts::{RowText, has_letters, joined, texts, texts_below, titles};
use super::understood::{Said, Understood};
use super::vocabulary::Words;
use super::{
    KnownHeading, above, bands, halves, headless, inferred, lists, looks, own, text_of,
    wording,
};
use crate::base::cell::CellPos;
use crate::base::text::fold;
use crate::read::grid::{Cell, CellValue, Grid};

/// Questions from which a sheet is a survey.
const QUESTIONS: usize = 3;

/// Headings by words alone from which a register is likely, whatever tells it.
const LIKELY: usize = 6;

/// The same of schools, their names and URNs among them.
const LIKELY_OF_SCHOOLS: usize = 4;

/// Rows from the top among which the heading row is looked for.
pub(super) const DEPTH: u32 = 30;

/// A row that may be the heading row of a register.
pub(super) struct Candidate {
    pub(super) schema: &'static Schema,
    pub(super) row: u32,
    pub(super) headings: Vec<Heading>,
    pub(super) extras: Vec<Extra>,
    pub(super) unused: Vec<Extra>,
    pub(super) settled: Vec<Extra>,
    /// Columns that the adviser put aside.
    pub(super) put_aside: Vec<u32>,
    pub(super) above: Vec<Above>,
    pub(super) span: (u32, u32),
    pub(super) score: f64,
}

impl Candidate {
    /// A column of the register that no heading stands for yet.
    pub(super) fn free(&self, key: &str) -> Option<&'static Column> {
        let column = self.schema.column(key);
        column.filter(|column| !is_taken(&self.headings, column))
    }

    /// A row of a register, from its first heading to its last, none sorted yet.
    pub(super) fn new(schema: &'static Schema, row: u32, texts: &RowText) -> Self {
        let columns = texts.iter().map(|(col, _, _)| *col);
        let span = columns.fold((u32::MAX, 0), |(a, b), col| (a.min(col), b.max(col)));
        Self {
            schema,
            row,
            headings: Vec::new(),
            extras: Vec::new(),
            unused: Vec::new(),
            settled: Vec::new(),
            put_aside: Vec::new(),
            above: Vec::new(),
            span,
            score: 0.0,
        }
    }
}

/// The best reading of a sheet, if any is good enough.
pub(super) fn best(
    grid: &Grid,
    understood: &mut Understood<'_>,
    known: &[KnownHeading],
) -> Option<Candidate> {
    let name = format!(" {} {} ", fold(&grid.file), fold(&grid.name));
    let mut best: Option<Candidate> = None;
    let titles = titles(grid);
    // Of a part of a sheet that begins further down, its own first rows.
    let first = grid.rows().next().map_or(0, |(row, _)| row);
    let depth = if first < DEPTH { DEPTH } else { first.saturating_add(DEPTH) };
    let rows: BTreeSet<u32> =
        grid.rows().map(|(row, _)| row).take_while(|row| *row < depth).collect();
    for row in &rows {
        let mut texts = texts(grid, *row);
        let is_list = lists::drop_own(&mut texts);
        if texts.len() < 2 || is_record(grid, &rows, *row, &texts) {
            continue;
        }
        let next = texts_below(grid, &rows, *row);
        let said = said(&texts, understood);
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
        if is_over_headings(grid, *row, texts.len()) {
            continue;
        }
        let of_row = Row {
            row: *row,
            titles: titles
                .iter()
                .filter(|title| title.0 < *row)
                .map(|title| &*title.1)
                .collect(),
            texts: &texts,
            said: &said,
            columns: Columns::of(grid, *row),
            below: next,
            is_list,
        };
        for (at, words) in understood.words.iter().enumerate() {
            let is_known = is_asked || known_to.contains(&at);
            if !own::has_shape(words.schema) && !is_known {
                continue;
            }
            let Some(candidate) =
                candidate(grid, &of_row, (words, is_known), understood, known, &name)
            else {
                continue;
            };
            let is_better = best.as_ref().is_none_or(|best| {
                candidate.score > best.score
                    || is_lower_of_two(&candidate, best, understood)
                    || stands_under_bands(grid, &candidate, best)
            });
            if is_better {
                best = Some(candidate);
            }
        }
    }
    if let Some(best) = &mut best {
        headless::adopt(grid, best, known);
    }
    best
}

/// Each text of a row as understood, alone and with what stands over it.
fn said(texts: &RowText, understood: &mut Understood<'_>) -> Vec<(Rc<Said>, Rc<Said>)> {
    texts
        .iter()
        .map(|(_, over, text)| {
            let mut own = understood.said(text);
            // `Y/N` says nothing of its own: what stands over it does.
            if own.meaning.is_empty() && !over.is_empty() {
                own = understood.said(over);
            }
            let whole = match &**over {
                "" => own.clone(),
                over => understood.said(&format!("{over} {text}")),
            };
            (own, whole)
        })
        .collect()
}

/// A row read as the headings of a register that something else tells, with what is
/// known of one of its columns.
pub(super) fn as_register(
    grid: &Grid,
    texts: &RowText,
    words: &Words,
    (row, given): (u32, Option<(u32, &'static Column)>),
    understood: &mut Understood<'_>,
    known: &[KnownHeading],
) -> Candidate {
    let said = said(texts, understood);
    let columns = Columns::of(grid, row);
    let titles = Vec::new();
    let of_row =
        Row { row, titles, texts, said: &said, columns, below: 0, is_list: false };
    let mut sorted = sorted(grid, &of_row, (words, true), understood, known);
    if let Some((col, column)) = given {
        sorted.headings.retain(|heading| heading.col != col && heading.column != column);
        sorted.unused.retain(|extra| extra.col != col);
        let heading = texts.iter().find(|(at, _, _)| *at == col);
        let text =
            heading.map_or_else(|| Arc::from(""), |(_, over, text)| joined(over, text));
        let because = Because::Inferred;
        sorted.headings.push(Heading { column, col, text, because });
    }
    inferred::adopt(&of_row, words, &mut sorted, understood);
    sorted.headings.sort_by_key(|heading| heading.col);
    let Sorted { headings, extras, unused, settled, put_aside, weight: score, .. } =
        sorted;
    let new = Candidate::new(words.schema, row, texts);
    Candidate { headings, extras, unused, settled, put_aside, score, ..new }
}

/// Whether a cell holds a text with letters.
fn is_word(grid: &Grid, cell: &Cell) -> bool {
    matches!(&cell.value, CellValue::Text(_)) && has_letters(&text_of(grid, cell))
}

/// Whether a row stands over the headings: the next has half as many texts again and
/// nothing else, in the columns of records whose figures begin below it.
fn is_over_headings(grid: &Grid, row: u32, texts: usize) -> bool {
    let next = grid.row(row + 1);
    let is_word =
        |cell: &Cell| is_word(grid, cell) && !is_one(&text_of(grid, cell), Kind::Date);
    let figures = next
        .iter()
        .filter_map(|cell| grid.cell(CellPos::new(row + 2, cell.pos.col)))
        .filter(|cell| !matches!(&cell.value, CellValue::Text(_)))
        .count();
    next.len() * 2 >= texts * 3 && next.iter().all(is_word) && figures >= 2
}

/// Rows above and below that a row is held against.
const NEAR_BY: usize = 5;

/// Whether a row is one of several alike: what stands in it stands in the same columns
/// of the rows around it too. Headings that stand again on each page do so whole.
fn is_record(grid: &Grid, rows: &BTreeSet<u32>, row: u32, texts: &RowText) -> bool {
    let above = rows.range(..row).rev().take(NEAR_BY);
    let around: Vec<u32> =
        above.chain(rows.range(row + 1..).take(NEAR_BY)).copied().collect();
    let again = |col: u32, text: &str| {
        let is_same = |other: &&u32| {
            grid.cell(CellPos::new(**other, col))
                .is_some_and(|cell| super::text_of(grid, cell) == text)
        };
        around.iter().filter(is_same).count() >= 2
    };
    // Levels of key stage 1 are numbers, and so are the pupils below them.
    let is_word =
        |text: &str| text.chars().any(char::is_alphabetic) || text.chars().count() > 4;
    let recurring =
        texts.iter().filter(|(col, _, text)| is_word(text) && again(*col, text)).count();
    recurring >= 2 && recurring < texts.len()
}

/// Whether a row is the lower of two heading rows: it names the measures under the
/// years of the row above, or says `Response` under its questions.
fn is_lower_of_two(
    row: &Candidate,
    above: &Candidate,
    understood: &mut Understood<'_>,
) -> bool {
    let mut measures = |of: &Candidate| {
        let mut score = |extra: &Extra| understood.score(&extra.over, &extra.text);
        let names = |extra: &&Extra| score(extra).is_some_and(|s| s.indicator.is_some());
        of.extras.iter().filter(names).count()
    };
    let responses = |of: &Candidate| {
        of.extras.iter().filter(|extra| is_response(&fold(&extra.text))).count()
    };
    let says_more = match row.schema.name {
        "results" => measures(row) > measures(above),
        "surveys" => responses(row) > responses(above),
        _ => false,
    };
    std::ptr::eq(row.schema, above.schema)
        && row.row == above.row + 1
        && row.score >= above.score
        && says_more
}

/// Whether a row parts the headings above it: words over figures, in the columns of
/// headings that stand over several, and in no others.
fn stands_under_bands(grid: &Grid, row: &Candidate, above: &Candidate) -> bool {
    if !std::ptr::eq(row.schema, above.schema) || row.row != above.row + 1 {
        return false;
    }
    let upper: Vec<u32> = grid.row(above.row).iter().map(|cell| cell.pos.col).collect();
    let lower = grid.row(row.row);
    let is_over_next = |col: u32| !upper.contains(&(col + 1));
    let below = |cell: &Cell| grid.cell(CellPos::new(row.row + 1, cell.pos.col));
    let is_figure = |cell: &Cell| !has_letters(&text_of(grid, cell));
    let is_part = |cell: &Cell| {
        let col = cell.pos.col;
        is_word(grid, cell)
            && (!upper.contains(&col) || is_over_next(col))
            && below(cell).is_none_or(is_figure)
    };
    let parted = lower.iter().filter(|cell| !upper.contains(&cell.pos.col)).count();
    let figures = lower.iter().filter_map(below).filter(|cell| is_figure(cell)).count();
    parted >= 2 && figures * 2 >= lower.len() && lower.iter().all(is_part)
}

/// A row that may hold headings.
pub(super) struct Row<'a> {
    pub(super) row: u32,
    /// What stands alone in a row above it, folded.
    titles: Vec<&'a str>,
    pub(super) texts: &'a RowText,
    /// Each text as understood, alone and with what stands over it.
    pub(super) said: &'a [(Rc<Said>, Rc<Said>)],
    /// What stands below each.
    pub(super) columns: Columns<'a>,
    /// Cells in the fullest of the next rows.
    below: usize,
    /// Whether it heads a list that a web server exported.
    pub(super) is_list: bool,
}

fn candidate(
    grid: &Grid,
    of_row: &Row<'_>,
    (words, is_known): (&Words, bool),
    understood: &mut Understood<'_>,
    known: &[KnownHeading],
    name: &str,
) -> Option<Candidate> {
    let schema = words.schema;
    let mut sorted = sorted(grid, of_row, (words, is_known), understood, known);
    let names_it =
        |text: &str| schema.names.iter().any(|word| text.contains(&fold(word)));
    let named = understood.is_of.is_some() || names_it(name);
    let is_of_results = schema.name == "results" && !sorted.extras.is_empty();
    if is_known || is_of_results {
        let Sorted { headings, unused, .. } = &mut sorted;
        halves::adopt(&of_row.columns, words, headings, unused);
        looks::number(&of_row.columns, schema, headings, unused);
    }
    // Cells tell no register of which nothing but everyday words speaks.
    let tells = |heading: &Heading| {
        schema.tells.contains(&heading.column.key)
            && !matches!(heading.because, Because::Near(_))
            && !looks::is_everyday(&heading.text)
    };
    let is_named = named || of_row.titles.iter().any(|title| names_it(title));
    let is_everyday = |heading: &Heading| looks::is_everyday(&heading.text);
    if !is_named && sorted.extras.is_empty() && sorted.headings.iter().all(is_everyday) {
        return None;
    }
    // A year and a value may be of anything: the names of measures below tell.
    let is_compared = schema.name == "comparators"
        && has_key(&sorted.headings, "year")
        && ["value", "numerator"].iter().any(|key| has_key(&sorted.headings, key));
    // Days over marks are of meetings where the sheet says so, and of people then.
    let is_matrix = schema.name == "meetings" && is_named && sorted.extras.len() >= 2;
    let is_asked = schema.name == "surveys" && sorted.extras.len() >= QUESTIONS;
    let is_of_schools = schema.name == "schools"
        && sorted.headings.len() >= LIKELY_OF_SCHOOLS
        && ["urn", "name"].iter().all(|key| has_key(&sorted.headings, key));
    let is_likely = is_asked
        || is_of_schools
        || sorted.headings.len() >= 2
            && (is_named
                || is_compared
                || sorted.headings.iter().any(tells)
                || sorted.headings.len() >= LIKELY);
    if is_known && is_likely || is_of_results || is_matrix || is_asked {
        inferred::adopt(of_row, words, &mut sorted, understood);
    }
    // Two columns that many lists have say nothing: `Job` and `Done?`, `Name` and
    // `Town`.
    let is_slight = sorted.headings.len() + sorted.extras.len() <= 2;
    if is_slight && !is_named && is_of_others(of_row, &sorted) {
        return None;
    }
    let above = if is_known {
        let mut above = above::said(understood, words, of_row.row, &sorted.headings);
        let mut bands =
            bands::said(grid, understood, words, of_row.row, &sorted.headings);
        // What a label says of every record, a band says again or of another thing.
        bands.retain(|band| !above.iter().any(|line| line.column == band.column));
        above.append(&mut bands);
        above.sort_by_key(|line| line.label_at);
        above
    } else {
        Vec::new()
    };
    let has = |key: &str| {
        has_key(&sorted.headings, key) || above.iter().any(|line| line.column.key == key)
    };
    if !own::is_told(grid, of_row, schema, &sorted, &has, named, understood) {
        return None;
    }
    let lacking =
        schema.needs.iter().filter(|set| !set.iter().any(|key| has(key))).count();
    let matched = sorted.headings.len() + sorted.extras.len();
    let share = matched as f64 / (matched + own::strangers(schema, &sorted)) as f64;
    let wide = of_row.texts.len();
    let is_wide = wide > 25 || wide > 15 && matched >= 8;
    let says_so = || says_so(schema, &sorted.headings, understood);
    let may_lack = share >= 0.6
        && sorted.headings.len() >= FEWEST_OF_ITS_OWN
        && (says_so() || named && schema.tells.iter().any(|key| has(key)));
    if lacking > usize::from(may_lack)
        || matched < 2
        || (share < 0.45 && !(is_wide && matched >= 5))
        || of_row.below < 2
    {
        return None;
    }
    let required = schema.columns.iter().filter(|column| column.is_required);
    let missing = required.filter(|column| !has(column.key)).count() as f64;
    let score = sorted.weight * (0.5 + share / 2.0) + if named { 1.5 } else { 0.0 }
        - missing * 0.75;
    let Sorted { headings, extras, unused, settled, put_aside, .. } = sorted;
    let new = Candidate::new(schema, of_row.row, of_row.texts);
    Some(Candidate { headings, extras, unused, settled, put_aside, above, score, ..new })
}

/// Whether what stands below is of another kind: `Book the hall` under `Job`, where
/// references belong, or nothing but first names where schools do.
fn is_of_others(of_row: &Row<'_>, sorted: &Sorted) -> bool {
    let is_words =
        |text: &str| text.contains(' ') && !text.chars().any(|c| c.is_ascii_digit());
    sorted.headings.iter().any(|heading| {
        let below = of_row.columns.below(heading.col);
        match heading.column.kind {
            Kind::Reference => below.all(is_words),
            Kind::School => below.all(|text| !is_one(text, Kind::School)),
            _ => false,
        }
    })
}

/// Headings from which a register that is told by itself may lack of what it needs.
const FEWEST_OF_ITS_OWN: usize = 4;

/// Whether a heading says which register this is, and no other could be meant: records
/// of visit without a heading over their dates are no deployments.
fn says_so(schema: &Schema, headings: &[Heading], understood: &Understood<'_>) -> bool {
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
    headings.iter().any(says_so)
}
