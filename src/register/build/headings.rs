//! What is said of headings: which became which column, which were not used.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::cell::CellPos;
use crate::base::finding::{Finding, Findings, Severity};
use crate::base::text::{count, tidy};
use crate::locate::below;
use crate::locate::layouts::Meaning;
use crate::locate::schema::Column;
use crate::locate::table::{Because, Extra, Heading, NotARecord, Table};
use crate::locate::whole;
use crate::read::grid::Grid;
use crate::register::{Recognised, Registers, around, results, rules};

pub(super) fn says_of(table: &Table) -> String {
    let of = |kind| table.others.iter().filter(|(_, other)| *other == kind).count();
    let across = if table.turned.is_some() {
        ", a column for each reply"
    } else if table.part.is_empty() {
        ""
    } else {
        ", one group of columns each"
    };
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
            let said = count(number, one, many);
            let said = match table.turned {
                Some(_) => said.replace("row", "column"),
                None => said,
            };
            says.push_str(&format!("; {said}"));
        }
    }
    says
}

/// Most lines over records that are listed one by one.
const MOST_LINES: usize = 4;

/// Columns without which figures say nought or nobody may be named, what may stand
/// instead, and what their cells look like.
const WANTED: &[(&str, &[&str], fn(&Grid, CellPos) -> bool)] = &[
    ("visits", &["days", "hours", "part_of_day"], below::are_lengths),
    ("deployments", &["days"], below::are_lengths),
    ("lles", &["profile_consent"], below::are_marks),
    ("contracts", &["signed_lle"], below::are_days),
    ("contracts", &["signed_client"], below::are_days),
    ("contracts", &["signed_la"], below::are_days),
    ("surveys", &["consent"], below::are_marks),
    ("comments", &["consent"], below::are_marks),
    ("spend", &["status"], below::are_few_words),
    ("deployments", &["planned_end"], below::are_days),
    ("lles", &["accredited"], below::are_days),
    ("visits", &["received"], below::are_days),
    ("schools", &["low_age", "ages"], below::are_lengths),
    ("schools", &["high_age", "ages"], below::are_lengths),
    ("schools", &["fsm"], below::are_shares),
    ("schools", &["district"], below::are_repeated),
    ("deployments", &["identified"], below::are_days),
    ("deployments", &["route"], below::are_few_words),
    ("deployments", &["rate"], below::are_rates),
    ("quality", &["rating"], below::are_few_words),
    ("quality", &["issues"], below::are_sentences),
    ("decisions", &["ref"], below::are_references),
    ("spend", &["invoice"], below::are_references),
];

/// A list of schools with more unknown headings than this is a download.
const MOST_OF_A_LIST: usize = 12;

/// Columns that are missed, and the heading of an unused one that may be each.
fn missed<'a>(
    grid: &Grid,
    table: &Table,
    unused: &[&'a Extra],
) -> Vec<(&'static Column, &'a Extra)> {
    // A list that was downloaded has columns of its own, and none that somebody wrote.
    if table.schema.name == "schools" && unused.len() > MOST_OF_A_LIST {
        return Vec::new();
    }
    let has = |key: &&str| table.headings.iter().any(|one| one.column.key == *key);
    let at = |extra: &Extra| CellPos::new(table.heading_row, extra.col);
    let mut missed: Vec<(&'static Column, &'a Extra)> = Vec::new();
    let wanted = WANTED
        .iter()
        .filter(|(name, keys, _)| *name == table.schema.name && !keys.iter().any(has));
    for (_, keys, is_like) in wanted {
        let column = keys.first().and_then(|key| table.schema.column(key));
        let is_open =
            |extra: &Extra| !missed.iter().any(|(_, other)| other.col == extra.col);
        let maybe =
            unused.iter().find(|extra| is_open(extra) && is_like(grid, at(extra)));
        if let (Some(column), Some(maybe)) = (column, maybe) {
            missed.push((column, maybe));
        }
    }
    missed
}

/// Asks what day columns of marks are that stand among days of meetings.
fn undated(grid: &Grid, table: &Table, findings: &mut Findings) {
    if table.schema.name != "meetings" || table.extras.is_empty() {
        return;
    }
    let at = |extra: &Extra| CellPos::new(table.heading_row, extra.col);
    // The marks of one day are those of the others.
    let marks: BTreeSet<String> =
        table.extras.iter().flat_map(|day| below::folded(grid, at(day))).collect();
    let marked = |extra: &&Extra| below::are_known(grid, at(extra), &marks);
    let is_open = |extra: &&Extra| !table.put_aside.contains(&extra.col);
    let mut those = table.unused.iter().filter(is_open).filter(marked);
    let Some(first) = those.next() else { return };
    let says = format!(
        "{} stands over marks among the days of meetings and says no day.",
        first.text
    );
    let mut finding = Finding::new(&rules::UNUSED, table.place(at(first)), says);
    finding.more.extend(those.map(|extra| table.place(at(extra))));
    findings.add(
        finding
            .severity(Severity::Query)
            .register(table.schema.name)
            .column(first.text.to_string())
            .value(first.text.to_string())
            .fix("Write the day of the meeting over the column, as over the others; if it is none, say in the sheet Headings: not used."),
    );
}

/// Asks about the headings that only the cells below them told, once for the sheet.
fn inferred(table: &Table, registers: &Registers, findings: &mut Findings) {
    let guessed: Vec<&Heading> =
        table.headings.iter().filter(|one| one.because == Because::Inferred).collect();
    let headings = guessed
        .iter()
        .map(|one| (one.col, one.text.to_string(), one.column.title.to_owned()));
    let told = table.told.iter().filter_map(|(col, part)| {
        let extra = table.extras.iter().find(|extra| extra.col == *col)?;
        let text = tidy(&format!("{} {}", extra.over, extra.text));
        Some((*col, text, part.words().to_owned()))
    });
    let guessed: Vec<(u32, String, String)> = headings.chain(told).collect();
    let Some((first, text, _)) = guessed.first() else { return };
    let pairs: Vec<String> = guessed
        .iter()
        .map(|(_, text, means)| format!("{text} (read as {means})"))
        .collect();
    let mut wholes = registers.wholes.iter();
    let is_said = wholes.any(|one| one.is_answered_of(&table.file, &table.sheet));
    let whole = if whole::is_guess(table) && !is_said {
        format!("Is this sheet {}? ", table.schema.title)
    } else {
        String::new()
    };
    let says = format!(
        "{whole}Known only by what stands below: {}. Is it so?",
        pairs.join(", ")
    );
    let place = |col: u32| table.place(CellPos::new(table.heading_row, col));
    let mut finding = Finding::new(&rules::INFERRED, place(*first), says);
    finding.more.extend(guessed.iter().skip(1).map(|(col, _, _)| place(*col)));
    if !whole.is_empty() {
        finding = finding.fix("Say in the sheet Headings, in the line (the whole sheet), which register it is, or: not used; and in the lines below what a column means. It is asked once.");
    }
    findings.add(
        finding.register(table.schema.name).column(text.clone()).value(text.clone()),
    );
}

fn why(because: Because) -> String {
    match because {
        Because::Exact => "exact".to_owned(),
        Because::Synonym => "synonym".to_owned(),
        Because::Near(like) => {
            format!("near {}", crate::base::quantity::decimal(like, 2))
        }
        Because::Answered => "answered".to_owned(),
        Because::Content => "content".to_owned(),
        Because::Inferred => "near: by the cells below it".to_owned(),
        Because::Headless => "near: dates without a heading".to_owned(),
    }
}

/// Says which headings became which columns, and which none.
pub(super) fn say(
    grid: &Grid,
    table: &Table,
    registers: &mut Registers,
    findings: &mut Findings,
) {
    let at = |col| table.place(CellPos::new(table.heading_row, col));
    let is_first = table.part.is_empty();
    let is_told = |heading: &&Heading| is_first || heading.because != Because::Content;
    for heading in table.headings.iter().filter(is_told) {
        registers.recognised.push(Recognised {
            place: at(heading.col),
            register: table.schema.name,
            heading: heading.text.to_string(),
            column: Some(heading.column.key),
            because: why(heading.because),
        });
    }
    // Of many lines that say the same of their records the first is listed.
    let mut listed: BTreeMap<&str, usize> = BTreeMap::new();
    for line in table.above.iter().filter(|_| is_first) {
        *listed.entry(line.column.key).or_default() += 1;
    }
    for line in table.above.iter().filter(|_| is_first) {
        let more = match listed.get(line.column.key).copied() {
            None => continue,
            Some(lines) if lines > MOST_LINES => {
                listed.remove(line.column.key);
                format!(" (and {})", count(lines - 1, "line like it", "lines like it"))
            }
            Some(_) => String::new(),
        };
        registers.recognised.push(Recognised {
            place: table.place(line.label_at),
            register: table.schema.name,
            heading: format!("{}{more}", line.label),
            column: Some(line.column.key),
            because: why(line.because),
        });
    }
    for extra in &table.extras {
        let meaning = table.published.as_ref().and_then(|found| found.meaning(extra.col));
        let because = if meaning.is_some() { Because::Exact } else { Because::Content };
        registers.recognised.push(Recognised {
            place: at(extra.col),
            register: table.schema.name,
            heading: tidy(&format!("{} {}", extra.over, extra.text)),
            column: Some(meaning.map_or("its own", Meaning::says)),
            because: why(because),
        });
    }
    for extra in &table.unused {
        let is_answered = table.put_aside.contains(&extra.col);
        let one = Recognised {
            place: at(extra.col),
            register: table.schema.name,
            heading: extra.text.to_string(),
            column: results::is_looked_at(table, &extra.text).then_some("its own"),
            because: if is_answered { "answered" } else { "not used" }.to_owned(),
        };
        registers.recognised.push(one);
    }
    inferred(table, registers, findings);
    undated(grid, table, findings);
    // A heading that stands twice is told as that.
    let unused: Vec<&Extra> = table
        .unused
        .iter()
        .filter(|extra| around::repeated(table, &extra.text).is_none())
        .filter(|extra| !results::is_looked_at(table, &extra.text))
        .filter(|extra| !table.put_aside.contains(&extra.col))
        .collect();
    if let Some(first) = unused.first() {
        let names: Vec<&str> = unused.iter().take(12).map(|extra| &*extra.text).collect();
        let were = if table.turned.is_some() {
            count(unused.len(), "row was", "rows were")
        } else {
            count(unused.len(), "column was", "columns were")
        };
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
        let missed = missed(grid, table, &unused);
        findings.add(match missed.as_slice() {
            [(column, maybe), ..] => {
                let asked = missed.iter().map(|(column, maybe)| {
                    let title = column.title;
                    format!("No heading stands for {title}: is it {}?", maybe.text)
                });
                let asked: Vec<String> =
                    std::iter::once(finding.message.clone()).chain(asked).collect();
                Finding { place: at(maybe.col), message: asked.join(" "), ..finding }
                    .severity(Severity::Query)
                    .column(maybe.text.to_string())
                    .value(maybe.text.to_string())
                    .fix(if column.is_consent() {
                        "Say in the sheet Headings what the column means: nobody is named by a guess."
                    } else {
                        "Say in the sheet Headings what the column means: its figures rest on it."
                    })
            }
            [] => finding.column(first.text.to_string()),
        });
    }
}

/// A heading of a sheet that was not recognised.
pub(super) fn asked(one: &crate::locate::unknown::Asked) -> Recognised {
    Recognised {
        place: one.place.clone(),
        register: "",
        heading: one.text.to_string(),
        column: None,
        because: "sheet not recognised".to_owned(),
    }
}
