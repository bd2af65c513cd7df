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

/// A reference as it is looked up: `LLE 7`, `lle-7` and `LLE7` are one.
pub(crate) fn reference(text: &str) -> String {
    fold(text).replace(' ', "")
}

/// Text as headings and words are compared: tidied, lower case, accents off,
/// everything but letters, digits, `%`, `£`, `+` and `&` turned to single spaces.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = Folded::with_capacity(text.len());
    // Plain letters need neither tidying nor taking apart.
    if text.is_ascii() {
        text.chars().filter(|c| *c != '`').for_each(|c| folded.push(c));
    } else {
        tidy(text).nfkd().for_each(|c| folded.push(c));
    }
    folded.text
}

/// A text as it is being folded.
struct Folded {
    text: String,
    space: bool,
}

impl Folded {
    fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), space: false }
    }

    fn push(&mut self, c: char) {
        if ('\u{300}'..='\u{36f}').contains(&c) || c == '\'' {
            return;
        }
        if !c.is_alphanumeric() && !matches!(c, '%' | '£' | '+' | '&' | '#') {
            self.space = true;
            return;
        }
        if self.space && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.space = false;
        if c.is_ascii() {
            self.text.push(c.to_ascii_lowercase());
        } else {
            self.text.extend(c.to_lowercase());
        }
    }
}

/// A heading folded, spelled out where a computer wrote it in one word.
pub(crate) fn fold_spelled(text: &str) -> String {
    spelled(text).map_or_else(|| fold(text), |spelled| fold(&spelled))
}

/// Abbreviations of the field that a computer's name sticks to the next word.
const STUCK: [&str; 9] = ["LLE", "URN", "KS1", "KS2", "QA", "DfE", "TS", "LA", "VAT"];

/// A heading as a person would write it, where a computer wrote it in one word:
/// `Client_x0020_School`, `DateEndPlanned`, `LLEID`, `days_agreed`. None where it is
/// written as people write.
pub(crate) fn spelled(text: &str) -> Option<String> {
    let decoded = decoded(text);
    if decoded.contains(char::is_whitespace) {
        return (decoded != text).then_some(decoded);
    }
    let mut spelled = String::with_capacity(decoded.len() + 8);
    for run in decoded.split('_').filter(|run| !run.is_empty()) {
        let chars: Vec<char> = run.chars().collect();
        for (at, c) in chars.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| chars.get(at));
            let after = chars.get(at + 1);
            let starts = before.is_some_and(|before| {
                c.is_uppercase() && before.is_lowercase()
                    || c.is_uppercase()
                        && before.is_alphanumeric()
                        && after.is_some_and(|after| after.is_lowercase())
            });
            if starts || at == 0 && !spelled.is_empty() {
                spelled.push(' ');
            }
            spelled.push(*c);
        }
    }
    let words: Vec<String> = spelled
        .split(' ')
        .map(|word| {
            let is_shouted =
                word.chars().count() > 3 && !word.contains(char::is_lowercase);
            STUCK
                .iter()
                .find_map(|stuck| word.strip_prefix(stuck).map(|rest| (stuck, rest)))
                .filter(|(_, rest)| is_shouted && !rest.is_empty())
                .map_or_else(
                    || word.to_owned(),
                    |(stuck, rest)| format!("{stuck} {rest}"),
                )
        })
        .collect();
    let spelled = words.join(" ");
    (spelled != text).then_some(spelled)
}

/// A name of a list's column with its escapes undone: `_x0020_` is a space.
fn decoded(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        let code = after.get(..5).and_then(|code| code.strip_suffix('_'));
        let letter = code
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32);
        decoded.push_str(before);
        match (letter, after.get(5..)) {
            (Some(letter), Some(after)) => {
                decoded.push(letter);
                rest = after;
            }
            _ => {
                decoded.push_str("_x");
                rest = after;
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

/// Whether a word, or several, stands whole in a folded text.
pub(crate) fn has_word(folded: &str, word: &str) -> bool {
    let (text, len) = (folded.as_bytes(), word.len());
    folded.match_indices(word).any(|(at, _)| {
        let before = at.checked_sub(1).and_then(|at| text.get(at));
        before.is_none_or(|c| *c == b' ') && text.get(at + len).is_none_or(|c| *c == b' ')
    })
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
        assert_eq!(fold("  St. Mary`s\tC/E (VC)  "), "st marys c e vc");
        assert_eq!(fold("\u{a0}École St Mary\u{2019}s"), "ecole st marys");
    }

    #[test]
    fn names_that_a_computer_wrote_are_spelled_out() {
        for (name, words) in [
            ("Client_x0020_School", "Client School"),
            ("Daily_x0020_Rate_x0020__x0028__x00a3__x0029_", "Daily Rate (£)"),
            ("DateEndPlanned", "Date End Planned"),
            ("LLESchoolURN", "LLE School URN"),
            ("LLEID", "LLE ID"),
            ("QAID", "QA ID"),
            ("PupilsL4EngMaths", "Pupils L4 Eng Maths"),
            ("days_agreed", "days agreed"),
        ] {
            assert_eq!(spelled(name).as_deref(), Some(words));
        }
        for text in
            ["Client school", "URN", "NoV received", "Start", "DfE no.", "£", "_x"]
        {
            assert!(spelled(text).is_none_or(|text| text == "x"), "{text}");
        }
    }

    #[test]
    fn a_word_is_found_whole_only() {
        assert!(has_word("l4+ em 2009", "l4+") && has_word("l4+ em 2009", "2009"));
        assert!(has_word("local authority", "local authority"));
        assert!(!has_word("l4+ em 2009", "e") && !has_word("", "e"));
    }
}
