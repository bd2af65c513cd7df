//! The lists of faults: a line a fault, what is done and what is found.
//!
//! A heading `[File > Sheet]` says where the lines below it work. A line is
//! `cell | old -> new | CODE severity`, the finding at that cell; another place
//! is written `CODE severity at J11`, `at Sheet > J11` or `at File > Sheet > J11`,
//! and a file or the pack as a whole `at File >` and `at >`. Several findings of
//! one fault are parted by commas, several cells of a row by ` ; `. Instead of a
//! cell a line may name what else is done: `hide row 12`, `merge A5:A6`, ….

use std::collections::BTreeSet;

use crate::folder::Folder;

/// A finding: code, severity, file, sheet, cell.
pub type Found = (String, String, String, String, String);

/// What one run is made of.
#[derive(Debug)]
pub struct Case {
    /// Its name, a sentence.
    pub name: String,
    /// Words after the name: how it is run.
    pub run: Vec<(String, String)>,
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    number: usize,
    file: String,
    sheet: String,
    what: String,
    change: String,
    found: Vec<Found>,
}

/// Row and column from nought of an address such as `J11`.
pub fn cell(address: &str) -> (u32, u16) {
    let digits = address.find(|c: char| c.is_ascii_digit()).unwrap();
    let col = column(&address[..digits]);
    (address[digits..].parse::<u32>().unwrap() - 1, col)
}

fn column(letters: &str) -> u16 {
    letters.bytes().fold(0, |n, letter| n * 26 + u16::from(letter - b'A') + 1) - 1
}

/// The cases of a list; what stands before the first `== name` is one without name.
pub fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let (mut file, mut sheet) = (String::new(), String::new());
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim_end();
        if line.is_empty() || line.starts_with("# ") || line == "#" {
            continue;
        }
        if let Some(name) = line.strip_prefix("== ") {
            (file, sheet) = (String::new(), String::new());
            let (name, run) = (name.to_owned(), Vec::new());
            cases.push(Case { name, run, lines: Vec::new() });
            continue;
        }
        let case = cases.last_mut().unwrap();
        if let Some(run) = line.strip_prefix("- ") {
            let (word, value) = run.split_once(' ').unwrap_or((run, ""));
            case.run.push((word.to_owned(), value.to_owned()));
            continue;
        }
        if let Some(head) = line.strip_prefix('[') {
            let head = head.strip_suffix(']').unwrap();
            let (a, b) = head.split_once(" > ").unwrap_or((head, ""));
            (file, sheet) = (a.to_owned(), b.to_owned());
            continue;
        }
        let parts: Vec<&str> = line.split('|').map(str::trim).collect();
        let [what, change, found] = parts.as_slice() else {
            panic!("line {number}: three parts were expected: {line}")
        };
        let found = found
            .split(", ")
            .filter(|found| !found.is_empty())
            .map(|found| place(found, what, &file, &sheet, number))
            .collect();
        case.lines.push(Line {
            number,
            file: file.clone(),
            sheet: sheet.clone(),
            what: (*what).to_owned(),
            change: (*change).to_owned(),
            found,
        });
    }
    cases
}

fn place(found: &str, what: &str, file: &str, sheet: &str, number: usize) -> Found {
    let (rule, at) = found.split_once(" at ").unwrap_or((found, what));
    let (code, severity) = rule
        .split_once(' ')
        .unwrap_or_else(|| panic!("line {number}: no severity in {found}"));
    let (file, sheet, cell) = match at.split('>').map(str::trim).collect::<Vec<_>>()[..] {
        [cell] => (file, sheet, cell),
        ["", ""] => ("", "", ""),
        [file, sheet, ""] => (file, sheet, ""),
        [other, ""] if other.contains('.') => (other, "", ""),
        [sheet, ""] => (file, sheet, ""),
        [other, cell] if other.ends_with(".csv") => (other, "", cell),
        [sheet, cell] => (file, sheet, cell),
        [file, sheet, cell] => (file, sheet, cell),
        _ => panic!("line {number}: no place in {found}"),
    };
    let own = str::to_owned;
    (own(code), own(severity), own(file), own(sheet), own(cell))
}

impl Case {
    /// Does to the folder what the lines say.
    pub fn spoil(&self, folder: &mut Folder) {
        for line in &self.lines {
            line.spoil(folder);
        }
    }

    /// What must be found.
    pub fn found(&self) -> Vec<Found> {
        let mut found: Vec<Found> =
            self.lines.iter().flat_map(|line| line.found.clone()).collect();
        found.sort();
        found
    }

    /// The codes that it holds.
    pub fn codes(&self) -> BTreeSet<String> {
        self.lines
            .iter()
            .flat_map(|line| line.found.iter().map(|found| found.0.clone()))
            .collect()
    }
}

impl Line {
    fn spoil(&self, folder: &mut Folder) {
        let (file, sheet) = (self.file.as_str(), self.sheet.as_str());
        let words: Vec<&str> = self.what.split(' ').collect();
        match words.as_slice() {
            ["told"] => {}
            ["hide", "row", row] => {
                folder.hide_row(file, sheet, row.parse::<u32>().unwrap() - 1);
            }
            ["strike", "row", row] => {
                folder.strike_row(file, sheet, row.parse::<u32>().unwrap() - 1);
            }
            ["colour", "row", row] => {
                folder.colour_row(file, sheet, row.parse::<u32>().unwrap() - 1);
            }
            ["hide", "column", letters] => {
                folder.hide_column(file, sheet, column(letters));
            }
            ["hide", "sheet"] => folder.hide_sheet(file, sheet),
            ["merge", range] => {
                let (from, to) = range.split_once(':').unwrap();
                folder.merge(file, sheet, [cell(from), cell(to)]);
            }
            ["remove", "row", row] => {
                folder.remove_row(file, sheet, row.parse::<u32>().unwrap() - 1);
            }
            ["remove", "sheet"] => folder.remove_sheet(file, sheet),
            ["remove", "file"] => folder.remove(file),
            ["copy", "to"] => folder.copy(file, &self.change),
            ["take", "fixture"] => {
                let home = crate::root().join("tests/fixtures").join(&self.change);
                folder.put(file, std::fs::read(home).unwrap());
            }
            ["write", letters, "letters"] => {
                let long = "x".repeat(letters.parse().unwrap());
                folder.put(file, format!("Name,Remark\nA,{long}\n").into_bytes());
            }
            ["write"] => folder.put(file, self.change.clone().into_bytes()),
            [address] => self.type_in(folder, cell(address)),
            _ => panic!("line {}: {} is nothing that is done", self.number, self.what),
        }
    }

    fn type_in(&self, folder: &mut Folder, (row, col): (u32, u16)) {
        let (old, new) = self
            .change
            .split_once("->")
            .unwrap_or_else(|| panic!("line {}: no -> in {}", self.number, self.change));
        let (file, sheet) = (self.file.as_str(), self.sheet.as_str());
        let (old, new) = (old.trim(), new.trim());
        let stands = folder.shown(file, sheet, (row, col));
        assert_eq!(stands, old, "line {}: {} {}", self.number, file, self.what);
        for (col, words) in (col..).zip(new.split(" ;")) {
            folder.type_in(file, sheet, (row, col), words.trim());
        }
    }
}
