//! Term dates: in order, one after the other, and none missing.

use crate::base::calendar::{Span, days_between, longest_holiday};
use crate::base::date::short;
use crate::base::finding::{Findings, Rule, Severity};
use crate::base::text::count;
use crate::register::record::Record;
use crate::register::term_dates as terms;

use super::super::subject::{at, name};
use super::super::{Ctx, rule};

pub(super) static ORDER: Rule = rule(
    "VIS-012",
    "term-without-its-days",
    Severity::Error,
    "A term has a first and a last day, in this order; a holiday has at least its first.",
    "Working days are counted by it: records of visit would be late, or in time, by mistake.",
    "Correct the day that is wrong, or enter the one that is missing.",
);

pub(super) static OVERLAP: Rule = rule(
    "VIS-013",
    "terms-overlap",
    Severity::Query,
    "A term begins after the one before it has ended.",
    "The holiday between the two would count as school days.",
    "Check the year of both, or delete the term that stands twice.",
);

pub(super) static GAP: Rule = Rule {
    settings: &["longest_holiday_days"],
    ..rule(
        "VIS-014",
        "term-missing",
        Severity::Query,
        "No more than a summer holiday lies between one term and the next.",
        "A term may be missing; the days between the two are counted as if nothing were known of them.",
        "Add the term, or correct the dates of the two.",
    )
};

pub(super) fn order(ctx: &Ctx<'_>, findings: &mut Findings) {
    for record in ctx.rows(&terms::SCHEMA) {
        let days = record.date(&terms::FIRST).zip(record.date(&terms::LAST));
        if let Some((first, last)) = days.filter(|(first, last)| last < first) {
            let says = format!(
                "It ends on {}, before it begins on {}.",
                short(last),
                short(first)
            );
            findings.add(at(&ORDER, record, &terms::LAST, says));
        } else if record.date(&terms::FIRST).is_some()
            && days.is_none()
            && terms::span(record).is_none()
            && record.raw(&terms::LAST).trim().is_empty()
        {
            let says = "The last day of the term is blank; a day was expected.";
            findings.add(at(&ORDER, record, &terms::LAST, says));
        }
        let half = record.date(&terms::HALF_FIRST).zip(record.date(&terms::HALF_LAST));
        if let Some((first, last)) = half.filter(|(first, last)| last < first) {
            let says = format!(
                "Its half-term ends on {}, before it begins on {}.",
                short(last),
                short(first)
            );
            findings.add(at(&ORDER, record, &terms::HALF_LAST, says));
        }
    }
}

/// Terms in order, each with its record.
fn in_order<'a>(ctx: &Ctx<'a>) -> Vec<(Span, &'a Record)> {
    let mut all: Vec<(Span, &Record)> = ctx
        .rows(&terms::SCHEMA)
        .iter()
        .filter_map(|record| Some((terms::span(record)?, record)))
        .filter(|(span, _)| span.is_term)
        .collect();
    all.sort_by_key(|(span, _)| *span);
    // The same term in two lists is one term.
    all.dedup_by_key(|(span, _)| *span);
    all
}

pub(super) fn overlap(ctx: &Ctx<'_>, findings: &mut Findings) {
    let all = in_order(ctx);
    for ((before, earlier), (after, later)) in all.iter().zip(all.iter().skip(1)) {
        if after.first <= before.last {
            let says = format!(
                "It begins on {}; {} ends on {}.",
                short(after.first),
                name(earlier),
                short(before.last)
            );
            findings.add(at(&OVERLAP, later, &terms::FIRST, says));
        }
    }
}

pub(super) fn gap(ctx: &Ctx<'_>, findings: &mut Findings) {
    let longest = longest_holiday(ctx.of.settings);
    let all = in_order(ctx);
    for ((before, earlier), (after, later)) in all.iter().zip(all.iter().skip(1)) {
        let days = days_between(before.last, after.first);
        if days > longest {
            let says = format!(
                "{} lie between the end of {} on {} and {}; a holiday of at most {longest} was expected.",
                count(days.unsigned_abs() as usize, "day", "days"),
                name(earlier),
                short(before.last),
                short(after.first)
            );
            findings.add(at(&GAP, later, &terms::FIRST, says));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, scene};

    fn list(rows: &str) -> String {
        format!(
            "
            Term dates | Term or holiday | First day | Last day
            {rows}
        "
        )
    }

    #[test]
    fn a_term_ends_after_it_begins_and_a_single_day_off_needs_no_last_day() {
        finds(
            "VIS-012",
            &list(
                "
                | Autumn term 2011 | 2011-09-06 | 2010-12-16
                | Spring term 2012 | 2012-01-04 | 2012-03-30
                | Summer term 2012 | 2012-04-16 |
                | Training day | 2012-01-03 |
            ",
            ),
            &["Term dates!C2 error", "Term dates!C4 error"],
        );
    }

    #[test]
    fn terms_follow_one_another() {
        let rows = |spring: &str| {
            list(&format!(
                "
                | Autumn term 2011 | 2011-09-06 | 2011-12-16
                | Half-term | 2011-10-24 | 2011-10-28
                | Spring term 2012 | {spring} | 2012-03-30
            "
            ))
        };
        finds("VIS-013", &rows("2011-12-16"), &["Term dates!B4 query"]);
        finds("VIS-013", &rows("2012-01-04"), &[]);
    }

    #[test]
    fn a_term_that_is_missing_is_asked_for() {
        let rows = |next: &str| {
            list(&format!(
                "
                | Summer term 2011 | 2011-04-18 | 2011-07-20
                | Next | {next} | 2011-12-16
            "
            ))
        };
        // 47 days of summer; 81 days.
        finds("VIS-014", &rows("2011-09-06"), &[]);
        finds("VIS-014", &rows("2011-10-10"), &["Term dates!B3 query"]);
    }

    #[test]
    fn a_visit_outside_the_terms_is_asked_about_and_records_are_due_on_working_days() {
        let visits = "
            Deployments | Deployment ref | Start | End | Status
                        | DEP-07 | 2011-09-12 | 2012-07-15 | active
            Records of visit | Visit ref | Deployment ref | Date of visit | Record received
                | V1 | DEP-07 | 2011-10-26 | 2011-11-01
                | V2 | DEP-07 | 2011-11-15 |
        ";
        let terms = list(
            "
            | Autumn 2011 | 2011-09-06 | 2011-12-16
            | Half-term | 2011-10-24 | 2011-10-28
            | Training day | 2011-11-18 |
        ",
        );
        assert!(scene(visits).places("VIS-003").is_empty());
        let both = format!("{visits}{terms}");
        finds("VIS-003", &both, &["Records of visit!C2 query"]);
        // Eleven working days after the visit, ten of them school days.
        finds("VIS-007", visits, &["Records of visit!D3 query"]);
        finds("VIS-007", &both, &[]);
    }
}
