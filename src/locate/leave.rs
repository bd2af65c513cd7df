//! Headings that ask leave: to quote somebody, to name somebody in the directory. In
//! whatever words, and about nothing else: consent is never guessed.

use super::schema::{Column, Schema};

/// Words that ask for leave, or say that it was given.
const LEAVE: [&str; 15] = [
    "can",
    "may",
    "could",
    "ok",
    "okay",
    "happy",
    "consent",
    "consents",
    "permission",
    "agree",
    "agrees",
    "agreed",
    "allow",
    "allowed",
    "willing",
];

/// Words that may stand beside them.
const BESIDE: [&str; 37] = [
    "whether", "i", "we", "you", "he", "she", "they", "them", "us", "me", "him", "her",
    "this", "it", "these", "be", "being", "to", "for", "in", "on", "the", "a", "an",
    "of", "is", "are", "do", "does", "our", "your", "their", "his", "my", "would",
    "given", "gives",
];

/// Words for being quoted.
const QUOTE: [&str; 4] = ["quote", "quoted", "quoting", "quotation"];

/// What is quoted.
const SAID: [&str; 9] = [
    "comment",
    "comments",
    "remark",
    "remarks",
    "words",
    "anonymously",
    "said",
    "what",
    "reply",
];

/// Where LLEs are named.
const DIRECTORY: [&str; 4] = ["directory", "brochure", "booklet", "leaflet"];

/// Words for standing there.
const APPEAR: [&str; 13] = [
    "put",
    "appear",
    "appearing",
    "be",
    "being",
    "included",
    "include",
    "inclusion",
    "listed",
    "named",
    "published",
    "entry",
    "opt",
];

/// The column of a register for which a heading, folded, asks leave: `Can I quote them?`,
/// but not `Quote (permission to ring)`.
pub(super) fn column(schema: &Schema, folded: &str) -> Option<&'static Column> {
    let (key, asks): (&str, fn(&str) -> bool) = match schema.name {
        "surveys" | "comments" => ("consent", to_quote),
        "lles" => ("profile_consent", to_name),
        "profiles" => ("consent", to_name),
        _ => return None,
    };
    asks(folded).then(|| schema.column(key)).flatten()
}

/// Whether every word is one of those that ask for leave, stand beside them, or are of
/// what is asked, and leave is asked for.
fn asks(folded: &str, own: &[&[&str]]) -> bool {
    let is_own = |word: &str| own.iter().any(|words| words.contains(&word));
    let mut words = folded.split(' ');
    words.clone().any(|word| LEAVE.contains(&word))
        && words
            .all(|word| LEAVE.contains(&word) || BESIDE.contains(&word) || is_own(word))
}

/// `Can I quote them?`, `May we use your comments?`; a quote for work is another.
fn to_quote(folded: &str) -> bool {
    let has = |words: &[&str]| folded.split(' ').any(|word| words.contains(&word));
    if has(&QUOTE) {
        return asks(folded, &[&QUOTE, &SAID])
            && !["quote for", "quotation for"].iter().any(|one| folded.contains(one));
    }
    let is_of_words = has(&["comment", "comments", "remark", "remarks", "words", "said"]);
    let is_by_us = has(&["use"]) && has(&["we"]) || folded.contains("be used");
    is_of_words && is_by_us && asks(folded, &[&["use", "used"], &SAID])
}

/// `OK to appear in directory?`, `Directory opt in`: in it they are named, not only
/// written about.
fn to_name(folded: &str) -> bool {
    let more = ["go", "details", "public", "lle", "lles"];
    // `Directory opt in` asks by itself.
    // The content of a directory is none of theirs.
    let folded = match folded.strip_prefix("content to be named") {
        Some(rest) => format!("agree to be named{rest}"),
        None => folded.replace("optin", "opt in"),
    };
    let has_opt = folded.split(' ').any(|word| word == "opt");
    let asked = if has_opt { folded.replace("opt", "agree") } else { folded.clone() };
    let has = |words: &[&str]| asked.split(' ').any(|word| words.contains(&word));
    has(&DIRECTORY)
        && (has_opt || has(&APPEAR))
        && asks(&asked, &[&DIRECTORY, &APPEAR, &more])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::fold;
    use crate::register::{lles, surveys};

    #[test]
    fn leave_is_asked_in_many_words_and_no_others() {
        let of = |schema: &Schema, text: &str| {
            column(schema, &fold(text)).map(|column| column.key)
        };
        for text in [
            "Can I quote them?",
            "OK to quote",
            "Are they happy to be quoted",
            "May we use your comments?",
            "Whether we may quote their words",
            "Can we use what they said?",
        ] {
            assert_eq!(of(&surveys::SCHEMA, text), Some("consent"), "{text}");
        }
        for text in [
            "Quote (permission to ring)",
            "Can we quote the price",
            "May not be quoted",
            "Quote",
            "Permission to photograph",
            "May we use your hall?",
            "May we use it?",
            "I can use what they said",
            "Can they quote for it",
            "Used in reply (agreed)",
            "Content of comment used",
            "OK to appear in directory?",
        ] {
            assert_eq!(of(&surveys::SCHEMA, text), None, "{text}");
        }
        for text in [
            "OK to appear in directory?",
            "Agrees to be named in directory",
            "Happy to be in the brochure?",
            "Directory opt-in",
            "directory_optin",
            "Content to be named in the directory",
            "May we put them in the booklet?",
        ] {
            assert_eq!(of(&lles::SCHEMA, text), Some("profile_consent"), "{text}");
        }
        for text in [
            "Not to appear in directory",
            "Directory",
            "Directory content",
            "Happy to mentor",
            "Happy to do publicity",
            "Happy to print their leaflet",
            "Can list LLEs in their booklet",
            "Leaflet content agreed",
            "Content of directory entry",
            "Directory content agreed",
            "Directory content to appear",
            "Content to appear in directory",
            "Content to be put in the booklet",
        ] {
            assert_eq!(of(&lles::SCHEMA, text), None, "{text}");
        }
    }
}
