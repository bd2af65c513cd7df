//! Support that a school received, and what its head gave to others.

use std::collections::BTreeSet;

use super::Known;
use crate::base::quantity::{NOT_AVAILABLE, plain as number};
use crate::base::text::count;
use crate::model::programme::{DeploymentId, LleId, Programme, SchoolId};
use crate::model::state;
use crate::report::block::{Align, Block};
use crate::report::paper;

pub(super) fn support(programme: &Programme, id: SchoolId, known: &Known<'_>) -> Block {
    let rows = programme
        .deployments
        .iter()
        .enumerate()
        .filter(|(_, deployment)| deployment.client == id)
        .filter_map(|(at, deployment)| {
            let at = DeploymentId(at);
            let standing = state::on(programme, at, programme.as_at)?;
            let (days, visits) = known.visits.get(&at).copied().unwrap_or_default();
            let delivered = if programme.has_visits {
                number(days)
            } else {
                NOT_AVAILABLE.to_owned()
            };
            Some(vec![
                deployment.reference.clone(),
                paper::day(deployment.start),
                paper::day(deployment.end.or(deployment.planned_end)),
                standing.state.word().to_owned(),
                deployment.days.map(number).unwrap_or_default(),
                delivered,
                visits.to_string(),
            ])
        })
        .collect();
    paper::table(
        &format!("t-support-{}", id.0),
        "Support received",
        &[
            ("Deployment", Align::Left),
            ("Began", Align::Left),
            ("Ended or due to end", Align::Left),
            ("Stands at", Align::Left),
            ("Days agreed", Align::Decimal),
            ("Days delivered", Align::Decimal),
            ("Visits", Align::Decimal),
        ],
        rows,
        &[],
    )
}

/// What the school's head gave to others.
pub(super) fn given(programme: &Programme, id: SchoolId) -> String {
    let lles: BTreeSet<LleId> = programme
        .lles
        .iter()
        .enumerate()
        .filter(|(_, lle)| lle.school == Some(id))
        .map(|(at, _)| LleId(at))
        .collect();
    let mine: Vec<DeploymentId> = programme
        .deployments
        .iter()
        .enumerate()
        .filter(|(_, d)| d.lles.iter().any(|lle| lles.contains(lle)))
        .map(|(at, _)| DeploymentId(at))
        .collect();
    let at_work = mine
        .iter()
        .filter_map(|id| state::on(programme, *id, programme.as_at))
        .filter(|standing| standing.state.is_at_work())
        .count();
    let days: f64 = programme
        .visits
        .iter()
        .filter(|visit| visit.date <= programme.as_at)
        .filter(|visit| {
            visit.lle.is_some_and(|lle| lles.contains(&lle))
                || visit.lle.is_none()
                    && visit.deployment.is_some_and(|id| mine.contains(&id))
        })
        .map(|visit| visit.days)
        .sum();
    if mine.is_empty() {
        return "The head of this school is an active Local Leader and has no deployment in the register yet.".to_owned();
    }
    let delivered = if programme.has_visits {
        format!(", with {} days of recorded visits", number(days))
    } else {
        String::new()
    };
    format!(
        "The head of this school gave support in {}{delivered}; {} at work on the as-at date.",
        count(mine.len(), "deployment", "deployments"),
        match at_work {
            0 => "none is".to_owned(),
            1 => "one is".to_owned(),
            n => format!("{n} are"),
        }
    )
}
