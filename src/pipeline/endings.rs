//! How a run ends: stopped, checked, matched, or with a pack.

use std::path::PathBuf;

use super::ground::Ground;
use super::record::manifest;
use super::{papers, status, words};
use crate::base::figure::Figures;
use crate::base::finding::{Findings, Severity};
use crate::base::release::Release;
use crate::base::text::count;
use crate::error::Error;
use crate::job::Task;
use crate::model::programme::Programme;
use crate::pack::index::{Front, page};
use crate::pack::manifest::{Manifest, StageLine};
use crate::pack::{Artefact, evidence};
use crate::{Outcome, matching, measure, report};

/// No truthful or safe pack can be made: the data quality report says why.
pub(super) fn stopped(
    ground: &Ground<'_>,
    findings: &Findings,
) -> Result<Outcome, Error> {
    let reasons = count(findings.open(Severity::Stop), "reason", "reasons");
    let status = format!("Stopped: {reasons}");
    let of = if ground.job.task == Task::Check { "check" } else { "stopped" };
    let place = short_pack(ground, findings, &status, of)?;
    Ok(words::closing(3, &place, ground, findings, &[], &status))
}

/// `check`: the data quality report, beside the packs.
pub(super) fn checked(
    ground: &Ground<'_>,
    findings: &Findings,
) -> Result<Outcome, Error> {
    let status = status(findings);
    let place = short_pack(ground, findings, &status, "check")?;
    let outcome = words::closing(code(findings), &place, ground, findings, &[], &status);
    Ok(words::told(outcome, ground, findings))
}

/// `match`: the shortlists as a page and a workbook, beside the packs.
pub(super) fn matched(
    ground: &Ground<'_>,
    programme: &Programme,
    named: Option<&str>,
    findings: &Findings,
) -> Result<Outcome, Error> {
    let school = named
        .map(|named| matching::school(programme, &ground.registers, named))
        .transpose()?;
    let mut figures = Figures::default();
    measure::of_the_programme(programme, &mut figures);
    let found = measure::shortlist::matching(programme, school);
    let (as_at, period) = (ground.when.as_at, ground.period());
    let book = report::books::matching::book(programme, &figures, &found, as_at, &period);
    let artefacts: Vec<Artefact> =
        book.iter().map(papers::workbook).collect::<Result<_, _>>()?;
    let (status, code) = (status(findings), code(findings));
    let place = put(ground, "match", &artefacts, manifest(ground, findings, &status))?;
    let mut said = report::shortlist::words(programme, &found);
    if code > 0 {
        said.push_str(&format!(
            "The registers wait for you ({}); forumpack check lists what.\n",
            status.trim_start_matches("DRAFT: ")
        ));
    }
    if !artefacts.is_empty() {
        let book = place.join("internal").join("matching.xlsx");
        said.push_str(&format!("Every score and reason: {}\n", book.display()));
    }
    let mut json = report::shortlist::json(programme, &found);
    if let Some(json) = json.as_object_mut() {
        json.insert("exit".to_owned(), code.into());
        json.insert("status".to_owned(), status.into());
        json.insert("folder".to_owned(), place.display().to_string().into());
    }
    Ok(Outcome {
        code,
        sheets: String::new(),
        details: String::new(),
        words: said,
        json: words::printed(&json),
    })
}

/// A whole pack, put in place of the last one of its month.
pub(super) fn built(
    ground: &Ground<'_>,
    figures: &Figures,
    findings: &Findings,
    mut artefacts: Vec<Artefact>,
    stages: Vec<StageLine>,
) -> Result<Outcome, Error> {
    let status = status(findings);
    let manifest = Manifest { stages, ..manifest(ground, findings, &status) };
    let front = Front {
        headlines: report::sentences::headlines(figures),
        changed: report::changed::lines(figures, ground.previous.as_ref()),
        ..ground.front(findings, &status)
    };
    artefacts.push(index(&front, &manifest, &artefacts));
    let period = ground.period();
    let place = ground
        .output
        .replace(&period, &artefacts, manifest)
        .map_err(|why| Error::Output(why.to_string()))?;
    ground
        .output
        .clear(&format!("{period}-stopped"))
        .map_err(|why| Error::Output(why.to_string()))?;
    let (code, said) = (code(findings), &front.headlines);
    Ok(words::closing(code, &place, ground, findings, said, &status))
}

/// The data quality report alone: what a stop or a check leaves.
fn short_pack(
    ground: &Ground<'_>,
    findings: &Findings,
    status: &str,
    of: &str,
) -> Result<PathBuf, Error> {
    let manifest = manifest(ground, findings, status);
    let mut artefacts = vec![
        ground.data_quality(findings, status)?,
        Artefact::new("evidence/findings.csv", Release::I, evidence::findings(findings)),
    ];
    artefacts.push(index(&ground.front(findings, status), &manifest, &artefacts));
    put(ground, of, &artefacts, manifest)
}

/// Puts files into a folder beside the packs: `2011-11-check`.
fn put(
    ground: &Ground<'_>,
    of: &str,
    artefacts: &[Artefact],
    manifest: Manifest,
) -> Result<PathBuf, Error> {
    ground
        .output
        .replace(&format!("{}-{of}", ground.period()), artefacts, manifest)
        .map_err(|why| Error::Output(why.to_string()))
}

/// The page to open first.
fn index(front: &Front, manifest: &Manifest, artefacts: &[Artefact]) -> Artefact {
    let mut paths: Vec<String> = artefacts.iter().map(|a| a.path.clone()).collect();
    paths.push("evidence/manifest.json".to_owned());
    paths.sort();
    Artefact::new("index.html", Release::I, page(front, manifest, &paths))
}

/// Exit code of a run that was not stopped: does anything wait?
fn code(findings: &Findings) -> u8 {
    u8::from(findings.open(Severity::Error) + findings.open(Severity::Query) > 0)
}
