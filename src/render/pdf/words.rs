//! Words with their faces, links and notes: runs of text to strips of one line each.

use super::face::Face;
use super::flow::Flow;
use super::item::{Click, Item, Run, Strip, Target};
use super::lines::{Line, Look, Span, lines};
use crate::report::block::Inline;

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

impl Flow<'_> {
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
}

/// Name of the place of a note.
pub(super) fn note_anchor(number: u32) -> String {
    format!("note-{number}")
}

/// Name of the place that first refers to a note.
pub(super) fn reference_anchor(number: u32) -> String {
    format!("note-{number}-reference")
}
