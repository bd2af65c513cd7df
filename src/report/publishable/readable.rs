//! What a person who listens to a document goes by: titles, descriptions,
//! captions, heading rows, headings in order.

use super::{Draft, Fault, UNREADABLE, shorthand};
use crate::base::release::Public;
use crate::report::block::{Block, Document, Table};
use crate::report::chart::Chart;
use crate::report::words::Headed;

pub(super) fn faults(draft: &Draft<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for document in draft.documents {
        of_document(document, draft.headings, &mut faults);
    }
    for (statement, text) in shorthand::typed_tables(draft.statements) {
        if let Some(first) = statement.pieces.first() {
            faults.push(Fault::typed(
                &UNREADABLE,
                (&first.file, first.line),
                &text,
                "a table is typed with upright strokes and is printed as a line of words; a heading row was expected, or no table.",
            ));
        }
    }
    faults
}

fn of_document(
    document: &Document<Public>,
    headings: &[Headed],
    faults: &mut Vec<Fault>,
) {
    let file = format!("{}.pdf", document.path);
    let mut add = |record: &str, says: String| {
        faults.push(Fault::new(&UNREADABLE, &file, record, says));
    };
    if document.title.trim().is_empty() {
        add("title", "The document has no title; one was expected.".to_owned());
    }
    let (mut charts, mut tables) = (0, 0);
    // The title of the document stands above its first heading.
    let mut above = 1;
    let mut jumps = Vec::new();
    for block in document.cover.iter().chain(&document.blocks) {
        let (level, id, text) = match block {
            Block::Chart(chart) => {
                charts += 1;
                if let Some(lacks) = lacking_chart(chart) {
                    add(&chart.title, format!("Chart {charts} {lacks}"));
                }
                continue;
            }
            Block::Table(table) => {
                tables += 1;
                if let Some(lacks) = lacking_table(table) {
                    add(&table.caption, format!("Table {tables} {lacks}"));
                }
                continue;
            }
            Block::Part { id, title, .. } => (1, id, title),
            Block::Heading { id, level, text, .. } => (*level, id, text),
            _ => continue,
        };
        if text.trim().is_empty() {
            add(id, "A heading has no words; words were expected.".to_owned());
        }
        if level > above + 1 {
            jumps.push((id, text, above, level));
        }
        above = level;
    }
    for (id, text, above, level) in jumps {
        let says = format!(
            "the heading {text} is of level {level} below one of level {above}; level {} was expected.",
            above + 1
        );
        // Pages made from one template many times put a word before its anchors.
        let typed = headings.iter().find(|headed| headed.id == *id);
        faults.push(match typed {
            Some(at) => Fault::typed(&UNREADABLE, (&at.file, at.line), text, &says),
            None => {
                let mut letters = says.chars();
                let first = letters.next().map(|c| c.to_ascii_uppercase());
                let says = first.into_iter().chain(letters).collect();
                Fault::new(&UNREADABLE, &file, text, says)
            }
        });
    }
}

fn lacking_chart(chart: &Chart) -> Option<String> {
    if chart.alt.trim().is_empty() {
        return Some(format!(
            "({}) has no description for people who cannot see it.",
            chart.title
        ));
    }
    chart.title.trim().is_empty().then(|| "has no title; one was expected.".to_owned())
}

fn lacking_table(table: &Table) -> Option<String> {
    if table.caption.trim().is_empty() {
        return Some("has no caption; one was expected.".to_owned());
    }
    let is_headed = !table.columns.is_empty()
        && table.columns.iter().all(|(heading, _)| !heading.trim().is_empty());
    (!is_headed).then(|| {
        format!(
            "({}) has a column without a heading; one was expected over each.",
            table.caption
        )
    })
}
