//! Is it the programme? Matched schools, regression to the mean, dose, spread.

mod comparison;
mod regression;
mod sensitivity;

use std::collections::BTreeSet;

use super::attainment::{
    Both, Client, Made, Pair, comparator, pupils_of, school_release,
};
use super::definitions as of;
use super::statistic::Z;
use crate::base::figure::{Figure, Figures, Group};
use crate::base::indicator::Basis;
use crate::base::quantity::Unit;
use crate::model::programme::{Programme, SchoolId};
use crate::register::results::Area;

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
    comparison::figures(parts, figures);
    regression::figures(parts, figures);
    regression::dose(parts, figures);
    sensitivity::figures(parts, figures);
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
            Some(Figure {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::quantity::rounded;

    #[test]
    fn the_funnel_is_wide_for_a_small_school() {
        let (lower, upper) = limits_around(68.1, 8.0).unwrap();
        assert_eq!((rounded(lower, 1), rounded(upper, 1)), (35.8, 100.0));
        let (lower, upper) = limits_around(68.1, 30.0).unwrap();
        assert_eq!((rounded(lower, 1), rounded(upper, 1)), (51.4, 84.8));
    }
}
