//! Which row is the heading row, and which heading is which column.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::below::Columns;
use super::layouts::GIVES_WAY;
use super::questions::is_response;
use super::schema::{Column, Kind, Schema};
use super::table::{Above, Because, Extra, Heading};
use super::texts::{RowText, joined, texts, texts_below, titles};
use super::understood::{Said, Understood};
use super::vocabulary::Words;
use super::{
    KnownHeading, above, halves, headless, inferred, lists, looks, own, settled, wording,
};
use crate::base::cell::CellPos;
use crate::base::text::fold;
use crate::read::grid::Grid;

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
    pub(super) above: Vec<Above>,
    pub(super) span: (u32, u32),
    pub(super) score: f64,
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
    let rows: BTreeSet<u32> =
        grid.rows().map(|(row, _)| row).take_while(|row| *row < DEPTH).collect();
    for row in &rows {
        let mut texts = texts(grid, *row);
        let is_list = lists::drop_own(&mut texts);
        if texts.len() < 2 || is_record(grid, &rows, *row, &texts) {
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
                .is_some_and(|cell| super::shown(grid, &cell.value, cell.style) == text)
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
    is_list: bool,
}

/// The headings of a row, sorted by what one register makes of them.
#[derive(Default)]
pub(super) struct Sorted {
    /// Those that are its columns.
    pub(super) headings: Vec<Heading>,
    /// Those that it takes in its own way.
    pub(super) extras: Vec<Extra>,
    /// Those that it does not know.
    pub(super) unused: Vec<Extra>,
    /// Those that are not to be used, as the adviser said: nobody asks their cells.
    pub(super) settled: Vec<Extra>,
    /// What those that it knows speak for it.
    pub(super) weight: f64,
    /// Whether numbers of pupils stand at levels of key stage 1.
    pub(super) has_levels: bool,
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
    let named = names_it(name);
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
    let is_likely =
        sorted.headings.len() >= 2 && (is_named || sorted.headings.iter().any(tells));
    if is_known && is_likely || is_of_results {
        inferred::adopt(of_row, words, &mut sorted, understood);
    }
    let above = if is_known {
        above::said(understood, words, of_row.row, &sorted.headings)
    } else {
        Vec::new()
    };
    let has = |key: &str| {
        sorted.headings.iter().any(|heading| heading.column.key == key)
            || above.iter().any(|line| line.column.key == key)
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
    let may_lack = share >= 0.6
        && is_its_own(schema, &sorted.headings, named, understood)
        && schema.tells.iter().any(|key| has(key));
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
    let columns = of_row.texts.iter().map(|(col, _, _)| *col);
    let span = columns.fold((u32::MAX, 0), |(a, b), col| (a.min(col), b.max(col)));
    let Sorted { headings, extras, unused, settled, .. } = sorted;
    let row = of_row.row;
    Some(Candidate { schema, row, headings, extras, unused, settled, above, span, score })
}

/// Which headings of a row are a register's columns, which it takes in its own way,
/// and which it does not know.
fn sorted(
    grid: &Grid,
    of_row: &Row<'_>,
    (words, is_known): (&Words, bool),
    understood: &mut Understood<'_>,
    known: &[KnownHeading],
) -> Sorted {
    let Row { texts, said, ref columns, is_list, .. } = *of_row;
    let schema = words.schema;
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
    let mut meant: Vec<Meant> = texts
        .iter()
        .zip(said)
        .map(|((col, over, _), (own, whole))| {
            let gives_way = |(heading, other): &(&str, &str)| {
                own.folded == *heading && said.iter().any(|(own, _)| own.folded == *other)
            };
            if GIVES_WAY.iter().any(gives_way) {
                return None;
            }
            // Rows of records are not searched for near words, cell by cell.
            let found = is_known.then(|| meant(words, over, own, whole))?;
            let noun = wording::without_noun(&own.meaning, schema.name);
            settled::settled(&columns.below(*col), schema, noun.is_empty(), found)
        })
        .collect();
    if is_list && is_known {
        lists::entitle(columns, texts, schema, &mut meant);
    }
    looks::give_way(texts, &mut meant);
    // What is only like a word leaves its column to the heading that has the word, and
    // another word of it to its own: `Locality` before `Town`.
    let exact: Vec<&str> = meant
        .iter()
        .flatten()
        .filter(|(_, because)| *because == Because::Exact)
        .map(|(column, _)| column.key)
        .collect();
    let sure: Vec<&str> = meant
        .iter()
        .flatten()
        .filter(|(_, because)| !matches!(because, Because::Near(_)))
        .map(|(column, _)| column.key)
        .collect();
    let owned = own::owned(grid, of_row, schema, &meant, understood);
    let mut sorted = Sorted { has_levels: owned.has_levels, ..Sorted::default() };
    for (((col, over, text), (own, whole)), meant) in texts.iter().zip(said).zip(meant) {
        let answer = answered(own, whole);
        let extra = Extra { col: *col, over: over.clone(), text: text.clone() };
        let found = match answer {
            Some(answer) => {
                answer.column_of(schema).map(|column| (column, Because::Answered))
            }
            None => meant.filter(|(column, because)| {
                !owned.keeps(*col, column)
                    // Nobody is named or quoted by a likeness.
                    && !(matches!(because, Because::Near(_)) && column.is_consent())
                    && !claimed.contains(&column.key)
                    && !(matches!(because, Because::Near(_))
                        && sure.contains(&column.key))
                    && !(*because == Because::Synonym && exact.contains(&column.key))
            }),
        };
        let is_free =
            |column| !sorted.headings.iter().any(|heading| heading.column == column);
        match found {
            Some((column, because)) if is_free(column) => {
                // A bare `Ref` is every register's.
                let tells = schema.tells.contains(&column.key) && own.folded != "ref";
                sorted.weight += if tells { 2.0 } else { 1.0 };
                if matches!(because, Because::Near(_)) {
                    sorted.weight -= 0.3;
                }
                let text = joined(over, text);
                sorted.headings.push(Heading { column, col: *col, text, because });
            }
            _ if answer.is_none() && owned.has(*col) => {
                sorted.weight += 1.0;
                sorted.extras.push(extra);
            }
            _ if answer.is_some() => sorted.settled.push(extra),
            _ => sorted.unused.push(extra),
        }
    }
    sorted
}

/// Whether the sheet's name or a heading says which register this is, and no other
/// could be meant: records of visit without a heading over their dates are no
/// deployments, and of what they need one may lack.
fn is_its_own(
    schema: &Schema,
    headings: &[Heading],
    named: bool,
    understood: &Understood<'_>,
) -> bool {
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
    headings.len() >= 4 && (named || headings.iter().any(says_so))
}

/// The column that a heading may mean, and why.
pub(super) type Meant = Option<(&'static Column, Because)>;

/// The column that a heading means: with what stands over it where that is known
/// word for word (`School` over `Name`), else by itself.
fn meant(
    words: &Words,
    over: &str,
    own: &Said,
    whole: &Said,
) -> Option<(&'static Column, Because)> {
    // `Response` says nothing of its own: what stands over it does.
    if !over.is_empty() && is_response(&own.folded) {
        return words.find(&Said::of(over));
    }
    let both = (!over.is_empty()).then(|| words.find(whole)).flatten();
    let is_near =
        |found: &Option<(_, Because)>| matches!(found, Some((_, Because::Near(_))));
    if both.is_some() && !is_near(&both) {
        return both;
    }
    words.find(own).or(both)
}
