//! Arguments to a job, and its outcome to words and an exit code. With `main`
//! the only place that prints.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;

use crate::job::{Edition, Job, Task};
use crate::{Outcome, Progress};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Blue.on_default().bold())
    .usage(AnsiColor::Blue.on_default().bold())
    .literal(AnsiColor::Cyan.on_default());

/// Builds the Schools Forum pack from your own spreadsheets.
///
/// Put your registers and results into the folder `input`, in your own layout and
/// words, and run `forumpack`. The pack is made in `output`, one folder a month:
/// open its `index.html` first. Your own files are never changed.
#[derive(Debug, Parser)]
#[command(name = "forumpack", version, styles = STYLES, after_help = ENDINGS)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    build: BuildArgs,
}

const ENDINGS: &str = "\
How it ends (exit code):
  0  the pack is made and nothing waits for you
  1  the pack is made and marked DRAFT: errors or unanswered queries are listed
  2  it could not run: an argument, a folder, the disk
  3  stopped: no truthful or safe pack can be made; the data quality report says why

Nothing leaves this computer.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Read the input and build the pack (the default)
    Build(BuildArgs),
    /// Read and check only: print what every sheet was read as and what waits, write the data quality report, leave packs alone
    Check(BuildArgs),
    /// Build again whenever a file in the input folder changes (end with Ctrl+C)
    Watch(BuildArgs),
    /// Ranked, reasoned shortlist of LLEs for one school, or for all that wait
    Match {
        /// URN or name of the school; all that wait if none is named
        school: Option<String>,
        #[command(flatten)]
        build: BuildArgs,
    },
    /// What changed between two packs: figures, findings, records
    Diff {
        /// Folder of the earlier pack, for example output/2011-10
        earlier: PathBuf,
        /// Folder of the later pack
        later: PathBuf,
        /// Words for people, or JSON for machines
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Explain a rule, a measure or a register by its code (no code: the list)
    Explain {
        /// For example RES-007, M21, deployments, template
        code: Option<String>,
    },
    /// Make a folder to start from: blank registers with drop-downs, templates, settings
    New {
        /// The folder to make
        folder: PathBuf,
        /// Fill it with the example programme
        #[arg(long)]
        example: bool,
    },
    /// Print the shell's completions or the manual page
    #[command(hide = true)]
    Print {
        /// What to print
        #[arg(value_enum)]
        what: Printed,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Printed {
    Bash,
    Zsh,
    Fish,
    Powershell,
    Man,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum EditionArg {
    /// The shorter pack of every month
    Monthly,
    /// The pack that goes to a meeting: refuses open errors and queries
    Meeting,
}

#[derive(Args, Clone, Debug)]
struct BuildArgs {
    /// Folder with your spreadsheets
    #[arg(long, value_name = "DIR", default_value = "input")]
    input: PathBuf,
    /// Folder for the packs
    #[arg(long, value_name = "DIR", default_value = "output")]
    output: PathBuf,
    /// Folder with your own wording and look, laid over the built-in one
    #[arg(long, value_name = "DIR", default_value = "templates")]
    templates: PathBuf,
    /// Month of the pack, for example 2011-11 (default: the Settings sheet, else this month)
    #[arg(long, value_name = "YYYY-MM", value_parser = month)]
    period: Option<String>,
    /// Date at which everything is counted, for example 2011-11-30
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    as_at: Option<Date>,
    /// Which issue of the pack
    #[arg(long, value_enum)]
    edition: Option<EditionArg>,
    /// Closing words for people, or JSON for machines
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write the seconds of each stage into the manifest (bytes then differ from run to run)
    #[arg(long)]
    timings: bool,
    /// Say nothing but errors
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,
    /// Say which sheet was read as what, and every finding
    #[arg(short, long)]
    verbose: bool,
    /// No progress bar
    #[arg(long)]
    no_progress: bool,
}

fn month(text: &str) -> Result<String, String> {
    crate::is_month(text)
        .then(|| text.to_owned())
        .ok_or_else(|| "a month is written 2011-11".to_owned())
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a date is written 2011-11-30".to_owned())
}

/// Runs the program with these arguments and says how it ends.
pub fn run<I, T>(arguments: I) -> ExitCode
where
    I: IntoIterator<Item = T>,
    T: Into<std::ffi::OsString> + Clone,
{
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match cli.command.unwrap_or(Command::Build(cli.build)) {
        Command::Build(args) => once(&args, Task::Build),
        Command::Check(args) => once(&args, Task::Check),
        Command::Match { school, build } => once(&build, Task::Match(school)),
        Command::Watch(args) => watch(&args),
        Command::Diff { earlier, later, format } => {
            told(crate::diff(&earlier, &later, format == Format::Json))
        }
        Command::Explain { code } => explain(code.as_deref()),
        Command::New { folder, example } => told(crate::new_folder(&folder, example)),
        Command::Print { what } => printed(what),
    }
}

fn job(args: &BuildArgs, task: Task) -> Job {
    let today = jiff::ZonedDateTime::now().date();
    Job {
        task,
        input: args.input.clone(),
        output: args.output.clone(),
        templates: args.templates.clone(),
        period: args.period.clone(),
        as_at: args.as_at,
        edition: args.edition.map(|edition| match edition {
            EditionArg::Monthly => Edition::Monthly,
            EditionArg::Meeting => Edition::Meeting,
        }),
        today,
        timings: args.timings,
    }
}

fn once(args: &BuildArgs, task: Task) -> ExitCode {
    let bar = progress_bar(args);
    let outcome = crate::run(&job(args, task), &|progress: Progress| {
        bar.set_length(progress.of);
        bar.set_position(progress.done);
        bar.set_message(progress.stage);
    });
    bar.finish_and_clear();
    match outcome {
        Ok(outcome) => close(args, &outcome),
        Err(error) => failed(args, &error),
    }
}

fn progress_bar(args: &BuildArgs) -> ProgressBar {
    let wanted = !args.no_progress
        && !args.quiet
        && args.format == Format::Text
        && std::io::stderr().is_terminal();
    if !wanted {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(9);
    if let Ok(style) = ProgressStyle::with_template("{bar:30.cyan/blue} {msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

fn close(args: &BuildArgs, outcome: &Outcome) -> ExitCode {
    if args.format == Format::Json {
        say(&outcome.json);
    } else if args.verbose {
        say(&outcome.details);
        say(&outcome.words);
    } else if !args.quiet {
        if !outcome.sheets.is_empty() {
            say(&outcome.sheets);
            say("");
        }
        say(&outcome.words);
    }
    if args.quiet && outcome.code == 3 {
        complain(&outcome.words);
    }
    ExitCode::from(outcome.code)
}

fn failed(args: &BuildArgs, error: &crate::Error) -> ExitCode {
    if args.format == Format::Json {
        say(&serde_json::json!({ "exit": 2, "error": error.to_string() }).to_string());
    }
    complain(&error.to_string());
    ExitCode::from(2)
}

fn told(result: Result<String, crate::Error>) -> ExitCode {
    match result {
        Ok(words) => {
            say(&words);
            ExitCode::SUCCESS
        }
        Err(error) => {
            complain(&error.to_string());
            ExitCode::from(2)
        }
    }
}

fn explain(code: Option<&str>) -> ExitCode {
    match crate::explain(code) {
        Ok(page) => {
            say(&page);
            ExitCode::SUCCESS
        }
        Err(words) => {
            complain(&words);
            ExitCode::from(2)
        }
    }
}

fn printed(what: Printed) -> ExitCode {
    let mut command = Cli::command();
    let mut out = Vec::new();
    let shell = match what {
        Printed::Bash => clap_complete::Shell::Bash,
        Printed::Zsh => clap_complete::Shell::Zsh,
        Printed::Fish => clap_complete::Shell::Fish,
        Printed::Powershell => clap_complete::Shell::PowerShell,
        Printed::Man => {
            let written = clap_mangen::Man::new(command).render(&mut out);
            return match written {
                Ok(()) => {
                    say(&String::from_utf8_lossy(&out));
                    ExitCode::SUCCESS
                }
                Err(why) => {
                    complain(&why.to_string());
                    ExitCode::from(2)
                }
            };
        }
    };
    clap_complete::generate(shell, &mut command, "forumpack", &mut out);
    say(&String::from_utf8_lossy(&out));
    ExitCode::SUCCESS
}

/// Builds now, and again whenever the input has changed and been still for a
/// moment: spreadsheets are saved in several steps.
fn watch(args: &BuildArgs) -> ExitCode {
    use notify::{RecursiveMode, Watcher};
    let (send, receive) = std::sync::mpsc::channel();
    let watcher =
        notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let changed = event.is_ok_and(|event| !event.kind.is_access());
            if changed {
                let _ = send.send(());
            }
        });
    let started = watcher.and_then(|mut watcher| {
        watcher.watch(&args.input, RecursiveMode::Recursive)?;
        Ok(watcher)
    });
    let _watcher = match started {
        Ok(watcher) => watcher,
        Err(why) => {
            complain(&format!("{} cannot be watched: {why}.", args.input.display()));
            return ExitCode::from(2);
        }
    };
    loop {
        let _ = once(args, Task::Build);
        if !args.quiet {
            say("Waiting for a change in the input folder. Ctrl+C ends.");
        }
        if receive.recv().is_err() {
            return ExitCode::SUCCESS;
        }
        while receive.recv_timeout(Duration::from_millis(700)).is_ok() {}
    }
}

fn say(words: &str) {
    let mut out = std::io::stdout().lock();
    // A reader that closes the pipe early has had enough: no fault.
    let _ = writeln!(out, "{}", words.trim_end());
}

fn complain(words: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", words.trim_end());
}
