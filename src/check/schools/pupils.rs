//! Pupils: key stages that a school can have, and how many it can hold.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::finding::{Finding, Findings, Rule, Severity};
use crate::base::indicator::Stage;
use crate::base::quantity::plain;
use crate::register::record::Record;
use crate::register::schools;

use super::super::school::{Which, called};
use super::super::subject::at;
use super::super::{Ctx, rule};

pub(super) static PHASE: Rule = rule(
    "SCH-008",
    "results-of-another-phase",
    Severity::Query,
    "A school has results only of key stages that its pupils reach.",
    "The result may be another school's.",
    "Correct the school of the results row, or the phase and ages in the school list.",
);

pub(super) static ROLL: Rule = Rule {
    settings: &["largest_roll"],
    ..rule(
        "SCH-009",
        "number-on-roll-unlikely",
        Severity::Query,
        "The number on roll lies between 1 and the largest that a school has, and is no smaller than a cohort.",
        "Size is used to find similar schools and to match LLEs.",
        "Correct the number on roll, or the cohort in the results.",
    )
};

/// The age by the end of the school year in which a stage is assessed.
const fn age_of(stage: Stage) -> f64 {
    match stage {
        Stage::Eyfs => 5.0,
        Stage::Year1 => 6.0,
        Stage::Ks1 => 7.0,
        Stage::Year4 => 9.0,
        Stage::Ks2 => 11.0,
    }
}

/// Whether the school has pupils of the stage, as far as the list says.
fn can_have(school: &Record, stage: Stage) -> bool {
    let age = age_of(stage);
    if let (Some(low), Some(high)) =
        (school.number(&schools::LOW_AGE), school.number(&schools::HIGH_AGE))
    {
        return low < age && age <= high + 0.5;
    }
    match school.choice(&schools::PHASE) {
        Some("infant") => matches!(stage, Stage::Eyfs | Stage::Year1 | Stage::Ks1),
        Some("junior") => matches!(stage, Stage::Year4 | Stage::Ks2),
        Some("nursery" | "secondary" | "16 plus") => false,
        _ => true,
    }
}

pub(super) fn phase(ctx: &Ctx<'_>, findings: &mut Findings) {
    let mut told = BTreeSet::new();
    for result in &ctx.registers.results {
        if result.score.is_err() || result.is_published {
            continue;
        }
        let Which::Found(school) = ctx.schools.find(
            result.urn.as_deref(),
            result.dfe.as_deref(),
            Some(&result.name),
        ) else {
            continue;
        };
        let stage = result.indicator.stage;
        if can_have(school, stage) || !told.insert((&school.place, stage)) {
            continue;
        }
        let says = format!(
            "{} is {}; results of {} were not expected.",
            called(school),
            ages(school),
            stage_words(stage)
        );
        findings.add(
            Finding::new(&PHASE, result.cell(), says)
                .register("results")
                .record(
                    format!("{} {}", result.urn.as_deref().unwrap_or(""), result.name)
                        .trim(),
                )
                .value(&result.raw),
        );
    }
}

fn ages(school: &Record) -> String {
    match (school.number(&schools::LOW_AGE), school.number(&schools::HIGH_AGE)) {
        (Some(low), Some(high)) => format!("for ages {} to {}", plain(low), plain(high)),
        _ => format!("of the phase {}", school.raw(&schools::PHASE).to_lowercase()),
    }
}

const fn stage_words(stage: Stage) -> &'static str {
    match stage {
        Stage::Eyfs => "the early years foundation stage",
        Stage::Year1 => "the phonics check",
        Stage::Ks1 => "key stage 1",
        Stage::Year4 => "the multiplication tables check",
        Stage::Ks2 => "key stage 2",
    }
}

pub(super) fn roll(ctx: &Ctx<'_>, findings: &mut Findings) {
    let largest = ctx.number("largest_roll");
    let cohorts = cohorts(ctx);
    for record in ctx.rows(&schools::SCHEMA) {
        let Some(roll) = record.number(&schools::ROLL) else { continue };
        // An opening or closed school may have nobody on roll.
        let is_closed = record.date(&schools::CLOSE).is_some();
        if roll > largest || roll < 0.0 || roll.fract() != 0.0 {
            let says = format!(
                "{} pupils on roll; a whole number between 1 and {} was expected.",
                plain(roll),
                plain(largest)
            );
            findings.add(at(&ROLL, record, &schools::ROLL, says));
            continue;
        }
        let cohort = record.text(&schools::URN).and_then(|urn| cohorts.get(urn)).copied();
        if let Some(cohort) = cohort.filter(|cohort| *cohort > roll && !is_closed) {
            let says = format!(
                "{} pupils on roll, but {} in one year group of the latest results.",
                plain(roll),
                plain(cohort)
            );
            findings.add(at(&ROLL, record, &schools::ROLL, says));
        }
    }
}

/// The largest cohort of each school in the latest year of results.
fn cohorts(ctx: &Ctx<'_>) -> BTreeMap<String, f64> {
    let latest = ctx.registers.results.iter().map(|result| result.year).max();
    let mut cohorts: BTreeMap<String, f64> = BTreeMap::new();
    for result in
        ctx.registers.results.iter().filter(|result| Some(result.year) == latest)
    {
        let Ok(score) = &result.score else { continue };
        let pupils = match result.indicator.basis {
            crate::base::indicator::Basis::Share => score.denominator.or(score.cohort),
            // Point scores count assessments, not pupils.
            _ => score.cohort,
        };
        if let (Some(pupils), Some(urn)) = (pupils, &result.urn) {
            let largest = cohorts.entry(urn.clone()).or_default();
            *largest = largest.max(pupils);
        }
    }
    cohorts
}

#[cfg(test)]
mod tests {
    use crate::check::found::finds;

    #[test]
    fn an_infant_school_has_no_key_stage_two() {
        let tables = |stage: &str| {
            format!(
                "
            Schools | URN | School | Lowest age | Highest age | Phase
                    | 180142 | Osmby Infant School | 4 | 7 | Primary
                    | 180143 | Norby School | 4 | 11 | Primary
                    | 180144 | Tilt Infant School | | | Infant
            Results | URN | Year | Indicator | Value
                    | 180142 | 2009/10 | {stage} | 15
                    | 180142 | 2010/11 | {stage} | 15
                    | 180143 | 2010/11 | {stage} | 15
                    | 180144 | 2010/11 | {stage} | 15
        "
            )
        };
        finds("SCH-008", &tables("ks2_l4_em"), &["Results!D2 query", "Results!D5 query"]);
        finds("SCH-008", &tables("ks1_aps"), &[]);
    }

    #[test]
    fn a_roll_holds_its_largest_cohort() {
        finds(
            "SCH-009",
            "
            Schools | URN | School | Number on roll
                    | 180001 | A | 31
                    | 180002 | B | 34
                    | 180003 | C | 2501
                    | 180004 | D | 2500
            Results | URN | Year | Number | Cohort
                    | 180001 | 2010/11 | 20 | 34
                    | 180002 | 2010/11 | 20 | 34
            ",
            &["Schools!C2 query", "Schools!C4 query"],
        );
    }
}
