//! Tables to records: every cell by its column's kind, everything odd said.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::cells::{self, Trouble};
use super::record::{ExtraField, Field, Record, Value};
use super::rules;
use super::{
    Harvest, Recognised, Registers, answers::Answers, around, corrections, day_order,
    identity, ledger, legend, merged, results, scale_end, standing,
};
use crate::base::cell::{CellPos, Place};
use crate::base::finding::{Finding, Findings, Rule, Severity};
use crate::base::reason::Missing;
use crate::base::setting::Settings;
use crate::base::text::{count, fold, tidy};
use crate::locate::below;
use crate::locate::forms::is_form_book;
use crate::locate::schema::{Column, Kind};
use crate::locate::table::{Because, Extra, Heading, NotARecord, SheetOutcome, Table};
use crate::locate::{Located, shown};
use crate::read::grid::{CellValue, Folder, Grid};

/// Types every table.
pub(crate) fn build(
    folder: &Folder,
    mut located: Located,
    mut answers: Answers,
    settings: Settings,
    findings: &mut Findings,
) -> Registers {
    let corrected =
        corrections::corrected(folder, &located.tables, &mut answers.corrections);
    let legend = legend::Legend::of(folder, &answers.colours);
    let mut registers = Registers {
        answers,
        settings,
        sheets: located.others,
        is_example: folder.is_example,
        ..Registers::default()
    };
    for book in &folder.books {
        // What our own form has hidden and coloured is no mark of the adviser's.
        let is_form = is_form_book(book);
        for grid in &book.sheets {
            pupil_numbers(grid, findings);
            if !is_form {
                marks(grid, &mut registers, findings);
            }
        }
    }
    let mut seen = Seen::new();
    for table in &mut located.tables {
        let Some(grid) =
            folder.books.get(table.at.0).and_then(|book| book.sheets.get(table.at.1))
        else {
            continue;
        };
        let grid = corrected.get(&table.at).unwrap_or(grid);
        said_of_headings(grid, table, &mut registers, findings);
        // What is odd about rows that hold several records is said once.
        let mut again = Findings::default();
        let is_first = table.part.is_empty();
        let said = if is_first { &mut *findings } else { &mut again };
        let marked = legend::look(grid, table, &legend, &mut registers, said);
        marked.say(table, said);
        around::table(grid, table, said);
        let filled = merged::filled(grid, table, said);
        let grid = filled.as_ref().unwrap_or(grid);
        registers.ledger.extend(ledger::totals(grid, table));
        let used = match table.schema.name {
            "results" | "comparators" => {
                let (results, comparators, used) =
                    results::read(grid, table, &registers.settings, findings);
                registers.results.extend(results);
                registers.comparators.extend(comparators);
                used
            }
            _ => records(grid, table, &marked, &mut registers, &mut seen, findings),
        };
        let read = table.rows.len()
            + table
                .others
                .iter()
                .filter(|(_, why)| {
                    matches!(why, NotARecord::RepeatedRecord | NotARecord::PutAside)
                })
                .count();
        let outcome = SheetOutcome {
            file: table.file.clone(),
            sheet: table.sheet.clone(),
            register: Some(table.schema.name),
            form: None,
            heading_row: Some(table.heading_row + 1),
            rows_read: read,
            rows_used: used.min(read),
            rows_left_out: read.saturating_sub(used),
            says: says_of(table),
        };
        let same = registers.sheets.last_mut().filter(|last| {
            !is_first && last.file == outcome.file && last.register == outcome.register
        });
        match same {
            Some(last) => {
                last.rows_read += outcome.rows_read;
                last.rows_used += outcome.rows_used;
                last.rows_left_out += outcome.rows_left_out;
            }
            None => registers.sheets.push(outcome),
        }
    }
    registers.recognised.extend(located.asked.iter().map(asked));
    standing::settle(&mut registers);
    let listed = identity::Schools::of(&registers);
    results::check(&mut registers.results, &listed, findings);
    registers.sheets.sort_by(|a, b| {
        a.file.cmp(&b.file).then_with(|| {
            place_of(folder, &a.file, &a.sheet).cmp(&place_of(folder, &b.file, &b.sheet))
        })
    });
    registers
}

/// A heading of a sheet that was not recognised.
fn asked(one: &crate::locate::unknown::Asked) -> Recognised {
    Recognised {
        place: one.place.clone(),
        register: "",
        heading: one.text.to_string(),
        column: None,
        because: "sheet not recognised".to_owned(),
    }
}

fn place_of(folder: &Folder, file: &str, sheet: &str) -> Option<usize> {
    folder
        .books
        .iter()
        .find(|book| *book.file == *file)?
        .sheets
        .iter()
        .position(|grid| *grid.name == *sheet)
}

fn says_of(table: &Table) -> String {
    let of = |kind| table.others.iter().filter(|(_, other)| *other == kind).count();
    let across = if table.part.is_empty() { "" } else { ", one group of columns each" };
    let mut says = format!(
        "{}{across}: {} headings used, {} not used",
        table.schema.title,
        table.headings.len() + table.extras.len(),
        table.unused.len()
    );
    for (kind, one, many) in [
        (NotARecord::Subtotal, "row of totals", "rows of totals"),
        (NotARecord::Note, "row of notes", "rows of notes"),
        (NotARecord::RepeatedHeading, "repeated heading", "repeated headings"),
        (NotARecord::RepeatedRecord, "repeated record", "repeated records"),
        (
            NotARecord::PutAside,
            "row left out by its colour",
            "rows left out by their colour",
        ),
    ] {
        let number = of(kind);
        if number > 0 {
            says.push_str(&format!("; {}", count(number, one, many)));
        }
    }
    says
}

/// Columns without which figures say nought, and what may stand instead.
const WANTED: [(&str, &[&str]); 2] =
    [("visits", &["days", "hours", "part_of_day"]), ("deployments", &["days"])];

/// A column that is missed, and the heading of an unused one that may be it.
fn missed<'a>(
    grid: &Grid,
    table: &Table,
    unused: &[&'a Extra],
) -> Option<(&'static Column, &'a Extra)> {
    let (_, keys) = WANTED.iter().find(|(name, _)| *name == table.schema.name)?;
    let has = |key: &&str| table.headings.iter().any(|one| one.column.key == *key);
    if keys.iter().any(has) {
        return None;
    }
    let column = table.schema.column(keys.first()?)?;
    let at = |extra: &Extra| CellPos::new(table.heading_row, extra.col);
    let maybe = unused.iter().find(|extra| below::are_lengths(grid, at(extra)))?;
    Some((column, maybe))
}

fn said_of_headings(
    grid: &Grid,
    table: &Table,
    registers: &mut Registers,
    findings: &mut Findings,
) {
    let at = |col| {
        Place::cell(&table.file, &table.sheet, CellPos::new(table.heading_row, col))
    };
    let is_first = table.part.is_empty();
    let is_told = |heading: &&Heading| is_first || heading.because != Because::Content;
    for heading in table.headings.iter().filter(is_told) {
        registers.recognised.push(Recognised {
            place: at(heading.col),
            register: table.schema.name,
            heading: heading.text.to_string(),
            column: Some(heading.column.key),
            because: match heading.because {
                Because::Exact => "exact".to_owned(),
                Because::Synonym => "synonym".to_owned(),
                Because::Near(like) => {
                    format!("near {}", crate::base::quantity::decimal(like, 2))
                }
                Because::Answered => "answered".to_owned(),
                Because::Content => "content".to_owned(),
                Because::Headless => "near: dates without a heading".to_owned(),
            },
        });
    }
    for extra in &table.extras {
        registers.recognised.push(Recognised {
            place: at(extra.col),
            register: table.schema.name,
            heading: tidy(&format!("{} {}", extra.over, extra.text)),
            column: Some("its own"),
            because: "content".to_owned(),
        });
    }
    for extra in &table.unused {
        let mut one = Recognised {
            place: at(extra.col),
            register: table.schema.name,
            heading: extra.text.to_string(),
            column: results::is_looked_at(table, &extra.text).then_some("its own"),
            because: "not used".to_owned(),
        };
        let is_answered = registers.answers.headings.iter().any(|answer| {
            answer.lapsed.is_none()
                && fold(&answer.column) == "not used"
                && standing::is_about(answer, &one)
        });
        if is_answered {
            "answered".clone_into(&mut one.because);
        }
        registers.recognised.push(one);
    }
    // A heading that stands twice is told as that.
    let unused: Vec<&Extra> = table
        .unused
        .iter()
        .filter(|extra| around::repeated(table, &extra.text).is_none())
        .filter(|extra| !results::is_looked_at(table, &extra.text))
        .collect();
    if let Some(first) = unused.first() {
        let names: Vec<&str> = unused.iter().take(12).map(|extra| &*extra.text).collect();
        let were = count(unused.len(), "column was", "columns were");
        let more = match unused.len() - names.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let finding = Finding::new(
            &rules::UNUSED,
            at(first.col),
            format!("{were} not used: {}{more}.", names.join(", ")),
        );
        let finding = finding.register(table.schema.name);
        findings.add(match missed(grid, table, &unused) {
            Some((column, maybe)) => Finding {
                place: at(maybe.col),
                message: format!(
                    "{} No heading stands for {}: is it {}?",
                    finding.message, column.title, maybe.text
                ),
                ..finding
            }
            .severity(Severity::Query)
            .column(maybe.text.to_string())
            .value(maybe.text.to_string())
            .fix("Say in the sheet Headings what the column means: its figures rest on it."),
            None => finding.column(first.text.to_string()),
        });
    }
}

/// What may stand in no sheet.
fn pupil_numbers(grid: &Grid, findings: &mut Findings) {
    let at = |pos| Place::cell(&grid.file, &grid.name, pos);
    for cell in &grid.cells {
        let CellValue::Text(text) = &cell.value else { continue };
        if let Some(upn) = upn_in(text) {
            let masked: String =
                upn.chars().take(3).chain(std::iter::once('…')).collect();
            findings.add(
                Finding::new(
                    &rules::UPN,
                    at(cell.pos),
                    format!("{masked} looks like a unique pupil number; no sheet may hold anything about single pupils."),
                )
                .value(masked),
            );
        }
    }
}

/// What a sheet carries besides its table: notes, what is hidden, colours.
fn marks(grid: &Grid, registers: &mut Registers, findings: &mut Findings) {
    let at = |pos| Place::cell(&grid.file, &grid.name, pos);
    for (pos, says) in &grid.notes {
        registers.harvest.push(Harvest {
            place: at(*pos),
            what: "note",
            says: says.to_string(),
        });
    }
    if grid.is_hidden {
        let place = Place::sheet(&grid.file, &grid.name);
        registers.harvest.push(Harvest {
            place,
            what: "hidden sheet",
            says: "The sheet is hidden.".to_owned(),
        });
    }
    for (what, place, says) in around::hidden(grid) {
        registers.harvest.push(Harvest {
            place: place.clone(),
            what,
            says: says.clone(),
        });
        findings.add(Finding::new(&rules::HIDDEN, place, says));
    }
    let mut colours: BTreeMap<&str, (usize, CellPos)> = BTreeMap::new();
    for cell in &grid.cells {
        let Some(style) = grid.style(cell) else { continue };
        for colour in [&style.fill, &style.font_colour].into_iter().flatten() {
            colours.entry(colour).or_insert((0, cell.pos)).0 += 1;
        }
        if style.is_struck {
            registers.harvest.push(Harvest {
                place: at(cell.pos),
                what: "struck",
                says: cells::plain(&cell.value),
            });
        }
    }
    for (colour, (count, pos)) in colours {
        registers.harvest.push(Harvest {
            place: at(pos),
            what: "colour",
            says: format!("{colour}, on {count} cells, first here"),
        });
    }
}

/// A unique pupil number: a letter, twelve digits; the last may be a letter.
fn upn_in(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_ascii_alphanumeric()).find(|word| {
        word.len() == 13
            && word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.chars().skip(1).take(11).all(|c| c.is_ascii_digit())
            && word.ends_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase())
    })
}

/// Cells of one column that share a repair, told in one note.
type Grouped = BTreeMap<(&'static str, u32), Vec<Place>>;

fn records(
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
    let is_turned = scale_end::of(grid, table, findings);
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
        let mut troubles = Vec::new();
        for heading in &table.headings {
            let (value, style) = cell_at(grid, CellPos::new(*row, heading.col));
            let raw = tidy(&shown(grid, &value, style));
            let value = month_first.turned(heading.col, value);
            let is_blank =
                matches!(&value, CellValue::Text(text) if tidy(text).is_empty());
            let parsed = if is_blank {
                cells::Parsed { value: Value::Missing(Missing::Blank), trouble: None }
            } else {
                cells::parse(heading.column.kind, &value, grid.styles.get(style as usize))
            };
            let parsed = crossed(parsed, &ticks, heading.col);
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
                heading: heading.text.clone(),
            });
        }
        marked.fill(&mut record);
        if table.schema.name == "surveys" {
            survey_answers(grid, table, is_turned, &mut record, findings);
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
        for (column, col, raw, heading, trouble) in troubles {
            tell(
                &record,
                &name,
                (column, col, &raw, &heading),
                trouble,
                &ticks,
                &mut grouped,
                findings,
            );
        }
        blanks(&record, &name, findings);
        if table.schema.name == "meetings" && !table.extras.is_empty() {
            registers
                .rows
                .entry("meetings")
                .or_default()
                .extend(attendance(grid, table, &record, &ticks));
        } else {
            if table.schema.name == "surveys" {
                registers.rows.entry("comments").or_default().extend(comment(&record));
            }
            registers.rows.entry(table.schema.name).or_default().push(record);
        }
        used += 1;
    }
    around::lacking(grid, table, findings);
    for ((what, col), places) in grouped {
        let Some(first) = places.first() else { continue };
        let heading =
            table.headings.iter().find(|h| h.col == col).map_or("", |h| &*h.text);
        // A csv has no other way to hold a number.
        if what == "text" && table.sheet.is_empty() {
            continue;
        }
        let cells = count(places.len(), "cell", "cells");
        let says = if what == "year" {
            format!("{cells} under {heading} in which Excel made a day of a year.")
        } else {
            format!(
                "{cells} under {heading} typed as text, from here down; read as numbers."
            )
        };
        let finding = Finding::new(
            if what == "year" { &rules::YEAR_AS_DATE } else { &rules::TYPED_AS_TEXT },
            first.clone(),
            says,
        );
        findings.add(finding.register(table.schema.name).column(heading));
    }
    let left = findings.rows_left_out();
    used - table
        .rows
        .iter()
        .filter(|row| left.contains(&table.row_place(**row)))
        .count()
        .min(used)
}

/// A cell's value and style.
pub(super) fn cell_at(grid: &Grid, pos: CellPos) -> (CellValue, u32) {
    grid.cell(pos).map_or_else(
        || (CellValue::Text(Arc::from("")), 0),
        |cell| (cell.value.clone(), cell.style),
    )
}

/// Yes-or-no columns in which a tick or a yes stands: an `x` there is a cross. The
/// days of a matrix are marked alike, so that a tick under one of them tells for all.
fn tick_columns(grid: &Grid, table: &Table) -> BTreeSet<u32> {
    let has_tick = |col: &u32| {
        table.rows.iter().any(|row| {
            let text = cells::plain(&cell_at(grid, CellPos::new(*row, *col)).0);
            let folded = fold(&text);
            text.contains(['✓', '✔', '√', '☑'])
                || folded.starts_with('y')
                || folded == "p"
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
fn crossed(parsed: cells::Parsed, ticks: &BTreeSet<u32>, col: u32) -> cells::Parsed {
    let is_cross = parsed.trouble == Some(cells::Trouble::NotYesNo)
        && parsed.value == Value::Flag(true)
        && ticks.contains(&col);
    if is_cross {
        cells::Parsed { value: Value::Flag(false), trouble: None }
    } else {
        parsed
    }
}

/// Records by file, register, columns and words, with the sheet that had them first.
type Seen = BTreeMap<(Arc<str>, &'static str, String), Arc<str>>;

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
        .unwrap_or_else(|| format!("row {}", record.place.row + 1))
}

fn tell(
    record: &Record,
    name: &str,
    (column, col, raw, heading): (&'static Column, u32, &str, &str),
    trouble: Trouble,
    ticks: &BTreeSet<u32>,
    grouped: &mut Grouped,
    findings: &mut Findings,
) {
    let place = record.place.at(col);
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
            let rule = if record.schema.name == "deployments" {
                &rules::STATUS
            } else {
                &rules::NOT_IN_LIST
            };
            let hint =
                near.map(|near| format!(" Did you mean {near}?")).unwrap_or_default();
            made(
                rule,
                format!("{raw} is no word of the list for {}.{hint}", column.title),
            )
        }
        Trouble::NoDataMark => made(
            &rules::NO_DATA_MARK,
            format!("{raw} could mean none, not known or hidden."),
        ),
        Trouble::NotYesNo if raw.eq_ignore_ascii_case("x") && !ticks.contains(&col) => {
            return;
        }
        Trouble::NotYesNo => {
            made(&rules::NOT_IN_LIST, format!("{raw} is neither yes nor no."))
        }
        Trouble::NotAUrn => {
            let finding =
                made(&rules::URN, format!("{raw} is no URN: a URN has six digits."));
            if record.schema.name == "schools" { out(finding) } else { finding }
        }
    };
    findings.add(finding);
}

fn blanks(record: &Record, name: &str, findings: &mut Findings) {
    for column in record.schema.columns.iter().filter(|column| column.is_required) {
        let Some(field) = record.field(column) else { continue };
        if field.value != Value::Missing(Missing::Blank) || stands_in(record, column) {
            continue;
        }
        findings.add(
            Finding::new(
                &rules::BLANK,
                record.place.at(field.col),
                format!("{} is blank; the record cannot do without it.", field.heading),
            )
            .register(record.schema.name)
            .record(name)
            .column(field.heading.to_string())
            .leaving_out(record.place.clone()),
        );
    }
}

/// Another cell of the record that says the same: a reference for a name.
fn stands_in(record: &Record, column: &Column) -> bool {
    let filled = |key: &str| {
        record
            .field_of(key)
            .is_some_and(|field| !matches!(field.value, Value::Missing(_)))
    };
    instead(record.schema.name, column.key).iter().any(|key| filled(key))
}

/// The columns of which one may be filled instead of a needed one.
pub(super) fn instead(register: &str, key: &str) -> &'static [&'static str] {
    match (register, key) {
        ("deployments", "lle") => &["lle_ref"],
        ("deployments", "client") => &["client_urn", "client_dfe"],
        ("lles", "name") => &["surname"],
        ("lles", "school") => &["urn", "dfe"],
        ("needs", "school") => &["urn"],
        ("spend", "net") => &["gross"],
        _ => &[],
    }
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

fn survey_answers(
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
fn comment(record: &Record) -> Option<Record> {
    let from = record.field(&super::surveys::COMMENT)?;
    if !matches!(from.value, Value::Text(_)) {
        return None;
    }
    let mut fields = vec![Field { column: &super::comments::TEXT, ..from.clone() }];
    let pairs: [(&Column, &'static Column); 3] = [
        (&super::surveys::GROUP, &super::comments::GROUP),
        (&super::surveys::CONSENT, &super::comments::CONSENT),
        (&super::surveys::RESPONDENT, &super::comments::REF),
    ];
    for (of, to) in pairs {
        if let Some(field) = record.field(of) {
            fields.push(Field { column: to, ..field.clone() });
        }
    }
    Some(Record {
        schema: &super::comments::SCHEMA,
        fields,
        extras: Vec::new(),
        ..record.clone()
    })
}

/// One record for each meeting of a matrix in which the person's cell is filled.
fn attendance(
    grid: &Grid,
    table: &Table,
    record: &Record,
    ticks: &BTreeSet<u32>,
) -> Vec<Record> {
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
                _ => return None,
            };
            let (value, style) = cell_at(grid, CellPos::new(record.place.row, extra.col));
            let raw = tidy(&shown(grid, &value, style));
            if raw.is_empty() {
                return None;
            }
            let attended = cells::parse(Kind::YesNo, &value, None);
            let attended = crossed(attended, ticks, extra.col).value;
            let field = |column: &'static Column, value: Value| Field {
                column,
                value,
                raw: raw.clone(),
                col: extra.col,
                heading: extra.text.clone(),
            };
            let mut made = record.clone();
            made.fields.push(field(&super::meetings::DATE, Value::Date(day)));
            made.fields.push(field(&super::meetings::ATTENDED, attended));
            Some(made)
        })
        .collect()
}
