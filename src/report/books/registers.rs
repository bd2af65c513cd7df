//! `internal/registers.xlsx`: the registers as they were understood, typed, each
//! row with the file, sheet and cell that it came from.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::base::cell::RowPlace;
use crate::locate::schema::{Column as Of, Kind, Schema};
use crate::register::identity::{Match, Schools};
use crate::register::record::{Record, Value};
use crate::register::results::{Area, Status};
use crate::register::{Registers, schools, surveys};
use crate::report::book::{Book, Cell, Column, Sheet, Show};

/// Most rows of one sheet; the rest stays in the adviser's own files.
const MOST_ROWS: usize = 200_000;

/// The workbook.
pub(crate) fn book(
    registers: &Registers,
    schemas: &[&'static Schema],
    left_out: &BTreeSet<RowPlace>,
    date: Date,
    period: &str,
) -> Book {
    let known = Schools::of(registers);
    let mut sheets: Vec<Sheet> = schemas
        .iter()
        .filter(|schema| schema.name != surveys::SCHEMA.name)
        .filter(|schema| !registers.of(schema).is_empty())
        .map(|schema| register(schema, registers.of(schema), &known, left_out))
        .collect();
    sheets.extend(results(registers, left_out));
    sheets.extend(comparators(registers));
    sheets.insert(0, readme(&sheets));
    Book::internal(
        "internal/registers.xlsx",
        format!("Registers {period}"),
        "The registers as they were read, row by row; internal",
        date,
        sheets,
    )
}

fn readme(sheets: &[Sheet]) -> Sheet {
    let rows = sheets
        .iter()
        .map(|sheet| {
            vec![
                Cell::Link {
                    text: sheet.name.clone(),
                    to: format!("internal:'{}'!A1", sheet.name),
                },
                Cell::count(sheet.rows.len()),
                Cell::text(sheet.lines.first().cloned().unwrap_or_default()),
            ]
        })
        .collect();
    Sheet {
        name: "README".to_owned(),
        title: "Registers as they were read".to_owned(),
        lines: vec![
            "One sheet for each register: dates are dates, choices are one word each, amounts are numbers.".to_owned(),
            "The last columns say from which file, sheet and row each record came. Mend your own files, not this one.".to_owned(),
            "In figures: No marks a row that an error of the data quality workbook leaves out of every figure.".to_owned(),
            "Answers to the survey are in survey.xlsx, without schools. Internal: not for publication.".to_owned(),
        ],
        columns: vec![
            Column::text("Sheet", 30.0),
            Column::number("Rows", 10.0, Show::Whole),
            Column::text("What it holds", 90.0),
        ],
        rows,
        ..Sheet::default()
    }
}

fn register(
    schema: &'static Schema,
    records: &[Record],
    known: &Schools,
    left_out: &BTreeSet<RowPlace>,
) -> Sheet {
    let used: Vec<&'static Of> = schema
        .columns
        .iter()
        .filter(|column| {
            records.iter().any(|record| {
                record.field(column).is_some_and(|field| !field.raw.trim().is_empty())
            })
        })
        .copied()
        .collect();
    let school =
        whom(&used).filter(|_| schema.name != schools::SCHEMA.name && !known.is_empty());
    let mut columns: Vec<Column> = used.iter().map(|column| typed(column)).collect();
    if let Some(school) = school {
        columns.push(
            Column::text(format!("{}: URN as linked", school.title), 12.0)
                .help("The school of the school list that the row was linked with."),
        );
    }
    let has_marks = records.iter().any(|record| !marks(record).is_empty());
    if has_marks {
        columns.push(
            Column::text("In the sheet", 16.0).help(
                "How the row stands in the adviser's sheet: hidden, struck through.",
            ),
        );
    }
    columns.extend(source_columns());
    let rows = records
        .iter()
        .take(MOST_ROWS)
        .map(|record| {
            let mut row: Vec<Cell> = used.iter().map(|of| cell(record, of)).collect();
            if let Some(school) = school {
                row.push(Cell::text(linked(record, school, known)));
            }
            if has_marks {
                row.push(Cell::text(marks(record)));
            }
            row.extend(source(&record.place, left_out));
            row
        })
        .collect();
    Sheet {
        name: schema.title.chars().take(31).collect(),
        title: schema.title.to_owned(),
        lines: lines(schema.what, records.len()),
        columns,
        rows,
        ..Sheet::default()
    }
}

/// The column of the school that a record is about: it goes before that of its LLE.
fn whom(used: &[&'static Of]) -> Option<&'static Of> {
    let mut all = used.iter().copied().filter(|column| column.kind == Kind::School);
    all.clone().find(|column| column.is_required).or_else(|| all.next())
}

/// How the row stands in the adviser's sheet.
fn marks(record: &Record) -> &'static str {
    match (record.is_hidden, record.is_struck) {
        (true, true) => "hidden, struck through",
        (true, false) => "hidden",
        (false, true) => "struck through",
        (false, false) => "",
    }
}

fn lines(what: &str, count: usize) -> Vec<String> {
    let mut lines = vec![what.to_owned()];
    if count > MOST_ROWS {
        lines.push(format!(
            "The first {MOST_ROWS} of {count} rows; the others are in your own files."
        ));
    }
    lines
}

/// The URN of the school with which the row was linked; empty where none was found.
fn linked(record: &Record, school: &Of, known: &Schools) -> String {
    let of = |kind: Kind| {
        record
            .fields
            .iter()
            .find(|field| field.column.kind == kind)
            .and_then(|field| match &field.value {
                Value::Text(text) => Some(text.as_str()),
                _ => None,
            })
            .unwrap_or("")
    };
    let name = record.text(school).unwrap_or("");
    match known.find(of(Kind::Urn), of(Kind::DfeNumber), name) {
        Match::Found(at, _) => {
            known.get(at).map(|listed| listed.urn.clone()).unwrap_or_default()
        }
        Match::Unknown(_) | Match::Ambiguous(_) => String::new(),
    }
}

fn typed(column: &Of) -> Column {
    let (show, unit, least) = match column.kind {
        Kind::Date => (Show::Date, "", 12.0),
        Kind::Count => (Show::Whole, "", 10.0),
        Kind::Number => (Show::Full, "", 10.0),
        Kind::Days => (Show::Two, "days", 10.0),
        Kind::Money => (Show::Money, "£", 13.0),
        Kind::Percent => (Show::One, "%", 10.0),
        Kind::School => (Show::Text, "", 36.0),
        Kind::Prose => (Show::Text, "", 44.0),
        Kind::Person => (Show::Text, "", 24.0),
        Kind::Tags => (Show::Text, "", 28.0),
        Kind::Text
        | Kind::Urn
        | Kind::DfeNumber
        | Kind::Reference
        | Kind::YesNo
        | Kind::AcademicYear
        | Kind::FinancialYear
        | Kind::Choice(_) => (Show::Text, "", 12.0),
    };
    let says = column.title.to_lowercase().contains(&unit.to_lowercase());
    let heading = if unit.is_empty() || says {
        column.title.to_owned()
    } else {
        format!("{}, {unit}", column.title)
    };
    let width = (column.title.chars().count() as f64 + 3.0).clamp(least, 48.0);
    Column { show, ..Column::text(heading, width) }
}

/// A cell by its type; what could not be read stands as it was written.
fn cell(record: &Record, column: &Of) -> Cell {
    let Some(field) = record.field(column) else { return Cell::Empty };
    match &field.value {
        Value::Text(text) => Cell::text(text.clone()),
        Value::Number(number) => Cell::number(Some(*number)),
        Value::Date(day) => Cell::Date(*day),
        Value::Flag(true) => Cell::text("Yes"),
        Value::Flag(false) => Cell::text("No"),
        Value::Year(year) => Cell::text(year.to_string()),
        Value::Financial(year) => Cell::text(year.to_string()),
        Value::Choice(word) => Cell::text(*word),
        Value::Tags(tags) => Cell::text(tags.join("; ")),
        Value::Missing(_) => Cell::text(field.raw.trim()),
    }
}

fn source_columns() -> [Column; 4] {
    [
        Column::text("In figures", 9.0),
        Column::text("Source file", 30.0),
        Column::text("Source sheet", 18.0),
        Column::text("Source row", 9.0)
            .help("The row's first cell in your own file; results: the value's cell."),
    ]
}

fn source(place: &RowPlace, left_out: &BTreeSet<RowPlace>) -> [Cell; 4] {
    let first = place.at(0);
    from(!left_out.contains(place), &first)
}

fn from(is_used: bool, place: &crate::base::cell::Place) -> [Cell; 4] {
    [
        Cell::text(if is_used { "Yes" } else { "No" }),
        Cell::text(place.file.as_ref()),
        Cell::text(place.sheet.as_ref()),
        Cell::text(place.a1()),
    ]
}

const fn word(status: Status) -> &'static str {
    match status {
        Status::Final => "final",
        Status::Revised => "revised",
        Status::Provisional => "provisional",
        Status::Reported => "reported",
    }
}

fn score_columns() -> [Column; 5] {
    [
        Column::text("Indicator", 34.0),
        Column::text("Year", 10.0),
        Column::number("Value, % or points", 12.0, Show::Two),
        Column::number("At the standard, pupils or points", 14.0, Show::Full),
        Column::number("Eligible, pupils", 11.0, Show::Whole),
    ]
}

fn results(registers: &Registers, left_out: &BTreeSet<RowPlace>) -> Option<Sheet> {
    if registers.results.is_empty() {
        return None;
    }
    let rows = registers
        .results
        .iter()
        .take(MOST_ROWS)
        .map(|result| {
            let score = result.score.as_ref().ok();
            let mut row = vec![
                Cell::text(result.urn.clone().unwrap_or_default()),
                Cell::text(result.dfe.clone().unwrap_or_default()),
                Cell::text(result.name.clone()),
                Cell::text(result.indicator.short),
                Cell::text(result.year.to_string()),
                Cell::number(score.map(|score| score.value)),
                Cell::number(score.and_then(|score| score.numerator)),
                Cell::number(score.and_then(|score| score.denominator)),
                Cell::text(if score.is_none() { result.raw.as_str() } else { "" }),
                Cell::text(word(result.status)),
            ];
            row.extend(from(!left_out.contains(&result.place), &result.cell()));
            row
        })
        .collect();
    let mut columns = vec![
        Column::text("URN", 9.0),
        Column::text("DfE number", 11.0),
        Column::text("School", 40.0),
    ];
    columns.extend(score_columns());
    columns
        .extend([Column::text("Instead of a value", 14.0), Column::text("Status", 12.0)]);
    columns.extend(source_columns());
    Some(Sheet {
        name: "Results".to_owned(),
        title: "Results of schools, one row for each school, indicator and year"
            .to_owned(),
        lines: lines(
            "Results in long form, whatever layout they came in; counts where they are given.",
            registers.results.len(),
        ),
        columns,
        rows,
        ..Sheet::default()
    })
}

fn comparators(registers: &Registers) -> Option<Sheet> {
    if registers.comparators.is_empty() {
        return None;
    }
    let rows = registers
        .comparators
        .iter()
        .take(MOST_ROWS)
        .map(|row| {
            let score = row.score.as_ref().ok();
            let area = match row.area {
                Area::La => "local authority",
                Area::NationalState => "England, state-funded",
                Area::NationalAll => "England, all schools",
            };
            let mut cells = vec![
                Cell::text(area),
                Cell::text(row.area_name.as_ref()),
                Cell::text(row.indicator.short),
                Cell::text(row.year.to_string()),
                Cell::number(score.map(|score| score.value)),
                Cell::number(score.and_then(|score| score.numerator)),
                Cell::number(score.and_then(|score| score.denominator)),
                Cell::text(word(row.status)),
                Cell::text(row.source.as_ref()),
            ];
            cells.extend(from(true, &row.place));
            cells
        })
        .collect();
    let mut columns = vec![Column::text("Area", 22.0), Column::text("Name", 20.0)];
    columns.extend(score_columns());
    columns.extend([Column::text("Status", 12.0), Column::text("Source", 36.0)]);
    columns.extend(source_columns());
    Some(Sheet {
        name: "Comparators".to_owned(),
        title: "Authority and national values".to_owned(),
        lines: lines(
            "What the schools are compared with, as published or as entered.",
            registers.comparators.len(),
        ),
        columns,
        rows,
        ..Sheet::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{deployments, visits};

    #[test]
    fn a_deployment_is_linked_by_its_client_and_not_by_the_school_of_its_lle() {
        let key = |schema: &Schema| whom(schema.columns).map(|column| column.key);
        assert_eq!(key(&deployments::SCHEMA), Some("client"));
        assert_eq!(key(&visits::SCHEMA), Some("school"));
    }
}
