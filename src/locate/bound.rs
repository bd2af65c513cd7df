//! Sheets whose words tell no register and whose records are bound to those of others by
//! references: agreements, checks and visits to deployments, meetings to LLEs, decisions
//! to the budget that rests on them. Told by what else stands in them.
//! Asked about, once, as every guess is.

use std::collections::BTreeSet;

use super::below::{Below, Columns};
use super::headings::{Candidate, DEPTH, of_register};
use super::kinds::is_one;
use super::linked::cells;
use super::one::NoTable;
use super::schema::Kind;
use super::table::{Table, has_key};
use super::texts::{RowText, texts};
use super::understood::Understood;
use super::vocabulary::Words;
use super::{KnownHeading, is_put_aside, made};
use crate::base::cell::CellPos;
use crate::base::text::fold;
use crate::read::grid::{CellValue, Grid};

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
    deployments(sheets, found, words, known);
    let bonds = Bonds {
        deployments: references(sheets, found, "deployments", "ref"),
        lles: references(sheets, found, "lles", "ref"),
        decisions: of_budgets(sheets, found),
    };
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
        let is_open = matches!(found, Err(NoTable::Other(..)));
        if !is_open || grid.cells.len() > MOST_CELLS {
            continue;
        }
        if !bonds.may_bind(grid) {
            continue;
        }
        let mut understood = Understood::by(words, grid);
        let one = rows(grid).into_iter().find_map(|row| {
            let bound = Bound::of(grid, row, &bonds)?;
            let words = lacking.iter().find(|one| bound.name() == one.schema.name)?;
            let column = words.schema.column(bound.bond.key())?;
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
            if !(FEWEST..=MOST).contains(&texts.len())
                || !texts.iter().all(|(_, _, text)| is_heading(text))
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

/// What records of other sheets may be bound to.
struct Bonds {
    deployments: BTreeSet<String>,
    lles: BTreeSet<String>,
    /// For each column of a budget, what may be the decisions on which it rests.
    decisions: Vec<BTreeSet<String>>,
}

/// To which of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bond {
    Deployment,
    Lle,
    Decision,
}

impl Bond {
    /// The column that holds the reference.
    const fn key(self) -> &'static str {
        match self {
            Self::Deployment => "deployment",
            Self::Lle => "lle_ref",
            Self::Decision => "ref",
        }
    }
}

impl Bonds {
    /// Whether anything that is known stands on a sheet at all.
    fn may_bind(&self, grid: &Grid) -> bool {
        let is_known = |text: &str| {
            self.deployments.contains(text)
                || self.lles.contains(text)
                || self.decisions.iter().any(|own| own.contains(text))
        };
        grid.cells.iter().any(|cell| match &cell.value {
            CellValue::Text(text) => is_known(&fold(text)),
            _ => false,
        })
    }

    /// What the cells below a heading name, in nearly every row.
    fn of(&self, below: &Below<'_>) -> Option<Bond> {
        let cells: Vec<String> = below.texts().iter().map(|text| fold(text)).collect();
        let name = |known: &BTreeSet<String>, fewest: usize| {
            let named = cells.iter().filter(|text| known.contains(*text));
            let different: BTreeSet<&String> = named.clone().collect();
            different.len() >= fewest && named.count() * 10 >= cells.len() * 8
        };
        if name(&self.deployments, FEWEST_NAMED) {
            Some(Bond::Deployment)
        } else if name(&self.lles, FEWEST_NAMED) {
            Some(Bond::Lle)
        } else if self.decisions.iter().any(|own| name(own, 1)) {
            Some(Bond::Decision)
        } else {
            None
        }
    }
}

/// The references of records that are known, folded; those that are no plain numbers,
/// which count the records of any sheet.
fn references(
    sheets: &[((usize, usize), &Grid)],
    found: &[Result<Vec<Table>, NoTable>],
    register: &str,
    key: &str,
) -> BTreeSet<String> {
    let mut references = BTreeSet::new();
    for ((_, grid), found) in sheets.iter().zip(found) {
        let tables = found.iter().flatten();
        for table in tables.filter(|table| table.schema.name == register) {
            let refs = table.headings.iter().filter(|one| one.column.key == key);
            references.extend(refs.flat_map(|one| cells(grid, table, one.col)));
        }
    }
    references.retain(|text| text.chars().any(char::is_alphabetic));
    references
}

/// What stands in the columns of a budget under headings that nobody knows, and is a
/// number with letters.
fn of_budgets(
    sheets: &[((usize, usize), &Grid)],
    found: &[Result<Vec<Table>, NoTable>],
) -> Vec<BTreeSet<String>> {
    let mut decisions = Vec::new();
    for ((_, grid), found) in sheets.iter().zip(found) {
        let tables = found.iter().flatten();
        for table in tables.filter(|table| table.schema.name == "budget") {
            let known = table.headings.iter().filter(|one| one.column.key == "decision");
            let cols = known.map(|one| one.col);
            for col in cols.chain(table.unused.iter().map(|extra| extra.col)) {
                let mut own: BTreeSet<String> =
                    cells(grid, table, col).into_iter().collect();
                own.retain(|text| {
                    text.chars().any(|c| c.is_ascii_digit())
                        && text.chars().any(char::is_alphabetic)
                });
                if !own.is_empty() {
                    decisions.push(own);
                }
            }
        }
    }
    decisions
}

/// Rows in which headings may stand.
fn rows(grid: &Grid) -> Vec<u32> {
    grid.rows().map(|(row, _)| row).take_while(|row| *row < DEPTH).collect()
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
        let texts = texts(grid, row);
        let is_heading = |text: &str| text.chars().any(char::is_alphabetic);
        if !(FEWEST..=MOST).contains(&texts.len())
            || !texts.iter().all(|(_, _, text)| is_heading(text))
        {
            return None;
        }
        let columns = Columns::of(grid, row);
        let cols = || texts.iter().map(|(col, _, _)| *col);
        // Deployments tell more than LLEs, and both than decisions.
        let bound: Vec<(u32, Bond)> = cols()
            .filter_map(|col| Some((col, bonds.of(&columns.below(col))?)))
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
