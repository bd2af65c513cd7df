//! Notes at the end of their part, what was stated, and links that lead somewhere.

use std::collections::BTreeMap;

use super::{Reader, Run};
use crate::base::text::nearest;
use crate::report::block::{Block, Inline};
use crate::report::words::{Piece, Source, Statement};

impl Reader<'_> {
    /// Notes are printed at the end of the part that first refers to them.
    pub(super) fn place_notes(&mut self) -> Result<(), String> {
        let mut due: BTreeMap<usize, Vec<Block>> = BTreeMap::new();
        for (at, note) in self.notes.clone().into_iter().enumerate() {
            let Some(runs) = self.texts.get(&note.label).cloned() else {
                let label = &note.label;
                return self.refuse(
                    note.at,
                    &format!(
                        "the note {label} has no text: write [^{label}]: and its text"
                    ),
                );
            };
            self.state(&[&runs]);
            let text = self.inlines(&runs)?;
            let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
            due.entry(note.part).or_default().push(Block::Note { number, text });
        }
        let mut placed = Vec::new();
        let mut part = 0;
        for block in std::mem::take(&mut self.out.blocks) {
            if matches!(block, Block::Part { .. }) {
                placed.extend(due.remove(&part).unwrap_or_default());
                part += 1;
            }
            placed.push(block);
        }
        placed.extend(due.into_values().flatten());
        self.out.blocks = placed;
        Ok(())
    }

    /// The words of one paragraph, list or box, for those who weigh its claims.
    pub(super) fn state(&mut self, paragraphs: &[&Vec<Run>]) {
        let mut pieces = Vec::new();
        for runs in paragraphs {
            for run in runs.iter() {
                if let Run::Words { text, source, at, .. } = run {
                    let (file, line, _) = self.rendered.at(*at);
                    pieces.push(Piece {
                        text: text.clone(),
                        source: source.clone(),
                        file,
                        line,
                    });
                }
            }
            // Sentences end with their paragraph, whatever they end with.
            if let Some(last) = pieces.last().cloned() {
                pieces.push(Piece {
                    text: "\n".to_owned(),
                    source: Source::Typed,
                    ..last
                });
            }
        }
        self.out.statements.push(Statement { pieces });
    }

    /// A reference to a note without a text is left in the words as it was typed.
    pub(super) fn notes_have_text(&self, runs: &[Run]) -> Result<(), String> {
        let typed = runs.iter().filter_map(|run| match run {
            Run::Words { text, source: Source::Typed, at, .. } => {
                Some((text.as_str(), *at))
            }
            Run::Words { .. } | Run::Note { .. } | Run::Block { .. } => None,
        });
        let (mut whole, mut first) = (String::new(), None);
        for (text, at) in typed {
            first.get_or_insert(at);
            whole.push_str(text);
        }
        let label = whole
            .split_once("[^")
            .and_then(|(_, rest)| rest.split_once(']'))
            .map(|(label, _)| label.to_owned());
        match label {
            Some(label) if !label.is_empty() && !label.contains(' ') => self.refuse(
                first.unwrap_or(0),
                &format!("the note {label} has no text: write [^{label}]: and its text"),
            ),
            Some(_) | None => Ok(()),
        }
    }

    /// Links within the document go to something that stands in it.
    pub(super) fn check_links(&self) -> Result<(), String> {
        // Tables come in by name: their links are the report's own.
        let is_table = |block: &&Block| matches!(block, Block::Table(_));
        let is_chart = |block: &&Block| matches!(block, Block::Chart(_));
        let blocks = &self.out.blocks;
        let mut anchors = self.ids.clone();
        let named = blocks.iter().filter(|block| is_table(block) || is_chart(block));
        anchors.extend(named.filter_map(Block::anchor).map(ToOwned::to_owned));
        for block in blocks.iter().filter(|block| !is_table(block)) {
            for inline in block.texts().into_iter().flatten() {
                if let Inline::Ref { to, text } = inline
                    && !anchors.contains(to)
                {
                    let near = nearest(to, anchors.iter().map(String::as_str))
                        .map(|(near, _)| format!("; did you mean #{near}?"))
                        .unwrap_or_default();
                    return Err(format!(
                        "The link \u{201c}{text}\u{201d} of a template goes to #{to}, which stands nowhere{near}"
                    ));
                }
            }
        }
        Ok(())
    }
}
