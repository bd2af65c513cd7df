//! Appendix C: what was approved, paid and ordered, and what it bought.

use std::collections::BTreeMap;

use super::Named;
use super::tables::table;
use crate::base::quantity::NOT_AVAILABLE;
use crate::base::release::Public;
use crate::report::Sources;
use crate::report::block::{Align, Block};

/// The blocks of this appendix.
pub(super) fn blocks(sources: &Sources<'_>) -> Vec<Named> {
    vec![("table:budget", vec![budget(sources)])]
}

fn budget(sources: &Sources<'_>) -> Block {
    let mut lines: BTreeMap<&str, BTreeMap<&str, String>> = BTreeMap::new();
    for figure in sources.figures.all.iter().filter(|f| f.code == "F05") {
        if let Some((line, part)) = figure.item.rsplit_once('/') {
            lines.entry(line).or_default().insert(part, figure.shown_to(Public));
        }
    }
    let total = lines.remove("total");
    let row = |name: &str, parts: &BTreeMap<&str, String>| {
        let of = |part: &str| {
            parts.get(part).cloned().unwrap_or_else(|| NOT_AVAILABLE.to_owned())
        };
        vec![
            name.to_owned(),
            of("approved"),
            of("paid"),
            of("committed"),
            of("forecast"),
            of("variance"),
        ]
    };
    let mut rows: Vec<Vec<String>> =
        lines.iter().map(|(name, parts)| row(name, parts)).collect();
    rows.extend(total.iter().map(|parts| row("Total", parts)));
    table(
        "t-budget",
        "Budget of the financial year, pounds",
        &[
            ("Line", Align::Left),
            ("Approved", Align::Decimal),
            ("Paid", Align::Decimal),
            ("Ordered", Align::Decimal),
            ("Forecast", Align::Decimal),
            ("Variance", Align::Decimal),
        ],
        rows,
        &["Forecast is paid and ordered together; variance is forecast less approved."],
    )
}
