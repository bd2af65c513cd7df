//! Deployments under headings that no word tells: a school and a deployment's days.

use super::super::below::Columns;
use super::super::headings::{Candidate, as_register};
use super::super::one::NoTable;
use super::super::schema::Kind;
use super::super::table::{Table, has_key};
use super::super::texts::top_rows;
use super::super::understood::Understood;
use super::super::vocabulary::Words;
use super::super::{KnownHeading, made};
use super::{headings, is_open};
use crate::read::grid::Grid;

/// Days of a deployment: asked for, agreed, begun, to end, ended. No other register has
/// as many beside a school in every row.
const DAYS_OF_DEPLOYMENT: usize = 4;

/// Takes sheets that nobody knows for deployments, where no sheet is known for that: a
/// school and as many days as a deployment has.
pub(super) fn find(
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
        if !is_open(grid, found) {
            continue;
        }
        let mut understood = Understood::by(std::slice::from_ref(words), grid);
        let one = top_rows(grid).find_map(|row| {
            let texts = headings(grid, row)?;
            let columns = Columns::of(grid, row);
            let those = |kind: Kind| -> Vec<u32> {
                let cols = texts.iter().map(|(col, _, _)| *col);
                cols.filter(|col| columns.below(*col).profile().fits(kind)).collect()
            };
            let mut schools = those(Kind::School);
            schools.retain(|col| !columns.below(*col).profile().is_constant());
            let ([school], DAYS_OF_DEPLOYMENT..) =
                (schools.as_slice(), those(Kind::Date).len())
            else {
                return None;
            };
            let given = (row, Some((*school, client)));
            Some(as_register(grid, &texts, words, given, &mut understood, known))
        });
        let has = |one: &Candidate, key| has_key(&one.headings, key);
        if let Some(one) = one.filter(|one| has(one, "start") && has(one, "ref")) {
            *found = Ok(vec![made(grid, *at, one, None)]);
        }
    }
}
