//! What the adviser answered before, read back from `input/`.

use jiff::civil::Date;

use crate::base::cell::Place;

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
    /// The record, in the adviser's terms: the cell may have moved.
    pub(crate) record: String,
    /// What stood in the cell when it was explained; the explanation lapses
    /// when it changes.
    pub(crate) value: String,
    /// What was decided: `explained`, `correct`, `will mend`.
    pub(crate) decision: String,
    /// Why.
    pub(crate) reason: String,
    /// Who.
    pub(crate) who: String,
    /// Until when.
    pub(crate) until: Option<Date>,
    /// Where the answer stands.
    pub(crate) place: Place,
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
    /// Register.
    pub(crate) register: String,
    /// Column key or title; `not used` to leave it alone.
    pub(crate) column: String,
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
    /// Where the answer stands.
    pub(crate) place: Place,
}

/// A value to use instead of a cell's.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Correction {
    /// File.
    pub(crate) file: String,
    /// Sheet.
    pub(crate) sheet: String,
    /// Cell, A1.
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
    /// Where the answer stands.
    pub(crate) place: Place,
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
    /// Of a sheet Colours: what a colour means (colour, column, value).
    pub(crate) colours: Vec<(String, String, String)>,
}
