//! Headings that ask leave: to quote somebody, to name somebody in the directory. In
//! whatever words, and about nothing else: consent is never guessed.

use super::schema::{Column, Schema};

/// Words that ask for leave, or say that it was given.
const LEAVE: [&str; 17] = [
    "opt",
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
    "content",
];

/// Words that may stand beside them.
const BESIDE: [&str; 36] = [
    "i", "we", "you", "he", "she", "they", "them", "us", "me", "him", "her", "this",
    "it", "these", "be", "being", "to", "for", "in", "on", "the", "a", "an", "of", "is",
    "are", "do", "does", "our", "your", "their", "his", "my", "would", "given", "gives",
];

/// What leave may be asked for.
struct Asked {
    /// Registers that ask it, with the column that holds the answer.
    by: &'static [(&'static str, &'static str)],
    /// The words that name it.
    named: &'static [&'static str],
    /// Words for what is done, of which one names it together with one of `beside`.
    done: &'static [&'static str],
    /// Words that may stand beside those.
    beside: &'static [&'static str],
}

const ASKED: [Asked; 2] = [
    Asked {
        by: &[("surveys", "consent"), ("comments", "consent")],
        named: &["quote", "quoted", "quoting", "quotation"],
        done: &["use", "used", "print", "printed", "publish", "published"],
        beside: &[
            "comment",
            "comments",
            "remark",
            "remarks",
            "words",
            "anonymously",
            "said",
            "what",
            "reply",
        ],
    },
    Asked {
        by: &[("lles", "profile_consent"), ("profiles", "consent")],
        named: &["directory", "brochure", "booklet", "leaflet", "publicity"],
        done: &["print", "printed", "publish", "published", "list"],
        beside: &[
            "appear",
            "appearing",
            "go",
            "included",
            "include",
            "inclusion",
            "listed",
            "named",
            "published",
            "details",
            "entry",
            "public",
            "lle",
            "lles",
        ],
    },
];

/// The column of a register for which a heading, folded, asks leave: `Can I quote them?`,
/// but not `Quote (permission to ring)`.
pub(super) fn column(schema: &Schema, folded: &str) -> Option<&'static Column> {
    ASKED.iter().find_map(|asked| {
        let (_, key) = asked.by.iter().find(|(name, _)| *name == schema.name)?;
        asked.is_by(folded).then(|| schema.column(key)).flatten()
    })
}

impl Asked {
    fn is_by(&self, folded: &str) -> bool {
        let is_named = |word: &str| self.named.contains(&word);
        let words = folded.split(' ');
        let is_done = |word: &str| self.done.contains(&word);
        let is_known = |word: &str| {
            is_named(word)
                || is_done(word)
                || LEAVE.contains(&word)
                || BESIDE.contains(&word)
                || self.beside.contains(&word)
        };
        let is_done_to = || {
            words.clone().any(is_done)
                && words.clone().any(|word| self.beside.contains(&word))
        };
        (words.clone().any(is_named) || is_done_to())
            && words.clone().any(|word| LEAVE.contains(&word))
            && words.clone().all(is_known)
    }
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
            "OK to appear in directory?",
        ] {
            assert_eq!(of(&surveys::SCHEMA, text), None, "{text}");
        }
        for text in [
            "OK to appear in directory?",
            "Agrees to be named in directory",
            "Content for their details to go in the directory",
        ] {
            assert_eq!(of(&lles::SCHEMA, text), Some("profile_consent"), "{text}");
        }
        for text in ["Not to appear in directory", "Directory", "Happy to mentor"] {
            assert_eq!(of(&lles::SCHEMA, text), None, "{text}");
        }
    }
}
