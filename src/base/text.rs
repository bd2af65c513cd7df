//! Text as it is compared: folded, tidied, measured for likeness.

use unicode_normalization::UnicodeNormalization;

/// Text as cells are tidied: no-break and odd spaces to spaces, runs of white
/// space to one, look-alike dashes to a hyphen, zero-width marks dropped, ends trimmed.
pub(crate) fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        match c {
            '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' | '\u{ad}' => {}
            c if c.is_whitespace() || c == '\u{a0}' => space = !tidied.is_empty(),
            c => {
                if space {
                    tidied.push(' ');
                    space = false;
                }
                tidied.push(match c {
                    '\u{2010}'..='\u{2015}'
                    | '\u{2212}'
                    | '\u{fe58}'
                    | '\u{fe63}'
                    | '\u{ff0d}' => '-',
                    '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' | '`'
                    | '\u{b4}' => '\'',
                    '\u{201c}' | '\u{201d}' => '"',
                    c => c,
                });
            }
        }
    }
    tidied
}

/// Text as headings and words are compared: tidied, lower case, accents off,
/// everything but letters, digits, `%`, `£`, `+` and `&` turned to single spaces.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut space = false;
    for c in tidy(text).nfkd() {
        if ('\u{300}'..='\u{36f}').contains(&c) || c == '\'' {
            continue;
        }
        let keep = c.is_alphanumeric() || matches!(c, '%' | '£' | '+' | '&' | '#');
        if keep {
            if space && !folded.is_empty() {
                folded.push(' ');
            }
            space = false;
            folded.extend(c.to_lowercase());
        } else {
            space = true;
        }
    }
    folded
}

/// Likeness of two folded texts, 0 to 1 (Jaro and Winkler).
pub(crate) fn likeness(a: &str, b: &str) -> f64 {
    strsim::jaro_winkler(a, b)
}

/// The candidate most like `wanted`, with its likeness.
pub(crate) fn nearest<'a>(
    wanted: &str,
    among: impl IntoIterator<Item = &'a str>,
) -> Option<(&'a str, f64)> {
    let wanted = fold(wanted);
    among
        .into_iter()
        .map(|candidate| (candidate, likeness(&wanted, &fold(candidate))))
        .max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.0.cmp(a.0)))
}

/// `1 school`, `3 schools`: a count with its noun.
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 {
        format!("1\u{a0}{one}")
    } else {
        format!("{}\u{a0}{many}", super::quantity::decimal(n as f64, 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_compared_without_case_breaks_and_odd_spaces() {
        assert_eq!(fold("LAESTAB\u{a0}"), "laestab");
        assert_eq!(fold("No.\nof days agreed"), "no of days agreed");
        assert_eq!(fold("Contract value (£)"), "contract value £");
        assert_eq!(tidy(" 2010\u{2013}11 "), "2010-11");
    }
}
