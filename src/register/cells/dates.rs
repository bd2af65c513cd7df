//! Days and years, as people write them.

use super::{Parsed, Trouble, bad, fine, is_no_data, plain, with};
use crate::base::date::{AcademicYear, Date, FinancialYear};
use crate::base::reason::Missing;
use crate::base::text::{fold, tidy};
use crate::read::grid::CellValue;
use crate::register::record::Value;

pub(super) fn date(value: &CellValue) -> Parsed {
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

/// Words in place of a day that has not come.
const NOT_YET: [&str; 20] = [
    "ongoing",
    "current",
    "not yet",
    "none yet",
    "not yet received",
    "not received",
    "not returned",
    "not sent",
    "not in",
    "no reply",
    "no response",
    "no record",
    "awaited",
    "awaiting",
    "still awaited",
    "outstanding",
    "pending",
    "still open",
    "to follow",
    "missing",
];

fn text_date(text: &str) -> Parsed {
    let tidied = tidy(text);
    let folded = fold(&tidied);
    if folded.is_empty()
        || is_no_data(&folded, &tidied)
        || NOT_YET.contains(&folded.as_str())
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
    const FILLERS: [&str; 18] = [
        "st", "nd", "rd", "th", "of", "mon", "tue", "tues", "wed", "weds", "wednes",
        "thu", "thur", "thurs", "fri", "sat", "sun", "t",
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
            // A school opened in 58 did not open in 2058.
            let year = match year {
                0..=39 => 2000 + year,
                40..=99 => 1900 + year,
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

/// `Sept 2000` and `2000` as their first day.
pub(super) fn month_or_year(value: &CellValue) -> Option<Parsed> {
    let text = match value {
        CellValue::Text(text) => fold(text),
        CellValue::Number(number) => number.to_string(),
        _ => return None,
    };
    let parts: Vec<&str> = text.split(' ').collect();
    let (in_words, year) = match parts.as_slice() {
        [year] => (Some(1), *year),
        [name, year] if name.parse::<i32>().is_err() => (month(name), *year),
        _ => return None,
    };
    let year: i16 = year.parse().ok().filter(|year| (1850..2100).contains(year))?;
    let first = Date::new(year, i8::try_from(in_words?).ok()?, 1).ok()?;
    Some(with(Value::Date(first), Trouble::TypedAsText))
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

/// An academic year. Alone, `2011` is the summer of 2011.
pub(super) fn year(value: &CellValue) -> Parsed {
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

pub(super) fn financial_year(value: &CellValue) -> Parsed {
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
    // `2011 to 2012`
    match year_text(&text.replace(" to ", "-")) {
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
