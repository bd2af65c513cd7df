//! The manifest of a run: what was asked for, what was read as what, what ran.

use super::ground::{Ground, edition_words};
use super::words;
use crate::base::finding::{Findings, Severity, State};
use crate::check;
use crate::job::Task;
use crate::pack::manifest::{
    Counts, HeadingLine, Input, JobLine, Manifest, NotRunLine, Sheet,
};

/// The manifest, but for the files made, which are added as they are written.
pub(super) fn manifest(
    ground: &Ground<'_>,
    findings: &Findings,
    status: &str,
) -> Manifest {
    let command = match ground.job.task {
        Task::Build => "build",
        Task::Check => "check",
        Task::Match(_) => "match",
    };
    let before = ground.previous.as_ref().and_then(|previous| previous.period);
    Manifest {
        tool: "forumpack".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        job: JobLine {
            command: command.to_owned(),
            period: ground.period(),
            as_at: ground.when.as_at.to_string(),
            edition: edition_words(ground.when.edition).to_owned(),
            status: status.to_owned(),
            example: ground.registers.is_example,
        },
        inputs: inputs(ground),
        findings: counts(findings),
        settings: ground
            .registers
            .settings
            .given()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        compared_with: before.map(|period| period.to_string()).unwrap_or_default(),
        not_run: ground
            .not_run
            .iter()
            .map(|(code, because)| NotRunLine {
                code: code.clone(),
                because: because.clone(),
            })
            .collect(),
        kept: check::snapshot::of(&ground.registers),
        ..Manifest::default()
    }
}

/// How many findings of each severity wait, and how many are answered.
pub(super) fn counts(findings: &Findings) -> Counts {
    Counts {
        stop: findings.open(Severity::Stop),
        error: findings.open(Severity::Error),
        query: findings.open(Severity::Query),
        answered: findings.iter().filter(|f| f.state == State::Answered).count(),
        note: findings.open(Severity::Note),
    }
}

/// Every file of the input with its sheets and their headings, by path.
fn inputs(ground: &Ground<'_>) -> Vec<Input> {
    let headings = words::headings_of(&ground.registers);
    let mut sheets = std::collections::BTreeMap::<&str, Vec<Sheet>>::new();
    for sheet in &ground.registers.sheets {
        let of_sheet = headings.get(&(sheet.file.as_ref(), sheet.sheet.as_ref()));
        sheets.entry(&sheet.file).or_default().push(Sheet {
            name: sheet.sheet.to_string(),
            register: sheet.register.map(ToOwned::to_owned),
            heading_row: sheet.heading_row,
            rows_read: sheet.rows_read,
            rows_used: sheet.rows_used,
            rows_left_out: sheet.rows_left_out,
            says: sheet.says.clone(),
            headings: of_sheet
                .into_iter()
                .flatten()
                .map(|one| HeadingLine {
                    cell: one.place.a1(),
                    heading: one.heading.clone(),
                    column: one.column.map(ToOwned::to_owned),
                    because: one.because.clone(),
                })
                .collect(),
        });
    }
    let read = ground.folder.books.iter().map(|book| Input {
        path: book.file.to_string(),
        sha256: book.sha256.clone(),
        sheets: sheets.remove(book.file.as_ref()).unwrap_or_default(),
    });
    let passed_over = ground.folder.passed_over.iter().map(|passed| Input {
        path: passed.file.to_string(),
        sha256: passed.sha256.clone().unwrap_or_default(),
        sheets: Vec::new(),
    });
    let mut inputs: Vec<Input> = read.collect();
    inputs.extend(passed_over);
    inputs.sort_by(|a, b| a.path.cmp(&b.path));
    inputs
}
