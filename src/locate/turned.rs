//! Surveys that are turned: a column for each reply, and a row for each question and
//! for each thing else that is known of a reply. Such a sheet is read with its rows
//! as columns; every place that is told is the one on the sheet.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::kinds::is_one;
use super::questions::{is_question, points, without_figure};
use super::schema::Kind;
use super::table::{Because, Extra, NotARecord, Table};
use super::understood::Said;
use super::vocabulary::Words;
use super::{parts, text_of};
use crate::base::cell::CellPos;
use crate::base::text::fold;
use crate::read::grid::{Area, Cell, CellValue, Grid};

/// Columns from the left in which the headings of a turned sheet are looked for.
const LEFT: u32 = 3;

/// Most rows of a turned survey: its questions and what is known of a reply.
const MOST_ROWS: usize = 200;

/// Replies from which a row of answers tells.
const REPLIES: usize = 3;

/// Words over the questions, beside the numbers of the replies: `Question asked`.
const CORNER: [&str; 13] = [
    "question",
    "questions",
    "asked",
    "statement",
    "statements",
    "item",
    "items",
    "reply",
    "replies",
    "response",
    "responses",
    "respondents",
    "answers",
];

/// How a turned table lies on its sheet.
#[derive(Clone, Debug)]
pub(crate) struct Turned {
    /// Column of the headings, and the first row that has one.
    pub(crate) first: CellPos,
    /// The row of the replies' numbers, where its own heading says nothing of them.
    corner: Option<u32>,
}

/// A row as the headings column has it.
struct Line {
    row: u32,
    label: String,
    values: Vec<String>,
}

impl Line {
    fn are_most(&self, is: impl Fn(&str) -> bool, of_ten: usize) -> bool {
        let those = self.values.iter().filter(|value| is(value)).count();
        those > 0 && those * 10 >= self.values.len() * of_ten
    }

    fn has_answers(&self) -> bool {
        self.values.len() >= REPLIES
            && !is_answer(&self.label)
            && self.are_most(is_answer, 6)
    }

    /// Whether the numbers of the replies stand beside a heading of the questions, or
    /// beside none.
    fn is_corner(&self) -> bool {
        let folded = fold(&self.label);
        (folded.is_empty() || folded.split(' ').any(|word| CORNER.contains(&word)))
            && self.has_references()
    }

    /// Whether its cells are the numbers of replies, each once but for a slip; what
    /// stands beside them may be a total or a key.
    fn has_references(&self) -> bool {
        let different: BTreeSet<&String> = self.values.iter().collect();
        different.len() >= REPLIES
            && different.len() * 10 >= self.values.len() * 8
            && self.are_most(is_number, 7)
    }
}

/// Whether a text may be the number of a reply.
fn is_number(text: &str) -> bool {
    is_one(text, Kind::Reference) || text.parse::<u32>().is_ok()
}

fn is_answer(text: &str) -> bool {
    matches!(text, "1" | "2" | "3" | "4" | "5")
        || points(&without_figure(&fold(text))).is_some()
}

/// The rows that hold something right of a column, each with what stands in it.
fn lines(grid: &Grid, col: u32) -> Vec<Line> {
    let text = |cell: &Cell| text_of(grid, cell).trim().to_owned();
    let mut lines = Vec::new();
    for (row, cells) in grid.rows() {
        let label = cells.iter().find(|cell| cell.pos.col == col);
        let values = cells.iter().filter(|cell| cell.pos.col > col).map(text);
        lines.push(Line {
            row,
            label: label.map(text).unwrap_or_default(),
            values: values.filter(|text| !text.is_empty()).collect(),
        });
    }
    lines.retain(|line| !line.values.is_empty());
    lines
}

/// How the sheet's survey lies, if it is a turned one.
pub(super) fn survey(grid: &Grid, words: &[Words]) -> Option<Turned> {
    let words = words.iter().find(|words| words.schema.name == "surveys")?;
    // Long lists are not asked row by row.
    if grid.rows().nth(MOST_ROWS).is_some() {
        return None;
    }
    (0..LEFT)
        .filter_map(|col| below(&lines(grid, col), words, col))
        .max_by_key(|(told, turned)| (*told, std::cmp::Reverse(turned.first.col)))
        .map(|(_, turned)| turned)
}

/// The turned survey whose headings stand in a column, and how many tell of it.
fn below(lines: &[Line], words: &Words, col: u32) -> Option<(usize, Turned)> {
    let known = |text: &str| {
        words.find(&Said::of(text)).filter(|of| !matches!(of.1, Because::Near(_)))
    };
    let mut labels: BTreeMap<&str, u32> = BTreeMap::new();
    let mut asked = Vec::new();
    let mut is_in_sentences = false;
    for line in lines {
        if line.has_answers() {
            asked.push(line.row);
            is_in_sentences |= is_question("", &line.label);
            continue;
        }
        // Headings beside a heading are those of a sheet that lies as sheets do.
        let Some((column, _)) = known(&line.label) else { continue };
        if line.values.iter().filter(|value| known(value).is_some()).count() >= 2 {
            continue;
        }
        let is_of_it = match column.kind {
            Kind::Date => line.are_most(|text| is_one(text, column.kind), 5),
            Kind::Reference => line.has_references(),
            _ => true,
        };
        if is_of_it {
            labels.entry(column.key).or_insert(line.row);
        }
    }
    let first = *asked.iter().chain(labels.values()).min()?;
    let is_over = |line: &&Line| asked.first().is_some_and(|row| line.row < *row);
    let corner = lines
        .iter()
        .take_while(is_over)
        .filter(|line| !labels.contains_key("respondent") && line.is_corner())
        .last()
        .map(|line| line.row);
    let told = labels.len() + usize::from(corner.is_some());
    let says_whose = corner.is_some()
        || words
            .schema
            .needs
            .iter()
            .all(|set| set.iter().any(|key| labels.contains_key(key)));
    let is_turned = told >= 2 && !asked.is_empty()
        || told == 1 && asked.len() >= 2 && is_in_sentences;
    (is_turned && says_whose).then(|| {
        let first = CellPos::new(corner.unwrap_or(first).min(first), col);
        (told + asked.len(), Turned { first, corner })
    })
}

impl Turned {
    /// The sheet with its rows as columns.
    pub(super) fn whole(&self, sheet: &Grid) -> Grid {
        let mut grid = Grid {
            merges: sheet
                .merges
                .iter()
                .map(|area| Area { first: area.first.turned(), last: area.last.turned() })
                .collect(),
            hidden_rows: sheet.hidden_cols.clone(),
            hidden_cols: sheet.hidden_rows.clone(),
            notes: sheet
                .notes
                .iter()
                .map(|(pos, note)| (pos.turned(), note.clone()))
                .collect(),
            widths: Vec::new(),
            ..sheet.clone()
        };
        if let Some(row) = self.corner {
            let pos = CellPos::new(row, self.first.col);
            let value = CellValue::Text(Arc::from("Respondent ref"));
            grid.cells.retain(|cell| cell.pos != pos);
            grid.cells.push(Cell { pos, value, style: 0, is_formula: false });
        }
        for cell in &mut grid.cells {
            cell.pos = cell.pos.turned();
        }
        grid.cells.sort_by_key(|cell| cell.pos);
        grid
    }

    /// The same without what stands over the table.
    pub(super) fn table(&self, sheet: &Grid) -> Grid {
        parts::part(&self.whole(sheet), |cell| cell.pos.col >= self.first.row)
    }

    /// Puts aside what is no reply, `% agreeing` beside the last of them, and what is
    /// no heading: a line over some of the questions, a note below them all.
    fn sort(&self, sheet: &Grid, table: &mut Table) {
        let text = |row: u32, col: u32| {
            let cell = sheet.cell(CellPos::new(row, col).turned());
            cell.map(|cell| text_of(sheet, cell).trim().to_owned()).unwrap_or_default()
        };
        let of = |key: &str| {
            table.headings.iter().find(|one| one.column.key == key).map(|one| one.col)
        };
        let is_told =
            |row: u32, key: &str| of(key).is_some_and(|c| !text(row, c).is_empty());
        let is_reply = |row: u32| {
            let words =
                |extra: &Extra| points(&without_figure(&fold(&text(row, extra.col))));
            of("respondent")
                .is_none_or(|col| text(row, col).is_empty() || is_number(&text(row, col)))
                || is_told(row, "invited")
                || is_told(row, "responded")
                || table.extras.iter().any(|extra| words(extra).is_some())
        };
        let (rows, others): (Vec<u32>, Vec<u32>) =
            table.rows.iter().partition(|row| is_reply(**row));
        let is_filled =
            |extra: &Extra| rows.iter().any(|row| !text(*row, extra.col).is_empty());
        table.unused.retain(is_filled);
        table.rows = rows;
        table.others.extend(others.into_iter().map(|row| (row, NotARecord::Subtotal)));
        table.others.sort_by_key(|(row, _)| *row);
    }

    /// Makes the tables that were found on the turned sheet ones of the sheet itself.
    pub(super) fn settle(&self, sheet: &Grid, tables: &mut [Table]) {
        let are_several = tables.len() > 1;
        for table in tables {
            self.sort(sheet, table);
            table.turned = Some(self.clone());
            // Of several blocks each has its own title: `Heads`, `LLEs`.
            if are_several && let Some(title) = title(sheet, table.first_heading_row()) {
                table.sheet_says = format!("{} {title}", table.sheet_says);
            }
            for heading in &mut table.headings {
                if self.corner != Some(heading.col) {
                    continue;
                }
                heading.because = Because::Content;
                let own = sheet.cell(CellPos::new(heading.col, self.first.col));
                if let Some(own) = own.map(|cell| text_of(sheet, cell)) {
                    heading.text = Arc::from(own.trim());
                }
            }
        }
    }
}

/// What stands alone in the row above a block, blank rows left out.
fn title(sheet: &Grid, row: u32) -> Option<String> {
    let above = sheet.rows().take_while(|(at, _)| *at < row).last();
    match above {
        Some((_, [only])) => Some(text_of(sheet, only).trim().to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};

    /// What is found, with its first heading row from 1 and whether it is turned.
    fn found(text: &str) -> Vec<(String, u32, bool)> {
        let tables = located(grid(text));
        let of = tables.iter().map(|t| (t.first_heading_row() + 1, t.turned.is_some()));
        shown(&tables).into_iter().zip(of).map(|(says, of)| (says, of.0, of.1)).collect()
    }

    #[test]
    fn a_column_for_each_reply_is_a_survey_below_its_title() {
        let text = "
Survey of heads, June 2011 (a column for each reply)

Reply no. | C01 | C02 | C03 | C04
Sent out | 6/6/2011 | 6 June 2011 | 6.6.11 | 6/6/2011
Came back | 17/6/2011 | 18/6/2011 | | 20/6/2011
1. Satisfied with the service | Agree | Strongly agree | | Neither
2. Tea and biscuits | Agree | Agree | | Agree
Comments | Good | | |
Happy to be quoted? | Yes | | | No
";
        let says = "surveys 1: respondent invited responded comment consent; 4 rows";
        assert_eq!(found(text), [(says.to_owned(), 3, true)]);
        let tables = located(grid(text));
        let asked: Vec<&str> = tables[0].extras.iter().map(|one| &*one.text).collect();
        assert_eq!(asked, ["1. Satisfied with the service", "2. Tea and biscuits"]);
        assert_eq!(tables[0].row_place(4).at(6).a1(), "E7");
    }

    #[test]
    fn the_numbers_of_the_replies_may_stand_beside_the_word_question_or_beside_none() {
        for corner in ["Question", ""] {
            let text = format!(
                "
{corner} | R1 | R2 | R3
Date returned | 17/6/2011 | 18/6/2011 | 20/6/2011
Q1 | Agree | Strongly agree | Neither
Q2 | 4 | 5 | 3
Comments | Good | |"
            );
            let says = "surveys 1: respondent responded comment; 3 rows";
            assert_eq!(found(&text), [(says.to_owned(), 1, true)], "{corner}");
        }
    }

    #[test]
    fn the_words_of_a_question_may_stand_behind_its_number() {
        let text = "
No | What was asked | C01 | C02 | C03
 | Respondent type | Client head | Client head | Client head
 | Returned | 17/6/2011 | 18/6/2011 | 20/6/2011
1 | The support met my expectations | Agree | Strongly agree | Neither
2 | It was collaborative | Agree | Agree | Disagree";
        let says = "surveys 2: respondent group responded; 3 rows";
        assert_eq!(found(text), [(says.to_owned(), 1, true)]);
    }

    #[test]
    fn what_stands_beside_the_replies_or_between_the_questions_is_no_reply_and_no_heading()
     {
        let text = "
Reply no. | C01 | C02 | C03 | C04 | C05 | % agreeing | Average
Returned | 17/6/2011 | 18/6/2011 | 20/6/2011 | 21/6/2011 | 21/6/2011 | |
What you thought
Satisfied with the service | Agree | Strongly agree | Neither | Agree | Agree | 80% | 4.0
The work was collaborative | Agree | Agree | Disagree | Agree | Agree | 80% | 3.6
NB one head rang instead";
        let says = "surveys 1: respondent responded; 5 rows";
        assert_eq!(found(text), [(says.to_owned(), 1, true)]);
        let tables = located(grid(text));
        assert!(tables[0].unused.is_empty());
        let aside: Vec<u32> = tables[0].others.iter().map(|other| other.0).collect();
        assert_eq!(aside, [6, 7]);
    }

    #[test]
    fn two_blocks_of_replies_are_two_tables_with_their_own_headings() {
        let block = "
Reply no. | C01 | C02 | C03
Returned | 17/6/2011 | 18/6/2011 | 20/6/2011
Satisfied with the service | Agree | Strongly agree | Neither
It was collaborative | Agree | Agree | Disagree";
        let text = format!("Heads{block}\n\nLLEs{}", block.replace("C0", "L0"));
        let says = "surveys 1: respondent responded; 3 rows".to_owned();
        assert_eq!(found(&text), [(says.clone(), 2, true), (says, 8, true)]);
        let tables = located(grid(&text));
        let says: Vec<&str> = tables.iter().map(|one| one.sheet_says.as_str()).collect();
        assert_eq!(says, ["Sheet1 Heads", "Sheet1 LLEs"]);
    }

    #[test]
    fn a_row_for_each_reply_stays_one() {
        for text in [
            "
Respondent | Returned | Q1 | Q2 | Q3 | Comments
C01 | 17/6/2011 | Agree | Agree | Neither | Good
C02 | 18/6/2011 | Agree | Agree | Agree |
C03 | 18/6/2011 | Agree | Agree | Agree |",
            "
School | Satisfied with the service | It was collaborative | It met our expectations
Norby Primary | Agree | Agree | Neither
Harlby Primary | Agree | Agree | Agree
Dravby Primary | 5 | 4 | 5",
        ] {
            let found = found(text);
            assert!(found.iter().all(|one| !one.2 && one.1 == 1), "{found:?}");
            assert_eq!(found.len(), 1);
        }
    }

    #[test]
    fn a_table_of_how_many_gave_each_answer_is_no_turned_survey() {
        let text = "
Question | Strongly agree | Agree | Neither | Disagree
Satisfied with the service | 5 | 3 | 1 | 1
It was collaborative | 4 | 4 | 1 | 1
It met my expectations | 5 | 2 | 2 | 1";
        assert!(found(text).iter().all(|one| !one.2));
    }
}
