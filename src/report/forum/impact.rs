//! Appendix A: what happened to results, who is counted, the groups compared.

use super::pair::Pair;
use super::tables::{bare, count, is_public, limits, nothing, table, told};
use super::{Named, ks1, schools, sure};
use crate::base::figure::{Figure, Group};
use crate::base::quantity::{decimal, signed, whole};
use crate::base::reason::LeftOut;
use crate::base::text::count as named;
use crate::report::Sources;
use crate::report::block::{Align, Block, Tile};
use crate::report::chart::{Chart, Drawn, Point, Series};
use crate::report::paper;

/// The blocks of this appendix.
pub(super) fn blocks(sources: &Sources<'_>) -> Vec<Named> {
    let Some(pair) = Pair::headline(sources.figures) else {
        let mut named =
            vec![("tiles:impact", vec![nothing("Results of two comparable years")])];
        let names = [
            "chart:changes",
            "table:changes",
            "chart:excluded",
            "table:excluded",
            "chart:slope",
            "chart:schools",
            "table:schools",
            "chart:funnel",
            "chart:years",
            "table:years",
            "table:sensitivity",
            "table:sure",
            "table:spread",
        ];
        named.extend(names.map(|name| (name, Vec::new())));
        named.extend(ks1::blocks(sources));
        return named;
    };
    let mut named = vec![
        ("tiles:impact", tiles(&pair)),
        ("chart:changes", chart(&pair)),
        ("table:changes", vec![changes(&pair)]),
        ("chart:excluded", flow(sources, &pair)),
        ("table:excluded", vec![excluded(sources, &pair)]),
    ];
    named.extend(schools::blocks(sources, &pair));
    named.extend(sure::blocks(&pair));
    named.extend(ks1::blocks(sources));
    named
}

/// Groups of the comparison, with the measure that each has and its name.
pub(super) const GROUPS: [(&str, Group, &str, Series); 8] = [
    ("M03", Group::Clients, "Client schools", Series::Clients),
    ("M03", Group::Matched, "Similar schools without an LLE", Series::Matched),
    ("M03", Group::Lle, "LLE schools", Series::Lle),
    ("M03", Group::LaSchools, "All schools of the authority", Series::La),
    ("M04", Group::LaPublished, "Authority as published", Series::La),
    ("M04", Group::LaSameSchools, "Authority, same schools", Series::La),
    ("M04", Group::LaWithoutProgramme, "Authority without the programme", Series::La),
    ("M04", Group::National, "England", Series::National),
];

fn groups<'a>(pair: &Pair<'a>) -> Vec<(&'a Figure, &'static str, Series)> {
    GROUPS
        .iter()
        .filter_map(|(code, group, name, series)| {
            pair.of(code, group, "").map(|figure| (figure, *name, *series))
        })
        .collect()
}

fn tiles(pair: &Pair<'_>) -> Vec<Block> {
    let tile = |code: &str, group: Group, what: &str, compare: String, series: Series| {
        let figure = pair.of(code, &group, "").filter(|f| is_public(f))?;
        let of = figure.schools.filter(|_| code == "M03");
        let of = of.map(|n| format!(" ({n})")).unwrap_or_default();
        Some(Tile {
            figure: bare(figure),
            label: format!("points, {what}{of}"),
            compare,
            series,
        })
    };
    let between = |figure: Option<&Figure>| {
        figure
            .filter(|f| is_public(f) && f.lower.is_some())
            .map(|f| format!("95% interval {}", limits(f)))
            .unwrap_or_default()
    };
    let pooled = pair
        .of("M04", &Group::Clients, "")
        .filter(|f| is_public(f))
        .map(|f| format!("{} counting every pupil once", bare(f)))
        .unwrap_or_default();
    let tiles: Vec<Tile> = [
        tile("M03", Group::Clients, "client schools", pooled, Series::Clients),
        tile(
            "M03",
            Group::Lle,
            "LLE schools",
            between(pair.of("M03", &Group::Lle, "")),
            Series::Lle,
        ),
        tile(
            "M04",
            Group::LaPublished,
            "the authority as published",
            pair.of("M04", &Group::LaWithoutProgramme, "")
                .map(|f| format!("{} without the programme", bare(f)))
                .unwrap_or_default(),
            Series::La,
        ),
        tile(
            "M03",
            Group::Matched,
            "similar schools",
            between(pair.of("M03", &Group::Matched, "")),
            Series::Matched,
        ),
        tile(
            "M21",
            Group::Clients,
            "client schools beyond similar schools",
            between(pair.of("M21", &Group::Clients, "")),
            Series::Clients,
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    // A row takes four; the fifth stands alone below rather than squeezed.
    if tiles.is_empty() { Vec::new() } else { vec![Block::Tiles(tiles)] }
}

fn changes(pair: &Pair<'_>) -> Block {
    let rows = groups(pair)
        .into_iter()
        .map(|(figure, name, _)| {
            let average = if figure.code == "M03" { "of schools" } else { "of pupils" };
            vec![
                name.to_owned(),
                bare(figure),
                limits(figure),
                average.to_owned(),
                count(figure.schools),
                count(figure.pupils),
            ]
        })
        .collect();
    table(
        "t-changes",
        &format!(
            "Change from {}, {}, percentage points",
            pair.years(),
            pair.indicator.name
        ),
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

/// The finding in one sentence: how many rose, and what the authority did.
fn title(pair: &Pair<'_>) -> String {
    let part =
        |item: &str| pair.of("M05", &Group::Clients, item).filter(|f| is_public(f));
    let la = pair.of("M04", &Group::LaPublished, "").map(|f| {
        let points = decimal(f.value.abs(), 1);
        let verb = if f.value < 0.0 { "fell" } else { "rose" };
        format!("the authority as a whole {verb} by {points} points")
    });
    let clients = part("up").map(|up| match up.schools {
        Some(n) if up.value == n as f64 => format!("All {n} supported schools rose"),
        Some(n) => format!("{} of {n} supported schools rose", decimal(up.value, 0)),
        None => format!("{} supported schools rose", decimal(up.value, 0)),
    });
    match (clients, la) {
        (Some(clients), Some(la)) => format!("{clients}; {la}"),
        (Some(clients), None) => clients,
        (None, Some(la)) => format!("The change of client schools is withheld; {la}"),
        (None, None) => "The change of client schools is withheld".to_owned(),
    }
}

fn chart(pair: &Pair<'_>) -> Vec<Block> {
    let points: Vec<Point> = groups(pair)
        .into_iter()
        .filter(|(figure, _, _)| is_public(figure))
        .map(|(figure, name, series)| Point {
            label: figure
                .schools
                .map_or_else(|| name.to_owned(), |n| format!("{name} ({n})")),
            value: figure.value,
            limits: figure.lower.zip(figure.upper),
            shown: bare(figure),
            series,
        })
        .collect();
    if points.is_empty() {
        return Vec::new();
    }
    let alt = told(
        &format!("Change from {} in percentage points.", pair.years()),
        points.iter().map(point_words),
    );
    vec![Block::Chart(Box::new(Chart {
        id: "c-changes".to_owned(),
        title: title(pair),
        subtitle: format!(
            "{}, change from {}, percentage points; dots are averages, lines 95% intervals; number of schools in brackets",
            pair.indicator.name,
            pair.years()
        ),
        source: "Source: registers of the programme and published comparators."
            .to_owned(),
        alt,
        drawn: Drawn::DotInterval {
            points,
            axis: "percentage points".to_owned(),
            zero: true,
        },
    }))]
}

/// A point for alternative text: label, value, interval.
pub(super) fn point_words(point: &Point) -> String {
    // As many decimals as the value itself shows.
    let after = point.shown.split_once('.').map_or("", |(_, after)| after);
    let decimals = after.chars().take_while(char::is_ascii_digit).count();
    let decimals = u32::try_from(decimals).unwrap_or(1);
    let limits = point
        .limits
        .map(|(lower, upper)| {
            let shown = |limit| signed(limit, decimals);
            format!(", 95% interval {} to {}", shown(lower), shown(upper))
        })
        .unwrap_or_default();
    format!("{}: {}{limits}", point.label, point.shown)
}

/// Client schools at the top, the reasons with their numbers, those counted.
fn steps(
    sources: &Sources<'_>,
    pair: &Pair<'_>,
) -> Option<(u64, Vec<(String, u64)>, u64)> {
    let head = pair.of("M25", &Group::Clients, "")?;
    let steps = sources
        .figures
        .all
        .iter()
        .filter(|f| {
            f.code == "M25"
                && f.group == Group::Clients
                && !f.item.is_empty()
                && f.indicator == Some(pair.indicator)
                && (f.from, f.to) == (Some(pair.from), Some(pair.to))
        })
        .map(|f| {
            let words = REASONS
                .iter()
                .find(|reason| reason.code() == f.item)
                .map_or_else(|| f.item.clone(), |reason| reason.words().to_owned());
            (words, f.value as u64)
        })
        .collect();
    Some((head.schools.unwrap_or(0), steps, head.value as u64))
}

fn flow(sources: &Sources<'_>, pair: &Pair<'_>) -> Vec<Block> {
    let Some((start, steps, counted)) = steps(sources, pair) else { return Vec::new() };
    let (all, end) = (whole(start), whole(counted));
    // Nobody leaves on the way: the sentence says so, and a flow of two boxes nothing.
    if steps.is_empty() {
        return Vec::new();
    }
    let alt = told(
        &format!("From {all} client schools to {end} analysed; left out:"),
        steps.iter().map(|(words, n)| format!("{}, {}", whole(*n), paper::within(words))),
    );
    vec![Block::Chart(Box::new(Chart {
        id: "c-excluded".to_owned(),
        title: match start {
            1 => "The one client school cannot be compared".to_owned(),
            _ => format!("{end} of {all} client schools can be compared"),
        },
        subtitle: format!(
            "Client schools known at the as-at date, {}, {}",
            pair.indicator.name,
            pair.years()
        ),
        source: "Source: registers of the programme; each school has one reason, the first that applies.".to_owned(),
        alt,
        drawn: Drawn::Flow {
            start: (named(start as usize, "client school", "client schools"), start),
            steps,
            end: (format!("{end} analysed"), counted),
        },
    }))]
}

fn excluded(sources: &Sources<'_>, pair: &Pair<'_>) -> Block {
    let caption = "From all client schools to those that are counted";
    let Some((all, steps, end)) = steps(sources, pair) else { return nothing(caption) };
    let mut rows = vec![vec!["Client schools".to_owned(), whole(all)]];
    for (words, n) in steps {
        rows.push(vec![words, format!("\u{2212}{}", whole(n))]);
    }
    rows.push(vec!["Counted".to_owned(), whole(end)]);
    table(
        "t-excluded",
        caption,
        &[("Step", Align::Left), ("Schools", Align::Decimal)],
        rows,
        &["Each school has one reason, the first that applies."],
    )
}

/// Every reason that a school may have in the exclusion table, and elsewhere.
pub(super) const REASONS: [LeftOut; 15] = [
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
    LeftOut::DualRole,
    LeftOut::SmallN,
    LeftOut::Unmatched,
];
