//! Findings and queries, row by row, with the cells for an answer.

use std::collections::BTreeMap;

use super::{Sources, link, until};
use crate::base::cell::{CellPos, Place};
use crate::base::finding::{Finding, Severity, State};
use crate::register::answers::{Explanation, Lapse};
use crate::register::house_words::word_of;
use crate::report::book::{Cell, Column, Sheet, Show};

const DECISIONS: [&str; 4] =
    ["explained", "correct as it is", "will mend", "not a fault"];

/// Most findings of one cause that stand open before the rest is folded away.
const OPEN_ROWS: usize = 3;

pub(super) fn columns() -> Vec<Column> {
    vec![
        Column::text("Severity", 9.0),
        Column::text("Code", 10.0),
        Column::text("State", 11.0),
        Column::text("File", 28.0),
        Column::text("Sheet", 16.0),
        Column::text("Cell", 8.0).help("Opens your own file at the cell."),
        Column::text("Register", 14.0),
        Column::text("Record", 20.0),
        Column::text("Column", 18.0),
        Column::text("Value", 18.0),
        Column::text("What was found", 60.0),
        Column::text("How to put it right", 50.0),
        Column::answer("Decision", 16.0, &DECISIONS),
        Column::answer("Reason", 30.0, &[]),
        Column::answer("Who", 10.0, &[]),
        until().help("A date; empty for as long as the value stays."),
        Column::text("Id", 12.0),
        Column::number("Of this cause", 9.0, Show::Whole).help(
            "Rows of one cause: the first stands open, the others fold out below it.",
        ),
    ]
}

pub(super) fn findings(sources: &Sources<'_>) -> Sheet {
    let wanted = |finding: &Finding| finding.severity != Severity::Query;
    let (rows, detail_rows) = rows(sources, wanted);
    Sheet {
        name: "Findings".to_owned(),
        title: "Findings: stops, errors and notes, worst first".to_owned(),
        lines: vec![
            "An error leaves its row out of every figure. A note tells what was repaired or passed over. Groups of one cause are folded: open them at the left edge.".to_owned(),
        ],
        columns: columns(),
        rows,
        detail_rows,
        ..Sheet::default()
    }
}

pub(super) fn queries(sources: &Sources<'_>) -> Sheet {
    let (mut rows, detail_rows) =
        rows(sources, |finding| finding.severity == Severity::Query);
    rows.extend(kept(sources));
    Sheet {
        name: "Queries".to_owned(),
        title: "Queries: used as they stand; mend, or answer once".to_owned(),
        lines: vec![
            "Choose a decision and give a reason. Answered queries are printed in the methods section of the pack.".to_owned(),
            "Rows that are kept are answers to what is not found this month; they stand ready for when it is found again.".to_owned(),
        ],
        columns: columns(),
        rows,
        detail_rows,
        ..Sheet::default()
    }
}

/// The rows of the findings that are wanted, and which of them fold away below
/// the first of their cause.
pub(super) fn rows(
    sources: &Sources<'_>,
    wanted: impl Fn(&Finding) -> bool,
) -> (Vec<Vec<Cell>>, Vec<(usize, usize)>) {
    let mut groups: Vec<Vec<(&Finding, &str)>> = Vec::new();
    let mut places = BTreeMap::new();
    let ids = sources.ids.iter().map(String::as_str).chain(std::iter::repeat(""));
    for (finding, id) in sources.findings.iter().zip(ids).filter(|(f, _)| wanted(f)) {
        let cause = (
            std::cmp::Reverse(finding.severity),
            finding.code.clone(),
            finding.state,
            finding.place.file.clone(),
            finding.place.sheet.clone(),
            finding.column.clone(),
            word_of(finding),
        );
        let at = *places.entry(cause).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(at) {
            group.push((finding, id));
        }
    }
    let mut rows = Vec::new();
    let mut folded = Vec::new();
    for group in groups {
        let start = rows.len();
        for (finding, id) in group {
            rows.push(row(sources, finding, id, &finding.place));
            for (at, place) in finding.more.iter().enumerate() {
                rows.push(row(sources, finding, &format!("{id}.{}", at + 2), place));
            }
        }
        let count = rows.len() - start;
        if let Some(first) = rows.get_mut(start) {
            first.push(Cell::count(count));
        }
        if count > OPEN_ROWS {
            folded.push((start + 1, rows.len() - 1));
        }
    }
    (rows, folded)
}

pub(super) fn row(
    sources: &Sources<'_>,
    finding: &Finding,
    id: &str,
    place: &Place,
) -> Vec<Cell> {
    let explanations = sources.registers.answers.explanations.iter();
    let answer = explanations.filter(|answer| is_carried(answer)).find(|answer| {
        answer.is_of(&finding.value)
            && answer.is_about(finding)
            && (answer.is_at(place) || *place == finding.place)
    });
    let told = |text: Option<&String>| text.map_or(Cell::Empty, Cell::text);
    vec![
        Cell::text(finding.severity.word()),
        Cell::text(finding.code.as_ref()),
        Cell::text(finding.state.word()),
        Cell::text(place.file.as_ref()),
        Cell::text(place.sheet.as_ref()),
        link(sources.input_link, place),
        Cell::text(finding.register.as_ref()),
        Cell::text(finding.record.clone()),
        Cell::text(finding.column.clone()),
        Cell::text(finding.value.clone()),
        Cell::text(finding.message.clone()),
        Cell::text(finding.fix.clone()),
        told(answer.map(|answer| &answer.decision)),
        told(answer.map(|answer| &answer.reason)),
        told(answer.map(|answer| &answer.who)),
        Cell::date(answer.and_then(|answer| answer.until)),
        Cell::text(id),
    ]
}

/// Whether an answer stands in the next workbook too.
fn is_carried(answer: &Explanation) -> bool {
    answer.lapsed.as_ref().is_none_or(Lapse::is_kept)
}

/// Answers to what is not found this month: kept for when it is found again.
fn kept(sources: &Sources<'_>) -> Vec<Vec<Cell>> {
    let stands = |answer: &Explanation| {
        sources.findings.iter().any(|finding| {
            let is_one_of_more = finding.code == answer.code.as_str()
                && finding.more.iter().any(|place| answer.is_at(place));
            let is_fixed_otherwise =
                finding.state == State::Fixed && !answer.is_of(&finding.value);
            (answer.is_about(finding) || is_one_of_more) && !is_fixed_otherwise
        })
    };
    let answers = sources.registers.answers.explanations.iter();
    answers
        .filter(|answer| is_carried(answer) && !stands(answer))
        .map(|answer| {
            let place = Place {
                file: answer.file.as_str().into(),
                sheet: answer.sheet.as_str().into(),
                cell: CellPos::parse(&answer.cell),
            };
            vec![
                Cell::Empty,
                Cell::text(answer.code.clone()),
                Cell::text("kept"),
                Cell::text(answer.file.clone()),
                Cell::text(answer.sheet.clone()),
                link(sources.input_link, &place),
                Cell::text(answer.register.clone()),
                Cell::text(answer.record.clone()),
                Cell::text(answer.column.clone()),
                Cell::text(answer.value.clone()),
                Cell::text(answer.found.clone()),
                Cell::Empty,
                Cell::text(answer.decision.clone()),
                Cell::text(answer.reason.clone()),
                Cell::text(answer.who.clone()),
                Cell::date(answer.until),
            ]
        })
        .collect()
}
