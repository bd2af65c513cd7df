//! What the documents beside the forum pack have alike: their frame, pages made
//! from one template many times, and tables of words.

use std::marker::PhantomData;

use super::Sources;
use super::block::{Align, Block, Document, Inline, Table, TableCell, Text, plain};
use super::words::{Context, Words};
use crate::base::date::{Date, long, month_name, short};
use crate::base::quantity::{NOT_APPLICABLE, NOT_AVAILABLE, SUPPRESSED};
use crate::base::release::Audience;
use crate::base::text::count;
use crate::model::programme::Edition;

/// Where a document goes and what it is called.
pub(super) struct Paper {
    /// Path in the pack, without ending.
    pub(super) path: &'static str,
    /// Title.
    pub(super) title: String,
    /// One sentence for the metadata.
    pub(super) subject: String,
}

/// Month of the pack in words.
fn period(sources: &Sources<'_>) -> String {
    sources
        .programme
        .period
        .map_or_else(String::new, |m| format!("{} {}", month_name(m.month), m.year))
}

/// Edition in words.
fn edition(sources: &Sources<'_>) -> &'static str {
    match sources.programme.edition {
        Edition::Monthly => "monthly edition",
        Edition::Meeting => "meeting edition",
    }
}

/// The authority by name.
pub(super) fn authority(sources: &Sources<'_>) -> String {
    match sources.programme.authority.1.as_str() {
        "" => "the authority".to_owned(),
        name => name.to_owned(),
    }
}

/// A document in the frame of this pack; without a cover, for it is a working paper.
pub(super) fn document<A: Audience>(
    sources: &Sources<'_>,
    paper: Paper,
    blocks: Vec<Block>,
) -> Document<A> {
    let mut marks = Vec::new();
    if sources.programme.is_example {
        marks.push("EXAMPLE: an invented programme".to_owned());
    }
    if sources.status.starts_with("DRAFT") {
        marks.push(sources.status.clone());
    }
    Document {
        path: paper.path.to_owned(),
        title: paper.title,
        subject: paper.subject,
        authority: authority(sources),
        period: period(sources),
        as_at: long(sources.programme.as_at),
        edition: edition(sources).to_owned(),
        marks,
        has_cover: false,
        runs_on: false,
        cover: Vec::new(),
        build: sources.build.clone(),
        blocks,
        audience: PhantomData,
    }
}

/// What every template may say about the pack.
pub(super) fn context(sources: &Sources<'_>) -> Context {
    let mut context = Context::default();
    let settings = &sources.programme.settings;
    let contact = match settings.text("contact") {
        "" => "the programme's mailbox",
        given => given,
    };
    for (name, value) in [
        ("programme", settings.text("programme")),
        ("authority", &authority(sources)),
        ("period", &period(sources)),
        ("as_at", &long(sources.programme.as_at)),
        ("edition", edition(sources)),
        ("status", &sources.status),
        ("contact", contact),
        ("author", settings.text("author")),
    ] {
        context.values.insert(name, value.to_owned());
    }
    context
}

/// A template's blocks, every anchor under a prefix: one template makes many pages.
pub(super) fn page(
    words: &Words,
    template: &str,
    context: &Context,
    prefix: &str,
) -> Result<Vec<Block>, String> {
    let mut blocks = words.blocks(template, context)?;
    for id in blocks.iter_mut().filter_map(Block::anchor_mut) {
        *id = format!("{prefix}-{id}");
    }
    Ok(blocks)
}

/// The start of a page with its own anchor.
pub(super) fn part(id: impl Into<String>, title: impl Into<String>) -> Block {
    Block::Part { id: id.into(), title: title.into(), purpose: String::new() }
}

/// A heading within a page.
pub(super) fn heading(
    id: impl Into<String>,
    level: u8,
    text: impl Into<String>,
) -> Block {
    Block::Heading { id: id.into(), level, number: String::new(), text: text.into() }
}

/// A paragraph without number or side note.
pub(super) fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph { number: String::new(), text: plain(text), side: String::new() }
}

/// Words that lead to an anchor.
pub(super) fn link(text: impl Into<String>, to: impl Into<String>) -> Inline {
    Inline::Ref { text: text.into(), to: to.into() }
}

/// A line of labels and values; those without a value are left out.
pub(super) fn facts(pairs: Vec<(&str, String)>) -> Block {
    Block::Facts(
        pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(label, value)| (label.to_owned(), plain(value)))
            .collect(),
    )
}

/// A table; one line of words where it has no rows.
pub(super) fn table(
    id: &str,
    caption: &str,
    columns: &[(&str, Align)],
    rows: Vec<Vec<String>>,
    foot: &[&str],
) -> Block {
    if rows.is_empty() {
        return Block::Caption(plain(format!("{caption}: none.")));
    }
    let uses = |mark: &str| rows.iter().flatten().any(|cell| cell.contains(mark));
    let mut notes: Vec<Text> = foot.iter().map(|line| plain(*line)).collect();
    if uses(SUPPRESSED) {
        notes.push(plain("[c] withheld: too few pupils."));
    }
    if uses(NOT_AVAILABLE) {
        notes.push(plain("[x] not available."));
    }
    if uses(NOT_APPLICABLE) {
        notes.push(plain("[z] does not apply."));
    }
    let rows = rows
        .into_iter()
        .map(|row| row.into_iter().map(TableCell::Text).collect())
        .collect();
    rich_table(id, caption, columns, rows, notes)
}

/// A table of cells with runs.
pub(super) fn rich_table(
    id: &str,
    caption: &str,
    columns: &[(&str, Align)],
    rows: Vec<Vec<TableCell>>,
    foot: Vec<Text>,
) -> Block {
    Block::Table(Box::new(Table::of_records(id, caption, columns, rows, foot)))
}

/// A count in words; nothing where there is none, so that a template can ask.
pub(super) fn some(number: usize, one: &str, many: &str) -> String {
    if number == 0 { String::new() } else { count(number, one, many) }
}

/// A date for a table, or nothing.
pub(super) fn day(date: Option<Date>) -> String {
    date.map(short).unwrap_or_default()
}

/// Words as the start of a line.
pub(super) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// Words of a list as they stand within a sentence.
pub(super) fn within(words: &str) -> String {
    let mut letters = words.chars();
    let first: String =
        letters.next().map(|c| c.to_lowercase().collect()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}
