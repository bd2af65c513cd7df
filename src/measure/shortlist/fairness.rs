//! How deployments are shared: by LLE, and by phase, district and diocese of
//! the LLEs' schools.

use std::collections::BTreeMap;

use super::active_lles;
use crate::base::release::{Held, Internal};
use crate::measure::running::begun;
use crate::model::programme::{Lle, Programme, School};

/// One line of the table.
#[derive(Clone, Debug)]
pub(crate) struct FairRow {
    /// `LLE`, `phase`, `district`, `diocese`.
    pub(crate) kind: &'static str,
    /// Whose.
    pub(crate) name: Held<String, Internal>,
    /// Active LLEs.
    pub(crate) lles: usize,
    /// Share of the active LLEs, per cent.
    pub(crate) lle_share: f64,
    /// Deployments so far; one with two LLEs counts half for each.
    pub(crate) deployments: f64,
    /// Share of all deployments, per cent.
    pub(crate) share: f64,
}

const NOT_KNOWN: &str = "not known";

/// Shares of deployments against shares of active LLEs.
pub(crate) fn fairness(programme: &Programme) -> Vec<FairRow> {
    let active = active_lles(programme);
    let begun = begun(programme, programme.as_at);
    let with_lle: Vec<_> = begun.iter().filter(|(_, d)| !d.lles.is_empty()).collect();
    let all = with_lle.len() as f64;
    let mut rows = Vec::new();
    let share =
        |part: f64, whole: f64| if whole > 0.0 { 100.0 * part / whole } else { 0.0 };
    for (at, lle) in programme.lles.iter().enumerate() {
        let id = crate::model::programme::LleId(at);
        let deployments: f64 = with_lle
            .iter()
            .filter(|(_, d)| d.lles.contains(&id))
            .map(|(_, d)| 1.0 / d.lles.len() as f64)
            .sum();
        let is_active = active.contains(&id);
        if is_active || deployments > 0.0 {
            let lles = usize::from(is_active);
            rows.push(FairRow {
                kind: "LLE",
                name: Held::new(format!("{} {}", lle.reference, lle.name.within())),
                lles,
                lle_share: share(lles as f64, active.len() as f64),
                deployments,
                share: share(deployments, all),
            });
        }
    }
    type Of = fn(&Lle, Option<&School>) -> String;
    let kinds: [(&'static str, Of); 3] = [
        ("phase", |lle, home| {
            let own = home.map_or("", |home| home.phase);
            if own.is_empty() { lle.phase } else { own }.to_owned()
        }),
        ("district", |_, home| {
            home.map(|home| home.district.clone()).unwrap_or_default()
        }),
        ("diocese", |_, home| home.map(|home| home.diocese.clone()).unwrap_or_default()),
    ];
    for (kind, of) in kinds {
        let mut found: BTreeMap<String, (usize, f64)> = BTreeMap::new();
        for (at, lle) in programme.lles.iter().enumerate() {
            let id = crate::model::programme::LleId(at);
            let home = lle.school.and_then(|home| programme.school(home));
            let name = of(lle, home);
            let name = if name.is_empty() { NOT_KNOWN.to_owned() } else { name };
            let entry = found.entry(name).or_default();
            entry.0 += usize::from(active.contains(&id));
            entry.1 += with_lle
                .iter()
                .filter(|(_, d)| d.lles.contains(&id))
                .map(|(_, d)| 1.0 / d.lles.len() as f64)
                .sum::<f64>();
        }
        for (name, (lles, deployments)) in found {
            if lles > 0 || deployments > 0.0 {
                rows.push(FairRow {
                    kind,
                    name: Held::new(name),
                    lles,
                    lle_share: share(lles as f64, active.len() as f64),
                    deployments,
                    share: share(deployments, all),
                });
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::programme;

    #[test]
    fn a_deployment_of_two_counts_half_for_each() {
        let made = programme(
            "
            Schools | URN | School | Phase | District
                | 180101 | Client Primary School | primary | Norwich
                | 180102 | Near Primary School | primary | Breckland
                | 180103 | Far Junior School | junior | Norwich
            LLEs | LLE ref | Headteacher | School | Accredited | Status
                | L1 | Ann Near | Near Primary School | 2010-01-22 | active
                | L2 | Bob Far | Far Junior School | 2010-01-22 | active
            Deployments | Deployment ref | LLE | Client school | Start | Status
                | D1 | Ann Near / Bob Far | Client Primary School | 2011-09-12 | active
                | D2 | Ann Near | Far Junior School | 2011-09-12 | active
                | D3 | Ann Near | Far Junior School | 2011-12-12 | agreed
        ",
        );
        let rows: Vec<(String, usize, f64, f64)> = fairness(&made)
            .into_iter()
            .map(|row| {
                let name = format!("{} {}", row.kind, row.name.within());
                (name, row.lles, row.deployments, row.share)
            })
            .collect();
        let expected = [
            ("LLE L1 Ann Near", 1, 1.5, 75.0),
            ("LLE L2 Bob Far", 1, 0.5, 25.0),
            ("phase junior", 1, 0.5, 25.0),
            ("phase primary", 1, 1.5, 75.0),
            ("district Breckland", 1, 1.5, 75.0),
            ("district Norwich", 1, 0.5, 25.0),
            ("diocese not known", 2, 2.0, 100.0),
        ];
        let rows: Vec<_> =
            rows.iter().map(|(name, n, d, s)| (name.as_str(), *n, *d, *s)).collect();
        assert_eq!(rows, expected);
    }
}
