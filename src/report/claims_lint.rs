//! What numbers and words that are typed in a template are held to.
//!
//! A number is looked for among the figures by its unit and the words around
//! it. What cannot be about a figure (a year, a level, a key stage) is passed
//! over; what no figure bears out is told.

mod counts;
mod numbers;
mod strong;

use super::Sources;
use super::claims::{
    Claim, Claims, DIFFERS, Fault, PER_CENT, Sentence, Verdict, estimator,
};
use crate::base::figure::{Figure, Figures, Group};
use crate::base::finding::Rule;
use crate::base::quantity::{Unit, rounded};
use crate::base::release::{Audience, Public};
use crate::report::sentences::headline_pair;
use counts::counted;
use numbers::{
    AMOUNTS, Kind, Number, OPINION, RESULTS, has, is_change, numbers, words_of,
};
use strong::{above_average, in_company, strong};

pub(super) fn lint(
    sentences: &[Sentence<'_>],
    sources: &Sources<'_>,
    claims: &mut Claims,
) {
    let mut has_change = None;
    for sentence in sentences {
        let words = words_of(&sentence.typed);
        let numbers = numbers(&sentence.typed);
        for number in &numbers {
            weigh(number, &words, sentence, sources, claims);
        }
        strong(sentence, &words, sources, claims);
        above_average(sentence, &words, sources, claims);
        let states_figure = sentence
            .figures
            .iter()
            .any(|f| matches!(f.code, "M03" | "M04" | "M06") && f.group == "clients");
        let states_number = numbers.iter().any(|number| {
            matches!(number.kind, Kind::Points | Kind::Percent)
                && is_change(&words)
                && !has(&words, &AMOUNTS)
                && group_of(number, sources) == Some(Group::Clients)
        });
        if states_figure || states_number {
            has_change.get_or_insert(sentence);
        }
    }
    if let Some(sentence) = has_change {
        in_company(sentence, sentences, sources, claims);
    }
}

fn fault(
    claims: &mut Claims,
    rule: &'static Rule,
    sentence: &Sentence<'_>,
    says: String,
) {
    claims.faults.push(Fault {
        rule,
        file: sentence.file.clone(),
        line: sentence.line,
        sentence: sentence.text.trim().to_owned(),
        says,
    });
}

/// Whose number it is, by the words round it.
fn group_of(number: &Number, sources: &Sources<'_>) -> Option<Group> {
    let authority = sources.programme.authority.1.to_lowercase();
    let name = authority.split_whitespace().next().unwrap_or("").to_owned();
    let cue = |words: &[String], at: usize| -> Option<Group> {
        let word = words.get(at)?.as_str();
        let near = |other: &str| {
            [at.checked_sub(1), Some(at + 1)]
                .into_iter()
                .flatten()
                .any(|at| words.get(at).is_some_and(|w| w.starts_with(other)))
        };
        match word {
            "client" | "clients" | "supported" => Some(Group::Clients),
            "lle" | "lles" | "leaders" | "leaders'"
                if near("school") || word == "lles" =>
            {
                Some(Group::Lle)
            }
            "similar" | "matched" | "comparable" if near("school") => {
                Some(Group::Matched)
            }
            "england" | "national" | "nationally" => Some(Group::National),
            "authority" | "county" | "la" => Some(Group::LaPublished),
            word if !name.is_empty() && word == name => Some(Group::LaPublished),
            _ => None,
        }
    };
    const LINKS: [&str; 12] = [
        "for",
        "in",
        "across",
        "of",
        "among",
        "at",
        "percentage",
        "points",
        "point",
        "per",
        "cent",
        "the",
    ];
    // "16.9% in supported schools": what follows at once comes first.
    let mut at = 0;
    while number.behind.get(at).is_some_and(|word| LINKS.contains(&word.as_str())) {
        at += 1;
    }
    cue(&number.behind, at)
        .or_else(|| (0..number.before.len()).find_map(|at| cue(&number.before, at)))
}

fn weigh(
    number: &Number,
    words: &[String],
    sentence: &Sentence<'_>,
    sources: &Sources<'_>,
    claims: &mut Claims,
) {
    let figures = sources.figures;
    let group = group_of(number, sources);
    let is_result = has(words, &RESULTS) || number.kind == Kind::Points;
    let verdict = match number.kind {
        Kind::Percent
            if is_change(words) && !has(words, &AMOUNTS) && !has(words, &OPINION) =>
        {
            let near = nearest(number, &changes(figures, group.as_ref()));
            let is_ours =
                is_result || near.is_some_and(|f| agrees(number, f.value.abs()));
            let counts =
                has(words, &["lles", "leaders", "number"]) && !has(words, &RESULTS);
            if is_ours && !counts {
                let says = format!(
                    "{} stands where percentage points are meant: a change of a percentage is given in points.",
                    number.wrote
                );
                fault(claims, &PER_CENT, sentence, says);
            }
            held(number, &changes(figures, group.as_ref()), is_ours && !counts)
        }
        Kind::Points => held(number, &changes(figures, group.as_ref()), is_change(words)),
        Kind::Percent if has(words, &OPINION) => held(
            number,
            &open(figures, |f| matches!(f.code, "S01" | "S02" | "S06")),
            true,
        ),
        Kind::Percent => {
            let shares = open(figures, |f| f.unit == Unit::Percent);
            held(number, &shares, is_result && !has(words, &AMOUNTS))
        }
        Kind::Pounds => {
            let amounts = open(figures, |f| {
                matches!(f.unit, Unit::Gbp | Unit::GbpPerPp | Unit::GbpPerPupil)
            });
            let decided = sources.programme.decisions.iter().filter_map(|d| d.amount);
            let lines = sources.programme.budget.iter().map(|line| line.approved);
            if decided.chain(lines).any(|amount| agrees(number, amount)) {
                (Verdict::Borne, None)
            } else {
                held(
                    number,
                    &amounts,
                    has(words, &["approved", "spent", "paid", "budget"]),
                )
            }
        }
        Kind::Bare => {
            counted(number, words, sentence, sources, claims);
            return;
        }
    };
    let (verdict, figure) = verdict;
    if verdict == Verdict::Differs {
        let says = match figure {
            Some(figure) => format!(
                "{} stands in the text; the nearest figure that it can be about is {} ({} {}).",
                number.wrote,
                figure.shown(),
                figure.code,
                figure.group
            ),
            None => format!(
                "{} stands in the text, and no figure bears it out.",
                number.wrote
            ),
        };
        fault(claims, &DIFFERS, sentence, says);
    }
    record(number, verdict, figure, sentence, claims);
}

fn record(
    number: &Number,
    verdict: Verdict,
    figure: Option<&Figure>,
    sentence: &Sentence<'_>,
    claims: &mut Claims,
) {
    claims.all.push(Claim {
        file: sentence.file.clone(),
        line: sentence.line,
        text: sentence.text.trim().to_owned(),
        measure: figure.map_or_else(String::new, |f| {
            [f.code, &f.group.to_string(), &f.item]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        }),
        estimator: figure.map_or("", |f| estimator(f.code)),
        wrote: number.wrote.clone(),
        value: figure.map(|f| f.value),
        tolerance: 0.5 / 10f64.powi(number.decimals as i32),
        verdict,
    });
}

/// Whether a value is the number at the decimals that are written.
fn agrees(number: &Number, value: f64) -> bool {
    (rounded(value.abs(), number.decimals) - number.value).abs() < 1e-9
}

fn nearest<'a>(number: &Number, among: &[&'a Figure]) -> Option<&'a Figure> {
    among.iter().copied().min_by(|a, b| {
        let far = |f: &Figure| (f.value.abs() - number.value).abs();
        far(a).total_cmp(&far(b))
    })
}

/// A number against the figures that it can be about.
fn held<'a>(
    number: &Number,
    among: &[&'a Figure],
    must: bool,
) -> (Verdict, Option<&'a Figure>) {
    let own = among.iter().copied().find(|f| agrees(number, f.value));
    match (own, must) {
        (Some(figure), _) => (Verdict::Borne, Some(figure)),
        (None, true) => (Verdict::Differs, nearest(number, among)),
        (None, false) => (Verdict::NotTraced, None),
    }
}

fn open(figures: &Figures, wanted: impl Fn(&Figure) -> bool) -> Vec<&Figure> {
    figures
        .all
        .iter()
        .filter(|f| f.release <= Public::RELEASE && !matches!(f.group, Group::School(_)))
        .filter(|f| wanted(f))
        .collect()
}

/// Changes of a group at its headline pair, or of all groups.
fn changes<'a>(figures: &'a Figures, group: Option<&Group>) -> Vec<&'a Figure> {
    let is_la = |g: &Group| {
        matches!(
            g,
            Group::LaPublished
                | Group::LaSameSchools
                | Group::LaSchools
                | Group::LaWithoutProgramme
        )
    };
    let is_headline = |f: &Figure| {
        f.indicator
            .and_then(|i| headline_pair(figures, &[i.code]))
            .is_some_and(|(from, to)| (f.from, f.to) == (Some(from), Some(to)))
    };
    let is_group = |f: &Figure| match group {
        None => true,
        Some(group) if is_la(group) => is_la(&f.group),
        Some(group) => f.group == *group,
    };
    open(figures, |f| {
        matches!(f.unit, Unit::Pp | Unit::Points)
            && (f.indicator.is_none() || is_headline(f))
            && is_group(f)
    })
}
