//! What the cells below a heading could be, whatever its words say.

use super::below::{is_mark, is_reference};
use super::headless::is_day;
use super::schema::Kind;
use super::shown;
use crate::base::cell::CellPos;
use crate::base::text::{fold, tidy};
use crate::read::grid::{CellValue, Grid};

/// Rows below the heading that are looked at.
const ROWS: u32 = 60;

/// Fewest filled cells from which a column says anything.
const FEWEST: usize = 2;

/// Part of the filled cells that must be of a kind.
const MOST: f64 = 0.8;

/// Words from which a cell is a sentence.
const SENTENCE: usize = 4;

/// The cells below a heading.
pub(super) struct Profile {
    cells: Vec<Seen>,
    /// Rows in which another column of the table holds something.
    rows: usize,
}

/// One cell, as text and as what the workbook has it for.
struct Seen {
    text: String,
    folded: String,
    number: Option<f64>,
    is_date: bool,
}

impl Profile {
    /// Of the column below a heading.
    pub(super) fn of(grid: &Grid, at: CellPos) -> Self {
        let mut cells = Vec::new();
        let mut rows = 0;
        for row in at.row + 1..=at.row + ROWS {
            if grid.row(row).len() < 2 {
                continue;
            }
            rows += 1;
            let Some(cell) = grid.cell(CellPos::new(row, at.col)) else { continue };
            let text = tidy(&shown(grid, &cell.value, cell.style));
            if text.is_empty() {
                continue;
            }
            let number = match cell.value {
                CellValue::Number(number) => Some(number),
                _ => number(&text),
            };
            let is_date = matches!(cell.value, CellValue::Date(_));
            cells.push(Seen { folded: fold(&text), text, number, is_date });
        }
        Self { cells, rows }
    }

    /// Whether enough cells are filled, and most of them could be of the kind.
    pub(super) fn fits(&self, kind: Kind) -> bool {
        let filled = self.cells.len();
        let those = self.cells.iter().filter(|seen| seen.is(kind)).count();
        filled >= FEWEST && those as f64 >= MOST * filled as f64
    }

    /// Whether nearly every row has it.
    pub(super) fn is_full(&self) -> bool {
        self.cells.len() * 10 >= self.rows * 9
    }

    /// Whether hardly any two cells are the same: a key of the records.
    pub(super) fn is_key(&self) -> bool {
        let mut texts: Vec<&str> = self.cells.iter().map(|c| c.folded.as_str()).collect();
        texts.sort_unstable();
        texts.dedup();
        texts.len() * 20 >= self.cells.len() * 19
    }
}

/// Whether a text is itself of the kind: a record's cell, and no heading.
pub(super) fn is_one(text: &str, kind: Kind) -> bool {
    let (folded, number) = (fold(text), number(text));
    Seen { folded, number, text: text.to_owned(), is_date: false }.is(kind)
}

impl Seen {
    /// Whether the cell could be of the kind.
    fn is(&self, kind: Kind) -> bool {
        let text = self.text.as_str();
        let whole = self.number.filter(|number| number.fract() == 0.0);
        match kind {
            Kind::Date => self.is_date || self.number.is_none() && is_a_day(text),
            Kind::Urn => whole.is_some_and(|n| (100_000.0..400_000.0).contains(&n)),
            Kind::DfeNumber => is_dfe(text),
            Kind::School => is_school(&self.folded),
            Kind::Person => is_person(text, &self.folded),
            Kind::Reference => is_reference(text),
            Kind::Days => self.number.is_some_and(|number| {
                (0.0..=60.0).contains(&number) && (number * 4.0).fract() == 0.0
            }),
            Kind::Money => {
                text.starts_with('£') || self.number.is_some_and(|n| n.abs() >= 1.0)
            }
            Kind::Count => whole.is_some_and(|number| number >= 0.0),
            Kind::Number => self.number.is_some(),
            Kind::Percent => {
                text.ends_with('%')
                    || self.number.is_some_and(|n| (0.0..=100.0).contains(&n))
            }
            Kind::YesNo => {
                is_mark(text)
                    || matches!(self.folded.split(' ').next(), Some("yes" | "no"))
            }
            Kind::AcademicYear | Kind::FinancialYear => {
                super::years::named(text).is_some()
            }
            Kind::Choice(list) => {
                list.iter().any(|choice| choice.is_meant_by(&self.folded))
            }
            Kind::Prose => text.split(' ').count() >= SENTENCE,
            Kind::Text | Kind::Tags => {
                !self.is_date && text.chars().any(char::is_alphabetic)
            }
        }
    }
}

/// The number in a cell, typed as one or not.
pub(super) fn number_at(grid: &Grid, pos: CellPos) -> Option<f64> {
    match &grid.cell(pos)?.value {
        CellValue::Number(number) => Some(*number),
        CellValue::Text(text) => number(&tidy(text)),
        _ => None,
    }
}

/// `6½`, `£1,050.00`, `8.4%`, `12`.
fn number(text: &str) -> Option<f64> {
    let bare = text.trim_start_matches('£').trim_end_matches('%').replace(',', "");
    let (whole, more) = match bare.chars().last() {
        Some('½') => (bare.trim_end_matches('½'), 0.5),
        Some('¼') => (bare.trim_end_matches('¼'), 0.25),
        Some('¾') => (bare.trim_end_matches('¾'), 0.75),
        _ => (bare.as_str(), 0.0),
    };
    if whole.is_empty() && more > 0.0 {
        return Some(more);
    }
    Some(whole.trim().parse::<f64>().ok()? + more)
}

/// A day as people type it, with the day of the week before it or not.
fn is_a_day(text: &str) -> bool {
    const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let folded = fold(text);
    let bare = folded
        .split_once(' ')
        .filter(|(first, _)| WEEK.iter().any(|day| first.starts_with(day)))
        .map_or(folded.as_str(), |(_, rest)| rest);
    is_day(bare)
}

/// `926/2056`, `926 2056`, `9262056`.
fn is_dfe(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits == 7
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | ' ' | '-' | '.'))
}

/// Words that stand in the name of a school and hardly anywhere else.
const SCHOOLS: [&str; 21] = [
    "jnr",
    "school",
    "sch",
    "primary",
    "prim",
    "pri",
    "junior",
    "juniors",
    "jun",
    "infant",
    "infants",
    "inf",
    "academy",
    "nursery",
    "college",
    "high",
    "middle",
    "cofe",
    "federation",
    "vc",
    "va",
];

pub(super) fn is_school(folded: &str) -> bool {
    // A route is no school, nor is `Mon 13 Jun 11`.
    !folded.starts_with("teaching school")
        && folded.split(' ').count() >= 2
        && !folded.chars().any(|c| c.is_ascii_digit())
        && folded.split(' ').any(|word| SCHOOLS.contains(&word))
}

const TITLES: [&str; 9] = ["mr", "mrs", "ms", "miss", "dr", "sir", "dame", "rev", "revd"];

/// Whether a folded text begins as people are addressed.
pub(super) fn has_title(folded: &str) -> bool {
    folded.split_once(' ').is_some_and(|(first, _)| TITLES.contains(&first))
}

/// `Mrs Ruth Gathercole`, `Gathercole, Ruth`, `R. Gathercole`.
pub(super) fn is_person(text: &str, folded: &str) -> bool {
    let mut words = folded.split(' ');
    let has_title = words.next().is_some_and(|word| TITLES.contains(&word));
    let number = folded.split(' ').count();
    let is_capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    (2..=5).contains(&number)
        && !folded.contains(|c: char| c.is_ascii_digit())
        && !is_school(folded)
        && (has_title
            || text
                .split([' ', '-', '('])
                .filter(|word| !word.is_empty())
                .all(is_capital))
}

#[cfg(test)]
mod tests {
    use super::super::tests::grid;
    use super::*;

    fn fits(column: &str, kind: Kind) -> bool {
        let rows: Vec<String> =
            column.split(';').map(|cell| format!("{} | x", cell.trim())).collect();
        let grid = grid(&format!("Heading | Other\n{}", rows.join("\n")));
        Profile::of(&grid, CellPos::new(0, 0)).fits(kind)
    }

    #[test]
    fn cells_are_told_by_what_they_could_be() {
        for (column, kind) in [
            (
                "6/9/2010; 06-JUL-10; Tues 21 Sept 2010; 4th June 2011; 13.9.10",
                Kind::Date,
            ),
            ("181525; 180575; 181538", Kind::Urn),
            ("926/2056; 9262057; 926 2058", Kind::DfeNumber),
            ("Norby Primary; St Mary's CofE VA Prim; Dravby Juniors", Kind::School),
            (
                "Mrs H Birdsall; Gathercole, Ruth (Ms); Mark Vellacott; J Smith",
                Kind::Person,
            ),
            ("6½; ½; 1; 0.5", Kind::Days),
            ("£1,050.00; £525; 700", Kind::Money),
            ("Yes, include; No; Y", Kind::YesNo),
        ] {
            assert!(fits(column, kind), "{column}");
        }
    }

    #[test]
    fn cells_of_another_kind_do_not_fit() {
        for (column, kind) in [
            ("181525; 180575; 181538", Kind::Date),
            ("2010/11; 2009/10; 2010/11", Kind::Date),
            ("Data review; Joint observation; Coaching", Kind::Person),
            ("Teaching School; Direct; Teaching School", Kind::School),
            ("Norby Primary; Harlby Primary; Dravby Primary", Kind::Person),
            ("350; 402.5; 350", Kind::Days),
            ("DEP-01; DEP-02; DEP-03", Kind::Person),
            ("Mon 13 Jun 11; Tue 21 Jun 11", Kind::School),
            ("6/9/2010; ; ", Kind::Date),
        ] {
            assert!(!fits(column, kind), "{column}");
        }
    }
}
