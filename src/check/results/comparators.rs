//! The authority's and the nation's figures: there, agreed on, and the published ones.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::cell::Place;
use crate::base::date::AcademicYear;
use crate::base::finding::{Finding, Findings, Rule, Severity};
use crate::base::indicator::Indicator;
use crate::base::quantity::decimal;
use crate::base::text::fold;
use crate::register::authority::Authority;
use crate::register::results::{Area, Comparator, Given, is_an_authority};

use super::super::{Ctx, rule};

pub(super) static RULE: Rule = rule(
    "RES-011",
    "comparator-missing-or-different",
    Severity::Query,
    "Every indicator has the authority's figure for its latest two years, and all sources give the same figure, the published one.",
    "A claim about clients says nothing without what happened elsewhere.",
    "Add the published figure with its source, or keep one source and name it.",
);

/// National figures as published, state-funded schools, per cent.
///
/// Source: statistical first releases of key stage 2 results, as cited in
/// the product's field notes: 2008 and 2010 from the releases of those years,
/// 2009 and 2011 from the release of 2011.
const PUBLISHED: &[(&str, AcademicYear, f64)] = &[
    ("ks2_l4_em", AcademicYear(2007), 73.0),
    ("ks2_l4_em", AcademicYear(2008), 72.0),
    ("ks2_l4_em", AcademicYear(2009), 73.0),
    ("ks2_l4_em", AcademicYear(2010), 74.0),
];

/// How far two values may lie apart and still be one figure, rounded.
fn slack(a: Given, b: Given) -> f64 {
    if a == Given::Whole || b == Given::Whole { 0.5 } else { 0.05 }
}

fn given(comparator: &Comparator) -> Option<(f64, Given)> {
    let score = comparator.score.as_ref().ok()?;
    // Counts beside a rounded percentage are that percentage.
    Some((score.value, score.given))
}

pub(super) fn run(ctx: &Ctx<'_>, findings: &mut Findings) {
    disagree(ctx, findings);
    published(ctx, findings);
    missing(ctx, findings);
}

fn finding(comparator: &Comparator, says: String) -> Finding {
    let value =
        given(comparator).map_or_else(String::new, |(value, _)| decimal(value, 1));
    Finding::new(&RULE, comparator.place.clone(), says)
        .register("comparators")
        .record(format!(
            "{} {} {}",
            comparator.area_name, comparator.indicator.short, comparator.year
        ))
        .value(value)
}

fn disagree(ctx: &Ctx<'_>, findings: &mut Findings) {
    type Key<'a> = (Area, String, &'a Indicator, AcademicYear, bool, bool);
    let mut first: BTreeMap<Key<'_>, &Comparator> = BTreeMap::new();
    for comparator in &ctx.registers.comparators {
        let Some((value, how)) = given(comparator) else { continue };
        let key = (
            comparator.area,
            fold(&comparator.area_name),
            comparator.indicator,
            comparator.year,
            comparator.is_same_schools,
            // Provisional and final figures may differ.
            comparator.status == crate::register::results::Status::Provisional,
        );
        match first.get(&key) {
            None => {
                first.insert(key, comparator);
            }
            Some(other) => {
                let Some((known, known_how)) = given(other) else { continue };
                if (value - known).abs() > slack(how, known_how) + 1e-9 {
                    let says = format!(
                        "{} in {} of {} is {} here and {} at {}.",
                        comparator.indicator.short,
                        comparator.year,
                        comparator.area_name,
                        decimal(value, 1),
                        decimal(known, 1),
                        other.place
                    );
                    findings.add(finding(comparator, says));
                }
            }
        }
    }
}

fn published(ctx: &Ctx<'_>, findings: &mut Findings) {
    for comparator in &ctx.registers.comparators {
        if comparator.area == Area::La {
            continue;
        }
        let stored = PUBLISHED.iter().find(|(code, year, _)| {
            *code == comparator.indicator.code && *year == comparator.year
        });
        if let (Some((_, _, stored)), Some((value, _))) = (stored, given(comparator))
            && (value - stored).abs() > 0.5 + 1e-9
        {
            let says = format!(
                "National {} {} is {} here; {}% was published.",
                comparator.indicator.short,
                comparator.year,
                decimal(value, 1),
                decimal(*stored, 0)
            );
            findings.add(finding(comparator, says));
        }
    }
}

fn missing(ctx: &Ctx<'_>, findings: &mut Findings) {
    let mut years: BTreeMap<&Indicator, BTreeSet<AcademicYear>> = BTreeMap::new();
    for result in ctx.registers.results.iter().filter(|result| result.score.is_ok()) {
        years.entry(result.indicator).or_default().insert(result.year);
    }
    let own = Authority::of(ctx.registers, ctx.of.settings);
    let all = &ctx.registers.comparators;
    let is_of = |one: &Comparator, indicator: &Indicator, year: AcademicYear, is_la| {
        one.indicator == indicator
            && one.year == year
            && (one.area == Area::La) == is_la
            && one.score.is_ok()
    };
    let is_ours =
        |one: &Comparator| one.area != Area::La || own.is_called(&one.area_name);
    let has = |indicator: &Indicator, year: AcademicYear, is_la: bool| {
        all.iter().any(|one| is_of(one, indicator, year, is_la) && is_ours(one))
    };
    for (indicator, years) in years {
        let latest: Vec<AcademicYear> = years.iter().rev().take(2).copied().collect();
        // A sheet of levels by subject gives indicators that nobody publishes.
        let is_headline = matches!(
            indicator.code,
            "ks2_l4_em" | "ks2_rwm_exp" | "ks1_aps" | "eyfs_gld" | "phonics_y1"
        );
        if !is_headline {
            continue;
        }
        for (is_la, who, severity) in [
            (true, "the authority", Severity::Query),
            (false, "the nation", Severity::Note),
        ] {
            let lacking: Vec<String> = latest
                .iter()
                .rev()
                .filter(|year| !has(indicator, **year, is_la))
                .map(ToString::to_string)
                .collect();
            if !lacking.is_empty() {
                // An area that is no other authority that anybody knows may be ours.
                let other = all.iter().find(|one| {
                    latest.iter().any(|year| is_of(one, indicator, *year, is_la))
                        && !is_ours(one)
                        && !is_an_authority(&one.area_name)
                });
                let says = format!(
                    "No published figure of {who} stands in the input for {} in {}.{}",
                    indicator.short,
                    lacking.join(" and "),
                    other.map_or_else(String::new, |one| format!(
                        " {} is no name of it: write {} there, or that name in the setting authority.",
                        one.area_name,
                        if own.name.is_empty() { "its name" } else { &own.name },
                    ))
                );
                let place = other.map_or_else(|| place(ctx), |one| one.place.clone());
                findings.add(
                    Finding::new(&RULE, place, says)
                        .severity(severity)
                        .register("comparators")
                        .record(indicator.short),
                );
            }
        }
    }
}

/// The sheet of comparators, or of results where there is none.
fn place(ctx: &Ctx<'_>) -> Place {
    let sheet = |place: &Place| Place::sheet(&place.file, &place.sheet);
    ctx.registers
        .comparators
        .first()
        .map(|comparator| sheet(&comparator.place))
        .or_else(|| {
            ctx.registers
                .results
                .first()
                .map(|result| Place::sheet(&result.place.file, &result.place.sheet))
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::check::found::{finds, says, scene};

    fn with(rows: &str) -> String {
        format!(
            "
            Results | URN | Year | Value
                    | 180001 | 2009/10 | 60
                    | 180001 | 2010/11 | 70
            Comparators | Area | Indicator | Year | Value | Number | Cohort
            {rows}
        "
        )
    }

    #[test]
    fn one_figure_has_one_value() {
        finds(
            "RES-011",
            &with(
                "
            | Norfolk | ks2_l4_em | 2009/10 | 68.5 | 1597 | 2331
            | Norfolk | ks2_l4_em | 2010/11 | 68 | |
            | National | ks2_l4_em | 2009/10 | 73 | |
            | National | ks2_l4_em | 2010/11 | 74 | |
            | Norfolk | ks2_l4_em | 2009/10 | 69 | |
            | Norfolk | ks2_l4_em | 2010/11 | 70 | |
        ",
            ),
            &["Comparators!D7 query"],
        );
    }

    #[test]
    fn the_nations_figure_is_the_published_one() {
        assert_eq!(
            says(
                "RES-011",
                &with(
                    "
            | Norfolk | ks2_l4_em | 2009/10 | 68 | |
            | Norfolk | ks2_l4_em | 2010/11 | 70 | |
            | National | ks2_l4_em | 2009/10 | 73 | |
            | National | ks2_l4_em | 2010/11 | 79 | |
        "
                )
            ),
            "National L4+ English and maths 2010/11 is 79.0 here; 74% was published."
        );
    }

    #[test]
    fn the_authoritys_figure_is_needed_for_the_latest_two_years() {
        finds(
            "RES-011",
            &with(
                "
            | Norfolk | ks2_l4_em | 2009/10 | 68 | |
            | National | ks2_l4_em | 2009/10 | 73 | |
            | National | ks2_l4_em | 2010/11 | 74 | |
        ",
            ),
            &["Comparators query"],
        );
    }

    /// The list of schools says whose programme it is; an area in words of its own may be
    /// that authority, and is asked about where its own figures are lacking.
    #[test]
    fn figures_of_an_area_that_is_no_name_of_the_authority_are_asked_about() {
        let told = |area: &str| {
            let figures = with(
                "
            | AREA | ks2_l4_em | 2009/10 | 68 | |
            | AREA | ks2_l4_em | 2010/11 | 70 | |
            | National | ks2_l4_em | 2009/10 | 73 | |
            | National | ks2_l4_em | 2010/11 | 74 | |",
            );
            let schools = "
            Schools | URN | School | LA code | LA
                    | 180001 | Dravby Primary School | 926 | Norfolk";
            let all = format!("{schools}{}", figures.replace("AREA", area));
            let findings = scene(&all).findings("RES-011");
            findings.iter().map(|one| one.message.clone()).collect::<String>()
        };
        assert_eq!(told("Norfolk"), "");
        assert_eq!(
            told("Our patch"),
            "No published figure of the authority stands in the input for L4+ English and maths in 2009/10 and 2010/11. Our patch is no name of it: write Norfolk there, or that name in the setting authority."
        );
        assert!(!told("Suffolk").contains("no name of it"));
    }
}
