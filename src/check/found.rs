//! The helper of the checks' tests: text tables in, findings out.
//!
//! A table is written as a reader sees it, its register in front of the
//! heading row; column A is the first after it, row 1 is the heading row.
//! Columns are matched by title, key or synonym, so that these tests do not
//! depend on how sheets are recognised.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::cell::{Place, RowPlace};
use crate::base::date::{AcademicYear, Date, FinancialYear};
use crate::base::finding::{Finding, Findings};
use crate::base::indicator::Indicator;
use crate::base::previous::Previous;
use crate::base::reason::Missing;
use crate::base::setting::Settings;
use crate::base::text::fold;
use crate::locate::schema::{Column, Kind, Schema};
use crate::locate::table::SheetOutcome;
use crate::register::record::{ExtraField, Field, Record, Value};
use crate::register::results::{
    Area, Cols, Comparator, Given, Result as SchoolResult, Score, Status,
};
use crate::register::{Registers, SCHEMAS};

use super::{Check, Context, Ctx, InputFile};

/// Registers from text tables, with the day and the settings of a run.
pub(crate) struct Scene {
    pub(crate) registers: Registers,
    pub(crate) as_at: Date,
    pub(crate) is_meeting: bool,
    pub(crate) settings: Settings,
    pub(crate) previous: Option<Previous>,
    pub(crate) files: Vec<InputFile>,
    pub(crate) earlier: Findings,
}

/// A scene of 30 November 2011.
pub(crate) fn scene(tables: &str) -> Scene {
    let mut scene = Scene {
        registers: Registers::default(),
        as_at: jiff::civil::date(2011, 11, 30),
        is_meeting: false,
        settings: Settings::default(),
        previous: None,
        files: Vec::new(),
        earlier: Findings::default(),
    };
    let mut heading: Option<(String, String, Vec<String>)> = None;
    let mut row = 0;
    for line in tables.lines().filter(|line| !line.trim().is_empty()) {
        let cells: Vec<String> =
            line.split('|').map(|cell| cell.trim().to_owned()).collect();
        let (name, rest) = (cells[0].clone(), cells[1..].to_vec());
        if !name.is_empty() {
            // `Deployments (new.xlsx)` names the file besides the register.
            let (register, file) =
                name.split_once('(').map_or((name.as_str(), name.as_str()), |(a, b)| {
                    (a.trim(), b.trim_end_matches(')'))
                });
            scene.registers.sheets.push(outcome(file, register));
            heading = Some((register.to_owned(), file.to_owned(), rest));
            row = 0;
            continue;
        }
        row += 1;
        let (register, file, headings) = heading.as_ref().expect("a heading row first");
        match register.as_str() {
            "Results" => scene.registers.results.push(result(file, row, headings, &rest)),
            "Comparators" => {
                scene.registers.comparators.push(comparator(file, row, headings, &rest));
            }
            _ => {
                let schema = schema(register);
                let record = record(schema, file, row, headings, &rest);
                scene.registers.rows.entry(schema.name).or_default().push(record);
            }
        }
    }
    scene
}

impl Scene {
    pub(crate) fn on(mut self, year: i16, month: i8, day: i8) -> Self {
        self.as_at = jiff::civil::date(year, month, day);
        self
    }

    pub(crate) fn set(mut self, name: &str, value: &str) -> Self {
        assert!(self.settings.set(name, value), "no setting {name}");
        self
    }

    pub(crate) fn meeting(mut self) -> Self {
        self.is_meeting = true;
        self
    }

    pub(crate) fn after(mut self, previous: Previous) -> Self {
        self.previous = Some(previous);
        self
    }

    pub(crate) fn file(mut self, path: &str, sha256: &str, modified: &str) -> Self {
        self.files.push(InputFile {
            path: path.to_owned(),
            sha256: sha256.to_owned(),
            modified: (!modified.is_empty()).then(|| modified.to_owned()),
        });
        self
    }

    pub(crate) fn context(&self) -> Context<'_> {
        Context {
            as_at: self.as_at,
            is_meeting: self.is_meeting,
            settings: &self.settings,
            previous: self.previous.as_ref(),
            files: &self.files,
        }
    }

    /// What one rule finds, in order.
    pub(crate) fn findings(&self, code: &str) -> Vec<Finding> {
        let check = find(code);
        let context = self.context();
        let ctx = Ctx::new(&self.registers, &context, &self.earlier);
        if let Some(because) = ctx.cannot_run(check) {
            panic!("{code} cannot run: {because}");
        }
        let mut findings = Findings::default();
        (check.run)(&ctx, &mut findings);
        findings.sort();
        findings.iter().cloned().collect()
    }

    /// Why a rule does not run.
    pub(crate) fn not_run(&self, code: &str) -> Option<String> {
        let context = self.context();
        Ctx::new(&self.registers, &context, &self.earlier).cannot_run(find(code))
    }

    /// The places that one rule finds: `Deployments!F2 error`.
    pub(crate) fn places(&self, code: &str) -> Vec<String> {
        self.findings(code)
            .iter()
            .map(|finding| {
                let cell = finding.place.a1();
                let at = if cell.is_empty() { String::new() } else { format!("!{cell}") };
                format!("{}{at} {}", finding.place.file, finding.severity)
            })
            .collect()
    }
}

/// The rule finds exactly these places in these tables.
#[track_caller]
pub(crate) fn finds(code: &str, tables: &str, expected: &[&str]) {
    assert_eq!(scene(tables).places(code), expected);
}

/// The only message of a rule.
#[track_caller]
pub(crate) fn says(code: &str, tables: &str) -> String {
    let findings = scene(tables).findings(code);
    assert_eq!(findings.len(), 1, "{findings:?}");
    findings[0].message.clone()
}

fn find(code: &str) -> &'static Check {
    super::checks().find(|check| check.rule.code == code).expect("a check of this code")
}

fn schema(title: &str) -> &'static Schema {
    SCHEMAS
        .iter()
        .find(|schema| fold(schema.title) == fold(title) || schema.name == title)
        .unwrap_or_else(|| panic!("no register {title}"))
}

fn outcome(file: &str, register: &str) -> SheetOutcome {
    let name = match register {
        "Results" => "results",
        "Comparators" => "comparators",
        other => schema(other).name,
    };
    SheetOutcome {
        file: Arc::from(file),
        sheet: Arc::from(""),
        register: Some(name),
        form: None,
        heading_row: Some(1),
        rows_read: 0,
        rows_used: 0,
        rows_left_out: 0,
        says: String::new(),
    }
}

fn column(schema: &'static Schema, heading: &str) -> Option<&'static Column> {
    let wanted = fold(heading);
    let by = |test: &dyn Fn(&Column) -> bool| {
        schema.columns.iter().find(|column| test(column)).copied()
    };
    by(&|column| fold(column.title) == wanted)
        .or_else(|| by(&|column| fold(column.key) == wanted))
        .or_else(|| by(&|column| column.words().any(|word| fold(word) == wanted)))
}

fn record(
    schema: &'static Schema,
    file: &str,
    row: u32,
    headings: &[String],
    cells: &[String],
) -> Record {
    let mut fields = Vec::new();
    let mut extras = Vec::new();
    for (col, heading) in headings.iter().enumerate() {
        let raw = cells.get(col).cloned().unwrap_or_default();
        match column(schema, heading) {
            Some(column) => fields.push(Field {
                column,
                value: value(column.kind, &raw),
                raw,
                col: col as u32,
                row: None,
                heading: Arc::from(heading.as_str()),
            }),
            None if schema.name == "surveys" => extras.push(ExtraField {
                key: heading.split(' ').next().unwrap_or("").to_owned(),
                heading: Arc::from(heading.as_str()),
                value: answer(&raw),
                col: col as u32,
            }),
            None => panic!("no column {heading} in {}", schema.title),
        }
    }
    Record {
        schema,
        place: RowPlace {
            file: Arc::from(file),
            sheet: Arc::from(""),
            row,
            is_turned: false,
            part: Arc::from(""),
        },
        fields,
        extras,
        is_hidden: false,
        is_struck: false,
        sheet_says: Arc::from(""),
    }
}

/// An answer on the scale of five.
fn answer(raw: &str) -> Value {
    match raw {
        "" => Value::Missing(Missing::Blank),
        "SA" => Value::Number(5.0),
        "A" => Value::Number(4.0),
        "N" => Value::Number(3.0),
        "D" => Value::Number(2.0),
        "SD" => Value::Number(1.0),
        _ => Value::Missing(Missing::Unreadable),
    }
}

fn value(kind: Kind, raw: &str) -> Value {
    if raw.is_empty() {
        return Value::Missing(Missing::Blank);
    }
    let unreadable = || Value::Missing(Missing::Unreadable);
    match kind {
        Kind::Date => day(raw).map_or_else(unreadable, Value::Date),
        Kind::Count | Kind::Number | Kind::Days | Kind::Money | Kind::Percent => {
            raw.replace(',', "").parse().map_or_else(|_| unreadable(), Value::Number)
        }
        Kind::YesNo => match raw {
            "Yes" => Value::Flag(true),
            "No" => Value::Flag(false),
            _ => unreadable(),
        },
        Kind::AcademicYear => academic(raw).map_or_else(unreadable, Value::Year),
        Kind::FinancialYear => raw
            .get(..4)
            .and_then(|year| year.parse().ok())
            .map_or_else(unreadable, |year| Value::Financial(FinancialYear(year))),
        Kind::Choice(choices) => choices
            .iter()
            .find(|choice| {
                fold(choice.value) == fold(raw)
                    || choice.words.iter().any(|word| fold(word) == fold(raw))
            })
            .map_or_else(unreadable, |choice| Value::Choice(choice.value)),
        Kind::Tags => {
            Value::Tags(raw.split(';').map(|tag| tag.trim().to_owned()).collect())
        }
        Kind::Text
        | Kind::Prose
        | Kind::Person
        | Kind::School
        | Kind::Urn
        | Kind::DfeNumber
        | Kind::Reference => Value::Text(raw.to_owned()),
    }
}

/// `2011-05-03` or `03/05/2011`.
fn day(raw: &str) -> Option<Date> {
    let parts: Vec<i16> =
        raw.split(['-', '/']).map(str::parse).collect::<Result<_, _>>().ok()?;
    match parts.as_slice() {
        [year, month, day] if *year > 31 => {
            Date::new(*year, *month as i8, *day as i8).ok()
        }
        [day, month, year] => Date::new(*year, *month as i8, *day as i8).ok(),
        _ => None,
    }
}

fn academic(raw: &str) -> Option<AcademicYear> {
    raw.get(..4)?.parse().ok().map(AcademicYear)
}

fn cell_of<'a>(
    headings: &[String],
    cells: &'a [String],
    name: &str,
) -> (Option<u32>, &'a str) {
    let at = headings.iter().position(|heading| heading == name);
    let text = at.and_then(|at| cells.get(at)).map_or("", String::as_str);
    (at.map(|at| at as u32), text)
}

fn score(value: &str, number: &str, cohort: &str) -> Result<Score, Missing> {
    let of = |text: &str| text.parse::<f64>().ok();
    match value {
        "SUPP" => return Err(Missing::Suppressed),
        "NE" => return Err(Missing::NoResult),
        "BOYC" => return Err(Missing::Boycott),
        _ => {}
    }
    let (numerator, denominator) = (of(number), of(cohort));
    let stated = of(value);
    let counted = numerator.zip(denominator).map(|(x, n)| 100.0 * x / n);
    let Some(value) = counted.or(stated) else { return Err(Missing::NoResult) };
    Ok(Score {
        value,
        numerator,
        denominator,
        cohort: None,
        given: if counted.is_some() { Given::Counts } else { Given::Whole },
        limits: None,
        stated,
    })
}

/// Columns URN, School, Year, Indicator, Number, Cohort, Value, Published.
fn result(file: &str, row: u32, headings: &[String], cells: &[String]) -> SchoolResult {
    let text = |name| cell_of(headings, cells, name).1;
    let col = |name| cell_of(headings, cells, name).0;
    let code = if text("Indicator").is_empty() { "ks2_l4_em" } else { text("Indicator") };
    let filled = |name: &'static str| {
        Some(text(name)).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    SchoolResult {
        place: RowPlace {
            file: Arc::from(file),
            sheet: Arc::from(""),
            row,
            is_turned: false,
            part: Arc::from(format!("{code} {}", text("Year")).as_str()),
        },
        urn: filled("URN"),
        dfe: filled("DfE number"),
        name: text("School").to_owned(),
        indicator: Indicator::of(code).expect("an indicator"),
        year: academic(text("Year")).expect("a year"),
        score: score(text("Value"), text("Number"), text("Cohort")),
        status: Status::Final,
        is_published: text("Published") == "yes",
        is_teacher_assessment: false,
        cols: Cols {
            key: col("URN").or_else(|| col("School")).unwrap_or(0),
            value: col("Value"),
            numerator: col("Number"),
            denominator: col("Cohort"),
        },
        raw: text("Value").to_owned(),
        cohort_at: None,
    }
}

/// Columns Area, Indicator, Year, Value.
fn comparator(file: &str, row: u32, headings: &[String], cells: &[String]) -> Comparator {
    let text = |name| cell_of(headings, cells, name).1;
    let (area, area_name) = match text("Area") {
        "National" => (Area::NationalState, "National"),
        other => (Area::La, other),
    };
    let col = cell_of(headings, cells, "Value").0.unwrap_or(0);
    Comparator {
        place: Place::cell(
            &Arc::from(file),
            &Arc::from(""),
            crate::base::cell::CellPos::new(row, col),
        ),
        area,
        area_name: Arc::from(area_name),
        indicator: Indicator::of(text("Indicator")).expect("an indicator"),
        year: academic(text("Year")).expect("a year"),
        score: score(text("Value"), text("Number"), text("Cohort")),
        status: Status::Final,
        is_published: true,
        source: Arc::from(""),
        is_same_schools: false,
    }
}

/// A past register of so many rows with these keys.
pub(crate) fn past(register: &str, rows: usize, keys: &[&str]) -> Previous {
    let records = keys.iter().map(|key| ((*key).to_owned(), BTreeMap::new())).collect();
    let mut previous = Previous::default();
    previous.registers.insert(
        register.to_owned(),
        crate::base::previous::PastRegister { rows, records },
    );
    previous
}
