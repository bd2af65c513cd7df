//! A school’s results year by year, with the authority’s below them.

use std::collections::{BTreeMap, BTreeSet};

use super::YEARS;
use crate::base::date::AcademicYear;
use crate::base::figure::Figure;
use crate::base::indicator::{Basis, INDICATORS, Stage};
use crate::base::quantity::{SUPPRESSED, decimal, signed};
use crate::base::reason::Missing;
use crate::base::release::{Audience, Forum};
use crate::model::programme::{Programme, SchoolId};
use crate::register::results::Area;
use crate::report::block::{Align, Block, RowKind, Table, TableCell, plain};
use crate::report::trend;

/// A measure's row, and the authority's below it.
pub(super) struct Line {
    name: String,
    years: BTreeMap<AcademicYear, String>,
    /// Those that may be shown, unrounded.
    values: BTreeMap<AcademicYear, f64>,
    stage: Stage,
    change: String,
    interval: String,
}

/// Results by measure and year, as members of the forum may see them.
pub(super) fn results(
    programme: &Programme,
    id: SchoolId,
    figures: &[&Figure],
) -> Vec<(Line, Line)> {
    INDICATORS
        .iter()
        .filter_map(|indicator| {
            let mut years: BTreeMap<AcademicYear, String> = figures
                .iter()
                .filter(|f| is_single_year(f) && f.indicator == Some(indicator))
                .filter_map(|f| Some((f.to?, bare(&f.shown_to(Forum)))))
                .collect();
            let all = programme.years.get(indicator.code)?;
            for year in all.iter().rev().take(YEARS) {
                if let Some(Err(why)) =
                    programme.outcome(id, indicator, *year).map(|outcome| outcome.score)
                {
                    years.entry(*year).or_insert_with(|| missing(why).to_owned());
                }
            }
            if !years.values().any(|shown| {
                shown.contains(|c: char| c.is_ascii_digit()) || shown == SUPPRESSED
            }) {
                return None;
            }
            let change = figures
                .iter()
                .filter(|f| {
                    matches!(f.code, "M02" | "M14") && f.indicator == Some(indicator)
                })
                .max_by_key(|f| (f.to, f.from));
            let la = |year: AcademicYear| {
                programme
                    .compared
                    .get(&(Area::La, indicator.code, year))
                    .and_then(|compared| compared.score.ok())
                    .map(|score| score.value)
            };
            let of_la = change
                .and_then(|f| Some(la(f.to?)? - la(f.from?)?))
                .map(|value| signed(value, 1))
                .unwrap_or_default();
            let la_values: BTreeMap<AcademicYear, f64> =
                years.keys().filter_map(|year| Some((*year, la(*year)?))).collect();
            let la_years =
                la_values.iter().map(|(year, la)| (*year, decimal(*la, 1))).collect();
            let values = figures
                .iter()
                .filter(|f| is_single_year(f) && f.indicator == Some(indicator))
                .filter(|f| f.release <= Forum::RELEASE)
                .filter_map(|f| Some((f.to?, f.value)))
                .collect();
            let unit = match indicator.basis {
                Basis::Share => ", %",
                Basis::Mean | Basis::Progress => ", points",
            };
            Some((
                Line {
                    name: format!("{}{unit}", indicator.short),
                    years,
                    values,
                    stage: indicator.stage,
                    change: change.map(|f| bare(&f.shown_to(Forum))).unwrap_or_default(),
                    interval: change.map(|f| interval(f)).unwrap_or_default(),
                },
                Line {
                    name: "Authority".to_owned(),
                    years: la_years,
                    values: la_values,
                    stage: indicator.stage,
                    change: of_la,
                    interval: String::new(),
                },
            ))
        })
        .collect()
}

/// Why there is no result, short enough for a cell.
const fn missing(why: Missing) -> &'static str {
    match why {
        Missing::Blank | Missing::NoResult => "none",
        Missing::Suppressed => "withheld",
        Missing::Boycott => "boycott",
        Missing::New => "new",
        Missing::LowCoverage => "low cover",
        Missing::Maladministration => "annulled",
        Missing::Unreadable => "unread",
    }
}

/// A school's own result of one year, not a part or a change.
pub(super) fn is_single_year(figure: &Figure) -> bool {
    matches!(figure.code, "M01" | "M13" | "M17" | "M18" | "M19")
        && figure.item.is_empty()
        && figure.from.is_none()
}

/// The number without the unit, which stands in the row's name.
pub(super) fn bare(shown: &str) -> String {
    shown.replace("\u{a0}pp", "").replace('%', "")
}

fn interval(figure: &Figure) -> String {
    match (figure.lower, figure.upper) {
        (Some(lower), Some(upper)) if figure.release <= Forum::RELEASE => {
            format!("{} to {}", signed(lower, 1), signed(upper, 1))
        }
        _ => String::new(),
    }
}

pub(super) fn table(id: SchoolId, lines: Vec<(Line, Line)>) -> Block {
    let years: BTreeSet<AcademicYear> =
        lines.iter().flat_map(|(own, _)| own.years.keys().copied()).collect();
    let mut years: Vec<AcademicYear> = years.into_iter().rev().take(YEARS).collect();
    years.reverse();
    let mut columns = vec![("Measure".to_owned(), Align::Left)];
    columns.extend(years.iter().map(|year| (year.summer().to_string(), Align::Decimal)));
    columns.push(("Change".to_owned(), Align::Decimal));
    columns.push(("95% interval".to_owned(), Align::Left));
    let row = |line: &Line| {
        let mut cells = vec![TableCell::Text(line.name.clone())];
        cells.extend(years.iter().map(|year| {
            TableCell::Text(line.years.get(year).cloned().unwrap_or_default())
        }));
        cells.push(TableCell::Text(line.change.clone()));
        cells.push(TableCell::Text(line.interval.clone()));
        (RowKind::Body, cells)
    };
    let uses =
        |mark: &str| lines.iter().any(|(own, _)| own.years.values().any(|v| v == mark));
    let mut foot = vec![plain(
        "Change: between the last two comparable years. The interval says how far two year groups of this size differ by chance.",
    )];
    if uses(SUPPRESSED) {
        foot.push(plain(
            "[c] withheld: fewer than six pupils, or their number is not known.",
        ));
    }
    let span = trend::span(&years);
    let shown = |line: &Line| -> BTreeMap<AcademicYear, f64> {
        let all = line.values.iter().filter(|(year, _)| span.contains(*year));
        all.map(|(year, value)| (*year, *value)).collect()
    };
    let trends = lines
        .iter()
        .flat_map(|(own, la)| {
            let (mine, theirs) = (shown(own), shown(la));
            let scale = trend::scale(mine.values().chain(theirs.values()).copied());
            let over = |line: &Line, values| {
                trend::over_years(&line.name, values, (&span, line.stage), scale)
            };
            let own_line = over(own, &mine);
            // The authority's line is there to be compared.
            let la_line = own_line.as_ref().and_then(|_| over(la, &theirs));
            let has_la = !la.years.is_empty();
            std::iter::once(own_line).chain(has_la.then_some(la_line))
        })
        .collect();
    let mut made = Block::Table(Box::new(Table {
        id: format!("t-school-{}", id.0),
        caption: "Results by summer, against the authority".to_owned(),
        columns,
        has_row_heads: true,
        rows: lines
            .iter()
            .flat_map(|(own, la)| {
                let has_la = !la.years.is_empty();
                std::iter::once(row(own)).chain(has_la.then(|| row(la)))
            })
            .collect(),
        foot,
    }));
    trend::beside(
        &mut made,
        trends,
        "Trend: a school and the authority below it are on one scale, from the lowest to the highest value of both; open where a year has no result or the series breaks.",
    );
    made
}
