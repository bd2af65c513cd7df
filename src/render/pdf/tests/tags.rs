//! What a screen reader walks.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document as File, Object, ObjectId};

use super::*;

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
fn notes_lead_there_and_back() {
    let (laid, _) = laid(&all_kinds());
    assert!(laid.anchors.contains_key("note-1"));
    assert!(laid.anchors.contains_key("note-1-reference"));
    let read = Read::new(&written(&all_kinds()));
    let notes = read.of("Note");
    assert_eq!(notes.len(), 1);
    assert!(notes[0].has(b"ID"));
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
    // A list whose parts run on is one paper.
    letters.runs_on = true;
    assert_eq!(numbers(&letters), ['1', '2', '3']);
    letters.runs_on = false;
    let (laid, _) = laid(&letters);
    let sections = laid.tree.nodes.iter().filter(|node| node.role == "Sect");
    assert!(
        sections.clone().count() == 2 && sections.clone().all(|s| !s.kids.is_empty())
    );
}
