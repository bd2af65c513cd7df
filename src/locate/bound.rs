//! Sheets whose words tell no register and whose records are bound to deployments by
//! their references: agreements, checks and visits, told by what else stands in them.
//! Asked about, once, as every guess is.

use std::collections::BTreeSet;

use super::below::{Below, Columns};
use super::headings::{Candidate, DEPTH, of_register};
use super::linked::cells;
use super::one::NoTable;
use super::schema::Kind;
use super::table::{Table, has_key};
use super::texts::{RowText, texts};
use super::understood::Understood;
use super::vocabulary::Words;
use super::{KnownHeading, is_put_aside, made};
use crate::base::text::fold;
use crate::read::grid::Grid;

/// A sheet of more cells than this is a download.
const MOST_CELLS: usize = 20_000;

/// Fewest headings of such a sheet.
const FEWEST: usize = 5;

/// Fewest deployments that it must name.
const FEWEST_NAMED: usize = 3;

/// Days of an agreement: it is signed more than once, begins and ends.
const DAYS_OF_AGREEMENT: usize = 3;

/// Takes sheets that nobody knows for what is bound to deployments, where no sheet is
/// known for that.
pub(super) fn find(
    sheets: &[((usize, usize), &Grid)],
    found: &mut [Result<Vec<Table>, NoTable>],
    words: &[Words],
    known: &[KnownHeading],
) {
    deployments(sheets, found, words, known);
    let deployments = references(sheets, found);
    if deployments.len() < FEWEST_NAMED {
        return;
    }
    let has: BTreeSet<&str> =
        found.iter().flatten().flatten().map(|table| table.schema.name).collect();
    let lacking = |name: &str| {
        let words = words.iter().find(|words| words.schema.name == name);
        words.filter(|_| !has.contains(name))
    };
    let lacking = [lacking("contracts"), lacking("quality"), lacking("visits")];
    let lacking: Vec<&Words> = lacking.into_iter().flatten().collect();
    if lacking.is_empty() {
        return;
    }
    for ((at, grid), found) in sheets.iter().zip(found) {
        let is_open = matches!(found, Err(NoTable::Other(..)));
        if !is_open || grid.cells.len() > MOST_CELLS {
            continue;
        }
        let mut understood = Understood::by(words, grid);
        let one = rows(grid).into_iter().find_map(|row| {
            let bound = Bound::of(grid, row, &deployments)?;
            let words = lacking.iter().find(|one| bound.name() == one.schema.name)?;
            let column = words.schema.column("deployment")?;
            let heading = |text: &str| is_put_aside(known, grid, words.schema, text);
            if bound.texts.iter().any(|(_, _, text)| heading(text)) {
                return None;
            }
            let given = (row, bound.col, column);
            let one =
                of_register(grid, &bound.texts, words, given, &mut understood, known);
            is_whole(&one).then_some(one)
        });
        if let Some(one) = one {
            *found = Ok(vec![made(grid, *at, one, None)]);
        }
    }
}

/// Days of a deployment: asked for, agreed, begun, to end, ended. No other register has
/// as many beside a school in every row.
const DAYS_OF_DEPLOYMENT: usize = 4;

/// Takes sheets that nobody knows for deployments, where no sheet is known for that: a
/// school and as many days as a deployment has.
fn deployments(
    sheets: &[((usize, usize), &Grid)],
    found: &mut [Result<Vec<Table>, NoTable>],
    words: &[Words],
    known: &[KnownHeading],
) {
    let is_known = |table: &Table| table.schema.name == "deployments";
    let words = words.iter().find(|words| words.schema.name == "deployments");
    let Some(words) = words.filter(|_| !found.iter().flatten().flatten().any(is_known))
    else {
        return;
    };
    let Some(client) = words.schema.column("client") else { return };
    for ((at, grid), found) in sheets.iter().zip(found) {
        let is_open = matches!(found, Err(NoTable::Other(..)));
        if !is_open || grid.cells.len() > MOST_CELLS {
            continue;
        }
        let mut understood = Understood::by(std::slice::from_ref(words), grid);
        let one = rows(grid).into_iter().find_map(|row| {
            let texts = texts(grid, row);
            let is_heading = |text: &str| text.chars().any(char::is_alphabetic);
            if texts.len() < FEWEST || !texts.iter().all(|(_, _, text)| is_heading(text))
            {
                return None;
            }
            let columns = Columns::of(grid, row);
            let those = |kind: Kind| -> Vec<u32> {
                let cols = texts.iter().map(|(col, _, _)| *col);
                cols.filter(|col| columns.below(*col).profile().fits(kind)).collect()
            };
            let schools = those(Kind::School);
            let schools: Vec<u32> = schools
                .into_iter()
                .filter(|col| !columns.below(*col).profile().is_constant())
                .collect();
            let ([school], DAYS_OF_DEPLOYMENT..) =
                (schools.as_slice(), those(Kind::Date).len())
            else {
                return None;
            };
            let given = (row, *school, client);
            Some(of_register(grid, &texts, words, given, &mut understood, known))
        });
        let has = |one: &Candidate, key| has_key(&one.headings, key);
        if let Some(one) = one.filter(|one| has(one, "start") && has(one, "ref")) {
            *found = Ok(vec![made(grid, *at, one, None)]);
        }
    }
}

/// The references of the deployments that are known, folded; those that are no plain
/// numbers, which count the records of any sheet.
fn references(
    sheets: &[((usize, usize), &Grid)],
    found: &[Result<Vec<Table>, NoTable>],
) -> BTreeSet<String> {
    let mut references = BTreeSet::new();
    for ((_, grid), found) in sheets.iter().zip(found) {
        let tables = found.iter().flatten();
        for table in tables.filter(|table| table.schema.name == "deployments") {
            let refs = table.headings.iter().filter(|one| one.column.key == "ref");
            references.extend(refs.flat_map(|one| cells(grid, table, one.col)));
        }
    }
    references.retain(|text| text.chars().any(char::is_alphabetic));
    references
}

/// Rows in which headings may stand.
fn rows(grid: &Grid) -> Vec<u32> {
    grid.rows().map(|(row, _)| row).take_while(|row| *row < DEPTH).collect()
}

/// A row of headings over records that name deployments.
struct Bound {
    texts: RowText,
    /// The column of the references.
    col: u32,
    days: usize,
    has_rating: bool,
    /// A school or a person.
    has_subject: bool,
}

impl Bound {
    fn of(grid: &Grid, row: u32, deployments: &BTreeSet<String>) -> Option<Self> {
        let texts = texts(grid, row);
        let is_heading = |text: &str| {
            text.chars().any(char::is_alphabetic) && !deployments.contains(&fold(text))
        };
        if texts.len() < FEWEST || !texts.iter().all(|(_, _, text)| is_heading(text)) {
            return None;
        }
        let columns = Columns::of(grid, row);
        let names = |below: &Below<'_>| {
            let cells = below.texts().iter().map(|text| fold(text));
            let named: Vec<String> =
                cells.filter(|text| deployments.contains(text)).collect();
            let different: BTreeSet<&String> = named.iter().collect();
            different.len() >= FEWEST_NAMED && named.len() * 10 >= below.texts().len() * 8
        };
        let cols = || texts.iter().map(|(col, _, _)| *col);
        let mut those = cols().filter(|col| names(&columns.below(*col)));
        let (Some(col), None) = (those.next(), those.next()) else { return None };
        let others = || cols().filter(|other| *other != col);
        let are = |kind: Kind| {
            others().filter(|col| columns.below(*col).profile().fits(kind)).count()
        };
        let days = are(Kind::Date);
        let has_rating = others().any(|col| are_ratings(&columns.below(col)));
        let has_subject = are(Kind::School) > 0 || are(Kind::Urn) > 0;
        Some(Self { days, has_rating, has_subject, col, texts })
    }

    /// The register that it is likely to be.
    fn name(&self) -> &'static str {
        match (self.has_rating, self.has_subject, self.days) {
            (true, true, 1..) => "visits",
            (true, false, 1..) => "quality",
            (false, _, DAYS_OF_AGREEMENT..) => "contracts",
            _ => "",
        }
    }
}

/// Whether nothing but red, amber and green stands below, and two of them.
fn are_ratings(below: &Below<'_>) -> bool {
    let letters: BTreeSet<char> = below
        .texts()
        .iter()
        .filter(|text| {
            matches!(fold(text).as_str(), "g" | "a" | "r" | "green" | "amber" | "red")
        })
        .filter_map(|text| text.to_lowercase().chars().next())
        .collect();
    let is_one = |text: &str| {
        matches!(fold(text).as_str(), "g" | "a" | "r" | "green" | "amber" | "red")
    };
    letters.len() >= 2 && below.all(is_one)
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
