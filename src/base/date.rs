//! Dates, academic years, financial years, months and terms.

use std::fmt;

use jiff::ToSpan;
pub(crate) use jiff::civil::Date;

/// An academic year, named by the calendar year in which it starts:
/// `AcademicYear(2010)` is 2010/11, September 2010 to August 2011.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct AcademicYear(pub(crate) i16);

impl AcademicYear {
    /// The year whose tests are taken in this summer: 2011 is 2010/11.
    pub(crate) const fn of_summer(year: i16) -> Self {
        Self(year - 1)
    }

    /// The calendar year of the summer: 2010/11 is 2011.
    pub(crate) const fn summer(self) -> i16 {
        self.0 + 1
    }

    /// The year in which a date falls; a year begins on 1 September.
    pub(crate) fn of(date: Date) -> Self {
        Self(if date.month() >= 9 { date.year() } else { date.year() - 1 })
    }

    /// The year before.
    pub(crate) const fn before(self) -> Self {
        Self(self.0 - 1)
    }

    /// The year after.
    pub(crate) const fn after(self) -> Self {
        Self(self.0 + 1)
    }

    /// 31 August, its last day.
    pub(crate) fn last_day(self) -> Date {
        jiff::civil::date(self.0 + 1, 8, 31)
    }
}

impl fmt::Display for AcademicYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{:02}", self.0, (i32::from(self.0) + 1).rem_euclid(100))
    }
}

/// A financial year, April to March, named by the calendar year of its April.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FinancialYear(pub(crate) i16);

impl FinancialYear {
    /// The year in which a date falls.
    pub(crate) fn of(date: Date) -> Self {
        Self(if date.month() >= 4 { date.year() } else { date.year() - 1 })
    }

    /// 1 April.
    pub(crate) fn first_day(self) -> Date {
        jiff::civil::date(self.0, 4, 1)
    }
}

impl fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.0, (i32::from(self.0) + 1).rem_euclid(100))
    }
}

/// The month that a pack is for, written `2011-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Month {
    /// Calendar year.
    pub(crate) year: i16,
    /// 1 to 12.
    pub(crate) month: i8,
}

impl Month {
    /// The month of a date.
    pub(crate) fn of(date: Date) -> Self {
        Self { year: date.year(), month: date.month() }
    }

    /// Reads `2011-11`; nothing else.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        if year.len() != 4 || month.len() != 2 {
            return None;
        }
        let (year, month) = (year.parse().ok()?, month.parse().ok()?);
        (1..=12).contains(&month).then_some(Self { year, month })
    }

    /// Its last day.
    pub(crate) fn last_day(self) -> Date {
        jiff::civil::date(self.year, self.month, 1).last_of_month()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The English name of a month, 1 to 12.
pub(crate) fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or("")
}

/// A date in full: `30 November 2011`, its day kept with its month.
pub(crate) fn long(date: Date) -> String {
    format!("{}\u{a0}{} {}", date.day(), month_name(date.month()), date.year())
}

/// A date as the registers write it: `30/11/2011`.
pub(crate) fn short(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// First and last day of the key stage 2 tests of a summer.
///
/// Source: test timetables of the Qualifications and Curriculum (Development)
/// Authority and Standards and Testing Agency: Monday to Thursday of the
/// second full week of May (2010: 10 to 13 May; 2011: 9 to 12 May; 2012: 14 to
/// 17 May). From 2023, the Tuesday after the bank holiday where one fell.
pub(crate) fn test_week(year: AcademicYear) -> (Date, Date) {
    let summer = year.summer();
    if summer == 2023 {
        return (jiff::civil::date(2023, 5, 9), jiff::civil::date(2023, 5, 12));
    }
    // Monday on or after 8 May: never the week of the early May bank holiday.
    let eighth = jiff::civil::date(summer, 5, 8);
    let ahead = (7 - eighth.weekday().to_monday_zero_offset()) % 7;
    let monday = eighth.saturating_add(i64::from(ahead).days());
    (monday, monday.saturating_add(3.days()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn tests_are_in_the_second_week_of_may() {
        assert_eq!(test_week(AcademicYear(2009)), (date(2010, 5, 10), date(2010, 5, 13)));
        assert_eq!(test_week(AcademicYear(2010)), (date(2011, 5, 9), date(2011, 5, 12)));
        assert_eq!(test_week(AcademicYear(2011)), (date(2012, 5, 14), date(2012, 5, 17)));
    }

    #[test]
    fn years_are_written_as_the_forum_writes_them() {
        assert_eq!(AcademicYear(2010).to_string(), "2010/11");
        assert_eq!(AcademicYear(1999).to_string(), "1999/00");
        assert_eq!(FinancialYear::of(date(2011, 3, 31)).to_string(), "2010-11");
        assert_eq!(AcademicYear::of(date(2011, 8, 31)), AcademicYear(2010));
    }
}
