//! How the invented programme runs: quality assurance, network meetings, training,
//! schools that wait, publicity, papers and people.

use jiff::civil::{Date, date};

use crate::programme::{Deployed, Leader};
use crate::schools::{Role, School};
use crate::sheet::{Sheet, V, d, n, t};

/// Who visits deployments for the authority; none of them is an LLE.
const REVIEWERS: [&str; 3] = ["Mrs Ruth Wymering", "Mr Noel Scarrow", "Ms Ines Garbold"];

/// Sixteen checks that fell due, twelve of them green and four amber, and two
/// that are still to come.
pub fn quality(schools: &[School], leaders: &[Leader], deployed: &[Deployed]) -> Sheet {
    let mut sheet = Sheet::new(
        "QA visits",
        &["Quality assurance of LLE deployments", "One visit to each pair in its year"],
        &[
            "QA no.",
            "Deployment ref",
            "LLE name",
            "Client school",
            "Type of QA",
            "QA due",
            "QA done",
            "Carried out by",
            "RAG",
            "Issues",
            "Action required",
            "Action by",
            "Action closed",
        ],
    );
    let amber = [
        (
            3,
            "Objectives had not been written down",
            "Write the objectives with both heads",
        ),
        (7, "Two records of visit came late", "Send records within ten working days"),
        (11, "Governors had not heard of the work", "Report to the governing body"),
        (15, "Dates for the spring were not fixed", "Fix the remaining dates"),
    ];
    for (at, x) in deployed.iter().take(16).enumerate() {
        let (due, done) = match x.end {
            Some(_) => (date(2011, 7, 15), date(2011, 7, 4 + at as i8 % 9)),
            None => (date(2011, 10, 21), date(2011, 10, 3 + at as i8)),
        };
        let concern = amber.iter().find(|(which, _, _)| *which == at);
        let closed = done.checked_add(jiff::Span::new().days(16)).unwrap();
        sheet.rows.push(vec![
            t(format!("QA{:02}", at + 1)),
            t(x.reference.clone()),
            t(leaders[x.leader].name()),
            t(schools[x.client].name.clone()),
            t(if x.end.is_some() { "End evaluation" } else { "Mid-point visit" }),
            V::D(due),
            V::D(done),
            t(REVIEWERS[at % 3]),
            t(if concern.is_some() { "Amber" } else { "Green" }),
            t(concern.map_or("", |(_, issue, _)| *issue)),
            t(concern.map_or("", |(_, _, action)| *action)),
            d(concern.map(|_| date(2011, 11, 11))),
            d(concern.map(|_| closed)),
        ]);
    }
    for (at, x) in deployed.iter().filter(|x| x.end.is_none()).take(2).enumerate() {
        sheet.rows.push(vec![
            t(format!("QA{:02}", at + 17)),
            t(x.reference.clone()),
            t(leaders[x.leader].name()),
            t(schools[x.client].name.clone()),
            t("End evaluation"),
            V::D(date(2012, 3, 23 + at as i8)),
        ]);
    }
    sheet
}

/// Meetings so far and how many of those invited did not come to each.
pub const MEETINGS: [((i16, i8, i8), &str, &[usize]); 5] = [
    ((2010, 6, 24), "24/06/2010", &[4, 13]),
    ((2010, 11, 18), "18/11/2010", &[2, 9, 15]),
    ((2011, 2, 10), "10/02/2011", &[4, 11]),
    ((2011, 6, 16), "16/06/2011", &[1, 8, 19, 24, 30]),
    ((2011, 11, 10), "10/11/2011", &[3, 9, 17, 21, 26, 33]),
];

/// Names down, meetings across.
pub fn meetings(leaders: &[Leader]) -> Sheet {
    let mut headings = vec!["LLE No", "LLE name"];
    headings.extend(MEETINGS.iter().map(|(_, heading, _)| *heading));
    let mut sheet = Sheet::new(
        "Attendance",
        &["LLE network: attendance at termly meetings"],
        &headings,
    );
    for (at, l) in leaders.iter().enumerate() {
        let Some(accredited) = l.accredited else { continue };
        let mut row = vec![t(l.reference.clone()), t(l.name())];
        for ((y, m, day), _, absent) in MEETINGS {
            let day = date(y, m, day);
            let has_left = l.status == "Resigned" && l.status_date.unwrap() <= day;
            row.push(if accredited > day || has_left {
                V::E
            } else if absent.contains(&at) {
                t("Apols")
            } else {
                t("\u{2713}")
            });
        }
        sheet.rows.push(row);
    }
    sheet.notes.push("\u{2713} = present, blank = not yet accredited or left".to_owned());
    sheet
}

/// Fourteen needs, nine of them met within two terms.
pub fn training(leaders: &[Leader]) -> Sheet {
    let mut sheet = Sheet::new(
        "CPD needs",
        &["What LLEs have asked for"],
        &[
            "Date raised",
            "Raised by",
            "Category",
            "CPD need",
            "Priority",
            "What was arranged",
            "Provider",
            "Date met",
            "Evaluation score",
        ],
    );
    let day = |m: (i16, i8, i8)| date(m.0, m.1, m.2);
    type Met = Option<((i16, i8, i8), &'static str, &'static str, u8)>;
    let rows: [((i16, i8, i8), usize, &str, &str, &str, Met); 14] = [
        (
            (2010, 6, 24),
            0,
            "Coaching",
            "Coaching conversations: practice in threes",
            "High",
            Some((
                (2010, 11, 18),
                "Half a day at the network meeting",
                "National College",
                5,
            )),
        ),
        (
            (2010, 6, 24),
            3,
            "Data",
            "Reading a school's results before the first visit",
            "Medium",
            Some(((2011, 2, 10), "Workshop", "Adviser", 4)),
        ),
        (
            (2010, 6, 24),
            6,
            "Protocol",
            "How to begin: the first meeting with a head",
            "High",
            Some(((2010, 9, 9), "Guide and a worked example", "Adviser", 4)),
        ),
        (
            (2010, 11, 18),
            1,
            "Governance",
            "Working with a governing body in difficulty",
            "Medium",
            Some(((2011, 6, 16), "Evening session", "Governor Services", 4)),
        ),
        (
            (2010, 11, 18),
            8,
            "Coaching",
            "Difficult conversations",
            "High",
            Some(((2011, 2, 10), "Workshop", "National College", 5)),
        ),
        (
            (2010, 11, 18),
            12,
            "Early years",
            "Observing in a reception class",
            "Low",
            None,
        ),
        (
            (2011, 2, 10),
            2,
            "Data",
            "Tracking in mixed-age classes",
            "Medium",
            Some(((2011, 6, 16), "Workshop", "LLEs of the first cohort", 4)),
        ),
        (
            (2011, 2, 10),
            5,
            "Inspection",
            "The new inspection framework",
            "High",
            Some(((2011, 9, 22), "Briefing", "Adviser", 5)),
        ),
        ((2011, 2, 10), 14, "Finance", "Staffing a shrinking school", "Low", None),
        (
            (2011, 6, 16),
            19,
            "Coaching",
            "Coaching for new LLEs",
            "High",
            Some(((2011, 9, 29), "Two days", "National College", 5)),
        ),
        (
            (2011, 6, 16),
            21,
            "Protocol",
            "Closing a deployment well",
            "Medium",
            Some(((2011, 11, 10), "Session at the network meeting", "Adviser", 4)),
        ),
        ((2011, 6, 16), 24, "Federation", "Leading two schools", "Low", None),
        ((2011, 11, 10), 28, "Phonics", "The new screening check", "Medium", None),
        ((2011, 11, 10), 31, "Data", "What an interval says", "Low", None),
    ];
    for (raised, by, category, need, priority, met) in rows {
        let mut row = vec![
            V::D(day(raised)),
            t(leaders[by].name()),
            t(category),
            t(need),
            t(priority),
        ];
        if let Some((date, arranged, provider, score)) = met {
            row.extend([t(arranged), t(provider), V::D(day(date)), n(score)]);
        }
        sheet.rows.push(row);
    }
    sheet
}

/// Schools outside the programme whose results of 2011 are lowest, lowest first.
pub fn lowest(schools: &[School]) -> Vec<usize> {
    let mut found: Vec<(u32, usize)> = schools
        .iter()
        .enumerate()
        .filter(|(_, s)| s.role == Role::Other && s.ages == (4, 11) && !s.other_support)
        .filter_map(|(at, s)| s.ks2[3].map(|(x, of)| (x * 10_000 / of, at)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, at)| at).collect()
}

/// Four schools that wait, and one that found help elsewhere.
pub fn needs(schools: &[School], leaders: &[Leader]) -> Sheet {
    let mut sheet = Sheet::new(
        "Identified schools",
        &["Schools identified for support from an LLE", "Panel of 14th November 2011"],
        &[
            "Referral no",
            "Identified school",
            "URN",
            "Date identified",
            "Identified by",
            "Need category",
            "Evidence",
            "Needs (weight)",
            "Urgency",
            "Days estimated",
            "Preferred phase",
            "Exclusions",
            "Status",
            "Panel members",
            "Interests declared",
        ],
    );
    type Row =
        (&'static str, &'static str, &'static str, &'static str, f64, &'static str);
    let rows: [Row; 5] = [
        (
            "Below floor standard",
            "Results below the floor in two of three years",
            "leadership coaching (3); maths (2); assessment (1)",
            "High",
            12.0,
            "Waiting",
        ),
        (
            "New headteacher",
            "First headship, from September 2011",
            "new headship (3); governance (2)",
            "Medium",
            6.0,
            "Waiting",
        ),
        (
            "After inspection",
            "Judged satisfactory in October 2011",
            "leadership coaching (2); English (3); assessment (2)",
            "High",
            10.0,
            "Waiting",
        ),
        (
            "Below floor standard",
            "Mathematics has fallen for three years",
            "maths (3); early years (1)",
            "Low",
            8.0,
            "Waiting",
        ),
        (
            "Head on leave",
            "Acting head from September 2011",
            "new headship (2); finance (1)",
            "Medium",
            5.0,
            "No longer needed",
        ),
    ];
    for (at, (school, row)) in lowest(schools).into_iter().zip(rows).enumerate() {
        let school = &schools[school];
        let (category, evidence, tags, urgency, days, status) = row;
        let exclusions = match at {
            0 => format!("cluster {}; {}", school.cluster, leaders[2].name()),
            2 => leaders[27].name(),
            _ => String::new(),
        };
        sheet.rows.push(vec![
            t(format!("R{:02}", at + 1)),
            t(school.name.clone()),
            n(school.urn),
            V::D(date(2011, 10, 5 + 4 * at as i8)),
            t("School improvement adviser"),
            t(category),
            t(evidence),
            t(tags),
            t(urgency),
            n(days),
            t("Primary"),
            t(exclusions),
            t(status),
            t(format!("{}; {}", REVIEWERS[0], REVIEWERS[1])),
            t(if at == 1 { leaders[5].name() } else { String::new() }),
        ]);
    }
    sheet
}

/// Texts of a profile: headline, biography, the school, what it can help with,
/// work done, what heads say, availability.
type Told = [&'static str; 7];

const TOLD: [Told; 10] = [
    [
        "A small-school head who teaches two days a week",
        "Head of a village school for fourteen years, with mixed-age classes throughout. Began as a teacher of music and has led two amalgamations of classes without losing a family.",
        "Small rural school with mixed-age classes",
        "leadership coaching; mixed-age classes; governance",
        "With a head new to a small school, wrote a timetable that gave the head a day a week to lead; it has held for a year.",
        "She asks the question you have been avoiding.",
        "Next term",
    ],
    [
        "Mathematics from counting to calculation",
        "Led mathematics across a pyramid of schools before becoming a head. Likes to begin in classrooms, with exercise books, and to work back to the plan from there.",
        "Two-form entry school on the edge of a town",
        "maths; assessment; middle leadership",
        "Planned a term of joint lessons with two subject leaders, who now run the meetings themselves.",
        "Practical from the first hour.",
        "Now",
    ],
    [
        "First headship: the first hundred days",
        "Has mentored seven new heads since 2004. Keeps a diary of what a head's week is really made of, and shares it.",
        "One-form entry school with a nursery",
        "new headship; leadership coaching; finance",
        "Met a new head each Friday afternoon for a term, then once a month.",
        "I knew I could ring and be told the truth.",
        "Now",
    ],
    [
        "Reading, and a school that talks about books",
        "Came to headship through English and library work. Believes that what is read aloud in a hall is remembered.",
        "Junior school in a market town",
        "English; assessment; middle leadership",
        "Set up a half-termly meeting on pupils' progress in reading.",
        "Our meetings are shorter and we do more.",
        "Next term",
    ],
    [
        "Early years and the way into year one",
        "Spent twelve years in nursery classes. Advises on rooms, routines and what to write down.",
        "Infant and nursery school",
        "EYFS; phonics; leadership coaching",
        "Walked the outdoor area with a reception team and a tape measure; it was rebuilt in a weekend.",
        "Kind, and exact.",
        "Full",
    ],
    [
        "Governors who ask good questions",
        "Clerk to a governing body before becoming a teacher; knows both sides of the table.",
        "Church school that serves four villages",
        "governance; leadership coaching; finance",
        "Helped a chair and a head to agree what a report should hold, on two pages.",
        "Meetings end on time.",
        "Now",
    ],
    [
        "Calm behaviour without shouting",
        "Worked in a special school for nine years and brought its ways to a large primary school.",
        "Large primary school in the city",
        "behaviour; SEND; middle leadership",
        "Sat at the back for two days, then helped staff write six rules that all could keep.",
        "Staff felt helped, never judged.",
        "Next term",
    ],
    [
        "Data that fits on one page",
        "A head who likes arithmetic. Turns tracking into three questions for each class.",
        "Primary school with two classes in each year",
        "assessment; maths; leadership coaching",
        "Replaced eleven spreadsheets by one, with the teachers who had made them.",
        "At last I could see it.",
        "Now",
    ],
    [
        "Before and after an inspection",
        "Has led a school from satisfactory to good. Plain about what inspectors read first.",
        "Coastal primary school with many pupils who move",
        "Ofsted preparation; leadership coaching; English",
        "Read a self-evaluation with its author, line by line, and halved it.",
        "Frank, and on our side.",
        "Next term",
    ],
    [
        "Two schools, one head",
        "Leads a federation of two village schools ten miles apart.",
        "Federation of two small schools",
        "federation; finance; governance",
        "Went through the first budget of a new federation with both bursars.",
        "Knew every form before we found it.",
        "Full",
    ],
];

/// Ten heads who agreed to be in the directory.
pub fn profiles(schools: &[School], leaders: &[Leader]) -> Sheet {
    let mut sheet = Sheet::new(
        "Profiles",
        &["Entries for the directory of Local Leaders of Education"],
        &[
            "LLE No",
            "LLE name",
            "Headline",
            "Biography",
            "School context",
            "Can help with",
            "Successful work",
            "What heads say",
            "Availability",
            "Districts willing to travel",
            "Photo",
            "Contact route",
            "Consent given",
            "Consent date",
            "Approved by",
            "Review date",
        ],
    );
    let willing =
        leaders.iter().enumerate().filter(|(_, l)| l.consents && l.status == "Active");
    for (place, ((at, l), told)) in willing.zip(TOLD).enumerate() {
        let [headline, biography, context, expertise, work, quote, availability] = told;
        let home = schools[l.school].district;
        let next = if home == "Breckland" { "South Norfolk" } else { "Breckland" };
        sheet.rows.push(vec![
            t(l.reference.clone()),
            t(l.name()),
            t(headline),
            t(biography),
            t(context),
            t(expertise),
            t(work),
            t(quote),
            t(availability),
            t(format!("{home}; {next}")),
            t(if at % 2 == 0 { "Yes" } else { "No" }),
            t("lle.programme@example.org"),
            t("Yes"),
            V::D(date(2011, 6, 20 + place as i8)),
            t("Lead adviser"),
            V::D(date(2012, 6, 29)),
        ]);
    }
    sheet
}

pub fn protocols() -> Sheet {
    let mut sheet = Sheet::new(
        "Protocols",
        &["Protocols and documents in force"],
        &[
            "Document",
            "Version",
            "National source",
            "Approved by",
            "Date approved",
            "Review due",
            "Status",
        ],
    );
    let day = |m: i8, of: i8| date(2011, m, of);
    for (title, version, source, approved, status) in [
        (
            "Deployment of Local Leaders of Education",
            "2.0",
            "Accreditation and deployment",
            day(3, 25),
            "In force",
        ),
        (
            "Quality assurance of deployments",
            "1.1",
            "Quality assurance",
            day(3, 25),
            "In force",
        ),
        (
            "Contract agreement between governing bodies",
            "1.2",
            "Contracts",
            day(5, 20),
            "In force",
        ),
        ("Record of visit", "1.1", "Records", day(5, 20), "In force"),
        (
            "Matching of LLEs with schools: the panel",
            "1.0",
            "Matching",
            day(9, 30),
            "In force",
        ),
        ("Publicity and consent", "1.0", "Publicity", day(9, 30), "In force"),
    ] {
        let review = date(2012, approved.month(), approved.day());
        sheet.rows.push(vec![
            t(title),
            t(version),
            t(source),
            t("Steering group"),
            V::D(approved),
            V::D(review),
            t(status),
        ]);
    }
    sheet
}

pub fn publications() -> Sheet {
    let mut sheet = Sheet::new(
        "Publication log",
        &["What has been published"],
        &["What", "Date published", "Where", "For", "Release class", "Approved by"],
    );
    for (what, day, place, readers, class) in [
        (
            "LLE report to the Schools Forum",
            date(2011, 3, 18),
            "Forum papers",
            "Schools Forum",
            "P",
        ),
        (
            "Directory of LLEs, first edition",
            date(2011, 7, 1),
            "Schools' website",
            "Schools",
            "P",
        ),
        (
            "LLE report to the Schools Forum",
            date(2011, 9, 23),
            "Forum papers",
            "Schools Forum",
            "P",
        ),
        (
            "Annex by school",
            date(2011, 9, 23),
            "Exempt papers",
            "Members of the forum",
            "F",
        ),
    ] {
        sheet.rows.push(vec![
            t(what),
            V::D(day),
            t(place),
            t(readers),
            t(class),
            t("Lead adviser"),
        ]);
    }
    sheet
}

pub fn team() -> Sheet {
    let mut sheet = Sheet::new(
        "Team",
        &["Who runs the programme"],
        &["Post", "Name", "From", "To", "FTE on programme", "Cost £"],
    );
    for (post, name, from, to, fte, cost) in [
        ("Lead adviser", "Mrs Ruth Wymering", date(2010, 1, 4), None, 0.4, 24_000.0),
        ("Programme officer", "Mr Noel Scarrow", date(2010, 4, 12), None, 0.5, 13_500.0),
        (
            "Data officer",
            "Ms Ines Garbold",
            date(2010, 9, 1),
            Some(date(2011, 8, 31)),
            0.1,
            3_100.0,
        ),
    ] {
        sheet.rows.push(vec![t(post), t(name), V::D(from), d(to), n(fte), n(cost)]);
    }
    sheet
}

/// What heads said at visits and meetings: the critical remarks too.
pub fn voice() -> Sheet {
    let mut sheet = Sheet::new(
        "What heads say",
        &["Remarks noted at visits and meetings, with permission as given"],
        &[
            "Comment no",
            "Date",
            "Respondent type",
            "What was said",
            "Theme",
            "Tone",
            "Permission to quote",
        ],
    );
    for (at, (day, whose, said, theme, tone, permission)) in [
        (
            date(2010, 11, 18),
            "LLE",
            "The first visit decides whether the rest will work.",
            "first visit",
            "Neutral",
            "Yes - anonymous",
        ),
        (
            date(2011, 2, 10),
            "LLE",
            "I need more notice of which school I shall work with.",
            "matching",
            "Critical",
            "Yes - anonymous",
        ),
        (
            date(2011, 3, 8),
            "Client head",
            "For once someone stayed long enough to see a Friday.",
            "time",
            "Positive",
            "Yes - anonymous",
        ),
        (
            date(2011, 3, 15),
            "Client head",
            "My governors would have liked to be told sooner.",
            "governors",
            "Critical",
            "Yes - anonymous",
        ),
        (
            date(2011, 6, 16),
            "LLE",
            "What I see elsewhere, I change at home.",
            "own school",
            "Positive",
            "Yes - anonymous",
        ),
        (
            date(2011, 6, 28),
            "Client head",
            "We wrote the plan together and I still use it.",
            "planning",
            "Positive",
            "Yes - anonymous",
        ),
        (
            date(2011, 7, 5),
            "Client head",
            "The end came just as we had found our feet.",
            "time",
            "Critical",
            "Yes - anonymous",
        ),
        (
            date(2011, 11, 10),
            "LLE",
            "Cover for my own class is the hardest part to find.",
            "time",
            "Critical",
            "No",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        sheet.rows.push(vec![
            t(format!("R{:02}", at + 1)),
            V::D(day),
            t(whose),
            t(said),
            t(theme),
            t(tone),
            t(permission),
        ]);
    }
    sheet
}

pub fn waves() -> Sheet {
    let mut sheet = Sheet::new(
        "Survey waves",
        &["How many were asked"],
        &["Survey wave", "Group", "Number invited", "Opened", "Closed"],
    );
    for group in ["Client head", "LLE"] {
        let (opened, closed): (Date, Date) = (date(2011, 6, 6), date(2011, 6, 30));
        let row = vec![t("June 2011"), t(group), n(18), V::D(opened), V::D(closed)];
        sheet.rows.push(row);
    }
    sheet
}

/// The merger, as the register of schools tells it from either side.
pub fn links(schools: &[School]) -> Sheet {
    let mut sheet = Sheet::new(
        "",
        &[],
        &["URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate"],
    );
    let merged = schools.iter().find(|s| s.role == Role::OtherClient(3)).unwrap();
    for old in schools.iter().filter(|s| matches!(s.role, Role::Predecessor(_))) {
        let since = V::D(date(2010, 9, 1));
        sheet.rows.push(vec![
            n(merged.urn),
            n(old.urn),
            t(old.name.clone()),
            t("Predecessor - amalgamated"),
            since.clone(),
        ]);
        sheet.rows.push(vec![
            n(old.urn),
            n(merged.urn),
            t(merged.name.clone()),
            t("Successor - amalgamated"),
            since,
        ]);
    }
    sheet
}
