//! Results sheets to results in long form: one school, indicator and year at a time.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cells::{self, year_text};
use super::results::{
    Area, Cols, Comparator, Given, Result as SchoolResult, Score, Status,
};
use crate::base::cell::{CellPos, Place, RowPlace};
use crate::base::date::AcademicYear;
use crate::base::finding::{Finding, Findings, Rule, Severity};
use crate::base::indicator::{Basis, Indicator};
use crate::base::quantity::rounded;
use crate::base::reason::Missing;
use crate::base::text::{fold, tidy};
use crate::locate::heads::{Head, Level, Part, head, indicator as indicator_in, year_in};
use crate::locate::schema::Kind;
use crate::locate::shown;
use crate::locate::table::Table;
use crate::read::grid::{CellValue, Grid};

const fn rule(
    code: &'static str,
    name: &'static str,
    severity: Severity,
    what: &'static str,
    fix: &'static str,
) -> Rule {
    Rule {
        code,
        name,
        severity,
        what,
        why: "A wrong result would move the average of its group.",
        fix,
        ignore: "",
        settings: &[],
    }
}

static FRACTION: Rule = rule(
    "RES-005",
    "fraction-among-percentages",
    Severity::Error,
    "Percentages of one column are on one scale.",
    "Type 62, or format the column as a percentage.",
);
static AGAINST_COUNTS: Rule = rule(
    "RES-007",
    "percentage-against-counts",
    Severity::Error,
    "A percentage agrees with the counts beside it.",
    "Correct the percentage or the counts.",
);
static COUNTS: Rule = rule(
    "RES-014",
    "count-not-possible",
    Severity::Error,
    "Counts are whole, not below nought, and no more than the cohort.",
    "Correct whichever of the counts is wrong.",
);
static NOT_A_NUMBER: Rule = rule(
    "RES-015",
    "word-where-a-number-belongs",
    Severity::Error,
    "Results and cohorts are numbers or known codes.",
    "Type the number, or a code such as SUPP.",
);
static OUT_OF_RANGE: Rule = rule(
    "RES-006",
    "value-out-of-range",
    Severity::Error,
    "Percentages lie between 0 and 100, scaled scores between 80 and 120.",
    "Correct the value.",
);
static NOUGHT: Rule = rule(
    "FIL-021",
    "mark-without-meaning",
    Severity::Query,
    "Nought is written only where pupils were eligible and none reached the standard.",
    "Leave the cell empty, or write why there is no result.",
);
static TWICE: Rule = rule(
    "RES-001",
    "school-twice-with-different-results",
    Severity::Error,
    "A school stands once for each year and source.",
    "Keep one row, or label one provisional and one final.",
);
static NOT_IN_YEAR: Rule = rule(
    "RES-004",
    "measure-not-of-that-year",
    Severity::Error,
    "A measure exists in the year that is given.",
    "Check the year.",
);

/// Rules of this file.
pub(crate) static RULES: &[&Rule] = &[
    &FRACTION,
    &AGAINST_COUNTS,
    &COUNTS,
    &NOT_A_NUMBER,
    &OUT_OF_RANGE,
    &TWICE,
    &NOT_IN_YEAR,
];

/// A column of results.
struct Column {
    col: u32,
    head: Head,
    heading: String,
}

/// What a cell of a result holds.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Held {
    Number(f64, bool),
    Pair(f64, f64),
    None(Missing),
    Word,
}

/// Reads a table of results or comparators; how many of its rows were used.
pub(crate) fn read(
    grid: &Grid,
    table: &Table,
    findings: &mut Findings,
) -> (Vec<SchoolResult>, Vec<Comparator>, usize) {
    let mut reader = Reader::new(grid, table);
    let mut used = 0;
    for row in &table.rows {
        if reader.row(*row, findings) {
            used += 1;
        }
    }
    reader.check_scale(findings);
    reader.check_twice(findings);
    (reader.results, reader.comparators, used)
}

struct Reader<'a> {
    grid: &'a Grid,
    table: &'a Table,
    columns: Vec<Column>,
    sheet_indicator: &'static str,
    sheet_year: Option<AcademicYear>,
    is_published: bool,
    results: Vec<SchoolResult>,
    comparators: Vec<Comparator>,
    last_measure: String,
}

impl<'a> Reader<'a> {
    fn new(grid: &'a Grid, table: &'a Table) -> Self {
        let mut columns = Vec::new();
        for extra in &table.extras {
            if let Some(head) = head(&extra.over, &extra.text) {
                columns.push(Column {
                    col: extra.col,
                    head,
                    heading: tidy(&format!("{} {}", extra.over, extra.text)),
                });
            }
        }
        // Headings of the long form that carry a year or a cohort of the whole row.
        for heading in &table.headings {
            let part = match heading.column.key {
                "denominator" => Part::Denominator,
                "numerator" => Part::Numerator,
                "value" => Part::Value,
                _ => continue,
            };
            let own = head("", &heading.text);
            let head = Head {
                indicator: own.map_or("", |h| h.indicator),
                year: own.and_then(|h| h.year),
                part,
            };
            columns.push(Column {
                col: heading.col,
                head,
                heading: heading.text.to_string(),
            });
        }
        columns.sort_by_key(|column| column.col);
        // What the titles above the heading row, the sheet's and the file's names say.
        let mut titles = String::new();
        for (row, cells) in grid.rows().take_while(|(row, _)| *row < table.heading_row) {
            let _ = row;
            for cell in cells {
                titles.push_str(&shown(grid, &cell.value, cell.style));
                titles.push(' ');
            }
        }
        let name = format!(" {} {} {titles}", fold(&grid.name), fold(&grid.file));
        let words =
            format!(" {} {} {} ", fold(&titles), fold(&grid.name), fold(&grid.file));
        let coded: std::collections::BTreeSet<&str> = columns
            .iter()
            .map(|c| c.head.indicator)
            .filter(|code| !code.is_empty())
            .collect();
        let sheet_indicator = match coded.len() {
            1 => coded.first().copied().unwrap_or(""),
            _ => indicator_in(&words),
        };
        let file_year = year_in(&grid.name)
            .or_else(|| year_in(&titles))
            .or_else(|| year_in(&grid.file));
        let _ = name;
        let is_published = columns.iter().any(|column| {
            matches!(
                fold(&column.heading).as_str(),
                "ptrwm exp"
                    | "telig"
                    | "overall meet std"
                    | "level 4 in math and english"
            )
        });
        Self {
            grid,
            table,
            columns,
            sheet_indicator,
            sheet_year: file_year,
            is_published,
            results: Vec::new(),
            comparators: Vec::new(),
            last_measure: String::new(),
        }
    }

    fn text(&self, row: u32, key: &str) -> String {
        let Some(heading) =
            self.table.headings.iter().find(|heading| heading.column.key == key)
        else {
            return String::new();
        };
        let at = CellPos::new(row, heading.col);
        self.grid
            .cell(at)
            .map_or_else(String::new, |cell| tidy(&cells::plain(&cell.value)))
    }

    fn col(&self, key: &str) -> Option<u32> {
        self.table
            .headings
            .iter()
            .find(|heading| heading.column.key == key)
            .map(|heading| heading.col)
    }

    fn record_type(&self, row: u32) -> Option<String> {
        let extra =
            self.table.unused.iter().find(|extra| fold(&extra.text) == "rectype")?;
        let cell = self.grid.cell(CellPos::new(row, extra.col))?;
        Some(tidy(&cells::plain(&cell.value)))
    }

    /// Reads one row; whether anything was used of it.
    fn row(&mut self, row: u32, findings: &mut Findings) -> bool {
        let urn = self.text(row, "urn");
        let dfe = cells::dfe_number(&self.text(row, "dfe"));
        let name = self.text(row, "school");
        let area = self.text(row, "area");
        let is_comparator_sheet = self.table.schema.name == "comparators";
        let area_of = self.area(row, &urn, &name, &area);
        let row_year = year_text(&self.text(row, "year"));
        let measure = match self.text(row, "measure") {
            text if text.is_empty() => self.last_measure.clone(),
            text => text,
        };
        self.last_measure.clone_from(&measure);
        let row_indicator = if measure.is_empty() { "" } else { measure_code(&measure) };
        let found = self.scores(row, row_year, row_indicator, findings);
        let key_col = self
            .col("urn")
            .or_else(|| self.col("school"))
            .or_else(|| self.col("area"))
            .unwrap_or(0);
        let status = status_of(&self.text(row, "status"));
        let mut used = false;
        for (code, year, score, mut cols, raw) in found {
            let Some(indicator) = Indicator::of(code) else { continue };
            cols.key = key_col;
            let part: Arc<str> = Arc::from(format!("{code} {year}").as_str());
            let place = RowPlace { part, ..self.table.row_place(row) };
            used = true;
            if year < indicator.first || indicator.last.is_some_and(|last| year > last) {
                let says = format!("{} is no measure of {year}.", indicator.name);
                findings.add(
                    Finding::new(&NOT_IN_YEAR, place.at(cols.main()), says)
                        .register("results")
                        .record(name.clone())
                        .leaving_out(place.clone()),
                );
            }
            match &area_of {
                Some((area, area_name)) => {
                    let source = self.text(row, "source");
                    let coverage = fold(&self.text(row, "coverage"));
                    let says = fold(&source);
                    self.comparators.push(Comparator {
                        place: place.at(cols.main()),
                        area: *area,
                        area_name: Arc::from(area_name.as_str()),
                        indicator,
                        year,
                        score,
                        status,
                        is_published: is_comparator_sheet
                            || self.is_published
                            || says.contains("publish"),
                        source: Arc::from(
                            if source.is_empty() {
                                self.grid.file.to_string()
                            } else {
                                source
                            }
                            .as_str(),
                        ),
                        is_same_schools: coverage.contains("same school")
                            || says.contains("same school"),
                    });
                }
                None if !is_comparator_sheet => self.results.push(SchoolResult {
                    place,
                    urn: (!urn.is_empty()).then(|| urn.clone()),
                    dfe: (!dfe.is_empty()).then(|| dfe.clone()),
                    name: name.clone(),
                    indicator,
                    year,
                    score,
                    status,
                    is_published: self.is_published,
                    is_teacher_assessment: fold(&self.text(row, "basis"))
                        .contains("teacher"),
                    cols,
                    raw,
                }),
                None => {}
            }
        }
        used || area_of.is_some()
    }

    /// The area that a row is about, where it is not about a school.
    fn area(
        &self,
        row: u32,
        urn: &str,
        name: &str,
        area: &str,
    ) -> Option<(Area, String)> {
        match self.record_type(row).as_deref() {
            Some("3") => return Some((Area::La, self.lea(row))),
            Some("4") => return Some((Area::NationalAll, "England".to_owned())),
            Some("5") => return Some((Area::NationalState, "England".to_owned())),
            _ => {}
        }
        let word = if area.is_empty() {
            if !urn.is_empty() {
                return None;
            }
            name
        } else {
            area
        };
        let folded = fold(word);
        let of = |area| Some((area, word.to_owned()));
        match folded.as_str() {
            "national"
            | "england"
            | "nat"
            | "national state funded"
            | "england state funded"
            | "state funded" => of(Area::NationalState),
            "england all schools" | "national all schools" => of(Area::NationalAll),
            "la" | "lea" | "authority" | "local authority" | "county" | "norfolk"
            | "la average" | "norfolk average" => of(Area::La),
            _ if !area.is_empty()
                && !folded.contains("school")
                && !folded.starts_with("east of") =>
            {
                of(Area::La)
            }
            _ => None,
        }
    }

    fn lea(&self, row: u32) -> String {
        let extra = self.table.unused.iter().find(|extra| fold(&extra.text) == "lea");
        extra
            .and_then(|extra| self.grid.cell(CellPos::new(row, extra.col)))
            .map(|cell| tidy(&cells::plain(&cell.value)))
            .unwrap_or_default()
    }

    #[expect(
        clippy::type_complexity,
        reason = "one tuple a result, taken apart at once by the caller"
    )]
    fn scores(
        &self,
        row: u32,
        row_year: Option<AcademicYear>,
        row_indicator: &'static str,
        findings: &mut Findings,
    ) -> Vec<(&'static str, AcademicYear, Result<Score, Missing>, Cols, String)> {
        let mut groups: BTreeMap<(String, AcademicYear), Vec<&Column>> = BTreeMap::new();
        let mut shared: Vec<&Column> = Vec::new();
        for column in &self.columns {
            let code = if column.head.indicator.is_empty() {
                if row_indicator.is_empty() {
                    self.sheet_indicator
                } else {
                    row_indicator
                }
            } else {
                column.head.indicator
            };
            let Some(year) = column.head.year.or(row_year).or(self.sheet_year) else {
                continue;
            };
            let many = self
                .columns
                .iter()
                .filter(|c| !c.head.indicator.is_empty() && c.head.indicator != code)
                .count()
                > 0;
            if column.head.part == Part::Denominator
                && column.head.indicator.is_empty()
                && many
            {
                shared.push(column);
                continue;
            }
            groups.entry((code.to_owned(), year)).or_default().push(column);
        }
        let mut found = Vec::new();
        for ((code, year), columns) in groups {
            let Some(indicator) = Indicator::of(&code) else { continue };
            if columns.iter().any(|c| matches!(c.head.part, Part::Level(..))) {
                found.extend(self.levels(row, year, &columns, findings));
                continue;
            }
            let own: Vec<&Column> =
                columns.iter().copied().chain(shared.iter().copied()).collect();
            if !columns
                .iter()
                .any(|c| matches!(c.head.part, Part::Value | Part::Numerator))
            {
                continue;
            }
            let (score, cols, raw) = self.score(row, year, indicator, &own, findings);
            if score == Err(Missing::Blank) && self.columns.len() > 40 {
                continue;
            }
            found.push((indicator.code, year, score, cols, raw));
        }
        found
    }

    fn held(&self, row: u32, col: u32) -> (Held, String) {
        let Some(cell) = self.grid.cell(CellPos::new(row, col)) else {
            return (Held::None(Missing::Blank), String::new());
        };
        let raw = tidy(&shown(self.grid, &cell.value, cell.style));
        let is_percent =
            self.grid.style(cell).is_some_and(crate::read::grid::Style::is_percent);
        let held = match &cell.value {
            CellValue::Number(number) if is_percent => Held::Number(number * 100.0, true),
            CellValue::Number(number) => Held::Number(*number, false),
            CellValue::Text(text) => held_text(text),
            CellValue::Date(_) | CellValue::Bool(_) => Held::Word,
            CellValue::Error(_) => Held::Word,
            CellValue::NotCalculated => Held::None(Missing::Blank),
        };
        (held, raw)
    }

    fn score(
        &self,
        row: u32,
        year: AcademicYear,
        indicator: &'static Indicator,
        columns: &[&Column],
        findings: &mut Findings,
    ) -> (Result<Score, Missing>, Cols, String) {
        let (mut value, mut numerator, mut denominator) = (None, None, None);
        let mut limits = (None, None);
        let (mut cols, mut missing, mut raw) =
            (Cols::default(), Vec::new(), String::new());
        let mut is_exact_percent = false;
        let part: Arc<str> = Arc::from(format!("{} {year}", indicator.code).as_str());
        let place = RowPlace { part, ..self.table.row_place(row) };
        let name = self.text(row, "urn");
        let mut broken = false;
        let mut tell =
            |rule: &'static Rule, col: u32, says: String, raw: &str, heading: &str| {
                findings.add(
                    Finding::new(rule, place.at(col), says)
                        .register(self.table.schema.name)
                        .record(name.clone())
                        .column(heading)
                        .value(raw)
                        .leaving_out(place.clone()),
                );
            };
        for column in columns {
            let (held, text) = self.held(row, column.col);
            match (column.head.part, held) {
                (_, Held::Word) => {
                    tell(
                        &NOT_A_NUMBER,
                        column.col,
                        format!("{text} stands where a number belongs."),
                        &text,
                        &column.heading,
                    );
                    broken = true;
                }
                (Part::Denominator, Held::Number(number, _)) => {
                    denominator = Some(number);
                    cols.denominator = Some(column.col);
                }
                (Part::Numerator, Held::Number(number, _)) => {
                    numerator = Some(number);
                    cols.numerator = Some(column.col);
                }
                (Part::Lower, Held::Number(number, _)) => limits.0 = Some(number),
                (Part::Upper, Held::Number(number, _)) => limits.1 = Some(number),
                (Part::Value, Held::Number(number, exact)) => {
                    value = Some(number);
                    is_exact_percent = exact;
                    cols.value = Some(column.col);
                    raw = text;
                }
                (_, Held::Pair(x, n)) => {
                    numerator = Some(x);
                    denominator = Some(n);
                    cols.value = Some(column.col);
                    raw = text;
                }
                (Part::Value | Part::Numerator, Held::None(why)) => {
                    missing.push(why);
                    if column.head.part == Part::Value {
                        cols.value = Some(column.col)
                    } else {
                        cols.numerator = Some(column.col)
                    }
                    if why != Missing::Blank {
                        raw = text
                    }
                }
                (Part::Denominator, Held::None(why)) => {
                    if why != Missing::Blank && why != Missing::NoResult {
                        missing.push(why)
                    }
                    cols.denominator = Some(column.col);
                }
                (Part::Lower | Part::Upper | Part::Level(..), _) => {}
            }
        }
        if broken {
            return (Err(Missing::Unreadable), cols, raw);
        }
        let reason =
            missing.iter().copied().filter(|why| *why != Missing::Blank).max_by_key(
                |why| {
                    matches!(
                        why,
                        Missing::Boycott
                            | Missing::Suppressed
                            | Missing::New
                            | Missing::Maladministration
                    )
                },
            );
        if let Some(why) = reason.filter(|why| {
            *why != Missing::NoResult || (value.is_none() && numerator.is_none())
        }) {
            return (Err(why), cols, raw);
        }
        let is_share = indicator.basis == Basis::Share;
        let heading = |col: Option<u32>| {
            columns
                .iter()
                .find(|c| Some(c.col) == col)
                .map_or(String::new(), |c| c.heading.clone())
        };
        if is_share {
            for (count, col) in
                [(numerator, cols.numerator), (denominator, cols.denominator)]
            {
                if let (Some(count), Some(col)) = (count, col)
                    && (count < 0.0 || rounded(count, 0) != count)
                {
                    tell(
                        &COUNTS,
                        col,
                        format!(
                            "{count} is no number of pupils: a whole number, not below nought, was expected."
                        ),
                        &count.to_string(),
                        &heading(Some(col)),
                    );
                    return (Err(Missing::Unreadable), cols, raw);
                }
            }
            if let (Some(x), Some(n)) = (numerator, denominator) {
                if x > n {
                    let col = cols.numerator.or(cols.value).unwrap_or(0);
                    tell(
                        &COUNTS,
                        col,
                        format!(
                            "{x} pupils reached the standard; only {n} were eligible."
                        ),
                        &x.to_string(),
                        &heading(Some(col)),
                    );
                    return (Err(Missing::Unreadable), cols, raw);
                }
                if n == 0.0 {
                    return (Err(Missing::NoResult), cols, raw);
                }
                if let Some(stated) = value.filter(|_| !is_exact_percent) {
                    let true_value = 100.0 * x / n;
                    let slack = if rounded(stated, 0) == stated { 0.51 } else { 0.06 };
                    // A column of fractions is judged as a whole, elsewhere.
                    if stated > 1.0 && (stated - true_value).abs() > slack {
                        let col = cols.value.unwrap_or(0);
                        let shown = crate::base::quantity::decimal(true_value, 1);
                        tell(
                            &AGAINST_COUNTS,
                            col,
                            format!(
                                "{stated}% stands here; {x} of {n} pupils are {shown}%."
                            ),
                            &raw,
                            &heading(Some(col)),
                        );
                        return (Err(Missing::Unreadable), cols, raw);
                    }
                }
                let score = Score {
                    value: 100.0 * x / n,
                    numerator: Some(x),
                    denominator: Some(n),
                    cohort: None,
                    given: Given::Counts,
                    limits: None,
                    stated: value,
                };
                return (Ok(score), cols, raw);
            }
        }
        let Some(value) = value else {
            let why = if missing.is_empty() {
                Missing::Blank
            } else {
                missing.first().copied().unwrap_or(Missing::Blank)
            };
            return (Err(why), cols, raw);
        };
        if denominator == Some(0.0) && value == 0.0 {
            findings.add(
                Finding::new(&NOUGHT, place.at(cols.value.unwrap_or(0)), "Nought stands where no pupil was eligible; it was read as no result.")
                    .register("results").record(name.clone()).value(raw.clone()),
            );
            return (Err(Missing::NoResult), cols, raw);
        }
        if value < indicator.lowest || value > indicator.highest {
            let col = cols.value.unwrap_or(0);
            tell(
                &OUT_OF_RANGE,
                col,
                format!(
                    "{value} lies outside {} to {}.",
                    indicator.lowest, indicator.highest
                ),
                &raw,
                &heading(Some(col)),
            );
            return (Err(Missing::Unreadable), cols, raw);
        }
        let given =
            if rounded(value, 0) == value { Given::Whole } else { Given::Decimal };
        let counted = if is_share {
            denominator.map(|n| rounded(value * n / 100.0, 0))
        } else {
            None
        };
        let limits = limits.0.zip(limits.1);
        let score = Score {
            value,
            numerator: counted,
            denominator,
            cohort: denominator,
            given,
            limits,
            stated: None,
        };
        (Ok(score), cols, raw)
    }

    /// Key stage 1 points from the pupils at each level: one mean for all three
    /// subjects and one for each.
    fn levels(
        &self,
        row: u32,
        year: AcademicYear,
        columns: &[&Column],
        findings: &mut Findings,
    ) -> Vec<(&'static str, AcademicYear, Result<Score, Missing>, Cols, String)> {
        let mut sums = [(0.0, 0.0); 3];
        let mut first = [None; 3];
        let mut reason = None;
        let mut cohort = None;
        let name = self.text(row, "urn");
        for column in columns {
            let (held, text) = self.held(row, column.col);
            let Part::Level(subject, level) = column.head.part else {
                if let (Part::Denominator, Held::Number(n, _)) = (column.head.part, held)
                {
                    cohort = Some(n);
                }
                continue;
            };
            let at = usize::from(subject);
            if let Some(slot) = first.get_mut(at) {
                slot.get_or_insert(column.col);
            }
            match held {
                Held::Number(count, _) if count < 0.0 || rounded(count, 0) != count => {
                    let part: Arc<str> = Arc::from(format!("ks1_aps {year}").as_str());
                    let place = RowPlace { part, ..self.table.row_place(row) };
                    findings.add(
                        Finding::new(&COUNTS, place.at(column.col), format!("{count} is no number of pupils: a whole number, not below nought, was expected."))
                            .register("results").record(name.clone()).column(column.heading.clone()).value(text).leaving_out(place),
                    );
                    reason = Some(Missing::Unreadable);
                }
                Held::Number(count, _) => {
                    if let (Some(points), Some(sum)) =
                        (Level::points(level), sums.get_mut(at))
                    {
                        sum.0 += points * count;
                        sum.1 += count;
                    }
                }
                Held::None(Missing::Blank) => {}
                Held::None(why) => reason = Some(why),
                Held::Word | Held::Pair(..) => {
                    let part: Arc<str> = Arc::from(format!("ks1_aps {year}").as_str());
                    let place = RowPlace { part, ..self.table.row_place(row) };
                    findings.add(
                        Finding::new(
                            &NOT_A_NUMBER,
                            place.at(column.col),
                            format!("{text} stands where a number belongs."),
                        )
                        .register("results")
                        .record(name.clone())
                        .column(column.heading.clone())
                        .value(text)
                        .leaving_out(place),
                    );
                    reason = Some(Missing::Unreadable);
                }
            }
        }
        let total = sums.iter().fold((0.0, 0.0), |a, s| (a.0 + s.0, a.1 + s.1));
        let codes = ["ks1_reading_aps", "ks1_writing_aps", "ks1_maths_aps"];
        let all =
            std::iter::once(("ks1_aps", total, first.iter().flatten().next().copied()))
                .chain(
                    codes
                        .into_iter()
                        .zip(sums)
                        .zip(first)
                        .map(|((code, sum), col)| (code, sum, col)),
                );
        all.map(|(code, (points, count), col)| {
            let score = match reason {
                Some(why) => Err(why),
                None if count == 0.0 => Err(Missing::Blank),
                None => Ok(Score {
                    value: points / count,
                    numerator: Some(points),
                    denominator: Some(count),
                    cohort,
                    given: Given::Counts,
                    limits: None,
                    stated: None,
                }),
            };
            (code, year, score, Cols { value: col, ..Cols::default() }, String::new())
        })
        .collect()
    }

    /// A fraction among whole percentages, or a column of fractions.
    fn check_scale(&mut self, findings: &mut Findings) {
        let mut by_col: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (at, result) in self.results.iter().enumerate() {
            if let (Some(col), Ok(_)) = (result.cols.value, &result.score)
                && result.indicator.basis == Basis::Share
            {
                by_col.entry(col).or_default().push(at);
            }
        }
        for (col, members) in by_col {
            let stated = |result: &SchoolResult| {
                let cell = self.grid.cell(CellPos::new(result.place.row, col))?;
                let is_percent = self
                    .grid
                    .style(cell)
                    .is_some_and(crate::read::grid::Style::is_percent);
                match &cell.value {
                    CellValue::Number(number) if !is_percent => Some(*number),
                    _ => None,
                }
            };
            let values: Vec<(usize, f64)> = members
                .iter()
                .filter_map(|at| self.results.get(*at).and_then(stated).map(|v| (*at, v)))
                .collect();
            let over = values.iter().any(|(_, v)| *v > 1.0);
            let fractions: Vec<(usize, f64)> =
                values.iter().copied().filter(|(_, v)| *v > 0.0 && *v < 1.0).collect();
            for (at, value) in fractions {
                let Some(result) = self.results.get_mut(at) else { continue };
                if over {
                    findings.add(
                        Finding::new(&FRACTION, result.place.at(col), format!("{value} stands among values like 62; a percentage was expected."))
                            .register("results").record(result.urn.clone().unwrap_or_default()).value(value.to_string())
                            .leaving_out(result.place.clone()),
                    );
                    result.score = Err(Missing::Unreadable);
                } else if let Ok(score) = &mut result.score
                    && score.given != Given::Counts
                {
                    score.value = value * 100.0;
                    score.given = Given::Decimal;
                }
            }
        }
    }

    /// One school, year and indicator on two rows of one status.
    fn check_twice(&mut self, findings: &mut Findings) {
        let mut first: BTreeMap<(String, &'static str, AcademicYear, Status), usize> =
            BTreeMap::new();
        for at in 0..self.results.len() {
            let Some(result) = self.results.get(at) else { continue };
            let key = result
                .urn
                .clone()
                .or_else(|| result.dfe.clone())
                .unwrap_or_else(|| fold(&result.name));
            let key = (key, result.indicator.code, result.year, result.status);
            let Some(earlier) = first.get(&key).and_then(|at| self.results.get(*at))
            else {
                first.insert(key, at);
                continue;
            };
            let same = match (&earlier.score, &result.score) {
                (Ok(a), Ok(b)) => a.value == b.value && a.denominator == b.denominator,
                (a, b) => a.is_err() && b.is_err(),
            };
            if same {
                continue;
            }
            {
                let says = format!(
                    "The school stands on row {} too, with another result.",
                    earlier.place.row + 1
                );
                findings.add(
                    Finding::new(&TWICE, result.place.at(result.cols.key), says)
                        .register("results")
                        .record(result.urn.clone().unwrap_or_else(|| result.name.clone()))
                        .value(result.raw.clone())
                        .leaving_out(result.place.clone()),
                );
            }
        }
    }
}

fn status_of(text: &str) -> Status {
    let value = CellValue::Text(Arc::from(text));
    match cells::parse(Kind::Choice(super::results::STATUSES), &value, None).value {
        super::record::Value::Choice("provisional") => Status::Provisional,
        super::record::Value::Choice("revised") => Status::Revised,
        super::record::Value::Choice("reported") => Status::Reported,
        _ => Status::Final,
    }
}

/// The indicator of a measure in words, or its code.
fn measure_code(text: &str) -> &'static str {
    let folded = fold(text);
    if let Some(known) = crate::base::indicator::INDICATORS
        .iter()
        .find(|i| fold(i.code) == folded || fold(i.name) == folded)
    {
        return known.code;
    }
    // Figures of groups of pupils are not those of all pupils.
    let groups = [
        "white",
        "boys",
        "girls",
        "disadvantaged",
        "sen",
        "eal",
        "fsm",
        "asian",
        "black",
        "mixed",
        "chinese",
        "looked after",
        "non ",
    ];
    if groups.iter().any(|group| format!(" {folded} ").contains(&format!(" {group}"))) {
        return "";
    }
    indicator_in(&format!(" {folded} "))
}

fn held_text(text: &str) -> Held {
    let tidied = tidy(text);
    let folded = fold(&tidied);
    let is_blank = tidied.is_empty();
    if is_blank {
        return Held::None(Missing::Blank);
    }
    let why = match folded.as_str() {
        "supp" | "suppressed" | "c" | "x" | "low" | "k" | "u" => {
            Some(Missing::Suppressed)
        }
        "new" | "!" => Some(Missing::New),
        "lowcov" => Some(Missing::LowCoverage),
        "maladmin" | "annulled" | "maladministration" => Some(Missing::Maladministration),
        "ne" | "na" | "np" | "n a" | "nr" | "dns" | "z" | "none" | "no result"
        | "no entries" | "sp" | "re" => Some(Missing::NoResult),
        "ta only"
        | "ta"
        | "teacher assessment only"
        | "did not sit"
        | "not sat"
        | "boyc"
        | "b" => Some(Missing::Boycott),
        "" => Some(Missing::NoResult),
        _ if folded.contains("boycott")
            || folded.contains("did not sit")
            || folded.contains("didn t sit")
            || folded.contains("not sit")
            || folded.contains("no tests") =>
        {
            Some(Missing::Boycott)
        }
        _ if tidied == "*" || tidied == "**" => Some(Missing::Suppressed),
        _ => None,
    };
    if let Some(why) = why {
        return Held::None(why);
    }
    let lower = tidied.to_lowercase().replace("out of", "/").replace(" of ", "/");
    let lower = lower.split('(').next().unwrap_or("").trim().to_owned();
    if let Some((x, n)) = lower.split_once('/')
        && let (Ok(x), Ok(n)) = (x.trim().parse(), n.trim().parse())
    {
        return Held::Pair(x, n);
    }
    let bare: String = lower
        .trim_start_matches("c.")
        .trim_start_matches(['>', '<', '~'])
        .trim_end_matches("pc")
        .chars()
        .filter(|c| !matches!(c, '%' | ',' | ' '))
        .collect();
    bare.parse::<f64>().ok().filter(|n| n.is_finite()).map_or(Held::Word, |number| {
        // A percentage in words is a percentage, whatever its size.
        Held::Number(number, false)
    })
}
