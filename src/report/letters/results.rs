//! A school's latest change in each measure, beside the authority's.

use std::collections::BTreeMap;

use super::Known;
use crate::base::figure::Figure;
use crate::base::indicator::INDICATORS;
use crate::base::quantity::{NOT_AVAILABLE, signed};
use crate::base::release::Internal;
use crate::model::programme::{Programme, School};
use crate::register::results::Area;
use crate::report::block::{Align, Block};
use crate::report::paper;

/// The school's latest change in each measure, beside the authority's.
pub(super) fn results(
    programme: &Programme,
    known: &Known<'_>,
    school: &School,
) -> Vec<Block> {
    let mut latest: BTreeMap<&str, &Figure> = BTreeMap::new();
    let figures = known.figures.get(school.urn.as_str()).into_iter().flatten();
    for figure in figures.filter(|f| matches!(f.code, "M02" | "M14")) {
        if let Some(indicator) = figure.indicator {
            let held = latest.entry(indicator.code).or_insert(figure);
            if (held.to, held.from) < (figure.to, figure.from) {
                *held = figure;
            }
        }
    }
    // The subjects are parts of the average, which is enough for a letter.
    if latest.contains_key("ks1_aps") {
        latest.retain(|code, _| *code == "ks1_aps" || !code.ends_with("_aps"));
    }
    let rows: Vec<Vec<String>> = INDICATORS
        .iter()
        .filter_map(|indicator| {
            latest.get(indicator.code).map(|figure| (indicator, *figure))
        })
        .filter_map(|(indicator, figure)| {
            let (from, to) = (figure.from?, figure.to?);
            let places = indicator.places();
            let la = |year| {
                programme
                    .compared
                    .get(&(Area::La, indicator.code, year))
                    .and_then(|compared| compared.score.ok())
                    .map(|score| score.value)
            };
            let of_la = la(to)
                .zip(la(from))
                .map_or_else(|| NOT_AVAILABLE.to_owned(), |(b, a)| signed(b - a, places));
            let between = match (figure.lower, figure.upper) {
                (Some(lower), Some(upper)) => {
                    format!("{} to {}", signed(lower, 1), signed(upper, 1))
                }
                _ => NOT_AVAILABLE.to_owned(),
            };
            Some(vec![
                format!("{}, {} to {}", indicator.name, from.summer(), to.summer()),
                if places == 2 {
                    signed(figure.value, 2)
                } else {
                    figure.shown_to(Internal).replace("\u{a0}pp", "")
                },
                between,
                of_la,
            ])
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    vec![paper::table(
        "t-results",
        "Change in results, in points",
        &[
            ("Measure", Align::Left),
            ("Your school", Align::Decimal),
            ("95% interval", Align::Left),
            ("Authority", Align::Decimal),
        ],
        rows,
        &[],
    )]
}
