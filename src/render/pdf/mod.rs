//! PDF: blocks to pages to a tagged file.
//!
//! `face` measures and subsets, `flow` makes pages of items with a structure,
//! `paint` alone draws them with printpdf, `tags` alone knows lopdf's tree.

mod face;
mod flow;
mod logo;
mod paint;
mod style;
mod tags;

use crate::base::release::Audience;
use crate::report::block::Document;

pub(crate) use style::Style;

/// A finished file.
#[derive(Debug)]
pub(crate) struct Written {
    /// Its bytes; the same for the same document.
    pub(crate) bytes: Vec<u8>,
    /// Characters that the typeface lacks: a box stands for each.
    pub(crate) lacking: Vec<char>,
}

/// Writes a document.
pub(crate) fn write<A: Audience>(
    document: &Document<A>,
    _style: &Style,
) -> Result<Written, String> {
    let mut faces = face::Faces::load()?;
    let laid = flow::lay(document, &mut faces);
    let mut file = paint::paint(&laid, &faces)?;
    tags::tag(&mut file, &laid)?;
    let mut bytes = Vec::new();
    file.save_modern(&mut bytes)
        .map_err(|why| format!("The PDF could not be written: {why}."))?;
    Ok(Written { bytes, lacking: Vec::new() })
}

pub(crate) use tags::text_of;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::release::Public;
    use crate::report::block::{Align, Block, RowKind, Table, TableCell, plain};

    fn sample(rows: usize) -> Document<Public> {
        let row = |n: usize| {
            (
                RowKind::Body,
                vec![
                    TableCell::Text(format!("Line {n}")),
                    TableCell::Text("+1.5".to_owned()),
                ],
            )
        };
        Document {
            path: "public/x".to_owned(),
            title: "A report & more".to_owned(),
            subject: "A test".to_owned(),
            authority: "Norfolk".to_owned(),
            period: "November 2011".to_owned(),
            as_at: "30 November 2011".to_owned(),
            edition: "monthly edition".to_owned(),
            marks: vec!["EXAMPLE".to_owned()],
            has_cover: true,
            cover: Vec::new(),
            build: "abc".to_owned(),
            blocks: vec![
                Block::Part {
                    id: "a".to_owned(),
                    title: "First part".to_owned(),
                    purpose: String::new(),
                },
                Block::Heading {
                    id: "b".to_owned(),
                    level: 2,
                    number: "1".to_owned(),
                    text: "Purpose".to_owned(),
                },
                Block::Paragraph {
                    number: "1.1".to_owned(),
                    text: plain("Some words, and £5 – more."),
                    side: String::new(),
                },
                Block::Table(Box::new(Table {
                    id: "t".to_owned(),
                    caption: "Lines".to_owned(),
                    columns: vec![
                        ("Name".to_owned(), Align::Left),
                        ("Change".to_owned(), Align::Decimal),
                    ],
                    has_row_heads: true,
                    rows: (0..rows).map(row).collect(),
                    foot: Vec::new(),
                })),
            ],
            audience: std::marker::PhantomData,
        }
    }

    #[test]
    fn two_runs_give_the_same_bytes() {
        assert!(
            write(&sample(3), &Style::embedded()).unwrap().bytes
                == write(&sample(3), &Style::embedded()).unwrap().bytes
        );
    }

    #[test]
    fn what_is_written_can_be_taken_out_again() {
        let text = text_of(&write(&sample(3), &Style::embedded()).unwrap().bytes);
        assert!(text.contains("Some words, and £5 – more."), "{text}");
        assert!(text.contains("A report & more"), "{text}");
    }

    #[test]
    fn a_long_table_runs_over_pages_and_repeats_its_headings() {
        let text = text_of(&write(&sample(200), &Style::embedded()).unwrap().bytes);
        assert!(text.contains("Line 199"));
        assert!(text.matches("Change").count() > 3);
    }
}
