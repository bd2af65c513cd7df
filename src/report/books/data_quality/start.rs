//! The first sheet: what to do first, and findings counted by rule.

use std::collections::BTreeMap;

use super::{Sources, is_open};
use crate::base::finding::Severity;
use crate::report::book::{Cell, Column, Sheet, Show};

pub(super) fn start_here(sources: &Sources<'_>) -> Sheet {
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
    say("Look through Headings, Names and Corrections: confirm or correct what was only likely, and say what words of your own mean."
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
