//! What heads answered: response, agreement, the gap between the two groups.

use super::definitions as of;
use super::statistic::{Pooled, welch, wilson};
use crate::base::figure::{Figure, Figures, Group};
use crate::base::quantity::Unit;
use crate::base::release::Release;
use crate::model::programme::{Programme, Respondent, Side};

fn group(side: Side) -> Group {
    match side {
        Side::Clients => Group::Clients,
        Side::Lle => Group::Lle,
    }
}

pub(super) fn figures(programme: &Programme, figures: &mut Figures) {
    let latest =
        programme.respondents.iter().map(|r| r.wave.as_str()).max().unwrap_or("");
    let of_side = |side: Side| -> Vec<&Respondent> {
        programme
            .respondents
            .iter()
            .filter(|r| r.side == side && r.wave == latest)
            .collect()
    };
    let least = programme.settings.number("survey_min") as usize;
    let release = |base: usize| if base < least { Release::I } else { Release::P };
    for side in [Side::Clients, Side::Lle] {
        let people = of_side(side);
        let replies = people.iter().filter(|r| r.has_replied).count();
        let listed = people.iter().filter(|r| r.is_invited).count();
        let invited =
            programme.invited.get(&(latest.to_owned(), side)).copied().unwrap_or(listed);
        if replies > 0 && invited >= replies {
            figures.all.push(Figure {
                group: group(side),
                schools: Some(invited as u64),
                left_out: Some((invited - replies) as u64),
                trace: format!("S01/{}", group(side)),
                ..Figure::new(
                    &of::S01,
                    100.0 * replies as f64 / invited as f64,
                    Unit::Percent,
                )
            });
        }
        for item in &programme.items {
            let scores = scores(&people, &item.code);
            let n = scores.len();
            if n == 0 {
                continue;
            }
            let base = n as f64;
            let agree = scores.iter().filter(|s| **s >= 4.0).count() as f64;
            let disagree = scores.iter().filter(|s| **s <= 2.0).count() as f64;
            let mean = scores.iter().sum::<f64>() / base;
            let limits = wilson(agree, base).map(|(l, u)| (100.0 * l, 100.0 * u));
            for (definition, value, unit, limits, is_change) in [
                (&of::S02, 100.0 * agree / base, Unit::Percent, limits, false),
                (&of::S03, 100.0 * (agree - disagree) / base, Unit::Pp, None, true),
                (&of::S04, mean, Unit::Points, None, false),
            ] {
                figures.all.push(Figure {
                    group: group(side),
                    item: item.code.clone(),
                    lower: limits.map(|l| l.0),
                    upper: limits.map(|l| l.1),
                    schools: Some(n as u64),
                    left_out: Some((replies - n.min(replies)) as u64),
                    release: release(n),
                    is_change,
                    trace: format!("{}/{}/{}", definition.code, group(side), item.code),
                    ..Figure::new(definition, value, unit)
                });
            }
        }
    }
    for item in &programme.items {
        let (clients, lle) = (
            scores(&of_side(Side::Clients), &item.code),
            scores(&of_side(Side::Lle), &item.code),
        );
        if clients.is_empty() || lle.is_empty() {
            continue;
        }
        let release = release(clients.len().min(lle.len()));
        let mut gap = |part: &str, least: f64| {
            let count = |s: &[f64]| {
                (s.iter().filter(|x| **x >= least).count() as f64, s.len() as f64)
            };
            let both = Pooled { from: count(&lle), to: count(&clients) };
            push(
                figures,
                &item.code,
                part,
                both.points(),
                Unit::Pp,
                both.limits(),
                release,
            );
        };
        gap("", 4.0);
        gap("strongly_agree", 5.0);
        if let Some(welch) = welch(&clients, &lle) {
            push(
                figures,
                &item.code,
                "mean",
                welch.difference,
                Unit::Points,
                Some(welch.limits()),
                release,
            );
        }
    }
}

fn push(
    figures: &mut Figures,
    item: &str,
    part: &str,
    value: f64,
    unit: Unit,
    limits: Option<(f64, f64)>,
    release: Release,
) {
    let item = if part.is_empty() { item.to_owned() } else { format!("{item}/{part}") };
    figures.all.push(Figure {
        trace: format!("S05/{item}"),
        item,
        is_change: true,
        lower: limits.map(|l| l.0),
        upper: limits.map(|l| l.1),
        release,
        ..Figure::new(&of::S05, value, unit)
    });
}

fn scores(people: &[&Respondent], item: &str) -> Vec<f64> {
    people
        .iter()
        .filter_map(|r| r.answers.get(item))
        .map(|score| f64::from(*score))
        .collect()
}
