//! How the programme runs: cohorts, capacity, coverage, matching, quality,
//! meetings, retention, contracts, and the survey beyond its averages.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;

use super::definitions as of;
use super::statistic::{median, t_interval};
use crate::base::date::{AcademicYear, Date};
use crate::base::figure::{Definition, Figure, Figures, Group};
use crate::base::quantity::Unit;
use crate::base::release::Release;
use crate::base::text::fold;
use crate::model::programme::{
    Contract, Deployment, DeploymentId, LleId, Programme, SchoolId, Side,
};

/// Two school terms, in calendar months.
const TWO_TERMS: i32 = 8;

pub(super) fn figures(programme: &Programme, figures: &mut Figures) {
    let mut made = Made { figures };
    by_kind(programme, &mut made);
    capacity(programme, &mut made);
    coverage(programme, &mut made);
    matching(programme, &mut made);
    quality(programme, &mut made);
    objectives(programme, &mut made);
    meetings(programme, &mut made);
    retention(programme, &mut made);
    contracts(programme, &mut made);
    voices(programme, &mut made);
}

struct Made<'a> {
    figures: &'a mut Figures,
}

impl Made<'_> {
    fn add(
        &mut self,
        of: &'static Definition,
        item: &str,
        value: f64,
        unit: Unit,
        base: usize,
    ) {
        self.figures.all.push(Figure {
            item: item.to_owned(),
            schools: Some(base as u64),
            trace: format!("{}/{item}", of.code),
            ..Figure::new(of, value, unit)
        });
    }

    fn share(&mut self, of: &'static Definition, item: &str, part: usize, whole: usize) {
        if whole > 0 {
            let value = 100.0 * part as f64 / whole as f64;
            self.add(of, item, value, Unit::Percent, whole);
        }
    }
}

/// Whether a deployment counts: not declined, nor withdrawn before its start.
pub(super) fn counts(deployment: &Deployment) -> bool {
    let before = deployment
        .start
        .is_none_or(|start| deployment.end.is_some_and(|end| end < start));
    deployment.status != "declined" && !(deployment.status == "withdrawn" && before)
}

/// Deployments that count and had begun by a day.
pub(super) fn begun(
    programme: &Programme,
    day: Date,
) -> Vec<(DeploymentId, &Deployment)> {
    programme
        .deployments
        .iter()
        .enumerate()
        .filter(|(_, d)| counts(d) && d.start.is_some_and(|start| start <= day))
        .map(|(at, d)| (DeploymentId(at), d))
        .collect()
}

/// P03: active LLEs of each cohort, phase and district.
fn by_kind(programme: &Programme, made: &mut Made<'_>) {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let active = programme.lles.iter().filter(|lle| lle.is_active_on(programme.as_at));
    for lle in active {
        let school = lle.school.and_then(|id| programme.school(id));
        let phase =
            if lle.phase.is_empty() { school.map_or("", |s| s.phase) } else { lle.phase };
        let district = school.map_or("", |s| s.district.as_str());
        for kind in [lle.cohort.as_str(), phase, district] {
            if !kind.is_empty() {
                *found.entry(kind.to_owned()).or_default() += 1;
            }
        }
    }
    let all: usize = programme.lles.len();
    for (kind, count) in found {
        made.add(&of::P03, &kind, count as f64, Unit::Count, all);
    }
}

/// P06: days that active LLEs offer in a year, and those agreed in this one.
fn capacity(programme: &Programme, made: &mut Made<'_>) {
    let active: Vec<LleId> = (0..programme.lles.len())
        .map(LleId)
        .filter(|id| {
            programme.lle(*id).is_some_and(|lle| lle.is_active_on(programme.as_at))
        })
        .collect();
    // Where nobody states any days, every one of them would be assumed.
    let is_stated = |id: &LleId| super::shortlist::offered(programme, *id).1;
    if !active.iter().any(is_stated) {
        return;
    }
    let offered: Vec<f64> =
        active.iter().map(|id| super::shortlist::offered(programme, *id).0).collect();
    let days: f64 = offered.iter().sum();
    if days <= 0.0 {
        return;
    }
    let year = AcademicYear::of(programme.as_at);
    let booked: f64 = programme
        .deployments
        .iter()
        .filter(|d| super::shortlist::is_of_year(d, year))
        .filter_map(|d| d.days)
        .sum();
    let base = offered.len();
    made.add(&of::P06, "", 100.0 * booked / days, Unit::Percent, base);
    made.add(&of::P06, "days", days, Unit::Days, base);
    made.add(&of::P06, "booked", booked, Unit::Days, base);
    made.add(&of::P06, "free", days - booked, Unit::Days, base);
}

/// P07: priority schools that are supported, and how many of the supported are.
fn coverage(programme: &Programme, made: &mut Made<'_>) {
    let supported: BTreeSet<SchoolId> =
        begun(programme, programme.as_at).into_iter().map(|(_, d)| d.client).collect();
    let priority: BTreeSet<SchoolId> = programme
        .schools
        .iter()
        .enumerate()
        .filter(|(_, school)| school.is_priority)
        .map(|(at, _)| SchoolId(at))
        .collect();
    if priority.is_empty() {
        return;
    }
    let both = supported.intersection(&priority).count();
    made.share(&of::P07, "", both, priority.len());
    made.share(&of::P07, "targeting", both, supported.len());
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// P08: calendar days from the school's being identified to the agreement.
fn matching(programme: &Programme, made: &mut Made<'_>) {
    let day = programme.as_at;
    let mut taken: Vec<f64> = Vec::new();
    let standard = programme.settings.number("match_days");
    // By school: a school may wait in both registers.
    let mut waiting: BTreeMap<SchoolId, i32> = BTreeMap::new();
    for deployment in programme.deployments.iter().filter(|d| counts(d)) {
        let Some(identified) = deployment.identified.filter(|date| *date <= day) else {
            continue;
        };
        match deployment.agreed.filter(|date| *date <= day) {
            Some(agreed) if agreed >= identified => {
                taken.push(f64::from(days_between(identified, agreed)));
            }
            Some(_) => {}
            None if deployment.start.is_none_or(|start| start > day) => {
                let since = days_between(identified, day);
                let longest = waiting.entry(deployment.client).or_default();
                *longest = since.max(*longest);
            }
            None => {}
        }
    }
    for need in programme.needs.iter().filter(|need| super::shortlist::waits(need)) {
        if let Some(identified) = need.identified.filter(|date| *date <= day) {
            let longest = waiting.entry(need.school).or_default();
            *longest = days_between(identified, day).max(*longest);
        }
    }
    if let Some(middle) = median(&taken) {
        made.add(&of::P08, "", middle, Unit::Days, taken.len());
        let quick = taken.iter().filter(|days| **days <= standard).count();
        let within = format!("within_{}", crate::base::quantity::plain(standard));
        made.share(&of::P08, &within, quick, taken.len());
    }
    if !taken.is_empty() || !waiting.is_empty() {
        made.add(&of::P08, "waiting", waiting.len() as f64, Unit::Count, waiting.len());
    }
    if let Some(longest) = waiting.values().max() {
        made.add(&of::P08, "longest", f64::from(*longest), Unit::Days, waiting.len());
    }
}

/// P10: checks that were due, done and green.
fn quality(programme: &Programme, made: &mut Made<'_>) {
    let day = programme.as_at;
    let due: Vec<_> = programme
        .quality
        .iter()
        .filter(|q| q.due.or(q.done).is_some_and(|date| date <= day))
        .collect();
    let done = due.iter().filter(|q| q.done.is_some_and(|date| date <= day)).count();
    let green = due.iter().filter(|q| q.rating == "green").count();
    // Ratings or days that no check has are not kept, and no nought.
    if programme.quality.iter().any(|q| !q.rating.is_empty()) {
        made.share(&of::P10, "", green, due.len());
    }
    if programme.quality.iter().any(|q| q.done.is_some()) {
        made.share(&of::P10, "done", done, due.len());
    }
}

/// P11: how many deployments with an outcome met their objectives.
fn objectives(programme: &Programme, made: &mut Made<'_>) {
    let judged: Vec<&str> = programme
        .deployments
        .iter()
        .filter(|d| counts(d) && !d.outcome.is_empty())
        .map(|d| d.outcome)
        .collect();
    let count = |word: &str| judged.iter().filter(|outcome| **outcome == word).count();
    made.share(&of::P11, "", count("met"), judged.len());
    if !judged.is_empty() {
        for word in ["met", "partly", "not"] {
            made.add(&of::P11, word, count(word) as f64, Unit::Count, judged.len());
        }
    }
}

/// P12 and P13: attendance, and needs for training that were met in time.
fn meetings(programme: &Programme, made: &mut Made<'_>) {
    let held = programme.meetings.iter().filter(|m| m.date <= programme.as_at);
    let (came, invited) =
        held.fold((0, 0), |a, m| (a.0 + m.attended, a.1 + m.invited.max(m.attended)));
    // Nobody at any meeting: who came is not kept.
    if came > 0 {
        made.share(&of::P12, "", came, invited);
    }
    let raised: Vec<_> = programme
        .cpd
        .iter()
        .filter_map(|need| need.raised.map(|date| (date, need.met)))
        .filter(|(date, _)| *date <= programme.as_at)
        .collect();
    let in_time = raised
        .iter()
        .filter(|(date, met)| {
            let last = date.saturating_add(TWO_TERMS.months());
            met.is_some_and(|met| met <= last && met <= programme.as_at)
        })
        .count();
    made.share(&of::P13, "", in_time, raised.len());
}

/// P14: LLEs at work a year ago who have not left since.
fn retention(programme: &Programme, made: &mut Made<'_>) {
    let before = programme.as_at.saturating_sub(1.years());
    let then: Vec<_> =
        programme.lles.iter().filter(|lle| lle.is_active_on(before)).collect();
    let kept = then
        .iter()
        .filter(|lle| match lle.ended() {
            None => true,
            Some(end) => end.is_some_and(|end| end > programme.as_at),
        })
        .count();
    made.share(&of::P14, "", kept, then.len());
}

/// P15: agreements that all had signed before the first visit.
fn contracts(programme: &Programme, made: &mut Made<'_>) {
    // What no contract says of a signatory, the register does not keep.
    let is_kept = |at: usize| {
        let signed = |one: &Contract| one.signed.get(at).copied().flatten().is_some();
        programme.contracts.iter().any(signed)
    };
    if !(0..3).all(is_kept) {
        return;
    }
    // They stand by date: the first of each deployment is its first.
    let mut first_visit: BTreeMap<DeploymentId, Date> = BTreeMap::new();
    for visit in programme.visits.iter().filter(|v| v.date <= programme.as_at) {
        if let Some(id) = visit.deployment {
            first_visit.entry(id).or_insert(visit.date);
        }
    }
    let mut visited = 0;
    let mut in_time = 0;
    for (id, _) in begun(programme, programme.as_at) {
        let Some(first) = first_visit.get(&id).copied() else { continue };
        visited += 1;
        let is_signed = programme.contracts.iter().any(|contract| {
            contract.deployment == Some(id)
                && contract.signed.iter().all(|day| day.is_some_and(|day| day <= first))
        });
        in_time += usize::from(is_signed);
    }
    made.share(&of::P15, "", in_time, visited);
}

/// S06 to S08: those who did not answer, pairs, and themes.
fn voices(programme: &Programme, made: &mut Made<'_>) {
    let latest =
        programme.respondents.iter().map(|r| r.wave.as_str()).max().unwrap_or("");
    let people = || programme.respondents.iter().filter(|r| r.wave == latest);
    let least = programme.settings.number("survey_min") as usize;
    let release = |base: usize| if base < least { Release::I } else { Release::P };
    for (side, group) in [(Side::Clients, Group::Clients), (Side::Lle, Group::Lle)] {
        let listed = people().filter(|r| r.side == side && r.is_invited).count();
        let invited =
            programme.invited.get(&(latest.to_owned(), side)).copied().unwrap_or(listed);
        for item in &programme.items {
            let answers: Vec<u8> = people()
                .filter(|r| r.side == side)
                .filter_map(|r| r.answers.get(&item.code).copied())
                .collect();
            if answers.is_empty() || invited < answers.len() {
                continue;
            }
            let agree = answers.iter().filter(|score| **score >= 4).count();
            let silent = invited - answers.len();
            for (part, count) in [("low", agree), ("high", agree + silent)] {
                made.figures.all.push(Figure {
                    group: group.clone(),
                    item: format!("{}/{part}", item.code),
                    schools: Some(invited as u64),
                    left_out: Some(silent as u64),
                    release: release(answers.len()),
                    trace: format!("S06/{group}/{}", item.code),
                    ..Figure::new(
                        &of::S06,
                        100.0 * count as f64 / invited as f64,
                        Unit::Percent,
                    )
                });
            }
        }
    }
    paired(programme, latest, least, made);
    let mut themes: BTreeMap<String, usize> = BTreeMap::new();
    for comment in &programme.comments {
        for theme in &comment.themes {
            *themes.entry(fold(theme)).or_default() += 1;
        }
    }
    for (theme, count) in themes.into_iter().filter(|(theme, _)| !theme.is_empty()) {
        made.add(&of::S08, &theme, count as f64, Unit::Count, programme.comments.len());
    }
}

/// S07: a client's answer less that of its own LLE.
fn paired(programme: &Programme, latest: &str, least: usize, made: &mut Made<'_>) {
    for item in &programme.items {
        let mut answers: BTreeMap<(bool, SchoolId), f64> = BTreeMap::new();
        for one in programme.respondents.iter().filter(|r| r.wave == latest) {
            if let (Some(school), Some(score)) = (one.school, one.answers.get(&item.code))
            {
                answers.insert((one.side == Side::Clients, school), f64::from(*score));
            }
        }
        let mut pairs: BTreeMap<(SchoolId, SchoolId), f64> = BTreeMap::new();
        for deployment in programme.deployments.iter().filter(|d| counts(d)) {
            let homes = deployment
                .lles
                .iter()
                .filter_map(|id| programme.lle(*id).and_then(|lle| lle.school));
            for home in homes {
                let (client, own) = (
                    answers.get(&(true, deployment.client)),
                    answers.get(&(false, home)),
                );
                if let Some((client, own)) = client.zip(own) {
                    pairs.insert((deployment.client, home), client - own);
                }
            }
        }
        let gaps: Vec<f64> = pairs.into_values().collect();
        let Some(value) = super::statistic::mean(&gaps) else { continue };
        let limits = t_interval(&gaps);
        made.figures.all.push(Figure {
            item: item.code.clone(),
            is_change: true,
            lower: limits.map(|l| l.0),
            upper: limits.map(|l| l.1),
            schools: Some(gaps.len() as u64),
            release: if gaps.len() < least { Release::I } else { Release::P },
            trace: format!("S07/{}", item.code),
            ..Figure::new(&of::S07, value, Unit::Points)
        });
    }
}
