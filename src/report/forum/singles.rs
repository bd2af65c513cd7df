//! Single client schools without their names: which may be shown, under what label.
//!
//! A label is a place in an order that depends on the edition and on what only
//! the adviser knows, so the labels of two months cannot be joined. Values are
//! given to the nearest whole per cent and cohorts to the nearest five pupils:
//! published tables could otherwise tell which school it is.

use std::collections::BTreeSet;

use super::pair::Pair;
use super::tables::is_public;
use crate::base::figure::{Figure, Group};
use crate::base::quantity::rounded;
use crate::measure::withheld::{self, Alone};
use crate::model::programme::{Programme, SchoolId};
use crate::report::Sources;

/// One client school.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct One {
    /// `S01`.
    pub(super) label: String,
    /// Per cent in the earlier year, whole.
    pub(super) from: f64,
    /// Per cent in the later year, whole.
    pub(super) to: f64,
    /// Change, whole points.
    pub(super) change: f64,
    /// 95% limits of the change, whole points.
    pub(super) limits: Option<(f64, f64)>,
    /// Cohort of the later year, as [`about`] gives it.
    pub(super) cohort: f64,
}

impl One {
    /// `S01 (about 25 pupils)`.
    pub(super) fn words(&self) -> String {
        format!("{} (about {} pupils)", self.label, self.cohort)
    }
}

/// Those that are shown, by label, and how many are not.
#[derive(Clone, Debug, Default)]
pub(super) struct Singles {
    /// By label.
    pub(super) shown: Vec<One>,
    /// How many client schools of the pair are not shown.
    pub(super) hidden: usize,
}

struct Candidate {
    alone: Alone,
    one: One,
}

/// The client schools that the pair counts, each with its change and both years.
pub(in crate::report) fn counted<'a>(
    sources: &'a Sources<'_>,
    pair: &Pair<'a>,
) -> Vec<(&'a Figure, Alone)> {
    let programme = sources.programme;
    let left_out: BTreeSet<&str> = sources
        .figures
        .left_out
        .iter()
        .filter(|row| {
            row.code == "M25"
                && row.group == Group::Clients
                && row.indicator == Some(pair.indicator)
                && (row.from, row.to) == (Some(pair.from), Some(pair.to))
        })
        .map(|row| row.record.as_str())
        .collect();
    let clients: BTreeSet<SchoolId> =
        programme.deployments.iter().map(|deployment| deployment.client).collect();
    sources
        .figures
        .all
        .iter()
        .filter(|f| {
            f.code == "M02"
                && f.item.is_empty()
                && f.indicator == Some(pair.indicator)
                && (f.from, f.to) == (Some(pair.from), Some(pair.to))
        })
        .filter_map(|figure| {
            let Group::School(urn) = &figure.group else { return None };
            let id = programme.by_urn.get(urn)?;
            if !clients.contains(id) || left_out.contains(urn.as_str()) {
                return None;
            }
            let told = |year| {
                let figure = pair.in_year(&figure.group, year)?;
                Some((figure.value, figure.pupils.unwrap_or(0) as f64))
            };
            let (from, to) = (told(pair.from)?, told(pair.to)?);
            Some((figure, Alone { urn: urn.clone(), from, to }))
        })
        .collect()
}

/// The client schools of the pair.
pub(super) fn of(sources: &Sources<'_>, pair: &Pair<'_>) -> Singles {
    let programme = sources.programme;
    let is_group_public = pair.of("M03", &Group::Clients, "").is_some_and(is_public);
    let whole = |value: f64| rounded(value, 0);
    let mut found: Vec<Candidate> = counted(sources, pair)
        .into_iter()
        .map(|(figure, alone)| {
            let between = pair.of("M11", &figure.group, "");
            let one = One {
                label: String::new(),
                from: whole(alone.from.0),
                to: whole(alone.to.0),
                change: whole(figure.value),
                limits: between
                    .and_then(|f| f.lower.zip(f.upper))
                    .map(|(lower, upper)| (whole(lower), whole(upper))),
                cohort: about(alone.to.1),
            };
            Candidate { alone, one }
        })
        .collect();
    let all = found.len();
    let alone: Vec<Alone> = found.iter().map(|one| one.alone.clone()).collect();
    let withheld = withheld::among(&alone, programme.settings.number("public_school_n"));
    found.retain(|one| is_group_public && !withheld.contains(&one.alone.urn));
    let salt = salt(sources);
    found.sort_by_cached_key(|candidate| {
        let urn = &candidate.alone.urn;
        (mixed(salt, urn.as_bytes()), urn.clone())
    });
    let hidden = all - found.len();
    // Labels of one width stand in the order of their numbers.
    let width = found.len().to_string().len().max(2);
    let shown = found
        .into_iter()
        .enumerate()
        .map(|(at, candidate)| One {
            label: format!("S{:0width$}", at + 1),
            ..candidate.one
        })
        .collect();
    Singles { shown, hidden }
}

/// A cohort to the nearest five; the smallest that are shown stand as fifteen.
pub(super) fn about(pupils: f64) -> f64 {
    (5.0 * rounded(pupils / 5.0, 0)).max(15.0)
}

/// One number of the edition: its month and input, with visits that only the
/// adviser knows, so that nobody who holds a public pack can make it again.
fn salt(sources: &Sources<'_>) -> u64 {
    let programme: &Programme = sources.programme;
    let period = programme.period.map(|month| month.to_string()).unwrap_or_default();
    let mut salt = mixed(0xcbf2_9ce4_8422_2325, period.as_bytes());
    salt = mixed(salt, sources.build.as_bytes());
    for visit in &programme.visits {
        let line = format!("{} {} {}", visit.reference, visit.date, visit.days);
        salt = mixed(salt, line.as_bytes());
    }
    for deployment in &programme.deployments {
        salt = mixed(salt, deployment.reference.as_bytes());
    }
    salt
}

/// FNV-1a over the bytes, then the finaliser of SplitMix64.
fn mixed(salt: u64, bytes: &[u8]) -> u64 {
    let mut hash = bytes.iter().fold(salt, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}
