//! Average points of key stage 1 from the numbers of pupils at each level.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::cell::CellPos;
use crate::base::date::AcademicYear;
use crate::base::finding::{Findings, Rule, Severity};
use crate::base::indicator::{Indicator, Stage};
use crate::base::reason::Missing;

use crate::locate::levels::{called as level_called, run};

use super::cell::{Read, Seen, read, stronger};
use super::plan::Series;
use super::rows::{Made, Reader};
use super::{Cols, Given, Result, Score, rules};

/// Average points from counts at each level (M13): the sum of points over the
/// number of pupils with points.
pub(super) fn levels(
    reader: &mut Reader<'_>,
    row: u32,
    series: &Series,
    (indicator, year): (&'static Indicator, AcademicYear),
    record: &str,
    findings: &mut Findings,
) -> Made {
    let part = format!("{} {year}", indicator.code);
    let cols = Cols {
        key: 0,
        value: None,
        numerator: series.levels.first().map(|(col, _)| *col),
        denominator: series.denominator,
    };
    let mut raws = Vec::new();
    let mut score = None;
    let (mut sum, mut pupils, mut seen_any) = (0.0, 0.0, false);
    let mut why = Missing::Blank;
    for (col, points) in &series.levels {
        let Read { seen, raw } = read(reader.grid, CellPos::new(row, *col));
        let refused = match seen {
            Seen::Missing(missing) => {
                why = stronger(why, missing);
                None
            }
            Seen::Plain { value, .. } if value >= 0.0 && value.fract() == 0.0 => {
                seen_any = true;
                if let Some(points) = points {
                    sum += points * value;
                    pupils += value;
                }
                None
            }
            other => Some(no_count(other, &raw)),
        };
        if let Some((rule, message)) = refused {
            // The combined figure is out with its subject; the row's part names it.
            let finding = reader
                .finding(rule, (row, *col), record, &raw, message)
                .leaving_out(reader.place(row, &part));
            findings.add(finding);
            score = Some(Err(Missing::Unreadable));
        }
        raws.push(raw);
    }
    let cohort = series
        .denominator
        .and_then(|col| read(reader.grid, CellPos::new(row, col)).seen.number());
    let gap = gap(&series.levels);
    let score = score.unwrap_or_else(|| {
        if !seen_any {
            return Err(why);
        }
        if matches!(
            why,
            Missing::Boycott | Missing::Suppressed | Missing::Maladministration
        ) {
            return Err(why);
        }
        if pupils <= 0.0 {
            return Err(Missing::NoResult);
        }
        if gap.is_some() && cohort != Some(pupils) {
            return Err(Missing::Unreadable);
        }
        Ok(Score {
            value: sum / pupils,
            numerator: Some(sum),
            denominator: Some(pupils),
            cohort,
            given: Given::Counts,
            limits: None,
            stated: None,
        })
    });
    if let (Ok(score), Some(cohort), Some(col)) = (&score, cohort, series.denominator)
        && score.denominator.is_some_and(|pupils| pupils > cohort)
    {
        let message = format!(
            "The cohort is {cohort}; {} pupils have a level in {}.",
            score.denominator.unwrap_or(0.0),
            indicator.short
        );
        findings.add(
            reader
                .finding(
                    &rules::RES_014,
                    (row, col),
                    record,
                    &cohort.to_string(),
                    message,
                )
                .severity(Severity::Query),
        );
    }
    if let (Some(points), Err(Missing::Unreadable), Some((col, _))) =
        (gap, &score, series.levels.first())
        && reader.is_first_with_gap(*col)
    {
        let message = format!(
            "No column of {} counts {}; where the others do not make up the cohort, there are no average points.",
            indicator.short,
            level_called(points)
        );
        let heading = (reader.plan.headings.row, *col);
        findings.add(reader.finding(&rules::RES_021, heading, "", "", message));
    }
    let has_lowest = series.levels.iter().any(|(_, points)| *points == Some(LOWEST));
    if let (Ok(score), Some(cohort), false) = (&score, cohort, has_lowest)
        && let Some(pupils) = score.denominator.filter(|pupils| *pupils < cohort)
        && let Some((col, _)) = series.levels.first()
        && reader.is_first_without_lowest()
    {
        let message = format!(
            "The cohort is {cohort}; {pupils} pupils have a level in {}, and no column says how many were below level 1.",
            indicator.short
        );
        let raw = cohort.to_string();
        findings.add(reader.finding(&rules::RES_020, (row, *col), record, &raw, message));
    }
    Made { indicator, year, score, cols, raw: raws.join(" ") }
}

/// What is wrong with a cell in which a number of pupils belongs.
pub(super) fn no_count(seen: Seen, raw: &str) -> (&'static Rule, String) {
    if let Seen::Plain { .. } = seen {
        let says = format!(
            "{raw} pupils stand here; a whole number, not below nought, was expected."
        );
        (&rules::RES_014, says)
    } else {
        let says = format!("'{raw}' stands here; a number of pupils was expected.");
        (&rules::RES_015, says)
    }
}

/// Points of the first level above the lowest that has no column.
fn gap(levels: &[(u32, Option<f64>)]) -> Option<f64> {
    let has = |wanted: f64| levels.iter().any(|(_, points)| *points == Some(wanted));
    run(has).iter().copied().filter(|points| *points > LOWEST).find(|one| !has(*one))
}

/// Points of pupils below level 1.
const LOWEST: f64 = 3.0;

/// The three subjects' codes.
const SUBJECTS: [&str; 3] = ["ks1_reading_aps", "ks1_writing_aps", "ks1_maths_aps"];

/// The three subjects together of schools whose subjects stand in rows, or on sheets,
/// of their own.
pub(crate) fn combined_of_rows(results: &[Result]) -> Vec<Result> {
    let mut schools: BTreeMap<(String, AcademicYear), Vec<&Result>> = BTreeMap::new();
    for result in results.iter().filter(|result| result.indicator.stage == Stage::Ks1) {
        let who = [result.urn.as_deref(), result.dfe.as_deref(), Some(&*result.name)];
        let who = who.into_iter().flatten().next().unwrap_or_default().to_owned();
        schools.entry((who, result.year)).or_default().push(result);
    }
    let mut found = Vec::new();
    for all in schools.into_values() {
        let mut made: Vec<Made> = all
            .iter()
            .map(|result| Made {
                indicator: result.indicator,
                year: result.year,
                score: result.score,
                cols: result.cols,
                raw: result.raw.clone(),
            })
            .collect();
        let before = made.len();
        combined(&mut made);
        let first = all.iter().find(|result| SUBJECTS.contains(&result.indicator.code));
        let Some(((first, one), _)) =
            first.zip(made.pop()).zip((made.len() == before).then_some(()))
        else {
            continue;
        };
        let mut result = (*first).clone();
        result.place.part = Arc::from(format!("{} {}", one.indicator.code, one.year));
        result.indicator = one.indicator;
        result.score = one.score;
        result.cols = one.cols;
        result.raw = one.raw;
        found.push(result);
    }
    found
}

/// Adds the average points of reading, writing and mathematics together, where
/// a row has all three from counts and does not give it itself.
pub(super) fn combined(made: &mut Vec<Made>) {
    let Some(all) = Indicator::of("ks1_aps") else { return };
    let mut years: Vec<AcademicYear> = made
        .iter()
        .filter(|one| SUBJECTS.contains(&one.indicator.code))
        .map(|one| one.year)
        .collect();
    years.sort_unstable();
    years.dedup();
    for year in years {
        if made.iter().any(|one| one.indicator == all && one.year == year) {
            continue;
        }
        let parts: Vec<&Made> = SUBJECTS
            .iter()
            .filter_map(|code| {
                made.iter().find(|one| one.indicator.code == *code && one.year == year)
            })
            .collect();
        let [first, _, _] = parts.as_slice() else { continue };
        let mut score: std::result::Result<Score, Missing> = Ok(Score {
            value: 0.0,
            numerator: Some(0.0),
            denominator: Some(0.0),
            cohort: None,
            given: Given::Counts,
            limits: None,
            stated: None,
        });
        for part in &parts {
            score = match (score, &part.score) {
                (Ok(so_far), Ok(more)) => {
                    let add =
                        |a: Option<f64>, b: Option<f64>| a.zip(b).map(|(a, b)| a + b);
                    let numerator = add(so_far.numerator, more.numerator);
                    let denominator = add(so_far.denominator, more.denominator);
                    match numerator.zip(denominator) {
                        Some((sum, pupils)) if pupils > 0.0 => Ok(Score {
                            value: sum / pupils,
                            numerator,
                            denominator,
                            cohort: more.cohort.or(so_far.cohort),
                            ..so_far
                        }),
                        _ => Err(Missing::NoResult),
                    }
                }
                (Err(a), Err(b)) => Err(stronger(a, *b)),
                (Err(why), Ok(_)) => Err(why),
                (Ok(_), Err(why)) => Err(*why),
            };
        }
        let one = Made {
            indicator: all,
            year,
            score,
            cols: Cols { value: None, ..first.cols },
            raw: parts
                .iter()
                .map(|part| part.raw.as_str())
                .collect::<Vec<_>>()
                .join(" | "),
        };
        made.push(one);
    }
}
