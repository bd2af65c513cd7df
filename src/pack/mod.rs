//! Stage 9. Artefacts to a folder: written beside and exchanged when whole.
//!
//! Takes the bytes of every file of a pack, makes `output/<period>/`. The only
//! stage that writes files.

pub(crate) mod diff;
pub(crate) mod evidence;
pub(crate) mod folder;
pub(crate) mod index;
pub(crate) mod leak;
pub(crate) mod manifest;
pub(crate) mod previous;

use crate::base::release::Release;

/// One file of a pack.
#[derive(Clone, Debug)]
pub(crate) struct Artefact {
    /// Path in the pack, forward slashes: `public/forum-pack.pdf`.
    pub(crate) path: String,
    /// Who may see it.
    pub(crate) release: Release,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
}

impl Artefact {
    /// A file of this class.
    pub(crate) fn new(path: impl Into<String>, release: Release, bytes: Vec<u8>) -> Self {
        Self { path: path.into(), release, bytes }
    }
}
