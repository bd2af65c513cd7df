//! Headings that no register can list beforehand: a questionnaire's questions and
//! the days of its meetings.

use std::collections::BTreeSet;

use super::heading_at;
use super::texts::RowText;
use crate::base::cell::CellPos;
use crate::base::text::fold;
use crate::read::grid::{CellValue, Grid};

/// What stands under a question in the lower of two heading rows, folded.
pub(super) fn is_response(folded: &str) -> bool {
    matches!(folded, "response" | "responses" | "answer" | "rating")
}

/// A survey question: it is a sentence, or a question number stands before it.
pub(super) fn is_question(over: &str, text: &str) -> bool {
    let lower = fold(text);
    let is_response = is_response(&lower);
    let words = if is_response { fold(over) } else { fold(&format!("{over} {text}")) };
    if ["comment", "open ended", "consent", "quote"]
        .iter()
        .any(|word| words.contains(word))
    {
        return false;
    }
    let numbered = words
        .strip_prefix('q')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    numbered
        || is_numbered(&words)
        || is_response
        || (words.split(' ').count() >= 4 && says_question(&words))
}

/// `Statement 1`, `Question 12`: a number whose words stand elsewhere.
pub(crate) fn is_numbered(folded: &str) -> bool {
    folded.split_once(' ').is_some_and(|(word, number)| {
        matches!(word, "statement" | "question" | "item" | "q" | "qu" | "s")
            && !number.is_empty()
            && number.chars().all(|c| c.is_ascii_digit())
    })
}

/// Whether folded words are about what questionnaires ask.
fn says_question(words: &str) -> bool {
    let says = [
        "satisf",
        "collab",
        "expectation",
        "impact",
        "success",
        "agree",
        "support was",
        "happy with",
        "pleased with",
        "worked together",
        "would recommend",
    ];
    says.iter().any(|word| words.contains(word))
}

/// The points of an answer in words, folded and without its figure: 5 for strongly
/// agree to 1 for strongly disagree; nothing where it is none of the scale.
pub(crate) fn points(words: &str) -> Option<f64> {
    Some(match words {
        "sa"
        | "strongly agree"
        | "agree strongly"
        | "completely agree"
        | "very satisfied"
        | "extremely satisfied"
        | "completely satisfied" => 5.0,
        "a" | "agree" | "satisfied" | "tend to agree" | "somewhat agree"
        | "slightly agree" | "mostly agree" | "fairly satisfied"
        | "somewhat satisfied" => 4.0,
        "n"
        | "neither"
        | "neither agree nor disagree"
        | "neutral"
        | "neither nor"
        | "neither agree or disagree"
        | "not sure either way"
        | "undecided"
        | "no strong view"
        | "neither satisfied nor dissatisfied" => 3.0,
        "d"
        | "disagree"
        | "dissatisfied"
        | "tend to disagree"
        | "somewhat disagree"
        | "slightly disagree"
        | "mostly disagree"
        | "fairly dissatisfied"
        | "somewhat dissatisfied" => 2.0,
        "sd"
        | "strongly disagree"
        | "disagree strongly"
        | "completely disagree"
        | "very dissatisfied"
        | "extremely dissatisfied"
        | "completely dissatisfied" => 1.0,
        _ => return None,
    })
}

/// The words of an answer without its figure: `5 - Strongly agree`.
pub(crate) fn without_figure(folded: &str) -> String {
    let words: Vec<&str> =
        folded.split(' ').filter(|word| word.parse::<u8>().is_err()).collect();
    words.join(" ")
}

/// The questions among the headings of a row, by their columns: by their words, by
/// the answers below them, or as one more column of figures beside others.
pub(super) fn columns(
    grid: &Grid,
    row: u32,
    texts: &RowText,
    is_known: impl Fn(u32) -> bool,
) -> BTreeSet<u32> {
    let mut asked: BTreeSet<u32> = BTreeSet::new();
    let mut rated: BTreeSet<u32> = BTreeSet::new();
    for (col, over, text) in texts {
        if is_question(over, text) {
            asked.insert(*col);
            continue;
        }
        if is_known(*col) {
            continue;
        }
        match scale_below(grid, row, *col) {
            Some(Scale::Words) => _ = asked.insert(*col),
            Some(Scale::Figures) => {
                let words = fold(&format!("{over} {text}"));
                if says_question(&words) {
                    asked.insert(*col);
                } else if !words.split(' ').any(|word| COUNTED.contains(&word)) {
                    rated.insert(*col);
                }
            }
            None => {}
        }
    }
    // One by one, for a question beside a question may stand beside a third.
    let mut more = true;
    while more {
        more = false;
        for col in &rated {
            let is_beside = asked.contains(&(col + 1))
                || col.checked_sub(1).is_some_and(|before| asked.contains(&before));
            more |= is_beside && asked.insert(*col);
        }
    }
    asked
}

/// Words over small figures that count something, and are no points of a scale.
const COUNTED: [&str; 16] = [
    "no", "number", "count", "cohort", "wave", "round", "year", "years", "term", "days",
    "hours", "visits", "phase", "band", "group", "age",
];

/// How answers stand below a heading.
enum Scale {
    Words,
    Figures,
}

/// Whether the cells below are answers on the scale: a question by its answers,
/// however short its heading.
fn scale_below(grid: &Grid, row: u32, col: u32) -> Option<Scale> {
    // The heading again, further down, is no answer; nor are its units.
    let heading = fold(&heading_at(grid, CellPos::new(row, col)));
    let texts: Vec<String> = (row + 1..=row + ROWS)
        .filter_map(|row| grid.cell(CellPos::new(row, col)))
        .filter_map(|cell| match &cell.value {
            CellValue::Text(text) if text.trim_start().starts_with('(') => None,
            CellValue::Text(text) => Some(fold(text)),
            CellValue::Number(number) => Some(number.to_string()),
            _ => None,
        })
        .filter(|text| *text != heading)
        .collect();
    let most = |those: usize| those >= 3 && those * 10 >= texts.len() * 8;
    let in_words = texts.iter().filter(|text| points(&without_figure(text)).is_some());
    if most(in_words.count()) {
        return Some(Scale::Words);
    }
    let figures =
        texts.iter().filter(|text| matches!(text.as_str(), "1" | "2" | "3" | "4" | "5"));
    most(figures.count()).then_some(Scale::Figures)
}

/// Rows below the heading that are looked at.
const ROWS: u32 = 24;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Whether a folded word is a month.
pub(super) fn is_month(word: &str) -> bool {
    MONTHS.iter().any(|month| word.len() >= 3 && word.starts_with(month))
}

/// A heading that is a day: a meeting of a matrix.
pub(super) fn is_date(grid: &Grid, row: u32, col: u32, text: &str) -> bool {
    match grid.cell(CellPos::new(row, col)).map(|cell| &cell.value) {
        Some(CellValue::Date(_)) => true,
        Some(CellValue::Number(number)) => (36_526.0..60_000.0).contains(number),
        _ => {
            let digits = text.chars().filter(char::is_ascii_digit).count();
            let has_month = fold(text).split(' ').any(is_month);
            digits >= 3 && has_month
                || digits >= 4 && text.chars().any(|c| matches!(c, '/' | '.' | '-'))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};

    fn questions(text: &str) -> Vec<String> {
        let tables = located(grid(text));
        let extras = tables.first().map_or(&[][..], |table| &table.extras);
        extras.iter().map(|extra| extra.text.to_string()).collect()
    }

    #[test]
    fn a_word_over_figures_of_the_scale_is_a_question() {
        let text = "
5 = strongly agree, 1 = strongly disagree
Ref | Group | Wave | Invited | Responded | Satisfaction | Communication | Impact | Comment
    |       |      | (dd/mm/yy) | (dd/mm/yy) | (1-5) | (1-5) | (1-5) |
C01 | Client head | June 2011 | 6/6/2011 | 17/6/2011 | 5 | 2 | 4 | Good
C02 | Client head | June 2011 | 6/6/2011 | 18/6/2011 | 5 | 5 | 5 |
C03 | Client head | June 2011 | 6/6/2011 | 18/6/2011 | 4 | 4 | 5 |";
        assert_eq!(questions(text), ["Satisfaction", "Communication", "Impact"]);
        let tables = located(grid(text));
        assert_eq!(
            shown(&tables),
            ["surveys 2: respondent group wave invited responded comment; 3 rows"]
        );
    }

    #[test]
    fn figures_that_count_something_are_no_answers() {
        let text = "
Ref | Group | Responded | Years in post | The support met our expectations | Visits had
C01 | Client head | 17/6/2011 | 2 | 5 | 3
C02 | Client head | 18/6/2011 | 4 | 5 | 4
C03 | Client head | 18/6/2011 | 1 | 4 | 2";
        assert_eq!(questions(text), ["The support met our expectations"]);
    }

    #[test]
    fn answers_with_their_figure_make_a_question_of_any_heading() {
        let text = "
Reply no. | Reply from | Reply received | Tea and biscuits | Remarks
C01 | Client head | 17/6/2011 | 5 - Strongly agree | Good
C02 | Client head | 18/6/2011 | Neither satisfied nor dissatisfied |
C03 | Client head | 18/6/2011 | Agree (4) |";
        assert_eq!(questions(text), ["Tea and biscuits"]);
    }
}
