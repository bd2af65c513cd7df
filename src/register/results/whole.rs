//! Boys and girls, disadvantaged and other pupils: two parts of one whole.

use crate::base::cell::CellPos;
use crate::base::finding::{Finding, Findings};
use crate::base::quantity::plain;
use crate::base::text::fold;
use crate::locate::shown;
use crate::locate::table::Table;
use crate::read::grid::{CellValue, Grid};

use super::rules;

/// Headings, folded, of a part and of the other.
const PARTS: &[(&[&str], &[&str])] = &[
    (
        &[
            "boys",
            "number of boys",
            "no of boys",
            "eligible boys",
            "boys eligible",
            "belig",
        ],
        &[
            "girls",
            "number of girls",
            "no of girls",
            "eligible girls",
            "girls eligible",
            "gelig",
        ],
    ),
    (
        &["disadvantaged", "disadvantaged pupils", "tfsm6cla1a"],
        &["other pupils", "not disadvantaged", "other", "tnotfsm6cla1a"],
    ),
];

/// Headings, folded, of the pupils altogether.
const WHOLE: &[&str] = &[
    "eligible",
    "eligible pupils",
    "number eligible",
    "cohort",
    "cohort size",
    "pupils",
    "all",
    "all pupils",
    "number of pupils",
    "no of pupils",
    "telig",
];

/// Whether a heading names one of two parts.
pub(super) fn is_part(heading: &str) -> bool {
    let folded = fold(heading);
    PARTS.iter().any(|(one, other)| one.contains(&&*folded) || other.contains(&&*folded))
}

/// Holds counts of two parts against that of all, row by row (`RES-009`). Where
/// hardly a row adds up, the columns are no counts of one whole.
pub(super) fn check(grid: &Grid, table: &Table, findings: &mut Findings) {
    let heading = |words: &[&str]| {
        grid.row(table.heading_row)
            .iter()
            .find(|cell| {
                words.contains(&fold(&shown(grid, &cell.value, cell.style)).as_str())
            })
            .map(|cell| cell.pos.col)
    };
    let Some(whole) = heading(WHOLE) else { return };
    for (one, other) in PARTS {
        let (Some(one), Some(other)) = (heading(one), heading(other)) else { continue };
        parts(grid, table, (one, other, whole), findings);
    }
}

fn parts(
    grid: &Grid,
    table: &Table,
    (one, other, whole): (u32, u32, u32),
    findings: &mut Findings,
) {
    let number = |row, col| match grid.cell(CellPos::new(row, col))?.value {
        CellValue::Number(number) => Some(number),
        CellValue::Text(ref text) => text.trim().parse().ok(),
        _ => None,
    };
    let rows: Vec<(u32, f64, f64, f64)> = table
        .rows
        .iter()
        .filter_map(|row| {
            Some((*row, number(*row, one)?, number(*row, other)?, number(*row, whole)?))
        })
        .collect();
    let adds_up = |(_, one, other, whole): &&(u32, f64, f64, f64)| {
        (one + other - whole).abs() < 1e-9
    };
    if rows.iter().filter(adds_up).count() * 2 < rows.len() {
        return;
    }
    let words = |col| {
        grid.cell(CellPos::new(table.heading_row, col))
            .map_or_else(String::new, |cell| shown(grid, &cell.value, cell.style))
    };
    for row in rows.iter().filter(|row| !adds_up(row)) {
        let (at, a, b, all) = *row;
        let says = format!(
            "{} {} and {} {} are {}; {} is {}.",
            words(one),
            plain(a),
            words(other),
            plain(b),
            plain(a + b),
            words(whole),
            plain(all)
        );
        let place = table.place(CellPos::new(at, whole));
        findings.add(
            Finding::new(&rules::RES_009, place, says)
                .register("results")
                .column(words(whole))
                .value(plain(all)),
        );
    }
}
