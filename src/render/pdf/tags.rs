//! The structure tree, the outline and the metadata, on lopdf's document.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::flow::{HEIGHT, Laid};

fn text(words: &str) -> Object {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(words.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

fn name(word: &str) -> Object {
    Object::Name(word.as_bytes().to_vec())
}

/// Adds everything that makes the file readable by a screen reader.
pub(super) fn tag(file: &mut Document, laid: &Laid) -> Result<(), String> {
    let failed =
        |why: lopdf::Error| format!("The PDF's structure could not be written: {why}.");
    file.version = "1.7".to_owned();
    let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
    let root = structure(file, laid, &pages).map_err(failed)?;
    let outline = outline(file, laid, &pages);
    let metadata = metadata(file, laid);
    let catalog = file.catalog_mut().map_err(failed)?;
    catalog.set("StructTreeRoot", Object::Reference(root));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("Lang", Object::string_literal("en-GB"));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("Metadata", Object::Reference(metadata));
    catalog.remove(b"OutputIntents");
    catalog.remove(b"OCProperties");
    match outline {
        Some(outline) => {
            catalog.set("Outlines", Object::Reference(outline));
            catalog.set("PageMode", name("UseOutlines"));
        }
        None => {
            catalog.remove(b"Outlines");
            catalog.remove(b"PageMode");
        }
    }
    let info = dictionary! {
        "Title" => text(&laid.title),
        "Subject" => text(&laid.subject),
        "Author" => text(&laid.author),
        "Producer" => text("forumpack"),
    };
    let info = file.add_object(info);
    file.trailer.set("Info", Object::Reference(info));
    file.compress();
    let mut hash = Sha256::new();
    for (id, object) in &file.objects {
        hash.update(id.0.to_be_bytes());
        hash.update(format!("{object:?}").as_bytes());
    }
    let id: Vec<u8> = hash.finalize().iter().take(16).copied().collect();
    let id = Object::String(id, StringFormat::Hexadecimal);
    file.trailer.set("ID", Object::Array(vec![id.clone(), id]));
    Ok(())
}

fn structure(
    file: &mut Document,
    laid: &Laid,
    pages: &[ObjectId],
) -> Result<ObjectId, lopdf::Error> {
    let root = file.new_object_id();
    let ids: Vec<ObjectId> = laid.nodes.iter().map(|_| file.new_object_id()).collect();
    let mut kids: Vec<Vec<Object>> = vec![Vec::new(); laid.nodes.len()];
    let mut numbers = Vec::new();
    // Marked content first, in order of appearance: a node's words come before
    // its child nodes only where it has both, which no role here has.
    for (at, page) in laid.pages.iter().enumerate() {
        let Some(page_id) = pages.get(at) else { continue };
        let mut parents = Vec::new();
        let mut mcid = 0;
        for run in &page.runs {
            let Some(node) = run.node else { continue };
            if let (Some(kids), Some(id)) = (kids.get_mut(node), ids.get(node)) {
                kids.push(Object::Dictionary(dictionary! {
                    "Type" => name("MCR"), "Pg" => Object::Reference(*page_id), "MCID" => mcid,
                }));
                parents.push(Object::Reference(*id));
            }
            mcid += 1;
        }
        let parents = file.add_object(Object::Array(parents));
        numbers.push(Object::Integer(at as i64));
        numbers.push(Object::Reference(parents));
        if let Ok(Object::Dictionary(page)) = file.get_object_mut(*page_id) {
            page.set("StructParents", Object::Integer(at as i64));
            page.set("Tabs", name("S"));
        }
    }
    for (at, node) in laid.nodes.iter().enumerate() {
        if let (Some(parent), Some(id)) = (node.parent, ids.get(at))
            && let Some(kids) = kids.get_mut(parent)
        {
            kids.push(Object::Reference(*id));
        }
    }
    for ((at, node), kids) in laid.nodes.iter().enumerate().zip(kids) {
        let Some(id) = ids.get(at) else { continue };
        let parent =
            node.parent.and_then(|parent| ids.get(parent)).copied().unwrap_or(root);
        let mut made: Dictionary = dictionary! {
            "Type" => name("StructElem"), "S" => name(node.role), "P" => Object::Reference(parent), "K" => Object::Array(kids),
        };
        if !node.alt.is_empty() {
            made.set("Alt", text(&node.alt));
        }
        let mut attributes = Vec::new();
        if !node.scope.is_empty() || node.span > 1 {
            let mut table = dictionary! { "O" => name("Table") };
            if !node.scope.is_empty() {
                table.set("Scope", name(node.scope));
            }
            if node.span > 1 {
                table.set("ColSpan", Object::Integer(node.span as i64));
            }
            attributes.push(Object::Dictionary(table));
        }
        if let Some((page, [left, top, right, bottom])) = node.area {
            if let Some(page) = pages.get(page) {
                made.set("Pg", Object::Reference(*page));
            }
            let area = [left, HEIGHT - bottom, right, HEIGHT - top].map(Object::Real);
            attributes.push(Object::Dictionary(dictionary! {
                "O" => name("Layout"), "Placement" => name("Block"), "BBox" => Object::Array(area.to_vec()),
            }));
        }
        if !attributes.is_empty() {
            made.set("A", Object::Array(attributes));
        }
        file.objects.insert(*id, Object::Dictionary(made));
    }
    let first = ids.first().copied().unwrap_or(root);
    let parent_tree = file.add_object(dictionary! { "Nums" => Object::Array(numbers) });
    file.objects.insert(
        root,
        Object::Dictionary(dictionary! {
            "Type" => name("StructTreeRoot"),
            "K" => Object::Array(vec![Object::Reference(first)]),
            "ParentTree" => Object::Reference(parent_tree),
            "ParentTreeNextKey" => Object::Integer(laid.pages.len() as i64),
        }),
    );
    Ok(root)
}

/// Parts with their sections below them.
fn outline(file: &mut Document, laid: &Laid, pages: &[ObjectId]) -> Option<ObjectId> {
    if laid.marks.is_empty() {
        return None;
    }
    let root = file.new_object_id();
    let ids: Vec<ObjectId> = laid.marks.iter().map(|_| file.new_object_id()).collect();
    let parent_of = |at: usize| -> Option<usize> {
        let mark = laid.marks.get(at)?;
        if mark.level == 1 {
            return None;
        }
        laid.marks.iter().take(at).rposition(|other| other.level == 1)
    };
    let parents: Vec<Option<usize>> = (0..laid.marks.len()).map(parent_of).collect();
    let children = |of: Option<usize>| -> Vec<usize> {
        parents
            .iter()
            .enumerate()
            .filter(|(_, parent)| **parent == of)
            .map(|(at, _)| at)
            .collect()
    };
    let link =
        |at: usize| ids.get(at).copied().map(Object::Reference).unwrap_or(Object::Null);
    let fill = |entry: &mut Dictionary, of: Option<usize>| {
        let below = children(of);
        if let (Some(first), Some(last)) = (below.first(), below.last()) {
            entry.set("First", link(*first));
            entry.set("Last", link(*last));
            let open =
                if of.is_none() { below.len() as i64 } else { -(below.len() as i64) };
            entry.set("Count", Object::Integer(open));
        }
    };
    let mut made = Vec::new();
    for (at, mark) in laid.marks.iter().enumerate() {
        let parent = parents.get(at).copied().flatten();
        let mut entry = dictionary! { "Title" => text(&mark.title) };
        entry.set("Parent", parent.map_or(Object::Reference(root), link));
        let beside = children(parent);
        let place = beside.iter().position(|other| *other == at).unwrap_or(0);
        if let Some(before) = place.checked_sub(1).and_then(|p| beside.get(p)) {
            entry.set("Prev", link(*before));
        }
        if let Some(after) = beside.get(place + 1) {
            entry.set("Next", link(*after));
        }
        if let Some(page) = pages.get(mark.page) {
            let to = vec![
                Object::Reference(*page),
                name("XYZ"),
                Object::Integer(0),
                Object::Real(HEIGHT - mark.y + 6.0),
                Object::Null,
            ];
            entry.set("Dest", Object::Array(to));
        }
        fill(&mut entry, Some(at));
        made.push(entry);
    }
    let mut top = dictionary! { "Type" => name("Outlines") };
    fill(&mut top, None);
    for (id, entry) in ids.iter().zip(made) {
        file.objects.insert(*id, Object::Dictionary(entry));
    }
    file.objects.insert(root, Object::Dictionary(top));
    Some(root)
}

fn metadata(file: &mut Document, laid: &Laid) -> ObjectId {
    let escaped = |words: &str| quick_xml::escape::escape(words).into_owned();
    let xmp = format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"><pdfuaid:part>1</pdfuaid:part><dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title><dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:description><dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator><dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language><pdf:Producer>forumpack</pdf:Producer></rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>",
        escaped(&laid.title),
        escaped(&laid.subject),
        escaped(&laid.author)
    );
    let stream = Stream::new(
        dictionary! { "Type" => name("Metadata"), "Subtype" => name("XML") },
        xmp.into_bytes(),
    )
    .with_compression(false);
    file.add_object(stream)
}

/// All text of a PDF: pages, alternative texts, titles, metadata. What cannot
/// be taken out is not searched, so every string of the file is added too.
pub(crate) fn text_of(bytes: &[u8]) -> String {
    let Ok(file) = Document::load_mem(bytes) else { return String::new() };
    let mut all = String::new();
    for number in file.get_pages().into_keys() {
        all.push_str(&file.extract_text(&[number]).unwrap_or_default());
        all.push('\n');
    }
    for object in file.objects.values() {
        strings(object, &mut all);
    }
    all
}

fn strings(object: &Object, all: &mut String) {
    match object {
        Object::String(bytes, _) => {
            let words = match bytes.strip_prefix(&[0xFE, 0xFF]) {
                Some(wide) => {
                    let units: Vec<u16> = wide
                        .chunks_exact(2)
                        .map(|pair| {
                            pair.iter().fold(0u16, |a, b| (a << 8) | u16::from(*b))
                        })
                        .collect();
                    String::from_utf16_lossy(&units)
                }
                None => String::from_utf8_lossy(bytes).into_owned(),
            };
            all.push_str(&words);
            all.push('\n');
        }
        Object::Array(items) => items.iter().for_each(|item| strings(item, all)),
        Object::Dictionary(entries) => {
            entries.iter().for_each(|(_, value)| strings(value, all))
        }
        Object::Stream(stream) if stream.dict.has_type(b"Metadata") => {
            all.push_str(&String::from_utf8_lossy(&stream.content));
            all.push('\n');
        }
        _ => {}
    }
}
