//! Cells merged over several records: what stands in the first is meant for all.

use super::rules;
use crate::base::cell::{CellPos, column_letters};
use crate::base::finding::{Finding, Findings};
use crate::base::text::{count, tidy};
use crate::locate::shown;
use crate::locate::table::Table;
use crate::read::grid::{Area, Cell, Grid};

/// The sheet with merged cells filled down, where any lie over several records.
pub(super) fn filled(
    grid: &Grid,
    table: &Table,
    findings: &mut Findings,
) -> Option<Grid> {
    let mut asked: Option<Finding> = None;
    let mut added: Vec<Cell> = Vec::new();
    let mut areas: Vec<&Area> = grid.merges.iter().collect();
    areas.sort();
    for area in areas {
        let heading = table.headings.iter().find(|heading| heading.col == area.first.col);
        let (Some(heading), Some(cell)) = (heading, grid.cell(area.first)) else {
            continue;
        };
        let from = table.rows.partition_point(|row| *row < area.first.row);
        let below = table.rows.get(from..).unwrap_or_default();
        let rows = below.iter().copied().take_while(|row| *row <= area.last.row);
        if rows.clone().count() < 2 {
            continue;
        }
        let place = table.place(area.first);
        if let Some(asked) = &mut asked {
            asked.more.push(place);
        } else {
            let raw = tidy(&shown(grid, &cell.value, cell.style));
            let there = table.line(area.first.col);
            let (lines, from, to) = if table.turned.is_some() {
                let letters = column_letters;
                ("Columns", letters(area.first.row), letters(area.last.row))
            } else {
                let number = |row: u32| (u64::from(row) + 1).to_string();
                ("Rows", number(area.first.row), number(area.last.row))
            };
            let says = format!(
                "{lines} {from} to {to} of {there} are merged; {raw} was read for each of them."
            );
            let finding = Finding::new(&rules::MERGED, place, says);
            asked = Some(
                finding
                    .register(table.schema.name)
                    .column(heading.text.to_string())
                    .value(raw),
            );
        }
        added.extend(
            rows.filter(|row| *row > area.first.row)
                .map(|row| CellPos::new(row, area.first.col))
                .filter(|pos| grid.cell(*pos).is_none())
                .map(|pos| Cell { pos, ..cell.clone() }),
        );
    }
    if let Some(mut asked) = asked {
        if !asked.more.is_empty() {
            let others = count(asked.more.len(), "other range", "other ranges");
            asked.message.push_str(&format!(" So it is with {others} of the sheet."));
        }
        findings.add(asked);
    }
    if added.is_empty() {
        return None;
    }
    let mut filled = grid.clone();
    filled.cells.extend(added);
    // Ranges of a damaged file may overlap: what stands first stays.
    filled.cells.sort_by_key(|cell| cell.pos);
    filled.cells.dedup_by_key(|cell| cell.pos);
    Some(filled)
}
