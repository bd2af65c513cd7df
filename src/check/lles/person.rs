//! One person on two rows, and profiles of nobody.

use std::collections::BTreeMap;

use crate::base::finding::{Findings, Rule, Severity};
use crate::base::text::fold;
use crate::register::record::Record;
use crate::register::{lles, profiles};

use super::super::deployments::state::home;
use super::super::person::{Who, has_left, of_record};
use super::super::subject::{at, name, row_of};
use super::super::suggest::sentence;
use super::super::{Ctx, rule};

pub(super) static SAME: Rule = rule(
    "LLE-003",
    "one-person-on-two-rows",
    Severity::Query,
    "A person has one row in the LLE register.",
    "The person would be counted twice.",
    "If the two are one person, keep one row.",
);

pub(super) static PROFILE: Rule = rule(
    "LLE-012",
    "profile-of-nobody",
    Severity::Query,
    "A profile for the directory is an LLE's of the register.",
    "Without an LLE its consent and status cannot be known, so it is not printed.",
    "Type the LLE's reference as it stands in the LLE register.",
);

pub(super) fn same(ctx: &Ctx<'_>, findings: &mut Findings) {
    let mut seen: BTreeMap<String, Vec<&Record>> = BTreeMap::new();
    for record in ctx.rows(&lles::SCHEMA).iter().filter(|record| !has_left(record)) {
        for person in of_record(record) {
            let namesakes = seen.entry(fold(&person.last)).or_default();
            let twin = namesakes.iter().find(|other| {
                let is_other_ref = record.raw(&lles::REF).is_empty()
                    || fold(other.raw(&lles::REF)) != fold(record.raw(&lles::REF));
                let may_be = of_record(other).iter().any(|known| known.may_be(&person));
                is_other_ref && may_be && is_one_school(ctx, other, record)
            });
            if let Some(twin) = twin {
                let column = if record.raw(&lles::NAME).is_empty() {
                    &lles::SURNAME
                } else {
                    &lles::NAME
                };
                let says = format!(
                    "{} and {} ({}) share a name and a school.",
                    name(record),
                    name(twin),
                    row_of(twin, record)
                );
                findings.add(at(&SAME, record, column, says));
            }
            namesakes.push(record);
        }
    }
}

fn is_one_school(ctx: &Ctx<'_>, a: &Record, b: &Record) -> bool {
    match (home(ctx, a), home(ctx, b)) {
        (Some(a), Some(b)) => a.place == b.place,
        _ => fold(a.raw(&lles::SCHOOL)) == fold(b.raw(&lles::SCHOOL)),
    }
}

pub(super) fn profile(ctx: &Ctx<'_>, findings: &mut Findings) {
    for record in ctx.rows(&profiles::SCHEMA) {
        let reference = record.text(&profiles::LLE_REF);
        if let Who::Unknown = ctx.lles.find(reference, record.text(&profiles::LLE)) {
            let column =
                if reference.is_some() { &profiles::LLE_REF } else { &profiles::LLE };
            let written = record.raw(column);
            let says = format!(
                "{written} is not in the LLE register.{}",
                sentence(ctx, written, ctx.lles.names())
            );
            findings.add(at(&PROFILE, record, column, says));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::finds;

    #[test]
    fn two_spellings_at_one_school_may_be_one_person() {
        finds(
            "LLE-003",
            "
            LLEs | LLE ref | Headteacher | School
                 | LLE01 | Anna Hill | Dravby Primary
                 | LLE02 | HILL, A. | Dravby Primary
                 | LLE03 | Anna Hill | Norby Primary
                 | LLE04 | Betty Hill | Dravby Primary
            ",
            &["LLEs!B3 query"],
        );
    }

    #[test]
    fn a_profile_is_somebodys() {
        finds(
            "LLE-012",
            "
            LLEs | LLE ref | Headteacher
                 | LLE01 | Anna Hill
            Publicity profiles | LLE | Headline
                               | Anna Hill | Small schools
                               | Tom Other | Big schools
            ",
            &["Publicity profiles!A3 query"],
        );
    }
}
