//! `internal/data-quality.xlsx`: what to mend, where, and the form in which the
//! adviser answers.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::base::cell::{CellPos, Place};
use crate::base::finding::{Finding, Findings, Severity, State};
use crate::base::setting::SETTINGS;
use crate::register::answers::{ColourAnswer, Explanation, HeadingAnswer, Lapse};
use crate::register::standing::is_about;
use crate::register::{ColourMet, Recognised, Registers};
use crate::report::book::{Book, Cell, Column, Sheet, Show};

/// What the workbook is made from.
#[derive(Debug)]
pub(crate) struct Sources<'a> {
    /// Findings, sorted.
    pub(crate) findings: &'a Findings,
    /// Their names in `findings.csv`, in the same order.
    pub(crate) ids: &'a [String],
    /// What was read.
    pub(crate) registers: &'a Registers,
    /// Rules that could not run, and why.
    pub(crate) not_run: &'a [(String, String)],
    /// How a link reaches the input folder from this workbook: `../../../input/`.
    pub(crate) input_link: &'a str,
    /// As-at date.
    pub(crate) as_at: Date,
    /// `2011-11`.
    pub(crate) period: String,
    /// Status of the pack in a sentence.
    pub(crate) status: String,
}

const DECISIONS: [&str; 4] =
    ["explained", "correct as it is", "will mend", "not a fault"];

/// Most findings of one cause that stand open before the rest is folded away.
const OPEN_ROWS: usize = 3;

/// The workbook.
pub(crate) fn book(sources: &Sources<'_>) -> Book {
    Book::internal(
        "internal/data-quality.xlsx",
        format!("Data quality {}", sources.period),
        "Findings, queries and answers; internal",
        sources.as_at,
        vec![
            start_here(sources),
            findings(sources),
            queries(sources),
            headings(sources),
            names(sources),
            corrections(sources),
            colours(sources),
            settings(sources),
            sheets_read(sources),
            headings_read(sources),
            harvest(sources),
            not_run(sources),
        ],
    )
}

fn start_here(sources: &Sources<'_>) -> Sheet {
    let open = |severity| sources.findings.open(severity);
    let mut lines =
        vec![sources.status.clone(), String::new(), "What to do first".to_owned()];
    let mut step = 0;
    let mut say = |words: String| {
        step += 1;
        lines.push(format!("{step}. {words}"));
    };
    if open(Severity::Stop) > 0 {
        say(format!(
            "Mend what stops the pack ({}): the first rows of the sheet Findings. Nothing else can be published until then.",
            open(Severity::Stop)
        ));
    }
    if open(Severity::Error) > 0 {
        say(format!(
            "Mend the errors in your own registers ({}): each row says which cell, and its link opens it. Rows in error are in no figure.",
            open(Severity::Error)
        ));
    }
    if open(Severity::Query) > 0 {
        say(format!(
            "Mend or answer the queries ({}): in the sheet Queries choose a decision, give a reason, your initials and until when it holds.",
            open(Severity::Query)
        ));
    }
    say("Look through Headings and Names: confirm or correct what was only likely."
        .to_owned());
    say("Save this workbook into the input folder, under any name, and run forumpack again. An answer is asked for once; it lapses when its cell changes or its date passes.".to_owned());
    let rows = by_rule(sources)
        .into_iter()
        .map(|((severity, code), (count, message, files))| {
            vec![
                Cell::text(severity.word()),
                Cell::text(code),
                Cell::count(count),
                Cell::text(message),
                Cell::text(files.into_iter().collect::<Vec<_>>().join(", ")),
            ]
        })
        .collect();
    Sheet {
        name: "Start here".to_owned(),
        title: format!("Data quality for {}", sources.period),
        lines,
        columns: vec![
            Column::text("Severity", 11.0),
            Column::text("Code", 10.0),
            Column::number("How many", 10.0, Show::Whole),
            Column::text("The first of them", 80.0),
            Column::text("Files", 40.0),
        ],
        rows,
        ..Sheet::default()
    }
}

type Summary = BTreeMap<
    (std::cmp::Reverse<Severity>, String),
    (usize, String, std::collections::BTreeSet<String>),
>;

/// Findings that are open, counted by severity and rule.
fn by_rule(
    sources: &Sources<'_>,
) -> Vec<((Severity, String), (usize, String, std::collections::BTreeSet<String>))> {
    let mut counts = Summary::new();
    for finding in sources.findings.iter().filter(|finding| is_open(finding)) {
        let key = (std::cmp::Reverse(finding.severity), finding.code.to_string());
        let entry = counts.entry(key).or_insert_with(|| {
            (0, finding.message.clone(), std::collections::BTreeSet::new())
        });
        entry.0 += 1 + finding.more.len();
        entry.2.insert(finding.place.file.to_string());
    }
    counts
        .into_iter()
        .map(|((severity, code), rest)| ((severity.0, code), rest))
        .collect()
}

fn is_open(finding: &Finding) -> bool {
    !matches!(finding.state, State::Fixed | State::Answered)
}

fn until() -> Column {
    Column { show: Show::Date, ..Column::answer("Until", 12.0, &[]) }
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("Severity", 9.0),
        Column::text("Code", 10.0),
        Column::text("State", 11.0),
        Column::text("File", 28.0),
        Column::text("Sheet", 16.0),
        Column::text("Cell", 8.0).help("Opens your own file at the cell."),
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

fn findings(sources: &Sources<'_>) -> Sheet {
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

fn queries(sources: &Sources<'_>) -> Sheet {
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
fn rows(
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

fn row(sources: &Sources<'_>, finding: &Finding, id: &str, place: &Place) -> Vec<Cell> {
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

/// A link to the adviser's own file at the cell.
fn link(base: &str, place: &Place) -> Cell {
    let cell = place.a1();
    if place.file.is_empty() {
        return Cell::Empty;
    }
    let text = if cell.is_empty() { "open".to_owned() } else { cell.clone() };
    let anchor = match (place.sheet.is_empty(), cell.is_empty()) {
        (true, _) => String::new(),
        (false, true) => format!("#'{}'!A1", place.sheet.replace('\'', "''")),
        (false, false) => format!("#'{}'!{cell}", place.sheet.replace('\'', "''")),
    };
    Cell::Link { text, to: format!("file:///{base}{}{anchor}", place.file) }
}

fn headings(sources: &Sources<'_>) -> Sheet {
    let registers = sources.registers;
    let carried =
        |answer: &&HeadingAnswer| answer.lapsed.as_ref().is_none_or(Lapse::is_kept);
    let answers: Vec<&HeadingAnswer> =
        registers.answers.headings.iter().filter(carried).collect();
    let of = |recognised: &Recognised| {
        answers.iter().find(|answer| is_about(answer, recognised))
    };
    let mut rows: Vec<Vec<Cell>> = registers
        .recognised
        .iter()
        .filter(|recognised| {
            let is_by_content = recognised.because == "content"
                && recognised.column != Some("its own")
                && recognised.register != "comparators";
            is_by_content
                || recognised.because.starts_with("near")
                || recognised.because == "answered"
                || recognised.column.is_none()
        })
        .map(|recognised| {
            let answer = of(recognised);
            let register = match answer.map(|answer| answer.register.as_str()) {
                Some(said) if recognised.register.is_empty() => said,
                _ => recognised.register,
            };
            vec![
                Cell::text(recognised.place.file.as_ref()),
                Cell::text(recognised.place.sheet.as_ref()),
                Cell::text(recognised.place.a1()),
                Cell::text(recognised.heading.clone()),
                Cell::text(register),
                Cell::text(recognised.column.unwrap_or("not used")),
                Cell::text(recognised.because.clone()),
                answer.map_or(Cell::Empty, |answer| Cell::text(answer.column.clone())),
                Cell::date(answer.and_then(|answer| answer.until)),
            ]
        })
        .collect();
    // An answer whose heading is not there this month is kept for the next.
    let is_met = |answer: &HeadingAnswer| {
        registers.recognised.iter().any(|recognised| is_about(answer, recognised))
    };
    rows.extend(answers.iter().filter(|answer| !is_met(answer)).map(|answer| {
        vec![
            Cell::text(answer.file.clone()),
            Cell::text(answer.sheet.clone()),
            Cell::Empty,
            Cell::text(answer.heading.clone()),
            Cell::text(answer.register.clone()),
            Cell::text("not used"),
            Cell::text("not met"),
            Cell::text(answer.column.clone()),
            Cell::date(answer.until),
        ]
    }));
    Sheet {
        name: "Headings".to_owned(),
        title: "Headings: what was only likely, and what was not used".to_owned(),
        lines: vec![
            "Write the column that a heading means, or: not used. Names of columns: forumpack explain REGISTER.".to_owned(),
            "Of a sheet that was not recognised, write the register too.".to_owned(),
        ],
        columns: vec![
            Column::text("File", 28.0),
            Column::text("Sheet", 16.0),
            Column::text("Cell", 8.0),
            Column::text("Heading", 30.0),
            Column::answer("Register", 16.0, &[]),
            Column::text("Taken for", 18.0),
            Column::text("Because", 14.0),
            Column::answer("Means", 20.0, &[]),
            until(),
        ],
        rows,
        ..Sheet::default()
    }
}

/// Whose name a finding could not place: a school's or an LLE's; a number is no name.
fn kind_of_name(finding: &Finding) -> Option<&'static str> {
    let is_name = finding.value.chars().any(char::is_alphabetic);
    let says = |words| finding.message.contains(words);
    match () {
        () if !is_name => None,
        () if finding.code == "SCH-005" || says("is not in the school list") => {
            Some("school")
        }
        () if says("is not in the LLE register") => Some("lle"),
        () => None,
    }
}

fn names(sources: &Sources<'_>) -> Sheet {
    let answers = sources
        .registers
        .answers
        .names
        .iter()
        .filter(|answer| answer.lapsed.as_ref().is_none_or(Lapse::is_kept));
    let mut rows: Vec<Vec<Cell>> = answers
        .map(|answer| {
            let said = answer.lapsed.as_ref().map(|lapse| lapse.words());
            vec![
                Cell::text(answer.name.clone()),
                Cell::text(answer.kind.clone()),
                said.map_or(Cell::Empty, |why| Cell::text(format!("not used: {why}"))),
                Cell::text(answer.means.clone()),
                Cell::date(answer.until),
            ]
        })
        .collect();
    let mut seen = std::collections::BTreeSet::new();
    for finding in sources.findings.iter().filter(|finding| is_open(finding)) {
        let Some(kind) = kind_of_name(finding) else { continue };
        if seen.insert(finding.value.clone()) {
            rows.push(vec![
                Cell::text(finding.value.clone()),
                Cell::text(kind),
                Cell::text(finding.message.clone()),
                Cell::Empty,
                Cell::Empty,
            ]);
        }
    }
    Sheet {
        name: "Names".to_owned(),
        title: "Names that were not found, or found only by likeness".to_owned(),
        lines: vec!["Write the URN of the school, or the reference of the LLE, that the name means.".to_owned()],
        columns: vec![
            Column::text("Name", 40.0),
            Column::text("Kind", 10.0),
            Column::text("What was found", 60.0),
            Column::answer("Means", 20.0, &[]),
            until(),
        ],
        rows,
        ..Sheet::default()
    }
}

fn corrections(sources: &Sources<'_>) -> Sheet {
    let rows = sources
        .registers
        .answers
        .corrections
        .iter()
        .filter(|answer| answer.lapsed.as_ref().is_none_or(Lapse::is_kept))
        .map(|answer| {
            vec![
                Cell::text(answer.file.clone()),
                Cell::text(answer.sheet.clone()),
                Cell::text(answer.cell.clone()),
                Cell::text(answer.was.clone()),
                Cell::text(answer.instead.clone()),
                Cell::text(answer.reason.clone()),
                Cell::text(answer.who.clone()),
                Cell::date(answer.until),
            ]
        })
        .collect();
    Sheet {
        name: "Corrections".to_owned(),
        title: "Corrections: a value to use instead of what stands in a cell".to_owned(),
        lines: vec!["Better to mend the register itself. A correction lapses when the cell no longer holds what it held.".to_owned()],
        columns: vec![
            Column::answer("File", 28.0, &[]),
            Column::answer("Sheet", 16.0, &[]),
            Column::answer("Cell", 8.0, &[]),
            Column::answer("Was", 18.0, &[]),
            Column::answer("Instead", 18.0, &[]),
            Column::answer("Reason", 30.0, &[]),
            Column::answer("Who", 10.0, &[]),
            until(),
        ],
        rows,
        ..Sheet::default()
    }
}

fn colours(sources: &Sources<'_>) -> Sheet {
    let registers = sources.registers;
    let is_about = |answer: &ColourAnswer, met: &ColourMet| {
        answer.mark.eq_ignore_ascii_case(&met.mark)
            && (answer.file.is_empty() || *answer.file == *met.place.file)
            && (answer.sheet.is_empty() || *answer.sheet == *met.place.sheet)
    };
    let mut rows: Vec<Vec<Cell>> = registers
        .colours
        .iter()
        .map(|met| {
            let answers = &registers.answers.colours;
            let answer = answers.iter().find(|answer| is_about(answer, met));
            vec![
                Cell::text(met.mark.clone()),
                Cell::text(met.place.file.as_ref()),
                Cell::text(met.place.sheet.as_ref()),
                link(sources.input_link, &met.place),
                Cell::count(met.rows),
                answer.map_or(Cell::Empty, |answer| Cell::text(answer.means.clone())),
            ]
        })
        .collect();
    let is_met =
        |answer: &ColourAnswer| registers.colours.iter().any(|met| is_about(answer, met));
    let kept = registers.answers.colours.iter().filter(|answer| !is_met(answer));
    rows.extend(kept.map(|answer| {
        vec![
            Cell::text(answer.mark.clone()),
            Cell::text(answer.file.clone()),
            Cell::text(answer.sheet.clone()),
            Cell::Empty,
            Cell::Empty,
            Cell::text(answer.means.clone()),
        ]
    }));
    Sheet {
        name: "Colours".to_owned(),
        title: "Colours and lines through rows: used only where Means is filled in".to_owned(),
        lines: vec!["Write what the colour means: a word of the register's own list (withdrawn, active, red), or: left out.".to_owned()],
        columns: vec![
            Column::text("Mark", 18.0),
            Column::text("File", 34.0),
            Column::text("Sheet", 20.0),
            Column::text("First cell", 10.0),
            Column::number("Rows", 8.0, Show::Whole),
            Column::answer("Means", 20.0, &[]),
        ],
        rows,
        ..Sheet::default()
    }
}

fn settings(sources: &Sources<'_>) -> Sheet {
    let given: BTreeMap<&str, &str> = sources.registers.settings.given().collect();
    let of = |name: &str| given.get(name).copied().unwrap_or("");
    let rows = SETTINGS
        .iter()
        .map(|setting| {
            vec![
                Cell::text(setting.name),
                match of(setting.name) {
                    value if sources.registers.settings.is_answered(setting.name) => {
                        Cell::text(value)
                    }
                    _ => Cell::Empty,
                },
                Cell::text(of(setting.name)),
                Cell::text(setting.default),
                Cell::text(setting.help),
            ]
        })
        .collect();
    Sheet {
        name: "Settings".to_owned(),
        title: "Settings: fill in Value where the default does not suit".to_owned(),
        lines: vec![
            "The command line beats this sheet; this sheet beats the default.".to_owned(),
        ],
        columns: vec![
            Column::text("Name", 24.0),
            Column::answer("Value", 24.0, &[]),
            Column::text("Set to", 24.0)
                .help("By this sheet or a Settings sheet of your own."),
            Column::text("Default", 24.0),
            Column::text("What it does", 80.0),
        ],
        rows,
        ..Sheet::default()
    }
}

fn sheets_read(sources: &Sources<'_>) -> Sheet {
    let rows = sources
        .registers
        .sheets
        .iter()
        .map(|sheet| {
            vec![
                Cell::text(sheet.file.as_ref()),
                Cell::text(sheet.sheet.as_ref()),
                Cell::text(sheet.register.unwrap_or("not used")),
                Cell::number(sheet.heading_row.map(f64::from)),
                Cell::count(sheet.rows_read),
                Cell::count(sheet.rows_used),
                Cell::count(sheet.rows_left_out),
                Cell::text(sheet.says.clone()),
            ]
        })
        .collect();
    Sheet {
        name: "Sheets read".to_owned(),
        title: "Every sheet of the input, and how it was understood".to_owned(),
        columns: vec![
            Column::text("File", 34.0),
            Column::text("Sheet", 20.0),
            Column::text("Register", 16.0),
            Column::number("Heading row", 9.0, Show::Whole),
            Column::number("Rows read", 9.0, Show::Whole),
            Column::number("Rows used", 9.0, Show::Whole),
            Column::number("Rows left out", 9.0, Show::Whole),
            Column::text("How it was understood", 70.0),
        ],
        rows,
        ..Sheet::default()
    }
}

fn headings_read(sources: &Sources<'_>) -> Sheet {
    let rows = sources
        .registers
        .recognised
        .iter()
        .map(|one| {
            vec![
                Cell::text(one.place.file.as_ref()),
                Cell::text(one.place.sheet.as_ref()),
                Cell::text(one.place.a1()),
                Cell::text(one.heading.clone()),
                Cell::text(one.register),
                Cell::text(one.column.unwrap_or("not used")),
                Cell::text(one.because.clone()),
            ]
        })
        .collect();
    Sheet {
        name: "Headings read".to_owned(),
        title: "Every heading of the input, what it was taken for, and why".to_owned(),
        lines: vec!["Exact: the register's own title. Synonym: other words for it. Near: a likeness from 0 to 1. Content: what stands below it. Answered: you said so. To change one, answer in the sheet Headings.".to_owned()],
        columns: vec![
            Column::text("File", 34.0),
            Column::text("Sheet", 20.0),
            Column::text("Cell", 8.0),
            Column::text("Heading", 34.0),
            Column::text("Register", 16.0),
            Column::text("Taken for", 18.0),
            Column::text("Because", 20.0),
        ],
        rows,
        ..Sheet::default()
    }
}

fn harvest(sources: &Sources<'_>) -> Sheet {
    let rows = sources
        .registers
        .harvest
        .iter()
        .map(|harvest| {
            vec![
                Cell::text(harvest.what),
                Cell::text(harvest.place.file.as_ref()),
                Cell::text(harvest.place.sheet.as_ref()),
                link(sources.input_link, &harvest.place),
                Cell::text(harvest.says.clone()),
            ]
        })
        .collect();
    Sheet {
        name: "Colours, notes, hidden".to_owned(),
        title: "What the sheets carry besides values: internal".to_owned(),
        lines: vec!["A colour is used only where the sheet Colours, or a key on the sheet itself, says what it means.".to_owned()],
        columns: vec![
            Column::text("What", 14.0),
            Column::text("File", 34.0),
            Column::text("Sheet", 20.0),
            Column::text("Cell", 8.0),
            Column::text("Says", 80.0),
        ],
        rows,
        ..Sheet::default()
    }
}

fn not_run(sources: &Sources<'_>) -> Sheet {
    let rows = sources
        .not_run
        .iter()
        .map(|(code, because)| {
            vec![Cell::text(code.clone()), Cell::text(because.clone())]
        })
        .collect();
    Sheet {
        name: "Not run".to_owned(),
        title: "Rules that could not run: not passed, not failed".to_owned(),
        columns: vec![Column::text("Code", 10.0), Column::text("Because", 80.0)],
        rows,
        ..Sheet::default()
    }
}
