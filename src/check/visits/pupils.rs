//! A child who may be named in what an adviser wrote.

use crate::base::finding::{Findings, Rule, Severity};
use crate::base::text::fold;
use crate::register::{lles, visits};

use super::super::subject::at;
use super::super::{Ctx, rule};

pub(super) static RULE: Rule = rule(
    "VIS-010",
    "child-may-be-named",
    Severity::Query,
    "What is written of visits names no pupil, nor initials with a class.",
    "The pack may hold nothing about single pupils, and the text cannot be quoted.",
    "Write `a pupil` instead of the name.",
);

/// The words of a text that may name a child: a first name or initials beside
/// a year group or class, or a pupil called by name.
pub(crate) fn named_pupil(text: &str, is_adult: impl Fn(&str) -> bool) -> Option<String> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '"'))
        .map(|word| {
            word.trim_matches(|c: char| matches!(c, '.' | ':' | '!' | '?' | '\''))
        })
        .filter(|word| !word.is_empty())
        .collect();
    // `Jack in Y4`, `JB in Year 6`, `Jack (Y4)`, `Jack from class 3`.
    for (index, word) in words.iter().enumerate() {
        if !is_name(word) || is_adult(word) {
            continue;
        }
        let after = words.get(index + 1..).unwrap_or(&[]);
        let (link, rest) = match after {
            [link, rest @ ..] if matches!(*link, "in" | "from" | "of") => {
                (Some(*link), rest)
            }
            rest => (None, rest),
        };
        let group = class_in(rest);
        if let Some(group) = group {
            let link = link.map(|link| format!("{link} ")).unwrap_or_default();
            return Some(format!("{word} {link}{group}"));
        }
        // `pupil Jack`, `a boy called Jack`.
        let before: Vec<String> =
            words.iter().take(index).rev().take(2).map(|word| fold(word)).collect();
        let is_pupil = |word: Option<&String>| {
            word.is_some_and(|word| {
                matches!(word.as_str(), "pupil" | "child" | "boy" | "girl" | "student")
            })
        };
        let is_called = before
            .first()
            .is_some_and(|word| matches!(word.as_str(), "called" | "named"));
        if is_pupil(before.first()) || (is_called && is_pupil(before.get(1))) {
            return Some(format!(
                "{} {word}",
                words.get(index.wrapping_sub(1)).unwrap_or(&"")
            ));
        }
    }
    None
}

/// A class or year group at the start of these words.
fn class_in(words: &[&str]) -> Option<String> {
    let [first, rest @ ..] = words else { return None };
    let folded = fold(first);
    let is_short = folded.strip_prefix('y').is_some_and(|digits| {
        matches!(digits.trim_start_matches('r'), "1" | "2" | "3" | "4" | "5" | "6")
    });
    if is_short || folded == "reception" {
        return Some((*first).to_owned());
    }
    let number = rest.first()?;
    let is_number = number.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
        && number.chars().count() <= 2;
    (matches!(folded.as_str(), "year" | "class" | "yr") && is_number)
        .then(|| format!("{first} {number}"))
}

/// A first name, or the initials of one: not a word that begins a sentence.
fn is_name(word: &str) -> bool {
    let letters: Vec<char> = word.chars().filter(|c| *c != '.').collect();
    let is_word = letters.iter().all(|c| c.is_alphabetic());
    let Some((first, rest)) = letters.split_first() else { return false };
    if !is_word || !first.is_uppercase() {
        return false;
    }
    let is_initials = letters.len() == 2 && rest.iter().all(|c| c.is_uppercase());
    let is_first_name = letters.len() >= 3 && rest.iter().all(|c| c.is_lowercase());
    (is_initials
        && !matches!(word, "KS" | "TA" | "HT" | "DH" | "EY" | "PE" | "RE" | "LA"))
        || (is_first_name && !COMMON.contains(&fold(word).as_str()))
}

/// Words with a capital that stand before a class without naming anybody.
const COMMON: &[&str] = &[
    "the",
    "teachers",
    "teacher",
    "staff",
    "pupils",
    "children",
    "boys",
    "girls",
    "assessment",
    "assessments",
    "maths",
    "english",
    "reading",
    "writing",
    "phonics",
    "science",
    "literacy",
    "numeracy",
    "targets",
    "progress",
    "results",
    "standards",
    "attainment",
    "data",
    "cohort",
    "work",
    "books",
    "lessons",
    "lesson",
    "observation",
    "observations",
    "observed",
    "visit",
    "visited",
    "planning",
    "marking",
    "moderation",
    "moderated",
    "teaching",
    "learning",
    "focus",
    "coaching",
    "support",
    "supported",
    "team",
    "parents",
    "governors",
    "behaviour",
    "writers",
    "readers",
    "work",
    "joint",
    "tracking",
    "scrutiny",
    "transition",
    "provision",
    "groups",
    "group",
    "now",
    "all",
    "both",
    "most",
    "many",
    "some",
    "few",
    "good",
    "strong",
    "weak",
    "gains",
    "improvement",
    "improved",
    "improving",
    "especially",
    "mainly",
    "also",
    "only",
    "and",
    "for",
    "with",
    "key",
    "stage",
    "one",
    "two",
    "next",
    "last",
    "this",
    "that",
    "every",
    "each",
    "tests",
    "spelling",
    "handwriting",
    "grammar",
    "leadership",
    "leader",
    "leaders",
    "head",
    "deputy",
    "meeting",
    "meetings",
    "autumn",
    "spring",
    "summer",
    "september",
    "october",
    "november",
    "december",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
];

pub(super) fn run(ctx: &Ctx<'_>, findings: &mut Findings) {
    let adults: std::collections::BTreeSet<String> = ctx
        .rows(&lles::SCHEMA)
        .iter()
        .flat_map(super::super::person::of_record)
        .flat_map(|person| [fold(&person.first), fold(&person.last)])
        .filter(|name| !name.is_empty())
        .collect();
    let columns = [
        &visits::IMPACT,
        &visits::ACTIONS,
        &visits::ACTIVITY,
        &visits::NOTES,
        &visits::FOCUS,
        &visits::CONFIDENTIAL,
    ];
    for record in ctx.rows(&visits::SCHEMA) {
        for column in columns {
            let found =
                named_pupil(record.raw(column), |word| adults.contains(&fold(word)));
            if let Some(words) = found {
                let says =
                    format!("The text may name a child ({words}); no name was expected.");
                findings.add(at(&RULE, record, column, says));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::named_pupil;
    use crate::check::found::finds;

    fn hit(text: &str) -> Option<String> {
        named_pupil(text, |word| word == "Hill")
    }

    #[test]
    fn a_first_name_or_initials_beside_a_class_may_be_a_child() {
        assert_eq!(hit("Much calmer now, especially Jack in Y4.").unwrap(), "Jack in Y4");
        assert_eq!(hit("JB in Year 6 now reads.").unwrap(), "JB in Year 6");
        assert_eq!(hit("Talked about Ella (Y2)").unwrap(), "Ella Y2");
        assert_eq!(hit("A pupil called Jack reads.").unwrap(), "called Jack");
    }

    #[test]
    fn subjects_staff_and_classes_are_no_children() {
        for text in [
            "Maths in Y4 is stronger.",
            "Teachers in Year 6 plan together.",
            "KS in Y4",
            "Mrs Hill in Year 2 leads phonics.",
            "Writing, Year 5",
            "a pupil in Y4",
            "Progress from Y3",
            "Coaching",
        ] {
            assert_eq!(hit(text), None, "{text}");
        }
    }

    #[test]
    fn the_cell_is_the_texts() {
        finds(
            "VIS-010",
            "
            Records of visit | Visit ref | Evidence of impact | Notes
                             | V1 | Jack in Y4 reads well | very positive
                             | V2 | A pupil in Y4 reads well |
            ",
            &["Records of visit!B2 query"],
        );
    }
}
