//! Headings that say the same in other words: `Date accredited` and
//! `Accreditation date`, `Support no.` and `Deployment ref`. Data, and one rule.

mod lists;

use lists::{FILLERS, PHRASES, WORDS};

use crate::base::text::fold;

/// A heading as its meaning: its words in one spelling, in one order.
pub(super) fn meaning(folded: &str) -> String {
    let mut text = format!(" {} ", folded.replace('%', " % "));
    for (phrase, word) in PHRASES {
        if !text.contains(phrase) {
            continue;
        }
        let wanted = format!(" {phrase} ");
        while text.contains(&wanted) {
            text = text.replacen(&wanted, &format!(" {word} "), 1);
        }
    }
    let one_word = |word| {
        WORDS
            .iter()
            .find(|(_, others)| others.contains(&word))
            .map_or(word, |(one, _)| *one)
    };
    // `Head of` leaves out the school that stands below: it is no head's name.
    let is_open = text
        .trim_end()
        .rsplit_once(' ')
        .filter(|(_, last)| matches!(*last, "of" | "at"))
        .and_then(|(before, _)| before.rsplit(' ').next())
        .is_some_and(|word| one_word(word) == "headteacher");
    let mut words: Vec<&str> = text
        .split(' ')
        .filter(|word| !word.is_empty() && !FILLERS.contains(word))
        .map(one_word)
        .chain(is_open.then_some("of"))
        .collect();
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}

/// The same without the word for a date: `Accredited` and `Accreditation date`.
pub(super) fn undated(meaning: &str) -> String {
    meaning.split(' ').filter(|word| *word != "date").collect::<Vec<_>>().join(" ")
}

/// The same without the word for a name: `Area name`.
pub(super) fn unnamed(meaning: &str) -> String {
    meaning.split(' ').filter(|word| *word != "name").collect::<Vec<_>>().join(" ")
}

/// The same without words for whatever is done: `Work began`.
pub(super) fn idle(meaning: &str) -> String {
    const IDLE: [&str; 6] = ["work", "programme", "project", "there", "both", "entry"];
    meaning.split(' ').filter(|word| !IDLE.contains(word)).collect::<Vec<_>>().join(" ")
}

/// The same without the word for a reference: `Status code`.
pub(super) fn uncoded(meaning: &str) -> String {
    meaning.split(' ').filter(|word| *word != "ref").collect::<Vec<_>>().join(" ")
}

/// The same without the register's own noun: `Start of support` in a register
/// of deployments is its start.
pub(super) fn without_noun(meaning: &str, register: &str) -> String {
    let noun = match register {
        "deployments" => "deployment",
        "visits" => "visit",
        "lles" => "lle",
        "quality" => "qa",
        "contracts" => "contract",
        "surveys" => "survey",
        "schools" => "school",
        "comparators" => "measure",
        "decisions" => "decision",
        _ => return meaning.to_owned(),
    };
    if !meaning.contains(noun) {
        return meaning.to_owned();
    }
    meaning.split(' ').filter(|word| *word != noun).collect::<Vec<_>>().join(" ")
}

/// Letters with a figure that are a word of their own: levels, years, questions.
const OWN_NUMBERS: [char; 5] = ['L', 'Y', 'Q', 'K', 'P'];

/// A heading without the letter and number of its column: `A4 URN of own school`.
pub(super) fn unlettered(text: &str) -> Option<&str> {
    let (number, rest) = text.split_once(' ')?;
    let figure = number
        .strip_prefix(|c: char| c.is_ascii_uppercase() && !OWN_NUMBERS.contains(&c))?;
    let is_one = matches!(figure.len(), 1 | 2)
        && figure.chars().all(|c| c.is_ascii_digit())
        // Attainment 8 is a measure.
        && !fold(rest).starts_with("score")
        && rest.starts_with(|c: char| c.is_alphabetic());
    is_one.then_some(rest)
}

/// A heading without the number of its column: `3. School supported`, `(b) Days`.
pub(super) fn unnumbered(text: &str) -> &str {
    let open = text.strip_prefix('(').unwrap_or(text);
    let end = open.find([')', '.']);
    let Some((number, rest)) = end.and_then(|at| open.split_at_checked(at)) else {
        return text;
    };
    // `7`, `b`, `B7`.
    let digits = number.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = number.len() - digits.len();
    let is_number = matches!(number.len(), 1..=3)
        && letters <= 1
        && digits.chars().all(|c| c.is_ascii_digit());
    let rest = rest.get(1..).unwrap_or_default();
    let bare = rest.trim_start();
    // `2.5` is a number, and `1.` alone none of a heading.
    if is_number && rest.starts_with(' ') && bare.chars().any(char::is_alphabetic) {
        bare
    } else {
        text
    }
}

/// The words of a heading, without those that say nothing.
pub(super) fn telling(folded: &str) -> Vec<&str> {
    folded.split(' ').filter(|w| !w.is_empty() && !FILLERS.contains(w)).collect()
}

/// A heading from which others may be cut short: each word, and what means it.
pub(super) struct Whole(Vec<(String, Vec<&'static str>)>);

impl Whole {
    pub(super) fn of(folded: &str) -> Self {
        let means = |word: &str| -> Vec<&'static str> {
            WORDS
                .iter()
                .find(|(one, others)| *one == word || others.contains(&word))
                .map(|(one, others)| [&[*one], *others].concat())
                .unwrap_or_default()
        };
        let words = telling(folded).into_iter();
        Self(words.map(|word| (word.to_owned(), means(word))).collect())
    }

    /// Whether these words are it cut short, one by one: `Exp end` and `Expected end
    /// date`, `Accr'd` and `Accredited`, `St dt` and `Start date`.
    pub(super) fn is_meant_by(&self, short: &[&str]) -> bool {
        let stands_for = |short: &str, (word, means): &(String, Vec<&'static str>)| {
            short == word
                || is_cut(short, word)
                || means.iter().any(|word| *word == short || is_cut(short, word))
        };
        short.len() == self.0.len()
            && short.iter().zip(&self.0).all(|(short, long)| stands_for(short, long))
            && short.iter().zip(&self.0).any(|(short, long)| *short != long.0)
    }
}

/// Whether a word is the beginning of a longer one, its beginning and its last letter
/// (`accrd`), or its consonants (`dt`, `sgd`); but two letters of three are as likely
/// somebody's initials, `SM` and no sum.
fn is_cut(short: &str, long: &str) -> bool {
    // Initials are not cut shorter: `LS` is none of `LLEs`.
    if long == "lles" || short.chars().next() != long.chars().next() {
        return false;
    }
    let (letters, all) = (short.chars().count(), long.chars().count());
    // Two letters stand for a short word alone: `dt`, `hd`.
    if letters < 2
        || letters == 2 && all > 5
        || letters >= all
        || all < 4
        || !short.chars().all(char::is_alphabetic)
    {
        return false;
    }
    if letters > 2 && long.starts_with(short) {
        return true;
    }
    let mut begins = short.chars();
    let last = begins.next_back();
    if letters > 2
        && last == long.chars().next_back()
        && long.starts_with(begins.as_str())
    {
        return true;
    }
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let mut rest = long.chars();
    // `Elm` is none of `establishment`: consonants are kept to the last.
    last == long.chars().rev().find(|c| !is_vowel(*c))
        && !short.chars().skip(1).any(is_vowel)
        && short.chars().all(|letter| rest.any(|other| other == letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::fold;

    fn is_short_for(short: &str, whole: &str) -> bool {
        Whole::of(&fold(whole)).is_meant_by(&telling(&fold(short)))
    }

    #[test]
    fn headings_in_other_words_and_orders_mean_the_same() {
        for (one, other) in [
            ("Accreditation date", "Date accredited"),
            ("Accredited on", "Accred. date"),
            ("Deployment ref", "Support no."),
            ("Signed (LLE's governors)", "LLE governing body signature"),
            ("Record received", "Write-up returned"),
            ("School name", "Name of establishment"),
            ("Day rate £", "£/day"),
            ("Days per year", "Days p.a."),
            ("URN", "Unique Reference No."),
            ("Headteacher of", "Head teacher at"),
            ("Head of", "Principal of:"),
        ] {
            assert_eq!(meaning(&fold(one)), meaning(&fold(other)), "{one} / {other}");
        }
    }

    #[test]
    fn a_heading_is_read_without_the_number_of_its_column() {
        for (text, bare) in
            [("3. School supported", "School supported"), ("B7. Days", "Days")]
        {
            assert_eq!(unnumbered(text), bare);
        }
        for (text, bare) in [
            ("A4 URN of own school", Some("URN of own school")),
            ("D10 Worth in total", Some("Worth in total")),
            ("D5 LA signed on", Some("LA signed on")),
            ("L4 English", None),
            ("Y6 pupils", None),
            ("A8 Score", None),
            ("Q1 Satisfied", None),
        ] {
            assert_eq!(unlettered(text), bare);
        }
    }

    #[test]
    fn a_heading_cut_short_stands_for_the_whole() {
        for (short, whole) in [
            ("Exp end", "Planned end"),
            ("Accr'd", "Accredited"),
            ("Dur (dys)", "Duration (days)"),
            ("Sgd LLE govs", "Signed (LLE's governors)"),
            ("Comm via", "Commissioned via"),
            ("Agrmt val £", "Agreement value"),
            ("Meas", "Measure"),
        ] {
            assert!(is_short_for(short, whole), "{short} / {whole}");
        }
        for (short, whole) in [
            ("Cost", "Consent"),
            ("End", "Start"),
            ("Days", "Date"),
            ("School", "School"),
            ("No", "Number on roll"),
            ("Area", "Agreed"),
            ("SM", "Sum"),
        ] {
            assert!(!is_short_for(short, whole), "{short} / {whole}");
        }
    }

    #[test]
    fn headings_that_mean_different_things_stay_apart() {
        for (one, other) in [
            ("Days", "£ per day"),
            ("Planned end", "End"),
            ("LLE school", "Client school"),
            ("LLE", "LLE no"),
            ("Signed LA", "Signed client"),
            ("Headteacher", "Headteacher of"),
            ("Head", "Head teacher at"),
        ] {
            assert_ne!(meaning(&fold(one)), meaning(&fold(other)), "{one} / {other}");
        }
    }
}
