//! Lists of codes: a sheet that says what each code means is the adviser's own key to
//! the columns in which the codes stand.

use crate::base::text::{fold, spelled, tidy};
use crate::locate::shown;
use crate::read::grid::{CellValue, Folder, Grid};

/// What one code means.
#[derive(Clone, Debug)]
struct Code {
    /// The column that it stands in, folded; empty for any.
    column: String,
    /// Folded.
    code: String,
    means: String,
}

/// Every list of codes of the input.
#[derive(Clone, Debug, Default)]
pub(crate) struct Codes {
    codes: Vec<Code>,
}

/// Headings over the codes, over what they mean, and over the column they stand in.
const CODE: [&str; 4] = ["code", "abbreviation", "key", "short"];
const MEANS: [&str; 7] =
    ["meaning", "means", "description", "label", "stands for", "in full", "value"];
const COLUMN: [&str; 6] =
    ["column", "field", "heading", "variable", "list", "where used"];
/// A sheet of so many rows is no list of codes.
const MOST_ROWS: usize = 400;

impl Codes {
    /// Reads the lists of a folder.
    pub(super) fn of(folder: &Folder) -> Self {
        let grids = folder.books.iter().flat_map(|book| &book.sheets);
        Self { codes: grids.flat_map(listed).collect() }
    }

    /// What a cell means that is no word of its column's list.
    pub(super) fn meaning(&self, heading: &str, raw: &str) -> Option<CellValue> {
        let (heading, raw) = (spelled_out(heading), fold(raw));
        let mut of_code = self.codes.iter().filter(|one| {
            one.code == raw && (one.column.is_empty() || one.column == heading)
        });
        let first = of_code.next()?;
        // One code for two things tells neither.
        of_code
            .all(|other| fold(&other.means) == fold(&first.means))
            .then(|| CellValue::Text(first.means.as_str().into()))
    }
}

fn spelled_out(text: &str) -> String {
    fold(&spelled(text).unwrap_or_else(|| text.to_owned()))
}

fn listed(grid: &Grid) -> Vec<Code> {
    let rows: Vec<(u32, Vec<(u32, String)>)> = grid
        .rows()
        .take(MOST_ROWS + 1)
        .map(|(row, cells)| {
            let texts = cells
                .iter()
                .map(|cell| (cell.pos.col, tidy(&shown(grid, &cell.value, cell.style))));
            (row, texts.filter(|(_, text)| !text.is_empty()).collect())
        })
        .collect();
    if rows.len() > MOST_ROWS {
        return Vec::new();
    }
    let at = |texts: &[(u32, String)], words: &[&str]| {
        texts
            .iter()
            .find(|(_, text)| words.contains(&fold(text).as_str()))
            .map(|(col, _)| *col)
    };
    let heading = rows.iter().position(|(_, texts)| {
        texts.len() <= 6 && at(texts, &CODE).is_some() && at(texts, &MEANS).is_some()
    });
    let Some((heading, (_, texts))) = heading.and_then(|at| Some((at, rows.get(at)?)))
    else {
        return Vec::new();
    };
    let (code, means, column) = (at(texts, &CODE), at(texts, &MEANS), at(texts, &COLUMN));
    let text = |texts: &[(u32, String)], col: Option<u32>| {
        texts.iter().find(|(at, _)| Some(*at) == col).map(|(_, text)| text.clone())
    };
    rows.iter()
        .skip(heading + 1)
        .filter_map(|(_, texts)| {
            Some(Code {
                column: text(texts, column)
                    .map(|text| spelled_out(&text))
                    .unwrap_or_default(),
                code: fold(&text(texts, code)?),
                means: text(texts, means)?,
            })
        })
        .collect()
}
