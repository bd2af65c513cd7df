//! An axis: round ticks, and where a value stands on it.

use crate::base::quantity::decimal;

/// A number that can be drawn; no chart of a pack comes near the limits.
pub(super) fn sound(value: f64) -> Option<f64> {
    let size = value.abs();
    if size < 1e-9 {
        return Some(0.0);
    }
    (size <= 1e12).then_some(value)
}

/// Decimal places for values that are printed beside their marks: none where
/// all are whole.
pub(super) fn places_for(values: impl IntoIterator<Item = f64>) -> u32 {
    let is_whole = |value: f64| (value - value.floor()).abs() < 1e-9;
    u32::from(!values.into_iter().filter_map(sound).all(is_whole))
}

/// From values to points along a side of the picture.
#[derive(Clone, Debug)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    from: f32,
    to: f32,
    step: f64,
}

impl Scale {
    /// Covers the values, and nought where it is asked for, with at most `most` round
    /// ticks; where all values are whole, as counts are, the ticks are.
    pub(super) fn over(
        values: impl IntoIterator<Item = f64>,
        has_nought: bool,
        most: u32,
    ) -> Self {
        let mut ends: Option<(f64, f64)> = has_nought.then_some((0.0, 0.0));
        let mut finest: f64 = 1.0;
        for value in values.into_iter().filter_map(sound) {
            if places_for([value]) > 0 {
                finest = 0.0;
            }
            ends =
                Some(ends.map_or((value, value), |(a, b)| (a.min(value), b.max(value))));
        }
        let (mut low, mut high) = ends.unwrap_or((0.0, 1.0));
        if high - low <= f64::max(low.abs(), high.abs()) * 1e-9 {
            // All equal: the value stands in the middle of one step either way.
            let room = f64::max(low.abs() * 0.1, 1.0);
            if !(has_nought && low >= 0.0) {
                low -= room;
            }
            high += room;
        }
        // A little air at either end, so that no mark is cut; none at nought.
        let air = (high - low) * 0.03;
        if low != 0.0 || !has_nought {
            low -= air;
        }
        if high != 0.0 || !has_nought {
            high += air;
        }
        let step = round_step(low, high, most.max(2)).max(finest);
        Self { low, high, from: 0.0, to: 1.0, step }
    }

    /// Cuts the ends at what can be: 0 and 100 for per cent.
    pub(super) fn within(mut self, least: f64, greatest: f64) -> Self {
        if self.low < least && self.high > least {
            self.low = least;
        }
        if self.high > greatest && self.low < greatest {
            self.high = greatest;
        }
        self
    }

    /// Laid along the picture from one place to another.
    pub(super) fn along(mut self, from: f32, to: f32) -> Self {
        (self.from, self.to) = (from, to);
        self
    }

    /// Where a value stands; values beyond the ends stand at the ends.
    pub(super) fn at(&self, value: f64) -> f32 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        self.from + share as f32 * (self.to - self.from)
    }

    /// Whether nought lies on the axis.
    pub(super) fn has_nought(&self) -> bool {
        self.low <= 0.0 && self.high >= 0.0
    }

    /// Ends of the axis along the picture.
    pub(super) fn ends(&self) -> (f32, f32) {
        (self.from, self.to)
    }

    /// Lowest and highest value.
    pub(super) fn values(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// Ticks with their words, ascending.
    pub(super) fn ticks(&self) -> Vec<(f64, String)> {
        let first = (self.low / self.step).ceil() as i64;
        let last = (self.high / self.step + 1e-9).floor() as i64;
        let places = places_of(self.step);
        (first..=last)
            .map(|k| {
                let value = k as f64 * self.step;
                (value, decimal(value, places))
            })
            .collect()
    }
}

/// The smallest round step that needs no more ticks than `most`.
fn round_step(low: f64, high: f64, most: u32) -> f64 {
    let rough = (high - low) / f64::from(most);
    let mut power = 10f64.powi(rough.log10().floor() as i32);
    for _ in 0..4 {
        for factor in [1.0, 2.0, 5.0] {
            let step = factor * power;
            let ticks = (high / step).floor() - (low / step).ceil() + 1.0;
            if ticks <= f64::from(most) {
                return step;
            }
        }
        power *= 10.0;
    }
    power
}

fn places_of(step: f64) -> u32 {
    let mut places = 0;
    let mut scaled = step;
    while places < 9 && (scaled - (scaled + 0.5).floor()).abs() > 1e-6 {
        scaled *= 10.0;
        places += 1;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(scale: &Scale) -> Vec<String> {
        scale.ticks().into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn ticks_are_round_and_at_most_six() {
        let scale = Scale::over([1.1, 16.9], true, 6);
        assert_eq!(words(&scale), ["0", "5", "10", "15"]);
        let scale = Scale::over([-3.2, 24.0], true, 6);
        assert_eq!(words(&scale), ["0", "5", "10", "15", "20"]);
        let scale = Scale::over([0.12, 0.31], false, 6);
        assert_eq!(words(&scale), ["0.15", "0.20", "0.25", "0.30"]);
    }

    #[test]
    fn an_axis_of_counts_has_whole_ticks() {
        assert_eq!(words(&Scale::over([1.0, 2.0], true, 6)), ["0", "1", "2"]);
        assert_eq!(words(&Scale::over([1.0], true, 6)), ["0", "1"]);
        assert_eq!(words(&Scale::over([0.0, 0.0], true, 6)), ["0", "1"]);
        assert_eq!(
            words(&Scale::over([0.5, 2.0], true, 6)),
            ["0.0", "0.5", "1.0", "1.5", "2.0"]
        );
    }

    #[test]
    fn values_that_are_all_equal_stand_in_the_middle() {
        let scale = Scale::over([7.0, 7.0], false, 6).along(0.0, 100.0);
        assert!((scale.at(7.0) - 50.0).abs() < 0.01);
        let none = Scale::over([], true, 6);
        assert_eq!(none.values(), (0.0, 1.03));
    }

    #[test]
    fn what_is_no_number_does_not_move_the_axis() {
        let scale = Scale::over([f64::NAN, f64::INFINITY, 1e300, 1e-308, 4.0], true, 6);
        assert_eq!(scale.values(), (0.0, 4.12));
    }
}
