//! Appendix B: what heads answered and said.

mod answers;
mod gap;
mod said;

use super::Named;
use super::tables::{bare, table, unless_withheld};
use crate::base::figure::Group;
use crate::base::quantity::NOT_AVAILABLE;
use crate::model::programme::{Item, Side};
use crate::report::Sources;
use crate::report::block::{Align, Block};
use crate::report::chart::Series;
use answers::{bounds, diverging, survey};
use gap::{dumbbell, gap, pairs};
use said::{quotes, theme_table, themes};

/// The blocks of this appendix.
pub(super) fn blocks(sources: &Sources<'_>) -> Vec<Named> {
    let has_replies = sources.programme.respondents.iter().any(|r| r.has_replied);
    if !has_replies && sources.programme.comments.is_empty() {
        // The sentence on the survey says that there is none.
        let names = [
            "table:response",
            "chart:survey",
            "table:survey",
            "chart:gap",
            "table:gap",
            "table:bounds",
            "table:pairs",
            "chart:themes",
            "table:themes",
            "quotes:",
        ];
        return names.map(|name| (name, Vec::new())).to_vec();
    }
    vec![
        ("table:response", vec![response(sources)]),
        ("chart:survey", diverging(sources)),
        ("table:survey", vec![unless_withheld(survey(sources), 3)]),
        ("chart:gap", dumbbell(sources)),
        ("table:gap", vec![unless_withheld(gap(sources), 1)]),
        ("table:bounds", vec![unless_withheld(bounds(sources), 3)]),
        ("table:pairs", vec![unless_withheld(pairs(sources), 2)]),
        ("chart:themes", themes(sources)),
        ("table:themes", vec![theme_table(sources)]),
        ("quotes:", quotes(sources)),
    ]
}

const SIDES: [(Side, Group, &str, Series); 2] = [
    (Side::Clients, Group::Clients, "Client heads", Series::Clients),
    (Side::Lle, Group::Lle, "LLEs", Series::Lle),
];

/// The item in words: ours for the standard ones, else the question as it was
/// asked, and its code only where there are no words.
pub(super) fn item_name(item: &Item) -> String {
    match item.code.as_str() {
        "SAT" => "Satisfied with the service".to_owned(),
        "COLLAB" => "The support was collaborative".to_owned(),
        "EXPECT" => "Met expectations".to_owned(),
        "IMPACT" => "Impact in own school".to_owned(),
        "SUCCESS" => "The programme is successful".to_owned(),
        other => match item.question.trim() {
            "" => other.to_owned(),
            asked => asked.to_owned(),
        },
    }
}

/// The wave that the figures are of: the latest.
fn wave<'a>(sources: &'a Sources<'_>) -> &'a str {
    sources.programme.respondents.iter().map(|r| r.wave.as_str()).max().unwrap_or("")
}

/// `Survey of June 2011`, or `Survey` where no wave is named.
fn of_wave(sources: &Sources<'_>) -> String {
    let wave = wave(sources);
    if wave.is_empty() { "Survey".to_owned() } else { format!("Survey, {wave}") }
}

fn response(sources: &Sources<'_>) -> Block {
    let wave = wave(sources);
    let rows: Vec<Vec<String>> = SIDES
        .iter()
        .filter_map(|(side, group, name, _)| {
            let replies = sources
                .programme
                .respondents
                .iter()
                .filter(|r| r.side == *side && r.wave == wave && r.has_replied)
                .count();
            let rate = sources.figures.plain("S01", group, "");
            if replies == 0 && rate.is_none() {
                return None;
            }
            Some(vec![
                (*name).to_owned(),
                rate.and_then(|f| f.schools)
                    .map_or_else(|| NOT_AVAILABLE.to_owned(), |n| n.to_string()),
                replies.to_string(),
                rate.map_or_else(|| NOT_AVAILABLE.to_owned(), bare),
            ])
        })
        .collect();
    let lacks_invited = rows.iter().flatten().any(|cell| cell == NOT_AVAILABLE);
    table(
        "t-response",
        &format!("{}: who was asked and who replied", of_wave(sources)),
        &[
            ("Group", Align::Left),
            ("Invited", Align::Decimal),
            ("Replied", Align::Decimal),
            ("Response, per cent", Align::Decimal),
        ],
        rows,
        if lacks_invited {
            &["Without the number invited the rate is not known."]
        } else {
            &[]
        },
    )
}
