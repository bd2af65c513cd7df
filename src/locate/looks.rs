//! What the cells below a heading look like, where no word says what it is and the
//! register cannot do without: names of people, of schools, URNs, sentences.

use std::collections::BTreeSet;

use super::headless::is_day;
use super::schema::{Column, Kind, Schema};
use super::table::{Because, Extra, Heading};
use super::{areas, below};
use crate::base::cell::CellPos;
use crate::base::text::fold;
use crate::read::grid::Grid;

/// A likeness, not a word: the adviser is asked about it.
const LIKE: f64 = 0.94;

/// Headings that words must have told before looks may tell another.
const FEWEST_TOLD: usize = 2;

/// Takes into use the only heading below which stands what the register lacks.
pub(super) fn adopt(
    grid: &Grid,
    row: u32,
    schema: &'static Schema,
    headings: &mut Vec<Heading>,
    unused: &mut Vec<Extra>,
) {
    number(grid, row, schema, headings, unused);
    references(grid, row, schema, headings, unused);
    if headings.len() < FEWEST_TOLD && schema.name != "results"
        || schema.name == "comparators"
    {
        return;
    }
    for column in schema.columns.iter().copied() {
        let Some(is) = look(column.kind) else { continue };
        let has = |key: &str| headings.iter().any(|heading| heading.column.key == key);
        let is_lacking = || {
            let is_needed = schema
                .needs
                .iter()
                .any(|set| set.contains(&column.key) && !set.iter().any(|key| has(key)));
            // A surname in its own column is a name too.
            let is_like = |key: &&str| {
                has(key) && schema.column(key).is_some_and(|own| own.kind == column.kind)
            };
            let is_named = schema
                .needs
                .iter()
                .any(|set| set.contains(&column.key) && set.iter().any(is_like));
            is_needed || column.is_required && !is_named
        };
        if has(column.key) || !is_lacking() {
            continue;
        }
        let mut fits = (0..).zip(unused.iter()).filter(|(_, extra)| {
            let cells = below::texts(grid, CellPos::new(row, extra.col));
            is(&cells)
        });
        let (Some((at, _)), None) = (fits.next(), fits.next()) else { continue };
        let extra = unused.remove(at);
        let because = Because::Near(LIKE);
        headings.push(Heading { column, col: extra.col, text: extra.text, because });
    }
    headings.sort_by_key(|heading| heading.col);
}

/// Takes references that no word tells for those that the register lacks, in their
/// order: its own, each of which stands once, and the deployment's.
fn references(
    grid: &Grid,
    row: u32,
    schema: &'static Schema,
    headings: &mut Vec<Heading>,
    unused: &mut Vec<Extra>,
) {
    let is_kept = matches!(
        schema.name,
        "lles" | "deployments" | "visits" | "contracts" | "quality" | "spend"
    );
    if !is_kept || headings.len() < FEWEST_TOLD {
        return;
    }
    for extra in std::mem::take(unused) {
        let at = CellPos::new(row, extra.col);
        let cells = below::texts(grid, at);
        let is_single =
            cells.iter().collect::<BTreeSet<_>>().len() * 20 >= cells.len() * 19;
        let says_lle = fold(&extra.text).contains("lle")
            || cells.first().is_some_and(|text| text.to_lowercase().starts_with("lle"));
        let fits = |column: &&'static Column| match column.key {
            "ref" | "number" => is_single && (schema.name == "lles" || !says_lle),
            "deployment" => !says_lle,
            "lle_ref" => true,
            _ => false,
        };
        // A record in which a reference stands is no heading.
        let is_heading = !below::is_reference(&extra.text);
        let found = schema
            .columns
            .iter()
            .copied()
            .filter(|column| {
                is_heading
                    && column.kind == Kind::Reference
                    && !headings.iter().any(|heading| heading.column == *column)
            })
            .find(fits)
            .filter(|_| below::are_references(grid, at));
        match found {
            Some(column) => headings.push(Heading {
                column,
                col: extra.col,
                text: extra.text,
                because: Because::Near(LIKE),
            }),
            None => unused.push(extra),
        }
    }
    headings.sort_by_key(|heading| heading.col);
}

/// Takes the only `DfE URN` or `Estab. URN` over six digits for the register's URN.
fn number(
    grid: &Grid,
    row: u32,
    schema: &'static Schema,
    headings: &mut Vec<Heading>,
    unused: &mut Vec<Extra>,
) {
    let mut columns =
        schema.columns.iter().copied().filter(|column| column.kind == Kind::Urn);
    let (Some(column), None) = (columns.next(), columns.next()) else { return };
    if headings.is_empty() && schema.name != "results"
        || headings.iter().any(|heading| heading.column == column)
    {
        return;
    }
    let mut fits = (0..).zip(unused.iter()).filter(|(_, extra)| {
        let folded = fold(&extra.text);
        let has = |word: &str| folded.split(' ').any(|own| own == word);
        has("urn")
            && !["lle", "home", "leader", "new", "linked", "link"].iter().any(|w| has(w))
            && mostly(&below::texts(grid, CellPos::new(row, extra.col)), is_urn)
    });
    let (Some((at, _)), None) = (fits.next(), fits.next()) else { return };
    let extra = unused.remove(at);
    let because = Because::Content;
    headings.push(Heading { column, col: extra.col, text: extra.text, because });
    headings.sort_by_key(|heading| heading.col);
}

/// Whether days or references stand among the texts themselves: no headings.
pub(super) fn is_a_record(texts: &super::texts::RowText) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    texts.iter().any(|(_, _, text)| {
        is_day(text)
            || below::is_reference(text) && digits(text) > 1 && !text.contains(' ')
    })
}

/// How many of these headings stand over days, schools or people.
pub(super) fn typed(grid: &Grid, row: u32, unused: &[Extra]) -> usize {
    let is_typed = |extra: &&Extra| {
        let cells = below::texts(grid, CellPos::new(row, extra.col));
        [is_day, is_school, is_person].iter().any(|is| mostly(&cells, *is))
    };
    unused.iter().filter(is_typed).count()
}

/// How cells of a kind are known by their looks.
fn look(kind: Kind) -> Option<fn(&[String]) -> bool> {
    Some(match kind {
        Kind::Person => |cells| mostly(cells, is_person) && differ(cells),
        Kind::School => |cells| mostly(cells, is_school) && differ(cells),
        Kind::Urn => |cells| mostly(cells, is_urn),
        Kind::Prose => |cells| mostly(cells, is_sentence),
        _ => return None,
    })
}

fn mostly(cells: &[String], is: fn(&str) -> bool) -> bool {
    let those = cells.iter().filter(|text| is(text)).count();
    those >= 1 && those * 10 >= cells.len() * 8
}

/// Whether they are not all the same.
fn differ(cells: &[String]) -> bool {
    cells.len() < 3 || cells.iter().collect::<BTreeSet<_>>().len() > 2
}

/// `Ms R Hill`, `HILL, Ruth`, `Ruth Hill`.
fn is_person(text: &str) -> bool {
    let words: Vec<&str> =
        text.split([' ', ',', '.', '(', ')']).filter(|word| !word.is_empty()).collect();
    let is_word = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '-'))
    };
    (2..=4).contains(&words.len()) && words.iter().all(is_word) && !is_school(text)
}

fn is_school(text: &str) -> bool {
    let folded = fold(text);
    folded.split(' ').count() >= 2
        && folded.split(' ').any(|word| {
            matches!(
                word,
                "school"
                    | "schools"
                    | "sch"
                    | "primary"
                    | "prim"
                    | "pri"
                    | "infant"
                    | "infants"
                    | "inf"
                    | "junior"
                    | "juniors"
                    | "jun"
                    | "jnr"
                    | "nursery"
                    | "academy"
            )
        })
}

/// Whether each of the cells is a person with a school behind the name.
pub(super) fn are_people_with_schools(cells: &[String]) -> bool {
    mostly(cells, |text| {
        text.split_once([',', '(', '\n'])
            .is_some_and(|(name, school)| is_person(name.trim()) && is_school(school))
    })
}

pub(super) fn is_urn(text: &str) -> bool {
    text.len() == 6 && text.starts_with('1') && text.chars().all(|c| c.is_ascii_digit())
}

fn is_sentence(text: &str) -> bool {
    text.split(' ').count() >= 4 && text.chars().count() >= 20
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
    let cells = below::texts(grid, CellPos::new(row, col));
    let is_whole_number = |text: &str| {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        digits == 7
            && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | ' ' | '-'))
    };
    let key = if mostly(&cells, is_whole_number) {
        "dfe"
    } else if mostly(&cells, areas::is_authority) {
        "la_name"
    } else {
        return;
    };
    let is_free = !headings.iter().any(|heading| heading.column.key == key);
    if let (true, Some(column), Some(heading)) =
        (is_free, schema.column(key), headings.get_mut(at))
    {
        heading.column = column;
        heading.because = Because::Content;
    }
}

/// Words that are only a reference, whosever it is.
const BARE: [&str; 7] = ["id", "ref", "no", "number", "reference", "code", "ref no"];

/// Of two headings for one reference the bare one gives way: `ID` of a form's answers
/// beside `LLE ID`.
pub(super) fn give_way(
    texts: &super::texts::RowText,
    meant: &mut [Option<(&'static Column, Because)>],
) {
    let is_bare = |at: usize| {
        texts.get(at).is_some_and(|(_, _, text)| BARE.contains(&fold(text).as_str()))
    };
    let column = |at: usize, meant: &[Option<(&'static Column, Because)>]| {
        meant.get(at).copied().flatten().map(|(column, _)| column)
    };
    for at in 0..meant.len() {
        let Some(own) = column(at, meant).filter(|own| own.kind == Kind::Reference)
        else {
            continue;
        };
        let has_other = || {
            (0..meant.len()).any(|other| {
                other != at && !is_bare(other) && column(other, meant) == Some(own)
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
    use super::*;

    #[test]
    fn people_and_schools_are_told_by_their_looks() {
        for text in
            ["Ms R Hill", "HILL, Ruth", "Ruth Hill", "Hill, Ruth (Ms)", "Mr J O'Neil"]
        {
            assert!(is_person(text), "{text}");
        }
        for text in ["Norby Primary", "Joint observation", "LLE001", "6.5", "direct"] {
            assert!(!is_person(text), "{text}");
        }
        for text in ["Norby Primary", "Saint Anne's C of E Jnr", "Dale Academy"] {
            assert!(is_school(text), "{text}");
        }
    }

    #[test]
    fn what_the_register_lacks_is_told_by_references_and_names_of_people() {
        let tables = located(grid(
            "
Deployment ref | Payee | Individual | Client school | Start | Status
DEP-01 | P1 | Hill, Ruth (Ms) | Norby Primary | 2010-09-06 | Active
DEP-02 | P2 | Dale, Bernard (Mr) | Harlby Primary | 2010-09-09 | Active
DEP-03 | P3 | Fell, Carol (Mrs) | Dravby Primary | 2010-09-09 | Active",
        ));
        assert_eq!(
            shown(&tables),
            ["deployments 1: ref lle_ref lle client start status; 3 rows"]
        );
        assert_eq!(tables[0].headings[2].because, Because::Near(LIKE));
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
