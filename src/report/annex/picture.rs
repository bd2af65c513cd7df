//! One measure of a school over its years, beside the authority’s.

use std::collections::BTreeMap;

use super::contents::is_headline;
use super::results::is_single_year;
use super::{Part, YEARS};
use crate::base::date::AcademicYear;
use crate::base::figure::Figure;
use crate::base::indicator::{Basis, INDICATORS, Indicator, SERIES_BREAKS};
use crate::base::quantity::decimal;
use crate::base::release::{Audience, Forum};
use crate::model::programme::{Programme, School, SchoolId};
use crate::register::results::Area;
use crate::report::block::Block;
use crate::report::chart::{Chart, Drawn, Series};

/// The measure of a school's chart: the headline, else one of which the forum may
/// see most years.
fn charted(own: &[&&Figure]) -> Option<&'static Indicator> {
    let headline = own
        .iter()
        .filter(|f| f.indicator.is_some_and(is_headline))
        .max_by_key(|f| f.to)
        .and_then(|f| f.indicator);
    let years = |indicator: &Indicator| {
        own.iter().filter(|f| f.indicator == Some(indicator)).count()
    };
    headline.or_else(|| {
        // The first of those with as many years, as the list of measures has them.
        INDICATORS
            .iter()
            .rev()
            .filter(|indicator| years(indicator) > 1)
            .max_by_key(|indicator| years(indicator))
    })
}

/// A measure of the school over its years, beside the authority's.
pub(super) fn chart(
    programme: &Programme,
    school: &School,
    part: Part,
    figures: &[&Figure],
    id: SchoolId,
) -> Option<Block> {
    let own: Vec<&&Figure> = figures
        .iter()
        .filter(|f| is_single_year(f) && f.release <= Forum::RELEASE)
        .collect();
    let indicator = charted(&own)?;
    let values: BTreeMap<AcademicYear, &Figure> = own
        .into_iter()
        .filter(|f| f.indicator == Some(indicator))
        .filter_map(|f| Some((f.to?, *f)))
        .collect();
    if values.len() < 2 {
        return None;
    }
    let (first, last) = (*values.keys().next()?, *values.keys().next_back()?);
    let years: Vec<AcademicYear> =
        (first.0..=last.0).map(AcademicYear).rev().take(2 * YEARS).collect();
    let years: Vec<AcademicYear> = years.into_iter().rev().collect();
    let of = |area: Area| {
        let line: Vec<Option<f64>> = years
            .iter()
            .map(|year| {
                programme
                    .compared
                    .get(&(area, indicator.code, *year))
                    .and_then(|compared| compared.score.ok())
                    .map(|score| score.value)
            })
            .collect();
        line.iter().any(Option::is_some).then_some(line)
    };
    let name = school.name_for_forum().shown_to(Forum).clone();
    // Its name stands above the page; beside the line it would be cut.
    let mut lines = vec![(
        "This school".to_owned(),
        years.iter().map(|year| values.get(year).map(|f| f.value)).collect(),
        part.series(),
    )];
    if let Some(line) = of(Area::La) {
        lines.push(("Authority".to_owned(), line, Series::La));
    }
    // In the places of its measure, with the sign of per cent.
    let shown = |figure: &Figure| match indicator.places() {
        1 => figure.shown_to(Forum),
        places => decimal(figure.value, places),
    };
    let said: Vec<String> = values
        .iter()
        .map(|(year, f)| {
            let pupils = f.pupils.map(|n| format!(" of {n} pupils")).unwrap_or_default();
            format!("{} in {}{pupils}", shown(f), year.summer())
        })
        .collect();
    let breaks = SERIES_BREAKS
        .iter()
        .filter(|one| one.stage == indicator.stage && one.refuses)
        .filter_map(|one| {
            let at =
                years.iter().position(|year| *year == one.year).filter(|at| *at > 0)?;
            Some((at, one.what.to_owned()))
        })
        .collect();
    let doubtful = SERIES_BREAKS
        .iter()
        .filter(|one| one.stage == indicator.stage && !one.refuses)
        .filter_map(|one| years.iter().position(|year| *year == one.year))
        .collect();
    let title = match (values.values().next(), values.values().next_back()) {
        (Some(start), Some(end)) => format!(
            "{}: {} in {}, {} in {}",
            indicator.short,
            shown(start),
            first.summer(),
            shown(end),
            last.summer()
        ),
        _ => indicator.short.to_owned(),
    };
    Some(Block::Chart(Box::new(Chart {
        id: format!("c-school-{}", id.0),
        title,
        subtitle: match indicator.basis {
            Basis::Share => format!("{}, per cent of pupils, by summer", indicator.name),
            Basis::Mean | Basis::Progress => {
                format!("{}, points, by summer", indicator.name)
            }
        },
        source: String::new(),
        alt: format!("{name}: {}.", said.join(", ")),
        drawn: Drawn::Lines {
            years: years.iter().map(|year| year.summer().to_string()).collect(),
            lines,
            breaks,
            doubtful,
            axis: match indicator.basis {
                Basis::Share => "per cent",
                Basis::Mean | Basis::Progress => "points",
            }
            .to_owned(),
            zero: false,
            is_step: false,
        },
    })))
}
