//! Appendix D: how the programme runs on the as-at date.

use super::Named;
use super::tables::table;
use crate::base::figure::Group;
use crate::base::release::Public;
use crate::report::Sources;
use crate::report::block::{Align, Block};

/// The blocks of this appendix.
pub(super) fn blocks(sources: &Sources<'_>) -> Vec<Named> {
    vec![("table:programme", vec![activity(sources)])]
}

fn activity(sources: &Sources<'_>) -> Block {
    let rows = [
        ("P01", "", "Active LLEs"),
        ("P02", "", "Change in a year"),
        ("P04", "", "Deployments at work"),
        ("P04", "clients", "Client schools supported"),
        ("P04", "lles", "LLEs deployed"),
        ("P04", "utilisation", "Active LLEs who are deployed"),
        ("P05", "delivered", "Days delivered"),
        ("P05", "contracted", "Days agreed"),
        ("P05", "", "Delivered of agreed"),
        ("P09", "", "Records of visit on time"),
        ("P09", "received", "Records of visit received"),
    ]
    .into_iter()
    .filter_map(|(code, item, words)| {
        let figure = sources.figures.plain(code, &Group::None, item)?;
        Some(vec![words.to_owned(), figure.shown_to(Public)])
    })
    .collect();
    table(
        "t-programme",
        "The programme on the as-at date",
        &[("Measure", Align::Left), ("Value", Align::Decimal)],
        rows,
        &[],
    )
}
