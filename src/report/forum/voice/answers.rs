//! Answers to each statement, and who agrees with it.

use super::{SIDES, item_name, of_wave, wave};
use crate::base::figure::Figure;
use crate::base::quantity::{SUPPRESSED, decimal};
use crate::base::release::Public;
use crate::model::programme::Side;
use crate::report::Sources;
use crate::report::block::{Align, Block};
use crate::report::chart::{Chart, Drawn, Series};
use crate::report::forum::tables::{bare, count, is_public, limits, table, told};

/// Answers from strongly disagree to strongly agree.
pub(super) fn answers(sources: &Sources<'_>, side: Side, item: &str) -> [u32; 5] {
    let wave = wave(sources);
    let mut counts = [0; 5];
    for person in &sources.programme.respondents {
        if person.side == side
            && person.wave == wave
            && let Some(score) = person.answers.get(item)
            && let Some(count) = counts.get_mut(usize::from(*score).wrapping_sub(1))
        {
            *count += 1;
        }
    }
    counts
}

pub(super) fn diverging(sources: &Sources<'_>) -> Vec<Block> {
    let least = sources.programme.settings.number("survey_min");
    let mut bars = Vec::new();
    let mut hidden = 0;
    for item in &sources.programme.items {
        for (side, _, name, series) in &SIDES {
            let counts = answers(sources, *side, &item.code);
            let n: u32 = counts.iter().sum();
            if n == 0 {
                continue;
            }
            if f64::from(n) < least {
                hidden += 1;
                continue;
            }
            bars.push((format!("{}: {name} ({n})", item_name(item)), counts, *series));
        }
    }
    if bars.is_empty() {
        return Vec::new();
    }
    let words = |(label, [sd, d, n, a, sa], _): &(String, [u32; 5], Series)| {
        format!(
            "{label}: {sa} strongly agree, {a} agree, {n} neither, {d} disagree, {sd} strongly disagree"
        )
    };
    let alt = told("Answers by statement and group.", bars.iter().map(words));
    let (most, all): (u32, u32) = bars.iter().fold((0, 0), |sum, (_, counts, _)| {
        let [sd, d, n, a, sa] = counts;
        (sum.0 + a + sa, sum.1 + sd + d + n + a + sa)
    });
    let note = if hidden == 0 {
        String::new()
    } else {
        format!(
            " {} of fewer than {} answers {} withheld.",
            if hidden == 1 { "One bar".to_owned() } else { format!("{hidden} bars") },
            decimal(least, 0),
            if hidden == 1 { "is" } else { "are" }
        )
    };
    vec![Block::Chart(Box::new(Chart {
        id: "c-survey".to_owned(),
        title: format!(
            "{most} of {all} answers agree or strongly agree with the statement put"
        ),
        subtitle: format!(
            "{}: answers from strongly disagree to strongly agree, per cent; number of answers in brackets",
            of_wave(sources)
        ),
        source: format!("Source: survey of the programme.{note}"),
        alt,
        drawn: Drawn::Diverging { bars },
    }))]
}

pub(super) fn survey(sources: &Sources<'_>) -> Block {
    let mut rows = Vec::new();
    for item in &sources.programme.items {
        for (_, group, name, _) in &SIDES {
            let of = |code: &str| sources.figures.plain(code, group, &item.code);
            let (Some(agree), Some(net), Some(mean)) = (of("S02"), of("S03"), of("S04"))
            else {
                continue;
            };
            rows.push(vec![
                item_name(item),
                (*name).to_owned(),
                if is_public(agree) {
                    count(agree.schools)
                } else {
                    SUPPRESSED.to_owned()
                },
                agree_words(agree),
                limits(agree),
                bare(net),
                mean.shown_to(Public),
            ]);
        }
    }
    table(
        "t-survey",
        &format!("{}: agreement with each statement", of_wave(sources)),
        &[
            ("Statement", Align::Left),
            ("Group", Align::Left),
            ("Answers", Align::Decimal),
            ("Agree", Align::Left),
            ("95% interval, per cent", Align::Left),
            ("Net, points", Align::Decimal),
            ("Mean, 1\u{a0}to\u{a0}5", Align::Decimal),
        ],
        rows,
        &[
            "Agree: agree or strongly agree. Net: per cent that agree less per cent that disagree.",
        ],
    )
}

/// `15 of 16 (93.8%)` for a small base, the percentage alone for a large one.
fn agree_words(figure: &Figure) -> String {
    match figure.schools {
        Some(n) if is_public(figure) && n < 30 => {
            let agree = decimal(figure.value * n as f64 / 100.0, 0);
            format!("{agree} of {n} ({})", figure.shown_to(Public))
        }
        _ => figure.shown_to(Public),
    }
}

pub(super) fn bounds(sources: &Sources<'_>) -> Block {
    let mut rows = Vec::new();
    for item in &sources.programme.items {
        for (_, group, name, _) in &SIDES {
            let of = |part: &str| {
                sources.figures.plain("S06", group, &format!("{}/{part}", item.code))
            };
            let (Some(low), Some(high)) = (of("low"), of("high")) else { continue };
            rows.push(vec![
                item_name(item),
                (*name).to_owned(),
                if is_public(low) { count(low.left_out) } else { SUPPRESSED.to_owned() },
                bare(low),
                bare(high),
            ]);
        }
    }
    table(
        "t-bounds",
        "Agreement if all who did not answer had disagreed, or agreed",
        &[
            ("Statement", Align::Left),
            ("Group", Align::Left),
            ("Did not answer", Align::Decimal),
            ("Lowest, per cent", Align::Decimal),
            ("Highest, per cent", Align::Decimal),
        ],
        rows,
        &[],
    )
}
