//! Sheets of one form: what the cells of one sheet told of a heading, the same heading
//! says on its fellows, whose few rows would tell nothing. A term with one deployment
//! in it is read like the terms with nine.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::below::Below;
use super::kinds::is_one;
use super::rows;
use super::schema::Kind;
use super::table::{Because, Extra, Heading, Table, is_taken};
use super::texts::joined;
use super::vocabulary::Meant;
use crate::base::cell::CellPos;
use crate::read::grid::{Folder, Grid};

/// A heading that the cells of one sheet told.
struct Told {
    table: usize,
    heading: Heading,
}

/// Takes headings into use that the same form of another sheet told by its cells.
pub(super) fn lend(folder: &Folder, tables: &mut [Table]) {
    let mut told: BTreeMap<Arc<str>, Vec<Told>> = BTreeMap::new();
    for (at, table) in (0..).zip(tables.iter()) {
        for heading in table.headings.iter().filter(|heading| is_told(heading)) {
            let one = Told { table: at, heading: heading.clone() };
            told.entry(heading.text.clone()).or_default().push(one);
        }
    }
    if told.is_empty() {
        return;
    }
    let forms: Vec<(Arc<str>, &'static str, BTreeSet<String>)> =
        tables.iter().map(|t| (t.file.clone(), t.schema.name, texts_of(t))).collect();
    let is_fellow = |one: usize, other: usize| match (forms.get(one), forms.get(other)) {
        (Some((file, name, texts)), Some((other_file, other_name, others))) => {
            one != other && name == other_name && (file == other_file || texts == others)
        }
        _ => false,
    };
    for (at, table) in (0..).zip(tables.iter_mut()) {
        let Some(grid) = table.sheet(folder) else { continue };
        let grid = table.grid(grid);
        let lent = borrowed(&grid, table, |text| {
            let mut columns = told
                .get(text)
                .into_iter()
                .flatten()
                .filter(|told| is_fellow(told.table, at))
                .map(|told| (told.heading.column, told.heading.because));
            let first = columns.next()?;
            // Fellows that take it for two things tell neither.
            columns.all(|other| other.0 == first.0).then_some(first)
        });
        if lent {
            table.rows.clear();
            table.others.clear();
            rows::sort(&grid, table);
        }
    }
}

/// Whether the cells told it, and may tell it elsewhere: nobody is named or quoted by
/// what another sheet says.
fn is_told(heading: &Heading) -> bool {
    matches!(heading.because, Because::Inferred | Because::Content)
        && !heading.column.is_consent()
        && heading.text.chars().any(char::is_alphabetic)
}

fn texts_of(table: &Table) -> BTreeSet<String> {
    let of = |extra: &Extra| joined(&extra.over, &extra.text).to_lowercase();
    let headings = table.headings.iter().map(|heading| heading.text.to_lowercase());
    let others = table.extras.iter().chain(&table.unused).map(of);
    headings.chain(others).collect()
}

/// Takes what is told of unused headings into use; whether any was.
fn borrowed(grid: &Grid, table: &mut Table, told: impl Fn(&Arc<str>) -> Meant) -> bool {
    let mut lent = false;
    for extra in std::mem::take(&mut table.unused) {
        let text = joined(&extra.over, &extra.text);
        let at = CellPos::new(table.heading_row, extra.col);
        let found = told(&text).filter(|(column, _)| {
            let is_free = !is_taken(&table.headings, column);
            is_free && could_be(grid, at, column.kind)
        });
        match found {
            Some((column, because)) => {
                lent = true;
                let col = extra.col;
                table.headings.push(Heading { column, col, text, because });
            }
            None => table.unused.push(extra),
        }
    }
    if lent {
        table.headings.sort_by_key(|heading| heading.col);
    }
    lent
}

/// Whether what stands below could be of the kind: every cell that is filled.
fn could_be(grid: &Grid, at: CellPos, kind: Kind) -> bool {
    Below::of(grid, at).texts().iter().all(|text| is_one(text, kind))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::tests::{grid, shown};
    use crate::base::finding::Findings;
    use crate::read::grid::{Book, Folder};
    use crate::register::SCHEMAS;

    #[test]
    fn a_term_with_one_deployment_is_read_like_the_terms_with_many() {
        let mut sheets = vec![
            grid(
                "
Job | Leader | School helped | Started | Ended | Status
DEP-01 | Ms A Hill | Norby Primary | 6/9/2010 | 15/7/2011 | Complete
DEP-02 | Mr B Dale | Harlby Primary | 9/9/2010 | 15/7/2011 | Complete",
            ),
            grid(
                "
Job | Leader | School helped | Started | Ended | Status
DEP-03 | Ms A Hill | Dravby Primary | 6/6/2011 | | Active",
            ),
        ];
        for (at, sheet) in sheets.iter_mut().enumerate() {
            sheet.name = Arc::from(format!("Term {at}"));
        }
        let folder = Folder {
            books: vec![Book { sheets, ..Book::default() }],
            ..Folder::default()
        };
        let located =
            super::super::tables(&folder, SCHEMAS, &[], &mut Findings::default());
        assert_eq!(
            shown(&located.tables),
            [
                "deployments 1: ref lle client start end status; 2 rows",
                "deployments 1: ref lle client start end status; 1 rows"
            ]
        );
    }
}
