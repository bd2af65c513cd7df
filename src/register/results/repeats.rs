//! One school, one indicator, one year: once in a sheet.

use std::collections::BTreeMap;

use crate::base::finding::{Finding, Findings, Severity};
use crate::base::reason::Missing;

use super::plan::Plan;
use super::{Result, rules};
use crate::register::identity::name::normalised;

/// Whose result of what and when; tests and teacher assessment apart.
type Key = (String, &'static str, i16, bool);

fn key(result: &Result) -> Key {
    let who = result
        .urn
        .clone()
        .or_else(|| result.dfe.clone())
        .unwrap_or_else(|| normalised(&result.name));
    (who, result.indicator.code, result.year.0, result.is_teacher_assessment)
}

/// How a later result stands to an earlier one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Repeat {
    Same,
    OfAnotherStatus,
    Contradicts,
}

fn compare(earlier: &Result, later: &Result) -> Repeat {
    let is_same = match (&earlier.score, &later.score) {
        (Ok(a), Ok(b)) => {
            (a.value - b.value).abs() < 1e-9 && a.denominator == b.denominator
        }
        (Err(a), Err(b)) => a == b,
        (Ok(_), Err(why)) | (Err(why), Ok(_)) => *why == Missing::Unreadable,
    };
    match is_same {
        true => Repeat::Same,
        false if earlier.status != later.status => Repeat::OfAnotherStatus,
        false => Repeat::Contradicts,
    }
}

/// Puts repeats aside: the same figures again are read once; different ones are
/// an error of the later row.
pub(super) fn settled(
    results: Vec<Result>,
    plan: &Plan,
    findings: &mut Findings,
) -> Vec<Result> {
    let mut kept: Vec<Result> = Vec::with_capacity(results.len());
    let mut first: BTreeMap<Key, usize> = BTreeMap::new();
    let mut repeats: BTreeMap<u32, Row> = BTreeMap::new();
    for result in results {
        let key = key(&result);
        let Some(at) = first.get(&key).copied() else {
            first.insert(key, kept.len());
            kept.push(result);
            continue;
        };
        let Some(earlier) = kept.get_mut(at) else { continue };
        // A blank gives way to whatever the other row has.
        if result.score == Err(Missing::Blank) {
            continue;
        }
        if earlier.score == Err(Missing::Blank) {
            *earlier = result;
            continue;
        }
        let row = repeats.entry(result.place.row).or_default();
        row.earlier = earlier.place.row;
        row.key_col = result.cols.key;
        match compare(earlier, &result) {
            Repeat::Same => {}
            Repeat::OfAnotherStatus => {
                row.by_status.push(words(earlier, &result));
                row.later.get_or_insert_with(|| result.clone());
                kept.push(result);
            }
            Repeat::Contradicts => {
                let says = words(earlier, &result);
                if row.differ.is_empty() {
                    row.later = Some(result.clone());
                    kept.push(result);
                }
                row.differ.push(says);
            }
        }
    }
    for (_, row) in repeats {
        row.tell(plan, findings);
    }
    kept
}

/// A row that repeats an earlier one.
#[derive(Default)]
struct Row {
    earlier: u32,
    key_col: u32,
    differ: Vec<String>,
    by_status: Vec<String>,
    /// The first result of the row that differs; none where all repeat.
    later: Option<Result>,
}

fn words(earlier: &Result, later: &Result) -> String {
    let says = |result: &Result| match &result.score {
        Ok(score) => crate::base::quantity::decimal(score.value, 1),
        Err(_) if result.raw.is_empty() => "blank".to_owned(),
        Err(_) => result.raw.clone(),
    };
    format!(
        "{} {}: {} and {}",
        later.indicator.short,
        later.year,
        says(earlier),
        says(later)
    )
}

impl Row {
    fn tell(self, plan: &Plan, findings: &mut Findings) {
        let Some(later) = self.later else { return };
        let earlier = self.earlier + 1;
        let record = later.urn.clone().unwrap_or_else(|| later.name.clone());
        let finding = |message: String| {
            Finding::new(&rules::RES_001, later.place.at(self.key_col), message)
                .register("results")
                .record(record.clone())
                .column(plan.headings.joined(self.key_col))
                .value(record.clone())
        };
        findings.add(if self.differ.is_empty() {
            finding(format!(
                "Row {earlier} has other figures of another status ({}); final comes before revised, revised before provisional.",
                self.by_status.join("; ")
            ))
            .severity(Severity::Query)
        } else {
            finding(format!(
                "Row {earlier} has other figures for the same school ({}); one result for each year was expected.",
                self.differ.join("; ")
            ))
            .leaving_out(later.place.clone())
        });
    }
}

/// A combined measure above one of its subjects, by more than these points.
pub(super) fn combined_above_subject(
    results: &[Result],
    slack: f64,
    findings: &mut Findings,
) {
    const PAIRS: [(&str, &str); 4] = [
        ("ks2_l4_em", "ks2_english_l4"),
        ("ks2_l4_em", "ks2_maths_l4"),
        ("ks2_l5_em", "ks2_l4_em"),
        ("ks2_rwm_high", "ks2_rwm_exp"),
    ];
    let codes: std::collections::BTreeSet<&str> =
        results.iter().map(|result| result.indicator.code).collect();
    for (combined, single) in PAIRS {
        if !codes.contains(combined) || !codes.contains(single) {
            continue;
        }
        let singles: BTreeMap<Key, f64> = results
            .iter()
            .filter(|result| result.indicator.code == single)
            .filter_map(|result| Some((key(result), result.score.as_ref().ok()?.value)))
            .collect();
        for result in results.iter().filter(|result| result.indicator.code == combined) {
            let Ok(score) = &result.score else { continue };
            let (who, _, year, basis) = key(result);
            let Some(of_single) = singles.get(&(who, single, year, basis)) else {
                continue;
            };
            if score.value > of_single + slack {
                let message = format!(
                    "{} is {}%; {} alone is {}%.",
                    result.indicator.short,
                    crate::base::quantity::decimal(score.value, 1),
                    crate::base::indicator::Indicator::of(single).map_or("", |i| i.short),
                    crate::base::quantity::decimal(*of_single, 1)
                );
                findings.add(
                    Finding::new(&rules::RES_008, result.cell(), message)
                        .register("results")
                        .record(result.urn.clone().unwrap_or_else(|| result.name.clone()))
                        .value(result.raw.clone()),
                );
            }
        }
    }
}
