//! Appendix E: how figures are made, from what, and what was found in the input.

use std::collections::{BTreeMap, BTreeSet};

use super::Named;
use super::sources as inputs;
use super::tables::{or_none, table};
use crate::base::figure::{Figure, Group};
use crate::base::indicator::SERIES_BREAKS;
use crate::base::quantity::NOT_APPLICABLE;
use crate::base::release::Public;
use crate::report::Sources;
use crate::report::block::{Align, Block, plain};
use crate::report::sentences::interval;

/// The blocks of this appendix.
pub(super) fn blocks(sources: &Sources<'_>) -> Vec<Named> {
    let mut named = vec![
        ("table:definitions", vec![definitions(sources)]),
        ("table:formulas", vec![formulas(sources)]),
        ("table:breaks", vec![breaks()]),
        ("table:suppression", vec![suppression(sources)]),
        ("table:settings", vec![settings(sources)]),
        ("table:evidence", vec![evidence(sources)]),
    ];
    named.extend(inputs::blocks(sources));
    named
}

/// Definitions of the measures that stand in the pack.
fn used<'a>(
    sources: &'a Sources<'_>,
) -> impl Iterator<Item = &'static crate::base::figure::Definition> + 'a {
    let codes: BTreeSet<&str> = sources.figures.all.iter().map(|f| f.code).collect();
    sources.definitions.iter().copied().filter(move |d| codes.contains(d.code))
}

fn definitions(sources: &Sources<'_>) -> Block {
    let rows = used(sources)
        .map(|d| {
            vec![
                d.code.to_owned(),
                d.name.to_owned(),
                d.words.to_owned(),
                d.caution.to_owned(),
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
            ("What it does not say", Align::Left),
        ],
        rows,
        &[],
    )
}

fn formulas(sources: &Sources<'_>) -> Block {
    let rows = used(sources)
        .map(|d| vec![d.code.to_owned(), d.formula.to_owned(), d.counted.to_owned()])
        .collect();
    table(
        "t-formulas",
        "How each measure is worked out",
        &[
            ("Code", Align::Left),
            ("Formula", Align::Left),
            ("Who is counted", Align::Left),
        ],
        rows,
        &[],
    )
}

fn breaks() -> Block {
    let rows = SERIES_BREAKS
        .iter()
        .map(|b| {
            let (summer, what) = b.what.split_once(": ").unwrap_or(("", b.what));
            let summer = if summer.is_empty() {
                b.year.summer().to_string()
            } else {
                summer.to_owned()
            };
            let stage = format!("{:?}", b.stage).to_lowercase();
            let effect = if b.refuses {
                "years before and after are not compared"
            } else {
                "compared, and marked"
            };
            vec![
                summer,
                stage.replace("ks", "key stage "),
                what.to_owned(),
                effect.to_owned(),
            ]
        })
        .collect();
    table(
        "t-breaks",
        "Where national series break",
        &[
            ("From", Align::Left),
            ("Stage", Align::Left),
            ("What happened", Align::Left),
            ("In this pack", Align::Left),
        ],
        rows,
        &[],
    )
}

fn suppression(sources: &Sources<'_>) -> Block {
    let of = |name: &str| sources.programme.settings.text(name).to_owned();
    let rows = vec![
        vec![
            "A single school, public".to_owned(),
            format!("from {} eligible pupils, without its name", of("public_school_n")),
        ],
        vec![
            "A single school, forum members".to_owned(),
            format!("from {} eligible pupils", of("exempt_school_n")),
        ],
        vec![
            "A group, public".to_owned(),
            format!(
                "from {} schools and {} pupils",
                of("public_group_schools"),
                of("public_group_pupils")
            ),
        ],
        vec![
            "Nought or all of a cohort of 10 or fewer".to_owned(),
            "withheld: it would say something of every pupil".to_owned(),
        ],
        vec![
            "Survey replies".to_owned(),
            format!("from {} of a group", of("survey_min")),
        ],
        vec![
            "One value alone that is withheld".to_owned(),
            "the next smallest is withheld with it, lest it be worked out".to_owned(),
        ],
        vec![
            "Names".to_owned(),
            "client schools and their heads never; LLEs with their consent".to_owned(),
        ],
    ];
    table(
        "t-suppression",
        "What is withheld from public documents",
        &[("What", Align::Left), ("Rule", Align::Left)],
        rows,
        &[],
    )
}

/// Settings that hold names or dates of this pack, which the cover tells.
const OF_THE_PACK: [&str; 10] = [
    "period",
    "as_at",
    "edition",
    "authority",
    "programme",
    "meeting_date",
    "author",
    "officer",
    "contact",
    "example",
];

fn settings(sources: &Sources<'_>) -> Block {
    let rows: Vec<Vec<String>> = sources
        .programme
        .settings
        .given()
        .filter(|(name, _)| !OF_THE_PACK.contains(name))
        .filter_map(|(name, value)| {
            let setting =
                crate::base::setting::SETTINGS.iter().find(|s| s.name == name)?;
            (setting.default != value).then(|| {
                vec![
                    setting.help.to_owned(),
                    value.to_owned(),
                    if setting.default.is_empty() {
                        NOT_APPLICABLE.to_owned()
                    } else {
                        setting.default.to_owned()
                    },
                ]
            })
        })
        .collect();
    if rows.is_empty() {
        return Block::Caption(plain("Settings: every setting has its default."));
    }
    table(
        "t-settings",
        "Settings that differ from the default",
        &[("Setting", Align::Left), ("In force", Align::Left), ("Default", Align::Left)],
        rows,
        &[],
    )
}

/// A group in words.
fn group_name(group: &Group) -> &'static str {
    match group {
        Group::None => "all",
        Group::Clients => "clients",
        Group::Lle => "LLEs",
        Group::Matched => "similar schools",
        Group::LaPublished => "authority as published",
        Group::LaSameSchools => "authority, same schools",
        Group::LaWithoutProgramme => "authority without the programme",
        Group::LaSchools => "all schools",
        Group::National => "England",
        Group::School(_) => "one school",
    }
}

/// Years of the latest pair of each indicator, and every figure without years.
fn stands_in_evidence(figure: &Figure, latest: &BTreeMap<&str, i16>) -> bool {
    if matches!(figure.group, Group::School(_)) {
        return false;
    }
    match (figure.indicator, figure.to) {
        (Some(indicator), Some(to)) => {
            latest.get(indicator.code).is_none_or(|year| *year == to.0)
        }
        (Some(_), None) | (None, _) => true,
    }
}

fn evidence(sources: &Sources<'_>) -> Block {
    let mut latest: BTreeMap<&str, i16> = BTreeMap::new();
    for figure in &sources.figures.all {
        if let (Some(indicator), Some(to)) = (figure.indicator, figure.to) {
            let year = latest.entry(indicator.code).or_insert(to.0);
            *year = (*year).max(to.0);
        }
    }
    let rows = sources
        .figures
        .all
        .iter()
        .filter(|figure| stands_in_evidence(figure, &latest))
        .map(|figure| {
            let years = match (figure.from, figure.to) {
                (Some(from), Some(to)) => format!("{} to {}", from.summer(), to.summer()),
                (None, Some(to)) => to.summer().to_string(),
                (Some(_) | None, None) => NOT_APPLICABLE.to_owned(),
            };
            let what = [
                figure.code,
                figure.indicator.map_or("", |i| i.short),
                &figure.item.replace(['_', '/'], " "),
            ]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ");
            let n = figure.schools.map(|n| n.to_string()).unwrap_or_default();
            let n = if n.is_empty() { NOT_APPLICABLE.to_owned() } else { n };
            let between = interval(figure);
            vec![
                what,
                group_name(&figure.group).to_owned(),
                years,
                figure.shown_to(Public),
                if between.is_empty() { NOT_APPLICABLE.to_owned() } else { between },
                n,
                or_none(figure.trace.clone()),
            ]
        })
        .collect();
    table(
        "t-evidence",
        "Every figure of the latest years, with the key of its rows in the evidence",
        &[
            ("Figure", Align::Left),
            ("Group", Align::Left),
            ("Years", Align::Left),
            ("Value", Align::Decimal),
            ("95% interval", Align::Left),
            ("Base", Align::Decimal),
            ("Trace", Align::Left),
        ],
        rows,
        &["Base counts schools, respondents or records, as the measure says."],
    )
}
