//! Figures of the authority and the nation whose headings no word tells: a measure by its
//! name, an area by its name, a year and a figure in each row.

use super::areas::is_area;
use super::below::Columns;
use super::headings::Candidate;
use super::kinds;
use super::measures::is_measure;
use super::schema::{Kind, Schema};
use super::scores::{self, Sheet};
use super::table::{Because, Extra, Heading};
use super::texts::{RowText, joined, texts, top_rows};
use super::vocabulary::Words;
use super::{only, years};
use crate::read::grid::Grid;

/// Headings of more columns than this are a download's.
const MOST: usize = 60;

/// Years over the figures of a measure and an area, told by what stands in its columns:
/// `Value`, `Pupils reaching it` and `All pupils` under each.
pub(super) fn wide(grid: &Grid, words: &[Words]) -> Option<Candidate> {
    find(grid, words, |told| told.wide())
}

/// A row for each measure, area and year, told by what stands in its columns.
pub(super) fn long(grid: &Grid, words: &[Words]) -> Option<Candidate> {
    find(grid, words, |told| told.long())
}

fn find(
    grid: &Grid,
    words: &[Words],
    shape: fn(&Told<'_>) -> Option<Candidate>,
) -> Option<Candidate> {
    let schema = words.iter().map(|w| w.schema).find(|s| s.name == "comparators")?;
    top_rows(grid).find_map(|row| shape(&Told::of(grid, row, schema)?))
}

/// A row of headings over the names of measures and of areas.
struct Told<'a> {
    schema: &'static Schema,
    row: u32,
    texts: RowText,
    columns: Columns<'a>,
    measure: u32,
    area: u32,
}

impl<'a> Told<'a> {
    fn of(grid: &'a Grid, row: u32, schema: &'static Schema) -> Option<Self> {
        let texts = texts(grid, row);
        if texts.len() > MOST {
            return None;
        }
        let columns = Columns::of(grid, row);
        let measure = only_column(&texts, |col| columns.below(col).all(is_measure))?;
        let area = only_column(&texts, |col| columns.below(col).all(is_area))?;
        Some(Self { schema, row, texts, columns, measure, area })
    }

    fn wide(&self) -> Option<Candidate> {
        let of_year = |over: &str| years::named(over).is_some();
        let under: Vec<&str> = self
            .texts
            .iter()
            .filter(|(_, over, _)| of_year(over))
            .map(|(_, _, text)| &**text)
            .collect();
        // What stands first under a year stands under each, and is the figure.
        let first = *under.first()?;
        // Two figures that are the same by chance head nothing.
        if kinds::number(first).is_some() {
            return None;
        }
        let is_value =
            |over: &str, text: &str| of_year(over) && (text == first || text.is_empty());
        let years = self.texts.iter().filter(|(_, over, text)| is_value(over, text));
        if years.count() < 2 {
            return None;
        }
        let mut found = self.candidate(&[]);
        (found.extras, found.unused) = found.unused.into_iter().partition(|one| {
            let counts = || scores::score(&one.over, &one.text, Sheet::default());
            is_value(&one.over, &one.text) || of_year(&one.over) && counts().is_some()
        });
        Some(found)
    }

    fn long(&self) -> Option<Candidate> {
        let is_year = |text: &str| years::named(text).is_some();
        let year = only_column(&self.texts, |col| self.columns.below(col).all(is_year))?;
        let value = only_column(&self.texts, |col| {
            let below = self.columns.below(col);
            let profile = below.profile();
            ![self.measure, self.area, year].contains(&col)
                && profile.is_full()
                && profile.fits(Kind::Number)
        })?;
        Some(self.candidate(&[("year", year), ("value", value)]))
    }

    /// The table, with columns besides those of the measure and the area.
    fn candidate(&self, more: &[(&str, u32)]) -> Candidate {
        let keys = [("measure", self.measure), ("area", self.area)];
        let mut new = Candidate::new(self.schema, self.row, &self.texts);
        for (col, over, text) in &self.texts {
            let mut keys = keys.iter().chain(more);
            let key = keys.find(|(_, at)| at == col).map_or("", |(key, _)| key);
            match self.schema.column(key) {
                Some(column) => new.headings.push(Heading {
                    column,
                    col: *col,
                    text: joined(over, text),
                    because: Because::Inferred,
                }),
                None => {
                    let (over, text) = (over.clone(), text.clone());
                    new.unused.push(Extra { col: *col, over, text });
                }
            }
        }
        new
    }
}

/// The only column of which something is true.
fn only_column(texts: &RowText, is: impl Fn(u32) -> bool) -> Option<u32> {
    only(texts.iter().map(|(col, _, _)| *col).filter(|col| is(*col)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};

    #[test]
    fn the_first_figures_of_two_years_are_no_headings_though_they_are_the_same() {
        let text = "
Measure | Area | 2007/08 | 2008/09
KS2 L4+ English and maths (%) | Norfolk LA | 22.6 | 22.6
KS2 L4+ English and maths (%) | England | 28.3 | 29.6
KS2 English L4+ | Norfolk LA | 56.6 | 79.4";
        assert_eq!(shown(&located(grid(text))), ["comparators 1: measure area; 3 rows"]);
    }

    #[test]
    fn years_over_the_figures_of_a_measure_and_an_area_are_comparators() {
        let text = "
Benchmarks, county and England

 | | 2010 | | | 2011 | |
Indicator of the county | Extent | Value | Pupils reaching it | All pupils | Value | Pupils reaching it | All pupils
KS2 L4+ English and maths (%) | Norfolk | 68.5 | 1597 | 2331 | 74.8 | 2197 | 2938
KS2 L4+ English and maths (%) | England | 73 | | | 74 | |
KS1 average point score | Norfolk | 15.2 | | | 15.31 | |
KS1 average point score | England | 15.3 | | | 15.42 | |";
        let tables = located(grid(text));
        assert_eq!(shown(&tables), ["comparators 4: measure area; 4 rows"]);
        let values: Vec<u32> = tables[0].extras.iter().map(|extra| extra.col).collect();
        assert_eq!(values, [2, 3, 4, 5, 6, 7]);
    }

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
