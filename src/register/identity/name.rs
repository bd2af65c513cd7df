//! Names of schools as they are compared: case, points, saints, the church's
//! and the phase's abbreviations, and where the village stands.

use std::collections::BTreeSet;

use crate::base::text::fold;

/// A school's name taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    /// Proper words in alphabetical order: saint, village, whatever tells it apart.
    pub(crate) core: Vec<String>,
    /// `ce`, `rc`, `meth`; empty if the name has none.
    pub(crate) faith: &'static str,
    /// `primary`, `infant`, `junior` …; empty if the name has none.
    pub(crate) phase: String,
    /// Its proper words are a saint's name and nothing else.
    pub(crate) is_saint_alone: bool,
}

/// Words that schools of all kinds have, which tell none apart.
const GENERIC: &[&str] = &[
    "school",
    "sch",
    "schl",
    "academy",
    "the",
    "and",
    "&",
    "community",
    "county",
    "voluntary",
    "vol",
    "controlled",
    "contr",
    "aided",
    "vc",
    "comm",
    "va",
    "foundation",
    "c",
    "v",
    "of",
    "cont",
    "with",
    "at",
    "centre",
    "childrens",
    "trust",
    "free",
    "fdn",
    "schools",
    "group",
];

/// The faith that a word means.
fn faith(word: &str) -> Option<&'static str> {
    Some(match word {
        "ce" | "cofe" | "church" | "england" | "anglican" | "cevc" | "ceva" | "cep" => {
            "ce"
        }
        "rc" | "catholic" | "roman" => "rc",
        "methodist" | "meth" => "meth",
        _ => return None,
    })
}

/// The phase that a word means.
fn phase(word: &str) -> Option<&'static str> {
    Some(match word {
        "primary" | "prim" | "pri" | "prm" | "pry" | "jmi" | "jm" | "p" => "primary",
        "infant" | "infants" | "inf" | "first" => "infant",
        "junior" | "juniors" | "jun" | "jnr" | "jr" => "junior",
        "nursery" | "nurs" | "nur" => "nursery",
        "middle" | "mid" => "middle",
        "high" | "secondary" | "sec" | "upper" => "secondary",
        "special" => "special",
        _ => return None,
    })
}

impl Name {
    /// Takes a name apart.
    pub(crate) fn of(text: &str) -> Self {
        let folded = format!(" {} ", spelt(text))
            .replace(" church of england ", " ce ")
            .replace(" c of e ", " ce ")
            .replace(" c e ", " ce ")
            .replace(" r c ", " rc ")
            .replace(" v a ", " va ")
            .replace(" v c ", " vc ")
            // County, controlled and aided primary schools.
            .replace(" cevcp ", " ce vc primary ")
            .replace(" cevap ", " ce va primary ")
            .replace(" vcp ", " vc primary ")
            .replace(" vap ", " va primary ")
            .replace(" cp ", " primary ");
        let mut core: Vec<String> = Vec::new();
        let mut phases: BTreeSet<&'static str> = BTreeSet::new();
        let mut name = Self::default();
        let mut after_saint = false;
        let mut saint_words = 0;
        for (at, word) in folded.split_whitespace().enumerate() {
            let is_saint = matches!(word, "st" | "saint" | "ss" | "saints")
                || word == "s" && at == 0;
            if is_saint && !(word == "saints" && core.last().is_some_and(|w| w == "all"))
            {
                core.push("st".to_owned());
                after_saint = true;
                saint_words += 1;
            } else if std::mem::take(&mut after_saint) {
                // St Michael, St Michaels and St Michael's are one.
                let bare = word.strip_suffix('s').filter(|bare| bare.len() > 3);
                core.push(bare.unwrap_or(word).to_owned());
                saint_words += 1;
            } else if let Some(found) = faith(word) {
                name.faith = found;
            } else if let Some(found) = phase(word) {
                phases.insert(found);
            } else if !GENERIC.contains(&word) {
                core.push(word.to_owned());
            }
        }
        // A primary school with its nursery is the primary school.
        if phases.len() > 1 {
            phases.remove("nursery");
        }
        name.phase = phases.into_iter().collect::<Vec<_>>().join(" ");
        name.is_saint_alone = saint_words > 0 && core.len() <= saint_words;
        core.sort_unstable();
        core.dedup();
        name.core = core;
        name
    }

    /// Its proper words in one text.
    pub(crate) fn core_text(&self) -> String {
        self.core.join(" ")
    }

    /// The same name with the words of a town added.
    pub(crate) fn with_town(&self, town: &str) -> Self {
        let mut name = self.clone();
        let words = spelt(town);
        name.core.extend(
            words
                .split_whitespace()
                .filter(|word| !GENERIC.contains(word))
                .map(ToOwned::to_owned),
        );
        name.core.sort_unstable();
        name.core.dedup();
        name.is_saint_alone = false;
        name
    }

    /// Whether phases do not contradict: equal, or one is not said.
    pub(crate) fn phase_fits(&self, other: &Self) -> bool {
        self.phase == other.phase || self.phase.is_empty() || other.phase.is_empty()
    }

    /// Whether faiths do not contradict.
    pub(crate) fn faith_fits(&self, other: &Self) -> bool {
        self.faith == other.faith || self.faith.is_empty() || other.faith.is_empty()
    }
}

/// Folded, `and` for its sign, joined church abbreviations apart.
fn spelt(text: &str) -> String {
    fold(text).replace('&', " and ").replace('#', " ").replace(" (va)", " va")
}

/// A name as one text, for exact comparison.
pub(crate) fn normalised(text: &str) -> String {
    let name = Name::of(text);
    format!("{}|{}|{}", name.core_text(), name.faith, name.phase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_school_has_one_name_however_it_is_written() {
        for (a, b) in [
            ("St Michael's CE VA Primary & Nursery", "S.Michaels C of E Pri"),
            (
                "St. Michael's Church of England VA Primary School",
                "ST MICHAELS CofE PRIM",
            ),
            ("Norby Primary School", "NORBY  PRI\u{a0}"),
            ("Norby Primary School", "Norby Pry Sch"),
            ("Norby Community Primary School", "Norby CP School"),
            ("Norby Community Primary School", "Norby Comm. Prim"),
            ("Wexthwaite CE VC Primary", "Wexthwaite CEVCP"),
            ("Wexthwaite CE VA Primary", "Wexthwaite VAP School (C of E)"),
            ("Caister Junior School", "Caister Jnr"),
            (
                "St Mary's CE Primary School, Pellwick Parva",
                "Pellwick Parva St Marys CE Pri",
            ),
            (
                "Wexthwaite CE VC Primary",
                "Wexthwaite Church of England Voluntary Controlled Primary School",
            ),
            ("Saint Zo\u{eb}'s CE Primary", "St. Zoe's C.E. Primary School"),
            ("Norby Primary sch", "The Norby Primary Academy"),
        ] {
            assert_eq!(normalised(a), normalised(b), "{a} | {b}");
        }
    }

    #[test]
    fn schools_that_differ_stay_apart() {
        for (a, b) in [
            ("Caister Infant School", "Caister Junior School"),
            ("Lundwick Parva Primary School", "Lundwick Magna Primary School"),
            ("St Mary's CE Primary, Harlby", "St Mary's CE Primary, Pellwick Parva"),
            ("St Mary's RC Primary", "St Mary's CE Primary"),
        ] {
            assert_ne!(normalised(a), normalised(b), "{a} | {b}");
        }
    }

    #[test]
    fn a_saints_name_alone_is_known_as_such() {
        assert!(Name::of("St Mary's CE Primary School").is_saint_alone);
        assert!(!Name::of("St Mary's CE Primary School, Harlby").is_saint_alone);
        assert!(!Name::of("Norby Primary School").is_saint_alone);
    }
}
