//! Stage 7. Figures to documents: what a report says, without any paper.

mod action_list;
mod agenda;
mod annex;
pub(crate) mod block;
pub(crate) mod book;
pub(crate) mod books;
pub(crate) mod changed;
pub(crate) mod chart;
pub(crate) mod claims;
mod claims_lint;
mod directory;
mod forms;
pub(crate) mod forum;
mod letters;
mod paper;
pub(crate) mod publishable;
pub(crate) mod sentences;
pub(crate) mod shortlist;
mod trend;
pub(crate) mod words;

use crate::base::figure::{Definition, Figures};
use crate::base::finding::Findings;
use crate::base::previous::Previous;
use crate::base::release::{Forum, Internal, Public};
use crate::model::programme::{Edition, Programme};
use crate::register::Registers;

use block::Document;

/// What reports are written from.
#[derive(Debug)]
pub(crate) struct Sources<'a> {
    /// Programme.
    pub(crate) programme: &'a Programme,
    /// Figures.
    pub(crate) figures: &'a Figures,
    /// Findings, sorted.
    pub(crate) findings: &'a Findings,
    /// What was read.
    pub(crate) registers: &'a Registers,
    /// Status of the pack in a sentence.
    pub(crate) status: String,
    /// Definitions of the measures.
    pub(crate) definitions: Vec<&'static Definition>,
    /// The newest pack of an earlier period, if there is one.
    pub(crate) previous: Option<&'a Previous>,
    /// Every rule, code and name.
    pub(crate) rules: Vec<(&'static str, &'static str)>,
    /// Codes of the rules that could not run, with the reason.
    pub(crate) not_run: &'a [(String, String)],
    /// A name for the input as a whole.
    pub(crate) build: String,
}

#[cfg(test)]
impl<'a> Sources<'a> {
    /// Of a first pack with nothing open, of an input without a name.
    pub(crate) fn of(
        programme: &'a Programme,
        figures: &'a Figures,
        findings: &'a Findings,
        registers: &'a Registers,
    ) -> Self {
        Self {
            programme,
            figures,
            findings,
            registers,
            status: "Final".to_owned(),
            definitions: crate::measure::definitions(),
            previous: None,
            rules: Vec::new(),
            not_run: &[],
            build: String::new(),
        }
    }
}

/// The documents of a pack, by audience.
#[derive(Debug, Default)]
pub(crate) struct Documents {
    /// Class P.
    pub(crate) public: Vec<Document<Public>>,
    /// Workbooks made from them.
    pub(crate) books: Vec<book::Book>,
    /// Class F.
    pub(crate) forum: Vec<Document<Forum>>,
    /// Class I.
    pub(crate) internal: Vec<Document<Internal>>,
}

/// Writes them; the reason in words where a template is at fault.
pub(crate) fn documents(
    sources: &Sources<'_>,
    words: &words::Words,
) -> Result<Documents, String> {
    let pack = forum::forum_pack(sources, words)?;
    let published = forum::published(sources, &pack);
    Ok(Documents {
        public: vec![pack, directory::directory(sources, words)?],
        books: vec![published],
        forum: vec![annex::school_annex(sources, words)?],
        internal: vec![
            action_list::action_list(sources, words)?,
            letters::letters(sources, words)?,
            agenda::agenda(sources, words)?,
            forms::forms(sources, words)?,
        ],
    })
}

/// What the public documents claim, weighed against the figures, and what else
/// keeps them from being published; the reason in words where a template is at fault.
pub(crate) fn weighed(
    sources: &Sources<'_>,
    words: &words::Words,
) -> Result<(claims::Claims, Findings), String> {
    let is_meeting = sources.programme.edition == Edition::Meeting;
    let context = forum::context(sources);
    let cover = words.written("cover.md", &context)?;
    let mut written = words.written("forum-pack.md", &context)?;
    let mut statements = cover.statements;
    statements.append(&mut written.statements);
    let claims = claims::weigh(&statements, sources);
    let mut findings = claims.findings(is_meeting);
    let pack = forum::framed(sources, cover.blocks, written.blocks);
    let book = forum::published(sources, &pack);
    let documents = [pack, directory::directory(sources, words)?];
    let draft = publishable::Draft {
        documents: &documents,
        book: &book,
        statements: &statements,
        headings: &written.headings,
    };
    findings.append(publishable::weigh(&draft, sources, is_meeting));
    Ok((claims, findings))
}

#[cfg(test)]
mod tests;
