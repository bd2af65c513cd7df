//! Which school followed which, and which key stages' results join.
//!
//! One school that becomes one school (a conversion) continues. Several that
//! become one join stage by stage: key stage 1 from the infant school, key
//! stage 2 from the junior school, both pooled where two primaries merge. A
//! split joins nothing, nor does a sponsored academy, which starts anew.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::date::Date;
use crate::base::indicator::Stage;
use crate::base::text::fold;
use crate::register::identity::dfe_of;
use crate::register::identity::name::Name;
use crate::register::record::Record;
use crate::register::{school_links, schools};

/// How one school came after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Follows {
    /// One school became one: the same school under a new URN.
    Conversion,
    /// Several became one.
    Merger,
    /// One became several: nothing joins.
    Split,
    /// An academy with a sponsor: nothing joins.
    Sponsored,
}

/// An earlier school of a present one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Predecessor {
    /// Its URN; the present school's own where it took another one in.
    pub(crate) urn: String,
    /// How the present school came after it; the weakest link of a chain.
    pub(crate) how: Follows,
    /// Stages whose results join those of the present school.
    pub(crate) stages: Vec<Stage>,
}

/// All successions of the school list as they stand on a date.
#[derive(Debug, Default)]
pub(crate) struct Succession {
    predecessors: BTreeMap<String, Vec<Predecessor>>,
    last: BTreeMap<String, String>,
    followed: BTreeSet<String>,
}

/// What the school list says of one URN.
#[derive(Clone, Debug, Default)]
struct Known {
    opened: Option<Date>,
    closed: Option<Date>,
    stages: Option<Vec<Stage>>,
    is_sponsored: bool,
}

const ALL_STAGES: [Stage; 5] =
    [Stage::Eyfs, Stage::Year1, Stage::Ks1, Stage::Year4, Stage::Ks2];

/// Longest time between a school's end and the opening of the one under its
/// number that is taken for its successor, in days: a summer holiday.
const LONGEST_GAP: i64 = 130;

/// Most successions that are followed from one school.
const LONGEST_CHAIN: usize = 12;

impl Succession {
    /// Works out successions from the registers `schools` and `school_links`.
    ///
    /// A successor that opens after `as_at` has not followed yet.
    pub(crate) fn of(list: &[Record], links: &[Record], as_at: Option<Date>) -> Self {
        let known = known(list);
        let mut after: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut add = |earlier: &str, later: &str| {
            let opens_later = known
                .get(later)
                .and_then(|known| known.opened)
                .zip(as_at)
                .is_some_and(|(opened, as_at)| opened > as_at);
            if earlier != later && !opens_later {
                after.entry(earlier.to_owned()).or_default().insert(later.to_owned());
            }
        };
        let mut parted: BTreeSet<(String, String)> = BTreeSet::new();
        for record in list {
            let Some(urn) = record.text(&schools::URN) else { continue };
            for next in urns(record.raw(&schools::REPLACED_BY)) {
                add(urn, &next);
            }
        }
        for link in links {
            let (Some(urn), Some(other)) =
                (link.text(&school_links::URN), link.text(&school_links::LINK_URN))
            else {
                continue;
            };
            let kind = fold(link.raw(&school_links::LINK_KIND));
            let Some((earlier, later)) = direction(&kind, urn, other, &known) else {
                continue;
            };
            add(earlier, later);
            if kind.contains("split") {
                parted.insert((earlier.to_owned(), later.to_owned()));
            }
        }
        for (earlier, later) in same_number(list, &known) {
            add(&earlier, &later);
        }
        Self::settled(&after, &parted, &known)
    }

    fn settled(
        after: &BTreeMap<String, BTreeSet<String>>,
        parted: &BTreeSet<(String, String)>,
        known: &BTreeMap<String, Known>,
    ) -> Self {
        let mut before: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (earlier, later) in after {
            for one in later {
                before.entry(one).or_default().insert(earlier);
            }
        }
        let mut direct: BTreeMap<&str, Vec<Predecessor>> = BTreeMap::new();
        for (later, earlier) in &before {
            direct.insert(later, joined(later, earlier, after, parted, known));
        }
        let mut made =
            Self { followed: after.keys().cloned().collect(), ..Self::default() };
        for later in before.keys() {
            let mut seen = BTreeSet::from([(*later).to_owned()]);
            let mut all = Vec::new();
            let start = (Follows::Conversion, &ALL_STAGES[..]);
            gather(later, &direct, start, LONGEST_CHAIN, &mut seen, &mut all);
            made.predecessors.insert((*later).to_owned(), all);
        }
        // The present school is the one that nothing has followed.
        for (later, earlier) in &made.predecessors {
            if after.contains_key(later) {
                continue;
            }
            for one in earlier.iter().filter(|one| !one.stages.is_empty()) {
                if one.urn != *later {
                    made.last.insert(one.urn.clone(), later.clone());
                }
            }
        }
        made
    }

    /// Earlier schools of this one, with the stages that join; nothing for a
    /// school that has always had its URN.
    pub(crate) fn predecessors(&self, urn: &str) -> &[Predecessor] {
        self.predecessors.get(urn).map_or(&[], Vec::as_slice)
    }

    /// The present URN of a school: its own, or that of the school that
    /// continues it.
    #[cfg(test)]
    pub(crate) fn present<'a>(&'a self, urn: &'a str) -> &'a str {
        self.last.get(urn).map_or(urn, String::as_str)
    }

    /// Whether another school has come after this one, joined or not.
    #[cfg(test)]
    pub(crate) fn is_followed(&self, urn: &str) -> bool {
        self.followed.contains(urn)
    }

    /// Every present school that has predecessors.
    pub(crate) fn present_schools(&self) -> impl Iterator<Item = (&str, &[Predecessor])> {
        self.predecessors
            .iter()
            .filter(|(urn, _)| !self.followed.contains(*urn))
            .map(|(urn, earlier)| (urn.as_str(), earlier.as_slice()))
    }
}

/// How each earlier school joins the later one.
fn joined(
    later: &str,
    earlier: &BTreeSet<&str>,
    after: &BTreeMap<String, BTreeSet<String>>,
    parted: &BTreeSet<(String, String)>,
    known: &BTreeMap<String, Known>,
) -> Vec<Predecessor> {
    let own = known.get(later).cloned().unwrap_or_default();
    // A school that was open before its predecessor closed took it in.
    let took_in = earlier.iter().any(|urn| {
        let closed = known.get(*urn).and_then(|one| one.closed);
        own.opened.zip(closed).is_some_and(|(opened, closed)| days(opened, closed) > 31)
    });
    let is_merger = earlier.len() > 1 || took_in;
    let mut all: Vec<Predecessor> = earlier
        .iter()
        .map(|urn| {
            let is_split = after.get(*urn).is_some_and(|next| next.len() > 1)
                || parted.contains(&((*urn).to_owned(), later.to_owned()));
            let how = match () {
                () if is_split => Follows::Split,
                () if own.is_sponsored && !took_in => Follows::Sponsored,
                () if is_merger => Follows::Merger,
                () => Follows::Conversion,
            };
            let stages = match how {
                Follows::Split | Follows::Sponsored => Vec::new(),
                Follows::Conversion => ALL_STAGES.to_vec(),
                Follows::Merger => known
                    .get(*urn)
                    .and_then(|one| one.stages.clone())
                    .unwrap_or_else(|| ALL_STAGES.to_vec()),
            };
            Predecessor { urn: (*urn).to_owned(), how, stages }
        })
        .collect();
    if took_in {
        all.push(Predecessor {
            urn: later.to_owned(),
            how: Follows::Merger,
            stages: ALL_STAGES.to_vec(),
        });
    }
    all
}

/// Follows chains of successions backwards.
fn gather(
    later: &str,
    direct: &BTreeMap<&str, Vec<Predecessor>>,
    (how, stages): (Follows, &[Stage]),
    left: usize,
    seen: &mut BTreeSet<String>,
    all: &mut Vec<Predecessor>,
) {
    let Some(left) = left.checked_sub(1) else { return };
    for one in direct.get(later).into_iter().flatten() {
        let how = how.max(one.how);
        let stages: Vec<Stage> =
            one.stages.iter().filter(|stage| stages.contains(stage)).copied().collect();
        let is_itself = one.urn == later;
        if !is_itself && !seen.insert(one.urn.clone()) {
            continue;
        }
        all.push(Predecessor { urn: one.urn.clone(), how, stages: stages.clone() });
        if !is_itself {
            gather(&one.urn, direct, (how, &stages), left, seen, all);
        }
    }
}

/// Which of two linked schools came first, by the type of the link.
///
/// The type says what the linked school is to the one in the row. Source: link
/// types of Get Information about Schools.
fn direction<'a>(
    kind: &str,
    urn: &'a str,
    other: &'a str,
    known: &BTreeMap<String, Known>,
) -> Option<(&'a str, &'a str)> {
    let is_child = matches!(kind, "child" | "child split school");
    if is_child || kind.contains("succ") || kind.contains("result of amalgamation") {
        return Some((urn, other));
    }
    if kind.contains("pred") || kind.contains("parent") {
        return Some((other, urn));
    }
    if kind.contains("merged") || kind.contains("amalgamat") {
        // The type does not say; the one that has closed came first.
        let is_closed =
            |urn: &str| known.get(urn).is_some_and(|known| known.closed.is_some());
        return match (is_closed(urn), is_closed(other)) {
            (true, false) => Some((urn, other)),
            (false, true) => Some((other, urn)),
            _ => None,
        };
    }
    None
}

/// Pairs under one DfE number of which the later opened as the earlier closed.
fn same_number(
    list: &[Record],
    known: &BTreeMap<String, Known>,
) -> Vec<(String, String)> {
    let mut by_number: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for record in list {
        let number: String =
            dfe_of(record).chars().filter(char::is_ascii_digit).collect();
        if let (7, Some(urn)) = (number.len(), record.text(&schools::URN)) {
            by_number.entry(number).or_default().insert(urn.to_owned());
        }
    }
    let mut pairs = Vec::new();
    for urns in by_number.values().filter(|urns| (2..=6).contains(&urns.len())) {
        for earlier in urns {
            for later in urns {
                let closed = known.get(earlier).and_then(|one| one.closed);
                let opened = known.get(later).and_then(|one| one.opened);
                if let (Some(closed), Some(opened)) = (closed, opened)
                    && earlier != later
                    && (-2..=LONGEST_GAP).contains(&days(closed, opened))
                {
                    pairs.push((earlier.clone(), later.clone()));
                }
            }
        }
    }
    pairs
}

/// Days from one date to another.
fn days(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// URNs in a cell that may name several.
fn urns(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|word| word.len() == 6)
        .map(ToOwned::to_owned)
        .collect()
}

fn known(list: &[Record]) -> BTreeMap<String, Known> {
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    for record in list {
        let Some(urn) = record.text(&schools::URN) else { continue };
        let one = known.entry(urn.to_owned()).or_default();
        one.opened = one.opened.or_else(|| record.date(&schools::OPEN));
        one.closed = one.closed.or_else(|| record.date(&schools::CLOSE));
        one.stages = one.stages.take().or_else(|| stages(record));
        one.is_sponsored |= fold(record.raw(&schools::KIND)).contains("sponsor");
    }
    known
}

/// The stages that a school teaches, by its ages, else by its phase.
fn stages(record: &Record) -> Option<Vec<Stage>> {
    let age = |column| record.number(column).filter(|age| (0.0..=25.0).contains(age));
    if let (Some(low), Some(high)) = (age(&schools::LOW_AGE), age(&schools::HIGH_AGE)) {
        let has = |age: f64| low < age && high >= age;
        let of = [
            (Stage::Eyfs, 5.0),
            (Stage::Year1, 6.0),
            (Stage::Ks1, 7.0),
            (Stage::Year4, 9.0),
            (Stage::Ks2, 11.0),
        ];
        return Some(
            of.into_iter().filter(|(_, age)| has(*age)).map(|(s, _)| s).collect(),
        );
    }
    // National lists call infant and junior schools primary: their names do not.
    let named = Name::of(record.raw(&schools::NAME)).phase;
    let phase = match (record.choice(&schools::PHASE), named.as_str()) {
        (Some("primary") | None, "infant" | "junior") => named.as_str(),
        (phase, _) => phase?,
    };
    match phase {
        "infant" => Some(vec![Stage::Eyfs, Stage::Year1, Stage::Ks1]),
        "junior" => Some(vec![Stage::Year4, Stage::Ks2]),
        "primary" | "all-through" => Some(ALL_STAGES.to_vec()),
        "nursery" | "secondary" | "16 plus" => Some(Vec::new()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
