//! Lines over years, with gaps where a series breaks or a year is missing, and
//! doubtful years hatched; or steps for counts.

use super::apart::apart;
use super::canvas::{ASCENT, Area, CLEAR, Canvas, DESCENT, HAIRLINE, LEADING, Look};
use super::columns::columns;
use super::key::Swatch;
use super::mark::HALF;
use super::picture::{Anchor, Dash, Picture, Weight};
use super::scale::{Scale, places_for, sound};
use super::side::Side;
use crate::base::quantity::decimal;
use crate::render::colour;
use crate::report::chart::Series;

/// Height of the plot.
const HIGH: f32 = 160.0;
/// How many lines of a note stand at its gap; longer notes stand below.
const NOTE_LINES: usize = 3;
/// Up to so many years every value has its mark.
const MARKED: usize = 16;
/// A break is so many steps wider than the step of a year.
const BREAK: f32 = 0.7;

/// A line: label, values, whose.
type Given = (String, Vec<Option<f64>>, Series);

/// What the report asks for.
pub(super) struct Lines<'c> {
    pub(super) years: &'c [String],
    pub(super) lines: &'c [Given],
    pub(super) breaks: &'c [(usize, String)],
    pub(super) doubtful: &'c [usize],
    pub(super) axis: &'c str,
    pub(super) has_nought: bool,
    pub(super) is_step: bool,
}

pub(super) fn draw(mut canvas: Canvas<'_>, given: &Lines<'_>) -> Picture {
    let count = given
        .lines
        .iter()
        .map(|(_, values, _)| values.len())
        .fold(given.years.len(), usize::max);
    let all = given.lines.iter().flat_map(|(_, values, _)| values.iter().flatten());
    let decimals = places_for(all.copied());
    let ends: Vec<String> =
        given.lines.iter().map(|line| end_words(&canvas, line, decimals)).collect();
    let ends_wide = ends
        .iter()
        .flat_map(|words| words.split('\n'))
        .map(|words| canvas.wide(Weight::Regular, words))
        .fold(0.0, f32::max);
    let values = given.lines.iter().flat_map(|(_, values, _)| values.iter().flatten());
    let scale = Scale::over(values.copied(), given.has_nought, 6);
    let breaks: Vec<&(usize, String)> =
        given.breaks.iter().filter(|(at, _)| (1..count).contains(at)).collect();
    let notes = Notes::fit(&canvas, &breaks);
    let spare =
        notes.lines_at_gap() as f32 * LEADING + if breaks.is_empty() { 0.0 } else { 4.0 };
    let labels_high: f32 =
        ends.iter().map(|words| words.split('\n').count() as f32 * LEADING).sum();
    let right = canvas.width - ends_wide - CLEAR * 3.0;
    let high = HIGH.max(labels_high).min(480.0);
    let side = Side::draw(&mut canvas, scale, given.axis, spare, high, right);
    let gap_before = |at: usize| breaks.iter().any(|(before, _)| *before == at);
    let steps = count as f32 + BREAK * breaks.len() as f32;
    let step = (side.right - side.left) / steps.max(1.0);
    let mut places = Vec::new();
    let mut at = side.left - step / 2.0;
    for year in 0..count {
        at += step * if gap_before(year) { 1.0 + BREAK } else { 1.0 };
        places.push(at);
    }
    for year in given.doubtful {
        if let Some(x) = places.get(*year) {
            let area = Area {
                left: x - step * 0.5,
                right: x + step * 0.5,
                top: side.top,
                bottom: side.foot,
            };
            canvas.hatch(area, colour::HAIR);
        }
    }
    let middle_of = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| places.get(before));
        places.get(at).zip(before).map(|(a, b)| (a + b) / 2.0)
    };
    notes.draw(&mut canvas, &breaks, &side, middle_of);
    side.nought(&mut canvas);
    for (_, values, series) in given.lines {
        one(
            &mut canvas,
            values,
            *series,
            (&places, &side, given.is_step, step),
            gap_before,
        );
    }
    let labelled: Vec<(f32, f32, f32, &String, Series)> = given
        .lines
        .iter()
        .zip(&ends)
        .filter_map(|((_, values, series), words)| {
            let (year, value) = last(values)?;
            let x = *places.get(year)?;
            let x = if given.is_step { x + step / 2.0 } else { x };
            let lines = words.split('\n').count() as f32;
            Some((x, side.scale.at(value), lines * LEADING, words, *series))
        })
        .collect();
    let wanted: Vec<(f32, f32)> =
        labelled.iter().map(|(_, y, high, ..)| (*y, *high)).collect();
    let places_of = apart(&wanted, side.top - 4.0, side.foot + LEADING / 2.0);
    for ((x, y, high, words, _), middle) in labelled.into_iter().zip(places_of) {
        let left = side.right + CLEAR * 2.0;
        if (y - middle).abs() > 1.5 || left - x > CLEAR * 4.0 {
            canvas.leader((x + HALF + 1.0, y), (left - 2.0, middle));
        }
        let first = middle - high / 2.0 + LEADING * 0.72;
        for (down, line) in words.split('\n').enumerate() {
            canvas.text(left, first + down as f32 * LEADING, Look::LABEL, line);
        }
    }
    let mut foot = columns(&mut canvas, given.years, &places, side.foot, f32::INFINITY);
    if !given.doubtful.is_empty() {
        let words = "hatched: values of this year are doubtful".to_owned();
        foot = canvas
            .key(&[(Swatch::Hatch(colour::WHITE, colour::GREY), words)], foot + 3.0);
    }
    foot = notes.below(&mut canvas, &breaks, foot);
    canvas.finish(foot + 1.0)
}

/// Label and last value at the end of a line, wrapped.
fn end_words(canvas: &Canvas<'_>, (label, values, _): &Given, decimals: u32) -> String {
    let words = match last(values) {
        Some((_, value)) => format!("{label} {}", decimal(value, decimals)),
        None => return String::new(),
    };
    canvas.wrapped(Weight::Regular, &words, canvas.width * 0.26, 2).join("\n")
}

fn last(values: &[Option<f64>]) -> Option<(usize, f64)> {
    values
        .iter()
        .enumerate()
        .rev()
        .find_map(|(year, value)| Some((year, sound((*value)?)?)))
}

/// One line with its marks; broken at gaps.
fn one(
    canvas: &mut Canvas<'_>,
    values: &[Option<f64>],
    series: Series,
    (places, side, is_step, step): (&[f32], &Side, bool, f32),
    gap_before: impl Fn(usize) -> bool,
) {
    let ink = colour::of(series);
    let dash = match series {
        Series::La | Series::National => Dash::Dashed,
        Series::Clients
        | Series::Lle
        | Series::Matched
        | Series::Other
        | Series::Fourth => Dash::Solid,
    };
    let stroke = (1.2, ink);
    let mut before: Option<(f32, f32)> = None;
    let mut spots = Vec::new();
    for ((year, value), x) in values.iter().enumerate().zip(places) {
        let spot = value.and_then(sound).map(|value| (*x, side.scale.at(value)));
        before = before.filter(|_| !gap_before(year));
        if let Some((x, y)) = spot {
            let half = step / 2.0;
            if is_step {
                if let Some((_, from)) = before {
                    // Corners are closed by half a line's width.
                    let (a, b) = (from.min(y) - 0.6, from.max(y) + 0.6);
                    canvas.line((x - half, a), (x - half, b), stroke);
                }
                canvas.line((x - half, y), (x + half, y), stroke);
            } else if let Some(from) = before {
                canvas.dashed(from, (x, y), stroke, dash);
            }
            spots.push((x, y));
        }
        before = spot;
    }
    if !is_step && places.len() <= MARKED {
        for spot in spots {
            canvas.mark(series, spot);
        }
    } else if let Some((x, y)) = spots.last() {
        let x = if is_step { x + step / 2.0 - HALF } else { *x };
        canvas.mark(series, (x, *y));
    }
}

/// Notes at breaks: at their gaps where they fit, else lettered and written below.
struct Notes {
    at_gap: Option<Vec<Vec<String>>>,
}

impl Notes {
    fn fit(canvas: &Canvas<'_>, breaks: &[&(usize, String)]) -> Self {
        let room = (canvas.width * 0.62 / breaks.len().max(1) as f32 - 6.0).min(120.0);
        let wrapped: Vec<Vec<String>> = breaks
            .iter()
            .map(|(_, note)| canvas.wrapped(Weight::Regular, note, room, NOTE_LINES))
            .collect();
        let fits =
            room > 40.0 && wrapped.iter().flatten().all(|line| !line.ends_with('…'));
        Self { at_gap: fits.then_some(wrapped) }
    }

    fn lines_at_gap(&self) -> usize {
        match &self.at_gap {
            Some(notes) => notes.iter().map(Vec::len).max().unwrap_or(0),
            None => 1,
        }
    }

    fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        breaks: &[&(usize, String)],
        side: &Side,
        middle_of: impl Fn(usize) -> Option<f32>,
    ) {
        let lettered: Vec<Vec<String>> =
            (0..breaks.len()).map(|at| vec![letter(at)]).collect();
        let notes = self.at_gap.as_ref().unwrap_or(&lettered);
        let widths: Vec<f32> = notes
            .iter()
            .map(|lines| {
                lines
                    .iter()
                    .map(|line| canvas.wide(Weight::Regular, line))
                    .fold(0.0, f32::max)
                    + 6.0
            })
            .collect();
        let gaps: Vec<f32> =
            breaks.iter().map(|(at, _)| middle_of(*at).unwrap_or(side.left)).collect();
        let wanted: Vec<(f32, f32)> =
            gaps.iter().copied().zip(widths.iter().copied()).collect();
        let places = apart(&wanted, 0.0, canvas.width);
        let foot = side.top - 5.0;
        for ((lines, gap), place) in notes.iter().zip(gaps).zip(places) {
            let first = foot - lines.len() as f32 * LEADING + ASCENT;
            for (down, line) in lines.iter().enumerate() {
                let look = Look::SMALL.at(Anchor::Middle);
                let baseline = first + down as f32 * LEADING;
                canvas.text_if_free(place, baseline, look, line, &[]);
            }
            canvas.leader((place, foot), (gap, side.top));
            canvas.dashed(
                (gap, side.top),
                (gap, side.foot),
                (HAIRLINE * 1.5, colour::GREY),
                Dash::Dotted,
            );
        }
    }

    /// Lettered notes in full.
    fn below(
        &self,
        canvas: &mut Canvas<'_>,
        breaks: &[&(usize, String)],
        mut foot: f32,
    ) -> f32 {
        if self.at_gap.is_some() {
            return foot;
        }
        foot += 3.0;
        for (at, (_, note)) in breaks.iter().enumerate() {
            let words = format!("{}  {note}", letter(at));
            for line in canvas.wrapped(Weight::Regular, &words, canvas.width, 2) {
                canvas.text(0.0, foot + ASCENT, Look::SMALL, &line);
                foot += LEADING;
            }
        }
        foot + DESCENT
    }
}

fn letter(at: usize) -> String {
    u8::try_from(at)
        .ok()
        .filter(|at| *at < 26)
        .map_or_else(|| (at + 1).to_string(), |at| char::from(b'a' + at).to_string())
}
