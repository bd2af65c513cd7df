//! How sentences are put together: numbers with the figures that they quote,
//! directions without double signs, counts in words, majorities by rule.

use crate::base::date::AcademicYear;
use crate::base::figure::Figure;
use crate::base::indicator::Indicator;
use crate::base::quantity::{decimal, pounds, rounded, signed};

/// A figure as a sentence states it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Quoted {
    /// Measure.
    pub(crate) code: &'static str,
    /// Indicator, if that.
    pub(crate) indicator: Option<&'static Indicator>,
    /// Group as in `figures.csv`.
    pub(crate) group: String,
    /// Years.
    pub(crate) years: (Option<AcademicYear>, Option<AcademicYear>),
    /// Part, or `schools`, `lower`, `upper` of the figure, behind its own part.
    pub(crate) part: String,
    /// Decimals that are written.
    pub(crate) places: u32,
    /// As it stands in the sentence, without sign where the words give it.
    pub(crate) wrote: String,
}

/// A sentence, or a few, with the figures that they state.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Said {
    /// Words; empty where nothing is to be said.
    pub(crate) text: String,
    /// Figures in the order in which they are stated.
    pub(crate) quoted: Vec<Quoted>,
}

impl Said {
    /// Words that state no figure.
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), quoted: Vec::new() }
    }

    pub(super) fn say(&mut self, words: &str) -> &mut Self {
        self.text.push_str(words);
        self
    }

    fn quote(
        &mut self,
        figure: &Figure,
        part: &str,
        places: u32,
        wrote: String,
    ) -> &mut Self {
        let part = match (figure.item.as_str(), part) {
            (item, "") => item.to_owned(),
            ("", part) => format!("@{part}"),
            (item, part) => format!("{item}@{part}"),
        };
        self.text.push_str(&wrote);
        self.quoted.push(Quoted {
            code: figure.code,
            indicator: figure.indicator,
            group: figure.group.to_string(),
            years: (figure.from, figure.to),
            part,
            places,
            wrote,
        });
        self
    }

    /// The value without its sign: the words before it give the direction.
    pub(super) fn size(&mut self, figure: &Figure, places: u32) -> &mut Self {
        self.quote(figure, "", places, decimal(figure.value.abs(), places))
    }

    /// The value with its sign where it is below nought.
    pub(super) fn value(&mut self, figure: &Figure, places: u32) -> &mut Self {
        self.quote(figure, "", places, decimal(figure.value, places))
    }

    /// Pounds.
    pub(super) fn money(&mut self, figure: &Figure) -> &mut Self {
        self.quote(figure, "", 2, pounds(figure.value.abs()))
    }

    /// How many schools, replies or records it rests on, in figures.
    pub(super) fn base(&mut self, figure: &Figure) -> &mut Self {
        let n = figure.schools.unwrap_or(0);
        self.quote(figure, "schools", 0, decimal(n as f64, 0))
    }

    /// How many it rests on, in words at the start of a sentence.
    pub(super) fn base_in_words(&mut self, figure: &Figure) -> &mut Self {
        let n = figure.schools.unwrap_or(0);
        self.quote(figure, "schools", 0, capital(&in_words(n)))
    }

    /// A count in words at the start of a sentence.
    pub(super) fn value_in_words(&mut self, figure: &Figure) -> &mut Self {
        self.quote(figure, "", 0, capital(&in_words(figure.value.max(0.0) as u64)))
    }

    /// A count in words within a sentence; that there are none states no figure.
    pub(super) fn value_in_small_words(&mut self, figure: &Figure) -> &mut Self {
        match figure.value.max(0.0) as u64 {
            0 => self.say("none"),
            n => self.quote(figure, "", 0, in_words(n)),
        }
    }

    /// `95% interval 5.8 to 17.0`, or nothing where there is none.
    pub(super) fn interval(
        &mut self,
        figure: &Figure,
        before: &str,
        after: &str,
    ) -> &mut Self {
        let Some((lower, upper)) = figure.lower.zip(figure.upper) else { return self };
        self.say(before).say("95% interval ");
        self.quote(figure, "lower", 1, decimal(lower, 1)).say(" to ");
        self.quote(figure, "upper", 1, decimal(upper, 1)).say(after)
    }

    /// `rose by 16.9`, `fell by 2.0`, `did not change`.
    pub(super) fn moved(&mut self, figure: &Figure) -> &mut Self {
        match direction(figure.value) {
            Direction::Up => self.say("rose by ").size(figure, 1),
            Direction::Down => self.say("fell by ").size(figure, 1),
            Direction::Level => self.say("did not change"),
        }
    }

    /// The number alone where it goes the same way as another that the reader
    /// has in mind; its direction in words where it goes the other way.
    pub(super) fn beside(&mut self, figure: &Figure, other: f64) -> &mut Self {
        match (direction(figure.value), direction(other)) {
            (Direction::Level, _) => self.say("no change"),
            (Direction::Up, Direction::Up) | (Direction::Down, Direction::Down) => {
                self.size(figure, 1)
            }
            (Direction::Up, _) => self.say("a rise of ").size(figure, 1),
            (Direction::Down, _) => self.say("a fall of ").size(figure, 1),
        }
    }
}

/// Which way a change goes, as printed to one decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Up,
    Down,
    Level,
}

pub(super) fn direction(value: f64) -> Direction {
    let shown = rounded(value, 1);
    if shown > 0.0 {
        Direction::Up
    } else if shown < 0.0 {
        Direction::Down
    } else {
        Direction::Level
    }
}

/// Whether an interval leaves out nought.
pub(super) fn is_clear(figure: &Figure) -> bool {
    matches!((figure.lower, figure.upper), (Some(l), Some(u)) if l > 0.0 || u < 0.0)
}

const SMALL: [&str; 21] = [
    "none",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// A count in words up to twenty, in figures above.
pub(crate) fn in_words(n: u64) -> String {
    usize::try_from(n)
        .ok()
        .and_then(|at| SMALL.get(at))
        .map_or_else(|| decimal(n as f64, 0), |word| (*word).to_owned())
}

/// The count that a word up to twenty stands for.
pub(crate) fn word_value(word: &str) -> Option<f64> {
    let word = word.to_lowercase();
    let small = SMALL.iter().position(|known| *known == word).map(|at| at as f64);
    small.filter(|n| *n > 0.0).or_else(|| {
        let (tens, ones) = word.split_once('-').unwrap_or((&word, ""));
        let tens = ["twenty", "thirty", "forty", "fifty", "sixty"]
            .iter()
            .position(|known| *known == tens)
            .map(|at| (at as f64 + 2.0) * 10.0)?;
        if ones.is_empty() {
            return Some(tens);
        }
        let ones = SMALL.iter().position(|known| *known == ones).filter(|n| *n < 10)?;
        Some(tens + ones as f64)
    })
}

/// With a capital first letter.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `a, b or c`.
pub(super) fn either(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// The word for a share of replies: a majority needs more than half, a large
/// one three quarters, an overwhelming one nine tenths and an interval above half.
pub(super) fn majority(percent: f64, lower: Option<f64>) -> &'static str {
    let is_above_half = lower.is_some_and(|lower| lower > 50.0);
    if percent >= 90.0 && is_above_half {
        "an overwhelming majority"
    } else if percent >= 75.0 {
        "a large majority"
    } else if percent > 50.0 {
        "a majority"
    } else if percent == 50.0 {
        "half"
    } else {
        "a minority"
    }
}

/// `5.8 to 17.0` as the tables print it, signed where it is of a change.
pub(super) fn limits(figure: &Figure) -> String {
    match figure.lower.zip(figure.upper) {
        Some((lower, upper)) if figure.is_change => {
            format!("{} to {}", signed(lower, 1), signed(upper, 1))
        }
        Some((lower, upper)) => format!("{} to {}", decimal(lower, 1), decimal(upper, 1)),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_overwhelming_majority_needs_nine_tenths_and_an_interval_above_half() {
        assert_eq!(majority(93.8, Some(71.7)), "an overwhelming majority");
        assert_eq!(majority(92.0, Some(48.0)), "a large majority");
        assert_eq!(majority(82.4, Some(59.0)), "a large majority");
        assert_eq!(majority(58.8, Some(36.0)), "a majority");
        assert_eq!(majority(50.0, Some(20.0)), "half");
        assert_eq!(majority(41.2, Some(20.0)), "a minority");
    }

    #[test]
    fn small_counts_are_words_and_words_are_counts() {
        assert_eq!(in_words(14), "fourteen");
        assert_eq!(in_words(21), "21");
        assert_eq!(word_value("Fourteen"), Some(14.0));
        assert_eq!(word_value("thirty-two"), Some(32.0));
        assert_eq!(word_value("schools"), None);
    }
}
