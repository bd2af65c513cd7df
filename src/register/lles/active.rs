//! Whether an LLE is at work on a day (P01).

use crate::base::date::Date;

/// What a register says of an LLE's standing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing {
    /// Day of accreditation.
    pub(crate) accredited: Option<Date>,
    /// A word of the list, empty where none stands there.
    pub(crate) status: &'static str,
    /// Another word stands there.
    pub(crate) is_unread: bool,
    /// Since when the status holds.
    pub(crate) since: Option<Date>,
}

impl Standing {
    /// Accredited on or before the date, not ended by it, not paused on it (P01), nor
    /// changed by then to what no word of the list says.
    pub(crate) fn is_active_on(self, date: Date) -> bool {
        let Some(accredited) = self.accredited.filter(|day| *day <= date) else {
            return false;
        };
        match self.status {
            "applicant" | "in training" => false,
            "" if self.is_unread => {
                !self.since.is_some_and(|since| since <= date && since > accredited)
            }
            "" | "active" => true,
            // Paused, or left for good.
            _ => self.since.is_some_and(|since| since > date),
        }
    }
}
