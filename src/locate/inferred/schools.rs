//! What a list of schools says under headings of its own: when a school opened and
//! closed, and the ages that it takes.

use super::Open;
use crate::base::cell::CellPos;
use crate::base::text::fold;
use crate::locate::below::DaysWhere;
use crate::locate::schema::{Column, Kind};
use crate::locate::{besides, only, text_at};

/// Rows that are looked at.
const ROWS: u32 = 400;

/// Fewest schools whose two ages must be in order.
const FEWEST: usize = 5;

/// The ages at which a school may begin, and end.
const AGES: [(f64, f64); 2] = [(2.0, 14.0), (5.0, 19.0)];

impl Open<'_> {
    /// The days and the ages of schools.
    pub(super) fn by_schools(&mut self) {
        if self.schema.name != "schools" {
            return;
        }
        self.by_closure();
        self.by_opening();
        self.by_ages();
    }

    fn free(&self, key: &str) -> Option<&'static Column> {
        self.schema.column(key).filter(|column| self.is_free(column))
    }

    /// Days that stand where the status says closed, and hardly elsewhere.
    fn by_closure(&mut self) {
        let Some(close) = self.free("close") else { return };
        let status = self.known.iter().find(|(_, column)| column.key == "status");
        let Some((status, _)) = status else { return };
        let is_closed = |text: &str| {
            let folded = fold(text);
            folded.starts_with("clos") || folded.starts_with("shut")
        };
        let closed = DaysWhere::of(self.grid, CellPos::new(self.row, *status), is_closed);
        let mut open = self.columns.iter().filter(|one| !besides::names_one(&one.text));
        let found = open.find(|one| closed.are_in(one.col)).map(|one| one.col);
        if let Some(col) = found {
            self.take(col, close);
        }
    }

    /// The only day that nearly every school has.
    fn by_opening(&mut self) {
        let Some(open) = self.free("open") else { return };
        let full: Vec<u32> = self
            .days(|_| true)
            .into_iter()
            .filter(|col| {
                let mut columns = self.columns.iter();
                columns.any(|one| one.col == *col && one.below.profile().is_full())
            })
            .collect();
        if let [only] = full.as_slice() {
            self.take(*only, open);
        }
    }

    /// Two columns beside each other, of ages at which a school begins and ends.
    fn by_ages(&mut self) {
        let (Some(low), Some(high)) = (self.free("low_age"), self.free("high_age"))
        else {
            return;
        };
        let numbers: Vec<u32> = self
            .columns
            .iter()
            .filter(|unknown| unknown.below.profile().fits(Kind::Count))
            .map(|unknown| unknown.col)
            .collect();
        let number = |row: u32, col: u32| -> Option<f64> {
            text_at(self.grid, CellPos::new(row, col))?.trim().parse().ok()
        };
        let are_ages = |a: u32, b: u32| {
            let rows = self.row + 1..=self.row + ROWS;
            let pairs: Vec<(f64, f64)> =
                rows.filter_map(|row| Some((number(row, a)?, number(row, b)?))).collect();
            let [(young, too_old), (old, oldest)] = AGES;
            let right = pairs.iter().filter(|(a, b)| {
                (young..=too_old).contains(a) && (old..=oldest).contains(b) && a < b
            });
            pairs.len() >= FEWEST && right.count() * 20 >= pairs.len() * 19
        };
        let beside = numbers.iter().filter(|col| numbers.contains(&(**col + 1)));
        let found = only(beside.filter(|col| are_ages(**col, **col + 1)).copied());
        if let Some(col) = found {
            self.take(col, low);
            self.take(col + 1, high);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::guessed;

    const SCHOOLS: &str = "
School name | URN | Status | Lit up on | Dark from | How young do they start? | How old when they leave? | Caretaker came | Phase | District
Norby Primary | 180265 | Open | 1/9/1958 | | 4 | 11 | 3/9/2001 | Primary | Breckland
Harlby Primary | 180266 | Open | 1/9/1961 | | 3 | 11 | 3/9/2002 | Primary | Breckland
Dravby Infant | 180267 | Closed | 1/9/1958 | 31/8/2010 | 4 | 7 | | Primary | Breckland
Wexby Primary | 180268 | Open | 1/9/1990 | | 4 | 11 | 3/9/2004 | Primary | Breckland
Tilby Junior | 180269 | Open | 1/9/1978 | | 7 | 11 | 3/9/2005 | Primary | Breckland
Skelby Primary | 180270 | Open | 1/9/1958 | | 4 | 11 | | Primary | Breckland";

    #[test]
    fn a_school_closed_on_the_day_that_stands_where_it_is_closed() {
        let guessed = guessed(SCHOOLS);
        for told in [
            "Dark from is close",
            "How young do they start? is low_age",
            "How old when they leave? is high_age",
        ] {
            assert!(guessed.contains(&told.to_owned()), "{told}: {guessed:?}");
        }
        assert!(!guessed.iter().any(|one| one.starts_with("Caretaker")), "{guessed:?}");
    }
}
