//! What the forum has decided, and which protocols are in force.

use super::Named;
use super::tables::{or_none, table};
use crate::base::date::long;
use crate::base::quantity::pounds;
use crate::report::Sources;
use crate::report::block::{Align, Block};

pub(super) fn blocks(sources: &Sources<'_>) -> Vec<Named> {
    vec![
        ("table:decisions", vec![decisions(sources)]),
        ("table:protocols", vec![protocols(sources)]),
    ]
}

fn decisions(sources: &Sources<'_>) -> Block {
    let rows = sources
        .programme
        .decisions
        .iter()
        .filter(|decision| decision.date.is_none_or(|day| day <= sources.programme.as_at))
        .map(|decision| {
            vec![
                or_none(decision.date.map(long).unwrap_or_default()),
                or_none(decision.reference.clone()),
                or_none(decision.text.clone()),
                or_none(decision.amount.map(pounds).unwrap_or_default()),
                or_none(decision.years.clone()),
            ]
        })
        .collect();
    table(
        "t-decisions",
        "Decisions of the Schools Forum so far",
        &[
            ("Meeting", Align::Left),
            ("Reference", Align::Left),
            ("Decision", Align::Left),
            ("Amount", Align::Decimal),
            ("Financial year", Align::Left),
        ],
        rows,
        &[],
    )
}

fn protocols(sources: &Sources<'_>) -> Block {
    let as_at = sources.programme.as_at;
    let rows = sources
        .programme
        .documents
        .iter()
        .filter(|document| document.approved.is_none_or(|day| day <= as_at))
        .map(|document| {
            let review = match document.review {
                Some(day) if day < as_at => format!("{}: overdue", long(day)),
                Some(day) => long(day),
                None => String::new(),
            };
            vec![
                document.title.clone(),
                or_none(document.version.clone()),
                or_none(document.approved_by.clone()),
                or_none(document.approved.map(long).unwrap_or_default()),
                or_none(review),
            ]
        })
        .collect();
    table(
        "t-protocols",
        "Protocols in force",
        &[
            ("Protocol", Align::Left),
            ("Version", Align::Left),
            ("Approved by", Align::Left),
            ("Approved", Align::Left),
            ("Review due", Align::Left),
        ],
        rows,
        &[],
    )
}
