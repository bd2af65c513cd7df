//! Several schools at once: the best total against one after the other.

use std::collections::BTreeSet;

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

use super::Shortlist;
use crate::base::quantity::rounded;
use crate::model::programme::{LleId, Programme};

/// A school and the LLE that would take it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Pair {
    /// Index of the shortlist.
    pub(crate) school: usize,
    /// LLE, where one is left for it.
    pub(crate) lle: Option<LleId>,
    /// Total of the pair; nought without an LLE.
    pub(crate) total: f64,
    /// Rank on the school's own shortlist, from one.
    pub(crate) rank: Option<usize>,
}

/// Both ways, for the same schools.
#[derive(Clone, Debug, Default)]
pub(crate) struct Assignment {
    /// By the largest sum of totals.
    pub(crate) best: Vec<Pair>,
    /// Most urgent first, then the longest waiting: each takes the best that is left.
    pub(crate) in_turn: Vec<Pair>,
}

impl Assignment {
    /// Sum of totals: best, in turn.
    pub(crate) fn totals(&self) -> (f64, f64) {
        let sum = |pairs: &[Pair]| pairs.iter().map(|pair| pair.total).sum();
        (sum(&self.best), sum(&self.in_turn))
    }
}

/// Millionths of a point: totals as whole numbers, for an exact algorithm.
const UNIT: f64 = 1e6;

/// One LLE for each school, one school for each LLE.
pub(crate) fn assignment(programme: &Programme, lists: &[Shortlist]) -> Assignment {
    Assignment { best: best(lists), in_turn: in_turn(programme, lists) }
}

fn pair(lists: &[Shortlist], school: usize, lle: Option<LleId>) -> Pair {
    let found = lle.zip(lists.get(school)).and_then(|(lle, list)| {
        let rank = list.candidates.iter().position(|one| one.lle == lle)?;
        Some((lle, rank, list.candidates.get(rank)?.total))
    });
    Pair {
        school,
        lle: found.map(|(lle, _, _)| lle),
        total: found.map_or(0.0, |(_, _, total)| total),
        rank: found.map(|(_, rank, _)| rank + 1),
    }
}

/// The Hungarian algorithm. A pair that is excluded weighs nought, so that it
/// is never better than leaving both alone, and is struck out afterwards.
fn best(lists: &[Shortlist]) -> Vec<Pair> {
    let lles: Vec<LleId> = lists
        .iter()
        .flat_map(|list| list.candidates.iter().map(|one| one.lle))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let nobody = || (0..lists.len()).map(|at| pair(lists, at, None)).collect();
    if lles.is_empty() {
        return nobody();
    }
    // The algorithm wants as many columns as rows: schools without a column
    // of their own stay without an LLE.
    let columns = lles.len().max(lists.len());
    let rows = lists.iter().map(|list| {
        (0..columns).map(|column| {
            let lle = lles.get(column);
            let candidate = list.candidates.iter().find(|one| Some(&one.lle) == lle);
            candidate.map_or(0i64, |one| 1 + rounded(one.total.max(0.0) * UNIT, 0) as i64)
        })
    });
    let Ok(weights) = Matrix::from_rows(rows) else { return nobody() };
    let (_, taken) = kuhn_munkres(&weights);
    taken
        .into_iter()
        .enumerate()
        .map(|(school, column)| pair(lists, school, lles.get(column).copied()))
        .collect()
}

fn in_turn(programme: &Programme, lists: &[Shortlist]) -> Vec<Pair> {
    let mut order: Vec<usize> = (0..lists.len()).collect();
    order.sort_by_key(|at| {
        let need = lists
            .get(*at)
            .and_then(|list| list.need)
            .and_then(|need| programme.needs.get(need));
        let urgency = match need.map_or("", |need| need.urgency) {
            "high" => 0,
            "medium" => 1,
            "low" => 2,
            _ => 3,
        };
        let identified = need.and_then(|need| need.identified);
        (urgency, identified.is_none(), identified, *at)
    });
    let mut gone: BTreeSet<LleId> = BTreeSet::new();
    let mut pairs: Vec<Pair> = order
        .into_iter()
        .map(|school| {
            let free = lists.get(school).and_then(|list| {
                list.candidates.iter().map(|c| c.lle).find(|lle| !gone.contains(lle))
            });
            gone.extend(free);
            pair(lists, school, free)
        })
        .collect();
    pairs.sort_by_key(|pair| pair.school);
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::shortlist::{Candidate, Choice};
    use crate::model::programme::SchoolId;

    /// A shortlist with these totals, by LLE.
    fn list(school: usize, totals: &[(usize, f64)]) -> Shortlist {
        let mut candidates: Vec<Candidate> = totals
            .iter()
            .map(|(lle, total)| Candidate {
                lle: LleId(*lle),
                total: *total,
                parts: Vec::new(),
                free: 1.0,
                km: None,
                active: 0,
                so_far: 0,
            })
            .collect();
        candidates.sort_by(|a, b| b.total.total_cmp(&a.total));
        Shortlist {
            need: None,
            school: SchoolId(school),
            candidates,
            excluded: Vec::new(),
            notes: Vec::new(),
            choice: Choice::Open,
        }
    }

    #[test]
    fn the_best_total_may_leave_a_school_its_second_choice() {
        // In turn the first school takes LLE 0 (80) and leaves 20: 100.
        // Together 75 + 70 = 145 is best.
        let lists = [list(0, &[(0, 80.0), (1, 75.0)]), list(1, &[(0, 70.0), (1, 20.0)])];
        let made = assignment(&Programme::default(), &lists);
        let of = |pairs: &[Pair]| -> Vec<Option<usize>> {
            pairs.iter().map(|pair| pair.lle.map(|lle| lle.0)).collect()
        };
        assert_eq!(of(&made.best), [Some(1), Some(0)]);
        assert_eq!(of(&made.in_turn), [Some(0), Some(1)]);
        assert_eq!(made.totals(), (145.0, 100.0));
        assert_eq!(made.best[0].rank, Some(2));
    }

    #[test]
    fn a_school_is_left_waiting_rather_than_given_someone_excluded() {
        let lists = [list(0, &[(0, 80.0)]), list(1, &[(0, 90.0)]), list(2, &[])];
        let made = assignment(&Programme::default(), &lists);
        let lles: Vec<_> = made.best.iter().map(|pair| pair.lle).collect();
        assert_eq!(lles, [None, Some(LleId(0)), None]);
        assert_eq!(made.totals(), (90.0, 80.0));
        assert!(best(&[]).is_empty());
    }
}
