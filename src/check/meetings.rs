//! Network meetings: who came, when, how often; CPD needs.

use std::collections::BTreeMap;

use jiff::ToSpan;

use crate::base::date::{Date, long, short};
use crate::base::finding::{Findings, Rule, Severity};
use crate::base::quantity::plain;
use crate::base::text::fold;
use crate::register::record::Record;
use crate::register::{cpd_needs, meetings};

use super::person::Who;
use super::subject::{at, row_of, sheet, with};
use super::suggest::sentence;
use super::{Check, Ctx, rule};

static WHO: Rule = rule(
    "NET-001",
    "attendee-unknown-or-twice",
    Severity::Error,
    "Who came to a meeting stands in the LLE register, and once for each meeting.",
    "Attendance is a share of the LLEs who were invited.",
    "Type the LLE's name or reference as it stands in the LLE register, or delete the second row.",
);

static TERM: Rule = rule(
    "NET-002",
    "meeting-against-term-or-invited",
    Severity::Query,
    "A meeting lies in the term that is given, and no more came than were invited.",
    "Meetings are counted by term, attendance by those invited.",
    "Correct the date, the term or the number.",
);

static EACH_TERM: Rule = rule(
    "NET-003",
    "term-without-meeting",
    Severity::Note,
    "Every term of the past year has a network meeting.",
    "The programme promises termly meetings.",
    "Add the meeting if there was one.",
);

static MET: Rule = rule(
    "NET-004",
    "need-met-before-it-was-raised",
    Severity::Query,
    "A CPD need is raised before it is met.",
    "How soon needs are met is one of the programme's measures.",
    "Correct whichever of the two dates is wrong.",
);

/// Checks of this file.
pub(super) const CHECKS: &[Check] = &[
    Check { rule: &WHO, needs: &["meetings", "lles"], run: who },
    Check { rule: &TERM, needs: &["meetings"], run: term },
    Check { rule: &EACH_TERM, needs: &["meetings"], run: each_term },
    Check { rule: &MET, needs: &["cpd_needs"], run: met },
];

fn who(ctx: &Ctx<'_>, findings: &mut Findings) {
    let mut seen: BTreeMap<(Date, String), &Record> = BTreeMap::new();
    let mut told = std::collections::BTreeSet::new();
    for record in ctx.rows(&meetings::SCHEMA) {
        let reference = record.text(&meetings::LLE_REF);
        let column =
            if reference.is_some() { &meetings::LLE_REF } else { &meetings::NAME };
        let rows = match ctx.lles.find(reference, record.text(&meetings::NAME)) {
            Who::Found(rows) => rows,
            Who::Unknown => {
                // A matrix gives one record for each meeting of one row.
                if told.insert(record.cell(column)) {
                    let written = record.raw(column);
                    let says = format!(
                        "{written} is not in the LLE register.{}",
                        sentence(ctx, written, ctx.lles.names())
                    );
                    findings.add(at(&WHO, record, column, says));
                }
                continue;
            }
            Who::Blank => continue,
        };
        let (Some(day), [lle]) = (record.date(&meetings::DATE), rows.as_slice()) else {
            continue;
        };
        let key = (day, super::subject::name(lle));
        match seen.get(&key) {
            // The same in another file is a copy, and told of as such.
            Some(first)
                if first.place.file != record.place.file
                    && is_same_word(first, record) => {}
            Some(first) if first.place != record.place => {
                let says = format!(
                    "{} stands in {} too for the meeting of {}.",
                    record.raw(column),
                    row_of(first, record),
                    short(day)
                );
                findings.add(at(&WHO, record, column, says));
            }
            Some(_) => {}
            None => {
                seen.insert(key, record);
            }
        }
    }
}

/// Whether two records say the same of who came.
fn is_same_word(one: &Record, other: &Record) -> bool {
    match (one.flag(&meetings::ATTENDED), other.flag(&meetings::ATTENDED)) {
        (None, None) => one.raw(&meetings::ATTENDED) == other.raw(&meetings::ATTENDED),
        (one, other) => one == other,
    }
}

/// The term of a day: autumn to December, spring to Easter's month, then summer.
const fn term_of(month: i8) -> &'static str {
    match month {
        9..=12 => "autumn",
        1..=3 => "spring",
        _ => "summer",
    }
}

fn is_in_term(day: Date, term: &str) -> bool {
    // April belongs to either term, by Easter.
    term_of(day.month()) == term || (day.month() == 4 && term == "spring")
}

fn term(ctx: &Ctx<'_>, findings: &mut Findings) {
    for record in ctx.rows(&meetings::SCHEMA) {
        if let (Some(day), Some(term)) =
            (record.date(&meetings::DATE), record.choice(&meetings::TERM))
            && !is_in_term(day, term)
        {
            let says = format!("{} is not in the {term} term.", long(day));
            findings.add(at(&TERM, record, &meetings::DATE, says));
        }
        if let (Some(came), Some(invited)) = (
            record.number(&meetings::ATTENDED_COUNT),
            record.number(&meetings::INVITED_COUNT),
        ) && came > invited
        {
            let says =
                format!("{} came, but {} were invited.", plain(came), plain(invited));
            findings.add(at(&TERM, record, &meetings::ATTENDED_COUNT, says));
        }
    }
}

fn each_term(ctx: &Ctx<'_>, findings: &mut Findings) {
    let rows = ctx.rows(&meetings::SCHEMA);
    let Some(first) = rows.first() else { return };
    let days: Vec<Date> =
        rows.iter().filter_map(|record| record.date(&meetings::DATE)).collect();
    let Some(begun) = days.iter().min() else { return };
    let since = ctx.as_at().saturating_sub(1.years());
    for (name, year, from, to) in terms(ctx.as_at()) {
        // A term counts once it is over, and after the first meeting ever.
        if to > ctx.as_at() || to < since || to < *begun {
            continue;
        }
        if !days.iter().any(|day| *day >= from && *day <= to) {
            let says = format!("No network meeting is recorded for {name} {year}.");
            findings.add(sheet(&EACH_TERM, first, says));
        }
    }
}

/// Terms around a day, with their first and last days.
fn terms(around: Date) -> Vec<(&'static str, i16, Date, Date)> {
    let date = jiff::civil::date;
    (around.year() - 1..=around.year())
        .flat_map(|year| {
            [
                ("spring", year, date(year, 1, 1), date(year, 4, 15)),
                ("summer", year, date(year, 4, 16), date(year, 7, 31)),
                ("autumn", year, date(year, 9, 1), date(year, 12, 31)),
            ]
        })
        .collect()
}

fn met(ctx: &Ctx<'_>, findings: &mut Findings) {
    for record in ctx.rows(&cpd_needs::SCHEMA) {
        if let (Some(raised), Some(met)) =
            (record.date(&cpd_needs::RAISED), record.date(&cpd_needs::MET))
            && met < raised
        {
            let says = format!(
                "Met on {}, before it was raised on {}.",
                short(met),
                short(raised)
            );
            findings.add(at(&MET, record, &cpd_needs::MET, says));
        }
        if let Who::Unknown = ctx.lles.find(None, record.text(&cpd_needs::BY))
            && ctx.has("lles")
            && !fold(record.raw(&cpd_needs::BY)).contains("adviser")
        {
            let says =
                format!("{} is not in the LLE register.", record.raw(&cpd_needs::BY));
            findings.add(with(&MET, Severity::Note, record, &cpd_needs::BY, says));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, says};

    const LIST: &str = "
        LLEs | LLE ref | Headteacher
             | LLE01 | GATHERCOLE, Ruth
    ";

    #[test]
    fn who_came_is_an_lle_and_once() {
        let tables = format!(
            "{LIST}
            Network meetings | Date | LLE | Attended
                             | 2010-11-18 | Ruth Gathercole | Yes
                             | 2011-03-17 | Ruth Gathercole | Yes
                             | 2010-11-18 | R Gathercole | Yes
                             | 2010-11-18 | Tom Other | Yes
        "
        );
        finds(
            "NET-001",
            &tables,
            &["Network meetings!B4 error", "Network meetings!B5 error"],
        );
    }

    #[test]
    fn a_meeting_lies_in_its_term() {
        finds(
            "NET-002",
            "
            Network meetings | Date | Term | Number invited | Number attended
                             | 2010-11-18 | spring | 32 | 27
                             | 2011-03-17 | spring | 28 | 31
                             | 2011-04-05 | spring | 32 | 32
            ",
            &["Network meetings!A2 query", "Network meetings!D3 query"],
        );
    }

    #[test]
    fn a_past_term_without_a_meeting_is_noted() {
        let tables = "
            Network meetings | Date
                             | 2010-11-18
                             | 2011-06-23
        ";
        assert_eq!(
            says("NET-003", tables),
            "No network meeting is recorded for spring 2011."
        );
        let full = "
            Network meetings | Date
                             | 2010-11-18
                             | 2011-03-17
                             | 2011-06-23
        ";
        finds("NET-003", full, &[]);
    }

    #[test]
    fn needs_are_raised_before_they_are_met() {
        finds(
            "NET-004",
            "
            CPD needs | Raised | Need | Met on
                      | 2011-03-17 | Coaching skills | 2011-03-16
                      | 2011-03-17 | Coaching skills | 2011-03-17
            ",
            &["CPD needs!C2 query"],
        );
    }
}
