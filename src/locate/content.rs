//! Columns that no heading's words told and whose cells do: answers of a list, the
//! only sentences of a survey, the authority's part of a school's number.

use std::collections::BTreeSet;

use super::areas;
use super::below::Below;
use super::choice;
use super::headings::Candidate;
use super::kinds::is_one;
use super::rows::is_month_alone;
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

/// Columns that are told by what stands in them though it is the same in every row: who
/// answers a survey and in which wave, the phase of schools, who checks.
const TOLD: [(&str, &str, Is); 5] = [
    ("surveys", "group", Is::Answer),
    ("surveys", "wave", Is::Month),
    ("schools", "phase", Is::Answer),
    ("lles", "phase", Is::Answer),
    ("quality", "by", Is::Role),
];

/// What stands in such a column.
#[derive(Clone, Copy)]
enum Is {
    /// An answer of the column's own list.
    Answer,
    /// `June 2011`.
    Month,
    /// `Lead adviser`, or a person.
    Role,
}

impl Is {
    fn says(self, column: &Column, text: &str) -> bool {
        let folded = fold(text);
        match (self, column.kind) {
            (Self::Answer, Kind::Choice(list)) => {
                folded.split(' ').count() <= MOST_WORDS
                    && choice::said(list, &folded).is_some()
            }
            (Self::Month, _) => is_month_alone(&folded) && folded.contains(' '),
            (Self::Role, _) => {
                let last = folded.rsplit(' ').next().unwrap_or_default();
                ROLES.contains(&last) || is_one(text, Kind::Person)
            }
            (Self::Answer, _) => false,
        }
    }
}

/// Most words of such an answer: `Head of a school we helped`.
const MOST_WORDS: usize = 8;

/// Words for what somebody is who checks.
const ROLES: [&str; 14] = [
    "adviser",
    "advisor",
    "advisers",
    "officer",
    "manager",
    "lead",
    "leader",
    "head",
    "headteacher",
    "consultant",
    "inspector",
    "moderator",
    "director",
    "team",
];

/// Takes the only column that is told so.
pub(super) fn told(grid: &Grid, found: &mut Candidate) {
    for (_, key, is) in TOLD.iter().filter(|(name, ..)| *name == found.schema.name) {
        let column = found.schema.column(key);
        let free = |column: &&'static Column| !is_taken(&found.headings, column);
        let Some(column) = column.filter(free) else { continue };
        let below = |col| Below::of(grid, CellPos::new(found.row, col));
        let says = |text: &str| is.says(column, text);
        let mut those =
            (0..).zip(&found.unused).filter(|(_, extra)| below(extra.col).all(says));
        if let (Some((at, _)), None) = (those.next(), those.next()) {
            take(found, at, column, Because::Content);
        }
    }
}

/// Takes the only heading that names a status for that of the record, in whatever words
/// its cells say it: they are asked about one by one.
pub(super) fn statuses(grid: &Grid, found: &mut Candidate) {
    if !matches!(found.schema.name, "lles" | "deployments") {
        return;
    }
    let column = found.schema.column("status");
    let Some(column) = column.filter(|column| !is_taken(&found.headings, column)) else {
        return;
    };
    let names_it = |extra: &Extra| {
        let folded = fold_spelled(&extra.text);
        let mut words = folded.split(' ');
        words.any(|word| matches!(word, "status" | "stat"))
            && !folded.split(' ').any(|word| OF_ANOTHER.contains(&word))
    };
    let are_few = |extra: &Extra| {
        let below = Below::of(grid, CellPos::new(found.row, extra.col));
        let cells = below.texts();
        let words: BTreeSet<String> = cells.iter().map(|text| fold(text)).collect();
        let is_word = |text: &String| text.chars().all(|c| c.is_alphabetic() || c == ' ');
        cells.len() >= 2 && words.len() <= MOST_STATES && words.iter().all(is_word)
    };
    let mut those =
        (0..).zip(&found.unused).filter(|(_, extra)| names_it(extra) && are_few(extra));
    let (Some((at, _)), None) = (those.next(), those.next()) else { return };
    take(found, at, column, Because::Inferred);
}

/// Most states in which records of a register are.
const MOST_STATES: usize = 8;

/// Words of a status that is none of the record itself.
const OF_ANOTHER: [&str; 17] = [
    "dbs",
    "crb",
    "check",
    "checks",
    "safeguarding",
    "training",
    "contract",
    "payment",
    "invoice",
    "ofsted",
    "academy",
    "school",
    "record",
    "form",
    "date",
    "paperwork",
    "consent",
];

/// Takes the only column of `Intake 1` and `Group 2` for the cohort of an LLE.
pub(super) fn cohorts(grid: &Grid, found: &mut Candidate) {
    let column = found.schema.column("cohort").filter(|_| found.schema.name == "lles");
    let Some(column) = column.filter(|column| !is_taken(&found.headings, column)) else {
        return;
    };
    let is_cohort = |text: &str| {
        let folded = fold(text);
        let (word, number) = folded.rsplit_once(' ').unwrap_or_default();
        COHORTS.contains(&word) && number.chars().count() <= 3
    };
    let are = |extra: &Extra| {
        Below::of(grid, CellPos::new(found.row, extra.col)).all(is_cohort)
    };
    let mut those = (0..).zip(&found.unused).filter(|(_, extra)| are(extra));
    let (Some((at, _)), None) = (those.next(), those.next()) else { return };
    take(found, at, column, Because::Content);
}

/// Words for those who were accredited together.
const COHORTS: [&str; 9] = [
    "cohort",
    "group",
    "intake",
    "wave",
    "tranche",
    "round",
    "batch",
    "set",
    "generation",
];

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
    let below = |col| Below::of(grid, CellPos::new(found.row, col));
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
    let mut written = (0..)
        .zip(&found.unused)
        .filter(|(_, extra)| {
            !asks(&extra.text) && below(extra.col).all(is_prose) && differ(extra.col)
        })
        .map(|(at, _)| at);
    let (Some(at), None) = (written.next(), written.next()) else { return };
    take(found, at, column, Because::Content);
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
    fn a_status_is_the_register_s_own_whatever_its_cells_say_and_is_asked_about() {
        let tables = located(grid(
            "
LLE no | Headteacher | School | Accredited | Registration status | DBS status | Came with
LLE001 | Ms A Hill | Norby Primary | 22/1/2010 | Fully signed up | Clear | Intake 1
LLE002 | Mr B Dale | Harlby Primary | 22/1/2010 | Having a rest | Clear | Intake 2
LLE003 | Ms C Fell | Dravby Primary | 22/1/2010 | Fully signed up | Clear | Intake 2",
        ));
        assert_eq!(
            shown(&tables),
            ["lles 1: ref name school accredited status cohort; 3 rows"]
        );
        assert_eq!(tables[0].headings[4].because, Because::Inferred);
        assert_eq!(&*tables[0].unused[0].text, "DBS status");
    }

    #[test]
    fn who_answers_when_and_who_checks_are_told_though_they_are_always_the_same() {
        let tables = located(grid(
            "
Form no | Helped or helping? | Which time of asking? | Sent | Came back | Happy with it? | Better for it? | Worth it?
L01 | Head helping (LLE) | June 2011 | 6/6/2011 | 21/6/2011 | Agree | Agree | Agree
L02 | Head helping (LLE) | June 2011 | 6/6/2011 | 23/6/2011 | Strongly agree | Agree | Agree
L03 | Head helping (LLE) | June 2011 | 6/6/2011 | 13/6/2011 | Neither | Agree | Disagree",
        ));
        assert_eq!(
            shown(&tables),
            ["surveys 1: respondent group wave invited responded; 3 rows"]
        );
        let tables = located(grid(
            "
QA no | Deployment ref | QA type | Due | Done | Who looked in? | Rating
QA01 | DEP-01 | Adviser visit | 6/12/2010 | 9/12/2010 | Lead adviser | Green
QA02 | DEP-02 | Adviser visit | 9/12/2010 | 10/12/2010 | Ms A Hill | Amber",
        ));
        assert_eq!(
            shown(&tables),
            ["quality 1: number deployment kind due done by rating; 2 rows"]
        );
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
