//! The school list against itself, the calendar and what other registers call its schools.

mod identity;
pub(crate) mod inspection;
mod numbers;
mod pupils;

use std::collections::BTreeMap;

use crate::base::date::{Date, long, short};
use crate::base::finding::{Findings, Rule, Severity};
use crate::base::text::{count, fold};
use crate::register::record::Record;
use crate::register::schools;

use super::subject::{at, with};
use super::{Check, Ctx, rule};

static DATES: Rule = rule(
    "SCH-006",
    "school-closed-before-it-opened",
    Severity::Error,
    "A school opens before it closes, and a closing date to come is marked as proposed.",
    "Results and deployments are joined by these dates.",
    "Correct whichever of the two dates is wrong.",
);

static SUCCESSOR: Rule = rule(
    "SCH-007",
    "closed-without-successor",
    Severity::Query,
    "A school of the programme that closed names the school that followed it.",
    "Without it the history of its results ends.",
    "Fill `Replaced by` with the new URN, or add the links file of Get Information about Schools.",
);

static HEAD: Rule = rule(
    "SCH-011",
    "head-starts-in-the-future",
    Severity::Query,
    "A head's first day has come.",
    "Letters would be addressed to somebody who is not yet in post.",
    "Correct the date, or keep the head in post until the new one starts.",
);

/// Checks of this family.
pub(super) const CHECKS: &[Check] = &[
    Check { rule: &numbers::DFE, needs: &["schools"], run: numbers::dfe },
    Check { rule: &numbers::SHARED, needs: &["schools"], run: numbers::shared },
    Check { rule: &identity::RULE, needs: &["schools"], run: identity::run },
    Check { rule: &identity::NEAR, needs: &["schools"], run: identity::near },
    Check { rule: &DATES, needs: &["schools"], run: dates },
    Check { rule: &SUCCESSOR, needs: &["schools", "deployments"], run: successor },
    Check { rule: &pupils::PHASE, needs: &["schools", "results"], run: pupils::phase },
    Check { rule: &pupils::ROLL, needs: &["schools"], run: pupils::roll },
    Check { rule: &inspection::RULE, needs: &["schools"], run: inspection::run },
    Check { rule: &HEAD, needs: &["schools"], run: head },
];

fn dates(ctx: &Ctx<'_>, findings: &mut Findings) {
    let mut to_come: BTreeMap<_, Vec<(Date, &Record)>> = BTreeMap::new();
    for record in ctx.rows(&schools::SCHEMA) {
        let Some(close) = record.date(&schools::CLOSE) else { continue };
        if let Some(open) = record.date(&schools::OPEN).filter(|open| *open > close) {
            let says = format!(
                "The school closed on {} and opened on {}; it was expected to open first.",
                short(close),
                short(open)
            );
            findings.add(at(&DATES, record, &schools::CLOSE, says));
        } else if close > ctx.as_at()
            && !fold(record.raw(&schools::STATUS)).contains("propos")
        {
            let sheet = (&record.place.file, &record.place.sheet);
            to_come.entry(sheet).or_default().push((close, record));
        }
    }
    for records in to_come.values() {
        closing(ctx, records, findings);
    }
}

/// Closing dates to come on one sheet: a few are asked about one by one; many
/// say that the list is newer than the day at which the pack counts.
fn closing(ctx: &Ctx<'_>, records: &[(Date, &Record)], findings: &mut Findings) {
    const FEW: usize = 3;
    if let Some((_, first)) = records.first().filter(|_| records.len() > FEW) {
        let says = format!(
            "{} of the list close after {}; the list is newer than that day.",
            count(records.len(), "school", "schools"),
            long(ctx.as_at())
        );
        findings.add(with(&DATES, Severity::Note, first, &schools::CLOSE, says));
        return;
    }
    for (close, record) in records {
        let says = format!(
            "The school closes on {}, after {}; its status was expected to say that it is proposed to close.",
            short(*close),
            long(ctx.as_at())
        );
        findings.add(with(&DATES, Severity::Query, record, &schools::CLOSE, says));
    }
}

fn successor(ctx: &Ctx<'_>, findings: &mut Findings) {
    let mut told = std::collections::BTreeSet::new();
    for school in super::deployments::state::programme_schools(ctx) {
        let Some(close) = school.date(&schools::CLOSE).filter(|day| *day <= ctx.as_at())
        else {
            continue;
        };
        let reason = fold(school.raw(&schools::CLOSE_REASON));
        let is_the_end = reason.contains("closure") || reason.contains("fall in");
        if is_the_end || ctx.schools.has_successor(school) || !told.insert(&school.place)
        {
            continue;
        }
        let column = if school.field(&schools::REPLACED_BY).is_some() {
            &schools::REPLACED_BY
        } else {
            &schools::CLOSE
        };
        let says =
            format!("The school closed on {} and no successor is given.", short(close));
        findings.add(at(&SUCCESSOR, school, column, says));
    }
}

fn head(ctx: &Ctx<'_>, findings: &mut Findings) {
    for record in ctx.rows(&schools::SCHEMA) {
        if let Some(day) =
            record.date(&schools::HEAD_START).filter(|day| *day > ctx.as_at())
        {
            let says = format!(
                "The head starts on {}, after {}; a day that has come was expected.",
                short(day),
                long(ctx.as_at())
            );
            findings.add(at(&HEAD, record, &schools::HEAD_START, says));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, says};

    #[test]
    fn a_school_that_closed_before_it_opened_is_left_out() {
        let tables = "
            Schools | URN | School | Open date | Close date
                    | 180340 | Tiltover Infant School | 2010-09-01 | 2008-08-31
                    | 180341 | Norby Infant School | 2008-08-31 | 2008-08-31
        ";
        finds("SCH-006", tables, &["Schools!D2 error"]);
        assert_eq!(
            says("SCH-006", tables),
            "The school closed on 31/08/2008 and opened on 01/09/2010; it was expected to open first."
        );
    }

    #[test]
    fn a_closing_date_to_come_is_asked_about_unless_it_is_proposed() {
        finds(
            "SCH-006",
            "
            Schools | URN | Status | Close date
                    | 180340 | Open | 2012-08-31
                    | 180341 | Open, but proposed to close | 2012-08-31
            ",
            &["Schools!C2 query"],
        );
    }

    #[test]
    fn a_list_that_is_newer_than_the_day_is_noted_once() {
        finds(
            "SCH-006",
            "
            Schools | URN | Close date
                    | 180340 | 2012-08-31
                    | 180341 | 2012-08-31
                    | 180342 | 2012-08-31
                    | 180343 | 2012-08-31
            ",
            &["Schools!B2 note"],
        );
    }

    #[test]
    fn a_client_school_that_closed_needs_its_successor() {
        let tables = |replaced: &str| {
            format!(
                "
            Schools | URN | School | Close date | Replaced by (URN)
                    | 180340 | Tiltover Infant School | 2011-08-31 | {replaced}
                    | 180341 | Norby Infant School | 2011-08-31 |
            Deployments | Deployment ref | Client school
                        | DEP-01 | Tiltover Infant School
        "
            )
        };
        finds("SCH-007", &tables(""), &["Schools!D2 query"]);
        finds("SCH-007", &tables("190001"), &[]);
    }

    #[test]
    fn a_head_who_starts_tomorrow_is_asked_about() {
        finds(
            "SCH-011",
            "
            Schools | URN | Headteacher | Head since
                    | 180340 | A Hill | 2011-12-01
                    | 180341 | B Carr | 2011-11-30
            ",
            &["Schools!C2 query"],
        );
    }
}
