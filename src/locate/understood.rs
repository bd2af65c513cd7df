//! What a sheet's texts mean to the registers, each asked once.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use super::above::{self, Line};
use super::bands::{self, Band};
use super::keys;
use super::questions::is_month;
use super::schema::{Kind, Schema};
use super::scores::{self, Score, Sheet};
use super::table::Because;
use super::vocabulary::Words;
use super::wording;
use crate::base::text::{fold, spelled};
use crate::read::grid::Grid;

/// A heading as it is looked up: folded, by its meaning, and the registers that
/// know it word for word, by their place in the list.
pub(super) struct Said {
    pub(super) folded: String,
    pub(super) meaning: String,
    pub(super) known_to: BTreeSet<usize>,
    /// Only what stands in its brackets is known: a likeness, to be asked about.
    pub(super) is_within: bool,
}

impl Said {
    /// A text of which nobody asks who knows it.
    pub(super) fn of(text: &str) -> Self {
        let folded = fold(text);
        let meaning = wording::meaning(&folded);
        Self { folded, meaning, known_to: BTreeSet::new(), is_within: false }
    }
}

/// What is understood of a sheet's texts: each once, though every register is
/// asked, and the sheet is read in parts and as a whole.
pub(super) struct Understood<'a> {
    pub(super) words: &'a [Words],
    /// The register that the adviser says the sheet is of.
    pub(super) is_of: Option<&'static Schema>,
    said: BTreeMap<String, Rc<Said>>,
    scores: BTreeMap<(Arc<str>, Arc<str>), Option<Score>>,
    /// Lines of the sheet that say something by a label.
    lines: Rc<[Line]>,
    /// Lines of the sheet that may say whose the records below them are.
    bands: Rc<[Band]>,
    /// What the sheet says of its abbreviations, folded.
    key: BTreeMap<String, String>,
}

impl<'a> Understood<'a> {
    /// For one sheet.
    pub(super) fn by(words: &'a [Words], grid: &Grid) -> Self {
        let lines = above::lines(grid).into();
        let bands = bands::of(grid).into();
        let key = keys::said(grid);
        Self {
            words,
            is_of: None,
            said: BTreeMap::new(),
            scores: BTreeMap::new(),
            lines,
            bands,
            key,
        }
    }

    /// Of a sheet that the adviser says is of this register.
    pub(super) fn being(self, is_of: Option<&'static Schema>) -> Self {
        Self { is_of, ..self }
    }

    /// Lines that may say whose the records below them are, by row.
    pub(super) fn bands(&self) -> Rc<[Band]> {
        self.bands.clone()
    }

    /// Lines of the sheet that say something by a label, by row.
    pub(super) fn lines(&self) -> Rc<[Line]> {
        self.lines.clone()
    }

    pub(super) fn said(&mut self, text: &str) -> Rc<Said> {
        if let Some(said) = self.said.get(text) {
            return said.clone();
        }
        let (whole, text) = (text, wording::unnumbered(text));
        let mut said = self.asked(Said::of(text));
        // A name that a computer wrote in one word is known as it is, or spelled out.
        if said.known_to.is_empty()
            && let Some(spelled) = spelled(text)
        {
            said = self.asked(Said::of(&spelled));
        }
        // An abbreviation is what the sheet's own key says.
        if said.known_to.is_empty()
            && let Some(whole) = self.key.get(&said.folded).cloned()
        {
            said = self.asked(Said::of(&whole));
        }
        // What stands in brackets may be how to fill it in: `Days (0.5 or 1)`.
        if said.known_to.is_empty()
            && let Some(bare) = unbracketed(text)
        {
            let bare = self.asked(Said::of(&bare));
            if !bare.known_to.is_empty()
                && !(self.is_consent(&bare) && !is_how_to_fill(text))
            {
                said = bare;
            }
        }
        // Or another word for it: `Ticket issued (accredited)`.
        if said.known_to.is_empty()
            && let Some((_, within)) = text.split_once('(')
            && let Some((within, "")) = within.split_once(')')
            && within.chars().filter(|c| c.is_alphabetic()).count() > 2
        {
            let within = self.asked(Said::of(within));
            if !within.known_to.is_empty() && !self.is_consent(&within) {
                said = Said { is_within: true, ..within };
            }
        }
        if said.known_to.is_empty()
            && let Some(bare) = self.school_named(text)
        {
            said = bare;
        }
        // Nor does a day of counting name another column: `NOR Jan 11`.
        if said.known_to.is_empty()
            && let Some(bare) = undated(text)
        {
            let bare = self.asked(Said::of(&bare));
            if !bare.known_to.is_empty() {
                said = bare;
            }
        }
        let said = Rc::new(said);
        self.said.insert(whole.to_owned(), said.clone());
        said
    }

    /// `Helping (school)`: the words before the bracket, where some register has them
    /// for a school; what else they may be, they are not here.
    fn school_named(&self, text: &str) -> Option<Said> {
        let (bare, within) = text.split_once('(')?;
        let mut said = matches!(fold(within).as_str(), "school" | "schools")
            .then(|| Said::of(bare))?;
        let is_school = |words: &Words| {
            words.find(&said).is_some_and(|(column, because)| {
                column.kind == Kind::School && !matches!(because, Because::Near(_))
            })
        };
        let known_to: BTreeSet<usize> = (0..)
            .zip(self.words)
            .filter(|(_, words)| is_school(words))
            .map(|(at, _)| at)
            .collect();
        said.known_to = known_to;
        (!said.known_to.is_empty()).then_some(said)
    }

    /// Whether some register takes it for somebody's consent: what stands in brackets
    /// says to what, and `Consent (photograph)` is no consent to be named.
    fn is_consent(&self, said: &Said) -> bool {
        let words = said.known_to.iter().filter_map(|at| self.words.get(*at));
        words.filter_map(|words| words.find(said)).any(|(column, _)| column.is_consent())
    }

    /// A heading with the registers that know it.
    fn asked(&self, mut said: Said) -> Said {
        said.known_to = (0..)
            .zip(self.words)
            .filter(|(_, words)| words.knows(&said.folded, &said.meaning))
            .map(|(at, _)| at)
            .collect();
        said
    }

    /// Whether some register has this heading, word for word or by meaning.
    pub(super) fn knows(&mut self, text: &str) -> bool {
        !self.said(text).known_to.is_empty()
    }

    /// The result that stands under a heading, if any does.
    pub(super) fn score(&mut self, over: &Arc<str>, text: &Arc<str>) -> Option<Score> {
        let key = &self.key;
        *self.scores.entry((over.clone(), text.clone())).or_insert_with(|| {
            let of = |text: &str| scores::score(over, text, Sheet::default());
            of(text).or_else(|| of(key.get(&fold(text))?))
        })
    }
}

/// A heading without what stands in brackets, where anything is left. Whose or what
/// it is, and that it is only planned, is no way to fill it in: `From (school)` is no
/// start, and `Ends (plan)` no end.
fn unbracketed(text: &str) -> Option<String> {
    const WHAT: [&str; 14] = [
        "school",
        "schools",
        "head",
        "headteacher",
        "lle",
        "client",
        "plan",
        "planned",
        "expected",
        "due",
        "target",
        "actual",
        "forecast",
        "estimate",
    ];
    let (before, rest) = text.split_once('(')?;
    let (within, after) = rest.split_once(')')?;
    if WHAT.contains(&fold(within).as_str()) {
        return None;
    }
    let bare = format!("{before} {after}");
    (!fold(&bare).is_empty()).then_some(bare)
}

/// Whether nothing stands in brackets but how to fill it in: `Y/N`, `please tick`.
fn is_how_to_fill(text: &str) -> bool {
    const FILLS: [&str; 9] = ["y", "n", "yes", "no", "or", "tick", "please", "x", "?"];
    let within = text.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
    within.is_some_and(|(within, _)| {
        fold(within).split(' ').all(|word| FILLS.contains(&word))
    })
}

/// A heading without the month and year behind it, where both stand there.
fn undated(text: &str) -> Option<String> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let (year, rest) = words.split_last()?;
    let (month, rest) = rest.split_last()?;
    let is_year = matches!(year.len(), 2 | 4) && year.chars().all(|c| c.is_ascii_digit());
    (is_year && is_month(month) && !rest.is_empty()).then(|| rest.join(" "))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};

    #[test]
    fn a_consent_to_what_brackets_say_is_no_consent_to_be_named() {
        let consent = |heading: &str| {
            let tables = located(grid(&format!(
                "
LLE ref | Headteacher | School | Accredited | Status | {heading}
LLE001 | Ms A Hill | Norby Primary | 22/1/2010 | Active | Y
LLE002 | Mr B Dale | Harlby Primary | 22/1/2010 | Paused | N"
            )));
            tables[0].headings.iter().any(|own| own.column.is_consent())
        };
        for other in ["Consent (photograph)", "Publicity (photo)", "Consent (DBS check)"]
        {
            assert!(!consent(other), "{other}");
        }
        for own in ["Consent (Y/N)", "Consent (directory)", "Directory consent (tick)"] {
            assert!(consent(own), "{own}");
        }
    }

    #[test]
    fn brackets_that_say_what_stands_below_are_part_of_the_heading() {
        let tables = located(grid(
            "
Ref | LLE | From (school) | To (school) | Starts | Ends (plan) | Ended | Days (0.5 or 1)
DEP-01 | Ms A Hill | Norby Primary | Harlby Primary | 2010-09-06 | 2011-07-15 | 2011-07-15 | 6
DEP-02 | Mr B Dale | Dravby Primary | Eskby Primary | 2010-09-09 | 2012-03-30 | | 5",
        ));
        assert_eq!(
            shown(&tables),
            [
                "deployments 1: ref lle lle_school client start planned_end end days; 2 rows"
            ]
        );
    }
}
