//! What would have come without support: regression to the mean, and the dose.

use super::{BAND, Parts};
use crate::base::date::test_week;
use crate::base::figure::Figures;
use crate::base::quantity::Unit;
use crate::measure::attainment::{changes, days_before, score, test_year_before};
use crate::measure::definitions as of;
use crate::measure::statistic::{
    deviation, fisher, mean, pearson, slope, spearman, t_interval,
};
use crate::register::results::Score;

/// What a low group would have reached in any case: μ₁ + r (s₁/s₀)(y₀ − μ₀) − y₀.
fn expected_change(before: (f64, f64), after: (f64, f64), r: f64, own: f64) -> f64 {
    after.0 + r * (after.1 / before.1) * (own - before.0) - own
}

/// M23: regression to the mean, from the schools outside the programme.
pub(super) fn figures(parts: &Parts<'_>, figures: &mut Figures) {
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
pub(super) fn dose(parts: &Parts<'_>, figures: &mut Figures) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::quantity::rounded;
    use crate::measure::testing::schools;

    #[test]
    fn a_low_group_would_have_risen_without_support() {
        let expected = expected_change((67.5, 10.0), (68.6, 10.0), 0.5, 53.5);
        assert_eq!(rounded(expected, 1), 8.1);
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
