//! `forumpack match` as an adviser runs it: for one school, for all that wait, and
//! again after a choice was typed into its workbook.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::played::{copied, run};
use crate::{books, fill, held, running, schools};

fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    copied(&home.path().join("input"));
    home
}

fn workbook(home: &Path) -> PathBuf {
    home.join("output/2011-11-match/internal/matching.xlsx")
}

type Row = BTreeMap<String, String>;

fn table(home: &Path, sheet: &str, heading: &str) -> Vec<Row> {
    let bytes = std::fs::read(workbook(home)).unwrap();
    books::table(&held::values("matching.xlsx", bytes), sheet, heading)
}

#[test]
fn one_school_is_asked_about_by_name_by_urn_or_by_its_need_and_gets_one_shortlist() {
    let home = home();
    let all = schools::schools();
    let school = &all[running::lowest(&all)[0]];
    let shown = |asked: &str| {
        let (code, said) = run(home.path(), &["match", asked, "--no-progress"]);
        assert_eq!(code, 0, "{said}");
        said
    };
    let by_name = shown(&school.name);
    assert!(by_name.starts_with(&format!("{} ({})", school.name, school.urn)));
    assert_eq!(by_name.matches("Why LLE").count(), 1);
    // Said to the one who reads: every reason, who is not offered, and what it is.
    for line in ["Not offered, 6\u{a0}LLEs:", "vetoed (", "Decision support: nobody is"] {
        assert!(by_name.contains(line), "{line}\n{by_name}");
    }
    assert_eq!(shown(&school.urn.to_string()), by_name);
    assert_eq!(shown("R01"), by_name);
    let lists = table(home.path(), "Shortlist", "Rank");
    assert!(lists.iter().all(|row| row["Need"] == "R01"));
    // Phase 25, expertise 25, context 15, distance 15, size 10, capacity 10.
    for row in &lists {
        let of = |heading: &str| row[heading].parse::<f64>().unwrap();
        let parts = [
            "Phase (of 25)",
            "Expertise (of 25)",
            "Context (of 15)",
            "Distance (of 15)",
            "Size (of 10)",
            "Capacity (of 10)",
        ];
        let sum: f64 = parts.iter().map(|part| of(part)).sum();
        assert!((sum - of("Total")).abs() < 1e-9, "{row:?}");
    }
}

#[test]
fn a_school_that_is_not_in_the_list_ends_with_a_sentence_and_code_2() {
    let home = home();
    let (code, said) = run(home.path(), &["match", "Hogwarts", "--no-progress"]);
    assert_eq!(code, 2);
    assert_eq!(
        said.trim(),
        "Hogwarts: no school of the list is called so; give its URN, its name, or the reference of its need."
    );
    let (code, said) =
        run(home.path(), &["match", "Kelyngfurd Primary", "--no-progress"]);
    assert_eq!(code, 2);
    assert!(said.contains("did you mean Kelingford Primary School (URN"), "{said}");
    assert!(!workbook(home.path()).exists(), "nothing is written");
}

#[test]
fn all_that_wait_are_shared_out_by_the_best_sum_and_beside_it_one_after_the_other() {
    let home = home();
    let (code, said) = run(home.path(), &["match", "--no-progress"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(said.matches("Why LLE").count(), 4, "four schools wait");
    assert!(said.contains("All 4 together: the best sum is"), "{said}");
    let pairs = table(home.path(), "Assignment", "Best sum: total");
    let of = |row: &Row, heading: &str| row[heading].parse::<f64>().unwrap();
    // The last row is the sum of the others.
    let (sum, pairs) = pairs.split_last().unwrap();
    assert_eq!(pairs.len(), 4);
    let lles: std::collections::BTreeSet<&str> =
        pairs.iter().map(|row| row["Best sum: LLE"].as_str()).collect();
    assert_eq!(lles.len(), 4, "each takes one school");
    let (best, in_turn) = (of(sum, "Best sum: total"), of(sum, "In turn: total"));
    assert!(best >= in_turn);
    let added: f64 = pairs.iter().map(|row| of(row, "Best sum: total")).sum();
    assert!((added - best).abs() < 1e-9);
    // Shares of each kind add up to all deployments.
    let fairness = table(home.path(), "Fairness", "Whose");
    for kind in ["LLE", "phase", "district", "diocese"] {
        let share: f64 = fairness
            .iter()
            .filter(|row| row["By"] == kind)
            .map(|row| of(row, "Share of deployments, %"))
            .sum();
        assert!((share - 100.0).abs() < 1e-9, "{kind} {share}");
    }
    let chart =
        books::parts(&std::fs::read(workbook(home.path())).unwrap(), "xl/charts/");
    assert!(
        chart.contains("<c:grouping val=\"stacked\"/>"),
        "parts stand on one another"
    );
}

/// The workbook with a choice and a reason typed in beside the first need.
fn choose(home: &Path, lle: &str, reason: &str) {
    let bytes = std::fs::read(workbook(home)).unwrap();
    let under = |heading: &str| fill::at(&bytes, "Needs", heading, &["R01"]);
    let mut typed = vec![(under("LLE chosen"), lle)];
    if !reason.is_empty() {
        typed.push((under("Reason for the choice"), reason));
    }
    let filled = fill::fill(&bytes, "Needs", &typed);
    std::fs::write(home.join("input/our choice.xlsx"), filled).unwrap();
}

#[test]
fn a_choice_typed_into_the_workbook_is_read_back_and_logged_with_its_reason() {
    let home = home();
    let run = |words: &[&str]| run(home.path(), words);
    run(&["match", "--no-progress"]);
    let blank = workbook(home.path()).with_file_name("blank.xlsx");
    std::fs::copy(workbook(home.path()), &blank).unwrap();
    let asked = |said: &str| said.contains("no reason is written");
    choose(home.path(), "LLE006", "");
    let (_, said) = run(&["match", "R01", "--no-progress"]);
    assert!(said.contains("Chosen: LLE006, number 4 of the shortlist"), "{said}");
    assert!(asked(&said), "{said}");
    let (code, _) = run(&["--no-progress"]);
    assert_eq!(code, 1, "a choice without its reason is a query");
    let queries = || -> Vec<Row> {
        let path = home.path().join("output/2011-11/evidence/findings.csv");
        csv::Reader::from_path(path)
            .unwrap()
            .into_deserialize()
            .map(Result::<Row, _>::unwrap)
            .filter(|row| row["severity"] != "note" || row["file"] == "our choice.xlsx")
            .collect()
    };
    let query = queries();
    assert_eq!(query.len(), 1, "{query:#?}");
    assert_eq!(query[0]["code"], "DEP-015");
    assert_eq!(query[0]["file"], "our choice.xlsx");
    std::fs::copy(&blank, workbook(home.path())).unwrap();
    choose(home.path(), "LLE006", "Knows the school's governors");
    let (code, said) = run(&["--no-progress"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(queries().len(), 0, "and its sheets are taken for no register");
    let bytes =
        std::fs::read(home.path().join("output/2011-11/internal/matching.xlsx")).unwrap();
    let log = books::table(&held::values("matching.xlsx", bytes), "Log", "Chosen");
    let line = log.iter().find(|row| row["Need"] == "R01").unwrap();
    assert_eq!(line["Chosen"], "LLE006");
    assert_eq!(line["Rank of the choice"], "4");
    assert_eq!(line["Reason"], "Knows the school's governors");
    assert_eq!(line["File"], "our choice.xlsx");
}
