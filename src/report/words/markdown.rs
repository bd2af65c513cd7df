//! Markdown with marks to blocks. Alone names pulldown-cmark.
//!
//! Marks are put back only here, after the Markdown has been read, as plain
//! runs of text: what they stand for is never read as markup.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::render::{CLOSE, OPEN, Rendered, Slot};
use super::{Headed, Piece, Source, Statement, Written};
use crate::base::text::nearest;
use crate::report::block::{Block, Inline, Text};

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
            Slot::Sentence(said) => (said.text, Source::Sentence(said.quoted)),
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

    fn heading_id(&mut self, words: &str, at: usize) -> String {
        let id = self.id(words);
        let (file, line, _) = self.rendered.at(at);
        self.out.headings.push(Headed { id: id.clone(), file, line });
        id
    }

    fn headed(&mut self, at: usize) -> Result<(), String> {
        let runs = std::mem::take(&mut self.current);
        let Some(level) = self.heading.take() else { return Ok(()) };
        if runs.iter().any(|run| matches!(run, Run::Block { .. })) {
            return self.refuse(at, "a heading holds words alone");
        }
        let words = flat(&runs);
        match level {
            HeadingLevel::H1 => {
                self.parts += 1;
                self.section.clear();
                let (title, purpose) = words.split_once('|').unwrap_or((&words, ""));
                let id = self.heading_id(title, at);
                self.out.blocks.push(Block::Part {
                    id,
                    title: title.trim().to_owned(),
                    purpose: purpose.trim().to_owned(),
                });
            }
            HeadingLevel::H2 => {
                let (number, text) = words
                    .split_once(' ')
                    .filter(|(n, _)| n.chars().all(|c| c.is_ascii_digit()))
                    .unwrap_or(("", &words));
                number.clone_into(&mut self.section);
                self.paragraph = 0;
                let id = self.heading_id(text, at);
                self.out.blocks.push(Block::Heading {
                    id,
                    level: 2,
                    number: number.to_owned(),
                    text: text.trim().to_owned(),
                });
            }
            HeadingLevel::H3 => {
                let id = self.heading_id(&words, at);
                self.out.blocks.push(Block::Heading {
                    id,
                    level: 3,
                    number: String::new(),
                    text: words.trim().to_owned(),
                });
            }
            HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => {
                self.state(&[&runs]);
                let text = self.inlines(&runs)?;
                self.out.blocks.push(Block::Lead(text));
            }
        }
        Ok(())
    }

    /// A paragraph that nothing encloses: words, or blocks by their names.
    fn own_paragraph(&mut self) -> Result<(), String> {
        let runs = std::mem::take(&mut self.current);
        if is_blank(&runs) {
            return Ok(());
        }
        if runs.iter().any(|run| matches!(run, Run::Block { .. })) {
            return self.blocks(runs);
        }
        self.state(&[&runs]);
        let (runs, side) = with_side(runs);
        let text = self.inlines(&runs)?;
        let number = if self.section.is_empty() {
            String::new()
        } else {
            self.paragraph += 1;
            format!("{}.{}", self.section, self.paragraph)
        };
        self.out.blocks.push(Block::Paragraph { number, text, side });
        Ok(())
    }

    fn blocks(&mut self, runs: Vec<Run>) -> Result<(), String> {
        for run in runs {
            match run {
                Run::Block { slot, .. } => match slot {
                    Slot::Blocks(name) => {
                        self.out
                            .blocks
                            .extend(self.known.get(&name).cloned().unwrap_or_default());
                    }
                    Slot::Quote(text, by) => {
                        self.out.blocks.push(Block::Quote { text, by });
                    }
                    Slot::Tile(tile) => match self.out.blocks.last_mut() {
                        Some(Block::Tiles(tiles)) if tiles.len() < 4 => tiles.push(*tile),
                        _ => self.out.blocks.push(Block::Tiles(vec![*tile])),
                    },
                    Slot::Words(_) | Slot::Figure(..) | Slot::Sentence(_) => {}
                },
                Run::Words { text, at, .. } if !text.trim().is_empty() => {
                    return self.refuse(
                        at,
                        "tables, charts, tiles, lists and quotations stand in a paragraph of their own, without words",
                    );
                }
                Run::Words { .. } => {}
                Run::Note { at, .. } => {
                    return self.refuse(at, "a note stands behind words");
                }
            }
        }
        Ok(())
    }

    fn summary(&mut self, mut paragraphs: Vec<Vec<Run>>) -> Result<(), String> {
        paragraphs.retain(|runs| !is_blank(runs));
        if paragraphs.is_empty() {
            return Ok(());
        }
        self.state(&paragraphs.iter().collect::<Vec<_>>());
        let first = paragraphs.remove(0);
        self.words_alone(&first)?;
        let mut lines = Vec::new();
        for runs in &paragraphs {
            lines.push(self.inlines(runs)?);
        }
        self.out.blocks.push(Block::Summary { headline: flat(&first), lines });
        Ok(())
    }

    fn words_alone(&self, runs: &[Run]) -> Result<(), String> {
        let block = runs.iter().find_map(|run| match run {
            Run::Block { at, .. } => Some(*at),
            Run::Words { .. } | Run::Note { .. } => None,
        });
        block.map_or(Ok(()), |at| {
            self.refuse(at, "a list, a box or a note holds words, not tables or charts")
        })
    }

    fn list(&mut self, is_ordered: bool, items: Vec<Vec<Run>>) -> Result<(), String> {
        // A list within a list or a box has given its words to what encloses it.
        let items: Vec<Vec<Run>> =
            items.into_iter().filter(|runs| !is_blank(runs)).collect();
        if items.is_empty() {
            return Ok(());
        }
        if let Some(Holder::List { items: outer, .. }) = self.holders.first_mut() {
            outer.extend(items);
            return Ok(());
        }
        self.state(&items.iter().collect::<Vec<_>>());
        if !is_ordered && items.iter().all(|runs| is_labelled(runs)) {
            let mut facts = Vec::new();
            for runs in items {
                let mut runs = runs.into_iter();
                let label = match runs.next() {
                    Some(Run::Words { text, .. }) => text,
                    Some(Run::Note { .. } | Run::Block { .. }) | None => String::new(),
                };
                let rest: Vec<Run> = runs.collect();
                let mut text = self.inlines(&rest)?;
                trim_start(&mut text);
                facts.push((label.trim_end_matches(':').to_owned(), text));
            }
            self.out.blocks.push(Block::Facts(facts));
            return Ok(());
        }
        let mut made = Vec::new();
        for runs in items {
            let (runs, side) = with_side(runs);
            made.push((self.inlines(&runs)?, side));
        }
        self.out.blocks.push(Block::List { is_lettered: is_ordered, items: made });
        Ok(())
    }

    /// Notes are printed at the end of the part that first refers to them.
    fn place_notes(&mut self) -> Result<(), String> {
        let mut due: BTreeMap<usize, Vec<Block>> = BTreeMap::new();
        for (at, note) in self.notes.clone().into_iter().enumerate() {
            let Some(runs) = self.texts.get(&note.label).cloned() else {
                let label = &note.label;
                return self.refuse(
                    note.at,
                    &format!(
                        "the note {label} has no text: write [^{label}]: and its text"
                    ),
                );
            };
            self.state(&[&runs]);
            let text = self.inlines(&runs)?;
            let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
            due.entry(note.part).or_default().push(Block::Note { number, text });
        }
        let mut placed = Vec::new();
        let mut part = 0;
        for block in std::mem::take(&mut self.out.blocks) {
            if matches!(block, Block::Part { .. }) {
                placed.extend(due.remove(&part).unwrap_or_default());
                part += 1;
            }
            placed.push(block);
        }
        placed.extend(due.into_values().flatten());
        self.out.blocks = placed;
        Ok(())
    }

    /// The words of one paragraph, list or box, for those who weigh its claims.
    fn state(&mut self, paragraphs: &[&Vec<Run>]) {
        let mut pieces = Vec::new();
        for runs in paragraphs {
            for run in runs.iter() {
                if let Run::Words { text, source, at, .. } = run {
                    let (file, line, _) = self.rendered.at(*at);
                    pieces.push(Piece {
                        text: text.clone(),
                        source: source.clone(),
                        file,
                        line,
                    });
                }
            }
            // Sentences end with their paragraph, whatever they end with.
            if let Some(last) = pieces.last().cloned() {
                pieces.push(Piece {
                    text: "\n".to_owned(),
                    source: Source::Typed,
                    ..last
                });
            }
        }
        self.out.statements.push(Statement { pieces });
    }

    /// A reference to a note without a text is left in the words as it was typed.
    fn notes_have_text(&self, runs: &[Run]) -> Result<(), String> {
        let typed = runs.iter().filter_map(|run| match run {
            Run::Words { text, source: Source::Typed, at, .. } => {
                Some((text.as_str(), *at))
            }
            Run::Words { .. } | Run::Note { .. } | Run::Block { .. } => None,
        });
        let (mut whole, mut first) = (String::new(), None);
        for (text, at) in typed {
            first.get_or_insert(at);
            whole.push_str(text);
        }
        let label = whole
            .split_once("[^")
            .and_then(|(_, rest)| rest.split_once(']'))
            .map(|(label, _)| label.to_owned());
        match label {
            Some(label) if !label.is_empty() && !label.contains(' ') => self.refuse(
                first.unwrap_or(0),
                &format!("the note {label} has no text: write [^{label}]: and its text"),
            ),
            Some(_) | None => Ok(()),
        }
    }

    fn inlines(&self, runs: &[Run]) -> Result<Text, String> {
        self.words_alone(runs)?;
        self.notes_have_text(runs)?;
        let mut text: Text = Vec::new();
        for run in runs {
            match run {
                Run::Words { text: words, look, at, .. } => {
                    let inline = self.inline(words.clone(), look, *at)?;
                    match (text.last_mut(), inline) {
                        (Some(Inline::Text(last)), Inline::Text(next))
                        | (Some(Inline::Strong(last)), Inline::Strong(next))
                        | (Some(Inline::Em(last)), Inline::Em(next)) => {
                            last.push_str(&next)
                        }
                        (
                            Some(Inline::Link { text: last, to }),
                            Inline::Link { text: next, to: same },
                        )
                        | (
                            Some(Inline::Ref { text: last, to }),
                            Inline::Ref { text: next, to: same },
                        ) if *to == same => last.push_str(&next),
                        (_, inline) => text.push(inline),
                    }
                }
                Run::Note { label, .. } => {
                    let at = self.notes.iter().position(|note| note.label == *label);
                    let number =
                        at.and_then(|at| u32::try_from(at + 1).ok()).unwrap_or(0);
                    text.push(Inline::Note(number));
                }
                Run::Block { .. } => {}
            }
        }
        if let Some(Inline::Text(last)) = text.last_mut() {
            let end = last.trim_end().len();
            last.truncate(end);
        }
        Ok(text)
    }

    fn inline(&self, text: String, look: &Look, at: usize) -> Result<Inline, String> {
        if let Some(to) = &look.link {
            if let Some(anchor) = to.strip_prefix('#') {
                return Ok(Inline::Ref { text, to: anchor.to_owned() });
            }
            let is_safe =
                ["https://", "http://", "mailto:"].iter().any(|s| to.starts_with(s));
            return if is_safe {
                Ok(Inline::Link { text, to: to.clone() })
            } else {
                self.refuse(
                    at,
                    &format!("a link goes to https:, mailto: or #a-heading, not to {to}"),
                )
            };
        }
        Ok(if look.strong > 0 {
            Inline::Strong(text)
        } else if look.em > 0 {
            Inline::Em(text)
        } else {
            Inline::Text(text)
        })
    }

    /// Links within the document go to something that stands in it.
    fn check_links(&self) -> Result<(), String> {
        // Tables come in by name: their links are the report's own.
        let is_table = |block: &&Block| matches!(block, Block::Table(_));
        let is_chart = |block: &&Block| matches!(block, Block::Chart(_));
        let blocks = &self.out.blocks;
        let mut anchors = self.ids.clone();
        let named = blocks.iter().filter(|block| is_table(block) || is_chart(block));
        anchors.extend(named.filter_map(Block::anchor).map(ToOwned::to_owned));
        for block in blocks.iter().filter(|block| !is_table(block)) {
            for inline in block.texts().into_iter().flatten() {
                if let Inline::Ref { to, text } = inline
                    && !anchors.contains(to)
                {
                    let near = nearest(to, anchors.iter().map(String::as_str))
                        .map(|(near, _)| format!("; did you mean #{near}?"))
                        .unwrap_or_default();
                    return Err(format!(
                        "The link \u{201c}{text}\u{201d} of a template goes to #{to}, which stands nowhere{near}"
                    ));
                }
            }
        }
        Ok(())
    }
}

fn is_blank(runs: &[Run]) -> bool {
    runs.iter()
        .all(|run| matches!(run, Run::Words { text, .. } if text.trim().is_empty()))
}

/// Begins with bold words that end in a colon.
fn is_labelled(runs: &[Run]) -> bool {
    matches!(
        runs.first(),
        Some(Run::Words { text, look, .. }) if look.strong > 0 && text.trim_end().ends_with(':')
    )
}

/// The words alone, in one line.
fn flat(runs: &[Run]) -> String {
    let text: String = runs
        .iter()
        .filter_map(|run| match run {
            Run::Words { text, .. } => Some(text.as_str()),
            Run::Note { .. } | Run::Block { .. } => None,
        })
        .collect();
    text.trim().to_owned()
}

/// What stands behind ` | ` in the template's own words is a side note.
fn with_side(runs: Vec<Run>) -> (Vec<Run>, String) {
    let (mut before, mut side, mut is_side) = (Vec::new(), Vec::new(), false);
    for run in runs {
        if is_side {
            side.push(run);
            continue;
        }
        match run {
            Run::Words { text, look, source: Source::Typed, at }
                if text.contains('|') =>
            {
                let (first, rest) = text.split_once('|').unwrap_or((&text, ""));
                let words = |text: &str| Run::Words {
                    text: text.to_owned(),
                    look: look.clone(),
                    source: Source::Typed,
                    at,
                };
                before.push(words(first));
                side.push(words(rest));
                is_side = true;
            }
            other => before.push(other),
        }
    }
    (before, flat(&side))
}

fn trim_start(text: &mut Text) {
    if let Some(Inline::Text(first)) = text.first_mut() {
        *first = first.trim_start().to_owned();
    }
}

/// Words that a number is kept on one line with.
const UNITS: [&str; 12] = [
    "percentage",
    "points",
    "point",
    "pp",
    "per",
    "schools",
    "school",
    "pupils",
    "pupil",
    "days",
    "LLEs",
    "of",
];

/// A number and its unit stay together: no-break spaces between them.
fn kept_together(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split(' ').peekable();
    while let Some(part) = parts.next() {
        out.push_str(part);
        if let Some(next) = parts.peek() {
            let is_number = part.chars().last().is_some_and(|c| c.is_ascii_digit());
            let unit = next.trim_end_matches(|c: char| !c.is_alphanumeric());
            let keeps = is_number && UNITS.contains(&unit);
            out.push(if keeps { '\u{a0}' } else { ' ' });
        }
    }
    out
}
