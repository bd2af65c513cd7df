//! Clients against the schools matched to them.

use std::collections::BTreeSet;

use super::Parts;
use crate::base::figure::{Figures, Group};
use crate::base::quantity::Unit;
use crate::base::reason::LeftOut;
use crate::measure::attainment::{Both, Made, changes, leave_out, pooled, pupils_of};
use crate::measure::definitions as of;
use crate::measure::matched::{Traits, Widths, balance, pairs};
use crate::measure::resample::{Row, middle, replicates};
use crate::measure::statistic::{Pooled, mean, t_interval, welch};
use crate::model::programme::SchoolId;

fn traits(parts: &Parts<'_>, of: &[Both]) -> Vec<Traits> {
    of.iter()
        .map(|(id, first, _)| {
            let school = parts.programme.school(*id);
            Traits {
                urn: school.map(|s| s.urn.clone()).unwrap_or_default(),
                phase: school.map_or("", |s| s.phase),
                baseline: first.value,
                cohort: pupils_of(first),
                fsm: school.and_then(|s| s.fsm),
            }
        })
        .collect()
}

/// M20 to M22: the matched group, and how much more the clients rose.
pub(super) fn figures(parts: &Parts<'_>, figures: &mut Figures) {
    let own = parts.own_schools();
    let others: Vec<Both> = parts
        .la
        .iter()
        .filter(|(id, _, _)| !own.contains(id))
        .filter(|(id, _, _)| {
            parts.programme.school(*id).is_some_and(|s| !s.has_other_support)
        })
        .copied()
        .collect();
    let (ours, theirs) = (traits(parts, parts.clients), traits(parts, &others));
    let limits = Widths {
        baseline: parts.number("caliper"),
        cohort: parts.number("cohort_band") / 100.0,
        fsm: parts.number("fsm_band"),
    };
    let found = pairs(&ours, &theirs, &limits);
    let pick = |from: &[Both], side: fn(&(usize, usize)) -> usize| -> Vec<Both> {
        found.iter().filter_map(|pair| from.get(side(pair)).copied()).collect()
    };
    let (paired, matched) = (pick(parts.clients, |p| p.0), pick(&others, |p| p.1));
    let mut made = parts.made(parts.clients, figures);
    made.add(&of::M20, "", found.len() as f64, Unit::Count, false, None);
    made.add(&of::M20, "pairs", found.len() as f64, Unit::Count, false, None);
    let alone = parts.clients.len() - found.len();
    made.add(&of::M20, "unmatched", alone as f64, Unit::Count, false, None);
    for (item, value) in [
        ("smd_baseline", (|b: &Both| b.1.value) as fn(&Both) -> f64),
        ("smd_cohort", |b: &Both| pupils_of(&b.1)),
    ] {
        let column = |of: &[Both]| of.iter().map(value).collect::<Vec<f64>>();
        if let Some(smd) = balance(&column(&paired), &column(&matched)) {
            made.add(&of::M20, item, smd, Unit::Ratio, false, None);
        }
    }
    let (rose, others_rose) = (changes(&paired), changes(&matched));
    if let Some(average) = mean(&others_rose) {
        let mut made = parts.made(&matched, figures);
        made.group = Group::Matched;
        made.add(&of::M03, "", average, Unit::Pp, true, t_interval(&others_rose));
        if let Some(pooled) = pooled(&matched) {
            made.add(&of::M04, "", pooled.points(), Unit::Pp, true, pooled.limits());
        }
    }
    let partnered: BTreeSet<SchoolId> = paired.iter().map(|(id, _, _)| *id).collect();
    for (id, _, _) in parts.clients.iter().filter(|b| !partnered.contains(&b.0)) {
        if let Some(school) = parts.programme.school(*id) {
            let left = (*id, LeftOut::Unmatched, school.at.clone());
            let codes = ["M20", "M21"];
            let group = Group::Clients;
            leave_out(parts.programme, parts.pair, &codes, &group, left, figures);
        }
    }
    let mut made = parts.made(&paired, figures);
    made.left_out = Some(alone as u64);
    let difference = welch(&rose, &others_rose);
    if let Some(welch) = difference {
        made.add(&of::M21, "", welch.difference, Unit::Pp, true, Some(welch.limits()));
        made.add(&of::M21, "se", welch.error, Unit::Pp, false, None);
        made.add(&of::M21, "df", welch.freedom, Unit::Ratio, false, None);
        made.add(&of::M21, "t", welch.t, Unit::Ratio, false, None);
        if let Some((a, b)) = pooled(&paired).zip(pooled(&matched)) {
            made.add(&of::M21, "pooled", a.points() - b.points(), Unit::Pp, true, None);
        }
    }
    // A: twenty schools and more; B: eight to nineteen; both need a matched
    // comparison whose interval leaves out nought. C: before and after alone.
    let grade = match difference {
        Some(w) if w.limits().0 > 0.0 || w.limits().1 < 0.0 => match paired.len() {
            20.. => 1.0,
            8.. => 2.0,
            _ => 3.0,
        },
        _ => 3.0,
    };
    made.add(&of::M21, "grade", grade, Unit::Grade, false, None);
    bootstrap(parts, &paired, &matched, figures);
}

/// A school as a row of the bootstrap; counts are nought where a group lacks any.
fn rows(of: &[Both]) -> Vec<Row> {
    of.iter()
        .map(|(_, a, b)| {
            let count = |n: Option<f64>| n.unwrap_or(0.0);
            [
                b.value - a.value,
                count(a.numerator),
                count(a.denominator),
                count(b.numerator),
                count(b.denominator),
            ]
        })
        .collect()
}

/// Pupil-weighted change of a sum of schools, points.
fn pooled_change(sum: &Row) -> Option<f64> {
    let [_, x0, n0, x1, n1] = *sum;
    (n0 > 0.0 && n1 > 0.0).then(|| 100.0 * (x1 / n1 - x0 / n0))
}

fn resampled(made: &mut Made<'_>, item: &str, own: Option<(f64, (f64, f64))>) {
    if let Some((value, limits)) = own {
        made.add(&of::M22, item, value, Unit::Pp, true, Some(limits));
    }
}

/// M22: intervals by drawing whole schools; each from a fresh generator.
fn bootstrap(
    parts: &Parts<'_>,
    paired: &[Both],
    matched: &[Both],
    figures: &mut Figures,
) {
    let (seed, count) = (parts.seed(), parts.number("draws") as usize);
    let mut made = parts.made(parts.clients, figures);
    let n = parts.clients.len() as f64;
    if let Some(drawn) = replicates(seed, count, &rows(parts.clients), &[]) {
        let average = |a: &Row, _: &Row| a.first().map(|sum| sum / n);
        let own = mean(&changes(parts.clients)).zip(middle(&drawn, average));
        resampled(&mut made, "clients", own);
        let pooled = pooled(parts.clients).map(Pooled::points);
        let own =
            pooled.and_then(|p| Some((p, middle(&drawn, |a, _| pooled_change(a))?)));
        resampled(&mut made, "clients_pooled", own);
    }
    if matched.is_empty() {
        return;
    }
    let n = paired.len() as f64;
    made.schools = paired.len();
    made.left_out = Some((parts.clients.len() - paired.len()) as u64);
    if let Some(drawn) = replicates(seed, count, &rows(paired), &rows(matched)) {
        let gap = mean(&changes(paired)).zip(mean(&changes(matched))).map(|(a, b)| a - b);
        let gaps = |a: &Row, b: &Row| Some((a.first()? - b.first()?) / n);
        resampled(&mut made, "did", gap.zip(middle(&drawn, gaps)));
        let gap =
            pooled(paired).zip(pooled(matched)).map(|(a, b)| a.points() - b.points());
        let gaps = |a: &Row, b: &Row| Some(pooled_change(a)? - pooled_change(b)?);
        let own = gap.and_then(|gap| Some((gap, middle(&drawn, gaps)?)));
        resampled(&mut made, "did_pooled", own);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::testing::schools;

    #[test]
    fn the_bootstrap_gives_the_intervals_that_another_program_gave() {
        let (clients, matched) =
            (schools("client_2010_2011.csv"), schools("matched_2010_2011.csv"));
        type School = (f64, [f64; 5]);
        let rows = |of: &[School]| -> Vec<Row> {
            of.iter().map(|(change, n)| [*change, n[0], n[1], n[2], n[3]]).collect()
        };
        let (clients, matched) = (rows(&clients), rows(&matched));
        let average = |of: &Row| of[0] / 14.0;
        let near = |limits: Option<(f64, f64)>, lower: f64, upper: f64| {
            let (l, u) = limits.unwrap();
            assert!((l - lower).abs() < 1e-9 && (u - upper).abs() < 1e-9, "{l} {u}");
        };
        let seed = 20_110_901;
        let one = replicates(seed, 9_999, &clients, &[]).unwrap();
        near(
            middle(&one, |a, _| Some(average(a))),
            12.187_836_542_310_702,
            21.540_899_524_409_316,
        );
        near(
            middle(&one, |a, _| pooled_change(a)),
            9.794_429_646_696_605,
            19.179_893_360_639_575,
        );
        let two = replicates(seed, 9_999, &clients, &matched).unwrap();
        near(
            middle(&two, |a, b| Some(average(a) - average(b))),
            6.381_182_113_293_167,
            16.280_568_697_356_458,
        );
    }
}
