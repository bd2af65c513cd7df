//! Which heading of a row is which column of a register.

use super::headings::Row;
use super::layouts::GIVES_WAY;
use super::questions::is_response;
use super::schema::Column;
use super::table::{Because, Extra, Heading, is_taken};
use super::texts::joined;
use super::understood::{Said, Understood};
use super::vocabulary::{Meant, Words};
use super::{KnownHeading, lists, looks, own, settled, wording};
use crate::read::grid::Grid;

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
    /// Columns that the adviser put aside.
    pub(super) put_aside: Vec<u32>,
    /// What those that it knows speak for it.
    pub(super) weight: f64,
    /// Whether numbers of pupils stand at levels of key stage 1.
    pub(super) has_levels: bool,
}

/// Which headings of a row are a register's columns, which it takes in its own way,
/// and which it does not know.
pub(super) fn sorted(
    grid: &Grid,
    of_row: &Row<'_>,
    (words, is_known): (&Words, bool),
    understood: &mut Understood<'_>,
    known: &[KnownHeading],
) -> Sorted {
    let Row { texts, said, ref columns, is_list, .. } = *of_row;
    let schema = words.schema;
    let says = |known: &&KnownHeading, own: &Said, whole: &Said| {
        known.heading == own.folded || known.heading == whole.folded
    };
    let answered = |own: &Said, whole: &Said| {
        let mut those = known.iter().filter(|known| says(known, own, whole));
        those.find(|known| known.is_about(grid, schema))
    };
    // What was answered of one sheet holds for the same heading of another, a new
    // term's or a renamed file's, where its own words do not say otherwise. Leave to
    // quote or to name is asked of each.
    let alike = |own: &Said, whole: &Said| {
        let mut those = known.iter().filter(|known| says(known, own, whole));
        those.find(|known| {
            schema.is_called(&known.register)
                && !known.column_of(schema).is_some_and(Column::is_consent)
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
        let is_open = matches!(meant, None | Some((_, Because::Near(_))));
        let of_another = || {
            let column = |answer: &KnownHeading| answer.column_of(schema);
            alike(own, whole).filter(|answer| {
                is_open && column(answer).is_none_or(|column| !sure.contains(&column.key))
            })
        };
        let answer = answered(own, whole).or_else(of_another);
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
        let is_free = |column| !is_taken(&sorted.headings, column);
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
            _ if answer.is_some() => {
                if answer.is_some_and(KnownHeading::puts_aside) {
                    sorted.put_aside.push(*col);
                }
                sorted.settled.push(extra);
            }
            _ => sorted.unused.push(extra),
        }
    }
    sorted
}

/// The column that a heading means: with what stands over it where that is known
/// word for word (`School` over `Name`), else by itself.
fn meant(words: &Words, over: &str, own: &Said, whole: &Said) -> Meant {
    // `Response` says nothing of its own: what stands over it does.
    if !over.is_empty() && is_response(&own.folded) {
        return words.find(&Said::of(over));
    }
    let both = (!over.is_empty()).then(|| words.find(whole)).flatten();
    let is_near =
        |found: &Option<(_, Because)>| matches!(found, Some((_, Because::Near(_))));
    let alone = words.find(own);
    // `Survey` under `Respondent` is what it says: the upper word is its group's.
    let is_column = |a: &Meant, b: &Meant| match (a, b) {
        (Some((a, _)), Some((b, _))) => a == b,
        _ => false,
    };
    let is_groups = words.schema.name == "surveys"
        && alone.is_some()
        && !is_near(&alone)
        && !is_column(&alone, &both)
        && is_column(&words.find(&Said::of(over)), &both);
    if both.is_some() && !is_near(&both) && !is_groups {
        return both;
    }
    alone.or(both)
}
