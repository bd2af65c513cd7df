//! Figures of the authority and the nation whose headings no word tells: a measure by its
//! name, an area by its name, a year and a figure in each row.

use super::below::Columns;
use super::headings::{Candidate, DEPTH};
use super::schema::Kind;
use super::table::{Because, Extra, Heading};
use super::texts::{RowText, joined, texts};
use super::vocabulary::Words;
use super::{areas, measures, years};
use crate::read::grid::Grid;

/// A row for each measure, area and year, told by what stands in its columns.
pub(super) fn long(grid: &Grid, words: &[Words]) -> Option<Candidate> {
    let schema = words.iter().map(|w| w.schema).find(|s| s.name == "comparators")?;
    let rows: Vec<u32> =
        grid.rows().map(|(row, _)| row).take_while(|row| *row < DEPTH).collect();
    rows.into_iter().find_map(|row| {
        let texts = texts(grid, row);
        let columns = Columns::of(grid, row);
        let only = |is: &dyn Fn(u32) -> bool| {
            let mut those = texts.iter().map(|(col, _, _)| *col).filter(|col| is(*col));
            let first = those.next()?;
            those.next().is_none().then_some(first)
        };
        let all = |col: u32, is: &dyn Fn(&str) -> bool| columns.below(col).all(is);
        let is_measure = |text: &str| measures::indicator(text, None).is_some();
        let is_area = |text: &str| areas::is_nation(text) || areas::is_authority(text);
        let is_year = |text: &str| years::named(text).is_some();
        let measure = only(&|col| all(col, &is_measure))?;
        let area = only(&|col| all(col, &is_area))?;
        let year = only(&|col| all(col, &is_year))?;
        let value = only(&|col| {
            let below = columns.below(col);
            let profile = below.profile();
            ![measure, area, year].contains(&col)
                && profile.is_full()
                && profile.fits(Kind::Number)
        })?;
        let keys =
            [("measure", measure), ("area", area), ("year", year), ("value", value)];
        Some(candidate(schema, row, &texts, &keys))
    })
}

fn candidate(
    schema: &'static super::schema::Schema,
    row: u32,
    texts: &RowText,
    keys: &[(&str, u32)],
) -> Candidate {
    let (mut headings, mut unused) = (Vec::new(), Vec::new());
    for (col, over, text) in texts {
        let key = keys.iter().find(|(_, at)| at == col).map_or("", |(key, _)| key);
        match schema.column(key) {
            Some(column) => headings.push(Heading {
                column,
                col: *col,
                text: joined(over, text),
                because: Because::Inferred,
            }),
            None => {
                unused.push(Extra { col: *col, over: over.clone(), text: text.clone() })
            }
        }
    }
    let cols = texts.iter().map(|(col, _, _)| *col);
    let span = cols.fold((u32::MAX, 0), |(a, b), col| (a.min(col), b.max(col)));
    let (extras, settled, above) = (Vec::new(), Vec::new(), Vec::new());
    let score = 0.0;
    Candidate { schema, row, headings, extras, unused, settled, above, span, score }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};

    #[test]
    fn a_measure_an_area_and_a_year_in_every_row_are_comparators() {
        let text = "
What is it about? | Which summer? | Us or the whole country? | What was it? | How many got it? | Out of how many? | Where did I find it?
KS2 level 4 or above in English and maths (%) | 2010 | Norfolk | 68.5 | 1597 | 2331 | Published
KS2 level 4 or above in English and maths (%) | 2010 | England | 73 | | | Published
KS2 level 4 or above in English and maths (%) | 2011 | Norfolk | 74.8 | 2197 | 2938 | Published
KS2 level 4 or above in English and maths (%) | 2011 | England | 74 | | | Published";
        assert_eq!(
            shown(&located(grid(text))),
            ["comparators 1: measure year area value numerator denominator; 4 rows"]
        );
    }
}
