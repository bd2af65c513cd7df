//! Which school is meant: by URN, DfE number, exact name, another name it is
//! known by, or a name so like it that no other can be meant.

mod alike;
mod index;
pub(crate) mod name;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::base::date::Date;
use crate::base::text::fold;

pub(crate) use index::{authority_in, dfe_of};
use name::Name;

/// One school of the list; rows of several files under one URN are one school.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    /// URN; empty where the list gives none.
    pub(crate) urn: String,
    /// DfE number, `926/2056`; empty if unknown.
    pub(crate) dfe: String,
    /// Name as the list has it.
    pub(crate) name: String,
    /// Town; empty if unknown.
    pub(crate) town: String,
    /// Code of its authority; empty if unknown.
    pub(crate) la_code: String,
    /// Open date.
    pub(crate) opened: Option<Date>,
    /// Close date.
    pub(crate) closed: Option<Date>,
    /// Indices of its rows among the records of the register.
    pub(crate) records: Vec<usize>,
}

/// How a school was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum How {
    /// By URN.
    Urn,
    /// By DfE number.
    Dfe,
    /// By its name, exactly after tidying.
    Name,
    /// By another name that the list, or the adviser, gives.
    Alias,
    /// By likeness.
    Near(f64),
}

/// What became of a name or number; rows are those of the register `schools`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Resolved {
    /// A row of the school list.
    Found(usize),
    /// No school; the one most like it in words, if any is.
    Unknown(Option<String>),
    /// Several schools of that name, and nothing that tells which.
    Ambiguous(Vec<usize>),
}

/// The same by school, with how it was found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Match {
    /// One school: its index in [`Schools::list`].
    Found(usize, How),
    /// No school; the index of the one most like it, if any is.
    Unknown(Option<usize>),
    /// Several schools of that name.
    Ambiguous(Vec<usize>),
}

/// How a URN and a name that stand together disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Conflict {
    /// The URN is not in the list; the name is.
    UrnUnknown,
    /// The name is that of another school.
    NameOfAnother(usize),
}

/// Every school of the list, found by number or name.
#[derive(Debug, Default)]
pub(crate) struct Schools {
    list: Vec<Listed>,
    names: Vec<Name>,
    by_urn: BTreeMap<String, usize>,
    by_dfe: BTreeMap<String, Vec<usize>>,
    /// Proper words, faith and phase.
    by_name: BTreeMap<(String, &'static str, String), Vec<usize>>,
    /// The same of names with the town added, or of other names.
    by_alias: BTreeMap<(String, &'static str, String), Vec<usize>>,
    /// Proper words alone, with and without the town.
    by_core: BTreeMap<String, Vec<usize>>,
    /// Schools of the authority by the first three letters of a proper word.
    blocks: BTreeMap<String, Vec<usize>>,
    /// Answers of the adviser: folded name to school.
    answered: BTreeMap<String, usize>,
    authority: String,
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn block(word: &str) -> String {
    word.chars().take(3).collect()
}

fn key(name: &Name) -> (String, &'static str, String) {
    (name.core_text(), name.faith, name.phase.clone())
}

impl Schools {
    /// Every school, in the order of the list.
    #[cfg(test)]
    pub(crate) fn list(&self) -> &[Listed] {
        &self.list
    }

    /// One school.
    pub(crate) fn get(&self, index: usize) -> Option<&Listed> {
        self.list.get(index)
    }

    /// Whether there is no school list.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Code of the authority that most schools belong to; empty if none is said.
    #[cfg(test)]
    pub(crate) fn authority(&self) -> &str {
        &self.authority
    }

    /// Whether the school belongs to that authority, as far as the list says.
    pub(crate) fn is_of_authority(&self, index: usize) -> bool {
        self.get(index)
            .is_some_and(|one| one.la_code.is_empty() || one.la_code == self.authority)
    }

    /// Finds a school by URN.
    pub(crate) fn by_urn(&self, urn: &str) -> Option<usize> {
        self.by_urn.get(&digits(urn)).copied()
    }

    /// The row of the school list that is meant. Any of the three may be empty.
    pub(crate) fn resolve(&self, urn: &str, dfe: &str, name: &str) -> Resolved {
        let row =
            |index: &usize| self.get(*index).and_then(|one| one.records.first()).copied();
        match self.find(urn, dfe, name) {
            Match::Found(index, _) => {
                row(&index).map_or(Resolved::Unknown(None), Resolved::Found)
            }
            Match::Unknown(nearest) => {
                Resolved::Unknown(nearest.map(|index| self.words(index)))
            }
            Match::Ambiguous(several) => {
                Resolved::Ambiguous(several.iter().filter_map(row).collect())
            }
        }
    }

    /// The row that a name alone is taken for by nothing but its likeness.
    pub(crate) fn by_likeness(&self, name: &str) -> Option<usize> {
        match self.find("", "", name) {
            Match::Found(index, How::Near(_)) => {
                self.get(index).and_then(|one| one.records.first()).copied()
            }
            Match::Found(..) | Match::Unknown(_) | Match::Ambiguous(_) => None,
        }
    }

    /// The school that is meant, and how it was found.
    pub(crate) fn find(&self, urn: &str, dfe: &str, name: &str) -> Match {
        if urn.is_empty()
            && dfe.is_empty()
            && let Some(found) = self.by_number_in(name)
        {
            return found;
        }
        if let Some(index) = self.by_urn(urn).filter(|_| !urn.is_empty()) {
            return Match::Found(index, How::Urn);
        }
        if let Some(found) = self.by_dfe(dfe) {
            // A conversion keeps the number: the name tells which, else the open one.
            let named = || found.iter().find(|index| self.is_named(**index, name));
            let open = || {
                found.iter().find(|index| {
                    self.get(**index).is_some_and(|one| one.closed.is_none())
                })
            };
            if let Some(index) = named().or_else(open).or_else(|| found.first()) {
                return Match::Found(*index, How::Dfe);
            }
        }
        if name.trim().is_empty() {
            return Match::Unknown(None);
        }
        match self.by_name(name) {
            // A number that the list does not have is not overruled by a mere
            // likeness, nor by a name in another authority.
            Match::Found(index, How::Near(_)) if !digits(urn).is_empty() => {
                Match::Unknown(Some(index))
            }
            Match::Found(index, _) if self.is_elsewhere(index, dfe) => {
                Match::Unknown(None)
            }
            other => other,
        }
    }

    /// A number that stands where a name does, or behind one in brackets.
    fn by_number_in(&self, name: &str) -> Option<Match> {
        let marks = |c: char| !(c.is_ascii_alphanumeric() || c == '/');
        name.split(marks).find_map(|word| {
            let number = digits(word);
            if !word.chars().all(|c| c.is_ascii_digit() || c == '/') {
                return None;
            }
            match number.len() {
                6 if number == word => {
                    self.by_urn(word).map(|index| Match::Found(index, How::Urn))
                }
                7 => self
                    .by_dfe(word)
                    .is_some()
                    .then(|| self.find("", word, ""))
                    .filter(|found| matches!(found, Match::Found(..))),
                _ => None,
            }
        })
    }

    /// Whether a DfE number is of another authority than the school.
    fn is_elsewhere(&self, index: usize, dfe: &str) -> bool {
        let number = digits(dfe);
        number.len() == 7
            && self.get(index).is_some_and(|one| {
                !one.la_code.is_empty() && !number.starts_with(&one.la_code)
            })
    }

    fn by_dfe(&self, dfe: &str) -> Option<&Vec<usize>> {
        let number = digits(dfe);
        match number.len() {
            7 => self.by_dfe.get(&number),
            // The number within the authority alone.
            4 if !self.authority.is_empty() => {
                self.by_dfe.get(&format!("{}{number}", self.authority))
            }
            _ => None,
        }
    }

    fn is_named(&self, index: usize, name: &str) -> bool {
        let wanted = Name::of(name);
        self.names
            .get(index)
            .is_some_and(|own| own.core == wanted.core && own.phase_fits(&wanted))
    }

    fn by_name(&self, text: &str) -> Match {
        if let Some(index) = self.answered.get(&fold(text)) {
            return Match::Found(*index, How::Alias);
        }
        let wanted = Name::of(text);
        if wanted.core.is_empty() {
            return Match::Unknown(None);
        }
        let exact = self.by_name.get(&key(&wanted)).map_or(&[][..], Vec::as_slice);
        if let Some(resolved) = self.one_of(exact, text, How::Name) {
            return resolved;
        }
        let alias = self.by_alias.get(&key(&wanted)).map_or(&[][..], Vec::as_slice);
        if let Some(resolved) = self.one_of(alias, text, How::Alias) {
            return resolved;
        }
        if wanted.is_saint_alone {
            return self.saint_alone(&wanted);
        }
        // Faith or phase may be left out on one side.
        let fitting: Vec<usize> = self
            .by_core
            .get(&wanted.core_text())
            .into_iter()
            .flatten()
            .copied()
            .filter(|index| self.fits(*index, &wanted))
            .collect();
        if let Some(resolved) = self.one_of(&fitting, text, How::Alias) {
            return resolved;
        }
        self.near(&wanted)
    }

    fn fits(&self, index: usize, wanted: &Name) -> bool {
        self.names
            .get(index)
            .is_some_and(|own| own.phase_fits(wanted) && own.faith_fits(wanted))
    }

    /// One of several: the only one, the only one of the authority, the only
    /// one that is open, the only one whose town the text names.
    fn one_of(&self, found: &[usize], text: &str, how: How) -> Option<Match> {
        match found {
            [] => return None,
            [one] => return Some(Match::Found(*one, how)),
            _ => {}
        }
        let here: Vec<usize> =
            found.iter().copied().filter(|at| self.is_of_authority(*at)).collect();
        let open: Vec<usize> = here
            .iter()
            .copied()
            .filter(|at| self.get(*at).is_some_and(|one| one.closed.is_none()))
            .collect();
        let folded = format!(" {} ", fold(text));
        let in_town: Vec<usize> = here
            .iter()
            .copied()
            .filter(|at| {
                self.get(*at).is_some_and(|one| {
                    !one.town.is_empty()
                        && folded.contains(&format!(" {} ", fold(&one.town)))
                })
            })
            .collect();
        // One school under two URNs: its number has stayed, or only one is open.
        for few in [&here, &in_town, &open] {
            if let [one] = few.as_slice() {
                return Some(Match::Found(*one, how));
            }
        }
        Some(Match::Ambiguous(if here.is_empty() { found.to_vec() } else { here }))
    }

    /// Schools of that saint: never taken without their town or number.
    fn saint_alone(&self, wanted: &Name) -> Match {
        let starts =
            wanted.core.iter().find(|word| *word != "st").map(|word| block(word));
        let candidates: Vec<usize> = starts
            .and_then(|start| self.blocks.get(&start))
            .into_iter()
            .flatten()
            .copied()
            .filter(|index| self.fits(*index, wanted))
            .filter(|index| {
                self.names.get(*index).is_some_and(|own| {
                    wanted.core.iter().all(|word| own.core.contains(word))
                })
            })
            .collect();
        match candidates.as_slice() {
            [] => Match::Unknown(None),
            [one] => Match::Unknown(Some(*one)),
            _ => Match::Ambiguous(candidates),
        }
    }

    /// Whether the URN of a row and its name mean different schools.
    pub(crate) fn conflict(&self, urn: &str, name: &str) -> Option<Conflict> {
        if digits(urn).is_empty() || name.trim().is_empty() {
            return None;
        }
        let named = match self.by_name(name) {
            Match::Found(index, _) => index,
            Match::Unknown(_) | Match::Ambiguous(_) => return None,
        };
        match self.by_urn(urn) {
            None => Some(Conflict::UrnUnknown),
            Some(index) if index == named => None,
            // Two URNs of one school over time share their number or their name.
            Some(index) if self.is_named(index, name) => None,
            Some(_) => Some(Conflict::NameOfAnother(named)),
        }
    }

    /// The school in words for a message: name and URN.
    pub(crate) fn words(&self, index: usize) -> String {
        self.get(index).map_or_else(String::new, |one| {
            if one.urn.is_empty() {
                one.name.clone()
            } else {
                format!("{} (URN {})", one.name, one.urn)
            }
        })
    }
}

/// A school's name as it is compared, in one text.
pub(crate) fn normal(name: &str) -> String {
    name::normalised(name)
}
