//! What was read, and how it was understood.

use super::{Sources, link};
use crate::report::book::{Cell, Column, Sheet, Show};

pub(super) fn sheets_read(sources: &Sources<'_>) -> Sheet {
    let rows = sources
        .registers
        .sheets
        .iter()
        .map(|sheet| {
            vec![
                Cell::text(sheet.file.as_ref()),
                Cell::text(sheet.sheet.as_ref()),
                Cell::text(sheet.register.unwrap_or("not used")),
                Cell::number(sheet.heading_row.map(f64::from)),
                Cell::count(sheet.rows_read),
                Cell::count(sheet.rows_used),
                Cell::count(sheet.rows_left_out),
                Cell::text(sheet.says.clone()),
            ]
        })
        .collect();
    Sheet {
        name: "Sheets read".to_owned(),
        title: "Every sheet of the input, and how it was understood".to_owned(),
        columns: vec![
            Column::text("File", 34.0),
            Column::text("Sheet", 20.0),
            Column::text("Register", 16.0),
            Column::number("Heading row", 9.0, Show::Whole),
            Column::number("Rows read", 9.0, Show::Whole),
            Column::number("Rows used", 9.0, Show::Whole),
            Column::number("Rows left out", 9.0, Show::Whole),
            Column::text("How it was understood", 70.0),
        ],
        rows,
        ..Sheet::default()
    }
}

pub(super) fn headings_read(sources: &Sources<'_>) -> Sheet {
    let rows = sources
        .registers
        .recognised
        .iter()
        .map(|one| {
            vec![
                Cell::text(one.place.file.as_ref()),
                Cell::text(one.place.sheet.as_ref()),
                Cell::text(one.place.a1()),
                Cell::text(one.shown()),
                Cell::text(one.register),
                Cell::text(one.column.unwrap_or("not used")),
                Cell::text(one.because.clone()),
            ]
        })
        .collect();
    Sheet {
        name: "Headings read".to_owned(),
        title: "Every heading of the input, what it was taken for, and why".to_owned(),
        lines: vec!["Exact: the register's own title. Synonym: other words for it. Near: a likeness from 0 to 1, or the only dates without a heading where one date is wanted. Content: what stands below it. Answered: you said so. To change one, answer in the sheet Headings.".to_owned()],
        columns: vec![
            Column::text("File", 34.0),
            Column::text("Sheet", 20.0),
            Column::text("Cell", 8.0),
            Column::text("Heading", 34.0),
            Column::text("Register", 16.0),
            Column::text("Taken for", 18.0),
            Column::text("Because", 20.0),
        ],
        rows,
        ..Sheet::default()
    }
}

pub(super) fn harvest(sources: &Sources<'_>) -> Sheet {
    let rows = sources
        .registers
        .harvest
        .iter()
        .map(|harvest| {
            vec![
                Cell::text(harvest.what),
                Cell::text(harvest.place.file.as_ref()),
                Cell::text(harvest.place.sheet.as_ref()),
                link(sources.input_link, &harvest.place),
                Cell::text(harvest.says.clone()),
            ]
        })
        .collect();
    Sheet {
        name: "Colours, notes, hidden".to_owned(),
        title: "What the sheets carry besides values: internal".to_owned(),
        lines: vec!["A colour is used only where the sheet Colours, or a key on the sheet itself, says what it means.".to_owned()],
        columns: vec![
            Column::text("What", 14.0),
            Column::text("File", 34.0),
            Column::text("Sheet", 20.0),
            Column::text("Cell", 8.0),
            Column::text("Says", 80.0),
        ],
        rows,
        ..Sheet::default()
    }
}

pub(super) fn not_run(sources: &Sources<'_>) -> Sheet {
    let rows = sources
        .not_run
        .iter()
        .map(|(code, because)| {
            vec![Cell::text(code.clone()), Cell::text(because.clone())]
        })
        .collect();
    Sheet {
        name: "Not run".to_owned(),
        title: "Rules that could not run: not passed, not failed".to_owned(),
        columns: vec![Column::text("Code", 10.0), Column::text("Because", 80.0)],
        rows,
        ..Sheet::default()
    }
}
