//! Indexes the school list: numbers, names, other names, towns.

use std::collections::{BTreeMap, BTreeSet};

use super::name::{self, Name};
use super::{Listed, Schools, block, digits, key};
use crate::base::text::fold;
use crate::register::answers::Answers;
use crate::register::record::Record;
use crate::register::{Registers, schools};

impl Schools {
    /// Indexes the school list of the registers.
    pub(crate) fn of(registers: &Registers) -> Self {
        Self::of_rows(registers.of(&schools::SCHEMA), &registers.answers)
    }

    /// Indexes rows of the register `schools`, with the adviser's answers.
    pub(crate) fn of_rows(records: &[Record], answers: &Answers) -> Self {
        let mut schools = Self::default();
        let mut by_name_only: BTreeMap<String, usize> = BTreeMap::new();
        let mut others: Vec<(usize, String)> = Vec::new();
        for (at, record) in records.iter().enumerate() {
            let listed = listed(record, at);
            let known = if listed.urn.is_empty() {
                let dfe = digits(&listed.dfe);
                let by_dfe = schools.by_dfe.get(&dfe).and_then(|found| found.first());
                by_dfe.copied().or_else(|| {
                    by_name_only.get(&name::normalised(&listed.name)).copied()
                })
            } else {
                schools.by_urn.get(&listed.urn).copied()
            };
            let index = match known {
                Some(index) => {
                    others.push((index, listed.name.clone()));
                    schools.join(index, listed);
                    index
                }
                None => schools.push(listed, &mut by_name_only),
            };
            for other in record.tags(&schools::KNOWN_AS) {
                others.push((index, other.clone()));
            }
        }
        schools.settle_authority();
        schools.index(&others);
        schools.answer(answers);
        schools
    }

    fn push(
        &mut self,
        listed: Listed,
        by_name_only: &mut BTreeMap<String, usize>,
    ) -> usize {
        let index = self.list.len();
        if !listed.urn.is_empty() {
            self.by_urn.insert(listed.urn.clone(), index);
        }
        if !listed.dfe.is_empty() {
            self.by_dfe.entry(digits(&listed.dfe)).or_default().push(index);
        }
        if listed.urn.is_empty() && listed.dfe.is_empty() {
            by_name_only.insert(name::normalised(&listed.name), index);
        }
        self.list.push(listed);
        index
    }

    fn join(&mut self, index: usize, more: Listed) {
        let Some(one) = self.list.get_mut(index) else { return };
        one.records.extend(more.records);
        for (mine, other) in [
            (&mut one.dfe, more.dfe),
            (&mut one.town, more.town),
            (&mut one.la_code, more.la_code),
        ] {
            if mine.is_empty() {
                *mine = other;
            }
        }
        one.opened = one.opened.or(more.opened);
        one.closed = one.closed.or(more.closed);
    }

    fn settle_authority(&mut self) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for one in self.list.iter().filter(|one| !one.la_code.is_empty()) {
            *counts.entry(&one.la_code).or_insert(0) += 1;
        }
        let most = counts
            .iter()
            .max_by_key(|(code, count)| (**count, std::cmp::Reverse(**code)));
        self.authority = most.map(|(code, _)| (*code).to_owned()).unwrap_or_default();
    }

    fn index(&mut self, others: &[(usize, String)]) {
        self.names = self.list.iter().map(|one| Name::of(&one.name)).collect();
        for (index, (one, name)) in self.list.iter().zip(&self.names).enumerate() {
            self.by_name.entry(key(name)).or_default().push(index);
            let mut cores = BTreeSet::from([name.core_text()]);
            if !one.town.is_empty() {
                let with_town = name.with_town(&one.town);
                if with_town.core != name.core {
                    self.by_alias.entry(key(&with_town)).or_default().push(index);
                    cores.insert(with_town.core_text());
                }
            }
            for core in cores {
                self.by_core.entry(core).or_default().push(index);
            }
            if self.authority.is_empty()
                || one.la_code.is_empty()
                || one.la_code == self.authority
            {
                let starts: BTreeSet<String> = name
                    .core
                    .iter()
                    .filter(|word| *word != "st")
                    .map(|word| block(word))
                    .collect();
                for start in starts {
                    self.blocks.entry(start).or_default().push(index);
                }
            }
        }
        for (index, other) in others {
            let name = Name::of(other);
            let is_own = self.names.get(*index).is_some_and(|own| *own == name);
            if !is_own && !name.core.is_empty() {
                let at = self.by_alias.entry(key(&name)).or_default();
                if !at.contains(index) {
                    at.push(*index);
                }
            }
        }
    }

    fn answer(&mut self, answers: &Answers) {
        for answer in answers
            .names
            .iter()
            .filter(|answer| answer.lapsed.is_none())
            .filter(|answer| matches!(fold(&answer.kind).as_str(), "" | "school"))
        {
            let means = answer.means.trim();
            let found = self.by_urn.get(&digits(means)).copied().or_else(|| {
                self.by_name
                    .get(&key(&Name::of(means)))
                    .and_then(|found| found.first())
                    .copied()
            });
            if let Some(index) = found {
                self.answered.insert(fold(&answer.name), index);
            }
        }
    }
}

/// A school's DfE number: its own column, or authority and establishment number.
pub(crate) fn dfe_of(record: &Record) -> String {
    let text = |column| record.text(column).unwrap_or_default();
    let own = text(&schools::DFE);
    let la = digits(text(&schools::LA_CODE));
    let estab = text(&schools::ESTAB);
    let estab = digits(if estab.is_empty() { own } else { estab });
    if digits(own).len() != 7 && la.len() == 3 && (1..=4).contains(&estab.len()) {
        return format!("{la}/{estab:0>4}");
    }
    own.to_owned()
}

/// The authority's number in a school's whole DfE number; nothing where only the
/// school's own number within its authority stands there.
pub(crate) fn authority_in(dfe: &str) -> &str {
    dfe.get(..3).filter(|_| digits(dfe).len() == 7).unwrap_or("")
}

fn listed(record: &Record, at: usize) -> Listed {
    let text = |column| record.text(column).unwrap_or_default().to_owned();
    let la_code = text(&schools::LA_CODE);
    let dfe = dfe_of(record);
    // A column headed LA may hold the code or the name.
    let is_code = la_code.chars().any(|c| c.is_ascii_digit());
    let code = if is_code { digits(&la_code) } else { authority_in(&dfe).to_owned() };
    Listed {
        urn: digits(&text(&schools::URN)),
        dfe,
        name: text(&schools::NAME),
        town: text(&schools::TOWN),
        la_code: code,
        opened: record.date(&schools::OPEN),
        closed: record.date(&schools::CLOSE),
        records: vec![at],
    }
}
