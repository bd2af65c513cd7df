//! Results against the school list, the year before, and the published figures.

mod change;
mod comparators;
mod coverage;

use super::Check;

/// Checks of this family.
pub(super) const CHECKS: &[Check] = &[
    Check {
        rule: &change::JUMP,
        needs: &["results", "schools", "deployments"],
        run: change::jump,
    },
    Check { rule: &comparators::RULE, needs: &["results"], run: comparators::run },
    Check {
        rule: &coverage::PAIR,
        needs: &["results", "schools", "deployments"],
        run: coverage::pair,
    },
    Check {
        rule: &coverage::HIDDEN,
        needs: &["results", "schools", "deployments"],
        run: coverage::hidden,
    },
];
