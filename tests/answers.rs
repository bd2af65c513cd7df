//! The data quality workbook as a form: written ready to fill in, filled in,
//! dropped into the input folder under another name, and obeyed.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops where something is not as it must be"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Reader as _, open_workbook_auto};
use rust_xlsxwriter::Workbook;

/// A folder of an adviser, with the tables of a small programme.
struct Folder(PathBuf);

const SCHOOLS: &str = "URN | School | Phase | LA code | Status
120901 | Norby Primary School | Primary | 926 | Open
120902 | Harlby Primary School | Primary | 926 | Open
120903 | Dravby Primary School | Primary | 926 | Open
120904 | St Ebba's Church of England Primary School | Primary | 926 | Open";

const LLES: &str = "LLE ref | Headteacher | School | Accredited | Status | Years teaching
L01 | Ruth Gathercole | Norby Primary School | 22/01/2010 | Active | 19
L02 | Peter Bunting | Harlby Primary School | 22/01/2010 | Active | 24";

const DEPLOYMENTS: &str =
    "Deployment ref | LLE ref | Client school | Start date | Status | Stint
DEP-01 | L01 | Dravby Primary School | 06/09/2010 | Active | 47
DEP-02 | L02 | The Ebb Hill school | 06/09/2010 | Active | 6";

const RESULTS: &str = "URN | School | % L4+ E&M 2010 | % L4+ E&M 2011
120901 | Norby Primary School | 70 | 75
120902 | Harlby Primary School | 72 | 74
120903 | Dravby Primary School | 50 | 61
120904 | St Ebba's Church of England Primary School | 55 | 60";

impl Folder {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("answers").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("input")).unwrap();
        let made = Self(folder);
        made.book("Schools.xlsx", SCHOOLS);
        made.book("LLE register.xlsx", LLES);
        made.book("Deployments.xlsx", DEPLOYMENTS);
        made.book("Results.xlsx", RESULTS);
        made
    }

    /// A workbook with one sheet `Sheet1`; numbers are numbers.
    fn book(&self, name: &str, table: &str) {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (row, line) in (0u32..).zip(table.lines()) {
            for (col, text) in (0u16..).zip(line.split('|').map(str::trim)) {
                match text.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, col, number).unwrap(),
                    Err(_) => sheet.write_string(row, col, text).unwrap(),
                };
            }
        }
        book.save(self.0.join("input").join(name)).unwrap();
    }

    /// The register of LLEs, the second one's row struck through, the first one's
    /// filled, and perhaps a key below them.
    fn coloured(&self, key: &[&str]) {
        use rust_xlsxwriter::{Color, Format};
        let green = Format::new().set_background_color(Color::RGB(0x00_B0_50));
        let struck = Format::new().set_font_strikethrough();
        let plain = Format::new();
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (row, line) in (0u32..).zip(LLES.lines()) {
            let format = [&plain, &green, &struck][row as usize];
            for (col, text) in (0u16..).zip(line.split('|').map(str::trim)) {
                sheet.write_with_format(row, col, text, format).unwrap();
            }
        }
        for (row, text) in (5u32..).zip(key) {
            sheet.write(row, 1, *text).unwrap();
        }
        if !key.is_empty() {
            sheet.write_with_format(8, 1, "training", &green).unwrap();
        }
        book.save(self.0.join("input/LLE register.xlsx")).unwrap();
    }

    fn run(&self, command: &str, period: &str) -> String {
        self.told(&[command, "-v", "--no-progress", "--period", period])
    }

    fn told(&self, arguments: &[&str]) -> String {
        let out = Command::new(env!("CARGO_BIN_EXE_forumpack"))
            .args(arguments)
            .current_dir(&self.0)
            .output()
            .unwrap();
        assert!(out.status.code().is_some_and(|code| code != 2), "{out:?}");
        String::from_utf8(out.stdout).unwrap().replace('\u{a0}', " ")
    }

    fn check(&self) -> String {
        self.run("check", "2011-11")
    }

    /// The workbook that `check` wrote, as a form.
    fn form(&self, pack: &str) -> Form {
        let path = self.0.join("output").join(pack).join("internal/data-quality.xlsx");
        let mut book = open_workbook_auto(path).unwrap();
        let names = book.sheet_names();
        let sheets = names.into_iter().map(|name| {
            let range = book.worksheet_range(&name).unwrap();
            let end = range.end().unwrap_or((0, 0));
            let rows = (0..=end.0).map(|row| {
                let cell = |col| range.get_value((row, col)).cloned();
                (0..=end.1).map(|col| cell(col).unwrap_or(Data::Empty)).collect()
            });
            (name, rows.collect())
        });
        Form { sheets: sheets.collect() }
    }

    fn answer(&self, form: &Form, name: &str) {
        form.save(&self.0.join("input").join(name));
    }

    fn evidence(&self, pack: &str, file: &str) -> String {
        fs::read_to_string(self.0.join("output").join(pack).join("evidence").join(file))
            .unwrap()
    }
}

/// The sheets of a data quality workbook.
struct Form {
    sheets: Vec<(String, Vec<Vec<Data>>)>,
}

/// Whether a cell holds this text.
fn is(cell: &Data, text: &str) -> bool {
    let held = cell.to_string();
    held == text
}

impl Form {
    fn rows(&self, sheet: &str) -> &Vec<Vec<Data>> {
        &self.sheets.iter().find(|(name, _)| name == sheet).unwrap().1
    }

    fn heading_row(&self, sheet: &str, heading: &str) -> (usize, usize) {
        let rows = self.rows(sheet).iter().enumerate();
        rows.filter(|(_, row)| row.iter().filter(|c| **c != Data::Empty).count() > 2)
            .find_map(|(at, row)| {
                let col = row.iter().position(|cell| is(cell, heading))?;
                Some((at, col))
            })
            .unwrap_or_else(|| panic!("no heading {heading} on {sheet}"))
    }

    fn row(&self, sheet: &str, holds: &str) -> Option<Vec<String>> {
        let found =
            self.rows(sheet).iter().find(|row| row.iter().any(|cell| is(cell, holds)))?;
        Some(found.iter().map(ToString::to_string).collect())
    }

    /// What stands under a heading in the row that holds a text.
    fn get(&self, sheet: &str, holds: &str, heading: &str) -> Option<String> {
        let (_, col) = self.heading_row(sheet, heading);
        Some(self.row(sheet, holds)?[col].clone())
    }

    /// Writes under a heading, in the row that holds a text.
    fn fill(&mut self, sheet: &str, holds: &str, heading: &str, value: &str) {
        let (_, col) = self.heading_row(sheet, heading);
        let (_, rows) = self.sheets.iter_mut().find(|(name, _)| name == sheet).unwrap();
        let row = rows
            .iter_mut()
            .find(|row| row.iter().any(|cell| is(cell, holds)))
            .unwrap_or_else(|| panic!("{holds} does not stand on {sheet}"));
        row[col] = Data::String(value.to_owned());
    }

    /// Writes a new row below the last one, by heading.
    fn add(&mut self, sheet: &str, cells: &[(&str, &str)]) {
        let places: Vec<(usize, &str)> = cells
            .iter()
            .map(|(heading, text)| (self.heading_row(sheet, heading).1, *text))
            .collect();
        let (_, rows) = self.sheets.iter_mut().find(|(name, _)| name == sheet).unwrap();
        let mut row = vec![Data::Empty; 20];
        for (col, text) in places {
            row[col] =
                text.parse().map_or_else(|_| Data::String(text.to_owned()), Data::Float);
        }
        rows.push(row);
    }

    fn save(&self, path: &Path) {
        let mut book = Workbook::new();
        for (name, rows) in &self.sheets {
            let sheet = book.add_worksheet();
            sheet.set_name(name).unwrap();
            for (row, cells) in (0u32..).zip(rows) {
                for (col, cell) in (0u16..).zip(cells) {
                    match cell {
                        Data::Empty => {}
                        Data::Float(number) => {
                            sheet.write_number(row, col, *number).unwrap();
                        }
                        Data::DateTime(serial) => {
                            let format =
                                rust_xlsxwriter::Format::new().set_num_format("d/m/yyyy");
                            let serial = serial.as_f64();
                            sheet
                                .write_number_with_format(row, col, serial, &format)
                                .unwrap();
                        }
                        other => {
                            sheet.write_string(row, col, other.to_string()).unwrap();
                        }
                    }
                }
            }
        }
        book.save(path).unwrap();
    }
}

fn findings<'a>(said: &'a str, code: &str) -> Vec<&'a str> {
    said.lines().filter(|line| line.split(' ').nth(1) == Some(code)).collect()
}

#[test]
fn a_heading_that_was_answered_is_used_in_the_next_run_and_kept_for_the_one_after() {
    let folder = Folder::new("heading");
    let said = folder.check();
    assert!(said.contains("F1 Stint: not used\n"), "{said}");
    assert!(said.contains("D1 Start date: start (synonym)\n"), "{said}");

    let mut form = folder.form("2011-11-check");
    form.fill("Headings", "Stint", "Means", "Days agreed");
    folder.answer(&form, "answers of November.xlsx");
    let said = folder.check();
    assert!(said.contains("F1 Stint: days (answered)\n"), "{said}");
    assert_eq!(findings(&said, "DEP-009").len(), 1, "47 days are asked about");

    let next = folder.form("2011-11-check");
    assert_eq!(next.get("Headings", "Stint", "Means").unwrap(), "Days agreed");
    assert_eq!(next.get("Headings", "Stint", "Because").unwrap(), "answered");
    folder.answer(&next, "answers of November.xlsx");
    assert!(folder.check().contains("F1 Stint: days (answered)\n"));

    // The heading is written otherwise: the answer is idle, is said to be, and is kept.
    folder.book("Deployments.xlsx", &DEPLOYMENTS.replace("Stint", "Tour"));
    let said = folder.check();
    assert!(said.contains("F1 Tour: not used\n"), "{said}");
    let lapsed = findings(&said, "FIL-033");
    assert!(lapsed[0].contains("Stint means Days agreed does not hold"), "{said}");
    let next = folder.form("2011-11-check");
    assert_eq!(next.get("Headings", "Stint", "Means").unwrap(), "Days agreed");
}

#[test]
fn a_heading_that_was_answered_is_not_asked_about_again_when_the_file_has_a_new_name() {
    let folder = Folder::new("renamed");
    folder.check();
    let mut form = folder.form("2011-11-check");
    form.fill("Headings", "Stint", "Means", "Days agreed");
    folder.answer(&form, "answers of November.xlsx");
    assert!(folder.check().contains("F1 Stint: days (answered)\n"));

    fs::rename(
        folder.0.join("input/Deployments.xlsx"),
        folder.0.join("input/Deployments v2 FINAL.xlsx"),
    )
    .unwrap();
    let said = folder.check();
    assert!(said.contains("F1 Stint: days (answered)\n"), "{said}");
    assert!(findings(&said, "FIL-033").is_empty(), "{said}");
    let next = folder.form("2011-11-check");
    assert_eq!(next.get("Headings", "Stint", "Means").unwrap(), "Days agreed");
    assert!(next.get("Headings", "Stint", "File").unwrap().contains("v2"));
}

const SEEN: &str = "No | Whereabouts | Sat down | Chat
1 | Dravby Primary School | 12/10/2010 | We walked the school
2 | Harlby Primary School | 16/11/2010 | We looked at books
3 | Dravby Primary School | 14/12/2010 | Budget and staffing";

/// One line says what a sheet is whose words tell nothing; it holds for the file of the
/// next month.
#[test]
fn a_sheet_in_words_of_its_own_is_read_once_it_is_said_which_register_it_is() {
    let folder = Folder::new("whole sheet");
    folder.book("Jottings November 2011.xlsx", SEEN);
    let said = folder.check();
    assert!(said.contains("Jottings November 2011.xlsx > Sheet1: not used;"), "{said}");
    let asks = |said: &str| {
        let of = findings(said, "FIL-001").join("\n");
        of.contains("Jottings November 2011.xlsx > Sheet1: The sheet was not recognised")
    };
    assert!(asks(&said), "{said}");

    let mut form = folder.form("2011-11-check");
    let listed = form.row("Headings", "Jottings November 2011.xlsx").unwrap();
    assert_eq!(listed[3], "(the whole sheet)");
    form.fill("Headings", "Jottings November 2011.xlsx", "Means", "Records of visit");
    folder.answer(&form, "answers of November.xlsx");
    let said = folder.check();
    let read = "Jottings November 2011.xlsx > Sheet1: visits, headings in row 1; 3 rows read, 3 used";
    assert!(said.contains(read), "{said}");
    assert!(!asks(&said), "{said}");
    for line in [
        "  A1 No: ref (synonym)\n",
        "  B1 Whereabouts: school (near: by the cells below it)\n",
        "  C1 Sat down: date (near: by the cells below it)\n",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    let next = folder.form("2011-11-check");
    let of =
        |heading| next.get("Headings", "Jottings November 2011.xlsx", heading).unwrap();
    assert_eq!(
        (of("Means"), of("Because")),
        ("Records of visit".into(), "answered".into())
    );

    fs::rename(
        folder.0.join("input/Jottings November 2011.xlsx"),
        folder.0.join("input/Jottings Dec 2011 v2.xlsx"),
    )
    .unwrap();
    let said = folder.check();
    assert!(said.contains("Jottings Dec 2011 v2.xlsx > Sheet1: visits,"), "{said}");
    assert!(findings(&said, "FIL-033").is_empty(), "{said}");
}

#[test]
fn a_sheet_that_is_said_to_be_no_register_is_passed_over_and_not_asked_about_again() {
    let folder = Folder::new("whole sheet aside");
    folder.book(
        "Governor visits.xlsx",
        "Visit ref | Client school | Visit date | Deployment ref | Governor
1 | Norby Primary School | 6/9/2010 | DEP-01 | Mrs Hill
2 | Harlby Primary School | 7/9/2010 | DEP-02 | Mr Dale",
    );
    let said = folder.check();
    assert!(said.contains("Governor visits.xlsx > Sheet1: visits,"), "{said}");
    let mut form = folder.form("2011-11-check");
    form.add(
        "Headings",
        &[
            ("File", "Governor visits.xlsx"),
            ("Heading", "(the whole sheet)"),
            ("Means", "not used"),
        ],
    );
    folder.answer(&form, "answers.xlsx");
    let said = folder.check();
    assert!(!said.contains("was not recognised, and there is no"), "{said}");
    let aside = "Governor visits.xlsx > Sheet1: not used; 0 rows read, 0 used, 0 left out. You said that it is no register.";
    assert!(said.contains(aside), "{said}");
    let about = |line: &&str| line.contains("Governor visits") && line.contains("FIL-0");
    assert_eq!(said.lines().filter(about).count(), 0, "{said}");
    let next = folder.form("2011-11-check");
    let means = next.get("Headings", "Governor visits.xlsx", "Means");
    assert_eq!(means.unwrap(), "not used", "kept for the next month");
}

#[test]
fn an_answer_about_a_whole_sheet_that_cannot_hold_says_why() {
    let folder = Folder::new("whole sheet idle");
    folder.check();
    let mut form = folder.form("2011-11-check");
    let line = |file, means| {
        [("File", file), ("Heading", "(the whole sheet)"), ("Means", means)]
    };
    form.add("Headings", &line("Results.xlsx", "Cake sale"));
    form.add("Headings", &line("Gone.xlsx", "Records of visit"));
    folder.answer(&form, "answers.xlsx");
    let said = folder.check();
    let lapsed = findings(&said, "FIL-033").join("\n");
    assert!(lapsed.contains("Cake sale is no register"), "{lapsed}");
    assert!(lapsed.contains("no sheet of that name is there"), "{lapsed}");
}

#[test]
fn the_workbook_itself_unanswered_changes_nothing_and_is_not_asked_about() {
    let folder = Folder::new("unanswered");
    let before = folder.check();
    fs::copy(
        folder.0.join("output/2011-11-check/internal/data-quality.xlsx"),
        folder.0.join("input/Copy (2) of answers.xlsx"),
    )
    .unwrap();
    let after = folder.check();
    let told = |said: &str| {
        let code = |line: &&str| line.split(' ').nth(1).is_some_and(|c| c.contains("-0"));
        said.lines().filter(code).count()
    };
    assert_eq!(told(&after), told(&before), "{after}");
    assert!(after.contains("Copy (2) of answers.xlsx > Start here: answers"), "{after}");
}

/// What `check` prints of every heading stands in the workbook as well.
#[test]
fn every_heading_is_listed_with_what_it_was_taken_for_and_why() {
    let folder = Folder::new("listed");
    folder.book("Deployments.xlsx", &DEPLOYMENTS.replace("Status", "Curent status"));
    let said = folder.check();
    for line in [
        "Deployments.xlsx > Sheet1: deployments, headings in row 1; 2 rows read, 2 used, 0 left out. Deployments: 5 headings used, 1 not used\n",
        "  A1 Deployment ref: ref (exact)\n",
        "  D1 Start date: start (synonym)\n",
        "  E1 Curent status: status (near 0.9",
        "  F1 Stint: not used\n",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    // Without -v the headings that were not used stand in one line.
    let brief = folder.told(&["check", "--no-progress", "--period", "2011-11"]);
    for line in [
        "2 rows read, 2 used",
        "  D1 Start date: start (synonym)\n",
        "  not used: F1 Stint\n",
    ] {
        assert!(brief.contains(line), "{line}\n{brief}");
    }
    assert!(!brief.contains("note FIL-"), "{brief}");
    let form = folder.form("2011-11-check");
    let listed = |heading: &str| {
        let taken = form.get("Headings read", heading, "Taken for").unwrap();
        (taken, form.get("Headings read", heading, "Because").unwrap())
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(listed("Deployment ref"), pair("ref", "exact"));
    assert_eq!(listed("Start date"), pair("start", "synonym"));
    assert_eq!(listed("Stint"), pair("not used", "not used"));
    assert!(listed("Curent status").1.starts_with("near 0.9"));
    let sheet = form.row("Sheets read", "Deployments.xlsx").unwrap();
    assert_eq!(sheet[2..7], ["deployments", "1", "2", "2", "0"]);
    // What was only likely is asked in the sheet of answers.
    assert_eq!(form.get("Headings", "Curent status", "Taken for").unwrap(), "status");
    let manifest = folder.evidence("2011-11-check", "manifest.json");
    assert!(manifest.contains("Curent status"), "{manifest}");
}

#[test]
fn an_answer_beats_a_heading_that_would_be_known_by_itself() {
    let folder = Folder::new("claimed");
    let two = DEPLOYMENTS.replace("Status", "Days agreed").replace("Active", "5");
    folder.book("Deployments.xlsx", &two);
    folder.check();
    let mut form = folder.form("2011-11-check");
    form.fill("Headings", "Stint", "Means", "days");
    folder.answer(&form, "form.xlsx");
    let said = folder.check();
    assert!(said.contains("F1 Stint: days (answered)\n"), "{said}");
    assert!(said.contains("E1 Days agreed: not used\n"), "{said}");
    let mut form = folder.form("2011-11-check");
    form.fill("Headings", "Stint", "Means", "fortnights");
    folder.answer(&form, "form.xlsx");
    let said = folder.check();
    assert!(said.contains("E1 Days agreed: days (exact)\n"), "{said}");
    assert!(findings(&said, "FIL-033")[0].contains("no column of that name"), "{said}");
}

/// The question is `Is it so?`, and people answer it.
#[test]
fn yes_confirms_what_a_heading_and_a_sheet_were_taken_for() {
    let folder = Folder::new("confirmed");
    folder.book("Deployments.xlsx", &DEPLOYMENTS.replace("Start date", "Went in"));
    let said = folder.check();
    assert!(findings(&said, "FIL-038")[0].contains("Went in (read as Start)"), "{said}");
    let mut form = folder.form("2011-11-check");
    form.fill("Headings", "Went in", "Means", "Yes");
    folder.answer(&form, "form.xlsx");
    let said = folder.check();
    assert!(said.contains("D1 Went in: start (answered)\n"), "{said}");
    assert!(findings(&said, "FIL-038").is_empty(), "{said}");
    assert!(findings(&said, "FIL-033").is_empty(), "{said}");
}

#[test]
fn a_column_that_is_said_not_to_be_used_is_not_asked_about_again() {
    let folder = Folder::new("not used");
    let said = folder.check();
    assert!(findings(&said, "FIL-011")[0].contains("is it Stint?"), "{said}");
    let mut form = folder.form("2011-11-check");
    form.fill("Headings", "Stint", "Means", "not used");
    folder.answer(&form, "form.xlsx");
    let said = folder.check();
    let about = |line: &&str| line.contains("Stint") && line.contains("FIL-011");
    assert_eq!(said.lines().filter(about).count(), 0, "{said}");
}

#[test]
fn a_sheet_that_was_not_recognised_is_recognised_by_its_answers() {
    let folder = Folder::new("sheet");
    let odd = "Stint no | Sender | Receiver | From when | Stage reached
S1 | L01 | Dravby Primary School | 06/09/2010 | Active
S2 | L02 | Norby Primary School | 06/09/2010 | Active";
    folder.book("Deployments.xlsx", odd);
    let said = folder.check();
    assert!(said.contains("Deployments.xlsx > Sheet1: not used"), "{said}");
    let mut form = folder.form("2011-11-check");
    for (heading, column) in [
        ("Stint no", "Deployment ref"),
        ("Sender", "LLE ref"),
        ("Receiver", "client"),
        ("From when", "Start"),
    ] {
        form.fill("Headings", heading, "Register", "Deployments");
        form.fill("Headings", heading, "Means", column);
    }
    folder.answer(&form, "form.xlsx");
    let said = folder.check();
    assert!(
        said.contains("Deployments.xlsx > Sheet1: deployments, headings in row 1; 2 rows read, 2 used"),
        "{said}"
    );
    let next = folder.form("2011-11-check");
    assert_eq!(next.get("Headings", "Receiver", "Means").unwrap(), "client");
}

#[test]
fn a_school_found_by_likeness_is_asked_about_until_the_adviser_has_said_so() {
    let folder = Folder::new("likeness");
    folder.book(
        "Deployments.xlsx",
        &DEPLOYMENTS.replace("Dravby Primary", "Dravvby Primary"),
    );
    let said = folder.check();
    assert_eq!(findings(&said, "SCH-012").len(), 1, "{said}");
    let mut form = folder.form("2011-11-check");
    form.fill("Names", "Dravvby Primary School", "Means", "120903");
    form.fill("Names", "Dravvby Primary School", "Until", "30/11/2011");
    folder.answer(&form, "names.xlsx");
    let said = folder.check();
    assert!(findings(&said, "SCH-012").is_empty(), "{said}");
    let said = folder.run("check", "2011-12");
    assert_eq!(findings(&said, "SCH-012").len(), 1, "{said}");
}

#[test]
fn a_name_that_was_answered_joins_its_school() {
    let folder = Folder::new("name");
    let said = folder.check();
    assert_eq!(findings(&said, "DEP-003").len(), 1, "{said}");

    let mut form = folder.form("2011-11-check");
    form.fill("Names", "The Ebb Hill school", "Means", "120904");
    form.fill("Names", "The Ebb Hill school", "Until", "30/11/2011");
    folder.answer(&form, "my answers.xlsx");
    let said = folder.run("build", "2011-11");
    assert!(findings(&said, "DEP-003").is_empty(), "{said}");
    let next = folder.form("2011-11");
    assert_eq!(next.get("Names", "The Ebb Hill school", "Means").unwrap(), "120904");
    assert!(folder.evidence("2011-11", "figures.csv").contains("school:120904"));

    // The day after, the answer's date is past.
    let said = folder.run("check", "2011-12");
    assert_eq!(findings(&said, "DEP-003").len(), 1, "{said}");
    assert!(findings(&said, "FIL-033")[0].contains("it held until 30 November 2011"));
}

fn contracted(folder: &Folder, pack: &str) -> String {
    let figures = folder.evidence(pack, "figures.csv");
    let mut lines = figures.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let heads = lines.next().unwrap();
    let at = |name: &str| heads.iter().position(|head| *head == name).unwrap();
    let (figure, item, value) = (at("figure"), at("item"), at("value"));
    lines
        .find(|line| line[figure] == "P05" && line[item] == "contracted")
        .map(|line| line[value].to_owned())
        .unwrap()
}

#[test]
fn a_correction_changes_the_figure_until_its_cell_changes() {
    let folder = Folder::new("correction");
    let known = DEPLOYMENTS.replace("Stint", "Days agreed");
    let known = known.replace("The Ebb Hill school", "Norby Primary School");
    folder.book("Deployments.xlsx", &known);
    folder.book(
        "Visits.xlsx",
        "Visit ref | Deployment ref | Visit date | Days
V1 | DEP-01 | 05/10/2010 | 1
V2 | DEP-02 | 06/10/2010 | 1",
    );
    folder.run("build", "2011-11");
    assert_eq!(contracted(&folder, "2011-11"), "53");

    let mut form = folder.form("2011-11");
    form.add(
        "Corrections",
        &[
            ("File", "Deployments.xlsx"),
            ("Sheet", "Sheet1"),
            ("Cell", "F2"),
            ("Was", "47"),
            ("Instead", "4.75"),
            ("Reason", "a decimal point was left out"),
            ("Who", "SM"),
        ],
    );
    folder.answer(&form, "corrected.xlsx");
    let said = folder.run("build", "2011-11");
    assert_eq!(contracted(&folder, "2011-11"), "10.75");
    assert!(findings(&said, "FIL-033").is_empty(), "{said}");
    let html = fs::read_to_string(folder.0.join("output/2011-11/public/forum-pack.html"));
    assert!(html.unwrap().contains("Deployments.xlsx, Sheet1, F2"));
    let next = folder.form("2011-11");
    assert_eq!(next.get("Corrections", "F2", "Instead").unwrap(), "4.75");
    assert_eq!(next.get("Corrections", "F2", "Who").unwrap(), "SM");

    folder.book("Deployments.xlsx", &known.replace("47", "8"));
    let said = folder.run("build", "2011-11");
    assert_eq!(contracted(&folder, "2011-11"), "14");
    assert!(
        findings(&said, "FIL-033")[0].contains("47 stood in the cell, and 8 stands"),
        "{said}"
    );
    assert!(folder.form("2011-11").row("Corrections", "F2").is_none());
}

#[test]
fn a_correction_ends_with_its_date() {
    let folder = Folder::new("correction until");
    let known = DEPLOYMENTS.replace("Stint", "Days agreed");
    folder.book("Deployments.xlsx", &known);
    folder.check();
    let mut form = folder.form("2011-11-check");
    let cells = [("File", "deployments.xlsx"), ("Cell", "F2"), ("Was", "47")];
    let rest = [("Instead", "5"), ("Reason", "typing"), ("Until", "30.11.2011")];
    form.add("Corrections", &[&cells[..], &rest[..]].concat());
    folder.answer(&form, "form.xlsx");
    assert!(findings(&folder.check(), "DEP-009").is_empty());
    let said = folder.run("check", "2011-12");
    assert_eq!(findings(&said, "DEP-009").len(), 1, "{said}");
    assert!(findings(&said, "FIL-033")[0].contains("it held until 30 November 2011"));
}

#[test]
fn a_setting_that_was_filled_in_changes_a_threshold_and_is_kept() {
    let folder = Folder::new("setting");
    let known = DEPLOYMENTS.replace("Stint", "Days agreed");
    folder.book("Deployments.xlsx", &known);
    let said = folder.check();
    assert_eq!(findings(&said, "DEP-009").len(), 1, "{said}");
    let mut form = folder.form("2011-11-check");
    form.fill("Settings", "max_days", "Value", "50");
    folder.answer(&form, "thresholds.xlsx");
    assert!(findings(&folder.check(), "DEP-009").is_empty());
    let next = folder.form("2011-11-check");
    assert_eq!(next.get("Settings", "max_days", "Value").unwrap(), "50");
    assert_eq!(next.get("Settings", "draws", "Value").unwrap(), "");

    // A sheet of the adviser's own that says otherwise is told of.
    let mut own = Workbook::new();
    let sheet = own.add_worksheet();
    sheet.set_name("Settings").unwrap();
    sheet.write(0, 0, "max_days").unwrap();
    sheet.write(0, 1, 20).unwrap();
    sheet.write(1, 0, "programme").unwrap();
    sheet.write(1, 1, "Local Leaders").unwrap();
    own.save(folder.0.join("input/zz own.xlsx")).unwrap();
    let said = folder.check();
    assert!(findings(&said, "DEP-009").is_empty(), "{said}");
    assert!(findings(&said, "FIL-035")[0].contains("max_days is 50 here and 20"));
    let next = folder.form("2011-11-check");
    assert_eq!(next.get("Settings", "programme", "Value").unwrap(), "");
    assert_eq!(next.get("Settings", "programme", "Set to").unwrap(), "Local Leaders");
}

#[test]
fn of_two_workbooks_that_answer_one_thing_the_answers_are_taken_once() {
    let folder = Folder::new("twice");
    folder.check();
    let mut form = folder.form("2011-11-check");
    form.fill("Headings", "Stint", "Means", "Days agreed");
    folder.answer(&form, "a.xlsx");
    folder.answer(&form, "b.xlsx");
    folder.check();
    let next = folder.form("2011-11-check");
    let stints = next.rows("Headings").iter().flatten();
    assert_eq!(stints.filter(|cell| is(cell, "Stint")).count(), 1);
}

#[test]
fn a_sheet_of_findings_of_the_advisers_own_is_no_sheet_of_answers() {
    let folder = Folder::new("own findings");
    let mut own = Workbook::new();
    let sheet = own.add_worksheet();
    sheet.set_name("Findings").unwrap();
    let lines =
        ["QA ref | Deployment ref | Due | RAG", "QA1 | DEP-01 | 12/12/2010 | Green"];
    for (row, line) in
        (0u32..).zip(lines.iter().chain(&["QA2 | DEP-02 | 1/2/2011 | Red"]))
    {
        for (col, text) in (0u16..).zip(line.split('|').map(str::trim)) {
            sheet.write(row, col, text).unwrap();
        }
    }
    own.save(folder.0.join("input/QA.xlsx")).unwrap();
    assert!(folder.check().contains("QA.xlsx > Findings: quality, headings in row 1"));
}

fn lle_status(folder: &Folder, name: &str) -> String {
    folder.run("build", "2011-11");
    let path = folder.0.join("output/2011-11/internal/registers.xlsx");
    let mut book = open_workbook_auto(path).unwrap();
    let range = book.worksheet_range("LLEs").unwrap();
    let is_head = |row: &&[Data]| row.iter().any(|cell| is(cell, "Headteacher"));
    let heads = range.rows().find(is_head).unwrap();
    let col = heads.iter().position(|cell| is(cell, "Status")).unwrap();
    let row = range.rows().find(|row| row.iter().any(|cell| is(cell, name)));
    row.map(|row| row[col].to_string()).unwrap_or_default()
}

#[test]
fn a_colour_is_listed_and_is_used_once_the_adviser_says_what_it_means() {
    let folder = Folder::new("colours");
    folder.coloured(&[]);
    let said = folder.check();
    assert!(findings(&said, "FIL-037")[0].contains("1 row is struck through"), "{said}");
    assert!(findings(&said, "FIL-036").is_empty());
    assert_eq!(lle_status(&folder, "Peter Bunting"), "active");

    let mut form = folder.form("2011-11");
    assert_eq!(form.get("Colours", "fill 00B050", "Rows").unwrap(), "1");
    form.fill("Colours", "struck through", "Means", "resigned");
    folder.answer(&form, "colours.xlsx");
    assert_eq!(lle_status(&folder, "Peter Bunting"), "resigned");
    assert_eq!(lle_status(&folder, "Ruth Gathercole"), "active");
    let said = folder.check();
    assert!(findings(&said, "FIL-037").is_empty(), "{said}");
    assert!(
        findings(&said, "FIL-036")[0]
            .contains("1 row (struck through): read as resigned"),
        "{said}"
    );
    let next = folder.form("2011-11-check");
    assert_eq!(next.get("Colours", "struck through", "Means").unwrap(), "resigned");

    let mut form = next;
    form.fill("Colours", "struck through", "Means", "left out");
    folder.answer(&form, "colours.xlsx");
    assert_eq!(lle_status(&folder, "Peter Bunting"), "");
    let said = folder.check();
    assert!(said.contains("2 rows read, 1 used, 1 left out"), "{said}");
    assert!(said.contains("1 row left out by its colour"), "{said}");
}

#[test]
fn a_key_on_the_sheet_is_used_and_is_no_record() {
    let folder = Folder::new("key");
    folder.coloured(&["Key", "Struck through = stood down", "(ask SM)"]);
    assert_eq!(lle_status(&folder, "Peter Bunting"), "resigned");
    assert_eq!(lle_status(&folder, "Ruth Gathercole"), "in training");
    let said = folder.check();
    assert!(
        said.contains("lles, headings in row 1; 2 rows read, 2 used, 0 left out"),
        "{said}"
    );
}

#[test]
fn a_key_in_the_settings_is_used() {
    let folder = Folder::new("key in settings");
    folder.coloured(&[]);
    let mut own = Workbook::new();
    let sheet = own.add_worksheet();
    sheet.set_name("Settings").unwrap();
    sheet.write(0, 0, "colour #00B050 means on hold").unwrap();
    sheet.write(1, 0, "strikethrough").unwrap();
    sheet.write(1, 1, "retired").unwrap();
    own.save(folder.0.join("input/Setup.xlsx")).unwrap();
    assert_eq!(lle_status(&folder, "Ruth Gathercole"), "paused");
    assert_eq!(lle_status(&folder, "Peter Bunting"), "retired");
    assert!(findings(&folder.check(), "FIL-032").is_empty());
}

/// What `findings.csv` of a pack says of the days agreed of DEP-01.
fn state_of_days(folder: &Folder, pack: &str) -> Option<String> {
    let findings = folder.evidence(pack, "findings.csv");
    let line = findings.lines().find(|line| line.contains(",DEP-009,"))?;
    Some(line.split(',').nth(3).unwrap().to_owned())
}

/// A month: builds its pack, and puts its workbook in the place of the answers.
fn month(folder: &Folder, period: &str) -> String {
    let said = folder.run("build", period);
    folder.answer(&folder.form(period), "answers.xlsx");
    said
}

/// Explains the 47 days of DEP-01 in the pack of September.
fn explained_in_september(name: &str, until: &str) -> (Folder, String) {
    let folder = Folder::new(name);
    let known = DEPLOYMENTS.replace("Stint", "Days agreed");
    let known = known.replace("The Ebb Hill school", "Norby Primary School");
    folder.book("Deployments.xlsx", &known);
    folder.run("build", "2011-09");
    let mut form = folder.form("2011-09");
    form.fill("Queries", "DEP-009", "Decision", "explained");
    form.fill("Queries", "DEP-009", "Reason", "two years of support");
    form.fill("Queries", "DEP-009", "Who", "SM");
    form.fill("Queries", "DEP-009", "Until", until);
    folder.answer(&form, "answers.xlsx");
    month(&folder, "2011-09");
    assert_eq!(state_of_days(&folder, "2011-09").as_deref(), Some("answered"));
    (folder, known)
}

#[test]
fn an_answer_outlives_months_in_which_nothing_is_found() {
    let (folder, known) = explained_in_september("gone and back", "31/12/2011");
    // The row is taken out for two months: nothing to ask, and the answer is kept.
    let without: Vec<&str> =
        known.lines().filter(|line| !line.starts_with("DEP-01")).collect();
    folder.book("Deployments.xlsx", &without.join("\n"));
    let said = month(&folder, "2011-10");
    assert!(findings(&said, "FIL-033").is_empty(), "{said}");
    assert_eq!(state_of_days(&folder, "2011-10").as_deref(), Some("fixed"));
    month(&folder, "2011-11");
    assert_eq!(state_of_days(&folder, "2011-11"), None);
    let kept = folder.form("2011-11");
    assert_eq!(kept.get("Queries", "DEP-009", "State").unwrap(), "kept");
    assert_eq!(kept.get("Queries", "DEP-009", "Reason").unwrap(), "two years of support");

    folder.book("Deployments.xlsx", &known);
    month(&folder, "2011-12");
    assert_eq!(state_of_days(&folder, "2011-12").as_deref(), Some("answered"));
    assert_eq!(folder.form("2011-12").get("Queries", "DEP-009", "Who").unwrap(), "SM");

    // Its date passes: it is asked again.
    let said = month(&folder, "2012-01");
    assert_eq!(state_of_days(&folder, "2012-01").as_deref(), Some("persisting"));
    assert!(
        findings(&said, "FIL-033")[0].contains("it held until 31 December 2011"),
        "{said}"
    );
    assert_eq!(folder.form("2012-01").get("Queries", "DEP-009", "Who").unwrap(), "");
}

#[test]
fn an_answer_ends_when_its_cell_is_mended() {
    let (folder, known) = explained_in_september("mended and undone", "");
    folder.book("Deployments.xlsx", &known.replace("| 47", "| 7"));
    let said = month(&folder, "2011-10");
    assert_eq!(findings(&said, "FIL-033").len(), 1, "{said}");
    assert!(
        findings(&said, "FIL-033")[0]
            .contains("47 stood in the cell, and 7 stands there now"),
        "{said}"
    );
    folder.book("Deployments.xlsx", &known);
    month(&folder, "2011-11");
    assert_eq!(state_of_days(&folder, "2011-11").as_deref(), Some("new"));
}

#[test]
fn a_promise_to_mend_is_kept_in_words_and_answers_nothing() {
    let (folder, _) = explained_in_september("promise", "");
    let mut form = folder.form("2011-09");
    form.fill("Queries", "DEP-009", "Decision", "will mend");
    form.fill("Queries", "DEP-009", "Reason", "the school is asked");
    folder.answer(&form, "answers.xlsx");
    month(&folder, "2011-10");
    assert_eq!(state_of_days(&folder, "2011-10").as_deref(), Some("persisting"));
    let next = folder.form("2011-10");
    assert_eq!(next.get("Queries", "DEP-009", "Decision").unwrap(), "will mend");
    assert_eq!(next.get("Queries", "DEP-009", "Reason").unwrap(), "the school is asked");
}

/// Two files of deployments; four of five are `Ticking over`.
fn ticking_over(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.book(
        "Deployments.xlsx",
        "Deployment ref | LLE ref | Client school | Start date | Status
DEP-01 | L01 | Dravby Primary School | 06/09/2010 | Ticking over
DEP-02 | L02 | St Ebba's Church of England Primary School | 06/09/2010 | Ticking over
DEP-03 | L02 | Dravby Primary School | 06/06/2011 | Closed",
    );
    folder.book(
        "Spring.xlsx",
        "Deployment ref | LLE ref | Client school | Start date | State of play
DEP-04 | L01 | Dravby Primary School | 10/01/2011 | ticking over
DEP-05 | L02 | St Ebba's Church of England Primary School | 10/01/2011 | Ticking  over",
    );
    folder
}

/// The rows of one rule in `findings.csv`: state, file and cell.
fn evidence_of(folder: &Folder, pack: &str, code: &str) -> Vec<String> {
    let findings = folder.evidence(pack, "findings.csv");
    let lines = findings.lines().map(|line| line.split(',').collect::<Vec<_>>());
    lines
        .filter(|line| line.get(1) == Some(&code))
        .map(|line| [line[3], line[4], line[6]].join(" "))
        .collect()
}

/// How the deployments of a pack stand, in its own words.
fn statuses(folder: &Folder, pack: &str) -> Vec<String> {
    let path = folder.0.join("output").join(pack).join("internal/registers.xlsx");
    let mut book = open_workbook_auto(path).unwrap();
    let range = book.worksheet_range("Deployments").unwrap();
    let heads =
        range.rows().find(|row| row.iter().any(|cell| is(cell, "Status"))).unwrap();
    let col = heads.iter().position(|cell| is(cell, "Status")).unwrap();
    let is_record = |row: &&[Data]| row.iter().any(|c| c.to_string().starts_with("DEP-"));
    range.rows().filter(is_record).map(|row| row[col].to_string()).collect()
}

#[test]
fn a_word_that_no_list_has_is_asked_about_once_and_its_answer_holds_for_all_its_cells() {
    let folder = ticking_over("word");
    let said = folder.check();
    let asked = findings(&said, "DEP-008");
    assert_eq!(asked.len(), 1, "{said}");
    assert!(
        asked[0].contains(
            "Ticking over is no word of the list for Status. It stands in 4 cells: E2:E3; Spring.xlsx > Sheet1 > E2:E3."
        ),
        "{said}"
    );
    // Each of its cells can be found.
    assert_eq!(
        evidence_of(&folder, "2011-11-check", "DEP-008"),
        [
            "new Deployments.xlsx E2",
            "new Deployments.xlsx E3",
            "new Spring.xlsx E2",
            "new Spring.xlsx E3",
        ]
    );
    let mut form = folder.form("2011-11-check");
    let fix = form.get("Queries", "Ticking over", "How to put it right").unwrap();
    assert!(fix.contains("contracted, active, mid-point"), "{fix}");
    assert!(fix.contains("sheet Corrections of this workbook"), "{fix}");

    // The question stands ready in the sheet that answers it; left open it says nothing.
    let ready = |form: &Form, heading| form.get("Corrections", "Ticking over", heading);
    assert_eq!(ready(&form, "Cell").unwrap(), "deployments > Status");
    assert_eq!(ready(&form, "Instead").unwrap(), "");
    folder.answer(&form, "answers.xlsx");
    assert_eq!(findings(&folder.check(), "DEP-008").len(), 1);

    form.fill("Corrections", "Ticking over", "Instead", "active");
    form.fill("Corrections", "Ticking over", "Reason", "our word");
    folder.answer(&form, "answers.xlsx");
    let said = month(&folder, "2011-11");
    assert!(findings(&said, "DEP-008").is_empty(), "{said}");
    assert!(findings(&said, "FIL-033").is_empty(), "{said}");
    let active = "active";
    assert_eq!(statuses(&folder, "2011-11"), [active, active, "closed", active, active]);
    let html = fs::read_to_string(folder.0.join("output/2011-11/public/forum-pack.html"))
        .unwrap();
    assert!(
        html.contains(
            "column&apos;s list</td><td>deployments &gt; Status</td><td>until it is withdrawn"
        ),
        "the methods list the answer"
    );
    assert!(!html.contains("Ticking over"), "what was typed is not public");

    // Next month: another deployment with that word is not asked about.
    folder.book(
        "Summer.xlsx",
        "Deployment ref | LLE ref | Client school | Start date | Status
DEP-06 | L01 | Norby Primary School | 02/05/2011 | TICKING OVER
DEP-07 | L02 | Dravby Primary School | 02/05/2011 | On the boil
DEP-08 | L02 | Norby Primary School | 02/05/2011 | On ice",
    );
    let said = month(&folder, "2011-12");
    let asked = findings(&said, "DEP-008");
    // Two words of one column are two questions, each in its own line.
    assert_eq!(asked.len(), 2, "{said}");
    assert!(asked[0].contains("On the boil") && asked[1].contains("On ice"), "{said}");
    let brief = folder.told(&["check", "--no-progress", "--period", "2011-12"]);
    assert_eq!(brief.matches("  DEP-008  Summer.xlsx").count(), 2, "{brief}");
    assert_eq!(statuses(&folder, "2011-12")[5], active);
    let next = folder.form("2011-12");
    assert_eq!(ready(&next, "Instead").unwrap(), active);
    assert_eq!(ready(&next, "Reason").unwrap(), "our word");
    assert_eq!(next.get("Corrections", "On the boil", "Instead").unwrap(), "");
}

#[test]
fn what_a_word_means_lapses_with_its_date_and_says_why_it_is_not_used() {
    let folder = ticking_over("word lapses");
    folder.check();
    let mut form = folder.form("2011-11-check");
    form.fill("Corrections", "Ticking over", "Instead", "simmering");
    folder.answer(&form, "answers.xlsx");
    let said = folder.check();
    assert_eq!(findings(&said, "DEP-008").len(), 1, "{said}");
    assert!(
        findings(&said, "FIL-033")[0].contains(
            "The correction of Ticking over (deployments > Status) to simmering does not hold: simmering is no word of the list for Status: identified, referred"
        ),
        "{said}"
    );

    form.fill("Corrections", "Ticking over", "Instead", "Active");
    form.fill("Corrections", "Ticking over", "Until", "30/11/2011");
    folder.answer(&form, "answers.xlsx");
    assert!(findings(&folder.check(), "DEP-008").is_empty());
    let said = folder.run("check", "2011-12");
    assert_eq!(findings(&said, "DEP-008").len(), 1, "{said}");
    assert!(findings(&said, "FIL-033")[0].contains("it held until 30 November 2011"));
    let next = folder.form("2011-12-check");
    assert_eq!(next.get("Corrections", "Ticking over", "Instead").unwrap(), "");

    // No cell holds the word this month: the answer is idle, and kept.
    fs::remove_file(folder.0.join("input/Spring.xlsx")).unwrap();
    let known = DEPLOYMENTS.replace("Stint", "Days agreed");
    folder.book("Deployments.xlsx", &known);
    let said = folder.check();
    assert!(
        findings(&said, "FIL-033")[0]
            .contains("Ticking over stands in no cell of deployments > Status"),
        "{said}"
    );
    let next = folder.form("2011-11-check");
    assert_eq!(next.get("Corrections", "Ticking over", "Instead").unwrap(), "Active");
}

#[test]
fn what_a_word_means_may_be_said_of_one_file_alone() {
    let folder = ticking_over("word of a file");
    folder.check();
    let mut form = folder.form("2011-11-check");
    form.fill("Corrections", "Ticking over", "Instead", "active");
    let cells = [("File", "Spring.xlsx"), ("Cell", "State of play")];
    let rest = [("Was", "ticking over"), ("Instead", "finished")];
    form.add("Corrections", &[&cells[..], &rest[..]].concat());
    folder.answer(&form, "answers.xlsx");
    let said = folder.run("build", "2011-11");
    assert!(findings(&said, "DEP-008").is_empty(), "{said}");
    assert_eq!(
        statuses(&folder, "2011-11"),
        ["active", "active", "closed", "closed", "closed"]
    );
}

#[test]
fn a_word_that_is_explained_is_not_asked_about_again_wherever_it_stands() {
    let folder = ticking_over("word explained");
    folder.run("build", "2011-10");
    let mut form = folder.form("2011-10");
    form.fill("Queries", "DEP-008", "Decision", "explained");
    form.fill("Queries", "DEP-008", "Reason", "the dates tell");
    folder.answer(&form, "answers.xlsx");
    month(&folder, "2011-10");
    // The first of its cells has gone, and a new one has come.
    folder.book(
        "Deployments.xlsx",
        "Deployment ref | LLE ref | Client school | Start date | Status
DEP-03 | L02 | Dravby Primary School | 06/06/2011 | Closed
DEP-02 | L02 | St Ebba's Church of England Primary School | 06/09/2010 | Ticking over
DEP-06 | L01 | Norby Primary School | 02/05/2011 | Ticking over",
    );
    let said = month(&folder, "2011-11");
    assert!(findings(&said, "FIL-033").is_empty(), "{said}");
    let states = evidence_of(&folder, "2011-11", "DEP-008");
    assert_eq!(states.len(), 4);
    assert!(states.iter().all(|state| state.starts_with("answered")), "{states:?}");
}

#[test]
fn a_word_that_is_explained_in_one_register_is_still_asked_about_in_another() {
    let folder = Folder::new("word of two registers");
    let lles = LLES.replace("Years teaching", "Phase");
    let lles = lles.replace("| 19", "| Middling").replace("| 24", "| Primary");
    folder.book("LLE register.xlsx", &lles);
    folder.book("Schools.xlsx", &SCHOOLS.replacen("| Primary", "| Middling", 1));
    // What is explained is told no more among the queries.
    let asked = |said: &str| said.matches("\n  FIL-028").count();
    let said = folder.check();
    assert_eq!(asked(&said), 2, "{said}");
    let mut form = folder.form("2011-11-check");
    form.fill("Queries", "Middling", "Decision", "explained");
    form.fill("Queries", "Middling", "Reason", "the head coaches both");
    folder.answer(&form, "answers.xlsx");
    let said = folder.check();
    assert_eq!(asked(&said), 1, "{said}");
}

#[test]
fn a_word_of_a_survey_that_is_off_the_scale_is_asked_once_and_answered_once() {
    let folder = Folder::new("word of a survey");
    let survey = |date: &str| {
        let head =
            "Respondent | Date | Are you | Overall I am satisfied with the programme";
        let reply = |(number, (who, answer)): (u8, (&str, &str))| {
            format!("R{number} | {date} | {who} | {answer}")
        };
        let clients = [("Client", "Agree"); 4].into_iter().chain([("Client", "You bet")]);
        let lles = [("LLE", "Disagree"); 4].into_iter().chain([("LLE", "you bet")]);
        let replies = (1..).zip(clients.chain(lles)).map(reply);
        [head.to_owned()].into_iter().chain(replies).collect::<Vec<_>>().join("\n")
    };
    folder.book("Survey.xlsx", &survey("20/06/2011"));
    let said = folder.check();
    let asked = findings(&said, "SUR-002");
    assert_eq!(asked.len(), 1, "{said}");
    assert!(
        asked[0].contains(
            "You bet is no answer on the scale; it is not counted. It stands in 2 cells: D6, D11"
        ),
        "{said}"
    );
    let mut form = folder.form("2011-11-check");
    assert_eq!(form.get("Corrections", "You bet", "Cell").unwrap(), "surveys > Answer");
    form.fill("Corrections", "You bet", "Instead", "Strongly agree");
    folder.answer(&form, "answers.xlsx");
    let said = folder.run("build", "2011-11");
    assert!(findings(&said, "SUR-002").is_empty(), "{said}");
    // One of five LLEs strongly agrees: 20%, of five who answered.
    let figures = folder.evidence("2011-11", "figures.csv");
    let of_lles = "S02,Agree or strongly agree,,lle,,,SAT,20,percent,20.0%";
    assert!(figures.contains(of_lles), "{figures}");
    // Next year's survey is not asked about.
    folder.book("Survey 2012.xlsx", &survey("20/06/2012"));
    assert!(findings(&folder.run("check", "2012-09"), "SUR-002").is_empty());
}

#[test]
fn a_word_that_is_neither_yes_nor_no_is_answered_like_a_status() {
    let folder = Folder::new("word yes");
    let lles = LLES.replace("Years teaching", "OK to publish?");
    let lles = lles.replace("| 19", "| Fire away").replace("| 24", "| Fire away");
    folder.book("LLE register.xlsx", &lles);
    let said = folder.check();
    let asked = findings(&said, "FIL-028");
    assert_eq!(asked.len(), 1, "{said}");
    assert!(
        asked[0].contains("Fire away is neither yes nor no. It stands in 2 cells: F2:F3"),
        "{said}"
    );
    let mut form = folder.form("2011-11-check");
    form.fill("Corrections", "Fire away", "Instead", "Yes");
    folder.answer(&form, "answers.xlsx");
    let said = folder.check();
    assert!(findings(&said, "FIL-028").is_empty(), "{said}");
    assert!(findings(&said, "FIL-033").is_empty(), "{said}");
}
