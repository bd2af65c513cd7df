//! Tables that are known by their shape rather than by a register's words:
//! published layouts, and comparators with a column for each year or area.

use std::sync::Arc;

use super::areas;
use super::below::Below;
use super::headings::Candidate;
use super::kinds::is_one;
use super::layouts::{Meaning, Published, Role};
use super::schema::Kind;
use super::table::{Because, Extra, Heading, has_key};
use super::texts::{RowText, joined, texts, top_rows};
use super::vocabulary::Words;
use crate::base::cell::CellPos;
use crate::base::text::fold;
use crate::read::grid::{Cell, Grid};

/// A published layout as a table: its keys as columns, its results as extras.
pub(super) fn published(
    grid: &Grid,
    published: &Published,
    row: u32,
    words: &[Words],
) -> Option<Candidate> {
    let register = published.layout.register;
    let schema = words.iter().map(|w| w.schema).find(|s| s.name == register)?;
    let (mut headings, mut extras) = (Vec::<Heading>::new(), Vec::new());
    let mut unused = Vec::new();
    let texts = texts(grid, row);
    for (col, _, text) in &texts {
        let meaning = published.meaning(*col);
        let key = match meaning {
            Some(Meaning::Key(Role::Urn)) => "urn",
            Some(Meaning::Key(Role::Dfe)) => "dfe",
            Some(Meaning::Key(Role::Name)) => "school",
            Some(Meaning::Key(Role::Year)) => "year",
            Some(Meaning::Key(Role::Item | Role::Subject)) => "measure",
            Some(Meaning::Key(Role::Status)) => "status",
            Some(Meaning::Key(Role::LaName)) => "area",
            _ => "",
        };
        let extra = Extra { col: *col, over: Arc::from(""), text: text.clone() };
        match (meaning, schema.column(key)) {
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
    let (new, score) = (Candidate::new(schema, row, &texts), f64::INFINITY);
    Some(Candidate { headings, extras, unused, score, ..new })
}

/// Headings (folded) of tables of the interactive tool that say nothing of a figure.
const ASIDE: [&str; 16] = [
    "la number",
    "la no",
    "la num",
    "la code",
    "new la code",
    "region",
    "topic",
    "trend",
    "polarity",
    "change",
    "change from previous year",
    "rank",
    "national rank",
    "latest national rank",
    "quartile",
    "quartile banding",
];

/// Whether the column in which the nation stands is of schools, with the nation among
/// them: their results, and none of comparators.
fn are_schools(grid: &Grid, row: u32) -> bool {
    let below = || grid.cells.iter().filter(move |cell| cell.pos.row > row);
    let text = |cell: &Cell| super::text_of(grid, cell);
    let nation = below().find(|cell| areas::is_nation(&text(cell)));
    let Some(col) = nation.map(|cell| cell.pos.col) else { return false };
    let named: Vec<String> =
        below().filter(|cell| cell.pos.col == col).map(text).collect();
    let schools = named.iter().filter(|text| is_one(text, Kind::School)).count();
    schools * 2 > named.len()
}

/// A sheet of comparators with a column for each year, or for each area.
pub(super) fn comparators(grid: &Grid, words: &[Words]) -> Option<Candidate> {
    let schema = words.iter().map(|w| w.schema).find(|s| s.name == "comparators")?;
    top_rows(grid).find_map(|row| {
        let (aside, texts): (RowText, RowText) = texts(grid, row)
            .into_iter()
            .partition(|(_, _, text)| ASIDE.contains(&fold(text).as_str()));
        let is_year = |text: &str| super::years::named(text).is_some();
        let years = texts.iter().filter(|(_, _, text)| is_year(text)).count();
        let nations = texts.iter().filter(|(_, _, t)| areas::is_nation(t)).count();
        let own = texts.iter().filter(|(_, _, t)| areas::is_authority(t)).count();
        let is_across = nations > 0 && own > 0 && texts.len() <= 8;
        let below = |says: fn(&str) -> bool| {
            grid.cells
                .iter()
                .any(|cell| cell.pos.row > row && says(&super::text_of(grid, cell)))
        };
        let is_down = years >= 2
            && texts.len() <= years + 3
            && below(areas::is_nation)
            && below(areas::is_authority)
            && !are_schools(grid, row);
        if !is_across && !is_down {
            return None;
        }
        let (mut headings, mut extras) = (Vec::<Heading>::new(), Vec::new());
        for (col, over, text) in &texts {
            let folded = fold(text);
            let is_area_column = is_down
                && grid.cells.iter().any(|cell| {
                    cell.pos.col == *col
                        && cell.pos.row > row
                        && areas::is_nation(&super::text_of(grid, cell))
                });
            let key = match () {
                () if is_area_column => "area",
                () if is_year(text) || areas::is_nation(text) => "",
                () if areas::is_authority(text) && is_across => "",
                () if folded.contains("year") => "year",
                () if folded.contains("source") => "source",
                () => "measure",
            };
            let is_free = !has_key(&headings, key);
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
        // The corner above the areas is blank as often as not.
        let corner = grid
            .cells
            .iter()
            .filter(|cell| cell.pos.row > row)
            .find(|cell| areas::is_nation(&super::text_of(grid, cell)))
            .map(|cell| cell.pos.col)
            .filter(|col| is_down && !texts.iter().any(|(at, _, _)| at == col));
        // So it is above the years beside the areas.
        let of_years = texts
            .first()
            .and_then(|(first, _, _)| first.checked_sub(1))
            .filter(|col| is_across && holds_years(grid, row, *col));
        let blank = corner.zip(schema.column("area"));
        let blank = blank.or_else(|| of_years.zip(schema.column("year")));
        let corner = blank.map(|(col, _)| col);
        if let Some((col, column)) = blank {
            let (text, because) = (Arc::from(""), Because::Content);
            headings.insert(0, Heading { column, col, text, because });
        }
        let all: RowText = texts.iter().chain(&aside).cloned().collect();
        let new = Candidate::new(schema, row, &all);
        let span = (new.span.0.min(corner.unwrap_or(u32::MAX)), new.span.1);
        let unused = aside.into_iter().map(|(col, over, text)| Extra { col, over, text });
        let unused = unused.collect();
        Some(Candidate { headings, extras, unused, span, score: 1.0, ..new })
    })
}

/// Whether years stand in a column, row by row below the headings.
fn holds_years(grid: &Grid, row: u32, col: u32) -> bool {
    let below = Below::of(grid, CellPos::new(row, col));
    below.are(|text| super::years::named(text).is_some())
}
