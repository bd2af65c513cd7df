//! Stage 1. A folder of files to grids of cells. The only stage that names calamine.
//!
//! Each file is read from disk once, told by its content and not its ending,
//! and held to stated limits before anything is unpacked.

mod csv_file;
pub(crate) mod grid;
pub(crate) mod rules;
mod workbook;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::base::cell::Place;
use crate::base::finding::{Finding, Findings};
use crate::base::setting::Settings;

use grid::{Book, Folder, PassedOver};
use rules::{ENCRYPTED, FORMAT_CARRIES_LESS, LIMIT, PASSED_OVER, UNREADABLE};

/// The input folder itself cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{why}")]
pub(crate) struct ReadError {
    /// The folder.
    pub(crate) path: PathBuf,
    /// The system's reason.
    pub(crate) why: std::io::Error,
}

/// How deep subfolders are followed.
const DEPTH: usize = 3;

/// Endings of spreadsheets, and of what people keep beside them.
const SPREADSHEETS: [&str; 8] =
    ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "xltx", "tsv"];

/// Limits in force.
#[derive(Clone, Copy, Debug)]
struct Limits {
    inflated: u64,
    ratio: u64,
    cells: usize,
    merges: usize,
    chars: usize,
    files: usize,
    bytes: u64,
}

impl Limits {
    fn of(settings: &Settings) -> Self {
        let number = |name| settings.number(name).max(0.0);
        Self {
            inflated: number("limit_inflated_bytes") as u64,
            ratio: number("limit_ratio") as u64,
            cells: number("limit_cells") as usize,
            merges: number("limit_merges") as usize,
            chars: number("limit_cell_chars") as usize,
            files: number("limit_files") as usize,
            bytes: number("limit_file_bytes") as u64,
        }
    }
}

/// Why a file gave no grid.
#[derive(Debug)]
enum Refused {
    /// Needs a password.
    Encrypted,
    /// An HTML page under a spreadsheet's name.
    Html,
    /// Neither workbook nor text.
    NotASpreadsheet,
    /// Damaged.
    Broken(String),
    /// A limit: its setting, what was met, what is allowed.
    Limit(&'static str, String),
}

/// Reads every spreadsheet of a folder, three levels deep; the example below it
/// where there is nothing else.
pub(crate) fn folder(
    input: &Path,
    settings: &Settings,
    findings: &mut Findings,
) -> Result<Folder, ReadError> {
    let mut paths = Vec::new();
    list(input, "", 0, &mut paths, findings)?;
    let is_example =
        !paths.iter().any(|path| is_spreadsheet(path)) && input.join("example").is_dir();
    let root = if is_example { input.join("example") } else { input.to_owned() };
    if is_example {
        paths.clear();
        *findings = Findings::default();
        list(&root, "", 0, &mut paths, findings)?;
    }
    paths.sort();
    let limits = Limits::of(settings);
    if paths.len() > limits.files {
        let says = format!(
            "The folder holds {} files; at most {} are read. The rest was passed over.",
            paths.len(),
            limits.files
        );
        findings.add(Finding::new(&LIMIT, Place::default(), says));
        paths.truncate(limits.files);
    }
    let read: Vec<(Result<Book, PassedOver>, Findings)> = paths
        .par_iter()
        .map(|path| {
            let mut found = Findings::default();
            let book = one(&root, path, limits, &mut found);
            (book, found)
        })
        .collect();
    let mut folder = Folder { is_example, ..Folder::default() };
    for (book, found) in read {
        findings.append(found);
        match book {
            Ok(book) => folder.books.push(book),
            Err(passed) => folder.passed_over.push(passed),
        }
    }
    Ok(folder)
}

fn list(
    folder: &Path,
    under: &str,
    depth: usize,
    found: &mut Vec<String>,
    findings: &mut Findings,
) -> Result<(), ReadError> {
    let failed = |why| ReadError { path: folder.to_owned(), why };
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path =
            if under.is_empty() { name.clone() } else { format!("{under}/{name}") };
        let kind = entry.file_type().map_err(failed)?;
        if kind.is_symlink() {
            note(findings, &path, "is a link; links are not followed");
        } else if kind.is_dir() {
            if (depth == 0 && name == "example") || name.starts_with('.') {
                continue;
            }
            if depth >= DEPTH {
                note(findings, &path, "lies deeper than three folders and was not read");
            } else {
                list(&entry.path(), &path, depth + 1, found, findings)?;
            }
        } else if name.to_lowercase() != "readme.md" {
            found.push(path);
        }
    }
    Ok(())
}

fn note(findings: &mut Findings, path: &str, says: &str) {
    let place = Place::file(&Arc::from(path));
    findings.add(Finding::new(&PASSED_OVER, place, format!("{path} {says}.")));
}

fn ending(path: &str) -> String {
    path.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_lowercase())
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn is_spreadsheet(path: &str) -> bool {
    let name = file_name(path);
    !name.starts_with("~$")
        && !name.starts_with('.')
        && SPREADSHEETS.contains(&ending(path).as_str())
}

fn one(
    root: &Path,
    path: &str,
    limits: Limits,
    findings: &mut Findings,
) -> Result<Book, PassedOver> {
    let file: Arc<str> = Arc::from(path);
    let passed = |sha256| PassedOver { file: file.clone(), sha256 };
    let name = file_name(path);
    if name.starts_with("~$") {
        note(
            findings,
            path,
            "is the lock file of a workbook that is open in Excel; it was passed over",
        );
        return Err(passed(None));
    }
    if name.starts_with('.') {
        note(findings, path, "is a hidden file; it was passed over");
        return Err(passed(None));
    }
    let full = root.join(path);
    let size = fs::metadata(&full).map(|meta| meta.len()).unwrap_or(0);
    if size > limits.bytes {
        let says =
            format!("The file has {size} bytes; at most {} are read.", limits.bytes);
        findings
            .add(Finding::new(&LIMIT, Place::file(&file), says).value(size.to_string()));
        return Err(passed(None));
    }
    let bytes = match fs::read(&full) {
        Ok(bytes) => bytes,
        Err(why) => {
            findings.add(Finding::new(
                &UNREADABLE,
                Place::file(&file),
                format!("{path} could not be read: {why}."),
            ));
            return Err(passed(None));
        }
    };
    let sha256: String =
        Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    if bytes.is_empty() {
        if is_spreadsheet(path) {
            findings.add(Finding::new(
                &UNREADABLE,
                Place::file(&file),
                format!("{path} is empty: it may still be syncing."),
            ));
        } else {
            note(findings, path, "is empty; it was passed over");
        }
        return Err(passed(Some(sha256)));
    }
    match bytes_to_book(&file, &bytes, limits) {
        Ok(mut book) => {
            book.sha256 = sha256;
            if matches!(book.kind, "xls" | "xlsb") {
                findings.add(Finding::new(
                    &FORMAT_CARRIES_LESS,
                    Place::file(&file),
                    format!("{path} is read in full, but .{} gives no colours, notes or hidden rows.", book.kind),
                ));
            }
            Ok(book)
        }
        Err(refused) => {
            told(findings, &file, refused);
            Err(passed(Some(sha256)))
        }
    }
}

fn told(findings: &mut Findings, file: &Arc<str>, refused: Refused) {
    let place = Place::file(file);
    let finding = match refused {
        Refused::Encrypted => Finding::new(
            &ENCRYPTED,
            place,
            format!("{file} is protected by a password, so it cannot be read."),
        ),
        Refused::Html => Finding::new(
            &UNREADABLE,
            place,
            format!("{file} is a web page with the name of a spreadsheet."),
        )
        .fix("Open it in Excel and choose File > Save As > Excel Workbook (.xlsx) into the input folder; take the old one out."),
        Refused::NotASpreadsheet if !SPREADSHEETS.contains(&ending(file).as_str()) => {
            note(findings, file, "is no spreadsheet; it was passed over");
            return;
        }
        Refused::NotASpreadsheet => Finding::new(
            &UNREADABLE,
            place,
            format!("{file} has the name of a spreadsheet, but what it holds is none."),
        ),
        Refused::Broken(why) => Finding::new(
            &UNREADABLE,
            place,
            format!("{file} cannot be opened; it may be damaged ({why})."),
        ),
        Refused::Limit(setting, says) => Finding::new(&LIMIT, place, format!("{file}: {says}."))
            .column(setting)
            .fix(format!("Split the file or delete what is not needed; or set {setting} higher in a Settings sheet.")),
    };
    findings.add(finding);
}

/// A book from the bytes of a file, told by its content.
fn bytes_to_book(file: &Arc<str>, bytes: &[u8], limits: Limits) -> Result<Book, Refused> {
    let head = bytes.get(..8).unwrap_or(bytes);
    if head.starts_with(b"PK\x03\x04") {
        return workbook::zipped(file, bytes, limits);
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0")
        || head.starts_with(b"\x09\x08")
        || head.starts_with(b"\x09\x04")
    {
        return workbook::binary(file, bytes, limits);
    }
    let start =
        String::from_utf8_lossy(bytes.get(..2048).unwrap_or(bytes)).to_lowercase();
    let start = start.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    if start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || start.contains("<table")
    {
        return Err(Refused::Html);
    }
    if !matches!(ending(file).as_str(), "csv" | "tsv" | "txt" | "xls" | "xlsx")
        || ending(file) == "txt"
    {
        return Err(Refused::NotASpreadsheet);
    }
    csv_file::read(file, bytes, limits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(files: &[(&str, &[u8])]) -> (Folder, Findings) {
        let home = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            fs::write(home.path().join(name), bytes).unwrap();
        }
        let mut findings = Findings::default();
        let folder = folder(home.path(), &Settings::default(), &mut findings).unwrap();
        (folder, findings)
    }

    #[test]
    fn lock_files_and_letters_are_passed_over_with_a_word_and_no_error() {
        let (folder, findings) = read(&[
            ("~$LLE.xlsx", b"lock"),
            ("paper.docx", b"words"),
            ("a.csv", b"URN,Name\n1,x\n"),
        ]);
        assert_eq!(folder.books.len(), 1);
        assert_eq!(findings.len(), 2);
        assert!(
            findings.iter().all(|f| f.severity == crate::base::finding::Severity::Note)
        );
    }

    #[test]
    fn a_web_page_named_xls_is_refused_in_words() {
        let (folder, findings) =
            read(&[("export.xls", b"<html><table><tr><td>1</td></tr></table></html>")]);
        assert!(folder.books.is_empty());
        let finding = findings.iter().next().unwrap();
        assert_eq!(finding.code, "FIL-002");
        assert!(finding.fix.contains("Save As"));
    }

    #[test]
    fn a_damaged_workbook_is_named_and_the_others_are_read() {
        let (folder, findings) =
            read(&[("bad.xlsx", b"PK\x03\x04 not a zip"), ("good.csv", b"a,b\n")]);
        assert_eq!(folder.books.len(), 1);
        assert_eq!(findings.open(crate::base::finding::Severity::Error), 1);
    }

    #[test]
    fn csv_of_windows_reads_its_accents_and_pounds() {
        let (folder, _) = read(&[("a.csv", b"Name,Cost \xA3\nCaf\xE9,1\n")]);
        let grid = &folder.books[0].sheets[0];
        let texts: Vec<String> =
            grid.cells.iter().map(|c| format!("{:?}", c.value)).collect();
        assert!(texts[1].contains("Cost £"), "{texts:?}");
        assert!(texts[2].contains("Café"), "{texts:?}");
    }

    #[test]
    fn a_bomb_is_refused_before_it_is_unpacked() {
        use std::io::Write;
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default())
            .unwrap();
        let block = vec![b' '; 1 << 20];
        for _ in 0..64 {
            zip.write_all(&block).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        let (folder, findings) = read(&[("bomb.xlsx", &bytes)]);
        assert!(folder.books.is_empty());
        assert_eq!(findings.iter().next().unwrap().code, "FIL-025");
    }
}
