//! The groups of the comparison over the years, with gaps where a series breaks.

use std::collections::{BTreeMap, BTreeSet};

use super::pair::Pair;
use super::tables::{self, is_public, nothing, or_none, told};
use crate::base::date::AcademicYear;
use crate::base::figure::Group;
use crate::base::indicator::SERIES_BREAKS;
use crate::base::quantity::decimal;
use crate::measure::level_of;
use crate::report::block::{Align, Block};
use crate::report::chart::{Chart, Drawn, Series};
use crate::report::{Sources, trend};

/// The year whose values rest on too few schools to be relied on.
const DOUBTFUL: AcademicYear = AcademicYear(2009);

const OVER_YEARS: [(Group, &str, Series); 4] = [
    (Group::Clients, "Client schools", Series::Clients),
    (Group::Lle, "LLE schools", Series::Lle),
    (Group::LaPublished, "Authority as published", Series::La),
    (Group::National, "England", Series::National),
];

/// The value of each group in each year, as far as it may be read.
fn series(
    sources: &Sources<'_>,
    pair: &Pair<'_>,
) -> (Vec<AcademicYear>, Vec<(&'static str, BTreeMap<AcademicYear, f64>, Series)>) {
    let mut lines = Vec::new();
    let mut all = BTreeSet::new();
    for (group, name, series) in &OVER_YEARS {
        let values: BTreeMap<AcademicYear, f64> = sources
            .figures
            .all
            .iter()
            .filter(|f| {
                f.code == level_of(pair.indicator).code
                    && f.item.is_empty()
                    && f.group == *group
                    && f.indicator == Some(pair.indicator)
                    && is_public(f)
            })
            .filter_map(|f| Some((f.to?, f.value)))
            .collect();
        all.extend(values.keys().copied());
        if !values.is_empty() {
            lines.push((*name, values, *series));
        }
    }
    let (Some(first), Some(last)) = (all.first(), all.last()) else {
        return (Vec::new(), lines);
    };
    ((first.0..=last.0).map(AcademicYear).collect(), lines)
}

pub(super) fn chart(sources: &Sources<'_>, pair: &Pair<'_>) -> Vec<Block> {
    let (years, lines) = series(sources, pair);
    let place = |year: AcademicYear| years.iter().position(|y| *y == year);
    let Some(first) = years.first().filter(|_| years.len() > 1) else {
        return Vec::new();
    };
    let is_ours = |year: AcademicYear| year > *first && place(year).is_some();
    let breaks: Vec<(usize, String)> = SERIES_BREAKS
        .iter()
        .filter(|b| b.stage == pair.indicator.stage && b.year != DOUBTFUL)
        .filter(|b| is_ours(b.year))
        .filter_map(|b| Some((place(b.year)?, b.what.to_owned())))
        .collect();
    let doubtful: Vec<usize> = SERIES_BREAKS
        .iter()
        .filter(|b| b.stage == pair.indicator.stage && b.year == DOUBTFUL)
        .filter_map(|b| place(b.year))
        .collect();
    let note = if doubtful.is_empty() {
        String::new()
    } else {
        format!("; {} hatched: many schools did not take the tests", DOUBTFUL.summer())
    };
    let told_values = lines.iter().map(|(name, values, _)| {
        let values: Vec<String> = values
            .iter()
            .map(|(year, value)| format!("{}% in {}", decimal(*value, 1), year.summer()))
            .collect();
        format!("{name} {}", values.join(", "))
    });
    let title = lines
        .iter()
        .find(|(name, _, _)| *name == "Client schools")
        .and_then(|(_, values, _)| {
            let (from, start) = values.first_key_value()?;
            let (to, end) = values.last_key_value()?;
            Some(format!(
                "Client schools stood at {}% in {} and at {}% in {}",
                decimal(*start, 1),
                from.summer(),
                decimal(*end, 1),
                to.summer()
            ))
        })
        .unwrap_or_else(|| "Each group over the years".to_owned());
    vec![Block::Chart(Box::new(Chart {
        id: "c-years".to_owned(),
        title,
        subtitle: format!(
            "{}, per cent of pupils (all pupils of a group together){note}",
            pair.indicator.name
        ),
        source: "Source: registers of the programme and published comparators; the schools of a group are those of the headline pair.".to_owned(),
        alt: told("Per cent of pupils by year:", told_values),
        drawn: Drawn::Lines {
            years: years.iter().map(|year| year.summer().to_string()).collect(),
            lines: lines
                .iter()
                .map(|(name, values, series)| {
                    let values =
                        years.iter().map(|year| values.get(year).copied()).collect();
                    ((*name).to_owned(), values, *series)
                })
                .collect(),
            breaks,
            doubtful,
            axis: "per cent of pupils".to_owned(),
            zero: false,
            is_step: false,
        },
    }))]
}

pub(super) fn table(sources: &Sources<'_>, pair: &Pair<'_>) -> Block {
    let caption = format!("{}, per cent of pupils by year", pair.indicator.name);
    let (years, lines) = series(sources, pair);
    if years.is_empty() {
        return nothing(&caption);
    }
    let heads: Vec<String> = years.iter().map(|year| year.summer().to_string()).collect();
    let mut columns = vec![("Group", Align::Left)];
    columns.extend(heads.iter().map(|head| (head.as_str(), Align::Decimal)));
    let rows = lines
        .iter()
        .map(|(name, values, _)| {
            let mut row = vec![(*name).to_owned()];
            row.extend(years.iter().map(|year| {
                or_none(values.get(year).map(|v| decimal(*v, 1)).unwrap_or_default())
            }));
            row
        })
        .collect();
    let mut made = tables::table("t-years", &caption, &columns, rows, &[]);
    let scale = trend::scale(lines.iter().flat_map(|(_, all, _)| all.values().copied()));
    let stage = pair.indicator.stage;
    let trends = lines
        .iter()
        .map(|(name, values, _)| trend::over_years(name, values, (&years, stage), scale))
        .collect();
    trend::beside(
        &mut made,
        trends,
        &format!(
            "Trend: every line on one scale, {} to {} per cent from foot to head; open where a year has no value or the series breaks.",
            decimal(scale.0, 1),
            decimal(scale.1, 1)
        ),
    );
    made
}
