//! Columns of a register that their cells tell under any heading: who answers a survey,
//! how an LLE stands and since when, their cohort, who checks.

use std::collections::BTreeSet;

use super::below::{Below, DaysWhere};
use super::choice;
use super::content::take_only;
use super::headings::Candidate;
use super::kinds::is_one;
use super::rows::is_month_alone;
use super::schema::{Column, Kind};
use super::table::{Because, Extra};
use super::wording;
use crate::base::cell::CellPos;
use crate::base::text::{fold, fold_spelled};
use crate::read::grid::Grid;

/// Takes into use what is told so.
pub(super) fn tell(grid: &Grid, found: &mut Candidate) {
    told(grid, found);
    statuses(grid, found);
    status_days(grid, found);
}

/// Columns that are told by what stands in them though it is the same in every row: who
/// answers a survey and in which wave, the phase of schools, who checks, the cohort of an LLE.
const TOLD: [(&str, &str, Is); 6] = [
    ("surveys", "group", Is::Answer),
    ("surveys", "wave", Is::Month),
    ("schools", "phase", Is::Answer),
    ("lles", "phase", Is::Answer),
    ("quality", "by", Is::Role),
    ("lles", "cohort", Is::Cohort),
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
    /// `Intake 1`.
    Cohort,
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
            (Self::Cohort, _) => {
                let (word, number) = folded.rsplit_once(' ').unwrap_or_default();
                COHORTS.contains(&word) && number.chars().count() <= 3
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

/// Words for those who were accredited together.
const COHORTS: [&str; 6] = ["cohort", "intake", "wave", "tranche", "batch", "generation"];

/// Words of a heading about somebody else, or something else of theirs.
const OF_OTHERS: [&str; 12] = [
    "told",
    "heard",
    "copy",
    "copied",
    "cc",
    "sent",
    "recommended",
    "introduced",
    "prefers",
    "happy",
    "wants",
    "contact",
];

/// Takes the only column that is told so.
fn told(grid: &Grid, found: &mut Candidate) {
    let row = found.row;
    for (_, key, is) in TOLD.iter().filter(|(name, ..)| *name == found.schema.name) {
        let Some(column) = found.free(key) else { continue };
        take_only(found, column, Because::Inferred, |extra| {
            let below = Below::of(grid, CellPos::new(row, extra.col));
            let folded = fold_spelled(&extra.text);
            !folded.split(' ').any(|word| OF_OTHERS.contains(&word))
                && below.all(|text| is.says(column, text))
        });
    }
}

/// Takes the only heading that names a status for that of the record, in whatever words
/// its cells say it: they are asked about one by one.
fn statuses(grid: &Grid, found: &mut Candidate) {
    if !matches!(found.schema.name, "lles" | "deployments") {
        return;
    }
    let Some(column) = found.free("status") else { return };
    let row = found.row;
    let names_it = |extra: &Extra| {
        let folded = fold_spelled(&extra.text);
        let meaning = wording::meaning(&folded);
        meaning.split(' ').any(|word| matches!(word, "status" | "stat"))
            && !folded.split(' ').any(|word| OF_ANOTHER.contains(&word))
    };
    let are_few = |extra: &Extra| {
        let below = Below::of(grid, CellPos::new(row, extra.col));
        let cells = below.texts();
        let words: BTreeSet<String> = cells.iter().map(|text| fold(text)).collect();
        let is_word = |text: &String| text.chars().all(|c| c.is_alphabetic() || c == ' ');
        cells.len() >= 2 && words.len() <= MOST_STATES && words.iter().all(is_word)
    };
    take_only(found, column, Because::Inferred, |extra| {
        names_it(extra) && are_few(extra)
    });
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

/// Takes days that stand beside those who are not at work, and hardly elsewhere, for the
/// day since when an LLE stands so.
fn status_days(grid: &Grid, found: &mut Candidate) {
    let status = found.headings.iter().find(|heading| heading.column.key == "status");
    let (Some(column), Some(status)) = (found.free("status_date"), status) else {
        return;
    };
    let Kind::Choice(list) = status.column.kind else { return };
    let is_away = |text: &str| {
        let says = choice::said(list, &fold(text));
        says.is_some_and(|choice| AWAY.contains(&choice.value))
    };
    let row = found.row;
    let away = DaysWhere::of(grid, CellPos::new(row, status.col), is_away);
    take_only(found, column, Because::Inferred, |extra| away.are_in(extra.col));
}

/// Words for an LLE who is not at work.
const AWAY: [&str; 5] = ["paused", "resigned", "retired", "moved la", "de-designated"];

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};
    use super::Because;

    #[test]
    fn since_when_an_lle_is_away_is_told_by_who_is_away() {
        let tables = located(grid(
            "
LLE no | Headteacher | School | Accredited | Status | If they stopped, since when? | Last rang
LLE001 | Ms A Hill | Norby Primary | 22/1/2010 | Active | | 3/10/2011
LLE002 | Mr B Dale | Harlby Primary | 22/1/2010 | Paused | 1/9/2011 | 3/10/2011
LLE003 | Ms C Fell | Dravby Primary | 22/1/2010 | Active | |
LLE004 | Ms D Wade | Wexby Primary | 22/1/2010 | Resigned | 31/8/2011 | 4/10/2011",
        ));
        assert_eq!(
            shown(&tables),
            ["lles 1: ref name school accredited status status_date; 4 rows"]
        );
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
}
