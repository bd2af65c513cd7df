//! Norfolk's published results of 2016 and 2017, as downloaded, beside a small
//! register of LLEs and deployments.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops where something is not as it must be"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const FILES: [&str; 4] = [
    "results/2016_926_ks2_perf_reshaped.csv",
    "results/2017_926_ks2_perf_reshaped.csv",
    "norfolk/spine_2017-2018.csv",
    "results/lait_ks1_ks2.csv",
];

/// Reading, writing and maths at the expected standard by URN, as the file has it.
fn published(file: &str) -> BTreeMap<String, f64> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(file);
    let text = fs::read_to_string(path).unwrap();
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let heads: Vec<&str> = lines.next().unwrap().split(',').collect();
    let at = heads.iter().position(|head| *head == "Overall Meet Std").unwrap();
    lines
        .filter_map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let value = cells.get(at)?.strip_suffix('%')?.parse().ok()?;
            Some(((*cells.first()?).to_owned(), value))
        })
        .collect()
}

fn built() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("norfolk");
    let _ = fs::remove_dir_all(&folder);
    let input = folder.join("input");
    fs::create_dir_all(&input).unwrap();
    for file in FILES {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
        let name = file.split('/').next_back().unwrap();
        fs::copy(from.join(file), input.join(name)).unwrap();
    }
    let (before, after) = (published(FILES[0]), published(FILES[1]));
    let both: Vec<&String> =
        before.keys().filter(|urn| after.contains_key(*urn)).collect();
    // Mechanically: every twentieth school is a client, the school after it lends its head.
    let mut lles = "LLE ref,Headteacher,School URN,Accredited,Status\n".to_owned();
    let mut deployments = "Deployment ref,LLE ref,URN,Start,Status,Days\n".to_owned();
    for (number, pair) in both.chunks(20).filter(|chunk| chunk.len() == 20).enumerate() {
        lles.push_str(&format!(
            "L{number},Head {number},{},01/09/2015,Active\n",
            pair[1]
        ));
        deployments
            .push_str(&format!("D{number},L{number},{},12/09/2016,Active,6\n", pair[0]));
    }
    fs::write(input.join("LLEs.csv"), lles).unwrap();
    fs::write(input.join("Deployments.csv"), deployments).unwrap();
    let output = folder.join("output");
    let run = Command::new(env!("CARGO_BIN_EXE_forumpack"))
        .args([
            "--no-progress",
            "--period",
            "2017-12",
            "--as-at",
            "2017-12-31",
            "--input",
        ])
        .arg(&input)
        .arg("--output")
        .arg(&output)
        .output()
        .unwrap();
    assert!(
        matches!(run.status.code(), Some(0 | 1)),
        "{}{}",
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr)
    );
    output.join("2017-12")
}

/// One row of the figures: measure, group and years, without an item.
fn figure(
    figures: &str,
    measure: &str,
    group: &str,
    years: (&str, &str),
) -> Option<(f64, String)> {
    let mut lines = figures.trim_start_matches('\u{feff}').lines();
    let heads: Vec<&str> = lines.next()?.split(',').collect();
    let col = |name: &str| heads.iter().position(|head| *head == name);
    let (value, schools) = (col("value")?, col("schools")?);
    // Only names may hold commas; the columns are counted from the end.
    lines.find_map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        let from_end =
            |at: usize| cells.get((at + cells.len()).checked_sub(heads.len())?);
        let is_it = *cells.first()? == measure
            && *from_end(col("indicator")?)? == "ks2_rwm_exp"
            && *from_end(col("group")?)? == group
            && *from_end(col("from_year")?)? == years.0
            && *from_end(col("to_year")?)? == years.1
            && from_end(col("item")?)?.is_empty();
        is_it.then(|| {
            Some((from_end(value)?.parse().ok()?, (*from_end(schools)?).to_owned()))
        })?
    })
}

#[test]
fn norfolks_schools_rose_by_four_point_seven_three_and_the_county_from_50_to_57() {
    let pack = built();
    let figures = fs::read_to_string(pack.join("evidence/figures.csv")).unwrap();
    let pair = ("2015/16", "2016/17");
    // By hand from the two files: 211 schools in both, the mean of their changes.
    let (value, schools) = figure(&figures, "M03", "la_schools", pair).unwrap();
    assert!((value - 4.73).abs() < 0.005, "{value}");
    assert_eq!(schools, "211");
    // As published in the interactive tool.
    for (year, level) in [("2015/16", 50.0), ("2016/17", 57.0)] {
        let (value, _) = figure(&figures, "M17", "la_published", ("", year)).unwrap();
        assert!((value - level).abs() < 0.05, "{year}: {value}");
    }
    let (value, _) = figure(&figures, "M04", "la_published", pair).unwrap();
    assert!((value - 7.0).abs() < 0.05, "{value}");
    // The appendix shows single schools and the authority's level since 2016 too.
    let page = fs::read_to_string(pack.join("public/forum-pack.html")).unwrap();
    assert!(page.contains("Client schools without their names, 2016 to 2017"));
    assert!(page.contains("within the range that chance gives round the authority"));
}
