//! What a page knows of itself: its anchors, the level of its headings, its tables.

use std::collections::{BTreeMap, BTreeSet};

use super::anchor;
use crate::render::colour::Palette;
use crate::report::block::{Block, Inline};

/// Anchors, heading levels and numbers while a page is written.
pub(super) struct Page {
    /// Anchors that blocks have; links to others are words only.
    targets: BTreeSet<String>,
    /// Anchors given out already.
    used: BTreeSet<String>,
    /// Numbers of notes that stand in the document.
    notes: BTreeSet<u32>,
    /// How often each note was referred to so far.
    referred: BTreeMap<u32, u32>,
    /// Notes that some text refers to.
    wanted: BTreeSet<u32>,
    /// Level of the last heading: the title has the first.
    level: u8,
    /// Whether a part has begun: headings before the first stand beside it.
    is_in_part: bool,
    pub(super) tables: usize,
    /// What the names of colours mean.
    pub(super) palette: Palette,
}

impl Page {
    pub(super) fn over<'b>(
        blocks: impl Iterator<Item = &'b Block>,
        palette: &Palette,
    ) -> Self {
        let mut page = Self {
            targets: BTreeSet::new(),
            used: ["main", "contents"].map(str::to_owned).into(),
            notes: BTreeSet::new(),
            referred: BTreeMap::new(),
            wanted: BTreeSet::new(),
            level: 1,
            is_in_part: false,
            tables: 0,
            palette: palette.clone(),
        };
        for block in blocks {
            if let Block::Note { number, .. } = block {
                page.notes.insert(*number);
            }
            page.targets.extend(block.anchor().map(anchor).filter(|id| !id.is_empty()));
            for text in block.texts() {
                page.wanted.extend(text.iter().filter_map(|run| match run {
                    Inline::Note(number) => Some(*number),
                    Inline::Text(_)
                    | Inline::Strong(_)
                    | Inline::Em(_)
                    | Inline::Link { .. }
                    | Inline::Ref { .. } => None,
                }));
            }
        }
        page
    }

    /// ` id="…"`, once for each anchor; nothing for the second or for none.
    pub(super) fn id(&mut self, id: &str) -> String {
        let id = anchor(id);
        if id.is_empty() || !self.used.insert(id.clone()) {
            return String::new();
        }
        format!(" id=\"{id}\"")
    }

    /// The anchor of a table or chart, made up where it has none of its own.
    pub(super) fn own(&mut self, id: &str, else_named: &str) -> String {
        let own = anchor(id);
        let wanted = if own.is_empty() { else_named.to_owned() } else { own };
        let mut id = wanted.clone();
        let mut next = 2;
        while !self.used.insert(id.clone()) {
            id = format!("{wanted}-{next}");
            next += 1;
        }
        id
    }

    pub(super) fn has_target(&self, id: &str) -> bool {
        self.targets.contains(&anchor(id))
    }

    pub(super) fn has_note(&self, number: u32) -> bool {
        self.notes.contains(&number)
    }

    pub(super) fn is_referred_to(&self, number: u32) -> bool {
        self.wanted.contains(&number)
    }

    /// How often a note was referred to, this time included.
    pub(super) fn refer(&mut self, number: u32) -> u32 {
        let count = self.referred.entry(number).or_insert(0);
        *count += 1;
        *count
    }

    /// The level of a part's heading.
    pub(super) fn part_level(&mut self) -> u8 {
        self.level = 2;
        self.is_in_part = true;
        self.level
    }

    /// The level of a heading within a part; none is ever skipped.
    pub(super) fn heading_level(&mut self, level: u8) -> u8 {
        let wanted = if self.is_in_part { level.saturating_add(1) } else { level };
        self.level = wanted.clamp(2, 6).min(self.level + 1);
        self.level
    }
}
