//! Which school is meant: URN, DfE number, exact name, alias, near name.

use std::collections::BTreeMap;

use super::answers::Answers;
use super::record::Record;
use super::{Registers, schools};
use crate::base::text::{fold, likeness};

/// Likeness from which a name may be taken for another.
const NEAR: f64 = 0.92;

/// The school list, to look schools up in.
#[derive(Debug, Default)]
pub(crate) struct Schools {
    by_urn: BTreeMap<String, usize>,
    by_dfe: BTreeMap<String, Vec<usize>>,
    by_name: BTreeMap<String, Vec<usize>>,
    names: Vec<(String, usize)>,
    towns: Vec<String>,
    answers: BTreeMap<String, String>,
}

/// What a look-up gives.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Resolved {
    /// A row of the school list.
    Found(usize),
    /// Not in the list; the nearest name, if one is near.
    Unknown(Option<String>),
    /// Several schools have this name.
    Ambiguous(Vec<usize>),
}

impl Schools {
    /// The list of the registers.
    pub(crate) fn of(registers: &Registers) -> Self {
        let mut list = Self::default();
        for (at, record) in registers.of(&schools::SCHEMA).iter().enumerate() {
            if let Some(urn) = record.text(&schools::URN) {
                list.by_urn.entry(urn.to_owned()).or_insert(at);
            }
            let dfe = dfe_of(record);
            if dfe.contains('/') {
                list.by_dfe.entry(dfe).or_default().push(at);
            }
            let name = record.text(&schools::NAME).unwrap_or("");
            let aliases = record.tags(&schools::KNOWN_AS).iter().map(String::as_str);
            for name in
                std::iter::once(name).chain(aliases).filter(|name| !name.is_empty())
            {
                let key = normal(name);
                list.names.push((key.clone(), at));
                let same = list.by_name.entry(key).or_default();
                if !same.contains(&at) {
                    same.push(at);
                }
            }
            list.towns.push(fold(record.text(&schools::TOWN).unwrap_or("")));
        }
        list.names.sort();
        list.names.dedup();
        list.learn(&registers.answers);
        list
    }

    fn learn(&mut self, answers: &Answers) {
        for answer in answers
            .names
            .iter()
            .filter(|answer| answer.kind.is_empty() || fold(&answer.kind) == "school")
        {
            self.answers.insert(normal(&answer.name), answer.means.clone());
        }
    }

    /// A school by what a row says of it; empty texts say nothing.
    pub(crate) fn resolve(&self, urn: &str, dfe: &str, name: &str) -> Resolved {
        if !urn.is_empty() {
            if let Some(at) = self.by_urn.get(urn) {
                return Resolved::Found(*at);
            }
            return Resolved::Unknown(self.nearest(name));
        }
        if let Some([one]) = self.by_dfe.get(dfe).map(Vec::as_slice) {
            return Resolved::Found(*one);
        }
        if name.is_empty() {
            return Resolved::Unknown(None);
        }
        let key = normal(name);
        if let Some(means) = self.answers.get(&key) {
            if let Some(at) = self.by_urn.get(means) {
                return Resolved::Found(*at);
            }
            if let Some([one]) = self.by_name.get(&normal(means)).map(Vec::as_slice) {
                return Resolved::Found(*one);
            }
        }
        self.by_normal_name(&key, name)
    }

    fn by_normal_name(&self, key: &str, name: &str) -> Resolved {
        match self.by_name.get(key).map(Vec::as_slice) {
            Some([one]) => return Resolved::Found(*one),
            Some(several) => {
                let town = several.iter().filter(|at| {
                    self.towns.get(**at).is_some_and(|town| {
                        !town.is_empty() && fold(name).contains(town.as_str())
                    })
                });
                let town: Vec<usize> = town.copied().collect();
                if let [one] = town.as_slice() {
                    return Resolved::Found(*one);
                }
                return Resolved::Ambiguous(several.to_vec());
            }
            None => {}
        }
        // The words in another order: the village first or last.
        let bag = sorted_words(key);
        let same: Vec<usize> = self
            .names
            .iter()
            .filter(|(other, _)| sorted_words(other) == bag)
            .map(|(_, at)| *at)
            .collect();
        if let [one] = same.as_slice() {
            return Resolved::Found(*one);
        }
        // A name without its village: every word of it stands in the whole name.
        let within: Vec<usize> = self
            .names
            .iter()
            .filter(|(other, _)| {
                let words: Vec<&str> = other.split(' ').collect();
                key.split(' ').count() >= 2
                    && key.split(' ').all(|word| words.contains(&word))
            })
            .map(|(_, at)| *at)
            .collect();
        match within.as_slice() {
            [one] if !is_only_a_saint(key) => return Resolved::Found(*one),
            [] | [_] => {}
            several => return Resolved::Ambiguous(several.to_vec()),
        }
        let near: Vec<(f64, usize)> = self
            .names
            .iter()
            .map(|(other, at)| (likeness(key, other), *at))
            .filter(|(like, _)| *like >= NEAR)
            .collect();
        match near.as_slice() {
            [(_, one)] if !is_only_a_saint(key) => Resolved::Found(*one),
            [] => Resolved::Unknown(self.nearest(name)),
            several => {
                let best = several.iter().map(|(like, _)| *like).fold(0.0, f64::max);
                let top: Vec<usize> = several
                    .iter()
                    .filter(|(like, _)| best - like < 0.03)
                    .map(|(_, at)| *at)
                    .collect();
                match top.as_slice() {
                    [one] if !is_only_a_saint(key) => Resolved::Found(*one),
                    _ => Resolved::Unknown(self.nearest(name)),
                }
            }
        }
    }

    fn nearest(&self, name: &str) -> Option<String> {
        if name.is_empty() {
            return None;
        }
        let key = normal(name);
        self.names
            .iter()
            .map(|(other, at)| (likeness(&key, other), at))
            .filter(|(like, _)| *like > 0.8)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, at)| at.to_string())
    }
}

/// A school's DfE number: its own column, or authority and establishment number.
pub(crate) fn dfe_of(record: &Record) -> String {
    let own = record.text(&schools::DFE).unwrap_or("");
    if own.contains('/') {
        return own.to_owned();
    }
    let (la, estab) = (
        record.text(&schools::LA_CODE).unwrap_or(""),
        record.text(&schools::ESTAB).unwrap_or(own),
    );
    if la.is_empty() || estab.is_empty() {
        own.to_owned()
    } else {
        format!("{la}/{estab}")
    }
}

fn sorted_words(key: &str) -> Vec<&str> {
    let mut words: Vec<&str> = key.split(' ').collect();
    words.sort_unstable();
    words
}

/// A saint's name and a phase alone mark no school out.
fn is_only_a_saint(key: &str) -> bool {
    let words: Vec<&str> = key
        .split(' ')
        .filter(|word| {
            !matches!(
                *word,
                "primary"
                    | "infant"
                    | "junior"
                    | "ce"
                    | "rc"
                    | "va"
                    | "vc"
                    | "catholic"
                    | "nursery"
            )
        })
        .collect();
    matches!(words.as_slice(), ["saint", _] | ["saint", _, "all"])
}

/// A school's name as it is compared.
pub(crate) fn normal(name: &str) -> String {
    let folded = format!(" {} ", fold(name));
    let folded = folded
        .replace(" church of england ", " ce ")
        .replace(" c of e ", " ce ")
        .replace(" cofe ", " ce ")
        .replace(" c e ", " ce ")
        .replace(" roman catholic ", " rc ")
        .replace(" voluntary controlled ", " vc ")
        .replace(" voluntary aided ", " va ")
        .replace(" v c ", " vc ")
        .replace(" v a ", " va ")
        .replace(" & ", " and ");
    let mut words: Vec<String> = Vec::new();
    for (at, word) in folded.split_whitespace().enumerate() {
        let word = match word {
            "st" => "saint",
            "s" if at == 0 => "saint",
            "pri" | "prim" | "primry" => "primary",
            "inf" | "infants" => "infant",
            "jun" | "jnr" | "juniors" => "junior",
            "sch" | "school" | "the" | "academy" | "controlled" | "aided" => continue,
            "vol" | "voluntary" => continue,
            other => other,
        };
        words.push(word.to_owned());
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_school_in_many_spellings_is_one_name() {
        let whole = normal(
            "Wexcombe Magna Church of England Voluntary Controlled Primary School",
        );
        for text in [
            "WEXCOMBE MAGNA COFE VC PRI",
            "Wexcombe Magna C of E V.C. Prim. Sch.",
            "Wexcombe\u{a0}Magna CE VC Primary",
        ] {
            assert_eq!(normal(text), whole, "{text}");
        }
        assert_eq!(
            normal("S. Michael's CE Primary"),
            normal("St Michaels C of E Pri School")
        );
    }

    #[test]
    fn a_saint_and_a_phase_mark_no_school_out() {
        assert!(is_only_a_saint(&normal("St Mary's CE VA Primary")));
        assert!(!is_only_a_saint(&normal("St Mary's CE Primary, Harlby")));
    }
}
