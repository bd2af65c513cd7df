//! A folder that `forumpack new` made, filled in with a handful of rows, builds a
//! pack; the answers typed into its data quality workbook are read back.

use std::collections::BTreeMap;
use std::path::Path;

use crate::fill;
use crate::run::forumpack as run;

type Row = BTreeMap<String, String>;

fn started(home: &Path) -> std::path::PathBuf {
    let folder = home.join("programme");
    let (code, said) = run(home, &["new", "programme"]);
    assert_eq!(code, 0, "{said}");
    folder
}

fn edit(folder: &Path, name: &str, sheet: &str, typed: &[&[&str]]) {
    let path = folder.join("input").join(name);
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, fill::rows(&bytes, sheet, typed)).unwrap();
}

fn filled(folder: &Path) {
    edit(
        folder,
        "Schools.xlsx",
        "Schools",
        &[
            &["URN", "LA code", "LA name", "School", "Status", "Phase", "Open date"],
            &[
                "190001",
                "926",
                "Norfolk",
                "Elmham Primary School",
                "Open",
                "Primary",
                "1950-09-01",
            ],
            &[
                "190004",
                "926",
                "Norfolk",
                "Holmwick Primary School",
                "Open",
                "Primary",
                "1950-09-01",
            ],
            &[
                "190007",
                "926",
                "Norfolk",
                "Oakbeck Primary School",
                "Open",
                "Primary",
                "1950-09-01",
            ],
        ],
    );
    edit(
        folder,
        "LLE register.xlsx",
        "LLEs",
        &[
            &[
                "LLE ref",
                "Headteacher",
                "School",
                "URN",
                "Headship start",
                "Accredited",
                "Status",
            ],
            &[
                "LLE001",
                "Mrs Agnes Barleycroft",
                "Elmham Primary School",
                "190001",
                "2001-09-01",
                "2010-01-22",
                "Active",
            ],
        ],
    );
    edit(
        folder,
        "Deployments.xlsx",
        "Deployments",
        &[
            &[
                "Deployment ref",
                "LLE ref",
                "LLE",
                "Client school",
                "Client URN",
                "Agreed",
                "Start",
                "Status",
                "Days agreed",
                "Day rate £",
            ],
            &[
                "DEP-01",
                "LLE001",
                "Mrs Agnes Barleycroft",
                "Holmwick Primary School",
                "190004",
                "2010-09-01",
                "2010-09-13",
                "Active",
                "8",
                "350",
            ],
        ],
    );
    edit(
        folder,
        "Results.xlsx",
        "Results",
        &[
            &[
                "URN",
                "School",
                "Results year",
                "Measure",
                "Number at the standard",
                "Eligible pupils",
            ],
            &[
                "190001",
                "Elmham Primary School",
                "2010",
                "KS2 L4+ English and maths",
                "20",
                "30",
            ],
            &[
                "190001",
                "Elmham Primary School",
                "2011",
                "KS2 L4+ English and maths",
                "22",
                "30",
            ],
            &[
                "190004",
                "Holmwick Primary School",
                "2010",
                "KS2 L4+ English and maths",
                "14",
                "28",
            ],
            &[
                "190004",
                "Holmwick Primary School",
                "2011",
                "KS2 L4+ English and maths",
                "18",
                "30",
            ],
        ],
    );
}

const BUILD: [&str; 4] = ["--period", "2011-11", "--as-at", "2011-11-30"];

fn table(folder: &Path, name: &str) -> Vec<Row> {
    csv::Reader::from_path(folder.join("output/2011-11/evidence").join(name))
        .unwrap()
        .into_deserialize()
        .map(Result::unwrap)
        .collect()
}

#[test]
fn a_new_folder_with_a_handful_of_rows_builds_a_pack_and_blank_forms_are_no_fault() {
    let home = tempfile::tempdir().unwrap();
    let folder = started(home.path());
    let (again, _) = run(home.path(), &["new", "programme"]);
    assert_eq!(again, 2, "a folder that holds something is left alone");
    filled(&folder);
    let (code, said) = run(&folder, &BUILD);
    assert!(code == 0 || code == 1, "{code}: {said}");
    let change = table(&folder, "figures.csv")
        .into_iter()
        .find(|row| row["figure"] == "M03" && row["group"] == "clients")
        .unwrap();
    // From 14 of 28 to 18 of 30 pupils.
    // One school is shown to nobody, but its change stands in the evidence.
    let value: f64 = change["value"].parse().unwrap();
    assert!((value - 10.0).abs() < 1e-9, "{value}");
    let blank = [
        "Records of visit.xlsx",
        "Contracts and quality.xlsx",
        "Network.xlsx",
        "Survey.xlsx",
        "Budget.xlsx",
        "Settings.xlsx",
    ];
    for row in table(&folder, "findings.csv") {
        let is_of_a_blank_form = blank.contains(&row["file"].as_str());
        // All that is said of a form is which part of the pack waits for it.
        let says_what_lacks = row["code"] == "FIL-001"
            && row["severity"] == "note"
            && row["message"].contains("has no rows yet.");
        assert!(!is_of_a_blank_form || says_what_lacks, "{row:#?}");
        assert_ne!(row["code"], "FIL-008", "{row:#?}");
    }
}

#[test]
fn term_dates_typed_into_the_blank_list_make_a_visit_in_half_term_a_query() {
    let home = tempfile::tempdir().unwrap();
    let folder = started(home.path());
    filled(&folder);
    let visits: [&[&str]; 2] = [
        &["Visit ref", "Deployment ref", "Date of visit"],
        &["V1", "DEP-01", "2010-11-03"],
    ];
    edit(&folder, "Records of visit.xlsx", "Records of visit", &visits);
    let asked = |folder: &Path| {
        run(folder, &BUILD);
        table(folder, "findings.csv").iter().any(|row| row["code"] == "VIS-003")
    };
    assert!(!asked(&folder));
    let terms: [&[&str]; 3] = [
        &[
            "Term or holiday",
            "First day",
            "Last day",
            "Half-term begins",
            "Half-term ends",
        ],
        &["Autumn term 2010", "2010-09-06", "2010-12-17", "2010-11-01", "2010-11-05"],
        &["Spring term 2011", "2011-01-05", "2011-04-08", "2011-02-21", "2011-02-25"],
    ];
    edit(&folder, "Records of visit.xlsx", "Term dates", &terms);
    assert!(asked(&folder));
}

#[test]
fn the_example_that_new_hands_out_is_read_as_the_example() {
    let home = tempfile::tempdir().unwrap();
    let (code, said) = run(home.path(), &["new", "tried", "--example"]);
    assert_eq!(code, 0, "{said}");
    let folder = home.path().join("tried");
    let (code, said) = run(&folder, &[]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("example programme"), "{said}");
    assert!(folder.join("output/2011-11/public/forum-pack.pdf").exists());
}

#[test]
fn an_answer_typed_into_the_workbook_is_in_force_until_its_day_or_its_value_passes() {
    let home = tempfile::tempdir().unwrap();
    let folder = started(home.path());
    filled(&folder);
    // A name that no school has, and a start after the end.
    edit(
        &folder,
        "Deployments.xlsx",
        "Deployments",
        &[
            &["Deployment ref", "Client school", "Client URN"],
            &["DEP-01", "Holmwyk Prim", "190004"],
        ],
    );
    let path = folder.join("input/Results.xlsx");
    let bytes = std::fs::read(&path).unwrap();
    // From 2 of 28 to 30 of 30 pupils: that is asked about.
    let bytes = fill::rows(
        &bytes,
        "Results",
        &[&["Number at the standard"], &["20"], &["22"], &["2"], &["30"]],
    );
    std::fs::write(&path, bytes).unwrap();
    let (code, said) = run(&folder, &BUILD);
    assert_eq!(code, 1, "{said}");
    let asked: Vec<Row> = table(&folder, "findings.csv")
        .into_iter()
        .filter(|row| row["severity"] == "query" && !row["cell"].is_empty())
        .collect();
    let asked = asked
        .iter()
        .find(|row| row["file"] == "Results.xlsx")
        .unwrap_or_else(|| panic!("no query about a result: {asked:#?}"));
    let form = folder.join("output/2011-11/internal/data-quality.xlsx");
    let form = std::fs::read(form).unwrap();
    let words = [asked["code"].as_str(), asked["cell"].as_str()];
    let under = |heading: &str| fill::at(&form, "Queries", heading, &words);
    let answered = fill::fill(
        &form,
        "Queries",
        &[
            (under("Decision"), "explained"),
            (under("Reason"), "Checked with the school"),
            (under("Who"), "RW"),
            (under("Until"), "2012-06-30"),
        ],
    );
    std::fs::write(folder.join("input/my answers.xlsx"), answered).unwrap();
    let state = |day: &str| {
        let (_, said) = run(&folder, &["--period", "2011-11", "--as-at", day]);
        table(&folder, "findings.csv")
            .into_iter()
            .find(|row| row["code"] == asked["code"] && row["cell"] == asked["cell"])
            .unwrap_or_else(|| panic!("the query is gone: {said}"))["state"]
            .clone()
    };
    assert_eq!(state("2011-11-30"), "answered");
    assert_ne!(state("2012-07-01"), "answered", "its day has passed");
    let bytes = std::fs::read(&path).unwrap();
    let other = [["Number at the standard"], ["20"], ["22"], ["3"], ["29"]];
    let other: Vec<&[&str]> = other.iter().map(<[&str; 1]>::as_slice).collect();
    std::fs::write(&path, fill::rows(&bytes, "Results", &other)).unwrap();
    assert_ne!(state("2011-11-30"), "answered", "its value is another one");
}
