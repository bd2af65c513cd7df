//! Who could be asked, and who may not be.

use super::{lle_cell, reference};
use crate::base::quantity::plain;
use crate::base::release::Internal;
use crate::measure::shortlist::{Factor, Matching, behind};
use crate::model::programme::Programme;
use crate::report::book::{Cell, Column, NativeChart, NativeKind, Sheet, Show};
use crate::report::shortlist::{SUPPORT, school};

pub(super) fn shortlist(programme: &Programme, matching: &Matching) -> Sheet {
    let mut rows = Vec::new();
    for list in &matching.lists {
        let (name, urn) = school(programme, list);
        for (at, one) in list.candidates.iter().enumerate() {
            let lle = programme.lle(one.lle);
            let home = lle.and_then(|lle| lle.school).and_then(|id| programme.school(id));
            let first = list.candidates.first();
            let why = match first {
                Some(first) if at > 0 => behind(first, one),
                _ => String::new(),
            };
            let mut row = vec![
                reference(programme, list),
                Cell::text(urn.clone()),
                Cell::text(name.clone()),
                Cell::count(at + 1),
                Cell::text(lle.map_or("", |lle| lle.reference.as_str())),
                Cell::text(lle.map_or("", |lle| lle.name.shown_to(Internal).as_str())),
                Cell::text(home.map_or("", |home| home.name.shown_to(Internal).as_str())),
            ];
            // The total is the sum of its parts, in the sheet too.
            row.push(Cell::Formula {
                formula: "=SUM(I{row}:N{row})".to_owned(),
                result: one.total,
            });
            row.extend(one.parts.iter().map(|part| Cell::Number(part.points)));
            row.extend([
                Cell::Number(one.free),
                Cell::number(one.km),
                Cell::count(one.active),
                Cell::count(one.so_far),
                Cell::text(
                    one.parts
                        .iter()
                        .map(|part| format!("{}: {}", part.factor.word(), part.says))
                        .collect::<Vec<_>>()
                        .join("; "),
                ),
                Cell::text(why),
            ]);
            rows.push(row);
        }
    }
    let mut columns = vec![
        Column::text("Need", 10.0),
        Column::text("URN", 10.0),
        Column::text("School", 32.0),
        Column::number("Rank", 7.0, Show::Whole),
        Column::text("LLE ref", 10.0),
        Column::text("LLE", 24.0),
        Column::text("LLE's school", 32.0),
        Column::number("Total", 8.0, Show::One),
    ];
    for factor in Factor::ALL {
        let weight = programme.settings.number(factor.setting());
        columns.push(Column::number(
            format!("{} (of {})", factor.word(), plain(weight)),
            11.0,
            Show::One,
        ));
    }
    columns.extend([
        Column::number("Free days", 8.0, Show::One),
        Column::number("Distance, km", 9.0, Show::One),
        Column::number("Deployments at work", 12.0, Show::Whole),
        Column::number("Deployments so far", 12.0, Show::Whole),
        Column::text("Why", 70.0),
        Column::text("Behind the first because", 60.0),
    ]);
    let count = matching.lists.first().map_or(0, |list| list.candidates.len().min(10));
    let name = matching.lists.first().map(|list| school(programme, list).0);
    let charts = match name {
        Some(name) if count > 0 => vec![NativeChart {
            kind: NativeKind::PartsBar,
            title: format!("What the totals for {name} are made of"),
            labels: 5,
            values: (8..8 + Factor::ALL.len()).collect(),
            rows: (0, count),
            axis: "points of 100".to_owned(),
            alt: "Parts of the total of each LLE on the first shortlist, as in the table beside it."
                .to_owned(),
        }],
        _ => Vec::new(),
    };
    Sheet {
        name: "Shortlist".to_owned(),
        title: "LLEs who could be asked, best first".to_owned(),
        lines: vec![SUPPORT.to_owned()],
        columns,
        rows,
        charts,
        ..Sheet::default()
    }
}

pub(super) fn exclusions(programme: &Programme, matching: &Matching) -> Sheet {
    let mut rows = Vec::new();
    for list in &matching.lists {
        let (name, urn) = school(programme, list);
        for one in &list.excluded {
            for reason in &one.reasons {
                rows.push(vec![
                    reference(programme, list),
                    Cell::text(urn.clone()),
                    Cell::text(name.clone()),
                    lle_cell(programme, Some(one.lle)),
                    Cell::text(reason.kind),
                    Cell::text(reason.says.shown_to(Internal).clone()),
                ]);
            }
        }
    }
    Sheet {
        name: "Exclusions".to_owned(),
        title: "LLEs who may not be asked, one line a reason".to_owned(),
        columns: vec![
            Column::text("Need", 10.0),
            Column::text("URN", 10.0),
            Column::text("School", 36.0),
            Column::text("LLE", 30.0),
            Column::text("Reason", 22.0),
            Column::text("In words", 70.0),
        ],
        rows,
        ..Sheet::default()
    }
}
