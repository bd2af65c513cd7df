//! Columns of results in which `23 of 29` stands, whatever heads them.

use super::scores::Part;
use super::shares::{FEWEST, Numbers, ROUNDED, come_out};
use super::table::{Extra, Table, Told};
use super::texts::joined;
use super::{KnownHeading, is_put_aside, text_of, years};
use crate::base::cell::CellPos;
use crate::base::date::AcademicYear;
use crate::read::grid::Grid;

/// Columns of a year in which `23 of 29` stands: those who reached the standard, and all.
/// Where the year has a per cent as well, it must be theirs.
pub(super) fn tell(grid: &Grid, table: &mut Table, known: &[KnownHeading]) {
    let fraction = |row: u32, col: u32| {
        let cell = grid.cell(CellPos::new(row, col))?;
        fraction(&text_of(grid, cell))
    };
    let heading = |extra: &Extra| joined(&extra.over, &extra.text);
    let year = |extra: &Extra| years::named(&heading(extra));
    let shares: Vec<(Option<AcademicYear>, Numbers)> = table
        .extras
        .iter()
        .filter_map(|one| Some((year(one), Numbers::of(grid, table, one, FEWEST)?)))
        .filter(|(_, one)| one.is_percent)
        .collect();
    let is_one = |extra: &&Extra| {
        let both: Vec<Option<(f64, f64)>> =
            table.rows.iter().map(|row| fraction(*row, extra.col)).collect();
        let filled = table.rows.iter().map(|row| CellPos::new(*row, extra.col));
        let filled = filled.filter(|at| grid.cell(*at).is_some()).count();
        let those = both.iter().flatten().count();
        let come_out = |share: &Numbers| {
            let of = |part: fn((f64, f64)) -> f64| {
                share.with(both.iter().map(|both| both.map(part)).collect())
            };
            come_out(&of(|(some, _)| some), &of(|(_, all)| all), share, (FEWEST, ROUNDED))
        };
        let of_year = shares.iter().filter(|(own, _)| *own == year(extra));
        those >= FEWEST
            && those * 10 >= filled * 7
            && year(extra).is_some()
            && !is_put_aside(known, grid, table.schema, &heading(extra))
            && of_year.map(|(_, share)| share).all(come_out)
    };
    let found: Vec<u32> = table.unused.iter().filter(is_one).map(|one| one.col).collect();
    for col in found {
        table.tell(col, Told::Part(Part::Numerator));
    }
}

/// The two parts of `23 out of 29`, `23 of 29` and `23/29`, in lower case.
pub(crate) fn parted(text: &str) -> Option<(&str, &str)> {
    text.split_once(" out of ")
        .or_else(|| text.split_once(" of "))
        .or_else(|| text.split_once('/'))
}

/// `23 of 29`, `23/29 (79%)`: whole numbers, the first not above the second.
fn fraction(text: &str) -> Option<(f64, f64)> {
    let body = text.split_once('(').map_or(text, |(body, _)| body).to_lowercase();
    let (some, all) = parted(&body)?;
    let (some, all): (u32, u32) = (some.trim().parse().ok()?, all.trim().parse().ok()?);
    (some <= all).then(|| (f64::from(some), f64::from(all)))
}

#[cfg(test)]
mod tests {
    use super::super::scores::Part;
    use super::super::table::Told;
    use super::super::tests::{grid, located};

    #[test]
    fn so_many_of_so_many_in_a_year_are_those_who_reached_it_and_all() {
        let text = "
Year 6: how many reached Level 4 in English AND maths

School | School URN | 2010 L4+ E&M | 2010 % | 2011 Blibber | 2011 %
Bantby Primary | 180265 | 27/35 | 77 | 29 of 35 | 83
Bantestone Primary | 181437 | 29/41 | 71 | 30 of 41 | 73
Bantham Primary | 180575 | 10/13 | 77 | 10 of 14 | 71
Bantlow Primary | 181759 | 27/35 | 77 | 25 of 35 | 71
Bantwick Primary | 180218 | 17/21 | 81 | Boycott |
Brackby Primary | 180994 | 11/17 | 65 | 12 of 17 | 71";
        let told = |text: &str| located(grid(text)).into_iter().flat_map(|one| one.told);
        let told = |text: &str| told(text).collect::<Vec<_>>();
        assert_eq!(told(text), [(4, Told::Part(Part::Numerator))]);
        // Of no year, or of another number than the per cent, they are anybody's.
        assert_eq!(told(&text.replace("2011 Blibber", "Blibber")), []);
        let others = text.replace(" of 35", " of 70").replace(" of 41", " of 92");
        assert_eq!(told(&others), []);
    }
}
