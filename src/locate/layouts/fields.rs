//! Lists of fields that come with downloads: what each code's column is, in words.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::date::AcademicYear;
use crate::base::text::fold;
use crate::locate::years;
use crate::read::grid::{Cell, CellValue, Folder, Grid};

/// Headings (folded) over the code and over the label, as each year's list has them.
const HEADINGS: &[(&str, &str)] = &[
    ("fieldname", "label description"),
    ("field name", "label description"),
    ("field name", "label"),
    ("field name", "description"),
    ("variable", "label"),
    ("variable name", "variable description"),
    ("col name", "label"),
];

/// A list of fields has no more columns than this.
const MOST_COLUMNS: usize = 10;

/// Rows searched for the headings of a list.
const ROWS_SEARCHED: usize = 5;

/// One list.
#[derive(Debug)]
struct List {
    folder: String,
    year: Option<AcademicYear>,
    labels: BTreeMap<String, String>,
}

/// Every list of fields of the input.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    lists: Vec<List>,
}

impl Fields {
    /// Reads them.
    pub(crate) fn of(folder: &Folder) -> Self {
        let grids = folder.books.iter().flat_map(|book| &book.sheets);
        let lists = grids.filter_map(|grid| {
            let (row, code, label) = headed(grid)?;
            let labels = grid
                .rows()
                .filter(|(at, _)| *at > row)
                .filter_map(|(_, cells)| {
                    Some((folded(cells, code)?, folded(cells, label)?))
                })
                .collect();
            Some(List {
                folder: folder_of(&grid.file).to_owned(),
                year: years::of_file(&grid.file),
                labels,
            })
        });
        Self { lists: lists.collect() }
    }

    /// The label of a code (folded), by the lists beside its file before others.
    pub(super) fn label(&self, file: &str, code: &str) -> Option<&str> {
        let folder = folder_of(file);
        let (beside, others): (Vec<&List>, Vec<&List>) =
            self.lists.iter().partition(|list| list.folder == folder);
        beside
            .into_iter()
            .chain(others)
            .find_map(|list| list.labels.get(code))
            .map(String::as_str)
    }

    /// The results year of the lists beside a file, where they name one.
    pub(super) fn year(&self, file: &str) -> Option<AcademicYear> {
        let folder = folder_of(file);
        let beside = self.lists.iter().filter(|list| list.folder == folder);
        let named: BTreeSet<AcademicYear> = beside.filter_map(|list| list.year).collect();
        if named.len() == 1 { named.first().copied() } else { None }
    }
}

/// Whether a sheet tells what the columns of another file are.
pub(crate) fn is_list(grid: &Grid) -> bool {
    headed(grid).is_some()
}

/// The heading row of a list, with the columns of codes and labels.
fn headed(grid: &Grid) -> Option<(u32, u32, u32)> {
    grid.rows().take(ROWS_SEARCHED).find_map(|(row, cells)| {
        if cells.len() > MOST_COLUMNS {
            return None;
        }
        let at = |word: &str| {
            cells
                .iter()
                .map(|cell| cell.pos.col)
                .find(|col| folded(cells, *col).is_some_and(|text| text == word))
        };
        let mut pairs = HEADINGS.iter();
        pairs.find_map(|(code, label)| Some((row, at(code)?, at(label)?)))
    })
}

fn folded(cells: &[Cell], col: u32) -> Option<String> {
    let cell = cells.iter().find(|cell| cell.pos.col == col)?;
    match &cell.value {
        CellValue::Text(text) => Some(fold(text)).filter(|text| !text.is_empty()),
        _ => None,
    }
}

fn folder_of(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}
