//! What a whole sheet is: asked where its words alone do not tell, and what the adviser
//! answered of it. One answer serves for a sheet in which every heading is a guess.

use std::sync::Arc;

use super::headings::{Candidate, as_register};
use super::one::NoTable;
use super::table::{Because, Table};
use super::texts::{has_letters, texts, top_rows};
use super::understood::Understood;
use super::vocabulary::Words;
use super::{KnownHeading, keys, unknown};
use crate::base::date::month_name;
use crate::base::text::fold;
use crate::read::grid::Grid;

/// What stands under `Heading` where an answer is about a whole sheet.
pub(crate) const WHOLE_SHEET: &str = "(the whole sheet)";

/// That the adviser said what a sheet is.
pub(crate) const ANSWERED: &str = "answered";

/// That nobody knows what a sheet is.
pub(crate) const UNKNOWN: &str = "sheet not recognised";

/// Whether a text stands for a whole sheet.
pub(crate) fn is_whole_sheet(heading: &str) -> bool {
    fold(heading) == fold(WHOLE_SHEET)
}

/// A sheet of which the adviser may say what it is.
#[derive(Clone, Debug)]
pub(crate) struct WholeSheet {
    /// File.
    pub(crate) file: Arc<str>,
    /// Sheet, empty for csv.
    pub(crate) sheet: Arc<str>,
    /// The register that it was taken for, if for any.
    pub(crate) register: Option<&'static str>,
    /// Why it is listed: `answered`, `sheet not recognised`, `near: by what stands in it`.
    pub(crate) because: &'static str,
}

impl WholeSheet {
    /// Whether it is this sheet, and the adviser said what it is.
    pub(crate) fn is_answered_of(&self, file: &str, sheet: &str) -> bool {
        *self.file == *file && *self.sheet == *sheet && self.because == ANSWERED
    }

    /// Whether an answer with this file and sheet is about it.
    pub(crate) fn is_meant(&self, file: &str, sheet: &str) -> bool {
        is_meant((&self.file, &self.sheet), file, sheet)
    }
}

/// Whether an answer with a file and a sheet, either empty for any, is about a sheet. A
/// file of another month, term or version is the same file.
fn is_meant((file, sheet): (&str, &str), said_file: &str, said_sheet: &str) -> bool {
    let is_file =
        said_file.is_empty() || said_file == file || undated(said_file) == undated(file);
    is_file && (said_sheet.is_empty() || fold(said_sheet) == fold(sheet))
}

/// A file's name without its days, months, terms, years and versions.
fn undated(file: &str) -> String {
    const OTHERS: [&str; 11] = [
        "autumn", "spring", "summer", "term", "sept", "final", "new", "latest", "draft",
        "copy", "updated",
    ];
    let folded = fold(file);
    let is_month = |word: &str| {
        (1..=12)
            .map(|month| fold(month_name(month)))
            .any(|month| month == word || word.len() == 3 && month.starts_with(word))
    };
    let is_passing = |word: &&str| {
        word.trim_start_matches('v').chars().all(|c| c.is_ascii_digit())
            || is_month(word)
            || OTHERS.contains(word)
    };
    let words: Vec<&str> = folded.split(' ').filter(|word| !is_passing(word)).collect();
    words.join(" ")
}

/// What the adviser said that a sheet is.
pub(super) enum Whole<'a> {
    /// Of the register of these words.
    Of(&'a Words),
    /// No register.
    Nothing,
}

/// What was said of a sheet; an answer about this very file stands before others.
pub(super) fn said<'a>(
    grid: &Grid,
    words: &'a [Words],
    known: &[KnownHeading],
) -> Option<Whole<'a>> {
    let about = |one: &&KnownHeading| {
        is_whole_sheet(&one.heading)
            && is_meant((&grid.file, &grid.name), &one.file, &one.sheet)
    };
    let of = |one: &KnownHeading| {
        if one.puts_aside() {
            return Some(Whole::Nothing);
        }
        let own = words.iter().find(|words| words.schema.is_called(&one.column))?;
        Some(Whole::Of(own))
    };
    let mut all: Vec<&KnownHeading> = known.iter().filter(about).collect();
    all.sort_by_key(|one| *one.file != *grid.file);
    all.into_iter().find_map(of)
}

/// Fewest headings of a sheet that is read for what it is said to be.
const FEWEST: usize = 2;

/// A sheet read as the register that it is said to be, though its words do not tell so:
/// under the row, among the first, of which the register takes most.
pub(super) fn as_said(
    grid: &Grid,
    words: &Words,
    understood: &mut Understood<'_>,
    known: &[KnownHeading],
) -> Option<Candidate> {
    let mut best: Option<Candidate> = None;
    for row in top_rows(grid) {
        let texts = texts(grid, row);
        let are_headings = texts.iter().all(|(_, _, text)| has_letters(text));
        if texts.len() < FEWEST || !are_headings || grid.row(row + 1).is_empty() {
            continue;
        }
        let one = as_register(grid, &texts, words, (row, None), understood, known);
        let taken = |one: &Candidate| one.headings.len() + one.extras.len();
        if best.as_ref().is_none_or(|best| taken(&one) > taken(best)) {
            best = Some(one);
        }
    }
    best.filter(|best| !best.headings.is_empty() || !best.extras.is_empty())
}

/// The sheet as one that the adviser may say something of: said already, known by
/// guesses, more strange than known, or not known at all though records stand on it.
pub(super) fn asked(
    grid: &Grid,
    found: &Result<Vec<Table>, NoTable>,
    is_said: bool,
) -> Option<WholeSheet> {
    let first = found.as_ref().ok().and_then(|tables| tables.first());
    let register = first.map(|table| table.schema.name);
    let because = match found {
        Ok(_) | Err(NoTable::PutAside) if is_said => ANSWERED,
        Ok(_) if first.is_some_and(is_guess) => "near: by what stands in it",
        Ok(_) if first.is_some_and(is_strange) => "near: more was strange than known",
        Err(NoTable::Other(..)) if is_table(grid) => UNKNOWN,
        _ => return None,
    };
    Some(WholeSheet {
        file: grid.file.clone(),
        sheet: grid.name.clone(),
        register,
        because,
    })
}

/// Whether records stand under headings, and not codes beside what they mean.
fn is_table(grid: &Grid) -> bool {
    unknown::headings(grid).next().is_some() && !keys::is_list_of_codes(grid)
}

/// Whether a table is of its register by what stands in it more than by its words.
pub(crate) fn is_guess(table: &Table) -> bool {
    let is_told = |because: Because| {
        matches!(because, Because::Exact | Because::Synonym | Because::Answered)
    };
    let told = table.headings.iter().filter(|one| is_told(one.because)).count();
    let guessed =
        table.headings.iter().filter(|one| one.because == Because::Inferred).count();
    table.published.is_none() && guessed > 0 && guessed + table.told.len() >= told
}

/// Whether more of a table is strange to its register than known.
fn is_strange(table: &Table) -> bool {
    let used = table.headings.len() + table.extras.len();
    table.published.is_none() && table.unused.len() > used
}
