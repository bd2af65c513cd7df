//! Who stands in the public directory, with which words, and who was withdrawn
//! from it and why. Consent is looked at here and nowhere else.

use std::collections::BTreeSet;

use jiff::ToSpan;

use super::programme::{Lle, LleId, Profile, Programme, School};
use crate::base::cell::Place;
use crate::base::date::Date;
use crate::base::release::{Held, Public};
use crate::base::text::fold;

/// One LLE as the directory prints it. Everything here was agreed for publication.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Whose.
    pub(crate) lle: LleId,
    /// Title and name.
    pub(crate) name: Held<String, Public>,
    /// The own school; empty if unknown.
    pub(crate) school: Held<String, Public>,
    /// `Community school, primary`.
    pub(crate) kind: String,
    /// Size in a band.
    pub(crate) size: &'static str,
    /// Town and district.
    pub(crate) location: String,
    /// Accredited.
    pub(crate) since: Option<Date>,
    /// Cohort.
    pub(crate) cohort: String,
    /// Phase of headship.
    pub(crate) phase: &'static str,
    /// Tags, five at most.
    pub(crate) expertise: Vec<String>,
    /// Districts to which they travel; their own where the profile names none.
    pub(crate) districts: Vec<String>,
    /// The words of the profile, where there is one.
    pub(crate) words: Words,
    /// Day of the consent.
    pub(crate) dated: Option<Date>,
}

/// The free words of a profile, without those that name somebody.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    /// Headline.
    pub(crate) headline: String,
    /// Biography.
    pub(crate) biography: String,
    /// The own school in a line.
    pub(crate) context: String,
    /// Anonymised work.
    pub(crate) work: String,
    /// Quote.
    pub(crate) quote: String,
    /// Availability.
    pub(crate) availability: String,
}

/// Why an LLE who had a place in the directory has none now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// Not an active LLE: the status, and since when.
    NotActive(&'static str, Option<Date>),
    /// The register has a word for the status that is not known: it may say
    /// that they left.
    StatusUnread,
    /// Says no, in the register or in the profile.
    Refused,
    /// The day passed by which the profile was to be agreed anew.
    ReviewPassed(Date),
}

/// The directory on the as-at date.
#[derive(Clone, Debug, Default)]
pub(crate) struct Publicity {
    /// Entries, by surname.
    pub(crate) entries: Vec<Entry>,
    /// Withdrawn.
    pub(crate) withdrawn: Vec<(LleId, Why, Place)>,
    /// Words of a profile that name a school or person, or give a telephone
    /// number: left out. The field, in words.
    pub(crate) held_back: Vec<(LleId, &'static str, Place)>,
    /// Profiles to be agreed anew within sixty days.
    pub(crate) expiring: Vec<(LleId, Date, Place)>,
    /// Active LLEs of whom neither a yes nor a no is recorded.
    pub(crate) unasked: Vec<LleId>,
}

/// Days before the review date on which the adviser is told of it.
const NOTICE: i64 = 60;

fn profile_of(programme: &Programme, id: LleId) -> Option<&Profile> {
    programme.profiles.iter().rev().find(|profile| profile.lle == id)
}

/// Yes, no, or not asked. A no anywhere is a no.
fn consent(programme: &Programme, id: LleId, lle: &Lle) -> Option<bool> {
    let profile = profile_of(programme, id);
    if lle.refuses || profile.is_some_and(|profile| profile.consents == Some(false)) {
        return Some(false);
    }
    let by_profile = profile.is_some_and(|profile| {
        profile.consents == Some(true)
            || profile.consent_date.is_some_and(|day| day <= programme.as_at)
    });
    (lle.consents || by_profile).then_some(true)
}

/// Whether an LLE may be named in public, and why no longer.
fn standing(programme: &Programme, id: LleId, lle: &Lle) -> Result<(), Option<Why>> {
    let profile = profile_of(programme, id);
    match consent(programme, id, lle) {
        None => return Err(None),
        Some(false) => {
            // Who never agreed to anything was never in it.
            let was_in = lle.consents || profile.is_some();
            return Err(was_in.then_some(Why::Refused));
        }
        Some(true) => {}
    }
    if matches!(lle.status, "applicant" | "in training") {
        return Err(None);
    }
    if !lle.is_active_on(programme.as_at) {
        return Err(Some(Why::NotActive(lle.status, lle.status_date)));
    }
    if lle.is_status_unread {
        return Err(Some(Why::StatusUnread));
    }
    match profile.and_then(|profile| profile.review) {
        Some(review) if review < programme.as_at => Err(Some(Why::ReviewPassed(review))),
        _ => Ok(()),
    }
}

/// Gives those who may be named in public their public name.
pub(super) fn settle(programme: &mut Programme) {
    let named: Vec<bool> = programme
        .lles
        .iter()
        .enumerate()
        .map(|(at, lle)| standing(programme, LleId(at), lle).is_ok())
        .collect();
    for (lle, is_named) in programme.lles.iter_mut().zip(named) {
        lle.public_name = is_named.then(|| Held::new(lle.name.within().clone()));
    }
}

/// Names that no profile may give away: client schools and their heads.
fn restricted(programme: &Programme) -> BTreeSet<String> {
    programme
        .deployments
        .iter()
        .filter_map(|deployment| programme.school(deployment.client))
        .flat_map(|school| {
            let heads = [school.head.within()].into_iter().chain(school.heads.within());
            heads.chain([school.name.within()]).map(|name| fold(name))
        })
        .filter(|name| name.contains(' '))
        .collect()
}

/// The directory.
pub(crate) fn of(programme: &Programme) -> Publicity {
    let restricted = restricted(programme);
    let mut made = Publicity::default();
    for (at, lle) in programme.lles.iter().enumerate() {
        let id = LleId(at);
        let profile = profile_of(programme, id);
        let place = profile.map_or(&lle.at, |profile| &profile.at);
        match standing(programme, id, lle) {
            Ok(()) => {}
            Err(Some(why)) => {
                made.withdrawn.push((id, why, place.clone()));
                continue;
            }
            Err(None) => {
                if lle.is_active_on(programme.as_at) {
                    made.unasked.push(id);
                }
                continue;
            }
        }
        if let Some(review) = profile.and_then(|profile| profile.review)
            && review <= programme.as_at.saturating_add(NOTICE.days())
        {
            made.expiring.push((id, review, place.clone()));
        }
        let mut allowed = |field: &'static str, text: &str| {
            if names_somebody(text, &restricted) || has_telephone(text) {
                made.held_back.push((id, field, place.clone()));
                return String::new();
            }
            text.to_owned()
        };
        let words = profile.map_or_else(Words::default, |profile| Words {
            headline: allowed("headline", &profile.headline),
            biography: allowed("biography", &profile.biography),
            context: allowed("school in a line", &profile.context),
            work: allowed("successful work", &profile.work),
            quote: allowed("quote", &profile.quote),
            availability: allowed("availability", &profile.availability),
        });
        let school = lle.school.and_then(|school| programme.school(school));
        let tags = profile
            .map(|profile| &profile.expertise)
            .filter(|tags| !tags.is_empty())
            .unwrap_or(&lle.expertise);
        let districts = profile
            .map(|profile| profile.districts.clone())
            .filter(|districts| !districts.is_empty())
            .or_else(|| {
                school.map(|s| vec![s.district.clone()]).filter(|d| d != &[String::new()])
            });
        let phase =
            if lle.phase.is_empty() { school.map_or("", |s| s.phase) } else { lle.phase };
        made.entries.push(Entry {
            lle: id,
            name: Held::new(lle.name.within().clone()),
            school: Held::new(
                school.map(|s| s.name.within().clone()).unwrap_or_default(),
            ),
            kind: school.map(|s| kind_of(s, phase)).unwrap_or_default(),
            size: school.and_then(|s| s.roll).map_or("", band),
            location: school.map(location_of).unwrap_or_default(),
            since: lle.accredited,
            cohort: lle.cohort.clone(),
            phase,
            expertise: tags.iter().take(5).cloned().collect(),
            districts: districts.unwrap_or_default(),
            words,
            dated: profile.and_then(|profile| profile.consent_date),
        });
    }
    made.entries.sort_by_key(|entry| {
        let last = programme
            .lle(entry.lle)
            .map(|lle| lle.parts.within().first().map(|(_, _, last)| fold(last)));
        (last, entry.lle)
    });
    made
}

/// The school's type, and its phase where neither the type nor the phase that
/// the entry shows besides tells it.
fn kind_of(school: &School, shown: &str) -> String {
    let is_told =
        school.phase == shown || fold(&school.kind).contains(&fold(school.phase));
    [school.kind.as_str(), if is_told { "" } else { school.phase }]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

fn location_of(school: &School) -> String {
    let is_one = fold(&school.town) == fold(&school.district);
    [school.town.as_str(), if is_one { "" } else { &school.district }]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// A school's size, never its exact roll.
fn band(roll: f64) -> &'static str {
    match roll {
        n if n < 100.0 => "fewer than 100 pupils",
        n if n < 200.0 => "100 to 199 pupils",
        n if n < 400.0 => "200 to 399 pupils",
        _ => "400 pupils or more",
    }
}

fn names_somebody(text: &str, restricted: &BTreeSet<String>) -> bool {
    let folded = format!(" {} ", fold(text));
    restricted.iter().any(|name| folded.contains(&format!(" {name} ")))
}

/// Nine digits or more with nothing but spaces between them.
fn has_telephone(text: &str) -> bool {
    let mut run = 0;
    for letter in text.chars() {
        if letter.is_ascii_digit() {
            run += 1;
            if run >= 9 {
                return true;
            }
        } else if !matches!(letter, ' ' | '-' | '(' | ')' | '\u{a0}') {
            run = 0;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::programme;

    const SCHOOLS: &str = "
Schools  | URN    | School name           | Phase   | District  | Number on roll | Headteacher
         | 121001 | Ashby Primary School  | Primary | Norwich   | 210 | Mrs Helen Birdsall
         | 121002 | Barton Primary School | Primary | Breckland | 80  | Mr Ian Cole
";

    fn with(lles: &str, profiles: &str) -> Publicity {
        of(&programme(&format!(
            "{SCHOOLS}
LLEs     | LLE ref | Name | School | URN | Accredited | Status | Status date | Profile consent
{lles}
Publicity profiles | LLE ref | LLE | Headline | Successful work | Consent | Consent date | Review date
{profiles}
Deployments | Deployment ref | LLE ref | LLE | Client school | URN | Start
            | DEP-01 | LLE-01 | Mrs Helen Birdsall | Barton Primary School | 121002 | 06/09/2010
"
        )))
    }

    const ACTIVE: &str = "         | LLE-01 | Mrs Helen Birdsall | Ashby Primary School | 121001 | 01/03/2010 | Active | | Yes";

    #[test]
    fn who_consents_and_is_active_stands_in_the_directory() {
        let made = with(ACTIVE, "");
        assert_eq!(made.entries.len(), 1);
        assert_eq!(made.entries[0].size, "200 to 399 pupils");
        assert_eq!(made.entries[0].districts, ["Norwich"]);
    }

    #[test]
    fn who_was_never_asked_does_not_stand_there_and_is_counted() {
        let made = with(&ACTIVE.replace("Yes", ""), "");
        assert!(made.entries.is_empty());
        assert!(made.withdrawn.is_empty());
        assert_eq!(made.unasked.len(), 1);
    }

    #[test]
    fn who_resigned_is_withdrawn_and_the_reason_is_kept() {
        let gone = ACTIVE.replace("Active | ", "Resigned | 31/10/2011");
        let made = with(&gone, "");
        assert!(made.entries.is_empty());
        assert_eq!(
            made.withdrawn[0].1,
            Why::NotActive("resigned", Some(jiff::civil::date(2011, 10, 31)))
        );
    }

    #[test]
    fn whose_status_is_no_known_word_is_not_named_until_it_is_answered() {
        let made = with(&ACTIVE.replace("Active", "On the beach"), "");
        assert!(made.entries.is_empty());
        assert_eq!(made.withdrawn[0].1, Why::StatusUnread);
    }

    #[test]
    fn a_profile_past_its_review_date_is_withdrawn() {
        let made = with(
            ACTIVE,
            "  | LLE-01 | Mrs Helen Birdsall | Coach | | Yes | 01/09/2010 | 31/08/2011",
        );
        assert!(made.entries.is_empty());
        assert_eq!(
            made.withdrawn[0].1,
            Why::ReviewPassed(jiff::civil::date(2011, 8, 31))
        );
    }

    #[test]
    fn a_no_in_the_profile_wins_over_a_yes_in_the_register() {
        let made =
            with(ACTIVE, "  | LLE-01 | Mrs Helen Birdsall | Coach | | No | 01/09/2010 |");
        assert!(made.entries.is_empty());
        assert_eq!(made.withdrawn[0].1, Why::Refused);
    }

    #[test]
    fn words_that_name_a_client_school_or_give_a_telephone_number_are_held_back() {
        let made = with(
            ACTIVE,
            "  | LLE-01 | Mrs Helen Birdsall | Ring 01603 555 123 | Worked at Barton Primary School | Yes | 01/09/2011 | 31/08/2012",
        );
        assert_eq!(made.entries[0].words.headline, "");
        assert_eq!(made.entries[0].words.work, "");
        assert_eq!(made.held_back.len(), 2);
    }
}
