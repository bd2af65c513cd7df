//! Results against the school list: what no single cell shows.

use std::collections::BTreeSet;

use crate::base::finding::{Finding, Findings, Severity};
use crate::base::reason::Missing;
use crate::register::identity::{Conflict, Match, Schools};

use super::{Result, rules};

/// Checks that every result belongs to a school of the list (`RES-018`); those
/// that do not are left out, whole rows at a time.
///
/// Published files hold schools of other authorities: there it is a note.
pub(crate) fn check(results: &mut [Result], schools: &Schools, findings: &mut Findings) {
    if schools.is_empty() {
        return;
    }
    let mut seen: BTreeSet<(String, String, u32)> = BTreeSet::new();
    let mut strangers: Vec<(Result, usize)> = Vec::new();
    let mut unknown_rows: BTreeSet<(String, String, u32)> = BTreeSet::new();
    for result in results.iter() {
        let place = &result.place;
        let row = (place.file.to_string(), place.sheet.to_string(), place.row);
        if !seen.insert(row.clone()) {
            continue;
        }
        let urn = result.urn.as_deref().unwrap_or_default();
        let dfe = result.dfe.as_deref().unwrap_or_default();
        let resolved = schools.find(urn, dfe, &result.name);
        match resolved {
            Match::Found(..) => conflict(result, schools, findings),
            Match::Unknown(_) if result.is_published => match strangers.last_mut() {
                Some((first, count))
                    if first.place.file == place.file
                        && first.place.sheet == place.sheet =>
                {
                    *count += 1;
                }
                _ => strangers.push((result.clone(), 1)),
            },
            Match::Unknown(nearest) => {
                unknown_rows.insert(row);
                unknown(result, nearest, schools, findings);
            }
            Match::Ambiguous(several) => {
                unknown_rows.insert(row);
                let names: Vec<String> =
                    several.iter().take(4).map(|at| schools.words(*at)).collect();
                let message = format!(
                    "'{}' may be any of {} schools: {}.",
                    result.name,
                    several.len(),
                    names.join("; ")
                );
                findings.add(
                    finding(result, message)
                        .fix("Add the URN of the school that is meant."),
                );
            }
        }
    }
    for (first, count) in strangers {
        let message = format!(
            "{} of this file are not in the school list; their results are not used.",
            crate::base::text::count(count, "school", "schools")
        );
        findings.add(
            Finding::new(&rules::RES_018, first.place.at(first.cols.key), message)
                .severity(Severity::Note)
                .register("results")
                .fix(
                    "Nothing to do if they belong to other authorities or opened later.",
                ),
        );
    }
    for result in results.iter_mut() {
        let place = &result.place;
        let row = (place.file.to_string(), place.sheet.to_string(), place.row);
        if unknown_rows.contains(&row) {
            result.score = Err(Missing::Unreadable);
        }
    }
}

fn shown(result: &Result) -> String {
    result
        .urn
        .clone()
        .or_else(|| result.dfe.clone())
        .unwrap_or_else(|| result.name.clone())
}

fn finding(result: &Result, message: String) -> Finding {
    Finding::new(&rules::RES_018, result.place.at(result.cols.key), message)
        .register("results")
        .record(shown(result))
        .value(shown(result))
        .leaving_out(result.place.clone())
}

fn unknown(
    result: &Result,
    nearest: Option<usize>,
    schools: &Schools,
    findings: &mut Findings,
) {
    let who = match (&result.urn, &result.dfe) {
        (Some(urn), _) => format!("URN {urn}, '{}',", result.name),
        (None, Some(dfe)) => format!("DfE number {dfe}, '{}',", result.name),
        (None, None) => format!("'{}'", result.name),
    };
    let hint = nearest
        .map(|at| format!(" Did you mean {}?", schools.words(at)))
        .unwrap_or_default();
    findings.add(finding(result, format!("{who} is not in the school list.{hint}")));
}

/// A URN that the list does not have beside a name that it has: likely the
/// school's earlier or later number.
fn conflict(result: &Result, schools: &Schools, findings: &mut Findings) {
    let urn = result.urn.as_deref().unwrap_or_default();
    if schools.conflict(urn, &result.name) != Some(Conflict::UrnUnknown) {
        return;
    }
    let message = format!(
        "URN {urn} is not in the school list; '{}' is, under another URN, and was used.",
        result.name
    );
    let mut query = finding(result, message).severity(Severity::Query);
    query.leaves_out = None;
    findings.add(query);
}
