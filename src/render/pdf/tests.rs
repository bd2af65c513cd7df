//! What a person with a reader, a screen reader or a printer would notice.

mod any;
mod fill;
mod float;
mod form;
mod geometry;
mod tags;

use super::face::Faces;
use super::item::Item;
use super::*;
use crate::base::release::Public;
use crate::report::block::{
    Align, Block, Document, Inline, RowKind, Spark, Table, TableCell, Tile, plain,
};
use crate::report::chart::{Chart, Drawn, Point, Series};
use lopdf::Document as File;

fn document(blocks: Vec<Block>) -> Document<Public> {
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
        runs_on: false,
        cover: Vec::new(),
        build: "abc".to_owned(),
        blocks,
        audience: std::marker::PhantomData,
    }
}

fn part(id: &str, title: &str) -> Block {
    Block::Part {
        id: id.to_owned(),
        title: title.to_owned(),
        purpose: "For noting".to_owned(),
    }
}

fn heading(level: u8, text: &str) -> Block {
    let id = format!("h-{text}");
    Block::Heading { id, level, number: "1".to_owned(), text: text.to_owned() }
}

fn paragraph(text: &str) -> Block {
    let side = "All members may vote on this".to_owned();
    Block::Paragraph { number: "1.1".to_owned(), text: plain(text), side }
}

fn table(rows: usize) -> Block {
    let row = |n: usize| {
        let spark = TableCell::Spark(Box::new(Spark {
            values: vec![Some(1.0), None, Some(2.0)],
            scale: (1.0, 2.0),
            words: "rose".to_owned(),
        }));
        (
            RowKind::Body,
            vec![
                TableCell::Text(format!("Line {n}")),
                TableCell::Text("+1.5".to_owned()),
                spark,
            ],
        )
    };
    let mut all: Vec<_> =
        vec![(RowKind::Group, vec![TableCell::Text("North".to_owned())])];
    all.extend((0..rows).map(row));
    all.push((RowKind::Total, vec![TableCell::Text("All".to_owned())]));
    Block::Table(Box::new(Table {
        id: format!("t-{rows}"),
        caption: "Lines".to_owned(),
        columns: vec![
            ("Name".to_owned(), Align::Left),
            ("Change".to_owned(), Align::Decimal),
            ("Since 2009".to_owned(), Align::Centre),
        ],
        has_row_heads: true,
        rows: all,
        foot: vec![plain("Source: registers.")],
    }))
}

fn chart(points: usize) -> Block {
    let point = |n: usize| Point {
        label: format!("School {n}"),
        value: n as f64,
        limits: Some((n as f64 - 1.0, n as f64 + 2.0)),
        shown: format!("+{n}.0"),
        series: Series::Clients,
    };
    Block::Chart(Box::new(Chart {
        id: "c".to_owned(),
        title: "Most rose".to_owned(),
        subtitle: "Points, 2010 to 2011".to_owned(),
        source: "Source: registers.".to_owned(),
        alt: "Most rose by a point or more.".to_owned(),
        drawn: Drawn::DotInterval {
            points: (0..points).map(point).collect(),
            axis: "points".to_owned(),
            zero: true,
        },
    }))
}

fn all_kinds() -> Document<Public> {
    let tile = Tile {
        figure: "+16.9".to_owned(),
        label: "points at Level 4".to_owned(),
        compare: "Norfolk +1.1".to_owned(),
        series: Series::Clients,
    };
    let rich = vec![
        Inline::Text("Some words, and £5 – more. ".to_owned()),
        Inline::Strong("Bold".to_owned()),
        Inline::Em(" slanted".to_owned()),
        Inline::Note(1),
        Inline::Link {
            text: " the web".to_owned(),
            to: "https://example.org".to_owned(),
        },
        Inline::Ref { text: " the table".to_owned(), to: "t-2".to_owned() },
        Inline::Ref { text: " nothing".to_owned(), to: "nowhere".to_owned() },
    ];
    let mut document = document(vec![
        part("a", "First part"),
        heading(3, "Too deep"),
        Block::Paragraph { number: String::new(), text: rich, side: String::new() },
        Block::Lead(plain("Opening")),
        Block::List {
            is_lettered: true,
            items: vec![(plain("agrees"), "All members".to_owned())],
        },
        Block::Facts(vec![("Report to".to_owned(), plain("Schools Forum"))]),
        Block::Summary { headline: "It rose".to_owned(), lines: vec![plain("by much")] },
        Block::Tiles(vec![tile.clone(), tile.clone(), tile]),
        table(2),
        chart(4),
        Block::Quote { text: "It helped".to_owned(), by: "Headteacher".to_owned() },
        Block::Caption(plain("Small print")),
        Block::Note { number: 1, text: plain("A note") },
        part("b", "Second part"),
        Block::Line { label: "Signed".to_owned(), value: "Jo".to_owned(), lines: 2 },
        Block::Tick("Yes".to_owned()),
        Block::Tick("No".to_owned()),
        Block::NewPage,
        paragraph("The end"),
    ]);
    document.cover = vec![
        heading(2, "What changed"),
        Block::List { is_lettered: false, items: vec![(plain("A line"), String::new())] },
    ];
    document
}

fn written(document: &Document<Public>) -> Vec<u8> {
    write(document, &Style::embedded()).unwrap().bytes
}

fn laid(document: &Document<Public>) -> (Laid, Faces) {
    let faces = Faces::load().unwrap();
    let laid = lay(document, &Style::embedded(), &faces);
    (laid, faces)
}

/// Lines of text of a page with their boxes: left, top, right, foot.
fn boxes(page: &pages::Page, faces: &Faces) -> Vec<([f32; 4], String, bool)> {
    page.runs
        .iter()
        .flat_map(|run| run.items.iter().map(move |item| (run.area.is_some(), item)))
        .filter_map(|(is_figure, item)| match item {
            Item::Text { x, y, face, size, text, .. } if !text.trim().is_empty() => {
                let wide = faces.width(*face, *size, text.trim_end());
                let area = [*x, y - size * 0.66, x + wide, y + size * 0.2];
                Some((area, text.clone(), is_figure))
            }
            _ => None,
        })
        .collect()
}

fn stands_well(laid: &Laid, faces: &Faces) {
    for (number, page) in laid.pages.iter().enumerate() {
        let (width, height) = page.sheet.size();
        let boxes = boxes(page, faces);
        for (area, text, _) in &boxes {
            let is_inside =
                area[0] >= 0.0 && area[1] >= 0.0 && area[2] <= width && area[3] <= height;
            assert!(is_inside, "page {}: {text:?} at {area:?}", number + 1);
        }
        let words: Vec<_> = boxes.iter().filter(|(_, _, is_figure)| !is_figure).collect();
        for (at, (a, first, _)) in words.iter().enumerate() {
            for (b, second, _) in words.iter().skip(at + 1) {
                let across = a[2].min(b[2]) - a[0].max(b[0]);
                let down = a[3].min(b[3]) - a[1].max(b[1]);
                assert!(
                    across < 0.6 || down < 0.6,
                    "page {}: {first:?} lies on {second:?}",
                    number + 1
                );
            }
        }
        let roles: Vec<&str> = page
            .runs
            .iter()
            .filter_map(|run| laid.tree.nodes.get(run.tag?.0))
            .map(|node| node.role)
            .collect();
        // Headings that fill a page by themselves have nowhere else to turn.
        let is_stranded = roles.last().is_some_and(|role| role.starts_with('H'))
            && !roles.iter().all(|role| role.starts_with('H'));
        assert!(!is_stranded, "page {} ends with a heading", number + 1);
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    assert!(written(&all_kinds()) == written(&all_kinds()));
}

#[test]
fn what_is_written_can_be_taken_out_again() {
    let text = text_of(&written(&all_kinds()));
    for words in ["Some words, and £5 – more.", "A report & more", "It rose", "Jo"] {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
}

#[test]
fn a_character_that_the_typeface_lacks_is_reported() {
    let written = write(&document(vec![paragraph("学 A")]), &Style::embedded()).unwrap();
    assert_eq!(written.lacking, ['学']);
}

#[test]
fn a_label_is_read_whole_and_apart_from_what_is_filled_in_beside_it() {
    let label = "What the support was meant to change in the school";
    let value = "Leadership coaching for the heads of two year groups. ".repeat(4);
    let block = Block::Line { label: label.to_owned(), value, lines: 5 };
    let document = document(vec![part("a", "Form"), block]);
    let text = text_of(&written(&document));
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(&format!("{label}: Leadership coaching for")), "{words}");
    assert!(words.contains("two year groups. Leadership"), "{words}");
    let (laid, faces) = laid(&document);
    let boxes = boxes(&laid.pages[1], &faces);
    let top = |start: &str| {
        let found = boxes.iter().find(|(_, text, _)| text.starts_with(start));
        found.map_or_else(|| panic!("{start}: {boxes:?}"), |(area, ..)| area[1])
    };
    let lines: Vec<f32> = boxes
        .iter()
        .filter(|(area, text, _)| {
            label.contains(text.trim().trim_end_matches(':')) && area[0] < 100.0
        })
        .map(|(area, ..)| area[1])
        .collect();
    assert!(lines.len() > 1, "{boxes:?}");
    // The label's lines follow each other closely; only those to write on are apart.
    assert!(lines[1] - lines[0] < 16.0, "{lines:?}");
    assert!((top("What the") - top("Leadership")).abs() < 1.0);
}

#[test]
fn a_logo_stands_on_the_cover() {
    let mut style = Style::embedded();
    style.logo = Some(logo::Logo::Picture(logo::Picture {
        width: 2,
        height: 1,
        colours: vec![1, 2, 3, 4, 5, 6],
        cover: vec![255, 0],
        file: Vec::new(),
    }));
    let bytes = write(&all_kinds(), &style).unwrap().bytes;
    let file = File::load_mem(&bytes).unwrap();
    let cover = *file.get_pages().get(&1).unwrap();
    let content = file.get_page_content(cover);
    assert!(String::from_utf8_lossy(&content).contains("/Logo Do"));
    let (resources, ids) = file.get_page_resources(cover).unwrap();
    let resources = resources.unwrap_or_else(|| file.get_dictionary(ids[0]).unwrap());
    let pictures = resources.get(b"XObject").unwrap().as_dict().unwrap();
    assert!(pictures.has(b"Logo"));
}

#[test]
fn a_logo_that_is_a_drawing_stands_on_the_cover_as_curves() {
    let mut style = Style::embedded();
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20'><circle cx='10' cy='10' r='10' fill='#0a7d00'/></svg>";
    style.logo = Some(logo::Logo::Drawing(drawing::Drawing::decode(svg).unwrap()));
    let bytes = write(&all_kinds(), &style).unwrap().bytes;
    let file = File::load_mem(&bytes).unwrap();
    let cover = *file.get_pages().get(&1).unwrap();
    let content = file.get_page_content(cover);
    let content = String::from_utf8_lossy(&content);
    let (before, rest) =
        content.split_once("0.039").unwrap_or_else(|| panic!("{content}"));
    assert!(rest.contains(" c\n") && before.contains("W\n"), "{rest}");
    // Decoration: no reader meets it.
    let (mark, _) = before.rsplit_once("BMC").unwrap();
    assert!(mark.trim_end().ends_with("/Artifact"));
}
