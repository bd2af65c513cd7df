//! What the adviser answered before, read back from `input/`.

mod reading;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::house_words;
use crate::base::cell::{CellPos, Place};
use crate::base::finding::Finding;
use crate::base::text::fold;
use crate::locate::KnownHeading;

pub(crate) use reading::read;

/// A finding or query that the adviser explained, or decided about.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Explanation {
    /// The rule's code.
    pub(crate) code: String,
    /// File that it was about.
    pub(crate) file: String,
    /// Sheet.
    pub(crate) sheet: String,
    /// Cell, A1.
    pub(crate) cell: String,
    /// The register; empty in workbooks of before it was written.
    pub(crate) register: String,
    /// The record, in the adviser's terms: the cell may have moved.
    pub(crate) record: String,
    /// The heading as the adviser wrote it.
    pub(crate) column: String,
    /// What stood in the cell when it was explained; the explanation lapses
    /// when it changes.
    pub(crate) value: String,
    /// What had been found, in its words of then.
    pub(crate) found: String,
    /// What was decided: `explained`, `correct`, `will mend`.
    pub(crate) decision: String,
    /// Why.
    pub(crate) reason: String,
    /// Who.
    pub(crate) who: String,
    /// Until when.
    pub(crate) until: Option<Date>,
    /// Why it no longer holds, its finding aside.
    pub(crate) lapsed: Option<Lapse>,
    /// Where the answer stands.
    pub(crate) place: Place,
}

impl Explanation {
    /// Whether it is about this finding, its value aside.
    pub(crate) fn is_about(&self, finding: &Finding) -> bool {
        let is_same_record = !self.record.is_empty()
            && !self.record.starts_with("row ")
            && fold(&self.record) == fold(&finding.record);
        // A word is one question, whichever of its cells stands first this month.
        let is_same_word = house_words::is_about_a_word(&finding.code)
            && !finding.value.is_empty()
            && self.is_in(&finding.register)
            && fold(&self.column) == fold(&finding.column)
            && self.is_of(&finding.value);
        self.code.eq_ignore_ascii_case(&finding.code)
            && (is_same_record || is_same_word || self.is_at(&finding.place))
    }

    fn is_in(&self, register: &str) -> bool {
        self.register.is_empty() || fold(&self.register) == fold(register)
    }

    /// Whether it stands for this cell.
    pub(crate) fn is_at(&self, place: &Place) -> bool {
        self.file == *place.file
            && self.sheet == *place.sheet
            && self.cell.eq_ignore_ascii_case(&place.a1())
    }

    /// Whether what it was about stood there with this value.
    pub(crate) fn is_of(&self, value: &str) -> bool {
        fold(&self.value) == fold(value)
    }
}

/// A heading that means a column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct HeadingAnswer {
    /// File, or empty for any.
    pub(crate) file: String,
    /// Sheet, or empty for any.
    pub(crate) sheet: String,
    /// The heading as written.
    pub(crate) heading: String,
    /// Register, or empty for any.
    pub(crate) register: String,
    /// Column key or title; `not used` to leave it alone.
    pub(crate) column: String,
    /// Until when.
    pub(crate) until: Option<Date>,
    /// Why it no longer holds.
    pub(crate) lapsed: Option<Lapse>,
    /// Where the answer stands.
    pub(crate) place: Place,
}

/// A name that means a school or an LLE.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NameAnswer {
    /// The name as written.
    pub(crate) name: String,
    /// `school` or `lle`.
    pub(crate) kind: String,
    /// URN, LLE ref, or the register's own name for it.
    pub(crate) means: String,
    /// Until when.
    pub(crate) until: Option<Date>,
    /// Why it no longer holds.
    pub(crate) lapsed: Option<Lapse>,
    /// Where the answer stands.
    pub(crate) place: Place,
}

/// A value to use instead of a cell's, or instead of a word wherever a column has it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Correction {
    /// File; of a word empty for any.
    pub(crate) file: String,
    /// Sheet, or empty for any.
    pub(crate) sheet: String,
    /// Cell, A1; of a word its column: `deployments > Status`.
    pub(crate) cell: String,
    /// What stood there; the correction lapses when it changes.
    pub(crate) was: String,
    /// What to use.
    pub(crate) instead: String,
    /// Why.
    pub(crate) reason: String,
    /// Who.
    pub(crate) who: String,
    /// Until when.
    pub(crate) until: Option<Date>,
    /// Why it no longer holds.
    pub(crate) lapsed: Option<Lapse>,
    /// Where the answer stands.
    pub(crate) place: Place,
}

impl Correction {
    /// Whether it is about a word of a column instead of one cell.
    pub(crate) fn is_of_a_word(&self) -> bool {
        !self.cell.is_empty() && CellPos::parse(&self.cell).is_none()
    }

    /// Whether it is about this file, by its path or its name.
    pub(crate) fn is_of_file(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or_default();
        path.eq_ignore_ascii_case(&self.file) || name.eq_ignore_ascii_case(&self.file)
    }

    /// Whether it is about this sheet.
    pub(crate) fn is_of_sheet(&self, sheet: &str) -> bool {
        self.sheet.is_empty() || sheet.eq_ignore_ascii_case(&self.sheet)
    }
}

/// Why an answer does not hold.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Lapse {
    /// Its date has passed: it is not carried on.
    Over(Date),
    /// What it was about is another thing now: it is not carried on.
    Changed(String),
    /// It finds nothing in this month's files; it is kept for the next.
    Idle(String),
}

impl Lapse {
    /// Why, in words that follow a colon.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Over(until) => {
                format!("it held until {}", crate::base::date::long(*until))
            }
            Self::Changed(why) | Self::Idle(why) => why.clone(),
        }
    }

    /// Whether the next data quality workbook still carries the answer.
    pub(crate) const fn is_kept(&self) -> bool {
        matches!(self, Self::Idle(_))
    }
}

/// An LLE whom the adviser chose for a school, in the sheet Needs of the
/// matching workbook.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Chosen {
    /// Reference of the need; empty where it has none.
    pub(crate) need: String,
    /// URN of the school.
    pub(crate) urn: String,
    /// Whom, by reference or name.
    pub(crate) lle: String,
    /// Why.
    pub(crate) reason: String,
    /// Where it is written.
    pub(crate) place: Place,
}

impl Chosen {
    /// Whether the choice is for this need of the register.
    pub(crate) fn is_for(&self, need: &str, urn: &str) -> bool {
        let fold = crate::base::text::fold;
        if self.need.is_empty() || need.is_empty() {
            return !self.urn.is_empty() && self.urn == urn.trim();
        }
        fold(&self.need) == fold(need)
    }
}

/// All answers in the input.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Answers {
    /// Of the sheets Findings and Queries.
    pub(crate) explanations: Vec<Explanation>,
    /// Of the sheet Headings.
    pub(crate) headings: Vec<HeadingAnswer>,
    /// Of the sheet Names.
    pub(crate) names: Vec<NameAnswer>,
    /// Of the sheet Corrections.
    pub(crate) corrections: Vec<Correction>,
    /// Of the sheet Needs of the matching workbook; of two for one need the later
    /// file's stands last.
    pub(crate) choices: Vec<Chosen>,
    /// Of the sheet Colours.
    pub(crate) colours: Vec<ColourAnswer>,
}

/// A colour, or the line through a text, and what it means.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ColourAnswer {
    /// `fill FFFF00`, `text FF0000`, `struck through`; as written.
    pub(crate) mark: String,
    /// File, or empty for any.
    pub(crate) file: String,
    /// Sheet, or empty for any.
    pub(crate) sheet: String,
    /// What it means: a word of the register's list, or `left out`.
    pub(crate) means: String,
    /// Where the answer stands.
    pub(crate) place: Place,
}

impl Answers {
    /// Whom each name means that the adviser has said, by folded name; what was said
    /// of a school is of no person.
    pub(crate) fn people(&self) -> BTreeMap<String, String> {
        self.names
            .iter()
            .filter(|answer| answer.lapsed.is_none())
            .filter(|answer| !answer.kind.eq_ignore_ascii_case("school"))
            .map(|answer| (fold(&answer.name), answer.means.clone()))
            .collect()
    }

    /// The headings that the adviser explained, for finding the registers.
    pub(crate) fn known_headings(&self) -> Vec<KnownHeading> {
        let in_force = self.headings.iter().filter(|answer| answer.lapsed.is_none());
        in_force
            .map(|answer| KnownHeading {
                file: answer.file.clone(),
                sheet: answer.sheet.clone(),
                heading: fold(&answer.heading),
                register: fold(&answer.register),
                column: fold(&answer.column),
            })
            .collect()
    }
}
