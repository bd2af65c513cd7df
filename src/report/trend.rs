//! Small lines of values in tables: one column more, its scale said below.

use std::collections::BTreeMap;

use super::block::{Align, Block, Spark, TableCell, plain};
use crate::base::date::AcademicYear;
use crate::base::indicator::{SERIES_BREAKS, Stage};
use crate::base::quantity::decimal;

/// Fewer values than this make no line.
pub(super) const FEWEST: usize = 3;

/// Heading of the column.
pub(super) const HEADING: &str = "Trend";

/// Lowest and highest of all values.
pub(super) fn scale(values: impl IntoIterator<Item = f64>) -> (f64, f64) {
    values.into_iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
        (low.min(value), high.max(value))
    })
}

/// A line over years without a hole between them; open where a year has no
/// value and where the series breaks. None where there are too few values.
pub(super) fn over_years(
    name: &str,
    values: &BTreeMap<AcademicYear, f64>,
    (years, stage): (&[AcademicYear], Stage),
    scale: (f64, f64),
) -> Option<Spark> {
    let breaks = |year: AcademicYear| {
        let mut all = SERIES_BREAKS.iter();
        all.any(|one| one.stage == stage && one.refuses && one.year == year)
    };
    let mut line = Vec::new();
    let mut said = Vec::new();
    for year in years {
        if breaks(*year) && !line.is_empty() {
            line.push(None);
        }
        let value = values.get(year).copied();
        line.push(value);
        said.push(match value {
            Some(value) => format!("{} {}", year.summer(), decimal(value, 1)),
            None => format!("{} none", year.summer()),
        });
    }
    let known = line.iter().flatten().count();
    let words = format!("{name}: {}.", said.join(", "));
    (known >= FEWEST).then_some(Spark { values: line, scale, words })
}

/// Years from the first to the last, none left out between.
pub(super) fn span(years: &[AcademicYear]) -> Vec<AcademicYear> {
    let (Some(first), Some(last)) = (years.iter().min(), years.iter().max()) else {
        return Vec::new();
    };
    (first.0..=last.0).map(AcademicYear).collect()
}

/// Puts the lines beside the rows of a table, with what explains them below;
/// leaves the table as it is where no row has one.
pub(super) fn beside(block: &mut Block, lines: Vec<Option<Spark>>, note: &str) {
    let Block::Table(table) = block else { return };
    if lines.iter().all(Option::is_none) {
        return;
    }
    table.columns.push((HEADING.to_owned(), Align::Left));
    let lines = lines.into_iter().chain(std::iter::repeat(None));
    for ((_, cells), line) in table.rows.iter_mut().zip(lines) {
        cells.push(line.map_or_else(
            || TableCell::Text(String::new()),
            |line| TableCell::Spark(Box::new(line)),
        ));
    }
    table.foot.push(plain(note));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(values: &[(i16, f64)], years: &[i16], stage: Stage) -> Option<Spark> {
        let values = values.iter().map(|(y, v)| (AcademicYear(*y), *v)).collect();
        let years: Vec<AcademicYear> = years.iter().map(|y| AcademicYear(*y)).collect();
        over_years("Clients", &values, (&years, stage), (0.0, 100.0))
    }

    #[test]
    fn a_year_without_a_value_is_a_gap_and_is_said() {
        let values = [(2006, 50.0), (2007, 52.0), (2009, 61.25)];
        let line = line(&values, &[2006, 2007, 2008, 2009], Stage::Ks2).unwrap();
        assert_eq!(line.values, [Some(50.0), Some(52.0), None, Some(61.25)]);
        assert_eq!(line.words, "Clients: 2007 50.0, 2008 52.0, 2009 none, 2010 61.3.");
    }

    #[test]
    fn the_line_is_open_where_the_series_breaks() {
        // New tests in summer 2016.
        let values = [(2013, 70.0), (2014, 72.0), (2015, 50.0)];
        let line = line(&values, &[2013, 2014, 2015], Stage::Ks2).unwrap();
        assert_eq!(line.values, [Some(70.0), Some(72.0), None, Some(50.0)]);
        assert!(line.words.ends_with("2015 72.0, 2016 50.0."), "{}", line.words);
    }

    #[test]
    fn two_values_make_no_line() {
        assert!(line(&[(2009, 1.0), (2010, 2.0)], &[2009, 2010], Stage::Ks1).is_none());
    }
}
