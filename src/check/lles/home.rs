//! An LLE's own school: in the list, open, and still good.

use crate::base::date::{long, short};
use crate::base::finding::{Findings, Rule, Severity};
use crate::register::schools::grade;
use crate::register::{lles, schools};

use super::super::deployments::state::HOME;
use super::super::person::is_active;
use super::super::school::{Which, called};
use super::super::subject::{at, with};
use super::super::{Ctx, rule};

pub(super) static SCHOOL: Rule = rule(
    "LLE-002",
    "home-school-unknown",
    Severity::Error,
    "An LLE's own school stands in the school list and is open.",
    "The results of LLEs' own schools are one of the programme's figures.",
    "Type the school's name or URN as it stands in the school list, or add the school there.",
);

pub(super) static DROP: Rule = rule(
    "LLE-011",
    "home-school-no-longer-good",
    Severity::Query,
    "The own school of an active LLE has been judged good or better since accreditation.",
    "An LLE's accreditation rests on the own school's standing.",
    "Confirm that deployments continue, or change the LLE's status.",
);

pub(super) fn school(ctx: &Ctx<'_>, findings: &mut Findings) {
    for record in ctx.rows(&lles::SCHEMA) {
        let column = HOME.shown(record);
        match HOME.find(&ctx.schools, record) {
            Which::Found(school) => {
                if is_active(record, ctx.as_at())
                    && !ctx.schools.is_open(school, ctx.as_at())
                {
                    let says = format!(
                        "{} is not open on {}.",
                        called(school),
                        long(ctx.as_at())
                    );
                    findings.add(
                        with(&SCHOOL, Severity::Query, record, column, says).fix(
                            "Give the LLE's new school, or change the LLE's status.",
                        ),
                    );
                }
            }
            Which::Unknown => {
                let says = super::super::deployments::unknown(ctx, record, HOME);
                findings.add(at(&SCHOOL, record, column, says));
            }
            Which::Ambiguous(several) => {
                let says = super::super::deployments::ambiguous(
                    record.raw(&lles::SCHOOL),
                    &several,
                );
                findings.add(at(&SCHOOL, record, column, says).fix(
                    "Write the URN beside the name, or say in the sheet Names which school the name means.",
                ));
            }
            Which::Blank => {}
        }
    }
}

pub(super) fn drop(ctx: &Ctx<'_>, findings: &mut Findings) {
    for record in ctx.rows(&lles::SCHEMA) {
        let Some(accredited) = record.date(&lles::ACCREDITED) else { continue };
        if !is_active(record, ctx.as_at()) {
            continue;
        }
        let own = (record.raw(&lles::OFSTED), record.date(&lles::OFSTED_DATE));
        let listed = match HOME.find(&ctx.schools, record) {
            Which::Found(school) => {
                (school.raw(&schools::OFSTED), school.date(&schools::OFSTED_DATE))
            }
            Which::Unknown | Which::Ambiguous(_) | Which::Blank => ("", None),
        };
        let column = if record.field(&lles::OFSTED).is_some() {
            &lles::OFSTED
        } else {
            HOME.shown(record)
        };
        for (words, day) in [own, listed] {
            let Some(day) = day.filter(|day| *day > accredited && *day <= ctx.as_at())
            else {
                continue;
            };
            if grade(words).is_some_and(|grade| grade >= 3) {
                let says = format!(
                    "The own school was judged {words} on {}, after accreditation on {}.",
                    short(day),
                    short(accredited)
                );
                findings.add(at(&DROP, record, column, says));
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, says};

    const LIST: &str = "
        Schools | URN | School | Close date | Ofsted overall | Ofsted date
                | 180900 | Sprowston Infant School | | Good | 2009-05-01
                | 180901 | Dravby Primary School | 2011-08-31 | |
                | 180902 | Norby Primary School | | Inadequate | 2011-05-14
    ";

    #[test]
    fn an_unknown_home_school_is_named_with_the_nearest() {
        let tables = format!(
            "{LIST}
            LLEs | LLE ref | Headteacher | School
                 | LLE29 | Mr N Mossop | Sprowsby Infants
                 | LLE30 | Ms A Hill | SPROWSTON INF
        "
        );
        finds("LLE-002", &tables, &["LLEs!C2 error"]);
        assert_eq!(
            says("LLE-002", &tables),
            "Sprowsby Infants is not in the school list. Did you mean Sprowston Infant School (URN 180900)?"
        );
    }

    #[test]
    fn a_closed_home_school_is_asked_about_while_the_lle_is_active() {
        let tables = format!(
            "{LIST}
            LLEs | LLE ref | School | Accredited | Status | Status date
                 | LLE29 | Dravby Primary | 2010-01-22 | active |
                 | LLE30 | Dravby Primary | 2010-01-22 | retired | 2011-08-31
        "
        );
        finds("LLE-002", &tables, &["LLEs!B2 query"]);
    }

    #[test]
    fn a_judgement_below_good_after_accreditation_is_asked_about() {
        let tables = format!(
            "{LIST}
            LLEs | LLE ref | School | Accredited | Status
                 | LLE29 | Norby Primary | 2010-01-22 | active
                 | LLE30 | Norby Primary | 2011-09-30 | active
                 | LLE31 | Sprowston Infant | 2010-01-22 | active
        "
        );
        finds("LLE-011", &tables, &["LLEs!B2 query"]);
    }
}
