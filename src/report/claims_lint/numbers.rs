//! Numbers of a sentence, with what their signs and the words around them say.

use crate::base::date::month_name;
use crate::report::sentences::word_value;

/// What a number counts, from its sign and the words next to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Percent,
    Points,
    Pounds,
    Bare,
}

/// A number of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Number {
    pub(super) value: f64,
    pub(super) decimals: u32,
    pub(super) kind: Kind,
    pub(super) wrote: String,
    /// Folded words before and behind it, nearest first.
    pub(super) before: Vec<String>,
    pub(super) behind: Vec<String>,
}

/// Words that say that something changed.
pub(super) const CHANGE: [&str; 26] = [
    "rose",
    "rise",
    "rises",
    "risen",
    "fell",
    "fall",
    "fallen",
    "up",
    "down",
    "gain",
    "gained",
    "gains",
    "increase",
    "increased",
    "increases",
    "improved",
    "improvement",
    "improve",
    "grew",
    "dropped",
    "drop",
    "decreased",
    "higher",
    "change",
    "changed",
    "closed",
];
/// Words about pupils' results.
pub(super) const RESULTS: [&str; 16] = [
    "level",
    "l4",
    "l4+",
    "standard",
    "attainment",
    "attaining",
    "results",
    "english",
    "maths",
    "mathematics",
    "outcomes",
    "proportion",
    "pupils",
    "children",
    "ks2",
    "ks1",
];
/// Words about opinion.
pub(super) const OPINION: [&str; 9] = [
    "agree",
    "agreed",
    "satisfied",
    "satisfaction",
    "survey",
    "replied",
    "response",
    "responded",
    "said",
];
/// Words about amounts that may change by per cent.
pub(super) const AMOUNTS: [&str; 9] =
    ["cost", "costs", "spend", "spending", "budget", "price", "prices", "rate", "fee"];

pub(super) fn words_of(text: &str) -> Vec<String> {
    text.split(|c: char| {
        !(c.is_alphanumeric() || matches!(c, '+' | '-' | '\'' | '\u{2019}'))
    })
    .map(|word| {
        word.trim_matches(|c| matches!(c, '-' | '\'' | '\u{2019}')).to_lowercase()
    })
    .filter(|word| !word.is_empty())
    .collect()
}

pub(super) fn has(words: &[String], among: &[&str]) -> bool {
    words.iter().any(|word| among.contains(&word.as_str()))
}

pub(super) fn is_change(words: &[String]) -> bool {
    has(words, &CHANGE)
}

/// The numbers that are typed: digits, and words for counts.
pub(super) fn numbers(typed: &str) -> Vec<Number> {
    let pieces: Vec<&str> = typed
        .split(|c: char| {
            c.is_whitespace() || matches!(c, '(' | ')' | ';' | '\u{2007}' | '/')
        })
        .filter(|piece| !piece.is_empty())
        .collect();
    let mut found = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let bare = piece.trim_matches(|c: char| {
            matches!(c, ',' | '.' | ':' | '?' | '!' | '"' | '\u{201c}' | '\u{201d}')
        });
        let Some((value, decimals, sign)) = number(bare) else { continue };
        let before: Vec<String> = pieces
            .iter()
            .take(at)
            .rev()
            .flat_map(|p| words_of(p).into_iter().rev())
            .take(14)
            .collect();
        let behind: Vec<String> =
            pieces.iter().skip(at + 1).flat_map(|p| words_of(p)).take(14).collect();
        if is_name(value, decimals, sign, &before, &behind) {
            continue;
        }
        let next = behind.first().map_or("", String::as_str);
        let second = behind.get(1).map_or("", String::as_str);
        let kind = match (sign, next, second) {
            (Some('£'), _, _) => Kind::Pounds,
            (Some('%'), "point" | "points", _) => Kind::Points,
            (Some('%'), _, _) | (None, "percent", _) | (None, "per", "cent") => {
                Kind::Percent
            }
            (None, "point" | "points" | "pp" | "percentage", _) => Kind::Points,
            _ => Kind::Bare,
        };
        found.push(Number {
            value,
            decimals,
            kind,
            wrote: bare.to_owned(),
            before,
            behind,
        });
    }
    found
}

/// Value, decimals and sign of a written number.
pub(super) fn number(text: &str) -> Option<(f64, u32, Option<char>)> {
    if let Some(value) = word_value(text).filter(|value| *value > 1.0) {
        return Some((value, 0, None));
    }
    let mut sign = None;
    let mut digits = text.trim_start_matches(['+', '-', '\u{2212}', '\u{2013}']);
    if let Some(rest) = digits.strip_prefix('£') {
        (sign, digits) = (Some('£'), rest);
    }
    for ending in ["%", "pc", "pp"] {
        if let Some(rest) = digits.strip_suffix(ending) {
            (sign, digits) = (Some(if ending == "pp" { 'p' } else { '%' }), rest);
        }
    }
    let plain = digits.replace(',', "");
    let is_number = plain.chars().all(|c| c.is_ascii_digit() || c == '.')
        && plain.chars().any(|c| c.is_ascii_digit());
    if !is_number {
        return None;
    }
    let decimals = plain.split_once('.').map_or(0, |(_, rest)| rest.len() as u32);
    Some((plain.parse().ok()?, decimals, sign))
}

/// A year, a level, a date, an age, a section: a name, not a claim.
fn is_name(
    value: f64,
    decimals: u32,
    sign: Option<char>,
    before: &[String],
    behind: &[String],
) -> bool {
    const NAMES: [&str; 20] = [
        "level",
        "stage",
        "ks",
        "year",
        "years",
        "section",
        "sections",
        "appendix",
        "part",
        "grade",
        "cm",
        "table",
        "chart",
        "item",
        "paragraph",
        "aged",
        "age",
        "page",
        "phase",
        "schedule",
    ];
    let last = before.first().map_or("", String::as_str);
    let next = behind.first().map_or("", String::as_str);
    let is_month =
        |word: &str| (1..=12).any(|m| month_name(m).eq_ignore_ascii_case(word));
    let is_year = sign.is_none() && decimals == 0 && (1900.0..2100.0).contains(&value);
    (is_year && !matches!(next, "pupils" | "schools" | "days" | "pounds"))
        || NAMES.contains(&last)
        || (is_month(next) && value <= 31.0)
        || (sign == Some('%') && matches!(next, "interval" | "confidence"))
        || matches!(
            next,
            "year" | "years" | "months" | "weeks" | "terms" | "minutes" | "hours"
        )
}
