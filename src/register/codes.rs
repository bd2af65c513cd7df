//! Lists of codes: a sheet that says what each code means is the adviser's own key to
//! the columns in which the codes stand.

use std::collections::BTreeMap;

use crate::base::text::{fold, fold_spelled, tidy};
use crate::locate::keys::{CODE, COLUMN, MEANS, said};
use crate::locate::shown;
use crate::read::grid::{CellValue, Folder, Grid};

/// What one code means.
#[derive(Clone, Debug)]
struct Code {
    /// The file whose list it is of.
    file: String,
    /// The sheet that says it of itself alone; empty for any.
    sheet: String,
    /// The column that it stands in, folded; empty for any.
    column: String,
    /// Folded.
    code: String,
    means: String,
}

/// Every list of codes of the input.
#[derive(Clone, Debug, Default)]
pub(crate) struct Codes {
    /// By code.
    codes: BTreeMap<String, Vec<Code>>,
    /// Questions by file and number, folded: `q1`, `1`.
    questions: Vec<(String, String, String)>,
}

/// Headings over the numbers of questions, and over their words.
const NUMBER: [&str; 7] =
    ["no", "number", "q", "question", "question no", "question number", "q no"];
const WORDING: [&str; 7] = [
    "wording",
    "question wording",
    "question text",
    "full question",
    "question asked",
    "statement",
    "text of question",
];

/// A sheet of so many rows is no list of codes.
const MOST_ROWS: usize = 400;

impl Codes {
    /// Reads the lists of a folder.
    pub(super) fn of(folder: &Folder) -> Self {
        let grids = || folder.books.iter().flat_map(|book| &book.sheets);
        let pairs = |grid| {
            let of_file = |one: Code| (one.file, one.code, one.means);
            listed(grid, &NUMBER, &WORDING).into_iter().map(of_file)
        };
        let of_lines = |grid: &Grid| {
            let (file, sheet) = (grid.file.to_string(), grid.name.to_string());
            let one = move |(code, means)| Code {
                file: file.clone(),
                sheet: sheet.clone(),
                column: String::new(),
                code,
                means,
            };
            let is_short = grid.rows().nth(MOST_ROWS).is_none();
            is_short.then(|| said(grid)).into_iter().flatten().map(one)
        };
        let lists = grids().flat_map(|grid| listed(grid, &CODE, &MEANS));
        Self {
            codes: by_code(lists.chain(grids().flat_map(of_lines))),
            questions: grids().flat_map(pairs).collect(),
        }
    }

    /// The words of a question of which a sheet has only the number.
    pub(super) fn wording(&self, file: &str, heading: &str) -> Option<String> {
        let own = number_of(&fold(heading))?.to_owned();
        let mut found = self.questions.iter().filter(|(of, number, _)| {
            **of == *file && number_of(number) == Some(own.as_str())
        });
        let (_, _, words) = found.next()?;
        found.next().is_none().then(|| words.clone())
    }

    /// What each code of a file's own lists means, in words: `5 = Strongly agree`.
    pub(super) fn said_in<'a>(&'a self, file: &'a str) -> impl Iterator<Item = String> {
        let own = self.codes.values().flatten().filter(move |one| one.file == file);
        own.map(|one| format!("{} = {}", one.code, one.means))
    }

    /// What a cell means that is no word of its column's list.
    pub(super) fn meaning(
        &self,
        (file, sheet): (&str, &str),
        heading: &str,
        raw: &str,
    ) -> Option<CellValue> {
        let (heading, raw) = (fold_spelled(heading), fold(raw));
        let is_here =
            |one: &&Code| one.sheet.is_empty() || one.file == file && one.sheet == sheet;
        let of = |is_its: &dyn Fn(&str) -> bool| -> Vec<&Code> {
            let codes = self.codes.get(&raw).into_iter().flatten().filter(is_here);
            codes.filter(|one| is_its(&one.column)).collect()
        };
        let mut found = of(&|column| column.is_empty() || column == heading);
        // `StatusCode` of the LLEs is `lle_status` of the key.
        if found.is_empty() {
            let bare = bare(&heading);
            found = of(&|column| !bare.is_empty() && self::bare(column) == bare);
        }
        let mut of_code = found.into_iter();
        let first = of_code.next()?;
        // One code for two things tells neither.
        of_code
            .all(|other| fold(&other.means) == fold(&first.means))
            .then(|| CellValue::Text(first.means.as_str().into()))
    }
}

fn by_code(codes: impl Iterator<Item = Code>) -> BTreeMap<String, Vec<Code>> {
    let mut by_code: BTreeMap<String, Vec<Code>> = BTreeMap::new();
    for one in codes {
        by_code.entry(one.code.clone()).or_default().push(one);
    }
    by_code
}

/// The words of a column without those that say whose it is and that it is a code.
fn bare(folded: &str) -> String {
    const SAYS_LITTLE: [&str; 12] = [
        "code",
        "codes",
        "id",
        "key",
        "lle",
        "dep",
        "deployment",
        "visit",
        "qa",
        "school",
        "contract",
        "payment",
    ];
    let words = folded.split(' ').filter(|word| !SAYS_LITTLE.contains(word));
    words.collect::<Vec<_>>().join(" ")
}

/// `3` of `q3`, `question 3` and `3`.
fn number_of(folded: &str) -> Option<&str> {
    let bare = ["question ", "statement ", "item ", "q "]
        .iter()
        .find_map(|word| folded.strip_prefix(word))
        .or_else(|| folded.strip_prefix('q'))
        .unwrap_or(folded);
    (!bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit())).then_some(bare)
}

/// The list of a sheet under two headings, and its column where a third says it.
fn listed(grid: &Grid, codes: &[&str], meanings: &[&str]) -> Vec<Code> {
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
        texts.len() <= 6 && at(texts, codes).is_some() && at(texts, meanings).is_some()
    });
    let Some((heading, (_, texts))) = heading.and_then(|at| Some((at, rows.get(at)?)))
    else {
        return Vec::new();
    };
    let (code, means, column) =
        (at(texts, codes), at(texts, meanings), at(texts, &COLUMN));
    let text = |texts: &[(u32, String)], col: Option<u32>| {
        texts.iter().find(|(at, _)| Some(*at) == col).map(|(_, text)| text.clone())
    };
    rows.iter()
        .skip(heading + 1)
        .filter_map(|(_, texts)| {
            Some(Code {
                file: grid.file.to_string(),
                sheet: String::new(),
                column: text(texts, column)
                    .map(|text| fold_spelled(&text))
                    .unwrap_or_default(),
                code: fold(&text(texts, code)?),
                means: text(texts, means)?,
            })
        })
        .collect()
}
