//! The tables of one sheet, or why it has none.

use std::collections::{BTreeMap, BTreeSet};

use super::headings::Candidate;
use super::layouts::{self, Fields};
use super::schema::{self, Schema};
use super::table::Table;
use super::understood::Understood;
use super::unknown::{self, Asked};
use super::vocabulary::Words;
use super::{
    KnownHeading, across, asides, compared, forms, heading_at, headings, keys, made,
    parts, shapes, text_of, turned, whole,
};
use crate::base::cell::CellPos;
use crate::base::text::fold;
use crate::read::grid::Grid;

/// Why a sheet holds no table.
pub(super) enum NoTable {
    /// The adviser's answers or settings.
    Answers,
    /// The headings of a register and nothing below them.
    Blank(&'static Schema),
    /// A download in which no measure of the pack stands, in words.
    Download(String),
    /// What the adviser says is no register.
    PutAside,
    /// Something else, in words, with headings that the adviser may explain.
    Other(String, Vec<Asked>),
}

impl NoTable {
    /// Something else, of which nothing is asked.
    fn other(says: &str) -> Self {
        Self::Other(says.to_owned(), Vec::new())
    }
}

const LIST_OF_FIELDS: &str =
    "It lists what the columns of a download mean; there are no records in it.";
const LIST_OF_CODES: &str =
    "It says what codes mean, and is used where they stand; there are no records in it.";
const CONTENTS: &str = "It lists the sheets of its workbook; there are no records in it.";
const NO_MEASURES: &str = "No measure of the pack stands in it; nothing of it is used.";
const NO_RECORDS: &str =
    "What stands below its two headings are notes and no records of a register.";
const NO_HEADINGS: &str = "No row of the first thirty has the headings of a register.";

pub(super) const PUT_ASIDE: &str = "You said that it is no register.";
pub(super) const ANSWERS: &str = "Answers or settings of the adviser.";

/// By what sheets are known.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    /// The registers that a sheet may be of.
    pub(super) words: &'a [Words],
    /// What downloads say of their columns.
    pub(super) fields: &'a Fields,
    /// What the adviser answered.
    pub(super) known: &'a [KnownHeading],
    /// The register that the adviser says this sheet is of.
    pub(super) is_of: Option<&'static Schema>,
    /// The names of the workbook's sheets, folded.
    pub(super) names: &'a BTreeSet<String>,
}

/// Fewest other sheets that a list of contents names.
const FEWEST_NAMED: usize = 3;

/// Whether a sheet lists the sheets of its workbook: most rows of one of its first
/// columns are their names.
fn is_contents(grid: &Grid, names: &BTreeSet<String>) -> bool {
    if grid.cells.len() >= MOST_CONTENTS || names.len() <= FEWEST_NAMED {
        return false;
    }
    let own = fold(&grid.name);
    let mut columns: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for cell in &grid.cells {
        let (named, all) = columns.entry(cell.pos.col).or_default();
        let text = fold(&text_of(grid, cell));
        *named += usize::from(text != own && names.contains(&text));
        *all += 1;
    }
    columns.values().any(|(named, all)| {
        *named >= FEWEST_NAMED && named * 2 > *all && named * 2 > names.len()
    })
}

/// Fewer cells than this has a list of contents.
const MOST_CONTENTS: usize = 400;

/// The tables of a sheet.
pub(super) fn sheet(
    grid: &Grid,
    at: (usize, usize),
    ground: Ground<'_>,
) -> Result<Vec<Table>, NoTable> {
    let Ground { words, fields, .. } = ground;
    if grid.cells.is_empty() {
        return Err(NoTable::other("The sheet is empty."));
    }
    if forms::is_settings(grid) || forms::form(grid).is_some() {
        return Err(NoTable::Answers);
    }
    if layouts::is_list(grid) {
        return Err(NoTable::other(LIST_OF_FIELDS));
    }
    if is_contents(grid, ground.names) {
        return Err(NoTable::other(CONTENTS));
    }
    if let Some((published, row)) = layouts::recognise(grid, fields)
        && let Some(found) = shapes::published(grid, &published, row, words)
    {
        if !published.has_results() {
            let (title, holds) = (published.layout.title, &published.holds);
            let says = format!("{title}: {holds}. {NO_MEASURES}");
            return Err(NoTable::Download(says));
        }
        return Ok(vec![made(grid, at, found, Some(published))]);
    }
    if let Some(turned) = turned::survey(grid, words) {
        let mut tables = upright(&turned.table(grid), at, ground)?;
        turned.settle(grid, &mut tables);
        return Ok(tables);
    }
    upright(grid, at, ground)
}

/// The tables of a sheet that has a row for each record.
fn upright(
    grid: &Grid,
    at: (usize, usize),
    ground: Ground<'_>,
) -> Result<Vec<Table>, NoTable> {
    let Ground { words, known, .. } = ground;
    let mut understood = Understood::by(words, grid).being(ground.is_of);
    let beside = parts::Beside::of(grid, at, &mut understood, known);
    let alone = beside.as_ref().and_then(|of| asides::without(grid, of, &mut understood));
    if let Some(alone) = alone {
        let mut tables = upright(&alone.grid, at, ground)?;
        if let Some(table) = tables.first_mut() {
            table.unused.extend(alone.headings);
        }
        return Ok(tables);
    }
    let several = parts::tables(grid, at, beside, &mut understood, known);
    if several.len() > 1 {
        return Ok(several);
    }
    let best = headings::best(grid, &mut understood, known);
    // Half a register gives way to the one that the sheet's name says.
    let best = best
        .filter(|best| is_whole(best) || !is_named_for_another(grid, best.schema, words));
    // Words that another register has too give way to years over areas.
    let best = best.filter(|best| {
        is_whole(best)
            || matches!(best.schema.name, "results" | "comparators")
            || shapes::comparators(grid, words).is_none()
    });
    let compared = || {
        compared::wide(grid, words)
            .or_else(|| shapes::comparators(grid, words))
            .or_else(|| compared::long(grid, words))
    };
    let as_said = |understood: &mut Understood<'_>| {
        let words = ground.is_of.and(words.first())?;
        whole::as_said(grid, words, understood, known)
    };
    let best = best.or_else(compared).or_else(|| as_said(&mut understood));
    let Some(best) = best else {
        return Err(blank_form(grid, words).map_or_else(
            || {
                let asked = unknown::asked(grid, &mut understood);
                NoTable::Other(NO_HEADINGS.to_owned(), asked)
            },
            NoTable::Blank,
        ));
    };
    let mut table = made(grid, at, best, None);
    let is_slight = table.headings.len() + table.extras.len() <= 2;
    if is_slight && keys::is_list_of_codes(grid) {
        return Err(NoTable::other(LIST_OF_CODES));
    }
    if is_slight && table.rows.is_empty() && !table.others.is_empty() {
        return Err(NoTable::other(NO_RECORDS));
    }
    let visits = across::visits(grid, &mut table, words);
    Ok(std::iter::once(table).chain(visits).collect())
}

/// Whether a sheet has the name of another register.
fn is_named_for_another(grid: &Grid, schema: &Schema, words: &[Words]) -> bool {
    let name = format!(" {} ", fold(&grid.name));
    let is_named = |schema: &Schema| {
        schema.names.iter().any(|word| name.contains(&format!(" {} ", fold(word))))
    };
    !is_named(schema) && words.iter().any(|words| is_named(words.schema))
}

/// Whether no column lacks that its records cannot do without.
fn is_whole(found: &Candidate) -> bool {
    let has = |column: &schema::Column| {
        found.headings.iter().any(|heading| *heading.column == *column)
    };
    found.schema.columns.iter().all(|column| !column.is_required || has(column))
}

/// The register whose own titles are the last row of the sheet: a form of
/// `forumpack new`, or an adviser's own, that nobody has filled in yet.
fn blank_form(grid: &Grid, words: &[Words]) -> Option<&'static Schema> {
    let (row, cells) = grid.rows().last()?;
    let titles: Vec<String> = cells
        .iter()
        .map(|cell| fold(&heading_at(grid, CellPos::new(row, cell.pos.col))))
        .collect();
    let known = |schema: &Schema| {
        let is_title =
            |title: &&String| schema.columns.iter().any(|c| fold(c.title) == **title);
        titles.iter().filter(is_title).count()
    };
    words
        .iter()
        .map(|words| (known(words.schema), words.schema))
        .filter(|(known, _)| *known >= 3 && known * 10 >= titles.len() * 6)
        .max_by_key(|(known, _)| *known)
        .map(|(_, schema)| schema)
}
