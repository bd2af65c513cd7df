//! What stands below a heading, where its words alone leave two readings: `Visit`
//! over `V001` is no date, nor is `Record in?` over ticks.

use super::headings::Candidate;
use super::schema::{Column, Kind, Schema};
use super::shown;
use super::table::Because;
use crate::base::cell::CellPos;
use crate::base::text::tidy;
use crate::read::grid::Grid;

/// Rows below the heading that are looked at.
const ROWS: u32 = 40;

/// The column that a heading means, with what stands below it: a register's own noun
/// over references is its reference, and no day is a tick.
pub(super) fn settled(
    grid: &Grid,
    at: CellPos,
    schema: &'static Schema,
    is_own_noun: bool,
    found: Option<(&'static Column, Because)>,
) -> Option<(&'static Column, Because)> {
    let is_date = found.is_some_and(|(column, _)| column.kind == Kind::Date);
    if !is_date && (found.is_some() || !is_own_noun) {
        return found;
    }
    if is_own_noun && all(grid, at, is_reference) {
        let mut columns = schema.columns.iter().copied();
        let own = columns.find(|column| column.kind == Kind::Reference)?;
        return Some((own, Because::Content));
    }
    found.filter(|(column, _)| !is_date || column.is_required || !all(grid, at, is_mark))
}

/// Whether the cells below are of a kind: at least two of them, but for one in ten.
fn all(grid: &Grid, at: CellPos, is: fn(&str) -> bool) -> bool {
    let cells: Vec<String> = (at.row + 1..=at.row + ROWS)
        .filter_map(|row| grid.cell(CellPos::new(row, at.col)))
        .map(|cell| tidy(&shown(grid, &cell.value, cell.style)))
        .filter(|text| !text.is_empty())
        .collect();
    let those = cells.iter().filter(|text| is(text)).count();
    those >= 2 && those * 10 >= cells.len() * 9
}

/// `DEP-04`, `V001`, `QA/7`: letters, then figures, in one word.
fn is_reference(text: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
        "dec",
    ];
    let lower = text.to_lowercase();
    text.chars().count() <= 14
        && !text.contains(' ')
        && text.starts_with(char::is_alphabetic)
        && text.ends_with(|c: char| c.is_ascii_digit())
        && !MONTHS.iter().any(|month| lower.starts_with(month))
}

/// Yes, no, or a tick.
fn is_mark(text: &str) -> bool {
    matches!(
        text.to_lowercase().as_str(),
        "true" | "false" | "yes" | "no" | "y" | "n" | "x" | "✓" | "✗" | "√"
    )
}

/// Words over the number of an authority, beside that of the school within it.
const AUTHORITY: [&str; 12] = [
    "la",
    "lea",
    "la code",
    "la no",
    "la number",
    "lea code",
    "lea no",
    "lea number",
    "authority",
    "authority code",
    "client la",
    "home la",
];

/// Takes the column of authorities into use where a DfE number stands in two
/// columns: `926` and `2056`.
pub(super) fn numbered(grid: &Grid, found: &mut Candidate) {
    let is_parted = !matches!(found.schema.name, "results" | "schools" | "comparators")
        && found.headings.iter().any(|heading| {
            let at = CellPos::new(found.row, heading.col);
            heading.column.kind == Kind::DfeNumber && all(grid, at, is_short)
        });
    if !is_parted {
        return;
    }
    let is_authority = |text: &str, col: u32| {
        let at = CellPos::new(found.row, col);
        AUTHORITY.contains(&crate::base::text::fold(text).as_str())
            && all(grid, at, is_code)
    };
    let mut unused = found.unused.iter();
    if let Some(at) = unused.position(|extra| is_authority(&extra.text, extra.col)) {
        found.extras.push(found.unused.remove(at));
    }
}

/// The number of a school within its authority.
fn is_short(text: &str) -> bool {
    (1..=4).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit())
}

/// The number of an authority.
fn is_code(text: &str) -> bool {
    text.len() == 3 && text.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};
    use super::*;

    #[test]
    fn references_are_told_from_dates_and_words() {
        for text in ["DEP-01", "V001", "QA/7", "LLE001"] {
            assert!(is_reference(text), "{text}");
        }
        for text in ["12/9/2011", "Sept-11", "Sep11", "6 Sept 2010", "pending", "tbc"] {
            assert!(!is_reference(text), "{text}");
        }
    }

    #[test]
    fn a_registers_own_noun_over_references_is_its_reference() {
        let tables = located(grid(
            "
Visit | Deployment | LLE | Visited on | Length in days | Record in? | Record came
V001 | DEP-01 | Ms A Hill | 2010-09-06 | 1 | TRUE | 2010-09-07
V002 | DEP-01 | Ms A Hill | 2010-09-09 | 1 | FALSE |
V003 | DEP-02 | Mr B Dale | 2010-09-10 | 1 | TRUE | 2010-09-12",
        ));
        assert_eq!(
            shown(&tables),
            ["visits 1: ref deployment lle date days received; 3 rows"]
        );
        let record = tables[0].headings.iter().find(|h| h.column.key == "received");
        assert_eq!(record.map(|heading| heading.col), Some(6));
    }

    #[test]
    fn the_same_noun_over_days_is_the_day() {
        let tables = located(grid(
            "
Visit | Deployment | LLE | Days | Focus
6/9/2010 | DEP-01 | Ms A Hill | 1 | Coaching
9/9/2010 | DEP-02 | Mr B Dale | 1 | Data",
        ));
        assert_eq!(shown(&tables), ["visits 1: date deployment lle days focus; 2 rows"]);
    }
}
