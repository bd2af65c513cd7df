//! The authority whose programme it is.

use std::collections::BTreeMap;

use super::identity::{authority_in, dfe_of};
use super::results::authority_name;
use super::{Registers, schools};
use crate::base::setting::Settings;
use crate::base::text::fold;

/// Words for the authority whose programme it is.
const OURS: [&str; 6] =
    ["la", "lea", "authority", "local authority", "county", "la average"];

/// The authority that most schools of the list belong to, or of those that which the
/// setting `authority` names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Authority {
    /// Three figures: `926`; empty where nobody says it.
    pub(crate) code: String,
    /// As the list of schools has it; empty where nobody says it.
    pub(crate) name: String,
}

impl Authority {
    /// Of these registers.
    pub(crate) fn of(registers: &Registers, settings: &Settings) -> Self {
        let named = settings.text("authority");
        let mut all: BTreeMap<(String, String), usize> = BTreeMap::new();
        for record in registers.of(&schools::SCHEMA) {
            let code = match record.text(&schools::LA_CODE).unwrap_or_default() {
                "" => authority_in(&dfe_of(record)).to_owned(),
                code => code.to_owned(),
            };
            let name = match record.text(&schools::LA_NAME).unwrap_or_default() {
                "" => authority_name(&code).unwrap_or_default(),
                name => name.to_owned(),
            };
            *all.entry((code, name)).or_default() += 1;
        }
        let is_meant = |code: &str, name: &str| {
            named.is_empty() || code == named || fold(name) == fold(named)
        };
        let most = all
            .into_iter()
            .filter(|((code, name), _)| is_meant(code, name))
            .max_by_key(|(_, count)| *count);
        match most {
            Some(((code, name), _)) => Self { code, name },
            None if named.chars().all(|c| c.is_ascii_digit()) => {
                Self { code: named.to_owned(), name: String::new() }
            }
            None => Self { code: String::new(), name: named.to_owned() },
        }
    }

    /// Whether an area of a published figure is this authority: by its code, by the name
    /// that the list of schools or its code gives it, or by a word for one's own.
    pub(crate) fn is_called(&self, area: &str) -> bool {
        let folded = fold(area);
        let known = authority_name(&self.code).unwrap_or_default();
        let is_name = |name: &str| {
            let name = fold(name);
            !name.is_empty()
                && (folded == name || folded.starts_with(&format!("{name} ")))
        };
        folded.is_empty()
            || folded == self.code
            || is_name(&self.name)
            || is_name(&known)
            || OURS.contains(&folded.as_str())
            || self.name.is_empty() && self.code.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::Authority;

    #[test]
    fn an_authority_is_known_by_its_code_its_name_and_its_name_in_the_list() {
        let ours = Authority { code: "926".to_owned(), name: "NCC".to_owned() };
        for area in ["926", "NCC", "Norfolk", "Norfolk County Council", "LA", ""] {
            assert!(ours.is_called(area), "{area}");
        }
        for area in ["Suffolk", "England", "Norfolkshire"] {
            assert!(!ours.is_called(area), "{area}");
        }
    }
}
