//! Cells merged over several records: what stands in the first is meant for all.

use super::rules;
use crate::base::cell::{CellPos, Place, column_letters};
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
    let mut copy: Option<Grid> = None;
    let mut asked: Option<Finding> = None;
    let mut areas: Vec<&Area> = grid.merges.iter().collect();
    areas.sort();
    for area in areas {
        let heading = table.headings.iter().find(|heading| heading.col == area.first.col);
        let (Some(heading), Some(cell)) = (heading, grid.cell(area.first)) else {
            continue;
        };
        let rows: Vec<u32> = table
            .rows
            .iter()
            .copied()
            .filter(|row| (area.first.row..=area.last.row).contains(row))
            .collect();
        if rows.len() < 2 {
            continue;
        }
        let place = Place::cell(&table.file, &table.sheet, area.first);
        if let Some(asked) = &mut asked {
            asked.more.push(place);
        } else {
            let raw = tidy(&shown(grid, &cell.value, cell.style));
            let says = format!(
                "Rows {} to {} of column {} are merged; {raw} was read for each of them.",
                area.first.row + 1,
                area.last.row + 1,
                column_letters(area.first.col),
            );
            let finding = Finding::new(&rules::MERGED, place, says);
            asked = Some(
                finding
                    .register(table.schema.name)
                    .column(heading.text.to_string())
                    .value(raw),
            );
        }
        let own = copy.get_or_insert_with(|| grid.clone());
        for row in rows.into_iter().filter(|row| *row > area.first.row) {
            let pos = CellPos::new(row, area.first.col);
            let below = Cell { pos, ..cell.clone() };
            match own.cells.binary_search_by_key(&pos, |cell| cell.pos) {
                Ok(_) => {}
                Err(at) => own.cells.insert(at, below),
            }
        }
    }
    if let Some(mut asked) = asked {
        if !asked.more.is_empty() {
            let others = count(asked.more.len(), "other range", "other ranges");
            asked.message.push_str(&format!(" So it is with {others} of the sheet."));
        }
        findings.add(asked);
    }
    copy
}
