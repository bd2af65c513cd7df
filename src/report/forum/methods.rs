//! Appendix E: how figures are made, from what, and what was found in the input.

use std::collections::{BTreeMap, BTreeSet};

use super::sources as inputs;
use super::tables::table;
use super::{Named, evidence};
use crate::base::indicator::SERIES_BREAKS;
use crate::base::quantity::NOT_APPLICABLE;
use crate::report::Sources;
use crate::report::block::{Align, Block, plain};
use crate::report::sentences::capital;

/// The blocks of this appendix.
pub(super) fn blocks(sources: &Sources<'_>) -> Vec<Named> {
    let mut named = vec![
        ("table:definitions", vec![definitions(sources)]),
        ("table:formulas", vec![formulas(sources)]),
        ("table:breaks", vec![breaks()]),
        ("table:suppression", vec![suppression(sources)]),
        ("table:settings", vec![settings(sources)]),
        ("table:evidence", vec![evidence::table(sources)]),
    ];
    named.extend(inputs::blocks(sources));
    named
}

/// Every figure of the latest years, wherever the pack is too short for it.
pub(super) fn every_figure(sources: &Sources<'_>) -> Vec<Block> {
    vec![evidence::table(sources)]
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
    // A long rule that several measures share is told once.
    let mut told: BTreeMap<&str, &str> = BTreeMap::new();
    let rows = used(sources)
        .map(|d| {
            let first = *told.entry(d.counted).or_insert(d.code);
            let counted = if first == d.code || d.counted.len() < 40 {
                d.counted.to_owned()
            } else {
                format!("As {first}.")
            };
            vec![d.code.to_owned(), d.formula.to_owned(), counted]
        })
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
            let stage = b.stage.title().to_owned();
            let effect = if b.refuses {
                "Years before and after are not compared"
            } else {
                "Compared, and marked"
            };
            vec![summer, stage, capital(what), effect.to_owned()]
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
            "A single school, in public papers".to_owned(),
            format!(
                "Shown from {} eligible pupils, without its name",
                of("public_school_n")
            ),
        ],
        vec![
            "A single school, for forum members".to_owned(),
            format!("Shown from {} eligible pupils", of("exempt_school_n")),
        ],
        vec![
            "A group, in public papers".to_owned(),
            format!(
                "Shown from {} schools and {} pupils",
                of("public_group_schools"),
                of("public_group_pupils")
            ),
        ],
        vec![
            "Nought or all of a cohort of 10 or fewer".to_owned(),
            "Withheld: it would say something of every pupil".to_owned(),
        ],
        vec![
            "Survey replies".to_owned(),
            format!("Shown from {} of a group", of("survey_min")),
        ],
        vec![
            "One value alone that is withheld".to_owned(),
            "The next smallest is withheld with it, lest it be worked out".to_owned(),
        ],
        vec![
            "Names".to_owned(),
            "Client schools and their heads: never. LLEs: with their consent".to_owned(),
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
