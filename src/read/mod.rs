//! Stage 1. A folder of files to grids of cells. The only stage that names calamine.
//!
//! Each file is read from disk once, told by its content and not its ending,
//! and held to the limits before anything is unpacked. A file that cannot be
//! opened is a finding; only a folder that cannot be listed ends the run.

mod archive;
mod biff;
mod cells;
mod compound;
mod disk;
pub(crate) mod grid;
mod kind;
mod limits;
mod ods;
mod ods_cell;
mod ods_style;
mod refused;
pub(crate) mod rules;
mod serial;
mod text_file;
mod value;
mod walk;
mod xls;
mod xlsb;
mod xlsx;
mod xlsx_layout;
mod xlsx_notes;
mod xml;

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod hostile;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod written;

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
#[cfg(test)]
use std::sync::Arc;
use std::sync::Once;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::base::cell::Place;
use crate::base::finding::{Finding, Findings, Severity};
use crate::base::setting::Settings;

use grid::{Book, Folder, PassedOver};
use limits::Limits;
use refused::Refused;
use rules::{FORMAT_CARRIES_LESS, LIMIT};
use walk::Entry;

/// The input folder itself cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{why}")]
pub(crate) struct ReadError {
    /// The folder.
    pub(crate) path: PathBuf,
    /// The system's reason.
    #[source]
    pub(crate) why: std::io::Error,
}

/// The subfolder that is read where the folder has nothing of its own.
const EXAMPLE: &str = "example";

/// Reads every spreadsheet of a folder, three levels deep; the example below it
/// where there is nothing else.
pub(crate) fn folder(
    input: &Path,
    settings: &Settings,
    findings: &mut Findings,
) -> Result<Folder, ReadError> {
    let limits = Limits::of(settings);
    let mut found = Findings::default();
    let own = all(input, Some(EXAMPLE), limits, &mut found)?;
    let example = input.join(EXAMPLE);
    // A damaged or locked file is the adviser's own: the example would hide it.
    let has_own =
        !own.books.is_empty() || found.iter().any(|f| f.severity >= Severity::Error);
    if has_own || !example.is_dir() {
        findings.append(found);
        return Ok(own);
    }
    let example = all(&example, None, limits, findings)?;
    Ok(Folder { is_example: true, ..example })
}

fn all(
    folder: &Path,
    leaving_out: Option<&str>,
    limits: Limits,
    findings: &mut Findings,
) -> Result<Folder, ReadError> {
    let mut entries = walk::files(folder, leaving_out, findings)?;
    if entries.len() as u64 > limits.files {
        let says = format!(
            "The folder holds {} files, and at most {} are read: the first by name were.",
            entries.len(),
            limits.files
        );
        let fix = "Take out of the folder what is not needed; if it is right as it is, set limit_files higher in a Settings sheet or on the command line.";
        findings.add(Finding::new(&LIMIT, Place::default(), says).fix(fix));
        entries.truncate(limits.files as usize);
    }
    let read: Vec<_> = entries.par_iter().map(|entry| one(entry, limits)).collect();
    let mut folder = Folder::default();
    for (book, found) in read {
        findings.append(found);
        match book {
            Ok(book) => folder.books.push(book),
            Err(passed) => folder.passed_over.push(passed),
        }
    }
    Ok(folder)
}

type One = (Result<Book, PassedOver>, Findings);

fn one(entry: &Entry, limits: Limits) -> One {
    let file = &entry.file;
    let mut findings = Findings::default();
    let mut sha256 = None;
    let book = match disk::bytes(&entry.path, limits) {
        Ok(bytes) => {
            let hash = fingerprint(&bytes);
            sha256 = Some(hash.clone());
            entry
                .passed_over
                .clone()
                .map_or_else(|| guarded(|| kind::open(file, bytes, limits)), Err)
                .map(|book| Book { sha256: hash, ..book })
        }
        Err(refused) => Err(entry.passed_over.clone().unwrap_or(refused)),
    };
    match book {
        Ok(book) => {
            if let Some(note) = format_note(&book) {
                findings.add(note);
            }
            (Ok(book), findings)
        }
        Err(refused) => {
            findings.add(refused.finding(file));
            (Err(PassedOver { file: file.clone(), sha256 }), findings)
        }
    }
}

fn fingerprint(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        for digit in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(u32::from(digit), 16));
        }
    }
    text
}

fn format_note(book: &Book) -> Option<Finding> {
    let missed = match book.kind {
        "xls" => "fill colours and cell notes",
        "xlsb" => "colours, cell notes and hidden columns",
        _ => return None,
    };
    let says = format!(
        "{} is read in full as far as values go; a .{} file does not give its {missed}.",
        book.file, book.kind
    );
    Some(Finding::new(&FORMAT_CARRIES_LESS, Place::file(&book.file), says))
}

thread_local! {
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs a reader; a panic inside it means a damaged file, and is silent.
///
/// calamine 0.38 panics on some files whose records lie about their lengths. To
/// go when its readers return errors for all of them.
fn guarded(work: impl FnOnce() -> Result<Book, Refused>) -> Result<Book, Refused> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |about| {
            if !IS_GUARDED.get() {
                usual(about);
            }
        }));
    });
    IS_GUARDED.set(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    IS_GUARDED.set(false);
    done.unwrap_or_else(|_| {
        Err(Refused::Broken("its parts contradict each other".to_owned()))
    })
}

/// The book in these bytes, for tests of other stages.
#[cfg(test)]
pub(crate) fn bytes(name: &str, bytes: &[u8]) -> Book {
    let file: Arc<str> = Arc::from(name);
    let limits = Limits::of(&Settings::default());
    let book = guarded(|| kind::open(&file, bytes.to_vec(), limits)).unwrap();
    Book { sha256: fingerprint(bytes), ..book }
}
