//! Single schools without names: slopes, ordered changes, the funnel.

use std::collections::BTreeSet;

use super::pair::Pair;
use super::singles::{self, One, Singles};
use super::tables::{bare, is_public, or_none, table, told};
use super::{Named, years};
use crate::base::figure::Group;
use crate::base::indicator::Basis;
use crate::base::quantity::{decimal, rounded, signed};
use crate::model::programme::SchoolId;
use crate::report::Sources;
use crate::report::block::{Align, Block, plain};
use crate::report::chart::{Chart, Drawn, Point, Series};
use crate::report::sentences::{capital, in_words};

/// Half-width of a 95% interval in standard errors.
const Z: f64 = 1.959_964;

pub(super) fn blocks(sources: &Sources<'_>, pair: &Pair<'_>) -> Vec<Named> {
    let singles = singles::of(sources, pair);
    vec![
        ("chart:slope", slope(pair, &singles)),
        ("chart:schools", dots(pair, &singles)),
        ("table:schools", vec![school_table(pair, &singles)]),
        ("chart:funnel", funnel(sources, pair, &singles)),
        ("chart:years", years::chart(sources, pair)),
        ("table:years", vec![years::table(sources, pair)]),
    ]
}

/// What is said of those that are not shown.
fn not_shown(singles: &Singles) -> String {
    match singles.hidden {
        0 => "Every analysed client school is shown.".to_owned(),
        1 => "One client school is not shown: it has too few pupils, or could be worked out from the others.".to_owned(),
        n => format!(
            "{} client schools are not shown: they have too few pupils, or could be worked out from the others.",
            capital(&in_words(n as u64))
        ),
    }
}

const SINGLES_SOURCE: &str = "S01, S02 and so on each stand for a school; the labels change with every edition. Values to the nearest per cent, cohorts to the nearest five pupils, the smallest as 15.";

/// Where one more chart shows the same schools.
const SEE_TABLE: &str = "Labels, rounding and schools not shown: as under the table of client schools without their names.";

fn rose(shown: &[One]) -> String {
    let up = shown.iter().filter(|one| one.to > one.from).count();
    match shown.len() {
        1 if up == 1 => "The one client school shown rose".to_owned(),
        1 => "The one client school shown did not rise".to_owned(),
        all if up == all => format!("All {all} client schools shown rose"),
        all => format!("{up} of {all} client schools shown rose"),
    }
}

fn slope(pair: &Pair<'_>, singles: &Singles) -> Vec<Block> {
    if singles.shown.is_empty() {
        return Vec::new();
    }
    let parts = singles.shown.iter().map(|one| {
        format!(
            "{} from {}% to {}%",
            one.words(),
            decimal(one.from, 0),
            decimal(one.to, 0)
        )
    });
    vec![Block::Chart(Box::new(Chart {
        id: "c-slope".to_owned(),
        title: rose(&singles.shown),
        subtitle: format!(
            "{}, per cent of pupils, {}; one line a school, thicker for a larger cohort",
            pair.indicator.name,
            pair.years()
        ),
        source: format!("{SINGLES_SOURCE} {}", not_shown(singles)),
        alt: told("Per cent of pupils in each client school:", parts),
        drawn: Drawn::Slope {
            ends: (pair.from.summer().to_string(), pair.to.summer().to_string()),
            lines: singles
                .shown
                .iter()
                .map(|one| {
                    (one.label.clone(), one.from, one.to, one.cohort, Series::Clients)
                })
                .collect(),
            axis: "per cent of pupils".to_owned(),
        },
    }))]
}

fn by_change(singles: &Singles) -> Vec<&One> {
    let mut ordered: Vec<&One> = singles.shown.iter().collect();
    ordered.sort_by(|a, b| {
        b.change.total_cmp(&a.change).then_with(|| a.label.cmp(&b.label))
    });
    ordered
}

fn dots(pair: &Pair<'_>, singles: &Singles) -> Vec<Block> {
    if singles.shown.is_empty() {
        return Vec::new();
    }
    let points: Vec<Point> = by_change(singles)
        .into_iter()
        .map(|one| Point {
            label: one.words(),
            value: one.change,
            limits: one.limits,
            shown: signed(one.change, 0),
            series: Series::Clients,
        })
        .collect();
    let la = pair.of("M04", &Group::LaPublished, "").filter(|f| is_public(f));
    let sure = singles
        .shown
        .iter()
        .filter(|one| one.limits.is_some_and(|(lower, upper)| lower > 0.0 || upper < 0.0))
        .count();
    let parts = points.iter().map(|point| {
        let between = point
            .limits
            .map(|(lower, upper)| {
                format!(" ({} to {})", signed(lower, 0), signed(upper, 0))
            })
            .unwrap_or_default();
        format!("{} {}{between}", point.label, point.shown)
    });
    let beyond = match sure {
        0 => "no change is larger".to_owned(),
        1 => "one change is larger".to_owned(),
        n => format!("{} changes are larger", in_words(n as u64)),
    };
    vec![Block::Chart(Box::new(Chart {
        id: "c-schools".to_owned(),
        title: format!(
            "{}; {beyond} than chance alone would usually give",
            rose(&singles.shown)
        ),
        subtitle: format!(
            "{}, change from {}, percentage points, with 95% intervals (Newcombe)",
            pair.indicator.name,
            pair.years()
        ),
        source: SEE_TABLE.to_owned(),
        alt: told("Change of each client school, largest first:", parts),
        drawn: Drawn::OrderedDots {
            points,
            axis: "percentage points".to_owned(),
            reference: la.map(|f| (f.value, format!("Authority {}", bare(f)))),
        },
    }))]
}

fn school_table(pair: &Pair<'_>, singles: &Singles) -> Block {
    let caption = format!("Client schools without their names, {}", pair.years());
    if singles.shown.is_empty() {
        return Block::Caption(plain(format!("{caption}: {}", not_shown(singles))));
    }
    let rows = by_change(singles)
        .into_iter()
        .map(|one| {
            vec![
                one.label.clone(),
                decimal(one.cohort, 0),
                decimal(one.from, 0),
                decimal(one.to, 0),
                signed(one.change, 0),
                or_none(
                    one.limits
                        .map(|(lower, upper)| {
                            format!("{} to {}", signed(lower, 0), signed(upper, 0))
                        })
                        .unwrap_or_default(),
                ),
            ]
        })
        .collect();
    let (from, to) = (
        format!("{}, per cent", pair.from.summer()),
        format!("{}, per cent", pair.to.summer()),
    );
    table(
        "t-schools",
        &caption,
        &[
            ("School", Align::Left),
            ("Pupils, about", Align::Decimal),
            (&from, Align::Decimal),
            (&to, Align::Decimal),
            ("Change, points", Align::Decimal),
            ("95% interval", Align::Left),
        ],
        rows,
        &[SINGLES_SOURCE, &not_shown(singles)],
    )
}

fn funnel(sources: &Sources<'_>, pair: &Pair<'_>, singles: &Singles) -> Vec<Block> {
    let programme = sources.programme;
    let la = pair.in_year(&Group::LaPublished, pair.to);
    let la = la.or_else(|| pair.in_year(&Group::LaSchools, pair.to));
    let Some(la) = la.filter(|f| is_public(f)) else { return Vec::new() };
    if pair.indicator.basis != Basis::Share || singles.shown.is_empty() {
        return Vec::new();
    }
    let ours: BTreeSet<SchoolId> = programme
        .deployments
        .iter()
        .map(|deployment| deployment.client)
        .chain(programme.lles.iter().filter_map(|lle| lle.school))
        .collect();
    let least = programme.settings.number("public_school_n");
    let mut dots: Vec<(f64, f64, String, Series)> = programme
        .outcomes
        .iter()
        .filter(|((school, code, year), _)| {
            *code == pair.indicator.code && *year == pair.to && !ours.contains(school)
        })
        .filter_map(|(_, outcome)| {
            let score = outcome.score.as_ref().ok()?;
            let pupils = score.denominator.filter(|n| *n >= least)?;
            let cohort = singles::about(pupils);
            Some((cohort, rounded(score.value, 0), String::new(), Series::La))
        })
        .collect();
    let others = dots.len();
    dots.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.total_cmp(&b.1)));
    dots.extend(
        singles
            .shown
            .iter()
            .map(|one| (one.cohort, one.to, one.label.clone(), Series::Clients)),
    );
    let rate = la.value / 100.0;
    let outside = |one: &&One| {
        let half = 100.0 * Z * (rate * (1.0 - rate) / one.cohort).sqrt();
        one.cohort > 0.0 && (one.to - la.value).abs() > half
    };
    let out = singles.shown.iter().filter(outside).count();
    let parts = singles
        .shown
        .iter()
        .map(|one| format!("{} {}%", one.words(), decimal(one.to, 0)));
    vec![Block::Chart(Box::new(Chart {
        id: "c-funnel".to_owned(),
        title: format!(
            "{} within the range that chance gives round the authority\u{2019}s {}%",
            match (singles.shown.len(), out) {
                (1, 0) => "The one client school shown is".to_owned(),
                (1, _) => "The one client school shown is not".to_owned(),
                (all, 0) => format!("All {all} client schools shown are"),
                (all, out) => format!("{} of {all} client schools shown are", all - out),
            },
            decimal(la.value, 1)
        ),
        subtitle: format!(
            "{}, {}, per cent by number of pupils; dashed: 95% limits round the authority{}",
            pair.indicator.name,
            pair.to.summer(),
            match others {
                0 => String::new(),
                1 => "; small triangle: the one other school".to_owned(),
                n => format!("; small triangles: the {n} other schools"),
            }
        ),
        source: SEE_TABLE.to_owned(),
        alt: told(
            &format!(
                "Per cent in {} by number of pupils. The authority stands at {}%; {others} other schools are dots without a name; {out} of the client schools lie outside the limits of chance. Client schools:",
                pair.to.summer(),
                decimal(la.value, 1)
            ),
            parts,
        ),
        drawn: Drawn::Funnel {
            centre: (la.value, format!("Authority {}%", decimal(la.value, 1))),
            dots,
            axes: ("pupils".to_owned(), "per cent".to_owned()),
        },
    }))]
}
