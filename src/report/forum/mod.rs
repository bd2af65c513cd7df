//! `public/forum-pack`: the paper for the forum, with its appendices.

pub(super) mod agreeing;
mod evidence;
mod impact;
mod ks1;
mod methods;
mod money;
mod monitor;
mod months;
pub(super) mod pair;
mod questions;
mod records;
mod schools;
mod screen;
pub(super) mod singles;
mod sources;
mod sure;
pub(super) mod tables;
#[cfg(test)]
mod tests;
mod voice;
mod years;

use std::marker::PhantomData;

use super::Sources;
use super::block::{Block, Document, plain};
use super::book::Book;
use super::books::published;
use super::words::{Context, Words};
use crate::base::date::{long, month_name};
use crate::base::release::Public;
use crate::model::programme::Edition;

/// What templates call by a name, and the blocks that stand there.
type Named = (&'static str, Vec<Block>);

/// Where the pack stands, without its ending.
pub(super) const PATH: &str = "public/forum-pack";

pub(super) fn forum_pack(
    sources: &Sources<'_>,
    words: &Words,
) -> Result<Document<Public>, String> {
    let context = context(sources);
    let cover = words.blocks("cover.md", &context)?;
    Ok(framed(sources, cover, words.blocks("forum-pack.md", &context)?))
}

/// The pack round its cover and its content.
pub(super) fn framed(
    sources: &Sources<'_>,
    cover: Vec<Block>,
    blocks: Vec<Block>,
) -> Document<Public> {
    let programme = sources.programme;
    let settings = &programme.settings;
    let period = programme
        .period
        .map_or_else(String::new, |m| format!("{} {}", month_name(m.month), m.year));
    let edition = match programme.edition {
        Edition::Monthly => "monthly edition",
        Edition::Meeting => "meeting edition",
    };
    let authority = if programme.authority.1.is_empty() {
        "the authority".to_owned()
    } else {
        programme.authority.1.clone()
    };
    let mut marks = Vec::new();
    if programme.is_example {
        marks.push("EXAMPLE: an invented programme".to_owned());
    }
    if sources.status.starts_with("DRAFT") {
        marks.push(sources.status.clone());
    }
    Document {
        path: PATH.to_owned(),
        title: format!("{}: report to the Schools Forum", settings.text("programme")),
        subject: format!("Report to the Schools Forum of {authority}, {period}"),
        authority,
        period,
        as_at: long(programme.as_at),
        edition: edition.to_owned(),
        marks,
        has_cover: true,
        // The shorter pack of every month saves paper.
        runs_on: programme.edition == Edition::Monthly,
        cover,
        build: sources.build.clone(),
        blocks,
        audience: PhantomData,
    }
}

/// Values, figures and sentences, with the blocks that templates call by name.
pub(super) fn context(sources: &Sources<'_>) -> Context {
    let mut context = Context::of(sources);
    let screen = screen::Screen::of(sources.programme);
    screen.values(context.values.values_mut());
    let whats_new = vec![("list:changed", vec![changed(sources)])];
    for (name, mut blocks) in [
        whats_new,
        impact::blocks(sources),
        voice::blocks(sources),
        money::blocks(sources),
        monitor::blocks(sources),
        methods::blocks(sources),
        questions::blocks(sources),
        records::blocks(sources),
    ]
    .into_iter()
    .flatten()
    {
        screen.blocks(&mut blocks);
        context.blocks.insert(name.to_owned(), blocks);
    }
    context
}

/// The workbook of the pack's tables, with every figure of the latest years.
pub(super) fn published(sources: &Sources<'_>, document: &Document<Public>) -> Book {
    let mut more = methods::every_figure(sources);
    screen::Screen::of(sources.programme).blocks(&mut more);
    let contact = sources.programme.settings.text("contact");
    published::book(document, &more, contact, sources.programme.as_at)
}

fn changed(sources: &Sources<'_>) -> Block {
    let lines = super::changed::lines(sources.figures, sources.previous);
    Block::List {
        is_lettered: false,
        items: lines.into_iter().map(|line| (plain(line), String::new())).collect(),
    }
}
