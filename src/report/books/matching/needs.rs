//! The schools that wait, and whether each can be met.

use super::{lle_cell, need_of, reference};
use crate::base::quantity::plain;
use crate::base::release::Internal;
use crate::measure::shortlist::{Factor, Matching, Pair, Shortlist};
use crate::model::programme::{Need, Programme};
use crate::report::book::{Cell, Column, Sheet, Show};
use crate::report::shortlist::school;

pub(super) fn needs(programme: &Programme, matching: &Matching) -> Sheet {
    let rows = matching
        .lists
        .iter()
        .enumerate()
        .map(|(at, list)| {
            let need = need_of(programme, list);
            let (name, urn) = school(programme, list);
            let home = programme.school(list.school);
            let text = |of: fn(&Need) -> &str| Cell::text(need.map_or("", of));
            let identified = need.and_then(|need| need.identified);
            let waited = identified
                .filter(|day| *day <= programme.as_at)
                .and_then(|day| day.until(programme.as_at).ok())
                .map(|span| f64::from(span.get_days()));
            let tags = need.map_or(&[] as &[(String, f64)], |need| need.tags.as_slice());
            let tags: Vec<String> =
                tags.iter().map(|(tag, w)| format!("{tag} ({})", plain(*w))).collect();
            let notes: Vec<&str> =
                list.notes.iter().map(|n| n.shown_to(Internal).as_str()).collect();
            let best = matching.assignment.best.get(at);
            vec![
                reference(programme, list),
                Cell::text(urn),
                Cell::text(name),
                Cell::text(home.map_or("", |home| home.phase)),
                Cell::text(home.map_or("", |home| home.district.as_str())),
                text(|need| &need.category),
                text(|need| need.urgency),
                text(|need| need.status),
                Cell::date(identified),
                Cell::number(waited),
                Cell::text(tags.join("; ")),
                Cell::number(need.and_then(|need| need.days)),
                Cell::count(list.candidates.len()),
                Cell::count(list.excluded.len()),
                lle_cell(programme, list.candidates.first().map(|one| one.lle)),
                Cell::text(can_be_met(list, best)),
                Cell::text(notes.join(" ")),
                Cell::Empty,
                Cell::Empty,
            ]
        })
        .collect();
    Sheet {
        name: "Needs".to_owned(),
        title: "Schools that wait, or whose match is not yet at work".to_owned(),
        columns: vec![
            Column::text("Need", 10.0),
            Column::text("URN", 10.0),
            Column::text("School", 36.0),
            Column::text("Phase", 12.0),
            Column::text("District", 18.0),
            Column::text("Category", 22.0),
            Column::text("Urgency", 10.0),
            Column::text("Status", 10.0),
            Column::number("Identified", 12.0, Show::Date),
            Column::number("Waiting, days", 10.0, Show::Whole),
            Column::text("Needs (weight)", 36.0),
            Column::number("Days needed", 9.0, Show::One),
            Column::number("LLEs on the shortlist", 10.0, Show::Whole),
            Column::number("LLEs excluded", 10.0, Show::Whole),
            Column::text("First of the shortlist", 28.0),
            Column::text("Can it be met?", 44.0),
            Column::text("Mind", 60.0),
            Column::answer("LLE chosen", 24.0, &[])
                .help("Reference or name of the LLE; goes before the register of needs."),
            Column::answer("Reason for the choice", 40.0, &[])
                .help("Needed where it is not the first of the shortlist."),
        ],
        rows,
        ..Sheet::default()
    }
}

/// Whether anybody can take it, and if not, what stands against it.
fn can_be_met(list: &Shortlist, best: Option<&Pair>) -> String {
    if list.candidates.is_empty() {
        let mut kinds: std::collections::BTreeMap<&str, usize> =
            std::collections::BTreeMap::new();
        for reason in list.excluded.iter().flat_map(|one| &one.reasons) {
            *kinds.entry(reason.kind).or_default() += 1;
        }
        let mut kinds: Vec<(&str, usize)> = kinds.into_iter().collect();
        kinds.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        let kinds: Vec<String> =
            kinds.iter().map(|(kind, n)| format!("{kind} {n}")).collect();
        return if kinds.is_empty() {
            "No: there is no LLE.".to_owned()
        } else {
            format!("No: every LLE is excluded ({}).", kinds.join(", "))
        };
    }
    if best.is_some_and(|pair| pair.lle.is_none()) {
        return "Not all at once: more schools wait than LLEs can take.".to_owned();
    }
    let short = list.candidates.first().and_then(|one| {
        let part = one.parts.iter().find(|part| part.factor == Factor::Capacity)?;
        part.share.filter(|share| *share < 1.0).map(|_| part.says.clone())
    });
    short.map_or_else(|| "Yes".to_owned(), |says| format!("In part: {says}."))
}
