//! Figures in the making: base, pupils and release class of a group.

use super::{Both, Pair};
use crate::base::figure::{Definition, Figure, Figures, Group};
use crate::base::quantity::Unit;
use crate::base::release::Release;
use crate::measure::statistic::Pooled;
use crate::model::programme::Programme;
use crate::register::results::Score;

/// Figures of one group and pair, with the base that they share.
pub(in crate::measure) struct Made<'a> {
    pub(in crate::measure) figures: &'a mut Figures,
    pub(in crate::measure) pair: Pair,
    pub(in crate::measure) group: Group,
    pub(in crate::measure) schools: usize,
    pub(in crate::measure) pupils: (f64, f64),
    pub(in crate::measure) left_out: Option<u64>,
    pub(in crate::measure) release: Release,
}

impl<'a> Made<'a> {
    /// Of a group of schools: its base, its pupils, and whether it may be published.
    pub(in crate::measure) fn of(
        programme: &Programme,
        pair: Pair,
        group: Group,
        of: &[Both],
        figures: &'a mut Figures,
    ) -> Self {
        let pupils = pupils_of_both(of);
        let release = group_release(programme, of.len(), pupils.1);
        Self { figures, pair, group, schools: of.len(), pupils, left_out: None, release }
    }

    pub(in crate::measure) fn add(
        &mut self,
        definition: &'static Definition,
        item: &str,
        value: f64,
        unit: Unit,
        is_change: bool,
        limits: Option<(f64, f64)>,
    ) {
        let some = |n: f64| (n > 0.0).then_some(n as u64);
        self.figures.all.push(Figure {
            indicator: Some(self.pair.indicator),
            group: self.group.clone(),
            from: Some(self.pair.from),
            to: Some(self.pair.to),
            item: item.to_owned(),
            is_change,
            lower: limits.map(|l| l.0),
            upper: limits.map(|l| l.1),
            schools: Some(self.schools as u64),
            pupils_from: some(self.pupils.0),
            pupils: some(self.pupils.1),
            left_out: self.left_out,
            release: self.release,
            trace: self.pair.trace(definition.code, &self.group),
            ..Figure::new(definition, value, unit)
        });
    }
}

/// Pupils of a result: the cohort, else those who could have reached it.
pub(in crate::measure) fn pupils_of(score: &Score) -> f64 {
    score.cohort.or(score.denominator).unwrap_or(0.0)
}

/// Pupils of a group in both years.
fn pupils_of_both(of: &[Both]) -> (f64, f64) {
    of.iter().fold((0.0, 0.0), |all, (_, first, second)| {
        (all.0 + pupils_of(first), all.1 + pupils_of(second))
    })
}

/// A group as one school: pupils at the standard (or their points) and eligible
/// pupils of both years; nothing where a school's counts are not known.
pub(in crate::measure) fn pooled(of: &[Both]) -> Option<Pooled> {
    let mut all = Pooled { from: (0.0, 0.0), to: (0.0, 0.0) };
    for (_, first, second) in of {
        let school = counts(first, second)?;
        all.from.0 += school.from.0;
        all.from.1 += school.from.1;
        all.to.0 += school.to.0;
        all.to.1 += school.to.1;
    }
    all.has_pupils().then_some(all)
}

/// The counts of one school in both years, where they are known.
pub(super) fn counts(first: &Score, second: &Score) -> Option<Pooled> {
    Some(Pooled {
        from: first.numerator.zip(first.denominator)?,
        to: second.numerator.zip(second.denominator)?,
    })
}

/// A group's value may be published from so many schools and pupils.
pub(super) fn group_release(
    programme: &Programme,
    schools: usize,
    pupils: f64,
) -> Release {
    let few = (schools as f64) < programme.settings.number("public_group_schools")
        || (pupils > 0.0 && pupils < programme.settings.number("public_group_pupils"));
    if few { Release::F } else { Release::P }
}

/// A single school's value: exempt from six pupils, internal below.
pub(in crate::measure) fn school_release(programme: &Programme, pupils: f64) -> Release {
    if pupils < programme.settings.number("exempt_school_n") {
        Release::I
    } else {
        Release::F
    }
}
