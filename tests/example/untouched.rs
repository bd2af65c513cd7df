//! The adviser's folder is left as it is, whatever is in it: no byte of it changes and
//! nothing is put into it, where nobody may write to it as well.

use std::collections::BTreeMap;
use std::path::Path;

use crate::played::copied;
use crate::run::forumpack as run;

/// Everything in a folder: bytes of files, and when each was written.
fn held(folder: &Path) -> BTreeMap<String, (Vec<u8>, std::time::SystemTime)> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| {
        let entry = entry.unwrap();
        let about = std::fs::symlink_metadata(entry.path()).unwrap();
        let bytes = if about.is_file() {
            std::fs::read(entry.path()).unwrap()
        } else {
            Vec::new()
        };
        let name = entry.file_name().to_string_lossy().into_owned();
        (name, (bytes, about.modified().unwrap()))
    });
    entries.collect()
}

#[cfg(unix)]
fn allow(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    let permissions = std::fs::Permissions::from_mode(mode);
    std::fs::set_permissions(path, permissions).unwrap();
}

#[cfg(unix)]
#[test]
fn a_folder_that_nobody_may_write_to_is_read_and_left_as_it_is() {
    let home = tempfile::tempdir().unwrap();
    let share = home.path().join("on the share");
    copied(&share);
    std::fs::write(share.join("~$LLE register.xlsx"), "in use").unwrap();
    std::os::unix::fs::symlink("nowhere.xlsx", share.join("Old LLEs.xlsx")).unwrap();
    std::os::unix::fs::symlink("on the share", home.path().join("input")).unwrap();
    let pipe = share.join("visits.csv");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for entry in std::fs::read_dir(&share).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_file() {
            allow(&entry.path(), 0o444);
        }
    }
    allow(&share, 0o555);
    let before = held(&share);

    let (code, said) = run(home.path(), &["-v", "--no-progress"]);
    assert_eq!(held(&share), before);
    assert!(code <= 1, "{code}: {said}");
    for told in [
        "Old LLEs.xlsx is a link to what is not there.",
        "visits.csv is no ordinary file; it was passed over.",
        "~$LLE register.xlsx is the lock file of a workbook that is open",
    ] {
        assert!(said.contains(told), "{said}");
    }
    assert!(home.path().join("output/2011-11/public/forum-pack.pdf").is_file());
    allow(&share, 0o755);
}

/// Whoever keeps everything in one folder has the packs among the registers.
#[test]
fn packs_among_the_registers_are_not_read_again() {
    let home = tempfile::tempdir().unwrap();
    copied(home.path());
    let words = ["--input", ".", "--output", "packs", "--no-progress", "-v"];
    let (first, _) = run(home.path(), &words);
    let figures = home.path().join("packs/2011-11/evidence/figures.csv");
    let before = std::fs::read(&figures).unwrap();
    let (second, said) = run(home.path(), &words);
    assert_eq!(first, second, "{said}");
    assert!(said.contains("packs holds packs that forumpack made"), "{said}");
    assert!(std::fs::read(&figures).unwrap() == before);
}
