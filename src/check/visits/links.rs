//! A visit's deployment: there is one, and LLE and school are its own.

use crate::base::finding::{Findings, Rule, Severity};
use crate::register::record::Record;
use crate::register::{deployments, schools, visits};

use super::super::deployments::state;
use super::super::person::Who;
use super::super::school::{SchoolColumns, Which, called};
use super::super::subject::{at, name, with};
use super::super::suggest::sentence;
use super::super::{Ctx, rule};

pub(super) static RULE: Rule = rule(
    "VIS-001",
    "visit-of-no-deployment",
    Severity::Error,
    "A visit belongs to a deployment of the register, and its LLE and school are that deployment's.",
    "Its days would count for another school, or for none.",
    "Correct the deployment's reference, the school or the LLE.",
);

pub(super) const SCHOOL: SchoolColumns =
    SchoolColumns { name: &visits::SCHOOL, urn: Some(&visits::URN), dfe: None };

/// The LLE of a visit as its own cells name it.
pub(super) fn lle<'a>(ctx: &Ctx<'a>, record: &Record) -> Who<'a> {
    ctx.lles.find(record.text(&visits::LLE_REF), record.text(&visits::LLE))
}

pub(super) fn run(ctx: &Ctx<'_>, findings: &mut Findings) {
    for record in ctx.rows(&visits::SCHEMA) {
        let Some(reference) = record.text(&visits::DEPLOYMENT) else {
            by_pair(ctx, record, findings);
            continue;
        };
        if let Some(deployment) = ctx.deployment(reference) {
            agrees(ctx, record, deployment, findings);
            continue;
        }
        let says = format!(
            "{reference} is not in the deployment register.{}",
            sentence(ctx, reference, ctx.deployment_refs())
        );
        findings.add(at(&RULE, record, &visits::DEPLOYMENT, says));
    }
}

fn agrees(ctx: &Ctx<'_>, record: &Record, deployment: &Record, findings: &mut Findings) {
    let reference = deployment.raw(&deployments::REF);
    let own = SCHOOL.find(&ctx.schools, record);
    if let (Which::Found(visited), Some(client)) = (own, state::client(ctx, deployment))
        && visited.place != client.place
        && visited.raw(&schools::URN) != client.raw(&schools::URN)
    {
        let says = format!(
            "The visit says {}, but {reference} is for {}.",
            called(visited),
            called(client)
        );
        findings.add(at(&RULE, record, SCHOOL.shown(record), says));
    }
    // Somebody of the LLE's staff may have gone instead.
    if !record.raw(&visits::WHO).is_empty() {
        return;
    }
    if let (Who::Found(visitors), Who::Found(agreed)) =
        (lle(ctx, record), state::lle(ctx, deployment))
        && !visitors
            .iter()
            .any(|visitor| agreed.iter().any(|lle| lle.place == visitor.place))
    {
        let says = format!(
            "The visit says {}, but {reference} is {}'s.",
            visitors.first().map(|lle| name(lle)).unwrap_or_default(),
            agreed.first().map(|lle| name(lle)).unwrap_or_default()
        );
        let column = if record.raw(&visits::LLE).is_empty() {
            &visits::LLE_REF
        } else {
            &visits::LLE
        };
        findings.add(with(&RULE, Severity::Query, record, column, says));
    }
}

/// The deployment of a visit without a reference, where its LLE has been sent to its
/// school once.
pub(super) fn only_one<'a>(ctx: &Ctx<'a>, record: &Record) -> Option<&'a Record> {
    let Which::Found(school) = SCHOOL.find(&ctx.schools, record) else { return None };
    let Who::Found(visitors) = lle(ctx, record) else { return None };
    let is_theirs = |deployment: &&&Record| match state::lle(ctx, deployment) {
        Who::Found(agreed) => {
            visitors.iter().any(|one| agreed.iter().any(|lle| lle.place == one.place))
        }
        _ => false,
    };
    let mut found = ctx.deployments_to(school).iter().filter(is_theirs);
    let only = found.next().copied()?;
    found.next().is_none().then_some(only)
}

/// A visit without a reference is found by its LLE and school.
fn by_pair(ctx: &Ctx<'_>, record: &Record, findings: &mut Findings) {
    if record.raw(&visits::SCHOOL).is_empty() && record.raw(&visits::URN).is_empty() {
        let column = [&visits::DEPLOYMENT, &visits::SCHOOL, &visits::LLE]
            .into_iter()
            .find(|column| record.field(column).is_some())
            .unwrap_or(&visits::DATE);
        let says = "Neither a deployment nor a school stands in this row, so that nobody knows whose visit it was.";
        findings.add(at(&RULE, record, column, says));
        return;
    }
    let school = match SCHOOL.find(&ctx.schools, record) {
        Which::Found(school) => school,
        Which::Unknown if ctx.has("schools") => {
            let says = super::super::deployments::unknown(ctx, record, SCHOOL);
            findings.add(at(&RULE, record, SCHOOL.shown(record), says));
            return;
        }
        _ => return,
    };
    let visitors = match lle(ctx, record) {
        Who::Found(visitors) => Some(visitors),
        Who::Unknown => {
            let written = record.raw(&visits::LLE);
            let says = format!(
                "{written} is not in the LLE register.{}",
                sentence(ctx, written, ctx.lles.names())
            );
            findings.add(at(&RULE, record, &visits::LLE, says));
            return;
        }
        Who::Blank => None,
    };
    let is_theirs = ctx.deployments_to(school).iter().any(|deployment| {
        match (&visitors, state::lle(ctx, deployment)) {
            (Some(visitors), Who::Found(agreed)) => {
                visitors.iter().any(|one| agreed.iter().any(|lle| lle.place == one.place))
            }
            _ => true,
        }
    });
    if !is_theirs {
        let of_whom = if visitors.is_some() { "of this LLE " } else { "" };
        let says =
            format!("No deployment {of_whom}to {} is in the register.", called(school));
        findings.add(at(&RULE, record, SCHOOL.shown(record), says));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::finds;

    const LISTS: &str = "
        Schools | URN | School
                | 180124 | Dravby Primary School
                | 180126 | Norby Primary School
        LLEs | LLE ref | Headteacher
             | LLE01 | Ruth Gathercole
             | LLE02 | Ian Hazelby
        Deployments | Deployment ref | LLE ref | Client URN
                    | DEP-113 | LLE01 | 180124
    ";

    fn with(rows: &str) -> String {
        format!(
            "{LISTS}
            Records of visit | Visit ref | Deployment ref | LLE | School | Who visited
            {rows}
        "
        )
    }

    #[test]
    fn a_visit_for_an_unknown_deployment_is_left_out() {
        finds(
            "VIS-001",
            &with(
                "
                | V1 | DEP-88 | R Gathercole | Dravby Primary |
                | V2 | DEP-113 | R Gathercole | Dravby Primary |
            ",
            ),
            &["Records of visit!B2 error"],
        );
    }

    #[test]
    fn school_and_lle_are_the_deployments() {
        finds(
            "VIS-001",
            &with(
                "
                | V1 | DEP-113 | R Gathercole | Norby Primary |
                | V2 | DEP-113 | I Hazelby | Dravby Primary |
                | V3 | DEP-113 | I Hazelby | Dravby Primary | deputy head
            ",
            ),
            &["Records of visit!D2 error", "Records of visit!C3 query"],
        );
    }

    #[test]
    fn without_a_reference_lle_and_school_tell_the_deployment() {
        finds(
            "VIS-001",
            &with(
                "
                | V1 | | R Gathercole | Dravby Primary |
                | V2 | | R Gathercole | Norby Primary |
                | V3 | | Tom Other | Dravby Primary |
                | V4 | | R Gathercole | Nowhere at All |
                | V5 | | R Gathercole | |
                | V6 | | | |
            ",
            ),
            &[
                "Records of visit!D3 error",
                "Records of visit!C4 error",
                "Records of visit!D5 error",
                "Records of visit!B6 error",
                "Records of visit!B7 error",
            ],
        );
    }
}
