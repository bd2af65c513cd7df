//! Results years in words and cells: 2011 and summer 2011 are 2010/11.

use crate::base::date::AcademicYear;
use crate::base::text::tidy;

/// First summer of national curriculum tests of eleven-year-olds.
const FIRST_SUMMER: i16 = 1995;
/// Beyond this no results year is believed.
const LAST_SUMMER: i16 = 2060;

/// What a text says about the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// One year.
    Year(AcademicYear),
    /// Two halves that do not follow each other: 2024/26.
    Broken,
    /// Several years, or a span of them.
    Several,
    /// None.
    Nothing,
}

/// Digits with what stands directly before and after them.
struct Run {
    digits: String,
    /// After the run before it with a stroke or hyphen between.
    joined: bool,
    /// The same, without spaces.
    is_tight: bool,
}

fn runs(text: &str) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    let mut digits = String::new();
    let mut gap = String::new();
    let mut letter_before = false;
    let mut last = ' ';
    for c in tidy(text).chars().chain(std::iter::once(' ')) {
        if c.is_ascii_digit() {
            if digits.is_empty() {
                letter_before = last.is_alphabetic();
            }
            digits.push(c);
        } else {
            if !digits.is_empty() {
                let joined = !found.is_empty() && matches!(gap.trim(), "/" | "-");
                // A level or year group is no year: L4, Y6.
                let is_word = letter_before && digits.len() < 4;
                if is_word {
                    digits.clear();
                } else {
                    let is_tight = joined && gap.trim() == gap;
                    found.push(Run {
                        digits: std::mem::take(&mut digits),
                        joined,
                        is_tight,
                    });
                }
                gap.clear();
            }
            gap.push(c);
        }
        last = c;
    }
    found
}

fn summer(year: i16) -> Option<AcademicYear> {
    (FIRST_SUMMER..=LAST_SUMMER).contains(&year).then(|| AcademicYear::of_summer(year))
}

/// The year that a text names, read as results are dated.
pub(crate) fn said(text: &str) -> Said {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Said::Nothing;
    }
    let runs = runs(text);
    let mut years: Vec<AcademicYear> = Vec::new();
    let mut is_broken = false;
    let mut is_span = false;
    let mut skip = false;
    for (at, run) in runs.iter().enumerate() {
        if std::mem::take(&mut skip) {
            continue;
        }
        let next = runs.get(at + 1).filter(|next| next.joined);
        let Ok(number) = run.digits.parse::<i32>() else { continue };
        match run.digits.len() {
            6 => {
                let (first, second) = (number / 100, number % 100);
                if (first + 1) % 100 == second
                    && let Some(year) = i16::try_from(first + 1).ok().and_then(summer)
                {
                    years.push(year);
                }
            }
            4 => {
                // The end of a date or of a DfE number: 18/11/2011, 926/2056.
                if run.is_tight {
                    continue;
                }
                let Some(year) = i16::try_from(number).ok().and_then(summer) else {
                    continue;
                };
                match next.map(|next| (next.digits.len(), &next.digits)) {
                    // 2008/9, as it is said: no month follows its year by one.
                    Some((1, digits)) if digits.parse() == Ok((number + 1) % 100) => {
                        skip = true;
                        years.push(AcademicYear(year.0 + 1));
                    }
                    Some((2 | 4, digits)) => {
                        let Ok(second) = digits.parse::<i32>() else { continue };
                        skip = true;
                        if second % 100 == (number + 1) % 100 {
                            years.push(AcademicYear(year.0 + 1));
                        } else if digits.len() == 4 {
                            is_span = true;
                        } else {
                            is_broken = true;
                        }
                    }
                    _ => years.push(year),
                }
            }
            2 => {
                if let Some(next) = next.filter(|next| next.digits.len() == 2)
                    && next.digits.parse::<i32>().ok() == Some((number + 1) % 100)
                {
                    skip = true;
                    let century = if number >= 90 { 1900 } else { 2000 };
                    if let Some(year) =
                        i16::try_from(century + number + 1).ok().and_then(summer)
                    {
                        years.push(year);
                    }
                }
            }
            _ => {}
        }
    }
    years.dedup();
    match years.as_slice() {
        _ if is_span => Said::Several,
        [one] => Said::Year(*one),
        [] if is_broken => Said::Broken,
        [] => Said::Nothing,
        _ => Said::Several,
    }
}

/// The one year that a text names.
pub(crate) fn named(text: &str) -> Option<AcademicYear> {
    match said(text) {
        Said::Year(year) => Some(year),
        Said::Broken | Said::Several | Said::Nothing => None,
    }
}

/// The year that a file's own name says, or the nearest of its folders that names one:
/// `2018-2019/ks2final.csv`.
pub(crate) fn of_file(path: &str) -> Option<AcademicYear> {
    path.rsplit('/').enumerate().find_map(|(at, part)| {
        let part = match part.rsplit_once('.') {
            Some((stem, _)) if at == 0 => stem,
            _ => part,
        };
        named(&part.replace('_', " "))
    })
}

/// A date that a spreadsheet made of a year: 10/11 became 10 November, 2010/11
/// became 1 November 2010.
pub(crate) fn from_date(serial: f64) -> Option<AcademicYear> {
    let date = day(serial)?;
    let (day, month) = (i16::from(date.day()), i16::from(date.month()));
    if day == 1 && (date.year() + 1) % 100 == month {
        return Some(AcademicYear(date.year()));
    }
    if day + 1 == month {
        return Some(AcademicYear(2000 + day));
    }
    (month + 1 == day).then_some(AcademicYear(2000 + month))
}

/// A date cell as a person sees it.
pub(crate) fn date_words(serial: f64) -> String {
    day(serial).map_or_else(|| serial.to_string(), crate::base::date::short)
}

/// The day of a serial of the 1900 system.
fn day(serial: f64) -> Option<crate::base::date::Date> {
    if !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let days = serial.floor() as i64;
    jiff::civil::date(1899, 12, 30).checked_add(jiff::Span::new().days(days)).ok()
}

/// The year of a number in a cell of results years: 2011, 201011, or the
/// serial of a date that 10/11 became.
pub(crate) fn from_number(number: f64) -> Option<AcademicYear> {
    if number.fract() != 0.0 || !(0.0..3_000_000.0).contains(&number) {
        return None;
    }
    let whole = number as i64;
    if (1000..=9999).contains(&whole) || whole >= 100_000 {
        return named(&whole.to_string());
    }
    from_date(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_year_is_read() {
        for text in [
            "2010/11",
            "2010-11",
            "2010\u{2013}11",
            "10/11",
            "2010/2011",
            "201011",
            "2011",
            "Summer 2011",
            "KS2 results 2011",
            "L4+ E&M 2011",
            "ks2 2010 - 11 final",
            "2010-2011_926_ks2final.csv",
        ] {
            assert_eq!(named(text), Some(AcademicYear(2010)), "{text}");
        }
        assert_eq!(named("99/00"), Some(AcademicYear(1999)));
        assert_eq!(named("2008/9"), Some(AcademicYear(2008)));
        assert_eq!(named("2008-9"), Some(AcademicYear(2008)));
        assert_eq!(named("2017_926_ks2_perf_reshaped.csv"), Some(AcademicYear(2016)));
    }

    #[test]
    fn what_names_no_year_or_several_is_not_guessed() {
        assert_eq!(said("2024/26"), Said::Broken);
        assert_eq!(said("KS2 results 2009-2011.xlsx"), Said::Several);
        assert_eq!(said("2009, 2010 and 2011"), Said::Several);
        assert_eq!(said("L4+ E&M"), Said::Nothing);
        assert_eq!(said("926/2056"), Said::Nothing);
        assert_eq!(said("2L progress"), Said::Nothing);
    }

    #[test]
    fn years_that_became_dates_are_read_back() {
        // 10 November 2024, 1 November 2010, and 10 November 2011 without its format.
        assert_eq!(from_date(45_606.0), Some(AcademicYear(2010)));
        assert_eq!(from_date(40_483.0), Some(AcademicYear(2010)));
        assert_eq!(from_number(40_857.0), Some(AcademicYear(2010)));
        assert_eq!(from_number(2011.0), Some(AcademicYear(2010)));
        assert_eq!(from_number(201_011.0), Some(AcademicYear(2010)));
    }
}
