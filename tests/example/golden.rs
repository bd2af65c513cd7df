//! What a screen reader meets in each document of the example pack, in its order,
//! held equal to what was read and found good. Where a change is meant, look at
//! what differs and take it over: `INSTA_UPDATE=always cargo test --test example`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// Words of a paragraph that are shown.
const CLIP: usize = 76;
/// Rows of a table that are shown below its headings.
const ROWS: usize = 2;
/// Pages made from one template, of which the first are shown.
const PAGES: usize = 3;

/// A node of the tag tree with what it holds.
#[derive(Debug, Default)]
struct Node {
    role: String,
    alt: String,
    scope: String,
    has_id: bool,
    is_click: bool,
    words: String,
    kids: Vec<Self>,
}

impl Node {
    /// All words below, links in angle brackets.
    fn text(&self) -> String {
        let mut text = self.words.clone();
        for kid in &self.kids {
            let words = kid.text();
            let words = words.trim();
            if words.is_empty() {
                continue;
            }
            if !text.is_empty() && !text.ends_with(' ') {
                text.push(' ');
            }
            if kid.role == "Link" {
                text.push_str(&format!("<{words}>"));
            } else if kid.role.is_empty() {
                text.push_str(words);
            } else {
                text.push_str(words);
                text.push(' ');
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn all<'n>(&'n self, found: &mut Vec<&'n Self>) {
        found.push(self);
        self.kids.iter().for_each(|kid| kid.all(found));
    }
}

/// Words by page and mark.
struct Marked(BTreeMap<(ObjectId, i64), String>);

impl Marked {
    fn read(file: &Document) -> Self {
        let mut words = BTreeMap::new();
        for page in file.get_pages().into_values() {
            let fonts = file.get_page_fonts(page).unwrap();
            let encodings: BTreeMap<_, _> = fonts
                .iter()
                .map(|(name, font)| (name.clone(), font.get_font_encoding(file).unwrap()))
                .collect();
            let content = Content::decode(&file.get_page_content(page)).unwrap();
            let (mut mark, mut font) = (None, Vec::new());
            for operation in &content.operations {
                match operation.operator.as_str() {
                    "BDC" => {
                        let about = operation.operands[1].as_dict().unwrap();
                        mark = about.get(b"MCID").and_then(Object::as_i64).ok();
                    }
                    "EMC" => mark = None,
                    "Tf" => font = operation.operands[0].as_name().unwrap().to_vec(),
                    "Tj" | "TJ" => {
                        let Some(mark) = mark else { continue };
                        let into: &mut String = words.entry((page, mark)).or_default();
                        let parts = match &operation.operands[0] {
                            Object::Array(parts) => parts.clone(),
                            one => vec![one.clone()],
                        };
                        for part in &parts {
                            if let Ok(bytes) = part.as_str() {
                                let encoding = &encodings[&font];
                                into.push_str(
                                    &Document::decode_text(encoding, bytes).unwrap(),
                                );
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
        Self(words)
    }
}

fn node(file: &Document, marked: &Marked, element: &Dictionary) -> Node {
    let mut made = Node {
        role: String::from_utf8_lossy(element.get(b"S").unwrap().as_name().unwrap())
            .into_owned(),
        alt: element
            .get(b"Alt")
            .map(|alt| lopdf::decode_text_string(alt).unwrap())
            .unwrap_or_default(),
        has_id: element.has(b"ID"),
        ..Node::default()
    };
    if let Ok(attributes) = element.get(b"A").and_then(|all| match all {
        Object::Array(all) => all[0].as_dict(),
        one => one.as_dict(),
    }) && let Ok(scope) = attributes.get(b"Scope").and_then(Object::as_name)
    {
        made.scope = String::from_utf8_lossy(scope).into_owned();
    }
    for kid in element.get(b"K").unwrap().as_array().unwrap() {
        match kid {
            Object::Reference(id) => {
                made.kids.push(node(file, marked, file.get_dictionary(*id).unwrap()));
            }
            Object::Dictionary(kid) if kid.has(b"MCID") => {
                let page = kid.get(b"Pg").unwrap().as_reference().unwrap();
                let mark = kid.get(b"MCID").unwrap().as_i64().unwrap();
                let words = marked.0.get(&(page, mark)).cloned().unwrap_or_default();
                made.kids.push(Node { words, ..Node::default() });
            }
            _ => made.is_click = true,
        }
    }
    made
}

/// The tag tree of a file.
fn tree(path: &Path) -> Node {
    let file = Document::load(path).unwrap();
    let marked = Marked::read(&file);
    let root = file.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let root = file.get_dictionary(root.as_reference().unwrap()).unwrap();
    let first = root.get(b"K").unwrap().as_array().unwrap()[0].as_reference().unwrap();
    node(&file, &marked, file.get_dictionary(first).unwrap())
}

fn clipped(text: &str) -> String {
    let text = match text.find("Build ") {
        Some(at) if text.ends_with("End of the document.") => {
            format!("{}Build …. End of the document.", &text[..at])
        }
        _ => text.to_owned(),
    };
    if text.chars().count() <= CLIP {
        return text;
    }
    format!("{}…", text.chars().take(CLIP).collect::<String>().trim_end())
}

fn cells(row: &Node) -> String {
    let cell = |cell: &Node| {
        let role = match cell.scope.as_str() {
            "" => cell.role.clone(),
            scope => format!("{} ({})", cell.role, scope.to_lowercase()),
        };
        let mut found = Vec::new();
        cell.all(&mut found);
        let alt = found.iter().find(|node| node.role == "Figure");
        let alt = alt.map_or_else(String::new, |node| format!(" [{}]", node.alt));
        format!("{role} {}{alt}", clipped(&cell.text()))
    };
    row.kids.iter().map(cell).collect::<Vec<_>>().join(" | ")
}

/// The tree in words, a line for what is read in one breath.
fn told(node: &Node, depth: usize, out: &mut String) {
    let lead = "  ".repeat(depth);
    let line = |out: &mut String, words: &str| {
        writeln!(out, "{lead}{} {}", node.role, words).unwrap();
    };
    match node.role.as_str() {
        "" => {}
        "Figure" => line(out, &node.alt),
        "TR" => line(out, &cells(node)),
        "TBody" => {
            writeln!(out, "{lead}TBody").unwrap();
            for row in node.kids.iter().take(ROWS) {
                told(row, depth + 1, out);
            }
            let more = node.kids.len().saturating_sub(ROWS);
            if more > 0 {
                writeln!(out, "{lead}  … {more} more").unwrap();
            }
        }
        "Document" | "Sect" | "L" | "TOC" | "Table" | "THead" | "BlockQuote" => {
            writeln!(out, "{lead}{}", node.role).unwrap();
            node.kids.iter().for_each(|kid| told(kid, depth + 1, out));
        }
        // Headings and captions are shown whole.
        role if role.starts_with('H') || role == "Caption" => line(out, &node.text()),
        _ => line(out, &clipped(&node.text())),
    }
}

/// What holds of every document, whatever it says.
fn is_sound(name: &str, tree: &Node) {
    let mut all = Vec::new();
    tree.all(&mut all);
    let mut level = 0;
    for node in &all {
        let whole = node.text();
        match node.role.as_str() {
            "H1" | "H2" | "H3" => {
                let own: u8 = node.role[1..].parse().unwrap();
                assert!(own <= level + 1, "{name}: {whole} skips a level");
                assert!(!whole.is_empty(), "{name}: a heading without words");
                level = own;
            }
            "Figure" => assert!(
                node.alt.contains(|c: char| c.is_ascii_digit()),
                "{name}: a figure's text holds no number: {}",
                node.alt
            ),
            "TH" => assert!(!node.scope.is_empty(), "{name}: {whole} has no scope"),
            "Note" => assert!(node.has_id, "{name}: a note without its name"),
            "Link" => {
                assert!(node.is_click, "{name}: {whole} leads nowhere");
                assert!(!whole.is_empty(), "{name}: a link without words");
            }
            "Table" => {
                let caption = node.kids.first().map(|kid| kid.role.as_str());
                assert_eq!(caption, Some("Caption"), "{name}");
            }
            _ => {}
        }
    }
}

#[test]
fn each_document_reads_as_it_was_reviewed() {
    let home = tempfile::tempdir().unwrap();
    super::built(home.path(), "meeting");
    let pack = home.path().join("2011-11");
    for (name, is_cut) in [
        ("public/forum-pack", false),
        ("public/lle-directory", false),
        ("exempt/school-annex", true),
        ("internal/action-list", false),
        ("internal/agenda", false),
        ("internal/forms", false),
        ("internal/letters", true),
    ] {
        let mut tree = tree(&pack.join(format!("{name}.pdf")));
        is_sound(name, &tree);
        let more = tree.kids.len().saturating_sub(PAGES);
        if is_cut {
            tree.kids.truncate(PAGES);
        }
        let mut out = String::new();
        told(&tree, 0, &mut out);
        if is_cut {
            writeln!(out, "… {more} more").unwrap();
        }
        insta::assert_snapshot!(name.rsplit('/').next().unwrap(), out);
    }
}
