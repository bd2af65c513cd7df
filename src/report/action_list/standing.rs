//! Where the deployments stand, and what waits to be mended, file by file.

use std::collections::BTreeMap;

use jiff::ToSpan;

use super::{BOX, ids};
use crate::base::finding::{Finding, Severity, State as Told};
use crate::base::quantity::{NOT_APPLICABLE, NOT_AVAILABLE};
use crate::base::text::count;
use crate::model::programme::Programme;
use crate::model::state::{self, State};
use crate::report::Sources;
use crate::report::block::{Align, Block};
use crate::report::paper;

/// Where the deployments stand, where they stood a year ago, and how long it takes.
pub(super) fn states(programme: &Programme) -> Vec<Block> {
    let now = state::counts(programme, programme.as_at);
    let before = state::counts(programme, programme.as_at.saturating_sub(1.years()));
    let (mut spent, mut since): (BTreeMap<State, Vec<i64>>, BTreeMap<State, i64>) =
        Default::default();
    for id in ids(programme) {
        let Some(standing) = state::on(programme, id, programme.as_at) else { continue };
        for (state, days) in state::times(programme, id) {
            if state != standing.state {
                spent.entry(state).or_default().push(days);
            }
        }
        if let Some(day) = standing.since {
            let days = day.until(programme.as_at).map_or(0, |span| span.get_days());
            let longest = since.entry(standing.state).or_default();
            *longest = (*longest).max(i64::from(days));
        }
    }
    let median = |state: &State| {
        let mut days = spent.get(state)?.clone();
        days.sort_unstable();
        days.get(days.len() / 2).map(i64::to_string)
    };
    let rows: Vec<Vec<String>> = State::ALL
        .iter()
        .filter(|state| now.contains_key(state) || before.contains_key(state))
        .map(|state| {
            let of = |counts: &BTreeMap<State, usize>| {
                counts.get(state).copied().unwrap_or(0).to_string()
            };
            let longest = match since.get(state) {
                _ if state.is_over() => NOT_APPLICABLE.to_owned(),
                Some(days) => days.to_string(),
                None => NOT_AVAILABLE.to_owned(),
            };
            vec![
                paper::sentence(state.word()),
                of(&now),
                of(&before),
                longest,
                median(state).unwrap_or_else(|| {
                    if state.is_over() { NOT_APPLICABLE } else { NOT_AVAILABLE }
                        .to_owned()
                }),
            ]
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    vec![paper::table(
        "t-states",
        "Where the deployments stand",
        &[
            ("State", Align::Left),
            ("Now", Align::Decimal),
            ("A year before", Align::Decimal),
            ("Longest in it now, days", Align::Decimal),
            ("Usual time in it, days", Align::Decimal),
        ],
        rows,
        &[
            "Usual time: the median of those that have passed on, where both dates are known.",
        ],
    )]
}

/// Words to type, which findings set in backquotes, in the quotation marks of print.
fn quoted(words: &str) -> String {
    let mut is_open = false;
    words
        .chars()
        .map(|letter| match letter {
            '`' => {
                is_open = !is_open;
                if is_open { '\u{2018}' } else { '\u{2019}' }
            }
            other => other,
        })
        .collect()
}

/// Findings that wait, file by file, worst first.
pub(super) fn findings(sources: &Sources<'_>) -> Vec<Block> {
    let mut by_file: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    let open = sources.findings.iter().filter(|finding| {
        finding.severity > Severity::Note
            && !matches!(finding.state, Told::Fixed | Told::Answered)
    });
    for finding in open {
        by_file.entry(&finding.place.file).or_default().push(finding);
    }
    by_file
        .into_iter()
        .enumerate()
        .flat_map(|(at, (file, list))| {
            let rows = list
                .iter()
                .map(|finding| {
                    let place = &finding.place;
                    let cell = match (place.sheet.is_empty(), place.a1().is_empty()) {
                        (true, true) => "the file".to_owned(),
                        (true, false) => place.a1(),
                        (false, _) => format!("{} {}", place.sheet, place.a1()),
                    };
                    vec![
                        BOX.to_owned(),
                        cell,
                        format!("{}, {}", finding.code, finding.severity),
                        quoted(&finding.message),
                        quoted(&finding.fix),
                    ]
                })
                .collect();
            [
                paper::heading(format!("file-{at}"), 3, file),
                paper::table(
                    &format!("t-file-{at}"),
                    &format!(
                        "In this file, {}",
                        count(list.len(), "finding", "findings")
                    ),
                    &[
                        ("Done", Align::Centre),
                        ("Cell", Align::Left),
                        ("Rule", Align::Left),
                        ("What was found", Align::Left),
                        ("What to do", Align::Left),
                    ],
                    rows,
                    &[],
                ),
            ]
        })
        .collect()
}
