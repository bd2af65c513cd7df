//! How sure it is: other readings, similar schools, chance, the low year, days.

use super::Named;
use super::pair::Pair;
use super::tables::{bare, count, is_public, limits, nothing, table, unless_withheld};
use crate::base::figure::{Figure, Group};
use crate::base::quantity::{NOT_APPLICABLE, SUPPRESSED, Unit, decimal};
use crate::base::release::Public;
use crate::report::block::{Align, Block};

/// The unit of changes, for tables that mix units.
const PP: &str = "pp: percentage points.";

pub(super) fn blocks(pair: &Pair<'_>) -> Vec<Named> {
    vec![
        ("table:sensitivity", vec![unless_withheld(sensitivity(pair), 1)]),
        ("table:sure", vec![unless_withheld(sure(pair), 1)]),
        ("table:spread", vec![unless_withheld(spread(pair), 1)]),
    ]
}

/// Other readings of the same estimate, with their names.
pub(super) const READINGS: [(&str, &str); 8] = [
    ("all", "All analysed client schools"),
    ("pooled", "Every pupil counted once"),
    ("n11", "Cohorts of 11 pupils or more"),
    ("full_year", "Support since before January of the later year"),
    ("without_dual_role", "Without schools that are both LLE and client"),
    ("drop_extreme", "Without the school furthest from the average"),
    ("earlier_baseline", "Measured from the year before"),
    ("ta_basis", "Teacher assessment in both years"),
];

fn sensitivity(pair: &Pair<'_>) -> Block {
    let row = |(item, words): (&str, &str)| {
        let figure = pair.of("M26", &Group::Clients, item)?;
        Some(vec![words.to_owned(), bare(figure), limits(figure), count(figure.schools)])
    };
    table(
        "t-sensitivity",
        "The change of client schools under other readings, percentage points",
        &[
            ("Reading", Align::Left),
            ("Change", Align::Decimal),
            ("95% interval", Align::Left),
            ("Schools", Align::Decimal),
        ],
        READINGS.into_iter().filter_map(row).collect(),
        &["Each row is a reading of its own; they are never mixed in one average."],
    )
}

fn sure(pair: &Pair<'_>) -> Block {
    let clients = Group::Clients;
    let lines: [(&str, &str, &str); 19] = [
        ("M20", "pairs", "Client schools with a similar school"),
        ("M20", "unmatched", "Client schools without one"),
        ("M20", "smd_baseline", "Balance of the starting point (good below 0.25)"),
        ("M20", "smd_cohort", "Balance of the cohort (good below 0.25)"),
        ("M21", "", "Rise beyond similar schools"),
        ("M21", "pooled", "The same, every pupil counted once"),
        ("M22", "clients", "Change of client schools, drawn again"),
        ("M22", "clients_pooled", "The same, every pupil counted once, drawn again"),
        ("M22", "did", "Rise beyond similar schools, drawn again"),
        ("M22", "did_pooled", "The same, every pupil counted once, drawn again"),
        ("M23", "expected_change", "Rise expected without support after a low year"),
        ("M23", "excess", "Rise beyond what was expected"),
        ("M23", "baseline_3yr", "Change from the average of three earlier years"),
        ("M23", "r", "Correlation of the two years outside the programme"),
        ("M24", "", "Correlation of days and change"),
        ("M24", "spearman", "The same, by rank"),
        ("M24", "slope", "Change for each day of support"),
        ("M24", "low_dose", "Change with fewer days"),
        ("M24", "high_dose", "Change with more days"),
    ];
    let mut rows: Vec<Vec<String>> = lines
        .into_iter()
        .filter_map(|(code, item, words)| {
            let figure = pair.of(code, &clients, item)?;
            Some(vec![
                words.to_owned(),
                figure.shown_to(Public),
                between(figure),
                count(figure.schools),
                code.to_owned(),
            ])
        })
        .collect();
    if let Some(figure) = pair.of("M21", &clients, "grade") {
        rows.push(vec![
            "Grade of the evidence".to_owned(),
            figure.shown_to(Public),
            NOT_APPLICABLE.to_owned(),
            count(figure.schools),
            "M21".to_owned(),
        ]);
    }
    if rows.is_empty() {
        return nothing("Whether it is the programme");
    }
    table(
        "t-sure",
        "Is it the programme?",
        &[
            ("Measure", Align::Left),
            ("Value", Align::Decimal),
            ("95% interval", Align::Left),
            ("Schools", Align::Decimal),
            ("Code", Align::Left),
        ],
        rows,
        &[
            PP,
            "Balance: how far the two groups began apart, in standard deviations. Correlation: 1 or \u{2212}1 is a straight line, 0 none.",
            "Grade A: matched comparison whose interval leaves out nought, 20 schools or more; B: the same, 8 to 19 schools; C: before and after only; D: opinion only.",
            "Drawn again: schools resampled with replacement; the interval holds the middle 95% of draws.",
            "A rise for each day is no claim where the correlation's interval spans nought.",
        ],
    )
}

/// An interval in the places that its value is shown with.
fn between(figure: &Figure) -> String {
    let is_fine = matches!(figure.unit, Unit::Correlation | Unit::Ratio | Unit::PpPerDay);
    match (figure.lower, figure.upper) {
        (Some(_), Some(_)) if !is_public(figure) => SUPPRESSED.to_owned(),
        (Some(lower), Some(upper)) if is_fine => {
            format!("{} to {}", decimal(lower, 2), decimal(upper, 2))
        }
        (None, None) => NOT_APPLICABLE.to_owned(),
        _ => limits(figure),
    }
}

fn spread(pair: &Pair<'_>) -> Block {
    let lines: [(&str, &str, &str); 16] = [
        ("M05", "up", "Schools that rose"),
        ("M05", "same", "Schools that stayed the same"),
        ("M05", "down", "Schools that fell"),
        ("M05", "median", "Median change"),
        ("M05", "loo_low", "Lowest average with one school left out"),
        ("M05", "loo_high", "Highest average with one school left out"),
        ("M05", "sign_p", "Probability of so uneven a split by chance"),
        ("M06", "", "Rise beyond the authority"),
        ("M07", "", "The change as per cent of the starting point"),
        ("M08", "gap_from", "Behind England in the earlier year"),
        ("M08", "gap_to", "Behind England in the later year"),
        ("M08", "", "Points of the gap closed"),
        ("M08", "share", "Share of the gap closed"),
        ("M09", "", "What one pupil is worth in an average school"),
        ("M09", "pupils", "The change in pupils of a class of 30"),
        ("M16", "", "Coverage: schools analysed of all"),
    ];
    let cell = |code: &str, group: Group, item: &str| {
        pair.of(code, &group, item)
            .map_or_else(|| NOT_APPLICABLE.to_owned(), |figure| figure.shown_to(Public))
    };
    let rows = lines
        .into_iter()
        .filter_map(|(code, item, words)| {
            let has = |group: Group| pair.of(code, &group, item).is_some();
            if !has(Group::Clients) && !has(Group::Lle) {
                return None;
            }
            Some(vec![
                words.to_owned(),
                cell(code, Group::Clients, item),
                cell(code, Group::Lle, item),
                code.to_owned(),
            ])
        })
        .collect();
    table(
        "t-spread",
        "Spread, gap and coverage",
        &[
            ("Measure", Align::Left),
            ("Client schools", Align::Decimal),
            ("LLE schools", Align::Decimal),
            ("Code", Align::Left),
        ],
        rows,
        &[PP, "A gap with a minus sign is a lead over England."],
    )
}
