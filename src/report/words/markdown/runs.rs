//! Runs of text: their looks, side notes and what stays on one line.

use super::{Look, Reader, Run};
use crate::report::block::{Inline, Text};
use crate::report::words::Source;

impl Reader<'_> {
    pub(super) fn inlines(&self, runs: &[Run]) -> Result<Text, String> {
        self.words_alone(runs)?;
        self.notes_have_text(runs)?;
        let mut text: Text = Vec::new();
        for run in runs {
            match run {
                Run::Words { text: words, look, at, .. } => {
                    let inline = self.inline(words.clone(), look, *at)?;
                    match (text.last_mut(), inline) {
                        (Some(Inline::Text(last)), Inline::Text(next))
                        | (Some(Inline::Strong(last)), Inline::Strong(next))
                        | (Some(Inline::Em(last)), Inline::Em(next)) => {
                            // A sentence that has nothing to say leaves no gap.
                            let is_spaced = last.ends_with(' ');
                            let rest = next.strip_prefix(' ').filter(|_| is_spaced);
                            last.push_str(rest.unwrap_or(&next));
                        }
                        (
                            Some(Inline::Link { text: last, to }),
                            Inline::Link { text: next, to: same },
                        )
                        | (
                            Some(Inline::Ref { text: last, to }),
                            Inline::Ref { text: next, to: same },
                        ) if *to == same => last.push_str(&next),
                        (_, inline) => text.push(inline),
                    }
                }
                Run::Note { label, .. } => {
                    let at = self.notes.iter().position(|note| note.label == *label);
                    let number =
                        at.and_then(|at| u32::try_from(at + 1).ok()).unwrap_or(0);
                    text.push(Inline::Note(number));
                }
                Run::Block { .. } => {}
            }
        }
        if let Some(Inline::Text(last)) = text.last_mut() {
            let end = last.trim_end().len();
            last.truncate(end);
        }
        Ok(text)
    }

    pub(super) fn inline(
        &self,
        text: String,
        look: &Look,
        at: usize,
    ) -> Result<Inline, String> {
        if let Some(to) = &look.link {
            if let Some(anchor) = to.strip_prefix('#') {
                return Ok(Inline::Ref { text, to: anchor.to_owned() });
            }
            let is_safe =
                ["https://", "http://", "mailto:"].iter().any(|s| to.starts_with(s));
            return if is_safe {
                Ok(Inline::Link { text, to: to.clone() })
            } else {
                self.refuse(
                    at,
                    &format!("a link goes to https:, mailto: or #a-heading, not to {to}"),
                )
            };
        }
        Ok(if look.strong > 0 {
            Inline::Strong(text)
        } else if look.em > 0 {
            Inline::Em(text)
        } else {
            Inline::Text(text)
        })
    }
}

pub(super) fn is_blank(runs: &[Run]) -> bool {
    runs.iter()
        .all(|run| matches!(run, Run::Words { text, .. } if text.trim().is_empty()))
}

/// Begins with bold words that end in a colon.
pub(super) fn is_labelled(runs: &[Run]) -> bool {
    matches!(
        runs.first(),
        Some(Run::Words { text, look, .. }) if look.strong > 0 && text.trim_end().ends_with(':')
    )
}

/// The words alone, in one line.
pub(super) fn flat(runs: &[Run]) -> String {
    let text: String = runs
        .iter()
        .filter_map(|run| match run {
            Run::Words { text, .. } => Some(text.as_str()),
            Run::Note { .. } | Run::Block { .. } => None,
        })
        .collect();
    text.trim().to_owned()
}

/// What stands behind ` | ` in the template's own words is a side note.
pub(super) fn with_side(runs: Vec<Run>) -> (Vec<Run>, String) {
    let (mut before, mut side, mut is_side) = (Vec::new(), Vec::new(), false);
    for run in runs {
        if is_side {
            side.push(run);
            continue;
        }
        match run {
            Run::Words { text, look, source: Source::Typed, at }
                if text.contains('|') =>
            {
                let (first, rest) = text.split_once('|').unwrap_or((&text, ""));
                let words = |text: &str| Run::Words {
                    text: text.to_owned(),
                    look: look.clone(),
                    source: Source::Typed,
                    at,
                };
                before.push(words(first));
                side.push(words(rest));
                is_side = true;
            }
            other => before.push(other),
        }
    }
    (before, flat(&side))
}

pub(super) fn trim_start(text: &mut Text) {
    if let Some(Inline::Text(first)) = text.first_mut() {
        *first = first.trim_start().to_owned();
    }
}

/// Words that a number is kept on one line with.
const UNITS: [&str; 11] = [
    "percentage",
    "points",
    "point",
    "pp",
    "per",
    "schools",
    "school",
    "pupils",
    "pupil",
    "days",
    "LLEs",
];

/// A number and its unit stay together, and so do the ends of a range and the parts of
/// `13 of 14`: no-break spaces between them.
pub(super) fn kept_together(text: &str) -> String {
    let ends = |part: &&str| {
        part.trim_end_matches('%').chars().last().is_some_and(|c| c.is_ascii_digit())
    };
    let begins = |part: &&str| {
        let digits = part.trim_start_matches(['+', '−', '£']);
        digits.chars().next().is_some_and(|c| c.is_ascii_digit())
    };
    let parts: Vec<&str> = text.split(' ').collect();
    let at = |at: usize| parts.get(at);
    let mut out = String::with_capacity(text.len());
    let mut joins = false;
    for (number, part) in parts.iter().enumerate() {
        out.push_str(part);
        let Some(next) = at(number + 1) else { break };
        let unit = next.trim_end_matches(|c: char| !c.is_alphanumeric());
        let is_number = ends(part);
        let begins_pair = is_number
            && matches!(*next, "of" | "to")
            && at(number + 2).is_some_and(&begins);
        let keeps = joins || begins_pair || is_number && UNITS.contains(&unit);
        joins = begins_pair;
        out.push(if keeps { '\u{a0}' } else { ' ' });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::kept_together;

    #[test]
    fn numbers_stay_with_their_units_and_with_the_other_end_of_a_range() {
        let kept = |text: &str| kept_together(text).replace('\u{a0}', "_");
        assert_eq!(
            kept("a rise of 2 points, or 5.1 pupils."),
            "a rise of 2_points, or 5.1_pupils."
        );
        assert_eq!(
            kept("95% interval −71.7 to 98.9) of"),
            "95% interval −71.7_to_98.9) of"
        );
        assert_eq!(kept("heads (15 of 16, 93.8%; then"), "heads (15_of_16, 93.8%; then");
        assert_eq!(kept("of £246.63 to £721.67"), "of £246.63_to_£721.67");
        assert_eq!(kept("in 2010 to say"), "in 2010 to say");
    }
}
