//! Every statistic against the values of scipy and statsmodels: the script and
//! its versions stand beside `tests/fixtures/statistics/values.csv`.

use super::*;
use proptest::prelude::*;

const VALUES: &str = include_str!("../../../tests/fixtures/statistics/values.csv");

fn numbers(cell: &str) -> Vec<f64> {
    cell.split(' ').filter(|part| !part.is_empty()).map(|x| x.parse().unwrap()).collect()
}

fn near(name: &str, ours: f64, theirs: f64) {
    assert!((ours - theirs).abs() < 1e-9, "{name}: {ours} against {theirs}");
}

#[test]
fn every_statistic_is_what_scipy_and_statsmodels_give() {
    let mut held = 0;
    for line in VALUES.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let (name, a, b) = (cells[0], numbers(cells[1]), numbers(cells[2]));
        let told = |at: usize| cells[at].parse::<f64>().ok();
        let both =
            || -> Vec<(f64, f64)> { a.iter().copied().zip(b.iter().copied()).collect() };
        let (value, limits) = match name {
            "wilson" => (a[0] / a[1], wilson(a[0], a[1])),
            "newcombe" => {
                (b[0] / b[1] - a[0] / a[1], newcombe((a[0], a[1]), (b[0], b[1])))
            }
            "welch" => {
                let welch = welch(&a, &b).unwrap();
                (welch.difference, Some(welch.limits()))
            }
            "t" => (mean(&a).unwrap(), t_interval(&a)),
            "pearson" => {
                let r = pearson(&both()).unwrap();
                (r, fisher(r, a.len()))
            }
            "spearman" => (spearman(&both()).unwrap(), None),
            "slope" => (slope(&both()).unwrap(), None),
            "sign" => (sign_test(a[0] as usize, b[0] as usize).unwrap(), None),
            other => panic!("{other} is held against nothing"),
        };
        near(name, value, told(3).unwrap());
        if let (Some(lower), Some(upper)) = (told(4), told(5)) {
            let (l, u) = limits.unwrap();
            near(name, l, lower);
            near(name, u, upper);
        }
        held += 1;
    }
    assert_eq!(held, 34);
}

fn share() -> impl Strategy<Value = (f64, f64)> {
    (1u32..400).prop_flat_map(|n| (0..=n).prop_map(move |x| (f64::from(x), f64::from(n))))
}

proptest! {
    #[test]
    fn an_interval_of_a_share_holds_it_and_stays_within_nought_and_all((x, n) in share()) {
        let (lower, upper) = wilson(x, n).unwrap();
        prop_assert!(0.0 <= lower && lower <= x / n && x / n <= upper && upper <= 1.0);
    }

    #[test]
    fn an_interval_of_a_change_holds_it(a in share(), b in share()) {
        let change = b.0 / b.1 - a.0 / a.1;
        let (lower, upper) = newcombe(a, b).unwrap();
        prop_assert!(-1.0 <= lower && lower <= change + 1e-12);
        prop_assert!(change - 1e-12 <= upper && upper <= 1.0);
    }

    #[test]
    fn means_and_their_intervals_are_finite_and_hold_the_mean(
        values in prop::collection::vec(-100.0..100.0f64, 0..60)
    ) {
        match (mean(&values), t_interval(&values)) {
            (Some(mean), Some((lower, upper))) => {
                prop_assert!(lower <= mean && mean <= upper && lower.is_finite());
            }
            (found, None) => prop_assert!(found.is_none_or(f64::is_finite)),
            (None, Some(_)) => prop_assert!(false, "an interval of nothing"),
        }
    }

    #[test]
    fn correlations_lie_between_minus_one_and_one(
        points in prop::collection::vec((-50.0..50.0f64, -50.0..50.0f64), 0..40)
    ) {
        for r in [pearson(&points), spearman(&points)].into_iter().flatten() {
            prop_assert!((-1.0 - 1e-12..=1.0 + 1e-12).contains(&r));
            if let Some((lower, upper)) = fisher(r, points.len()) {
                prop_assert!(lower <= r + 1e-12 && r <= upper + 1e-12);
            }
        }
    }
}
