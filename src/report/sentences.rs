//! Sentences by rule: what rose, by how much, against what, how sure.

use crate::base::figure::{Figure, Figures, Group};
use crate::base::quantity::{decimal, signed};
use crate::base::release::{Audience, Public};

/// The headline figure of a measure: key stage 2 first, its latest pair.
pub(crate) fn headline<'a>(
    figures: &'a Figures,
    code: &str,
    group: &Group,
) -> Option<&'a Figure> {
    let order = ["ks2_l4_em", "ks2_rwm_exp"];
    let years = figures
        .all
        .iter()
        .filter(|f| f.code == "M03" || f.code == "M25")
        .filter(|f| f.indicator.is_some_and(|i| order.contains(&i.code)))
        .filter_map(|f| Some((f.to?, f.from?, f.indicator?.code)))
        .max()?;
    figures.all.iter().find(|f| {
        f.code == code
            && f.group == *group
            && f.item.is_empty()
            && f.to == Some(years.0)
            && f.from == Some(years.1)
            && f.indicator.is_some_and(|i| i.code == years.2)
    })
}

/// What is measured, within a sentence: `Level 4 or above in both English and
/// mathematics`, `the expected standard in reading, writing and mathematics`.
pub(crate) fn indicator_words(figure: &Figure) -> String {
    let Some(indicator) = figure.indicator else { return String::new() };
    let name = indicator.name;
    if name.starts_with("Level") || name.starts_with("Key stage") {
        return name.to_owned();
    }
    let mut letters = name.chars();
    let first: String =
        letters.next().map(|c| c.to_lowercase().collect()).unwrap_or_default();
    format!("the {first}{}", letters.as_str())
}

fn points(figure: &Figure) -> String {
    if figure.release <= Public::RELEASE {
        signed(figure.value, 1)
    } else {
        "[c]".to_owned()
    }
}

/// `11.6 to 22.3`, or nothing.
pub(crate) fn interval(figure: &Figure) -> String {
    match (figure.lower, figure.upper) {
        (Some(lower), Some(upper)) if figure.release <= Public::RELEASE => {
            if figure.is_change {
                format!("{} to {}", signed(lower, 1), signed(upper, 1))
            } else {
                format!("{} to {}", decimal(lower, 1), decimal(upper, 1))
            }
        }
        _ => String::new(),
    }
}

fn rose(value: f64) -> &'static str {
    if value > 0.05 {
        "rose"
    } else if value < -0.05 {
        "fell"
    } else {
        "stayed as it was, with a change"
    }
}

/// What happened to the clients' results.
pub(crate) fn impact(figures: &Figures) -> String {
    let Some(clients) = headline(figures, "M03", &Group::Clients) else {
        return "There are no results of client schools in two comparable years, so nothing can be said of impact.".to_owned();
    };
    let all = clients.schools.unwrap_or(0) + clients.left_out.unwrap_or(0);
    let (from, to) = (
        clients.from.map(|y| y.summer()).unwrap_or(0),
        clients.to.map(|y| y.summer()).unwrap_or(0),
    );
    let measure = clients
        .indicator
        .map_or("", |i| i.name)
        .to_lowercase()
        .replacen("level", "Level", 1)
        .replace("english", "English");
    let mut text = format!(
        "{} of {all} supported schools have comparable results: on average the share of pupils at {measure} {} by {} percentage points between {from} and {to}",
        clients.schools.unwrap_or(0),
        rose(clients.value),
        points(clients)
    );
    if let Some(pooled) = headline(figures, "M04", &Group::Clients) {
        text.push_str(&format!(" ({} counting every pupil equally)", points(pooled)));
    }
    if let Some(la) = headline(figures, "M04", &Group::LaPublished) {
        text.push_str(&format!(
            ", against {} for the authority as published",
            points(la)
        ));
    }
    let sure = match (clients.lower, clients.upper) {
        (Some(lower), Some(upper)) if lower <= 0.0 && upper >= 0.0 => {
            " The interval spans nought: the change is not distinguishable from none."
        }
        _ => "",
    };
    let between = interval(clients);
    let between = if between.is_empty() {
        String::new()
    } else {
        format!(" (95% interval {between})")
    };
    format!("{text}{between}.{sure}")
}

/// The comparison groups.
pub(crate) fn comparison(figures: &Figures) -> String {
    let mut parts = Vec::new();
    for (code, group, words) in [
        ("M03", Group::Lle, "LLE schools"),
        ("M04", Group::LaSameSchools, "the authority's schools with both years"),
        (
            "M04",
            Group::LaWithoutProgramme,
            "the authority without the programme's schools",
        ),
        ("M04", Group::National, "England"),
    ] {
        if let Some(figure) = headline(figures, code, &group) {
            parts.push(format!("{words} {}", points(figure)));
        }
    }
    if parts.is_empty() {
        "There is nothing to compare with.".to_owned()
    } else {
        format!("For comparison, in percentage points: {}.", parts.join("; "))
    }
}

/// How many could be counted.
pub(crate) fn coverage(figures: &Figures) -> String {
    headline(figures, "M16", &Group::Clients).map_or_else(
        || "Coverage is not known.".to_owned(),
        |figure| {
            let all = figure.schools.unwrap_or(0);
            format!("{} of {all} client schools could be counted ({}%); the others stand in the appendix with their reasons.", all - figure.left_out.unwrap_or(0), decimal(figure.value, 1))
        },
    )
}

/// How the schools differ.
pub(crate) fn spread(figures: &Figures) -> String {
    let Some(head) = headline(figures, "M05", &Group::Clients) else {
        return String::new();
    };
    let of = |item: &str| {
        figures
            .all
            .iter()
            .find(|f| {
                f.code == "M05"
                    && f.item == item
                    && f.from == head.from
                    && f.to == head.to
                    && f.indicator == head.indicator
            })
            .map_or(0.0, |f| f.value)
    };
    format!(
        "{} rose, {} stayed the same and {} fell; the median change was {} points.",
        of("up"),
        of("same"),
        of("down"),
        points(head)
    )
}

/// What heads answered.
pub(crate) fn survey(figures: &Figures) -> String {
    let rate = |group: &Group| figures.plain("S01", group, "");
    match (rate(&Group::Clients), rate(&Group::Lle)) {
        (Some(clients), Some(lle)) => {
            let words = |figure: &Figure| {
                let invited = figure.schools.unwrap_or(0);
                format!("{} of {invited}", invited - figure.left_out.unwrap_or(0))
            };
            format!(
                "{} client heads and {} LLEs replied to the survey. The survey came before the results and is no evidence of them.",
                words(clients),
                words(lle)
            )
        }
        _ => "There is no survey of both groups in the input.".to_owned(),
    }
}

/// What the programme did.
pub(crate) fn programme(figures: &Figures) -> String {
    let count = |code: &str, item: &str| {
        figures.plain(code, &Group::None, item).map(|f| decimal(f.value, 0))
    };
    let mut parts = Vec::new();
    if let Some(active) = count("P01", "") {
        parts.push(format!("{active} LLEs were active"));
    }
    if let (Some(deployments), Some(clients)) =
        (count("P04", ""), count("P04", "clients"))
    {
        parts
            .push(format!("{deployments} deployments were at work in {clients} schools"));
    }
    if let Some(days) = figures.plain("P05", &Group::None, "") {
        parts.push(format!(
            "{}% of the days agreed had been delivered",
            decimal(days.value, 1)
        ));
    }
    if parts.is_empty() {
        "There are no registers of activity in the input.".to_owned()
    } else {
        format!("On the as-at date {}.", parts.join("; "))
    }
}

/// Where the money stands.
pub(crate) fn money(figures: &Figures) -> String {
    let part = |item: &str| figures.plain("F05", &Group::None, item).map(Figure::shown);
    match (part("total/approved"), part("total/forecast"), part("total/variance")) {
        (Some(approved), Some(forecast), Some(variance)) => format!(
            "Of {approved} approved for the financial year, {forecast} is paid or ordered: {variance} against the budget so far."
        ),
        _ => "There is no budget in the input.".to_owned(),
    }
}

/// The lines of the first page and the closing words.
pub(crate) fn headlines(figures: &Figures) -> Vec<String> {
    vec![impact(figures), comparison(figures), programme(figures)]
}
