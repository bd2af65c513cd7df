//! Colours of every format: one place, so that a group looks the same everywhere.
//!
//! A drawing names the colours of the groups (`clients`) and of the document
//! (`accent`) by their names in `style.toml`, and its own as they are; a `Palette`
//! tells what is meant.

use std::collections::BTreeMap;

use crate::base::quantity::rounded;
use crate::report::chart::Series;

/// Text, rules above and below headings, the zero line.
pub(crate) const INK: &str = "#1A1A1A";
/// Small print, axes, the authority: 7:1 on white.
pub(crate) const GREY: &str = "#505A5F";
/// Hairlines.
pub(crate) const HAIR: &str = "#B1B4B6";
/// Grid lines where values are read off.
pub(crate) const GRID: &str = "#DEE0E2";
/// Warm shade of disagreement, under hatching.
pub(crate) const WARM: &str = "#FBCDB5";
/// Paper.
pub(crate) const WHITE: &str = "#FFFFFF";

/// Colour of money paid and days delivered: the document's own.
pub(crate) const ACCENT: &str = "accent";

/// Colour of a series' marks.
pub(crate) const fn of(series: Series) -> &'static str {
    match series {
        Series::Clients => "clients",
        Series::Lle => "lle",
        Series::Matched => "matched",
        Series::La => "authority",
        Series::National => "national",
        Series::Other => "other",
        Series::Fourth => "fourth",
    }
}

/// A light shade of a series' colour, for areas that stand behind or beside it.
pub(crate) const fn tint(series: Series) -> &'static str {
    match series {
        Series::Clients => "clients, light",
        Series::Lle => "lle, light",
        Series::Matched => "matched, light",
        Series::La | Series::National => "authority, light",
        Series::Other => "other, light",
        Series::Fourth => "fourth, light",
    }
}

/// Red, green, blue.
pub(crate) type Parts = [u8; 3];

/// How much of its colour a light shade keeps.
const LIGHT: f64 = 0.33;

/// What the names of colours mean in one style.
#[derive(Clone, Debug, Default)]
pub(crate) struct Palette(BTreeMap<String, String>);

impl Palette {
    /// Names with their colours; each gets its light shade too.
    pub(crate) fn new(named: &[(&str, Parts)]) -> Self {
        let mut all = BTreeMap::new();
        for (name, parts) in named {
            let light = parts.map(|part| {
                let part = 255.0 - (255.0 - f64::from(part)) * LIGHT;
                rounded(part, 0) as u8
            });
            all.insert((*name).to_owned(), written(*parts));
            all.insert(format!("{name}, light"), written(light));
        }
        Self(all)
    }

    /// A colour as `#RRGGBB`.
    pub(crate) fn shade<'a>(&'a self, colour: &'a str) -> &'a str {
        self.0.get(colour).map_or(colour, String::as_str)
    }
}

/// `#RRGGBB`.
pub(crate) fn written([red, green, blue]: Parts) -> String {
    format!("#{red:02X}{green:02X}{blue:02X}")
}

/// How far two colours stand apart, from 1 to 21, by WCAG 2's relative luminance.
pub(crate) fn contrast(one: Parts, other: Parts) -> f64 {
    let light = |parts: Parts| {
        let [red, green, blue] = parts.map(|part| {
            let share = f64::from(part) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (a, b) = (light(one), light(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        // Black on white is 21; #777777 on white is the well-known 4.48.
        assert!((contrast([0, 0, 0], [255, 255, 255]) - 21.0).abs() < 0.001);
        assert!((contrast([0x77, 0x77, 0x77], [255, 255, 255]) - 4.48).abs() < 0.005);
    }

    #[test]
    fn a_name_means_its_colour_and_a_colour_itself() {
        let palette = Palette::new(&[("clients", [0, 100, 200])]);
        assert_eq!(palette.shade("clients"), "#0064C8");
        // A third of the way from white: 255 - 255 / 3, and so on.
        assert_eq!(palette.shade("clients, light"), "#ABCCED");
        assert_eq!(palette.shade(GREY), "#505A5F");
    }
}
