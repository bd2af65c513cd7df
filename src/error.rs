//! Why a run cannot go on.

use std::path::PathBuf;

/// Why a run cannot go on; each says what was tried and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The input folder is missing or cannot be read.
    #[error(
        "The input folder {path} cannot be read: {why}. Make the folder, or name another with --input."
    )]
    Input {
        /// Folder.
        path: PathBuf,
        /// The system's reason.
        why: String,
    },
    /// A pack could not be written.
    #[error("{0}")]
    Output(String),
    /// A template names what is not there.
    #[error("{0}")]
    Template(String),
    /// An argument or setting that means nothing.
    #[error("{0}")]
    Argument(String),
    /// A document could not be drawn: a fault of the program.
    #[error("{0} This is a fault of forumpack: please report it.")]
    Render(String),
}
