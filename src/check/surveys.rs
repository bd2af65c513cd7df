//! Survey responses: one each, enough of them, the same questions.

mod questions;
mod replies;

use super::Check;

/// Checks of this family.
pub(super) const CHECKS: &[Check] = &[
    Check { rule: &replies::TWICE, needs: &["surveys"], run: replies::twice },
    Check { rule: &replies::RATE, needs: &["surveys"], run: replies::rate },
    Check { rule: &questions::WORDING, needs: &["surveys"], run: questions::wording },
    Check { rule: &replies::FEW, needs: &["surveys"], run: replies::few },
];
