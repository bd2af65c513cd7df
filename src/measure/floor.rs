//! The floor standard: below all of its thresholds, or not.

use std::collections::BTreeSet;

use super::attainment::{Client, la_schools, pupils_of, school_release, score};
use super::definitions as of;
use crate::base::date::AcademicYear;
use crate::base::figure::{Figure, Figures, Group};
use crate::base::indicator::{INDICATORS, Indicator};
use crate::base::quantity::Unit;
use crate::base::release::Release;
use crate::model::programme::{Programme, SchoolId};

/// A cohort below this is not judged.
const FEWEST: f64 = 11.0;

/// The thresholds of one year: the share, then the progress measures.
#[derive(Clone, Copy, Debug)]
struct Floor {
    year: AcademicYear,
    share: (&'static str, f64),
    progress: &'static [(&'static str, f64)],
}

/// To 2012 medians of two levels' progress; from 2016 to 2018 progress scores.
///
/// Source: Department for Education, floor standards of 2011 and 2012; primary
/// school accountability, technical guides (2016 to 2018).
const FLOORS: &[Floor] = &[
    Floor {
        year: AcademicYear(2010),
        share: ("ks2_l4_em", 60.0),
        progress: &[("ks2_english_2lp", 87.0), ("ks2_maths_2lp", 86.0)],
    },
    Floor {
        year: AcademicYear(2011),
        share: ("ks2_l4_em", 60.0),
        progress: &[("ks2_english_2lp", 92.0), ("ks2_maths_2lp", 90.0)],
    },
    scores(2015),
    scores(2016),
    scores(2017),
];

const fn scores(year: i16) -> Floor {
    Floor {
        year: AcademicYear(year),
        share: ("ks2_rwm_exp", 65.0),
        progress: &[
            ("ks2_read_prog", -5.0),
            ("ks2_writ_prog", -7.0),
            ("ks2_maths_prog", -5.0),
        ],
    }
}

impl Floor {
    /// Below the share and below every median; from 2016 below the share and
    /// below any of the sufficient scores. `None`: too few pupils, or a part is
    /// not known.
    fn is_below(&self, share: f64, progress: &[Option<f64>], n: f64) -> Option<bool> {
        if n < FEWEST {
            return None;
        }
        let missed: Vec<bool> = self
            .progress
            .iter()
            .zip(progress)
            .map(|((_, least), own)| own.map(|own| own < *least))
            .collect::<Option<_>>()?;
        if share >= self.share.1 {
            return Some(false);
        }
        let is_by_scores = self.share.0 == "ks2_rwm_exp";
        Some(if is_by_scores {
            missed.contains(&true)
        } else {
            missed.iter().all(|missed| *missed)
        })
    }
}

fn indicator(code: &str) -> Option<&'static Indicator> {
    INDICATORS.iter().find(|indicator| indicator.code == code)
}

/// M15 of every year with a floor and results.
pub(super) fn figures(programme: &Programme, clients: &[Client], figures: &mut Figures) {
    for floor in FLOORS {
        let Some(share) = indicator(floor.share.0) else { continue };
        let judged = |id: SchoolId| {
            let own = score(programme, id, share, floor.year)?;
            let progress: Vec<Option<f64>> = floor
                .progress
                .iter()
                .map(|(code, _)| {
                    Some(score(programme, id, indicator(code)?, floor.year)?.value)
                })
                .collect();
            let n = pupils_of(&own);
            Some((floor.is_below(own.value, &progress, n)?, n))
        };
        let mut group = |group: Group, schools: &[SchoolId]| {
            let all: Vec<(bool, f64)> =
                schools.iter().filter_map(|id| judged(*id)).collect();
            if all.is_empty() {
                return;
            }
            let below = all.iter().filter(|(is_below, _)| *is_below).count();
            // Few enough to be counted off are few enough to be known.
            let few = (all.len() as f64)
                < programme.settings.number("public_group_schools")
                || below == all.len();
            figures.all.push(Figure {
                indicator: Some(share),
                trace: format!("M15/{}/{group}/{}", share.code, floor.year),
                group,
                to: Some(floor.year),
                schools: Some(all.len() as u64),
                pupils: Some(all.iter().map(|(_, n)| n).sum::<f64>() as u64),
                left_out: Some((schools.len() - all.len()) as u64),
                release: if few { Release::F } else { Release::P },
                ..Figure::new(&of::M15, below as f64, Unit::Count)
            });
        };
        let of_clients: BTreeSet<SchoolId> = clients.iter().map(|c| c.school).collect();
        let of_clients: Vec<SchoolId> = of_clients.into_iter().collect();
        group(Group::Clients, &of_clients);
        group(Group::LaSchools, &la_schools(programme).collect::<Vec<_>>());
        for id in of_clients {
            let (Some((is_below, n)), Some(school)) = (judged(id), programme.school(id))
            else {
                continue;
            };
            let group = Group::School(school.urn.clone());
            figures.all.push(Figure {
                indicator: Some(share),
                trace: format!("M15/{}/{group}/{}", share.code, floor.year),
                group,
                to: Some(floor.year),
                schools: Some(1),
                pupils: Some(n as u64),
                release: school_release(programme, n),
                ..Figure::new(&of::M15, f64::from(u8::from(is_below)), Unit::Flag)
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(year: i16) -> &'static Floor {
        FLOORS.iter().find(|floor| floor.year == AcademicYear(year)).unwrap()
    }

    #[test]
    fn a_school_is_below_the_floor_of_2011_only_if_it_misses_all_three() {
        let floor = of(2010);
        let judged =
            |english, maths, n| floor.is_below(55.0, &[Some(english), Some(maths)], n);
        assert_eq!(judged(84.0, 88.0, 30.0), Some(false));
        assert_eq!(judged(84.0, 85.0, 30.0), Some(true));
        assert_eq!(judged(84.0, 85.0, 9.0), None, "nine pupils: not applicable");
    }

    #[test]
    fn from_2016_one_insufficient_score_below_the_share_is_below_the_floor() {
        let floor = of(2015);
        let judged =
            |share, scores: [f64; 3]| floor.is_below(share, &scores.map(Some), 30.0);
        assert_eq!(judged(64.9, [-4.0, -6.0, -4.0]), Some(false));
        assert_eq!(judged(64.9, [-5.1, -6.0, -4.0]), Some(true));
        assert_eq!(judged(65.0, [-9.0, -9.0, -9.0]), Some(false));
    }
}
