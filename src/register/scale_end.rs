//! Which end of a scale in figures is agreement: as the sheet says, else 5.

use std::collections::BTreeSet;

use super::build::cell_at;
use super::codes::Codes;
use super::rules;
use crate::base::cell::CellPos;
use crate::base::finding::{Finding, Findings};
use crate::base::text::fold;
use crate::locate::questions::points;
use crate::locate::shown;
use crate::locate::table::Table;
use crate::read::grid::Grid;

/// Words of the end that agrees, and of the other one.
const BEST: [&str; 5] =
    ["strongly agree", "agree strongly", "very satisfied", "best", "excellent"];
const WORST: [&str; 6] = [
    "strongly disagree",
    "disagree strongly",
    "very dissatisfied",
    "worst",
    "poor",
    "very poor",
];

/// Words between a figure and what it means.
const BETWEEN: [&str; 7] = ["is", "means", "being", "equals", "the", "was", "for"];

/// Whether 1 is the end that agrees: as some text of the sheet has it, and nothing
/// where none says.
fn is_turned(text: &str) -> Option<bool> {
    let folded = fold(text);
    let words: Vec<&str> =
        folded.split(' ').filter(|word| !BETWEEN.contains(word)).collect();
    let mut words = format!(" {} ", words.join(" "));
    for range in [" from 1 to 5 ", " 1 to 5 ", " 1 5 ", " 5 to 1 "] {
        words = words.replace(range, " ");
    }
    let first = |ends: &[&str]| {
        ends.iter().filter_map(|end| words.find(&format!(" {end} "))).min()
    };
    // `1 strongly agree`, or `strongly agree 1`: as the text begins.
    let is_before =
        first(&["1", "5"])? < first(&BEST).into_iter().chain(first(&WORST)).min()?;
    let says = |one: &str, ends: &[&str]| {
        ends.iter().any(|end| {
            words.contains(&if is_before {
                format!(" {one} {end} ")
            } else {
                format!(" {end} {one} ")
            })
        })
    };
    let is_turned = says("1", &BEST) || says("5", &WORST);
    let is_plain = says("5", &BEST) || says("1", &WORST);
    (is_turned != is_plain).then_some(is_turned)
}

/// Whether the figures of this sheet run from 1 for agreement: as it says, or a list of
/// codes in its workbook. Where nothing says and its answers are figures, the adviser is
/// asked, once for the sheet.
pub(super) fn of(
    grid: &Grid,
    table: &Table,
    codes: &Codes,
    findings: &mut Findings,
) -> bool {
    if table.schema.name != "surveys" {
        return false;
    }
    // Three is in the middle whichever end agrees.
    let figure = table.rows.iter().find_map(|row| {
        table.extras.iter().find_map(|extra| {
            let pos = CellPos::new(*row, extra.col);
            let (value, style) = cell_at(grid, pos);
            let text = shown(grid, &value, style);
            matches!(text.trim(), "1" | "2" | "4" | "5").then_some((pos, text))
        })
    });
    let Some((pos, text)) = figure else { return false };
    let said = grid
        .cells
        .iter()
        .find_map(|cell| is_turned(&shown(grid, &cell.value, cell.style)));
    let said = said.or_else(|| key_in_cells(grid, table));
    let said =
        said.or_else(|| codes.said_in(&table.file).find_map(|one| is_turned(&one)));
    said.unwrap_or_else(|| {
        let says = "Answers are figures, and nothing on the sheet says which end agrees; 5 is read as strongly agree. Is it so?";
        findings.add(
            Finding::new(
                &rules::SCALE_END,
                table.place(pos),
                says,
            )
            .register("surveys")
            .value(text),
        );
        false
    })
}

/// A key in two cells of a row, `5` and `Strongly agree`, for both ends of the scale;
/// how many gave which answer is none.
fn key_in_cells(grid: &Grid, table: &Table) -> Option<bool> {
    let others = grid.rows().filter(|(row, _)| table.rows.binary_search(row).is_err());
    let pairs: Vec<(String, String)> = others
        .filter_map(|(_, cells)| {
            let texts =
                cells.iter().map(|cell| fold(&shown(grid, &cell.value, cell.style)));
            let mut texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
            let (second, first) = (texts.pop()?, texts.pop()?);
            let is_number = |text: &str| text.parse::<f64>().is_ok();
            match (is_number(&first), is_number(&second), texts.is_empty()) {
                (true, false, true) => Some((first, second)),
                (false, true, true) => Some((second, first)),
                _ => None,
            }
        })
        .filter(|(_, words)| points(words).is_some())
        .collect();
    let figures: BTreeSet<&str> =
        pairs.iter().map(|(figure, _)| figure.as_str()).collect();
    let is_scale = pairs.len() >= 2
        && figures.len() == pairs.len()
        && figures.iter().all(|figure| ["1", "2", "3", "4", "5"].contains(figure));
    let figure_of = |end: f64| {
        let is_end = |words: &str| points(words).is_some_and(|point| point == end);
        let pair = pairs.iter().find(|(_, words)| is_end(words));
        pair.map(|(figure, _)| figure.as_str())
    };
    let (best, worst) = (figure_of(5.0)?, figure_of(1.0)?);
    match (best, worst) {
        ("1", "5") if is_scale => Some(true),
        ("5", "1") if is_scale => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_that_agrees_is_as_the_sheet_says() {
        for text in [
            "Scores: 1 = strongly agree, 5 = strongly disagree",
            "Strongly agree (1) to strongly disagree (5)",
            "On a scale of 1 to 5: strongly agree = 1",
            "1 is very satisfied",
            "5 means poor",
        ] {
            assert_eq!(is_turned(text), Some(true), "{text}");
        }
        for text in [
            "5 = strongly agree, 1 = strongly disagree",
            "Strongly disagree - 1 ... strongly agree - 5",
            "Satisfied? (5 = best)",
        ] {
            assert_eq!(is_turned(text), Some(false), "{text}");
        }
        for text in ["Strongly agree", "1", "Survey of 5 June", "1 to 5"] {
            assert_eq!(is_turned(text), None, "{text}");
        }
    }
}
