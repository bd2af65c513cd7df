//! What pupils reached: single years, changes, comparisons, who is counted.

use std::collections::{BTreeMap, BTreeSet};

use super::definitions as of;
use super::statistic::{mean, median, newcombe, sign_test, t_interval, wilson};
use super::withheld::Withheld;
use crate::base::cell::Place;
use crate::base::date::{AcademicYear, Date, test_week};
use crate::base::figure::{Definition, Figure, Figures, Group, LeftOutRow};
use crate::base::indicator::{
    Basis, INDICATORS, Indicator, NO_TESTS, SERIES_BREAKS, Stage,
};
use crate::base::quantity::Unit;
use crate::base::reason::{LeftOut, Missing};
use crate::base::release::Release;
use crate::model::programme::{Joined, Programme, SchoolId};
use crate::register::results::{Area, Score};

/// Two years of one indicator.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) indicator: &'static Indicator,
    pub(super) from: AcademicYear,
    pub(super) to: AcademicYear,
}

impl Pair {
    pub(super) fn trace(&self, code: &str, group: &Group) -> String {
        format!("{code}/{}/{group}/{}/{}", self.indicator.code, self.from, self.to)
    }
}

/// A client school: counted once, by its earliest deployment that counts.
#[derive(Clone, Debug)]
pub(super) struct Client {
    pub(super) school: SchoolId,
    pub(super) start: Option<Date>,
    at: Place,
}

/// Both years of one school.
pub(super) type Both = (SchoolId, Score, Score);

/// Pupils of a class, for points told in pupils (M09).
const CLASS: f64 = 30.0;

/// The change of one school.
type Change = (SchoolId, f64);

pub(super) fn figures(programme: &Programme, figures: &mut Figures) {
    let clients = clients(programme);
    super::floor::figures(programme, &clients, figures);
    for indicator in INDICATORS {
        let mut years: BTreeSet<AcademicYear> =
            programme.years.get(indicator.code).cloned().unwrap_or_default();
        years.retain(|year| indicator.exists_in(*year));
        if years.is_empty() {
            continue;
        }
        for year in &years {
            single_year(programme, &clients, indicator, *year, figures);
        }
        for pair in pairs(&clients, indicator, &years) {
            change(programme, &clients, pair, figures);
        }
    }
}

/// Client schools at the as-at date, those whose every row is in error included.
pub(super) fn clients(programme: &Programme) -> Vec<Client> {
    let mut found: BTreeMap<SchoolId, Client> = BTreeMap::new();
    for deployment in &programme.deployments {
        let never = matches!(deployment.status, "declined")
            || (deployment.status == "withdrawn"
                && deployment
                    .start
                    .is_none_or(|start| deployment.end.is_some_and(|end| end < start)));
        if never {
            continue;
        }
        let entry = found.entry(deployment.client).or_insert_with(|| Client {
            school: deployment.client,
            start: deployment.start,
            at: deployment.at.clone(),
        });
        if let Some(start) = deployment.start
            && entry.start.is_none_or(|held| start < held)
        {
            entry.start = Some(start);
            entry.at = deployment.at.clone();
        }
    }
    for (school, at) in &programme.clients_in_error {
        found.entry(*school).or_insert_with(|| Client {
            school: *school,
            start: None,
            at: at.clone(),
        });
    }
    found.into_values().collect()
}

/// The last year before this one in which tests were taken.
pub(super) fn test_year_before(year: AcademicYear) -> AcademicYear {
    let mut before = year.before();
    while NO_TESTS.contains(&before) {
        before = before.before();
    }
    before
}

/// The last test year before a start. A start within the test week is before
/// the tests if not after their first day.
fn baseline_of(start: Date) -> AcademicYear {
    let mut year = AcademicYear::of(start);
    if start <= test_week(year).0 || NO_TESTS.contains(&year) {
        year = test_year_before(year);
    }
    year
}

/// The first test year whose tests follow the start.
fn outcome_after(start: Date) -> AcademicYear {
    let mut year = AcademicYear::of(start);
    if start > test_week(year).0 {
        year = year.after();
    }
    while NO_TESTS.contains(&year) {
        year = year.after();
    }
    year
}

fn is_refused(indicator: &Indicator, from: AcademicYear, to: AcademicYear) -> bool {
    !indicator.exists_in(from)
        || !indicator.exists_in(to)
        || SERIES_BREAKS.iter().any(|b| {
            b.refuses && b.stage == indicator.stage && from < b.year && b.year <= to
        })
}

/// The pairs that are reported: the headline, each client's own, and the two
/// years before the latest against it.
fn pairs(
    clients: &[Client],
    indicator: &'static Indicator,
    years: &BTreeSet<AcademicYear>,
) -> Vec<Pair> {
    let mut wanted = BTreeSet::new();
    if let Some(latest) = years.last() {
        wanted.insert((test_year_before(*latest), *latest));
        for from in years.iter().filter(|year| *year < latest) {
            wanted.insert((*from, *latest));
        }
    }
    for client in clients {
        if let Some(start) = client.start {
            wanted.insert((baseline_of(start), outcome_after(start)));
        }
    }
    for year in years {
        wanted.insert((test_year_before(*year), *year));
    }
    wanted
        .into_iter()
        .filter(|(from, to)| years.contains(from) && years.contains(to) && from < to)
        .filter(|(from, to)| !is_refused(indicator, *from, *to))
        .map(|(from, to)| Pair { indicator, from, to })
        .collect()
}

pub(super) fn score(
    programme: &Programme,
    school: SchoolId,
    indicator: &'static Indicator,
    year: AcademicYear,
) -> Option<Score> {
    programme.outcome(school, indicator, year).and_then(|outcome| outcome.score.ok())
}

/// Days of recorded visits to a school before a day; contracted days without a
/// visit register; nothing without either.
pub(super) fn days_before(
    programme: &Programme,
    school: SchoolId,
    day: Date,
) -> Option<f64> {
    if programme.has_visits {
        return Some(
            programme
                .visits
                .iter()
                .filter(|v| v.school == Some(school) && v.date < day)
                .map(|v| v.days)
                .sum(),
        );
    }
    let agreed: Vec<f64> = programme
        .deployments
        .iter()
        .filter(|d| d.client == school)
        .filter_map(|d| d.days)
        .collect();
    (!agreed.is_empty()).then(|| agreed.iter().sum())
}

/// Why a client school is not in a pair: the first reason that applies.
fn reason(
    programme: &Programme,
    client: &Client,
    pair: Pair,
) -> Option<(LeftOut, Place)> {
    let school = programme.school(client.school)?;
    let (indicator, from, to) = (pair.indicator, pair.from, pair.to);
    let outcome = |year| programme.outcome(client.school, indicator, year);
    let missing = |year| outcome(year).and_then(|o| o.score.err());
    let cell = |year| {
        outcome(year)
            .and_then(|o| o.cells.first().cloned())
            .unwrap_or_else(|| client.at.clone())
    };
    let has_stage = match indicator.stage {
        Stage::Ks2 => school.has_ks2(),
        Stage::Ks1 => school.has_ks1(),
        Stage::Eyfs | Stage::Year1 | Stage::Year4 => None,
    };
    let has_any = programme.years.get(indicator.code).is_some_and(|years| {
        years
            .iter()
            .any(|year| score(programme, client.school, indicator, *year).is_some())
    });
    if has_stage == Some(false) && !has_any {
        return Some((LeftOut::NoKs, school.at.clone()));
    }
    let (tests_from, tests_to) = (test_week(from).0, test_week(to).0);
    if school.closed.is_some_and(|closed| closed < tests_to) {
        return Some((LeftOut::Closed, school.at.clone()));
    }
    let is_new = missing(from) == Some(Missing::New) || missing(to) == Some(Missing::New);
    let opened_after = school.opened.is_some_and(|opened| opened > tests_from)
        && school.predecessors.is_empty();
    if is_new || opened_after {
        return Some((
            LeftOut::New,
            if is_new {
                cell(if missing(from) == Some(Missing::New) { from } else { to })
            } else {
                school.at.clone()
            },
        ));
    }
    if school.joined == Some(Joined::Merger)
        && score(programme, client.school, indicator, from).is_none()
    {
        return Some((LeftOut::Amalg, school.at.clone()));
    }
    if let Some(start) = client.start {
        if start > tests_to {
            return Some((LeftOut::StartAfterTests, client.at.clone()));
        }
        let least = programme.settings.number("lt_min_days");
        if days_before(programme, client.school, tests_to)
            .is_some_and(|days| days < least)
        {
            return Some((LeftOut::LtMinDays, client.at.clone()));
        }
    }
    for year in [from, to] {
        let why = match missing(year) {
            Some(Missing::Boycott) => LeftOut::Boyc,
            Some(Missing::Suppressed | Missing::LowCoverage) => LeftOut::Supp,
            Some(Missing::Maladministration) => LeftOut::Maladmin,
            _ => continue,
        };
        return Some((why, cell(year)));
    }
    let in_error = [from, to]
        .iter()
        .find_map(|year| {
            programme.results_in_error.get(&(client.school, indicator.code, *year))
        })
        .or_else(|| {
            programme
                .clients_in_error
                .iter()
                .find(|(s, _)| *s == client.school)
                .map(|(_, at)| at)
        });
    if let Some(at) = in_error {
        return Some((LeftOut::ErrorRow, at.clone()));
    }
    for year in [from, to] {
        if score(programme, client.school, indicator, year).is_none() {
            return Some((LeftOut::NoResult, cell(year)));
        }
    }
    let own = client.start.map(|start| (baseline_of(start), outcome_after(start)));
    if own.is_some_and(|own| own.0 != from && own != (from, to)) && !is_longer(own, pair)
    {
        return Some((LeftOut::OtherPair, client.at.clone()));
    }
    // The longer baseline is read beside the school's own pair, of the same schools.
    match own {
        Some((baseline, outcome)) if is_longer(own, pair) => {
            let own = Pair { indicator, from: baseline, to: outcome };
            reason(programme, client, own)
        }
        _ => None,
    }
}

/// A pair from an earlier year to the client's own outcome is the companion of
/// its own pair: the longer baseline.
fn is_longer(own: Option<(AcademicYear, AcademicYear)>, pair: Pair) -> bool {
    own.is_some_and(|(baseline, outcome)| pair.to == outcome && pair.from < baseline)
}

fn both(
    programme: &Programme,
    pair: Pair,
    schools: impl Iterator<Item = SchoolId>,
) -> Vec<Both> {
    schools
        .filter_map(|school| {
            let first = score(programme, school, pair.indicator, pair.from)?;
            let second = score(programme, school, pair.indicator, pair.to)?;
            Some((school, first, second))
        })
        .collect()
}

/// Schools of active LLEs at the tests of a year, clients left out.
fn lle_schools(
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

/// Schools of the authority.
pub(super) fn la_schools(programme: &Programme) -> impl Iterator<Item = SchoolId> {
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
                school.dfe.split('/').next().unwrap_or("")
            } else {
                school.la_code.as_str()
            };
            code.is_empty() || own.is_empty() || own == code
        })
        .map(|(at, _)| SchoolId(at))
        .filter(move |id| !gone.contains(id))
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

pub(super) fn pupils_of(score: &Score) -> f64 {
    score.cohort.or(score.denominator).unwrap_or(0.0)
}

pub(super) struct Made<'a> {
    pub(super) figures: &'a mut Figures,
    pub(super) pair: Pair,
    pub(super) group: Group,
    pub(super) schools: usize,
    pub(super) pupils: (f64, f64),
    pub(super) left_out: Option<u64>,
    pub(super) release: Release,
}

impl Made<'_> {
    pub(super) fn add(
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

fn change(programme: &Programme, clients: &[Client], pair: Pair, figures: &mut Figures) {
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
    authority(programme, pair, &of_la, &of_clients, &of_lle, figures);
    single_schools(programme, pair, of_clients.iter().chain(&of_lle), figures);
    against(
        programme,
        pair,
        &[(Group::Clients, &of_clients), (Group::Lle, &of_lle)],
        figures,
    );
    coverage(programme, clients.len(), &of_clients, &of_la, pair, figures);
    let parts = super::evidence::Parts {
        programme,
        pair,
        all_clients: clients,
        clients: &of_clients,
        lle: &of_lle,
        la: &of_la,
    };
    super::evidence::figures(&parts, figures);
}

/// A school that a figure does not count, with its reason and where that stands.
type Left = (SchoolId, LeftOut, Place);

/// Puts a school into the trace of some measures of a pair.
pub(super) fn leave_out(
    programme: &Programme,
    pair: Pair,
    codes: &[&'static str],
    group: &Group,
    (school, reason, place): Left,
    figures: &mut Figures,
) {
    let record = programme.school(school).map(|s| s.urn.clone()).unwrap_or_default();
    for code in codes {
        figures.left_out.push(LeftOutRow {
            trace: pair.trace(code, group),
            code,
            indicator: Some(pair.indicator),
            group: group.clone(),
            from: Some(pair.from),
            to: Some(pair.to),
            record: record.clone(),
            reason,
            place: place.clone(),
        });
    }
}

/// The reason of a school that is not looked at as a client.
fn own_reason(programme: &Programme, id: SchoolId, pair: Pair) -> Option<Left> {
    let at = programme.school(id)?.at.clone();
    let school = Client { school: id, start: None, at };
    reason(programme, &school, pair).map(|(why, place)| (id, why, place))
}

/// LLE schools that are not counted: clients themselves, or without both years.
fn lle_left_out(
    programme: &Programme,
    clients: &[Client],
    lle: &[SchoolId],
    counted: &[Both],
    pair: Pair,
    figures: &mut Figures,
) -> u64 {
    let counted: BTreeSet<SchoolId> = counted.iter().map(|(id, _, _)| *id).collect();
    let tests = test_week(pair.to).0;
    let dual: BTreeSet<SchoolId> = programme
        .lles
        .iter()
        .filter(|lle| lle.is_active_on(tests))
        .filter_map(|lle| lle.school)
        .filter(|id| clients.iter().any(|client| client.school == *id))
        .collect();
    let dual = dual
        .into_iter()
        .filter_map(|id| Some((id, LeftOut::DualRole, programme.school(id)?.at.clone())));
    let others = lle
        .iter()
        .filter(|id| !counted.contains(id))
        .filter_map(|id| own_reason(programme, *id, pair));
    let mut all: Vec<Left> = dual.chain(others).collect();
    all.sort_by_key(|(id, _, _)| *id);
    let count = all.len() as u64;
    for left in all {
        leave_out(programme, pair, &["M03"], &Group::Lle, left, figures);
    }
    count
}

fn is_share(pair: Pair) -> bool {
    pair.indicator.basis == Basis::Share
}

pub(super) fn changes(of: &[Both]) -> Vec<f64> {
    of.iter().map(|(_, first, second)| second.value - first.value).collect()
}

/// Sums of counts: at the standard and eligible, of both years.
pub(super) fn sums(of: &[Both]) -> Option<((f64, f64), (f64, f64))> {
    let mut total = ((0.0, 0.0), (0.0, 0.0));
    for (_, first, second) in of {
        total.0.0 += first.numerator?;
        total.0.1 += first.denominator?;
        total.1.0 += second.numerator?;
        total.1.1 += second.denominator?;
    }
    (total.0.1 > 0.0 && total.1.1 > 0.0).then_some(total)
}

fn group(
    programme: &Programme,
    pair: Pair,
    group: Group,
    of: &[Both],
    left_out: Option<u64>,
    figures: &mut Figures,
) {
    let changes = changes(of);
    let Some(average) = mean(&changes) else { return };
    let pupils = of
        .iter()
        .fold((0.0, 0.0), |a, (_, f, s)| (a.0 + pupils_of(f), a.1 + pupils_of(s)));
    let release = group_release(programme, of.len(), pupils.1);
    let is_clients = group == Group::Clients;
    let mut made =
        Made { figures, pair, group, schools: of.len(), pupils, left_out, release };
    let unit = pair.indicator.change_unit();
    let limits = t_interval(&changes);
    if !is_share(pair) {
        made.add(&of::M14, "", average, unit, true, limits);
        if let Some((first, second)) = sums(of) {
            made.add(
                &of::M14,
                "pooled",
                second.0 / second.1 - first.0 / first.1,
                unit,
                true,
                None,
            );
        }
        return;
    }
    made.add(&of::M03, "", average, unit, true, limits);
    if let Some((first, second)) = sums(of) {
        let limits = newcombe(first, second).map(|(l, u)| (100.0 * l, 100.0 * u));
        let pooled = 100.0 * (second.0 / second.1 - first.0 / first.1);
        made.add(&of::M04, "", pooled, unit, true, limits);
        made.add(&of::M09, "", 100.0 * of.len() as f64 / second.1, Unit::Pp, false, None);
    }
    made.add(&of::M09, "pupils", average * CLASS / 100.0, Unit::Pupils, true, None);
    if is_clients {
        spread(of, &Withheld::of(programme, of), &mut made);
    }
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

pub(super) fn comparator(
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

fn national(
    programme: &Programme,
    indicator: &'static Indicator,
    year: AcademicYear,
) -> Option<Score> {
    comparator(programme, Area::NationalState, indicator, year)
        .or_else(|| comparator(programme, Area::NationalAll, indicator, year))
}

fn authority(
    programme: &Programme,
    pair: Pair,
    la: &[Both],
    clients: &[Both],
    lle: &[Both],
    figures: &mut Figures,
) {
    let unit = pair.indicator.change_unit();
    let count = |score: &Score| score.denominator.unwrap_or(0.0);
    let published = comparator(programme, Area::La, pair.indicator, pair.from)
        .zip(comparator(programme, Area::La, pair.indicator, pair.to));
    let nation = national(programme, pair.indicator, pair.from).zip(national(
        programme,
        pair.indicator,
        pair.to,
    ));
    for (group, both) in [(Group::LaPublished, published), (Group::National, nation)] {
        let Some((first, second)) = both else { continue };
        let counts = first
            .numerator
            .zip(first.denominator)
            .zip(second.numerator.zip(second.denominator));
        let limits = counts
            .filter(|_| is_share(pair))
            .and_then(|(a, b)| newcombe(a, b))
            .map(|(l, u)| (100.0 * l, 100.0 * u));
        let mut made = Made {
            figures,
            pair,
            group,
            schools: 0,
            pupils: (count(&first), count(&second)),
            left_out: None,
            release: Release::P,
        };
        let definition = if is_share(pair) { &of::M04 } else { &of::M14 };
        made.add(definition, "", second.value - first.value, unit, true, limits);
        if let Some(figure) = figures.all.last_mut() {
            figure.schools = None;
        }
    }
    let all = changes(la);
    let Some(average) = mean(&all) else { return };
    let pupils = la
        .iter()
        .fold((0.0, 0.0), |a, (_, f, s)| (a.0 + pupils_of(f), a.1 + pupils_of(s)));
    let release = group_release(programme, la.len(), pupils.1);
    let mut made = Made {
        figures,
        pair,
        group: Group::LaSchools,
        schools: la.len(),
        pupils,
        left_out: None,
        release,
    };
    if !is_share(pair) {
        made.add(&of::M14, "", average, unit, true, t_interval(&all));
        if let Some((first, second)) = sums(la) {
            made.add(
                &of::M14,
                "pooled",
                second.0 / second.1 - first.0 / first.1,
                unit,
                true,
                None,
            );
        }
        return;
    }
    made.add(&of::M03, "", average, unit, true, t_interval(&all));
    made.group = Group::LaSameSchools;
    if let Some((first, second)) = sums(la) {
        let limits = newcombe(first, second).map(|(l, u)| (100.0 * l, 100.0 * u));
        made.add(
            &of::M04,
            "",
            100.0 * (second.0 / second.1 - first.0 / first.1),
            unit,
            true,
            limits,
        );
    }
    without_programme(programme, pair, la, clients, lle, published, figures);
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
    let whole = published.and_then(|(a, b)| {
        Some(((a.numerator?, a.denominator?), (b.numerator?, b.denominator?)))
    });
    let own: Vec<Both> = clients.iter().chain(lle).copied().collect();
    let rest = match (whole, sums(&own)) {
        (Some((a, b)), Some((x, y))) => {
            Some(((a.0 - x.0, a.1 - x.1), (b.0 - y.0, b.1 - y.1)))
        }
        _ => {
            let others: Vec<Both> = la
                .iter()
                .filter(|(school, _, _)| !of_programme.contains(school))
                .copied()
                .collect();
            sums(&others)
        }
    };
    let Some((first, second)) =
        rest.filter(|(a, b)| a.1 > 0.0 && b.1 > 0.0 && a.0 >= 0.0 && b.0 >= 0.0)
    else {
        return;
    };
    let schools = la.len().saturating_sub(of_programme.len());
    let release = group_release(programme, schools, second.1);
    let mut made = Made {
        figures,
        pair,
        group: Group::LaWithoutProgramme,
        schools,
        pupils: (first.1, second.1),
        left_out: Some(of_programme.len() as u64),
        release,
    };
    let limits = newcombe(first, second).map(|(l, u)| (100.0 * l, 100.0 * u));
    made.add(
        &of::M04,
        "",
        100.0 * (second.0 / second.1 - first.0 / first.1),
        Unit::Pp,
        true,
        limits,
    );
}

/// A single school's value: exempt from six pupils, internal below.
pub(super) fn school_release(programme: &Programme, pupils: f64) -> Release {
    if pupils < programme.settings.number("exempt_school_n") {
        Release::I
    } else {
        Release::F
    }
}

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
        let counts = first
            .numerator
            .zip(first.denominator)
            .zip(second.numerator.zip(second.denominator));
        let limits =
            counts.and_then(|(a, b)| newcombe(a, b)).map(|(l, u)| (100.0 * l, 100.0 * u));
        made.add(&of::M02, "", change, unit, true, limits);
        if limits.is_some() {
            made.add(&of::M11, "", change, unit, true, limits);
        }
    }
}

/// Against the authority and the nation: relative change, per cent, gap closed.
fn against(
    programme: &Programme,
    pair: Pair,
    groups: &[(Group, &Vec<Both>)],
    figures: &mut Figures,
) {
    if !is_share(pair) {
        return;
    }
    let la = comparator(programme, Area::La, pair.indicator, pair.from).zip(comparator(
        programme,
        Area::La,
        pair.indicator,
        pair.to,
    ));
    let nation = national(programme, pair.indicator, pair.from).zip(national(
        programme,
        pair.indicator,
        pair.to,
    ));
    for (group, of) in groups {
        let first: Vec<f64> = of.iter().map(|(_, f, _)| f.value).collect();
        let second: Vec<f64> = of.iter().map(|(_, _, s)| s.value).collect();
        let Some((p0, p1)) = mean(&first).zip(mean(&second)) else { continue };
        let pupils = of
            .iter()
            .fold((0.0, 0.0), |a, (_, f, s)| (a.0 + pupils_of(f), a.1 + pupils_of(s)));
        let release = group_release(programme, of.len(), pupils.1);
        let mut made = Made {
            figures,
            pair,
            group: group.clone(),
            schools: of.len(),
            pupils,
            left_out: None,
            release,
        };
        if let Some((a, b)) = la {
            made.add(&of::M06, "", (p1 - p0) - (b.value - a.value), Unit::Pp, true, None);
            made.add(&of::M06, "difference_from", p0 - a.value, Unit::Pp, true, None);
            made.add(&of::M06, "difference_to", p1 - b.value, Unit::Pp, true, None);
        }
        if p0 > 0.0 {
            made.add(&of::M07, "", 100.0 * (p1 - p0) / p0, Unit::Percent, true, None);
        }
        if let Some((a, b)) = nation {
            let (gap_from, gap_to) = (a.value - p0, b.value - p1);
            made.add(&of::M08, "", gap_from - gap_to, Unit::Pp, true, None);
            made.add(&of::M08, "gap_from", gap_from, Unit::Pp, true, None);
            made.add(&of::M08, "gap_to", gap_to, Unit::Pp, true, None);
            if gap_from > 1.0 {
                made.add(
                    &of::M08,
                    "share",
                    100.0 * (gap_from - gap_to) / gap_from,
                    Unit::Percent,
                    false,
                    None,
                );
            }
        }
    }
}

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
        let half = super::statistic::Z * deviation / pupils.sqrt();
        (value - half, value + half)
    })
}

fn single_year(
    programme: &Programme,
    clients: &[Client],
    indicator: &'static Indicator,
    year: AcademicYear,
    figures: &mut Figures,
) {
    let headline =
        programme.years.get(indicator.code).and_then(|years| years.last()).copied();
    let analysed: Vec<SchoolId> = match headline {
        Some(latest) => {
            let pair = Pair { indicator, from: test_year_before(latest), to: latest };
            clients
                .iter()
                .filter(|c| reason(programme, c, pair).is_none())
                .map(|c| c.school)
                .collect()
        }
        None => Vec::new(),
    };
    let lle = lle_schools(programme, clients, headline.unwrap_or(year));
    let la: Vec<SchoolId> = la_schools(programme).collect();
    let is_share = indicator.basis == Basis::Share;
    let definition = level_of(indicator);
    let mut add = |group: Group, scores: &[Score], release: Option<Release>| {
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
                let deviation = programme.settings.number("progress_sd");
                progress_limits(one.value, deviation, pupils_of(one))
            }),
            _ => total
                .filter(|_| is_share)
                .and_then(|(x, n)| wilson(x, n))
                .map(|(l, u)| (100.0 * l, 100.0 * u)),
        };
        let release =
            release.unwrap_or_else(|| group_release(programme, scores.len(), pupils));
        let is_area = matches!(group, Group::LaPublished | Group::National);
        let mut one = |definition: &'static Definition| {
            figures.all.push(Figure {
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
            });
        };
        one(definition);
        if is_share && limits.is_some() {
            one(&of::M10);
        }
        if let (Basis::Progress, Some((lower, upper))) = (indicator.basis, limits) {
            let band = f64::from(i8::from(lower > 0.0) - i8::from(upper < 0.0));
            if let Some(figure) = figures.all.last().cloned() {
                figures.all.push(Figure {
                    item: "band".to_owned(),
                    value: band,
                    unit: Unit::Arrow,
                    is_change: false,
                    lower: None,
                    upper: None,
                    ..figure
                });
            }
        }
    };
    let of = |ids: &[SchoolId]| -> Vec<Score> {
        ids.iter().filter_map(|id| score(programme, *id, indicator, year)).collect()
    };
    add(Group::Clients, &of(&analysed), None);
    add(Group::Lle, &of(&lle), None);
    add(Group::LaSchools, &of(&la), None);
    add(
        Group::LaPublished,
        &comparator(programme, Area::La, indicator, year).into_iter().collect::<Vec<_>>(),
        Some(Release::P),
    );
    add(
        Group::National,
        &national(programme, indicator, year).into_iter().collect::<Vec<_>>(),
        Some(Release::P),
    );
    let singles: BTreeSet<SchoolId> =
        clients.iter().map(|c| c.school).chain(lle.iter().copied()).collect();
    for id in singles {
        if let (Some(own), Some(school)) =
            (score(programme, id, indicator, year), programme.school(id))
        {
            let release = school_release(programme, pupils_of(&own));
            add(Group::School(school.urn.clone()), &[own], Some(release));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
