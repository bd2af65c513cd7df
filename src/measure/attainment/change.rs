//! How a group of schools changed between two years, and who is in it.

use std::collections::{BTreeMap, BTreeSet};

use super::against;
use super::authority::{self, la_schools};
use super::clients::Client;
use super::left_out::{leave_out, lle_left_out, own_reason, reason};
use super::made::{Made, counts, pooled, pupils_of, school_release};
use super::{Both, Pair, both, changes};
use crate::base::date::{AcademicYear, test_week};
use crate::base::figure::{Figures, Group};
use crate::base::indicator::Basis;
use crate::base::quantity::Unit;
use crate::base::reason::LeftOut;
use crate::base::release::Release;
use crate::measure::definitions as of;
use crate::measure::evidence;
use crate::measure::statistic::{Pooled, mean, median, sign_test, t_interval};
use crate::measure::withheld::Withheld;
use crate::model::programme::{Programme, SchoolId};

/// Pupils of a class, for points told in pupils (M09).
const CLASS: f64 = 30.0;

/// The change of one school.
type Change = (SchoolId, f64);

/// Everything that is said of one indicator between two years.
pub(super) fn figures(
    programme: &Programme,
    clients: &[Client],
    pair: Pair,
    figures: &mut Figures,
) {
    let mut counted = Vec::new();
    let mut reasons: BTreeMap<LeftOut, u64> = BTreeMap::new();
    for client in clients {
        match reason(programme, client, pair) {
            None => counted.push(client.school),
            Some((why, place)) => {
                *reasons.entry(why).or_default() += 1;
                let left = (client.school, why, place);
                leave_out(
                    programme,
                    pair,
                    &["M03", "M25"],
                    &Group::Clients,
                    left,
                    figures,
                );
            }
        }
    }
    let of_clients = both(programme, pair, counted.into_iter());
    let lle = lle_schools(programme, clients, pair.to);
    let of_lle = both(programme, pair, lle.iter().copied());
    let of_la = both(programme, pair, la_schools(programme));
    let left: u64 = reasons.values().sum();
    group(programme, pair, Group::Clients, &of_clients, Some(left), figures);
    let left = lle_left_out(programme, clients, &lle, &of_lle, pair, figures);
    group(programme, pair, Group::Lle, &of_lle, Some(left), figures);
    if !clients.is_empty() {
        waterfall(clients.len(), &of_clients, &reasons, pair, figures);
    }
    authority::figures(programme, pair, &of_la, &of_clients, &of_lle, figures);
    single_schools(programme, pair, of_clients.iter().chain(&of_lle), figures);
    against::figures(
        programme,
        pair,
        &[(Group::Clients, &of_clients), (Group::Lle, &of_lle)],
        figures,
    );
    coverage(programme, clients.len(), &of_clients, &of_la, pair, figures);
    let parts = evidence::Parts {
        programme,
        pair,
        all_clients: clients,
        clients: &of_clients,
        lle: &of_lle,
        la: &of_la,
    };
    evidence::figures(&parts, figures);
}

/// Schools of active LLEs at the tests of a year, clients left out.
pub(super) fn lle_schools(
    programme: &Programme,
    clients: &[Client],
    to: AcademicYear,
) -> Vec<SchoolId> {
    let tests = test_week(to).0;
    let of_clients: BTreeSet<SchoolId> =
        clients.iter().map(|client| client.school).collect();
    let schools: BTreeSet<SchoolId> = programme
        .lles
        .iter()
        .filter(|lle| lle.is_active_on(tests))
        .filter_map(|lle| lle.school)
        .filter(|school| !of_clients.contains(school))
        .collect();
    schools.into_iter().collect()
}

/// Percentages, not points or scores.
pub(super) fn is_share(pair: Pair) -> bool {
    pair.indicator.basis == Basis::Share
}

/// M03, M04 and M09 of a share, M14 of a mean: each school the same, and each pupil.
fn group(
    programme: &Programme,
    pair: Pair,
    group: Group,
    of: &[Both],
    left_out: Option<u64>,
    figures: &mut Figures,
) {
    let is_clients = group == Group::Clients;
    let mut made = Made { left_out, ..Made::of(programme, pair, group, of, figures) };
    let Some(average) = averages(of, &mut made) else { return };
    if !is_share(pair) {
        return;
    }
    if let Some(pooled) = pooled(of) {
        made.add(&of::M04, "", pooled.points(), Unit::Pp, true, pooled.limits());
        let one_pupil = 100.0 * of.len() as f64 / pooled.to.1;
        made.add(&of::M09, "", one_pupil, Unit::Pp, false, None);
    }
    made.add(&of::M09, "pupils", average * CLASS / 100.0, Unit::Pupils, true, None);
    if is_clients {
        spread(of, &Withheld::of(programme, of), &mut made);
    }
}

/// M03, or M14 with every pupil the same beside it: the average of the schools'
/// changes with its interval.
pub(super) fn averages(of: &[Both], made: &mut Made<'_>) -> Option<f64> {
    let changes = changes(of);
    let average = mean(&changes)?;
    let unit = made.pair.indicator.change_unit();
    let limits = t_interval(&changes);
    if is_share(made.pair) {
        made.add(&of::M03, "", average, unit, true, limits);
        return Some(average);
    }
    made.add(&of::M14, "", average, unit, true, limits);
    if let Some(pooled) = pooled(of) {
        made.add(&of::M14, "pooled", pooled.change(), unit, true, None);
    }
    Some(average)
}

/// M05. The least and the greatest change are those of one school each, and are
/// public where that school's own change is. The averages without one school are
/// averages of a group; of few schools they would give the one away.
fn spread(of: &[Both], withheld: &Withheld, made: &mut Made<'_>) {
    let changes = &changes(of)[..];
    let n = changes.len() as f64;
    let total: f64 = changes.iter().sum();
    let release = made.release;
    let ends = of
        .iter()
        .map(|(id, first, second)| (*id, second.value - first.value))
        .fold(None, |ends: Option<(Change, Change)>, one| {
            let (low, high) = ends.unwrap_or((one, one));
            Some((
                if one.1 < low.1 { one } else { low },
                if one.1 > high.1 { one } else { high },
            ))
        });
    let Some((low, high)) = ends else { return };
    if let Some(middle) = median(changes) {
        made.add(&of::M05, "", middle, Unit::Pp, true, None);
        made.add(&of::M05, "median", middle, Unit::Pp, true, None);
    }
    for (item, (school, change)) in [("min", low), ("max", high)] {
        made.release = release.max(withheld.own(school));
        made.add(&of::M05, item, change, Unit::Pp, true, None);
    }
    made.release = release;
    let count = |test: fn(&&f64) -> bool| changes.iter().filter(test).count();
    let (up, down) = (count(|c| **c > 1e-9), count(|c| **c < -1e-9));
    made.add(&of::M05, "up", up as f64, Unit::Count, false, None);
    made.add(
        &of::M05,
        "same",
        (changes.len() - up - down) as f64,
        Unit::Count,
        false,
        None,
    );
    made.add(&of::M05, "down", down as f64, Unit::Count, false, None);
    if changes.len() > 1 {
        // Without the highest the average is lowest, and the other way round.
        for (item, (school, change)) in [("loo_low", high), ("loo_high", low)] {
            made.release = release.max(withheld.without_one(school));
            let average = (total - change) / (n - 1.0);
            made.add(&of::M05, item, average, Unit::Pp, true, None);
        }
        made.release = release;
    }
    if let Some(p) = sign_test(up, down) {
        made.add(&of::M05, "sign_p", p, Unit::Probability, false, None);
    }
}

/// M25: how many of the client schools are counted, and why the others are not.
fn waterfall(
    all: usize,
    of: &[Both],
    reasons: &BTreeMap<LeftOut, u64>,
    pair: Pair,
    figures: &mut Figures,
) {
    let left: u64 = reasons.values().sum();
    let mut made = Made {
        figures,
        pair,
        group: Group::Clients,
        schools: all,
        pupils: (0.0, 0.0),
        left_out: Some(left),
        release: Release::P,
    };
    made.add(&of::M25, "", of.len() as f64, Unit::Count, false, None);
    for (why, count) in reasons {
        made.add(&of::M25, why.code(), *count as f64, Unit::Count, false, None);
    }
}

/// M02 and M11, or M14, of each school of the programme.
fn single_schools<'a>(
    programme: &Programme,
    pair: Pair,
    of: impl Iterator<Item = &'a Both>,
    figures: &mut Figures,
) {
    for (id, first, second) in of {
        let Some(school) = programme.school(*id) else { continue };
        let pupils = (pupils_of(first), pupils_of(second));
        let release = school_release(programme, pupils.0.min(pupils.1));
        let mut made = Made {
            figures,
            pair,
            group: Group::School(school.urn.clone()),
            schools: 1,
            pupils,
            left_out: None,
            release,
        };
        let change = second.value - first.value;
        let unit = pair.indicator.change_unit();
        if !is_share(pair) {
            made.add(&of::M14, "", change, unit, true, None);
            continue;
        }
        let limits = counts(first, second).and_then(Pooled::limits);
        made.add(&of::M02, "", change, unit, true, limits);
        if limits.is_some() {
            made.add(&of::M11, "", change, unit, true, limits);
        }
    }
}

/// M16: how many of the schools that could be counted are.
fn coverage(
    programme: &Programme,
    all: usize,
    clients: &[Both],
    la: &[Both],
    pair: Pair,
    figures: &mut Figures,
) {
    let mut made = Made {
        figures,
        pair,
        group: Group::Clients,
        schools: all,
        pupils: (0.0, 0.0),
        left_out: Some((all - clients.len()) as u64),
        release: Release::P,
    };
    if all > 0 {
        made.add(
            &of::M16,
            "",
            100.0 * clients.len() as f64 / all as f64,
            Unit::Percent,
            false,
            None,
        );
    }
    let with_both: BTreeSet<SchoolId> = la.iter().map(|(id, _, _)| *id).collect();
    let of_stage: Vec<SchoolId> = la_schools(programme)
        .filter(|id| {
            let stands = |year| programme.outcome(*id, pair.indicator, year).is_some();
            stands(pair.from) || stands(pair.to)
        })
        .collect();
    let with_stage = of_stage.len();
    if with_stage > 0 {
        made.group = Group::LaSchools;
        made.schools = with_stage;
        made.left_out = Some((with_stage - la.len().min(with_stage)) as u64);
        made.add(
            &of::M16,
            "",
            100.0 * la.len() as f64 / with_stage as f64,
            Unit::Percent,
            false,
            None,
        );
        for id in of_stage.into_iter().filter(|id| !with_both.contains(id)) {
            if let Some(left) = own_reason(programme, id, pair) {
                leave_out(programme, pair, &["M16"], &Group::LaSchools, left, figures);
            }
        }
    }
}
