//! Ticks and crosses, and the meetings of a matrix that they stand under.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::records::{cell_at, name_of};
use super::trouble::{Telling, tell};
use crate::base::cell::CellPos;
use crate::base::text::{fold, tidy};
use crate::locate::schema::{Column, Kind};
use crate::locate::table::Table;
use crate::locate::{day_above, shown};
use crate::read::grid::{CellValue, Grid};
use crate::register::record::{Field, Record, Value};
use crate::register::{cells, meetings};

/// Yes-or-no columns in which a tick or a yes stands: an `x` there is a cross. The
/// days of a matrix are marked alike, so that a tick under one of them tells for all.
pub(super) fn tick_columns(grid: &Grid, table: &Table) -> BTreeSet<u32> {
    let has_tick = |col: &u32| {
        table.rows.iter().any(|row| {
            let text = cells::plain(&cell_at(grid, CellPos::new(*row, *col)).0);
            cells::is_tick(&tidy(&text)) || fold(&text).starts_with('y')
        })
    };
    let days: Vec<u32> = match table.schema.name {
        "meetings" => table.extras.iter().map(|extra| extra.col).collect(),
        _ => Vec::new(),
    };
    let ticked: Vec<u32> = if days.iter().any(has_tick) { days } else { Vec::new() };
    table
        .headings
        .iter()
        .filter(|heading| heading.column.kind == Kind::YesNo)
        .map(|heading| heading.col)
        .filter(has_tick)
        .chain(ticked)
        .collect()
}

/// Yes or no where a tick in the column says that an `x` is a cross.
pub(super) fn crossed(
    parsed: cells::Parsed,
    ticks: &BTreeSet<u32>,
    col: u32,
) -> cells::Parsed {
    let is_cross = parsed.trouble == Some(cells::Trouble::NotYesNo)
        && matches!(parsed.value, Value::Flag(_))
        && ticks.contains(&col);
    if is_cross {
        cells::Parsed { value: Value::Flag(false), trouble: None }
    } else {
        parsed
    }
}

/// The day above a sign-in sheet, where no column holds it.
pub(super) fn day_above(grid: &Grid, table: &Table, record: &Record) -> Option<Field> {
    if record.field(&meetings::DATE).is_some() {
        return None;
    }
    let (pos, value) = day_above::day(grid, table.heading_row)?;
    Some(Field {
        column: &meetings::DATE,
        raw: tidy(&shown(grid, &value, 0)),
        value: cells::parse(Kind::Date, &value, None).value,
        col: pos.col,
        row: Some(pos.row),
        heading: Arc::from(meetings::DATE.title),
    })
}

/// One record for each meeting of a matrix in which the person's cell is filled.
pub(super) fn attendance(
    grid: &Grid,
    table: &Table,
    record: &Record,
    telling: &mut Telling<'_>,
) -> Vec<Record> {
    let name = name_of(record);
    table
        .extras
        .iter()
        .filter_map(|extra| {
            let day = match cells::parse(
                Kind::Date,
                &CellValue::Text(extra.text.clone()),
                None,
            )
            .value
            {
                Value::Date(day) => day,
                // `Autumn meeting, 18/11/2010`
                _ => match day_above::in_words(&extra.text).map(|day| {
                    let day = CellValue::Text(day.as_str().into());
                    cells::parse(Kind::Date, &day, None).value
                }) {
                    Some(Value::Date(day)) => day,
                    _ => return None,
                },
            };
            let (value, style) = cell_at(grid, CellPos::new(record.place.row, extra.col));
            let raw = tidy(&shown(grid, &value, style));
            if raw.is_empty() {
                return None;
            }
            let of = (&meetings::ATTENDED, &*extra.text);
            let attended = telling.words.meaning(record, of, &raw).unwrap_or_else(|| {
                let parsed = cells::parse(Kind::YesNo, &value, None);
                crossed(parsed, telling.ticks, extra.col)
            });
            if let Some(trouble) = attended.trouble {
                let cell = (&meetings::ATTENDED, extra.col, &*raw, &*extra.text);
                tell(record, &name, cell, trouble, telling);
            }
            let field = |column: &'static Column, value: Value| Field {
                column,
                value,
                raw: raw.clone(),
                col: extra.col,
                row: None,
                heading: extra.text.clone(),
            };
            let mut made = record.clone();
            made.fields.push(field(&meetings::DATE, Value::Date(day)));
            made.fields.push(field(&meetings::ATTENDED, attended.value));
            Some(made)
        })
        .collect()
}

/// A record for each name where a row is a whole meeting: who came, and who sent
/// apologies. Nothing where the row has no such list.
pub(super) fn listed(grid: &Grid, record: &Record) -> Vec<Record> {
    let lists = [(&meetings::PRESENT, true), (&meetings::APOLOGIES, false)];
    let mut made = Vec::new();
    let mut meeting = record.clone();
    meeting.fields.retain(|field| lists.iter().all(|(list, _)| field.column != *list));
    for (column, came) in lists {
        let Some(field) = record.field(column) else { continue };
        let (value, style) = cell_at(grid, CellPos::new(record.place.row, field.col));
        for name in names(&shown(grid, &value, style)) {
            let own = |column: &'static Column, value: Value| Field {
                column,
                value,
                raw: name.clone(),
                ..field.clone()
            };
            let is_ref = name.ends_with(|c: char| c.is_ascii_digit());
            let who = if is_ref { &meetings::LLE_REF } else { &meetings::NAME };
            let mut one = meeting.clone();
            one.fields.push(own(who, Value::Text(name.clone())));
            one.fields.push(own(&meetings::ATTENDED, Value::Flag(came)));
            made.push(one);
        }
    }
    made
}

/// Words for nobody.
const NOBODY: [&str; 8] =
    ["none", "nil", "n a", "na", "no apologies", "nobody", "no one", "all present"];

/// Most names of one cell: more than any authority has LLEs.
const MOST_NAMES: usize = 500;

/// The names of a list; a comma parts them where each part is a whole name.
fn names(text: &str) -> Vec<String> {
    let tidied = |parts: Vec<&str>| -> Vec<String> {
        let parts = parts.into_iter().map(|part| tidy(part).trim_matches('.').to_owned());
        parts
            .filter(|part| part.chars().any(char::is_alphanumeric))
            .filter(|part| !NOBODY.contains(&fold(part).as_str()))
            .take(MOST_NAMES)
            .collect()
    };
    if text.contains([';', '\n']) {
        return tidied(text.split([';', '\n']).collect());
    }
    let parts: Vec<&str> =
        text.split(',').flat_map(|part| part.split(" and ")).map(str::trim).collect();
    let is_whole =
        |part: &&str| part.contains(' ') || part.ends_with(|c: char| c.is_ascii_digit());
    if parts.iter().filter(|part| !part.is_empty()).all(is_whole) {
        tidied(parts)
    } else {
        tidied(vec![text])
    }
}
