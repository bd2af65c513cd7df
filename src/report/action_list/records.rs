//! Records of visit that are late, and quality checks that are due.

use jiff::ToSpan;

use super::{AHEAD, Action, deployment, leader};
use crate::base::date::short;
use crate::model::programme::Programme;

pub(super) fn records(programme: &Programme) -> Vec<Action> {
    let calendar = &programme.calendar;
    let standard = programme.settings.number("record_days") as i64;
    let has_received = programme.visits.iter().any(|visit| visit.received.is_some());
    let has_signed = programme.visits.iter().any(|visit| visit.signed.is_some());
    programme
        .visits
        .iter()
        .filter(|visit| visit.date <= programme.as_at)
        .filter_map(|visit| {
            let due = calendar.after(visit.date, standard);
            let what = match (visit.received, visit.signed) {
                (None, _) if has_received && due < programme.as_at => {
                    format!("Send the record of the visit on {}.", short(visit.date))
                }
                (Some(_), None) if has_signed && due < programme.as_at => format!(
                    "The head of the school is to sign the record of {}.",
                    short(visit.date)
                ),
                _ => return None,
            };
            let who = visit.lle.map(|id| leader(programme, id)).unwrap_or_default();
            let about = match visit.deployment {
                Some(id) => deployment(programme, id),
                None => visit.reference.clone(),
            };
            Some(Action {
                about: if who.is_empty() { about } else { format!("{who}: {about}") },
                what,
                owner: if visit.received.is_none() { "LLE" } else { "Client head" },
                due: Some(due),
                at: visit.at.clone(),
            })
        })
        .collect()
}

pub(super) fn quality(programme: &Programme) -> Vec<Action> {
    let horizon = programme.as_at.saturating_add(AHEAD.days());
    let mut list = Vec::new();
    for check in &programme.quality {
        let about = check
            .deployment
            .map(|id| deployment(programme, id))
            .or_else(|| check.lle.map(|id| leader(programme, id)))
            .unwrap_or_else(|| check.number.clone());
        if check.done.is_none() && check.due.is_some_and(|due| due <= horizon) {
            let kind =
                if check.kind.is_empty() { "Quality check" } else { check.kind.as_str() };
            list.push(Action {
                about,
                what: format!("{kind}: hold it and enter its date and rating."),
                owner: "Adviser",
                due: check.due,
                at: check.at.clone(),
            });
        } else if check.done.is_some()
            && check.closed.is_none()
            && check.action_due.is_some_and(|due| due <= horizon)
        {
            list.push(Action {
                about,
                what: format!(
                    "Close the action that followed the check{}.",
                    if check.rating.is_empty() {
                        String::new()
                    } else {
                        format!(" rated {}", check.rating)
                    }
                ),
                owner: "Adviser",
                due: check.action_due,
                at: check.at.clone(),
            });
        }
    }
    list
}
