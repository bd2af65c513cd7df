//! What keeps a pack from being published.

use std::sync::Arc;

use crate::base::cell::Place;
use crate::base::finding::{Finding, Findings, Rule, Severity};
use crate::base::text::count;

use super::{Context, rule};

static LEAK: Rule = rule(
    "PUB-004",
    "restricted-name-in-public-file",
    Severity::Stop,
    "No finished public file holds the name of a client school, its head, or an LLE who has not consented.",
    "What is published cannot be taken back.",
    "Take the name out of the wording in templates, or out of the comment or profile that carries it.",
);

static OPEN: Rule = rule(
    "PUB-005",
    "open-findings-in-meeting-edition",
    Severity::Stop,
    "A meeting edition has no open errors and no unanswered queries.",
    "The forum decides on it.",
    "Mend the errors and answer the queries, or build a monthly edition.",
);

static SUBSTITUTED: Rule = rule(
    "PUB-020",
    "character-without-a-glyph",
    Severity::Note,
    "The typeface of the documents has every character that they print.",
    "A box stands in print where the typeface lacks a character, so a name may be misread.",
    "Write the name in Latin, Greek or Cyrillic letters, or leave it if the box is harmless.",
);

/// Rules of this file.
pub(super) static RULES: &[&Rule] = &[&LEAK, &OPEN, &SUBSTITUTED];

/// A meeting edition refuses open errors and queries.
pub(super) fn meeting(context: &Context<'_>, findings: &mut Findings) {
    let open = findings.open(Severity::Error) + findings.open(Severity::Query);
    if context.is_meeting && open > 0 {
        let says = format!(
            "{} open; a meeting edition was to have none.",
            count(open, "error or query stands", "errors and queries stand")
        );
        findings.add(Finding::new(&OPEN, Place::default(), says));
    }
}

/// A restricted name in a finished public file.
pub(crate) fn leak(path: &str, name: &str) -> Finding {
    let place = Place::file(&Arc::from(path));
    Finding::new(
        &LEAK,
        place,
        format!("A restricted name ({name}) stands in {path}; it was not published."),
    )
}

/// Characters that a finished document shows as a box; none where it lacks none.
pub(crate) fn substituted(path: &str, lacking: &[char]) -> Option<Finding> {
    if lacking.is_empty() {
        return None;
    }
    let listed: Vec<String> =
        lacking.iter().map(|c| format!("{c} (U+{:04X})", u32::from(*c))).collect();
    Some(Finding::new(
        &SUBSTITUTED,
        Place::file(&Arc::from(path)),
        format!("{path} shows a box for {}; the typeface lacks it.", listed.join(", ")),
    ))
}

#[cfg(test)]
mod tests {
    use crate::base::finding::{Findings, Severity};
    use crate::check::found::scene;

    const TABLES: &str = "
        LLEs | LLE ref
             | LLE01
        Deployments | Deployment ref | LLE ref | Days agreed
                    | DEP-01 | LLE01 | 47
        Results | URN | Year | Value
                | 180001 | 2010/11 | 60
    ";

    #[test]
    fn characters_that_the_typeface_lacks_are_noted_and_their_absence_is_not() {
        let found = super::substituted("public/x.pdf", &['学']).unwrap();
        assert_eq!((&*found.code, found.severity), ("PUB-020", Severity::Note));
        assert!(found.message.contains("学 (U+5B66)"), "{}", found.message);
        assert!(super::substituted("public/x.pdf", &[]).is_none());
    }

    #[test]
    fn a_meeting_edition_refuses_open_queries_and_a_monthly_one_does_not() {
        let stops = |scene: &crate::check::found::Scene| {
            let mut findings = Findings::default();
            crate::check::run(&scene.registers, &scene.context(), &mut findings);
            findings.open(Severity::Stop)
        };
        assert_eq!(stops(&scene(TABLES)), 0);
        assert_eq!(stops(&scene(TABLES).meeting()), 1);
    }
}
