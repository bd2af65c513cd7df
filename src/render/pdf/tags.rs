//! The structure tree, links and metadata, on lopdf's document.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::Laid;
use super::item::{Click, Target};
use super::logo::{Logo, Picture};
use super::outline::outline;
use super::paint::LOGO;
use super::style::Style;
use super::tree::{Kid, Node};

/// Words as a PDF holds them.
pub(super) fn text(words: &str) -> Object {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(words.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// A name as a PDF holds it.
pub(super) fn name(word: &str) -> Object {
    Object::Name(word.as_bytes().to_vec())
}

/// Adds everything that makes the file readable by a screen reader, but for the
/// elements of its structure, which are made when they are written.
pub(super) fn tag(
    file: &mut Document,
    laid: &Laid,
    style: &Style,
) -> Result<Structure, String> {
    let failed =
        |why: lopdf::Error| format!("The PDF's structure could not be written: {why}.");
    file.version = "1.7".to_owned();
    let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
    if let Some(Logo::Picture(logo)) = &style.logo {
        place_logo(file, &pages, logo);
    }
    let structure = structure(file, laid, pages.clone());
    let outline = outline(file, laid, &pages);
    let metadata = metadata(file, laid);
    let catalog = file.catalog_mut().map_err(failed)?;
    catalog.set("StructTreeRoot", Object::Reference(structure.root));
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
    let id = Object::String(fingerprint(file), StringFormat::Hexadecimal);
    file.trailer.set("ID", Object::Array(vec![id.clone(), id]));
    Ok(structure)
}

/// Names the file by what its streams hold.
fn fingerprint(file: &Document) -> Vec<u8> {
    let mut hash = Sha256::new();
    for (id, object) in &file.objects {
        if let Object::Stream(stream) = object {
            hash.update(id.0.to_be_bytes());
            hash.update(&stream.content);
        }
    }
    hash.finalize().iter().take(16).copied().collect()
}

/// Where marked content and links ended up.
struct Landed {
    /// For each slot, the page and the number of its content there.
    contents: Vec<Option<(ObjectId, i64)>>,
    /// For each link rectangle, the page and the annotation.
    clicks: Vec<Option<(ObjectId, ObjectId)>>,
}

/// The structure of a file: its elements have their numbers, and nothing else yet.
pub(super) struct Structure {
    root: ObjectId,
    ids: Vec<ObjectId>,
    landed: Landed,
    pages: Vec<ObjectId>,
}

impl Structure {
    /// Its elements one by one, in the order of their numbers.
    pub(super) fn elements<'a>(
        &'a self,
        laid: &'a Laid,
    ) -> impl Iterator<Item = (ObjectId, Object)> + 'a {
        laid.tree.nodes.iter().zip(&self.ids).map(|(node, id)| {
            let parent = node.parent.and_then(|parent| self.ids.get(parent));
            let parent = parent.copied().unwrap_or(self.root);
            let made = element(node, parent, &self.ids, &self.landed, laid, &self.pages);
            (*id, Object::Dictionary(made))
        })
    }
}

fn structure(file: &mut Document, laid: &Laid, pages: Vec<ObjectId>) -> Structure {
    let root = file.new_object_id();
    let tree = &laid.tree;
    let ids: Vec<ObjectId> = tree.nodes.iter().map(|_| file.new_object_id()).collect();
    let id_of = |node: usize| ids.get(node).copied().unwrap_or(root);
    let mut landed =
        Landed { contents: vec![None; tree.slots()], clicks: vec![None; tree.clicks()] };
    let mut numbers = Vec::new();
    for (at, (page, page_id)) in laid.pages.iter().zip(&pages).enumerate() {
        let mut parents = Vec::new();
        for (mcid, (node, slot)) in page.runs.iter().filter_map(|run| run.tag).enumerate()
        {
            if let Some(place) = landed.contents.get_mut(slot) {
                *place = Some((*page_id, mcid as i64));
            }
            parents.push(Object::Reference(id_of(node)));
        }
        let parents = file.add_object(Object::Array(parents));
        numbers.push(Object::Integer(at as i64));
        numbers.push(Object::Reference(parents));
        if let Ok(Object::Dictionary(page)) = file.get_object_mut(*page_id) {
            page.set("StructParents", Object::Integer(at as i64));
            page.set("Tabs", name("S"));
        }
    }
    let mut next = laid.pages.len() as i64;
    let owners = owners(&tree.nodes, tree.clicks());
    let mut annotations: Vec<Vec<Object>> = vec![Vec::new(); pages.len()];
    for (page, click) in &laid.clicks {
        let (Some(page_id), Some(owner)) =
            (pages.get(*page), owners.get(click.number).copied().flatten())
        else {
            continue;
        };
        let Some(annotation) = annotation(click, laid, *page, &pages, next) else {
            continue;
        };
        let annotation = file.add_object(annotation);
        if let Some(place) = landed.clicks.get_mut(click.number) {
            *place = Some((*page_id, annotation));
        }
        if let Some(of_page) = annotations.get_mut(*page) {
            of_page.push(Object::Reference(annotation));
        }
        numbers.push(Object::Integer(next));
        numbers.push(Object::Reference(id_of(owner)));
        next += 1;
    }
    for (page_id, annotations) in pages.iter().zip(annotations) {
        if let Ok(Object::Dictionary(page)) = file.get_object_mut(*page_id) {
            if annotations.is_empty() {
                page.remove(b"Annots");
            } else {
                page.set("Annots", Object::Array(annotations));
            }
        }
    }
    let parent_tree = file.add_object(dictionary! { "Nums" => Object::Array(numbers) });
    let mut made = dictionary! {
        "Type" => name("StructTreeRoot"),
        "K" => Object::Array(vec![Object::Reference(id_of(0))]),
        "ParentTree" => Object::Reference(parent_tree),
        "ParentTreeNextKey" => Object::Integer(next),
    };
    if let Some(names) = id_tree(file, &tree.nodes, &ids) {
        made.set("IDTree", Object::Reference(names));
    }
    file.objects.insert(root, Object::Dictionary(made));
    Structure { root, ids, landed, pages }
}

/// Which node each link rectangle belongs to.
fn owners(nodes: &[Node], clicks: usize) -> Vec<Option<usize>> {
    let mut owners = vec![None; clicks];
    for (at, node) in nodes.iter().enumerate() {
        for kid in &node.kids {
            if let Kid::Click(number) = kid
                && let Some(owner) = owners.get_mut(*number)
            {
                *owner = Some(at);
            }
        }
    }
    owners
}

/// Notes by their identifiers.
fn id_tree(file: &mut Document, nodes: &[Node], ids: &[ObjectId]) -> Option<ObjectId> {
    let mut named: Vec<(&str, ObjectId)> = nodes
        .iter()
        .zip(ids)
        .filter(|(node, _)| !node.id.is_empty())
        .map(|(node, id)| (node.id.as_str(), *id))
        .collect();
    named.sort_unstable();
    let (first, last) = (named.first()?.0, named.last()?.0);
    let limits = [first, last].map(Object::string_literal).to_vec();
    let names = named
        .iter()
        .flat_map(|(name, id)| [Object::string_literal(*name), Object::Reference(*id)])
        .collect();
    let leaf = file.add_object(dictionary! {
        "Names" => Object::Array(names), "Limits" => Object::Array(limits),
    });
    Some(file.add_object(dictionary! {
        "Kids" => Object::Array(vec![Object::Reference(leaf)]),
    }))
}

/// A structure element with its attributes and kids.
fn element(
    node: &Node,
    parent: ObjectId,
    ids: &[ObjectId],
    landed: &Landed,
    laid: &Laid,
    pages: &[ObjectId],
) -> Dictionary {
    let kids: Vec<Object> = node
        .kids
        .iter()
        .filter_map(|kid| match kid {
            Kid::Node(node) => ids.get(*node).copied().map(Object::Reference),
            Kid::Content(slot) => {
                let (page, mcid) = landed.contents.get(*slot).copied().flatten()?;
                Some(Object::Dictionary(dictionary! {
                    "Type" => name("MCR"), "Pg" => Object::Reference(page), "MCID" => mcid,
                }))
            }
            Kid::Click(number) => {
                let (page, annotation) = landed.clicks.get(*number).copied().flatten()?;
                Some(Object::Dictionary(dictionary! {
                    "Type" => name("OBJR"),
                    "Pg" => Object::Reference(page),
                    "Obj" => Object::Reference(annotation),
                }))
            }
        })
        .collect();
    let mut made = dictionary! {
        "Type" => name("StructElem"),
        "S" => name(node.role),
        "P" => Object::Reference(parent),
        "K" => Object::Array(kids),
    };
    if !node.alt.is_empty() {
        made.set("Alt", text(&node.alt));
    }
    if !node.id.is_empty() {
        made.set("ID", Object::string_literal(node.id.as_str()));
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
    if !node.numbering.is_empty() {
        attributes.push(Object::Dictionary(dictionary! {
            "O" => name("List"), "ListNumbering" => name(node.numbering),
        }));
    }
    if let Some((page, area)) = node.area {
        if let Some(page) = pages.get(page) {
            made.set("Pg", Object::Reference(*page));
        }
        attributes.push(Object::Dictionary(dictionary! {
            "O" => name("Layout"),
            "Placement" => name("Block"),
            "BBox" => rectangle(area, height(laid, page)),
        }));
    }
    if !attributes.is_empty() {
        made.set("A", Object::Array(attributes));
    }
    made
}

/// Height of a page.
pub(super) fn height(laid: &Laid, page: usize) -> f32 {
    laid.pages.get(page).map_or(0.0, |page| page.sheet.size().1)
}

fn rectangle([left, top, right, foot]: [f32; 4], height: f32) -> Object {
    Object::Array([left, height - foot, right, height - top].map(Object::Real).to_vec())
}

/// A place in the file, as links and the outline name it.
pub(super) fn destination(
    laid: &Laid,
    pages: &[ObjectId],
    (page, y): (usize, f32),
) -> Option<Object> {
    Some(Object::Array(vec![
        Object::Reference(*pages.get(page)?),
        name("XYZ"),
        Object::Integer(0),
        Object::Real(height(laid, page) - y + 8.0),
        Object::Null,
    ]))
}

fn annotation(
    click: &Click,
    laid: &Laid,
    page: usize,
    pages: &[ObjectId],
    key: i64,
) -> Option<Dictionary> {
    let mut made = dictionary! {
        "Type" => name("Annot"),
        "Subtype" => name("Link"),
        "Rect" => rectangle(click.area, height(laid, page)),
        "Border" => Object::Array(vec![Object::Integer(0); 3]),
        "F" => Object::Integer(4),
        "Contents" => text(&click.says),
        "StructParent" => Object::Integer(key),
    };
    match &click.target {
        Target::Web(address) => {
            let action = dictionary! {
                "S" => name("URI"), "URI" => Object::string_literal(address.as_str()),
            };
            made.set("A", action);
        }
        Target::Anchor(anchor) => {
            let place = laid.anchors.get(anchor)?;
            made.set("Dest", destination(laid, pages, *place)?);
        }
    }
    Some(made)
}

/// Puts the logo among the resources of the first page.
fn place_logo(file: &mut Document, pages: &[ObjectId], logo: &Picture) {
    let picture = |space: &str, bits: &[u8]| {
        let about = dictionary! {
            "Type" => name("XObject"),
            "Subtype" => name("Image"),
            "Width" => Object::Integer(i64::from(logo.width)),
            "Height" => Object::Integer(i64::from(logo.height)),
            "ColorSpace" => name(space),
            "BitsPerComponent" => Object::Integer(8),
        };
        Stream::new(about, bits.to_vec())
    };
    let mask = file.add_object(picture("DeviceGray", &logo.cover));
    let mut image = picture("DeviceRGB", &logo.colours);
    image.dict.set("SMask", Object::Reference(mask));
    let image = file.add_object(image);
    let resources = pages
        .first()
        .and_then(|page| file.get_dictionary(*page).ok())
        .and_then(|page| page.get(b"Resources").ok())
        .and_then(|resources| resources.as_reference().ok());
    if let Some(resources) = resources
        && let Ok(Object::Dictionary(resources)) = file.get_object_mut(resources)
    {
        let mut known = Dictionary::new();
        known.set(LOGO, Object::Reference(image));
        resources.set("XObject", known);
    }
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
