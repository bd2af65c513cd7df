//! Links registers: schools by identity, heads by reference or name,
//! deployments by reference, results by school, indicator and year.

use std::collections::{BTreeMap, BTreeSet};

use super::programme::{
    BudgetLine, Comment, Compared, Consent, Contract, Decision, Deployment, DeploymentId,
    Edition, Item, Joined, Lle, LleId, Meeting, Outcome, Paid, Programme, Quality,
    Respondent, School, SchoolId, Side, Spend, Visit,
};
use super::{joining, papers, publicity};
use crate::base::cell::{Place, RowPlace};
use crate::base::date::{AcademicYear, Date, FinancialYear, Month};
use crate::base::finding::Findings;
use crate::base::indicator::Indicator;
use crate::base::release::Held;
use crate::base::setting::Settings;
use crate::base::text::fold;
use crate::register::identity::{Resolved, Schools, dfe_of};
use crate::register::names::{Person, people};
use crate::register::record::{Record, Value};
use crate::register::results::{Area, Given, Status, authority_name};
use crate::register::succession::{Follows, Predecessor, Succession};
use crate::register::{
    Registers, budget, comments, contracts, cpd_needs, decisions, deployments, documents,
    lles, meetings, profiles, publications, quality, school_links, schools, spend, staff,
    survey_waves, surveys, term_dates, visits,
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

pub(super) struct Linker<'a> {
    pub(super) registers: &'a Registers,
    out: BTreeSet<RowPlace>,
    identity: Schools,
    followed: Succession,
    /// School list row to school.
    of_row: BTreeMap<usize, SchoolId>,
    pub(super) programme: Programme,
    heads: Vec<Person>,
    by_ref: BTreeMap<String, DeploymentId>,
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
        by_ref: BTreeMap::new(),
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

pub(super) fn text(record: &Record, column: &crate::locate::schema::Column) -> String {
    record.text(column).unwrap_or("").to_owned()
}

impl Linker<'_> {
    /// Rows that no error leaves out.
    pub(super) fn used<'b>(
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

    fn schools(&mut self) {
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
    fn succession(&mut self) {
        let registers = self.registers;
        self.followed = Succession::of(
            registers.of(&schools::SCHEMA),
            registers.of(&school_links::SCHEMA),
            Some(self.programme.as_at),
        );
        let programme = &mut self.programme;
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
            for to in self.of_row.values_mut().filter(|to| ids.contains(to)) {
                *to = next;
            }
        }
    }

    fn authority(&mut self) {
        let named = self.programme.settings.text("authority").to_owned();
        let mut codes: BTreeMap<(String, String), usize> = BTreeMap::new();
        for record in self.registers.of(&schools::SCHEMA) {
            let code = record.text(&schools::LA_CODE).unwrap_or("");
            let code = if code.is_empty() {
                dfe_of(record).split('/').next().unwrap_or("").to_owned()
            } else {
                code.to_owned()
            };
            let name = match text(record, &schools::LA_NAME) {
                name if name.is_empty() => authority_name(&code).unwrap_or_default(),
                name => name,
            };
            *codes.entry((code, name)).or_default() += 1;
        }
        let most = codes
            .iter()
            .filter(|((code, name), _)| {
                named.is_empty() || *code == named || fold(name) == fold(&named)
            })
            .max_by_key(|(_, count)| **count)
            .map(|(key, _)| key.clone());
        self.programme.authority = most.unwrap_or_else(|| {
            if named.chars().all(|c| c.is_ascii_digit()) {
                (named, String::new())
            } else {
                (String::new(), named)
            }
        });
    }

    pub(super) fn school_named(
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

    fn lles(&mut self) {
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
            self.programme.lles.push(lle);
            self.heads.push(parts);
        }
    }

    pub(super) fn lle_named(&self, reference: &str, name: &str) -> Vec<LleId> {
        let known = |reference: &str| {
            let wanted = fold(reference).replace(' ', "");
            self.programme.lles.iter().position(|lle| {
                !wanted.is_empty() && fold(&lle.reference).replace(' ', "") == wanted
            })
        };
        if let Some(at) = known(reference) {
            return vec![LleId(at)];
        }
        if let Some(at) = known(name) {
            return vec![LleId(at)];
        }
        people(name)
            .iter()
            .filter_map(|person| {
                let mut same =
                    self.heads.iter().enumerate().filter(|(_, head)| head.may_be(person));
                let first = same.next()?;
                same.next().is_none().then_some(LleId(first.0))
            })
            .collect()
    }

    fn deployments(&mut self) {
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
            self.by_ref.entry(fold(&reference)).or_insert(id);
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

    fn deployment_of(&self, reference: &str) -> Option<DeploymentId> {
        self.by_ref.get(&fold(reference)).copied()
    }

    fn visits(&mut self) {
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
                    .or_else(|| {
                        let of = |at: &usize| DeploymentId(*at);
                        let all: Vec<usize> = self
                            .programme
                            .deployments
                            .iter()
                            .enumerate()
                            .filter(|(_, d)| {
                                Some(d.client) == school
                                    && lle.is_none_or(|lle| d.lles.contains(&lle))
                            })
                            .map(|(at, _)| at)
                            .collect();
                        all.first().map(of)
                    });
                let of_day = match fold(record.text(&visits::PART_OF_DAY).unwrap_or(""))
                    .as_str()
                {
                    "am" | "pm" | "half" | "half day" | "morning" | "afternoon" => {
                        Some(0.5)
                    }
                    "full" | "full day" | "day" | "all day" => Some(1.0),
                    _ => None,
                };
                let days = record
                    .number(&visits::DAYS)
                    .or_else(|| record.number(&visits::HOURS).map(|hours| hours / 5.0))
                    .or(of_day)
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
        self.programme.visits = made;
    }

    fn contracts_and_quality(&mut self) {
        let registers = self.registers;
        let contracts: Vec<Contract> = self
            .used(registers.of(&contracts::SCHEMA))
            .map(|(_, record)| Contract {
                number: text(record, &contracts::NUMBER),
                deployment: self
                    .deployment_of(record.text(&contracts::DEPLOYMENT).unwrap_or("")),
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
                    .deployment_of(record.text(&quality::DEPLOYMENT).unwrap_or("")),
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

    fn network(&mut self) {
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
            meeting.invited += 1;
            if record.flag(&meetings::ATTENDED) == Some(true) {
                meeting.attended += 1;
                meeting.who.extend(who.first());
            }
        }
        self.programme.meetings = by_day.into_values().collect();
    }

    fn survey(&mut self) {
        let registers = self.registers;
        let rows: Vec<&Record> =
            self.used(registers.of(&surveys::SCHEMA)).map(|(_, r)| r).collect();
        for record in rows {
            let Some(side) = side_of(record) else { continue };
            let wave = text(record, &surveys::WAVE);
            let mut answers = BTreeMap::new();
            for extra in &record.extras {
                if let Value::Number(score) = extra.value {
                    answers.insert(extra.key.clone(), score as u8);
                }
                match self.programme.items.iter_mut().find(|item| item.code == extra.key)
                {
                    Some(item) => {
                        item.asked.insert((wave.clone(), side));
                    }
                    None => self.programme.items.push(Item {
                        code: extra.key.clone(),
                        question: extra
                            .heading
                            .trim_end_matches("Response")
                            .trim()
                            .to_owned(),
                        asked: BTreeSet::from([(wave.clone(), side)]),
                    }),
                }
            }
            let has_list = record.field(&surveys::INVITED).is_some()
                || record.field(&surveys::RESPONDED).is_some();
            self.programme.respondents.push(Respondent {
                wave,
                side,
                reference: text(record, &surveys::RESPONDENT),
                is_invited: has_list,
                has_replied: !answers.is_empty(),
                school: self.school_named(
                    "",
                    "",
                    record.text(&surveys::SCHOOL).unwrap_or(""),
                ),
                answers,
            });
        }
        for record in registers.of(&survey_waves::SCHEMA) {
            let side = match record.choice(&survey_waves::GROUP) {
                Some("clients") => Side::Clients,
                Some("lle") => Side::Lle,
                _ => continue,
            };
            if let Some(invited) = record.number(&survey_waves::INVITED) {
                self.programme
                    .invited
                    .insert((text(record, &survey_waves::WAVE), side), invited as usize);
            }
        }
    }

    fn comments(&mut self) {
        let registers = self.registers;
        let mut names: Vec<String> =
            self.programme.schools.iter().map(|s| fold(s.name.within())).collect();
        names.extend(self.programme.lles.iter().map(|lle| fold(lle.name.within())));
        names.extend(
            self.heads
                .iter()
                .filter(|h| !h.title.is_empty())
                .map(|h| fold(&format!("{} {}", h.title, h.last))),
        );
        names.retain(|name| name.split(' ').count() >= 2);
        let rows: Vec<&Record> =
            self.used(registers.of(&comments::SCHEMA)).map(|(_, r)| r).collect();
        for record in rows {
            let words = text(record, &comments::TEXT);
            let consent = match record.choice(&comments::CONSENT) {
                Some("named") => Consent::Named,
                Some("anonymous" | "yes") => Consent::Anonymous,
                _ => Consent::No,
            };
            let folded = format!(" {} ", fold(&words));
            let names_someone =
                names.iter().any(|name| folded.contains(&format!(" {name} ")))
                    || words.contains('@')
                    || words.chars().filter(char::is_ascii_digit).count() >= 9;
            let side = match record.choice(&comments::GROUP) {
                Some("clients") => Some(Side::Clients),
                Some("lle") => Some(Side::Lle),
                _ => side_of(record),
            };
            let role = match side {
                Some(Side::Clients) => "Headteacher, client school",
                Some(Side::Lle) => "Local Leader of Education",
                None => "Respondent",
            };
            let critical = [
                "would have liked",
                "though",
                "but ",
                "not enough",
                "too ",
                "late",
                "short",
                "disappoint",
                "lack",
                "more time",
                "difficult",
                "unclear",
            ];
            let is_critical = fold(record.text(&comments::SENTIMENT).unwrap_or(""))
                .starts_with("neg")
                || critical.iter().any(|word| folded.contains(word));
            let themes = match record.tags(&comments::THEME) {
                [] => themes_of(&folded),
                given => given.to_vec(),
            };
            let can = consent != Consent::No && !names_someone;
            self.programme.comments.push(Comment {
                quotable: can.then(|| Held::new(words.clone())),
                text: Held::new(words),
                role: Held::new(role.to_owned()),
                side,
                themes,
                is_critical,
                consent,
                at: record.cell(&comments::TEXT),
            });
        }
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

    fn money(&mut self) {
        let registers = self.registers;
        let decisions =
            self.used(registers.of(&decisions::SCHEMA)).map(|(_, record)| Decision {
                reference: text(record, &decisions::REF),
                date: record.date(&decisions::DATE),
                text: text(record, &decisions::TEXT),
                amount: record.number(&decisions::AMOUNT),
                years: text(record, &decisions::YEARS),
                conditions: text(record, &decisions::CONDITIONS),
            });
        let decisions: Vec<Decision> = decisions.collect();
        let budget =
            self.used(registers.of(&budget::SCHEMA)).map(|(_, record)| BudgetLine {
                year: record.financial_year(&budget::YEAR),
                line: text(record, &budget::LINE),
                route: record.choice(&budget::ROUTE).unwrap_or(""),
                decision: text(record, &budget::DECISION),
                approved: record.number(&budget::APPROVED).unwrap_or(0.0)
                    + record.number(&budget::VIREMENT).unwrap_or(0.0),
            });
        let budget: Vec<BudgetLine> = budget.collect();
        let mut spend: Vec<Spend> = self
            .used(registers.of(&spend::SCHEMA))
            .filter_map(|(_, record)| {
                let date = record.date(&spend::DATE)?;
                let deployment =
                    self.deployment_of(record.text(&spend::DEPLOYMENT).unwrap_or(""));
                let line = text(record, &spend::LINE);
                let own = record.choice(&spend::ROUTE);
                let year = record
                    .financial_year(&spend::YEAR)
                    .unwrap_or_else(|| FinancialYear::of(date));
                // The line of the payment's own year, before that of another.
                let budgeted = || {
                    let same = || budget.iter().filter(|b| fold(&b.line) == fold(&line));
                    let of_year = same().filter(move |b| b.year == Some(year));
                    of_year.chain(same().filter(move |b| b.year != Some(year)))
                };
                let of_line = budgeted().map(|b| b.route).find(|r| !r.is_empty());
                let decision = record.text(&spend::DECISION).map_or_else(
                    || {
                        budgeted()
                            .map(|b| b.decision.clone())
                            .find(|decision| !decision.is_empty())
                            .unwrap_or_default()
                    },
                    ToOwned::to_owned,
                );
                let of_deployment = deployment
                    .and_then(|id| self.programme.deployment(id))
                    .map(|d| d.route);
                Some(Spend {
                    date,
                    year,
                    deployment,
                    line,
                    decision,
                    route: own.or(of_line).or(of_deployment).unwrap_or(""),
                    kind: text(record, &spend::KIND),
                    net: record
                        .number(&spend::NET)
                        .or_else(|| record.number(&spend::GROSS))?,
                    paid: match record.choice(&spend::STATUS) {
                        Some("committed" | "received" | "invoiced") => Paid::Committed,
                        _ => Paid::Paid,
                    },
                    invoice: text(record, &spend::INVOICE),
                    days: record.number(&spend::DAYS),
                    payee: Held::new(text(record, &spend::PAYEE)),
                    at: record.cell(&spend::NET),
                })
            })
            .collect();
        spend.sort_by(|a, b| a.date.cmp(&b.date).then_with(|| a.at.cmp(&b.at)));
        self.programme.decisions = decisions;
        self.programme.budget = budget;
        self.programme.spend = spend;
        self.programme.ledger.clone_from(&registers.ledger);
    }

    fn results(&mut self) {
        type Key = (SchoolId, &'static str, AcademicYear);
        let registers = self.registers;
        let mut by_key: BTreeMap<Key, BTreeMap<String, Outcome>> = BTreeMap::new();
        for result in &registers.results {
            let (urn, dfe) = (
                result.urn.as_deref().unwrap_or(""),
                result.dfe.as_deref().unwrap_or(""),
            );
            let found = self.school_named(urn, dfe, &result.name);
            let Some(school) =
                found.or_else(|| self.unlisted(urn, dfe, &result.name, &result.cell()))
            else {
                continue;
            };
            let key: Key = (school, result.indicator.code, result.year);
            if self.out.contains(&result.place) {
                self.programme.results_in_error.insert(key, result.cell());
                continue;
            }
            // Teachers' judgements stand beside the tests, never in their place.
            if result.is_teacher_assessment {
                if let Ok(score) = result.score {
                    let held = self
                        .programme
                        .assessed
                        .entry(key)
                        .or_insert((result.status, score));
                    if result.status < held.0 {
                        *held = (result.status, score);
                    }
                }
                continue;
            }
            let present = self.programme.school(school).map_or("", |s| s.urn.as_str());
            let own = self.urn_of(urn, dfe, &result.name, present);
            // A stage that an earlier school did not teach is not its result.
            let joins = self
                .followed
                .predecessors(present)
                .iter()
                .filter(|one| one.urn == own && own != present)
                .all(|one| one.stages.contains(&result.indicator.stage));
            if !joins {
                continue;
            }
            let outcome = Outcome {
                score: result.score,
                status: result.status,
                cells: vec![result.cell()],
            };
            let held = by_key.entry(key).or_default();
            let rank = |one: &Outcome| {
                (one.score.is_err(), one.status, one.score.ok().map(|score| score.given))
            };
            let is_better = held.get(&own).is_none_or(|held| rank(&outcome) < rank(held));
            if is_better {
                held.insert(own, outcome);
            }
        }
        for (key, by_urn) in by_key {
            let (school, code, _) = key;
            let present = self.programme.school(school).map_or("", |s| s.urn.as_str());
            let Some(indicator) = Indicator::of(code) else { continue };
            let earlier = self.followed.predecessors(present);
            if let Some(outcome) = joining::joined(by_urn, present, earlier, indicator) {
                self.programme.outcomes.insert(key, outcome);
            }
        }
        let years: Vec<(&'static str, AcademicYear)> = self
            .programme
            .outcomes
            .iter()
            .filter(|(_, outcome)| outcome.score.is_ok())
            .map(|((_, code, year), _)| (*code, *year))
            .collect();
        for (code, year) in years {
            self.programme.years.entry(code).or_default().insert(year);
        }
    }

    /// The URN under which a row stands: its own, or that of the school it names.
    fn urn_of(&self, urn: &str, dfe: &str, name: &str, present: &str) -> String {
        let is_earlier =
            self.followed.predecessors(present).iter().any(|one| one.urn == urn);
        if is_earlier {
            return urn.to_owned();
        }
        match self.identity.resolve(urn, dfe, name) {
            Resolved::Found(at) => self
                .registers
                .of(&schools::SCHEMA)
                .get(at)
                .and_then(|record| record.text(&schools::URN))
                .map_or_else(|| present.to_owned(), ToOwned::to_owned),
            Resolved::Unknown(_) | Resolved::Ambiguous(_) => present.to_owned(),
        }
    }

    /// A school that stands in the results and in no list: used only where
    /// there is no list at all.
    fn unlisted(
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

    fn comparators(&mut self) {
        let (code, name) = self.programme.authority.clone();
        let is_own = |area: &str| {
            let folded = fold(area);
            folded.is_empty()
                || folded == code
                || folded == fold(&name)
                || folded.starts_with(&format!("{} ", fold(&name)))
                || matches!(
                    folded.as_str(),
                    "la" | "lea"
                        | "authority"
                        | "local authority"
                        | "county"
                        | "la average"
                )
                || (name.is_empty() && code.is_empty())
        };
        let mut best: BTreeMap<
            (Area, &'static str, AcademicYear),
            ((bool, Given, Status, bool), Compared),
        > = BTreeMap::new();
        for row in &self.registers.comparators {
            if row.is_same_schools || (row.area == Area::La && !is_own(&row.area_name)) {
                continue;
            }
            let given = row.score.map_or(Given::Whole, |score| score.given);
            let rank = (row.score.is_err(), given, row.status, !row.is_published);
            let compared = Compared {
                score: row.score,
                source: row.source.clone(),
                status: row.status,
            };
            let key = (row.area, row.indicator.code, row.year);
            if best.get(&key).is_none_or(|(held, _)| rank < *held) {
                best.insert(key, (rank, compared));
            }
        }
        self.programme.compared =
            best.into_iter().map(|(key, (_, compared))| (key, compared)).collect();
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
        head_since: record.date(&schools::HEAD_START),
        inspected: record.text(&schools::OFSTED).and_then(schools::grade),
        inspected_on: record.date(&schools::OFSTED_DATE),
        ..blank_school(urn, record.cell(&schools::NAME))
    }
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

fn side_of(record: &Record) -> Option<Side> {
    match record.field_of("group").map(|field| &field.value) {
        Some(Value::Choice("clients")) => return Some(Side::Clients),
        Some(Value::Choice("lle")) => return Some(Side::Lle),
        _ => {}
    }
    let sheet = format!(" {} ", fold(&record.sheet_says));
    if sheet.contains(" client") || sheet.contains(" supported") {
        return Some(Side::Clients);
    }
    if sheet.contains(" lle") || sheet.contains(" leader") {
        return Some(Side::Lle);
    }
    match record.field_of("respondent").and_then(|field| field.raw.chars().next()) {
        Some('C' | 'c') => Some(Side::Clients),
        Some('L' | 'l') => Some(Side::Lle),
        _ => None,
    }
}

/// Themes by the words of a comment.
fn themes_of(folded: &str) -> Vec<String> {
    const THEMES: [(&str, &[&str]); 6] = [
        ("Someone to talk to", &["talk", "listen", "sounding", "confiden", "support"]),
        (
            "Teaching and learning",
            &["teach", "lesson", "classroom", "learning", "observ"],
        ),
        ("Leadership", &["leader", "governor", "staff", "team", "plan"]),
        ("Time and start", &["time", "start", "earlier", "late", "short"]),
        ("Results", &["result", "attain", "progress", "standard", "data"]),
        ("Network", &["meeting", "network", "drive", "other heads"]),
    ];
    let found: Vec<String> = THEMES
        .iter()
        .filter(|(_, words)| words.iter().any(|word| folded.contains(word)))
        .map(|(theme, _)| (*theme).to_owned())
        .collect();
    if found.is_empty() { vec!["Other".to_owned()] } else { found }
}
