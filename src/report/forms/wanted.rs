//! Forms that are wanted now, filled as far as the registers know.

use super::{Filled, Form};
use crate::base::date::long;
use crate::base::quantity::{plain as number, pounds};
use crate::base::release::Internal;
use crate::model::programme::{Deployment, DeploymentId, LleId, Programme};
use crate::model::state::{self, State, Step};

pub(super) fn of_leader(programme: &Programme, id: LleId) -> Filled {
    let Some(lle) = programme.lle(id) else { return Filled::default() };
    Filled {
        leader: lle.name.shown_to(Internal).clone(),
        lle_school: lle
            .school
            .and_then(|school| programme.school(school))
            .map(|school| school.name.shown_to(Internal).clone())
            .unwrap_or_default(),
        expertise: lle.expertise.join(", "),
        ..Filled::default()
    }
}

fn of_deployment(programme: &Programme, id: DeploymentId, one: &Deployment) -> Filled {
    let leaders: Vec<Filled> =
        one.lles.iter().map(|lle| of_leader(programme, *lle)).collect();
    let joined = |of: fn(&Filled) -> &String| {
        leaders
            .iter()
            .map(of)
            .filter(|s| !s.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join("; ")
    };
    let client = programme.school(one.client);
    let delivered: f64 = programme
        .visits
        .iter()
        .filter(|visit| visit.deployment == Some(id) && visit.date <= programme.as_at)
        .map(|visit| visit.days)
        .sum();
    Filled {
        reference: one.reference.clone(),
        leader: joined(|filled| &filled.leader),
        lle_school: joined(|filled| &filled.lle_school),
        client: client.map(|s| s.name.shown_to(Internal).clone()).unwrap_or_default(),
        head: client.map(|s| s.head.shown_to(Internal).clone()).unwrap_or_default(),
        start: one.start.map(long).unwrap_or_default(),
        end: one.end.or(one.planned_end).map(long).unwrap_or_default(),
        days: one.days.map(number).unwrap_or_default(),
        rate: one.rate.map(pounds).unwrap_or_default(),
        focus: one.focus.join(", "),
        delivered: if programme.has_visits { number(delivered) } else { String::new() },
        ..Filled::default()
    }
}

/// A contract where none is signed; an evaluation where one is due.
pub(super) fn deployment_forms(
    programme: &Programme,
    id: DeploymentId,
    wanted: &mut Vec<(Form, String, Filled)>,
) {
    let Some(one) = programme.deployment(id) else { return };
    let Some(standing) = state::on(programme, id, programme.as_at) else { return };
    let has_contract =
        programme.contracts.iter().any(|contract| contract.deployment == Some(id));
    let is_live = standing.state.is_at_work()
        || matches!(standing.state, State::Matched | State::Agreed);
    if is_live && !has_contract && programme.registers.contains("contracts") {
        let filled = of_deployment(programme, id, one);
        wanted.push((Form::Contract, format!("contract-{}", id.0), filled));
    }
    if let Some((Step::Evaluate | Step::Close, due)) = state::next(programme, id)
        && due <= programme.as_at
    {
        let filled = of_deployment(programme, id, one);
        wanted.push((Form::Evaluation, format!("evaluation-{}", id.0), filled));
    }
}

/// Records of visits that are late, with what is known of the visit.
pub(super) fn visit_forms(
    programme: &Programme,
    wanted: &mut Vec<(Form, String, Filled)>,
) {
    if !programme.visits.iter().any(|visit| visit.received.is_some()) {
        return;
    }
    let calendar = &programme.calendar;
    let standard = programme.settings.number("record_days") as i64;
    for (at, visit) in programme.visits.iter().enumerate() {
        if visit.received.is_some()
            || calendar.after(visit.date, standard) >= programme.as_at
        {
            continue;
        }
        let known = visit
            .deployment
            .and_then(|id| Some(of_deployment(programme, id, programme.deployment(id)?)))
            .or_else(|| {
                let leader = visit.lle.map(|id| of_leader(programme, id));
                let reference = visit.reference.clone();
                Some(Filled { reference, ..leader.unwrap_or_default() })
            });
        let focus = if visit.focus.is_empty() {
            known.as_ref().map(|filled| filled.focus.clone()).unwrap_or_default()
        } else {
            visit.focus.clone()
        };
        let filled =
            Filled { date: long(visit.date), focus, ..known.unwrap_or_default() };
        wanted.push((Form::Visit, format!("visit-{at}"), filled));
    }
}

/// Checks that are due and not held.
pub(super) fn quality_forms(
    programme: &Programme,
    wanted: &mut Vec<(Form, String, Filled)>,
) {
    for (at, check) in programme.quality.iter().enumerate() {
        if check.done.is_some() || check.due.is_none_or(|due| due > programme.as_at) {
            continue;
        }
        let known = check
            .deployment
            .and_then(|id| Some(of_deployment(programme, id, programme.deployment(id)?)))
            .or_else(|| check.lle.map(|id| of_leader(programme, id)))
            .unwrap_or_default();
        let filled = Filled {
            due: check.due.map(long).unwrap_or_default(),
            kind: check.kind.clone(),
            ..known
        };
        wanted.push((Form::Quality, format!("quality-{at}"), filled));
    }
}
