//! The stages in order: read → locate → register → check → model → measure →
//! report → render → pack.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use crate::base::date::{self, Date, Month};
use crate::base::finding::{Findings, Severity, State};
use crate::base::release::{Audience, Release};
use crate::base::setting::Settings;
use crate::error::Error;
use crate::job::{Edition, Job, Task};
use crate::model::programme as model;
use crate::pack::folder::OutputFolder;
use crate::pack::index::{Front, page};
use crate::pack::manifest::{
    Counts, HeadingLine, Input, JobLine, Manifest, NotRunLine, Sheet, StageLine,
};
use crate::pack::{Artefact, evidence, leak};
use crate::read::grid::Folder;
use crate::register::Registers;
use crate::report::block::Document;
use crate::{
    Outcome, Progress, check, locate, matching, measure, model as model_stage, pack,
    read, register, render, report,
};

/// The one document that is a web page as well.
const FORUM_PACK: &str = "public/forum-pack";

/// Stages that a progress bar counts.
const STAGES: u64 = 9;

struct Watch<'a> {
    progress: &'a dyn Fn(Progress),
    done: u64,
    timings: bool,
    started: Option<std::time::Instant>,
    stages: Vec<StageLine>,
}

impl Watch<'_> {
    fn now(&mut self, stage: &'static str) {
        self.lap();
        self.stages.push(StageLine { name: stage.to_owned(), seconds: 0.0 });
        (self.progress)(Progress { done: self.done, of: STAGES, stage });
        self.done += 1;
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "seconds of a stage are asked for with --timings alone"
    )]
    fn lap(&mut self) {
        if !self.timings {
            return;
        }
        if let (Some(started), Some(last)) = (self.started, self.stages.last_mut()) {
            last.seconds = started.elapsed().as_secs_f64();
        }
        self.started = Some(std::time::Instant::now());
    }
}

/// When, and which issue: the command line, then the settings, then today.
struct Dates {
    as_at: Date,
    period: Month,
    edition: model::Edition,
}

/// One run.
pub(crate) fn run(job: &Job, progress: &dyn Fn(Progress)) -> Result<Outcome, Error> {
    let mut watch = Watch {
        progress,
        done: 0,
        timings: job.timings,
        started: None,
        stages: Vec::new(),
    };
    let words = report::words::Words::load(&job.templates).map_err(Error::Template)?;
    let style = render::pdf::Style::load(&job.templates).map_err(Error::Template)?;
    let output =
        OutputFolder::take(&job.output).map_err(|why| Error::Output(why.to_string()))?;
    let mut findings = Findings::default();

    watch.now("Reading files");
    let folder = read_folder(job, &Settings::default(), &mut findings)?;
    let mut settings = register::settings::read(&folder, &mut findings);
    // Limits stand in the files that they limit: those that are set want a second look.
    let folder = if settings.given().any(|(name, _)| name.starts_with("limit_")) {
        findings = Findings::default();
        let folder = read_folder(job, &settings, &mut findings)?;
        settings = register::settings::read(&folder, &mut findings);
        folder
    } else {
        folder
    };
    watch.now("Finding the registers");
    let dates = dates(job, &settings)?;
    let answers = register::answers::read(&folder, dates.as_at);
    let known = answers.known_headings();
    let located = locate::tables(&folder, register::SCHEMAS, &known, &mut findings);
    watch.now("Reading the registers");
    let mut registers =
        register::build(&folder, located, answers, settings.clone(), &mut findings);
    if registers.is_example {
        settings.set("example", "yes");
    }
    watch.now("Checking");
    let files = input_files(&folder);
    let previous = pack::previous::newest(&job.output, dates.period);
    let context = check::Context {
        as_at: dates.as_at,
        is_meeting: dates.edition == model::Edition::Meeting,
        settings: &settings,
        previous: previous.as_ref(),
        files: &files,
    };
    report::books::marked::notes(&folder, &mut findings);
    let when = model_stage::When {
        as_at: dates.as_at,
        period: dates.period,
        edition: dates.edition,
    };
    let linked = |findings: &Findings| {
        matching::unexplained(&registers, &settings, findings, &when)
    };
    let done = check::run_with(&registers, &context, &mut findings, &linked);
    check::answered::settle(&mut registers, &findings);
    let not_run = done.pairs();
    let mut manifest = manifest(job, &folder, &registers, &dates, &not_run);
    if let Some(period) = previous.as_ref().and_then(|previous| previous.period) {
        manifest.compared_with = period.to_string();
    }
    let link = link_to(job, &folder);

    if findings.open(Severity::Stop) > 0 {
        return stopped(
            &output, job, &registers, &settings, &findings, &dates, manifest, &not_run,
            &link,
        );
    }
    if job.task == Task::Check {
        let outcome = checked(
            &output, &registers, &settings, &findings, &dates, manifest, &not_run, &link,
        )?;
        return Ok(told(outcome, &findings, &done));
    }
    watch.now("Linking");
    let programme = model_stage::build(&registers, &settings, &findings, &when);
    if let Task::Match(named) = &job.task {
        let school = match named {
            Some(named) => Some(matching::school(&programme, &registers, named)?),
            None => None,
        };
        return matched(&output, &programme, school, &findings, &dates, manifest);
    }
    watch.now("Measuring");
    let figures = measure::all(&programme);
    watch.now("Writing the report");
    let not_weighed = status(&findings);
    let (claims, added) = {
        let sources = sources(
            &programme,
            &figures,
            &findings,
            &registers,
            &not_weighed,
            previous.as_ref(),
            &not_run,
            &folder,
        );
        report::weighed(&sources, &words).map_err(Error::Template)?
    };
    check::states::late(&registers, &context, added, &mut findings);
    if findings.open(Severity::Stop) > 0 {
        return stopped(
            &output, job, &registers, &settings, &findings, &dates, manifest, &not_run,
            &link,
        );
    }
    let status = status(&findings);
    let sources = sources(
        &programme,
        &figures,
        &findings,
        &registers,
        &status,
        previous.as_ref(),
        &not_run,
        &folder,
    );
    let documents = report::documents(&sources, &words).map_err(Error::Template)?;
    watch.now("Drawing");
    let mut artefacts = Vec::new();
    let draw = &style;
    let exempt = || drawn(&documents.forum, draw);
    let internal = || drawn(&documents.internal, draw);
    // A page while it is drawn takes up a good half of a megabyte.
    let is_large = parts(&documents.forum).min(parts(&documents.internal)) > LARGE;
    let (public, (exempt, internal)) = rayon::join(
        || drawn(&documents.public, draw),
        || if is_large { (exempt(), internal()) } else { rayon::join(exempt, internal) },
    );
    for made in [public, exempt, internal] {
        for (artefact, lacking) in made? {
            if let Some(note) = check::substituted(&artefact.path, &lacking) {
                findings.add(note);
            }
            artefacts.push(artefact);
        }
    }
    if let Some(document) = documents.public.iter().find(|d| d.path == FORUM_PACK) {
        artefacts.push(Artefact::new(
            format!("{}.html", document.path),
            document.release(),
            render::html::write(document, &style),
        ));
    }
    findings.sort();
    let quality = data_quality(&registers, &findings, &dates, &not_run, &link, &status)?;
    artefacts.push(quality);
    let (as_at, period) = (dates.as_at, dates.period.to_string());
    let left_out = findings.rows_left_out();
    let matching = measure::shortlist::matching(&programme, None);
    let mut made = documents.books;
    made.push(report::books::impact::book(&programme, &figures, as_at, &period));
    let schemas = register::SCHEMAS;
    made.push(report::books::registers::book(
        &registers, schemas, &left_out, as_at, &period,
    ));
    made.extend(report::books::survey::book(&programme, &figures, as_at, &period));
    made.extend(report::books::matching::book(
        &programme, &figures, &matching, as_at, &period,
    ));
    made.extend(report::books::finance::book(&programme, &figures, as_at, &period));
    let copies = report::books::marked::copies(&folder, &findings, as_at);
    let (made, copies): (Result<Vec<_>, Error>, Result<Vec<_>, Error>) = rayon::join(
        || made.par_iter().map(workbook).collect(),
        || {
            copies
                .enumerate()
                .par_bridge()
                .map(|(at, copy)| Ok((at, marked(&copy)?)))
                .collect()
        },
    );
    artefacts.extend(made?);
    // They come as they are done, so that few are in memory at once.
    let mut copies: Vec<(usize, Artefact)> = copies?;
    copies.sort_by_key(|(at, _)| *at);
    artefacts.extend(copies.into_iter().map(|(_, artefact)| artefact));
    artefacts.push(Artefact::new(
        "evidence/figures.csv",
        Release::I,
        evidence::figures(&figures),
    ));
    artefacts.push(Artefact::new(
        "evidence/findings.csv",
        Release::I,
        evidence::findings(&findings),
    ));
    artefacts.push(Artefact::new(
        "evidence/left-out.csv",
        Release::I,
        evidence::left_out(&figures),
    ));
    artefacts.push(Artefact::new(
        "evidence/claims.csv",
        Release::I,
        evidence::claims(&report::claims::rows(&claims)),
    ));
    watch.now("Writing the pack");
    let leaks = leak::leaks(&artefacts, &restricted(&programme), render::pdf::text_of);
    if !leaks.is_empty() {
        for found in &leaks {
            findings.add(check::leak(&found.path, &found.name));
        }
        findings.sort();
        return stopped(
            &output, job, &registers, &settings, &findings, &dates, manifest, &not_run,
            &link,
        );
    }
    let headlines = report::sentences::headlines(&figures);
    let changed = report::changed::lines(&figures, previous.as_ref());
    manifest.findings = counts(&findings);
    manifest.job.status.clone_from(&status);
    watch.lap();
    if job.timings {
        manifest.stages = watch.stages;
    }
    let front =
        front(&registers, &settings, &findings, &dates, &status, headlines, changed);
    let mut paths: Vec<String> = artefacts.iter().map(|a| a.path.clone()).collect();
    paths.push("evidence/manifest.json".to_owned());
    paths.sort();
    artefacts.push(Artefact::new(
        "index.html",
        Release::I,
        page(&front, &manifest, &paths),
    ));
    let name = dates.period.to_string();
    let place = output
        .replace(&name, &artefacts, manifest)
        .map_err(|why| Error::Output(why.to_string()))?;
    output
        .clear(&format!("{name}-stopped"))
        .map_err(|why| Error::Output(why.to_string()))?;
    let code =
        u8::from(findings.open(Severity::Error) + findings.open(Severity::Query) > 0);
    Ok(closing(code, &place, &findings, &registers, &front.headlines, &status))
}

/// Pages beyond which the annex and the letters are drawn one after the other.
const LARGE: usize = 500;

fn parts<A: Audience>(documents: &[Document<A>]) -> usize {
    documents.iter().map(Document::parts).sum()
}

/// The documents of one audience as PDF, drawn side by side, each with the
/// letters that the font has not.
fn drawn<A: Audience + Sync>(
    documents: &[Document<A>],
    style: &render::pdf::Style,
) -> Result<Vec<(Artefact, Vec<char>)>, Error> {
    documents
        .par_iter()
        .map(|document| {
            let written = render::pdf::write(document, style).map_err(Error::Render)?;
            let path = format!("{}.pdf", document.path);
            let artefact = Artefact::new(path, document.release(), written.bytes);
            Ok((artefact, written.lacking))
        })
        .collect()
}

/// What the reports are written from.
#[expect(clippy::too_many_arguments, reason = "each is a stage's own")]
fn sources<'a>(
    programme: &'a model::Programme,
    figures: &'a crate::base::figure::Figures,
    findings: &'a Findings,
    registers: &'a Registers,
    status: &str,
    previous: Option<&'a crate::base::previous::Previous>,
    not_run: &'a [(String, String)],
    folder: &Folder,
) -> report::Sources<'a> {
    report::Sources {
        programme,
        figures,
        findings,
        registers,
        status: status.to_owned(),
        definitions: measure::definitions(),
        previous,
        not_run,
        build: build_id(folder),
    }
}

fn read_folder(
    job: &Job,
    settings: &Settings,
    findings: &mut Findings,
) -> Result<Folder, Error> {
    read::folder(&job.input, settings, findings)
        .map_err(|failed| Error::Input { path: failed.path, why: failed.why.to_string() })
}

fn dates(job: &Job, settings: &Settings) -> Result<Dates, Error> {
    let given = job.period.clone().unwrap_or_else(|| settings.text("period").to_owned());
    let month = if given.is_empty() {
        None
    } else {
        Some(Month::parse(&given).ok_or_else(|| {
            Error::Argument(format!("{given} is no month: write 2011-11."))
        })?)
    };
    let set = register::cells::day_in(settings.text("as_at")).ok();
    let as_at = job
        .as_at
        .or(if job.period.is_some() { None } else { set })
        .or_else(|| month.map(Month::last_day))
        .or(set)
        .unwrap_or(job.today);
    let edition = match job.edition {
        Some(Edition::Meeting) => model::Edition::Meeting,
        Some(Edition::Monthly) => model::Edition::Monthly,
        None if settings.text("edition").eq_ignore_ascii_case("meeting") => {
            model::Edition::Meeting
        }
        None => model::Edition::Monthly,
    };
    Ok(Dates { as_at, period: month.unwrap_or_else(|| Month::of(as_at)), edition })
}

fn edition_words(edition: model::Edition) -> &'static str {
    match edition {
        model::Edition::Monthly => "monthly",
        model::Edition::Meeting => "meeting",
    }
}

fn input_files(folder: &Folder) -> Vec<check::InputFile> {
    let books = folder.books.iter().map(|book| check::InputFile {
        path: book.file.to_string(),
        sha256: book.sha256.clone(),
        modified: book.modified.clone(),
    });
    books.collect()
}

fn manifest(
    job: &Job,
    folder: &Folder,
    registers: &Registers,
    dates: &Dates,
    not_run: &[(String, String)],
) -> Manifest {
    let mut inputs: Vec<Input> = folder
        .books
        .iter()
        .map(|book| Input {
            path: book.file.to_string(),
            sha256: book.sha256.clone(),
            sheets: registers
                .sheets
                .iter()
                .filter(|sheet| sheet.file == book.file)
                .map(|sheet| Sheet {
                    name: sheet.sheet.to_string(),
                    register: sheet.register.map(ToOwned::to_owned),
                    heading_row: sheet.heading_row,
                    rows_read: sheet.rows_read,
                    rows_used: sheet.rows_used,
                    rows_left_out: sheet.rows_left_out,
                    says: sheet.says.clone(),
                    headings: registers
                        .recognised
                        .iter()
                        .filter(|r| {
                            r.place.file == sheet.file && r.place.sheet == sheet.sheet
                        })
                        .map(|r| HeadingLine {
                            cell: r.place.a1(),
                            heading: r.heading.clone(),
                            column: r.column.map(ToOwned::to_owned),
                            because: r.because.clone(),
                        })
                        .collect(),
                })
                .collect(),
        })
        .collect();
    inputs.extend(folder.passed_over.iter().map(|passed| Input {
        path: passed.file.to_string(),
        sha256: passed.sha256.clone().unwrap_or_default(),
        sheets: Vec::new(),
    }));
    inputs.sort_by(|a, b| a.path.cmp(&b.path));
    Manifest {
        tool: "forumpack".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        job: JobLine {
            command: match job.task {
                Task::Build => "build",
                Task::Check => "check",
                Task::Match(_) => "match",
            }
            .to_owned(),
            period: dates.period.to_string(),
            as_at: dates.as_at.to_string(),
            edition: edition_words(dates.edition).to_owned(),
            status: String::new(),
            example: registers.is_example,
        },
        inputs,
        settings: registers
            .settings
            .given()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        not_run: not_run
            .iter()
            .map(|(code, because)| NotRunLine {
                code: code.clone(),
                because: because.clone(),
            })
            .collect(),
        kept: check::snapshot::of(registers),
        ..Manifest::default()
    }
}

fn counts(findings: &Findings) -> Counts {
    Counts {
        stop: findings.open(Severity::Stop),
        error: findings.open(Severity::Error),
        query: findings.open(Severity::Query),
        answered: findings.iter().filter(|f| f.state == State::Answered).count(),
        note: findings.open(Severity::Note),
    }
}

fn status(findings: &Findings) -> String {
    let (errors, queries) =
        (findings.open(Severity::Error), findings.open(Severity::Query));
    let count = crate::base::text::count;
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

/// How a link reaches the input folder from the `internal` folder of a pack in
/// the output folder.
fn link_to(job: &Job, folder: &Folder) -> String {
    // Both are there by now; a path that cannot be followed is taken as it is.
    let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.into());
    let from = whole(&job.output).join("period").join("internal");
    let mut to = whole(&job.input);
    if folder.is_example {
        to.push("example");
    }
    let shared =
        from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = to
        .components()
        .skip(shared)
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).map(|part| part + "/").collect()
}

/// A name for the input as a whole: the same files, the same name.
fn build_id(folder: &Folder) -> String {
    let all: String = folder.books.iter().map(|book| book.sha256.as_str()).collect();
    pack::manifest::sha256(all.as_bytes()).chars().take(12).collect()
}

/// A copy of one of the adviser's workbooks with its findings marked.
fn marked(copy: &report::book::Copy) -> Result<Artefact, Error> {
    let bytes = render::xlsx::write_copy(copy)
        .map_err(|why| Error::Render(format!("{}: {why}.", copy.path)))?;
    Ok(Artefact::new(copy.path.clone(), Release::I, bytes))
}

fn workbook(book: &report::book::Book) -> Result<Artefact, Error> {
    let bytes = render::xlsx::write(book)
        .map_err(|why| Error::Render(format!("{}: {why}.", book.path)))?;
    Ok(Artefact::new(book.path.clone(), book.release, bytes))
}

fn data_quality(
    registers: &Registers,
    findings: &Findings,
    dates: &Dates,
    not_run: &[(String, String)],
    link: &str,
    status: &str,
) -> Result<Artefact, Error> {
    let ids = evidence::ids(findings);
    workbook(&report::books::data_quality::book(&report::books::data_quality::Sources {
        findings,
        ids: &ids,
        registers,
        not_run,
        input_link: link,
        as_at: dates.as_at,
        period: dates.period.to_string(),
        status: status.to_owned(),
    }))
}

fn front(
    registers: &Registers,
    settings: &Settings,
    findings: &Findings,
    dates: &Dates,
    status: &str,
    headlines: Vec<String>,
    changed: Vec<String>,
) -> Front {
    Front {
        title: settings.text("programme").to_owned(),
        month: format!("{} {}", date::month_name(dates.period.month), dates.period.year),
        as_at: date::long(dates.as_at),
        edition: format!("{} edition", edition_words(dates.edition)),
        status: status.to_owned(),
        is_example: registers.is_example,
        changed,
        waits: waits(findings),
        headlines,
    }
}

/// A finding's message, behind its place where it has one.
fn said_at(finding: &crate::base::finding::Finding) -> String {
    let place = finding.place.to_string();
    if place.is_empty() {
        finding.message.clone()
    } else {
        format!("{place}: {}", finding.message)
    }
}

/// What waits, worst first, one line a rule.
fn waits(findings: &Findings) -> Vec<String> {
    let mut by_rule: BTreeMap<(std::cmp::Reverse<Severity>, &str), (usize, String)> =
        BTreeMap::new();
    for finding in findings
        .iter()
        .filter(|f| f.severity > Severity::Note && check::grouped::is_open(f))
    {
        let entry = by_rule
            .entry((std::cmp::Reverse(finding.severity), finding.code.as_ref()))
            .or_insert_with(|| (0, said_at(finding)));
        entry.0 += 1;
    }
    by_rule
        .into_iter()
        .take(12)
        .map(|((severity, code), (count, first))| {
            let more = if count > 1 {
                format!(" (and {} more like it)", count - 1)
            } else {
                String::new()
            };
            format!("{} {code}: {first}{more}", severity.0)
        })
        .collect()
}

/// Names that may not stand in a public file.
fn restricted(programme: &model::Programme) -> leak::Restricted {
    let mut restricted = leak::Restricted::default();
    for deployment in &programme.deployments {
        if let Some(school) = programme.school(deployment.client) {
            restricted.add(school.name.within());
            restricted.add(school.head.within());
        }
    }
    for lle in programme.lles.iter().filter(|lle| lle.public_name.is_none()) {
        let (title, first, last) = lle.parts.within();
        for start in [title, first].into_iter().filter(|start| start.chars().count() > 1)
        {
            restricted.add(&format!("{start} {last}"));
        }
    }
    for lle in programme.lles.iter().filter(|lle| lle.public_name.is_some()) {
        if let Some(school) = lle.school.and_then(|id| programme.school(id)) {
            restricted.allow_in_directory(school.name.within());
            restricted.allow_in_directory(school.head.within());
        }
    }
    restricted
}

#[expect(clippy::too_many_arguments, reason = "everything that a stop leaves behind")]
fn stopped(
    output: &OutputFolder,
    job: &Job,
    registers: &Registers,
    settings: &Settings,
    findings: &Findings,
    dates: &Dates,
    mut manifest: Manifest,
    not_run: &[(String, String)],
    link: &str,
) -> Result<Outcome, Error> {
    let status = format!(
        "Stopped: {}",
        crate::base::text::count(findings.open(Severity::Stop), "reason", "reasons")
    );
    let name = if job.task == Task::Check {
        format!("{}-check", dates.period)
    } else {
        format!("{}-stopped", dates.period)
    };
    manifest.findings = counts(findings);
    manifest.job.status.clone_from(&status);
    let place = short_pack(
        output, registers, settings, findings, dates, manifest, not_run, link, &status,
        &name,
    )?;
    Ok(closing(3, &place, findings, registers, &[], &status))
}

#[expect(clippy::too_many_arguments, reason = "everything that a check leaves behind")]
fn checked(
    output: &OutputFolder,
    registers: &Registers,
    settings: &Settings,
    findings: &Findings,
    dates: &Dates,
    mut manifest: Manifest,
    not_run: &[(String, String)],
    link: &str,
) -> Result<Outcome, Error> {
    let status = status(findings);
    manifest.findings = counts(findings);
    manifest.job.status.clone_from(&status);
    let name = format!("{}-check", dates.period);
    let place = short_pack(
        output, registers, settings, findings, dates, manifest, not_run, link, &status,
        &name,
    )?;
    let code =
        u8::from(findings.open(Severity::Error) + findings.open(Severity::Query) > 0);
    Ok(closing(code, &place, findings, registers, &[], &status))
}

/// `match`: the shortlists as a page and a workbook, beside the packs.
fn matched(
    output: &OutputFolder,
    programme: &model::Programme,
    school: Option<model::SchoolId>,
    findings: &Findings,
    dates: &Dates,
    mut manifest: Manifest,
) -> Result<Outcome, Error> {
    let mut figures = crate::base::figure::Figures::default();
    measure::of_the_programme(programme, &mut figures);
    let found = measure::shortlist::matching(programme, school);
    let (status, period) = (status(findings), dates.period.to_string());
    let book =
        report::books::matching::book(programme, &figures, &found, dates.as_at, &period);
    let artefacts = match book {
        Some(book) => vec![workbook(&book)?],
        None => Vec::new(),
    };
    manifest.findings = counts(findings);
    manifest.job.status.clone_from(&status);
    let place = output
        .replace(&format!("{period}-match"), &artefacts, manifest)
        .map_err(|why| Error::Output(why.to_string()))?;
    let code =
        u8::from(findings.open(Severity::Error) + findings.open(Severity::Query) > 0);
    let mut words = report::shortlist::words(programme, &found);
    if code > 0 {
        words.push_str(&format!(
            "The registers wait for you ({}); forumpack check lists what.\n",
            status.trim_start_matches("DRAFT: ")
        ));
    }
    if !artefacts.is_empty() {
        let book = place.join("internal").join("matching.xlsx");
        words.push_str(&format!("Every score and reason: {}\n", book.display()));
    }
    let mut json = report::shortlist::json(programme, &found);
    if let Some(json) = json.as_object_mut() {
        json.insert("exit".to_owned(), code.into());
        json.insert("status".to_owned(), status.into());
        json.insert("folder".to_owned(), place.display().to_string().into());
    }
    Ok(Outcome {
        code,
        details: String::new(),
        words,
        json: serde_json::to_string_pretty(&json).unwrap_or_default(),
    })
}

/// `check` prints every cause on a page, and every finding for machines.
fn told(outcome: Outcome, findings: &Findings, done: &check::Checked) -> Outcome {
    let last = outcome.words.lines().last().unwrap_or_default();
    let words = format!("{}\n{last}\n", check::summary::summary(findings, done));
    let mut json = check::summary::data(findings, done);
    let closing: Option<serde_json::Value> = serde_json::from_str(&outcome.json).ok();
    if let (Some(all), Some(serde_json::Value::Object(closing))) =
        (json.as_object_mut(), closing)
    {
        all.extend(
            closing.into_iter().filter(|(key, _)| key != "findings" && key != "waits"),
        );
    }
    Outcome {
        words,
        json: serde_json::to_string_pretty(&json).unwrap_or_default(),
        ..outcome
    }
}

/// The data quality report alone: what a stop or a check leaves.
#[expect(clippy::too_many_arguments, reason = "the parts of a short pack")]
fn short_pack(
    output: &OutputFolder,
    registers: &Registers,
    settings: &Settings,
    findings: &Findings,
    dates: &Dates,
    manifest: Manifest,
    not_run: &[(String, String)],
    link: &str,
    status: &str,
    name: &str,
) -> Result<std::path::PathBuf, Error> {
    let mut artefacts = vec![
        data_quality(registers, findings, dates, not_run, link, status)?,
        Artefact::new("evidence/findings.csv", Release::I, evidence::findings(findings)),
    ];
    let front =
        front(registers, settings, findings, dates, status, Vec::new(), Vec::new());
    let mut paths: Vec<String> = artefacts.iter().map(|a| a.path.clone()).collect();
    paths.push("evidence/manifest.json".to_owned());
    paths.sort();
    artefacts.push(Artefact::new(
        "index.html",
        Release::I,
        page(&front, &manifest, &paths),
    ));
    output
        .replace(name, &artefacts, manifest)
        .map_err(|why| Error::Output(why.to_string()))
}

fn closing(
    code: u8,
    place: &Path,
    findings: &Findings,
    registers: &Registers,
    headlines: &[String],
    status: &str,
) -> Outcome {
    let mut words = format!("{status}.\n");
    for line in headlines.iter().take(3) {
        words.push_str(&format!("  {line}\n"));
    }
    for line in waits(findings).iter().take(8) {
        words.push_str(&format!("  {line}\n"));
    }
    if registers.is_example {
        words.push_str("This is the example programme: put your own spreadsheets into the input folder.\n");
    }
    words.push_str(&format!("Open {} first.\n", place.join("index.html").display()));
    let mut details = understood(registers);
    for finding in findings.iter() {
        details.push_str(&format!(
            "{} {} {} {}\n",
            finding.severity,
            finding.code,
            said_at(finding),
            finding.fix
        ));
    }
    let counts = counts(findings);
    let json = serde_json::json!({
        "exit": code,
        "status": status,
        "pack": place.display().to_string(),
        "findings": counts,
        "waits": waits(findings),
    });
    Outcome {
        code,
        words,
        details,
        json: serde_json::to_string_pretty(&json).unwrap_or_default(),
    }
}

/// Every sheet: which register, which heading became which column and why.
fn understood(registers: &Registers) -> String {
    let mut words = String::new();
    for sheet in &registers.sheets {
        let name = if sheet.sheet.is_empty() {
            sheet.file.to_string()
        } else {
            format!("{} > {}", sheet.file, sheet.sheet)
        };
        let register = sheet.register.unwrap_or("not used");
        let row = sheet
            .heading_row
            .map(|row| format!(", headings in row {row}"))
            .unwrap_or_default();
        words.push_str(&format!(
            "{name}: {register}{row}; {} rows read, {} used, {} left out. {}\n",
            sheet.rows_read, sheet.rows_used, sheet.rows_left_out, sheet.says
        ));
        let of_sheet = registers.recognised.iter().filter(|one| {
            one.place.file == sheet.file
                && one.place.sheet == sheet.sheet
                && (one.register.is_empty() || sheet.register == Some(one.register))
        });
        for one in of_sheet {
            let taken = match one.column {
                Some(column) => format!("{column} ({})", one.because),
                None if one.because == "not used" => one.because.clone(),
                None => format!("not used ({})", one.because),
            };
            words.push_str(&format!("  {} {}: {taken}\n", one.place.a1(), one.heading));
        }
    }
    words
}
