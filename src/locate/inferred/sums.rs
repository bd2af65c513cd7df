//! Amounts of a row that make one another up.

use super::Open;
use crate::base::cell::CellPos;
use crate::base::text::tidy;
use crate::locate::kinds::number;
use crate::locate::schema::Column;
use crate::read::grid::{CellValue, Grid};

/// Three amounts of a row of which the first two make the third.
const SUMS: &[Sum] = &[
    ("contracts", ["days", "rate", "value"], 0.011, |days, rate| days * rate),
    ("spend", ["net", "vat", "gross"], 0.011, |net, vat| net + vat),
    // Of two numbers of pupils only one is the part of the other that is printed.
    ("comparators", ["numerator", "denominator", "value"], 0.51, |some, all| {
        100.0 * some / all
    }),
];

/// A register, its three columns, how far apart rounding leaves them, and what the
/// first two make.
type Sum = (&'static str, [&'static str; 3], f64, fn(f64, f64) -> f64);

impl Open<'_> {
    /// Amounts that make one another up.
    pub(super) fn by_sums(&mut self) {
        let Some((_, keys, rounding, makes)) =
            SUMS.iter().find(|(name, ..)| *name == self.schema.name)
        else {
            return;
        };
        let [Some(first), Some(second), Some(third)] =
            keys.map(|key| self.schema.column(key))
        else {
            return;
        };
        let places = |column: &'static Column| -> Vec<u32> {
            let known = self.known.iter().find(|(_, known)| *known == column);
            match known {
                Some((col, _)) => vec![*col],
                None => self
                    .columns
                    .iter()
                    .filter(|unknown| unknown.below.profile().fits(column.kind))
                    .map(|unknown| unknown.col)
                    .collect(),
            }
        };
        let (a, b, c) = (places(first), places(second), places(third));
        let all = a.iter().flat_map(|a| b.iter().map(move |b| (*a, *b)));
        let found =
            all.flat_map(|(a, b)| c.iter().map(move |c| (a, b, *c))).find(|(a, b, c)| {
                a != b
                    && b != c
                    && a != c
                    && self.adds_up((*a, *b, *c), *rounding, *makes)
            });
        let Some((a, b, c)) = found else { return };
        for (col, column) in [(a, first), (b, second), (c, third)] {
            if self.is_free(column) {
                self.take(col, column);
            }
        }
    }

    /// Whether the third amount is made of the other two in nearly every row.
    fn adds_up(
        &self,
        (a, b, c): (u32, u32, u32),
        rounding: f64,
        makes: fn(f64, f64) -> f64,
    ) -> bool {
        let (mut rows, mut right) = (0, 0);
        for (row, _) in self.grid.rows().filter(|(row, _)| *row > self.row).take(60) {
            let at = |col| number_at(self.grid, CellPos::new(row, col));
            let (Some(a), Some(b), Some(c)) = (at(a), at(b), at(c)) else { continue };
            rows += 1;
            right += usize::from((makes(a, b) - c).abs() < rounding);
        }
        rows >= 3 && right * 10 >= rows * 9
    }
}

/// The number in a cell, typed as one or not.
fn number_at(grid: &Grid, pos: CellPos) -> Option<f64> {
    match &grid.cell(pos)?.value {
        CellValue::Number(number) => Some(*number),
        CellValue::Text(text) => number(&tidy(text)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::guessed;

    #[test]
    fn amounts_that_make_one_another_up_are_told_by_their_sum() {
        let text = "
Contract no | Deployment ref | Signed LA | Bought | Per unit | In all
C001 | DEP-01 | 6/9/2010 | 6.5 | 350 | 2275
C002 | DEP-02 | 9/9/2010 | 8 | 402.5 | 3220
C003 | DEP-03 | 13/9/2010 | 5 | 402.5 | 2012.5";
        assert_eq!(
            guessed(text),
            ["Bought is days", "Per unit is rate", "In all is value"]
        );
    }

    #[test]
    fn of_two_numbers_of_pupils_the_one_that_gives_the_percentage_is_the_numerator() {
        let text = "
Measure | Summer | Whose | Per cent | Pupils who did | Pupils who could
KS2 L4+ English and maths | 2009 | Norfolk | 69.4 | 2038 | 2938
KS2 L4+ English and maths | 2010 | Norfolk | 68.5 | 1597 | 2331
KS2 L4+ English and maths | 2011 | Norfolk | 74.8 | 2197 | 2938";
        assert_eq!(
            guessed(text),
            ["Pupils who did is numerator", "Pupils who could is denominator"]
        );
    }
}
