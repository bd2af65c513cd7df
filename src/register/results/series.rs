//! Which columns of a results sheet belong together as one indicator and year.

use super::cell::{Seen, read};
use super::heading::Headings;
use super::plan::Series;
use crate::base::cell::CellPos;
use crate::base::text::fold;
use crate::locate::scores::{Part, Score};
use crate::read::grid::Grid;

/// Settles which columns are percentages and which counts, then groups them.
pub(super) fn series(
    grid: &Grid,
    headings: &Headings,
    scores: &[(u32, Score)],
) -> Vec<Series> {
    let mut settled: Vec<(u32, Score)> = scores.to_vec();
    for (col, score) in &mut settled {
        if score.part == Part::Either {
            score.part = settle(grid, headings.row, *col, score, scores);
        } else if score.part == Part::Denominator && holds_both(grid, headings.row, *col)
            || is_of_the_standard(headings, *col, score, scores)
        {
            score.part = Part::Numerator;
        }
    }
    grouped(&settled)
}

/// Whether `23 of 29` stands in a column: those who reached it and all of them.
fn holds_both(grid: &Grid, heading_row: u32, col: u32) -> bool {
    let (mut both, mut filled) = (0_usize, 0_usize);
    let below = grid.rows().filter(|(row, _)| *row > heading_row);
    for (row, _) in below.take(ROWS_TO_SETTLE) {
        match read(grid, CellPos::new(row, col)).seen {
            Seen::Counts { .. } => (both, filled) = (both + 1, filled + 1),
            Seen::Missing(_) => {}
            Seen::Plain { .. } | Seen::Percent { .. } | Seen::Word => filled += 1,
        }
    }
    both * 2 > filled
}

/// Headings of a number of pupils that do not say which.
const PUPILS: [&str; 8] = [
    "pupils",
    "no of pupils",
    "number of pupils",
    "no pupils",
    "children",
    "no of children",
    "number of children",
    "n",
];

/// `Pupils` under what the standard is, beside `Eligible pupils`: those who reached it.
fn is_of_the_standard(
    headings: &Headings,
    col: u32,
    score: &Score,
    scores: &[(u32, Score)],
) -> bool {
    let is_plain = |col: &u32| {
        headings
            .by_col
            .get(col)
            .is_some_and(|(_, text)| PUPILS.contains(&fold(text).as_str()))
    };
    let is_base = |other: &Score| {
        other.part == Part::Denominator
            && other.year == score.year
            && (other.indicator.is_none() || other.indicator == score.indicator)
    };
    score.part == Part::Denominator
        && score.indicator.is_some()
        && is_plain(&col)
        && scores.iter().any(|(at, other)| {
            *at != col
                && !is_plain(at)
                && is_base(other)
                && !scores.iter().any(|(_, one)| {
                    one.part == Part::Numerator
                        && one.indicator == score.indicator
                        && one.year == score.year
                })
        })
}

/// How many rows are looked at to tell counts from percentages.
const ROWS_TO_SETTLE: usize = 2000;

/// A heading such as `L4+ E&M 2011` may stand over percentages or counts.
fn settle(
    grid: &Grid,
    heading_row: u32,
    col: u32,
    score: &Score,
    scores: &[(u32, Score)],
) -> Part {
    let same = |other: &Score| {
        other.year == score.year
            && (other.indicator == score.indicator || other.indicator.is_none())
    };
    if scores
        .iter()
        .any(|(at, other)| *at != col && other.part == Part::Value && same(other))
    {
        return Part::Numerator;
    }
    let base = scores
        .iter()
        .filter(|(_, other)| other.part == Part::Denominator && same(other))
        .min_by_key(|(at, _)| at.abs_diff(col))
        .map(|(at, _)| *at);
    let Some(base) = base else { return Part::Value };
    let (mut within, mut above, mut whole) = (0_usize, 0_usize, 0_usize);
    let below = grid.rows().filter(|(row, _)| *row > heading_row);
    for (row, _) in below.take(ROWS_TO_SETTLE) {
        match read(grid, CellPos::new(row, col)).seen {
            Seen::Percent { .. } | Seen::Counts { .. } => return Part::Value,
            Seen::Plain { value, places } => {
                let of = read(grid, CellPos::new(row, base)).seen.number();
                whole += usize::from(of.is_some_and(|of| is_whole(value, places, of)));
                if value.fract() != 0.0 || of.is_some_and(|of| value > of) {
                    above += 1;
                } else if of.is_some() {
                    within += 1;
                }
            }
            Seen::Missing(_) | Seen::Word => {}
        }
    }
    // Some counts may be wrong, but a column of percentages gives whole pupils
    // in nearly every row.
    let rows = within + above;
    let are_counts = above * 20 <= within || (above * 4 <= within && whole * 2 < rows);
    if within > 0 && are_counts { Part::Numerator } else { Part::Value }
}

/// Whether a percentage, as rounded as it is written, can be of so many pupils.
fn is_whole(per_cent: f64, places: u32, of: f64) -> bool {
    let pupils = per_cent * of / 100.0;
    let slack = 0.5 * 10f64.powi(-(places as i32)) * of / 100.0;
    let over = pupils.fract();
    over.min(1.0 - over) <= slack + 1e-9
}

pub(super) fn grouped(scores: &[(u32, Score)]) -> Vec<Series> {
    let mut series: Vec<Series> = Vec::new();
    let shared =
        |score: &Score| score.indicator.is_none() && score.part == Part::Denominator;
    for (col, score) in scores.iter().filter(|(_, score)| !shared(score)) {
        let same = series.iter().position(|one| {
            one.indicator == score.indicator
                && one.year == score.year
                && has_room(one, score.part)
        });
        // A count headed `No.` beside `% L4+ E&M` is of that indicator.
        let beside = || {
            series.iter().position(|one| {
                !matches!(score.part, Part::Level(_))
                    && one.year == score.year
                    && (one.indicator.is_none() || score.indicator.is_none())
                    && one.levels.is_empty()
                    && has_room(one, score.part)
            })
        };
        let at = same.or_else(beside).unwrap_or_else(|| {
            series.push(Series {
                indicator: score.indicator,
                year: score.year,
                ..Series::default()
            });
            series.len() - 1
        });
        let Some(one) = series.get_mut(at) else { continue };
        one.indicator = one.indicator.or(score.indicator);
        match score.part {
            Part::Value | Part::Either => one.value = Some(*col),
            Part::Numerator => one.numerator = Some(*col),
            Part::Denominator => one.denominator = Some(*col),
            Part::Lower => one.lower = Some(*col),
            Part::Upper => one.upper = Some(*col),
            Part::Level(points) => one.levels.push((*col, points)),
        }
    }
    let years: std::collections::BTreeSet<_> =
        series.iter().map(|one| one.year).collect();
    for one in &mut series {
        if one.denominator.is_some() {
            continue;
        }
        let near = one
            .value
            .or(one.numerator)
            .or_else(|| one.levels.first().map(|(col, _)| *col))
            .unwrap_or(0);
        one.denominator = scores
            .iter()
            .filter(|(_, score)| shared(score))
            .filter(|(_, score)| {
                score.year == one.year || (score.year.is_none() && years.len() == 1)
            })
            .min_by_key(|(col, _)| col.abs_diff(near))
            .map(|(col, _)| *col);
    }
    // Eligible pupils alone are no result.
    series.retain(|one| {
        one.value.is_some() || one.numerator.is_some() || !one.levels.is_empty()
    });
    series
}

const fn has_room(one: &Series, part: Part) -> bool {
    match part {
        Part::Value | Part::Either => one.value.is_none(),
        Part::Numerator => one.numerator.is_none(),
        Part::Denominator => one.denominator.is_none(),
        Part::Lower => one.lower.is_none(),
        Part::Upper => one.upper.is_none(),
        Part::Level(_) => true,
    }
}
