//! What one text could be, whatever stands over it: a day, a school, a person, a
//! reference.

use super::questions::is_month;
use super::schema::Kind;
use crate::base::text::fold;
use crate::read::grid::CellValue;

/// Words from which a cell is a sentence.
const SENTENCE: usize = 4;

/// One cell, as text and as what the workbook has it for.
pub(super) struct Seen {
    text: String,
    folded: String,
    number: Option<f64>,
    is_date: bool,
}

/// Whether a text is itself of the kind: a record's cell, and no heading.
pub(super) fn is_one(text: &str, kind: Kind) -> bool {
    let (folded, number) = (fold(text), number(text));
    Seen { folded, number, text: text.to_owned(), is_date: false }.is(kind)
}

impl Seen {
    pub(super) fn of(text: String, value: &CellValue) -> Self {
        let number = match value {
            CellValue::Number(number) => Some(*number),
            _ => number(&text),
        };
        let is_date = matches!(value, CellValue::Date(_));
        Self { folded: fold(&text), text, number, is_date }
    }

    pub(super) fn folded(&self) -> &str {
        &self.folded
    }

    /// Whether the cell could be of the kind.
    pub(super) fn is(&self, kind: Kind) -> bool {
        let text = self.text.as_str();
        let whole = self.number.filter(|number| number.fract() == 0.0);
        match kind {
            Kind::Date => self.is_date || self.number.is_none() && is_a_day(text),
            Kind::Urn => whole.is_some_and(|n| (100_000.0..400_000.0).contains(&n)),
            Kind::DfeNumber => is_dfe(text),
            Kind::School => is_school(&self.folded),
            Kind::Person => is_person(text, &self.folded),
            Kind::Reference => is_reference(text),
            Kind::Days => self.number.is_some_and(|number| {
                (0.0..=60.0).contains(&number) && (number * 4.0).fract() == 0.0
            }),
            Kind::Money => {
                text.starts_with('£') || self.number.is_some_and(|n| n.abs() >= 1.0)
            }
            Kind::Count => whole.is_some_and(|number| number >= 0.0),
            Kind::Number => self.number.is_some(),
            Kind::Percent => {
                text.ends_with('%')
                    || self.number.is_some_and(|n| (0.0..=100.0).contains(&n))
            }
            Kind::YesNo => {
                is_mark(text)
                    || matches!(
                        self.folded.split(' ').next(),
                        Some("yes" | "no" | "y" | "n")
                    )
            }
            Kind::AcademicYear | Kind::FinancialYear => {
                super::years::named(text).is_some()
            }
            Kind::Choice(list) => {
                list.iter().any(|choice| choice.is_meant_by(&self.folded))
            }
            Kind::Prose => text.split(' ').count() >= SENTENCE,
            Kind::Text | Kind::Tags => {
                !self.is_date && text.chars().any(char::is_alphabetic)
            }
        }
    }
}

/// `6½`, `£1,050.00`, `8.4%`, `12`.
pub(super) fn number(text: &str) -> Option<f64> {
    let bare = text.trim_start_matches('£').trim_end_matches('%').replace(',', "");
    let (whole, more) = match bare.chars().last() {
        Some('½') => (bare.trim_end_matches('½'), 0.5),
        Some('¼') => (bare.trim_end_matches('¼'), 0.25),
        Some('¾') => (bare.trim_end_matches('¾'), 0.75),
        _ => (bare.as_str(), 0.0),
    };
    if whole.is_empty() && more > 0.0 {
        return Some(more);
    }
    Some(whole.trim().parse::<f64>().ok()? + more)
}

/// A day as people type it, with the day of the week before it or not.
fn is_a_day(text: &str) -> bool {
    let folded = fold(text);
    let bare = folded
        .split_once(' ')
        .filter(|(first, _)| is_weekday(first))
        .map_or(folded.as_str(), |(_, rest)| rest);
    is_day(bare)
}

/// `6/9/2010`, `06.09.10`, `2010-09-06`, `6 Sept 2010`: a day, and no DfE number or
/// year.
pub(super) fn is_day(text: &str) -> bool {
    let folded = fold(text);
    let mut parts: Vec<&str> = folded.split(' ').collect();
    if parts.len() == 4 && parts.first().is_some_and(|word| is_weekday(word)) {
        parts.remove(0);
    }
    let [first, middle, last] = parts.as_slice() else { return false };
    let digits = |part: &str, lengths: &[usize]| {
        lengths.contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit())
    };
    let is_middle = digits(middle, &[1, 2]) || is_month(middle);
    let ordinal = first.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_ours = digits(ordinal, &[1, 2]) && digits(last, &[2, 4]);
    is_middle && (is_ours || digits(first, &[4]) && digits(last, &[1, 2]))
}

fn is_weekday(word: &str) -> bool {
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        .iter()
        .any(|day| word.starts_with(day))
}

/// `926/2056`, `926 2056`, `9262056`; no day, `3/10/2011`.
fn is_dfe(text: &str) -> bool {
    let parts: Vec<&str> =
        text.split(['/', ' ', '-', '.']).filter(|part| !part.is_empty()).collect();
    let are_digits = parts.iter().all(|part| part.chars().all(|c| c.is_ascii_digit()));
    are_digits
        && match parts.as_slice() {
            [whole] => whole.len() == 7,
            [authority, school] => authority.len() == 3 && school.len() == 4,
            _ => false,
        }
}

pub(super) fn is_urn(text: &str) -> bool {
    text.len() == 6 && text.starts_with('1') && text.chars().all(|c| c.is_ascii_digit())
}

/// Words that stand in the name of a school and hardly anywhere else.
const SCHOOLS: [&str; 21] = [
    "jnr",
    "school",
    "sch",
    "primary",
    "prim",
    "pri",
    "junior",
    "juniors",
    "jun",
    "infant",
    "infants",
    "inf",
    "academy",
    "nursery",
    "college",
    "high",
    "middle",
    "cofe",
    "federation",
    "vc",
    "va",
];

pub(super) fn is_school(folded: &str) -> bool {
    // A route is no school, nor is `Mon 13 Jun 11`.
    !folded.starts_with("teaching school")
        && folded.split(' ').count() >= 2
        && !folded.chars().any(|c| c.is_ascii_digit())
        && folded.split(' ').any(|word| SCHOOLS.contains(&word))
}

const TITLES: [&str; 9] = ["mr", "mrs", "ms", "miss", "dr", "sir", "dame", "rev", "revd"];

/// Whether a folded text begins as people are addressed.
pub(super) fn has_title(folded: &str) -> bool {
    folded.split_once(' ').is_some_and(|(first, _)| TITLES.contains(&first))
}

/// `Mrs Ruth Gathercole`, `Gathercole, Ruth`, `R. Gathercole`.
pub(super) fn is_person(text: &str, folded: &str) -> bool {
    let mut words = folded.split(' ');
    let has_title = words.next().is_some_and(|word| TITLES.contains(&word));
    let number = folded.split(' ').count();
    let is_capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    (2..=5).contains(&number)
        && !folded.contains(|c: char| c.is_ascii_digit())
        && !is_school(folded)
        && (has_title
            || text
                .split([' ', '-', '('])
                .filter(|word| !word.is_empty())
                .all(is_capital))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_from_numbers_and_years() {
        for day in [
            "6/9/2010",
            "06.09.10",
            "2010-09-06",
            "6 Sept 2010",
            "3rd March 2011",
            "Tues 21 Sept 2010",
        ] {
            assert!(is_day(day), "{day}");
        }
        for other in ["926/2056", "2010/11", "DEP-01", "1.5", "No 4 11", "Aut 1 2010", ""]
        {
            assert!(!is_day(other), "{other}");
        }
    }

    #[test]
    fn references_are_told_from_dates_and_words() {
        for text in ["DEP-01", "V001", "QA/7", "LLE001", "Job 12"] {
            assert!(is_reference(text), "{text}");
        }
        for text in ["12/9/2011", "Sept-11", "Sep11", "6 Sept 2010", "pending", "tbc"] {
            assert!(!is_reference(text), "{text}");
        }
    }
}
