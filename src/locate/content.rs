//! Columns that no heading's words told and whose cells do: answers of a list, the
//! only sentences of a survey, the authority's part of a school's number.

use std::collections::BTreeSet;

use super::areas;
use super::below::Below;
use super::headings::Candidate;
use super::kinds::is_one;
use super::schema::{Column, Kind};
use super::table::{Because, Extra, Heading, is_taken};
use super::texts::joined;
use crate::base::cell::CellPos;
use crate::base::text::{fold, fold_spelled};
use crate::read::grid::Grid;

/// Takes into use what no heading's words told: a column whose cells are the answers
/// of a list that no other column has, `Situation` over `Active`, `Paused`, `Left`.
pub(super) fn listed(grid: &Grid, found: &mut Candidate) {
    if matches!(found.schema.name, "results" | "comparators" | "meetings") {
        return;
    }
    for extra in std::mem::take(&mut found.unused) {
        let below = Below::of(grid, CellPos::new(found.row, extra.col));
        let is_free = |column: &&'static Column| !is_taken(&found.headings, column);
        let columns: Vec<&'static Column> = found
            .schema
            .columns
            .iter()
            .copied()
            .filter(|column| below.answers(column.kind))
            // `Agreed` may be to a photograph: nobody is quoted by an answer alone.
            .filter(|column| !column.is_consent() || says_quoted(&extra.text))
            .collect();
        match columns.as_slice() {
            [column] if is_free(column) => found.headings.push(Heading {
                column,
                col: extra.col,
                text: joined(&extra.over, &extra.text),
                because: Because::Content,
            }),
            _ => found.unused.push(extra),
        }
    }
    found.headings.sort_by_key(|heading| heading.col);
}

/// Whether a heading is about what somebody said being used.
fn says_quoted(text: &str) -> bool {
    let folded = fold_spelled(text);
    let has = |word: &str| folded.contains(word);
    has("quot") || has("comment") || has("words") || has("verbatim")
}

/// Registers with a column for what somebody wrote.
const WRITTEN: [(&str, &str); 3] =
    [("surveys", "comment"), ("quality", "issues"), ("visits", "notes")];

/// Takes the only column of sentences for the remarks, where no heading says comment:
/// what people wrote of a programme is never left without its consent.
pub(super) fn remarks(grid: &Grid, found: &mut Candidate) {
    let written = WRITTEN.iter().find(|(name, _)| *name == found.schema.name);
    let Some(column) = written.and_then(|(_, key)| found.schema.column(key)) else {
        return;
    };
    if is_taken(&found.headings, column) {
        return;
    }
    let row = found.row;
    let below = |col| Below::of(grid, CellPos::new(row, col));
    let is_prose = |text: &str| is_one(text, Kind::Prose);
    // What people write differs: `Head of a school we helped` is who they are.
    let differ = |col: u32| {
        let below = below(col);
        let cells = below.texts();
        let different: BTreeSet<&String> = cells.iter().collect();
        different.len() * 2 > cells.len()
    };
    // Where each row is one answer, the question stands beside it.
    let asks = |text: &str| {
        let folded = fold_spelled(text);
        ["question", "statement", "item"].iter().any(|word| folded.contains(word))
    };
    take_only(found, column, Because::Content, |extra| {
        !asks(&extra.text) && below(extra.col).all(is_prose) && differ(extra.col)
    });
}

/// Columns of a results sheet that are looked at for why there is no result.
const WHY: [&str; 7] = ["reason", "missing", "why", "note", "comment", "remark", "rmks"];

/// Takes remarks beside results into use: `Boycott` among them says why there is none.
pub(super) fn reasons(found: &mut Candidate) {
    if found.schema.name != "results" {
        return;
    }
    let (mut own, unused): (Vec<Extra>, Vec<Extra>) =
        std::mem::take(&mut found.unused).into_iter().partition(|extra| {
            let folded = fold(&extra.text);
            WHY.iter().any(|word| folded.contains(word))
        });
    found.unused = unused;
    found.extras.append(&mut own);
    found.extras.sort_by_key(|extra| extra.col);
}

/// Takes the only column of which something is true for one of the register.
pub(super) fn take_only(
    found: &mut Candidate,
    column: &'static Column,
    because: Because,
    is: impl Fn(&Extra) -> bool,
) {
    let mut those = (0..).zip(&found.unused).filter(|(_, extra)| is(extra));
    if let (Some((at, _)), None) = (those.next(), those.next()) {
        take(found, at, column, because);
    }
}

/// Takes a column that is not in use for one of the register.
pub(super) fn take(
    found: &mut Candidate,
    at: usize,
    column: &'static Column,
    because: Because,
) {
    if at >= found.unused.len() {
        return;
    }
    let Extra { col, over, text } = found.unused.remove(at);
    let text = joined(&over, &text);
    found.headings.push(Heading { column, col, text, because });
    found.headings.sort_by_key(|heading| heading.col);
}

/// Takes what stands beside `out of` for the pupils at the standard: `No. of pupils`,
/// `out of`.
pub(super) fn out_of(found: &mut Candidate) {
    let (Some(numerator), Some(denominator)) =
        (found.schema.column("numerator"), found.schema.column("denominator"))
    else {
        return;
    };
    let says = |extra: &Extra| matches!(fold(&extra.text).as_str(), "out of" | "of");
    let Some(at) = found.unused.iter().position(says) else { return };
    let Some(col) = found.unused.get(at).and_then(|extra| extra.col.checked_sub(1))
    else {
        return;
    };
    if is_taken(&found.headings, numerator) {
        return;
    }
    let is_beside =
        |heading: &&mut Heading| heading.col == col && heading.column == denominator;
    let Some(beside) = found.headings.iter_mut().find(is_beside) else { return };
    beside.column = numerator;
    take(found, at, denominator, Because::Synonym);
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
/// columns: `926` and `2056`; and in a list of schools, whose `LA` is a name.
pub(super) fn numbered(grid: &Grid, found: &mut Candidate) {
    let row = found.row;
    let below = |col| Below::of(grid, CellPos::new(row, col));
    let is_authority = |extra: &Extra| {
        AUTHORITY.contains(&fold(&extra.text).as_str()) && below(extra.col).all(is_code)
    };
    let names_it = |extra: &Extra| {
        AUTHORITY.contains(&fold(&extra.text).as_str())
            && below(extra.col).all(areas::is_authority)
    };
    let name = found.schema.column("la_name");
    if let Some(column) = name.filter(|column| !is_taken(&found.headings, column))
        && let Some(at) = found.unused.iter().position(names_it)
    {
        take(found, at, column, Because::Content);
    }
    let code = found.schema.column("la_code");
    if let Some(column) = code.filter(|column| !is_taken(&found.headings, column))
        && let Some(at) = found.unused.iter().position(is_authority)
    {
        take(found, at, column, Because::Synonym);
        return;
    }
    let is_parted = !matches!(found.schema.name, "results" | "schools" | "comparators")
        && found.headings.iter().any(|heading| {
            heading.column.kind == Kind::DfeNumber && below(heading.col).all(is_short)
        });
    if !is_parted {
        return;
    }
    if let Some(at) = found.unused.iter().position(is_authority) {
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
    use super::Because;

    #[test]
    fn a_column_of_a_lists_answers_is_that_list() {
        let tables = located(grid(
            "
LLE no | Headteacher | School | Accredited | Situation | Colour of folder
LLE001 | Ms A Hill | Norby Primary | 22/1/2010 | Active | red
LLE002 | Mr B Dale | Harlby Primary | 22/1/2010 | Paused | red
LLE003 | Ms C Fell | Dravby Primary | 22/1/2010 | Stood down | blue",
        ));
        assert_eq!(shown(&tables), ["lles 1: ref name school accredited status; 3 rows"]);
        assert_eq!(tables[0].headings[4].because, Because::Content);
        assert_eq!(tables[0].unused.len(), 1);
    }

    #[test]
    fn one_house_word_among_the_words_of_a_list_stands_in_most_cells() {
        let tables = located(grid(
            "
LLE no | Headteacher | School | Accredited | How it is with them
LLE001 | Ms A Hill | Norby Primary | 22/1/2010 | On the books
LLE002 | Mr B Dale | Harlby Primary | 22/1/2010 | On the books
LLE003 | Ms C Fell | Dravby Primary | 22/1/2010 | On the books
LLE004 | Ms D Wade | Wexby Primary | 22/1/2010 | Still in training
LLE005 | Ms E Lane | Tilby Primary | 22/1/2010 | Has resigned
LLE006 | Ms F Moor | Skelby Primary | 22/1/2010 | Paused",
        ));
        assert_eq!(shown(&tables), ["lles 1: ref name school accredited status; 6 rows"]);
    }

    #[test]
    fn one_slip_among_many_answers_leaves_the_column_what_it_is() {
        let rows: Vec<String> = (1..=12)
            .map(|at| {
                let status = if at == 5 {
                    "see SM"
                } else if at > 9 {
                    "Paused"
                } else {
                    "Active"
                };
                format!("LLE{at:03} | Ms A Hill | Norby Primary | 22/1/2010 | {status}")
            })
            .collect();
        let text = format!(
            "\nLLE no | Headteacher | School | Accredited | Situation\n{}",
            rows.join("\n")
        );
        assert_eq!(
            shown(&located(grid(&text))),
            ["lles 1: ref name school accredited status; 12 rows"]
        );
    }

    #[test]
    fn the_only_sentences_of_a_survey_are_its_remarks() {
        let tables = located(grid(
            "
Reply no. | Respondent type | Reply received | The support met our expectations | What stays with you | Quote you?
C01 | Client head | 17/6/2011 | 5 | The visits kept us to our plan. | Yes
C02 | Client head | 18/6/2011 | 5 | I would have liked an earlier start. |
C03 | Client head | 18/6/2011 | 4 | | ",
        ));
        assert_eq!(
            shown(&tables),
            ["surveys 1: respondent group responded comment consent; 3 rows"]
        );
    }

    #[test]
    fn the_number_of_the_authority_is_its_code_beside_its_name() {
        let tables = located(grid(
            "
URN | School name | LA | LA no. | Estab no. | Phase
120901 | Norby Primary School | Norfolk | 926 | 2056 | Primary
120902 | Harlby Primary School | Norfolk | 926 | 2057 | Primary",
        ));
        assert_eq!(
            shown(&tables),
            ["schools 1: urn name la_name la_code estab phase; 2 rows"]
        );
    }

    #[test]
    fn pupils_beside_out_of_are_those_at_the_standard() {
        let tables = located(grid(
            "
What | Results year | Norfolk or national | Figure | No. of pupils | out of
KS2 L4+ English and maths (%) | 2010 | Norfolk | 68.5 | 1597 | 2331
KS2 L4+ English and maths (%) | 2010 | National | 73 | |
KS2 L4+ English and maths (%) | 2011 | Norfolk | 74.8 | 2197 | 2938",
        ));
        assert_eq!(
            shown(&tables),
            ["comparators 1: measure year area value numerator denominator; 3 rows"]
        );
    }

    #[test]
    fn an_agreement_to_something_else_is_no_consent_to_be_quoted() {
        let keys = |asked: &str| {
            shown(&located(grid(&format!(
                "
Reply no. | Respondent type | Reply received | The support met our expectations | Comments | {asked}
C01 | Client head | 17/6/2011 | 5 | The visits kept us to our plan. | Agreed
C02 | Client head | 18/6/2011 | 5 | I would have liked an earlier start. | Withheld
C03 | Client head | 18/6/2011 | 4 | Very good all through the year. | Agreed"
            ))))
        };
        for asked in ["Photograph", "Telephone call", "Future contact"] {
            assert_eq!(
                keys(asked),
                ["surveys 1: respondent group responded comment; 3 rows"],
                "{asked}"
            );
        }
        assert_eq!(
            keys("Can I quote?"),
            ["surveys 1: respondent group responded comment consent; 3 rows"]
        );
    }
}
