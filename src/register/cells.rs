//! Cells by their column's kind: dates, years, numbers, yes and no, choices.

use crate::base::date::{AcademicYear, Date, FinancialYear};
use crate::base::reason::Missing;
use crate::base::text::{fold, tidy};
use crate::locate::schema::{Choice, Kind};
use crate::read::grid::{CellValue, Style};

use super::record::Value;

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
        Kind::Text | Kind::Prose | Kind::Person | Kind::School | Kind::Reference => {
            fine(text_or_blank(tidy(&plain(value))))
        }
    }
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

fn date(value: &CellValue) -> Parsed {
    match value {
        CellValue::Date(serial) => match crate::locate::day(*serial) {
            Some(day) if (1900..2100).contains(&day.year()) => fine(Value::Date(day)),
            _ => bad(Trouble::NotADate("the year is out of range".to_owned())),
        },
        CellValue::Number(serial) => match crate::locate::day(*serial) {
            Some(day) if *serial >= 366.0 && (1950..2100).contains(&day.year()) => {
                fine(Value::Date(day))
            }
            _ => bad(Trouble::NotADate("a day was expected".to_owned())),
        },
        CellValue::Text(text) => text_date(text),
        CellValue::Bool(_) | CellValue::Error(_) | CellValue::NotCalculated => {
            bad(Trouble::NotADate("a day was expected".to_owned()))
        }
    }
}

fn text_date(text: &str) -> Parsed {
    let tidied = tidy(text);
    let folded = fold(&tidied);
    if folded.is_empty()
        || is_no_data(&folded, &tidied)
        || folded == "ongoing"
        || folded == "current"
    {
        return fine(Value::Missing(Missing::Blank));
    }
    match day_in(&tidied).map(|day| at_home(&tidied, day)) {
        Ok(day) => with(Value::Date(day), Trouble::TypedAsText),
        Err(why) => bad(Trouble::NotADate(why)),
    }
}

/// A day whose midnight a server wrote in universal time: in British summer time
/// `2010-09-12T23:00:00Z` is the thirteenth.
fn at_home(text: &str, day: Date) -> Date {
    let upper = text.to_uppercase();
    let is_midnight = upper.ends_with('Z') && upper.contains("T23:00");
    let next = is_midnight.then(|| day.tomorrow().ok()).flatten();
    next.unwrap_or(day)
}

/// A day in words, day first: `03.09.10`, `3rd Sept 2010`, `w/c 6/9/10`, `2010-09-03`, `40424`.
pub(crate) fn day_in(text: &str) -> Result<Date, String> {
    let lower = tidy(text).to_lowercase();
    let lower = lower
        .trim_start_matches("w/c")
        .trim_start_matches("wc ")
        .trim_start_matches("week commencing")
        .trim();
    let mut parts: Vec<String> = Vec::new();
    let mut run = String::new();
    let mut was_digit = false;
    for c in lower.chars() {
        let is_digit = c.is_ascii_digit();
        if !c.is_alphanumeric() || (!run.is_empty() && is_digit != was_digit) {
            if !run.is_empty() {
                parts.push(std::mem::take(&mut run));
            }
            if !c.is_alphanumeric() {
                continue;
            }
        }
        run.push(c);
        was_digit = is_digit;
    }
    if !run.is_empty() {
        parts.push(run);
    }
    const FILLERS: [&str; 15] = [
        "st", "nd", "rd", "th", "of", "mon", "tue", "tues", "wed", "thu", "thurs", "fri",
        "sat", "sun", "t",
    ];
    let weekday = |p: &str| p.len() > 4 && p.ends_with("day");
    parts.retain(|p| !FILLERS.contains(&p.as_str()) && !weekday(p));
    // A time of day may follow a date.
    parts.truncate(3);
    let number = |part: &str| part.parse::<i32>().ok();
    match parts.as_slice() {
        [one] => {
            let serial = number(one).filter(|n| (18_000..80_000).contains(n));
            serial
                .and_then(|n| crate::locate::day(f64::from(n)))
                .ok_or_else(|| "a day was expected".to_owned())
        }
        [a, b, c] => {
            let (day, month, year) = if a.len() == 4 && number(a).is_some() {
                (number(c), month(b), number(a))
            } else if number(a).is_none() {
                (number(b), month(a), number(c))
            } else {
                (number(a), month(b), number(c))
            };
            let (Some(day), Some(month), Some(year)) = (day, month, year) else {
                return Err("a day was expected".to_owned());
            };
            let year = match year {
                0..=68 => 2000 + year,
                69..=99 => 1900 + year,
                _ => year,
            };
            if !(1900..2100).contains(&year) {
                return Err(format!("the year {year} is out of range"));
            }
            Date::new(year as i16, month as i8, day.clamp(-1, 99) as i8).map_err(|_| {
                if (1..=12).contains(&month) {
                    format!(
                        "{} has no day {day}",
                        crate::base::date::month_name(month as i8)
                    )
                } else {
                    format!("there is no month {month}")
                }
            })
        }
        _ => Err("a day, a month and a year were expected".to_owned()),
    }
}

fn month(part: &str) -> Option<i32> {
    if let Ok(number) = part.parse() {
        return Some(number);
    }
    if part.len() < 3 {
        return None;
    }
    (1..=12)
        .find(|month| {
            let name = crate::base::date::month_name(*month).to_lowercase();
            name.starts_with(part) || (part == "sept" && *month == 9)
        })
        .map(i32::from)
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
    match text_number(plain) {
        Parsed { value: Value::Number(number), trouble } => {
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
    let bare: String =
        tidied.chars().filter(|c| !matches!(c, '£' | ',' | ' ' | '%')).collect();
    let bare = bare
        .trim_start_matches("c.")
        .trim_start_matches(['>', '<', '~'])
        .trim_end_matches("days")
        .trim_end_matches("day")
        .trim_end_matches("pc");
    match bare.parse::<f64>() {
        Ok(number) if number.is_finite() => {
            with(Value::Number(number), Trouble::TypedAsText)
        }
        _ => bad(Trouble::NotANumber),
    }
}

fn percent(value: &CellValue, style: Option<&Style>) -> Parsed {
    let is_fraction = style.is_some_and(Style::is_percent);
    match number(value) {
        Parsed { value: Value::Number(number), trouble } if is_fraction => {
            Parsed { value: Value::Number(number * 100.0), trouble }
        }
        parsed => parsed,
    }
}

fn yes_no(value: &CellValue) -> Parsed {
    let text = tidy(&plain(value));
    let folded = fold(&text);
    match folded.as_str() {
        // The tick of Wingdings 2 is a P under its letters.
        "y" | "yes" | "true" | "1" | "p" | "attended" | "present" | "ok" | "agreed"
        | "given" => fine(Value::Flag(true)),
        "n" | "no" | "false" | "0" | "apols" | "apologies" | "absent" | "a"
        | "sent apologies" => fine(Value::Flag(false)),
        "" if text.chars().any(|c| matches!(c, '✓' | '✔' | '√' | '☑')) => {
            fine(Value::Flag(true))
        }
        "" if text.chars().any(|c| matches!(c, '✗' | '✘' | '☒')) => {
            fine(Value::Flag(false))
        }
        "" | "n a" | "na" | "tbc" => fine(Value::Missing(Missing::Blank)),
        // A tick more often than a cross where nothing else decides; the
        // column's other marks decide in `Table` typing.
        "x" => with(Value::Flag(true), Trouble::NotYesNo),
        _ if folded.starts_with("yes") => fine(Value::Flag(true)),
        _ if folded.starts_with("no ") => fine(Value::Flag(false)),
        _ => with(Value::Missing(Missing::Unreadable), Trouble::NotYesNo),
    }
}

/// An academic year. Alone, `2011` is the summer of 2011.
fn year(value: &CellValue) -> Parsed {
    let text = match value {
        CellValue::Date(serial) => {
            // `10/11` typed into Excel becomes 10 November of the year of typing.
            let Some(day) = crate::locate::day(*serial) else {
                return bad(Trouble::NotADate("a year was expected".to_owned()));
            };
            let (first, second) = (day.day(), day.month());
            if i16::from(first) + 1 == i16::from(second) || first + 1 == second {
                return with(
                    Value::Year(AcademicYear(2000 + i16::from(first))),
                    Trouble::YearAsDate,
                );
            }
            return fine(Value::Year(AcademicYear::of(day)));
        }
        _ => tidy(&plain(value)),
    };
    if text.is_empty() {
        return fine(Value::Missing(Missing::Blank));
    }
    year_text(&text).map_or_else(
        || {
            bad(Trouble::NotADate(
                "an academic year such as 2010/11 was expected".to_owned(),
            ))
        },
        |year| fine(Value::Year(year)),
    )
}

/// `2010/11`, `10/11`, `2010/2011`, `201011`, `AY2011`, `Summer 2011`, `Aut 10`.
pub(crate) fn year_text(text: &str) -> Option<AcademicYear> {
    if let Some(year) = crate::locate::years::named(text) {
        return Some(year);
    }
    let folded = fold(text);
    let parts: Vec<&str> = folded.split(' ').collect();
    let two = |part: &str| (part.len() == 2).then(|| part.parse::<i16>().ok()).flatten();
    match parts.as_slice() {
        [a, b] => match (two(a), two(b)) {
            (Some(first), Some(second)) if (first + 1) % 100 == second => {
                Some(AcademicYear(2000 + first))
            }
            (None, Some(year)) if a.starts_with("aut") => Some(AcademicYear(2000 + year)),
            (None, Some(year)) if a.starts_with("spr") || a.starts_with("sum") => {
                Some(AcademicYear::of_summer(2000 + year))
            }
            _ => None,
        },
        _ => None,
    }
}

fn financial_year(value: &CellValue) -> Parsed {
    let text = tidy(&plain(value));
    if text.is_empty() {
        return fine(Value::Missing(Missing::Blank));
    }
    if let CellValue::Date(serial) = value
        && let Some(day) = crate::locate::day(*serial)
    {
        if day.day() + 1 == day.month() {
            return with(
                Value::Financial(FinancialYear(2000 + i16::from(day.day()))),
                Trouble::YearAsDate,
            );
        }
        return fine(Value::Financial(FinancialYear::of(day)));
    }
    match year_text(&text) {
        // A single year names the year in which it starts.
        Some(year)
            if text.chars().filter(char::is_ascii_digit).count() == 4
                && fold(&text).split(' ').count() == 1 =>
        {
            fine(Value::Financial(FinancialYear(year.summer())))
        }
        Some(year) => fine(Value::Financial(FinancialYear(year.0))),
        None => bad(Trouble::NotADate(
            "a financial year such as 2011-12 was expected".to_owned(),
        )),
    }
}

fn choice(value: &CellValue, choices: &'static [Choice]) -> Parsed {
    let text = tidy(&plain(value));
    let folded = fold(&text);
    if folded.is_empty() || matches!(folded.as_str(), "n a" | "tbc") {
        return fine(Value::Missing(Missing::Blank));
    }
    let exact = choices.iter().find(|choice| {
        fold(choice.value) == folded
            || choice.words.iter().any(|word| fold(word) == folded)
    });
    if let Some(choice) = exact {
        return fine(Value::Choice(choice.value));
    }
    let starts = choices.iter().find(|choice| {
        std::iter::once(&choice.value).chain(choice.words).map(|word| fold(word)).any(
            |word| {
                word.len() > 3
                    && (folded.starts_with(&format!("{word} "))
                        || folded.ends_with(&format!(" {word}")))
            },
        )
    });
    if let Some(choice) = starts {
        return fine(Value::Choice(choice.value));
    }
    let near = choices
        .iter()
        .map(|choice| {
            (crate::base::text::likeness(&folded, &fold(choice.value)), choice.value)
        })
        .filter(|(like, _)| *like > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, value)| value);
    bad(Trouble::NotInList(near))
}

/// Agreement: 5 strongly agree to 1 strongly disagree. Figures run the other way
/// where the sheet says so; words beside a figure count before it.
pub(crate) fn agreement(value: &CellValue, is_turned: bool) -> Parsed {
    let folded = fold(&plain(value));
    let words: Vec<&str> =
        folded.split(' ').filter(|word| word.parse::<u8>().is_err()).collect();
    let said = match words.join(" ").as_str() {
        "sa" | "strongly agree" | "agree strongly" | "very satisfied" => 5.0,
        "a" | "agree" | "satisfied" | "tend to agree" => 4.0,
        "n" | "neither" | "neither agree nor disagree" | "neutral" | "neither nor" => 3.0,
        "d" | "disagree" | "dissatisfied" | "tend to disagree" => 2.0,
        "sd" | "strongly disagree" | "disagree strongly" | "very dissatisfied" => 1.0,
        "n a" | "na" | "not applicable" | "don t know" | "dont know" | "no answer" => {
            return fine(Value::Missing(Missing::Blank));
        }
        "" if folded.is_empty() => return fine(Value::Missing(Missing::Blank)),
        "" => match folded.parse::<u8>() {
            Ok(figure @ 1..=5) if is_turned => f64::from(6 - figure),
            Ok(figure @ 1..=5) => f64::from(figure),
            _ => return bad(Trouble::NotInList(None)),
        },
        _ => return bad(Trouble::NotInList(None)),
    };
    fine(Value::Number(said))
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
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn cells_of_an_exported_list_are_read_without_its_marks() {
        let text = |text: &str| CellValue::Text(std::sync::Arc::from(text));
        assert_eq!(plain(&text("12;#DEP-02")), "DEP-02");
        assert_eq!(plain(&text(";#Coaching;#Data;#")), "Coaching; Data");
        for (cell, wanted) in [
            ("2010-09-12T23:00:00Z", day(2010, 9, 13)),
            ("2010-12-13T00:00:00Z", day(2010, 12, 13)),
        ] {
            let read = parse(Kind::Date, &text(cell), None).value;
            assert_eq!(read, Value::Date(wanted), "{cell}");
        }
    }

    #[test]
    fn days_are_read_day_first_in_every_usual_spelling() {
        for text in [
            "3rd Sept 2010",
            "03.09.10",
            "3/9/2010",
            "40424",
            "2010-09-03",
            "Fri 3 September 2010",
            "3-Sep-10",
        ] {
            assert_eq!(day_in(text), Ok(day(2010, 9, 3)), "{text}");
        }
        assert_eq!(day_in("w/c 6/9/10"), Ok(day(2010, 9, 6)));
        assert_eq!(day_in("Sat 11 Dec 2010"), Ok(day(2010, 12, 11)));
        assert_eq!(day_in("Sun. 12/12/10"), Ok(day(2010, 12, 12)));
        assert!(day_in("Sept 10").is_err());
        assert!(day_in("31/09/2010").is_err());
        assert!(day_in("30/02/2011").is_err());
        for text in ["3/9/1810", "3/9/2110", "3/13/2010", "Sept", "6/9"] {
            assert!(day_in(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_serial_number_in_a_date_column_is_its_day() {
        let parsed = parse(Kind::Date, &CellValue::Number(40724.0), None);
        assert_eq!(parsed.value, Value::Date(day(2011, 6, 30)));
    }

    #[test]
    fn academic_years_are_read_in_every_usual_spelling() {
        for text in ["2010\u{2013}11", "10/11", "2010/2011", "201011", "2011", "Aut 10"] {
            let parsed = parse(Kind::AcademicYear, &CellValue::Text(text.into()), None);
            assert_eq!(parsed.value, Value::Year(AcademicYear(2010)), "{text}");
        }
    }

    #[test]
    fn a_year_that_excel_made_a_date_is_put_right_and_said() {
        let tenth_of_november = CellValue::Date(45606.0);
        let parsed = parse(Kind::AcademicYear, &tenth_of_november, None);
        assert_eq!(parsed.value, Value::Year(AcademicYear(2010)));
        assert_eq!(parsed.trouble, Some(Trouble::YearAsDate));
    }

    #[test]
    fn yes_and_no_are_read_in_every_usual_mark() {
        let read = |text: &str| parse(Kind::YesNo, &CellValue::Text(text.into()), None);
        for text in
            ["Y", "Yes", "y", "\u{2713}", "\u{221a}", "P", "1", "TRUE", "Yes - by e-mail"]
        {
            assert_eq!(read(text), fine(Value::Flag(true)), "{text}");
        }
        for text in ["N", "No", "0", "FALSE", "\u{2717}", "Apols"] {
            assert_eq!(read(text), fine(Value::Flag(false)), "{text}");
        }
        for text in ["n/a", "?", "", "tbc"] {
            assert_eq!(read(text).value, Value::Missing(Missing::Blank), "{text}");
        }
        assert_eq!(
            parse(Kind::YesNo, &CellValue::Bool(true), None).value,
            Value::Flag(true)
        );
        // A tick or a cross: the column tells which.
        assert_eq!(read("x").trouble, Some(Trouble::NotYesNo));
        assert_eq!(read("perhaps").value, Value::Missing(Missing::Unreadable));
    }

    #[test]
    fn money_days_and_marks_are_read_as_people_write_them() {
        let value =
            |kind, text: &str| parse(kind, &CellValue::Text(text.into()), None).value;
        assert_eq!(value(Kind::Money, "£2,100.00"), Value::Number(2100.0));
        for text in ["£525.00 CR", "(525.00)", "525-", "-£525", "\u{2212}525", "CR £525"]
        {
            assert_eq!(value(Kind::Money, text), Value::Number(-525.0), "{text}");
        }
        assert_eq!(value(Kind::Money, "1,250.00 DR"), Value::Number(1250.0));
        assert_eq!(value(Kind::Money, "-"), Value::Missing(Missing::NoResult));
        assert_eq!(value(Kind::Days, "6.5 days"), Value::Number(6.5));
        for (text, days) in
            [("half day", 0.5), ("Full day", 1.0), ("1½ days", 1.5), ("am", 0.5)]
        {
            assert_eq!(value(Kind::Days, text), Value::Number(days), "{text}");
        }
        assert_eq!(
            parse(Kind::Money, &CellValue::Text("2,100 approx".into()), None).trouble,
            Some(Trouble::NotANumber)
        );
    }
}
