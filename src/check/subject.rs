//! A finding about a record: its place, its heading, its name, what stands there.

use crate::base::cell::Place;
use crate::base::date::short;
use crate::base::finding::{Finding, Rule, Severity};
use crate::locate::schema::{Column, Kind};
use crate::register::record::{Record, Value};
use crate::register::{
    budget, comments, contracts, deployments, lles, quality, schools, spend, surveys,
    visits,
};

/// A finding at the cell of a column; an error leaves the record out.
pub(crate) fn at(
    rule: &'static Rule,
    record: &Record,
    column: &Column,
    message: impl Into<String>,
) -> Finding {
    with(rule, rule.severity, record, column, message)
}

/// As [`at`], with another severity than the rule's.
pub(crate) fn with(
    rule: &'static Rule,
    severity: Severity,
    record: &Record,
    column: &Column,
    message: impl Into<String>,
) -> Finding {
    let finding = Finding::new(rule, record.cell(column), message)
        .severity(severity)
        .register(record.schema.name)
        .record(name(record))
        .column(record.heading(column))
        .value(record.raw(column));
    if severity >= Severity::Error {
        finding.leaving_out(record.place.clone())
    } else {
        finding
    }
}

/// A finding about a whole sheet of a register: the first record's.
pub(crate) fn sheet(
    rule: &'static Rule,
    record: &Record,
    message: impl Into<String>,
) -> Finding {
    let place = Place::sheet(&record.place.file, &record.place.sheet);
    Finding::new(rule, place, message).register(record.schema.name)
}

/// A record in the adviser's own terms: its reference, and whom or what it is about.
pub(crate) fn name(record: &Record) -> String {
    let raw = |column: &Column| record.raw(column).trim().to_owned();
    let day = |column: &Column| record.date(column).map_or_else(|| raw(column), short);
    let parts: Vec<String> = match record.schema.name {
        "schools" => vec![raw(&schools::URN), raw(&schools::NAME)],
        "lles" => {
            let whole = raw(&lles::NAME);
            let name = if whole.is_empty() {
                format!("{} {}", raw(&lles::FIRST), raw(&lles::SURNAME)).trim().to_owned()
            } else {
                whole
            };
            vec![raw(&lles::REF), name]
        }
        "deployments" => {
            let reference = raw(&deployments::REF);
            if reference.is_empty() {
                vec![raw(&deployments::LLE), raw(&deployments::CLIENT)]
            } else {
                vec![reference]
            }
        }
        "visits" => {
            let reference = raw(&visits::REF);
            if reference.is_empty() {
                vec![raw(&visits::DEPLOYMENT), raw(&visits::LLE), day(&visits::DATE)]
            } else {
                vec![reference]
            }
        }
        "contracts" => vec![raw(&contracts::NUMBER), raw(&contracts::DEPLOYMENT)],
        "quality" => vec![raw(&quality::NUMBER), raw(&quality::DEPLOYMENT)],
        "surveys" => vec![raw(&surveys::RESPONDENT)],
        "comments" => vec![raw(&comments::REF)],
        "budget" => vec![raw(&budget::LINE), raw(&budget::YEAR)],
        "spend" => vec![day(&spend::DATE), raw(&spend::INVOICE)],
        _ => vec![first(record)],
    };
    let name =
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    if name.is_empty() { record.place.line() } else { name }
}

fn first(record: &Record) -> String {
    let of = |kind: fn(Kind) -> bool| {
        record
            .fields
            .iter()
            .filter(|field| kind(field.column.kind))
            .map(|field| field.raw.clone())
            .find(|raw| !raw.is_empty())
    };
    of(|kind| kind == Kind::Reference)
        .or_else(|| of(|kind| matches!(kind, Kind::School | Kind::Person)))
        .or_else(|| of(|kind| matches!(kind, Kind::Text | Kind::Prose)))
        .unwrap_or_default()
}

/// The key by which a register tells its records apart, folded; none where it
/// has none or the cell is blank.
pub(crate) fn key(record: &Record) -> Option<String> {
    let column = key_column(record.schema.name)?;
    match &record.field(column)?.value {
        Value::Text(text) if !text.is_empty() => Some(crate::base::text::fold(text)),
        _ => None,
    }
}

/// The same as it was written.
pub(crate) fn key_as_written(record: &Record) -> Option<String> {
    key(record)?;
    Some(record.raw(key_column(record.schema.name)?).trim().to_owned())
}

/// The column that is a register's key.
pub(crate) fn key_column(register: &str) -> Option<&'static Column> {
    Some(match register {
        "schools" => &schools::URN,
        "lles" => &lles::REF,
        "deployments" => &deployments::REF,
        "visits" => &visits::REF,
        "contracts" => &contracts::NUMBER,
        "quality" => &quality::NUMBER,
        "needs" => &crate::register::needs::REF,
        _ => return None,
    })
}

/// A row as a reader finds it: `row 13`, with its sheet where that is another.
pub(crate) fn row_of(record: &Record, seen_from: &Record) -> String {
    let row = record.place.line();
    if record.place.file != seen_from.place.file {
        let sheet = if record.place.sheet.is_empty() {
            String::new()
        } else {
            format!(" > {}", record.place.sheet)
        };
        format!("{row} of {}{sheet}", record.place.file)
    } else if record.place.sheet != seen_from.place.sheet {
        format!("{row} of the sheet {}", record.place.sheet)
    } else {
        row
    }
}
