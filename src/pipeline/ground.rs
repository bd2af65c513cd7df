//! What a run stands on: the folder as it was read, its registers, the dates, and
//! the last pack. Nothing of it changes once the checks have run; findings, which
//! grow, are kept beside it.

use std::path::Path;

use super::watch::Watch;
use crate::base::date::{self, Month};
use crate::base::figure::Figures;
use crate::base::finding::Findings;
use crate::base::previous::Previous;
use crate::base::setting::Settings;
use crate::check::{Checked, Context, InputFile};
use crate::error::Error;
use crate::job::{Edition, Job};
use crate::model::When;
use crate::model::programme::{self as model, Programme};
use crate::pack::folder::OutputFolder;
use crate::pack::index::Front;
use crate::pack::{Artefact, evidence, manifest::sha256, previous};
use crate::read::grid::Folder;
use crate::register::Registers;
use crate::report::books::data_quality;
use crate::{check, locate, matching, measure, read, register, report};

/// The folder as it was read and checked.
pub(super) struct Ground<'a> {
    pub(super) job: &'a Job,
    pub(super) output: OutputFolder,
    pub(super) folder: Folder,
    pub(super) registers: Registers,
    pub(super) settings: Settings,
    pub(super) when: When,
    pub(super) previous: Option<Previous>,
    pub(super) checked: Checked,
    /// Codes of the rules that could not run, with the reason.
    pub(super) not_run: Vec<(String, String)>,
    files: Vec<InputFile>,
}

impl<'a> Ground<'a> {
    /// Reads the input, finds and reads the registers, and checks them.
    pub(super) fn read(
        job: &'a Job,
        watch: &mut Watch<'_>,
        findings: &mut Findings,
    ) -> Result<Self, Error> {
        let output = OutputFolder::take(&job.output)
            .map_err(|why| Error::Output(why.to_string()))?;
        watch.now("Reading files");
        let (folder, mut settings) = read_folder(job, findings)?;
        watch.now("Finding the registers");
        let when = when(job, &settings)?;
        let answers = register::answers::read(&folder, when.as_at);
        let known = answers.known_headings();
        let located = locate::tables(&folder, register::SCHEMAS, &known, findings);
        watch.now("Reading the registers");
        let registers =
            register::build(&folder, located, answers, settings.clone(), findings);
        if registers.is_example {
            settings.set("example", "yes");
        }
        watch.now("Checking");
        report::books::marked::notes(&folder, findings);
        let mut ground = Self {
            job,
            output,
            files: input_files(&folder),
            previous: previous::newest(&job.output, when.period),
            folder,
            registers,
            settings,
            when,
            checked: Checked::default(),
            not_run: Vec::new(),
        };
        let linked = |findings: &Findings| {
            matching::unexplained(
                &ground.registers,
                &ground.settings,
                findings,
                &ground.when,
            )
        };
        let checked =
            check::run_with(&ground.registers, &ground.context(), findings, &linked);
        check::answered::settle(&mut ground.registers, findings);
        ground.not_run = checked.pairs();
        ground.checked = checked;
        Ok(ground)
    }

    /// What the checks go by.
    pub(super) fn context(&self) -> Context<'_> {
        Context {
            as_at: self.when.as_at,
            is_meeting: self.when.edition == model::Edition::Meeting,
            settings: &self.settings,
            previous: self.previous.as_ref(),
            files: &self.files,
        }
    }

    /// `2011-11`.
    pub(super) fn period(&self) -> String {
        self.when.period.to_string()
    }

    /// What the reports are written from.
    pub(super) fn sources<'s>(
        &'s self,
        programme: &'s Programme,
        figures: &'s Figures,
        findings: &'s Findings,
    ) -> report::Sources<'s> {
        report::Sources {
            programme,
            figures,
            findings,
            registers: &self.registers,
            status: super::status(findings),
            definitions: measure::definitions(),
            previous: self.previous.as_ref(),
            rules: crate::catalogue::rules()
                .iter()
                .map(|rule| (rule.code, rule.name))
                .collect(),
            not_run: &self.not_run,
            build: self.build_id(),
        }
    }

    /// What to mend or explain, cell by cell.
    pub(super) fn data_quality(
        &self,
        findings: &Findings,
        status: &str,
    ) -> Result<Artefact, Error> {
        super::papers::workbook(&data_quality::book(&data_quality::Sources {
            findings,
            ids: &evidence::ids(findings),
            registers: &self.registers,
            not_run: &self.not_run,
            input_link: &self.link_to_input(),
            as_at: self.when.as_at,
            period: self.period(),
            status: status.to_owned(),
        }))
    }

    /// The first page of a pack, so far as it can be said without figures.
    pub(super) fn front(&self, findings: &Findings, status: &str) -> Front {
        let period = self.when.period;
        Front {
            title: self.settings.text("programme").to_owned(),
            month: format!("{} {}", date::month_name(period.month), period.year),
            as_at: date::long(self.when.as_at),
            edition: format!("{} edition", edition_words(self.when.edition)),
            status: status.to_owned(),
            is_example: self.registers.is_example,
            waits: super::words::waits(findings),
            ..Front::default()
        }
    }

    /// How a link reaches the input folder from the `internal` folder of a pack
    /// in the output folder.
    fn link_to_input(&self) -> String {
        // Both are there by now; a path that cannot be followed is taken as it is.
        let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.into());
        let from = whole(&self.job.output).join("period").join("internal");
        let mut to = whole(&self.job.input);
        if self.folder.is_example {
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
    fn build_id(&self) -> String {
        let books = &self.folder.books;
        let all: String = books.iter().map(|book| book.sha256.as_str()).collect();
        sha256(all.as_bytes()).chars().take(12).collect()
    }
}

/// Reads the input and the settings that stand in it.
fn read_folder(job: &Job, findings: &mut Findings) -> Result<(Folder, Settings), Error> {
    let read = |settings: &Settings, findings: &mut Findings| {
        read::folder(&job.input, settings, findings).map_err(|failed| Error::Input {
            path: failed.path,
            why: failed.why.to_string(),
        })
    };
    let folder = read(&Settings::default(), findings)?;
    let settings = register::settings::read(&folder, findings);
    // Limits stand in the files that they limit: those that are set want a second look.
    if !settings.given().any(|(name, _)| name.starts_with("limit_")) {
        return Ok((folder, settings));
    }
    *findings = Findings::default();
    let folder = read(&settings, findings)?;
    let settings = register::settings::read(&folder, findings);
    Ok((folder, settings))
}

/// When, and which issue: the command line, then the settings, then today.
fn when(job: &Job, settings: &Settings) -> Result<When, Error> {
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
    Ok(When { as_at, period: month.unwrap_or_else(|| Month::of(as_at)), edition })
}

/// `monthly` or `meeting`.
pub(super) fn edition_words(edition: model::Edition) -> &'static str {
    match edition {
        model::Edition::Monthly => "monthly",
        model::Edition::Meeting => "meeting",
    }
}

fn input_files(folder: &Folder) -> Vec<InputFile> {
    folder
        .books
        .iter()
        .map(|book| InputFile {
            path: book.file.to_string(),
            sha256: book.sha256.clone(),
            modified: book.modified.clone(),
        })
        .collect()
}
