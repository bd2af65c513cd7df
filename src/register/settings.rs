//! Settings sheets: name and value, in any workbook of the input.

use crate::base::cell::{CellPos, Place};
use crate::base::finding::{Finding, Findings, Rule, Severity};
use crate::base::setting::{Setting, Settings};
use crate::base::text::fold;
use crate::locate::forms::{form, is_settings, text};
use crate::read::grid::{Book, Cell, CellValue, Folder, Grid};

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

static TWICE: Rule = Rule {
    code: "FIL-035",
    name: "setting-given-twice",
    severity: Severity::Note,
    what: "A setting has one value.",
    why: "Of two values one is not used: an answer in a data quality workbook stands before a Settings sheet of your own, the later saved before the earlier.",
    fix: "Delete the value that no longer holds.",
    ignore: "When the value used is the right one.",
    settings: &[],
};

/// Rules of this file.
pub(crate) static RULES: &[&Rule] = &[&UNKNOWN, &TWICE];

/// Reads every sheet named Settings, those of data quality workbooks last: the
/// last to name a setting stands.
pub(crate) fn read(folder: &Folder, findings: &mut Findings) -> Settings {
    let mut settings = Settings::default();
    let mut books: Vec<(bool, &Book)> = folder
        .books
        .iter()
        .map(|book| (book.sheets.iter().any(|grid| form(grid).is_some()), book))
        .collect();
    books
        .sort_by(|(a_is, a), (b_is, b)| a_is.cmp(b_is).then(a.modified.cmp(&b.modified)));
    for (is_answer, grid) in books
        .into_iter()
        .flat_map(|(is_answer, book)| {
            book.sheets.iter().map(move |grid| (is_answer, grid))
        })
        .filter(|(_, grid)| is_settings(grid))
    {
        for (_, row) in grid.rows() {
            let Some((name, value, at)) = line(grid, row) else { continue };
            if super::mark::Mark::parse(&name).is_some() {
                continue;
            }
            let place = Place::cell(&grid.file, &grid.name, at);
            let Some(setting) = Setting::named(&name) else {
                let says = format!("{name} is no setting that forumpack knows.");
                findings.add(Finding::new(&UNKNOWN, place, says).value(value));
                continue;
            };
            let before = settings.given().find(|(given, _)| *given == setting.name);
            if let Some((_, before)) = before.filter(|(_, before)| *before != value) {
                let says = format!(
                    "{name} is {value} here and {before} in another Settings sheet; {value} was used."
                );
                findings.add(Finding::new(&TWICE, place, says).value(value.clone()));
            }
            settings.set(&name, &value);
            if is_answer {
                settings.mark_answered(&name);
            }
        }
    }
    settings
}

/// Name, value and the name's cell of a row that sets something.
fn line(grid: &Grid, row: &[Cell]) -> Option<(String, String, CellPos)> {
    let mut cells = row.iter();
    let first = cells.next()?;
    let second = cells.next().filter(|cell| cell.pos.col == first.pos.col + 1)?;
    let name = text(grid, first);
    let value = match &second.value {
        CellValue::Date(serial) => {
            crate::locate::day(*serial).map(|day| day.to_string()).unwrap_or_default()
        }
        _ => text(grid, second),
    };
    let is_heading = matches!(fold(&name).as_str(), "name" | "setting");
    (!is_heading && !value.is_empty()).then_some((name, value, first.pos))
}
