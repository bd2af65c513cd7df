//! Headings that two columns could be, told apart by their cells and by each other:
//! an authority's name and its number, an `ID` beside an `LLE ID`.

use super::areas;
use super::below::{Below, Columns};
use super::kinds::{is_person, is_school, is_urn};
use super::schema::{Kind, Schema};
use super::table::{Because, Extra, Heading, has_key, is_taken};
use super::vocabulary::Meant;
use crate::base::cell::CellPos;
use crate::base::text::fold;
use crate::read::grid::Grid;

/// Takes the only `DfE URN` or `Estab. URN` over six digits for the register's URN.
pub(super) fn number(
    columns: &Columns<'_>,
    schema: &'static Schema,
    headings: &mut Vec<Heading>,
    unused: &mut Vec<Extra>,
) {
    let Some(column) = schema.only(Kind::Urn) else { return };
    if headings.is_empty() && schema.name != "results" || is_taken(headings, column) {
        return;
    }
    let mut fits = (0..).zip(unused.iter()).filter(|(_, extra)| {
        let folded = fold(&extra.text);
        let has = |word: &str| folded.split(' ').any(|own| own == word);
        has("urn")
            && !OTHERS.iter().any(|word| has(word))
            && mostly(columns.below(extra.col).texts(), is_urn)
    });
    let (Some((at, _)), None) = (fits.next(), fits.next()) else { return };
    let extra = unused.remove(at);
    let because = Because::Content;
    headings.push(Heading { column, col: extra.col, text: extra.text, because });
    headings.sort_by_key(|heading| heading.col);
}

/// Words of the number of another school than the record's own.
const OTHERS: [&str; 9] =
    ["lle", "lles", "home", "own", "base", "leader", "new", "linked", "link"];

fn mostly(cells: &[String], is: fn(&str) -> bool) -> bool {
    let those = cells.iter().filter(|text| is(text)).count();
    those >= 1 && those * 10 >= cells.len() * 8
}

/// Whether each of the cells is a person with a school behind the name.
pub(super) fn are_people_with_schools(cells: &[String]) -> bool {
    mostly(cells, |text| {
        text.split_once([',', '(', '\n']).is_some_and(|(name, school)| {
            is_person(name.trim(), &fold(name)) && is_school(&fold(school))
        })
    })
}

/// Gives `Local authority`'s numbers and names, and numbers of schools that stand
/// under a heading of authorities, to the columns that they are.
pub(super) fn coded(
    grid: &Grid,
    schema: &'static Schema,
    row: u32,
    headings: &mut [Heading],
) {
    if schema.name != "schools" {
        return;
    }
    let Some(at) = headings.iter().position(|heading| heading.column.key == "la_code")
    else {
        return;
    };
    let Some(col) = headings.get(at).map(|heading| heading.col) else { return };
    let below = Below::of(grid, CellPos::new(row, col));
    let cells = below.texts();
    let is_whole_number = |text: &str| {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        digits == 7
            && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | ' ' | '-'))
    };
    let key = if mostly(cells, is_whole_number) {
        "dfe"
    } else if mostly(cells, areas::is_authority) {
        "la_name"
    } else {
        return;
    };
    let is_free = !has_key(headings, key);
    if let (true, Some(column), Some(heading)) =
        (is_free, schema.column(key), headings.get_mut(at))
    {
        heading.column = column;
        heading.because = Because::Content;
    }
}

/// Words that are only a reference, whosever it is.
const BARE: [&str; 7] = ["id", "ref", "no", "number", "reference", "code", "ref no"];

/// Words that stand over anything.
const EVERYDAY: [&str; 11] = [
    "item", "£", "cost", "amount", "value", "date", "name", "status", "size", "type",
    "category",
];

/// Whether a heading speaks for no register, though one has it.
pub(super) fn is_everyday(text: &str) -> bool {
    is_bare(text) || EVERYDAY.contains(&fold(text).as_str())
}

/// Whether a heading is only a reference, nobody knows of what.
pub(super) fn is_bare(text: &str) -> bool {
    BARE.contains(&fold(text).as_str())
}

/// Of two headings for one reference the bare one gives way, `ID` of a form's answers
/// beside `LLE ID`; a code to the words for it, `Ledger code` beside `Ledger
/// description`; and any other number of a payment to that of its invoice.
pub(super) fn give_way(texts: &super::texts::RowText, meant: &mut [Meant]) {
    let invoices: Vec<bool> = meant
        .iter()
        .map(|meant| meant.is_some_and(|(column, _)| column.key == "invoice"))
        .collect();
    let is_bare = |at: usize| {
        texts.get(at).is_some_and(|(_, _, text)| {
            let folded = fold(text);
            let is_code = folded.ends_with(" code") || folded.ends_with(" centre");
            let is_other = invoices.get(at).copied().unwrap_or(false)
                && !["invoice", "bill"].iter().any(|word| folded.contains(word));
            self::is_bare(text) || is_code || is_other
        })
    };
    let column = |at: usize, meant: &[Meant]| {
        meant.get(at).copied().flatten().map(|(column, _)| column)
    };
    for at in 0..meant.len() {
        let Some(own) = column(at, meant)
            .filter(|own| matches!(own.kind, Kind::Reference | Kind::Text))
        else {
            continue;
        };
        let has_other = || {
            (0..meant.len()).any(|other| {
                other != at && column(other, meant) == Some(own) && !is_bare(other)
            })
        };
        if is_bare(at)
            && has_other()
            && let Some(meant) = meant.get_mut(at)
        {
            *meant = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};

    #[test]
    fn a_payments_own_number_gives_way_to_that_of_its_invoice() {
        let tables = located(grid(
            "
transaction_id | posted_on | budget_line | net_gbp | invoice_number
1 | 4/6/2011 | LLE days | 525 | INV1
2 | 4/7/2011 | LLE days | 525 | INV2",
        ));
        assert_eq!(shown(&tables), ["spend 1: date line net invoice; 2 rows"]);
    }

    #[test]
    fn a_name_is_no_number_and_a_urn_by_another_name_is_one() {
        let tables = located(grid(
            "
Estab name | Estab URN | Phase | NOR Jan 11
Norby Primary | 123456 | Primary | 210
Harlby Primary | 123457 | Primary | 180",
        ));
        assert_eq!(shown(&tables), ["schools 1: name urn phase roll; 2 rows"]);
        let tables = located(grid(
            "
Estab URN | Establishment | L4+ E&M 2010 | Eligible 2010
123456 | Norby Primary | 16 | 30
123457 | Harlby Primary | 5 | 8",
        ));
        assert_eq!(tables[0].schema.name, "results");
        assert_eq!(tables[0].headings[0].column.key, "urn");
    }

    #[test]
    fn the_number_of_a_forms_answer_gives_way_to_the_reference() {
        let tables = located(grid(
            "
ID | Headteacher | School | LLE ID | Accredited | Status
1 | Ms A Hill | Norby Primary | LLE007 | 2010-01-22 | Active
2 | Mr B Dale | Harlby Primary | LLE003 | 2010-01-22 | Paused",
        ));
        assert_eq!(shown(&tables), ["lles 1: name school ref accredited status; 2 rows"]);
    }

    #[test]
    fn an_authority_by_name_and_a_schools_whole_number_are_no_code() {
        let keys = |text: &str| shown(&located(grid(text)));
        assert_eq!(
            keys(
                "
URN | School name | LA | Phase
123456 | Norby Primary | Norfolk | Primary
123457 | Harlby Primary | Norfolk | Primary"
            ),
            ["schools 1: urn name la_name phase; 2 rows"]
        );
        assert_eq!(
            keys(
                "
URN | School name | LEA no | Phase
123456 | Norby Primary | 926/2056 | Primary
123457 | Harlby Primary | 926/2057 | Primary"
            ),
            ["schools 1: urn name dfe phase; 2 rows"]
        );
    }
}
