//! The cohort of LLEs whose register says it above them or in the sheet's name.

use super::records::cell_at;
use crate::base::cell::CellPos;
use crate::base::text::{fold, tidy};
use crate::locate::shown;
use crate::locate::table::{NotARecord, Table};
use crate::read::grid::Grid;
use crate::register::lles;
use crate::register::record::{Field, Record, Value};

/// Words with which a cohort is named.
const COHORTS: [&str; 4] = ["cohort", "tranche", "intake", "wave"];

/// Fills the cohort of a record where no column does: `Cohort 2` over the rows, else
/// as the name of the sheet.
pub(super) fn fill(grid: &Grid, table: &Table, record: &mut Record) {
    let has_column = table.headings.iter().any(|one| one.column.key == lles::COHORT.key);
    if table.schema.name != lles::SCHEMA.name || has_column {
        return;
    }
    let Some((said, col)) = over(grid, table, record.place.row)
        .or_else(|| named(&table.sheet).map(|said| (said, table.span.0)))
    else {
        return;
    };
    record.fields.push(Field {
        column: &lles::COHORT,
        value: Value::Text(said.clone()),
        raw: said,
        col,
        row: None,
        heading: lles::COHORT.title.into(),
    });
}

/// The nearest band above the row that names a cohort.
fn over(grid: &Grid, table: &Table, row: u32) -> Option<(String, u32)> {
    let bands = table.others.iter().filter(|(at, kind)| {
        *kind == NotARecord::SubHeading && *at < row && *at > table.heading_row
    });
    let (at, _) = bands.max_by_key(|(at, _)| *at)?;
    grid.row(*at).iter().find_map(|cell| {
        let (value, style) = cell_at(grid, CellPos::new(*at, cell.pos.col));
        Some((named(&shown(grid, &value, style))?, cell.pos.col))
    })
}

/// `Cohort 1 (Jan 10)` as `1 (Jan 10)`; nothing where no cohort is named.
fn named(text: &str) -> Option<String> {
    let text = tidy(text);
    let (first, rest) = text.split_once([' ', ':'])?;
    let rest = rest.trim();
    (COHORTS.contains(&fold(first).as_str())
        && rest.contains(|c: char| c.is_ascii_digit()))
    .then(|| rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_cohort_is_named_by_its_word_and_a_number() {
        assert_eq!(named("Cohort 1").as_deref(), Some("1"));
        assert_eq!(named("COHORT 2 (Jan 10)").as_deref(), Some("2 (Jan 10)"));
        for other in ["LLEs", "Cohort", "Autumn 2010", "Cohort overview"] {
            assert_eq!(named(other), None, "{other}");
        }
    }
}
