//! Builds a Schools Forum pack from a local authority adviser's own spreadsheets.

mod base;
mod catalogue;
mod check;
pub mod cli;
mod error;
mod explain;
mod job;
mod locate;
mod matching;
mod measure;
mod model;
mod pack;
mod pipeline;
mod read;
mod register;
mod render;
mod report;
mod start;

use std::path::Path;

pub use error::Error;
pub use job::{Edition, Job, Task};

/// How far a run has come.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// Stages done.
    pub done: u64,
    /// Stages in all.
    pub of: u64,
    /// What is being done, in words.
    pub stage: &'static str,
}

/// How a run ended.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Exit code: 0, 1 or 3 (2 is an [`Error`]).
    pub code: u8,
    /// Closing words for people.
    pub words: String,
    /// What was read as what, where a check was asked for.
    pub sheets: String,
    /// What was read as what, and every finding.
    pub details: String,
    /// Closing words for machines.
    pub json: String,
}

/// Whether a text is a month, written `2011-11`.
pub fn is_month(text: &str) -> bool {
    base::date::Month::parse(text).is_some()
}

/// What changed between two packs, in words or as JSON.
pub fn diff(earlier: &Path, later: &Path, as_json: bool) -> Result<String, Error> {
    let earlier_pack = pack::diff::Evidence::of(earlier).map_err(Error::Argument)?;
    let later_pack = pack::diff::Evidence::of(later).map_err(Error::Argument)?;
    let changes = pack::diff::changes(&earlier_pack, &later_pack);
    if as_json {
        return serde_json::to_string_pretty(&changes)
            .map_err(|why| Error::Render(why.to_string()));
    }
    Ok(pack::diff::words(&changes, earlier, later))
}

/// One run.
pub fn run(job: &Job, progress: &dyn Fn(Progress)) -> Result<Outcome, Error> {
    pipeline::run(job, progress)
}

/// The page of a rule, measure or register; the list where no code is given.
pub fn explain(code: Option<&str>) -> Result<String, String> {
    explain::page(code)
}

/// A folder to start from: blank registers with drop-downs, settings, templates.
pub fn new_folder(folder: &Path, example: bool) -> Result<String, Error> {
    start::make(folder, example)
}
