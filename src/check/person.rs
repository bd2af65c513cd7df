//! LLEs, found by reference or by name.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::date::Date;
use crate::base::text::{fold, reference as key_of};
use crate::register::answers::Answers;
use crate::register::lles;
use crate::register::lles::active::Standing;
use crate::register::names::{Person, people};
use crate::register::record::Record;

/// Whom a reference or a name means.
#[derive(Debug)]
pub(crate) enum Who<'a> {
    /// One LLE; several rows where a reference was given twice.
    Found(Vec<&'a Record>),
    /// None.
    Unknown,
    /// Nothing was written.
    Blank,
}

/// The LLE register as an index.
#[derive(Debug)]
pub(crate) struct Roll<'a> {
    rows: &'a [Record],
    people: Vec<Vec<Person>>,
    by_ref: BTreeMap<String, Vec<usize>>,
    by_surname: BTreeMap<String, Vec<usize>>,
    aliases: BTreeMap<String, String>,
}

impl<'a> Roll<'a> {
    /// Indexes the register.
    pub(crate) fn new(rows: &'a [Record], answers: &Answers) -> Self {
        let mut roll = Self {
            rows,
            people: rows.iter().map(of_record).collect(),
            by_ref: BTreeMap::new(),
            by_surname: BTreeMap::new(),
            aliases: answers.people(),
        };
        for (index, record) in rows.iter().enumerate() {
            if let Some(reference) = record.text(&lles::REF) {
                roll.by_ref.entry(key_of(reference)).or_default().push(index);
            }
        }
        for (index, people) in roll.people.iter().enumerate() {
            for person in people {
                roll.by_surname.entry(fold(&person.last)).or_default().push(index);
            }
        }
        roll
    }

    /// Finds an LLE: the reference first, then the name; a name's cell may hold
    /// a reference.
    pub(crate) fn find(&self, reference: Option<&str>, name: Option<&str>) -> Who<'a> {
        let known = reference.and_then(|reference| self.by_ref.get(&key_of(reference)));
        if let Some(known) = known {
            return self.found(known);
        }
        match name.filter(|name| !name.is_empty()) {
            Some(name) => self.named(name),
            None => match reference.filter(|text| !text.is_empty()) {
                // Names stand under a heading that says reference, too.
                Some(text) => match self.named(text) {
                    Who::Blank => Who::Unknown,
                    who => who,
                },
                None => Who::Blank,
            },
        }
    }

    /// Finds an LLE by what stands in a name's cell.
    pub(crate) fn named(&self, name: &str) -> Who<'a> {
        let meant = self.aliases.get(&fold(name)).map_or(name, String::as_str);
        if let Some(known) = self.by_ref.get(&key_of(meant)) {
            return self.found(known);
        }
        let wanted = people(meant);
        if wanted.is_empty() {
            return Who::Blank;
        }
        let fits: Vec<usize> = wanted
            .iter()
            .flat_map(|person| {
                let same = self.by_surname.get(&fold(&person.last));
                same.into_iter().flatten().copied().filter(|index| {
                    self.people.get(*index).is_some_and(|known| {
                        known.iter().any(|known| known.may_be(person))
                    })
                })
            })
            .collect();
        // Both heads of a job share are one LLE.
        let fits: Vec<usize> =
            fits.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
        if fits.is_empty() { self.named_turned(meant) } else { self.found(&fits) }
    }

    /// The only LLE whose surname stands first without a comma: `Gathercole Ruth`.
    fn named_turned(&self, name: &str) -> Who<'a> {
        let wanted = turned(name);
        let fits: Vec<usize> = (0..)
            .zip(&self.people)
            .filter(|(_, known)| are_any(known, &wanted))
            .map(|(index, _)| index)
            .collect();
        if fits.len() == 1 { self.found(&fits) } else { Who::Unknown }
    }

    /// Whether the name may be this LLE's.
    pub(crate) fn may_be(&self, record: &Record, name: &str) -> bool {
        let meant = self.aliases.get(&fold(name)).map_or(name, String::as_str);
        if record.text(&lles::REF).is_some_and(|known| key_of(known) == key_of(meant)) {
            return true;
        }
        let known = of_record(record);
        let wanted = people(meant);
        wanted.is_empty()
            || known.is_empty()
            || are_any(&known, &wanted)
            || are_any(&known, &turned(meant))
    }

    /// Names and references, to suggest from.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.rows.iter().filter_map(|record| {
            record.text(&lles::NAME).or_else(|| record.text(&lles::SURNAME))
        })
    }

    /// References, to suggest from.
    pub(crate) fn references(&self) -> impl Iterator<Item = &'a str> {
        self.rows.iter().filter_map(|record| record.text(&lles::REF))
    }

    fn found(&self, indices: &[usize]) -> Who<'a> {
        Who::Found(indices.iter().filter_map(|index| self.rows.get(*index)).collect())
    }
}

/// Whether one of these people may be one of those.
fn are_any(known: &[Person], wanted: &[Person]) -> bool {
    wanted.iter().any(|person| known.iter().any(|known| known.may_be(person)))
}

/// A name read with its surname first, though no comma stands behind it.
fn turned(name: &str) -> Vec<Person> {
    match name.trim().split_once(' ') {
        Some((last, first)) if !name.contains(',') => people(&format!("{last}, {first}")),
        _ => Vec::new(),
    }
}

/// The people of an LLE's row.
pub(crate) fn of_record(record: &Record) -> Vec<Person> {
    let whole = people(record.raw(&lles::NAME));
    if !whole.is_empty() {
        return whole;
    }
    let last = record.raw(&lles::SURNAME).trim();
    if last.is_empty() {
        return Vec::new();
    }
    people(&format!("{last}, {}", record.raw(&lles::FIRST)))
}

/// The LLE has left for good: resigned, retired, moved or de-designated.
pub(crate) fn has_left(record: &Record) -> bool {
    matches!(
        record.choice(&lles::STATUS),
        Some("resigned" | "retired" | "moved la" | "de-designated")
    )
}

/// Whether an LLE is at work on a day (P01).
pub(crate) fn is_active(record: &Record, on: Date) -> bool {
    let status = record.choice(&lles::STATUS);
    let standing = Standing {
        accredited: record.date(&lles::ACCREDITED),
        status: status.unwrap_or(""),
        is_unread: status.is_none() && !record.raw(&lles::STATUS).trim().is_empty(),
        since: record.date(&lles::STATUS_DATE),
    };
    standing.is_active_on(on)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::found::scene;

    #[test]
    fn a_job_share_is_found_by_either_of_its_heads_and_two_lles_are_both_found() {
        let scene = scene(
            "
            LLEs | LLE ref | Headteacher
                 | L1 | A. Smith / B. Jones
                 | L2 | Ruth Gathercole
                 | L3 | Peter Bunting (acting)
            ",
        );
        let roll = Roll::new(scene.registers.of(&lles::SCHEMA), &Answers::default());
        let found = |name: &str| match roll.named(name) {
            Who::Found(rows) => {
                rows.iter().map(|row| row.raw(&lles::REF).to_owned()).collect::<Vec<_>>()
            }
            Who::Unknown | Who::Blank => Vec::new(),
        };
        assert_eq!(found("Mrs B Jones"), ["L1"]);
        assert_eq!(found("SMITH, Anne"), ["L1"]);
        assert_eq!(found("R Gathercole & P Bunting"), ["L2", "L3"]);
        assert_eq!(found("Acting head: Mr Bunting"), ["L3"]);
        assert!(found("Clara Smith").is_empty());
        assert_eq!(found("Mrs A Smith & Mr B Jones (acting, job share)"), ["L1"]);
        assert_eq!(found("Bunting P"), ["L3"]);
        assert_eq!(found("Gathercole Ruth"), ["L2"]);
        assert!(found("Gathercole Anne").is_empty());
        let by_ref = |text| matches!(roll.find(Some(text), None), Who::Found(_));
        assert!(by_ref("l 3") && by_ref("BUNTING, Peter") && !by_ref("L4"));
    }
}
