//! Lines over a table that say of all its records what no column of theirs does, as
//! in a sheet for each LLE: `LLE number: LLE001`.

use std::sync::Arc;

use super::headings::DEPTH;
use super::schema::{Column, Schema};
use super::table::{Above, Because, Heading, has_key};
use super::understood::{Said, Understood};
use super::vocabulary::Words;
use crate::base::cell::CellPos;
use crate::base::text::tidy;
use crate::read::grid::{Cell, CellValue, Grid};

/// Most cells of a row that says things by labels: two or three pairs.
const MOST_CELLS: usize = 6;

/// Most labels of a sheet: a block for each LLE has a few, and a long list of two columns
/// is no list of labels.
const MOST_LINES: usize = 600;

/// A label and what stands behind it.
pub(super) struct Line {
    said: Said,
    label: Arc<str>,
    at: CellPos,
    cell: Cell,
}

/// The labels of a sheet, by row: a text that ends in a colon and the next cell, a
/// text with a colon in it, or the two only cells of a row.
pub(super) fn lines(grid: &Grid) -> Vec<Line> {
    let mut lines = Vec::new();
    for (_, cells) in grid.rows().filter(|(_, cells)| cells.len() <= MOST_CELLS) {
        for (cell, next) in cells.iter().zip(cells.iter().skip(1).map(Some).chain([None]))
        {
            let CellValue::Text(text) = &cell.value else { continue };
            let text = tidy(text);
            let (label, behind) = match (text.split_once(':'), next) {
                (Some((label, "")), Some(next)) => (label, next.clone()),
                (Some((label, rest)), _) if rest.starts_with(' ') => {
                    let value = CellValue::Text(Arc::from(rest.trim_start()));
                    (label, Cell { value, ..cell.clone() })
                }
                (None, Some(next)) if cells.len() == 2 && cell.pos.row < DEPTH => {
                    (text.as_str(), next.clone())
                }
                _ => continue,
            };
            let is_label = behind.pos != cell.pos
                && matches!(&behind.value, CellValue::Text(text) if text.trim().ends_with(':'));
            if label.is_empty() || is_label {
                continue;
            }
            let (label, at) = (Arc::from(label.trim_end()), cell.pos);
            if lines.len() == MOST_LINES {
                return lines;
            }
            lines.push(Line { said: Said::of(&label), label, at, cell: behind });
        }
    }
    lines
}

/// What lines over or within a table say of its records that their own columns leave
/// out though they cannot do without. None counts unless one stands above the headings.
pub(super) fn said(
    understood: &Understood<'_>,
    words: &Words,
    row: u32,
    headings: &[Heading],
) -> Vec<Above> {
    let schema = words.schema;
    let found: Vec<Above> = understood
        .lines()
        .iter()
        .filter_map(|line| {
            let (column, because) = words.find(&line.said)?;
            let is_sure = matches!(because, Because::Exact | Because::Synonym);
            (is_sure && is_lacking(schema, headings, column)).then(|| Above {
                column,
                label_at: line.at,
                label: line.label.clone(),
                cell: line.cell.clone(),
                because,
            })
        })
        .collect();
    let is_over = |column: &Column| {
        found.iter().any(|line| line.column == column && line.label_at.row < row)
    };
    found.iter().filter(|line| is_over(line.column)).cloned().collect()
}

/// Whether a column says whom or what records are about, and no heading does.
fn is_lacking(schema: &Schema, headings: &[Heading], column: &Column) -> bool {
    let has = |key: &str| has_key(headings, key);
    schema.is_subject(column)
        && !has(column.key)
        && (schema.lacks(column, has) || schema.is_known_with(column, has))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};
    use crate::read::grid::Grid;

    fn said(text: &str) -> Vec<(u32, String)> {
        let tables = located(grid(text));
        let table = &tables[0];
        let rows = table.rows.iter();
        rows.flat_map(|row| {
            table
                .said_above(*row, usize::MAX)
                .into_iter()
                .map(|line| {
                    let key = line.column.key;
                    let value = &line.cell.value;
                    (
                        *row + 1,
                        format!(
                            "{key} {}",
                            super::super::shown(&Grid::default(), value, 0)
                        ),
                    )
                })
                .collect::<Vec<_>>()
        })
        .collect()
    }

    #[test]
    fn a_sheet_for_one_lle_says_above_its_tables_whose_they_are() {
        let text = "
LLE: | Ms A Hill
LLE number: LLE001

Support given
Support no. | School supported | Began | Expected to finish | Days agreed
DEP-01 | Norby Primary | 6/9/2010 | 15/7/2011 | 6
DEP-02 | Harlby Primary | 7/9/2010 | 15/7/2011 | 5

Visits made
Visit no. | Support no. | Date of visit | Days | RAG
V001 | DEP-01 | 9/9/2010 | 1 | Green
V002 | DEP-02 | 9/9/2010 | 1 | Green";
        assert_eq!(
            shown(&located(grid(text))),
            [
                "deployments 5: ref client start planned_end days; 2 rows",
                "visits 10: ref deployment date days rag; 2 rows"
            ]
        );
        assert_eq!(
            said(text),
            [
                (6, "lle Ms A Hill".to_owned()),
                (6, "lle_ref LLE001".to_owned()),
                (7, "lle Ms A Hill".to_owned()),
                (7, "lle_ref LLE001".to_owned()),
            ]
        );
    }

    #[test]
    fn a_block_for_each_lle_below_the_other_has_its_own_line() {
        let text = "
LLE: | Ms A Hill
Client school | Start | Planned end | Days
Norby Primary | 6/9/2010 | 15/7/2011 | 6
Harlby Primary | 7/9/2010 | 15/7/2011 | 5

LLE: | Mr B Dale
Client school | Start | Planned end | Days
Dravby Primary | 6/9/2010 | 15/7/2011 | 6";
        assert_eq!(
            shown(&located(grid(text))),
            ["deployments 2: client start planned_end days; 3 rows"]
        );
        assert_eq!(
            said(text),
            [
                (3, "lle Ms A Hill".to_owned()),
                (4, "lle Ms A Hill".to_owned()),
                (8, "lle Mr B Dale".to_owned()),
            ]
        );
    }

    #[test]
    fn what_a_column_says_no_line_above_says_again() {
        let text = "
School: | Norby Primary
Status: | Draft

LLE | Client school | Start | Planned end | Days
Ms A Hill | Harlby Primary | 6/9/2010 | 15/7/2011 | 6
Mr B Dale | Dravby Primary | 7/9/2010 | 15/7/2011 | 5";
        assert!(said(text).is_empty());
    }
}
