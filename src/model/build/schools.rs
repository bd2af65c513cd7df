//! Schools, those that continue others, and the authority.

use std::collections::BTreeMap;

use super::{Linker, text};
use crate::base::cell::Place;
use crate::base::release::Held;
use crate::base::text::fold;
use crate::model::programme::{Joined, School, SchoolId};
use crate::register::authority::Authority;
use crate::register::identity::{Resolved, dfe_of};
use crate::register::names::{Person, people};
use crate::register::record::Record;
use crate::register::succession::{Follows, Predecessor, Succession};
use crate::register::{school_links, schools};

impl Linker<'_> {
    pub(super) fn schools(&mut self) {
        let registers = self.registers;
        let rows = registers.of(&schools::SCHEMA);
        let used: Vec<(usize, &Record)> = self.used(rows).collect();
        let mut made: Vec<(String, usize, School)> = used
            .into_iter()
            .map(|(at, record)| {
                let school = school_of(record);
                (school.urn.clone(), at, school)
            })
            .collect();
        made.sort_by(|a, b| a.0.cmp(&b.0));
        for (urn, at, school) in made {
            let id = SchoolId(self.programme.schools.len());
            self.of_row.insert(at, id);
            self.programme.by_urn.entry(urn).or_insert(id);
            self.programme.schools.push(school);
        }
        self.succession();
    }

    /// Joins earlier URNs to the schools that continue them.
    pub(super) fn succession(&mut self) {
        let registers = self.registers;
        self.followed = Succession::of(
            registers.of(&schools::SCHEMA),
            registers.of(&school_links::SCHEMA),
            Some(self.programme.as_at),
        );
        let programme = &mut self.programme;
        let mut moved = BTreeMap::new();
        for (urn, earlier) in self.followed.present_schools() {
            let Some(next) = programme.by_urn.get(urn).copied() else { continue };
            let joins: Vec<&Predecessor> = earlier
                .iter()
                .filter(|one| !one.stages.is_empty() && one.urn != urn)
                .collect();
            let ids: Vec<SchoolId> = joins
                .iter()
                .filter_map(|one| programme.by_urn.get(&one.urn).copied())
                .collect();
            let opened = ids
                .iter()
                .filter_map(|id| programme.school(*id).and_then(|school| school.opened))
                .min();
            let is_merger = joins.iter().any(|one| one.how == Follows::Merger);
            if let Some(school) = programme.schools.get_mut(next.0) {
                if joins.is_empty() {
                    school.is_sponsored_start =
                        earlier.iter().any(|one| one.how == Follows::Sponsored);
                    continue;
                }
                school.joined =
                    Some(if is_merger { Joined::Merger } else { Joined::Conversion });
                school.earlier = joins.iter().map(|one| one.urn.clone()).collect();
                school.predecessors.clone_from(&ids);
                if !is_merger {
                    school.opened = opened.or(school.opened);
                }
            }
            for one in &joins {
                programme.by_urn.insert(one.urn.clone(), next);
            }
            moved.extend(ids.into_iter().map(|id| (id, next)));
        }
        for to in self.of_row.values_mut() {
            *to = moved.get(to).copied().unwrap_or(*to);
        }
    }

    pub(super) fn authority(&mut self) {
        let own = Authority::of(self.registers, &self.programme.settings);
        self.programme.authority = (own.code, own.name);
    }

    pub(in crate::model) fn school_named(
        &self,
        urn: &str,
        dfe: &str,
        name: &str,
    ) -> Option<SchoolId> {
        if let Some(id) = self.programme.by_urn.get(urn) {
            return Some(*id);
        }
        match self.identity.resolve(urn, dfe, name) {
            Resolved::Found(at) => self.of_row.get(&at).copied(),
            Resolved::Unknown(_) | Resolved::Ambiguous(_) => None,
        }
    }

    /// A school that stands in the results and in no list: used only where
    /// there is no list at all.
    pub(super) fn unlisted(
        &mut self,
        urn: &str,
        dfe: &str,
        name: &str,
        at: &Place,
    ) -> Option<SchoolId> {
        if !self.registers.of(&schools::SCHEMA).is_empty()
            || (urn.is_empty() && name.is_empty())
        {
            return None;
        }
        let key = if urn.is_empty() { fold(name) } else { urn.to_owned() };
        if let Some(id) = self.programme.by_urn.get(&key) {
            return Some(*id);
        }
        let id = SchoolId(self.programme.schools.len());
        self.programme.by_urn.insert(key.clone(), id);
        let mut school = blank_school(key, at.clone());
        school.dfe = dfe.to_owned();
        school.name = Held::new(name.to_owned());
        self.programme.schools.push(school);
        Some(id)
    }
}

fn blank_school(urn: String, at: Place) -> School {
    School {
        urn,
        earlier: Vec::new(),
        joined: None,
        dfe: String::new(),
        name: Held::new(String::new()),
        la_code: String::new(),
        phase: "",
        kind: String::new(),
        ages: None,
        opened: None,
        closed: None,
        is_sponsored_start: false,
        predecessors: Vec::new(),
        federation: String::new(),
        trust: String::new(),
        cluster: String::new(),
        district: String::new(),
        diocese: String::new(),
        town: String::new(),
        place: None,
        roll: None,
        fsm: None,
        is_priority: false,
        has_other_support: false,
        head: Held::new(String::new()),
        heads: Held::new(Vec::new()),
        head_since: None,
        inspected: None,
        inspected_on: None,
        at,
    }
}

fn school_of(record: &Record) -> School {
    let name = text(record, &schools::NAME);
    let urn = record.text(&schools::URN).map_or_else(|| fold(&name), ToOwned::to_owned);
    let ages = record
        .number(&schools::LOW_AGE)
        .zip(record.number(&schools::HIGH_AGE))
        .map(|(a, b)| (a as u8, b as u8));
    let lower = fold(&name);
    let by_name = match () {
        () if lower.contains("infant") => "infant",
        () if lower.contains("junior") => "junior",
        () if lower.contains("primary") => "primary",
        () if lower.contains("special") => "special",
        () if lower.contains("high school") || lower.contains("secondary") => "secondary",
        () => "",
    };
    let mut phase = record.choice(&schools::PHASE).unwrap_or(by_name);
    match ages {
        Some((low, high)) if phase == "primary" && high <= 8 && low < 7 => {
            phase = "infant"
        }
        Some((low, _)) if phase == "primary" && low >= 7 => phase = "junior",
        _ => {}
    }
    if fold(record.text(&schools::KIND).unwrap_or("")).contains("special") {
        phase = "special";
    }
    School {
        dfe: dfe_of(record),
        name: Held::new(name),
        la_code: text(record, &schools::LA_CODE),
        phase,
        kind: text(record, &schools::KIND),
        ages,
        opened: record.date(&schools::OPEN),
        closed: record.date(&schools::CLOSE),
        federation: text(record, &schools::FEDERATION),
        trust: text(record, &schools::TRUST),
        cluster: text(record, &schools::CLUSTER),
        district: text(record, &schools::DISTRICT),
        diocese: text(record, &schools::DIOCESE),
        town: text(record, &schools::TOWN),
        place: record.number(&schools::EASTING).zip(record.number(&schools::NORTHING)),
        roll: record.number(&schools::ROLL),
        fsm: record.number(&schools::FSM),
        is_priority: record.flag(&schools::PRIORITY) == Some(true),
        has_other_support: record.flag(&schools::OTHER_SUPPORT) == Some(true),
        head: Held::new(text(record, &schools::HEAD)),
        heads: Held::new(
            people(&text(record, &schools::HEAD))
                .iter()
                .flat_map(Person::called)
                .collect(),
        ),
        head_since: record.date(&schools::HEAD_START),
        inspected: record.text(&schools::OFSTED).and_then(schools::grade),
        inspected_on: record.date(&schools::OFSTED_DATE),
        ..blank_school(urn, record.cell(&schools::NAME))
    }
}
