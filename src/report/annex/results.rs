//! A school’s results year by year, with the authority’s below them.

use std::collections::{BTreeMap, BTreeSet};

use super::YEARS;
use crate::base::date::AcademicYear;
use crate::base::figure::Figure;
use crate::base::indicator::{Basis, INDICATORS, Indicator, Stage};
use crate::base::quantity::{NOT_APPLICABLE, NOT_AVAILABLE, SUPPRESSED, decimal, signed};
use crate::base::reason::Missing;
use crate::base::release::{Audience, Forum};
use crate::model::programme::{Programme, SchoolId};
use crate::register::results::Area;
use crate::report::block::{Align, Block, RowKind, Table, TableCell, plain};
use crate::report::trend;

/// A measure's row, and the authority's below it.
pub(super) struct Line {
    /// The measure without its unit; empty for the authority.
    short: &'static str,
    name: String,
    years: BTreeMap<AcademicYear, String>,
    /// Those that may be shown, unrounded.
    values: BTreeMap<AcademicYear, f64>,
    stage: Stage,
    change: String,
    interval: String,
}

impl Line {
    /// The measure, as a list names it.
    pub(super) const fn measure(&self) -> &'static str {
        self.short
    }
}

/// Whether there is nothing to print but that something is withheld.
pub(super) fn is_all_withheld(lines: &[(Line, Line)]) -> bool {
    let says = |shown: &String| shown.contains(|c: char| c.is_ascii_digit());
    !lines.iter().any(|(own, _)| own.years.values().any(says) || says(&own.change))
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
                .filter_map(|f| Some((f.to?, printed(f, false))))
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
            let of_la = change.and_then(|f| Some(la(f.to?)? - la(f.from?)?)).map_or_else(
                || NOT_AVAILABLE.to_owned(),
                |value| signed(value, indicator.places()),
            );
            let places = indicator.places();
            let la_values: BTreeMap<AcademicYear, f64> =
                years.keys().filter_map(|year| Some((*year, la(*year)?))).collect();
            let la_years = la_values
                .iter()
                .map(|(year, la)| (*year, decimal(*la, places)))
                .collect();
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
                    short: indicator.short,
                    name: format!("{}{unit}", indicator.short),
                    years,
                    values,
                    stage: indicator.stage,
                    change: change
                        .map_or_else(|| NOT_AVAILABLE.to_owned(), |f| printed(f, true)),
                    interval: change
                        .map_or_else(|| NOT_AVAILABLE.to_owned(), |f| interval(f)),
                },
                Line {
                    short: "",
                    name: "Authority".to_owned(),
                    years: la_years,
                    values: la_values,
                    stage: indicator.stage,
                    change: of_la,
                    interval: NOT_APPLICABLE.to_owned(),
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
fn bare(shown: &str) -> String {
    shown.replace("\u{a0}pp", "").replace('%', "")
}

/// A value or a change as a row prints it, in the places of its measure.
pub(super) fn printed(figure: &Figure, is_change: bool) -> String {
    let places = figure.indicator.map_or(1, Indicator::places);
    if places == 1 || figure.release > Forum::RELEASE {
        bare(&figure.shown_to(Forum))
    } else if is_change {
        signed(figure.value, places)
    } else {
        decimal(figure.value, places)
    }
}

fn interval(figure: &Figure) -> String {
    let places = figure.indicator.map_or(1, Indicator::places);
    match (figure.lower, figure.upper) {
        _ if figure.release > Forum::RELEASE => SUPPRESSED.to_owned(),
        (Some(lower), Some(upper)) => {
            format!("{} to {}", signed(lower, places), signed(upper, places))
        }
        _ => NOT_AVAILABLE.to_owned(),
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
            let shown = line.years.get(year).cloned();
            TableCell::Text(shown.unwrap_or_else(|| NOT_AVAILABLE.to_owned()))
        }));
        cells.push(TableCell::Text(line.change.clone()));
        cells.push(TableCell::Text(line.interval.clone()));
        (RowKind::Body, cells)
    };
    let shown = |mark: &str| {
        let lines = lines.iter().flat_map(|(own, la)| [own, la]);
        lines.into_iter().any(|line| line.years.values().any(|v| v == mark))
    };
    let mut marks = Vec::new();
    if shown(SUPPRESSED) {
        marks.push("[c] withheld: fewer than six pupils, or their number is not known.");
    }
    let cells = |mark: &str| {
        let lines = lines.iter().flat_map(|(own, la)| {
            std::iter::once(own).chain((!la.years.is_empty()).then_some(la))
        });
        lines.into_iter().any(|line| {
            line.change == mark
                || line.interval == mark
                || years.iter().any(|year| line.years.get(year).is_none_or(|v| v == mark))
        })
    };
    if cells(NOT_AVAILABLE) {
        marks.push("[x] not available.");
    }
    if lines.iter().any(|(_, la)| !la.years.is_empty()) {
        marks.push("[z] does not apply.");
    }
    let mut foot = vec![plain(
        "Change: between the last two comparable years. The interval says how far two year groups of this size differ by chance.",
    )];
    if !marks.is_empty() {
        foot.push(plain(marks.join(" ")));
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
        caption: if lines.iter().any(|(_, la)| !la.years.is_empty()) {
            "Results by summer, against the authority"
        } else {
            "Results by summer"
        }
        .to_owned(),
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
        "Trend: the school and the authority below it on one scale; open where a year has no result or the series breaks.",
    );
    made
}
