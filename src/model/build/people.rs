//! LLEs, and whom a reference or a name means.

use super::{Linker, text};
use crate::base::release::Held;
use crate::base::text::{fold, reference as key_of};
use crate::model::programme::{Lle, LleId};
use crate::register::names::{Person, people};
use crate::register::record::Record;
use crate::register::{lles, schools};

impl Linker<'_> {
    pub(super) fn lles(&mut self) {
        let registers = self.registers;
        let rows: Vec<&Record> =
            self.used(registers.of(&lles::SCHEMA)).map(|(_, r)| r).collect();
        for record in rows {
            let who = people_of(record);
            let school = self.school_named(
                record.text(&lles::URN).unwrap_or(""),
                record.text(&lles::DFE).unwrap_or(""),
                record.text(&lles::SCHOOL).unwrap_or(""),
            );
            let consents = record.flag(&lles::CONSENT) == Some(true);
            let status = record.choice(&lles::STATUS);
            let lle = Lle {
                reference: record
                    .text(&lles::REF)
                    .map_or_else(|| whole(&who), ToOwned::to_owned),
                name: Held::new(whole(&who)),
                parts: Held::new(
                    who.iter()
                        .map(|one| {
                            (one.title.clone(), one.first.clone(), one.last.clone())
                        })
                        .collect(),
                ),
                public_name: None,
                school,
                phase: record.choice(&lles::PHASE).unwrap_or(""),
                cohort: cohort(&text(record, &lles::COHORT)),
                accredited: record.date(&lles::ACCREDITED),
                steps: [
                    record.date(&lles::APPLIED),
                    record.date(&lles::ASSESSED),
                    record.date(&lles::TRAINED),
                ],
                status: status.unwrap_or(""),
                is_status_unread: status.is_none()
                    && !record.raw(&lles::STATUS).trim().is_empty(),
                status_date: record.date(&lles::STATUS_DATE),
                days_offered: record.number(&lles::DAYS_OFFERED),
                max_active: record.number(&lles::MAX_ACTIVE).map(|n| n as u32),
                expertise: record.tags(&lles::EXPERTISE).to_vec(),
                consents,
                refuses: record.flag(&lles::CONSENT) == Some(false),
                review_due: record.date(&lles::REVIEW_DUE),
                previous: Held::new(record.tags(&lles::PREVIOUS).to_vec()),
                interests: Held::new(record.tags(&lles::INTERESTS).to_vec()),
                worked_at: Vec::new(),
                interest_in: Vec::new(),
                inspected: record.text(&lles::OFSTED).and_then(schools::grade),
                leadership: record.text(&lles::LEADERSHIP).and_then(schools::grade),
                inspected_on: record.date(&lles::OFSTED_DATE),
                at: record.place.at(record.fields.first().map_or(0, |f| f.col)),
            };
            self.known_as(LleId(self.programme.lles.len()), &lle.reference, &who);
            self.programme.lles.push(lle);
            self.heads.push(who);
        }
    }

    fn known_as(&mut self, id: LleId, reference: &str, who: &[Person]) {
        let key = key_of(reference);
        if !key.is_empty() {
            self.lle_refs.entry(key).or_insert(id);
        }
        for person in who {
            self.surnames.entry(fold(&person.last)).or_default().push(id);
        }
    }

    /// Whom a reference or a name means: several where heads share a post, none
    /// where the name fits more than one LLE.
    pub(in crate::model) fn lle_named(&self, reference: &str, name: &str) -> Vec<LleId> {
        let meant =
            |written| self.said.get(&fold(written)).map_or(written, String::as_str);
        let (reference, name) = (meant(reference), meant(name));
        let known = |written: &str| self.lle_refs.get(&key_of(written)).copied();
        if let Some(id) = known(reference).or_else(|| known(name)) {
            return vec![id];
        }
        // Names stand under a heading that says reference, too.
        let name = if name.trim().is_empty() { reference } else { name };
        let mut found: Vec<LleId> = people(name)
            .iter()
            .filter_map(|person| {
                let mut same =
                    self.surnames.get(&fold(&person.last)).into_iter().flatten().filter(
                        |id| {
                            self.heads.get(id.0).is_some_and(|heads| {
                                heads.iter().any(|head| head.may_be(person))
                            })
                        },
                    );
                let first = same.next()?;
                same.all(|other| other == first).then_some(*first)
            })
            .collect();
        // Both heads of a job share are one LLE.
        found.dedup();
        found
    }
}

fn people_of(record: &Record) -> Vec<Person> {
    if let Some(last) = record.text(&lles::SURNAME) {
        return vec![Person {
            title: text(record, &lles::TITLE),
            first: text(record, &lles::FIRST),
            last: last.to_owned(),
        }];
    }
    people(record.text(&lles::NAME).unwrap_or(""))
}

/// The names of those who hold the post.
fn whole(people: &[Person]) -> String {
    people.iter().map(Person::whole).collect::<Vec<_>>().join(" and ")
}

/// A cohort of accreditation as a reader knows it: `1`, `C1` and `cohort 1` are
/// `Cohort 1`.
fn cohort(written: &str) -> String {
    let folded = crate::base::text::fold(written);
    let bare = ["cohort ", "cohort", "coh ", "c"]
        .iter()
        .find_map(|word| folded.strip_prefix(word))
        .unwrap_or(&folded);
    match bare.parse::<u8>() {
        Ok(number) => format!("Cohort {number}"),
        Err(_) => written.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::base::cell::Place;
    use crate::base::release::Internal;
    use crate::check::found::scene;
    use crate::model::testing::{of, programme};
    use crate::register::answers::NameAnswer;

    #[test]
    fn a_name_that_the_adviser_has_said_is_its_lle_in_the_figures() {
        let mut scene = scene(
            "
            Schools | URN | School
                    | 180124 | Dravby Primary School
            LLEs | LLE ref | Headteacher | Accredited
                 | L1 | Ruth Gathercole | 2010-01-22
            Deployments | Deployment ref | LLE | Client school | Start date
                        | DEP-01 | The Norby head | Dravby Primary School | 2010-09-06
            ",
        );
        assert!(of(&scene).deployments[0].lles.is_empty());
        scene.registers.answers.names.push(NameAnswer {
            name: "the norby head".to_owned(),
            kind: "lle".to_owned(),
            means: "L1".to_owned(),
            until: None,
            lapsed: None,
            place: Place::default(),
        });
        assert_eq!(of(&scene).deployments[0].lles.len(), 1);
    }

    #[test]
    fn a_cohort_has_one_name_however_it_is_written() {
        let programme = programme(
            "
            LLEs | LLE ref | Headteacher | Accredited | Cohort
                 | L1 | Ruth Gathercole | 2010-01-22 | 1
                 | L2 | Peter Bunting | 2010-01-22 | cohort 1
                 | L3 | Jane Yaxlee | 2010-01-22 | C2
                 | L4 | Ann Hill | 2010-01-22 | Church heads
            ",
        );
        let cohorts: Vec<&str> =
            programme.lles.iter().map(|lle| lle.cohort.as_str()).collect();
        assert_eq!(cohorts, ["Cohort 1", "Cohort 1", "Cohort 2", "Church heads"]);
    }

    #[test]
    fn a_job_share_is_one_lle_by_either_name_and_a_name_may_stand_under_reference() {
        let programme = programme(
            "
            Schools | URN | School | Headteacher
                    | 180124 | Dravby Primary School | Mrs D Cole & Mr E Lamb (acting)
                    | 180126 | Norby Primary School |
            LLEs | LLE ref | Headteacher | School | Accredited | Status
                 | L1 | Mrs A Smith & Mr B Jones (acting, job share) | Norby Primary School | 2010-01-22 | Active
            Deployments | Deployment ref | LLE ref | Client school | Start date | Status
                        | DEP-01 | Mr B Jones | Dravby Primary School | 2010-09-06 | Active
                        | DEP-02 | Smith & Jones | Dravby Primary School | 2011-09-06 | Active
            ",
        );
        assert_eq!(
            programme.lles[0].name.shown_to(Internal),
            "Mrs A Smith and Mr B Jones"
        );
        let whose: Vec<usize> = programme
            .deployments
            .iter()
            .flat_map(|one| &one.lles)
            .map(|id| id.0)
            .collect();
        assert_eq!(whose, [0, 0]);
        // Each is kept out of public files by the name that readers know.
        assert_eq!(
            programme.schools[0].heads.shown_to(Internal),
            &["Mrs Cole", "Mrs D Cole", "Mr Lamb", "Mr E Lamb"]
        );
    }
}
