//! Charts: the finding above, the picture as one figure, the source below, all
//! on one page.

use super::face::Face;
use super::flow::Flow;
use super::item::{Item, Run, Sheet, Slim, Strip};
use super::lines::{Look, Span};
use super::words::Words;
use crate::render::chart::draw;
use crate::render::chart::picture::{Anchor, Picture, Shape, Weight};
use crate::report::chart::Chart;

/// Space between the words of a chart and its picture, points.
const AIR: f32 = 5.0;
/// How much smaller a chart is drawn where its page has no room: its words stay
/// above seven and a half points.
const SLIM: [f32; 2] = [0.92, 0.85];

impl Flow<'_> {
    pub(super) fn chart(&mut self, chart: &Chart) {
        let left = self.style.page.left;
        let full = self.full(Sheet::Portrait);
        let title = self.look(Face::Bold, self.style.text.group);
        let subtitle = Look {
            colour: self.style.colours.grey,
            ..self.look(Face::Regular, self.style.text.table)
        };
        let mut strips = Vec::new();
        for (text, look) in [(&chart.title, title), (&chart.subtitle, subtitle)] {
            if !text.is_empty() {
                let node = self.tree.node("P", self.root);
                let mut words = Words::new(node, vec![Span::new(text.as_str(), look)]);
                strips.extend(self.strips(&mut words, left, full, look));
            }
        }
        if let Some(first) = strips.first_mut() {
            first.anchors.push(chart.id.clone());
        }
        let words: f32 = strips.iter().map(|strip| strip.height).sum();
        let small = self.small();
        let room = self.pages.room(Sheet::Portrait) - words - 4.0 * small.leading;
        strips.push(self.picture(chart, room));
        if !chart.source.is_empty() {
            let node = self.tree.node("P", self.root);
            let span = Span::new(chart.source.as_str(), small);
            let mut words = Words::new(node, vec![span]);
            strips.extend(self.strips(&mut words, left, full, small));
        }
        let last = strips.len().saturating_sub(1);
        for (at, strip) in strips.iter_mut().enumerate() {
            strip.keep = at < last;
        }
        let space = self.style.spacing.chart;
        let gap = self.gap(space, space.max(1));
        self.hand_over(strips, gap);
    }

    /// The picture as one figure; one that is higher than a page is made smaller.
    fn picture(&mut self, chart: &Chart, room: f32) -> Strip {
        let figure = self.tree.node("Figure", self.root);
        if let Some(figure) = self.tree.get_mut(figure) {
            let alt = chart.alt.as_str();
            figure.alt = if alt.is_empty() { "Chart" } else { alt }.to_owned();
        }
        let tag = Some(self.tree.content(figure));
        let mut forms = std::iter::once(1.0).chain(SLIM).map(|scale| {
            let mut slim = self.form(chart, scale, room);
            slim.runs.iter_mut().for_each(|run| run.tag = tag);
            slim
        });
        let whole = forms.next();
        let slim =
            forms.filter(|slim| Some(slim.height) < whole.as_ref().map(|w| w.height));
        let slim = slim.collect();
        let (height, runs) =
            whole.map(|whole| (whole.height, whole.runs)).unwrap_or_default();
        Strip { height, runs, slim, ..Strip::default() }
    }

    /// The picture over the full width of the text, its words `scale` of their size.
    fn form(&self, chart: &Chart, scale: f32, room: f32) -> Slim {
        let left = self.style.page.left;
        let full = self.full(Sheet::Portrait);
        let faces = self.faces;
        let picture = draw(chart, full / scale, &|weight, size, text| {
            faces.width(face(weight), size, text)
        });
        let scale = scale.min(room / picture.height.max(1.0));
        let items = self.drawn(&picture, scale, (left, AIR));
        let (width, height) = (picture.width * scale, picture.height * scale);
        let area = Some([left, AIR, left + width, AIR + height]);
        Slim { height: height + 2.0 * AIR, runs: vec![Run { tag: None, items, area }] }
    }

    /// The shapes of a picture, its corner at `spot`.
    pub(super) fn drawn(
        &self,
        picture: &Picture,
        scale: f32,
        (left, top): (f32, f32),
    ) -> Vec<Item> {
        let style = self.style;
        let shade = |colour: &str| style.shade(colour);
        let at = |(x, y): (f32, f32)| (left + x * scale, top + y * scale);
        let faces = self.faces;
        picture
            .shapes
            .iter()
            .map(|shape| match shape {
                Shape::Line { from, to, width, colour, dash } => Item::Rule {
                    from: at(*from),
                    to: at(*to),
                    width: width * scale,
                    colour: shade(colour),
                    dash: dash.lengths(),
                },
                Shape::Polygon { points, fill, stroke } => Item::Shape {
                    points: points.iter().copied().map(at).collect(),
                    fill: fill.map(shade),
                    stroke: stroke.map(|(width, colour)| (width * scale, shade(colour))),
                },
                Shape::Circle { centre, radius, fill, stroke } => Item::round(
                    at(*centre),
                    radius * scale,
                    fill.map(shade),
                    stroke.map(|(width, colour)| (width * scale, shade(colour))),
                ),
                Shape::Text { x, y, size, weight, anchor, text, colour } => {
                    let (face, size) = (face(*weight), size * scale);
                    let wide = faces.width(face, size, text);
                    let (x, y) = at((*x, *y));
                    let x = match anchor {
                        Anchor::Start => x,
                        Anchor::Middle => x - wide / 2.0,
                        Anchor::End => x - wide,
                    };
                    let text = format!("{text} ");
                    Item::Text { x, y, face, size, text, colour: shade(colour) }
                }
            })
            .collect()
    }
}

const fn face(weight: Weight) -> Face {
    match weight {
        Weight::Regular => Face::Regular,
        Weight::Bold => Face::Bold,
    }
}
