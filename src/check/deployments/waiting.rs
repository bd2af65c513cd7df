//! LLEs who wait for a school, and schools that wait for an LLE.

use std::collections::BTreeSet;

use crate::base::finding::{Findings, Rule, Severity};
use crate::base::text::count;
use crate::register::record::Record;
use crate::register::{deployments, lles, needs};

use super::super::person::is_active;
use super::super::school::{SchoolColumns, Which};
use super::super::subject::{at, name, sheet};
use super::super::{Ctx, rule};
use super::links::{ambiguous, unknown};
use super::state::{self, is_live};

pub(super) static FREE: Rule = rule(
    "DEP-012",
    "lle-without-deployment",
    Severity::Note,
    "Every LLE who is active supports a school.",
    "Days that were offered are not used.",
    "Nothing to do in the register; the matching workbook shows whom they could support.",
);

pub(super) static NEED: Rule = rule(
    "DEP-014",
    "school-in-need-unknown",
    Severity::Query,
    "A school that waits for support stands in the school list.",
    "It cannot be matched without its place, phase and size.",
    "Type the school's name or URN as it stands in the school list.",
);

pub(super) fn free(ctx: &Ctx<'_>, findings: &mut Findings) {
    let busy: BTreeSet<_> = ctx
        .rows(&deployments::SCHEMA)
        .iter()
        .filter(|record| is_live(record, ctx.as_at()))
        .filter_map(|record| state::one_lle(ctx, record))
        .map(|lle| &lle.place)
        .collect();
    let free: Vec<&Record> = ctx
        .rows(&lles::SCHEMA)
        .iter()
        .filter(|lle| is_active(lle, ctx.as_at()) && !busy.contains(&lle.place))
        .collect();
    let Some(first) = free.first() else { return };
    let names: Vec<String> = free.iter().take(10).map(|lle| name(lle)).collect();
    let more = free.len().saturating_sub(names.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let says = format!(
        "{} without a deployment: {}{more}.",
        count(free.len(), "active LLE is", "active LLEs are"),
        names.join(", ")
    );
    findings.add(sheet(&FREE, first, says));
}

pub(super) fn need(ctx: &Ctx<'_>, findings: &mut Findings) {
    let columns =
        SchoolColumns { name: &needs::SCHOOL, urn: Some(&needs::URN), dfe: None };
    for record in ctx.rows(&needs::SCHEMA) {
        let says = match columns.find(&ctx.schools, record) {
            Which::Unknown => unknown(ctx, record, columns),
            Which::Ambiguous(several) => ambiguous(record.raw(&needs::SCHOOL), &several),
            Which::Found(_) | Which::Blank => continue,
        };
        findings.add(at(&NEED, record, columns.shown(record), says));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, says};

    const LISTS: &str = "
        Schools | URN | School
                | 180126 | Norby Primary School
        LLEs | LLE ref | Headteacher | Accredited | Status
             | LLE01 | GATHERCOLE, Ruth | 2010-01-22 | active
             | LLE02 | Mr I Hazelby | 2011-09-30 | active
             | LLE03 | J Ivatt | 2010-01-22 | in training
    ";

    fn with(rows: &str) -> String {
        format!(
            "{LISTS}
            Deployments | Deployment ref | LLE ref | LLE | Client school | Client URN | Start | Status | Kind
            {rows}
        "
        )
    }

    #[test]
    fn active_lles_without_a_deployment_are_listed_once() {
        let tables = with(
            "
            | DEP-12 | LLE02 | | Norby Primary | | 2011-10-12 | active |
        ",
        );
        assert_eq!(
            says("DEP-012", &tables),
            "1\u{a0}active LLE is without a deployment: LLE01 GATHERCOLE, Ruth."
        );
        let busy = with(
            "
            | DEP-12 | LLE02 | | Norby Primary | | 2011-10-12 | active |
            | DEP-13 | LLE01 | | Norby Primary | | 2011-10-12 | active |
        ",
        );
        finds("DEP-012", &busy, &[]);
    }

    #[test]
    fn a_school_in_need_must_be_in_the_list() {
        let tables = format!(
            "{LISTS}
            Needs of identified schools | Need ref | School
                                        | N1 | Nowhere Primary
                                        | N2 | Norby Primary
        "
        );
        finds("DEP-014", &tables, &["Needs of identified schools!B2 query"]);
    }
}
