//! What is about to be published, weighed before it is drawn: withheld values that
//! can be worked out, shorthand without its words, what a person who cannot see
//! the page would miss, and one figure that is printed with two values.

mod readable;
mod shorthand;
#[cfg(test)]
mod tests;
mod worked_out;

use std::sync::Arc;

use super::block::{Block, Document, Table};
use super::book::Book;
use super::words::{Headed, Statement};
use super::{Sources, forum};
use crate::base::cell::Place;
use crate::base::finding::{Finding, Findings, Rule, Severity};
use crate::base::release::Public;

pub(super) static WORKED_OUT: Rule = Rule {
    code: "PUB-001",
    name: "withheld-value-can-be-worked-out",
    severity: Severity::Stop,
    what: "A withheld value cannot be had by subtraction: from a total and the other values beside it, from an average and the single schools that are shown, or from an average of the last pack and the same average of this one, with one or two withheld schools more.",
    why: "A value that can be worked out is published, whatever mark stands in its place.",
    fix: "In a table: withhold a second value of the row and column, or leave the total out. Against the last pack, where n schools with an average of m became n + 1 with an average of M: (n + 1) × M less n × m is the new school's value, to (2n + 1) × 0.05 points; count the school from the next pair of years on, or say why the value may be known.",
    ignore: "Against the last pack: where the value that follows is too coarse to tell anything of single pupils, or the forum was told of it. Within one pack: never.",
    settings: &["public_school_n"],
};

pub(super) static UNEXPLAINED: Rule = Rule {
    code: "PUB-002",
    name: "shorthand-without-explanation",
    severity: Severity::Query,
    what: "A mark in brackets, such as [c], [x] or [u], is explained below the table that uses it, or in the words of the template that has it.",
    why: "A reader cannot tell what is withheld from what does not exist.",
    fix: "Add a sentence to the template that says what the mark means, or write words in its place; in a register, words in place of the mark.",
    ignore: "Where the brackets are no shorthand but part of a title or of quoted words.",
    settings: &[],
};

pub(super) static UNREADABLE: Rule = Rule {
    code: "PUB-003",
    name: "not-readable-without-sight",
    severity: Severity::Query,
    what: "Every public document has a title; every chart a title and a description; every table a caption and a heading over each column; headings go down one level at a time. The language is set by the program.",
    why: "A person who listens to the page finds the way by these alone, and the law asks for them.",
    fix: "In a template: give the heading the level below the one before it (## after #, ### after ##), and write a table that is typed with upright strokes as a list or as sentences: it is printed as a line of words, without a heading row.",
    ignore: "Where the strokes or the level are meant as they stand; a meeting edition wants them mended.",
    settings: &[],
};

pub(super) static TWO_VALUES: Rule = Rule {
    code: "PUB-006",
    name: "one-figure-two-values",
    severity: Severity::Stop,
    what: "A figure has one value wherever it is printed: in tables, tiles, charts and the published workbook. Parts add up to the sum that stands with them: reasons and counted schools to all client schools, budget lines to their total, answers to their number.",
    why: "Two values of one figure are asked about in the meeting, and neither is believed.",
    fix: "Nothing in the registers can put this right: it is a fault of the program. Keep the folder of the stopped pack and report it with the two places that are named.",
    ignore: "",
    settings: &[],
};

/// Rules of what is about to be published.
pub(crate) static RULES: &[&Rule] =
    &[&WORKED_OUT, &UNEXPLAINED, &UNREADABLE, &TWO_VALUES];

/// What is weighed.
pub(super) struct Draft<'a> {
    /// Public documents.
    pub(super) documents: &'a [Document<Public>],
    /// The published workbook.
    pub(super) book: &'a Book,
    /// What the templates of the pack say.
    pub(super) statements: &'a [Statement],
    /// Headings that stand in those templates.
    pub(super) headings: &'a [Headed],
}

/// A fault and where it stands.
pub(super) struct Fault {
    pub(super) rule: &'static Rule,
    /// As `rule` says, unless it is milder here.
    pub(super) severity: Severity,
    /// A file of the pack or a template.
    pub(super) file: String,
    /// What it is about, in a few words: they keep an answer with its fault.
    pub(super) record: String,
    pub(super) says: String,
}

impl Fault {
    fn new(rule: &'static Rule, file: &str, record: &str, says: String) -> Self {
        let record: Vec<&str> = record.split_whitespace().take(8).collect();
        Self {
            rule,
            severity: rule.severity,
            file: file.to_owned(),
            record: record.join(" "),
            says,
        }
    }

    /// In this template.
    fn typed(
        rule: &'static Rule,
        (file, line): (&str, usize),
        words: &str,
        says: &str,
    ) -> Self {
        let file = format!("templates/{file}");
        Self::new(rule, &file, words, format!("Line {line}: {says}"))
    }
}

/// All that keeps the draft from being published; queries of templates stop a
/// meeting edition.
pub(super) fn weigh(
    draft: &Draft<'_>,
    sources: &Sources<'_>,
    is_meeting: bool,
) -> Findings {
    let mut faults = shorthand::faults(draft);
    faults.extend(readable::faults(draft));
    faults.extend(worked_out::faults(draft, sources));
    faults.extend(disagreements(draft, sources));
    let mut findings = Findings::default();
    for fault in faults {
        let of_words = [UNEXPLAINED.code, UNREADABLE.code].contains(&fault.rule.code);
        let severity =
            if of_words && is_meeting { Severity::Stop } else { fault.severity };
        let file: Arc<str> = Arc::from(fault.file.as_str());
        findings.add(
            Finding::new(fault.rule, Place::file(&file), fault.says)
                .severity(severity)
                .record(fault.record),
        );
    }
    findings
}

fn disagreements(draft: &Draft<'_>, sources: &Sources<'_>) -> Vec<Fault> {
    let mut told = forum::agreeing::twice(sources.figures);
    for document in draft.documents {
        let blocks: Vec<&Block> = document.cover.iter().chain(&document.blocks).collect();
        told.extend(forum::agreeing::differing(&blocks, sources.figures));
        told.extend(forum::agreeing::rewritten(&blocks, draft.book));
    }
    let file = format!("{}.pdf", forum::PATH);
    told.into_iter().map(|(of, says)| Fault::new(&TWO_VALUES, &file, &of, says)).collect()
}

/// Every table of a document with its number, as the page counts them.
fn tables(document: &Document<Public>) -> impl Iterator<Item = (usize, &Table)> {
    let blocks = document.cover.iter().chain(&document.blocks);
    let tables = blocks.filter_map(|block| match block {
        Block::Table(table) => Some(&**table),
        _ => None,
    });
    (1..).zip(tables)
}
