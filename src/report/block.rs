//! What a document says, without any paper: blocks of text, tables and charts.

use std::marker::PhantomData;

use crate::base::release::{Audience, Release};

use super::chart::Chart;

/// A document for one audience. Its text comes from templates, from figures
/// through `Figure::shown_to`, and from held values through `Held::shown_to`.
#[derive(Clone, Debug)]
pub(crate) struct Document<A> {
    /// Path in the pack: `public/forum-pack.pdf` without its ending.
    pub(crate) path: String,
    /// Title for the cover, the foot and the metadata.
    pub(crate) title: String,
    /// One sentence, for the metadata.
    pub(crate) subject: String,
    /// `Norfolk County Council`.
    pub(crate) authority: String,
    /// `November 2011`, `30 November 2011`, `monthly edition`.
    pub(crate) period: String,
    /// As-at date in words.
    pub(crate) as_at: String,
    /// Edition in words.
    pub(crate) edition: String,
    /// Bars across the top edge of every page: DRAFT with the reason, EXAMPLE.
    pub(crate) marks: Vec<String>,
    /// Whether the document opens with a cover and contents.
    pub(crate) has_cover: bool,
    /// Whether a part may begin on the page that the last one ended on.
    pub(crate) runs_on: bool,
    /// What stands on the cover below the contents: what changed, what waits.
    pub(crate) cover: Vec<Block>,
    /// Build id, for the last page.
    pub(crate) build: String,
    /// Content.
    pub(crate) blocks: Vec<Block>,
    /// Its audience.
    pub(crate) audience: PhantomData<A>,
}

impl<A: Audience> Document<A> {
    /// How many parts begin in it.
    pub(crate) fn parts(&self) -> usize {
        self.blocks.iter().filter(|block| matches!(block, Block::Part { .. })).count()
    }

    /// Its release class.
    pub(crate) fn release(&self) -> Release {
        A::RELEASE
    }
}

/// A run of text within a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Inline {
    /// As it is.
    Text(String),
    /// Bold.
    Strong(String),
    /// Emphasised (italic face).
    Em(String),
    /// A link to the web or a mailbox.
    Link {
        /// Words.
        text: String,
        /// `https:` or `mailto:`.
        to: String,
    },
    /// A link to a block with this anchor.
    Ref {
        /// Words.
        text: String,
        /// Anchor.
        to: String,
    },
    /// A note, by its number in the document; printed at the end of its part.
    Note(u32),
}

/// Several runs.
pub(crate) type Text = Vec<Inline>;

/// Plain text as one run.
pub(crate) fn plain(text: impl Into<String>) -> Text {
    vec![Inline::Text(text.into())]
}

/// Its words without their looks.
pub(crate) fn words(text: &Text) -> String {
    text.iter()
        .map(|run| match run {
            Inline::Text(words) | Inline::Strong(words) | Inline::Em(words) => {
                words.as_str()
            }
            Inline::Link { text, .. } | Inline::Ref { text, .. } => text.as_str(),
            Inline::Note(_) => "",
        })
        .collect()
}

/// One piece of a document, in reading order.
#[derive(Clone, Debug)]
pub(crate) enum Block {
    /// Starts a part, on a new page unless the document runs on: H1. Listed in the
    /// contents.
    Part {
        /// Anchor.
        id: String,
        /// Heading.
        title: String,
        /// `For decision`, `For noting`; shown in the contents.
        purpose: String,
    },
    /// H2 (2) or H3 (3).
    Heading {
        /// Anchor.
        id: String,
        /// 2 or 3.
        level: u8,
        /// Number in front (`4`), or empty.
        number: String,
        /// Words.
        text: String,
    },
    /// A paragraph, perhaps numbered (`4.2`) and with a note in the side column.
    Paragraph {
        /// `4.2`, or empty.
        number: String,
        /// Words.
        text: Text,
        /// Side note, or empty.
        side: String,
    },
    /// A larger, opening sentence.
    Lead(Text),
    /// A list with bullets, or lettered (recommendations).
    List {
        /// `a)`, `b)` in front instead of bullets.
        is_lettered: bool,
        /// Each with a side note, or empty.
        items: Vec<(Text, String)>,
    },
    /// The header block of a forum paper: labels and values.
    Facts(Vec<(String, Text)>),
    /// The summary box: the one tinted area of a report.
    Summary {
        /// Headline sentence.
        headline: String,
        /// Interval, comparison, grade, caveat.
        lines: Vec<Text>,
    },
    /// Key figures, set in rows of up to four.
    Tiles(Vec<Tile>),
    /// A table.
    Table(Box<Table>),
    /// A chart.
    Chart(Box<Chart>),
    /// A pull quote.
    Quote {
        /// Words.
        text: String,
        /// By role.
        by: String,
    },
    /// Small print below something.
    Caption(Text),
    /// A note that text refers to.
    Note {
        /// Number.
        number: u32,
        /// Words.
        text: Text,
    },
    /// An empty line to sign or write on, with its label (forms).
    Line {
        /// Label.
        label: String,
        /// What is known already.
        value: String,
        /// How many lines high.
        lines: u8,
    },
    /// A box to tick, with its label (forms).
    Tick(String),
    /// Starts a new page.
    NewPage,
    /// From `true` to `false`, what stands between is one entry: entries of words that
    /// follow each other are set in two columns, and one goes on over a column
    /// between its paragraphs alone, where the column would else stay empty.
    Together(bool),
}

impl Block {
    /// Its anchor, where links within the document may lead to it.
    pub(crate) fn anchor(&self) -> Option<&str> {
        match self {
            Self::Part { id, .. } | Self::Heading { id, .. } => Some(id),
            Self::Table(table) => Some(&table.id),
            Self::Chart(chart) => Some(&chart.id),
            Self::Paragraph { .. }
            | Self::Lead(_)
            | Self::List { .. }
            | Self::Facts(_)
            | Self::Summary { .. }
            | Self::Tiles(_)
            | Self::Quote { .. }
            | Self::Caption(_)
            | Self::Note { .. }
            | Self::Line { .. }
            | Self::Tick(_)
            | Self::NewPage
            | Self::Together(_) => None,
        }
    }

    /// The same, to be changed.
    pub(crate) fn anchor_mut(&mut self) -> Option<&mut String> {
        match self {
            Self::Part { id, .. } | Self::Heading { id, .. } => Some(id),
            Self::Table(table) => Some(&mut table.id),
            Self::Chart(chart) => Some(&mut chart.id),
            Self::Paragraph { .. }
            | Self::Lead(_)
            | Self::List { .. }
            | Self::Facts(_)
            | Self::Summary { .. }
            | Self::Tiles(_)
            | Self::Quote { .. }
            | Self::Caption(_)
            | Self::Note { .. }
            | Self::Line { .. }
            | Self::Tick(_)
            | Self::NewPage
            | Self::Together(_) => None,
        }
    }

    /// Every text with runs: where links and notes may be referred to.
    pub(crate) fn texts(&self) -> Vec<&Text> {
        match self {
            Self::Paragraph { text, .. }
            | Self::Lead(text)
            | Self::Caption(text)
            | Self::Note { text, .. } => vec![text],
            Self::List { items, .. } => items.iter().map(|(text, _)| text).collect(),
            Self::Facts(rows) => rows.iter().map(|(_, text)| text).collect(),
            Self::Summary { lines, .. } => lines.iter().collect(),
            Self::Table(table) => {
                let cells = table.rows.iter().flat_map(|(_, cells)| cells);
                let rich = cells.filter_map(|cell| match cell {
                    TableCell::Rich(text) => Some(text),
                    TableCell::Text(_) | TableCell::Spark(..) => None,
                });
                rich.chain(&table.foot).collect()
            }
            Self::Part { .. }
            | Self::Heading { .. }
            | Self::Tiles(_)
            | Self::Chart(_)
            | Self::Quote { .. }
            | Self::Line { .. }
            | Self::Tick(_)
            | Self::NewPage
            | Self::Together(_) => Vec::new(),
        }
    }
}

/// A key figure.
#[derive(Clone, Debug)]
pub(crate) struct Tile {
    /// `+16.9`.
    pub(crate) figure: String,
    /// `points at Level 4+, 14 client schools`.
    pub(crate) label: String,
    /// `Norfolk +1.1`.
    pub(crate) compare: String,
    /// Whose colour the rule above takes.
    pub(crate) series: super::chart::Series,
}

/// How a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    /// Text.
    Left,
    /// Numbers, on the decimal point.
    Decimal,
    /// Ticks, marks.
    Centre,
}

/// What a row of a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowKind {
    /// A record.
    Body,
    /// A total: bold, hairline above.
    Total,
    /// A group's name over the rows that follow: one cell.
    Group,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum TableCell {
    /// Words, or a number as shown.
    Text(String),
    /// Words with runs.
    Rich(Text),
    /// A small line of values.
    Spark(Box<Spark>),
}

/// A small line of values in a cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Spark {
    /// From left to right; `None` is a gap.
    pub(crate) values: Vec<Option<f64>>,
    /// What stands at the foot and at the head of the cell.
    pub(crate) scale: (f64, f64),
    /// The values in words.
    pub(crate) words: String,
}

impl TableCell {
    /// What it says.
    pub(crate) fn said(&self) -> String {
        match self {
            Self::Text(text) => text.trim().to_owned(),
            Self::Spark(line) => line.words.trim().to_owned(),
            Self::Rich(text) => words(text).trim().to_owned(),
        }
    }
}

/// A table.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    /// Anchor.
    pub(crate) id: String,
    /// `Table 3  Change in …`: the number is put in front by the renderer.
    pub(crate) caption: String,
    /// Column headings with alignment; unit in the heading.
    pub(crate) columns: Vec<(String, Align)>,
    /// The first column names the row (TH, scope row).
    pub(crate) has_row_heads: bool,
    /// Rows; each has as many cells as there are columns (groups: one).
    pub(crate) rows: Vec<(RowKind, Vec<TableCell>)>,
    /// Source, n and the shorthand that the table uses, below it.
    pub(crate) foot: Vec<Text>,
}

impl Table {
    /// A table of records, whose first column names the row.
    pub(crate) fn of_records(
        id: &str,
        caption: &str,
        columns: &[(&str, Align)],
        rows: Vec<Vec<TableCell>>,
        foot: Vec<Text>,
    ) -> Self {
        Self {
            id: id.to_owned(),
            caption: caption.to_owned(),
            columns: columns
                .iter()
                .map(|(heading, align)| ((*heading).to_owned(), *align))
                .collect(),
            has_row_heads: true,
            rows: rows.into_iter().map(|row| (RowKind::Body, row)).collect(),
            foot,
        }
    }
}
