//! Why an LLE may not be asked to support a school.

use jiff::ToSpan;

use super::{Subject, km, years_before};
use crate::base::date::{long, short};
use crate::base::quantity::{decimal, plain};
use crate::base::release::{Held, Internal};
use crate::base::text::fold;
use crate::model::programme::{Bar, Lle, LleId, Programme, School, SchoolId};

/// One reason, by its kind and in words.
#[derive(Clone, Debug)]
pub(crate) struct Reason {
    /// `same cluster`: the same words for every pair.
    pub(crate) kind: &'static str,
    /// What stands in the registers.
    pub(crate) says: Held<String, Internal>,
}

struct Reasons(Vec<Reason>);

impl Reasons {
    fn add(&mut self, kind: &'static str, says: impl Into<String>) {
        self.0.push(Reason { kind, says: Held::new(says.into()) });
    }
}

/// Every reason against this pair; none where the LLE may be asked.
pub(super) fn reasons(
    programme: &Programme,
    subject: &Subject<'_>,
    id: LleId,
) -> Vec<Reason> {
    let mut found = Reasons(Vec::new());
    let Some(lle) = programme.lle(id) else { return found.0 };
    let Some(client) = programme.school(subject.id) else { return found.0 };
    not_active(programme, lle, &mut found);
    if lle.school == Some(subject.id) {
        found.add("own school", "It is the LLE's own school.");
    }
    if let Some(home) = lle.school.and_then(|home| programme.school(home)) {
        ties(programme, client, home, &mut found);
        if lle.school != Some(subject.id) {
            neighbours(programme, subject, lle.school, &mut found);
        }
        own_school(programme, lle, home, &mut found);
    }
    past(programme, subject, lle, &mut found);
    bars(programme, subject, id, lle, &mut found);
    load(programme, subject, id, lle, &mut found);
    found.0
}

fn not_active(programme: &Programme, lle: &Lle, found: &mut Reasons) {
    if lle.is_active_on(programme.as_at) {
        return;
    }
    let says = match (lle.accredited, lle.status) {
        (None, "" | "active") => "No date of accreditation is written.".to_owned(),
        (Some(day), "" | "active") => format!("Accredited only on {}.", long(day)),
        (_, status) => {
            let since = lle.status_date.map(|day| format!(" since {}", short(day)));
            format!("Status: {status}{}.", since.unwrap_or_default())
        }
    };
    found.add("not active", says);
}

fn is_one(a: &str, b: &str) -> bool {
    !a.trim().is_empty() && fold(a) == fold(b)
}

/// What binds the two schools together.
fn ties(programme: &Programme, client: &School, home: &School, found: &mut Reasons) {
    if client.urn == home.urn {
        return;
    }
    if is_one(&client.federation, &home.federation) {
        found.add(
            "same federation",
            format!("Both schools are of {}.", client.federation),
        );
    }
    if is_one(&client.trust, &home.trust) {
        found.add("same trust", format!("Both schools are of {}.", client.trust));
    }
    if is_yes(programme, "match_cluster") && is_one(&client.cluster, &home.cluster) {
        found.add("same cluster", format!("Both schools are of {}.", client.cluster));
    }
    if is_yes(programme, "match_diocese")
        && !client.diocese.trim().is_empty()
        && !is_one(&client.diocese, &home.diocese)
    {
        found.add(
            "other diocese",
            format!(
                "The school is of the diocese of {}; the LLE's is not.",
                client.diocese
            ),
        );
    }
}

fn is_yes(programme: &Programme, setting: &str) -> bool {
    matches!(fold(programme.settings.text(setting)).as_str(), "yes" | "y" | "true" | "1")
}

/// The nearest open school of the same phase, with its distance in kilometres.
pub(super) fn nearest(programme: &Programme, of: SchoolId) -> Option<(f64, SchoolId)> {
    let school = programme.school(of)?;
    let place = school.place.filter(|_| !school.phase.is_empty())?;
    programme
        .schools
        .iter()
        .enumerate()
        .filter(|(at, other)| {
            *at != of.0
                && other.phase == school.phase
                && other.closed.is_none_or(|day| day > programme.as_at)
        })
        .filter_map(|(at, other)| Some((km(place, other.place?), SchoolId(at))))
        .min_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)))
}

/// Schools of one phase compete where either is the other's nearest.
fn neighbours(
    programme: &Programme,
    subject: &Subject<'_>,
    home: Option<SchoolId>,
    found: &mut Reasons,
) {
    let Some(home) = home.filter(|_| is_yes(programme, "match_nearest")) else { return };
    let is_nearest = |of: SchoolId, other: SchoolId| {
        let nearest = subject.known.nearest.get(&of).copied().flatten();
        nearest.filter(|(_, at)| *at == other).map(|(far, _)| far)
    };
    if let Some(far) =
        is_nearest(subject.id, home).or_else(|| is_nearest(home, subject.id))
    {
        found.add(
            "nearest school",
            format!(
                "The two are nearest neighbours of one phase ({} km): they compete for pupils.",
                decimal(far, 1)
            ),
        );
    }
}

/// The LLE's own school needs its head.
fn own_school(programme: &Programme, lle: &Lle, home: &School, found: &mut Reasons) {
    if home.closed.is_some_and(|day| day <= programme.as_at) {
        found.add("own school closed", "The LLE's own school has closed.");
    }
    // The later of two registers knows better.
    let seen = [(home.inspected, home.inspected_on), (lle.inspected, lle.inspected_on)];
    let latest = seen
        .into_iter()
        .filter(|(grade, _)| grade.is_some())
        .max_by_key(|(_, day)| *day)
        .and_then(|(grade, day)| grade.map(|grade| (grade, day)));
    if let Some((grade, day)) = latest.filter(|(grade, _)| *grade > 2) {
        let when = day.map(|day| format!(" on {}", long(day))).unwrap_or_default();
        found.add(
            "own school not good",
            format!("The own school was judged {grade} of 4{when}."),
        );
    } else if let Some(grade) = lle.leadership.filter(|grade| *grade > 2) {
        found.add(
            "own school not good",
            format!("Leadership of the own school was judged {grade} of 4."),
        );
    }
    let years = programme.settings.number("match_inspection_years");
    let inspected = home.inspected_on.max(lle.inspected_on);
    if let Some(day) =
        inspected.filter(|day| years > 0.0 && *day <= years_before(programme, years))
    {
        found.add(
            "inspection due",
            format!(
                "The own school was last inspected on {}, more than {} years ago.",
                long(day),
                plain(years)
            ),
        );
    }
    let months = programme.settings.number("match_head_months") as i64;
    let recent = programme.as_at.saturating_sub(months.clamp(0, 1_200).months());
    if let Some(day) = home.head_since.filter(|day| *day > recent) {
        found.add(
            "own head changed",
            format!("The own school has a new head since {}.", long(day)),
        );
    }
}

/// Where the LLE has worked, and what was declared.
fn past(programme: &Programme, subject: &Subject<'_>, lle: &Lle, found: &mut Reasons) {
    let years = programme.settings.number("match_employment_years");
    for (_, until) in lle.worked_at.iter().filter(|(at, _)| *at == subject.id) {
        match until {
            Some(year)
                if f64::from(programme.as_at.year()) - f64::from(*year) > years => {}
            Some(year) => found.add(
                "worked there",
                format!("Worked there until {year}, within {} years.", plain(years)),
            ),
            None => found.add(
                "worked there",
                "Worked there; no year is written, so it counts as recent.",
            ),
        }
    }
    if lle.interest_in.contains(&subject.id) {
        found.add("declared interest", "The LLE has declared an interest in the school.");
    }
}

/// What the school or the panel has ruled out.
fn bars(
    programme: &Programme,
    subject: &Subject<'_>,
    id: LleId,
    lle: &Lle,
    found: &mut Reasons,
) {
    let Some(need) = subject.need else { return };
    if need.interest_of.contains(&id) {
        found.add(
            "declared interest",
            "An interest is declared in the register of needs.",
        );
    }
    let home = lle.school.and_then(|home| programme.school(home));
    let is = |of: fn(&School) -> &str, folded: &str| {
        home.is_some_and(|home| !folded.is_empty() && fold(of(home)) == folded)
    };
    for (written, bar) in &need.bars {
        let (kind, applies) = match bar {
            Bar::Lle(barred) => ("vetoed", *barred == id),
            Bar::School(barred) => ("vetoed", lle.school == Some(*barred)),
            Bar::Cluster(name) => ("vetoed", is(|school| &school.cluster, name)),
            Bar::Group(name) => (
                "vetoed",
                is(|school| &school.federation, name) || is(|school| &school.trust, name),
            ),
            Bar::District(name) => ("vetoed", is(|school| &school.district, name)),
            Bar::Diocese(name) => ("other diocese", !is(|school| &school.diocese, name)),
            Bar::Unread => ("", false),
        };
        if applies {
            found.add(kind, format!("The need says: {}.", written.within()));
        }
    }
}

/// What the LLE carries already.
fn load(
    programme: &Programme,
    subject: &Subject<'_>,
    id: LleId,
    lle: &Lle,
    found: &mut Reasons,
) {
    let is_there = programme.deployments.iter().any(|d| {
        d.client == subject.id
            && d.lles.contains(&id)
            && crate::measure::programme::is_active(d, programme.as_at)
    });
    if is_there {
        found.add("already there", "The LLE is at work in the school.");
    }
    let set = programme.settings.number("match_max_active");
    let most = lle.max_active.map_or(set, f64::from);
    let load = subject.known.load(id);
    let active = load.active;
    if active as f64 >= most {
        found.add(
            "no room",
            format!("{active} active deployments; {} at most.", plain(most)),
        );
    }
    let ((days, is_said), taken) = (load.offered, load.booked);
    if days - taken <= 0.0 {
        let by = if is_said { "offered" } else { "assumed to be offered" };
        found.add(
            "no free days",
            format!("{} days a year are {by}, {} are agreed.", plain(days), plain(taken)),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::found::scene;
    use crate::measure::shortlist::{Shortlist, shortlists};
    use crate::model::programme::Programme;

    const SCHOOLS: &str = "
        Schools | URN | School | Phase | Federation | Cluster | Diocese | Easting | Northing | Head since | Ofsted overall
            | 180101 | Client Primary School | primary | Wensum Federation | Aylsham | Norwich | 600000 | 300000 | |
            | 180102 | Wensum Primary School | primary | Wensum Federation | Dereham | Norwich | 610000 | 300000 | |
            | 180103 | Bure Primary School | primary | | Aylsham | Norwich | 611000 | 300000 | |
            | 180104 | Next Primary School | primary | | Holt | Norwich | 600500 | 300000 | |
            | 180105 | Yare Primary School | primary | | Diss | East Anglia | 612000 | 300000 | 2011-09-01 |
            | 180106 | Ant Primary School | primary | | Diss | Norwich | 613000 | 300000 | | 3
            | 180107 | Glaven Primary School | primary | | Diss | Norwich | 614000 | 300000 | |
    ";

    fn kinds(made: &Programme, list: &Shortlist, reference: &str) -> Vec<&'static str> {
        list.excluded
            .iter()
            .filter(|one| made.lles[one.lle.0].reference == reference)
            .flat_map(|one| one.reasons.iter().map(|reason| reason.kind))
            .collect()
    }

    #[test]
    fn every_exclusion_is_told_and_its_nearest_neighbour_is_not() {
        let made = crate::model::testing::programme(&format!(
            "{SCHOOLS}
            LLEs | LLE ref | Headteacher | School | Accredited | Status | Earlier schools | Declared interests | Days offered per year
                | L1 | Ann Wens | Wensum Primary School | 2010-01-22 | | | |
                | L2 | Bob Bure | Bure Primary School | 2010-01-22 | | | |
                | L3 | Cat Next | Next Primary School | 2010-01-22 | | | |
                | L4 | Dan Yare | Yare Primary School | 2010-01-22 | | | |
                | L5 | Eve Ant | Ant Primary School | 2010-01-22 | | | |
                | L6 | Fay Free | Glaven Primary School | 2010-01-22 | | Client Primary School 2001-2007 | |
                | L7 | Gil Free | Glaven Primary School | 2010-01-22 | | Client Primary School 2001-2005 | |
                | L8 | Hal Free | Glaven Primary School | 2010-01-22 | | | daughter at Client Primary School |
                | L9 | Ian Free | Glaven Primary School | 2010-01-22 | paused | | |
                | M1 | Jan Free | Glaven Primary School | 2010-01-22 | | | | 0
                | M2 | Kay Free | Glaven Primary School | 2010-01-22 | | | |
                | M3 | Lea Free | Glaven Primary School | 2011-12-24 | | | |
            Needs of identified schools | Need ref | School | Exclusions | Interests declared
                | N1 | Client Primary School | same diocese; not Kay Free | 
        "
        ));
        let list = &shortlists(&made)[0];
        let told = |reference: &str| kinds(&made, list, reference);
        assert_eq!(told("L1"), ["same federation"]);
        assert_eq!(told("L2"), ["same cluster"]);
        assert_eq!(told("L3"), ["nearest school"]);
        assert_eq!(told("L4"), ["own head changed", "other diocese"]);
        assert_eq!(told("L5"), ["own school not good"]);
        assert_eq!(told("L6"), ["worked there"]);
        assert_eq!(told("L7"), [""; 0], "left more than five years ago");
        assert_eq!(told("L8"), ["declared interest"]);
        assert_eq!(told("L9"), ["not active"]);
        assert_eq!(told("M1"), ["no free days"]);
        assert_eq!(told("M2"), ["vetoed"]);
        assert_eq!(told("M3"), ["not active"]);
    }

    #[test]
    fn two_deployments_at_work_are_the_most_unless_settings_say_otherwise() {
        let tables = format!(
            "{SCHOOLS}
            LLEs | LLE ref | Headteacher | School | Accredited | Days offered per year
                | L1 | Ann Free | Glaven Primary School | 2010-01-22 | 60
            Deployments | Deployment ref | LLE ref | LLE | Client school | Start | Status | Days agreed
                | D1 | L1 | Ann Free | Bure Primary School | 2011-09-12 | active | 5
                | D2 | L1 | Ann Free | Ant Primary School | 2011-09-12 | active | 5
            Needs of identified schools | Need ref | School
                | N1 | Client Primary School
        "
        );
        let made = crate::model::testing::programme(&tables);
        assert_eq!(kinds(&made, &shortlists(&made)[0], "L1"), ["no room"]);
        let three = scene(&tables).set("match_max_active", "3");
        let made = crate::model::testing::of(&three);
        assert_eq!(shortlists(&made)[0].candidates.len(), 1);
    }
}
