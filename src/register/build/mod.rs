//! Tables to records: every cell by its column's kind, everything odd said.

mod cohort;
mod headings;
mod marks;
mod questions;
mod records;
mod ticks;
mod trouble;
mod unnamed;

use super::{
    Registers, answers::Answers, around, coded, codes, corrections, identity, ledger,
    legend, merged, results, schools, standing,
};
use crate::base::finding::Findings;
use crate::base::setting::Settings;
use crate::locate::Located;
use crate::locate::forms::is_form_book;
use crate::locate::table::{NotARecord, SheetOutcome};
use crate::read::grid::Folder;
use crate::register::house_words::HouseWords;
use crate::register::rules;

pub(super) use records::cell_at;

/// Types every table.
pub(crate) fn build(
    folder: &Folder,
    mut located: Located,
    mut answers: Answers,
    settings: Settings,
    findings: &mut Findings,
) -> Registers {
    let corrected =
        corrections::corrected(folder, &located.tables, &mut answers.corrections);
    let legend = legend::Legend::of(folder, &answers.colours);
    let mut registers = Registers {
        answers,
        settings,
        sheets: located.others,
        is_example: folder.is_example,
        codes: codes::Codes::of(folder),
        wholes: located.wholes,
        ..Registers::default()
    };
    registers.words = HouseWords::of(&registers.answers.corrections);
    for book in &folder.books {
        // What our own form has hidden and coloured is no mark of the adviser's.
        let is_form = is_form_book(book);
        for grid in &book.sheets {
            marks::pupil_numbers(grid, findings);
            if !is_form {
                marks::harvest(grid, &mut registers, findings);
            }
        }
    }
    let mut cohorts = Vec::new();
    let mut seen = records::Seen::new();
    for table in &mut located.tables {
        let Some(grid) = table.sheet(folder) else { continue };
        let grid = table.grid(corrected.get(&table.at).unwrap_or(grid));
        let grid = &*grid;
        headings::say(grid, table, &mut registers, findings);
        unnamed::say(grid, table, &mut registers.recognised, findings);
        // What is odd about rows that hold several records is said once.
        let mut again = Findings::default();
        let is_first = table.part.is_empty();
        let said = if is_first { &mut *findings } else { &mut again };
        let marked = legend::look(grid, table, &legend, &mut registers, said);
        marked.say(table, said);
        around::table(grid, table, said);
        let filled = merged::filled(grid, table, said);
        let grid = filled.as_ref().unwrap_or(grid);
        registers.ledger.extend(ledger::totals(grid, table));
        let used = match table.schema.name {
            "results" | "comparators" => {
                let found = results::read(grid, table, &registers.settings, findings);
                registers.results.extend(found.results);
                registers.comparators.extend(found.comparators);
                cohorts.extend(found.cohorts);
                found.used
            }
            _ => records::read(grid, table, &marked, &mut registers, &mut seen, findings),
        };
        let read = table.rows.len()
            + table
                .others
                .iter()
                .filter(|(_, why)| {
                    matches!(why, NotARecord::RepeatedRecord | NotARecord::PutAside)
                })
                .count();
        let outcome = SheetOutcome {
            file: table.file.clone(),
            sheet: table.sheet.clone(),
            register: Some(table.schema.name),
            form: None,
            heading_row: Some(table.first_heading_row() + 1),
            rows_read: read,
            rows_used: used.min(read),
            rows_left_out: read.saturating_sub(used),
            says: headings::says_of(table),
        };
        let same = registers.sheets.last_mut().filter(|last| {
            !is_first && last.file == outcome.file && last.register == outcome.register
        });
        match same {
            Some(last) => {
                last.rows_read += outcome.rows_read;
                last.rows_used += outcome.rows_used;
                last.rows_left_out += outcome.rows_left_out;
            }
            None => registers.sheets.push(outcome),
        }
    }
    registers.recognised.extend(located.asked.iter().map(headings::asked));
    let combined = results::combined(&registers.results);
    registers.results.extend(combined);
    coded::lines(&mut registers);
    if let Some(rows) = registers.rows.get_mut("schools") {
        schools::shares(rows, findings);
    }
    results::fill(&mut registers.results, &cohorts);
    registers.words.say(findings);
    // Sister sheets are asked about once: an answer holds for all of them.
    findings.join_alike(&rules::INFERRED);
    standing::settle(&mut registers);
    let listed = identity::Schools::of(&registers);
    results::check(&mut registers.results, &listed, findings);
    registers.sheets.sort_by(|a, b| {
        a.file.cmp(&b.file).then_with(|| {
            place_of(folder, &a.file, &a.sheet).cmp(&place_of(folder, &b.file, &b.sheet))
        })
    });
    registers
}

fn place_of(folder: &Folder, file: &str, sheet: &str) -> Option<usize> {
    folder
        .books
        .iter()
        .find(|book| *book.file == *file)?
        .sheets
        .iter()
        .position(|grid| *grid.name == *sheet)
}
