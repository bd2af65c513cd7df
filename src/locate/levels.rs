//! A level of key stage 1 that no heading tells, by where it stands: between the level
//! below and the level above, or at an end of them where the pupils make up the cohort.

use std::collections::BTreeMap;

use super::below::Below;
use super::schema::Kind;
use super::scores::{self, Part};
use super::table::{Extra, Table, Told};
use super::texts::joined;
use super::{KnownHeading, is_put_aside, only, text_of};
use crate::base::cell::CellPos;
use crate::base::text::{fold, fold_spelled};
use crate::read::grid::Grid;

/// Points of the levels of key stage 1, ascending: W, 1, 2C, 2B, 2A, 3.
pub(crate) const LEVELS: [f64; 6] = [3.0, 9.0, 13.0, 15.0, 17.0, 21.0];

/// The same where level 2 is not divided.
pub(crate) const UNDIVIDED: [f64; 4] = [3.0, 9.0, 15.0, 21.0];

/// The levels among which those of a sheet stand, by their points.
pub(crate) fn run(has: impl Fn(f64) -> bool) -> &'static [f64] {
    if has(13.0) || has(17.0) { &LEVELS } else { &UNDIVIDED }
}

/// What a level of these points is called.
pub(crate) const fn called(points: f64) -> &'static str {
    match points as u32 {
        3 => "pupils below level 1",
        9 => "pupils at level 1",
        13 => "pupils at level 2C",
        15 => "pupils at level 2B",
        17 => "pupils at level 2A",
        _ => "pupils at level 3",
    }
}

/// Fewest levels of a subject that its headings tell.
const FEWEST: usize = 3;

/// Takes a column that no heading tells for the only level that a subject lacks.
pub(super) fn tell(grid: &Grid, table: &mut Table, known: &[KnownHeading]) {
    if table.schema.name != "results" || table.published.is_some() {
        return;
    }
    let mut subjects: BTreeMap<String, Vec<(u32, f64)>> = BTreeMap::new();
    for extra in &table.extras {
        if let Some((subject, points)) = level_of(extra) {
            subjects.entry(subject).or_default().push((extra.col, points));
        }
    }
    for levels in subjects.into_values().filter(|levels| levels.len() >= FEWEST) {
        let found = lacking(&levels).and_then(|(col, points, is_end)| {
            let extra = table.unused.iter().find(|extra| extra.col == col)?;
            let heading = joined(&extra.over, &extra.text);
            let is_aside = is_put_aside(known, grid, table.schema, &heading);
            let below = Below::of(grid, CellPos::new(table.heading_row, col));
            let are_pupils = below.profile().fits(Kind::Count);
            let is_one = !is_aside
                && are_pupils
                && (!is_end || makes_up(grid, table, &levels, col));
            let beside = levels.first().map(|(col, _)| *col)?;
            is_one.then_some((col, Told::Level { points, beside }))
        });
        if let Some((col, told)) = found {
            table.tell(col, told);
        }
    }
}

/// The subject of a heading and the points of the level at its end.
fn level_of(extra: &Extra) -> Option<(String, f64)> {
    let whole = fold_spelled(&joined(&extra.over, &extra.text));
    let (subject, last) = whole.rsplit_once(' ').unwrap_or(("", &whole));
    let words = [" level", " lev", " lvl"];
    let bare = words.iter().find_map(|word| subject.strip_suffix(word));
    Some((bare.unwrap_or(subject).to_owned(), scores::level(last)??))
}

/// The column in which the only level that is lacking would stand, its points, and
/// whether that is at an end.
fn lacking(levels: &[(u32, f64)]) -> Option<(u32, f64, bool)> {
    let at = |points: f64| {
        levels.iter().find(|(_, own)| (own - points).abs() < 0.5).map(|(col, _)| *col)
    };
    let run = run(|points| at(points).is_some());
    let missing = (0usize..).zip(run).filter(|(_, points)| at(**points).is_none());
    let (place, points) = only(missing)?;
    let before = place.checked_sub(1).and_then(|place| at(*run.get(place)?));
    let after = run.get(place + 1).and_then(|points| at(*points));
    match (before, after) {
        (Some(before), Some(after)) if after == before + 2 => {
            Some((before + 1, *points, false))
        }
        (Some(before), None) => Some((before + 1, *points, true)),
        (None, Some(after)) => Some((after.checked_sub(1)?, *points, true)),
        _ => None,
    }
}

/// Whether the pupils of a column and of the levels are the cohort, in most rows and
/// above it in none.
fn makes_up(grid: &Grid, table: &Table, levels: &[(u32, f64)], col: u32) -> bool {
    let cohort = table.headings.iter().find(|one| one.column.key == "denominator");
    let is_all = |extra: &&Extra| {
        scores::part(&format!(" {} ", fold(&extra.text))) == Part::Denominator
    };
    let of_extras = || table.extras.iter().find(is_all).map(|extra| extra.col);
    let cohort = cohort.map(|heading| heading.col).or_else(of_extras);
    let Some(cohort) = cohort else { return false };
    let number = |row: u32, col: u32| -> Option<f64> {
        text_of(grid, grid.cell(CellPos::new(row, col))?).trim().parse().ok()
    };
    let gaps: Vec<f64> = table
        .rows
        .iter()
        .filter_map(|row| {
            let at = levels.iter().map(|(col, _)| *col).chain([col]);
            let pupils: f64 = at.map(|col| number(*row, col).unwrap_or(0.0)).sum();
            Some(number(*row, cohort)? - pupils)
        })
        .collect();
    let whole = gaps.iter().filter(|gap| **gap == 0.0).count();
    gaps.iter().all(|gap| *gap >= 0.0) && whole >= FEWEST && whole * 2 > gaps.len()
}

#[cfg(test)]
mod tests {
    use super::super::table::Told;
    use super::super::tests::{grid, located};

    const SHEET: &str = "
KS1 teacher assessment 2011
URN | School | Cohort | Reading W | Reading 1 | Reading 2C | Reading 2B | Reading 2A | Reading 3
180124 | Norby | 30 | 1 | 3 | 5 | 7 | 6 | 8
180126 | Harlby | 20 | 1 | 2 | 5 | 4 | 4 | 4
180142 | Dravby | 25 | 2 | 3 | 5 | 5 | 5 | 4
180143 | Eskby | 10 | 0 | 1 | 3 | 2 | 2 | 2";

    fn told(text: &str) -> Vec<(u32, Told)> {
        located(grid(text)).into_iter().flat_map(|table| table.told).collect()
    }

    #[test]
    fn a_level_between_two_is_told_by_where_it_stands() {
        let level = |points| Told::Level { points, beside: 3 };
        assert_eq!(told(SHEET), []);
        let odd = SHEET.replace("Reading 2B", "Blibber");
        assert_eq!(told(&odd), [(6, level(15.0))]);
    }

    #[test]
    fn a_level_at_an_end_is_told_where_the_cohort_comes_out() {
        let odd = SHEET.replace("Reading 3", "Blibber");
        assert_eq!(told(&odd), [(8, Told::Level { points: 21.0, beside: 3 })]);
        let odd = SHEET.replace("Reading W", "Blibber");
        assert_eq!(told(&odd), [(3, Told::Level { points: 3.0, beside: 4 })]);
        // Boys of the year are no level.
        let boys = odd.replace("30 | 1 ", "30 | 14 ").replace("20 | 1 ", "20 | 9 ");
        assert_eq!(told(&boys), []);
    }

    #[test]
    fn two_that_are_lacking_are_left_to_the_adviser() {
        let odd = SHEET.replace("Reading 2B", "Blibber").replace("Reading 2A", "Quonk");
        assert_eq!(told(&odd), []);
    }
}
