//! Is it the programme? Matched schools, regression to the mean, dose, spread.

use std::collections::{BTreeMap, BTreeSet};

use super::attainment::{
    Both, Client, Made, Pair, changes, comparator, days_before, leave_out, pooled,
    pupils_of, school_release, score, test_year_before,
};
use super::definitions as of;
use super::matched::{Traits, Widths, balance, pairs};
use super::resample::{Row, middle, replicates};
use super::statistic::{
    Pooled, Z, deviation, fisher, mean, pearson, slope, spearman, t_interval, welch,
};
use super::withheld::Withheld;
use crate::base::date::test_week;
use crate::base::figure::{Figures, Group};
use crate::base::indicator::Basis;
use crate::base::quantity::Unit;
use crate::base::reason::LeftOut;
use crate::base::release::Release;
use crate::model::programme::{Programme, SchoolId};
use crate::register::results::{Area, Score};

/// Days of support that part the two bands of the dose.
const BAND: f64 = 10.0;
/// A cohort below this is small.
const SMALL: f64 = 11.0;

/// One pair of years with its schools.
pub(super) struct Parts<'a> {
    pub(super) programme: &'a Programme,
    pub(super) pair: Pair,
    pub(super) all_clients: &'a [Client],
    pub(super) clients: &'a [Both],
    pub(super) lle: &'a [Both],
    pub(super) la: &'a [Both],
}

impl Parts<'_> {
    fn made<'f>(&self, of: &[Both], figures: &'f mut Figures) -> Made<'f> {
        Made::of(self.programme, self.pair, Group::Clients, of, figures)
    }

    fn number(&self, setting: &str) -> f64 {
        self.programme.settings.number(setting)
    }

    fn seed(&self) -> u64 {
        self.programme.settings.number("seed") as u64
    }

    fn own_schools(&self) -> BTreeSet<SchoolId> {
        let lles = self.programme.lles.iter().filter_map(|lle| lle.school);
        self.all_clients.iter().map(|c| c.school).chain(lles).collect()
    }
}

pub(super) fn figures(parts: &Parts<'_>, figures: &mut Figures) {
    if parts.pair.indicator.basis != Basis::Share {
        return;
    }
    flags(parts, figures);
    funnel(parts, figures);
    if parts.clients.is_empty() {
        return;
    }
    comparison(parts, figures);
    regression(parts, figures);
    dose(parts, figures);
    sensitivity(parts, figures);
}

/// M12: 1 above chance, −1 below, 0 within; none for a small cohort.
fn flags(parts: &Parts<'_>, figures: &mut Figures) {
    let pair = parts.pair;
    let found: Vec<_> = figures
        .all
        .iter()
        .filter(|f| {
            f.indicator.is_some_and(|i| i.code == pair.indicator.code)
                && (f.from, f.to) == (Some(pair.from), Some(pair.to))
                && f.item.is_empty()
                && matches!(f.code, "M04" | "M11")
                && f.pupils.is_some_and(|n| n as f64 >= SMALL)
        })
        .filter_map(|f| {
            let flag = match (f.lower?, f.upper?) {
                (lower, _) if lower > 0.0 => 1.0,
                (_, upper) if upper < 0.0 => -1.0,
                _ => 0.0,
            };
            Some(crate::base::figure::Figure {
                code: of::M12.code,
                name: of::M12.name,
                value: flag,
                unit: Unit::Arrow,
                is_change: false,
                lower: None,
                upper: None,
                trace: pair.trace(of::M12.code, &f.group),
                ..f.clone()
            })
        })
        .collect();
    figures.all.extend(found);
}

/// M27: where a school of this size would lie by chance around the authority.
fn funnel(parts: &Parts<'_>, figures: &mut Figures) {
    let Some(la) =
        comparator(parts.programme, Area::La, parts.pair.indicator, parts.pair.to)
    else {
        return;
    };
    let mut schools: Vec<&Both> = parts.clients.iter().chain(parts.lle).collect();
    schools.sort_by_key(|(id, _, _)| *id);
    for both in schools {
        let (id, _, second) = both;
        let Some(school) = parts.programme.school(*id) else { continue };
        let Some((lower, upper)) = limits_around(la.value, pupils_of(second)) else {
            continue;
        };
        let mut made = parts.made(std::slice::from_ref(both), figures);
        made.group = Group::School(school.urn.clone());
        made.release = school_release(parts.programme, pupils_of(second));
        made.add(&of::M27, "lower_limit", lower, Unit::Percent, false, None);
        made.add(&of::M27, "upper_limit", upper, Unit::Percent, false, None);
    }
}

/// p ± 1.96 √(p (1 − p) / n), kept between 0 and 100.
fn limits_around(percent: f64, pupils: f64) -> Option<(f64, f64)> {
    let p = percent / 100.0;
    (pupils > 0.0 && (0.0..=1.0).contains(&p)).then(|| {
        let half = 100.0 * Z * (p * (1.0 - p) / pupils).sqrt();
        ((percent - half).max(0.0), (percent + half).min(100.0))
    })
}

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
fn comparison(parts: &Parts<'_>, figures: &mut Figures) {
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

/// What a low group would have reached in any case: μ₁ + r (s₁/s₀)(y₀ − μ₀) − y₀.
fn expected_change(before: (f64, f64), after: (f64, f64), r: f64, own: f64) -> f64 {
    after.0 + r * (after.1 / before.1) * (own - before.0) - own
}

/// M23: regression to the mean, from the schools outside the programme.
fn regression(parts: &Parts<'_>, figures: &mut Figures) {
    let own = parts.own_schools();
    let others: Vec<(f64, f64)> = parts
        .la
        .iter()
        .filter(|(id, _, _)| !own.contains(id))
        .map(|(_, a, b)| (a.value, b.value))
        .collect();
    let (first, second): (Vec<f64>, Vec<f64>) = others.iter().copied().unzip();
    let level = |of: &[f64]| Some((mean(of)?, deviation(of)?));
    let baseline = mean(&parts.clients.iter().map(|b| b.1.value).collect::<Vec<_>>());
    let observed = mean(&changes(parts.clients));
    let mut made = parts.made(parts.clients, figures);
    if let (Some(before), Some(after), Some(r), Some(own), Some(observed)) =
        (level(&first), level(&second), pearson(&others), baseline, observed)
        && before.1 > 0.0
        && others.len() >= 3
    {
        let expected = expected_change(before, after, r, own);
        made.add(&of::M23, "", observed - expected, Unit::Pp, true, None);
        made.add(&of::M23, "excess", observed - expected, Unit::Pp, true, None);
        made.add(&of::M23, "expected_change", expected, Unit::Pp, true, None);
        made.add(&of::M23, "r", r, Unit::Correlation, false, None);
    }
    let pair = parts.pair;
    let before = test_year_before(pair.from);
    let years = [test_year_before(before), before, pair.from];
    let mut long: Vec<f64> = Vec::new();
    for (id, _, after) in parts.clients {
        let three: Vec<f64> = years
            .iter()
            .filter_map(|year| score(parts.programme, *id, pair.indicator, *year))
            .map(|score: Score| score.value)
            .collect();
        if three.len() == years.len() {
            long.extend(mean(&three).map(|base| after.value - base));
        }
    }
    if let Some(change) = mean(&long) {
        made.schools = long.len();
        made.add(&of::M23, "baseline_3yr", change, Unit::Pp, true, t_interval(&long));
    }
}

/// M24: whether more days of support went with more change.
fn dose(parts: &Parts<'_>, figures: &mut Figures) {
    let tests = test_week(parts.pair.to).0;
    let points: Vec<(f64, f64)> = parts
        .clients
        .iter()
        .filter_map(|(id, a, b)| {
            Some((days_before(parts.programme, *id, tests)?, b.value - a.value))
        })
        .collect();
    let Some(r) = pearson(&points) else { return };
    let mut made = parts.made(parts.clients, figures);
    made.schools = points.len();
    made.add(&of::M24, "", r, Unit::Correlation, false, fisher(r, points.len()));
    if let Some(rho) = spearman(&points) {
        made.add(&of::M24, "spearman", rho, Unit::Correlation, false, None);
    }
    if let Some(slope) = slope(&points) {
        made.add(&of::M24, "slope", slope, Unit::PpPerDay, true, None);
    }
    for (item, is_low) in [("low_dose", true), ("high_dose", false)] {
        let band: Vec<f64> =
            points.iter().filter(|p| (p.0 < BAND) == is_low).map(|p| p.1).collect();
        if let Some(average) = mean(&band) {
            made.schools = band.len();
            made.add(&of::M24, item, average, Unit::Pp, true, None);
        }
    }
}

/// M26: the same estimate under other readings.
fn sensitivity(parts: &Parts<'_>, figures: &mut Figures) {
    let all: Vec<Both> = parts.clients.to_vec();
    let starts: BTreeMap<SchoolId, _> =
        parts.all_clients.iter().map(|c| (c.school, c.start)).collect();
    let lles: BTreeSet<SchoolId> =
        parts.programme.lles.iter().filter_map(|lle| lle.school).collect();
    let new_year = jiff::civil::date(test_week(parts.pair.to).0.year(), 1, 1);
    let keep = |test: &dyn Fn(&Both) -> bool| -> Vec<Both> {
        all.iter().filter(|both| test(both)).copied().collect()
    };
    let withheld = Withheld::of(parts.programme, &all);
    let centre = mean(&changes(&all)).unwrap_or(0.0);
    let extreme = all
        .iter()
        .max_by(|a, b| {
            let far = |x: &Both| (x.2.value - x.1.value - centre).abs();
            far(a).total_cmp(&far(b))
        })
        .map(|both| both.0);
    let runs = [
        ("all", all.clone()),
        ("n11", keep(&|b| pupils_of(&b.1) >= SMALL && pupils_of(&b.2) >= SMALL)),
        (
            "full_year",
            keep(&|b| {
                starts.get(&b.0).copied().flatten().is_none_or(|start| start <= new_year)
            }),
        ),
        ("without_dual_role", keep(&|b| !lles.contains(&b.0))),
        ("drop_extreme", keep(&|b| Some(b.0) != extreme)),
    ];
    for (item, schools) in runs {
        let of_run = changes(&schools);
        if let Some(value) = mean(&of_run) {
            let mut made = parts.made(&schools, figures);
            made.left_out = Some((all.len() - schools.len()) as u64);
            let kept: BTreeSet<SchoolId> = schools.iter().map(|both| both.0).collect();
            let without =
                all.iter().map(|both| both.0).filter(|id| !kept.contains(id)).collect();
            made.release = made.release.max(match item {
                "drop_extreme" => {
                    extreme.map_or(Release::P, |id| withheld.without_one(id))
                }
                _ => withheld.without(&without),
            });
            made.add(&of::M26, item, value, Unit::Pp, true, t_interval(&of_run));
        }
    }
    if let Some(pooled) = pooled(&all) {
        let mut made = parts.made(&all, figures);
        made.add(&of::M26, "pooled", pooled.points(), Unit::Pp, true, pooled.limits());
    }
    // The same schools by their teachers' judgement.
    let assessed = |id: SchoolId, year| {
        let key = (id, parts.pair.indicator.code, year);
        parts.programme.assessed.get(&key).map(|(_, score)| *score)
    };
    let by_teachers: Vec<Both> = all
        .iter()
        .filter_map(|(id, _, _)| {
            Some((*id, assessed(*id, parts.pair.from)?, assessed(*id, parts.pair.to)?))
        })
        .collect();
    let of_teachers = changes(&by_teachers);
    if let Some(value) = mean(&of_teachers) {
        let mut made = parts.made(&by_teachers, figures);
        made.left_out = Some((all.len() - by_teachers.len()) as u64);
        made.add(&of::M26, "ta_basis", value, Unit::Pp, true, t_interval(&of_teachers));
    }
    let earlier = test_year_before(parts.pair.from);
    let from_earlier: Vec<f64> = all
        .iter()
        .filter_map(|(id, _, after)| {
            let before = score(parts.programme, *id, parts.pair.indicator, earlier)?;
            Some(after.value - before.value)
        })
        .collect();
    if let Some(value) = mean(&from_earlier) {
        let mut made = parts.made(&all, figures);
        made.schools = from_earlier.len();
        made.release = if from_earlier.len() < 3 { Release::F } else { made.release };
        made.add(
            &of::M26,
            "earlier_baseline",
            value,
            Unit::Pp,
            true,
            t_interval(&from_earlier),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(value: f64) -> f64 {
        crate::base::quantity::rounded(value, 1)
    }

    #[test]
    fn a_low_group_would_have_risen_without_support() {
        let expected = expected_change((67.5, 10.0), (68.6, 10.0), 0.5, 53.5);
        assert_eq!(one(expected), 8.1);
    }

    #[test]
    fn the_funnel_is_wide_for_a_small_school() {
        let (lower, upper) = limits_around(68.1, 8.0).unwrap();
        assert_eq!((one(lower), one(upper)), (35.8, 100.0));
        let (lower, upper) = limits_around(68.1, 30.0).unwrap();
        assert_eq!((one(lower), one(upper)), (51.4, 84.8));
    }

    fn rows(file: &str) -> Vec<[f64; 5]> {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures/programme")
            .join(file);
        std::fs::read_to_string(path)
            .unwrap()
            .lines()
            .skip(1)
            .map(|line| {
                let n: Vec<f64> =
                    line.split(',').skip(1).map(|x| x.parse().unwrap()).collect();
                [n[0], n[1], n[2], n[3], n.get(4).copied().unwrap_or(0.0)]
            })
            .collect()
    }

    fn schools(file: &str) -> Vec<(f64, [f64; 5])> {
        rows(file)
            .into_iter()
            .map(|n| (100.0 * n[2] / n[3] - 100.0 * n[0] / n[1], n))
            .collect()
    }

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

    #[test]
    fn more_days_did_not_go_with_more_change() {
        let points: Vec<(f64, f64)> = schools("client_2010_2011.csv")
            .into_iter()
            .map(|(change, n)| (n[4], change))
            .collect();
        let r = pearson(&points).unwrap();
        assert!((r - 0.035_092_987_104_878_945).abs() < 1e-12, "{r}");
        let (lower, upper) = fisher(r, points.len()).unwrap();
        // The other program took 1.96 for the quantile.
        assert!((lower + 0.504_887).abs() < 2e-5, "{lower}");
        assert!((upper - 0.555_332).abs() < 2e-5, "{upper}");
        assert!((spearman(&points).unwrap() - 0.163_176_195_795_399_3).abs() < 1e-12);
        assert!((slope(&points).unwrap() - 0.085_891_373_087_092_88).abs() < 1e-12);
    }
}
