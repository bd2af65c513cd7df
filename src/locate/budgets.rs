//! A budget whose headings no word tells: it has the lines that the payments are charged
//! to, and an amount for each. Asked about, once, as every guess is.

use std::collections::{BTreeMap, BTreeSet};

use super::below::Columns;
use super::headings::Candidate;
use super::lent::worded;
use super::linked::cells;
use super::one::NoTable;
use super::schema::{Column, Kind, Schema};
use super::table::{Because, Extra, Heading, Table};
use super::texts::{joined, texts};
use super::{KnownHeading, kinds, made, text_at};
use crate::base::cell::CellPos;
use crate::base::text::fold;
use crate::read::grid::Grid;

/// A sheet of more cells than this is no budget.
const MOST_CELLS: usize = 2_000;

/// Rows from the top among which its headings are looked for.
const DEPTH: u32 = 15;

/// Fewest lines that it must share with the payments.
const FEWEST: usize = 2;

/// A column of payments with more words than this is no list of lines.
const MOST_LINES: usize = 40;

/// What a sheet of payments and the forum's decisions say of a budget.
struct Known<'a> {
    /// What the adviser said of headings.
    put_aside: &'a [KnownHeading],
    /// For each column of words of the payments, what stands in it.
    lines: Vec<BTreeSet<String>>,
    /// What the payments come to by what stands in each of those columns, for each column
    /// of pounds.
    sums: Vec<BTreeMap<String, f64>>,
    /// References of decisions.
    decisions: BTreeSet<String>,
}

/// Makes a sheet that nobody knows the budget, where none is known by its words.
pub(super) fn find(
    sheets: &[((usize, usize), &Grid)],
    found: &mut [Result<Vec<Table>, NoTable>],
    schemas: &[&'static Schema],
    known: &[KnownHeading],
) {
    let budget = schemas.iter().find(|schema| schema.name == "budget");
    let has_budget =
        found.iter().flatten().flatten().any(|one| one.schema.name == "budget");
    let Some(budget) = budget.filter(|_| !has_budget) else { return };
    let known = Known::of(sheets, found, known);
    if known.lines.is_empty() {
        return;
    }
    for ((at, grid), found) in sheets.iter().zip(found) {
        let is_open = matches!(found, Err(NoTable::Other(..)));
        if !is_open || grid.cells.len() > MOST_CELLS {
            continue;
        }
        let rows = grid.rows().map(|(row, _)| row).take_while(|row| *row < DEPTH);
        if let Some(one) =
            rows.into_iter().find_map(|row| known.budget(grid, row, budget))
        {
            *found = Ok(vec![made(grid, *at, one, None)]);
        }
    }
}

impl<'a> Known<'a> {
    fn of(
        sheets: &[((usize, usize), &Grid)],
        found: &[Result<Vec<Table>, NoTable>],
        put_aside: &'a [KnownHeading],
    ) -> Self {
        let mut known = Self {
            put_aside,
            lines: Vec::new(),
            sums: Vec::new(),
            decisions: BTreeSet::new(),
        };
        for ((_, grid), found) in sheets.iter().zip(found) {
            for table in found.iter().flatten() {
                let words = |col: u32| -> BTreeSet<String> {
                    let cells = cells(grid, table, col).into_iter();
                    cells.filter(|text| text.chars().any(char::is_alphabetic)).collect()
                };
                match table.schema.name {
                    "spend" => {
                        let lists = worded(table).into_iter().map(words);
                        let may_be = |one: &BTreeSet<String>| {
                            (FEWEST..=MOST_LINES).contains(&one.len())
                        };
                        known.lines.extend(lists.filter(may_be));
                        known.sums.extend(sums(grid, table));
                    }
                    "decisions" => {
                        let refs =
                            table.headings.iter().filter(|one| one.column.key == "ref");
                        known.decisions.extend(refs.flat_map(|one| words(one.col)));
                    }
                    _ => {}
                }
            }
        }
        known
    }

    /// The budget whose headings stand in this row.
    fn budget(
        &self,
        grid: &Grid,
        row: u32,
        schema: &'static Schema,
    ) -> Option<Candidate> {
        let texts = texts(grid, row);
        if texts.len() < 2 || !texts.iter().all(|(_, _, text)| has_letters(text)) {
            return None;
        }
        let is_aside =
            |text: &str| super::is_put_aside(self.put_aside, grid, schema, text);
        if texts.iter().any(|(_, over, text)| is_aside(&joined(over, text))) {
            return None;
        }
        let columns = Columns::of(grid, row);
        let mut headings: Vec<Heading> = Vec::new();
        let mut unused: Vec<Extra> = Vec::new();
        for (col, over, text) in &texts {
            let below = columns.below(*col);
            let cells = below.texts();
            let is_year = |text: &str| kinds::is_one(text, Kind::FinancialYear);
            let is_decision = |text: &str| self.decisions.contains(&fold(text));
            let key = if self.are_lines(cells) {
                "line"
            } else if are_amounts(cells) && !is_of_payments(text) {
                "approved"
            } else if below.all(is_decision) {
                "decision"
            } else if below.all(is_year) {
                "year"
            } else if schema.column("route").is_some_and(|one| below.answers(one.kind)) {
                "route"
            } else {
                ""
            };
            let is_free =
                |column: &&Column| !headings.iter().any(|one| one.column == *column);
            match schema.column(key).filter(is_free) {
                Some(column) => headings.push(Heading {
                    column,
                    col: *col,
                    text: joined(over, text),
                    because: Because::Inferred,
                }),
                // Two columns of amounts leave it to the adviser which was agreed.
                None if key == "approved" => return None,
                None => {
                    unused.push(Extra {
                        col: *col,
                        over: over.clone(),
                        text: text.clone(),
                    });
                }
            }
        }
        let col_of = |key: &str| {
            headings.iter().find(|one| one.column.key == key).map(|one| one.col)
        };
        let (line, approved) = (col_of("line")?, col_of("approved")?);
        if self.are_sums(grid, row, line, approved) {
            return None;
        }
        Some(Candidate { headings, unused, ..Candidate::new(schema, row, &texts) })
    }

    /// Whether the amounts are what the payments of their lines come to.
    fn are_sums(&self, grid: &Grid, row: u32, line: u32, approved: u32) -> bool {
        let text = |row: u32, col: u32| text_at(grid, CellPos::new(row, col));
        let rows = grid.rows().map(|(own, _)| own).filter(|own| *own > row);
        let amounts: Vec<(String, f64)> = rows
            .filter_map(|own| {
                let amount = kinds::number(&text(own, approved)?)?;
                Some((fold(&text(own, line)?), amount))
            })
            .collect();
        self.sums.iter().any(|sums| {
            let known = amounts.iter().filter_map(|(line, own)| {
                let sum = sums.get(line)?;
                Some((own - sum).abs() < 0.01)
            });
            let known: Vec<bool> = known.collect();
            known.len() >= FEWEST && known.iter().all(|is_sum| *is_sum)
        })
    }

    /// Whether the cells are lines of the payments, each once, but for a total.
    fn are_lines(&self, cells: &[String]) -> bool {
        let own: BTreeSet<String> = cells.iter().map(|text| fold(text)).collect();
        own.len() == cells.len()
            && self.lines.iter().any(|lines| {
                let shared = own.intersection(lines).count();
                shared >= FEWEST && shared + 1 >= own.len()
            })
    }
}

/// What the payments come to by each column of words, for each column of pounds.
fn sums(grid: &Grid, table: &Table) -> Vec<BTreeMap<String, f64>> {
    let headings = table.headings.iter();
    let pounds: Vec<u32> = headings
        .filter(|one| one.column.kind == Kind::Money)
        .map(|one| one.col)
        .collect();
    let text = |row: u32, col: u32| text_at(grid, CellPos::new(row, col));
    let of = |words: u32, amount: u32| {
        let mut sums: BTreeMap<String, f64> = BTreeMap::new();
        for row in &table.rows {
            if let (Some(word), Some(amount)) = (text(*row, words), text(*row, amount)) {
                *sums.entry(fold(&word)).or_default() +=
                    kinds::number(&amount).unwrap_or(0.0);
            }
        }
        sums
    };
    let words = worded(table);
    let pairs = words.iter().flat_map(|words| pounds.iter().map(move |one| (words, one)));
    pairs.map(|(words, amount)| of(*words, *amount)).collect()
}

fn has_letters(text: &str) -> bool {
    text.chars().any(|c| c.is_alphabetic() || c == '£')
}

/// Whether a heading is of what was spent, and no budget.
fn is_of_payments(text: &str) -> bool {
    const PAID: [&str; 6] = ["spent", "paid", "actual", "far", "committed", "outturn"];
    fold(text).split(' ').any(|word| PAID.contains(&word))
}

/// Whether the cells are pounds: some of them a hundred or more.
fn are_amounts(cells: &[String]) -> bool {
    let numbers: Vec<f64> = cells.iter().filter_map(|text| kinds::number(text)).collect();
    numbers.len() >= FEWEST
        && numbers.len() == cells.len()
        && numbers.iter().any(|number| *number >= 100.0)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{read, shown};

    const SPENT: &str = "
Date | Financial year | Comes out of | What on | Before VAT £ | Paid or promised | Invoice
4/6/2011 | 2011-12 | LLE days - direct | LLE days | 525 | Paid | INV1
4/7/2011 | 2011-12 | Training | Venue | 640 | Paid | INV2
4/8/2011 | 2011-12 | LLE days - direct | LLE days | 525 | Paid | INV3";

    #[test]
    fn a_list_of_the_lines_of_the_payments_with_their_amounts_is_the_budget() {
        let given = "
What Forum gave us for 2011-12

Which year | What it is for | Who it goes through | How much we were given (£)
2011-12 | LLE days - direct | Direct with us | 36000
2011-12 | Training | Direct with us | 6000
 | Altogether | | 42000";
        let tables = read(&[given, SPENT]);
        assert_eq!(shown(&tables)[0], "budget 3: year line approved; 2 rows");
        // What the payments come to is no budget.
        let pivot = "
Row labels | Sum of net
LLE days - direct | 1050
Training | 640";
        assert!(read(&[pivot, SPENT]).iter().all(|one| one.schema.name != "budget"));
        // With nothing that the payments have it is anybody's list.
        let other =
            given.replace("LLE days - direct", "Paint").replace("Training", "Glue");
        assert!(read(&[&other, SPENT]).iter().all(|one| one.schema.name != "budget"));
    }
}
