//! The adviser's choice against the ranks: followed, overridden, explained.

use super::{Candidate, Excluded, Shortlist, shortlists};
use crate::base::quantity::decimal;
use crate::base::release::{Held, Internal};
use crate::model::programme::{Need, Programme};

/// What the register of needs says of the choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// Nobody is chosen.
    Open,
    /// The first of the shortlist.
    First,
    /// Another of the shortlist, by rank from one.
    Other(usize),
    /// One whom a rule excludes.
    Excluded,
    /// A name that fits no LLE, or more than one.
    Unknown,
}

impl Choice {
    /// In words.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Open => "no choice recorded".to_owned(),
            Self::First => "first of the shortlist".to_owned(),
            Self::Other(rank) => format!("number {rank} of the shortlist"),
            Self::Excluded => "somebody whom a rule excludes".to_owned(),
            Self::Unknown => "a name that fits no LLE, or several".to_owned(),
        }
    }

    /// Whether the adviser departs from the first, so that a reason is due.
    pub(crate) const fn is_override(&self) -> bool {
        match self {
            Self::Other(_) | Self::Excluded => true,
            Self::Open | Self::First | Self::Unknown => false,
        }
    }
}

pub(super) fn of(
    need: Option<&Need>,
    candidates: &[Candidate],
    excluded: &[Excluded],
) -> Choice {
    let Some(need) = need else { return Choice::Open };
    if need.chosen.within().trim().is_empty() {
        return Choice::Open;
    }
    let Some(lle) = need.chosen_lle else { return Choice::Unknown };
    match candidates.iter().position(|one| one.lle == lle) {
        Some(0) => Choice::First,
        Some(at) => Choice::Other(at + 1),
        None if excluded.iter().any(|one| one.lle == lle) => Choice::Excluded,
        None => Choice::Unknown,
    }
}

/// A choice that departs from the first of its shortlist and gives no reason.
#[derive(Clone, Debug)]
pub(crate) struct Unexplained<'a> {
    /// The need.
    pub(crate) need: &'a Need,
    /// What stands there, against the shortlist.
    pub(crate) says: Held<String, Internal>,
}

/// Every choice that wants a reason and has none.
pub(crate) fn unexplained(programme: &Programme) -> Vec<Unexplained<'_>> {
    let has_choice = |need: &Need| !need.chosen.within().trim().is_empty();
    if !programme.needs.iter().any(has_choice) {
        return Vec::new();
    }
    shortlists(programme)
        .iter()
        .filter(|list| list.choice.is_override())
        .filter_map(|list| {
            let need = programme.needs.get(list.need?)?;
            let is_bare = need.choice_reason.within().trim().is_empty();
            is_bare.then(|| Unexplained {
                need,
                says: Held::new(says(programme, list, need)),
            })
        })
        .collect()
}

fn says(programme: &Programme, list: &Shortlist, need: &Need) -> String {
    let chosen = need.chosen.within();
    let name = |one: &Candidate| {
        programme.lle(one.lle).map_or("", |lle| lle.reference.as_str()).to_owned()
    };
    let first = list.candidates.first().map_or_else(
        || "nobody is on the shortlist".to_owned(),
        |one| format!("the first is {} with {}", name(one), decimal(one.total, 1)),
    );
    let of_chosen = need.chosen_lle.and_then(|lle| {
        let one = list.candidates.iter().find(|one| one.lle == lle)?;
        Some(format!(" with {}", decimal(one.total, 1)))
    });
    let why = need.chosen_lle.and_then(|lle| {
        let one = list.excluded.iter().find(|one| one.lle == lle)?;
        let kinds: Vec<&str> = one.reasons.iter().map(|reason| reason.kind).collect();
        Some(format!(" ({})", kinds.join(", ")))
    });
    format!(
        "{chosen} is chosen: {}{}{}; {first}. No reason is written.",
        list.choice.words(),
        of_chosen.unwrap_or_default(),
        why.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::programme;

    fn says_of(chosen: &str, reason: &str) -> Vec<String> {
        let made = programme(&format!(
            "
            Schools | URN | School | Phase | Easting | Northing
                | 180101 | Client Primary School | primary | 600000 | 300000
                | 180102 | Near Primary School | primary | 610000 | 300000
                | 180103 | Far Primary School | primary | 640000 | 300000
                | 180104 | Gap Primary School | primary | 600100 | 300000
            LLEs | LLE ref | Headteacher | School | Accredited | Status
                | L1 | Ann Near | Near Primary School | 2010-01-22 | active
                | L2 | Bob Far | Far Primary School | 2010-01-22 | active
                | L3 | Cat Gap | Gap Primary School | 2010-01-22 | active
            Needs of identified schools | Need ref | School | LLE chosen | Reason for the choice
                | N1 | Client Primary School | {chosen} | {reason}
        "
        ));
        unexplained(&made).into_iter().map(|one| one.says.within().clone()).collect()
    }

    #[test]
    fn an_override_of_the_first_wants_a_reason_and_the_first_does_not() {
        assert_eq!(says_of("L1", ""), [""; 0]);
        assert_eq!(says_of("", ""), [""; 0]);
        // Phase 25, expertise 12.5, context 7.5, size 5, capacity 10: 60, and
        // distance 15 × (1 − 10/50) = 12 for the near, 15 × (1 − 40/50) = 3.
        assert_eq!(
            says_of("Bob Far", ""),
            [
                "Bob Far is chosen: number 2 of the shortlist with 63.0; the first is L1 with 72.0. No reason is written."
            ]
        );
        assert_eq!(says_of("Bob Far", "knows mixed-age classes"), [""; 0]);
        assert_eq!(
            says_of("L3", ""),
            [
                "L3 is chosen: somebody whom a rule excludes (nearest school); the first is L1 with 72.0. No reason is written."
            ]
        );
    }
}
