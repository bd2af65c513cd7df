//! Why a candidate does not stand before the first.

use super::Candidate;
use crate::base::quantity::decimal;

/// Differences below this are not worth a word, in points.
const WORTH_SAYING: f64 = 0.05;

/// The two parts that cost most against the first, or the tie that decided.
pub(crate) fn behind(first: &Candidate, one: &Candidate) -> String {
    let mut lost: Vec<(f64, String)> = first
        .parts
        .iter()
        .zip(&one.parts)
        .filter(|(first, own)| first.points - own.points >= WORTH_SAYING)
        .map(|(first, own)| {
            let lost = first.points - own.points;
            let says = format!(
                "{} {} ({})",
                own.factor.word().to_lowercase(),
                decimal(-lost, 1),
                own.says
            );
            (lost, says)
        })
        .collect();
    lost.sort_by(|a, b| b.0.total_cmp(&a.0));
    if first.total - one.total >= WORTH_SAYING {
        let said: Vec<String> = lost.into_iter().take(2).map(|(_, says)| says).collect();
        return said.join("; ");
    }
    match (first.km, one.km) {
        (Some(near), Some(far)) if far > near => {
            "as many points, but further away".to_owned()
        }
        (Some(_), None) => "as many points, but the distance is unknown".to_owned(),
        _ if one.active > first.active => {
            "as many points, but more deployments at work".to_owned()
        }
        _ => "as many points: the reference decides".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::shortlists;
    use super::*;
    use crate::model::testing::programme;

    #[test]
    fn the_two_parts_that_cost_most_are_named() {
        let made = programme(
            "
            Schools | URN | School | Phase | Number on roll | FSM % | Easting | Northing
                | 180101 | Client Primary School | primary | 200 | 20 | 600000 | 300000
                | 180102 | Near Primary School | primary | 200 | 20 | 610000 | 300000
                | 180103 | Far Primary School | primary | 100 | 20 | 630000 | 300000
                | 180104 | Gap Primary School | primary | 200 | 20 | 600100 | 300000
            LLEs | LLE ref | Headteacher | School | Accredited | Expertise
                | L1 | Ann Near | Near Primary School | 2010-01-22 | maths
                | L2 | Bob Far | Far Primary School | 2010-01-22 | English
                | L3 | Cat Near | Near Primary School | 2010-01-22 | maths
            Needs of identified schools | Need ref | School | Needs (weight)
                | N1 | Client Primary School | maths
        ",
        );
        let list = &shortlists(&made)[0];
        let said: Vec<String> = list
            .candidates
            .iter()
            .skip(1)
            .map(|one| behind(&list.candidates[0], one))
            .collect();
        assert_eq!(
            said,
            [
                "as many points: the reference decides",
                // Expertise 25; distance 15 × 20/50 = 6; size 10 × half = 5.
                "expertise \u{2212}25.0 (0 of 1 by weight; not maths); distance \u{2212}6.0 (30.0 km)",
            ]
        );
    }
}
