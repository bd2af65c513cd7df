//! Withheld values that subtraction gives.

use std::collections::BTreeSet;

use super::{Draft, Fault, WORKED_OUT, tables};
use crate::base::date::{AcademicYear, month_name};
use crate::base::figure::{Figure, Group};
use crate::base::finding::Severity;
use crate::base::previous::{PastFigure, Previous};
use crate::base::quantity::{SUPPRESSED, decimal};
use crate::base::release::Public;
use crate::measure::withheld::{self, Alone};
use crate::model::programme::SchoolId;
use crate::report::Sources;
use crate::report::block::{Block, Document, RowKind, Table, TableCell};
use crate::report::books::published::amount;
use crate::report::forum::pair::Pair;
use crate::report::forum::singles;
use crate::report::forum::tables::is_public;
use crate::report::sentences::indicator_words;

pub(super) fn faults(draft: &Draft<'_>, sources: &Sources<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for document in draft.documents {
        let file = format!("{}.pdf", document.path);
        for (number, table) in tables(document) {
            for (row, heading) in solvable(table) {
                let says = format!(
                    "Table {number}, {}: the withheld value of {row} under {heading} is its total less the others; a second withheld value was expected.",
                    table.caption
                );
                faults.push(Fault::new(&WORKED_OUT, &file, &table.caption, says));
            }
        }
        if let Some(says) = beside_the_average(document, sources) {
            faults.push(Fault::new(&WORKED_OUT, &file, "average", says));
        }
    }
    faults.extend(against_the_last_pack(sources));
    faults
}

/// A cell of a grid of parts and sums.
#[derive(Clone, Copy, PartialEq)]
enum Known {
    Yes,
    Hidden,
    /// Words, or a value that does not add up: no part of a sum.
    No,
}

/// Row and heading of every withheld value that the totals of its table give,
/// one after another: what one total gives may give the next.
fn solvable(table: &Table) -> Vec<(String, String)> {
    let total_at = table.rows.iter().rposition(|(kind, _)| *kind == RowKind::Total);
    let sum_at = table.columns.iter().rposition(|(heading, _)| is_total(heading));
    if total_at.is_none() && sum_at.is_none() {
        return Vec::new();
    }
    let rows: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|(_, cells)| cells.iter().map(TableCell::said).collect())
        .collect();
    let mut grid: Vec<Vec<Known>> =
        rows.iter().map(|row| row.iter().map(|text| known(text)).collect()).collect();
    let names = |row: usize, col: usize| {
        let row = rows.get(row).and_then(|row| row.first()).cloned().unwrap_or_default();
        let col =
            table.columns.get(col).map_or_else(String::new, |(name, _)| name.clone());
        (row, col)
    };
    let body: Vec<usize> = (0..)
        .zip(&table.rows)
        .filter(|(at, (kind, _))| *kind == RowKind::Body || Some(*at) == total_at)
        .map(|(at, _)| at)
        .collect();
    let columns: Vec<usize> = (1..table.columns.len()).collect();
    let mut lines: Vec<Vec<(usize, usize)>> = Vec::new();
    if total_at.is_some() {
        lines.extend(columns.iter().map(|c| body.iter().map(|r| (*r, *c)).collect()));
    }
    if sum_at.is_some() {
        lines.extend(body.iter().map(|r| columns.iter().map(|c| (*r, *c)).collect()));
    }
    let at = |grid: &[Vec<Known>], (row, col): (usize, usize)| {
        grid.get(row).and_then(|row| row.get(col)).copied().unwrap_or(Known::No)
    };
    let mut found = Vec::new();
    loop {
        let next = lines.iter().find_map(|line| {
            let cells = line.iter().map(|place| (place, at(&grid, *place)));
            let mut hidden = cells.clone().filter(|(_, known)| *known == Known::Hidden);
            let (only, others) = (hidden.next()?, hidden.next());
            let values = cells.filter(|(_, known)| *known == Known::Yes).count();
            (others.is_none() && values > 1).then_some(*only.0)
        });
        let Some((row, col)) = next else { return found };
        if let Some(cell) = grid.get_mut(row).and_then(|row| row.get_mut(col)) {
            *cell = Known::Yes;
        }
        found.push(names(row, col));
    }
}

fn is_total(heading: &str) -> bool {
    let first = heading.split([',', ' ']).next().unwrap_or("");
    ["total", "all", "sum"].iter().any(|word| first.eq_ignore_ascii_case(word))
}

/// Percentages and points are no parts of a sum.
fn known(text: &str) -> Known {
    if text == SUPPRESSED {
        Known::Hidden
    } else if amount(text).is_some() && !text.contains(['%', 'p']) {
        Known::Yes
    } else {
        Known::No
    }
}

/// The average of n schools beside the values of all of them but one.
fn beside_the_average(
    document: &Document<Public>,
    sources: &Sources<'_>,
) -> Option<String> {
    let shown = document.blocks.iter().find_map(|block| match block {
        Block::Table(table) if table.id == "t-schools" => Some(table.rows.len() as u64),
        _ => None,
    })?;
    let pair = Pair::headline(sources.figures)?;
    let average = pair.of("M03", &Group::Clients, "").filter(|f| is_public(f))?;
    let all = average.schools?;
    (all == shown + 1).then(|| {
        format!(
            "{shown} client schools are shown one by one beside the average of {all}: the one withheld is {all} times the average less the others; a second withheld school was expected."
        )
    })
}

/// Client schools that one of two packs counts and the other does not.
struct Moved<'a> {
    urns: Vec<&'a str>,
    withheld: BTreeSet<String>,
    /// Newly counted; else no longer.
    is_new: bool,
}

/// One or two withheld schools that this pack counts and the last did not, or the
/// other way round: the two averages tell what they reached.
fn against_the_last_pack(sources: &Sources<'_>) -> Vec<Fault> {
    let Some(previous) = sources.previous else { return Vec::new() };
    let when = previous.period.map_or_else(
        || "the last pack".to_owned(),
        |month| format!("the pack of {} {}", month_name(month.month), month.year),
    );
    let averages = sources.figures.all.iter().filter(|f| {
        f.code == "M03" && f.group == Group::Clients && f.item.is_empty() && is_public(f)
    });
    averages
        .filter_map(|average| {
            let (past, then) = past_of(average, previous)?;
            let now = average.schools?;
            let pair = Pair::of_figure(sources.figures, average)?;
            let alone: Vec<Alone> = singles::counted(sources, &pair)
                .into_iter()
                .map(|(_, alone)| alone)
                .collect();
            let earlier = clients_of(previous, past, sources);
            let moved = moved(&alone, &earlier, (then, now), sources)?;
            let is_theirs = moved.urns.iter().all(|urn| moved.withheld.contains(*urn));
            is_theirs.then(|| told(average, past, (then, now), &moved, &when))
        })
        .collect()
}

/// The same average in the last pack, and of how many schools it was.
fn past_of<'a>(
    average: &Figure,
    previous: &'a Previous,
) -> Option<(&'a PastFigure, u64)> {
    let year =
        |year: Option<AcademicYear>| year.map(|y| y.to_string()).unwrap_or_default();
    let years = (year(average.from), year(average.to));
    let indicator = average.indicator?.code;
    let past = previous.figures.iter().find(|past| {
        past.code == average.code
            && past.group == "clients"
            && past.item.is_empty()
            && past.indicator == indicator
            && past.years == years
    })?;
    Some((past, past.schools?))
}

/// The client schools of the last pack's average. A school that is an LLE's and
/// no client's was in the average of LLE schools.
fn clients_of(
    previous: &Previous,
    past: &PastFigure,
    sources: &Sources<'_>,
) -> Vec<Alone> {
    let programme = sources.programme;
    let clients: BTreeSet<SchoolId> =
        programme.deployments.iter().map(|deployment| deployment.client).collect();
    let of_lles: BTreeSet<&str> = programme
        .lles
        .iter()
        .filter_map(|lle| lle.school)
        .filter(|id| !clients.contains(id))
        .filter_map(|id| programme.school(id))
        .map(|school| school.urn.as_str())
        .collect();
    // Where the per cent is not known, neither nought nor all is taken for it.
    let told = |(value, pupils): (Option<f64>, f64)| (value.unwrap_or(50.0), pupils);
    previous
        .counted
        .iter()
        .filter(|(change, _)| {
            change.indicator == past.indicator
                && change.years == past.years
                && !of_lles.contains(change.urn.as_str())
        })
        .map(|(change, school)| Alone {
            urn: change.urn.clone(),
            from: told(school.from),
            to: told(school.to),
        })
        .collect()
}

/// The one or two schools by which the two packs differ; none where they differ by
/// none, by more, or in both directions.
fn moved<'a>(
    alone: &'a [Alone],
    earlier: &'a [Alone],
    (then, now): (u64, u64),
    sources: &Sources<'_>,
) -> Option<Moved<'a>> {
    let least = sources.programme.settings.number("public_school_n");
    let only_in = |of: &'a [Alone], other: &[Alone]| -> Vec<&'a str> {
        let known: BTreeSet<&str> = other.iter().map(|one| one.urn.as_str()).collect();
        of.iter().map(|one| one.urn.as_str()).filter(|urn| !known.contains(urn)).collect()
    };
    let (come, gone) = (only_in(alone, earlier), only_in(earlier, alone));
    let (urns, of, is_new) = match (come.len() as u64, gone.len() as u64) {
        (n @ 1..=2, 0) if now == then + n => (come, alone, true),
        (0, n @ 1..=2) if then == now + n => (gone, earlier, false),
        _ => return None,
    };
    Some(Moved { urns, withheld: withheld::among(of, least), is_new })
}

fn told(
    average: &Figure,
    past: &PastFigure,
    (then, now): (u64, u64),
    moved: &Moved<'_>,
    when: &str,
) -> Fault {
    let what = format!(
        "{}, {} to {}",
        indicator_words(average),
        average.from.map_or(0, AcademicYear::summer),
        average.to.map_or(0, AcademicYear::summer)
    );
    let sum = if moved.is_new {
        format!("{now} times the average of now less {then} times that of then")
    } else {
        format!("{then} times the average of then less {now} times that of now")
    };
    let whose = match (moved.urns.len(), moved.is_new) {
        (1, true) => "the change of the one school newly counted",
        (1, false) => "the change of the one school no longer counted",
        (_, true) => "the sum of the changes of the two schools newly counted",
        (_, false) => "the sum of the changes of the two schools no longer counted",
    };
    let says = format!(
        "{what}: the average change of client schools was {} ({then} schools) in {when} and is {} ({now} schools) now. {sum} gives {whose}, whose own change is withheld, to about {} points; no such difference was expected.",
        past.shown,
        average.shown(),
        decimal((now + then) as f64 * 0.05, 1),
    );
    let file = format!("{}.pdf", crate::report::forum::PATH);
    let mut fault = Fault::new(&WORKED_OUT, &file, &what, says);
    fault.severity = Severity::Query;
    fault.record = what;
    fault
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::report::block::Align;

    /// A table of numbers, its last row a total.
    pub(in super::super) fn totalled(rows: &[&[&str]]) -> Table {
        let rows: Vec<Vec<TableCell>> = rows
            .iter()
            .map(|row| row.iter().map(|c| TableCell::Text((*c).to_owned())).collect())
            .collect();
        let columns = [
            ("Group", Align::Left),
            ("Boys", Align::Decimal),
            ("Girls", Align::Decimal),
            ("Total", Align::Decimal),
        ];
        let mut table = Table::of_records("t-a", "Pupils", &columns, rows, Vec::new());
        if let Some((kind, _)) = table.rows.last_mut() {
            *kind = RowKind::Total;
        }
        table
    }

    #[test]
    fn one_withheld_value_beside_its_total_is_found_and_two_are_not() {
        let rows = |a: &[&str], b: &[&str]| {
            solvable(&totalled(&[a, b, &["Total", "23", "20", "43"]]))
        };
        // Four cells withheld: every row and column has two.
        let safe = ["[c]", "[c]"];
        assert_eq!(
            rows(&["North", safe[0], safe[1], "20"], &["South", "[c]", "[c]", "23"]),
            []
        );
        let found = rows(&["North", "[c]", "9", "20"], &["South", "12", "11", "23"]);
        assert_eq!(found, [("North".to_owned(), "Boys".to_owned())]);
    }

    #[test]
    fn a_total_that_is_withheld_too_or_a_percentage_gives_nothing_away() {
        let alone = totalled(&[
            &["North", "[c]", "9", "[c]"],
            &["South", "12", "11", "23"],
            &["Total", "[c]", "20", "[c]"],
        ]);
        assert_eq!(solvable(&alone), []);
        let shares = totalled(&[
            &["North", "[c]", "45.0%", "50.0%"],
            &["South", "52.0%", "48.0%", "50.0%"],
            &["Total", "52.0%", "48.0%", "50.0%"],
        ]);
        assert_eq!(solvable(&shares), []);
    }

    #[test]
    fn a_value_that_is_worked_out_may_give_the_next() {
        // North's boys by the row; then South's boys by the column.
        let chain = totalled(&[
            &["North", "[c]", "9", "20"],
            &["South", "[c]", "[c]", "23"],
            &["Total", "23", "[c]", "43"],
        ]);
        let found = solvable(&chain);
        assert!(found.contains(&("South".to_owned(), "Boys".to_owned())), "{found:?}");
    }
}
