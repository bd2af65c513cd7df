//! The school whose name is so like a text that no other can be meant.

use std::collections::BTreeSet;

use super::name::Name;
use super::{How, Match, Schools, block};
use crate::base::text::likeness;

/// Least likeness of two names that are taken for one.
const NEAR: f64 = 0.92;
/// Least likeness of each word of such names to its counterpart.
const NEAR_WORD: f64 = 0.84;
/// Least likeness of a name that is worth suggesting.
const SUGGEST: f64 = 0.75;

impl Schools {
    /// The only school as like, the several, or the one to suggest.
    pub(super) fn near(&self, wanted: &Name) -> Match {
        let text = wanted.core_text();
        let candidates: BTreeSet<usize> = wanted
            .core
            .iter()
            .filter(|word| *word != "st")
            .filter_map(|word| self.blocks.get(&block(word)))
            .flatten()
            .copied()
            .collect();
        let mut scored: Vec<(f64, usize)> = candidates
            .into_iter()
            .filter_map(|index| {
                let own = self.names.get(index)?;
                own.phase_fits(wanted).then(|| (likeness(&text, &own.core_text()), index))
            })
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let alike: Vec<&(f64, usize)> = scored
            .iter()
            .filter(|(score, index)| {
                *score >= NEAR
                    && self.fits(*index, wanted)
                    && self.names.get(*index).is_some_and(|own| words_alike(wanted, own))
            })
            .collect();
        match alike.as_slice() {
            [(score, index)] => Match::Found(*index, How::Near(*score)),
            [] => Match::Unknown(
                scored.first().filter(|(s, _)| *s >= SUGGEST).map(|(_, at)| *at),
            ),
            several => Match::Ambiguous(several.iter().map(|(_, at)| *at).collect()),
        }
    }
}

/// Whether every word of each name has its counterpart in the other.
fn words_alike(a: &Name, b: &Name) -> bool {
    a.core.len() == b.core.len()
        && [(a, b), (b, a)].iter().all(|(one, other)| {
            one.core.iter().all(|word| {
                other.core.iter().any(|w| w == word || likeness(w, word) >= NEAR_WORD)
            })
        })
}
