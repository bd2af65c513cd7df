//! Results against the school list: what no single cell shows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::cell::Place;
use crate::base::finding::{Finding, Findings, Severity};
use crate::base::reason::Missing;
use crate::register::identity::{Conflict, Match, Schools};

use super::{Result, rules};

/// Checks that every result belongs to a school of the list (`RES-018`); those
/// that do not are left out, whole rows at a time.
///
/// Published files hold schools of other authorities: there it is a note.
pub(crate) fn check(
    results: &mut Vec<Result>,
    schools: &Schools,
    findings: &mut Findings,
) {
    if schools.is_empty() {
        return;
    }
    let mut seen: BTreeSet<(String, String, u32)> = BTreeSet::new();
    let mut strangers = Notes::default();
    let mut renumbered = Notes::default();
    let mut unknown_rows: BTreeSet<(String, String, u32)> = BTreeSet::new();
    let mut strange_rows: BTreeSet<(String, String, u32)> = BTreeSet::new();
    let filled: BTreeSet<(&str, &str, u32)> = results
        .iter()
        .filter(|result| !result.raw.is_empty() || result.score != Err(Missing::Blank))
        .map(|result| (&*result.place.file, &*result.place.sheet, result.place.row))
        .collect();
    for result in results.iter() {
        let place = &result.place;
        let row = (place.file.to_string(), place.sheet.to_string(), place.row);
        if !seen.insert(row.clone()) {
            continue;
        }
        let urn = result.urn.as_deref().unwrap_or_default();
        let dfe = result.dfe.as_deref().unwrap_or_default();
        match schools.find(urn, dfe, &result.name) {
            Match::Found(..) => {
                let is_renumbered =
                    schools.conflict(urn, &result.name) == Some(Conflict::UrnUnknown);
                match (is_renumbered, result.is_published) {
                    // A name alone may be that of a school anywhere in England.
                    (true, true) if dfe.is_empty() => {
                        strange_rows.insert(row);
                        strangers.add(result);
                    }
                    (true, true) => renumbered.add(result),
                    (true, false) => findings.add(of_another_urn(result)),
                    (false, _) => {}
                }
            }
            Match::Unknown(_) | Match::Ambiguous(_) if result.is_published => {
                strange_rows.insert(row);
                strangers.add(result);
            }
            // A name that is no school's, alone in its row: `Breckland`, over the
            // schools of that district.
            Match::Unknown(_)
                if urn.is_empty()
                    && dfe.is_empty()
                    && !filled.contains(&(&*place.file, &*place.sheet, place.row)) =>
            {
                strange_rows.insert(row);
                let says = format!(
                    "{} stands alone in its row and is no school of the list; it was taken for a heading of the rows below.",
                    result.name
                );
                findings.add(
                    Finding::new(&rules::RES_018, place.at(result.cols.key), says)
                        .severity(Severity::Note)
                        .register("results")
                        .value(&*result.name)
                        .fix("Nothing to do, unless it is a school without results: correct its name then."),
                );
            }
            Match::Unknown(nearest) => {
                unknown_rows.insert(row);
                findings.add(unknown(result, nearest, schools));
            }
            Match::Ambiguous(several) => {
                unknown_rows.insert(row);
                findings.add(ambiguous(result, &several, schools));
            }
        }
    }
    strangers.tell(
        "not in the school list, results not used",
        "Nothing to do if they belong to other authorities or opened later.",
        findings,
    );
    renumbered.tell(
        "in the school list under another URN, found by number or name",
        "Nothing to do if they have become academies since; a list with closed schools tells it for certain.",
        findings,
    );
    let row_of = |result: &Result| {
        let place = &result.place;
        (place.file.to_string(), place.sheet.to_string(), place.row)
    };
    if !strange_rows.is_empty() {
        results.retain(|result| !strange_rows.contains(&row_of(result)));
    }
    if !unknown_rows.is_empty() {
        for result in results.iter_mut() {
            if unknown_rows.contains(&row_of(result)) {
                result.score = Err(Missing::Unreadable);
            }
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

/// Rows of published files that share what is said of them, by sheet.
#[derive(Default)]
struct Notes {
    by_sheet: BTreeMap<(Arc<str>, Arc<str>), (Place, usize)>,
}

impl Notes {
    fn add(&mut self, result: &Result) {
        let place = &result.place;
        self.by_sheet
            .entry((place.file.clone(), place.sheet.clone()))
            .or_insert_with(|| (place.at(result.cols.key), 0))
            .1 += 1;
    }

    fn tell(self, what: &str, fix: &str, findings: &mut Findings) {
        for (first, count) in self.by_sheet.into_values() {
            let schools = crate::base::text::count(count, "school", "schools");
            findings.add(
                Finding::new(&rules::RES_018, first, format!("{schools}: {what}."))
                    .severity(Severity::Note)
                    .register("results")
                    .fix(fix),
            );
        }
    }
}

fn ambiguous(result: &Result, several: &[usize], schools: &Schools) -> Finding {
    let names: Vec<String> =
        several.iter().take(4).map(|at| schools.words(*at)).collect();
    let message = format!(
        "'{}' may be any of {} schools: {}.",
        result.name,
        several.len(),
        names.join("; ")
    );
    finding(result, message).fix("Add the URN of the school that is meant.")
}

fn unknown(result: &Result, nearest: Option<usize>, schools: &Schools) -> Finding {
    let who = match (&result.urn, &result.dfe) {
        (Some(urn), _) => format!("URN {urn}, '{}',", result.name),
        (None, Some(dfe)) => format!("DfE number {dfe}, '{}',", result.name),
        (None, None) => format!("'{}'", result.name),
    };
    let hint = nearest
        .map(|at| format!(" Did you mean {}?", schools.words(at)))
        .unwrap_or_default();
    finding(result, format!("{who} is not in the school list.{hint}"))
}

/// A URN that the list does not have beside a name that it has: likely the
/// school's earlier or later number.
fn of_another_urn(result: &Result) -> Finding {
    let urn = result.urn.as_deref().unwrap_or_default();
    let message = format!(
        "URN {urn} is not in the school list; '{}' is, under another URN, and was used.",
        result.name
    );
    let mut query = finding(result, message).severity(Severity::Query);
    query.leaves_out.clear();
    query
}
