//! What LLEs do: deployments, visits, contracts, quality assurance, meetings.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Linker, text};
use crate::base::cell::Place;
use crate::base::date::Date;
use crate::base::text::{fold, reference as key_of};
use crate::model::programme::{
    Contract, Deployment, DeploymentId, LleId, Meeting, Quality, SchoolId, Visit,
};
use crate::register::record::Record;
use crate::register::{contracts, deployments, meetings, quality, visits};

/// Hours of a day, where a visit is recorded in hours.
const HOURS_OF_A_DAY: f64 = 5.0;

impl Linker<'_> {
    pub(super) fn deployments(&mut self) {
        let registers = self.registers;
        let mut ok: BTreeSet<SchoolId> = BTreeSet::new();
        let mut broken: Vec<(SchoolId, Place)> = Vec::new();
        for record in registers.of(&deployments::SCHEMA) {
            let client = self.school_named(
                record.text(&deployments::CLIENT_URN).unwrap_or(""),
                record.text(&deployments::CLIENT_DFE).unwrap_or(""),
                record.text(&deployments::CLIENT).unwrap_or(""),
            );
            let Some(client) = client else { continue };
            if self.out.contains(&record.place) {
                broken.push((client, record.cell(&deployments::CLIENT)));
                continue;
            }
            ok.insert(client);
            let lles = self.lle_named(
                record.text(&deployments::LLE_REF).unwrap_or(""),
                record.text(&deployments::LLE).unwrap_or(""),
            );
            let reference = record.text(&deployments::REF).map_or_else(
                || format!("DEP {}", self.programme.deployments.len() + 1),
                ToOwned::to_owned,
            );
            let id = DeploymentId(self.programme.deployments.len());
            self.by_ref.entry(key_of(&reference)).or_insert(id);
            self.of_client.entry(client).or_default().push(id);
            self.programme.deployments.push(Deployment {
                reference,
                lles,
                client,
                identified: record.date(&deployments::IDENTIFIED),
                panel: record.date(&deployments::PANEL),
                matched: record.date(&deployments::MATCHED),
                agreed: record.date(&deployments::AGREED),
                start: record.date(&deployments::START),
                planned_end: record.date(&deployments::PLANNED_END),
                end: record.date(&deployments::END),
                midpoint: record.date(&deployments::MIDPOINT),
                evaluated: record.date(&deployments::EVALUATED),
                status: record.choice(&deployments::STATUS).unwrap_or(""),
                route: record.choice(&deployments::ROUTE).unwrap_or(""),
                days: record.number(&deployments::DAYS),
                rate: record.number(&deployments::RATE),
                focus: record.tags(&deployments::FOCUS).to_vec(),
                outcome: record.choice(&deployments::OUTCOME).unwrap_or(""),
                conflicts_checked: record.flag(&deployments::CONFLICTS),
                at: record.cell(&deployments::CLIENT),
            });
        }
        broken.retain(|(school, _)| !ok.contains(school));
        self.programme.clients_in_error = broken;
    }

    pub(super) fn deployment_of(&self, reference: &str) -> Option<DeploymentId> {
        self.by_ref.get(&key_of(reference)).copied()
    }

    /// The deployment of a visit that names none: at work on the day, else the last
    /// that had begun by then, else the first.
    fn at_work(
        &self,
        school: SchoolId,
        lle: Option<LleId>,
        day: Date,
    ) -> Option<DeploymentId> {
        let begun =
            |deployment: &Deployment| deployment.start.filter(|start| *start <= day);
        let is_over = |deployment: &Deployment| {
            deployment.end.or(deployment.planned_end).is_some_and(|end| end < day)
        };
        self.of_client
            .get(&school)?
            .iter()
            .filter_map(|id| Some((*id, self.programme.deployment(*id)?)))
            .filter(|(_, one)| lle.is_none_or(|lle| one.lles.contains(&lle)))
            .max_by_key(|(id, one)| {
                let start = begun(one);
                (start.is_some() && !is_over(one), start, Reverse(id.0))
            })
            .map(|(id, _)| id)
    }

    /// The deployment of a contract or a check that names none: its LLE and school tell.
    fn of_pair(
        &self,
        lle: Option<&str>,
        school: Option<&str>,
        day: Option<Date>,
    ) -> Option<DeploymentId> {
        let lle = self.lle_named("", lle?).first().copied()?;
        self.at_work(self.school_named("", "", school?)?, Some(lle), day?)
    }

    pub(super) fn visits(&mut self) {
        let registers = self.registers;
        self.programme.has_visits = registers.has("visits");
        let mut made: Vec<Visit> = self
            .used(registers.of(&visits::SCHEMA))
            .filter_map(|(_, record)| {
                let date = record.date(&visits::DATE)?;
                let school = self.school_named(
                    record.text(&visits::URN).unwrap_or(""),
                    "",
                    record.text(&visits::SCHOOL).unwrap_or(""),
                );
                let lle = self
                    .lle_named(
                        record.text(&visits::LLE_REF).unwrap_or(""),
                        record.text(&visits::LLE).unwrap_or(""),
                    )
                    .first()
                    .copied();
                let deployment = self
                    .deployment_of(record.text(&visits::DEPLOYMENT).unwrap_or(""))
                    .or_else(|| self.at_work(school?, lle, date));
                let days = record
                    .number(&visits::DAYS)
                    .or_else(|| {
                        record.number(&visits::HOURS).map(|hours| hours / HOURS_OF_A_DAY)
                    })
                    .or_else(|| part_of_day(record))
                    .unwrap_or(0.0);
                let school = school.or_else(|| {
                    deployment
                        .and_then(|id| self.programme.deployment(id))
                        .map(|d| d.client)
                });
                Some(Visit {
                    reference: text(record, &visits::REF),
                    deployment,
                    school,
                    lle,
                    date,
                    days,
                    focus: text(record, &visits::FOCUS),
                    received: record.date(&visits::RECEIVED),
                    signed: record.date(&visits::SIGNED),
                    at: record.cell(&visits::DATE),
                })
            })
            .collect();
        made.sort_by(|a, b| a.date.cmp(&b.date).then_with(|| a.at.cmp(&b.at)));
        for (at, visit) in made.iter().enumerate() {
            if let Some(school) = visit.school {
                self.programme.of_school.entry(school).or_default().push(at);
            }
        }
        self.programme.visits = made;
    }

    pub(super) fn contracts_and_quality(&mut self) {
        let registers = self.registers;
        let contracts: Vec<Contract> = self
            .used(registers.of(&contracts::SCHEMA))
            .map(|(_, record)| Contract {
                number: text(record, &contracts::NUMBER),
                deployment: self
                    .deployment_of(record.text(&contracts::DEPLOYMENT).unwrap_or(""))
                    .or_else(|| {
                        self.of_pair(
                            record.text(&contracts::LLE),
                            record.text(&contracts::CLIENT),
                            record.date(&contracts::START),
                        )
                    }),
                signed: [
                    &contracts::SIGNED_LLE,
                    &contracts::SIGNED_CLIENT,
                    &contracts::SIGNED_LA,
                ]
                .map(|c| record.date(c)),
                start: record.date(&contracts::START),
                end: record.date(&contracts::END),
                days: record.number(&contracts::DAYS),
                rate: record.number(&contracts::RATE),
                value: record.number(&contracts::VALUE),
                route: record.choice(&contracts::ROUTE).unwrap_or(""),
                brokerage: record.number(&contracts::BROKERAGE),
                at: record.cell(&contracts::NUMBER),
            })
            .collect();
        let quality: Vec<Quality> = self
            .used(registers.of(&quality::SCHEMA))
            .map(|(_, record)| Quality {
                number: text(record, &quality::NUMBER),
                deployment: self
                    .deployment_of(record.text(&quality::DEPLOYMENT).unwrap_or(""))
                    .or_else(|| {
                        self.of_pair(
                            record.text(&quality::LLE),
                            record.text(&quality::CLIENT),
                            record.date(&quality::DONE).or(record.date(&quality::DUE)),
                        )
                    }),
                lle: self
                    .lle_named("", record.text(&quality::LLE).unwrap_or(""))
                    .first()
                    .copied(),
                kind: text(record, &quality::KIND),
                due: record.date(&quality::DUE),
                done: record.date(&quality::DONE),
                rating: record.choice(&quality::RATING).unwrap_or(""),
                action_due: record.date(&quality::ACTION_DUE),
                closed: record.date(&quality::CLOSED),
                at: record.cell(&quality::NUMBER),
            })
            .collect();
        self.programme.contracts = contracts;
        self.programme.quality = quality;
    }

    pub(super) fn network(&mut self) {
        let registers = self.registers;
        let mut by_day: BTreeMap<Date, Meeting> = BTreeMap::new();
        let rows: Vec<&Record> =
            self.used(registers.of(&meetings::SCHEMA)).map(|(_, r)| r).collect();
        for record in rows {
            let Some(date) = record.date(&meetings::DATE) else { continue };
            let who = self.lle_named(
                record.text(&meetings::LLE_REF).unwrap_or(""),
                record.text(&meetings::NAME).unwrap_or(""),
            );
            let meeting = by_day.entry(date).or_insert_with(|| Meeting {
                date,
                venue: text(record, &meetings::VENUE),
                theme: text(record, &meetings::THEME),
                invited: 0,
                attended: 0,
                who: BTreeSet::new(),
            });
            if let Some(invited) = record.number(&meetings::INVITED_COUNT) {
                meeting.invited = invited as usize;
                meeting.attended =
                    record.number(&meetings::ATTENDED_COUNT).unwrap_or(0.0) as usize;
                continue;
            }
            // A blank in a list is a blank in a matrix: nobody says they were asked.
            let is_blank = record.field(&meetings::ATTENDED).is_some()
                && record.raw(&meetings::ATTENDED).trim().is_empty();
            if is_blank && record.flag(&meetings::INVITED) != Some(true) {
                continue;
            }
            meeting.invited += 1;
            if record.flag(&meetings::ATTENDED) == Some(true) {
                meeting.attended += 1;
                meeting.who.extend(who.first());
            }
        }
        self.programme.meetings = by_day.into_values().collect();
    }
}

/// Days by the part of the day that is named.
fn part_of_day(record: &Record) -> Option<f64> {
    match fold(record.text(&visits::PART_OF_DAY)?).as_str() {
        "am" | "pm" | "half" | "half day" | "morning" | "afternoon" => Some(0.5),
        "full" | "full day" | "day" | "all day" => Some(1.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::model::testing::{HELPED_TWICE, programme};

    #[test]
    fn a_visit_that_names_no_deployment_belongs_to_the_one_at_work_on_its_day() {
        let programme = programme(&format!(
            "{HELPED_TWICE}Records of visit | Visit ref | School | LLE | Date | Days
         | V1 | Barton Primary School | Mrs Helen Birdsall | 06/10/2009 | 1
         | V2 | Barton Primary School | Mrs Helen Birdsall | 03/11/2010 | 1
         | V3 | Barton Primary School | Mrs Helen Birdsall | 14/02/2011 | 1
         | V4 | Barton Primary School | Mrs Helen Birdsall | 01/09/2011 | 1
         | V5 | Barton Primary School | Mrs Helen Birdsall | 02/09/2009 | 1
",
        ));
        let found: Vec<(&str, &str)> = programme
            .visits
            .iter()
            .map(|visit| {
                let deployment = programme.deployment(visit.deployment.unwrap()).unwrap();
                (visit.reference.as_str(), deployment.reference.as_str())
            })
            .collect();
        assert_eq!(
            found,
            [
                ("V5", "DEP-01"),
                ("V1", "DEP-01"),
                ("V2", "DEP-01"),
                ("V3", "DEP-02"),
                ("V4", "DEP-02"),
            ],
            "V2 follows the first, V4 the second, V5 comes before both"
        );
    }
}
