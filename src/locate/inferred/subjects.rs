//! The only school, person, number or reference of a row.

use super::{Open, Unknown};
use crate::base::text::{fold, fold_spelled};
use crate::locate::below::Profile;
use crate::locate::kinds::is_one;
use crate::locate::only;
use crate::locate::schema::{Column, Kind, Schema};

/// What a record is about: of each kind there is mostly one in a row.
const SUBJECTS: &[(&str, &[&str])] = &[
    ("visits", &["ref", "deployment", "lle", "school", "urn", "days"]),
    (
        "deployments",
        &["ref", "lle", "client", "client_urn", "client_dfe", "days", "rate"],
    ),
    ("quality", &["number", "deployment", "issues"]),
    ("contracts", &["number", "deployment", "days"]),
    ("lles", &["ref", "name", "school", "urn", "dfe", "days_offered"]),
    ("meetings", &["name", "lle_ref"]),
    ("schools", &["urn", "dfe", "name"]),
    ("results", &["urn", "dfe", "school"]),
    ("surveys", &["respondent"]),
    ("decisions", &["text"]),
];

/// Known headings beside which a row is one of headings.
const ENOUGH: usize = 4;

impl Open<'_> {
    /// The only school, person, number or reference of a row, for the only such column
    /// that is free.
    pub(super) fn by_subject(&mut self) {
        let Some((_, keys)) = SUBJECTS.iter().find(|(name, _)| *name == self.schema.name)
        else {
            return;
        };
        for kind in [
            Kind::Urn,
            Kind::DfeNumber,
            Kind::School,
            Kind::Person,
            Kind::Days,
            Kind::Prose,
            Kind::Reference,
        ] {
            let free: Vec<&'static Column> = keys
                .iter()
                .filter_map(|key| self.schema.column(key))
                .filter(|column| column.kind == kind && self.is_free(column))
                .collect();
            let fits: Vec<(u32, bool)> = self
                .columns
                .iter()
                .filter(|unknown| {
                    // One decision is enough to tell its wording.
                    let are_sentences =
                        || unknown.below.are(|text| is_one(text, Kind::Prose));
                    unknown.below.profile().fits(kind)
                        || kind == Kind::Prose && are_sentences()
                })
                .filter(|unknown| {
                    kind == Kind::Prose
                        || !names_one(&unknown.text, kind, self.known.len())
                })
                // `National College` in every row is of no record.
                .filter(|unknown| {
                    kind != Kind::School || !unknown.below.profile().is_constant()
                })
                .filter(|unknown| {
                    !(is_of_a_school(kind) && is_the_lles(&unknown.text, self.schema))
                })
                // Small numbers may count anything.
                .filter(|unknown| kind != Kind::Days || says_length(&unknown.text))
                .map(|unknown| (unknown.col, is_key(unknown)))
                .collect();
            match (fits.as_slice(), free.as_slice()) {
                ([(col, is_key)], [column]) => {
                    // A record's own reference stands once.
                    let is_own = self.schema.columns.first() == Some(column);
                    if kind != Kind::Reference || !is_own || *is_key {
                        self.take(*col, column);
                    }
                }
                // What differs in every row is its own reference.
                ([(col, is_key)], [own, other]) if kind == Kind::Reference => {
                    self.take(*col, if *is_key { own } else { other });
                }
                // Its own reference stands before that of what it belongs to.
                ([(first, true), (second, _)], [own, other])
                    if kind == Kind::Reference =>
                {
                    let (first, second) = (*first, *second);
                    self.take(first, own);
                    self.take(second, other);
                }
                // Of several, what differs in every row is what the record is about.
                (several, [own]) if is_key_of(self.schema, own) => {
                    if let Some(col) = self.key_of(several) {
                        self.take(col, own);
                    }
                }
                _ => {}
            }
        }
    }
}

impl Open<'_> {
    /// The column that differs in every row, or the first of those that nearly do, where
    /// it stands before all others. What every row has stands before what some have.
    fn key_of(&self, several: &[(u32, bool)]) -> Option<u32> {
        let is = |col: u32, is: fn(&Profile) -> bool| {
            let mut columns = self.columns.iter().filter(|one| one.col == col);
            columns.any(|one| is(one.below.profile()))
        };
        let keys = several.iter().filter(|(_, is_key)| *is_key).map(|(col, _)| *col);
        let (full, rest): (Vec<u32>, Vec<u32>) =
            keys.partition(|col| is(*col, Profile::is_full));
        let keys = if full.is_empty() { rest } else { full };
        let different = keys.iter().filter(|col| is(**col, Profile::is_different));
        only(different.copied())
            .or_else(|| only(keys.iter().copied()))
            .or_else(|| keys.first().copied().filter(|col| self.is_first(*col)))
    }

    /// Whether what stands below may be the records' own references: in every row, each
    /// once, or but for a slip where they stand before all else.
    pub(super) fn may_be_own(&self, unknown: &Unknown<'_>) -> bool {
        let profile = unknown.below.profile();
        profile.is_key()
            && profile.is_full()
            && (self.is_first(unknown.col) || profile.is_different())
    }

    fn is_first(&self, col: u32) -> bool {
        self.grid.row(self.row).first().is_some_and(|first| first.pos.col == col)
    }
}

/// Whether hardly any two records have the same, and most have it: what stands once for
/// several rows is of what they belong to.
fn is_key(unknown: &Unknown<'_>) -> bool {
    let profile = unknown.below.profile();
    profile.is_key() && profile.is_mostly_full()
}

/// Whether no two records of a register have the same in a column: its own reference,
/// and the name of a school in the list of schools.
fn is_key_of(schema: &Schema, column: &Column) -> bool {
    let is_first = schema.columns.first().is_some_and(|first| *first == column);
    column.kind == Kind::Reference && is_first
        || schema.name == "schools" && column.key == "name"
}

/// Whether a heading is itself one of its kind, as that of a record would be; no
/// school's name begins with the word, as `School being helped` does, or asks.
/// Among headings enough that are known, nor one that ends with it: `Sp Sch`.
fn names_one(text: &str, kind: Kind, known: usize) -> bool {
    const ASKS: [&str; 4] = ["school", "which", "what", "where"];
    let begins = || {
        let folded = fold(text);
        folded.split(' ').next().is_some_and(|first| ASKS.contains(&first))
    };
    // No school is called `Name of the LLE's own school`.
    let asks = || {
        let folded = fold_spelled(text);
        folded.split(' ').any(|word| OF_WHOM.contains(&word))
    };
    let ends = || {
        let folded = fold(text);
        let last = folded.rsplit(' ').next().unwrap_or_default();
        known >= ENOUGH
            && matches!(last, "school" | "sch")
            && folded.split(' ').count() <= 3
    };
    let is_role = || {
        let folded = fold_spelled(text);
        kind == Kind::Person && folded.split(' ').any(|word| ROLES.contains(&word))
    };
    is_one(text, kind)
        && !(kind == Kind::School && (begins() || asks() || ends()))
        && !is_role()
}

/// Words that say of whom a school is.
const OF_WHOM: [&str; 10] = [
    "name",
    "own",
    "lle",
    "lles",
    "leader",
    "their",
    "that",
    "whose",
    "supported",
    "being",
];

/// What people are called by what they do: `Coach (LLE)` is the name of none.
const ROLES: [&str; 20] = [
    "lle",
    "lles",
    "head",
    "headteacher",
    "teacher",
    "principal",
    "leader",
    "coach",
    "mentor",
    "adviser",
    "advisor",
    "consultant",
    "provider",
    "contact",
    "person",
    "name",
    "colleague",
    "associate",
    "partner",
    "visitor",
];

/// Kinds that say which school.
pub(super) fn is_of_a_school(kind: Kind) -> bool {
    matches!(kind, Kind::School | Kind::Urn | Kind::DfeNumber)
}

/// Whether a heading is of the LLE's own school, in a register about another one.
pub(super) fn is_the_lles(text: &str, schema: &Schema) -> bool {
    const OWN: [&str; 10] = [
        "home", "own", "base", "lle", "lles", "lle's", "leader", "leaders", "coach",
        "mentor",
    ];
    let folded = fold_spelled(text);
    matches!(schema.name, "deployments" | "visits")
        && folded.split(' ').any(|word| OWN.contains(&word))
}

/// Whether a heading says how long or how much: `How many`, `Time spent`.
fn says_length(text: &str) -> bool {
    const WORDS: [&str; 10] = [
        "day", "days", "long", "length", "duration", "time", "much", "many", "bought",
        "spent",
    ];
    fold_spelled(text).split(' ').any(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::super::tests::guessed;

    #[test]
    fn people_beside_days_of_meetings_are_those_who_came() {
        let text = "
Coffee mornings - who came
Partner no. | Partner head | 18/11/2010 | 10/2/2011
LLE001 | Ruth Gathercole | ✓ | ✓
LLE002 | Clare Jermyny | Apols | ✓
LLE003 | Helen Birdsall | ✓ | Apols";
        assert_eq!(guessed(text), ["Partner no. is lle_ref", "Partner head is name"]);
        // Days over marks that nobody calls a meeting are anybody's.
        let text = "
Team leave
Desk | Person | 18/11/2010 | 10/2/2011
D1 | Ruth Gathercole | x | x
D2 | Clare Jermyny | | x
D3 | Helen Birdsall | x |";
        assert_eq!(guessed(text), Vec::<String>::new());
    }

    #[test]
    fn what_stands_once_for_several_rows_is_no_reference_of_theirs() {
        let text = "
FIXTURES: who is coaching where
Squad no | Coach (LLE) | Fixture no | School being coached | Kick-off | Due to finish | Days booked
LLE 01 | Ms A Hill | F01 | Norby Primary | 6/9/2010 | 15/7/2011 | 6.5
 | | F02 | Harlby Primary | 7/9/2010 | 15/7/2011 | 5
 | | F03 | Dravby Primary | 8/9/2010 | 15/7/2011 | 5
LLE 02 | Mr B Dale | F04 | Eskby Primary | 9/9/2010 | 15/7/2011 | 4
LLE 03 | Mr C Fell | F05 | Wexby Primary | 9/9/2010 | 15/7/2011 | 4";
        let guessed = guessed(text);
        assert!(guessed.contains(&"Fixture no is ref".to_owned()), "{guessed:?}");
        // A reference that was typed twice by a slip is still theirs.
        let more: String = (6..15)
            .map(|at| {
                let at = if at == 14 { 6 } else { at };
                format!("\n | | F{at:02} | Tilby Primary | 9/9/2010 | 15/7/2011 | 4")
            })
            .collect();
        let guessed = self::guessed(&format!("{text}{more}"));
        assert!(guessed.contains(&"Fixture no is ref".to_owned()), "{guessed:?}");
    }

    #[test]
    fn a_heading_that_says_what_somebody_does_is_nobodys_name() {
        let text = "
Our LLEs
Ref | Coach (LLE) | Home school | Accredited | Status
L01 | Ms A Hill | Norby Primary | 22/1/2010 | Active
L02 | Mr B Dale | Harlby Primary | 22/1/2010 | Paused";
        assert_eq!(guessed(text), ["Coach (LLE) is name"]);
    }

    #[test]
    fn a_heading_that_says_whose_school_it_is_names_none() {
        let text = "
Register of Local Leaders
Number of Local Leader | Name of Local Leader | Name of the Local Leader's own school | URN of that school | Accredited
1 | Ms A Hill | Norby Primary School | 181334 | 22/1/2010
2 | Mr B Dale | Harlby Primary School | | 22/1/2010";
        let guessed = guessed(text);
        let school = "Name of the Local Leader's own school is school".to_owned();
        assert!(guessed.contains(&school), "{guessed:?}");
    }

    #[test]
    fn the_only_school_and_the_only_person_of_a_row_are_whom_it_is_about() {
        let text = "
WHO IS HELPING WHOM: support given
Began | Who | Where | Planned end | Days agreed
6/9/2010 | Ms A Hill | Norby Primary | 15/7/2011 | 6½
7/9/2010 | Dale, Brian | St Mary's CofE VA Prim | 15/7/2011 | 5";
        assert_eq!(guessed(text), ["Who is lle", "Where is client"]);
    }
}
