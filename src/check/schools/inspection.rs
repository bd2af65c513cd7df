//! Inspection dates and grades, by the scheme in force on the day.

use crate::base::date::{Date, long, short};
use crate::base::finding::{Findings, Rule, Severity};
use crate::base::text::fold;
use crate::register::schools;

use super::super::subject::at;
use super::super::{Ctx, rule};

pub(super) static RULE: Rule = rule(
    "SCH-010",
    "inspection-unlikely",
    Severity::Query,
    "An inspection has taken place, and its grade is one of the scheme of its day.",
    "Grades decide who may be an LLE and who has priority.",
    "Correct the date or the grade; from September 2024 record the judgements instead of an overall grade.",
);

/// Grades that a scheme knows.
struct Scheme {
    /// First day.
    from: Date,
    /// What is said where the grade is another.
    expects: &'static str,
    /// Folded words of its overall grades; none where it has no overall grade.
    grades: &'static [&'static str],
}

/// Schemes of overall effectiveness in state-funded schools.
///
/// Source: Ofsted's frameworks of September 2005, September 2012 and September
/// 2024 (no overall grade) and November 2025 (report cards).
const SCHEMES: &[Scheme] = &[
    Scheme {
        from: jiff::civil::date(2005, 9, 1),
        expects: "outstanding, good, satisfactory or inadequate (1 to 4)",
        grades: &[
            "1",
            "2",
            "3",
            "4",
            "outstanding",
            "good",
            "satisfactory",
            "inadequate",
        ],
    },
    Scheme {
        from: jiff::civil::date(2012, 9, 1),
        expects: "outstanding, good, requires improvement or inadequate (1 to 4)",
        grades: &[
            "1",
            "2",
            "3",
            "4",
            "outstanding",
            "good",
            "requires improvement",
            "ri",
            "inadequate",
        ],
    },
    Scheme {
        from: jiff::civil::date(2024, 9, 2),
        expects: "no overall grade",
        grades: &[],
    },
];

/// Words besides the grade that lists give, and that are no fault.
const BESIDES: &[&str] = &[
    "",
    "special measures",
    "serious weaknesses",
    "notice to improve",
    "not judged",
    "not applicable",
    "not inspected",
    "n a",
    "insufficient evidence",
    "null",
];

/// What a grade should have been on that day, where it is none of its scheme.
pub(crate) fn misfit(grade: &str, on: Date) -> Option<&'static str> {
    let folded = fold(grade);
    let folded = folded.strip_prefix("grade ").unwrap_or(&folded);
    if BESIDES.contains(&folded) {
        return None;
    }
    let scheme = SCHEMES.iter().rev().find(|scheme| scheme.from <= on)?;
    let first = folded.split(' ').next().unwrap_or("");
    let is_known = scheme.grades.contains(&folded) || scheme.grades.contains(&first);
    (!is_known).then_some(scheme.expects)
}

pub(super) fn run(ctx: &Ctx<'_>, findings: &mut Findings) {
    for record in ctx.rows(&schools::SCHEMA) {
        let Some(day) = record.date(&schools::OFSTED_DATE) else { continue };
        if day > ctx.as_at() {
            let says = format!(
                "The inspection is dated {}, after {}; a day that has come was expected.",
                short(day),
                long(ctx.as_at())
            );
            findings.add(at(&RULE, record, &schools::OFSTED_DATE, says));
        } else if let Some(expected) = misfit(record.raw(&schools::OFSTED), day) {
            let says = format!(
                "{} stands for an inspection on {}; {expected} was expected.",
                record.raw(&schools::OFSTED),
                short(day)
            );
            findings.add(at(&RULE, record, &schools::OFSTED, says));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, scene};

    #[test]
    fn grades_belong_to_the_scheme_of_their_day() {
        let tables = "
            Schools | URN | Ofsted overall | Ofsted date
                    | 180001 | Satisfactory | 2011-03-01
                    | 180002 | Requires improvement | 2011-03-01
                    | 180003 | Requires improvement | 2013-03-01
                    | 180004 | Good | 2024-10-08
                    | 180005 | 2 | 2024-07-01
                    | 180006 | Special Measures | 2013-03-01
                    | 180007 | Splendid | 2013-03-01
                    | 180008 | Not judged | 2024-11-12
                    | 180009 | NULL | 2025-01-12
        ";
        assert_eq!(
            scene(tables).on(2025, 1, 31).places("SCH-010"),
            ["Schools!B3 query", "Schools!B5 query", "Schools!B8 query"]
        );
    }

    #[test]
    fn an_inspection_to_come_is_asked_about() {
        finds(
            "SCH-010",
            "
            Schools | URN | Ofsted overall | Ofsted date
                    | 180001 | Good | 2011-12-01
                    | 180002 | Good | 2011-11-30
            ",
            &["Schools!C2 query"],
        );
    }
}
