//! The claim register: every sentence of the report that carries a number,
//! with the figure behind it; and what its words must be held to.
//!
//! Sentences by rule and figures that a template asks for are computed again
//! from the figures. Numbers that are typed in a template are looked for among
//! the figures: see `claims_lint`.

use std::sync::Arc;

use crate::base::cell::Place;
use crate::base::figure::{Figure, Figures};
use crate::base::finding::{Finding, Findings, Rule, Severity};
use crate::base::quantity::{decimal, pounds, rounded};

use super::Sources;
use super::claims_lint;
use super::sentences::{Quoted, word_value};
use super::words::{Source, Stated, Statement};

const fn rule(
    code: &'static str,
    name: &'static str,
    what: &'static str,
    why: &'static str,
    fix: &'static str,
) -> Rule {
    Rule {
        code,
        name,
        severity: Severity::Query,
        what,
        why,
        fix,
        ignore: "Where the words are right as they stand: say so once in the sheet Queries, with a reason; a meeting edition wants the words mended.",
        settings: &[],
    }
}

pub(super) static DIFFERS: Rule = rule(
    "PUB-007",
    "claim-differs-from-figure",
    "A number in a sentence of the report is the figure of the registers at the decimals that are written.",
    "A forum member who finds one wrong number believes none of the others.",
    "Write {{ figure(\"…\") }} in the template instead of the number, or correct it.",
);

pub(super) static PER_CENT: Rule = rule(
    "PUB-008",
    "per-cent-where-points-are-meant",
    "A change of a percentage is given in percentage points.",
    "From 58% to 74.9% is 16.9 points, and 29 per cent more.",
    "Write points, or percentage points, for the sign %.",
);

pub(super) static NO_BASE: Rule = rule(
    "PUB-009",
    "claim-without-base",
    "A change of the client schools stands in one paragraph with how many schools it rests on.",
    "An average of three schools and one of three hundred look alike.",
    "Add how many schools: {{ schools(\"M03 clients\") }} in the template.",
);

pub(super) static NO_COMPARATOR: Rule = rule(
    "PUB-010",
    "claim-without-comparator",
    "A change of the client schools stands in one paragraph with that of somebody else, and what is called above average has an average beside it.",
    "Results may have risen everywhere.",
    "Add the authority, England or similar schools; drop the comparison where the registers hold none.",
);

pub(super) static STRONG: Rule = rule(
    "PUB-011",
    "strong-word-not-borne-out",
    "Words such as marked, outstanding or significant stand only where the interval of the difference leaves out nought.",
    "A word that the figures do not bear out is the first thing to be quoted.",
    "Say what rose and by how much, with the interval, and leave the word out.",
);

pub(super) static COUNT: Rule = rule(
    "PUB-012",
    "count-not-the-registers",
    "A number of LLEs, client schools or deployments is that of the registers at its date.",
    "Three papers with three numbers are asked about.",
    "Write {{ figure(\"P01\") }} in the template instead of the number, or give the date of the number.",
);

/// Rules of the claim register.
pub(crate) static RULES: &[&Rule] =
    &[&DIFFERS, &PER_CENT, &NO_BASE, &NO_COMPARATOR, &STRONG, &COUNT];

/// How a claim stands to its figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The figure bears it out.
    Borne,
    /// The figure is another.
    Differs,
    /// Typed, and about nothing that the registers hold.
    NotTraced,
}

impl Verdict {
    /// The word of `claims.csv`.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Borne => "borne out",
            Self::Differs => "differs",
            Self::NotTraced => "not traced",
        }
    }
}

/// One number of one sentence.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    /// Template.
    pub(crate) file: String,
    /// Line of the template, from one.
    pub(crate) line: usize,
    /// The sentence.
    pub(crate) text: String,
    /// `M03 clients`; empty where it is about no figure.
    pub(crate) measure: String,
    /// What kind of average or count it is.
    pub(crate) estimator: &'static str,
    /// As it stands in the sentence.
    pub(crate) wrote: String,
    /// The figure's value, full precision.
    pub(crate) value: Option<f64>,
    /// By how much the written number may differ.
    pub(crate) tolerance: f64,
    /// How it stands.
    pub(crate) verdict: Verdict,
}

/// A fault of the words.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(super) rule: &'static Rule,
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) sentence: String,
    pub(super) says: String,
}

/// All claims of a report, and what is wrong with them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Claims {
    /// In reading order.
    pub(crate) all: Vec<Claim>,
    pub(super) faults: Vec<Fault>,
}

impl Claims {
    /// The faults as findings: queries, or stops in a meeting edition.
    pub(crate) fn findings(&self, is_meeting: bool) -> Findings {
        let severity = if is_meeting { Severity::Stop } else { Severity::Query };
        let mut findings = Findings::default();
        for fault in &self.faults {
            let file: Arc<str> = Arc::from(format!("templates/{}", fault.file));
            let record: Vec<&str> = fault.sentence.split_whitespace().take(8).collect();
            findings.add(
                Finding::new(
                    fault.rule,
                    Place::file(&file),
                    format!("Line {}: {}", fault.line, fault.says),
                )
                .severity(severity)
                .record(record.join(" "))
                .value(fault.sentence.clone()),
            );
        }
        findings
    }
}

/// The rows of `claims.csv`, in reading order.
pub(crate) fn rows(claims: &Claims) -> Vec<[String; 10]> {
    let number = |value: f64| format!("{value}");
    claims
        .all
        .iter()
        .enumerate()
        .map(|(at, claim)| {
            [
                format!("C{:03}", at + 1),
                claim.file.clone(),
                claim.line.to_string(),
                claim.text.clone(),
                claim.measure.clone(),
                claim.estimator.to_owned(),
                claim.wrote.clone(),
                claim.value.map(number).unwrap_or_default(),
                number(claim.tolerance),
                claim.verdict.word().to_owned(),
            ]
        })
        .collect()
}

/// A sentence with what its pieces are.
#[derive(Clone, Debug)]
pub(super) struct Sentence<'a> {
    /// Words of all pieces.
    pub(super) text: String,
    /// The words that were typed; all others are blanks of the same length.
    pub(super) typed: String,
    /// Figures that the template asked for within it.
    pub(super) figures: Vec<&'a Stated>,
    pub(super) file: String,
    pub(super) line: usize,
}

/// Weighs all statements of a report.
pub(crate) fn weigh(statements: &[Statement], sources: &Sources<'_>) -> Claims {
    let mut claims = Claims::default();
    for statement in statements {
        stated(statement, sources.figures, &mut claims);
        let sentences = sentences(statement);
        claims_lint::lint(&sentences, sources, &mut claims);
    }
    claims
}

/// Claims whose figures are known: asked for, or written by rule.
fn stated(statement: &Statement, figures: &Figures, claims: &mut Claims) {
    for piece in &statement.pieces {
        match &piece.source {
            Source::Figure(stated) => {
                let now = figures.all.iter().find(|figure| is_of(figure, stated));
                let verdict = match (now, stated.value) {
                    (Some(figure), Some(value)) if figure.value == value => {
                        Verdict::Borne
                    }
                    (Some(_), None) => Verdict::Borne,
                    _ => Verdict::Differs,
                };
                claims.all.push(Claim {
                    file: piece.file.clone(),
                    line: piece.line,
                    text: whole(statement),
                    measure: stated.key(),
                    estimator: estimator(stated.code),
                    wrote: piece.text.clone(),
                    value: stated.value,
                    tolerance: 0.05,
                    verdict,
                });
            }
            Source::Sentence(quoted) => {
                for quote in quoted {
                    let value = value_of(quote, figures);
                    let is_borne = value.is_some_and(|value| bears(quote, value));
                    let verdict =
                        if is_borne { Verdict::Borne } else { Verdict::Differs };
                    let claim = Claim {
                        file: piece.file.clone(),
                        line: piece.line,
                        text: piece.text.clone(),
                        measure: key(quote),
                        estimator: estimator(quote.code),
                        wrote: quote.wrote.clone(),
                        value,
                        tolerance: 0.5 / 10f64.powi(quote.places as i32),
                        verdict,
                    };
                    if verdict == Verdict::Differs {
                        claims.faults.push(Fault {
                            rule: &DIFFERS,
                            file: claim.file.clone(),
                            line: claim.line,
                            sentence: claim.text.clone(),
                            says: format!(
                                "a sentence by rule says {} for {}; the figure is another.",
                                claim.wrote, claim.measure
                            ),
                        });
                    }
                    claims.all.push(claim);
                }
            }
            Source::Typed | Source::Value => {}
        }
    }
}

fn whole(statement: &Statement) -> String {
    let text: String = statement.pieces.iter().map(|piece| piece.text.as_str()).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_of(figure: &Figure, stated: &Stated) -> bool {
    figure.code == stated.code
        && figure.indicator == stated.indicator
        && figure.group.to_string() == stated.group
        && figure.item == stated.item
        && (figure.from, figure.to) == (stated.from, stated.to)
}

fn key(quote: &Quoted) -> String {
    [quote.code, &quote.group, quote.part.split('@').next().unwrap_or("")]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What the figures give for a quoted number.
fn value_of(quote: &Quoted, figures: &Figures) -> Option<f64> {
    let (item, part) = quote.part.split_once('@').unwrap_or((&quote.part, ""));
    let figure = figures.all.iter().find(|figure| {
        figure.code == quote.code
            && figure.indicator == quote.indicator
            && figure.group.to_string() == quote.group
            && figure.item == item
            && (figure.from, figure.to) == quote.years
    })?;
    match part {
        "schools" => figure.schools.map(|n| n as f64),
        "lower" => figure.lower,
        "upper" => figure.upper,
        _ => Some(figure.value),
    }
}

/// Whether the number that is written is this value, its sign left to the words.
fn bears(quote: &Quoted, value: f64) -> bool {
    let is_limit = quote.part.ends_with("@lower") || quote.part.ends_with("@upper");
    let written = decimal(value, quote.places);
    let size = decimal(value.abs(), quote.places);
    quote.wrote == written
        || (!is_limit && quote.wrote == size)
        || quote.wrote == pounds(value.abs())
        || word_value(&quote.wrote) == Some(rounded(value, 0))
        || (rounded(value, 0) == 0.0 && quote.wrote.eq_ignore_ascii_case("none"))
}

/// What kind of number a measure gives.
pub(super) fn estimator(code: &str) -> &'static str {
    match code {
        "M03" | "M05" | "M14" | "M21" | "M22" | "M23" | "M26" => "mean of schools",
        "M04" | "M10" | "M13" | "M17" => "all pupils together",
        "M24" => "correlation",
        _ if code.starts_with('S') => "share of replies",
        _ if code.starts_with('F') => "pounds",
        _ => "count or share",
    }
}

/// A statement's sentences, with what was typed apart from what was computed.
fn sentences(statement: &Statement) -> Vec<Sentence<'_>> {
    let mut found = Vec::new();
    let mut now: Option<Sentence<'_>> = None;
    for piece in &statement.pieces {
        let mut rest = piece.text.as_str();
        while !rest.is_empty() {
            let (first, after, is_end) = match end_of_sentence(rest) {
                Some(at) => {
                    let (first, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
                    (first, after, true)
                }
                None => (rest, "", false),
            };
            let sentence = now.get_or_insert_with(|| Sentence {
                text: String::new(),
                typed: String::new(),
                figures: Vec::new(),
                file: piece.file.clone(),
                line: piece.line,
            });
            sentence.text.push_str(first);
            match &piece.source {
                Source::Typed => sentence.typed.push_str(first),
                Source::Figure(stated) => {
                    sentence.figures.push(stated);
                    sentence.typed.extend(first.chars().map(|_| '\u{2007}'));
                }
                Source::Sentence(_) | Source::Value => {
                    sentence.typed.extend(first.chars().map(|_| '\u{2007}'));
                }
            }
            if sentence.text.trim().is_empty() {
                sentence.line = piece.line;
            }
            if is_end {
                found.extend(now.take());
            }
            rest = after;
        }
    }
    found.extend(now);
    found.retain(|sentence| !sentence.text.trim().is_empty());
    found
}

/// The byte behind the end of the first sentence: a stop before a space, or a
/// new line.
fn end_of_sentence(text: &str) -> Option<usize> {
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        if c == '\n' {
            return Some(at + 1);
        }
        if matches!(c, '.' | '?' | '!') {
            let is_before_space =
                letters.peek().is_none_or(|(_, next)| next.is_whitespace());
            let is_short = ["e.g", "i.e", "St", "approx", "No"]
                .iter()
                .any(|word| text.get(..at).is_some_and(|before| before.ends_with(word)));
            if is_before_space && !is_short {
                return Some(at + c.len_utf8());
            }
        }
    }
    None
}

#[cfg(test)]
mod tests;
