//! Rows to records: every cell by its column's kind.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cohort;
use super::questions::{
    add_to_reply, comment, is_a_row_for_each_question, survey_answers,
};
use super::ticks::{attendance, crossed, day_above, listed, tick_columns};
use super::trouble::{Grouped, Telling, blanks, say_grouped, tell};
use crate::base::cell::CellPos;
use crate::base::finding::{Finding, Findings};
use crate::base::reason::Missing;
use crate::base::text::{fold, tidy};
use crate::locate::layouts::HIDES_FEW;
use crate::locate::schema::Column;
use crate::locate::schema::Kind;
use crate::locate::table::{Above, Heading, Table};
use crate::locate::{halves, shown};
use crate::read::grid::{Cell, CellValue, Grid};
use crate::register::codes::Codes;
use crate::register::house_words::HouseWords;
use crate::register::record::{Field, Record, Value};
use crate::register::{
    Registers, around, cells, day_order, ledger, legend, lles, rules, scale_end, schools,
};

/// What is wrong with one cell: column, sheet column, what stands there, its heading.
type Odd = (&'static Column, u32, String, Arc<str>, cells::Trouble);

/// Reads the records of a table; gives how many rows are used.
pub(super) fn read(
    grid: &Grid,
    table: &Table,
    marked: &legend::Marked,
    registers: &mut Registers,
    seen: &mut Seen,
    findings: &mut Findings,
) -> usize {
    let mut used = 0;
    let mut grouped = Grouped::new();
    let says: Arc<str> = Arc::from(table.sheet_says.as_str());
    let ticks = tick_columns(grid, table);
    let month_first = day_order::look(grid, table, findings);
    let is_turned = scale_end::of(grid, table, &registers.codes, findings);
    let lines_over = table.columns_above();
    let is_spend = table.schema.name == "spend";
    for row in &table.rows {
        let mut record = Record {
            schema: table.schema,
            place: table.row_place(*row),
            fields: Vec::new(),
            extras: Vec::new(),
            is_hidden: grid.is_hidden || grid.hidden_rows.binary_search(row).is_ok(),
            is_struck: grid
                .row(*row)
                .first()
                .and_then(|c| grid.style(c))
                .is_some_and(|s| s.is_struck),
            sheet_says: says.clone(),
        };
        let mut troubles: Vec<Odd> = Vec::new();
        for heading in &table.headings {
            let (value, style) = cell_at(grid, CellPos::new(*row, heading.col));
            let raw = tidy(&shown(grid, &value, style));
            let value = month_first.turned(heading.col, value);
            let value = halves::part(&table.headings, heading, &raw)
                .map_or(value, |part| CellValue::Text(part.as_str().into()));
            let is_blank =
                matches!(&value, CellValue::Text(text) if tidy(text).is_empty());
            let parsed = if is_blank {
                cells::Parsed { value: Value::Missing(Missing::Blank), trouble: None }
            } else {
                cells::rough(heading.column, &value).unwrap_or_else(|| {
                    let style = grid.styles.get(style as usize);
                    cells::parse(heading.column.kind, &value, style)
                })
            };
            let parsed = decoded(parsed, table, heading, &raw, &registers.codes);
            let parsed = if is_spend {
                ledger::paid_or_not(parsed, heading, &raw)
            } else {
                parsed
            };
            let parsed = hidden(parsed, heading, &raw);
            let parsed = crossed(parsed, &ticks, heading.col);
            let of = (heading.column, &*heading.text);
            let parsed = registers.words.meaning(&record, of, &raw).unwrap_or(parsed);
            if let Some(trouble) = parsed.trouble {
                troubles.push((
                    heading.column,
                    heading.col,
                    raw.clone(),
                    heading.text.clone(),
                    trouble,
                ));
            }
            let value = match heading.column.kind {
                Kind::DfeNumber => whole_dfe(grid, table, *row, parsed.value),
                _ => parsed.value,
            };
            record.fields.push(Field {
                column: heading.column,
                value,
                raw,
                col: heading.col,
                row: None,
                heading: heading.text.clone(),
            });
        }
        for line in table.said_above(*row, lines_over) {
            let (field, trouble) = said_above(grid, line, &record, &mut registers.words);
            troubles.extend(trouble);
            record.fields.push(field);
        }
        if is_spend {
            record.fields.extend(ledger::net_of_sides(&record));
            record.fields.extend(ledger::net_of_states(&record));
        }
        marked.fill(&mut record);
        cohort::fill(grid, table, *row, &mut record);
        schools::ages(&mut record);
        if table.schema.name == "lles" {
            lles::status_day(&mut record);
        }
        if table.schema.name == "surveys" {
            let how = (is_turned, &registers.codes);
            survey_answers(grid, table, how, &mut record, &mut registers.words);
            let rows = registers.rows.entry("surveys").or_default();
            if is_a_row_for_each_question(table) && add_to_reply(rows, &mut record) {
                used += 1;
                continue;
            }
        }
        if table.part.is_empty() && is_repeated(table, &record, seen) {
            findings.add(
                Finding::new(
                    &rules::REPEATED,
                    record.place.at(table.span.0),
                    "The same record stands further up, word for word; it was read once.",
                )
                .register(table.schema.name),
            );
            continue;
        }
        let name = name_of(&record);
        let mut telling = Telling {
            ticks: &ticks,
            grouped: &mut grouped,
            words: &mut registers.words,
            findings,
        };
        for (column, col, raw, heading, trouble) in troubles {
            let cell = (column, col, raw.as_str(), &*heading);
            tell(&record, &name, cell, trouble, &mut telling);
        }
        if table.schema.name == "meetings" && table.extras.is_empty() {
            record.fields.extend(day_above(grid, table, &record));
        }
        match is_spend.then(|| ledger::paid_and_ordered(&record, &name)).flatten() {
            Some(finding) => findings.add(finding),
            None => {
                let above = registers.rows.get(table.schema.name);
                let above = above.map_or(&[][..], Vec::as_slice);
                blanks(&record, &name, above, findings);
            }
        }
        if table.schema.name == "meetings" && !table.extras.is_empty() {
            let mut telling = Telling {
                ticks: &ticks,
                grouped: &mut Grouped::new(),
                words: &mut registers.words,
                findings,
            };
            let made = attendance(grid, table, &record, &mut telling);
            registers.rows.entry("meetings").or_default().extend(made);
        } else if table.schema.name == "meetings"
            && let made = listed(grid, &record)
            && !made.is_empty()
        {
            registers.rows.entry("meetings").or_default().extend(made);
        } else {
            if table.schema.name == "surveys" {
                registers.rows.entry("comments").or_default().extend(comment(&record));
            }
            registers.rows.entry(table.schema.name).or_default().push(record);
        }
        used += 1;
    }
    around::lacking(grid, table, findings);
    say_grouped(table, grouped, findings);
    let left = findings.rows_left_out();
    used - table
        .rows
        .iter()
        .filter(|row| left.contains(&table.row_place(**row)))
        .count()
        .min(used)
}

/// What a line over the table says of a record.
fn said_above(
    grid: &Grid,
    line: &Above,
    record: &Record,
    words: &mut HouseWords,
) -> (Field, Option<Odd>) {
    let Cell { pos, value, style, .. } = &line.cell;
    let raw = tidy(&shown(grid, value, *style));
    let (column, label) = (line.column, line.label.clone());
    let parsed = words.meaning(record, (column, &label), &raw).unwrap_or_else(|| {
        cells::parse(column.kind, value, grid.styles.get(*style as usize))
    });
    let trouble = parsed
        .trouble
        .map(|trouble| (column, pos.col, raw.clone(), label.clone(), trouble));
    let (value, row) = (parsed.value, Some(pos.row));
    (Field { column, value, raw, col: pos.col, row, heading: label }, trouble)
}

/// A cell's value and style.
pub(in crate::register) fn cell_at(grid: &Grid, pos: CellPos) -> (CellValue, u32) {
    grid.cell(pos).map_or_else(
        || (CellValue::Text(Arc::from("")), 0),
        |cell| (cell.value.clone(), cell.style),
    )
}

/// Records by file, register, columns and words, with the sheet that had them first.
pub(super) type Seen = BTreeMap<(Arc<str>, &'static str, String), Arc<str>>;

fn is_repeated(table: &Table, record: &Record, seen: &mut Seen) -> bool {
    if !table.schema.columns.iter().any(|column| column.kind == Kind::Reference)
        || table.schema.name == "meetings"
    {
        return false;
    }
    let mut words: Vec<&str> = table.headings.iter().map(|h| h.column.key).collect();
    words.extend(record.fields.iter().map(|field| field.raw.as_str()));
    let key = (table.file.clone(), table.schema.name, words.join("\u{1f}"));
    // One sheet after another repeats a record; within one sheet it is a
    // duplicate, which is a fault of the register and said as one.
    *seen.entry(key).or_insert_with(|| table.sheet.clone()) != table.sheet
}

/// A word that is none of its column's list, as the adviser's own list of codes has it.
fn decoded(
    parsed: cells::Parsed,
    table: &Table,
    heading: &Heading,
    raw: &str,
    codes: &Codes,
) -> cells::Parsed {
    // Leave to name or to quote is never told by an abbreviation.
    let is_open = matches!(parsed.trouble, Some(cells::Trouble::NotInList(_)));
    if !is_open || heading.column.is_consent() {
        return parsed;
    }
    let meant = codes.meaning((&table.file, &table.sheet), &heading.text, raw);
    meant
        .map(|value| cells::parse(heading.column.kind, &value, None))
        .filter(|meant| meant.trouble.is_none())
        .unwrap_or(parsed)
}

/// An `x` that a published list has for a few pupils is no question.
fn hidden(parsed: cells::Parsed, heading: &Heading, raw: &str) -> cells::Parsed {
    let is_published = HIDES_FEW.contains(&fold(&heading.text).as_str());
    if is_published && fold(raw) == "x" {
        let value = Value::Missing(Missing::Suppressed);
        return cells::Parsed { value, trouble: None };
    }
    parsed
}

/// A record in the adviser's own terms.
pub(crate) fn name_of(record: &Record) -> String {
    let of = |kind: fn(Kind) -> bool| {
        record
            .fields
            .iter()
            .filter(|field| kind(field.column.kind))
            .map(|field| field.raw.clone())
            .find(|raw| !raw.is_empty())
    };
    of(|kind| kind == Kind::Reference)
        .or_else(|| of(|kind| kind == Kind::Urn))
        .or_else(|| of(|kind| matches!(kind, Kind::School | Kind::Person)))
        .unwrap_or_else(|| record.place.line())
}

/// A DfE number whose authority stands in a column of its own: `926` and `2056`.
fn whole_dfe(grid: &Grid, table: &Table, row: u32, value: Value) -> Value {
    let (Value::Text(estab), Some(extra)) = (&value, table.extras.first()) else {
        return value;
    };
    let (la, style) = cell_at(grid, CellPos::new(row, extra.col));
    let la = tidy(&shown(grid, &la, style));
    let is_code = la.len() == 3 && la.chars().all(|c| c.is_ascii_digit());
    if is_code && (1..=4).contains(&estab.len()) {
        Value::Text(format!("{la}/{estab:0>4}"))
    } else {
        value
    }
}
