//! Key stage 1 points, and every other indicator of the input, by group.

use std::collections::BTreeSet;

use super::Named;
use super::impact::{GROUPS, point_words};
use super::tables::{bare, count, is_public, nothing, table, told};
use crate::base::date::AcademicYear;
use crate::base::figure::{Figure, Group};
use crate::base::indicator::{Basis, INDICATORS, Indicator, Stage};
use crate::base::quantity::{NOT_AVAILABLE, SUPPRESSED, decimal, rounded, signed};
use crate::report::Sources;
use crate::report::block::{Align, Block};
use crate::report::chart::{Chart, Drawn, Point, Series};

pub(super) fn blocks(sources: &Sources<'_>) -> Vec<Named> {
    vec![
        ("chart:ks1", chart(sources)),
        ("table:ks1", vec![points_table(sources)]),
        ("table:indicators", vec![indicators(sources)]),
    ]
}

/// Teacher assessment, so said wherever it stands.
const CAUTION: &str = "Key stage 1 is teacher assessment: it is not marked outside the school, and a change of 0.2 is about nine steps of a third of a level among the 90 judgements of a class of 30.";

/// Latest pair of years in which any group has a change of the indicator.
fn latest(
    sources: &Sources<'_>,
    indicator: &Indicator,
) -> Option<(AcademicYear, AcademicYear)> {
    sources
        .figures
        .all
        .iter()
        .filter(|f| matches!(f.code, "M03" | "M04" | "M14"))
        .filter(|f| f.indicator.is_some_and(|i| i.code == indicator.code))
        .filter(|f| !matches!(f.group, Group::School(_)))
        .filter_map(|f| Some((f.to?, f.from?)))
        .max()
        .map(|(to, from)| (from, to))
}

fn change<'a>(
    sources: &'a Sources<'_>,
    indicator: &Indicator,
    years: (AcademicYear, AcademicYear),
    code: &str,
    group: &Group,
) -> Option<&'a Figure> {
    sources.figures.all.iter().find(|f| {
        f.code == code
            && f.group == *group
            && f.item.is_empty()
            && f.indicator.is_some_and(|i| i.code == indicator.code)
            && (f.from, f.to) == (Some(years.0), Some(years.1))
    })
}

/// Changes of points by group, as far as they may be read.
fn of_points<'a>(
    sources: &'a Sources<'_>,
) -> Option<((AcademicYear, AcademicYear), Vec<(&'a Figure, &'static str, Series)>)> {
    let indicator = Indicator::of("ks1_aps")?;
    let years = latest(sources, indicator)?;
    let mut seen = BTreeSet::new();
    let found: Vec<_> = GROUPS
        .iter()
        .filter(|(_, group, _, _)| seen.insert(group.clone()))
        .filter_map(|(_, group, name, series)| {
            let figure = change(sources, indicator, years, "M14", group)?;
            Some((figure, *name, *series))
        })
        .collect();
    (!found.is_empty()).then_some((years, found))
}

fn chart(sources: &Sources<'_>) -> Vec<Block> {
    let Some(((from, to), found)) = of_points(sources) else { return Vec::new() };
    let points: Vec<Point> = found
        .iter()
        .filter(|(figure, _, _)| is_public(figure))
        .map(|(figure, name, series)| Point {
            label: figure
                .schools
                .map_or_else(|| (*name).to_owned(), |n| format!("{name} ({n})")),
            value: figure.value,
            limits: figure.lower.zip(figure.upper),
            shown: signed(figure.value, 2),
            series: *series,
        })
        .collect();
    if points.is_empty() {
        return Vec::new();
    }
    let of = |group: Group| {
        found
            .iter()
            .find(|(f, _, _)| f.group == group && is_public(f))
            .map(|(f, _, _)| moved(f.value))
    };
    let title = match (of(Group::Clients), of(Group::LaPublished)) {
        (Some(clients), Some(la)) => {
            let verb = |moved: &str| moved.split(' ').next().map(str::to_owned);
            let and = match la.split_once(' ') {
                Some((_, by)) if verb(&clients) == verb(&la) && by.starts_with("by") => {
                    format!(" and {by} in the authority")
                }
                _ => format!("; in the authority they {la}"),
            };
            format!("Average points at key stage 1 {clients} in client schools{and}")
        }
        (Some(clients), None) => {
            format!("Average points at key stage 1 {clients} in client schools")
        }
        _ => "Change of average points at key stage 1".to_owned(),
    };
    vec![Block::Chart(Box::new(Chart {
        id: "c-ks1".to_owned(),
        title,
        subtitle: format!(
            "Average point score, change from {} to {}, points; lines are 95% intervals; number of schools in brackets",
            from.summer(),
            to.summer()
        ),
        source: CAUTION.to_owned(),
        alt: told(
            &format!("Change from {} to {} in points.", from.summer(), to.summer()),
            points.iter().map(point_words),
        ),
        drawn: Drawn::DotInterval { points, axis: "points".to_owned(), zero: true },
    }))]
}

/// `rose by 0.32`, at the two decimals of points.
fn moved(value: f64) -> String {
    let size = decimal(value.abs(), 2);
    match rounded(value, 2) {
        up if up > 0.0 => format!("rose by {size}"),
        down if down < 0.0 => format!("fell by {size}"),
        _ => "did not change".to_owned(),
    }
}

fn points_table(sources: &Sources<'_>) -> Block {
    let caption = "Key stage 1 average points by group";
    let Some(((from, to), found)) = of_points(sources) else { return nothing(caption) };
    let single = |group: &Group, year: AcademicYear| {
        sources
            .figures
            .all
            .iter()
            .find(|f| {
                f.code == "M13"
                    && f.group == *group
                    && f.item.is_empty()
                    && f.indicator.is_some_and(|i| i.code == "ks1_aps")
                    && f.to == Some(year)
            })
            .map_or_else(|| NOT_AVAILABLE.to_owned(), |f| two(f, false))
    };
    let rows = found
        .iter()
        .map(|(figure, name, _)| {
            let between = match (figure.lower, figure.upper) {
                (Some(lower), Some(upper)) if is_public(figure) => {
                    format!("{} to {}", signed(lower, 2), signed(upper, 2))
                }
                _ => NOT_AVAILABLE.to_owned(),
            };
            vec![
                (*name).to_owned(),
                single(&figure.group, from),
                single(&figure.group, to),
                two(figure, true),
                between,
                count(figure.schools),
            ]
        })
        .collect();
    let (first, second) = (from.summer().to_string(), to.summer().to_string());
    table(
        "t-ks1",
        caption,
        &[
            ("Group", Align::Left),
            (&first, Align::Decimal),
            (&second, Align::Decimal),
            ("Change, points", Align::Decimal),
            ("95% interval", Align::Left),
            ("Schools", Align::Decimal),
        ],
        rows,
        &["Points are given to two decimals, because one is too coarse for them."],
    )
}

/// Two decimals, which points need.
fn two(figure: &Figure, is_change: bool) -> String {
    if !is_public(figure) {
        SUPPRESSED.to_owned()
    } else if is_change {
        signed(figure.value, 2)
    } else {
        decimal(figure.value, 2)
    }
}

fn indicators(sources: &Sources<'_>) -> Block {
    let columns = [Group::Clients, Group::Lle, Group::LaPublished, Group::National];
    let mut rows = Vec::new();
    for indicator in INDICATORS {
        let code = match indicator.basis {
            Basis::Share => ["M03", "M04"],
            Basis::Mean | Basis::Progress => ["M14", "M14"],
        };
        if let Some(years) = latest(sources, indicator) {
            let mut row = vec![
                indicator.name.to_owned(),
                format!("{} to {}", years.0.summer(), years.1.summer()),
            ];
            row.extend(columns.iter().map(|group| {
                code.iter()
                    .find_map(|code| change(sources, indicator, years, code, group))
                    .map_or_else(
                        || NOT_AVAILABLE.to_owned(),
                        |f| if indicator.places() == 2 { two(f, true) } else { bare(f) },
                    )
            }));
            rows.push(row);
        }
        // Progress and checks are values of one year, not changes.
        let single = match (indicator.basis, indicator.stage) {
            (Basis::Progress, _) => "M18",
            (_, Stage::Eyfs | Stage::Year1 | Stage::Year4) => "M19",
            (Basis::Mean, Stage::Ks2) => "M17",
            (Basis::Mean | Basis::Share, Stage::Ks1 | Stage::Ks2) => continue,
        };
        let of_year = |f: &&Figure| {
            f.code == single
                && f.item.is_empty()
                && f.indicator.is_some_and(|i| i.code == indicator.code)
                && !matches!(f.group, Group::School(_))
        };
        let all = || sources.figures.all.iter().filter(of_year);
        if let Some(year) = all().filter_map(|f| f.to).max() {
            let mut row = vec![indicator.name.to_owned(), year.summer().to_string()];
            row.extend(columns.iter().map(|group| {
                all()
                    .find(|f| f.group == *group && f.to == Some(year))
                    .map_or_else(|| NOT_AVAILABLE.to_owned(), bare)
            }));
            rows.push(row);
        }
    }
    table(
        "t-indicators",
        "Every indicator that was read: changes between two years, or values of one",
        &[
            ("Indicator", Align::Left),
            ("Years", Align::Left),
            ("Client schools", Align::Decimal),
            ("LLE schools", Align::Decimal),
            ("Authority", Align::Decimal),
            ("England", Align::Decimal),
        ],
        rows,
        &[
            "Percentages change in percentage points, scores and point scores in points.",
            "The change of client schools and of LLE schools counts each school once; that of the authority and of England counts each pupil once.",
        ],
    )
}
