//! `public/lle-directory`: the LLEs who agreed to be named, for schools that
//! look for support.

use std::collections::BTreeMap;

use super::Sources;
use super::block::{Align, Block, Document, TableCell, plain};
use super::paper::{self, Paper, sentence};
use super::sentences::{capital, in_words};
use super::words::Words;
use crate::base::date::long;
use crate::base::figure::Group;
use crate::base::quantity::{decimal, plain as number};
use crate::base::release::{Audience, Public};
use crate::base::text::{count, fold};
use crate::model::publicity::{self, Entry};

/// Words in which districts and tags are indexed: one spelling each.
type Index = BTreeMap<String, (String, Vec<usize>)>;

pub(super) fn directory(
    sources: &Sources<'_>,
    words: &Words,
) -> Result<Document<Public>, String> {
    let entries = publicity::of(sources.programme).entries;
    let mut context = paper::context(sources);
    context.values.insert("entries", entries.len().to_string());
    context
        .values
        .insert("leaders", count(entries.len(), "Local Leader", "Local Leaders"));
    let active = sources
        .programme
        .lles
        .iter()
        .filter(|lle| lle.is_active_on(sources.programme.as_at));
    let others = active.count().saturating_sub(entries.len());
    context.values.insert(
        "others",
        match others {
            0 => String::new(),
            1 => {
                "One other is at work in the programme and is not named here.".to_owned()
            }
            n => {
                let n = capital(&in_words(n as u64));
                format!("{n} others are at work in the programme and are not named here.")
            }
        },
    );
    let costs = costs(sources);
    context.values.insert("costs", costs);
    context.values.insert("usual_days", usual_days(sources));
    for name in ["match_days", "record_days", "evaluation_days"] {
        let days = number(sources.programme.settings.number(name));
        context.values.insert(name, days);
    }
    let by_expertise = index(&entries, |entry| &entry.expertise);
    let by_district = index(&entries, |entry| &entry.districts);
    for (name, id, caption, head, index) in [
        (
            "table:expertise",
            "t-expertise",
            "By what they can help with",
            "Can help with",
            by_expertise,
        ),
        (
            "table:districts",
            "t-districts",
            "By where they can travel",
            "District",
            by_district,
        ),
    ] {
        context
            .blocks
            .insert(name.to_owned(), listed(&entries, id, caption, head, index));
    }
    let of_entries = entries.iter().enumerate().flat_map(|(at, entry)| page(at, entry));
    context.blocks.insert("table:entries".to_owned(), of_entries.collect());
    let blocks = paper::page(words, "directory.md", &context, "directory")?;
    let document = paper::document(
        sources,
        Paper {
            path: "public/lle-directory",
            title: "Directory of Local Leaders of Education".to_owned(),
            subject: format!(
                "Heads who support other heads in {}, with their agreement to be named",
                paper::authority(sources)
            ),
        },
        blocks,
    );
    Ok(Document { runs_on: true, ..document })
}

/// What a day costs by either route, in a sentence; empty where no rate is known.
fn costs(sources: &Sources<'_>) -> String {
    let price = |route: &str| {
        sources
            .figures
            .plain("F04", &Group::None, route)
            .filter(|figure| figure.release <= Public::RELEASE)
            .map(|figure| figure.shown_to(Public))
    };
    match (price("direct"), price("ts")) {
        (Some(direct), Some(school)) => format!(
            "A day of support costs {direct} on average where the programme commissions it, and {school} through the Teaching School."
        ),
        (Some(only), None) => format!("A day of support costs {only} on average."),
        (None, Some(only)) => format!(
            "A day of support costs {only} on average; it is commissioned through the Teaching School."
        ),
        (None, None) => String::new(),
    }
}

/// Fewest deployments of which a usual length is said.
const FEWEST: usize = 5;

/// Days agreed in the middle of all deployments; empty where they are few.
fn usual_days(sources: &Sources<'_>) -> String {
    let mut days: Vec<f64> = sources
        .programme
        .deployments
        .iter()
        .filter(|deployment| deployment.status != "declined")
        .filter_map(|deployment| deployment.days)
        .collect();
    days.sort_by(f64::total_cmp);
    if days.len() < FEWEST {
        return String::new();
    }
    days.get(days.len() / 2).map(|days| decimal(*days, 0)).unwrap_or_default()
}

fn index(entries: &[Entry], of: impl Fn(&Entry) -> &Vec<String>) -> Index {
    let mut index = Index::new();
    for (at, entry) in entries.iter().enumerate() {
        for word in of(entry).iter().filter(|word| !word.is_empty()) {
            let line =
                index.entry(fold(word)).or_insert_with(|| (sentence(word), Vec::new()));
            if !line.1.contains(&at) {
                line.1.push(at);
            }
        }
    }
    index
}

fn anchor(at: usize) -> String {
    format!("entry-{}", at + 1)
}

fn listed(
    entries: &[Entry],
    id: &str,
    caption: &str,
    head: &str,
    index: Index,
) -> Vec<Block> {
    if index.is_empty() {
        return Vec::new();
    }
    let rows = index
        .into_values()
        .map(|(word, who)| {
            let mut names = Vec::new();
            for (nth, at) in who.into_iter().enumerate() {
                let Some(entry) = entries.get(at) else { continue };
                if nth > 0 {
                    names.extend(plain("; "));
                }
                names
                    .push(paper::link(entry.name.shown_to(Public).clone(), entry_id(at)));
            }
            vec![TableCell::Text(word), TableCell::Rich(names)]
        })
        .collect();
    vec![paper::rich_table(
        id,
        caption,
        &[(head, Align::Left), ("Local Leaders", Align::Left)],
        rows,
        Vec::new(),
    )]
}

/// The anchor as it stands in the finished document.
fn entry_id(at: usize) -> String {
    format!("directory-{}", anchor(at))
}

fn page(at: usize, entry: &Entry) -> Vec<Block> {
    let words = &entry.words;
    let mut blocks = vec![
        Block::Together(true),
        paper::heading(anchor(at), 2, entry.name.shown_to(Public).clone()),
    ];
    if !words.headline.is_empty() {
        blocks.push(Block::Lead(plain(words.headline.clone())));
    }
    let since = entry.since.map(long).unwrap_or_default();
    let since = match (since.is_empty(), entry.cohort.is_empty()) {
        (true, _) => entry.cohort.clone(),
        (false, true) => since,
        (false, false) => format!("{since} ({})", entry.cohort),
    };
    let school = [entry.kind.as_str(), entry.size].map(str::to_owned);
    let school: Vec<String> =
        school.into_iter().filter(|part| !part.is_empty()).collect();
    blocks.push(paper::facts(vec![
        ("Headteacher of", entry.school.shown_to(Public).clone()),
        ("School", sentence(&school.join("; "))),
        ("Location", entry.location.clone()),
        ("Local Leader since", since),
        ("Can help with", sentence(&entry.expertise.join(", "))),
        ("Phase", sentence(entry.phase)),
        ("Context", words.context.clone()),
        ("Districts", entry.districts.join(", ")),
        ("Availability", words.availability.clone()),
        ("Profile agreed", entry.dated.map(long).unwrap_or_default()),
    ]));
    if !words.biography.is_empty() {
        blocks.push(paper::paragraph(words.biography.clone()));
    }
    if !words.work.is_empty() {
        blocks.push(paper::paragraph(format!("An example: {}", words.work)));
    }
    if !words.quote.is_empty() {
        blocks.push(Block::Quote {
            text: words.quote.clone(),
            by: "A head who was supported".to_owned(),
        });
    }
    blocks.push(Block::Together(false));
    blocks
}
