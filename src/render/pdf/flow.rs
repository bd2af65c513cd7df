//! Blocks to strips: what each block looks like, apart from any page.

use std::collections::BTreeSet;

use super::face::{Face, Faces};
use super::item::{Sheet, Strip};
use super::lines::Look;
use super::pages::Pages;
use super::plan::Part;
use super::style::{Colour, Size, Style};
use super::tree::Tree;
use super::words::{Words, note_anchor};
use crate::report::block::Block;

/// Everything that a block needs to be laid out.
pub(super) struct Flow<'a> {
    pub(super) style: &'a Style,
    /// The style of the page and of entries in columns; one of them is in force.
    wide: &'a Style,
    narrow: &'a Style,
    /// Whether entries stand in columns, and whether one is open.
    has_columns: bool,
    has_entry: bool,
    pub(super) faces: &'a Faces,
    pub(super) tree: Tree,
    pub(super) pages: Pages,
    /// Node that blocks stand in.
    pub(super) root: usize,
    /// Tables so far.
    pub(super) tables: usize,
    /// Whether each part counts its tables anew: it is handed out by itself.
    pub(super) is_apart: bool,
    /// Whether a part may begin on the page of the last one.
    pub(super) runs_on: bool,
    /// Whether a part has begun: before the first stands the cover, if there is one.
    pub(super) has_part: bool,
    /// Anchors that the document has.
    pub(super) known: BTreeSet<String>,
    /// Notes that text has referred to.
    pub(super) noted: BTreeSet<u32>,
    /// Lines of the grid that the last block wants below it.
    after: u8,
    /// Whether a heading stands right above.
    is_headed: bool,
    /// Whether lists stand under a numbered paragraph.
    pub(super) is_numbered: bool,
    /// Level of the last heading.
    pub(super) level: u8,
    /// The list of boxes to tick that is open.
    ticks: Option<usize>,
    /// Whether the last block was filled in by hand.
    is_form: bool,
}

impl<'a> Flow<'a> {
    pub(super) fn new<'b>(
        (style, narrow): (&'a Style, &'a Style),
        faces: &'a Faces,
        blocks: impl Iterator<Item = &'b Block>,
    ) -> Self {
        Self {
            style,
            wide: style,
            narrow,
            has_columns: false,
            has_entry: false,
            faces,
            tree: Tree::new(),
            pages: Pages::new(style),
            root: 0,
            tables: 0,
            is_apart: false,
            runs_on: false,
            has_part: false,
            known: blocks.filter_map(anchor).collect(),
            noted: BTreeSet::new(),
            after: 0,
            is_headed: false,
            is_numbered: false,
            level: 0,
            ticks: None,
            is_form: false,
        }
    }

    /// Lays a block out.
    pub(super) fn block(&mut self, block: &Block) {
        if !matches!(block, Block::Tick(_)) {
            self.ticks = None;
        }
        let is_entry = self.has_entry || matches!(block, Block::Together(true));
        if self.has_columns && !is_entry {
            self.end_columns();
        }
        self.pages.begin(part_of(block));
        let is_form = matches!(block, Block::Line { .. } | Block::Tick(_));
        match block {
            Block::Part { id, title, purpose } => self.part(id, title, purpose),
            Block::Heading { id, level, number, text } => {
                self.heading(id, *level, number, text);
            }
            Block::Paragraph { number, text, side } => {
                self.paragraph(number, text, side);
            }
            Block::Lead(text) => {
                let look = self.look(Face::Regular, self.style.text.lead);
                let node = self.tree.node("P", self.root);
                let spans = self.spans(text, look);
                let mut words = Words::new(node, spans);
                let (left, measure) = (self.style.page.left, self.style.page.measure);
                let mut strips = self.strips(&mut words, left, measure, look);
                // It opens what follows, and is not left behind.
                strips.iter_mut().for_each(|strip| strip.keep = true);
                let space = self.style.spacing.paragraph;
                let gap = self.gap(space, space);
                self.hand_over(strips, gap);
            }
            Block::List { is_lettered, items } => self.list(*is_lettered, items),
            Block::Facts(rows) => self.facts(rows),
            Block::Summary { headline, lines } => self.summary(headline, lines),
            Block::Tiles(tiles) => self.tiles(tiles),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
            Block::Quote { text, by } => self.quote(text, by),
            Block::Caption(text) => {
                let look = self.small();
                self.plain("P", text, self.style.page.measure, look);
            }
            Block::Note { number, text } => self.note(*number, text),
            Block::Line { label, value, lines } => self.write_on(label, value, *lines),
            Block::Tick(label) => self.tick(label),
            Block::NewPage => self.new_page(),
            Block::Together(is) => {
                self.has_entry = *is;
                self.pages.together(*is);
            }
        }
        self.is_form = is_form;
    }

    /// Begins an entry with what stands in it. Entries of words that follow each
    /// other stand in columns.
    pub(super) fn begin_entry(&mut self, blocks: &[Block]) {
        let is_end = |block: &Block| matches!(block, Block::Together(false));
        let own = blocks.split(is_end).next().unwrap_or_default();
        let closes = own.last().is_some_and(|block| {
            own.len() < blocks.len()
                && !matches!(block, Block::Heading { .. } | Block::Lead(_))
        });
        let has_room = self.has_columns || self.pages.has_short_opening();
        if !closes || !has_room || !own.iter().all(is_narrow) {
            self.end_columns();
            return;
        }
        if !self.has_columns {
            self.has_columns = true;
            self.style = self.narrow;
            let page = &self.style.page;
            let step = page.measure + 2.0 * page.gutter;
            self.pages.begin_columns(step, page.baseline, &mut self.tree);
            self.after = 0;
        }
    }

    /// Ends the columns, if any are open.
    pub(super) fn end_columns(&mut self) {
        if self.has_columns {
            (self.has_columns, self.has_entry) = (false, false);
            self.style = self.wide;
            self.pages.end_columns(self.style.page.baseline, &mut self.tree);
            self.after = self.after.max(self.style.spacing.section);
        }
    }

    pub(super) const fn has_columns(&self) -> bool {
        self.has_columns
    }

    /// Starts a new page, unless this one is empty.
    pub(super) fn new_page(&mut self) {
        self.pages.new_page(&mut self.tree);
        self.after = 0;
    }

    /// Width between the margins.
    pub(super) fn full(&self, sheet: Sheet) -> f32 {
        sheet.size().0 - self.style.page.left - self.style.page.right
    }

    pub(super) fn look(&self, face: Face, size: Size) -> Look {
        Look::new(face, size, self.style.colours.ink)
    }

    pub(super) fn body(&self) -> Look {
        self.look(Face::Regular, self.style.text.body).led(self.style.page.baseline)
    }

    pub(super) fn small(&self) -> Look {
        Look::new(Face::Regular, self.style.text.small, self.style.colours.grey)
    }

    /// Space above the next block: what it wants or the last one wanted, on the grid.
    pub(super) fn gap(&mut self, before: u8, after: u8) -> f32 {
        let lines = before.max(self.after);
        self.after = after;
        self.is_headed = false;
        f32::from(lines) * self.style.page.baseline
    }

    /// Hands strips over: the first begins on the grid after `gap`.
    pub(super) fn hand_over(&mut self, strips: Vec<Strip>, gap: f32) {
        for (at, mut strip) in strips.into_iter().enumerate() {
            if at == 0 {
                strip.gap = gap;
                strip.snaps = true;
            }
            self.pages.push(strip);
        }
    }

    /// What is handed over next stands right below a heading.
    pub(super) const fn set_headed(&mut self) {
        self.is_headed = true;
    }

    pub(super) const fn is_headed(&self) -> bool {
        self.is_headed
    }

    /// Hands over what is filled in by hand: below words it begins on the grid, and
    /// below more of its kind at the distance that lines to write on have.
    pub(super) fn hand_over_form(&mut self, mut strips: Vec<Strip>, air: f32) {
        let gap = self.gap(0, 1);
        if !self.is_form {
            self.hand_over(strips, gap);
            return;
        }
        if let Some(first) = strips.first_mut() {
            first.gap = air;
        }
        strips.into_iter().for_each(|strip| self.pages.push(strip));
    }

    pub(super) const fn is_numbered(&self) -> bool {
        self.is_numbered
    }

    /// Level of the last heading, for what begins apart from others.
    pub(super) const fn set_level(&mut self, level: u8) {
        self.level = level;
    }

    pub(super) const fn ticks(&mut self) -> &mut Option<usize> {
        &mut self.ticks
    }

    pub(super) const fn hair(&self) -> (f32, Colour) {
        (self.style.rules.hairline, self.style.colours.hairline)
    }
}

/// Whether a block may stand in a column.
const fn is_narrow(block: &Block) -> bool {
    match block {
        Block::Heading { .. }
        | Block::Paragraph { .. }
        | Block::Lead(_)
        | Block::List { .. }
        | Block::Facts(_)
        | Block::Quote { .. }
        | Block::Caption(_)
        | Block::Note { .. } => true,
        Block::Part { .. }
        | Block::Summary { .. }
        | Block::Tiles(_)
        | Block::Table(_)
        | Block::Chart(_)
        | Block::Line { .. }
        | Block::Tick(_)
        | Block::NewPage
        | Block::Together(_) => false,
    }
}

/// What a block is to those around it. Small print and notes stand where they
/// were written: they may be about the chart above.
const fn part_of(block: &Block) -> Part {
    match block {
        Block::Chart(_) => Part::Chart,
        Block::Paragraph { .. }
        | Block::List { .. }
        | Block::Facts(_)
        | Block::Table(_)
        | Block::Quote { .. } => Part::Passing,
        Block::Part { .. }
        | Block::Heading { .. }
        | Block::Lead(_)
        | Block::Summary { .. }
        | Block::Tiles(_)
        | Block::Caption(_)
        | Block::Note { .. }
        | Block::Line { .. }
        | Block::Tick(_)
        | Block::NewPage
        | Block::Together(_) => Part::Fixed,
    }
}

/// Notes are led to by their numbers, other blocks by their anchors.
fn anchor(block: &Block) -> Option<String> {
    if let Block::Note { number, .. } = block {
        return Some(note_anchor(*number));
    }
    block.anchor().map(ToOwned::to_owned)
}
