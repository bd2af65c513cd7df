//! `internal/action-list`: the adviser's month on a few pages — what is late,
//! what is due, who is to do it, and where it stands in the registers.

use std::collections::BTreeMap;

use jiff::ToSpan;

use super::Sources;
use super::block::{Align, Block, Document, Tile};
use super::chart::Series;
use super::paper::{self, Paper};
use super::words::Words;
use crate::base::cell::Place;
use crate::base::date::{Date, short};
use crate::base::finding::{Finding, Severity, State as Told};
use crate::base::release::Internal;
use crate::base::text::count;
use crate::model::programme::{DeploymentId, LleId, Programme};
use crate::model::publicity::{self, Why};
use crate::model::state::{self, State, Step};

/// One thing to do.
struct Action {
    /// Whom or what it is about.
    about: String,
    /// What is to be done.
    what: String,
    /// Who does it.
    owner: &'static str,
    /// By when.
    due: Option<Date>,
    /// Where it stands.
    at: Place,
}

/// Days ahead that the list looks.
const AHEAD: i64 = 30;

/// Late things that the sections themselves show at a glance.
const LATE_OF_A_PAGE: usize = 10;

/// A heading of the list, its anchor and what stands under it.
type Section = (&'static str, &'static str, Vec<Action>);

pub(super) fn action_list(
    sources: &Sources<'_>,
    words: &Words,
) -> Result<Document<Internal>, String> {
    let programme = sources.programme;
    let mut sections: Vec<Section> = vec![
        ("signatures", "Contracts without all three signatures", signatures(programme)),
        ("conflicts", "Conflicts of interest to check", conflicts(programme)),
        ("waiting", "Schools that wait for an LLE, longest first", waiting(programme)),
        ("records", "Records of visit that are late or unsigned", records(programme)),
        ("quality", "Quality checks due", quality(programme)),
        ("steps", "Deployments: reviews, ends and evaluations", steps(programme)),
        ("designation", "Reviews of designation", designation(programme)),
        (
            "profiles",
            "Directory: withdrawn, held back, to be agreed anew",
            profiles(programme),
        ),
        ("protocols", "Protocols due for review", protocols(programme)),
        ("training", "Training that LLEs asked for", training(programme)),
    ];
    for (_, _, actions) in &mut sections {
        actions.sort_by(|a, b| {
            (a.due.is_none(), a.due, &a.about, &a.at).cmp(&(
                b.due.is_none(),
                b.due,
                &b.about,
                &b.at,
            ))
        });
    }
    let all: Vec<&Action> = sections.iter().flat_map(|(_, _, list)| list).collect();
    let is_late = |action: &&&Action| action.due.is_some_and(|day| day < programme.as_at);
    let late = all.iter().filter(is_late).count();
    let (errors, queries) =
        (sources.findings.open(Severity::Error), sources.findings.open(Severity::Query));
    let mut context = paper::context(sources);
    context.values.insert("things", paper::some(all.len(), "thing", "things"));
    context.values.insert("late", late.to_string());
    context.values.insert("faults", (errors + queries).to_string());
    context.blocks.insert("table:first".to_owned(), first(programme, &all));
    context.blocks.insert(
        "table:actions".to_owned(),
        sections
            .iter()
            .filter(|(_, _, list)| !list.is_empty())
            .flat_map(|(id, title, list)| {
                [
                    paper::heading(*id, 2, *title),
                    listed(
                        &format!("t-{id}"),
                        &format!("What to do, {}", count(list.len(), "entry", "entries")),
                        list,
                        programme,
                    ),
                ]
            })
            .collect(),
    );
    context.blocks.insert("table:states".to_owned(), states(programme));
    context.blocks.insert("table:findings".to_owned(), findings(sources));
    let mut blocks = paper::page(words, "action-list.md", &context, "actions")?;
    let tiles = Block::Tiles(
        [
            (late, "overdue", Series::Fourth),
            (all.len() - late, "due or to decide", Series::Clients),
            (errors, "errors to mend", Series::Fourth),
            (queries, "queries to answer", Series::Clients),
        ]
        .into_iter()
        .map(|(number, label, series)| Tile {
            figure: number.to_string(),
            label: label.to_owned(),
            compare: String::new(),
            series,
        })
        .collect(),
    );
    // Under the title, which the template writes.
    let at = usize::from(matches!(blocks.first(), Some(Block::Part { .. })));
    blocks.insert(at, tiles);
    let document = paper::document(
        sources,
        Paper {
            path: "internal/action-list",
            title: "Action list".to_owned(),
            subject:
                "What is late or due in the programme, with its place in the registers"
                    .to_owned(),
        },
        blocks,
    );
    Ok(Document { runs_on: true, ..document })
}

const COLUMNS: [(&str, Align); 6] = [
    ("Done", Align::Centre),
    ("About", Align::Left),
    ("What to do", Align::Left),
    ("Who", Align::Left),
    ("By", Align::Left),
    ("Where it stands", Align::Left),
];
/// A box to tick within a table.
const BOX: &str = "[\u{a0}\u{a0}]";

fn listed(id: &str, caption: &str, list: &[Action], programme: &Programme) -> Block {
    let rows = list.iter().map(|action| row(action, programme)).collect();
    paper::table(id, caption, &COLUMNS, rows, &[])
}

fn row(action: &Action, programme: &Programme) -> Vec<String> {
    let by = match action.due {
        Some(due) if due < programme.as_at => format!("{} (late)", short(due)),
        due => paper::day(due),
    };
    vec![
        BOX.to_owned(),
        action.about.clone(),
        action.what.clone(),
        action.owner.to_owned(),
        by,
        action.at.to_string(),
    ]
}

/// The ten that have waited longest, where more are late than a page shows.
fn first(programme: &Programme, all: &[&Action]) -> Vec<Block> {
    let mut late: Vec<&&Action> = all
        .iter()
        .filter(|action| action.due.is_some_and(|day| day < programme.as_at))
        .collect();
    late.sort_by_key(|action| action.due);
    if late.len() <= LATE_OF_A_PAGE {
        return Vec::new();
    }
    let rows = late.into_iter().take(10).map(|action| row(action, programme)).collect();
    vec![paper::table("t-first", "Longest overdue", &COLUMNS, rows, &[])]
}

fn school(programme: &Programme, id: DeploymentId) -> String {
    programme
        .deployment(id)
        .and_then(|one| programme.school(one.client))
        .map(|school| school.name.shown_to(Internal).clone())
        .unwrap_or_default()
}

/// `DEP-04, Ashby Primary School`.
fn deployment(programme: &Programme, id: DeploymentId) -> String {
    let reference =
        programme.deployment(id).map_or("", |one| one.reference.as_str()).to_owned();
    match school(programme, id).as_str() {
        "" => reference,
        school => format!("{reference}, {school}"),
    }
}

fn leader(programme: &Programme, id: LleId) -> String {
    programme.lle(id).map(|lle| lle.name.shown_to(Internal).clone()).unwrap_or_default()
}

fn ids(programme: &Programme) -> impl Iterator<Item = DeploymentId> + use<> {
    (0..programme.deployments.len()).map(DeploymentId)
}

/// Where a deployment stands on the as-at date.
fn standing(programme: &Programme, id: DeploymentId) -> Option<State> {
    state::on(programme, id, programme.as_at).map(|standing| standing.state)
}

fn signatures(programme: &Programme) -> Vec<Action> {
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

fn conflicts(programme: &Programme) -> Vec<Action> {
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

fn waiting(programme: &Programme) -> Vec<Action> {
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

fn records(programme: &Programme) -> Vec<Action> {
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

fn quality(programme: &Programme) -> Vec<Action> {
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

fn steps(programme: &Programme) -> Vec<Action> {
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

fn designation(programme: &Programme) -> Vec<Action> {
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

fn profiles(programme: &Programme) -> Vec<Action> {
    let publicity = publicity::of(programme);
    let mut list = Vec::new();
    for (id, why, at) in publicity.withdrawn {
        let (what, due) = match why {
            Why::NotActive(status, since) => (
                format!(
                    "Withdrawn from the directory: {}{}. Take down any printed copy.",
                    if status.is_empty() { "not active" } else { status },
                    since.map(|day| format!(" since {}", short(day))).unwrap_or_default()
                ),
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
        list.push(Action {
            about: count(publicity.unasked.len(), "active LLE", "active LLEs"),
            what: "No consent to the directory is recorded, neither yes nor no: ask at the next network meeting.".to_owned(),
            owner: "Adviser",
            due: None,
            at: programme.lle(*first).map(|lle| lle.at.clone()).unwrap_or_default(),
        });
    }
    list
}

fn protocols(programme: &Programme) -> Vec<Action> {
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

fn training(programme: &Programme) -> Vec<Action> {
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

/// Where the deployments stand, where they stood a year ago, and how long it takes.
fn states(programme: &Programme) -> Vec<Block> {
    let now = state::counts(programme, programme.as_at);
    let before = state::counts(programme, programme.as_at.saturating_sub(1.years()));
    let (mut spent, mut since): (BTreeMap<State, Vec<i64>>, BTreeMap<State, i64>) =
        Default::default();
    for id in ids(programme) {
        let Some(standing) = state::on(programme, id, programme.as_at) else { continue };
        for (state, days) in state::times(programme, id) {
            if state != standing.state {
                spent.entry(state).or_default().push(days);
            }
        }
        if let Some(day) = standing.since {
            let days = day.until(programme.as_at).map_or(0, |span| span.get_days());
            let longest = since.entry(standing.state).or_default();
            *longest = (*longest).max(i64::from(days));
        }
    }
    let median = |state: &State| {
        let mut days = spent.get(state)?.clone();
        days.sort_unstable();
        days.get(days.len() / 2).map(i64::to_string)
    };
    let rows: Vec<Vec<String>> = State::ALL
        .iter()
        .filter(|state| now.contains_key(state) || before.contains_key(state))
        .map(|state| {
            let of = |counts: &BTreeMap<State, usize>| {
                counts.get(state).copied().unwrap_or(0).to_string()
            };
            let longest =
                if state.is_over() { None } else { since.get(state).map(i64::to_string) };
            vec![
                paper::sentence(state.word()),
                of(&now),
                of(&before),
                longest.unwrap_or_default(),
                median(state).unwrap_or_default(),
            ]
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    vec![paper::table(
        "t-states",
        "Where the deployments stand",
        &[
            ("State", Align::Left),
            ("Now", Align::Decimal),
            ("A year before", Align::Decimal),
            ("Longest in it now, days", Align::Decimal),
            ("Usual time in it, days", Align::Decimal),
        ],
        rows,
        &[
            "Usual time: the median of those that have passed on, where both dates are known.",
        ],
    )]
}

/// Findings that wait, file by file, worst first.
fn findings(sources: &Sources<'_>) -> Vec<Block> {
    let mut by_file: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    let open = sources.findings.iter().filter(|finding| {
        finding.severity > Severity::Note
            && !matches!(finding.state, Told::Fixed | Told::Answered)
    });
    for finding in open {
        by_file.entry(&finding.place.file).or_default().push(finding);
    }
    by_file
        .into_iter()
        .enumerate()
        .flat_map(|(at, (file, list))| {
            let rows = list
                .iter()
                .map(|finding| {
                    let mut cell = finding.place.a1();
                    if !finding.place.sheet.is_empty() {
                        cell = format!("{} {cell}", finding.place.sheet);
                    }
                    vec![
                        BOX.to_owned(),
                        cell,
                        format!("{} {}", finding.severity, finding.code),
                        finding.message.clone(),
                        finding.fix.clone(),
                    ]
                })
                .collect();
            [
                paper::heading(format!("file-{at}"), 3, file),
                paper::table(
                    &format!("t-file-{at}"),
                    &format!(
                        "In this file, {}",
                        count(list.len(), "finding", "findings")
                    ),
                    &[
                        ("Done", Align::Centre),
                        ("Cell", Align::Left),
                        ("Rule", Align::Left),
                        ("What was found", Align::Left),
                        ("What to do", Align::Left),
                    ],
                    rows,
                    &[],
                ),
            ]
        })
        .collect()
}
