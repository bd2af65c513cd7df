//! Two columns of values joined by lines, as wide as the cohort is large.

use super::apart::apart;
use super::canvas::{ASCENT, CLEAR, Canvas, DESCENT, LEADING, Look};
use super::mark::HALF;
use super::picture::{Anchor, Picture, Weight};
use super::scale::{Scale, places_for, sound};
use crate::base::quantity::decimal;
use crate::render::colour;
use crate::report::chart::Series;

/// Above so many lines only the largest changes are named.
const MOST_NAMED: usize = 36;
/// How many changes are named at either end then.
const NAMED: usize = 4;

/// A line of the chart that can be drawn.
struct Run<'t> {
    label: &'t str,
    ends: (f64, f64),
    weight: f64,
    series: Series,
}

/// Label, first, second, weight, whose.
type Given = (String, f64, f64, f64, Series);

pub(super) fn draw(
    mut canvas: Canvas<'_>,
    heads: (&str, &str),
    lines: &[Given],
    axis: &str,
) -> Picture {
    let runs: Vec<Run<'_>> = lines
        .iter()
        .filter_map(|(label, first, second, weight, series)| {
            let ends = (sound(*first)?, sound(*second)?);
            let weight = sound(*weight).unwrap_or(0.0).max(0.0);
            Some(Run { label, ends, weight, series: *series })
        })
        .collect();
    let named = named(&runs);
    let places = places_for(runs.iter().flat_map(|run| [run.ends.0, run.ends.1]));
    // Values are bold and stand beside their marks; names stand in a column of
    // their own.
    let values_at = |is_first: bool| -> Vec<String> {
        let shown = runs.iter().zip(&named);
        shown
            .map(|(run, is)| {
                let value = if is_first { run.ends.0 } else { run.ends.1 };
                if *is { decimal(value, places) } else { String::new() }
            })
            .collect()
    };
    let (first, second) = (values_at(true), values_at(false));
    let widest = |canvas: &Canvas<'_>, weight, words: &[String]| {
        words.iter().map(|words| canvas.wide(weight, words)).fold(0.0, f32::max)
    };
    let beside = widest(&canvas, Weight::Bold, &second) + CLEAR;
    let names: Vec<String> = runs
        .iter()
        .zip(&named)
        .map(|(run, is)| if *is { run.label } else { "" })
        .map(|name| canvas.cut(Weight::Regular, name, canvas.width * 0.46 - beside))
        .collect();
    let wide = (
        widest(&canvas, Weight::Bold, &first),
        beside + widest(&canvas, Weight::Regular, &names),
    );
    let room = |wide: f32, head: &str| {
        wide.max(canvas.wide(Weight::Bold, head).min(60.0) / 2.0) + CLEAR * 2.0
    };
    let (left, right) = (room(wide.0, heads.0), canvas.width - room(wide.1, heads.1));
    let mut top = 0.0;
    for line in canvas.wrapped(Weight::Regular, axis, canvas.width, 2) {
        canvas.text(0.0, top + ASCENT, Look::SMALL, &line);
        top += LEADING;
    }
    for (x, head) in [(left, heads.0), (right, heads.1)] {
        let head = canvas.cut(
            Weight::Bold,
            head,
            (right - left - CLEAR).min(left * 2.0).max(30.0),
        );
        canvas.text(x, top + 3.0 + ASCENT, Look::VALUE.at(Anchor::Middle), &head);
    }
    top += LEADING + 8.0;
    let labels = named.iter().filter(|is| **is).count() as f32;
    let high = (labels * (LEADING + 0.5)).clamp(180.0, 500.0);
    let values = runs.iter().flat_map(|run| [run.ends.0, run.ends.1]);
    let scale = Scale::over(values, false, 6).along(top + high, top);
    for x in [left, right] {
        canvas.line((x, top), (x, top + high), (0.8, colour::HAIR));
    }
    lines_of(&mut canvas, &runs, &named, &scale, (left, right));
    let sides = [
        (left, -1.0, Anchor::End, &first, true),
        (right, 1.0, Anchor::Start, &second, false),
    ];
    for (x, away, anchor, words, is_first) in sides {
        let ends = runs.iter().map(|run| if is_first { run.ends.0 } else { run.ends.1 });
        let labelled: Vec<(f32, &String, &String)> = ends
            .zip(words)
            .zip(&names)
            .filter(|((_, words), _)| !words.is_empty())
            .map(|((end, words), name)| (scale.at(end), words, name))
            .collect();
        let wanted: Vec<(f32, f32)> =
            labelled.iter().map(|(y, ..)| (*y, LEADING)).collect();
        let places = apart(&wanted, top - LEADING / 2.0, top + high + LEADING / 2.0);
        for ((y, words, name), place) in labelled.iter().zip(places) {
            let (near, far) = (x + away * (HALF + 0.5), x + away * (CLEAR * 2.0 - 1.0));
            if (y - place).abs() > 1.0 {
                canvas.leader((near, *y), (far, place));
            }
            let baseline = place + (ASCENT - DESCENT) / 2.0 + 0.5;
            let x = x + away * CLEAR * 2.0;
            canvas.text(x, baseline, Look::VALUE.at(anchor), words);
            if !is_first && !name.is_empty() {
                canvas.text(x + beside, baseline, Look::LABEL, name);
            }
        }
    }
    let mut foot = top + high + LEADING / 2.0 + 4.0;
    let unnamed = named.iter().filter(|is| !**is).count();
    if unnamed > 0 {
        let words = format!(
            "Named: the {NAMED} largest rises and falls; {unnamed} other schools are lines without a name."
        );
        for line in canvas.wrapped(Weight::Regular, &words, canvas.width, 2) {
            canvas.text(0.0, foot + ASCENT, Look::SMALL, &line);
            foot += LEADING;
        }
    }
    canvas.finish(foot + 1.0)
}

/// Which lines are named: all, or the largest rises and falls.
fn named(runs: &[Run<'_>]) -> Vec<bool> {
    if runs.len() <= MOST_NAMED {
        return vec![true; runs.len()];
    }
    let mut order: Vec<(f64, usize)> =
        runs.iter().enumerate().map(|(at, run)| (run.ends.1 - run.ends.0, at)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let ends = order.iter().take(NAMED).chain(order.iter().rev().take(NAMED));
    let mut named = vec![false; runs.len()];
    for (_, at) in ends {
        if let Some(is) = named.get_mut(*at) {
            *is = true;
        }
    }
    named
}

fn lines_of(
    canvas: &mut Canvas<'_>,
    runs: &[Run<'_>],
    named: &[bool],
    scale: &Scale,
    (left, right): (f32, f32),
) {
    let heaviest = runs.iter().map(|run| run.weight).fold(1.0, f64::max);
    let is_thin = runs.len() > MOST_NAMED;
    // Named lines are drawn last, over the others.
    for is_drawn_now in [false, true] {
        for (run, is_named) in runs.iter().zip(named) {
            if *is_named != is_drawn_now {
                continue;
            }
            let (from, to) =
                ((left, scale.at(run.ends.0)), (right, scale.at(run.ends.1)));
            let share = (run.weight / heaviest) as f32;
            let (width, ink) = match (is_thin, is_named) {
                (true, false) => (0.2 + 0.2 * share, colour::tint(run.series)),
                (true, true) => (0.8, colour::of(run.series)),
                (false, _) => (0.6 + 1.8 * share, colour::of(run.series)),
            };
            canvas.line(from, to, (width, ink));
            if *is_named {
                canvas.mark(run.series, from);
                canvas.mark(run.series, to);
            }
        }
    }
}
