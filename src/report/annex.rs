//! `exempt/school-annex`: a page for each client and LLE school, by name, for
//! members of the forum alone. Results of fewer than six pupils are withheld
//! here too.

use std::collections::{BTreeMap, BTreeSet};

use super::Sources;
use super::block::{Align, Block, Document, RowKind, Table, TableCell, plain};
use super::chart::{Chart, Drawn, Series};
use super::paper::{self, Paper};
use super::trend;
use super::words::Words;
use crate::base::date::{AcademicYear, short};
use crate::base::figure::{Figure, Group};
use crate::base::indicator::{Basis, INDICATORS, Indicator, SERIES_BREAKS, Stage};
use crate::base::quantity::{
    NOT_AVAILABLE, SUPPRESSED, decimal, plain as number, signed,
};
use crate::base::reason::Missing;
use crate::base::release::{Audience, Forum};
use crate::base::text::{count, fold};
use crate::model::programme::{DeploymentId, Joined, LleId, Programme, School, SchoolId};
use crate::model::state::{self, State};
use crate::register::results::Area;

/// Years shown for each measure, the latest last.
const YEARS: usize = 5;

/// The part that a school plays.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Part {
    is_client: bool,
    is_lle: bool,
}

impl Part {
    const fn words(self) -> &'static str {
        match (self.is_client, self.is_lle) {
            (true, true) => "Client school and LLE school",
            (true, false) => "Client school",
            (false, _) => "LLE school",
        }
    }

    /// For a table.
    const fn short(self) -> &'static str {
        match (self.is_client, self.is_lle) {
            (true, true) => "Client, LLE",
            (true, false) => "Client",
            (false, _) => "LLE",
        }
    }

    const fn series(self) -> Series {
        if self.is_client { Series::Clients } else { Series::Lle }
    }
}

/// Figures and work of every school, looked up once.
struct Known<'a> {
    figures: BTreeMap<&'a str, Vec<&'a Figure>>,
    left_out: BTreeMap<&'a str, Vec<String>>,
    /// Days delivered and visits, by deployment.
    visits: BTreeMap<DeploymentId, (f64, usize)>,
}

pub(super) fn school_annex(
    sources: &Sources<'_>,
    words: &Words,
) -> Result<Document<Forum>, String> {
    let programme = sources.programme;
    let known = known(sources);
    let mut schools: Vec<(SchoolId, Part)> = parts(programme).into_iter().collect();
    let name = |id: SchoolId| {
        programme
            .school(id)
            .map(|school| fold(school.name_for_forum().shown_to(Forum)))
            .unwrap_or_default()
    };
    schools.sort_by_cached_key(|(id, _)| (name(*id), *id));
    let mut context = paper::context(sources);
    let of = |is: fn(&Part) -> bool| schools.iter().filter(|(_, part)| is(part)).count();
    context.values.insert("schools", schools.len().to_string());
    let clients = count(of(|p| p.is_client), "client school", "client schools");
    context.values.insert("clients", clients);
    context
        .values
        .insert("leaders", count(of(|p| p.is_lle), "LLE school", "LLE schools"));
    let least = number(programme.settings.number("exempt_school_n"));
    context.values.insert("least", least);
    let index = contents(programme, &schools, &known);
    context.blocks.insert("table:schools".to_owned(), index);
    let mut blocks = paper::page(words, "school-annex.md", &context, "annex")?;
    for (id, part) in &schools {
        if let Some(school) = programme.school(*id) {
            page(programme, *id, school, *part, &known, &mut blocks);
        }
    }
    Ok(paper::document(
        sources,
        Paper {
            path: "exempt/school-annex",
            title: "School annex (exempt: forum members only)".to_owned(),
            subject:
                "Results and support of each school of the programme; not to be published"
                    .to_owned(),
        },
        blocks,
    ))
}

/// Client schools of deployments that were not declined, and schools of LLEs.
fn parts(programme: &Programme) -> BTreeMap<SchoolId, Part> {
    let mut parts: BTreeMap<SchoolId, Part> = BTreeMap::new();
    let mut add = |id: SchoolId, is_client: bool| {
        let part = parts.entry(id).or_insert(Part { is_client: false, is_lle: false });
        part.is_client |= is_client;
        part.is_lle |= !is_client;
    };
    for (at, deployment) in programme.deployments.iter().enumerate() {
        let standing = state::on(programme, DeploymentId(at), programme.as_at);
        if standing.is_some_and(|standing| {
            standing.state >= State::Active && standing.state < State::Withdrawn
        }) {
            add(deployment.client, true);
        }
    }
    for lle in &programme.lles {
        if let Some(school) = lle.school.filter(|_| lle.is_active_on(programme.as_at)) {
            add(school, false);
        }
    }
    parts
}

fn known<'a>(sources: &'a Sources<'_>) -> Known<'a> {
    let mut figures: BTreeMap<&str, Vec<&Figure>> = BTreeMap::new();
    for figure in &sources.figures.all {
        if let Group::School(urn) = &figure.group {
            figures.entry(urn).or_default().push(figure);
        }
    }
    let mut left_out: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for row in &sources.figures.left_out {
        if let (Group::Clients, "M25", Some(from), Some(to), Some(indicator)) =
            (&row.group, row.code, row.from, row.to, row.indicator)
        {
            left_out.entry(&row.record).or_default().push(format!(
                "not in {} {from} to {to}: {}",
                indicator.short, row.reason
            ));
        }
    }
    let mut visits: BTreeMap<DeploymentId, (f64, usize)> = BTreeMap::new();
    for visit in
        sources.programme.visits.iter().filter(|v| v.date <= sources.programme.as_at)
    {
        if let Some(id) = visit.deployment {
            let entry = visits.entry(id).or_default();
            entry.0 += visit.days;
            entry.1 += 1;
        }
    }
    Known { figures, left_out, visits }
}

fn anchor(id: SchoolId) -> String {
    format!("school-{}", id.0)
}

/// The list of schools, each a link to its page, with its latest change.
fn contents(
    programme: &Programme,
    schools: &[(SchoolId, Part)],
    known: &Known<'_>,
) -> Vec<Block> {
    if schools.is_empty() {
        return Vec::new();
    }
    let rows = schools
        .iter()
        .filter_map(|(id, part)| {
            let school = programme.school(*id)?;
            let latest = known.figures.get(school.urn.as_str()).and_then(|f| latest(f));
            let (change, measure) = latest.map_or_else(
                || (NOT_AVAILABLE.to_owned(), String::new()),
                |figure| (bare(&figure.shown_to(Forum)), between(figure)),
            );
            Some(vec![
                TableCell::Rich(vec![paper::link(
                    school.name_for_forum().shown_to(Forum).clone(),
                    anchor(*id),
                )]),
                TableCell::Text(part.short().to_owned()),
                TableCell::Text(change),
                TableCell::Text(measure),
            ])
        })
        .collect();
    vec![paper::rich_table(
        "t-schools",
        "Schools of the programme, each with its latest change",
        &[
            ("School", Align::Left),
            ("Part", Align::Left),
            ("Change, points", Align::Decimal),
            ("In", Align::Left),
        ],
        rows,
        vec![plain(
            "[c] withheld: fewer than six pupils, or their number is not known. [x] no two comparable years.",
        )],
    )]
}

/// The measure by which schools are compared; others where a school has none of it.
fn is_headline(indicator: &'static Indicator) -> bool {
    matches!(indicator.code, "ks2_l4_em" | "ks2_rwm_exp")
}

/// The latest change of a school: in the headline measure, else in one that the
/// forum may see, else in any.
fn latest<'a>(figures: &[&'a Figure]) -> Option<&'a Figure> {
    figures
        .iter()
        .filter(|f| matches!(f.code, "M02" | "M14") && f.indicator.is_some())
        .max_by_key(|f| {
            let is_first = f.indicator.is_some_and(is_headline);
            (is_first, f.release <= Forum::RELEASE, f.to, f.from, f.indicator)
        })
        .copied()
}

/// Measure and years of a change.
fn between(figure: &Figure) -> String {
    let year = |year: Option<AcademicYear>| {
        year.map(|year| year.summer().to_string()).unwrap_or_default()
    };
    let measure = figure.indicator.map_or("", |indicator| indicator.short);
    format!("{measure}, {}\u{2013}{}", year(figure.from), year(figure.to))
}

fn page(
    programme: &Programme,
    id: SchoolId,
    school: &School,
    part: Part,
    known: &Known<'_>,
    blocks: &mut Vec<Block>,
) {
    blocks.push(Block::Part {
        id: anchor(id),
        title: school.name_for_forum().shown_to(Forum).clone(),
        purpose: part.words().to_owned(),
    });
    blocks.push(paper::facts(vec![
        ("In the programme", part.words().to_owned()),
        ("URN", urns(school)),
        ("Phase", paper::sentence(school.phase)),
        ("Type", school.kind.clone()),
        ("District", school.district.clone()),
        ("Pupils on roll", school.roll.map(|roll| decimal(roll, 0)).unwrap_or_default()),
        ("Notes", notes(school, part, known).join("; ")),
    ]));
    let figures: &[&Figure] =
        known.figures.get(school.urn.as_str()).map_or(&[], Vec::as_slice);
    let results = results(programme, id, figures);
    if results.is_empty() {
        blocks.push(paper::paragraph(
            "No results of this school are in the input, so nothing is said of them.",
        ));
    } else {
        blocks.extend(chart(programme, school, part, figures, id));
        blocks.push(table(id, results));
    }
    if part.is_client {
        blocks.push(support(programme, id, known));
    }
    if part.is_lle {
        blocks.push(paper::paragraph(given(programme, id)));
    }
}

fn urns(school: &School) -> String {
    if school.earlier.is_empty() {
        school.urn.clone()
    } else {
        format!("{} (before: {})", school.urn, school.earlier.join(", "))
    }
}

fn notes(school: &School, part: Part, known: &Known<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    match school.joined {
        Some(Joined::Conversion) => {
            notes.push("results of the earlier URN are joined".to_owned());
        }
        Some(Joined::Merger) => {
            notes.push("a merger: the counts of its schools are pooled".to_owned());
        }
        None => {}
    }
    if let Some(closed) = school.closed {
        notes.push(format!("closed on {}", short(closed)));
    }
    if school.has_other_support {
        notes.push("had other support as well".to_owned());
    }
    if part.is_client && part.is_lle {
        notes.push("counted as a client school only".to_owned());
    }
    if part.is_client {
        notes.extend(
            known
                .left_out
                .get(school.urn.as_str())
                .into_iter()
                .flatten()
                .take(3)
                .cloned(),
        );
    }
    notes
}

/// A measure's row, and the authority's below it.
struct Line {
    name: String,
    years: BTreeMap<AcademicYear, String>,
    /// Those that may be shown, unrounded.
    values: BTreeMap<AcademicYear, f64>,
    stage: Stage,
    change: String,
    interval: String,
}

/// Results by measure and year, as members of the forum may see them.
fn results(
    programme: &Programme,
    id: SchoolId,
    figures: &[&Figure],
) -> Vec<(Line, Line)> {
    INDICATORS
        .iter()
        .filter_map(|indicator| {
            let mut years: BTreeMap<AcademicYear, String> = figures
                .iter()
                .filter(|f| is_single_year(f) && f.indicator == Some(indicator))
                .filter_map(|f| Some((f.to?, bare(&f.shown_to(Forum)))))
                .collect();
            let all = programme.years.get(indicator.code)?;
            for year in all.iter().rev().take(YEARS) {
                if let Some(Err(why)) =
                    programme.outcome(id, indicator, *year).map(|outcome| outcome.score)
                {
                    years.entry(*year).or_insert_with(|| missing(why).to_owned());
                }
            }
            if !years.values().any(|shown| {
                shown.contains(|c: char| c.is_ascii_digit()) || shown == SUPPRESSED
            }) {
                return None;
            }
            let change = figures
                .iter()
                .filter(|f| {
                    matches!(f.code, "M02" | "M14") && f.indicator == Some(indicator)
                })
                .max_by_key(|f| (f.to, f.from));
            let la = |year: AcademicYear| {
                programme
                    .compared
                    .get(&(Area::La, indicator.code, year))
                    .and_then(|compared| compared.score.ok())
                    .map(|score| score.value)
            };
            let of_la = change
                .and_then(|f| Some(la(f.to?)? - la(f.from?)?))
                .map(|value| signed(value, 1))
                .unwrap_or_default();
            let la_values: BTreeMap<AcademicYear, f64> =
                years.keys().filter_map(|year| Some((*year, la(*year)?))).collect();
            let la_years =
                la_values.iter().map(|(year, la)| (*year, decimal(*la, 1))).collect();
            let values = figures
                .iter()
                .filter(|f| is_single_year(f) && f.indicator == Some(indicator))
                .filter(|f| f.release <= Forum::RELEASE)
                .filter_map(|f| Some((f.to?, f.value)))
                .collect();
            let unit = match indicator.basis {
                Basis::Share => ", %",
                Basis::Mean | Basis::Progress => ", points",
            };
            Some((
                Line {
                    name: format!("{}{unit}", indicator.short),
                    years,
                    values,
                    stage: indicator.stage,
                    change: change.map(|f| bare(&f.shown_to(Forum))).unwrap_or_default(),
                    interval: change.map(|f| interval(f)).unwrap_or_default(),
                },
                Line {
                    name: "Authority".to_owned(),
                    years: la_years,
                    values: la_values,
                    stage: indicator.stage,
                    change: of_la,
                    interval: String::new(),
                },
            ))
        })
        .collect()
}

/// Why there is no result, short enough for a cell.
const fn missing(why: Missing) -> &'static str {
    match why {
        Missing::Blank | Missing::NoResult => "none",
        Missing::Suppressed => "withheld",
        Missing::Boycott => "boycott",
        Missing::New => "new",
        Missing::LowCoverage => "low cover",
        Missing::Maladministration => "annulled",
        Missing::Unreadable => "unread",
    }
}

/// A school's own result of one year, not a part or a change.
fn is_single_year(figure: &Figure) -> bool {
    matches!(figure.code, "M01" | "M13" | "M17" | "M18" | "M19")
        && figure.item.is_empty()
        && figure.from.is_none()
}

/// The number without the unit, which stands in the row's name.
fn bare(shown: &str) -> String {
    shown.replace("\u{a0}pp", "").replace('%', "")
}

fn interval(figure: &Figure) -> String {
    match (figure.lower, figure.upper) {
        (Some(lower), Some(upper)) if figure.release <= Forum::RELEASE => {
            format!("{} to {}", signed(lower, 1), signed(upper, 1))
        }
        _ => String::new(),
    }
}

fn table(id: SchoolId, lines: Vec<(Line, Line)>) -> Block {
    let years: BTreeSet<AcademicYear> =
        lines.iter().flat_map(|(own, _)| own.years.keys().copied()).collect();
    let mut years: Vec<AcademicYear> = years.into_iter().rev().take(YEARS).collect();
    years.reverse();
    let mut columns = vec![("Measure".to_owned(), Align::Left)];
    columns.extend(years.iter().map(|year| (year.summer().to_string(), Align::Decimal)));
    columns.push(("Change".to_owned(), Align::Decimal));
    columns.push(("95% interval".to_owned(), Align::Left));
    let row = |line: &Line| {
        let mut cells = vec![TableCell::Text(line.name.clone())];
        cells.extend(years.iter().map(|year| {
            TableCell::Text(line.years.get(year).cloned().unwrap_or_default())
        }));
        cells.push(TableCell::Text(line.change.clone()));
        cells.push(TableCell::Text(line.interval.clone()));
        (RowKind::Body, cells)
    };
    let uses =
        |mark: &str| lines.iter().any(|(own, _)| own.years.values().any(|v| v == mark));
    let mut foot = vec![plain(
        "Change: between the last two comparable years. The interval says how far two year groups of this size differ by chance.",
    )];
    if uses(SUPPRESSED) {
        foot.push(plain(
            "[c] withheld: fewer than six pupils, or their number is not known.",
        ));
    }
    let span = trend::span(&years);
    let shown = |line: &Line| -> BTreeMap<AcademicYear, f64> {
        let all = line.values.iter().filter(|(year, _)| span.contains(*year));
        all.map(|(year, value)| (*year, *value)).collect()
    };
    let trends = lines
        .iter()
        .flat_map(|(own, la)| {
            let (mine, theirs) = (shown(own), shown(la));
            let scale = trend::scale(mine.values().chain(theirs.values()).copied());
            let over = |line: &Line, values| {
                trend::over_years(&line.name, values, (&span, line.stage), scale)
            };
            let own_line = over(own, &mine);
            // The authority's line is there to be compared.
            let la_line = own_line.as_ref().and_then(|_| over(la, &theirs));
            let has_la = !la.years.is_empty();
            std::iter::once(own_line).chain(has_la.then_some(la_line))
        })
        .collect();
    let mut made = Block::Table(Box::new(Table {
        id: format!("t-school-{}", id.0),
        caption: "Results by summer, against the authority".to_owned(),
        columns,
        has_row_heads: true,
        rows: lines
            .iter()
            .flat_map(|(own, la)| {
                let has_la = !la.years.is_empty();
                std::iter::once(row(own)).chain(has_la.then(|| row(la)))
            })
            .collect(),
        foot,
    }));
    trend::beside(
        &mut made,
        trends,
        "Trend: a school and the authority below it are on one scale, from the lowest to the highest value of both; open where a year has no result or the series breaks.",
    );
    made
}

/// The measure of a school's chart: the headline, else one of which the forum may
/// see most years.
fn charted(own: &[&&Figure]) -> Option<&'static Indicator> {
    let headline = own
        .iter()
        .filter(|f| f.indicator.is_some_and(is_headline))
        .max_by_key(|f| f.to)
        .and_then(|f| f.indicator);
    let years = |indicator: &Indicator| {
        own.iter().filter(|f| f.indicator == Some(indicator)).count()
    };
    headline.or_else(|| {
        // The first of those with as many years, as the list of measures has them.
        INDICATORS
            .iter()
            .rev()
            .filter(|indicator| years(indicator) > 1)
            .max_by_key(|indicator| years(indicator))
    })
}

/// A measure of the school over its years, beside the authority's.
fn chart(
    programme: &Programme,
    school: &School,
    part: Part,
    figures: &[&Figure],
    id: SchoolId,
) -> Option<Block> {
    let own: Vec<&&Figure> = figures
        .iter()
        .filter(|f| is_single_year(f) && f.release <= Forum::RELEASE)
        .collect();
    let indicator = charted(&own)?;
    let values: BTreeMap<AcademicYear, &Figure> = own
        .into_iter()
        .filter(|f| f.indicator == Some(indicator))
        .filter_map(|f| Some((f.to?, *f)))
        .collect();
    if values.len() < 2 {
        return None;
    }
    let (first, last) = (*values.keys().next()?, *values.keys().next_back()?);
    let years: Vec<AcademicYear> =
        (first.0..=last.0).map(AcademicYear).rev().take(2 * YEARS).collect();
    let years: Vec<AcademicYear> = years.into_iter().rev().collect();
    let of = |area: Area| {
        let line: Vec<Option<f64>> = years
            .iter()
            .map(|year| {
                programme
                    .compared
                    .get(&(area, indicator.code, *year))
                    .and_then(|compared| compared.score.ok())
                    .map(|score| score.value)
            })
            .collect();
        line.iter().any(Option::is_some).then_some(line)
    };
    let name = school.name_for_forum().shown_to(Forum).clone();
    // Its name stands above the page; beside the line it would be cut.
    let mut lines = vec![(
        "This school".to_owned(),
        years.iter().map(|year| values.get(year).map(|f| f.value)).collect(),
        part.series(),
    )];
    if let Some(line) = of(Area::La) {
        lines.push(("Authority".to_owned(), line, Series::La));
    }
    let said: Vec<String> = values
        .iter()
        .map(|(year, f)| {
            let pupils = f.pupils.map(|n| format!(" of {n} pupils")).unwrap_or_default();
            format!("{} in {}{pupils}", f.shown_to(Forum), year.summer())
        })
        .collect();
    let breaks = SERIES_BREAKS
        .iter()
        .filter(|one| one.stage == indicator.stage && one.refuses)
        .filter_map(|one| {
            let at =
                years.iter().position(|year| *year == one.year).filter(|at| *at > 0)?;
            Some((at, one.what.to_owned()))
        })
        .collect();
    let doubtful = SERIES_BREAKS
        .iter()
        .filter(|one| one.stage == indicator.stage && !one.refuses)
        .filter_map(|one| years.iter().position(|year| *year == one.year))
        .collect();
    let title = match (values.values().next(), values.values().next_back()) {
        (Some(start), Some(end)) => format!(
            "{}: {} in {}, {} in {}",
            indicator.short,
            start.shown_to(Forum),
            first.summer(),
            end.shown_to(Forum),
            last.summer()
        ),
        _ => indicator.short.to_owned(),
    };
    Some(Block::Chart(Box::new(Chart {
        id: format!("c-school-{}", id.0),
        title,
        subtitle: match indicator.basis {
            Basis::Share => format!("{}, per cent of pupils, by summer", indicator.name),
            Basis::Mean | Basis::Progress => {
                format!("{}, points, by summer", indicator.name)
            }
        },
        source: String::new(),
        alt: format!("{name}: {}.", said.join(", ")),
        drawn: Drawn::Lines {
            years: years.iter().map(|year| year.summer().to_string()).collect(),
            lines,
            breaks,
            doubtful,
            axis: match indicator.basis {
                Basis::Share => "per cent",
                Basis::Mean | Basis::Progress => "points",
            }
            .to_owned(),
            zero: false,
            is_step: false,
        },
    })))
}

fn support(programme: &Programme, id: SchoolId, known: &Known<'_>) -> Block {
    let rows = programme
        .deployments
        .iter()
        .enumerate()
        .filter(|(_, deployment)| deployment.client == id)
        .filter_map(|(at, deployment)| {
            let at = DeploymentId(at);
            let standing = state::on(programme, at, programme.as_at)?;
            let (days, visits) = known.visits.get(&at).copied().unwrap_or_default();
            let delivered = if programme.has_visits {
                number(days)
            } else {
                NOT_AVAILABLE.to_owned()
            };
            Some(vec![
                deployment.reference.clone(),
                paper::day(deployment.start),
                paper::day(deployment.end.or(deployment.planned_end)),
                standing.state.word().to_owned(),
                deployment.days.map(number).unwrap_or_default(),
                delivered,
                visits.to_string(),
            ])
        })
        .collect();
    paper::table(
        &format!("t-support-{}", id.0),
        "Support received",
        &[
            ("Deployment", Align::Left),
            ("Began", Align::Left),
            ("Ended or due to end", Align::Left),
            ("Stands at", Align::Left),
            ("Days agreed", Align::Decimal),
            ("Days delivered", Align::Decimal),
            ("Visits", Align::Decimal),
        ],
        rows,
        &[],
    )
}

/// What the school's head gave to others.
fn given(programme: &Programme, id: SchoolId) -> String {
    let lles: BTreeSet<LleId> = programme
        .lles
        .iter()
        .enumerate()
        .filter(|(_, lle)| lle.school == Some(id))
        .map(|(at, _)| LleId(at))
        .collect();
    let mine: Vec<DeploymentId> = programme
        .deployments
        .iter()
        .enumerate()
        .filter(|(_, d)| d.lles.iter().any(|lle| lles.contains(lle)))
        .map(|(at, _)| DeploymentId(at))
        .collect();
    let at_work = mine
        .iter()
        .filter_map(|id| state::on(programme, *id, programme.as_at))
        .filter(|standing| standing.state.is_at_work())
        .count();
    let days: f64 = programme
        .visits
        .iter()
        .filter(|visit| visit.date <= programme.as_at)
        .filter(|visit| {
            visit.lle.is_some_and(|lle| lles.contains(&lle))
                || visit.lle.is_none()
                    && visit.deployment.is_some_and(|id| mine.contains(&id))
        })
        .map(|visit| visit.days)
        .sum();
    if mine.is_empty() {
        return "The head of this school is an active Local Leader and has no deployment in the register yet.".to_owned();
    }
    let delivered = if programme.has_visits {
        format!(", with {} days of recorded visits", number(days))
    } else {
        String::new()
    };
    format!(
        "The head of this school gave support in {}{delivered}; {} at work on the as-at date.",
        count(mine.len(), "deployment", "deployments"),
        match at_work {
            0 => "none is".to_owned(),
            1 => "one is".to_owned(),
            n => format!("{n} are"),
        }
    )
}
