//! `internal/action-list`: the adviser's month on a few pages — what is late,
//! what is due, who is to do it, and where it stands in the registers.

mod deployments;
mod leaders;
mod records;
mod standing;

use super::Sources;
use super::block::{Align, Block, Document, Tile};
use super::chart::Series;
use super::paper::{self, Paper};
use super::words::Words;
use crate::base::cell::Place;
use crate::base::date::{Date, short};
use crate::base::finding::Severity;
use crate::base::release::Internal;
use crate::base::text::count;
use crate::model::programme::{DeploymentId, LleId, Programme};
use crate::model::state::{self, State};
use deployments::{conflicts, signatures, steps, waiting};
use leaders::{designation, profiles, protocols, training};
use records::{quality, records};
use standing::{findings, states};

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

const BY: &str = "By";

const COLUMNS: [(&str, Align); 6] = [
    ("Done", Align::Centre),
    ("About", Align::Left),
    ("What to do", Align::Left),
    ("Who", Align::Left),
    (BY, Align::Left),
    ("Where it stands", Align::Left),
];

/// A box to tick within a table.
pub(super) const BOX: &str = "☐";

fn listed(id: &str, caption: &str, list: &[Action], programme: &Programme) -> Block {
    let mut rows: Vec<Vec<String>> =
        list.iter().map(|action| row(action, programme)).collect();
    let mut columns = COLUMNS.to_vec();
    // Where nothing has a day its column would be empty.
    if list.iter().all(|action| action.due.is_none()) {
        columns.retain(|(head, _)| *head != BY);
        for row in &mut rows {
            row.remove(4);
        }
    }
    paper::table(id, caption, &columns, rows, &[])
}

fn row(action: &Action, programme: &Programme) -> Vec<String> {
    let by = match action.due {
        Some(due) if due < programme.as_at => format!("{} (late)", short(due)),
        Some(due) => short(due),
        None => "no date".to_owned(),
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
