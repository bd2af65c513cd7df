//! What the figures rest on: registers read, comparators, findings, answers in force.

use std::collections::BTreeMap;

use super::Named;
use super::tables::table;
use crate::base::date::short;
use crate::base::finding::{Finding, Severity, State};
use crate::base::indicator::Indicator;
use crate::base::quantity::{NOT_AVAILABLE, Unit, shown};
use crate::register::SCHEMAS;
use crate::register::results::{Area, Status};
use crate::report::Sources;
use crate::report::block::{Align, Block, plain};
use crate::report::sentences::capital;

pub(super) fn blocks(sources: &Sources<'_>) -> Vec<Named> {
    vec![
        ("table:sources", vec![files(sources)]),
        ("table:comparators", vec![comparators(sources)]),
        ("table:findings", vec![findings(sources)]),
        ("table:findings_by_file", vec![by_file(sources)]),
        ("table:findings_by_rule", vec![by_rule(sources)]),
        ("table:not_run", vec![not_run(sources)]),
        ("table:answers", vec![answers(sources)]),
    ]
}

fn files(sources: &Sources<'_>) -> Block {
    let mut used: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for sheet in &sources.registers.sheets {
        if let Some(register) = sheet.register.filter(|r| *r != "answers") {
            let entry = used.entry(register).or_default();
            entry.0 += 1;
            entry.1 += sheet.rows_used;
            entry.2 += sheet.rows_left_out;
        }
    }
    let rows = used
        .into_iter()
        .map(|(name, (sheets, rows, left))| {
            let title = SCHEMAS
                .iter()
                .find(|schema| schema.name == name)
                .map_or_else(|| name.replace('_', " "), |schema| schema.title.to_owned());
            vec![title, sheets.to_string(), rows.to_string(), left.to_string()]
        })
        .collect();
    table(
        "t-sources",
        "Registers that were read",
        &[
            ("Register", Align::Left),
            ("Sheets", Align::Decimal),
            ("Rows used", Align::Decimal),
            ("Rows left out", Align::Decimal),
        ],
        rows,
        &[],
    )
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Final => "Final",
        Status::Revised => "Revised",
        Status::Provisional => "Provisional",
        Status::Reported => "Reported",
    }
}

fn comparators(sources: &Sources<'_>) -> Block {
    let rows = sources
        .programme
        .compared
        .iter()
        .filter_map(|((area, code, year), compared)| {
            let indicator = Indicator::of(code)?;
            let area = match area {
                Area::La => "Authority",
                Area::NationalState => "England, state-funded schools",
                Area::NationalAll => "England, all schools",
            };
            let value = compared.score.as_ref().map_or_else(
                |_| NOT_AVAILABLE.to_owned(),
                |score| {
                    // Points and scores need the second decimal that per cent do not.
                    if indicator.unit() == Unit::Percent {
                        shown(score.value, Unit::Percent, false)
                    } else {
                        shown(score.value, Unit::Ratio, false)
                    }
                },
            );
            let source = compared.source.trim();
            Some(vec![
                indicator.short.to_owned(),
                area.to_owned(),
                year.summer().to_string(),
                value,
                status(compared.status).to_owned(),
                if source.is_empty() {
                    "Not written".to_owned()
                } else {
                    source.to_owned()
                },
            ])
        })
        .collect();
    table(
        "t-comparators",
        "Published figures to compare with, how final they are and where they come from",
        &[
            ("Indicator", Align::Left),
            ("Area", Align::Left),
            ("Year", Align::Left),
            ("Value", Align::Decimal),
            ("Status", Align::Left),
            ("Source", Align::Left),
        ],
        rows,
        &[
            "Of several sources of one value: counts before percentages, then the most final, then published before the adviser's own.",
        ],
    )
}

fn findings(sources: &Sources<'_>) -> Block {
    let rows = [
        (Severity::Error, "Errors: the row is in no figure"),
        (Severity::Query, "Queries: used, waiting for an answer"),
        (Severity::Note, "Notes: repairs and information"),
    ]
    .into_iter()
    .map(|(severity, words)| {
        vec![words.to_owned(), sources.findings.open(severity).to_string()]
    })
    .collect();
    table(
        "t-findings",
        "Data quality",
        &[("Kind", Align::Left), ("How many", Align::Decimal)],
        rows,
        &[],
    )
}

/// Errors, queries, notes that are open; answered ones.
#[derive(Default)]
struct Tally([usize; 4]);

impl Tally {
    fn add(&mut self, finding: &Finding) {
        let place = match (finding.state, finding.severity) {
            (State::Answered, _) => 3,
            (State::New | State::Persisting, Severity::Stop | Severity::Error) => 0,
            (State::New | State::Persisting, Severity::Query) => 1,
            (State::New | State::Persisting, Severity::Note) => 2,
            (State::Fixed, _) => return,
        };
        if let Some(count) = self.0.get_mut(place) {
            *count += 1;
        }
    }

    fn cells(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(usize::to_string)
    }
}

const TALLY: [(&str, Align); 4] = [
    ("Errors", Align::Decimal),
    ("Queries", Align::Decimal),
    ("Notes", Align::Decimal),
    ("Answered", Align::Decimal),
];

fn by_file(sources: &Sources<'_>) -> Block {
    let mut files: BTreeMap<&str, Tally> = BTreeMap::new();
    for finding in sources.findings.iter() {
        files.entry(finding.place.file.as_ref()).or_default().add(finding);
    }
    let rows = files
        .into_iter()
        .map(|(file, tally)| {
            let file = if file.is_empty() { "All files together" } else { file };
            std::iter::once(file.to_owned()).chain(tally.cells()).collect()
        })
        .collect();
    let mut columns = vec![("File", Align::Left)];
    columns.extend(TALLY);
    table("t-findings-by-file", "Findings by file", &columns, rows, &[])
}

/// What a rule finds, in the few words of its name.
fn rule(sources: &Sources<'_>, code: &str) -> String {
    let name = sources.rules.iter().find(|(known, _)| *known == code);
    name.map_or_else(
        || NOT_AVAILABLE.to_owned(),
        |(_, name)| {
            let words = name.split('-').map(|word| match word {
                "lle" => "LLE",
                "lles" => "LLEs",
                "urn" => "URN",
                "dfe" => "DfE",
                other => other,
            });
            capital(&words.collect::<Vec<_>>().join(" "))
        },
    )
}

fn by_rule(sources: &Sources<'_>) -> Block {
    let mut rules: BTreeMap<&str, Tally> = BTreeMap::new();
    for finding in sources.findings.iter() {
        rules.entry(finding.code.as_ref()).or_default().add(finding);
    }
    let rows = rules
        .into_iter()
        .map(|(code, tally)| {
            [code.to_owned(), rule(sources, code)]
                .into_iter()
                .chain(tally.cells())
                .collect()
        })
        .collect();
    let mut columns = vec![("Rule", Align::Left), ("What it finds", Align::Left)];
    columns.extend(TALLY);
    table("t-findings-by-rule", "Findings by rule", &columns, rows, &[])
}

fn not_run(sources: &Sources<'_>) -> Block {
    if sources.not_run.is_empty() {
        return Block::Caption(plain("Rules that could not run: none."));
    }
    let rows = sources
        .not_run
        .iter()
        .map(|(code, because)| vec![code.clone(), rule(sources, code), because.clone()])
        .collect();
    table(
        "t-not-run",
        "Rules that could not run",
        &[
            ("Rule", Align::Left),
            ("What it finds", Align::Left),
            ("Why it could not run", Align::Left),
        ],
        rows,
        &[],
    )
}

/// What a public table may say of an answer: where and what kind, never the
/// words that were typed into it.
fn answers(sources: &Sources<'_>) -> Block {
    let answers = &sources.registers.answers;
    let until = |date: Option<jiff::civil::Date>| {
        date.map_or_else(|| "until its cell changes".to_owned(), short)
    };
    let place = |file: &str, sheet: &str, cell: &str| {
        [file, sheet, cell]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    for one in answers.explanations.iter().filter(|one| one.lapsed.is_none()) {
        // An explanation whose value has changed has lapsed: no finding is answered by it.
        let is_used = sources.findings.iter().any(|finding| {
            finding.state == State::Answered
                && one.is_about(finding)
                && one.is_of(&finding.value)
        });
        if is_used {
            rows.push(vec![
                "Explanation".to_owned(),
                one.code.clone(),
                place(&one.file, &one.sheet, &one.cell),
                until(one.until),
            ]);
        }
    }
    for one in answers.corrections.iter().filter(|one| one.lapsed.is_none()) {
        let (what, holds) = if one.is_of_a_word() {
            let what = "a word of the adviser's own read as one of the column's list";
            (what, one.until.map_or_else(|| "until it is withdrawn".to_owned(), short))
        } else {
            ("a value used instead of the cell's", until(one.until))
        };
        rows.push(vec![
            "Correction".to_owned(),
            what.to_owned(),
            place(&one.file, &one.sheet, &one.cell),
            holds,
        ]);
    }
    for one in answers.headings.iter().filter(|one| one.lapsed.is_none()) {
        rows.push(vec![
            "Heading".to_owned(),
            format!("'{}' read as {}", one.heading, one.column),
            place(&one.file, &one.sheet, ""),
            one.until.map_or_else(|| "until the heading changes".to_owned(), short),
        ]);
    }
    for one in answers.names.iter().filter(|one| one.lapsed.is_none()) {
        let kind = if one.kind == "lle" { "an LLE" } else { "a school" };
        rows.push(vec![
            "Name".to_owned(),
            format!("a name read as {kind} of the register"),
            "every register".to_owned(),
            one.until.map_or_else(|| "until it is withdrawn".to_owned(), short),
        ]);
    }
    for one in &answers.choices {
        rows.push(vec![
            "Choice".to_owned(),
            "an LLE chosen for a school that waits".to_owned(),
            place(&one.place.file, &one.place.sheet, &one.place.a1()),
            "until it is withdrawn".to_owned(),
        ]);
    }
    for one in &answers.colours {
        rows.push(vec![
            "Colour".to_owned(),
            "rows of a colour, or struck through, read by the adviser's key".to_owned(),
            place(&one.file, &one.sheet, ""),
            "until it is withdrawn".to_owned(),
        ]);
    }
    if rows.is_empty() {
        return Block::Caption(plain("Answers of the adviser in force: none."));
    }
    for row in &mut rows {
        for cell in row.iter_mut().filter(|cell| cell.is_empty()) {
            "every file".clone_into(cell);
        }
    }
    table(
        "t-answers",
        "Answers of the adviser in force",
        &[
            ("Kind", Align::Left),
            ("What", Align::Left),
            ("Where", Align::Left),
            ("Until", Align::Left),
        ],
        rows,
        &["Reasons and names stand in the adviser's data quality workbook."],
    )
}
