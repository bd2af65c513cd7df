//! Where a deployment stands on a day, how long it has stood there, and what is
//! due next: a state machine read from dates and status.

use std::collections::BTreeMap;

use jiff::ToSpan;

use super::programme::{Deployment, DeploymentId, Programme};
use crate::base::date::Date;

/// The states, in the order in which a deployment passes through them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum State {
    /// The school is known to need support.
    Identified,
    /// The panel has it.
    Referred,
    /// An LLE was found.
    Matched,
    /// Both heads agreed.
    Agreed,
    /// All three signatures stand.
    Contracted,
    /// Support has begun.
    Active,
    /// The review half-way was held.
    MidPoint,
    /// Support has ended.
    Closed,
    /// The evaluation at the end was held.
    Evaluated,
    /// Stopped before its time.
    Withdrawn,
    /// Never taken up.
    Declined,
}

impl State {
    /// Every state, in order.
    pub(crate) const ALL: [Self; 11] = [
        Self::Identified,
        Self::Referred,
        Self::Matched,
        Self::Agreed,
        Self::Contracted,
        Self::Active,
        Self::MidPoint,
        Self::Closed,
        Self::Evaluated,
        Self::Withdrawn,
        Self::Declined,
    ];

    /// The word of registers and of `figures.csv`.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Identified => "identified",
            Self::Referred => "referred",
            Self::Matched => "matched",
            Self::Agreed => "agreed",
            Self::Contracted => "contracted",
            Self::Active => "active",
            Self::MidPoint => "mid-point",
            Self::Closed => "closed",
            Self::Evaluated => "evaluated",
            Self::Withdrawn => "withdrawn",
            Self::Declined => "declined",
        }
    }

    fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Support is being given.
    pub(crate) const fn is_at_work(self) -> bool {
        matches!(self, Self::Active | Self::MidPoint)
    }

    /// Nothing more is to come of it.
    pub(crate) const fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Evaluated | Self::Withdrawn | Self::Declined)
    }
}

/// A state and the day on which it began, where that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    /// State.
    pub(crate) state: State,
    /// Since when.
    pub(crate) since: Option<Date>,
}

/// What is to be done next in a deployment, and by when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// Find an LLE.
    Match,
    /// Have all three parties sign.
    Sign,
    /// Hold the review half-way.
    Review,
    /// Close it, or agree a later end.
    Close,
    /// Hold the evaluation.
    Evaluate,
}

/// The days on which a deployment came into each state, in the order of states.
fn passed(programme: &Programme, id: DeploymentId) -> Vec<(State, Date)> {
    let Some(one) = programme.deployment(id) else { return Vec::new() };
    let signed = programme
        .contracts
        .iter()
        .filter(|contract| contract.deployment == Some(id))
        .filter_map(|contract| {
            contract.signed.iter().copied().collect::<Option<Vec<Date>>>()
        })
        .filter_map(|days| days.into_iter().max())
        .min();
    [
        (State::Identified, one.identified),
        (State::Referred, one.panel),
        (State::Matched, one.matched),
        (State::Agreed, one.agreed),
        (State::Contracted, signed),
        (State::Active, one.start),
        (State::MidPoint, one.midpoint),
        (State::Closed, ended(one)),
        (State::Evaluated, one.evaluated),
    ]
    .into_iter()
    .filter_map(|(state, day)| Some((state, day?)))
    .collect()
}

/// Support is given on the last day, so the state changes the day after.
fn ended(deployment: &Deployment) -> Option<Date> {
    deployment.end.map(|end| end.saturating_add(1.days()))
}

/// Where a deployment stood on a day by its dates alone.
fn by_dates(programme: &Programme, id: DeploymentId, day: Date) -> Option<Standing> {
    passed(programme, id)
        .into_iter()
        .filter(|(_, since)| *since <= day)
        .max_by_key(|(state, _)| *state)
        .map(|(state, since)| Standing { state, since: Some(since) })
}

/// Where a deployment stands on a day; `None` before anything is known of it.
///
/// On the as-at date a written status wins over the dates, but for the words
/// that dates may overtake: a register that still says contracted when support
/// has begun is late, not right. On an earlier day the dates speak, for the
/// status of that day is not known.
pub(crate) fn on(programme: &Programme, id: DeploymentId, day: Date) -> Option<Standing> {
    let one = programme.deployment(id)?;
    let dated = by_dates(programme, id, day);
    let written = State::of(one.status);
    let since = |state: State| {
        passed(programme, id)
            .into_iter()
            .find(|(passed, _)| *passed == state)
            .map(|(_, since)| since)
            .filter(|since| *since <= day)
    };
    match written {
        Some(state @ (State::Withdrawn | State::Declined)) => {
            let left = ended(one);
            if left.is_some_and(|left| left <= day) || day >= programme.as_at {
                return Some(Standing { state, since: left.filter(|left| *left <= day) });
            }
            // Without a date nobody knows how far it came.
            dated.filter(|standing| left.is_some() || standing.state < State::Active)
        }
        Some(
            state @ (State::Active | State::MidPoint | State::Closed | State::Evaluated),
        ) if day >= programme.as_at
            // A start that is still to come has not begun support.
            && (state > State::MidPoint || one.start.is_none_or(|start| start <= day)) =>
        {
            Some(Standing { state, since: since(state) })
        }
        Some(
            state @ (State::Identified
            | State::Referred
            | State::Matched
            | State::Agreed
            | State::Contracted),
        ) if day >= programme.as_at => match dated {
            Some(standing) if standing.state > state => Some(standing),
            _ => Some(Standing { state, since: since(state) }),
        },
        Some(
            State::Identified
            | State::Referred
            | State::Matched
            | State::Agreed
            | State::Contracted
            | State::Active
            | State::MidPoint
            | State::Closed
            | State::Evaluated,
        )
        | None => dated,
    }
}

/// How many deployments stood in each state on a day.
pub(crate) fn counts(programme: &Programme, day: Date) -> BTreeMap<State, usize> {
    let mut counts = BTreeMap::new();
    for at in 0..programme.deployments.len() {
        if let Some(standing) = on(programme, DeploymentId(at), day) {
            *counts.entry(standing.state).or_default() += 1;
        }
    }
    counts
}

/// The states that a deployment has passed through, with the days that it
/// spent in each, up to the as-at date. A state without a date is not in it.
pub(crate) fn times(programme: &Programme, id: DeploymentId) -> Vec<(State, i64)> {
    let passed: Vec<(State, Date)> = passed(programme, id)
        .into_iter()
        .filter(|(_, since)| *since <= programme.as_at)
        .collect();
    let next = passed.iter().skip(1).map(|(_, day)| Some(*day));
    passed
        .iter()
        .zip(next.chain(std::iter::once(None)))
        .map(|((state, since), until)| {
            let until = until.unwrap_or(programme.as_at);
            let days = since.until(until).map_or(0, |span| span.get_days());
            (*state, i64::from(days.max(0)))
        })
        .collect()
}

/// The next step of a deployment and the day by which it is due. Reviews and
/// evaluations are asked for only where the registers keep them.
pub(crate) fn next(programme: &Programme, id: DeploymentId) -> Option<(Step, Date)> {
    let one = programme.deployment(id)?;
    let standing = on(programme, id, programme.as_at)?;
    let is_kept = |by_date: fn(&Deployment) -> Option<Date>| {
        !programme.quality.is_empty()
            || programme.deployments.iter().any(|d| by_date(d).is_some())
    };
    // A quality register may hold what the deployment's own dates do not.
    let was_held = |word: &str| {
        programme.quality.iter().any(|check| {
            check.deployment == Some(id)
                && check.done.is_some()
                && check.kind.to_lowercase().contains(word)
        })
    };
    let later = |from: Date, setting: &str| {
        from.saturating_add((programme.settings.number(setting) as i64).days())
    };
    match standing.state {
        State::Identified | State::Referred => {
            Some((Step::Match, later(one.identified.or(one.panel)?, "match_days")))
        }
        State::Matched | State::Agreed => Some((Step::Sign, one.start?)),
        State::Contracted => None,
        State::Active => {
            let (start, end) = (one.start?, one.planned_end?);
            if end < programme.as_at {
                return Some((Step::Close, end));
            }
            if !is_kept(|d| d.midpoint) || was_held("mid") {
                return Some((Step::Close, end));
            }
            let half = start.until(end).map_or(0, |span| span.get_days()) / 2;
            let due = one.midpoint.unwrap_or(start.saturating_add(half.days()));
            Some((Step::Review, due))
        }
        State::MidPoint => Some((Step::Close, one.planned_end?)),
        State::Closed => {
            let end = one.end.or(one.planned_end)?;
            if !is_kept(|d| d.evaluated) || was_held("eval") {
                return None;
            }
            Some((Step::Evaluate, later(end, "evaluation_days")))
        }
        State::Evaluated | State::Withdrawn | State::Declined => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::programme;
    use jiff::civil::date;

    const SCHOOLS: &str = "
Schools  | URN    | School name           | Phase
         | 121001 | Ashby Primary School  | Primary
         | 121002 | Barton Primary School | Primary
         | 121003 | Corby Primary School  | Primary
LLEs     | LLE ref | Name | School | URN | Accredited | Status
         | LLE-01 | Mrs Helen Birdsall | Ashby Primary School | 121001 | 01/03/2010 | Active
";

    fn with(deployments: &str) -> Programme {
        programme(&format!(
            "{SCHOOLS}
Deployments | Deployment ref | LLE ref | LLE | Client school | URN | Identified | Matched | Start | Planned end | End | Status
{deployments}"
        ))
    }

    fn stands(programme: &Programme, day: Date) -> Option<&'static str> {
        on(programme, DeploymentId(0), day).map(|standing| standing.state.word())
    }

    const ONE: &str = "  | DEP-01 | LLE-01 | Mrs Helen Birdsall | Barton Primary School | 121002 | 01/06/2010 | 20/06/2010 | 06/09/2010 | 20/07/2011 | 15/07/2011 | ";

    #[test]
    fn a_deployment_passes_from_state_to_state_by_its_dates() {
        let one = with(ONE);
        assert_eq!(stands(&one, date(2010, 5, 31)), None);
        assert_eq!(stands(&one, date(2010, 6, 1)), Some("identified"));
        assert_eq!(stands(&one, date(2010, 6, 20)), Some("matched"));
        assert_eq!(stands(&one, date(2010, 9, 6)), Some("active"));
        assert_eq!(
            stands(&one, date(2011, 7, 15)),
            Some("active"),
            "the last day counts"
        );
        assert_eq!(stands(&one, date(2011, 7, 16)), Some("closed"));
    }

    #[test]
    fn the_days_in_each_state_are_counted_up_to_the_next_one() {
        let times = times(&with(ONE), DeploymentId(0));
        assert_eq!(times[0], (State::Identified, 19));
        assert_eq!(times[1], (State::Matched, 78));
    }

    #[test]
    fn a_written_status_wins_on_the_as_at_date_and_not_before() {
        let one = with(&ONE.replace("15/07/2011 | ", " | closed"));
        assert_eq!(stands(&one, date(2011, 11, 30)), Some("closed"));
        assert_eq!(stands(&one, date(2011, 6, 1)), Some("active"));
    }

    #[test]
    fn a_status_that_the_dates_have_overtaken_is_late_and_does_not_win() {
        let one = with(&ONE.replace("15/07/2011 | ", " | contracted"));
        assert_eq!(stands(&one, date(2011, 11, 30)), Some("active"));
    }

    #[test]
    fn what_was_declined_was_never_at_work() {
        let one = with(&ONE.replace("15/07/2011 | ", " | declined"));
        assert_eq!(stands(&one, date(2011, 11, 30)), Some("declined"));
        assert_eq!(stands(&one, date(2011, 1, 1)), None);
        assert_eq!(stands(&one, date(2010, 6, 30)), Some("matched"));
    }

    #[test]
    fn any_past_day_can_be_counted() {
        let two = with(&format!(
            "{ONE}
 | DEP-02 | LLE-01 | Mrs Helen Birdsall | Corby Primary School | 121003 | | | 01/11/2011 | 20/07/2012 | | "
        ));
        let at_work = |day| counts(&two, day).get(&State::Active).copied().unwrap_or(0);
        assert_eq!(at_work(date(2010, 9, 5)), 0);
        assert_eq!(at_work(date(2010, 9, 6)), 1);
        assert_eq!(at_work(date(2011, 10, 31)), 0);
        assert_eq!(at_work(date(2011, 11, 30)), 1);
    }

    #[test]
    fn a_school_that_is_identified_is_to_be_matched_within_twenty_days() {
        let one = with(
            "  | DEP-01 | LLE-01 | Mrs Helen Birdsall | Barton Primary School | 121002 | 01/11/2011 | | | | | ",
        );
        assert_eq!(next(&one, DeploymentId(0)), Some((Step::Match, date(2011, 11, 21))));
    }

    #[test]
    fn a_deployment_past_its_planned_end_is_to_be_closed() {
        let one = with(&ONE.replace("15/07/2011 | ", " | active"));
        assert_eq!(next(&one, DeploymentId(0)), Some((Step::Close, date(2011, 7, 20))));
    }
}
