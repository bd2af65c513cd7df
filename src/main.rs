//! The program: arguments in, words and an exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    forumpack::cli::run(std::env::args_os())
}
