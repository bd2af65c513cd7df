//! When a headship began and when the head was accredited, by the years between them.

use super::Open;
use crate::base::cell::CellPos;
use crate::base::text::fold;
use crate::locate::schema::Column;
use crate::locate::text_at;

/// Years by which a headship is mostly older than the accreditation.
const OLDER: f64 = 1.5;

impl Open<'_> {
    /// Of the only two days of an LLE that are open and stand in nearly every row, the one
    /// that is years before the other in hardly any row after it: the headship began, and
    /// then the accreditation. Where the headship is known, the only one is the latter.
    pub(super) fn by_headship(&mut self) {
        let pair = [self.schema.column("head_start"), self.schema.column("accredited")];
        let [Some(began), Some(accredited)] = pair else { return };
        let known = |column: &Column| {
            self.known.iter().find(|(_, one)| *one == column).map(|(col, _)| *col)
        };
        let (known_start, known_accredited) = (known(began), known(accredited));
        let mut days = self.days(|_| true);
        days.retain(|col| {
            let mut columns = self.columns.iter();
            columns.any(|one| one.col == *col && one.below.profile().is_mostly_full())
        });
        match days.as_slice() {
            [only] if known_start.is_some() && known_accredited.is_none() => {
                self.take(*only, accredited);
            }
            [only] if known_start.is_none() => {
                let after = known_accredited.and_then(|col| self.in_order(*only, col));
                if after.is_some_and(|(first, _)| first == *only) {
                    self.take(*only, began);
                }
            }
            [a, b] if known_start.is_none() && known_accredited.is_none() => {
                if let Some((first, second)) = self.in_order(*a, *b) {
                    self.take(first, began);
                    self.take(second, accredited);
                }
            }
            _ => {}
        }
    }

    /// Two columns of days, the one that is years before the other first.
    fn in_order(&self, a: u32, b: u32) -> Option<(u32, u32)> {
        let year = |row: u32, col: u32| {
            let text = text_at(self.grid, CellPos::new(row, col))?;
            year_of_day(&text)
        };
        let rows = self.row + 1..=self.row + ROWS;
        let gaps: Vec<f64> = rows
            .filter_map(|row| Some(f64::from(year(row, b)? - year(row, a)?)))
            .collect();
        let mean = gaps.iter().sum::<f64>() / gaps.len().max(1) as f64;
        let are = |is: fn(&f64) -> bool| {
            let those = gaps.iter().filter(|gap| is(gap)).count();
            gaps.len() >= 2 && those * 10 >= gaps.len() * 9
        };
        if mean >= OLDER && are(|gap| *gap >= 0.0) {
            Some((a, b))
        } else if mean <= -OLDER && are(|gap| *gap <= 0.0) {
            Some((b, a))
        } else {
            None
        }
    }
}

/// Rows that are looked at for it.
const ROWS: u32 = 60;

/// The year of a day as people write it; of two figures, of this century or the last.
fn year_of_day(text: &str) -> Option<i32> {
    let folded = fold(text);
    let mut words = folded.split(' ');
    let is_long =
        |word: &&str| word.len() == 4 && word.chars().all(|c| c.is_ascii_digit());
    if let Some(year) = words.clone().find(is_long) {
        return year.parse().ok();
    }
    let year: i32 = words.next_back().filter(|word| word.len() == 2)?.parse().ok()?;
    Some(if year < 50 { 2000 + year } else { 1900 + year })
}

#[cfg(test)]
mod tests {
    use super::super::tests::guessed;

    #[test]
    fn a_headship_is_years_older_than_the_accreditation() {
        let text = "
Local leaders
LLE no | Surname, forename | School | In post here as of | Status | Registered as of
LLE001 | Hill, Ann | Norby Primary | 1/9/2000 | Active | 22/1/2010
LLE002 | Dale, Brian | Harlby Primary | 01 SEP 97 | Paused | 22 JAN 10";
        let guessed = guessed(text);
        for told in ["In post here as of is head_start", "Registered as of is accredited"]
        {
            assert!(guessed.contains(&told.to_owned()), "{told}: {guessed:?}");
        }
    }
}
