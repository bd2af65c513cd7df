//! Numbers without a unit: what of the programme they can count.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::numbers::{Number, has, words_of};
use super::{agrees, fault, record};
use crate::base::date::{Month, long, month_name};
use crate::base::figure::Group;
use crate::report::Sources;
use crate::report::claims::{COUNT, Claims, Sentence, Verdict};
use crate::report::sentences::headline;

/// A bare number that counts LLEs, schools or deployments.
pub(super) fn counted(
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
pub(super) fn lles(typed: &str, sources: &Sources<'_>) -> Vec<f64> {
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

pub(super) fn deployments(sources: &Sources<'_>) -> Vec<f64> {
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

pub(super) fn schools(sources: &Sources<'_>) -> Vec<f64> {
    let figures = sources.figures;
    let counted = headline(figures, "M25", &Group::Clients);
    let mut accepted: Vec<f64> =
        counted.and_then(|f| f.schools).map(|n| n as f64).into_iter().collect();
    accepted.extend(counted.map(|f| f.value));
    accepted.extend(figures.plain("P04", &Group::None, "clients").map(|f| f.value));
    accepted
}

/// The month or the day that a sentence names, as its first and last day.
pub(super) fn date_in(typed: &str) -> Option<(Date, Date)> {
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
