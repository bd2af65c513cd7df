//! All text of a finished PDF, to be searched for what may not be published.

use lopdf::{Document, Object};

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
