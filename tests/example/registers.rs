//! The example's registers: which sheet of which file says what.

use std::collections::BTreeMap;

use jiff::civil::date;

use crate::programme::{self, Deployed, Leader};
use crate::running;
use crate::schools::{self, School};
use crate::sheet::{self, Sheet, V, d, n, t};

fn day((y, m, dd): (i16, i8, i8)) -> V {
    V::D(date(y, m, dd))
}

fn school_list(schools: &[School]) -> Sheet {
    let mut sheet = Sheet::new(
        "",
        &[],
        &[
            "URN",
            "LA (code)",
            "LA (name)",
            "EstablishmentNumber",
            "EstablishmentName",
            "TypeOfEstablishment (name)",
            "EstablishmentStatus (name)",
            "OpenDate",
            "CloseDate",
            "PhaseOfEducation (name)",
            "StatutoryLowAge",
            "StatutoryHighAge",
            "Diocese (name)",
            "NumberOfPupils",
            "PercentageFSM",
            "Town",
            "DistrictAdministrative (name)",
            "Cluster",
            "Easting",
            "Northing",
            "Priority school",
            "Other intensive support",
            "Replaced by",
        ],
    );
    for s in schools {
        let yes = |flag: bool| t(if flag { "Yes" } else { "No" });
        sheet.rows.push(vec![
            n(s.urn),
            n(926),
            t("Norfolk"),
            n(s.estab),
            t(s.name.clone()),
            t(s.kind),
            t(if s.closed.is_some() { "Closed" } else { "Open" }),
            day(s.opened),
            s.closed.map_or(V::E, day),
            t(s.phase),
            n(s.ages.0),
            n(s.ages.1),
            t(s.diocese),
            n(s.roll),
            n(s.fsm),
            t(s.town.clone()),
            t(s.district),
            t(s.cluster.clone()),
            n(s.place.0),
            n(s.place.1),
            yes(s.priority),
            yes(s.other_support),
            s.replaced_by.map_or(V::E, n),
        ]);
    }
    sheet
}

pub(crate) fn lle_register(schools: &[School], leaders: &[Leader]) -> Sheet {
    let mut sheet = Sheet::new(
        "LLEs",
        &[
            "NORFOLK LLE PROGRAMME: REGISTER OF LOCAL LEADERS",
            "Updated 28th November 2011",
        ],
        &[
            "LLE No",
            "Headteacher",
            "School",
            "URN",
            "Headship start",
            "Cohort",
            "Accreditation date",
            "Accrediting body",
            "Status",
            "Date of change",
            "Days offered per year",
            "Consent to directory",
            "Expertise",
            "Earlier schools",
            "Declared interests",
        ],
    );
    let tags = [
        "leadership coaching; English",
        "maths; assessment",
        "EYFS; phonics",
        "new headship; governance",
    ];
    let waiting = running::lowest(schools);
    for (at, l) in leaders.iter().enumerate() {
        let school = &schools[l.school];
        sheet.rows.push(vec![
            t(l.reference.clone()),
            t(if at % 3 == 1 {
                format!("{}, {}", l.last.to_uppercase(), l.first)
            } else {
                l.name()
            }),
            t(school.name.clone()),
            n(school.urn),
            t(format!("1/9/{}", 1996 + at % 9)),
            t(format!("Cohort {}", l.cohort)),
            d(l.accredited),
            t("National College"),
            t(l.status),
            d(l.status_date),
            n(l.offered),
            t(if l.consents { "Yes" } else { "No" }),
            t(tags[at % 4]),
            t(if at == 20 { schools[waiting[0]].name.clone() } else { String::new() }),
            t(if at == 22 { schools[waiting[1]].name.clone() } else { String::new() }),
        ]);
    }
    sheet.notes.push(
        "NB days offered are for the academic year and agreed with governors".to_owned(),
    );
    sheet
}

fn term(day: jiff::civil::Date) -> &'static str {
    match (day.year(), day.month()) {
        (2010, 1..=8) => "Sum 10",
        (2010, _) => "Aut 10",
        (2011, 1..=4) => "Spr 11",
        (2011, 5..=8) => "Sum 11",
        _ => "Aut 11",
    }
}

const TERMS: [&str; 5] = ["Sum 10", "Aut 10", "Spr 11", "Sum 11", "Aut 11"];

pub(crate) fn deployment_sheets(
    schools: &[School],
    leaders: &[Leader],
    deployed: &[Deployed],
) -> Vec<Sheet> {
    TERMS
        .iter()
        .filter_map(|name| {
            let title = format!("LLE deployments begun {name}");
            let mut sheet = Sheet::new(
                name,
                &[&title],
                &[
                    "Deployment ref",
                    "LLE No",
                    "LLE name",
                    "Client school",
                    "URN",
                    "Date identified",
                    "Date agreed",
                    "Start date",
                    "Expected end date",
                    "Date ended",
                    "Status",
                    "Commissioned via",
                    "No. of days agreed",
                    "£ per day",
                    "Focus",
                    "Need category",
                    "Outcome",
                ],
            );
            for x in deployed.iter().filter(|x| term(x.start) == *name) {
                let (leader, client) = (&leaders[x.leader], &schools[x.client]);
                sheet.rows.push(vec![
                    t(x.reference.clone()),
                    t(leader.reference.clone()),
                    t(leader.name()),
                    t(client.name.clone()),
                    n(client.urn),
                    V::D(x.identified),
                    V::D(x.agreed),
                    V::D(x.start),
                    V::D(x.planned),
                    d(x.end),
                    t(if x.end.is_some() { "Complete" } else { "Active" }),
                    t(if x.is_ts { "Teaching School" } else { "Direct" }),
                    n(x.contracted),
                    n(x.rate()),
                    t("Leadership coaching; raise attainment"),
                    t(if client.priority { "Below floor standard" } else { "New head" }),
                    t(x.outcome()),
                ]);
            }
            (!sheet.rows.is_empty()).then_some(sheet)
        })
        .collect()
}

pub(crate) fn visit_sheets(
    schools: &[School],
    leaders: &[Leader],
    deployed: &[Deployed],
) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = TERMS
        .iter()
        .map(|name| {
            let title = format!("Records of visit {name}");
            Sheet::new(
                name,
                &[&title],
                &[
                    "Visit ref",
                    "Deployment ref",
                    "LLE name",
                    "Supported school",
                    "Date of visit",
                    "Duration (days)",
                    "Focus of support",
                    "Progress RAG",
                    "Record received",
                ],
            )
        })
        .collect();
    let mut all: Vec<(jiff::civil::Date, f64, &Deployed)> = deployed
        .iter()
        .flat_map(|x| x.visits.iter().map(move |(day, days)| (*day, *days, x)))
        .collect();
    all.sort_by(|a, b| (a.0, &a.2.reference).cmp(&(b.0, &b.2.reference)));
    for (at, (day, days, x)) in all.into_iter().enumerate() {
        let place = TERMS.iter().position(|name| *name == term(day)).unwrap();
        let received = programme::received(day, at);
        sheets[place].rows.push(vec![
            t(format!("V{:03}", at + 1)),
            t(x.reference.clone()),
            t(leaders[x.leader].name()),
            t(schools[x.client].name.clone()),
            V::D(day),
            n(days),
            t(["Coaching", "Joint observation", "Data review", "Governance"][at % 4]),
            t(["Green", "Green", "Amber"][at % 3]),
            d((received <= date(2011, 11, 30)).then_some(received)),
        ]);
    }
    sheets.retain(|sheet| !sheet.rows.is_empty());
    sheets
}

fn ks2(schools: &[School]) -> Sheet {
    let mut sheet = Sheet::new(
        "KS2 E&M",
        &[
            "Key Stage 2: pupils at Level 4 or above in both English and mathematics",
            "Source: performance tables; 2010 as reported by schools that took the tests",
        ],
        &["URN", "DfE No", "School"],
    );
    for (at, year) in [2008, 2009, 2010, 2011].into_iter().enumerate() {
        sheet.over.push((3 + 2 * at as u16, 2, year.to_string()));
        sheet.headings.push("L4+ E&M (no.)".to_owned());
        sheet.headings.push("Eligible".to_owned());
    }
    for s in schools.iter().filter(|s| s.ks2.iter().any(Option::is_some)) {
        let mut row = vec![n(s.urn), t(format!("926/{}", s.estab)), t(s.name.clone())];
        for (at, counts) in s.ks2.iter().enumerate() {
            match counts {
                Some((x, eligible)) => row.extend([n(*x), n(*eligible)]),
                None if at == 2 && s.boycott => row.extend([t("boycott"), V::E]),
                None => row.extend([V::E, V::E]),
            }
        }
        sheet.rows.push(row);
    }
    sheet
}

fn ks1(schools: &[School]) -> Sheet {
    let mut sheet = Sheet::new(
        "KS1 APS",
        &[
            "Key Stage 1 teacher assessment: average point score in reading, writing and mathematics",
        ],
        &["URN", "School", "KS1 APS 2010", "KS1 APS 2011"],
    );
    for s in schools {
        if let Some([(_, before), (_, after)]) = s.ks1 {
            sheet.rows.push(vec![n(s.urn), t(s.name.clone()), n(before), n(after)]);
        }
    }
    sheet
}

fn comparators(schools: &[School]) -> Sheet {
    let mut sheet = Sheet::new(
        "LA & national",
        &["Local authority and national comparators"],
        &[
            "Measure",
            "Results year",
            "Area",
            "Value",
            "Numerator",
            "Denominator",
            "Source",
        ],
    );
    let em = "KS2 L4+ English and maths (%)";
    let aps = "KS1 average point score (reading, writing, maths)";
    let source = "Statistical first release, published";
    for (at, (year, national)) in
        [(2008, 73.0), (2009, 72.0), (2010, 73.0), (2011, 74.0)].into_iter().enumerate()
    {
        let (x, eligible) = schools
            .iter()
            .filter_map(|s| s.ks2[at])
            .fold((0, 0), |a, c| (a.0 + c.0, a.1 + c.1));
        let value = (f64::from(x) / f64::from(eligible) * 1000.0).floor() / 10.0;
        sheet.rows.push(vec![
            t(em),
            n(year),
            t("Norfolk"),
            n(value),
            n(x),
            n(eligible),
            t(source),
        ]);
        sheet.rows.push(vec![
            t(em),
            n(year),
            t("National"),
            n(national),
            V::E,
            V::E,
            t(source),
        ]);
    }
    for (year, norfolk, national) in [(2010, 15.2, 15.3), (2011, 15.31, 15.42)] {
        sheet.rows.push(vec![
            t(aps),
            n(year),
            t("Norfolk"),
            n(norfolk),
            V::E,
            V::E,
            t(source),
        ]);
        sheet.rows.push(vec![
            t(aps),
            n(year),
            t("National"),
            n(national),
            V::E,
            V::E,
            t(source),
        ]);
    }
    sheet
}

fn surveys(schools: &[School], leaders: &[Leader], deployed: &[Deployed]) -> Vec<Sheet> {
    let clients = [
        ("Overall I am satisfied with the service", [13, 2, 1, 0, 0]),
        ("The support was collaborative", [11, 4, 1, 0, 0]),
        ("The support met my expectations", [9, 5, 1, 1, 0]),
        ("There has been an impact on improvement in my own school", [8, 5, 2, 1, 0]),
        ("The programme as a whole is a success", [10, 5, 1, 0, 0]),
    ];
    let lles = [
        ("Overall I am satisfied with the service", [8, 6, 2, 1, 0]),
        ("The support was collaborative", [9, 6, 2, 0, 0]),
        ("The support met my expectations", [7, 7, 2, 1, 0]),
        ("There has been an impact on improvement in my own school", [4, 6, 5, 2, 0]),
        ("The programme as a whole is a success", [9, 6, 2, 0, 0]),
    ];
    let said_clients = [
        (0, "It helped to have another head to think aloud with.", "Yes - anonymous"),
        (
            3,
            "Our teaching and learning policy is now in use in every classroom.",
            "Yes - anonymous",
        ),
        (
            7,
            "I would have liked the support to begin earlier in the year.",
            "Yes - anonymous",
        ),
        (11, "We now look at pupils' progress every half term.", "Yes - anonymous"),
        (14, "Useful, though finding time for the visits was difficult.", "Yes"),
    ];
    let said_lles = [
        (2, "I learned as much as I gave.", "Yes"),
        (9, "The network meetings are worth the drive.", "Yes - anonymous"),
    ];
    let asked: Vec<&str> =
        deployed.iter().map(|x| schools[x.client].name.as_str()).collect();
    let homes: Vec<&str> = deployed
        .iter()
        .map(|x| schools[leaders[x.leader].school].name.as_str())
        .collect();
    vec![
        programme::survey(
            ("Client heads", "C", "Client head"),
            &asked,
            &clients,
            &said_clients,
        ),
        programme::survey(("LLEs", "L", "LLE"), &homes, &lles, &said_lles),
        running::waves(),
        running::voice(),
    ]
}

pub(crate) fn money(deployed: &[Deployed]) -> Vec<Sheet> {
    let mut budget = Sheet::new(
        "Budget",
        &["LLE programme budget"],
        &["Financial year", "Budget line", "Route", "Approved £", "Decision ref"],
    );
    for (year, direct, ts, decision) in [
        ("2010-11", 42000.0, 18000.0, "SF/10/02"),
        ("2011-12", 36000.0, 18000.0, "SF/11/04"),
    ] {
        for (line, route, amount) in [
            ("LLE days - direct", "Direct", direct),
            ("LLE days - Teaching School", "Teaching School", ts),
            ("Training and network meetings", "Direct", 6000.0),
            ("Evaluation", "Direct", 3000.0),
        ] {
            budget.rows.push(vec![t(year), t(line), t(route), n(amount), t(decision)]);
        }
    }
    let mut spend = Sheet::new(
        "Spend",
        &["Spend and commitments to November 2011"],
        &[
            "Date",
            "Financial year",
            "Deployment ref",
            "Budget line",
            "Type of spend",
            "Net £",
            "VAT £",
            "Gross £",
            "Payment status",
            "Invoice no.",
        ],
    );
    spend.rows = programme::spend(deployed);
    let mut decisions = Sheet::new(
        "Forum decisions",
        &["Schools Forum decisions"],
        &[
            "Decision ref",
            "Meeting date",
            "Decision of the forum",
            "Amount £",
            "Financial year(s)",
            "Conditions",
            "Voting group",
        ],
    );
    for (reference, day, text, amount, year, conditions) in [
        (
            "SF/10/02",
            date(2010, 3, 19),
            "Agreed to fund the first year of the LLE programme",
            69000.0,
            "2010-11",
            "Impact to be reported after the tests of 2011",
        ),
        (
            "SF/11/04",
            date(2011, 3, 25),
            "Agreed to fund the LLE programme from April 2011",
            63000.0,
            "2011-12",
            "A report each term, with what each route costs",
        ),
    ] {
        decisions.rows.push(vec![
            t(reference),
            V::D(day),
            t(text),
            n(amount),
            t(year),
            t(conditions),
            t("All members"),
        ]);
    }
    vec![budget, spend, decisions, running::team()]
}

pub(crate) fn contracts(deployed: &[Deployed]) -> Sheet {
    let mut sheet = Sheet::new(
        "Contracts",
        &["Contracts and agreements"],
        &[
            "Agreement no.",
            "Deployment ref",
            "Signed (LLE's governors)",
            "Signed (client governors)",
            "Signed (LA)",
            "Start date",
            "End date",
            "Days",
            "£ per day",
            "Contract value (£)",
        ],
    );
    for (at, x) in deployed.iter().enumerate() {
        let signed = V::D(x.agreed);
        sheet.rows.push(vec![
            t(format!("C{:03}", at + 1)),
            t(x.reference.clone()),
            signed.clone(),
            signed.clone(),
            signed,
            V::D(x.start),
            V::D(x.planned),
            n(x.contracted),
            n(x.rate()),
            n(x.contracted * x.rate()),
        ]);
    }
    sheet
}

fn settings() -> Sheet {
    let mut sheet = Sheet::new("Settings", &[], &["Name", "Value"]);
    for (name, value) in [
        ("period", "2011-11"),
        ("as at", "2011-11-30"),
        ("programme", "Local Leaders of Education"),
        ("authority", "Norfolk"),
        ("jump points", "35"),
        ("contact", "lle.programme@example.org"),
    ] {
        sheet.rows.push(vec![t(name), t(value)]);
    }
    sheet
}

/// The sheets of every file of the example, by its name.
pub fn books() -> BTreeMap<&'static str, Vec<Sheet>> {
    let schools = schools::schools();
    let leaders = programme::leaders(&schools);
    let deployed = programme::deployments(&schools);
    BTreeMap::from([
        ("Norfolk school list Nov 2011.csv", vec![school_list(&schools)]),
        ("LLE register.xlsx", vec![lle_register(&schools, &leaders)]),
        (
            "LLE deployments 2010-11.xlsx",
            deployment_sheets(&schools, &leaders, &deployed),
        ),
        ("Records of visit.xlsx", visit_sheets(&schools, &leaders, &deployed)),
        ("KS2 results 2008-2011.xlsx", vec![ks2(&schools)]),
        ("KS1 teacher assessment.xlsx", vec![ks1(&schools)]),
        ("Comparators.xlsx", vec![comparators(&schools)]),
        ("LLE survey June 2011.xlsx", surveys(&schools, &leaders, &deployed)),
        ("LLE budget and spend.xlsx", money(&deployed)),
        ("LLE contracts.xlsx", vec![contracts(&deployed)]),
        ("School links.csv", vec![running::links(&schools)]),
        ("LLE QA.xlsx", vec![running::quality(&schools, &leaders, &deployed)]),
        (
            "LLE network and CPD.xlsx",
            vec![running::meetings(&leaders), running::training(&leaders)],
        ),
        ("Schools waiting for an LLE.xlsx", vec![running::needs(&schools, &leaders)]),
        ("LLE profiles.xlsx", vec![running::profiles(&schools, &leaders)]),
        (
            "Protocols and publications.xlsx",
            vec![running::protocols(), running::publications()],
        ),
        ("Settings.xlsx", vec![settings()]),
    ])
}

/// The bytes of every file of the example, by its name.
pub fn files() -> BTreeMap<&'static str, Vec<u8>> {
    let bytes = |name: &str, sheets: &[Sheet]| match sheets {
        [only] if name.ends_with(".csv") => sheet::csv(only),
        sheets => sheet::workbook(sheets),
    };
    books().into_iter().map(|(name, sheets)| (name, bytes(name, &sheets))).collect()
}
