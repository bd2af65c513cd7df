//! Appendix B: what heads answered and said.

use super::Named;
use super::tables::{bare, count, is_public, limits, nothing, table, told};
use crate::base::figure::{Figure, Group};
use crate::base::quantity::{NOT_AVAILABLE, SUPPRESSED, decimal, signed};
use crate::base::release::Public;
use crate::model::programme::{Item, Side};
use crate::report::Sources;
use crate::report::block::{Align, Block, plain};
use crate::report::chart::{Chart, Drawn, Point, Series};

/// The blocks of this appendix.
pub(super) fn blocks(sources: &Sources<'_>) -> Vec<Named> {
    let has_replies = sources.programme.respondents.iter().any(|r| r.has_replied);
    if !has_replies && sources.programme.comments.is_empty() {
        let mut named = vec![("table:response", vec![nothing("Survey and comments")])];
        let names = [
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
        named.extend(names.map(|name| (name, Vec::new())));
        return named;
    }
    vec![
        ("table:response", vec![response(sources)]),
        ("chart:survey", diverging(sources)),
        ("table:survey", vec![survey(sources)]),
        ("chart:gap", dumbbell(sources)),
        ("table:gap", vec![gap(sources)]),
        ("table:bounds", vec![bounds(sources)]),
        ("table:pairs", vec![pairs(sources)]),
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
fn item_name(item: &Item) -> String {
    match item.code.as_str() {
        "SAT" => "Satisfied with the service".to_owned(),
        "COLLAB" => "The support was collaborative".to_owned(),
        "EXPECT" => "Met expectations".to_owned(),
        "IMPACT" => "Impact in the own school".to_owned(),
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
    let rows = SIDES
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
        &["Without the number invited the rate is not known."],
    )
}

/// Answers from strongly disagree to strongly agree.
fn answers(sources: &Sources<'_>, side: Side, item: &str) -> [u32; 5] {
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

fn diverging(sources: &Sources<'_>) -> Vec<Block> {
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
            bars.push((format!("{}, {name} ({n})", item_name(item)), counts, *series));
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
            " {hidden} bars of fewer than {} replies are withheld.",
            decimal(least, 0)
        )
    };
    vec![Block::Chart(Box::new(Chart {
        id: "c-survey".to_owned(),
        title: format!(
            "{most} of {all} answers agree or strongly agree with what was put to them"
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

fn survey(sources: &Sources<'_>) -> Block {
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
            ("Mean, 1 to 5", Align::Decimal),
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

fn dumbbell(sources: &Sources<'_>) -> Vec<Block> {
    let point = |group: &Group, name: &str, item: &str, series: Series| {
        let figure = sources.figures.plain("S02", group, item)?;
        is_public(figure).then(|| Point {
            label: figure
                .schools
                .map_or_else(|| name.to_owned(), |n| format!("{name} ({n})")),
            value: figure.value,
            limits: figure.lower.zip(figure.upper),
            shown: figure.shown_to(Public),
            series,
        })
    };
    let rows: Vec<(String, Point, Point)> = sources
        .programme
        .items
        .iter()
        .filter_map(|item| {
            let clients =
                point(&Group::Clients, "Client heads", &item.code, Series::Clients)?;
            let lle = point(&Group::Lle, "LLEs", &item.code, Series::Lle)?;
            Some((item_name(item), clients, lle))
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let apart = rows
        .iter()
        .zip(&sources.programme.items)
        .filter(|(_, item)| {
            sources.figures.plain("S05", &Group::None, &item.code).is_some_and(is_apart)
        })
        .count();
    let one = |point: &Point| {
        let between = point
            .limits
            .map(|(l, u)| format!(" ({} to {})", decimal(l, 1), decimal(u, 1)))
            .unwrap_or_default();
        format!("{} {}{between}", point.label, point.shown)
    };
    let alt = told(
        "Per cent that agree, with 95% intervals.",
        rows.iter().map(|(name, clients, lle)| {
            format!("{name}: {}, {}", one(clients), one(lle))
        }),
    );
    vec![Block::Chart(Box::new(Chart {
        id: "c-gap".to_owned(),
        title: match apart {
            0 => "On no statement can client heads and LLEs be told apart".to_owned(),
            n => format!(
                "Client heads and LLEs differ by more than chance on {n} of {} statements",
                rows.len()
            ),
        },
        subtitle: format!(
            "{}: per cent that agree or strongly agree, with 95% intervals; number of answers in brackets",
            of_wave(sources)
        ),
        source: "Source: survey of the programme.".to_owned(),
        alt,
        drawn: Drawn::Dumbbell { rows, axis: "per cent that agree".to_owned() },
    }))]
}

/// Whether the interval of a difference leaves out nought.
fn is_apart(figure: &Figure) -> bool {
    figure.lower.is_some_and(|lower| lower > 0.0)
        || figure.upper.is_some_and(|upper| upper < 0.0)
}

fn gap(sources: &Sources<'_>) -> Block {
    let rows = sources
        .programme
        .items
        .iter()
        .filter_map(|item| {
            let figure = sources.figures.plain("S05", &Group::None, &item.code)?;
            let strong = format!("{}/strongly_agree", item.code);
            let strong = sources.figures.plain("S05", &Group::None, &strong);
            let sure = if !is_public(figure) {
                SUPPRESSED
            } else if is_apart(figure) {
                "distinguishable"
            } else {
                "not distinguishable"
            };
            let of = |figure: Option<&Figure>| {
                figure.map_or_else(|| NOT_AVAILABLE.to_owned(), bare)
            };
            Some(vec![
                item_name(item),
                bare(figure),
                limits(figure),
                sure.to_owned(),
                of(strong),
                strong.map_or_else(|| NOT_AVAILABLE.to_owned(), limits),
            ])
        })
        .collect();
    table(
        "t-gap",
        "Clients against LLEs, percentage points",
        &[
            ("Statement", Align::Left),
            ("Gap in agreement", Align::Decimal),
            ("95% interval", Align::Left),
            ("The two groups are", Align::Left),
            ("Gap in strong agreement", Align::Decimal),
            ("95% interval of that", Align::Left),
        ],
        rows,
        &["A gap is per cent of client heads less per cent of LLEs."],
    )
}

fn bounds(sources: &Sources<'_>) -> Block {
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

fn pairs(sources: &Sources<'_>) -> Block {
    let rows = sources
        .programme
        .items
        .iter()
        .filter_map(|item| {
            let figure = sources.figures.plain("S07", &Group::None, &item.code)?;
            let between = match (figure.lower, figure.upper) {
                (Some(lower), Some(upper)) if is_public(figure) => {
                    format!("{} to {}", signed(lower, 1), signed(upper, 1))
                }
                (Some(_), Some(_)) => SUPPRESSED.to_owned(),
                _ => NOT_AVAILABLE.to_owned(),
            };
            Some(vec![
                item_name(item),
                if is_public(figure) {
                    count(figure.schools)
                } else {
                    SUPPRESSED.to_owned()
                },
                figure.shown_to(Public),
                between,
            ])
        })
        .collect();
    table(
        "t-pairs",
        "A client head's answer less that of the school's own LLE, steps of the scale",
        &[
            ("Statement", Align::Left),
            ("Pairs", Align::Decimal),
            ("Mean difference", Align::Decimal),
            ("95% interval", Align::Left),
        ],
        rows,
        &[],
    )
}

const THEME_RULE: &str = "A comment counts once for each theme that it touches; every comment counts, quoted or not.";

/// Themes by number of comments, most first.
fn by_theme<'a>(sources: &'a Sources<'_>) -> Vec<&'a Figure> {
    let mut found: Vec<&Figure> =
        sources.figures.all.iter().filter(|f| f.code == "S08").collect();
    found.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| a.item.cmp(&b.item)));
    found
}

fn themes(sources: &Sources<'_>) -> Vec<Block> {
    let found: Vec<&Figure> =
        by_theme(sources).into_iter().filter(|f| is_public(f)).collect();
    let Some(first) = found.first() else { return Vec::new() };
    let all = sources.programme.comments.len();
    vec![Block::Chart(Box::new(Chart {
        id: "c-themes".to_owned(),
        title: format!(
            "{} is what comments speak of most: {} of {all}",
            capital(&first.item),
            decimal(first.value, 0)
        ),
        subtitle: format!("Comments by theme, number of comments; {all} comments"),
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

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn theme_table(sources: &Sources<'_>) -> Block {
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

fn quotes(sources: &Sources<'_>) -> Vec<Block> {
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
                "{n} comments were received, none with permission to quote."
            )))],
        };
    }
    let mut blocks = vec![Block::Caption(plain(format!(
        "{} comments were received, {} of them critical; {} came with permission to quote. Shown are the first {QUOTED} critical ones and the first {QUOTED} others that may be quoted, in the order of the register.",
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
