//! The questions and remarks of a survey.

use std::sync::Arc;

use super::records::{cell_at, name_of};
use crate::base::cell::CellPos;
use crate::base::reason::Missing;
use crate::base::text::{fold, fold_spelled, tidy};
use crate::locate::questions::{is_numbered, points, without_figure};
use crate::locate::schema::Column;
use crate::locate::shown;
use crate::locate::table::{Extra, Table};
use crate::read::grid::{CellValue, Grid};
use crate::register::codes::Codes;
use crate::register::house_words::HouseWords;
use crate::register::record::{ExtraField, Field, Record, Value};
use crate::register::{cells, comments, surveys};

/// Adds the answers of a row to its record.
pub(super) fn survey_answers(
    grid: &Grid,
    table: &Table,
    (is_turned, codes): (bool, &Codes),
    record: &mut Record,
    words: &mut HouseWords,
) {
    let of_row = question_of_row(grid, table, record.place.row);
    for (number, question) in (1..).zip(asked(&table.extras)) {
        let row = record.place.row;
        // Of several columns, one for each answer, the one that is filled.
        let filled = question.iter().find(|extra| {
            let (value, style) = cell_at(grid, CellPos::new(row, extra.col));
            !tidy(&shown(grid, &value, style)).is_empty()
        });
        let Some(extra) = filled.or(question.first()) else { continue };
        let (mut value, style) = cell_at(grid, CellPos::new(row, extra.col));
        let raw = tidy(&shown(grid, &value, style));
        let is_spread = question.len() > 1;
        if is_spread && !raw.is_empty() {
            // The answer itself stands there, or a tick.
            value = CellValue::Text(extra.text.clone());
        }
        let parsed = if raw.is_empty() {
            cells::Parsed { value: Value::Missing(Missing::Blank), trouble: None }
        } else {
            cells::agreement(&value, is_turned)
        };
        let heading = match &of_row {
            Some(of_row) => of_row.clone(),
            None if is_spread => tidy(&extra.over),
            None => {
                let own = tidy(&format!("{} {}", extra.over, extra.text));
                worded_above(grid, table, &own)
                    .or_else(|| codes.wording(&table.file, &own))
                    .unwrap_or(own)
            }
        };
        let meant = words.meaning(record, (&surveys::ANSWER, &heading), &raw);
        let parsed = meant.unwrap_or(parsed);
        if parsed.trouble.is_some() {
            let of = (&surveys::ANSWER, raw.as_str(), heading.as_str());
            let name = name_of(record);
            words.ask(record, &name, of, record.place.at(extra.col), None);
        }
        record.extras.push(ExtraField {
            key: item_of(&heading, number),
            heading: Arc::from(heading.as_str()),
            value: parsed.value,
            col: extra.col,
        });
    }
}

/// The words of a numbered question that stand above the table: `Statement 1: …`.
fn worded_above(grid: &Grid, table: &Table, heading: &str) -> Option<String> {
    let number = fold(heading);
    if !is_numbered(&number) {
        return None;
    }
    grid.rows()
        .take_while(|(row, _)| *row < table.heading_row)
        .flat_map(|(_, cells)| cells)
        .map(|cell| tidy(&shown(grid, &cell.value, cell.style)))
        .find(|text| {
            fold(text).strip_prefix(&number).is_some_and(|rest| rest.starts_with(' '))
        })
}

/// The columns of each question: one, or under its words one for each answer of the
/// scale.
fn asked(extras: &[Extra]) -> Vec<&[Extra]> {
    let is_answer = |extra: &Extra| {
        !extra.over.is_empty() && points(&without_figure(&fold(&extra.text))).is_some()
    };
    let is_same = |a: &Extra, b: &Extra| is_answer(a) && is_answer(b) && a.over == b.over;
    extras.chunk_by(is_same).collect()
}

/// Headings over the question of each row, best first, folded.
const ASKED: [&str; 13] = [
    "question text",
    "question wording",
    "question asked",
    "question",
    "statement",
    "statement text",
    "item",
    "item text",
    "question no",
    "question number",
    "question id",
    "q no",
    "item no",
];

/// The column that names the question, where each row is one answer.
fn question_column(table: &Table) -> Option<u32> {
    if table.extras.len() != 1 {
        return None;
    }
    ASKED.iter().find_map(|word| {
        let says = |text: &str| fold_spelled(text) == *word;
        table.unused.iter().find(|extra| says(&extra.text)).map(|extra| extra.col)
    })
}

/// Whether each row of a survey is the answer to one question.
pub(super) fn is_a_row_for_each_question(table: &Table) -> bool {
    question_column(table).is_some()
}

fn question_of_row(grid: &Grid, table: &Table, row: u32) -> Option<String> {
    let (value, style) = cell_at(grid, CellPos::new(row, question_column(table)?));
    let text = tidy(&shown(grid, &value, style));
    let is_number = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    (!text.is_empty()).then(|| if is_number { format!("Q{text}") } else { text })
}

/// Adds the answers of a row to the reply of the same respondent, where it has none to
/// the same question yet; says whether it did.
pub(super) fn add_to_reply(rows: &mut [Record], record: &mut Record) -> bool {
    let who = record.raw(&surveys::RESPONDENT).to_owned();
    let same = rows.iter_mut().rev().find(|one| {
        !who.is_empty()
            && one.place.file == record.place.file
            && one.place.sheet == record.place.sheet
            && one.raw(&surveys::RESPONDENT) == who
            && one.raw(&surveys::WAVE) == record.raw(&surveys::WAVE)
    });
    let Some(same) = same else { return false };
    let is_answered = |extra: &ExtraField| same.extras.iter().any(|o| o.key == extra.key);
    if record.extras.iter().any(is_answered) {
        return false;
    }
    same.extras.append(&mut record.extras);
    true
}

/// Which item a question is.
fn item_of(question: &str, number: usize) -> String {
    let words = fold(question);
    let padded = format!(" {words} ");
    let has = |word: &str| padded.contains(word);
    let is_of_own_school = has(" my own ") || has("my school") || has("our school");
    let has_helped = ["improve", "differen", "benefit", "better", "progress"]
        .iter()
        .any(|word| has(word));
    let is_of_service =
        ["service", "support", "programme", "help"].iter().any(|word| has(word));
    let is_content = [" happy ", " content ", " pleased "].iter().any(|word| has(word));
    let worked = [" work together", " worked together", " did it together"];
    let met = [
        "met ",
        " as i ",
        " what i ",
        "had expected",
        "expectation",
        " as good as ",
        " hoped for",
    ];
    let is_beyond = [" more ", " less ", " better than "].iter().any(|word| has(word));
    if has("satisf") || has("happy with") || is_content && is_of_service {
        "SAT".to_owned()
    } else if has("collab") || has("partnership") || worked.iter().any(|word| has(word)) {
        "COLLAB".to_owned()
    } else if (has("expect") || has(" hoped for"))
        && met.iter().any(|word| has(word))
        && !is_beyond
    {
        "EXPECT".to_owned()
    } else if has("impact") || is_of_own_school && has_helped {
        "IMPACT".to_owned()
    } else if has("success") {
        "SUCCESS".to_owned()
    } else {
        let digits: String = words
            .strip_prefix('q')
            .unwrap_or("")
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        if digits.is_empty() { format!("q{number}") } else { format!("q{digits}") }
    }
}

/// The remark of a survey row, as a record of the comments.
pub(super) fn comment(record: &Record) -> Option<Record> {
    let from = record.field(&surveys::COMMENT)?;
    if !matches!(from.value, Value::Text(_)) {
        return None;
    }
    let mut fields = vec![Field { column: &comments::TEXT, ..from.clone() }];
    let pairs: [(&Column, &'static Column); 3] = [
        (&surveys::GROUP, &comments::GROUP),
        (&surveys::CONSENT, &comments::CONSENT),
        (&surveys::RESPONDENT, &comments::REF),
    ];
    for (of, to) in pairs {
        if let Some(field) = record.field(of) {
            fields.push(Field { column: to, ..field.clone() });
        }
    }
    Some(Record {
        schema: &comments::SCHEMA,
        fields,
        extras: Vec::new(),
        ..record.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::item_of;

    #[test]
    fn a_question_is_one_of_the_claim_in_whatever_words_it_is_asked() {
        for (question, item) in [
            ("All in all I was satisfied with the service", "SAT"),
            ("I am content with the service as a whole", "SAT"),
            ("Happy overall with the service", "SAT"),
            ("We worked together on it", "COLLAB"),
            ("The support was what I had expected", "EXPECT"),
            ("It did what I hoped for", "EXPECT"),
            ("My own school has improved as a result", "IMPACT"),
            ("My own school is better for it", "IMPACT"),
            ("It was a success", "SUCCESS"),
            ("I would recommend it", "q7"),
            ("I am content with my own workload", "q7"),
            ("We all ate together", "q7"),
            ("I expected more than I got", "q7"),
        ] {
            assert_eq!(item_of(question, 7), item, "{question}");
        }
    }
}
