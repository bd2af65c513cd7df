//! Dates typed as text: day first, unless the column itself shows that its
//! dates are month first.

use std::sync::Arc;

use super::rules;
use crate::base::cell::CellPos;
use crate::base::date::{Date, long};
use crate::base::finding::{Finding, Findings};
use crate::base::text::{count, tidy};
use crate::locate::schema::Kind;
use crate::locate::table::Table;
use crate::read::grid::{CellValue, Grid};

/// The columns of a table whose dates are month first.
#[derive(Debug, Default)]
pub(super) struct MonthFirst {
    cols: Vec<u32>,
}

/// Two numbers before a year, in the order in which they stand.
struct Pair {
    first: u32,
    second: u32,
    year: u32,
}

impl Pair {
    /// `03/04/2011`, `3.4.11`, `25-12-2010 09:30`; nothing for dates in words.
    fn of(text: &str) -> Option<Self> {
        let tidied = tidy(text);
        let date = tidied.split(' ').next()?;
        let parts: Vec<&str> = date.split(['/', '.', '-']).collect();
        let [first, second, year] = parts.as_slice() else { return None };
        let number = |part: &str| (part.len() <= 4).then(|| part.parse().ok()).flatten();
        let is_short = |part: &str| (1..=2).contains(&part.len());
        if !is_short(first) || !is_short(second) || !matches!(year.len(), 2 | 4) {
            return None;
        }
        let (first, second, year) = (number(first)?, number(second)?, number(year)?);
        let year = match year {
            0..=68 => 2000 + year,
            69..=99 => 1900 + year,
            _ => year,
        };
        Some(Self { first, second, year })
    }

    fn day(&self, day: u32, month: u32) -> Option<Date> {
        Date::new(
            i16::try_from(self.year).ok()?,
            i8::try_from(month).ok()?,
            i8::try_from(day).ok()?,
        )
        .ok()
    }

    fn day_first(&self) -> Option<Date> {
        self.day(self.first, self.second)
    }

    fn month_first(&self) -> Option<Date> {
        self.day(self.second, self.first)
    }

    const fn is_open(&self) -> bool {
        self.first <= 12 && self.second <= 12 && self.first != self.second
    }
}

/// Looks at each column of dates, and asks where its text dates are of another
/// order than ours, or of both.
pub(super) fn look(grid: &Grid, table: &Table, findings: &mut Findings) -> MonthFirst {
    let mut found = MonthFirst::default();
    for heading in table.headings.iter().filter(|h| h.column.kind == Kind::Date) {
        let pairs: Vec<(u32, &str, Pair)> = table
            .rows
            .iter()
            .filter_map(|row| match &grid.cell(CellPos::new(*row, heading.col))?.value {
                CellValue::Text(text) => Some((*row, &**text, Pair::of(text)?)),
                _ => None,
            })
            .collect();
        let clear = |wanted: fn(&Pair) -> Option<Date>,
                     other: fn(&Pair) -> Option<Date>| {
            pairs
                .iter()
                .filter(|(_, _, pair)| wanted(pair).is_some() && other(pair).is_none())
                .map(|(_, text, _)| tidy(text))
                .collect::<Vec<_>>()
        };
        let ours = clear(Pair::day_first, Pair::month_first);
        let theirs = clear(Pair::month_first, Pair::day_first);
        let (Some(shown), open) = (
            theirs.first(),
            pairs.iter().filter(|(_, _, pair)| pair.is_open()).collect::<Vec<_>>(),
        ) else {
            continue;
        };
        let is_theirs = ours.is_empty();
        if is_theirs {
            found.cols.push(heading.col);
        }
        let Some((row, text, pair)) = open.first() else { continue };
        let (Some(by_day), Some(by_month)) = (pair.day_first(), pair.month_first())
        else {
            continue;
        };
        let text = tidy(text);
        let used = if is_theirs { by_month } else { by_day };
        let why = match ours.first() {
            None => format!(
                "every clear date in this column is month first ({shown}), so {} was used",
                long(used)
            ),
            Some(own) => format!(
                "this column has dates of both orders ({own}, {shown}); {} was used",
                long(used)
            ),
        };
        let says = format!(
            "{text} could be {} or {}: {why}; {} of the kind.",
            long(by_day),
            long(by_month),
            count(open.len(), "date", "dates")
        );
        let mut finding =
            Finding::new(&rules::DATE_ORDER, table.row_place(*row).at(heading.col), says)
                .register(table.schema.name)
                .column(heading.text.to_string())
                .value(text);
        finding.more = open
            .iter()
            .skip(1)
            .map(|(row, _, _)| table.row_place(*row).at(heading.col))
            .collect();
        findings.add(finding);
    }
    found
}

impl MonthFirst {
    /// The value of a cell with its date turned to ours: `05/25/2011` of such a
    /// column as `2011-05-25`.
    pub(super) fn turned(&self, col: u32, value: CellValue) -> CellValue {
        let CellValue::Text(text) = &value else { return value };
        let day = Pair::of(text)
            .filter(|_| self.cols.contains(&col))
            .and_then(|pair| pair.month_first());
        day.map_or(value, |day| CellValue::Text(Arc::from(day.to_string().as_str())))
    }
}
