//! Links, metadata and what a reader looks for first, on lopdf's document.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::Laid;
use super::item::{Click, Target};
use super::logo::{Logo, Picture};
use super::outline::outline;
use super::paint::LOGO;
use super::structure::{Structure, structure};
use super::style::Style;

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
/// Height of a page.
pub(super) fn height(laid: &Laid, page: usize) -> f32 {
    laid.pages.get(page).map_or(0.0, |page| page.sheet.size().1)
}

pub(super) fn rectangle([left, top, right, foot]: [f32; 4], height: f32) -> Object {
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

pub(super) fn annotation(
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
