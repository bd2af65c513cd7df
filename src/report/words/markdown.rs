//! Markdown with marks to blocks. Alone names pulldown-cmark.
//!
//! Marks are put back only here, after the Markdown has been read, as plain
//! runs of text: what they stand for is never read as markup.

mod blocks;
mod notes;
mod runs;

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::render::{CLOSE, OPEN, Rendered, Slot};
use super::{Headed, Source, Written};
use crate::report::block::Block;
use runs::{is_blank, kept_together};

/// How a run looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Look {
    strong: usize,
    em: usize,
    link: Option<String>,
}

/// A run of a paragraph, before looks are turned to inlines.
#[derive(Clone, Debug)]
enum Run {
    Words { text: String, look: Look, source: Source, at: usize },
    Note { label: String, at: usize },
    Block { slot: Slot, at: usize },
}

/// What encloses the paragraph that is being read.
#[derive(Debug)]
enum Holder {
    Quote(Vec<Vec<Run>>),
    List { is_ordered: bool, items: Vec<Vec<Run>> },
    Note { label: String, text: Vec<Run> },
}

/// Reads it; the reason with its place where something stands where it cannot.
pub(super) fn read(
    rendered: &Rendered,
    blocks: &BTreeMap<String, Vec<Block>>,
) -> Result<Written, String> {
    let markdown = lettered(&rendered.text);
    let options = Options::ENABLE_FOOTNOTES | Options::ENABLE_SMART_PUNCTUATION;
    let mut reader = Reader {
        rendered,
        known: blocks,
        out: Written::default(),
        current: Vec::new(),
        look: Look::default(),
        holders: Vec::new(),
        heading: None,
        section: String::new(),
        paragraph: 0,
        ids: BTreeSet::new(),
        notes: Vec::new(),
        texts: BTreeMap::new(),
        parts: 0,
    };
    for (event, range) in Parser::new_ext(&markdown, options).into_offset_iter() {
        reader.event(event, range.start)?;
    }
    reader.place_notes()?;
    reader.check_links()?;
    Ok(reader.out)
}

/// `a) text` as the first line of a list item: letters are written for people.
fn lettered(text: &str) -> String {
    text.split_inclusive('\n')
        .map(|line| {
            let mut letters = line.chars();
            let is_lettered = letters.next().is_some_and(|c| c.is_ascii_lowercase())
                && letters.next() == Some(')')
                && letters.next() == Some(' ');
            if is_lettered {
                // One byte for one byte: places stay where they are.
                let rest: String = line.chars().skip(1).collect();
                format!("1{rest}")
            } else {
                line.to_owned()
            }
        })
        .collect()
}

/// Where a note is first referred to.
#[derive(Clone, Debug)]
struct NoteUse {
    label: String,
    at: usize,
    part: usize,
}

struct Reader<'a> {
    rendered: &'a Rendered,
    known: &'a BTreeMap<String, Vec<Block>>,
    out: Written,
    current: Vec<Run>,
    look: Look,
    holders: Vec<Holder>,
    heading: Option<HeadingLevel>,
    section: String,
    paragraph: u32,
    ids: BTreeSet<String>,
    /// In the order of their first reference.
    notes: Vec<NoteUse>,
    texts: BTreeMap<String, Vec<Run>>,
    /// How many parts have begun.
    parts: usize,
}

impl Reader<'_> {
    fn refuse<T>(&self, at: usize, says: &str) -> Result<T, String> {
        let (file, line, column) = self.rendered.at(at);
        Err(format!(
            "The template {file}, line {line}, column {column}: {says}. forumpack explain template lists what may stand there."
        ))
    }

    fn event(&mut self, event: Event<'_>, at: usize) -> Result<(), String> {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag, at)?,
            Event::Text(text) | Event::Code(text) => self.words(&text, at),
            Event::Html(text) | Event::InlineHtml(text) => {
                if !text.trim_start().starts_with("<!--") {
                    self.words(&text, at);
                }
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.words(&text, at),
            Event::FootnoteReference(label) => {
                let label = label.to_string();
                if !self.notes.iter().any(|note| note.label == label) {
                    self.notes.push(NoteUse {
                        label: label.clone(),
                        at,
                        part: self.parts,
                    });
                }
                self.current.push(Run::Note { label, at });
            }
            Event::SoftBreak | Event::HardBreak => self.words(" ", at),
            Event::Rule => self.out.blocks.push(Block::NewPage),
            Event::TaskListMarker(_) => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => self.heading = Some(level),
            Tag::BlockQuote(_) => self.holders.push(Holder::Quote(Vec::new())),
            Tag::List(first) => {
                self.flush();
                self.holders.push(Holder::List {
                    is_ordered: first.is_some(),
                    items: Vec::new(),
                });
            }
            Tag::FootnoteDefinition(label) => self
                .holders
                .push(Holder::Note { label: label.to_string(), text: Vec::new() }),
            Tag::Emphasis => self.look.em += 1,
            Tag::Strong => self.look.strong += 1,
            Tag::Link { dest_url, .. } => self.look.link = Some(self.resolved(&dest_url)),
            Tag::Item => {
                if let Some(Holder::List { items, .. }) = self.holders.last_mut() {
                    items.push(Vec::new());
                }
            }
            Tag::Paragraph
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Image { .. }
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd, at: usize) -> Result<(), String> {
        match tag {
            TagEnd::Heading(_) => return self.headed(at),
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                if self.holders.is_empty() {
                    return self.own_paragraph();
                }
                self.flush();
            }
            TagEnd::Item => self.flush(),
            TagEnd::BlockQuote(_) => {
                self.flush();
                if let Some(Holder::Quote(paragraphs)) = self.holders.pop() {
                    return self.summary(paragraphs);
                }
            }
            TagEnd::List(_) => {
                self.flush();
                if let Some(Holder::List { is_ordered, items }) = self.holders.pop() {
                    return self.list(is_ordered, items);
                }
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                if let Some(Holder::Note { label, text }) = self.holders.pop() {
                    self.texts.insert(label, text);
                }
            }
            TagEnd::Emphasis => self.look.em = self.look.em.saturating_sub(1),
            TagEnd::Strong => self.look.strong = self.look.strong.saturating_sub(1),
            TagEnd::Link => self.look.link = None,
            TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Image
            | TagEnd::MetadataBlock(_) => {}
        }
        Ok(())
    }

    /// Words of the template, with the marks in them put back.
    fn words(&mut self, text: &str, at: usize) {
        let mut offset = at;
        for (number, part) in text.split(OPEN).enumerate() {
            let (mark, rest) = match part.split_once(CLOSE) {
                Some((mark, rest)) if number > 0 => (mark.parse::<usize>().ok(), rest),
                _ => (None, part),
            };
            if let Some(slot) = mark.and_then(|mark| self.rendered.slots.get(mark)) {
                self.slot(slot.clone(), offset);
            }
            if number > 0 {
                offset += OPEN.len_utf8() + (part.len() - rest.len());
            }
            if !rest.is_empty() {
                self.current.push(Run::Words {
                    text: kept_together(rest),
                    look: self.look.clone(),
                    source: Source::Typed,
                    at: offset,
                });
            }
            offset += rest.len();
        }
    }

    fn slot(&mut self, slot: Slot, at: usize) {
        let (text, source) = match slot {
            Slot::Words(text) => (text, Source::Value),
            Slot::Figure(stated, text) => (text, Source::Figure(stated)),
            Slot::Sentence(said) => {
                (kept_together(&said.text), Source::Sentence(said.quoted))
            }
            Slot::Blocks(_) | Slot::Tile(_) | Slot::Quote(..) => {
                self.current.push(Run::Block { slot, at });
                return;
            }
        };
        if !text.is_empty() {
            self.current.push(Run::Words { text, look: self.look.clone(), source, at });
        }
    }

    /// A link's address with its marks put back.
    fn resolved(&self, address: &str) -> String {
        let mut whole = String::new();
        for (number, part) in address.split(OPEN).enumerate() {
            match part.split_once(CLOSE) {
                Some((mark, rest)) if number > 0 => {
                    let slot = mark
                        .parse::<usize>()
                        .ok()
                        .and_then(|at| self.rendered.slots.get(at));
                    whole.push_str(&slot.map(ToString::to_string).unwrap_or_default());
                    whole.push_str(rest);
                }
                _ => whole.push_str(part),
            }
        }
        whole
    }

    /// The paragraph of an enclosing list, box or note is over.
    fn flush(&mut self) {
        let mut runs = std::mem::take(&mut self.current);
        if is_blank(&runs) {
            return;
        }
        let quote = self.holders.iter_mut().find_map(|holder| match holder {
            Holder::Quote(paragraphs) => Some(paragraphs),
            Holder::List { .. } | Holder::Note { .. } => None,
        });
        if let Some(paragraphs) = quote {
            paragraphs.push(runs);
            return;
        }
        match self.holders.first_mut() {
            Some(Holder::List { items, .. }) => match items.last_mut() {
                Some(item) => {
                    if let (Some(Run::Words { look, at, .. }), false) =
                        (runs.first(), item.is_empty())
                    {
                        let space = Run::Words {
                            text: " ".to_owned(),
                            look: look.clone(),
                            source: Source::Typed,
                            at: *at,
                        };
                        item.push(space);
                    }
                    item.append(&mut runs);
                }
                None => items.push(runs),
            },
            Some(Holder::Note { text, .. }) => text.append(&mut runs),
            Some(Holder::Quote(_)) | None => {}
        }
    }

    fn heading_id(&mut self, words: &str, at: usize) -> String {
        let id = self.id(words);
        let (file, line, _) = self.rendered.at(at);
        self.out.headings.push(Headed { id: id.clone(), file, line });
        id
    }

    fn id(&mut self, words: &str) -> String {
        let slug: String = crate::base::text::fold(words)
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        let slug = slug.trim_matches('-').to_owned();
        let slug = if slug.is_empty() { "part".to_owned() } else { slug };
        let mut id = slug.clone();
        let mut count = 1;
        while !self.ids.insert(id.clone()) {
            count += 1;
            id = format!("{slug}-{count}");
        }
        id
    }
}
