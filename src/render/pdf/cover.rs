//! The cover: a band of colour, the title, what the document is, its parts with
//! their pages, and what the report puts before its first part.

use std::collections::BTreeMap;

use super::face::Face;
use super::flow::Flow;
use super::item::{Item, Run, Sheet, Strip, Target};
use super::lines::{Look, Span, lines, shortened};
use super::logo::Logo;
use super::words::Words;
use crate::base::release::Audience;
use crate::report::block::{Block, Document, plain};

/// With more parts than this the contents are set closely.
const FEW_PARTS: usize = 5;
/// Room for a page's number.
const NUMBER: f32 = 26.0;

/// A line of the contents that waits for its page number.
pub(super) struct Waiting {
    /// Its content's slot in the structure.
    slot: usize,
    look: Look,
    /// Right edge of the number.
    right: f32,
    /// Anchor of the part.
    to: String,
}

impl Flow<'_> {
    /// Lays the cover out; what waits for the pages of the parts.
    pub(super) fn cover<A: Audience>(&mut self, document: &Document<A>) -> Vec<Waiting> {
        let section = self.tree.node("Sect", 0);
        self.root = section;
        self.band();
        self.pages.start_at(self.style.cover.title);
        let left = self.style.page.left;
        let full = self.full(Sheet::Portrait);
        let look = self.look(Face::Bold, self.style.text.title);
        let node = self.tree.node("H1", section);
        let mut words = Words::new(node, vec![Span::new(document.title.as_str(), look)]);
        let strips = self.strips(&mut words, left, full * 0.85, look);
        self.set_level(1);
        self.hand_over(strips, 0.0);
        self.gap(0, 1);
        self.facts(&described(document));
        let parts: Vec<(&str, &str, &str)> = document
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Part { id, title, purpose } => {
                    Some((id.as_str(), title.as_str(), purpose.as_str()))
                }
                _ => None,
            })
            .collect();
        let mut waiting = Vec::new();
        if !parts.is_empty() {
            self.heading("contents", 2, "", "Contents");
            let list = self.tree.node("TOC", section);
            for part in &parts {
                waiting.push(self.entry(list, *part, parts.len()));
            }
            self.gap(0, self.style.spacing.section);
        }
        waiting
    }

    /// The band at the top edge and the logo below it.
    fn band(&mut self) {
        let (width, _) = Sheet::Portrait.size();
        let colour = self.style.colours.accent;
        let band = Item::fill(0.0, 0.0, width, self.style.cover.band, colour);
        self.pages.add(0, Run::artifact(vec![band]));
        if let Some(logo) = &self.style.logo {
            let (wide, high) = logo.size();
            let most = self.full(Sheet::Portrait) / 2.0;
            let by = (self.style.cover.logo_height / high).min(most / wide.max(0.01));
            let (width, height) = (wide * by, high * by);
            let x = self.style.page.left;
            let y = self.style.cover.title - height - self.style.page.baseline;
            let items = match logo {
                Logo::Picture(_) => vec![Item::Logo { x, y, width, height }],
                Logo::Drawing(drawing) => drawing
                    .shapes
                    .iter()
                    .map(|shape| Item::Outline {
                        area: shape.area.placed(by, (x, y)),
                        colour: shape.colour,
                        within: shape
                            .within
                            .iter()
                            .map(|area| area.placed(by, (x, y)))
                            .collect(),
                    })
                    .collect(),
            };
            // Decoration: the authority's name stands in words below.
            self.pages.add(0, Run::artifact(items));
        }
    }

    /// A part in the contents: its name, leaders, its purpose and its page.
    fn entry(
        &mut self,
        list: usize,
        (id, title, purpose): (&str, &str, &str),
        count: usize,
    ) -> Waiting {
        let look = self.body();
        let grey = Look { colour: self.style.colours.grey, ..look };
        let left = self.style.page.left;
        let full = self.full(Sheet::Portrait);
        let right = left + full;
        let purpose = &shortened(self.faces, look, purpose, full * 0.4);
        let aside = self.faces.width(look.face, look.size, purpose);
        let aside_x = right - NUMBER - aside;
        let item = self.tree.node("TOCI", list);
        let reference = self.tree.node("Reference", item);
        let mut span = Span::new(title, look);
        let target = Target::Anchor(id.to_owned());
        span.link = Some((target.clone(), format!("Go to {title}")));
        let room = (aside_x - left - 24.0).max(full * 0.35);
        let broken = lines(self.faces, std::slice::from_ref(&span), room);
        let mut words = Words::new(reference, vec![span]);
        let mut strip = Strip::default();
        let last = broken.len().saturating_sub(1);
        let mut end = left;
        for (at, line) in broken.iter().enumerate() {
            let y = at as f32 * look.leading;
            self.set(&mut strip, &mut words, line, (left, y), look, false);
            end = left + line.width;
        }
        let y = last as f32 * look.leading;
        let link =
            strip.runs.last().and_then(|run| run.tag).map_or(item, |(node, _)| node);
        // The whole line leads to the part, its page number included.
        if let Some(click) = strip.clicks.last_mut() {
            click.area[2] = right;
        }
        let dots = self.leaders(end + 4.0, aside_x - 4.0, y, grey);
        strip.runs.push(Run::artifact(dots));
        if !purpose.is_empty() {
            let tag = Some(self.tree.content(link));
            let text = Item::Text {
                x: aside_x,
                y: y + look.baseline(),
                face: grey.face,
                size: grey.size,
                text: format!("{purpose} "),
                colour: grey.colour,
            };
            strip.runs.push(Run { tag, items: vec![text], area: None });
        }
        let tag = self.tree.content(link);
        let number = Item::Text {
            x: right,
            y: y + look.baseline(),
            face: look.face,
            size: look.size,
            text: String::new(),
            colour: look.colour,
        };
        // Furniture between the purpose and the number keeps the two runs apart.
        strip.runs.push(Run::artifact(Vec::new()));
        strip.runs.push(Run { tag: Some(tag), items: vec![number], area: None });
        strip.height = (broken.len() as f32) * look.leading;
        let gap = self.gap(u8::from(count <= FEW_PARTS && !self.is_first_entry(list)), 0);
        self.hand_over(vec![strip], gap);
        Waiting { slot: tag.1, look, right, to: id.to_owned() }
    }

    fn is_first_entry(&self, list: usize) -> bool {
        self.tree.nodes.get(list).is_none_or(|list| list.kids.len() <= 1)
    }

    /// Dots on a grid of their own, so that those of all lines stand in columns.
    fn leaders(&self, from: f32, to: f32, y: f32, look: Look) -> Vec<Item> {
        let (dot, step) = (0.9, 5.0);
        let first = (from / step).ceil() * step;
        if first >= to {
            return Vec::new();
        }
        let y = y + look.baseline() - dot / 2.0;
        let colour = self.style.colours.grey;
        let dash = Some((dot, step - dot));
        vec![Item::Rule { from: (first, y), to: (to, y), width: dot, colour, dash }]
    }

    /// Writes the page numbers that the contents wait for.
    pub(super) fn number_contents(&mut self, waiting: &[Waiting]) {
        let lines: BTreeMap<usize, &Waiting> =
            waiting.iter().map(|line| (line.slot, line)).collect();
        let first = waiting
            .iter()
            .filter_map(|line| self.pages.anchors.get(&line.to))
            .map(|(page, _)| *page)
            .min()
            .unwrap_or(0);
        let faces = self.faces;
        let anchors = &self.pages.anchors;
        let runs =
            self.pages.pages.iter_mut().take(first).flat_map(|page| &mut page.runs);
        for run in runs {
            let Some(line) = run.tag.and_then(|(_, slot)| lines.get(&slot)) else {
                continue;
            };
            let (Some((page, _)), Some(Item::Text { x, text, .. })) =
                (anchors.get(&line.to), run.items.first_mut())
            else {
                continue;
            };
            let number = (page + 1).to_string();
            *x = line.right - faces.width(line.look.face, line.look.size, &number);
            *text = number;
        }
    }
}

/// What the document is: authority, month, edition, status.
fn described<A: Audience>(
    document: &Document<A>,
) -> Vec<(String, crate::report::block::Text)> {
    let mut rows = vec![
        // Where it has no name there is nothing to tell.
        (
            "Authority",
            document
                .authority
                .strip_prefix("the authority")
                .unwrap_or(&document.authority)
                .to_owned(),
        ),
        ("Period", document.period.clone()),
        ("As at", document.as_at.clone()),
        ("Edition", crate::report::sentences::capital(&document.edition)),
    ];
    let is_draft = document.marks.iter().any(|mark| mark.starts_with("DRAFT"));
    if !is_draft {
        rows.push(("Status", "Final".to_owned()));
    }
    for mark in &document.marks {
        rows.push(if mark.starts_with("DRAFT") {
            ("Status", mark.clone())
        } else {
            ("Note", mark.clone())
        });
    }
    rows.into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(label, text)| (label.to_owned(), plain(text)))
        .collect()
}
