//! How well an LLE fits a school: six parts, each with its reason.

use super::{Candidate, Subject, km};
use crate::base::quantity::{decimal, plain};
use crate::base::text::fold;
use crate::model::programme::{Lle, LleId, Need, Programme, School};

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Factor {
    /// The phases are one, or overlap.
    Phase,
    /// The needs, by their weights, that the LLE's expertise meets.
    Expertise,
    /// Free school meals alike.
    Context,
    /// Near enough to go there often.
    Distance,
    /// Numbers on roll alike.
    Size,
    /// Free days against the days needed.
    Capacity,
}

impl Factor {
    /// In the order of the reports.
    pub(crate) const ALL: [Self; 6] = [
        Self::Phase,
        Self::Expertise,
        Self::Context,
        Self::Distance,
        Self::Size,
        Self::Capacity,
    ];

    /// As it is printed.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Phase => "Phase",
            Self::Expertise => "Expertise",
            Self::Context => "Context",
            Self::Distance => "Distance",
            Self::Size => "Size",
            Self::Capacity => "Capacity",
        }
    }

    /// The setting of its weight.
    pub(crate) const fn setting(self) -> &'static str {
        match self {
            Self::Phase => "weight_phase",
            Self::Expertise => "weight_expertise",
            Self::Context => "weight_context",
            Self::Distance => "weight_distance",
            Self::Size => "weight_size",
            Self::Capacity => "weight_capacity",
        }
    }
}

/// One part of a total.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// What is looked at.
    pub(crate) factor: Factor,
    /// 0 to 1; none where something is not known: half the weight is given.
    pub(crate) share: Option<f64>,
    /// Weight × share, unrounded.
    pub(crate) points: f64,
    /// Why.
    pub(crate) says: String,
}

/// Share of a part about which nothing is known: neither for nor against.
const NEUTRAL: f64 = 0.5;

/// What one look says: a share of the weight, or nothing, and why.
type Look = (Option<f64>, String);

pub(super) fn candidate(
    programme: &Programme,
    subject: &Subject<'_>,
    id: LleId,
) -> Option<Candidate> {
    let lle = programme.lle(id)?;
    let client = programme.school(subject.id)?;
    let home = lle.school.and_then(|home| programme.school(home));
    let km = home.and_then(|home| Some(km(home.place?, client.place?)));
    let load = subject.known.load(id);
    let (days, is_said) = load.offered;
    let free = days - load.booked;
    let number = |name: &str| programme.settings.number(name);
    let look = |factor: Factor| match factor {
        Factor::Phase => phase(wanted_phase(subject.need, client), phase_of(lle, home)),
        Factor::Expertise => expertise(subject.need, &lle.expertise),
        Factor::Context => {
            context(client.fsm, home.and_then(|h| h.fsm), number("match_fsm_span"))
        }
        Factor::Distance => distance(km, number("match_max_km")),
        Factor::Size => {
            let wanted = subject.need.and_then(|need| need.size).or(client.roll);
            size(wanted, home.and_then(|home| home.roll))
        }
        Factor::Capacity => {
            capacity(free, days, is_said, subject.need.and_then(|need| need.days))
        }
    };
    let parts: Vec<Part> = Factor::ALL
        .into_iter()
        .map(|factor| {
            let (share, says) = look(factor);
            let points = number(factor.setting()) * share.unwrap_or(NEUTRAL);
            Part { factor, share, points, says }
        })
        .collect();
    Some(Candidate {
        lle: id,
        total: parts.iter().map(|part| part.points).sum(),
        parts,
        free,
        km,
        active: load.active,
        so_far: load.so_far,
    })
}

fn unknown(what: &str) -> Look {
    (None, format!("{what} unknown: half the weight"))
}

fn wanted_phase(need: Option<&Need>, client: &School) -> &'static str {
    need.map(|need| need.phase).filter(|phase| !phase.is_empty()).unwrap_or(client.phase)
}

fn phase_of(lle: &Lle, home: Option<&School>) -> &'static str {
    home.map(|home| home.phase).filter(|phase| !phase.is_empty()).unwrap_or(lle.phase)
}

/// The same phase in full; phases that share a key stage by half.
fn phase(wanted: &str, own: &str) -> Look {
    if wanted.is_empty() || own.is_empty() {
        return unknown("phase");
    }
    if wanted == own {
        return (Some(1.0), format!("both {own}"));
    }
    let stages = |phase: &str| -> &[u8] {
        match phase {
            "nursery" => &[0],
            "infant" => &[0, 1],
            "junior" => &[2],
            "primary" => &[0, 1, 2],
            "middle" => &[2, 3],
            "secondary" => &[3, 4],
            "16 plus" => &[5],
            "all-through" => &[0, 1, 2, 3, 4],
            _ => &[],
        }
    };
    let is_shared = stages(wanted).iter().any(|stage| stages(own).contains(stage));
    if is_shared {
        (Some(0.5), format!("{own} and {wanted} share a key stage"))
    } else {
        (Some(0.0), format!("{own}, not {wanted}"))
    }
}

/// Whether a tag of an LLE meets a need: one is the other, or part of it in
/// whole words (`maths` and `maths leadership`).
fn meets(need: &str, tag: &str) -> bool {
    let pad = |text: &str| format!(" {} ", fold(&text.replace(['/', '&', '-'], " ")));
    let (need, tag) = (pad(need), pad(tag));
    need.trim() == tag.trim() || need.contains(&tag) || tag.contains(&need)
}

fn expertise(need: Option<&Need>, tags: &[String]) -> Look {
    let wanted = need.map_or(&[] as &[(String, f64)], |need| need.tags.as_slice());
    let all: f64 = wanted.iter().map(|(_, weight)| weight).sum();
    if wanted.is_empty() || all <= 0.0 {
        return unknown("needs");
    }
    if tags.is_empty() {
        return unknown("expertise");
    }
    let (met, unmet): (Vec<_>, Vec<_>) =
        wanted.iter().partition(|(need, _)| tags.iter().any(|tag| meets(need, tag)));
    let got: f64 = met.iter().map(|(_, weight)| weight).sum();
    let names = |list: &[&(String, f64)]| {
        list.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let mut says = format!("{} of {} by weight", plain(got), plain(all));
    if !met.is_empty() {
        says.push_str(&format!(": {}", names(&met)));
    }
    if !unmet.is_empty() {
        says.push_str(&format!("; not {}", names(&unmet)));
    }
    (Some(got / all), says)
}

fn context(client: Option<f64>, own: Option<f64>, span: f64) -> Look {
    let Some((client, own)) = client.zip(own).filter(|_| span > 0.0) else {
        return unknown("free school meals");
    };
    let share = (1.0 - (client - own).abs() / span).clamp(0.0, 1.0);
    (
        Some(share),
        format!("free school meals {}% and {}%", decimal(own, 0), decimal(client, 0)),
    )
}

fn distance(km: Option<f64>, most: f64) -> Look {
    let Some(km) = km.filter(|_| most > 0.0) else { return unknown("distance") };
    (Some((1.0 - km / most).clamp(0.0, 1.0)), format!("{} km", decimal(km, 1)))
}

fn size(client: Option<f64>, own: Option<f64>) -> Look {
    let Some((client, own)) = client.zip(own).filter(|(a, b)| a.max(*b) > 0.0) else {
        return unknown("number on roll");
    };
    let says = format!("{} and {} pupils", decimal(own, 0), decimal(client, 0));
    (Some(client.min(own) / client.max(own)), says)
}

/// Free days ÷ days needed, at most 1; ÷ days offered where the need names none.
fn capacity(free: f64, offered: f64, is_said: bool, needed: Option<f64>) -> Look {
    let wanted = needed.filter(|days| *days > 0.0);
    let assumed = if is_said { "" } else { " (days offered assumed)" };
    match wanted {
        Some(days) => (
            Some((free / days).clamp(0.0, 1.0)),
            format!("{} free of {} needed{assumed}", plain(free), plain(days)),
        ),
        None if offered > 0.0 => (
            Some((free / offered).clamp(0.0, 1.0)),
            format!("{} free of {} offered{assumed}", plain(free), plain(offered)),
        ),
        None => unknown("days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::quantity::rounded;
    use crate::measure::shortlist::shortlists;
    use crate::model::testing::programme;

    const PAIR: &str = "
        Schools | URN | School | Phase | Number on roll | FSM % | Easting | Northing
                | 180101 | Client Primary School | primary | 240 | 28 | 611200 | 294300
                | 180102 | Leader Primary School | primary | 180 | 19 | 623000 | 308500
                | 180103 | Third Primary School | primary | 200 | 20 | 611300 | 294300
                | 180104 | Fourth Primary School | primary | 200 | 20 | 623100 | 308500
        LLEs | LLE ref | Headteacher | School | Accredited | Expertise | Days offered per year
             | LLE01 | Ann Leader | Leader Primary School | 2010-01-22 | maths; leadership coaching | 20
        Deployments | Deployment ref | LLE ref | LLE | Client school | Start | Status | Days agreed
             | D1 | LLE01 | Ann Leader | Third Primary School | 2011-09-12 | active | 14
        Needs of identified schools | Need ref | School | Needs (weight) | Days estimated
             | N1 | Client Primary School | maths (2); leadership coaching (1); phonics (1) | 10
    ";

    #[test]
    fn the_worked_example_scores_77_2_from_unrounded_parts() {
        let made = programme(PAIR);
        let lists = shortlists(&made);
        let candidate = &lists[0].candidates[0];
        let points: Vec<f64> =
            candidate.parts.iter().map(|part| rounded(part.points, 1)).collect();
        // Phase, expertise, context, distance, size, capacity.
        assert_eq!(points, [25.0, 18.8, 10.5, 9.5, 7.5, 6.0]);
        assert_eq!(rounded(points.iter().sum(), 1), 77.3, "the printed parts");
        assert_eq!(rounded(candidate.total, 1), 77.2);
        assert_eq!(rounded(candidate.km.unwrap(), 2), 18.46);
        assert_eq!((candidate.free, candidate.active, candidate.so_far), (6.0, 1, 1));
        let says: Vec<&str> = candidate.parts.iter().map(|p| p.says.as_str()).collect();
        assert_eq!(
            says,
            [
                "both primary",
                "3 of 4 by weight: maths, leadership coaching; not phonics",
                "free school meals 19% and 28%",
                "18.5 km",
                "180 and 240 pupils",
                "6 free of 10 needed",
            ]
        );
    }

    #[test]
    fn what_is_not_known_counts_half_and_says_so() {
        assert_eq!(
            distance(None, 50.0),
            (None, "distance unknown: half the weight".to_owned())
        );
        assert_eq!(context(None, Some(12.0), 30.0).0, None);
        assert_eq!(size(Some(0.0), Some(0.0)).0, None);
        let made = programme(&PAIR.replace("623000", ""));
        let part = &shortlists(&made)[0].candidates[0].parts[3];
        assert_eq!((part.factor, part.points), (Factor::Distance, 7.5));
    }

    #[test]
    fn a_junior_head_knows_half_of_a_primary_school_and_none_of_a_secondary() {
        assert_eq!(phase("primary", "junior").0, Some(0.5));
        assert_eq!(phase("secondary", "junior").0, Some(0.0));
        assert_eq!(phase("special", "special").0, Some(1.0));
    }

    #[test]
    fn a_tag_meets_a_need_in_whole_words_alone() {
        assert!(meets("Maths", "maths leadership"));
        assert!(
            meets("teaching & learning", "Teaching and learning")
                || meets("SEND", "send")
        );
        assert!(!meets("English", "EAL"));
        assert!(!meets("art", "early start"));
    }

    #[test]
    fn free_days_beyond_the_need_are_worth_no_more() {
        assert_eq!(capacity(30.0, 40.0, true, Some(10.0)).0, Some(1.0));
        assert_eq!(capacity(10.0, 40.0, true, None).0, Some(0.25));
    }
}
