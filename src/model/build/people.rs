//! LLEs, and whom a reference or a name means.

use super::{Linker, text};
use crate::base::release::Held;
use crate::base::text::fold;
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
            let parts = person_of(record);
            let school = self.school_named(
                record.text(&lles::URN).unwrap_or(""),
                record.text(&lles::DFE).unwrap_or(""),
                record.text(&lles::SCHOOL).unwrap_or(""),
            );
            let consents = record.flag(&lles::CONSENT) == Some(true);
            let status = record.choice(&lles::STATUS).unwrap_or("");
            let lle = Lle {
                reference: record
                    .text(&lles::REF)
                    .map_or_else(|| parts.whole(), ToOwned::to_owned),
                name: Held::new(parts.whole()),
                parts: Held::new((
                    parts.title.clone(),
                    parts.first.clone(),
                    parts.last.clone(),
                )),
                public_name: None,
                school,
                phase: record.choice(&lles::PHASE).unwrap_or(""),
                cohort: text(record, &lles::COHORT),
                accredited: record.date(&lles::ACCREDITED),
                steps: [
                    record.date(&lles::APPLIED),
                    record.date(&lles::ASSESSED),
                    record.date(&lles::TRAINED),
                ],
                status,
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
            self.known_as(LleId(self.programme.lles.len()), &lle.reference, &parts);
            self.programme.lles.push(lle);
            self.heads.push(parts);
        }
    }

    fn known_as(&mut self, id: LleId, reference: &str, person: &Person) {
        let key = key_of(reference);
        if !key.is_empty() {
            self.lle_refs.entry(key).or_insert(id);
        }
        self.surnames.entry(fold(&person.last)).or_default().push(id);
    }

    /// Whom a reference or a name means: several where heads share a post, none
    /// where the name fits more than one LLE.
    pub(in crate::model) fn lle_named(&self, reference: &str, name: &str) -> Vec<LleId> {
        let known = |written: &str| self.lle_refs.get(&key_of(written)).copied();
        if let Some(id) = known(reference).or_else(|| known(name)) {
            return vec![id];
        }
        people(name)
            .iter()
            .filter_map(|person| {
                let mut same =
                    self.surnames.get(&fold(&person.last)).into_iter().flatten().filter(
                        |id| self.heads.get(id.0).is_some_and(|head| head.may_be(person)),
                    );
                let first = same.next()?;
                same.next().is_none().then_some(*first)
            })
            .collect()
    }
}

/// A reference as it is looked up: `LLE 7` is `lle7`.
fn key_of(reference: &str) -> String {
    fold(reference).replace(' ', "")
}

fn person_of(record: &Record) -> Person {
    if let Some(last) = record.text(&lles::SURNAME) {
        return Person {
            title: text(record, &lles::TITLE),
            first: text(record, &lles::FIRST),
            last: last.to_owned(),
        };
    }
    people(record.text(&lles::NAME).unwrap_or("")).into_iter().next().unwrap_or_default()
}
