//! All that wait together, and what LLEs have carried.

use super::{lle_cell, need_of, reference};
use crate::base::figure::{Figures, Group};
use crate::base::quantity::{decimal, plain};
use crate::base::release::Internal;
use crate::measure::shortlist::{Matching, Pair, waits};
use crate::model::programme::Programme;
use crate::report::book::{Cell, Column, NativeChart, NativeKind, Sheet, Show};
use crate::report::shortlist::school;

pub(super) fn assignment(programme: &Programme, matching: &Matching) -> Sheet {
    let (best, in_turn) = matching.assignment.totals();
    let pairs = matching.assignment.best.iter().zip(&matching.assignment.in_turn);
    let rows: Vec<Vec<Cell>> = pairs
        .filter_map(|(best, in_turn)| {
            let list = matching.lists.get(best.school)?;
            let (name, urn) = school(programme, list);
            let rank = |pair: &Pair| Cell::number(pair.rank.map(|rank| rank as f64));
            Some(vec![
                reference(programme, list),
                Cell::text(urn),
                Cell::text(name),
                lle_cell(programme, best.lle),
                rank(best),
                Cell::Number(best.total),
                lle_cell(programme, in_turn.lle),
                rank(in_turn),
                Cell::Number(in_turn.total),
            ])
        })
        .collect();
    Sheet {
        name: "Assignment".to_owned(),
        title: "All that wait together: the best sum, and one after the other".to_owned(),
        lines: vec![
            format!(
                "Best sum {}; one after the other, most urgent first and then the longest waiting, {}.",
                decimal(best, 1),
                decimal(in_turn, 1)
            ),
            "Each LLE takes one school here. The best sum is found by the Hungarian algorithm (Kuhn, 1955; Munkres, 1957).".to_owned(),
        ],
        columns: vec![
            Column::text("Need", 10.0),
            Column::text("URN", 10.0),
            Column::text("School", 36.0),
            Column::text("Best sum: LLE", 30.0),
            Column::number("Best sum: rank", 10.0, Show::Whole),
            Column::number("Best sum: total", 10.0, Show::One),
            Column::text("In turn: LLE", 30.0),
            Column::number("In turn: rank", 10.0, Show::Whole),
            Column::number("In turn: total", 10.0, Show::One),
        ],
        totals: if rows.is_empty() { Vec::new() } else { vec![(5, "SUM"), (8, "SUM")] },
        rows,
        ..Sheet::default()
    }
}

pub(super) fn fairness(matching: &Matching) -> Sheet {
    let rows: Vec<Vec<Cell>> = matching
        .fairness
        .iter()
        .map(|row| {
            vec![
                Cell::text(row.kind),
                Cell::text(row.name.shown_to(Internal).clone()),
                Cell::count(row.lles),
                Cell::Number(row.lle_share),
                Cell::Number(row.deployments),
                Cell::Number(row.share),
                Cell::Formula {
                    formula: "=F{row}-D{row}".to_owned(),
                    result: row.share - row.lle_share,
                },
            ]
        })
        .collect();
    let lles = matching.fairness.iter().filter(|row| row.kind == "LLE").count();
    let charts = if lles == 0 {
        Vec::new()
    } else {
        vec![NativeChart {
            kind: NativeKind::Bar,
            title: "Deployments so far by LLE".to_owned(),
            labels: 1,
            values: vec![4],
            rows: (0, lles),
            axis: "deployments".to_owned(),
            alt: "Deployments of each LLE, as in the table beside it.".to_owned(),
        }]
    };
    Sheet {
        name: "Fairness".to_owned(),
        title: "Share of deployments by LLE, phase, district and diocese".to_owned(),
        lines: vec!["Deployments that have begun; one of two LLEs counts half for each. Phase, district and diocese are those of the LLE's own school.".to_owned()],
        columns: vec![
            Column::text("By", 10.0),
            Column::text("Whose", 34.0),
            Column::number("Active LLEs", 9.0, Show::Whole),
            Column::number("Share of active LLEs, %", 11.0, Show::One),
            Column::number("Deployments so far", 12.0, Show::One),
            Column::number("Share of deployments, %", 12.0, Show::One),
            Column::number("More or less than its share, points", 14.0, Show::Signed),
        ],
        rows,
        charts,
        ..Sheet::default()
    }
}

pub(super) fn capacity(
    programme: &Programme,
    figures: &Figures,
    matching: &Matching,
) -> Sheet {
    let mut rows: Vec<Vec<Cell>> = matching
        .capacity
        .iter()
        .map(|row| {
            vec![
                Cell::text(row.kind),
                Cell::text(row.name.clone()),
                Cell::count(row.lles),
                Cell::Number(row.offered),
                Cell::Number(row.booked),
                Cell::Number(row.delivered),
                Cell::Formula {
                    formula: "=D{row}-E{row}".to_owned(),
                    result: row.free(),
                },
            ]
        })
        .collect();
    let terms = matching.capacity.iter().position(|row| row.kind == "term");
    let charts = terms.map(|first| NativeChart {
        kind: NativeKind::Column,
        title: "Days by term".to_owned(),
        labels: 1,
        values: vec![3, 4, 5],
        rows: (first, rows.len()),
        axis: "days".to_owned(),
        alt: "Days offered, agreed and given in each term, as in the table beside it."
            .to_owned(),
    });
    rows.extend(matching.pipeline.iter().map(|row| {
        vec![
            Cell::text("to come"),
            Cell::text(row.step),
            Cell::count(row.people),
            Cell::Number(row.days),
        ]
    }));
    let waiting =
        matching.lists.iter().filter(|list| need_of(programme, list).is_some_and(waits));
    let (mut count, mut needed, mut unsaid) = (0usize, 0.0, 0usize);
    for list in waiting {
        count += 1;
        match need_of(programme, list).and_then(|need| need.days) {
            Some(days) => needed += days,
            None => unsaid += 1,
        }
    }
    let free = matching.capacity.first().map_or(0.0, |row| row.free());
    let mut lines = vec![
        "Days of this academic year: offered by active LLEs, agreed in its deployments, given by recorded visits. A term has a third of the days offered; what is agreed is spread over the school days of its deployment.".to_owned(),
        format!(
            "{} waiting for {} days{}; {} days are free.",
            crate::base::text::count(count, "school is", "schools are"),
            plain(needed),
            if unsaid > 0 { format!(" ({unsaid} without an estimate)") } else { String::new() },
            plain(free)
        ),
    ];
    if let Some(kept) = figures.plain("P14", &Group::None, "") {
        lines.push(format!(
            "Of {} LLEs at work a year before, {} have not left (P14).",
            kept.schools.unwrap_or(0),
            kept.shown()
        ));
    }
    Sheet {
        name: "Capacity".to_owned(),
        title: "Days offered, agreed, given and free".to_owned(),
        lines,
        columns: vec![
            Column::text("By", 10.0),
            Column::text("Whose", 26.0),
            Column::number("LLEs", 8.0, Show::Whole),
            Column::number("Days offered", 10.0, Show::One),
            Column::number("Days agreed", 10.0, Show::One),
            Column::number("Days given", 10.0, Show::One),
            Column::number("Days free", 10.0, Show::One),
        ],
        rows,
        charts: charts.into_iter().collect(),
        ..Sheet::default()
    }
}

pub(super) fn log(programme: &Programme, matching: &Matching) -> Sheet {
    let rows = programme
        .needs
        .iter()
        .enumerate()
        .map(|(at, need)| {
            let list = matching.lists.iter().find(|list| list.need == Some(at));
            let school = programme.school(need.school);
            let first = list.and_then(|list| list.candidates.first());
            let of_chosen = list.zip(need.chosen_lle).and_then(|(list, lle)| {
                let rank = list.candidates.iter().position(|one| one.lle == lle)?;
                Some((rank + 1, list.candidates.get(rank)?.total))
            });
            let chosen = need.chosen.shown_to(Internal);
            let at = if chosen.is_empty() { &need.at } else { &need.chosen_at };
            let against = list.map_or_else(String::new, |list| list.choice.words());
            vec![
                Cell::text(need.reference.clone()),
                Cell::text(school.map_or("", |s| s.name.shown_to(Internal).as_str())),
                Cell::date(need.identified),
                Cell::text(need.status),
                lle_cell(programme, first.map(|one| one.lle)),
                Cell::number(first.map(|one| one.total)),
                Cell::text(chosen.clone()),
                Cell::number(of_chosen.map(|(rank, _)| rank as f64)),
                Cell::number(of_chosen.map(|(_, total)| total)),
                Cell::text(against),
                Cell::text(need.choice_reason.shown_to(Internal).clone()),
                Cell::text(at.file.as_ref()),
                Cell::text(at.sheet.as_ref()),
                Cell::text(at.a1()),
            ]
        })
        .collect();
    Sheet {
        name: "Log".to_owned(),
        title: "What was chosen, and why, as it was last written".to_owned(),
        lines: vec![
            "Ranks are those of today: a need that is closed is not ranked again."
                .to_owned(),
        ],
        columns: vec![
            Column::text("Need", 10.0),
            Column::text("School", 36.0),
            Column::number("Identified", 12.0, Show::Date),
            Column::text("Status", 12.0),
            Column::text("First of the shortlist", 28.0),
            Column::number("Its total", 9.0, Show::One),
            Column::text("Chosen", 28.0),
            Column::number("Rank of the choice", 9.0, Show::Whole),
            Column::number("Total of the choice", 9.0, Show::One),
            Column::text("Against the shortlist", 26.0),
            Column::text("Reason", 50.0),
            Column::text("File", 30.0),
            Column::text("Sheet", 18.0),
            Column::text("Cell", 8.0),
        ],
        rows,
        ..Sheet::default()
    }
}
