//! Stage 7. Figures to documents: what a report says, without any paper.

pub(crate) mod block;
pub(crate) mod book;
pub(crate) mod books;
pub(crate) mod changed;
pub(crate) mod chart;
mod forum;
pub(crate) mod sentences;
pub(crate) mod shortlist;
pub(crate) mod words;

use crate::base::figure::{Definition, Figures};
use crate::base::finding::Findings;
use crate::base::previous::Previous;
use crate::base::release::Public;
use crate::model::programme::Programme;
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
    /// A name for the input as a whole.
    pub(crate) build: String,
}

/// The documents of a pack, by audience.
#[derive(Debug, Default)]
pub(crate) struct Documents {
    /// Class P.
    pub(crate) public: Vec<Document<Public>>,
}

/// Writes them; the reason in words where a template is at fault.
pub(crate) fn documents(
    sources: &Sources<'_>,
    words: &words::Words,
) -> Result<Documents, String> {
    Ok(Documents { public: vec![forum::forum_pack(sources, words)?] })
}
