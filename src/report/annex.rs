//! `exempt/school-annex`: a page for each client and LLE school, by name, for
//! members of the forum alone. Results of fewer than six pupils are withheld
//! here too.

mod contents;
mod picture;
mod results;
mod support;

use std::collections::BTreeMap;

use super::Sources;
use super::block::{Block, Document};
use super::chart::Series;
use super::paper::{self, Paper};
use super::words::Words;
use crate::base::date::{AcademicYear, short};
use crate::base::figure::{Figure, Group};
use crate::base::indicator::{INDICATORS, Indicator, SERIES_BREAKS, SeriesBreak};
use crate::base::quantity::{decimal, plain as number};
use crate::base::reason::LeftOut;
use crate::base::release::Forum;
use crate::base::text::{count, fold};
use crate::model::programme::{DeploymentId, Joined, Programme, School, SchoolId};
use crate::model::state::{self, State};
use contents::contents;
use picture::chart;
use results::{is_all_withheld, results, table};
use support::{given, support};

/// Years shown for each measure, the latest last.
const YEARS: usize = 5;

/// The part that a school plays.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Part {
    is_client: bool,
    is_lle: bool,
}

impl Part {
    const fn words(self) -> &'static str {
        match (self.is_client, self.is_lle) {
            (true, true) => "Client school and LLE school",
            (true, false) => "Client school",
            (false, _) => "LLE school",
        }
    }

    /// For a table.
    const fn short(self) -> &'static str {
        match (self.is_client, self.is_lle) {
            (true, true) => "Client, LLE",
            (true, false) => "Client",
            (false, _) => "LLE",
        }
    }

    const fn series(self) -> Series {
        if self.is_client { Series::Clients } else { Series::Lle }
    }
}

/// Figures and work of every school, looked up once.
struct Known<'a> {
    figures: BTreeMap<&'a str, Vec<&'a Figure>>,
    left_out: BTreeMap<&'a str, Vec<String>>,
    /// Days delivered and visits, by deployment.
    visits: BTreeMap<DeploymentId, (f64, usize)>,
}

pub(super) fn school_annex(
    sources: &Sources<'_>,
    words: &Words,
) -> Result<Document<Forum>, String> {
    let programme = sources.programme;
    let known = known(sources);
    let mut schools: Vec<(SchoolId, Part)> = parts(programme).into_iter().collect();
    let name = |id: SchoolId| {
        programme
            .school(id)
            .map(|school| fold(school.name_for_forum().shown_to(Forum)))
            .unwrap_or_default()
    };
    schools.sort_by_cached_key(|(id, _)| (name(*id), *id));
    let mut context = paper::context(sources);
    let of = |is: fn(&Part) -> bool| schools.iter().filter(|(_, part)| is(part)).count();
    context.values.insert("schools", schools.len().to_string());
    let clients = count(of(|p| p.is_client), "client school", "client schools");
    context.values.insert("clients", clients);
    context
        .values
        .insert("leaders", count(of(|p| p.is_lle), "LLE school", "LLE schools"));
    let least = number(programme.settings.number("exempt_school_n"));
    context.values.insert("least", least);
    context.values.insert("doubtful", doubtful(programme));
    let index = contents(programme, &schools, &known);
    context.blocks.insert("table:schools".to_owned(), index);
    let mut blocks = paper::page(words, "school-annex.md", &context, "annex")?;
    for (id, part) in &schools {
        if let Some(school) = programme.school(*id) {
            page(programme, *id, school, *part, &known, &mut blocks);
        }
    }
    Ok(paper::document(
        sources,
        Paper {
            path: "exempt/school-annex",
            title: "School annex (exempt: forum members only)".to_owned(),
            subject:
                "Results and support of each school of the programme; not to be published"
                    .to_owned(),
        },
        blocks,
    ))
}

/// The years that charts hatch, with what happened in them; empty where none is shown.
fn doubtful(programme: &Programme) -> String {
    let is_shown = |one: &&SeriesBreak| {
        !one.refuses
            && INDICATORS.iter().any(|indicator| {
                let years = programme.years.get(indicator.code);
                indicator.stage == one.stage
                    && years.is_some_and(|years| years.contains(&one.year))
            })
    };
    let told =
        SERIES_BREAKS.iter().filter(is_shown).map(|one| one.what.replacen(": ", ", ", 1));
    told.collect::<Vec<_>>().join("; ")
}

/// Client schools of deployments that were not declined, and schools of LLEs.
fn parts(programme: &Programme) -> BTreeMap<SchoolId, Part> {
    let mut parts: BTreeMap<SchoolId, Part> = BTreeMap::new();
    let mut add = |id: SchoolId, is_client: bool| {
        let part = parts.entry(id).or_insert(Part { is_client: false, is_lle: false });
        part.is_client |= is_client;
        part.is_lle |= !is_client;
    };
    for (at, deployment) in programme.deployments.iter().enumerate() {
        let standing = state::on(programme, DeploymentId(at), programme.as_at);
        if standing.is_some_and(|standing| {
            standing.state >= State::Active && standing.state < State::Withdrawn
        }) {
            add(deployment.client, true);
        }
    }
    for lle in &programme.lles {
        if let Some(school) = lle.school.filter(|_| lle.is_active_on(programme.as_at)) {
            add(school, false);
        }
    }
    parts
}

fn known<'a>(sources: &'a Sources<'_>) -> Known<'a> {
    let mut figures: BTreeMap<&str, Vec<&Figure>> = BTreeMap::new();
    for figure in &sources.figures.all {
        if let Group::School(urn) = &figure.group {
            figures.entry(urn).or_default().push(figure);
        }
    }
    // The latest pair of years of a measure is the one that is reported; that a
    // school is in no earlier one is no news.
    let mut latest: BTreeMap<&Indicator, (AcademicYear, AcademicYear)> = BTreeMap::new();
    let rows = || {
        sources.figures.left_out.iter().filter_map(|row| {
            let is_clients = row.group == Group::Clients && row.code == "M25";
            let years = (row.to?, row.from?);
            is_clients.then_some((row, row.indicator?, years))
        })
    };
    for (_, indicator, years) in rows() {
        let held = latest.entry(indicator).or_insert(years);
        *held = (*held).max(years);
    }
    // Measures that share years and reason share a line.
    let mut alike: BTreeMap<(&str, AcademicYear, AcademicYear, LeftOut), Vec<&str>> =
        BTreeMap::new();
    for (row, indicator, (to, from)) in rows() {
        if latest.get(indicator) == Some(&(to, from)) {
            let key = (row.record.as_str(), from, to, row.reason);
            alike.entry(key).or_default().push(indicator.short);
        }
    }
    let mut left_out: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for ((record, from, to, reason), measures) in alike {
        let measures = match measures.as_slice() {
            [first, _, rest @ ..] if !rest.is_empty() => {
                format!("{first} and {} other measures", rest.len() + 1)
            }
            few => few.join(" and "),
        };
        left_out.entry(record).or_default().push(format!(
            "not counted in the change of {measures} from {} to {}: {}",
            from.summer(),
            to.summer(),
            paper::within(reason.words())
        ));
    }
    let mut visits: BTreeMap<DeploymentId, (f64, usize)> = BTreeMap::new();
    for visit in
        sources.programme.visits.iter().filter(|v| v.date <= sources.programme.as_at)
    {
        if let Some(id) = visit.deployment {
            let entry = visits.entry(id).or_default();
            entry.0 += visit.days;
            entry.1 += 1;
        }
    }
    Known { figures, left_out, visits }
}

fn anchor(id: SchoolId) -> String {
    format!("school-{}", id.0)
}

fn page(
    programme: &Programme,
    id: SchoolId,
    school: &School,
    part: Part,
    known: &Known<'_>,
    blocks: &mut Vec<Block>,
) {
    blocks.push(Block::Part {
        id: anchor(id),
        title: school.name_for_forum().shown_to(Forum).clone(),
        purpose: part.words().to_owned(),
    });
    blocks.push(paper::facts(vec![
        ("URN", urns(school)),
        ("Phase", paper::sentence(school.phase)),
        ("Type", school.kind.clone()),
        ("District", school.district.clone()),
        ("Pupils on roll", school.roll.map(|roll| decimal(roll, 0)).unwrap_or_default()),
        ("Notes", paper::sentence(&notes(school, part, known).join("; "))),
    ]));
    let figures: &[&Figure] =
        known.figures.get(school.urn.as_str()).map_or(&[], Vec::as_slice);
    let results = results(programme, id, figures);
    if results.is_empty() {
        blocks.push(paper::paragraph("The registers hold no results of this school."));
    } else if is_all_withheld(&results) {
        let short: Vec<&str> = results.iter().map(|(own, _)| own.measure()).collect();
        blocks.push(paper::paragraph(format!(
            "Results of this school are held and withheld here ({}): they are of fewer than six pupils, or the number of pupils is not known.",
            short.join(", ")
        )));
    } else {
        blocks.extend(chart(programme, school, part, figures, id));
        blocks.push(table(id, results));
    }
    if part.is_client {
        blocks.push(support(programme, id, known));
    }
    if part.is_lle {
        blocks.push(paper::paragraph(given(programme, id)));
    }
}

fn urns(school: &School) -> String {
    if school.earlier.is_empty() {
        school.urn.clone()
    } else {
        format!("{} (before: {})", school.urn, school.earlier.join(", "))
    }
}

fn notes(school: &School, part: Part, known: &Known<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    match school.joined {
        Some(Joined::Conversion) => {
            notes.push("results of the earlier URN are joined".to_owned());
        }
        Some(Joined::Merger) => {
            notes.push("a merger: the counts of its schools are pooled".to_owned());
        }
        None => {}
    }
    if let Some(closed) = school.closed {
        notes.push(format!("closed on {}", short(closed)));
    }
    if school.has_other_support {
        notes.push("had other support as well".to_owned());
    }
    if part.is_client && part.is_lle {
        notes.push("counted as a client school only".to_owned());
    }
    if part.is_client {
        notes.extend(
            known
                .left_out
                .get(school.urn.as_str())
                .into_iter()
                .flatten()
                .take(3)
                .cloned(),
        );
    }
    notes
}
