//! Notes and comments on cells of an `.xlsx`, and filters of its tables.

use std::collections::BTreeMap;
use std::sync::Arc;

use quick_xml::events::Event;

use super::archive::Archive;
use super::refused::Refused;
use super::xlsx_layout::{place, relations};
use super::xml;
use crate::base::cell::CellPos;

/// The notes of the sheet in this part, by place. A conversation is one note, a
/// line for each remark; it replaces the note that Excel writes in its stead for
/// older versions.
pub(super) fn read(
    archive: &mut Archive<'_>,
    sheet: &str,
) -> Result<Vec<(CellPos, Arc<str>)>, Refused> {
    let mut notes: BTreeMap<CellPos, String> = BTreeMap::new();
    let mut threads: BTreeMap<CellPos, String> = BTreeMap::new();
    for relation in relations(archive, sheet)? {
        match relation.kind.as_str() {
            "comments" => remarks(archive, &relation.target, "comment", &mut notes)?,
            "threadedComment" => {
                remarks(archive, &relation.target, "threadedComment", &mut threads)?;
            }
            _ => {}
        }
    }
    notes.extend(threads);
    Ok(notes.into_iter().map(|(pos, words)| (pos, Arc::from(words))).collect())
}

fn remarks(
    archive: &mut Archive<'_>,
    path: &str,
    element: &str,
    into: &mut BTreeMap<CellPos, String>,
) -> Result<(), Refused> {
    let Some(part) = archive.part(path) else { return Ok(()) };
    let (mut at, mut in_text, mut words) = (None, false, String::new());
    xml::each(part, |event| {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                name if name == element => {
                    at = xml::attribute(tag, "ref").as_deref().and_then(place);
                    words.clear();
                }
                // `text` holds runs, whose words stand in `t`, or words itself.
                "text" => in_text = true,
                "rPh" => in_text = false,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                name if name == element => {
                    if let Some(pos) = at.take()
                        && !words.trim().is_empty()
                    {
                        let remark = into.entry(pos).or_default();
                        if !remark.is_empty() {
                            remark.push('\n');
                        }
                        remark.push_str(words.trim());
                    }
                }
                "text" => in_text = false,
                "rPh" => in_text = true,
                _ => {}
            },
            event if in_text => xml::add_text(event, &mut words),
            _ => {}
        }
        Ok(())
    })
}

/// Whether a table of the sheet has a filter with a condition set.
pub(super) fn has_table_filter(
    archive: &mut Archive<'_>,
    sheet: &str,
) -> Result<bool, Refused> {
    let mut found = false;
    for relation in relations(archive, sheet)? {
        if relation.kind == "table"
            && let Some(part) = archive.part(&relation.target)
        {
            xml::each(part, |event| {
                found |= matches!(event, Event::Start(tag) if tag.local_name().as_ref() == "filterColumn");
                Ok(())
            })?;
        }
    }
    Ok(found)
}
