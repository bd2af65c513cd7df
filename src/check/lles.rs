//! The LLE register against itself, the schools and the deployments.

mod accreditation;
mod eligibility;
mod home;
mod load;
mod person;

use super::Check;

/// Checks of this family.
pub(super) const CHECKS: &[Check] = &[
    Check { rule: &home::SCHOOL, needs: &["lles", "schools"], run: home::school },
    Check { rule: &person::SAME, needs: &["lles"], run: person::same },
    Check { rule: &accreditation::DATE, needs: &["lles"], run: accreditation::date },
    Check { rule: &eligibility::HEADSHIP, needs: &["lles"], run: eligibility::headship },
    Check {
        rule: &eligibility::LEADERSHIP,
        needs: &["lles"],
        run: eligibility::leadership,
    },
    Check { rule: &accreditation::REVIEW, needs: &["lles"], run: accreditation::review },
    Check { rule: &load::LEFT, needs: &["lles", "deployments"], run: load::left },
    Check { rule: &load::CAPACITY, needs: &["lles", "deployments"], run: load::capacity },
    Check {
        rule: &accreditation::TRAINING,
        needs: &["lles"],
        run: accreditation::training,
    },
    Check { rule: &home::DROP, needs: &["lles"], run: home::drop },
    Check { rule: &person::PROFILE, needs: &["profiles", "lles"], run: person::profile },
];
