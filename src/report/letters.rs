//! `internal/letters`: a page for each client school and each LLE. A page holds
//! nothing of any other school, so that it can be sent as it stands.

mod results;

use std::collections::BTreeMap;

use super::Sources;
use super::block::{Align, Block, Document};
use super::paper::{self, Paper};
use super::words::Words;
use crate::base::date::{Date, long};
use crate::base::figure::{Figure, Group};
use crate::base::quantity::plain as number;
use crate::base::release::Internal;
use crate::model::programme::{
    Deployment, DeploymentId, LleId, Programme, School, SchoolId,
};
use crate::model::state::{self, State, Step};
use results::results;

/// Visits named one by one in a letter, the latest.
const VISITS: usize = 6;

/// What letters look up.
struct Known<'a> {
    figures: BTreeMap<&'a str, Vec<&'a Figure>>,
    by_client: BTreeMap<SchoolId, Vec<DeploymentId>>,
    by_lle: BTreeMap<LleId, Vec<DeploymentId>>,
    visits: BTreeMap<DeploymentId, Vec<usize>>,
}

pub(super) fn letters(
    sources: &Sources<'_>,
    words: &Words,
) -> Result<Document<Internal>, String> {
    let programme = sources.programme;
    let known = known(sources);
    let mut blocks = Vec::new();
    for (client, deployments) in &known.by_client {
        if let Some(school) = programme.school(*client) {
            blocks.extend(to_client(
                sources,
                words,
                &known,
                *client,
                school,
                deployments,
            )?);
        }
    }
    let no_work = Vec::new();
    for (at, lle) in programme.lles.iter().enumerate() {
        let deployments = known.by_lle.get(&LleId(at)).unwrap_or(&no_work);
        if lle.is_active_on(programme.as_at) || !deployments.is_empty() {
            blocks.extend(to_lle(sources, words, &known, LleId(at), deployments)?);
        }
    }
    if blocks.is_empty() {
        let mut context = paper::context(sources);
        context.values.extend(blank("none"));
        blocks = paper::page(words, "letters.md", &context, "letters")?;
        blocks.insert(0, paper::part("letters-none", "Letters"));
    }
    Ok(paper::document(
        sources,
        Paper {
            path: "internal/letters",
            title: "Letters to client schools and LLEs".to_owned(),
            subject: "A page for each: its own support and results, and the next step"
                .to_owned(),
        },
        blocks,
    ))
}

/// Every word that the template may use, empty.
fn blank(page: &str) -> Vec<(&'static str, String)> {
    let mut values: Vec<(&'static str, String)> = [
        "deployments",
        "visits",
        "days",
        "agreed",
        "step",
        "records",
        "review",
        "result",
    ]
    .into_iter()
    .map(|name| (name, String::new()))
    .collect();
    values.push(("page", page.to_owned()));
    values
}

/// Deployments that have begun, or are settled to begin.
fn is_written_of(programme: &Programme, id: DeploymentId) -> bool {
    state::on(programme, id, programme.as_at).is_some_and(|standing| {
        standing.state >= State::Agreed && standing.state < State::Withdrawn
    })
}

fn known<'a>(sources: &'a Sources<'_>) -> Known<'a> {
    let programme = sources.programme;
    let mut known = Known {
        figures: BTreeMap::new(),
        by_client: BTreeMap::new(),
        by_lle: BTreeMap::new(),
        visits: BTreeMap::new(),
    };
    for figure in &sources.figures.all {
        if let Group::School(urn) = &figure.group {
            known.figures.entry(urn).or_default().push(figure);
        }
    }
    for (at, deployment) in programme.deployments.iter().enumerate() {
        let id = DeploymentId(at);
        if is_written_of(programme, id) {
            known.by_client.entry(deployment.client).or_default().push(id);
            for lle in &deployment.lles {
                known.by_lle.entry(*lle).or_default().push(id);
            }
        }
    }
    for (at, visit) in programme.visits.iter().enumerate() {
        if let Some(id) = visit.deployment.filter(|_| visit.date <= programme.as_at) {
            known.visits.entry(id).or_default().push(at);
        }
    }
    known
}

fn to_client(
    sources: &Sources<'_>,
    words: &Words,
    known: &Known<'_>,
    client: SchoolId,
    school: &School,
    deployments: &[DeploymentId],
) -> Result<Vec<Block>, String> {
    let programme = sources.programme;
    let prefix = format!("client-{}", client.0);
    let all = || deployments.iter().filter_map(|id| programme.deployment(*id));
    let mut leaders: Vec<String> = Vec::new();
    for lle in all().flat_map(|one| &one.lles).filter_map(|lle| programme.lle(*lle)) {
        let name = lle.name.shown_to(Internal);
        if !leaders.contains(name) {
            leaders.push(name.clone());
        }
    }
    let (days, visits) = delivered(programme, known, deployments);
    let mut context = paper::context(sources);
    context.values.extend(blank("client"));
    context.values.insert("deployments", deployments.len().to_string());
    context.values.insert("visits", paper::some(visits, "visit", "visits"));
    context.values.insert("days", number(days));
    context.values.insert("agreed", agreed(all()));
    context.values.insert("step", next_step(programme, deployments));
    let results = results(programme, known, school);
    context
        .values
        .insert("result", if results.is_empty() { "" } else { "yes" }.to_owned());
    context.blocks.insert("table:results".to_owned(), results);
    let log = log(programme, known, deployments);
    context.blocks.insert("table:visits".to_owned(), log);
    let name = school.name.shown_to(Internal);
    let mut blocks = vec![
        paper::part(prefix.clone(), name.clone()),
        paper::facts(vec![
            ("To", or_head(school.head.shown_to(Internal))),
            ("From", from(programme)),
            ("Supported by", leaders.join("; ")),
            (
                "Support began",
                all().filter_map(|one| one.start).min().map(long).unwrap_or_default(),
            ),
            ("Date", long(programme.as_at)),
        ]),
    ];
    blocks.extend(paper::page(words, "letters.md", &context, &prefix)?);
    Ok(blocks)
}

/// Who writes: the author of the settings, else the office.
fn from(programme: &Programme) -> String {
    match programme.settings.text("author") {
        "" => "The lead adviser of the programme".to_owned(),
        author => author.to_owned(),
    }
}

fn or_head(name: &str) -> String {
    if name.is_empty() { "The headteacher".to_owned() } else { name.to_owned() }
}

fn to_lle(
    sources: &Sources<'_>,
    words: &Words,
    known: &Known<'_>,
    id: LleId,
    deployments: &[DeploymentId],
) -> Result<Vec<Block>, String> {
    let programme = sources.programme;
    let Some(lle) = programme.lle(id) else { return Ok(Vec::new()) };
    let prefix = format!("lle-{}", id.0);
    let all = || deployments.iter().filter_map(|id| programme.deployment(*id));
    let own = lle.school.and_then(|school| programme.school(school));
    let (days, visits) = delivered(programme, known, deployments);
    let late = late_records(programme, known, deployments);
    let mut context = paper::context(sources);
    context.values.extend(blank("lle"));
    context.values.insert(
        "deployments",
        paper::some(deployments.len(), "deployment", "deployments"),
    );
    context.values.insert("visits", paper::some(visits, "visit", "visits"));
    context.values.insert("days", number(days));
    context.values.insert("agreed", agreed(all()));
    context.values.insert("step", next_step(programme, deployments));
    context.values.insert("records", late.len().to_string());
    let review = lle.review_due.map(long).unwrap_or_default();
    context.values.insert("review", review);
    let results = own.map(|school| results(programme, known, school)).unwrap_or_default();
    context
        .values
        .insert("result", if results.is_empty() { "" } else { "yes" }.to_owned());
    context.blocks.insert("table:results".to_owned(), results);
    let dates =
        late.into_iter().map(|(reference, day)| vec![reference, long(day)]).collect();
    context.blocks.insert(
        "table:visits".to_owned(),
        vec![paper::table(
            "t-late",
            "Records of visit that are still to come",
            &[("Deployment", Align::Left), ("Date of visit", Align::Left)],
            dates,
            &[],
        )],
    );
    let mut blocks = vec![
        paper::part(prefix.clone(), lle.name.shown_to(Internal).clone()),
        paper::facts(vec![
            ("From", from(programme)),
            (
                "School",
                own.map(|s| s.name.shown_to(Internal).clone()).unwrap_or_default(),
            ),
            ("Local Leader since", lle.accredited.map(long).unwrap_or_default()),
            ("Days offered a year", lle.days_offered.map(number).unwrap_or_default()),
            ("Date", long(programme.as_at)),
        ]),
    ];
    blocks.extend(paper::page(words, "letters.md", &context, &prefix)?);
    Ok(blocks)
}

fn agreed<'a>(deployments: impl Iterator<Item = &'a Deployment>) -> String {
    let days: Vec<f64> = deployments.filter_map(|one| one.days).collect();
    if days.is_empty() { String::new() } else { number(days.iter().sum()) }
}

fn delivered(
    programme: &Programme,
    known: &Known<'_>,
    deployments: &[DeploymentId],
) -> (f64, usize) {
    let visits: Vec<f64> = deployments
        .iter()
        .filter_map(|id| known.visits.get(id))
        .flatten()
        .filter_map(|at| programme.visits.get(*at))
        .map(|visit| visit.days)
        .collect();
    (visits.iter().sum(), visits.len())
}

/// What comes next, as a sentence.
fn next_step(programme: &Programme, deployments: &[DeploymentId]) -> String {
    let next = deployments
        .iter()
        .filter_map(|id| Some((state::next(programme, *id)?, *id)))
        .min_by_key(|((_, due), _)| *due);
    let Some(((step, due), id)) = next else { return String::new() };
    let (is_late, day) = (due < programme.as_at, long(due));
    // Of several deployments the reader must know which.
    let of = match programme.deployment(id).map(|one| one.reference.as_str()) {
        Some(reference) if deployments.len() > 1 && !reference.is_empty() => {
            format!("{reference}: ")
        }
        _ => String::new(),
    };
    let within =
        |words: &str| if of.is_empty() { words.to_owned() } else { paper::within(words) };
    let what = match step {
        Step::Match => "An LLE is to be found",
        Step::Sign => {
            "The contract is to be signed by both governing bodies and the authority"
        }
        Step::Review => "The review half-way is to be held",
        Step::Close if is_late => {
            return format!(
                "{of}{} was planned to end on {day}; please agree with us whether it closes or goes on.",
                within("Support")
            );
        }
        Step::Close => {
            return format!(
                "{of}{} is planned to end on {day}; please agree with us before then whether it closes or goes on.",
                within("Support")
            );
        }
        Step::Evaluate => "The evaluation at the end is to be held",
    };
    if is_late {
        format!("{of}{}; it was due on {day}.", within(what))
    } else {
        format!("{of}{} by {day}.", within(what))
    }
}

fn log(
    programme: &Programme,
    known: &Known<'_>,
    deployments: &[DeploymentId],
) -> Vec<Block> {
    let mut rows: Vec<(Date, Vec<String>)> = deployments
        .iter()
        .filter_map(|id| known.visits.get(id))
        .flatten()
        .filter_map(|at| programme.visits.get(*at))
        .map(|visit| {
            (visit.date, vec![long(visit.date), number(visit.days), visit.focus.clone()])
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    rows.sort();
    let caption = if rows.len() > VISITS { "The latest visits" } else { "Visits" };
    let rows = rows.split_off(rows.len().saturating_sub(VISITS));
    vec![paper::table(
        "t-visits",
        caption,
        &[("Date", Align::Left), ("Days", Align::Decimal), ("Focus", Align::Left)],
        rows.into_iter().map(|(_, row)| row).collect(),
        &[],
    )]
}

fn late_records(
    programme: &Programme,
    known: &Known<'_>,
    deployments: &[DeploymentId],
) -> Vec<(String, Date)> {
    if !programme.visits.iter().any(|visit| visit.received.is_some()) {
        return Vec::new();
    }
    let calendar = &programme.calendar;
    let standard = programme.settings.number("record_days") as i64;
    let mut late = Vec::new();
    for id in deployments {
        let reference =
            programme.deployment(*id).map_or("", |one| one.reference.as_str());
        for at in known.visits.get(id).into_iter().flatten() {
            if let Some(visit) = programme.visits.get(*at)
                && visit.received.is_none()
                && calendar.after(visit.date, standard) < programme.as_at
            {
                late.push((reference.to_owned(), visit.date));
            }
        }
    }
    late
}
