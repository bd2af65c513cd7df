//! What a sheet carries besides its table, and what no sheet may carry.

use std::collections::BTreeMap;

use crate::base::cell::{CellPos, Place};
use crate::base::finding::{Finding, Findings};
use crate::read::grid::{CellValue, Grid};
use crate::register::{Harvest, Registers, around, cells, rules};

/// What may stand in no sheet.
pub(super) fn pupil_numbers(grid: &Grid, findings: &mut Findings) {
    let at = |pos| Place::cell(&grid.file, &grid.name, pos);
    for cell in &grid.cells {
        let CellValue::Text(text) = &cell.value else { continue };
        if let Some(upn) = upn_in(text) {
            let masked: String =
                upn.chars().take(3).chain(std::iter::once('…')).collect();
            findings.add(
                Finding::new(
                    &rules::UPN,
                    at(cell.pos),
                    format!("{masked} looks like a unique pupil number; no sheet may hold anything about single pupils."),
                )
                .value(masked),
            );
        }
    }
}

/// A unique pupil number: a letter, twelve digits; the last may be a letter.
fn upn_in(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_ascii_alphanumeric()).find(|word| {
        word.len() == 13
            && word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.chars().skip(1).take(11).all(|c| c.is_ascii_digit())
            && word.ends_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase())
    })
}

/// What a sheet carries besides its table: notes, what is hidden, colours.
pub(super) fn harvest(grid: &Grid, registers: &mut Registers, findings: &mut Findings) {
    let at = |pos| Place::cell(&grid.file, &grid.name, pos);
    for (pos, says) in &grid.notes {
        registers.harvest.push(Harvest {
            place: at(*pos),
            what: "note",
            says: says.to_string(),
        });
    }
    if grid.is_hidden {
        let place = Place::sheet(&grid.file, &grid.name);
        registers.harvest.push(Harvest {
            place,
            what: "hidden sheet",
            says: "The sheet is hidden.".to_owned(),
        });
    }
    for (what, place, says) in around::hidden(grid) {
        registers.harvest.push(Harvest {
            place: place.clone(),
            what,
            says: says.clone(),
        });
        findings.add(Finding::new(&rules::HIDDEN, place, says));
    }
    let mut colours: BTreeMap<&str, (usize, CellPos)> = BTreeMap::new();
    for cell in &grid.cells {
        let Some(style) = grid.style(cell) else { continue };
        for colour in [&style.fill, &style.font_colour].into_iter().flatten() {
            colours.entry(colour).or_insert((0, cell.pos)).0 += 1;
        }
        if style.is_struck {
            registers.harvest.push(Harvest {
                place: at(cell.pos),
                what: "struck",
                says: cells::plain(&cell.value),
            });
        }
    }
    for (colour, (count, pos)) in colours {
        registers.harvest.push(Harvest {
            place: at(pos),
            what: "colour",
            says: format!("{colour}, on {count} cells, first here"),
        });
    }
}
