//! What `match` and the choice of an LLE need of several stages at once: the
//! school that was asked about, and the choices that want a reason.

use crate::base::finding::{Finding, Findings};
use crate::base::setting::Settings;
use crate::base::text::{fold, nearest};
use crate::error::Error;
use crate::model::When;
use crate::model::programme::{Programme, SchoolId};
use crate::register::identity::{Resolved, Schools};
use crate::register::{Registers, needs, schools};
use crate::{check, measure, model};

/// Likeness from which a name is worth suggesting.
const LIKE: f64 = 0.8;

/// The school that is meant by a URN, a name or the reference of a need.
pub(crate) fn school(
    programme: &Programme,
    registers: &Registers,
    named: &str,
) -> Result<SchoolId, Error> {
    let wanted = named.trim();
    if let Some(id) = programme.by_urn.get(wanted) {
        return Ok(*id);
    }
    let of_need = programme
        .needs
        .iter()
        .find(|need| !need.reference.is_empty() && fold(&need.reference) == fold(wanted));
    if let Some(need) = of_need {
        return Ok(need.school);
    }
    let rows = registers.of(&schools::SCHEMA);
    let urn_of = |row: usize| {
        let record = rows.get(row)?;
        record
            .text(&schools::URN)
            .map(ToOwned::to_owned)
            .or_else(|| record.text(&schools::NAME).map(fold))
    };
    let identity = Schools::of(registers);
    let words = match identity.resolve("", wanted, wanted) {
        Resolved::Found(row) => {
            let id = urn_of(row).and_then(|urn| programme.by_urn.get(&urn).copied());
            match id {
                Some(id) => return Ok(id),
                None => "its row in the school list is in error".to_owned(),
            }
        }
        Resolved::Ambiguous(several) => {
            let names: Vec<String> = several
                .iter()
                .filter_map(|row| urn_of(*row))
                .filter_map(|urn| called(programme, &urn))
                .collect();
            format!("several schools have that name: {}", names.join("; "))
        }
        Resolved::Unknown(like) => {
            let names = programme.schools.iter().map(|s| s.name.within().as_str());
            let like = like.or_else(|| {
                nearest(wanted, names)
                    .filter(|(_, likeness)| *likeness >= LIKE)
                    .map(|(name, _)| name.to_owned())
            });
            match like {
                Some(like) => {
                    format!("no school of the list is called so; did you mean {like}?")
                }
                None => "no school of the list is called so; give its URN, its name, or the reference of its need".to_owned(),
            }
        }
    };
    let end = if words.ends_with(['.', '?']) { "" } else { "." };
    Err(Error::Argument(format!("{wanted}: {words}{end}")))
}

fn called(programme: &Programme, urn: &str) -> Option<String> {
    let school = programme.by_urn.get(urn).and_then(|id| programme.school(*id))?;
    Some(format!("{} ({urn})", school.name.within()))
}

/// Choices that depart from the first of their shortlist without a reason. The
/// registers are linked for it only where a choice stands without one.
pub(crate) fn unexplained(
    registers: &Registers,
    settings: &Settings,
    findings: &Findings,
    when: &When,
) -> Vec<Finding> {
    let is_bare = |record: &crate::register::record::Record| {
        record.text(&needs::CHOSEN).is_some()
            && record.text(&needs::CHOICE_REASON).is_none()
    };
    let is_asked = registers.of(&needs::SCHEMA).iter().any(is_bare)
        || registers.answers.choices.iter().any(|choice| choice.reason.is_empty());
    if !is_asked {
        return Vec::new();
    }
    let programme = model::build(registers, settings, findings, when);
    measure::shortlist::unexplained(&programme)
        .into_iter()
        .map(|one| {
            check::choice::unexplained(
                one.need.chosen_at.clone(),
                &one.need.reference,
                one.need.chosen.within(),
                one.says.within(),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::found::scene;

    const TABLES: &str = "
        Schools | URN | School
            | 180101 | Swaffham Prior Primary School
            | 180102 | Necton VA Primary School
        LLEs | LLE ref | Headteacher
        Needs of identified schools | Need ref | School
            | N1 | Necton VA Primary School
    ";

    fn asked(named: &str) -> Result<SchoolId, String> {
        let scene = scene(TABLES);
        let programme = crate::model::testing::of(&scene);
        school(&programme, &scene.registers, named).map_err(|error| error.to_string())
    }

    #[test]
    fn a_school_is_named_by_urn_by_need_or_by_name() {
        assert_eq!(asked("180102"), Ok(SchoolId(1)));
        assert_eq!(asked("n1"), Ok(SchoolId(1)));
        assert_eq!(asked("swaffham prior primary"), Ok(SchoolId(0)));
    }

    #[test]
    fn a_name_that_is_nearly_one_is_suggested() {
        let says = asked("Swofham Pryor Primary School").unwrap_err();
        assert!(
            says.contains("did you mean") && says.contains("Swaffham Prior"),
            "{says}"
        );
        assert!(says.ends_with('?'), "{says}");
        assert!(!asked("Hogwarts").unwrap_err().contains("did you mean"));
    }
}
