//! Appendix A: what happened to results, who is counted, how sure it is.

use super::Named;
use super::tables::{or_none, table};
use crate::base::figure::{Figure, Group};
use crate::base::quantity::{NOT_AVAILABLE, decimal};
use crate::base::reason::LeftOut;
use crate::base::release::{Public, Release};
use crate::report::Sources;
use crate::report::block::{Align, Block, plain};
use crate::report::chart::{Chart, Drawn, Point, Series};
use crate::report::sentences::{self, headline, interval};

/// The blocks of this appendix.
pub(super) fn blocks(sources: &Sources<'_>) -> Vec<Named> {
    vec![
        ("table:changes", vec![changes(sources)]),
        ("table:excluded", vec![excluded(sources)]),
        ("chart:changes", chart(sources)),
    ]
}

/// Groups of the comparison, with the measure that each has and its name.
const GROUPS: [(&str, Group, &str, Series); 7] = [
    ("M03", Group::Clients, "Client schools", Series::Clients),
    ("M03", Group::Lle, "LLE schools", Series::Lle),
    ("M03", Group::LaSchools, "All schools of the authority", Series::La),
    ("M04", Group::LaPublished, "Authority as published", Series::La),
    ("M04", Group::LaSameSchools, "Authority, same schools", Series::La),
    ("M04", Group::LaWithoutProgramme, "Authority without the programme", Series::La),
    ("M04", Group::National, "England", Series::National),
];

fn group_figures<'a>(
    sources: &'a Sources<'_>,
) -> Vec<(&'a Figure, &'static str, Series)> {
    GROUPS
        .iter()
        .filter_map(|(code, group, name, series)| {
            headline(sources.figures, code, group).map(|figure| (figure, *name, *series))
        })
        .collect()
}

fn changes(sources: &Sources<'_>) -> Block {
    let rows = group_figures(sources)
        .into_iter()
        .map(|(figure, name, _)| {
            let average = if figure.code == "M03" { "of schools" } else { "of pupils" };
            vec![
                name.to_owned(),
                figure.shown_to(Public).replace("\u{a0}pp", ""),
                or_none(interval(figure)),
                average.to_owned(),
                figure
                    .schools
                    .map_or_else(|| NOT_AVAILABLE.to_owned(), |n| n.to_string()),
                figure
                    .pupils
                    .map_or_else(|| NOT_AVAILABLE.to_owned(), |n| decimal(n as f64, 0)),
            ]
        })
        .collect();
    table(
        "t-changes",
        "Change between the two years, in percentage points",
        &[
            ("Group", Align::Left),
            ("Change", Align::Decimal),
            ("95% interval", Align::Left),
            ("Average", Align::Left),
            ("Schools", Align::Decimal),
            ("Pupils, later year", Align::Decimal),
        ],
        rows,
        &[
            "An average of schools counts each school once; an average of pupils counts each pupil once.",
        ],
    )
}

fn chart(sources: &Sources<'_>) -> Vec<Block> {
    let shown = group_figures(sources);
    let shown: Vec<_> =
        shown.into_iter().filter(|(f, _, _)| f.release <= Release::P).collect();
    let Some((first, _, _)) = shown.first() else { return Vec::new() };
    let years = (
        first.from.map(|y| y.summer()).unwrap_or(0),
        first.to.map(|y| y.summer()).unwrap_or(0),
    );
    let points: Vec<Point> = shown
        .iter()
        .map(|(figure, name, series)| Point {
            label: figure
                .schools
                .map_or_else(|| (*name).to_owned(), |n| format!("{name} ({n})")),
            value: figure.value,
            limits: figure.lower.zip(figure.upper),
            shown: figure.shown().replace("\u{a0}pp", ""),
            series: *series,
        })
        .collect();
    let alt = points.iter().map(|p| {
        let limits = p
            .limits
            .map(|(l, u)| {
                format!(", 95% interval {} to {}", decimal(l, 1), decimal(u, 1))
            })
            .unwrap_or_default();
        format!("{}: {} points{limits}", p.label, p.shown)
    });
    let alt = format!(
        "Change from {} to {}. {}.",
        years.0,
        years.1,
        alt.collect::<Vec<_>>().join("; ")
    );
    vec![Block::Chart(Box::new(Chart {
        id: "c-changes".to_owned(),
        title: sentences::spread(sources.figures).trim_end_matches('.').to_owned(),
        subtitle: format!(
            "Change from {} to {}, percentage points; dots are averages, lines 95% intervals; number of schools in brackets",
            years.0, years.1
        ),
        source: "Source: registers and comparators of the input.".to_owned(),
        alt,
        drawn: Drawn::DotInterval {
            points,
            axis: "percentage points".to_owned(),
            zero: true,
        },
    }))]
}

fn excluded(sources: &Sources<'_>) -> Block {
    let Some(head) = headline(sources.figures, "M25", &Group::Clients) else {
        return Block::Caption(plain("Who is counted: nothing in the input."));
    };
    let same = |f: &&Figure| {
        f.code == "M25"
            && f.from == head.from
            && f.to == head.to
            && f.indicator == head.indicator
    };
    let all = head.schools.unwrap_or(0);
    let mut rows = vec![vec!["Client schools".to_owned(), all.to_string()]];
    for figure in sources.figures.all.iter().filter(same).filter(|f| !f.item.is_empty()) {
        let words = ALL_REASONS
            .iter()
            .find(|r| r.code() == figure.item)
            .map_or(figure.item.as_str(), |r| r.words());
        rows.push(vec![words.to_owned(), format!("\u{2212}{}", figure.value)]);
    }
    rows.push(vec!["Counted".to_owned(), decimal(head.value, 0)]);
    table(
        "t-excluded",
        "From all client schools to those that are counted",
        &[("Step", Align::Left), ("Schools", Align::Decimal)],
        rows,
        &["Each school has one reason, the first that applies."],
    )
}

const ALL_REASONS: [LeftOut; 12] = [
    LeftOut::NoKs,
    LeftOut::Closed,
    LeftOut::New,
    LeftOut::Amalg,
    LeftOut::StartAfterTests,
    LeftOut::LtMinDays,
    LeftOut::Boyc,
    LeftOut::Supp,
    LeftOut::Maladmin,
    LeftOut::ErrorRow,
    LeftOut::NoResult,
    LeftOut::OtherPair,
];
