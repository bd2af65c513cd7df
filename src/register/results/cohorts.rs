//! Eligible pupils that are published in another file than the results.

use std::collections::BTreeMap;

use super::Result;
use super::rows::is_share;
use crate::base::cell::Place;
use crate::base::date::AcademicYear;
use crate::base::indicator::Stage;
use crate::base::quantity::rounded;

/// Pupils of a school at the end of key stage 2.
#[derive(Clone, Debug)]
pub(crate) struct Cohort {
    /// URN as written.
    pub(super) urn: String,
    /// When.
    pub(super) year: AcademicYear,
    /// How many.
    pub(super) pupils: f64,
    /// The cell.
    pub(super) place: Place,
}

/// Gives published results of key stage 2 that stand without their eligible pupils
/// those of the file that has them.
pub(crate) fn fill(results: &mut [Result], cohorts: &[Cohort]) {
    let by_school: BTreeMap<(&str, AcademicYear), &Cohort> = cohorts
        .iter()
        .rev()
        .map(|cohort| ((cohort.urn.as_str(), cohort.year), cohort))
        .collect();
    for result in results.iter_mut().filter(|result| result.is_published) {
        let (Some(urn), Stage::Ks2) = (&result.urn, result.indicator.stage) else {
            continue;
        };
        let Some(cohort) = by_school.get(&(urn.as_str(), result.year)) else { continue };
        let Ok(score) = &mut result.score else { continue };
        if score.denominator.is_some() || score.cohort.is_some() {
            continue;
        }
        if is_share(result.indicator) {
            let reached = score.value / 100.0 * cohort.pupils;
            score.numerator = Some(rounded(reached, 0));
            score.denominator = Some(cohort.pupils);
        } else {
            score.cohort = Some(cohort.pupils);
        }
        result.cohort_at = Some(cohort.place.clone());
    }
}
