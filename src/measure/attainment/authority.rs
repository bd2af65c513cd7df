//! The authority: as it is published, its schools here, and the rest of them.

use std::collections::BTreeSet;

use super::change::{averages, is_share};
use super::made::{Made, counts, group_release, pooled};
use super::{Both, Pair};
use crate::base::date::AcademicYear;
use crate::base::figure::{Figures, Group};
use crate::base::indicator::Indicator;
use crate::base::quantity::Unit;
use crate::base::release::Release;
use crate::measure::definitions as of;
use crate::measure::statistic::Pooled;
use crate::model::programme::{Programme, SchoolId};
use crate::register::identity::authority_in;
use crate::register::results::{Area, Score};

/// Schools of the authority that have not become another.
pub(in crate::measure) fn la_schools(
    programme: &Programme,
) -> impl Iterator<Item = SchoolId> {
    let code = programme.authority.0.clone();
    let gone: BTreeSet<SchoolId> = programme
        .schools
        .iter()
        .flat_map(|school| school.predecessors.iter().copied())
        .collect();
    programme
        .schools
        .iter()
        .enumerate()
        .filter(move |(_, school)| {
            let own = if school.la_code.is_empty() {
                authority_in(&school.dfe)
            } else {
                school.la_code.as_str()
            };
            code.is_empty() || own.is_empty() || own == code
        })
        .map(|(at, _)| SchoolId(at))
        .filter(move |id| !gone.contains(id))
}

/// A comparator's published result of a year.
pub(in crate::measure) fn comparator(
    programme: &Programme,
    area: Area,
    indicator: &'static Indicator,
    year: AcademicYear,
) -> Option<Score> {
    programme
        .compared
        .get(&(area, indicator.code, year))
        .and_then(|compared| compared.score.ok())
}

/// England: state-funded schools where that is published, else all.
pub(super) fn national(
    programme: &Programme,
    indicator: &'static Indicator,
    year: AcademicYear,
) -> Option<Score> {
    comparator(programme, Area::NationalState, indicator, year)
        .or_else(|| comparator(programme, Area::NationalAll, indicator, year))
}

/// Both years of the authority as published.
pub(super) fn la_of(programme: &Programme, pair: Pair) -> Option<(Score, Score)> {
    let of = |year| comparator(programme, Area::La, pair.indicator, year);
    of(pair.from).zip(of(pair.to))
}

/// Both years of the nation.
pub(super) fn nation_of(programme: &Programme, pair: Pair) -> Option<(Score, Score)> {
    let of = |year| national(programme, pair.indicator, year);
    of(pair.from).zip(of(pair.to))
}

/// M03, M04 and M14 of the authority, the nation, and their schools in the input.
pub(super) fn figures(
    programme: &Programme,
    pair: Pair,
    la: &[Both],
    clients: &[Both],
    lle: &[Both],
    figures: &mut Figures,
) {
    let published = la_of(programme, pair);
    let areas =
        [(Group::LaPublished, published), (Group::National, nation_of(programme, pair))];
    for (group, both) in areas {
        if let Some((first, second)) = both {
            area(pair, group, &first, &second, figures);
        }
    }
    let mut made = Made::of(programme, pair, Group::LaSchools, la, figures);
    if averages(la, &mut made).is_none() || !is_share(pair) {
        return;
    }
    made.group = Group::LaSameSchools;
    if let Some(pooled) = pooled(la) {
        made.add(&of::M04, "", pooled.points(), Unit::Pp, true, pooled.limits());
    }
    without_programme(programme, pair, la, clients, lle, published, figures);
}

/// The change of a published figure.
fn area(pair: Pair, group: Group, first: &Score, second: &Score, figures: &mut Figures) {
    let is_share = is_share(pair);
    let limits = counts(first, second).filter(|_| is_share).and_then(Pooled::limits);
    let pupils = |score: &Score| score.denominator.unwrap_or(0.0);
    let mut made = Made {
        figures,
        pair,
        group,
        schools: 0,
        pupils: (pupils(first), pupils(second)),
        left_out: None,
        release: Release::P,
    };
    let definition = if is_share { &of::M04 } else { &of::M14 };
    let unit = pair.indicator.change_unit();
    made.add(definition, "", second.value - first.value, unit, true, limits);
    if let Some(figure) = figures.all.last_mut() {
        figure.schools = None;
    }
}

/// The authority less the programme's analysed schools.
fn without_programme(
    programme: &Programme,
    pair: Pair,
    la: &[Both],
    clients: &[Both],
    lle: &[Both],
    published: Option<(Score, Score)>,
    figures: &mut Figures,
) {
    let of_programme: BTreeSet<SchoolId> =
        clients.iter().chain(lle).map(|(school, _, _)| *school).collect();
    let whole = published.and_then(|(first, second)| counts(&first, &second));
    let own: Vec<Both> = clients.iter().chain(lle).copied().collect();
    let rest = match whole.zip(pooled(&own)) {
        Some((all, own)) => Some(Pooled {
            from: (all.from.0 - own.from.0, all.from.1 - own.from.1),
            to: (all.to.0 - own.to.0, all.to.1 - own.to.1),
        }),
        None => {
            let others: Vec<Both> = la
                .iter()
                .filter(|(school, _, _)| !of_programme.contains(school))
                .copied()
                .collect();
            pooled(&others)
        }
    };
    let is_possible =
        |rest: &Pooled| rest.has_pupils() && rest.from.0 >= 0.0 && rest.to.0 >= 0.0;
    let Some(rest) = rest.filter(is_possible) else { return };
    let schools = la.len().saturating_sub(of_programme.len());
    let release = group_release(programme, schools, rest.to.1);
    let mut made = Made {
        figures,
        pair,
        group: Group::LaWithoutProgramme,
        schools,
        pupils: (rest.from.1, rest.to.1),
        left_out: Some(of_programme.len() as u64),
        release,
    };
    made.add(&of::M04, "", rest.points(), Unit::Pp, true, rest.limits());
}
