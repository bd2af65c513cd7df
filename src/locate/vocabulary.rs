//! The headings that a register knows: word for word, by meaning, by the answers
//! that they list, or by likeness.

use std::collections::{BTreeMap, BTreeSet};

use super::layouts::LIKE_ANOTHER;
use super::leave;
use super::schema::{Choice, Column, Kind, Schema};
use super::table::Because;
use super::understood::Said;
use super::wording::{self, Whole};
use crate::base::text::{fold, likeness};

/// Likeness from which a heading is taken for a word.
const NEAR: f64 = 0.93;

/// Likeness of two words of a heading from which one may be the other mistyped.
const LIKE: f64 = 0.8;

/// Likeness of headings whose words are parted elsewhere: `Head teacher`.
const ALMOST: f64 = 0.97;

/// The column that a heading may mean, and why.
pub(super) type Meant = Option<(&'static Column, Because)>;

/// The words of one register, folded.
pub(super) struct Words {
    pub(super) schema: &'static Schema,
    words: BTreeMap<String, (&'static Column, bool)>,
    /// The same by meaning; `None` where two columns share one.
    meanings: BTreeMap<String, Option<&'static Column>>,
    /// Words long enough to be known by likeness, with their letters counted.
    long: Vec<(String, Letters, &'static Column)>,
    /// The same word by word, for headings that are cut short.
    whole: Vec<(Whole, &'static Column)>,
    /// Columns whose answers are a list: each word of it, folded, with the answer
    /// that it means.
    lists: Vec<(&'static Column, Vec<(String, &'static str)>)>,
    /// Words of meanings, each with the columns that have it.
    spoken: BTreeMap<String, BTreeSet<&'static str>>,
}

impl Words {
    pub(super) fn of(schema: &'static Schema) -> Self {
        let mut words = BTreeMap::new();
        for column in schema.columns {
            words.entry(fold(column.title)).or_insert((*column, true));
        }
        for column in schema.columns {
            for word in column.words() {
                words.entry(fold(word)).or_insert((*column, false));
            }
        }
        let long = words
            .iter()
            .filter(|(word, _)| word.chars().count() >= 5)
            .map(|(word, (column, _))| (word.clone(), Letters::of(word), *column))
            .collect();
        let mut meanings = BTreeMap::new();
        for (word, (column, _)) in &words {
            let meaning = wording::meaning(word);
            share(&mut meanings, &meaning, column);
        }
        // A date may be named with the word or without; a meaning that is taken
        // already stays as it is.
        let mut undated = BTreeMap::new();
        for (word, (column, _)) in &words {
            if column.kind == Kind::Date {
                share(&mut undated, &wording::undated(&wording::meaning(word)), column);
            }
        }
        for (meaning, column) in undated {
            meanings.entry(meaning).or_insert(column);
        }
        let lists = schema
            .columns
            .iter()
            .filter_map(|column| match column.kind {
                Kind::Choice(choices) => Some((*column, folded(choices))),
                _ => None,
            })
            .collect();
        // `Elig` is one year's: results read such headings in their own way.
        let whole = match schema.name {
            "results" => Vec::new(),
            _ => words.iter().map(|(word, of)| (Whole::of(word), of.0)).collect(),
        };
        let mut spoken: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
        for (meaning, column) in &meanings {
            for word in meaning.split(' ') {
                let keys = spoken.entry(word.to_owned()).or_default();
                keys.extend(column.map(|column| column.key));
            }
        }
        Self { schema, words, meanings, long, whole, lists, spoken }
    }

    /// The part of a column's words that a heading's meaning has, from 0 to 1: of its
    /// likest name. A word that few columns have weighs more; words that are none of
    /// the register's weigh little.
    pub(super) fn share(&self, column: &Column, meaning: &str) -> f64 {
        const STRANGE: f64 = 0.15;
        let own = wording::without_noun(meaning, self.schema.name);
        let heading: BTreeSet<&str> = own.split(' ').filter(|w| !w.is_empty()).collect();
        let weight = |word: &str| {
            self.spoken.get(word).map_or(STRANGE, |keys| 1.0 / keys.len().max(1) as f64)
        };
        let of = |name: &str| {
            let bare = wording::without_noun(name, self.schema.name);
            let name: BTreeSet<&str> =
                bare.split(' ').filter(|w| !w.is_empty()).collect();
            // A day of something else is not the day: `Looked up on`.
            if heading.len() > 1 && name.intersection(&heading).eq(&["date"]) {
                return 0.0;
            }
            let shared: f64 = name.intersection(&heading).map(|word| weight(word)).sum();
            let all: f64 = name.union(&heading).map(|word| weight(word)).sum();
            if all > 0.0 { shared / all } else { 0.0 }
        };
        self.meanings
            .iter()
            .filter(|(_, of)| of.is_some_and(|of| of == column))
            .map(|(name, _)| of(name))
            .fold(0.0, f64::max)
    }

    /// The column that means the same in other words.
    fn by_meaning(&self, meaning: &str) -> Option<&'static Column> {
        let found = |meaning: &str| {
            let is_nothing = meaning.is_empty();
            (!is_nothing).then(|| self.meanings.get(meaning).copied().flatten()).flatten()
        };
        let by = |meaning: &str| {
            found(meaning).or_else(|| {
                found(&wording::undated(meaning))
                    .filter(|column| column.kind == Kind::Date)
            })
        };
        // A register's own noun may stand in any of its headings: `Visit RAG`.
        by(meaning)
            .or_else(|| {
                let own = wording::without_noun(meaning, self.schema.name);
                (own != meaning).then(|| by(&own)).flatten()
            })
            // `Status code` is the status.
            .or_else(|| {
                let bare = wording::uncoded(meaning);
                (bare != meaning)
                    .then(|| by(&bare))
                    .flatten()
                    .filter(|column| matches!(column.kind, Kind::Choice(_)))
            })
            // `Work began` is the beginning.
            .or_else(|| {
                let bare = wording::idle(meaning);
                (bare != meaning).then(|| by(&bare)).flatten()
            })
            // `Area name` is the area.
            .or_else(|| {
                let bare = wording::unnamed(meaning);
                (bare != meaning).then(|| by(&bare)).flatten()
            })
    }

    /// The column whose answers the heading lists: `Active / paused / left`,
    /// `Client or LLE`.
    fn by_choices(&self, heading: &str) -> Option<&'static Column> {
        if !heading.contains(' ') || !heading.chars().any(char::is_alphabetic) {
            return None;
        }
        let (column, _) = self.lists.iter().find(|(_, words)| lists(heading, words))?;
        Some(*column)
    }

    /// The column of a heading, folded, by any way but its likeness.
    pub(super) fn column(&self, folded: &str) -> Option<&'static Column> {
        let known = self.words.get(folded).map(|(column, _)| *column);
        known.or_else(|| self.by_meaning(&wording::meaning(folded)))
    }

    /// Whether this, folded, is one of its headings, word for word or by meaning.
    pub(super) fn knows(&self, folded: &str, meaning: &str) -> bool {
        self.words.contains_key(folded)
            || self.by_meaning(meaning).is_some()
            || self.by_choices(folded).is_some()
            || leave::column(self.schema, folded).is_some()
    }

    pub(super) fn find(&self, said: &Said) -> Meant {
        let found = self.found(said);
        if said.is_within {
            return found.map(|(column, _)| (column, Because::Near(NEAR)));
        }
        found
    }

    fn found(&self, said: &Said) -> Meant {
        let heading = said.folded.as_str();
        if let Some((column, is_title)) = self.words.get(heading) {
            return Some((
                *column,
                if *is_title { Because::Exact } else { Because::Synonym },
            ));
        }
        if let Some(column) = self.by_meaning(&said.meaning) {
            return Some((column, Because::Synonym));
        }
        if let Some(column) = leave::column(self.schema, heading) {
            return Some((column, Because::Synonym));
        }
        // The headings of a questionnaire are numbered, questions or not.
        if self.schema.name == "surveys"
            && let Some(bare) = without_number(heading)
        {
            let meaning = wording::meaning(bare);
            let known = self.words.get(bare).map(|(column, _)| *column);
            if let Some(column) = known.or_else(|| self.by_meaning(&meaning)) {
                return Some((column, Because::Synonym));
            }
        }
        if let Some(column) = self.by_choices(heading) {
            return Some((column, Because::Synonym));
        }
        if LIKE_ANOTHER.contains(&heading) {
            return None;
        }
        if heading.chars().count() < 5 {
            return self.cut_short(heading);
        }
        let letters = Letters::of(heading);
        self.long
            .iter()
            .filter(|(_, of_word, _)| letters.may_be_near(of_word))
            .filter(|(word, _, _)| is_slip(heading, word))
            .map(|(word, _, column)| (likeness(heading, word), *column))
            .filter(|(like, column)| *like >= NEAR && !says_another(heading, column))
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(like, column)| (column, Because::Near(like)))
            .or_else(|| self.cut_short(heading))
    }

    /// The only column of which the heading is a word cut short; asked about once,
    /// as any likeness is.
    fn cut_short(&self, heading: &str) -> Meant {
        let short = wording::telling(heading);
        let mut found = self
            .whole
            .iter()
            .filter(|(whole, _)| whole.is_meant_by(&short))
            .map(|(_, column)| *column);
        let first = found.next()?;
        found.all(|other| other == first).then_some((first, Because::Near(NEAR)))
    }
}

/// How often each letter stands in a text: two texts cannot be more alike than
/// the letters that they share allow.
struct Letters {
    counts: [u8; 27],
    all: f64,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut counts = [0u8; 27];
        let mut all = 0.0;
        for letter in text.chars() {
            let place = match letter {
                'a'..='z' => letter as usize - 'a' as usize,
                _ => 26,
            };
            if let Some(count) = counts.get_mut(place) {
                *count = count.saturating_add(1);
            }
            all += 1.0;
        }
        Self { counts, all }
    }

    /// Whether the Jaro-Winkler likeness of two such texts can reach [`NEAR`]:
    /// with the fullest prefix bonus it is J + 0.4 (1 − J), and J is at most a
    /// third of (shared ÷ a + shared ÷ b + 1).
    fn may_be_near(&self, other: &Self) -> bool {
        let reach = |shared: f64| {
            let most = (shared / self.all + shared / other.all + 1.0) / 3.0;
            most + 0.4 * (1.0 - most) >= NEAR
        };
        if !reach(self.all.min(other.all)) {
            return false;
        }
        let shared: f64 = self
            .counts
            .iter()
            .zip(&other.counts)
            .map(|(a, b)| f64::from(*a.min(b)))
            .sum();
        reach(shared)
    }
}

/// Whether two headings may be one that was mistyped: each word is the other's, or
/// begins it, or is long and like it, and one has at most one word more. `Came out` is
/// no `Came to us`.
fn is_slip(heading: &str, word: &str) -> bool {
    let is_alike = |a: &str, b: &str| {
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        a == b
            || short.len() >= 3 && long.starts_with(short)
            || short.len() >= 4 && likeness(a, b) >= LIKE
    };
    let (own, other): (Vec<&str>, Vec<&str>) =
        (heading.split(' ').collect(), word.split(' ').collect());
    let (fewer, more) =
        if own.len() < other.len() { (&own, &other) } else { (&other, &own) };
    let mut rest = more.iter();
    let has_all = fewer.iter().all(|one| rest.any(|word| is_alike(one, word)));
    has_all && more.len() <= fewer.len() + 1
        || likeness(&own.concat(), &other.concat()) >= ALMOST
}

/// Whether the last word of a heading says that it is a number or an address of what
/// the rest of it names: `Supplier no` is no supplier, `Client head email` no head.
fn says_another(heading: &str, column: &Column) -> bool {
    const NUMBERS: [&str; 5] = ["no", "number", "ref", "id", "code"];
    const ADDRESSES: [&str; 9] = [
        "email",
        "mail",
        "phone",
        "telephone",
        "tel",
        "mobile",
        "fax",
        "address",
        "postcode",
    ];
    let is_name = matches!(column.kind, Kind::Text | Kind::Person | Kind::School);
    let last = heading.rsplit(' ').next().unwrap_or_default();
    let is_own = || column.headings().any(|word| fold(word).ends_with(last));
    is_name && (NUMBERS.contains(&last) || ADDRESSES.contains(&last)) && !is_own()
}

/// The words of a list, folded, with the answers that they mean.
fn folded(choices: &'static [Choice]) -> Vec<(String, &'static str)> {
    choices
        .iter()
        .flat_map(|choice| {
            let words = choice.words.iter().copied().chain([choice.value]);
            words.map(|word| (fold(word), choice.value))
        })
        .collect()
}

/// Whether a heading is nothing but answers, of two kinds or more.
fn lists(heading: &str, words: &[(String, &'static str)]) -> bool {
    let mut rest = heading;
    let mut values = BTreeSet::new();
    while !rest.is_empty() {
        let after = |word: &str| {
            let after = rest.strip_prefix(word)?;
            (after.is_empty() || after.starts_with(' ')).then(|| after.trim_start())
        };
        if let Some(after) = after("or") {
            rest = after;
            continue;
        }
        let longest = words
            .iter()
            .filter_map(|(word, value)| Some((*value, after(word)?)))
            .min_by_key(|(_, after)| after.len());
        let Some((value, after)) = longest else { return false };
        values.insert(value);
        rest = after;
    }
    values.len() >= 2
}

/// A heading without the number of its question: `5 Further comments`, `Q5 …`.
fn without_number(folded: &str) -> Option<&str> {
    let (first, rest) = folded.split_once(' ')?;
    let digits = first.strip_prefix('q').unwrap_or(first);
    let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    is_number.then_some(rest)
}

/// Notes a meaning as this column's, or as nobody's where another has it.
fn share(
    meanings: &mut BTreeMap<String, Option<&'static Column>>,
    meaning: &str,
    column: &'static Column,
) {
    if meaning.is_empty() {
        return;
    }
    meanings
        .entry(meaning.to_owned())
        .and_modify(|held| {
            if held.is_some_and(|held| held.key != column.key) {
                *held = None;
            }
        })
        .or_insert(Some(column));
}

#[cfg(test)]
mod tests {
    use super::super::tests::{grid, located, shown};

    #[test]
    fn a_day_of_something_else_is_not_taken_for_the_day() {
        let tables = located(grid(
            "
Measure | Year | Area | Value | Looked up on
KS2 L4+ English and maths (%) | 2010 | Norfolk | 68.5 | 2011-11-14
KS2 L4+ English and maths (%) | 2011 | Norfolk | 74.8 | 2011-11-14",
        ));
        assert_eq!(shown(&tables), ["comparators 1: measure year area value; 2 rows"]);
    }

    #[test]
    fn a_number_or_an_address_of_something_is_not_the_thing() {
        let tables = located(grid(
            "
Date | Invoice no | Budget line | Net | VAT | Gross | Supplier no | Batch
2011-06-04 | INV1 | Direct | 525 | 0 | 525 | 4278 | 12
2011-06-05 | INV2 | Direct | 175 | 0 | 175 | 4929 | 12",
        ));
        assert_eq!(shown(&tables), ["spend 1: date invoice line net vat gross; 2 rows"]);
    }
}
