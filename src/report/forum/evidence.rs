//! Every figure of the latest years in one table, each with its base and the key
//! of its rows in the evidence.

use std::collections::BTreeMap;

use super::tables::{self, or_none};
use super::{impact, sure, voice};
use crate::base::figure::{Figure, Group};
use crate::base::quantity::NOT_APPLICABLE;
use crate::base::release::Public;
use crate::report::Sources;
use crate::report::block::{Align, Block};
use crate::report::sentences::interval;

/// A group in words.
fn group_name(figure: &Figure) -> &'static str {
    let is_opinion = figure.code.starts_with('S');
    match &figure.group {
        Group::None => "all",
        Group::Clients if is_opinion => "client heads",
        Group::Clients => "client schools",
        Group::Lle if is_opinion => "LLEs",
        Group::Lle => "LLE schools",
        Group::Matched => "similar schools",
        Group::LaPublished => "authority as published",
        Group::LaSameSchools => "authority, same schools",
        Group::LaWithoutProgramme => "authority without the programme",
        Group::LaSchools => "all schools of the authority",
        Group::National => "England",
        Group::School(_) => "one school",
    }
}

/// Parts whose names are short for a program, in words.
const PARTS: [(&str, &str, &str); 44] = [
    ("M05", "up", "schools that rose"),
    ("M05", "same", "schools that stayed the same"),
    ("M05", "down", "schools that fell"),
    ("M05", "min", "smallest change"),
    ("M05", "max", "largest change"),
    ("M05", "loo_low", "lowest average with one school left out"),
    ("M05", "loo_high", "highest average with one school left out"),
    ("M05", "sign_p", "probability of so uneven a split by chance"),
    ("M06", "difference_from", "difference in the earlier year"),
    ("M06", "difference_to", "difference in the later year"),
    ("M08", "gap_from", "gap in the earlier year"),
    ("M08", "gap_to", "gap in the later year"),
    ("M08", "share", "share of the gap closed"),
    ("M09", "pupils", "in pupils of a class of 30"),
    ("M20", "unmatched", "schools without a pair"),
    ("M20", "smd_baseline", "balance of the starting point"),
    ("M20", "smd_cohort", "balance of the cohort"),
    ("M21", "se", "standard error"),
    ("M21", "df", "degrees of freedom"),
    ("M21", "t", "t statistic"),
    ("M21", "pooled", "every pupil counted once"),
    ("M21", "grade", "grade of the evidence"),
    ("M22", "clients", "change of client schools"),
    ("M22", "clients_pooled", "the same, every pupil counted once"),
    ("M22", "did", "rise beyond similar schools"),
    ("M22", "did_pooled", "the same beyond similar schools, every pupil counted once"),
    ("M23", "expected_change", "expected without support"),
    ("M23", "excess", "beyond what was expected"),
    ("M23", "r", "correlation of the two years"),
    ("M23", "baseline_3yr", "against the average of three years"),
    ("M24", "spearman", "correlation by rank"),
    ("M24", "slope", "for each day"),
    ("M24", "low_dose", "with fewer days"),
    ("M24", "high_dose", "with more days"),
    ("M27", "lower_limit", "lower limit"),
    ("M27", "upper_limit", "upper limit"),
    ("F02", "before_after", "before and after"),
    ("F02", "did", "beyond similar schools"),
    ("F04", "ts", "through the Teaching School"),
    ("F04", "premium_percent", "extra cost of the Teaching School"),
    ("P04", "lles", "LLEs deployed"),
    ("P05", "contracted", "days agreed"),
    ("P08", "within_20", "agreed within 20 days"),
    ("F07", "whole", "whole days"),
];

/// The part of a measure in words.
fn part(sources: &Sources<'_>, figure: &Figure) -> String {
    let (code, item) = (figure.code, figure.item.as_str());
    let known = PARTS.iter().find(|(of, part, _)| *of == code && *part == item);
    if let Some((_, _, words)) = known {
        return (*words).to_owned();
    }
    if code == "M26"
        && let Some((_, words)) = sure::READINGS.iter().find(|(part, _)| *part == item)
    {
        return (*words).to_owned();
    }
    if code == "M25"
        && let Some(reason) = impact::REASONS.iter().find(|reason| reason.code() == item)
    {
        return reason.words().to_owned();
    }
    let (first, rest) = item.split_once('/').unwrap_or((item, ""));
    let question = sources.programme.items.iter().find(|one| one.code == first);
    let first = match question.filter(|_| code.starts_with('S')) {
        Some(question) => voice::item_name(question),
        None => first.replace('_', " "),
    };
    if rest.is_empty() { first } else { format!("{first}: {}", rest.replace('_', " ")) }
}

/// Years of the latest pair of each indicator, and every figure without years.
fn stands_in_evidence(figure: &Figure, latest: &BTreeMap<&str, i16>) -> bool {
    if matches!(figure.group, Group::School(_)) {
        return false;
    }
    match (figure.indicator, figure.to) {
        (Some(indicator), Some(to)) => {
            latest.get(indicator.code).is_none_or(|year| *year == to.0)
        }
        (Some(_), None) | (None, _) => true,
    }
}

pub(super) fn table(sources: &Sources<'_>) -> Block {
    let mut latest: BTreeMap<&str, i16> = BTreeMap::new();
    for figure in &sources.figures.all {
        if let (Some(indicator), Some(to)) = (figure.indicator, figure.to) {
            let year = latest.entry(indicator.code).or_insert(to.0);
            *year = (*year).max(to.0);
        }
    }
    let rows = sources
        .figures
        .all
        .iter()
        .filter(|figure| stands_in_evidence(figure, &latest))
        .map(|figure| {
            let years = match (figure.from, figure.to) {
                (Some(from), Some(to)) => format!("{} to {}", from.summer(), to.summer()),
                (None, Some(to)) => to.summer().to_string(),
                (Some(_) | None, None) => NOT_APPLICABLE.to_owned(),
            };
            // What a code means stands in the table of definitions.
            let what = [
                figure.code.to_owned(),
                figure.indicator.map_or("", |i| i.short).to_owned(),
                part(sources, figure),
            ]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ");
            let n = figure.schools.map(|n| n.to_string()).unwrap_or_default();
            let n = if n.is_empty() { NOT_APPLICABLE.to_owned() } else { n };
            let between = interval(figure);
            vec![
                what,
                group_name(figure).to_owned(),
                years,
                figure.shown_to(Public),
                if between.is_empty() { NOT_APPLICABLE.to_owned() } else { between },
                n,
                or_none(figure.trace.clone()),
            ]
        })
        .collect();
    tables::table(
        "t-evidence",
        "Every figure of the latest years, with the key of its rows in the evidence",
        &[
            ("Figure", Align::Left),
            ("Group", Align::Left),
            ("Years", Align::Left),
            ("Value", Align::Decimal),
            ("95% interval", Align::Left),
            ("Base", Align::Decimal),
            ("Trace", Align::Left),
        ],
        rows,
        &[
            "pp: percentage points. Base counts schools, respondents or records, as the measure says.",
            "\u{25b2} above what chance would usually give, \u{25bc} below, \u{25cf} within.",
        ],
    )
}
