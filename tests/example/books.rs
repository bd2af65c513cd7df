//! The adviser's workbooks of the example pack, read back as a spreadsheet program
//! would read them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

use crate::held;

/// One pack for all tests of this file.
fn pack() -> PathBuf {
    static HOME: OnceLock<tempfile::TempDir> = OnceLock::new();
    let home = HOME.get_or_init(|| {
        let home = tempfile::tempdir().unwrap();
        crate::built(home.path(), "monthly");
        home
    });
    home.path().join("2011-11")
}

/// Rows of a sheet below the row that holds `heading`, by heading.
pub fn table(
    book: &[(String, BTreeMap<(u32, u32), String>)],
    sheet: &str,
    heading: &str,
) -> Vec<BTreeMap<String, String>> {
    let (_, cells) = book.iter().find(|(name, _)| name == sheet).unwrap();
    let head = cells.iter().find(|(_, text)| *text == heading).unwrap().0.0;
    let headings: BTreeMap<u32, String> = cells
        .range((head, 0)..(head + 1, 0))
        .map(|((_, col), text)| (*col, text.clone()))
        .collect();
    let mut rows: BTreeMap<u32, BTreeMap<String, String>> = BTreeMap::new();
    for ((row, col), text) in cells.range((head + 1, 0)..) {
        if let Some(heading) = headings.get(col) {
            rows.entry(*row).or_default().insert(heading.clone(), text.clone());
        }
    }
    rows.into_values().collect()
}

fn book(name: &str) -> Vec<(String, BTreeMap<(u32, u32), String>)> {
    held::values(name, std::fs::read(pack().join("internal").join(name)).unwrap())
}

#[test]
fn every_register_stands_in_one_workbook_row_by_row_with_its_source() {
    let book = book("registers.xlsx");
    let counts: BTreeMap<String, String> = table(&book, "README", "Rows")
        .into_iter()
        .map(|row| (row["Sheet"].clone(), row["Rows"].clone()))
        .collect();
    for (sheet, rows) in [
        ("Schools", "356"),
        ("LLEs", "37"),
        ("Deployments", "18"),
        ("Records of visit", "207"),
        ("Contracts", "18"),
        ("Quality assurance", "18"),
        ("CPD needs", "14"),
        ("Forum decisions", "2"),
        ("Spend", "65"),
    ] {
        assert_eq!(counts[sheet], rows, "{sheet}");
    }
    let first = &table(&book, "Deployments", "Deployment ref")[0];
    assert_eq!(first["Deployment ref"], "DEP-01");
    // 17 May 2010, as Excel counts days.
    assert_eq!(first["Start"], "40315");
    assert_eq!(first["Status"], "active");
    assert_eq!(first["In figures"], "Yes");
    assert_eq!(first["Source file"], "LLE deployments 2010-11.xlsx");
    assert_eq!(first["Source sheet"], "Sum 10");
    assert_eq!(first["Source row"], "A4");
    let visit = &table(&book, "Records of visit", "Visit ref")[0];
    assert_eq!(visit["School: URN as linked"], first["Client URN"]);
}

#[test]
fn the_survey_workbook_counts_every_answer_and_names_no_school() {
    let book = book("survey.xlsx");
    let items = table(&book, "Items", "Item and group");
    let first = &items[0];
    assert_eq!(first["Strongly agree, people"], "13");
    assert_eq!(first["Agree, people"], "2");
    assert_eq!(first["Answers, people"], "16");
    assert_eq!(first["Agreement, %"], "93.75");
    assert_eq!(table(&book, "Responses", "Respondent").len(), 16 + 17);
    let schools = crate::schools::schools();
    let names: Vec<&str> = schools.iter().map(|s| s.name.as_str()).collect();
    for (sheet, cells) in &book {
        for text in cells.values() {
            assert!(!names.iter().any(|name| text.contains(name)), "{sheet}: {text}");
        }
    }
}

/// Text of all parts of a workbook whose name begins so.
pub fn parts(bytes: &[u8], begins: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        if part.name().unwrap().starts_with(begins) {
            std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        }
    }
    text
}

#[test]
fn a_marked_copy_holds_the_originals_cells_and_a_note_for_each_finding() {
    let home = crate::root().join("input/example");
    let findings: Vec<BTreeMap<String, String>> =
        csv::Reader::from_path(pack().join("evidence/findings.csv"))
            .unwrap()
            .into_deserialize()
            .map(Result::unwrap)
            .collect();
    let mut copies = 0;
    for entry in std::fs::read_dir(&home).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let copied =
            if name.ends_with(".xlsx") { name.clone() } else { format!("{name}.xlsx") };
        let original = std::fs::read(home.join(&name)).unwrap();
        let bytes = std::fs::read(pack().join("internal/marked").join(&copied)).unwrap();
        let mut sheets = held::values(&copied, bytes.clone());
        let (front, _) = sheets.remove(0);
        assert_eq!(front, "Findings");
        let own = held::values(&name, original);
        let values = |sheets: &[(String, BTreeMap<(u32, u32), String>)]| {
            sheets.iter().map(|(_, cells)| cells.clone()).collect::<Vec<_>>()
        };
        assert_eq!(values(&sheets), values(&own), "{name}");
        if !name.ends_with(".csv") {
            let names = |sheets: &[(String, BTreeMap<(u32, u32), String>)]| {
                sheets.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()
            };
            assert_eq!(names(&sheets), names(&own), "{name}");
        }
        let notes = parts(&bytes, "xl/comments");
        for finding in findings.iter().filter(|f| f["file"] == name) {
            let is_on_a_cell = !finding["cell"].is_empty();
            assert_eq!(
                notes.contains(finding["code"].as_str()),
                is_on_a_cell,
                "{name} {}",
                finding["code"]
            );
        }
        copies += 1;
    }
    let made = std::fs::read_dir(pack().join("internal/marked")).unwrap().count();
    assert_eq!(copies, made);
    let manifest =
        std::fs::read_to_string(pack().join("evidence/manifest.json")).unwrap();
    assert!(manifest.contains("\"internal/marked/LLE contracts.xls.xlsx\""));
}
