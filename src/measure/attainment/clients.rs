//! Client schools, and how long an LLE was with them.

use std::collections::BTreeMap;

use crate::base::cell::Place;
use crate::base::date::Date;
use crate::model::programme::{Programme, SchoolId};

/// A client school: counted once, by its earliest deployment that counts.
#[derive(Clone, Debug)]
pub(in crate::measure) struct Client {
    pub(in crate::measure) school: SchoolId,
    pub(in crate::measure) start: Option<Date>,
    pub(super) at: Place,
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

/// Days of recorded visits to a school before a day; contracted days without a
/// visit register; nothing without either.
pub(in crate::measure) fn days_before(
    programme: &Programme,
    school: SchoolId,
    day: Date,
) -> Option<f64> {
    if programme.has_visits {
        let before = programme.visits_to(school).filter(|visit| visit.date < day);
        return Some(before.map(|visit| visit.days).sum());
    }
    let agreed: Vec<f64> = programme
        .deployments
        .iter()
        .filter(|d| d.client == school)
        .filter_map(|d| d.days)
        .collect();
    (!agreed.is_empty()).then(|| agreed.iter().sum())
}
