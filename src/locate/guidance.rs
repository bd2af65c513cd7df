//! Rows between the headings and the records that say how the columns are filled in:
//! `(days)`, `dd/mm/yy`, `select`.

use super::rows::is_key;
use super::schema::Kind;
use super::table::Table;
use crate::base::text::{fold, tidy};
use crate::read::grid::{Cell, CellValue};

/// Words of a row that says below its headings how they are filled in.
const UNITS: [&str; 24] = [
    "days",
    "hours",
    "£",
    "pounds",
    "gbp",
    "%",
    "per cent",
    "percent",
    "pupils",
    "number",
    "no",
    "dd mm yy",
    "dd mm yyyy",
    "d m y",
    "date",
    "text",
    "y n",
    "yes no",
    "r a g",
    "6 digits",
    "7 digits",
    "£ per day",
    "free text",
    "drop down",
];

/// Whether a row stands within two of the headings.
fn is_just_below(table: &Table, cells: &[&Cell]) -> bool {
    cells.iter().all(|cell| cell.pos.row.saturating_sub(table.heading_row) <= 2)
}

/// A row of units just below the headings: `(days)`, `(£)`, `dd/mm/yy`.
pub(super) fn is_units(table: &Table, cells: &[&Cell]) -> bool {
    is_just_below(table, cells)
        && cells.iter().all(|cell| match &cell.value {
            CellValue::Text(text) => {
                let text = tidy(text);
                let is_aside = text.starts_with('(') && text.ends_with(')');
                // A percentage or a credit stands in brackets too.
                let has_amount = text.contains(|c: char| c.is_ascii_digit())
                    && !text.contains(char::is_alphabetic)
                    && text != "(1-5)";
                text.is_empty()
                    || is_aside && !has_amount
                    || UNITS.contains(&fold(&text).as_str())
            }
            _ => false,
        })
}

/// Words of a row that says below its headings how they are filled in, in whole or at
/// their beginning.
const GUIDES: [&str; 26] = [
    "dd mm",
    "d m y",
    "select",
    "choose",
    "pick",
    "tick",
    "enter",
    "if known",
    "if any",
    "as issued",
    "as agreed",
    "as on",
    "as in",
    "only if",
    "leave blank",
    "leave empty",
    "free text",
    "optional",
    "required",
    "yes no",
    "y n",
    "from form",
    "see list",
    "drop down",
    "e g",
    "date on",
];

/// A row just below the headings of nothing but words, where days and numbers belong,
/// one of which tells how to fill the form in.
pub(super) fn is_guidance(
    table: &Table,
    cells: &[&Cell],
    texts: &[(u32, String)],
) -> bool {
    let is_words = |cell: &&Cell| matches!(cell.value, CellValue::Text(_));
    if !is_just_below(table, cells) || cells.len() < 2 || !cells.iter().all(is_words) {
        return false;
    }
    // `Attended / Apologies` under every meeting and under no name.
    let is_same = texts
        .iter()
        .all(|(_, text)| texts.first().is_some_and(|(_, first)| text == first));
    let is_of_nobody = table.headings.iter().all(|heading| {
        !is_key(heading.column.kind) || texts.iter().all(|(col, _)| *col != heading.col)
    });
    if table.schema.name == "meetings"
        && is_same
        && is_of_nobody
        && texts.iter().all(|(_, text)| text.contains(' '))
    {
        return true;
    }
    let misplaced = table.headings.iter().filter(|heading| {
        let is_measured = matches!(
            heading.column.kind,
            Kind::Date
                | Kind::Number
                | Kind::Money
                | Kind::Days
                | Kind::Count
                | Kind::Urn
                | Kind::DfeNumber
        );
        let is_word = |text: &str| !text.chars().any(|c| c.is_ascii_digit());
        is_measured
            && texts.iter().any(|(col, text)| *col == heading.col && is_word(text))
    });
    let guides = texts.iter().filter(|(_, text)| {
        GUIDES.iter().any(|guide| {
            text.strip_prefix(guide)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    });
    misplaced.count() >= 1 && guides.count() >= 2
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};

    #[test]
    fn a_row_of_units_below_the_headings_is_no_record() {
        let visits = located(grid(
            "
Visit ref | Deployment | LLE | Date of visit | Length
 |  |  | (dd/mm/yy) | (days)
V001 | DEP-01 | Ms A Hill | 6/9/2010 | 1
V002 | DEP-02 | Mr B Dale | 9/9/2010 | 1",
        ));
        assert_eq!(shown(&visits), ["visits 1: ref deployment lle date days; 2 rows"]);
        let spend = located(grid(
            "
Date | Budget line | Net | VAT | Gross
dd/mm/yyyy | text | £ | £ | £
6/9/2010 | Days | (50.00) | 0 | (50.00)
9/9/2010 | Days | 350 | 0 | 350",
        ));
        assert_eq!(shown(&spend), ["spend 1: date line net vat gross; 2 rows"]);
    }

    #[test]
    fn a_row_of_guidance_below_numbered_headings_is_no_record() {
        let deployments = located(grid(
            "
1. Deployment reference | 2. Local Leader | 3. School receiving support | 4. First day | 5. Days commissioned | 6. Position
as issued | surname first | official name | dd/mm/yyyy | half days allowed | select
D01 | Ruth Hill | Norby Primary School | 6/9/2010 | 6.5 | Completed
D02 | Brian Dale | Harlby Primary School | 7/9/2010 | 5 | Live",
        ));
        assert_eq!(
            shown(&deployments),
            ["deployments 1: ref lle client start days status; 2 rows"]
        );
        let meetings = located(grid(
            "
Network attendance
LLE reference | Full name | Autumn meeting, 18/11/2010 | Spring meeting, 10/02/2011
 | | Attended / Apologies | Attended / Apologies
LLE001 | Ruth Hill | Attended | Attended
LLE002 | Brian Dale | Apologies | Attended",
        ));
        assert_eq!(meetings[0].rows.len(), 2);
    }

    #[test]
    fn a_first_record_of_which_little_is_known_stays_one() {
        let deployments = located(grid(
            "
Deployment reference | LLE | Client school | Start | Days | Status
D01 | Ruth Hill | Norby Primary School | tbc | tbc | Planned
D02 | Brian Dale | Harlby Primary School | 7/9/2010 | 5 | Active",
        ));
        assert_eq!(deployments[0].rows.len(), 2);
    }
}
