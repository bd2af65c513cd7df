//! What every XML part needs: attributes, texts, whole small parts.

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::refused::Refused;

/// Calls back for each event of a part until it ends or the callback is done.
pub(super) fn each<R: BufRead>(
    source: R,
    mut visit: impl FnMut(&Event<'_>) -> Result<(), Refused>,
) -> Result<(), Refused> {
    let mut reader = quick_xml::Reader::from_reader(source);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    let mut buffer = Vec::with_capacity(1024);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) => return Ok(()),
            Ok(event) => visit(&event)?,
            Err(why) => return Err(Refused::broken(why)),
        }
    }
}

/// An attribute by its whole name.
pub(super) fn attribute<'a>(tag: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    tag.attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.as_ref() == name)
        .map(|attribute| unescaped(attribute.value))
}

/// An attribute with any prefix: the `r:id` of whatever prefix a file chose.
pub(super) fn prefixed<'a>(tag: &'a BytesStart<'_>, local: &str) -> Option<Cow<'a, str>> {
    tag.attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| {
            attribute.key.as_ref().split_once(':').is_some_and(|(_, name)| name == local)
        })
        .map(|attribute| unescaped(attribute.value))
}

/// Whether an attribute says yes.
pub(super) fn is_true(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, name).is_some_and(|value| matches!(&*value, "1" | "true" | "on"))
}

/// An attribute as a number.
pub(super) fn number<T: std::str::FromStr>(
    tag: &BytesStart<'_>,
    name: &str,
) -> Option<T> {
    attribute(tag, name)?.trim().parse().ok()
}

fn unescaped(value: Cow<'_, str>) -> Cow<'_, str> {
    if !value.contains('&') {
        return value;
    }
    match quick_xml::escape::unescape(&value) {
        Ok(text) => Cow::Owned(text.into_owned()),
        Err(_) => value,
    }
}

/// Adds what an event says in words. Entities that a file defines for itself are
/// left out: nothing that writes spreadsheets defines any.
pub(super) fn add_text(event: &Event<'_>, into: &mut String) {
    match event {
        Event::Text(text) => into.push_str(&text.xml10_content()),
        Event::CData(text) => into.push_str(&text.xml10_content()),
        Event::GeneralRef(name) => match name.resolve_char_ref() {
            Ok(Some(letter)) => into.push(letter),
            _ => match &**name {
                "amp" => into.push('&'),
                "lt" => into.push('<'),
                "gt" => into.push('>'),
                "quot" => into.push('"'),
                "apos" => into.push('\''),
                _ => {}
            },
        },
        _ => {}
    }
}

/// The text of the first element with this local name.
pub(super) fn element<R: BufRead>(source: R, name: &str) -> Option<String> {
    let mut inside = false;
    let mut is_done = false;
    let mut words = String::new();
    let read = each(source, |event| {
        match event {
            Event::Start(tag) if !is_done && tag.local_name().as_ref() == name => {
                inside = true;
            }
            Event::End(tag) if inside && tag.local_name().as_ref() == name => {
                inside = false;
                is_done = true;
            }
            event if inside => add_text(event, &mut words),
            _ => {}
        }
        Ok(())
    });
    (read.is_ok() && is_done && !words.trim().is_empty()).then(|| words.trim().to_owned())
}
