//! A choice of an LLE that departs from the shortlist and says no reason.
//!
//! The shortlist is made of linked registers, after this stage; the run hands
//! its findings back, so that they take part in states, answers and the gate.

use crate::base::cell::Place;
use crate::base::finding::{Finding, Rule, Severity};

use super::rule;

pub(super) static RULE: Rule = Rule {
    settings: &[
        "weight_phase",
        "weight_expertise",
        "weight_context",
        "weight_distance",
        "weight_size",
        "weight_capacity",
    ],
    ..rule(
        "DEP-015",
        "choice-without-reason",
        Severity::Query,
        "An LLE who is chosen for a school is the first of its shortlist, or the reason is written beside the choice.",
        "Who was passed over may ask why, and the panel must be able to answer.",
        "Write the reason beside the choice, in the register of needs or in the sheet Needs of the matching workbook, or choose the first of the shortlist.",
    )
};

/// One choice without its reason.
pub(crate) fn unexplained(
    place: Place,
    record: &str,
    chosen: &str,
    says: &str,
) -> Finding {
    Finding::new(&RULE, place, says)
        .register("needs")
        .record(record)
        .column(crate::register::needs::CHOSEN.title)
        .value(chosen)
}
