//! Templates: Markdown with minijinja, strict about unknown names.
//!
//! Takes a template's name and a [`Context`]; makes blocks, and the statements
//! whose claims are weighed. Text from the input is never read as a tag or as
//! markup: see `render`.

mod markdown;
mod render;
mod values;
mod vocabulary;

use std::collections::BTreeMap;
use std::path::Path;

use super::block::Block;
use super::sentences::Quoted;

pub(crate) use values::{Context, Stated};

/// Templates that are built in: file, what it is for, text.
const FILES: &[(&str, &str, &str)] = &[
    (
        "cover.md",
        "what stands on the cover below the contents",
        include_str!("../../templates/cover.md"),
    ),
    (
        "forum-pack.md",
        "the pack: which parts there are, in which order",
        include_str!("../../templates/forum-pack.md"),
    ),
    ("report.md", "the forum report", include_str!("../../templates/report.md")),
    (
        "recommendations.md",
        "what the forum is asked to do, and who may vote",
        include_str!("../../templates/recommendations.md"),
    ),
    (
        "background.md",
        "background of the programme: the one to make your own",
        include_str!("../../templates/background.md"),
    ),
    ("risks.md", "risks of the programme", include_str!("../../templates/risks.md")),
    (
        "next-steps.md",
        "what happens next, with owner and date",
        include_str!("../../templates/next-steps.md"),
    ),
    ("impact.md", "appendix: impact", include_str!("../../templates/impact.md")),
    ("voice.md", "appendix: what heads say", include_str!("../../templates/voice.md")),
    ("money.md", "appendix: money", include_str!("../../templates/money.md")),
    (
        "monitor.md",
        "appendix: programme monitor",
        include_str!("../../templates/monitor.md"),
    ),
    (
        "methods.md",
        "appendix: methods and data quality",
        include_str!("../../templates/methods.md"),
    ),
];

/// Templates of the documents beside the forum pack, each with words of its own.
const PAPERS: &[(&str, &str, &str)] = &[
    (
        "action-list.md",
        "internal: what is late, and what is due",
        include_str!("../../templates/action-list.md"),
    ),
    (
        "agenda.md",
        "internal: agenda and attendance sheet of the next network meeting",
        include_str!("../../templates/agenda.md"),
    ),
    (
        "directory.md",
        "public: the Local Leaders who agreed to be named",
        include_str!("../../templates/directory.md"),
    ),
    (
        "forms.md",
        "internal: forms, blank and filled",
        include_str!("../../templates/forms.md"),
    ),
    (
        "letters.md",
        "internal: a page for each client school and each LLE",
        include_str!("../../templates/letters.md"),
    ),
    (
        "school-annex.md",
        "exempt: how to read the page of each school",
        include_str!("../../templates/school-annex.md"),
    ),
];

/// The most that a template may hold, in bytes: far more than a pack's words.
const MOST_BYTES: u64 = 1 << 20;

/// Templates in force: embedded, with those of a folder laid over them.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    texts: BTreeMap<String, String>,
}

/// Where a piece of a statement comes from.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// The template's own words.
    Typed,
    /// A figure that the template asked for.
    Figure(Box<Stated>),
    /// A sentence by rule, with the figures that it states.
    Sentence(Vec<Quoted>),
    /// A value: a name, a date, a count of faults.
    Value,
}

/// A piece of a statement.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    /// Words.
    pub(crate) text: String,
    /// Where they come from.
    pub(crate) source: Source,
    /// Template.
    pub(crate) file: String,
    /// Its line, from one.
    pub(crate) line: usize,
}

/// One paragraph, list or box in words.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    /// In order.
    pub(crate) pieces: Vec<Piece>,
}

/// A heading of a template.
#[derive(Clone, Debug)]
pub(crate) struct Headed {
    /// Its anchor.
    pub(crate) id: String,
    /// Template.
    pub(crate) file: String,
    /// Its line, from one.
    pub(crate) line: usize,
}

/// A template's blocks and statements.
#[derive(Debug, Default)]
pub(crate) struct Written {
    /// For the document.
    pub(crate) blocks: Vec<Block>,
    /// For those who weigh claims.
    pub(crate) statements: Vec<Statement>,
    /// Where each heading stands.
    pub(crate) headings: Vec<Headed>,
}

/// The page of `explain template`.
pub(crate) fn explain_template() -> String {
    vocabulary::page()
}

/// The templates that are built in, by file name.
pub(crate) fn built_in() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().chain(PAPERS).map(|(name, _, text)| (*name, *text))
}

impl Words {
    /// Loads templates; the reason in words where one cannot be read.
    pub(crate) fn load(folder: &Path) -> Result<Self, String> {
        let mut texts: BTreeMap<String, String> =
            built_in().map(|(name, text)| (name.to_owned(), tidy(text))).collect();
        for (name, path) in own_files(folder) {
            let refused = |why: String| {
                format!("The template {} cannot be read: {why}.", path.display())
            };
            let size =
                std::fs::metadata(&path).map_err(|why| refused(why.to_string()))?.len();
            if size > MOST_BYTES {
                return Err(refused(format!("it is larger than {MOST_BYTES} bytes")));
            }
            let text =
                std::fs::read_to_string(&path).map_err(|why| refused(why.to_string()))?;
            texts.insert(name, tidy(&text));
        }
        Ok(Self { texts })
    }

    /// A template's blocks.
    pub(crate) fn blocks(
        &self,
        name: &str,
        context: &Context,
    ) -> Result<Vec<Block>, String> {
        Ok(self.written(name, context)?.blocks)
    }

    /// A template's blocks and statements.
    pub(crate) fn written(
        &self,
        name: &str,
        context: &Context,
    ) -> Result<Written, String> {
        let rendered = render::render(&self.texts, name, context)?;
        markdown::read(&rendered, &context.blocks)
    }
}

/// The adviser's own templates, by name; the page of words is none.
fn own_files(folder: &Path) -> Vec<(String, std::path::PathBuf)> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<_> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_name()?.to_str()?.to_owned();
            let is_markdown =
                path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"));
            let is_hidden = name.starts_with(['.', '~', '_']);
            let is_wanted =
                is_markdown && !is_hidden && !name.eq_ignore_ascii_case("readme.md");
            (is_wanted && path.is_file()).then_some((name, path))
        })
        .collect();
    files.sort();
    files
}

/// Without the marks that stand for values, and with one kind of line end.
fn tidy(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.replace("\r\n", "\n").replace([render::OPEN, render::CLOSE], "\u{fffd}")
}

#[cfg(test)]
mod tests;
