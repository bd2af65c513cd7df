//! How a published layout is read.

use std::collections::{BTreeMap, BTreeSet};

use super::heading;
use super::plan::{self, Breakdown, Keys, Plan};
use super::series::grouped;
use crate::base::indicator::Stage;
use crate::base::text::fold;
use crate::locate::layouts::{Meaning, OfSubject, Published, Role};
use crate::locate::scores::Score;
use crate::locate::table::Table;
use crate::read::grid::{CellValue, Grid};

/// Works out how to read a table of a published layout.
pub(super) fn plan(grid: &Grid, table: &Table, found: &Published) -> Plan {
    let layout = found.layout;
    let mut keys = Keys::default();
    let mut breakdowns: Vec<u32> = Vec::new();
    let mut scores: Vec<(u32, OfSubject)> = Vec::new();
    let row = table.heading_row;
    let span = (0, grid.row(row).last().map_or(0, |cell| cell.pos.col));
    let headings = heading::of_row(grid, row, span);
    for (col, meaning) in &found.columns {
        let role = match meaning {
            Meaning::Key(role) => role,
            Meaning::Scores(several) => {
                scores.extend(several.iter().map(|score| (*col, *score)));
                continue;
            }
        };
        let slot = match role {
            Role::Urn => &mut keys.urn,
            Role::Dfe => &mut keys.dfe,
            Role::LaCode => &mut keys.la_code,
            Role::Estab => &mut keys.estab,
            Role::Name => &mut keys.name,
            Role::LaName => &mut keys.la_name,
            Role::Year => &mut keys.year,
            Role::Row => &mut keys.row,
            Role::Subject => &mut keys.subject,
            Role::Status => &mut keys.status,
            Role::Short => &mut keys.short,
            Role::Item => &mut keys.measure,
            Role::Breakdown => {
                breakdowns.push(*col);
                continue;
            }
            Role::Value
            | Role::Numerator
            | Role::Denominator
            | Role::Lower
            | Role::Upper
            | Role::Unmeasured => continue,
        };
        slot.get_or_insert(*col);
    }
    let mut context = plan::context(grid, &headings);
    context.stage = Some(Stage::Ks2);
    context.is_teacher_assessment = false;
    if context.source.is_empty() {
        layout.title.clone_into(&mut context.source);
    }
    let plain: Vec<(u32, Score)> =
        scores.iter().map(|(col, (_, score))| (*col, *score)).collect();
    let mut series = grouped(&plain);
    for one in &mut series {
        let own = scores.iter().find(|(_, (_, score))| {
            score.indicator.is_some() && score.indicator == one.indicator
        });
        one.subject = own.and_then(|(_, (subject, _))| *subject);
    }
    // Boys' schools and girls' schools are no groups of pupils.
    if !series.is_empty() {
        keys.breakdowns = broken_down(grid, table, found, &breakdowns);
    }
    let cohort = plain.first().filter(|_| series.is_empty()).map(|(col, _)| *col);
    Plan {
        layout: Some(layout),
        level_rows: None,
        is_edited: found.is_edited,
        is_comparators: layout.register == "comparators",
        headings,
        keys,
        series,
        areas: BTreeMap::new(),
        usual: None,
        context,
        cohort,
    }
}

/// The words of a breakdown for state-funded schools together.
const STATE_FUNDED: [&str; 4] = [
    "all state funded",
    "all state funded schools",
    "state funded schools",
    "state funded",
];

/// A column with more words than this breaks nothing down.
const MOST_WORDS: usize = 2000;

/// The columns that break figures down: those that the layout names, and where it has
/// filters those of others in which one of the words is the whole.
fn broken_down(
    grid: &Grid,
    table: &Table,
    found: &Published,
    named: &[u32],
) -> Vec<Breakdown> {
    let layout = found.layout;
    if named.is_empty() && !layout.has_filters {
        return Vec::new();
    }
    // Each word is looked at once, not in each of a million rows.
    let mut words: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
    for cell in grid.cells.iter().filter(|cell| cell.pos.row > table.heading_row) {
        let col = cell.pos.col;
        let is_free = layout.has_filters && found.meaning(col).is_none();
        if let CellValue::Text(text) = &cell.value
            && (is_free || named.contains(&col))
        {
            let of = words.entry(col).or_default();
            if of.len() < MOST_WORDS {
                of.insert(text);
            }
        }
    }
    words.retain(|_, words| words.len() < MOST_WORDS);
    let has = |col: u32, is_it: &dyn Fn(&str) -> bool| {
        words.get(&col).is_some_and(|words| words.iter().any(|word| is_it(&fold(word))))
    };
    let is_total = |word: &str| word.len() > 1 && layout.totals.contains(&word);
    let others = words.keys().filter(|col| !named.contains(*col));
    let others = others.filter(|col| has(**col, &is_total));
    named
        .iter()
        .chain(others)
        .map(|col| Breakdown {
            col: *col,
            has_state_funded: has(*col, &|word| STATE_FUNDED.contains(&word)),
        })
        .collect()
}
