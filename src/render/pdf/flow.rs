//! Blocks to strips: what each block looks like, apart from any page.

use std::collections::BTreeSet;

use super::face::{Face, Faces};
use super::item::{Click, Item, Mark, Run, Sheet, Strip, Target};
use super::lines::{Line, Look, Span, lines};
use super::pages::Pages;
use super::style::{Colour, Size, Style};
use super::tree::Tree;
use crate::report::block::{Block, Inline};

/// Everything that a block needs to be laid out.
pub(super) struct Flow<'a> {
    pub(super) style: &'a Style,
    pub(super) faces: &'a Faces,
    pub(super) tree: Tree,
    pub(super) pages: Pages,
    /// Node that blocks stand in.
    pub(super) root: usize,
    /// Tables so far.
    pub(super) tables: usize,
    /// Whether each part counts its tables anew: it is handed out by itself.
    pub(super) is_apart: bool,
    /// Anchors that the document has.
    known: BTreeSet<String>,
    /// Notes that text has referred to.
    noted: BTreeSet<u32>,
    /// Lines of the grid that the last block wants below it.
    after: u8,
    /// Whether lists stand under a numbered paragraph.
    is_numbered: bool,
    /// Level of the last heading.
    level: u8,
    /// The list of boxes to tick that is open.
    ticks: Option<usize>,
}

/// Text with its node, and the nodes of its links.
pub(super) struct Words {
    pub(super) node: usize,
    pub(super) spans: Vec<Span>,
    links: Vec<Option<usize>>,
}

impl Words {
    pub(super) fn new(node: usize, spans: Vec<Span>) -> Self {
        let links = vec![None; spans.len()];
        Self { node, spans, links }
    }
}

impl<'a> Flow<'a> {
    pub(super) fn new<'b>(
        style: &'a Style,
        faces: &'a Faces,
        blocks: impl Iterator<Item = &'b Block>,
    ) -> Self {
        Self {
            style,
            faces,
            tree: Tree::new(),
            pages: Pages::new(style),
            root: 0,
            tables: 0,
            is_apart: false,
            known: blocks.filter_map(anchor).collect(),
            noted: BTreeSet::new(),
            after: 0,
            is_numbered: false,
            level: 0,
            ticks: None,
        }
    }

    /// Lays a block out.
    pub(super) fn block(&mut self, block: &Block) {
        if !matches!(block, Block::Tick(_)) {
            self.ticks = None;
        }
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
            Block::Together(is) => self.pages.together(*is),
        }
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

    /// Runs of text with their faces and links.
    pub(super) fn spans(&mut self, text: &[Inline], look: Look) -> Vec<Span> {
        text.iter()
            .map(|run| match run {
                Inline::Text(words) => Span::new(words.as_str(), look),
                Inline::Strong(words) => {
                    Span::new(words.as_str(), Look { face: Face::Bold, ..look })
                }
                Inline::Em(words) => {
                    let face = match look.face {
                        Face::Bold => Face::Bold,
                        Face::Regular | Face::Italic => Face::Italic,
                    };
                    Span::new(words.as_str(), Look { face, ..look })
                }
                Inline::Link { text, to } => {
                    self.led_to(text, look, Target::Web(to.clone()), to.clone())
                }
                Inline::Ref { text, to } if self.known.contains(to) => {
                    let says = format!("Go to {text}");
                    self.led_to(text, look, Target::Anchor(to.clone()), says)
                }
                Inline::Ref { text, .. } => Span::new(text.as_str(), look),
                Inline::Note(number) => self.reference(*number, look),
            })
            .collect()
    }

    fn led_to(&self, text: &str, look: Look, target: Target, says: String) -> Span {
        let mut span = Span::new(text, look);
        span.colour = self.style.colours.accent;
        span.link = Some((target, says));
        span
    }

    /// A raised number in brackets that leads to its note.
    fn reference(&mut self, number: u32, look: Look) -> Span {
        let mut span = Span::new(format!("[{number}]"), look);
        span.size = look.size * 0.68;
        span.rise = look.size * 0.3;
        if self.known.contains(&note_anchor(number)) {
            span.colour = self.style.colours.accent;
            let target = Target::Anchor(note_anchor(number));
            span.link = Some((target, format!("Note {number}")));
        }
        if self.noted.insert(number) {
            span.anchor = reference_anchor(number);
        }
        span
    }

    /// Whether text above has referred to a note.
    pub(super) fn is_noted(&self, number: u32) -> bool {
        self.noted.contains(&number)
    }

    /// Draws a line of words into a strip, its top at `y`; `ends` where a
    /// reader who copies it meets no further word.
    pub(super) fn set(
        &mut self,
        strip: &mut Strip,
        words: &mut Words,
        line: &Line,
        (x, y): (f32, f32),
        look: Look,
        ends: bool,
    ) {
        let last = line.pieces.len().saturating_sub(1);
        for (at, piece) in line.pieces.iter().enumerate() {
            let Some(span) = words.spans.get(piece.span) else { continue };
            let mut text = piece.text.clone();
            if at == last && !ends {
                text.push(' ');
            }
            let baseline = y + look.baseline();
            let item = Item::Text {
                x: x + piece.x,
                y: baseline - span.rise,
                face: span.face,
                size: span.size,
                text,
                colour: span.colour,
            };
            let mut items = vec![item];
            // Colour alone does not tell a link from the words around it.
            if span.link.is_some() && span.colour == self.style.colours.accent {
                let y = baseline - span.rise + 1.6;
                items.push(Item::level(x + piece.x, y, piece.width, 0.5, span.colour));
            }
            if !span.anchor.is_empty() {
                strip.anchors.push(span.anchor.clone());
            }
            let node = match &span.link {
                None => words.node,
                Some((target, says)) => {
                    let node = match words.links.get(piece.span).copied().flatten() {
                        Some(node) => node,
                        None => self.tree.node("Link", words.node),
                    };
                    if let Some(known) = words.links.get_mut(piece.span) {
                        *known = Some(node);
                    }
                    strip.clicks.push(Click {
                        number: usize::MAX,
                        area: [
                            x + piece.x,
                            baseline - span.rise - span.size * 0.8,
                            x + piece.x + piece.width,
                            baseline - span.rise + span.size * 0.25,
                        ],
                        target: target.clone(),
                        says: says.clone(),
                    });
                    node
                }
            };
            let tag = Some(self.tree.content(node));
            if span.link.is_some() {
                let number = self.tree.click(node);
                if let Some(click) = strip.clicks.last_mut() {
                    click.number = number;
                }
            }
            strip.runs.push(Run { tag, items, area: None });
        }
    }

    /// Words as strips of one line each; never one line alone at the foot or
    /// head of a page.
    pub(super) fn strips(
        &mut self,
        words: &mut Words,
        x: f32,
        room: f32,
        look: Look,
    ) -> Vec<Strip> {
        let broken = lines(self.faces, &words.spans, room);
        let count = broken.len();
        broken
            .iter()
            .enumerate()
            .map(|(at, line)| {
                let mut strip = Strip {
                    height: look.leading,
                    keep: count > 1 && (at == 0 || at + 2 == count),
                    ..Strip::default()
                };
                self.set(&mut strip, words, line, (x, 0.0), look, at + 1 == count);
                strip
            })
            .collect()
    }

    /// A paragraph of its own, in the text column.
    pub(super) fn plain(
        &mut self,
        role: &'static str,
        text: &[Inline],
        room: f32,
        look: Look,
    ) {
        let node = self.tree.node(role, self.root);
        let spans = self.spans(text, look);
        let mut words = Words::new(node, spans);
        let strips = self.strips(&mut words, self.style.page.left, room, look);
        let space = self.style.spacing.paragraph;
        let gap = self.gap(space, space);
        self.hand_over(strips, gap);
    }

    fn part(&mut self, id: &str, title: &str, purpose: &str) {
        self.new_page();
        self.is_numbered = false;
        // A document without a cover has opened its first section already.
        if self.tree.has_kids(self.root) {
            self.root = self.tree.node("Sect", 0);
        }
        if self.is_apart {
            self.tables = 0;
        }
        self.level = 1;
        let look = Look {
            colour: self.style.colours.accent,
            ..self.look(Face::Bold, self.style.text.part)
        };
        let node = self.tree.node("H1", self.root);
        let mut words = Words::new(node, vec![Span::new(title, look)]);
        let full = self.full(Sheet::Portrait);
        let left = self.style.page.left;
        let mut strips = self.strips(&mut words, left, full, look);
        if let Some(first) = strips.first_mut() {
            first.anchors.push(id.to_owned());
            first.mark = Some(Mark { title: title.to_owned(), level: 1 });
        }
        strips.iter_mut().for_each(|strip| strip.opens = true);
        if !purpose.is_empty() {
            let look = self.small();
            let node = self.tree.node("P", self.root);
            let mut words = Words::new(node, vec![Span::new(purpose, look)]);
            strips.extend(self.strips(&mut words, left, full, look));
        }
        strips.iter_mut().for_each(|strip| strip.keep = true);
        let gap = self.gap(0, self.style.spacing.section.min(1));
        self.hand_over(strips, gap);
    }

    /// A heading; a level that would skip one is raised to the next.
    pub(super) fn heading(&mut self, id: &str, level: u8, number: &str, text: &str) {
        self.is_numbered = !number.is_empty();
        let level = level.clamp(1, 3).min(self.level + 1);
        self.level = level;
        let grid = self.style.page.baseline;
        let (role, size, before) = match level {
            1 => ("H1", self.style.text.part, self.style.spacing.section),
            2 => ("H2", self.style.text.section, self.style.spacing.section),
            _ => ("H3", self.style.text.group, self.style.spacing.group),
        };
        let look = self.look(Face::Bold, size);
        let node = self.tree.node(role, self.root);
        let page = &self.style.page;
        let left = page.left;
        let indent = self.indent(number, look);
        let room = self.full(Sheet::Portrait) - indent;
        let mut first = Strip::default();
        if !number.is_empty() {
            let mut words = Words::new(node, vec![Span::new(number, look)]);
            let line = lines(self.faces, &words.spans, indent).into_iter().next();
            if let Some(line) = line {
                self.set(&mut first, &mut words, &line, (left, 0.0), look, false);
            }
        }
        let mut words = Words::new(node, vec![Span::new(text, look)]);
        let mut strips = self.strips(&mut words, left + indent, room, look);
        // The heading stands low in a whole number of lines: near what it heads.
        let high: f32 = strips.iter().map(|strip| strip.height).sum();
        let low = (((high / grid).ceil() * grid - high) - 2.5).max(0.0);
        if let Some(strip) = strips.first_mut() {
            first.runs.append(&mut strip.runs);
            for run in &mut first.runs {
                run.items = run.items.drain(..).map(|item| item.lowered(low)).collect();
            }
            strip.runs = first.runs;
            strip.height += low;
            strip.anchors.push(id.to_owned());
            let title = if number.is_empty() {
                text.to_owned()
            } else {
                format!("{number} {text}")
            };
            strip.mark = Some(Mark { title, level });
        }
        for strip in &mut strips {
            (strip.keep, strip.opens) = (true, true);
        }
        let gap = self.gap(before, 0);
        self.hand_over(strips, gap);
    }

    fn paragraph(&mut self, number: &str, text: &[Inline], side: &str) {
        let look = self.body();
        let page = &self.style.page;
        let (left, measure) = (page.left, page.measure);
        let node = self.tree.node("P", self.root);
        self.is_numbered = !number.is_empty();
        let indent = self.indent(number, look);
        let label = self.label(number, left, node, look);
        let spans = self.spans(text, look);
        let mut words = Words::new(node, spans);
        let mut strips = self.strips(&mut words, left + indent, measure - indent, look);
        if let Some(first) = strips.first_mut() {
            first.runs.splice(0..0, label);
        }
        self.beside(&mut strips, side, self.root);
        let space = self.style.spacing.paragraph;
        let gap = self.gap(0, space);
        self.hand_over(strips, gap);
    }

    /// Width of the column of a number: wider where the number is.
    fn indent(&self, number: &str, look: Look) -> f32 {
        if number.is_empty() {
            return 0.0;
        }
        let wide = self.faces.width(look.face, look.size, number) + 5.0;
        wide.max(self.style.page.hang)
    }

    /// A number or letter in its column, in grey.
    pub(super) fn label(
        &mut self,
        label: &str,
        x: f32,
        node: usize,
        look: Look,
    ) -> Vec<Run> {
        if label.is_empty() {
            return Vec::new();
        }
        let tag = Some(self.tree.content(node));
        let item = Item::Text {
            x,
            y: look.baseline(),
            face: look.face,
            size: look.size,
            text: format!("{label} "),
            colour: self.style.colours.grey,
        };
        vec![Run { tag, items: vec![item], area: None }]
    }

    /// A note in the side column, beside strips that are made longer to hold it.
    pub(super) fn beside(&mut self, strips: &mut Vec<Strip>, side: &str, parent: usize) {
        if side.is_empty() {
            return;
        }
        let look = self.small();
        let page = &self.style.page;
        let x = page.left + page.measure + page.gutter;
        let right = Sheet::Portrait.size().0 - page.right;
        let room = right - x;
        let node = self.tree.node("P", parent);
        let mut words = Words::new(node, vec![Span::new(side, look)]);
        let broken = lines(self.faces, &words.spans, room.max(1.0));
        let high = broken.len() as f32 * look.leading;
        // Without a side column, or too long for it, the note stands below.
        if room < 60.0 || high > self.pages.room(Sheet::Portrait) * 0.6 {
            let (left, measure) = (page.left, page.measure);
            strips.extend(self.strips(&mut words, left, measure, look));
            return;
        }
        let rest: f32 = strips.iter().map(|strip| strip.height).sum();
        let body = self.body();
        // First baselines of text and note are level.
        let drop = body.baseline() - look.baseline();
        let Some(first) = strips.first_mut() else { return };
        let mut noted = std::mem::take(first);
        for (at, line) in broken.iter().enumerate() {
            let y = drop + at as f32 * look.leading;
            let ends = at + 1 == broken.len();
            self.set(&mut noted, &mut words, line, (x, y), look, ends);
        }
        noted.reach = high + drop;
        if let Some(first) = strips.first_mut() {
            *first = noted;
        }
        // The lines that the note stands beside stay on its page.
        let mut covered = 0.0;
        let count = strips.len();
        for (at, strip) in strips.iter_mut().enumerate() {
            covered += strip.height;
            strip.keep |= covered < high + drop && at + 1 < count;
        }
        if let Some(last) = strips.last_mut()
            && high + drop > rest
        {
            last.height += high + drop - rest;
        }
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

/// Name of the place of a note.
pub(super) fn note_anchor(number: u32) -> String {
    format!("note-{number}")
}

/// Name of the place that first refers to a note.
pub(super) fn reference_anchor(number: u32) -> String {
    format!("note-{number}-reference")
}

/// Notes are led to by their numbers, other blocks by their anchors.
fn anchor(block: &Block) -> Option<String> {
    if let Block::Note { number, .. } = block {
        return Some(note_anchor(*number));
    }
    block.anchor().map(ToOwned::to_owned)
}
