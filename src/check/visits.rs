//! Records of visit against deployments, the calendar and themselves.

mod days;
mod links;
mod paper;
mod pupils;
mod terms;
mod when;

use super::Check;

/// Checks of this family.
pub(super) const CHECKS: &[Check] = &[
    Check { rule: &links::RULE, needs: &["visits", "deployments"], run: links::run },
    Check { rule: &when::WINDOW, needs: &["visits"], run: when::window },
    Check { rule: &when::HOLIDAY, needs: &["visits"], run: when::holiday },
    Check { rule: &days::LENGTH, needs: &["visits"], run: days::length },
    Check { rule: &days::TWO_PLACES, needs: &["visits"], run: days::two_places },
    Check { rule: &days::TWICE, needs: &["visits"], run: days::twice },
    Check { rule: &paper::RECORD, needs: &["visits"], run: paper::record },
    Check { rule: &paper::COPIED, needs: &["visits"], run: paper::copied },
    Check { rule: &when::QUIET, needs: &["visits", "deployments"], run: when::quiet },
    Check { rule: &terms::ORDER, needs: &["term_dates"], run: terms::order },
    Check { rule: &terms::OVERLAP, needs: &["term_dates"], run: terms::overlap },
    Check { rule: &terms::GAP, needs: &["term_dates"], run: terms::gap },
    Check { rule: &pupils::RULE, needs: &["visits"], run: pupils::run },
];
