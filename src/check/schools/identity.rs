//! One school under two names: what other registers call the schools of the list.

use std::collections::BTreeSet;

use crate::base::finding::{Findings, Rule, Severity};
use crate::base::text::fold;
use crate::locate::schema::Schema;
use crate::register::{deployments, lles, needs, schools, visits};

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
                crate::base::finding::Finding::new(&RULE, place, says)
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
    ctx.registers.answers.names.iter().any(|answer| fold(&answer.name) == wanted)
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
}
