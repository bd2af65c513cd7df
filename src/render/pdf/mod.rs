//! PDF: blocks to pages to a tagged file.
//!
//! `style` says how things look, `face` shapes and measures, `lines` breaks text;
//! `flow` and its neighbours (`words`, `prose`, `list`, `table` with `columns` and
//! `cells`, `tiles`, `chart`, `form`, `cover`) lay blocks out as strips; `plan` and
//! `fill` decide where each will stand, `pages` puts it there, `furniture` adds foot
//! and marks. `paint` alone draws with printpdf, few pages at a time; `tags` with its
//! neighbours (`structure`, `outline`, `save`) alone knows lopdf.

mod cells;
mod chart;
mod columns;
mod cover;
mod drawing;
mod face;
mod fill;
mod flow;
mod form;
mod furniture;
mod item;
mod lines;
mod list;
mod logo;
mod outline;
mod pages;
mod paint;
mod plan;
mod prose;
mod save;
mod structure;
mod style;
mod table;
mod tags;
#[cfg(test)]
mod tests;
mod text;
mod tiles;
mod tree;
mod words;

use crate::base::release::Audience;
use crate::report::block::{Block, Document};

pub(crate) use logo::Logo;
pub(crate) use style::Style;
pub(crate) use text::text_of;

/// A finished file.
#[derive(Debug)]
pub(crate) struct Written {
    /// Its bytes; the same for the same document.
    pub(crate) bytes: Vec<u8>,
    /// Characters that the typeface lacks: a box stands for each.
    pub(crate) lacking: Vec<char>,
}

/// A document as pages.
struct Laid {
    pages: Vec<pages::Page>,
    tree: tree::Tree,
    marks: Vec<(item::Mark, usize, f32)>,
    anchors: std::collections::BTreeMap<String, (usize, f32)>,
    clicks: Vec<(usize, item::Click)>,
    title: String,
    subject: String,
    author: String,
}

/// Writes a document.
pub(crate) fn write<A: Audience>(
    document: &Document<A>,
    style: &Style,
) -> Result<Written, String> {
    let faces = face::Faces::load()?;
    let mut laid = lay(document, style, &faces);
    let mut file = paint::paint(&mut laid, &faces)?;
    let structure = tags::tag(&mut file, &laid, style)?;
    let bytes = save::save(file, structure.elements(&laid))?;
    Ok(Written { bytes, lacking: faces.lacking() })
}

/// Lays a document out.
fn lay<A: Audience>(document: &Document<A>, style: &Style, faces: &face::Faces) -> Laid {
    let all = document.cover.iter().chain(&document.blocks);
    let narrow = style.in_columns();
    let mut flow = flow::Flow::new((style, &narrow), faces, all);
    flow.runs_on = document.runs_on;
    let mut waiting = Vec::new();
    if document.has_cover {
        waiting = flow.cover(document);
    } else {
        flow.root = flow.tree.node("Sect", 0);
        flow.has_part = true;
        // Letters and pages of schools go out one by one; what runs on does not.
        flow.is_apart = !document.runs_on;
    }
    for block in &document.cover {
        flow.block(block);
    }
    let has_parts = document.blocks.iter().any(|b| matches!(b, Block::Part { .. }));
    if document.has_cover && !has_parts {
        flow.new_page();
    }
    for (at, block) in document.blocks.iter().enumerate() {
        if matches!(block, Block::Together(true)) {
            flow.begin_entry(document.blocks.get(at + 1..).unwrap_or_default());
        }
        flow.block(block);
    }
    flow.end(&format!("Build {}. End of the document.", document.build));
    flow.pages.finish(&mut flow.tree);
    flow.number_contents(&waiting);
    flow.furnish(document);
    let pages::Pages { mut pages, marks, anchors, clicks, .. } = flow.pages;
    // What draws nothing has no mark on its page.
    pages.iter_mut().for_each(|page| page.runs.retain(|run| !run.items.is_empty()));
    Laid {
        pages,
        tree: flow.tree,
        marks,
        anchors,
        clicks,
        title: document.title.clone(),
        subject: document.subject.clone(),
        author: document.authority.clone(),
    }
}
