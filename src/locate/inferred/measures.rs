//! Measures and areas, told by their own names: `Which result` over `KS2 L4+ English and
//! maths`, `Place` over `Norfolk` and `England`.

use super::super::{areas, measures, years};
use super::Open;

impl Open<'_> {
    /// The column of measures and the column of areas of a table of comparators, and the
    /// years of results.
    pub(super) fn by_measures(&mut self) {
        let is_year = |text: &str| years::named(text).is_some();
        let keys: &[(&str, &dyn Fn(&str) -> bool)] = match self.schema.name {
            "comparators" => {
                &[("measure", &is_measure), ("area", &is_area), ("year", &is_year)]
            }
            "results" => &[("year", &is_year)],
            _ => return,
        };
        for (key, is) in keys {
            let Some(column) = self.schema.column(key) else { continue };
            if !self.is_free(column) {
                continue;
            }
            let mut those = self.columns.iter().filter(|unknown| unknown.below.all(is));
            if let (Some(only), None) = (those.next(), those.next()) {
                self.take(only.col, column);
            }
        }
    }
}

fn is_measure(text: &str) -> bool {
    measures::indicator(text, None).is_some()
}

fn is_area(text: &str) -> bool {
    areas::is_nation(text) || areas::is_authority(text)
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{grid, located, shown};
    use super::super::tests::guessed;

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
