//! Days that LLEs offer, that are agreed, given and free: by phase, district
//! and term; and who is on the way to becoming an LLE.

use std::collections::BTreeMap;

use jiff::civil::date;

use super::shortlist::{booked, is_of_year, offered};
use crate::base::calendar::{Calendar, easter};
use crate::base::date::{AcademicYear, Date};
use crate::model::programme::{Deployment, LleId, Programme};

/// One line of the table, for the academic year of the as-at date.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CapacityRow {
    /// `all`, `phase`, `district`, `term`.
    pub(crate) kind: &'static str,
    /// Whose; empty for all.
    pub(crate) name: String,
    /// Active LLEs.
    pub(crate) lles: usize,
    /// Days offered a year by active LLEs.
    pub(crate) offered: f64,
    /// Days agreed in this year's deployments.
    pub(crate) booked: f64,
    /// Days of recorded visits of this year, up to the as-at date.
    pub(crate) delivered: f64,
}

impl CapacityRow {
    /// Days that are not agreed; below nought where more is agreed than offered.
    pub(crate) fn free(&self) -> f64 {
        self.offered - self.booked
    }

    fn add(&mut self, other: &Self) {
        self.lles += other.lles;
        self.offered += other.offered;
        self.booked += other.booked;
        self.delivered += other.delivered;
    }
}

/// A step on the way to accreditation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PipelineRow {
    /// `Applied`, `Assessed`, `In training`, `Trained`.
    pub(crate) step: &'static str,
    /// People whose last step it is.
    pub(crate) people: usize,
    /// Days a year that they will offer, as written or assumed.
    pub(crate) days: f64,
}

const NOT_KNOWN: &str = "not known";

/// Everything, then by phase, district and term. Empty without LLEs.
pub(crate) fn capacity(programme: &Programme) -> Vec<CapacityRow> {
    if programme.lles.is_empty() {
        return Vec::new();
    }
    let year = AcademicYear::of(programme.as_at);
    let blank = |kind: &'static str, name: &str| CapacityRow {
        kind,
        name: name.to_owned(),
        lles: 0,
        offered: 0.0,
        booked: 0.0,
        delivered: 0.0,
    };
    let mut delivered: BTreeMap<LleId, f64> = BTreeMap::new();
    for visit in &programme.visits {
        if visit.date > programme.as_at || AcademicYear::of(visit.date) != year {
            continue;
        }
        let of_deployment = visit.deployment.and_then(|id| programme.deployment(id));
        let lles = match visit.lle {
            Some(lle) => vec![lle],
            None => of_deployment.map(|d| d.lles.clone()).unwrap_or_default(),
        };
        for lle in &lles {
            *delivered.entry(*lle).or_default() += visit.days / lles.len() as f64;
        }
    }
    let mut all = blank("all", "");
    let mut phases: BTreeMap<String, CapacityRow> = BTreeMap::new();
    let mut districts: BTreeMap<String, CapacityRow> = BTreeMap::new();
    for (at, lle) in programme.lles.iter().enumerate() {
        let id = LleId(at);
        let is_active = lle.is_active_on(programme.as_at);
        let row = CapacityRow {
            lles: usize::from(is_active),
            offered: if is_active { offered(programme, id).0 } else { 0.0 },
            booked: booked(programme, id),
            delivered: delivered.get(&id).copied().unwrap_or(0.0),
            ..blank("", "")
        };
        if !is_active && row.booked == 0.0 && row.delivered == 0.0 {
            continue;
        }
        let home = lle.school.and_then(|home| programme.school(home));
        let own = home.map_or("", |home| home.phase);
        let phase = if own.is_empty() { lle.phase } else { own };
        let district = home.map_or("", |home| home.district.as_str());
        all.add(&row);
        for (kind, rows, name) in
            [("phase", &mut phases, phase), ("district", &mut districts, district)]
        {
            let name = if name.is_empty() { NOT_KNOWN } else { name };
            rows.entry(name.to_owned()).or_insert_with(|| blank(kind, name)).add(&row);
        }
    }
    let terms = terms(programme, year, &all);
    std::iter::once(all)
        .chain(phases.into_values())
        .chain(districts.into_values())
        .chain(terms)
        .collect()
}

/// First and last days of the three terms, holidays included.
fn bounds(year: AcademicYear) -> [(&'static str, Date, Date); 3] {
    let summer = year.summer();
    let easter = easter(summer);
    [
        ("Autumn", date(year.0, 9, 1), date(year.0, 12, 31)),
        ("Spring", date(summer, 1, 1), easter),
        ("Summer", easter.tomorrow().unwrap_or(easter), year.last_day()),
    ]
}

/// Each term a third of what is offered; what is agreed spread evenly over the
/// school days of its deployment in this year.
fn terms(
    programme: &Programme,
    year: AcademicYear,
    all: &CapacityRow,
) -> Vec<CapacityRow> {
    let bounds = bounds(year);
    let mut booked = [0.0; 3];
    for deployment in programme.deployments.iter().filter(|d| is_of_year(d, year)) {
        let Some(days) = deployment.days.filter(|_| !deployment.lles.is_empty()) else {
            continue;
        };
        let school_days = school_days(&programme.calendar, deployment, &bounds);
        let whole: usize = school_days.iter().sum();
        for (term, part) in booked.iter_mut().zip(school_days) {
            *term +=
                if whole > 0 { days * part as f64 / whole as f64 } else { days / 3.0 };
        }
    }
    bounds
        .iter()
        .zip(booked)
        .map(|((name, first, last), booked)| CapacityRow {
            kind: "term",
            name: (*name).to_owned(),
            lles: all.lles,
            offered: all.offered / 3.0,
            booked,
            delivered: programme
                .visits
                .iter()
                .filter(|v| v.date >= *first && v.date <= *last)
                .filter(|v| v.date <= programme.as_at)
                .map(|v| v.days)
                .sum(),
        })
        .collect()
}

/// School days of a deployment in each term.
fn school_days(
    calendar: &Calendar,
    deployment: &Deployment,
    bounds: &[(&'static str, Date, Date); 3],
) -> [usize; 3] {
    let (start, end) = (deployment.start, deployment.end.or(deployment.planned_end));
    bounds.map(|(_, first, last)| {
        let from = start.map_or(first, |day| day.max(first));
        let until = end.map_or(last, |day| day.min(last));
        from.series(jiff::ToSpan::days(1))
            .take_while(|day| *day <= until)
            .filter(|day| calendar.is_school_day(*day))
            .count()
    })
}

/// People who are not yet accredited, by their last step.
pub(crate) fn pipeline(programme: &Programme) -> Vec<PipelineRow> {
    let mut rows = ["Applied", "Assessed", "In training", "Trained"]
        .map(|step| PipelineRow { step, people: 0, days: 0.0 });
    for (at, lle) in programme.lles.iter().enumerate() {
        let is_to_come = lle.accredited.is_none_or(|day| day > programme.as_at)
            && lle.ended().is_none()
            && (lle.accredited.is_some()
                || matches!(lle.status, "applicant" | "in training")
                || lle.steps.iter().flatten().next().is_some());
        if !is_to_come {
            continue;
        }
        let is_past = |step: Option<Date>| step.is_some_and(|day| day <= programme.as_at);
        let [_, assessed, trained] = lle.steps;
        let step = match () {
            () if is_past(trained) || lle.accredited.is_some() => 3,
            () if lle.status == "in training" => 2,
            () if is_past(assessed) => 1,
            () => 0,
        };
        if let Some(row) = rows.get_mut(step) {
            row.people += 1;
            row.days += offered(programme, LleId(at)).0;
        }
    }
    rows.into_iter().filter(|row| row.people > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::programme;

    const TABLES: &str = "
        Schools | URN | School | Phase | District
            | 180101 | Client Primary School | primary | Norwich
            | 180102 | Near Primary School | primary | Breckland
            | 180103 | Fenby Junior School | junior | Norwich
        LLEs | LLE ref | Headteacher | School | Accredited | Status | Status date | Days offered per year | Applied | Trained
            | L1 | Ann Near | Near Primary School | 2010-01-22 | active | | 20 | |
            | L2 | Bob Fenby | Fenby Junior School | 2010-01-22 | active | | | |
            | L3 | Cat Gone | Near Primary School | 2010-01-22 | resigned | 2011-10-31 | 30 | |
            | L4 | Dan New | | | applicant | | 10 | 2011-10-03 |
            | L5 | Eve New | | | in training | | | 2011-05-03 |
            | L6 | Fay New | | | in training | | 8 | 2011-05-03 | 2011-11-01
        Deployments | Deployment ref | LLE | Client school | Start | Planned end | Status | Days agreed
            | D1 | Ann Near | Client Primary School | 2011-09-12 | 2011-12-09 | active | 8
            | D2 | Cat Gone | Client Primary School | 2011-09-12 | 2011-10-31 | closed | 4
            | D3 | Ann Near | Fenby Junior School | 2010-09-12 | 2011-07-09 | closed | 9
        Records of visit | Visit ref | Deployment ref | Date | Days
            | V1 | D1 | 2011-10-03 | 1.5
            | V2 | D2 | 2011-10-04 | 2
            | V3 | D3 | 2011-05-04 | 7
    ";

    #[test]
    fn days_are_offered_agreed_given_and_free_by_phase_district_and_term() {
        let rows: Vec<(&str, String, usize, [f64; 4])> = capacity(&programme(TABLES))
            .into_iter()
            .map(|r| {
                let numbers = [r.offered, r.booked, r.delivered, r.free()];
                (r.kind, r.name, r.lles, numbers)
            })
            .collect();
        let rows: Vec<_> =
            rows.iter().map(|(k, n, l, d)| (*k, n.as_str(), *l, *d)).collect();
        assert_eq!(
            rows,
            [
                // 20 as written and 12 assumed; who resigned offers nothing more.
                ("all", "", 2, [32.0, 12.0, 3.5, 20.0]),
                ("phase", "junior", 1, [12.0, 0.0, 0.0, 12.0]),
                ("phase", "primary", 1, [20.0, 12.0, 3.5, 8.0]),
                ("district", "Breckland", 1, [20.0, 12.0, 3.5, 8.0]),
                ("district", "Norwich", 1, [12.0, 0.0, 0.0, 12.0]),
                ("term", "Autumn", 2, [32.0 / 3.0, 12.0, 3.5, 32.0 / 3.0 - 12.0]),
                ("term", "Spring", 2, [32.0 / 3.0, 0.0, 0.0, 32.0 / 3.0]),
                ("term", "Summer", 2, [32.0 / 3.0, 0.0, 0.0, 32.0 / 3.0]),
            ]
        );
    }

    #[test]
    fn people_on_the_way_stand_at_their_last_step() {
        let rows: Vec<_> = pipeline(&programme(TABLES))
            .into_iter()
            .map(|row| (row.step, row.people, row.days))
            .collect();
        assert_eq!(
            rows,
            [("Applied", 1, 10.0), ("In training", 1, 12.0), ("Trained", 1, 8.0)]
        );
    }
}
