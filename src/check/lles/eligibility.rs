//! Who could become an LLE: years of headship, leadership judged good.

use jiff::ToSpan;

use crate::base::date::short;
use crate::base::finding::{Findings, Rule, Severity};
use crate::register::lles;
use crate::register::schools::grade;

use super::super::subject::at;
use super::super::{Ctx, rule};

pub(super) static HEADSHIP: Rule = Rule {
    settings: &["eligibility_years"],
    ..rule(
        "LLE-005",
        "too-short-a-headship",
        Severity::Query,
        "An LLE had been a head for the years that the national criteria ask for when accredited.",
        "The forum may ask whether its LLEs meet the criteria.",
        "Check the start of the headship, or note the exception.",
    )
};

pub(super) static LEADERSHIP: Rule = rule(
    "LLE-006",
    "leadership-not-good",
    Severity::Query,
    "Leadership and management of the LLE's school was at least good at the last inspection before accreditation.",
    "It is one of the national criteria.",
    "Check the grade and its date, or note the exception.",
);

pub(super) fn headship(ctx: &Ctx<'_>, findings: &mut Findings) {
    let years = ctx.number("eligibility_years");
    let months = (years * 12.0) as i64;
    for record in ctx.rows(&lles::SCHEMA) {
        let (Some(start), Some(accredited)) =
            (record.date(&lles::HEAD_START), record.date(&lles::ACCREDITED))
        else {
            continue;
        };
        if start.saturating_add(months.clamp(0, 1200).months()) > accredited {
            let says = format!(
                "Head since {}, accredited on {}: less than the {} years that were expected.",
                short(start),
                short(accredited),
                crate::base::quantity::plain(years)
            );
            findings.add(at(&HEADSHIP, record, &lles::HEAD_START, says));
        }
    }
}

pub(super) fn leadership(ctx: &Ctx<'_>, findings: &mut Findings) {
    for record in ctx.rows(&lles::SCHEMA) {
        let Some(accredited) = record.date(&lles::ACCREDITED) else { continue };
        let is_before = record
            .date(&lles::OFSTED_DATE)
            .is_none_or(|inspected| inspected <= accredited);
        let words = record.raw(&lles::LEADERSHIP);
        if is_before && grade(words).is_some_and(|grade| grade >= 3) {
            let says = format!(
                "Leadership and management was {words} when accredited on {}; good or better was expected.",
                short(accredited)
            );
            findings.add(at(&LEADERSHIP, record, &lles::LEADERSHIP, says));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, scene};

    const HEADS: &str = "
        LLEs | LLE ref | Headship start | Accredited
             | LLE01 | 2009-09-01 | 2011-11-01
             | LLE02 | 2008-09-01 | 2011-09-01
    ";

    #[test]
    fn three_years_of_headship_to_the_day_are_enough() {
        finds("LLE-005", HEADS, &["LLEs!B2 query"]);
        assert!(scene(HEADS).set("eligibility_years", "2").places("LLE-005").is_empty());
    }

    #[test]
    fn leadership_below_good_before_accreditation_is_asked_about() {
        finds(
            "LLE-006",
            "
            LLEs | LLE ref | Accredited | Leadership and management | Ofsted date
                 | LLE01 | 2010-01-22 | 3 | 2009-05-01
                 | LLE02 | 2010-01-22 | 2 | 2009-05-01
                 | LLE03 | 2010-01-22 | Satisfactory | 2011-05-01
            ",
            &["LLEs!C2 query"],
        );
    }
}
