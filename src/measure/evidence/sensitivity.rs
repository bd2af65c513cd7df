//! The same change under other readings.

use std::collections::{BTreeMap, BTreeSet};

use super::{Parts, SMALL};
use crate::base::date::test_week;
use crate::base::figure::Figures;
use crate::base::quantity::Unit;
use crate::base::release::Release;
use crate::measure::attainment::{
    Both, changes, pooled, pupils_of, score, test_year_before,
};
use crate::measure::definitions as of;
use crate::measure::statistic::{mean, t_interval};
use crate::measure::withheld::Withheld;
use crate::model::programme::SchoolId;

/// M26: the same estimate under other readings.
pub(super) fn figures(parts: &Parts<'_>, figures: &mut Figures) {
    let all: Vec<Both> = parts.clients.to_vec();
    let starts: BTreeMap<SchoolId, _> =
        parts.all_clients.iter().map(|c| (c.school, c.start)).collect();
    let lles: BTreeSet<SchoolId> =
        parts.programme.lles.iter().filter_map(|lle| lle.school).collect();
    let new_year = jiff::civil::date(test_week(parts.pair.to).0.year(), 1, 1);
    let keep = |test: &dyn Fn(&Both) -> bool| -> Vec<Both> {
        all.iter().filter(|both| test(both)).copied().collect()
    };
    let withheld = Withheld::of(parts.programme, &all);
    let centre = mean(&changes(&all)).unwrap_or(0.0);
    let extreme = all
        .iter()
        .max_by(|a, b| {
            let far = |x: &Both| (x.2.value - x.1.value - centre).abs();
            far(a).total_cmp(&far(b))
        })
        .map(|both| both.0);
    let runs = [
        ("all", all.clone()),
        ("n11", keep(&|b| pupils_of(&b.1) >= SMALL && pupils_of(&b.2) >= SMALL)),
        (
            "full_year",
            keep(&|b| {
                starts.get(&b.0).copied().flatten().is_none_or(|start| start <= new_year)
            }),
        ),
        ("without_dual_role", keep(&|b| !lles.contains(&b.0))),
        ("drop_extreme", keep(&|b| Some(b.0) != extreme)),
    ];
    for (item, schools) in runs {
        let of_run = changes(&schools);
        if let Some(value) = mean(&of_run) {
            let mut made = parts.made(&schools, figures);
            made.left_out = Some((all.len() - schools.len()) as u64);
            let kept: BTreeSet<SchoolId> = schools.iter().map(|both| both.0).collect();
            let without =
                all.iter().map(|both| both.0).filter(|id| !kept.contains(id)).collect();
            made.release = made.release.max(match item {
                "drop_extreme" => {
                    extreme.map_or(Release::P, |id| withheld.without_one(id))
                }
                _ => withheld.without(&without),
            });
            made.add(&of::M26, item, value, Unit::Pp, true, t_interval(&of_run));
        }
    }
    if let Some(pooled) = pooled(&all) {
        let mut made = parts.made(&all, figures);
        made.add(&of::M26, "pooled", pooled.points(), Unit::Pp, true, pooled.limits());
    }
    // The same schools by their teachers' judgement.
    let assessed = |id: SchoolId, year| {
        let key = (id, parts.pair.indicator.code, year);
        parts.programme.assessed.get(&key).map(|(_, score)| *score)
    };
    let by_teachers: Vec<Both> = all
        .iter()
        .filter_map(|(id, _, _)| {
            Some((*id, assessed(*id, parts.pair.from)?, assessed(*id, parts.pair.to)?))
        })
        .collect();
    let of_teachers = changes(&by_teachers);
    if let Some(value) = mean(&of_teachers) {
        let mut made = parts.made(&by_teachers, figures);
        made.left_out = Some((all.len() - by_teachers.len()) as u64);
        made.add(&of::M26, "ta_basis", value, Unit::Pp, true, t_interval(&of_teachers));
    }
    let earlier = test_year_before(parts.pair.from);
    let from_earlier: Vec<f64> = all
        .iter()
        .filter_map(|(id, _, after)| {
            let before = score(parts.programme, *id, parts.pair.indicator, earlier)?;
            Some(after.value - before.value)
        })
        .collect();
    if let Some(value) = mean(&from_earlier) {
        let mut made = parts.made(&all, figures);
        made.schools = from_earlier.len();
        made.release = if from_earlier.len() < 3 { Release::F } else { made.release };
        made.add(
            &of::M26,
            "earlier_baseline",
            value,
            Unit::Pp,
            true,
            t_interval(&from_earlier),
        );
    }
}
