//! The program as a user runs it.

use std::path::Path;
use std::process::Command;

/// Runs it in a folder with these words; its exit code and what it said.
pub fn forumpack(home: &Path, words: &[&str]) -> (i32, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_forumpack"))
        .current_dir(home)
        .args(words)
        .output()
        .unwrap();
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr)
    );
    (run.status.code().unwrap(), said)
}
