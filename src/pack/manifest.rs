//! What went in, what came out: the manifest of a pack.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// `evidence/manifest.json`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// `forumpack`.
    pub(crate) tool: String,
    /// Version of the program.
    pub(crate) version: String,
    /// What was asked for.
    pub(crate) job: JobLine,
    /// Files of the input, with their sheets.
    pub(crate) inputs: Vec<Input>,
    /// Files that the program made.
    pub(crate) outputs: Vec<Output>,
    /// Somebody's own files, carried over from the folder that this pack replaced.
    #[serde(default)]
    pub(crate) carried: Vec<String>,
    /// How many findings of each severity.
    pub(crate) findings: Counts,
    /// Settings that differ from their defaults.
    #[serde(default)]
    pub(crate) settings: std::collections::BTreeMap<String, String>,
    /// The pack that this one was compared with, if any.
    #[serde(default)]
    pub(crate) compared_with: String,
    /// Rules that could not run, and why.
    #[serde(default)]
    pub(crate) not_run: Vec<NotRunLine>,
    /// Registers as the next pack will want to see them.
    #[serde(default, skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub(crate) kept:
        std::collections::BTreeMap<String, crate::base::previous::PastRegister>,
    /// Seconds of each stage, only when asked for.
    #[serde(default)]
    pub(crate) stages: Vec<StageLine>,
}

/// What was asked for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct JobLine {
    /// `build` or `check`.
    pub(crate) command: String,
    /// `2011-11`.
    pub(crate) period: String,
    /// `2011-11-30`.
    pub(crate) as_at: String,
    /// `monthly` or `meeting`.
    pub(crate) edition: String,
    /// DRAFT, final, or stopped.
    pub(crate) status: String,
    /// Built from the example programme.
    pub(crate) example: bool,
}

/// One file of the input.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Input {
    /// Relative to the input folder.
    pub(crate) path: String,
    /// Hexadecimal; empty where the file could not be read.
    pub(crate) sha256: String,
    /// Its sheets; none for a file that was passed over.
    pub(crate) sheets: Vec<Sheet>,
}

/// One sheet.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Sheet {
    /// Sheet name; empty for csv.
    pub(crate) name: String,
    /// Register, or null.
    pub(crate) register: Option<String>,
    /// Heading row, from 1.
    pub(crate) heading_row: Option<u32>,
    /// Rows of the table.
    pub(crate) rows_read: usize,
    /// Rows used.
    pub(crate) rows_used: usize,
    /// Rows left out.
    pub(crate) rows_left_out: usize,
    /// How it was understood, in a sentence.
    #[serde(default)]
    pub(crate) says: String,
    /// Which heading became which column, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) headings: Vec<HeadingLine>,
}

/// One heading.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct HeadingLine {
    /// Cell, A1.
    pub(crate) cell: String,
    /// As written.
    pub(crate) heading: String,
    /// Column, or null where it was not used.
    pub(crate) column: Option<String>,
    /// Why.
    pub(crate) because: String,
}

/// One file of the pack.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Output {
    /// Relative to the pack's folder.
    pub(crate) path: String,
    /// Hexadecimal.
    pub(crate) sha256: String,
    /// P, F or I.
    pub(crate) release: String,
}

/// Findings by severity.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Counts {
    /// Stops.
    pub(crate) stop: usize,
    /// Errors.
    pub(crate) error: usize,
    /// Queries, open.
    pub(crate) query: usize,
    /// Queries, answered.
    #[serde(default)]
    pub(crate) answered: usize,
    /// Notes.
    pub(crate) note: usize,
}

/// A rule that could not run.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct NotRunLine {
    /// Rule.
    pub(crate) code: String,
    /// Why.
    pub(crate) because: String,
}

/// Seconds of a stage.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct StageLine {
    /// Stage.
    pub(crate) name: String,
    /// Seconds.
    pub(crate) seconds: f64,
}

impl Manifest {
    /// As it is written.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Reads one back; nothing where it is not a manifest.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}

/// SHA-256 in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
