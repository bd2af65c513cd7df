//! A sieve over what the pack takes from registers as it was typed: a line, a
//! source, a file's name that holds a restricted name is withheld.

use std::collections::BTreeSet;

use crate::base::quantity::SUPPRESSED;
use crate::base::release::Internal;
use crate::base::text::fold;
use crate::model::programme::Programme;
use crate::report::block::{Block, Inline, TableCell, Text};
use crate::report::chart::{Chart, Drawn, Point};

/// Names that may stand in no public document, folded.
#[derive(Debug)]
pub(super) struct Screen {
    names: BTreeSet<String>,
}

impl Screen {
    /// The names of client schools, their heads, and LLEs who do not consent.
    pub(super) fn of(programme: &Programme) -> Self {
        let mut names = BTreeSet::new();
        let mut add = |name: &str| {
            let folded = fold(name);
            if folded.contains(' ') {
                names.insert(folded);
            }
        };
        for deployment in &programme.deployments {
            if let Some(school) = programme.school(deployment.client) {
                add(school.name.shown_to(Internal));
                add(school.head.shown_to(Internal));
            }
        }
        for lle in programme.lles.iter().filter(|lle| lle.public_name.is_none()) {
            let (title, first, last) = lle.parts.shown_to(Internal);
            for start in [title, first] {
                if start.chars().count() > 1 {
                    add(&format!("{start} {last}"));
                }
            }
        }
        Self { names }
    }

    /// Whether a restricted name stands in the text.
    fn stops(&self, text: &str) -> bool {
        let text = format!(" {} ", fold(text));
        self.names.iter().any(|name| text.contains(&format!(" {name} ")))
    }

    fn clean(&self, text: &mut String) {
        if self.stops(text) {
            SUPPRESSED.clone_into(text);
        }
    }

    fn runs(&self, text: &mut Text) {
        for run in text {
            match run {
                Inline::Text(words) | Inline::Strong(words) | Inline::Em(words) => {
                    self.clean(words);
                }
                Inline::Link { text, .. } | Inline::Ref { text, .. } => self.clean(text),
                Inline::Note(_) => {}
            }
        }
    }

    /// Withholds what may not be printed in these blocks; a quotation is left out.
    pub(super) fn blocks(&self, blocks: &mut Vec<Block>) {
        blocks.retain(|block| match block {
            Block::Quote { text, by } => !self.stops(text) && !self.stops(by),
            Block::Part { .. }
            | Block::Heading { .. }
            | Block::Paragraph { .. }
            | Block::Lead(_)
            | Block::List { .. }
            | Block::Facts(_)
            | Block::Summary { .. }
            | Block::Tiles(_)
            | Block::Table(_)
            | Block::Chart(_)
            | Block::Caption(_)
            | Block::Note { .. }
            | Block::Line { .. }
            | Block::Tick(_)
            | Block::NewPage => true,
        });
        for block in blocks {
            match block {
                Block::Caption(text) | Block::Lead(text) => self.runs(text),
                Block::Paragraph { text, .. } | Block::Note { text, .. } => {
                    self.runs(text);
                }
                Block::Tiles(tiles) => {
                    for tile in tiles {
                        self.clean(&mut tile.label);
                        self.clean(&mut tile.compare);
                    }
                }
                Block::Table(table) => {
                    for cell in table.rows.iter_mut().flat_map(|(_, cells)| cells) {
                        match cell {
                            TableCell::Text(text) | TableCell::Spark(_, text) => {
                                self.clean(text);
                            }
                            TableCell::Rich(text) => self.runs(text),
                        }
                    }
                }
                Block::Chart(chart) => self.chart(chart),
                Block::Part { .. }
                | Block::Heading { .. }
                | Block::List { .. }
                | Block::Facts(_)
                | Block::Summary { .. }
                | Block::Quote { .. }
                | Block::Line { .. }
                | Block::Tick(_)
                | Block::NewPage => {}
            }
        }
    }

    fn chart(&self, chart: &mut Chart) {
        for text in [&mut chart.title, &mut chart.subtitle, &mut chart.source] {
            self.clean(text);
        }
        if self.stops(&chart.alt) {
            chart.alt = format!("{}. {SUPPRESSED}", chart.subtitle);
        }
        let point = |point: &mut Point| self.clean(&mut point.label);
        match &mut chart.drawn {
            Drawn::DotInterval { points, .. } | Drawn::OrderedDots { points, .. } => {
                points.iter_mut().for_each(point);
            }
            Drawn::Slope { lines, .. } => {
                lines.iter_mut().for_each(|line| self.clean(&mut line.0));
            }
            Drawn::Funnel { dots, .. } => {
                dots.iter_mut().for_each(|dot| self.clean(&mut dot.2));
            }
            Drawn::Lines { lines, .. } => {
                lines.iter_mut().for_each(|line| self.clean(&mut line.0));
            }
            Drawn::Diverging { bars } => {
                bars.iter_mut().for_each(|bar| self.clean(&mut bar.0));
            }
            Drawn::Dumbbell { rows, .. } => {
                rows.iter_mut().for_each(|row| self.clean(&mut row.0));
            }
            Drawn::Bullet { rows, .. } => {
                rows.iter_mut().for_each(|row| self.clean(&mut row.0));
            }
            Drawn::Cumulative { .. } => {}
            Drawn::Bars { bars, .. } => {
                bars.iter_mut().for_each(|bar| self.clean(&mut bar.0));
            }
            Drawn::Pairs { bars, .. } => {
                bars.iter_mut().for_each(|bar| self.clean(&mut bar.0));
            }
            Drawn::Flow { start, steps, end } => {
                self.clean(&mut start.0);
                self.clean(&mut end.0);
                steps.iter_mut().for_each(|step| self.clean(&mut step.0));
            }
        }
    }
}
