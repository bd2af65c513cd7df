//! Why a file gave no grids, in words for the person who put it there.

use std::sync::Arc;

use super::rules::{ENCRYPTED, LIMIT, PASSED_OVER, UNREADABLE};
use crate::base::cell::Place;
use crate::base::finding::Finding;

/// Why a file gave no grids.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Refused {
    /// It needs a password.
    Encrypted,
    /// A web page under a spreadsheet's name.
    WebPage,
    /// A spreadsheet in an XML format that is not a workbook.
    XmlSpreadsheet,
    /// Saved by an Excel before 1993.
    VeryOld,
    /// Nothing in it, though its name says spreadsheet.
    Empty,
    /// In the cloud, and not on this computer.
    InCloud,
    /// Another kind of file: what it is.
    Other(&'static str),
    /// Damaged: how that shows.
    Broken(String),
    /// The system would not read it: its words.
    Unread(String),
    /// It was in the folder a moment ago.
    Gone,
    /// Whoever runs the program may not read it.
    Forbidden,
    /// Somebody wrote to it at the same time.
    Changing,
    /// A folder with the parts of a workbook in it.
    Unpacked,
    /// A limit bites.
    Limit {
        /// The setting that holds it.
        setting: &'static str,
        /// What was met, what is allowed.
        says: String,
    },
}

/// What the crates say of a damaged container, in words of the adviser's.
const PLAIN: &[(&str, &str)] = &[
    ("eocd", "its end is missing, as when a copy or a download stops half-way"),
    ("central directory", "its list of contents cannot be read"),
    ("zip archive", "a part of it is not where its list of contents says"),
    ("zip error", "a part of it is not where its list of contents says"),
    ("deflate", "a part of it cannot be unpacked"),
    ("corrupt", "a part of it cannot be unpacked"),
    ("checksum", "a part of it is not as it was saved"),
];

impl Refused {
    /// Damaged, with a reason from another crate cut to a readable length.
    pub(super) fn broken(why: impl std::fmt::Display) -> Self {
        let why = why.to_string();
        let lower = why.to_lowercase();
        if lower.contains("password") || lower.contains("encrypted") {
            return Self::Encrypted;
        }
        if let Some((_, plain)) = PLAIN.iter().find(|(says, _)| lower.contains(says)) {
            return Self::Broken((*plain).to_owned());
        }
        Self::Broken(why.chars().filter(|c| !c.is_control()).take(120).collect())
    }

    /// The finding that names the file.
    pub(super) fn finding(&self, file: &Arc<str>) -> Finding {
        let place = Place::file(file);
        match self {
            Self::Encrypted => Finding::new(
                &ENCRYPTED,
                place,
                format!("{file} is protected by a password, so it cannot be read."),
            ),
            Self::WebPage => Finding::new(
                &UNREADABLE,
                place,
                format!("{file} is a web page with the name of a spreadsheet."),
            )
            .fix("Open it in Excel, choose File > Save As > Excel Workbook (.xlsx), save it in the input folder, and take the old file out."),
            Self::XmlSpreadsheet => Finding::new(
                &UNREADABLE,
                place,
                format!("{file} is a spreadsheet saved as XML, which is not read."),
            )
            .fix("Open it in Excel, choose File > Save As > Excel Workbook (.xlsx), save it in the input folder, and take the old file out."),
            Self::VeryOld => Finding::new(
                &UNREADABLE,
                place,
                format!("{file} was saved in a format older than Excel 5.0, which is not read."),
            ),
            Self::Empty => Finding::new(
                &UNREADABLE,
                place,
                format!("{file} holds nothing (0 bytes); it may still be syncing."),
            )
            .fix("Wait until the file has synced (or save it again), then run again. If it is not needed, take it out."),
            Self::InCloud => Finding::new(
                &UNREADABLE,
                place,
                format!("{file} stands for a file that is in the cloud and not on this computer."),
            )
            .fix("Open the folder and download the file (\u{201c}Always keep on this device\u{201d}), then run again."),
            Self::Other(what) => Finding::new(
                &PASSED_OVER,
                place,
                format!("{file} is {what}; it was passed over."),
            ),
            Self::Broken(why) => Finding::new(
                &UNREADABLE,
                place,
                format!("{file} cannot be opened; it may be damaged ({why})."),
            ),
            Self::Unread(why) => Finding::new(
                &UNREADABLE,
                place,
                format!("{file} could not be read ({why}); it may be open in another program or still syncing."),
            )
            .fix("Close the file (or wait until it has synced), then run again."),
            Self::Gone => Finding::new(
                &UNREADABLE,
                place,
                format!("{file} was in the folder when it was listed, and was gone when it was to be read."),
            )
            .fix("If it was being saved or synced, wait for that, then run again."),
            Self::Forbidden => Finding::new(
                &UNREADABLE,
                place,
                format!("{file} may not be read by whoever runs forumpack."),
            )
            .fix("Ask for the right to read the file, or save a copy of your own into the input folder and take this one out."),
            Self::Changing => Finding::new(
                &UNREADABLE,
                place,
                format!("{file} changed while it was read; it is being saved or synced."),
            )
            .fix("Wait until the file is saved, then run again."),
            Self::Unpacked => Finding::new(
                &UNREADABLE,
                place,
                format!("{file} is a folder with the parts of a workbook in it, not a workbook."),
            )
            .fix("Save the workbook itself into the input folder, and take the folder out."),
            Self::Limit { setting, says } => Finding::new(
                &LIMIT,
                place,
                format!("{file} was not read: {says}."),
            )
            .fix(format!("Delete what is not needed or split the file; if it is right as it is, set {setting} higher in a Settings sheet or on the command line.")),
        }
    }
}
