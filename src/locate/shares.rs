//! Columns of results that arithmetic tells: pupils at the standard beside those who
//! could be and the per cent, whatever heads them.

use super::scores::{Part, part};
use super::table::{Because, Extra, Heading, Table, Told, is_taken};
use super::texts::joined;
use super::{KnownHeading, fractions, is_put_aside, text_of};
use crate::base::cell::CellPos;
use crate::base::text::fold;
use crate::read::grid::{CellValue, Grid};

/// Fewest rows that must come out.
pub(super) const FEWEST: usize = 5;

/// Of comparators, whose counts are of thousands.
const FEWEST_AREAS: usize = 2;

/// How far from each other the three may stand.
const NEAR_BY: u32 = 3;

/// A per cent may be rounded to a whole one.
pub(super) const ROUNDED: f64 = 0.51;

/// An authority's is given to a tenth.
const TENTH: f64 = 0.051;

/// Takes columns that no heading tells for what they are by the two beside them.
/// But for those that the adviser put aside. One of the two must be known itself: boarders
/// and the per cent of boarders say nothing of a test.
pub(super) fn tell(grid: &Grid, table: &mut Table, known: &[KnownHeading]) {
    if table.published.is_some() {
        return;
    }
    match table.schema.name {
        "results" => {
            fractions::tell(grid, table, known);
            parts(grid, table, known);
        }
        "comparators" => counts(grid, table, known),
        _ => {}
    }
}

/// The pupils of an authority by the per cent that they make.
fn counts(grid: &Grid, table: &mut Table, known: &[KnownHeading]) {
    let schema = table.schema;
    let (Some(some), Some(all)) =
        (schema.column("numerator"), schema.column("denominator"))
    else {
        return;
    };
    let value = table.headings.iter().find(|heading| heading.column.key == "value");
    let Some(value) = value.filter(|_| !is_taken(&table.headings, some)) else { return };
    let numbers = |extra: &Extra| Numbers::of(grid, table, extra, FEWEST_AREAS);
    let Some(value) = numbers(&Extra::of(value)) else { return };
    let are_pupils = |one: &Numbers| {
        let mut values = one.values.iter().flatten();
        values.all(|value| value.fract() == 0.0) && one.most() > 100.0
    };
    let is_open = |extra: &&Extra| {
        !is_put_aside(known, grid, schema, &joined(&extra.over, &extra.text))
    };
    let open = table.unused.iter().filter(is_open);
    let known_all = table
        .headings
        .iter()
        .filter(|heading| heading.column == all && heading.because != Because::Answered);
    let known_all: Vec<Extra> = known_all.map(Extra::of).collect();
    let counts: Vec<Numbers> =
        open.chain(&known_all).filter_map(numbers).filter(are_pupils).collect();
    let pairs = counts.iter().flat_map(|x| counts.iter().map(move |n| (x, n)));
    let found: Vec<(u32, u32)> = pairs
        .filter(|(x, n)| x.col != n.col && come_out(x, n, &value, (FEWEST_AREAS, TENTH)))
        .map(|(x, n)| (x.col, n.col))
        .collect();
    // `Pupils` beside `Out of` are those who reached it, whatever the word is elsewhere.
    let [(x, n)] = found.as_slice() else { return };
    let is_known = |col: u32| known_all.iter().any(|all| all.col == col);
    if !known_all.is_empty() && !is_known(*n) && !is_known(*x) {
        return;
    }
    if is_known(*x) {
        table.headings.retain(|heading| heading.column != all);
    }
    let is_there = |headings: &[Heading], col| headings.iter().any(|one| one.col == col);
    for (col, column) in [(*x, some), (*n, all)] {
        if is_there(&table.headings, col) {
            continue;
        }
        let at = table.unused.iter().position(|extra| extra.col == col);
        let extra = match at {
            Some(at) => Some(table.unused.remove(at)),
            None => known_all.iter().find(|extra| extra.col == col).cloned(),
        };
        let Some(extra) = extra else { continue };
        let text = joined(&extra.over, &extra.text);
        table.headings.push(Heading { column, col, text, because: Because::Inferred });
    }
    table.headings.sort_by_key(|heading| heading.col);
}

/// The columns of schools' results.
fn parts(grid: &Grid, table: &mut Table, known: &[KnownHeading]) {
    // What was guessed to be the value of every year may be that of one.
    let is_guess = |heading: &&Heading| {
        heading.because == Because::Inferred
            && ["value", "numerator", "denominator"].contains(&heading.column.key)
    };
    let guessed: Vec<Extra> =
        table.headings.iter().filter(is_guess).map(Extra::of).collect();
    let numbers = |extra: &Extra| Numbers::of(grid, table, extra, FEWEST);
    let schema = table.schema;
    let is_open = |extra: &&Extra| {
        !is_put_aside(known, grid, schema, &joined(&extra.over, &extra.text))
    };
    let unused = table.unused.iter().chain(&guessed).filter(is_open);
    let unknown: Vec<Numbers> = unused.filter_map(numbers).collect();
    if unknown.is_empty() {
        return;
    }
    let sure = table.extras.iter().filter_map(numbers);
    let sure = sure.map(|one| Numbers { is_known: true, ..one });
    let all: Vec<Numbers> = sure.chain(unknown.iter().cloned()).collect();
    let told: Vec<(u32, Part)> = unknown
        .iter()
        .filter_map(|one| Some((one.col, one.part_beside(&all)?)))
        .collect();
    for (col, part) in told {
        if let Some(extra) = guessed.iter().find(|extra| extra.col == col) {
            table.headings.retain(|heading| heading.col != col);
            table.unused.push(extra.clone());
        }
        table.tell(col, Told::Part(part));
    }
}

/// A column of numbers.
#[derive(Clone)]
pub(super) struct Numbers {
    col: u32,
    /// What stands over its heading.
    over: String,
    /// Whether its heading says per cent.
    pub(super) is_percent: bool,
    /// Whether it says those who could be.
    is_all: bool,
    /// Whether its heading is known.
    is_known: bool,
    /// By row of the table; none where no number stands.
    values: Vec<Option<f64>>,
}

impl Numbers {
    /// None where hardly a number stands.
    pub(super) fn of(
        grid: &Grid,
        table: &Table,
        extra: &Extra,
        fewest: usize,
    ) -> Option<Self> {
        let value = |row: &u32| {
            let cell = grid.cell(CellPos::new(*row, extra.col))?;
            match &cell.value {
                CellValue::Number(number) => Some(*number),
                _ => text_of(grid, cell).trim_end_matches('%').trim().parse().ok(),
            }
        };
        let values: Vec<Option<f64>> = table.rows.iter().map(value).collect();
        let part = part(&format!(" {} ", fold(&extra.text)));
        let numbers = values.iter().flatten().count();
        (numbers >= fewest).then(|| Self {
            col: extra.col,
            over: extra.over.to_string(),
            is_known: false,
            is_percent: part == Part::Value,
            is_all: part == Part::Denominator,
            values,
        })
    }

    /// The same column with other numbers.
    pub(super) fn with(&self, values: Vec<Option<f64>>) -> Self {
        Self { values, ..self.clone() }
    }

    /// What the column is by two others of its group.
    fn part_beside(&self, all: &[Self]) -> Option<Part> {
        let beside: Vec<&Self> = all
            .iter()
            .filter(|other| {
                other.col != self.col
                    && other.over == self.over
                    && other.col.abs_diff(self.col) <= NEAR_BY
            })
            .collect();
        let pairs = || {
            beside.iter().flat_map(|a| {
                let others = beside.iter().filter(|b| b.col != a.col);
                others.map(move |b| (*a, *b))
            })
        };
        if pairs().any(|(n, p)| p.is_share() && come_out(self, n, p, (FEWEST, ROUNDED))) {
            return Some(Part::Numerator);
        }
        // Pupils by their per cent are the others by theirs: 27 of 35 are 77%, and 27 by
        // 77 are 35%. The headings say which is which, or a figure above 100.
        let (_, other) = pairs().find(|(x, p)| {
            (x.is_some() || p.is_share()) && come_out(x, self, p, (FEWEST, ROUNDED))
        })?;
        if self.is_percent != other.is_percent {
            return Some(if self.is_percent { Part::Value } else { Part::Denominator });
        }
        match (self.most() > 100.0, other.most() > 100.0) {
            (true, false) => Some(Part::Denominator),
            (false, true) => Some(Part::Value),
            _ => None,
        }
    }

    /// Whether it is known for the per cent of a result.
    fn is_share(&self) -> bool {
        self.is_known && self.is_percent
    }

    /// Whether it is known for the pupils at a standard.
    fn is_some(&self) -> bool {
        self.is_known && !self.is_percent && !self.is_all
    }

    fn most(&self) -> f64 {
        self.values.iter().flatten().fold(0.0, |a: f64, b| a.max(*b))
    }
}

/// Whether one column is that per cent of another, but for a row in ten. Pupils are
/// whole, and those who reached the standard not more than those who could. Fewest rows,
/// and how far a per cent may be off.
pub(super) fn come_out(
    some: &Numbers,
    all: &Numbers,
    per_cent: &Numbers,
    (fewest, off): (usize, f64),
) -> bool {
    let scale = if per_cent.most() <= 1.0 { 100.0 } else { 1.0 };
    let rows = some.values.iter().zip(&all.values).zip(&per_cent.values);
    let mut whole = 0;
    let mut right = 0;
    for row in rows {
        let ((Some(x), Some(n)), Some(p)) = row else { continue };
        let are_counts = x.fract() == 0.0 && n.fract() == 0.0 && *n > 0.0 && x <= n;
        whole += 1;
        let is_right = (100.0 * x / n - p * scale).abs() <= off;
        right += usize::from(are_counts && is_right);
    }
    whole >= fewest && right * 10 >= whole * 9
}

#[cfg(test)]
mod tests {
    use super::super::scores::Part;
    use super::super::table::Told;
    use super::super::tests::{grid, located};

    #[test]
    fn pupils_at_the_standard_are_told_by_the_per_cent_that_they_make() {
        let tables = located(grid(
            "
Year 6: how many reached Level 4 in English AND maths

School | School URN | Summer 2010 got there | Summer 2010 out of | Summer 2010 % | Desk
Bantby Primary | 180265 | 27 | 35 | 77 | 1
Bantestone Primary | 181437 | 29 | 41 | 71 | 2
Bantham Primary | 180575 | 10 | 13 | 77 | 3
Bantlow Primary | 181759 | 27 | 35 | 77 | 4
Bantwick Primary | 180218 | 17 | 21 | 81 | 5
Brackby Primary | 180994 | 11 | 17 | 65 | 6",
        ));
        assert_eq!(tables[0].told, [(2, Told::Part(Part::Numerator))]);
        assert!(tables[0].unused.iter().any(|extra| extra.col == 5));
    }

    #[test]
    fn boarders_and_their_per_cent_are_no_result() {
        let tables = located(grid(
            "
URN | School | 2011 English and maths L4+ eligible | 2011 boarders | 2011 boarders %
180265 | Bantby Primary | 35 | 27 | 77
181437 | Bantestone Primary | 41 | 29 | 71
180575 | Bantham Primary | 13 | 10 | 77
181759 | Bantlow Primary | 35 | 27 | 77
180218 | Bantwick Primary | 21 | 17 | 81",
        ));
        assert!(tables.iter().all(|table| table.told.is_empty()));
    }

    #[test]
    fn a_value_of_one_year_is_none_of_every_year() {
        let tables = located(grid(
            "
URN | 2010: children who reached level 4 in both English and maths | 2010: children old enough | 2010: out of every 100 children (%)
180265 | 27 | 35 | 77
181437 | 29 | 41 | 71
180575 | 10 | 13 | 77
181759 | 27 | 35 | 77
180218 | 17 | 21 | 81",
        ));
        let told = [(2, Part::Denominator), (3, Part::Value)];
        assert_eq!(tables[0].told, told.map(|(col, part)| (col, Told::Part(part))));
    }
    #[test]
    fn pupils_of_an_authority_are_told_by_the_per_cent_that_they_make() {
        let tables = located(grid(
            "
What is measured? | Year | Area | Result | Children who reached it | Children old enough
KS2 level 4 or above in English and maths (%) | 2010 | Norfolk | 68.5 | 1597 | 2331
KS2 level 4 or above in English and maths (%) | 2010 | England | 73 | |
KS2 level 4 or above in English and maths (%) | 2011 | Norfolk | 74.8 | 2197 | 2938
KS2 level 4 or above in English and maths (%) | 2011 | England | 74 | |",
        ));
        let told: Vec<(u32, &str)> = tables[0]
            .headings
            .iter()
            .map(|heading| (heading.col, heading.column.key))
            .collect();
        assert_eq!(
            told,
            [
                (0, "measure"),
                (1, "year"),
                (2, "area"),
                (3, "value"),
                (4, "numerator"),
                (5, "denominator")
            ]
        );
    }
    #[test]
    fn words_over_figures_below_the_years_part_the_headings() {
        let tables = located(grid(
            "
Key Stage 2: children who reached Level 4 in both English and mathematics

URN of the school | DfE number | Name of the school | Summer 2009 | | | Summer 2010 | | | Remarks
 | | | Children who reached Level 4 in both | Children who ought to be counted | Out of a hundred (%) | Children who reached Level 4 in both | Children who ought to be counted | Out of a hundred (%) |
180265 | 926/2030 | Bantby Primary School | 23 | 29 | 79 | 27 | 35 | 77 |
181437 | 926/2249 | Bantestone Primary School | 32 | 41 | 78 | 29 | 41 | 71 |
180575 | 926/2111 | Bantham Sallow Primary School | 8 | 14 | 57 | 10 | 13 | 77 |
180266 | 926/2032 | Bantly Primary School | 23 | 29 | 79 | 27 | 35 | 77 |
180267 | 926/2033 | Bantlow Primary School | 23 | 29 | 79 | 27 | 35 | 77 |",
        ));
        assert_eq!(tables[0].heading_row, 3);
        assert_eq!(tables[0].rows.len(), 5);
    }
    #[test]
    fn pupils_beside_out_of_are_those_who_reached_it() {
        let tables = located(grid(
            "
Benchmark | Year | Area | Figure | Pupils | OutOf
KS2 level 4 or above in English and maths (%) | 2010 | Norfolk | 68.5 | 1597 | 2331
KS2 level 4 or above in English and maths (%) | 2010 | England | 73 | |
KS2 level 4 or above in English and maths (%) | 2011 | Norfolk | 74.8 | 2197 | 2938",
        ));
        let col_of = |key: &str| {
            let mut headings = tables[0].headings.iter();
            headings.find(|heading| heading.column.key == key).map(|heading| heading.col)
        };
        assert_eq!(col_of("numerator"), Some(4));
        assert_eq!(col_of("denominator"), Some(5));
    }
}
