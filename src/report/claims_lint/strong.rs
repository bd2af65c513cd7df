//! Strong words and comparisons in words: what may stand beside which figure.

use super::fault;
use super::numbers::{Kind, RESULTS, has, numbers, words_of};
use crate::base::figure::Group;
use crate::report::Sources;
use crate::report::claims::{Claims, NO_BASE, NO_COMPARATOR, STRONG, Sentence};
use crate::report::sentences::headline;

/// Words that claim more than a number.
const STRONG_WORDS: [&str; 13] = [
    "marked",
    "markedly",
    "outstanding",
    "significant",
    "significantly",
    "dramatic",
    "dramatically",
    "remarkable",
    "remarkably",
    "striking",
    "strikingly",
    "impressive",
    "substantial",
];
/// What such a word must be about to be held to a figure.
const EFFECT: [&str; 17] = [
    "impact",
    "effect",
    "results",
    "attainment",
    "outcomes",
    "progress",
    "rise",
    "rose",
    "improvement",
    "improved",
    "improve",
    "gain",
    "gains",
    "gained",
    "difference",
    "change",
    "increase",
];

/// Words that claim more than the figures bear.
pub(super) fn strong(
    sentence: &Sentence<'_>,
    words: &[String],
    sources: &Sources<'_>,
    claims: &mut Claims,
) {
    let found = words.iter().enumerate().find(|(at, word)| {
        let last =
            at.checked_sub(1).and_then(|at| words.get(at)).map_or("", String::as_str);
        STRONG_WORDS.contains(&word.as_str()) && !matches!(last, "no" | "not" | "nor")
    });
    let Some((_, word)) = found else { return };
    let is_inspection =
        has(words, &["ofsted", "inspection", "judged", "judgement", "inspected"]);
    if !has(words, &EFFECT) || is_inspection {
        return;
    }
    let figures = sources.figures;
    let own = headline(figures, "M21", &Group::Clients)
        .or_else(|| headline(figures, "M03", &Group::Clients));
    let is_clear = own.is_some_and(
        |f| matches!((f.lower, f.upper), (Some(l), Some(u)) if l > 0.0 || u < 0.0),
    );
    if !is_clear {
        let says = format!(
            "\u{201c}{word}\u{201d} is said of the results, and the interval of the difference does not leave out nought."
        );
        fault(claims, &STRONG, sentence, says);
    }
}

/// "Greater than average", without an average to compare with.
pub(super) fn above_average(
    sentence: &Sentence<'_>,
    words: &[String],
    sources: &Sources<'_>,
    claims: &mut Claims,
) {
    let is_said = words.iter().enumerate().any(|(at, word)| {
        let nearby = |n: usize| {
            at.checked_sub(n).and_then(|at| words.get(at)).map_or("", String::as_str)
        };
        word == "average"
            && ((1..=3).any(|n| nearby(n) == "than")
                || (1..=2).any(|n| matches!(nearby(n), "above" | "exceeds" | "below")))
    }) || words.iter().any(|word| word == "above-average");
    if !is_said {
        return;
    }
    let is_results = has(words, &RESULTS);
    let has_rows = sources
        .figures
        .all
        .iter()
        .any(|f| matches!(f.group, Group::LaPublished | Group::National));
    if !(is_results && has_rows) {
        let says =
            "it compares with an average that no comparator of the registers holds."
                .to_owned();
        fault(claims, &NO_COMPARATOR, sentence, says);
    }
}

/// The paragraph of a claim about client schools: how many, and against whom.
pub(super) fn in_company(
    sentence: &Sentence<'_>,
    paragraph: &[Sentence<'_>],
    sources: &Sources<'_>,
    claims: &mut Claims,
) {
    let whole: String = paragraph.iter().map(|s| format!("{} ", s.text)).collect();
    let words = words_of(&whole);
    let has_base = numbers(&whole).iter().any(|number| {
        let near = number.behind.iter().take(5);
        number.kind == Kind::Bare
            && near.into_iter().any(|next| matches!(next.as_str(), "schools" | "school"))
    });
    if !has_base {
        let says =
            "a change of the client schools stands without how many schools it rests on."
                .to_owned();
        fault(claims, &NO_BASE, sentence, says);
    }
    let authority = sources.programme.authority.1.to_lowercase();
    let name = authority.split_whitespace().next().unwrap_or("authority").to_owned();
    let asked = paragraph.iter().flat_map(|s| &s.figures).any(|f| {
        f.group.starts_with("la_") || matches!(f.group.as_str(), "national" | "matched")
    });
    let said = words.iter().any(|word| {
        matches!(
            word.as_str(),
            "england"
                | "national"
                | "nationally"
                | "authority"
                | "county"
                | "similar"
                | "matched"
        ) || *word == name
    });
    if !asked && !said {
        let says = "a change of the client schools stands without that of anybody else."
            .to_owned();
        fault(claims, &NO_COMPARATOR, sentence, says);
    }
}
