//! `internal/impact.xlsx`: every figure with its base, every school that was left out.

use jiff::civil::Date;

use crate::base::figure::{Figures, Group};
use crate::base::release::Internal;
use crate::model::programme::Programme;
use crate::report::book::{Book, Cell, Column, NativeChart, NativeKind, Sheet, Show};
use crate::report::sentences::headline;

/// The workbook.
pub(crate) fn book(
    programme: &Programme,
    figures: &Figures,
    date: Date,
    period: &str,
) -> Book {
    Book::internal(
        "internal/impact.xlsx",
        format!("Impact {period}"),
        "Figures with their bases and what was left out; internal",
        date,
        vec![
            headlines(figures),
            schools(programme, figures),
            all(figures),
            left_out(figures),
        ],
    )
}

fn headlines(figures: &Figures) -> Sheet {
    let rows: Vec<Vec<Cell>> = [
        ("Client schools", "M03", Group::Clients),
        ("LLE schools", "M03", Group::Lle),
        ("All schools", "M03", Group::LaSchools),
        ("Authority as published", "M04", Group::LaPublished),
        ("Authority, same schools", "M04", Group::LaSameSchools),
        ("Authority without the programme", "M04", Group::LaWithoutProgramme),
        ("England", "M04", Group::National),
    ]
    .into_iter()
    .filter_map(|(name, code, group)| {
        let figure = headline(figures, code, &group)?;
        Some(vec![
            Cell::text(name),
            Cell::Number(figure.value),
            Cell::number(figure.lower),
            Cell::number(figure.upper),
            Cell::number(figure.schools.map(|n| n as f64)),
            Cell::number(figure.pupils.map(|n| n as f64)),
        ])
    })
    .collect();
    let count = rows.len();
    let chart = NativeChart {
        kind: NativeKind::Bar,
        title: "Change between the two years".to_owned(),
        labels: 0,
        values: vec![1],
        rows: (0, count),
        axis: "percentage points".to_owned(),
        alt: "Change of each group, as in the table beside it.".to_owned(),
    };
    Sheet {
        name: "Headlines".to_owned(),
        title: "Change of each group, percentage points".to_owned(),
        columns: vec![
            Column::text("Group", 34.0),
            Column::number("Change, pp", 12.0, Show::Signed),
            Column::number("Lower 95%", 12.0, Show::Signed),
            Column::number("Upper 95%", 12.0, Show::Signed),
            Column::number("Schools", 10.0, Show::Whole),
            Column::number("Pupils, later year", 12.0, Show::Whole),
        ],
        rows,
        charts: if count > 0 { vec![chart] } else { Vec::new() },
        ..Sheet::default()
    }
}

fn schools(programme: &Programme, figures: &Figures) -> Sheet {
    let rows = figures
        .all
        .iter()
        .filter(|f| f.code == "M02")
        .filter_map(|figure| {
            let Group::School(urn) = &figure.group else { return None };
            let school =
                programme.by_urn.get(urn).and_then(|id| programme.school(*id))?;
            Some(vec![
                Cell::text(urn.clone()),
                Cell::text(school.name.shown_to(Internal).clone()),
                Cell::text(figure.indicator.map_or("", |i| i.short)),
                Cell::text(figure.from.map(|y| y.to_string()).unwrap_or_default()),
                Cell::text(figure.to.map(|y| y.to_string()).unwrap_or_default()),
                Cell::number(figure.pupils_from.map(|n| n as f64)),
                Cell::number(figure.pupils.map(|n| n as f64)),
                Cell::Number(figure.value),
                Cell::number(figure.lower),
                Cell::number(figure.upper),
            ])
        })
        .collect();
    Sheet {
        name: "Schools".to_owned(),
        title: "Change of each client and LLE school: internal".to_owned(),
        columns: vec![
            Column::text("URN", 10.0),
            Column::text("School", 44.0),
            Column::text("Indicator", 22.0),
            Column::text("From", 10.0),
            Column::text("To", 10.0),
            Column::number("Pupils from", 9.0, Show::Whole),
            Column::number("Pupils to", 9.0, Show::Whole),
            Column::number("Change, pp", 10.0, Show::Signed),
            Column::number("Lower 95%", 10.0, Show::Signed),
            Column::number("Upper 95%", 10.0, Show::Signed),
        ],
        rows,
        ..Sheet::default()
    }
}

fn all(figures: &Figures) -> Sheet {
    let rows = figures
        .all
        .iter()
        .map(|f| {
            vec![
                Cell::text(f.code),
                Cell::text(f.name),
                Cell::text(f.indicator.map_or("", |i| i.code)),
                Cell::text(f.group.to_string()),
                Cell::text(f.from.map(|y| y.to_string()).unwrap_or_default()),
                Cell::text(f.to.map(|y| y.to_string()).unwrap_or_default()),
                Cell::text(f.item.clone()),
                Cell::Number(f.value),
                Cell::text(f.unit.word()),
                Cell::number(f.lower),
                Cell::number(f.upper),
                Cell::number(f.schools.map(|n| n as f64)),
                Cell::number(f.pupils.map(|n| n as f64)),
                Cell::number(f.left_out.map(|n| n as f64)),
                Cell::text(f.release.to_string()),
                Cell::text(f.trace.clone()),
            ]
        })
        .collect();
    let text = |heading: &str, width| Column::text(heading, width);
    let number = |heading: &str| Column::number(heading, 12.0, Show::Full);
    Sheet {
        name: "All figures".to_owned(),
        title: "Every figure, all digits".to_owned(),
        columns: vec![
            text("Figure", 8.0),
            text("Name", 28.0),
            text("Indicator", 16.0),
            text("Group", 22.0),
            text("From", 10.0),
            text("To", 10.0),
            text("Item", 24.0),
            number("Value"),
            text("Unit", 10.0),
            number("Lower"),
            number("Upper"),
            number("Schools"),
            number("Pupils"),
            number("Left out"),
            text("Release", 8.0),
            text("Trace", 40.0),
        ],
        rows,
        ..Sheet::default()
    }
}

fn left_out(figures: &Figures) -> Sheet {
    let rows = figures
        .left_out
        .iter()
        .map(|row| {
            vec![
                Cell::text(row.trace.clone()),
                Cell::text(row.record.clone()),
                Cell::text(row.reason.code()),
                Cell::text(row.reason.words()),
                Cell::text(row.place.file.as_ref()),
                Cell::text(row.place.sheet.as_ref()),
                Cell::text(row.place.a1()),
            ]
        })
        .collect();
    Sheet {
        name: "Left out".to_owned(),
        title: "Schools that are not counted, with their reasons and cells".to_owned(),
        columns: vec![
            Column::text("Trace", 40.0),
            Column::text("URN", 10.0),
            Column::text("Reason", 18.0),
            Column::text("In words", 44.0),
            Column::text("File", 34.0),
            Column::text("Sheet", 16.0),
            Column::text("Cell", 8.0),
        ],
        rows,
        ..Sheet::default()
    }
}
