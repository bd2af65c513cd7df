//! `internal/agenda`: the agenda of the next network meeting, what the meeting
//! needs to know, and a sheet to sign.

use jiff::ToSpan;

use super::Sources;
use super::block::{Align, Block, Document};
use super::paper::{self, Paper};
use super::words::Words;
use crate::base::date::long;
use crate::base::release::Internal;
use crate::base::text::{count, fold};
use crate::model::programme::{LleId, Meeting, Programme};
use crate::model::state::{self, State};

pub(super) fn agenda(
    sources: &Sources<'_>,
    words: &Words,
) -> Result<Document<Internal>, String> {
    let programme = sources.programme;
    let next = programme.meetings.iter().find(|m| m.date > programme.as_at);
    let last = programme.meetings.iter().rev().find(|m| m.date <= programme.as_at);
    let mut context = paper::context(sources);
    context.values.insert("date", next.map(|m| long(m.date)).unwrap_or_default());
    context.values.insert("venue", next.map(|m| m.venue.clone()).unwrap_or_default());
    context.values.insert("theme", next.map(|m| m.theme.clone()).unwrap_or_default());
    context.values.insert("last", last.map(|m| long(m.date)).unwrap_or_default());
    context.values.insert("came", last.map(came).unwrap_or_default());
    let states = state::counts(programme, programme.as_at);
    let at_work: usize =
        states.iter().filter(|(state, _)| state.is_at_work()).map(|(_, n)| n).sum();
    context.values.insert(
        "deployments",
        match at_work {
            0 => "no deployment is".to_owned(),
            n => count(n, "deployment is", "deployments are"),
        },
    );
    let waits: usize = [State::Identified, State::Referred]
        .iter()
        .filter_map(|state| states.get(state))
        .sum::<usize>()
        .max(programme.needs.iter().filter(|need| need.status == "waiting").count());
    let waiting = match waits {
        0 => "no school waits".to_owned(),
        n => count(n, "school waits", "schools wait"),
    };
    context.values.insert("waiting", waiting);
    let open = open_needs(programme);
    context.values.insert("needs", open.len().to_string());
    context.blocks.insert(
        "table:needs".to_owned(),
        vec![paper::table(
            "t-needs",
            "Training that members asked for and that is still to come",
            &[("Asked for", Align::Left), ("Area", Align::Left), ("What", Align::Left)],
            open,
            &[],
        )],
    );
    let mut sheet = attendance(programme);
    context.values.insert("members", sheet.len().to_string());
    let mut columns = vec![
        ("Local Leader", Align::Left),
        ("School", Align::Left),
        ("Came to the last meetings", Align::Left),
        ("Signature", Align::Left),
        ("Apologies", Align::Centre),
    ];
    // Before the first meeting there is nothing to tell of.
    if sheet.iter().all(|row| row.get(2).is_none_or(String::is_empty)) {
        columns.remove(2);
        for row in &mut sheet {
            row.remove(2);
        }
    }
    context.blocks.insert(
        "table:attendance".to_owned(),
        vec![paper::table("t-attendance", "Attendance", &columns, sheet, &[])],
    );
    context.blocks.insert("table:notes".to_owned(), notes());
    let blocks = paper::page(words, "agenda.md", &context, "agenda")?;
    Ok(paper::document(
        sources,
        Paper {
            path: "internal/agenda",
            title: "Network meeting: agenda and attendance".to_owned(),
            subject: "For the next meeting of the Local Leaders".to_owned(),
        },
        blocks,
    ))
}

/// Lines to write on, one heading for each item of the agenda.
fn notes() -> Vec<Block> {
    [
        ("Present, apologies", 2),
        ("Last meeting's actions", 3),
        ("Theme", 3),
        ("What works", 2),
        ("What does not", 2),
        ("Training", 2),
        ("Any other business", 2),
        ("Agreed: who, by when", 5),
        ("Next meeting", 1),
    ]
    .into_iter()
    .map(|(label, lines)| Block::Line {
        label: label.to_owned(),
        value: String::new(),
        lines,
    })
    .collect()
}

fn came(meeting: &Meeting) -> String {
    format!("{} of {}", meeting.attended, meeting.invited)
}

fn open_needs(programme: &Programme) -> Vec<Vec<String>> {
    let mut open: Vec<_> =
        programme.cpd.iter().filter(|need| need.met.is_none()).collect();
    open.sort_by_key(|need| (need.raised.is_none(), need.raised));
    open.into_iter()
        .map(|need| {
            vec![
                paper::day(need.raised),
                need.category.clone(),
                need.need.shown_to(Internal).clone(),
            ]
        })
        .collect()
}

/// A row for each active LLE, by name, with the last meetings' marks.
fn attendance(programme: &Programme) -> Vec<Vec<String>> {
    let year = programme.as_at.saturating_sub(18.months());
    let last: Vec<&Meeting> = programme
        .meetings
        .iter()
        .rev()
        .filter(|m| m.date <= programme.as_at && m.date > year && !m.who.is_empty())
        .take(3)
        .collect();
    let mut rows: Vec<(String, Vec<String>)> = programme
        .lles
        .iter()
        .enumerate()
        .filter(|(_, lle)| lle.is_active_on(programme.as_at))
        .map(|(at, lle)| {
            let school = lle
                .school
                .and_then(|school| programme.school(school))
                .map(|school| school.name.shown_to(Internal).clone())
                .unwrap_or_default();
            let came = last.iter().filter(|m| m.who.contains(&LleId(at))).count();
            let marks = match last.len() {
                0 => String::new(),
                all => format!("{came} of {all}"),
            };
            let row = vec![
                lle.name.shown_to(Internal).clone(),
                school,
                marks,
                // Room to write.
                "\u{a0}".repeat(40),
                super::action_list::BOX.to_owned(),
            ];
            {
                let parts = lle.parts.shown_to(Internal);
                (parts.first().map(|(_, _, last)| fold(last)).unwrap_or_default(), row)
            }
        })
        .collect();
    rows.sort();
    rows.into_iter().map(|(_, row)| row).collect()
}
