//! The example programme: this writes its workbooks, holds the committed ones
//! equal to what it would write, and builds the pack that a fresh clone shows.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test stops where something is not as it must be"
)]

mod books;
mod fill;
mod golden;
mod held;
mod matched;
mod month;
mod played;
mod programme;
mod registers;
mod run;
mod running;
mod schools;
mod sheet;
mod started;
mod untouched;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use registers::files;
use schools::{Role, School};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Twins that LibreOffice made once: the committed example holds these instead.
const TWINS: [(&str, &str); 2] = [
    ("KS1 teacher assessment.xlsx", "KS1 teacher assessment.ods"),
    ("LLE contracts.xlsx", "LLE contracts.xls"),
];

#[test]
fn the_committed_example_is_what_the_generator_writes() {
    let home = root().join("input/example");
    let twins = root().join("tests/fixtures/example_twins");
    let write = std::fs::read_to_string(root().join("target/write-example")).is_ok();
    for (name, bytes) in files() {
        let is_twin = TWINS.iter().any(|(from, _)| *from == name);
        let path = if is_twin { twins.join(name) } else { home.join(name) };
        if write {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &bytes).unwrap();
        }
        let held = std::fs::read(&path).unwrap_or_default();
        assert!(held == bytes, "{} differs from the generator's", path.display());
    }
}

#[test]
fn every_committed_file_holds_the_generators_values_and_nothing_else_is_there() {
    let home = root().join("input/example");
    let mut seen = BTreeSet::new();
    for (name, bytes) in files() {
        let kept = TWINS.iter().find(|(from, _)| *from == name).map_or(name, |x| x.1);
        let written = held::values(name, bytes);
        let committed = held::values(kept, std::fs::read(home.join(kept)).unwrap());
        assert_eq!(committed, written, "{kept}");
        seen.insert(kept.to_owned());
    }
    let there: BTreeSet<String> = std::fs::read_dir(&home)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(there, seen);
}

#[test]
fn the_authority_is_the_one_that_the_published_counts_describe() {
    let schools = schools::schools();
    let sum = |at: usize, keep: &dyn Fn(&School) -> bool| {
        schools
            .iter()
            .filter(|s| keep(s))
            .filter_map(|s| s.ks2[at])
            .fold((0, 0), |a, c| (a.0 + c.0, a.1 + c.1))
    };
    let both = |s: &School| s.ks2[2].is_some() && s.ks2[3].is_some();
    assert_eq!(sum(2, &|_| true), (4522, 6749));
    assert_eq!(sum(3, &|_| true), (5652, 8300));
    assert_eq!(sum(3, &both), (4622, 6720));
    assert_eq!(schools.iter().filter(|s| s.ks2[3].is_some()).count(), 293);
    assert_eq!(schools.iter().filter(|s| s.boycott).count(), 55);
    let clients: Vec<&School> =
        schools.iter().filter(|s| matches!(s.role, Role::Client(_))).collect();
    for (at, wanted) in [(0, 62.0), (1, 58.5)] {
        let total: f64 = clients
            .iter()
            .filter_map(|s| s.ks2[at])
            .map(|(x, n)| 100.0 * f64::from(x) / f64::from(n))
            .sum();
        assert!((total / 14.0 - wanted).abs() < 0.05);
    }
}

type Row = BTreeMap<String, String>;

fn built(output: &Path, edition: &str) -> (i32, Vec<Row>, Vec<Row>) {
    let run = Command::new(env!("CARGO_BIN_EXE_forumpack"))
        .current_dir(root())
        .args(["--input", "input", "--edition", edition, "--output"])
        .arg(output)
        .output()
        .unwrap();
    let rows = |name: &str| {
        csv::Reader::from_path(output.join("2011-11/evidence").join(name))
            .unwrap()
            .into_deserialize()
            .map(Result::unwrap)
            .collect()
    };
    let code = run.status.code().unwrap();
    assert_eq!(
        code,
        0,
        "{}{}",
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr)
    );
    (code, rows("figures.csv"), rows("findings.csv"))
}

fn shown(
    rows: &[Row],
    figure: &str,
    group: &str,
    years: (&str, &str),
    item: &str,
) -> String {
    let found = rows.iter().find(|row| {
        row["figure"] == figure
            && row["group"] == group
            && row["item"] == item
            && row["from_year"] == years.0
            && row["to_year"] == years.1
    });
    found.unwrap_or_else(|| panic!("no {figure} {group} {item}"))["shown"]
        .replace("\u{a0}pp", "")
}

#[test]
fn the_example_pack_prints_the_published_claim_and_nothing_waits() {
    let output = tempfile::tempdir().unwrap();
    let (_, rows, findings) = built(output.path(), "monthly");
    let pair = ("2009/10", "2010/11");
    let of =
        |figure: &str, group: &str, item: &str| shown(&rows, figure, group, pair, item);
    assert_eq!(of("M03", "clients", ""), "+16.9");
    assert_eq!(of("M03", "lle", ""), "+7.0");
    assert_eq!(of("M04", "clients", ""), "+14.3");
    assert_eq!(of("M04", "lle", ""), "+7.1");
    assert_eq!(of("M04", "la_published", ""), "+1.1");
    assert_eq!(of("M04", "la_same_schools", ""), "+1.8");
    assert_eq!(of("M04", "la_without_programme", ""), "+0.3");
    assert_eq!(of("M05", "clients", "median"), "+17.4");
    assert_eq!(of("M05", "clients", "up"), "13");
    assert_eq!(of("M14", "clients", ""), "+0.3");
    assert_eq!(of("M14", "la_published", ""), "+0.1");
    assert_eq!(of("M16", "clients", ""), "77.8%");
    assert_eq!(of("M20", "clients", ""), "14");
    assert_eq!(of("M20", "clients", "smd_baseline"), "0.27");
    assert_eq!(of("M21", "clients", ""), "+11.4");
    assert_eq!(of("M21", "clients", "grade"), "B");
    assert_eq!(of("M22", "clients", "did_pooled"), "+8.9");
    assert_eq!(of("M23", "clients", "baseline_3yr"), "+12.4");
    assert_eq!(of("M24", "clients", ""), "0.04");
    assert_eq!(of("M24", "clients", "low_dose"), "+13.9");
    assert_eq!(of("M24", "clients", "high_dose"), "+19.2");
    assert_eq!(of("M25", "clients", ""), "14");
    for (reason, count) in [("NO_KS", "1"), ("BOYC", "2"), ("AMALG", "1")] {
        assert_eq!(of("M25", "clients", reason), count, "{reason}");
    }
    let plain = |figure: &str, group: &str, item: &str| {
        shown(&rows, figure, group, ("", ""), item)
    };
    assert_eq!(plain("S01", "clients", ""), "88.9%");
    assert_eq!(plain("S01", "lle", ""), "94.4%");
    assert_eq!(plain("S02", "clients", "SAT"), "93.8%");
    assert_eq!(plain("S02", "lle", "SAT"), "82.4%");
    assert_eq!(plain("S03", "lle", "SAT"), "+76.5");
    assert_eq!(plain("S04", "clients", "SAT"), "4.8");
    assert_eq!(plain("S05", "", "SAT"), "+11.4");
    assert_eq!(plain("S05", "", "SAT/strongly_agree"), "+34.2");
    assert_eq!(plain("P07", "", ""), "36.1%");
    assert_eq!(plain("P07", "", "targeting"), "72.2%");
    assert_eq!(plain("P10", "", ""), "75.0%");
    assert_eq!(plain("P10", "", "done"), "100.0%");
    assert_eq!(plain("P11", "", ""), "75.0%");
    assert_eq!(plain("P12", "", ""), "85.0%");
    assert_eq!(plain("P13", "", ""), "64.3%");
    assert_eq!(plain("P14", "", ""), "94.4%");
    assert_eq!(plain("P15", "", ""), "100.0%");
    let made: BTreeSet<&str> = rows.iter().map(|row| row["figure"].as_str()).collect();
    for (letter, last) in [("P", 15), ("F", 7), ("S", 8)] {
        for number in 1..=last {
            let code = format!("{letter}{number:02}");
            assert!(made.contains(code.as_str()), "no {code} in figures.csv");
        }
    }
    let pairs = rows.iter().filter(|row| row["figure"] == "S07");
    for row in pairs {
        assert_eq!(row["schools"], "16", "pairs that answered {}", row["item"]);
    }
    let above: Vec<&Row> =
        findings.iter().filter(|row| row["severity"] != "note").collect();
    assert!(above.is_empty(), "{above:#?}");
}

#[test]
fn a_second_build_gives_the_same_bytes() {
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    built(first.path(), "meeting");
    built(second.path(), "meeting");
    for name in [
        "public/forum-pack.pdf",
        "public/forum-pack.html",
        "internal/data-quality.xlsx",
        "internal/impact.xlsx",
        "evidence/figures.csv",
        "index.html",
    ] {
        let of = |home: &tempfile::TempDir| {
            std::fs::read(home.path().join("2011-11").join(name)).unwrap()
        };
        assert!(of(&first) == of(&second), "{name} differs");
    }
}
