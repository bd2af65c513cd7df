//! Links registers: schools by identity, heads by reference or name,
//! deployments by reference, results by school, indicator and year.

mod money;
mod people;
mod results;
mod schools;
mod voice;
mod work;

use std::collections::{BTreeMap, BTreeSet};

use super::programme::{DeploymentId, Edition, LleId, Programme, SchoolId};
use super::{papers, publicity};
use crate::base::cell::RowPlace;
use crate::base::date::{Date, Month};
use crate::base::finding::Findings;
use crate::base::setting::Settings;
use crate::register::identity::Schools;
use crate::register::names::Person;
use crate::register::record::Record;
use crate::register::succession::Succession;
use crate::register::{
    Registers, cpd_needs, documents, profiles, publications, staff, term_dates,
};

/// When and for which issue.
#[derive(Clone, Copy, Debug)]
pub(crate) struct When {
    /// As-at date.
    pub(crate) as_at: Date,
    /// Month of the pack.
    pub(crate) period: Month,
    /// Edition.
    pub(crate) edition: Edition,
}

/// The programme while its registers are linked.
pub(in crate::model) struct Linker<'a> {
    pub(in crate::model) registers: &'a Registers,
    out: BTreeSet<RowPlace>,
    identity: Schools,
    followed: Succession,
    /// School list row to school.
    of_row: BTreeMap<usize, SchoolId>,
    pub(in crate::model) programme: Programme,
    heads: Vec<Vec<Person>>,
    /// Whom names mean that the adviser has said, by folded name.
    said: BTreeMap<String, String>,
    /// LLEs by their reference, folded and without spaces.
    lle_refs: BTreeMap<String, LleId>,
    /// LLEs by their surname, folded.
    surnames: BTreeMap<String, Vec<LleId>>,
    /// Deployments by their reference, folded.
    by_ref: BTreeMap<String, DeploymentId>,
    /// Deployments to a client school, in the order of the register.
    of_client: BTreeMap<SchoolId, Vec<DeploymentId>>,
}

/// The programme on the as-at date.
pub(crate) fn build(
    registers: &Registers,
    settings: &Settings,
    findings: &Findings,
    when: &When,
) -> Programme {
    let programme = Programme {
        as_at: when.as_at,
        period: Some(when.period),
        edition: when.edition,
        settings: settings.clone(),
        calendar: term_dates::calendar(registers, settings),
        is_example: registers.is_example,
        registers: registers.sheets.iter().filter_map(|sheet| sheet.register).collect(),
        ..Programme::default()
    };
    let mut linker = Linker {
        registers,
        out: findings.rows_left_out(),
        identity: Schools::of(registers),
        followed: Succession::default(),
        of_row: BTreeMap::new(),
        programme,
        heads: Vec::new(),
        said: registers.answers.people(),
        lle_refs: BTreeMap::new(),
        surnames: BTreeMap::new(),
        by_ref: BTreeMap::new(),
        of_client: BTreeMap::new(),
    };
    linker.schools();
    linker.authority();
    linker.lles();
    linker.deployments();
    linker.visits();
    linker.contracts_and_quality();
    linker.network();
    linker.survey();
    linker.comments();
    linker.interests();
    linker.needs();
    linker.papers();
    linker.money();
    linker.results();
    linker.comparators();
    publicity::settle(&mut linker.programme);
    linker.programme
}

/// What a cell says; empty where it is blank.
pub(in crate::model) fn text(
    record: &Record,
    column: &crate::locate::schema::Column,
) -> String {
    record.text(column).unwrap_or("").to_owned()
}

impl Linker<'_> {
    /// Rows that no error leaves out.
    pub(in crate::model) fn used<'b>(
        &self,
        rows: &'b [Record],
    ) -> std::vec::IntoIter<(usize, &'b Record)> {
        let used: Vec<(usize, &'b Record)> = rows
            .iter()
            .enumerate()
            .filter(|(_, record)| !self.out.contains(&record.place))
            .collect();
        used.into_iter()
    }

    fn papers(&mut self) {
        let registers = self.registers;
        let of = |schema| self.used(registers.of(schema)).map(|(_, record)| record);
        let cpd = of(&cpd_needs::SCHEMA).map(papers::cpd_need).collect();
        let profiles = of(&profiles::SCHEMA)
            .filter_map(|record| {
                let lles = self.lle_named(
                    record.text(&profiles::LLE_REF).unwrap_or(""),
                    record.text(&profiles::LLE).unwrap_or(""),
                );
                Some(papers::profile(record, *lles.first()?))
            })
            .collect();
        let documents = of(&documents::SCHEMA).map(papers::document).collect();
        let publications = of(&publications::SCHEMA).map(papers::publication).collect();
        let staff = of(&staff::SCHEMA).map(papers::post).collect();
        self.programme.cpd = cpd;
        self.programme.profiles = profiles;
        self.programme.documents = documents;
        self.programme.publications = publications;
        self.programme.staff = staff;
    }
}
