//! Results of one present school from those of its earlier URNs.

use std::collections::BTreeMap;

use super::programme::Outcome;
use crate::base::indicator::{Basis, Indicator};
use crate::base::reason::Missing;
use crate::register::results::Score;
use crate::register::succession::{Follows, Predecessor};

/// One indicator and year of a school by the URN that each result stands
/// under. Results under the present URN come first; those of a continued school
/// stand in for them; those of merged schools are pooled, all or none.
pub(super) fn joined(
    mut by_urn: BTreeMap<String, Outcome>,
    present: &str,
    earlier: &[Predecessor],
    indicator: &Indicator,
) -> Option<Outcome> {
    let parts: Vec<&Predecessor> = earlier
        .iter()
        .filter(|one| one.how == Follows::Merger && one.stages.contains(&indicator.stage))
        .collect();
    let took_in = parts.iter().any(|one| one.urn == present);
    let has_part =
        parts.iter().any(|one| one.urn != present && by_urn.contains_key(&one.urn));
    if has_part {
        let own = by_urn.get(present).filter(|own| own.score.is_ok() && !took_in);
        if let Some(own) = own {
            return Some(own.clone());
        }
        let mut pool: Option<Outcome> = None;
        for part in &parts {
            // A part without any row leaves the whole without a result.
            let one = by_urn.remove(&part.urn);
            pool = match (pool, one) {
                (None, one) => Some(one.unwrap_or_else(|| nothing(&by_urn))),
                (Some(held), Some(one)) => Some(pooled(held, one, indicator)),
                (Some(held), None) => {
                    let none = nothing(&by_urn);
                    Some(pooled(held, none, indicator))
                }
            };
        }
        return pool;
    }
    let is_own = |urn: &str| urn == present;
    by_urn
        .into_iter()
        .min_by(|(a, x), (b, y)| {
            let rank = |urn: &str, one: &Outcome| (one.score.is_err(), !is_own(urn));
            rank(a, x).cmp(&rank(b, y)).then_with(|| b.cmp(a))
        })
        .map(|(_, outcome)| outcome)
}

fn nothing(others: &BTreeMap<String, Outcome>) -> Outcome {
    let like = others.values().next();
    Outcome {
        score: Err(Missing::NoResult),
        status: like.map(|one| one.status).unwrap_or_default(),
        cells: Vec::new(),
    }
}

/// Two schools' results as one: counts added, or no result.
fn pooled(a: Outcome, b: Outcome, indicator: &Indicator) -> Outcome {
    let mut cells = a.cells;
    cells.extend(b.cells);
    let score = match (a.score, b.score) {
        (Ok(x), Ok(y)) => both(x, y, indicator),
        (Err(why), Ok(_) | Err(Missing::Blank | Missing::NoResult))
        | (Ok(_) | Err(_), Err(why)) => Err(why),
    };
    Outcome { score, status: a.status.max(b.status), cells }
}

fn both(x: Score, y: Score, indicator: &Indicator) -> Result<Score, Missing> {
    let add = |a: Option<f64>, b: Option<f64>| Some(a? + b?);
    let numerator = add(x.numerator, y.numerator);
    let denominator = add(x.denominator, y.denominator);
    let scale = match indicator.basis {
        Basis::Share => 100.0,
        Basis::Mean | Basis::Progress => 1.0,
    };
    match numerator.zip(denominator) {
        Some((of, all)) if all > 0.0 => Ok(Score {
            value: scale * of / all,
            numerator,
            denominator,
            cohort: add(x.cohort, y.cohort),
            given: x.given.max(y.given),
            limits: None,
            stated: None,
        }),
        _ => Err(Missing::NoResult),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::indicator::Stage;
    use crate::register::results::{Given, Status};

    fn outcome(counts: Option<(f64, f64)>) -> Outcome {
        let score = counts.ok_or(Missing::Blank).map(|(of, all)| Score {
            value: 100.0 * of / all,
            numerator: Some(of),
            denominator: Some(all),
            cohort: None,
            given: Given::Counts,
            limits: None,
            stated: None,
        });
        Outcome { score, status: Status::Final, cells: Vec::new() }
    }

    fn before(urn: &str, how: Follows, stages: &[Stage]) -> Predecessor {
        Predecessor { urn: urn.to_owned(), how, stages: stages.to_vec() }
    }

    fn shown(results: &[(&str, Option<(f64, f64)>)], earlier: &[Predecessor]) -> String {
        let by_urn = results
            .iter()
            .map(|(urn, counts)| ((*urn).to_owned(), outcome(*counts)))
            .collect();
        let indicator = Indicator::of("ks2_l4_em").unwrap();
        match joined(by_urn, "136001", earlier, indicator).map(|one| one.score) {
            Some(Ok(score)) => format!(
                "{}/{}",
                score.numerator.unwrap_or_default(),
                score.denominator.unwrap_or_default()
            ),
            Some(Err(why)) => format!("{why:?}"),
            None => "none".to_owned(),
        }
    }

    #[test]
    fn a_continued_school_has_the_result_of_whichever_urn_holds_one() {
        let earlier = [before("120001", Follows::Conversion, &[Stage::Ks2])];
        assert_eq!(shown(&[("120001", Some((16.0, 30.0)))], &earlier), "16/30");
        // The new URN stands in the same tables without a result.
        let rows = [("120001", Some((16.0, 30.0))), ("136001", None)];
        assert_eq!(shown(&rows, &earlier), "16/30");
        let rows = [("120001", Some((16.0, 30.0))), ("136001", Some((17.0, 30.0)))];
        assert_eq!(shown(&rows, &earlier), "17/30");
    }

    #[test]
    fn merged_primaries_are_pooled_or_have_no_result() {
        let earlier = [
            before("120001", Follows::Merger, &[Stage::Ks2]),
            before("120002", Follows::Merger, &[Stage::Ks2]),
        ];
        let rows = [("120001", Some((16.0, 30.0))), ("120002", Some((5.0, 8.0)))];
        assert_eq!(shown(&rows, &earlier), "21/38");
        assert_eq!(shown(&rows[..1], &earlier), "NoResult");
        let rows = [("120001", Some((16.0, 30.0))), ("120002", None)];
        assert_eq!(shown(&rows, &earlier), "Blank");
        assert_eq!(shown(&[("136001", Some((20.0, 38.0)))], &earlier), "20/38");
    }

    #[test]
    fn an_infant_school_adds_nothing_to_key_stage_2() {
        let earlier = [
            before("120001", Follows::Merger, &[Stage::Ks1]),
            before("120002", Follows::Merger, &[Stage::Ks2]),
        ];
        assert_eq!(shown(&[("120002", Some((16.0, 30.0)))], &earlier), "16/30");
    }
}
