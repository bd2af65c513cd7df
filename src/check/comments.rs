//! Comments: with permission, without names, and of nobody in particular.

mod names;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::cell::RowPlace;
use crate::base::finding::{Findings, Rule, Severity};
use crate::base::text::fold;
use crate::locate::schema::Column;
use crate::register::record::Record;
use crate::register::{comments, deployments, schools, surveys};

use super::context::is_blank;
use super::deployments::state;
use super::subject::{at, with};
use super::{Check, Ctx, rule};

static CONSENT: Rule = rule(
    "COM-001",
    "comment-without-permission",
    Severity::Query,
    "A comment says whether it may be quoted.",
    "Without permission it is never quoted.",
    "Write `yes` if the head agreed, `anonymous` if without a name, `no` if not.",
);

static IDENTIFIES: Rule = rule(
    "COM-003",
    "speaker-can-be-told",
    Severity::Query,
    "Role, kind of school and place together leave several people who might have spoken.",
    "The speaker can be told although no name is given.",
    "Give a wider role, such as `headteacher`.",
);

/// Checks of this family.
pub(super) const CHECKS: &[Check] = &[
    Check { rule: &CONSENT, needs: &[], run: consent },
    Check { rule: &names::RULE, needs: &[], run: names::run },
    Check {
        rule: &IDENTIFIES,
        needs: &["comments", "deployments", "schools"],
        run: identifies,
    },
];

/// Comments with the column of their words, each row once: a survey's comments
/// stand in both registers.
fn spoken<'a>(ctx: &Ctx<'a>) -> Vec<(&'a Record, &'static Column)> {
    let mut seen: BTreeSet<&RowPlace> = BTreeSet::new();
    let own = ctx.rows(&comments::SCHEMA).iter().map(|record| (record, &comments::TEXT));
    let replies =
        ctx.rows(&surveys::SCHEMA).iter().map(|record| (record, &surveys::COMMENT));
    own.chain(replies)
        .filter(|(record, column)| !is_blank(record, column))
        .filter(|(record, _)| seen.insert(&record.place))
        .map(|(record, column)| (record, column as &'static Column))
        .collect()
}

fn consent(ctx: &Ctx<'_>, findings: &mut Findings) {
    let mut without: BTreeMap<(String, String), (&Record, &'static Column, usize)> =
        BTreeMap::new();
    for (record, text) in spoken(ctx) {
        let column: &'static Column = if record.schema.name == "comments" {
            &comments::CONSENT
        } else {
            &surveys::CONSENT
        };
        match record.field(column) {
            Some(_) if is_blank(record, column) => {
                let says =
                    "No word on consent stands beside this comment; it is not quoted.";
                findings.add(at(&CONSENT, record, column, says));
            }
            Some(_) => {}
            None => {
                let sheet =
                    (record.place.file.to_string(), record.place.sheet.to_string());
                without.entry(sheet).or_insert((record, text, 0)).2 += 1;
            }
        }
    }
    for (record, text, number) in without.into_values() {
        let says = format!(
            "The sheet has no column on consent; its comments ({number}) are not quoted."
        );
        findings.add(with(&CONSENT, Severity::Note, record, text, says));
    }
}

/// Words for a kind of school, with the phase or type that they mean.
const KINDS: &[(&str, &str)] = &[
    ("special", "special"),
    ("secondary", "secondary"),
    ("high school", "secondary"),
    ("infant", "infant"),
    ("junior", "junior"),
    ("nursery", "nursery"),
    ("middle", "middle"),
    ("pru", "pru"),
];

fn identifies(ctx: &Ctx<'_>, findings: &mut Findings) {
    let clients: BTreeMap<&RowPlace, &Record> = ctx
        .rows(&deployments::SCHEMA)
        .iter()
        .filter_map(|record| state::client(ctx, record))
        .map(|school| (&school.place, school))
        .collect();
    for (record, _) in spoken(ctx) {
        if record.schema.name != "comments" {
            continue;
        }
        let role = format!(" {} ", fold(record.raw(&comments::ROLE)));
        let kind = KINDS.iter().find(|(word, _)| role.contains(&format!(" {word} ")));
        let district = clients
            .values()
            .filter_map(|school| school.text(&schools::DISTRICT))
            .find(|district| role.contains(&format!(" {} ", fold(district))));
        if kind.is_none() && district.is_none() {
            continue;
        }
        let fits = clients
            .values()
            .filter(|school| kind.is_none_or(|(_, phase)| is_of(school, phase)))
            .filter(|school| {
                district.is_none_or(|district| {
                    school.text(&schools::DISTRICT) == Some(district)
                })
            })
            .count();
        if fits == 1 {
            let says = format!(
                "One client school alone fits `{}`; a role that several have was expected.",
                record.raw(&comments::ROLE).trim()
            );
            findings.add(at(&IDENTIFIES, record, &comments::ROLE, says));
        }
    }
}

fn is_of(school: &Record, phase: &str) -> bool {
    school.choice(&schools::PHASE) == Some(phase)
        || fold(school.raw(&schools::KIND)).contains(phase)
        || fold(school.raw(&schools::NAME)).contains(phase)
}

#[cfg(test)]
mod tests {
    use crate::check::found::finds;

    #[test]
    fn a_blank_under_consent_is_asked_about() {
        finds(
            "COM-001",
            "
            Survey responses | Respondent ref | Comment | Consent to quote
                             | C04 | It made the difference. |
                             | C05 | It made the difference. | yes
                             | C06 | |
            ",
            &["Survey responses!C2 query"],
        );
    }

    #[test]
    fn a_sheet_without_the_column_is_noted_once() {
        finds(
            "COM-001",
            "
            Comments | Comment | Speaker's role
                     | It made the difference. | Headteacher
                     | It did not. | Headteacher
            ",
            &["Comments!A2 note"],
        );
    }

    #[test]
    fn the_only_special_school_tells_who_spoke() {
        let tables = |second: &str| {
            format!(
                "
            Schools | URN | School | Phase
                    | 180001 | Norby School | special
                    | 180002 | Dravby School | {second}
            Deployments | Deployment ref | Client URN
                        | DEP-01 | 180001
                        | DEP-02 | 180002
            Comments | Comment | Speaker's role | Consent to quote
                     | Good. | Special school headteacher | yes
                     | Good. | Headteacher | yes
        "
            )
        };
        finds("COM-003", &tables("primary"), &["Comments!B2 query"]);
        finds("COM-003", &tables("special"), &[]);
    }
}
