//! Everything that one run depends on: with the input it fixes the output byte for byte.

use std::path::PathBuf;

use jiff::civil::Date;

/// Which issue of the pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// The shorter one of every month.
    Monthly,
    /// The one that goes to a meeting of the forum.
    Meeting,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Build a pack.
    Build,
    /// Read and check only.
    Check,
    /// Shortlists of LLEs: for the school with this URN or name, or for all that wait.
    Match(Option<String>),
}

/// One run.
#[derive(Clone, Debug)]
pub struct Job {
    /// What is to be done.
    pub task: Task,
    /// Folder of spreadsheets.
    pub input: PathBuf,
    /// Folder of packs.
    pub output: PathBuf,
    /// Folder of templates laid over the embedded ones; may be absent.
    pub templates: PathBuf,
    /// Month of the pack, `2011-11`, where the command line gives it.
    pub period: Option<String>,
    /// As-at date, where the command line gives it.
    pub as_at: Option<Date>,
    /// Edition, where the command line gives it.
    pub edition: Option<Edition>,
    /// The day of the run: the default of period and as-at.
    pub today: Date,
    /// Write the seconds of each stage into the manifest.
    pub timings: bool,
}
