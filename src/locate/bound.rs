//! Sheets whose words tell no register and whose records are bound to those of others by
//! references: agreements, checks and visits to deployments, meetings to LLEs, decisions
//! to the budget that rests on them. Told by what else stands in them.
//! Asked about, once, as every guess is.

mod bonds;
mod deployments;

use std::collections::BTreeSet;

use bonds::{Bond, Bonds};

use super::below::{Below, Columns};
use super::headings::{Candidate, as_register};
use super::kinds::is_one;
use super::one::NoTable;
use super::schema::Kind;
use super::table::{Table, has_key};
use super::texts::{RowText, has_letters, texts, top_rows};
use super::understood::Understood;
use super::vocabulary::Words;
use super::{KnownHeading, is_put_aside, made};
use crate::base::cell::CellPos;
use crate::base::text::fold;
use crate::read::grid::Grid;

/// A sheet of more cells than this is a download.
const MOST_CELLS: usize = 20_000;

/// Most of them: a download has more.
const MOST: usize = 60;

/// Fewest headings of such a sheet.
const FEWEST: usize = 4;

/// Fewest deployments that it must name.
const FEWEST_NAMED: usize = 3;

/// Days of an agreement: it is signed more than once, begins and ends.
const DAYS_OF_AGREEMENT: usize = 3;

/// Takes sheets that nobody knows for what is bound to records of others, where no sheet
/// is known for that.
pub(super) fn find(
    sheets: &[((usize, usize), &Grid)],
    found: &mut [Result<Vec<Table>, NoTable>],
    words: &[Words],
    known: &[KnownHeading],
) {
    deployments::find(sheets, found, words, known);
    let bonds = Bonds::of(sheets, found);
    let has: BTreeSet<&str> =
        found.iter().flatten().flatten().map(|table| table.schema.name).collect();
    let lacking = |name: &str| {
        let words = words.iter().find(|words| words.schema.name == name);
        words.filter(|_| !has.contains(name))
    };
    let lacking =
        ["contracts", "quality", "visits", "meetings", "decisions"].map(lacking);
    let lacking: Vec<&Words> = lacking.into_iter().flatten().collect();
    if lacking.is_empty() {
        return;
    }
    for ((at, grid), found) in sheets.iter().zip(found) {
        if !is_open(grid, found) || !bonds.may_bind(grid) {
            continue;
        }
        let mut understood = Understood::by(words, grid);
        let one = top_rows(grid).find_map(|row| {
            let bound = Bound::of(grid, row, &bonds)?;
            let words = lacking.iter().find(|one| bound.name() == one.schema.name)?;
            let column = words.schema.column(bound.bond.key())?;
            let heading = |text: &str| is_put_aside(known, grid, words.schema, text);
            if bound.texts.iter().any(|(_, _, text)| heading(text)) {
                return None;
            }
            let given = (row, Some((bound.col, column)));
            let one =
                as_register(grid, &bound.texts, words, given, &mut understood, known);
            is_whole(&one).then_some(one)
        });
        if let Some(one) = one {
            *found = Ok(vec![made(grid, *at, one, None)]);
        }
    }
}

/// Whether a sheet is none that somebody knows, nor a download.
fn is_open(grid: &Grid, found: &Result<Vec<Table>, NoTable>) -> bool {
    matches!(found, Err(NoTable::Other(..))) && grid.cells.len() <= MOST_CELLS
}

/// The texts of a row that may be headings.
fn headings(grid: &Grid, row: u32) -> Option<RowText> {
    let texts = texts(grid, row);
    let are_headings = (FEWEST..=MOST).contains(&texts.len())
        && texts.iter().all(|(_, _, text)| has_letters(text));
    are_headings.then_some(texts)
}

/// A row of headings over records that are bound to others.
struct Bound {
    texts: RowText,
    /// The column of the references.
    col: u32,
    /// Of what.
    bond: Bond,
    days: usize,
    has_rating: bool,
    /// A school or its number.
    has_school: bool,
    /// Whether somebody was there.
    has_marks: bool,
    /// Sentences.
    has_prose: bool,
}

impl Bound {
    fn of(grid: &Grid, row: u32, bonds: &Bonds) -> Option<Self> {
        let texts = headings(grid, row)?;
        let columns = Columns::of(grid, row);
        let cols = || texts.iter().map(|(col, _, _)| *col);
        // Deployments tell more than LLEs, and both than decisions.
        let bound: Vec<(u32, Bond)> = cols()
            .filter_map(|col| Some((col, bonds.named_by(&columns.below(col))?)))
            .collect();
        let (col, bond) = [Bond::Deployment, Bond::Lle, Bond::Decision]
            .iter()
            .find_map(|bond| bound.iter().find(|(_, own)| own == bond))?;
        let (col, bond) = (*col, *bond);
        let same = bound.iter().filter(|(_, own)| *own == bond).count();
        // A record stands below its headings and is none of them.
        let own = super::text_at(grid, CellPos::new(row, col));
        let below = columns.below(col);
        if same > 1 || own.is_some_and(|own| below.texts().contains(&own)) {
            return None;
        }
        let others = || cols().filter(|other| *other != col);
        let any =
            |kind: Kind| others().any(|col| columns.below(col).profile().fits(kind));
        let are_days =
            |col: &u32| columns.below(*col).are(|text| is_one(text, Kind::Date));
        let days = others().filter(are_days).count();
        let has_rating = others().any(|col| are_ratings(&columns.below(col)));
        let has_school = any(Kind::School) || any(Kind::Urn);
        let has_marks = others().any(|col| columns.below(col).all(is_mark_of_presence));
        let is_sentence = |text: &str| is_one(text, Kind::Prose);
        let has_prose = others().any(|col| columns.below(col).are(is_sentence));
        Some(Self {
            days,
            has_rating,
            has_school,
            has_marks,
            has_prose,
            col,
            bond,
            texts,
        })
    }

    /// The register that it is likely to be.
    fn name(&self) -> &'static str {
        let are_few = self.texts.len() <= MOST_OF_MEETINGS;
        match (self.bond, self.has_rating, self.has_school, self.days) {
            (Bond::Deployment, true, true, 1..) => "visits",
            (Bond::Deployment, true, false, 1..) => "quality",
            (Bond::Deployment, false, _, DAYS_OF_AGREEMENT..) => "contracts",
            (Bond::Lle, false, false, 1) if self.has_marks && are_few => "meetings",
            (Bond::Decision, false, false, 1) if self.has_prose => "decisions",
            _ => "",
        }
    }
}

/// Most columns of a list of who came.
const MOST_OF_MEETINGS: usize = 8;

/// Whether a text says that somebody was there, or was not.
fn is_mark_of_presence(text: &str) -> bool {
    let folded = fold(text);
    const SAYS: [&str; 12] = [
        "present",
        "apologies",
        "absent",
        "attended",
        "yes",
        "no",
        "y",
        "n",
        "true",
        "false",
        "came",
        "there",
    ];
    SAYS.contains(&folded.as_str())
}

/// Whether nothing but red, amber and green stands below, and two of them.
fn are_ratings(below: &Below<'_>) -> bool {
    let is_rating = |text: &str| {
        matches!(fold(text).as_str(), "g" | "a" | "r" | "green" | "amber" | "red")
    };
    let ratings = below.texts().iter().filter(|text| is_rating(text));
    let colours: BTreeSet<char> =
        ratings.filter_map(|text| fold(text).chars().next()).collect();
    colours.len() >= 2 && below.all(is_rating)
}

/// Whether enough of a register stands in it to be that; its ratings are there.
fn is_whole(one: &Candidate) -> bool {
    let has = |key: &str| has_key(&one.headings, key);
    let any = |keys: &[&str]| keys.iter().any(|key| has(key));
    match one.schema.name {
        "contracts" => {
            any(&["days", "rate", "value"])
                && any(&["start", "end"])
                && any(&["signed_lle", "signed_client", "signed_la"])
        }
        "quality" => any(&["due", "done"]),
        "meetings" | "decisions" => has("date"),
        "visits" => has("date") && any(&["school", "lle"]),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, shown};
    use crate::base::finding::Findings;
    use crate::read::grid::{Book, Folder};
    use crate::register::SCHEMAS;

    const DEPLOYMENTS: &str = "
Deployment ref | LLE | Client school | Client URN | Start | Planned end | Status
ATT/01 | Ms A Hill | Norby Primary | 180265 | 13/9/2010 | 15/7/2011 | Active
ATT/02 | Mr B Dale | Harlby Primary | 180266 | 14/9/2010 | 15/7/2011 | Active
ATT/03 | Mr C Fell | Dravby Primary | 180267 | 15/9/2010 | 15/7/2011 | Active";

    fn read(sheets: &[&str]) -> Vec<String> {
        let sheets = sheets.iter().map(|text| grid(text)).collect();
        let folder = Folder {
            books: vec![Book { sheets, ..Book::default() }],
            ..Folder::default()
        };
        let located =
            super::super::tables(&folder, SCHEMAS, &[], &mut Findings::default());
        shown(&located.tables)
    }

    #[test]
    fn what_is_signed_begins_ends_and_names_deployments_is_the_agreements() {
        let covenants = "
Covenant | Attachment | Subscribed by companion | Subscribed by parish | Subscribed for the county | Takes effect | Lapses | Granted | Stipend | Covenanted
Cov 001 | ATT/01 | 6/9/2010 | 6/9/2010 | 6/9/2010 | 13/9/2010 | 15/7/2011 | 6.5 | 350 | 2275
Cov 002 | ATT/02 | 9/9/2010 | 9/9/2010 | 9/9/2010 | 16/9/2010 | 15/7/2011 | 8 | 402.5 | 3220
Cov 003 | ATT/03 | 13/9/2010 | 13/9/2010 | 13/9/2010 | 20/9/2010 | 15/7/2011 | 5 | 350 | 1750";
        assert_eq!(
            read(&[DEPLOYMENTS, covenants])[1],
            "contracts 1: number deployment signed_lle signed_client signed_la start end days rate value; 3 rows"
        );
    }

    #[test]
    fn red_amber_and_green_beside_deployments_are_checks_and_beside_schools_visits() {
        let looks = "
Look | Attachment | Manner | Wanted by | Happened | Examiner | Colour
L1 | ATT/01 | Call | 12/12/2010 | 18/12/2010 | Lead adviser | Amber
L2 | ATT/02 | Call | 15/12/2010 | 21/12/2010 | Lead adviser | Green
L3 | ATT/03 | Call | 19/12/2010 | 25/12/2010 | Lead adviser | Amber";
        let calls = "
Call | Attachment | Companion | Parish | Happened | Long | Worked on | Colour | Show report in
Call 1 | ATT/01 | Ms A Hill | Norby Primary | 21/9/2010 | 1 | Data | A | 23/9/2010
Call 2 | ATT/02 | Mr B Dale | Harlby Primary | 27/9/2010 | 1 | Data | G | 30/9/2010
Call 3 | ATT/03 | Mr C Fell | Dravby Primary | 4/10/2010 | 1 | Data | A | 9/10/2010";
        let tables = read(&[DEPLOYMENTS, looks, calls]);
        assert!(tables[1].starts_with("quality 1: number deployment"), "{tables:?}");
        assert!(tables[2].starts_with("visits 1: ref deployment"), "{tables:?}");
    }

    #[test]
    fn miles_driven_for_deployments_are_none_of_them() {
        let miles = "
Claim | Attachment | Driven by | From | Day | Miles | Pounds
M1 | ATT/01 | Ms A Hill | Norby | 21/9/2010 | 12 | 5.40
M2 | ATT/02 | Mr B Dale | Harlby | 27/9/2010 | 20 | 9.00
M3 | ATT/03 | Mr C Fell | Dravby | 4/10/2010 | 30 | 13.50";
        assert_eq!(read(&[DEPLOYMENTS, miles]).len(), 1);
    }
}
