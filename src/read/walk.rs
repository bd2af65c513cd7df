//! Lists the files of a folder, in the order of their paths.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ReadError;
use super::kind::is_named_spreadsheet;
use super::refused::Refused;
use super::rules::{PASSED_OVER, UNREADABLE};
use crate::base::cell::Place;
use crate::base::finding::{Finding, Findings};

/// How many subfolders deep files are read.
const DEPTH: usize = 3;

/// By these an output folder and a pack are known.
const LOCK: &str = ".forumpack.lock";
const MANIFEST: &str = "evidence/manifest.json";

/// One file of the folder.
#[derive(Debug)]
pub(super) struct Entry {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Its path below the folder, with forward slashes.
    pub(super) file: Arc<str>,
    /// It is passed over for its name.
    pub(super) passed_over: Option<Refused>,
}

/// The files of a folder and its subfolders, but for one subfolder of the first
/// level that may be left out.
pub(super) fn files(
    folder: &Path,
    leaving_out: Option<&str>,
    findings: &mut Findings,
) -> Result<Vec<Entry>, ReadError> {
    let mut found = Vec::new();
    let mut waiting = vec![(folder.to_owned(), String::new(), 0usize)];
    while let Some((folder, under, depth)) = waiting.pop() {
        let entries = match listed(&folder) {
            Ok(entries) => entries,
            Err(why) if depth == 0 => return Err(ReadError { path: folder, why }),
            Err(why) => {
                let says = format!(
                    "The folder {under} could not be opened ({why}); it may hold registers."
                );
                let place = Place::file(&Arc::from(under.as_str()));
                findings.add(Finding::new(&UNREADABLE, place, says).fix(
                    "Ask for the right to read the folder, or move it out of the input folder.",
                ));
                continue;
            }
        };
        for entry in entries {
            let name = entry.file_name().to_string_lossy().into_owned();
            let file =
                if under.is_empty() { name.clone() } else { format!("{under}/{name}") };
            let pass = |findings: &mut Findings, says: &str| {
                findings.add(passed(&file, says));
            };
            let Ok(kind) = entry.file_type() else {
                pass(findings, "vanished while the folder was read");
                continue;
            };
            if kind.is_symlink() {
                let leads = fs::metadata(entry.path()).is_ok();
                let says = if leads {
                    "is a link to somewhere else; links are not followed"
                } else {
                    "is a link to what is not there"
                };
                let fix = "If it is a register, put the file itself into the input folder in place of the link.";
                findings.add(passed(&file, says).fix(fix));
            } else if kind.is_dir() {
                if depth == 0 && leaving_out == Some(name.as_str()) {
                    continue;
                }
                if name.starts_with('.') || name == "__MACOSX" {
                    pass(findings, "is a hidden folder; it was passed over");
                } else if depth == DEPTH {
                    pass(findings, "lies more than three folders deep and was not read");
                } else if is_unpacked(&entry.path()) {
                    findings.add(Refused::Unpacked.finding(&Arc::from(file.as_str())));
                } else if is_made(&entry.path()) {
                    pass(findings, "holds packs that forumpack made; it was passed over");
                } else {
                    if is_named_spreadsheet(&name) {
                        pass(
                            findings,
                            "is a folder with the name of a spreadsheet; what lies in it is read",
                        );
                    }
                    waiting.push((entry.path(), file, depth + 1));
                }
            } else if kind.is_file() {
                if !(depth == 0 && name.eq_ignore_ascii_case("readme.md")) {
                    found.push(Entry {
                        path: entry.path(),
                        file: Arc::from(file.as_str()),
                        passed_over: by_name(&name),
                    });
                }
            } else {
                pass(findings, "is no ordinary file; it was passed over");
            }
        }
    }
    found.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(found)
}

/// The finding about what is passed over.
fn passed(file: &str, says: &str) -> Finding {
    let place = Place::file(&Arc::from(file));
    Finding::new(&PASSED_OVER, place, format!("{file} {says}."))
}

/// Whether a folder is a workbook that was unpacked.
fn is_unpacked(folder: &Path) -> bool {
    folder.join("[Content_Types].xml").is_file() && folder.join("xl").is_dir()
}

/// Whether a folder is an output folder, or a pack out of one: what was made from
/// the registers is not read as registers.
fn is_made(folder: &Path) -> bool {
    folder.join(LOCK).is_file() || folder.join(MANIFEST).is_file()
}

/// The entries of one folder by name, so that findings come in one order.
fn listed(folder: &Path) -> std::io::Result<Vec<fs::DirEntry>> {
    let mut entries = fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    Ok(entries)
}

/// What is known of a file by its name alone.
fn by_name(name: &str) -> Option<Refused> {
    let lower = name.to_lowercase();
    if lower.starts_with("~$") || lower.starts_with(".~lock.") {
        return Some(Refused::Other("the lock file of a workbook that is open"));
    }
    if let Some(meant) = lower.strip_suffix(".icloud") {
        return Some(if is_named_spreadsheet(meant) {
            Refused::InCloud
        } else {
            Refused::Other("a file that is in the cloud")
        });
    }
    if matches!(lower.as_str(), "thumbs.db" | "desktop.ini" | "ehthumbs.db") {
        return Some(Refused::Other("a file of the system"));
    }
    lower.starts_with('.').then_some(Refused::Other("a hidden file"))
}
