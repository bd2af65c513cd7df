//! What charts draw on: it measures, wraps and keeps texts apart.

use super::picture::{Anchor, Dash, Picture, Shape, Spot, Stroke, Weight};
use crate::render::colour::{GREY, HAIR, INK};

/// Size of every label of a chart, in points.
pub(super) const SIZE: f32 = 9.0;
/// From baseline to baseline.
pub(super) const LEADING: f32 = 11.5;
/// From a text's top to its baseline.
pub(super) const ASCENT: f32 = 6.9;
/// From a baseline to a text's foot.
pub(super) const DESCENT: f32 = 2.2;
/// Clear space between a label and what it stands beside: 1.5 mm.
pub(super) const CLEAR: f32 = 4.25;
/// Hairlines: leaders, grid.
pub(super) const HAIRLINE: f32 = 0.4;

/// How a label looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub(super) weight: Weight,
    pub(super) anchor: Anchor,
    pub(super) colour: &'static str,
}

impl Look {
    /// An ordinary label.
    pub(super) const LABEL: Self =
        Self { weight: Weight::Regular, anchor: Anchor::Start, colour: INK };
    /// A value.
    pub(super) const VALUE: Self =
        Self { weight: Weight::Bold, anchor: Anchor::Start, colour: INK };
    /// Axis, key, small print.
    pub(super) const SMALL: Self =
        Self { weight: Weight::Regular, anchor: Anchor::Start, colour: GREY };

    pub(super) const fn at(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }
}

/// A rectangle: left, top, right, bottom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
}

impl Area {
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// A picture in the making.
pub(super) struct Canvas<'a> {
    /// Width in points.
    pub(super) width: f32,
    measure: &'a dyn Fn(Weight, f32, &str) -> f32,
    shapes: Vec<Shape>,
    texts: Vec<Area>,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(width: f32, measure: &'a dyn Fn(Weight, f32, &str) -> f32) -> Self {
        Self { width, measure, shapes: Vec::new(), texts: Vec::new() }
    }

    pub(super) fn finish(self, height: f32) -> Picture {
        Picture { width: self.width, height, shapes: self.shapes }
    }

    pub(super) fn wide(&self, weight: Weight, text: &str) -> f32 {
        (self.measure)(weight, SIZE, text)
    }

    pub(super) fn line(&mut self, from: Spot, to: Spot, (width, colour): Stroke) {
        self.dashed(from, to, (width, colour), Dash::Solid);
    }

    pub(super) fn dashed(
        &mut self,
        from: Spot,
        to: Spot,
        (width, colour): Stroke,
        dash: Dash,
    ) {
        self.shapes.push(Shape::Line { from, to, width, colour, dash });
    }

    /// A hairline from a label to what it names.
    pub(super) fn leader(&mut self, from: Spot, to: Spot) {
        self.line(from, to, (HAIRLINE, HAIR));
    }

    pub(super) fn polygon(
        &mut self,
        points: Vec<Spot>,
        fill: Option<&'static str>,
        stroke: Option<Stroke>,
    ) {
        self.shapes.push(Shape::Polygon { points, fill, stroke });
    }

    pub(super) fn rectangle(
        &mut self,
        area: Area,
        fill: Option<&'static str>,
        stroke: Option<Stroke>,
    ) {
        let Area { left, top, right, bottom } = area;
        let corners = vec![(left, top), (right, top), (right, bottom), (left, bottom)];
        self.polygon(corners, fill, stroke);
    }

    pub(super) fn circle(
        &mut self,
        centre: Spot,
        radius: f32,
        fill: Option<&'static str>,
        stroke: Option<Stroke>,
    ) {
        self.shapes.push(Shape::Circle { centre, radius, fill, stroke });
    }

    /// Slanting hairlines over an area, kept within it.
    pub(super) fn hatch(&mut self, area: Area, colour: &'static str) {
        let (wide, high) = (area.right - area.left, area.bottom - area.top);
        let step = 4.0;
        let mut along = step / 2.0;
        while along < wide + high {
            let from = (area.left + along.min(wide), area.top + (along - wide).max(0.0));
            let to = (area.left + (along - high).max(0.0), area.top + along.min(high));
            self.line(from, to, (0.5, colour));
            along += step;
        }
    }

    /// Where a text would stand, moved inwards where it would leave the picture.
    fn placed(&self, x: f32, y: f32, look: Look, text: &str) -> (f32, Area) {
        let wide = self.wide(look.weight, text);
        let left = match look.anchor {
            Anchor::Start => x,
            Anchor::Middle => x - wide / 2.0,
            Anchor::End => x - wide,
        };
        let left = left.min(self.width - wide).max(0.0);
        let x = match look.anchor {
            Anchor::Start => left,
            Anchor::Middle => left + wide / 2.0,
            Anchor::End => left + wide,
        };
        let area =
            Area { left, top: y - ASCENT, right: left + wide, bottom: y + DESCENT };
        (x, area)
    }

    /// Puts a text with its baseline at `y`; the caller knows that it is free there.
    pub(super) fn text(&mut self, x: f32, y: f32, look: Look, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let (x, area) = self.placed(x, y, look, text);
        self.texts.push(area);
        self.shapes.push(Shape::Text {
            x,
            y,
            size: SIZE,
            weight: look.weight,
            anchor: look.anchor,
            text: text.to_owned(),
            colour: look.colour,
        });
    }

    /// Puts a text only where no other text and none of `kept` stands.
    pub(super) fn text_if_free(
        &mut self,
        x: f32,
        y: f32,
        look: Look,
        text: &str,
        kept: &[Area],
    ) -> bool {
        let (_, area) = self.placed(x, y, look, text);
        // Two labels on one line must not read as one.
        let wide = Area { left: area.left - CLEAR, right: area.right + CLEAR, ..area };
        let free = !self.texts.iter().any(|other| other.meets(&wide))
            && !kept.iter().any(|other| other.meets(&area));
        if free {
            self.text(x, y, look, text);
        }
        free
    }

    /// Whether a line would leave the picture or lead across a text.
    pub(super) fn is_in_the_way(&self, from: Spot, to: Spot) -> bool {
        let steps = 24u8;
        (0..=steps).any(|step| {
            let share = f32::from(step) / f32::from(steps);
            let x = from.0 + (to.0 - from.0) * share;
            let y = from.1 + (to.1 - from.1) * share;
            let spot = Area { left: x, top: y, right: x, bottom: y };
            !(0.0..=self.width).contains(&x)
                || self.texts.iter().any(|text| text.meets(&spot))
        })
    }

    /// Text that is no wider than the room: cut with an ellipsis where it must be.
    pub(super) fn cut(&self, weight: Weight, text: &str, room: f32) -> String {
        let text = clean(text);
        if self.wide(weight, &text) <= room {
            return text;
        }
        let mut kept = String::new();
        for c in text.chars() {
            kept.push(c);
            if self.wide(weight, &format!("{kept}…")) > room {
                kept.pop();
                break;
            }
        }
        let kept = kept.trim_end();
        let short = format!("{kept}…");
        if self.wide(weight, &short) <= room { short } else { String::new() }
    }

    /// Lines no wider than the room, at most `most`; the last is cut where more is left.
    pub(super) fn wrapped(
        &self,
        weight: Weight,
        text: &str,
        room: f32,
        most: usize,
    ) -> Vec<String> {
        let text = clean(text);
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        let mut words = text.split(' ').filter(|word| !word.is_empty());
        while let Some(word) = words.next() {
            let tried =
                if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if line.is_empty() || self.wide(weight, &tried) <= room {
                line = tried;
                continue;
            }
            if lines.len() + 1 >= most {
                // The last line takes all that is left and is cut below.
                line = tried;
                for word in words.by_ref() {
                    line.push(' ');
                    line.push_str(word);
                }
                break;
            }
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        }
        lines.push(line);
        lines
            .iter()
            .map(|line| self.cut(weight, line, room))
            .filter(|line| !line.is_empty())
            .collect()
    }
}

/// One line without control characters.
fn clean(text: &str) -> String {
    let text: String =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.trim().to_owned()
}
