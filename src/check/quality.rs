//! Quality assurance: of real work, by somebody else, often enough, with reasons.

use std::collections::BTreeSet;

use jiff::ToSpan;

use crate::base::date::short;
use crate::base::finding::{Findings, Rule, Severity};
use crate::base::quantity::plain;
use crate::base::text::{count, fold};
use crate::register::record::{Record, Value};
use crate::register::{deployments, quality};

use super::context::is_blank;
use super::deployments::state::{is_live, lle as lle_of, one_lle};
use super::person::Who;
use super::school::Which;
use super::subject::{at, name, sheet};
use super::suggest::sentence;
use super::{Check, Ctx, rule};

static WHOSE: Rule = rule(
    "QUA-001",
    "check-of-nothing-or-of-own-work",
    Severity::Error,
    "A quality check is of a deployment of the register, and nobody reviews their own work.",
    "It would count as assurance that nobody independent gave.",
    "Correct the deployment's reference, or enter who else reviewed it.",
);

static SAMPLE: Rule = Rule {
    settings: &["qa_sample_percent", "qa_settled_months"],
    ..rule(
        "QUA-002",
        "too-few-checked",
        Severity::Query,
        "In a year every LLE who supports a school, and a share of live deployments, is quality assured.",
        "The forum is told that the programme's quality is assured.",
        "Arrange the checks that are missing, or enter those that were done.",
    )
};

static REASON: Rule = rule(
    "QUA-003",
    "rating-without-reason",
    Severity::Query,
    "A rating is on the scale, and below green it has a reason.",
    "Nobody can act on a colour.",
    "Add one line that says what was found.",
);

static OVERDUE: Rule = rule(
    "QUA-004",
    "action-overdue",
    Severity::Query,
    "An action that a quality check asked for is closed by its date.",
    "What was found wanting may still be.",
    "Enter the day on which it was closed, or a new date.",
);

/// Checks of this file.
pub(super) const CHECKS: &[Check] = &[
    Check { rule: &WHOSE, needs: &["quality", "deployments"], run: whose },
    Check { rule: &SAMPLE, needs: &["quality", "deployments", "lles"], run: sample },
    Check { rule: &REASON, needs: &["quality"], run: reason },
    Check { rule: &OVERDUE, needs: &["quality"], run: overdue },
];

fn whose(ctx: &Ctx<'_>, findings: &mut Findings) {
    for record in ctx.rows(&quality::SCHEMA) {
        let reference = record.text(&quality::DEPLOYMENT);
        let deployment = reference.and_then(|reference| ctx.deployment(reference));
        if let Some(reference) = reference.filter(|_| deployment.is_none()) {
            let says = format!(
                "{reference} is not in the deployment register.{}",
                sentence(ctx, reference, ctx.deployment_refs())
            );
            findings.add(at(&WHOSE, record, &quality::DEPLOYMENT, says));
        }
        let by = record.raw(&quality::BY);
        let own = ctx.lles.find(None, record.text(&quality::LLE));
        if matches!(own, Who::Unknown) && ctx.has("lles") {
            let written = record.raw(&quality::LLE);
            let says = format!(
                "{written} is not in the LLE register.{}",
                sentence(ctx, written, ctx.lles.names())
            );
            findings.add(at(&WHOSE, record, &quality::LLE, says));
        }
        let reviewed = match (own, deployment) {
            (Who::Found(rows), _) => rows,
            (_, Some(deployment)) => match lle_of(ctx, deployment) {
                Who::Found(rows) => rows,
                Who::Unknown | Who::Blank => continue,
            },
            _ => continue,
        };
        if let Who::Found(reviewers) = ctx.lles.find(None, Some(by))
            && reviewers
                .iter()
                .any(|one| reviewed.iter().any(|lle| lle.place == one.place))
        {
            let says = format!("{by} is shown as reviewing their own work.");
            findings.add(at(&WHOSE, record, &quality::BY, says));
        }
    }
}

/// The deployments of a check's LLE to its school.
fn pair<'a>(ctx: &Ctx<'a>, record: &Record) -> Vec<&'a Record> {
    let Who::Found(named) = ctx.lles.find(None, record.text(&quality::LLE)) else {
        return Vec::new();
    };
    let found = ctx.schools.find(None, None, record.text(&quality::CLIENT));
    let Which::Found(school) = found else { return Vec::new() };
    let is_theirs = |deployment: &&&Record| match lle_of(ctx, deployment) {
        Who::Found(agreed) => {
            agreed.iter().any(|lle| named.iter().any(|one| one.place == lle.place))
        }
        _ => false,
    };
    ctx.deployments_to(school).iter().filter(is_theirs).copied().collect()
}

fn sample(ctx: &Ctx<'_>, findings: &mut Findings) {
    let Some(first) = ctx.rows(&quality::SCHEMA).first() else { return };
    let since = ctx.as_at().saturating_sub(1.years());
    let is_recent = |record: &&Record| {
        record.date(&quality::DONE).is_some_and(|day| day > since && day <= ctx.as_at())
    };
    let done: Vec<&Record> =
        ctx.rows(&quality::SCHEMA).iter().filter(is_recent).collect();
    let checked: BTreeSet<String> = done
        .iter()
        .filter_map(|record| record.text(&quality::DEPLOYMENT))
        .map(fold)
        .collect();
    let checked_lles: BTreeSet<_> = done
        .iter()
        .filter_map(|record| {
            let named = ctx.lles.find(None, record.text(&quality::LLE));
            let deployment =
                record.text(&quality::DEPLOYMENT).and_then(|of| ctx.deployment(of));
            match named {
                Who::Found(rows) => rows.first().copied(),
                _ => deployment.and_then(|deployment| one_lle(ctx, deployment)),
            }
        })
        .map(|lle| &lle.place)
        .collect();
    // A deployment is given a term before a check is missed.
    let months = (ctx.number("qa_settled_months") as i64).clamp(0, 1200);
    let settled = ctx.as_at().saturating_sub(months.months());
    let live: Vec<&Record> = ctx
        .rows(&deployments::SCHEMA)
        .iter()
        .filter(|record| is_live(record, ctx.as_at()))
        .filter(|record| {
            record.date(&deployments::START).is_some_and(|day| day <= settled)
        })
        .collect();
    let mut missing: Vec<String> = Vec::new();
    for deployment in &live {
        if let Some(lle) =
            one_lle(ctx, deployment).filter(|lle| !checked_lles.contains(&lle.place))
        {
            let name = name(lle);
            if !missing.contains(&name) {
                missing.push(name);
            }
        }
    }
    if !missing.is_empty() {
        let shown = missing.iter().take(10).cloned().collect::<Vec<_>>().join(", ");
        let says = format!(
            "{} not been quality assured in the year to {}: {shown}.",
            count(missing.len(), "LLE has", "LLEs have"),
            short(ctx.as_at())
        );
        findings.add(sheet(&SAMPLE, first, says));
    }
    let share = ctx.number("qa_sample_percent");
    // Checks that name no deployment are of the LLE's work in the school.
    let of_pairs: BTreeSet<_> = done
        .iter()
        .filter(|record| record.text(&quality::DEPLOYMENT).is_none())
        .flat_map(|record| pair(ctx, record))
        .map(|deployment| &deployment.place)
        .collect();
    let has_check = |record: &&&Record| {
        record.text(&deployments::REF).is_some_and(|of| checked.contains(&fold(of)))
            || of_pairs.contains(&record.place)
    };
    let sampled = live.iter().filter(has_check).count();
    if !live.is_empty() && 100.0 * sampled as f64 / (live.len() as f64) < share {
        let says = format!(
            "{sampled} of {} were quality assured in the year to {}; {}% were expected.",
            count(live.len(), "live deployment", "live deployments"),
            short(ctx.as_at()),
            plain(share)
        );
        findings.add(sheet(&SAMPLE, first, says));
    }
}

fn reason(ctx: &Ctx<'_>, findings: &mut Findings) {
    for record in ctx.rows(&quality::SCHEMA) {
        let Some(field) = record.field(&quality::RATING) else { continue };
        match field.value {
            Value::Choice("amber" | "red") => {
                let has_reason = !is_blank(record, &quality::ISSUES)
                    || !is_blank(record, &quality::ACTION);
                if !has_reason {
                    let says = format!(
                        "The rating is {} and no reason is given.",
                        field.raw.trim()
                    );
                    let column = if record.field(&quality::ISSUES).is_some() {
                        &quality::ISSUES
                    } else {
                        &quality::RATING
                    };
                    findings.add(at(&REASON, record, column, says));
                }
            }
            Value::Missing(crate::base::reason::Missing::Unreadable) => {
                let finding = at(
                    &REASON,
                    record,
                    &quality::RATING,
                    format!(
                        "{} is no rating; green, amber or red was expected.",
                        field.raw
                    ),
                );
                if !ctx.is_told(&finding.place) {
                    findings.add(finding);
                }
            }
            _ => {}
        }
    }
}

fn overdue(ctx: &Ctx<'_>, findings: &mut Findings) {
    for record in ctx.rows(&quality::SCHEMA) {
        if let Some(due) =
            record.date(&quality::ACTION_DUE).filter(|due| *due < ctx.as_at())
            && record.date(&quality::CLOSED).is_none()
        {
            let action = record.raw(&quality::ACTION);
            let what = if action.is_empty() { "The action" } else { action };
            let says = format!("{what} was due on {}, and is not closed.", short(due));
            findings.add(at(&OVERDUE, record, &quality::ACTION_DUE, says));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, scene};

    const LISTS: &str = "
        LLEs | LLE ref | Headteacher
             | LLE01 | GATHERCOLE, Ruth
             | LLE02 | HAZELBY, Ian
        Deployments | Deployment ref | LLE ref | Start | Status
                    | DEP-01 | LLE01 | 2011-01-10 | active
                    | DEP-02 | LLE02 | 2011-01-10 | active
                    | DEP-03 | LLE02 | 2011-11-10 | active
    ";

    fn with(rows: &str) -> String {
        format!(
            "{LISTS}
            Quality assurance | QA no. | Deployment ref | Done | Done by | Rating | Issues | Action due | Closed
            {rows}
        "
        )
    }

    #[test]
    fn checks_are_of_real_work_by_somebody_else() {
        finds(
            "QUA-001",
            &with(
                "
            | QA1 | DEP-66 | 2011-03-01 | Lead adviser | Green
            | QA2 | DEP-01 | 2011-03-01 | Ms R Gathercole | Green
            | QA3 | DEP-02 | 2011-03-01 | Ms R Gathercole | Green
        ",
            ),
            &["Quality assurance!B2 error", "Quality assurance!D3 error"],
        );
    }

    #[test]
    fn every_lle_who_supports_is_checked_in_a_year() {
        let both = with(
            "
            | QA1 | DEP-01 | 2011-03-01 | Lead adviser | Green
            | QA2 | DEP-02 | 2011-03-01 | Lead adviser | Green
        ",
        );
        assert!(scene(&both).places("QUA-002").is_empty());
        let stale =
            both.replace("| QA2 | DEP-02 | 2011-03-01", "| QA2 | DEP-02 | 2010-11-30");
        let found = scene(&stale).findings("QUA-002");
        assert_eq!(found.len(), 1);
        assert!(
            found[0].message.ends_with("LLE02 HAZELBY, Ian."),
            "{}",
            found[0].message
        );
        assert_eq!(
            scene(&stale).set("qa_sample_percent", "60").places("QUA-002").len(),
            2
        );
    }

    #[test]
    fn a_check_that_names_lle_and_school_is_of_their_deployment() {
        let tables = "
            Schools | URN | School
                    | 180124 | Dravby Primary School
            LLEs | LLE ref | Headteacher
                 | LLE01 | Ruth Gathercole
            Deployments | Deployment ref | LLE ref | Client URN | Start
                        | DEP-01 | LLE01 | 180124 | 2010-09-06
            Quality assurance | LLE | Client school | Done | Rating
                              | R Gathercole | Dravby Primary | 2011-03-01 | Green
        ";
        assert!(scene(tables).places("QUA-002").is_empty());
    }

    #[test]
    fn a_rating_below_green_has_a_reason() {
        finds(
            "QUA-003",
            &with(
                "
            | QA1 | DEP-01 | 2011-03-01 | Lead adviser | Amber |
            | QA2 | DEP-02 | 2011-03-01 | Lead adviser | Amber | targets need sharpening
            | QA3 | DEP-02 | 2011-03-01 | Lead adviser | Green |
            | QA4 | DEP-02 | 2011-03-01 | Lead adviser | Purple |
        ",
            ),
            &["Quality assurance!F2 query", "Quality assurance!E5 query"],
        );
    }

    #[test]
    fn an_action_is_closed_by_its_date() {
        finds(
            "QUA-004",
            &with(
                "
            | QA1 | DEP-01 | 2011-03-01 | Adviser | Green | | 2011-09-30 |
            | QA2 | DEP-01 | 2011-03-01 | Adviser | Green | | 2011-09-30 | 2011-10-30
            | QA3 | DEP-01 | 2011-03-01 | Adviser | Green | | 2011-11-30 |
        ",
            ),
            &["Quality assurance!G2 query"],
        );
    }
}
