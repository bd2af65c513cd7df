//! LLEs, what schools need of them, what they say of themselves.

use super::{LleId, SchoolId};
use crate::base::cell::Place;
use crate::base::date::Date;
use crate::base::release::{Held, Internal, Public};
use crate::register::lles::active::Standing;

/// A head who is, was or may become a Local Leader of Education.
#[derive(Clone, Debug)]
pub(crate) struct Lle {
    /// The adviser's reference, or one made from name and school.
    pub(crate) reference: String,
    /// Title and whole name as printed: `Mrs Helen Birdsall`.
    pub(crate) name: Held<String, Internal>,
    /// Title, first name, surname, as far as known; of each where heads share the post.
    pub(crate) parts: Held<Vec<(String, String, String)>, Internal>,
    /// The name, where the LLE consents to the directory and is active.
    pub(crate) public_name: Option<Held<String, Public>>,
    /// Home school.
    pub(crate) school: Option<SchoolId>,
    /// Phase, as of schools.
    pub(crate) phase: &'static str,
    /// `Cohort 1`.
    pub(crate) cohort: String,
    /// Accreditation date.
    pub(crate) accredited: Option<Date>,
    /// Applied, assessed, trained.
    pub(crate) steps: [Option<Date>; 3],
    /// Status as in `lles::LLE_STATUS_WORDS`; empty if none.
    pub(crate) status: &'static str,
    /// A status is written that is no known word: whether they are active is unknown.
    pub(crate) is_status_unread: bool,
    /// Since when the status holds.
    pub(crate) status_date: Option<Date>,
    /// Days offered a year.
    pub(crate) days_offered: Option<f64>,
    /// Most deployments at once.
    pub(crate) max_active: Option<u32>,
    /// Tags.
    pub(crate) expertise: Vec<String>,
    /// Consent to the directory.
    pub(crate) consents: bool,
    /// Says no to the directory.
    pub(crate) refuses: bool,
    /// Review of designation due.
    pub(crate) review_due: Option<Date>,
    /// Schools worked at before, declared interests: as written.
    pub(crate) previous: Held<Vec<String>, Internal>,
    /// Declared interests.
    pub(crate) interests: Held<Vec<String>, Internal>,
    /// Schools of `previous` that are known, with the last year written beside.
    pub(crate) worked_at: Vec<(SchoolId, Option<i16>)>,
    /// Schools that `interests` name.
    pub(crate) interest_in: Vec<SchoolId>,
    /// Overall grade of the own school as the LLE register has it, 1 to 4.
    pub(crate) inspected: Option<u8>,
    /// Its grade of leadership and management, 1 to 4.
    pub(crate) leadership: Option<u8>,
    /// Day of that inspection.
    pub(crate) inspected_on: Option<Date>,
    /// Row.
    pub(crate) at: Place,
}

impl Lle {
    /// The day on which active status ended, where it has: resigned, retired,
    /// moved, de-designated.
    pub(crate) fn ended(&self) -> Option<Option<Date>> {
        matches!(self.status, "resigned" | "retired" | "moved la" | "de-designated")
            .then_some(self.status_date)
    }

    /// Whether they are at work on a day (P01).
    pub(crate) fn is_active_on(&self, date: Date) -> bool {
        let standing = Standing {
            accredited: self.accredited,
            status: self.status,
            is_unread: self.is_status_unread,
            since: self.status_date,
        };
        standing.is_active_on(date)
    }
}

/// A school that waits for support.
#[derive(Clone, Debug)]
pub(crate) struct Need {
    /// Reference.
    pub(crate) reference: String,
    /// School.
    pub(crate) school: SchoolId,
    /// Identified.
    pub(crate) identified: Option<Date>,
    /// Category.
    pub(crate) category: String,
    /// Tags with weight 1 to 3.
    pub(crate) tags: Vec<(String, f64)>,
    /// `high`, `medium`, `low` or empty.
    pub(crate) urgency: &'static str,
    /// Days estimated.
    pub(crate) days: Option<f64>,
    /// Preferred phase.
    pub(crate) phase: &'static str,
    /// Pupils on roll that the LLE's school should have about.
    pub(crate) size: Option<f64>,
    /// Exclusions as written, and what they mean.
    pub(crate) bars: Vec<(Held<String, Internal>, Bar)>,
    /// `waiting`, `matched`, `supported`, `closed`.
    pub(crate) status: &'static str,
    /// The adviser's choice (LLE ref or name) and the reason.
    pub(crate) chosen: Held<String, Internal>,
    /// The LLE that was chosen, where the choice names one.
    pub(crate) chosen_lle: Option<LleId>,
    /// Reason typed.
    pub(crate) choice_reason: Held<String, Internal>,
    /// LLEs whom a declared interest of the school or the panel names.
    pub(crate) interest_of: Vec<LleId>,
    /// Interests that name no LLE of the register, as written.
    pub(crate) other_interests: Held<Vec<String>, Internal>,
    /// The cell of the choice.
    pub(crate) chosen_at: Place,
    /// Row.
    pub(crate) at: Place,
}

/// Who must not, or who alone may, support a school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Bar {
    /// Not this LLE.
    Lle(LleId),
    /// Not from this school.
    School(SchoolId),
    /// Not from this cluster, folded.
    Cluster(String),
    /// Not from this federation or trust, folded.
    Group(String),
    /// Not from this district, folded.
    District(String),
    /// Only from this diocese, folded.
    Diocese(String),
    /// Fits nothing that is known: a person has to look.
    Unread,
}

/// A directory profile.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    /// LLE.
    pub(crate) lle: LleId,
    /// Texts agreed for publication.
    pub(crate) headline: String,
    /// Biography.
    pub(crate) biography: String,
    /// School in a line.
    pub(crate) context: String,
    /// Tags.
    pub(crate) expertise: Vec<String>,
    /// Anonymised work.
    pub(crate) work: String,
    /// Quote.
    pub(crate) quote: String,
    /// Availability.
    pub(crate) availability: String,
    /// Districts.
    pub(crate) districts: Vec<String>,
    /// Consent as the profile's own column has it.
    pub(crate) consents: Option<bool>,
    /// Consent given and its date.
    pub(crate) consent_date: Option<Date>,
    /// Review date.
    pub(crate) review: Option<Date>,
    /// Row.
    pub(crate) at: Place,
}

/// A development need of the LLEs.
#[derive(Clone, Debug)]
pub(crate) struct CpdNeed {
    /// Raised.
    pub(crate) raised: Option<Date>,
    /// Category.
    pub(crate) category: String,
    /// Need.
    pub(crate) need: Held<String, Internal>,
    /// Met.
    pub(crate) met: Option<Date>,
    /// Row.
    pub(crate) at: Place,
}
