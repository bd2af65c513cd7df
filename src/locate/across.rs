//! Visits that stand across: one row a deployment, and `Visit 1 date`, `Visit 1
//! days`, `Visit 2 date` … beside it. Each number is a table of visits of its own
//! over the same rows, so that every cell keeps its address.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::schema::{Column, Kind};
use super::table::{Because, Extra, Heading, Table};
use super::vocabulary::Words;
use crate::base::cell::CellPos;
use crate::base::text::fold;
use crate::read::grid::Grid;

/// Most visits that one row may hold.
const MOST: u32 = 60;

/// Ordinals in words.
const ORDINALS: [&str; 10] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth",
];

/// What a deployment's columns are called in a record of visit.
const SHARED: [(&str, &str); 5] = [
    ("ref", "deployment"),
    ("lle_ref", "lle_ref"),
    ("lle", "lle"),
    ("client", "school"),
    ("client_urn", "urn"),
];

/// Number of the visit that a heading is about, and its other words: `Visit 3
/// notes`, `2nd visit: date`, `V1 days`, `Date` below `Visit 4`.
pub(super) fn numbered(over: &str, text: &str) -> Option<(u32, String)> {
    let whole = fold(&format!("{over} {text}"));
    let mut number = None;
    let mut says_visit = false;
    let mut rest = Vec::new();
    for word in whole.split(' ') {
        if matches!(word, "visit" | "visits") {
            says_visit = true;
        } else if let Some(bare) = word.strip_prefix('v').filter(|bare| is_digits(bare)) {
            says_visit = true;
            number = number.or(bare.parse().ok());
        } else if let Some(found) = ordinal(word).filter(|_| number.is_none()) {
            number = Some(found);
        } else if !matches!(word, "" | "no" | "number" | "of") {
            rest.push(word);
        }
    }
    let number = number.filter(|number| says_visit && (1..=MOST).contains(number))?;
    Some((number, rest.join(" ")))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

fn ordinal(word: &str) -> Option<u32> {
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end));
    let bare = bare.unwrap_or(word);
    if is_digits(bare) {
        return bare.parse().ok();
    }
    (1..).zip(ORDINALS).find(|(_, name)| *name == word).map(|(number, _)| number)
}

/// The visits beside the deployments of a table, one table a number; the headings
/// that make none are not used.
pub(super) fn visits(grid: &Grid, table: &mut Table, words: &[Words]) -> Vec<Table> {
    if table.schema.name != "deployments" || table.extras.is_empty() {
        return Vec::new();
    }
    let Some(visits) = words.iter().find(|words| words.schema.name == "visits") else {
        return Vec::new();
    };
    let mut groups: BTreeMap<u32, Vec<Heading>> = BTreeMap::new();
    let mut others = Vec::new();
    for extra in std::mem::take(&mut table.extras) {
        let Some((number, rest)) = numbered(&extra.over, &extra.text) else {
            table.extras.push(extra);
            continue;
        };
        let column = match rest.as_str() {
            "" => visits.schema.column("date"),
            rest => visits.column(rest),
        };
        match column {
            Some(column) if is_free(groups.get(&number), column) => {
                let text = match &*extra.over {
                    "" => extra.text.clone(),
                    over => Arc::from(format!("{over} {}", extra.text)),
                };
                let because = Because::Synonym;
                let heading = Heading { column, col: extra.col, text, because };
                groups.entry(number).or_default().push(heading);
            }
            _ => others.push(extra),
        }
    }
    let is_dated = |group: &[Heading]| group.iter().any(|one| one.column.key == "date");
    if groups.values().filter(|group| is_dated(group)).count() < 2 {
        groups.into_values().flatten().for_each(|one| {
            let over = Arc::from("");
            others.push(Extra { col: one.col, over, text: one.text });
        });
        groups = BTreeMap::new();
    }
    table.unused.extend(others);
    table.unused.sort_by_key(|extra| extra.col);
    let shared: Vec<Heading> = SHARED
        .iter()
        .filter_map(|(theirs, ours)| {
            let heading = table.headings.iter().find(|one| one.column.key == *theirs)?;
            let column = visits.schema.column(ours)?;
            Some(Heading { column, because: Because::Content, ..heading.clone() })
        })
        .collect();
    groups
        .into_iter()
        .map(|(number, group)| {
            let is_filled = |row: &u32| {
                group.iter().any(|one| grid.cell(CellPos::new(*row, one.col)).is_some())
            };
            Table {
                schema: visits.schema,
                part: Arc::from(format!("visit {number}")),
                headings: shared.iter().cloned().chain(group.clone()).collect(),
                extras: Vec::new(),
                unused: Vec::new(),
                rows: table.rows.iter().copied().filter(is_filled).collect(),
                others: Vec::new(),
                ..table.clone()
            }
        })
        .collect()
}

fn is_free(group: Option<&Vec<Heading>>, column: &'static Column) -> bool {
    let is_taken = |one: &Heading| one.column == column;
    // What tells whose visit it is stands in the deployment's own columns.
    !matches!(column.kind, Kind::School | Kind::Reference | Kind::Urn)
        && !group.is_some_and(|group| group.iter().any(is_taken))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};
    use super::*;

    #[test]
    fn the_number_of_a_visit_stands_anywhere_in_its_heading() {
        for (over, text, number, rest) in [
            ("", "Visit 1 date", 1, "date"),
            ("", "Date of visit 12", 12, "date"),
            ("", "2nd visit: notes", 2, "notes"),
            ("", "Third visit", 3, ""),
            ("", "V4 RAG", 4, "rag"),
            ("Visit 5", "Days", 5, "days"),
        ] {
            assert_eq!(numbered(over, text), Some((number, rest.to_owned())), "{text}");
        }
        for text in ["Visit date", "Cohort 2", "Visits", "Visit in 2011", "VC", "Q1"] {
            assert_eq!(numbered("", text), None, "{text}");
        }
    }

    #[test]
    fn visits_across_are_records_of_visit_over_the_same_rows() {
        let tables = located(grid(
            "
Deployment ref | LLE | Client school | Start | Days agreed | Visit 1 date | Visit 1 days | Visit 1 notes | Visit 2 date | Visit 2 days | Visit 2 notes
DEP-01 | Ms A Hill | Norby Primary | 6/9/2010 | 5 | 9/9/2010 | 1 | good | 6/10/2010 | 0.5 |
DEP-02 | Mr B Dale | Harlby Primary | 7/9/2010 | 6 | 10/9/2010 | 1 | | | |",
        ));
        assert_eq!(
            shown(&tables),
            [
                "deployments 1: ref lle client start days; 2 rows",
                "visits 1: deployment lle school date days notes; 2 rows",
                "visits 1: deployment lle school date days notes; 1 rows",
            ]
        );
        let columns: Vec<u32> = tables[2].headings.iter().map(|one| one.col).collect();
        assert_eq!(columns, [0, 1, 2, 8, 9, 10]);
        assert_ne!(tables[1].row_place(1), tables[2].row_place(1));
    }

    #[test]
    fn one_numbered_heading_alone_makes_no_visits() {
        let tables = located(grid(
            "
Deployment ref | LLE | Client school | Start | Days agreed | First visit
DEP-01 | Ms A Hill | Norby Primary | 6/9/2010 | 5 | 9/9/2010
DEP-02 | Mr B Dale | Harlby Primary | 7/9/2010 | 6 | 10/9/2010",
        ));
        assert_eq!(shown(&tables), ["deployments 1: ref lle client start days; 2 rows"]);
        assert_eq!(&*tables[0].unused[0].text, "First visit");
    }
}
