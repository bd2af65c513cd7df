//! Bookmarks: parts with their sections below them.

use lopdf::{Document, Object, ObjectId, dictionary};

use super::Laid;
use super::tags::{destination, name, text};

/// An entry with those around it.
#[derive(Clone, Debug, Default)]
struct Entry {
    parent: Option<usize>,
    before: Option<usize>,
    after: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    below: i64,
}

/// Entries from levels in order: each below the last of a higher level.
fn nested(levels: &[u8]) -> (Vec<Entry>, Entry) {
    let mut entries = vec![Entry::default(); levels.len()];
    let mut top = Entry::default();
    let mut open: Vec<(u8, usize)> = Vec::new();
    for (at, level) in levels.iter().enumerate() {
        while open.last().is_some_and(|(above, _)| above >= level) {
            open.pop();
        }
        let parent = open.last().map(|(_, at)| *at);
        let holder = match parent {
            Some(parent) => entries.get_mut(parent),
            None => Some(&mut top),
        };
        let mut before = None;
        if let Some(holder) = holder {
            before = holder.last.replace(at);
            holder.first.get_or_insert(at);
            holder.below += 1;
        }
        if let Some(before) = before.and_then(|before| entries.get_mut(before)) {
            before.after = Some(at);
        }
        if let Some(entry) = entries.get_mut(at) {
            entry.parent = parent;
            entry.before = before;
        }
        open.push((*level, at));
    }
    (entries, top)
}

/// The outline's root; none where nothing is to be listed.
pub(super) fn outline(
    file: &mut Document,
    laid: &Laid,
    pages: &[ObjectId],
) -> Option<ObjectId> {
    if laid.marks.is_empty() {
        return None;
    }
    let levels: Vec<u8> = laid.marks.iter().map(|(mark, _, _)| mark.level).collect();
    let (entries, top) = nested(&levels);
    let root = file.new_object_id();
    let ids: Vec<ObjectId> = laid.marks.iter().map(|_| file.new_object_id()).collect();
    let link = |at: usize| ids.get(at).copied().map_or(Object::Null, Object::Reference);
    for ((entry, (mark, page, y)), id) in entries.iter().zip(&laid.marks).zip(&ids) {
        let mut made = dictionary! { "Title" => text(&mark.title) };
        made.set("Parent", entry.parent.map_or(Object::Reference(root), link));
        for (key, other) in [
            ("Prev", entry.before),
            ("Next", entry.after),
            ("First", entry.first),
            ("Last", entry.last),
        ] {
            if let Some(other) = other {
                made.set(key, link(other));
            }
        }
        if entry.below > 0 {
            // Negative: closed until it is asked for.
            made.set("Count", Object::Integer(-entry.below));
        }
        if let Some(place) = destination(laid, pages, (*page, *y)) {
            made.set("Dest", place);
        }
        file.objects.insert(*id, Object::Dictionary(made));
    }
    let mut made = dictionary! { "Type" => name("Outlines") };
    if let (Some(first), Some(last)) = (top.first, top.last) {
        made.set("First", link(first));
        made.set("Last", link(last));
        made.set("Count", Object::Integer(top.below));
    }
    file.objects.insert(root, Object::Dictionary(made));
    Some(root)
}

#[cfg(test)]
mod tests {
    use super::nested;

    #[test]
    fn sections_stand_below_their_parts() {
        let (entries, top) = nested(&[1, 2, 3, 2, 1]);
        let parents: Vec<_> = entries.iter().map(|entry| entry.parent).collect();
        assert_eq!(parents, [None, Some(0), Some(1), Some(0), None]);
        assert_eq!((top.first, top.last, top.below), (Some(0), Some(4), 2));
        assert_eq!((entries[1].after, entries[3].before), (Some(3), Some(1)));
    }

    #[test]
    fn a_section_before_any_part_stands_at_the_top() {
        let (entries, top) = nested(&[2, 1, 2]);
        assert_eq!(entries[0].parent, None);
        assert_eq!((entries[2].parent, top.below), (Some(1), 2));
    }
}
