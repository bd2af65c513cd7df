//! Names of people: title, first name, surname, in every usual order.

use crate::base::text::{fold, tidy};

/// A person as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Person {
    /// `Mrs`, `Dr`, or empty.
    pub(crate) title: String,
    /// First name or initial, or empty.
    pub(crate) first: String,
    /// Surname.
    pub(crate) last: String,
}

const TITLES: [&str; 12] =
    ["mr", "mrs", "ms", "miss", "dr", "rev", "revd", "sir", "dame", "prof", "sr", "fr"];

/// The people named in a cell: several for a job share, none for `Vacant`.
pub(crate) fn people(text: &str) -> Vec<Person> {
    let mut without = String::new();
    let mut depth = 0u32;
    for c in tidy(text).chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => without.push(c),
            _ => {}
        }
    }
    without
        .split(['/', '&', ';'])
        .flat_map(|part| part.split(" and "))
        .filter_map(person)
        .collect()
}

/// Words before or after a name that say how the post is held.
const HELD: [&str; 9] = [
    "acting",
    "interim",
    "temporary",
    "executive",
    "exec",
    "headteacher",
    "co head",
    "joint",
    "ht",
];

/// `Acting head: Mrs Brown` and `Mrs Brown - acting head` as `Mrs Brown`; the
/// surname Head stays.
fn without_post(text: &str) -> String {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let is_held = |word: &&str| HELD.contains(&fold(word).as_str());
    let is_post = |word: &&str| {
        is_held(word) || matches!(fold(word).as_str(), "" | "head" | "teacher")
    };
    if words.first().is_some_and(is_held) {
        let from = words.iter().take_while(|word| is_post(word)).count();
        words.drain(..from);
    }
    if let Some(at) = words.iter().position(is_held) {
        words.truncate(at);
    }
    words.join(" ").trim_matches([' ', '-', ',', ':']).to_owned()
}

/// `LLE001 Ms R Gathercole` without the reference before the name.
fn without_code(text: &str) -> &str {
    let Some((first, rest)) = text.split_once(' ') else { return text };
    let is_code = first.chars().any(|c| c.is_ascii_digit())
        && !first.starts_with(char::is_lowercase);
    if is_code { rest.trim_start_matches([' ', '-', ':', ',']) } else { text }
}

/// `Ms R Gathercole, Norby Primary` without the school after the name.
fn without_school(text: &str) -> &str {
    let Some((name, school)) = text.split_once([',', '(', '\n']) else { return text };
    let is_school = fold(school).split(' ').any(|word| {
        matches!(
            word,
            "school"
                | "sch"
                | "primary"
                | "prim"
                | "pri"
                | "infant"
                | "infants"
                | "junior"
                | "juniors"
                | "jnr"
                | "academy"
                | "nursery"
                | "high"
        )
    });
    if is_school { name.trim() } else { text }
}

fn person(text: &str) -> Option<Person> {
    let text = without_post(text);
    let text = without_school(without_code(&text));
    let folded = fold(text);
    if folded.is_empty()
        || matches!(
            folded.as_str(),
            "vacant" | "tbc" | "tba" | "n a" | "unknown" | "acting"
        )
    {
        return None;
    }
    let text = match text.split_once(',') {
        Some((last, first)) => format!("{} {}", first.trim(), last.trim()),
        None => text.to_owned(),
    };
    let mut words: Vec<String> = text
        .replace('.', ". ")
        .split_whitespace()
        .map(|word| word.trim_end_matches('.').to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    let mut person = Person::default();
    if words.first().is_some_and(|word| TITLES.contains(&fold(word).as_str())) {
        person.title = case(&words.remove(0));
    }
    // A surname in capitals before a first name that is not: `SMITH John`.
    let is_shouted = |word: &String| {
        word.chars().count() > 1 && word.chars().all(|c| !c.is_lowercase())
    };
    if words.len() > 1
        && words.first().is_some_and(is_shouted)
        && words.last().is_some_and(|word| word.chars().any(char::is_lowercase))
    {
        words.rotate_left(1);
    }
    // A surname before its initials: `Bunting P`.
    let is_initial = |word: &String| word.chars().count() == 1;
    if words.last().is_some_and(is_initial) && !words.first().is_some_and(is_initial) {
        words.rotate_left(1);
    }
    person.last = case(&words.pop()?);
    person.first = words.first().map(|word| case(word)).unwrap_or_default();
    Some(person)
}

/// `SMITH` as `Smith`; mixed case stays.
fn case(word: &str) -> String {
    if word.chars().count() > 1 && word.chars().all(|c| !c.is_lowercase()) {
        let mut out = String::new();
        let mut start = true;
        for c in word.chars() {
            if start {
                out.extend(c.to_uppercase())
            } else {
                out.extend(c.to_lowercase())
            }
            start = !c.is_alphabetic();
        }
        out
    } else {
        word.to_owned()
    }
}

impl Person {
    /// Title, first name and surname, as far as known.
    pub(crate) fn whole(&self) -> String {
        [&self.title, &self.first, &self.last]
            .into_iter()
            .filter(|part| !part.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// How the person may be called: whole, and by title or first name with the
    /// surname; an initial with a surname is too short to be told from other words.
    pub(crate) fn called(&self) -> Vec<String> {
        let mut called: Vec<String> = [&self.title, &self.first]
            .into_iter()
            .filter(|start| start.chars().count() > 1)
            .map(|start| format!("{start} {}", self.last))
            .collect();
        called.push(self.whole());
        called.dedup();
        called
    }

    /// Whether two spellings may be one person: one surname, and no first name
    /// or initial that speaks against it.
    pub(crate) fn may_be(&self, other: &Self) -> bool {
        if fold(&self.last) != fold(&other.last) {
            return false;
        }
        let (a, b) = (fold(&self.first), fold(&other.first));
        if a.is_empty() || b.is_empty() {
            return true;
        }
        let is_initial = a.chars().count() == 1 || b.chars().count() == 1;
        if is_initial { a.chars().next() == b.chars().next() } else { a == b }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_person_in_every_order() {
        let turned = people("GATHERCOLE, Ruth");
        let titled = people("Ms R Gathercole");
        assert_eq!(turned[0].whole(), "Ruth Gathercole");
        assert!(turned[0].may_be(&titled[0]));
        assert_eq!(people("GATHERCOLE Ruth"), turned);
        assert_eq!(people("Mrs GATHERCOLE")[0].whole(), "Mrs Gathercole");
        assert!(!people("Ms H Gathercole")[0].may_be(&turned[0]));
        assert_eq!(people("J.Smith / K.Jones").len(), 2);
        assert!(people("Vacant").is_empty());
        assert_eq!(people("Mrs Brown (acting)")[0].whole(), "Mrs Brown");
        assert_eq!(people("Mrs Brown - acting head")[0].whole(), "Mrs Brown");
        assert_eq!(people("Acting head: Mrs Brown")[0].whole(), "Mrs Brown");
        assert_eq!(people("Interim headteacher Mr J Head")[0].whole(), "Mr J Head");
        assert_eq!(people("Mr Head")[0].whole(), "Mr Head");
        assert!(people("Acting").is_empty());
        assert_eq!(people("Gathercole R.")[0].whole(), "R Gathercole");
        assert_eq!(people("LLE001 Ms R Gathercole"), titled);
        assert_eq!(people("Ms R Gathercole, Croscombe Magna Primary Sch"), titled);
        assert_eq!(people("Bunting P")[0].whole(), "P Bunting");
        assert_eq!(people("Mr Bunting P J")[0].whole(), "Mr P Bunting");
    }

    #[test]
    fn an_acting_head_and_a_job_share_in_one_cell_are_two_people() {
        for text in [
            "Mrs A Smith & Mr B Jones (acting, job share)",
            "Mrs A Smith / Mr B Jones - acting, job share",
            "Acting: Mrs A Smith and Mr B Jones",
            "SMITH, Mrs A; JONES, Mr B (job share)",
        ] {
            let whole: Vec<String> = people(text).iter().map(Person::whole).collect();
            assert_eq!(whole, ["Mrs A Smith", "Mr B Jones"], "{text}");
        }
    }
}
