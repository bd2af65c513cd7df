//! What a heading means with what stands below it, where its words alone leave two
//! readings: `Visit` over `V001` is no date, nor is `Record in?` over ticks.

use super::below::Below;
use super::kinds::{
    has_title, is_day, is_mark, is_person, is_reference, is_school, is_urn,
};
use super::rows::is_month_alone;
use super::schema::{Column, Kind, Schema};
use super::table::Because;
use super::vocabulary::Meant;
use crate::base::text::fold;

/// The column that a heading means, with what stands below it: a register's own noun
/// over references is its reference, and no day is a tick.
pub(super) fn settled(
    below: &Below<'_>,
    schema: &'static Schema,
    is_own_noun: bool,
    found: Meant,
) -> Meant {
    let found = found.map(|found| day_over_days(below, schema, found));
    // `Home school URN` is like `Home school`, but no name of it, nor whom a record
    // is about.
    let is_anothers = |found: &(&'static Column, Because)| {
        matches!(found.1, Because::Near(_))
            && found.0.kind == Kind::School
            && !found.0.is_required
            && below.all(is_urn)
    };
    let found = found.filter(|found| !is_anothers(found));
    let found = found.map(|found| urn_after_all(below, schema, found));
    // `Paid` over amounts is what was paid, and `Committed` over anything else none.
    let found = found.and_then(|(column, because)| match (schema.name, column.key) {
        ("spend", "status") if are_amounts(below) => {
            Some((schema.column("paid")?, Because::Content))
        }
        ("spend", "paid" | "ordered") if !are_amounts(below) => None,
        // `When asked` over `June 2011` is which survey it was.
        ("surveys", "invited" | "responded") if below.all(is_month) => {
            Some((schema.column("wave")?, Because::Content))
        }
        _ => Some((column, because)),
    });
    // `Line` over 1, 2, 3 numbers the rows of a ledger.
    let found = found.filter(|(column, _)| {
        !(column.kind == Kind::Text && column.key == "line" && below.are_running())
    });
    // Words are no number: `Estab. name` is none of a school's.
    let found = found.filter(|(column, _)| {
        let is_number = matches!(
            column.kind,
            Kind::DfeNumber | Kind::Urn | Kind::Money | Kind::Count | Kind::Number
        ) || column.key == "estab";
        // `Available?` over `Stood down` asks for no days.
        let is_state = column.kind == Kind::Days && below.all(is_state);
        !(is_number && below.all(is_words) || is_state)
    });
    // An age is no range of ages: `Age range` stands over two columns.
    let found = found.filter(|(column, _)| {
        let is_age = |text: &str| text.parse::<f64>().is_ok();
        !(column.key == "ages" && below.all(is_age))
    });
    // Numbers are no words of a list: `Ser` over 1, 2, 3, `Pathway ID` over `PW-001`.
    let found = found.filter(|(column, _)| {
        let is_list = matches!(column.kind, Kind::Choice(_));
        !(is_list
            && (below.all(is_reference) || below.are_running())
            && !below.answers(column.kind))
    });
    // A school is no day, `From` over whence the LLE comes, and an address no person.
    let found = found.filter(|(column, _)| match column.kind {
        Kind::Date => !below.are(is_a_school),
        Kind::Person => !below.are(is_address),
        Kind::School => !below.are(is_address) && !below.are(is_titled),
        _ => true,
    });
    // `Present` over names is who came, and over marks whether somebody did.
    let found = found.and_then(|(column, because)| match (schema.name, column.key) {
        ("meetings", "attended") if below.are(is_list) => {
            Some((schema.column("present")?, Because::Content))
        }
        ("meetings", "present") if !below.are(is_list) => {
            let is_number = |text: &str| text.parse::<f64>().is_ok();
            let key = if below.all(is_number) { "attended_count" } else { "attended" };
            Some((schema.column(key)?, Because::Content))
        }
        // Two people may have sent them all, one at a time.
        ("meetings", "apologies") if below.are(|text| text.chars().count() < 5) => None,
        _ => Some((column, because)),
    });
    // `LLE` over people is their name and no reference.
    let found = found.and_then(|(column, because)| {
        let are_people = |text: &str| is_person(text, &fold(text));
        if column.kind != Kind::Reference || !below.all(are_people) {
            return Some((column, because));
        }
        let people =
            || schema.columns.iter().copied().filter(|one| one.kind == Kind::Person);
        let person = people().find(|one| one.is_required).or_else(|| people().next());
        person.map(|person| (person, Because::Content))
    });
    // `What the visit was for` over `Coaching` is no day.
    let found = found.filter(|(column, _)| {
        let has_figure = |text: &String| text.chars().any(|c| c.is_ascii_digit());
        let is_word = |text: &&String| is_words(text);
        column.kind != Kind::Date
            || below.texts().iter().any(has_figure)
            || below.texts().iter().filter(is_word).count() < 2
    });
    let is_date = found.is_some_and(|(column, _)| column.kind == Kind::Date);
    // `Approved` over amounts is no wording, and `Note` over `V001` no remark.
    let is_prose = found.is_some_and(|(column, _)| column.kind == Kind::Prose);
    if is_prose && below.all(is_amount) {
        return None;
    }
    if is_prose && below.are(is_reference) && !is_own_noun {
        return None;
    }
    // `Decision` over `SF/11/04` is its reference.
    let is_named_so = is_prose && is_own_noun && below.are(is_reference);
    if !is_date && !is_named_so && (found.is_some() || !is_own_noun) {
        return found;
    }
    // `Check` over `QA01` is no day either, and `Pairing` over 1, 2, 3 its number.
    let is_ref =
        is_named_so || below.all(is_reference) || is_own_noun && below.are_running();
    if (is_own_noun || is_date) && is_ref {
        let mut columns = schema.columns.iter().copied();
        let own = columns.find(|column| column.kind == Kind::Reference)?;
        return Some((own, Because::Content));
    }
    found.filter(|(column, _)| {
        !is_date || column.is_required || !(below.all(is_mark) || below.all(is_no_day))
    })
}

/// `June 2011`: a month, and no day of it.
fn is_month(text: &str) -> bool {
    is_month_alone(&fold(text))
}

/// Several names in one cell: `Ms A Hill; Mr B Dale`.
fn is_list(text: &str) -> bool {
    let folded = fold(text);
    (text.contains([';', ',', '\n']) || folded.contains(" and "))
        && folded.split(' ').count() >= 3
        && folded.chars().filter(|c| c.is_alphabetic()).count() >= 6
}

/// Whether amounts stand below, but for a word here and there: `to follow`.
fn are_amounts(below: &Below<'_>) -> bool {
    let cells = below.texts();
    let those = cells.iter().filter(|text| is_amount(text)).count();
    those > 0 && those * 3 >= cells.len() * 2
}

/// `525`, `£1,006.25`, `(50.00)`.
fn is_amount(text: &str) -> bool {
    let bare = text.trim_matches(['(', ')', '-', '£', ' ']).replace(',', "");
    bare.parse::<f64>().is_ok()
}

/// What is only like a word, over URNs, is the register's URN: `Estab URN`.
fn urn_after_all(
    below: &Below<'_>,
    schema: &'static Schema,
    found: (&'static Column, Because),
) -> (&'static Column, Because) {
    // So is a school's number of six figures: a DfE number has seven, or four.
    let is_near = matches!(found.1, Because::Near(_)) && found.0.kind != Kind::Urn
        || found.0.kind == Kind::DfeNumber
        || found.0.key == "estab";
    let urn = schema.only(Kind::Urn).or_else(|| schema.column("urn"));
    match urn {
        Some(urn) if is_near && below.all(is_urn) => (urn, Because::Content),
        _ => found,
    }
}

/// `Day` over days of the calendar is when it was, not how long.
fn day_over_days(
    below: &Below<'_>,
    schema: &'static Schema,
    found: (&'static Column, Because),
) -> (&'static Column, Because) {
    if found.0.kind != Kind::Days || !below.all(is_day) {
        return found;
    }
    let mut dates = schema
        .columns
        .iter()
        .copied()
        .filter(|column| column.kind == Kind::Date && column.is_required);
    dates.next().map_or(found, |date| (date, Because::Content))
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

/// Words of some length, and no figure among them unless they are many.
fn is_words(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 6 && !text.chars().any(|c| c.is_ascii_digit()) || letters >= 12
}

/// Words that say no length: `Stood down`, and neither `half a day` nor `two`.
fn is_state(text: &str) -> bool {
    const LENGTHS: [&str; 14] = [
        "day", "days", "hour", "hours", "hrs", "half", "quarter", "none", "nil", "one",
        "two", "three", "four", "five",
    ];
    let folded = fold(text);
    is_words(text) && !folded.split(' ').any(|word| LENGTHS.contains(&word))
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

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};

    #[test]
    fn a_registers_own_noun_over_running_numbers_is_its_reference() {
        let tables = located(grid(
            "
Pairing | LLE | Client school | Start | Days agreed
1 | Ms A Hill | Norby Primary | 2010-09-06 | 6.5
2 | Ms A Hill | Harlby Primary | 2010-09-09 | 5
4 | Mr B Dale | Dravby Primary | 2010-09-10 | 4",
        ));
        assert_eq!(shown(&tables), ["deployments 1: ref lle client start days; 3 rows"]);
    }

    #[test]
    fn the_word_for_an_lle_over_people_is_their_name() {
        let tables = located(grid(
            "
Ref | LLE | School where head | Accred. date | Status
L/001 | GATHERCOLE Ruth (Ms) | Croscombe Pri | 22.01.10 | Active
L/002 | JERMYNY Clare (Ms) | Tiltby CE VA Pri | 22.01.10 | Active",
        ));
        assert_eq!(shown(&tables), ["lles 1: ref name school accredited status; 2 rows"]);
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
        assert_eq!(shown(&tables), ["schools 1: urn name status open phase; 2 rows"]);
        assert_eq!(tables[0].headings[3].col, 3);
    }

    #[test]
    fn words_that_say_no_length_are_no_days() {
        let tables = located(grid(
            "
LLE ref | Headteacher | School | Accredited | Available? | Days they can give in a year
LLE001 | Ms A Hill | Norby Primary | 22/1/2010 | Available | 8
LLE002 | Mr B Dale | Harlby Primary | 22/1/2010 | Stood down | 10",
        ));
        let days = tables[0].headings.iter().find(|h| h.column.key == "days_offered");
        assert_eq!(days.map(|one| one.col), Some(5));
        // Lengths in words are.
        let tables = located(grid(
            "
LLE ref | Headteacher | School | Days available
LLE001 | Ms A Hill | Norby Primary | one and a half days
LLE002 | Mr B Dale | Harlby Primary | two days",
        ));
        assert_eq!(shown(&tables), ["lles 1: ref name school days_offered; 2 rows"]);
    }

    #[test]
    fn a_month_under_a_word_for_asking_is_which_survey_it_was() {
        let tables = located(grid(
            "
Form no. | Who | When asked | Form sent | Form came back | Satisfied with the service overall | Met my expectations
F1 | Head | June 2011 | 1/6/2011 | 9/6/2011 | Agree | Agree
F2 | Head | June 2011 | 1/6/2011 | 10/6/2011 | Agree | Disagree
F3 | LLE | June 2011 | 1/6/2011 | | Agree | Agree",
        ));
        assert_eq!(
            shown(&tables),
            ["surveys 1: respondent group wave invited responded; 3 rows"]
        );
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
