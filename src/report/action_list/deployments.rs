//! What is to be done about deployments: contracts, conflicts, waiting schools, reviews and ends.

use jiff::ToSpan;

use super::{AHEAD, Action, deployment, ids, standing};
use crate::base::date::Date;
use crate::base::release::Internal;
use crate::base::text::count;
use crate::model::programme::Programme;
use crate::model::state::{self, State, Step};

pub(super) fn signatures(programme: &Programme) -> Vec<Action> {
    if !programme.registers.contains("contracts") {
        return Vec::new();
    }
    let mut list = Vec::new();
    for id in ids(programme) {
        let Some(one) = programme.deployment(id) else { continue };
        let is_wanted = standing(programme, id).is_some_and(|state| {
            state.is_at_work() || matches!(state, State::Agreed | State::Matched)
        });
        if !is_wanted {
            continue;
        }
        let mut contracts = programme
            .contracts
            .iter()
            .filter(|contract| contract.deployment == Some(id))
            .peekable();
        if contracts.peek().is_none() {
            list.push(Action {
                about: deployment(programme, id),
                what: "Draw up the contract: none is in the register.".to_owned(),
                owner: "Adviser",
                due: one.start,
                at: one.at.clone(),
            });
            continue;
        }
        for contract in contracts {
            let missing: Vec<&str> = contract
                .signed
                .iter()
                .zip(["the LLE's governors", "the school's governors", "the authority"])
                .filter(|(signed, _)| signed.is_none())
                .map(|(_, who)| who)
                .collect();
            if !missing.is_empty() {
                list.push(Action {
                    about: deployment(programme, id),
                    what: format!(
                        "Contract {} lacks the signature of {}.",
                        contract.number,
                        missing.join(" and ")
                    ),
                    owner: "Adviser",
                    due: one.start.or(contract.start),
                    at: contract.at.clone(),
                });
            }
        }
    }
    list
}

pub(super) fn conflicts(programme: &Programme) -> Vec<Action> {
    ids(programme)
        .filter_map(|id| {
            let one = programme.deployment(id)?;
            let is_over = standing(programme, id).is_some_and(State::is_over);
            (one.conflicts_checked == Some(false) && !is_over).then(|| Action {
                about: deployment(programme, id),
                what:
                    "Check for conflicts of interest: the register says that nobody has."
                        .to_owned(),
                owner: "Panel",
                due: one.start,
                at: one.at.clone(),
            })
        })
        .collect()
}

pub(super) fn waiting(programme: &Programme) -> Vec<Action> {
    let standard = programme.settings.number("match_days") as i64;
    let by = |identified: Option<Date>| {
        identified.map(|day| day.saturating_add(standard.days()))
    };
    let waited = |identified: Option<Date>| {
        identified.and_then(|day| day.until(programme.as_at).ok()).map_or_else(
            || "Since when it waits is not recorded.".to_owned(),
            |span| {
                format!(
                    "It has waited {}.",
                    count(span.get_days().max(0) as usize, "day", "days")
                )
            },
        )
    };
    let mut list: Vec<Action> = programme
        .needs
        .iter()
        .filter(|need| need.status == "waiting")
        .map(|need| Action {
            about: programme
                .school(need.school)
                .map(|school| school.name.shown_to(Internal).clone())
                .unwrap_or_default(),
            what: format!(
                "Find an LLE. {}{}",
                waited(need.identified),
                if need.urgency == "high" { " Marked as urgent." } else { "" }
            ),
            owner: "Panel",
            due: by(need.identified),
            at: need.at.clone(),
        })
        .collect();
    list.extend(ids(programme).filter_map(|id| {
        let one = programme.deployment(id)?;
        let is_listed = programme.needs.iter().any(|need| need.school == one.client);
        let is_waiting =
            matches!(standing(programme, id), Some(State::Identified | State::Referred));
        (is_waiting && !is_listed).then(|| Action {
            about: deployment(programme, id),
            what: format!("Find an LLE. {}", waited(one.identified)),
            owner: "Panel",
            due: by(one.identified),
            at: one.at.clone(),
        })
    }));
    list
}

pub(super) fn steps(programme: &Programme) -> Vec<Action> {
    let horizon = programme.as_at.saturating_add(AHEAD.days());
    ids(programme)
        .filter_map(|id| {
            let (step, due) = state::next(programme, id)?;
            let (what, owner) = match step {
                // These stand in sections of their own.
                Step::Match | Step::Sign => return None,
                Step::Review => ("Hold the review half-way.", "Adviser"),
                Step::Close => (
                    "The planned end has come: close it, or agree a later end.",
                    "Adviser",
                ),
                Step::Evaluate => ("Hold the evaluation at the end.", "Adviser"),
            };
            (due <= horizon).then(|| Action {
                about: deployment(programme, id),
                what: what.to_owned(),
                owner,
                due: Some(due),
                at: programme
                    .deployment(id)
                    .map(|one| one.at.clone())
                    .unwrap_or_default(),
            })
        })
        .collect()
}
