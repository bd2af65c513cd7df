//! One cell of a results sheet: a number, a percentage, counts in words, or a
//! code that says why there is nothing.

use crate::base::cell::CellPos;
use crate::base::quantity::rounded;
use crate::base::reason::Missing;
use crate::base::text::tidy;
use crate::locate::fractions::parted;
use crate::read::grid::{CellValue, Grid};
use crate::register::cells::whole;

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Seen {
    /// A plain number, with the decimals that it shows.
    Plain { value: f64, places: u32 },
    /// A percentage by its sign or its number format, 0 to 100.
    Percent { value: f64, places: u32 },
    /// `23/30`, `23 out of 30`, perhaps with its percentage.
    Counts { of: f64, all: f64, stated: Option<f64> },
    /// Nothing usable, and why.
    Missing(Missing),
    /// Words that are no number and no code.
    Word,
}

/// A cell as read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Read {
    /// What it holds.
    pub(super) seen: Seen,
    /// What stands there, as a person sees it.
    pub(super) raw: String,
}

/// Reads a cell.
pub(super) fn read(grid: &Grid, pos: CellPos) -> Read {
    let Some(cell) = grid.cell(pos) else {
        return Read { seen: Seen::Missing(Missing::Blank), raw: String::new() };
    };
    match &cell.value {
        CellValue::Number(number) => {
            if grid.style(cell).is_some_and(crate::read::grid::Style::is_percent) {
                let value = rounded(number * 100.0, 9);
                let raw = format!("{}%", rounded(value, 2));
                Read { seen: Seen::Percent { value, places: shown_places(value) }, raw }
            } else {
                let places = shown_places(*number);
                Read {
                    seen: Seen::Plain { value: *number, places },
                    raw: number.to_string(),
                }
            }
        }
        CellValue::Text(text) => Read { seen: text_seen(text), raw: tidy(text) },
        CellValue::Bool(flag) => {
            Read { seen: Seen::Word, raw: flag.to_string().to_uppercase() }
        }
        CellValue::Date(serial) => {
            Read { seen: Seen::Word, raw: crate::locate::years::date_words(*serial) }
        }
        CellValue::Error(error) => {
            Read { seen: Seen::Missing(Missing::Unreadable), raw: error.to_string() }
        }
        CellValue::NotCalculated => {
            Read { seen: Seen::Missing(Missing::Unreadable), raw: String::new() }
        }
    }
}

/// Decimals of a number as a person would type it; a computed one has many.
fn shown_places(value: f64) -> u32 {
    let near = |places| (rounded(value, places) - value).abs() < 1e-9;
    (0..6).find(|places| near(*places)).unwrap_or(6)
}

/// What a text holds.
pub(super) fn text_seen(text: &str) -> Seen {
    let tidied = tidy(text);
    let bare = tidied.trim_start_matches('\'').trim();
    if bare.is_empty() {
        return Seen::Missing(Missing::Blank);
    }
    if let Some((value, places)) = plain(bare) {
        return Seen::Plain { value, places };
    }
    if let Some((value, places)) = percent(bare) {
        return Seen::Percent { value, places };
    }
    if let Some(counts) = counts(bare) {
        return counts;
    }
    Missing::said(bare).map_or(Seen::Word, Seen::Missing)
}

/// A number and nothing else, thousands parted by commas or not.
fn plain(text: &str) -> Option<(f64, u32)> {
    let text = text.trim();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_number = digits.chars().any(|c| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',')
        && !digits.starts_with(',')
        && !digits.ends_with(',');
    if !is_number {
        return None;
    }
    let bare = whole(text)?;
    let value: f64 = bare.parse().ok()?;
    let places = bare.split_once('.').map_or(0, |(_, rest)| rest.len());
    value.is_finite().then(|| (value, u32::try_from(places).unwrap_or(6).min(6)))
}

fn percent(text: &str) -> Option<(f64, u32)> {
    let lower = text.to_lowercase();
    ["%", "pct", "pc", "per cent", "percent"]
        .iter()
        .find_map(|sign| lower.strip_suffix(sign))
        .and_then(plain)
}

/// `23/30`, `23 out of 30`, `23 of 30 (77%)`, `77% (23 of 30)`.
fn counts(text: &str) -> Option<Seen> {
    let lower = text.to_lowercase();
    let (body, stated) = match lower.split_once('(') {
        Some((body, rest)) => {
            let inside = rest.trim_end().strip_suffix(')')?.trim();
            let body = body.trim();
            match percent(body) {
                Some((stated, _)) => (inside.to_owned(), Some(stated)),
                None => (body.to_owned(), Some(percent(inside)?.0)),
            }
        }
        None => (lower, None),
    };
    let (of, all) = parted(&body)?;
    let (of, all) = (plain(of)?.0, plain(all.trim_end_matches("pupils"))?.0);
    Some(Seen::Counts { of, all, stated })
}

impl Seen {
    /// The number of a count, where it is one.
    pub(super) fn number(self) -> Option<f64> {
        match self {
            Self::Plain { value, .. } | Self::Percent { value, .. } => Some(value),
            Self::Counts { .. } | Self::Missing(_) | Self::Word => None,
        }
    }
}

/// Which of two reasons for one result says more.
pub(super) fn stronger(a: Missing, b: Missing) -> Missing {
    const fn weight(missing: Missing) -> u8 {
        match missing {
            Missing::Unreadable => 7,
            Missing::Boycott => 6,
            Missing::Maladministration => 5,
            Missing::Suppressed => 4,
            Missing::New => 3,
            Missing::LowCoverage => 2,
            Missing::NoResult => 1,
            Missing::Blank => 0,
        }
    }
    if weight(b) > weight(a) { b } else { a }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_and_counts_are_read_in_any_dress() {
        assert_eq!(text_seen("76%"), Seen::Percent { value: 76.0, places: 0 });
        assert_eq!(text_seen("76 %"), Seen::Percent { value: 76.0, places: 0 });
        assert_eq!(text_seen("76pc"), Seen::Percent { value: 76.0, places: 0 });
        assert_eq!(text_seen("76.4 per cent"), Seen::Percent { value: 76.4, places: 1 });
        assert_eq!(text_seen("'76"), Seen::Plain { value: 76.0, places: 0 });
        assert_eq!(text_seen("12\u{a0}"), Seen::Plain { value: 12.0, places: 0 });
        assert_eq!(text_seen("\u{2212}3.2"), Seen::Plain { value: -3.2, places: 1 });
        assert_eq!(text_seen("1,234"), Seen::Plain { value: 1234.0, places: 0 });
        let both = Seen::Counts { of: 23.0, all: 30.0, stated: None };
        assert_eq!(text_seen("23/30"), both);
        assert_eq!(text_seen("23 out of 30"), both);
        assert_eq!(
            text_seen("23 of 30 (77%)"),
            Seen::Counts { of: 23.0, all: 30.0, stated: Some(77.0) }
        );
        assert_eq!(
            text_seen("77% (23/30)"),
            Seen::Counts { of: 23.0, all: 30.0, stated: Some(77.0) }
        );
    }

    #[test]
    fn codes_are_reasons_and_never_nought() {
        for (text, why) in [
            ("SUPP", Missing::Suppressed),
            ("*", Missing::Suppressed),
            ("x", Missing::Suppressed),
            ("[c]", Missing::Suppressed),
            ("[x]", Missing::NoResult),
            ("[z]", Missing::NoResult),
            ("z", Missing::NoResult),
            ("low", Missing::NoResult),
            ("SP", Missing::NoResult),
            ("RE", Missing::NoResult),
            ("boycott", Missing::Boycott),
            ("BOYC", Missing::Boycott),
            ("did not sit", Missing::Boycott),
            ("Did not sit tests", Missing::Boycott),
            ("TA only", Missing::Boycott),
            ("b/c", Missing::Boycott),
            ("NE", Missing::NoResult),
            ("NA ", Missing::NoResult),
            ("n/a", Missing::NoResult),
            ("NP", Missing::NoResult),
            ("-", Missing::NoResult),
            ("\u{2013}", Missing::NoResult),
            ("NEW", Missing::New),
            ("School not yet open", Missing::New),
            ("LOWCOV", Missing::LowCoverage),
            ("MALADMIN", Missing::Maladministration),
            (" ", Missing::Blank),
        ] {
            assert_eq!(text_seen(text), Seen::Missing(why), "{text}");
        }
    }

    #[test]
    fn words_and_limits_are_not_guessed_at() {
        for text in ["twenty", "c.76", ">75", "1e5", "inf", "NaN", "7,5", "see notes"] {
            assert_eq!(text_seen(text), Seen::Word, "{text}");
        }
    }
}
