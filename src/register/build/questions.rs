//! The questions and remarks of a survey.

use std::sync::Arc;

use super::records::{cell_at, name_of};
use crate::base::cell::CellPos;
use crate::base::finding::{Finding, Findings};
use crate::base::reason::Missing;
use crate::base::text::{fold, tidy};
use crate::locate::schema::Column;
use crate::locate::shown;
use crate::locate::table::Table;
use crate::read::grid::Grid;
use crate::register::record::{ExtraField, Field, Record, Value};
use crate::register::{cells, comments, rules, surveys};

/// Adds the answers of a row to its record.
pub(super) fn survey_answers(
    grid: &Grid,
    table: &Table,
    is_turned: bool,
    record: &mut Record,
    findings: &mut Findings,
) {
    for (number, extra) in (1..).zip(&table.extras) {
        let (value, style) = cell_at(grid, CellPos::new(record.place.row, extra.col));
        let raw = tidy(&shown(grid, &value, style));
        let parsed = if raw.is_empty() {
            cells::Parsed { value: Value::Missing(Missing::Blank), trouble: None }
        } else {
            cells::agreement(&value, is_turned)
        };
        let heading = tidy(&format!("{} {}", extra.over, extra.text));
        if parsed.trouble.is_some() {
            findings.add(
                Finding::new(
                    &rules::OFF_SCALE,
                    record.place.at(extra.col),
                    format!("{raw} is no answer on the scale; it is not counted."),
                )
                .register("surveys")
                .record(name_of(record))
                .column(heading.clone())
                .value(raw),
            );
        }
        record.extras.push(ExtraField {
            key: item_of(&heading, number),
            heading: Arc::from(heading.as_str()),
            value: parsed.value,
            col: extra.col,
        });
    }
}

/// Which item a question is.
fn item_of(question: &str, number: usize) -> String {
    let words = fold(question);
    let has = |word: &str| words.contains(word);
    if has("satisf") || has("happy with") {
        "SAT".to_owned()
    } else if has("collab") || has("partnership") {
        "COLLAB".to_owned()
    } else if has("expectation") {
        "EXPECT".to_owned()
    } else if has("impact") || has("improvement in my") {
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
