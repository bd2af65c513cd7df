//! Days on which schools are open: weekends, England's bank holidays, and the
//! weeks in which every school is closed.

use jiff::ToSpan;
use jiff::civil::{Weekday, date};

use super::date::Date;
use super::setting::Settings;

/// Bank holidays that were moved or added once: the day, and the day that it
/// took the place of.
///
/// Source: gov.uk/bank-holidays and royal proclamations of those years.
const SINGLE: &[(Date, Option<Date>)] = &[
    (date(1995, 5, 8), Some(date(1995, 5, 1))),
    (date(1999, 12, 31), None),
    (date(2002, 6, 3), Some(date(2002, 5, 27))),
    (date(2002, 6, 4), None),
    (date(2011, 4, 29), None),
    (date(2012, 6, 4), Some(date(2012, 5, 28))),
    (date(2012, 6, 5), None),
    (date(2020, 5, 8), Some(date(2020, 5, 4))),
    (date(2022, 6, 2), Some(date(2022, 5, 30))),
    (date(2022, 6, 3), None),
    (date(2022, 9, 19), None),
    (date(2023, 5, 8), None),
];

/// Saturday or Sunday.
pub(crate) fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// A bank holiday in England, moved days included.
pub(crate) fn is_bank_holiday(day: Date) -> bool {
    if SINGLE.iter().any(|(holiday, _)| *holiday == day) {
        return true;
    }
    if SINGLE.iter().any(|(_, instead_of)| *instead_of == Some(day)) {
        return false;
    }
    let (month, number) = (day.month(), day.day());
    let is_monday = day.weekday() == Weekday::Monday;
    let easter = easter(day.year());
    let is_fixed = match (month, number) {
        (1, 1) | (12, 25 | 26) => !is_weekend(day),
        // New Year's Day on a weekend is kept on the Monday.
        (1, 2 | 3) => is_monday,
        // Christmas and Boxing Day on a weekend are kept on the days after.
        (12, 27 | 28) => is_monday || day.weekday() == Weekday::Tuesday,
        _ => false,
    };
    is_fixed
        || (month == 5 && is_monday && (number <= 7 || number >= 25))
        || (month == 8 && is_monday && number >= 25)
        || day == easter.saturating_sub(2.days())
        || day == easter.saturating_add(1.days())
}

/// Monday to Friday, and no bank holiday.
fn is_working_day(day: Date) -> bool {
    !is_weekend(day) && !is_bank_holiday(day)
}

/// A term or a holiday, first and last day included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    /// First day.
    pub(crate) first: Date,
    /// Last day.
    pub(crate) last: Date,
    /// Whether schools are open in it.
    pub(crate) is_term: bool,
}

/// Days between two terms up to which they are a holiday: above it, a term is
/// missing from the list.
pub(crate) fn longest_holiday(settings: &Settings) -> i32 {
    settings.number("longest_holiday_days") as i32
}

/// Days from the end of one term to the start of the next, both left out.
pub(crate) fn days_between(last: Date, first: Date) -> i32 {
    last.until(first).map_or(0, |span| span.get_days()) - 1
}

/// The days on which this authority's schools work: no weekend, no bank holiday,
/// and none of its own school holidays where the adviser gives them.
#[derive(Clone, Debug)]
pub(crate) struct Calendar {
    closed: Vec<(Date, Date)>,
    /// Days between two terms up to which they are a holiday.
    longest: i32,
    /// Days of which the term dates tell, from the start of a term to the end of
    /// the last that follows it.
    known: Vec<(Date, Date)>,
}

fn is_in(spans: &[(Date, Date)], day: Date) -> bool {
    spans.iter().any(|(first, last)| *first <= day && day <= *last)
}

impl Default for Calendar {
    fn default() -> Self {
        Self::of(&Settings::default())
    }
}

impl Calendar {
    /// The calendar that the settings give: `school_holidays` holds first and
    /// last days, `24/10/2011 to 28/10/2011; 19/12/2011 to 2/1/2012`.
    pub(crate) fn of(settings: &Settings) -> Self {
        let closed = settings
            .text("school_holidays")
            .split([';', '\n'])
            .filter_map(|span| {
                let (first, last) = span.split_once(" to ").unwrap_or((span, span));
                let (first, last) = (written(first)?, written(last)?);
                (first <= last).then_some((first, last))
            })
            .collect();
        Self { closed, longest: longest_holiday(settings), known: Vec::new() }
    }

    /// With terms and holidays beside: what lies between two terms is a holiday.
    pub(crate) fn with(mut self, spans: &[Span]) -> Self {
        let mut terms: Vec<&Span> = spans.iter().filter(|span| span.is_term).collect();
        terms.sort();
        for term in terms {
            match self.known.last_mut() {
                Some((_, last)) if days_between(*last, term.first) <= self.longest => {
                    if days_between(*last, term.first) > 0 {
                        let gap = (
                            last.saturating_add(1.days()),
                            term.first.saturating_sub(1.days()),
                        );
                        self.closed.push(gap);
                    }
                    *last = (*last).max(term.last);
                }
                _ => self.known.push((term.first, term.last)),
            }
        }
        let holidays = spans.iter().filter(|span| !span.is_term);
        self.closed.extend(holidays.map(|span| (span.first, span.last)));
        self
    }

    /// Whether schools work on this day.
    pub(crate) fn is_working(&self, day: Date) -> bool {
        is_working_day(day) && !is_in(&self.closed, day)
    }

    /// Whether a day lies in the school holidays: by the term dates where they
    /// tell of it, else by what holds for all of England.
    pub(crate) fn is_holiday(&self, day: Date) -> bool {
        is_in(&self.closed, day) || (!is_in(&self.known, day) && is_school_holiday(day))
    }

    /// Whether schools are open on a day.
    pub(crate) fn is_school_day(&self, day: Date) -> bool {
        is_working_day(day) && !self.is_holiday(day)
    }

    /// Whole school weeks between two days: no holiday and no half-term.
    pub(crate) fn school_weeks(&self, after: Date, until: Date) -> i64 {
        let ahead = 7 - i64::from(after.weekday().to_monday_zero_offset());
        let first = after.saturating_add(ahead.days());
        (0..520i64)
            .map(|week| first.saturating_add((week * 7).days()))
            .take_while(|monday| monday.saturating_add(4.days()) <= until)
            .filter(|monday| {
                let is_known = is_in(&self.known, *monday);
                is_known || !(is_half_term(*monday) || is_late_july(*monday))
            })
            .filter(|monday| {
                let off = (0..5i64)
                    .filter(|day| self.is_holiday(monday.saturating_add(day.days())))
                    .count();
                off < 3
            })
            .count() as i64
    }

    /// Working days after the first day, up to and including the last.
    pub(crate) fn between(&self, after: Date, until: Date) -> i64 {
        let span = i64::from(after.until(until).map_or(0, |span| span.get_days()));
        // Ten years of days are counted; no register spans more.
        (1..=span.min(3_660))
            .filter(|days| self.is_working(after.saturating_add(days.days())))
            .count() as i64
    }

    /// The day so many working days after another.
    pub(crate) fn after(&self, day: Date, count: i64) -> Date {
        let (mut day, mut left) = (day, count);
        // Holidays without end would end the search, not the run.
        for _ in 0..3_660 {
            if left <= 0 {
                break;
            }
            day = day.saturating_add(1.days());
            left -= i64::from(self.is_working(day));
        }
        day
    }
}

/// A day as settings write it: `2011-10-24` or `24/10/2011`.
fn written(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    let mut parts = text.split(['/', '.']).map(|part| part.trim().parse::<i16>());
    let (day, month, year) =
        (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let year = if year < 100 { 2000 + year } else { year };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A day on which schools of England are closed whatever their own term dates:
/// August, the last week of December, New Year's Day, Easter and its week.
fn is_school_holiday(day: Date) -> bool {
    let easter = easter(day.year());
    day.month() == 8
        || (day.month() == 12 && day.day() >= 24)
        || (day.month() == 1 && day.day() == 1)
        || (day >= easter.saturating_sub(2.days())
            && day <= easter.saturating_add(5.days()))
}

/// A week, by its Monday, in which some schools have their half-term.
fn is_half_term(monday: Date) -> bool {
    matches!((monday.month(), monday.day()), (10, 23..=29) | (2, 12..=20) | (5, 25..=31))
}

fn is_late_july(monday: Date) -> bool {
    monday.month() == 7 && monday.day() >= 24
}

/// Easter Sunday of the Gregorian calendar.
///
/// Source: the anonymous rule printed in Nature, 20 April 1876.
pub(crate) fn easter(year: i16) -> Date {
    let year32 = i32::from(year);
    let (a, b, c) = (year32 % 19, year32 / 100, year32 % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    Date::new(year, month as i8, day as i8).unwrap_or(date(year, 4, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_and_its_bank_holidays_move() {
        assert_eq!(easter(2010), date(2010, 4, 4));
        assert_eq!(easter(2011), date(2011, 4, 24));
        assert!(is_bank_holiday(date(2011, 4, 22)));
        assert!(is_bank_holiday(date(2011, 4, 25)));
        assert!(!is_bank_holiday(date(2011, 4, 26)));
    }

    #[test]
    fn holidays_on_a_weekend_are_kept_after_it() {
        // Christmas Day 2010 was a Saturday: Monday and Tuesday were kept.
        assert!(is_bank_holiday(date(2010, 12, 27)));
        assert!(is_bank_holiday(date(2010, 12, 28)));
        assert!(!is_bank_holiday(date(2010, 12, 29)));
        // New Year's Day 2011 was a Saturday.
        assert!(is_bank_holiday(date(2011, 1, 3)));
        // Christmas Day 2011 was a Sunday: Boxing Day stayed, Tuesday was kept.
        assert!(is_bank_holiday(date(2011, 12, 26)));
        assert!(is_bank_holiday(date(2011, 12, 27)));
        assert!(!is_bank_holiday(date(2011, 12, 28)));
        // Boxing Day 2009 was a Saturday.
        assert!(is_bank_holiday(date(2009, 12, 28)));
        assert!(!is_bank_holiday(date(2017, 12, 27)));
    }

    #[test]
    fn days_moved_for_a_jubilee_are_known() {
        assert!(is_bank_holiday(date(2012, 6, 5)));
        assert!(!is_bank_holiday(date(2012, 5, 28)));
        assert!(is_bank_holiday(date(2011, 4, 29)));
    }

    #[test]
    fn working_days_leave_out_weekends_and_bank_holidays() {
        let calendar = Calendar::default();
        // 26, 27, 28 April and 3 May: Easter, the royal wedding and May Day fall between.
        assert_eq!(calendar.between(date(2011, 4, 21), date(2011, 5, 3)), 4);
        assert_eq!(calendar.between(date(2011, 5, 9), date(2011, 5, 9)), 0);
        assert_eq!(calendar.between(date(2011, 5, 9), date(2011, 5, 1)), 0);
        assert_eq!(calendar.after(date(2011, 4, 21), 1), date(2011, 4, 26));
        assert_eq!(calendar.after(date(2011, 11, 1), 10), date(2011, 11, 15));
    }

    #[test]
    fn school_holidays_that_the_adviser_gives_are_no_working_days() {
        let mut settings = Settings::default();
        settings
            .set("school_holidays", "24/10/2011 to 28/10/2011; 2011-12-19 to 2012-01-02");
        let calendar = Calendar::of(&settings);
        // Friday before half-term: ten working days reach over the week off.
        assert_eq!(calendar.after(date(2011, 10, 21), 10), date(2011, 11, 11));
        assert_eq!(calendar.between(date(2011, 10, 21), date(2011, 10, 31)), 1);
        assert_eq!(Calendar::default().after(date(2011, 10, 21), 10), date(2011, 11, 4));
        assert_eq!(calendar.after(date(2011, 12, 16), 1), date(2012, 1, 3));
    }

    #[test]
    fn half_term_is_no_school_week() {
        // Mondays 17 October to 21 November 2011: six weeks, one of them half-term.
        let calendar = Calendar::default();
        assert_eq!(calendar.school_weeks(date(2011, 10, 14), date(2011, 11, 25)), 5);
    }

    fn terms(spans: &[((i16, i8, i8), (i16, i8, i8), bool)]) -> Calendar {
        let day = |(y, m, d): (i16, i8, i8)| date(y, m, d);
        let spans: Vec<Span> = spans
            .iter()
            .map(|(first, last, is_term)| Span {
                first: day(*first),
                last: day(*last),
                is_term: *is_term,
            })
            .collect();
        Calendar::default().with(&spans)
    }

    #[test]
    fn what_lies_between_two_terms_is_a_holiday_and_no_working_day() {
        let calendar = terms(&[
            ((2012, 1, 4), (2012, 3, 30), true),
            ((2011, 9, 6), (2011, 12, 16), true),
            ((2011, 10, 24), (2011, 10, 28), false),
        ]);
        assert_eq!(calendar.after(date(2011, 12, 16), 1), date(2012, 1, 4));
        assert_eq!(calendar.after(date(2011, 10, 21), 1), date(2011, 10, 31));
        // 2 December and the two weeks after it.
        assert_eq!(calendar.between(date(2011, 12, 1), date(2011, 12, 31)), 11);
        assert!(calendar.is_holiday(date(2011, 12, 20)));
        assert!(!Calendar::default().is_holiday(date(2011, 12, 20)));
    }

    #[test]
    fn of_days_that_the_list_does_not_reach_the_general_rule_is_asked() {
        // This authority fixes its spring holiday apart from a late Easter.
        let calendar = terms(&[
            ((2011, 1, 5), (2011, 4, 1), true),
            ((2011, 4, 18), (2011, 7, 20), true),
        ]);
        assert!(calendar.is_school_day(date(2011, 4, 27)));
        assert!(!Calendar::default().is_school_day(date(2011, 4, 27)));
        assert!(!calendar.is_school_day(date(2011, 8, 10)));
    }

    #[test]
    fn a_term_that_is_missing_from_the_list_is_no_holiday() {
        let calendar = terms(&[
            ((2011, 9, 6), (2011, 12, 16), true),
            ((2012, 4, 16), (2012, 7, 20), true),
        ]);
        assert!(calendar.is_school_day(date(2012, 2, 1)));
    }

    #[test]
    fn half_term_falls_where_the_term_dates_put_it() {
        let calendar = terms(&[
            ((2011, 9, 6), (2011, 12, 16), true),
            ((2011, 10, 31), (2011, 11, 4), false),
        ]);
        // Mondays 17 October to 21 November: six weeks, that of the 31st is off.
        assert_eq!(calendar.school_weeks(date(2011, 10, 14), date(2011, 11, 25)), 5);
        assert_eq!(calendar.school_weeks(date(2011, 10, 14), date(2011, 10, 28)), 2);
    }
}
