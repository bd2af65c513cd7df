//! A sieve over what the pack takes from registers as it was typed: a line, a
//! source, a file's name that holds a restricted name is withheld.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::quantity::SUPPRESSED;
use crate::base::release::Internal;
use crate::base::text::fold;
use crate::model::programme::Programme;
use crate::report::block::{Block, Inline, Table, TableCell, Text, plain};
use crate::report::chart::{Chart, Drawn, Point};

/// Names that may stand in no public document, folded: by their first word, so
/// that two thousand schools cost a text no more than its own words.
#[derive(Debug, Default)]
pub(super) struct Screen {
    names: BTreeMap<String, BTreeSet<String>>,
}

impl Screen {
    /// The names of client schools, their heads, and LLEs who do not consent.
    pub(super) fn of(programme: &Programme) -> Self {
        let mut screen = Self::default();
        let mut add = |name: &str| screen.add(name);
        for deployment in &programme.deployments {
            if let Some(school) = programme.school(deployment.client) {
                add(school.name.shown_to(Internal));
                add(school.head.shown_to(Internal));
                for name in school.heads.shown_to(Internal) {
                    add(name);
                }
            }
        }
        for lle in programme.lles.iter().filter(|lle| lle.public_name.is_none()) {
            for (title, first, last) in lle.parts.shown_to(Internal) {
                for start in [title, first] {
                    if start.chars().count() > 1 {
                        add(&format!("{start} {last}"));
                    }
                }
            }
        }
        screen
    }

    /// A name of one word is too short to be told from ordinary words.
    fn add(&mut self, name: &str) {
        let folded = fold(name);
        if let Some((first, _)) = folded.split_once(' ') {
            let first = first.to_owned();
            self.names.entry(first).or_default().insert(format!(" {folded} "));
        }
    }

    /// Whether a restricted name stands in the text.
    fn stops(&self, text: &str) -> bool {
        if self.names.is_empty() {
            return false;
        }
        let text = format!(" {} ", fold(text));
        text.split(' ')
            .filter_map(|word| self.names.get(word))
            .flatten()
            .any(|name| text.contains(name.as_str()))
    }

    fn clean(&self, text: &mut String) {
        if self.stops(text) {
            SUPPRESSED.clone_into(text);
        }
    }

    fn runs(&self, text: &mut Text) {
        for run in text.iter_mut() {
            match run {
                Inline::Text(words) | Inline::Strong(words) | Inline::Em(words) => {
                    self.clean(words);
                }
                Inline::Link { text, .. } | Inline::Ref { text, .. } => self.clean(text),
                Inline::Note(_) => {}
            }
        }
        // A name may stand half in bold: no run holds it, the line does.
        let line: String = text.iter().map(words_of).collect();
        if self.stops(&line) {
            *text = plain(SUPPRESSED);
        }
    }

    /// Withholds what may not be printed in these values of templates.
    pub(super) fn values<'v>(&self, values: impl Iterator<Item = &'v mut String>) {
        values.for_each(|value| self.clean(value));
    }

    /// Withholds what may not be printed in these blocks, whatever their kind; a
    /// quotation is left out.
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
            | Block::NewPage
            | Block::Together(_) => true,
        });
        for block in blocks {
            match block {
                Block::Part { title, purpose, .. } => {
                    self.clean(title);
                    self.clean(purpose);
                }
                Block::Heading { text, .. } | Block::Tick(text) => self.clean(text),
                Block::Caption(text) | Block::Lead(text) => self.runs(text),
                Block::Paragraph { text, side, .. } => {
                    self.runs(text);
                    self.clean(side);
                }
                Block::Note { text, .. } => self.runs(text),
                Block::List { items, .. } => {
                    for (text, side) in items {
                        self.runs(text);
                        self.clean(side);
                    }
                }
                Block::Facts(rows) => {
                    for (label, text) in rows {
                        self.clean(label);
                        self.runs(text);
                    }
                }
                Block::Summary { headline, lines } => {
                    self.clean(headline);
                    lines.iter_mut().for_each(|line| self.runs(line));
                }
                Block::Tiles(tiles) => {
                    for tile in tiles {
                        self.clean(&mut tile.figure);
                        self.clean(&mut tile.label);
                        self.clean(&mut tile.compare);
                    }
                }
                Block::Table(table) => self.table(table),
                Block::Chart(chart) => self.chart(chart),
                Block::Line { label, value, .. } => {
                    self.clean(label);
                    self.clean(value);
                }
                Block::Quote { .. } | Block::NewPage | Block::Together(_) => {}
            }
        }
    }

    fn table(&self, table: &mut Table) {
        self.clean(&mut table.caption);
        table.columns.iter_mut().for_each(|(heading, _)| self.clean(heading));
        table.foot.iter_mut().for_each(|text| self.runs(text));
        for cell in table.rows.iter_mut().flat_map(|(_, cells)| cells) {
            match cell {
                TableCell::Text(text) => self.clean(text),
                TableCell::Spark(spark) => self.clean(&mut spark.words),
                TableCell::Rich(text) => self.runs(text),
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
            Drawn::DotInterval { points, axis, .. } => {
                points.iter_mut().for_each(point);
                self.clean(axis);
            }
            Drawn::OrderedDots { points, axis, reference } => {
                points.iter_mut().for_each(point);
                self.clean(axis);
                reference.iter_mut().for_each(|(_, label)| self.clean(label));
            }
            Drawn::Slope { ends, lines, axis } => {
                lines.iter_mut().for_each(|line| self.clean(&mut line.0));
                self.values([&mut ends.0, &mut ends.1, axis].into_iter());
            }
            Drawn::Funnel { centre, dots, axes } => {
                dots.iter_mut().for_each(|dot| self.clean(&mut dot.2));
                self.values([&mut centre.1, &mut axes.0, &mut axes.1].into_iter());
            }
            Drawn::Lines { years, lines, breaks, axis, .. } => {
                lines.iter_mut().for_each(|line| self.clean(&mut line.0));
                breaks.iter_mut().for_each(|(_, note)| self.clean(note));
                self.values(years.iter_mut().chain([axis]));
            }
            Drawn::Diverging { bars } => {
                bars.iter_mut().for_each(|bar| self.clean(&mut bar.0));
            }
            Drawn::Dumbbell { rows, axis } => {
                for (label, first, second) in rows {
                    self.clean(label);
                    point(first);
                    point(second);
                }
                self.clean(axis);
            }
            Drawn::Bullet { rows, axis } => {
                rows.iter_mut().for_each(|row| self.clean(&mut row.0));
                self.clean(axis);
            }
            Drawn::Cumulative { months, axis, .. } => {
                self.values(months.iter_mut().chain([axis]));
            }
            Drawn::Bars { bars, axis } => {
                bars.iter_mut().for_each(|bar| self.clean(&mut bar.0));
                self.clean(axis);
            }
            Drawn::Pairs { names, bars, axis } => {
                bars.iter_mut().for_each(|bar| self.clean(&mut bar.0));
                self.values([&mut names.0, &mut names.1, axis].into_iter());
            }
            Drawn::Flow { start, steps, end } => {
                self.clean(&mut start.0);
                self.clean(&mut end.0);
                steps.iter_mut().for_each(|step| self.clean(&mut step.0));
            }
        }
    }
}

fn words_of(run: &Inline) -> &str {
    match run {
        Inline::Text(words) | Inline::Strong(words) | Inline::Em(words) => words,
        Inline::Link { text, .. } | Inline::Ref { text, .. } => text,
        Inline::Note(_) => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::block::{Align, RowKind, Spark, Tile};
    use crate::report::chart::Series;

    const NAME: &str = "Aldham Primary School";

    fn screen() -> Screen {
        let mut screen = Screen::default();
        screen.add(NAME);
        screen
    }

    fn said() -> String {
        format!("told by {NAME}, twice")
    }

    fn every_kind() -> Vec<Block> {
        let (words, text) = (said(), || plain(said()));
        let tile = Tile {
            figure: words.clone(),
            label: words.clone(),
            compare: words.clone(),
            series: Series::Other,
        };
        let table = Table {
            id: "t".to_owned(),
            caption: words.clone(),
            columns: vec![(words.clone(), Align::Left)],
            has_row_heads: true,
            rows: vec![
                (RowKind::Body, vec![TableCell::Rich(text())]),
                (
                    RowKind::Total,
                    vec![TableCell::Spark(Box::new(Spark {
                        values: vec![],
                        scale: (0.0, 1.0),
                        words: words.clone(),
                    }))],
                ),
            ],
            foot: vec![text()],
        };
        let point = Point {
            label: words.clone(),
            value: 1.0,
            limits: None,
            shown: "1".to_owned(),
            series: Series::Other,
        };
        let chart = Chart {
            id: "c".to_owned(),
            title: words.clone(),
            subtitle: words.clone(),
            source: words.clone(),
            alt: words.clone(),
            drawn: Drawn::Dumbbell {
                rows: vec![(words.clone(), point.clone(), point)],
                axis: words.clone(),
            },
        };
        vec![
            Block::Part {
                id: "p".to_owned(),
                title: words.clone(),
                purpose: words.clone(),
            },
            Block::Heading {
                id: "h".to_owned(),
                level: 2,
                number: "1".to_owned(),
                text: words.clone(),
            },
            Block::Paragraph {
                number: "1".to_owned(),
                text: text(),
                side: words.clone(),
            },
            Block::Lead(text()),
            Block::List { is_lettered: false, items: vec![(text(), words.clone())] },
            Block::Facts(vec![(words.clone(), text())]),
            Block::Summary { headline: words.clone(), lines: vec![text()] },
            Block::Tiles(vec![tile]),
            Block::Table(Box::new(table)),
            Block::Chart(Box::new(chart)),
            Block::Quote { text: words.clone(), by: words.clone() },
            Block::Caption(text()),
            Block::Note { number: 1, text: text() },
            Block::Line { label: words.clone(), value: words.clone(), lines: 1 },
            Block::Tick(words),
            Block::NewPage,
        ]
    }

    #[test]
    fn a_restricted_name_is_withheld_in_every_kind_of_block() {
        let mut blocks = every_kind();
        assert!(format!("{blocks:?}").contains(NAME));
        screen().blocks(&mut blocks);
        for block in &blocks {
            assert!(!format!("{block:?}").contains("Aldham"), "{block:?}");
        }
        // A quotation goes as a whole; the rest keeps its place.
        assert_eq!(blocks.len(), every_kind().len() - 1);
    }

    #[test]
    fn a_name_that_is_half_bold_is_withheld_too() {
        let runs = |second: &str| {
            let runs = vec![
                Inline::Text("By Aldham ".to_owned()),
                Inline::Strong(second.to_owned()),
            ];
            Block::List { is_lettered: false, items: vec![(runs, String::new())] }
        };
        let mut blocks = vec![runs("Primary School"), runs("Infant School")];
        screen().blocks(&mut blocks);
        let told = format!("{blocks:?}");
        assert!(!told.contains("Primary School"), "{told}");
        assert!(told.contains("Infant School"), "another school is no concern of it");
    }
}
