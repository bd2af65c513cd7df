//! The cluster bootstrap: whole schools are drawn again and again.

use super::statistic::Limits;

/// With fewer schools in a group no interval is given.
pub(super) const FEWEST: usize = 8;

/// SplitMix64, so that the same seed gives the same interval everywhere.
///
/// Source: Steele, Lea and Flood, Fast splittable pseudorandom number generators (2014).
#[derive(Clone, Copy, Debug)]
pub(super) struct Draws(u64);

impl Draws {
    /// A fresh sequence.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// An index below n: the high half of the product with n.
    fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }

    /// The sum of as many members as there are, drawn with replacement.
    fn resample(&mut self, of: &[Row]) -> Row {
        let mut sum = Row::default();
        for _ in 0..of.len() {
            let at = self.below(of.len());
            if let Some(row) = of.get(at) {
                for (total, part) in sum.iter_mut().zip(row) {
                    *total += part;
                }
            }
        }
        sum
    }
}

/// Quantile of sorted values by linear interpolation (type 7 of Hyndman and
/// Fan, Sample quantiles in statistical packages, 1996).
fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    let at = p * (sorted.len().checked_sub(1)?) as f64;
    let (low, part) = (at.floor(), at - at.floor());
    let lower = sorted.get(low as usize).copied()?;
    let upper = sorted.get(low as usize + 1).copied().unwrap_or(lower);
    Some(lower + part * (upper - lower))
}

/// What one school adds to a replicate: its change, then pupils at the standard
/// and eligible pupils of the first year, and of the second.
pub(super) type Row = [f64; 5];

/// Sums of the replicates: first group drawn, then second. An empty second group
/// stands for figures of one group; too few schools give none.
pub(super) fn replicates(
    seed: u64,
    count: usize,
    first: &[Row],
    second: &[Row],
) -> Option<Vec<(Row, Row)>> {
    let too_few = |n: usize| n < FEWEST;
    if too_few(first.len()) || (!second.is_empty() && too_few(second.len())) {
        return None;
    }
    let mut draws = Draws::new(seed);
    Some((0..count).map(|_| (draws.resample(first), draws.resample(second))).collect())
}

/// The middle 95% of what the replicates give.
pub(super) fn middle(
    replicates: &[(Row, Row)],
    value: impl Fn(&Row, &Row) -> Option<f64>,
) -> Option<Limits> {
    let mut found: Vec<f64> =
        replicates.iter().filter_map(|(a, b)| value(a, b)).collect();
    found.sort_unstable_by(f64::total_cmp);
    Some((quantile(&found, 0.025)?, quantile(&found, 0.975)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_gives_the_published_sequence() {
        let mut one = Draws::new(1);
        let first = [one.next(), one.next(), one.next()];
        assert_eq!(
            first,
            [
                10_451_216_379_200_822_465,
                13_757_245_211_066_428_519,
                17_911_839_290_282_890_590
            ]
        );
        let mut one = Draws::new(1);
        let places: Vec<usize> = (0..6).map(|_| one.below(14)).collect();
        assert_eq!(places, [7, 10, 13, 6, 6, 10]);
    }

    #[test]
    fn seven_schools_give_no_interval() {
        assert!(replicates(1, 99, &[[1.0; 5]; 7], &[]).is_none());
        assert!(replicates(1, 99, &[[1.0; 5]; 8], &[[1.0; 5]; 7]).is_none());
    }
}
