//! Whether the percentages of a column are written 0 to 100 or 0 to 1: the
//! column first, then the cell.

use std::collections::BTreeMap;

use crate::base::cell::CellPos;
use crate::read::grid::Grid;

use super::cell::{Seen, read};

/// How the plain numbers of a column of percentages are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scale {
    /// 0 to 100.
    Hundred,
    /// 0 to 1.
    One,
    /// Only noughts and ones: nobody can tell.
    Unknown,
}

/// What one cell of percentages says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Share {
    /// Per cent, 0 to 100, with the decimals that it shows.
    PerCent(f64, u32),
    /// A fraction among percentages.
    Fraction(f64),
    /// Exactly 1 among percentages: one per cent, or all of them.
    One,
    /// 0 and 1 in a column of nothing else.
    Unknown,
}

/// The scale of a column over these rows.
pub(super) fn of(grid: &Grid, col: u32, rows: &[u32]) -> Scale {
    let (mut ones, mut fractions, mut has_percent) = (false, false, false);
    for row in rows {
        match read(grid, CellPos::new(*row, col)).seen {
            Seen::Plain { value, .. } if value > 1.0 => return Scale::Hundred,
            Seen::Plain { value, .. } => {
                ones |= value == 1.0;
                fractions |= value > 0.0 && value < 1.0;
            }
            Seen::Percent { .. } => has_percent = true,
            Seen::Counts { .. } | Seen::Missing(_) | Seen::Word => {}
        }
    }
    match (ones, fractions) {
        (_, true) if !has_percent => Scale::One,
        (true, false) if !has_percent => Scale::Unknown,
        // Noughts alone are nought on either scale.
        // Beside percentages with their sign a bare fraction is one of two things.
        _ => Scale::Hundred,
    }
}

/// Scales by column, worked out once.
#[derive(Debug, Default)]
pub(super) struct Scales {
    by_col: BTreeMap<u32, Scale>,
    in_counts: BTreeMap<u32, bool>,
}

impl Scales {
    /// The scale of a column.
    pub(super) fn of(&mut self, grid: &Grid, col: u32, rows: &[u32]) -> Scale {
        *self.by_col.entry(col).or_insert_with(|| of(grid, col, rows))
    }

    /// Whether most cells of a column carry their counts: `23 of 30`.
    pub(super) fn in_counts(&mut self, grid: &Grid, col: u32, rows: &[u32]) -> bool {
        *self.in_counts.entry(col).or_insert_with(|| {
            let seen = |row: &u32| read(grid, CellPos::new(*row, col)).seen;
            let counts = |row: &&u32| matches!(seen(row), Seen::Counts { .. });
            rows.iter().filter(counts).count() * 2 > rows.len()
        })
    }
}

/// A cell of a column with this scale, as per cent.
pub(super) fn share(seen: Seen, scale: Scale) -> Option<Share> {
    Some(match seen {
        Seen::Percent { value, places } => Share::PerCent(value, places),
        Seen::Plain { value, places } => match scale {
            Scale::One => Share::PerCent(value * 100.0, places.saturating_sub(2)),
            Scale::Unknown if value == 0.0 || value == 1.0 => Share::Unknown,
            Scale::Hundred | Scale::Unknown if value == 1.0 => Share::One,
            Scale::Hundred | Scale::Unknown if value > 0.0 && value < 1.0 => {
                Share::Fraction(value)
            }
            Scale::Hundred | Scale::Unknown => Share::PerCent(value, places),
        },
        Seen::Counts { .. } | Seen::Missing(_) | Seen::Word => return None,
    })
}
