//! Colours of every format: one place, so that a group looks the same everywhere.

use crate::report::chart::Series;

/// Text, rules above and below headings, the zero line.
pub(crate) const INK: &str = "#1A1A1A";
/// Headings, links, client schools.
pub(crate) const BLUE: &str = "#12436D";
/// LLE schools: marks only, too light for text.
pub(crate) const TURQUOISE: &str = "#28A197";
/// Matched schools.
pub(crate) const PURPLE: &str = "#801650";
/// A fourth group: marks only, too light for text.
pub(crate) const ORANGE: &str = "#F46A25";
/// Small print, axes, the authority: 7:1 on white.
pub(crate) const GREY: &str = "#505A5F";
/// Outline of the national mark: 3:1 on white.
pub(crate) const PALE: &str = "#8A9297";
/// Hairlines.
pub(crate) const HAIR: &str = "#B1B4B6";
/// Grid lines where values are read off.
pub(crate) const GRID: &str = "#DEE0E2";
/// The one tinted area of a page.
pub(crate) const TINT: &str = "#F3F2F1";
/// Warm shade of disagreement, under hatching.
pub(crate) const WARM: &str = "#FBCDB5";
/// Paper.
pub(crate) const WHITE: &str = "#FFFFFF";

/// Colour of a series' marks.
pub(crate) const fn of(series: Series) -> &'static str {
    match series {
        Series::Clients => BLUE,
        Series::Lle => TURQUOISE,
        Series::Matched => PURPLE,
        Series::La => GREY,
        Series::National => PALE,
        Series::Other => INK,
        Series::Fourth => ORANGE,
    }
}

/// A light shade of a series' colour, for areas that stand behind or beside it.
pub(crate) const fn tint(series: Series) -> &'static str {
    match series {
        Series::Clients => "#A9BDD0",
        Series::Lle => "#B5DEDA",
        Series::Matched => "#D6AFC3",
        Series::La | Series::National => "#D2D5D7",
        Series::Other => "#C6C6C6",
        Series::Fourth => "#FBCDB5",
    }
}
