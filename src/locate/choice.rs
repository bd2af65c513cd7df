//! Answers of a list, and how people say them.

use crate::base::text::fold;

/// One of a list, with the words that mean it.
#[derive(Debug, PartialEq)]
pub(crate) struct Choice {
    /// The programme's word, lower case: `active`.
    pub(crate) value: &'static str,
    /// Folded words that mean it, besides itself.
    pub(crate) words: &'static [&'static str],
}

impl Choice {
    /// Whether only the whole of a text means it: consent is not read out of a longer
    /// one, which may as well take it back (`yes, but leave out my name`).
    pub(crate) fn is_whole(&self) -> bool {
        matches!(self.value, "yes" | "named")
    }

    /// Whether a folded text is the word itself or one of those that mean it.
    pub(crate) fn is_meant_by(&self, folded: &str) -> bool {
        self.folded_words().any(|word| word == folded)
    }

    /// Whether a folded text says one of its words with more before or behind it.
    fn is_said_by(&self, folded: &str) -> bool {
        !self.is_whole()
            && self
                .folded_words()
                .any(|word| is_long(&word) && is_said_with_more(folded, &word))
    }

    fn folded_words(&self) -> impl Iterator<Item = String> {
        std::iter::once(&self.value).chain(self.words).map(|word| fold(word))
    }
}

/// Whether a word is too long to be part of another answer by chance.
fn is_long(word: &str) -> bool {
    word.len() > 3 || word == "lle"
}

/// The answer that a folded text is, or else says, `still in training`, or is the
/// beginning of: `Act`.
pub(crate) fn said<'a>(list: &'a [Choice], folded: &str) -> Option<&'a Choice> {
    let exact = list.iter().find(|choice| choice.is_meant_by(folded));
    exact
        .or_else(|| list.iter().find(|choice| choice.is_said_by(folded)))
        .or_else(|| begun(list, folded))
}

/// Fewest letters of a word that is cut short.
const SHORT: usize = 3;

/// Fewest letters, where the word is not the programme's own but means it.
const SHORT_OF_ANOTHER: usize = 5;

/// Fewest letters that are cut: `designate` is no `designated`.
const CUT: usize = 2;

/// Beginnings that other words have as well: recharged, comprehensive, approved.
const DOUBTFUL: [&str; 10] =
    ["acc", "app", "com", "comp", "con", "dec", "eval", "not", "rec", "ret"];

/// The only answer of which a text is the beginning of a single word. Leave is never read
/// out of a part.
fn begun<'a>(list: &'a [Choice], folded: &str) -> Option<&'a Choice> {
    let is_word = folded.chars().all(char::is_alphabetic);
    let length = folded.chars().count();
    let is_doubtful = DOUBTFUL.contains(&folded) || list.iter().any(Choice::is_whole);
    if !is_word || length < SHORT || is_doubtful {
        return None;
    }
    let begins = |choice: &&Choice| {
        let mut words = choice.folded_words();
        words.any(|word| word.starts_with(folded))
    };
    let mut those = list.iter().filter(begins);
    let only = those.next().filter(|_| those.next().is_none())?;
    let is_cut = |word: &str| {
        !word.contains(' ')
            && word.starts_with(folded)
            && word.chars().count() >= length + CUT
    };
    let of_another =
        || length >= SHORT_OF_ANOTHER && only.folded_words().any(|word| is_cut(&word));
    (is_cut(&fold(only.value)) || of_another()).then_some(only)
}

/// The only answer that a text may be short for, `Cttd`: to be asked about.
pub(crate) fn maybe<'a>(list: &'a [Choice], folded: &str) -> Option<&'a Choice> {
    let is_short = |choice: &&Choice| {
        let mut words = choice.folded_words();
        words.any(|word| is_short_for(folded, &word))
    };
    let mut those = list.iter().filter(is_short);
    those.next().filter(|_| those.next().is_none())
}

/// Whether the letters of one word stand in another, in their order, from its first to
/// its last.
fn is_short_for(short: &str, word: &str) -> bool {
    if short.chars().count() < SHORT || short.chars().last() != word.chars().last() {
        return false;
    }
    let mut letters = word.chars();
    short.chars().next() == word.chars().next()
        && short.chars().all(|letter| letters.any(|other| other == letter))
}

/// Whether a text begins or ends with a word of a list, and does not deny it: `closed,
/// see file` is closed, and neither `not yet started` nor `agreed not to be quoted` is
/// what the list has.
fn is_said_with_more(folded: &str, word: &str) -> bool {
    const DENIES: [&str; 14] = [
        "not", "never", "longer", "yet", "without", "cannot", "cant", "dont", "doesnt",
        "didnt", "hasnt", "isnt", "wasnt", "wont",
    ];
    let is_denied = |before: &str| {
        before.split(' ').rev().take(3).any(|before| DENIES.contains(&before))
    };
    // `Active to 31/8/2011` has ended, or will.
    const ENDS: [&str; 12] = [
        "to", "until", "till", "ends", "ended", "left", "resigned", "finished",
        "retired", "ceased", "leaving", "moved",
    ];
    let is_at_work = matches!(word, "active" | "current" | "live" | "serving");
    if is_at_work && folded.split(' ').any(|other| ENDS.contains(&other)) {
        return false;
    }
    let after = folded.strip_prefix(word).and_then(|rest| rest.strip_prefix(' '));
    let before = folded.strip_suffix(word).and_then(|rest| rest.strip_suffix(' '));
    // `A head who had help from an LLE` is none, nor a governor of a client school.
    let is_anothers = |before: &str| {
        let mut words = before.rsplit(' ');
        let last = words.find(|word| !matches!(*word, "a" | "an" | "the"));
        matches!(last, Some("from" | "by" | "with" | "had" | "have" | "of" | "at"))
    };
    // `Nothing outstanding`, `part paid out`, `all done but the last visit`.
    const HALVES: [&str; 19] = [
        "towards", "toward", "nothing", "none", "nil", "part", "partly", "half",
        "nearly", "almost", "stopped", "may", "might", "but", "except", "about", "soon",
        "hopes", "will",
    ];
    let rest = folded.strip_prefix(word).or_else(|| folded.strip_suffix(word));
    let rest = rest.unwrap_or_default();
    if rest.split(' ').any(|other| HALVES.contains(&other)) || rest.trim() == "to be" {
        return false;
    }
    after.is_some_and(|after| !after.starts_with("not to "))
        || before.is_some_and(|before| !is_denied(before) && !is_anothers(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &[Choice] = &[
        Choice { value: "active", words: &["current"] },
        Choice { value: "committed", words: &["ordered"] },
        Choice { value: "completed", words: &[] },
    ];

    #[test]
    fn a_word_cut_short_is_the_only_one_that_it_begins() {
        let said = |text| said(LIST, text).map(|choice| choice.value);
        assert_eq!(said("act"), Some("active"));
        assert_eq!(said("curre"), Some("active"));
        assert_eq!(said("cur"), None, "too short for a word that is not its own");
        assert_eq!(said("curren"), None, "hardly cut");
        assert_eq!(said("ac"), None);
        assert_eq!(said("com"), None, "committed or completed");
    }

    #[test]
    fn letters_left_out_of_a_word_are_asked_about_and_not_read() {
        let maybe = |text| maybe(LIST, text).map(|choice| choice.value);
        assert_eq!(maybe("cttd"), Some("committed"));
        assert_eq!(maybe("cmtd"), None, "committed or completed");
        assert_eq!(maybe("cd"), None);
        assert_eq!(said(LIST, "cttd"), None);
    }
}
