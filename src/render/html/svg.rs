//! Shapes of a chart as SVG.

use std::fmt::Write;

use super::escaped;
use crate::render::chart::picture::{Anchor, Picture, Shape, Spot, Stroke, Weight};
use crate::render::colour::Palette;

/// What a picture is called, for those who cannot see it.
pub(super) struct Named<'n> {
    /// Anchor of its title and description; one of its own for each picture.
    pub(super) id: &'n str,
    /// Title.
    pub(super) title: &'n str,
    /// Alternative text.
    pub(super) alt: &'n str,
}

/// A picture in its natural size, smaller where the page is narrower.
pub(super) fn write(
    html: &mut String,
    picture: &Picture,
    class: &str,
    named: &Named<'_>,
    palette: &Palette,
) {
    let (wide, high) = (number(picture.width), number(picture.height));
    let id = escaped(named.id);
    // Writing to a String cannot fail.
    let _ = write!(
        html,
        "<svg class=\"{class}\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}pt\" height=\"{high}pt\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\"><title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>",
        escaped(named.title),
        escaped(named.alt)
    );
    picture.shapes.iter().for_each(|shape| one(html, shape, palette));
    html.push_str("</svg>");
}

fn one(html: &mut String, shape: &Shape, palette: &Palette) {
    let _ = match shape {
        Shape::Line { from, to, width, colour, dash } => {
            let dashes = dash.lengths().map_or_else(String::new, |(on, off)| {
                format!(" stroke-dasharray=\"{on} {off}\"")
            });
            write!(
                html,
                "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"{}{dashes}/>",
                number(from.0),
                number(from.1),
                number(to.0),
                number(to.1),
                stroked(Some(&(*width, *colour)), palette)
            )
        }
        Shape::Polygon { points, fill, stroke } => write!(
            html,
            "<polygon points=\"{}\"{}{}/>",
            corners(points),
            filled(*fill, palette),
            stroked(stroke.as_ref(), palette)
        ),
        Shape::Circle { centre, radius, fill, stroke } => write!(
            html,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}{}/>",
            number(centre.0),
            number(centre.1),
            number(*radius),
            filled(*fill, palette),
            stroked(stroke.as_ref(), palette)
        ),
        Shape::Text { x, y, size, weight, anchor, text, colour } => {
            let bold = match weight {
                Weight::Regular => "",
                Weight::Bold => " font-weight=\"700\"",
            };
            let anchor = match anchor {
                Anchor::Start => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::End => " text-anchor=\"end\"",
            };
            let colour = palette.shade(colour);
            write!(
                html,
                "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{bold}{anchor} fill=\"{colour}\">{}</text>",
                number(*x),
                number(*y),
                number(*size),
                escaped(text)
            )
        }
    };
}

fn filled(fill: Option<&'static str>, palette: &Palette) -> String {
    format!(" fill=\"{}\"", fill.map_or("none", |fill| palette.shade(fill)))
}

fn stroked(stroke: Option<&Stroke>, palette: &Palette) -> String {
    stroke.map_or_else(String::new, |(width, colour)| {
        let colour = palette.shade(colour);
        format!(" stroke=\"{colour}\" stroke-width=\"{}\"", number(*width))
    })
}

fn corners(points: &[Spot]) -> String {
    let each = points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y)));
    each.collect::<Vec<_>>().join(" ")
}

/// Hundredths of a point at most, without needless noughts.
fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" || text.is_empty() { "0".to_owned() } else { text.to_owned() }
}
