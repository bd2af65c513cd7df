//! Colours and lines through a text, and the words that advisers have for them.

use crate::base::text::fold;

/// Something that a cell looks like.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    /// Its fill, `RRGGBB` or a colour's name.
    Fill(String),
    /// Its letters.
    Font(String),
    /// Fill or letters.
    Either(String),
    /// A line through its text.
    Struck,
}

const NAMES: [&str; 8] =
    ["red", "orange", "yellow", "green", "blue", "purple", "pink", "grey"];

impl Mark {
    /// `fill FFFF00`, `text red`, `#ffff00`, `colour green`, `strikethrough`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let folded = fold(text).replace('#', "");
        if ["strikethrough", "strike through", "struck", "struck through", "crossed out"]
            .contains(&folded.trim_end_matches(" rows").trim_end_matches(" text"))
        {
            return Some(Self::Struck);
        }
        let mut colour = None;
        let (mut is_fill, mut is_font) = (false, false);
        for word in folded.split(' ') {
            match word {
                "fill" | "filled" | "background" | "highlight" | "highlighted"
                | "shaded" => is_fill = true,
                "text" | "font" | "letters" | "writing" => is_font = true,
                "colour" | "color" | "rows" | "row" | "cells" | "in" => {}
                "amber" => colour = Some("orange".to_owned()),
                "gray" => colour = Some("grey".to_owned()),
                word if NAMES.contains(&word) || is_hex(word) => {
                    colour = Some(word.to_owned());
                }
                _ => return None,
            }
        }
        let colour = colour?;
        Some(match (is_fill, is_font) {
            (true, false) => Self::Fill(colour),
            (false, true) => Self::Font(colour),
            _ => Self::Either(colour),
        })
    }

    /// As the data quality workbook writes it.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Fill(colour) => format!("fill {}", colour.to_uppercase()),
            Self::Font(colour) => format!("text {}", colour.to_uppercase()),
            Self::Either(colour) => colour.to_uppercase(),
            Self::Struck => "struck through".to_owned(),
        }
    }

    /// Whether a mark that stands on a cell is the one that is meant.
    pub(super) fn is_of(&self, found: &Self) -> bool {
        let (wanted, colour) = match (self, found) {
            (Self::Struck, Self::Struck) => return true,
            (Self::Fill(a) | Self::Either(a), Self::Fill(b))
            | (Self::Font(a) | Self::Either(a), Self::Font(b)) => (a, b),
            _ => return false,
        };
        wanted.eq_ignore_ascii_case(colour)
            || hue(colour).is_some_and(|name| wanted == name)
    }
}

fn is_hex(word: &str) -> bool {
    word.len() == 6 && word.chars().all(|c| c.is_ascii_hexdigit())
}

/// The name of a colour given as `RRGGBB`.
fn hue(colour: &str) -> Option<&'static str> {
    let value = u32::from_str_radix(colour, 16).ok()?;
    let part = |shift: u32| f64::from(value >> shift & 0xFF);
    let (red, green, blue) = (part(16), part(8), part(0));
    let most = red.max(green).max(blue);
    let spread = most - red.min(green).min(blue);
    if spread < 24.0 {
        return (most > 40.0 && most < 235.0).then_some("grey");
    }
    let turn = if most <= red {
        ((green - blue) / spread * 60.0).rem_euclid(360.0)
    } else if most <= green {
        (blue - red) / spread * 60.0 + 120.0
    } else {
        (red - green) / spread * 60.0 + 240.0
    };
    let is_pale = most > 200.0 && spread < 110.0;
    Some(match turn {
        t if !(15.0..340.0).contains(&t) => {
            if is_pale {
                "pink"
            } else {
                "red"
            }
        }
        t if t < 48.0 => "orange",
        t if t < 70.0 => "yellow",
        t if t < 170.0 => "green",
        t if t < 255.0 => "blue",
        t if t < 290.0 => "purple",
        _ => "pink",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_known_in_an_advisers_words() {
        let either = |colour: &str| Some(Mark::Either(colour.to_owned()));
        assert_eq!(Mark::parse("colour #FFFF00"), either("ffff00"));
        assert_eq!(Mark::parse("Red text"), Some(Mark::Font("red".to_owned())));
        assert_eq!(Mark::parse("fill 00B050"), Some(Mark::Fill("00b050".to_owned())));
        assert_eq!(Mark::parse("Strikethrough"), Some(Mark::Struck));
        assert_eq!(Mark::parse("amber"), either("orange"));
        assert_eq!(Mark::parse("Redwell Infant"), None);
        assert_eq!(Mark::parse("text"), None);
    }

    #[test]
    fn colours_of_the_usual_palettes_have_their_names() {
        let names =
            ["FF0000", "C00000", "FFC000", "FFFF00", "00B050", "C6EFCE", "0070C0"]
                .map(|colour| hue(colour).unwrap());
        assert_eq!(names, ["red", "red", "orange", "yellow", "green", "green", "blue"]);
        assert_eq!(hue("FFC7CE"), Some("pink"));
        assert_eq!(hue("BFBFBF"), Some("grey"));
        assert_eq!(hue("FFFFFF"), None);
    }
}
