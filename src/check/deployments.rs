//! The deployment register against itself, the LLEs, the schools and the calendar.

mod dates;
mod days;
mod edits;
mod links;
pub(crate) mod state;
mod waiting;
mod words;

use super::Check;
pub(crate) use links::{ambiguous, unknown};

/// Checks of this family.
pub(super) const CHECKS: &[Check] = &[
    Check { rule: &links::LLE, needs: &["deployments", "lles"], run: links::lle },
    Check {
        rule: &links::CLIENT_RULE,
        needs: &["deployments", "schools"],
        run: links::client,
    },
    Check {
        rule: &links::OWN,
        needs: &["deployments", "lles", "schools"],
        run: links::own,
    },
    Check { rule: &dates::ORDER, needs: &["deployments"], run: dates::order },
    Check { rule: &dates::STATUS, needs: &["deployments"], run: dates::status },
    Check { rule: &dates::OVERLAP, needs: &["deployments"], run: dates::overlap },
    Check { rule: &days::RULE, needs: &["deployments"], run: days::days },
    Check { rule: &dates::PATH, needs: &["deployments"], run: dates::path },
    Check { rule: &words::SUCCESS_RULE, needs: &["deployments"], run: words::success },
    Check { rule: &waiting::FREE, needs: &["deployments", "lles"], run: waiting::free },
    Check { rule: &edits::RULE, needs: &["deployments", "last pack"], run: edits::run },
    Check { rule: &waiting::NEED, needs: &["needs", "schools"], run: waiting::need },
];
