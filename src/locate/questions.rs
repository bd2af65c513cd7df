//! Headings that no register can list beforehand: a questionnaire's questions and
//! the days of its meetings.

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
    numbered
        || is_response
        || (words.split(' ').count() >= 4 && says.iter().any(|word| words.contains(word)))
}

/// Answers on a scale of five, in words.
const AGREEMENT: [&str; 16] = [
    "strongly agree",
    "agree",
    "neither agree nor disagree",
    "neither",
    "neutral",
    "disagree",
    "strongly disagree",
    "sa",
    "a",
    "n",
    "d",
    "sd",
    "tend to agree",
    "tend to disagree",
    "very satisfied",
    "satisfied",
];

/// Whether the cells below are answers on the scale: a question by its answers,
/// however short its heading.
pub(super) fn has_agreement_below(grid: &Grid, row: u32, col: u32) -> bool {
    let texts: Vec<String> = grid
        .cells
        .iter()
        .filter(|cell| cell.pos.col == col && cell.pos.row > row)
        .take(20)
        .filter_map(|cell| match &cell.value {
            CellValue::Text(text) => Some(fold(text)),
            _ => None,
        })
        .collect();
    // The heading again, further down, is no answer.
    let heading = grid.cell(CellPos::new(row, col)).map(|cell| &cell.value);
    let heading = match heading {
        Some(CellValue::Text(text)) => fold(text),
        _ => String::new(),
    };
    let texts: Vec<&String> = texts.iter().filter(|text| **text != heading).collect();
    let answers = texts.iter().filter(|text| AGREEMENT.contains(&text.as_str())).count();
    answers >= 3 && answers * 10 >= texts.len() * 8
}

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
