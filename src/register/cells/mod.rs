//! Cells by their column's kind: dates, years, numbers, yes and no, choices.

mod dates;
mod words;

use super::record::Value;
use crate::base::reason::Missing;
use crate::base::text::{fold, tidy};
use crate::locate::schema::Kind;
use crate::read::grid::{CellValue, Style};
use dates::{date, financial_year, year};
use words::{choice, yes_no};

pub(crate) use dates::{day_in, year_text};
pub(crate) use words::{agreement, is_tick};

/// A cell after reading, with what the adviser should be told of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Parsed {
    /// The value.
    pub(crate) value: Value,
    /// What is wrong with it.
    pub(crate) trouble: Option<Trouble>,
}

/// What may be wrong with one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// `#REF!` and its kind.
    ErrorCell,
    /// A formula without a stored result.
    NotCalculated,
    /// Not a day that exists, or none that a register can hold.
    NotADate(String),
    /// Words where a number belongs.
    NotANumber,
    /// Not one of the list.
    NotInList(Option<&'static str>),
    /// A number or a date that was typed as text.
    TypedAsText,
    /// `c. 10`: about so many; the number itself was read.
    About,
    /// A year that Excel made a date, put right.
    YearAsDate,
    /// A mark that may mean nothing, none or hidden.
    NoDataMark,
    /// Neither yes nor no.
    NotYesNo,
    /// Not a URN of six digits.
    NotAUrn,
}

fn fine(value: Value) -> Parsed {
    Parsed { value, trouble: None }
}

fn with(value: Value, trouble: Trouble) -> Parsed {
    Parsed { value, trouble: Some(trouble) }
}

const fn bad(trouble: Trouble) -> Parsed {
    Parsed { value: Value::Missing(Missing::Unreadable), trouble: Some(trouble) }
}

/// Reads a cell by its column's kind.
pub(crate) fn parse(kind: Kind, value: &CellValue, style: Option<&Style>) -> Parsed {
    match value {
        CellValue::Error(_) => return bad(Trouble::ErrorCell),
        CellValue::NotCalculated => return bad(Trouble::NotCalculated),
        CellValue::Text(text) => {
            if let Some(bare) = without_apostrophe(text) {
                return parse(kind, &CellValue::Text(bare.into()), style);
            }
        }
        _ => {}
    }
    match kind {
        Kind::Date => date(value),
        Kind::Days => days(value),
        Kind::Count | Kind::Number => number(value),
        Kind::Money => money(value),
        Kind::Percent => percent(value, style),
        Kind::YesNo => yes_no(value),
        Kind::AcademicYear => year(value),
        Kind::FinancialYear => financial_year(value),
        Kind::Choice(choices) => choice(value, choices),
        Kind::Urn => urn(value),
        Kind::DfeNumber => fine(text_or_blank(dfe_number(&plain(value)))),
        Kind::Tags => tags(&plain(value)),
        // What a data base writes for nothing.
        Kind::Text if tidy(&plain(value)) == "NULL" => {
            fine(Value::Missing(Missing::Blank))
        }
        Kind::Text | Kind::Prose | Kind::Person | Kind::School | Kind::Reference => {
            fine(text_or_blank(tidy(&plain(value))))
        }
    }
}

/// `'120983`: the mark with which a number is typed as text, where it was kept.
fn without_apostrophe(text: &str) -> Option<&str> {
    let bare = text.trim_start().strip_prefix(['\'', '\u{2019}'])?;
    bare.starts_with(|c: char| c.is_ascii_digit() || c == '£').then_some(bare)
}

fn text_or_blank(text: String) -> Value {
    if text.is_empty() { Value::Missing(Missing::Blank) } else { Value::Text(text) }
}

/// The value as plain text, numbers without an ending `.0`.
pub(crate) fn plain(value: &CellValue) -> String {
    match value {
        CellValue::Text(text) => unlisted(text),
        CellValue::Number(number) => format!("{number}"),
        CellValue::Date(serial) => crate::locate::day(*serial)
            .map_or_else(|| format!("{serial}"), crate::base::date::short),
        CellValue::Bool(flag) => if *flag { "Yes" } else { "No" }.to_owned(),
        CellValue::Error(error) => error.to_string(),
        CellValue::NotCalculated => String::new(),
    }
}

/// A choice of an exported list without its marks: `12;#DEP-02` is the twelfth item,
/// DEP-02; `;#Coaching;#Data;#` are two answers.
fn unlisted(text: &str) -> String {
    if !text.contains(";#") {
        return text.to_owned();
    }
    let is_several = text.starts_with(";#");
    let parts: Vec<&str> = text
        .split(";#")
        .filter(|part| !part.trim().is_empty())
        .filter(|part| is_several || !part.chars().all(|c| c.is_ascii_digit()))
        .collect();
    parts.join("; ")
}

/// Marks that say that there is nothing.
fn is_no_data(folded: &str, text: &str) -> bool {
    matches!(
        folded,
        "n/a"
            | "n a"
            | "na"
            | "none"
            | "nil"
            | "tbc"
            | "tba"
            | "null"
            | "vacant"
            | "x"
            | "z"
            | "c"
            | "ne"
            | "np"
    ) || matches!(text, "-" | "." | ".." | ":" | "~" | "*" | "?" | "--")
}

fn number(value: &CellValue) -> Parsed {
    match value {
        CellValue::Number(number) => fine(Value::Number(*number)),
        CellValue::Bool(flag) => fine(Value::Number(f64::from(u8::from(*flag)))),
        CellValue::Text(text) => text_number(text),
        CellValue::Date(_) | CellValue::Error(_) | CellValue::NotCalculated => {
            bad(Trouble::NotANumber)
        }
    }
}

/// Pounds, also as ledgers write what comes back: `£525.00 CR`, `(525.00)`, `525-`.
fn money(value: &CellValue) -> Parsed {
    let CellValue::Text(text) = value else { return number(value) };
    let upper = tidy(text).to_uppercase().replace('\u{2212}', "-");
    let upper = upper.trim();
    let credit = upper
        .strip_suffix("CR")
        .or_else(|| upper.strip_prefix("CR "))
        .or_else(|| upper.strip_suffix('-').filter(|bare| !bare.is_empty()))
        .or_else(|| upper.strip_prefix('(')?.strip_suffix(')'));
    let plain = credit.or_else(|| upper.strip_suffix("DR")).unwrap_or(upper);
    let (plain, times) = match plain.strip_suffix('K') {
        Some(thousands) => (thousands, 1000.0),
        None => (plain, 1.0),
    };
    match text_number(plain) {
        Parsed { value: Value::Number(number), trouble } => {
            let number = number * times;
            let number = if credit.is_some() { -number.abs() } else { number };
            Parsed { value: Value::Number(number), trouble }
        }
        // What is no amount is told as it stands.
        _ => text_number(text),
    }
}

/// Days, also in words: `half day`, `full day`, `1½ days`, `am`.
fn days(value: &CellValue) -> Parsed {
    let CellValue::Text(text) = value else { return number(value) };
    let folded = fold(text);
    let bare = folded.trim_end_matches('s').trim_end_matches("day").trim();
    let said = match bare {
        "half" | "half a" | "a half" | "1 2" | "am" | "pm" | "morning" | "afternoon" => {
            Some(0.5)
        }
        "full" | "whole" | "one" | "a" | "all" => Some(1.0),
        "quarter" | "1 4" | "quarter of a" => Some(0.25),
        "one and a half" | "1 1 2" | "1 and a half" => Some(1.5),
        "two" => Some(2.0),
        "three" => Some(3.0),
        "four" => Some(4.0),
        "five" => Some(5.0),
        _ => None,
    };
    said.map_or_else(
        || {
            let plain = text.replace('½', ".5").replace('¼', ".25");
            text_number(&plain.replace('¾', ".75"))
        },
        |days| with(Value::Number(days), Trouble::TypedAsText),
    )
}

fn text_number(text: &str) -> Parsed {
    let tidied = tidy(text);
    let folded = fold(&tidied);
    if folded.is_empty() && !is_no_data(&folded, &tidied) {
        return fine(Value::Missing(Missing::Blank));
    }
    if is_no_data(&folded, &tidied) {
        return with(Value::Missing(Missing::NoResult), Trouble::NoDataMark);
    }
    let (about, words) = match ABOUT.iter().find_map(|word| folded_prefix(&tidied, word))
    {
        Some(rest) => (Trouble::About, rest),
        None => (Trouble::TypedAsText, tidied.as_str()),
    };
    let bare: String = words.chars().filter(|c| !matches!(c, '£' | ' ' | '%')).collect();
    let bare = bare
        .trim_end_matches("days")
        .trim_end_matches("day")
        .trim_end_matches("pc")
        .trim_end_matches(['d', 'D']);
    match whole(bare).and_then(|bare| bare.parse::<f64>().ok()) {
        Some(number) if number.is_finite() => with(Value::Number(number), about),
        _ => bad(Trouble::NotANumber),
    }
}

/// Words before a number that is none to the unit.
const ABOUT: [&str; 9] =
    ["circa", "ca.", "c.", "c ", "approximately", "approx.", "approx", "about", "~"];

/// What follows a word, whatever its case.
fn folded_prefix<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let start = text.get(..word.len())?;
    start.eq_ignore_ascii_case(word).then(|| text.get(word.len()..)).flatten()
}

/// A number without the commas between its thousands; none where they part
/// something else: `1,5` is not fifteen.
pub(crate) fn whole(text: &str) -> Option<String> {
    let digits = text.trim_start_matches(['-', '+']);
    let groups = digits.split_once('.').map_or(digits, |(groups, _)| groups);
    let mut groups = groups.split(',');
    let first = groups.next().map_or(0, str::len);
    let mut more = groups.peekable();
    let are_thousands = more.peek().is_none()
        || (1..=3).contains(&first) && more.all(|group| group.len() == 3);
    are_thousands.then(|| text.replace(',', ""))
}

fn percent(value: &CellValue, style: Option<&Style>) -> Parsed {
    // Codes of published lists say why there is none.
    let code = match value {
        CellValue::Text(text) => fold(text),
        _ => String::new(),
    };
    match code.as_str() {
        "supp" | "x" | "c" => return fine(Value::Missing(Missing::Suppressed)),
        "z" | "low" | "ne" | "np" | "na" | "new" | "null" => {
            return fine(Value::Missing(Missing::NoResult));
        }
        _ => {}
    }
    let is_fraction = style.is_some_and(Style::is_percent);
    match number(value) {
        Parsed { value: Value::Number(number), trouble } if is_fraction => {
            Parsed { value: Value::Number(number * 100.0), trouble }
        }
        parsed => parsed,
    }
}

fn urn(value: &CellValue) -> Parsed {
    let text: String =
        tidy(&plain(value)).chars().filter(|c| !c.is_whitespace()).collect();
    if text.is_empty() || is_no_data(&fold(&text), &text) {
        return fine(Value::Missing(Missing::Blank));
    }
    let text = text.strip_suffix(".0").map_or(text.clone(), ToOwned::to_owned);
    if text.len() == 6 && text.chars().all(|c| c.is_ascii_digit()) {
        return fine(Value::Text(text));
    }
    with(Value::Text(text), Trouble::NotAUrn)
}

/// `926/2056`, `9262056`, `926 2056` as `926/2056`; `2056` stays.
pub(crate) fn dfe_number(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match (digits.get(..3), digits.get(3..)) {
        (Some(la), Some(estab)) if digits.len() == 7 => format!("{la}/{estab}"),
        _ => digits,
    }
}

fn tags(text: &str) -> Parsed {
    let tags: Vec<String> = text
        .split([',', ';', '\n', '|'])
        .map(tidy)
        .filter(|tag| !tag.is_empty())
        .collect();
    if tags.is_empty() {
        fine(Value::Missing(Missing::Blank))
    } else {
        fine(Value::Tags(tags))
    }
}

#[cfg(test)]
mod tests;
