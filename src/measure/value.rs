//! What the support costs: per school, day, point and pupil; routes; years.

use std::collections::{BTreeMap, BTreeSet};

use super::definitions as of;
use super::running::begun;
use crate::base::date::FinancialYear;
use crate::base::figure::{Definition, Figure, Figures};
use crate::base::quantity::Unit;
use crate::model::programme::{DeploymentId, Paid, Programme};

fn add(
    figures: &mut Figures,
    of: &'static Definition,
    item: &str,
    value: f64,
    unit: Unit,
    limits: Option<(f64, f64)>,
) {
    figures.all.push(Figure {
        item: item.to_owned(),
        lower: limits.map(|l| l.0),
        upper: limits.map(|l| l.1),
        trace: format!("{}/{item}", of.code),
        ..Figure::new(of, value, unit)
    });
}

pub(super) fn figures(programme: &Programme, figures: &mut Figures) {
    let day = programme.as_at;
    let deployments = begun(programme, day);
    let schools: BTreeSet<_> = deployments.iter().map(|(_, d)| d.client).collect();
    let delivered: f64 =
        programme.visits.iter().filter(|v| v.date <= day).map(|v| v.days).sum();
    let spent: f64 = programme
        .spend
        .iter()
        .filter(|s| s.paid == Paid::Paid && s.date <= day)
        .map(|s| s.net)
        .sum();
    compared(programme, figures);
    years(programme, figures);
    if spent <= 0.0 || schools.is_empty() {
        return;
    }
    let each = spent / schools.len() as f64;
    add(figures, &of::F01, "school", each, Unit::Gbp, None);
    based(figures, schools.len());
    if delivered > 0.0 {
        let day_cost = spent / delivered;
        add(figures, &of::F01, "day", day_cost, Unit::Gbp, None);
        let left = figures
            .plain("F05", &crate::base::figure::Group::None, "total/variance")
            .map(|f| -f.value);
        if let Some(left) = left.filter(|left| *left > 0.0) {
            let days = left / day_cost;
            add(figures, &of::F07, "", days, Unit::Days, None);
            // Half a day's money buys no day.
            add(figures, &of::F07, "whole", days.floor(), Unit::Days, None);
        }
    }
    for_results(each, figures);
}

/// Cost of one point and school with its range: dearest where least was gained.
fn per_point(
    each: f64,
    gained: f64,
    limits: Option<(f64, f64)>,
) -> Option<(f64, Option<(f64, f64)>)> {
    (gained > 0.0).then(|| {
        let range =
            limits.filter(|l| l.0 > 0.0).map(|(low, high)| (each / high, each / low));
        (each / gained, range)
    })
}

/// F02 and F03, on the headline pair of the key stage 2 headline indicator.
fn for_results(each: f64, figures: &mut Figures) {
    let headline = |code: &str, item: &str| {
        figures
            .all
            .iter()
            .filter(|f| {
                f.code == code
                    && f.item == item
                    && f.group == crate::base::figure::Group::Clients
                    && f.indicator
                        .is_some_and(|i| matches!(i.code, "ks2_l4_em" | "ks2_rwm_exp"))
            })
            .max_by_key(|f| (f.to, f.from))
            .cloned()
    };
    let (rise, gap, pooled) =
        (headline("M03", ""), headline("M21", ""), headline("M21", "pooled"));
    for (item, figure) in [("before_after", &rise), ("did", &gap)] {
        let Some(figure) = figure else { continue };
        let limits = figure.lower.zip(figure.upper);
        // Never without its range: a cost that may be boundless is no figure.
        if let Some((value, Some(range))) = per_point(each, figure.value, limits) {
            add(figures, &of::F02, item, value, Unit::GbpPerPp, Some(range));
        }
    }
    if let Some(pooled) = pooled
        && let Some((schools, pupils)) = pooled.schools.zip(pooled.pupils)
        && let Some(value) = per_pupil(each * schools as f64, pooled.value, pupils as f64)
    {
        add(figures, &of::F03, "", value, Unit::GbpPerPupil, None);
    }
}

/// Cost of the analysed schools ÷ (points gained beyond the matched × pupils).
fn per_pupil(cost: f64, points: f64, pupils: f64) -> Option<f64> {
    let more = points / 100.0 * pupils;
    (more > 0.0).then(|| cost / more)
}

/// What was agreed and paid by one route, for deployments that have begun.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Route {
    /// `direct`, `ts`, or empty where no route is written.
    pub(crate) word: &'static str,
    /// Deployments with days and a rate.
    pub(crate) deployments: usize,
    /// Their days agreed.
    pub(crate) days: f64,
    /// Σ days × rate.
    pub(crate) cost: f64,
    /// Days of recorded visits, of every deployment of the route.
    pub(crate) given: f64,
    /// Paid to the as-at date.
    pub(crate) paid: f64,
}

impl Route {
    /// Cost of a day at the rates agreed.
    pub(crate) fn day(&self) -> Option<f64> {
        (self.days > 0.0).then(|| self.cost / self.days)
    }
}

/// Both routes, and what names none.
pub(crate) fn routes(programme: &Programme) -> Vec<Route> {
    let day = programme.as_at;
    ["direct", "ts", ""]
        .into_iter()
        .map(|word| {
            let mut route = Route { word, ..Route::default() };
            for (id, deployment) in begun(programme, day) {
                if deployment.route != word {
                    continue;
                }
                if let Some((days, rate)) = deployment.days.zip(deployment.rate) {
                    route.deployments += 1;
                    route.days += days;
                    route.cost += days * rate;
                }
                let visits = programme.visits.iter().filter(|v| v.date <= day);
                route.given += visits
                    .filter(|v| v.deployment == Some(id))
                    .map(|v| v.days)
                    .sum::<f64>();
            }
            route.paid = programme
                .spend
                .iter()
                .filter(|s| s.paid == Paid::Paid && s.date <= day && s.route == word)
                .map(|s| s.net)
                .sum();
            route
        })
        .filter(|route| route.deployments > 0 || route.given > 0.0 || route.paid != 0.0)
        .collect()
}

/// F04: what a day costs by either route, from the rates agreed.
fn compared(programme: &Programme, figures: &mut Figures) {
    let routes = routes(programme);
    let of_route = |word: &str| {
        let route = routes.iter().find(|route| route.word == word)?;
        Some((route, route.day()?))
    };
    let (direct, school) = (of_route("direct"), of_route("ts"));
    for (item, found) in [("direct", direct), ("ts", school)] {
        if let Some((route, day)) = found {
            add(figures, &of::F04, item, day, Unit::Gbp, None);
            based(figures, route.deployments);
        }
    }
    if let Some(((_, direct), (route, ts))) = direct.zip(school)
        && direct > 0.0
    {
        let brokerage = (ts - direct) * route.days;
        add(figures, &of::F04, "brokerage", brokerage, Unit::Gbp, None);
        based(figures, route.deployments);
        let premium = 100.0 * (ts - direct) / direct;
        add(figures, &of::F04, "premium_percent", premium, Unit::Percent, None);
        based(figures, route.deployments);
    }
}

/// Days of one deployment in one financial year, at its rate.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Given {
    /// Financial year of the visits.
    pub(crate) year: FinancialYear,
    /// Deployment.
    pub(crate) deployment: DeploymentId,
    /// Days of recorded visits.
    pub(crate) days: f64,
    /// Pounds a day.
    pub(crate) rate: f64,
}

/// By financial year, then deployment; visits without a rate are not here.
pub(crate) fn given(programme: &Programme) -> Vec<Given> {
    let mut found: BTreeMap<(FinancialYear, DeploymentId), (f64, f64)> = BTreeMap::new();
    for visit in programme.visits.iter().filter(|v| v.date <= programme.as_at) {
        let Some(id) = visit.deployment else { continue };
        let Some(rate) = programme.deployment(id).and_then(|d| d.rate) else { continue };
        let year = FinancialYear::of(visit.date);
        let entry = found.entry((year, id)).or_insert((0.0, rate));
        entry.0 += visit.days;
    }
    found
        .into_iter()
        .map(|((year, deployment), (days, rate))| Given { year, deployment, days, rate })
        .collect()
}

/// F06: days at their rate, in the financial year of the visit.
fn years(programme: &Programme, figures: &mut Figures) {
    let mut found: BTreeMap<FinancialYear, (f64, usize)> = BTreeMap::new();
    for given in given(programme) {
        let entry = found.entry(given.year).or_default();
        entry.0 += given.days * given.rate;
        entry.1 += 1;
    }
    for (year, (value, deployments)) in found {
        add(figures, &of::F06, &year.to_string(), value, Unit::Gbp, None);
        based(figures, deployments);
    }
}

/// How many schools or deployments the last figure rests on.
fn based(figures: &mut Figures, base: usize) {
    if let Some(figure) = figures.all.last_mut() {
        figure.schools = Some(base as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_costs_more_where_less_was_gained_beyond_similar_schools() {
        let each = 60_000.0 / 18.0;
        let two = |value: f64| crate::base::quantity::rounded(value, 1);
        let (before_after, _) = per_point(each, 16.922_050_29, None).unwrap();
        assert_eq!(two(before_after), 197.0);
        let limits = Some((5.811_268_223, 17.004_596_207_6));
        let (did, range) = per_point(each, 11.407_932_215, limits).unwrap();
        let (low, high) = range.unwrap();
        assert_eq!((two(did), two(low), two(high)), (292.2, 196.0, 573.6));
        assert_eq!(per_point(each, -1.0, None), None);
    }

    #[test]
    fn an_additional_pupil_is_dearer_than_a_point() {
        let value = per_pupil(14.0 * 60_000.0 / 18.0, 8.890_943_104_5, 289.0).unwrap();
        assert_eq!(crate::base::quantity::rounded(value, 1), 1816.2);
    }
}
