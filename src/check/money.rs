//! Budget and spend: decided, within the line, once, in its year.

mod decided;
mod lines;
mod payments;

use super::Check;

/// Checks of this family.
pub(super) const CHECKS: &[Check] = &[
    Check { rule: &lines::OVER, needs: &["budget", "spend"], run: lines::over },
    Check { rule: &payments::INVOICE, needs: &["spend"], run: payments::invoice },
    Check { rule: &payments::DEAR, needs: &["spend"], run: payments::dear },
    Check { rule: &payments::YEAR, needs: &["spend"], run: payments::year },
    Check { rule: &decided::RULE, needs: &["decisions"], run: decided::run },
    Check { rule: &payments::NEGATIVE, needs: &["spend"], run: payments::negative },
    Check { rule: &lines::UNKNOWN, needs: &["budget", "spend"], run: lines::unknown },
];
