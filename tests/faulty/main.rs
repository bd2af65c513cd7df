//! The faulty twin of the example programme: every rule of the catalogue is broken
//! at a known cell, and the run finds exactly that. `twin.txt` holds the faults that
//! can stand in one folder, `variants.txt` those that need a folder of their own.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test stops where something is not as it must be"
)]

mod folder;
mod list;
#[path = "../example/programme.rs"]
mod programme;
#[allow(dead_code, reason = "the example writes with it, the twin takes the sheets")]
#[path = "../example/registers.rs"]
mod registers;
#[path = "../example/run.rs"]
mod run;
#[path = "../example/running.rs"]
mod running;
#[path = "../example/schools.rs"]
mod schools;
#[allow(dead_code, reason = "the example writes with it, the twin takes the sheets")]
#[path = "../example/sheet.rs"]
mod sheet;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use folder::Folder;
use list::{Case, Found};
use run::forumpack;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

const CLEAN: &str = include_str!("clean.txt");
const TWIN: &str = include_str!("twin.txt");
const VARIANTS: &str = include_str!("variants.txt");

/// Runs the program; its exit code and what it said.
fn run(home: &Path, task: &str, words: &[&str]) -> (i32, String) {
    let words: Vec<&str> = [task, "--no-progress"].iter().chain(words).copied().collect();
    forumpack(home, &words)
}

type Row = BTreeMap<String, String>;

fn findings(pack: &Path) -> Vec<Row> {
    csv::Reader::from_path(pack.join("evidence/findings.csv"))
        .unwrap()
        .into_deserialize()
        .map(Result::unwrap)
        .collect()
}

fn found(row: &Row) -> Found {
    let of = |name: &str| row[name].clone();
    (of("code"), of("severity"), of("file"), of("sheet"), of("cell"))
}

/// Where a run of this kind writes.
fn pack(home: &Path, period: &str) -> PathBuf {
    ["-check", "-stopped", ""]
        .iter()
        .map(|end| home.join("output").join(format!("{period}{end}")))
        .find(|path| path.exists())
        .unwrap()
}

/// What a case must find: its own list, and what the clean example is told where the
/// case does not take that away.
fn wanted(case: &Case) -> Vec<Found> {
    let clean = list::cases(CLEAN).remove(0);
    let gone: Vec<&str> =
        case.run.iter().filter(|(word, _)| word == "no").map(|x| x.1.as_str()).collect();
    let mut wanted = case.found();
    let stays = |found: &Found| {
        !gone.iter().any(|gone| {
            let (code, cell) = gone.split_once(' ').unwrap_or((gone, &found.4));
            code == found.0 && cell == found.4
        })
    };
    wanted.extend(clean.found().into_iter().filter(stays));
    wanted.sort();
    wanted
}

/// Runs a case in a folder of its own and holds what it finds against its list.
fn hold(case: &Case, home: &Path) -> Result<String, String> {
    let mut folder = Folder::example();
    let (mut task, mut words) = ("check", Vec::new());
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    for (word, value) in &case.run {
        match word.as_str() {
            "build" => task = "build",
            "no" => {}
            "after" => {
                folder.write(&home.join("input"));
                let said = run(home, "build", &["--period", value]);
                assert!(said.0 < 2, "{}", said.1);
            }
            "wording" => pairs.push(value.split_once(": ").unwrap()),
            _ => words.extend([word.as_str(), value.as_str()]),
        }
    }
    let mut wording: BTreeMap<&str, String> = BTreeMap::new();
    for (name, paragraph) in pairs {
        let _ = write!(wording.entry(name).or_default(), "{paragraph}\n\n");
    }
    for (name, text) in wording {
        std::fs::create_dir_all(home.join("templates")).unwrap();
        std::fs::write(home.join("templates").join(name), text).unwrap();
    }
    case.spoil(&mut folder);
    let _ = std::fs::remove_dir_all(home.join("input"));
    folder.write(&home.join("input"));
    let (code, said) = run(home, task, &words);
    let rows = findings(&pack(home, "2011-11"));
    let mut made: Vec<Found> =
        rows.iter().filter(|row| row["state"] != "fixed").map(found).collect();
    made.sort();
    let wanted = wanted(case);
    let mut differs = String::new();
    let mut left = made.clone();
    for want in &wanted {
        match left.iter().position(|found| found == want) {
            Some(at) => {
                left.remove(at);
            }
            None => {
                let _ = writeln!(differs, "not found: {want:?}");
            }
        }
    }
    for found in left {
        let row = rows.iter().find(|row| self::found(row) == found).unwrap();
        let _ = writeln!(
            differs,
            "not listed: {found:?}\n    {} [{}] {}",
            row["record"], row["value"], row["message"]
        );
    }
    if differs.is_empty() {
        Ok(said)
    } else {
        Err(format!("{}: exit {code}\n{differs}{said}", case.name))
    }
}

/// Bytes of every file of a folder, by name.
fn bytes(home: &Path) -> BTreeMap<String, Vec<u8>> {
    std::fs::read_dir(home)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, std::fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn the_twin_gives_exactly_the_findings_of_its_list() {
    let home = tempfile::tempdir().unwrap();
    let twin = list::cases(TWIN).remove(0);
    let said = hold(&twin, home.path()).unwrap_or_else(|differs| panic!("{differs}"));
    // Below what each sheet was read as.
    let (sheets, causes) = said.split_once("\n\n").unwrap();
    assert!(sheets.contains("deployments, headings in row 3"), "{sheets}");
    let lines: Vec<&str> = causes.lines().collect();
    assert!(lines.len() <= 40, "a page at most: {said}");
    let place = |words: &str| lines.iter().position(|line| line.starts_with(words));
    assert_eq!(place("ERRORS"), Some(2), "worst first: {said}");
    assert!(place("QUERIES").is_none_or(|queries| queries > 2), "{said}");
}

#[test]
fn the_advisers_own_files_are_the_same_to_the_byte_after_every_run() {
    let home = tempfile::tempdir().unwrap();
    let twin = list::cases(TWIN).remove(0);
    let mut folder = Folder::example();
    twin.spoil(&mut folder);
    folder.write(&home.path().join("input"));
    // `touch target/keep-twin` leaves the twin where a person can look at it.
    if root().join("target/keep-twin").exists() {
        folder.write(&root().join("target/twin/input"));
    }
    let before = bytes(&home.path().join("input"));
    for task in ["check", "build"] {
        let (code, said) = run(home.path(), task, &[]);
        assert_eq!(code, 1, "{said}");
        assert!(before == bytes(&home.path().join("input")), "after {task}");
    }
    let marked = home.path().join("output/2011-11/internal/marked");
    let copies = bytes(&marked);
    let books = before.keys().filter(|name| {
        let is_book = name.ends_with(".xlsx") || name.ends_with(".csv");
        is_book && !["Broken.xlsx", "Locked.xlsx"].contains(&name.as_str())
    });
    for name in books {
        let copied = copies.keys().any(|copy| copy.starts_with(name.as_str()));
        assert!(copied, "no marked copy of {name}");
    }
}

#[test]
fn each_variant_gives_exactly_the_findings_of_its_list() {
    let mut differ = Vec::new();
    for case in list::cases(VARIANTS) {
        let home = tempfile::tempdir().unwrap();
        differ.extend(hold(&case, home.path()).err());
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

/// Codes of the catalogue, as `explain` lists them.
fn catalogue() -> BTreeSet<String> {
    let home = tempfile::tempdir().unwrap();
    let (_, said) = forumpack(home.path(), &["explain"]);
    said.lines()
        .filter_map(|line| line.trim().split(' ').next())
        .filter(|word| word.len() == 7 && word.as_bytes().get(3) == Some(&b'-'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_rule_of_the_catalogue_is_broken_somewhere_at_a_known_cell() {
    let broken: BTreeSet<String> = [CLEAN, TWIN, VARIANTS]
        .iter()
        .flat_map(|text| list::cases(text))
        .flat_map(|case| case.codes())
        .chain(NO_FOLDER_BREAKS.iter().map(|(code, ..)| (*code).to_owned()))
        .collect();
    assert_eq!(broken, catalogue());
}

/// Rules that no folder can break, why, and the test that breaks each: file, name.
const NO_FOLDER_BREAKS: [(&str, &str, &str, &str); 1] = [(
    "PUB-006",
    "One figure with two values is a fault of the program, not of a folder.",
    "src/report/forum/agreeing/tests.rs",
    "a_key_figure_that_is_not_the_figure_is_told",
)];

#[test]
fn a_rule_that_no_folder_breaks_is_broken_by_the_test_that_is_named() {
    for (code, why, file, test) in NO_FOLDER_BREAKS {
        assert!(catalogue().contains(code) && !why.is_empty(), "{code}");
        let tests = std::fs::read_to_string(root().join(file)).unwrap();
        assert!(tests.contains(&format!("fn {test}()")), "{code}: no {test} in {file}");
        let listed = [TWIN, VARIANTS].iter().flat_map(|text| list::cases(text));
        assert!(listed.into_iter().all(|case| !case.codes().contains(code)), "{code}");
    }
}

#[test]
fn the_clean_example_is_told_notes_alone() {
    let home = tempfile::tempdir().unwrap();
    let clean = list::cases(CLEAN).remove(0);
    assert!(clean.found().iter().all(|found| found.1 == "note"));
    let none = list::cases("== Nothing is done").remove(0);
    hold(&none, home.path()).unwrap_or_else(|differs| panic!("{differs}"));
}

#[test]
fn the_page_of_a_rule_says_its_thresholds() {
    let home = tempfile::tempdir().unwrap();
    for (code, threshold) in [
        ("RES-010", "Setting jump_points (default 20)"),
        ("RES-010", "Setting jump_pupils (default 3)"),
        ("VIS-004", "Setting min_visit_days (default 0.25)"),
        ("DEP-011", "Setting long_deployment_days (default 120)"),
        ("SUR-003", "Setting survey_rate_percent (default 30)"),
    ] {
        let (_, said) = forumpack(home.path(), &["explain", code]);
        assert!(said.contains(threshold), "{code}: {said}");
    }
}
