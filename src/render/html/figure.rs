//! Charts: drawn twice, for a broad page and for a telephone; the style shows one.

use std::fmt::Write;

use super::page::Page;
use super::svg::{self, Named};
use super::{escaped, measure};
use crate::render::chart;
use crate::report::block::Spark;
use crate::report::chart::Chart;

/// As in the PDF: the full width of its text, in points.
const BROAD: f32 = 482.0;
/// A telephone held upright.
const NARROW: f32 = 264.0;

pub(super) fn write(page: &mut Page, html: &mut String, chart: &Chart) {
    let id = page.own(&chart.id, "chart");
    let _ = write!(
        html,
        "<figure class=\"wide\" id=\"{id}\"><figcaption><strong>{}</strong> <span class=\"sub\">{}</span></figcaption>",
        escaped(&chart.title),
        escaped(&chart.subtitle)
    );
    for (width, class) in [(BROAD, "broad"), (NARROW, "narrow")] {
        let picture = chart::draw(chart, width, &measure::width);
        let id = page.own(&format!("{id}-{class}"), "picture");
        let named = Named { id: &id, title: &chart.title, alt: &chart.alt };
        svg::write(html, &picture, class, &named, &page.palette);
    }
    let _ = write!(html, "<p class=\"source\">{}</p></figure>", escaped(&chart.source));
}

/// A small line of values within a cell, with its words for those who cannot see it.
pub(super) fn spark(page: &mut Page, line: &Spark) -> String {
    let mut html = String::new();
    let id = page.own("spark", "spark");
    let named = Named { id: &id, title: "Trend", alt: &line.words };
    let picture = chart::spark(line, 54.0, 11.0);
    svg::write(&mut html, &picture, "spark", &named, &page.palette);
    html
}
