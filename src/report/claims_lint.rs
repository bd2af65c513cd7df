//! What numbers and words that are typed in a template are held to.
//!
//! A number is looked for among the figures by its unit and the words around
//! it. What cannot be about a figure (a year, a level, a key stage) is passed
//! over; what no figure bears out is told.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Sources;
use super::claims::{
    COUNT, Claim, Claims, DIFFERS, Fault, NO_BASE, NO_COMPARATOR, PER_CENT, STRONG,
    Sentence, Verdict, estimator,
};
use crate::base::date::{Month, long, month_name};
use crate::base::figure::{Figure, Figures, Group};
use crate::base::finding::Rule;
use crate::base::quantity::{Unit, rounded};
use crate::base::release::{Audience, Public};
use crate::report::sentences::{headline, headline_pair, word_value};

/// What a number counts, from its sign and the words next to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Percent,
    Points,
    Pounds,
    Bare,
}

/// A number of a sentence.
#[derive(Clone, Debug)]
struct Number {
    value: f64,
    decimals: u32,
    kind: Kind,
    wrote: String,
    /// Folded words before and behind it, nearest first.
    before: Vec<String>,
    behind: Vec<String>,
}

/// Words that say that something changed.
const CHANGE: [&str; 26] = [
    "rose",
    "rise",
    "rises",
    "risen",
    "fell",
    "fall",
    "fallen",
    "up",
    "down",
    "gain",
    "gained",
    "gains",
    "increase",
    "increased",
    "increases",
    "improved",
    "improvement",
    "improve",
    "grew",
    "dropped",
    "drop",
    "decreased",
    "higher",
    "change",
    "changed",
    "closed",
];
/// Words about pupils' results.
const RESULTS: [&str; 16] = [
    "level",
    "l4",
    "l4+",
    "standard",
    "attainment",
    "attaining",
    "results",
    "english",
    "maths",
    "mathematics",
    "outcomes",
    "proportion",
    "pupils",
    "children",
    "ks2",
    "ks1",
];
/// Words about opinion.
const OPINION: [&str; 9] = [
    "agree",
    "agreed",
    "satisfied",
    "satisfaction",
    "survey",
    "replied",
    "response",
    "responded",
    "said",
];
/// Words about amounts that may change by per cent.
const AMOUNTS: [&str; 9] =
    ["cost", "costs", "spend", "spending", "budget", "price", "prices", "rate", "fee"];
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

fn words_of(text: &str) -> Vec<String> {
    text.split(|c: char| {
        !(c.is_alphanumeric() || matches!(c, '+' | '-' | '\'' | '\u{2019}'))
    })
    .map(|word| {
        word.trim_matches(|c| matches!(c, '-' | '\'' | '\u{2019}')).to_lowercase()
    })
    .filter(|word| !word.is_empty())
    .collect()
}

fn has(words: &[String], among: &[&str]) -> bool {
    words.iter().any(|word| among.contains(&word.as_str()))
}

fn is_change(words: &[String]) -> bool {
    has(words, &CHANGE)
}

/// The numbers that are typed: digits, and words for counts.
fn numbers(typed: &str) -> Vec<Number> {
    let pieces: Vec<&str> = typed
        .split(|c: char| {
            c.is_whitespace() || matches!(c, '(' | ')' | ';' | '\u{2007}' | '/')
        })
        .filter(|piece| !piece.is_empty())
        .collect();
    let mut found = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let bare = piece.trim_matches(|c: char| {
            matches!(c, ',' | '.' | ':' | '?' | '!' | '"' | '\u{201c}' | '\u{201d}')
        });
        let Some((value, decimals, sign)) = number(bare) else { continue };
        let before: Vec<String> = pieces
            .iter()
            .take(at)
            .rev()
            .flat_map(|p| words_of(p).into_iter().rev())
            .take(14)
            .collect();
        let behind: Vec<String> =
            pieces.iter().skip(at + 1).flat_map(|p| words_of(p)).take(14).collect();
        if is_name(value, decimals, sign, &before, &behind) {
            continue;
        }
        let next = behind.first().map_or("", String::as_str);
        let second = behind.get(1).map_or("", String::as_str);
        let kind = match (sign, next, second) {
            (Some('£'), _, _) => Kind::Pounds,
            (Some('%'), "point" | "points", _) => Kind::Points,
            (Some('%'), _, _) | (None, "percent", _) | (None, "per", "cent") => {
                Kind::Percent
            }
            (None, "point" | "points" | "pp" | "percentage", _) => Kind::Points,
            _ => Kind::Bare,
        };
        found.push(Number {
            value,
            decimals,
            kind,
            wrote: bare.to_owned(),
            before,
            behind,
        });
    }
    found
}

/// Value, decimals and sign of a written number.
fn number(text: &str) -> Option<(f64, u32, Option<char>)> {
    if let Some(value) = word_value(text).filter(|value| *value > 1.0) {
        return Some((value, 0, None));
    }
    let mut sign = None;
    let mut digits = text.trim_start_matches(['+', '-', '\u{2212}', '\u{2013}']);
    if let Some(rest) = digits.strip_prefix('£') {
        (sign, digits) = (Some('£'), rest);
    }
    for ending in ["%", "pc", "pp"] {
        if let Some(rest) = digits.strip_suffix(ending) {
            (sign, digits) = (Some(if ending == "pp" { 'p' } else { '%' }), rest);
        }
    }
    let plain = digits.replace(',', "");
    let is_number = plain.chars().all(|c| c.is_ascii_digit() || c == '.')
        && plain.chars().any(|c| c.is_ascii_digit());
    if !is_number {
        return None;
    }
    let decimals = plain.split_once('.').map_or(0, |(_, rest)| rest.len() as u32);
    Some((plain.parse().ok()?, decimals, sign))
}

/// A year, a level, a date, an age, a section: a name, not a claim.
fn is_name(
    value: f64,
    decimals: u32,
    sign: Option<char>,
    before: &[String],
    behind: &[String],
) -> bool {
    const NAMES: [&str; 20] = [
        "level",
        "stage",
        "ks",
        "year",
        "years",
        "section",
        "sections",
        "appendix",
        "part",
        "grade",
        "cm",
        "table",
        "chart",
        "item",
        "paragraph",
        "aged",
        "age",
        "page",
        "phase",
        "schedule",
    ];
    let last = before.first().map_or("", String::as_str);
    let next = behind.first().map_or("", String::as_str);
    let is_month =
        |word: &str| (1..=12).any(|m| month_name(m).eq_ignore_ascii_case(word));
    let is_year = sign.is_none() && decimals == 0 && (1900.0..2100.0).contains(&value);
    (is_year && !matches!(next, "pupils" | "schools" | "days" | "pounds"))
        || NAMES.contains(&last)
        || (is_month(next) && value <= 31.0)
        || (sign == Some('%') && matches!(next, "interval" | "confidence"))
        || matches!(
            next,
            "year" | "years" | "months" | "weeks" | "terms" | "minutes" | "hours"
        )
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

/// A bare number that counts LLEs, schools or deployments.
fn counted(
    number: &Number,
    words: &[String],
    sentence: &Sentence<'_>,
    sources: &Sources<'_>,
    claims: &mut Claims,
) {
    let near: Vec<&str> = number.behind.iter().take(5).map(String::as_str).collect();
    let is_forecast = number.before.iter().take(3).any(|word| {
        matches!(word.as_str(), "be" | "target" | "by" | "become" | "to" | "about")
    });
    let is_part = has(words, &["cohort", "cohorts", "secondary", "infant"]);
    let what = near
        .iter()
        .position(|word| matches!(*word, "lles" | "leaders" | "deployments" | "schools"));
    let noun = what.and_then(|at| near.get(at)).copied().unwrap_or("");
    let is_school = noun == "schools"
        && near.iter().any(|word| matches!(*word, "client" | "supported"));
    let accepted: Vec<f64> = match noun {
        "lles" | "leaders" => lles(&sentence.typed, sources),
        "deployments" => deployments(sources),
        "schools" if is_school => schools(sources),
        _ => Vec::new(),
    };
    if accepted.is_empty() || is_forecast || is_part {
        record(number, Verdict::NotTraced, None, sentence, claims);
        return;
    }
    let figure = sources.figures.plain(
        if noun == "deployments" { "P04" } else { "P01" },
        &Group::None,
        "",
    );
    if accepted.iter().any(|value| agrees(number, *value)) {
        record(number, Verdict::Borne, figure.filter(|_| !is_school), sentence, claims);
        return;
    }
    let known = accepted
        .first()
        .map_or_else(String::new, |n| crate::base::quantity::decimal(*n, 0));
    let what = match noun {
        "deployments" => "deployments",
        "schools" => "client schools",
        _ => "active LLEs",
    };
    let when = date_in(&sentence.typed)
        .map_or_else(|| long(sources.programme.as_at), |(_, last)| long(last));
    fault(
        claims,
        &COUNT,
        sentence,
        format!(
            "{} {what} stand in the text; the registers have {known} on {when}.",
            number.wrote
        ),
    );
    record(number, Verdict::Differs, None, sentence, claims);
}

/// Active LLEs at the sentence's date, or at the as-at date; those deployed too.
fn lles(typed: &str, sources: &Sources<'_>) -> Vec<f64> {
    let programme = sources.programme;
    if programme.lles.is_empty() {
        return Vec::new();
    }
    let on = |day: Date| {
        programme.lles.iter().filter(|lle| lle.is_active_on(day)).count() as f64
    };
    let (first, last) = date_in(typed).unwrap_or((programme.as_at, programme.as_at));
    let mut accepted = vec![on(last), on(first)];
    if words_of(typed).iter().any(|word| word == "deployed") {
        let deployed: BTreeSet<_> =
            programme.deployments.iter().flat_map(|d| d.lles.iter().copied()).collect();
        accepted.push(deployed.len() as f64);
        accepted
            .extend(sources.figures.plain("P04", &Group::None, "lles").map(|f| f.value));
    }
    accepted
}

fn deployments(sources: &Sources<'_>) -> Vec<f64> {
    let figures = sources.figures;
    let own =
        [figures.plain("P04", &Group::None, ""), figures.plain("P05", &Group::None, "")];
    let mut accepted: Vec<f64> = own.iter().take(1).flatten().map(|f| f.value).collect();
    accepted.extend(own.iter().flatten().filter_map(|f| f.schools).map(|n| n as f64));
    if !sources.programme.deployments.is_empty() {
        accepted.push(sources.programme.deployments.len() as f64);
    }
    accepted
}

fn schools(sources: &Sources<'_>) -> Vec<f64> {
    let figures = sources.figures;
    let counted = headline(figures, "M25", &Group::Clients);
    let mut accepted: Vec<f64> =
        counted.and_then(|f| f.schools).map(|n| n as f64).into_iter().collect();
    accepted.extend(counted.map(|f| f.value));
    accepted.extend(figures.plain("P04", &Group::None, "clients").map(|f| f.value));
    accepted
}

/// The month or the day that a sentence names, as its first and last day.
fn date_in(typed: &str) -> Option<(Date, Date)> {
    let words = words_of(typed);
    words.iter().enumerate().find_map(|(at, word)| {
        let month = (1..=12i8).find(|m| month_name(*m).eq_ignore_ascii_case(word))?;
        let year: i16 =
            words.get(at + 1)?.parse().ok().filter(|y| (1990..2100).contains(y))?;
        let last = Month { year, month }.last_day();
        let day: Option<i8> = at
            .checked_sub(1)
            .and_then(|at| words.get(at))
            .and_then(|word| word.parse().ok())
            .filter(|day| (1..=31).contains(day));
        let day = day.and_then(|day| Date::new(year, month, day).ok());
        Some(day.map_or_else(|| (last.first_of_month(), last), |day| (day, day)))
    })
}

/// Words that claim more than the figures bear.
fn strong(
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
fn above_average(
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
fn in_company(
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
