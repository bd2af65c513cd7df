//! One school under two names: what other registers call the schools of the list.

use std::collections::BTreeSet;

use crate::base::finding::{Finding, Findings, Rule, Severity};
use crate::base::text::fold;
use crate::locate::schema::{Kind, Schema};
use crate::register::{deployments, lles, needs, school_links, schools, visits};

use super::super::school::{SchoolColumns, Which, called, differs};
use super::super::subject::at;
use super::super::{Ctx, rule};

pub(super) static RULE: Rule = rule(
    "SCH-005",
    "name-and-urn-disagree",
    Severity::Query,
    "A school's name and its URN, where both are given, are one school's.",
    "The URN is used; if the name is right, the support is counted for another school.",
    "Correct whichever is wrong, or say in the sheet Names that this name means that school.",
);

pub(super) static NEAR: Rule = rule(
    "SCH-012",
    "school-found-by-likeness",
    Severity::Query,
    "A school is named as the school list, or another name of it, has it.",
    "The school most like it was taken, and no other is as like; support and results are counted for it.",
    "Write in the sheet Names which school the name means, or correct the name.",
);

const NAMED: &[(&Schema, SchoolColumns)] = &[
    (
        &lles::SCHEMA,
        SchoolColumns {
            name: &lles::SCHOOL,
            urn: Some(&lles::URN),
            dfe: Some(&lles::DFE),
        },
    ),
    (
        &deployments::SCHEMA,
        SchoolColumns {
            name: &deployments::CLIENT,
            urn: Some(&deployments::CLIENT_URN),
            dfe: Some(&deployments::CLIENT_DFE),
        },
    ),
    (
        &visits::SCHEMA,
        SchoolColumns { name: &visits::SCHOOL, urn: Some(&visits::URN), dfe: None },
    ),
    (
        &needs::SCHEMA,
        SchoolColumns { name: &needs::SCHOOL, urn: Some(&needs::URN), dfe: None },
    ),
];

pub(super) fn run(ctx: &Ctx<'_>, findings: &mut Findings) {
    for (schema, columns) in NAMED {
        for record in ctx.rows(schema) {
            let has_number = [columns.urn, columns.dfe]
                .into_iter()
                .flatten()
                .any(|column| record.text(column).is_some());
            let Some(name) = record.text(columns.name).filter(|_| has_number) else {
                continue;
            };
            if is_answered(ctx, name) {
                continue;
            }
            let Which::Found(school) = columns.find(&ctx.schools, record) else {
                continue;
            };
            let urn = columns
                .urn
                .and_then(|column| record.text(column).map(|urn| (column, urn)));
            if let Some((column, urn)) = urn
                && ctx.schools.of_urn(urn).is_none()
                && school.text(&schools::URN).is_some()
            {
                let says = format!(
                    "{urn} is not in the school list; {name} was taken for {}.",
                    called(school)
                );
                findings.add(at(&RULE, record, column, says));
            } else if differs(&ctx.schools, school, name) {
                let says =
                    format!("{name} stands beside the number of {}.", called(school));
                findings.add(at(&RULE, record, columns.name, says));
            }
        }
    }
    results(ctx, findings);
}

/// Names that stand without a number and are only like a school's, each told once.
pub(super) fn near(ctx: &Ctx<'_>, findings: &mut Findings) {
    let mut told = BTreeSet::new();
    let mut is_new = |name: &str| {
        !is_answered(ctx, name) && !told.contains(&fold(name)) && told.insert(fold(name))
    };
    let said = |name: &str| {
        let school = called(ctx.schools.by_likeness(name)?);
        Some(format!(
            "{name} stands in no school list; {school} was taken for it, whose name is the most like it."
        ))
    };
    for record in ctx.registers.rows.values().flatten() {
        if [schools::SCHEMA.name, school_links::SCHEMA.name].contains(&record.schema.name)
        {
            continue;
        }
        for field in record.fields.iter().filter(|f| f.column.kind == Kind::School) {
            let columns = NAMED.iter().map(|(_, columns)| columns);
            let mut numbers = columns
                .filter(|columns| std::ptr::eq(columns.name, field.column))
                .flat_map(|columns| [columns.urn, columns.dfe])
                .flatten();
            if numbers.any(|column| record.text(column).is_some()) {
                continue;
            }
            let Some(name) = record.text(field.column).filter(|name| is_new(name)) else {
                continue;
            };
            if let Some(says) = said(name) {
                findings.add(at(&NEAR, record, field.column, says));
            }
        }
    }
    for result in &ctx.registers.results {
        if result.urn.is_some() || result.dfe.is_some() || !is_new(&result.name) {
            continue;
        }
        if let Some(says) = said(&result.name) {
            findings.add(
                Finding::new(&NEAR, result.place.at(result.cols.key), says)
                    .register("results")
                    .record(&*result.name)
                    .column(schools::NAME.title)
                    .value(&*result.name),
            );
        }
    }
}

fn results(ctx: &Ctx<'_>, findings: &mut Findings) {
    let mut told = BTreeSet::new();
    for result in &ctx.registers.results {
        let has_number = result.urn.is_some() || result.dfe.is_some();
        if !has_number || result.name.is_empty() || is_answered(ctx, &result.name) {
            continue;
        }
        let row = (&result.place.file, &result.place.sheet, result.place.row);
        if !told.insert(row) {
            continue;
        }
        let found = ctx.schools.find(result.urn.as_deref(), result.dfe.as_deref(), None);
        if let Which::Found(school) = found
            && differs(&ctx.schools, school, &result.name)
        {
            let says = format!(
                "{} stands beside the number of {}.",
                result.name,
                called(school)
            );
            let place = result.place.at(result.cols.key);
            let number = result.urn.as_deref().or(result.dfe.as_deref()).unwrap_or("");
            findings.add(
                Finding::new(&RULE, place, says)
                    .register("results")
                    .record(format!("{number} {}", result.name))
                    .column(schools::URN.title)
                    .value(number),
            );
        }
    }
}

/// The adviser has said what the name means.
fn is_answered(ctx: &Ctx<'_>, name: &str) -> bool {
    let wanted = fold(name);
    let mut answers = ctx.registers.answers.names.iter();
    answers.any(|answer| answer.lapsed.is_none() && fold(&answer.name) == wanted)
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, says};

    const LIST: &str = "
        Schools | URN | School | Also known as
                | 180124 | Dravby Primary School | Little Pirates
                | 180126 | Norby Primary School |
    ";

    #[test]
    fn a_name_beside_another_schools_urn_is_asked_about() {
        let tables = format!(
            "{LIST}
            Deployments | Deployment ref | Client school | Client URN
                        | DEP-01 | Norby Primary | 180124
                        | DEP-02 | DRAVBY PRI | 180124
                        | DEP-03 | Little Pirates | 180124
                        | DEP-04 | Norby Primary |
                        | DEP-05 | Norby Primary | 999901
        "
        );
        finds("SCH-005", &tables, &["Deployments!B2 query", "Deployments!C6 query"]);
        let tables = tables.replace("| 999901", "|");
        assert_eq!(
            says("SCH-005", &tables),
            "Norby Primary stands beside the number of Dravby Primary School (URN 180124)."
        );
    }

    #[test]
    fn a_row_of_results_is_asked_about_once() {
        let tables = format!(
            "{LIST}
            Results | URN | School | Year | Value
                    | 180124 | Wholly Otherwise Academy | 2010/11 | 70
                    | 180126 | Norby Primary | 2010/11 | 70
        "
        );
        finds("SCH-005", &tables, &["Results!A2 query"]);
    }

    #[test]
    fn a_name_that_is_only_like_a_schools_is_asked_about_once() {
        let tables = format!(
            "{LIST}
            Deployments | Deployment ref | Client school | Client URN
                        | DEP-01 | Norbby Primary |
                        | DEP-02 | NORBBY PRIMARY |
                        | DEP-03 | Norby Pri |
                        | DEP-04 | Norbby Primary | 180126
                        | DEP-05 | Little Pirates |
            Results | School | Year | Measure | Value
                    | Norbby Primary | 2010/11 | L4+ E&M | 70
                    | Dravvby Primary | 2010/11 | L4+ E&M | 70
        "
        );
        finds("SCH-012", &tables, &["Deployments!B2 query", "Results!A3 query"]);
        let first = tables.split("Results").next().unwrap_or_default();
        assert_eq!(
            says("SCH-012", first),
            "Norbby Primary stands in no school list; Norby Primary School (URN 180126) was taken for it, whose name is the most like it."
        );
    }
}
