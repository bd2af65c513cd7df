//! What is to be done about LLEs: designation, profiles, protocols, training.

use jiff::ToSpan;

use super::{AHEAD, Action, leader};
use crate::base::date::short;
use crate::base::release::Internal;
use crate::base::text::count;
use crate::model::programme::Programme;
use crate::model::publicity::{self, Why};

pub(super) fn designation(programme: &Programme) -> Vec<Action> {
    let horizon = programme.as_at.saturating_add((2 * AHEAD).days());
    programme
        .lles
        .iter()
        .filter(|lle| lle.is_active_on(programme.as_at))
        .filter(|lle| lle.review_due.is_some_and(|due| due <= horizon))
        .map(|lle| Action {
            about: lle.name.shown_to(Internal).clone(),
            what: "Review the designation.".to_owned(),
            owner: "Adviser",
            due: lle.review_due,
            at: lle.at.clone(),
        })
        .collect()
}

pub(super) fn profiles(programme: &Programme) -> Vec<Action> {
    let publicity = publicity::of(programme);
    let mut list = Vec::new();
    for (id, why, at) in publicity.withdrawn {
        let (what, due) = match why {
            Why::NotActive(status, since) => (
                format!(
                    "Withdrawn from the directory: {}{}. Take down any printed copy.",
                    if status.is_empty() { "not active" } else { status },
                    since.map(|day| format!(", from {}", short(day))).unwrap_or_default()
                ),
                None,
            ),
            Why::StatusUnread => (
                "Not named in the directory: the register's word for the status is not known, and may say that they left. Say what it means in the answers.".to_owned(),
                None,
            ),
            Why::Refused => {
                ("Withdrawn from the directory: consent was taken back.".to_owned(), None)
            }
            Why::ReviewPassed(review) => (
                "Withdrawn from the directory: its review date has passed. Agree it anew.".to_owned(),
                Some(review),
            ),
        };
        list.push(Action {
            about: leader(programme, id),
            what,
            owner: "Adviser",
            due,
            at,
        });
    }
    for (id, field, at) in publicity.held_back {
        list.push(Action {
            about: leader(programme, id),
            what: format!(
                "The {field} of the profile is not printed: it names a client school or its head, or gives a telephone number."
            ),
            owner: "Adviser",
            due: None,
            at,
        });
    }
    for (id, review, at) in publicity.expiring {
        list.push(Action {
            about: leader(programme, id),
            what: "Agree the profile anew; after this day it leaves the directory."
                .to_owned(),
            owner: "LLE",
            due: Some(review),
            at,
        });
    }
    if let Some(first) = publicity.unasked.first() {
        let names: Vec<String> =
            publicity.unasked.iter().map(|id| leader(programme, *id)).collect();
        list.push(Action {
            about: format!(
                "{}: {}",
                count(names.len(), "active LLE", "active LLEs"),
                names.join(", ")
            ),
            what: "No consent to the directory is recorded, neither yes nor no: ask at the next network meeting.".to_owned(),
            owner: "Adviser",
            due: None,
            at: programme.lle(*first).map(|lle| lle.at.clone()).unwrap_or_default(),
        });
    }
    list
}

pub(super) fn protocols(programme: &Programme) -> Vec<Action> {
    let horizon = programme.as_at.saturating_add((2 * AHEAD).days());
    programme
        .documents
        .iter()
        .filter(|document| document.review.is_some_and(|review| review <= horizon))
        .map(|document| Action {
            about: [document.title.as_str(), document.version.as_str()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(", version "),
            what: "Review it and have it approved.".to_owned(),
            owner: "Adviser",
            due: document.review,
            at: document.at.clone(),
        })
        .collect()
}

pub(super) fn training(programme: &Programme) -> Vec<Action> {
    programme
        .cpd
        .iter()
        .filter(|need| need.met.is_none())
        .map(|need| Action {
            about: if need.category.is_empty() {
                "Training".to_owned()
            } else {
                need.category.clone()
            },
            what: format!(
                "{}{}",
                need.need.shown_to(Internal),
                need.raised
                    .map(|day| format!(" (asked for on {})", short(day)))
                    .unwrap_or_default()
            ),
            owner: "Adviser",
            due: None,
            at: need.at.clone(),
        })
        .collect()
}
