//! Paragraphs, headings and lists to blocks.

use super::runs::{flat, is_blank, is_labelled, trim_start, with_side};
use super::{HeadingLevel, Holder, Reader, Run, Slot};
use crate::report::block::Block;

impl Reader<'_> {
    pub(super) fn headed(&mut self, at: usize) -> Result<(), String> {
        let runs = std::mem::take(&mut self.current);
        let Some(level) = self.heading.take() else { return Ok(()) };
        if runs.iter().any(|run| matches!(run, Run::Block { .. })) {
            return self.refuse(at, "a heading holds words alone");
        }
        let words = flat(&runs);
        match level {
            HeadingLevel::H1 => {
                self.parts += 1;
                self.section.clear();
                let (title, purpose) = words.split_once('|').unwrap_or((&words, ""));
                let id = self.heading_id(title, at);
                self.out.blocks.push(Block::Part {
                    id,
                    title: title.trim().to_owned(),
                    purpose: purpose.trim().to_owned(),
                });
            }
            HeadingLevel::H2 => {
                let (number, text) = words
                    .split_once(' ')
                    .filter(|(n, _)| n.chars().all(|c| c.is_ascii_digit()))
                    .unwrap_or(("", &words));
                number.clone_into(&mut self.section);
                self.paragraph = 0;
                let id = self.heading_id(text, at);
                self.out.blocks.push(Block::Heading {
                    id,
                    level: 2,
                    number: number.to_owned(),
                    text: text.trim().to_owned(),
                });
            }
            HeadingLevel::H3 => {
                let id = self.heading_id(&words, at);
                self.out.blocks.push(Block::Heading {
                    id,
                    level: 3,
                    number: String::new(),
                    text: words.trim().to_owned(),
                });
            }
            HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => {
                self.state(&[&runs]);
                let text = self.inlines(&runs)?;
                self.out.blocks.push(Block::Lead(text));
            }
        }
        Ok(())
    }

    /// A paragraph that nothing encloses: words, or blocks by their names.
    pub(super) fn own_paragraph(&mut self) -> Result<(), String> {
        let runs = std::mem::take(&mut self.current);
        if is_blank(&runs) {
            return Ok(());
        }
        if runs.iter().any(|run| matches!(run, Run::Block { .. })) {
            return self.blocks(runs);
        }
        self.state(&[&runs]);
        let (runs, side) = with_side(runs);
        let text = self.inlines(&runs)?;
        let number = if self.section.is_empty() {
            String::new()
        } else {
            self.paragraph += 1;
            format!("{}.{}", self.section, self.paragraph)
        };
        self.out.blocks.push(Block::Paragraph { number, text, side });
        Ok(())
    }

    pub(super) fn blocks(&mut self, runs: Vec<Run>) -> Result<(), String> {
        for run in runs {
            match run {
                Run::Block { slot, .. } => match slot {
                    Slot::Blocks(name) => {
                        self.out
                            .blocks
                            .extend(self.known.get(&name).cloned().unwrap_or_default());
                    }
                    Slot::Quote(text, by) => {
                        self.out.blocks.push(Block::Quote { text, by });
                    }
                    Slot::Tile(tile) => match self.out.blocks.last_mut() {
                        Some(Block::Tiles(tiles)) if tiles.len() < 4 => tiles.push(*tile),
                        _ => self.out.blocks.push(Block::Tiles(vec![*tile])),
                    },
                    Slot::Words(_) | Slot::Figure(..) | Slot::Sentence(_) => {}
                },
                Run::Words { text, at, .. } if !text.trim().is_empty() => {
                    return self.refuse(
                        at,
                        "tables, charts, tiles, lists and quotations stand in a paragraph of their own, without words",
                    );
                }
                Run::Words { .. } => {}
                Run::Note { at, .. } => {
                    return self.refuse(at, "a note stands behind words");
                }
            }
        }
        Ok(())
    }

    pub(super) fn summary(
        &mut self,
        mut paragraphs: Vec<Vec<Run>>,
    ) -> Result<(), String> {
        paragraphs.retain(|runs| !is_blank(runs));
        if paragraphs.is_empty() {
            return Ok(());
        }
        self.state(&paragraphs.iter().collect::<Vec<_>>());
        let first = paragraphs.remove(0);
        self.words_alone(&first)?;
        let mut lines = Vec::new();
        for runs in &paragraphs {
            lines.push(self.inlines(runs)?);
        }
        self.out.blocks.push(Block::Summary { headline: flat(&first), lines });
        Ok(())
    }

    pub(super) fn words_alone(&self, runs: &[Run]) -> Result<(), String> {
        let block = runs.iter().find_map(|run| match run {
            Run::Block { at, .. } => Some(*at),
            Run::Words { .. } | Run::Note { .. } => None,
        });
        block.map_or(Ok(()), |at| {
            self.refuse(at, "a list, a box or a note holds words, not tables or charts")
        })
    }

    pub(super) fn list(
        &mut self,
        is_ordered: bool,
        items: Vec<Vec<Run>>,
    ) -> Result<(), String> {
        // A list within a list or a box has given its words to what encloses it.
        let items: Vec<Vec<Run>> =
            items.into_iter().filter(|runs| !is_blank(runs)).collect();
        if items.is_empty() {
            return Ok(());
        }
        if let Some(Holder::List { items: outer, .. }) = self.holders.first_mut() {
            outer.extend(items);
            return Ok(());
        }
        self.state(&items.iter().collect::<Vec<_>>());
        if !is_ordered && items.iter().all(|runs| is_labelled(runs)) {
            let mut facts = Vec::new();
            for runs in items {
                let mut runs = runs.into_iter();
                let label = match runs.next() {
                    Some(Run::Words { text, .. }) => text,
                    Some(Run::Note { .. } | Run::Block { .. }) | None => String::new(),
                };
                let rest: Vec<Run> = runs.collect();
                let mut text = self.inlines(&rest)?;
                trim_start(&mut text);
                facts.push((label.trim_end_matches(':').to_owned(), text));
            }
            self.out.blocks.push(Block::Facts(facts));
            return Ok(());
        }
        let mut made = Vec::new();
        for runs in items {
            let (runs, side) = with_side(runs);
            made.push((self.inlines(&runs)?, side));
        }
        self.out.blocks.push(Block::List { is_lettered: is_ordered, items: made });
        Ok(())
    }
}
