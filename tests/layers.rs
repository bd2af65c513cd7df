//! The stages hand on one way, and each file format has one owner.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test stops where something is not as it must be"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// A stage and the stages that it may name.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("read", &["base"]),
    ("locate", &["base", "read"]),
    ("register", &["base", "read", "locate"]),
    ("check", &["base", "locate", "register"]),
    ("model", &["base", "locate", "register"]),
    ("measure", &["base", "model", "register"]),
    // The marked copies are rebuilt from what was read.
    ("report", &["base", "read", "locate", "model", "measure", "register"]),
    ("render", &["base", "report"]),
    ("pack", &["base", "read", "locate", "register", "render"]),
];

/// A crate and the only places that may name it.
const OWNERS: &[(&str, &[&str])] = &[
    ("calamine", &["src/read"]),
    ("minijinja", &["src/report"]),
    ("pulldown_cmark", &["src/report"]),
    ("rust_xlsxwriter", &["src/render/xlsx"]),
    ("printpdf", &["src/render/pdf"]),
    ("lopdf", &["src/render/pdf"]),
    ("notify", &["src/cli.rs"]),
    ("indicatif", &["src/cli.rs"]),
    ("clap", &["src/cli.rs"]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn all_sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    sources(&root.join("src"), &mut found);
    found
        .into_iter()
        .filter(|path| {
            let name = path.to_string_lossy().replace('\\', "/");
            let below = name.rsplit_once("/src/").map_or("", |(_, below)| below);
            !FOR_TESTS.iter().any(|ending| name.ends_with(ending))
                && !below.contains("/tests/")
        })
        .map(|path| {
            let name =
                path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            (name, without_tests(&fs::read_to_string(&path).unwrap()))
        })
        .collect()
}

/// Files that are compiled for tests alone.
const FOR_TESTS: &[&str] =
    &["/tests.rs", "/testing.rs", "/written.rs", "/found.rs", "/dressed.rs"];

/// The code of a file up to its tests: tests may reach further.
fn without_tests(code: &str) -> String {
    code.split("#[cfg(test)]\nmod").next().unwrap_or_default().to_owned()
}

#[test]
fn no_stage_reaches_back() {
    let mut strays = Vec::new();
    for (name, code) in all_sources() {
        let Some((stage, may)) =
            MAY_NAME.iter().find(|(stage, _)| name.starts_with(&format!("src/{stage}/")))
        else {
            continue;
        };
        if name.contains("/testing") || name.contains("/tests") {
            continue;
        }
        for (other, _) in MAY_NAME {
            let named = code.contains(&format!("crate::{other}::"))
                || code.contains(&format!("crate::{other};"));
            if named && other != stage && !may.contains(other) {
                strays.push(format!("{name} names {other}"));
            }
        }
    }
    assert!(strays.is_empty(), "{strays:#?}");
}

#[test]
fn each_format_crate_has_one_owner() {
    let mut strays = Vec::new();
    for (name, code) in all_sources() {
        for (krate, owners) in OWNERS {
            let named = code.contains(&format!("{krate}::"));
            if named && !owners.iter().any(|owner| name.starts_with(owner)) {
                strays.push(format!("{name} names {krate}"));
            }
        }
    }
    assert!(strays.is_empty(), "{strays:#?}");
}

#[test]
fn reports_take_held_values_only_through_their_readers_class() {
    for (name, code) in all_sources() {
        if name.starts_with("src/report/") || name.starts_with("src/render/") {
            assert!(!code.contains(".within()"), "{name} opens a held value");
        }
    }
}

#[test]
fn only_the_command_line_prints_and_only_pack_writes_files() {
    for (name, code) in all_sources() {
        let prints = code.contains("println!") || code.contains("print!(");
        assert!(!prints || name == "src/cli.rs", "{name} prints");
        let writes = code.contains("File::create") || code.contains("fs::write");
        assert!(!writes || name.starts_with("src/pack/"), "{name} writes files");
    }
}

#[test]
fn nothing_reaches_a_network() {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    let lock = fs::read_to_string(lock).unwrap();
    for krate in ["reqwest", "hyper", "ureq", "curl", "native-tls", "rustls"] {
        assert!(
            !lock.contains(&format!("name = \"{krate}\"")),
            "{krate} can reach a network"
        );
    }
}
