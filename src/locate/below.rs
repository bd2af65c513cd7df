//! What stands below a heading, where its words alone leave two readings: `Visit`
//! over `V001` is no date, nor is `Record in?` over ticks.

use super::headings::Candidate;
use super::headless::is_day;
use super::profile::{has_title, is_one, is_school};
use super::questions::is_month;
use super::schema::{Choice, Column, Kind, Schema};
use super::shown;
use super::table::{Because, Extra, Heading};
use super::texts::joined;
use crate::base::cell::CellPos;
use crate::base::text::{fold, fold_spelled, tidy};
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
    let found = found.map(|found| day_over_days(grid, at, schema, found));
    // `Home school URN` is like `Home school`, but no name of it, nor whom a record
    // is about.
    let is_anothers = |found: &(&'static Column, Because)| {
        matches!(found.1, Because::Near(_))
            && found.0.kind == Kind::School
            && !found.0.is_required
            && all(grid, at, super::looks::is_urn)
    };
    let found = found.filter(|found| !is_anothers(found));
    let found = found.map(|found| urn_after_all(grid, at, schema, found));
    // Words are no number: `Estab. name` is none of a school's.
    let found = found.filter(|(column, _)| {
        let is_number = matches!(
            column.kind,
            Kind::DfeNumber | Kind::Urn | Kind::Money | Kind::Count | Kind::Number
        ) || column.key == "estab";
        !(is_number && all(grid, at, is_words))
    });
    // A school is no day, `From` over whence the LLE comes, and an address no person.
    let found = found.filter(|(column, _)| match column.kind {
        Kind::Date => !are(grid, at, is_a_school),
        Kind::Person => !are(grid, at, is_address),
        Kind::School => !are(grid, at, is_address) && !are(grid, at, is_titled),
        _ => true,
    });
    let is_date = found.is_some_and(|(column, _)| column.kind == Kind::Date);
    // `Note` over `V001` is no remark.
    let is_prose = found.is_some_and(|(column, _)| column.kind == Kind::Prose);
    if is_prose && all(grid, at, is_reference) {
        return None;
    }
    if !is_date && (found.is_some() || !is_own_noun) {
        return found;
    }
    // `Check` over `QA01` is no day either.
    if (is_own_noun || is_date) && all(grid, at, is_reference) {
        let mut columns = schema.columns.iter().copied();
        let own = columns.find(|column| column.kind == Kind::Reference)?;
        return Some((own, Because::Content));
    }
    found.filter(|(column, _)| {
        !is_date
            || column.is_required
            || !(all(grid, at, is_mark) || all(grid, at, is_no_day))
    })
}

/// What is only like a word, over URNs, is the register's URN: `Estab URN`.
fn urn_after_all(
    grid: &Grid,
    at: CellPos,
    schema: &'static Schema,
    found: (&'static Column, Because),
) -> (&'static Column, Because) {
    let is_near = matches!(found.1, Because::Near(_)) && found.0.kind != Kind::Urn;
    let mut urns = schema.columns.iter().copied().filter(|one| one.kind == Kind::Urn);
    match (urns.next(), urns.next()) {
        (Some(urn), None) if is_near && all(grid, at, super::looks::is_urn) => {
            (urn, Because::Content)
        }
        _ => found,
    }
}

/// `Day` over days of the calendar is when it was, not how long.
fn day_over_days(
    grid: &Grid,
    at: CellPos,
    schema: &'static Schema,
    found: (&'static Column, Because),
) -> (&'static Column, Because) {
    if found.0.kind != Kind::Days || !all(grid, at, is_day) {
        return found;
    }
    let mut dates = schema
        .columns
        .iter()
        .copied()
        .filter(|column| column.kind == Kind::Date && column.is_required);
    dates.next().map_or(found, |date| (date, Because::Content))
}

/// Takes into use what no heading's words told: a column whose cells are the answers
/// of a list that no other column has, `Situation` over `Active`, `Paused`, `Left`.
pub(super) fn listed(grid: &Grid, found: &mut Candidate) {
    if matches!(found.schema.name, "results" | "comparators" | "meetings") {
        return;
    }
    for extra in std::mem::take(&mut found.unused) {
        let at = CellPos::new(found.row, extra.col);
        let is_free = |column: &&'static Column| {
            !found.headings.iter().any(|heading| heading.column == *column)
        };
        let columns: Vec<&'static Column> = found
            .schema
            .columns
            .iter()
            .copied()
            .filter(|column| matches!(column.kind, Kind::Choice(list) if is_list_of(grid, at, list)))
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

/// Takes the only column of sentences on a sheet of replies for the remarks, where no
/// heading says comment: what people wrote is never left without its consent.
pub(super) fn remarks(grid: &Grid, found: &mut Candidate) {
    let Some(column) = found.schema.column("comment") else { return };
    if found.schema.name != "surveys"
        || found.headings.iter().any(|heading| heading.column == column)
    {
        return;
    }
    let is_prose = |text: &str| is_one(text, Kind::Prose);
    // Where each row is one answer, the question stands beside it.
    let asks = |text: &str| {
        let folded = fold_spelled(text);
        ["question", "statement", "item"].iter().any(|word| folded.contains(word))
    };
    let mut written = (0..)
        .zip(&found.unused)
        .filter(|(_, extra)| {
            !asks(&extra.text) && all(grid, CellPos::new(found.row, extra.col), is_prose)
        })
        .map(|(at, _)| at);
    let (Some(at), None) = (written.next(), written.next()) else { return };
    let Extra { col, text, .. } = found.unused.remove(at);
    found.headings.push(Heading { column, col, text, because: Because::Content });
    found.headings.sort_by_key(|heading| heading.col);
}

/// Whether the cells below are answers of one of the register's lists.
pub(super) fn is_listed(grid: &Grid, at: CellPos, schema: &Schema) -> bool {
    schema.columns.iter().any(
        |column| matches!(column.kind, Kind::Choice(list) if is_list_of(grid, at, list)),
    )
}

/// Whether the cells below are words of a list, of two answers or more; one slip in
/// ten is a fault of its cell and not of the column.
pub(super) fn is_list_of(grid: &Grid, at: CellPos, list: &[Choice]) -> bool {
    let texts = texts(grid, at);
    let mut met = std::collections::BTreeSet::new();
    let mut slips = 0;
    for text in &texts {
        let folded = fold(text);
        // A letter or a figure is an answer to anything.
        let choice = list
            .iter()
            .find(|choice| folded.chars().count() > 2 && choice.is_meant_by(&folded));
        match choice {
            Some(choice) => _ = met.insert(choice.value),
            None => slips += 1,
        }
    }
    texts.len() >= 3 && met.len() >= 2 && slips * 10 <= texts.len()
}

/// Whether the cells below are numbers of days or hours, few of them large.
pub(crate) fn are_lengths(grid: &Grid, at: CellPos) -> bool {
    let is_length = |text: &str| {
        text.parse::<f64>().is_ok_and(|number| (0.0..=60.0).contains(&number))
    };
    all(grid, at, is_length)
}

/// Whether the cells below are yes and no, in a word or with more words behind.
pub(crate) fn are_marks(grid: &Grid, at: CellPos) -> bool {
    all(grid, at, |text| is_one(text, Kind::YesNo))
}

/// Whether references stand below.
pub(super) fn are_references(grid: &Grid, at: CellPos) -> bool {
    let cells = texts(grid, at);
    let those = cells.iter().filter(|text| is_reference(text)).count();
    those > 0 && those * 10 >= cells.len() * 9
}

/// Whether the cells below are of a kind that one cell is enough to tell.
fn are(grid: &Grid, at: CellPos, is: fn(&str) -> bool) -> bool {
    let cells = texts(grid, at);
    let those = cells.iter().filter(|text| is(text)).count();
    those >= 1 && those * 10 >= cells.len() * 9
}

/// Whether the cells below are of a kind: at least two of them, but for one in ten.
fn all(grid: &Grid, at: CellPos, is: fn(&str) -> bool) -> bool {
    let cells = texts(grid, at);
    let those = cells.iter().filter(|text| is(text)).count();
    those >= 2 && those * 10 >= cells.len() * 9
}

/// The first cells below that are filled, as text.
pub(super) fn texts(grid: &Grid, at: CellPos) -> Vec<String> {
    (at.row + 1..=at.row + ROWS)
        .filter_map(|row| grid.cell(CellPos::new(row, at.col)))
        .map(|cell| tidy(&shown(grid, &cell.value, cell.style)))
        .filter(|text| !text.is_empty())
        .collect()
}

/// `DEP-04`, `V001`, `QA/7`, `Job 12`: letters, then figures.
pub(super) fn is_reference(text: &str) -> bool {
    let is_one = text.split_once(' ').is_none_or(|(word, number)| {
        word.chars().all(char::is_alphabetic)
            && !number.is_empty()
            && number.chars().all(|c| c.is_ascii_digit())
    });
    text.chars().count() <= 14
        && is_one
        && text.starts_with(char::is_alphabetic)
        && text.ends_with(|c: char| c.is_ascii_digit())
        && !is_month(&text.to_lowercase())
}

/// Yes, no, or a tick.
pub(super) fn is_mark(text: &str) -> bool {
    matches!(
        text.to_lowercase().as_str(),
        "true" | "false" | "yes" | "no" | "y" | "n" | "x" | "✓" | "✗" | "√"
    )
}

/// `Mrs Jo Hill`: `Host at school` is whom one asks for.
fn is_titled(text: &str) -> bool {
    has_title(&fold(text)) && !is_school(&fold(text))
}

/// `head@norby.sch.uk`.
fn is_address(text: &str) -> bool {
    text.contains('@') && !text.contains(' ')
}

fn is_a_school(text: &str) -> bool {
    is_school(&fold(text))
}

/// Words of some length and no figure among them.
fn is_words(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= 6
        && !text.chars().any(|c| c.is_ascii_digit())
}

/// `1` or `anonymous`: a small number, or words without any.
fn is_no_day(text: &str) -> bool {
    let is_nothing = matches!(fold(text).as_str(), "null" | "n a" | "na" | "none" | "");
    !is_nothing
        && text.parse::<f64>().map_or_else(
            |_| !text.chars().any(|c| c.is_ascii_digit()),
            |number| (0.0..=60.0).contains(&number),
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
        AUTHORITY.contains(&fold(text).as_str()) && all(grid, at, is_code)
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
        for text in ["DEP-01", "V001", "QA/7", "LLE001", "Job 12"] {
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

    #[test]
    fn a_school_is_no_day_and_an_address_no_person() {
        let tables = located(grid(
            "
Deployment ref | LLE | From | Client school | Start date | Days | Client head's email
DEP-01 | Ms A Hill | Norby Primary | Harlby Primary | 2010-09-06 | 6 | head@harlby.sch.uk
DEP-02 | Mr B Dale | Dravby Primary | Eskby Primary | 2010-09-09 | 5 | head@eskby.sch.uk",
        ));
        assert_eq!(
            shown(&tables),
            ["deployments 1: ref lle lle_school client start days; 2 rows"]
        );
    }

    #[test]
    fn the_number_of_the_lles_own_school_is_not_the_clients() {
        for own in ["home_school_urn", "lle_school_urn", "Own school URN", "Base URN"] {
            let tables = located(grid(&format!(
                "
deployment_id | lle_name | {own} | client_school_name | client_school_urn | start_date
DEP-01 | Ms A Hill | 123456 | Harlby Primary | 123457 | 2010-09-06
DEP-02 | Mr B Dale | 123458 | Eskby Primary | 123459 | 2010-09-09"
            )));
            let urn = tables[0].headings.iter().find(|h| h.column.key == "client_urn");
            assert_eq!(urn.map(|one| &*one.text), Some("client_school_urn"), "{own}");
            // Alone it is no more the client's.
            let tables = located(grid(&format!(
                "
deployment_id | lle_name | {own} | client_school_name | start_date
DEP-01 | Ms A Hill | 123456 | Harlby Primary | 2010-09-06
DEP-02 | Mr B Dale | 123458 | Eskby Primary | 2010-09-09"
            )));
            assert_eq!(
                shown(&tables),
                ["deployments 1: ref lle client start; 2 rows"],
                "{own}"
            );
        }
    }

    #[test]
    fn a_date_over_references_is_the_reference() {
        let tables = located(grid(
            "
Check | Deployment | QA type | Due | Rating
QA01 | DEP-01 | Adviser visit | 6/9/2010 | Green
QA02 | DEP-02 | Adviser visit | 9/9/2010 | Amber",
        ));
        assert_eq!(
            shown(&tables),
            ["quality 1: number deployment kind due rating; 2 rows"]
        );
    }

    #[test]
    fn day_over_the_calendar_is_when_and_no_small_number_is_a_date() {
        let tables = located(grid(
            "
Day | LLE | Went to | Days | Write-up came
Tues 21 Sept 2010 | Ms A Hill | Norby Primary | 1 | 2010-09-23
Mon 4 Oct 2010 | Mr B Dale | Harlby Primary | 1 | 2010-10-05",
        ));
        assert_eq!(shown(&tables), ["visits 1: date lle school days received; 2 rows"]);
        let tables = located(grid(
            "
urn | school name | is open | open date | phase
123456 | Norby Primary | 1 | 1958-09-01 | Primary
123457 | Harlby Primary | 1 | 1958-09-01 | Primary",
        ));
        assert_eq!(shown(&tables), ["schools 1: urn name open phase; 2 rows"]);
        assert_eq!(tables[0].headings[2].col, 3);
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
