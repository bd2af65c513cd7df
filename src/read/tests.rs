//! Folders as a person leaves them.

#![expect(clippy::disallowed_methods, reason = "tests lay out the folders they read")]

use std::fs;
use std::path::Path;

use super::*;

fn read(files: &[(&str, &[u8])]) -> (Folder, Findings) {
    let home = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = home.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    read_at(home.path())
}

fn read_at(home: &Path) -> (Folder, Findings) {
    let mut findings = Findings::default();
    let folder = folder(home, &Settings::default(), &mut findings).unwrap();
    (folder, findings)
}

fn books(folder: &Folder) -> Vec<String> {
    folder.books.iter().map(|book| format!("{} {}", book.file, book.kind)).collect()
}

fn told(findings: &Findings) -> Vec<String> {
    findings.iter().map(|f| format!("{} {} {}", f.code, f.severity, f.message)).collect()
}

#[test]
fn what_is_no_spreadsheet_is_passed_over_with_one_note_each() {
    let (folder, findings) = read(&[
        ("~$LLE.xlsx", b"lock"),
        ("Thumbs.db", b"\xD0\xCF\x11\xE0"),
        (".hidden.csv", b"a,b\n"),
        ("paper.docx", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
        ("notes.txt", b"Dear all,\nplease see below.\n"),
        ("logo.png", b"\x89PNG\r\n\x1a\n"),
        ("README.md", b"# Input\n"),
        ("a.csv", b"URN,Name\n1,x\n"),
    ]);
    assert_eq!(books(&folder), ["a.csv csv"]);
    assert_eq!(
        told(&findings),
        [
            "FIL-024 note .hidden.csv is a hidden file; it was passed over.",
            "FIL-024 note Thumbs.db is a file of the system; it was passed over.",
            "FIL-024 note logo.png is a picture; it was passed over.",
            "FIL-024 note notes.txt is a text; it was passed over.",
            "FIL-024 note paper.docx is a zip folder; unpack it if it holds registers; it was passed over.",
            "FIL-024 note ~$LLE.xlsx is the lock file of a workbook that is open; it was passed over.",
        ]
    );
    assert_eq!(folder.passed_over.len(), 6);
    assert!(folder.passed_over.iter().all(|passed| passed.sha256.is_some()));
}

#[test]
fn a_web_page_named_xls_is_refused_with_the_words_that_mend_it() {
    let (folder, findings) =
        read(&[("export.xls", b"<html><table><tr><td>1</td></tr></table></html>")]);
    assert!(folder.books.is_empty());
    assert_eq!(
        told(&findings),
        ["FIL-002 error export.xls is a web page with the name of a spreadsheet."]
    );
    assert!(findings.iter().next().unwrap().fix.contains("Save As > Excel Workbook"));
    for page in [
        "\u{feff} <!DOCTYPE html><body><table></table></body>",
        "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n\r\n<html>",
    ] {
        let (_, findings) = read(&[("REPORT.XLS", page.as_bytes())]);
        assert_eq!(
            told(&findings),
            ["FIL-002 error REPORT.XLS is a web page with the name of a spreadsheet."]
        );
    }
}

#[test]
fn a_damaged_file_is_named_and_the_others_are_read() {
    let (folder, findings) = read(&[
        ("bad.xlsx", b"PK\x03\x04 not a zip"),
        ("empty.xlsx", b""),
        ("good.csv", b"a,b\n"),
        ("old.xls", b"\x09\x04\x06\x00\x00\x00\x10\x00"),
        ("words.xlsx", b"%PDF-1.4"),
    ]);
    assert_eq!(books(&folder), ["good.csv csv"]);
    assert_eq!(findings.open(Severity::Error), 4);
    assert!(findings.iter().all(|f| f.code == "FIL-002" && f.leaves_out.is_empty()));
    let bad = findings.iter().find(|f| &*f.place.file == "bad.xlsx").unwrap();
    assert_eq!(
        bad.message,
        "bad.xlsx cannot be opened; it may be damaged (its end is missing, as when a copy or a download stops half-way)."
    );
}

#[test]
fn subfolders_are_read_three_deep_in_the_order_of_paths() {
    let (folder, findings) = read(&[
        ("z.csv", b"a,b\n"),
        ("2011/autumn/visits/v.csv", b"a,b\n"),
        ("2011/autumn/visits/deeper/w.csv", b"a,b\n"),
        ("2011/a.csv", b"a,b\n"),
    ]);
    assert_eq!(
        books(&folder),
        ["2011/a.csv csv", "2011/autumn/visits/v.csv csv", "z.csv csv"]
    );
    assert_eq!(
        told(&findings),
        [
            "FIL-024 note 2011/autumn/visits/deeper lies more than three folders deep and was not read."
        ]
    );
}

#[test]
fn the_example_is_read_only_where_there_is_nothing_else() {
    let (folder, findings) =
        read(&[("example/a.csv", b"a,b\n"), ("letter.docx", b"words")]);
    assert!(folder.is_example);
    assert_eq!(books(&folder), ["a.csv csv"]);
    assert_eq!(findings.iter().count(), 0);

    let (folder, _) = read(&[("example/a.csv", b"a,b\n"), ("own.csv", b"c,d\n")]);
    assert!(!folder.is_example);
    assert_eq!(books(&folder), ["own.csv csv"]);

    let (folder, findings) =
        read(&[("example/a.csv", b"a,b\n"), ("own.xlsx", b"damaged")]);
    assert!(!folder.is_example);
    assert_eq!(findings.open(Severity::Error), 1);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_pipes_are_not_waited_for() {
    use std::os::unix::fs::symlink;
    let home = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("x.csv"), "a,b\n").unwrap();
    symlink(elsewhere.path(), home.path().join("there")).unwrap();
    symlink(home.path(), home.path().join("round")).unwrap();
    symlink(home.path().join("gone.xlsx"), home.path().join("LLEs.xlsx")).unwrap();
    fs::write(home.path().join("a.csv"), "a,b\n").unwrap();
    let pipe = home.path().join("pipe.csv");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let (folder, findings) = read_at(home.path());
    assert_eq!(books(&folder), ["a.csv csv"]);
    assert_eq!(
        told(&findings),
        [
            "FIL-024 note LLEs.xlsx is a link to what is not there.",
            "FIL-024 note pipe.csv is no ordinary file; it was passed over.",
            "FIL-024 note round is a link to somewhere else; links are not followed.",
            "FIL-024 note there is a link to somewhere else; links are not followed.",
        ]
    );
    assert!(findings.iter().next().unwrap().fix.contains("put the file itself"));
}

#[cfg(unix)]
#[test]
fn a_folder_is_read_through_the_link_that_stands_for_it() {
    let home = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::create_dir(elsewhere.path().join("Autumn & spring #1")).unwrap();
    fs::write(elsewhere.path().join("Autumn & spring #1/x.csv"), "a,b\n").unwrap();
    let share = home.path().join("S: shared (régie)");
    std::os::unix::fs::symlink(elsewhere.path(), &share).unwrap();
    let (folder, findings) = read_at(&share.join("."));
    assert_eq!(books(&folder), ["Autumn & spring #1/x.csv csv"]);
    assert_eq!(findings.iter().count(), 0);
}

#[test]
fn a_folder_with_the_name_of_a_workbook_is_told_of() {
    let (folder, findings) = read(&[
        ("Visits.xlsx/v.csv", b"a,b\n"),
        ("LLEs.xlsx/[Content_Types].xml", b"<Types/>"),
        ("LLEs.xlsx/xl/workbook.xml", b"<workbook/>"),
    ]);
    assert_eq!(books(&folder), ["Visits.xlsx/v.csv csv"]);
    assert_eq!(
        told(&findings),
        [
            "FIL-002 error LLEs.xlsx is a folder with the parts of a workbook in it, not a workbook.",
            "FIL-024 note Visits.xlsx is a folder with the name of a spreadsheet; what lies in it is read.",
        ]
    );
}

#[test]
fn packs_are_not_read_as_registers() {
    let (folder, findings) = read(&[
        ("a.csv", b"a,b\n"),
        ("output/.forumpack.lock", b""),
        ("output/2011-10/internal/registers.csv", b"a,b\n"),
        ("October/evidence/manifest.json", b"{}"),
        ("October/internal/registers.csv", b"a,b\n"),
    ]);
    assert_eq!(books(&folder), ["a.csv csv"]);
    assert_eq!(
        told(&findings),
        [
            "FIL-024 note October holds packs that forumpack made; it was passed over.",
            "FIL-024 note output holds packs that forumpack made; it was passed over.",
        ]
    );
}

#[test]
fn a_folder_that_is_not_there_ends_the_run_with_its_path() {
    let missing = Path::new("no/such/folder");
    let why =
        folder(missing, &Settings::default(), &mut Findings::default()).unwrap_err();
    assert_eq!(why.path, missing);
}

#[test]
fn a_limit_that_bites_is_named_with_the_way_round_it() {
    let home = tempfile::tempdir().unwrap();
    for name in ["a.csv", "b.csv", "c.csv"] {
        fs::write(home.path().join(name), "a,b\nlong text,2\n").unwrap();
    }
    for (setting, value, expected) in [
        (
            "limit_files",
            "2",
            "The folder holds 3 files, and at most 2 are read: the first by name were.",
        ),
        (
            "limit_file_bytes",
            "10",
            "a.csv was not read: it is larger than 10 bytes, the most that is read.",
        ),
        (
            "limit_cells",
            "3",
            "a.csv was not read: it holds more than 3 cells, the most that is read.",
        ),
        (
            "limit_cell_chars",
            "5",
            "a.csv was not read: a cell of it holds more than 5 characters, the most that is read.",
        ),
    ] {
        let mut settings = Settings::default();
        settings.set(setting, value);
        let mut findings = Findings::default();
        folder(home.path(), &settings, &mut findings).unwrap();
        let finding = findings.iter().next().unwrap();
        assert_eq!(finding.message, expected);
        assert_eq!((&*finding.code, finding.severity), ("FIL-025", Severity::Error));
        assert!(finding.fix.contains(setting), "{}", finding.fix);
    }
}

#[test]
fn the_order_of_files_and_findings_is_the_same_each_time() {
    let names: Vec<String> = (0..40).map(|at| format!("f{at:02}.csv")).collect();
    let files: Vec<(&str, &[u8])> =
        names.iter().map(|name| (name.as_str(), b"a,b\n".as_slice())).collect();
    let (folder, _) = read(&files);
    let read: Vec<&str> = folder.books.iter().map(|book| &*book.file).collect();
    assert_eq!(read, names);
}
