//! Means, shares and their intervals: all 95%.

use statrs::distribution::{ContinuousCDF, StudentsT};

/// Normal quantile of a 95% interval.
pub(crate) const Z: f64 = 1.959_963_984_540_054;

/// Lower and upper limit.
pub(crate) type Limits = (f64, f64);

/// Mean; nothing of nobody.
pub(crate) fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// Sample standard deviation; nothing of fewer than two.
pub(crate) fn deviation(values: &[f64]) -> Option<f64> {
    let centre = mean(values)?;
    let squares: f64 = values.iter().map(|value| (value - centre).powi(2)).sum();
    (values.len() > 1).then(|| (squares / (values.len() - 1) as f64).sqrt())
}

/// Middle value, or the mean of the two in the middle.
pub(crate) fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    let upper = sorted.get(half).copied()?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    sorted.get(half.checked_sub(1)?).map(|lower| f64::midpoint(*lower, upper))
}

/// Quantile of Student's t for a 95% interval.
fn t_quantile(freedom: f64) -> Option<f64> {
    StudentsT::new(0.0, 1.0, freedom).ok().map(|t| t.inverse_cdf(0.975))
}

/// Interval of a mean: mean ± t·s/√n over n − 1 degrees of freedom.
pub(crate) fn t_interval(values: &[f64]) -> Option<Limits> {
    let (centre, spread) = (mean(values)?, deviation(values)?);
    let n = values.len() as f64;
    let half = t_quantile(n - 1.0)? * spread / n.sqrt();
    Some((centre - half, centre + half))
}

/// Wilson's score interval of x of n, as fractions: centre
/// (p + z²/2n)/(1 + z²/n), half width z√(p(1 − p)/n + z²/4n²)/(1 + z²/n).
///
/// Source: Wilson, Probable inference (1927); Newcombe (1998).
pub(crate) fn wilson(x: f64, n: f64) -> Option<Limits> {
    if n <= 0.0 || x < 0.0 || x > n {
        return None;
    }
    let p = x / n;
    let z2 = Z * Z;
    let scale = 1.0 + z2 / n;
    let centre = (p + z2 / (2.0 * n)) / scale;
    let half = Z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt() / scale;
    let lower = if x == 0.0 { 0.0 } else { (centre - half).max(0.0) };
    let upper = if x == n { 1.0 } else { (centre + half).min(1.0) };
    Some((lower, upper))
}

/// Newcombe's interval of the difference p₁ − p₀ of two independent shares, as
/// fractions: from each share's own Wilson limits.
///
/// Source: Newcombe, Interval estimation for the difference between independent
/// proportions (1998), method 10.
pub(crate) fn newcombe((x0, n0): (f64, f64), (x1, n1): (f64, f64)) -> Option<Limits> {
    let (l0, u0) = wilson(x0, n0)?;
    let (l1, u1) = wilson(x1, n1)?;
    let (p0, p1) = (x0 / n0, x1 / n1);
    let change = p1 - p0;
    let lower = change - ((p1 - l1).powi(2) + (u0 - p0).powi(2)).sqrt();
    let upper = change + ((u1 - p1).powi(2) + (p0 - l0).powi(2)).sqrt();
    Some((lower, upper))
}

/// Two groups, or one in two years, each counted as one: how many (or how many
/// points) of how many pupils.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Pooled {
    /// Earlier year, or first group.
    pub(crate) from: (f64, f64),
    /// Later year, or second group.
    pub(crate) to: (f64, f64),
}

impl Pooled {
    /// Both have pupils.
    pub(crate) fn has_pupils(self) -> bool {
        self.from.1 > 0.0 && self.to.1 > 0.0
    }

    /// Second less first, each divided by its pupils.
    pub(crate) fn change(self) -> f64 {
        self.to.0 / self.to.1 - self.from.0 / self.from.1
    }

    /// The change of a share, in percentage points.
    pub(crate) fn points(self) -> f64 {
        100.0 * self.change()
    }

    /// Newcombe's interval of the change of a share, in percentage points.
    pub(crate) fn limits(self) -> Option<Limits> {
        newcombe(self.from, self.to).map(|(lower, upper)| (100.0 * lower, 100.0 * upper))
    }
}

/// A difference of two means by Welch's method.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Welch {
    /// First mean less the second.
    pub(crate) difference: f64,
    /// Standard error.
    pub(crate) error: f64,
    /// Degrees of freedom (Satterthwaite).
    pub(crate) freedom: f64,
    /// Quantile.
    pub(crate) t: f64,
}

impl Welch {
    /// 95% limits.
    pub(crate) fn limits(&self) -> Limits {
        (self.difference - self.t * self.error, self.difference + self.t * self.error)
    }
}

/// Welch's comparison of two means.
pub(crate) fn welch(a: &[f64], b: &[f64]) -> Option<Welch> {
    let part = |values: &[f64]| {
        Some((
            mean(values)?,
            deviation(values)?.powi(2) / values.len() as f64,
            values.len() as f64,
        ))
    };
    let ((ma, va, na), (mb, vb, nb)) = (part(a)?, part(b)?);
    let total = va + vb;
    if total <= 0.0 {
        return None;
    }
    let freedom = total.powi(2) / (va.powi(2) / (na - 1.0) + vb.powi(2) / (nb - 1.0));
    Some(Welch {
        difference: ma - mb,
        error: total.sqrt(),
        freedom,
        t: t_quantile(freedom)?,
    })
}

/// Pearson's correlation of pairs; nothing where either does not vary.
pub(crate) fn pearson(pairs: &[(f64, f64)]) -> Option<f64> {
    let n = pairs.len() as f64;
    let (mx, my) = pairs.iter().fold((0.0, 0.0), |a, p| (a.0 + p.0 / n, a.1 + p.1 / n));
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (x, y) in pairs {
        xx += (x - mx) * (x - mx);
        yy += (y - my) * (y - my);
        xy += (x - mx) * (y - my);
    }
    let scale = (xx * yy).sqrt();
    (pairs.len() > 1 && scale > 1e-12).then(|| (xy / scale).clamp(-1.0, 1.0))
}

/// Interval of a correlation: tanh(artanh r ± z/√(n − 3)).
///
/// Source: Fisher, On the probable error of a coefficient of correlation (1921).
pub(crate) fn fisher(r: f64, n: usize) -> Option<Limits> {
    if n <= 3 || r.abs() >= 1.0 {
        return None;
    }
    let half = Z / ((n - 3) as f64).sqrt();
    Some(((r.atanh() - half).tanh(), (r.atanh() + half).tanh()))
}

/// Least-squares slope of y on x.
pub(crate) fn slope(pairs: &[(f64, f64)]) -> Option<f64> {
    let (x, y): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let across = deviation(&x)?;
    (across > 1e-12).then_some(pearson(pairs).unwrap_or(0.0) * deviation(&y)? / across)
}

/// Ranks from 1; equal values share the mean of theirs.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<(usize, f64)> = values.iter().copied().enumerate().collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut ranked: Vec<(usize, f64)> = Vec::with_capacity(values.len());
    for equal in order.chunk_by(|a, b| a.1 == b.1) {
        let before = ranked.len() as f64;
        let shared = before + f64::midpoint(1.0, equal.len() as f64);
        ranked.extend(equal.iter().map(|(at, _)| (*at, shared)));
    }
    ranked.sort_by_key(|(at, _)| *at);
    ranked.into_iter().map(|(_, rank)| rank).collect()
}

/// Spearman's rank correlation: Pearson's of the ranks.
pub(crate) fn spearman(pairs: &[(f64, f64)]) -> Option<f64> {
    let (x, y): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    pearson(&ranks(&x).into_iter().zip(ranks(&y)).collect::<Vec<_>>())
}

/// Two-sided sign test: the chance of a split as uneven as this, ties left out.
pub(crate) fn sign_test(up: usize, down: usize) -> Option<f64> {
    let n = up + down;
    if n == 0 {
        return None;
    }
    let mut term = 0.5f64.powi(i32::try_from(n).ok()?);
    let mut tail = 0.0;
    for k in 0..=up.min(down) {
        tail += term;
        term = term * (n - k) as f64 / (k + 1) as f64;
    }
    Some((2.0 * tail).min(1.0))
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod worked {
    use super::*;

    fn per_cent((lower, upper): Limits) -> (f64, f64) {
        let one = |x: f64| crate::base::quantity::rounded(x * 100.0, 1);
        (one(lower), one(upper))
    }

    #[test]
    fn intervals_of_shares_are_wilsons() {
        assert_eq!(per_cent(wilson(21.0, 30.0).unwrap()), (52.1, 83.3));
        assert_eq!(per_cent(wilson(5.0, 8.0).unwrap()), (30.6, 86.3));
        assert_eq!(per_cent(wilson(8.0, 8.0).unwrap()), (67.6, 100.0));
        assert_eq!(per_cent(wilson(0.0, 7.0).unwrap()), (0.0, 35.4));
    }

    #[test]
    fn intervals_of_changes_are_newcombes() {
        assert_eq!(per_cent(newcombe((16.0, 30.0), (21.0, 30.0)).unwrap()), (-7.6, 38.4));
        assert_eq!(per_cent(newcombe((4.0, 9.0), (5.0, 8.0)).unwrap()), (-25.0, 53.0));
        assert_eq!(
            per_cent(newcombe((162.0, 293.0), (201.0, 289.0)).unwrap()),
            (6.4, 21.9)
        );
        assert_eq!(
            per_cent(newcombe((4522.0, 6749.0), (5652.0, 8300.0)).unwrap()),
            (-0.4, 2.6)
        );
    }

    fn changes(file: &str) -> Vec<f64> {
        crate::measure::testing::schools(file)
            .into_iter()
            .map(|school| school.0)
            .collect()
    }

    #[test]
    fn the_published_rise_of_the_clients_has_its_interval_and_comparison() {
        let one = |x: f64| crate::base::quantity::rounded(x, 1);
        let (clients, matched) =
            (changes("client_2010_2011.csv"), changes("matched_2010_2011.csv"));
        assert_eq!(one(mean(&clients).unwrap()), 16.9);
        assert_eq!(one(median(&clients).unwrap()), 17.4);
        let (lower, upper) = t_interval(&clients).unwrap();
        assert_eq!((one(lower), one(upper)), (11.6, 22.3));
        let welch = welch(&clients, &matched).unwrap();
        assert_eq!(one(welch.difference), 11.4);
        assert!((welch.error - 2.645_804).abs() < 1e-5);
        assert!((welch.freedom - 16.440_522).abs() < 1e-5);
        let (lower, upper) = welch.limits();
        assert_eq!((one(lower), one(upper)), (5.8, 17.0));
        let (lower, upper) = t_interval(&changes("lle_2010_2011.csv")).unwrap();
        assert_eq!((one(lower), one(upper)), (5.4, 8.7));
        assert_eq!(crate::base::quantity::rounded(sign_test(13, 1).unwrap(), 3), 0.002);
    }
}
