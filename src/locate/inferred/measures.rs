//! Measures and areas, told by their own names: `Which result` over `KS2 L4+ English and
//! maths`, `Place` over `Norfolk` and `England`.

use super::super::areas::is_area;
use super::super::below::Below;
use super::super::measures::is_measure;
use super::super::{only, years};
use super::Open;
use crate::base::cell::CellPos;

impl Open<'_> {
    /// The column of measures and the column of areas of a table of comparators, and the
    /// measures and years of results.
    pub(super) fn by_measures(&mut self) {
        let is_year = |text: &str| years::named(text).is_some();
        let keys: &[(&str, &dyn Fn(&str) -> bool)] = match self.schema.name {
            "comparators" => {
                &[("measure", &is_measure), ("area", &is_area), ("year", &is_year)]
            }
            "results" => &[("measure", &is_measure), ("year", &is_year)],
            _ => return,
        };
        for (key, is) in keys {
            let Some(column) = self.schema.column(key) else { continue };
            let known = self.known.iter().find(|(_, known)| *known == column);
            // `Benchmark` over the names of areas is no measure, whatever its word.
            let is_another = |col: u32| {
                let below = Below::of(self.grid, CellPos::new(self.row, col));
                !below.texts().iter().any(|text| is(text))
            };
            if known.is_some_and(|(col, _)| *key == "year" || !is_another(*col)) {
                continue;
            }
            let those = self.columns.iter().filter(|unknown| unknown.below.all(is));
            if let Some(col) = only(those.map(|unknown| unknown.col)) {
                self.open_again(column);
                self.take(col, column);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{grid, located, shown};
    use super::super::tests::guessed;

    #[test]
    fn what_the_cells_name_counts_before_the_heading_s_word() {
        let text = "
KPI | Results year | Benchmark | KPI value | Achieved | Eligible pupils | Authority
KS2 L4+ English and maths % | 2009 | Norfolk | 69.4 | 2038 | 2938 | DfE statistical first release
KS2 L4+ English and maths % | 2009 | England | 72 | | | DfE statistical first release
KS2 L4+ English and maths % | 2010 | Norfolk | 68.5 | 1597 | 2331 | DfE statistical first release";
        assert_eq!(
            shown(&located(grid(text))),
            ["comparators 1: measure year area value numerator denominator; 3 rows"]
        );
    }

    #[test]
    fn measures_and_areas_are_known_by_their_names() {
        let text = "
Summer | Place | Which result | Average | No. of pupils reaching it | No. of pupils in all
2010 | England | KS2 L4+ English and maths (%) | 73 | |
2011 | England | KS2 L4+ English and maths (%) | 74 | |
2010 | Norfolk | KS2 L4+ English and maths (%) | 68.5 | 1597 | 2331
2011 | Norfolk | KS2 L4+ English and maths (%) | 74.8 | 2197 | 2938";
        assert_eq!(
            shown(&located(grid(text))),
            ["comparators 1: year area measure value numerator denominator; 4 rows"]
        );
        let guessed = guessed(text);
        assert!(guessed.contains(&"Place is area".to_owned()), "{guessed:?}");
        assert!(guessed.contains(&"Which result is measure".to_owned()), "{guessed:?}");
    }
}
