//! References of deployments on the sheets that name them: what an adviser's own
//! heading means on another sheet (`LS no.`, `Job`) is told by the references of the
//! sheet of deployments that stand below it.

use std::collections::BTreeSet;

use super::below::Below;
use super::rows;
use super::schema::{Column, Kind};
use super::table::{Because, Extra, Heading, Table, is_taken};
use super::texts::joined;
use super::{KnownHeading, is_put_aside, text_of};
use crate::base::cell::CellPos;
use crate::base::text::fold;
use crate::read::grid::{Folder, Grid};

/// Fewest deployments that a column must name, each once or oftener.
pub(super) const FEWEST: usize = 3;

/// Takes columns that hold the references of deployments for the deployment, where no
/// word of the register told another thing of them.
pub(super) fn lend(folder: &Folder, tables: &mut [Table], known: &[KnownHeading]) {
    let mut texts: BTreeSet<String> = BTreeSet::new();
    let mut deployments: BTreeSet<String> = BTreeSet::new();
    let mut others: BTreeSet<String> = BTreeSet::new();
    for table in tables.iter() {
        let Some(grid) = table.sheet(folder) else { continue };
        let (is_theirs, key) = match table.schema.name {
            "deployments" => (true, "ref"),
            "lles" => (false, "ref"),
            _ => continue,
        };
        let own = table.headings.iter().find(|heading| heading.column.key == key);
        let Some(own) = own else { continue };
        let cells = cells(&table.grid(grid), table, own.col);
        if is_theirs {
            texts.insert(fold(&own.text));
            deployments.extend(cells);
        } else {
            others.extend(cells);
        }
    }
    // A number that is an LLE's as well tells neither.
    deployments.retain(|text| !others.contains(text));
    if deployments.len() < FEWEST {
        return;
    }
    for table in tables.iter_mut() {
        let Some(grid) = table.sheet(folder) else { continue };
        let grid = table.grid(grid);
        let Some(column) = table.schema.column("deployment") else { continue };
        let own = table.headings.iter().find(|heading| heading.column == column);
        // What was guessed to be the deployment is it where its references stand.
        let open: Vec<(u32, String)> = match own {
            _ if table.schema.name == "deployments" => continue,
            Some(own) if own.because == Because::Inferred => {
                let own = (own.col, own.text.to_string());
                std::iter::once(own).chain(references(table)).collect()
            }
            // A word for the deployment over none of them is another number's: `Job no.`
            // beside `Case no.`.
            Some(own) if own.because == Because::Exact => continue,
            Some(own) if names_one(&cells(&grid, table, own.col), &deployments) => {
                continue;
            }
            Some(_) | None => unsure(table),
        };
        let found = open.into_iter().find(|(col, text)| {
            if is_put_aside(known, &grid, table.schema, text) {
                return false;
            }
            let cells = cells(&grid, table, *col);
            let is_own = table.headings.iter().any(|one| {
                one.col == *col
                    && one.column.kind == Kind::Reference
                    && one.column.key != "deployment"
            });
            // Plain figures count the records of any sheet.
            if is_own && cells.iter().all(|text| text.parse::<u32>().is_ok()) {
                return false;
            }
            let known = cells.iter().filter(|text| deployments.contains(*text));
            let named: BTreeSet<&String> = known.clone().collect();
            // The same words stand over the references of the deployments themselves.
            let fewest = if texts.contains(&fold(text)) { 1 } else { FEWEST };
            named.len() >= fewest && known.count() * 10 >= cells.len() * 8
        });
        if let Some((col, _)) = found {
            exchange(table, column, col);
            let_go(&grid, table, column, col);
            take(&grid, table, column, col);
        }
    }
}

/// References whose headings are words of the register: `Our number for it` may be
/// that of the deployment.
fn references(table: &Table) -> impl Iterator<Item = (u32, String)> {
    let is_reference = |heading: &&Heading| {
        heading.column.kind == Kind::Reference
            && heading.column.key != "deployment"
            && heading.because != Because::Exact
    };
    let headings = table.headings.iter().filter(is_reference);
    headings.map(|heading| (heading.col, heading.text.to_string()))
}

/// Gives what was guessed to be this column the one that stood where it is.
fn exchange(table: &mut Table, column: &'static Column, col: u32) {
    let other = table.headings.iter().find(|heading| heading.col == col);
    let Some(other) = other.map(|heading| heading.column) else { return };
    let guessed = table.headings.iter_mut().find(|heading| heading.column == column);
    if let Some(guessed) = guessed.filter(|heading| heading.col != col) {
        (guessed.column, guessed.because) = (other, Because::Content);
    }
}

/// Whether a column names one of the deployments, or nothing.
fn names_one(cells: &[String], deployments: &BTreeSet<String>) -> bool {
    cells.is_empty() || cells.iter().any(|text| deployments.contains(text))
}

/// Makes a heading that was wrongly taken for this column the record's own reference,
/// where each stands once and no other is; else it is not used.
fn let_go(grid: &Grid, table: &mut Table, column: &'static Column, col: u32) {
    let is_wrong = |one: &Heading| one.column == column && one.col != col;
    let Some(wrong) = table.headings.iter().find(|one| is_wrong(one)) else { return };
    let own = table.schema.columns.first().copied();
    let own = own.filter(|own| {
        let below = Below::of(grid, CellPos::new(table.heading_row, wrong.col));
        own.kind == Kind::Reference && below.profile().is_key()
    });
    let wrong = wrong.col;
    pass_on(table, wrong, own);
}

/// Gives a heading to another column, as a guess, where that is free; else it is not used.
pub(super) fn pass_on(table: &mut Table, col: u32, to: Option<&'static Column>) {
    let to = to.filter(|column| !is_taken(&table.headings, column));
    let Some(at) = table.headings.iter().position(|one| one.col == col) else { return };
    match (to, table.headings.get_mut(at)) {
        (Some(column), Some(heading)) => {
            (heading.column, heading.because) = (column, Because::Inferred);
        }
        _ => table.unused.push(Extra::of(&table.headings.remove(at))),
    }
}

/// What stands in a column of a table's records, folded.
pub(super) fn cells(grid: &Grid, table: &Table, col: u32) -> Vec<String> {
    table
        .rows
        .iter()
        .filter_map(|row| grid.cell(CellPos::new(*row, col)))
        .map(|cell| fold(&text_of(grid, cell)))
        .filter(|text| !text.is_empty())
        .collect()
}

/// Columns whose headings no word of the register tells, with their headings.
fn unsure(table: &Table) -> Vec<(u32, String)> {
    let is_unsure = |heading: &&Heading| {
        matches!(heading.because, Because::Near(_) | Because::Inferred | Because::Content)
            && matches!(heading.column.kind, Kind::Reference | Kind::Person | Kind::Text)
    };
    let headings = table.headings.iter().filter(is_unsure);
    let own = headings.map(|heading| (heading.col, heading.text.to_string()));
    let text = |extra: &Extra| joined(&extra.over, &extra.text).to_string();
    own.chain(table.unused.iter().map(|extra| (extra.col, text(extra)))).collect()
}

/// Makes a column of the sheet that of the deployments.
pub(super) fn take(grid: &Grid, table: &mut Table, column: &'static Column, col: u32) {
    let heading = table.headings.iter_mut().find(|heading| heading.col == col);
    if let Some(heading) = heading {
        (heading.column, heading.because) = (column, Because::Content);
    } else if let Some(at) = table.unused.iter().position(|extra| extra.col == col) {
        let extra = table.unused.remove(at);
        let text = joined(&extra.over, &extra.text);
        table.headings.push(Heading { column, col, text, because: Because::Content });
        table.headings.sort_by_key(|heading| heading.col);
    }
    table.rows.clear();
    table.others.clear();
    rows::sort(grid, table);
}

/// The same as a guess, to be asked about.
pub(super) fn take_guessed(
    grid: &Grid,
    table: &mut Table,
    column: &'static Column,
    col: u32,
) {
    take(grid, table, column, col);
    let own = table.headings.iter_mut().find(|heading| heading.col == col);
    if let Some(own) = own {
        own.because = Because::Inferred;
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{read, shown};
    use super::Because;

    const SUPPORT: &str = "
LLE | LS no. | School supported | Began | To finish by | Status
Ms A Hill | LS01 | Norby Primary | 6/9/2010 | 15/7/2011 | Completed
Mr B Dale | LS02 | Harlby Primary | 9/9/2010 | 15/7/2011 | Completed
Mr C Carr | LS03 | Dravby Primary | 9/9/2011 | 13/7/2012 | Current
Ms D Wade | LS04 | Wexby Primary | 9/9/2011 | 13/7/2012 | Current";

    #[test]
    fn an_own_word_for_the_deployment_is_known_by_the_references_below_it() {
        let visits = "
Visit | LS no. | When | School | LLE | Days | RAG
1 | LS01 | 21/9/2010 | Norby Primary | Hill, Ann | 1 | Amber
2 | LS02 | 27/9/2010 | Harlby Primary | Mr B Dale | 1 | Amber
3 | LS99 | 4/10/2011 | Dravby Primary | Mr C Carr | 1 | Green
4 | LS02 | 14/10/2010 | Harlby Primary | Mr B Dale | 1 | Green
5 | LS04 | 14/10/2011 | Wexby Primary | Ms D Wade | 1 | Green";
        let checks = "
QA no. | LS no. | What kind | When due | When done | RAG
QA01 | LS01 | Adviser visit | 12/12/2010 | 18/12/2010 | Amber
QA02 | LS02 | Adviser visit | 15/12/2010 | 21/12/2010 | Green
QA03 | LS04 | Adviser visit | 15/12/2011 | | ";
        let agreements = "
Agreement no. | Strand | Signed by the LLE's governors | Signed LA | Days | Rate
C001 | LS01 | 6/9/2010 | 6/9/2010 | 6.5 | 350
C002 | LS02 | 9/9/2010 | 9/9/2010 | 5 | 350
C003 | LS03 | 9/9/2011 | 9/9/2011 | 5 | 350
C004 | LS77 | 9/9/2011 | 9/9/2011 | 5 | 350
C005 | LS04 | 9/9/2011 | 9/9/2011 | 5 | 350";
        let tables = read(&[SUPPORT, visits, checks, agreements]);
        let told = tables.iter().flat_map(|table| &table.headings);
        let told = told.filter(|heading| heading.column.key == "deployment");
        assert!(told.clone().all(|heading| heading.because == Because::Content));
        assert_eq!(told.count(), 3);
        assert_eq!(
            shown(&tables)[1..],
            [
                "visits 1: ref deployment date school lle days rag; 5 rows",
                "quality 1: number deployment kind due done rating; 3 rows",
                "contracts 1: number deployment signed_lle signed_la days rate; 5 rows",
            ]
        );
    }

    #[test]
    fn a_word_for_any_number_is_the_deployment_where_its_references_stand() {
        let visits = "
Visits in the autumn term
 |
Number of the note | Our number for it | Who went | Where they went | When they went | How many days it took | Red, amber or green? | When I got the note
V001 | LS01 | Ms A Hill | Norby Primary | 21/9/2010 | 1 | Amber | 23/9/2010
V002 | LS02 | Mr B Dale | Harlby Primary | 27/9/2010 | 1 | Green | 30/9/2010
V003 | LS04 | Mr C Carr | Dravby Primary | 4/10/2011 | 1 | Amber | 9/10/2011
V004 | LS02 | Mr B Dale | Harlby Primary | 14/10/2010 | 1 | Amber | 17/10/2010";
        let tables = read(&[SUPPORT, visits]);
        assert_eq!(
            shown(&tables)[1],
            "visits 3: ref deployment lle school date days rag received; 4 rows"
        );
    }

    #[test]
    fn a_word_for_the_deployment_over_other_numbers_gives_way_to_its_references() {
        let visits = "
Job no. | Case no. | When | School | LLE | Days | RAG
J0001 | LS01 | 21/9/2010 | Norby Primary | Hill, Ann | 1 | Amber
J0002 | LS02 | 27/9/2010 | Harlby Primary | Mr B Dale | 1 | Amber
J0003 | LS04 | 14/10/2011 | Wexby Primary | Ms D Wade | 1 | Green";
        let told = shown(&read(&[SUPPORT, visits]));
        assert_eq!(told[1], "visits 1: ref deployment date school lle days rag; 3 rows");
    }

    #[test]
    fn numbers_that_are_the_lles_as_well_tell_no_deployment() {
        let lles = "
LLE no | Name | School | Accredited | Status
1 | Ms A Hill | Norby Primary | 22/1/2010 | Active
2 | Mr B Dale | Harlby Primary | 22/1/2010 | Active
3 | Mr C Carr | Dravby Primary | 22/1/2010 | Active
4 | Ms D Wade | Wexby Primary | 22/1/2010 | Active";
        let visits = "
Visit ref | LLE nos | Date | School | Days
V1 | 1 | 21/9/2010 | Norby Primary | 1
V2 | 2 | 27/9/2010 | Harlby Primary | 1
V3 | 3 | 4/10/2011 | Dravby Primary | 1
V4 | 4 | 14/10/2010 | Harlby Primary | 1";
        let support = SUPPORT.replace("LS0", "");
        let tables = read(&[&support, lles, visits]);
        let visits = tables.iter().find(|table| table.schema.name == "visits").unwrap();
        assert!(visits.headings.iter().all(|one| one.column.key != "deployment"));
    }
}
