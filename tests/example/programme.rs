//! The invented programme: heads, deployments, visits, surveys, money.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

use crate::schools::{Dice, Role, School, days};
use crate::sheet::{Sheet, V, d, n, t};

pub struct Leader {
    pub reference: String,
    pub title: &'static str,
    pub first: &'static str,
    pub last: &'static str,
    pub school: usize,
    pub cohort: u8,
    pub accredited: Option<Date>,
    pub status: &'static str,
    pub status_date: Option<Date>,
    pub offered: f64,
    pub consents: bool,
}

impl Leader {
    pub fn name(&self) -> String {
        format!("{} {} {}", self.title, self.first, self.last)
    }
}

pub struct Deployed {
    pub reference: String,
    pub leader: usize,
    pub client: usize,
    pub identified: Date,
    pub agreed: Date,
    pub start: Date,
    pub planned: Date,
    pub end: Option<Date>,
    pub is_ts: bool,
    pub contracted: f64,
    pub visits: Vec<(Date, f64)>,
}

impl Deployed {
    pub fn rate(&self) -> f64 {
        if self.is_ts { 402.5 } else { 350.0 }
    }

    /// Three quarters of what has ended met its objectives, the rest in part.
    pub fn outcome(&self) -> &'static str {
        match self.end {
            None => "",
            Some(_) if matches!(self.leader, 4 | 8 | 13) => "Partly met",
            Some(_) => "Fully met",
        }
    }
}

const HEADS: [(&str, &str, &str); 40] = [
    ("Mrs", "Agnes", "Barleycroft"),
    ("Mr", "Bernard", "Cawdell"),
    ("Ms", "Clara", "Dewsnap"),
    ("Mr", "Donald", "Eastgarth"),
    ("Mrs", "Edith", "Fothergale"),
    ("Miss", "Flora", "Gathergood"),
    ("Mr", "Gordon", "Hasketon"),
    ("Mrs", "Harriet", "Inglemere"),
    ("Mr", "Ivor", "Jesslow"),
    ("Mrs", "Joan", "Kettlestone"),
    ("Mr", "Keith", "Ludbrook"),
    ("Ms", "Laura", "Mundham"),
    ("Mr", "Martin", "Neatishead"),
    ("Mrs", "Nora", "Oxburgh"),
    ("Mr", "Oliver", "Plumtree"),
    ("Mrs", "Phyllis", "Quidling"),
    ("Mr", "Quentin", "Rockland"),
    ("Mrs", "Rosa", "Saxlingham"),
    ("Mr", "Stanley", "Tivetshall"),
    ("Ms", "Thea", "Upgate"),
    ("Mr", "Uri", "Vellinder"),
    ("Mrs", "Vera", "Wacton"),
    ("Mr", "Walter", "Yelverton"),
    ("Mrs", "Winifred", "Ashmanhaugh"),
    ("Mr", "Adrian", "Bixley"),
    ("Mrs", "Beryl", "Colkirk"),
    ("Mr", "Cyril", "Didlington"),
    ("Ms", "Dora", "Ellingham"),
    ("Mr", "Edwin", "Framingham"),
    ("Mrs", "Freda", "Gimingham"),
    ("Mr", "George", "Heydon"),
    ("Mrs", "Hilda", "Itteringham"),
    ("Mr", "Isaac", "Ketteringham"),
    ("Mrs", "Janet", "Larling"),
    ("Mr", "Kenneth", "Matlaske"),
    ("Ms", "Lydia", "Narborough"),
    ("Mr", "Morris", "Overstrand"),
    ("Mrs", "Nancy", "Postwick"),
    ("Mr", "Oswald", "Runham"),
    ("Mrs", "Pauline", "Salthouse"),
];

fn find(schools: &[School], role: Role) -> usize {
    schools.iter().position(|school| school.role == role).unwrap()
}

/// Heads in order of accreditation: 32 active on 30 June 2011, 35 accredited by
/// the end of July, one resigned and one paused by the end of the year.
pub fn leaders(schools: &[School]) -> Vec<Leader> {
    let spare: Vec<usize> = (0..schools.len())
        .filter(|at| schools[*at].role == Role::Other && schools[*at].phase == "Primary")
        .filter(|at| {
            schools[*at].ages == (4, 11) && schools[*at].ks2.iter().all(Option::is_some)
        })
        .filter(|at| !schools[*at].other_support)
        .take(14)
        .collect();
    let first = (0..12).map(Role::Lle).chain([0, 1, 3, 4, 5, 6].map(Role::OtherLle));
    let spring = [2, 7, 8, 9, 10].map(Role::OtherLle);
    let mut places: Vec<(usize, u8, Option<Date>)> =
        first.map(|role| (find(schools, role), 1, Some(date(2010, 1, 22)))).collect();
    places.extend(spring.map(|role| (find(schools, role), 2, Some(date(2011, 3, 18)))));
    let mut spare = spare.into_iter();
    places.extend(
        spare
            .by_ref()
            .take(9)
            .zip(0i8..)
            .map(|(at, k)| (at, 2, Some(date(2011, 5, 16 + k)))),
    );
    places.extend(
        spare
            .by_ref()
            .take(3)
            .zip(0i8..)
            .map(|(at, k)| (at, 3, Some(date(2011, 7, 6 + k)))),
    );
    places.extend(spare.map(|at| (at, 3, None)));
    places
        .into_iter()
        .zip(HEADS)
        .enumerate()
        .map(|(at, ((school, cohort, accredited), (title, first, last)))| {
            let (status, status_date) = match at {
                10 => ("Resigned", Some(date(2011, 8, 31))),
                25 => ("Paused", Some(date(2011, 12, 1))),
                _ if accredited.is_none() => ("In training", Some(date(2011, 9, 12))),
                _ => ("Active", accredited),
            };
            Leader {
                reference: format!("LLE{:03}", at + 1),
                title,
                first,
                last,
                school,
                cohort,
                accredited,
                status,
                status_date,
                offered: [20.0, 22.0, 25.0][at % 3],
                consents: at % 4 != 2,
            }
        })
        .collect()
}

/// Days on which schools work, from a date: no weekends, no holidays of 2010/11
/// and autumn 2011.
pub fn is_school_day(day: Date) -> bool {
    let holidays = [
        ((2010, 5, 31), (2010, 6, 4)),
        ((2010, 7, 22), (2010, 9, 3)),
        ((2010, 10, 25), (2010, 10, 29)),
        ((2010, 12, 18), (2011, 1, 4)),
        ((2011, 2, 21), (2011, 2, 25)),
        ((2011, 4, 9), (2011, 4, 29)),
        ((2011, 4, 29), (2011, 4, 29)),
        ((2011, 5, 2), (2011, 5, 2)),
        ((2011, 5, 30), (2011, 6, 3)),
        ((2011, 7, 22), (2011, 9, 5)),
        ((2011, 10, 24), (2011, 10, 28)),
        ((2011, 12, 17), (2012, 1, 3)),
    ];
    let of = |(y, m, dd): (i16, i8, i8)| date(y, m, dd);
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
        && !holidays.iter().any(|(from, to)| of(*from) <= day && day <= of(*to))
}

fn school_day_from(mut day: Date) -> Date {
    while !is_school_day(day) {
        day = day.tomorrow().unwrap();
    }
    day
}

/// `days` of support from `start`, evenly until `last`, a day at a time.
fn visits(start: Date, last: Date, days: u32) -> Vec<(Date, f64)> {
    let span = (last - start).get_days().max(1);
    let span =
        if span > 0 { (last.duration_since(start).as_hours() / 24) as i32 } else { 1 };
    let mut made = Vec::new();
    let mut after = start;
    for k in 0..days {
        let ahead = (i64::from(span) * i64::from(k) / i64::from(days.max(1))).days();
        let day = school_day_from((start + ahead).max(after));
        made.push((day, 1.0));
        after = day.tomorrow().unwrap();
    }
    made
}

/// The first cohort's eighteen deployments.
pub fn deployments(schools: &[School]) -> Vec<Deployed> {
    let support = days();
    let clients = (0..14).map(Role::Client).chain((0..4).map(Role::OtherClient));
    clients
        .enumerate()
        .map(|(at, role)| {
            let start = school_day_from(match at {
                0..=3 => date(2010, 5, 17) + (at as i64 * 6).days(),
                4..=12 => date(2010, 9, 13) + (at as i64 * 5).days(),
                _ => date(2011, 1, 6) + ((at as i64 - 13) * 4).days(),
            });
            let before = support.get(at).copied().unwrap_or(6 + at as u32 % 3);
            let mut done = visits(start, date(2011, 5, 4), before);
            let is_open = at % 3 == 0;
            done.push((school_day_from(date(2011, 6, 13) + (at as i64).days()), 0.5));
            if is_open {
                done.push((school_day_from(date(2011, 9, 20) + (at as i64).days()), 0.5));
                done.push((
                    school_day_from(date(2011, 11, 7) + (at as i64 % 9).days()),
                    0.5,
                ));
            }
            let used: f64 = done.iter().map(|(_, days)| days).sum();
            Deployed {
                reference: format!("DEP-{:02}", at + 1),
                leader: at,
                client: find(schools, role),
                identified: start - 40.days(),
                agreed: start - (25 - at as i64 % 5).days(),
                start,
                planned: if is_open { date(2012, 3, 30) } else { date(2011, 7, 21) },
                end: (!is_open).then(|| date(2011, 7, 20)),
                is_ts: at % 4 == 1,
                contracted: used + if is_open { 1.0 } else { 0.5 },
                visits: done,
            }
        })
        .collect()
}

/// Late by a few days, on the next school day.
pub fn received(visit: Date, at: usize) -> Date {
    let mut day = visit;
    for _ in 0..(if at % 11 == 5 { 14 } else { 2 + at % 5 }) {
        day = day.tomorrow().unwrap();
        while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            day = day.tomorrow().unwrap();
        }
    }
    day
}

/// Answers in words to a question: so many strongly agree, agree, neither,
/// disagree, strongly disagree, spread over the respondents.
fn answers(of: [usize; 5], seed: u64) -> Vec<&'static str> {
    let words = [
        "Strongly agree",
        "Agree",
        "Neither agree nor disagree",
        "Disagree",
        "Strongly disagree",
    ];
    let mut all: Vec<&str> = of
        .iter()
        .zip(words)
        .flat_map(|(count, word)| std::iter::repeat_n(word, *count))
        .collect();
    let mut dice = Dice(seed);
    for at in (1..all.len()).rev() {
        all.swap(at, dice.below(at as u64 + 1) as usize);
    }
    all
}

/// A survey sheet with two heading rows, as an export has them.
pub fn survey(
    (name, prefix, role): (&str, &str, &str),
    asked: &[&str],
    items: &[(&str, [usize; 5])],
    remarks: &[(usize, &str, &str)],
) -> Sheet {
    let mut sheet = Sheet::new(
        name,
        &["Local Leaders of Education: survey of June 2011"],
        &[
            "Respondent ref",
            "Respondent type",
            "School",
            "Survey wave",
            "Invited",
            "Responded",
        ],
    );
    sheet.over.push((0, 6, "Respondent".to_owned()));
    for (at, (question, _)) in items.iter().enumerate() {
        sheet.over.push((6 + at as u16, 1, format!("Q{} {question}", at + 1)));
        sheet.headings.push("Response".to_owned());
    }
    let after = 6 + items.len() as u16;
    sheet.over.push((after, 1, "Any other comments".to_owned()));
    sheet.headings.push("Open-Ended Response".to_owned());
    sheet.over.push((after + 1, 1, "Consent".to_owned()));
    sheet.headings.push("Consent to quote".to_owned());
    let columns: Vec<Vec<&str>> =
        items.iter().zip(7..).map(|((_, of), seed)| answers(*of, seed)).collect();
    let replies = columns.first().map_or(0, Vec::len);
    for (at, school) in asked.iter().enumerate() {
        let replied = at < replies;
        let mut row = vec![
            t(format!("{prefix}{:02}", at + 1)),
            t(role),
            t(*school),
            t("June 2011"),
            V::D(date(2011, 6, 6)),
            d(replied.then(|| date(2011, 6, 8 + (at as i8 % 14)))),
        ];
        row.extend(columns.iter().map(|c| t(c.get(at).copied().unwrap_or(""))));
        let remark = remarks.iter().find(|(who, _, _)| *who == at);
        row.push(t(remark.map_or("", |(_, words, _)| *words)));
        row.push(t(remark.map_or("", |(_, _, consent)| *consent)));
        sheet.rows.push(row);
    }
    sheet
}

/// Spend: days of each deployment by term, training, venue; one line committed.
pub fn spend(deployments: &[Deployed]) -> Vec<Vec<V>> {
    let mut lines: Vec<(Date, Vec<V>)> = Vec::new();
    let terms = [
        (date(2010, 4, 1), date(2010, 8, 31)),
        (date(2010, 9, 1), date(2010, 12, 31)),
        (date(2011, 1, 1), date(2011, 3, 31)),
        (date(2011, 4, 1), date(2011, 8, 31)),
        (date(2011, 9, 1), date(2011, 11, 30)),
    ];
    let mut invoice = 4400;
    for (from, to) in terms {
        for deployed in deployments {
            let days: f64 = deployed
                .visits
                .iter()
                .filter(|(day, _)| from <= *day && *day <= to)
                .map(|(_, days)| days)
                .sum();
            if days == 0.0 {
                continue;
            }
            let last = deployed
                .visits
                .iter()
                .map(|(day, _)| *day)
                .filter(|day| *day <= to)
                .max();
            let paid = last.unwrap_or(to).min(to);
            let line = if deployed.is_ts {
                "LLE days - Teaching School"
            } else {
                "LLE days - direct"
            };
            let net = days * deployed.rate();
            invoice += 1;
            let status = if to == date(2011, 11, 30) && deployed.leader % 2 == 0 {
                "Committed"
            } else {
                "Paid"
            };
            lines.push((
                paid,
                vec![
                    V::D(paid),
                    t(financial(paid)),
                    t(deployed.reference.clone()),
                    t(line),
                    t("LLE days"),
                    n(net),
                    n(0.0),
                    n(net),
                    t(status),
                    t(format!("INV{invoice}")),
                ],
            ));
        }
    }
    for (day, line, kind, net) in [
        (date(2010, 6, 24), "Training and network meetings", "Training", 1800.0),
        (date(2010, 11, 18), "Training and network meetings", "Venue", 420.0),
        (date(2011, 2, 10), "Training and network meetings", "Venue", 420.0),
        (date(2011, 6, 16), "Training and network meetings", "Training", 2150.0),
        (date(2011, 11, 10), "Training and network meetings", "Venue", 450.0),
        (date(2011, 9, 30), "Evaluation", "Evaluation", 1500.0),
    ] {
        invoice += 1;
        lines.push((
            day,
            vec![
                V::D(day),
                t(financial(day)),
                V::E,
                t(line),
                t(kind),
                n(net),
                n(0.0),
                n(net),
                t("Paid"),
                t(format!("INV{invoice}")),
            ],
        ));
    }
    lines.sort_by_key(|(day, _)| *day);
    lines.into_iter().map(|(_, row)| row).collect()
}

fn financial(day: Date) -> String {
    let year = if day.month() >= 4 { day.year() } else { day.year() - 1 };
    format!("{year}-{:02}", (year + 1) % 100)
}
