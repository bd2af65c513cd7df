//! The list of schools, each a link to its page, with its latest change.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::results::printed;
use super::{Known, Part, anchor};
use crate::base::date::AcademicYear;
use crate::base::figure::Figure;
use crate::base::indicator::Indicator;
use crate::base::quantity::NOT_AVAILABLE;
use crate::base::release::{Audience, Forum};
use crate::model::programme::{Programme, School, SchoolId};
use crate::report::block::{Align, Block, TableCell, plain};
use crate::report::paper;

/// The list of schools, each a link to its page, with its latest change.
pub(super) fn contents(
    programme: &Programme,
    schools: &[(SchoolId, Part)],
    known: &Known<'_>,
) -> Vec<Block> {
    if schools.is_empty() {
        return Vec::new();
    }
    let of =
        |school: &School| known.figures.get(school.urn.as_str()).and_then(|f| latest(f));
    // The measure of most schools is told once, above; another beside its years.
    let mut counts: BTreeMap<&'static Indicator, usize> = BTreeMap::new();
    let all = schools.iter().filter_map(|(id, _)| programme.school(*id));
    for indicator in all.filter_map(&of).filter_map(|figure| figure.indicator) {
        *counts.entry(indicator).or_default() += 1;
    }
    let is_one = counts.len() == 1;
    let usual =
        counts.into_iter().max_by_key(|(_, n)| *n).map(|(indicator, _)| indicator);
    let rows = schools
        .iter()
        .filter_map(|(id, part)| {
            let school = programme.school(*id)?;
            let latest = of(school);
            let none = || NOT_AVAILABLE.to_owned();
            let change = latest.map_or_else(none, |figure| printed(figure, true));
            let years = latest.map_or_else(none, |figure| match figure.indicator {
                Some(other) if Some(other) != usual => {
                    format!("{}, {}", between(figure), other.short)
                }
                _ => between(figure),
            });
            Some(vec![
                TableCell::Rich(vec![paper::link(
                    school.name_for_forum().shown_to(Forum).clone(),
                    anchor(*id),
                )]),
                TableCell::Text(school.urn.clone()),
                TableCell::Text(part.short().to_owned()),
                TableCell::Text(change),
                TableCell::Text(years),
            ])
        })
        .collect();
    vec![paper::rich_table(
        "t-schools",
        &match usual {
            Some(usual) => format!(
                "Schools of the programme, each with its latest change in {}{}",
                usual.short,
                if is_one { "" } else { ", or in the measure named" }
            ),
            None => "Schools of the programme".to_owned(),
        },
        &[
            ("School", Align::Left),
            ("URN", Align::Left),
            ("Part", Align::Left),
            ("Change, points", Align::Decimal),
            ("Years", Align::Left),
        ],
        rows,
        vec![plain(
            "[c] withheld: fewer than six pupils, or their number is not known. [x] no two comparable years.",
        )],
    )]
}

/// The measure by which schools are compared; others where a school has none of it.
pub(super) fn is_headline(indicator: &'static Indicator) -> bool {
    matches!(indicator.code, "ks2_l4_em" | "ks2_rwm_exp")
}

/// The latest change of a school: in the headline measure, else in one that the
/// forum may see, else in any.
fn latest<'a>(figures: &[&'a Figure]) -> Option<&'a Figure> {
    figures
        .iter()
        .filter(|f| matches!(f.code, "M02" | "M14") && f.indicator.is_some())
        .max_by_key(|f| {
            let is_first = f.indicator.is_some_and(is_headline);
            (is_first, f.release <= Forum::RELEASE, f.to, f.from, Reverse(f.indicator))
        })
        .copied()
}

/// Years of a change.
pub(super) fn between(figure: &Figure) -> String {
    let year = |year: Option<AcademicYear>| {
        year.map(|year| year.summer().to_string()).unwrap_or_default()
    };
    format!("{} to {}", year(figure.from), year(figure.to))
}
