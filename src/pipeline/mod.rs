//! The stages in order: read → locate → register → check → model → measure →
//! report → render → pack.

mod endings;
mod ground;
mod papers;
mod record;
mod watch;
mod words;

use crate::base::finding::{Findings, Severity};
use crate::base::text::count;
use crate::error::Error;
use crate::job::{Job, Task};
use crate::pack::leak;
use crate::{Outcome, Progress, check, measure, model, render, report};

use ground::Ground;
use watch::Watch;

/// One run.
pub(crate) fn run(job: &Job, progress: &dyn Fn(Progress)) -> Result<Outcome, Error> {
    let mut watch = Watch::new(progress, job.timings);
    let words = report::words::Words::load(&job.templates).map_err(Error::Template)?;
    let style = render::pdf::Style::load(&job.templates).map_err(Error::Template)?;
    let mut findings = Findings::default();
    let ground = Ground::read(job, &mut watch, &mut findings)?;
    if findings.open(Severity::Stop) > 0 {
        return endings::stopped(&ground, &findings);
    }
    if job.task == Task::Check {
        return endings::checked(&ground, &findings);
    }
    watch.now("Linking");
    let programme =
        model::build(&ground.registers, &ground.settings, &findings, &ground.when);
    if let Task::Match(named) = &job.task {
        return endings::matched(&ground, &programme, named.as_deref(), &findings);
    }
    watch.now("Measuring");
    let figures = measure::all(&programme);
    watch.now("Writing the report");
    let (claims, added) =
        report::weighed(&ground.sources(&programme, &figures, &findings), &words)
            .map_err(Error::Template)?;
    check::states::late(&ground.registers, &ground.context(), added, &mut findings);
    if findings.open(Severity::Stop) > 0 {
        return endings::stopped(&ground, &findings);
    }
    let documents =
        report::documents(&ground.sources(&programme, &figures, &findings), &words)
            .map_err(Error::Template)?;
    watch.now("Drawing");
    let mut artefacts = papers::documents(&documents, &style, &mut findings)?;
    findings.sort();
    artefacts.push(ground.data_quality(&findings, &status(&findings))?);
    let published = documents.books;
    artefacts
        .extend(papers::workbooks(&ground, &programme, &figures, &findings, published)?);
    artefacts.extend(papers::evidence(&figures, &findings, &claims));
    watch.now("Writing the pack");
    let restricted = papers::restricted(&programme);
    let leaks = leak::leaks(&artefacts, &restricted, render::pdf::text_of);
    if !leaks.is_empty() {
        for found in &leaks {
            findings.add(check::leak(&found.path, &found.name));
        }
        findings.sort();
        return endings::stopped(&ground, &findings);
    }
    endings::built(&ground, &figures, &findings, artefacts, watch.stages())
}

/// How the pack stands, in a sentence.
fn status(findings: &Findings) -> String {
    let (errors, queries) =
        (findings.open(Severity::Error), findings.open(Severity::Query));
    match (errors, queries) {
        (0, 0) => "Final: nothing waits for the adviser".to_owned(),
        (0, _) => {
            format!("DRAFT: {} waiting for an answer", count(queries, "query", "queries"))
        }
        (_, 0) => format!("DRAFT: {} to mend", count(errors, "error", "errors")),
        _ => format!(
            "DRAFT: {} to mend and {} to answer",
            count(errors, "error", "errors"),
            count(queries, "query", "queries")
        ),
    }
}
