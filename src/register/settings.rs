//! Settings sheets: name and value, in any workbook of the input.

use crate::base::finding::{Finding, Findings, Rule, Severity};
use crate::base::setting::Settings;
use crate::base::text::{fold, tidy};
use crate::locate::shown;
use crate::read::grid::Folder;

static UNKNOWN: Rule = Rule {
    code: "FIL-032",
    name: "setting-not-known",
    severity: Severity::Note,
    what: "Names in a Settings sheet are names of settings.",
    why: "The line was not used.",
    fix: "Take the name from the sheet Settings of the data quality workbook.",
    ignore: "When the line is a note of your own.",
    settings: &[],
};

/// Rules of this file.
pub(crate) static RULES: &[&Rule] = &[&UNKNOWN];

/// Reads every sheet named Settings: the last to name a setting stands.
pub(crate) fn read(folder: &Folder, findings: &mut Findings) -> Settings {
    let mut settings = Settings::default();
    for grid in folder.books.iter().flat_map(|book| &book.sheets) {
        if !matches!(fold(&grid.name).as_str(), "settings" | "setup") {
            continue;
        }
        for (_, row) in grid.rows() {
            let mut cells = row.iter();
            let Some(first) = cells.next() else { continue };
            let name = tidy(&shown(grid, &first.value, first.style));
            let Some(second) =
                cells.next().filter(|cell| cell.pos.col == first.pos.col + 1)
            else {
                continue;
            };
            let value = match &second.value {
                crate::read::grid::CellValue::Date(serial) => crate::locate::day(*serial)
                    .map(|day| day.to_string())
                    .unwrap_or_default(),
                value => tidy(&shown(grid, value, second.style)),
            };
            if fold(&name) == "name" || fold(&name) == "setting" || value.is_empty() {
                continue;
            }
            if !settings.set(&name, &value) {
                let place =
                    crate::base::cell::Place::cell(&grid.file, &grid.name, first.pos);
                findings.add(
                    Finding::new(
                        &UNKNOWN,
                        place,
                        format!("{name} is no setting that forumpack knows."),
                    )
                    .value(value),
                );
            }
        }
    }
    settings
}
