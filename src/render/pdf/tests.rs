//! What a person with a reader, a screen reader or a printer would notice.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document as File, Object, ObjectId};
use proptest::prelude::*;

use super::face::Faces;
use super::item::Item;
use super::*;
use crate::base::release::Public;
use crate::report::block::{
    Align, Block, Document, Inline, RowKind, Spark, Table, TableCell, Tile, plain,
};
use crate::report::chart::{Chart, Drawn, Point, Series};

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

/// A finished file, with what a screen reader walks.
struct Read {
    file: File,
    /// Structure elements from the root down, in reading order, with their depth.
    elements: Vec<(ObjectId, Dictionary)>,
}

impl Read {
    fn new(bytes: &[u8]) -> Self {
        let file = File::load_mem(bytes).unwrap();
        let root = file.catalog().unwrap().get(b"StructTreeRoot").unwrap();
        let root = file.get_dictionary(root.as_reference().unwrap()).unwrap();
        let mut open: Vec<Object> = root.get(b"K").unwrap().as_array().unwrap().clone();
        open.reverse();
        let mut elements = Vec::new();
        while let Some(object) = open.pop() {
            let Object::Reference(id) = object else { continue };
            let element = file.get_dictionary(id).unwrap().clone();
            if let Ok(kids) = element.get(b"K").and_then(Object::as_array) {
                open.extend(kids.iter().rev().cloned());
            }
            elements.push((id, element));
        }
        Self { file, elements }
    }

    fn role(element: &Dictionary) -> String {
        String::from_utf8(element.get(b"S").unwrap().as_name().unwrap().to_vec()).unwrap()
    }

    fn kids(element: &Dictionary) -> Vec<Object> {
        element.get(b"K").unwrap().as_array().unwrap().clone()
    }

    fn of(&self, role: &str) -> Vec<&Dictionary> {
        self.elements
            .iter()
            .map(|(_, element)| element)
            .filter(|element| Self::role(element) == role)
            .collect()
    }

    fn parent_tree(&self) -> BTreeMap<i64, Object> {
        let root = self.file.catalog().unwrap().get(b"StructTreeRoot").unwrap();
        let root = self.file.get_dictionary(root.as_reference().unwrap()).unwrap();
        let tree = root.get(b"ParentTree").unwrap().as_reference().unwrap();
        let numbers = self.file.get_dictionary(tree).unwrap().get(b"Nums").unwrap();
        let numbers = numbers.as_array().unwrap();
        numbers
            .chunks(2)
            .map(|pair| (pair[0].as_i64().unwrap(), pair[1].clone()))
            .collect()
    }
}

#[test]
fn every_piece_of_content_has_one_parent_and_the_parent_tree_agrees() {
    let read = Read::new(&written(&all_kinds()));
    let mut by_page: BTreeMap<ObjectId, BTreeMap<i64, ObjectId>> = BTreeMap::new();
    let mut by_click: BTreeMap<ObjectId, ObjectId> = BTreeMap::new();
    for (id, element) in &read.elements {
        for kid in Read::kids(element) {
            let Object::Dictionary(kid) = kid else { continue };
            if kid.has_type(b"MCR") {
                let page = kid.get(b"Pg").unwrap().as_reference().unwrap();
                let mcid = kid.get(b"MCID").unwrap().as_i64().unwrap();
                let before = by_page.entry(page).or_default().insert(mcid, *id);
                assert!(before.is_none(), "content {mcid} has two parents");
            } else {
                let annotation = kid.get(b"Obj").unwrap().as_reference().unwrap();
                assert!(by_click.insert(annotation, *id).is_none());
            }
        }
    }
    let tree = read.parent_tree();
    for page in read.file.get_pages().into_values() {
        let about = read.file.get_dictionary(page).unwrap();
        let key = about.get(b"StructParents").unwrap().as_i64().unwrap();
        let parents = read.file.get_object(tree[&key].as_reference().unwrap()).unwrap();
        let parents: Vec<ObjectId> = parents
            .as_array()
            .unwrap()
            .iter()
            .map(|parent| parent.as_reference().unwrap())
            .collect();
        let content = read.file.get_page_content(page);
        let content = String::from_utf8_lossy(&content).into_owned();
        let own = by_page.remove(&page).unwrap_or_default();
        assert_eq!(content.matches("MCID").count(), parents.len());
        let expected: Vec<ObjectId> = own.into_values().collect();
        assert_eq!(parents, expected);
        let Ok(annotations) = about.get(b"Annots") else { continue };
        for annotation in annotations.as_array().unwrap() {
            let id = annotation.as_reference().unwrap();
            let made = read.file.get_dictionary(id).unwrap();
            assert!(made.has(b"Contents"));
            let key = made.get(b"StructParent").unwrap().as_i64().unwrap();
            let owner = by_click.remove(&id).unwrap();
            assert_eq!(tree[&key].as_reference().unwrap(), owner);
        }
    }
    assert!(by_page.is_empty() && by_click.is_empty());
}

#[test]
fn figures_say_what_they_show_and_where_they_stand() {
    let read = Read::new(&written(&all_kinds()));
    let figures = read.of("Figure");
    assert_eq!(figures.len(), 3, "a chart and two small lines of values");
    for figure in figures {
        assert!(figure.has(b"Alt"));
        assert!(format!("{:?}", figure.get(b"A").unwrap()).contains("BBox"));
    }
}

#[test]
fn all_rows_of_a_table_have_the_same_number_of_cells() {
    let read = Read::new(&written(&all_kinds()));
    let rows = read.of("TR");
    assert_eq!(rows.len(), 5);
    for row in rows {
        let cells: i64 = Read::kids(row)
            .iter()
            .map(|cell| {
                let cell =
                    read.file.get_dictionary(cell.as_reference().unwrap()).unwrap();
                let Ok(attributes) = cell.get(b"A").and_then(Object::as_array) else {
                    return 1;
                };
                let spans = attributes
                    .iter()
                    .filter_map(|a| a.as_dict().unwrap().get(b"ColSpan").ok());
                spans.map(|span| span.as_i64().unwrap()).next().unwrap_or(1)
            })
            .sum();
        assert_eq!(cells, 3);
    }
    assert_eq!(read.of("Caption").len(), 1);
    assert!(read.of("TH").iter().all(|cell| cell.has(b"A")), "each says what it heads");
}

#[test]
fn headings_never_skip_a_level() {
    let read = Read::new(&written(&all_kinds()));
    let levels: Vec<u8> = read
        .elements
        .iter()
        .filter_map(|(_, element)| {
            let role = Read::role(element);
            role.strip_prefix('H').and_then(|level| level.parse().ok())
        })
        .collect();
    assert_eq!(levels.first(), Some(&1));
    for pair in levels.windows(2) {
        assert!(pair[1] <= pair[0] + 1, "{levels:?}");
    }
}

/// Roles of the elements of a file, each below its parent.
fn outline_of(read: &Read) -> String {
    let depth_of = |mut id: ObjectId| {
        let mut depth = 0;
        while let Ok(parent) = read
            .file
            .get_dictionary(id)
            .and_then(|element| element.get(b"P"))
            .and_then(Object::as_reference)
        {
            id = parent;
            depth += 1;
        }
        depth
    };
    let lines = read.elements.iter().map(|(id, element)| {
        format!("{}{}\n", " ".repeat(depth_of(*id) - 1), Read::role(element))
    });
    lines.collect()
}

#[test]
fn what_a_screen_reader_walks_is_in_the_order_of_the_text() {
    let mut small = document(vec![
        part("a", "Part"),
        heading(2, "Section"),
        Block::Paragraph {
            number: "1.1".to_owned(),
            text: vec![
                Inline::Text("See ".to_owned()),
                Inline::Link {
                    text: "this".to_owned(),
                    to: "https://example.org".to_owned(),
                },
                Inline::Text(" and that".to_owned()),
                Inline::Note(1),
            ],
            side: "All members".to_owned(),
        },
        table(1),
        Block::Note { number: 1, text: plain("A note") },
    ]);
    small.has_cover = false;
    let expected = "\
Document
 Sect
  H1
  P
  H2
  P
   Link
   Link
  P
  Table
   Caption
   THead
    TR
     TH
     TH
     TH
   TBody
    TR
     TH
    TR
     TH
     TD
     TD
      Figure
    TR
     TH
     TD
     TD
  P
  Note
   Lbl
    Link
   P
  P
";
    assert_eq!(outline_of(&Read::new(&written(&small))), expected);
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

#[test]
fn notes_lead_there_and_back() {
    let (laid, _) = laid(&all_kinds());
    assert!(laid.anchors.contains_key("note-1"));
    assert!(laid.anchors.contains_key("note-1-reference"));
    let read = Read::new(&written(&all_kinds()));
    let notes = read.of("Note");
    assert_eq!(notes.len(), 1);
    assert!(notes[0].has(b"ID"));
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
fn every_kind_of_block_stands_well() {
    let (laid, faces) = laid(&all_kinds());
    stands_well(&laid, &faces);
}

#[test]
fn the_contents_give_true_pages() {
    let long = "Words that go on. ".repeat(400);
    let (laid, _) = laid(&document(vec![
        part("a", "First part"),
        paragraph(&long),
        part("b", "Second part"),
        paragraph("x"),
    ]));
    let (page, _) = laid.anchors["b"];
    assert!(page > 2);
    let cover = &laid.pages[0];
    let texts: Vec<&str> = cover
        .runs
        .iter()
        .flat_map(|run| &run.items)
        .filter_map(|item| match item {
            Item::Text { text, .. } => Some(text.trim()),
            _ => None,
        })
        .collect();
    assert!(texts.contains(&"2"), "{texts:?}");
    assert!(texts.contains(&(page + 1).to_string().as_str()), "{texts:?}");
}

#[test]
fn a_long_table_repeats_its_headings_on_each_page_and_loses_no_row() {
    let (laid, faces) = laid(&document(vec![part("a", "Part"), table(200)]));
    stands_well(&laid, &faces);
    let mut rows = BTreeSet::new();
    let mut pages = 0;
    for page in &laid.pages {
        let boxes = boxes(page, &faces);
        let lines: Vec<&str> = boxes.iter().map(|(_, text, _)| text.trim()).collect();
        if lines.iter().any(|text| text.starts_with("Line ")) {
            assert!(lines.contains(&"Change"), "a page without the headings");
            pages += 1;
        }
        rows.extend(
            lines.iter().filter(|t| t.starts_with("Line ")).map(|t| (*t).to_owned()),
        );
    }
    assert!(pages > 3);
    assert_eq!(rows.len(), 200);
}

#[test]
fn a_chart_stays_whole_and_with_its_title() {
    for lines in 1..12 {
        let mut blocks = vec![part("a", "Part")];
        blocks.extend((0..lines * 4).map(|_| paragraph("A line")));
        blocks.push(chart(12));
        let (laid, _) = laid(&document(blocks));
        let holds = |words: &str| {
            laid.pages.iter().position(|page| {
                page.runs.iter().flat_map(|run| &run.items).any(
                    |item| matches!(item, Item::Text { text, .. } if text.trim() == words),
                )
            })
        };
        let title = holds("Most rose");
        assert_eq!(title, holds("School 0"));
        assert_eq!(title, holds("School 11"));
    }
}

#[test]
fn columns_that_do_not_fit_turn_the_page_and_then_part() {
    let wide = |columns: usize| {
        let cell = TableCell::Text("Unbreakablewordhere".to_owned());
        Block::Table(Box::new(Table {
            id: "t".to_owned(),
            caption: "Wide".to_owned(),
            columns: (0..columns).map(|n| (format!("C{n}"), Align::Left)).collect(),
            has_row_heads: true,
            rows: vec![(RowKind::Body, vec![cell; columns]); 3],
            foot: Vec::new(),
        }))
    };
    let (laid_once, faces) =
        laid(&document(vec![part("a", "Part"), wide(7), paragraph("x")]));
    stands_well(&laid_once, &faces);
    assert_eq!(laid_once.pages[1].sheet, item::Sheet::Landscape);
    assert_eq!(laid_once.pages[2].sheet, item::Sheet::Portrait);
    let (laid, faces) =
        laid(&document(vec![part("a", "Part"), wide(40), paragraph("x")]));
    stands_well(&laid, &faces);
    let tables = laid.tree.nodes.iter().filter(|node| node.role == "Table").count();
    assert!(tables > 1, "the columns are parted");
}

#[test]
fn two_thousand_parts_and_five_thousand_rows_are_written() {
    let mut blocks = Vec::new();
    for n in 0..2_000 {
        blocks.push(part(&format!("s{n}"), &format!("School {n}")));
        blocks.push(paragraph("What was agreed, and what came of it."));
    }
    let file = File::load_mem(&written(&document(blocks))).unwrap();
    assert!(file.get_pages().len() > 2_000);
    let rows = written(&document(vec![part("a", "Part"), table(5_000)]));
    assert!(File::load_mem(&rows).unwrap().get_pages().len() > 100);
}

fn words() -> impl Strategy<Value = String> {
    proptest::collection::vec("[a-zA-Z0-9£%,.+()–-]{1,14}", 0..60)
        .prop_map(|words| words.join(" "))
}

fn cell() -> impl Strategy<Value = TableCell> {
    prop_oneof![
        "[+−]?[0-9]{1,6}(\\.[0-9]{1,2})?%?".prop_map(TableCell::Text),
        words().prop_map(TableCell::Text),
        Just(TableCell::Text("[c]".to_owned())),
        proptest::collection::vec(proptest::option::of(-9.0..9.0), 0..12).prop_map(
            |values| TableCell::Spark(Box::new(Spark {
                values,
                scale: (-9.0, 9.0),
                words: "values".to_owned(),
            }))
        ),
        words().prop_map(|text| TableCell::Rich(vec![Inline::Strong(text)])),
    ]
}

fn any_table() -> impl Strategy<Value = Block> {
    (1usize..12, 0usize..30).prop_flat_map(|(columns, rows)| {
        let row = proptest::collection::vec(cell(), columns);
        let align =
            prop_oneof![Just(Align::Left), Just(Align::Decimal), Just(Align::Centre)];
        let heads = proptest::collection::vec(("[A-Za-z ]{0,20}", align), columns);
        (proptest::collection::vec(row, rows), heads, words()).prop_map(
            |(rows, columns, caption)| {
                Block::Table(Box::new(Table {
                    id: "t".to_owned(),
                    caption,
                    columns,
                    has_row_heads: true,
                    rows: rows.into_iter().map(|row| (RowKind::Body, row)).collect(),
                    foot: vec![plain("Source")],
                }))
            },
        )
    })
}

fn any_block() -> impl Strategy<Value = Block> {
    prop_oneof![
        words().prop_map(|text| heading(2, &text)),
        words().prop_map(|text| heading(3, &text)),
        (words(), words(), "[0-9]{0,3}").prop_map(|(text, side, number)| {
            Block::Paragraph { number, text: plain(text), side }
        }),
        (words(), words()).prop_map(|(text, side)| Block::List {
            is_lettered: true,
            items: vec![(plain(text.clone()), side), (plain(text), String::new())],
        }),
        (words(), words()).prop_map(|(text, by)| Block::Quote { text, by }),
        (words(), words()).prop_map(|(headline, line)| Block::Summary {
            headline,
            lines: vec![plain(line)],
        }),
        (words(), words())
            .prop_map(|(label, text)| Block::Facts(vec![(label, plain(text))])),
        ("[0-9.+]{1,12}", words(), 1usize..6).prop_map(|(figure, label, count)| {
            let tile =
                Tile { figure, label, compare: String::new(), series: Series::Lle };
            Block::Tiles(vec![tile; count])
        }),
        (words(), words(), 0u8..5).prop_map(|(label, value, lines)| Block::Line {
            label,
            value,
            lines
        }),
        words().prop_map(Block::Tick),
        words().prop_map(|text| Block::Note { number: 3, text: plain(text) }),
        (1usize..30).prop_map(chart),
        any::<bool>().prop_map(Block::Together),
        any_table(),
    ]
}

/// Captions in order.
fn captions(laid: &Laid) -> Vec<String> {
    let texts = laid.pages.iter().flat_map(|page| &page.runs);
    texts
        .filter(|run| {
            let node = run.tag.and_then(|(node, _)| laid.tree.nodes.get(node));
            node.is_some_and(|node| node.role == "Caption")
        })
        .filter_map(|run| match run.items.first() {
            Some(Item::Text { text, .. }) => Some(text.trim().to_owned()),
            _ => None,
        })
        .collect()
}

#[test]
fn pages_that_go_out_one_by_one_count_their_own_tables() {
    let mut letters =
        document(vec![part("a", "One"), table(1), table(1), part("b", "Two"), table(1)]);
    let numbers = |document: &Document<Public>| -> Vec<char> {
        let captions = captions(&laid(document).0);
        captions.iter().filter_map(|text| text.chars().nth(6)).collect()
    };
    assert_eq!(numbers(&letters), ['1', '2', '3']);
    letters.has_cover = false;
    assert_eq!(numbers(&letters), ['1', '2', '1']);
    let (laid, _) = laid(&letters);
    let sections = laid.tree.nodes.iter().filter(|node| node.role == "Sect");
    assert!(
        sections.clone().count() == 2 && sections.clone().all(|s| !s.kids.is_empty())
    );
}

/// How far down the words of each page reach, as a share of what can be filled.
fn filled(laid: &Laid, faces: &Faces) -> Vec<f32> {
    let (top, foot) = (22.0 * style::MM, 24.0 * style::MM);
    let end = |page: &pages::Page| {
        let high = page.sheet.size().1;
        let words = boxes(page, faces).into_iter().map(|(area, ..)| area[3]);
        let last = words.filter(|y| *y < high - foot).fold(top, f32::max);
        (last - top) / (high - top - foot)
    };
    laid.pages.iter().map(end).collect()
}

#[test]
fn a_box_that_would_leave_a_page_half_empty_is_parted_between_its_paragraphs() {
    let line = "A finding with its interval, its comparison and its caveat. ".repeat(4);
    for above in 8..24 {
        let mut blocks = vec![part("a", "Part")];
        blocks.extend((0..above).map(|_| paragraph("A line")));
        blocks.push(Block::Summary {
            headline: "The finding in one sentence.".to_owned(),
            lines: vec![plain(&line); 7],
        });
        blocks.extend((0..20).map(|_| paragraph("A line")));
        let (laid, faces) = laid(&document(blocks));
        stands_well(&laid, &faces);
        let filled = filled(&laid, &faces);
        let inner = &filled[1..filled.len() - 1];
        assert!(inner.iter().all(|share| *share > 0.7), "{above}: {filled:?}");
    }
}

#[test]
fn a_heading_of_many_lines_goes_on_with_its_table_where_both_fill_more_than_a_page() {
    let line = "A heading that somebody wrote as if it were a paragraph ";
    let (title, long) = (line.repeat(7), line.repeat(15));
    let cell = TableCell::Text("Unbreakablewordhere".to_owned());
    let turned = Block::Table(Box::new(Table {
        id: "t".to_owned(),
        caption: "Wide".to_owned(),
        columns: (0..7).map(|n| (format!("C{n}"), Align::Left)).collect(),
        has_row_heads: true,
        rows: vec![(RowKind::Body, vec![cell; 7]); 3],
        foot: Vec::new(),
    }));
    let (laid, faces) =
        laid(&document(vec![part("a", &title), heading(2, &long), turned]));
    stands_well(&laid, &faces);
    let page = |start: &str| {
        laid.pages.iter().rposition(|page| {
            boxes(page, &faces).iter().any(|(_, text, _)| text.starts_with(start))
        })
    };
    assert_eq!(laid.anchors[&format!("h-{long}")].0, page("C0").unwrap());
    assert_eq!(page("For noting").unwrap() + 1, page("C0").unwrap());
}

#[test]
fn what_is_to_stand_together_does_so_wherever_it_begins() {
    let facts = |count: usize| {
        let fact = |n: usize| (format!("Fact {n}"), plain("What it is"));
        Block::Facts((0..count).map(fact).collect())
    };
    for above in 1..30 {
        let mut blocks = vec![part("a", "Part")];
        blocks.extend((0..above).map(|_| paragraph("A line")));
        blocks.push(Block::Together(true));
        blocks.push(heading(2, "Somebody"));
        blocks.push(facts(12));
        blocks.push(paragraph("The last of it"));
        blocks.push(Block::Together(false));
        blocks.extend((0..20).map(|_| paragraph("A line")));
        let (laid, faces) = laid(&document(blocks));
        stands_well(&laid, &faces);
        let page = |start: &str| {
            laid.pages.iter().rposition(|page| {
                boxes(page, &faces).iter().any(|(_, text, _)| text.starts_with(start))
            })
        };
        assert_eq!(page("Somebody"), page("The last of it"), "{above}");
    }
    // More than a page holds goes on over several.
    let (laid, faces) = laid(&document(vec![
        part("a", "Part"),
        Block::Together(true),
        facts(120),
        Block::Together(false),
    ]));
    stands_well(&laid, &faces);
}

#[test]
fn a_last_page_that_would_hold_next_to_nothing_is_saved() {
    // Blocks that fill a page and run over by a line or two, as loosely set.
    let pages = |blocks: usize| {
        let mut all = vec![part("a", "Part")];
        for n in 0..blocks {
            all.push(heading(2, &format!("Section {n}")));
            all.push(paragraph("A line"));
        }
        let mut document = document(all);
        document.has_cover = false;
        let (laid, faces) = laid(&document);
        (laid.pages.len(), filled(&laid, &faces).last().copied().unwrap())
    };
    let first_over = (1..40).find(|blocks| pages(*blocks).0 == 2).unwrap();
    assert!(pages(first_over - 1).1 > 0.8);
    // Where a second page begins it holds more than a line.
    assert!(pages(first_over).1 > 0.15, "{:?}", pages(first_over));
}

#[test]
fn a_grade_stands_under_whole_numbers_and_not_beside_their_decimals() {
    let row = |value: &str| {
        let cells = ["x", value].map(|text| TableCell::Text(text.to_owned()));
        (RowKind::Body, cells.to_vec())
    };
    let made = Table {
        id: "t".to_owned(),
        caption: "Values".to_owned(),
        columns: vec![
            ("Measure".to_owned(), Align::Left),
            ("Value".to_owned(), Align::Decimal),
        ],
        has_row_heads: true,
        rows: vec![row("14"), row("+16.9 pp"), row("B")],
        foot: Vec::new(),
    };
    let (laid, faces) =
        laid(&document(vec![part("a", "P"), Block::Table(Box::new(made))]));
    let boxes = boxes(&laid.pages[1], &faces);
    let right = |words: &str| {
        boxes
            .iter()
            .find(|(_, text, _)| text.trim() == words)
            .map(|(area, ..)| area[2])
            .unwrap()
    };
    assert!((right("14") - right("B")).abs() < 0.1);
    assert!(right("B") < right("+16.9 pp") - 10.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_a_document_holds_nothing_lies_on_anything_else(
        blocks in proptest::collection::vec(any_block(), 1..25),
        title in words(),
    ) {
        let mut all = vec![part("a", &title)];
        all.extend(blocks);
        all.push(paragraph("The end"));
        let (laid, faces) = laid(&document(all));
        stands_well(&laid, &faces);
    }
}
