//! Matched schools: for each client the most similar school without an LLE.

use super::statistic::deviation;

/// How far a partner may lie.
#[derive(Clone, Copy, Debug)]
pub(super) struct Widths {
    /// Difference of baselines, points.
    pub(super) baseline: f64,
    /// Difference of cohorts, as a part of the client's.
    pub(super) cohort: f64,
    /// Difference of free school meals, points, where both are known.
    pub(super) fsm: f64,
}

/// What a school is matched on.
#[derive(Clone, Debug)]
pub(super) struct Traits {
    /// URN: settles ties.
    pub(super) urn: String,
    /// Phase; blank fits any.
    pub(super) phase: &'static str,
    /// Value of the first year.
    pub(super) baseline: f64,
    /// Pupils of the first year.
    pub(super) cohort: f64,
    /// Free school meals, per cent.
    pub(super) fsm: Option<f64>,
}

fn fits(client: &Traits, other: &Traits, widths: &Widths) -> bool {
    let slack = 1e-9;
    (client.phase.is_empty() || other.phase.is_empty() || client.phase == other.phase)
        && (client.baseline - other.baseline).abs() <= widths.baseline + slack
        && (client.cohort - other.cohort).abs() <= client.cohort * widths.cohort + slack
        && client
            .fsm
            .zip(other.fsm)
            .is_none_or(|(a, b)| (a - b).abs() <= widths.fsm + slack)
}

/// Pairs of places (client, other). Clients choose from the lowest baseline
/// upward, the nearest by √((Δbaseline/s)² + (Δcohort/s)²), each school once.
/// s is the standard deviation over the clients and the eligible schools: those
/// that could be the partner of at least one client. Schools that nobody could
/// be matched with do not stretch the scale.
pub(super) fn pairs(
    clients: &[Traits],
    others: &[Traits],
    widths: &Widths,
) -> Vec<(usize, usize)> {
    let eligible: Vec<(usize, &Traits)> = others
        .iter()
        .enumerate()
        .filter(|(_, other)| clients.iter().any(|client| fits(client, other, widths)))
        .collect();
    let spread = |of: fn(&Traits) -> f64| {
        let all: Vec<f64> = clients
            .iter()
            .chain(eligible.iter().map(|(_, other)| *other))
            .map(of)
            .collect();
        deviation(&all).filter(|s| *s > 0.0).unwrap_or(1.0)
    };
    let (by_baseline, by_cohort) = (spread(|t| t.baseline), spread(|t| t.cohort));
    let mut order: Vec<(usize, &Traits)> = clients.iter().enumerate().collect();
    order.sort_by(|(_, a), (_, b)| {
        a.baseline.total_cmp(&b.baseline).then_with(|| a.urn.cmp(&b.urn))
    });
    let mut free = eligible.clone();
    let mut found = Vec::new();
    for (at, client) in order {
        let distance = |other: &Traits| {
            ((client.baseline - other.baseline) / by_baseline)
                .hypot((client.cohort - other.cohort) / by_cohort)
        };
        let best = free
            .iter()
            .enumerate()
            .filter(|(_, (_, other))| fits(client, other, widths))
            .min_by(|(_, (_, a)), (_, (_, b))| {
                distance(a).total_cmp(&distance(b)).then_with(|| a.urn.cmp(&b.urn))
            })
            .map(|(place, _)| place);
        if let Some(place) = best {
            found.push((at, free.remove(place).0));
        }
    }
    found.sort_unstable();
    found
}

/// Standardised mean difference, whichever group is higher: the distance of the
/// means ÷ √((s₁² + s₂²)/2).
pub(super) fn balance(a: &[f64], b: &[f64]) -> Option<f64> {
    let difference = super::statistic::mean(a)? - super::statistic::mean(b)?;
    let spread = f64::midpoint(deviation(a)?.powi(2), deviation(b)?.powi(2)).sqrt();
    (spread > 0.0).then(|| (difference / spread).abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::testing::lines;

    const WIDTHS: Widths = Widths { baseline: 6.0, cohort: 1.0 / 3.0, fsm: 10.0 };

    fn traits(file: &str) -> Vec<Traits> {
        lines(file)
            .iter()
            .map(|line| {
                let cells: Vec<&str> = line.split(',').collect();
                let n = |at: usize| cells[at].parse::<f64>().unwrap();
                Traits {
                    urn: cells[0].to_owned(),
                    phase: "",
                    baseline: 100.0 * n(1) / n(2),
                    cohort: n(2),
                    fsm: None,
                }
            })
            .collect()
    }

    #[test]
    fn every_client_finds_a_partner_and_the_baselines_are_said_not_to_balance() {
        let (clients, others) =
            (traits("client_2010_2011.csv"), traits("matched_2010_2011.csv"));
        assert_eq!(pairs(&clients, &others, &WIDTHS).len(), 14);
        let of = |all: &[Traits]| all.iter().map(|t| t.baseline).collect::<Vec<_>>();
        let balance = balance(&of(&clients), &of(&others)).unwrap();
        assert_eq!(crate::base::quantity::rounded(balance, 2), 0.27);
    }

    #[test]
    fn a_school_outside_the_caliper_or_of_another_phase_is_no_partner() {
        let one = |urn: &str, phase, baseline| Traits {
            urn: urn.to_owned(),
            phase,
            baseline,
            cohort: 30.0,
            fsm: None,
        };
        let client = [one("1", "primary", 50.0)];
        assert!(pairs(&client, &[one("2", "primary", 56.1)], &WIDTHS).is_empty());
        assert!(pairs(&client, &[one("2", "junior", 50.0)], &WIDTHS).is_empty());
        assert_eq!(pairs(&client, &[one("2", "primary", 56.0)], &WIDTHS), [(0, 0)]);
    }

    #[test]
    fn schools_that_nobody_could_be_matched_with_do_not_change_the_pairs() {
        let (clients, mut others) =
            (traits("client_2010_2011.csv"), traits("matched_2010_2011.csv"));
        let alone = pairs(&clients, &others, &WIDTHS);
        for at in 0..200 {
            others.push(Traits {
                urn: format!("Z{at}"),
                phase: "",
                baseline: 90.0,
                cohort: 300.0 + f64::from(at),
                fsm: None,
            });
        }
        assert_eq!(pairs(&clients, &others, &WIDTHS), alone);
    }
}
