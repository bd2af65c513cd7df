//! Stacked bars round a middle: agreement to the right, disagreement to the left.

use super::canvas::{ASCENT, Area, CLEAR, Canvas, DESCENT, Look};
use super::key::Swatch;
use super::picture::{Picture, Weight};
use super::rows::{Column, Rows};
use crate::base::quantity::decimal;
use crate::render::colour;
use crate::report::chart::Series;

/// A question or group: label, replies from strongly disagree to strongly agree, whose.
type Bar = (String, [u32; 5], Series);

/// The five answers as they look: agreement in the series' colour, disagreement
/// hatched, so that a grey print tells the sides apart.
fn looks(series: Series) -> [Swatch; 5] {
    [
        Swatch::Hatch(colour::WARM, colour::INK),
        Swatch::Hatch(colour::WHITE, colour::GREY),
        Swatch::Fill(colour::GRID),
        Swatch::Fill(colour::tint(series)),
        Swatch::Fill(colour::of(series)),
    ]
}

const ANSWERS: [&str; 5] =
    ["strongly disagree", "disagree", "neither", "agree", "strongly agree"];

pub(super) fn draw(mut canvas: Canvas<'_>, bars: &[Bar]) -> Picture {
    let first = bars.first().map_or(Series::Clients, |(.., series)| *series);
    let entries: Vec<(Swatch, String)> =
        looks(first).into_iter().zip(ANSWERS.map(str::to_owned)).collect();
    let top = canvas.key(&entries, 1.0);
    let labels: Vec<String> = bars.iter().map(|(label, ..)| label.clone()).collect();
    let columns = [
        column("disagree", bars, |[a, b, ..]| u64::from(a) + u64::from(b)),
        column("agree", bars, |[.., d, e]| u64::from(d) + u64::from(e)),
        Column {
            heading: "replies".to_owned(),
            values: bars
                .iter()
                .map(|(_, counts, _)| decimal(total(counts) as f64, 0))
                .collect(),
            weight: Weight::Regular,
        },
    ];
    let rows = Rows::lay(&mut canvas, &labels, &columns, top);
    let furthest = bars
        .iter()
        .map(|(_, counts, _)| sides(counts))
        .fold((0.05, 0.05), |(left, right): (f64, f64), (a, b)| {
            (left.max(a), right.max(b))
        });
    let (from, to) = rows.plot;
    let unit = (to - from) / (furthest.0 + furthest.1) as f32;
    let middle = from + furthest.0 as f32 * unit;
    for ((_, counts, series), (y, high)) in bars.iter().zip(&rows.middles) {
        let all = total(counts);
        if all == 0 {
            let words = canvas.cut(Weight::Regular, "no replies", to - middle - CLEAR);
            let baseline = y + (ASCENT - DESCENT) / 2.0 + 0.5;
            canvas.text(middle + CLEAR, baseline, Look::SMALL, &words);
            continue;
        }
        let half = (high * 0.34).min(7.0);
        let mut x = middle - sides(counts).0 as f32 * unit;
        for (look, count) in looks(*series).into_iter().zip(counts) {
            let wide = (f64::from(*count) / all as f64) as f32 * unit;
            if wide > 0.0 {
                let area = Area {
                    left: x,
                    right: (x + wide).min(to),
                    top: y - half,
                    bottom: y + half,
                };
                canvas.swatch(look, area);
                canvas.rectangle(area, None, Some((0.5, colour::GREY)));
            }
            x += wide;
        }
    }
    canvas.line((middle, rows.top), (middle, rows.foot), (0.8, colour::INK));
    canvas.finish(rows.foot + CLEAR)
}

fn column(heading: &str, bars: &[Bar], of: impl Fn([u32; 5]) -> u64) -> Column {
    let values = bars
        .iter()
        .map(|(_, counts, _)| match total(counts) {
            0 => String::new(),
            all => format!("{}%", decimal(of(*counts) as f64 * 100.0 / all as f64, 0)),
        })
        .collect();
    Column { heading: heading.to_owned(), values, weight: Weight::Bold }
}

fn total(counts: &[u32; 5]) -> u64 {
    counts.iter().map(|count| u64::from(*count)).sum()
}

/// Shares to the left and right of the middle; who answered neither stands half
/// on either side.
fn sides([a, b, c, d, e]: &[u32; 5]) -> (f64, f64) {
    let all = total(&[*a, *b, *c, *d, *e]).max(1) as f64;
    let half = f64::from(*c) / 2.0;
    let left = f64::from(*a) + f64::from(*b) + half;
    let right = f64::from(*d) + f64::from(*e) + half;
    (left / all, right / all)
}
