//! `public/forum-pack`: the paper for the forum, with its appendices.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use super::Sources;
use super::block::{Align, Block, Document, RowKind, Table, TableCell, plain};
use super::chart::{Chart, Drawn, Point, Series};
use super::sentences::{self, headline, interval};
use super::words::{Context, Words};
use crate::base::date::{long, month_name};
use crate::base::figure::{Figure, Group};
use crate::base::finding::Severity;
use crate::base::quantity::{NOT_AVAILABLE, SUPPRESSED, decimal};
use crate::base::reason::LeftOut;
use crate::base::release::Public;
use crate::model::programme::Edition;

/// Groups of the comparison, with the measure that each has and its name.
const GROUPS: [(&str, Group, &str, Series); 7] = [
    ("M03", Group::Clients, "Client schools", Series::Clients),
    ("M03", Group::Lle, "LLE schools", Series::Lle),
    ("M03", Group::LaSchools, "All schools of the authority", Series::La),
    ("M04", Group::LaPublished, "Authority as published", Series::La),
    ("M04", Group::LaSameSchools, "Authority, same schools", Series::La),
    ("M04", Group::LaWithoutProgramme, "Authority without the programme", Series::La),
    ("M04", Group::National, "England", Series::National),
];

pub(super) fn forum_pack(
    sources: &Sources<'_>,
    words: &Words,
) -> Result<Document<Public>, String> {
    let programme = sources.programme;
    let settings = &programme.settings;
    let period = programme
        .period
        .map_or_else(String::new, |m| format!("{} {}", month_name(m.month), m.year));
    let edition = match programme.edition {
        Edition::Monthly => "monthly edition",
        Edition::Meeting => "meeting edition",
    };
    let authority = if programme.authority.1.is_empty() {
        "the authority".to_owned()
    } else {
        programme.authority.1.clone()
    };
    let mut marks = Vec::new();
    if programme.is_example {
        marks.push("EXAMPLE: an invented programme".to_owned());
    }
    if sources.status.starts_with("DRAFT") {
        marks.push(sources.status.clone());
    }
    let context = context(sources, &authority, &period, edition);
    Ok(Document {
        path: "public/forum-pack".to_owned(),
        title: format!("{}: report to the Schools Forum", settings.text("programme")),
        subject: format!("Report to the Schools Forum of {authority}, {period}"),
        authority,
        period,
        as_at: long(programme.as_at),
        edition: edition.to_owned(),
        marks,
        has_cover: true,
        build: sources.build.clone(),
        blocks: words.blocks("forum-pack.md", &context)?,
        audience: PhantomData,
    })
}

fn context(
    sources: &Sources<'_>,
    authority: &str,
    period: &str,
    edition: &str,
) -> Context {
    let figures = sources.figures;
    let mut context = Context::default();
    for (name, value) in [
        ("programme", sources.programme.settings.text("programme")),
        ("authority", authority),
        ("period", period),
        ("as_at", &long(sources.programme.as_at)),
        ("edition", edition),
        ("status", &sources.status),
    ] {
        context.values.insert(name, value.to_owned());
    }
    for figure in figures.all.iter().filter(|f| !matches!(f.group, Group::School(_))) {
        let is_headline = figure.indicator.is_none()
            || headline(figures, figure.code, &figure.group)
                .is_some_and(|h| std::ptr::eq(h, figure));
        if is_headline {
            let key = [figure.code, &figure.group.to_string(), &figure.item]
                .into_iter()
                .filter(|p| !p.is_empty())
                .collect::<Vec<_>>()
                .join(" ");
            let schools = figure.schools.map(|n| n.to_string()).unwrap_or_default();
            context
                .figures
                .entry(key)
                .or_insert_with(|| (figure.shown_to(Public), interval(figure), schools));
        }
    }
    for (name, text) in [
        ("impact", sentences::impact(figures)),
        ("comparison", sentences::comparison(figures)),
        ("coverage", sentences::coverage(figures)),
        ("spread", sentences::spread(figures)),
        ("survey", sentences::survey(figures)),
        ("programme", sentences::programme(figures)),
        ("money", sentences::money(figures)),
    ] {
        context.sentences.insert(name, text);
    }
    for (name, blocks) in [
        ("table:changes", vec![changes(sources)]),
        ("table:excluded", vec![excluded(sources)]),
        ("table:survey", vec![survey(sources)]),
        ("table:gap", vec![gap(sources)]),
        ("table:programme", vec![activity(sources)]),
        ("table:budget", vec![budget(sources)]),
        ("table:definitions", vec![definitions(sources)]),
        ("table:sources", vec![files(sources)]),
        ("table:findings", vec![findings(sources)]),
        ("chart:changes", chart(sources)),
        ("quotes:", quotes(sources)),
    ] {
        context.blocks.insert(name.to_owned(), blocks);
    }
    context
}

fn table(
    id: &str,
    caption: &str,
    columns: &[(&str, Align)],
    rows: Vec<Vec<String>>,
    foot: &[&str],
) -> Block {
    if rows.is_empty() {
        return Block::Caption(plain(format!("{caption}: nothing in the input.")));
    }
    let uses = |mark: &str| rows.iter().flatten().any(|cell| cell.contains(mark));
    let mut notes: Vec<_> = foot.iter().map(|line| plain(*line)).collect();
    if uses(SUPPRESSED) {
        notes.push(plain("[c] withheld: too few pupils, schools or replies."));
    }
    if uses(NOT_AVAILABLE) {
        notes.push(plain("[x] not available."));
    }
    Block::Table(Box::new(Table {
        id: id.to_owned(),
        caption: caption.to_owned(),
        columns: columns
            .iter()
            .map(|(heading, align)| ((*heading).to_owned(), *align))
            .collect(),
        has_row_heads: true,
        rows: rows
            .into_iter()
            .map(|row| (RowKind::Body, row.into_iter().map(TableCell::Text).collect()))
            .collect(),
        foot: notes,
    }))
}

fn or_none(text: String) -> String {
    if text.is_empty() { NOT_AVAILABLE.to_owned() } else { text }
}

fn group_figures<'a>(
    sources: &'a Sources<'_>,
) -> Vec<(&'a Figure, &'static str, Series)> {
    GROUPS
        .iter()
        .filter_map(|(code, group, name, series)| {
            headline(sources.figures, code, group).map(|figure| (figure, *name, *series))
        })
        .collect()
}

fn changes(sources: &Sources<'_>) -> Block {
    let rows = group_figures(sources)
        .into_iter()
        .map(|(figure, name, _)| {
            let average = if figure.code == "M03" { "of schools" } else { "of pupils" };
            vec![
                name.to_owned(),
                figure.shown_to(Public).replace("\u{a0}pp", ""),
                or_none(interval(figure)),
                average.to_owned(),
                figure
                    .schools
                    .map_or_else(|| NOT_AVAILABLE.to_owned(), |n| n.to_string()),
                figure
                    .pupils
                    .map_or_else(|| NOT_AVAILABLE.to_owned(), |n| decimal(n as f64, 0)),
            ]
        })
        .collect();
    table(
        "t-changes",
        "Change between the two years, in percentage points",
        &[
            ("Group", Align::Left),
            ("Change", Align::Decimal),
            ("95% interval", Align::Left),
            ("Average", Align::Left),
            ("Schools", Align::Decimal),
            ("Pupils, later year", Align::Decimal),
        ],
        rows,
        &[
            "An average of schools counts each school once; an average of pupils counts each pupil once.",
        ],
    )
}

fn chart(sources: &Sources<'_>) -> Vec<Block> {
    let shown = group_figures(sources);
    let shown: Vec<_> = shown
        .into_iter()
        .filter(|(f, _, _)| f.release <= crate::base::release::Release::P)
        .collect();
    let Some((first, _, _)) = shown.first() else { return Vec::new() };
    let years = (
        first.from.map(|y| y.summer()).unwrap_or(0),
        first.to.map(|y| y.summer()).unwrap_or(0),
    );
    let points: Vec<Point> = shown
        .iter()
        .map(|(figure, name, series)| Point {
            label: figure
                .schools
                .map_or_else(|| (*name).to_owned(), |n| format!("{name} ({n})")),
            value: figure.value,
            limits: figure.lower.zip(figure.upper),
            shown: figure.shown().replace("\u{a0}pp", ""),
            series: *series,
        })
        .collect();
    let alt = points.iter().map(|p| {
        let limits = p
            .limits
            .map(|(l, u)| {
                format!(", 95% interval {} to {}", decimal(l, 1), decimal(u, 1))
            })
            .unwrap_or_default();
        format!("{}: {} points{limits}", p.label, p.shown)
    });
    let alt = format!(
        "Change from {} to {}. {}.",
        years.0,
        years.1,
        alt.collect::<Vec<_>>().join("; ")
    );
    let title =
        sentences::impact(sources.figures).split('.').next().unwrap_or("").to_owned();
    let _ = title;
    vec![Block::Chart(Box::new(Chart {
        id: "c-changes".to_owned(),
        title: sentences::spread(sources.figures).trim_end_matches('.').to_owned(),
        subtitle: format!(
            "Change from {} to {}, percentage points; dots are averages, lines 95% intervals; number of schools in brackets",
            years.0, years.1
        ),
        source: "Source: registers and comparators of the input.".to_owned(),
        alt,
        drawn: Drawn::DotInterval {
            points,
            axis: "percentage points".to_owned(),
            zero: true,
        },
    }))]
}

fn excluded(sources: &Sources<'_>) -> Block {
    let Some(head) = headline(sources.figures, "M25", &Group::Clients) else {
        return Block::Caption(plain("Who is counted: nothing in the input."));
    };
    let same = |f: &&Figure| {
        f.code == "M25"
            && f.from == head.from
            && f.to == head.to
            && f.indicator == head.indicator
    };
    let all = head.schools.unwrap_or(0);
    let mut rows = vec![vec!["Client schools".to_owned(), all.to_string()]];
    for figure in sources.figures.all.iter().filter(same).filter(|f| !f.item.is_empty()) {
        let words = ALL_REASONS
            .iter()
            .find(|r| r.code() == figure.item)
            .map_or(figure.item.as_str(), |r| r.words());
        rows.push(vec![words.to_owned(), format!("\u{2212}{}", figure.value)]);
    }
    rows.push(vec!["Counted".to_owned(), decimal(head.value, 0)]);
    table(
        "t-excluded",
        "From all client schools to those that are counted",
        &[("Step", Align::Left), ("Schools", Align::Decimal)],
        rows,
        &["Each school has one reason, the first that applies."],
    )
}

const ALL_REASONS: [LeftOut; 12] = [
    LeftOut::NoKs,
    LeftOut::Closed,
    LeftOut::New,
    LeftOut::Amalg,
    LeftOut::StartAfterTests,
    LeftOut::LtMinDays,
    LeftOut::Boyc,
    LeftOut::Supp,
    LeftOut::Maladmin,
    LeftOut::ErrorRow,
    LeftOut::NoResult,
    LeftOut::OtherPair,
];

fn item_name(code: &str) -> String {
    match code {
        "SAT" => "Satisfied with the service".to_owned(),
        "COLLAB" => "The support was collaborative".to_owned(),
        "EXPECT" => "Met expectations".to_owned(),
        "IMPACT" => "Impact in the own school".to_owned(),
        "SUCCESS" => "The programme is successful".to_owned(),
        other => other.to_owned(),
    }
}

fn survey(sources: &Sources<'_>) -> Block {
    let mut rows = Vec::new();
    for (group, name) in [(Group::Clients, "Clients"), (Group::Lle, "LLEs")] {
        for item in &sources.programme.items {
            let of = |code: &str| sources.figures.plain(code, &group, &item.code);
            let (Some(agree), Some(net), Some(mean)) = (of("S02"), of("S03"), of("S04"))
            else {
                continue;
            };
            rows.push(vec![
                item_name(&item.code),
                name.to_owned(),
                agree.schools.unwrap_or(0).to_string(),
                agree.shown_to(Public),
                or_none(interval(agree)),
                net.shown_to(Public).replace("\u{a0}pp", ""),
                mean.shown_to(Public),
            ]);
        }
    }
    table(
        "t-survey",
        "Survey: agreement with each statement",
        &[
            ("Statement", Align::Left),
            ("Group", Align::Left),
            ("Answers", Align::Decimal),
            ("Agree", Align::Decimal),
            ("95% interval", Align::Left),
            ("Net, points", Align::Decimal),
            ("Mean, 1 to 5", Align::Decimal),
        ],
        rows,
        &[
            "Agree: agree or strongly agree, per cent of answers. Net: per cent that agree less per cent that disagree.",
        ],
    )
}

fn gap(sources: &Sources<'_>) -> Block {
    let rows = sources
        .programme
        .items
        .iter()
        .filter_map(|item| {
            let figure = sources.figures.plain("S05", &Group::None, &item.code)?;
            let sure = match (figure.lower, figure.upper) {
                (Some(lower), Some(upper)) if lower > 0.0 || upper < 0.0 => {
                    "distinguishable"
                }
                _ => "not distinguishable",
            };
            Some(vec![
                item_name(&item.code),
                figure.shown_to(Public).replace("\u{a0}pp", ""),
                or_none(interval(figure)),
                sure.to_owned(),
            ])
        })
        .collect();
    table(
        "t-gap",
        "Clients against LLEs, percentage points",
        &[
            ("Statement", Align::Left),
            ("Gap", Align::Decimal),
            ("95% interval", Align::Left),
            ("The two groups are", Align::Left),
        ],
        rows,
        &[],
    )
}

fn activity(sources: &Sources<'_>) -> Block {
    let rows = [
        ("P01", "", "Active LLEs"),
        ("P02", "", "Change in a year"),
        ("P04", "", "Deployments at work"),
        ("P04", "clients", "Client schools supported"),
        ("P04", "lles", "LLEs deployed"),
        ("P04", "utilisation", "Active LLEs who are deployed"),
        ("P05", "delivered", "Days delivered"),
        ("P05", "contracted", "Days agreed"),
        ("P05", "", "Delivered of agreed"),
        ("P09", "", "Records of visit on time"),
        ("P09", "received", "Records of visit received"),
    ]
    .into_iter()
    .filter_map(|(code, item, words)| {
        let figure = sources.figures.plain(code, &Group::None, item)?;
        Some(vec![words.to_owned(), figure.shown_to(Public)])
    })
    .collect();
    table(
        "t-programme",
        "The programme on the as-at date",
        &[("Measure", Align::Left), ("Value", Align::Decimal)],
        rows,
        &[],
    )
}

fn budget(sources: &Sources<'_>) -> Block {
    let mut lines: BTreeMap<&str, BTreeMap<&str, String>> = BTreeMap::new();
    for figure in sources.figures.all.iter().filter(|f| f.code == "F05") {
        if let Some((line, part)) = figure.item.rsplit_once('/') {
            lines.entry(line).or_default().insert(part, figure.shown_to(Public));
        }
    }
    let total = lines.remove("total");
    let row = |name: &str, parts: &BTreeMap<&str, String>| {
        let of = |part: &str| {
            parts.get(part).cloned().unwrap_or_else(|| NOT_AVAILABLE.to_owned())
        };
        vec![
            name.to_owned(),
            of("approved"),
            of("paid"),
            of("committed"),
            of("forecast"),
            of("variance"),
        ]
    };
    let mut rows: Vec<Vec<String>> =
        lines.iter().map(|(name, parts)| row(name, parts)).collect();
    rows.extend(total.iter().map(|parts| row("Total", parts)));
    table(
        "t-budget",
        "Budget of the financial year, pounds",
        &[
            ("Line", Align::Left),
            ("Approved", Align::Decimal),
            ("Paid", Align::Decimal),
            ("Ordered", Align::Decimal),
            ("Forecast", Align::Decimal),
            ("Variance", Align::Decimal),
        ],
        rows,
        &["Forecast is paid and ordered together; variance is forecast less approved."],
    )
}

fn definitions(sources: &Sources<'_>) -> Block {
    let used: std::collections::BTreeSet<&str> =
        sources.figures.all.iter().map(|f| f.code).collect();
    let rows = sources
        .definitions
        .iter()
        .filter(|d| used.contains(d.code))
        .map(|d| {
            vec![
                d.code.to_owned(),
                d.name.to_owned(),
                d.words.to_owned(),
                d.formula.to_owned(),
            ]
        })
        .collect();
    table(
        "t-definitions",
        "What each measure is",
        &[
            ("Code", Align::Left),
            ("Measure", Align::Left),
            ("What it says", Align::Left),
            ("Formula", Align::Left),
        ],
        rows,
        &[],
    )
}

fn files(sources: &Sources<'_>) -> Block {
    let mut used: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for sheet in &sources.registers.sheets {
        if let Some(register) = sheet.register.filter(|r| *r != "answers") {
            let entry = used.entry(register).or_default();
            entry.0 += 1;
            entry.1 += sheet.rows_used;
            entry.2 += sheet.rows_left_out;
        }
    }
    let rows = used
        .into_iter()
        .map(|(name, (sheets, rows, left))| {
            vec![
                name.replace('_', " "),
                sheets.to_string(),
                rows.to_string(),
                left.to_string(),
            ]
        })
        .collect();
    table(
        "t-sources",
        "Registers that were read",
        &[
            ("Register", Align::Left),
            ("Sheets", Align::Decimal),
            ("Rows used", Align::Decimal),
            ("Rows left out", Align::Decimal),
        ],
        rows,
        &[],
    )
}

fn findings(sources: &Sources<'_>) -> Block {
    let rows = [
        (Severity::Error, "Errors: the row is in no figure"),
        (Severity::Query, "Queries: used, waiting for an answer"),
        (Severity::Note, "Notes: repairs and information"),
    ]
    .into_iter()
    .map(|(severity, words)| {
        vec![words.to_owned(), sources.findings.open(severity).to_string()]
    })
    .collect();
    table(
        "t-findings",
        "Data quality",
        &[("Kind", Align::Left), ("How many", Align::Decimal)],
        rows,
        &[],
    )
}

fn quotes(sources: &Sources<'_>) -> Vec<Block> {
    let comments = &sources.programme.comments;
    let mut chosen: Vec<_> = comments
        .iter()
        .filter(|c| c.quotable.is_some() && c.is_critical)
        .take(3)
        .collect();
    chosen.extend(
        comments.iter().filter(|c| c.quotable.is_some() && !c.is_critical).take(3),
    );
    if chosen.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Caption(plain(format!(
        "{} comments were received, {} of them with permission to quote. Shown are the first three critical ones and the first three others, in the order of the register.",
        comments.len(),
        comments.iter().filter(|c| c.quotable.is_some()).count()
    )))];
    for comment in chosen {
        if let Some(text) = &comment.quotable {
            blocks.push(Block::Quote {
                text: text.shown_to(Public).clone(),
                by: comment.role.shown_to(Public).clone(),
            });
        }
    }
    blocks
}
