//! What heads wrote: themes, and what may be quoted.

use crate::base::figure::Figure;
use crate::base::quantity::decimal;
use crate::base::release::Public;
use crate::report::Sources;
use crate::report::block::{Align, Block, plain};
use crate::report::chart::{Chart, Drawn, Series};
use crate::report::forum::tables::{is_public, table, told};
use crate::report::sentences::capital;

const THEME_RULE: &str = "A comment counts once for each theme that it touches; every comment counts, quoted or not.";

/// Themes by number of comments, most first.
fn by_theme<'a>(sources: &'a Sources<'_>) -> Vec<&'a Figure> {
    let mut found: Vec<&Figure> =
        sources.figures.all.iter().filter(|f| f.code == "S08").collect();
    found.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| a.item.cmp(&b.item)));
    found
}

pub(super) fn themes(sources: &Sources<'_>) -> Vec<Block> {
    let found: Vec<&Figure> =
        by_theme(sources).into_iter().filter(|f| is_public(f)).collect();
    if found.is_empty() {
        return Vec::new();
    }
    let all = sources.programme.comments.len();
    vec![Block::Chart(Box::new(Chart {
        id: "c-themes".to_owned(),
        title: theme_title(&found, all),
        subtitle: format!("Comments by theme, number of comments; {all} in all"),
        source: format!("Source: comments of the survey. {THEME_RULE}"),
        alt: told(
            "Comments by theme:",
            found.iter().map(|f| format!("{} {}", f.item, decimal(f.value, 0))),
        ),
        drawn: Drawn::Bars {
            bars: found
                .iter()
                .map(|f| (capital(&f.item), f.value, decimal(f.value, 0), Series::Other))
                .collect(),
            axis: "comments".to_owned(),
        },
    }))]
}

/// The theme that most comments touch, or the few that share that place; what
/// is sorted nowhere is no theme.
fn theme_title(found: &[&Figure], all: usize) -> String {
    let named = || found.iter().filter(|f| !f.item.eq_ignore_ascii_case("other"));
    let most = named().map(|f| f.value).fold(0.0, f64::max);
    let first: Vec<&str> =
        named().filter(|f| f.value == most).map(|f| f.item.as_str()).collect();
    let count = decimal(most, 0);
    match first.as_slice() {
        [one] => {
            format!("{} is the commonest theme: {count} of {all} comments", capital(one))
        }
        [one, two] => {
            format!(
                "{} and {} are the commonest themes: {count} of {all} comments each",
                capital(one),
                two.to_lowercase()
            )
        }
        _ => format!("No theme stands out among {all} comments"),
    }
}

pub(super) fn theme_table(sources: &Sources<'_>) -> Block {
    let comments = &sources.programme.comments;
    let mut rows: Vec<Vec<String>> = by_theme(sources)
        .into_iter()
        .map(|f| vec![capital(&f.item), f.shown_to(Public)])
        .collect();
    if !comments.is_empty() {
        let critical = comments.iter().filter(|c| c.is_critical).count();
        let quotable = comments.iter().filter(|c| c.quotable.is_some()).count();
        rows.push(vec!["All comments".to_owned(), comments.len().to_string()]);
        rows.push(vec!["Critical comments".to_owned(), critical.to_string()]);
        rows.push(vec!["With permission to quote".to_owned(), quotable.to_string()]);
    }
    table(
        "t-themes",
        "Comments by theme",
        &[("Theme", Align::Left), ("Comments", Align::Decimal)],
        rows,
        &[THEME_RULE],
    )
}

/// Most quotations of each kind.
const QUOTED: usize = 3;

pub(super) fn quotes(sources: &Sources<'_>) -> Vec<Block> {
    let comments = &sources.programme.comments;
    let of = |is_critical: bool| {
        comments
            .iter()
            .filter(move |c| c.quotable.is_some() && c.is_critical == is_critical)
    };
    let chosen: Vec<_> = of(true).take(QUOTED).chain(of(false).take(QUOTED)).collect();
    if chosen.is_empty() {
        return match comments.len() {
            0 => Vec::new(),
            n => vec![Block::Caption(plain(format!(
                "{} received, none with permission to quote.",
                if n == 1 {
                    "One comment was".to_owned()
                } else {
                    format!("{n} comments were")
                }
            )))],
        };
    }
    let mut blocks = vec![Block::Caption(plain(format!(
        "Comments received: {}; critical: {}; with permission to quote: {}. Quoted here: up to {QUOTED} critical ones, then up to {QUOTED} others, the first of each in the order of the register.",
        comments.len(),
        comments.iter().filter(|c| c.is_critical).count(),
        of(true).count() + of(false).count(),
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
