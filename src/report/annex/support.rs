//! Support that a school received, and what its head gave to others.

use std::collections::BTreeSet;

use super::Known;
use crate::base::date::{Date, long, short};
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
                known_day(deployment.start),
                known_day(deployment.end.or(deployment.planned_end)),
                paper::sentence(standing.state.word()),
                deployment.days.map_or_else(|| NOT_AVAILABLE.to_owned(), number),
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
            ("State", Align::Left),
            ("Days agreed", Align::Decimal),
            ("Days delivered", Align::Decimal),
            ("Visits", Align::Decimal),
        ],
        rows,
        &[],
    )
}

/// A day, or the mark of what is not available.
fn known_day(date: Option<Date>) -> String {
    date.map_or_else(|| NOT_AVAILABLE.to_owned(), short)
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
    let delivered = match days {
        _ if !programme.has_visits => String::new(),
        0.0 => ", with no recorded visit".to_owned(),
        1.0 => ", with 1 day of recorded visits".to_owned(),
        days => format!(", with {} days of recorded visits", number(days)),
    };
    let on = long(programme.as_at);
    format!(
        "The head of this school has supported others in {}{delivered}; {} at work on {on}.",
        count(mine.len(), "deployment", "deployments"),
        match (mine.len(), at_work) {
            (1, 0) => "it is not".to_owned(),
            (1, _) => "it is".to_owned(),
            (_, 0) => "none is".to_owned(),
            (_, 1) => "one is".to_owned(),
            (_, n) => format!("{n} are"),
        }
    )
}
