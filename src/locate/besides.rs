//! Headings of what an office keeps besides: mileage, telephones, when a row was typed.
//! They are no column of a register, whatever stands below them, and speak neither for
//! nor against one.

use super::schema::Schema;
use crate::base::text::{fold, fold_spelled};

/// Words that say so, folded.
const WORDS: &[&str] = &[
    // When and by whom the row was written.
    "updated",
    "amended",
    "typed",
    "entered",
    "keyed",
    "printed",
    "scanned",
    "filed",
    "archived",
    "extracted",
    "moderated",
    "booked",
    "posted",
    "reminder",
    "reminded",
    "chased",
    // Another one than this.
    "old",
    "former",
    "previous",
    "last",
    "next",
    // How somebody is reached.
    "phone",
    "telephone",
    "tel",
    "mobile",
    "fax",
    "email",
    "postcode",
    "street",
    "emergency",
    // Journeys and meals.
    "travel",
    "travelling",
    "mileage",
    "miles",
    "mile",
    "parking",
    "petrol",
    "train",
    "hotel",
    "lunch",
    "diet",
    "dietary",
    "car",
    "expenses",
    "claim",
    "claimed",
    // Somebody else, or something else about somebody.
    "birth",
    "born",
    "dob",
    "payroll",
    "sick",
    "medical",
    "pension",
    "crb",
    "dbs",
    "deputy",
    "pa",
    "secretary",
    "bursar",
    "driver",
    "witness",
    "solicitor",
    "photo",
    "photos",
    "photograph",
    "photographs",
    "newsletter",
    "feeder",
    "roof",
    "inspected",
    "snow",
    // Money on its way.
    "cheque",
    "batch",
    "bank",
    "statement",
    "deposit",
    "petty",
    "receipt",
    "ip",
    "collector",
];

/// Words of what became of the money, beside what was approved of it.
const OF_BUDGETS: [&str; 16] = [
    "actual",
    "actuals",
    "spent",
    "paid",
    "committed",
    "commitment",
    "commitments",
    "ordered",
    "remaining",
    "left",
    "balance",
    "available",
    "variance",
    "forecast",
    "outturn",
    "unspent",
];

/// Whether a heading is of such a thing, and the register has no such column.
pub(super) fn is(text: &str, schema: &Schema) -> bool {
    // `How old` asks an age.
    let folded = fold_spelled(text).replace("how old", "");
    // `Last name` is a person's.
    let is_name = folded.ends_with("name");
    let is_one = |word: &&str| {
        WORDS.contains(word) || schema.name == "budget" && OF_BUDGETS.contains(word)
    };
    let mut said = folded.split(' ').filter(|word| !is_name && is_one(word));
    said.any(|word| {
        !schema.columns.iter().any(|column| {
            column.headings().any(|own| fold(own).split(' ').any(|own| own == word))
        })
    })
}

/// Whether a heading names such a thing, whatever columns the register has: a day
/// under it is no day that may be guessed.
pub(super) fn names_one(text: &str) -> bool {
    let folded = fold_spelled(text);
    folded.split(' ').any(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};

    #[test]
    fn what_an_office_keeps_besides_is_no_column_of_a_register() {
        let tables = located(grid(
            "
LLE ref | Headteacher | School | Accredited | Days sick | Can give | Row updated
LLE001 | Ms A Hill | Norby Primary | 22/1/2010 | 3 | 10 | 4/11/2011
LLE002 | Mr B Dale | Harlby Primary | 22/1/2010 | 7 | 12.5 | 5/11/2011",
        ));
        let offered =
            tables[0].headings.iter().find(|own| own.column.key == "days_offered");
        assert_eq!(offered.map(|own| &*own.text), Some("Can give"));
        let tables = located(grid(
            "
QA no | Deployment ref | QA type | Last checked | Due | Looked at | Rating
QA01 | DEP-01 | Adviser visit | 1/11/2011 | 6/12/2010 | 9/12/2010 | Green
QA02 | DEP-02 | Adviser visit | 2/11/2011 | 9/12/2010 | 10/12/2010 | Amber",
        ));
        assert_eq!(
            shown(&tables),
            ["quality 1: number deployment kind due done rating; 2 rows"]
        );
    }
}
