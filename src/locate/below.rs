//! The cells below a heading, read once, though every register asks them.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::kinds::{Seen, is_day, is_one, number};
use super::schema::{Kind, Schema};
use super::{choice, text_at, text_of};
use crate::base::cell::CellPos;
use crate::base::text::{fold, tidy};
use crate::read::grid::Grid;

/// Rows below the heading that are looked at for its words.
const ROWS: u32 = 40;

/// Rows below a heading that no word tells, of which more are looked at.
const ROWS_OF_RECORDS: u32 = 60;

/// Rows below a heading in which answers of a list are looked for: those who have left
/// stand at the end.
const ROWS_OF_ANSWERS: u32 = 400;

/// Words of a list beside which a house word is one too.
const HOUSE: usize = 3;

/// Most words of an answer that says more than the word of its list.
const MOST_WORDS: usize = 4;

/// The columns below a row of headings.
pub(super) struct Columns<'a> {
    pub(super) grid: &'a Grid,
    row: u32,
    /// Those that somebody asked.
    asked: RefCell<BTreeMap<u32, Rc<Below<'a>>>>,
}

impl<'a> Columns<'a> {
    pub(super) fn of(grid: &'a Grid, row: u32) -> Self {
        Self { grid, row, asked: RefCell::default() }
    }

    /// What stands below the heading in a column.
    pub(super) fn below(&self, col: u32) -> Rc<Below<'a>> {
        let mut asked = self.asked.borrow_mut();
        let below = asked.entry(col).or_insert_with(|| {
            Rc::new(Below::of(self.grid, CellPos::new(self.row, col)))
        });
        Rc::clone(below)
    }
}

/// What stands below one heading, read when it is first asked for.
pub(super) struct Below<'a> {
    grid: &'a Grid,
    at: CellPos,
    texts: OnceCell<Vec<String>>,
    profile: OnceCell<Profile>,
    answered: OnceCell<BTreeMap<String, usize>>,
}

impl<'a> Below<'a> {
    pub(super) fn of(grid: &'a Grid, at: CellPos) -> Self {
        let (texts, profile, answered) = Default::default();
        Self { grid, at, texts, profile, answered }
    }

    /// The first cells that are filled, as text.
    pub(super) fn texts(&self) -> &[String] {
        self.texts.get_or_init(|| {
            // A text alone in its row is a band over records more often than one of them.
            let rows = self.at.row + 1..=self.at.row + ROWS;
            let is_alone = |row: &u32| self.grid.row(*row).len() == 1;
            let several = rows.clone().filter(|row| self.grid.row(*row).len() > 1);
            let has_records = several.count() >= 2;
            // The heading again, further down, is none of its cells.
            let own = text_at(self.grid, self.at).map(|text| tidy(&text));
            rows.filter(|row| !has_records || !is_alone(row))
                .filter_map(|row| self.grid.cell(CellPos::new(row, self.at.col)))
                .map(|cell| tidy(&text_of(self.grid, cell)))
                .filter(|text| !text.is_empty() && own.as_ref() != Some(text))
                .collect()
        })
    }

    /// What they could be, whatever the heading says.
    pub(super) fn profile(&self) -> &Profile {
        self.profile.get_or_init(|| Profile::of(self.grid, self.at))
    }

    /// Whether they are of a kind: at least two of them, but for one in ten.
    pub(super) fn all(&self, is: impl Fn(&str) -> bool) -> bool {
        self.are_from(2, is)
    }

    /// Whether they are of a kind that one cell is enough to tell.
    pub(super) fn are(&self, is: impl Fn(&str) -> bool) -> bool {
        self.are_from(1, is)
    }

    fn are_from(&self, fewest: usize, is: impl Fn(&str) -> bool) -> bool {
        let cells = self.texts();
        let those = cells.iter().filter(|text| is(text)).count();
        those >= fewest && those * 10 >= cells.len() * 9
    }

    /// Whether they are whole numbers, each once: records that were numbered.
    pub(super) fn are_running(&self) -> bool {
        let cells = self.texts();
        let numbers: BTreeSet<u32> =
            cells.iter().filter_map(|text| text.parse().ok()).collect();
        numbers.len() >= 3 && numbers.len() * 10 >= cells.len() * 9
    }

    /// Whether they are answers of one of the register's lists.
    pub(super) fn is_listed(&self, schema: &Schema) -> bool {
        let columns = schema.columns.iter();
        columns.map(|column| column.kind).any(|kind| self.answers(kind))
    }

    /// Whether they are words of a list, of two answers or more; one slip in
    /// ten is a fault of its cell and not of the column. Some may be said in more words,
    /// `still in training`, where others are words of the list.
    pub(super) fn answers(&self, kind: Kind) -> bool {
        let Kind::Choice(list) = kind else { return false };
        let mut met = BTreeSet::new();
        let (mut filled, mut slips, mut is_any) = (0, 0, false);
        let mut unknown = 0;
        for (folded, times) in self.answered() {
            filled += times;
            // A letter or a figure is an answer to anything.
            let is_sure = folded.chars().count() > 2
                && list.iter().any(|choice| choice.is_meant_by(folded));
            let is_short = folded.split(' ').count() <= MOST_WORDS;
            match choice::said(list, folded).filter(|_| is_sure || is_short) {
                Some(choice) if folded.chars().count() > 2 => {
                    _ = met.insert(choice.value)
                }
                _ => {
                    slips += times;
                    unknown += 1;
                }
            }
            is_any |= is_sure;
        }
        // One house word among the words of a list is asked about, however often it stands.
        let are_most = slips * 10 <= filled || met.len() >= HOUSE && unknown == 1;
        filled >= 3 && is_any && met.len() >= 2 && are_most
    }

    /// What stands in the cells, folded, and how often.
    fn answered(&self) -> &BTreeMap<String, usize> {
        self.answered.get_or_init(|| {
            let mut answered = BTreeMap::new();
            for row in self.at.row + 1..=self.at.row + ROWS_OF_ANSWERS {
                if self.grid.row(row).len() < 2 {
                    continue;
                }
                let Some(text) = text_at(self.grid, CellPos::new(row, self.at.col))
                else {
                    continue;
                };
                let folded = fold(&text);
                if !folded.is_empty() {
                    *answered.entry(folded).or_default() += 1;
                }
            }
            answered
        })
    }
}

/// Rows in which a column says something, against which days of another are held: when a
/// school that is closed closed, since when an LLE is away.
pub(super) struct DaysWhere<'a> {
    grid: &'a Grid,
    row: u32,
    rows: BTreeSet<u32>,
}

impl<'a> DaysWhere<'a> {
    /// Of the column below a heading.
    pub(super) fn of(grid: &'a Grid, at: CellPos, says: impl Fn(&str) -> bool) -> Self {
        let is_it = |row: &u32| {
            text_at(grid, CellPos::new(*row, at.col)).is_some_and(|text| says(&text))
        };
        let rows = (at.row + 1..=at.row + ROWS_OF_ANSWERS).filter(is_it).collect();
        Self { grid, row: at.row, rows }
    }

    /// Whether days stand in half of those rows or more, and hardly elsewhere. One is
    /// enough to tell.
    pub(super) fn are_in(&self, col: u32) -> bool {
        let text = |row: u32| text_at(self.grid, CellPos::new(row, col));
        let filled: Vec<(u32, String)> = (self.row + 1..=self.row + ROWS_OF_ANSWERS)
            .filter_map(|row| Some((row, text(row)?)))
            .filter(|(_, text)| !text.trim().is_empty())
            .collect();
        let those = filled
            .iter()
            .filter(|(row, text)| self.rows.contains(row) && is_one(text, Kind::Date))
            .count();
        those > 0 && those * 2 >= self.rows.len() && those * 10 >= filled.len() * 8
    }
}

/// Whether the cells below are numbers of days or hours, few of them large.
pub(crate) fn are_lengths(grid: &Grid, at: CellPos) -> bool {
    let is_length = |text: &str| {
        text.parse::<f64>().is_ok_and(|number| (0.0..=60.0).contains(&number))
    };
    Below::of(grid, at).all(is_length)
}

/// Whether the cells below are two to four different answers of a word or two, each
/// again and again.
pub(crate) fn are_few_words(grid: &Grid, at: CellPos) -> bool {
    let below = Below::of(grid, at);
    let cells = below.texts();
    let words: BTreeSet<String> = cells.iter().map(|text| fold(text)).collect();
    let is_short = |word: &String| {
        word.split(' ').count() <= 2
            && word.chars().all(|c| c.is_alphabetic() || c == ' ')
    };
    (2..=4).contains(&words.len())
        && words.len() * 2 <= cells.len()
        && words.iter().all(is_short)
}

/// Whether the cells below are words of a list, each again and again.
pub(crate) fn are_repeated(grid: &Grid, at: CellPos) -> bool {
    let below = Below::of(grid, at);
    let cells = below.texts();
    let words: BTreeSet<String> = cells.iter().map(|text| fold(text)).collect();
    let has_letter = |word: &String| word.chars().any(char::is_alphabetic);
    words.len() >= 2 && words.len() * 3 <= cells.len() && words.iter().all(has_letter)
}

/// Whether numbers from nought to a hundred stand below, some with decimals.
pub(crate) fn are_shares(grid: &Grid, at: CellPos) -> bool {
    let below = Below::of(grid, at);
    let share = |text: &str| number(text).filter(|one| (0.0..=100.0).contains(one));
    below.all(|text| share(text).is_some())
        && below
            .texts()
            .iter()
            .filter_map(|text| share(text))
            .any(|one| one.fract() > 0.0)
}

/// Whether pounds of a day's pay stand below.
pub(crate) fn are_rates(grid: &Grid, at: CellPos) -> bool {
    let rate =
        |text: &str| number(text).is_some_and(|one| (50.0..=2000.0).contains(&one));
    Below::of(grid, at).all(rate)
}

/// Whether references stand below: one is enough.
pub(crate) fn are_references(grid: &Grid, at: CellPos) -> bool {
    Below::of(grid, at).are(|text| {
        text.chars().any(|c| c.is_ascii_digit())
            && text.contains('/')
            && !is_day(text)
            && text.chars().any(char::is_alphabetic)
            || is_one(text, Kind::Reference)
    })
}

/// What stands below a cell, folded.
pub(crate) fn folded(grid: &Grid, at: CellPos) -> Vec<String> {
    Below::of(grid, at).texts().iter().map(|text| fold(text)).collect()
}

/// Whether what stands below a cell is known, folded, in nearly every row.
pub(crate) fn are_known(grid: &Grid, at: CellPos, known: &BTreeSet<String>) -> bool {
    Below::of(grid, at).all(|text| known.contains(&fold(text)))
}

/// Whether sentences stand below: one is enough.
pub(crate) fn are_sentences(grid: &Grid, at: CellPos) -> bool {
    Below::of(grid, at).are(|text| is_one(text, Kind::Prose))
}

/// Whether days stand below.
pub(crate) fn are_days(grid: &Grid, at: CellPos) -> bool {
    Below::of(grid, at).all(is_day)
}

/// Whether the cells below are yes and no, in a word or with more words behind.
pub(crate) fn are_marks(grid: &Grid, at: CellPos) -> bool {
    Below::of(grid, at).all(|text| is_one(text, Kind::YesNo))
}

/// Fewest filled cells from which a column says anything.
const FEWEST: usize = 2;

/// Part of the filled cells that must be of a kind.
const MOST: f64 = 0.8;

/// Cells of which one may stand twice by a slip.
const MANY: usize = 8;

/// The cells below a heading.
pub(super) struct Profile {
    cells: Vec<Seen>,
    /// Rows in which another column of the table holds something.
    rows: usize,
}

impl Profile {
    /// Of the column below a heading.
    pub(super) fn of(grid: &Grid, at: CellPos) -> Self {
        let mut cells = Vec::new();
        let mut rows = 0;
        let own = text_at(grid, at).map(|text| tidy(&text));
        for row in at.row + 1..=at.row + ROWS_OF_RECORDS {
            if grid.row(row).len() < 2 {
                continue;
            }
            rows += 1;
            let Some(cell) = grid.cell(CellPos::new(row, at.col)) else { continue };
            let text = tidy(&text_of(grid, cell));
            if text.is_empty() || own.as_ref() == Some(&text) {
                continue;
            }
            cells.push(Seen::of(text, &cell.value));
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

    /// Whether three rows in four have it.
    pub(super) fn is_mostly_full(&self) -> bool {
        self.cells.len() * 4 >= self.rows * 3
    }

    /// Whether every cell is the same.
    pub(super) fn is_constant(&self) -> bool {
        let mut texts = self.cells.iter().map(Seen::folded);
        let first = texts.next();
        self.cells.len() > 2 && texts.all(|text| Some(text) == first)
    }

    /// Whether no two cells are the same.
    pub(super) fn is_different(&self) -> bool {
        let texts: BTreeSet<&str> = self.cells.iter().map(Seen::folded).collect();
        texts.len() == self.cells.len()
    }

    /// Whether hardly any two cells are the same, of many but for one: a key of the
    /// records.
    pub(super) fn is_key(&self) -> bool {
        let mut texts: Vec<&str> = self.cells.iter().map(|c| c.folded()).collect();
        texts.sort_unstable();
        texts.dedup();
        let is_but_for_one =
            self.cells.len() >= MANY && texts.len() + 1 >= self.cells.len();
        is_but_for_one || texts.len() * 20 >= self.cells.len() * 19
    }
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
            ("3/10/2011; 13/9/2010; 4/11/2011", Kind::DfeNumber),
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
