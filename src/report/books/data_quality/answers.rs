//! The sheets in which the adviser answers.

use std::collections::{BTreeMap, BTreeSet};

use super::{Sources, is_open, link, until};
use crate::base::cell::Place;
use crate::base::finding::Finding;
use crate::base::setting::SETTINGS;
use crate::locate::whole::{WHOLE_SHEET, WholeSheet, is_whole_sheet};
use crate::register::answers::{ColourAnswer, Correction, HeadingAnswer, Lapse};
use crate::register::house_words::{Asked, word_of};
use crate::register::standing::{holds_for, is_about};
use crate::register::{ColourMet, Recognised};
use crate::report::book::{Cell, Column, Sheet, Show};

pub(super) fn headings(sources: &Sources<'_>) -> Sheet {
    let registers = sources.registers;
    let carried =
        |answer: &&HeadingAnswer| answer.lapsed.as_ref().is_none_or(Lapse::is_kept);
    let answers: Vec<&HeadingAnswer> =
        registers.answers.headings.iter().filter(carried).collect();
    let of = |recognised: &Recognised| {
        let about = answers.iter().find(|answer| is_about(answer, recognised));
        about.or_else(|| answers.iter().find(|answer| holds_for(answer, recognised)))
    };
    // What was answered of one sheet holds for the same heading of the others, but for
    // leave to name or to quote.
    let mut asked = BTreeSet::new();
    let mut is_new = |one: &Recognised| {
        let is_consent = one.column.is_some_and(|key| key.contains("consent"));
        one.register.is_empty()
            || is_consent
            || asked.insert((
                one.register,
                one.heading.clone(),
                one.column,
                one.because.clone(),
            ))
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
        // What has no heading cannot be answered by it.
        .filter(|recognised| !recognised.heading.is_empty())
        .filter(|recognised| of(recognised).is_some() || is_new(recognised))
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
    // What the sheet is comes before what its headings mean.
    rows.splice(0..0, registers.wholes.iter().map(|whole| of_whole(whole, &answers)));
    // An answer whose heading is not there this month is kept for the next.
    let is_met = |answer: &HeadingAnswer| {
        registers.recognised.iter().any(|recognised| is_about(answer, recognised))
            || registers.wholes.iter().any(|one| is_of(one, answer))
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
            "Write the column that a heading means, or: not used; yes means that it was taken for the right one. Names of columns: forumpack explain REGISTER.".to_owned(),
            "Beside (the whole sheet) write the register that a sheet is, or: not used; for a sheet that is not listed write such a line below the others. Of a heading of a sheet that was not recognised write the register too. A heading that several sheets of a register have is listed once.".to_owned(),
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

/// Whether an answer is about a whole sheet that stands in the list.
fn is_of(whole: &WholeSheet, answer: &HeadingAnswer) -> bool {
    is_whole_sheet(&answer.heading) && whole.is_meant(&answer.file, &answer.sheet)
}

/// The line in which the adviser says what a sheet is.
fn of_whole(whole: &WholeSheet, answers: &[&HeadingAnswer]) -> Vec<Cell> {
    let about = answers.iter().filter(|answer| is_of(whole, answer));
    let answer = about.min_by_key(|answer| *answer.file != *whole.file);
    vec![
        Cell::text(whole.file.as_ref()),
        Cell::text(whole.sheet.as_ref()),
        Cell::Empty,
        Cell::text(WHOLE_SHEET),
        Cell::text(whole.register.unwrap_or_default()),
        Cell::text(whole.register.unwrap_or("not used")),
        Cell::text(whole.because),
        answer.map_or(Cell::Empty, |answer| Cell::text(answer.column.clone())),
        Cell::date(answer.and_then(|answer| answer.until)),
    ]
}

/// Whose name a finding could not place: a school's or an LLE's; a number is no name.
fn kind_of_name(finding: &Finding) -> Option<&'static str> {
    let is_name = finding.value.chars().any(char::is_alphabetic);
    let says = |words| finding.message.contains(words);
    match () {
        () if !is_name => None,
        () if matches!(&*finding.code, "SCH-005" | "SCH-012")
            || says("is not in the school list") =>
        {
            Some("school")
        }
        () if says("is not in the LLE register") => Some("lle"),
        () => None,
    }
}

pub(super) fn names(sources: &Sources<'_>) -> Sheet {
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

pub(super) fn corrections(sources: &Sources<'_>) -> Sheet {
    let carried: Vec<&Correction> = sources
        .registers
        .answers
        .corrections
        .iter()
        .filter(|answer| answer.lapsed.as_ref().is_none_or(Lapse::is_kept))
        .collect();
    let mut rows: Vec<Vec<Cell>> = carried
        .iter()
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
    // Words that wait for their meaning stand ready: only Instead is to be filled in.
    let open: BTreeSet<(&Place, &str)> = sources
        .findings
        .iter()
        .filter(|finding| is_open(finding))
        .map(|finding| (&finding.place, word_of(finding)))
        .collect();
    let is_asked = |word: &Asked| {
        word.question().is_some_and(|question| open.contains(&question))
            && !carried.iter().any(|answer| word.is_met_by(answer))
    };
    rows.extend(sources.registers.words.asked().filter(|word| is_asked(word)).map(
        |word| {
            let mut row = vec![Cell::Empty; 8];
            let file = word.file_of_consent().unwrap_or_default().to_owned();
            let filled = [(0, file), (2, word.column_name()), (3, word.word.clone())];
            for (at, text) in filled.into_iter().filter(|(_, text)| !text.is_empty()) {
                if let Some(cell) = row.get_mut(at) {
                    *cell = Cell::text(text);
                }
            }
            row
        },
    ));
    Sheet {
        name: "Corrections".to_owned(),
        title: "Corrections: what to use instead of what stands in a cell, or instead of a word".to_owned(),
        lines: vec![
            "Better to mend the register itself. A correction lapses when the cell no longer holds what it held.".to_owned(),
            "A word that the list of a column does not have is answered here once: under Cell stands the column (deployments > Status), under Was the word; write under Instead the word of the list that it means, or: blank. It holds for every cell with that word, in later files too; a file or a sheet beside it narrows it. Words of a list: forumpack explain REGISTER.".to_owned(),
        ],
        columns: vec![
            Column::answer("File", 28.0, &[]),
            Column::answer("Sheet", 16.0, &[]),
            Column::answer("Cell", 22.0, &[])
                .help("B12, or for a word its column: deployments > Status."),
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

pub(super) fn colours(sources: &Sources<'_>) -> Sheet {
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

pub(super) fn settings(sources: &Sources<'_>) -> Sheet {
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
