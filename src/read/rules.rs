//! What may be wrong with a file as a file.

use crate::base::finding::{Rule, Severity};

const fn rule(
    code: &'static str,
    name: &'static str,
    severity: Severity,
    what: &'static str,
    why: &'static str,
    fix: &'static str,
) -> Rule {
    Rule {
        code,
        name,
        severity,
        what,
        why,
        fix,
        ignore: "Never: the file is not in the pack.",
        settings: &[],
    }
}

/// A file that cannot be opened.
pub(super) static UNREADABLE: Rule = rule(
    "FIL-002",
    "file-cannot-be-opened",
    Severity::Error,
    "Every spreadsheet of the input folder can be opened.",
    "It may be a register, and nothing of it is in the pack.",
    "Open the file in Excel, save it as a new workbook (.xlsx) into the input folder, and take the old one out.",
);

/// A file that needs a password.
pub(super) static ENCRYPTED: Rule = rule(
    "FIL-003",
    "file-needs-a-password",
    Severity::Error,
    "No spreadsheet of the input folder is encrypted.",
    "Without its password nothing of it can be read.",
    "Open it, choose File > Info > Protect Workbook > Encrypt with Password, clear the box, and save.",
);

/// A file, link or folder that is passed over.
pub(super) static PASSED_OVER: Rule = rule(
    "FIL-024",
    "file-passed-over",
    Severity::Note,
    "Files that are no spreadsheets, lock files, hidden files and links are not read.",
    "So that nobody wonders why a file is not in the pack.",
    "Nothing to do, unless the file was meant as a register: save it as a workbook then.",
);

/// A limit that bites.
pub(super) static LIMIT: Rule = Rule {
    code: "FIL-025",
    name: "file-over-a-limit",
    severity: Severity::Error,
    what: "Files, sheets and cells stay within the limits that keep a run safe.",
    why: "A damaged or hostile file could fill the memory of this computer.",
    fix: "Split the file, delete what is not needed, or raise the limit in a Settings sheet.",
    ignore: "Never: the file is not in the pack.",
    settings: &[
        "limit_inflated_bytes",
        "limit_ratio",
        "limit_cells",
        "limit_merges",
        "limit_cell_chars",
        "limit_files",
        "limit_file_bytes",
    ],
};

/// What a format does not carry.
pub(super) static FORMAT_CARRIES_LESS: Rule = rule(
    "FIL-026",
    "format-carries-less",
    Severity::Note,
    "Old and binary formats give values, but not colours, notes or hidden rows.",
    "What they would say is not in the data quality report.",
    "Save the file as .xlsx if its colours or notes matter.",
);

/// All rules of this stage.
pub(crate) static RULES: &[&Rule] =
    &[&UNREADABLE, &ENCRYPTED, &PASSED_OVER, &LIMIT, &FORMAT_CARRIES_LESS];
