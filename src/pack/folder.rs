//! Folders of packs: locked, written beside, exchanged when whole.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};

use super::Artefact;
use super::manifest::{Manifest, Output, sha256};

/// Why a pack could not be written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WriteError {
    /// Another build is at work.
    #[error(
        "Another build is writing to {0}. Wait until it has ended, then run again. Nothing was changed."
    )]
    Busy(PathBuf),
    /// A file or folder could not be written.
    #[error("{path} could not be {what}: {why}. The last good pack is as it was.")]
    Io {
        /// Which.
        path: PathBuf,
        /// `written`, `created`.
        what: &'static str,
        /// The system's reason.
        why: io::Error,
    },
}

fn failed(path: &Path, what: &'static str) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_owned();
    move |why| WriteError::Io { path, what, why }
}

/// The output folder, held by one build at a time.
#[derive(Debug)]
pub(crate) struct OutputFolder {
    root: PathBuf,
    // The lock is the system's: it ends with the process that holds it, so a
    // dead build never keeps the folder.
    _lock: File,
}

impl OutputFolder {
    /// Takes the folder, makes it if need be, and completes what a killed
    /// build left half done.
    pub(crate) fn take(root: &Path) -> Result<Self, WriteError> {
        fs::create_dir_all(root).map_err(failed(root, "created"))?;
        let path = root.join(".forumpack.lock");
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(failed(&path, "written"))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => {
                return Err(WriteError::Busy(root.to_owned()));
            }
            Err(fs::TryLockError::Error(why)) => {
                return Err(failed(&path, "locked")(why));
            }
        }
        let folder = Self { root: root.to_owned(), _lock: lock };
        folder.tidy()?;
        Ok(folder)
    }

    /// Completes an exchange that two renames did not finish, and clears
    /// folders of builds that were killed.
    fn tidy(&self) -> Result<(), WriteError> {
        let entries = fs::read_dir(&self.root).map_err(failed(&self.root, "read"))?;
        let mut names: Vec<String> = entries
            .filter_map(Result::ok)
            .filter_map(|entry| entry.file_name().into_string().ok())
            .collect();
        names.sort();
        for name in names.iter().filter_map(|name| name.strip_prefix(".old-")) {
            let (old, place) =
                (self.root.join(format!(".old-{name}")), self.root.join(name));
            if place.exists() {
                remove(&old)?;
            } else {
                fs::rename(&old, &place).map_err(failed(&place, "put back"))?;
            }
        }
        for name in names.iter().filter(|name| name.starts_with(".new-")) {
            remove(&self.root.join(name))?;
        }
        Ok(())
    }

    /// Writes a whole pack beside `name` and puts it in its place. What stood
    /// there that no build made is carried over.
    pub(crate) fn replace(
        &self,
        name: &str,
        artefacts: &[Artefact],
        mut manifest: Manifest,
    ) -> Result<PathBuf, WriteError> {
        let place = self.root.join(name);
        let beside = self.root.join(format!(".new-{name}"));
        remove(&beside)?;
        fs::create_dir_all(&beside).map_err(failed(&beside, "created"))?;
        let written = self.fill(&place, &beside, artefacts, &mut manifest);
        if let Err(error) = written {
            let _ = remove(&beside);
            return Err(error);
        }
        self.exchange(name, &beside, &place)?;
        Ok(place)
    }

    fn fill(
        &self,
        place: &Path,
        beside: &Path,
        artefacts: &[Artefact],
        manifest: &mut Manifest,
    ) -> Result<(), WriteError> {
        let mut made = BTreeSet::new();
        for artefact in artefacts {
            write(&beside.join(&artefact.path), &artefact.bytes)?;
            made.insert(artefact.path.clone());
            manifest.outputs.push(Output {
                path: artefact.path.clone(),
                sha256: sha256(&artefact.bytes),
                release: artefact.release.to_string(),
            });
        }
        manifest.outputs.sort_by(|a, b| a.path.cmp(&b.path));
        made.insert(MANIFEST.to_owned());
        for own in own_files(place)? {
            let mut to = own.clone();
            while made.contains(&to) {
                to = format!("{to}.kept");
            }
            let bytes =
                fs::read(place.join(&own)).map_err(failed(&place.join(&own), "read"))?;
            write(&beside.join(&to), &bytes)?;
            made.insert(to.clone());
            manifest.carried.push(to);
        }
        manifest.carried.sort();
        write(&beside.join(MANIFEST), &manifest.bytes())?;
        sync(beside);
        Ok(())
    }

    fn exchange(
        &self,
        name: &str,
        beside: &Path,
        place: &Path,
    ) -> Result<(), WriteError> {
        if !place.exists() {
            fs::rename(beside, place).map_err(failed(place, "put in its place"))?;
            sync(&self.root);
            return Ok(());
        }
        if renameat_with(CWD, beside, CWD, place, RenameFlags::EXCHANGE).is_ok() {
            sync(&self.root);
            // The new pack stands; leftovers of the old one are cleared next time.
            let _ = remove(beside);
            return Ok(());
        }
        // Where the file system cannot exchange two folders in one step, the
        // old one keeps a name that the next run recognises and puts back.
        let old = self.root.join(format!(".old-{name}"));
        remove(&old)?;
        fs::rename(place, &old).map_err(failed(place, "moved aside"))?;
        if let Err(why) = fs::rename(beside, place) {
            let _ = fs::rename(&old, place);
            return Err(failed(place, "put in its place")(why));
        }
        sync(&self.root);
        let _ = remove(&old);
        Ok(())
    }

    /// Removes a folder of an earlier run, if it is there.
    pub(crate) fn clear(&self, name: &str) -> Result<(), WriteError> {
        remove(&self.root.join(name))
    }
}

/// Where the manifest stands in a pack.
pub(crate) const MANIFEST: &str = "evidence/manifest.json";

/// Files of a folder that its manifest does not list: somebody's own.
fn own_files(place: &Path) -> Result<Vec<String>, WriteError> {
    if !place.is_dir() {
        return Ok(Vec::new());
    }
    let made: BTreeSet<String> = fs::read(place.join(MANIFEST))
        .ok()
        .and_then(|bytes| Manifest::parse(&bytes))
        .map(|manifest| manifest.outputs.into_iter().map(|output| output.path).collect())
        .unwrap_or_default();
    let mut own = Vec::new();
    list(place, "", &mut own).map_err(failed(place, "read"))?;
    own.retain(|path| path != MANIFEST && !made.contains(path));
    own.sort();
    Ok(own)
}

/// Every file below a folder, by its path with forward slashes.
fn list(folder: &Path, under: &str, found: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let path = if under.is_empty() { name } else { format!("{under}/{name}") };
        let kind = entry.file_type()?;
        if kind.is_dir() {
            list(&entry.path(), &path, found)?;
        } else if kind.is_file() {
            found.push(path);
        }
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed(folder, "created"))?;
    }
    #[expect(clippy::disallowed_methods, reason = "this is the place that writes files")]
    let mut file = File::create(path).map_err(failed(path, "written"))?;
    file.write_all(bytes).and_then(|()| file.flush()).map_err(failed(path, "written"))
}

/// Asks the system to put a folder on disk; where it cannot, the pack is still whole.
fn sync(folder: &Path) {
    if let Ok(handle) = File::open(folder) {
        let _ = handle.sync_all();
    }
}

fn remove(path: &Path) -> Result<(), WriteError> {
    match fs::remove_dir_all(path) {
        Ok(()) => Ok(()),
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(why) => Err(failed(path, "removed")(why)),
    }
}

/// Writes files into a folder that is not there yet, or is empty.
pub(crate) fn write_new(
    folder: &Path,
    files: &[(String, Vec<u8>)],
) -> Result<(), WriteError> {
    let is_taken = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if is_taken {
        return Err(failed(folder, "made anew")(io::Error::other("it is not empty")));
    }
    for (path, bytes) in files {
        write(&folder.join(path), bytes)?;
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a test prepares its own files")]
mod tests {
    use super::*;
    use crate::base::release::Release;

    fn artefact(path: &str, text: &str) -> Artefact {
        Artefact::new(path, Release::P, text.as_bytes().to_vec())
    }

    #[test]
    fn a_file_of_the_adviser_s_own_is_carried_from_pack_to_pack() {
        let home = tempfile::tempdir().unwrap();
        let folder = OutputFolder::take(home.path()).unwrap();
        folder
            .replace("2011-11", &[artefact("index.html", "one")], Manifest::default())
            .unwrap();
        fs::write(home.path().join("2011-11/minutes.txt"), "mine").unwrap();
        for text in ["two", "three"] {
            folder
                .replace("2011-11", &[artefact("index.html", text)], Manifest::default())
                .unwrap();
            let kept =
                fs::read_to_string(home.path().join("2011-11/minutes.txt")).unwrap();
            assert_eq!(kept, "mine");
            let manifest = fs::read(home.path().join("2011-11").join(MANIFEST)).unwrap();
            let manifest = Manifest::parse(&manifest).unwrap();
            assert_eq!(manifest.carried, ["minutes.txt"]);
            assert_eq!(manifest.outputs.len(), 1);
        }
        let page = fs::read_to_string(home.path().join("2011-11/index.html")).unwrap();
        assert_eq!(page, "three");
    }

    #[test]
    fn a_file_that_the_last_pack_made_and_this_one_does_not_is_gone() {
        let home = tempfile::tempdir().unwrap();
        let folder = OutputFolder::take(home.path()).unwrap();
        let first =
            [artefact("index.html", "one"), artefact("internal/letters.pdf", "x")];
        folder.replace("2011-11", &first, Manifest::default()).unwrap();
        folder.replace("2011-11", &first[..1], Manifest::default()).unwrap();
        assert!(!home.path().join("2011-11/internal/letters.pdf").exists());
    }

    #[test]
    fn a_second_build_is_told_that_the_first_is_at_work() {
        let home = tempfile::tempdir().unwrap();
        let _first = OutputFolder::take(home.path()).unwrap();
        assert!(matches!(OutputFolder::take(home.path()), Err(WriteError::Busy(_))));
    }

    #[test]
    fn what_a_killed_build_left_is_cleared_and_a_pack_moved_aside_is_put_back() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir_all(home.path().join(".new-2011-11/public")).unwrap();
        fs::create_dir_all(home.path().join(".old-2011-10")).unwrap();
        fs::write(home.path().join(".old-2011-10/index.html"), "good").unwrap();
        let _folder = OutputFolder::take(home.path()).unwrap();
        assert!(!home.path().join(".new-2011-11").exists());
        let page = fs::read_to_string(home.path().join("2011-10/index.html")).unwrap();
        assert_eq!(page, "good");
    }
}
