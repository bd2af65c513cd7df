//! What stands on a page: things drawn, in runs under one tag each, in strips
//! that are never split.

use std::rc::Rc;

use super::drawing::Area;
use super::face::Face;
use super::style::Colour;

/// A place in points, y down from the top.
pub(super) type Spot = (f32, f32);

/// Something drawn.
#[derive(Clone, Debug)]
pub(super) enum Item {
    /// A line of text on its baseline.
    Text { x: f32, y: f32, face: Face, size: f32, text: String, colour: Colour },
    /// A straight line, whole or in strokes and gaps.
    Rule { from: Spot, to: Spot, width: f32, colour: Colour, dash: Option<(f32, f32)> },
    /// A closed shape.
    Shape { points: Vec<Spot>, fill: Option<Colour>, stroke: Option<(f32, Colour)> },
    /// The logo as a picture.
    Logo { x: f32, y: f32, width: f32, height: f32 },
    /// A filled area within others: a piece of a logo that is a drawing.
    Outline { area: Area, colour: Colour, within: Vec<Area> },
}

impl Item {
    /// A horizontal line.
    pub(super) const fn level(
        x: f32,
        y: f32,
        long: f32,
        width: f32,
        colour: Colour,
    ) -> Self {
        Self::Rule { from: (x, y), to: (x + long, y), width, colour, dash: None }
    }

    /// A filled rectangle.
    pub(super) fn fill(x: f32, y: f32, width: f32, height: f32, colour: Colour) -> Self {
        let (right, foot) = (x + width, y + height);
        let points = vec![(x, y), (right, y), (right, foot), (x, foot)];
        Self::Shape { points, fill: Some(colour), stroke: None }
    }

    /// A round shape: enough corners that it is round to the eye.
    pub(super) fn round(
        (x, y): Spot,
        radius: f32,
        fill: Option<Colour>,
        stroke: Option<(f32, Colour)>,
    ) -> Self {
        let points = (0..32u8)
            .map(|k| {
                let angle = f32::from(k) * std::f32::consts::TAU / 32.0;
                (x + radius * angle.cos(), y + radius * angle.sin())
            })
            .collect();
        Self::Shape { points, fill, stroke }
    }

    /// The same, further down.
    pub(super) fn lowered(self, by: f32) -> Self {
        self.moved((0.0, by))
    }

    /// The same, further right and down.
    pub(super) fn moved(mut self, (aside, down): Spot) -> Self {
        let to = |spot: &mut Spot| *spot = (spot.0 + aside, spot.1 + down);
        match &mut self {
            Self::Text { x, y, .. } | Self::Logo { x, y, .. } => {
                (*x, *y) = (*x + aside, *y + down);
            }
            Self::Rule { from, to: end, .. } => {
                to(from);
                to(end);
            }
            Self::Shape { points, .. } => points.iter_mut().for_each(to),
            Self::Outline { area, within, .. } => {
                *area = area.placed(1.0, (aside, down));
                for area in within {
                    *area = area.placed(1.0, (aside, down));
                }
            }
        }
        self
    }
}

/// A run of items under one tag; none for furniture and decoration.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Node of the structure with the slot of its content there.
    pub(super) tag: Option<(usize, usize)>,
    pub(super) items: Vec<Item>,
    /// Box of a figure: left, top, right, bottom.
    pub(super) area: Option<[f32; 4]>,
}

impl Run {
    /// Decoration: not read aloud.
    pub(super) const fn artifact(items: Vec<Item>) -> Self {
        Self { tag: None, items, area: None }
    }
}

/// Where a click leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// The web or a mailbox.
    Web(String),
    /// An anchor of this document.
    Anchor(String),
}

/// A rectangle that leads somewhere.
#[derive(Clone, Debug)]
pub(super) struct Click {
    /// Its number in the structure.
    pub(super) number: usize,
    /// Left, top, right, bottom.
    pub(super) area: [f32; 4],
    pub(super) target: Target,
    /// What a screen reader says of it.
    pub(super) says: String,
}

/// Upright or turned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sheet {
    #[default]
    Portrait,
    Landscape,
}

impl Sheet {
    /// Width and height of A4, points.
    pub(super) const fn size(self) -> (f32, f32) {
        match self {
            Self::Portrait => (595.28, 841.89),
            Self::Landscape => (841.89, 595.28),
        }
    }
}

/// A line of the outline.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) title: String,
    pub(super) level: u8,
}

/// A smaller form of a strip.
#[derive(Clone, Debug)]
pub(super) struct Slim {
    pub(super) height: f32,
    pub(super) runs: Vec<Run>,
}

/// A slice of a page that is never split; places are from its own top.
#[derive(Clone, Debug, Default)]
pub(super) struct Strip {
    pub(super) height: f32,
    /// How far down it holds words, where that is past its own end: beside the
    /// strips that follow.
    pub(super) reach: f32,
    /// Space above; dropped at the head of a page.
    pub(super) gap: f32,
    /// Whether it begins on the grid.
    pub(super) snaps: bool,
    /// Whether it stays with the next.
    pub(super) keep: bool,
    /// Whether it may yet be parted from the next, where a page would else be
    /// left empty in large part.
    pub(super) soft: bool,
    /// The same within an entry, where its paragraphs alone leave too much empty.
    pub(super) softer: bool,
    /// Whether it opens what follows, as a heading does: it never ends a page
    /// that holds anything else.
    pub(super) opens: bool,
    pub(super) sheet: Sheet,
    pub(super) runs: Vec<Run>,
    pub(super) clicks: Vec<Click>,
    /// Names of this place.
    pub(super) anchors: Vec<String>,
    pub(super) mark: Option<Mark>,
    /// The same a little smaller, and smaller still, for a page that has no room.
    pub(super) slim: Vec<Slim>,
    /// Furniture that is drawn above it where a page begins with it.
    pub(super) again: Option<Rc<Strip>>,
}
