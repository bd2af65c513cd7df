//! What the forum has decided, which protocols are in force, what was published.

use super::Named;
use super::tables::{or_none, table};
use crate::base::date::long;
use crate::base::quantity::pounds;
use crate::base::text::{fold, has_word};
use crate::report::Sources;
use crate::report::block::{Align, Block};

pub(super) fn blocks(sources: &Sources<'_>) -> Vec<Named> {
    vec![
        ("table:decisions", vec![decisions(sources)]),
        ("table:protocols", vec![protocols(sources)]),
        ("table:publications", vec![publications(sources)]),
    ]
}

fn decisions(sources: &Sources<'_>) -> Block {
    let rows = sources
        .programme
        .decisions
        .iter()
        .filter(|decision| decision.date.is_none_or(|day| day <= sources.programme.as_at))
        .map(|decision| {
            vec![
                or_none(decision.date.map(long).unwrap_or_default()),
                or_none(decision.reference.clone()),
                or_none(match decision.conditions.as_str() {
                    "" => decision.text.clone(),
                    conditions => format!("{}. Condition: {conditions}", decision.text),
                }),
                or_none(decision.amount.map(pounds).unwrap_or_default()),
                or_none(decision.years.clone()),
            ]
        })
        .collect();
    table(
        "t-decisions",
        "Decisions of the Schools Forum so far",
        &[
            ("Meeting", Align::Left),
            ("Reference", Align::Left),
            ("Decision", Align::Left),
            ("Amount", Align::Decimal),
            ("Financial year", Align::Left),
        ],
        rows,
        &[],
    )
}

/// Words of a status by which a protocol is not, or no longer, in force.
const NOT_IN_FORCE: [&str; 8] = [
    "draft",
    "superseded",
    "replaced",
    "withdrawn",
    "archived",
    "expired",
    "retired",
    "obsolete",
];

fn is_in_force(status: &str) -> bool {
    let folded = fold(status);
    !NOT_IN_FORCE.iter().any(|word| has_word(&folded, word))
}

fn protocols(sources: &Sources<'_>) -> Block {
    let as_at = sources.programme.as_at;
    let rows = sources
        .programme
        .documents
        .iter()
        .filter(|document| document.approved.is_none_or(|day| day <= as_at))
        .filter(|document| is_in_force(&document.status))
        .map(|document| {
            let review = match document.review {
                Some(day) if day < as_at => format!("{}: overdue", long(day)),
                Some(day) => long(day),
                None => String::new(),
            };
            vec![
                document.title.clone(),
                or_none(document.version.clone()),
                or_none(document.approved_by.clone()),
                or_none(document.approved.map(long).unwrap_or_default()),
                or_none(review),
            ]
        })
        .collect();
    table(
        "t-protocols",
        "Protocols in force",
        &[
            ("Protocol", Align::Left),
            ("Version", Align::Left),
            ("Approved by", Align::Left),
            ("Approved", Align::Left),
            ("Review due", Align::Left),
        ],
        rows,
        &[],
    )
}

/// What was published for everybody: papers for members alone are not listed.
fn publications(sources: &Sources<'_>) -> Block {
    let as_at = sources.programme.as_at;
    let mut published: Vec<_> = sources
        .programme
        .publications
        .iter()
        .filter(|one| one.is_public && one.date.is_none_or(|day| day <= as_at))
        .collect();
    published.sort_by_key(|one| one.date);
    let rows = published
        .into_iter()
        .map(|one| {
            vec![
                or_none(one.date.map(long).unwrap_or_default()),
                one.document.clone(),
                or_none(one.channel.clone()),
                or_none(one.audience.clone()),
            ]
        })
        .collect();
    table(
        "t-publications",
        "What the programme has published",
        &[
            ("Date", Align::Left),
            ("Document", Align::Left),
            ("Where", Align::Left),
            ("For whom", Align::Left),
        ],
        rows,
        &[],
    )
}

#[cfg(test)]
mod tests {
    use super::is_in_force;

    #[test]
    fn a_protocol_that_was_replaced_is_not_in_force() {
        for status in ["", "In force", "Current", "Approved", "Live (v2)"] {
            assert!(is_in_force(status), "{status}");
        }
        for status in ["Superseded", "DRAFT v3", "withdrawn 2010", "Archived"] {
            assert!(!is_in_force(status), "{status}");
        }
    }
}
