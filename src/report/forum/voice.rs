//! Appendix B: what heads answered and said.

use super::Named;
use super::tables::{or_none, table};
use crate::base::figure::Group;
use crate::base::release::Public;
use crate::report::Sources;
use crate::report::block::{Align, Block, plain};
use crate::report::sentences::interval;

/// The blocks of this appendix.
pub(super) fn blocks(sources: &Sources<'_>) -> Vec<Named> {
    vec![
        ("table:survey", vec![survey(sources)]),
        ("table:gap", vec![gap(sources)]),
        ("quotes:", quotes(sources)),
    ]
}

fn item_name(code: &str) -> String {
    match code {
        "SAT" => "Satisfied with the service".to_owned(),
        "COLLAB" => "The support was collaborative".to_owned(),
        "EXPECT" => "Met expectations".to_owned(),
        "IMPACT" => "Impact in the own school".to_owned(),
        "SUCCESS" => "The programme is successful".to_owned(),
        other => other.to_owned(),
    }
}

fn survey(sources: &Sources<'_>) -> Block {
    let mut rows = Vec::new();
    for (group, name) in [(Group::Clients, "Clients"), (Group::Lle, "LLEs")] {
        for item in &sources.programme.items {
            let of = |code: &str| sources.figures.plain(code, &group, &item.code);
            let (Some(agree), Some(net), Some(mean)) = (of("S02"), of("S03"), of("S04"))
            else {
                continue;
            };
            rows.push(vec![
                item_name(&item.code),
                name.to_owned(),
                agree.schools.unwrap_or(0).to_string(),
                agree.shown_to(Public),
                or_none(interval(agree)),
                net.shown_to(Public).replace("\u{a0}pp", ""),
                mean.shown_to(Public),
            ]);
        }
    }
    table(
        "t-survey",
        "Survey: agreement with each statement",
        &[
            ("Statement", Align::Left),
            ("Group", Align::Left),
            ("Answers", Align::Decimal),
            ("Agree", Align::Decimal),
            ("95% interval", Align::Left),
            ("Net, points", Align::Decimal),
            ("Mean, 1 to 5", Align::Decimal),
        ],
        rows,
        &[
            "Agree: agree or strongly agree, per cent of answers. Net: per cent that agree less per cent that disagree.",
        ],
    )
}

fn gap(sources: &Sources<'_>) -> Block {
    let rows = sources
        .programme
        .items
        .iter()
        .filter_map(|item| {
            let figure = sources.figures.plain("S05", &Group::None, &item.code)?;
            let sure = match (figure.lower, figure.upper) {
                (Some(lower), Some(upper)) if lower > 0.0 || upper < 0.0 => {
                    "distinguishable"
                }
                _ => "not distinguishable",
            };
            Some(vec![
                item_name(&item.code),
                figure.shown_to(Public).replace("\u{a0}pp", ""),
                or_none(interval(figure)),
                sure.to_owned(),
            ])
        })
        .collect();
    table(
        "t-gap",
        "Clients against LLEs, percentage points",
        &[
            ("Statement", Align::Left),
            ("Gap", Align::Decimal),
            ("95% interval", Align::Left),
            ("The two groups are", Align::Left),
        ],
        rows,
        &[],
    )
}

fn quotes(sources: &Sources<'_>) -> Vec<Block> {
    let comments = &sources.programme.comments;
    let mut chosen: Vec<_> = comments
        .iter()
        .filter(|c| c.quotable.is_some() && c.is_critical)
        .take(3)
        .collect();
    chosen.extend(
        comments.iter().filter(|c| c.quotable.is_some() && !c.is_critical).take(3),
    );
    if chosen.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Caption(plain(format!(
        "{} comments were received, {} of them with permission to quote. Shown are the first three critical ones and the first three others, in the order of the register.",
        comments.len(),
        comments.iter().filter(|c| c.quotable.is_some()).count()
    )))];
    for comment in chosen {
        if let Some(text) = &comment.quotable {
            blocks.push(Block::Quote {
                text: text.shown_to(Public).clone(),
                by: comment.role.shown_to(Public).clone(),
            });
        }
    }
    blocks
}
