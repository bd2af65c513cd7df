//! The last look at finished public files: nothing restricted may stand in them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::Artefact;
use crate::base::release::Release;
use crate::base::text::fold;

/// What may not be found, folded, with who it is about for the message.
#[derive(Clone, Debug, Default)]
pub(crate) struct Restricted {
    names: BTreeSet<String>,
    allowed_in_directory: BTreeSet<String>,
}

impl Restricted {
    /// Adds a whole name: a school's, or title or first name with surname. Names
    /// of one word are too short to be told from ordinary words.
    pub(crate) fn add(&mut self, name: &str) {
        let folded = fold(name);
        if folded.split(' ').count() >= 2 {
            self.names.insert(folded);
        }
    }

    /// A name that may stand in the directory although it is restricted
    /// elsewhere: the school of an LLE who consents.
    pub(crate) fn allow_in_directory(&mut self, name: &str) {
        self.allowed_in_directory.insert(fold(name));
    }
}

/// A restricted name in a finished file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Leak {
    /// The file's path in the pack.
    pub(crate) path: String,
    /// The name, folded.
    pub(crate) name: String,
}

/// Searches every public file, text as a program would take it out: body,
/// alternative text, metadata, hidden parts, chart caches.
pub(crate) fn leaks(
    artefacts: &[Artefact],
    restricted: &Restricted,
    pdf_text: impl Fn(&[u8]) -> String,
) -> Vec<Leak> {
    let mut found = Vec::new();
    let restricted_names = by_first(&restricted.names);
    let allowed = by_first(&restricted.allowed_in_directory);
    for artefact in artefacts.iter().filter(|artefact| artefact.release == Release::P) {
        let text = match ending(&artefact.path) {
            "pdf" => pdf_text(&artefact.bytes),
            "xlsx" => workbook_text(&artefact.bytes),
            _ => markup_text(&String::from_utf8_lossy(&artefact.bytes)),
        };
        let text = format!(" {} ", fold(&text));
        let is_directory = artefact.path.contains("directory");
        let none = ByFirst::new();
        let allowed = if is_directory { &allowed } else { &none };
        for name in named(&text, &restricted_names, allowed) {
            found.push(Leak { path: artefact.path.clone(), name: name.to_owned() });
        }
    }
    found
}

/// Names by their first word.
type ByFirst<'n> = BTreeMap<&'n str, Vec<&'n str>>;

fn by_first(names: &BTreeSet<String>) -> ByFirst<'_> {
    let mut by_first = ByFirst::new();
    for name in names {
        let first = name.split(' ').next().unwrap_or("");
        by_first.entry(first).or_default().push(name);
    }
    by_first
}

/// The names that stand in a folded text, whole words each, but for those within a
/// name that may stand there: `Norby Primary School` within `East Norby Primary
/// School`. One walk over the text finds all: two thousand schools are no two thousand
/// searches.
fn named<'n>(
    text: &str,
    names: &ByFirst<'n>,
    allowed: &ByFirst<'_>,
) -> BTreeSet<&'n str> {
    let mut found = BTreeSet::new();
    let mut allowed_to = 0;
    for (at, _) in text.match_indices(' ') {
        let start = at + 1;
        let rest = text.get(start..).unwrap_or("");
        let first = rest.split(' ').next().unwrap_or("");
        let stands = |name: &&str| {
            rest.strip_prefix(name).is_some_and(|after| after.starts_with(' '))
        };
        let may = allowed.get(first).into_iter().flatten().filter(|name| stands(name));
        allowed_to = may.map(|name| start + name.len()).fold(allowed_to, usize::max);
        let begun = names.get(first).into_iter().flatten().copied();
        found
            .extend(begun.filter(|name| stands(name) && start + name.len() > allowed_to));
    }
    found
}

fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// All text of all parts of a workbook, attributes included.
pub(crate) fn workbook_text(bytes: &[u8]) -> String {
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else {
        return String::new();
    };
    let mut text = String::new();
    for at in 0..archive.len() {
        let Ok(mut part) = archive.by_index(at) else { continue };
        text.push_str(&part.name().unwrap_or_default());
        text.push(' ');
        let mut content = Vec::new();
        if part.read_to_end(&mut content).is_ok() {
            text.push_str(&markup_text(&String::from_utf8_lossy(&content)));
            text.push(' ');
        }
    }
    text
}

/// Text and attribute values of XML or HTML, tags replaced by spaces.
pub(crate) fn markup_text(markup: &str) -> String {
    let mut reader = Reader::from_str(markup);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut text = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Text(run)) => {
                text.push_str(&run);
            }
            Ok(Event::GeneralRef(entity)) => {
                text.push_str(&entity_text(&entity));
            }
            Ok(Event::CData(run)) => text.push_str(&run),
            Ok(Event::Comment(run)) => text.push_str(&run),
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                for attribute in tag.html_attributes().flatten() {
                    text.push(' ');
                    text.push_str(&unescaped(&attribute.value));
                }
                text.push(' ');
            }
            Ok(Event::End(_)) => text.push(' '),
            Ok(Event::Eof) => return text,
            // What is no markup is searched as it stands: rather a false hit
            // than a miss.
            Err(_) => {
                text.push_str(markup);
                return text;
            }
            Ok(_) => {}
        }
    }
}

fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape(value)
        .map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned)
}

fn entity_text(name: &str) -> String {
    match name {
        "nbsp" => " ".to_owned(),
        _ => unescaped(&format!("&{name};")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn restricted() -> Restricted {
        let mut restricted = Restricted::default();
        restricted.add("Drake Primary School");
        restricted.add("Mrs Anna Hill");
        restricted
    }

    fn page(text: &str) -> Vec<Leak> {
        let page =
            Artefact::new("public/forum-pack.html", Release::P, text.as_bytes().to_vec());
        leaks(&[page], &restricted(), |_| String::new())
    }

    #[test]
    fn a_client_school_named_in_a_public_page_is_found_in_text_and_alternative_text() {
        assert_eq!(page("<p>At Drake <b>Primary</b> School</p>").len(), 1);
        assert_eq!(page("<img alt='DRAKE PRIMARY SCHOOL rose'>").len(), 1);
        assert_eq!(page("<p>Drake&nbsp;Primary&#32;School</p>").len(), 1);
    }

    #[test]
    fn a_name_at_the_start_and_end_of_a_file_and_names_within_names_are_found() {
        let mut restricted = restricted();
        restricted.add("Drake Primary");
        restricted.add("Primary School Drake");
        let file = |text: &str| {
            let bytes = text.as_bytes().to_vec();
            let page = Artefact::new("public/forum-pack.html", Release::P, bytes);
            let found = leaks(&[page], &restricted, |_| String::new());
            found.into_iter().map(|leak| leak.name).collect::<Vec<_>>()
        };
        assert_eq!(
            file("Drake Primary School Drake"),
            ["drake primary", "drake primary school", "primary school drake"]
        );
        assert!(file("Drakes Primary Schools").is_empty());
    }

    #[test]
    fn a_name_within_one_that_the_directory_may_hold_is_no_hit_there() {
        let mut restricted = restricted();
        restricted.add("East Drake Primary School");
        restricted.allow_in_directory("East Drake Primary School");
        let found = |path: &str, text: &str| {
            let page = Artefact::new(path, Release::P, text.as_bytes().to_vec());
            leaks(&[page], &restricted, |_| String::new()).len()
        };
        let (directory, pack) = ("public/lle-directory.html", "public/forum-pack.html");
        assert_eq!(found(directory, "Mrs Lee, East Drake Primary School, Norwich"), 0);
        assert_eq!(
            found(directory, "East Drake Primary School, Drake Primary School"),
            1
        );
        assert_eq!(found(pack, "East Drake Primary School"), 2);
    }

    #[test]
    fn a_bare_surname_is_no_hit() {
        assert!(page("<p>The school on the Hill, Drake Primary</p>").is_empty());
    }

    #[test]
    fn hidden_sheets_and_metadata_of_a_workbook_are_searched() {
        let mut book = rust_xlsxwriter_book();
        let artefact = Artefact::new(
            "public/published-tables.xlsx",
            Release::P,
            std::mem::take(&mut book),
        );
        let found = leaks(&[artefact], &restricted(), |_| String::new());
        assert_eq!(found.len(), 1, "{found:?}");
    }

    /// A workbook whose only mention stands in its document properties.
    fn rust_xlsxwriter_book() -> Vec<u8> {
        use std::io::Write;
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file("docProps/core.xml", zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(b"<p><creator>Mrs Anna Hill</creator></p>").unwrap();
        zip.finish().unwrap().into_inner()
    }
}
