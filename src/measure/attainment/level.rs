//! What pupils reached in a single year.

use std::collections::BTreeSet;

use super::authority::{comparator, la_schools, national};
use super::change::lle_schools;
use super::clients::Client;
use super::left_out::reason;
use super::made::{group_release, pupils_of, school_release};
use super::{Pair, score, test_year_before};
use crate::base::date::AcademicYear;
use crate::base::figure::{Definition, Figure, Figures, Group};
use crate::base::indicator::{Basis, Indicator, Stage};
use crate::base::quantity::Unit;
use crate::base::release::Release;
use crate::measure::definitions as of;
use crate::measure::statistic::{Z, mean, wilson};
use crate::model::programme::{Programme, SchoolId};
use crate::register::results::{Area, Score};

/// The measure of a single year: points of key stage 1, the scales since 2016,
/// progress, the early years and checks, and percentages of levels.
pub(crate) fn level_of(indicator: &Indicator) -> &'static Definition {
    match (indicator.stage, indicator.basis) {
        (Stage::Eyfs | Stage::Year1 | Stage::Year4, _) => &of::M19,
        (_, Basis::Progress) => &of::M18,
        (Stage::Ks1, Basis::Mean) => &of::M13,
        _ if indicator.first >= AcademicYear(2015) => &of::M17,
        (_, Basis::Share) => &of::M01,
        (_, Basis::Mean) => &of::M13,
    }
}

/// M18: score ± 1.96 × national standard deviation of pupils ÷ √pupils.
fn progress_limits(value: f64, deviation: f64, pupils: f64) -> Option<(f64, f64)> {
    (deviation > 0.0 && pupils > 0.0).then(|| {
        let half = Z * deviation / pupils.sqrt();
        (value - half, value + half)
    })
}

/// What every group and school reached in a year.
pub(super) fn figures(
    programme: &Programme,
    clients: &[Client],
    indicator: &'static Indicator,
    year: AcademicYear,
    figures: &mut Figures,
) {
    let headline =
        programme.years.get(indicator.code).and_then(|years| years.last()).copied();
    let pair = headline.map(|latest| Pair {
        indicator,
        from: test_year_before(latest),
        to: latest,
    });
    let analysed = clients
        .iter()
        .filter(|client| pair.is_some_and(|p| reason(programme, client, p).is_none()))
        .map(|client| client.school);
    let lle = lle_schools(programme, clients, headline.unwrap_or(year));
    let of = |ids: &mut dyn Iterator<Item = SchoolId>| -> Vec<Score> {
        ids.filter_map(|id| score(programme, id, indicator, year)).collect()
    };
    let areas = [
        (Group::LaPublished, comparator(programme, Area::La, indicator, year)),
        (Group::National, national(programme, indicator, year)),
    ];
    let mut level = Level { programme, indicator, year, figures };
    level.add(Group::Clients, &of(&mut analysed.into_iter()), None);
    level.add(Group::Lle, &of(&mut lle.iter().copied()), None);
    level.add(Group::LaSchools, &of(&mut la_schools(programme)), None);
    for (group, published) in areas {
        level.add(group, &Vec::from_iter(published), Some(Release::P));
    }
    let singles: BTreeSet<SchoolId> =
        clients.iter().map(|client| client.school).chain(lle).collect();
    for id in singles {
        if let (Some(own), Some(school)) =
            (score(programme, id, indicator, year), programme.school(id))
        {
            let release = school_release(programme, pupils_of(&own));
            level.add(Group::School(school.urn.clone()), &[own], Some(release));
        }
    }
}

/// One indicator in one year.
struct Level<'a> {
    programme: &'a Programme,
    indicator: &'static Indicator,
    year: AcademicYear,
    figures: &'a mut Figures,
}

impl Level<'_> {
    /// The figures of one group: every pupil the same where counts are known, else
    /// every school; M10 beside a share, the band beside progress.
    fn add(&mut self, group: Group, scores: &[Score], release: Option<Release>) {
        let (indicator, year) = (self.indicator, self.year);
        let is_share = indicator.basis == Basis::Share;
        let pupils: f64 = scores.iter().map(pupils_of).sum();
        let counts: Option<Vec<(f64, f64)>> =
            scores.iter().map(|s| s.numerator.zip(s.denominator)).collect();
        let total = counts
            .map(|c| c.iter().fold((0.0, 0.0), |a, (x, n)| (a.0 + x, a.1 + n)))
            .filter(|t| t.1 > 0.0);
        let scale = if is_share { 100.0 } else { 1.0 };
        let values: Vec<f64> = scores.iter().map(|s| s.value).collect();
        let Some(value) = total.map(|(x, n)| scale * x / n).or_else(|| mean(&values))
        else {
            return;
        };
        let limits = match scores {
            [one] if indicator.basis == Basis::Progress => one.limits.or_else(|| {
                let deviation = self.programme.settings.number("progress_sd");
                progress_limits(one.value, deviation, pupils_of(one))
            }),
            _ => total
                .filter(|_| is_share)
                .and_then(|(x, n)| wilson(x, n))
                .map(|(l, u)| (100.0 * l, 100.0 * u)),
        };
        let release = release
            .unwrap_or_else(|| group_release(self.programme, scores.len(), pupils));
        let is_area = matches!(group, Group::LaPublished | Group::National);
        let figure = |definition: &'static Definition| Figure {
            indicator: Some(indicator),
            group: group.clone(),
            to: Some(year),
            lower: limits.map(|l| l.0),
            upper: limits.map(|l| l.1),
            schools: (!is_area).then_some(scores.len() as u64),
            pupils: (pupils > 0.0).then_some(pupils as u64),
            release,
            trace: format!("{}/{}/{group}/{year}", definition.code, indicator.code),
            ..Figure::new(definition, value, indicator.unit())
        };
        let level = figure(level_of(indicator));
        self.figures.all.push(level.clone());
        if is_share && limits.is_some() {
            self.figures.all.push(figure(&of::M10));
        }
        if let (Basis::Progress, Some((lower, upper))) = (indicator.basis, limits) {
            self.figures.all.push(Figure {
                item: "band".to_owned(),
                value: f64::from(i8::from(lower > 0.0) - i8::from(upper < 0.0)),
                unit: Unit::Arrow,
                is_change: false,
                lower: None,
                upper: None,
                ..level
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::indicator::INDICATORS;
    use crate::base::quantity::rounded;

    #[test]
    fn progress_of_28_pupils_is_known_within_two_points_either_way() {
        let (lower, upper) = progress_limits(1.4, 5.9, 28.0).unwrap();
        assert_eq!((rounded(lower, 1), rounded(upper, 1)), (-0.8, 3.6));
        assert_eq!(progress_limits(1.4, 0.0, 28.0), None, "no deviation is known");
    }

    #[test]
    fn each_kind_of_result_has_the_measure_of_its_time() {
        let of = |code: &str| {
            level_of(INDICATORS.iter().find(|i| i.code == code).unwrap()).code
        };
        assert_eq!(of("ks2_l4_em"), "M01");
        assert_eq!(of("ks1_aps"), "M13");
        assert_eq!(of("ks2_rwm_exp"), "M17");
        assert_eq!(of("ks2_read_score"), "M17");
        assert_eq!(of("ks1_maths_exp"), "M17");
        assert_eq!(of("ks2_writ_prog"), "M18");
        assert_eq!(of("phonics_y1"), "M19");
    }
}
