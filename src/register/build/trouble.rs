//! What is said of cells that do not hold what their column expects.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::cell::Place;
use crate::base::finding::{Finding, Findings, Rule, Severity};
use crate::base::reason::Missing;
use crate::base::text::count;
use crate::locate::schema::{Column, Kind};
use crate::locate::table::Table;
use crate::register::cells::Trouble;
use crate::register::house_words::HouseWords;
use crate::register::record::{Record, Value};
use crate::register::rules;

/// Cells of one column that share a repair, told in one note.
pub(super) type Grouped = BTreeMap<(&'static str, u32), Vec<Place>>;

/// What a sheet's cells are told into.
pub(super) struct Telling<'a> {
    /// Columns in which a tick makes a cross of an `x`.
    pub(super) ticks: &'a BTreeSet<u32>,
    /// Repairs that are told once for a column.
    pub(super) grouped: &'a mut Grouped,
    /// Words that are asked about once for a register.
    pub(super) words: &'a mut HouseWords,
    /// What is told cell by cell.
    pub(super) findings: &'a mut Findings,
}

/// Says what is wrong with one cell.
pub(super) fn tell(
    record: &Record,
    name: &str,
    (column, col, raw, heading): (&'static Column, u32, &str, &str),
    trouble: Trouble,
    Telling { ticks, grouped, words, findings }: &mut Telling<'_>,
) {
    let place = match record.field(column) {
        Some(_) => record.cell(column),
        None => record.place.at(col),
    };
    let made = |rule: &'static Rule, says: String| {
        Finding::new(rule, place.clone(), says)
            .register(record.schema.name)
            .record(name)
            .column(heading)
            .value(raw)
    };
    let out = |finding: Finding| finding.leaving_out(record.place.clone());
    let finding = match trouble {
        Trouble::TypedAsText => {
            if column.kind != Kind::Date {
                grouped.entry(("text", col)).or_default().push(place);
            }
            return;
        }
        Trouble::About => made(
            &rules::NOT_A_NUMBER,
            format!("'{raw}' is no exact number; the number itself was used."),
        )
        .severity(Severity::Query),
        Trouble::YearAsDate => {
            grouped.entry(("year", col)).or_default().push(place);
            return;
        }
        Trouble::ErrorCell => out(made(
            &rules::ERROR_CELL,
            format!("The cell shows {raw}; a value was expected."),
        )),
        // A total that was never calculated is worked out again anyhow.
        Trouble::NotCalculated if matches!(column.key, "gross" | "value") => return,
        Trouble::NotCalculated => out(made(
            &rules::NOT_CALCULATED,
            "The cell holds a formula that has never been calculated.".to_owned(),
        )),
        Trouble::NotADate(why) => out(made(
            &rules::NOT_A_DATE,
            format!("'{raw}' is no date that can be used: {why}."),
        )),
        Trouble::NotANumber if column.kind == Kind::Money => out(made(
            &rules::AMOUNT,
            format!("'{raw}' is not an amount; pounds and pence were expected."),
        )),
        Trouble::NotANumber => out(made(
            &rules::NOT_A_NUMBER,
            format!("'{raw}' stands where a number belongs."),
        )),
        Trouble::NotInList(near) => {
            words.ask(record, name, (column, raw, heading), place, near);
            return;
        }
        Trouble::NoDataMark => made(
            &rules::NO_DATA_MARK,
            format!("{raw} could mean none, not known or hidden."),
        ),
        Trouble::NotYesNo if raw.eq_ignore_ascii_case("x") && !ticks.contains(&col) => {
            grouped.entry(("x", col)).or_default().push(place);
            return;
        }
        Trouble::NotYesNo => {
            words.ask(record, name, (column, raw, heading), place, None);
            return;
        }
        Trouble::NotAUrn => {
            let finding =
                made(&rules::URN, format!("{raw} is no URN: a URN has six digits."));
            if record.schema.name == "schools" { out(finding) } else { finding }
        }
    };
    findings.add(finding);
}

/// Says which repairs the cells of a column share.
pub(super) fn say_grouped(table: &Table, grouped: Grouped, findings: &mut Findings) {
    for ((what, col), places) in grouped {
        let Some(first) = places.first() else { continue };
        let heading =
            table.headings.iter().find(|h| h.col == col).map_or("", |h| &*h.text);
        // A csv has no other way to hold a number.
        if what == "text" && table.sheet.is_empty() {
            continue;
        }
        let cells = count(places.len(), "cell", "cells");
        let (rule, says) = match what {
            "year" => (
                &rules::YEAR_AS_DATE,
                format!("{cells} under {heading} in which Excel made a day of a year."),
            ),
            "x" => (
                &rules::NOT_IN_LIST,
                format!(
                    "{cells} under {heading} with an x and none with a tick, from here down; read as yes."
                ),
            ),
            _ => (
                &rules::TYPED_AS_TEXT,
                format!(
                    "{cells} under {heading} typed as text, from here down; read as numbers."
                ),
            ),
        };
        let mut finding = Finding::new(rule, first.clone(), says);
        if what == "x" {
            let fix = "Nothing to do, unless an x means no here: write Yes and No then.";
            finding = finding.severity(Severity::Note).fix(fix);
        }
        findings.add(finding.register(table.schema.name).column(heading));
    }
}

/// Records above in which a blank cell's value may be meant.
const ABOVE: usize = 10;

/// Says which needed cells of a record are blank, and what stands above them: nothing is
/// filled down that is not merged.
pub(super) fn blanks(
    record: &Record,
    name: &str,
    above: &[Record],
    findings: &mut Findings,
) {
    let of_sheet = |one: &&Record| {
        one.place.file == record.place.file && one.place.sheet == record.place.sheet
    };
    let above = |column: &Column| {
        let records = above.iter().rev().take(ABOVE).take_while(of_sheet);
        let mut cells = records.map(|one| one.raw(column)).filter(|raw| !raw.is_empty());
        cells.next().filter(|_| matches!(column.kind, Kind::Person | Kind::School))
    };
    for column in record.schema.columns.iter().filter(|column| column.is_required) {
        // Where its own column is lacking, what may stand instead is looked at.
        let instead = || column.instead.iter().find_map(|key| record.field_of(key));
        let Some(field) = record.field(column).or_else(instead) else { continue };
        if field.value != Value::Missing(Missing::Blank) || stands_in(record, column) {
            continue;
        }
        let says =
            format!("{} is blank; the record cannot do without it.", field.heading);
        let mut finding = Finding::new(&rules::BLANK, record.cell(field.column), says)
            .register(record.schema.name)
            .record(name)
            .column(field.heading.to_string())
            .leaving_out(record.place.clone());
        if let Some(above) = above(field.column) {
            finding = finding.fix(format!(
                "Fill the cell. If {above} above is meant here too, write it again or merge the cells."
            ));
        }
        findings.add(finding);
    }
}

/// Another cell of the record that says the same: a reference for a name.
fn stands_in(record: &Record, column: &Column) -> bool {
    let filled = |key: &str| {
        record
            .field_of(key)
            .is_some_and(|field| !matches!(field.value, Value::Missing(_)))
    };
    column.instead.iter().any(|key| filled(key))
}
